//! A second person in one row: `Name, Email, Name 2, Email 2`. One row is one person, so what is the second's is nobody's.

use super::Columns;
use crate::exchange::cells::Records;
use crate::exchange::words::{Meaning, Role};

/// Takes the columns out that belong to a name which is not used, and names them.
pub(super) fn leave_out(
    columns: &mut Columns,
    records: &Records,
    header: usize,
    found: &[(usize, &str, Meaning)],
) {
    let is_name = |role: Role| matches!(role, Role::Name | Role::First | Role::Last);
    let unused = found.iter().filter(|(column, _, meaning)| is_name(meaning.role) && !columns.uses(*column));
    let seconds: Vec<u32> =
        unused.filter_map(|(_, cell, _)| number(cell)).filter(|number| *number > 1).collect();
    if seconds.is_empty() {
        return;
    }
    let theirs =
        |column: usize| number(records.cell(header, column)).is_some_and(|one| seconds.contains(&one));
    columns.roles.retain(|(column, _)| !theirs(*column));
    let named = found.iter().filter(|(column, ..)| theirs(*column));
    let names: Vec<&str> = named.map(|(_, cell, _)| *cell).collect();
    columns.problems.push(format!(
        "{} are of a second person in the row, who does not come in; give them rows of their own",
        names.join(", ")
    ));
}

/// The last number in a header.
fn number(header: &str) -> Option<u32> {
    let digits = |ch: char| ch.is_ascii_digit();
    let end = header.trim_end_matches(|ch: char| !ch.is_ascii_digit());
    let start = end.trim_end_matches(digits);
    end.strip_prefix(start)?.parse().ok()
}
