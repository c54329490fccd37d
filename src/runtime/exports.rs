//! Exports: made and written off the screen's thread, never over something unasked.

use std::path::Path;
use std::sync::mpsc::Sender;

use crate::exchange::Page;
use crate::export::{Export, Written, export};
use crate::runtime::event_loop::Event;
use crate::runtime::lists::{bytes, expanded};
use crate::store::{write_out, write_out_all};
use crate::ui::{ExportTo, Exported, Msg, Outcome, Target};

/// Makes an export on a thread of its own, and answers with what came of it.
pub(crate) fn start(asked: ExportTo, news: Sender<Event>) -> std::io::Result<()> {
    let work = move || {
        let msg = match &asked.to {
            None => Msg::glimpse(&asked),
            Some(target) => {
                let made = export(&asked.book, &asked.choice, &asked.now);
                Msg::Done(Outcome::Export { ticket: asked.ticket, result: write(made, target) })
            }
        };
        // Nobody listens any more once the program ends.
        drop(news.send(Event::Msg(msg)));
    };
    std::thread::Builder::new().name("export".into()).spawn(work).map(drop)
}

/// Writes an export where it is to go, unless something stands there that may not be written over.
fn write(made: Export, target: &Target) -> Result<Exported, String> {
    let Export { written, count, home } = made;
    let path = expanded(&target.path);
    match written {
        Written::Pages(pages) => {
            let other = if target.over { 0 } else { others(&path, &pages) };
            if other > 0 {
                let pages = if other == 1 {
                    "1 of these pages is".into()
                } else {
                    format!("{other} of these pages are")
                };
                return Ok(Exported::Stands(format!(
                    "{pages} in {} already, and say something else",
                    target.path
                )));
            }
            write_out_all(&path, &pages).map_err(|why| why.to_string())?;
        }
        file => {
            if let Some(folder) = path.parent()
                && !folder.as_os_str().is_empty()
                && !folder.is_dir()
            {
                let folder = folder.display();
                return Err(format!("there is no folder {folder}; make it, or say another place"));
            }
            if path.is_dir() {
                return Err(format!("{} is a folder; say how the file in it is to be called", target.path));
            }
            if !target.over && path.symlink_metadata().is_ok() {
                return Ok(Exported::Stands(format!("{} is there already", target.path)));
            }
            write_out(&path, file.into_text().as_bytes()).map_err(|why| why.to_string())?;
        }
    }
    let home = home.map_or_else(String::new, |home| format!("; {home} stayed home"));
    Ok(Exported::Written(format!("{count} written to {}{home}", target.path)))
}

/// How many of the pages stand in the folder with another text.
fn others(folder: &Path, pages: &[Page]) -> usize {
    let differs = |(name, text): &&Page| {
        let path = folder.join(name);
        let same = |path: &Path| bytes(path).is_ok_and(|there| there == text.as_bytes());
        path.symlink_metadata().is_ok_and(|found| !found.is_file() || !same(&path))
    };
    pages.iter().filter(differs).count()
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

    fn to(path: &Path, over: bool) -> Target {
        Target { path: path.display().to_string(), over }
    }

    #[test]
    fn a_file_is_written_once_and_over_only_when_that_was_said() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("people.csv");
        let said = format!("2 people written to {}", path.display());
        assert_eq!(write(file("one"), &to(&path, false)), Ok(Exported::Written(said.clone())));
        let stands = Ok(Exported::Stands(format!("{} is there already", path.display())));
        assert_eq!(write(file("two"), &to(&path, false)), stands);
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        assert_eq!(write(file("two"), &to(&path, true)), Ok(Exported::Written(said)));
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        // A link to nowhere is something too.
        let link = dir.path().join("link.csv");
        std::os::unix::fs::symlink(dir.path().join("none"), &link).unwrap();
        assert!(matches!(write(file("two"), &to(&link, false)), Ok(Exported::Stands(_))));
    }

    #[test]
    fn pages_are_asked_about_when_they_would_change() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("pages");
        let written = write(pages("one"), &to(&folder, false)).unwrap();
        assert!(matches!(written, Exported::Written(said) if said.ends_with("; 1 private note stayed home")));
        assert!(matches!(write(pages("one"), &to(&folder, false)), Ok(Exported::Written(_))));
        std::fs::write(folder.join("bo-1.md"), "mine").unwrap();
        std::fs::write(folder.join("other.md"), "mine").unwrap();
        let stands = write(pages("one"), &to(&folder, false)).unwrap();
        assert!(matches!(stands, Exported::Stands(said) if said.starts_with("1 of these pages is in")));
        assert_eq!(std::fs::read(folder.join("bo-1.md")).unwrap(), b"mine");
        assert!(matches!(write(pages("one"), &to(&folder, true)), Ok(Exported::Written(_))));
        assert_eq!(std::fs::read(folder.join("bo-1.md")).unwrap(), b"one");
        assert_eq!(std::fs::read(folder.join("other.md")).unwrap(), b"mine");
    }

    #[test]
    fn what_cannot_be_written_is_said_in_one_line() {
        #[track_caller]
        fn check(made: Export, path: &Path, expect: &str) {
            let why = write(made, &to(path, true)).unwrap_err();
            assert!(why.contains(expect) && !why.contains('\n'), "{why}");
        }
        let dir = tempfile::tempdir().unwrap();
        check(file("x"), dir.path(), "is a folder; say how");
        check(file("x"), &dir.path().join("gone/people.csv"), "gone; make it, or say another place");
        let path = dir.path().join("people.csv");
        std::fs::write(&path, "x").unwrap();
        check(pages("x"), &path, "is no plain file");
        check(file("x"), Path::new("/dev/full"), "/dev/full");
    }
}
