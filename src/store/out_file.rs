//! A file for others, outside the store: replaced whole, never truncated.

use std::io;
use std::path::{Path, PathBuf};

use super::StoreError;
use super::disk::{Disk, Found, look};

/// Whether `path` lies outside the data folder, wherever links lead: a file for others among the records would be read as
/// one, or replace one.
///
/// # Errors
/// When it lies inside.
pub fn outside(data: &Path, path: &Path) -> Result<(), StoreError> {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    // What is not there yet stands in the first folder above it that is.
    let real = whole.ancestors().find_map(|above| std::fs::canonicalize(above).ok());
    let inside = |real: &Path| std::fs::canonicalize(data).is_ok_and(|data| real.starts_with(data));
    if real.is_some_and(|real| inside(&real)) {
        return Err(StoreError::AmongRecords { path: path.to_owned() });
    }
    Ok(())
}

/// Writes an exported file: a temporary file beside it, fsync, rename, so that a reader has the old one or the new one.
///
/// A link is followed, so that what it points to is replaced; a device or a FIFO is refused. The mode of an old file
/// stays; a new one is for its owner alone (0600).
pub fn write_out(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    write_on(&Disk::default(), path, bytes)
}

/// Writes several exported files into a folder, which is made when it is not there, each as [`write_out`] does; a file that
/// stands there already to the letter is left alone. What else is in the folder stays.
///
/// A name that could lead out of the folder is refused.
pub fn write_out_all(folder: &Path, files: &[(String, String)]) -> Result<(), StoreError> {
    let disk = Disk::default();
    disk.make_dir(folder).map_err(|error| failure(folder, 0, error))?;
    for (name, text) in files {
        let path = folder.join(name);
        if name.starts_with('.') || name.contains('/') {
            return Err(StoreError::InTheWay { path });
        }
        match look(&path, text.len() as u64) {
            Ok(Found::File(bytes, _)) if bytes == text.as_bytes() => {}
            Ok(Found::Nothing | Found::File(..) | Found::TooLong(_)) => {
                let failed = |error| failure(&path, text.len(), error);
                disk.write_temp(&path, text.as_bytes(), mode_or_ours(&path)).map_err(failed)?;
                disk.replace(&path).map_err(|error| {
                    drop(disk.remove(&super::disk::temp_of(&path)));
                    failed(error)
                })?;
            }
            Ok(Found::Link | Found::NoFile) => return Err(StoreError::InTheWay { path }),
            Err(error) => return Err(failure(&path, text.len(), error)),
        }
    }
    disk.sync_dir(folder).map_err(|source| StoreError::NotDurable { path: folder.to_owned(), source })
}

/// The mode of an old file; a new one is for its owner alone.
fn mode_or_ours(path: &Path) -> u32 {
    if path.exists() { mode_of(path) } else { 0o600 }
}

fn write_on(disk: &Disk, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let failed = |error| failure(path, bytes.len(), error);
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mode = match look(&target, 0).map_err(failed)? {
        Found::Nothing => 0o600,
        Found::File(..) | Found::TooLong(_) => mode_of(&target),
        Found::Link | Found::NoFile => return Err(StoreError::InTheWay { path: path.to_owned() }),
    };
    disk.write_temp(&target, bytes, mode).map_err(failed)?;
    disk.replace(&target).map_err(|error| {
        drop(disk.remove(&super::disk::temp_of(&target)));
        failed(error)
    })?;
    let folder = folder_of(&target);
    disk.sync_dir(&folder).map_err(|source| StoreError::NotDurable { path: folder, source })
}

/// What a failed write means here: nothing of the store's own is at stake.
fn failure(path: &Path, needs: usize, error: io::Error) -> StoreError {
    match StoreError::write(path, needs, error) {
        StoreError::ReadOnly { path, source } | StoreError::DiskError { path, source } => {
            StoreError::io("write", &path, source)
        }
        other => other,
    }
}

fn mode_of(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).map_or(0o600, |data| data.permissions().mode() & 0o777)
}

/// The folder of a file; of a bare name it is the working folder.
fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests do by hand what users do")]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::sync::Arc;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_the_old_one_or_the_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cal.ics");
        write_out(&path, b"one").unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        for step in ["create", "write", "fsync", "rename"] {
            let hook = move |at: &'static str, _: &Path| {
                if at == step { Err(io::Error::from(io::ErrorKind::StorageFull)) } else { Ok(()) }
            };
            let failed = write_on(&Disk { hook: Some(Arc::new(hook)) }, &path, b"two");
            assert!(failed.is_err(), "{step}");
            assert_eq!(std::fs::read(&path).unwrap(), b"one", "{step}");
            assert_eq!(names(folder.path()), ["cal.ics"], "{step}");
        }
        write_out(&path, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o644);
    }

    #[test]
    fn pages_go_into_a_folder_and_never_out_of_it() {
        let at = tempfile::tempdir().unwrap();
        let folder = at.path().join("pages");
        let page = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        write_out_all(&folder, &[page("ana-1.md", "one"), page("bo-1.md", "two")]).unwrap();
        std::fs::write(folder.join("mine.md"), "mine").unwrap();
        let written = std::fs::metadata(folder.join("bo-1.md")).unwrap().modified().unwrap();
        write_out_all(&folder, &[page("ana-1.md", "three"), page("bo-1.md", "two")]).unwrap();
        assert_eq!(names(&folder), ["ana-1.md", "bo-1.md", "mine.md"]);
        assert_eq!(std::fs::read(folder.join("ana-1.md")).unwrap(), b"three");
        assert_eq!(std::fs::metadata(folder.join("bo-1.md")).unwrap().modified().unwrap(), written);
        assert!(write_out_all(&folder, &[page("../out.md", "x")]).is_err());
        symlink(at.path().join("elsewhere"), folder.join("cy-1.md")).unwrap();
        assert!(write_out_all(&folder, &[page("cy-1.md", "x")]).is_err());
        assert_eq!(names(at.path()), ["pages"]);
    }

    #[test]
    fn a_link_stays_a_link_and_what_is_no_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("cal.ics"), folder.path().join("link.ics"));
        write_out(&file, b"one").unwrap();
        symlink(&file, &link).unwrap();
        write_out(&link, b"two").unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(std::fs::read(&file).unwrap(), b"two");
        assert!(matches!(write_out(folder.path(), b"x"), Err(StoreError::InTheWay { .. })));
        assert!(matches!(write_out(Path::new("/dev/null"), b"x"), Err(StoreError::InTheWay { .. })));
        let nowhere = write_out(&folder.path().join("no/such/folder.ics"), b"x").unwrap_err().to_string();
        assert!(nowhere.starts_with("could not write "), "{nowhere}");
    }
}
