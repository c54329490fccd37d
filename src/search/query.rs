//! The query: its words, and which of them people only say along with the others.

use std::ops::Range;

use super::fold::Splitter;
use super::pieces::MONTHS;

/// Characters of a query that are read; what comes after them is ignored.
const MAX_CHARS: usize = 256;
/// Words of a query that are looked for; later ones are ignored.
pub(super) const MAX_WORDS: usize = 12;
/// From how many digits on a query of digits is taken for a telephone number.
const PHONE_DIGITS: usize = 5;

/// Said along with what is remembered; they may match, but need not.
const FILLERS: [&str; 36] = [
    "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with", "who", "whose",
    "that", "was", "is", "i", "me", "my", "we", "he", "she", "guy", "man", "woman", "lady", "girl", "person",
    "someone", "somebody", "met", "about", "http", "https",
];
/// Said of an introducer.
const INTRODUCED: [&str; 6] = ["introduced", "introduces", "introduction", "intro", "via", "through"];

/// A typed query, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) words: Vec<Typed>,
    /// It speaks of somebody who introduced somebody.
    pub(super) introduced: bool,
}

/// One word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    /// Folded.
    pub(super) text: String,
    /// With umlauts written out, where that is another form.
    pub(super) out: Option<String>,
    /// In characters.
    pub(super) chars: usize,
    /// Need not match.
    pub(super) filler: bool,
    /// Where it stands in what was typed.
    pub(super) at: Range<usize>,
}

impl Query {
    /// Takes a query apart; it has no words when nothing in it is a letter or digit.
    pub(super) fn parse(text: &str) -> Self {
        let text = text.char_indices().nth(MAX_CHARS).and_then(|(end, _)| text.get(..end)).unwrap_or(text);
        if let Some(number) = phone(text) {
            let chars = number.len();
            return Self {
                words: vec![Typed { text: number, out: None, chars, filler: false, at: 0..text.len() }],
                introduced: false,
            };
        }
        let mut words: Vec<Typed> = Vec::new();
        Splitter::default().each_word(text, |word| {
            if words.len() < MAX_WORDS && !words.iter().any(|other| other.text == word.text) {
                words.push(Typed {
                    text: word.text.to_owned(),
                    out: word.out.map(str::to_owned),
                    chars: word.text.chars().count(),
                    filler: false,
                    at: word.start..word.end,
                });
            }
        });
        let introduced = words.len() > 1 && words.iter().any(|word| INTRODUCED.contains(&word.text.as_str()));
        let months: Vec<bool> = words.iter().map(|word| is_month(&word.text)).collect();
        let before_month = months.iter().skip(1).copied().chain([false]);
        for (word, before_month) in words.iter_mut().zip(before_month) {
            // "last may" is the newest May there is, and the newest contact comes first anyway.
            word.filler = FILLERS.contains(&word.text.as_str())
                || INTRODUCED.contains(&word.text.as_str())
                || before_month && matches!(word.text.as_str(), "last" | "this");
        }
        // A query of nothing else means them. One of a single word may still be on its way: "an" to "ana".
        if words.iter().all(|word| word.filler) {
            for word in &mut words {
                word.filler = false;
            }
        }
        Self { words, introduced }
    }
}

fn is_month(word: &str) -> bool {
    word.len() >= 3 && MONTHS.iter().any(|month| month.to_ascii_lowercase().starts_with(word))
}

/// The digits of a query that is a telephone number, without the zeros that stand for "abroad" or "another town".
fn phone(text: &str) -> Option<String> {
    let is_part = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-/().".contains(c);
    if !text.chars().all(is_part) {
        return None;
    }
    let digits: String = digits(text).collect();
    let number = digits.trim_start_matches('0');
    (digits.len() >= PHONE_DIGITS && !number.is_empty()).then(|| number.to_owned())
}

/// The digits of a telephone number as written; the `(0)` of `+44 (0)20` is left out, as it is when one dials.
pub(super) fn digits(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            if let Some(after) = rest.strip_prefix("(0)") {
                rest = after;
                continue;
            }
            let c = rest.chars().next()?;
            rest = rest.get(c.len_utf8()..)?;
            if c.is_ascii_digit() {
                return Some(c);
            }
        }
    })
    .take(super::fold::MAX_WORD)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fillers in brackets.
    #[track_caller]
    fn check(query: &str, words: &str) {
        let shown = Query::parse(query).words.into_iter();
        let shown: Vec<_> =
            shown.map(|word| if word.filler { format!("({})", word.text) } else { word.text }).collect();
        assert_eq!(shown.join(" "), words);
    }

    #[test]
    fn words_fillers_and_numbers() {
        check("Gardener May", "gardener may");
        check("printer from may breakfast", "printer (from) may breakfast");
        check("guy ana introduced", "(guy) ana (introduced)");
        check("guy", "guy");
        check("who the", "who the");
        check("gardener last may", "gardener (last) may");
        check("lost her last shop", "lost her last shop");
        check("+44 (0)20 7946-0000", "442079460000");
        check("020 7946", "207946");
        check("2026", "2026");
        check("00000", "00000");
        check("ana ana", "ana");
        check("  !?  ", "");
    }

    #[test]
    fn what_is_too_long_is_cut() {
        assert_eq!(Query::parse(&"abc ".repeat(1000)).words.len(), 1);
        let many: Vec<_> = (0..100).map(|number| format!("{number}x")).collect();
        assert_eq!(Query::parse(&many.join(" ")).words.len(), MAX_WORDS);
    }
}
