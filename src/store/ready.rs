//! Files on their way: the new state of each lies ready beside its place or in the trash, then all of them take their places.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Store;
use super::disk::{Found, Mark, look, temp_of};
use super::error::StoreError;
use super::form::max_of;
use super::journal::Move;
use super::load::{is_there, quick_hash};
use super::place::mode_of;

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Its temporary file takes a place where nothing is.
    New,
    /// Its temporary file takes the place of the old one.
    Changed,
    /// It comes out of the trash as it lies there.
    Back,
    /// It goes to the trash.
    Gone,
}

impl Way {
    const ALL: [(Self, char); 4] =
        [(Self::New, '+'), (Self::Changed, '='), (Self::Back, '<'), (Self::Gone, '-')];

    fn sign(self) -> char {
        Self::ALL.iter().find(|(way, _)| *way == self).map_or('=', |(_, sign)| *sign)
    }

    fn of(sign: char) -> Option<Self> {
        Self::ALL.iter().find(|(_, other)| *other == sign).map(|(way, _)| *way)
    }
}

/// Ends a name; no path holds it.
const END: char = '\0';

/// One of the files.
#[derive(Debug, Clone, Copy)]
struct File<'r> {
    way: Way,
    /// Inside the data folder.
    path: &'r str,
    /// Where in the trash it lies, or goes, or was before it was written anew.
    trash: Option<&'r str>,
}

/// The files of one operation, whose new states lie ready. There may be 100,000 of them, so their names are one text.
#[derive(Debug, Default)]
pub(super) struct Ready {
    /// For each file the sign of its way, its path, and its place in the trash or nothing.
    names: String,
    count: usize,
    has_gone: bool,
    /// What to know each new state again by, where that is remembered.
    seen: Vec<(Mark, u64)>,
}

impl Ready {
    fn add(&mut self, file: File<'_>, seen: Option<(Mark, u64)>) {
        self.names.push(file.way.sign());
        for name in [file.path, file.trash.unwrap_or_default()] {
            self.names.push_str(name);
            self.names.push(END);
        }
        self.count += 1;
        self.has_gone |= file.way == Way::Gone;
        self.seen.extend(seen);
    }

    /// Takes in the file of a record, whose temporary file was written piece by piece.
    pub(super) fn add_changed(&mut self, path: &str, seen: Option<(Mark, u64)>) {
        self.add(File { way: Way::Changed, path, trash: None }, seen);
    }

    /// How many files there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Whether any of them goes to the trash.
    pub(super) fn has_gone(&self) -> bool {
        self.has_gone
    }

    fn files(&self) -> impl Iterator<Item = File<'_>> {
        let mut names = self.names.split(END);
        std::iter::from_fn(move || {
            let mut path = names.next()?.chars();
            let way = Way::of(path.next()?)?;
            let trash = names.next().filter(|trash| !trash.is_empty());
            Some(File { way, path: path.as_str(), trash })
        })
    }

    fn files_of<'r>(&'r self, ways: &'r [Way]) -> impl Iterator<Item = File<'r>> {
        self.files().filter(|file| ways.contains(&file.way))
    }
}

/// Those that have a new state.
const LYING: &[Way] = &[Way::New, Way::Changed, Way::Back];
/// Those of which it is a temporary file.
const WRITTEN: &[Way] = &[Way::New, Way::Changed];

impl Store {
    /// Has the new state of a file lie ready: in the trash, where it is there byte for byte, or in a temporary file. One of many
    /// is not synced yet.
    pub(super) fn make_ready(
        &self,
        ready: &mut Ready,
        change: &Move,
        of_many: bool,
    ) -> Result<(), StoreError> {
        let Move { path, before, after, trash } = change;
        let trash = trash.as_deref();
        let Some(bytes) = after else {
            if trash.is_some() {
                ready.add(File { way: Way::Gone, path, trash }, None);
            }
            return Ok(());
        };
        let target = self.target(path)?;
        let lying = self.lying(change, bytes, of_many);
        let lying =
            lying.filter(|_| target.parent().is_some_and(|folder| self.disk.make_dir(folder).is_ok()));
        let (way, mark) = if let Some(mark) = lying {
            (Way::Back, mark)
        } else {
            let way = if before.is_none() { Way::New } else { Way::Changed };
            (way, self.write_one(&target, bytes, of_many)?)
        };
        let seen = self.remembers().then(|| (mark, quick_hash(bytes)));
        ready.add(File { way, path, trash }, seen);
        Ok(())
    }

    /// The file in the trash that is to come back, if it has these very bytes and they are on the disk.
    fn lying(&self, change: &Move, bytes: &[u8], of_many: bool) -> Option<Mark> {
        let (None, Some(trash)) = (&change.before, &change.trash) else { return None };
        let trash = self.data.join(trash);
        let Ok(Found::File(found, mark)) = look(&trash, max_of(&trash)) else { return None };
        // Whoever else put it there may not have synced it.
        let is_durable = || of_many || self.disk.sync_there(&trash).is_ok();
        (found == bytes && is_durable()).then_some(mark)
    }

    /// Where a file goes. What came into the way meanwhile fails there like anything else. Only what is there already can be
    /// a link.
    fn place(&self, file: File<'_>) -> PathBuf {
        let is_there = file.way == Way::Changed;
        let target = is_there.then(|| self.target(file.path).ok()).flatten();
        target.unwrap_or_else(|| self.data.join(file.path))
    }

    /// Makes what lies ready durable, all of it together.
    pub(super) fn sync_ready(&self, ready: &Ready) -> Result<(), StoreError> {
        let lies = |file: File<'_>| match file.trash.filter(|_| file.way == Way::Back) {
            Some(trash) => self.data.join(trash),
            None => temp_of(&self.place(file)),
        };
        let folders: BTreeSet<PathBuf> =
            ready.files_of(LYING).filter_map(|file| lies(file).parent().map(Path::to_owned)).collect();
        folders.iter().try_for_each(|folder| {
            let inside = ready.files_of(LYING).map(lies).filter(|path| path.parent() == Some(folder));
            self.disk.sync_each(folder, inside).map_err(|source| StoreError::write(folder, 0, source))
        })
    }

    /// Removes the temporary files: nothing comes of them.
    pub(super) fn drop_ready(&self, ready: &Ready) {
        for file in ready.files_of(WRITTEN) {
            self.drop_temp(&self.place(file));
        }
    }

    /// Puts every file to its new state: what is new first, then what is changed, and once all of that is durable what goes to
    /// the trash. Should the journal fail us, each prefix is a valid store. `far` hears how many are done.
    pub(super) fn put_ready(&self, ready: &Ready, far: &dyn Fn(usize)) -> Result<(), StoreError> {
        let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
        let mut done = 0;
        for ways in [&[Way::New, Way::Back][..], &[Way::Changed]] {
            for file in ready.files_of(ways) {
                let path = self.place(file);
                let put = match (file.way, file.trash) {
                    (Way::Back, Some(trash)) => self.disk.move_to(&self.data.join(trash), &path),
                    (Way::New, _) => self.disk.place(&path),
                    _ => self.disk.replace(&path),
                };
                if let Err(source) = put {
                    if done == 0 {
                        self.drop_ready(ready);
                        return Err(StoreError::write(&path, 0, source));
                    }
                    return Err(StoreError::Halfway { path, source });
                }
                if let Some(folder) = path.parent().filter(|folder| !folders.contains(*folder)) {
                    folders.insert(folder.to_owned());
                }
                done += 1;
                far(done);
            }
        }
        for folder in folders {
            if let Err(source) = self.disk.sync_dir(&folder) {
                self.doubt(ready.files().map(|file| file.path.to_owned()));
                return Err(StoreError::NotDurable { path: folder, source });
            }
        }
        self.saw_each(ready.files_of(LYING).map(|file| file.path).zip(ready.seen.iter().copied()));
        self.put_in_trash(ready, done, far)?;
        self.tidy_after(ready);
        self.trust(|path| ready.files().any(|file| file.path == path));
        Ok(())
    }

    /// Only now, with all else durable: files to the trash.
    fn put_in_trash(&self, ready: &Ready, done: usize, far: &dyn Fn(usize)) -> Result<(), StoreError> {
        let mut moved = done;
        let mut folders: BTreeSet<(bool, PathBuf)> = BTreeSet::new();
        for file in ready.files_of(&[Way::Gone]) {
            let Some(trash) = file.trash.map(|trash| self.data.join(trash)) else { continue };
            let path = self.data.join(file.path);
            let fail = |source| match moved {
                0 => StoreError::write(&path, 0, source),
                _ => StoreError::Halfway { path: path.clone(), source },
            };
            if !is_there(&path) {
                continue;
            }
            let (Some(from), Some(to)) = (path.parent(), trash.parent()) else { continue };
            let (from, to) = ((true, from.to_owned()), (false, to.to_owned()));
            if !folders.contains(&to) {
                self.disk.make_dir(&to.1).map_err(fail)?;
            }
            self.disk.move_to(&path, &trash).map_err(fail)?;
            // Where they came to first: between the two a file may be in both, and never in neither.
            folders.extend([from, to]);
            moved += 1;
            far(moved);
        }
        for (_, folder) in folders {
            self.disk
                .sync_dir(&folder)
                .map_err(|source| StoreError::NotDurable { path: folder.clone(), source })?;
        }
        for file in ready.files_of(&[Way::Gone]) {
            self.saw(file.path, None, None);
        }
        Ok(())
    }

    /// Where files came out of the trash as they were, nothing is left there but their names, after a power loss; where one was
    /// written anew, the copy there is needed no more.
    fn tidy_after(&self, ready: &Ready) {
        let trash_of = |file: File<'_>| Some(self.data.join(file.trash?));
        let left: BTreeSet<PathBuf> = ready
            .files_of(&[Way::Back])
            .filter_map(|file| trash_of(file)?.parent().map(Path::to_owned))
            .collect();
        for folder in left {
            drop(self.disk.sync_dir(&folder));
        }
        let written = ready.files_of(WRITTEN).filter(|file| file.trash.is_some());
        self.tidy_trash(written.filter_map(|file| {
            match look(&self.place(file), max_of(Path::new(file.path))) {
                Ok(Found::File(bytes, ..)) => Some((trash_of(file)?, bytes)),
                _ => None,
            }
        }));
    }

    /// What is back in its place with these bytes needs its copy in the trash no more.
    pub(super) fn tidy_trash(&self, back: impl Iterator<Item = (PathBuf, Vec<u8>)>) {
        let mut folders = BTreeSet::new();
        for (trash, bytes) in back {
            if matches!(look(&trash, max_of(&trash)), Ok(Found::File(found, ..)) if found == bytes) {
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
    fn write_one(&self, path: &Path, bytes: &[u8], of_many: bool) -> Result<Mark, StoreError> {
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

    /// Removes the temporary file of `path`.
    pub(super) fn drop_temp(&self, path: &Path) {
        drop(self.disk.remove(&temp_of(path)));
    }
}
