//! The formats: what each is called and how it is written.

use std::collections::HashSet;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

use super::Written;
use super::records::{event, group, person};
use crate::agenda::{Agenda, calendar, meetings};
use crate::domain::{Book, Now, Person};
use crate::exchange::{
    CardVersion, markdown_pages, markdown_whole, write_ics, write_people_csv, write_people_csv_raw,
    write_vcards,
};
use crate::text::counted;

/// Ten years: more than anybody plans.
const AHEAD: u16 = 3660;

/// In which form people leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Cards for phones and mail programs (RFC 6350).
    Vcard4,
    /// Cards for old phones (RFC 2426).
    Vcard3,
    /// One table (RFC 4180).
    Csv,
    /// The same, with nothing put before what a spreadsheet would run, nor at its start.
    CsvRaw,
    /// Everything, in the names of the files.
    Json,
    /// All on one page.
    Markdown,
    /// A page each, in a folder.
    Pages,
    /// A calendar (RFC 5545).
    Ics,
}

impl Format {
    /// Every format that is offered, the one to offer first before the others.
    pub const ALL: [Self; 7] =
        [Self::Vcard4, Self::Vcard3, Self::Csv, Self::Json, Self::Markdown, Self::Pages, Self::Ics];

    /// What it is and what for.
    pub fn words(self) -> &'static str {
        match self {
            Self::Vcard4 => "vCard 4.0: contacts, for phones and mail programs",
            Self::Vcard3 => "vCard 3.0: contacts, for old phones",
            Self::Csv | Self::CsvRaw => "CSV: one row a person, for a spreadsheet",
            Self::Json => "JSON: everything; mingle imports it again whole",
            Self::Markdown => "Markdown: all on one page, to read or print",
            Self::Pages => "Markdown: a page each in a folder, as Obsidian likes it",
            Self::Ics => "iCalendar: events, promises, follow-ups",
        }
    }

    /// How the name of its file ends; of pages it is a folder's.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Vcard4 | Self::Vcard3 => ".vcf",
            Self::Csv | Self::CsvRaw => ".csv",
            Self::Json => ".json",
            Self::Markdown => ".md",
            Self::Pages => "/",
            Self::Ics => ".ics",
        }
    }

    /// Whether notes are in it.
    pub fn has_notes(self) -> bool {
        !matches!(self, Self::Csv | Self::CsvRaw | Self::Ics)
    }

    /// Whether topics to steer clear of may be in it.
    pub fn has_topics(self) -> bool {
        self != Self::Ics
    }

    /// All of `book` in this format, and what is in it in words.
    pub(super) fn write(self, book: &Book, now: &Now) -> (Written, String) {
        let people = counted(book.people().len(), "person", "people");
        match self {
            Self::Vcard4 => (Written::Text(write_vcards(book, CardVersion::Four)), people),
            Self::Vcard3 => (Written::Text(write_vcards(book, CardVersion::Three)), people),
            Self::Csv => (Written::Table(write_people_csv(book)), people),
            Self::CsvRaw => (Written::Text(write_people_csv_raw(book)), people),
            Self::Json => {
                let events = counted(book.events().len(), "event", "events");
                let groups = counted(book.groups().len(), "group", "groups");
                (Written::Json(whole(book)), format!("{people}, {events}, {groups}"))
            }
            Self::Markdown => (Written::Text(markdown_whole(book)), people),
            Self::Pages => (Written::Pages(markdown_pages(book)), people),
            Self::Ics => {
                let mut events = calendar(book, &Agenda::of(book, now.today(), AHEAD), AHEAD);
                let there: HashSet<String> = events.iter().map(|event| event.uid.clone()).collect();
                events.extend(meetings(book).into_iter().filter(|event| !there.contains(&event.uid)));
                let count = counted(events.len(), "entry", "entries");
                (Written::Text(write_ics("mingle", &events, now)), count)
            }
        }
    }
}

/// Every record with the names it has in its file; my own card where it says anything.
pub(super) fn whole(book: &Book) -> String {
    // There is nothing in the domain that JSON cannot say.
    serde_json::to_string_pretty(&Whole(book)).unwrap_or_default() + "\n"
}

/// A book as a document; each record is turned into values when it is written, as all of them at once are many times the text.
struct Whole<'a>(&'a Book);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(book) = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", &1)?;
        let me: &Person = book.me();
        if *me != (Person { schema: me.schema, ..Person::default() }) {
            let mut me = person(me);
            me.shift_remove("id");
            map.serialize_entry("me", &me)?;
        }
        map.serialize_entry("people", &Each(|| book.people().map(|one| person(one))))?;
        map.serialize_entry("events", &Each(|| book.events().map(|one| event(one))))?;
        map.serialize_entry("groups", &Each(|| book.groups().map(|one| group(one))))?;
        map.end()
    }
}

/// A list whose records are made one by one.
struct Each<F>(F);

impl<I: Iterator<Item = Map<String, Value>>, F: Fn() -> I> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}
