//! Lists in, lists out: foreign bytes become drafts with a verdict and a reason for every row.

mod attendees;
mod calendar;
mod cells;
mod claims;
mod columns;
mod content_lines;
mod csv_people;
mod decode;
mod draft;
mod events;
mod export;
mod fold;
mod group;
mod ics_write;
mod known;
mod lines;
mod markdown;
mod monica;
mod more;
mod own;
mod page;
mod people;
mod read;
mod series;
mod shapes;
mod sheet;
mod sniff;
mod vcard;
mod vcard_write;
mod whole;
mod words;
mod write;

use std::collections::BTreeMap;
use std::mem::take;

use jiff::tz::TimeZone;
use serde_json::{Value, json};

use self::draft::Draft;
use self::group::Place;
use self::read::{Read, cancelled, read};
use crate::domain::{Book, Change, Clock, Day, Event, EventId, IdMaker};

pub use csv_people::write_people_csv;
pub use export::{Outgoing, outgoing};
pub use ics_write::{IcsEvent, IcsWhen, write_ics};
pub use markdown::{Page, markdown_pages, markdown_whole};
pub use sheet::MAX_BYTES;
pub use sniff::{Kind, sniff};
pub use vcard_write::{CardVersion, write_vcards};
pub use write::{csv_line, write_csv};

/// What the user says about a file instead of having it looked at.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// Encoding label ("utf-8", "windows-1252", "utf-16le").
    pub encoding: Option<String>,
    /// Delimiter.
    pub delimiter: Option<char>,
    /// Line of the header, from 1; 0 when there is none.
    pub header: Option<usize>,
    /// What columns are, each named by its header or its number from 1: one of [`column_uses`], or a field of a person such
    /// as `needs`. They outrank what the header says.
    pub columns: Vec<(String, String)>,
    /// What was chosen before, by the [`Table::signature`] of the list: `1=name 3=email`.
    pub remembered: BTreeMap<String, String>,
    /// What the file is, whatever it looks like.
    pub kind: Option<Kind>,
    /// Where the user is, for calendars that tell times in UTC; without it they stay in UTC.
    pub zone: Option<TimeZone>,
    /// Only say what would become of the rows: the change that would do it stays idle.
    pub only_plan: bool,
    /// The user's day, to which reminders that come again are put, and after which a series of events is looked at; without
    /// it reminders keep their first day, and no series makes a group.
    pub today: Option<Day>,
}

/// Every word for what a column may be.
pub fn column_uses() -> impl Iterator<Item = &'static str> {
    columns::uses()
}

/// A column of a table as it was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its header; empty without one.
    pub name: String,
    /// A few of its cells.
    pub samples: Vec<String>,
    /// What it is taken for: one of [`column_uses`] or a field of a person.
    pub field: &'static str,
}

/// How a table was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// In the order of the file.
    pub columns: Vec<Column>,
    /// The same for every table of the same form.
    pub signature: String,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Comes in.
    New,
    /// Stands there already.
    Same,
    /// Changes somebody who stands there.
    Updates,
    /// Comes in, but look at it.
    Doubtful,
    /// Stays out.
    Skipped,
}

impl Verdict {
    /// Every verdict, in the order in which people want to hear of them.
    pub const ALL: [Self; 5] = [Self::New, Self::Updates, Self::Doubtful, Self::Same, Self::Skipped];

    /// The word in tables and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Same => "same",
            Self::Updates => "updates",
            Self::Doubtful => "doubtful",
            Self::Skipped => "skipped",
        }
    }
}

/// A row and what becomes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Line of the file, from 1.
    pub row: usize,
    /// Who it is.
    pub name: String,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Phone numbers.
    pub phones: Vec<String>,
    /// Where they work.
    pub company: String,
    /// What they do.
    pub role: String,
    /// What becomes of it.
    pub verdict: Verdict,
    /// Why, in words.
    pub reason: String,
    /// The event of a calendar that they are invited to; empty elsewhere.
    pub event: String,
}

/// An event of a calendar and what becomes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct EventRow {
    /// Line of the file, from 1.
    pub row: usize,
    /// What it is called.
    pub name: String,
    /// On which day.
    pub day: Option<Day>,
    /// From.
    pub start: Option<Clock>,
    /// To.
    pub end: Option<Clock>,
    /// Where.
    pub venue: String,
    /// How many guests come in with it.
    pub guests: usize,
    /// What becomes of it.
    pub verdict: Verdict,
    /// Why, in words.
    pub reason: String,
}

impl Row {
    fn new(draft: Draft, verdict: Verdict, reason: String) -> Self {
        let Draft { line, name, emails, phones, company, role, .. } = draft;
        Self { row: line, name, emails, phones, company, role, verdict, reason, event: String::new() }
    }
}

/// A file as it was understood, and what importing it would change.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// What the file is.
    pub kind: Kind,
    /// One for each person of the file.
    pub rows: Vec<Row>,
    /// One for each event, when the file is a calendar that comes in as such.
    pub events: Vec<EventRow>,
    /// What was found by looking: "UTF-8, comma", "header in line 4", "name from First Name + Last Name".
    pub said: Vec<String>,
    /// What is wrong with the file, with the line.
    pub problems: Vec<String>,
    /// Its columns, when it is a table.
    pub table: Option<Table>,
    /// Why nothing of the file comes in although it was understood: it holds more than one import may bring. Files come in
    /// whole or not at all, so the change is idle then, and no row is new.
    pub refused: Option<String>,
    /// Idle when nothing is new.
    pub change: Change,
}

impl Import {
    /// Keeps the whole file out when there is a reason to.
    fn unless(mut self, refused: Option<String>) -> Self {
        let Some(why) = refused else { return self };
        for row in &mut self.rows {
            if !matches!(row.verdict, Verdict::Same | Verdict::Skipped) {
                row.verdict = Verdict::Skipped;
                WHOLE_FILE.clone_into(&mut row.reason);
            }
        }
        for event in &mut self.events {
            if !matches!(event.verdict, Verdict::Same | Verdict::Skipped) {
                event.verdict = Verdict::Skipped;
                WHOLE_FILE.clone_into(&mut event.reason);
            }
        }
        self.change = Change::new(self.change.what);
        self.problems.push(why.clone());
        self.refused = Some(why);
        self
    }

    /// How many people and events have this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.rows.iter().filter(|row| row.verdict == verdict).count()
            + self.events.iter().filter(|event| event.verdict == verdict).count()
    }

    /// The verdicts in a few words: "12 new, 3 same, 1 skipped"; of a calendar "2 events: 2 new; 5 guests: 3 new, 2 skipped".
    pub fn summary(&self) -> String {
        let people = said(|verdict| self.rows.iter().filter(|row| row.verdict == verdict).count());
        if self.events.is_empty() {
            return if people.is_empty() { "no rows".to_owned() } else { people };
        }
        let events = said(|verdict| self.events.iter().filter(|event| event.verdict == verdict).count());
        let of = |count: usize, what: &str, said: &str| {
            let s = if count == 1 { "" } else { "s" };
            format!("{count} {what}{s}{}{said}", if said.is_empty() { "" } else { ": " })
        };
        let guests = of(self.rows.len(), "guest", &people);
        format!("{}; {guests}", of(self.events.len(), "event", &events))
    }
}

/// Counts in words, without those of which there are none.
fn said(count: impl Fn(Verdict) -> usize) -> String {
    let counts = Verdict::ALL.map(|verdict| (count(verdict), verdict.as_str()));
    let said: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    said.join(", ")
}

/// What is said of every row that would have come in with a file that is too long.
const WHOLE_FILE: &str = "the whole file stays out";

/// How many new people one file may bring: each is a file of its own.
const MAX_PEOPLE: usize = 50_000;

/// Why a file is no list at all.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NotAList(pub String);

/// Hears how many rows of how many have been read, and says whether to go on.
pub type Watch<'a> = dyn Fn(usize, usize) -> bool + 'a;

/// As [`import`], and `watch` hears how far it has come; when it says no, nothing comes of it.
///
/// # Errors
/// As [`import`], and when it was cancelled.
pub fn import_watched(
    bytes: &[u8],
    event: Option<&EventId>,
    book: &Book,
    options: &Options,
    ids: &mut IdMaker,
    watch: &Watch<'_>,
) -> Result<Import, NotAList> {
    let kind = options.kind.unwrap_or_else(|| sniff(bytes));
    let read = read(bytes, kind, options, watch)?;
    let import = plan(read, event, book, ids, options)?;
    if watch(import.rows.len(), import.rows.len()) { Ok(Import { kind, ..import }) } else { Err(cancelled()) }
}

/// Reads a file and plans what becomes of every row: with an event its people go on that event's list, and nobody becomes a
/// person; without one they become people, or add to those who are known, and the events of a calendar become events.
///
/// # Errors
/// When the bytes are no list, or there is no such event.
pub fn import(
    bytes: &[u8],
    event: Option<&EventId>,
    book: &Book,
    options: &Options,
    ids: &mut IdMaker,
) -> Result<Import, NotAList> {
    import_watched(bytes, event, book, options, ids, &|_, _| true)
}

/// What becomes of the rows of a file.
fn plan(
    read: Read,
    event: Option<&EventId>,
    book: &Book,
    ids: &mut IdMaker,
    options: &Options,
) -> Result<Import, NotAList> {
    let on =
        match event {
            Some(id) => Some(book.event(id).ok_or_else(|| {
                NotAList(format!("no event is called {id}; `mingle list events` shows all"))
            })?),
            None => None,
        };
    match (read, on) {
        (Read::Drafts { drafts, said, problems, table }, Some(on)) => {
            Ok(Import { table, ..attendees(on, drafts, book, said, problems) })
        }
        (Read::Calendar(mut calendar), Some(on)) => {
            let (said, problems) = (take(&mut calendar.said), take(&mut calendar.problems));
            let guests = events::guests(calendar, &on.id, book);
            Ok(attendees(on, guests, book, said, problems))
        }
        (Read::Drafts { drafts, said, problems, table }, None) => {
            let people::Merged { change, rows, refused } =
                people::merge(book, drafts, ids, MAX_PEOPLE, options.only_plan);
            Ok(Import {
                kind: Kind::Table,
                rows,
                events: Vec::new(),
                said,
                problems,
                table,
                refused: None,
                change,
            }
            .unless(refused))
        }
        (Read::Whole(mut records), Some(on)) => {
            let (said, problems) = (take(&mut records.said), take(&mut records.problems));
            Ok(attendees(on, whole::drafts(&records), book, said, problems))
        }
        (Read::Whole(mut records), None) => {
            let (mut said, problems) = (take(&mut records.said), take(&mut records.problems));
            let whole::Merged { change, rows, events, said: more, refused } =
                whole::merge(book, *records, ids, MAX_PEOPLE);
            said.extend(more);
            Ok(Import { kind: Kind::Table, rows, events, said, problems, table: None, refused: None, change }
                .unless(refused))
        }
        (Read::Calendar(mut calendar), None) => {
            let (said, problems) = (take(&mut calendar.said), take(&mut calendar.problems));
            let events::Merged { change, events, rows, refused } =
                events::merge(book, calendar, ids, options.today);
            Ok(Import { kind: Kind::Table, rows, events, said, problems, table: None, refused: None, change }
                .unless(refused))
        }
    }
}

/// The drafts onto the list of `on`.
fn attendees(
    on: &Event,
    drafts: Vec<Draft>,
    book: &Book,
    said: Vec<String>,
    problems: Vec<String>,
) -> Import {
    let attendees::Merged { event: after, rows, refused } =
        attendees::merge(on, drafts, &known::Known::new(book), attendees::MAX_EVENT);
    let added = after.attendees.len() - on.attendees.len();
    let mut change = Change::new(format!("import {added} attendees of {}", on.name));
    if let Some(edit) = book.edit_event(&on.id, |event| *event = after) {
        change = change.with(edit);
    }
    Import { kind: Kind::Table, rows, events: Vec::new(), said, problems, table: None, refused: None, change }
        .unless(refused)
}

/// A row as `mingle import --json` prints it.
pub fn row_document(row: &Row) -> Value {
    let mut record = json!({
        "name": row.name,
        "emails": row.emails,
        "phones": row.phones,
        "company": row.company,
        "role": row.role,
        "verdict": row.verdict.as_str(),
        "reason": row.reason,
        "row": row.row,
    });
    if let (Value::Object(fields), false) = (&mut record, row.event.is_empty()) {
        fields.insert("event".to_owned(), json!(row.event));
    }
    record
}

/// An event of a calendar as `mingle import --json` prints it.
pub fn event_document(event: &EventRow) -> Value {
    json!({
        "name": event.name,
        "date": event.day.map(|day| day.to_string()),
        "start": event.start.map(|start| start.to_string()),
        "end": event.end.map(|end| end.to_string()),
        "venue": event.venue,
        "guests": event.guests,
        "verdict": event.verdict.as_str(),
        "reason": event.reason,
        "row": event.row,
    })
}

/// A row for each draft, from the verdicts on the people they are about, who first stand in `lines`.
fn rows(
    drafts: Vec<Draft>,
    lines: &[usize],
    places: Vec<Place>,
    mut verdicts: Vec<(Verdict, String)>,
) -> Vec<Row> {
    let again = |at: usize, added: &str| {
        let line = lines.get(at).copied().unwrap_or_default();
        (Verdict::Same, format!("as row {line}{added}"))
    };
    let mut verdict = |place: Place| match place {
        Place::First(at) => verdicts
            .get_mut(at)
            .map_or((Verdict::Skipped, String::new()), |(verdict, why)| (*verdict, take(why))),
        Place::Again(at, added) => again(at, &added),
        Place::Nobody(why) => (Verdict::Skipped, why),
    };
    drafts
        .into_iter()
        .zip(places)
        .map(|(draft, place)| {
            let (verdict, reason) = verdict(place);
            Row::new(draft, verdict, reason)
        })
        .collect()
}

#[cfg(test)]
mod tests;
