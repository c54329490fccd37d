//! The copies that sync programs make when two machines wrote: merged into the file they are copies of.

use std::path::{Path, PathBuf};

use toml::{Table, Value};

use crate::domain::{Key, Now};

use super::error::StoreError;
use super::form::{key_of, parse, table_of};
use super::journal::{Head, Move};
use super::merge::merge;
use super::names::original_of;
use super::save::{Place, Plan, bytes_of, with_conflicts};
use super::{Saved, Store};

/// States of a file that are older than so many operations are no likely base.
const LOOK_BACK: usize = 500;

impl Store {
    /// Every copy of a record's file that a sync program left in the data folder, by path.
    pub fn copies(&self) -> Vec<PathBuf> {
        let mut copies: Vec<PathBuf> = ["", "people", "events", "groups"]
            .iter()
            .flat_map(|folder| std::fs::read_dir(self.data.join(folder)).into_iter().flatten().flatten())
            .map(|entry| entry.path())
            .filter(|path| self.inside_name(path).is_some_and(|name| original_of(name).is_some()))
            .collect();
        copies.sort_unstable();
        copies
    }

    /// Merges a copy that a sync program made into the file it is a copy of, as one operation that can be undone.
    ///
    /// What only one of the two changed since they were alike is taken. Where both changed a value, the file's stays and the
    /// copy's goes into `[[conflict]]`. When they were alike is known from the journal; without it all that either has is kept.
    /// Comments and keys that mingle does not know stay as they are in the file; the copy's stay in the copy.
    /// The copy goes to `trash/copies` once the merged file is durable. The record as it is now comes back in `merged`.
    pub fn merge_copy(&self, copy: &Path, now: &Now) -> Result<Saved, StoreError> {
        let not_there = || StoreError::NotFound {
            what: format!("a copy that a sync program made at {}", copy.display()),
            see: "mingle doctor",
        };
        let name = self.inside_name(copy).ok_or_else(not_there)?;
        let path = original_of(name).ok_or_else(not_there)?;
        let key = key_of(&path).ok_or_else(not_there)?;
        let mut lock = self.lock()?;
        let copied = bytes_of(&self.data.join(name))?.ok_or_else(not_there)?;
        let theirs = self.parse_at(&key, name, &copied)?;
        let disk = bytes_of(&self.target(&path)?)?;
        let mut plan = Plan::default();
        if let Some(bytes) = disk {
            let there = self.parse_at(&key, &path, &bytes)?;
            let (ours, theirs) = (self.table(&there, &path)?, self.table(&theirs, name)?);
            let base = self.common(&key, &path, &theirs);
            let (meant, lost) = with_conflicts(merge(&base, &ours, &theirs), "copy", now);
            plan.conflicts = lost;
            let file = Place { key: &key, path, disk: Some(bytes), there: Some(there), gone: false };
            self.plan_meant(&mut plan, file, &meant, None)?;
        } else {
            let change = Move { path, before: None, after: Some(copied.clone()), trash: None };
            plan.merged.push(self.loaded(&key, &change));
            plan.moves.push(change);
        }
        plan.moves.push(Move { path: name.to_owned(), before: Some(copied), after: None, trash: None });
        let of = plan.merged.iter().find_map(|loaded| match loaded {
            super::Loaded::Record(record) => Some(record.name().to_owned()),
            _ => None,
        });
        let what = format!(
            "merge a copy of {}",
            of.filter(|name| !name.is_empty()).unwrap_or_else(|| name_of(&key))
        );
        let head = Head { what, when: now.stamp().to_string(), ..Head::default() };
        let notice = self.carry_out(&mut lock, head, &mut plan, now)?;
        Ok(Saved { merged: plan.merged, notice })
    }

    /// A path inside the data folder, as it stands in the journal.
    fn inside_name<'p>(&self, path: &'p Path) -> Option<&'p str> {
        let inside = path.strip_prefix(&self.data).unwrap_or(path);
        let is_plain = inside.components().all(|part| matches!(part, std::path::Component::Normal(_)));
        inside.to_str().filter(|_| is_plain)
    }

    /// What the copy and the file once both were: of the states that the journal knows of the file, the one that is nearest to
    /// the copy. Of two that are as near it is the older, so that a change of ours since is not taken for one that the copy took
    /// back. Nothing, where the journal knows none: then all that either has is kept.
    fn common(&self, key: &Key, path: &str, copy: &Table) -> Table {
        let table = |bytes: Vec<u8>| parse(key, &bytes).ok().as_ref().and_then(table_of);
        let mut nearest: Option<(usize, Table)> = None;
        for id in self.journal.ids().into_iter().rev().take(LOOK_BACK) {
            let moves = self.journal.read(id).map(|operation| operation.moves).unwrap_or_default();
            for change in moves.into_iter().filter(|change| change.path == path) {
                for state in [change.after, change.before].into_iter().flatten().filter_map(table) {
                    let far = distance(&state, copy);
                    if nearest.as_ref().is_none_or(|(least, _)| far <= *least) {
                        nearest = Some((far, state));
                    }
                }
            }
        }
        nearest.map(|(_, state)| state).unwrap_or_default()
    }

    /// The copies in the trash, with the record that each was of.
    pub(super) fn merged_copies(&self) -> Vec<(Key, PathBuf)> {
        let root = self.data.join("trash/copies");
        let mut copies = Vec::new();
        for folder in ["", "people", "events", "groups"] {
            let Ok(entries) = std::fs::read_dir(root.join(folder)) else { continue };
            for path in entries.flatten().map(|entry| entry.path()) {
                let name = path.strip_prefix(&root).ok().and_then(Path::to_str).unwrap_or_default();
                let original = original_of(name).or_else(|| original_of(&unnumbered(name)?));
                if let Some(key) = original.and_then(|original| key_of(&original)) {
                    copies.push((key, path));
                }
            }
        }
        copies
    }

    /// Adds to `plan` the way back, or forth again, of a copy itself.
    pub(super) fn plan_copy_turn(&self, plan: &mut Plan, wanted: Move) -> Result<(), StoreError> {
        let file = self.data.join(&wanted.path);
        let disk = bytes_of(&file)?;
        // A copy that has meanwhile gone, or come as another, is let be.
        if disk == wanted.before {
            plan.moves.push(wanted);
        }
        Ok(())
    }
}

/// The second copy of a name lies in the trash as `name.2.toml`.
fn unnumbered(name: &str) -> Option<String> {
    let (base, number) = name.strip_suffix(".toml")?.rsplit_once('.')?;
    number.parse::<u32>().ok()?;
    Some(if base.ends_with(".toml.orig") { base.to_owned() } else { format!("{base}.toml") })
}

/// How many values differ.
fn distance(a: &Table, b: &Table) -> usize {
    let keys = a.keys().chain(b.keys().filter(|key| !a.contains_key(*key)));
    keys.map(|key| match (a.get(key), b.get(key)) {
        (a, b) if a == b => 0,
        (a, b) if [a, b].iter().flatten().all(|value| value.is_array()) => {
            let [a, b] =
                [a, b].map(|side| side.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default());
            let missing =
                |from: &[Value], of: &[Value]| of.iter().filter(|item| !from.contains(item)).count();
            (missing(a, b) + missing(b, a)).max(1)
        }
        _ => 1,
    })
    .sum()
}

/// What to call a record without a name.
fn name_of(key: &Key) -> String {
    match key {
        Key::Me => "my card".to_owned(),
        Key::Person(id) => id.to_string(),
        Key::Event(id) => id.to_string(),
        Key::Group(id) => id.to_string(),
    }
}
