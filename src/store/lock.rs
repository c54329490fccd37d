//! The lock: held for one operation, and in it the name of the operation last begun.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;
use std::time::{Duration, Instant};

use super::error::StoreError;
use super::form::hash;
use super::ulid::Ulid;

/// How long another instance is waited for.
const PATIENCE: Duration = Duration::from_secs(2);
/// The line's length never changes, so writing it needs no room on a full disk.
const LINE: usize = 49;

/// The held lock; the kernel releases it when we end, however that is.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    /// The operation last begun by anyone here, and whether it was finished.
    pub(super) last: Option<(Ulid, bool)>,
}

impl Lock {
    /// Waits for the lock of `data`, at most 2 s.
    pub(super) fn take(data: &Path) -> Result<Self, StoreError> {
        let path = data.join(".mingle/lock");
        let file = open(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => StoreError::Vanished { path: data.to_owned() },
            _ => StoreError::write(&path, LINE, error),
        })?;
        let start = Instant::now();
        let mut pause = Duration::from_micros(500);
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                    std::thread::sleep(pause);
                    pause = (pause * 2).min(Duration::from_millis(20));
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(StoreError::Busy { pid: read(&file).map(|(_, _, pid)| pid) });
                }
                // A file system without locks: the hashes still keep anything from being overwritten.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => break,
                Err(TryLockError::Error(error)) => return Err(StoreError::io("lock", &path, error)),
            }
        }
        let last = read(&file).map(|(id, done, _)| (id, done));
        Ok(Self { file, last })
    }

    /// Notes that `id` begins or is finished. It need not reach the disk: after a power loss the journal's newest record is looked at.
    pub(super) fn note(&mut self, id: Ulid, done: bool) {
        let state = if done { 'd' } else { 'b' };
        let line = format!("{id} {state} {:>10}", std::process::id());
        let line = format!("{line} {}\n", checksum(&line));
        if self.file.write_all_at(line.as_bytes(), 0).is_ok() {
            self.last = Some((id, done));
        }
    }
}

/// The operation last begun, whether it was finished, and who holds the lock now, if anyone does.
pub(super) fn peek(data: &Path) -> (Option<(Ulid, bool)>, Option<u32>) {
    let Ok(file) = File::open(data.join(".mingle/lock")) else { return (None, None) };
    let seen = read(&file);
    let held = matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
    (seen.map(|(id, done, _)| (id, done)), seen.filter(|_| held).map(|(_, _, pid)| pid))
}

fn open(path: &Path) -> io::Result<File> {
    let no_follow = i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).unwrap_or(0);
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .custom_flags(no_follow)
        .open(path)
}

fn read(file: &File) -> Option<(Ulid, bool, u32)> {
    let mut line = [0; LINE];
    let read = file.read_at(&mut line, 0).ok()?;
    let text = std::str::from_utf8(line.get(..read)?).ok()?;
    let (text, sum) = text.trim_end().rsplit_once(' ')?;
    if sum != checksum(text) {
        return None;
    }
    let mut words = text.split_whitespace();
    let id = Ulid::parse(words.next()?)?;
    let done = words.next()? == "d";
    Some((id, done, words.next()?.parse().ok()?))
}

/// After a power loss half of the line may be new and half old.
fn checksum(line: &str) -> String {
    hash(line.as_bytes()).chars().take(8).collect()
}
