//! The one door through which foreign text reaches a terminal.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use ratatui::text::{Line, Text};
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::cells::cells;
use crate::domain::Day;

/// Stands for a character that must not reach the terminal.
const REPLACED: char = '\u{fffd}';
/// What a tab is shown as.
const TAB: &str = "    ";
/// Marks shown on one letter; more would run over the rows above and below.
const MOST_MARKS: usize = 8;
/// Joiners shown in one grapheme; the longest emoji in use needs three.
const MOST_JOINERS: usize = 4;

/// Text that cannot act on a terminal: widgets, tables and messages take nothing else of the user's or others' data.
///
/// It is made by [`show`] and [`show_block`], from words of our own by [`Safe::ours`], and from such parts by
/// [`Safe::join`] and the [`safe!`](crate::safe) macro, which do not clean twice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Safe<'a>(Cow<'a, str>);

/// Makes text safe to show on one line.
///
/// C0 controls become their pictures (`␛`), DEL `␡`, a newline `⏎`, a tab four blanks. C1 and bidi controls, invisible
/// characters, line separators and noncharacters become U+FFFD. At most eight marks stay on a letter, and a mark without
/// a letter gets a dotted circle, so that it cannot settle on text of ours. Joiners stay where scripts and emoji need
/// them. A variation selector after a letter or emoji is left out: terminals and ratatui disagree on how wide VS16 makes
/// a character, which would shift the row, and without it all take the width of the plain character.
///
/// Clean text is borrowed, and showing what was shown changes nothing.
pub fn show(text: &str) -> Safe<'_> {
    Safe(clean(text, Newlines::Marked))
}

/// Makes text safe to show on several lines: like [`show`], but newlines stay, and CRLF is one of them.
pub fn show_block(text: &str) -> Safe<'_> {
    Safe(clean(text, Newlines::Kept))
}

impl<'a> Safe<'a> {
    /// Words of our own, which need no cleaning.
    pub const fn ours(text: &'static str) -> Self {
        Self(Cow::Borrowed(text))
    }

    /// The safe text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The safe text, owned.
    pub fn into_owned(self) -> Safe<'static> {
        Safe(Cow::Owned(self.0.into_owned()))
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many cells it takes; see [`width`](super::width).
    pub fn width(&self) -> usize {
        super::width(&self.0)
    }

    /// The parts with a separator of ours between them.
    pub fn join(parts: impl IntoIterator<Item = Self>, separator: &'static str) -> Self {
        let mut parts = parts.into_iter();
        let Some(mut all) = parts.next() else { return Self::default() };
        for part in parts {
            let text = all.0.to_mut();
            text.push_str(separator);
            text.push_str(&part.0);
        }
        all
    }

    /// What the `safe!` macro makes of its checked parts.
    #[doc(hidden)]
    pub fn written(parts: fmt::Arguments<'_>) -> Safe<'static> {
        Safe(parts.as_str().map_or_else(|| Cow::Owned(parts.to_string()), Cow::Borrowed))
    }

    /// For text that is known to be clean or was made of clean parts.
    pub(super) const fn clean(text: Cow<'a, str>) -> Self {
        Self(text)
    }
}

/// Width and precision in a format string count cells, so that `{:<20}` lines up columns; a precision cuts with `…`.
impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cut = f.precision().map(|cells| super::cut(&self.0, cells));
        let text = cut.as_ref().map_or(self.as_str(), Safe::as_str);
        let missing = f.width().map_or(0, |cells| cells.saturating_sub(super::width(text)));
        let before = match f.align() {
            None | Some(fmt::Alignment::Left) => 0,
            Some(fmt::Alignment::Center) => missing / 2,
            Some(fmt::Alignment::Right) => missing,
        };
        let fill = f.fill();
        (0..before).try_for_each(|_| f.write_char(fill))?;
        f.write_str(text)?;
        (before..missing).try_for_each(|_| f.write_char(fill))
    }
}

impl AsRef<str> for Safe<'_> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

// By this, ratatui also makes a `Span` of it.
impl<'a> From<Safe<'a>> for Cow<'a, str> {
    fn from(safe: Safe<'a>) -> Self {
        safe.0
    }
}

impl From<Safe<'_>> for String {
    fn from(safe: Safe<'_>) -> Self {
        safe.0.into_owned()
    }
}

impl<'a> From<Safe<'a>> for Line<'a> {
    fn from(safe: Safe<'a>) -> Self {
        Line::raw(safe.0)
    }
}

impl<'a> From<Safe<'a>> for Text<'a> {
    fn from(safe: Safe<'a>) -> Self {
        Text::raw(safe.0)
    }
}

/// What may stand in a hole of [`safe!`](crate::safe): shown text, words of ours, numbers, days.
pub trait Shown: fmt::Display {}

impl Shown for Safe<'_> {}
impl Shown for &'static str {}
impl Shown for Day {}
impl Shown for i32 {}
impl Shown for i64 {}
impl Shown for u16 {}
impl Shown for u32 {}
impl Shown for u64 {}
impl Shown for usize {}
impl<T: Shown> Shown for &T {}

/// Lets only [`Shown`] parts through.
#[doc(hidden)]
pub const fn only_shown<T: Shown>(part: &T) -> &T {
    part
}

/// Whether a format string names no variable, as a name in braces would slip past [`only_shown`].
#[doc(hidden)]
pub const fn has_only_holes(format: &str) -> bool {
    let mut rest = format.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        if byte == b'{' {
            let Some((&next, tail)) = rest.split_first() else { return false };
            if !matches!(next, b'{' | b'}' | b':') {
                return false;
            }
            rest = tail;
        }
    }
    true
}

/// Writes words of ours round shown parts: `safe!("{} at {}", show(name), show(company))`.
///
/// The holes take [`Shown`](crate::text::Shown) parts only, so foreign text cannot come in by this way.
#[macro_export]
macro_rules! safe {
    ($format:literal $(, $part:expr)* $(,)?) => {{
        const _: () =
            assert!($crate::text::has_only_holes($format), "a name in braces is not checked: leave the braces empty");
        $crate::text::Safe::written(format_args!($format $(, $crate::text::only_shown(&$part))*))
    }};
}

#[derive(Clone, Copy, PartialEq)]
enum Newlines {
    Marked,
    Kept,
}

fn clean(text: &str, newlines: Newlines) -> Cow<'_, str> {
    let kept = |byte: u8| byte == b'\n' && newlines == Newlines::Kept;
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~') || kept(byte))
        || text.chars().all(|c| is_plain(c) || (c == '\n' && newlines == Newlines::Kept))
    {
        return Cow::Borrowed(text);
    }
    let mut piece = String::new();
    let mut out: Option<String> = None;
    for (at, grapheme) in text.grapheme_indices(true) {
        piece.clear();
        clean_grapheme(grapheme, newlines, &mut piece);
        if out.is_none() && piece != grapheme {
            let mut start = String::with_capacity(text.len() + 16);
            start.push_str(text.get(..at).unwrap_or_default());
            out = Some(start);
        }
        if let Some(out) = &mut out {
            out.push_str(&piece);
        }
    }
    out.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// A character that is a grapheme of its own beside others like it, and always safe: the common scripts in short.
pub(super) const fn is_plain(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' // Latin
        | '\u{370}'..='\u{377}' | '\u{384}'..='\u{482}' | '\u{48a}'..='\u{52f}' // Greek, Cyrillic
        | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}' // Hebrew, Arabic
        | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}' | '\u{20a0}'..='\u{20bf}' | '\u{2500}'..='\u{257f}'
        | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fe}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

fn clean_grapheme(grapheme: &str, newlines: Newlines, out: &mut String) {
    if newlines == Newlines::Kept && matches!(grapheme, "\n" | "\r\n") {
        out.push('\n');
        return;
    }
    let mut last = None;
    let (mut marks, mut joiners, mut selected) = (0, 0, false);
    let mut chars = grapheme.chars().peekable();
    while let Some(c) = chars.next() {
        let shown = match c {
            '\n' => '⏎',
            '\t' => {
                out.push_str(TAB);
                continue;
            }
            '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(REPLACED),
            '\x7f' => '␡',
            '\u{200c}' | '\u{200d}' if joiners < MOST_JOINERS && may_join(last, c, chars.peek().copied()) => {
                joiners += 1;
                c
            }
            _ if is_selector(c) && !selected && last.is_some_and(takes_selector) => {
                selected = true;
                continue;
            }
            _ if is_unseen(c) => REPLACED,
            _ if is_combining_mark(c) => {
                marks += 1;
                if marks > MOST_MARKS {
                    continue;
                }
                c
            }
            _ => {
                (marks, selected) = (0, false);
                c
            }
        };
        out.push(shown);
        last = Some(shown);
    }
    if out != grapheme || cells(grapheme) == 0 {
        *out = out.graphemes(true).map(seen).collect();
    }
}

/// A grapheme without cells would not be drawn: a bare mark gets a dotted circle, anything else is replaced.
fn seen(grapheme: &str) -> Cow<'_, str> {
    if cells(grapheme) > 0 {
        return Cow::Borrowed(grapheme);
    }
    let on_circle = format!("◌{grapheme}");
    if grapheme.starts_with(is_combining_mark) && on_circle.graphemes(true).count() == 1 {
        return Cow::Owned(on_circle);
    }
    Cow::Owned(grapheme.chars().map(|_| REPLACED).collect())
}

/// Whether a joiner has work to do here: in scripts whose letters join, and inside an emoji.
fn may_join(last: Option<char>, joiner: char, next: Option<char>) -> bool {
    let Some(last) = last else { return false };
    let joins_letters = matches!(last,
        '\u{600}'..='\u{10ff}' | '\u{1200}'..='\u{1cff}' | '\u{a800}'..='\u{abff}' | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}' | '\u{10a00}'..='\u{11fff}');
    let is_emoji = |c: char| c >= '\u{2190}' && c != REPLACED && !is_unseen(c);
    joins_letters || (joiner == '\u{200d}' && is_emoji(last) && next.is_some_and(is_emoji))
}

const fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180d}' | '\u{180f}')
}

/// Selectors choose among shapes of symbols, ideographs and Mongolian letters, and make keycaps of digits.
fn takes_selector(c: char) -> bool {
    matches!(c, '0'..='9' | '#' | '*' | '\u{a9}' | '\u{ae}')
        || (c >= '\u{1000}' && c != REPLACED && !is_unseen(c))
}

/// Characters that would act on the terminal, turn the reading order, or not be seen at all (Unicode 16:
/// `Default_Ignorable_Code_Point`, `Bidi_Control`, line separators, format controls without a shape, noncharacters, C1).
pub const fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{605}' | '\u{61c}' | '\u{70f}' | '\u{890}' | '\u{891}' | '\u{8e2}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
        || c as u32 & 0xfffe == 0xfffe
}

#[cfg(test)]
pub(super) mod tests;
