//! Whether two names with their companies may be one person's, as everybody reads them: by the words that they share and by
//! those that sound or are spelt alike.

use std::sync::Arc;

use super::kin::{Kin, NameWord};
use crate::domain::company::is_legal_form;
use crate::domain::title::is_idle;

/// How sure it is that two records are one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// The same name and address, or the same name and company.
    Sure,
    /// Names that differ a little, or nothing that tells two of one name apart.
    Likely,
    /// Something speaks for it and something against it.
    Perhaps,
}

impl Strength {
    /// The word for it, on the screen and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Likely => "likely",
            Self::Perhaps => "perhaps",
        }
    }
}

/// Whether two companies are one; `None` when one of them is not said.
pub fn same_company(one: &[Arc<NameWord>], other: &[Arc<NameWord>]) -> Option<bool> {
    if one.is_empty() || other.is_empty() {
        return None;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let near = |word: &NameWord, other: &NameWord| {
        matches!(word.kin(other), Some(Kin::Same | Kin::Spelling)) && word.is_initial() == other.is_initial()
    };
    let each = short.iter().all(|word| long.iter().any(|other| near(word, other)));
    Some(each || same_letters(one, other))
}

/// How two names that may be one person's go together; kept from pair to pair to spare allocations.
#[derive(Debug, Default)]
pub struct Alike {
    /// For each word of the shorter name its own in the longer, and how near they are.
    pairs: Vec<(Kin, Arc<NameWord>, Arc<NameWord>)>,
    /// The words of the longer one that are nobody's yet.
    free: Vec<bool>,
    /// Whether the words stand in another order.
    swapped: bool,
    /// Whether one has words that the other lacks.
    more: bool,
}

impl Alike {
    /// Whether they may be one name: each word of the shorter needs its own in the longer, and initials alone are nobody; or
    /// both have the same letters, in one word or in two.
    pub fn set(&mut self, one: &[Arc<NameWord>], other: &[Arc<NameWord>]) -> bool {
        if one.len() != other.len() && same_letters(one, other) {
            self.pairs.clear();
            (self.more, self.swapped) = (false, false);
            return true;
        }
        let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
        self.set_words(short, long) || self.set_parted(short, long)
    }

    /// By words; and "al rashid" is "alrashid" where each other word has its own in the same place.
    fn set_parted(&mut self, short: &[Arc<NameWord>], long: &[Arc<NameWord>]) -> bool {
        if short.len() + 1 != long.len() || short.len() < 2 {
            return false;
        }
        let parted = |at: &usize| {
            let whole = short.get(*at).map(|word| word.text());
            let parts = long.get(*at).zip(long.get(at + 1)).map(|(one, other)| (one.text(), other.text()));
            whole.zip(parts).is_some_and(|(whole, (one, other))| whole.strip_prefix(one) == Some(other))
        };
        let Some(at) = (0..short.len()).find(parted) else { return false };
        self.pairs.clear();
        (self.more, self.swapped) = (false, false);
        for (place, word) in short.iter().enumerate().filter(|(place, _)| *place != at) {
            let other = long.get(if place < at { place } else { place + 1 });
            let Some((kin, other)) = other.and_then(|other| Some((word.kin(other)?, other))) else {
                return false;
            };
            if word.is_initial() || other.is_initial() {
                return false;
            }
            self.pairs.push((kin, Arc::clone(word), Arc::clone(other)));
        }
        true
    }

    fn set_words(&mut self, short: &[Arc<NameWord>], long: &[Arc<NameWord>]) -> bool {
        self.pairs.clear();
        self.free.clear();
        self.free.resize(long.len(), true);
        self.more = short.len() < long.len();
        self.swapped = false;
        let mut initials = 0;
        let mut last = 0;
        for (at, word) in short.iter().enumerate() {
            let free = long.iter().zip(&self.free).enumerate().filter(|(_, (_, free))| **free);
            let kins = free.filter_map(|(place, (other, _))| Some((word.kin(other)?, place, other)));
            // Of two that are equally near, the one in the same place.
            let Some((kin, place, found)) = kins.min_by_key(|(kin, place, _)| (*kin, place.abs_diff(at)))
            else {
                return false;
            };
            if let Some(free) = self.free.get_mut(place) {
                *free = false;
            }
            self.swapped |= place < last;
            last = place;
            initials += usize::from(word.is_initial() || found.is_initial());
            self.pairs.push((kin, Arc::clone(word), Arc::clone(found)));
        }
        short.len() > initials
    }

    /// The words that are not the same.
    fn apart(&self) -> impl Iterator<Item = (Kin, &NameWord, &NameWord)> {
        let apart = self.pairs.iter().filter(|(kin, ..)| *kin != Kin::Same);
        apart.map(|(kin, one, other)| (*kin, &**one, &**other))
    }

    /// Whether the given names only sound or look alike: Tim and Tom, Paul and Paula may well be brother and sister.
    pub fn by_ear(&self) -> bool {
        matches!(self.given(), Some(Kin::Sound | Kin::Spelling))
    }

    /// How the given names go together, where they stand first in both.
    fn given(&self) -> Option<Kin> {
        self.pairs.first().filter(|_| !self.swapped).map(|(kin, ..)| *kin)
    }

    /// How sure it is that both are one person, whose companies are the same or not, or one of them is not said; and `house`
    /// where they have one on the web. `None` when names say nothing.
    pub fn strength(&self, company: Option<bool>, house: bool) -> Option<Strength> {
        let apart = self.apart().count() + usize::from(self.more);
        let exact = apart == 0;
        let heard = !self.more && self.apart().all(|(kin, ..)| matches!(kin, Kin::Form | Kin::Sound));
        let words = self.pairs.len();
        let given = self.given() == Some(Kin::Sound);
        match company {
            Some(true) if exact => Some(Strength::Sure),
            Some(true) if words > 1 && (apart < 2 || heard) && !given => Some(Strength::Likely),
            Some(true) => Some(Strength::Perhaps),
            // Namesakes at two companies are two people, unless they have one house on the web.
            Some(false) => (exact && house).then_some(Strength::Perhaps),
            None => (exact && words > 1).then_some(Strength::Likely),
        }
    }

    /// How they go together, in words, and their companies, which are written as they are given.
    pub fn words(&self, company: Option<bool>, one: &str, other: &str) -> String {
        let how = |(kin, one, other): (Kin, &NameWord, &NameWord)| {
            let (one, other) = (said(one.text()), said(other.text()));
            match kin {
                Kin::Same => format!("{one} is {other}"),
                Kin::Initial if one.len() < other.len() => format!("{one}. may be {other}"),
                Kin::Initial => format!("{other}. may be {one}"),
                Kin::Form => format!("{one} and {other} are forms of one name"),
                Kin::Sound => format!("{one} sounds like {other}"),
                Kin::Spelling => format!("{one} is spelt like {other}"),
            }
        };
        let mut words: Vec<String> = self.apart().map(how).collect();
        match (words.is_empty(), self.more) {
            (true, true) => words.push("one name is part of the other".to_owned()),
            (true, false) => words.push("the same name".to_owned()),
            (false, true) => words.push("one name has more words".to_owned()),
            (false, false) => {}
        }
        if self.swapped {
            words.push("in another order".to_owned());
        }
        let at = [one, other].into_iter();
        words.push(match company {
            Some(true) => {
                format!("both at {}", at.min_by_key(|company| company.chars().count()).unwrap_or_default())
            }
            Some(false) => "at two companies".to_owned(),
            None if one.is_empty() && other.is_empty() => "no company is said".to_owned(),
            None => "only one says a company".to_owned(),
        });
        words.join(", ")
    }
}

/// A folded word as a name begins.
fn said(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether two names or companies have the same letters, however they part them into words.
fn same_letters(one: &[Arc<NameWord>], other: &[Arc<NameWord>]) -> bool {
    fn letters(words: &[Arc<NameWord>]) -> impl Iterator<Item = char> {
        words.iter().flat_map(|word| word.text().chars())
    }
    letters(one).count() > 2 && letters(one).eq(letters(other))
}

/// A name without titles, where two words are left: Mr and Mrs Patel are two.
pub fn bare_name(mut words: Vec<Arc<NameWord>>) -> Vec<Arc<NameWord>> {
    let count = words.len();
    let idle = |at: usize, word: &Arc<NameWord>| is_idle(word.text(), at, count);
    if words.iter().enumerate().filter(|(at, word)| !idle(*at, word)).count() > 1 {
        let mut at = 0..;
        words.retain(|word| !at.next().is_some_and(|at| idle(at, word)));
    }
    words
}

/// The words of a company without its form by law, or all where nothing else is left.
pub fn bare_company(words: Vec<Arc<NameWord>>) -> Vec<Arc<NameWord>> {
    let is_form = |word: &Arc<NameWord>| is_legal_form(word.text());
    if words.iter().all(is_form) {
        return words;
    }
    words.into_iter().filter(|word| !is_form(word)).collect()
}
