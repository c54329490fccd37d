//! How near two words of names are: the same, short for each other, alike to the ear or to the eye.

use super::fold::Splitter;
use super::names::variants;
use super::slip::{Sound, Typed, likeness};

/// From this share of common letters on (Jaro-Winkler), the same sound is no accident.
const ALIKE: f64 = 0.75;

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

/// A word of a name, folded, with what it sounds like.
#[derive(Debug, Clone)]
pub struct NameWord {
    text: Box<str>,
    /// With umlauts written out, where that is another form.
    out: Option<Box<str>>,
    sound: Option<Sound>,
}

impl NameWord {
    /// The words of `name`, in order.
    pub fn all(name: &str) -> Vec<Self> {
        let mut words = Vec::new();
        Splitter::default().each_word(name, |word| {
            words.push(Self {
                text: word.text.into(),
                out: word.out.map(Into::into),
                sound: Sound::of(word.text),
            });
        });
        words
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
        if self.text == other.text || self.out_or_text() == other.out_or_text() {
            return Some(Kin::Same);
        }
        if self.is_written(other) || other.is_written(self) {
            return Some(Kin::Same);
        }
        if self.is_initial() || other.is_initial() {
            let same = self.text.chars().next() == other.text.chars().next();
            return same.then_some(Kin::Initial);
        }
        if variants(&self.text).any(|variant| variant == &*other.text) {
            return Some(Kin::Form);
        }
        let sounds = self.sound.as_ref().zip(other.sound.as_ref()).is_some_and(|(one, two)| one.is_like(two));
        if sounds && likeness(&self.text, &other.text) >= ALIKE {
            return Some(Kin::Sound);
        }
        self.is_slip_of(other).then_some(Kin::Spelling)
    }

    fn out_or_text(&self) -> &str {
        self.out.as_deref().unwrap_or(&self.text)
    }

    /// Whether it is `mueller` where `other` is `Müller`.
    fn is_written(&self, other: &Self) -> bool {
        other.out.as_deref().is_some_and(|out| out == &*self.text)
    }

    /// One letter wrong in four, two in nine.
    fn is_slip_of(&self, other: &Self) -> bool {
        let shorter = self.text.chars().count().min(other.text.chars().count());
        let allowed = match shorter {
            0..=3 => return false,
            4..=8 => 1,
            _ => 2,
        };
        let typed = Typed::new(&self.text);
        typed.and_then(|typed| typed.distance(&other.text)).is_some_and(|found| found.whole <= allowed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, expect: Option<Kin>) {
        let word = |text| NameWord::all(text).remove(0);
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
        check("Ana", "Tom", None);
        check("Berg", "Ruiz", None);
        check("김민준", "김민준", Some(Kin::Same));
        check("김민준", "김민지", None);
    }

    #[test]
    fn a_name_has_its_words_and_their_sounds() {
        let words = NameWord::all("Jean-Luc O'Brien");
        let texts: Vec<&str> = words.iter().map(NameWord::text).collect();
        assert_eq!(texts, ["jean", "luc", "obrien"]);
        assert!(words.iter().all(|word| word.codes().next().is_some()));
        assert_eq!(
            NameWord::all("王").first().map(|word| word.codes().collect::<Vec<_>>()),
            Some(vec!["王"])
        );
    }
}
