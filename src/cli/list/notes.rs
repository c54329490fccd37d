//! `mingle list notes`

use std::cmp::Reverse;

use super::{Filter, List, Row, stamp_day};
use crate::cli::json;
use crate::domain::{Book, Stamp};

pub(super) const LIST: List = List {
    key: "notes",
    head: &["date", "name", "kind", "text", "id"],
    wide: &[],
    filters: &["tag", "event", "kind", "since"],
    rows,
};

/// The newest first.
fn rows(book: &Book, filter: &Filter) -> Vec<Row> {
    let mut notes: Vec<_> = book
        .notes()
        .filter(|(person, note)| {
            filter.tag(person)
                && filter.event(&note.event)
                && Filter::word(filter.kind.as_ref(), note.kind.as_str())
                && filter.since(note.at.map(Stamp::day))
        })
        .collect();
    notes.sort_by_key(|(_, note)| Reverse(note.at));
    notes
        .into_iter()
        .map(|(person, note)| {
            let cells = vec![
                stamp_day(note.at),
                person.name.clone(),
                note.kind.to_string(),
                // A note of fields alone is told by the line that was typed.
                note.words().to_owned(),
                format!("{}/{}", person.id, note.id),
            ];
            Row { cells, json: json::of_person(person, note) }
        })
        .collect()
}
