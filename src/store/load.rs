//! Reading everything, with several threads, and reading what changed since.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::{Person, PersonId, Record};

use super::disk::{Found, Mark, look};
use super::error::StoreError;
use super::form::{max_of, parse};
use super::names::{Named, classify};
use super::{Loaded, Problem, Store};

/// Measured: with a cold cache 8 threads wait for the disk in parallel, with a warm one they cost nothing.
const THREADS: usize = 8;
/// Small at first, so that the first rows show at once.
const FIRST_BATCH: usize = 32;
const BATCH: usize = 256;

/// What we know of a file without reading it again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Seen {
    mark: Option<Mark>,
    hash: u64,
    /// Whether a record was made of it, now or before it broke.
    record: bool,
}

/// What we know of every file.
#[derive(Debug, Default)]
pub(super) struct Files {
    seen: HashMap<String, Seen>,
    /// The youngest change seen. What is about as young may change again without a trace in size and time.
    youngest: i128,
}

/// Clocks of file systems tick in steps of up to 10 ms.
const TICK: i128 = 20_000_000;

/// A quick hash, only to tell a touched file from a changed one.
pub(super) fn quick_hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

/// A file that may hold a record. There may be 100,000 of them, so no more than their names are kept.
struct Candidate {
    folder: &'static str,
    name: Box<str>,
}

impl Candidate {
    /// Inside the data folder.
    fn path(&self) -> String {
        if self.folder.is_empty() { self.name.to_string() } else { format!("{}/{}", self.folder, self.name) }
    }
}

impl Store {
    fn files(&self) -> MutexGuard<'_, Files> {
        lock(&self.files)
    }

    /// Reads everything with several threads, giving what it finds in batches as it comes.
    pub fn load(&self, sink: &(dyn Fn(Vec<Loaded>) + Sync)) -> Result<(), StoreError> {
        let candidates = self.candidates()?;
        let batches = batches(&candidates);
        let next = AtomicUsize::new(0);
        let worker = || {
            let mut all_seen = Vec::new();
            while let Some(batch) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
                let mut out = Vec::with_capacity(batch.len());
                for candidate in *batch {
                    let (loaded, seen) = self.read(candidate);
                    out.extend(loaded);
                    if self.remembers() {
                        all_seen.push((candidate.path(), seen));
                    }
                }
                sink(out);
            }
            let mut files = self.files();
            for (path, seen) in all_seen {
                files.note(path, seen);
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..THREADS.min(batches.len()) {
                scope.spawn(worker);
            }
            worker();
        });
        Ok(())
    }

    /// What changed on disk since it was last loaded or saved by this store (hand edits, another instance, sync).
    ///
    /// A file that broke is reported once for each state it is in; the caller keeps the last good record meanwhile.
    pub fn refresh(&self) -> Result<Vec<Loaded>, StoreError> {
        let candidates = self.candidates()?;
        let mut out = Vec::new();
        let (known, youngest) = {
            let files = self.files();
            (files.seen.clone(), files.youngest)
        };
        let mut gone = known.clone();
        for candidate in &candidates {
            let path = candidate.path();
            gone.remove(&path);
            let old = known.get(&path);
            let now = std::fs::symlink_metadata(self.data.join(&path)).ok().map(|meta| mark_of(&meta));
            let settled = now.is_some_and(|now| now.changed < youngest - TICK);
            if let Some(old) = old
                && old.mark.is_some()
                && old.mark == now
                && settled
            {
                continue;
            }
            let (loaded, mut seen) = self.read(candidate);
            if let Some(old) = old {
                let same = old.hash == seen.hash && old.mark.is_some() == seen.mark.is_some();
                seen.record |= old.record;
                self.files().note(path, seen);
                if same {
                    continue;
                }
            } else {
                self.files().note(path, seen);
            }
            out.extend(loaded);
        }
        for (path, seen) in gone {
            self.files().seen.remove(&path);
            if let (true, Some(key)) = (seen.record, super::form::key_of(&path)) {
                out.push(Loaded::Gone(key));
            }
        }
        Ok(out)
    }

    /// Whether one of these files is not what this store last read or wrote there, so that a refresh would find something. Costs
    /// the reading of these files only, and takes a save of our own for no news.
    pub fn is_news<'a>(&self, mut paths: impl Iterator<Item = &'a Path>) -> bool {
        paths.any(|path| {
            let name = path.strip_prefix(&self.data).ok().and_then(Path::to_str);
            let (old, youngest) = {
                let files = self.files();
                (name.and_then(|name| files.seen.get(name).copied()), files.youngest)
            };
            // What has its time and size, and is not so young that it may change without a trace in them, need not be read.
            let mark = std::fs::symlink_metadata(path).ok().map(|meta| mark_of(&meta));
            if mark.is_some_and(|mark| {
                mark.changed < youngest - TICK && old.is_some_and(|old| old.mark == Some(mark))
            }) {
                return false;
            }
            match (old, look(path, max_of(path))) {
                (None, Ok(Found::Nothing)) => false,
                (Some(old), Ok(Found::File(bytes, mark))) => {
                    old.mark != Some(mark) || old.hash != quick_hash(&bytes)
                }
                _ => true,
            }
        })
    }

    /// Every file that may hold a record, with what is needed for tonight first.
    fn candidates(&self) -> Result<Vec<Candidate>, StoreError> {
        let mut all = Vec::new();
        for folder in ["", "events", "groups", "people"] {
            let dir = if folder.is_empty() { self.data.clone() } else { self.data.join(folder) };
            let entries = match std::fs::read_dir(&dir) {
                Ok(entries) => entries,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    if folder.is_empty() {
                        return Err(StoreError::Vanished { path: dir });
                    }
                    continue;
                }
                Err(error) => return Err(StoreError::io("read", &dir, error)),
            };
            for entry in entries {
                let entry = entry.map_err(|error| StoreError::io("read", &dir, error))?;
                let name = entry.file_name();
                let name = name.to_string_lossy();
                if classify(folder, &name) != Named::Ignored {
                    all.push(Candidate { folder, name: name.into() });
                }
            }
        }
        Ok(all)
    }

    /// Reads one file. Nothing is given for one that went while we were looking.
    fn read(&self, candidate: &Candidate) -> (Option<Loaded>, Seen) {
        let unseen = Seen { mark: None, hash: 0, record: false };
        let named = classify(candidate.folder, &candidate.name);
        let path = self.data.join(candidate.path());
        let problem = |reason: String| {
            let name = match &named {
                Named::Record(key) => super::broken::called(key, &[]),
                _ => String::new(),
            };
            Some(Loaded::Problem(Problem { path: path.clone(), at: None, reason, name }))
        };
        let key = match &named {
            Named::Record(key) => key,
            Named::Copy => {
                let reason =
                    "is a copy that a sync program made; merge it with `mingle doctor --merge-copies`";
                return (problem(reason.to_owned()), unseen);
            }
            Named::Stray | Named::Ignored => {
                let reason = "its name is no id; rename it with 1 to 64 of a-z, 0-9 and -";
                return (problem(reason.to_owned()), unseen);
            }
        };
        let most = max_of(&path);
        let mut found = look(&path, most);
        if matches!(found, Ok(Found::Link)) {
            found = match self.inside(&path) {
                Some(target) => look(&target, most),
                None => found,
            };
        }
        let (bytes, mark) = match found {
            Ok(Found::File(bytes, mark)) => (bytes, mark),
            Ok(Found::Nothing) => return (None, unseen),
            Ok(Found::Link) => {
                return (
                    problem("is a link out of the data folder; put the file itself here".to_owned()),
                    unseen,
                );
            }
            Ok(Found::NoFile) => return (problem("is no plain file; move it away".to_owned()), unseen),
            Ok(Found::TooLong(size)) => {
                let most = most >> 20;
                let reason =
                    format!("has {size} bytes, over the limit of {most} MiB; split it or move it away");
                return (problem(reason), unseen);
            }
            Err(error) => {
                return (problem(format!("could not be read ({error}); check its permissions")), unseen);
            }
        };
        let seen = Seen { mark: Some(mark), hash: quick_hash(&bytes), record: true };
        match parse(key, &bytes) {
            Ok(record) => (Some(Loaded::Record(record)), seen),
            Err(flaw) => {
                (Some(Loaded::Problem(flaw.of(path.clone(), key, &bytes))), Seen { record: false, ..seen })
            }
        }
    }

    /// One of my people, as their file says now; `None` where there is none that can be read.
    pub fn person(&self, id: &PersonId) -> Option<Arc<Person>> {
        let name = id.is_valid().then(|| format!("{id}.toml").into())?;
        match self.read(&Candidate { folder: "people", name }).0? {
            Loaded::Record(Record::Person(person)) => Some(person),
            _ => None,
        }
    }

    /// Whoever ends at once need not remember what each file was to hear of news, which for many files is much memory.
    pub fn without_news(&self) {
        self.remembers.store(false, Ordering::Relaxed);
    }

    pub(super) fn remembers(&self) -> bool {
        self.remembers.load(Ordering::Relaxed)
    }

    /// Remembers many files that we wrote.
    pub(super) fn saw_each<'a>(&self, written: impl Iterator<Item = (&'a str, (Mark, u64))>) {
        let mut files = self.files();
        for (path, (mark, hash)) in written {
            files.note(path.to_owned(), Seen { mark: Some(mark), hash, record: true });
        }
    }

    /// Remembers what we wrote, so that it is no news later.
    pub(super) fn saw(&self, path: &str, bytes: Option<&[u8]>, mark: Option<Mark>) {
        if !self.remembers() {
            return;
        }
        let mut files = self.files();
        match bytes {
            Some(bytes) => files.note(path.to_owned(), Seen { mark, hash: quick_hash(bytes), record: true }),
            None => drop(files.seen.remove(path)),
        }
    }
}

/// The first batches are small, so that the first rows show at once.
fn batches(candidates: &[Candidate]) -> Vec<&[Candidate]> {
    let (first, rest) = candidates.split_at(candidates.len().min(FIRST_BATCH * THREADS));
    first.chunks(FIRST_BATCH).chain(rest.chunks(BATCH)).collect()
}

impl Files {
    fn note(&mut self, path: String, seen: Seen) {
        if let Some(mark) = seen.mark {
            self.youngest = self.youngest.max(mark.changed);
        }
        self.seen.insert(path, seen);
    }
}

/// A panic elsewhere leaves what we keep here usable: it is only a memory of the disk.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn mark_of(meta: &std::fs::Metadata) -> Mark {
    use std::os::unix::fs::MetadataExt;
    Mark {
        size: meta.len(),
        changed: i128::from(meta.mtime()) * 1_000_000_000 + i128::from(meta.mtime_nsec()),
        inode: meta.ino(),
    }
}

/// A folder that is not there holds nothing.
pub(super) fn is_there(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok()
}
