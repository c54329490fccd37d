//! The event the user is at, as far as it takes matching: how far I have come, and who has what for whom.

use std::collections::HashMap;

use crate::brief::{Faces, Room};
use crate::domain::{EventId, IntentWhy};
use crate::insight::{Meter, Progress, intents, meter};
use crate::review::{Review, review};
use crate::search::Target;
use crate::ui::shared::Shared;
use crate::ui::work::Topic;

/// So many texts of a list are read within a frame; of more it is found out elsewhere what they mean.
const AT_ONCE: usize = 150;

/// What was computed of the event, and from what.
#[derive(Debug, Default)]
pub(crate) struct Tonight {
    built: Option<(u64, Option<EventId>)>,
    /// How it goes with talking to others than those I know; none where I am at no event.
    pub(crate) meter: Option<Meter>,
    intents: Vec<Progress>,
    meets: HashMap<Target, String>,
    faces: Option<Faces>,
    /// Whether too much of the list is still to be read.
    lags: bool,
}

impl Tonight {
    /// Takes in a list that was read elsewhere.
    pub(crate) fn take_faces(&mut self, faces: Faces) {
        self.faces = Some(faces);
        self.built = None;
    }
}

impl Shared {
    /// How the review of an event stands, computed now: not in a frame.
    pub(crate) fn review_of(&self, event: &EventId) -> Option<Review> {
        let (matcher, offers) = self.hand.found_in()?;
        let (points, today) = (&self.settings.points, self.now.today());
        let room = Room { book: &self.book, matcher, offers, points, today };
        Some(review(self.book.event(event)?, &room, &self.seen))
    }

    /// Brings it in step when something changed; once a message, never in a frame.
    pub(crate) fn keep_tonight(&mut self) {
        let key = (self.revision, self.event.clone());
        if self.tonight.built.as_ref() == Some(&key) {
            return;
        }
        let faces = self.tonight.faces.take();
        let mut tonight = Tonight { built: Some(key), ..Tonight::default() };
        if let Some(event) = self.event() {
            tonight.meter = Some(meter(event, &self.book));
            if let Some(matcher) = self.hand.matcher() {
                let faces = faces.filter(|faces| faces.is_by(&matcher));
                let mut faces = faces.unwrap_or_else(|| Faces::new(matcher));
                tonight.lags = !faces.follow(event, &self.book, AT_ONCE);
                tonight.faces = Some(faces);
            }
            let faces = tonight.faces.as_ref();
            for (line, attendee) in event.attendees.iter().enumerate() {
                let Some(words) = faces.and_then(|faces| faces.words(attendee, &self.book)) else { continue };
                let target = if self.book.person(&attendee.person).is_some() {
                    Target::Person(attendee.person.clone())
                } else {
                    Target::Attendee(event.id.clone(), line)
                };
                tonight.meets.insert(target, words);
            }
            let fits = |person: &crate::domain::Person, why: &IntentWhy| {
                faces.and_then(|faces| faces.fits(person, why)).unwrap_or_default()
            };
            tonight.intents = intents(event, &self.book, &fits);
            // While it is not known who fits, it is not known how many do.
            if faces.is_none() || tonight.lags {
                for intent in &mut tonight.intents {
                    if matches!(intent.why, IntentWhy::Supplier | IntentWhy::Customer) {
                        intent.reached = None;
                    }
                }
            }
        } else {
            // Away from any event what was read of the last one waits: most likely one comes back to it.
            tonight.faces = faces;
        }
        self.tonight = tonight;
    }

    /// What of the event is still to be found out elsewhere.
    pub(crate) fn tonight_topic(&self) -> Option<Topic> {
        self.event.clone().filter(|_| self.tonight.lags).map(Topic::Faces)
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
