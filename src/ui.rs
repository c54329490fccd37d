//! The screen: pure state, pure update, pure view. Knows no file, no clock and no terminal.

mod app;
mod canvas;
mod chart;
mod command;
mod effect;
mod footer;
mod hand;
mod hints;
mod key;
mod keymap;
mod msg;
mod pane;
mod preset;
mod reach;
mod rules;
mod shared;
mod tonight;
mod view;
mod viewport;
mod work;

pub use app::App;
pub use command::{COMMANDS, Command, CommandRow, Scope};
pub use effect::{Effect, ExportTo, ListFile, LongList, Old, Target, TextOf};
pub use hand::Matched;
pub use key::Key;
pub use keymap::{KeyProblem, Keymap, Resolved};
pub use msg::{DraftText, Exported, Folded, Glimpse, Msg, Notice, Outcome, Tone, Trouble, Whole};
pub use shared::{Parked, Shared, Start};
pub use view::view;
pub use viewport::{Hit, Viewport};
pub use work::{Work, Worked};

#[cfg(test)]
mod tests;
