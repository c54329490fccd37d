//! An answer that is given: the change that it makes of the records.

use super::answer::{Act, Wrong, same};
use super::known::{Found, find};
use crate::capture::date;
use crate::domain::{
    AttendeeStatus, Book, Change, Day, Edit, EventId, Favour, FavourId, FavourKind, FavourState, FollowUp,
    IdMaker, Now, Person, PersonId, Side,
};
use crate::doubles::{merge, not_same};

/// What an answer is given with.
#[derive(Debug)]
pub struct Given<'a> {
    /// The event of the review.
    pub event: &'a EventId,
    /// What was typed with it; empty when nothing was.
    pub typed: &'a str,
    /// The records as they are.
    pub book: &'a Book,
    /// When it is given.
    pub now: &'a Now,
    /// Makes the new ids.
    pub ids: &'a mut IdMaker,
}

/// The change of an answer; `None` when it makes none.
type Made = Result<Option<Change>, Wrong>;

impl Given<'_> {
    /// The change that an answer makes; `None` when it makes none.
    ///
    /// # Errors
    /// What is typed and cannot be understood; nothing changes then.
    pub fn change(&mut self, act: &Act) -> Made {
        self.typed = self.typed.trim();
        match act {
            Act::Go => Ok(None),
            Act::Become { .. } | Act::Name(_) | Act::Known(_) | Act::Merge { .. } | Act::Two(..) => {
                self.who(act)
            }
            Act::Share(..) | Act::Hours(..) | Act::HoursOf(_) | Act::Mood(..) | Act::Missed(..) => {
                self.of_event(act)
            }
            Act::Promise { .. } | Act::Credit { .. } | Act::Thank(..) | Act::Due(..) | Act::DueOn(..) => {
                self.of_favour(act)
            }
            Act::Need(..)
            | Act::Offer(..)
            | Act::FollowUp { .. }
            | Act::FollowUpTomorrow(..)
            | Act::Kind(..)
            | Act::Plan(_) => self.of_person(act),
        }
    }

    fn name(&self, id: &PersonId) -> String {
        self.book.name_of(id).to_owned()
    }

    /// What was typed, when anything was.
    fn some(&self) -> Result<&str, Wrong> {
        if self.typed.is_empty() { Err(Wrong::Empty) } else { Ok(self.typed) }
    }

    /// Answers to who somebody is.
    fn who(&mut self, act: &Act) -> Made {
        let book = self.book;
        match act {
            Act::Become { person, line } => Ok(self.become_listed(person, *line)),
            Act::Known(person) => match find(self.some()?, person, self.event, book)? {
                Found::Person(keep) => Ok(self.merge(&keep, person)),
                Found::Line(line) => Ok(self.become_listed(person, line)),
            },
            Act::Name(id) => {
                let new = self.some()?;
                let edit = book.edit_person(id, |person| new.clone_into(&mut person.name));
                let listed = book.edit_event(self.event, |event| {
                    for line in event.attendees.iter_mut().filter(|line| line.person == *id) {
                        new.clone_into(&mut line.name);
                    }
                });
                let change = Change::new(format!("{} is {new}", self.name(id)));
                Ok(Some(edit.into_iter().chain(listed).fold(change, Change::with)))
            }
            Act::Merge { keep, other } => Ok(self.merge(keep, other)),
            Act::Two(one, other) => {
                let change = not_same(book, one, other);
                Ok((!change.is_idle()).then_some(change))
            }
            _ => Ok(None),
        }
    }

    /// Two records become one. Somebody else may have made them one meanwhile: then nothing is left to do.
    fn merge(&mut self, keep: &PersonId, other: &PersonId) -> Option<Change> {
        merge(self.book, keep, other, &[], (self.ids, self.now.today())).ok()
    }

    /// Answers about somebody: what they need or offer, what is to be done about them.
    fn of_person(&mut self, act: &Act) -> Made {
        let (book, tomorrow) = (self.book, day_after(self.now.today()));
        match act {
            Act::Need(id, what) => {
                let edit = book.edit_person(id, |person| person.needs.push(what.clone()));
                with(format!("{} needs {what}", self.name(id)), edit)
            }
            Act::Offer(id, what) => {
                let edit = book.edit_person(id, |person| person.offers.push(what.clone()));
                with(format!("{} offers {what}", self.name(id)), edit)
            }
            Act::FollowUp { person, what, due } => {
                let edit = self.follow_up(person, what, *due);
                with(format!("follow-up on {}", self.name(person)), edit)
            }
            Act::FollowUpTomorrow(person, what) => {
                let edit = self.follow_up(person, what, tomorrow);
                with(format!("follow-up on {}", self.name(person)), edit)
            }
            Act::Kind(id, note, kind) => {
                let edit = book.edit_note(id, note, |note| note.kind = kind.clone());
                with(format!("{kind} of {}", self.name(id)), edit)
            }
            Act::Plan(errands) => {
                let planned = |id: &PersonId, what: &str| {
                    book.person(id).is_none_or(|person| {
                        person.follow_ups.iter().any(|todo| todo.done.is_none() && same(&todo.what, what))
                    })
                };
                let open = errands.iter().filter(|(id, what)| !planned(id, what));
                let edits: Vec<Edit> =
                    open.filter_map(|(id, what)| self.follow_up(id, what, tomorrow)).collect();
                let change = edits.into_iter().fold(Change::new("worth doing tomorrow"), Change::with);
                Ok((!change.is_idle()).then_some(change))
            }
            _ => Ok(None),
        }
    }

    /// Answers about what was promised, given and thanked for.
    fn of_favour(&mut self, act: &Act) -> Made {
        let (book, today) = (self.book, self.now.today());
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
                let edit = self.add_favour(person, favour);
                with(format!("promise: {what} ({})", self.name(person)), edit)
            }
            Act::Credit { by, to, event } => {
                let mut favour = Favour {
                    side: Side::Receive,
                    kind: FavourKind::Intro,
                    what: format!("introduced {}", self.name(to)),
                    people: vec![to.clone()],
                    event: event.clone(),
                    ..Favour::default()
                };
                let on = book.event(event).and_then(|event| event.date).unwrap_or(today);
                favour.move_to(FavourState::Done, on.min(today));
                let edit = self.add_favour(by, favour);
                with(format!("{} introduced {}", self.name(by), self.name(to)), edit)
            }
            Act::Thank(id, favour) => {
                let edit = book.edit_favour(id, favour, |favour| favour.move_to(FavourState::Thanked, today));
                with(format!("thanked {}", self.name(id)), edit)
            }
            Act::Due(id, favour, due) => self.due(id, favour, *due),
            Act::DueOn(id, favour) => {
                let due = date(self.some()?, today).ok_or_else(|| Wrong::NoDay(self.typed.to_owned()))?;
                self.due(id, favour, due)
            }
            _ => Ok(None),
        }
    }

    /// Answers about the evening.
    fn of_event(&mut self, act: &Act) -> Made {
        let book = self.book;
        match act {
            Act::Share(event, tenths) => {
                let share = f64::from(*tenths) / 10.0;
                let edit = book.edit_event(event, |event| event.room_known = Some(share));
                with(format!("{tenths} in ten of the room were known"), edit)
            }
            Act::Hours(event, hours) => {
                with(of_hours(*hours), book.edit_event(event, |event| event.hours = Some(*hours)))
            }
            Act::HoursOf(event) => {
                let wrong = || Wrong::NoHours(self.typed.to_owned());
                let figures = self.some()?.trim_end_matches('h').trim().replace(',', ".");
                let hours: f64 = figures.parse().map_err(|_| wrong())?;
                // A day has no more; and what is no number is above nothing.
                if !(0.0..=24.0).contains(&hours) {
                    return Err(wrong());
                }
                with(of_hours(hours), book.edit_event(event, |event| event.hours = Some(hours)))
            }
            Act::Mood(event, mood) => {
                with(format!("mood {mood} of 5"), book.edit_event(event, |event| event.mood = Some(*mood)))
            }
            Act::Missed(event, why) => {
                let said = self.some()?;
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

    fn add_favour(&mut self, to: &PersonId, favour: Favour) -> Option<Edit> {
        self.book.edit_person(to, |person| {
            let id = self.ids.favour(person.favours.iter().map(|other| &other.id));
            person.favours.push(Favour { id, ..favour });
        })
    }

    fn follow_up(&mut self, of: &PersonId, what: &str, due: Day) -> Option<Edit> {
        self.book.edit_person(of, |person| {
            let id = self.ids.follow_up(person.follow_ups.iter().map(|other| &other.id));
            person.follow_ups.push(FollowUp {
                id,
                due: Some(due),
                what: what.to_owned(),
                ..FollowUp::default()
            });
        })
    }

    fn due(&self, id: &PersonId, favour: &FavourId, due: Day) -> Made {
        let edit = self.book.edit_favour(id, favour, |favour| favour.due = Some(due));
        with(format!("promise to {} due {due}", self.name(id)), edit)
    }

    /// Somebody without a name takes what the list says; the line becomes theirs, and the line made for the description
    /// goes.
    fn become_listed(&self, id: &PersonId, line: usize) -> Option<Change> {
        let listed = self.book.event(self.event)?.attendees.get(line)?.clone();
        let before = self.name(id);
        let edit = self.book.edit_person(id, |person: &mut Person| {
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
        let on_list = self.book.edit_event(self.event, |event| {
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
}

/// "2.5 hours there".
fn of_hours(hours: f64) -> String {
    let word = if (hours - 1.0).abs() < f64::EPSILON { "hour" } else { "hours" };
    format!("{hours} {word} there")
}

/// One edit under a name.
#[expect(clippy::unnecessary_wraps, reason = "it is the answer of every act")]
fn with(what: String, edit: Option<Edit>) -> Made {
    Ok(edit.map(|edit| Change::new(what).with(edit)))
}

pub(super) fn day_after(day: Day) -> Day {
    day.0.tomorrow().map_or(day, Day)
}
