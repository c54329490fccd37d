//! The user's own editor: words of `$VISUAL` or `$EDITOR`, no shell, and the text is never lost.
#![expect(clippy::disallowed_methods, reason = "this is where the editor runs and its file is read")]

use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Nobody reads, changes nothing and leaves in less: such an editor has only opened a window and gone on.
const TOO_SOON: Duration = Duration::from_millis(300);

/// Runs `editor` on `path` and waits.
pub(crate) fn run(editor: &str, path: &Path) -> Result<(), String> {
    let words = shell_words::split(editor).map_err(|error| format!("$EDITOR cannot be read: {error}"))?;
    let Some((program, arguments)) = words.split_first() else {
        return Err("$EDITOR is empty: set it to the name of your editor".to_owned());
    };
    let status = Command::new(program).args(arguments).arg(path).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program} ended with {status}; nothing was changed")),
        Err(error) => Err(format!("{program} did not start: {error}; set $EDITOR")),
    }
}

/// Lets the user change `text`. The file stays in `folder` when the editor failed, and the answer says where.
pub(crate) fn text(editor: &str, folder: &Path, text: &str) -> Result<String, String> {
    let path = write(folder, text).map_err(|error| format!("cannot write a file to edit: {error}"))?;
    let kept = |reason: String| format!("{reason} (the text is in {})", path.display());
    let start = Instant::now();
    run(editor, &path).map_err(kept)?;
    let bytes = fs::read(&path).map_err(|error| kept(error.to_string()))?;
    let edited = String::from_utf8(bytes).map_err(|_| kept("that is not UTF-8".to_owned()))?;
    let edited = edited.strip_suffix('\n').unwrap_or(&edited);
    if edited == text && start.elapsed() < TOO_SOON {
        let reason = format!(
            "{editor} came back at once with nothing changed; if it is still open, it needs a flag such as --wait"
        );
        return Err(kept(reason));
    }
    drop(fs::remove_file(&path));
    Ok(edited.to_owned())
}

fn write(folder: &Path, text: &str) -> std::io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let path = folder.join(format!("note-{}.md", std::process::id()));
    drop(fs::remove_file(&path));
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
    file.write_all(text.as_bytes())?;
    file.write_all(b"\n")?;
    Ok(path)
}
