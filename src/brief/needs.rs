//! Who has what I or one of my people look for, by the thesaurus of trades.

use std::collections::HashMap;

use super::Room;
use super::guests::Line;
use crate::domain::{IntentWhy, Person};
use crate::matching::{Matcher, Texts};

/// How many needs of my people are looked at, those heard last first.
const HEARD_LAST: usize = 200;
/// What explains less of a need than this is a guess, and a title is too short for guesses.
pub(super) const LEAST: f32 = 0.45;
/// A goal is said in general words, so more must speak for it.
const LEAST_GOAL: f32 = 0.6;

/// Something of mine that a guest meets.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Met<'a> {
    /// My need, my goal, or the need of one of my people.
    pub(super) whose: Whose<'a>,
    /// In its own words.
    pub(super) need: &'a str,
    /// The words of both sides that say so.
    pub(super) because: String,
    /// How well, up to 1.
    pub(super) score: f32,
}

/// Whose need it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Whose<'a> {
    /// On my card under `needs`.
    Mine,
    /// On my card under `goals`.
    Goal,
    /// Of one of my people.
    Of(&'a Person),
}

/// By line: what of mine they could meet, the best of each sort.
pub(super) fn met_by<'a>(room: &Room<'a>, lines: &[Line<'_>]) -> HashMap<usize, Vec<Met<'a>>> {
    let me = room.book.me();
    let mine = me.needs.iter().map(|need| (Whose::Mine, need.as_str()));
    let goals = me.goals.iter().map(|goal| (Whose::Goal, goal.as_str()));
    let theirs = heard_last(room).into_iter().map(|(person, need)| (Whose::Of(person), need));
    let needs: Vec<(Whose<'a>, &'a str)> = mine.chain(goals).chain(theirs).collect();
    let (owners, texts) = said(room, lines);
    let wanted: Vec<&str> = needs.iter().map(|(_, need)| *need).collect();
    let offered: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut met: HashMap<usize, Vec<Met<'a>>> = HashMap::new();
    for ((whose, need), found) in needs.iter().zip(room.matcher.all(&wanted, &offered)) {
        let least = if *whose == Whose::Goal { LEAST_GOAL } else { LEAST };
        for hit in found.into_iter().filter(|hit| hit.score >= least) {
            let Some(line) = owners.get(hit.offer).copied() else { continue };
            let person = lines.get(line).and_then(|line| room.book.person(&line.attendee.person));
            // What my own people could do for each other is a gift at hand, and said as one.
            if matches!(whose, Whose::Of(_)) && person.is_some() {
                continue;
            }
            let one = Met { whose: *whose, need, because: hit.reason, score: hit.score.min(1.0) };
            let all = met.entry(line).or_default();
            let sort = std::mem::discriminant(&one.whose);
            match all.iter_mut().find(|other| std::mem::discriminant(&other.whose) == sort) {
                Some(other) if other.score < one.score => *other = one,
                Some(_) => {}
                None => all.push(one),
            }
        }
    }
    met
}

/// The needs of my people, those of whom I was in touch with last first.
fn heard_last<'a>(room: &Room<'a>) -> Vec<(&'a Person, &'a str)> {
    let mut people: Vec<&'a Person> =
        room.book.people().filter(|person| !person.needs.is_empty()).map(AsRef::as_ref).collect();
    people.sort_by_cached_key(|person| std::cmp::Reverse(person.last_contact()));
    let needs =
        people.into_iter().flat_map(|person| person.needs.iter().map(move |need| (person, need.as_str())));
    needs.take(HEARD_LAST).collect()
}

/// What each line offers: their own words for one of my people, and always title and company.
fn said(room: &Room<'_>, lines: &[Line<'_>]) -> (Vec<usize>, Vec<String>) {
    let mut owners = Vec::new();
    let mut texts = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let attendee = &line.attendee;
        if let Some(person) = room.book.person(&attendee.person) {
            for offer in &person.offers {
                owners.push(at);
                texts.push(offer.clone());
            }
        }
        let title = title(attendee.role.as_str(), attendee.company.as_str());
        if !title.is_empty() {
            owners.push(at);
            texts.push(title.to_owned());
        }
    }
    (owners, texts)
}

/// What says most of somebody's trade: the title, else the company, whose name may be anything ("Tin Roof Tours").
pub(super) fn title<'a>(role: &'a str, company: &'a str) -> &'a str {
    if role.trim().is_empty() { company.trim() } else { role.trim() }
}

/// By line: which of my offers somebody in their trade may need. Whoever has my own trade is a colleague, not a customer.
pub(super) fn may_need<'a>(room: &Room<'a>, lines: &[Line<'_>]) -> HashMap<usize, (&'a str, String)> {
    let me = room.book.me();
    let offers: Vec<&str> = me.offers.iter().map(String::as_str).collect();
    let own = room.matcher.trades(title(&me.role, &me.industry));
    let titles: Vec<(usize, &str)> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| (at, title(&line.attendee.role, &line.attendee.company)))
        .filter(|(_, title)| !title.is_empty())
        .filter(|(_, title)| !room.matcher.trades(title).iter().any(|trade| own.contains(trade)))
        .collect();
    let wanted: Vec<&str> = titles.iter().map(|(_, title)| *title).collect();
    let all = room.matcher.all(&wanted, &offers);
    let best = titles.iter().zip(all).filter_map(|((at, _), found)| {
        let hit = found.into_iter().next().filter(|hit| hit.score >= LEAST)?;
        Some((*at, (me.offers.get(hit.offer)?.as_str(), hit.reason)))
    });
    best.collect()
}

/// Whether somebody offers what I need (`supplier`) or needs what I offer (`customer`), whoever else is there: what counts
/// for those intents.
pub fn fits<'a>(room: &'a Room<'_>) -> impl Fn(&Person, &IntentWhy) -> bool + use<'a> {
    let me = room.book.me();
    let mine = kept(room.matcher, &me.offers);
    move |person, why| match why {
        IntentWhy::Supplier => supplies_any(room.matcher, person, &me.needs),
        IntentWhy::Customer => needs_any(room.matcher, &mine, person.needs.iter().map(String::as_str)),
        _ => false,
    }
}

/// Some offers, read.
pub(super) fn kept(matcher: &Matcher, offers: &[String]) -> Texts {
    let mut texts = Texts::new(matcher);
    texts.keep(matcher, &offers.iter().map(String::as_str).filter(|text| !text.trim().is_empty()).collect());
    texts
}

/// Whether one of these needs is met by one of these offers.
pub(super) fn needs_any<'a>(
    matcher: &Matcher,
    offers: &Texts,
    needs: impl IntoIterator<Item = &'a str>,
) -> bool {
    needs.into_iter().any(|need| offers.meeting(matcher, need).iter().any(|(_, score)| *score >= LEAST))
}

/// Whether somebody offers one of these, in their own words or by their title.
pub(super) fn supplies_any(matcher: &Matcher, person: &Person, needs: &[String]) -> bool {
    let mut offers = person.offers.clone();
    offers.push(title(&person.role, &person.company).to_owned());
    needs_any(matcher, &kept(matcher, &offers), needs.iter().map(String::as_str))
}
