//! Hears of changes that others make to the files, without waking up for nothing.

use std::path::Path;
use std::sync::mpsc::Sender;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::runtime::event_loop::Event;

/// Starts watching the folders of records. A system that cannot watch is no reason to stop: `R` reads the files again,
/// and so does coming back to the window.
pub(crate) fn start(data: &Path, events: Sender<Event>) -> Option<RecommendedWatcher> {
    let tell = move |event: notify::Result<notify::Event>| {
        let counts = |path: &std::path::PathBuf| path.extension().is_some_and(|ending| ending == "toml");
        let temporary = |path: &std::path::PathBuf| {
            path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
        };
        if let Ok(event) = event
            && !event.kind.is_access()
            && event.paths.iter().any(|path| counts(path) && !temporary(path))
        {
            drop(events.send(Event::Disk));
        }
    };
    let mut watcher = notify::recommended_watcher(tell).ok()?;
    for folder in ["", "people", "events", "groups"] {
        drop(watcher.watch(&data.join(folder), RecursiveMode::NonRecursive));
    }
    Some(watcher)
}
