//! Measuring and cutting by terminal cells, never inside a grapheme.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

use super::safe::is_plain;
use super::{Safe, show};

/// How many terminal cells `text` takes, as ratatui draws it: grapheme by grapheme, controls nowhere.
///
/// This differs from `UnicodeWidthStr::width` (and so from ratatui's `Span::width`) where letters of two graphemes
/// would share a cell in some font, such as Arabic lam and alef.
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    text.graphemes(true).map(cells).sum()
}

/// The cells of one grapheme as ratatui's buffer counts them.
pub(super) fn cells(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) { 0 } else { usize::from(grapheme.cell_width()) }
}

/// The cells of one grapheme of foreign text once it is shown.
pub(super) fn shown_cells(grapheme: &str) -> usize {
    if matches!(grapheme.as_bytes(), [b' '..=b'~']) {
        return 1;
    }
    let mut chars = grapheme.chars();
    if chars.next().is_some_and(is_plain) && chars.next().is_none() {
        return cells(grapheme);
    }
    width(show(grapheme).as_str())
}

/// Shows `text` in at most `cells` cells, with `…` at the end when some of it is left out.
pub fn cut(text: &str, cells: usize) -> Safe<'_> {
    if cells == 0 {
        return Safe::default();
    }
    let (mut used, mut kept) = (0, 0);
    for (at, grapheme) in text.grapheme_indices(true) {
        used += shown_cells(grapheme);
        if used > cells {
            let mut start: String = show(text.get(..kept).unwrap_or_default()).into();
            start.push('…');
            return Safe::clean(Cow::Owned(start));
        }
        if used < cells {
            kept = at + grapheme.len();
        }
    }
    show(text)
}

/// Shows `text` in exactly `cells` cells: cut when too long, blanks after it when too short.
pub fn pad(text: &str, cells: usize) -> Safe<'_> {
    let cut = cut(text, cells);
    let missing = cells.saturating_sub(cut.width());
    if missing == 0 {
        return cut;
    }
    let mut all = String::from(cut);
    all.extend(std::iter::repeat_n(' ', missing));
    Safe::clean(Cow::Owned(all))
}

/// Breaks `text` into drawn rows of at most `cells` cells, given as byte ranges; there is always at least one.
///
/// Rows break at newlines (LF or CRLF, which belong to no row), between words, and beside wide characters such as
/// ideographs; a word longer than a row is broken between graphemes. Blanks at the end of a row hang over its edge and
/// are not counted. A grapheme wider than `cells` stands alone in its row. The same ranges serve drawing (each through
/// [`show`]) and the caret. Linear in the length of the text.
pub fn wrap(text: &str, cells: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let shown = line.strip_suffix('\r').filter(|_| start + line.len() < text.len()).unwrap_or(line);
        if shown.is_ascii() {
            let bytes = (0..shown.len()).filter_map(|at| Some((at, shown.get(at..=at)?)));
            wrap_line(bytes, start, shown.len(), cells.max(1), &mut rows);
        } else {
            wrap_line(shown.grapheme_indices(true), start, shown.len(), cells.max(1), &mut rows);
        }
        start += line.len() + 1;
    }
    rows
}

/// The rows of [`wrap`], shown.
pub fn wrapped(text: &str, cells: usize) -> Vec<Safe<'_>> {
    wrap(text, cells).into_iter().map(|row| show(text.get(row).unwrap_or_default())).collect()
}

fn wrap_line<'a>(
    graphemes: impl Iterator<Item = (usize, &'a str)>,
    start: usize,
    len: usize,
    cells: usize,
    rows: &mut Vec<Range<usize>>,
) {
    let (mut row, mut used) = (0, 0);
    // The last place where the row may end, and the cells before it.
    let mut chance = None;
    let mut previous = Kind::Blank;
    for (at, grapheme) in graphemes {
        let own = shown_cells(grapheme);
        let kind = Kind::of(grapheme, own);
        if at > row && may_break(previous, kind) {
            chance = Some((at, used));
        }
        while kind != Kind::Blank && used + own > cells && at > row {
            let (end, before) = chance.take().unwrap_or((at, used));
            rows.push(start + row..start + end);
            row = end;
            used -= before;
        }
        used += own;
        previous = kind;
    }
    rows.push(start + row..start + len);
}

/// What a grapheme is to line breaking: a plain part of UAX 14.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Blank,
    Letter,
    Wide,
    /// Wide and not to end a row.
    Opening,
    /// Wide and not to begin a row.
    Closing,
}

impl Kind {
    fn of(grapheme: &str, cells: usize) -> Self {
        let mut chars = grapheme.chars();
        match chars.next() {
            // A blank that carries a mark is seen.
            Some(
                ' '
                | '\t'
                | '\u{1680}'
                | '\u{2000}'..='\u{2006}'
                | '\u{2008}'..='\u{200a}'
                | '\u{205f}'
                | '\u{3000}',
            ) if chars.next().is_none() => Self::Blank,
            _ if cells < 2 => Self::Letter,
            Some('「' | '『' | '（' | '【' | '《' | '〈' | '［' | '｛' | '〔') => Self::Opening,
            Some(
                '」' | '』' | '）' | '】' | '》' | '〉' | '］' | '｝' | '〕' | '、' | '。' | '，' | '．'
                | '！' | '？' | '：' | '；' | 'ー' | '々',
            ) => Self::Closing,
            // Control pictures and tabs aside, only wide characters take two cells; `␍⏎` must not count as one.
            Some(c) if c.is_ascii() => Self::Letter,
            _ => Self::Wide,
        }
    }
}

fn may_break(before: Kind, after: Kind) -> bool {
    match (before, after) {
        (_, Kind::Blank | Kind::Closing) | (Kind::Opening, _) | (Kind::Letter, Kind::Letter) => false,
        (Kind::Blank | Kind::Wide | Kind::Closing, _) | (Kind::Letter, Kind::Wide | Kind::Opening) => true,
    }
}

#[cfg(test)]
mod tests;
