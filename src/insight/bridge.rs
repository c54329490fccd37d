//! Bridges: how much my circle talks only to itself, and who in it leads somewhere else.

use std::collections::BTreeMap;

use super::few;
use super::field::{Fields, field_of};
use super::ties::Ties;
use crate::domain::{Book, PersonId};

/// Below this many people the figures say little.
const FEW: usize = 10;

/// The shape of my circle, me in the middle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Shape {
    /// How many people, tied to me each.
    pub people: usize,
    /// Ties among them.
    pub ties: usize,
    /// Burt's constraint, `C = sum_j (p_j + sum_q p_q p_qj)^2`: near 0 when nobody knows anybody else, above 1 when few people
    /// all know each other. `None` when there is nobody.
    ///
    /// Ronald Burt, "Structural Holes" (1992), chapter 2. With every tie as strong as any other, `p_j = 1 / n`, and `p_qj = 1 /
    /// (d_q + 1)` for a person `q` who knows `d_q` of the others, and me.
    pub constraint: Option<f64>,
    /// Burt's effective size, `n - 2t / n` (Borgatti's form for ties that are all as strong, "Structural Holes: Unpacking Burt's
    /// Redundancy Measures", Connections 20, 1997). `None` when there is nobody.
    pub effective_size: Option<f64>,
}

/// The shape of the circle that these ties are.
pub fn shape(ties: &Ties) -> Shape {
    let (people, count) = (ties.len(), ties.count());
    if people == 0 {
        return Shape::default();
    }
    let size = real(people);
    let reach: Vec<f64> = ties.degrees().map(|degree| 1.0 / (real(degree) + 1.0)).collect();
    let invested = |known: &Vec<u32>| -> f64 {
        let reach = |at: &u32| usize::try_from(*at).ok().and_then(|at| reach.get(at)).copied().unwrap_or(0.0);
        1.0 + known.iter().map(reach).sum::<f64>()
    };
    let sum: f64 = ties.known().iter().map(|known| invested(known).powi(2)).sum();
    Shape {
        people,
        ties: count,
        constraint: Some(sum / (size * size)),
        effective_size: Some(size - 2.0 * real(count) / size),
    }
}

impl Shape {
    /// What the figures mean, in a sentence.
    pub fn words(&self) -> String {
        let (Some(constraint), Some(size)) = (self.constraint, self.effective_size) else {
            return "nobody is in your circle yet".to_owned();
        };
        if self.people == 1 {
            return "with one person there is nothing to bridge yet".to_owned();
        }
        format!(
            "your {} people count as {size:.0} who do not know each other; constraint {constraint:.3}, lower is more open",
            self.people
        )
    }

    /// What the figures do not know, when that matters.
    pub fn doubt(&self) -> Option<String> {
        if (2..FEW).contains(&self.people) {
            return Some(few(self.people, ("person", "people")));
        }
        (self.ties == 0)
            .then(|| "nobody is written down as knowing anybody: `knows` on a line tells".to_owned())
    }
}

/// Somebody who leads to where I know nobody else.
#[derive(Debug, Clone, PartialEq)]
pub struct Bridge {
    /// Who.
    pub person: PersonId,
    /// How many of my people they know.
    pub known: usize,
    /// Their field, when they are the only one of mine in it.
    pub only_link_to: Option<String>,
    /// "knows 1 person you know; your only link to catering".
    pub words: String,
}

/// Who knows few of my people and is my only link to a field, or to nobody I know at all; the most cut off first.
pub fn bridges(book: &Book, ties: &Ties) -> Vec<Bridge> {
    let fields = Fields::of(book);
    let mut bridges: Vec<Bridge> = ties
        .each()
        .filter_map(|(id, known)| {
            let person = book.person(id)?;
            let field = field_of(person);
            let only = field.filter(|field| fields.count(field) == 1);
            let known = known.len();
            only.is_some().then(|| Bridge {
                person: id.clone(),
                known,
                words: bridge_words(known, only.as_deref()),
                only_link_to: only,
            })
        })
        .collect();
    bridges.sort_by(|one, other| {
        (one.known, book.name_of(&one.person)).cmp(&(other.known, book.name_of(&other.person)))
    });
    bridges
}

fn bridge_words(known: usize, only: Option<&str>) -> String {
    let knows = match known {
        0 => "knows nobody else you know".to_owned(),
        1 => "knows 1 person you know".to_owned(),
        _ => format!("knows {known} people you know"),
    };
    only.map_or(knows.clone(), |field| format!("{knows}; your only link to {field}"))
}

/// Pieces of my circle that only I hold together: how many people stand in each, largest first.
pub fn islands(ties: &Ties) -> Vec<usize> {
    let known = ties.known();
    let mut seen = vec![false; known.len()];
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for start in 0..known.len() {
        let mut todo = vec![start];
        let mut size = 0;
        while let Some(at) = todo.pop() {
            match seen.get_mut(at) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            size += 1;
            todo.extend(known.get(at).into_iter().flatten().filter_map(|at| usize::try_from(*at).ok()));
        }
        if size > 0 {
            *sizes.entry(size).or_default() += 1;
        }
    }
    sizes.into_iter().rev().flat_map(|(size, count)| std::iter::repeat_n(size, count)).collect()
}

/// A count as a real number; no circle is so large that this loses any of it.
fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::super::ties::tests::book;
    use super::*;
    use crate::domain::Person;

    fn all_acquainted(count: usize) -> Vec<(usize, usize)> {
        (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other))).collect()
    }

    #[track_caller]
    fn check(count: usize, ties: &[(usize, usize)], constraint: f64, size: f64) {
        let shape = shape(&Ties::of(&book(count, ties)));
        assert!((shape.constraint.unwrap() - constraint).abs() < 5e-5, "{:?}", shape.constraint);
        assert!((shape.effective_size.unwrap() - size).abs() < 1e-9, "{:?}", shape.effective_size);
    }

    #[test]
    fn strangers_to_each_other_constrain_least() {
        for count in [1, 2, 3, 7, 50] {
            check(count, &[], 1.0 / real(count), real(count));
        }
    }

    #[test]
    fn all_acquainted_constrain_most() {
        check(2, &all_acquainted(2), 1.125, 1.0);
        check(3, &all_acquainted(3), 0.9259, 1.0);
        check(4, &all_acquainted(4), 0.7656, 1.0);
        for count in 2..9 {
            let size = real(count);
            check(count, &all_acquainted(count), (2.0 * size - 1.0).powi(2) / size.powi(3), 1.0);
        }
    }

    #[test]
    fn four_in_two_pairs() {
        check(4, &[(0, 1), (2, 3)], 0.5625, 3.0);
        assert_eq!(islands(&Ties::of(&book(4, &[(0, 1), (2, 3)]))), [2, 2]);
        assert_eq!(islands(&Ties::of(&book(5, &[(0, 1), (1, 2)]))), [3, 1, 1]);
    }

    #[test]
    fn nobody_has_no_shape() {
        let none = shape(&Ties::of(&Book::default()));
        assert_eq!(none, Shape::default());
        assert_eq!(none.words(), "nobody is in your circle yet");
        assert!(none.doubt().is_some());
    }

    #[test]
    fn the_only_link_to_a_field_is_a_bridge() {
        let mut book = book(4, &[(0, 1), (1, 2), (0, 2)]);
        for (at, field) in [(0, "Food"), (1, "food "), (2, "Catering"), (3, "fishing")] {
            let id = PersonId::new(&format!("p{at:03}"));
            let person = Person { industry: field.into(), ..Person::clone(book.person(&id).unwrap()) };
            book.put(person.into());
        }
        let found = bridges(&book, &Ties::of(&book));
        let words: Vec<&str> = found.iter().map(|bridge| bridge.words.as_str()).collect();
        assert_eq!(
            words,
            [
                "knows nobody else you know; your only link to fishing",
                "knows 2 people you know; your only link to Catering"
            ]
        );
    }
}
