//! What a record was called before it became part of another: read from the note that merging leaves.

use super::{Day, Person, PersonId};

/// How the note begins.
const BEGINS: &str = "Until ";
/// What stands in its first line after the id of the record that is gone.
const SAID: &str = "). It said:";

/// The text of the note in which merging keeps what gave way: a line `key: value` for each field of the record `gone`.
pub fn left_over(today: Day, gone: &PersonId, lines: &[String]) -> String {
    format!("{BEGINS}{today} there was a second record ({gone}{SAID}\n{}", lines.join("\n"))
}

/// A record that became part of another, as far as it said something else. Empty is what it said no otherwise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Former<'a> {
    /// What it was called.
    pub name: &'a str,
    /// Where it said they work.
    pub company: &'a str,
}

impl Person {
    /// The records that were merged into this one and said another name or company.
    pub fn formers(&self) -> impl Iterator<Item = Former<'_>> {
        self.notes.iter().filter(|note| note.at.is_none()).filter_map(|note| {
            let (first, rest) = note.text.split_once('\n')?;
            if !(first.starts_with(BEGINS) && first.ends_with(SAID)) {
                return None;
            }
            let said = |key: &str| {
                let mut values = rest.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
                values.next().unwrap_or_default()
            };
            Some(Former { name: said("name"), company: said("company") })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Note;

    #[test]
    fn what_merging_leaves_is_read_again() {
        let mut person = Person::named(PersonId::new("a-0000"), "Jonathan Doe");
        let day = Day(jiff::civil::date(2026, 11, 22));
        let lines = ["name: Jon Doe".to_owned(), "role: cook".to_owned(), "company: Acme".to_owned()];
        let text = left_over(day, &PersonId::new("b-0000"), &lines);
        let other = Note { text: "Until noon\nname: Nobody".to_owned(), ..Note::default() };
        person.notes = vec![other, Note { text, ..Note::default() }];
        let formers: Vec<Former<'_>> = person.formers().collect();
        assert_eq!(formers, [Former { name: "Jon Doe", company: "Acme" }]);
    }
}
