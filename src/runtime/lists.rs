//! Lists of others from disk: reading them off the screen's thread, and finding them by the start of their path.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::os::unix::fs::FileTypeExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use crate::domain::{Book, Now};
use crate::exchange::{Absent, Content, Import, MAX_BYTES, Sample, import_watched};
use crate::runtime::event_loop::Event;
use crate::store::{Saved, Store, StoreError};
use crate::ui::{ListFile, Msg, Outcome, Whole};

/// How many names of a folder are looked through, and how many of them shown.
const MOST: usize = 20_000;
const SHOWN: usize = 500;
/// How many files of a folder are read as one list: as many as a table may have rows.
const FILES: usize = 200_000;
/// What the files end in that a folder may hold as one list.
const PAGE: &str = "md";
const CARD: &str = "vcf";
/// How deep the folders of such a list lie in one another at most.
const DEEPEST: usize = 16;

/// Saves what a list called `file` brings, as one operation: the guests of an event in parts, all else record by record.
/// `None` when `far`, which hears how many are written, says to stop.
///
/// # Errors
/// As of [`Store::save_each`].
pub(crate) fn save(
    store: &Store,
    import: &Import,
    book: &Book,
    file: &str,
    now: &Now,
    far: &dyn Fn(usize) -> bool,
) -> Result<Option<Saved>, StoreError> {
    let what = import.what(file);
    match import.guests(book) {
        Some(guests) => store.save_guests(&what, guests, now, far),
        None => store.save_each(&what, import.edits(book), now, far),
    }
}

/// The whole of a list, or of what a folder and those within it hold as one: their Markdown pages, else their vCards. Else one
/// line that says why not.
pub(crate) fn content(path: &Path) -> Result<Content, String> {
    if !path.is_dir() {
        return bytes(path).map(Content::File);
    }
    for (end, content) in [(PAGE, Content::Pages as fn(Vec<_>) -> Content), (CARD, Content::Cards)] {
        let files = files(path, end)?;
        if !files.is_empty() {
            return Ok(content(files));
        }
    }
    Err("it is a folder without Markdown pages or vCards; name the list inside it".to_owned())
}

/// The files of a folder and of the folders within it whose names end so, by their paths below it.
fn files(folder: &Path, end: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
    let mut names = Vec::new();
    find_files(folder, end, "", DEEPEST, &mut names)?;
    names.sort();
    let mut left = MAX_BYTES;
    let mut files = Vec::new();
    for name in names {
        let bytes = bytes(&folder.join(&name)).map_err(|why| format!("{name}: {why}"))?;
        left = left.checked_sub(bytes.len()).ok_or_else(|| {
            format!("its files are larger than {} MiB together; take them in by parts", MAX_BYTES >> 20)
        })?;
        files.push((name, bytes));
    }
    Ok(files)
}

/// Adds the files of a folder, whose path below the first one is `below`. What begins with a dot is a notebook's own, such as
/// its trash, and a link to a folder leads elsewhere or round in a circle.
fn find_files(
    folder: &Path,
    end: &str,
    below: &str,
    deeper: usize,
    names: &mut Vec<String>,
) -> Result<(), String> {
    let at = |why: String| if below.is_empty() { why } else { format!("{below}: {why}") };
    for entry in folder.read_dir().map_err(|error| at(why(&error)))?.flatten() {
        let Ok(name) = entry.file_name().into_string() else { continue };
        if name.starts_with('.') {
            continue;
        }
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder {
            let deeper = deeper.checked_sub(1).ok_or_else(|| {
                format!("{path}: it lies more than {DEEPEST} folders deep; take it in by itself")
            })?;
            find_files(&entry.path(), end, &path, deeper, names)?;
        } else if ends_in(&path, end) && entry.path().is_file() {
            if names.len() == FILES {
                return Err(format!("it holds more than {FILES} files of this kind; take them in by parts"));
            }
            names.push(path);
        }
    }
    Ok(())
}

/// Who of a list may be deleted.
pub(crate) fn deleted(store: &Store) -> impl Iterator<Item = Absent> {
    store.deleted_people().into_iter().map(Absent::deleted)
}

fn ends_in(name: &str, end: &str) -> bool {
    Path::new(name).extension().is_some_and(|other| other.eq_ignore_ascii_case(end))
}

/// What the folder that ends a typed path may hold as one list, by a look at its own files: what [`content`] takes of it.
fn whole(typed: &str) -> Option<Whole> {
    let entries = expanded(typed.strip_suffix('/')?).join("").read_dir().ok()?;
    let (mut pages, mut cards, mut notebook) = (0, 0, false);
    for name in entries.take(MOST).flatten().filter_map(|entry| entry.file_name().into_string().ok()) {
        notebook |= name == ".obsidian";
        let shown = !name.starts_with('.');
        pages += usize::from(shown && ends_in(&name, PAGE));
        cards += usize::from(shown && ends_in(&name, CARD));
    }
    match (pages, cards) {
        (2.., _) => Some(Whole::Pages),
        _ if notebook => Some(Whole::Pages),
        (0, 2..) => Some(Whole::Cards),
        _ => None,
    }
}

/// The whole of a file, or one line that says why not.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    if waits(path) {
        return Err(
            "it is a pipe that another program must fill; have that program write into `mingle import -`"
                .to_owned(),
        );
    }
    let read = File::open(path).and_then(|file| {
        if file.metadata()?.is_dir() {
            return Err(ErrorKind::IsADirectory.into());
        }
        limited(file)
    });
    read.map_err(|error| why(&error))
}

/// Whether reading would wait for another program for ever. Of a pipe that the shell made one is sure to write.
fn waits(path: &Path) -> bool {
    let pipe = std::fs::metadata(path).is_ok_and(|about| about.file_type().is_fifo());
    pipe && !["/dev", "/proc"].iter().any(|place| path.starts_with(place))
}

/// One byte more than may be imported is enough for the refusal, which says how much that is.
pub(crate) fn limited(source: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Why a list cannot be read, and what to do.
pub(crate) fn why(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file; look how it is called and where it is".to_owned(),
        ErrorKind::IsADirectory => "it is a folder; name the list inside it".to_owned(),
        ErrorKind::PermissionDenied => "you may not read it; `chmod u+r` on it lets you".to_owned(),
        _ => format!("cannot be read: {error}; copy it here and try again"),
    }
}

/// `~` is the user's home.
pub(crate) fn expanded(path: &str) -> PathBuf {
    let home = || directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match path.strip_prefix('~') {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => {
            home().map_or_else(|| PathBuf::from(path), |home| home.join(rest.trim_start_matches('/')))
        }
        _ => PathBuf::from(path),
    }
}

/// Files and folders whose paths begin as typed, folders with a slash at the end.
fn paths(typed: &str) -> Vec<String> {
    let (folder, start) = typed.rfind('/').map_or(("", typed), |at| typed.split_at(at + 1));
    let place = if folder.is_empty() { PathBuf::from(".") } else { expanded(folder) };
    let start = start.to_lowercase();
    let Ok(entries) = place.read_dir() else { return Vec::new() };
    let mut found: Vec<(bool, String)> = entries
        .take(MOST)
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let fits =
                name.to_lowercase().starts_with(&start) && (start.starts_with('.') || !name.starts_with('.'));
            fits.then(|| {
                let is_folder = entry.path().is_dir();
                (is_folder, format!("{folder}{name}{}", if is_folder { "/" } else { "" }))
            })
        })
        .collect();
    // Files first: one of them is looked for.
    found.sort();
    found.truncate(SHOWN);
    found.into_iter().map(|(_, path)| path).collect()
}

/// Answers with what goes on from the typed start of a path.
pub(crate) fn complete(typed: String, news: Sender<Event>) -> std::io::Result<()> {
    let work = move || {
        let (found, whole) = (paths(&typed), whole(&typed));
        drop(news.send(Event::Msg(Msg::Done(Outcome::Paths { typed, found, whole }))));
    };
    std::thread::Builder::new().name("paths".into()).spawn(work).map(drop)
}

/// The list that is being read, or kept.
#[derive(Default)]
pub(crate) struct Reading(Arc<AtomicBool>);

impl Reading {
    /// Gives it up: nothing comes of it.
    pub(crate) fn stop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Has another one kept instead: the answer says when to give that up.
    pub(crate) fn keep(&mut self) -> Arc<AtomicBool> {
        self.stop();
        self.0 = Arc::default();
        Arc::clone(&self.0)
    }

    /// Reads another one instead, on a thread of its own.
    pub(crate) fn start(
        &mut self,
        mut list: ListFile,
        store: Arc<Store>,
        news: Sender<Event>,
    ) -> std::io::Result<()> {
        let stop = self.keep();
        let work = move || {
            let ticket = list.ticket;
            list.options.absent.extend(deleted(&store));
            let tell = |outcome| drop(news.send(Event::Msg(Msg::Done(outcome))));
            let sampled = |sample| tell(Outcome::Sampled { ticket, sample: Arc::new(sample) });
            let result =
                read(list, &stop, sampled, &|done, all| tell(Outcome::Reading { ticket, done, all }));
            if !stop.load(Ordering::Relaxed) {
                tell(Outcome::List { ticket, result: result.map(Arc::new) });
            }
        };
        std::thread::Builder::new().name("list".into()).spawn(work).map(drop)
    }
}

/// Reads a list and plans what becomes of it; `sampled` hears a few of its lines, `far` in whole hundredths how far it is.
fn read(
    list: ListFile,
    stop: &AtomicBool,
    sampled: impl FnOnce(Sample),
    far: &dyn Fn(usize, usize),
) -> Result<crate::exchange::Import, String> {
    let ListFile { path, event, options, book, mut ids, .. } = list;
    let content = content(&expanded(&path))?;
    sampled(Sample::of(&content));
    let last = std::cell::Cell::new(0);
    let watch = |done: usize, all: usize| {
        let hundredths = (done * 100).checked_div(all).unwrap_or(0);
        if hundredths > last.replace(hundredths) {
            far(done, all);
        }
        !stop.load(Ordering::Relaxed)
    };
    import_watched(content, event.as_ref(), &book, &options, &mut ids, &watch).map_err(|why| why.0)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "files of the tests' own")]
mod tests {
    use super::*;

    #[test]
    fn paths_go_on_from_what_is_typed() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["Guests.csv", "guests.vcf", "other.csv", ".hidden"] {
            std::fs::write(dir.path().join(name), "x").unwrap();
        }
        std::fs::create_dir(dir.path().join("guild")).unwrap();
        let at = |name: &str| format!("{}/{name}", dir.path().display());
        assert_eq!(paths(&at("gu")), [at("Guests.csv"), at("guests.vcf"), at("guild/")]);
        assert_eq!(paths(&at("")).len(), 4);
        assert_eq!(paths(&at(".h")), [at(".hidden")]);
        assert_eq!(paths(&at("none/x")), Vec::<String>::new());
    }

    #[test]
    fn a_pipe_that_nobody_fills_is_not_waited_for() {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("list.csv");
        mknodat(CWD, &path, FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
        assert!(bytes(&path).unwrap_err().contains("it is a pipe"));
        assert_eq!(bytes(Path::new("/dev/null")), Ok(Vec::new()));
    }

    #[test]
    fn a_list_is_read_or_given_up() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("list.csv");
        std::fs::write(&path, "Name\nAna Ruiz\n").unwrap();
        let list = |path: &Path| ListFile {
            ticket: 1,
            path: path.display().to_string(),
            event: None,
            options: crate::exchange::Options::default(),
            book: crate::domain::Book::default(),
            ids: crate::domain::IdMaker::new(1),
        };
        let stop = AtomicBool::new(false);
        assert_eq!(read(list(&path), &stop, drop, &|_, _| {}).unwrap().len(), 1);
        assert!(
            read(list(dir.path()), &stop, drop, &|_, _| {})
                .unwrap_err()
                .contains("a folder without Markdown")
        );
        for name in ["ana.vcf", "Tom.VCF"] {
            let card = format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEND:VCARD");
            std::fs::write(dir.path().join(name), card).unwrap();
        }
        let folder = format!("{}/", dir.path().display());
        assert_eq!(whole(&folder), Some(Whole::Cards));
        assert_eq!(whole(folder.trim_end_matches('/')), None, "its own name may go on");
        let cards = read(list(dir.path()), &stop, drop, &|_, _| {}).unwrap();
        assert_eq!((cards.len(), cards.kind), (2, crate::exchange::Kind::VCard), "{:?}", cards.said);
        assert!(
            read(list(&dir.path().join("no")), &stop, drop, &|_, _| {}).unwrap_err().contains("no such file")
        );
        std::fs::write(dir.path().join("ana.md"), "---\nid: ana-ruiz-k3f9\naliases: Ana Ruiz\n---\n")
            .unwrap();
        std::fs::write(dir.path().join("Tom.MD"), "---\nname: Tom Berg\nrole: baker\n---\nTall.\n").unwrap();
        std::fs::write(dir.path().join("todo.md"), "# To do\n").unwrap();
        // Folders within it, but none of a notebook's own, and no way round in a circle.
        for folder in ["work/Soho", ".obsidian", ".trash", "work/.git"] {
            std::fs::create_dir_all(dir.path().join(folder)).unwrap();
            std::fs::write(dir.path().join(folder).join("kim.md"), "---\nname: Kim Lee\nrole: baker\n---\n")
                .unwrap();
        }
        std::fs::write(dir.path().join("work/plan.png"), "x").unwrap();
        std::os::unix::fs::symlink(dir.path(), dir.path().join("work/round")).unwrap();
        assert_eq!(whole(&folder), Some(Whole::Pages), "pages go before cards");
        let pages = read(list(dir.path()), &stop, drop, &|_, _| {}).unwrap();
        assert_eq!(pages.len(), 3, "{:?}", pages.said);
        assert!(pages.said.contains(&"pages of nobody, not used: todo.md".to_owned()), "{:?}", pages.said);
        let deep = dir.path().join("d/".repeat(DEEPEST + 1));
        std::fs::create_dir_all(&deep).unwrap();
        let why = read(list(dir.path()), &stop, drop, &|_, _| {}).unwrap_err();
        assert!(why.ends_with("it lies more than 16 folders deep; take it in by itself"), "{why}");
        stop.store(true, Ordering::Relaxed);
        assert!(read(list(&path), &stop, drop, &|_, _| {}).unwrap_err().contains("nothing was kept"));
    }
}
