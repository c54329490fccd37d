//! Which of several versions of an event counts, and what stands for the first day of a series.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::{Found, Method};
use crate::domain::begins_at;
use crate::exchange::fold::fold;
use crate::exchange::group::{Key, key as hash};

/// Which event it is: one time of a series is one of its own.
fn key(event: &Found) -> Key {
    hash(&(event.uid.as_str(), event.occurrence.as_str()))
}

/// Of several versions of one event that with the highest number counts, and of that number what calls it off. Answers and
/// proposals are no versions.
pub(super) fn settle(events: &mut [Box<Found>]) {
    let rank = |event: &Found| (event.sequence.unwrap_or(0), event.cancelled, Reverse(event.line));
    let is_version = |event: &Found| !event.uid.is_empty() && event.method == Method::Version;
    let mut newest = HashMap::new();
    for event in events.iter().filter(|event| is_version(event)) {
        let entry = newest.entry(key(event)).or_insert_with(|| rank(event));
        *entry = rank(event).max(*entry);
    }
    for event in events.iter_mut().filter(|event| is_version(event)) {
        // Of two with one number nobody can tell which is older; where they are the same event they meet later.
        let newer =
            newest.get(&key(event)).filter(|newest| (newest.0, newest.1) > (rank(event).0, rank(event).1));
        event.replaced = newer.map(|(.., Reverse(line))| *line);
    }
    forget_shared_names(events);
    first_days(events);
}

/// Some programs give one name to events that have nothing to do with each other: it tells none of them then.
fn forget_shared_names(events: &mut [Box<Found>]) {
    let is = |event: &Found| hash(&(fold(&event.name), event.day, event.start));
    let counts =
        |event: &Found| !event.uid.is_empty() && event.replaced.is_none() && event.method == Method::Version;
    let mut first: HashMap<Key, _> = HashMap::new();
    let mut shared: HashSet<Key> = HashSet::new();
    for event in events.iter().filter(|event| counts(event)) {
        if *first.entry(key(event)).or_insert_with(|| is(event)) != is(event) {
            shared.insert(key(event));
        }
    }
    for event in events.iter_mut().filter(|event| shared.contains(&key(event))) {
        event.uid.clear();
    }
}

/// What stands for the first time of a series alone is what its first day is like.
fn first_days(events: &mut [Box<Found>]) {
    let counts = |event: &Found| {
        !event.uid.is_empty()
            && event.method == Method::Version
            && event.replaced.is_none()
            && !event.cancelled
            && event.day.is_some()
    };
    let series: HashMap<Key, usize> = events
        .iter()
        .enumerate()
        .filter(|(_, event)| counts(event) && event.repeats && event.occurrence.is_empty())
        .map(|(at, event)| (hash(event.uid.as_str()), at))
        .collect();
    for at in 0..events.len() {
        let of = events
            .get(at)
            .filter(|event| counts(event))
            .and_then(|event| series.get(&hash(event.uid.as_str())));
        let Some(of) = of.filter(|of| **of != at) else { continue };
        if let Ok([series, first]) = events.get_disjoint_mut([*of, at])
            && series.uid == first.uid
            && begins_at(&series.begins, &first.occurrence)
        {
            series.begin_as(first);
        }
    }
}

impl Found {
    /// Takes over what is said of its first time alone.
    fn begin_as(&mut self, first: &mut Self) {
        (self.day, self.start, self.end) = (first.day, first.start, first.end);
        for (mine, said) in [(&mut self.name, &first.name), (&mut self.venue, &first.venue)] {
            if !said.is_empty() {
                said.clone_into(mine);
            }
        }
        if !first.guests.is_empty() {
            std::mem::swap(&mut self.guests, &mut first.guests);
        }
        self.sequence = self.sequence.max(first.sequence);
        self.at = self.at.max(first.at);
        first.first_of = Some(self.line);
    }
}
