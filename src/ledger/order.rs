//! The order in which a person's favours are shown.

use std::cmp::Reverse;

use crate::domain::{Day, Favour, FavourState, Person};

/// The favours of `person`: open promises first, the earliest due before those without a date, then all others, the
/// newest first.
pub fn for_show(person: &Person) -> Vec<&Favour> {
    let mut favours: Vec<&Favour> = person.favours.iter().collect();
    // Stable, so favours of one day stay as they stand in the file.
    favours.sort_by_key(|favour| {
        let promised = favour.state == FavourState::Promised;
        let due = favour.due.filter(|_| promised);
        (!promised, due.is_none(), due, Reverse(newest(favour)))
    });
    favours
}

/// The latest day on which something happened to a favour.
fn newest(favour: &Favour) -> Option<Day> {
    favour.thanked.max(favour.done).max(favour.closed).max(favour.on)
}
