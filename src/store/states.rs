//! Which part of the state folder belongs to which data folder, and whether a data folder has been one before.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Found, look};
use super::form::hash;

/// Holds the path of the data folder that a state folder is of.
const OWNER: &str = "data-path";

/// Whether `data` has been a store before.
pub(super) fn known(data: &Path, state: &Path) -> bool {
    owner(state).is_some_and(|owner| owner == bytes_of(&whole(data)))
        || other(&whole(data), state).join(OWNER).exists()
}

/// The state folder of `data`, which must be its true path: `state` itself for the first store that uses it, a folder in it for
/// each further one, so that no journal is ever applied to the files of another store.
pub(super) fn claim(disk: &Disk, data: &Path, state: &Path) -> io::Result<PathBuf> {
    match owner(state) {
        Some(owner) if owner == bytes_of(data) => return Ok(state.to_owned()),
        Some(_) => {}
        None => {
            own(disk, data, state)?;
            return Ok(state.to_owned());
        }
    }
    let other = other(data, state);
    if owner(&other).is_none() {
        own(disk, data, &other)?;
    }
    Ok(other)
}

fn other(data: &Path, state: &Path) -> PathBuf {
    let name = hash(bytes_of(data));
    state.join("stores").join(name.get(..16).unwrap_or(&name))
}

fn own(disk: &Disk, data: &Path, state: &Path) -> io::Result<()> {
    disk.make_dir(state)?;
    let path = state.join(OWNER);
    disk.write_temp(&path, bytes_of(data), 0o600)?;
    disk.replace(&path)?;
    disk.sync_dir(state)
}

fn owner(state: &Path) -> Option<Vec<u8>> {
    match look(&state.join(OWNER), 64 * 1024) {
        Ok(Found::File(bytes, ..)) => Some(bytes),
        _ => None,
    }
}

fn bytes_of(path: &Path) -> &[u8] {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str())
}

/// The true path, also of a folder that is gone: of as much of it as is there.
fn whole(path: &Path) -> PathBuf {
    match (std::fs::canonicalize(path), path.parent(), path.file_name()) {
        (Ok(whole), ..) => whole,
        (Err(_), Some(parent), Some(name)) if parent.as_os_str().is_empty() => {
            whole(Path::new(".")).join(name)
        }
        (Err(_), Some(parent), Some(name)) => whole(parent).join(name),
        (Err(_), ..) => path.to_owned(),
    }
}
