//! The demo: a lived-in year of an invented baker, moved so that its today is the user's.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;

use crate::domain::Now;

mod shift;
mod table;
#[cfg(test)]
mod tests;

/// Every file of the demo as `(path in the data folder, text)`, with its days and times moved to `now`.
pub fn files(now: &Now) -> impl Iterator<Item = (&'static str, String)> {
    table::FILES.iter().map(move |(path, text)| (*path, shift::shifted(text, now)))
}

/// Writes the demo into `folder`, which is made if need be and must hold nothing: folders 0700, files 0600.
///
/// An error is the system's; a folder with anything in it is [`io::ErrorKind::DirectoryNotEmpty`], and nothing is written.
pub fn make(folder: &Path, now: &Now) -> io::Result<()> {
    let mut folders = DirBuilder::new();
    folders.recursive(true).mode(0o700).create(folder)?;
    if let Some(entry) = std::fs::read_dir(folder)?.next() {
        let found = entry?.path();
        let reason = format!("the demo wants an empty folder, found {}", found.display());
        return Err(io::Error::new(io::ErrorKind::DirectoryNotEmpty, reason));
    }
    for (path, text) in files(now) {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            folders.create(parent)?;
        }
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        file.write_all(text.as_bytes())?;
    }
    Ok(())
}
