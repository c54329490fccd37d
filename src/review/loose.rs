//! Loose notes: what reads like a need, an offer, a promise, a follow-up or a lesson, and stands there as plain text.
//!
//! A part of a note is brought into the words of the capture line ("she is looking for premises" becomes "needs
//! premises") and read as one; so what counts as a need is decided in one place, and plain speech stays plain speech.

use super::{Act, Answer, Step, StepKind};
use crate::brief::Room;
use crate::capture::{Choices, Meaning, Scene, Who, understand};
use crate::domain::{Event, Note, NoteKind, Person, PersonId, Side, Stamp};

/// How many suggestions one note gets.
const MOST: usize = 3;
/// Whom a sentence is about, before its verb.
const SUBJECTS: &[&str] =
    &["she", "he", "they", "who", "and", "but", "so", "also", "now", "really", "still", "just"];
/// Ways to say it, and the words of the capture line for it; the longer first.
const SAID: &[(&str, &str)] = &[
    ("is looking for ", "needs "),
    ("are looking for ", "needs "),
    ("was looking for ", "needs "),
    ("'s looking for ", "needs "),
    ("looking for ", "needs "),
    ("looks for ", "needs "),
    ("is searching for ", "needs "),
    ("searching for ", "needs "),
    ("is in need of ", "needs "),
    ("in need of ", "needs "),
    ("could use ", "needs "),
    ("would like ", "needs "),
    ("needs ", "needs "),
    ("wants ", "wants "),
    ("offers ", "offers "),
    ("offered ", "offers "),
    ("i promised to ", "I'll "),
    ("i promised ", "promise "),
    ("promised to ", "they'll "),
    ("i should ", "I'll "),
    ("i must ", "I'll "),
    ("i will ", "I'll "),
    ("i'll ", "I'll "),
    ("i owe her ", "I'll bring her "),
    ("i owe him ", "I'll bring him "),
    ("i owe them ", "I'll bring them "),
    ("will send me ", "they'll send me "),
    ("will introduce me ", "they'll introduce me "),
    ("will show me ", "they'll show me "),
    ("said to call ", "again "),
    ("call again ", "again "),
    ("see again ", "again "),
    ("again ", "again "),
    ("follow up ", "follow up "),
    ("learned that ", "lesson "),
    ("learnt that ", "lesson "),
    ("i learned ", "lesson "),
    ("i learnt ", "lesson "),
    ("the trick is ", "lesson "),
    ("taught me ", "lesson "),
    ("lesson: ", "lesson "),
    ("lesson ", "lesson "),
];

pub(super) fn steps(event: &Event, here: &[&Person], room: &Room<'_>) -> Vec<Step> {
    let mut steps = Vec::new();
    for person in here {
        for note in person.notes.iter().filter(|note| note.event == event.id && note.kind == NoteKind::Talk) {
            let found = suggestions(person, note, event, room);
            steps.extend(found.into_iter().take(MOST));
        }
    }
    steps
}

fn suggestions(person: &Person, note: &Note, event: &Event, room: &Room<'_>) -> Vec<Step> {
    let mut steps = Vec::new();
    for (at, part) in note.text.split(['.', ';', '!', '?', '\n']).enumerate() {
        for (within, clause) in clauses(part).enumerate() {
            let Some(line) = as_line(person, clause) else { continue };
            let Some((question, act)) = read(&line, person, note, event, room) else { continue };
            if act.is_idle(room.book) {
                continue;
            }
            steps.push(Step {
                id: format!("note/{}/{}/{at}-{within}", person.id, note.id),
                kind: StepKind::Note,
                question: format!("{}: {question}?", person.name),
                quote: vec![format!("You wrote: \u{201c}{}\u{201d}", note.text)],
                answers: vec![
                    Answer { key: 'y', words: "yes, beside the note".into(), takes: None, act },
                    Answer { key: 'n', words: "no, it is only a note".into(), takes: None, act: Act::Go },
                ],
            });
        }
    }
    steps
}

/// The whole sentence, and where a comma begins another one, that too.
fn clauses(sentence: &str) -> impl Iterator<Item = &str> {
    let rest = sentence.match_indices([',', '—']).filter_map(|(at, sign)| sentence.get(at + sign.len()..));
    std::iter::once(sentence).chain(rest).map(str::trim).filter(|clause| !clause.is_empty())
}

/// A clause in the words of the capture line, when it says one of those things.
fn as_line(person: &Person, clause: &str) -> Option<String> {
    let mut rest = clause.trim_start();
    let first = person.first_name();
    // "She also is looking for ..." and "Ana wants ...".
    for _ in 0..3 {
        let word = rest.split_whitespace().next()?;
        let after = rest.get(word.len()..)?.trim_start();
        let lower = word.to_lowercase();
        let subject = SUBJECTS.contains(&lower.as_str()) || word.eq_ignore_ascii_case(first);
        if !subject || after.is_empty() {
            break;
        }
        rest = after;
    }
    let lower = rest.to_lowercase();
    // What changes its length in small letters cannot be cut alike.
    if lower.len() != rest.len() {
        return None;
    }
    SAID.iter().find_map(|(said, line)| {
        let straight = lower.replace('’', "'");
        let taken = if straight.len() == lower.len() { &straight } else { &lower };
        taken
            .strip_prefix(said)
            .and_then(|_| rest.get(said.len()..))
            .map(|what| format!("{line}{}", upto_comma(what)))
    })
}

/// A need ends where the next clause begins.
fn upto_comma(text: &str) -> &str {
    text.split([',', '—']).next().unwrap_or(text).trim()
}

/// What the line becomes, in words, when it is no plain note.
fn read(line: &str, person: &Person, note: &Note, event: &Event, room: &Room<'_>) -> Option<(String, Act)> {
    let day = note.at.map_or(room.today, Stamp::day);
    let now = crate::domain::Now(day.0.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).ok()?);
    let scene =
        Scene { book: room.book, names: None, now: &now, event: Some(&event.id), selected: Some(&person.id) };
    let understood = understand(&format!("; {line}"), &scene, &Choices::default());
    let [segment] = understood.segments.as_slice() else { return None };
    let id = person.id.clone();
    Some(match &segment.meaning {
        Meaning::Need(what) => (format!("a need: {what}"), Act::Need(id, what.clone())),
        Meaning::Offer(what) => (format!("an offer: {what}"), Act::Offer(id, what.clone())),
        Meaning::Promise { side, what, due, people } => {
            let whose = if *side == Side::Give { "a promise of yours" } else { "a promise of theirs" };
            let by = due.map_or_else(String::new, |due| {
                format!(", by {}", crate::text::dates::day_words(due, room.today))
            });
            let promise = Act::Promise {
                person: id,
                side: side.clone(),
                what: what.clone(),
                due: *due,
                people: known(people),
                on: day,
                event: event.id.clone(),
            };
            (format!("{whose}: {what}{by}"), promise)
        }
        Meaning::FollowUp { what, due } => {
            let when = crate::text::dates::day_words(*due, room.today);
            let what = if what.trim().is_empty() { "be in touch".to_owned() } else { what.clone() };
            (format!("to follow up {when}: {what}"), Act::FollowUp { person: id, what, due: *due })
        }
        Meaning::Note { kind: NoteKind::Lesson, text } => {
            (format!("a lesson: {text}"), Act::Kind(id, note.id.clone(), NoteKind::Lesson))
        }
        _ => return None,
    })
}

fn known(people: &[Who]) -> Vec<PersonId> {
    let known = people.iter().filter_map(|who| match who {
        Who::Known(id) => Some(id.clone()),
        _ => None,
    });
    known.collect()
}
