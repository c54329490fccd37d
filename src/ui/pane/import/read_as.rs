//! How a file is read: what was found by looking, and what the user says where that is wrong.

use crate::exchange::{Options, Table};

/// What may stand between cells, and what it is called.
pub(super) const DELIMITERS: &[(char, &str)] =
    &[(',', "comma"), (';', "semicolon"), ('\t', "tab"), ('|', "bar"), (':', "colon")];
/// The last line that a header is said to stand in here.
pub(super) const LINES: usize = 30;

/// Whose word it is.
pub(super) const AS_SAID: &str = "as you say";
pub(super) const AS_FOUND: &str = "as found";

/// What the user says of each; of everything the first answer is to look.
#[derive(Debug, Default)]
pub(super) struct ReadAs {
    /// One of [`crate::exchange::encodings`].
    pub(super) encoding: Option<&'static str>,
    pub(super) delimiter: Option<char>,
    /// The line of the header; 0 when there is none.
    pub(super) header: Option<usize>,
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Encoding,
    Delimiter,
    Header,
}

impl Way {
    /// In the order of the rows; cards and calendars have only the first.
    pub(super) const ALL: [Self; 3] = [Self::Encoding, Self::Delimiter, Self::Header];

    /// The one in a row.
    pub(super) fn in_row(row: usize) -> Option<Self> {
        Self::ALL.get(row).copied()
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Encoding => "encoding",
            Self::Delimiter => "between cells",
            Self::Header => "header",
        }
    }
}

/// What stands between cells, in words.
fn called(delimiter: char) -> String {
    let known = DELIMITERS.iter().find(|(sign, _)| *sign == delimiter);
    known.map_or_else(|| delimiter.to_string(), |(_, name)| (*name).to_owned())
}

/// Where the header stands, in words.
pub(super) fn line_of(header: usize) -> String {
    if header == 0 { "none".to_owned() } else { format!("line {header}") }
}

impl ReadAs {
    /// What holds, and whose word that is: the user's, or what was found in `table`.
    pub(super) fn answer(&self, way: Way, table: Option<&Table>) -> (String, &'static str) {
        let said = match way {
            Way::Encoding => self.encoding.map(str::to_owned),
            Way::Delimiter => self.delimiter.map(called),
            Way::Header => self.header.map(line_of),
        };
        if let Some(said) = said {
            return (said, AS_SAID);
        }
        table.map_or_else(|| ("by looking".to_owned(), ""), |table| (found(way, table), AS_FOUND))
    }

    /// Gives what stands between cells, or the header, its next answer, or the one before.
    pub(super) fn turn(&mut self, way: Way, by: isize) {
        let round =
            |at: usize, all: usize| (at.cast_signed() + by).rem_euclid(all.cast_signed()).cast_unsigned();
        match way {
            Way::Encoding => {}
            Way::Delimiter => {
                let said = |(sign, _): &(char, _)| Some(*sign) == self.delimiter;
                let at = DELIMITERS.iter().position(said).map_or(0, |at| at + 1);
                let next = round(at, DELIMITERS.len() + 1).checked_sub(1);
                self.delimiter = next.and_then(|at| DELIMITERS.get(at)).map(|(sign, _)| *sign);
            }
            // By looking, none, and the lines.
            Way::Header => {
                self.header = round(self.header.map_or(0, |line| line + 1), LINES + 2).checked_sub(1);
            }
        }
    }

    /// Whether the user said anything of it.
    pub(super) fn is_said(&self) -> bool {
        self.encoding.is_some() || self.delimiter.is_some() || self.header.is_some()
    }

    /// Puts what is said among the options of reading.
    pub(super) fn put_into(&self, options: &mut Options) {
        options.encoding = self.encoding.map(str::to_owned);
        options.delimiter = self.delimiter;
        options.header = self.header;
    }
}

/// What was found by looking, in words.
fn found(way: Way, table: &Table) -> String {
    match way {
        Way::Encoding => table.encoding.to_owned(),
        Way::Delimiter => called(table.delimiter),
        Way::Header => line_of(table.header.unwrap_or(0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_go_round() {
        let mut said = ReadAs::default();
        for way in [Way::Delimiter, Way::Header] {
            assert_eq!(said.answer(way, None), ("by looking".to_owned(), ""));
            said.turn(way, -1);
        }
        assert!(said.is_said() && !ReadAs::default().is_said());
        assert_eq!((said.delimiter, said.header), (Some(':'), Some(LINES)));
        for way in [Way::Delimiter, Way::Header] {
            said.turn(way, 1);
        }
        assert!(!said.is_said());
        said.turn(Way::Header, 1);
        assert_eq!(said.answer(Way::Header, None), ("none".to_owned(), AS_SAID));
        let mut options = Options::default();
        said.put_into(&mut options);
        assert_eq!((options.encoding, options.delimiter, options.header), (None, None, Some(0)));
    }
}
