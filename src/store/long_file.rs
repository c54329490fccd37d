//! A long file written piece by piece beside its place, so that it is never in memory as a whole.

use std::fs::File;
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::disk::{Disk, Mark, temp_of};
use super::form::hex;

/// A temporary file that is being written.
pub(super) struct LongFile<'a> {
    disk: &'a Disk,
    temp: PathBuf,
    out: BufWriter<File>,
    /// What the file says so far, and how much of its front both have.
    before: &'a str,
    front: usize,
    is_alike: bool,
    sha: Sha256,
    quick: DefaultHasher,
}

/// What is known of a file that was written so.
#[derive(Debug)]
pub(super) struct Long {
    /// The temporary file.
    pub(super) temp: PathBuf,
    pub(super) mark: Mark,
    /// As [`super::load::quick_hash`] has it.
    pub(super) quick: u64,
    /// As [`super::form::hash`] has it.
    pub(super) hash: String,
    /// How many bytes of its front stood in the file before, in whole characters.
    pub(super) front: usize,
}

impl<'a> LongFile<'a> {
    /// Begins the temporary file of `path`, which says `before`.
    pub(super) fn begin(disk: &'a Disk, path: &Path, before: &'a str, mode: u32) -> io::Result<Self> {
        let temp = temp_of(path);
        let out = BufWriter::new(disk.create_temp(&temp, mode)?);
        let (sha, quick) = (Sha256::new(), DefaultHasher::new());
        Ok(Self { disk, temp, out, before, front: 0, is_alike: true, sha, quick })
    }

    pub(super) fn add(&mut self, text: &str) -> io::Result<()> {
        if self.is_alike {
            let rest = self.before.get(self.front..).unwrap_or_default();
            let mut alike = rest.bytes().zip(text.bytes()).take_while(|(one, other)| one == other).count();
            while !rest.is_char_boundary(alike) || !text.is_char_boundary(alike) {
                alike -= 1;
            }
            self.front += alike;
            self.is_alike = alike == text.len();
        }
        self.sha.update(text);
        self.quick.write(text.as_bytes());
        self.disk.add(&mut self.out, &self.temp, text.as_bytes())
    }

    /// All of it is written, though not durable yet.
    pub(super) fn end(self) -> io::Result<Long> {
        let file = self.out.into_inner().map_err(io::IntoInnerError::into_error)?;
        let mark = Mark::of(&rustix::fs::fstat(&file)?);
        let hash = hex(&self.sha.finalize());
        Ok(Long { temp: self.temp, mark, quick: self.quick.finish(), hash, front: self.front })
    }
}
