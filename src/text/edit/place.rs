//! Places in text: graphemes, words and lines, as byte offsets.

use std::ops::Range;

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
    let mut word = Script::None;
    for (start, grapheme) in before.grapheme_indices(true).rev() {
        let own = Script::of(grapheme);
        if word != Script::None && own != word {
            return start + grapheme.len();
        }
        word = own;
    }
    0
}

/// Right over what is between words, then over a word.
pub(super) fn word_right(text: &str, at: usize) -> usize {
    let after = text.get(at..).unwrap_or_default();
    let mut word = Script::None;
    for (start, grapheme) in after.grapheme_indices(true) {
        let own = Script::of(grapheme);
        if word != Script::None && own != word {
            return at + start;
        }
        word = own;
    }
    text.len()
}

/// What words are made of. Japanese has no blanks, but a word mostly ends where the script changes.
#[derive(Clone, Copy, PartialEq)]
enum Script {
    /// Blanks and punctuation, between words.
    None,
    /// Letters, digits and apostrophes, so that "don't" is one word.
    Letters,
    Hiragana,
    Katakana,
    Ideographs,
}

impl Script {
    fn of(grapheme: &str) -> Self {
        match grapheme.chars().next() {
            Some('\u{3041}'..='\u{309f}') => Self::Hiragana,
            Some('\u{30a1}'..='\u{30ff}') => Self::Katakana,
            Some(
                '\u{3005}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}',
            ) => Self::Ideographs,
            Some(c) if c.is_alphanumeric() || matches!(c, '\'' | '’' | '_') => Self::Letters,
            _ => Self::None,
        }
    }
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

/// Where the last typed part of a Thai, Indic or like grapheme begins: a mark, or a letter of a conjunct, with the
/// joiners behind it.
pub(super) fn last_part(grapheme: &str) -> Option<usize> {
    let base = grapheme.chars().next()?;
    let (at, _) = grapheme.trim_end_matches(['\u{200c}', '\u{200d}']).char_indices().next_back()?;
    let typed_apart =
        matches!(base, '\u{900}'..='\u{10ff}' | '\u{1700}'..='\u{1cff}' | '\u{a800}'..='\u{abff}');
    (at > 0 && typed_apart).then_some(at)
}
