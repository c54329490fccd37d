//! A file that is to come in: what is known of it, what the user says of it, and which rows that makes.

use std::sync::Arc;

use super::every::Every;
use super::read_as::ReadAs;
use crate::domain::EventId;
use crate::exchange::{Import, Kind};
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
    /// What the user said of the file itself.
    pub(super) read_as: ReadAs,
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
            read_as: ReadAs::default(),
            way: None,
            listing: Listing::default(),
            every: None,
            revision,
            wanted: false,
        }
    }

    /// Remembers what the user chose for the columns of such a table.
    pub(super) fn chosen(&self) -> Option<Step> {
        let table = self.import.as_ref()?.table.as_ref()?;
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
        let table = self.import.as_ref().and_then(|import| import.table.as_ref());
        table.map_or(0, |table| table.columns.len())
    }

    /// How many rows say how the file is read: all for a table, none for JSON. What could not be read is no table (a file that is
    /// not there, an archive), unless that came of what the user said.
    pub(super) fn ways(&self) -> usize {
        match &self.import {
            Some(import) if import.table.is_some() => ReadAs::ROWS,
            Some(import) => usize::from(import.kind != Kind::Json),
            // While it is read again they stay, for whoever goes on turning.
            None => usize::from(self.read_as.is_said() || self.way.is_some()) * ReadAs::ROWS,
        }
    }

    pub(super) fn rows(&self, shared: &Shared) -> usize {
        self.targets(shared) + self.columns() + self.ways()
    }
}
