//! Who has no name yet, only a description: "tall baker".

use std::collections::HashSet;

use super::known::alike;
use super::{Act, Answer, Step, StepKind};
use crate::domain::{AttendeeStatus, Book, Event, Person};

/// Words that describe and are in no name; `the` and `a` at the start say so too.
const DESCRIBES: &[&str] = &[
    "man", "woman", "guy", "girl", "lady", "boy", "person", "somebody", "someone", "tall", "short", "old",
    "young", "bald", "blond", "blonde", "with", "who", "from", "in", "of", "at", "the", "by", "hat",
    "glasses", "beard", "scarf", "coat",
];
/// Small words between names.
const PARTICLES: &[&str] =
    &["van", "von", "de", "der", "den", "da", "di", "du", "la", "le", "el", "al", "bin", "ibn", "y", "of"];
/// Words that say nothing of who it is.
const IDLE: &[&str] = &[
    "somewhere",
    "something",
    "north",
    "south",
    "east",
    "west",
    "owner",
    "maker",
    "about",
    "again",
    "been",
    "could",
    "does",
    "first",
    "have",
    "here",
    "into",
    "just",
    "knows",
    "like",
    "looking",
    "looks",
    "more",
    "much",
    "near",
    "need",
    "needs",
    "offers",
    "other",
    "said",
    "says",
    "second",
    "some",
    "than",
    "that",
    "their",
    "them",
    "then",
    "there",
    "they",
    "this",
    "very",
    "want",
    "wants",
    "week",
    "were",
    "what",
    "when",
    "will",
    "would",
];

/// Whether a name is only a description: all in small letters and of several words ("tall baker"), or with a capital at
/// its start alone and a describing word ("Man with the dachshund"). A single word is a name, however it is written, and
/// so is whatever has a capital beyond its first word.
pub fn is_description(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let [first, rest @ ..] = words.as_slice() else { return false };
    if rest.is_empty() {
        return false;
    }
    // Scripts without capitals write names as they write anything.
    let cased = |word: &&str| word.chars().any(|ch| ch.is_lowercase() || ch.is_uppercase());
    let is_small = |word: &&str| cased(word) && !word.chars().any(char::is_uppercase);
    if !rest.iter().filter(|word| !PARTICLES.contains(word)).all(is_small) {
        return false;
    }
    let lower = first.to_lowercase();
    let describes = |word: &str| DESCRIBES.contains(&word);
    let article = matches!(lower.as_str(), "the" | "a" | "an");
    let rest_describes = rest.iter().any(|word| describes(word) && !PARTICLES.contains(word));
    is_small(first) || article || describes(&lower) || rest_describes
}

pub(super) fn steps(event: &Event, here: &[&Person], book: &Book) -> Vec<Step> {
    here.iter()
        .filter(|person| is_description(&person.name))
        .map(|person| step(event, person, book))
        .collect()
}

fn step(event: &Event, person: &Person, book: &Book) -> Step {
    let listed = candidate(event, person)
        .map(|(line, words)| (words, Act::Become { person: person.id.clone(), line }));
    let known = || {
        let (keep, shared) = alike(event, person, book)?;
        let words = format!("this is {} (you wrote of both: {})", described(keep), shared.join(", "));
        Some((words, Act::Merge { keep: keep.id.clone(), other: person.id.clone() }))
    };
    let likely = listed.or_else(known).map(|(words, act)| Answer { key: 'y', words, takes: None, act });
    let mut answers: Vec<Answer> = likely.into_iter().collect();
    let other = if answers.is_empty() { "" } else { "somebody else: " };
    answers.push(Answer {
        key: 'n',
        words: format!("{other}type the name"),
        takes: Some("their name"),
        act: Act::Name(person.id.clone()),
    });
    answers.push(Answer {
        key: 'w',
        words: "somebody you know, or on the list: find them".into(),
        takes: Some("who it is"),
        act: Act::Known(person.id.clone()),
    });
    let mut quote = vec![format!("You wrote: \u{201c}{}\u{201d}", person.name)];
    let note = person.notes.iter().rev().find(|note| note.event == event.id);
    quote.extend(Some(person.face.as_str()).filter(|face| !face.is_empty()).map(str::to_owned));
    quote.extend(note.map(|note| note.words().to_owned()));
    Step {
        id: format!("name/{}", person.id),
        kind: StepKind::Name,
        question: format!("What is {} called?", said(&person.name)),
        quote,
        answers,
    }
}

/// "Ana Ruiz, pastry chef, Forno Nero".
pub(super) fn described(person: &Person) -> String {
    let parts = [&person.name, &person.role, &person.company];
    parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// "the tall baker", where a description has no article of its own.
pub fn said(name: &str) -> String {
    let first = name.split_whitespace().next().unwrap_or_default().to_lowercase();
    if matches!(first.as_str(), "the" | "a" | "an" | "somebody" | "someone") {
        name.to_owned()
    } else {
        format!("the {name}")
    }
}

/// The one on the list, not yet one of my people, whose title or company shares most telling words with what I wrote; none
/// where two do so equally.
fn candidate(event: &Event, person: &Person) -> Option<(usize, String)> {
    let mut own = telling(&person.name);
    own.extend(telling(&person.role));
    let mut best: Option<(usize, usize, HashSet<String>)> = None;
    let mut tied = false;
    for (at, line) in event.attendees.iter().enumerate() {
        if !line.person.is_empty() || matches!(line.status, AttendeeStatus::Absent | AttendeeStatus::Met) {
            continue;
        }
        let mut theirs = telling(&line.role);
        theirs.extend(telling(&line.company));
        let shared: HashSet<String> = own.intersection(&theirs).cloned().collect();
        match &best {
            _ if shared.is_empty() => {}
            Some((count, ..)) if shared.len() == *count => tied = true,
            Some((count, ..)) if shared.len() < *count => {}
            _ => {
                tied = false;
                best = Some((shared.len(), at, shared));
            }
        }
    }
    let (_, at, shared) = best.filter(|_| !tied)?;
    let line = event.attendees.get(at)?;
    let parts = [line.name.as_str(), &line.role, &line.company];
    let who: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let mut shared: Vec<String> = shared.into_iter().collect();
    shared.sort();
    Some((at, format!("this is {} (on the list; {})", who.join(", "), shared.join(", "))))
}

/// The words of a text that say who somebody is, in small letters.
pub(super) fn telling(text: &str) -> HashSet<String> {
    let words = text.split(|ch: char| !ch.is_alphanumeric()).map(str::to_lowercase);
    words
        .filter(|word| word.chars().count() > 3)
        .filter(|word| !DESCRIBES.contains(&word.as_str()) && !IDLE.contains(&word.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expect: bool) {
        assert_eq!(is_description(name), expect, "{name}");
    }

    #[test]
    fn a_description_is_no_name() {
        for name in [
            "tall baker",
            "pepper woman",
            "man with the dachshund",
            "Man with the dachshund",
            "The tall baker",
            "Tall guy",
            "someone from the bank",
            "Baker in the hat",
            "a potter",
            "web designer",
        ] {
            check(name, true);
        }
        for name in [
            "Ana Ruiz",
            "ana",
            "Ana",
            "Ludwig van Beethoven",
            "Noor van Dijk",
            "J. Hale",
            "Ana from Forno",
            "bell hooks Smith",
            "林美玲",
            "山田 花子",
            "محمد علي",
            "",
            " ",
            "Charles de Gaulle",
            "O'Neil Jr",
            "k.d. Lang",
        ] {
            check(name, false);
        }
    }
}
