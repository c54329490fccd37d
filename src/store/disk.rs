//! The calls that change a disk, each a step that a test may stop at or refuse.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, Mode, OFlags, RenameFlags};
use rustix::io::Errno;

/// What a test does at a step: nothing, an error, or a panic that stands for a kill.
#[cfg(test)]
pub(super) type Hook = std::sync::Arc<dyn Fn(&'static str, &Path) -> io::Result<()> + Send + Sync>;

/// The disk, with the place where tests reach in.
#[derive(Default, Clone)]
pub(super) struct Disk {
    #[cfg(test)]
    pub(super) hook: Option<Hook>,
}

impl std::fmt::Debug for Disk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Disk")
    }
}

/// What tells two states of a file apart without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) size: u64,
    /// Nanoseconds since 1970.
    pub(super) changed: i128,
    pub(super) inode: u64,
}

impl Mark {
    pub(super) fn of(stat: &rustix::fs::Stat) -> Self {
        Self {
            size: u64::try_from(stat.st_size).unwrap_or(0),
            changed: i128::from(stat.st_mtime) * 1_000_000_000 + i128::from(stat.st_mtime_nsec),
            inode: stat.st_ino,
        }
    }
}

/// What stands at a path.
#[derive(Debug)]
pub(super) enum Found {
    Nothing,
    /// A plain file: its bytes, and how to know it again.
    File(Vec<u8>, Mark),
    /// A symbolic link, which is not followed.
    Link,
    /// A folder, a FIFO, a device.
    NoFile,
    /// A file that is too long to be one of ours.
    TooLong(u64),
}

/// Reads a plain file of at most `max` bytes without waiting for whoever is at the other end of a FIFO.
pub(super) fn look(path: &Path, max: u64) -> io::Result<Found> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(file) => read_open(file.into(), max),
        Err(Errno::NOENT) => Ok(Found::Nothing),
        Err(Errno::LOOP) => Ok(Found::Link),
        // A socket, or a device without a driver.
        Err(Errno::NXIO) => Ok(Found::NoFile),
        Err(error) => Err(error.into()),
    }
}

fn read_open(mut file: File, max: u64) -> io::Result<Found> {
    let stat = rustix::fs::fstat(&file)?;
    if !rustix::fs::FileType::from_raw_mode(stat.st_mode).is_file() {
        return Ok(Found::NoFile);
    }
    let mark = Mark::of(&stat);
    if mark.size > max {
        return Ok(Found::TooLong(mark.size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(mark.size).unwrap_or(0) + 1);
    let read = Read::by_ref(&mut file).take(max + 1).read_to_end(&mut bytes)?;
    if read as u64 > max {
        return Ok(Found::TooLong(read as u64));
    }
    Ok(Found::File(bytes, mark))
}

/// `people/ana.toml` is written as `people/.ana.toml.tmp`: one temporary file for each file at most.
pub(super) fn temp_of(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.tmp"))
}

impl Disk {
    #[cfg_attr(
        not(test),
        expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "only tests reach in")
    )]
    fn step(&self, what: &'static str, path: &Path) -> io::Result<()> {
        #[cfg(test)]
        if let Some(hook) = &self.hook {
            return hook(what, path);
        }
        let _ = (what, path);
        Ok(())
    }

    /// Writes and syncs the temporary file of `path`. After a failed fsync the pages may be marked clean though they are not on
    /// the disk, so all bytes are written once more to a new file, and only once.
    pub(super) fn write_temp(&self, path: &Path, bytes: &[u8], mode: u32) -> io::Result<Mark> {
        let temp = temp_of(path);
        let tried = match self.try_temp(&temp, bytes, mode) {
            Err((true, _)) => {
                drop(self.remove(&temp));
                self.try_temp(&temp, bytes, mode)
            }
            tried => tried,
        };
        tried.map_err(|(_, error)| {
            drop(self.remove(&temp));
            error
        })
    }

    /// An error comes with whether it was the sync that failed.
    fn try_temp(&self, temp: &Path, bytes: &[u8], mode: u32) -> Result<Mark, (bool, io::Error)> {
        let early = |error: io::Error| (false, error);
        let file = self.fill_temp(temp, bytes, mode).map_err(early)?;
        self.step("fsync", temp).map_err(|error| (true, error))?;
        file.sync_all().map_err(|error| (true, error))?;
        let stat = rustix::fs::fstat(&file).map_err(|error| early(error.into()))?;
        Ok(Mark::of(&stat))
    }

    fn fill_temp(&self, temp: &Path, bytes: &[u8], mode: u32) -> io::Result<File> {
        let mut file = self.create_temp(temp, mode)?;
        self.step("write", temp)?;
        file.write_all(bytes)?;
        Ok(file)
    }

    /// Adds to a temporary file that is written piece by piece.
    pub(super) fn add(&self, out: &mut impl Write, temp: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step("write", temp)?;
        out.write_all(bytes)
    }

    /// Makes a temporary file, empty.
    pub(super) fn create_temp(&self, temp: &Path, mode: u32) -> io::Result<File> {
        let mode = Mode::from_raw_mode(mode);
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        self.step("create", temp)?;
        let file = match rustix::fs::open(temp, flags, mode) {
            // Left by a killed instance: nobody else writes while we hold the lock.
            Err(Errno::EXIST) => {
                self.remove(temp)?;
                rustix::fs::open(temp, flags, mode)
            }
            opened => opened,
        };
        let file = File::from(file?);
        // The umask may have taken bits that we need.
        rustix::fs::fchmod(&file, mode)?;
        Ok(file)
    }

    /// Writes the temporary file of `path`, one of many that [`Self::sync_each`] syncs together.
    pub(super) fn write_one_of_many(&self, path: &Path, bytes: &[u8], mode: u32) -> io::Result<Mark> {
        let temp = temp_of(path);
        let written = self.fill_temp(&temp, bytes, mode).and_then(|file| Ok(rustix::fs::fstat(&file)?));
        written.map(|stat| Mark::of(&stat)).inspect_err(|_| drop(self.remove(&temp)))
    }

    /// Syncs `files`, which lie in `folder`: with one call where the system has one that tells of errors, as 100,000 files one by
    /// one take minutes on a disk that takes a millisecond for each.
    pub(super) fn sync_each(
        &self,
        folder: &Path,
        mut files: impl Iterator<Item = impl AsRef<Path>>,
    ) -> io::Result<()> {
        self.step("syncfs", folder)?;
        #[cfg(target_os = "linux")]
        if syncfs_tells() {
            return Ok(rustix::fs::syncfs(File::open(folder)?)?);
        }
        files.try_for_each(|file| File::open(file)?.sync_all())
    }

    /// Syncs a file that somebody else may have written.
    pub(super) fn sync_there(&self, path: &Path) -> io::Result<()> {
        self.step("fsync", path)?;
        File::open(path)?.sync_all()
    }

    /// Syncs a file that was written piece by piece.
    pub(super) fn sync(&self, file: &File, path: &Path) -> io::Result<()> {
        self.step("fsync", path)?;
        file.sync_all()
    }

    /// Puts the temporary file over `path`.
    pub(super) fn replace(&self, path: &Path) -> io::Result<()> {
        self.step("rename", path)?;
        Ok(rustix::fs::rename(temp_of(path), path)?)
    }

    /// Puts the temporary file at `path`, where nothing is.
    pub(super) fn place(&self, path: &Path) -> io::Result<()> {
        self.step("place", path)?;
        move_new(&temp_of(path), path)
    }

    /// Moves a file to where nothing is.
    pub(super) fn move_to(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step("move", to)?;
        move_new(from, to)
    }

    /// Syncs a folder, and so the names in it.
    pub(super) fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.step("fsync-dir", dir)?;
        File::open(dir)?.sync_all()
    }

    /// Removes a file, if it is there.
    pub(super) fn remove(&self, path: &Path) -> io::Result<()> {
        self.step("remove", path)?;
        match rustix::fs::unlink(path) {
            Err(Errno::NOENT) | Ok(()) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Makes a folder (0700) and those above it, each durable; true when it was not there.
    pub(super) fn make_dir(&self, dir: &Path) -> io::Result<bool> {
        if dir.is_dir() {
            return Ok(false);
        }
        let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty());
        if let Some(parent) = parent {
            self.make_dir(parent)?;
        }
        self.step("mkdir", dir)?;
        match std::fs::DirBuilder::new().mode(0o700).create(dir) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && dir.is_dir() => {}
            made => made?,
        }
        if let Some(parent) = parent {
            self.sync_dir(parent)?;
        }
        Ok(true)
    }
}

/// Before Linux 5.8 `syncfs` did not say when a file could not be written.
#[cfg(target_os = "linux")]
fn syncfs_tells() -> bool {
    let system = rustix::system::uname();
    let mut numbers = system.release().to_str().unwrap_or_default().split(['.', '-']).map(str::parse::<u32>);
    matches!((numbers.next(), numbers.next()), (Some(Ok(major)), Some(Ok(minor))) if (major, minor) >= (5, 8))
}

/// A rename that never replaces; a file system without such a rename gets a link and an unlink.
fn move_new(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    match rustix::fs::renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
        moved => return Ok(moved?),
    }
    rustix::fs::link(from, to)?;
    Ok(rustix::fs::unlink(from)?)
}
