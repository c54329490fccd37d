//! What is told of a file: a verdict and a reason for each row and each event.

use serde_json::{Value, json};

use super::draft::Draft;
use super::forward::STAYS;
use crate::domain::{Clock, Day};

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

    /// What it means, in a line of help.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::New => "nobody you know; they come in",
            Self::Same => "somebody who is here already; nothing changes",
            Self::Updates => "somebody who is here already; what is new is added",
            Self::Doubtful => {
                "may be somebody who is here, or nobody; kept as a new person for you to look at"
            }
            Self::Skipped => "nobody, or somebody who does not come; stays out",
        }
    }

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

impl EventRow {
    /// Whether somebody should look at it: it is not simply here already, or says something else than mine.
    pub fn worth_a_look(&self) -> bool {
        self.verdict != Verdict::Same || self.reason.contains(STAYS)
    }
}

impl Row {
    pub(super) fn new(draft: Draft, verdict: Verdict, reason: String) -> Self {
        let Draft { line, name, emails, phones, company, role, .. } = draft;
        Self { row: line, name, emails, phones, company, role, verdict, reason, event: String::new() }
    }
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
    if let Value::Object(fields) = &mut record {
        // Without a name somebody is called by their address, which is no name and does not pose as one.
        if let Some(email) =
            row.emails.first().filter(|_| row.name.is_empty() && row.verdict != Verdict::Skipped)
        {
            fields.insert("called".to_owned(), json!(email));
        }
        if !row.event.is_empty() {
            fields.insert("event".to_owned(), json!(row.event));
        }
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
