//! `mingle list groups`

use super::{Filter, List, Row, day};
use crate::cli::json;
use crate::domain::Book;

pub(super) const LIST: List = List {
    key: "groups",
    head: &["name", "chapter", "dues", "per", "renews", "id"],
    wide: &[],
    filters: &[],
    rows,
};

/// By name.
fn rows(book: &Book, _: &Filter) -> Vec<Row> {
    let mut groups: Vec<_> = book.groups().collect();
    groups.sort_by_cached_key(|group| group.name.to_lowercase());
    groups
        .into_iter()
        .map(|group| {
            let cells = vec![
                group.name.clone(),
                group.chapter.clone(),
                group.dues.clone(),
                group.per.clone(),
                day(group.renews),
                group.id.to_string(),
            ];
            Row { cells, json: json::row(json::group(group), &[("conflict", "conflicts")]) }
        })
        .collect()
}
