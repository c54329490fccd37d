//! How the panes stand beside each other, or behind each other where it is narrow.

use ratatui::layout::Rect;

use super::{Mixer, Stage, columns};
use crate::ui::canvas::Canvas;
use crate::ui::pane::ledger::{LedgerView, view as view_ledger};
use crate::ui::pane::notes::{NotesView, view as view_notes};
use crate::ui::pane::people::{PeopleView, view as view_people};
use crate::ui::shared::Shared;

impl Mixer {
    pub(crate) fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, area: Rect) {
        let people = PeopleView {
            rows: &self.list.rows,
            at: (!self.outside).then_some(self.at),
            outside: shared.selected.as_ref().filter(|_| self.outside && self.list.is_in_step()),
            marks: &self.marks,
            filter: self.filter,
            focused: self.focus == 0,
        };
        let notes = NotesView {
            at: self.note,
            scroll: self.scroll,
            focused: self.focus == 1,
            arrived: self.stage != Stage::Reading,
        };
        let ledger = LedgerView { at: self.favour, shown: self.shown, focused: self.focus == 2 };
        let columns = if self.zoom { 1 } else { columns(area.width) };
        let widths = match columns {
            3 => vec![(0, area.width * 36 / 100), (1, area.width * 34 / 100), (2, 0)],
            2 => vec![(0, area.width * 42 / 100), (if self.focus == 2 { 2 } else { 1 }, 0)],
            _ => vec![(self.focus, 0)],
        };
        let mut x = area.x;
        for (at, (pane, cells)) in widths.iter().enumerate() {
            let last = at + 1 == widths.len();
            let width = if last { area.right().saturating_sub(x) } else { *cells };
            let place = Rect { x, width: if last { width } else { width.saturating_sub(1) }, ..area };
            match pane {
                0 => view_people(&people, shared, canvas, place),
                1 => view_notes(&notes, shared, canvas, place),
                _ => view_ledger(&ledger, shared, canvas, place),
            }
            if !last {
                canvas.divider(Rect { x: x + width.saturating_sub(1), width: 1, ..area });
            }
            x += width;
        }
    }
}
