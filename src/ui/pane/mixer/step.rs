//! What is selected, kept in step with the records: it follows the person, the note and the favour, not the row.

use super::{Mixer, Stage, TWO};
use crate::domain::Person;
use crate::search::Target;
use crate::ui::pane::ledger::items;
use crate::ui::pane::notes::in_order;
use crate::ui::pane::people::{Row, Wanted};
use crate::ui::shared::Shared;
use crate::ui::work::Topic;

impl Mixer {
    /// Brings the rows and the selection in step with the book, when something changed.
    pub(crate) fn refresh(&mut self, shared: &mut Shared) {
        let wanted = Wanted { event: shared.event.clone(), sort: self.sort, filter: self.filter };
        let others = self.list.refresh(shared, wanted);
        let changed = others || self.revision != shared.revision;
        self.revision = shared.revision;
        if changed {
            Self::follow_attendee(shared);
        }
        if self.stage == Stage::Start {
            shared.selected = None;
        }
        // The selection follows the person, not the row; a row that vanished leaves it where the row was.
        let found = shared.selected.as_ref().and_then(|target| self.row_of(target));
        self.outside = false;
        match found {
            Some(at) => self.at = at,
            // Somebody found by searching may stand outside the list: the panes are about them all the same.
            None if shared.selected.as_ref().is_some_and(|target| exists(shared, target)) => {
                self.outside = true;
                let single = shared.viewport.area.width < TWO;
                if self.turned && self.focus == 0 && single && self.list.is_in_step() {
                    self.focus = 1;
                }
            }
            None => {
                self.at = self.at.min(self.list.rows.len().saturating_sub(1));
                let target = self.list.rows.get(self.at).map(|row| row.target.clone());
                self.turn_to(shared, target);
            }
        }
        self.turned &= !self.list.is_in_step();
        shared.keep_hand();
        shared.keep_tonight();
        if let Some(person) = shared.person() {
            self.refresh_records(shared, person, changed);
        }
    }

    /// Where somebody stands in the list, which is most often where they stood.
    fn row_of(&self, target: &Target) -> Option<usize> {
        let rows = &self.list.rows;
        let is = |row: &Row| row.target == *target;
        let here = rows.get(self.at).is_some_and(is);
        if here { Some(self.at) } else { rows.iter().position(is) }
    }

    /// What of the list is to be found out elsewhere.
    pub(crate) fn topic(&mut self) -> Option<Topic> {
        self.list.topic()
    }

    /// The pane that has the keys stays on its record wherever the record moves; the others keep their row.
    fn refresh_records(&mut self, shared: &Shared, person: &Person, changed: bool) {
        let notes = in_order(person);
        let followed = notes.iter().position(|note| Some(&note.id) == self.on_note.as_ref());
        self.note = followed
            .filter(|_| changed && self.focus == 1)
            .unwrap_or(self.note)
            .min(notes.len().saturating_sub(1));
        self.on_note = notes.get(self.note).map(|note| note.id.clone());
        let mut items = items(shared, person, self.shown);
        let followed = items.iter().position(|item| Some(item) == self.on_item.as_ref());
        self.favour = followed
            .filter(|_| changed && self.focus == 2)
            .unwrap_or(self.favour)
            .min(items.len().saturating_sub(1));
        self.on_item = (self.favour < items.len()).then(|| items.swap_remove(self.favour));
    }

    /// An attendee who has become one of my people stays selected.
    fn follow_attendee(shared: &mut Shared) {
        if let Some(Target::Attendee(event, at)) = &shared.selected
            && let Some(attendee) = shared.book.event(event).and_then(|event| event.attendees.get(*at))
            && shared.book.person(&attendee.person).is_some()
        {
            shared.selected = Some(Target::Person(attendee.person.clone()));
        }
    }

    pub(super) fn turn_to(&mut self, shared: &mut Shared, target: Option<Target>) {
        if shared.selected != target {
            shared.selected = target;
            self.note = 0;
            self.scroll = 0;
            self.stage = self.stage.min(Stage::Turned);
            self.favour = 0;
        }
    }
}

fn exists(shared: &Shared, target: &Target) -> bool {
    match target {
        Target::Person(id) => shared.book.person(id).is_some(),
        Target::Attendee(event, at) => {
            shared.event.as_ref() == Some(event)
                && shared.book.event(event).is_some_and(|event| *at < event.attendees.len())
        }
    }
}
