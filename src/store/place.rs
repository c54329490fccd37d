//! Where the files of an operation lie: themselves or what they link to, and their places in the trash.

use std::path::{Path, PathBuf};

use super::Store;
use super::error::StoreError;
use super::load::is_there;

impl Store {
    /// Where the bytes of `path` are: itself, or the file inside the data folder that it is a link to.
    pub(super) fn target(&self, path: &str) -> Result<PathBuf, StoreError> {
        let path = self.data.join(path);
        match std::fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_symlink() => self.inside(&path).ok_or(StoreError::InTheWay { path }),
            Ok(meta) if !meta.is_file() => Err(StoreError::InTheWay { path }),
            _ => Ok(path),
        }
    }

    /// What a link leads to, if that is a plain file inside the data folder.
    pub(super) fn inside(&self, link: &Path) -> Option<PathBuf> {
        let target = std::fs::canonicalize(link).ok()?;
        (target.starts_with(&self.data) && target.is_file()).then_some(target)
    }

    /// A place in the trash, where nothing is, for the file at `path`.
    pub(super) fn free_in_trash(&self, path: &str) -> String {
        // Copies that sync programs made lie apart: they are no deleted records.
        let trash = if super::names::original_of(path).is_some() { "trash/copies" } else { "trash" };
        let stem = path.strip_suffix(".toml").unwrap_or(path);
        let names = std::iter::once(format!("{trash}/{path}"))
            .chain((2..).map(|copy| format!("{trash}/{stem}.{copy}.toml")));
        let mut names = names.filter(|name| !is_there(&self.data.join(name)));
        names.next().unwrap_or_else(|| format!("{trash}/{path}"))
    }
}

/// What may be done with the file at `path`, or is to be with a new one; nobody else may do anything.
pub(super) fn mode_of(path: &Path) -> u32 {
    std::fs::symlink_metadata(path)
        .map_or(0o600, |meta| std::os::unix::fs::PermissionsExt::mode(&meta.permissions()) & 0o700)
}
