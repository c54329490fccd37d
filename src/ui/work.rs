//! What takes longer than a frame to find out from all records: asked for once, found out off the screen's thread, and
//! kept with the moment that it is of, so that nobody takes an old answer for a new one.

use std::collections::BTreeMap;

use crate::agenda::Agenda;
use crate::brief::{Brief, Faces, Room, brief};
use crate::domain::{Book, Day, EventId};
use crate::gifts::{AtHand, for_everyone};
use crate::insight::Circle;
use crate::ledger::Points;
use crate::review::{Review, flag, review};
use crate::ui::effect::Effect;
use crate::ui::hand::Matched;
use crate::ui::msg::Notice;
use crate::ui::pane::people::{Row, Wanted, rows};
use crate::ui::shared::{Shared, Step};

/// Of fewer people than this, and of fewer guests, everything is found out at once, within the frame.
const AT_ONCE: usize = 500;
const GUESTS_AT_ONCE: usize = 100;

/// What stands where something is not known yet.
pub(crate) const WORKING: &str = "being worked out ...";

/// What stands behind a title while what is shown is that of before the last change.
pub(crate) fn anew(fresh: bool) -> &'static str {
    if fresh { "" } else { " · being worked out anew" }
}

/// The answer to a key that changes a record by what is shown, while that is of before the last change: the same key
/// twice is not to do it twice.
pub(crate) fn a_moment() -> Vec<Step> {
    vec![Step::Say(Notice::plain("a moment: this is being worked out anew"))]
}

/// What is to be found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Topic {
    /// What shows beside everybody on the list of an event.
    Faces(EventId),
    /// Whom to meet at an event.
    Brief(EventId),
    /// What is still to be asked about an event, with the answers that were kept on this machine.
    Review(EventId, BTreeMap<String, String>),
    /// All insights into my circle.
    Circle,
    /// What is due, so many days ahead.
    Agenda(u16),
    /// What I could give to anybody, at most so much.
    Gifts(usize),
    /// The list of people.
    People(Wanted),
}

impl Topic {
    /// The review of an event, as far as it was answered.
    pub(crate) fn review(shared: &Shared, event: &EventId) -> Self {
        let prefix = flag(event, "");
        let of = shared.seen.range(prefix.clone()..).take_while(|(word, _)| word.starts_with(&prefix));
        Self::Review(event.clone(), of.map(|(word, value)| (word.clone(), value.clone())).collect())
    }

    /// Whether it is of one sort with another: of each sort one is found out at a time, and one is kept.
    fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// Whether it is found out from what needs and offers mean.
    fn takes_matching(&self) -> bool {
        !matches!(self, Self::Circle | Self::Agenda(_) | Self::People(_))
    }

    /// Whether it is soon found out.
    fn is_small(&self, book: &Book) -> bool {
        let few = book.people().len() < AT_ONCE;
        match self {
            // Whoever asks has seen that it is not.
            Self::Faces(_) | Self::People(_) => false,
            Self::Brief(event) | Self::Review(event, _) => {
                few && book.event(event).is_none_or(|event| event.attendees.len() < GUESTS_AT_ONCE)
            }
            Self::Circle | Self::Agenda(_) | Self::Gifts(_) => few,
        }
    }
}

/// The records and the day that something is true of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    revision: u64,
    today: Day,
}

/// Something to find out, with all that it is found out from, as it was when it was asked.
#[derive(Clone)]
pub struct Work {
    topic: Topic,
    moment: Moment,
    book: Book,
    points: Points,
    matched: Option<Matched>,
}

impl std::fmt::Debug for Work {
    /// Without the records: they are many.
    fn fmt(&self, form: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        form.debug_struct("Work")
            .field("topic", &self.topic)
            .field("moment", &self.moment)
            .finish_non_exhaustive()
    }
}

/// Two are the same when they ask the same of the same records.
impl PartialEq for Work {
    fn eq(&self, other: &Self) -> bool {
        (&self.topic, self.moment) == (&other.topic, other.moment)
    }
}

/// What was found out, and when it was so.
#[derive(Debug)]
pub struct Worked {
    topic: Topic,
    moment: Moment,
    found: Option<Found>,
}

/// An answer.
#[derive(Debug)]
pub(crate) enum Found {
    Faces(Box<Faces>),
    Brief(Brief),
    Review(Review),
    Circle(Box<Circle>),
    Agenda(Agenda),
    Gifts(AtHand),
    People(Vec<Row>),
}

impl Work {
    /// Finds it out: up to some tenths of a second among 10,000 people.
    pub fn done(self) -> Worked {
        let found = self.find_out();
        Worked { topic: self.topic, moment: self.moment, found }
    }

    /// `None` where the event is gone.
    fn find_out(&self) -> Option<Found> {
        let (book, points, today) = (&self.book, &self.points, self.moment.today);
        let room = self.matched.as_ref().map(|Matched { matcher, offers }| Room {
            book,
            matcher: matcher.as_ref(),
            offers: offers.as_ref(),
            points,
            today,
        });
        Some(match &self.topic {
            Topic::Faces(event) => {
                let matcher = self.matched.as_ref()?.matcher.clone();
                Found::Faces(Box::new(Faces::of(matcher, book.event(event)?, book)))
            }
            Topic::Brief(event) => Found::Brief(brief(book.event(event)?, &room?)),
            Topic::Review(event, seen) => Found::Review(review(book.event(event)?, &room?, seen)),
            Topic::Circle => Found::Circle(Box::new(Circle::of(book, points, today))),
            Topic::People(wanted) => Found::People(rows(book, wanted)),
            Topic::Agenda(days) => Found::Agenda(Agenda::of(book, today, *days)),
            Topic::Gifts(most) => {
                let Room { matcher, offers, .. } = room?;
                Found::Gifts(for_everyone(book, matcher, offers, today, points, *most))
            }
        })
    }
}

/// What was found out last, and what is being found out.
#[derive(Debug, Default)]
pub(crate) struct Works {
    kept: Vec<Worked>,
    /// A list of people that nobody has taken yet.
    listed: Option<(Wanted, Vec<Row>)>,
    under_way: Vec<Topic>,
}

/// What is known of a topic.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'a> {
    /// The answer; `None` where what it was about is gone.
    pub(crate) found: Option<&'a Found>,
    /// Whether it is true of the records as they are; while it is not, a new one is under way.
    pub(crate) fresh: bool,
    /// Of which moment it is.
    pub(crate) of: Moment,
}

impl Shared {
    fn moment(&self) -> Moment {
        Moment { revision: self.revision, today: self.now.today() }
    }

    /// Has something found out, unless that is known or under way: at once where there is little to look at, else by what
    /// is to be asked of the world.
    pub(crate) fn work_out(&mut self, topic: Topic) -> Option<Effect> {
        let matched = self.hand.matched().filter(|_| topic.takes_matching()).cloned();
        let is_known = self.known(&topic).is_some_and(|known| known.fresh);
        let is_under_way = self.works.under_way.iter().any(|other| other.is_like(&topic));
        // What needs and offers mean is still being read: then it is asked for.
        let waits = topic.takes_matching() && matched.is_none();
        if is_known || is_under_way || waits {
            return None;
        }
        let small = topic.is_small(&self.book);
        let (moment, book) = (self.moment(), self.book.clone());
        let work = Work { topic, moment, book, points: self.settings.points, matched };
        if small {
            self.keep(work.done());
            return None;
        }
        self.works.under_way.push(work.topic.clone());
        Some(Effect::WorkOut(Box::new(work)))
    }

    /// Takes in what was found out, though records may have changed meanwhile: whoever shows it sees that by `Known`.
    pub(crate) fn take_worked(&mut self, worked: Worked) {
        self.works.under_way.retain(|topic| !topic.is_like(&worked.topic));
        self.keep(worked);
    }

    fn keep(&mut self, worked: Worked) {
        let worked = match worked {
            Worked { found: Some(Found::Faces(faces)), .. } => return self.tonight.take_faces(*faces),
            Worked { topic: Topic::Faces(_), .. } => return,
            Worked { topic: Topic::People(of), found: Some(Found::People(rows)), .. } => {
                self.works.listed = Some((of, rows));
                return;
            }
            worked => worked,
        };
        self.works.kept.retain(|kept| !kept.topic.is_like(&worked.topic));
        self.works.kept.push(worked);
    }

    /// The list of people that was made elsewhere.
    pub(crate) fn take_listed(&mut self) -> Option<(Wanted, Vec<Row>)> {
        self.works.listed.take()
    }

    /// Lets go of old answers that nobody shows any more, so that nobody is shown one when they come back.
    pub(crate) fn forget_works_but(&mut self, shown: &[Topic]) {
        let moment = self.moment();
        self.works.kept.retain(|kept| kept.moment == moment || shown.contains(&kept.topic));
    }

    /// What stands where something that takes matching is not known yet.
    pub(crate) fn waiting(&self) -> &'static str {
        if self.hand.matched().is_none() { "needs and offers are still being read" } else { WORKING }
    }

    /// What is known of a topic; `None` while nothing is.
    pub(crate) fn known(&self, topic: &Topic) -> Option<Known<'_>> {
        let kept = self.works.kept.iter().find(|kept| kept.topic == *topic)?;
        let fresh = kept.moment == self.moment();
        Some(Known { found: kept.found.as_ref(), fresh, of: kept.moment })
    }
}
