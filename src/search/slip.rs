//! Slips of the finger and of the ear: how far a typed word is from one that stands there.

use rphonetic::DoubleMetaphone;

/// Longest word in characters that slips are looked for in.
const MAX: usize = 32;
/// Codes beyond this many sounds add nothing for names.
const CODE_LEN: usize = 6;

/// How far a typed word is from another: optimal string alignment (letters swapped, missing, wrong, too many).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Distance {
    /// To the whole word.
    pub(super) whole: usize,
    /// To the nearest of its beginnings.
    pub(super) beginning: usize,
}

/// A typed word, made ready to be compared with many.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    chars: Vec<char>,
}

impl Typed {
    /// `None` when it is too long to be compared.
    pub(super) fn new(word: &str) -> Option<Self> {
        let chars: Vec<char> = word.chars().take(MAX + 1).collect();
        (chars.len() <= MAX).then_some(Self { chars })
    }

    /// The distances to `word`; `None` when it is too long.
    ///
    /// The last row of the table of optimal string alignment holds the distance to every beginning of `word` as
    /// well, which strsim's function does not hand out; a test holds the two together.
    pub(super) fn distance(&self, word: &str) -> Option<Distance> {
        let mut other = ['\0'; MAX];
        let mut len = 0;
        for c in word.chars() {
            *other.get_mut(len)? = c;
            len += 1;
        }
        let other = other.get(..len)?;
        let mut rows = [[0usize; MAX + 1]; 3];
        let [two_ago, previous, row] = &mut rows;
        for (at, cell) in row.iter_mut().enumerate() {
            *cell = at;
        }
        let mut last_typed = '\0';
        for (down, &typed) in self.chars.iter().enumerate() {
            std::mem::swap(two_ago, previous);
            std::mem::swap(previous, row);
            let mut left = down + 1;
            let mut last = '\0';
            let mut diagonal = 0;
            let mut diagonal_two = 0;
            if let (Some(cell), Some(first)) = (row.first_mut(), previous.first()) {
                *cell = left;
                diagonal = *first;
            }
            let cells = row.iter_mut().skip(1).zip(previous.iter().skip(1)).zip(two_ago.iter());
            for (&c, ((cell, &above), &above_two)) in other.iter().zip(cells) {
                let mut best = (diagonal + usize::from(c != typed)).min(left + 1).min(above + 1);
                if c == last_typed && last == typed && down > 0 && last != '\0' {
                    best = best.min(diagonal_two + 1);
                }
                *cell = best;
                (left, diagonal, diagonal_two, last) = (best, above, above_two, c);
            }
            last_typed = typed;
        }
        let row = row.get(..=len)?;
        Some(Distance { whole: *row.last()?, beginning: *row.iter().min()? })
    }
}

/// What a name sounds like, by Double Metaphone (Philips 2000): English ears over names of many languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sound {
    first: Box<str>,
    second: Box<str>,
}

impl Sound {
    /// `None` for words of other alphabets and those too short to sound like anything.
    pub(super) fn of(word: &str) -> Option<Self> {
        if !(2..=MAX).contains(&word.len()) || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        let result = DoubleMetaphone::new(Some(CODE_LEN)).double_metaphone(word);
        let (first, second) = (result.primary(), result.alternate());
        (!first.is_empty()).then(|| Self { first: first.into(), second: second.into() })
    }

    /// The codes that a word is found by: one, or two where it may be said in two ways.
    pub(super) fn codes(&self) -> impl Iterator<Item = &str> {
        [&self.first, &self.second].into_iter().map(AsRef::as_ref).filter(|code: &&str| !code.is_empty())
    }

    /// Whether two words may be taken for each other by ear.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.first == other.first || self.second == other.first || self.first == other.second
    }
}

/// Whether two words share enough letters for the same sound to be no accident, 0 to 1 (Jaro-Winkler).
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    strsim::jaro_winkler(one, other)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn distance(typed: &str, word: &str) -> Distance {
        Typed::new(typed).unwrap().distance(word).unwrap()
    }

    #[test]
    fn slips_are_counted() {
        assert_eq!(distance("jhon", "john"), Distance { whole: 1, beginning: 1 });
        assert_eq!(distance("acount", "accountant"), Distance { whole: 4, beginning: 1 });
        assert_eq!(distance("resturant", "restaurant").whole, 1);
        assert_eq!(distance("", "abc"), Distance { whole: 3, beginning: 0 });
        assert!(Typed::new(&"x".repeat(33)).is_none());
        assert!(Typed::new("x").unwrap().distance(&"x".repeat(33)).is_none());
    }

    #[test]
    fn names_heard_wrong_sound_alike() {
        let alike = |one, other| Sound::of(one).unwrap().is_like(&Sound::of(other).unwrap());
        for (heard, meant) in [
            ("kathrin", "katherine"),
            ("cristoff", "christophe"),
            ("geoff", "jeff"),
            ("stephen", "steven"),
            ("meyer", "maier"),
            ("sofia", "sophia"),
            ("mohamed", "muhammad"),
        ] {
            assert!(alike(heard, meant), "{heard} {meant}");
        }
        assert!(!alike("ana", "tom"));
        assert_eq!(Sound::of("김민준"), None);
    }

    proptest! {
        #[test]
        fn the_distance_is_that_of_strsim(typed in "[abc]{0,9}", word in "[abcd]{0,9}") {
            let found = distance(&typed, &word);
            prop_assert_eq!(found.whole, strsim::osa_distance(&typed, &word));
            let beginning = (0..=word.len()).map(|end| strsim::osa_distance(&typed, word.get(..end).unwrap())).min();
            prop_assert_eq!(Some(found.beginning), beginning);
        }

        #[test]
        fn no_word_breaks_the_sounds(word in "[a-z]{0,40}", any in "\\PC{0,40}") {
            Sound::of(&word);
            Sound::of(&any);
        }
    }
}
