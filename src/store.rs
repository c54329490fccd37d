//! The store: TOML files in a folder, saved so that nothing acknowledged is ever lost.

mod backup;
mod broken;
mod by_hand;
mod commit;
mod copies;
mod disk;
mod doctor;
mod drafts;
mod error;
mod finish;
mod form;
mod guests;
mod inbox;
mod journal;
mod load;
mod lock;
mod long_file;
mod many;
mod merge;
mod names;
mod out_file;
mod patch;
mod place;
mod plain;
mod ready;
mod save;
mod seen;
mod states;
mod trash;
mod ulid;
mod undo;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use crate::domain::{Day, Key, Record};

pub use doctor::{Finding, Severity};
pub use error::StoreError;
pub use inbox::{Inbox, InboxFile, InboxLine};
pub use many::Far;
pub use out_file::{outside, write_out, write_out_all};
pub use trash::Trashed;
pub use undo::FarOf;

use disk::Disk;
use journal::Journal;
use load::Files;
use lock::Lock;
use ulid::Ulid;

/// A file that could not be read as a record; it is left alone byte for byte.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Which file.
    pub path: PathBuf,
    /// Line and column, from 1, where the reason is in the text.
    pub at: Option<(usize, usize)>,
    /// Why, and what to do.
    pub reason: String,
    /// Whose record it is, where it is a person's: the name in it, or what its id is made of. Else empty.
    pub name: String,
}

/// What a file yielded.
#[derive(Debug, Clone, PartialEq)]
pub enum Loaded {
    /// A record.
    Record(Record),
    /// The record of that key is no longer there.
    Gone(Key),
    /// Something that is no record.
    Problem(Problem),
}

/// A change that is on disk.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Saved {
    /// What the change's records became where somebody else had written meanwhile; to be put into the book.
    pub merged: Vec<Loaded>,
    /// What to tell: "saved, without undo", "one value changed elsewhere was kept as a conflict".
    pub notice: Option<String>,
}

/// An operation in the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its name in the journal; sorts by time.
    pub id: String,
    /// What was done, in words.
    pub what: String,
    /// When, as RFC 3339.
    pub when: String,
    /// Whether it has been taken back.
    pub undone: bool,
    /// Whether it can be done again, once what was undone before it is.
    pub redo: bool,
}

/// What an undo or a redo did.
#[derive(Debug, Clone, PartialEq)]
pub struct Reverted {
    /// What was undone or redone, in words.
    pub what: String,
    /// What the records are now.
    pub records: Vec<Loaded>,
    /// What the changes of others kept from it, in words.
    pub but: Option<String>,
    /// Whether nothing came of it.
    pub idle: bool,
}

impl Reverted {
    /// What was undone or redone and what was not, in words.
    ///
    /// # Errors
    /// The same when the changes of others left nothing to do.
    pub fn in_words(&self) -> Result<String, String> {
        match &self.but {
            None => Ok(self.what.clone()),
            Some(but) if self.idle => Err(format!("{}: {but}", self.what)),
            Some(but) => Ok(format!("{}; {but}", self.what)),
        }
    }
}

/// A text that was being typed when it was last kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Which field: "capture", or "note ana-ruiz-k3f9 n4k2".
    pub field: String,
    /// What stood in it.
    pub text: String,
    /// When it was kept, as RFC 3339.
    pub when: String,
}

/// The user's data folder and this machine's state folder.
#[derive(Debug)]
pub struct Store {
    data: PathBuf,
    state: PathBuf,
    disk: Disk,
    journal: Journal,
    /// Why nothing may be written, where that is known from the start.
    refusal: Option<Refusal>,
    files: Mutex<Files>,
    /// Whether what each file was is kept in mind.
    remembers: AtomicBool,
    /// The youngest operation that we know of.
    newest: Mutex<Option<Ulid>>,
    /// Files whose folder could not be synced.
    doubted: Mutex<HashSet<String>>,
    /// The day whose backup is known to be there.
    settled: Mutex<Option<Day>>,
    /// Which lines of the inbox are taken in.
    taken: Mutex<inbox::Taken>,
}

/// A folder that is not safe to write to.
#[derive(Debug, Clone)]
enum Refusal {
    NotOurs(PathBuf),
    OpenToAll(PathBuf),
}

impl From<Refusal> for StoreError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotOurs(path) => Self::NotOurs { path },
            Refusal::OpenToAll(path) => Self::OpenToAll { path },
        }
    }
}

/// The folders of a store. `inbox` is made by whoever uses it.
const FOLDERS: &[&str] = &["people", "events", "groups", ".mingle"];

impl Store {
    /// Opens the folders; makes them on the very first run, never over a vanished one.
    pub fn open(data: &Path, state: &Path) -> Result<Self, StoreError> {
        Self::open_on(data, state, Disk::default())
    }

    /// Makes a new, empty store where one has been before and is gone for good.
    pub fn init(data: &Path, state: &Path) -> Result<Self, StoreError> {
        let disk = Disk::default();
        make(&disk, data)?;
        Self::open_on(data, state, disk)
    }

    fn open_on(data: &Path, state: &Path, disk: Disk) -> Result<Self, StoreError> {
        // A folder that is there but may not be looked into is not a folder that is gone.
        if let Err(error) = std::fs::read_dir(data)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            return Err(StoreError::io("read", data, error));
        }
        let known = states::known(data, state);
        let is_store =
            FOLDERS.iter().any(|folder| data.join(folder).is_dir()) || data.join("me.toml").exists();
        if !is_store {
            if known {
                return Err(StoreError::Vanished { path: data.to_owned() });
            }
            make(&disk, data)?;
        }
        // The folder may be a link itself; it is followed once.
        let data = std::fs::canonicalize(data).map_err(|error| StoreError::io("open", data, error))?;
        let refusal = refusal(&data);
        // Without a place for it, there is no undo; that is told with each save.
        let claimed = refusal.is_none().then(|| states::claim(&disk, &data, state).ok()).flatten();
        let state = claimed.unwrap_or_else(|| state.to_owned());
        let store = Self {
            refusal,
            journal: Journal::new(&state),
            data,
            state,
            disk,
            files: Mutex::default(),
            remembers: AtomicBool::new(true),
            newest: Mutex::default(),
            doubted: Mutex::default(),
            settled: Mutex::default(),
            taken: Mutex::default(),
        };
        store.finish_at_start();
        Ok(store)
    }

    /// Why nothing can be written, when that is known without trying: the folder is not ours, or may not be written.
    pub fn read_only(&self) -> Option<StoreError> {
        if let Some(refusal) = &self.refusal {
            return Some(refusal.clone().into());
        }
        let written =
            std::iter::once(self.data.clone()).chain(FOLDERS.iter().map(|folder| self.data.join(folder)));
        written.filter(|folder| folder.is_dir()).find_map(|path| {
            let wanted = rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK;
            let source = rustix::fs::access(&path, wanted).err()?.into();
            Some(StoreError::ReadOnly { path, source })
        })
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The file of a record; `None` when its id is no id.
    pub fn path(&self, key: &crate::domain::Key) -> Option<PathBuf> {
        form::path_of(key).map(|path| self.data.join(path))
    }

    /// Where this machine keeps the journal, drafts and backups of this store.
    pub fn state(&self) -> &Path {
        &self.state
    }

    /// Where this machine keeps what belongs to the store at `data`, given the state folder of all stores; nothing is written.
    pub fn state_of(data: &Path, state: &Path) -> PathBuf {
        states::of(data, state)
    }

    /// The lock, once whatever was cut short is finished.
    fn lock(&self) -> Result<Lock, StoreError> {
        if let Some(refusal) = &self.refusal {
            return Err(refusal.clone().into());
        }
        let mut held = match Lock::take(&self.data) {
            // Git and sync do not carry `.mingle`; where the records are, it may be made.
            Err(StoreError::Vanished { .. })
                if FOLDERS.iter().any(|folder| self.data.join(folder).is_dir()) =>
            {
                let dir = self.data.join(".mingle");
                self.disk.make_dir(&dir).map_err(|error| StoreError::write(&dir, 0, error))?;
                Lock::take(&self.data)?
            }
            taken => taken?,
        };
        self.finish(&mut held)?;
        Ok(held)
    }

    fn newest_seen(&self) -> Option<Ulid> {
        *load::lock(&self.newest)
    }

    fn see_newest(&self, id: Ulid) {
        self.see_newest_of(Some(id));
    }

    fn see_newest_of(&self, id: Option<Ulid>) {
        let mut newest = load::lock(&self.newest);
        *newest = (*newest).max(id);
    }
}

/// Makes the folders of a store, each 0700 and durable.
fn make(disk: &Disk, data: &Path) -> Result<(), StoreError> {
    for folder in FOLDERS {
        let dir = data.join(folder);
        disk.make_dir(&dir).map_err(|error| match StoreError::write(&dir, 0, error) {
            StoreError::DiskError { path, source } => StoreError::io("make", &path, source),
            other => other,
        })?;
    }
    Ok(())
}

/// A folder that another user owns, or could swap for another, is only read.
fn refusal(data: &Path) -> Option<Refusal> {
    use std::os::unix::fs::MetadataExt;
    let owner = std::fs::metadata(data).ok()?.uid();
    if owner != rustix::process::geteuid().as_raw() {
        return Some(Refusal::NotOurs(data.to_owned()));
    }
    let parent = data.parent()?;
    let mode = std::fs::metadata(parent).ok()?.mode();
    let (open_to_all, sticky) = (mode & 0o002 != 0, mode & 0o1000 != 0);
    (open_to_all && !sticky).then(|| Refusal::OpenToAll(parent.to_owned()))
}

#[cfg(test)]
mod tests;
