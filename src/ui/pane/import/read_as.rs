//! What the user says of a file where looking finds the wrong thing: encoding, delimiter, line of the header.

use crate::exchange::Options;

/// Encodings that lists come in; any other is named on the command line.
const ENCODINGS: &[&str] = &[
    "utf-8",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "macintosh",
    "x-mac-cyrillic",
    "koi8-r",
    "ibm866",
    "shift_jis",
    "euc-jp",
    "gb18030",
    "big5",
    "euc-kr",
    "utf-16le",
    "utf-16be",
];
const DELIMITERS: &[(char, &str)] =
    &[(',', "comma"), (';', "semicolon"), ('\t', "tab"), ('|', "bar"), (':', "colon")];
/// The last line that a header is said to stand in here.
const LINES: usize = 30;

/// One row each; of everything the first answer is to look.
#[derive(Debug, Default)]
pub(super) struct ReadAs {
    encoding: usize,
    delimiter: usize,
    header: usize,
}

impl ReadAs {
    /// How many rows a table has; cards and calendars have only the first.
    pub(super) const ROWS: usize = 3;

    /// What a row is about.
    pub(super) fn label(row: usize) -> &'static str {
        match row {
            0 => "encoding",
            1 => "between cells",
            _ => "header",
        }
    }

    /// What is said in a row, and whether that is to look.
    pub(super) fn answer(&self, row: usize) -> (String, bool) {
        let said = match row {
            0 => self.encoding.checked_sub(1).and_then(|at| ENCODINGS.get(at)).map(|name| (*name).to_owned()),
            1 => self.delimiter().map(|(_, name)| (*name).to_owned()),
            _ => self.header.checked_sub(1).map(|line| match line {
                0 => "none".to_owned(),
                line => format!("in line {line}"),
            }),
        };
        said.map_or_else(|| ("by looking".to_owned(), true), |said| (said, false))
    }

    fn delimiter(&self) -> Option<&'static (char, &'static str)> {
        DELIMITERS.get(self.delimiter.checked_sub(1)?)
    }

    /// Gives a row its next answer, or the one before.
    pub(super) fn turn(&mut self, row: usize, by: isize) {
        let (answer, answers) = match row {
            0 => (&mut self.encoding, ENCODINGS.len() + 1),
            1 => (&mut self.delimiter, DELIMITERS.len() + 1),
            // By looking, none, and the lines.
            _ => (&mut self.header, LINES + 2),
        };
        *answer = (answer.cast_signed() + by).rem_euclid(answers.cast_signed()).cast_unsigned();
    }

    /// Whether the user said anything of it.
    pub(super) fn is_said(&self) -> bool {
        (0..Self::ROWS).any(|row| !self.answer(row).1)
    }

    /// Puts what is said among the options of reading.
    pub(super) fn put_into(&self, options: &mut Options) {
        options.encoding =
            self.encoding.checked_sub(1).and_then(|at| ENCODINGS.get(at)).map(|name| (*name).to_owned());
        options.delimiter = self.delimiter().map(|(sign, _)| *sign);
        options.header = self.header.checked_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_go_round() {
        let mut said = ReadAs::default();
        for row in 0..ReadAs::ROWS {
            assert!(said.answer(row).1);
            said.turn(row, -1);
            assert!(!said.answer(row).1);
        }
        assert!(said.is_said() && !ReadAs::default().is_said());
        let mut options = Options::default();
        said.put_into(&mut options);
        assert_eq!(
            (options.encoding.as_deref(), options.delimiter, options.header),
            (Some("utf-16be"), Some(':'), Some(LINES))
        );
        (0..ReadAs::ROWS).for_each(|row| said.turn(row, 1));
        said.turn(2, 1);
        assert_eq!(said.answer(2), ("none".to_owned(), false));
        said.put_into(&mut options);
        assert_eq!((options.encoding, options.delimiter, options.header), (None, None, Some(0)));
    }

    #[test]
    fn every_encoding_has_a_name_that_is_known() {
        assert!(ENCODINGS.iter().all(|name| encoding_rs::Encoding::for_label(name.as_bytes()).is_some()));
    }
}
