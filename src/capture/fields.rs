//! The fields of an event as people type them: rows that the form and `mingle event set` read.

use super::dates::any_day;
use super::event::event;
use crate::domain::{Book, Clock, Day, Event, GroupId, Intent};

/// One field of an event as text.
pub struct EventField {
    /// The key in TOML, in JSON and on the command line.
    pub key: &'static str,
    /// What it is or how it is written, in a few words, for the form.
    pub about: &'static str,
    /// The value as text; empty when there is none.
    pub get: fn(&Event, &Book) -> String,
    /// Takes a value as text; answers what it should be when it is none.
    pub set: fn(&mut Event, &str, &Book, Day) -> Result<(), &'static str>,
}

macro_rules! text {
    ($field:ident $about:literal) => {
        EventField {
            key: stringify!($field),
            about: $about,
            get: |event, _| event.$field.clone(),
            set: |event, text, _, _| {
                text.clone_into(&mut event.$field);
                Ok(())
            },
        }
    };
}

macro_rules! time {
    ($field:ident $about:literal) => {
        EventField {
            key: stringify!($field),
            about: $about,
            get: |event, _| written(event.$field),
            set: |event, text, _, today| {
                event.$field = given(text, |text| time(text, today)).ok_or("a time such as 07:30 or 7pm")?;
                Ok(())
            },
        }
    };
}

macro_rules! number {
    ($field:ident 0 to $most:literal $about:literal $else:literal) => {
        EventField {
            key: stringify!($field),
            about: $about,
            get: |event, _| written(event.$field),
            set: |event, text, _, _| {
                event.$field = given(text, |text| number(text, $most)).ok_or($else)?;
                Ok(())
            },
        }
    };
}

/// Every field of an event that has one value, in the order people fill them in.
pub const EVENT_FIELDS: &[EventField] = &[
    EventField {
        set: |event, text, _, _| {
            if text.is_empty() {
                return Err("a name is needed");
            }
            text.clone_into(&mut event.name);
            Ok(())
        },
        ..text!(name "what it is called")
    },
    EventField {
        key: "date",
        about: "fri, 3 dec, 2026-12-03",
        get: |event, _| written(event.date),
        set: |event, text, _, today| {
            event.date =
                given(text, |text| any_day(text, today)).ok_or("a day such as fri, 3 dec or 2026-12-03")?;
            Ok(())
        },
    },
    time!(start "07:30"),
    time!(end "09:00"),
    text!(venue "where"),
    EventField {
        key: "group",
        about: "whose: the name of a group",
        get: |event, book| {
            book.group(&event.group).map_or(event.group.as_str(), |group| group.name.as_str()).to_owned()
        },
        set: |event, text, book, _| {
            event.group = given(text, |text| group(text, book))
                .ok_or("the name of one group; those there are: g o, or mingle list groups")?
                .unwrap_or_default();
            Ok(())
        },
    },
    EventField {
        key: "intents",
        about: "3 expand, 1 supplier; also referrals, touch-base, customer",
        get: |event, _| Intent::line(&event.intents),
        set: |event, text, _, _| {
            let wanted = Intent::read_all(text)
                .ok_or("numbers of referrals, expand, supplier, touch-base, customer")?;
            event.go_for(wanted);
            Ok(())
        },
    },
    text!(cost "15 EUR"),
    number!(room_known 0 to 1.0 "share of the room you knew, without a list: 0 to 1" "a number from 0 to 1"),
    number!(hours 0 to 24.0 "how long you were there: 2.5" "a number from 0 to 24"),
    EventField {
        key: "mood",
        about: "how it was, 1 to 5",
        get: |event, _| written(event.mood),
        set: |event, text, _, _| {
            let mood = |text: &str| text.parse().ok().filter(|mood| (1..=5).contains(mood));
            event.mood = given(text, mood).ok_or("1, 2, 3, 4 or 5")?;
            Ok(())
        },
    },
];

fn written(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// No value for an empty text; `None` for a text that is none.
#[expect(clippy::option_option, reason = "no value, and no answer, are two things here")]
fn given<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if text.is_empty() { Some(None) } else { read(text).map(Some) }
}

/// A time as in the line of an event.
fn time(text: &str, today: Day) -> Option<Clock> {
    let line = event(text, today);
    line.start.filter(|_| line.end.is_none() && line.name.is_empty())
}

fn number(text: &str, most: f64) -> Option<f64> {
    text.replace(',', ".").parse::<f64>().ok().filter(|number| (0.0..=most).contains(number))
}

/// The one group called that, in whatever capitals, or whose name alone begins so.
fn group(text: &str, book: &Book) -> Option<GroupId> {
    let folded = text.trim().to_lowercase();
    let called = |whole: bool| {
        let mut fits = book.groups().filter(|group| {
            let name = group.name.to_lowercase();
            if whole { name == folded } else { name.starts_with(&folded) }
        });
        fits.next().filter(|_| fits.next().is_none()).map(|group| group.id.clone())
    };
    let by_id = || book.groups().find(|group| group.id.as_str() == folded).map(|group| group.id.clone());
    called(true).or_else(by_id).or_else(|| called(false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Group, IntentWhy};

    fn book() -> Book {
        let mut book = Book::default();
        for (id, name) in
            [("guild-g0g0", "Makers' Guild"), ("east-1a2b", "East"), ("eastend-3c4d", "East End")]
        {
            book.put(Group { id: GroupId::new(id), name: name.into(), ..Group::default() }.into());
        }
        book
    }

    /// What stands in the field afterwards, or what it should be.
    fn set(key: &str, text: &str) -> Result<String, &'static str> {
        let (book, today) = (book(), Day("2026-11-20".parse().unwrap()));
        let field = EVENT_FIELDS.iter().find(|field| field.key == key).unwrap();
        let mut event = Event { name: "Fair".into(), mood: Some(3), ..Event::default() };
        (field.set)(&mut event, text, &book, today).map(|()| (field.get)(&event, &book))
    }

    #[test]
    fn a_field_takes_what_people_type() {
        for (key, text, there) in [
            ("name", "Supper", "Supper"),
            ("date", "fri", "2026-11-27"),
            ("date", "3 nov 2025", "2025-11-03"),
            ("date", "", ""),
            ("start", "7pm", "19:00"),
            ("end", "21:30", "21:30"),
            ("venue", "The Heron", "The Heron"),
            ("group", "makers", "Makers' Guild"),
            ("group", "east", "East"),
            ("group", "eastend-3c4d", "East End"),
            ("group", "", ""),
            ("intents", "3 expand, supplier", "3 expand, 1 supplier"),
            ("cost", "15 EUR", "15 EUR"),
            ("room_known", "0,3", "0.3"),
            ("hours", "2.5", "2.5"),
            ("mood", "5", "5"),
            ("mood", "", ""),
        ] {
            assert_eq!(set(key, text).as_deref(), Ok(there), "{key} {text}");
        }
        for (key, text) in [
            ("name", ""),
            ("date", "31 feb"),
            ("start", "late"),
            ("end", "7-9pm"),
            ("group", "nobody"),
            ("intents", "cake"),
            ("room_known", "3"),
            ("hours", "25"),
            ("mood", "6"),
            ("mood", "2.5"),
        ] {
            assert!(set(key, text).is_err(), "{key} {text}");
        }
    }

    #[test]
    fn what_was_said_of_an_intent_stays_with_it() {
        let missed =
            Intent { why: IntentWhy::Expand, count: 2, missed: "came late".into(), ..Intent::default() };
        let mut event = Event { intents: vec![missed], ..Event::default() };
        let field = EVENT_FIELDS.iter().find(|field| field.key == "intents").unwrap();
        (field.set)(&mut event, "4 expand, supplier", &Book::default(), Day("2026-11-20".parse().unwrap()))
            .unwrap();
        assert_eq!((event.intents[0].count, event.intents[0].missed.as_str()), (4, "came late"));
        assert_eq!(event.intents[1].missed, "");
    }
}
