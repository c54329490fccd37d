//! What a page said when mingle wrote it: a short mark for each value, so that whatever has none was written since.
//!
//! A page cannot say when each of its values was written, and both sides may have changed since: the page in a notebook, the
//! record in mingle. With the marks of what mingle wrote, what somebody typed on the page is told from what only stands there
//! still, and no newer value gives way to an old one.

use std::collections::BTreeSet;
use std::fmt;

use crate::domain::fnv::Fnv;

/// The key of the front matter that holds them.
pub(super) const KEY: &str = "mingle";
/// How many letters a mark has.
const LETTERS: usize = 6;
/// 24 bits: of a page of a hundred values, one in 160,000 typed values would be taken for one of mingle's.
const BITS: u64 = 0xff_ffff;

/// The values that mingle wrote, by their marks.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Marks(BTreeSet<u32>);

impl Marks {
    /// As they stand on a page; `None` when there are none.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let mark = |at: usize| u32::from_str_radix(text.get(at..at + LETTERS)?, 16).ok();
        let marks: Option<BTreeSet<u32>> = (0..text.len()).step_by(LETTERS).map(mark).collect();
        marks.filter(|marks| !marks.is_empty()).map(Self)
    }

    /// Marks a value of a part of the page.
    pub(super) fn add(&mut self, part: &str, value: &str) {
        self.0.insert(mark(part, value));
    }

    /// Whether mingle wrote that value into that part.
    pub(super) fn has(&self, part: &str, value: &str) -> bool {
        self.0.contains(&mark(part, value))
    }
}

impl fmt::Display for Marks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|mark| write!(f, "{mark:06x}"))
    }
}

/// FNV-1a, folded; how blanks stand does not count. It stands in files, so it never changes.
fn mark(part: &str, value: &str) -> u32 {
    let mut hash = Fnv::default();
    hash.add(part.bytes().chain([0]));
    hash.add_words(value);
    let hash = hash.value();
    u32::try_from((hash ^ (hash >> 24) ^ (hash >> 48)) & BITS).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_known_again() {
        let mut marks = Marks::default();
        marks.add("company", "Forno  Nero");
        marks.add("role", "baker");
        let text = marks.to_string();
        assert_eq!(text.len(), 2 * LETTERS);
        let marks = Marks::read(&format!(" {text} ")).unwrap();
        assert!(marks.has("company", "Forno Nero ") && marks.has("role", "baker"));
        assert!(!marks.has("role", "Forno Nero") && !marks.has("company", "Forno") && !marks.has("role", ""));
        // It stands in files, so it stays what it is.
        assert_eq!(format!("{:06x}", mark("company", "Forno Nero")), "ed42a4");
        for bad in ["", "yes", "00000", "0000000", "00000é", "zzzzzz", "+00001"] {
            assert_eq!(Marks::read(bad), None, "{bad}");
        }
    }
}
