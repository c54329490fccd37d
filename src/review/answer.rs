//! What an answer does to the records.

use crate::capture::date;
use crate::domain::{
    AttendeeStatus, Book, Change, Day, Edit, EventId, Favour, FavourId, FavourKind, FavourState, FollowUp,
    IdMaker, IntentWhy, NoteId, NoteKind, Now, Person, PersonId, Side,
};
use crate::doubles::{merge, not_same};

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

fn same(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

/// The change that an answer makes of `book`, with what was `typed`; `None` when it makes none.
///
/// What is typed and cannot be understood is an error, and nothing changes.
pub fn change(
    act: &Act,
    event: &EventId,
    typed: &str,
    book: &Book,
    now: &Now,
    ids: &mut IdMaker,
) -> Result<Option<Change>, Wrong> {
    let typed = typed.trim();
    match act {
        Act::Go => Ok(None),
        Act::Share(..) | Act::Hours(..) | Act::HoursOf(_) | Act::Mood(..) | Act::Missed(..) => {
            of_event(act, typed, book)
        }
        Act::Promise { .. } | Act::Credit { .. } | Act::Thank(..) | Act::Due(..) | Act::DueOn(..) => {
            of_favour(act, typed, book, now, ids)
        }
        _ => of_person(act, event, typed, book, now, ids),
    }
}

/// One edit under a name.
#[expect(clippy::unnecessary_wraps, reason = "it is the answer of every act")]
fn with(what: String, edit: Option<Edit>) -> Result<Option<Change>, Wrong> {
    Ok(edit.map(|edit| Change::new(what).with(edit)))
}

/// Answers about somebody: who it is, what they need or offer, what is to be done about them.
fn of_person(
    act: &Act,
    event: &EventId,
    typed: &str,
    book: &Book,
    now: &Now,
    ids: &mut IdMaker,
) -> Result<Option<Change>, Wrong> {
    let name = |id: &PersonId| book.name_of(id).to_owned();
    match act {
        Act::Become { person, line } => Ok(become_listed(person, *line, event, book)),
        Act::Name(id) => {
            let new = some(typed)?;
            let edit = book.edit_person(id, |person| new.clone_into(&mut person.name));
            let listed = book.edit_event(event, |event| {
                for line in event.attendees.iter_mut().filter(|line| line.person == *id) {
                    new.clone_into(&mut line.name);
                }
            });
            let change = Change::new(format!("{} is {new}", name(id)));
            Ok(Some(edit.into_iter().chain(listed).fold(change, Change::with)))
        }
        // Somebody else may have made them one meanwhile: then nothing is left to do.
        Act::Merge { keep, other } => Ok(merge(book, keep, other, &[], (ids, now.today())).ok()),
        Act::Two(one, other) => {
            let change = not_same(book, one, other);
            Ok((!change.is_idle()).then_some(change))
        }
        Act::Need(id, what) => {
            let edit = book.edit_person(id, |person| person.needs.push(what.clone()));
            with(format!("{} needs {what}", name(id)), edit)
        }
        Act::Offer(id, what) => {
            let edit = book.edit_person(id, |person| person.offers.push(what.clone()));
            with(format!("{} offers {what}", name(id)), edit)
        }
        Act::FollowUp { person, what, due } => {
            with(format!("follow-up on {}", name(person)), follow_up(book, person, what, *due, ids))
        }
        Act::FollowUpTomorrow(person, what) => with(
            format!("follow-up on {}", name(person)),
            follow_up(book, person, what, day_after(now.today()), ids),
        ),
        Act::Kind(id, note, kind) => {
            let edit = book.edit_note(id, note, |note| note.kind = kind.clone());
            with(format!("{kind} of {}", name(id)), edit)
        }
        Act::Plan(errands) => {
            let due = day_after(now.today());
            let planned = |id: &PersonId, what: &str| {
                book.person(id).is_none_or(|person| {
                    person.follow_ups.iter().any(|todo| todo.done.is_none() && same(&todo.what, what))
                })
            };
            let edits: Vec<_> = errands
                .iter()
                .filter(|(id, what)| !planned(id, what))
                .filter_map(|(id, what)| follow_up(book, id, what, due, ids))
                .collect();
            let change = edits.into_iter().fold(Change::new("worth doing tomorrow"), Change::with);
            Ok((!change.is_idle()).then_some(change))
        }
        _ => Ok(None),
    }
}

/// Answers about what was promised, given and thanked for.
fn of_favour(
    act: &Act,
    typed: &str,
    book: &Book,
    now: &Now,
    ids: &mut IdMaker,
) -> Result<Option<Change>, Wrong> {
    let name = |id: &PersonId| book.name_of(id).to_owned();
    match act {
        Act::Promise { person, side, what, due, people, on, event } => {
            let favour = Favour {
                side: side.clone(),
                what: what.clone(),
                due: *due,
                people: people.clone(),
                on: Some(*on),
                event: event.clone(),
                kind: if people.is_empty() { FavourKind::default() } else { FavourKind::Intro },
                ..Favour::default()
            };
            with(format!("promise: {what} ({})", name(person)), add_favour(book, person, favour, ids))
        }
        Act::Credit { by, to, event } => {
            let mut favour = Favour {
                side: Side::Receive,
                kind: FavourKind::Intro,
                what: format!("introduced {}", name(to)),
                people: vec![to.clone()],
                event: event.clone(),
                ..Favour::default()
            };
            let on = book.event(event).and_then(|event| event.date).unwrap_or(now.today());
            favour.move_to(FavourState::Done, on.min(now.today()));
            with(format!("{} introduced {}", name(by), name(to)), add_favour(book, by, favour, ids))
        }
        Act::Thank(id, favour) => {
            let edit =
                book.edit_favour(id, favour, |favour| favour.move_to(FavourState::Thanked, now.today()));
            with(format!("thanked {}", name(id)), edit)
        }
        Act::Due(id, favour, due) => {
            with(format!("promise to {} due {due}", name(id)), set_due(book, id, favour, *due))
        }
        Act::DueOn(id, favour) => {
            let due = date(some(typed)?, now.today()).ok_or_else(|| Wrong::NoDay(typed.to_owned()))?;
            with(format!("promise to {} due {due}", name(id)), set_due(book, id, favour, due))
        }
        _ => Ok(None),
    }
}

/// Answers about the evening.
fn of_event(act: &Act, typed: &str, book: &Book) -> Result<Option<Change>, Wrong> {
    match act {
        Act::Share(event, tenths) => {
            let share = f64::from(*tenths) / 10.0;
            with(
                "how much of the room I knew".into(),
                book.edit_event(event, |event| event.room_known = Some(share)),
            )
        }
        Act::Hours(event, hours) => {
            with("hours".into(), book.edit_event(event, |event| event.hours = Some(*hours)))
        }
        Act::HoursOf(event) => {
            let wrong = || Wrong::NoHours(typed.to_owned());
            let hours: f64 =
                some(typed)?.trim_end_matches('h').trim().replace(',', ".").parse().map_err(|_| wrong())?;
            // A day has no more; and what is no number is above nothing.
            if !(0.0..=24.0).contains(&hours) {
                return Err(wrong());
            }
            with("hours".into(), book.edit_event(event, |event| event.hours = Some(hours)))
        }
        Act::Mood(event, mood) => {
            with("mood".into(), book.edit_event(event, |event| event.mood = Some(*mood)))
        }
        Act::Missed(event, why) => {
            let said = some(typed)?;
            let edit = book.edit_event(event, |event| {
                for intent in event.intents.iter_mut().filter(|intent| intent.why == *why) {
                    said.clone_into(&mut intent.missed);
                }
            });
            with(format!("why {why} was missed"), edit)
        }
        _ => Ok(None),
    }
}

fn some(typed: &str) -> Result<&str, Wrong> {
    if typed.is_empty() { Err(Wrong::Empty) } else { Ok(typed) }
}

fn day_after(day: Day) -> Day {
    day.0.tomorrow().map_or(day, Day)
}

fn add_favour(book: &Book, to: &PersonId, favour: Favour, ids: &mut IdMaker) -> Option<Edit> {
    book.edit_person(to, |person| {
        let id = ids.favour(person.favours.iter().map(|other| &other.id));
        person.favours.push(Favour { id, ..favour });
    })
}

fn follow_up(book: &Book, of: &PersonId, what: &str, due: Day, ids: &mut IdMaker) -> Option<Edit> {
    book.edit_person(of, |person| {
        let id = ids.follow_up(person.follow_ups.iter().map(|other| &other.id));
        person.follow_ups.push(FollowUp { id, due: Some(due), what: what.to_owned(), done: None });
    })
}

fn set_due(book: &Book, id: &PersonId, favour: &FavourId, due: Day) -> Option<Edit> {
    book.edit_favour(id, favour, |favour| favour.due = Some(due))
}

/// Somebody without a name takes what the list says; the line becomes theirs, and the line made for the description goes.
fn become_listed(id: &PersonId, line: usize, event: &EventId, book: &Book) -> Option<Change> {
    let listed = book.event(event)?.attendees.get(line)?.clone();
    let before = book.name_of(id).to_owned();
    let edit = book.edit_person(id, |person: &mut Person| {
        person.name.clone_from(&listed.name);
        for (own, theirs) in [(&mut person.company, &listed.company), (&mut person.role, &listed.role)] {
            if !theirs.is_empty() {
                own.clone_from(theirs);
            }
        }
        if !listed.email.is_empty() && !person.emails.contains(&listed.email) {
            person.emails.push(listed.email.clone());
        }
    });
    let on_list = book.edit_event(event, |event| {
        let at = event.attendees.iter().find(|other| other.person == *id).and_then(|other| other.at);
        if let Some(own) = event.attendees.get_mut(line) {
            own.person = id.clone();
            own.status = AttendeeStatus::Met;
            own.at = own.at.or(at);
        }
        let mut number = 0;
        event.attendees.retain(|other| {
            number += 1;
            other.person != *id || number == line + 1
        });
    });
    let change = Change::new(format!("{before} is {}", listed.name));
    let change = edit.into_iter().chain(on_list).fold(change, Change::with);
    (!change.is_idle()).then_some(change)
}
