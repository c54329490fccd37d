//! The one way to draw: every text passes `show`, every role passes the theme, every cell drawn is remembered.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use crate::settings::{Meaning, Theme};
use crate::text::{show, width};
use crate::ui::viewport::{Hit, Viewport};

/// The frame being drawn and the facts that go back to the update.
pub(crate) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    /// Whether mingle's own signs must be ASCII.
    pub(crate) ascii: bool,
    /// What is being learned.
    pub(crate) viewport: Viewport,
}

impl<'a> Canvas<'a> {
    /// A canvas over the whole of `buffer`, that keeps the scroll offsets of the last frame.
    pub(crate) fn new(buffer: &'a mut Buffer, theme: &'a Theme, ascii: bool, last: &Viewport) -> Self {
        let viewport = Viewport {
            area: buffer.area,
            offsets: last.offsets,
            top_offset: last.top_offset,
            ..Viewport::default()
        };
        Self { buffer, theme, ascii, viewport }
    }

    /// Puts text at a cell, at most `cells` wide, cut with an ellipsis; says where the next text goes.
    pub(crate) fn put(&mut self, x: u16, y: u16, cells: u16, text: &str, meaning: Meaning) -> u16 {
        let area = self.buffer.area;
        let cells = cells.min(area.right().saturating_sub(x));
        if cells == 0 || y < area.top() || y >= area.bottom() || x < area.left() {
            return x;
        }
        let plain = if self.ascii { plain_signs(text) } else { Cow::Borrowed(text) };
        let safe = show(&plain);
        let style = self.theme.style(meaning);
        if width(safe.as_str()) <= usize::from(cells) {
            self.buffer.set_stringn(x, y, safe.as_str(), usize::from(cells), style).0
        } else {
            let (next, _) = self.buffer.set_stringn(x, y, safe.as_str(), usize::from(cells - 1), style);
            self.buffer.set_stringn(next, y, if self.ascii { "~" } else { "…" }, 1, style).0
        }
    }

    /// Puts several pieces one after the other.
    pub(crate) fn pieces(&mut self, x: u16, y: u16, cells: u16, pieces: &[(&str, Meaning)]) -> u16 {
        let end = x.saturating_add(cells);
        pieces.iter().fold(x, |x, (text, meaning)| self.put(x, y, end.saturating_sub(x), text, *meaning))
    }

    /// Puts text so that it ends at the right edge of `area`'s row `y`; says where it starts.
    pub(crate) fn right(&mut self, area: Rect, y: u16, text: &str, meaning: Meaning) -> u16 {
        let cells = u16::try_from(width(show(text).as_str())).unwrap_or(u16::MAX).min(area.width);
        let x = area.right().saturating_sub(cells);
        self.put(x, y, cells, text, meaning);
        x
    }

    /// Gives the cells of an area a meaning, over what is drawn there.
    pub(crate) fn tint(&mut self, area: Rect, meaning: Meaning) {
        let mut style = self.theme.style(meaning);
        // One colour for the whole row: reversed, each piece's own would show as a block.
        style.fg = style.fg.or(Some(ratatui::style::Color::Reset));
        self.buffer.set_style(area.intersection(self.buffer.area), style);
    }

    /// Empties an area, for what lies on top.
    pub(crate) fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
            // A wide character cut in half by the area's left edge would shift the row.
            if let Some(before) =
                area.left().checked_sub(1).filter(|before| *before >= self.buffer.area.left())
                && let Some(cell) = self.buffer.cell_mut((before, y))
                && width(cell.symbol()) > 1
            {
                cell.set_symbol(" ");
            }
        }
    }

    /// A horizontal rule.
    pub(crate) fn rule(&mut self, area: Rect) {
        let sign = if self.ascii { "-" } else { "─" };
        let style = self.theme.style(Meaning::Dim);
        let area = area.intersection(self.buffer.area);
        for x in area.left()..area.right() {
            self.buffer.set_stringn(x, area.top(), sign, 1, style);
        }
    }

    /// A vertical rule.
    pub(crate) fn divider(&mut self, area: Rect) {
        let sign = if self.ascii { "|" } else { "│" };
        let style = self.theme.style(Meaning::Dim);
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            self.buffer.set_stringn(area.left(), y, sign, 1, style);
        }
    }

    /// The sign that a list goes on below `area`; `chosen` when its last line there is the chosen one.
    pub(crate) fn goes_on(&mut self, area: Rect, chosen: bool) {
        if area.height > 0 {
            let sign = if self.ascii { " v" } else { " ↓" };
            let meaning = if chosen { Meaning::Selected } else { Meaning::Accent };
            self.right(area, area.bottom() - 1, sign, meaning);
        }
    }

    /// A heading with a rule to its right: `People here 41 ─────`.
    pub(crate) fn heading(&mut self, area: Rect, text: &str, focused: bool) {
        if area.height == 0 {
            return;
        }
        let mark = match (focused, self.ascii) {
            (true, false) => "▌",
            (true, true) => ">",
            (false, _) => " ",
        };
        let x = self.put(area.x, area.y, area.width, mark, Meaning::Focus);
        let meaning = if focused { Meaning::Focus } else { Meaning::Heading };
        let x = self.put(x, area.y, area.right().saturating_sub(x), text, meaning);
        let rest = Rect {
            x: x.saturating_add(1),
            width: area.right().saturating_sub(x.saturating_add(1)),
            height: 1,
            ..area
        };
        self.rule(rest);
    }

    /// Draws modules of a code from a cell on, whether the upper half of each cell is dark and whether the lower: black on white
    /// whatever the theme, as a camera wants it; without colours in reverse, which is the same on a dark ground.
    pub(crate) fn modules(&mut self, x: u16, y: u16, halves: &[(bool, bool)]) {
        let colours = self.theme.has_colours();
        let (black, white) = (Color::Indexed(16), Color::Indexed(231));
        for (x, (upper, lower)) in (x..).zip(halves) {
            let Some(cell) = self.buffer.cell_mut((x, y)) else { continue };
            cell.reset();
            // A cell of one shade is a blank: block letters have gaps in some fonts.
            let sign = match (upper, lower) {
                (true, false) => "▀",
                (false, true) => "▄",
                _ => " ",
            };
            let dark = *upper && *lower;
            let style = match (colours, dark) {
                (true, true) => Style::new().bg(black),
                (true, false) => Style::new().fg(black).bg(white),
                (false, true) => Style::new(),
                (false, false) => Style::new().add_modifier(Modifier::REVERSED),
            };
            cell.set_symbol(sign).set_style(style);
        }
    }

    /// Draws one of ratatui's own widgets; whatever labels it has must have passed [`show`].
    pub(crate) fn widget(&mut self, area: Rect, widget: impl ratatui::widgets::Widget) {
        widget.render(area.intersection(self.buffer.area), self.buffer);
    }

    /// How a meaning looks, for such a widget.
    pub(crate) fn style(&self, meaning: Meaning) -> Style {
        self.theme.style(meaning)
    }

    /// Remembers what an area stands for.
    pub(crate) fn hit(&mut self, area: Rect, hit: Hit) {
        self.viewport.hits.push((area, hit));
    }

    /// Puts the real cursor on a cell: screen readers, braille lines and input methods follow it.
    pub(crate) fn cursor(&mut self, x: u16, y: u16) {
        let area = self.buffer.area;
        if area.width > 0 && area.height > 0 {
            let at = Position::new(x.min(area.right() - 1), y.min(area.bottom() - 1));
            self.viewport.cursor = Some(at);
        }
    }
}

/// The signs that mingle writes itself, for a terminal that has only ASCII; each takes as many cells as before.
fn plain_signs(text: &str) -> Cow<'_, str> {
    const SIGNS: [(char, &str); 4] = [('·', "-"), ('“', "\""), ('”', "\""), ('…', "~")];
    let mut plain = Cow::Borrowed(text);
    for (sign, ascii) in SIGNS {
        if plain.contains(sign) {
            plain = Cow::Owned(plain.replace(sign, ascii));
        }
    }
    plain
}

/// The rows of `area` below its first `rows`.
pub(crate) fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// The first row shown of a list, moved as little as needed from `offset` so that `selected` is among `height` rows.
pub(crate) fn scrolled(offset: usize, selected: usize, height: usize, len: usize) -> usize {
    let height = height.max(1);
    let selected = selected.min(len.saturating_sub(1));
    let offset = offset.min(len.saturating_sub(height));
    if selected < offset {
        selected
    } else if selected >= offset + height {
        selected + 1 - height
    } else {
        offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_scroll_as_little_as_needed() {
        assert_eq!(scrolled(0, 5, 10, 100), 0);
        assert_eq!(scrolled(0, 10, 10, 100), 1);
        assert_eq!(scrolled(50, 40, 10, 100), 40);
        assert_eq!(scrolled(95, 96, 10, 100), 90, "no empty rows at the end");
        assert_eq!(scrolled(7, 0, 0, 0), 0);
        assert_eq!(scrolled(0, usize::MAX, 10, 0), 0, "the last of none");
    }

    #[test]
    fn own_signs_are_ascii_where_that_is_asked_for() {
        let theme = Theme::default();
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        Canvas::new(&mut buffer, &theme, true, &Viewport::default()).put(
            0,
            0,
            12,
            "a · “b” é…",
            Meaning::Text,
        );
        let drawn: String = buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(drawn, "a - \"b\" é~  ", "a name stays as it is");
    }

    #[test]
    fn text_never_leaves_its_cells() {
        let theme = Theme::default();
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 1));
        let mut canvas = Canvas::new(&mut buffer, &theme, false, &Viewport::default());
        assert_eq!(canvas.put(2, 0, 4, "abcdefgh", Meaning::Text), 6);
        assert_eq!(canvas.put(20, 0, 4, "x", Meaning::Text), 20);
        assert_eq!(canvas.put(0, 9, 4, "x", Meaning::Text), 0);
        assert_eq!(
            buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect::<String>(),
            "  abc…    "
        );
    }
}
