//! Who has what I or one of my people look for, by the thesaurus of trades.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::Room;
use super::guests::Line;
use crate::domain::{Event, IntentWhy, Person};
use crate::matching::{Giver, Matcher};

/// How many needs of my people are looked at, those heard last first.
const HEARD_LAST: usize = 200;
/// What explains less of a need than this is a guess, and a title is too short for guesses.
const LEAST: f32 = 0.45;
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

/// By line of the list: what somebody may have for me, else what I may have for them, in a few words: "for you: a website".
pub fn meets(event: &Event, room: &Room<'_>) -> Vec<(usize, String)> {
    let me = room.book.me();
    let lines: Vec<Line<'_>> = event
        .attendees
        .iter()
        .enumerate()
        .filter(|(_, attendee)| !attendee.is(me))
        .map(|(at, attendee)| Line { at: Some(at), attendee: Cow::Borrowed(attendee) })
        .collect();
    let (owners, texts) = said(room, &lines);
    let wanted: Vec<&str> = me.needs.iter().map(String::as_str).collect();
    let offered: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut words: BTreeMap<usize, String> = BTreeMap::new();
    for (need, found) in wanted.iter().zip(room.matcher.all(&wanted, &offered)) {
        for hit in found.into_iter().filter(|hit| hit.score >= LEAST) {
            let line = owners.get(hit.offer).and_then(|line| lines.get(*line)).and_then(|line| line.at);
            if let Some(line) = line {
                words.entry(line).or_insert_with(|| format!("for you: {need}"));
            }
        }
    }
    for line in &lines {
        let (Some(at), Some(person)) = (line.at, room.book.person(&line.attendee.person)) else { continue };
        if words.contains_key(&at) {
            continue;
        }
        let mine = person.needs.iter().find(|need| {
            let mut met = room.offers.for_need(room.matcher, &person.id, need);
            met.any(|meeting| meeting.giver == Giver::Me && meeting.score >= LEAST)
        });
        if let Some(need) = mine {
            words.insert(at, format!("from you: {need}"));
        }
    }
    words.into_iter().collect()
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

/// Whether somebody offers what I need (`supplier`) or needs what I offer (`customer`): what counts for those intents.
pub fn fits<'a>(room: &'a Room<'_>) -> impl Fn(&Person, &IntentWhy) -> bool + use<'a> {
    move |person, why| match why {
        IntentWhy::Supplier => {
            let needs: Vec<&str> = room.book.me().needs.iter().map(String::as_str).collect();
            offers_any(room.matcher, person, &needs)
        }
        IntentWhy::Customer => person.needs.iter().any(|need| {
            let mut met = room.offers.for_need(room.matcher, &person.id, need);
            met.any(|meeting| meeting.giver == Giver::Me && meeting.score >= LEAST)
        }),
        _ => false,
    }
}

fn offers_any(matcher: &Matcher, person: &Person, needs: &[&str]) -> bool {
    let mut texts: Vec<String> = person.offers.clone();
    texts.push(title(&person.role, &person.company).to_owned());
    let texts: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    matcher.all(needs, &texts).iter().flatten().any(|hit| hit.score >= LEAST)
}
