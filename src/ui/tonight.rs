//! The event the user is at, as far as it takes matching: how far I have come, and who has what for whom.

use std::collections::HashMap;

use crate::brief::{Brief, Room, brief, fits, meets};
use crate::domain::EventId;
use crate::insight::{Progress, intents};
use crate::review::{Review, review};
use crate::search::Target;
use crate::ui::shared::Shared;

/// What was computed of the event, and from what.
#[derive(Debug, Default)]
pub(crate) struct Tonight {
    built: Option<(u64, Option<EventId>)>,
    intents: Vec<Progress>,
    meets: HashMap<Target, String>,
}

impl Shared {
    /// What a brief or a review is made from; `None` while needs and offers are still being read.
    pub(crate) fn room(&self) -> Option<Room<'_>> {
        let (matcher, offers) = self.hand.found_in()?;
        Some(Room {
            book: &self.book,
            matcher,
            offers,
            points: &self.settings.points,
            today: self.now.today(),
        })
    }

    /// The brief of an event, computed now: not in a frame.
    pub(crate) fn brief_of(&self, event: &EventId) -> Option<Brief> {
        Some(brief(self.book.event(event)?, &self.room()?))
    }

    /// How the review of an event stands, computed now: not in a frame.
    pub(crate) fn review_of(&self, event: &EventId) -> Option<Review> {
        Some(review(self.book.event(event)?, &self.room()?, &self.seen))
    }

    /// Computes it anew when something changed; once a message, never in a frame.
    pub(crate) fn keep_tonight(&mut self) {
        let key = (self.revision, self.event.clone());
        if self.tonight.built.as_ref() == Some(&key) {
            return;
        }
        let mut tonight = Tonight { built: Some(key), ..Tonight::default() };
        if let (Some(event), Some(room)) = (self.event(), self.room()) {
            tonight.intents = intents(event, &self.book, &fits(&room));
            for (line, words) in meets(event, &room) {
                let Some(attendee) = event.attendees.get(line) else { continue };
                let target = if self.book.person(&attendee.person).is_some() {
                    Target::Person(attendee.person.clone())
                } else {
                    Target::Attendee(event.id.clone(), line)
                };
                tonight.meets.insert(target, words);
            }
        }
        self.tonight = tonight;
    }

    /// How far I have come with what I go for: "2 of 3 strangers, no supplier yet"; empty when I go for nothing. Without
    /// `all` only what is still open.
    pub(crate) fn intent_words(&self, all: bool) -> String {
        let shown = self.tonight.intents.iter().filter(|intent| all || !intent.is_reached());
        shown.map(Progress::words).collect::<Vec<_>>().join(", ")
    }

    /// What somebody has for me, or I for them, in a few words; empty when nothing is known.
    pub(crate) fn meets(&self, target: &Target) -> &str {
        self.tonight.meets.get(target).map_or("", String::as_str)
    }
}
