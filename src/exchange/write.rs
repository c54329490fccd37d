//! CSV out: RFC 4180, and harmless in a spreadsheet.

use std::borrow::Cow;

/// What a spreadsheet takes for a formula when a cell begins with it, in plain and in full-width form.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// What begins a cell for a spreadsheet that takes a comma for a letter, and a line for one that reads no quotes.
const BEGINS: &[char] = &[';', '\t', '\r', '\n'];

/// A table as CSV: comma, quotes where needed, CRLF, and a `'` before what a spreadsheet would run.
pub fn write_csv<Cell: AsRef<str>>(header: &[&str], rows: impl IntoIterator<Item = Vec<Cell>>) -> String {
    table(header, rows, csv_line)
}

/// As [`write_csv`], with every cell to the letter, whatever a spreadsheet makes of it.
pub fn write_csv_raw<Cell: AsRef<str>>(header: &[&str], rows: impl IntoIterator<Item = Vec<Cell>>) -> String {
    table(header, rows, |cells| line(cells.iter().map(|cell| Cow::Borrowed(*cell))))
}

fn table<Cell: AsRef<str>>(
    header: &[&str],
    rows: impl IntoIterator<Item = Vec<Cell>>,
    line: impl Fn(&[&str]) -> String,
) -> String {
    let mut out = line(header);
    for row in rows {
        let cells: Vec<&str> = row.iter().map(AsRef::as_ref).collect();
        out.push_str(&line(&cells));
    }
    out
}

/// One record as [`write_csv`] writes it, with its line end.
pub fn csv_line(cells: &[&str]) -> String {
    line(cells.iter().map(|cell| guarded(cell)))
}

fn line<'a>(cells: impl ExactSizeIterator<Item = Cow<'a, str>>) -> String {
    let mut out = String::new();
    let alone = cells.len() == 1;
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        // A lone empty cell would be an empty line, which is no record.
        let quoted = cell.contains([',', '"', '\n', '\r', '\t', ';'])
            || cell.trim().len() != cell.len()
            || (alone && cell.is_empty());
        if quoted {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
    out
}

/// Whether a spreadsheet may run it, behind blanks as well, or whether its `'` would be taken off again.
fn runs(cell: &str) -> bool {
    let blank = |ch: char| ch == '\'' || ch.is_whitespace();
    cell.trim_start_matches('\'').starts_with(FORMULA) || cell.trim_start_matches(blank).starts_with(FORMULA)
}

/// Where a spreadsheet may see a cell begin, in bytes: at the start, and behind what parts cells or lines elsewhere. Of several
/// such signs in a row the last counts.
fn begins(cell: &str) -> impl Iterator<Item = usize> {
    let behind = cell.char_indices().filter(|(_, ch)| BEGINS.contains(ch)).map(|(at, ch)| at + ch.len_utf8());
    let last = |at: &usize| cell.get(*at..).is_some_and(|rest| !rest.is_empty() && !rest.starts_with(BEGINS));
    std::iter::once(0).chain(behind.filter(last))
}

/// Puts a `'` before a formula, and before a `'` that would else be taken off again.
fn guarded(cell: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    for at in begins(cell).filter(|at| cell.get(*at..).is_some_and(runs)) {
        out.push_str(cell.get(done..at).unwrap_or_default());
        out.push('\'');
        done = at;
    }
    if out.is_empty() {
        return Cow::Borrowed(cell);
    }
    out.push_str(cell.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

/// Takes exactly those `'` off; and the `="..."` by which other programs keep a spreadsheet from counting with a number.
pub(super) fn unguarded(cell: &str) -> Cow<'_, str> {
    if !cell.contains('\'') {
        let text = cell.trim().strip_prefix("=\"").and_then(|text| text.strip_suffix('"'));
        return Cow::Borrowed(text.filter(|text| !text.contains('"')).unwrap_or(cell));
    }
    let guard = |at: &usize| cell.get(*at..).and_then(|rest| rest.strip_prefix('\'')).is_some_and(runs);
    let mut out = String::new();
    let mut done = 0;
    for at in begins(cell).filter(guard) {
        out.push_str(cell.get(done..at).unwrap_or_default());
        done = at + 1;
    }
    match (done, out.is_empty()) {
        (0, _) => Cow::Borrowed(cell),
        (done, true) => Cow::Borrowed(cell.get(done..).unwrap_or_default()),
        (done, false) => Cow::Owned(out + cell.get(done..).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::exchange::cells::split;

    #[test]
    fn a_line() {
        assert_eq!(
            csv_line(&["Ana", "Ruiz, \"A\"", "", "two\nlines"]),
            "Ana,\"Ruiz, \"\"A\"\"\",,\"two\nlines\"\r\n"
        );
        assert_eq!(
            csv_line(&["=1+1", "+44 20", "-", "@ana", "'=x", "'tis", "＝1"]),
            "'=1+1,'+44 20,'-,'@ana,''=x,'tis,'＝1\r\n"
        );
        // Where a semicolon or a tab parts cells, what follows it is one.
        assert_eq!(
            csv_line(&["x;=1+1", "a\t@b", "two\n=1", "a; b", "food; -5"]),
            "\"x;'=1+1\",\"a\t'@b\",\"two\n'=1\",\"a; b\",\"food;' -5\"\r\n"
        );
        assert_eq!(write_csv_raw(&["=1"], [vec!["x;=1"]]), "=1\r\n\"x;=1\"\r\n");
        assert_eq!(csv_line(&[""]), "\"\"\r\n");
        assert_eq!(write_csv(&["a", "b"], [vec!["1", "2"]]), "a,b\r\n1,2\r\n");
    }

    #[test]
    fn only_that_sign_is_taken_off() {
        for (cell, read) in
            [("'=1", "=1"), ("''=1", "'=1"), ("'tis", "'tis"), ("'", "'"), ("'+49", "+49"), ("'＠x", "＠x")]
                .into_iter()
                .chain([
                    ("=\"0049\"", "0049"),
                    ("'=\"0049\"", "=\"0049\""),
                    ("=A1&\"x\"", "=A1&\"x\""),
                    ("=\"", "=\""),
                ])
        {
            assert_eq!(unguarded(cell), read);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_the_same(rows in prop::collection::vec(prop::collection::vec("['=+@＝,;\"\\n\\r\\t aé-]{0,6}", 1..5), 1..6)) {
            let text: String = rows.iter().map(|row| csv_line(&row.iter().map(String::as_str).collect::<Vec<_>>())).collect();
            let records = split(&text, b',');
            let read: Vec<Vec<String>> = (0..records.len()).map(|row| records.cells(row).map(|cell| unguarded(cell).into_owned()).collect()).collect();
            prop_assert_eq!(read, rows);
        }
    }
}
