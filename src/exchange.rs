//! Lists in, lists out: foreign bytes become drafts with a verdict and a reason for every row.

mod attendees;
mod cells;
mod claims;
mod columns;
mod decode;
mod draft;
mod fold;
mod group;
mod ics_write;
mod known;
mod lines;
mod more;
mod people;
mod shapes;
mod sheet;
mod sniff;
mod vcard;
mod words;
mod write;

use std::mem::take;

use serde_json::{Value, json};

use self::draft::Draft;
use self::group::Place;
use crate::domain::{Book, Change, EventId, IdMaker};

pub use ics_write::{IcsEvent, IcsWhen, write_ics};
pub use sheet::MAX_BYTES;
pub use sniff::{Kind, sniff};
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
    /// What columns are, counted from 1: name, first, middle, last, prefix, suffix, email, phone, company, role, link,
    /// tags, note, status or ignore. They outrank what the header says.
    pub columns: Vec<(String, usize)>,
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
}

impl Row {
    fn new(draft: Draft, verdict: Verdict, reason: String) -> Self {
        let Draft { line, name, emails, phones, company, role, .. } = draft;
        Self { row: line, name, emails, phones, company, role, verdict, reason }
    }
}

/// A file as it was understood, and what importing it would change.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// One a row.
    pub rows: Vec<Row>,
    /// What was found by looking: "UTF-8, comma", "header in line 4", "name from First Name + Last Name".
    pub said: Vec<String>,
    /// What is wrong with the file, with the line.
    pub problems: Vec<String>,
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
        self.change = Change::new(self.change.what);
        self.problems.push(why.clone());
        self.refused = Some(why);
        self
    }

    /// How many rows have this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.rows.iter().filter(|row| row.verdict == verdict).count()
    }

    /// The verdicts in a few words: "12 new, 3 same, 1 skipped".
    pub fn summary(&self) -> String {
        let counts = Verdict::ALL.map(|verdict| (self.count(verdict), verdict.as_str()));
        let said: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        if said.is_empty() { "no rows".to_owned() } else { said.join(", ") }
    }
}

/// What is said of every row that would have come in with a file that is too long.
const WHOLE_FILE: &str = "the whole file stays out";

/// How large an event's file may grow, in bytes: mingle loads 4 MiB, and what is added by hand needs room too.
const MAX_EVENT: usize = 3 << 20;
/// How many new people one file may bring: each is a file of its own.
const MAX_PEOPLE: usize = 50_000;

/// Why a file is no list at all.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NotAList(pub String);

/// Reads an attendee list for an event. Nobody on it becomes a person; known people are linked. Makes no ids.
///
/// # Errors
/// When the bytes are no list, or there is no such event.
pub fn attendees(
    bytes: &[u8],
    event: &EventId,
    book: &Book,
    options: &Options,
    _ids: &mut IdMaker,
) -> Result<Import, NotAList> {
    let Some(on) = book.event(event) else {
        return Err(NotAList(format!("no event is called {event}; `mingle list events` shows all")));
    };
    let Read { drafts, said, problems } = read(bytes, options)?;
    let attendees::Merged { event: after, rows, refused } =
        attendees::merge(on, drafts, &known::Known::new(book), MAX_EVENT);
    let added = after.attendees.len() - on.attendees.len();
    let mut change = Change::new(format!("import {added} attendees of {}", on.name));
    if let Some(edit) = book.edit_event(event, |event| *event = after) {
        change = change.with(edit);
    }
    Ok(Import { rows, said, problems, refused: None, change }.unless(refused))
}

/// Reads a list of contacts: each becomes a person, or adds to one who is known.
///
/// # Errors
/// When the bytes are no list.
pub fn people(bytes: &[u8], book: &Book, options: &Options, ids: &mut IdMaker) -> Result<Import, NotAList> {
    let Read { drafts, said, problems } = read(bytes, options)?;
    let people::Merged { change, rows, refused } = people::merge(book, drafts, ids, MAX_PEOPLE);
    Ok(Import { rows, said, problems, refused: None, change }.unless(refused))
}

/// The rows and problems of an import as `mingle import --json` prints them.
pub fn report(import: &Import) -> Value {
    let record = |row: &Row| {
        json!({
            "name": row.name,
            "emails": row.emails,
            "phones": row.phones,
            "company": row.company,
            "role": row.role,
            "verdict": row.verdict.as_str(),
            "reason": row.reason,
            "row": row.row,
        })
    };
    json!({
        "schema": 1,
        "said": import.said,
        "records": import.rows.iter().map(record).collect::<Vec<_>>(),
        "problems": import.problems,
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

/// A file as drafts.
struct Read {
    drafts: Vec<Draft>,
    said: Vec<String>,
    problems: Vec<String>,
}

fn read(bytes: &[u8], options: &Options) -> Result<Read, NotAList> {
    let Read { drafts, said, mut problems } = match sniff(bytes) {
        Kind::VCard => cards(bytes, options)?,
        _ => table(bytes, options).or_else(|refusal| match sniff::resembling(bytes) {
            Some(Kind::VCard) => cards(bytes, options),
            Some(kind) => Err(sniff::refuse(kind).err().unwrap_or(refusal)),
            None => Err(refusal),
        })?,
    };
    problems.extend(drafts.iter().flat_map(|draft| &draft.problems).cloned());
    Ok(Read { drafts, said, problems })
}

fn cards(bytes: &[u8], options: &Options) -> Result<Read, NotAList> {
    let mut cards = vcard::read(bytes, options)?;
    let (said, problems) = (take(&mut cards.said), take(&mut cards.problems));
    Ok(Read { drafts: (0..cards.len()).map(|at| cards.draft(at)).collect(), said, problems })
}

fn table(bytes: &[u8], options: &Options) -> Result<Read, NotAList> {
    let sheet = sheet::read(bytes, options)?;
    let problems = sheet.problems;
    let mut columns = columns::find(&sheet.records, sheet.skipped, options)?;
    let (drafts, blank) = draft::all(&sheet.records, &columns);
    draft::anybody(&drafts)?;
    let mut said = vec![sheet.said];
    said.append(&mut columns.said);
    if blank > 0 {
        said.push(if blank == 1 { "1 blank row".to_owned() } else { format!("{blank} blank rows") });
    }
    Ok(Read { drafts, said, problems })
}

#[cfg(test)]
mod tests;
