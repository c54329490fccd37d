//! What no header says: columns by the shape of what stands in them.

use super::{Columns, LOOK};
use crate::exchange::Options;
use crate::exchange::cells::Records;
use crate::exchange::shapes::{self, Shape};
use crate::exchange::words::{Role, meaning, says_other, says_place};

/// Fills in what no header says: columns of addresses, names and phones; without any header, all that can be told.
pub(super) fn fill_in(columns: &mut Columns, records: &Records, options: &Options) {
    let needs_all = columns.header.is_none();
    let named_by = [Role::Name, Role::Display, Role::First, Role::Last];
    let has_name = named_by.into_iter().any(|role| columns.has(role));
    let named = |column: usize| {
        let header = columns.header.map(|row| records.cell(row, column));
        header.and_then(meaning).is_some()
    };
    let shapes = shapes::of(records, columns.first);
    let free = |column: usize| !columns.roles.iter().any(|(taken, _)| *taken == column) && !named(column);
    if !needs_all && options.header.is_some() && columns.roles.is_empty() {
        // The user says that these words are the header, and none of them is known: what stands below them tells, as it would
        // without a header.
        columns.roles = shapes::roles(&shapes, records);
        return;
    }
    if !needs_all {
        let first = |shape: Shape| (0..shapes.len()).find(|at| shapes.get(*at) == Some(&shape) && free(*at));
        let email = first(Shape::Email).filter(|_| !columns.has(Role::Email));
        // A header in words that nobody taught us still stands over names; but only beside one that says who they are.
        let name = first(Shape::FullName).filter(|_| !has_name && columns.has(Role::Email));
        let head = |column: usize| columns.header.map_or("", |row| records.cell(row, column));
        let phones = |column: &usize| {
            shapes.get(*column) == Some(&Shape::Phone) && free(*column) && !says_other(head(*column))
        };
        // A number that begins with + is nothing else; any other is a phone's where the header says only whose.
        let plus =
            |column: &usize| shapes::most(records, columns.first, *column, |cell| cell.starts_with('+'));
        let placed = (0..shapes.len()).filter(phones).filter(|column| says_place(head(*column)));
        let phone: Vec<usize> = if columns.has(Role::Phone) {
            placed.collect()
        } else {
            placed.chain((0..shapes.len()).filter(phones).find(plus)).collect()
        };
        columns.roles.extend(email.map(|column| (column, Role::Email)));
        columns.roles.extend(name.map(|column| (column, Role::Name)));
        columns.roles.extend(phone.into_iter().map(|column| (column, Role::Phone)));
        columns.roles.sort_unstable();
        columns.roles.dedup();
        return;
    }
    let email = shapes.iter().position(|shape| matches!(shape, Shape::Email | Shape::NamedEmail));
    let email = email.or_else(|| email_of_one(records));
    let header = email.and_then(|email| unknown_header(records, email)).filter(|_| options.header.is_none());
    if let Some(header) = header {
        columns.header = Some(header);
        columns.first = header + 1;
        columns.roles = shapes::roles(&shapes::of(records, header + 1), records);
    } else {
        columns.roles = shapes::roles(&shapes, records);
    }
}

/// The column of addresses where there is one row below the header: half of its cells are none.
fn email_of_one(records: &Records) -> Option<usize> {
    let is_one = |column: &usize| {
        shapes::is_email(records.cell(1, *column).trim()) && !records.cell(0, *column).contains('@')
    };
    (0..records.width(1)).find(is_one).filter(|_| records.len() == 2)
}

/// A header in words that nobody taught us: in the column of addresses it has text that is none, right above the first one.
fn unknown_header(records: &Records, email: usize) -> Option<usize> {
    let mut rows = 0..records.len().min(LOOK);
    let header = rows.find(|row| records.cell(*row, email).contains('@'))?.checked_sub(1)?;
    (!records.cell(header, email).trim().is_empty()).then_some(header)
}
