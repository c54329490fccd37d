//! What a preset makes of the keys in the command table.

use crate::settings::Preset;
use crate::ui::command::{Command, CommandRow, Scope};
use crate::ui::key::Key;

/// The keys of a command where the preset holds, the one to show first.
pub(crate) fn keys(preset: Preset, row: &CommandRow) -> Vec<&'static str> {
    let usual = row.keys.iter().copied();
    match preset {
        Preset::Usual => usual.collect(),
        Preset::Plain => usual.filter(|key| is_question(row.scope) || !begins_with_letter(key)).collect(),
        Preset::Emacs => {
            let (less, more) = emacs(row.command);
            usual.filter(|key| !less.contains(key)).chain(more.iter().copied()).collect()
        }
    }
}

/// Where one of a few letters is the answer, and no list of commands stands beside it.
fn is_question(scope: Scope) -> bool {
    matches!(scope, Scope::Gate | Scope::Drafts)
}

/// Whether the first of the keys types a letter.
fn begins_with_letter(keys: &str) -> bool {
    Key::parse_all(keys).is_some_and(|keys| keys.first().is_some_and(|key| key.is_letter()))
}

/// The keys that a command gives up, and those that it takes.
fn emacs(command: Command) -> (&'static [&'static str], &'static [&'static str]) {
    match command {
        Command::Down => (&[], &["ctrl-n"]),
        Command::Up => (&[], &["ctrl-p"]),
        Command::PaneRight => (&[], &["ctrl-f"]),
        Command::PaneLeft => (&[], &["ctrl-b"]),
        Command::PageDown => (&[], &["ctrl-v"]),
        Command::PageUp => (&[], &["alt-v"]),
        Command::Top => (&[], &["alt-<"]),
        Command::Bottom => (&[], &["alt->"]),
        Command::Search => (&[], &["ctrl-s"]),
        Command::Back | Command::Close => (&[], &["ctrl-g"]),
        // Ctrl-G is "not now" there, so looking away needs another key.
        Command::Blank | Command::TextBlank => (&["ctrl-g"], &["f2"]),
        _ => (&[], &[]),
    }
}
