//! One operation onto the disk: all of its files or none, in the order of the contract, and its roll-forward after a crash.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Store;
use super::disk::{Found, Mark, look, temp_of};
use super::error::StoreError;
use super::form::max_of;
use super::journal::{Move, Operation};
use super::lock::Lock;
use super::ulid::Ulid;

/// What to tell when the journal could not be written.
pub(super) const WITHOUT_UNDO: &str = "saved, without undo";

/// So many files are synced together and not one by one.
const MANY: usize = 32;

/// Where a file is in an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
    Other,
}

impl Store {
    /// Does an operation. The lock is held, and each `before` has just been read.
    ///
    /// The answer tells what the user should know, if anything.
    pub(super) fn commit(
        &self,
        lock: &mut Lock,
        operation: Operation,
        now: i64,
    ) -> Result<Option<String>, StoreError> {
        self.commit_watched(lock, operation, now, &|_| {})
    }

    /// Does an operation as [`Self::commit`] does; `far` hears how many of its files are done.
    pub(super) fn commit_watched(
        &self,
        lock: &mut Lock,
        mut operation: Operation,
        now: i64,
        far: &dyn Fn(usize),
    ) -> Result<Option<String>, StoreError> {
        // New files first and trash last: should the journal fail us, each prefix is a valid store.
        operation.moves.sort_by_key(|change| (change.after.is_none(), change.before.is_some()));
        for change in &mut operation.moves {
            if change.after.is_none() && change.before.is_some() {
                change.trash = Some(self.free_in_trash(&change.path));
            }
        }
        let id = Ulid::after(lock.last.map(|(id, _)| id).max(self.newest_seen()), now);
        lock.note(id, false);
        let journalled = self.journal.write(&self.disk, id, &operation);
        let outcome = self.apply(&operation.moves, far);
        // Where a folder could not be synced, nothing goes to the trash any more: that part is still to do.
        let all_written = operation.moves.iter().all(|change| change.after.is_some());
        match &outcome {
            Err(StoreError::NotDurable { .. }) if !all_written => self.see_newest(id),
            other => self.conclude(lock, id, other.as_ref().err()),
        }
        outcome?;
        Ok(journalled.is_err().then(|| WITHOUT_UNDO.to_owned()))
    }

    /// Notes that an operation came to its end, or how far it came when it failed.
    pub(super) fn conclude(&self, lock: &mut Lock, id: Ulid, failed: Option<&StoreError>) {
        match failed {
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
    fn apply(&self, moves: &[Move], far: &dyn Fn(usize)) -> Result<(), StoreError> {
        let many = moves.len() >= MANY;
        let mut writes: Vec<(PathBuf, &Move, Mark)> = Vec::with_capacity(moves.len());
        for change in moves {
            let Some(bytes) = &change.after else { continue };
            let path = self.target(&change.path)?;
            match self.write_one(&path, bytes, many) {
                Ok(mark) => {
                    writes.push((path, change, mark));
                    far(writes.len());
                }
                Err(error) => {
                    self.drop_temps(writes.iter().map(|(path, ..)| path.as_path()));
                    return Err(error);
                }
            }
        }
        let paths = || writes.iter().map(|(path, ..)| path.as_path());
        if many {
            self.sync_many(paths)?;
        }
        let mut folders = BTreeSet::new();
        for (done, (path, change, _)) in writes.iter().enumerate() {
            if let Err(source) = self.put(path, change.before.is_none()) {
                if done == 0 {
                    self.drop_temps(paths());
                    return Err(StoreError::write(path, 0, source));
                }
                return Err(StoreError::Halfway { path: path.clone(), source });
            }
            folders.extend(path.parent().map(Path::to_owned));
        }
        for folder in &folders {
            if let Err(source) = self.disk.sync_dir(folder) {
                self.doubt(moves.iter().map(|change| change.path.clone()));
                return Err(StoreError::NotDurable { path: folder.clone(), source });
            }
        }
        for (_, change, mark) in &writes {
            self.saw(&change.path, change.after.as_deref(), Some(*mark));
        }
        self.apply_trash(moves, writes.len(), far)?;
        self.tidy_trash(moves);
        self.trust(moves);
        Ok(())
    }

    /// Puts the temporary file of `path` in its place.
    pub(super) fn put(&self, path: &Path, is_new: bool) -> std::io::Result<()> {
        if is_new { self.disk.place(path) } else { self.disk.replace(path) }
    }

    /// Makes the temporary files of `paths` durable, or removes them.
    pub(super) fn sync_many<'a, P: Iterator<Item = &'a Path>>(
        &self,
        paths: impl Fn() -> P,
    ) -> Result<(), StoreError> {
        let folders: BTreeSet<&Path> = paths().filter_map(Path::parent).collect();
        folders.into_iter().try_for_each(|folder| {
            let inside = paths().filter(|path| path.parent() == Some(folder));
            self.disk.sync_temps(folder, inside).map_err(|source| {
                self.drop_temps(paths());
                StoreError::write(folder, 0, source)
            })
        })
    }

    /// Only now, with all else durable: files to the trash, and out of it what came back.
    fn apply_trash(&self, moves: &[Move], wrote: usize, far: &dyn Fn(usize)) -> Result<(), StoreError> {
        let mut moved = wrote > 0;
        let mut gone = Vec::new();
        let mut folders: BTreeSet<(bool, PathBuf)> = BTreeSet::new();
        for change in moves {
            let Some(trash) = &change.trash else { continue };
            let (path, trash) = (self.data.join(&change.path), self.data.join(trash));
            let fail = |source, moved| {
                if moved {
                    StoreError::Halfway { path: path.clone(), source }
                } else {
                    StoreError::write(&path, 0, source)
                }
            };
            if change.after.is_some() {
                continue;
            }
            if std::fs::symlink_metadata(&path).is_err() {
                continue;
            }
            let (Some(from), Some(to)) = (path.parent(), trash.parent()) else { continue };
            let (from, to) = ((true, from.to_owned()), (false, to.to_owned()));
            if !folders.contains(&to) {
                self.disk.make_dir(&to.1).map_err(|source| fail(source, moved))?;
            }
            self.disk.move_to(&path, &trash).map_err(|source| fail(source, moved))?;
            moved = true;
            // Where they came to first: between the two a file may be in both, and never in neither.
            folders.extend([from, to]);
            gone.push(&change.path);
            far(wrote + gone.len());
        }
        for (_, folder) in folders {
            self.disk
                .sync_dir(&folder)
                .map_err(|source| StoreError::NotDurable { path: folder.clone(), source })?;
        }
        for path in gone {
            self.saw(path, None, None);
        }
        Ok(())
    }

    /// What is back in its place needs its copy in the trash no more.
    fn tidy_trash(&self, moves: &[Move]) {
        let mut folders = BTreeSet::new();
        for change in moves {
            let (Some(bytes), Some(trash)) = (&change.after, &change.trash) else { continue };
            let trash = self.data.join(trash);
            if matches!(look(&trash, max_of(&trash)), Ok(Found::File(found, ..)) if found == *bytes) {
                drop(self.disk.remove(&trash));
                folders.extend(trash.parent().map(Path::to_owned));
            }
        }
        // A power loss may bring copies back, which does no harm; it is only tidier so.
        for folder in folders {
            drop(self.disk.sync_dir(&folder));
        }
    }

    /// Writes the temporary file of `path`; one of many is not synced yet.
    pub(super) fn write_one(&self, path: &Path, bytes: &[u8], of_many: bool) -> Result<Mark, StoreError> {
        let mode = std::fs::symlink_metadata(path)
            .map_or(0o600, |meta| std::os::unix::fs::PermissionsExt::mode(&meta.permissions()) & 0o700);
        let write = || {
            if of_many {
                self.disk.write_one_of_many(path, bytes, mode)
            } else {
                self.disk.write_temp(path, bytes, mode)
            }
        };
        let written = match write() {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                path.parent().map_or(Err(error), |folder| {
                    self.disk.make_dir(folder)?;
                    write()
                })
            }
            written => written,
        };
        written.map_err(|error| StoreError::write(path, bytes.len(), error))
    }

    pub(super) fn drop_temps<'a>(&self, paths: impl Iterator<Item = &'a Path>) {
        for path in paths {
            drop(self.disk.remove(&temp_of(path)));
        }
    }

    /// Where the bytes of `path` are: itself, or the file inside the data folder that it is a link to.
    pub(super) fn target(&self, path: &str) -> Result<PathBuf, StoreError> {
        let path = self.data.join(path);
        match std::fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_symlink() => self.inside(&path).ok_or(StoreError::InTheWay { path }),
            Ok(meta) if !meta.is_file() => Err(StoreError::InTheWay { path }),
            _ => Ok(path),
        }
    }

    /// What a link leads to, if that is a plain file inside the data folder.
    pub(super) fn inside(&self, link: &Path) -> Option<PathBuf> {
        let target = std::fs::canonicalize(link).ok()?;
        (target.starts_with(&self.data) && target.is_file()).then_some(target)
    }

    fn free_in_trash(&self, path: &str) -> String {
        // Copies that sync programs made lie apart: they are no deleted records.
        let trash = if super::names::original_of(path).is_some() { "trash/copies" } else { "trash" };
        let stem = path.strip_suffix(".toml").unwrap_or(path);
        let names = std::iter::once(format!("{trash}/{path}"))
            .chain((2..).map(|copy| format!("{trash}/{stem}.{copy}.toml")));
        let mut names = names.filter(|name| std::fs::symlink_metadata(self.data.join(name)).is_err());
        names.next().unwrap_or_else(|| format!("{trash}/{path}"))
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
            self.tidy_trash(&operation.moves);
            self.see_newest(id);
            return Ok(());
        }
        if !has(Side::After) && !has(Side::Other) {
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
        self.tidy_trash(&operation.moves);
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
