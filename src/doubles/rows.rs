//! Two records side by side, field by field: what stands in each, and which of the two stays.

use crate::domain::{Book, FIELDS, Field, FieldKind, Met, Person, PersonId};

/// Fields of which only one value can stay, by their keys; the other is kept in a note.
pub const ONE_LINE: &[&str] = &["name", "company", "role", "industry", "face", "cadence", "via", "met"];

/// What of a field stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// The value of the record that is kept.
    Left,
    /// The value of the other one.
    Right,
    /// All of both.
    Both,
}

/// One field of two records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its key, as in the file.
    pub key: &'static str,
    /// What stands in the record that is kept.
    pub left: String,
    /// What stands in the other one.
    pub right: String,
    /// What stays.
    pub taken: Taken,
}

impl Row {
    /// Whether there is something to choose: two values of which one can stay.
    pub fn is_choice(&self) -> bool {
        self.taken != Taken::Both
            && !self.left.is_empty()
            && !self.right.is_empty()
            && self.left != self.right
    }

    /// The value that goes to a note, if one does.
    pub fn lost(&self) -> Option<&str> {
        match self.taken {
            _ if !self.is_choice() => None,
            Taken::Left => Some(&self.right),
            Taken::Right => Some(&self.left),
            Taken::Both => None,
        }
    }
}

/// Every field in which one of two records has something; `take` has the keys of those to be taken from `other`.
///
/// What only one of them says stays, whoever says it.
pub fn rows(book: &Book, keep: &Person, other: &Person, take: &[&str]) -> Vec<Row> {
    let one_line = |key: &'static str| {
        let (left, right) = (value(book, keep, &other.id, key), value(book, other, &keep.id, key));
        let right_stays = left.is_empty() || (!right.is_empty() && take.contains(&key));
        Row { key, taken: if right_stays { Taken::Right } else { Taken::Left }, left, right }
    };
    let lists = FIELDS.iter().filter(|field| matches!(field.kind, FieldKind::List(..))).map(|field| Row {
        key: field.key,
        left: field.text(keep),
        right: field.text(other),
        taken: Taken::Both,
    });
    let count = |key, left: usize, right: usize| {
        let said = |count: usize| if count == 0 { String::new() } else { count.to_string() };
        Row { key, left: said(left), right: said(right), taken: Taken::Both }
    };
    let names = |person: &Person, twin: &PersonId| -> String {
        let others = person.knows.iter().filter(|id| *id != twin);
        others.map(|id| book.name_of(id)).collect::<Vec<_>>().join("; ")
    };
    let rest = [
        Row { key: "knows", left: names(keep, &other.id), right: names(other, &keep.id), taken: Taken::Both },
        count("notes", keep.notes.len(), other.notes.len()),
        count("favours", keep.favours.len(), other.favours.len()),
        count("follow-ups", keep.follow_ups.len(), other.follow_ups.len()),
    ];
    let all = ONE_LINE.iter().copied().map(one_line).chain(lists).chain(rest);
    all.filter(|row| !row.left.is_empty() || !row.right.is_empty()).collect()
}

/// A field of one line, as words. Nobody is introduced by themselves, so `twin` counts as nobody.
fn value(book: &Book, person: &Person, twin: &PersonId, key: &str) -> String {
    match key {
        "via" if person.via == *twin || person.via == person.id => String::new(),
        "via" => book.name_of(&person.via).to_owned(),
        "met" => person.met.as_ref().map_or_else(String::new, |met| met_words(book, met)),
        _ => Field::of(key).map_or_else(String::new, |field| field.text(person)),
    }
}

pub(super) fn met_words(book: &Book, met: &Met) -> String {
    let event = book.event(&met.event).map_or(met.event.as_str(), |event| event.name.as_str());
    let day = met.on.map_or_else(String::new, |on| on.to_string());
    [event, &day].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
