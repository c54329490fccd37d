//! Folding: what two spellings of a text have in common, with the way back to the original.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

use crate::domain::fold::spelt;

/// Longest word in folded characters; a longer run (a script without spaces, a hash) becomes several words.
pub(super) const MAX_WORD: usize = 48;

/// Hands `put` what a character folds to: nothing for accents and invisible characters, two for a ligature.
///
/// Compatibility decomposition without the marks (a combining class above 0), in lower case, and the letters that
/// Unicode does not decompose. Hangul stays in syllables: its decomposition is spelling, not accents.
pub(super) fn fold_char(c: char, put: &mut impl FnMut(char)) {
    if c.is_ascii() {
        return put(c.to_ascii_lowercase());
    }
    if ('\u{ac00}'..='\u{d7a3}').contains(&c) {
        return put(c);
    }
    decompose_compatible(c, |part| {
        if is_silent(part) {
            return;
        }
        for lower in part.to_lowercase().filter(|lower| !is_silent(*lower)) {
            match spelt(lower) {
                Some(letters) => letters.chars().for_each(&mut *put),
                None => put(lower),
            }
        }
    });
}

/// Whether a character leaves no trace: an accent, or invisible (joiners, soft hyphen, direction marks, variation).
fn is_silent(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
        || (c >= '\u{300}' && canonical_combining_class(c) != 0)
}

/// How a letter with dots or a stroke is written out where keyboards lack it: `mueller` for `Müller`.
fn written_out(c: char) -> Option<&'static str> {
    match c {
        'ä' | 'Ä' => Some("ae"),
        'ö' | 'Ö' | 'ø' | 'Ø' => Some("oe"),
        'ü' | 'Ü' => Some("ue"),
        'å' | 'Å' => Some("aa"),
        _ => None,
    }
}

/// A word of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    /// Folded.
    pub(super) text: &'a str,
    /// The form with umlauts written out, where that is another one.
    pub(super) out: Option<&'a str>,
    /// First byte in the original.
    pub(super) start: usize,
    /// The byte after the last in the original.
    pub(super) end: usize,
}

/// Buffers for [`each_word`], kept to spare allocations.
#[derive(Debug, Default)]
pub(super) struct Splitter {
    word: String,
    out: String,
    chars: usize,
    has_out: bool,
}

impl Splitter {
    /// Calls `visit` with every word of `text`: a run of letters and digits.
    ///
    /// An apostrophe inside a word is skipped (`O'Brien` is `obrien`), and an English `'s` at its end is cut off.
    pub(super) fn each_word(&mut self, text: &str, mut visit: impl FnMut(Word<'_>)) {
        self.clear();
        let (mut start, mut end) = (0, 0);
        // Where the word would end if what follows turns out to be just `'s`.
        let mut apostrophe: Option<(usize, usize, usize, usize)> = None;
        for (at, c) in text.char_indices() {
            let letter = if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() };
            if letter {
                if self.chars >= MAX_WORD {
                    self.give(start, end, None, &mut visit);
                    apostrophe = None;
                }
                if self.chars == 0 {
                    start = at;
                }
                self.push(c);
                end = at + c.len_utf8();
            } else if self.chars > 0 && is_silent(c) {
                // A combining diaeresis: the same umlaut in two characters.
                if c == '\u{308}' && self.out.ends_with(['a', 'o', 'u']) {
                    self.out.push('e');
                    self.has_out = true;
                }
                end = at + c.len_utf8();
            } else if self.chars > 0 && matches!(c, '\'' | '\u{2019}' | '\u{2bc}') {
                apostrophe = Some((self.word.len(), self.out.len(), self.chars, end));
            } else {
                self.give(start, end, apostrophe.take(), &mut visit);
            }
        }
        self.give(start, end, apostrophe, &mut visit);
    }

    fn push(&mut self, c: char) {
        if c.is_ascii() {
            let lower = c.to_ascii_lowercase();
            self.word.push(lower);
            self.out.push(lower);
            self.chars += 1;
            return;
        }
        let spelt = written_out(c);
        if let Some(spelt) = spelt {
            self.out.push_str(spelt);
            self.has_out = true;
        }
        fold_char(c, &mut |folded| {
            self.word.push(folded);
            self.chars += 1;
            if spelt.is_none() {
                self.out.push(folded);
            }
        });
    }

    fn give(
        &mut self,
        start: usize,
        mut end: usize,
        apostrophe: Option<(usize, usize, usize, usize)>,
        visit: &mut impl FnMut(Word<'_>),
    ) {
        if let Some((word, out, chars, before)) = apostrophe
            && self.chars == chars + 1
            && self.word.ends_with('s')
        {
            self.word.truncate(word);
            self.out.truncate(out);
            end = before;
        }
        if !self.word.is_empty() {
            let out = (self.has_out && self.out != self.word).then_some(self.out.as_str());
            visit(Word { text: &self.word, out, start, end });
        }
        self.clear();
    }

    fn clear(&mut self) {
        self.word.clear();
        self.out.clear();
        self.chars = 0;
        self.has_out = false;
    }
}

/// The bytes of `source` that the folded characters `chars` came from; accents after the last belong to it.
pub(super) fn source_of(source: &str, chars: Range<usize>) -> Range<usize> {
    let (mut folded, mut start, mut end) = (0, None, 0);
    for (at, c) in source.char_indices() {
        let before = folded;
        if !matches!(c, '\'' | '\u{2019}' | '\u{2bc}') {
            fold_char(c, &mut |_| folded += 1);
        }
        if before >= chars.end && folded > before {
            break;
        }
        if folded > chars.start && start.is_none() && folded > before {
            start = Some(at);
        }
        if start.is_some() && (folded > before || is_silent(c)) {
            end = at + c.len_utf8();
        }
    }
    start.map_or(0..0, |start| start..end.max(start))
}

/// A text folded whole: one entry a folded character, with the byte range it came from.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// The folded text; characters that are no letters stay.
    pub(super) text: String,
    /// For each character of `text` the bytes of the original.
    pub(super) source: Vec<Range<usize>>,
}

impl Folded {
    /// Folds at most `limit` characters.
    pub(super) fn new(text: &str, limit: usize) -> Self {
        let mut folded = Self::default();
        for (at, c) in text.char_indices().take(limit) {
            let source = at..at + c.len_utf8();
            if is_silent(c) {
                if let Some(last) = folded.source.last_mut() {
                    last.end = source.end;
                }
                continue;
            }
            fold_char(c, &mut |part| {
                folded.text.push(part);
                folded.source.push(source.clone());
            });
        }
        folded
    }
}

/// Adds `range` to spans kept in order, joined with the last one where they touch.
pub(super) fn push_span(spans: &mut Vec<Range<usize>>, range: Range<usize>) {
    match spans.last_mut() {
        Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
        _ => spans.push(range),
    }
}

/// Which letters and digits a word has: one bit each, the rest of Unicode shared over the remaining bits.
pub(super) fn letters(word: &str) -> u64 {
    word.chars().fold(0, |mask, c| {
        let bit = match c {
            'a'..='z' => u32::from(c) - u32::from('a'),
            '0'..='9' => 26 + u32::from(c) - u32::from('0'),
            other => 36 + u32::from(other) % 28,
        };
        mask | 1 << bit
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        Splitter::default().each_word(text, |word| {
            words.push(word.out.map_or_else(|| word.text.to_owned(), |out| format!("{}/{out}", word.text)));
        });
        words
    }

    #[track_caller]
    fn check(text: &str, folded: &str) {
        assert_eq!(words(text).join(" "), folded);
    }

    #[test]
    fn spellings_of_a_name_meet() {
        check("José MÜLLER", "jose muller/mueller");
        check("Mu\u{308}ller", "muller/mueller");
        check("Łukasz Đặng Nguyễn", "lukasz dang nguyen");
        check("Søren Åse", "soren/soeren ase/aase");
        check("Straße, ﬁne Æther Œuvre", "strasse fine aether oeuvre");
        check("Işıl İnce", "isil ince");
        check("Ｗｉｄｅ", "wide");
        check("Ελένη Λουκάς", "ελενη λουκασ");
        check("김민준 王小明", "김민준 王小明");
        check("فَاطِمَة", "فاطمة");
    }

    #[test]
    fn apostrophes_hyphens_and_marks() {
        check("O'Brien's Jean-Luc d’Arc", "obrien jean luc darc");
        check("Makers' can't", "makers cant");
        check("zero\u{200b}width soft\u{ad}hyphen", "zerowidth softhyphen");
        check("!!! 🎉 ''", "");
        check(&"x".repeat(100), &["x".repeat(48), "x".repeat(48), "x".repeat(4)].join(" "));
    }

    #[test]
    fn every_folded_character_leads_back() {
        assert_eq!(source_of("Straße", 4..6), 4..6, "both s of one sharp s");
        assert_eq!(source_of("Nguye\u{302}\u{303}n", 0..5), 0..9, "the accents belong to the e");
        assert_eq!(source_of("Łuk", 0..1), 0..2);
        assert_eq!(source_of("O'Brien", 1..3), 2..4);
        assert_eq!(source_of("abc", 7..9), 0..0);
        let folded = Folded::new("Æon ñ", 100);
        assert_eq!(folded.text, "aeon n");
        assert_eq!(folded.source[1], 0..2);
        assert_eq!(folded.source[5], 5..7);
    }
}
