//! `mingle list follow-ups`

use super::{Filter, List, Row, day};
use crate::cli::json;
use crate::domain::Book;

pub(super) const LIST: List = List {
    key: "follow_ups",
    head: &["due", "name", "what", "done", "id"],
    wide: &[],
    filters: &["tag", "state", "since"],
    rows,
};

/// The earliest due first, those without a day last; a follow-up is `open` or `done`.
fn rows(book: &Book, filter: &Filter) -> Vec<Row> {
    let mut all: Vec<_> = book
        .people()
        .flat_map(|person| person.follow_ups.iter().map(move |follow_up| (person, follow_up)))
        .filter(|(person, follow_up)| {
            let state = if follow_up.done.is_some() { "done" } else { "open" };
            filter.tag(person) && Filter::word(filter.state.as_ref(), state) && filter.since(follow_up.due)
        })
        .collect();
    all.sort_by_key(|(_, follow_up)| (follow_up.due.is_none(), follow_up.due));
    all.into_iter()
        .map(|(person, follow_up)| {
            let cells = vec![
                day(follow_up.due),
                person.name.clone(),
                follow_up.what.clone(),
                day(follow_up.done),
                format!("{}/{}", person.id, follow_up.id),
            ];
            Row { cells, json: json::of_person(person, follow_up) }
        })
        .collect()
}
