//! Identity: what a record is called in file names and references, for ever.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::fold::bare;

/// Longest id in bytes; file names are `<id>.toml`.
const MAX_LEN: usize = 64;
/// Crockford's base 32 in lower case: no i, l, o, u, so a read-out id is not misheard.
const BASE32: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Box<str>);

        impl $name {
            /// Takes the text as it is, so that a reference with a foreign id survives; see [`Self::is_valid`].
            pub fn new(text: &str) -> Self {
                Self(text.into())
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// True when no id stands here (absent and empty mean the same).
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }

            /// Whether a path may be made of it: 1 to 64 bytes of `a-z0-9-`.
            pub fn is_valid(&self) -> bool {
                is_valid(&self.0)
            }

            /// Whether it has the form in which [`IdMaker`] makes the ids of records: a name, and four letters of chance.
            pub fn is_made(&self) -> bool {
                is_valid(&self.0) && is_made(&self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// Who: the name of a file in `people/`.
    PersonId,
    /// Which event: the name of a file in `events/`.
    EventId,
    /// Which group: the name of a file in `groups/`.
    GroupId,
    /// Which note, unique within its person.
    NoteId,
    /// Which favour, unique within its person.
    FavourId,
    /// Which follow-up, unique within its person.
    FollowUpId,
}

/// Whether `text` is 1 to 64 bytes of `a-z0-9-`, the only thing a file name is ever made of.
fn is_valid(text: &str) -> bool {
    (1..=MAX_LEN).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn is_made(text: &str) -> bool {
    let chance = |letters: &str| letters.len() == 4 && letters.bytes().all(|byte| BASE32.contains(&byte));
    text.rsplit_once('-').is_some_and(|(name, letters)| !name.is_empty() && chance(letters))
}

/// Makes new ids from a seed that comes from outside, so tests and demos repeat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdMaker {
    state: u64,
}

impl IdMaker {
    /// A maker that gives the same ids for the same seed.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// `<slug of the name>-<4 random letters>`, such as `ana-ruiz-k3f9`.
    pub fn person(&mut self, name: &str) -> PersonId {
        PersonId::new(&self.slugged(name, "person"))
    }

    /// `<slug of the name>-<date>-<4 random letters>`.
    pub fn event(&mut self, name: &str, date: Option<super::Day>) -> EventId {
        let name = date.map_or_else(|| name.to_owned(), |date| format!("{} {date}", cut(&slug(name), 40)));
        EventId::new(&self.slugged(&name, "event"))
    }

    /// `<slug of the name>-<4 random letters>`.
    pub fn group(&mut self, name: &str) -> GroupId {
        GroupId::new(&self.slugged(name, "group"))
    }

    /// A note id that none of `taken` has.
    pub fn note<'a>(&mut self, taken: impl IntoIterator<Item = &'a NoteId>) -> NoteId {
        let taken: Vec<&NoteId> = taken.into_iter().collect();
        self.fresh(|text| Some(NoteId::new(text)).filter(|id| !taken.contains(&id)))
    }

    /// A favour id that none of `taken` has.
    pub fn favour<'a>(&mut self, taken: impl IntoIterator<Item = &'a FavourId>) -> FavourId {
        let taken: Vec<&FavourId> = taken.into_iter().collect();
        self.fresh(|text| Some(FavourId::new(text)).filter(|id| !taken.contains(&id)))
    }

    /// A follow-up id that none of `taken` has.
    pub fn follow_up<'a>(&mut self, taken: impl IntoIterator<Item = &'a FollowUpId>) -> FollowUpId {
        let taken: Vec<&FollowUpId> = taken.into_iter().collect();
        self.fresh(|text| Some(FollowUpId::new(text)).filter(|id| !taken.contains(&id)))
    }

    fn fresh<T>(&mut self, mut accept: impl FnMut(&str) -> Option<T>) -> T {
        loop {
            if let Some(id) = accept(&self.letters()) {
                return id;
            }
        }
    }

    fn slugged(&mut self, name: &str, fallback: &str) -> String {
        let slug = slug(name);
        let slug = cut(&slug, MAX_LEN - 5);
        format!("{}-{}", if slug.is_empty() { fallback } else { slug }, self.letters())
    }

    /// Four random base-32 letters (20 bits).
    fn letters(&mut self) -> String {
        let mut bits = self.next();
        (0..4)
            .map(|_| {
                let letter = BASE32.get((bits & 31) as usize).copied().unwrap_or(b'0');
                bits >>= 5;
                char::from(letter)
            })
            .collect()
    }

    /// Splitmix64 (Steele, Lea, Flood 2014): tiny, and good enough for names that are checked for uniqueness.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

/// Lower-case ASCII words joined by `-`: accents dropped, everything else a separator.
fn slug(name: &str) -> String {
    let mut out = String::new();
    for ch in bare(name) {
        if ch.is_ascii_alphanumeric() {
            out.push(ch);
        } else if matches!(ch, '\'' | '’') {
            // "Makers' Breakfast" is makers-breakfast, "O'Neil" oneil.
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if out.len() >= MAX_LEN {
            break;
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// At most `len` bytes of a slug (which is ASCII), without a dangling `-`.
fn cut(slug: &str, len: usize) -> &str {
    slug.get(..len).unwrap_or(slug).trim_end_matches('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, slug: &str) {
        let id = IdMaker::new(7).person(name);
        assert!(id.is_valid(), "{id}");
        assert!(id.is_made(), "{id}");
        assert_eq!(id.as_str().rsplit_once('-').unwrap().0, slug);
    }

    #[test]
    fn slugs() {
        check("Ana Ruiz", "ana-ruiz");
        check("Zoë Müller-Łukasz", "zoe-muller-lukasz");
        check("Bjørn Weiß", "bjorn-weiss");
        check("O'Neil, Jr.", "oneil-jr");
        check("../../etc/passwd", "etc-passwd");
        check("阮", "person");
        check("", "person");
        check(&"x".repeat(300), &"x".repeat(59));
    }

    #[test]
    fn foreign_ids_never_make_paths() {
        for bad in ["", "../x", "A", "a b", "é", "a/b", &"x".repeat(65)] {
            assert!(!PersonId::new(bad).is_valid(), "{bad}");
        }
        for foreign in ["12", "1234", "-k3f9", "ana-ruiz", "ana-1", "b9f1-ilou", "ana ruiz-k3f9"] {
            assert!(!PersonId::new(foreign).is_made(), "{foreign}");
        }
    }

    #[test]
    fn ids_within_a_person_are_unique() {
        let mut maker = IdMaker::new(1);
        let mut taken: Vec<NoteId> = Vec::new();
        for _ in 0..500 {
            let id = maker.note(taken.iter());
            assert!(!taken.contains(&id));
            taken.push(id);
        }
    }
}
