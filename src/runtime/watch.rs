//! Hears of changes that others make to the files, without waking up for nothing.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::runtime::event_loop::Event;

/// Where records are, in DATA, and where lines arrive.
const FOLDERS: [&str; 7] = ["", "people", "events", "groups", INBOX, TAKING, DONE];
const INBOX: &str = "inbox";
/// Somebody may go on writing to a file that was moved there.
const TAKING: &str = "inbox/taking";
const DONE: &str = "inbox/done";

/// The watch over the folders of records.
pub(crate) struct Watch {
    watcher: Option<RecommendedWatcher>,
    data: PathBuf,
    heard: Arc<Mutex<Heard>>,
}

/// What changed since somebody asked: gathered, as 100,000 files that are written at once are not to come one by one before the
/// next key.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    /// Files, and folders where they were made anew.
    pub(crate) paths: Vec<PathBuf>,
    /// The system lost count: anything may have changed.
    pub(crate) lost: bool,
}

impl Watch {
    /// Starts watching. A system that cannot watch is no reason to stop: `R` reads the files again, and so does coming back to
    /// the window.
    pub(crate) fn start(data: &Path, events: Sender<Event>) -> Self {
        let of_data = data.to_owned();
        let heard: Arc<Mutex<Heard>> = Arc::default();
        let of_heard = heard.clone();
        let tell = move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            let lost = event.need_rescan();
            let inbox = of_data.join(INBOX);
            // Of what we move in it ourselves the event is heard too: there is nothing to do then, and that is quick.
            let arrived = |path: &PathBuf| {
                path.starts_with(&inbox)
                    && path.extension().is_some_and(|end| end.eq_ignore_ascii_case("txt"))
            };
            if lost
                || (!event.kind.is_access()
                    && !event.kind.is_remove()
                    && event.paths.iter().any(|path| arrived(path) || *path == inbox))
            {
                drop(events.send(Event::Inbox));
            }
            let paths: Vec<PathBuf> =
                event.paths.into_iter().filter(|path| is_record(path) || is_folder(&of_data, path)).collect();
            if lost || (!event.kind.is_access() && !paths.is_empty()) {
                let mut heard = of_heard.lock().unwrap_or_else(PoisonError::into_inner);
                // Whoever has been told of the first has not asked yet.
                let is_first = heard.paths.is_empty() && !heard.lost;
                heard.paths.extend(paths);
                heard.lost |= lost;
                if is_first {
                    drop(events.send(Event::Disk));
                }
            }
        };
        let watcher = notify::recommended_watcher(tell).ok();
        let mut watch = Self { watcher, data: data.to_owned(), heard };
        watch.again();
        watch
    }

    /// What changed since this was asked last.
    pub(crate) fn heard(&self) -> Heard {
        std::mem::take(&mut *self.heard.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Watches folders that were made anew, as git does when it changes branches.
    pub(crate) fn again(&mut self) {
        let Some(watcher) = &mut self.watcher else { return };
        for folder in FOLDERS {
            drop(watcher.watch(&self.data.join(folder), RecursiveMode::NonRecursive));
        }
    }
}

/// A file that may hold a record; names that begin with a dot are temporary.
pub(crate) fn is_record(path: &Path) -> bool {
    let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    !hidden && path.extension().is_some_and(|ending| ending == "toml")
}

fn is_folder(data: &Path, path: &Path) -> bool {
    path.strip_prefix(data).is_ok_and(|path| FOLDERS.iter().any(|folder| path == Path::new(folder)))
}
