//! The table that mingle exports: read as it was written, with nothing to guess.

use std::mem::take;

use super::cells::Records;
use super::columns::Columns;
use super::draft::{BETWEEN, Draft, Fate, add, clean, too_many};
use super::write::unguarded;
use crate::domain::{FIELDS, Field, FieldKind, Person, PersonId};

/// The column that says which record a row is.
pub(super) const ID: &str = "id";
/// A heading that no other list has.
const OURS: &str = "steer_clear";
/// How many rows are looked at.
const LOOK: usize = 200;

/// Whether a header is ours: nothing but names of fields, as they are written, and the id.
pub(super) fn is_ours(records: &Records, header: usize) -> bool {
    let known = |cell: &str| cell == ID || FIELDS.iter().any(|field| field.key == cell);
    let has = |key: &str| records.cells(header).any(|cell| cell.trim() == key);
    has("name") && has(ID) && has(OURS) && records.cells(header).all(|cell| known(cell.trim()))
}

/// The column of ids of ours, in our own table and in one that somebody made of it: its header says `id`, and another of its
/// headers is one that only we have, or most of the ids look like ours. Those of other programs are numbers.
pub(super) fn id_column(records: &Records, columns: &Columns) -> Option<usize> {
    let header = columns.header?;
    let column = records.cells(header).position(|cell| cell.trim().eq_ignore_ascii_case(ID))?;
    if columns.roles.iter().any(|(used, _)| *used == column) {
        return None;
    }
    let ours = || records.cells(header).any(|cell| cell.trim() == OURS);
    let ids = || (columns.first..records.len()).take(LOOK).map(|row| records.cell(row, column).trim());
    let filled = ids().filter(|id| !id.is_empty()).count();
    let alike = ids().filter(|id| PersonId::new(id).is_made()).count();
    (ours() || (alike > 0 && alike * 2 >= filled)).then_some(column)
}

/// The id of ours that a cell holds.
pub(super) fn id(cell: &str) -> Option<PersonId> {
    let id = PersonId::new(unguarded(cell).trim());
    let number = id.as_str().bytes().all(|byte| byte.is_ascii_digit());
    (id.is_valid() && !number).then_some(id)
}

/// The record at `row`, below the record that holds the header.
pub(super) fn draft(records: &Records, header: usize, row: usize) -> Draft {
    let mut person = Person::default();
    let mut room = true;
    for (column, key) in records.cells(header).map(str::trim).enumerate() {
        let cell = unguarded(records.cell(row, column));
        if key == ID {
            person.id = id(&cell).unwrap_or_default();
        }
        if let Some(field) = FIELDS.iter().find(|field| field.key == key) {
            room &= put(&mut person, field, &cell);
        }
    }
    let line = records.line(row);
    let name = take(&mut person.name);
    let fate = match (name.is_empty(), person.emails.is_empty()) {
        (false, _) => Fate::In,
        (true, false) => Fate::Doubt("no name; the e-mail address stands for it".to_owned()),
        (true, true) => Fate::Out("no name".to_owned()),
    };
    Draft {
        line,
        name,
        emails: take(&mut person.emails),
        phones: take(&mut person.phones),
        company: take(&mut person.company),
        role: take(&mut person.role),
        links: take(&mut person.links),
        tags: take(&mut person.tags),
        notes: Vec::new(),
        fate,
        problems: if room { Vec::new() } else { vec![too_many(line)] },
        more: Some(Box::new(person)),
        marks: None,
    }
}

/// Puts a cell into its field; false when there is no room for all of it.
pub(super) fn put(person: &mut Person, field: &Field, cell: &str) -> bool {
    match &field.kind {
        FieldKind::Text(_, value) => {
            *value(person) = clean(cell).into_owned();
            true
        }
        FieldKind::List(_, values) => {
            let mut room = true;
            for value in values_of(cell).map(clean).filter(|value| !value.is_empty()) {
                room &= add(values(person), value.into_owned());
            }
            room
        }
    }
}

/// The values of a cell, as they were joined: a value that has a `;` in it is told by what stands between or behind.
fn values_of(cell: &str) -> impl Iterator<Item = &str> {
    let between = if cell.contains(BETWEEN) { BETWEEN } else { ";" };
    cell.split(between)
}

/// Several values as one cell, parted by `between` unless one of them would be parted by it too.
pub(super) fn joined(values: &[String], between: &str) -> String {
    let apart = |value: &String| value.contains(';');
    match values {
        [one] if apart(one) => format!("{one}{BETWEEN}"),
        _ => values.join(if values.iter().any(apart) { BETWEEN } else { between }),
    }
}
