//! The rows of the list, kept in step with the records: a few changes at once, all of a long list off the screen's thread.

use crate::domain::{Key, PersonId};
use crate::ui::pane::people::{Row, Wanted, follow, rows};
use crate::ui::shared::Shared;
use crate::ui::work::Topic;

/// A list of more rows is made off the screen's thread.
const AT_ONCE: usize = 3_000;

/// The rows, and of what they are.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) rows: Vec<Row>,
    of: Option<Wanted>,
    /// What changed that the rows do not show yet.
    behind: Touched,
    /// What changed since a list was asked for that is being made elsewhere; `None` when none is.
    since: Option<Touched>,
    /// The list that is to be asked for.
    lacks: Option<Wanted>,
}

/// What changed since the list was brought in step.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    touched: Touched,
    /// Whether a great many records come (or go) at this moment.
    pub(crate) coming: bool,
}

impl Changes {
    pub(crate) fn extend(&mut self, keys: &[Key]) {
        self.touched.extend(keys);
    }

    /// Anything may have.
    pub(crate) fn all(&mut self) {
        self.touched.all();
    }
}

/// Which records changed.
#[derive(Debug, Default)]
struct Touched {
    keys: Vec<Key>,
    /// So many that all is looked at anew.
    many: bool,
}

impl Touched {
    /// More are not followed one by one.
    const FEW: usize = 32;

    fn extend(&mut self, keys: &[Key]) {
        self.many |= self.keys.len() + keys.len() > Self::FEW;
        if self.many {
            self.keys.clear();
        } else {
            self.keys.extend_from_slice(keys);
        }
    }

    fn all(&mut self) {
        self.many = true;
        self.keys.clear();
    }

    fn add(&mut self, other: &Self) {
        self.extend(&other.keys);
        if other.many {
            self.all();
        }
    }

    fn is_none(&self) -> bool {
        !self.many && self.keys.is_empty()
    }
}

impl List {
    /// Brings the rows in step, or as far as that takes no longer than a frame; says whether they are others now.
    pub(super) fn refresh(&mut self, shared: &mut Shared, wanted: Wanted) -> bool {
        let touched = std::mem::take(&mut shared.changes.touched);
        self.behind.add(&touched);
        if let Some(since) = &mut self.since {
            since.add(&touched);
        }
        let mut changed = false;
        if let Some((of, rows)) = shared.take_listed() {
            self.behind = self.since.take().unwrap_or_default();
            (self.rows, self.of, changed) = (rows, Some(of), true);
        }
        let is_other = self.of.as_ref() != Some(&wanted);
        self.lacks = None;
        if !is_other && self.behind.is_none() {
            return changed;
        }
        if !is_other && !self.behind.many && wanted.event.is_none() {
            let keys = self.behind.keys.iter();
            let people: Vec<&PersonId> =
                keys.filter_map(|key| if let Key::Person(id) = key { Some(id) } else { None }).collect();
            follow(&mut self.rows, &shared.book, &wanted, &people);
        } else if wanted.len(&shared.book) <= AT_ONCE {
            self.rows = rows(&shared.book, &wanted);
            self.of = Some(wanted);
        } else {
            // While a great many come it is not worth the while.
            self.lacks = Some(wanted).filter(|_| is_other || !shared.changes.coming);
            return changed;
        }
        self.behind = Touched::default();
        true
    }

    /// Whether the rows are those of the records as they are.
    pub(super) fn is_in_step(&self) -> bool {
        self.behind.is_none() && self.since.is_none() && self.lacks.is_none()
    }

    /// The list that is to be made off the screen's thread, asked for once.
    pub(super) fn topic(&mut self) -> Option<Topic> {
        let wanted = self.lacks.take().filter(|_| self.since.is_none())?;
        self.since = Some(Touched::default());
        Some(Topic::People(wanted))
    }
}
