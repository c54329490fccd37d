//! Whether a row is somebody, and whether they come: totals, titles, headers, statuses.

use super::cell_words::{NO, TOTALS};
use super::no_person::{Odd, is_code, is_footer, is_no_name, is_surname, odd};
use super::status_words::{Coming, coming};
use super::{Draft, MAX_CELL, clean};
use crate::exchange::cells::Records;
use crate::exchange::columns::{Columns, header_score};
use crate::exchange::fold::{among, fold};
use crate::exchange::shapes::is_person;
use crate::exchange::words::{Role, meaning};

/// What the row itself says about coming in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::exchange) enum Fate {
    /// It may.
    #[default]
    In,
    /// It may, but look at it.
    Doubt(String),
    /// It may not.
    Out(String),
    /// It is about somebody who does not come, for what the list says: "Cancelled".
    Off(String),
}

/// How the reason begins of a row with too long a cell.
pub(super) const LONG_CELL: &str = "a cell of";

/// Why a row is about nobody by its form: too long a cell, a total, the header again.
pub(super) fn not_a_row(
    records: &Records,
    row: usize,
    header: Option<&[String]>,
    columns: &Columns,
) -> Option<String> {
    if let Some(cell) = records.cells(row).find(|cell| cell.len() > MAX_CELL) {
        return Some(format!("{LONG_CELL} {} KiB; {} KiB is the most", cell.len() >> 10, MAX_CELL >> 10));
    }
    if header.is_some_and(|header| {
        header.len() > 1 && records.cells(row).map(str::trim).eq(header.iter().map(String::as_str))
    }) {
        return Some("the header again".to_owned());
    }
    if columns.header.is_none()
        && records.cell(row, 0).starts_with('#')
        && records.cells(row).skip(1).all(str::is_empty)
    {
        return Some("a comment".to_owned());
    }
    let in_email = |column: usize| {
        let cell = records.cell(row, column);
        !cell.is_empty()
            && !cell.contains('@')
            && meaning(cell).is_some_and(|meaning| meaning.role == Role::Email)
    };
    if columns.header.is_some() && columns.of(Role::Email).any(in_email) && header_score(records, row) > 1 {
        return Some("another header".to_owned());
    }
    let bracketed =
        |cell: &str| cell.is_empty() || (cell.starts_with(['(', '[']) && cell.ends_with([')', ']']));
    if columns.header.is_some() && row == columns.first && records.cells(row).map(str::trim).all(bracketed) {
        return Some("what the columns hold, nobody".to_owned());
    }
    let mut cells = records.cells(row).map(clean).filter(|cell| !cell.is_empty()).peekable();
    let first = cells.next()?;
    let heads = || records.width(row) > 1 && meaning(&first).is_some_and(|meaning| !meaning.loose);
    let before_a_header = || columns.header.is_some() && header_score(records, row + 1) > 1;
    if cells.peek().is_none() && (heads() || before_a_header()) {
        return Some("a title, nobody".to_owned());
    }
    if cells.peek().is_none() && is_footer(&first) {
        return Some("a line about the list, nobody".to_owned());
    }
    let number =
        |cell: &str| cell.chars().any(|ch| ch.is_ascii_digit()) && !cell.chars().any(char::is_alphabetic);
    let label = first.trim_end_matches(':');
    let (text, amount) = label.split_once(':').unwrap_or((label, "0"));
    let total = among(TOTALS, &fold(text)) && number(amount);
    let no_address = columns.of(Role::Email).all(|column| !records.cell(row, column).contains('@'));
    (total && no_address && cells.all(|cell| number(&cell))).then(|| "a total, nobody".to_owned())
}

/// What the row's status, and who stands in it, say about coming in.
pub(super) fn fate(records: &Records, columns: &Columns, row: usize, draft: &Draft) -> Fate {
    for column in columns.of(Role::Void) {
        let cell = clean(records.cell(row, column));
        if !cell.is_empty() && !among(NO, &fold(&cell)) {
            return Fate::Off(match columns.header.map(|header| clean(records.cell(header, column))) {
                Some(header) if !header.is_empty() => format!("{header}: {cell}"),
                _ => cell.into_owned(),
            });
        }
    }
    let mut doubt = None;
    for column in columns.of(Role::Status) {
        let cell = clean(records.cell(row, column));
        match coming(&cell) {
            Some(Coming::No) => return Fate::Off(cell.into_owned()),
            Some(Coming::Perhaps) => doubt = Some(format!("{cell}: not sure to come")),
            Some(Coming::Yes) | None => {}
        }
    }
    let halves = |role: Role| columns.of(role).next().map_or("", |column| records.cell(row, column).trim());
    let odd = odd(&draft.name)
        .filter(|odd| *odd != Odd::Group || !is_surname(halves(Role::First), halves(Role::Last)));
    let contact = [&draft.emails, &draft.phones, &draft.links].into_iter().any(|all| !all.is_empty());
    if odd == Some(Odd::Guest) && !contact {
        return Fate::Out(Odd::Guest.as_str().to_owned());
    }
    if !contact && is_code(&draft.name) {
        return Fate::Out("a line of a program, nobody".to_owned());
    }
    doubt = doubt.or(odd.map(|odd| odd.as_str().to_owned()));
    // Without a header the shape of most cells made it the column of names; this cell may be something else.
    if columns.header.is_none() && draft.emails.is_empty() && doubt.is_none() && !is_person(&draft.name) {
        doubt = Some("no header, and it may be no name".to_owned());
    }
    if !draft.name.is_empty() && draft.emails.is_empty() && doubt.is_none() && is_no_name(&draft.name) {
        doubt = Some("it may be no name".to_owned());
    }
    // "Table 4" and "3. Activities" head a part of a list more often than they are somebody.
    if draft.emails.is_empty() && doubt.is_none() && numbered(&draft.name) {
        doubt = Some("a number in it, so it may be no name".to_owned());
    }
    match (draft.name.is_empty(), draft.emails.is_empty(), doubt) {
        (true, true, _) => Fate::Out(nobody(records, row, draft)),
        (true, false, _) => Fate::Doubt("no name; the e-mail address stands for it".to_owned()),
        (false, _, Some(doubt)) => Fate::Doubt(doubt),
        (false, _, None) => Fate::In,
    }
}

/// Whether a word of a name begins with a digit; handles such as "ana2000" only end with one.
fn numbered(name: &str) -> bool {
    name.split_whitespace().any(|word| word.starts_with(|ch: char| ch.is_ascii_digit()))
}

/// Why nobody is in a row without a name and an address.
fn nobody(records: &Records, row: usize, draft: &Draft) -> String {
    if !draft.company.is_empty() || !draft.phones.is_empty() {
        return "no name and no e-mail address".to_owned();
    }
    let mut filled = records.cells(row).filter(|cell| !clean(cell).is_empty());
    match (filled.next(), filled.next()) {
        (Some(only), None) if looks_like_a_date(only) => {
            format!("only {:?}: a member who hides the profile", clean(only))
        }
        _ => "nobody named in it".to_owned(),
    }
}

/// "08 Feb 2026", "4-Apr-21", "07/06/2026": digits, and one word at most.
fn looks_like_a_date(cell: &str) -> bool {
    let words = cell.split(|ch: char| !ch.is_alphabetic()).filter(|word| !word.is_empty()).count();
    cell.chars().any(|ch| ch.is_ascii_digit()) && cell.len() <= 32 && words <= 1
}
