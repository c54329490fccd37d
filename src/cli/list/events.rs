//! `mingle list events`

use std::cmp::Reverse;

use serde_json::json;

use super::{Filter, List, Row, day};
use crate::cli::{event, json};
use crate::domain::Book;

pub(in crate::cli) const LIST: List = List {
    key: "events",
    head: &["date", "name", "venue", "listed", "met", "id"],
    wide: &[],
    filters: &["since"],
    rows,
};

/// The newest first.
fn rows(book: &Book, filter: &Filter) -> Vec<Row> {
    let mut events: Vec<_> = book.events().filter(|event| filter.since(event.date)).collect();
    events.sort_by_key(|event| Reverse((event.date, event.start)));
    events
        .into_iter()
        .map(|event| {
            let met = event::met(event);
            // The list itself is in `event show`.
            let counts = [("attendee", "attendees"), ("talk", "talks"), ("conflict", "conflicts")];
            let mut record = json::row(json::event(event), &counts);
            record.insert("met".into(), json!(met));
            let cells = vec![
                day(event.date),
                event.name.clone(),
                event.venue.clone(),
                event.attendees.len().to_string(),
                met.to_string(),
                event.id.to_string(),
            ];
            Row { cells, json: record }
        })
        .collect()
}
