//! The agenda: what is due, who is out of touch, what lies ahead, each with its words and what to do about it.

mod act;
mod away;
mod calendar;
mod collect;
mod contact;
mod message;
mod touch;

use crate::domain::{Book, Day, EventId, FavourId, FollowUpId, GroupId, PersonId};
use crate::text::{cut, width};

pub use act::{call_off, done, snooze};
pub use calendar::{calendar, meetings};
pub use message::{Message, Messages, Misplaced, PLACEHOLDERS, draft};

/// How the sentence about today begins.
const DUE_TODAY: &str = "due today: ";
/// So many cells of what is due are told, however narrow it is.
const LEAST: usize = 12;

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A promise of mine.
    Mine,
    /// A promise to me.
    Theirs,
    /// A dated thing to do.
    FollowUp,
    /// Something received and never thanked for.
    Thanks,
    /// What came of a referral, to be told to whoever stood at its beginning.
    Tell,
    /// Somebody I have not been in touch with.
    Touch,
    /// A membership to be renewed.
    Renewal,
    /// An event ahead.
    Event,
}

impl Kind {
    /// The word in JSON and in a calendar's categories.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mine => "promise",
            Self::Theirs => "their-promise",
            Self::FollowUp => "follow-up",
            Self::Thanks => "thanks",
            Self::Tell => "tell",
            Self::Touch => "out-of-touch",
            Self::Renewal => "renewal",
            Self::Event => "event",
        }
    }

    /// What to do about it, in a few words.
    pub fn todo(self) -> &'static str {
        match self {
            Self::Mine => "keep your promise",
            Self::Theirs => "ask how it stands",
            Self::FollowUp => "follow up",
            Self::Thanks => "say thanks",
            Self::Tell => "tell them, and say thanks",
            Self::Touch => "get in touch",
            Self::Renewal => "renew it, or let it go",
            Self::Event => "be there",
        }
    }
}

/// Which record an item is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Of {
    /// A favour of a person.
    Favour(PersonId, FavourId),
    /// A follow-up of a person.
    FollowUp(PersonId, FollowUpId),
    /// A person.
    Person(PersonId),
    /// Somebody, and whom they introduced, where no favour says so.
    Introduction(PersonId, PersonId),
    /// A group.
    Group(GroupId),
    /// An event.
    Event(EventId),
}

impl Of {
    /// As the verbs take it: `ana-ruiz-k3f9/f9zt`, or the record's id.
    pub fn id(&self) -> String {
        match self {
            Self::Favour(person, favour) => format!("{person}/{favour}"),
            Self::FollowUp(person, follow_up) => format!("{person}/{follow_up}"),
            Self::Person(person) | Self::Introduction(person, _) => person.to_string(),
            Self::Group(group) => group.to_string(),
            Self::Event(event) => event.to_string(),
        }
    }

    /// The person it is about.
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Self::Favour(person, _)
            | Self::FollowUp(person, _)
            | Self::Introduction(person, _)
            | Self::Person(person) => Some(person),
            Self::Group(_) | Self::Event(_) => None,
        }
    }
}

/// Under which heading an item stands, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heading {
    /// Due today, or before.
    Today,
    /// Due within the coming seven days.
    Week,
    /// Due later.
    Later,
    /// With no day of its own.
    AnyDay,
    /// This week's names.
    Touch,
    /// Renewals and events to come.
    Ahead,
    /// Due before I was away for a fortnight.
    Older,
}

impl Heading {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 7] =
        [Self::Today, Self::Week, Self::Later, Self::AnyDay, Self::Touch, Self::Ahead, Self::Older];

    /// As it stands above its items.
    pub fn title(self) -> &'static str {
        match self {
            Self::Today => "Today, and still open",
            Self::Week => "Within a week",
            Self::Later => "Later",
            Self::AnyDay => "Any day",
            Self::Touch => "Out of touch, this week's names",
            Self::Ahead => "Ahead",
            Self::Older => "Older",
        }
    }

    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Week => "week",
            Self::Later => "later",
            Self::AnyDay => "any-day",
            Self::Touch => "out-of-touch",
            Self::Ahead => "ahead",
            Self::Older => "older",
        }
    }
}

/// Whether one of this week's names is seen to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Tick {
    /// Not yet.
    #[default]
    Open,
    /// A follow-up on them stands on a day ahead.
    Planned,
    /// We were in touch this week.
    Done,
}

/// One thing on the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// Under which heading it stands.
    pub heading: Heading,
    /// Which record it is about.
    pub of: Of,
    /// When it is due; some things have no day.
    pub day: Option<Day>,
    /// The person, group or event, by name.
    pub name: String,
    /// In the user's words: "intro Tom Berg".
    pub what: String,
    /// More, in words: "silent for 14 months; your only link to timber".
    pub why: String,
    /// Whether it is seen to already.
    pub tick: Tick,
}

/// What there is to see to, as of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda {
    /// The day it is of.
    pub today: Day,
    /// Everything by heading, and by day within one.
    pub items: Vec<Item>,
}

impl Agenda {
    /// What is due until `days` days after `today`, what has no day, this week's names, and what is older.
    pub fn of(book: &Book, today: Day, days: u16) -> Self {
        let until = today.0.saturating_add(jiff::Span::new().days(days));
        let mut items = collect::items(book, today, Day(until));
        items.extend(touch::items(book, today));
        items.sort_by(|a, b| order(a).cmp(&order(b)));
        Self { today, items }
    }

    /// The items under one heading.
    pub fn under(&self, heading: Heading) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.heading == heading)
    }

    /// One quiet sentence of at most about `cells` cells on what I promised or planned for today exactly; `None` on a day
    /// without.
    pub fn due_today(&self, cells: usize) -> Option<String> {
        let mine = |item: &&Item| matches!(item.kind, Kind::Mine | Kind::FollowUp);
        let mut due = self.under(Heading::Today).filter(mine).filter(|item| item.day == Some(self.today));
        let first = due.next()?;
        let what = if first.what.is_empty() { first.kind.todo() } else { &first.what };
        let name = first.name.split_whitespace().next().unwrap_or_default();
        let end = match due.count() {
            0 => format!(" ({name})"),
            more => format!(" ({name}) and {more} more"),
        };
        let room = cells.saturating_sub(width(DUE_TODAY) + width(&end)).max(LEAST);
        Some(format!("{DUE_TODAY}{}{end}", cut(what, room).as_str()))
    }
}

/// By heading, then those with a day, by day; whom we have been in touch with already stand last.
fn order(item: &Item) -> (Heading, Tick, bool, Option<Day>, &str, String) {
    (item.heading, item.tick, item.day.is_none(), item.day, &item.name, item.of.id())
}

#[cfg(test)]
mod tests;
