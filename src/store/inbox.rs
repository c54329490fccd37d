//! The inbox: files of capture lines that others put there, each line taken in once, whatever is killed in between.
//!
//! A file that has been quiet is first moved to `inbox/taking/` under a name that no other ever had, so that its content stays
//! as it is. Each line is then saved as a change of its own, whose journal record names the file and the line: a record is
//! there exactly when its files are, or will be once the store is opened again. Only when every line has its record is the file
//! moved to `inbox/done/`. Whoever finds a file in `taking` goes on with the lines that have no record.
//!
//! A phone writes its file on after we have taken it, or saves it again. What stands at the beginning of a file as it stood in
//! the last one of that name is therefore not taken again. Lines that were taken in elsewhere, over the same synced folder,
//! are known by what they became: see [`InboxLine::seed`].

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::disk::{Found, look};
use super::error::StoreError;
use super::form::hash;
use super::load::lock;
use super::ulid::Ulid;
use super::{Problem, Saved, Store};
use crate::domain::{Change, Now};

/// Within this long, in seconds, a single line that stands there again is the same line.
const SAME_DAY: u64 = 24 * 60 * 60;
/// Longer files are no capture lines.
const MAX_INBOX: u64 = 1 << 20;
/// What changed less than this long ago, in nanoseconds, may be half there.
const QUIET: i128 = 2_000_000_000;

/// What there is to take in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Inbox {
    /// Files that are ready, oldest first.
    pub files: Vec<InboxFile>,
    /// A file is there that changed a moment ago: look again in two seconds.
    pub waiting: bool,
    /// Files that cannot be taken in, with the reason; they are left where they are.
    pub problems: Vec<Problem>,
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
    /// How many lines at its beginning stood in the last file of this name, and are not taken in again.
    pub again: usize,
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

/// The lines whose records we have seen in the journal.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// The youngest record that was looked at.
    upto: Option<Ulid>,
    tokens: HashSet<String>,
}

impl Store {
    /// What lies in the inbox. Files that are ready are moved to `inbox/taking/`, so that they are nobody else's.
    ///
    /// # Errors
    /// When the folder cannot be read or written.
    pub fn inbox(&self, now: &Now) -> Result<Inbox, StoreError> {
        let mut inbox = Inbox::default();
        let dir = self.data.join("inbox");
        let arrived: Vec<String> = names(&dir)?.into_iter().filter(|name| is_arrival(name)).collect();
        if arrived.is_empty() && names(&dir.join("taking"))?.is_empty() {
            return Ok(inbox);
        }
        // What a kill cut short is finished first: only then do the records say what is taken.
        let _held = self.lock()?;
        for name in arrived {
            self.claim(&dir, &name, now, &mut inbox)?;
        }
        for name in names(&dir.join("taking"))? {
            let path = dir.join("taking").join(&name);
            if let Some((text, written)) = readable(&path, &mut inbox.problems)? {
                let again = self.again(&name, &text, written)?;
                let lines = self.untaken(&name, &text, written, again);
                inbox.files.push(InboxFile { name, written, lines, again });
            }
        }
        Ok(inbox)
    }

    /// The files in the inbox that cannot be taken in, with the reason; nothing is moved.
    pub(super) fn inbox_problems(&self) -> Result<Vec<Problem>, StoreError> {
        let (dir, mut problems) = (self.data.join("inbox"), Vec::new());
        for folder in [dir.clone(), dir.join("taking")] {
            let arrived = names(&folder)?.into_iter().filter(|name| folder != dir || is_arrival(name));
            for name in arrived {
                readable(&folder.join(name), &mut problems)?;
            }
        }
        Ok(problems)
    }

    /// Moves a file that is ready to where it is ours.
    fn claim(&self, dir: &Path, name: &str, now: &Now, inbox: &mut Inbox) -> Result<(), StoreError> {
        let path = dir.join(name);
        let Some((text, written)) = readable(&path, &mut inbox.problems)? else { return Ok(()) };
        let age = now.0.timestamp().as_nanosecond() - written.as_nanosecond();
        // A clock that runs ahead by more says nothing about when.
        if age.abs() < QUIET {
            inbox.waiting = true;
            return Ok(());
        }
        // Nothing yet: whoever made it has still to write into it.
        if text.is_empty() {
            return Ok(());
        }
        let taking = dir.join("taking");
        // After all that were taken before, whatever the clock says: by their order it is known which was the last of a name.
        let mut ids: Vec<Ulid> = Vec::new();
        for folder in [&taking, &dir.join("done")] {
            let names = names(folder)?;
            ids.extend(names.iter().filter_map(|name| Ulid::parse(name.split_once('-')?.0)));
        }
        let id = Ulid::after(ids.into_iter().max(), now.0.timestamp().as_millisecond());
        let to = taking.join(format!("{id}-{name}"));
        let failed = |error| StoreError::write(&to, 0, error);
        self.disk.make_dir(&taking).map_err(failed)?;
        self.disk.move_to(&path, &to).map_err(failed)?;
        self.synced(&[&taking, dir])
    }

    /// Saves what a line of the inbox says, unless that was done before: `None` then.
    ///
    /// # Errors
    /// As [`Store::save`].
    pub fn save_from_inbox(
        &self,
        change: &Change,
        line: &InboxLine,
        now: &Now,
    ) -> Result<Option<Saved>, StoreError> {
        let mut held = self.lock()?;
        if self.tokens_hold(&line.token) {
            return Ok(None);
        }
        let saved = self.save_held(&mut held, change, now, line.token.clone())?;
        // Should the journal be out of order, this process at least knows.
        lock(&self.taken).tokens.insert(line.token.clone());
        Ok(Some(saved))
    }

    /// Remembers that another machine took a line in: what it became is here already.
    pub fn known_from_inbox(&self, line: &InboxLine) {
        lock(&self.taken).tokens.insert(line.token.clone());
    }

    /// Moves a file to `inbox/done/`, once all of its lines are taken in: false when some are not.
    ///
    /// # Errors
    /// When it cannot be moved; it is looked at again then, and no line comes twice.
    pub fn inbox_done(&self, file: &InboxFile) -> Result<bool, StoreError> {
        let _held = self.lock()?;
        let (taking, done) = (self.data.join("inbox/taking"), self.data.join("inbox/done"));
        let (from, to) = (taking.join(&file.name), done.join(&file.name));
        let Some((text, written)) = readable(&from, &mut Vec::new())? else { return Ok(false) };
        if !self.untaken(&file.name, &text, written, file.again).is_empty() {
            return Ok(false);
        }
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

    /// How many lines at the beginning of a file stood in the last one of that name: it was written on, or saved again.
    ///
    /// One line alone may well be written twice, so it counts only within a day, or when more was written after it. What is
    /// left out lies in `inbox/done/`.
    fn again(&self, name: &str, text: &str, written: Timestamp) -> Result<usize, StoreError> {
        let dir = self.data.join("inbox");
        let mut last: Option<(String, PathBuf)> = None;
        for folder in ["taking", "done"].map(|folder| dir.join(folder)) {
            let before = names(&folder)?
                .into_iter()
                .filter(|other| other.as_str() < name && called(other) == called(name));
            if let Some(other) = before.max()
                && last.as_ref().is_none_or(|(last, _)| *last < other)
            {
                let path = folder.join(&other);
                last = Some((other, path));
            }
        }
        let Some((_, path)) = last else { return Ok(0) };
        let Some((old, before)) = readable(&path, &mut Vec::new())? else { return Ok(0) };
        let common =
            said(&old).zip(said(text)).take_while(|((_, old), (_, new))| old.trim() == new.trim()).count();
        let went_on = common == said(&old).count() && said(text).count() > common;
        let soon = written.as_second().abs_diff(before.as_second()) < SAME_DAY;
        Ok(if common > 1 || went_on || soon { common } else { 0 })
    }

    /// The lines of a file in `taking` that have no record, but for the first `again`.
    fn untaken(&self, name: &str, text: &str, written: Timestamp, again: usize) -> Vec<InboxLine> {
        let mut read: HashMap<&str, usize> = HashMap::new();
        let lines = said(text).map(|(at, line)| {
            let count = read.entry(line).or_default();
            *count += 1;
            InboxLine {
                text: line.to_owned(),
                token: hash(format!("{name}\n{at}\n{line}").as_bytes()),
                seed: seed(&format!("{}\n{}\n{at}\n{line}", called(name), written.as_second())),
                earlier: *count - 1,
            }
        });
        let lines: Vec<InboxLine> = lines.skip(again).collect();
        lines.into_iter().filter(|line| !self.tokens_hold(&line.token)).collect()
    }

    /// Whether a record says that the line is taken in. The lock is held, so no record is half done.
    fn tokens_hold(&self, token: &str) -> bool {
        let mut taken = lock(&self.taken);
        for id in self.journal.ids() {
            if taken.upto.is_some_and(|upto| id <= upto) {
                continue;
            }
            taken.upto = Some(id);
            // One that can be neither finished nor undone may have kept nothing: rather twice than never.
            if let Some(head) = self.journal.head(id).filter(|head| !head.inbox.is_empty() && !head.stuck) {
                taken.tokens.insert(head.inbox);
            }
        }
        taken.tokens.contains(token)
    }
}

/// The lines that say something, with their number; of old files, where CR alone ends a line, too.
fn said(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let ends_with_cr = !text.contains('\n');
    let lines = text.lines().flat_map(move |line| line.split(move |ch| ends_with_cr && ch == '\r'));
    lines.enumerate().filter(|(_, line)| !line.trim().is_empty())
}

/// What a file in `taking` or `done` was called before it got a name that no other has.
fn called(name: &str) -> &str {
    match name.split_once('-') {
        Some((id, called)) if Ulid::parse(id).is_some() => called,
        _ => name,
    }
}

/// The first 64 bits of the hash of a text.
fn seed(text: &str) -> u64 {
    let hash = hash(text.as_bytes());
    hash.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or_default()
}

/// The names in a folder, sorted; none where there is no folder.
fn names(dir: &Path) -> Result<Vec<String>, StoreError> {
    let entries = match std::fs::read_dir(dir) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|error| StoreError::io("read", dir, error))?,
    };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
    names.sort();
    Ok(names)
}

/// Whether a name in the inbox is that of lines, and not of what a sync program is still writing.
fn is_arrival(name: &str) -> bool {
    let lower = name.to_lowercase();
    Path::new(&lower).extension().is_some_and(|end| end == "txt")
        && name.len() <= 200
        && !name.starts_with('~')
        && !lower.contains(".tmp.")
}

/// The text of a file and when it was written; what is none is a problem. `None` without one when it is not there.
fn readable(path: &Path, problems: &mut Vec<Problem>) -> Result<Option<(String, Timestamp)>, StoreError> {
    let mut problem = |reason: &str| {
        problems.push(Problem {
            path: PathBuf::from(path),
            at: None,
            reason: reason.to_owned(),
            name: String::new(),
        });
        Ok(None)
    };
    let found = match look(path, MAX_INBOX) {
        // One file that may not be read keeps no other out.
        Err(error) => return problem(&format!("could not be read ({error}); check its permissions")),
        Ok(found) => found,
    };
    match found {
        Found::Nothing => Ok(None),
        Found::Link | Found::NoFile => problem("is no plain file; move it away"),
        Found::TooLong(_) => problem("has more than 1 MiB, too much for capture lines; split it"),
        Found::File(bytes, mark) => match std::str::from_utf8(&bytes) {
            Err(_) => problem("is not UTF-8; save it as UTF-8"),
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
                if let Some(sign) = text.get(..11).map(str::to_ascii_uppercase)
                    && ["BEGIN:VCARD", "BEGIN:VCALE"].contains(&sign.as_str())
                {
                    return problem(
                        "holds contacts or a calendar, no capture lines; `mingle import` takes it in",
                    );
                }
                Ok(Some((text, Timestamp::from_nanosecond(mark.changed).unwrap_or(Timestamp::UNIX_EPOCH))))
            }
        },
    }
}
