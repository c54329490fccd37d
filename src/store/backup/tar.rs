//! The ustar format (POSIX.1-1988), as much as plain files with short names need: any `tar` can open our backups.

use std::collections::BTreeMap;

const BLOCK: usize = 512;

/// An archive of `files`, all dated `seconds` since 1970. Names must have at most 100 bytes.
pub(super) fn write(files: &BTreeMap<String, Vec<u8>>, seconds: i64) -> Vec<u8> {
    let size: usize = files.values().map(|bytes| BLOCK + bytes.len().next_multiple_of(BLOCK)).sum();
    let mut out = Vec::with_capacity(size + 2 * BLOCK);
    for (name, bytes) in files {
        out.extend(header(name, bytes.len(), seconds));
        out.extend(bytes);
        out.resize(out.len().next_multiple_of(BLOCK), 0);
    }
    out.resize(out.len() + 2 * BLOCK, 0);
    out
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
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let files = BTreeMap::from([
            ("me.toml".to_owned(), b"name = 'I'\n".to_vec()),
            ("people/x.toml".to_owned(), vec![b'x'; 512]),
            ("people/y.toml".to_owned(), Vec::new()),
        ]);
        let archive = write(&files, 1_700_000_000);
        assert_eq!(archive.len() % BLOCK, 0);
        assert_eq!(read(&archive), Some(files));
    }

    #[test]
    fn a_damaged_archive_is_none() {
        let mut archive = write(&BTreeMap::from([("a".to_owned(), vec![1, 2, 3])]), 0);
        assert_eq!(read(archive.get(..600).unwrap()), None);
        archive[0] ^= 1;
        assert_eq!(read(&archive), None);
    }
}
