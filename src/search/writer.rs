//! From the texts about somebody to the numbers of their words.

use std::collections::HashMap;

use super::field::{Field, Fields};
use super::fold::Splitter;
use super::words::{Number, Vocabulary};
use super::{pieces, query};
use crate::domain::Day;

/// Words of addresses that say nothing about anybody.
pub(super) const ADDRESS_NOISE: [&str; 4] = ["http", "https", "www", "com"];

/// Gathers the words of one doc.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) splitter: Splitter,
    pub(super) words: Vec<(Number, Fields)>,
    line: String,
    /// The words of each day that was written: there are few days and many notes.
    days: HashMap<Day, Vec<Number>>,
}

impl Writer {
    pub(super) fn text(&mut self, vocabulary: &mut Vocabulary, field: Field, text: &str) {
        match field {
            Field::First => self.name(vocabulary, text),
            Field::Phone => {
                let digits = &mut self.line;
                digits.clear();
                digits.extend(query::digits(text));
                if !digits.is_empty() {
                    self.words.push((vocabulary.intern(digits), field.only()));
                }
            }
            _ => {
                let address = matches!(field, Field::Email | Field::Link);
                self.splitter.each_word(text, |word| {
                    if !(address && ADDRESS_NOISE.contains(&word.text)) {
                        self.words.push((vocabulary.intern(word.text), field.only()));
                        self.words.extend(word.out.map(|out| (vocabulary.intern(out), field.only())));
                    }
                });
            }
        }
    }

    pub(super) fn day(&mut self, vocabulary: &mut Vocabulary, day: Day) {
        let words = self.days.entry(day).or_insert_with(|| {
            let mut words = Vec::new();
            self.line.clear();
            pieces::write_day(&mut self.line, day);
            self.splitter.each_word(&self.line, |word| words.push(vocabulary.intern(word.text)));
            words
        });
        self.words.extend(words.iter().map(|word| (*word, Field::Day.only())));
    }

    fn name(&mut self, vocabulary: &mut Vocabulary, name: &str) {
        let mut made = Made::default();
        let mut field = Field::First;
        self.splitter.each_word(name, |word| {
            made.push(word.text);
            self.words.push((vocabulary.intern(word.text), field.only()));
            self.words.extend(word.out.map(|out| (vocabulary.intern(out), field.only())));
            field = Field::Rest;
        });
        for (word, field) in made.words() {
            self.words.push((vocabulary.intern(word), field.only()));
        }
    }
}

/// The words made of a name: initials, and written together with or without the first name.
#[derive(Debug, Default)]
pub(super) struct Made {
    count: usize,
    pub(super) initials: String,
    pub(super) together: String,
    pub(super) short: String,
}

impl Made {
    pub(super) fn push(&mut self, word: &str) {
        let initial = word.chars().next();
        self.count += 1;
        self.initials.extend(initial);
        self.together.push_str(word);
        if self.count == 1 {
            self.short.extend(initial);
        } else {
            self.short.push_str(word);
        }
    }

    /// None for a name of one word.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, Field)> {
        let all = [
            (self.initials.as_str(), Field::Initials),
            (self.together.as_str(), Field::Joined),
            (self.short.as_str(), Field::Joined),
        ];
        // What is no longer than initials would be taken for a word: P. Ho and a bowl of pho.
        let is_clear = |word: &str, field| field == Field::Initials || word.chars().nth(3).is_some();
        all.into_iter().filter(move |(word, field)| self.count > 1 && is_clear(word, *field))
    }
}
