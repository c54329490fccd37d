//! What becomes of each row, kept small: who it is about is read from the file again when somebody asks.

use std::mem::take;
use std::sync::Arc;

use super::draft::{Draft, Fate};
use super::forward::{Joined, STAYS};
use super::group::small;
use super::known::How;
use super::people::fill;
use super::source::Source;
use super::{Row, Verdict};
use crate::domain::{IdMaker, Person};

/// What is said of a row that is taken for somebody under another name.
pub(super) const FORM: &str = "form of the name";

/// A verdict, and why.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    pub(super) verdict: Verdict,
    pub(super) why: Why,
}

/// Why a row became what it did.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Why {
    /// Words that many rows share.
    Plain(&'static str),
    Text(Box<str>),
    /// The same, of somebody who is there and not among my people.
    Absent(Box<str>),
    /// What the row says of itself.
    Own,
    /// It is about the same person as the row in that line.
    As(u32),
    /// As the row in that line, whose name is a form of this one; and what it adds to that.
    FormOf(u32, Box<str>),
    /// It has the name of the row in that line.
    Twin(u32),
    /// It has the address of the row in that line, and a name like it.
    MayBe(u32),
    /// Nobody I know, with the address of somebody else in that line.
    Shares(u32),
    /// It is about somebody I know, who learns nothing: the reason, where it says more than the name that stands in the row, how
    /// that is known, and whether the row says anything otherwise than they.
    Known(Box<str>, How, bool),
}

impl From<&'static str> for Why {
    fn from(text: &'static str) -> Self {
        Self::Plain(text)
    }
}

impl From<String> for Why {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl Why {
    /// That `row` is about somebody I know, whose fields stay where it says them otherwise.
    pub(super) fn known(person: &Person, how: How, otherwise: bool, row: &Draft) -> Self {
        let mut joined = Joined::of_row(person, row);
        if how == How::Before {
            joined.keeps(&fill(&mut person.clone(), row, &mut IdMaker::new(0)));
        }
        let stays = joined.stays();
        let is_plain = stays.is_empty() && person.name == row.name;
        let text = if is_plain { String::new() } else { known_words(&person.name, how, &stays) };
        Self::Known(text.into(), how, otherwise)
    }
}

/// "you know Ana Ruiz (by e-mail); yours stays: role".
fn known_words(name: &str, how: How, stays: &str) -> String {
    format!("you know {name} ({}){stays}", how.as_str())
}

impl Said {
    pub(super) fn new(verdict: Verdict, why: impl Into<Why>) -> Self {
        Self { verdict, why: why.into() }
    }

    /// Whether somebody should look at it: it does not simply come in, nor is it here already under the same name.
    fn is_worth_a_look(&self) -> bool {
        match (self.verdict, &self.why) {
            (Verdict::New, why) => matches!(why, Why::Absent(_)),
            (Verdict::Same, Why::Known(_, how, otherwise)) => *otherwise || how.is_loose(),
            (Verdict::Same, Why::Text(text)) => text.contains("stays: "),
            (Verdict::Same, why) => matches!(why, Why::FormOf(..)),
            _ => true,
        }
    }

    /// Why, in words.
    pub(super) fn reason(&self, draft: &Draft) -> String {
        match &self.why {
            Why::Plain(text) => (*text).to_owned(),
            Why::Own => match &draft.fate {
                Fate::Doubt(why) | Fate::Out(why) => why.clone(),
                Fate::Off(why) => format!("{why}, so not coming"),
                Fate::In => String::new(),
            },
            Why::As(line) => format!("as row {line}"),
            Why::FormOf(line, came) => format!("as row {line}, under another {FORM}{came}"),
            Why::MayBe(line) => {
                format!("may be who is in row {line}: the same e-mail address, and a name like it")
            }
            Why::Shares(line) => format!("nobody you know yet; shares the e-mail address of row {line}"),
            Why::Twin(line) => format!("same name as row {line}, but another company, address or page"),
            Why::Known(text, how, _) if text.is_empty() => known_words(&draft.name, *how, ""),
            Why::Text(text) | Why::Absent(text) | Why::Known(text, ..) => text.as_ref().to_owned(),
        }
    }
}

/// A guest of a calendar and what becomes of them. A long calendar has many, so nothing is kept twice.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Told {
    line: u32,
    verdict: Verdict,
    why: Why,
    name: Box<str>,
    email: Box<str>,
    phones: Box<[String]>,
    /// The title of the event, which all of its guests share.
    event: Arc<str>,
}

impl Told {
    /// Of somebody who is invited to `event`.
    pub(super) fn new(draft: Draft, said: Said, event: &Arc<str>) -> Self {
        let why = match said.why {
            Why::Plain(_) => said.why,
            _ => said.reason(&draft).into(),
        };
        let Draft { line, name, emails, phones, .. } = draft;
        Self {
            line: small(line),
            verdict: said.verdict,
            why,
            name: name.into(),
            email: emails.into_iter().next().unwrap_or_default().into(),
            phones: phones.into(),
            event: Arc::clone(event),
        }
    }

    fn row(&self) -> Row {
        Row {
            row: self.line as usize,
            name: self.name.to_string(),
            emails: Some(&self.email)
                .filter(|email| !email.is_empty())
                .map(ToString::to_string)
                .into_iter()
                .collect(),
            phones: self.phones.to_vec(),
            company: String::new(),
            role: String::new(),
            verdict: self.verdict,
            reason: self.reason().to_owned(),
            event: self.event.to_string(),
        }
    }

    fn reason(&self) -> &str {
        match &self.why {
            Why::Plain(text) => text,
            Why::Text(text) => text,
            _ => "",
        }
    }
}

/// The rows of a file with what becomes of each.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Rows {
    /// Those of a calendar.
    Told(Vec<Told>),
    /// As they stand in the file.
    Found(Source, Vec<Said>),
}

impl Rows {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Told(rows) => rows.len(),
            Self::Found(_, said) => said.len(),
        }
    }

    pub(super) fn verdict(&self, at: usize) -> Option<Verdict> {
        match self {
            Self::Told(rows) => rows.get(at).map(|row| row.verdict),
            Self::Found(_, said) => said.get(at).map(|said| said.verdict),
        }
    }

    /// Whether somebody should look at the row at `at`, which is not read for that.
    pub(super) fn is_worth_a_look(&self, at: usize) -> bool {
        match self {
            Self::Told(rows) => rows.get(at).is_some_and(|row| match row.verdict {
                Verdict::New => false,
                Verdict::Same => row.reason().contains(STAYS) || row.reason().contains(FORM),
                _ => true,
            }),
            Self::Found(_, said) => said.get(at).is_some_and(Said::is_worth_a_look),
        }
    }

    pub(super) fn row(&self, at: usize) -> Option<Row> {
        match self {
            Self::Told(rows) => rows.get(at).map(Told::row),
            Self::Found(source, said) => said.get(at).map(|said| row(source, at, said)),
        }
    }

    /// Nothing that would have come in does, for the reason given.
    pub(super) fn keep_out(&mut self, why: &'static str) {
        let comes = |verdict| !matches!(verdict, Verdict::Same | Verdict::Skipped);
        match self {
            Self::Told(rows) => {
                for row in rows.iter_mut().filter(|row| comes(row.verdict)) {
                    (row.verdict, row.why) = (Verdict::Skipped, why.into());
                }
            }
            Self::Found(_, all) => {
                for said in all.iter_mut().filter(|said| comes(said.verdict)) {
                    *said = Said::new(Verdict::Skipped, why);
                }
            }
        }
    }
}

/// A row as it is told.
pub(super) fn row(source: &Source, at: usize, said: &Said) -> Row {
    let reason = said.reason(&source.draft(at));
    let mut draft = source.written(at).into_owned();
    Row::new(take(&mut draft), said.verdict, reason)
}
