//! Who somebody without a name may be: whom a name means, and who is described in the same words.

use std::collections::{HashMap, HashSet};

use super::answer::Wrong;
use super::named::telling;
use crate::domain::{AttendeeStatus, Book, Event, EventId, Person, PersonId};

/// Among more people than this nobody is looked for by words: the answer that names somebody finds them all the same.
const PEOPLE: usize = 2000;
/// A word that more people share says nothing of who it is.
const SHARED_BY: usize = 3;
/// So many words of their own say who it is.
const WORDS: usize = 2;
/// How many are named where several are meant.
const NAMED: usize = 4;

/// Whom a text means.
#[derive(Debug, PartialEq)]
pub(super) enum Found {
    /// One of my people.
    Person(PersonId),
    /// A line of the event's list that is nobody of mine yet.
    Line(usize),
}

/// Whom `text` means, other than `not`: an id, a whole name, else a part of a name that only one has.
pub(super) fn find(text: &str, not: &PersonId, event: &EventId, book: &Book) -> Result<Found, Wrong> {
    let people = book.people().filter(|person| person.id != *not);
    let lines = book.event(event).map_or(&[][..], |event| event.attendees.as_slice());
    let free = lines.iter().enumerate().filter(|(_, line)| line.person.is_empty());
    let all: Vec<(&str, Found)> = people
        .map(|person| (person.name.as_str(), Found::Person(person.id.clone())))
        .chain(free.map(|(at, line)| (line.name.as_str(), Found::Line(at))))
        .collect();
    let wanted = text.to_lowercase();
    let fits = |how: &dyn Fn(&str, &Found) -> bool| -> Vec<&(&str, Found)> {
        all.iter().filter(|(name, found)| how(name, found)).collect()
    };
    let by_id = fits(&|_, found| matches!(found, Found::Person(id) if id.as_str() == text));
    let whole = fits(&|name, _| name.to_lowercase() == wanted);
    let part = fits(&|name, _| name.to_lowercase().contains(&wanted));
    let fit = [by_id, whole, part].into_iter().find(|fit| !fit.is_empty()).unwrap_or_default();
    match fit.as_slice() {
        [] => Err(Wrong::Nobody(text.to_owned())),
        [(_, Found::Person(id))] => Ok(Found::Person(id.clone())),
        [(_, Found::Line(at))] => Ok(Found::Line(*at)),
        several => {
            let names = several.iter().take(NAMED).map(|(name, found)| match found {
                Found::Person(id) => format!("{name} ({id})"),
                Found::Line(_) => format!("{name} (on the list)"),
            });
            Err(Wrong::Several(text.to_owned(), names.collect::<Vec<_>>().join(", ")))
        }
    }
}

/// The one of my people, not met at `event` under their own name, of whom the same telling words are written as of
/// `person`, and those words; `None` where nobody or several are.
pub(super) fn alike<'a>(event: &Event, person: &Person, book: &'a Book) -> Option<(&'a Person, Vec<String>)> {
    if book.people().len() > PEOPLE {
        return None;
    }
    let own = words_of(person, Some(&event.id));
    let met = event.attendees.iter().filter(|line| line.status == AttendeeStatus::Met);
    let met: HashSet<&PersonId> = met.map(|line| &line.person).collect();
    let others = book.people().filter(|other| other.id != person.id);
    let shared: Vec<(&Person, HashSet<String>)> = others
        .map(|other| (other.as_ref(), &words_of(other, None) & &own))
        .filter(|(_, words)| !words.is_empty())
        .collect();
    let mut holders: HashMap<&str, usize> = HashMap::new();
    for word in shared.iter().flat_map(|(_, words)| words) {
        *holders.entry(word).or_default() += 1;
    }
    let is_rare = |word: &&String| holders.get(word.as_str()).is_some_and(|count| *count <= SHARED_BY);
    let mut found: Vec<(&Person, Vec<String>)> = shared
        .iter()
        .filter(|(other, _)| !met.contains(&other.id))
        .map(|(other, words)| (*other, words.iter().filter(is_rare).cloned().collect::<Vec<_>>()))
        .filter(|(_, words)| words.len() >= WORDS)
        .collect();
    found.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
    let tied = matches!(found.as_slice(), [one, other, ..] if one.1.len() == other.1.len());
    let (other, mut words) = found.into_iter().next().filter(|_| !tied)?;
    words.sort();
    Some((other, words))
}

/// The telling words of what is written of somebody, with their notes: all of them, or those of one event.
fn words_of(person: &Person, event: Option<&EventId>) -> HashSet<String> {
    let fields = [&person.name, &person.face, &person.role, &person.company, &person.industry];
    let texts = fields.into_iter().chain(&person.tags).map(String::as_str);
    let notes = person.notes.iter().filter(|note| event.is_none_or(|event| note.event == *event));
    texts.chain(notes.map(crate::domain::Note::words)).flat_map(telling).collect()
}
