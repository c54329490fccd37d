//! What the last frame showed where: all that an update may know of the drawing.

use ratatui::layout::{Position, Rect};

use crate::ui::command::Command;

/// What a cell of the screen stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// A pane, by number from 0.
    Pane(usize),
    /// A row of a pane's list, by number from 0.
    Row(usize, usize),
    /// A row of what lies on top (menu, form).
    Item(usize),
    /// A hint that can be pressed.
    Hint(Command),
}

/// Facts of the last frame.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Viewport {
    /// The whole screen.
    pub area: Rect,
    /// Rows of list shown, for a page down.
    pub page: usize,
    /// First row shown of each of the three panes; kept so that lists do not jump.
    pub offsets: [usize; 3],
    /// Whether the selected note lies below what the pane shows.
    pub note_hidden: bool,
    /// First row shown of what lies on top.
    pub top_offset: usize,
    /// How many lines further up what lies on top is shown than its chosen row needs.
    pub lifted: usize,
    /// Width in cells of the text field, for moving by drawn rows.
    pub field_width: u16,
    /// Which cells mean what; later entries lie on top.
    pub hits: Vec<(Rect, Hit)>,
    /// Where the cursor stands.
    pub cursor: Option<Position>,
}

impl Viewport {
    /// What stands at a cell.
    pub fn hit(&self, column: u16, row: u16) -> Option<Hit> {
        let at = Position::new(column, row);
        self.hits.iter().rev().find(|(area, _)| area.contains(at)).map(|(_, hit)| *hit)
    }
}
