//! Who among my people knows whom: what bridges, introducers and overlap are read from.

use std::collections::{HashMap, HashSet};

use crate::domain::{AttendeeStatus, Book, PersonId};

/// A gathering of more than this many of my people says nothing about who of them knows whom.
const GATHERING: usize = 40;
/// So often two people have to meet at the same events before they count as acquainted.
const TOGETHER: u32 = 2;

/// The ties among my people, without me: everybody in the book is tied to me.
///
/// A tie is a `knows` on either side, or being met at the same events twice (events where I met more than forty of my
/// people do not count: at a fair everybody was in the same hall).
#[derive(Debug, Clone, Default)]
pub struct Ties {
    people: Vec<PersonId>,
    /// For each person the ones they know, by place in `people`, in order and each once.
    known: Vec<Vec<u32>>,
}

impl Ties {
    /// Reads the ties of a book.
    pub fn of(book: &Book) -> Self {
        let people: Vec<PersonId> = book.people().map(|person| person.id.clone()).collect();
        let place: HashMap<&PersonId, u32> = people.iter().zip(0..).collect();
        let mut pairs: HashSet<(u32, u32)> = HashSet::new();
        for (person, at) in book.people().zip(0..) {
            let known = person.knows.iter().filter_map(|id| place.get(id));
            pairs.extend(known.filter(|other| **other != at).map(|other| (at.min(*other), at.max(*other))));
        }
        let mut together: HashMap<(u32, u32), u32> = HashMap::new();
        for event in book.events() {
            let met = event.attendees.iter().filter(|attendee| attendee.status == AttendeeStatus::Met);
            let mut met: Vec<u32> = met.filter_map(|attendee| place.get(&attendee.person).copied()).collect();
            met.sort_unstable();
            met.dedup();
            if met.len() > GATHERING {
                continue;
            }
            for (at, one) in met.iter().enumerate() {
                for other in met.iter().skip(at + 1) {
                    *together.entry((*one, *other)).or_default() += 1;
                }
            }
        }
        pairs.extend(together.into_iter().filter(|(_, times)| *times >= TOGETHER).map(|(pair, _)| pair));
        let mut known = vec![Vec::new(); people.len()];
        for (one, other) in pairs {
            let mut add = |from: u32, to: u32| {
                if let Some(known) = usize::try_from(from).ok().and_then(|from| known.get_mut(from)) {
                    known.push(to);
                }
            };
            add(one, other);
            add(other, one);
        }
        for known in &mut known {
            known.sort_unstable();
        }
        Self { people, known }
    }

    /// How many people there are.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// How many ties there are among my people.
    pub fn count(&self) -> usize {
        self.known.iter().map(Vec::len).sum::<usize>() / 2
    }

    /// Everybody, with the people of mine that they know.
    pub fn each(&self) -> impl Iterator<Item = (&PersonId, Vec<&PersonId>)> {
        self.people.iter().zip(&self.known).map(|(person, known)| (person, self.names(known)))
    }

    /// How many of my people each of them knows, in the order of the book.
    pub(super) fn degrees(&self) -> impl Iterator<Item = usize> {
        self.known.iter().map(Vec::len)
    }

    /// Whom each of them knows, by place in the order of the book.
    pub(super) fn known(&self) -> &[Vec<u32>] {
        &self.known
    }

    fn names(&self, known: &[u32]) -> Vec<&PersonId> {
        known.iter().filter_map(|at| self.people.get(usize::try_from(*at).ok()?)).collect()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::{Attendee, Event, EventId, Person};

    /// A book of `count` people called 0, 1, 2 ... who know each other as `ties` say.
    pub(crate) fn book(count: usize, ties: &[(usize, usize)]) -> Book {
        let mut book = Book::default();
        for at in 0..count {
            let mut person = Person::named(PersonId::new(&format!("p{at:03}")), &format!("P{at}"));
            let knows = ties.iter().filter(|(one, _)| *one == at);
            person.knows = knows.map(|(_, other)| PersonId::new(&format!("p{other:03}"))).collect();
            book.put(person.into());
        }
        book
    }

    #[test]
    fn a_tie_is_known_from_either_side_and_counted_once() {
        let ties = Ties::of(&book(3, &[(0, 1), (1, 0), (2, 2)]));
        assert_eq!((ties.len(), ties.count()), (3, 1));
        assert_eq!(ties.degrees().collect::<Vec<_>>(), [1, 1, 0]);
    }

    #[test]
    fn a_name_that_is_nobody_of_mine_is_no_tie() {
        assert_eq!(Ties::of(&book(2, &[(0, 9)])).count(), 0);
    }

    #[test]
    fn two_evenings_together_are_a_tie_and_one_or_a_fair_is_not() {
        let check = |size: usize, evenings: usize, expect: usize| {
            let mut book = book(size, &[]);
            for evening in 0..evenings {
                let guest = |at| Attendee {
                    person: PersonId::new(&format!("p{at:03}")),
                    status: AttendeeStatus::Met,
                    ..Attendee::default()
                };
                book.put(
                    Event {
                        id: EventId::new(&format!("e{evening}")),
                        attendees: (0..size).map(guest).collect(),
                        ..Event::default()
                    }
                    .into(),
                );
            }
            assert_eq!(Ties::of(&book).count(), expect, "{size} people, {evenings} evenings");
        };
        check(3, 1, 0);
        check(3, 2, 3);
        check(40, 2, 780);
        check(41, 5, 0);
    }
}
