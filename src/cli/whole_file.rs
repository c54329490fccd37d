//! A file that a verb was asked to write: all of it or nothing, never half of it over an older one.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::fail::Fail;

/// Writes `bytes` to `path`, over what stood there. Only the user may read it: what is in it is about people.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Fail> {
    try_write(path, bytes).map_err(|error| Fail::wrong(format!("{}: not written: {error}", path.display())))
}

#[expect(clippy::disallowed_methods, reason = "a file that the user named is not the store's")]
fn try_write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::IsADirectory))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Our own name, so that two at once do not write into one file.
    let mut temp = std::ffi::OsString::from(".");
    temp.push(name);
    temp.push(format!(".{}.tmp", std::process::id()));
    let temp = folder.join(temp);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&temp)?;
    let written = file
        .write_all(bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| std::fs::rename(&temp, path))
        .and_then(|()| File::open(folder)?.sync_all());
    written.inspect_err(|_| drop(std::fs::remove_file(&temp)))
}
