//! Text as people see it: cells, graphemes, foreign text made safe to show, and the editing core.

mod edit;
mod safe;

pub use edit::{Edit, Editor};
pub use safe::{Safe, show, show_block};

/// How many terminal cells `text` takes, as ratatui counts them.
pub fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}
