//! What stands below a header: whether its cells are what its words say.

use super::{MAX_COLUMNS, shaped};
use crate::exchange::cells::Records;
use crate::exchange::draft::POSTS;
use crate::exchange::fold::{among, fold, is_title};
use crate::exchange::shapes::{self, Shape};

/// Whether a cell is a plain number.
pub(super) fn is_number(cell: &str) -> bool {
    let cell = cell.trim();
    !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a column holds a phone number, as far as it is looked at.
pub(super) fn has_number(records: &Records, first: usize, column: usize) -> bool {
    (first..records.len())
        .take(200)
        .any(|row| records.cell(row, column).chars().filter(char::is_ascii_digit).count() >= shapes::NUMBER)
}

/// Whether nothing stands in a column, as far as it is looked at.
pub(super) fn is_empty(records: &Records, first: usize, column: usize) -> bool {
    (first..records.len()).take(200).all(|row| records.cell(row, column).trim().is_empty())
}

/// Whether a column answers a question with yes or no or a number, as far as it is looked at.
pub(super) fn only_answers(records: &Records, first: usize, column: usize) -> bool {
    let mut cells = (first..records.len())
        .take(200)
        .map(|row| records.cell(row, column).trim())
        .filter(|cell| !cell.is_empty())
        .peekable();
    let answer = |cell: &str| {
        is_number(cell) || ["yes", "no", "true", "false", "y", "n"].contains(&cell.to_lowercase().as_str())
    };
    cells.peek().is_some() && cells.all(answer)
}

/// Whether a column holds addresses and numbers, and another one names of people.
pub(super) fn only_ways(records: &Records, first: usize, column: usize) -> bool {
    let width = records.width(first).min(MAX_COLUMNS);
    let names = |other: usize| shapes::of_column(records, first, other) == Shape::FullName;
    shapes::most(records, first, column, shaped::is_way)
        && first < records.len()
        && (0..width).any(|other| other != column && names(other))
}

/// Whether a column holds labels with a colon.
pub(super) fn all_labels(records: &Records, first: usize, column: usize) -> bool {
    let any = (first..records.len()).any(|row| records.cell(row, column).trim().ends_with(':'));
    any && shapes::most(records, first, column, |cell| cell.ends_with(':'))
}

/// "Dr.", "Prof. Dr.", "Mme".
pub(super) fn is_form_of_address(cell: &str) -> bool {
    cell.split_whitespace().all(|word| is_title(word) || fold(word) == "m")
}

/// Whether a column says what people are to a group or at a meeting.
pub(super) fn mostly_posts(records: &Records, first: usize, column: usize) -> bool {
    let filled = shapes::most(records, first, column, |cell| !cell.is_empty());
    filled && shapes::most(records, first, column, |cell| among(POSTS, &fold(cell)))
}
