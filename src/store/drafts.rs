//! Drafts: what was being typed, kept so that a kill or a power loss takes at most a second of it.

use serde::{Deserialize, Serialize};

use super::disk::{Found, look};
use super::error::StoreError;
use super::form::hash;
use super::{Draft, Store};

/// A draft may be a pasted text of 1 MB, and escapes make it longer.
const MAX_DRAFT: u64 = 16 * 1024 * 1024;

#[derive(Serialize, Deserialize)]
struct Form {
    field: String,
    when: String,
    text: String,
}

impl Store {
    /// Keeps a draft durably, over the one of the same field.
    pub fn keep_draft(&self, draft: &Draft) -> Result<(), StoreError> {
        let path = self.draft_path(&draft.field);
        let form = Form { field: draft.field.clone(), when: draft.when.clone(), text: draft.text.clone() };
        let bytes = toml::to_string(&form)
            .map_err(|error| StoreError::io("write", &path, std::io::Error::other(error)))?;
        let dir = self.state.join("drafts");
        self.disk
            .make_dir(&dir)
            .and_then(|_| self.disk.write_temp(&path, bytes.as_bytes(), 0o600))
            .and_then(|_| self.disk.replace(&path))
            .map_err(|error| StoreError::write(&path, bytes.len(), error))?;
        self.disk.sync_dir(&dir).map_err(|source| StoreError::NotDurable { path: dir, source })
    }

    /// Drops the draft of a field, if there is one.
    pub fn drop_draft(&self, field: &str) -> Result<(), StoreError> {
        let path = self.draft_path(field);
        self.disk.remove(&path).map_err(|error| StoreError::write(&path, 0, error))
    }

    /// Every draft, by field. One that cannot be read is left where it is.
    pub fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        let dir = self.state.join("drafts");
        let entries = match std::fs::read_dir(&dir) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(StoreError::io("read", &dir, error)),
        };
        let mut drafts: Vec<Draft> = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|end| end == "toml"))
            .filter_map(|path| match look(&path, MAX_DRAFT) {
                Ok(Found::File(bytes, ..)) => toml::from_str::<Form>(std::str::from_utf8(&bytes).ok()?).ok(),
                _ => None,
            })
            .map(|form| Draft { field: form.field, text: form.text, when: form.when })
            .collect();
        drafts.sort_by(|a, b| a.field.cmp(&b.field));
        Ok(drafts)
    }

    /// Fields may hold anything, so their hash makes the name.
    fn draft_path(&self, field: &str) -> std::path::PathBuf {
        let name = hash(field.as_bytes());
        self.state.join("drafts").join(format!("{}.toml", name.get(..16).unwrap_or(&name)))
    }
}
