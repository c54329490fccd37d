//! Starting afresh: since when I have been back after a fortnight away.

use crate::domain::{Book, Day, Stamp};

/// Days without a record of mine that make it a new start.
const FORTNIGHT: i32 = 14;

/// The day from which things count as current: the first record after the last fortnight without any, or today while
/// that fortnight lasts. What was due before is older. `None` when there was no such gap.
///
/// It is read off the records, so the first thing done after coming back does not bring the old ones back at once.
pub(super) fn back_since(book: &Book, today: Day) -> Option<Day> {
    let mut days = days(book, today);
    days.sort_unstable();
    days.dedup();
    let mut later = today;
    for day in days.into_iter().rev() {
        if (later.0 - day.0).get_days() >= FORTNIGHT {
            return Some(later);
        }
        later = day;
    }
    None
}

/// Every day on which I wrote something down, up to today.
fn days(book: &Book, today: Day) -> Vec<Day> {
    let mut days = Vec::with_capacity(book.people().len() * 4);
    for person in book.people() {
        days.extend(person.notes.iter().filter_map(|note| note.at.map(Stamp::day)));
        for favour in &person.favours {
            days.extend([favour.on, favour.done, favour.thanked, favour.closed].into_iter().flatten());
        }
        days.extend(person.follow_ups.iter().filter_map(|follow_up| follow_up.done));
        days.extend(person.met.as_ref().and_then(|met| met.on));
    }
    for event in book.events() {
        days.extend(event.attendees.iter().filter_map(|attendee| attendee.at.map(Stamp::day)));
    }
    days.retain(|day| *day <= today);
    days
}
