//! From a change to the bytes of each file: what is on disk, merged with what was changed.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use toml::{Table, Value};

use crate::domain::{Change, Key, Now, Record};

use super::disk::{Found, look};
use super::error::StoreError;
use super::form::{SCHEMA, max_of, parse, path_of, schema_of, table_of};
use super::guests;
use super::journal::{Head, Kind, Move, Operation};
use super::lock::Lock;
use super::merge::{Merged, merge};
use super::patch::patch;
use super::{Loaded, Saved, Store};

/// What an operation will do to the disk, and what the records are then.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) moves: Vec<Move>,
    /// The records as they will stand, where they differ from what was wanted.
    pub(super) merged: Vec<Loaded>,
    /// All records as they will stand.
    pub(super) records: Vec<Loaded>,
    /// How many values of others gave way.
    pub(super) conflicts: usize,
    /// How many deletions gave way to others' changes.
    kept: usize,
}

impl Plan {
    /// What to tell of others' changes.
    pub(super) fn gave_way(&self) -> Vec<String> {
        let mut notices = Vec::new();
        match self.conflicts {
            0 => {}
            1 => notices.push("one value changed elsewhere was kept as a conflict".to_owned()),
            count => notices.push(format!("{count} values changed elsewhere were kept as conflicts")),
        }
        match self.kept {
            0 => {}
            1 => notices.push("changed elsewhere meanwhile, so not deleted".to_owned()),
            count => notices.push(format!("{count} changed elsewhere meanwhile, so not deleted")),
        }
        notices
    }
}

impl Store {
    /// Saves a change: when it returns `Ok`, it is on disk.
    pub fn save(&self, change: &Change, now: &Now) -> Result<Saved, StoreError> {
        if change.is_idle() {
            return Ok(Saved::default());
        }
        self.save_held(&mut self.lock()?, change, now, String::new())
    }

    /// Saves a change with the lock held; `inbox` says which line of the inbox it is, if any.
    pub(super) fn save_held(
        &self,
        lock: &mut Lock,
        change: &Change,
        now: &Now,
        inbox: String,
    ) -> Result<Saved, StoreError> {
        let mut plan = Plan::default();
        for (key, (before, after)) in fold(change) {
            self.plan(&mut plan, &key, before.as_ref(), after.as_ref(), now)?;
        }
        let head =
            Head { what: change.what.clone(), when: now.stamp().to_string(), inbox, ..Head::default() };
        let notice = self.carry_out(lock, head, &mut plan, now)?;
        Ok(Saved { merged: plan.merged, notice })
    }

    /// Writes a plan to the disk, if it changes anything there. The answer is what to tell.
    pub(super) fn carry_out(
        &self,
        lock: &mut Lock,
        head: Head,
        plan: &mut Plan,
        now: &Now,
    ) -> Result<Option<String>, StoreError> {
        let mut notices = Vec::new();
        if !plan.moves.is_empty() {
            let moves = std::mem::take(&mut plan.moves);
            let now = now.0.timestamp().as_millisecond();
            notices.extend(self.commit(lock, Operation { head, moves }, now)?);
        }
        notices.extend(plan.gave_way());
        Ok((!notices.is_empty()).then(|| notices.join("; ")))
    }

    /// Adds to `plan` what turns the file of `key` into what is meant by going from `before` to `after`.
    pub(super) fn plan(
        &self,
        plan: &mut Plan,
        key: &Key,
        before: Option<&Record>,
        after: Option<&Record>,
        now: &Now,
    ) -> Result<(), StoreError> {
        let path = path_of(key).ok_or_else(|| bad_id(key))?;
        let file = self.target(&path)?;
        let disk = bytes_of(&file)?;
        let there = match &disk {
            Some(bytes) => Some(self.parse_at(key, &path, bytes)?),
            None => None,
        };
        if let Some((bytes, record)) = self.with_guests(&path, disk.as_deref(), before, there.as_ref(), after)
        {
            plan.records.push(Loaded::Record(record));
            plan.moves.push(Move { path, before: disk, after: Some(bytes), trash: None });
            return Ok(());
        }
        let wanted = after.map(|after| self.table(after, &path)).transpose()?;
        let (meant, conflicts) = self.meaning(&path, before, wanted.as_ref(), there.as_ref(), now)?;
        plan.conflicts += conflicts;
        let Some(meant) = meant else {
            plan.records.push(Loaded::Gone(key.clone()));
            if let Some(bytes) = disk {
                plan.moves.push(Move { path, before: Some(bytes), after: None, trash: None });
            }
            return Ok(());
        };
        if wanted.is_none() {
            plan.kept += 1;
        }
        let gone = there.is_none() && before.is_some();
        let file = Place { key, path, disk, there, gone };
        self.plan_meant(plan, file, &meant, wanted.as_ref())
    }

    /// The bytes and the record of an event with a long list of guests, which nobody else has changed meanwhile; `None` for
    /// whatever else it is.
    fn with_guests(
        &self,
        path: &str,
        disk: Option<&[u8]>,
        before: Option<&Record>,
        there: Option<&Record>,
        after: Option<&Record>,
    ) -> Option<(Vec<u8>, Record)> {
        let none = Arc::default();
        let (from, Some(Record::Event(to))) = (there, after) else { return None };
        let from = match from {
            Some(Record::Event(from)) => from,
            None => &none,
            Some(_) => return None,
        };
        if !guests::is_long_list(from, to) || before != there || self.is_doubted(path) {
            return None;
        }
        let text = std::str::from_utf8(disk.unwrap_or_default()).ok()?;
        let bytes = guests::patch_guests(text, from, to)?.into_bytes();
        // What would be read again must be what was meant, or nothing is written.
        let record = after.map(|after| parse(&after.key(), &bytes))?.ok()?;
        let is_meant = Some(&record) == after && bytes.len() as u64 <= max_of(Path::new(path));
        is_meant.then_some((bytes, record))
    }

    /// Adds to `plan` what makes a file mean `meant`; where that is not what was `wanted`, it is told as merged.
    pub(super) fn plan_meant(
        &self,
        plan: &mut Plan,
        file: Place<'_>,
        meant: &Table,
        wanted: Option<&Table>,
    ) -> Result<(), StoreError> {
        let Place { key, path, disk, there, gone } = file;
        let from = there.as_ref().map(|record| self.table(record, &path)).transpose()?.unwrap_or_default();
        let (bytes, record) = if from == *meant && disk.is_some() && !self.is_doubted(&path) {
            (None, there)
        } else {
            let text = disk.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
            let not_meant = || StoreError::NotMeant { path: self.data.join(&path) };
            let bytes = patch(text, &from, meant).ok_or_else(not_meant)?.into_bytes();
            let record = parse(key, &bytes).map_err(|_| not_meant())?;
            // What would be read again must be what was meant, or nothing is written.
            if table_of(&record).as_ref() != Some(meant) || bytes.len() as u64 > max_of(Path::new(&path)) {
                return Err(not_meant());
            }
            (Some(bytes), Some(record))
        };
        if let Some(record) = record {
            // What others deleted is there again: whoever heard of that has to hear of this.
            if gone || Some(meant) != wanted {
                plan.merged.push(Loaded::Record(record.clone()));
            }
            plan.records.push(Loaded::Record(record));
        }
        if let Some(bytes) = bytes {
            plan.moves.push(Move { path, before: disk, after: Some(bytes), trash: None });
        }
        Ok(())
    }

    /// What the file is to mean, `None` for nothing at all, and how many values of others gave way.
    fn meaning(
        &self,
        path: &str,
        before: Option<&Record>,
        wanted: Option<&Table>,
        there: Option<&Record>,
        now: &Now,
    ) -> Result<(Option<Table>, usize), StoreError> {
        let base = before.map(|before| self.table(before, path)).transpose()?;
        let Some(there) = there else {
            // Deleted by others: what we changed comes back, what we deleted as well stays away.
            return Ok((wanted.map(with_schema), 0));
        };
        let disk = self.table(there, path)?;
        let Some(wanted) = wanted else {
            return Ok(((base.as_ref() != Some(&disk)).then_some(disk), 0));
        };
        let (table, count) = with_conflicts(merge(&base.unwrap_or_default(), wanted, &disk), "file", now);
        Ok((Some(table), count))
    }

    pub(super) fn table(&self, record: &Record, path: &str) -> Result<Table, StoreError> {
        table_of(record).ok_or_else(|| StoreError::NotMeant { path: self.data.join(path) })
    }

    /// Reads bytes as a record that we may write.
    pub(super) fn parse_at(&self, key: &Key, path: &str, bytes: &[u8]) -> Result<Record, StoreError> {
        let path = self.data.join(path);
        let record =
            parse(key, bytes).map_err(|flaw| StoreError::Broken(flaw.of(path.clone(), key, bytes)))?;
        match schema_of(&record) {
            schema if schema > SCHEMA => Err(StoreError::Newer { path, schema }),
            _ => Ok(record),
        }
    }

    /// These files may not be on the disk though they look so; they are written again with the next save.
    pub(super) fn doubt(&self, paths: impl Iterator<Item = String>) {
        super::load::lock(&self.doubted).extend(paths);
    }

    /// The files that `are` says are on the disk.
    pub(super) fn trust(&self, are: impl Fn(&str) -> bool) {
        super::load::lock(&self.doubted).retain(|path| !are(path));
    }

    pub(super) fn is_doubted(&self, path: &str) -> bool {
        super::load::lock(&self.doubted).contains(path)
    }

    /// How an undo is written down.
    pub(super) fn head_of(kind: Kind, of: String, root: String, what: String, now: &Now) -> Head {
        Head { kind, of, root, what, when: now.stamp().to_string(), ..Head::default() }
    }
}

/// A record's file and what is in it now.
pub(super) struct Place<'k> {
    pub(super) key: &'k Key,
    pub(super) path: String,
    pub(super) disk: Option<Vec<u8>>,
    pub(super) there: Option<Record>,
    /// Whether others deleted it meanwhile.
    pub(super) gone: bool,
}

/// The bytes of a plain file; `None` when there is none.
pub(super) fn bytes_of(file: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    match look(file, max_of(file)) {
        Ok(Found::File(bytes, ..)) => Ok(Some(bytes)),
        Ok(Found::Nothing) => Ok(None),
        Ok(Found::TooLong(_) | Found::Link | Found::NoFile) => {
            Err(StoreError::InTheWay { path: file.to_owned() })
        }
        Err(error) => Err(StoreError::io("read", file, error)),
    }
}

/// The merged table with what gave way written into it, and how many values did. `place` is where those came from.
pub(super) fn with_conflicts(merged: Merged, place: &str, now: &Now) -> (Table, usize) {
    let mut table = merged.table;
    let count = merged.lost.len();
    if count > 0 {
        let conflicts = table.entry("conflict").or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(conflicts) = conflicts {
            let lost = merged.lost.into_iter();
            conflicts.extend(lost.map(|(field, value)| conflict(&field, &value, place, now)));
        }
    }
    // A file without a word in it would be taken for a broken one.
    (if table.is_empty() { with_schema(&table) } else { table }, count)
}

/// A file always says what form it has.
fn with_schema(table: &Table) -> Table {
    let mut table = table.clone();
    table.entry("schema").or_insert(Value::Integer(i64::from(SCHEMA)));
    table
}

/// The value that gave way, to be settled by the user.
fn conflict(field: &str, value: &Value, place: &str, now: &Now) -> Value {
    let mut table = Table::new();
    table.insert("field".into(), field.into());
    table.insert("value".into(), value.to_string().into());
    table.insert("where".into(), place.into());
    if let Ok(when) = now.stamp().to_string().parse() {
        table.insert("when".into(), Value::Datetime(when));
    }
    Value::Table(table)
}

fn bad_id(key: &Key) -> StoreError {
    StoreError::BadId(match key {
        Key::Me => String::new(),
        Key::Person(id) => id.to_string(),
        Key::Event(id) => id.to_string(),
        Key::Group(id) => id.to_string(),
    })
}

/// One edit for each record: from how it was first to how it is last.
fn fold(change: &Change) -> BTreeMap<Key, (Option<Record>, Option<Record>)> {
    let mut edits: BTreeMap<Key, (Option<Record>, Option<Record>)> = BTreeMap::new();
    for edit in &change.edits {
        let Some(key) = edit.key() else { continue };
        edits.entry(key).or_insert_with(|| (edit.before.clone(), None)).1.clone_from(&edit.after);
    }
    edits.retain(|_, (before, after)| before != after);
    edits
}
