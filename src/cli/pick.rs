//! Who or what is meant: an id, a unique name, or a unique part of it.

use std::sync::Arc;

use super::fail::Fail;
use crate::domain::fold::bare;
use crate::domain::{Book, Event, Group, Person};

/// How many are listed when several fit.
const LISTED: usize = 8;

/// The person that `query` means.
pub(super) fn person<'a>(book: &'a Book, query: &str) -> Result<&'a Arc<Person>, Fail> {
    let all: Vec<_> =
        book.people().map(|person| (person.id.as_str(), person.name.as_str(), person)).collect();
    named(&all, "person", "`mingle find` looks further than names", query)
}

/// The event that `query` means.
pub(super) fn event<'a>(book: &'a Book, query: &str) -> Result<&'a Arc<Event>, Fail> {
    let all: Vec<_> = book.events().map(|event| (event.id.as_str(), event.name.as_str(), event)).collect();
    named(&all, "event", "`mingle list events` shows all", query)
}

/// The group that `query` means.
pub(super) fn group<'a>(book: &'a Book, query: &str) -> Result<&'a Arc<Group>, Fail> {
    let all: Vec<_> = book.groups().map(|group| (group.id.as_str(), group.name.as_str(), group)).collect();
    named(&all, "group", "`mingle list groups` shows all", query)
}

/// The one of `all` (id, name, it) that `query` means: by id, else by whole name, else by a part of the name.
pub(super) fn named<T: Copy>(
    all: &[(&str, &str, T)],
    kind: &str,
    hint: &str,
    query: &str,
) -> Result<T, Fail> {
    let query = query.trim();
    if query.is_empty() {
        return Err(Fail::wrong(format!("no {kind} is named; give an id or a part of the name")));
    }
    if let Some((_, _, found)) = all.iter().find(|(id, _, _)| *id == query) {
        return Ok(*found);
    }
    let folded = fold(query);
    let whole: Vec<_> = all.iter().filter(|(_, name, _)| fold(name) == folded).collect();
    let fits = if whole.is_empty() {
        all.iter().filter(|(_, name, _)| fold(name).contains(&folded)).collect()
    } else {
        whole
    };
    match fits.as_slice() {
        [] => Err(Fail::nothing(format!("there is no {kind} “{query}”; {hint}"))),
        [(_, _, one)] => Ok(*one),
        several => {
            let listed: Vec<_> =
                several.iter().take(LISTED).map(|(id, name, _)| format!("{name} ({id})")).collect();
            Err(many(query, several.len(), &listed))
        }
    }
}

/// One of the things kept with a person, called by its id alone where that is unique, else by `person/id`.
pub(super) fn item<'a, T>(
    all: impl Iterator<Item = (&'a Arc<Person>, &'a str, T)>,
    kind: &str,
    query: &str,
) -> Result<(&'a Arc<Person>, T), Fail> {
    let query = query.trim();
    let (owner, id) = query.rsplit_once('/').map_or((None, query), |(owner, id)| (Some(owner), id));
    let mut fits: Vec<_> = all
        .filter(|(person, own, _)| *own == id && owner.is_none_or(|owner| person.id.as_str() == owner))
        .collect();
    match fits.len() {
        0 => Err(Fail::nothing(format!("there is no {kind} “{query}”; `mingle list {kind}s` shows all"))),
        1 => fits.pop().map(|(person, _, found)| (person, found)).ok_or_else(Fail::check),
        count => {
            let listed: Vec<_> =
                fits.iter().take(LISTED).map(|(person, id, _)| format!("{}/{id}", person.id)).collect();
            Err(many(query, count, &listed))
        }
    }
}

fn many(query: &str, count: usize, listed: &[String]) -> Fail {
    let more =
        if count > listed.len() { format!(" and {} more", count - listed.len()) } else { String::new() };
    Fail::wrong(format!("“{query}” fits {count}: {}{more}; say which, by its id", listed.join(", ")))
}

/// Lower case without accents, as people type names in a hurry.
fn fold(text: &str) -> String {
    bare(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, expect: Result<u8, &str>) {
        let all = [
            ("ana-1", "Ana Ruiz", 1),
            ("ana-2", "Ana Ruiz-Soto", 2),
            ("jose-1", "José Ortiz", 3),
            ("x-1", "ana-1 Ltd", 4),
            ("soren-1", "Søren Weiß", 5),
        ];
        let found = named(&all, "person", "hint", query).map_err(|fail| format!("{fail:?}"));
        match (found, expect) {
            (Ok(found), Ok(expect)) => assert_eq!(found, expect),
            (Err(found), Err(expect)) => assert!(found.contains(expect), "{found}"),
            (found, expect) => panic!("{found:?} {expect:?}"),
        }
    }

    #[test]
    fn an_id_then_a_name_then_a_part_of_it() {
        check("ana-1", Ok(1));
        check("ana ruiz", Ok(1));
        check("soto", Ok(2));
        check("jose", Ok(3));
        check("soren weiss", Ok(5));
        check("ruiz", Err("fits 2: Ana Ruiz (ana-1), Ana Ruiz-Soto (ana-2)"));
        check("bo", Err("no person"));
        check(" ", Err("no person is named"));
    }
}
