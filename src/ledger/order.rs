//! The order in which a person's favours are shown.

use std::cmp::Reverse;

use crate::domain::{Favour, FavourState, Person};

/// The favours of `person`: open promises first, the earliest due before those without a date, then all others, the
/// newest first.
pub fn for_show(person: &Person) -> Vec<&Favour> {
    let mut favours: Vec<&Favour> = person.favours.iter().collect();
    // Stable, so favours of one day stay as they stand in the file.
    favours.sort_by_key(|favour| {
        let promised = favour.state == FavourState::Promised;
        let due = favour.due.filter(|_| promised);
        (!promised, due.is_none(), due, Reverse(favour.newest()))
    });
    favours
}
