//! Many records at once, each made while they are saved: one operation, all of it or nothing, in little memory.

use std::path::PathBuf;

use crate::domain::{Attendee, Edit, GuestsEdit, Key, Now};

use super::commit::{WITHOUT_UNDO, mode_of};
use super::disk::{Disk, Mark, temp_of};
use super::error::StoreError;
use super::form::{SCHEMA, max_of, path_of};
use super::guests;
use super::journal::{Begun, Head, Move};
use super::lock::Lock;
use super::long_file::LongFile;
use super::save::{Plan, bytes_of};
use super::ulid::Ulid;
use super::{Saved, Store};

/// How many files are written between two looks at whoever watches.
const WATCHED: usize = 64;

/// Hears how many records are written, and says whether to go on.
pub type Far<'a> = dyn Fn(usize) -> bool + 'a;

/// What is written so far, and lies beside its place.
#[derive(Default)]
struct Written {
    /// The record of the operation; none where it could not be written.
    record: Option<Begun>,
    /// A line for each file: whether it is new, and its path. One text takes less room than so many.
    paths: String,
    count: usize,
    /// What to know each file again by, where that is remembered.
    seen: Vec<(Mark, u64)>,
    plan: Plan,
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
    /// Takes in a file that lies beside its place.
    fn wrote(&mut self, is_new: bool, path: &str, seen: Option<(Mark, u64)>) {
        self.seen.extend(seen);
        self.paths.push(if is_new { '+' } else { '=' });
        self.paths.push_str(path);
        self.paths.push('\n');
        self.count += 1;
    }

    /// Notes a file in the record of the operation, which is given up when that fails.
    fn note(&mut self, disk: &Disk, add: impl FnOnce(&mut Begun) -> std::io::Result<()>) {
        if let Some(record) = &mut self.record
            && add(record).is_err()
            && let Some(record) = self.record.take()
        {
            record.drop_it(disk);
        }
    }

    fn paths(&self) -> impl Iterator<Item = (bool, &str)> {
        self.paths.lines().filter_map(|line| line.split_at_checked(1)).map(|(sign, path)| (sign == "+", path))
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
            Err(Stop::Ended) => Ok(false),
            Err(Stop::Store(error)) => Err(error),
            Ok(()) => Ok(true),
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
        let long = long.inspect_err(|_| self.drop_temps(std::iter::once(target.as_path())))?;
        written.wrote(false, &path, self.remembers().then_some((long.mark, long.quick)));
        written.note(&self.disk, |record| record.add_long(&path, before, &long));
        Ok(())
    }

    /// One operation of what `write` writes; nothing of it is kept when that says no.
    fn save_many(
        &self,
        what: &str,
        now: &Now,
        write: impl FnOnce(&mut Written) -> Result<bool, StoreError>,
    ) -> Result<Option<Saved>, StoreError> {
        let mut lock = self.lock()?;
        let newest = lock.last.map(|(id, _)| id).max(self.newest_seen());
        let id = Ulid::after(newest, now.0.timestamp().as_millisecond());
        lock.note(id, false);
        let head = Head { what: what.to_owned(), when: now.stamp().to_string(), ..Head::default() };
        let mut written =
            Written { record: self.journal.begin(&self.disk, &head).ok(), ..Written::default() };
        match write(&mut written) {
            Ok(true) if written.count > 0 => self.put_each(&mut lock, id, written),
            on => {
                self.drop_temps(self.targets(&written).iter().map(PathBuf::as_path));
                if let Some(record) = written.record.take() {
                    record.drop_it(&self.disk);
                }
                lock.note(id, true);
                on.map(|on| on.then(Saved::default))
            }
        }
    }

    /// Writes the temporary file of each edit; false when it is to end.
    fn write_each(
        &self,
        written: &mut Written,
        edits: impl Iterator<Item = Edit>,
        now: &Now,
        far: &Far<'_>,
    ) -> Result<bool, StoreError> {
        for (at, edit) in edits.enumerate() {
            if at.is_multiple_of(WATCHED) && !far(at) {
                return Ok(false);
            }
            let Some(key) = edit.key() else { continue };
            self.plan(&mut written.plan, &key, edit.before.as_ref(), edit.after.as_ref(), now)?;
            // As they were wanted, or among the merged.
            written.plan.records.clear();
            while let Some(change) = written.plan.moves.pop() {
                self.write_move(written, &change)?;
            }
        }
        Ok(far(written.count))
    }

    fn write_move(&self, written: &mut Written, change: &Move) -> Result<(), StoreError> {
        let Some(bytes) = &change.after else { return Ok(()) };
        let mark = self.write_one(&self.target(&change.path)?, bytes, true)?;
        let seen = self.remembers().then(|| (mark, super::load::quick_hash(bytes)));
        written.wrote(change.before.is_none(), &change.path, seen);
        written.note(&self.disk, |record| record.add(change));
        Ok(())
    }

    /// Where the files of `written` go.
    fn targets(&self, written: &Written) -> Vec<PathBuf> {
        written.paths().filter_map(|(_, path)| self.target(path).ok()).collect()
    }

    /// Puts what is written in its place, once all of it is durable.
    fn put_each(&self, lock: &mut Lock, id: Ulid, mut written: Written) -> Result<Option<Saved>, StoreError> {
        let outcome = self.put_all(id, &mut written);
        self.conclude(lock, id, outcome.as_ref().err());
        let journalled = outcome?;
        let mut notices = written.plan.gave_way();
        if !journalled {
            notices.insert(0, WITHOUT_UNDO.to_owned());
        }
        let notice = (!notices.is_empty()).then(|| notices.join("; "));
        Ok(Some(Saved { merged: written.plan.merged, notice }))
    }

    /// True when it can be undone.
    fn put_all(&self, id: Ulid, written: &mut Written) -> Result<bool, StoreError> {
        let synced = self.sync_each(written);
        let record = written.record.take();
        let folders = match synced {
            Ok(folders) => folders,
            Err(error) => {
                self.drop_temps(self.targets(written).iter().map(PathBuf::as_path));
                if let Some(record) = record {
                    record.drop_it(&self.disk);
                }
                return Err(error);
            }
        };
        let journalled = record.is_some_and(|record| self.journal.end(&self.disk, id, record).is_ok());
        for (done, (is_new, path)) in written.paths().enumerate() {
            // What came into the way meanwhile fails here like any other.
            let path = self.target(path).unwrap_or_else(|_| self.data.join(path));
            if let Err(source) = self.put(&path, is_new) {
                if done == 0 {
                    self.drop_temps(self.targets(written).iter().map(PathBuf::as_path));
                    return Err(StoreError::write(&path, 0, source));
                }
                return Err(StoreError::Halfway { path, source });
            }
        }
        for folder in folders {
            if let Err(source) = self.disk.sync_dir(&folder) {
                self.doubt(written.paths().map(|(_, path)| path.to_owned()));
                return Err(StoreError::NotDurable { path: folder, source });
            }
        }
        self.saw_each(written.paths().map(|(_, path)| path).zip(written.seen.iter().copied()));
        Ok(journalled)
    }

    /// Makes all temporary files durable, and answers in which folders they are.
    fn sync_each(&self, written: &Written) -> Result<Vec<PathBuf>, StoreError> {
        let mut folders: Vec<PathBuf> = Vec::new();
        for (_, path) in written.paths() {
            let path = self.target(path)?;
            if let Some(folder) = path.parent()
                && !folders.iter().any(|known| known == folder)
            {
                folders.push(folder.to_owned());
            }
        }
        for folder in &folders {
            let targets = written.paths().filter_map(|(_, path)| self.target(path).ok());
            let inside = targets.filter(|path| path.parent() == Some(folder.as_path()));
            self.disk
                .sync_each(folder, inside.map(|path| temp_of(&path)))
                .map_err(|source| StoreError::write(folder, 0, source))?;
        }
        Ok(folders)
    }
}
