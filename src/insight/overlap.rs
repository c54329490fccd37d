//! Little but some overlap: people who stand in another circle than mine and can be reached all the same.

use super::field::{Fields, field_of};
use super::ties::Ties;
use crate::domain::{Book, PersonId};

/// So many of my people somebody may know to have little overlap with me.
const LITTLE: usize = 2;
/// So many of my people may share their field.
const RARE: usize = 2;

/// Somebody with little but some overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// Who.
    pub person: PersonId,
    /// "knows Tom Berg as you do, and works in fishing, where you know nobody else".
    pub words: String,
}

/// People who know one or two of mine and work where I know at most one other: news comes from there.
///
/// Mark Granovetter, "The Strength of Weak Ties", American Journal of Sociology 78 (1973): what one's close circle does not know
/// reaches one through those who stand mostly in another.
pub fn near(book: &Book, ties: &Ties) -> Vec<Near> {
    let fields = Fields::of(book);
    let mine = field_of(book.me()).map(|field| field.to_lowercase());
    let mut near: Vec<(usize, usize, Near)> = ties
        .each()
        .filter_map(|(id, known)| {
            let field = field_of(book.person(id)?)?;
            let count = fields.count(&field);
            let other_field = mine.as_ref() != Some(&field.to_lowercase());
            let little = (1..=LITTLE).contains(&known.len()) && count <= RARE && other_field;
            let names: Vec<&str> = known.iter().map(|id| book.name_of(id)).collect();
            let others = if count == 1 { "you know nobody else" } else { "you know 1 other" };
            let words =
                format!("knows {} as you do, and works in {field}, where {others}", names.join(" and "));
            little.then(|| (known.len(), count, Near { person: id.clone(), words }))
        })
        .collect();
    near.sort_by(|one, other| {
        (one.0, one.1, book.name_of(&one.2.person)).cmp(&(other.0, other.1, book.name_of(&other.2.person)))
    });
    near.into_iter().map(|(_, _, near)| near).collect()
}

#[cfg(test)]
mod tests {
    use super::super::ties::tests::book;
    use super::*;
    use crate::domain::Person;

    #[test]
    fn one_friend_shared_and_a_field_of_their_own() {
        let mut book = book(6, &[(0, 1), (2, 3), (2, 4), (2, 5)]);
        for (at, field) in [(0, "fishing"), (1, "food"), (2, "law"), (3, "wood"), (4, "food"), (5, "food")] {
            let id = PersonId::new(&format!("p{at:03}"));
            let person = Person { industry: field.into(), ..Person::clone(book.person(&id).unwrap()) };
            book.put(person.into());
        }
        let found: Vec<String> = near(&book, &Ties::of(&book)).into_iter().map(|near| near.words).collect();
        assert_eq!(
            found,
            [
                "knows P1 as you do, and works in fishing, where you know nobody else",
                "knows P2 as you do, and works in wood, where you know nobody else"
            ]
        );
    }
}
