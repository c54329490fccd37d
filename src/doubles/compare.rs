//! Whether two records are one person: what speaks for it, in words, and how strongly.

use std::collections::HashSet;

use super::profile::{Key, Profile};
use crate::domain::address::{is_house, is_own};
use crate::domain::{PersonId, Phone};
use crate::search::{Alike, NameWord, Strength, same_company};
use std::sync::Arc;

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
    names: Alike,
}

impl<'p> Compare<'p> {
    pub(super) fn new(crowded: &'p HashSet<Key<'p>>) -> Self {
        Self { crowded, names: Alike::default() }
    }

    /// What speaks for it that both are one person; `None` when nothing does.
    pub(super) fn pair(&mut self, one: &'p Profile<'_>, other: &'p Profile<'_>) -> Option<Double> {
        let alike = self.names.set(&one.name, &other.name);
        let nameless = one.name.is_empty() || other.name.is_empty();
        let shared = Shared::of(one, other);
        let company = same_company(&one.company, &other.company);
        let strength = if alike {
            let own = shared.any().then(|| strength_with(&self.names, &shared));
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
            self.names.words(company, &one.person.company, &other.person.company)
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

/// How sure it is that two of such names are one person who share something of their own. Brother and sister share a number, and
/// hardly a mailbox.
fn strength_with(names: &Alike, shared: &Shared<'_>) -> Strength {
    match (names.by_ear(), shared.email.is_some_and(|email| !is_house(email)) || shared.page.is_some()) {
        (false, _) => Strength::Sure,
        (true, true) => Strength::Likely,
        (true, false) => Strength::Perhaps,
    }
}
