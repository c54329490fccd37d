//! The next event of a group that meets regularly.

use crate::domain::{Book, Cadence, Day, Event, EventId, Group, Intent};

/// Proposes the next event of `group` on `today` or later: as its last one was, one turn of its rhythm on, as often as it
/// takes to reach today. The error says in words why there is none.
///
/// A group that keeps to a day of the month keeps it; one whose last two events were on the same weekday meets on that
/// weekday of the month again, the second Tuesday on the second Tuesday, the fifth on the last.
pub fn next_event(group: &Group, book: &Book, today: Day) -> Result<Event, String> {
    let mut events: Vec<&Event> = book
        .events()
        .map(AsRef::as_ref)
        .filter(|event| event.group == group.id && event.date.is_some())
        .collect();
    events.sort_by_key(|event| (event.date, event.start));
    let last = events.last().copied().ok_or("it has no event yet to go by")?;
    let date = last.date.unwrap_or(today);
    if date >= today {
        return Err(format!("its next event is made already: {} on {date}", last.name));
    }
    let rhythm = Cadence::parse(&group.rhythm)
        .filter(|rhythm| rhythm.is_regular())
        .ok_or("it has no rhythm such as \"2 months\"")?;
    let weekdays = match events.as_slice() {
        [.., before, _] => before.date.is_none_or(|before| before.0.weekday() == date.0.weekday()),
        _ => true,
    };
    let mut next = date;
    let mut turns = 0_u16;
    while next < today {
        turns += 1;
        next = turned(rhythm, date, turns, weekdays).ok_or("its next day is beyond the calendar")?;
    }
    Ok(Event {
        id: EventId::default(),
        date: Some(next),
        hours: None,
        mood: None,
        room_known: None,
        calendar: None,
        attendees: Vec::new(),
        talks: Vec::new(),
        conflicts: Vec::new(),
        intents: last
            .intents
            .iter()
            .map(|intent| Intent { missed: String::new(), ..intent.clone() })
            .collect(),
        ..last.clone()
    })
}

/// The day so many turns after `first`. Turns are counted from the first, so that a short month does not shift all that
/// follow.
fn turned(rhythm: Cadence, first: Day, turns: u16, weekdays: bool) -> Option<Day> {
    let months = match rhythm {
        Cadence::Days(days) => return Cadence::Days(days.checked_mul(turns)?).after(first),
        Cadence::Months(months) => months.checked_mul(turns)?,
        _ => return None,
    };
    let day = Cadence::Months(months).after(first)?;
    if !weekdays {
        return Some(day);
    }
    let nth = (first.0.day() - 1) / 7 + 1;
    let weekday = first.0.weekday();
    let of_month = if nth == 5 { None } else { day.0.nth_weekday_of_month(nth, weekday).ok() };
    of_month.or_else(|| day.0.nth_weekday_of_month(-1, weekday).ok()).map(Day)
}

/// What is proposed for all groups, the soonest first.
pub fn next_events(book: &Book, today: Day) -> Vec<Event> {
    let mut next: Vec<Event> =
        book.groups().filter_map(|group| next_event(group, book, today).ok()).collect();
    next.sort_by_key(|event| (event.date, event.name.clone()));
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::GroupId;

    /// The day proposed on 13 May 2026 for a group of this rhythm with events on these days.
    #[track_caller]
    fn check(rhythm: &str, dates: &[&str], expect: &str) {
        let mut book = Book::default();
        let group = Group { id: GroupId::new("g"), rhythm: rhythm.into(), ..Group::default() };
        for (at, date) in dates.iter().enumerate() {
            let event = Event {
                id: EventId::new(&format!("e{at}")),
                name: "Supper".into(),
                date: Some(Day(date.parse().unwrap())),
                group: group.id.clone(),
                mood: Some(2),
                venue: "The Heron".into(),
                ..Event::default()
            };
            book.put(event.into());
        }
        let next = next_event(&group, &book, Day("2026-05-13".parse().unwrap()));
        match next {
            Ok(next) => {
                assert_eq!(
                    (next.name.as_str(), next.venue.as_str(), next.mood),
                    ("Supper", "The Heron", None)
                );
                assert_eq!(next.date.unwrap().to_string(), expect, "{rhythm} {dates:?}");
            }
            Err(reason) => {
                assert!(!expect.is_empty() && reason.contains(expect), "{rhythm} {dates:?}: {reason}");
            }
        }
    }

    #[test]
    fn the_rhythm_says_when() {
        check("2 weeks", &["2026-05-12"], "2026-05-26");
        check("weekly", &["2026-04-01"], "2026-05-13");
        check("2 months", &["2026-05-12"], "2026-07-14");
        check("2 months", &["2026-03-10", "2026-05-12"], "2026-07-14");
        check("1 month", &["2026-03-12", "2026-04-12"], "2026-06-12");
        check("1 month", &["2026-02-12", "2026-04-13"], "2026-05-13");
        check("1 month", &["2026-04-29"], "2026-05-27");
        check("1 month", &["2026-03-31"], "2026-05-26");
        check("3 months", &["2023-01-10"], "2026-07-14");
    }

    #[test]
    fn without_a_rhythm_or_a_last_event_nothing_is_proposed() {
        check("", &["2026-05-12"], "no rhythm");
        check("ambient", &["2026-05-12"], "no rhythm");
        check("now and then", &["2026-05-12"], "no rhythm");
        check("monthly", &[], "no event yet");
        check("monthly", &["2026-05-12", "2026-06-12"], "made already");
        check("monthly", &["2026-05-13"], "made already");
    }
}
