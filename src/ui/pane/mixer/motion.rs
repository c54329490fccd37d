//! Keys that move: over the rows of a pane, and from one pane to another.

use super::{Mixer, Stage, TWO};
use crate::ui::command::Command;
use crate::ui::pane::ledger::items;
use crate::ui::pane::listing::moved;
use crate::ui::pane::people::Filter;
use crate::ui::shared::{Shared, Step};

impl Mixer {
    pub(super) fn motion(&mut self, shared: &Shared, command: Command) -> Option<Vec<Step>> {
        let page = shared.viewport.page.max(1);
        let len = self.len(shared);
        let at = self.position();
        let arrived = self.focus == 1 && self.stage != Stage::Reading;
        let to = match command {
            // The first note comes into view before it is left.
            Command::Down if arrived && shared.viewport.note_hidden => at,
            // From outside the list back to where the list was.
            Command::Down | Command::Up if self.outside && self.focus == 0 => at,
            _ => match moved(at, command, page, len) {
                Some(to) => to,
                None => return self.move_focus(shared, command),
            },
        };
        if self.focus == 1 {
            self.stage = Stage::Reading;
        }
        Some(self.choose_quietly(to.min(len.saturating_sub(1))))
    }

    fn choose_quietly(&mut self, row: usize) -> Vec<Step> {
        match self.focus {
            0 => self.list.rows.get(row).map(|row| Step::Select(row.target.clone())).into_iter().collect(),
            1 => {
                self.note = row;
                self.scroll = 0;
                Vec::new()
            }
            _ => {
                self.favour = row;
                Vec::new()
            }
        }
    }

    fn move_focus(&mut self, shared: &Shared, command: Command) -> Option<Vec<Step>> {
        let narrow = shared.viewport.area.width < TWO;
        match command {
            Command::NextPane => self.focus = (self.focus + 1) % 3,
            Command::PreviousPane => self.focus = (self.focus + 2) % 3,
            Command::PaneRight => self.focus = (self.focus + 1).min(2),
            Command::PaneLeft => self.focus = self.focus.saturating_sub(1),
            Command::FirstPane => self.focus = 0,
            Command::SecondPane => self.focus = 1,
            Command::ThirdPane => self.focus = 2,
            Command::Zoom => self.zoom = !self.zoom,
            Command::ScrollDown => self.scroll += 3,
            Command::ScrollUp => self.scroll = self.scroll.saturating_sub(3),
            // One step back: marks, then filter, then (where panes lie behind each other) the list.
            Command::Back if !self.marks.is_empty() => self.marks.clear(),
            Command::Back if self.filter != Filter::All => self.filter = Filter::All,
            Command::Back if self.zoom => self.zoom = false,
            Command::Back if self.focus > 0 && narrow => self.focus = 0,
            _ => return None,
        }
        Some(Vec::new())
    }

    fn len(&self, shared: &Shared) -> usize {
        match (self.focus, shared.person()) {
            (0, _) => self.list.rows.len(),
            (1, Some(person)) => person.notes.len(),
            (2, Some(person)) => items(shared, person, self.shown).len(),
            _ => 0,
        }
    }

    fn position(&self) -> usize {
        match self.focus {
            0 => self.at,
            1 => self.note,
            _ => self.favour,
        }
    }
}
