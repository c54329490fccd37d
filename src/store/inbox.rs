//! The inbox: files of capture lines that others put there, each line taken in once, whatever is killed in between.
//!
//! A file that has been quiet is first moved to `inbox/taking/` under a name that no other ever had, so that its content stays
//! as it is. Each line is then saved as a change of its own, whose journal record names the file and the line: a record is
//! there exactly when its files are, or will be once the store is opened again. Only when every line has its record is the file
//! moved to `inbox/done/`. Whoever finds a file in `taking` goes on with the lines that have no record.
//!
//! Quiet is no proof that nobody writes. Files are moved and never copied, so what somebody writes later stands in the file in
//! `done`, and is taken in from there: see [`taken`].
//!
//! A phone writes its file on after we have taken it, or saves it again. What stands at the beginning of a file as it stood in
//! the last one of that name is therefore not taken again; nor is what stands anywhere in the other version of a file, when a
//! sync program has made two of one. Lines that were taken in elsewhere, over the same synced folder, are known by what they
//! became: see [`InboxLine::seed`].

mod arrivals;
mod lines;
mod taken;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use self::arrivals::{Read, arrivals, called, claimed, names, original_of, problem, readable};
use self::lines::{Tally, lines, said};
use super::disk::Mark;
use super::error::StoreError;
use super::load::lock;
use super::lock::Lock;
use super::ulid::Ulid;
use super::{Problem, Saved, Store};
use crate::domain::{Change, Now};

/// So many bytes of lines are given at a time.
const PIECE: usize = 1 << 20;
/// Within this long, in seconds, a single line that stands there again is the same line.
const SAME_DAY: u64 = 24 * 60 * 60;
/// What changed less than this long ago, in nanoseconds, may be half there.
const QUIET: i128 = 2_000_000_000;
/// What ends in the middle of a line is so for longer.
const QUIET_AMID_LINE: i128 = 10_000_000_000;

/// What there is to take in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Inbox {
    /// Files that are ready, oldest first.
    pub files: Vec<InboxFile>,
    /// A file is there that changed a moment ago: look again in two seconds.
    pub waiting: bool,
    /// Files that cannot be taken in, with the reason; they are left where they are.
    pub problems: Vec<Problem>,
    /// One of them could not be moved: that may be otherwise later.
    pub failed: bool,
}

/// A file of lines.
#[derive(Debug, Clone, PartialEq)]
pub struct InboxFile {
    /// What it is called in `inbox/taking/`, and then in `inbox/done/`.
    pub name: String,
    /// When it was last written to.
    pub written: Timestamp,
    /// The lines that are not taken in yet; blank ones are none.
    pub lines: Vec<InboxLine>,
    /// How many lines stood in an earlier file of this name, or in another version of this one, and are not taken in again.
    pub again: usize,
    /// What some of it is written in, where that is not UTF-8.
    pub encoding: Option<&'static str>,
    /// It lies in `done` already and was written on since.
    pub late: bool,
    /// There are more lines than these: a long file is taken in piece by piece.
    pub rest: bool,
}

impl InboxFile {
    /// What it was called where it was written.
    pub fn called(&self) -> &str {
        called(&self.name)
    }
}

/// A line that is to be taken in.
#[derive(Debug, Clone, PartialEq)]
pub struct InboxLine {
    /// As it stands there.
    pub text: String,
    /// Tells it from every other line of every other file.
    pub token: String,
    /// Seeds the ids of what it becomes: the same wherever the same file is read, so that two machines that take it in at
    /// once make the same records, which merge into one.
    pub seed: u64,
    /// How many lines before it in the file read the same.
    pub earlier: usize,
}

/// What this process knows of what is taken in.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// The youngest record of the journal that was looked at.
    upto: Option<Ulid>,
    /// The last operation when that was done.
    learnt: Option<(Ulid, bool)>,
    /// The lines whose records are in the journal.
    tokens: HashSet<String>,
    /// Files in `done` that were looked at, as they were.
    settled: HashMap<String, Mark>,
}

impl Store {
    /// What lies in the inbox. Files that are ready are moved to `inbox/taking/`, so that they are nobody else's.
    ///
    /// # Errors
    /// When the folder cannot be read, or when somebody else writes.
    pub fn inbox(&self, now: &Now) -> Result<Inbox, StoreError> {
        let mut inbox = Inbox::default();
        let dir = self.data.join("inbox");
        let (taking, done) = (dir.join("taking"), dir.join("done"));
        let mut arrived = arrivals(&dir, &mut inbox.problems)?;
        if arrived.is_empty() && names(&taking)?.is_empty() && self.written_on().is_empty() {
            return Ok(inbox);
        }
        // What a kill cut short is finished first: only then do the records say what is taken.
        let held = self.lock()?;
        self.learn(&held);
        // What stands in both is the original's.
        arrived.sort_by_key(|name| original_of(name).is_some());
        let mut left: HashSet<String> = HashSet::new();
        for name in arrived {
            if original_of(&name).is_some_and(|original| left.contains(&original)) {
                inbox.waiting = true;
            } else if self.claim(&dir, &name, now, &mut inbox) {
                left.insert(name);
            }
        }
        for name in names(&taking)? {
            let Some(read) = readable(&taking.join(&name), &mut inbox.problems) else { continue };
            if is_quiet(&read, now) {
                inbox.files.push(self.file(name, &read, false)?);
            } else {
                inbox.waiting = true;
            }
        }
        for name in self.written_on() {
            let Some(read) = readable(&done.join(&name), &mut inbox.problems) else { continue };
            if is_quiet(&read, now) {
                inbox.files.push(self.file(name, &read, true)?);
            } else {
                inbox.waiting = true;
            }
        }
        Ok(inbox)
    }

    /// The files in the inbox that cannot be taken in, with the reason, and those of which more is to be taken; nothing is moved.
    pub(super) fn inbox_problems(&self) -> Result<Vec<Problem>, StoreError> {
        let (dir, mut problems) = (self.data.join("inbox"), Vec::new());
        for name in arrivals(&dir, &mut problems)? {
            readable(&dir.join(name), &mut problems);
        }
        let taking = dir.join("taking");
        for name in names(&taking)? {
            readable(&taking.join(name), &mut problems);
        }
        self.more_than_taken(&mut problems);
        Ok(problems)
    }

    /// A file in `taking`, or one in `done` that was written on: what is still to be taken of it.
    fn file(&self, name: String, read: &Read, late: bool) -> Result<InboxFile, StoreError> {
        let before = self.before(&name, read, late)?;
        let (lines, again) = self.untaken(&name, read, before);
        let Read { written, encoding, .. } = *read;
        let mut bytes = 0;
        let all = lines.len();
        let of_piece = |line: &InboxLine| {
            bytes += line.text.len();
            bytes <= PIECE || bytes == line.text.len()
        };
        let lines: Vec<InboxLine> = lines.into_iter().take_while(of_piece).collect();
        let rest = lines.len() < all;
        Ok(InboxFile { name, written, lines, again: if rest { 0 } else { again }, encoding, late, rest })
    }

    /// Moves a file that is ready to where it is ours; true when it is left because it is not ready yet.
    fn claim(&self, dir: &Path, name: &str, now: &Now, inbox: &mut Inbox) -> bool {
        let path = dir.join(name);
        let Some(read) = readable(&path, &mut inbox.problems) else { return false };
        // An empty one is nothing yet: whoever made it has still to write into it.
        if read.text.is_empty() {
            return true;
        }
        if !is_quiet(&read, now) {
            inbox.waiting = true;
            return true;
        }
        // One file that cannot be moved keeps no other out.
        match self.move_to_taking(dir, name, now) {
            Err(error) if path.symlink_metadata().is_ok() => {
                inbox
                    .problems
                    .push(problem(&path, &format!("is not taken in ({error}); it is left where it is")));
                inbox.failed = true;
                false
            }
            // Whoever wrote it has taken it away.
            Err(_) | Ok(()) => false,
        }
    }

    fn move_to_taking(&self, dir: &Path, name: &str, now: &Now) -> Result<(), StoreError> {
        let taking = dir.join("taking");
        // After all that were taken before, whatever the clock says: by their order it is known which was the last of a name.
        let mut ids: Vec<Ulid> = Vec::new();
        for folder in [&taking, &dir.join("done")] {
            ids.extend(names(folder)?.iter().filter_map(|name| claimed(name)));
        }
        let id = Ulid::after(ids.into_iter().max(), now.0.timestamp().as_millisecond());
        let to = taking.join(format!("{id}-{name}"));
        let failed = |error| StoreError::write(&to, 0, error);
        self.disk.make_dir(&taking).map_err(failed)?;
        self.disk.move_to(&dir.join(name), &to).map_err(failed)?;
        self.synced(&[&taking, dir])
    }

    /// Saves what lines of the inbox say together, unless one of them was taken in before: `None` then.
    ///
    /// # Errors
    /// As [`Store::save`].
    pub fn save_from_inbox(
        &self,
        change: &Change,
        lines: &[InboxLine],
        now: &Now,
    ) -> Result<Option<Saved>, StoreError> {
        let mut held = self.lock()?;
        self.learn(&held);
        if lines.iter().any(|line| self.is_taken(&line.token)) {
            return Ok(None);
        }
        let tokens: Vec<&str> = lines.iter().map(|line| line.token.as_str()).collect();
        let saved = self.save_held(&mut held, change, now, tokens.join(" "))?;
        // Should the journal be out of order, this process at least knows.
        let mut taken = lock(&self.taken);
        taken.tokens.extend(tokens.into_iter().map(str::to_owned));
        taken.learnt = held.last;
        Ok(Some(saved))
    }

    /// Remembers that another machine took a line in: what it became is here already.
    pub fn known_from_inbox(&self, line: &InboxLine) {
        lock(&self.taken).tokens.insert(line.token.clone());
    }

    /// Moves a file to `inbox/done/`, once all of its lines are taken in: false when some are not, as it was written on.
    ///
    /// # Errors
    /// When it cannot be moved; it is looked at again then, and no line comes twice.
    pub fn inbox_done(&self, file: &InboxFile, now: &Now) -> Result<bool, StoreError> {
        let held = self.lock()?;
        self.learn(&held);
        let (taking, done) = (self.data.join("inbox/taking"), self.data.join("inbox/done"));
        let (from, to) = (taking.join(&file.name), done.join(&file.name));
        let Some(read) = readable(if file.late { &to } else { &from }, &mut Vec::new()) else {
            return Ok(false);
        };
        let before = self.before(&file.name, &read, file.late)?;
        if !self.untaken(&file.name, &read, before).0.is_empty() {
            return Ok(false);
        }
        // Before it is moved, so that none lies in `done` of which that is not known. Where nothing can be kept beside the
        // journal the journal has no records either: better moved than taken twice.
        let kept = self.keep_taken(&file.name, &read);
        if file.late {
            return kept.map(|()| true);
        }
        self.forget_taken(now.0.timestamp().as_millisecond());
        let failed = |error| StoreError::write(&to, 0, error);
        self.disk.make_dir(&done).map_err(failed)?;
        self.disk.move_to(&from, &to).map_err(failed)?;
        self.synced(&[&done, &taking])?;
        Ok(true)
    }

    fn synced(&self, folders: &[&Path]) -> Result<(), StoreError> {
        folders.iter().try_for_each(|folder| {
            self.disk
                .sync_dir(folder)
                .map_err(|source| StoreError::NotDurable { path: folder.to_path_buf(), source })
        })
    }

    /// Which lines of a file need not be taken in.
    fn before(&self, name: &str, read: &Read, late: bool) -> Result<Before, StoreError> {
        let own = self.taken_of(name).unwrap_or_default();
        let others = if late { Tally::default() } else { self.elsewhere(name, read)? };
        Ok(Before { own, others })
    }

    /// The lines that stood in the last file of that name: it was written on, or saved again. And those of its other versions.
    ///
    /// One line alone may well be written twice, so it counts only within a day, or when more was written after it. What is
    /// left out lies in `inbox/done/`.
    fn elsewhere(&self, name: &str, read: &Read) -> Result<Tally, StoreError> {
        let dir = self.data.join("inbox");
        let version_of = |name: &str| original_of(called(name)).unwrap_or_else(|| called(name).to_owned());
        let is_copy = |name: &str| original_of(called(name)).is_some();
        let original = version_of(name);
        let mut family: Vec<(String, PathBuf)> = Vec::new();
        for folder in ["taking", "done"].map(|folder| dir.join(folder)) {
            let before = names(&folder)?.into_iter();
            let before = before.filter(|other| other.as_str() < name && version_of(other) == original);
            family.extend(before.map(|other| (other.clone(), folder.join(other))));
        }
        family.sort();
        let last = family.iter().rposition(|(other, _)| !is_copy(other));
        let mut tally = Tally::default();
        for (at, (other, path)) in family.iter().enumerate() {
            let Some(old) = readable(path, &mut Vec::new()) else { continue };
            let soon = read.written.as_second().abs_diff(old.written.as_second()) < SAME_DAY;
            if is_copy(name) || is_copy(other) {
                // Older ones say nothing of this version.
                if soon || last.is_none_or(|last| at >= last) {
                    tally.widen(Tally::of(&old.text));
                }
            } else if Some(at) == last {
                tally.widen(beginning(&old.text, &read.text, soon));
            }
        }
        Ok(tally)
    }

    /// The lines of a file that have no record and did not stand anywhere before, and how many of its lines did elsewhere.
    fn untaken(&self, name: &str, read: &Read, mut before: Before) -> (Vec<InboxLine>, usize) {
        let mut again = 0;
        let mut untaken = lines(name, &read.text, read.written);
        untaken.retain(|line| {
            if before.own.take(&line.text) || self.is_taken(&line.token) {
                return false;
            }
            let known = before.others.take(&line.text);
            again += usize::from(known);
            !known
        });
        (untaken, again)
    }

    /// Reads which lines have records, where anything was done since that was read last. Under the lock no record is half done.
    fn learn(&self, held: &Lock) {
        let mut taken = lock(&self.taken);
        if held.last.is_some() && taken.learnt == held.last {
            return;
        }
        for id in self.journal.ids() {
            if taken.upto.is_some_and(|upto| id <= upto) {
                continue;
            }
            taken.upto = Some(id);
            // One that can be neither finished nor undone may have kept nothing: rather twice than never.
            if let Some(head) = self.journal.head(id).filter(|head| !head.inbox.is_empty() && !head.stuck) {
                taken.tokens.extend(head.inbox.split(' ').map(str::to_owned));
            }
        }
        taken.learnt = held.last;
    }

    /// Whether a record says that the line is taken in.
    fn is_taken(&self, token: &str) -> bool {
        lock(&self.taken).tokens.contains(token)
    }
}

/// The lines of a file that are not to be taken in.
struct Before {
    /// They were taken in from this file.
    own: Tally,
    /// They stand in another file of its name.
    others: Tally,
}

/// The lines at the beginning of a text that are those of an `old` one, when it is likely that they are the same.
fn beginning(old: &str, new: &str, soon: bool) -> Tally {
    let common = said(old).zip(said(new)).take_while(|((_, old), (_, new))| old.trim() == new.trim()).count();
    let went_on = common == said(old).count() && said(new).count() > common;
    let same = common > 1 || went_on || soon;
    said(new).take(if same { common } else { 0 }).map(|(_, line)| line).collect()
}

/// Whether nobody has written to a file for a while.
fn is_quiet(read: &Read, now: &Now) -> bool {
    let age = now.0.timestamp().as_nanosecond() - read.written.as_nanosecond();
    let ended = read.text.ends_with(['\n', '\r']);
    // A clock that runs ahead by more says nothing about when.
    age.abs() >= if ended { QUIET } else { QUIET_AMID_LINE }
}
