//! Words of a status that nobody here has read before: they keep nobody out, and that is said.

use std::collections::BTreeMap;

use super::clean;
use super::status_words::coming;
use crate::exchange::cells::Records;
use crate::exchange::columns::Columns;
use crate::exchange::words::Role;

/// A column with more different words than this holds no statuses.
const MAX_WORDS: usize = 64;
/// How many words are named.
const NAMED: usize = 3;

/// A line for each column of statuses in which such words stand: `"Gold" (line 3), "Silver" (line 5) ...`.
pub(in crate::exchange) fn strange(records: &Records, columns: &Columns) -> Vec<String> {
    columns.of(Role::Status).filter_map(|column| in_column(records, columns, column)).collect()
}

fn in_column(records: &Records, columns: &Columns, column: usize) -> Option<String> {
    // Each word is looked at once, whatever the length of the list.
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    for row in columns.first..records.len() {
        let cell = records.cell(row, column).trim();
        if !cell.is_empty() && words.len() <= MAX_WORDS {
            words.entry(cell).or_insert_with(|| records.line(row));
        }
    }
    let all = words.len() <= MAX_WORDS;
    let is_word = |cell: &str| cell.chars().any(char::is_alphabetic);
    let unread = words.into_iter().filter(|(cell, _)| is_word(cell) && coming(cell).is_none());
    let mut strange: Vec<(usize, &str)> = unread.map(|(cell, line)| (line, cell)).collect();
    strange.sort_unstable();
    let named: Vec<String> = strange
        .iter()
        .take(NAMED)
        .map(|(line, cell)| format!("{:?} (line {line})", short(&clean(cell))))
        .collect();
    let more = match strange.len().checked_sub(NAMED) {
        _ if !all => " and more".to_owned(),
        Some(0) | None => String::new(),
        Some(more) => format!(" and {more} more"),
    };
    let is = if all && strange.len() == 1 { "is" } else { "are" };
    (!named.is_empty())
        .then(|| format!("status {}{more} {is} not understood; nobody stays out for it", named.join(", ")))
}

/// The beginning of a long cell.
pub(in crate::exchange) fn short(cell: &str) -> String {
    if cell.chars().count() <= 40 {
        cell.to_owned()
    } else {
        format!("{}…", cell.chars().take(39).collect::<String>())
    }
}
