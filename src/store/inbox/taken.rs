//! What was taken of the files in `inbox/done/`: whoever still writes to one of them is noticed by it.
//!
//! A file that was quiet for a while may be written on all the same, by a slow copy or by an editor that holds it open; as it is
//! moved and never copied, what is written then stands in the file in `done`. So this machine keeps the hash of every line
//! that it took, beside the journal, and looks again at what has changed there since.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::super::disk::{Found, Mark, look};
use super::super::error::StoreError;
use super::super::load::lock;
use super::super::{Problem, Store};
use super::arrivals::{MAX_INBOX, Read, claimed, names, problem, readable};
use super::lines::{Tally, said};

/// Nobody writes on a file that was taken longer ago, in milliseconds.
const WATCHED: i64 = 30 * 24 * 60 * 60 * 1000;
/// So many files are watched, the newest.
const MOST: usize = 1_000;
/// The hashes of as many lines as a file of the inbox can have are shorter: 20 bytes for one of two.
const MAX_TAKEN: u64 = 10 * MAX_INBOX + 4096;

/// What was taken of a file.
#[derive(Default, Serialize, Deserialize)]
struct Form {
    /// Its length in bytes when it was taken, and when it had last been written to, in nanoseconds since 1970.
    size: u64,
    changed: i64,
    /// The hash of each line.
    lines: Vec<String>,
}

impl Store {
    fn taken_dir(&self) -> PathBuf {
        self.state.join("inbox")
    }

    /// Keeps what was taken of the file called `name`, as it was read.
    pub(super) fn keep_taken(&self, name: &str, read: &Read) -> Result<(), StoreError> {
        let mut tally = self.taken_of(name).unwrap_or_default();
        tally.widen(Tally::of(&read.text));
        let form = Form {
            size: read.mark.size,
            changed: i64::try_from(read.mark.changed).unwrap_or_default(),
            lines: tally.hashes().into_iter().map(|hash| format!("{hash:016x}")).collect(),
        };
        let dir = self.taken_dir();
        let path = dir.join(format!("{name}.toml"));
        let bytes = toml::to_string(&form)
            .map_err(|error| StoreError::io("write", &path, std::io::Error::other(error)))?;
        self.disk
            .make_dir(&dir)
            .and_then(|_| self.disk.write_temp(&path, bytes.as_bytes(), 0o600))
            .and_then(|_| self.disk.replace(&path))
            .and_then(|()| self.disk.sync_dir(&dir))
            .map_err(|error| StoreError::write(&path, bytes.len(), error))
    }

    /// The lines that were taken of the file called `name`; `None` when that is not known.
    pub(super) fn taken_of(&self, name: &str) -> Option<Tally> {
        let form = self.read_taken(name)?;
        let hashes = form.lines.iter().filter_map(|hash| u64::from_str_radix(hash, 16).ok());
        Some(Tally::of_hashes(hashes))
    }

    fn read_taken(&self, name: &str) -> Option<Form> {
        let Ok(Found::File(bytes, _)) = look(&self.taken_dir().join(format!("{name}.toml")), MAX_TAKEN)
        else {
            return None;
        };
        toml::from_str(std::str::from_utf8(&bytes).ok()?).ok()
    }

    /// The files in `done` that were written to after they were taken.
    pub(super) fn written_on(&self) -> Vec<String> {
        let done = self.data.join("inbox/done");
        let kept = names(&self.taken_dir()).unwrap_or_default();
        let kept = kept.iter().filter_map(|name| name.strip_suffix(".toml"));
        let mut taken = lock(&self.taken);
        let is_news = |name: &&str| {
            let Ok(stat) = rustix::fs::lstat(done.join(name)) else { return false };
            let mark = Mark::of(&stat);
            if taken.settled.get(*name) == Some(&mark) {
                return false;
            }
            let Some(form) = self.read_taken(name) else { return false };
            let is_same = form.size == mark.size && i128::from(form.changed) == mark.changed;
            if is_same {
                taken.settled.insert((*name).to_owned(), mark);
            }
            !is_same
        };
        kept.filter(is_news).map(str::to_owned).collect()
    }

    /// The files in `done` that hold more than was taken of them.
    pub(super) fn more_than_taken(&self, problems: &mut Vec<Problem>) {
        let done = self.data.join("inbox/done");
        for name in self.written_on() {
            let path = done.join(&name);
            let Some(read) = readable(&path, problems) else { continue };
            let mut tally = self.taken_of(&name).unwrap_or_default();
            let more = said(&read.text).filter(|(_, line)| !tally.take(line)).count();
            if more > 0 {
                let lines = if more == 1 { "a line".to_owned() } else { format!("{more} lines") };
                let reason = format!(
                    "was written on after it was taken in and has {lines} more; `mingle jot --inbox` takes that in"
                );
                problems.push(problem(&path, &reason));
            }
        }
    }

    /// Forgets what was taken of files that are gone, or that nobody writes on any more.
    pub(super) fn forget_taken(&self, now: i64) {
        let dir = self.taken_dir();
        let inbox = self.data.join("inbox");
        let kept = names(&dir).unwrap_or_default();
        for (age, file) in kept.iter().rev().enumerate() {
            let Some(name) = file.strip_suffix(".toml") else { continue };
            let old = claimed(name).is_none_or(|id| now.saturating_sub(id.milliseconds()) > WATCHED);
            let there = ["done", "taking"].iter().any(|folder| inbox.join(folder).join(name).exists());
            if age >= MOST || old || !there {
                // What stays is looked at again the next time.
                drop(self.disk.remove(&dir.join(file)));
                lock(&self.taken).settled.remove(name);
            }
        }
    }
}
