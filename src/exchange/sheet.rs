//! Bytes into a sheet: decoded records, and what was found by looking.

use super::cells::{MAX_CELLS, MAX_ROWS, Records, split};
use super::columns::header_score;
use super::decode::decode;
use super::sniff::{refuse, sniff};
use super::{NotAList, Options};

/// The longest file that is read, in bytes: a store of 100,000 people is 85 MB as JSON, and what is exported comes in again.
pub const MAX_BYTES: usize = 256 << 20;
/// How much text decides which delimiter it is.
const SAMPLE: usize = 64 << 10;
/// Between cells, the likeliest first.
const DELIMITERS: &[u8] = b",;\t|";

/// A file as records.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) records: Records,
    /// "UTF-8, comma", and by which letters an encoding was found.
    pub(super) said: Vec<String>,
    /// What of that is said beside encoding and delimiter.
    pub(super) besides: Vec<String>,
    /// The encoding as people know it.
    pub(super) encoding: &'static str,
    /// What stands between cells.
    pub(super) delimiter: char,
    /// What is wrong with the file, with the line.
    pub(super) problems: Vec<String>,
    /// Lines that were taken off before the first record (`sep=;`).
    pub(super) skipped: usize,
}

/// Reads bytes as rows and columns.
///
/// # Errors
/// When they are no text, too many, or nothing.
pub(super) fn read(bytes: &[u8], options: &Options) -> Result<Sheet, NotAList> {
    if options.encoding.is_none() && options.kind.is_none() {
        refuse(sniff(bytes))?;
    }
    let decoded = decode(bytes, options.encoding.as_deref())?;
    let (hint, text) = separator_line(&decoded.text);
    let skipped = usize::from(hint.is_some());
    let delimiter = match options.delimiter {
        Some(said) => {
            u8::try_from(said).ok().filter(|byte| byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r'))
        }
        None => Some(hint.unwrap_or_else(|| guess(text))),
    };
    let Some(delimiter) = delimiter else {
        return Err(NotAList("the delimiter is one ASCII character, such as , or ; or a tab".to_owned()));
    };
    let mut records = split(text, delimiter);
    if records.len() == 0 {
        return Err(NotAList("nothing to import: no line holds anything; export the list again".to_owned()));
    }
    if let Some(line) = records.past {
        return Err(NotAList(format!(
            "nothing to import: line {} and those below it are past {MAX_ROWS} rows or {MAX_CELLS} cells, the most of one file; split it above that line",
            line + skipped
        )));
    }
    records.shift_lines(skipped);
    let mut problems = decoded.problems;
    problems.append(&mut records.problems);
    let besides: Vec<String> = decoded.said.into_iter().collect();
    let said = [vec![format!("{}, {}", decoded.encoding, spoken(delimiter))], besides.clone()].concat();
    let (encoding, delimiter) = (decoded.encoding, char::from(delimiter));
    Ok(Sheet { records, said, besides, encoding, delimiter, problems, skipped })
}

/// `sep=;` as the first line tells a spreadsheet the delimiter; it is no record.
fn separator_line(text: &str) -> (Option<u8>, &str) {
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    let Some((line, rest)) = text.split_at_checked(end) else { return (None, text) };
    let line = line.trim_matches([' ', '"']);
    let named = line
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="))
        .and_then(|_| line.as_bytes().get(4..));
    match named {
        Some([delimiter]) if delimiter.is_ascii() => {
            (Some(*delimiter), rest.strip_prefix("\r\n").or(rest.strip_prefix(['\n', '\r'])).unwrap_or(rest))
        }
        // A tab may have been trimmed, or stand alone at the line's end.
        Some([]) if rest.is_empty() || text.get(..end).is_some_and(|line| line.ends_with('\t')) => {
            (Some(b'\t'), rest.trim_start_matches(['\r', '\n']))
        }
        _ => (None, text),
    }
}

/// The delimiter under which the header is known best, else the one that gives most rows the same width.
fn guess(text: &str) -> u8 {
    let end = (0..=SAMPLE.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let sample = text.get(..end).unwrap_or(text);
    // A line that the sample cuts through would look ragged.
    let sample =
        if end < text.len() { sample.rsplit_once('\n').map_or(sample, |(whole, _)| whole) } else { sample };
    let score = |delimiter: u8| {
        let records = split(sample, delimiter);
        let known = (0..records.len().min(30)).map(|row| header_score(&records, row)).max().unwrap_or(0);
        let mut widths: Vec<usize> = (0..records.len()).map(|row| records.width(row)).collect();
        widths.sort_unstable();
        let common = widths.chunk_by(|one, other| one == other).max_by_key(|alike| alike.len());
        let (width, alike) =
            common.map_or((1, 0), |alike| (alike.first().copied().unwrap_or(1), alike.len()));
        let share = if width > 1 { alike * 100 / widths.len().max(1) } else { 0 };
        (known, share, width)
    };
    let mut best = (b',', score(b','));
    for delimiter in DELIMITERS.iter().copied().filter(|delimiter| sample.as_bytes().contains(delimiter)) {
        let score = score(delimiter);
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}

fn spoken(delimiter: u8) -> String {
    match delimiter {
        b',' => "comma".to_owned(),
        b';' => "semicolon".to_owned(),
        b'\t' => "tab".to_owned(),
        b'|' => "bar".to_owned(),
        other => format!("{:?} between cells", char::from(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, said: &str, second: &[&str]) {
        let sheet = read(text.as_bytes(), &Options::default()).unwrap();
        assert_eq!(sheet.said, [said]);
        assert_eq!(sheet.records.cells(1).collect::<Vec<_>>(), second);
    }

    #[test]
    fn delimiters_by_looking() {
        check("Name,Email\nAna,a@x.example\n", "UTF-8, comma", &["Ana", "a@x.example"]);
        check("Name;Firma\nBerg, Tom;Web, Print\n", "UTF-8, semicolon", &["Berg, Tom", "Web, Print"]);
        check("Name\tCompany\nAna\tA, B; C\n", "UTF-8, tab", &["Ana", "A, B; C"]);
        check("Name|Company\nAna|A, B\n", "UTF-8, bar", &["Ana", "A, B"]);
        check("x;y\n\"a;b\";1,5\nc;2,5\n", "UTF-8, semicolon", &["a;b", "1,5"]);
        check("Primary Email\na@x.example\n", "UTF-8, comma", &["a@x.example"]);
        check("sep=;\r\nNamn;Mobil\r\nÅsa, X;1\r\n", "UTF-8, semicolon", &["Åsa, X", "1"]);
        check("\"sep=\t\"\nName\tOrt\nA\tB\n", "UTF-8, tab", &["A", "B"]);
    }

    #[test]
    fn a_separator_line_counts_as_a_line() {
        let sheet = read(b"sep=;\nName;Ort\nA;B\n", &Options::default()).unwrap();
        assert_eq!((sheet.records.line(0), sheet.records.line(1), sheet.skipped), (2, 3, 1));
    }

    #[test]
    fn the_user_may_say_otherwise() {
        let options = Options { delimiter: Some(':'), ..Options::default() };
        let sheet = read(b"Name:City\nAna:Rome\n", &options).unwrap();
        assert_eq!((sheet.said, sheet.records.width(1)), (vec!["UTF-8, ':' between cells".to_owned()], 2));
        assert!(read(b"a", &Options { delimiter: Some('→'), ..Options::default() }).is_err());
    }
}
