//! After a crash: what an instance began and did not end is finished as a whole, or dropped.

use super::Store;
use super::disk::{Found, look};
use super::error::StoreError;
use super::form::max_of;
use super::journal::Move;
use super::lock::Lock;
use super::ulid::Ulid;

/// Where a file is in an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
    Other,
}

impl Store {
    /// Finishes or drops what a killed instance, or the power, cut short.
    pub(super) fn finish_at_start(&self) {
        let (noted, _) = super::lock::peek(&self.data);
        let newest = self.journal.ids().pop();
        self.see_newest_of(newest.max(noted.map(|(id, _)| id)));
        let settled = noted.is_some_and(|(id, done)| done && newest.is_none_or(|newest| newest <= id));
        let begun = noted.is_some_and(|(_, done)| !done);
        let cut_short = begun || (!settled && newest.is_some_and(|newest| self.is_unfinished(newest)));
        if !cut_short || self.refusal.is_some() {
            return;
        }
        // Whoever holds the lock is at work; whoever may not write can still read.
        let Ok(mut held) = Lock::take(&self.data) else { return };
        // One that was begun after the newest has no record yet, so nothing of it is in its place.
        let is_unfinished =
            |newest: &Ulid| held.last.is_none_or(|(id, done)| id < *newest || (id == *newest && !done));
        let unfinished = newest.filter(is_unfinished);
        if let Some(newest) = unfinished {
            // A disk that is full now can be read all the same; the next save tries again and says so.
            if self.finish_one(newest).is_err() {
                held.note(newest, false);
                return;
            }
        }
        drop(self.finish(&mut held));
    }

    /// Finishes what a killed instance began: called with the lock held, before anything else is written.
    pub(super) fn finish(&self, lock: &mut Lock) -> Result<(), StoreError> {
        let Some((id, false)) = lock.last else { return Ok(()) };
        self.finish_one(id)?;
        self.sweep();
        lock.note(id, true);
        Ok(())
    }

    /// Rolls an operation forward when some of its files are before and some after it; drops it when all are before.
    pub(super) fn finish_one(&self, id: Ulid) -> Result<(), StoreError> {
        let Some(operation) = self.journal.read(id) else { return Ok(()) };
        let sides: Vec<Side> = operation.moves.iter().map(|change| self.side(change)).collect();
        let has = |side| sides.contains(&side);
        if !has(Side::Before) {
            self.tidy_trash(operation.moves.iter());
            self.see_newest(id);
            return Ok(());
        }
        // What left the trash and did not arrive is in the record alone.
        let is_lost = |change: &Move| {
            let trash = change.trash.as_ref().filter(|_| change.before.is_none());
            trash.is_some_and(|trash| !super::load::is_there(&self.data.join(trash)))
        };
        let mut not_done = operation.moves.iter().zip(&sides).filter(|(_, side)| **side == Side::Before);
        if !has(Side::After) && !has(Side::Other) && !not_done.any(|(change, _)| is_lost(change)) {
            self.journal.forget(&self.disk, id);
            return Ok(());
        }
        if has(Side::Other) {
            self.journal.mark_stuck(&self.disk, id, &operation);
            return Ok(());
        }
        let to_do = operation.moves.iter().zip(&sides).filter(|(_, side)| **side == Side::Before);
        let rest: Vec<Move> = to_do.map(|(change, _)| change.clone()).collect();
        self.apply(&rest, &|_| {})?;
        self.tidy_trash(operation.moves.iter());
        self.see_newest(id);
        Ok(())
    }

    /// Whether an operation still has files to do.
    pub(super) fn is_unfinished(&self, id: Ulid) -> bool {
        self.journal
            .read(id)
            .is_some_and(|operation| operation.moves.iter().any(|change| self.side(change) == Side::Before))
    }

    fn side(&self, change: &Move) -> Side {
        let found = match self.target(&change.path).map(|path| look(&path, max_of(&path))) {
            Ok(Ok(Found::Nothing)) => None,
            Ok(Ok(Found::File(bytes, ..))) => Some(bytes),
            _ => return Side::Other,
        };
        if found == change.after {
            Side::After
        } else if found == change.before {
            Side::Before
        } else {
            Side::Other
        }
    }

    /// Removes temporary files of ours, after a kill.
    fn sweep(&self) {
        for folder in ["", "people", "events", "groups"] {
            let Ok(entries) = std::fs::read_dir(self.data.join(folder)) else { continue };
            for entry in entries.flatten() {
                if entry.file_name().to_str().is_some_and(super::names::is_our_temp) {
                    drop(self.disk.remove(&entry.path()));
                }
            }
        }
    }
}
