//! Where my people come from: the name that recurs as introducer, and how many ties I made by myself.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::few;
use crate::domain::{Book, PersonId};

/// Below this many people the share says little.
const FEW: usize = 10;

/// How my people came to me.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Origin {
    /// Who introduced how many, the most first.
    pub introducers: Vec<(PersonId, usize)>,
    /// Introduced by somebody.
    pub introduced: usize,
    /// Met by myself: a first meeting is written down, and nobody who introduced us.
    pub by_myself: usize,
    /// Nothing is written of how we met.
    pub unknown: usize,
}

/// Above this share of ties made by oneself a circle is called inbred: one meets one's like.
///
/// Brian Uzzi and Shannon Dunlap, "How to Build Your Network", Harvard Business Review, December 2005.
pub const INBRED: f64 = 0.65;

/// Counts how everybody came to me.
pub fn origin(book: &Book) -> Origin {
    let mut counts: HashMap<&PersonId, usize> = HashMap::new();
    let mut origin = Origin::default();
    for person in book.people() {
        if !person.via.is_empty() {
            origin.introduced += 1;
            *counts.entry(&person.via).or_default() += 1;
        } else if person.met.is_some() {
            origin.by_myself += 1;
        } else {
            origin.unknown += 1;
        }
    }
    origin.introducers = counts.into_iter().map(|(id, count)| (id.clone(), count)).collect();
    origin
        .introducers
        .sort_by_cached_key(|(id, count)| (Reverse(*count), book.name_of(id).to_owned(), id.clone()));
    origin
}

impl Origin {
    /// The share of ties I made by myself, of those whose beginning is known.
    pub fn share_by_myself(&self) -> Option<f64> {
        let real = |count: usize| u32::try_from(count).map_or(f64::from(u32::MAX), f64::from);
        let known = self.introduced + self.by_myself;
        (known > 0).then(|| real(self.by_myself) / real(known))
    }

    /// The share and what it means, in a sentence.
    pub fn words(&self) -> String {
        let Some(share) = self.share_by_myself() else {
            return "how you met is not written down for anybody yet: `via NAME` on a line tells".to_owned();
        };
        let meaning = if share > INBRED {
            "over 65 the circle tends to be like you; somebody else's introduction leads further"
        } else {
            "others open doors for you"
        };
        format!("you made {:.1} in 100 ties by yourself: {meaning}", share * 100.0)
    }

    /// The name that recurs, when one does; of several who do so equally the first.
    pub fn recurs(&self, book: &Book) -> Option<String> {
        let (id, count) = self.introducers.first().filter(|(_, count)| *count > 1)?;
        let others = self.introducers.iter().filter(|(_, other)| other == count).count() - 1;
        let also = match others {
            0 => String::new(),
            1 => ", and so did 1 other".to_owned(),
            others => format!(", and so did {others} others"),
        };
        Some(format!("{} introduced {count} of your people{also}", book.name_of(id)))
    }

    /// What the share does not know, when that matters.
    pub fn doubt(&self) -> Option<String> {
        let known = self.introduced + self.by_myself;
        if known == 0 {
            return None;
        }
        if known < FEW {
            return Some(few(known, ("person met in a known way", "people met in a known way")));
        }
        match self.unknown {
            0 => None,
            1 => Some("of 1 person nothing is written of how you met".to_owned()),
            unknown => Some(format!("of {unknown} people nothing is written of how you met")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Met, Person};

    /// A book of people met by oneself, introduced by Tom, by Ana, and of unknown origin.
    fn book(by_myself: usize, tom: usize, ana: usize, unknown: usize) -> Book {
        let mut book = Book::default();
        book.put(Person { met: Some(Met::default()), ..Person::named(PersonId::new("tom"), "Tom") }.into());
        let kinds = [(by_myself, ""), (tom, "tom"), (ana, "ana"), (unknown, "?")];
        for (kind, (count, via)) in kinds.into_iter().enumerate() {
            for at in 0..count {
                let mut person = Person::named(PersonId::new(&format!("p{kind}-{at}")), "P");
                person.met = (via != "?").then(Met::default);
                person.via = PersonId::new(if via == "?" { "" } else { via });
                book.put(person.into());
            }
        }
        book
    }

    #[test]
    fn who_introduced_most_comes_first() {
        let book = book(4, 3, 1, 2);
        let origin = origin(&book);
        assert_eq!(origin.introducers[0], (PersonId::new("tom"), 3));
        assert_eq!((origin.introduced, origin.by_myself, origin.unknown), (4, 5, 2));
        assert_eq!(origin.recurs(&book).unwrap(), "Tom introduced 3 of your people");
        assert!(origin.doubt().unwrap().contains("few"));
    }

    #[test]
    fn over_65_in_100_is_inbred() {
        let check = |by_myself: usize, introduced: usize, inbred: bool| {
            // Tom himself was met without an introduction.
            let origin = origin(&book(by_myself - 1, introduced, 0, 0));
            assert_eq!(origin.words().contains("like you"), inbred, "{}", origin.words());
        };
        check(65, 35, false);
        check(66, 34, true);
        assert_eq!(Origin::default().share_by_myself(), None);
    }
}
