//! Many records at once, each made while they are saved: one operation, all of it or nothing, in little memory.

use crate::domain::{Attendee, Edit, GuestsEdit, Key, Now};

use super::commit::WITHOUT_UNDO;
use super::disk::Disk;
use super::error::StoreError;
use super::form::{SCHEMA, max_of, path_of};
use super::guests;
use super::journal::{Begun, Head};
use super::lock::Lock;
use super::long_file::LongFile;
use super::place::mode_of;
use super::ready::Ready;
use super::save::{Plan, bytes_of};
use super::ulid::Ulid;
use super::{Saved, Store};

/// How many files are written between two looks at whoever watches.
const WATCHED: usize = 64;

/// Hears how many records are written, and says whether to go on.
pub type Far<'a> = dyn Fn(usize) -> bool + 'a;

/// What is written so far, and lies beside its place.
#[derive(Default)]
pub(super) struct Written {
    /// The record of the operation; none where it could not be written.
    record: Option<Begun>,
    ready: Ready,
    /// Whether there are so many that they are synced together.
    of_many: bool,
    pub(super) plan: Plan,
}

/// How the writing of an operation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrote {
    /// All of it is written.
    All,
    /// There was nothing to do.
    Nothing,
    /// Whoever watches said to stop.
    Part,
}

/// Why the file of a list of guests was not written.
enum Stop {
    /// It is for the way of all records.
    Whole,
    /// It is to end.
    Ended,
    Store(StoreError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Written {
    /// Notes a file in the record of the operation, which is given up when that fails.
    fn note(&mut self, disk: &Disk, add: impl FnOnce(&mut Begun) -> std::io::Result<()>) {
        if let Some(record) = &mut self.record
            && add(record).is_err()
            && let Some(record) = self.record.take()
        {
            record.drop_it(disk);
        }
    }

    fn is_some(&self) -> Wrote {
        if self.ready.len() > 0 { Wrote::All } else { Wrote::Nothing }
    }
}

impl Store {
    /// Saves edits that are made while they are saved: when it returns `Ok`, they are on disk, to be taken back by one undo. The
    /// order is that of any save, but that the new files are written (not put in their places) before the journal's record is
    /// durable, as it grows with them. `far` may end it as long as nothing is in its place: then nothing is kept, and the answer
    /// is `None`.
    ///
    /// Each record may be in one edit only, and none may go.
    pub fn save_each(
        &self,
        what: &str,
        edits: impl Iterator<Item = Edit>,
        now: &Now,
        far: &Far<'_>,
    ) -> Result<Option<Saved>, StoreError> {
        self.save_many(what, now, |written| self.write_each(written, edits, now, far))
    }

    /// Saves what becomes of a list of guests as [`Self::save_each`] saves records; `far` hears how many guests are done.
    pub fn save_guests(
        &self,
        what: &str,
        edit: GuestsEdit<'_, impl Iterator<Item = Attendee> + Clone>,
        now: &Now,
        far: &Far<'_>,
    ) -> Result<Option<Saved>, StoreError> {
        self.save_many(what, now, |written| match self.write_guests(written, &edit, far) {
            Err(Stop::Whole) => self.write_each(written, std::iter::once(edit.edit()), now, far),
            Err(Stop::Ended) => Ok(Wrote::Part),
            Err(Stop::Store(error)) => Err(error),
            Ok(()) => Ok(Wrote::All),
        })
    }

    /// Writes the temporary file of what `edit` makes of its event, when nobody else has changed that meanwhile. What fails
    /// leaves none.
    fn write_guests<N: Iterator<Item = Attendee> + Clone>(
        &self,
        written: &mut Written,
        edit: &GuestsEdit<'_, N>,
        far: &Far<'_>,
    ) -> Result<(), Stop> {
        let key = Key::Event(edit.before.id.clone());
        let fits = guests::is_long(edit) && edit.before.schema <= SCHEMA;
        let path = path_of(&key).filter(|path| fits && !self.is_doubted(path)).ok_or(Stop::Whole)?;
        let target = self.target(&path)?;
        let bytes = bytes_of(&target)?.ok_or(Stop::Whole)?;
        let before = std::str::from_utf8(&bytes).map_err(|_| Stop::Whole)?;
        let failed = |error| Stop::Store(StoreError::write(&target, edit.size, error));
        let long = LongFile::begin(&self.disk, &target, before, mode_of(&target)).and_then(|mut file| {
            match guests::patch_each(before, edit, far, &mut |text| file.add(text)) {
                Ok(()) => file.end().map(Ok),
                Err(guests::Stop::Disk(error)) => Err(error),
                Err(guests::Stop::Whole) => Ok(Err(Stop::Whole)),
                Err(guests::Stop::Ended) => Ok(Err(Stop::Ended)),
            }
        });
        let long = long.map_err(failed).flatten();
        let long =
            long.and_then(|long| if long.mark.size <= max_of(&target) { Ok(long) } else { Err(Stop::Whole) });
        let long = long.inspect_err(|_| self.drop_temp(&target))?;
        written.ready.add_changed(&path, self.remembers().then_some((long.mark, long.quick)));
        written.note(&self.disk, |record| record.add_long(&path, before, &long));
        Ok(())
    }

    /// One operation of what `write` writes; nothing of it is kept when that stops.
    fn save_many(
        &self,
        what: &str,
        now: &Now,
        write: impl FnOnce(&mut Written) -> Result<Wrote, StoreError>,
    ) -> Result<Option<Saved>, StoreError> {
        let head = Head { what: what.to_owned(), when: now.stamp().to_string(), ..Head::default() };
        self.carry_out_each(&mut self.lock()?, &head, now, true, write, &|_| {})
    }

    /// Carries out what `write` writes as one operation, with the lock held. Files `of_many` are synced together. `far` hears how
    /// many are in their places.
    pub(super) fn carry_out_each(
        &self,
        lock: &mut Lock,
        head: &Head,
        now: &Now,
        of_many: bool,
        write: impl FnOnce(&mut Written) -> Result<Wrote, StoreError>,
        far: &dyn Fn(usize),
    ) -> Result<Option<Saved>, StoreError> {
        let id = self.begin_operation(lock, now.0.timestamp().as_millisecond());
        let record = self.journal.begin(&self.disk, head).ok();
        let mut written = Written { record, of_many, ..Written::default() };
        let wrote = write(&mut written);
        if let Ok(Wrote::All) = wrote {
            return self.put_each(lock, id, written, far).map(Some);
        }
        self.drop_ready(&written.ready);
        if let Some(record) = written.record.take() {
            record.drop_it(&self.disk);
        }
        lock.note(id, true);
        wrote.map(|wrote| (wrote == Wrote::Nothing).then(Saved::default))
    }

    /// Writes the temporary file of each edit.
    fn write_each(
        &self,
        written: &mut Written,
        edits: impl Iterator<Item = Edit>,
        now: &Now,
        far: &Far<'_>,
    ) -> Result<Wrote, StoreError> {
        for (at, edit) in edits.enumerate() {
            if at.is_multiple_of(WATCHED) && !far(at) {
                return Ok(Wrote::Part);
            }
            let Some(key) = edit.key() else { continue };
            self.plan(&mut written.plan, &key, edit.before.as_ref(), edit.after.as_ref(), now)?;
            // As they were wanted, or among the merged.
            written.plan.records.clear();
            self.write_planned(written)?;
        }
        Ok(if far(written.ready.len()) { written.is_some() } else { Wrote::Part })
    }

    /// Has the files that are planned lie ready, and notes them.
    pub(super) fn write_planned(&self, written: &mut Written) -> Result<(), StoreError> {
        while let Some(mut change) = written.plan.moves.pop() {
            self.choose_trash(&mut change);
            self.make_ready(&mut written.ready, &change, written.of_many)?;
            written.note(&self.disk, |record| record.add(&change));
        }
        Ok(())
    }

    /// Puts what is written in its place, once all of it is durable.
    fn put_each(
        &self,
        lock: &mut Lock,
        id: Ulid,
        mut written: Written,
        far: &dyn Fn(usize),
    ) -> Result<Saved, StoreError> {
        let outcome = self.put_all(id, &mut written, far);
        self.conclude(lock, id, written.ready.has_gone(), outcome.as_ref().err());
        let journalled = outcome?;
        let mut notices = written.plan.gave_way();
        if !journalled {
            notices.insert(0, WITHOUT_UNDO.to_owned());
        }
        let notice = (!notices.is_empty()).then(|| notices.join("; "));
        Ok(Saved { merged: written.plan.merged, notice })
    }

    /// True when it can be undone.
    fn put_all(&self, id: Ulid, written: &mut Written, far: &dyn Fn(usize)) -> Result<bool, StoreError> {
        let synced = if written.of_many { self.sync_ready(&written.ready) } else { Ok(()) };
        let record = written.record.take();
        if let Err(error) = synced {
            self.drop_ready(&written.ready);
            if let Some(record) = record {
                record.drop_it(&self.disk);
            }
            return Err(error);
        }
        let journalled = record.is_some_and(|record| self.journal.end(&self.disk, id, record).is_ok());
        self.put_ready(&written.ready, far)?;
        Ok(journalled)
    }
}
