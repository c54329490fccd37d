//! A line into its parts at `;`, and the text of a part.

use std::ops::Range;

/// The parts of a line.
pub(super) struct Parts {
    /// The line starts with `;`: it has no head.
    pub(super) headless: bool,
    /// Bytes of the line, without the blanks around them; none is empty.
    pub(super) spans: Vec<Range<usize>>,
}

/// Splits at every `;` that is not doubled. A line break ends the first part as `;` does, and no other: a head stands in
/// one line, a note may have several.
pub(super) fn split(line: &str) -> Parts {
    let mut parts = Parts { headless: false, spans: Vec::new() };
    let mut bytes = line.bytes().enumerate().peekable();
    let (mut start, mut first, mut solid) = (0, true, false);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b';' if bytes.next_if(|(_, next)| *next == b';').is_some() => solid = true,
            b';' => {
                let span = trim(line, start..at);
                parts.headless |= first && span.is_empty();
                parts.push(span);
                (start, first) = (at + 1, false);
            }
            b'\n' if first && solid => {
                parts.push(trim(line, start..at));
                (start, first) = (at + 1, false);
            }
            _ => solid |= !byte.is_ascii_whitespace(),
        }
    }
    parts.push(trim(line, start..line.len()));
    parts
}

impl Parts {
    fn push(&mut self, span: Range<usize>) {
        if !span.is_empty() {
            self.spans.push(span);
        }
    }
}

/// The span without the blanks around it.
pub(super) fn trim(line: &str, span: Range<usize>) -> Range<usize> {
    let text = line.get(span.clone()).unwrap_or_default();
    let start = span.start + (text.len() - text.trim_start().len());
    start..(start + text.trim().len())
}

/// Note text: as typed, with `;;` read as `;`.
pub(super) fn unescape(text: &str) -> String {
    text.replace(";;", ";")
}

/// The text of a field: `;;` read as `;`, blanks and control characters as one blank.
pub(super) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let blank = |ch: char| ch.is_whitespace() || ch.is_control() || ch == '\u{feff}';
    for word in unescape(text).split(blank).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Every word with where it stands in `text`.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> + '_ {
    text.split_whitespace().map(|word| (word.as_ptr().addr() - text.as_ptr().addr(), word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, headless: bool, expect: &[&str]) {
        let parts = split(line);
        let texts: Vec<_> = parts.spans.iter().map(|span| line.get(span.clone()).unwrap()).collect();
        assert_eq!((parts.headless, texts.as_slice()), (headless, expect), "{line:?}");
    }

    #[test]
    fn parts() {
        check("", false, &[]);
        check("Ana", false, &["Ana"]);
        check(" Ana ;  needs x ;; y;", false, &["Ana", "needs x ;; y"]);
        check("; needs x", true, &["needs x"]);
        check(";;; needs x", false, &[";;", "needs x"]);
        check(" ; ; x", true, &["x"]);
        check("\n Ana\nlost; a\nb", false, &["Ana", "lost", "a\nb"]);
        check(";Ana\nlost", true, &["Ana\nlost"]);
        check("\u{3000}阮;x\u{a0}", false, &["阮", "x"]);
    }

    #[test]
    fn words_know_where_they_stand() {
        let text = " a\u{3000}bc  d";
        let found: Vec<_> = words(text).collect();
        assert_eq!(found, [(1, "a"), (5, "bc"), (9, "d")]);
    }
}
