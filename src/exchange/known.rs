//! Which of my people somebody is: by e-mail address or page, else by name and company.

use std::collections::HashSet;
use std::sync::Arc;

use super::fold::{alike, fold, fold_email};
use super::group::{Group, Key, key};
use crate::domain::{Book, Person, PersonId};

/// How many of one name or address are looked through.
const MAX_ALIKE: usize = 32;
/// How many people with one address are told apart by their names; keeps a buyer of 100,000 tickets linear.
const MAX_SHARING: usize = 64;

/// My people by what they are recognised by.
pub(super) struct Known<'a> {
    book: &'a Book,
    people: Vec<&'a Arc<Person>>,
    email: Index,
    page: Index,
    full: Index,
    name: Index,
}

/// People by the hash of a text; whom it finds is compared in full.
#[derive(Default)]
struct Index(Vec<(Key, u32)>);

impl Index {
    fn add<T: std::hash::Hash + ?Sized>(&mut self, text: &T, at: u32) {
        self.0.push((key(text), at));
    }

    /// In the order of the book.
    fn get<'s, T: std::hash::Hash + ?Sized>(&'s self, text: &T) -> impl Iterator<Item = u32> + use<'s, T> {
        let wanted = key(text);
        let start = self.0.partition_point(|(key, _)| *key < wanted);
        let rest = self.0.get(start..).unwrap_or(&[]);
        rest.iter().take_while(move |(key, _)| *key == wanted).map(|(_, at)| *at)
    }
}

/// How somebody is recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Email,
    Page,
    NameAndCompany,
    /// They would learn nothing.
    Nothing,
    /// The same id.
    Record,
}

impl How {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Email => "by e-mail",
            Self::Page => "by page",
            Self::NameAndCompany => "by name and company",
            Self::Nothing => "nothing new",
            Self::Record => "the same record",
        }
    }
}

/// Whom somebody may be.
pub(super) enum Tie<'a> {
    /// Nobody I know.
    None,
    /// One of my people, and how that is known.
    One(&'a Arc<Person>, How),
    /// It cannot be said who, for the reason given.
    Several(String),
}

impl<'a> Tie<'a> {
    /// Who it is, when that is sure.
    pub(super) fn person(&self) -> Option<&'a Arc<Person>> {
        match self {
            Self::One(person, _) => Some(person),
            _ => None,
        }
    }
}

impl<'a> Known<'a> {
    pub(super) fn new(book: &'a Book) -> Self {
        let people: Vec<&Arc<Person>> = book.people().collect();
        let [mut email, mut page, mut full, mut name] = [(); 4].map(|()| Index::default());
        for (at, person) in (0_u32..).zip(&people) {
            person.emails.iter().for_each(|one| email.add(fold_email(one).as_str(), at));
            person.links.iter().for_each(|one| page.add(fold_email(one).as_str(), at));
            let folded = fold(&person.name);
            full.add(&(folded.as_str(), fold(&person.company).as_str()), at);
            name.add(folded.as_str(), at);
        }
        for index in [&mut email, &mut page, &mut full, &mut name] {
            index.0.sort_unstable();
            index.0.dedup();
            index.0.shrink_to_fit();
        }
        Self { book, people, email, page, full, name }
    }

    /// Whether I know nobody at all.
    pub(super) fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// The very record that a list of our own names.
    pub(super) fn record(&self, group: &Group<'_>) -> Option<&'a Arc<Person>> {
        group.draft.record().and_then(|id| self.book.person(id))
    }

    fn person(&self, at: u32) -> Option<&'a Arc<Person>> {
        self.people.get(at as usize).copied()
    }

    fn with_email(&self, address: &str) -> impl Iterator<Item = &'a Arc<Person>> {
        let found = self.email.get(address).filter_map(|at| self.person(at));
        found.filter(move |person| person.emails.iter().any(|one| fold_email(one) == address))
    }

    fn with_page(&self, address: &str) -> impl Iterator<Item = &'a Arc<Person>> {
        let found = self.page.get(address).filter_map(|at| self.person(at));
        found.filter(move |person| person.links.iter().any(|one| fold_email(one) == address))
    }

    /// Everybody with one of the addresses or pages of `group`: the address, how it tells, and who.
    fn by_ways<'g>(
        &'g self,
        group: &'g Group<'_>,
    ) -> impl Iterator<Item = (&'g str, How, Vec<&'a Arc<Person>>)> {
        let emails = group.draft.emails.iter().map(|one| {
            (
                one.as_str(),
                How::Email,
                self.with_email(&fold_email(one)).take(MAX_SHARING).collect::<Vec<_>>(),
            )
        });
        let pages = group.draft.links.iter().map(|one| {
            (one.as_str(), How::Page, self.with_page(&fold_email(one)).take(MAX_SHARING).collect::<Vec<_>>())
        });
        emails.chain(pages)
    }

    /// Who `group` is under the name it goes by; nobody of `taken` by name alone.
    pub(super) fn of(&self, group: &Group<'_>, name: &str, taken: &HashSet<PersonId>) -> Tie<'a> {
        if self.is_empty() {
            return Tie::None;
        }
        let name = fold(name);
        match self.by_address(group, &name) {
            Tie::None if name.is_empty() => Tie::None,
            Tie::None => self.by_name(&name, &group.company, taken),
            tie => tie,
        }
    }

    /// By e-mail address, or by page: under the same name, or one that may be theirs when nobody else of the file has it.
    pub(super) fn by_address(&self, group: &Group<'_>, name: &str) -> Tie<'a> {
        let mut other = Tie::None;
        for (address, how, people) in self.by_ways(group) {
            let exact = people.iter().copied().filter(|person| fold(&person.name) == name);
            let loose = people.iter().copied().filter(|person| may_be(person, group, address, name));
            match (one(exact), one(loose), people.first()) {
                (Ok(Some(person)), _, _) | (Ok(None), Ok(Some(person)), _) => return Tie::One(person, how),
                (Err(()), ..) | (_, Err(()), _) => {
                    other = Tie::Several(format!("several people you know have {address}"));
                }
                (.., Some(person)) if how == How::Email && !group.shares => {
                    other = Tie::Several(format!("{} has this e-mail address", person.name));
                }
                _ => {}
            }
        }
        other
    }

    fn by_name(&self, name: &str, company: &str, taken: &HashSet<PersonId>) -> Tie<'a> {
        // A first name alone, with no company on either side, is nobody in particular.
        if company.is_empty() && !name.contains(' ') {
            return Tie::None;
        }
        let full = self.full(name, company).filter(|person| !taken.contains(&person.id));
        match one(full) {
            Ok(Some(person)) => return Tie::One(person, How::NameAndCompany),
            Err(()) => return Tie::Several("you know several of this name and company".to_owned()),
            Ok(None) => {}
        }
        let namesake = self.namesakes(name).find(|person| !taken.contains(&person.id));
        match namesake {
            Some(person) if person.company.is_empty() => {
                Tie::Several(format!("perhaps {}, whom you know", person.name))
            }
            Some(person) => Tie::Several(format!("you know {} of {}", person.name, person.company)),
            None => Tie::None,
        }
    }

    /// Everybody whom an address, a page, or a name and company could mean; or the name alone, where no company is said.
    pub(super) fn candidates<'g>(
        &'g self,
        group: &'g Group<'_>,
        name: &'g str,
    ) -> impl Iterator<Item = &'a Arc<Person>> {
        let by_address = self.by_ways(group).flat_map(move |(address, _, people)| {
            let people = people.into_iter().take(MAX_ALIKE);
            people.filter(move |person| fold(&person.name) == name || may_be(person, group, address, name))
        });
        let namesakes = group.company.is_empty().then(|| self.namesakes(name)).into_iter().flatten();
        by_address.chain(self.full(name, &group.company).take(MAX_ALIKE)).chain(namesakes.take(MAX_ALIKE))
    }

    /// Everybody of this folded name and company.
    pub(super) fn full(&self, name: &str, company: &str) -> impl Iterator<Item = &'a Arc<Person>> {
        let found = self.full.get(&(name, company)).filter_map(|at| self.person(at));
        found.filter(move |person| fold(&person.name) == name && fold(&person.company) == company)
    }

    /// Everybody of this folded name.
    pub(super) fn namesakes(&self, name: &str) -> impl Iterator<Item = &'a Arc<Person>> {
        let found = self.name.get(name).filter_map(|at| self.person(at));
        found.filter(move |person| fold(&person.name) == name)
    }
}

/// Whether somebody with the same address may be the one under another name.
fn may_be(person: &Person, group: &Group<'_>, address: &str, name: &str) -> bool {
    !group.shares && (group.name.is_empty() || person.name == address || alike(&fold(&person.name), name))
}

/// The only one there is; an error when there are several.
fn one<'a>(mut people: impl Iterator<Item = &'a Arc<Person>>) -> Result<Option<&'a Arc<Person>>, ()> {
    let first = people.next();
    if people.next().is_some() { Err(()) } else { Ok(first) }
}
