//! How a table was read, in words for the user: every column is named in what is used or in what is not.

use super::{Columns, MAX_COLUMNS, word_of};
use crate::exchange::cells::Records;
use crate::exchange::own_table;
use crate::exchange::shapes::{self, Shape};
use crate::exchange::words::Role;

/// The parts of a name, in the order they are put together in.
const PARTS: [Role; 5] = [Role::Prefix, Role::First, Role::Middle, Role::Last, Role::Suffix];
/// What else is taken from a column, in the order it is told in.
const GROUPS: [(&str, &[Role]); 10] = [
    ("e-mail", &[Role::Email]),
    ("phone", &[Role::Phone]),
    ("company", &[Role::Company]),
    ("role", &[Role::Job]),
    ("page", &[Role::Link]),
    ("tag", &[Role::Tags]),
    ("note", &[Role::Note]),
    ("status", &[Role::Status, Role::Void]),
    ("form of address", &[Role::Salutation]),
    ("id", &[Role::Id]),
];

/// What of those a guest list has no place for.
const NOT_OF_GUESTS: [&str; 4] = ["phone", "page", "tag", "note"];

/// Puts into `columns.said` where the header stands, what is taken from which column, and what is not used; less is kept of
/// `guests`.
pub(super) fn say(columns: &mut Columns, records: &Records, skipped: usize, guests: bool) {
    let mut said = Vec::new();
    match columns.header {
        Some(row) if row + skipped > 0 || records.line(row) > 1 => {
            said.push(format!("header in line {}; the lines above it are no rows", records.line(row)));
        }
        Some(_) => said.push("header in line 1".to_owned()),
        None => said.push("no header; columns by what stands in them".to_owned()),
    }
    let call = |column: usize| call(columns, records, column);
    let own = columns.roles.iter().filter_map(|(column, role)| match role {
        Role::Own(_) => Some((guests, format!("{} from {}", word_of(*role), call(*column)))),
        _ => None,
    });
    let from = GROUPS.iter().filter_map(|(what, roles)| {
        let names: Vec<String> = roles.iter().flat_map(|role| columns.of(*role)).map(call).collect();
        let left = guests && NOT_OF_GUESTS.contains(what);
        (!names.is_empty()).then(|| (left, format!("{what} from {}", names.join(", "))))
    });
    let names = names(columns, &call).map(|names| (false, names));
    let (left, used): (Vec<_>, Vec<_>) =
        names.into_iter().chain(from).chain(own).partition(|(left, _)| *left);
    let joined = |all: Vec<(bool, String)>| {
        (!all.is_empty()).then(|| all.into_iter().map(|(_, said)| said).collect::<Vec<_>>().join("; "))
    };
    said.extend(joined(used));
    said.extend(joined(left).map(|left| format!("not kept on a guest list: {left}")));
    if columns.family_comma {
        columns.besides.push("names are written \"Family, Given\" and turned round".to_owned());
    }
    said.extend(columns.besides.iter().cloned());
    said.extend(unused(columns, records));
    columns.besides.extend(beyond(columns, records));
    columns.said = said;
}

/// A column by its header, or its number.
pub(super) fn call(columns: &Columns, records: &Records, column: usize) -> String {
    match columns.header.map(|row| records.cell(row, column).trim()) {
        Some(name) if !name.is_empty() => name.split_whitespace().collect::<Vec<_>>().join(" "),
        _ => format!("column {}", column + 1),
    }
}

/// How many columns a table has: those of its header, or of its widest row.
pub(super) fn width(columns: &Columns, records: &Records) -> usize {
    match columns.header {
        Some(row) => records.width(row),
        None => (columns.first..records.len()).map(|row| records.width(row)).max().unwrap_or(0),
    }
}

/// "not used: Seat, Table; empty: Fax, Pager": a column in which nobody wrote anything loses nothing.
fn unused(columns: &Columns, records: &Records) -> Option<String> {
    let width = width(columns, records);
    let free: Vec<usize> = (0..width.min(MAX_COLUMNS)).filter(|column| !columns.uses(*column)).collect();
    let (mut left, mut empty) = (Vec::new(), free);
    for row in columns.first..records.len() {
        if empty.is_empty() {
            break;
        }
        let (written, rest) =
            empty.into_iter().partition(|column| !records.cell(row, *column).trim().is_empty());
        left.extend::<Vec<usize>>(written);
        empty = rest;
    }
    left.sort_unstable();
    let names = |all: &[usize]| {
        let names: Vec<String> = all.iter().map(|column| call(columns, records, *column)).collect();
        names.join(", ")
    };
    let parts = [
        (!left.is_empty()).then(|| format!("not used: {}", names(&left))),
        (!empty.is_empty()).then(|| format!("empty: {}", names(&empty))),
        beyond(columns, records),
    ];
    let said: Vec<String> = parts.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// "not read: 12 columns after the first 256".
fn beyond(columns: &Columns, records: &Records) -> Option<String> {
    let beyond = width(columns, records).saturating_sub(MAX_COLUMNS);
    (beyond > 0).then(|| format!("not read: {beyond} columns after the first {MAX_COLUMNS}"))
}

/// What a column holds that the user takes for something else, in words.
pub(super) fn misfit(columns: &Columns, records: &Records, column: usize) -> Option<String> {
    let role = columns.roles.iter().find(|(other, _)| *other == column).map(|(_, role)| *role)?;
    let shape = shapes::of_column(records, columns.first, column);
    let fits = match role {
        _ if shape == Shape::Nothing => true,
        Role::Id => shapes::most(records, columns.first, column, |cell| own_table::id(cell).is_some()),
        Role::Email => matches!(shape, Shape::Email | Shape::NamedEmail | Shape::Other),
        Role::Phone => matches!(shape, Shape::Phone | Shape::Other),
        Role::Note | Role::Tags | Role::Own(_) => true,
        Role::Link => !matches!(shape, Shape::Email | Shape::Phone),
        _ => !matches!(shape, Shape::Email | Shape::NamedEmail | Shape::Phone | Shape::Link),
    };
    let holds = match shape {
        Shape::Email | Shape::NamedEmail => "e-mail addresses",
        Shape::Link => "links",
        Shape::Phone => "phone numbers",
        Shape::Other => "numbers",
        Shape::FullName | Shape::Word | Shape::Text | Shape::Nothing => "words",
    };
    (!fits).then(|| {
        format!(
            "{} is taken for {}, as you say, but holds {holds}",
            call(columns, records, column),
            word_of(role)
        )
    })
}

/// "name from Display Name, or First Name + Last Name": what comes first in the list is taken first. "part of a name from
/// Suffix" where nothing else is there.
fn names(columns: &Columns, call: &impl Fn(usize) -> String) -> Option<String> {
    let of = |roles: &[Role], with: &str| {
        let mut at: Vec<usize> = roles.iter().filter_map(|role| columns.of(*role).next()).collect();
        at.sort_unstable();
        let first = *at.first()?;
        Some((first, at.into_iter().map(call).collect::<Vec<_>>().join(with)))
    };
    let parts = of(&PARTS, " + ");
    let mut ways: Vec<(usize, String)> =
        [parts, of(&[Role::Name], ""), of(&[Role::Display], "")].into_iter().flatten().collect();
    ways.sort_unstable();
    let ways: Vec<String> = ways.into_iter().map(|(_, way)| way).collect();
    let named_by = [Role::First, Role::Last, Role::Name, Role::Display];
    let whole = named_by.into_iter().any(|role| columns.has(role));
    let what = if whole { "name" } else { "part of a name" };
    (!ways.is_empty()).then(|| format!("{what} from {}", ways.join(", or ")))
}
