//! Which commands work where: what the whole screen answers to, and what a place takes besides.

use crate::ui::command::{Command as C, Scope};
use crate::ui::key::Key;
use crate::ui::keymap::{Keymap, Resolved};
use crate::ui::shared::Pane;

/// Commands that a place takes, in groups.
pub(crate) type Takes = &'static [&'static [C]];

/// What moves over any list.
pub(crate) const MOVES: &[C] = &[C::Down, C::Up, C::PageDown, C::PageUp, C::Top, C::Bottom];
/// What turns from one pane or page to another.
pub(crate) const TURNS: &[C] =
    &[C::NextPane, C::PreviousPane, C::PaneRight, C::PaneLeft, C::FirstPane, C::SecondPane, C::ThirdPane];

/// What only a place can do, though its keys are those of any list.
const OF_PLACES: &[C] = &[
    C::Open,
    C::Edit,
    C::Editor,
    C::Add,
    C::Delete,
    C::Copy,
    C::Mark,
    C::Range,
    C::Tag,
    C::Sort,
    C::Filter,
    C::Zoom,
    C::ScrollDown,
    C::ScrollUp,
];

/// Whether the whole screen answers to a command, whatever lies on top.
fn is_everywhere(command: C) -> bool {
    let row = command.row();
    row.is_some_and(|row| row.scope == Scope::Lists)
        && ![OF_PLACES, MOVES, TURNS].iter().any(|group| group.contains(&command))
}

/// What has the keys.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) scopes: &'static [Scope],
    pub(crate) takes: Takes,
    /// What lies on top of the Mixer; `None` for the Mixer itself.
    pub(crate) pane: Option<&'a dyn Pane>,
}

/// How near a command is to a place: help has the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Near {
    /// A key of its own.
    Own,
    /// It takes it.
    Taken,
    /// It works everywhere.
    Everywhere,
    /// It moves over a list, as in any list.
    Moves,
}

impl Place<'_> {
    /// How near a command is; `None` when it does nothing here.
    pub(crate) fn near(&self, command: C) -> Option<Near> {
        let scope = command.row()?.scope;
        if scope != Scope::Lists && self.scopes.first() == Some(&scope) {
            return Some(Near::Own);
        }
        if is_everywhere(command) {
            return self.pane.is_none_or(|pane| pane.lets(command)).then_some(Near::Everywhere);
        }
        let is_taken =
            self.scopes.contains(&scope) && self.takes.iter().any(|group| group.contains(&command));
        is_taken.then_some(if MOVES.contains(&command) { Near::Moves } else { Near::Taken })
    }

    /// The keys that mean a command here, as they are shown: an inner place may have given them another meaning.
    pub(crate) fn keys(&self, keymap: &Keymap, command: C) -> Vec<String> {
        let mut keys = keymap.keys_of(command);
        keys.retain(|keys| Key::parse_all(keys).is_some_and(|keys| self.reaches(keymap, &keys, command)));
        keys
    }

    fn reaches(&self, keymap: &Keymap, keys: &[Key], command: C) -> bool {
        let letter = keys.first().copied().and_then(Key::typed);
        if letter.is_some_and(|letter| self.pane.is_some_and(|pane| pane.letter(letter))) {
            return false;
        }
        let waits = |count: usize| {
            let start = keys.get(..count).unwrap_or_default();
            matches!(keymap.resolve(self.scopes, start), Resolved::Prefix(_))
        };
        (1..keys.len()).all(waits) && keymap.resolve(self.scopes, keys) == Resolved::Command(command)
    }
}
