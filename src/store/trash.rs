//! The trash: deleted files, kept until purged.

use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::{Key, Now, Person, Record};

use super::disk::{Found, look};
use super::error::StoreError;
use super::form::{key_of, max_of, path_of};
use super::journal::{Head, Kind, Move, Operation};
use super::ulid::Ulid;
use super::{Loaded, Store};

/// A deleted record.
#[derive(Debug, Clone, PartialEq)]
pub struct Trashed {
    /// Which record it was.
    pub key: Key,
    /// Its name, or its id when the file cannot be read.
    pub name: String,
    /// Where it lies, inside the data folder.
    pub path: String,
}

/// Nobody deletes more people than this one by one; more are read by no one who only looks whether somebody is among them.
const MOST: usize = 2_000;

/// Whose a file in the trash is: `ana.2.toml` is the second file of that id that was deleted.
fn id_in(name: &str) -> &str {
    name.split_once('.').map_or(name, |(id, _)| id)
}

impl Store {
    /// The people whom somebody deleted, as they were: not those who are in the trash because an undo took them back. Of too
    /// many, or of those that cannot be read, nobody is told.
    pub fn deleted_people(&self) -> Vec<Arc<Person>> {
        let Ok(entries) = std::fs::read_dir(self.data.join("trash/people")) else { return Vec::new() };
        let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
        let mut paths: BTreeSet<String> = names.map(|name| format!("trash/people/{name}")).collect();
        if paths.is_empty() {
            return Vec::new();
        }
        // What an undo put there and a redo took out again may lie there once more because it was deleted after that.
        let heads = self.journal.ids().into_iter().filter_map(|id| Some((id, self.journal.head(id)?)));
        let (mut undone, redone): (Vec<_>, Vec<_>) =
            heads.filter(|(_, head)| head.kind != Kind::Do).partition(|(_, head)| head.kind == Kind::Undo);
        undone.retain(|(id, _)| !redone.iter().any(|(_, head)| Ulid::parse(&head.of) == Some(*id)));
        for (id, _) in undone {
            let mut gone = HashSet::new();
            let told = self.journal.each(id, |change| {
                gone.extend(change.trash);
                Ok::<(), StoreError>(())
            });
            if let Some(Ok(())) = told {
                paths.retain(|path| !gone.contains(path));
            }
        }
        if paths.len() > MOST {
            return Vec::new();
        }
        let read = |path: &String| {
            let key = key_of(&format!("people/{}.toml", id_in(path.rsplit('/').next()?)))?;
            let path = self.data.join(path);
            let Ok(Found::File(bytes, ..)) = look(&path, max_of(&path)) else { return None };
            match super::form::parse(&key, &bytes).ok()? {
                Record::Person(person) => Some(person),
                _ => None,
            }
        };
        paths.iter().filter_map(read).collect()
    }

    /// What lies in the trash, by path.
    pub fn trash(&self) -> Result<Vec<Trashed>, StoreError> {
        let mut all = Vec::new();
        for folder in ["people", "events", "groups"] {
            let dir = self.data.join("trash").join(folder);
            let entries = match std::fs::read_dir(&dir) {
                Ok(entries) => entries,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(error) => return Err(StoreError::io("read", &dir, error)),
            };
            for entry in entries.flatten() {
                let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
                let id = id_in(&name);
                let Some(key) = key_of(&format!("{folder}/{id}.toml")) else { continue };
                let name_of = match look(&entry.path(), max_of(&entry.path())) {
                    Ok(Found::File(bytes, ..)) => {
                        super::form::parse(&key, &bytes).ok().map(|record| record.name().to_owned())
                    }
                    _ => None,
                };
                let path = format!("trash/{folder}/{name}");
                all.push(Trashed { name: name_of.unwrap_or_else(|| id.to_owned()), key, path });
            }
        }
        all.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(all)
    }

    /// Puts the last deleted file of `id` back: a person, else an event, else a group.
    pub fn restore(&self, id: &str, now: &Now) -> Result<Loaded, StoreError> {
        let mut lock = self.lock()?;
        let of = |key: &Key| path_of(key).is_some_and(|path| path.ends_with(&format!("/{id}.toml")));
        let not_there =
            || StoreError::NotFound { what: format!("{id:?} in the trash"), see: "mingle restore" };
        let mut found: Vec<Trashed> = self.trash()?.into_iter().filter(|trashed| of(&trashed.key)).collect();
        // The highest number is the youngest.
        found.sort_by_key(|trashed| (trashed.path.len(), trashed.path.clone()));
        let trashed = found.pop().ok_or_else(not_there)?;
        let path = path_of(&trashed.key).ok_or_else(not_there)?;
        let file = self.data.join(&path);
        if super::load::is_there(&file) {
            return Err(if file.is_file() {
                StoreError::ThereAgain { id: id.to_owned(), trashed: self.data.join(&trashed.path) }
            } else {
                StoreError::InTheWay { path: file }
            });
        }
        let lying = self.data.join(&trashed.path);
        let Found::File(bytes, ..) =
            look(&lying, max_of(&lying)).map_err(|error| StoreError::io("read", &lying, error))?
        else {
            return Err(not_there());
        };
        let change = Move { path, before: None, after: Some(bytes), trash: Some(trashed.path) };
        let loaded = self.loaded(&trashed.key, &change);
        let head = Head { what: format!("restore {id}"), when: now.stamp().to_string(), ..Head::default() };
        self.commit(&mut lock, Operation { head, moves: vec![change] }, now.0.timestamp().as_millisecond())?;
        Ok(loaded)
    }

    /// Removes a deleted record for good: from the trash, the journal and the backups; with `None`, all that lies in the trash.
    ///
    /// The history of git or of a sync program is not ours to erase. Answers how many files went from the trash.
    pub fn purge(&self, key: Option<&Key>, now: &Now) -> Result<usize, StoreError> {
        let _held = self.lock()?;
        let mut trashed = self.trash()?;
        trashed.retain(|trashed| key.is_none_or(|key| trashed.key == *key));
        let mut keys: Vec<Key> = trashed.iter().map(|trashed| trashed.key.clone()).collect();
        keys.extend(key.cloned());
        keys.sort();
        keys.dedup();
        let copies = self.merged_copies().into_iter();
        let copies = copies.filter(|(of, _)| key.is_none_or(|key| of == key)).map(|(_, path)| path);
        let gone: Vec<PathBuf> =
            trashed.iter().map(|trashed| self.data.join(&trashed.path)).chain(copies).collect();
        for path in &gone {
            self.disk.remove(path).map_err(|error| StoreError::write(path, 0, error))?;
            if let Some(folder) = path.parent() {
                self.disk
                    .sync_dir(folder)
                    .map_err(|source| StoreError::NotDurable { path: folder.to_owned(), source })?;
            }
        }
        for path in keys.iter().filter_map(path_of) {
            // A record that was made anew under the same id keeps its history.
            if super::load::is_there(&self.data.join(&path)) {
                continue;
            }
            let fail = |error| StoreError::io("clear", &self.state, error);
            self.journal.purge(&self.disk, &path).map_err(fail)?;
            self.purge_backups(&path, now).map_err(fail)?;
        }
        Ok(gone.len())
    }
}
