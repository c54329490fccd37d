//! Completion while a line is typed: names, companies, tags and dates at the caret.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::fit::may_start;
use super::fold::{fold, name_key};
use super::names::Names;
use super::segment::{self, Word};
use super::split::{split, words};
use super::{Scene, date};
use crate::domain::{Attendee, Event, PersonId};
use crate::text::dates::full_day;

/// The most that is offered.
const MAX: usize = 8;
/// How many people of a common name are weighed.
const MAX_WEIGHED: usize = 256;
/// Dates that are offered, in the order in which they come.
const DATES: &[&str] = &[
    "today",
    "tomorrow",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "next week",
    "in 2 weeks",
    "end of month",
    "next month",
    "next mon",
    "next tue",
    "next wed",
    "next thu",
    "next fri",
    "in a week",
    "in a month",
    "end of week",
];

/// One way to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// Bytes of the line that it takes the place of.
    pub range: Range<usize>,
    /// What is put there.
    pub text: String,
    /// What it is, in a few words: "pastry chef, Forno Nero", "on the list", "Fri 27 Nov".
    pub about: String,
}

/// What could be meant at the caret (a byte of the line), best first, at most 8. Nothing when nothing is begun there.
pub fn complete(line: &str, caret: usize, scene: &Scene<'_>) -> Vec<Completion> {
    let Some(typed) = line.get(..caret) else { return Vec::new() };
    let parts = split(typed);
    // A blank or a `;` before the caret is not part of a span, but a name may go on after a blank.
    let Some(span) = parts
        .spans
        .last()
        .filter(|span| !typed.get(span.end..).is_some_and(|rest| rest.contains([';', '\n'])))
    else {
        return Vec::new();
    };
    let start = span.start;
    let Some(part) = typed.get(start..) else { return Vec::new() };
    let is_head = parts.spans.len() == 1
        && !parts.headless
        && segment::first_word(part).is_none()
        && !part.starts_with(':');
    let last = words(part).last().map_or((part.len(), ""), |found| found);
    if let Some(tag) = last.1.strip_prefix('#').filter(|_| part.ends_with(last.1)) {
        return tags(tag, start + last.0 + 1..caret, scene);
    }
    if is_head { in_head(part, start, caret, scene) } else { in_segment(part, start, caret, scene) }
}

fn in_head(part: &str, start: usize, caret: usize, scene: &Scene<'_>) -> Vec<Completion> {
    let head = words(part).filter(|(_, word)| *word == "+").last().map_or(0, |(at, _)| at + 1);
    let text = part.get(head..).unwrap_or_default();
    if let Some((at, _)) = words(text).filter(|(_, word)| word.starts_with('@')).last() {
        let at = at + 1;
        return companies(text.get(at..).unwrap_or_default(), start + head + at, caret, scene);
    }
    if text.contains([',', '#']) {
        return Vec::new();
    }
    people(text, start + head, caret, scene)
}

fn in_segment(part: &str, start: usize, caret: usize, scene: &Scene<'_>) -> Vec<Completion> {
    let Some((word, rest, _)) = segment::first_word(part) else { return Vec::new() };
    if rest.is_empty() && !part.ends_with(char::is_whitespace) {
        return Vec::new();
    }
    let offset = part.len() - part.trim_end().len() + rest.len();
    let rest_at = part.len() - offset;
    let rest = part.get(rest_at..).unwrap_or_default();
    match word {
        Word::Via => people(rest, start + rest_at, caret, scene),
        Word::Knows => {
            let at = rest.rfind(',').map_or(0, |at| at + 1);
            people(rest.get(at..).unwrap_or_default(), start + rest_at + at, caret, scene)
        }
        Word::Again => dates(rest, start + rest_at, caret, scene),
        Word::Mine | Word::Theirs | Word::Promise | Word::FollowUp => {
            let by = words(rest).filter(|(_, word)| matches!(*word, "by" | "on")).last();
            let intro = words(rest).filter(|(_, word)| matches!(*word, "intro" | "introduce" | "to")).last();
            match (by, intro) {
                (Some((at, by)), _) => {
                    let at = at + by.len();
                    dates(rest.get(at..).unwrap_or_default(), start + rest_at + at, caret, scene)
                }
                (None, Some((at, word))) if rest.to_ascii_lowercase().contains("intro") => {
                    let at = at + word.len();
                    people(rest.get(at..).unwrap_or_default(), start + rest_at + at, caret, scene)
                }
                _ => Vec::new(),
            }
        }
        Word::Gave | Word::Got => {
            let intro = words(rest).filter(|(_, word)| matches!(*word, "intro" | "to")).last();
            match intro {
                Some((at, word)) if rest.contains("intro") => {
                    let at = at + word.len();
                    people(rest.get(at..).unwrap_or_default(), start + rest_at + at, caret, scene)
                }
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// The range of `text` (which starts at `start` and ends at the caret) without the blanks before it.
fn range_of(text: &str, start: usize, caret: usize) -> Range<usize> {
    start + (text.len() - text.trim_start().len())..caret
}

/// Names that start like `text`, or have a word that does: those at the event first, then whom I met last.
fn people(text: &str, start: usize, caret: usize, scene: &Scene<'_>) -> Vec<Completion> {
    let key = name_key(text);
    let range = range_of(text, start, caret);
    if key.is_empty() || key.len() > 80 {
        return Vec::new();
    }
    let built;
    let names = if let Some(names) = scene.names {
        names
    } else {
        built = Names::build(scene.book);
        &built
    };
    let event = scene.event.and_then(|id| scene.book.event(id));
    let first = key.split(' ').next().unwrap_or_default();
    let weigh = |name: &str| {
        if name.starts_with(&key) {
            return Some(0_u8);
        }
        name.match_indices(&key)
            .any(|(at, _)| name.get(..at).is_some_and(|before| before.ends_with(' ')))
            .then_some(1)
    };
    let here: HashSet<&PersonId> =
        event.iter().flat_map(|event| event.attendees.iter().map(|attendee| &attendee.person)).collect();
    let mut found = BTreeMap::new();
    for id in names.starting(first).flat_map(|(_, people)| people).take(MAX_WEIGHED) {
        let Some(weight) = names.key(id).and_then(weigh) else { continue };
        let Some(person) = scene.book.person(id) else { continue };
        let rank = (u8::from(!here.contains(id)), weight, Reverse(person.last_contact()));
        let about: Vec<&str> = [&person.role, &person.company]
            .into_iter()
            .filter(|text| !text.is_empty())
            .map(String::as_str)
            .collect();
        let about = if about.is_empty() { "known".to_owned() } else { about.join(", ") };
        found.insert((rank, person.name.clone(), id.as_str()), about);
    }
    for (name, about) in event.into_iter().flat_map(|event| listed(event, first)) {
        let Some(weight) = weigh(&name_key(name)) else { continue };
        found.insert(((0, weight, Reverse(None)), name.to_owned(), ""), about);
    }
    let mut completions: Vec<Completion> = Vec::new();
    for ((_, name, _), about) in found {
        let is_typed = name == text.trim();
        if !is_typed
            && completions.len() < MAX
            && !completions.iter().any(|other| other.text == name && other.about == about)
        {
            completions.push(Completion { range: range.clone(), text: name, about });
        }
    }
    completions
}

/// Who is on the list and none of my people, if their name may fit.
fn listed<'a>(event: &'a Event, first: &'a str) -> impl Iterator<Item = (&'a str, String)> {
    let may_fit = move |name: &str| may_start(name, first);
    event.attendees.iter().filter(|attendee| attendee.person.is_empty()).filter_map(move |attendee| {
        let at = if attendee.company.is_empty() { String::new() } else { format!(", {}", attendee.company) };
        may_fit(&attendee.name).then(|| (attendee.name.as_str(), format!("on the list{at}")))
    })
}

/// Texts that start like `typed`, the most used first.
fn counted<'a>(
    typed: &str,
    range: &Range<usize>,
    all: impl Iterator<Item = &'a str>,
    about: fn(usize) -> String,
) -> Vec<Completion> {
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for text in all.filter(|text| !text.is_empty()) {
        *uses.entry(text).or_default() += 1;
    }
    let key = fold(typed);
    // "food" and "Food" are one, spelled as the more people have it.
    let mut found: HashMap<String, (usize, Reverse<&str>, usize)> = HashMap::new();
    for (text, count) in uses {
        let folded = fold(text);
        if folded.starts_with(&key) && !folded.is_empty() {
            let (most, spelling, sum) = found.entry(folded).or_insert((0, Reverse(text), 0));
            (*most, *spelling) = (*most, *spelling).max((count, Reverse(text)));
            *sum += count;
        }
    }
    let mut found: Vec<(Reverse<usize>, &str)> =
        found.into_values().map(|(_, Reverse(text), count)| (Reverse(count), text)).collect();
    found.retain(|(_, text)| *text != typed.trim());
    found.sort_unstable();
    let completion = |(Reverse(count), text): (Reverse<usize>, &str)| Completion {
        range: range.clone(),
        text: text.to_owned(),
        about: about(count),
    };
    found.into_iter().take(MAX).map(completion).collect()
}

fn uses(count: usize) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{count} people") }
}

fn tags(typed: &str, range: Range<usize>, scene: &Scene<'_>) -> Vec<Completion> {
    let all = scene.book.people().flat_map(|person| person.tags.iter().map(String::as_str));
    // A tag with a blank cannot be typed after `#`.
    counted(typed, &range, all.filter(|tag| !tag.contains(char::is_whitespace)), uses)
}

fn companies(text: &str, start: usize, caret: usize, scene: &Scene<'_>) -> Vec<Completion> {
    let known = scene.book.people().map(|person| person.company.as_str());
    let event = scene.event.and_then(|id| scene.book.event(id));
    let unknown = |attendee: &&Attendee| attendee.person.is_empty();
    let listed = event
        .into_iter()
        .flat_map(|event| event.attendees.iter().filter(unknown))
        .map(|attendee| attendee.company.as_str());
    counted(text, &range_of(text, start, caret), known.chain(listed), uses)
}

fn dates(text: &str, start: usize, caret: usize, scene: &Scene<'_>) -> Vec<Completion> {
    let today = scene.now.today();
    let typed = text.trim_start().to_lowercase();
    let range = range_of(text, start, caret);
    let fits = DATES.iter().filter(|said| said.starts_with(&typed) && **said != typed.trim_end());
    fits.filter_map(|said| {
        let about = full_day(date(said, today)?, today);
        Some(Completion { range: range.clone(), text: (*said).to_owned(), about })
    })
    .take(MAX)
    .collect()
}
