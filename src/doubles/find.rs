//! Finding: those who share a key are compared with their nearest neighbours, never everybody with everybody.

use std::collections::{HashMap, HashSet};

use super::compare::{Double, compare};
use super::profile::{Key, Profile};
use crate::domain::{AttendeeStatus, Book, Change, EventId, Person, PersonId};

/// With how many of those who follow under a key somebody is compared: all of them nearly always, and of a thousand at one
/// company those whose names stand next in order of letters.
const WINDOW: usize = 16;
/// An address that more people have is nobody's own.
const CROWD: usize = 3;

/// All pairs of records that may be one person, the surest first, then by name. What was said not to be the same is not
/// among them.
///
/// Time grows with the number of people, not its square: sorted neighbourhoods (Hernández and Stolfo 1995) within keys of
/// address, name, and company with the sound of a name.
pub fn doubles(book: &Book) -> Vec<Double> {
    pairs(book, |_, _| true)
}

/// Those of them in which one of the two was met or noted at `event`: what is worth asking after it.
pub fn around(book: &Book, event: &EventId) -> Vec<Double> {
    let listed = book.event(event).into_iter().flat_map(|event| &event.attendees);
    let met: HashSet<&PersonId> = listed
        .filter(|attendee| attendee.status == AttendeeStatus::Met)
        .map(|attendee| &attendee.person)
        .collect();
    let here = |person: &Person| {
        met.contains(&person.id)
            || person.met.as_ref().is_some_and(|met| met.event == *event)
            || person.notes.iter().any(|note| note.event == *event)
    };
    pairs(book, |one, other| here(one) || here(other))
}

/// Whether both are still there and nobody said that they are two.
pub fn is_open(book: &Book, one: &PersonId, other: &PersonId) -> bool {
    match (book.person(one), book.person(other)) {
        (Some(one), Some(other)) => one.id != other.id && !are_two(one, other),
        _ => false,
    }
}

/// The change that remembers that two records are two people; idle when it is known or one of them is not there.
pub fn not_same(book: &Book, one: &PersonId, other: &PersonId) -> Change {
    let what = format!("{} is not {}", book.name_of(one), book.name_of(other));
    let edit = is_open(book, one, other)
        .then(|| book.edit_person(one, |person| person.not_same.push(other.clone())))
        .flatten();
    edit.map_or_else(|| Change::new(what.clone()), |edit| Change::new(what.clone()).with(edit))
}

fn are_two(one: &Person, other: &Person) -> bool {
    one.not_same.contains(&other.id) || other.not_same.contains(&one.id)
}

fn pairs(book: &Book, wanted: impl Fn(&Person, &Person) -> bool) -> Vec<Double> {
    let mut profiles: Vec<Profile<'_>> = book.people().map(|person| Profile::of(person)).collect();
    profiles.sort_by(|one, other| one.order().cmp(&other.order()));
    let mut blocks: HashMap<Key, Vec<usize>> = HashMap::new();
    for (at, profile) in profiles.iter().enumerate() {
        for key in profile.keys() {
            let block = blocks.entry(key).or_default();
            if block.last() != Some(&at) {
                block.push(at);
            }
        }
    }
    let crowded: HashSet<&Key> =
        blocks.iter().filter(|(_, block)| block.len() > CROWD).map(|(key, _)| key).collect();
    let mut seen: HashSet<(usize, usize)> = HashSet::new();
    let mut found: Vec<(usize, Double)> = Vec::new();
    for block in blocks.values() {
        for (from, one) in block.iter().enumerate() {
            for other in block.iter().skip(from + 1).take(WINDOW) {
                let (Some(first), Some(second)) = (profiles.get(*one), profiles.get(*other)) else {
                    continue;
                };
                if !seen.insert((*one, *other))
                    || are_two(first.person, second.person)
                    || !wanted(first.person, second.person)
                {
                    continue;
                }
                found.extend(compare(first, second, &crowded).map(|double| (*one, double)));
            }
        }
    }
    // Blocks come in no order, so all that tells pairs apart counts.
    found.sort_by(|(at, one), (there, other)| {
        (one.strength, at, &one.keep, &one.other).cmp(&(other.strength, there, &other.keep, &other.other))
    });
    found.into_iter().map(|(_, double)| double).collect()
}
