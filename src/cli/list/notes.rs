//! `mingle list notes`, also by topic, person or event.

use std::cmp::Reverse;

use serde_json::json;

use super::{Filter, Heading, List, Row, day, stamp_day};
use crate::cli::json;
use crate::domain::{Book, Note, NoteKind, Person, Stamp};
use crate::insight::{By, listed};

const FILTERS: &[&str] = &["tag", "event", "kind", "since", "by"];
/// Only what comes back is ever used, so only a spreadsheet has a column for it.
const WIDE: &[&str] = &["used"];

pub(super) const LIST: List = List {
    key: "notes",
    head: &["date", "name", "kind", "text", "used", "id"],
    wide: WIDE,
    filters: FILTERS,
    rows,
};

const BY_TOPIC: List = List {
    key: "notes",
    head: &["topic", "date", "name", "kind", "text", "used", "id"],
    wide: &[],
    filters: FILTERS,
    rows: |book, filter| under(book, filter, By::Topic),
};

const BY_PERSON: List = List {
    key: "notes",
    head: &["name", "date", "kind", "text", "used", "id"],
    wide: &[],
    filters: FILTERS,
    rows: |book, filter| under(book, filter, By::Person),
};

const BY_EVENT: List = List {
    key: "notes",
    head: &["event", "date", "name", "kind", "text", "used", "id"],
    wide: &[],
    filters: FILTERS,
    rows: |book, filter| under(book, filter, By::Event),
};

/// The list of notes under such headings.
pub(super) fn by(heading: Heading) -> &'static List {
    match heading {
        Heading::Topic => &BY_TOPIC,
        Heading::Person => &BY_PERSON,
        Heading::Event => &BY_EVENT,
    }
}

fn keeps(filter: &Filter, person: &Person, note: &Note) -> bool {
    filter.tag(person)
        && filter.event(&note.event)
        && Filter::word(filter.kind.as_ref(), note.kind.as_str())
        && filter.since(note.at.map(Stamp::day))
}

/// The newest first; of a kind that comes back, those that were used last.
fn rows(book: &Book, filter: &Filter) -> Vec<Row> {
    let kind = filter.kind.as_deref().map(NoteKind::from);
    let returning = kind.is_some_and(|kind| NoteKind::RETURNING.contains(&kind));
    // What the inbox could not give to anybody waits on my own card.
    let mine = book.me().notes.iter().map(|note| (book.me(), note));
    let mut notes: Vec<_> =
        book.notes().chain(mine).filter(|(person, note)| keeps(filter, person, note)).collect();
    notes.sort_by_key(|(_, note)| (returning && note.used.is_some(), Reverse(note.at)));
    notes
        .into_iter()
        .map(|(person, note)| Row { cells: cells(person, note), json: json::of_person(person, note) })
        .collect()
}

/// Heading by heading, a note once under each.
fn under(book: &Book, filter: &Filter, by: By) -> Vec<Row> {
    let mut rows = Vec::new();
    for group in listed(book, by, |person, note| keeps(filter, person, note)) {
        for kept in &group.notes {
            let Some(person) = book.person(&kept.person) else { continue };
            let Some(note) = person.notes.iter().find(|note| note.id == kept.note) else { continue };
            let mut json = json::of_person(person, note);
            let mut cells = cells(person, note);
            match by {
                By::Topic => {
                    json.insert("topic".into(), json!(group.name));
                    cells.insert(0, group.name.clone());
                }
                By::Person => cells.swap(0, 1),
                By::Event => cells.insert(0, group.name.clone()),
            }
            rows.push(Row { cells, json });
        }
    }
    rows
}

fn cells(person: &Person, note: &Note) -> Vec<String> {
    let (name, id) = match (person.id.as_str(), person.name.as_str()) {
        ("", "") => ("me".to_owned(), "me"),
        ("", name) => (format!("{name} (me)"), "me"),
        (id, name) => (name.to_owned(), id),
    };
    vec![
        stamp_day(note.at),
        name,
        note.kind.to_string(),
        // A note of fields alone is told by the line that was typed.
        note.words().to_owned(),
        day(note.used),
        format!("{id}/{}", note.id),
    ]
}
