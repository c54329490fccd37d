//! Fields: the industries of my people, and how evenly they are spread.

use std::collections::HashMap;

use super::few;
use crate::domain::{Book, Person};
use crate::text::counted;

/// Below this many people with a field the spread says little.
const FEW: usize = 10;

/// How many of my people work in which field.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fields {
    /// Fields as first written, with how many people, the most common first.
    pub shares: Vec<(String, usize)>,
    /// How many people have no field written down.
    pub unknown: usize,
    /// The same counts by the field in small letters.
    folded: HashMap<String, usize>,
}

/// The field of a person as they have it, `None` where nothing is written.
pub(super) fn field_of(person: &Person) -> Option<String> {
    let field = person.industry.trim();
    (!field.is_empty()).then(|| field.to_owned())
}

impl Fields {
    /// Counts the fields of everybody; capitals make no difference.
    pub fn of(book: &Book) -> Self {
        let mut counts: HashMap<String, (String, usize)> = HashMap::new();
        let mut unknown = 0;
        for person in book.people() {
            match field_of(person) {
                Some(field) => {
                    counts.entry(field.to_lowercase()).or_insert_with(|| (field, 0)).1 += 1;
                }
                None => unknown += 1,
            }
        }
        let folded = counts.iter().map(|(folded, (_, count))| (folded.clone(), *count)).collect();
        let mut shares: Vec<(String, usize)> = counts.into_values().collect();
        shares.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        Self { shares, unknown, folded }
    }

    /// How many people have a field.
    pub fn known(&self) -> usize {
        self.shares.iter().map(|(_, count)| count).sum()
    }

    /// How many of my people work in `field`.
    pub fn count(&self, field: &str) -> usize {
        self.folded.get(&field.trim().to_lowercase()).copied().unwrap_or(0)
    }

    /// Blau's index of heterogeneity, `1 - sum p_i^2`: the chance that two of my people, drawn with replacement, work in
    /// different fields; 0 when all are in one. `None` when nobody has a field. Peter Blau, "Inequality and Heterogeneity" (1977).
    pub fn blau(&self) -> Option<f64> {
        let all = self.known();
        if all == 0 {
            return None;
        }
        let real = |count: usize| u32::try_from(count).map_or(f64::from(u32::MAX), f64::from);
        let share = |count: &usize| (real(*count) / real(all)).powi(2);
        Some(1.0 - self.shares.iter().map(|(_, count)| share(count)).sum::<f64>())
    }

    /// The spread in a sentence.
    pub fn words(&self) -> String {
        let (Some(blau), Some((first, count))) = (self.blau(), self.shares.first()) else {
            return "no field of anybody is written down yet: it is what they work in, such as food or law"
                .to_owned();
        };
        let percent = count * 100 / self.known().max(1);
        let fields = counted(self.shares.len(), "field", "fields");
        format!(
            "{fields}; {percent} in 100 are in {first}; two of your people differ {:.0} times in 100 (Blau's index {blau:.2})",
            blau * 100.0
        )
    }

    /// What the figures do not know, when that matters.
    pub fn doubt(&self) -> Option<String> {
        let known = self.known();
        if (1..FEW).contains(&known) {
            return Some(few(known, ("person with a field", "people with a field")));
        }
        let unknown = counted(self.unknown, "person has", "people have");
        (self.unknown > 0).then(|| format!("{unknown} no field written down"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::PersonId;

    fn fields(written: &[&str]) -> Fields {
        let mut book = Book::default();
        for (at, field) in written.iter().enumerate() {
            let id = PersonId::new(&format!("p{at:03}"));
            book.put(Person { industry: (*field).into(), ..Person::named(id, "P") }.into());
        }
        Fields::of(&book)
    }

    #[test]
    fn evenly_over_four_is_three_quarters() {
        assert_eq!(fields(&["food", "law", "wood", "web"]).blau(), Some(0.75));
        assert_eq!(fields(&["food", "Food", " FOOD "]).blau(), Some(0.0));
        // 2 of 4 and 1 and 1: 1 - (1/4 + 1/16 + 1/16).
        assert_eq!(fields(&["food", "food", "law", "web", "", " "]).blau(), Some(0.625));
        assert_eq!(fields(&[""]).blau(), None);
    }

    #[test]
    fn most_common_first_and_the_unknown_are_told() {
        let fields = fields(&["law", "food", "Food", ""]);
        assert_eq!(fields.shares, [("food".to_owned(), 2), ("law".to_owned(), 1)]);
        assert_eq!((fields.known(), fields.unknown, fields.count("LAW")), (3, 1, 1));
        assert_eq!(
            fields.words(),
            "2 fields; 66 in 100 are in food; two of your people differ 44 times in 100 (Blau's index 0.44)"
        );
        assert_eq!(fields.doubt().unwrap(), "3 people with a field are too few to say more");
    }
}
