//! What a calendar says of an event of mine now: what it changed comes in; what I changed stays, and is named.

use super::index::{How, took_place};
use crate::domain::{Clock, Day, Event, Invitation};
use crate::exchange::calendar::{Found, Method};
use crate::exchange::draft::short;
use crate::exchange::fold::fold;

/// What came of it, in words.
#[derive(Debug, Default)]
pub(super) struct Brought {
    /// What came in.
    pub(super) changed: Vec<String>,
    /// What is said otherwise and stays as I have it.
    pub(super) kept: Vec<String>,
}

/// Whose value stands.
#[derive(PartialEq, Eq)]
enum Stands {
    /// Both say the same.
    Both,
    /// The calendar's.
    Theirs,
    /// Mine.
    Mine,
}

/// Whose value stands: the calendar's (`now`, and before that it `said` something) where it changed something and I did not,
/// unless nothing of mine is to give way (`fixed`).
fn stands<T: PartialEq + Default>(mine: &T, now: &T, said: Option<&T>, fixed: bool) -> Stands {
    match mine {
        _ if mine == now => Stands::Both,
        _ if said == Some(now) => Stands::Mine,
        _ if *mine == T::default() => Stands::Theirs,
        _ if !fixed && said.is_none_or(|said| said == mine) => Stands::Theirs,
        _ => Stands::Mine,
    }
}

impl Brought {
    fn value<T: PartialEq + Default>(&mut self, stands: &Stands, mine: &mut T, now: T, what: &Words<'_, T>) {
        let Words { is, was, shown } = what;
        match stands {
            Stands::Both => {}
            Stands::Mine => {
                self.kept.push(format!("{is} {} (the calendar says {})", shown(mine), shown(&now)));
            }
            Stands::Theirs => {
                let old =
                    if *mine == T::default() { String::new() } else { format!(" ({was} {})", shown(mine)) };
                self.changed.push(format!("{is} {}{old}", shown(&now)));
                *mine = now;
            }
        }
    }
}

/// How a value is told: "hours 19:00 (were 18:00)".
struct Words<'a, T> {
    is: &'a str,
    was: &'a str,
    shown: &'a dyn Fn(&T) -> String,
}

/// Brings `event` to what the calendar says of it, and keeps what it said, by which it is found again.
pub(super) fn bring(event: &mut Event, found: &Found, how: How, today: Option<Day>) -> Brought {
    let mut brought = Brought::default();
    // A guest's answer knows nothing of the event.
    if found.method != Method::Version {
        return brought;
    }
    let before = event.calendar.clone().filter(|_| how == How::Uid);
    let fixed = matches!(how, How::Own | How::Other) || took_place(event, today);
    let said = before.as_ref();

    if !found.name.is_empty() && (before.is_some() || fold(&found.name) != fold(&event.name)) {
        let stands = stands(&event.name, &found.name, said.map(|said| &said.name), fixed);
        let words = Words { is: "called", was: "was", shown: &|name: &String| short(name) };
        brought.value(&stands, &mut event.name, found.name.clone(), &words);
    }
    if found.day.is_some() {
        let stands = stands(&event.date, &found.day, said.map(|said| &said.date), fixed);
        let shown = |date: &Option<Day>| date.map_or_else(String::new, |date| day(date, today));
        if let (Stands::Theirs, Some(old)) = (&stands, event.date) {
            event.date = found.day;
            brought.changed.push(format!("moved from {} to {}", day(old, today), shown(&found.day)));
        } else {
            let words = Words { is: "day", was: "was", shown: &shown };
            brought.value(&stands, &mut event.date, found.day, &words);
        }
    }
    hours(event, found, said, fixed, &mut brought);
    if !found.venue.is_empty() {
        let stands = stands(&event.venue, &found.venue, said.map(|said| &said.venue), fixed);
        let words = Words { is: "place", was: "was", shown: &|venue: &String| short(venue) };
        brought.value(&stands, &mut event.venue, found.venue.clone(), &words);
    }
    if matches!(how, How::Uid | How::Name) && !found.uid.is_empty() {
        remember(event, found, &mut brought);
    }
    brought
}

/// From when to when: one thing, as a calendar that moves an evening moves both.
fn hours(event: &mut Event, found: &Found, said: Option<&Invitation>, fixed: bool, brought: &mut Brought) {
    type Hours = (Option<Clock>, Option<Clock>);
    let mut mine: Hours = (event.start, event.end);
    let before = said.map(|said| (said.start, said.end));
    let now: Hours = match before {
        // What it never said it does not take away.
        None if found.start.is_none() || found.start == event.start => (event.start, found.end.or(event.end)),
        _ => (found.start, found.end),
    };
    let stands = stands(&mine, &now, before.as_ref(), fixed);
    let shown = |hours: &Hours| match hours {
        (None, _) => "all day".to_owned(),
        (Some(start), None) => start.to_string(),
        (Some(start), Some(end)) => format!("{start} to {end}"),
    };
    brought.value(&stands, &mut mine, now, &Words { is: "hours", was: "were", shown: &shown });
    (event.start, event.end) = mine;
}

/// Keeps what the calendar said, when there is anything new in it.
fn remember(event: &mut Event, found: &Found, brought: &mut Brought) {
    let mut now = found.invitation();
    if let Some(before) = &event.calendar {
        // The first time of a series, moved alone, goes on standing for the series.
        before.occurrence.clone_into(&mut now.occurrence);
        now.unknown.clone_from(&before.unknown);
        if now.first.is_empty() {
            before.first.clone_into(&mut now.first);
        }
        if brought.changed.is_empty() && (before.says_as(&now) || !brought.kept.is_empty()) {
            return;
        }
        if brought.changed.is_empty() {
            brought.changed.push("the calendar says the same as yours now".to_owned());
        }
    } else if brought.changed.is_empty() {
        brought.changed.push("found by its calendar's id from now on".to_owned());
    }
    event.calendar = Some(now);
}

/// Keeps of which version the event is now, where nothing but its guests came in (`guests`) or its number is a later one: an
/// older version that comes after it is then known by that. A mere new stamp is not kept, as calendars give one to whatever
/// they hand out again.
pub(super) fn advance(event: &mut Event, found: &Found, how: How, guests: bool) {
    if found.method != Method::Version || how != How::Uid {
        return;
    }
    let now = found.invitation();
    let Some(known) = event
        .calendar
        .as_mut()
        .filter(|known| (&known.uid, &known.occurrence) == (&now.uid, &now.occurrence))
    else {
        return;
    };
    if now.sequence > known.sequence || (guests && now.outranks(known)) {
        known.sequence = now.sequence.max(known.sequence);
        known.at = now.at.or(known.at);
    }
}

/// A day by its date, `30 Nov`; with its year when that is not the one of `today`.
pub(super) fn day(day: Day, today: Option<Day>) -> String {
    let form = if today.is_some_and(|today| today.0.year() != day.0.year()) { "%-d %b %Y" } else { "%-d %b" };
    day.0.strftime(form).to_string()
}
