//! What a record was called before it became part of another: read from the note that merging leaves.

use super::{Day, Person, PersonId};

/// How the note begins.
const BEGINS: &str = "Until ";
/// What stands in its first line between the id of the record that is gone and whose values follow.
const AFTER: &str = "). ";
/// Before the values of the record that is gone.
const THEIRS: &str = "It said:";
/// What stands after the day, before the values of mine that gave way to those of a newer list.
const GAVE_WAY: &str = " a list said:";
/// The same before what a list says otherwise than mine.
const SAID: &str = "A list";
/// How its first line ends.
const SAYS: &str = " says:";
/// Before the values of the record that stays.
const MINE: &str = "This one said:";

/// The text of the note in which merging keeps what gave way: a line `key: value` for each field, of the record `gone` and of
/// the one that stays.
pub fn left_over(today: Day, gone: &PersonId, theirs: &[String], mine: &[String]) -> String {
    let said = [(THEIRS, theirs), (MINE, mine)].into_iter().filter(|(_, lines)| !lines.is_empty());
    let said: Vec<String> = said.map(|(who, lines)| format!("{who}\n{}", lines.join("\n"))).collect();
    format!("{BEGINS}{today} there was a second record ({gone}{AFTER}{}", said.join("\n"))
}

/// The text of the note in which an import keeps what gave way to a newer list: a line `key: value` for each field.
pub fn said_before(today: Option<Day>, lines: &[String]) -> String {
    let until = today.map_or_else(|| "before".to_owned(), |day| day.to_string());
    format!("{BEGINS}{until}{GAVE_WAY}\n{}", lines.join("\n"))
}

/// The text of the note in which an import keeps what a list says otherwise than I do.
pub fn said_otherwise(today: Option<Day>, lines: &[String]) -> String {
    let of = today.map_or_else(String::new, |day| format!(" of {day}"));
    format!("{SAID}{of}{SAYS}\n{}", lines.join("\n"))
}

/// Whether the first line of a note is that of one of the three.
fn is_head(line: &str) -> bool {
    let merged = || line.strip_suffix(THEIRS).or_else(|| line.strip_suffix(MINE));
    let merged = || merged().is_some_and(|head| head.starts_with(BEGINS) && head.ends_with(AFTER));
    merged()
        || (line.starts_with(BEGINS) && line.ends_with(GAVE_WAY))
        || (line.starts_with(SAID) && line.ends_with(SAYS))
}

/// A record that became part of another, or what a list says of mine, as far as it said something else. Empty is what it said no otherwise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Former<'a> {
    /// What it was called.
    pub name: &'a str,
    /// Where it said they work.
    pub company: &'a str,
    /// What it said they do.
    pub role: &'a str,
}

impl Person {
    /// The records that were merged into this one and said another name or company, and what lists say or said otherwise.
    pub fn formers(&self) -> impl Iterator<Item = Former<'_>> {
        self.notes.iter().filter(|note| note.at.is_none()).filter_map(|note| {
            let (first, rest) = note.text.split_once('\n')?;
            if !is_head(first) {
                return None;
            }
            let said = |key: &str| {
                let mut values = rest.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
                values.next().unwrap_or_default()
            };
            Some(Former { name: said("name"), company: said("company"), role: said("role") })
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
        let text = left_over(day, &PersonId::new("b-0000"), &lines, &[]);
        let other = Note { text: "Until noon\nname: Nobody".to_owned(), ..Note::default() };
        // What gave way may have been said by the record that stays.
        let mine = left_over(day, &PersonId::new("c-0000"), &[], &["name: Jonny".to_owned()]);
        person.notes = [text, mine].map(|text| Note { text, ..Note::default() }).into();
        person.notes.insert(0, other);
        let formers: Vec<Former<'_>> = person.formers().collect();
        let jonny = Former { name: "Jonny", ..Former::default() };
        assert_eq!(formers, [Former { name: "Jon Doe", company: "Acme", role: "cook" }, jonny]);
    }

    #[test]
    fn what_lists_said_is_read_again() {
        let day = Some(Day(jiff::civil::date(2026, 11, 22)));
        let line = ["company: Acme".to_owned()];
        for text in [
            said_before(day, &line),
            said_before(None, &line),
            said_otherwise(day, &line),
            said_otherwise(None, &line),
        ] {
            let mut person = Person::named(PersonId::new("a-0000"), "Ana");
            person.notes.push(Note { text: text.clone(), ..Note::default() });
            let former = Former { company: "Acme", ..Former::default() };
            assert_eq!(person.formers().collect::<Vec<_>>(), [former], "{text}");
        }
    }
}
