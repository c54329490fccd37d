//! Backups without asking: the whole tree as it was before the first change of a day, as one plain tar file.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use crate::domain::{Day, Now};

use super::disk::{Found, look, temp_of};
use super::error::StoreError;
use super::form::{key_of, max_of};
use super::journal::{Head, Move, Operation};
use super::load::lock;
use super::save::Plan;
use super::ulid::Ulid;
use super::{Loaded, Store};

mod tar;

/// Every day of the last two weeks, and one a week for eight weeks.
const DAYS: usize = 14;
const WEEKS: usize = 8;
/// An archive that is longer than this is not one of ours.
const MAX_ARCHIVE: u64 = 4 * 1024 * 1024 * 1024;

impl Store {
    /// The days that can be gone back to, oldest first.
    pub fn backups(&self) -> Vec<Day> {
        let Ok(entries) = std::fs::read_dir(self.state.join("backup")) else { return Vec::new() };
        let day = |name: &str| name.strip_suffix(".tar")?.parse().ok().map(Day);
        let mut days: Vec<Day> =
            entries.flatten().filter_map(|entry| entry.file_name().to_str().and_then(day)).collect();
        days.sort_unstable();
        days
    }

    pub(super) fn archive(&self, day: Day) -> PathBuf {
        self.state.join("backup").join(format!("{day}.tar"))
    }

    /// Makes the backup of a day that has had its first change, and drops what is too old of backups and journal. To be called
    /// once a save was answered: what was saved needs no backup to be safe, and nobody waits for this. Answers what to tell.
    ///
    /// The tree as it was before that change is the tree now with the journal's operations of the day taken back, so a process
    /// that is killed before this loses nothing: whoever calls it next makes the backup all the same.
    pub fn settle(&self, now: &Now) -> Option<String> {
        if *lock(&self.settled) == Some(now.today()) || self.refusal.is_some() {
            return None;
        }
        if self.owed().is_empty() {
            self.note_settled(now);
            return None;
        }
        // Another instance may be at it; whoever waits for the lock here waits for no more than any save does.
        let held = match self.lock() {
            Err(StoreError::Busy { .. }) => return None,
            held => held.map_err(|error| error.to_string()),
        };
        let made = held.and_then(|_held| {
            let made = self.back_up(&self.owed(), now).map_err(|error| error.to_string());
            self.thin_out();
            self.journal.prune(&self.disk, now.0.timestamp().as_millisecond());
            made
        });
        self.note_settled(now);
        made.err().map(|error| format!("no backup of today was made ({error})"))
    }

    fn note_settled(&self, now: &Now) {
        let today = now.today();
        *lock(&self.settled) = self.archive(today).exists().then_some(today);
    }

    /// The operations of the newest days that have no backup yet, newest first: of the last one, and of the one before it, which
    /// may have ended before its backup was made.
    fn owed(&self) -> Vec<(Day, Vec<Ulid>)> {
        let mut days: Vec<(Day, Vec<Ulid>)> = Vec::new();
        for id in self.journal.ids().into_iter().rev() {
            let Some(day) = self.journal.head(id).and_then(|head| day_of(&head)) else { continue };
            let count = days.len();
            match days.last_mut() {
                // A clock that was put back does not end a day.
                Some((last, ids)) if *last <= day => ids.push(id),
                _ if count == 2 || self.archive(day).exists() => break,
                _ => days.push((day, vec![id])),
            }
        }
        days
    }

    /// Makes the backups that are owed, the newest first.
    fn back_up(&self, owed: &[(Day, Vec<Ulid>)], now: &Now) -> io::Result<()> {
        let mut files = self.names();
        // Which operation found a file first, going back: what it was before that.
        let mut found: BTreeMap<String, Ulid> = BTreeMap::new();
        let mut taken_back = Vec::new();
        for (day, ids) in owed {
            // The first change of all may have made everything: then there was nothing to keep before it, but before the next.
            let mut kept = None;
            for id in ids {
                let mut befores = Vec::new();
                let told = self.journal.each(*id, |change| {
                    befores.push((change.path, change.before.is_some()));
                    Ok::<(), io::Error>(())
                });
                if !matches!(told, Some(Ok(()))) {
                    continue;
                }
                taken_back.push(*id);
                for (path, was_there) in befores.into_iter().filter(|(path, _)| key_of(path).is_some()) {
                    if was_there {
                        files.insert(path.clone())
                    } else {
                        files.remove(&path)
                    };
                    found.insert(path, *id);
                }
                if !files.is_empty() {
                    kept = Some((found.clone(), taken_back.len()));
                }
            }
            if let Some((found, count)) = kept {
                self.keep(*day, &found, taken_back.get(..count).unwrap_or_default(), now)?;
            }
        }
        Ok(())
    }

    /// Writes the archive of `day`: the tree, but the files of `found` as they were before those operations. Each file is read as
    /// it is written, as all together may be long.
    fn keep(
        &self,
        day: Day,
        found: &BTreeMap<String, Ulid>,
        taken_back: &[Ulid],
        now: &Now,
    ) -> io::Result<()> {
        let path = self.archive(day);
        let temp = temp_of(&path);
        let dir = self.state.join("backup");
        let seconds = now.0.timestamp().as_second();
        let write = || {
            self.disk.make_dir(&dir)?;
            let mut archive = tar::Archive::begin(&self.disk, &temp, seconds)?;
            let now_there = self.names().into_iter().filter(|name| !found.contains_key(name));
            for name in now_there {
                let file = self.data.join(&name);
                if let Ok(Found::File(bytes, ..)) = look(&file, max_of(&file)) {
                    archive.add(&name, &bytes)?;
                }
            }
            for id in taken_back {
                let told = self.journal.each(*id, |Move { path, before, .. }| match before {
                    Some(before) if found.get(&path) == Some(id) => archive.add(&path, &before),
                    _ => Ok(()),
                });
                told.unwrap_or_else(|| Err(io::ErrorKind::InvalidData.into()))?;
            }
            archive.end()?;
            self.disk.replace(&path)?;
            self.disk.sync_dir(&dir)
        };
        write().or_else(|_| write()).inspect_err(|_| drop(self.disk.remove(&temp)))
    }

    /// The names of every record's file, trash and inbox left out, also of those that do not parse.
    fn names(&self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for folder in ["", "people", "events", "groups"] {
            let Ok(entries) = std::fs::read_dir(self.data.join(folder)) else { continue };
            for entry in entries.flatten() {
                let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
                let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
                if key_of(&path).is_some() {
                    names.insert(path);
                }
            }
        }
        names
    }

    /// Keeps 14 daily archives and the first of each of 8 weeks.
    fn thin_out(&self) {
        let days = self.backups();
        let mut weeks = Vec::new();
        for (age, day) in days.iter().rev().enumerate() {
            let week = day.0.iso_week_date();
            let week = (week.year(), week.week());
            let is_first = !days.iter().any(|other| {
                other < day && {
                    let other = other.0.iso_week_date();
                    (other.year(), other.week()) == week
                }
            });
            if is_first && weeks.len() < WEEKS {
                weeks.push(week);
            } else if age >= DAYS {
                drop(self.disk.remove(&self.archive(*day)));
            }
        }
    }

    /// Puts every file that is in the backup of `day` back as it was, as one operation that can be undone. What was made since
    /// stays. With `dry_run` nothing is written. The answer is what is, or would be, put back.
    pub fn restore_at(&self, day: Day, dry_run: bool, now: &Now) -> Result<Vec<Loaded>, StoreError> {
        let path = self.archive(day);
        let not_there = || StoreError::NotFound { what: format!("a backup of {day}"), see: "mingle doctor" };
        let Found::File(bytes, ..) =
            look(&path, MAX_ARCHIVE).map_err(|error| StoreError::io("read", &path, error))?
        else {
            return Err(not_there());
        };
        let files = tar::read(&bytes).ok_or_else(not_there)?;
        let mut held = self.lock()?;
        let mut plan = Plan::default();
        for (path, bytes) in files {
            let Some(key) = key_of(&path) else { continue };
            let file = self.target(&path)?;
            let disk = match look(&file, max_of(&file)) {
                Ok(Found::File(bytes, ..)) => Some(bytes),
                Ok(Found::Nothing) => None,
                Ok(_) => return Err(StoreError::InTheWay { path: file }),
                Err(error) => return Err(StoreError::io("read", &file, error)),
            };
            if disk.as_ref() == Some(&bytes) {
                continue;
            }
            let change = Move { path, before: disk, after: Some(bytes), trash: None };
            plan.records.push(self.loaded(&key, &change));
            plan.moves.push(change);
        }
        if !dry_run && !plan.moves.is_empty() {
            let head =
                Head { what: format!("restore {day}"), when: now.stamp().to_string(), ..Head::default() };
            self.commit(
                &mut held,
                Operation { head, moves: plan.moves },
                now.0.timestamp().as_millisecond(),
            )?;
        }
        Ok(plan.records)
    }

    /// Takes `path` out of every archive.
    pub(super) fn purge_backups(&self, path: &str, now: &Now) -> io::Result<usize> {
        let mut count = 0;
        for day in self.backups() {
            let archive = self.archive(day);
            let Found::File(bytes, ..) = look(&archive, MAX_ARCHIVE)? else { continue };
            let Some(mut files) = tar::read(&bytes) else { continue };
            if files.remove(path).is_some() {
                count += 1;
                let temp = temp_of(&archive);
                let mut out = tar::Archive::begin(&self.disk, &temp, now.0.timestamp().as_second())?;
                files.iter().try_for_each(|(name, bytes)| out.add(name, bytes))?;
                out.end()?;
                self.disk.replace(&archive)?;
            }
        }
        if count > 0 {
            self.disk.sync_dir(&self.state.join("backup"))?;
        }
        Ok(count)
    }
}

/// The day of an operation, where its user was.
fn day_of(head: &Head) -> Option<Day> {
    head.when.get(..10)?.parse().ok().map(Day)
}
