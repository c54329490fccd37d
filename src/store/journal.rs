//! The undo journal: one file for each operation, with what each of its files was and became.

mod record;

use std::fs::File;
use std::io::{BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::disk::{Disk, Found, look, temp_of};
use super::long_file::Long;
use super::names::original_of;
use super::ulid::Ulid;
use crate::domain::Now;

/// No record is longer: an import may bring 64 MiB, each file of which is there once with its hash.
const MAX_RECORD: u64 = 512 * 1024 * 1024;
/// An operation on so many files is written file by file.
const MANY: usize = 500;
/// A long record is read and written in pieces of this many bytes.
const BUFFER: usize = 128 * 1024;
/// The head of a record is nearly always within this many bytes.
const HEAD: u64 = 4096;
/// Kept whatever their age.
const KEEP_COUNT: usize = 500;
const KEEP_DAYS: i64 = 90;
const KEEP_BYTES: u64 = 50 * 1024 * 1024;

/// Whether an operation was done first, taken back, or done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    #[default]
    Do,
    Undo,
    Redo,
}

/// What is known of an operation without its files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub(super) struct Head {
    pub(super) kind: Kind,
    /// For an undo or a redo: the operation whose files it turned round.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) of: String,
    /// For an undo or a redo: what the user first did.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) root: String,
    /// A file was changed by others between two of its steps, so it can be neither finished nor undone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) stuck: bool,
    /// Which line of the inbox it took in; see [`super::inbox`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) inbox: String,
    /// Its files were written one by one, every value on one line.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) lines: bool,
    pub(super) when: String,
    pub(super) what: String,
}

/// What an operation does to one file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Move {
    /// Inside the data folder, such as `people/ana-ruiz-k3f9.toml`.
    pub(super) path: String,
    /// The bytes before; `None` when there was no file.
    pub(super) before: Option<Vec<u8>>,
    /// The bytes after; `None` when it went to the trash.
    pub(super) after: Option<Vec<u8>>,
    /// Where in the trash it went, or where it came back from.
    pub(super) trash: Option<String>,
}

impl Move {
    /// The move that takes this one back.
    pub(super) fn invert(self) -> Self {
        Self { before: self.after, after: self.before, ..self }
    }
}

/// An operation.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Operation {
    pub(super) head: Head,
    pub(super) moves: Vec<Move>,
}

/// A record that is being written.
#[derive(Debug)]
pub(super) struct Begun {
    out: BufWriter<File>,
    temp: PathBuf,
}

impl Begun {
    /// Adds what becomes of one file.
    pub(super) fn add(&mut self, change: &Move) -> std::io::Result<()> {
        record::write_file(&mut self.out, change)
    }

    /// Adds what becomes of a file that said `before`, and is written beside its place.
    pub(super) fn add_long(&mut self, path: &str, before: &str, long: &Long) -> std::io::Result<()> {
        record::write_long(&mut self.out, path, before, long)
    }

    /// Gives it up.
    pub(super) fn drop_it(self, disk: &Disk) {
        drop(disk.remove(&self.temp));
    }
}

/// The folder of records.
#[derive(Debug, Clone)]
pub(super) struct Journal {
    dir: PathBuf,
}

impl Journal {
    pub(super) fn new(state: &Path) -> Self {
        Self { dir: state.join("undo") }
    }

    fn path(&self, id: Ulid) -> PathBuf {
        self.dir.join(format!("{id}.toml"))
    }

    /// Writes a record durably. What fails leaves nothing behind.
    pub(super) fn write(&self, disk: &Disk, id: Ulid, operation: &Operation) -> std::io::Result<()> {
        if operation.moves.len() >= MANY {
            let each = || self.write_each(disk, id, operation);
            return each().or_else(|_| each());
        }
        let text = record::write(operation).map_err(std::io::Error::other)?;
        // Like a file, a record whose sync failed is written once more from the start.
        self.write_text(disk, id, &text).or_else(|_| self.write_text(disk, id, &text))
    }

    fn write_text(&self, disk: &Disk, id: Ulid, text: &str) -> std::io::Result<()> {
        // One name for the temporary file of all records: a kill leaves at most one behind.
        let scratch = self.dir.join("new.toml");
        if let Err(error) = disk.write_temp(&scratch, text.as_bytes(), 0o600) {
            if error.kind() != std::io::ErrorKind::NotFound {
                return Err(error);
            }
            disk.make_dir(&self.dir)?;
            disk.write_temp(&scratch, text.as_bytes(), 0o600)?;
        }
        let path = self.path(id);
        let placed = disk.move_to(&temp_of(&scratch), &path).and_then(|()| disk.sync_dir(&self.dir));
        if placed.is_err() {
            drop(disk.remove(&temp_of(&scratch)));
            drop(disk.remove(&path));
        }
        placed
    }

    /// Writes a record file by file: as one text it would be as long again as all of them.
    fn write_each(&self, disk: &Disk, id: Ulid, operation: &Operation) -> std::io::Result<()> {
        let mut begun = self.begin(disk, &operation.head)?;
        for change in &operation.moves {
            if let Err(error) = begun.add(change) {
                begun.drop_it(disk);
                return Err(error);
            }
        }
        self.end(disk, id, begun)
    }

    /// Begins a record whose files are added one by one.
    pub(super) fn begin(&self, disk: &Disk, head: &Head) -> std::io::Result<Begun> {
        let temp = temp_of(&self.dir.join("new.toml"));
        let file = match disk.create_temp(&temp, 0o600) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                disk.make_dir(&self.dir)?;
                disk.create_temp(&temp, 0o600)
            }
            made => made,
        }?;
        let mut out = BufWriter::with_capacity(BUFFER, file);
        out.write_all(record::write_head(head).map_err(std::io::Error::other)?.as_bytes())?;
        Ok(Begun { out, temp })
    }

    /// Puts a record that was begun in its place, durably. What fails leaves nothing behind.
    pub(super) fn end(&self, disk: &Disk, id: Ulid, begun: Begun) -> std::io::Result<()> {
        let Begun { out, temp } = begun;
        let path = self.path(id);
        let written = out.into_inner().map_err(std::io::IntoInnerError::into_error);
        let placed = written
            .and_then(|file| disk.sync(&file, &temp))
            .and_then(|()| disk.move_to(&temp, &path))
            .and_then(|()| disk.sync_dir(&self.dir));
        placed.inspect_err(|_| {
            drop(disk.remove(&temp));
            drop(disk.remove(&path));
        })
    }

    /// Forgets a record, whose operation did not happen.
    pub(super) fn forget(&self, disk: &Disk, id: Ulid) {
        drop(disk.remove(&self.path(id)));
    }

    /// The record called `id`; `None` when it is not there or not whole.
    pub(super) fn read(&self, id: Ulid) -> Option<Operation> {
        let Ok(Found::File(bytes, ..)) = look(&self.path(id), MAX_RECORD) else { return None };
        record::read(&bytes)
    }

    /// Tells what becomes of each file of the operation called `id`, reading one at a time, until the first error; `None` when
    /// its record is not there or not whole, whatever was told by then. One that was not written file by file is read whole.
    pub(super) fn each<E>(
        &self,
        id: Ulid,
        mut tell: impl FnMut(Move) -> Result<(), E>,
    ) -> Option<Result<(), E>> {
        if !self.head(id)?.lines {
            return Some(self.read(id)?.moves.into_iter().try_for_each(tell));
        }
        let mut told = Ok(());
        record::read_one_by_one(self.open(id)?, |change| {
            if told.is_ok() {
                told = tell(change);
            }
        })?;
        Some(told)
    }

    /// How many files the operation called `id` has; `None` when its record is not there.
    pub(super) fn count(&self, id: Ulid) -> Option<usize> {
        if self.head(id)?.lines { record::count(self.open(id)?) } else { Some(self.read(id)?.moves.len()) }
    }

    fn open(&self, id: Ulid) -> Option<BufReader<File>> {
        Some(BufReader::with_capacity(BUFFER, File::open(self.path(id)).ok()?))
    }

    /// How long the record called `id` is, in bytes; 0 when it is not there.
    pub(super) fn length(&self, id: Ulid) -> u64 {
        std::fs::symlink_metadata(self.path(id)).map_or(0, |meta| meta.len())
    }

    /// The head of a record, without reading its files where that can be helped.
    pub(super) fn head(&self, id: Ulid) -> Option<Head> {
        use std::io::Read as _;
        let mut start = String::new();
        let file = std::fs::File::open(self.path(id)).ok()?;
        // A character cut in two is no text; the whole is read then.
        if file.take(HEAD).read_to_string(&mut start).is_ok()
            && let Some(head) = record::head_of(&start)
        {
            return Some(head);
        }
        self.read(id).map(|operation| operation.head)
    }

    /// Marks an operation as one that can be neither finished nor undone. Left unmarked, it is looked at again at the next start.
    pub(super) fn mark_stuck(&self, disk: &Disk, id: Ulid) {
        let Some(head) = self.head(id) else { return };
        let Ok(mut begun) = self.begin(disk, &Head { stuck: true, ..head }) else { return };
        let told = self.each(id, |change| begun.add(&change));
        let Begun { out, temp } = begun;
        let written = out.into_inner().is_ok_and(|file| disk.sync(&file, &temp).is_ok());
        if !matches!(told, Some(Ok(()))) || !written || rustix::fs::rename(&temp, self.path(id)).is_err() {
            drop(disk.remove(&temp));
        }
    }

    /// Every record, oldest first.
    pub(super) fn ids(&self) -> Vec<Ulid> {
        let Ok(entries) = std::fs::read_dir(&self.dir) else { return Vec::new() };
        let mut ids: Vec<Ulid> = entries
            .flatten()
            .filter_map(|entry| Ulid::parse(entry.file_name().to_str()?.strip_suffix(".toml")?))
            .collect();
        ids.sort_unstable();
        ids
    }

    /// Drops the oldest records: those past 90 days but never the newest 500, and as many as make more than 50 MB.
    pub(super) fn prune(&self, disk: &Disk, now: i64) {
        let ids = self.ids();
        let day = 24 * 60 * 60 * 1000;
        let mut bytes = 0;
        for (age, id) in ids.into_iter().rev().enumerate() {
            let path = self.path(id);
            bytes += std::fs::symlink_metadata(&path).map_or(0, |meta| meta.len());
            let old = now.saturating_sub(id.milliseconds()) > KEEP_DAYS * day;
            // The newest stays, however long it is: it may have to be finished.
            if age > 0 && (bytes > KEEP_BYTES || (old && age >= KEEP_COUNT)) {
                drop(disk.remove(&path));
            }
        }
    }

    /// What can be undone and redone, from oldest to newest.
    pub(super) fn stacks(&self) -> Stacks {
        let mut stacks = Stacks::default();
        for id in self.ids() {
            if let Some(head) = self.head(id) {
                stacks.push(id, head);
            }
        }
        stacks
    }

    /// Takes `path`, and copies of it that were merged, out of every record. Answers how many held it.
    pub(super) fn purge(&self, disk: &Disk, path: &str) -> std::io::Result<usize> {
        let mut count = 0;
        for id in self.ids() {
            let Some(mut operation) = self.read(id) else { continue };
            let all = operation.moves.len();
            let is_of = |name: &str| name == path || original_of(name).as_deref() == Some(path);
            operation.moves.retain(|change| !is_of(&change.path));
            if operation.moves.len() == all {
                continue;
            }
            count += 1;
            if operation.moves.is_empty() {
                disk.remove(&self.path(id))?;
            } else {
                "(purged)".clone_into(&mut operation.head.what);
                disk.remove(&self.path(id))?;
                self.write(disk, id, &operation)?;
            }
        }
        if count > 0 {
            disk.sync_dir(&self.dir)?;
        }
        Ok(count)
    }
}

/// An operation that can be turned round.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Turn {
    /// What the user first did.
    pub(super) root: Ulid,
    /// The operation whose files are to be turned round.
    pub(super) of: Ulid,
    pub(super) what: String,
}

/// What can be undone and what redone; the last is the next.
#[derive(Debug, Default)]
pub(super) struct Stacks {
    pub(super) undo: Vec<Turn>,
    pub(super) redo: Vec<Turn>,
    /// Everything done, with its head.
    pub(super) done: Vec<(Ulid, Head)>,
}

impl Stacks {
    fn push(&mut self, id: Ulid, head: Head) {
        let turn = |root| Turn { root, of: id, what: head.what.clone() };
        let root = Ulid::parse(&head.root);
        // The record of a long operation goes when that of its undo comes, which has all that is needed to do it again.
        if let Some(root) = root.filter(|root| !head.stuck && !self.done.iter().any(|(done, _)| done == root))
        {
            let at = self.done.partition_point(|(done, _)| *done < root);
            self.done.insert(at, (root, Head { when: moment_of(root, &head.when), ..head.clone() }));
        }
        match (head.kind, root) {
            _ if head.stuck => {}
            (Kind::Do, _) => {
                self.redo.clear();
                self.undo.push(turn(id));
                self.done.push((id, head));
            }
            (Kind::Undo, Some(root)) => {
                self.undo.retain(|turn| turn.root != root);
                self.redo.push(turn(root));
            }
            (Kind::Redo, Some(root)) => {
                self.redo.retain(|turn| turn.root != root);
                self.undo.push(turn(root));
            }
            (_, None) => {}
        }
    }
}

/// When an operation was begun, by its name, on the clock that its undo was told by; that of the undo where it is not to be had.
fn moment_of(id: Ulid, undone: &str) -> String {
    let told = || {
        let offset = Pieces::parse(undone).ok()?.to_numeric_offset()?;
        let begun = Timestamp::from_millisecond(id.milliseconds()).ok()?;
        Some(Now(begun.to_zoned(TimeZone::fixed(offset))).stamp().to_string())
    };
    told().unwrap_or_else(|| undone.to_owned())
}
