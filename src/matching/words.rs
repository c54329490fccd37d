//! A line of text as words: folded, in two degrees of stemming, with the small words that order a sentence marked.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::fnv::Fnv;
use crate::domain::fold::spelt;

/// A word, or several in a row, as a number: FNV-1a of the folded letters.
///
/// Two of a few ten thousand share 64 bits about once in ten billion dictionaries.
pub(super) type Key = u64;

/// A map by keys, which are hashed already.
pub(super) type ByKey<T> = HashMap<Key, T, BuildHasherDefault<AsItIs>>;

/// Takes a key for its own hash.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = self.0.rotate_left(5) ^ key;
    }
}

/// What a word does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It may carry meaning.
    Plain,
    /// What comes after it is said of what came before: "for", "who", "like".
    Link,
    /// So is this, and what comes next may be a place: "in", "near".
    Place,
}

/// One word of a line.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Without the ending of a plural.
    pub(super) plain: Key,
    /// Without any ending, when enough is left to tell words apart.
    pub(super) root: Option<Key>,
    /// Where it stands.
    pub(super) span: Range<usize>,
    pub(super) kind: Kind,
    /// Whether a comma or the like stands before it.
    pub(super) begins: bool,
}

/// Words that say which one, never what.
const WHICH: &[&str] = &[
    "a", "an", "the", "my", "our", "your", "his", "her", "their", "its", "some", "any", "this", "these",
    "those", "me", "us",
];

const LINKS: &[&str] = &[
    "for", "of", "with", "who", "that", "which", "whose", "when", "where", "because", "so", "like", "than",
    "on", "by", "before", "after", "until", "without", "under",
];

const PLACES: &[&str] = &["in", "near", "at", "from", "around", "across", "outside", "round"];

/// Longer words are no words.
const LONGEST: usize = 48;

/// The words of `text`, without those that only say which one.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut folded = String::new();
    let mut from = None;
    let mut begins = true;
    for (at, ch) in text.char_indices() {
        if ch.is_alphanumeric() || is_combining_mark(ch) {
            from.get_or_insert(at);
            fold(ch, &mut folded);
            continue;
        }
        // "don't", "café's", "R&D": one word.
        if from.is_some() && matches!(ch, '\'' | '’' | '&') {
            continue;
        }
        if let Some(from) = from.take() {
            push(&mut found, &mut folded, from..at, &mut begins);
        }
        begins |= matches!(ch, ',' | ';' | ':' | '.' | '(' | ')' | '/' | '!' | '?' | '\n');
    }
    if let Some(from) = from {
        push(&mut found, &mut folded, from..text.len(), &mut begins);
    }
    found
}

fn push(found: &mut Vec<Word>, folded: &mut String, span: Range<usize>, begins: &mut bool) {
    let word = folded.as_str();
    // None of the small words is longer; most words are.
    let is_small = word.len() <= 7;
    if !word.is_empty() && word.len() <= LONGEST && !(is_small && WHICH.contains(&word)) {
        let kind = if is_small && LINKS.contains(&word) {
            Kind::Link
        } else if is_small && PLACES.contains(&word) {
            Kind::Place
        } else {
            Kind::Plain
        };
        let plain = singular(word);
        let root = root(&plain);
        let root = (root.len() >= 4 || root.len() == plain.len()).then(|| key(root));
        found.push(Word { plain: key(&plain), root, span, kind, begins: *begins });
        *begins = false;
    }
    folded.clear();
}

/// The letter in lower case without its accents.
fn fold(ch: char, out: &mut String) {
    if ch.is_ascii() {
        out.push(ch.to_ascii_lowercase());
        return;
    }
    let letters = ch.to_lowercase().nfkd().filter(|ch| !is_combining_mark(*ch));
    for letter in letters {
        match spelt(letter) {
            Some(letters) => out.push_str(letters),
            None => out.push(letter),
        }
    }
}

/// FNV-1a (Fowler, Noll, Vo), 64 bits.
pub(super) fn key(word: &str) -> Key {
    let mut hash = Fnv::default();
    hash.add(word.bytes());
    hash.value()
}

/// The key of a phrase grown by one more word.
pub(super) fn then(phrase: Key, word: Key) -> Key {
    (phrase.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// A word in the singular, as English makes plurals.
fn singular(word: &str) -> Cow<'_, str> {
    let kept =
        word.len() < 4 || ["ss", "us", "is", "news", "sales", "wales"].iter().any(|end| word.ends_with(end));
    if kept {
        return Cow::Borrowed(word);
    }
    let cut = |end: &str| word.strip_suffix(end).unwrap_or(word);
    let hissing = ["sses", "shes", "ches", "xes", "zzes"].iter().any(|end| word.ends_with(end));
    match word {
        _ if hissing => Cow::Borrowed(cut("es")),
        _ if word.len() > 4 && word.ends_with("ies") => Cow::Owned(format!("{}y", cut("ies"))),
        _ if word.ends_with("aves") || word.ends_with("elves") || word.ends_with("olves") => {
            Cow::Owned(format!("{}f", cut("ves")))
        }
        _ => Cow::Borrowed(cut("s")),
    }
}

/// Endings that make one word of another, longest first, so that "upholsterer", "upholstery" and "upholstering" meet.
const ENDINGS: &[&str] = &[
    "isations", "izations", "isation", "ization", "ements", "ations", "ation", "ement", "ments", "ering",
    "erers", "ating", "ators", "ator", "ment", "ings", "ions", "ing", "erer", "ists", "ist", "ated", "ate",
    "ion", "ery", "ors", "ers", "ies", "ied", "or", "er", "ry", "ed", "es", "al", "ly", "y", "e", "s",
];

/// Endings before which four letters tell words apart; before others it takes five, or archery were about arches.
const SHORT: &[&str] = &["ing", "ings", "er", "ers", "ed", "es", "e", "s", "y"];

/// A word without its ending, while enough letters are left.
fn root(word: &str) -> &str {
    let stem = ENDINGS
        .iter()
        .find_map(|end| {
            word.strip_suffix(end).filter(|stem| stem.len() >= if SHORT.contains(end) { 4 } else { 5 })
        })
        .unwrap_or(word);
    // "planning" and "plan", "fitter" and "fit".
    let mut letters = stem.chars().rev();
    let doubled =
        letters.next().is_some_and(|last| letters.next() == Some(last) && !matches!(last, 's' | 'l' | 'e'));
    let stem =
        if doubled && stem.len() < word.len() { stem.get(..stem.len() - 1).unwrap_or(stem) } else { stem };
    stem.strip_suffix('i').filter(|stem| stem.len() >= 4).unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn meet(one: &str, other: &str, expect: bool) {
        let root = |text: &str| words(text).pop().unwrap().root;
        assert_eq!(root(one).is_some() && root(one) == root(other), expect, "{one} {other}");
    }

    #[test]
    fn words_of_one_family_meet() {
        meet("upholsterer", "reupholstered", false);
        meet("upholsterer", "upholstery", true);
        meet("photographs", "photographer", true);
        meet("planning", "planner", true);
        meet("translator", "translations", true);
        meet("Cafés", "cafe", true);
        meet("factories", "factory", true);
        meet("violinist", "violin", true);
        meet("car", "cart", false);
        meet("plant", "plan", false);
        meet("archery", "arches", false);
    }

    #[test]
    fn a_line_is_taken_apart() {
        let line = "Someone's café, for the R&D team (in Leith) — don't";
        let spans: Vec<&str> = words(line).into_iter().map(|word| line.get(word.span).unwrap()).collect();
        assert_eq!(spans, ["Someone's", "café", "for", "R&D", "team", "in", "Leith", "don't"]);
        let begins: Vec<bool> = words(line).into_iter().map(|word| word.begins).collect();
        assert_eq!(begins, [true, false, true, false, false, true, false, true]);
    }

    #[test]
    fn nasty_text_has_no_words_or_few() {
        for text in ["", " ", "\u{301}", "''''", "—", &"x".repeat(500)] {
            assert!(words(text).len() <= 1, "{text:?}");
        }
    }
}
