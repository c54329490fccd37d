//! Copying: OSC 52, which reaches the clipboard of the terminal's own machine, over ssh as well. Never read back.

use std::io::Write;

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

/// Terminals drop longer sequences; 64 KiB is what most take.
const MOST: usize = 64 * 1024;

/// Copies a text and says by which way.
pub(crate) fn copy(out: &mut impl Write, text: &str) -> Result<String, String> {
    if text.len() > MOST {
        return Err(format!("{} kB is more than a terminal takes (64 kB)", text.len() / 1024));
    }
    execute!(out, CopyToClipboard::to_clipboard_from(text)).map_err(|error| error.to_string())?;
    Ok("through the terminal, OSC 52".to_owned())
}
