//! A file as it was understood, and what importing it would change: each row and each new person is made when it is asked for.

use std::sync::Arc;

use super::attendees::Guests;
use super::group::Groups;
use super::register::Register;
use super::rows::Rows;
use super::whole::NewFolk;
use super::{EventRow, Kind, Row, Table, Verdict, WHOLE_FILE, again, people};
use crate::domain::{Attendee, Book, Change, Edit, GuestsEdit, IdMaker};

/// A file as it was understood, and what importing it would change.
///
/// A list of 100,000 people is large, and as records it would be many times that; so it is kept as it stands in the file,
/// with a verdict for each row, and rows and edits are made one by one.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// What the file is.
    pub kind: Kind,
    /// One for each event, when the file is a calendar that comes in as such.
    pub events: Vec<EventRow>,
    /// What was found by looking: "UTF-8, comma", "header in line 4", "name from First Name + Last Name".
    pub said: Vec<String>,
    /// What is wrong with the file, with the line.
    pub problems: Vec<String>,
    /// Its columns, when it is a table.
    pub table: Option<Table>,
    /// Why nothing of the file comes in although it was understood: it holds more than one event's list can, or nobody can
    /// tell which column says who. Files come in whole or not at all, so nothing would change then, and no row is new.
    pub refused: Option<String>,
    pub(super) rows: Rows,
    pub(super) plan: Plan,
}

/// What importing would change.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    /// What is made already: changes of those I know, events.
    pub(super) edits: Vec<Edit>,
    /// The people of the file who are new.
    pub(super) new: New,
}

/// Those of a file who are new, each made when they are asked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum New {
    Nobody,
    /// Marked among all people of a list.
    Listed(Box<Listed>),
    /// Of a document of whole records.
    Folk(NewFolk),
    /// No people, but the guests of an event.
    Guests(Guests),
}

/// All people of a list, with those marked who are new, and what makes their records.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Listed {
    pub(super) groups: Groups,
    /// What makes their ids, and who has one.
    pub(super) ids: IdMaker,
    pub(super) register: Arc<Register>,
    pub(super) list: again::List,
}

impl New {
    /// How many people.
    fn count(&self) -> usize {
        match self {
            Self::Nobody | Self::Guests(_) => 0,
            Self::Listed(listed) => listed.groups.count_new(),
            Self::Folk(new) => new.len(),
        }
    }

    /// How many guests of an event change or come.
    fn guests(&self) -> usize {
        match self {
            Self::Guests(guests) => guests.len(),
            _ => 0,
        }
    }
}

impl From<Change> for Plan {
    fn from(change: Change) -> Self {
        Self { edits: change.edits, new: New::Nobody }
    }
}

impl Import {
    pub(super) fn new(rows: Rows, said: Vec<String>, problems: Vec<String>, plan: Plan) -> Self {
        Self { kind: Kind::Table, events: Vec::new(), said, problems, table: None, refused: None, rows, plan }
    }

    /// Keeps the whole file out when there is a reason to.
    pub(super) fn unless(mut self, refused: Option<String>) -> Self {
        let Some(why) = refused else { return self };
        self.rows.keep_out(WHOLE_FILE);
        for event in &mut self.events {
            if !matches!(event.verdict, Verdict::Same | Verdict::Skipped) {
                event.verdict = Verdict::Skipped;
                WHOLE_FILE.clone_into(&mut event.reason);
            }
        }
        self.plan = Change::new("").into();
        self.problems.push(why.clone());
        self.refused = Some(why);
        self
    }

    /// Whether the user can make a list of it by saying what its columns are, or which line is its header.
    pub fn wants_columns(&self) -> bool {
        self.refused.is_some() && self.is_empty() && self.table.is_some()
    }

    /// How many people the file names.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it names nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One for each person of the file, made as they are asked for.
    pub fn rows(&self) -> impl Iterator<Item = Row> + Clone {
        (0..self.rows.len()).filter_map(|at| self.rows.row(at))
    }

    /// The row at `at`, from 0.
    pub fn row(&self, at: usize) -> Option<Row> {
        self.rows.row(at)
    }

    /// The rows with a verdict that `wanted` wants; the others are not even read.
    pub fn rows_of(&self, wanted: impl Fn(Verdict) -> bool + Clone) -> impl Iterator<Item = Row> + Clone {
        let at = (0..self.rows.len()).filter(move |at| self.rows.verdict(*at).is_some_and(&wanted));
        at.filter_map(|at| self.rows.row(at))
    }

    /// Whether somebody should look at the row at `at`, as [`Self::worth_a_look`] has it.
    pub fn is_worth_a_look(&self, at: usize) -> bool {
        self.rows.is_worth_a_look(at)
    }

    /// The rows that somebody should look at: not those that simply come in, nor those that are here already under the same
    /// name and say nothing else.
    pub fn worth_a_look(&self) -> impl Iterator<Item = Row> + Clone {
        let at = (0..self.rows.len()).filter(|at| self.rows.is_worth_a_look(*at));
        at.filter_map(|at| self.rows.row(at))
    }

    /// The verdict on each row, in order.
    pub fn verdicts(&self) -> impl Iterator<Item = Verdict> {
        (0..self.rows.len()).filter_map(|at| self.rows.verdict(at))
    }

    /// How many people and events have this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.verdicts().filter(|other| *other == verdict).count()
            + self.events.iter().filter(|event| event.verdict == verdict).count()
    }

    /// Whether importing it would change nothing.
    pub fn is_idle(&self) -> bool {
        self.changes() == 0
    }

    /// How many records importing it would change or make.
    pub fn changes(&self) -> usize {
        let list = usize::from(self.plan.new.guests() > 0);
        self.plan.edits.iter().filter(|edit| !edit.is_idle()).count() + self.plan.new.count() + list
    }

    /// How many records, and guests of an event, are written when it is saved.
    pub fn to_save(&self) -> usize {
        self.changes().max(self.plan.new.guests())
    }

    /// What importing it does, in words, for the history; `file` is what it is called.
    ///
    /// "import of guests.csv: 3 new, 2 updated"; of a calendar "import of fair.ics: events: 2 new; guests: 3 new", as
    /// nobody of mine changes by standing on a list; and of whole records "events: 2 new; people: 3 new".
    pub fn what(&self, file: &str) -> String {
        let changed = |verdict: &Verdict| !matches!(verdict, Verdict::Same | Verdict::Skipped);
        let words = |said: String| said.replace(Verdict::Updates.as_str(), "updated");
        let people = words(said(self.verdicts().filter(changed)));
        let events = words(said(self.events.iter().map(|event| event.verdict).filter(changed)));
        let parts = match (events.is_empty(), people.is_empty()) {
            (true, _) => people,
            (false, true) => format!("events: {events}"),
            (false, false) if self.kind == Kind::Json => format!("events: {events}; people: {people}"),
            (false, false) => format!("events: {events}; guests: {people}"),
        };
        let file = file.trim_end_matches('/');
        let file = file.rsplit('/').next().unwrap_or(file);
        if parts.is_empty() { format!("import of {file}") } else { format!("import of {file}: {parts}") }
    }

    /// What importing it changes, each record once and made when it is asked for. `book` has the events that it was read against.
    pub fn edits<'a>(&'a self, book: &'a Book) -> impl Iterator<Item = Edit> {
        let (listed, folk) = match (&self.plan.new, &self.rows) {
            (New::Listed(listed), Rows::Found(source, _)) => (Some(people::new_people(listed, source)), None),
            (New::Folk(new), Rows::Found(source, _)) => (None, source.folk().map(|folk| new.people(folk))),
            _ => (None, None),
        };
        let new = listed.into_iter().flatten().chain(folk.into_iter().flatten());
        let ready = self.plan.edits.iter().filter(|edit| !edit.is_idle()).cloned();
        let guests = self.guests(book).map(GuestsEdit::edit);
        ready.chain(new.map(Edit::create)).chain(guests)
    }

    /// What importing it changes when that is nothing but the guests of an event, each made when they are asked for. `book`
    /// is the one it was read against.
    pub fn guests<'a>(
        &'a self,
        book: &'a Book,
    ) -> Option<GuestsEdit<'a, impl Iterator<Item = Attendee> + Clone>> {
        match (&self.plan.new, &self.rows) {
            (New::Guests(guests), Rows::Found(source, _)) => guests.edit(book, source),
            _ => None,
        }
    }

    /// All that importing it changes, at once; `file` is what it is called, for the history.
    pub fn change_of(&self, file: &str, book: &Book) -> Change {
        Change { what: self.what(file), edits: self.edits(book).collect() }
    }

    /// All that importing it changes, at once.
    pub fn change(&self, book: &Book) -> Change {
        self.change_of("a list", book)
    }

    /// What becomes of those who are doubtful, in words that hold before and after; `None` when nobody is.
    pub fn doubts(&self) -> Option<&'static str> {
        if self.refused.is_some() || !self.verdicts().any(|verdict| verdict == Verdict::Doubtful) {
            return None;
        }
        match (self.plan.new.count(), self.kind) {
            (0, Kind::Json) => None,
            (0, _) => Some("who is doubtful becomes a guest of their own"),
            _ => Some("who is doubtful becomes a new person; `g d` or `mingle dupes` joins two who are one"),
        }
    }

    /// The verdicts in a few words: "12 new, 3 same, 1 skipped"; of a calendar "2 events: 2 new; 5 guests: 3 new, 2 skipped",
    /// and of whole records "2 events: 2 new; 5 people: 5 same".
    pub fn summary(&self) -> String {
        let people = said(self.verdicts());
        if self.events.is_empty() {
            return if people.is_empty() { "no rows".to_owned() } else { people };
        }
        let events = said(self.events.iter().map(|event| event.verdict));
        let of = |count: usize, what: &str, said: &str| {
            let s = if count == 1 { "" } else { "s" };
            format!("{count} {what}{s}{}{said}", if said.is_empty() { "" } else { ": " })
        };
        let people = match (self.kind, self.rows.len()) {
            (Kind::Json, 1) => format!("1 person: {people}"),
            (Kind::Json, 0) => "nobody".to_owned(),
            (Kind::Json, count) => format!("{count} people: {people}"),
            (_, count) => of(count, "guest", &people),
        };
        format!("{}; {people}", of(self.events.len(), "event", &events))
    }
}

/// Counts in words, without those of which there are none.
fn said(verdicts: impl Iterator<Item = Verdict>) -> String {
    let mut counts = Verdict::ALL.map(|verdict| (verdict, 0));
    for verdict in verdicts {
        if let Some((_, count)) = counts.iter_mut().find(|(other, _)| *other == verdict) {
            *count += 1;
        }
    }
    let said: Vec<String> = counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(verdict, count)| format!("{count} {}", verdict.as_str()))
        .collect();
    said.join(", ")
}
