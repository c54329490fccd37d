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
/// How the state folders of early versions begin.
const OLD: &str = "at-";
const MAX: u64 = 64 * 1024;

/// Whether `data` has been a store before.
pub(super) fn known(data: &Path, state: &Path) -> bool {
    let data = whole(data);
    let stores = folders(&state.join("stores"), "").into_iter().chain(folders(state, OLD));
    std::iter::once(state.to_owned())
        .chain(stores)
        .any(|state| Owner::read(&state).is_some_and(|owner| owner.is_at(&data)))
}

/// The state folder of `data`, as far as that is known without writing anything.
pub(super) fn of(data: &Path, state: &Path) -> PathBuf {
    let data = whole(data);
    let mine = known_name(&data).map(|name| Owner::of(name, &data));
    let stores = folders(&state.join("stores"), "").into_iter().chain(folders(state, OLD));
    let is_mine = |state: &PathBuf| {
        Owner::read(state)
            .is_some_and(|owner| mine.as_ref().map_or(owner.is_at(&data), |mine| owner.is_of(mine, &data)))
    };
    std::iter::once(state.to_owned()).chain(stores).find(is_mine).unwrap_or_else(|| state.to_owned())
}

/// The state folder of `data`, which must be its true path: `state` itself for the first store that uses it, a folder in it for
/// each further one, so that no journal is ever applied to the files of another store.
pub(super) fn claim(disk: &Disk, data: &Path, state: &Path) -> io::Result<PathBuf> {
    let name = known_name(data).unwrap_or_else(|| named(disk, data));
    let stores = state.join("stores");
    let own = stores.join(&name);
    let mine = Owner::of(name, data);
    let places = [state.to_owned(), own.clone()];
    let owners = places.each_ref().map(|place| Owner::read(place));
    if let Some((place, _)) = places.iter().zip(&owners).find(|(_, owner)| owner.as_ref() == Some(&mine)) {
        return Ok(place.clone());
    }
    // Ours by name or by place: moved, or made anew by git or sync.
    let is_mine = |owner: &Owner| owner.is_of(&mine, data);
    let moved = places.iter().zip(&owners).find(|(_, owner)| owner.as_ref().is_some_and(is_mine));
    let earlier = || std::iter::once(stores.join(nameless(data))).chain(folders(state, OLD));
    let found = moved.map(|(place, _)| place.clone()).or_else(|| adopt(disk, earlier(), &own, is_mine));
    let free = || places.into_iter().zip(owners).find(|(_, owner)| owner.is_none()).map(|(place, _)| place);
    let place = found.or_else(free).ok_or(io::ErrorKind::AlreadyExists)?;
    mine.write(disk, &place)?;
    Ok(place)
}

/// The one of the `earlier` state folders that is the store's, moved to `own`, where it is looked for now; `None` when there is
/// none: kept while the store had no name, or by an early version as `at-<hash of its path>`. A rename is whole or nothing: killed
/// here, the next start finds it at one of the two.
fn adopt(
    disk: &Disk,
    mut earlier: impl Iterator<Item = PathBuf>,
    own: &Path,
    is_mine: impl Fn(&Owner) -> bool,
) -> Option<PathBuf> {
    let old = earlier.find(|old| Owner::read(old).is_some_and(|owner| is_mine(&owner)))?;
    let stores = own.parent()?;
    let moved = disk.make_dir(stores).and_then(|_| disk.move_to(&old, own));
    // The names need not be durable: either leads to it.
    drop(disk.sync_dir(stores).and_then(|()| old.parent().map_or(Ok(()), |from| disk.sync_dir(from))));
    // Where it cannot be moved it is used as it is; or another instance was first.
    Some(if moved.is_ok() || !old.exists() { own.to_owned() } else { old })
}

/// The folders in `dir` whose names begin with `start`, in a fixed order.
fn folders(dir: &Path, start: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .filter(|entry| entry.file_name().to_str().is_some_and(|name| name.starts_with(start)))
        .map(|entry| entry.path())
        .collect();
    found.sort_unstable();
    found
}

#[derive(PartialEq)]
struct Owner {
    name: Vec<u8>,
    path: Vec<u8>,
}

impl Owner {
    fn of(name: String, data: &Path) -> Self {
        Self { name: name.into_bytes(), path: bytes_of(data).to_owned() }
    }

    /// Whether it is `mine`, which is at `data`, by its name or by its place.
    fn is_of(&self, mine: &Self, data: &Path) -> bool {
        self.name == mine.name || self.is_at(data)
    }

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

/// Gives the store a name, unless another instance was first; where none can be written, one made of the path has to do.
fn named(disk: &Disk, data: &Path) -> String {
    let path = data.join(NAME);
    let folder = path.parent().unwrap_or(data);
    let name = Ulid::after(None, 0).to_string();
    // Git and sync do not carry the folder of the name.
    let made = disk
        .make_dir(folder)
        .and_then(|_| disk.write_temp(&path, name.as_bytes(), 0o600))
        .and_then(|_| disk.place(&path))
        .and_then(|()| disk.sync_dir(folder));
    match made {
        Ok(()) => name,
        // Another instance was first, or nothing may be written.
        Err(_) => known_name(data).unwrap_or_else(|| nameless(data)),
    }
}

/// What stands for the name of a store that can have none: a hash of its path.
fn nameless(data: &Path) -> String {
    hash(bytes_of(data)).chars().take(26).collect()
}

/// The name that a store has already.
fn known_name(data: &Path) -> Option<String> {
    match look(&data.join(NAME), MAX) {
        Ok(Found::File(bytes, ..)) => {
            String::from_utf8(bytes).ok().filter(|name| Ulid::parse(name).is_some())
        }
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
