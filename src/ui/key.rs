//! Keys as they are written in the config and shown in help: `q`, `G`, `g g`, `ctrl-u`, `enter`.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// One key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd)]
pub struct Key {
    /// Which key; letters carry their case.
    pub code: KeyCode,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
}

/// Names of keys that are not a character.
const NAMES: &[(&str, KeyCode)] = &[
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("shift-tab", KeyCode::BackTab),
    ("space", KeyCode::Char(' ')),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("delete", KeyCode::Delete),
    ("backspace", KeyCode::Backspace),
    ("f1", KeyCode::F(1)),
    ("f2", KeyCode::F(2)),
    ("f3", KeyCode::F(3)),
    ("f4", KeyCode::F(4)),
    ("f5", KeyCode::F(5)),
    ("f6", KeyCode::F(6)),
    ("f7", KeyCode::F(7)),
    ("f8", KeyCode::F(8)),
    ("f9", KeyCode::F(9)),
    ("f10", KeyCode::F(10)),
    ("f11", KeyCode::F(11)),
    ("f12", KeyCode::F(12)),
];

impl Key {
    /// A plain character.
    pub fn char(ch: char) -> Self {
        Self { code: KeyCode::Char(ch), ctrl: false, alt: false }
    }

    /// A key without modifiers.
    pub fn plain(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// Reads `ctrl-u`, `alt-b`, `enter`, `G`; `None` when it is no key.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == text) {
            return Some(Self::plain(*code));
        }
        if let Some(rest) = text.strip_prefix("ctrl-") {
            return Some(Self { ctrl: true, ..Self::parse(rest)? });
        }
        if let Some(rest) = text.strip_prefix("alt-") {
            return Some(Self { alt: true, ..Self::parse(rest)? });
        }
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(ch), None) => Some(Self::char(ch)),
            _ => None,
        }
    }

    /// Reads a sequence such as `g g`.
    pub fn parse_all(text: &str) -> Option<Vec<Self>> {
        let keys: Option<Vec<_>> = text.split_whitespace().map(Self::parse).collect();
        keys.filter(|keys| !keys.is_empty())
    }

    /// Whether it is a letter, alone or with Shift.
    pub fn is_letter(self) -> bool {
        matches!(self.code, KeyCode::Char(ch) if ch.is_alphabetic()) && !self.ctrl && !self.alt
    }

    /// The text this key types in a field; Ctrl+Alt+character is what `AltGr` sends on some systems, so it is text.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(ch) if self.ctrl == self.alt => Some(ch),
            _ => None,
        }
    }
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        let shift = event.modifiers.contains(KeyModifiers::SHIFT);
        let code = match event.code {
            KeyCode::Tab if shift => KeyCode::BackTab,
            KeyCode::Char(ch) if shift && ch.is_lowercase() => {
                let mut upper = ch.to_uppercase();
                KeyCode::Char(if upper.len() == 1 { upper.next().unwrap_or(ch) } else { ch })
            }
            code => code,
        };
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        match (code, ctrl, alt) {
            // What many terminals send for Backspace.
            (KeyCode::Char('h'), true, false) => Self::plain(KeyCode::Backspace),
            _ => Self { code, ctrl, alt },
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        match NAMES.iter().find(|(_, code)| *code == self.code) {
            Some((name, _)) => f.write_str(name),
            None => match self.code {
                KeyCode::Char(ch) => write!(f, "{ch}"),
                other => write!(f, "{other:?}"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_as_they_are_written() {
        for text in ["q", "G", "ctrl-u", "alt-b", "enter", "shift-tab", "space", "pgdn", "?", "ctrl-left"] {
            assert_eq!(Key::parse(text).unwrap().to_string(), text);
        }
        assert!(Key::parse("hyper-x").is_none());
        assert_eq!(Key::parse_all("g g").unwrap().len(), 2);
    }

    #[test]
    fn altgr_types_and_ctrl_does_not() {
        let key = |ctrl, alt| Key { code: KeyCode::Char('@'), ctrl, alt };
        assert_eq!(key(true, true).typed(), Some('@'));
        assert_eq!(key(false, false).typed(), Some('@'));
        assert_eq!(key(true, false).typed(), None);
    }
}
