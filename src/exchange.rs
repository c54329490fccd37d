//! Lists in, lists out: foreign bytes become drafts with a verdict and a reason for every row.

mod absent;
mod again;
mod attendees;
mod calendar;
mod called;
mod cells;
mod charset;
mod claims;
mod columns;
mod content_lines;
mod csv_people;
mod dated;
mod decode;
mod draft;
mod edited;
mod events;
mod export;
mod fold;
mod folder;
mod folk;
mod forms;
mod forward;
mod group;
mod ics_write;
mod import;
mod joined;
mod known;
mod letters;
mod lines;
mod markdown;
mod marks;
mod mine;
mod monica;
mod more;
mod near;
mod own;
mod own_table;
mod page;
mod people;
mod read;
mod register;
mod report;
mod rows;
mod sample;
mod series;
mod shapes;
mod sheet;
mod sniff;
mod source;
mod standing;
mod vcard;
mod vcard_write;
mod whole;
mod whose;
mod words;
mod write;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::mem::take;

use jiff::tz::TimeZone;

use self::absent::Absentees;
use self::import::{Listed, New, Plan};
use self::read::{Read, cancelled, read};
use self::rows::Rows;
use self::source::Source;
use crate::domain::{Book, Change, Day, Event, EventId, IdMaker, PersonId};

pub use absent::Absent;
pub use charset::{Known, encodings};
pub use csv_people::{write_people_csv, write_people_csv_raw};
pub use decode::text_by_lines;
pub use export::{Outgoing, outgoing};
pub use folder::Folder;
pub use ics_write::{IcsEvent, IcsWhen, write_ics};
pub use import::Import;
pub use markdown::{Page, markdown_pages, markdown_whole};
pub use register::Register;
pub use report::{EventRow, Row, Verdict, event_document, row_document};
pub use sample::Sample;
pub use sheet::MAX_BYTES;
pub use sniff::{Kind, sniff};
pub use standing::{Settled, settle};
pub use vcard_write::{CardVersion, write_vcards};
pub use write::{csv_line, write_csv, write_csv_raw};

/// What the user says about a file instead of having it looked at.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// What the encoding is called: one of [`encodings`], by any of its names.
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
    /// The user's day, to which reminders that come again are put, and after which a series of events is looked at; without
    /// it reminders keep their first day, and no series makes a group.
    pub today: Option<Day>,
    /// Who is not among my people though they are there; a row that may be about them says so.
    pub absent: Vec<Absent>,
    /// The rows come as guests of an event, of whom less is kept. [`import`] says so itself.
    pub guests: bool,
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
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// In the order of the file.
    pub columns: Vec<Column>,
    /// The same for every table of the same form.
    pub signature: String,
    /// The encoding as people know it.
    pub encoding: &'static str,
    /// What stands between cells.
    pub delimiter: char,
    /// The line of the header, from 1; `None` when there is none.
    pub header: Option<usize>,
    /// What [`Import::said`] says beside all this: blank rows, names that are turned round.
    pub besides: Vec<String>,
}

/// What is said of every row that would have come in with a file that is too long.
const WHOLE_FILE: &str = "the whole file stays out";

/// Why a file is no list at all.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NotAList(pub String);

impl NotAList {
    /// What is wrong, without how the sentence begins and what to do: of one file among others.
    fn brief(&self) -> &str {
        let why = self.0.strip_prefix("nothing to import: ").unwrap_or(&self.0);
        why.split_once(';').map_or(why, |(why, _)| why)
    }
}

/// Hears how many rows of how many have been read, and says whether to go on.
pub type Watch<'a> = dyn Fn(usize, usize) -> bool + 'a;

/// What is imported at once.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// One file.
    File(Vec<u8>),
    /// The pages of a folder, with the names of their files.
    Pages(Vec<(String, Vec<u8>)>),
    /// The vCards of a folder, with the names of their files.
    Cards(Vec<(String, Vec<u8>)>),
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        Self::File(bytes)
    }
}

/// As [`import`], and `watch` hears how far it has come; when it says no, nothing comes of it.
///
/// # Errors
/// As [`import`], and when it was cancelled.
pub fn import_watched(
    content: impl Into<Content>,
    event: Option<&EventId>,
    folder: &dyn Folder,
    options: &Options,
    ids: &mut IdMaker,
    watch: &Watch<'_>,
) -> Result<Import, NotAList> {
    // A page links to others of my people, whoever they are.
    let whole = OnceCell::new();
    let today = |id: &PersonId| {
        let book = whole.get_or_init(|| folder.whole()).as_ref().ok()?;
        markdown::marks_today(book, id)
    };
    let options = &Options { guests: event.is_some(), ..options.clone() };
    let (kind, read) = match content.into() {
        Content::File(bytes) => {
            let kind = options.kind.unwrap_or_else(|| sniff(&bytes));
            (kind, read(bytes, kind, options, &today)?)
        }
        Content::Pages(pages) => (Kind::Page, read::pages(&pages, options, &today)?),
        Content::Cards(files) => (Kind::VCard, read::folder_of_cards(&files, options)?),
    };
    if let Some(Err(why)) = whole.into_inner() {
        return Err(NotAList(why));
    }
    let import = plan(read, event, folder, options, ids, watch)?;
    if watch(import.len(), import.len()) { Ok(Import { kind, ..import }) } else { Err(cancelled()) }
}

/// Reads a file and plans what becomes of every row: with an event its people go on that event's list, and nobody becomes a
/// person; without one they become people, or add to those who are known, and the events of a calendar become events.
///
/// # Errors
/// When the bytes are no list, or there is no such event.
pub fn import(
    bytes: impl Into<Vec<u8>>,
    event: Option<&EventId>,
    book: &Book,
    options: &Options,
    ids: &mut IdMaker,
) -> Result<Import, NotAList> {
    import_watched(bytes.into(), event, book, options, ids, &|_, _| true)
}

/// What becomes of the rows of a file.
fn plan(
    read: Read,
    event: Option<&EventId>,
    folder: &dyn Folder,
    options: &Options,
    ids: &mut IdMaker,
    watch: &Watch<'_>,
) -> Result<Import, NotAList> {
    let (today, absent) = (options.today, &options.absent);
    let on =
        match event {
            Some(id) => Some(folder.book().event(id).ok_or_else(|| {
                NotAList(format!("no event is called {id}; `mingle list events` shows all"))
            })?),
            None => None,
        };
    match (read, on) {
        (Read::Rows { source, said, problems, table }, Some(on)) => {
            Ok(Import { table, ..attendees(on, source, folder, options, (said, problems), watch)? })
        }
        (Read::Unsaid { said, problems, table, why }, _) => {
            let nothing = Change::new("import nobody").into();
            let import = Import::new(Rows::Told(Vec::new()), said, problems, nothing);
            Ok(Import { table: Some(table), ..import.unless(Some(why)) })
        }
        (Read::Calendar(mut calendar), Some(on)) => {
            let (mut said, problems) = (take(&mut calendar.said), take(&mut calendar.problems));
            calendar.meets(folder.book().me());
            let (guests, more) = events::guests(calendar, on, today);
            said.extend(more);
            let guests = Source::of_drafts(guests);
            attendees(on, guests, folder, options, (said, problems), watch)
        }
        (Read::Rows { source, said, mut problems, table }, None) => {
            let source = source.with_companies();
            let known = known::Known::new(folder);
            let kind = again::List::of(table.as_ref().map_or("", |table| table.signature.as_str()));
            let people::Merged { updates, groups, said: mut rows, problems: more } =
                people::merge(&known, &source, kind, today, ids, watch)?;
            problems.extend(more);
            Absentees::new(absent, &known).tell(&mut rows, &source);
            let listed = Listed { groups, ids: ids.clone(), register: known.register(), list: kind };
            let plan = Plan { edits: updates, new: New::Listed(Box::new(listed)) };
            let import = Import::new(Rows::Found(source, rows), said, problems, plan);
            Ok(Import { table, ..import })
        }
        (Read::Whole(mut records), Some(on)) => {
            let (said, problems) = (take(&mut records.said), take(&mut records.problems));
            attendees(on, Source::of_folk(records.people), folder, options, (said, problems), watch)
        }
        (Read::Whole(mut records), None) => {
            let (mut said, problems) = (take(&mut records.said), take(&mut records.problems));
            let book = folder.whole().map_err(NotAList)?;
            let whole::Merged { edits, people, mut rows, new, events, said: more } =
                whole::merge(&book, *records, ids, watch)?;
            said.extend(more);
            let (plan, source) = (Plan { edits, new: New::Folk(new) }, Source::of_folk(people));
            Absentees::new(absent, &known::Known::new(&book)).tell(&mut rows, &source);
            let import = Import::new(Rows::Found(source, rows), said, problems, plan);
            Ok(Import { events, ..import })
        }
        (Read::Calendar(mut calendar), None) => {
            let (said, mut problems) = (take(&mut calendar.said), take(&mut calendar.problems));
            calendar.meets(folder.book().me());
            let events::Merged { change, events, rows, problems: more, refused } =
                events::merge(&known::Known::new(folder), calendar, ids, options, watch)?;
            problems.extend(more);
            let import = Import::new(Rows::Told(rows), said, problems, change.into());
            Ok(Import { events, ..import }.unless(refused))
        }
    }
}

/// The people of a file onto the list of `on`.
fn attendees(
    on: &Event,
    source: Source,
    folder: &dyn Folder,
    options: &Options,
    (mut said, mut problems): (Vec<String>, Vec<String>),
    watch: &Watch<'_>,
) -> Result<Import, NotAList> {
    let known = known::Known::new(folder);
    let attendees::Merged { guests, said: mut rows, problems: more, missing, refused } =
        attendees::merge(on, &source, &known, attendees::MAX_EVENT, watch)?;
    problems.extend(more);
    Absentees::new(&options.absent, &known).tell(&mut rows, &source);
    if source.keeps_more_than_guests() {
        said.push(
            "a guest list keeps neither numbers nor pages: those of this file only tell whom you know"
                .to_owned(),
        );
    }
    if !missing.is_empty() {
        said.push(format!("on the list and not in this file: {missing}; they stay"));
    }
    let plan = Plan { edits: Vec::new(), new: New::Guests(guests) };
    Ok(Import::new(Rows::Found(source, rows), said, problems, plan).unless(refused))
}

#[cfg(test)]
mod tests;
