//! One operation onto the disk: all of its files or none, in the order of the contract.

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

/// The new state of a file, ready to be put in its place.
struct Ready<'m> {
    path: PathBuf,
    change: &'m Move,
    mark: Mark,
    /// Where its bytes lie: what comes back lies in the trash; anything else is written to a temporary file beside its place.
    lies: Option<PathBuf>,
}

impl Ready<'_> {
    /// The file that becomes the one at `path`.
    fn source(&self) -> PathBuf {
        self.lies.clone().unwrap_or_else(|| temp_of(&self.path))
    }
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
        let journalled = self.journal.write(&self.disk, id, &operation, &|| far(0));
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
    pub(super) fn apply(&self, moves: &[Move], far: &dyn Fn(usize)) -> Result<(), StoreError> {
        let many = moves.len() >= MANY;
        let mut ready: Vec<Ready<'_>> = Vec::with_capacity(moves.len());
        let drop_all = |ready: &[Ready<'_>]| {
            let written = ready.iter().filter(|one| one.lies.is_none());
            self.drop_temps(written.map(|one| one.path.as_path()));
        };
        for change in moves {
            let Some(bytes) = &change.after else { continue };
            let one = self.make_ready(change, bytes, many).inspect_err(|_| drop_all(&ready))?;
            ready.push(one);
            far(ready.len() / 2);
        }
        if many {
            let sources: Vec<PathBuf> = ready.iter().map(Ready::source).collect();
            self.sync_many(|| sources.iter().map(PathBuf::as_path)).inspect_err(|_| drop_all(&ready))?;
        }
        for (done, one) in ready.iter().enumerate() {
            let placed = match &one.lies {
                Some(lies) => self.disk.move_to(lies, &one.path),
                None => self.put(&one.path, one.change.before.is_none()),
            };
            if let Err(source) = placed {
                if done == 0 {
                    drop_all(&ready);
                    return Err(StoreError::write(&one.path, 0, source));
                }
                return Err(StoreError::Halfway { path: one.path.clone(), source });
            }
            far(ready.len().midpoint(done));
        }
        let folders: BTreeSet<&Path> = ready.iter().filter_map(|one| one.path.parent()).collect();
        for folder in folders {
            if let Err(source) = self.disk.sync_dir(folder) {
                self.doubt(moves.iter().map(|change| change.path.clone()));
                return Err(StoreError::NotDurable { path: folder.to_owned(), source });
            }
        }
        for one in &ready {
            self.saw(&one.change.path, one.change.after.as_deref(), Some(one.mark));
        }
        self.apply_trash(moves, ready.len(), far)?;
        // Where it came out of the trash as it was, nothing is left there but its name, after a power loss.
        let left: BTreeSet<&Path> = ready.iter().filter_map(|one| one.lies.as_deref()?.parent()).collect();
        for folder in left {
            drop(self.disk.sync_dir(folder));
        }
        self.tidy_trash(ready.iter().filter(|one| one.lies.is_none()).map(|one| one.change));
        self.trust(moves);
        Ok(())
    }

    /// Has the new state of a file lie ready: in the trash, where it is there byte for byte, or in a temporary file. One of many
    /// is not synced yet.
    fn make_ready<'m>(&self, change: &'m Move, bytes: &[u8], of_many: bool) -> Result<Ready<'m>, StoreError> {
        let path = self.target(&change.path)?;
        if let Some((lies, mark)) = self.lying(change, bytes, of_many)
            && path.parent().is_some_and(|folder| self.disk.make_dir(folder).is_ok())
        {
            return Ok(Ready { path, change, mark, lies: Some(lies) });
        }
        let mark = self.write_one(&path, bytes, of_many)?;
        Ok(Ready { path, change, mark, lies: None })
    }

    /// The file in the trash that is to come back, if it has these very bytes and they are on the disk.
    fn lying(&self, change: &Move, bytes: &[u8], of_many: bool) -> Option<(PathBuf, Mark)> {
        let (None, Some(trash)) = (&change.before, &change.trash) else { return None };
        let trash = self.data.join(trash);
        let Ok(Found::File(found, mark)) = look(&trash, max_of(&trash)) else { return None };
        // Whoever else put it there may not have synced it.
        let is_durable = || of_many || self.disk.sync_there(&trash).is_ok();
        (found == bytes && is_durable()).then_some((trash, mark))
    }

    /// Puts the temporary file of `path` in its place.
    pub(super) fn put(&self, path: &Path, is_new: bool) -> std::io::Result<()> {
        if is_new { self.disk.place(path) } else { self.disk.replace(path) }
    }

    /// Makes files durable that are not in their places yet.
    pub(super) fn sync_many<'a, P: Iterator<Item = &'a Path>>(
        &self,
        files: impl Fn() -> P,
    ) -> Result<(), StoreError> {
        let folders: BTreeSet<&Path> = files().filter_map(Path::parent).collect();
        folders.into_iter().try_for_each(|folder| {
            let inside = files().filter(|path| path.parent() == Some(folder));
            self.disk.sync_each(folder, inside).map_err(|source| StoreError::write(folder, 0, source))
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
    pub(super) fn tidy_trash<'m>(&self, moves: impl Iterator<Item = &'m Move>) {
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
        let mode = mode_of(path);
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
}

/// What may be done with the file at `path`, or is to be with a new one; nobody else may do anything.
pub(super) fn mode_of(path: &Path) -> u32 {
    std::fs::symlink_metadata(path)
        .map_or(0o600, |meta| std::os::unix::fs::PermissionsExt::mode(&meta.permissions()) & 0o700)
}
