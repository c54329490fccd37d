//! At an event: three familiar faces in a row are told, once.

use super::App;
use crate::domain::EventId;
use crate::insight::{FAMILIAR, familiar_flag, keeps_to_friends, met_at};
use crate::ui::effect::Effect;
use crate::ui::msg::Notice;
use crate::ui::shared::Step;

impl App {
    /// Where the user is, and how many they met there.
    pub(super) fn talks(&self) -> (Option<EventId>, usize) {
        (self.shared.event.clone(), self.shared.event().map_or(0, met_at))
    }

    /// After three familiar faces in a row one dry line, once an event, behind what is said anyway.
    pub(super) fn tell_of_friends(&mut self, effects: &mut Vec<Effect>) {
        let Some(event) = self.shared.event() else { return };
        let flag = familiar_flag(&event.id);
        if self.shared.seen.contains_key(&flag) || !keeps_to_friends(event, &self.shared.book) {
            return;
        }
        self.step(Step::See(flag, "said".into()), effects);
        match self.unsaved.get_mut(&self.tickets) {
            Some(Some(notice)) => notice.text = format!("{} · {FAMILIAR}", notice.text),
            Some(waiting) => *waiting = Some(Notice::plain(FAMILIAR)),
            None => self.say(Notice::plain(FAMILIAR)),
        }
    }
}
