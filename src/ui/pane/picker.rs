//! A list filtered by typing, for help, palette, search and choosers: one field, rows under it, one of them selected.

use ratatui::layout::Rect;

use crate::settings::Meaning;
use crate::text::{Edit, Editor};
use crate::ui::canvas::{Canvas, scrolled};
use crate::ui::command::Command;
use crate::ui::shared::{Input, Shared};
use crate::ui::viewport::Hit;

/// View state: what is typed and which row is chosen.
#[derive(Debug, Default)]
pub(crate) struct Picker {
    pub(crate) query: Editor,
    pub(crate) at: usize,
    /// Whether no row is chosen yet: Enter takes none, and the first key that moves chooses the first.
    pub(crate) waits: bool,
}

/// What an input did to the picker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Picked {
    /// The query changed: compute the rows again.
    Query,
    /// Only the choice moved.
    Moved,
    /// Enter or a click: this row, or one behind the last where none is chosen yet.
    Chosen(usize),
    /// Not for a picker.
    Nothing,
}

impl Picker {
    /// Takes an input; `len` is the number of rows.
    pub(crate) fn update(&mut self, shared: &Shared, input: &Input, len: usize) -> Picked {
        let last = len.saturating_sub(1);
        let page = shared.viewport.page.max(1);
        match input {
            Input::Typed(ch) => self.edit(&Edit::Insert(ch.to_string())),
            Input::Paste(text) => self.edit(&Edit::Paste(text.clone())),
            Input::Item(at) => Picked::Chosen(*at),
            Input::Command(command) => match command {
                Command::Accept if self.waits => Picked::Chosen(len),
                Command::NextItem | Command::PreviousItem if self.waits => self.go(0),
                Command::NextItem => self.go((self.at + 1).min(last)),
                Command::PreviousItem => self.go(self.at.saturating_sub(1)),
                Command::PageDown => self.go((self.at + page).min(last)),
                Command::PageUp => self.go(self.at.saturating_sub(page)),
                Command::Accept => Picked::Chosen(self.at),
                other => other.edit().map_or(Picked::Nothing, |edit| self.edit(&edit)),
            },
        }
    }

    fn edit(&mut self, edit: &Edit) -> Picked {
        if self.query.edit(edit, u16::MAX) {
            self.at = 0;
            Picked::Query
        } else {
            Picked::Moved
        }
    }

    fn go(&mut self, at: usize) -> Picked {
        (self.at, self.waits) = (at, false);
        Picked::Moved
    }

    /// Draws the field with its sign and the rows under it; `row` draws one of them.
    pub(crate) fn view(
        &self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        sign: &str,
        len: usize,
        row: &mut dyn FnMut(&mut Canvas<'_>, Rect, usize, bool),
    ) {
        let x = canvas.put(area.x, area.y, area.width, sign, Meaning::Accent);
        let field = Rect { x, width: area.right().saturating_sub(x), height: 1, ..area };
        view_line(canvas, field, &self.query);
        let list = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let height = usize::from(list.height);
        let offset = scrolled(canvas.viewport.top_offset, self.at, height, len);
        canvas.viewport.top_offset = offset;
        canvas.viewport.page = height.max(1);
        for (y, at) in (list.top()..list.bottom()).zip(offset..len) {
            let area = Rect { y, height: 1, ..list };
            canvas.hit(area, Hit::Item(at));
            let chosen = at == self.at && !self.waits;
            canvas.put(area.x, y, 1, if chosen { ">" } else { " " }, Meaning::Text);
            let inner = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area };
            row(canvas, inner, at, chosen);
            if chosen {
                canvas.tint(area, Meaning::Selected);
            }
        }
        if len > offset + height {
            canvas.goes_on(list, self.at + 1 == offset + height);
        }
    }
}

/// Draws a one-line field, scrolled so that the caret is in sight, with the real cursor at the caret.
pub(crate) fn view_line(canvas: &mut Canvas<'_>, field: Rect, editor: &Editor) {
    canvas.viewport.field_width = field.width;
    let (visible, caret) = editor.view(field.width);
    let text = editor.text().get(visible).unwrap_or_default();
    canvas.put(field.x, field.y, field.width, text, Meaning::Text);
    canvas.cursor(field.x.saturating_add(caret).min(field.right().saturating_sub(1)), field.y);
}

/// An area in the middle of the screen, at most `width` x `height`, all of it where it is narrow.
pub(crate) fn popup(screen: Rect, width: u16, height: u16) -> Rect {
    let width = if screen.width < 60 { screen.width } else { width.min(screen.width) };
    let height = height.min(screen.height);
    let x = screen.x + (screen.width - width) / 2;
    let y = screen.y + (screen.height - height) / 3;
    Rect { x, y, width, height }
}

/// Draws a popup's ground: cleared, with a heading on top; what is left is for the content.
pub(crate) fn ground(canvas: &mut Canvas<'_>, area: Rect, title: &str) -> Rect {
    // A column of air on both sides, so that the text underneath does not run into the popup's.
    let air = u16::from(area.width < canvas.viewport.area.width);
    let x = area.x.saturating_sub(air);
    canvas.clear(Rect { x, width: area.width + (area.x - x) + air, ..area });
    canvas.heading(area, title, true);
    let bottom = Rect { y: area.bottom().saturating_sub(1), height: 1.min(area.height), ..area };
    if area.height > 4 {
        canvas.rule(bottom);
    }
    let inner = crate::ui::canvas::below(area, 1);
    Rect {
        x: inner.x + 1.min(inner.width),
        width: inner.width.saturating_sub(2),
        height: inner.height.saturating_sub(u16::from(area.height > 4)),
        ..inner
    }
}
