//! The editing core: one for single lines and notes alike.

mod drawn;
mod history;
mod place;

use std::borrow::Cow;
use std::ops::Range;

use self::history::{Change, History, Kind};

/// The most bytes a field takes; a paste beyond is cut, see [`Editor::left_out`].
pub const MOST_BYTES: usize = 1_000_000;

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
    /// Delete the word before the caret (Ctrl-W); kept for `Yank`.
    DeleteWordLeft,
    /// Delete the word after the caret (Alt-D); kept for `Yank`.
    DeleteWordRight,
    /// Delete to the start of the line (Ctrl-U); kept for `Yank`.
    KillLeft,
    /// Delete to the end of the line, or the line break that stands there (Ctrl-K); kept for `Yank`.
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
    /// One drawn row up, to the column the caret had when it last moved sideways.
    Up,
    /// One drawn row down, to the same column.
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

/// What Backspace takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Backspace {
    /// The whole grapheme.
    #[default]
    Grapheme,
    /// In Thai, Indic and like scripts one mark or conjunct letter at a time, as they were typed; elsewhere the grapheme.
    Mark,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Line,
    Block,
}

/// Text with a caret, grouped undo and a kill buffer.
///
/// The caret stands between graphemes, always. Editors are equal when text, caret and kind of field are; what can be
/// undone does not count.
#[derive(Debug, Clone)]
pub struct Editor {
    text: String,
    caret: usize,
    shape: Shape,
    backspace: Backspace,
    limit: usize,
    left_out: usize,
    /// The column that Up and Down keep to.
    goal: Option<usize>,
    killed: String,
    history: History,
}

impl Default for Editor {
    fn default() -> Self {
        Self::line("")
    }
}

impl PartialEq for Editor {
    fn eq(&self, other: &Self) -> bool {
        (&self.text, self.caret, self.shape) == (&other.text, other.caret, other.shape)
    }
}

impl Editor {
    /// A field of one line: newlines in pasted text become blanks. Given text is kept as it is.
    pub fn line(text: &str) -> Self {
        Self::new(text, Shape::Line)
    }

    /// A field of several lines.
    pub fn block(text: &str) -> Self {
        Self::new(text, Shape::Block)
    }

    fn new(text: &str, shape: Shape) -> Self {
        Self {
            text: text.to_owned(),
            caret: text.len(),
            shape,
            backspace: Backspace::default(),
            limit: MOST_BYTES,
            left_out: 0,
            goal: None,
            killed: String::new(),
            history: History::default(),
        }
    }

    /// The same with another way of Backspace.
    #[must_use]
    pub fn with_backspace(mut self, backspace: Backspace) -> Self {
        self.backspace = backspace;
        self
    }

    /// The same with room for at most `bytes` bytes.
    #[must_use]
    pub fn with_limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where the caret stands, in bytes, always between graphemes.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// How many bytes the last edit had no room for; not 0 must be said to the user, as that text is not in the field.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Replaces all of the text as one edit that can be undone; the caret goes to the end. Says whether the text changed.
    pub fn set(&mut self, text: &str) -> bool {
        self.replace(0..self.text.len(), text)
    }

    /// Hands over the text and leaves the field empty, with nothing to undo.
    pub fn take(&mut self) -> String {
        let empty = Self::new("", self.shape).with_backspace(self.backspace).with_limit(self.limit);
        let killed = std::mem::take(&mut self.killed);
        std::mem::replace(self, Self { killed, ..empty }).text
    }

    /// Replaces a byte range (widened to whole graphemes) as one edit, and puts the caret behind the new text, which is
    /// normalised like a paste. Says whether the text changed.
    pub fn replace(&mut self, range: Range<usize>, text: &str) -> bool {
        self.goal = None;
        self.left_out = 0;
        let start = place::boundary_before(&self.text, range.start);
        let end = place::boundary_after(&self.text, range.end).max(start);
        let text = normal(text, self.shape);
        self.splice(start..end, &text, Kind::Whole)
    }

    /// Puts the caret at a byte, or before the grapheme that holds it (a click).
    pub fn move_to(&mut self, byte: usize) {
        self.goal = None;
        self.history.seal();
        self.caret = place::boundary_before(&self.text, byte);
    }

    /// The bytes of the word that touches the caret, between blanks: what a completion replaces.
    pub fn word(&self) -> Range<usize> {
        let (before, after) = self.text.split_at_checked(self.caret).unwrap_or((&self.text, ""));
        let start = before.trim_end_matches(|c: char| !c.is_whitespace()).len();
        let len = after.len() - after.trim_start_matches(|c: char| !c.is_whitespace()).len();
        place::boundary_before(&self.text, start)..place::boundary_after(&self.text, self.caret + len)
    }

    /// Does one edit; `width` is the width in cells that the text was last drawn at (for Up and Down). Says whether the text changed.
    pub fn edit(&mut self, edit: &Edit, width: u16) -> bool {
        self.left_out = 0;
        if !matches!(edit, Edit::Up | Edit::Down) {
            self.goal = None;
        }
        let caret = self.caret;
        match edit {
            Edit::Insert(text) => self.splice(caret..caret, &normal(text, self.shape), Kind::Typed),
            Edit::Paste(text) => self.splice(caret..caret, &normal(text, self.shape), Kind::Whole),
            Edit::Newline => self.shape == Shape::Block && self.splice(caret..caret, "\n", Kind::Typed),
            Edit::Backspace => self.splice(self.before_caret()..caret, "", Kind::Backspace),
            Edit::Delete => self.splice(caret..place::right(&self.text, caret), "", Kind::Delete),
            Edit::DeleteWordLeft => self.kill(place::word_left(&self.text, caret)..caret),
            Edit::DeleteWordRight => self.kill(caret..place::word_right(&self.text, caret)),
            Edit::KillLeft => self.kill(self.line_around().start..caret),
            Edit::KillRight => {
                let end = self.line_around().end;
                self.kill(caret..if end == caret { place::right(&self.text, caret) } else { end })
            }
            Edit::Yank => {
                let killed = self.killed.clone();
                self.splice(caret..caret, &killed, Kind::Whole)
            }
            Edit::Undo => self.restore(History::undo),
            Edit::Redo => self.restore(History::redo),
            _ => self.step(edit, width),
        }
    }

    /// The edits that only move the caret.
    fn step(&mut self, edit: &Edit, width: u16) -> bool {
        self.history.seal();
        self.caret = match edit {
            Edit::Left => place::left(&self.text, self.caret),
            Edit::Right => place::right(&self.text, self.caret),
            Edit::WordLeft => place::word_left(&self.text, self.caret),
            Edit::WordRight => place::word_right(&self.text, self.caret),
            Edit::Home => self.line_around().start,
            Edit::End => self.line_around().end,
            Edit::Up => self.row_away(width, |row| row.checked_sub(1)),
            Edit::Down => self.row_away(width, |row| row.checked_add(1)),
            _ => self.caret,
        };
        false
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The line round the caret without its line break; in a field of one line, all of it.
    fn line_around(&self) -> Range<usize> {
        if self.shape == Shape::Line {
            return 0..self.text.len();
        }
        place::line(&self.text, self.caret)
    }

    /// Where Backspace deletes from.
    fn before_caret(&self) -> usize {
        let start = place::left(&self.text, self.caret);
        match self.backspace {
            Backspace::Grapheme => start,
            Backspace::Mark => place::last_part(self.slice(start..self.caret)).map_or(start, |at| start + at),
        }
    }

    fn kill(&mut self, range: Range<usize>) -> bool {
        if !range.is_empty() {
            self.killed = self.slice(range.clone()).to_owned();
        }
        self.splice(range, "", Kind::Whole)
    }

    fn restore(&mut self, step: fn(&mut History, &mut String) -> Option<usize>) -> bool {
        let Some(caret) = step(&mut self.history, &mut self.text) else { return false };
        self.caret = place::boundary_after(&self.text, caret);
        true
    }

    /// The one way text changes: puts `new` in place of `range`, as far as there is room, and remembers it for undo.
    fn splice(&mut self, range: Range<usize>, new: &str, kind: Kind) -> bool {
        let removed = self.slice(range.clone()).to_owned();
        let room = self.limit.saturating_sub(self.text.len() - removed.len());
        let fits = if new.len() > room { place::boundary_before(new, room) } else { new.len() };
        self.left_out = new.len() - fits;
        let new = new.get(..fits).unwrap_or_default();
        let changes = removed != new;
        if changes {
            let change = Change { at: range.start, removed, inserted: new.to_owned() };
            self.history.record(kind, change, self.caret);
            self.text.replace_range(range.clone(), new);
        }
        if changes || !range.is_empty() {
            self.caret = place::boundary_after(&self.text, range.start + new.len());
        }
        changes
    }
}

/// Text from outside as a field takes it: CRLF, CR and Unicode line separators as LF, no other control but tab; in a
/// field of one line, line breaks at either end are dropped and those inside become a blank.
fn normal(text: &str, shape: Shape) -> Cow<'_, str> {
    if !text.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        return Cow::Borrowed(text);
    }
    let mut lines = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    lines.retain(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    if shape == Shape::Block {
        return Cow::Owned(lines);
    }
    let parts: Vec<&str> = lines.trim_matches('\n').split('\n').filter(|part| !part.is_empty()).collect();
    Cow::Owned(parts.join(" "))
}

#[cfg(test)]
mod tests;
