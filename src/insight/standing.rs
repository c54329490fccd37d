//! Where people stand to me: mentors, peers and the rest.

use crate::domain::{Book, Person};

/// How many of my people stand in each circle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Circles with how many people, mentors and peers first, then the most common.
    pub circles: Vec<(String, usize)>,
    /// How many are in no circle.
    pub none: usize,
}

/// The circles that come first: whom I learn from, and who is where I am.
const FIRST: [&str; 2] = ["mentor", "peer"];

/// Counts the circles of everybody; somebody in two circles counts in both.
pub fn standing(book: &Book) -> Standing {
    let mut standing = Standing::default();
    for circle in FIRST {
        standing.circles.push((circle.to_owned(), 0));
    }
    for person in book.people() {
        if person.circles.iter().all(|circle| circle.trim().is_empty()) {
            standing.none += 1;
        }
        for circle in circles_of(person) {
            match standing.circles.iter_mut().find(|(name, _)| *name == circle) {
                Some((_, count)) => *count += 1,
                None => standing.circles.push((circle, 1)),
            }
        }
    }
    if let Some(rest) = standing.circles.get_mut(FIRST.len()..) {
        rest.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    }
    standing
}

/// Each circle of a person once, in small letters.
fn circles_of(person: &Person) -> Vec<String> {
    let mut circles: Vec<String> = person.circles.iter().map(|circle| circle.trim().to_lowercase()).collect();
    circles.retain(|circle| !circle.is_empty());
    circles.sort();
    circles.dedup();
    circles
}

impl Standing {
    /// What is missing, in a sentence; `None` when there is somebody of both.
    pub fn words(&self) -> Option<String> {
        let lacks = |circle: &str| self.circles.iter().any(|(name, count)| name == circle && *count == 0);
        match (lacks("mentor"), lacks("peer")) {
            (true, true) => Some("nobody is marked as a mentor or a peer yet".to_owned()),
            (true, false) => Some("nobody is marked as a mentor yet".to_owned()),
            (false, true) => Some("nobody is marked as a peer yet".to_owned()),
            (false, false) => None,
        }
    }

    /// What the counts do not know, when that matters.
    pub fn doubt(&self) -> Option<String> {
        match self.none {
            0 => None,
            1 => Some("1 person is in no circle".to_owned()),
            none => Some(format!("{none} people are in no circle")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::PersonId;

    #[test]
    fn mentors_and_peers_come_first() {
        let mut book = Book::default();
        for (at, circles) in
            [vec!["friend"], vec!["Friend", "peer", "peer"], vec!["customer", ""], vec![]].iter().enumerate()
        {
            let mut person = Person::named(PersonId::new(&format!("p{at}")), "P");
            person.circles = circles.iter().map(|circle| (*circle).to_owned()).collect();
            book.put(person.into());
        }
        let standing = standing(&book);
        let circles: Vec<(&str, usize)> =
            standing.circles.iter().map(|(name, count)| (name.as_str(), *count)).collect();
        assert_eq!(circles, [("mentor", 0), ("peer", 1), ("friend", 2), ("customer", 1)]);
        assert_eq!(standing.words().unwrap(), "nobody is marked as a mentor yet");
        assert_eq!(standing.doubt().unwrap(), "1 person is in no circle");
    }
}
