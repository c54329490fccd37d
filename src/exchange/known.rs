//! Which of my people somebody is: by e-mail address, page or number, else by name and company.

mod somebody;
mod tie;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

pub(super) use self::somebody::Somebody;
pub(super) use self::tie::{How, Tie};

use super::again::row_of;
use super::called::{plain, stem};
use super::fold::{fold, fold_email};
use super::folder::Folder;
use super::forms::{Form, form, is_short};
use super::group::Group;
use super::register::Register;
use super::whose::is_like;
use crate::domain::address::{is_house, is_own, page};
use crate::domain::company::company as fold_company;
use crate::domain::{Book, Person, PersonId, Phone};
use crate::search::{Alike, NameWords, bare_name};

/// How many of one name or address are looked through.
const MAX_ALIKE: usize = 32;
/// How many people with one address are told apart by their names; keeps a buyer of 100,000 tickets linear.
const MAX_SHARING: usize = 64;
/// An address or number that more people have is nobody's own.
const CROWD: usize = 3;
/// How many of those who were read last are kept.
const LAST: usize = 8;

/// My people as a list is judged against them.
pub(super) struct Known<'a> {
    /// Nobody is known at all, and there is no card of my own.
    nobody: bool,
    /// My own card.
    pub(super) me: &'a Person,
    folder: &'a dyn Folder,
    register: Arc<Register>,
    /// Those who were read last, as a row asks for somebody more than once.
    last: RefCell<Vec<(u32, Arc<Person>)>>,
}

impl<'a> Known<'a> {
    pub(super) fn new(folder: &'a dyn Folder) -> Self {
        let (me, register) = (folder.book().me().as_ref(), folder.register());
        let nobody = register.is_empty() && *me == Person::default();
        Self { nobody, me, folder, register, last: RefCell::default() }
    }

    /// My card, my events and my groups.
    pub(super) fn book(&self) -> &'a Book {
        self.folder.book()
    }

    /// All my people by what they are recognised by.
    pub(super) fn register(&self) -> Arc<Register> {
        Arc::clone(&self.register)
    }

    /// The person of that number. Who is gone since the register was made is somebody of whom nothing is known.
    fn read(&self, at: u32) -> Arc<Person> {
        let mut last = self.last.borrow_mut();
        if let Some((_, person)) = last.iter().find(|(other, _)| *other == at) {
            return Arc::clone(person);
        }
        let id = self.register.id(at);
        let gone = |id: PersonId| Arc::new(Person { id, ..Person::default() });
        let person = self.folder.person(&id).unwrap_or_else(|| gone(id));
        if last.len() == LAST {
            last.remove(0);
        }
        last.push((at, Arc::clone(&person)));
        person
    }

    /// Everybody, one after the other.
    pub(super) fn everybody(&self) -> impl Iterator<Item = Somebody<'_>> {
        (0..).take(self.register.len()).map(|at| self.person(at))
    }

    /// The person called `id`.
    pub(super) fn by_id(&self, id: &PersonId) -> Option<Somebody<'_>> {
        self.register.find(id).map(|at| self.person(at))
    }

    pub(super) fn person(&self, at: u32) -> Somebody<'_> {
        Somebody::new(at, self)
    }

    /// Whether I know nobody at all, and have no card of my own.
    pub(super) fn is_empty(&self) -> bool {
        self.nobody
    }

    /// The very record that a list of our own names, unless its row is about somebody who is quite another.
    fn record(&self, group: &Group<'_>) -> Option<Somebody<'_>> {
        let named = group.draft.record().and_then(|id| self.by_id(id));
        named.filter(|person| is_like(person, &group.draft))
    }

    fn with_email(&self, address: &str) -> impl Iterator<Item = Somebody<'_>> {
        let found = self.register.email.get(address).map(|at| self.person(at));
        found.filter(move |person| person.emails.iter().any(|one| fold_email(one) == address))
    }

    fn with_page(&self, address: &str) -> impl Iterator<Item = Somebody<'_>> {
        let found = self.register.page.get(address).map(|at| self.person(at));
        found.filter(move |person| own_pages(person).any(|one| one == address))
    }

    /// Who was made or filled from the very row of that mark. Of several each is meant once, as far as they go: `seen` has
    /// those who were.
    pub(super) fn before(&self, mark: impl FnOnce() -> String, seen: &mut HashSet<u32>) -> Option<Tie<'_>> {
        if self.register.row.is_empty() {
            return None;
        }
        // The number is all of the mark, so whom it finds need not be read.
        let mut all = self.register.row.get_key(row_of(&mark())?).peekable();
        let first = *all.peek()?;
        let at = all.find(|at| !seen.contains(at)).unwrap_or(first);
        seen.insert(at);
        Some(Tie::One(self.person(at), How::Before))
    }

    /// How somebody who has what a row says is known by it.
    pub(super) fn how(&self, person: &Somebody<'_>, group: &Group<'_>, name: &str) -> How {
        let way = self.by_ways(group).find(|(.., people)| people.iter().any(|one| one.at == person.at));
        match way {
            Some((_, how, _)) if is_called(person, name) => how,
            Some((_, how, _)) => how.loose(),
            None => How::NameAndCompany,
        }
    }

    fn with_phone(&self, phone: &Phone) -> impl Iterator<Item = Somebody<'_>> {
        let found = self.register.phone.get(phone.tail()).map(|at| self.person(at));
        found.filter(move |person| {
            person.phones.iter().filter_map(|one| Phone::of(one)).any(|one| one.is(phone))
        })
    }

    /// Everybody with one of the addresses, pages or numbers of `group`: the address, how it tells, and who.
    fn by_ways<'s, 'g>(
        &'s self,
        group: &'g Group<'_>,
    ) -> impl Iterator<Item = (&'g str, How, Vec<Somebody<'s>>)> {
        let emails = group.draft.emails.iter().map(|one| {
            (
                one.as_str(),
                How::Email,
                self.with_email(&fold_email(one)).take(MAX_SHARING).collect::<Vec<_>>(),
            )
        });
        let own = group.draft.links.iter().filter_map(|one| Some((one, own_page(one)?)));
        let pages = own.map(|(one, page)| {
            (one.as_str(), How::Page, self.with_page(&page).take(MAX_SHARING).collect::<Vec<_>>())
        });
        let phones = group.draft.phones.iter().filter_map(|one| {
            let people = self.with_phone(&Phone::of(one)?).take(MAX_SHARING).collect::<Vec<_>>();
            Some((one.as_str(), How::Phone, people))
        });
        emails.chain(pages).chain(phones)
    }

    /// Who `group` is under the name it goes by; nobody of `taken` by name alone.
    pub(super) fn of<T>(&self, group: &Group<'_>, name: &str, taken: &HashMap<PersonId, T>) -> Tie<'_> {
        if self.is_empty() {
            return Tie::None;
        }
        if let Some(person) = self.record(group) {
            return Tie::One(person, How::Record);
        }
        let folded = fold(name);
        let tie = match self.by_address(group, &folded) {
            // Two forms of one name that the file does not put together are not both the same person.
            Tie::One(person, how) if how.is_loose() && taken.contains_key(&person.id) => {
                Tie::Several(format!("perhaps {}, whom you know", person.name))
            }
            tie => tie,
        };
        match tie {
            tie if tie.is_none() && !folded.is_empty() => match self.by_name(name, &group.company, taken) {
                Tie::None => tie,
                named => named,
            },
            tie => tie,
        }
    }

    /// By e-mail address, page or number: under the same name, or a form of it where that can be nobody else's.
    pub(super) fn by_address(&self, group: &Group<'_>, name: &str) -> Tie<'_> {
        let mut other = Tie::None;
        for (address, how, people) in self.by_ways(group) {
            match one(people.iter().filter(|person| is_called(person, name)).cloned()) {
                Ok(Some(person)) => return Tie::One(person, how),
                Err(()) => other = Tie::Several(format!("several people you know have {address}")),
                Ok(None) => {
                    match one(people.iter().filter(|person| may_be(person, group, how, address)).cloned()) {
                        Ok(Some(person)) => return Tie::One(person, how.loose()),
                        Err(()) => other = Tie::Several(format!("several people you know have {address}")),
                        Ok(None) => {
                            let told =
                                people.first().map(|first| beside(first, &people, group, (how, address)));
                            other = match (other, told) {
                                (Tie::None, Some(told))
                                | (Tie::Guest(..), Some(told @ (Tie::Other(..) | Tie::Several(_))))
                                | (Tie::Other(..), Some(told @ Tie::Several(_))) => told,
                                (other, _) => other,
                            };
                        }
                    }
                }
            }
        }
        other
    }

    fn by_name<T>(&self, written: &str, company: &str, taken: &HashMap<PersonId, T>) -> Tie<'_> {
        let name = fold(written);
        let name = name.as_str();
        // A first name alone, with no company on either side, is nobody in particular.
        if company.is_empty() && !name.contains(' ') {
            return Tie::None;
        }
        let full = self.full(name, company).filter(|person| !taken.contains_key(&person.id));
        match one(full) {
            Ok(Some(person)) => return Tie::One(person, How::NameAndCompany),
            Err(()) => return Tie::Several("you know several of this name and company".to_owned()),
            Ok(None) => {}
        }
        let forms: Vec<_> = self.forms(written).filter(|person| !taken.contains_key(&person.id)).collect();
        let wanted = plain(written);
        match one(forms.iter().filter(|person| is_form_at(person, &wanted, company)).cloned()) {
            Ok(Some(person)) => return Tie::One(person, How::FormAndCompany),
            Err(()) => return Tie::Several("you know several of this name and company".to_owned()),
            Ok(None) => {}
        }
        let mut namesakes = self.namesakes(name).filter(|person| !taken.contains_key(&person.id));
        let namesake = namesakes.next().or(forms.first().cloned());
        namesake.map_or(Tie::None, |person| Tie::Several(namesake_words(&person)))
    }

    /// Everybody whom an address, a page, a number, or a name and company could mean; or the name alone, where no company is
    /// said. Those of the very name come first.
    pub(super) fn candidates<'s>(
        &'s self,
        group: &Group<'_>,
        name: &str,
    ) -> impl Iterator<Item = Somebody<'s>> {
        let at_address = move |exact: bool| {
            self.by_ways(group).flat_map(move |(address, how, people)| {
                let people = people.into_iter().take(MAX_ALIKE);
                people.filter(move |person| {
                    if is_called(person, name) {
                        exact
                    } else {
                        !exact && may_be(person, group, how, address)
                    }
                })
            })
        };
        let namesakes = group.company.is_empty().then(|| self.namesakes(name)).into_iter().flatten();
        let by_name = self.full(name, &group.company).take(MAX_ALIKE).chain(namesakes.take(MAX_ALIKE));
        at_address(true).chain(by_name).chain(at_address(false))
    }

    /// Everybody of this folded name and company.
    pub(super) fn full(&self, name: &str, company: &str) -> impl Iterator<Item = Somebody<'_>> {
        let found = self.register.full.get(&(name, company)).map(|at| self.person(at));
        found.filter(move |person| {
            let (names, companies) = said_of(person);
            names.iter().any(|one| one == name) && companies.iter().any(|one| one == company)
        })
    }

    /// Everybody at that company whose name is the one written, but for its order, forms of address, degrees and umlauts.
    pub(super) fn forms_at(&self, written: &str, company: &str) -> impl Iterator<Item = Somebody<'_>> {
        let wanted = plain(written);
        self.forms(written).filter(move |person| is_form_at(person, &wanted, company))
    }

    /// Everybody whose name is the one written, but for those and for what tells father and son apart.
    pub(super) fn forms(&self, written: &str) -> impl Iterator<Item = Somebody<'_>> {
        let (folded, wanted) = (fold(written), plain(written));
        let found: Vec<u32> = self.register.plain.get(stem(&wanted)).take(MAX_ALIKE).collect();
        found.into_iter().map(|at| self.person(at)).filter(move |person| {
            !folded.is_empty()
                && !is_called(person, &folded)
                && called(person).any(|name| stem(&plain(name)) == stem(&wanted))
        })
    }

    /// Everybody of this folded name.
    pub(super) fn namesakes(&self, name: &str) -> impl DoubleEndedIterator<Item = Somebody<'_>> {
        let found = self.register.name.get(name).map(|at| self.person(at));
        found.filter(move |person| is_called(person, name))
    }
}

/// What somebody is and was called, and where they are and were said to work, folded: a record that was merged into theirs
/// may come again.
pub(super) fn said_of(person: &Person) -> (Vec<String>, Vec<String>) {
    let (mut names, mut companies) = (vec![fold(&person.name)], vec![fold_company(&person.company)]);
    for former in person.formers() {
        let said = [(fold(former.name), &mut names), (fold_company(former.company), &mut companies)];
        for (said, all) in said {
            if !said.is_empty() && !all.contains(&said) {
                all.push(said);
            }
        }
    }
    (names, companies)
}

/// What somebody is and was called, as it is written.
pub(super) fn called(person: &Person) -> impl Iterator<Item = &str> {
    let formers = person.formers().map(|former| former.name).filter(|name| !name.is_empty());
    std::iter::once(person.name.as_str()).chain(formers)
}

/// Whether somebody at that company has that plain name, generations and all.
fn is_form_at(person: &Person, plain_name: &str, company: &str) -> bool {
    !company.is_empty()
        && called(person).any(|name| plain(name) == plain_name)
        && said_of(person).1.iter().any(|one| one == company)
}

/// Whether a folded name is or was somebody's.
pub(super) fn is_called(person: &Person, name: &str) -> bool {
    called(person).any(|called| fold(called) == name)
}

/// That somebody I know has the same name, in words.
pub(super) fn namesake_words(person: &Person) -> String {
    if person.company.is_empty() {
        format!("perhaps {}, whom you know", person.name)
    } else {
        format!("you know {} of {}", person.name, person.company)
    }
}

/// Of what somebody is and was called the name that `name` is most surely a form of.
pub(super) fn nearest<'p>(person: &'p Person, name: &str) -> Option<(&'p str, Form)> {
    called(person)
        .filter_map(|called| Some((called, form(called, name)?)))
        .min_by_key(|(called, form)| (*form, is_short(called)))
}

/// Whether somebody with the same address may be the one under another name.
fn may_be(person: &Person, group: &Group<'_>, how: How, address: &str) -> bool {
    if group.name.is_empty() || person.name == address {
        return !group.shares;
    }
    let name = &group.draft.name;
    let Some((called, form)) = nearest(person, name) else {
        // A page of one's own is hardly another's of a name like it: "Ana Ruiz | Baker" is Ana Ruiz.
        return how == How::Page && !group.like && is_alike(person, name);
    };
    match form {
        // Families and firms share a number.
        Form::Sure if how == How::Phone => !group.like && !is_short(name) && !is_short(called),
        Form::Sure => !group.like,
        Form::Perhaps => how != How::Phone && !group.shares,
    }
}

/// What is said of somebody whose address one of `people` has, and who is none of them.
fn beside<'a>(
    first: &Somebody<'a>,
    people: &[Somebody<'a>],
    group: &Group<'_>,
    (how, address): (How, &str),
) -> Tie<'a> {
    let like = people.iter().find(|person| nearest(person, &group.draft.name).is_some());
    match (like, how) {
        (Some(person), _) => Tie::Several(format!(
            "perhaps {}, whom you know: the same {}, and a name like it",
            person.name,
            how.what()
        )),
        (None, How::Email) if group.shares || is_house(&fold_email(address)) => {
            Tie::Guest(first.at_rest(), how)
        }
        (None, How::Page | How::Phone) if people.len() > CROWD => Tie::Guest(first.at_rest(), how),
        // Colleagues share a switchboard.
        (None, How::Phone) if is_colleague(first, group) => Tie::Guest(first.at_rest(), how),
        (None, _) => Tie::Other(first.at_rest(), how),
    }
}

fn is_colleague(person: &Person, group: &Group<'_>) -> bool {
    !group.company.is_empty() && said_of(person).1.contains(&group.company)
}

/// Whether each word of one name has its own in what somebody is or was called.
fn is_alike(person: &Person, name: &str) -> bool {
    let mut words = NameWords::default();
    let name = bare_name(words.of(name));
    called(person).any(|called| Alike::default().set(&bare_name(words.of(called)), &name))
}

/// A link as it tells who somebody is; `None` for the front door of a house.
fn own_page(link: &str) -> Option<String> {
    let page = page(link);
    // What is no page, such as a name on some network, is somebody's own.
    if page.is_empty() { Some(fold_email(link)) } else { is_own(&page).then_some(page) }
}

pub(super) fn own_pages(person: &Person) -> impl Iterator<Item = String> {
    person.links.iter().filter_map(|link| own_page(link))
}

/// The only one there is; an error when there are several.
fn one<T>(mut people: impl Iterator<Item = T>) -> Result<Option<T>, ()> {
    let first = people.next();
    if people.next().is_some() { Err(()) } else { Ok(first) }
}
