//! People out as one table: a row each, with the columns that our own reader knows again.

use super::draft::BETWEEN;
use super::own_table::{ID, joined};
use super::write::{write_csv, write_csv_raw};
use crate::domain::{Book, FIELDS, Field, FieldKind, Person};

/// Everyone of `book` as CSV, by name: a column for each field of a person, and the id.
///
/// What a table cannot hold stays behind: notes, favours, follow-ups, ties and where you met. A cell that a spreadsheet
/// would run has a `'` before it, which the import takes off again.
pub fn write_people_csv(book: &Book) -> String {
    let (head, rows) = table(book);
    write_csv(&head, rows)
}

/// As [`write_people_csv`], with nothing put before what a spreadsheet would run.
pub fn write_people_csv_raw(book: &Book) -> String {
    let (head, rows) = table(book);
    write_csv_raw(&head, rows)
}

fn table(book: &Book) -> (Vec<&'static str>, impl Iterator<Item = Vec<String>>) {
    let row = |person: &Person| -> Vec<String> {
        let id = person.id.to_string();
        FIELDS.iter().map(|field| printable(&cell(field, person))).chain([id]).collect()
    };
    let head = FIELDS.iter().map(|field| field.key).chain([ID]).collect();
    (head, super::export::by_name(book).into_iter().map(move |person| row(person)))
}

fn cell(field: &Field, person: &Person) -> String {
    match (field.key, &field.kind) {
        // As other programs part them too.
        ("emails" | "phones" | "links", FieldKind::List(get, _)) => joined(get(person), BETWEEN),
        (_, FieldKind::List(get, _)) => joined(get(person), "; "),
        (_, FieldKind::Text(get, _)) => get(person).clone(),
    }
}

/// Without the control characters that no table has a use for.
fn printable(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_control() || matches!(ch, '\n' | '\t')).collect()
}
