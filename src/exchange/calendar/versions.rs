//! Which of several versions of an event counts, and what stands for the first day of a series.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{Found, Method};
use crate::domain::begins_at;

/// Of several versions of one event the last counts: by its number, else by when it was written, and what calls it off before
/// what does not. Answers and proposals are no versions.
pub(super) fn settle(events: &mut [Found]) {
    // One time of a series is an event of its own.
    let key = |event: &Found| (event.uid.clone(), event.occurrence.clone());
    let rank = |event: &Found| (event.sequence, event.at, event.cancelled, Reverse(event.line));
    let is_version = |event: &Found| !event.uid.is_empty() && event.method == Method::Version;
    let mut newest = HashMap::new();
    for event in events.iter().filter(|event| is_version(event)) {
        let entry = newest.entry(key(event)).or_insert_with(|| rank(event));
        *entry = rank(event).max(*entry);
    }
    for event in events.iter_mut().filter(|event| is_version(event)) {
        let line = newest.get(&key(event)).map(|(.., Reverse(line))| *line);
        event.replaced = line.filter(|line| *line != event.line);
    }
    first_days(events);
}

/// What stands for the first time of a series alone is what its first day is like.
fn first_days(events: &mut [Found]) {
    let counts = |event: &Found| {
        !event.uid.is_empty()
            && event.method == Method::Version
            && event.replaced.is_none()
            && !event.cancelled
            && event.day.is_some()
    };
    let series: HashMap<String, usize> = events
        .iter()
        .enumerate()
        .filter(|(_, event)| counts(event) && event.repeats && event.occurrence.is_empty())
        .map(|(at, event)| (event.uid.clone(), at))
        .collect();
    for at in 0..events.len() {
        let of = events.get(at).filter(|event| counts(event)).and_then(|event| series.get(&event.uid));
        let Some(of) = of.filter(|of| **of != at) else { continue };
        if let Ok([series, first]) = events.get_disjoint_mut([*of, at])
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
