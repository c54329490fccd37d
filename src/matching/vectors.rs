//! Words as points: those that mean alike lie in like directions, which fills in what no thesaurus has written down.
//!
//! `assets/matching/README.md` says how the table was made, and from what.

use super::words::{Key, Word};

/// The table that comes with mingle.
const BUILT_IN: &[u8] = include_bytes!("../../assets/matching/vectors.bin");

/// How many numbers a word has.
pub(super) const DIMS: usize = 96;
/// The length of every direction but the empty one, so that a number of it fits a byte.
const LENGTH: i32 = 240;
/// More words than these of one text say nothing more, and their sum stays small.
const MOST_WORDS: usize = 120;
/// What stands before the table: four letters, the version, the dimensions, how many keys and rows.
const HEAD: usize = 16;

/// Where a text points to; all zero when none of its words is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Direction([i8; DIMS]);

impl Default for Direction {
    fn default() -> Self {
        Self([0; DIMS])
    }
}

impl Direction {
    /// Whether nothing is known of it.
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|part| *part == 0)
    }

    /// The cosine of the angle between two: 1 for the same, about 0 for what has nothing to do with each other.
    pub(super) fn cosine(&self, other: &Self) -> f32 {
        let product: i32 =
            self.0.iter().zip(&other.0).map(|(one, other)| i32::from(*one) * i32::from(*other)).sum();
        f32::from(i16::try_from(product / 2).unwrap_or(i16::MAX)) / f32::from(LENGTH_SQUARED_HALF)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "240 * 240 / 2 fits")]
const LENGTH_SQUARED_HALF: i16 = (LENGTH * LENGTH / 2) as i16;

/// A word that is known: its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row(usize);

/// The table: for each word its numbers. Without words by default.
#[derive(Debug, Clone, Default)]
pub(super) struct Vectors {
    /// Upper halves of the keys of words, in order, four bytes each.
    keys: &'static [u8],
    /// For each key its row, two bytes each.
    rows: &'static [u8],
    numbers: &'static [u8],
}

impl Vectors {
    /// Those that come with mingle.
    pub(super) fn built_in() -> Self {
        Self::over(BUILT_IN).unwrap_or_default()
    }

    /// Reads a table in place; `None` where it is no such table.
    fn over(bytes: &'static [u8]) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(HEAD)?;
        let number = |at: usize| Some(u32::from_le_bytes(head.get(at..at + 4)?.try_into().ok()?));
        let dims = usize::try_from(number(4)?).ok()?;
        if head.get(..4)? != b"mgv1" || dims != DIMS {
            return None;
        }
        let keys = usize::try_from(number(8)?).ok()?;
        let rows = usize::try_from(number(12)?).ok()?;
        let (keys, rest) = rest.split_at_checked(keys.checked_mul(4)?)?;
        let (numbered, numbers) = rest.split_at_checked(keys.len() / 2)?;
        (numbers.len() == rows.checked_mul(DIMS)?).then_some(Self { keys, rows: numbered, numbers })
    }

    /// The row of a word in its own form, or else in that without an ending.
    pub(super) fn row(&self, word: &Word) -> Option<Row> {
        self.find(word.plain).or_else(|| self.find(word.root?))
    }

    fn find(&self, key: Key) -> Option<Row> {
        let wanted = u32::try_from(key >> 32).ok()?;
        let (mut from, mut to) = (0, self.keys.len() / 4);
        while from < to {
            let middle = usize::midpoint(from, to);
            let found = u32::from_le_bytes(self.keys.get(middle * 4..middle * 4 + 4)?.try_into().ok()?);
            match found.cmp(&wanted) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => to = middle,
                std::cmp::Ordering::Equal => {
                    let row = self.rows.get(middle * 2..middle * 2 + 2)?.try_into().ok()?;
                    return Some(Row(usize::from(u16::from_le_bytes(row))));
                }
            }
        }
        None
    }

    fn numbers(&self, row: Row) -> &[u8] {
        self.numbers.get(row.0 * DIMS..(row.0 + 1) * DIMS).unwrap_or_default()
    }

    /// Where these words point to together.
    pub(super) fn direction(&self, words: impl Iterator<Item = Row>) -> Direction {
        let mut sums = [0_i32; DIMS];
        for row in words.take(MOST_WORDS) {
            for (sum, number) in sums.iter_mut().zip(self.numbers(row)) {
                *sum += i32::from(number.cast_signed());
            }
        }
        let length = sums.iter().map(|sum| i64::from(*sum) * i64::from(*sum)).sum::<i64>().isqrt();
        let mut direction = Direction::default();
        let length = i32::try_from(length).unwrap_or(i32::MAX);
        if length > 0 {
            // Shifted by 16 bits, so that one division does for all; the half makes it round.
            let factor = (LENGTH << 16) / length;
            for (part, sum) in direction.0.iter_mut().zip(sums) {
                let rounded = (sum * factor + (1 << 15)) >> 16;
                *part = i8::try_from(rounded.clamp(-127, 127)).unwrap_or_default();
            }
        }
        direction
    }

    /// How much two words pull two texts together.
    pub(super) fn pull(&self, one: Row, other: Row) -> i32 {
        let pairs = self.numbers(one).iter().zip(self.numbers(other));
        pairs.map(|(one, other)| i32::from(one.cast_signed()) * i32::from(other.cast_signed())).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn direction(text: &str) -> Direction {
        let table = Vectors::built_in();
        table.direction(words(text).iter().filter_map(|word| table.row(word)))
    }

    #[track_caller]
    fn check(one: &str, other: &str, least: f32, most: f32) {
        let cosine = direction(one).cosine(&direction(other));
        assert!((least..=most).contains(&cosine), "{one}, {other}: {cosine}");
    }

    #[test]
    fn words_of_like_meaning_point_the_same_way() {
        check("sommelier", "sommeliers", 0.97, 1.03);
        check("sommelier", "wine", 0.35, 1.0);
        check("cobbler", "shoes", 0.35, 1.0);
        check("sommelier", "gearbox", -0.4, 0.2);
        check("xyzzyqqq", "wine", 0.0, 0.0);
        check("", "", 0.0, 0.0);
    }

    #[test]
    fn every_key_is_found_and_has_its_row() {
        let table = Vectors::built_in();
        let keys: Vec<u32> =
            table.keys.chunks(4).map(|key| u32::from_le_bytes(key.try_into().unwrap())).collect();
        assert!(keys.len() > 20_000 && keys.is_sorted_by(|one, other| one < other));
        let found = keys.iter().filter_map(|key| table.find(u64::from(*key) << 32));
        assert!(found.map(|row| table.numbers(row).len()).eq(keys.iter().map(|_| DIMS)));
    }

    #[test]
    fn what_is_no_table_is_none() {
        for bytes in [&b""[..], b"mgv1", b"mgv2\x60\0\0\0\0\0\0\0\0\0\0\0", BUILT_IN.split_last().unwrap().1]
        {
            assert!(Vectors::over(bytes).is_none());
        }
    }

    #[test]
    fn a_very_long_text_does_not_overflow() {
        let text = "plumber ".repeat(5000);
        assert!((direction(&text).cosine(&direction("plumber")) - 1.0).abs() < 0.03);
    }
}
