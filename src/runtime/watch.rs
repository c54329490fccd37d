//! Hears of changes that others make to the files, without waking up for nothing.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::runtime::event_loop::Event;

/// Where records are, in DATA, and where lines arrive.
const FOLDERS: [&str; 5] = ["", "people", "events", "groups", INBOX];
const INBOX: &str = "inbox";

/// The watch over the folders of records.
pub(crate) struct Watch {
    watcher: Option<RecommendedWatcher>,
    data: PathBuf,
}

impl Watch {
    /// Starts watching. A system that cannot watch is no reason to stop: `R` reads the files again, and so does coming back to
    /// the window.
    pub(crate) fn start(data: &Path, events: Sender<Event>) -> Self {
        let of_data = data.to_owned();
        let tell = move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            let lost = event.need_rescan();
            let inbox = of_data.join(INBOX);
            // Of what we move out of it ourselves the event is heard too: there is nothing to do then, and that is quick.
            let arrived = |path: &PathBuf| {
                path.parent() == Some(&inbox) && path.extension().is_some_and(|end| end == "txt")
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
                drop(events.send(Event::Disk(paths)));
            }
        };
        let watcher = notify::recommended_watcher(tell).ok();
        let mut watch = Self { watcher, data: data.to_owned() };
        watch.again();
        watch
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
    path.parent() == Some(data)
        && path.file_name().is_some_and(|name| FOLDERS.iter().any(|folder| name == *folder))
}
