//! Exports: made and written off the screen's thread, never over something unasked.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use crate::domain::{Book, Day};
use crate::exchange::{Page, Settled, settle};
use crate::export::{Export, Written, export};
use crate::runtime::event_loop::Event;
use crate::runtime::lists::{bytes, expanded};
use crate::store::{outside, write_out, write_out_all};
use crate::ui::{ExportTo, Exported, Msg, Outcome, Target};

/// Makes an export on a thread of its own, never into the folder `data` of the records, and answers with what came of it.
pub(crate) fn start(asked: ExportTo, data: PathBuf, news: Sender<Event>) -> std::io::Result<()> {
    let work = move || {
        let msg = match &asked.to {
            None => Msg::glimpse(&asked),
            Some(target) => {
                let made = export(&asked.book, &asked.choice, &asked.now);
                Msg::Done(Outcome::Export {
                    ticket: asked.ticket,
                    result: write(made, target, &data, &asked.book, asked.now.today()),
                })
            }
        };
        // Nobody listens any more once the program ends.
        drop(news.send(Event::Msg(msg)));
    };
    std::thread::Builder::new().name("export".into()).spawn(work).map(drop)
}

/// Writes an export where it is to go, unless something stands there that may not be written over.
fn write(made: Export, target: &Target, data: &Path, book: &Book, today: Day) -> Result<Exported, String> {
    let path = expanded(&target.path);
    write_export(made, book, today, &Place { path: &path, shown: &target.path, over: target.over, data })
}

/// Where an export goes.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The file or folder.
    pub path: &'a Path,
    /// As the user calls it.
    pub shown: &'a str,
    /// Whether what stands there with another text is written over.
    pub over: bool,
    /// The data folder, in which it may not be.
    pub data: &'a Path,
}

/// Writes an export of `book`; what stands at its place with another text is written over only when that was said, and pages
/// whenever all that was typed on them is in `book`.
///
/// # Errors
/// Why nothing, or not all, was written, in one line: what, where, and what to do next.
pub fn write_export(made: Export, book: &Book, today: Day, place: &Place<'_>) -> Result<Exported, String> {
    let Export { written, count, home } = made;
    let Place { path, shown, over, data } = *place;
    // A slash at the end asks for a folder, and a file of that name is not one.
    let path = path.components().as_path();
    outside(data, path).map_err(|why| why.to_string())?;
    let mut beside = String::new();
    match written {
        Written::Pages(pages) => {
            if path.exists() && !path.is_dir() {
                return Err(format!("{shown} is a file, and pages need a folder; say another place"));
            }
            has_place(path)?;
            // What is there and cannot be read holds something that mingle has not.
            let there = |name: &str| {
                let path = path.join(name);
                let found = path.symlink_metadata().ok()?;
                Some(if found.is_file() { bytes(&path).unwrap_or_default() } else { Vec::new() })
            };
            let Settled { write: pages, kept } = settle(pages, book, today, over, there);
            if !kept.is_empty() {
                return Ok(Exported::Stands(held(&kept, shown)));
            }
            beside = strangers(path, &pages);
            write_out_all(path, &pages).map_err(|why| why.to_string())?;
        }
        file => {
            if path.is_dir() || shown.ends_with('/') {
                return Err(format!("{shown} is a folder; say how the file in it is to be called"));
            }
            has_place(path)?;
            let text = file.into_file();
            if !over && stands(path, text.as_bytes()) {
                return Ok(Exported::Stands(format!("{shown} is there already")));
            }
            write_out(path, text.as_bytes()).map_err(|why| why.to_string())?;
        }
    }
    let home = home.map_or_else(String::new, |home| format!("; {home} stayed home"));
    Ok(Exported::Written(format!("{count} written to {shown}{home}{beside}")))
}

/// Whether there is a folder for it to stand in.
fn has_place(path: &Path) -> Result<(), String> {
    match path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        Some(folder) => {
            Err(format!("there is no folder {}; make it, or say another place", folder.display()))
        }
        None => Ok(()),
    }
}

/// Whether something stands there that would be lost: not an empty file, and not the same text.
fn stands(path: &Path, text: &[u8]) -> bool {
    path.symlink_metadata().is_ok_and(|found| {
        !found.is_file() || found.len() > 0 && !bytes(path).is_ok_and(|there| there == text)
    })
}

/// What other pages are in the folder, in words: those of people who are gone stay there, as do the user's own.
fn strangers(folder: &Path, pages: &[Page]) -> String {
    let ours: HashSet<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
    let names = folder.read_dir().into_iter().flatten().flatten().map(|entry| entry.file_name());
    let other = |name: &std::ffi::OsString| {
        name.to_str().is_some_and(|name| {
            name.strip_suffix(".md").is_some() && !name.starts_with('.') && !ours.contains(name)
        })
    };
    match names.filter(other).count() {
        0 => String::new(),
        1 => "; 1 other page is there and stays as it is".to_owned(),
        count => format!("; {count} other pages are there and stay as they are"),
    }
}

/// Which pages of a folder hold what mingle has not, and what to do.
fn held(kept: &[String], shown: &str) -> String {
    let folder = shown.trim_end_matches('/');
    match kept {
        [one] => {
            format!("{folder}/{one} says what mingle has not; `mingle import {folder}/{one}` takes it in")
        }
        all => {
            let (named, more) = (all.iter().take(3), all.len().saturating_sub(3));
            let named: Vec<&str> = named.map(String::as_str).collect();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let named = named.join(", ");
            format!(
                "{named}{more} in {folder}/ say what mingle has not; `mingle import {folder}/` takes it in"
            )
        }
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "files of the tests' own")]
mod tests {
    use super::*;

    fn file(text: &str) -> Export {
        Export { written: Written::Text(text.into()), count: "2 people".into(), home: None }
    }

    fn pages(text: &str) -> Export {
        let pages = ["ana-1.md", "bo-1.md"].map(|name| (name.to_owned(), text.to_owned()));
        Export {
            written: Written::Pages(pages.into()),
            count: "2 people".into(),
            home: Some("1 private note".into()),
        }
    }

    fn put(made: Export, target: &Target) -> Result<Exported, String> {
        super::write(made, target, Path::new("/none"), &Book::default(), Day("2026-11-22".parse().unwrap()))
    }

    fn to(path: &Path, over: bool) -> Target {
        Target { path: path.display().to_string(), over }
    }

    #[test]
    fn a_table_beyond_ascii_begins_with_a_mark() {
        let dir = tempfile::tempdir().unwrap();
        for (name, written, bytes) in [
            ("a.csv", Written::Table("name\r\nZoë\r\n".into()), "\u{feff}name\r\nZoë\r\n"),
            ("b.csv", Written::Table("name\r\nAna\r\n".into()), "name\r\nAna\r\n"),
            ("c.csv", Written::Text("name\r\nZoë\r\n".into()), "name\r\nZoë\r\n"),
        ] {
            let path = dir.path().join(name);
            let made = Export { written, count: "1 person".into(), home: None };
            put(made, &to(&path, false)).unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap(), bytes, "{name}");
        }
    }

    #[test]
    fn a_file_is_written_once_and_over_only_when_that_was_said() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("people.csv");
        let said = format!("2 people written to {}", path.display());
        assert_eq!(put(file("one"), &to(&path, false)), Ok(Exported::Written(said.clone())));
        let stands = Ok(Exported::Stands(format!("{} is there already", path.display())));
        assert_eq!(put(file("two"), &to(&path, false)), stands);
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        assert_eq!(put(file("two"), &to(&path, true)), Ok(Exported::Written(said)));
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        // Nothing is lost of what is the same, or of nothing.
        assert!(matches!(put(file("two"), &to(&path, false)), Ok(Exported::Written(_))));
        std::fs::write(&path, "").unwrap();
        assert!(matches!(put(file("two"), &to(&path, false)), Ok(Exported::Written(_))));
        // A link to nowhere is something too.
        let link = dir.path().join("link.csv");
        std::os::unix::fs::symlink(dir.path().join("none"), &link).unwrap();
        assert!(matches!(put(file("two"), &to(&link, false)), Ok(Exported::Stands(_))));
    }

    #[test]
    fn pages_are_asked_about_when_they_would_change() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("pages");
        let written = put(pages("one"), &to(&folder, false)).unwrap();
        assert!(matches!(written, Exported::Written(said) if said.ends_with("; 1 private note stayed home")));
        assert!(matches!(put(pages("one"), &to(&folder, false)), Ok(Exported::Written(_))));
        std::fs::write(folder.join("bo-1.md"), "mine").unwrap();
        std::fs::write(folder.join("other.md"), "mine").unwrap();
        let stands = put(pages("one"), &to(&folder, false)).unwrap();
        let takes = format!("`mingle import {}/bo-1.md` takes it in", folder.display());
        assert!(matches!(stands, Exported::Stands(said) if said.ends_with(&takes)));
        assert_eq!(std::fs::read(folder.join("bo-1.md")).unwrap(), b"mine");
        assert!(matches!(put(pages("one"), &to(&folder, true)), Ok(Exported::Written(_))));
        assert_eq!(std::fs::read(folder.join("bo-1.md")).unwrap(), b"one");
        assert_eq!(std::fs::read(folder.join("other.md")).unwrap(), b"mine");
        let written = put(pages("one"), &to(&folder, false)).unwrap();
        assert!(
            matches!(written, Exported::Written(said) if said.ends_with("; 1 other page is there and stays as it is"))
        );
    }

    #[test]
    fn what_cannot_be_written_is_said_in_one_line() {
        #[track_caller]
        fn check(made: Export, path: &Path, expect: &str) {
            let why = put(made, &to(path, true)).unwrap_err();
            assert!(why.contains(expect) && !why.contains('\n'), "{why}");
        }
        let dir = tempfile::tempdir().unwrap();
        check(file("x"), dir.path(), "is a folder; say how");
        check(file("x"), &dir.path().join("gone/people.csv"), "gone; make it, or say another place");
        let path = dir.path().join("people.csv");
        std::fs::write(&path, "x").unwrap();
        check(pages("x"), &path, "people.csv is a file, and pages need a folder");
        check(pages("x"), &dir.path().join("gone/pages/"), "gone; make it, or say another place");
        check(file("x"), &dir.path().join("none/"), "none/ is a folder; say how");
        check(file("x"), Path::new("/dev/full"), "/dev/full");
    }
}
