//! Which record of mine a row of a file of our own is of, by the id that stands in it.
//!
//! An id is a name and four random letters, so two stores have the same one by chance about once in a million people of one
//! name. A row under such an id is taken at its word when its name or an address says so too, or when the rest of the file
//! does and no address of another says otherwise: then the user gave somebody another name. Elsewhere it is somebody else
//! until the user says who: a colleague's row that was typed over, or copied, keeps its id.

use std::collections::HashMap;
use std::sync::Arc;

use super::draft::Draft;
use super::fold::{fold, have_in_common};
use super::forms::form;
use super::group::Groups;
use super::source::Source;
use crate::domain::{Book, Person, PersonId, same_number, written};

/// Whose record a row names.
#[derive(Debug, Clone, Copy)]
pub(super) enum Whose<'a> {
    /// None of mine.
    Nobodys,
    /// That of one of my people.
    Of(&'a Arc<Person>),
    /// That of one of my people, who is quite another.
    Hardly(&'a Arc<Person>),
}

impl Whose<'_> {
    /// What is said of a row whose id is that of somebody else.
    pub(super) fn doubt(&self) -> Option<String> {
        let Self::Hardly(person) = self else { return None };
        Some(format!(
            "its id is that of {}, whose name and addresses are others; `mingle merge` makes them one",
            person.name
        ))
    }
}

/// One for each person of a file, in order.
pub(super) fn whose<'a>(book: &'a Book, groups: &Groups, source: &Source) -> Vec<Whose<'a>> {
    let mut claims: HashMap<&PersonId, usize> = HashMap::new();
    let (mut like, mut unlike) = (0, 0);
    let all: Vec<Whose<'a>> = (0..groups.len())
        .map(|at| {
            let Some(group) = groups.recorded(source, at) else { return Whose::Nobodys };
            let Some(person) = group.draft.record().and_then(|id| book.person(id)) else {
                return Whose::Nobodys;
            };
            *claims.entry(&person.id).or_default() += 1;
            if is_like(person, &group.draft) {
                like += 1;
                Whose::Of(person)
            } else {
                unlike += 1;
                Whose::Hardly(person)
            }
        })
        .collect();
    if like == 0 || like < unlike {
        return all;
    }
    let vouched = all.into_iter().enumerate().map(|(at, whose)| match whose {
        Whose::Hardly(person)
            if claims.get(&person.id) == Some(&1)
                && groups.recorded(source, at).is_some_and(|group| !has_address(&group.draft)) =>
        {
            Whose::Of(person)
        }
        whose => whose,
    });
    vouched.collect()
}

/// Whether a row says where somebody is reached. Of a row that is not like a person it is never where they are.
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
    let (mine, theirs) = (fold(&person.name), fold(&draft.name));
    let phone = |one: &str, other: &str| written(one) == written(other) || same_number(one, other);
    let phones = || draft.phones.iter().any(|one| person.phones.iter().any(|other| phone(other, one)));
    mine == theirs
        || theirs.is_empty()
        || form(&person.name, &draft.name).is_some()
        || have_in_common(&person.emails, &draft.emails)
        || have_in_common(&person.links, &draft.links)
        || phones()
        || draft.more.as_ref().is_some_and(|more| {
            more.notes
                .iter()
                .any(|one| !one.id.is_empty() && person.notes.iter().any(|mine| mine.id == one.id))
        })
}
