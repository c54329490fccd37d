//! Backups without asking: before the first change of a day, the whole tree as one plain tar file.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::domain::{Day, Now};

use super::disk::{Found, look};
use super::error::StoreError;
use super::form::{MAX_FILE, key_of};
use super::journal::{Head, Move, Operation};
use super::load::lock;
use super::save::Plan;
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

    fn archive(&self, day: Day) -> PathBuf {
        self.state.join("backup").join(format!("{day}.tar"))
    }

    /// Whether today's first change is still to come.
    pub(super) fn is_backup_due(&self, now: &Now) -> bool {
        let today = now.today();
        let mut last = lock(&self.backed_up);
        if *last == Some(today) {
            return false;
        }
        if self.archive(today).exists() {
            *last = Some(today);
            return false;
        }
        true
    }

    /// Keeps the tree as it was before the operation just made, whose files were `before`. What was saved needs no backup to be
    /// safe, so it is made afterwards, and a failure is only told.
    pub(super) fn back_up_if_due(&self, before: &[(String, Option<Vec<u8>>)], now: &Now) -> Option<String> {
        if before.is_empty() {
            return None;
        }
        let mut files = self.tree();
        for (path, bytes) in before {
            match bytes {
                Some(bytes) => files.insert(path.clone(), bytes.clone()),
                None => files.remove(path),
            };
        }
        let today = now.today();
        *lock(&self.backed_up) = Some(today);
        if files.is_empty() {
            return None;
        }
        let path = self.archive(today);
        let dir = self.state.join("backup");
        let bytes = tar::write(&files, now.0.timestamp().as_second());
        let keep = || -> std::io::Result<()> {
            self.disk.make_dir(&dir)?;
            self.disk.write_temp(&path, &bytes, 0o600)?;
            self.disk.replace(&path)?;
            self.disk.sync_dir(&dir)
        };
        let kept = keep().or_else(|_| keep());
        self.thin_out();
        self.journal.prune(&self.disk, now.0.timestamp().as_millisecond());
        kept.err().map(|error| format!("no backup of today was made ({error})"))
    }

    /// Every record's file, trash and inbox left out, also those that do not parse.
    fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        for folder in ["", "people", "events", "groups"] {
            let Ok(entries) = std::fs::read_dir(self.data.join(folder)) else { continue };
            for entry in entries.flatten() {
                let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
                let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
                if key_of(&path).is_none() {
                    continue;
                }
                if let Ok(Found::File(bytes, ..)) = look(&self.data.join(&path), MAX_FILE) {
                    files.insert(path, bytes);
                }
            }
        }
        files
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
            let disk = match look(&file, MAX_FILE) {
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
    pub(super) fn purge_backups(&self, path: &str, now: &Now) -> std::io::Result<usize> {
        let mut count = 0;
        for day in self.backups() {
            let archive = self.archive(day);
            let Found::File(bytes, ..) = look(&archive, MAX_ARCHIVE)? else { continue };
            let Some(mut files) = tar::read(&bytes) else { continue };
            if files.remove(path).is_some() {
                count += 1;
                self.disk.write_temp(&archive, &tar::write(&files, now.0.timestamp().as_second()), 0o600)?;
                self.disk.replace(&archive)?;
            }
        }
        if count > 0 {
            self.disk.sync_dir(&self.state.join("backup"))?;
        }
        Ok(count)
    }
}
