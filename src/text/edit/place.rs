//! Places in text: graphemes, words and lines, as byte offsets.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The start of the grapheme before `at`.
pub(super) fn left(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at, text.len(), true).prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The end of the grapheme after `at`.
pub(super) fn right(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at, text.len(), true).next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// The last boundary between graphemes at or before any byte.
pub(super) fn boundary_before(text: &str, at: usize) -> usize {
    let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    if is_boundary(text, at) { at } else { left(text, at) }
}

/// The first boundary between graphemes at or after any byte.
pub(super) fn boundary_after(text: &str, at: usize) -> usize {
    let at = (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    if is_boundary(text, at) { at } else { right(text, at) }
}

fn is_boundary(text: &str, at: usize) -> bool {
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// Left over what is between words, then over a word.
pub(super) fn word_left(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let mut seen_word = false;
    for (start, grapheme) in before.grapheme_indices(true).rev() {
        if seen_word && !is_word(grapheme) {
            return start + grapheme.len();
        }
        seen_word |= is_word(grapheme);
    }
    0
}

/// Right over what is between words, then over a word.
pub(super) fn word_right(text: &str, at: usize) -> usize {
    let after = text.get(at..).unwrap_or_default();
    let mut seen_word = false;
    for (start, grapheme) in after.grapheme_indices(true) {
        if seen_word && !is_word(grapheme) {
            return at + start;
        }
        seen_word |= is_word(grapheme);
    }
    text.len()
}

/// Letters, digits and apostrophes, so that "don't" is one word.
fn is_word(grapheme: &str) -> bool {
    grapheme.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '_'))
}

/// The line that holds `at`, without its line break (LF or CRLF).
pub(super) fn line(text: &str, at: usize) -> Range<usize> {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let end = after.find('\n').map_or(text.len(), |newline| {
        at + newline - usize::from(after.get(..newline).is_some_and(|line| line.ends_with('\r')))
    });
    start..end
}

/// Where the last mark of a Thai, Indic or like grapheme begins.
pub(super) fn last_mark(grapheme: &str) -> Option<usize> {
    let base = grapheme.chars().next()?;
    let (at, mark) = grapheme.char_indices().next_back()?;
    let typed_apart =
        matches!(base, '\u{900}'..='\u{10ff}' | '\u{1700}'..='\u{1cff}' | '\u{a800}'..='\u{abff}');
    (at > 0 && typed_apart && is_combining_mark(mark)).then_some(at)
}
