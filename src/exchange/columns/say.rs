//! How a table was read, in words for the user.

use super::Columns;
use crate::exchange::cells::Records;
use crate::exchange::words::Role;

/// Puts into `columns.said` where the header stands, what is taken from which column, and what is not used.
pub(super) fn say(columns: &mut Columns, records: &Records, skipped: usize) {
    let mut said = Vec::new();
    match columns.header {
        Some(row) if row + skipped > 0 || records.line(row) > 1 => {
            said.push(format!("header in line {}; the lines above it are no rows", records.line(row)));
        }
        Some(_) => said.push("header in line 1".to_owned()),
        None => said.push("no header; columns by what stands in them".to_owned()),
    }
    let call = |column: usize| match columns.header.map(|row| records.cell(row, column).trim()) {
        Some(name) if !name.is_empty() => name.split_whitespace().collect::<Vec<_>>().join(" "),
        _ => format!("column {}", column + 1),
    };
    let groups: [(&str, &[Role], &str); 5] = [
        ("e-mail", &[Role::Email], ", "),
        ("phone", &[Role::Phone], ", "),
        ("company", &[Role::Company], ", "),
        ("role", &[Role::Job], ", "),
        ("status", &[Role::Status, Role::Void], ", "),
    ];
    let from: Vec<String> = groups
        .iter()
        .filter_map(|(what, roles, with)| {
            let names: Vec<String> = roles.iter().flat_map(|role| columns.of(*role)).map(call).collect();
            (!names.is_empty()).then(|| format!("{what} from {}", names.join(with)))
        })
        .collect();
    said.push(names(columns, &call).into_iter().chain(from).collect::<Vec<_>>().join("; "));
    if columns.family_comma {
        said.push("names are written \"Family, Given\" and turned round".to_owned());
    }
    let width = columns.header.map_or(0, |row| records.width(row));
    let is_used =
        |column: &usize| columns.id == Some(*column) || columns.roles.iter().any(|(used, _)| used == column);
    let unused: Vec<String> = (0..width).filter(|column| !is_used(column)).map(call).collect();
    if !unused.is_empty() {
        let (shown, more) =
            (unused.iter().take(8).cloned().collect::<Vec<_>>().join(", "), unused.len().saturating_sub(8));
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        said.push(format!("not used: {shown}{more}"));
    }
    columns.said = said;
}

/// "name from Display Name, or First Name + Last Name": what comes first in the list is taken first.
fn names(columns: &Columns, call: &impl Fn(usize) -> String) -> Option<String> {
    let of = |roles: &[Role], with: &str| {
        let mut at: Vec<usize> = roles.iter().filter_map(|role| columns.of(*role).next()).collect();
        at.sort_unstable();
        let first = *at.first()?;
        Some((first, at.into_iter().map(call).collect::<Vec<_>>().join(with)))
    };
    let parts = of(&[Role::Prefix, Role::First, Role::Middle, Role::Last, Role::Suffix], " + ");
    let mut ways: Vec<(usize, String)> =
        [parts, of(&[Role::Name], ""), of(&[Role::Display], "")].into_iter().flatten().collect();
    ways.sort_unstable();
    let ways: Vec<String> = ways.into_iter().map(|(_, way)| way).collect();
    (!ways.is_empty()).then(|| format!("name from {}", ways.join(", or ")))
}
