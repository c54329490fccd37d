//! What an answer means, and what can be wrong with it.

use crate::domain::{Book, Day, EventId, FavourId, IntentWhy, NoteId, NoteKind, PersonId, Side};

/// What an answer does.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Nothing: it was read, and on it goes.
    Go,
    /// Somebody without a name is this line of the event's list.
    Become {
        /// Who has no name.
        person: PersonId,
        /// Which line.
        line: usize,
    },
    /// Somebody gets the name that is typed.
    Name(PersonId),
    /// Somebody without a name is who is typed: the id or the name of one of my people, or a name on the event's list.
    Known(PersonId),
    /// Two records are one person: the first stays, with all that the other says.
    Merge {
        /// Whose record stays.
        keep: PersonId,
        /// Whose goes into it.
        other: PersonId,
    },
    /// Two records are two people, however alike.
    Two(PersonId, PersonId),
    /// They need something.
    Need(PersonId, String),
    /// They offer something.
    Offer(PersonId, String),
    /// Something was promised.
    Promise {
        /// With whom.
        person: PersonId,
        /// Who promised: `Give` is me.
        side: Side,
        /// What.
        what: String,
        /// By when.
        due: Option<Day>,
        /// Third parties.
        people: Vec<PersonId>,
        /// When it was promised.
        on: Day,
        /// Where.
        event: EventId,
    },
    /// Something is to be done about them on a day.
    FollowUp {
        /// About whom.
        person: PersonId,
        /// What.
        what: String,
        /// When.
        due: Day,
    },
    /// Something is to be done about them tomorrow.
    FollowUpTomorrow(PersonId, String),
    /// A note is of another kind.
    Kind(PersonId, NoteId, NoteKind),
    /// An introduction is a gift of who made it.
    Credit {
        /// Who introduced us.
        by: PersonId,
        /// To whom.
        to: PersonId,
        /// Where.
        event: EventId,
    },
    /// Thanks were said.
    Thank(PersonId, FavourId),
    /// A promise is due on a day.
    Due(PersonId, FavourId, Day),
    /// A promise is due on the day that is typed.
    DueOn(PersonId, FavourId),
    /// So many tenths of the room were known.
    Share(EventId, u8),
    /// So many hours.
    Hours(EventId, f64),
    /// As many hours as are typed.
    HoursOf(EventId),
    /// How it was, 1 to 5.
    Mood(EventId, u8),
    /// Why an intent was missed, as typed.
    Missed(EventId, IntentWhy),
    /// All of this is on the agenda for tomorrow.
    Plan(Vec<(PersonId, String)>),
}

/// Why what was typed is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Nothing was typed where something is needed.
    #[error("nothing was typed")]
    Empty,
    /// Nobody of that name.
    #[error("nobody is called “{0}”; an id, a whole name or a part that only one has")]
    Nobody(String),
    /// Several of that name.
    #[error("several are called “{0}”: {1}")]
    Several(String, String),
    /// No day that lies ahead.
    #[error("“{0}” is no day ahead; write fri, in 2 weeks or 3 dec")]
    NoDay(String),
    /// No number of hours.
    #[error("“{0}” is no number of hours; write 2.5")]
    NoHours(String),
}

impl Act {
    /// Whether the records show that it was done, so that the question is gone with it.
    pub(super) fn leaves_a_trace(&self) -> bool {
        // The errands of a day are proposed anew whatever was planned.
        !matches!(self, Self::Go | Self::Plan(_))
    }

    /// Whether the records say it already.
    pub(super) fn is_idle(&self, book: &Book) -> bool {
        let has = |list: &[String], text: &str| list.iter().any(|other| same(other, text));
        match self {
            Self::Need(id, what) => book.person(id).is_none_or(|person| has(&person.needs, what)),
            Self::Offer(id, what) => book.person(id).is_none_or(|person| has(&person.offers, what)),
            Self::Promise { person, side, what, .. } => book.person(person).is_none_or(|person| {
                person.favours.iter().any(|favour| favour.side == *side && same(&favour.what, what))
            }),
            Self::FollowUp { person, what, .. } => book
                .person(person)
                .is_none_or(|person| person.follow_ups.iter().any(|todo| same(&todo.what, what))),
            _ => false,
        }
    }
}

pub(super) fn same(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}
