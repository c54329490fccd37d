//! A file that is to come in: what is known of it, what the user says of it, and which rows that makes.

use std::sync::Arc;

use super::every::Every;
use super::read_as::{ReadAs, Way};
use crate::domain::EventId;
use crate::exchange::{Column, Import, Kind, Sample, Table};
use crate::ui::pane::listing::Listing;
use crate::ui::shared::{Shared, Step};

/// A file that is being read, or was.
#[derive(Debug)]
pub(super) struct File {
    pub(super) path: String,
    pub(super) ticket: u64,
    /// Rows read, of so many; `None` when nothing is being read.
    pub(super) reading: Option<(usize, usize)>,
    /// Records on disk, of so many; `None` when nothing is being kept.
    pub(super) keeping: Option<(usize, usize)>,
    pub(super) import: Option<Arc<Import>>,
    pub(super) failed: Option<String>,
    /// Onto this event's list, else among my people.
    pub(super) event: Option<EventId>,
    /// Whether the user said so.
    pub(super) event_chosen: bool,
    /// What the user chose for each column, once they chose at all.
    pub(super) columns: Option<Vec<&'static str>>,
    /// What each column is when nothing is said of any: what is only passed over on the way to a choice goes back to it.
    pub(super) base: Vec<&'static str>,
    /// Which columns they chose themselves, by the header, for when the file is read another way.
    pub(super) said: Vec<Said>,
    /// What the user said of the file itself.
    pub(super) read_as: ReadAs,
    /// A few of its lines, for whoever has to see how they read another way.
    pub(super) sample: Arc<Sample>,
    /// Which row of that was changed last: it stays the chosen one when it is read again.
    pub(super) way: Option<usize>,
    pub(super) listing: Listing,
    /// Every row is looked at, and not how the file was read.
    pub(super) every: Option<Every>,
    /// The records that it was read against.
    pub(super) revision: u64,
    /// Enter was pressed, and the records had changed since: it comes in once it is read again.
    pub(super) wanted: bool,
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// Where the people go.
    Target,
    /// The column at this place.
    Column(usize),
    /// How the file is read.
    Way(Way),
    /// There is none.
    None,
}

/// What the user said that a column is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// Its header; empty without one.
    name: String,
    at: usize,
    /// Of how many columns.
    of: usize,
    field: &'static str,
}

impl Said {
    /// Whether it was said of the column at `at`: the one of the same header, else of no header in the same place.
    fn is_of(&self, at: usize, columns: &[Column]) -> bool {
        let Some(column) = columns.get(at) else { return false };
        if self.name.is_empty() {
            return column.name.is_empty() && (at, columns.len()) == (self.at, self.of);
        }
        let same = |other: &Column| other.name == self.name;
        let in_place = columns.get(self.at).is_some_and(same);
        same(column) && (at == self.at || !in_place)
    }
}

impl File {
    /// A file of which nothing is known yet, onto the list of `event` unless the user says otherwise.
    pub(super) fn at(path: String, event: Option<EventId>, revision: u64) -> Self {
        Self {
            path,
            ticket: 0,
            reading: None,
            keeping: None,
            import: None,
            failed: None,
            event,
            event_chosen: false,
            columns: None,
            base: Vec::new(),
            said: Vec::new(),
            read_as: ReadAs::default(),
            sample: Arc::default(),
            way: None,
            listing: Listing::default(),
            every: None,
            revision,
            wanted: false,
        }
    }

    /// Keeps what the user says of a column of the table as it is read now.
    pub(super) fn say(&mut self, at: usize, field: &'static str) {
        let columns = self.table_columns();
        let Some(name) = columns.get(at).map(|column| column.name.clone()) else { return };
        let of = columns.len();
        let is_base = self.base.get(at) == Some(&field);
        self.said.retain(|said| (said.name.as_str(), said.at) != (name.as_str(), at));
        if !is_base {
            self.said.push(Said { name, at, of, field });
        }
    }

    /// What the columns are with what the user said of them; `None` when that is how they are read anyway.
    pub(super) fn as_said(&self) -> Option<Vec<&'static str>> {
        let columns = self.table_columns();
        let said = |at: usize| self.said.iter().rev().find(|said| said.is_of(at, columns));
        let meant: Vec<&'static str> =
            (0..).zip(&self.base).map(|(at, read)| said(at).map_or(*read, |said| said.field)).collect();
        (meant != self.base).then_some(meant)
    }

    /// What each column is to be read as, by its number: what the user said last comes last, and outranks the rest.
    pub(super) fn columns_to_say(&self) -> Vec<(String, String)> {
        let columns = self.table_columns();
        let rank = |at: usize| self.said.iter().rposition(|said| said.is_of(at, columns));
        let mut all: Vec<(usize, &'static str)> =
            self.columns.iter().flatten().copied().enumerate().collect();
        all.sort_by_key(|(at, _)| rank(*at));
        all.into_iter().map(|(at, field)| ((at + 1).to_string(), field.to_owned())).collect()
    }

    /// What each column is as it was read.
    pub(super) fn fields(&self) -> Vec<&'static str> {
        self.table_columns().iter().map(|column| column.field).collect()
    }

    pub(super) fn table(&self) -> Option<&Table> {
        self.import.as_ref()?.table.as_ref()
    }

    fn table_columns(&self) -> &[Column] {
        self.table().map_or(&[], |table| &table.columns)
    }

    /// The row that is chosen.
    pub(super) fn chosen_row(&self, shared: &Shared) -> Row {
        let Some(at) = self.listing.at.checked_sub(self.targets(shared)) else { return Row::Target };
        match at.checked_sub(self.columns()) {
            None => Row::Column(at),
            Some(way) if way < self.ways() => Way::in_row(way).map_or(Row::None, Row::Way),
            Some(_) => Row::None,
        }
    }

    /// "guests.csv: 12 new, 3 same".
    pub(super) fn told(&self, import: &Import) -> String {
        let path = self.path.trim_end_matches('/');
        format!("{}: {}", path.rsplit('/').next().unwrap_or(path), import.summary())
    }

    /// Remembers what the user chose for the columns of such a table.
    pub(super) fn chosen(&self) -> Option<Step> {
        let table = self.table()?;
        let columns = self.columns.as_ref()?.iter().enumerate();
        let said: Vec<String> = columns.map(|(at, field)| format!("{}={field}", at + 1)).collect();
        Some(Step::See(table.signature.clone(), said.join(" ")))
    }

    /// Shows every row, or how the file was read again.
    pub(super) fn turn_over(&mut self) {
        self.every = if self.every.is_none() && self.has_rows() { Some(Every::default()) } else { None };
    }

    /// Whether Enter brings it in.
    pub(super) fn comes_in(&self) -> bool {
        let waits = self.reading.is_some() || self.keeping.is_some();
        !waits && self.import.as_ref().is_some_and(|import| import.refused.is_none())
    }

    pub(super) fn has_rows(&self) -> bool {
        self.import.as_ref().is_some_and(|import| import.len() + import.events.len() > 0)
    }

    /// Whether the user may choose between an event's list and their people.
    pub(super) fn has_target(&self, shared: &Shared) -> bool {
        shared.event.is_some() || self.event.is_some()
    }

    /// How many rows say where the people go.
    pub(super) fn targets(&self, shared: &Shared) -> usize {
        usize::from(self.import.is_some() && self.has_target(shared))
    }

    pub(super) fn columns(&self) -> usize {
        self.table_columns().len()
    }

    /// How many rows say how the file is read: all for a table, none for JSON. What could not be read is no table (a file that is
    /// not there, an archive), unless that came of what the user said.
    pub(super) fn ways(&self) -> usize {
        match &self.import {
            Some(import) if import.table.is_some() => Way::ALL.len(),
            Some(import) => usize::from(import.kind != Kind::Json),
            // While it is read again they stay, for whoever goes on turning.
            None => usize::from(self.read_as.is_said() || self.way.is_some()) * Way::ALL.len(),
        }
    }

    pub(super) fn rows(&self, shared: &Shared) -> usize {
        self.targets(shared) + self.columns() + self.ways()
    }
}
