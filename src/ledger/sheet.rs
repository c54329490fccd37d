//! Everybody's ledger on one sheet: which rows, in which order.

use super::{Balance, Points, balance};
use crate::domain::{Book, Day, Favour, FavourRef, FavourState, Person, Side};

/// Which favours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// All of them.
    #[default]
    All,
    /// What I promised and did not do yet.
    IOwe,
    /// What they promised and did not do yet.
    TheyOwe,
    /// What was asked for, either way, and not answered yet.
    Asked,
    /// What I gave.
    Given,
    /// What I received and did not say thanks for.
    ThanksOwed,
}

impl Shown {
    /// Every one, in the order in which a key goes through them.
    pub const ALL: &[Self] =
        &[Self::All, Self::IOwe, Self::TheyOwe, Self::Asked, Self::Given, Self::ThanksOwed];

    /// The next one, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::All => Self::IOwe,
            Self::IOwe => Self::TheyOwe,
            Self::TheyOwe => Self::Asked,
            Self::Asked => Self::Given,
            Self::Given => Self::ThanksOwed,
            Self::ThanksOwed => Self::All,
        }
    }

    /// The word on the command line and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::IOwe => "i-owe",
            Self::TheyOwe => "they-owe",
            Self::Asked => "asked",
            Self::Given => "given",
            Self::ThanksOwed => "thanks-owed",
        }
    }

    /// In words, as a heading says it.
    pub fn words(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::IOwe => "you owe",
            Self::TheyOwe => "they owe",
            Self::Asked => "asked",
            Self::Given => "given",
            Self::ThanksOwed => "thanks owed",
        }
    }

    /// Whether `favour` is among them.
    pub fn shows(self, favour: &Favour) -> bool {
        let (give, receive) = (favour.side == Side::Give, favour.side == Side::Receive);
        match self {
            Self::All => true,
            Self::IOwe => give && favour.state == FavourState::Promised,
            Self::TheyOwe => receive && favour.state == FavourState::Promised,
            Self::Asked => favour.state == FavourState::Asked,
            Self::Given => give && favour.counts(),
            Self::ThanksOwed => receive && favour.state == FavourState::Done,
        }
    }
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Who is furthest ahead of me first: that is where giving is due.
    Balance,
    /// The oldest first: of promises the earliest due, of people with whom nothing happened for the longest.
    Age,
    /// By name.
    Name,
}

impl Sort {
    /// Every one, in the order in which a key goes through them.
    pub const ALL: &[Self] = &[Self::Balance, Self::Age, Self::Name];

    /// The next one, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Balance => Self::Age,
            Self::Age => Self::Name,
            Self::Name => Self::Balance,
        }
    }

    /// The word on the command line and on the screen.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Balance => "balance",
            Self::Age => "age",
            Self::Name => "name",
        }
    }
}

/// Which favours, in which order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Which.
    pub shown: Shown,
    /// Only of this side.
    pub side: Option<Side>,
    /// Only in this state.
    pub state: Option<FavourState>,
    /// In which order; by age unless said otherwise.
    pub sort: Option<Sort>,
}

impl Query {
    /// Whether `favour` is asked for.
    pub fn shows(&self, favour: &Favour) -> bool {
        self.shown.shows(favour)
            && self.side.as_ref().is_none_or(|side| *side == favour.side)
            && self.state.as_ref().is_none_or(|state| *state == favour.state)
    }
}

/// How things stand with one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing<'a> {
    /// With whom.
    pub person: &'a Person,
    /// How.
    pub balance: Balance,
    /// The last day on which something happened to a favour between us.
    pub last: Option<Day>,
}

/// Everyone with whom something was given, promised, asked for or declined; those who stand equal go by name.
pub fn standings<'a>(book: &'a Book, points: &Points, sort: Sort) -> Vec<Standing<'a>> {
    let mut people: Vec<Standing<'a>> = book
        .people()
        .filter(|person| !person.favours.is_empty())
        .map(|person| Standing {
            person,
            balance: balance(person, points),
            last: person.favours.iter().filter_map(Favour::newest).max(),
        })
        .filter(|standing| !standing.balance.is_blank())
        .collect();
    people.sort_by_cached_key(|standing| {
        let net = standing.balance.net();
        let first = match sort {
            Sort::Balance => (Some(net), None),
            // What has no day at all is as old as anything.
            Sort::Age => (None, standing.last),
            Sort::Name => (None, None),
        };
        (first, name_key(standing.person))
    });
    people
}

/// One favour with the person it is between.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry<'a> {
    /// With whom.
    pub person: &'a Person,
    /// What.
    pub favour: &'a Favour,
}

impl Entry<'_> {
    /// How a `through` names it.
    pub fn reference(&self) -> FavourRef {
        FavourRef { person: self.person.id.clone(), favour: self.favour.id.clone() }
    }
}

/// The favours that `query` asks for: by age means what is open by its due date (without one last), then the rest, the
/// oldest first.
pub fn entries<'a>(book: &'a Book, points: &Points, query: &Query) -> Vec<Entry<'a>> {
    let mut entries: Vec<(i64, Entry<'a>)> = Vec::new();
    for person in book.people() {
        let shown = person.favours.iter().filter(|favour| query.shows(favour));
        let found: Vec<Entry<'a>> = shown.map(|favour| Entry { person, favour }).collect();
        if !found.is_empty() {
            let net = balance(person, points).net();
            entries.extend(found.into_iter().map(|entry| (net, entry)));
        }
    }
    let age = |favour: &Favour| {
        let open = favour.is_open();
        let day = if open { favour.due } else { favour.newest() };
        (!open, open && day.is_none(), day)
    };
    entries.sort_by_cached_key(|(net, entry)| {
        let by_name = name_key(entry.person);
        let age = age(entry.favour);
        match query.sort.unwrap_or(Sort::Age) {
            Sort::Balance => (Some(*net), None, Some(by_name), Some(age)),
            Sort::Age => (None, Some(age), Some(by_name), None),
            Sort::Name => (None, None, Some(by_name), Some(age)),
        }
    });
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// Names without regard to case; ids keep two of one name apart.
fn name_key(person: &Person) -> (String, &str) {
    (person.name.to_lowercase(), person.id.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{FavourId, PersonId};

    fn day(text: &str) -> Day {
        Day(text.parse().unwrap())
    }

    /// Ana is two points ahead of me, I am three ahead of Bo, nothing is settled with Cy.
    fn book() -> Book {
        let favour = |id: &str, side, state, on: &str, due: &str| Favour {
            id: FavourId::new(id),
            side,
            state,
            on: Some(day(on)),
            due: due.parse().ok().map(Day),
            ..Favour::default()
        };
        let (give, receive) = (Side::Give, Side::Receive);
        let people = [
            (
                "Ana",
                vec![
                    favour("a1", receive.clone(), FavourState::Done, "2026-01-10", ""),
                    favour("a2", receive.clone(), FavourState::Thanked, "2026-01-11", ""),
                    favour("a3", give.clone(), FavourState::Promised, "2026-02-01", "2026-03-09"),
                ],
            ),
            (
                "bo",
                vec![
                    favour("b1", give.clone(), FavourState::Done, "2025-12-01", ""),
                    favour("b2", give.clone(), FavourState::Done, "2025-12-02", ""),
                    favour("b3", give.clone(), FavourState::Thanked, "2025-12-03", ""),
                    favour("b4", give.clone(), FavourState::Promised, "2025-12-04", ""),
                    favour("b5", receive.clone(), FavourState::Asked, "2025-12-05", ""),
                ],
            ),
            (
                "Cy",
                vec![
                    favour("c1", give, FavourState::Promised, "2026-03-01", "2026-03-08"),
                    favour("c2", receive.clone(), FavourState::Promised, "2026-03-02", "2026-03-07"),
                    favour("c3", receive, FavourState::Dropped, "2026-03-02", ""),
                ],
            ),
        ];
        let mut book = Book::default();
        for (name, favours) in people {
            let id = PersonId::new(&format!("{}-1", name.to_lowercase()));
            book.put(Person { favours, ..Person::named(id, name) }.into());
        }
        book.put(Person::named(PersonId::new("dee-1"), "Dee").into());
        book
    }

    #[track_caller]
    fn check(shown: Shown, sort: Option<Sort>, expect: &str) {
        let book = book();
        let query = Query { shown, sort, ..Query::default() };
        let found = entries(&book, &Points::default(), &query);
        let ids: Vec<&str> = found.iter().map(|entry| entry.favour.id.as_str()).collect();
        assert_eq!(ids.join(" "), expect, "{shown:?} {sort:?}");
    }

    #[test]
    fn favours_are_filtered_and_sorted() {
        check(Shown::IOwe, None, "c1 a3 b4");
        check(Shown::IOwe, Some(Sort::Age), "c1 a3 b4");
        check(Shown::IOwe, Some(Sort::Balance), "a3 c1 b4");
        check(Shown::IOwe, Some(Sort::Name), "a3 b4 c1");
        check(Shown::TheyOwe, None, "c2");
        check(Shown::Asked, None, "b5");
        check(Shown::Given, None, "b1 b2 b3");
        check(Shown::ThanksOwed, None, "a1");
        check(Shown::All, None, "c2 c1 a3 b4 b5 b1 b2 b3 a1 a2 c3");
    }

    #[test]
    fn side_and_state_narrow_further() {
        let book = book();
        let query =
            Query { side: Some(Side::Receive), state: Some(FavourState::Promised), ..Query::default() };
        let found = entries(&book, &Points::default(), &query);
        assert_eq!(found.iter().map(|entry| entry.favour.id.as_str()).collect::<Vec<_>>(), ["c2"]);
    }

    #[test]
    fn people_stand_by_balance_by_age_and_by_name() {
        let book = book();
        let names = |sort| {
            let people = standings(&book, &Points::default(), sort);
            people.iter().map(|standing| standing.person.name.as_str()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(names(Sort::Balance), "Ana Cy bo", "-2, 0, +3; with Dee there is nothing");
        assert_eq!(names(Sort::Age), "bo Ana Cy", "December, February, March");
        assert_eq!(names(Sort::Name), "Ana bo Cy");
    }

    #[test]
    fn every_filter_and_every_order_comes_round() {
        let round = |first: Shown| {
            std::iter::successors(Some(first), |shown| Some(shown.next()))
                .take(Shown::ALL.len())
                .collect::<Vec<_>>()
        };
        assert_eq!(round(Shown::All), Shown::ALL);
        let round: Vec<Sort> =
            std::iter::successors(Some(Sort::Balance), |sort| Some(sort.next())).take(3).collect();
        assert_eq!(round, Sort::ALL);
    }
}
