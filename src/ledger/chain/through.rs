//! Tying a link: which favours another may have come through.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::domain::{Book, Favour, FavourKind, FavourRef, Person, Side};
use crate::ledger::Entry;

/// The favours that `of` may have come through: all that were done, introductions and referrals first, of those
/// what came to me, then the newest; not itself, and none that came through it.
pub fn may_lead_to<'a>(book: &'a Book, of: Option<&FavourRef>) -> Vec<Entry<'a>> {
    let leads = |favour: &Favour| matches!(favour.kind, FavourKind::Intro | FavourKind::Referral);
    let mut found: Vec<Entry<'a>> = book
        .favours()
        .filter(|(_, favour)| favour.counts())
        .map(|(person, favour)| Entry { person, favour })
        .filter(|entry| of.is_none_or(|of| !leads_round(book, of, &entry.reference())))
        .collect();
    found.sort_by_key(|entry| {
        let came_to_me = entry.favour.side == Side::Receive;
        (!leads(entry.favour), !came_to_me, Reverse(entry.favour.newest()))
    });
    found
}

/// Whether `of` would come through itself if it came through `through`.
pub fn leads_round(book: &Book, of: &FavourRef, through: &FavourRef) -> bool {
    let mut seen = HashSet::new();
    let mut next = Some(through.clone());
    while let Some(here) = next {
        if here == *of {
            return true;
        }
        let favours = book
            .person(&here.person)
            .map_or(&[] as &[Favour], |person: &std::sync::Arc<Person>| &person.favours);
        next = favours.iter().find(|favour| favour.id == here.favour).and_then(Favour::came_through);
        if !seen.insert(here) {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::PersonId;

    /// One favour each, `f`, that came through the one before; the last two through each other.
    fn book() -> Book {
        let mut book = Book::default();
        for (id, through) in [("a", ""), ("b", "a/f"), ("c", "b/f"), ("d", "e/f"), ("e", "d/f")] {
            let text = format!("[[favour]]\nid='f'\nside='receive'\nstate='done'\nthrough='{through}'\n");
            let mut person: Person = toml::from_str(&text).unwrap();
            person.id = PersonId::new(id);
            book.put(person.into());
        }
        book
    }

    #[track_caller]
    fn check(of: &str, through: &str, expect: bool) {
        let read = |text: &str| FavourRef::parse(text).unwrap();
        assert_eq!(leads_round(&book(), &read(of), &read(through)), expect, "{of} through {through}");
    }

    #[test]
    fn no_link_may_come_through_itself() {
        check("a/f", "a/f", true);
        check("a/f", "c/f", true);
        check("c/f", "a/f", false);
        check("a/f", "d/f", false);
        check("a/f", "nobody/f", false);
        let of = FavourRef::parse("b/f");
        let names: Vec<_> =
            may_lead_to(&book(), of.as_ref()).iter().map(|entry| entry.person.id.to_string()).collect();
        assert_eq!(names, ["a", "d", "e"]);
    }
}
