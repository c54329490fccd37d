//! Lists in, lists out: foreign bytes become drafts with a verdict and a reason for every row.

mod attendees;
mod cells;
mod claims;
mod columns;
mod decode;
mod draft;
mod fold;
mod group;
mod known;
mod people;
mod shapes;
mod sheet;
mod sniff;
mod words;
mod write;

use serde_json::{Value, json};

use self::draft::Draft;
use self::group::{Group, Place};
use crate::domain::{Book, Change, EventId, IdMaker};

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
    /// Idle when nothing is new.
    pub change: Change,
}

impl Import {
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
        return Err(NotAList(format!("no event is called {event}; `mingle event list` shows them")));
    };
    let Read { drafts, said, mut problems } = read(bytes, options)?;
    let (after, rows) = attendees::merge(on, drafts, &known::Known::new(book), &mut problems);
    let added = after.attendees.len() - on.attendees.len();
    let mut change = Change::new(format!("import {added} attendees of {}", on.name));
    if let Some(edit) = book.edit_event(event, |event| *event = after) {
        change = change.with(edit);
    }
    Ok(Import { rows, said, problems, change })
}

/// Reads a list of contacts: each becomes a person, or adds to one who is known.
///
/// # Errors
/// When the bytes are no list.
pub fn people(bytes: &[u8], book: &Book, options: &Options, ids: &mut IdMaker) -> Result<Import, NotAList> {
    let Read { drafts, said, mut problems } = read(bytes, options)?;
    let (change, rows) = people::merge(book, drafts, ids, &mut problems);
    Ok(Import { rows, said, problems, change })
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

/// A row for each draft, from the verdicts on the people they are about.
fn rows(
    drafts: Vec<Draft>,
    groups: &[Group],
    places: Vec<Place>,
    verdicts: &[(Verdict, String)],
) -> Vec<Row> {
    let again = |at: usize, added: &str| {
        let line = groups.get(at).map_or(0, |group| group.draft.line);
        match verdicts.get(at) {
            Some((Verdict::Skipped, why)) => (Verdict::Skipped, why.clone()),
            _ if added.is_empty() => (Verdict::Same, format!("as row {line}")),
            _ => (Verdict::Same, format!("as row {line}; adds {added}")),
        }
    };
    let verdict = |place: Place| match place {
        Place::First(at) => verdicts.get(at).cloned().unwrap_or((Verdict::Skipped, String::new())),
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
    let sheet = sheet::read(bytes, options)?;
    let mut problems = sheet.problems;
    let mut columns = columns::find(&sheet.records, sheet.skipped, options)?;
    let (drafts, blank) = draft::all(&sheet.records, &columns, &mut problems);
    let mut said = vec![sheet.said];
    said.append(&mut columns.said);
    if blank > 0 {
        said.push(if blank == 1 { "1 blank row".to_owned() } else { format!("{blank} blank rows") });
    }
    Ok(Read { drafts, said, problems })
}

#[cfg(test)]
mod tests;
