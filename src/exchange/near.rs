//! Whom of mine somebody may be whose name sounds or is spelt like theirs at the same company: what looking for doubles would
//! say afterwards is said of the row.

use std::sync::Arc;

use super::draft::Draft;
use super::group::{Key, key};
use super::known::Known;
use super::register::Index;
use crate::search::{Alike, NameWord, NameWords, bare_company, bare_name, same_company};

/// How many of one company and one sound are looked through.
const MAX_ALIKE: usize = 32;
/// How many words of names are kept to spare making them again: first names and companies return, surnames hardly.
const MAX_WORDS: usize = 4096;

/// My people by company and by the sounds of their names, made when the first row asks.
#[derive(Default)]
pub(super) struct Near {
    words: NameWords,
    alike: Alike,
    people: Option<Index>,
}

impl Near {
    /// Why a row may be about somebody of mine, by what doubles are found by; `None` where nothing says so.
    pub(super) fn doubt(&mut self, known: &Known<'_>, draft: &Draft) -> Option<String> {
        let Self { words, alike, people } = self;
        words.forget_beyond(MAX_WORDS);
        let (name, company) = (bare_name(words.of(&draft.name)), bare_company(words.of(&draft.company)));
        company.first()?;
        let people = people.get_or_insert_with(|| index(known, words));
        let near = keys(&name, &company).find_map(|key| {
            let mut all = people.get_key(key).take(MAX_ALIKE).map(|at| known.person(at));
            all.find_map(|person| {
                let (other, at) =
                    (bare_name(words.of(&person.name)), bare_company(words.of(&person.company)));
                let same = same_company(&at, &company).filter(|same| *same);
                let found =
                    same.is_some() && alike.set(&other, &name) && alike.strength(same, false).is_some();
                let said = found.then(|| alike.words(same, &person.company, &draft.company))?;
                Some((person, said))
            })
        });
        near.map(|(person, words)| format!("perhaps {}, whom you know: {words}", person.name))
    }
}

fn index(known: &Known<'_>, words: &mut NameWords) -> Index {
    let mut people = Index::default();
    for person in known.everybody().filter(|person| !person.company.is_empty()) {
        let (name, company) = (bare_name(words.of(&person.name)), bare_company(words.of(&person.company)));
        keys(&name, &company).for_each(|key| people.add_key(key, person.at));
        words.forget_beyond(MAX_WORDS);
    }
    people.sort();
    people
}

/// Under which two meet: the first word of the company, with the sound of a word of the name.
fn keys(name: &[Arc<NameWord>], company: &[Arc<NameWord>]) -> impl Iterator<Item = Key> {
    let words = name.iter().filter(|word| !word.is_initial());
    let first = company.first();
    words.flat_map(|word| word.codes()).filter_map(move |code| Some(key(&(first?.text(), code))))
}
