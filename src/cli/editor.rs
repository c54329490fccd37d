//! The user's editor on a copy of a file.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::context::Context;
use super::fail::Fail;

/// A copy of a file in `STATE/edit/`, private, for an editor to work on. It stays until [`Copy::remove`].
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

    /// Runs `$VISUAL` or `$EDITOR` (or `vi`) on it, its words split as a shell does but without one, and reads it again.
    pub(super) fn edit(&self, cx: &Context) -> Result<String, Fail> {
        let said = cx.environment.get("VISUAL").or_else(|| cx.environment.get("EDITOR"));
        let editor = said.map_or_else(|| "vi".into(), |editor| editor.to_string_lossy().into_owned());
        let words = shell_words::split(&editor)
            .map_err(|error| Fail::wrong(format!("the editor “{editor}” cannot be read: {error}; set $EDITOR")))?;
        let (program, arguments) = words
            .split_first()
            .ok_or_else(|| Fail::wrong("no editor is named; set $EDITOR, or give key=value"))?;
        #[expect(clippy::disallowed_methods, reason = "a verb has no runtime that could start the editor")]
        let mut command = Command::new(program);
        let status = cx.uninterrupted(|| command.args(arguments).arg(&self.path).status());
        let status = status.map_err(|error| {
            Fail::wrong(format!("the editor “{editor}” cannot be started: {error}; set $EDITOR{}", self.kept()))
        })?;
        if !status.success() {
            return Err(Fail::wrong(format!("the editor ended with {status}; nothing was saved{}", self.kept())));
        }
        self.read()
    }

    fn read(&self) -> Result<String, Fail> {
        let mut text = String::new();
        File::open(&self.path).and_then(|mut file| file.read_to_string(&mut text)).map_err(|error| {
            Fail::wrong(format!("{}: {error}; nothing was saved", self.path.display()))
        })?;
        Ok(text)
    }

    /// ", your text is in PATH".
    pub(super) fn kept(&self) -> String {
        format!(", your text is in {}", self.path.display())
    }

    /// It is no longer needed.
    #[expect(clippy::disallowed_methods, reason = "a copy of our own that has been saved, or was not changed")]
    pub(super) fn remove(self) {
        // A copy that stays only offers itself again.
        drop(std::fs::remove_file(&self.path));
    }
}
