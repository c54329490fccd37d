//! Which part of the state folder belongs to which data folder, and whether a data folder has been one before.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Found, look};
use super::form::hash;
use super::ulid::Ulid;

/// In a state folder: the name of the store it is of, and the path of its data folder.
const OWNER: &str = "store";
/// In a data folder: its name, which stays with it when it moves.
const NAME: &str = ".mingle/name";
const MAX: u64 = 64 * 1024;

/// Whether `data` has been a store before.
pub(super) fn known(data: &Path, state: &Path) -> bool {
    let data = whole(data);
    let stores =
        std::fs::read_dir(state.join("stores")).into_iter().flatten().flatten().map(|entry| entry.path());
    std::iter::once(state.to_owned())
        .chain(stores)
        .any(|state| Owner::read(&state).is_some_and(|owner| owner.is_at(&data)))
}

/// The state folder of `data`, which must be its true path: `state` itself for the first store that uses it, a folder in it for
/// each further one, so that no journal is ever applied to the files of another store.
pub(super) fn claim(disk: &Disk, data: &Path, state: &Path) -> io::Result<PathBuf> {
    let name = name_of(disk, data);
    let mine = Owner { name: name.clone().into_bytes(), path: bytes_of(data).to_owned() };
    for state in [state.to_owned(), state.join("stores").join(&name)] {
        match Owner::read(&state) {
            Some(owner) if owner == mine => return Ok(state),
            // Another's, unless its name is ours or it stands where we stand: moved, or made anew by git or sync.
            Some(owner) if owner.name != mine.name && !owner.is_at(data) => {}
            _ => {
                mine.write(disk, &state)?;
                return Ok(state);
            }
        }
    }
    Err(io::Error::from(io::ErrorKind::AlreadyExists))
}

#[derive(PartialEq)]
struct Owner {
    name: Vec<u8>,
    path: Vec<u8>,
}

impl Owner {
    fn read(state: &Path) -> Option<Self> {
        let Ok(Found::File(bytes, ..)) = look(&state.join(OWNER), MAX) else { return None };
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        Some(Self { name: bytes.get(..end)?.to_vec(), path: bytes.get(end + 1..)?.to_vec() })
    }

    fn is_at(&self, data: &Path) -> bool {
        self.path == bytes_of(data)
    }

    fn write(&self, disk: &Disk, state: &Path) -> io::Result<()> {
        disk.make_dir(state)?;
        let path = state.join(OWNER);
        disk.write_temp(&path, &[&self.name, b"\n".as_slice(), &self.path].concat(), 0o600)?;
        disk.replace(&path)?;
        disk.sync_dir(state)
    }
}

/// The store's own name, made if it has none; where it cannot be written, one made of the path has to do.
fn name_of(disk: &Disk, data: &Path) -> String {
    let path = data.join(NAME);
    let read = || match look(&path, MAX) {
        Ok(Found::File(bytes, ..)) => {
            String::from_utf8(bytes).ok().filter(|name| Ulid::parse(name).is_some())
        }
        _ => None,
    };
    if let Some(name) = read() {
        return name;
    }
    let name = Ulid::after(None, 0).to_string();
    let made = disk.write_temp(&path, name.as_bytes(), 0o600).and_then(|_| disk.place(&path));
    let made = made.and_then(|()| path.parent().map_or(Ok(()), |folder| disk.sync_dir(folder)));
    match made {
        Ok(()) => name,
        // Another instance was first, or nothing may be written.
        Err(_) => read().unwrap_or_else(|| hash(bytes_of(data)).chars().take(26).collect()),
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
