//! Seen-flags: what this machine has said once or was told how to do, and need not say or ask again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Store;
use super::disk::{Found, look};
use super::error::StoreError;

/// Older answers go when there are more: nobody looks back that far.
const MOST: usize = 4_000;
/// A file of `MOST` answers is far smaller.
const MAX_SEEN: u64 = 4 * 1024 * 1024;

#[derive(Default, Serialize, Deserialize)]
struct Form {
    /// Oldest first.
    #[serde(default)]
    seen: Vec<Seen>,
}

#[derive(Serialize, Deserialize)]
struct Seen {
    what: String,
    value: String,
}

impl Store {
    /// What was seen or answered on this machine, by what it was; a file that cannot be read counts as nothing seen.
    pub fn seen(&self) -> BTreeMap<String, String> {
        self.read_seen().seen.into_iter().map(|seen| (seen.what, seen.value)).collect()
    }

    /// Keeps that `what` was seen, and with which answer or on which day. Kept beside the journal, never in the user's
    /// data; two instances at once may each forget one of the other's.
    pub fn see(&self, what: &str, value: &str) -> Result<(), StoreError> {
        let mut form = self.read_seen();
        form.seen.retain(|seen| seen.what != what);
        form.seen.push(Seen { what: what.to_owned(), value: value.to_owned() });
        let beyond = form.seen.len().saturating_sub(MOST);
        form.seen.drain(..beyond);
        let path = self.seen_path();
        let bytes = toml::to_string(&form)
            .map_err(|error| StoreError::io("write", &path, std::io::Error::other(error)))?;
        self.disk
            .make_dir(&self.state)
            .and_then(|_| self.disk.write_temp(&path, bytes.as_bytes(), 0o600))
            .and_then(|_| self.disk.replace(&path))
            .map_err(|error| StoreError::write(&path, bytes.len(), error))
    }

    fn read_seen(&self) -> Form {
        let Ok(Found::File(bytes, ..)) = look(&self.seen_path(), MAX_SEEN) else { return Form::default() };
        let text = std::str::from_utf8(&bytes).unwrap_or_default();
        toml::from_str(text).unwrap_or_default()
    }

    fn seen_path(&self) -> std::path::PathBuf {
        self.state.join("seen.toml")
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "the files are broken here on purpose")]

    use super::*;

    fn store() -> (tempfile::TempDir, Store) {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("data"), &dir.path().join("state")).unwrap();
        (dir, store)
    }

    #[test]
    fn what_was_seen_is_known_the_next_time() {
        let (_dir, store) = store();
        assert!(store.seen().is_empty());
        store.see("push ana", "2026-05-12").unwrap();
        store.see("columns name,e-mail", "name = \"A\"\n").unwrap();
        store.see("push ana", "2026-05-13").unwrap();
        let seen = store.seen();
        assert_eq!(seen.len(), 2);
        assert_eq!(seen["push ana"], "2026-05-13");
        assert_eq!(seen["columns name,e-mail"], "name = \"A\"\n");
    }

    #[test]
    fn a_broken_file_counts_as_nothing_seen() {
        let (_dir, store) = store();
        store.see("a", "b").unwrap();
        std::fs::write(store.seen_path(), b"seen = [\xff").unwrap();
        assert!(store.seen().is_empty());
        store.see("c", "d").unwrap();
        assert_eq!(store.seen().len(), 1);
    }

    #[test]
    fn the_oldest_goes_first() {
        let (_dir, store) = store();
        let seen = (0..MOST).map(|at| Seen { what: format!("w{at}"), value: String::new() }).collect();
        std::fs::write(store.seen_path(), toml::to_string(&Form { seen }).unwrap()).unwrap();
        store.see("new", "").unwrap();
        let seen = store.seen();
        assert_eq!(seen.len(), MOST);
        assert!(!seen.contains_key("w0") && seen.contains_key("w1") && seen.contains_key("new"));
    }
}
