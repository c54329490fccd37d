//! Finding: those who share a key are compared with their nearest neighbours, never everybody with everybody.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::compare::{Compare, Double};
use super::profile::{Key, Profile};
use crate::domain::{AttendeeStatus, Book, Change, EventId, Person, PersonId};
use crate::search::NameWords;

/// With how many of those who follow under a key somebody is compared: all of them nearly always, and of a thousand at one
/// company those whose names stand next in order of letters.
const WINDOW: usize = 16;
/// An address that more people have is nobody's own.
const CROWD: usize = 3;

/// All pairs of records that may be one person, the surest first, of those the ones with more reasons, then by name. What was said not to be the same is not
/// among them.
///
/// Time grows with the number of people, not its square: sorted neighbourhoods (Hernández and Stolfo 1995) within keys of
/// address, name, and company with the sound of a name.
pub fn doubles(book: &Book) -> Vec<Double> {
    pairs(book, |_| true)
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
    pairs(book, here)
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

/// The pairs of which `wanted` is at least one.
fn pairs(book: &Book, wanted: impl Fn(&Person) -> bool) -> Vec<Double> {
    let mut words = NameWords::default();
    let mut profiles: Vec<Profile<'_>> =
        book.people().map(|person| Profile::of(person, &mut words)).collect();
    profiles.sort_unstable_by(|one, other| one.order().cmp(&other.order()));
    let wanted: Vec<bool> = profiles.iter().map(|profile| wanted(profile.person)).collect();
    let blocks = Blocks::of(&profiles);
    let mut found: Vec<(usize, Double)> = Vec::new();
    // With whom each was last compared, as two may meet under several keys.
    let mut met: Vec<Option<usize>> = vec![None; profiles.len()];
    let mut compare = Compare::new(&blocks.crowded);
    for (at, (one, is_wanted)) in profiles.iter().zip(&wanted).enumerate() {
        for &other in blocks.after(at) {
            let (Some(second), Some(met)) = (profiles.get(other), met.get_mut(other)) else { continue };
            if met.replace(at) == Some(at)
                || !(*is_wanted || wanted.get(other).is_some_and(|wanted| *wanted))
                || are_two(one.person, second.person)
            {
                continue;
            }
            found.extend(compare.pair(one, second).map(|double| (at, double)));
        }
    }
    found.sort_by(|(at, one), (there, other)| {
        let order = |double: &Double| (double.strength, Reverse(double.reasons.len()));
        (order(one), at, &one.keep, &one.other).cmp(&(order(other), there, &other.keep, &other.other))
    });
    found.into_iter().map(|(_, double)| double).collect()
}

/// Who shares a key with whom.
struct Blocks<'p> {
    /// For each key those who have it, in order.
    members: Vec<Vec<usize>>,
    /// For each person their keys, by number, and the place among those who have it.
    places: Vec<Vec<(usize, usize)>>,
    /// Addresses that too many have to mean anybody.
    crowded: HashSet<Key<'p>>,
}

impl<'p> Blocks<'p> {
    fn of(profiles: &'p [Profile<'_>]) -> Self {
        let mut numbers: HashMap<Key<'p>, usize> = HashMap::with_capacity(profiles.len() * 4);
        let mut members: Vec<Vec<usize>> = Vec::new();
        let mut places = Vec::with_capacity(profiles.len());
        for (at, profile) in profiles.iter().enumerate() {
            let mut own = Vec::new();
            profile.each_key(|key| {
                let number = *numbers.entry(key).or_insert(members.len());
                if number == members.len() {
                    members.push(Vec::new());
                }
                if let Some(block) = members.get_mut(number)
                    && block.last() != Some(&at)
                {
                    own.push((number, block.len()));
                    block.push(at);
                }
            });
            places.push(own);
        }
        let many = |number: &usize| members.get(*number).is_some_and(|block| block.len() > CROWD);
        let crowded = numbers.iter().filter(|(_, number)| many(number)).map(|(key, _)| *key).collect();
        Self { members, places, crowded }
    }

    /// Those who follow `at` most closely under each of their keys.
    fn after(&self, at: usize) -> impl Iterator<Item = &usize> {
        let own = self.places.get(at).into_iter().flatten();
        own.filter_map(|(number, place)| self.members.get(*number)?.get(place + 1..))
            .flat_map(|rest| rest.iter().take(WINDOW))
    }
}
