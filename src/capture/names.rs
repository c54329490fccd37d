//! Everyone's name, folded, for finding people while a line is typed.

use std::collections::{BTreeMap, HashMap};

use super::fold::name_key;
use crate::domain::{Book, Key, PersonId};

/// Everyone's name by what it is found by. Built once, then kept in step with the book record by record.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Names {
    /// The key of everyone's name.
    keys: HashMap<PersonId, Box<str>>,
    /// Who has that name.
    full: HashMap<Box<str>, Vec<PersonId>>,
    /// Who has that word in their name; ordered, so that the start of a word finds it.
    words: BTreeMap<Box<str>, Vec<PersonId>>,
}

impl Names {
    /// The names of a whole book.
    pub fn build(book: &Book) -> Self {
        let mut names = Self::default();
        for person in book.people() {
            names.add(&person.id, &person.name);
        }
        names
    }

    /// Follows one record's change (put, replaced or taken out).
    pub fn update(&mut self, book: &Book, key: &Key) {
        let Key::Person(id) = key else { return };
        self.remove(id);
        if let Some(person) = book.person(id) {
            self.add(id, &person.name);
        }
    }

    /// The key of a person's name.
    pub(super) fn key(&self, id: &PersonId) -> Option<&str> {
        self.keys.get(id).map(|key| &**key)
    }

    /// Who has exactly this name.
    pub(super) fn exact(&self, key: &str) -> &[PersonId] {
        self.full.get(key).map(Vec::as_slice).unwrap_or_default()
    }

    /// Who has this word in their name.
    pub(super) fn with_word(&self, word: &str) -> &[PersonId] {
        self.words.get(word).map(Vec::as_slice).unwrap_or_default()
    }

    /// Every word that starts like this, with who has it.
    pub(super) fn starting<'a>(&'a self, start: &'a str) -> impl Iterator<Item = (&'a str, &'a [PersonId])> {
        self.words
            .range::<str, _>((std::ops::Bound::Included(start), std::ops::Bound::Unbounded))
            .map(|(word, people)| (&**word, people.as_slice()))
            .take_while(move |(word, _)| word.starts_with(start))
    }

    fn add(&mut self, id: &PersonId, name: &str) {
        let key: Box<str> = name_key(name).into();
        for word in key.split(' ') {
            insert(self.words.entry(word.into()).or_default(), id);
        }
        insert(self.full.entry(key.clone()).or_default(), id);
        self.keys.insert(id.clone(), key);
    }

    fn remove(&mut self, id: &PersonId) {
        let Some(key) = self.keys.remove(id) else { return };
        for word in key.split(' ') {
            if let Some(people) = self.words.get_mut(word) {
                take(people, id);
                if people.is_empty() {
                    self.words.remove(word);
                }
            }
        }
        if let Some(people) = self.full.get_mut(&key) {
            take(people, id);
            if people.is_empty() {
                self.full.remove(&key);
            }
        }
    }
}

/// Keeps the list in order, so that names followed one by one are the same as names gathered at once.
fn insert(people: &mut Vec<PersonId>, id: &PersonId) {
    if let Err(at) = people.binary_search(id) {
        people.insert(at, id.clone());
    }
}

/// Takes somebody out of such a list, as 100,000 may go who share a first name.
fn take(people: &mut Vec<PersonId>, id: &PersonId) {
    if let Ok(at) = people.binary_search(id) {
        people.remove(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Change, Person};

    #[test]
    fn following_the_book_is_building_anew() {
        let mut book = Book::default();
        for name in ["Ana Ruiz", "Ana Ana", "Tom Berg", ""] {
            book.put(Person::named(PersonId::new(&name.to_lowercase().replace(' ', "-")), name).into());
        }
        let mut names = Names::build(&book);
        let id = PersonId::new("ana-ana");
        let edit = book.edit_person(&id, |person| person.name = "Anna Kim".into()).unwrap();
        for change in [Change::new("rename").with(edit.clone()), Change::new("back").with(edit).invert()] {
            book.apply(&change);
            names.update(&book, &Key::Person(id.clone()));
            assert_eq!(names, Names::build(&book));
        }
        book.take(&Key::Person(id.clone()));
        names.update(&book, &Key::Person(id));
        assert_eq!(names, Names::build(&book));
        assert_eq!(names.with_word("ana").len(), 1);
        assert_eq!(names.starting("an").count(), 1);
    }
}
