//! `mingle list people`

use serde_json::json;

use super::{Filter, List, Row, day};
use crate::cli::json;
use crate::domain::{Book, Person};

pub(super) const LIST: List = List {
    key: "people",
    head: &["name", "role", "company", "tags", "last contact", "emails", "phones", "id"],
    wide: &["emails", "phones"],
    filters: &["tag", "event", "since"],
    rows,
};

/// By name; `--event` keeps whom I met, noted or gave something there, `--since` whom I was in touch with.
fn rows(book: &Book, filter: &Filter) -> Vec<Row> {
    let mut people: Vec<&Person> =
        book.people().map(AsRef::as_ref).filter(|person| filter.person(person, book)).collect();
    people.sort_by_cached_key(|person| (person.name.to_lowercase(), person.id.clone()));
    people.into_iter().map(row).collect()
}

fn row(person: &Person) -> Row {
    // The entries themselves are in `show` and in lists of their own.
    let counts =
        [("note", "notes"), ("favour", "favours"), ("follow_up", "follow_ups"), ("conflict", "conflicts")];
    let mut record = json::row(json::person(person), &counts);
    record.insert("last_contact".into(), json!(person.last_contact().map(|day| day.to_string())));
    let cells = vec![
        person.name.clone(),
        person.role.clone(),
        person.company.clone(),
        person.tags.join(" "),
        day(person.last_contact()),
        person.emails.join(" "),
        person.phones.join("; "),
        person.id.to_string(),
    ];
    Row { cells, json: record }
}
