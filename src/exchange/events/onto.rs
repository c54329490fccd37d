//! The guests of a calendar for the list of an event that the user named, and what becomes of the rest.

use super::bring::day;
use crate::domain::{Day, Event};
use crate::exchange::calendar::{Calendar, Events, Found};
use crate::exchange::draft::{Draft, short};
use crate::exchange::fold::fold;

/// All guests for the list of `event`, and in words what stays out: of the calendar nothing else comes in.
pub(in crate::exchange) fn guests(
    calendar: Calendar,
    event: &Event,
    today: Option<Day>,
) -> (Vec<Draft>, Vec<String>) {
    let (live, out): (Events, Events) =
        calendar.events.into_iter().partition(|found| !found.cancelled && found.replaced.is_none());
    let live: Events = live.into_iter().filter(|found| found.first_of.is_none()).collect();
    // Of several events the one that mine is; or all, when it is none of them.
    let one = live.iter().position(|found| is(found, event));
    let onto = format!("onto the list of {}", short(&event.name));
    let mut said = Vec::new();
    match (one, live.as_slice()) {
        (_, []) => {}
        (Some(_), all) => {
            said.push(format!("only the guests come in, {onto}; its day, hours and place stay as they are"));
            if let more @ 1.. = all.len() - 1 {
                said.push(format!(
                    "{} out",
                    count(more, "other event of the calendar stays", "other events of the calendar stay")
                ));
            }
        }
        (None, [found]) => {
            let on = found.day.map_or_else(String::new, |on| format!(" on {}", day(on, today)));
            let name = if found.name.is_empty() { "without a title" } else { &short(&found.name) };
            said.push(format!(
                "only the guests come in, {onto}; the calendar's own event stays out: {name}{on}"
            ));
        }
        (None, all) => {
            said.push(format!(
                "only the guests come in, {onto}; the {} events of the calendar stay out",
                all.len()
            ));
        }
    }
    let off = out.iter().filter(|found| found.cancelled && found.replaced.is_none()).count();
    if off > 0 {
        said.push(format!(
            "{} off and out, with the guests",
            count(off, "event is called", "events are called")
        ));
    }
    let guests = live.into_iter().enumerate().filter(|(at, _)| one.is_none_or(|one| one == *at));
    (guests.flat_map(|(_, found)| found.guests).map(Draft::from).collect(), said)
}

/// Whether an event of a calendar is mine: by its id, else by title and day.
fn is(found: &Found, mine: &Event) -> bool {
    let known = mine.calendar.as_ref().filter(|known| !known.uid.is_empty());
    found.own_event() == Some(mine.id.as_str())
        || known.is_some_and(|known| known.uid == found.uid && known.occurrence == found.occurrence)
        || (fold(&mine.name) == fold(&found.name) && mine.date == found.day)
}

fn count(number: usize, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}
