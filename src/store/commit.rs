//! One operation onto the disk: all of its files or none, in the order of the contract.

use super::Store;
use super::error::StoreError;
use super::journal::{Move, Operation};
use super::lock::Lock;
use super::ready::Ready;
use super::ulid::Ulid;

/// What to tell when the journal could not be written.
pub(super) const WITHOUT_UNDO: &str = "saved, without undo";

/// So many files are synced together and not one by one.
pub(super) const MANY: usize = 32;

impl Store {
    /// Does an operation. The lock is held, and each `before` has just been read.
    ///
    /// The answer tells what the user should know, if anything.
    pub(super) fn commit(
        &self,
        lock: &mut Lock,
        mut operation: Operation,
        now: i64,
    ) -> Result<Option<String>, StoreError> {
        for change in &mut operation.moves {
            self.choose_trash(change);
        }
        let id = self.begin_operation(lock, now);
        let journalled = self.journal.write(&self.disk, id, &operation);
        let outcome = self.apply(&operation.moves);
        let has_gone = operation.moves.iter().any(|change| change.after.is_none());
        self.conclude(lock, id, has_gone, outcome.as_ref().err());
        outcome?;
        Ok(journalled.is_err().then(|| WITHOUT_UNDO.to_owned()))
    }

    /// Says where in the trash a file goes that is to go there.
    pub(super) fn choose_trash(&self, change: &mut Move) {
        if change.after.is_none() && change.before.is_some() {
            change.trash = Some(self.free_in_trash(&change.path));
        }
    }

    /// The name of an operation that begins at `now`, in milliseconds since 1970.
    pub(super) fn begin_operation(&self, lock: &mut Lock, now: i64) -> Ulid {
        let id = Ulid::after(lock.last.map(|(id, _)| id).max(self.newest_seen()), now);
        lock.note(id, false);
        id
    }

    /// Notes that an operation came to its end, or how far it came when it failed.
    pub(super) fn conclude(&self, lock: &mut Lock, id: Ulid, has_gone: bool, failed: Option<&StoreError>) {
        match failed {
            // Where a folder could not be synced, nothing goes to the trash any more: that part is still to do.
            Some(StoreError::NotDurable { .. }) if has_gone => self.see_newest(id),
            None | Some(StoreError::NotDurable { .. }) => {
                self.see_newest(id);
                lock.note(id, true);
            }
            // It is finished at the next start or save.
            Some(StoreError::Halfway { .. }) => self.see_newest(id),
            Some(_) => {
                self.journal.forget(&self.disk, id);
                lock.note(id, true);
            }
        }
    }

    /// Puts every file of `moves` to its new state.
    fn apply(&self, moves: &[Move]) -> Result<(), StoreError> {
        let of_many = moves.len() >= MANY;
        let mut ready = Ready::default();
        let made = moves.iter().try_for_each(|change| self.make_ready(&mut ready, change, of_many));
        self.put_made(&ready, of_many, made)
    }

    /// Puts what lies ready in its place, once all of it is `made` and durable; else drops it.
    pub(super) fn put_made(
        &self,
        ready: &Ready,
        of_many: bool,
        made: Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let durable = made.and_then(|()| if of_many { self.sync_ready(ready) } else { Ok(()) });
        durable.inspect_err(|_| self.drop_ready(ready))?;
        self.put_ready(ready, &|_| {})
    }
}
