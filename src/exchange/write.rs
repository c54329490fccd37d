//! CSV out: RFC 4180, and harmless in a spreadsheet.

use std::borrow::Cow;

/// What a spreadsheet takes for a formula when a cell begins with it, in plain and in full-width form.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// A table as CSV: comma, quotes where needed, CRLF, and a `'` before what a spreadsheet would run.
pub fn write_csv<Cell: AsRef<str>>(header: &[&str], rows: impl IntoIterator<Item = Vec<Cell>>) -> String {
    let mut out = csv_line(header);
    for row in rows {
        let cells: Vec<&str> = row.iter().map(AsRef::as_ref).collect();
        out.push_str(&csv_line(&cells));
    }
    out
}

/// One record as [`write_csv`] writes it, with its line end.
pub fn csv_line(cells: &[&str]) -> String {
    let mut out = String::new();
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        let cell = guarded(cell);
        // A lone empty cell would be an empty line, which is no record.
        let quoted = cell.contains([',', '"', '\n', '\r', '\t', ';'])
            || cell.trim().len() != cell.len()
            || (cells.len() == 1 && cell.is_empty());
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

/// Puts a `'` before a formula, and before a `'` that would else be taken off again.
fn guarded(cell: &str) -> Cow<'_, str> {
    if runs(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// Takes exactly that `'` off; and the `="..."` by which other programs keep a spreadsheet from counting with a number.
pub(super) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if runs(rest) => rest,
        Some(_) => cell,
        None => {
            let text = cell.trim().strip_prefix("=\"").and_then(|text| text.strip_suffix('"'));
            text.filter(|text| !text.contains('"')).unwrap_or(cell)
        }
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
            let read: Vec<Vec<&str>> = (0..records.len()).map(|row| records.cells(row).map(unguarded).collect()).collect();
            prop_assert_eq!(read, rows);
        }
    }
}
