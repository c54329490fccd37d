//! Whether two records are one person: what speaks for it, in words, and how strongly.

use std::collections::HashSet;

use super::address::{Phone, is_house, is_own};
use super::profile::{Key, Profile};
use crate::domain::PersonId;
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

/// Compares two records; `crowded` are addresses that too many have to mean anybody.
pub(super) fn compare(one: &Profile<'_>, other: &Profile<'_>, crowded: &HashSet<&Key>) -> Option<Double> {
    let names = Names::of(&one.name, &other.name);
    let nameless = one.name.is_empty() || other.name.is_empty();
    let shared = Shared::of(one, other);
    let company = same_company(&one.company, &other.company);
    let strength = match &names {
        Some(names) => shared
            .any()
            .then_some(Strength::Sure)
            .or_else(|| names.strength(company, shared.house.is_some()))?,
        None if nameless => shared.any().then_some(Strength::Sure)?,
        // Colleagues share a switchboard and couples a mailbox: two names need more than what a house has.
        None => {
            let alone = |key: Key| !crowded.contains(&key);
            let email =
                shared.email.filter(|email| !is_house(email)).map(|email| Key::Email(email.to_owned()));
            let page = shared.page.map(|page| Key::Page(page.to_owned()));
            let phone = shared.phone.filter(|_| company != Some(true));
            let phone = phone.map(|(phone, _)| Key::Phone(phone.tail().to_owned()));
            [email, page, phone].into_iter().flatten().any(alone).then_some(Strength::Perhaps)?
        }
    };
    let mut reasons = shared.words();
    match &names {
        Some(names) => reasons.push(names.words(company, one, other)),
        None if nameless => reasons.push("one has no name".to_owned()),
        None => reasons.push("but under two names".to_owned()),
    }
    let (keep, other) = if fullness(one) >= fullness(other) { (one, other) } else { (other, one) };
    Some(Double { keep: keep.person.id.clone(), other: other.person.id.clone(), strength, reasons })
}

/// How much a record holds; on a tie a name of more letters is the better one.
fn fullness(profile: &Profile<'_>) -> (usize, usize, usize) {
    let person = profile.person;
    let entries = person.notes.len() + person.favours.len() + person.follow_ups.len();
    let fields = crate::domain::FIELDS.iter().filter(|field| !field.text(person).is_empty()).count();
    (entries, fields, person.name.chars().count())
}

/// Addresses that both have.
struct Shared<'a> {
    email: Option<&'a str>,
    /// As it is compared, and as it is written.
    phone: Option<(&'a Phone, &'a str)>,
    page: Option<&'a str>,
    /// The front door of a house.
    house: Option<&'a str>,
}

impl<'a> Shared<'a> {
    fn of(one: &'a Profile<'_>, other: &Profile<'_>) -> Self {
        let both = |own: &'a [String], theirs: &[String], fits: fn(&str) -> bool| {
            own.iter().find(|text| theirs.contains(text) && fits(text)).map(String::as_str)
        };
        let phone = one.phones.iter().find(|phone| other.phones.iter().any(|theirs| theirs.is(phone)));
        let written = phone.and_then(|phone| {
            one.person.phones.iter().find(|text| Phone::of(text).as_ref() == Some(phone)).map(String::as_str)
        });
        Self {
            email: both(&one.emails, &other.emails, |_| true),
            phone: phone.zip(written),
            page: both(&one.pages, &other.pages, is_own),
            house: both(&one.pages, &other.pages, |page| !is_own(page)),
        }
    }

    /// Whether both have something that is one person's.
    fn any(&self) -> bool {
        self.email.is_some() || self.phone.is_some() || self.page.is_some()
    }

    fn words(&self) -> Vec<String> {
        let email = self.email.map(|email| format!("the same e-mail address {email}"));
        let phone = self.phone.map(|(_, written)| format!("the same number {written}"));
        let page = self.page.map(|page| format!("the same page {page}"));
        [email, phone, page].into_iter().flatten().collect()
    }
}

/// Whether two companies are one; `None` when one of them is not said.
fn same_company(one: &[NameWord], other: &[NameWord]) -> Option<bool> {
    if one.is_empty() || other.is_empty() {
        return None;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let near = |word: &NameWord, other: &NameWord| {
        matches!(word.kin(other), Some(Kin::Same | Kin::Spelling)) && word.is_initial() == other.is_initial()
    };
    Some(short.iter().all(|word| long.iter().any(|other| near(word, other))))
}

/// How two names that may be one person's go together.
struct Names {
    /// The words that are not the same, as they stand in one and in the other.
    apart: Vec<(Kin, String, String)>,
    /// Whether the words stand in another order.
    swapped: bool,
    /// Whether one has words that the other lacks.
    more: bool,
    /// How many words the shorter has.
    words: usize,
}

impl Names {
    /// `None` when they are two names: each word of the shorter needs its own in the longer, and initials alone are nobody.
    fn of(one: &[NameWord], other: &[NameWord]) -> Option<Self> {
        let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
        let mut free: Vec<Option<&NameWord>> = long.iter().map(Some).collect();
        let mut apart = Vec::new();
        let mut places = Vec::new();
        let mut initials = 0;
        for (at, word) in short.iter().enumerate() {
            let kins =
                free.iter().enumerate().filter_map(|(place, other)| Some((word.kin((*other)?)?, place)));
            // Of two that are equally near, the one in the same place.
            let (kin, place) = kins.min_by_key(|(kin, place)| (*kin, place.abs_diff(at)))?;
            let found = free.get_mut(place)?.take()?;
            places.push(place);
            initials += usize::from(word.is_initial() || found.is_initial());
            if kin != Kin::Same {
                apart.push((kin, said(word.text()), said(found.text())));
            }
        }
        let known = short.len() > initials;
        let swapped = !places.is_sorted();
        known.then_some(Self { apart, swapped, more: short.len() < long.len(), words: short.len() })
    }

    fn strength(&self, company: Option<bool>, house: bool) -> Option<Strength> {
        let exact = self.apart.is_empty() && !self.more;
        let apart = self.apart.len() + usize::from(self.more);
        let heard = !self.more && self.apart.iter().all(|(kin, ..)| matches!(kin, Kin::Form | Kin::Sound));
        match company {
            Some(true) if exact => Some(Strength::Sure),
            Some(true) if self.words > 1 && (apart < 2 || heard) => Some(Strength::Likely),
            Some(true) => Some(Strength::Perhaps),
            // Namesakes at two companies are two people, unless they have one house on the web.
            Some(false) => (exact && house).then_some(Strength::Perhaps),
            None => (exact && self.words > 1).then_some(Strength::Likely),
        }
    }

    fn words(&self, company: Option<bool>, one: &Profile<'_>, other: &Profile<'_>) -> String {
        let how = |(kin, one, other): &(Kin, String, String)| match kin {
            Kin::Same => format!("{one} is {other}"),
            Kin::Initial if one.len() < other.len() => format!("{one}. may be {other}"),
            Kin::Initial => format!("{other}. may be {one}"),
            Kin::Form => format!("{one} and {other} are forms of one name"),
            Kin::Sound => format!("{one} sounds like {other}"),
            Kin::Spelling => format!("{one} is spelt like {other}"),
        };
        let mut words: Vec<String> = self.apart.iter().map(how).collect();
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
