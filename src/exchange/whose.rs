//! Which record of mine a row of a file of our own is of, by the id that stands in it.
//!
//! An id is a name and four random letters, so two stores have the same one by chance about once in a million people of one
//! name. A row under such an id is taken at its word when its name or an address says so too, or, where it has no address,
//! when the name is a kindred one, or the company the same and the rest of the file is of my people: then the user gave
//! somebody another name. Elsewhere it is somebody else until the user says who: a colleague's row that was typed over, or
//! copied, keeps its id. And where the name is that of another of my people, one column was sorted without the others: such
//! a row stays out.

use std::collections::HashMap;

use super::draft::Draft;
use super::fold::{fold, fold_email, have_in_common};
use super::forms::form;
use super::group::Groups;
use super::known::{Known, Somebody};
use super::source::Source;
use crate::domain::{Person, same_number, written};

/// Whose record a row names, each by their number among my people.
#[derive(Debug, Clone, Copy)]
pub(super) enum Whose {
    /// None of mine.
    Nobodys,
    /// That of one of my people.
    Of(u32),
    /// That of one of my people, who is quite another.
    Hardly(u32),
    /// That of the first, under the name of the second, and nothing in it is of anybody else.
    Mixed(u32, u32),
}

impl Whose {
    /// What is said of a row whose id is that of somebody else.
    pub(super) fn doubt(self, known: &Known<'_>) -> Option<String> {
        let Self::Hardly(person) = self else { return None };
        Some(format!(
            "its id is that of {}, whose name and addresses are others; `mingle merge` makes them one",
            known.person(person).name
        ))
    }

    /// Why nothing comes of a row of two of my people, unless all of it is `found` to be of the one whose name it has.
    pub(super) fn mixed(self, found: Option<&Somebody<'_>>, known: &Known<'_>) -> Option<String> {
        let Self::Mixed(person, named) = self else { return None };
        if found.is_some_and(|found| found.at == named) {
            return None;
        }
        Some(format!(
            "its id is that of {} and its name that of {}; sort all columns together, or `mingle edit` the name",
            known.person(person).name,
            known.person(named).name
        ))
    }
}

/// One for each person of a file, in order.
pub(super) fn whose(known: &Known<'_>, groups: &Groups, source: &Source) -> Vec<Whose> {
    let mut claims: HashMap<u32, usize> = HashMap::new();
    let (mut like, mut unlike) = (0, 0);
    // Of several of one name it is the last.
    let named_so = |name: &str| {
        let name = fold(name);
        known.namesakes(&name).rev().find(|person| fold(&person.name) == name)
    };
    let all: Vec<Whose> = (0..groups.len())
        .map(|at| {
            let Some(group) = groups.recorded(source, at) else { return Whose::Nobodys };
            let Some(person) = group.draft.record().and_then(|id| known.by_id(id)) else {
                return Whose::Nobodys;
            };
            *claims.entry(person.at).or_default() += 1;
            let named = is_named(&person, &group.draft);
            let other = if named { None } else { named_so(&group.draft.name) };
            match other {
                Some(other) if has_no_other(&group.draft, [&person, &other]) => {
                    unlike += 1;
                    Whose::Mixed(person.at, other.at)
                }
                None if named || is_like(&person, &group.draft) => {
                    like += 1;
                    Whose::Of(person.at)
                }
                _ => {
                    unlike += 1;
                    Whose::Hardly(person.at)
                }
            }
        })
        .collect();
    let mostly = like > 0 && like >= unlike;
    let vouched = all.into_iter().enumerate().map(|(at, whose)| {
        let alone = |person: u32| claims.get(&person) == Some(&1);
        match whose {
            Whose::Hardly(person) if alone(person) => match groups.recorded(source, at) {
                Some(group) if is_renamed(&known.person(person), &group.draft, mostly) => Whose::Of(person),
                _ => whose,
            },
            // One of several rows of a record was copied for somebody who happens to have that name.
            Whose::Mixed(person, _) if !alone(person) => Whose::Hardly(person),
            whose => whose,
        }
    });
    vouched.collect()
}

/// Whether somebody of quite another name may have got it from the user. Of a row that is not like a person an address is
/// never theirs.
fn is_renamed(person: &Person, draft: &Draft, mostly: bool) -> bool {
    let company = fold(&draft.company);
    !has_address(draft)
        && (is_kindred(&person.name, &draft.name)
            || (mostly && !company.is_empty() && company == fold(&person.company)))
}

/// Whether two names share a word that is no initial: whoever marries keeps one.
fn is_kindred(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    one.split(' ').any(|word| word.chars().count() > 2 && other.split(' ').any(|other| other == word))
}

/// Whether every address of a row is one of theirs.
fn has_no_other(draft: &Draft, people: [&Person; 2]) -> bool {
    type Same = fn(&str, &str) -> bool;
    let address: Same = |one, other| fold_email(one) == fold_email(other);
    let theirs = |get: fn(&Person) -> &Vec<String>, same: Same, all: &[String]| {
        all.iter().all(|one| people.iter().any(|person| get(person).iter().any(|own| same(own, one))))
    };
    theirs(|person| &person.emails, address, &draft.emails)
        && theirs(|person| &person.links, address, &draft.links)
        && theirs(|person| &person.phones, is_one_number, &draft.phones)
}

/// Whether a row says where somebody is reached.
fn has_address(draft: &Draft) -> bool {
    [&draft.emails, &draft.phones, &draft.links].iter().any(|all| !all.is_empty())
}

/// Whether two rows are of one record, where both say of which. Whoever copies a row for somebody else leaves the id in it.
pub(super) fn one_record(one: &Draft, other: &Draft) -> Option<bool> {
    let (mine, theirs) = one.record().zip(other.record())?;
    let named = !one.name.is_empty() && !other.name.is_empty();
    Some(
        mine == theirs
            && (!named || fold(&one.name) == fold(&other.name) || form(&one.name, &other.name).is_some()),
    )
}

/// Whether a row may be about somebody: by a name like theirs, or by anything else that hardly two people share. Colleagues
/// share a company.
pub(super) fn is_like(person: &Person, draft: &Draft) -> bool {
    let is_theirs = |one: &String| person.phones.iter().any(|other| is_one_number(other, one));
    let phones = || draft.phones.iter().any(is_theirs);
    is_named(person, draft)
        || have_in_common(&person.emails, &draft.emails)
        || have_in_common(&person.links, &draft.links)
        || phones()
        || draft.more.as_ref().is_some_and(|more| {
            more.notes
                .iter()
                .any(|one| !one.id.is_empty() && person.notes.iter().any(|mine| mine.id == one.id))
        })
}

/// Whether a row has somebody's name, a form of it, or none.
fn is_named(person: &Person, draft: &Draft) -> bool {
    let theirs = fold(&draft.name);
    theirs.is_empty() || fold(&person.name) == theirs || form(&person.name, &draft.name).is_some()
}

/// Whether two phone numbers are one, as they are written or as they are dialled.
fn is_one_number(one: &str, other: &str) -> bool {
    written(one) == written(other) || same_number(one, other)
}
