//! Which of my people a row is about: by e-mail address, else by name and company.

use std::collections::HashMap;
use std::sync::Arc;

use super::draft::Draft;
use super::fold::{alike, fold, fold_email};
use crate::domain::{Book, Person};

/// My people by what they are recognised by.
pub(super) struct Known<'a> {
    email: HashMap<String, Vec<&'a Arc<Person>>>,
    full: HashMap<(String, String), Vec<&'a Arc<Person>>>,
    name: HashMap<String, Vec<&'a Arc<Person>>>,
    link: HashMap<&'a str, Vec<&'a Arc<Person>>>,
}

/// Whom a row may be about.
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
            Self { email: HashMap::new(), full: HashMap::new(), name: HashMap::new(), link: HashMap::new() };
        for person in book.people() {
            for email in &person.emails {
                known.email.entry(fold_email(email)).or_default().push(person);
            }
            for link in &person.links {
                known.link.entry(link).or_default().push(person);
            }
            let name = fold(&person.name);
            known.full.entry((name.clone(), fold(&person.company))).or_default().push(person);
            known.name.entry(name).or_default().push(person);
        }
        known
    }

    /// Whom `draft` is about, under the name it goes by. An address that several rows share says nothing without the name.
    pub(super) fn of(&self, draft: &Draft, name: &str, shared: bool) -> Tie<'a> {
        let name = fold(name);
        for email in &draft.emails {
            let Some(people) = self.email.get(&fold_email(email)) else { continue };
            let fits: Vec<_> = people
                .iter()
                .filter(|person| {
                    let theirs = fold(&person.name);
                    theirs == name
                        || (!shared && (name.is_empty() || alike(&theirs, &name) || person.name == *email))
                })
                .collect();
            match (fits.as_slice(), people.first()) {
                ([person], _) => return Tie::One(person, "by e-mail"),
                ([], Some(other)) if !shared => {
                    return Tie::Several(format!("the e-mail address of {}, other name", other.name));
                }
                ([], _) => {}
                _ => return Tie::Several("the e-mail address of several people you know".to_owned()),
            }
        }
        if name.is_empty() {
            return Tie::None;
        }
        for link in &draft.links {
            let people = self.link.get(link.as_str()).map_or(&[][..], Vec::as_slice);
            if let [person] = people
                && alike(&fold(&person.name), &name)
            {
                return Tie::One(person, "by page");
            }
        }
        let company = fold(&draft.company);
        // A first name alone, with no company on either side, is nobody in particular.
        let telling = !company.is_empty() || name.contains(' ');
        match self.full.get(&(name.clone(), company.clone())).map(Vec::as_slice) {
            Some([person]) if telling => return Tie::One(person, "by name and company"),
            Some([_, _, ..]) => return Tie::Several(format!("you know several called {}", draft.name)),
            _ => {}
        }
        match self.name.get(&name).and_then(|people| people.first()) {
            Some(person) if telling && !company.is_empty() && !person.company.is_empty() => Tie::Several(
                format!("you know {} of {}; here with another company", person.name, person.company),
            ),
            Some(person) if telling => Tie::Several(format!("perhaps {}, whom you know", person.name)),
            _ => Tie::None,
        }
    }
}
