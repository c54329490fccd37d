//! The one door through which foreign text reaches a terminal.

use std::borrow::Cow;
use std::fmt;

/// Text that cannot act on a terminal: widgets, tables and messages take nothing else of the user's or others' data.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Safe<'a>(Cow<'a, str>);

/// Makes text safe to show on one line.
pub fn show(text: &str) -> Safe<'_> {
    Safe(Cow::Borrowed(text))
}

/// Makes text safe to show on several lines: like [`show`], but newlines stay.
pub fn show_block(text: &str) -> Safe<'_> {
    Safe(Cow::Borrowed(text))
}

impl Safe<'_> {
    /// The safe text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The safe text, owned.
    pub fn into_owned(self) -> Safe<'static> {
        Safe(Cow::Owned(self.0.into_owned()))
    }
}

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
