//! Which of my people somebody is: by e-mail address or page, else by name and company.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::fold::{alike, fold, fold_email};
use super::group::Group;
use crate::domain::{Book, Person, PersonId};

/// How many of one name or address are looked through.
const MAX_ALIKE: usize = 32;

type People<'a> = Vec<&'a Arc<Person>>;

/// My people by what they are recognised by.
pub(super) struct Known<'a> {
    email: HashMap<String, People<'a>>,
    link: HashMap<String, People<'a>>,
    full: HashMap<(String, String), People<'a>>,
    name: HashMap<String, People<'a>>,
}

/// Whom somebody may be.
pub(super) enum Tie<'a> {
    /// Nobody I know.
    None,
    /// One of my people, and how that is known.
    One(&'a Arc<Person>, &'static str),
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
        let mut known =
            Self { email: HashMap::new(), link: HashMap::new(), full: HashMap::new(), name: HashMap::new() };
        for person in book.people() {
            for email in &person.emails {
                known.email.entry(fold_email(email)).or_default().push(person);
            }
            for link in &person.links {
                known.link.entry(fold_email(link)).or_default().push(person);
            }
            let name = fold(&person.name);
            known.full.entry((name.clone(), fold(&person.company))).or_default().push(person);
            known.name.entry(name).or_default().push(person);
        }
        known
    }

    /// Who `group` is under the name it goes by; nobody of `taken` by name alone.
    pub(super) fn of(&self, group: &Group<'_>, name: &str, taken: &HashSet<PersonId>) -> Tie<'a> {
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
        let addresses = group.draft.emails.iter().map(|email| (&self.email, email, "by e-mail"));
        let pages = group.draft.links.iter().map(|link| (&self.link, link, "by page"));
        for (index, address, how) in addresses.chain(pages) {
            let Some(people) = index.get(&fold_email(address)) else { continue };
            let exact = people.iter().copied().filter(|person| fold(&person.name) == name);
            let loose = people.iter().copied().filter(|person| {
                !group.shares
                    && (group.name.is_empty() || person.name == *address || alike(&fold(&person.name), name))
            });
            match (one(exact), one(loose), people.first()) {
                (Ok(Some(person)), _, _) | (Ok(None), Ok(Some(person)), _) => return Tie::One(person, how),
                (Err(()), ..) | (_, Err(()), _) => {
                    other = Tie::Several(format!("several people you know have {address}"));
                }
                (.., Some(person)) if how == "by e-mail" && !group.shares => {
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
            Ok(Some(person)) => return Tie::One(person, "by name and company"),
            Err(()) => return Tie::Several("you know several of this name and company".to_owned()),
            Ok(None) => {}
        }
        let namesake =
            self.name.get(name).and_then(|people| people.iter().find(|person| !taken.contains(&person.id)));
        match namesake {
            Some(person) if person.company.is_empty() => {
                Tie::Several(format!("perhaps {}, whom you know", person.name))
            }
            Some(person) => Tie::Several(format!("you know {} of {}", person.name, person.company)),
            None => Tie::None,
        }
    }

    /// Everybody whom an address, a page, or a name and company could mean; or the name alone, where no company is said.
    pub(super) fn candidates(&self, group: &Group<'_>, name: &str) -> impl Iterator<Item = &'a Arc<Person>> {
        let addresses = group.draft.emails.iter().map(|email| (&self.email, email));
        let pages = group.draft.links.iter().map(|link| (&self.link, link));
        let by_address = addresses.chain(pages).flat_map(move |(index, address)| {
            let people = index.get(&fold_email(address)).into_iter().flatten().copied().take(MAX_ALIKE);
            people.filter(move |person| fold(&person.name) == name || may_be(person, group, address, name))
        });
        let namesakes =
            self.name.get(name).filter(|_| group.company.is_empty()).into_iter().flatten().copied();
        by_address.chain(self.full(name, &group.company).take(MAX_ALIKE)).chain(namesakes.take(MAX_ALIKE))
    }

    /// Everybody of this folded name and company.
    pub(super) fn full(&self, name: &str, company: &str) -> impl Iterator<Item = &'a Arc<Person>> + use<'a> {
        let there = self.full.get(&(name.to_owned(), company.to_owned())).cloned();
        there.into_iter().flatten()
    }

    /// Somebody of this folded name.
    pub(super) fn namesake(&self, name: &str) -> Option<&'a Arc<Person>> {
        self.name.get(name).and_then(|people| people.first()).copied()
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
