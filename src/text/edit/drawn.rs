//! Where text and caret stand when a field is drawn.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::super::cells::shown_cells;
use super::super::wrap;
use super::{Editor, Shape, place};

impl Editor {
    /// The text wrapped at `width` cells, as byte ranges, one a drawn row.
    ///
    /// A field of one line is one row, see [`Editor::view`] for what of it is seen. In a block the last cell of each row
    /// is left to the caret, which may stand behind the last letter.
    pub fn rows(&self, width: u16) -> Vec<Range<usize>> {
        match self.shape {
            Shape::Line => std::iter::once(0..self.text.len()).collect(),
            Shape::Block => wrap(&self.text, usize::from(width.saturating_sub(1))),
        }
    }

    /// The cell of the caret (column, row) when drawn at `width`; for a field of one line, in its [`Editor::view`].
    ///
    /// The column is always below `width`: behind blanks that hang over the edge it is the last one.
    pub fn caret_cell(&self, width: u16) -> (u16, u16) {
        if self.shape == Shape::Line {
            return (self.view(width).1, 0);
        }
        let rows = self.rows(width);
        let row = self.caret_row(&rows);
        let start = rows.get(row).map_or(0, |row| row.start);
        let column = u16::try_from(self.cells_in(start..self.caret)).unwrap_or(u16::MAX);
        (column.min(width.saturating_sub(1)), u16::try_from(row).unwrap_or(u16::MAX))
    }

    /// The first row to draw in `height` rows so that the caret's row is seen, moved as little as possible from
    /// `previous`, the first row drawn last time.
    pub fn top_row(&self, width: u16, height: u16, previous: usize) -> usize {
        let rows = self.rows(width);
        let height = usize::from(height.max(1));
        let row = self.caret_row(&rows);
        previous.min(rows.len().saturating_sub(height)).clamp((row + 1).saturating_sub(height), row)
    }

    /// What of a field of one line is seen in `width` cells, in bytes, and the column of the caret in it, below `width`.
    ///
    /// Long text is shown so that the caret stands at about three quarters, nearer to the edge only where the text ends.
    pub fn view(&self, width: u16) -> (Range<usize>, u16) {
        let most = usize::from(width.saturating_sub(1));
        let (before, after) = self.text.split_at_checked(self.caret).unwrap_or((&self.text, ""));
        let mut left =
            before.grapheme_indices(true).rev().map(|(at, grapheme)| (at, shown_cells(grapheme))).peekable();
        let (mut start, mut end, mut column) = (self.caret, self.caret, 0);
        while let Some((at, cells)) = left.next_if(|(_, cells)| column + cells <= most - most / 4) {
            (start, column) = (at, column + cells);
        }
        let mut used = column;
        for (at, grapheme) in after.grapheme_indices(true) {
            used += shown_cells(grapheme);
            if used > most {
                return (start..end, u16::try_from(column).unwrap_or(u16::MAX));
            }
            end = self.caret + at + grapheme.len();
        }
        while let Some((at, cells)) = left.next_if(|(_, cells)| used + cells <= most) {
            (start, column, used) = (at, column + cells, used + cells);
        }
        (start..end, u16::try_from(column).unwrap_or(u16::MAX))
    }

    /// Where the caret comes to stand in another drawn row; without such a row it stays.
    pub(super) fn row_away(&mut self, width: u16, away: fn(usize) -> Option<usize>) -> usize {
        let rows = self.rows(width);
        let row = self.caret_row(&rows);
        let start = rows.get(row).map_or(0, |row| row.start);
        let goal = self
            .goal
            .unwrap_or_else(|| self.cells_in(start..self.caret).min(usize::from(width.saturating_sub(1))));
        self.goal = Some(goal);
        let Some((other, target)) = away(row).and_then(|other| Some((other, rows.get(other)?))) else {
            return self.caret;
        };
        // The end of a row that the next one goes on is that next row's start, so the caret stays before it.
        let goes_on = rows.get(other + 1).is_some_and(|next| next.start == target.end);
        let last = if goes_on { place::left(&self.text, target.end) } else { target.end };
        let mut used = 0;
        for (at, grapheme) in self.slice(target.clone()).grapheme_indices(true) {
            used += shown_cells(grapheme);
            if used > goal {
                return (target.start + at).min(last);
            }
        }
        last
    }

    fn caret_row(&self, rows: &[Range<usize>]) -> usize {
        rows.partition_point(|row| row.start <= self.caret).saturating_sub(1)
    }

    fn cells_in(&self, range: Range<usize>) -> usize {
        self.slice(range).graphemes(true).map(shown_cells).sum()
    }
}
