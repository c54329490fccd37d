//! Whether two records are one person: what speaks for it, in words, and how strongly.

use std::collections::HashSet;
use std::sync::Arc;

use super::address::{is_house, is_own};
use super::profile::{Key, Profile, same_letters};
use crate::domain::{PersonId, Phone};
use crate::search::{Kin, NameWord};

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

/// Two records that may be one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Double {
    /// The one with more in it, which would be kept.
    pub keep: PersonId,
    /// The other one.
    pub other: PersonId,
    /// How sure it is.
    pub strength: Strength,
    /// Why, each reason in words.
    pub reasons: Vec<String>,
}

impl Double {
    /// Why, in one line.
    pub fn why(&self) -> String {
        self.reasons.join("; ")
    }
}

/// Compares records, two at a time.
pub(super) struct Compare<'p> {
    /// Addresses that too many have to mean anybody.
    crowded: &'p HashSet<Key<'p>>,
    /// How the names of the two at hand go together.
    names: Names,
}

impl<'p> Compare<'p> {
    pub(super) fn new(crowded: &'p HashSet<Key<'p>>) -> Self {
        Self { crowded, names: Names::default() }
    }

    /// What speaks for it that both are one person; `None` when nothing does.
    pub(super) fn pair(&mut self, one: &'p Profile<'_>, other: &'p Profile<'_>) -> Option<Double> {
        let alike = self.names.set(&one.name, &other.name);
        let nameless = one.name.is_empty() || other.name.is_empty();
        let shared = Shared::of(one, other);
        let company = same_company(&one.company, &other.company);
        let strength = if alike {
            let own = shared.any().then(|| self.names.strength_with(&shared));
            own.or_else(|| self.names.strength(company, shared.house))?
        } else if nameless {
            shared.any().then_some(Strength::Sure)?
        } else {
            // Colleagues share a switchboard and couples a mailbox: two names need more than what a house has.
            let email = shared.email.filter(|email| !is_house(email)).map(Key::Email);
            let page = shared.page.map(Key::Page);
            // One who married has a new name at the same desk.
            let elsewhere = company != Some(true) || first_names_are_one(&one.name, &other.name);
            let phone = shared.phone.filter(|_| elsewhere).map(|phone| Key::Phone(phone.tail()));
            let alone = |key: Key<'_>| !self.crowded.contains(&key);
            [email, page, phone].into_iter().flatten().any(alone).then_some(Strength::Perhaps)?
        };
        let mut reasons = shared.words(one);
        reasons.push(if alike {
            self.names.words(company, one, other)
        } else if nameless {
            "one has no name".to_owned()
        } else {
            "but under two names".to_owned()
        });
        let (keep, other) = if one.fullness >= other.fullness { (one, other) } else { (other, one) };
        Some(Double { keep: keep.person.id.clone(), other: other.person.id.clone(), strength, reasons })
    }
}

/// Addresses that both have.
struct Shared<'a> {
    email: Option<&'a str>,
    phone: Option<&'a Phone>,
    page: Option<&'a str>,
    /// Whether it is also the front door of a house.
    house: bool,
}

impl<'a> Shared<'a> {
    fn of(one: &'a Profile<'_>, other: &Profile<'_>) -> Self {
        let both = |own: &'a [String], theirs: &[String], fits: fn(&str) -> bool| {
            own.iter().find(|text| theirs.contains(text) && fits(text)).map(String::as_str)
        };
        Self {
            email: both(&one.emails, &other.emails, |_| true),
            phone: one.phones.iter().find(|phone| other.phones.iter().any(|theirs| theirs.is(phone))),
            page: both(&one.pages, &other.pages, is_own),
            house: both(&one.pages, &other.pages, |page| !is_own(page)).is_some(),
        }
    }

    /// Whether both have something that is one person's.
    fn any(&self) -> bool {
        self.email.is_some() || self.phone.is_some() || self.page.is_some()
    }

    /// What they share, the number as `one` writes it.
    fn words(&self, one: &Profile<'_>) -> Vec<String> {
        let email = self.email.map(|email| format!("the same e-mail address {email}"));
        let phone = self.phone.and_then(|phone| {
            let written = one.person.phones.iter().find(|text| Phone::of(text).as_ref() == Some(phone))?;
            Some(format!("the same number {written}"))
        });
        let page = self.page.map(|page| format!("the same page {page}"));
        [email, phone, page].into_iter().flatten().collect()
    }
}

/// Whether both names begin with the same word, and it is more than an initial.
fn first_names_are_one(one: &[Arc<NameWord>], other: &[Arc<NameWord>]) -> bool {
    let pair = one.first().zip(other.first());
    pair.is_some_and(|(one, other)| !one.is_initial() && one.text() == other.text())
}

/// Whether two companies are one; `None` when one of them is not said.
fn same_company(one: &[Arc<NameWord>], other: &[Arc<NameWord>]) -> Option<bool> {
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
#[derive(Default)]
struct Names {
    /// For each word of the shorter name its own in the longer, and how near they are.
    pairs: Vec<(Kin, Arc<NameWord>, Arc<NameWord>)>,
    /// The words of the longer one that are nobody's yet.
    free: Vec<bool>,
    /// Whether the words stand in another order.
    swapped: bool,
    /// Whether one has words that the other lacks.
    more: bool,
}

impl Names {
    /// Whether they may be one name: each word of the shorter needs its own in the longer, and initials alone are nobody; or
    /// both have the same letters, in one word or in two.
    fn set(&mut self, one: &[Arc<NameWord>], other: &[Arc<NameWord>]) -> bool {
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
    fn by_ear(&self) -> bool {
        let near = |kin: &Kin| matches!(kin, Kin::Sound | Kin::Spelling);
        !self.swapped && self.pairs.first().is_some_and(|(kin, ..)| near(kin))
    }

    /// Of two who share something of their own. Brother and sister share a number, and hardly a mailbox.
    fn strength_with(&self, shared: &Shared<'_>) -> Strength {
        match (self.by_ear(), shared.email.is_some_and(|email| !is_house(email)) || shared.page.is_some()) {
            (false, _) => Strength::Sure,
            (true, true) => Strength::Likely,
            (true, false) => Strength::Perhaps,
        }
    }

    fn strength(&self, company: Option<bool>, house: bool) -> Option<Strength> {
        let apart = self.apart().count() + usize::from(self.more);
        let exact = apart == 0;
        let heard = !self.more && self.apart().all(|(kin, ..)| matches!(kin, Kin::Form | Kin::Sound));
        let words = self.pairs.len();
        // Tim and Tom, Paul and Paula may well be brother and sister.
        let given = !self.swapped && self.pairs.first().is_some_and(|(kin, ..)| *kin == Kin::Sound);
        match company {
            Some(true) if exact => Some(Strength::Sure),
            Some(true) if words > 1 && (apart < 2 || heard) && !given => Some(Strength::Likely),
            Some(true) => Some(Strength::Perhaps),
            // Namesakes at two companies are two people, unless they have one house on the web.
            Some(false) => (exact && house).then_some(Strength::Perhaps),
            None => (exact && words > 1).then_some(Strength::Likely),
        }
    }

    fn words(&self, company: Option<bool>, one: &Profile<'_>, other: &Profile<'_>) -> String {
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
        let at = [one, other].into_iter().map(|profile| profile.person.company.as_str());
        words.push(match company {
            Some(true) => {
                format!("both at {}", at.min_by_key(|company| company.chars().count()).unwrap_or_default())
            }
            Some(false) => "at two companies".to_owned(),
            None if one.company.is_empty() && other.company.is_empty() => "no company is said".to_owned(),
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
