//! What people are compared by, folded once, and the keys under which those who may be one person meet.

use super::address::{self, Phone};
use crate::domain::Person;
use crate::search::NameWord;

/// Words before and after names that are no part of them.
const TITLES: &[&str] = &[
    "dr", "prof", "mr", "mrs", "ms", "miss", "herr", "frau", "sir", "dipl", "ing", "phd", "mba", "jr", "sr",
    "sra",
];
/// Words of companies that say what they are by law, and articles.
const FORMS: &[&str] = &[
    "the",
    "and",
    "co",
    "company",
    "corp",
    "corporation",
    "inc",
    "llc",
    "llp",
    "ltd",
    "limited",
    "plc",
    "gmbh",
    "mbh",
    "ag",
    "kg",
    "ug",
    "ev",
    "sa",
    "sas",
    "sarl",
    "sl",
    "srl",
    "spa",
    "bv",
    "nv",
    "oy",
    "ab",
    "as",
    "aps",
    "pty",
];

/// A person as they are compared.
#[derive(Debug)]
pub(super) struct Profile<'a> {
    /// Whose.
    pub(super) person: &'a Person,
    /// The name without titles; empty where only an address stands for it.
    pub(super) name: Vec<NameWord>,
    /// The company without its form by law.
    pub(super) company: Vec<NameWord>,
    pub(super) emails: Vec<String>,
    pub(super) phones: Vec<Phone>,
    pub(super) pages: Vec<String>,
    /// The words of the name in order of letters, so that swapped names stand together.
    order: Vec<String>,
}

/// Under which two records meet that may be one person.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Email(String),
    /// The last digits.
    Phone(String),
    Page(String),
    /// All words of a name of two words or more.
    Name(String),
    /// The first word of a company, and the sound of a word of the name.
    Sound(String, String),
}

impl<'a> Profile<'a> {
    pub(super) fn of(person: &'a Person) -> Self {
        let some = |texts: &[String], fold: fn(&str) -> String| -> Vec<String> {
            texts.iter().map(|text| fold(text)).filter(|text| !text.is_empty()).collect()
        };
        let name = if person.name.contains('@') { Vec::new() } else { NameWord::all(&person.name) };
        let name = without(name, TITLES);
        let mut order: Vec<String> = name.iter().map(|word| word.text().to_owned()).collect();
        order.sort();
        Self {
            person,
            name,
            company: without(NameWord::all(&person.company), FORMS),
            emails: some(&person.emails, address::email),
            phones: person.phones.iter().filter_map(|phone| Phone::of(phone)).collect(),
            pages: some(&person.links, address::page),
            order,
        }
    }

    /// By this order those who are alike stand near each other.
    pub(super) fn order(&self) -> (&[String], &str, &str) {
        (&self.order, &self.person.company, self.person.id.as_str())
    }

    /// Under which others may be found who are the same person.
    pub(super) fn keys(&self) -> Vec<Key> {
        let mut keys: Vec<Key> = self.emails.iter().cloned().map(Key::Email).collect();
        keys.extend(self.phones.iter().map(|phone| Key::Phone(phone.tail().to_owned())));
        keys.extend(self.pages.iter().cloned().map(Key::Page));
        if self.order.len() > 1 {
            keys.push(Key::Name(self.order.join(" ")));
        }
        if let Some(company) = self.company.first() {
            let words = self.name.iter().filter(|word| !word.is_initial());
            keys.extend(
                words
                    .flat_map(NameWord::codes)
                    .map(|code| Key::Sound(company.text().to_owned(), code.to_owned())),
            );
        }
        keys.dedup();
        keys
    }
}

/// The words that are none of `idle`, or all where nothing else is left.
fn without(words: Vec<NameWord>, idle: &[&str]) -> Vec<NameWord> {
    let kept: Vec<NameWord> = words.iter().filter(|word| !idle.contains(&word.text())).cloned().collect();
    if kept.is_empty() { words } else { kept }
}
