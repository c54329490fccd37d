//! Lists of others from disk: reading them off the screen's thread, and finding them by the start of their path.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::os::unix::fs::FileTypeExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use crate::exchange::{Content, MAX_BYTES, import_watched};
use crate::runtime::event_loop::Event;
use crate::ui::{ListFile, Msg, Outcome};

/// How many names of a folder are looked through, and how many of them shown.
const MOST: usize = 20_000;
const SHOWN: usize = 500;

/// The whole of a list, or of the Markdown pages of a folder; else one line that says why not.
pub(crate) fn content(path: &Path) -> Result<Content, String> {
    if path.is_dir() { pages(path).map(Content::Pages) } else { bytes(path).map(Content::File) }
}

/// The Markdown pages of a folder by their names; what is in folders within it is not looked at.
fn pages(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, String> {
    let entries = folder.read_dir().map_err(|error| why(&error))?;
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.to_lowercase().ends_with(".md") && !name.starts_with('.'))
        .take(MOST)
        .collect();
    names.sort();
    let mut left = MAX_BYTES;
    let mut pages = Vec::new();
    for name in names {
        let path = folder.join(&name);
        if !path.is_file() {
            continue;
        }
        let bytes = bytes(&path).map_err(|why| format!("{name}: {why}"))?;
        left = left.checked_sub(bytes.len()).ok_or_else(|| {
            format!("its pages are larger than {} MiB together; take them in by parts", MAX_BYTES >> 20)
        })?;
        pages.push((name, bytes));
    }
    if pages.is_empty() {
        return Err("it is a folder without Markdown pages; name the list inside it".to_owned());
    }
    Ok(pages)
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
        let found = paths(&typed);
        drop(news.send(Event::Msg(Msg::Done(Outcome::Paths { typed, found }))));
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
    pub(crate) fn start(&mut self, list: ListFile, news: Sender<Event>) -> std::io::Result<()> {
        let stop = self.keep();
        let work = move || {
            let ticket = list.ticket;
            let tell = |outcome| drop(news.send(Event::Msg(Msg::Done(outcome))));
            let result = read(list, &stop, &|done, all| tell(Outcome::Reading { ticket, done, all }));
            if !stop.load(Ordering::Relaxed) {
                tell(Outcome::List { ticket, result: result.map(Arc::new) });
            }
        };
        std::thread::Builder::new().name("list".into()).spawn(work).map(drop)
    }
}

/// Reads a list and plans what becomes of it; `far` hears in whole hundredths how far it is.
fn read(
    list: ListFile,
    stop: &AtomicBool,
    far: &dyn Fn(usize, usize),
) -> Result<crate::exchange::Import, String> {
    let ListFile { path, event, options, book, mut ids, .. } = list;
    let content = content(&expanded(&path))?;
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
        assert_eq!(read(list(&path), &stop, &|_, _| {}).unwrap().len(), 1);
        assert!(read(list(dir.path()), &stop, &|_, _| {}).unwrap_err().contains("a folder without Markdown"));
        assert!(read(list(&dir.path().join("no")), &stop, &|_, _| {}).unwrap_err().contains("no such file"));
        std::fs::write(dir.path().join("ana.md"), "---\nid: ana-ruiz-k3f9\naliases: Ana Ruiz\n---\n")
            .unwrap();
        std::fs::write(dir.path().join("Tom.MD"), "---\nname: Tom Berg\nrole: baker\n---\nTall.\n").unwrap();
        std::fs::write(dir.path().join("todo.md"), "# To do\n").unwrap();
        let pages = read(list(dir.path()), &stop, &|_, _| {}).unwrap();
        assert_eq!(pages.len(), 2, "{:?}", pages.said);
        assert!(pages.said.contains(&"pages of nobody, not used: todo.md".to_owned()), "{:?}", pages.said);
        stop.store(true, Ordering::Relaxed);
        assert!(read(list(&path), &stop, &|_, _| {}).unwrap_err().contains("nothing was kept"));
    }
}
