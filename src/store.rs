//! The store: TOML files in a folder, saved so that nothing acknowledged is ever lost.

use std::path::{Path, PathBuf};

use crate::domain::{Change, Key, Now, Record};

/// A file that could not be read as a record; it is left alone byte for byte.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Which file.
    pub path: PathBuf,
    /// Line and column, from 1, where the reason is in the text.
    pub at: Option<(usize, usize)>,
    /// Why, and what to do.
    pub reason: String,
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
}

/// What an undo or a redo did.
#[derive(Debug, Clone, PartialEq)]
pub struct Reverted {
    /// What was undone or redone, in words.
    pub what: String,
    /// What the records are now.
    pub records: Vec<Loaded>,
}

/// Why something was not saved or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// In the making.
    #[error("{0}")]
    Other(String),
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
}

impl Store {
    /// Opens the folders; makes them on the very first run, never over a vanished one.
    pub fn open(data: &Path, state: &Path) -> Result<Self, StoreError> {
        Ok(Self { data: data.to_owned(), state: state.to_owned() })
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Reads everything with several threads, giving what it finds in batches as it comes.
    pub fn load(&self, sink: &(dyn Fn(Vec<Loaded>) + Sync)) -> Result<(), StoreError> {
        let _ = (sink, &self.state);
        Ok(())
    }

    /// Saves a change: when it returns `Ok`, it is on disk.
    pub fn save(&self, change: &Change, now: &Now) -> Result<Saved, StoreError> {
        let _ = (change, now);
        Ok(Saved::default())
    }

    /// Takes back the last operation that is not undone; `None` when there is none.
    pub fn undo(&self, now: &Now) -> Result<Option<Reverted>, StoreError> {
        let _ = now;
        Ok(None)
    }

    /// Does again what was last undone.
    pub fn redo(&self, now: &Now) -> Result<Option<Reverted>, StoreError> {
        let _ = now;
        Ok(None)
    }

    /// The journal, newest first.
    pub fn history(&self) -> Result<Vec<Entry>, StoreError> {
        Ok(Vec::new())
    }

    /// What changed on disk since it was last loaded or saved by this store (hand edits, another instance, sync).
    pub fn refresh(&self) -> Result<Vec<Loaded>, StoreError> {
        Ok(Vec::new())
    }

    /// Keeps a draft durably, over the one of the same field.
    pub fn keep_draft(&self, draft: &Draft) -> Result<(), StoreError> {
        let _ = draft;
        Ok(())
    }

    /// Drops the draft of a field, if there is one.
    pub fn drop_draft(&self, field: &str) -> Result<(), StoreError> {
        let _ = field;
        Ok(())
    }

    /// Every draft.
    pub fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        Ok(Vec::new())
    }
}
