//! How near two words of names are: the same, short for each other, alike to the ear or to the eye.

use std::collections::HashMap;
use std::sync::Arc;

use super::fold::{Splitter, letters};
use super::names::rows_of;
use super::roman::roman;
use super::slip::{Sound, Typed, likeness};

/// From this share of common letters on (Jaro-Winkler), the same sound is no accident.
const ALIKE: f64 = 0.75;

/// The bits of digits among those of [`letters`].
const DIGITS: u64 = 0b11_1111_1111 << 26;

/// In what way two words of names may mean the same person, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kin {
    /// The same letters.
    Same,
    /// One is the first letter of the other.
    Initial,
    /// One is a short or foreign form of the other.
    Form,
    /// They sound alike.
    Sound,
    /// They differ by a slip of the finger.
    Spelling,
}

/// A word of a name, folded, with all that comparing it needs, worked out once.
#[derive(Debug)]
pub struct NameWord {
    text: Box<str>,
    /// With umlauts written out, where that is another form.
    out: Option<Box<str>>,
    sound: Option<Sound>,
    /// The rows of the table of names that it stands in.
    rows: &'static [u16],
    /// Its characters.
    chars: usize,
    /// A bit for each letter that it has.
    letters: u64,
}

/// Words of many names, each made ready once: of ten thousand people a hundred are called Ana.
#[derive(Debug, Default)]
pub struct NameWords {
    splitter: Splitter,
    known: HashMap<Box<str>, Arc<NameWord>>,
    /// Under which the word at hand is known; kept to spare allocations.
    key: String,
    /// The word at hand in Latin letters.
    latin: String,
}

impl NameWords {
    /// The words of `name`, in order; Cyrillic and Greek ones in Latin letters.
    pub fn of(&mut self, name: &str) -> Vec<Arc<NameWord>> {
        let Self { splitter, known, key, latin } = self;
        let mut words = Vec::new();
        splitter.each_word(name, |word| {
            // Müller and Muller have the same letters when folded, and are two words.
            let text = if roman(word.text, latin) { latin.as_str() } else { word.text };
            key.clear();
            key.push_str(text);
            key.push('\0');
            key.push_str(word.out.unwrap_or_default());
            let kept = known.get(key.as_str()).cloned().unwrap_or_else(|| {
                let new = Arc::new(NameWord::new(text, word.out));
                known.insert(key.as_str().into(), Arc::clone(&new));
                new
            });
            words.push(kept);
        });
        words
    }

    /// Forgets every word when there are more than `most`, so that a long list of names takes little room; what was made stays good.
    pub fn forget_beyond(&mut self, most: usize) {
        if self.known.len() > most {
            self.known = HashMap::new();
        }
    }
}

impl NameWord {
    fn new(text: &str, out: Option<&str>) -> Self {
        Self {
            text: text.into(),
            out: out.map(Into::into),
            sound: Sound::of(text),
            rows: rows_of(text),
            chars: text.chars().count(),
            letters: letters(text),
        }
    }

    /// The word in folded letters.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is a first letter alone.
    pub fn is_initial(&self) -> bool {
        self.text.len() == 1
    }

    /// What words that sound like it share with it; the word itself where nothing is known of its sound.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let silent = self.sound.is_none().then_some(&*self.text);
        self.sound.iter().flat_map(Sound::codes).chain(silent)
    }

    /// How near it is to `other`; `None` when they are two names.
    pub fn kin(&self, other: &Self) -> Option<Kin> {
        if self.text == other.text || self.is_written(other) {
            return Some(Kin::Same);
        }
        if self.is_initial() || other.is_initial() {
            let same = self.text.chars().next() == other.text.chars().next();
            return same.then_some(Kin::Initial);
        }
        if self.rows.iter().any(|row| other.rows.contains(row)) {
            return Some(Kin::Form);
        }
        let sounds = self.sound.as_ref().zip(other.sound.as_ref()).is_some_and(|(one, two)| one.is_like(two));
        if sounds && likeness(&self.text, &other.text) >= ALIKE {
            return Some(Kin::Sound);
        }
        self.is_slip_of(other).then_some(Kin::Spelling)
    }

    /// Whether one is `mueller` where the other is `Müller`.
    fn is_written(&self, other: &Self) -> bool {
        match (&self.out, &other.out) {
            (None, None) => false,
            (Some(out), None) => *out == other.text,
            (None, Some(out)) => *out == self.text,
            (Some(one), Some(two)) => one == two || *one == other.text || *two == self.text,
        }
    }

    /// One letter wrong in four, two in nine. A number is no slip of another: House 12 is not House 13.
    fn is_slip_of(&self, other: &Self) -> bool {
        if (self.letters | other.letters) & DIGITS != 0 {
            return false;
        }
        let allowed = match self.chars.min(other.chars) {
            0..=3 => return false,
            4..=8 => 1,
            _ => 2,
        };
        // One slip adds or takes away one letter, or changes one for another: two bits at most.
        let apart = (self.letters ^ other.letters).count_ones() as usize;
        if self.chars.abs_diff(other.chars) > allowed || apart > 2 * allowed {
            return false;
        }
        let typed = Typed::new(&self.text);
        typed.and_then(|typed| typed.distance(&other.text)).is_some_and(|found| found.whole <= allowed)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn word(text: &str) -> Arc<NameWord> {
        NameWords::default().of(text).remove(0)
    }

    #[track_caller]
    fn check(one: &str, other: &str, expect: Option<Kin>) {
        assert_eq!(word(one).kin(&word(other)), expect, "{one} {other}");
        assert_eq!(word(other).kin(&word(one)), expect, "{other} {one}");
    }

    #[test]
    fn words_of_one_name_and_of_two() {
        check("José", "jose", Some(Kin::Same));
        check("Müller", "Mueller", Some(Kin::Same));
        check("Müller", "Muller", Some(Kin::Same));
        check("A", "Ana", Some(Kin::Initial));
        check("B", "Ana", None);
        check("Bob", "Robert", Some(Kin::Form));
        check("Meyer", "Maier", Some(Kin::Sound));
        check("Okafor", "Okafro", Some(Kin::Sound));
        check("Okafor", "Okator", Some(Kin::Spelling));
        check("House12", "House13", None);
        check("House12", "Hous12", None);
        check("House12", "house12", Some(Kin::Same));
        check("Ana", "Tom", None);
        check("Berg", "Ruiz", None);
        check("김민준", "김민준", Some(Kin::Same));
        check("김민준", "김민지", None);
        check("Соколов", "Sokolov", Some(Kin::Same));
        check("Алексей", "Alexey", Some(Kin::Sound));
        check("Дмитрий", "Dmitry", Some(Kin::Sound));
        check("Сидоров", "Petrov", None);
    }

    #[test]
    fn a_name_has_its_words_and_their_sounds() {
        let words = NameWords::default().of("Jean-Luc O'Brien");
        let texts: Vec<&str> = words.iter().map(|word| word.text()).collect();
        assert_eq!(texts, ["jean", "luc", "obrien"]);
        assert!(words.iter().all(|word| word.codes().next().is_some()));
        assert_eq!(word("王").codes().collect::<Vec<_>>(), ["王"]);
    }

    #[test]
    fn a_word_is_kept_once_and_umlauts_are_another_word() {
        let mut words = NameWords::default();
        let (one, two) = (words.of("Ana Müller"), words.of("ANA Muller"));
        assert!(Arc::ptr_eq(&one[0], &two[0]) && !Arc::ptr_eq(&one[1], &two[1]));
    }

    proptest! {
        /// What is looked at before counting slips rules out no slip.
        #[test]
        fn slips_are_those_that_counting_finds(one in "[a-cä]{1,11}|[a-z]{4,10}", two in "[a-cä]{1,11}|[a-z]{4,10}", at in 0_usize..9) {
            let mut near: Vec<char> = one.chars().collect();
            near.splice(at.min(near.len())..(at + 2).min(near.len()), two.chars().take(2));
            for other in [two, near.into_iter().collect()] {
                let (one, other) = (word(&one), word(&other));
                let allowed = match one.chars.min(other.chars) { 0..=3 => 0, 4..=8 => 1, _ => 2 };
                let counted = allowed > 0 && strsim::osa_distance(&one.text, &other.text) <= allowed;
                prop_assert_eq!(one.is_slip_of(&other), counted);
            }
        }
    }
}
