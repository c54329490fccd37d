//! The ustar format (POSIX.1-1988), as much as plain files with short names need: any `tar` can open our backups.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;

use super::super::disk::Disk;

const BLOCK: usize = 512;

/// An archive that is written file by file.
pub(super) struct Archive<'a> {
    disk: &'a Disk,
    temp: &'a Path,
    out: BufWriter<File>,
    seconds: i64,
}

impl<'a> Archive<'a> {
    /// Begins one at `temp`, all files of which are dated `seconds` since 1970.
    pub(super) fn begin(disk: &'a Disk, temp: &'a Path, seconds: i64) -> io::Result<Self> {
        let out = BufWriter::new(disk.create_temp(temp, 0o600)?);
        Ok(Self { disk, temp, out, seconds })
    }

    /// Adds a file, whose name must have at most 100 bytes.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let header = header(name, bytes.len(), self.seconds);
        let blanks = [0; BLOCK];
        let rest = blanks.get(..bytes.len().next_multiple_of(BLOCK) - bytes.len()).unwrap_or_default();
        [&header, bytes, rest].iter().try_for_each(|part| self.disk.add(&mut self.out, self.temp, part))
    }

    /// Ends it, durably.
    pub(super) fn end(mut self) -> io::Result<()> {
        self.disk.add(&mut self.out, self.temp, &[0; 2 * BLOCK])?;
        let file = self.out.into_inner().map_err(io::IntoInnerError::into_error)?;
        self.disk.sync(&file, self.temp)
    }
}

fn header(name: &str, size: usize, seconds: i64) -> Vec<u8> {
    let fields = |checksum: &str| {
        let mut block = Vec::with_capacity(BLOCK);
        let mut field = |text: &str, width: usize| {
            let end = block.len() + width;
            block.extend(text.bytes().take(width));
            block.resize(end, 0);
        };
        field(name, 100);
        field("0000600", 8);
        field("0000000", 8);
        field("0000000", 8);
        field(&format!("{size:011o}"), 12);
        field(&format!("{:011o}", seconds.max(0)), 12);
        field(checksum, 8);
        field("0", 1);
        field("", 100);
        field("ustar", 6);
        field("00", 2);
        field("", 247);
        block
    };
    // The checksum is made with blanks in its own place.
    let sum: u32 = fields("        ").iter().map(|byte| u32::from(*byte)).sum();
    fields(&format!("{sum:06o}\0 "))
}

/// The files of an archive; `None` when it is damaged.
pub(super) fn read(archive: &[u8]) -> Option<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut at = 0;
    loop {
        let block = archive.get(at..at + BLOCK)?;
        if block.iter().all(|byte| *byte == 0) {
            return Some(files);
        }
        let text = |from: usize, to: usize| -> Option<&str> {
            std::str::from_utf8(block.get(from..to)?).ok().map(|text| text.trim_matches(['\0', ' ']))
        };
        let number = |from, to| usize::from_str_radix(text(from, to)?, 8).ok();
        let blanked =
            |(at, byte): (usize, &u8)| if (148..156).contains(&at) { 32 } else { usize::from(*byte) };
        let sum: usize = block.iter().enumerate().map(blanked).sum();
        if number(148, 156)? != sum {
            return None;
        }
        let size = number(124, 136)?;
        let start = at + BLOCK;
        files.insert(text(0, 100)?.to_owned(), archive.get(start..start.checked_add(size)?)?.to_vec());
        at = start + size.next_multiple_of(BLOCK);
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "files of the tests' own")]
mod tests {
    use super::*;

    /// The bytes of an archive of `files`.
    fn written(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
        let dir = tempfile::tempdir().unwrap();
        let (disk, path) = (Disk::default(), dir.path().join("x.tar"));
        let mut archive = Archive::begin(&disk, &path, 1_700_000_000).unwrap();
        files.iter().try_for_each(|(name, bytes)| archive.add(name, bytes)).unwrap();
        archive.end().unwrap();
        std::fs::read(&path).unwrap()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let files = BTreeMap::from([
            ("me.toml".to_owned(), b"name = 'I'\n".to_vec()),
            ("people/x.toml".to_owned(), vec![b'x'; 512]),
            ("people/y.toml".to_owned(), Vec::new()),
        ]);
        let archive = written(&files);
        assert_eq!(archive.len() % BLOCK, 0);
        assert_eq!(read(&archive), Some(files));
    }

    #[test]
    fn a_damaged_archive_is_none() {
        let mut archive = written(&BTreeMap::from([("a".to_owned(), vec![1, 2, 3])]));
        assert_eq!(read(archive.get(..600).unwrap()), None);
        archive[0] ^= 1;
        assert_eq!(read(&archive), None);
    }
}
