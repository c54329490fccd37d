//! The lines of a file in the inbox, and which of them were there before.

use std::collections::HashMap;

use jiff::Timestamp;

use super::super::form::hash;
use super::InboxLine;
use super::arrivals::called;

/// The lines that say something, with their number; as of old, CR alone ends a line, too.
pub(super) fn said(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().flat_map(|line| line.split('\r'));
    lines.enumerate().filter(|(_, line)| !line.trim().is_empty())
}

/// The lines of a file called `name` that was last written to at `written`.
pub(super) fn lines(name: &str, text: &str, written: Timestamp) -> Vec<InboxLine> {
    let mut read: HashMap<&str, usize> = HashMap::new();
    let line = |(at, line)| {
        let count = read.entry(line).or_default();
        *count += 1;
        InboxLine {
            text: line.to_owned(),
            token: hash(format!("{name}\n{at}\n{line}").as_bytes()),
            seed: seed(&format!("{}\n{}\n{at}\n{line}", called(name), written.as_second())),
            earlier: *count - 1,
        }
    };
    said(text).map(line).collect()
}

/// How often each line stands somewhere, by the hashes of the lines: what is kept of them tells nobody what they say.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Tally(HashMap<u64, usize>);

impl Tally {
    /// Of all lines of a text.
    pub(super) fn of(text: &str) -> Self {
        said(text).map(|(_, line)| line).collect()
    }

    /// Of lines by their hashes.
    pub(super) fn of_hashes(hashes: impl Iterator<Item = u64>) -> Self {
        let mut tally = Self::default();
        hashes.for_each(|hash| *tally.0.entry(hash).or_default() += 1);
        tally
    }

    /// The hash of each line, as often as it stands there, sorted.
    pub(super) fn hashes(&self) -> Vec<u64> {
        let each = |(hash, count): (&u64, &usize)| std::iter::repeat_n(*hash, *count);
        let mut hashes: Vec<u64> = self.0.iter().flat_map(each).collect();
        hashes.sort_unstable();
        hashes
    }

    /// Makes it hold each line as often as either of both does.
    pub(super) fn widen(&mut self, other: Self) {
        for (line, count) in other.0 {
            let mine = self.0.entry(line).or_default();
            *mine = count.max(*mine);
        }
    }

    /// Takes one such line out; false when there is none.
    pub(super) fn take(&mut self, line: &str) -> bool {
        let count = self.0.get_mut(&of_line(line)).filter(|count| **count > 0);
        count.map(|count| *count -= 1).is_some()
    }
}

impl<'a> FromIterator<&'a str> for Tally {
    fn from_iter<I: IntoIterator<Item = &'a str>>(lines: I) -> Self {
        Self::of_hashes(lines.into_iter().map(of_line))
    }
}

/// A line by its words: blanks around it are none.
fn of_line(line: &str) -> u64 {
    seed(line.trim())
}

/// The first 64 bits of the hash of a text.
fn seed(text: &str) -> u64 {
    let hash = hash(text.as_bytes());
    hash.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_they_do_anywhere() {
        for text in ["a\nb\n", "a\r\nb", "a\rb\r", "\n a\n\n \rb", "a\r\n\rb"] {
            let lines: Vec<&str> = said(text).map(|(_, line)| line.trim()).collect();
            assert_eq!(lines, ["a", "b"], "{text:?}");
        }
    }

    #[test]
    fn a_tally_counts_and_keeps_no_words() {
        let mut tally = Tally::of("one\ntwo\n one \n");
        assert_eq!(Tally::of_hashes(tally.hashes().into_iter()), tally);
        tally.widen(Tally::of("one\nthree\n"));
        let left = ["one", "three", "one", "one", "two", "four"].map(|line| tally.take(line));
        assert_eq!(left, [true, true, true, false, true, false]);
    }
}
