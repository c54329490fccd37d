//! Sets of keys to begin from; `[keys]` changes single ones on top.

/// Which keys hold before `[keys]` is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Preset {
    /// Letters and arrows.
    #[default]
    Usual,
    /// No letters in the lists, so that a key that was hit by mistake, or read by a screen reader as typing, does
    /// nothing: arrows, Enter, Esc and signs stay, and everything else is chosen from the list of commands.
    Plain,
    /// The usual ones, and the movements of Emacs in the lists as in text.
    Emacs,
}

impl Preset {
    /// Every preset by its name in the settings.
    pub const NAMES: [(&'static str, Self); 3] =
        [("usual", Self::Usual), ("plain", Self::Plain), ("emacs", Self::Emacs)];

    /// The preset of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, preset)| *preset)
    }
}
