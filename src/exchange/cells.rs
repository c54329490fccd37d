//! Text into records and cells: RFC 4180, and what people make of it.
//!
//! A reader of our own, because a quote that never closes must be found where it opens: any other reader takes the rest of the
//! file for one cell. For well-formed text it agrees with the csv crate, which a property test holds.

use std::ops::Range;

/// Every record of a file: all cells in one text, so that memory stays near the file's size.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Records {
    text: String,
    /// Where each cell ends in `text`.
    ends: Vec<u32>,
    /// The line each record begins in, from 1, and its first cell.
    rows: Vec<(u32, u32)>,
    /// What is wrong, with the line.
    pub(super) problems: Vec<String>,
    /// The line that holds more than is read, and nothing after it was looked at.
    pub(super) past: Option<usize>,
}

/// The most rows of a file. More people than one import may bring, since many of them may be known already.
pub(super) const MAX_ROWS: usize = 200_000;
/// The most cells of a file: a hundred for each row.
pub(super) const MAX_CELLS: usize = 20_000_000;

impl Records {
    /// How many there are. Empty lines are none.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// How long all cells together are, in bytes.
    pub(super) fn text_len(&self) -> usize {
        self.text.len()
    }

    /// The line a record begins in, from 1.
    pub(super) fn line(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, |(line, _)| *line as usize)
    }

    /// How many cells a record has.
    pub(super) fn width(&self, row: usize) -> usize {
        self.span(row).len()
    }

    /// A cell's text; empty when the record is shorter.
    pub(super) fn cell(&self, row: usize, column: usize) -> &str {
        let span = self.span(row);
        if column >= span.len() {
            return "";
        }
        let at = span.start + column;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.text.get(start as usize..end as usize).unwrap_or("")
    }

    /// The cells of a record.
    pub(super) fn cells(&self, row: usize) -> impl Iterator<Item = &str> {
        (0..self.width(row)).map(move |column| self.cell(row, column))
    }

    /// Counts `by` lines more above the first record.
    pub(super) fn shift_lines(&mut self, by: usize) {
        let by = u32::try_from(by).unwrap_or(0);
        self.rows.iter_mut().for_each(|(line, _)| *line += by);
    }

    fn span(&self, row: usize) -> Range<usize> {
        let start = self.rows.get(row).map_or(self.ends.len(), |(_, first)| *first as usize);
        let end = self.rows.get(row + 1).map_or(self.ends.len(), |(_, first)| *first as usize);
        start..end
    }
}

/// Splits text into records. Lines end with LF, CRLF or CR; `delimiter` is an ASCII character.
pub(super) fn split(text: &str, delimiter: u8) -> Records {
    split_up_to(text, delimiter, MAX_ROWS, MAX_CELLS)
}

fn split_up_to(text: &str, delimiter: u8, rows: usize, cells: usize) -> Records {
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        delimiter,
        most: (rows, cells),
        backslash: uses_backslash(text),
        at: 0,
        line: 1,
        records: Records { text: String::with_capacity(text.len()), ..Records::default() },
    };
    while reader.at < reader.bytes.len() && reader.records.past.is_none() {
        reader.record();
    }
    reader.records
}

/// Some programs write `\"` for a quote in a quoted cell; RFC 4180 would end the cell there and then find a letter, and
/// doubles the quote of a cell that has a `\` before it.
fn uses_backslash(text: &str) -> bool {
    let opens = "\"\\\"";
    let letter = |(at, _): (usize, &str)| {
        text.get(at + opens.len()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    };
    text.match_indices(opens).any(letter) || (text.contains(" \\\"") && text.contains("\\\" "))
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    delimiter: u8,
    /// Rows and cells that are read at most.
    most: (usize, usize),
    backslash: bool,
    at: usize,
    line: u32,
    records: Records,
}

impl Reader<'_> {
    fn record(&mut self) {
        let (line, first) = (self.line, self.records.ends.len());
        let start = self.at;
        loop {
            if let Some(quote) = self.opening() {
                self.at = quote;
                self.quoted();
            } else {
                self.plain(self.at);
            }
            self.records.ends.push(u32::try_from(self.records.text.len()).unwrap_or(u32::MAX));
            if self.records.ends.len() > self.most.1 {
                self.records.past = Some(line as usize);
                return;
            }
            if self.byte(self.at) != Some(self.delimiter) {
                break;
            }
            self.at += 1;
        }
        // A line with nothing in it is no record.
        let empty = self.at == start;
        self.end_line();
        if empty {
            self.records.ends.truncate(first);
        } else {
            self.records.rows.push((line, u32::try_from(first).unwrap_or(u32::MAX)));
            if self.records.rows.len() > self.most.0 {
                self.records.past = Some(line as usize);
            }
        }
    }

    /// Where the quote stands that the cell begins with. Blanks before it count only when it is closed as it should be.
    fn opening(&self) -> Option<usize> {
        let quote = self.at + self.blanks(self.at);
        if self.byte(quote) != Some(b'"') {
            return None;
        }
        let closes =
            || self.closing(quote + 1).is_some_and(|at| self.ends_cell(at + 1 + self.blanks(at + 1)));
        (quote == self.at || closes()).then_some(quote)
    }

    /// A cell as it stands, from `start` to the next delimiter or line end.
    fn plain(&mut self, start: usize) {
        let end = self.cell_end(self.at);
        let raw = self.text.get(start..end).unwrap_or("");
        self.records.text.push_str(raw);
        self.at = end;
    }

    /// A cell that begins with a quote.
    fn quoted(&mut self) {
        let open = self.at;
        let Some(close) = self.closing(open + 1) else { return self.never_closed(open) };
        let after = close + 1 + self.blanks(close + 1);
        if self.ends_cell(after) {
            self.push_unescaped(open + 1..close);
            self.line += self.line_ends(open..close);
            self.at = after;
        } else if self.byte(close - 1).is_none_or(|byte| self.is_break(byte)) && close > open + 1 {
            // What looks like the end is the beginning of another quoted cell.
            self.unclosed(open);
        } else {
            self.stray(open, close);
        }
    }

    /// A quoted cell with quotes inside that nobody doubled: `"Smith, "Bob" J"`. They are kept, only a pair around all is not.
    fn stray(&mut self, open: usize, close: usize) {
        let end = self.cell_end(close + 1);
        let raw = self.text.get(open..end).unwrap_or("");
        // A pair around all is meant when the first inner quote opens a word; `"Bob" Smith "Jr"` has two pairs of its own.
        let opens_word = self.byte(close - 1).is_some_and(|byte| matches!(byte, b' ' | b'('));
        let wrapped =
            raw.strip_prefix('"').and_then(|raw| raw.trim_end().strip_suffix('"')).filter(|_| opens_word);
        self.records.text.push_str(wrapped.unwrap_or(raw));
        self.line += self.line_ends(open..end);
        self.at = end;
    }

    /// No quote closes before the file ends: either the file was cut off in this cell, or the quote is a slip.
    fn never_closed(&mut self, open: usize) {
        if self.rest_is_records(open) {
            return self.unclosed(open);
        }
        let line = self.line;
        self.records.problems.push(format!(
            "line {line}: a quote opens and the file ends before it closes; the last cell may be cut off"
        ));
        self.push_unescaped(open + 1..self.bytes.len());
        self.line += self.line_ends(open..self.bytes.len());
        self.at = self.bytes.len();
    }

    /// A quote that should have closed on its line: the cell ends at the next delimiter, so that no later row is swallowed.
    fn unclosed(&mut self, open: usize) {
        let line = self.line;
        self.records
            .problems
            .push(format!("line {line}: a quote opens and never closes; read as if it were not there"));
        let end = self.cell_end(open + 1);
        self.push_unescaped(open + 1..end);
        self.at = end;
    }

    /// Whether at least half of the next lines have about as many delimiters as the records so far have.
    fn rest_is_records(&self, open: usize) -> bool {
        let wanted = self
            .records
            .rows
            .len()
            .checked_sub(1)
            .map_or(1, |last| self.records.width(last).saturating_sub(1));
        let rest = self.text.get(open..).unwrap_or("");
        let mut lines =
            rest.split(['\n', '\r']).skip(1).filter(|line| !line.trim().is_empty()).take(20).peekable();
        if lines.peek().is_none() {
            return true;
        }
        let (mut alike, mut all) = (0, 0);
        for line in lines {
            all += 1;
            alike += usize::from(line.bytes().filter(|byte| *byte == self.delimiter).count() * 2 >= wanted);
        }
        wanted > 0 && alike * 2 >= all
    }

    /// The quote that ends a cell whose text begins at `from`.
    fn closing(&self, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            let found = at + self.bytes.get(at..)?.iter().position(|byte| *byte == b'"')?;
            if self.backslash && found > from && self.byte(found - 1) == Some(b'\\') {
                at = found + 1;
            } else if self.byte(found + 1) == Some(b'"') {
                at = found + 2;
            } else {
                return Some(found);
            }
        }
    }

    fn push_unescaped(&mut self, range: Range<usize>) {
        let raw = self.text.get(range).unwrap_or("");
        let raw = if self.backslash { &raw.replace("\\\"", "\"\"") } else { raw };
        let mut parts = raw.split("\"\"");
        self.records.text.push_str(parts.next().unwrap_or(""));
        for part in parts {
            self.records.text.push('"');
            self.records.text.push_str(part);
        }
    }

    fn cell_end(&self, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or(&[]);
        rest.iter().position(|byte| self.is_break(*byte)).map_or(self.bytes.len(), |length| from + length)
    }

    fn end_line(&mut self) {
        match (self.byte(self.at), self.byte(self.at + 1)) {
            (Some(b'\r'), Some(b'\n')) => self.at += 2,
            (Some(_), _) => self.at += 1,
            (None, _) => return,
        }
        self.line += 1;
    }

    fn line_ends(&self, range: Range<usize>) -> u32 {
        let raw = self.bytes.get(range).unwrap_or(&[]);
        let ends = raw
            .iter()
            .enumerate()
            .filter(|(at, byte)| **byte == b'\n' || (**byte == b'\r' && raw.get(at + 1) != Some(&b'\n')));
        u32::try_from(ends.count()).unwrap_or(u32::MAX)
    }

    fn blanks(&self, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or(&[]);
        rest.iter().take_while(|byte| **byte == b' ' || (**byte == b'\t' && self.delimiter != b'\t')).count()
    }

    fn ends_cell(&self, at: usize) -> bool {
        self.byte(at).is_none_or(|byte| self.is_break(byte))
    }

    fn is_break(&self, byte: u8) -> bool {
        byte == self.delimiter || byte == b'\n' || byte == b'\r'
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let records = split(text, delimiter);
        (0..records.len()).map(|row| records.cells(row).map(str::to_owned).collect()).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        let records = split(text, b',');
        assert_eq!(read(text, b','), expected, "{:?}", records.problems);
    }

    #[test]
    fn only_so_much_is_read() {
        let past = |rows, cells| split_up_to("a,b\nc,d\ne,f\n", b',', rows, cells).past;
        assert_eq!([past(3, 6), past(3, 5), past(2, 6), past(1, 6)], [None, Some(3), Some(3), Some(2)]);
    }

    #[test]
    fn well_formed() {
        check("a,b\n1,2\n", &[&["a", "b"], &["1", "2"]]);
        check("a,b\r\n1,2", &[&["a", "b"], &["1", "2"]]);
        check("a,b\r1,2\r", &[&["a", "b"], &["1", "2"]]);
        check("\"a\",\"b \"\"c\"\" d\"\n\"1\n2\",\"\"\n", &[&["a", "b \"c\" d"], &["1\n2", ""]]);
        check("\n\na,\n\n,\n", &[&["a", ""], &["", ""]]);
        check("", &[]);
    }

    #[test]
    fn lines_are_counted_inside_cells_too() {
        let records = split("a,b\r\n\r\n\"x\r\ny\rz\",2\r\n3,4\r\n", b',');
        assert_eq!((0..records.len()).map(|row| records.line(row)).collect::<Vec<_>>(), [1, 3, 6]);
    }

    #[test]
    fn quotes_that_nobody_doubled() {
        check("Zoë \"Z\" Quinn,x", &[&["Zoë \"Z\" Quinn", "x"]]);
        check("\"Smith, \"Bob\" J\",x", &[&["Smith, \"Bob\" J", "x"]]);
        check("\"Bob\" Smith,x", &[&["\"Bob\" Smith", "x"]]);
        check("\"Bob\" Smith \"Jr\",x", &[&["\"Bob\" Smith \"Jr\"", "x"]]);
        check("\"a\" ,\"b\"  \n1,2", &[&["a", "b"], &["1", "2"]]);
        assert_eq!(read("\"\\\"Hac\\\" Jim\";1\n\"x\";2", b';'), [["\"Hac\" Jim", "1"], ["x", "2"]]);
        assert_eq!(read("\"\\\"\"a\",1\n\"\"\"\\\"\"\",2\n", b','), [["\\\"a", "1"], ["\"\\\"", "2"]]);
    }

    #[test]
    fn a_quote_that_never_closes_swallows_nothing() {
        check(
            "n,c\nFay,\"Fay's \"\"Place\nGus,Inc\nHal,Inc\n",
            &[&["n", "c"], &["Fay", "Fay's \"Place"], &["Gus", "Inc"], &["Hal", "Inc"]],
        );
        // The next quoted cell would close it.
        check(
            "n,c\nFay,\"Place\nGus,Inc\n\"Hal, Jr\",Inc\n",
            &[&["n", "c"], &["Fay", "Place"], &["Gus", "Inc"], &["Hal, Jr", "Inc"]],
        );
        check("\"Fay,\"f@x.example\",Inc\n", &[&["Fay", "f@x.example", "Inc"]]);
        let records = split("a,b\nFay,\"x\nGus,y\n", b',');
        assert!(
            records.problems.first().unwrap().starts_with("line 2: a quote opens"),
            "{:?}",
            records.problems
        );
        // A file that was cut off inside a note: the note is one cell still.
        check(
            "n,c,d\nFay,Inc,\"She said\nso and\nso",
            &[&["n", "c", "d"], &["Fay", "Inc", "She said\nso and\nso"]],
        );
    }

    #[test]
    fn hostile_quotes_are_read_in_linear_time() {
        for piece in [
            "\"",
            "\"a\n",
            "\",",
            ",\"",
            "\"\"b\n",
            "\"\"\"b\n",
            "\"x\"\"\n",
            "a\"\"b\n\"",
            "\\\"",
            "\"\\\"\n",
        ] {
            let text = piece.repeat(100_000 / piece.len());
            assert!(split(&text, b',').len() <= text.len());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn well_formed_text_reads_as_the_csv_crate_reads_it(
            rows in prop::collection::vec(prop::collection::vec("[a-cé,;\" \n\r']{0,6}", 1..5), 1..8),
            crlf in any::<bool>(),
        ) {
            let mut writer = csv::WriterBuilder::new()
                .flexible(true)
                .quote_style(csv::QuoteStyle::Always)
                .terminator(if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
                .from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let mut peer = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let peer: Vec<Vec<String>> =
                peer.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
            prop_assert_eq!(read(&text, b','), peer);
        }

        #[test]
        fn any_text_is_read_and_no_letter_lost(text in "[ab\",;\n\r\\\\ ]{0,60}") {
            let records = split(&text, b',');
            let letters = |text: &str| text.chars().filter(char::is_ascii_alphabetic).count();
            let kept: usize = (0..records.len()).map(|row| records.cells(row).map(letters).sum::<usize>()).sum();
            prop_assert_eq!(kept, letters(&text));
        }
    }
}
