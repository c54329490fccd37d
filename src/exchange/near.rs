//! Whom of mine somebody may be whose name sounds or is spelt like theirs at the same company: what looking for doubles would
//! say afterwards is said of the row.

use std::collections::HashMap;
use std::sync::Arc;

use super::draft::Draft;
use super::group::{Key, key};
use crate::domain::{Book, Person};
use crate::search::{Alike, NameWord, NameWords, bare_company, bare_name, same_company};

/// How many of one company and one sound are looked through.
const MAX_ALIKE: usize = 32;

/// My people by company and by the sounds of their names, made when the first row asks.
#[derive(Default)]
pub(super) struct Near<'a> {
    words: NameWords,
    alike: Alike,
    people: Option<HashMap<Key, Vec<&'a Arc<Person>>>>,
}

impl<'a> Near<'a> {
    /// Why a row may be about somebody of mine, by what doubles are found by; `None` where nothing says so.
    pub(super) fn doubt(&mut self, book: &'a Book, draft: &Draft) -> Option<String> {
        let Self { words, alike, people } = self;
        let (name, company) = (bare_name(words.of(&draft.name)), bare_company(words.of(&draft.company)));
        company.first()?;
        let people = people.get_or_insert_with(|| index(book, words));
        let near = keys(&name, &company).find_map(|key| {
            let all = people.get(&key).into_iter().flatten().take(MAX_ALIKE);
            let mut all = all.map(|person| {
                (person, bare_name(words.of(&person.name)), bare_company(words.of(&person.company)))
            });
            all.find_map(|(person, other, at)| {
                let same = same_company(&at, &company).filter(|same| *same);
                let found =
                    same.is_some() && alike.set(&other, &name) && alike.strength(same, false).is_some();
                found.then(|| (*person, alike.words(same, &person.company, &draft.company)))
            })
        });
        near.map(|(person, words)| format!("perhaps {}, whom you know: {words}", person.name))
    }
}

fn index<'a>(book: &'a Book, words: &mut NameWords) -> HashMap<Key, Vec<&'a Arc<Person>>> {
    let mut people: HashMap<Key, Vec<&Arc<Person>>> = HashMap::new();
    for person in book.people().filter(|person| !person.company.is_empty()) {
        let (name, company) = (bare_name(words.of(&person.name)), bare_company(words.of(&person.company)));
        for key in keys(&name, &company) {
            let all = people.entry(key).or_default();
            if all.last().is_none_or(|last| last.id != person.id) {
                all.push(person);
            }
        }
    }
    people
}

/// Under which two meet: the first word of the company, with the sound of a word of the name.
fn keys(name: &[Arc<NameWord>], company: &[Arc<NameWord>]) -> impl Iterator<Item = Key> {
    let words = name.iter().filter(|word| !word.is_initial());
    let first = company.first();
    words.flat_map(|word| word.codes()).filter_map(move |code| Some(key(&(first?.text(), code))))
}
