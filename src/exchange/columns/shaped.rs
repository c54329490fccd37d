//! What no header says: columns by the shape of what stands in them.

use super::{Columns, LOOK};
use crate::exchange::Options;
use crate::exchange::cells::Records;
use crate::exchange::shapes::{self, Shape};
use crate::exchange::words::{Role, asked, meaning, says_other, says_place};

/// Fills in what no header says: columns of addresses, names and phones; without any header, all that can be told.
pub(super) fn fill_in(columns: &mut Columns, records: &Records, options: &Options) {
    // A header whose words name nothing of use leaves all to the shapes too.
    let needs_all = columns.header.is_none() || columns.roles.is_empty();
    let named_by = [Role::Name, Role::Display, Role::First, Role::Last];
    let has_name = named_by.into_iter().any(|role| columns.has(role));
    let named = |column: usize| {
        let header = columns.header.map(|row| records.cell(row, column));
        header.and_then(meaning).is_some()
    };
    let shapes = shapes::of(records, columns.first);
    let free = |column: usize| !columns.roles.iter().any(|(taken, _)| *taken == column) && !named(column);
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
        if email.is_some() {
            both_ways(columns, records);
        }
        columns.roles.sort_unstable();
        columns.roles.dedup();
        return;
    }
    let email = shapes.iter().position(|shape| matches!(shape, Shape::Email | Shape::NamedEmail));
    let email = email.or_else(|| email_of_one(records)).or_else(|| reach(records, &shapes));
    let email = email.or_else(|| shapes.iter().position(|shape| *shape == Shape::Phone));
    let header = columns
        .header
        .or_else(|| email.and_then(|email| unknown_header(records, email)).or_else(|| questions(records)))
        .filter(|_| options.header.is_none());
    let Some(header) = header else {
        columns.roles = shapes::roles(&shapes, records);
        both_ways(columns, records);
        return;
    };
    columns.header = Some(header);
    columns.first = header + 1;
    let shapes = shapes::of(records, header + 1);
    columns.roles = shapes::roles(&shapes, records);
    if let Some(column) = reach(records, &shapes).filter(|column| !columns.uses(*column)) {
        columns.roles.push((column, Role::Email));
        // Names alone beside numbers are no list of people; beside ways to reach them they are.
        let name = shapes.iter().position(|shape| *shape == Shape::FullName).filter(|_| !columns.names_who());
        columns.roles.extend(name.map(|column| (column, Role::Name)));
    }
    by_questions(columns, records, &shapes);
    both_ways(columns, records);
}

/// The column of ways to reach somebody, of one kind or another: an address in one row, a number in the next.
fn reach(records: &Records, shapes: &[Shape]) -> Option<usize> {
    let is_text = |shape: &Shape| matches!(shape, Shape::Text | Shape::Other);
    let mixed = |at: &usize| shapes.get(*at).is_some_and(is_text) && shapes::most(records, 0, *at, is_way);
    (0..shapes.len()).find(mixed)
}

/// Whether a cell says how to reach somebody and nothing else.
pub(super) fn is_way(cell: &str) -> bool {
    let mut ways = ways(cell).peekable();
    ways.peek().is_some() && ways.all(|way| shapes::is_email(way) || shapes::is_phone(way))
}

/// The parts of a cell that says several ways to reach somebody.
fn ways(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([',', ';', '|', '\n']).map(str::trim).filter(|way| !way.is_empty())
}

/// The first record that asks at least twice, as headers do that people write for themselves: "Wer", "Wo", "Was macht er".
fn questions(records: &Records) -> Option<usize> {
    (0..records.len().min(LOOK)).find(|row| {
        let asks: Vec<Role> = records.cells(*row).filter_map(asked).collect();
        asks.len() > 1 && asks.contains(&Role::Name)
    })
}

/// Where the header asks and the cells below may be an answer, what was asked for; else as the shapes say.
fn by_questions(columns: &mut Columns, records: &Records, shapes: &[Shape]) {
    let Some(header) = columns.header else { return };
    let text = |at: usize| {
        matches!(shapes.get(at), Some(Shape::Text | Shape::FullName | Shape::Word | Shape::Other))
    };
    for (column, cell) in records.cells(header).enumerate().filter(|(column, _)| text(*column)) {
        let Some(role) = asked(cell).filter(|role| *role != Role::Email) else { continue };
        // A name that was found by its shape stands, whoever else is asked for.
        if role == Role::Name && columns.names_who() || columns.roles.contains(&(column, Role::Name)) {
            continue;
        }
        columns.roles.retain(|(at, other)| *at != column && *other != role);
        columns.roles.push((column, role));
    }
}

/// A column in which some write an address and some a number is both.
fn both_ways(columns: &mut Columns, records: &Records) {
    let some = |column: usize, fits: fn(&str) -> bool| {
        (columns.first..records.len()).any(|row| {
            let cell = records.cell(row, column).trim();
            fits(cell) || is_way(cell) && ways(cell).any(fits)
        })
    };
    let both: Vec<(usize, Role)> = columns
        .roles
        .iter()
        .filter_map(|(column, role)| match role {
            Role::Email if some(*column, shapes::is_phone) => Some((*column, Role::Phone)),
            Role::Phone if some(*column, shapes::is_email) => Some((*column, Role::Email)),
            _ => None,
        })
        .collect();
    columns.roles.extend(both);
    columns.roles.sort_unstable();
    columns.roles.dedup();
}

/// The column of addresses where there is one row below the header: half of its cells are none.
fn email_of_one(records: &Records) -> Option<usize> {
    let is_one = |column: &usize| {
        shapes::is_email(records.cell(1, *column).trim()) && !records.cell(0, *column).contains('@')
    };
    (0..records.width(1)).find(is_one).filter(|_| records.len() == 2)
}

/// A header in words that nobody taught us: in the column of addresses or numbers it has text that is none, right above the
/// first of them, and it names nobody where names stand below it.
fn unknown_header(records: &Records, email: usize) -> Option<usize> {
    let mut rows = 0..records.len().min(LOOK);
    let way = |row: &usize| {
        let cell = records.cell(*row, email).trim();
        cell.contains('@') || shapes::is_phone(cell)
    };
    let header = rows.find(way)?.checked_sub(1)?;
    let mut names = (0..records.width(header))
        .filter(|column| shapes::of_column(records, header + 1, *column) == Shape::FullName)
        .map(|column| records.cell(header, column).trim())
        .peekable();
    // A number may be missing in the first row of a list, so there the names have to say it too.
    let by_address = (header..records.len()).any(|row| shapes::is_email(records.cell(row, email).trim()));
    let unlike = names.peek().is_some() && names.all(|cell| !cell.is_empty() && !shapes::is_full_name(cell));
    (!records.cell(header, email).trim().is_empty() && (by_address || unlike)).then_some(header)
}
