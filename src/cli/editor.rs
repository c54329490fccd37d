//! The user's editor on a copy of a file.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::context::Context;
use super::fail::Fail;

/// A private copy of a file in `STATE/edit/` for an editor to work on. It stays until [`Copy::remove`].
pub(super) struct Copy {
    path: PathBuf,
}

impl Copy {
    /// Writes `text` to `STATE/edit/<name>.toml`, or to `<name>-2.toml` and so on beside copies of edits that failed.
    pub(super) fn make(state: &Path, name: &str, text: &str) -> Result<Self, Fail> {
        let folder = state.join("edit");
        let cannot = |path: &Path, error: &io::Error| {
            Fail::wrong(format!("{}: no copy for the editor can be made: {error}", path.display()))
        };
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&folder)
            .map_err(|error| cannot(&folder, &error))?;
        let mut number = 1;
        loop {
            let suffix = if number == 1 { String::new() } else { format!("-{number}") };
            let path = folder.join(format!("{name}{suffix}.toml"));
            match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
                Ok(mut file) => {
                    file.write_all(text.as_bytes()).map_err(|error| cannot(&path, &error))?;
                    return Ok(Self { path });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 100 => number += 1,
                Err(error) => return Err(cannot(&path, &error)),
            }
        }
    }

    /// Runs `$VISUAL`, `$EDITOR` or `vi` on it and reads it again.
    pub(super) fn edit(&self, cx: &Context) -> Result<String, Fail> {
        let said = cx.environment.get("VISUAL").or_else(|| cx.environment.get("EDITOR"));
        let editor = said.map_or_else(|| "vi".into(), |editor| editor.to_string_lossy());
        // Ctrl-C is the editor's while it runs.
        cx.uninterrupted(|| crate::runtime::editor::run(&editor, &self.path))
            .map_err(|reason| Fail::wrong(format!("{reason}{}", self.kept())))?;
        let mut text = String::new();
        File::open(&self.path)
            .and_then(|mut file| file.read_to_string(&mut text))
            .map_err(|error| Fail::wrong(format!("{}: {error}; nothing was saved", self.path.display())))?;
        Ok(text)
    }

    /// "; your text stays in PATH".
    pub(super) fn kept(&self) -> String {
        format!("; your text stays in {}", self.path.display())
    }

    /// It is no longer needed.
    #[expect(clippy::disallowed_methods, reason = "a copy of our own that was saved, or was not changed")]
    pub(super) fn remove(self) {
        // One that stays is only in the way of nobody.
        drop(std::fs::remove_file(&self.path));
    }
}
