//! The files of the inbox as others put them there: which hold lines, what they are called, and their text.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::super::Problem;
use super::super::disk::{Found, Mark, look};
use super::super::error::StoreError;
use super::super::ulid::Ulid;
use crate::exchange::text_by_lines;

/// A longer name has no room for what is put before it, in bytes.
const LONGEST_NAME: usize = 200;
/// Longer files are no capture lines.
pub(super) const MAX_INBOX: u64 = 16 << 20;
/// How contacts and calendars begin.
const OTHERS: [&str; 2] = ["BEGIN:VCARD", "BEGIN:VCALE"];

/// The names of the files that hold lines, sorted; those that cannot be taken in for their names alone are problems.
pub(super) fn arrivals(dir: &Path, problems: &mut Vec<Problem>) -> Result<Vec<String>, StoreError> {
    let mut arrived = Vec::new();
    for name in entries(dir)? {
        let path = dir.join(&name);
        let mut problem = |reason: &str| problems.push(problem(&path, reason));
        match name.into_string() {
            Ok(name) if !is_arrival(&name) => {}
            Ok(name) if name.len() > LONGEST_NAME => problem("has too long a name; rename it"),
            Ok(name) => arrived.push(name),
            Err(name) if is_arrival(&name.to_string_lossy()) => {
                problem("has a name that is not UTF-8; rename it");
            }
            Err(_) => {}
        }
    }
    arrived.sort();
    Ok(arrived)
}

/// The names in a folder, sorted; none where there is no folder.
pub(super) fn names(dir: &Path) -> Result<Vec<String>, StoreError> {
    let names = entries(dir)?.into_iter().filter_map(|name| name.into_string().ok());
    let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
    names.sort();
    Ok(names)
}

fn entries(dir: &Path) -> Result<Vec<std::ffi::OsString>, StoreError> {
    let entries = match std::fs::read_dir(dir) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|error| StoreError::io("read", dir, error))?,
    };
    Ok(entries.flatten().map(|entry| entry.file_name()).collect())
}

/// Whether a name in the inbox is that of lines, and not of what a sync program is still writing.
fn is_arrival(name: &str) -> bool {
    let lower = name.to_lowercase();
    Path::new(&lower).extension().is_some_and(|end| end == "txt")
        && !name.starts_with(['.', '~'])
        && !lower.contains(".tmp.")
}

/// What a file in `taking` or `done` was called before it got a name that no other has.
pub(super) fn called(name: &str) -> &str {
    match name.split_once('-') {
        Some((id, called)) if Ulid::parse(id).is_some() => called,
        _ => name,
    }
}

/// When a file was given its name, if it has one of ours.
pub(super) fn claimed(name: &str) -> Option<Ulid> {
    Ulid::parse(name.split_once('-')?.0)
}

/// How sync programs call a conflict, and a copy, in the languages that they speak.
const CONFLICT: [&str; 8] =
    ["conflict", "konflikt", "conflit", "conflito", "конфликт", "競合", "冲突", "충돌"];

/// What a file was first called, when its name is what sync programs give to its other version: `phone.sync-conflict-20261123-
/// 101500-ABCDEFG.txt` of Syncthing, `phone (Ana's conflicted copy 2026-11-23).txt` of Dropbox and Nextcloud in any of their
/// languages, `phone_conflict-20261123-101500.txt` of ownCloud, `phone (SFConflict ana 2026-11-23-10-15-00).txt` of Seafile.
pub(super) fn original_of(name: &str) -> Option<String> {
    let (stem, end) = name.rsplit_once('.')?;
    let dated = |text: &str| text.bytes().filter(u8::is_ascii_digit).count() >= 6;
    let marked = ["sync-conflict-", "_conflict-"].into_iter().find_map(|mark| {
        let (before, after) = stem.rsplit_once(mark)?;
        dated(after).then(|| before.trim_end_matches('.'))
    });
    let bracket = || {
        let (before, within) = stem.strip_suffix(')')?.rsplit_once(" (")?;
        let within = within.to_lowercase();
        (CONFLICT.iter().any(|word| within.contains(word)) && dated(&within)).then_some(before)
    };
    let stem = marked.or_else(bracket).filter(|stem| !stem.is_empty())?;
    // There may be another version of another version.
    let name = format!("{stem}.{end}");
    Some(original_of(&name).unwrap_or(name))
}

/// A file of lines, read.
pub(super) struct Read {
    pub(super) text: String,
    pub(super) written: Timestamp,
    pub(super) mark: Mark,
    /// What it is in, where that is not UTF-8.
    pub(super) encoding: Option<&'static str>,
}

/// The text of a file and when it was written; what is none is a problem. `None` without one when it is not there.
pub(super) fn readable(path: &Path, problems: &mut Vec<Problem>) -> Option<Read> {
    let mut refuse = |reason: &str| {
        problems.push(problem(path, reason));
        None
    };
    let found = match look(path, MAX_INBOX) {
        // One file that may not be read keeps no other out.
        Err(error) => return refuse(&format!("could not be read ({error}); check its permissions")),
        Ok(found) => found,
    };
    match found {
        Found::Nothing => None,
        Found::Link | Found::NoFile => refuse("is no plain file; move it away"),
        Found::TooLong(_) => refuse("has more than 16 MiB, too much for capture lines; split it"),
        Found::File(bytes, mark) => match text_by_lines(&bytes) {
            Err(_) => refuse("is no text; move it away"),
            Ok((text, _)) if OTHERS.iter().any(|sign| starts_with(&text, sign)) => {
                refuse("holds contacts or a calendar, no capture lines; `mingle import` takes it in")
            }
            Ok((text, encoding)) => {
                let written = Timestamp::from_nanosecond(mark.changed).unwrap_or(Timestamp::UNIX_EPOCH);
                Some(Read { text, written, mark, encoding })
            }
        },
    }
}

fn starts_with(text: &str, sign: &str) -> bool {
    text.get(..sign.len()).is_some_and(|start| start.eq_ignore_ascii_case(sign))
}

/// Something that is the matter with a file.
pub(super) fn problem(path: &Path, reason: &str) -> Problem {
    Problem { path: PathBuf::from(path), at: None, reason: reason.to_owned(), name: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_versions_by_their_names() {
        for copy in [
            "phone.sync-conflict-20261123-101010-ABCDEFG.txt",
            "phone (conflicted copy 2026-11-23).txt",
            "phone (Ana's conflicted copy 2026-11-23).txt",
            "phone (conflicted copy 2026-11-23 101500).txt",
            "phone (In Konflikt stehende Kopie von Ana 2026-11-23).txt",
            "phone (Anas in Konflikt stehende Kopie 2026-11-23).txt",
            "phone (Copie en conflit de Ana 2026-11-23).txt",
            "phone (Copia en conflicto de Ana 2026-11-23).txt",
            "phone (copia in conflitto di Ana 2026-11-23).txt",
            "phone (Cópia em conflito de Ana 2026-11-23).txt",
            "phone (конфликтующая копия 2026-11-23).txt",
            "phone (Ana の競合コピー 2026-11-23).txt",
            "phone (SFConflict ana 2026-11-23-10-15-00).txt",
            "phone_conflict-20261123-101500.txt",
            "phone (conflicted copy 2026-11-23).sync-conflict-20261123-101010-ABCDEFG.txt",
        ] {
            assert_eq!(original_of(copy).as_deref(), Some("phone.txt"), "{copy}");
        }
        for name in [
            "phone.txt",
            "phone (1).txt",
            "phone (2026-11-23).txt",
            "phone (conflict).txt",
            "conflict 2026-11-23.txt",
            "phone sync-conflict-notes.txt",
            ".sync-conflict-20261123-101010-ABCDEFG.txt",
        ] {
            assert_eq!(original_of(name), None, "{name}");
        }
    }

    #[test]
    fn what_sync_programs_and_editors_are_still_writing_is_no_arrival() {
        for name in [
            ".syncthing.a.txt.tmp",
            "~syncthing~a.txt",
            ".a.txt.swp",
            "a.txt~",
            "#a.txt#",
            ".#a.txt",
            ".~a.txt",
            "~$a.txt",
            "a.txt.part",
            "a.tmp.txt",
            ".goutputstream-ABC",
            "a.jpg",
            "4913",
        ] {
            assert!(!is_arrival(name), "{name}");
        }
        for name in ["a.txt", "A.TXT", "🦊.txt", "a\nb.txt", "a (1).txt", "a.part.txt", "#1.txt"] {
            assert!(is_arrival(name), "{name:?}");
        }
    }
}
