//! After a crash: what an instance began and did not end is finished as a whole, or dropped.

use super::Store;
use super::commit::MANY;
use super::disk::{Found, look};
use super::error::StoreError;
use super::form::max_of;
use super::journal::Move;
use super::load::is_there;
use super::lock::Lock;
use super::ready::Ready;
use super::ulid::Ulid;

/// Where a file is in an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
    Other,
}

/// Where the files of an operation are.
#[derive(Debug, Default)]
struct Sides {
    before: usize,
    after: usize,
    other: usize,
    /// Whether any left the trash and did not arrive, so that it is in the record alone.
    lost: bool,
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
            if held.last == Some((newest, false)) {
                self.finished(&mut held, newest);
                return;
            }
        }
        drop(self.finish(&mut held));
    }

    /// Finishes what a killed instance began: called with the lock held, before anything else is written.
    pub(super) fn finish(&self, lock: &mut Lock) -> Result<(), StoreError> {
        let Some((id, false)) = lock.last else { return Ok(()) };
        self.finish_one(id)?;
        self.finished(lock, id);
        Ok(())
    }

    fn finished(&self, lock: &mut Lock, id: Ulid) {
        self.sweep();
        lock.note(id, true);
    }

    /// Rolls an operation forward when some of its files are before and some after it; drops it when all are before.
    fn finish_one(&self, id: Ulid) -> Result<(), StoreError> {
        let Some(sides) = self.sides(id) else { return Ok(()) };
        if sides.before > 0 {
            if sides.after == 0 && sides.other == 0 && !sides.lost {
                self.journal.forget(&self.disk, id);
                return Ok(());
            }
            if sides.other > 0 {
                self.journal.mark_stuck(&self.disk, id);
                return Ok(());
            }
            self.do_rest(id, sides.before >= MANY)?;
        }
        self.tidy_trash_of(id);
        self.see_newest(id);
        Ok(())
    }

    /// Does what is left to do of an operation.
    fn do_rest(&self, id: Ulid, of_many: bool) -> Result<(), StoreError> {
        let mut ready = Ready::default();
        let made = self.journal.each(id, |change| match self.side(&change) {
            Side::Before => self.make_ready(&mut ready, &change, of_many),
            _ => Ok(()),
        });
        self.put_made(&ready, of_many, made.unwrap_or(Ok(())))
    }

    /// What an operation brought back needs its copy in the trash no more.
    fn tidy_trash_of(&self, id: Ulid) {
        let mut back = Vec::new();
        let found = self.journal.each(id, |Move { after, trash, .. }| {
            let trash = trash.map(|trash| self.data.join(trash)).filter(|trash| is_there(trash));
            back.extend(trash.zip(after));
            Ok::<(), StoreError>(())
        });
        if let Some(Ok(())) = found {
            self.tidy_trash(back.into_iter());
        }
    }

    /// Whether an operation still has files to do.
    pub(super) fn is_unfinished(&self, id: Ulid) -> bool {
        self.sides(id).is_some_and(|sides| sides.before > 0)
    }

    /// Where the files of an operation are; `None` when its record is not there or not whole.
    fn sides(&self, id: Ulid) -> Option<Sides> {
        let mut sides = Sides::default();
        let count = |change: Move| {
            let side = self.side(&change);
            match side {
                Side::Before => sides.before += 1,
                Side::After => sides.after += 1,
                Side::Other => sides.other += 1,
            }
            let trash = change.trash.as_ref().filter(|_| change.before.is_none());
            let is_gone = |trash: &String| !is_there(&self.data.join(trash));
            sides.lost |= side == Side::Before && trash.is_some_and(is_gone);
            Ok::<(), StoreError>(())
        };
        self.journal.each(id, count)?.ok()?;
        Some(sides)
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
