//! `mingle list favours`

use std::cmp::Reverse;

use super::{Filter, List, Row, day};
use crate::cli::json;
use crate::domain::Book;

pub(super) const LIST: List = List {
    key: "favours",
    head: &["date", "name", "side", "state", "what", "due", "size", "kind", "id"],
    wide: &[],
    filters: &["tag", "event", "state", "side", "kind", "since"],
    rows,
};

/// The newest first.
fn rows(book: &Book, filter: &Filter) -> Vec<Row> {
    let mut favours: Vec<_> = book
        .favours()
        .map(|(person, favour)| (person, favour, favour.newest()))
        .filter(|(person, favour, newest)| {
            filter.tag(person)
                && filter.event(&favour.event)
                && Filter::word(filter.state.as_ref(), favour.state.as_str())
                && Filter::word(filter.side.as_ref(), favour.side.as_str())
                && Filter::word(filter.kind.as_ref(), favour.kind.as_str())
                && filter.since(*newest)
        })
        .collect();
    favours.sort_by_key(|(_, _, newest)| Reverse(*newest));
    favours
        .into_iter()
        .map(|(person, favour, newest)| {
            let cells = vec![
                day(newest),
                person.name.clone(),
                favour.side.to_string(),
                favour.state.to_string(),
                favour.what.clone(),
                day(favour.due),
                favour.size.to_string(),
                favour.kind.to_string(),
                format!("{}/{}", person.id, favour.id),
            ];
            Row { cells, json: json::of_person(person, favour) }
        })
        .collect()
}
