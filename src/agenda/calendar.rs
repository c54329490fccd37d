//! The agenda as events of a calendar.

use super::{Agenda, Item, Kind, Of, Tick};
use crate::domain::{Book, Day, Event, Person};
use crate::exchange::{IcsEvent, IcsWhen};

/// Everything on the agenda that has a day, and this week's names on its Friday.
///
/// What was settled before its day came, up to `days` ahead, is in it as cancelled, so that a calendar which has it from
/// an earlier export strikes it out. Of notes and of topics to steer clear of nothing is in it.
pub fn calendar(book: &Book, agenda: &Agenda, days: u16) -> Vec<IcsEvent> {
    let today = agenda.today;
    let until = Day(today.0.saturating_add(jiff::Span::new().days(days)));
    let mut events: Vec<IcsEvent> = agenda.items.iter().filter_map(|item| event(book, item, today)).collect();
    let ahead = |day: Option<Day>| day.filter(|day| *day >= today && *day <= until);
    for person in book.people() {
        for favour in person.favours.iter().filter(|favour| !favour.is_open()) {
            if let Some(day) = ahead(favour.due) {
                let of = Of::Favour(person.id.clone(), favour.id.clone());
                events.push(settled(person, &of, favour.what.trim(), day));
            }
        }
        for follow_up in person.follow_ups.iter().filter(|follow_up| follow_up.done.is_some()) {
            if let Some(day) = ahead(follow_up.due) {
                let of = Of::FollowUp(person.id.clone(), follow_up.id.clone());
                events.push(settled(person, &of, follow_up.what.trim(), day));
            }
        }
    }
    events
}

/// Every event of the book that has a day, those that are over among them, with the names that [`calendar`] gives them.
pub fn meetings(book: &Book) -> Vec<IcsEvent> {
    let meeting = |event: &Event| {
        let day = event.date?;
        let when = event.start.map_or(IcsWhen::Day(day), |start| IcsWhen::At { day, start, end: event.end });
        Some(IcsEvent {
            uid: uid(&Of::Event(event.id.clone())),
            when,
            summary: event.name.clone(),
            description: String::new(),
            location: event.venue.clone(),
            categories: vec!["mingle".into(), Kind::Event.as_str().into()],
            busy: true,
            cancelled: false,
        })
    };
    book.events().filter_map(|event| meeting(event)).collect()
}

/// The same for the same thing in every export.
fn uid(of: &Of) -> String {
    let kind = match of {
        Of::Favour(..) => "favour",
        Of::FollowUp(..) => "follow-up",
        Of::Person(..) => "person",
        Of::Introduction(..) => "introduction",
        Of::Group(..) => "renewal",
        Of::Event(..) => "event",
    };
    format!("{kind}-{}@mingle", of.id().replace('/', "-"))
}

fn event(book: &Book, item: &Item, today: Day) -> Option<IcsEvent> {
    if item.tick != Tick::Open {
        return None;
    }
    let day = if item.kind == Kind::Touch { friday(today) } else { item.day? };
    let meeting = match &item.of {
        Of::Event(id) => book.event(id),
        _ => None,
    };
    let when = match meeting.and_then(|event| event.start.map(|start| (start, event.end))) {
        Some((start, end)) => IcsWhen::At { day, start, end },
        None => IcsWhen::Day(day),
    };
    let name = &item.name;
    let what = if item.what.is_empty() { item.kind.todo() } else { &item.what };
    let summary = match item.kind {
        Kind::Mine => format!("{what} (promised to {name})"),
        Kind::Theirs => format!("{what} (promised by {name})"),
        Kind::FollowUp | Kind::Thanks | Kind::Tell => format!("{what} ({name})"),
        Kind::Touch => format!("Get in touch with {name}"),
        Kind::Renewal if item.what.is_empty() => format!("Renew {name}"),
        Kind::Renewal => format!("Renew {name}, {what}"),
        Kind::Event => name.clone(),
    };
    // "was due yesterday" would be wrong on any other day.
    let description = if matches!(item.kind, Kind::Touch | Kind::Event) { "" } else { item.kind.todo() };
    Some(IcsEvent {
        uid: match item.kind {
            // A later week is another reminder.
            Kind::Touch => format!("{}-{}", week(today), uid(&item.of)),
            _ => uid(&item.of),
        },
        when,
        summary,
        description: description.to_owned(),
        location: meeting.map(|event| event.venue.clone()).unwrap_or_default(),
        categories: vec!["mingle".into(), item.kind.as_str().into()],
        busy: item.kind == Kind::Event,
        cancelled: false,
    })
}

fn settled(person: &Person, of: &Of, what: &str, day: Day) -> IcsEvent {
    IcsEvent {
        uid: uid(of),
        when: IcsWhen::Day(day),
        summary: if what.is_empty() { person.name.clone() } else { format!("{what} ({})", person.name) },
        description: String::new(),
        location: String::new(),
        categories: vec!["mingle".into()],
        busy: false,
        cancelled: true,
    }
}

/// `2026-w47`
fn week(today: Day) -> String {
    let week = today.0.iso_week_date();
    format!("{}-w{:02}", week.year(), week.week())
}

/// The Friday of this week, or today once it is over.
fn friday(today: Day) -> Day {
    let ahead = 4 - i64::from(today.0.weekday().to_monday_zero_offset());
    Day(today.0.saturating_add(jiff::Span::new().days(ahead.max(0))))
}
