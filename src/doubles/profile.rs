//! What people are compared by, folded once, and the keys under which those who may be one person meet.

use std::sync::Arc;

use crate::domain::{FIELDS, Person, Phone, address};
use crate::search::{NameWord, NameWords, bare_company, bare_name};

/// A person as they are compared.
#[derive(Debug)]
pub(super) struct Profile<'a> {
    /// Whose.
    pub(super) person: &'a Person,
    /// The name without titles; empty where only an address stands for it.
    pub(super) name: Vec<Arc<NameWord>>,
    /// The company without its form by law.
    pub(super) company: Vec<Arc<NameWord>>,
    pub(super) emails: Vec<String>,
    pub(super) phones: Vec<Phone>,
    pub(super) pages: Vec<String>,
    /// How much the record holds: entries, fields, and on a tie a name of more letters is the better one.
    pub(super) fullness: (usize, usize, usize),
    /// The words of the name in one, where they are of a script that may write them so.
    joined: Option<String>,
    /// The words of the name in order of letters, so that swapped names stand together.
    order: String,
}

/// Under which two records meet that may be one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Key<'p> {
    Email(&'p str),
    /// The last digits.
    Phone(&'p str),
    Page(&'p str),
    /// All words of a name of two words or more.
    Name(&'p str),
    /// The first word of a company, and the sound of a word of the name.
    Sound(&'p str, &'p str),
}

impl<'a> Profile<'a> {
    /// `words` are those of everybody who is compared.
    pub(super) fn of(person: &'a Person, words: &mut NameWords) -> Self {
        let some = |texts: &[String], fold: fn(&str) -> String| -> Vec<String> {
            texts.iter().map(|text| fold(text)).filter(|text| !text.is_empty()).collect()
        };
        let name = if person.name.contains('@') { Vec::new() } else { words.of(&person.name) };
        let name = bare_name(name);
        let joined: String = name.iter().map(|word| word.text()).collect();
        let joined = Some(joined).filter(|joined| name.len() > 1 && !joined.is_ascii());
        let mut order: Vec<&str> = name.iter().map(|word| word.text()).collect();
        order.sort_unstable();
        let order = order.join(" ");
        Self {
            person,
            name,
            company: bare_company(words.of(&person.company)),
            emails: some(&person.emails, address::email),
            phones: person.phones.iter().filter_map(|phone| Phone::of(phone)).collect(),
            pages: some(&person.links, address::page),
            fullness: fullness(person),
            joined,
            order,
        }
    }

    /// By this order those who are alike stand near each other.
    pub(super) fn order(&self) -> (&str, &str, &str) {
        (&self.order, &self.person.company, self.person.id.as_str())
    }

    /// Hands `put` the keys under which others may be found who are the same person; one may come more than once.
    pub(super) fn each_key<'p>(&'p self, mut put: impl FnMut(Key<'p>)) {
        self.emails.iter().for_each(|email| put(Key::Email(email)));
        self.phones.iter().for_each(|phone| put(Key::Phone(phone.tail())));
        self.pages.iter().for_each(|page| put(Key::Page(page)));
        if self.name.len() > 1 {
            put(Key::Name(&self.order));
        }
        if let Some(company) = self.company.first() {
            let words = self.name.iter().filter(|word| !word.is_initial());
            words.flat_map(|word| word.codes()).for_each(|code| put(Key::Sound(company.text(), code)));
            // Of scripts whose names are written with blanks or without.
            if let Some(joined) = &self.joined {
                put(Key::Sound(company.text(), joined));
            }
        }
    }
}

fn fullness(person: &Person) -> (usize, usize, usize) {
    let entries = person.notes.len() + person.favours.len() + person.follow_ups.len();
    let fields = FIELDS.iter().filter(|field| !field.is_empty(person)).count();
    (entries, fields, person.name.chars().count())
}
