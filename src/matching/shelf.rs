//! Texts of people, found by what they mean, and kept in step with the records one by one.

use std::collections::HashMap;

use super::Matcher;
use super::index::{Index, Number};
use super::reading::{Reading, read};
use super::thesaurus::Said;
use super::weigh::{Hit, Sums};

/// Short texts of one sort, each with what it stands for, by owner.
#[derive(Debug)]
pub(super) struct Shelf<K, T> {
    pub(super) index: Index,
    said: Said,
    /// By number; `None` where a text was taken off.
    texts: Vec<Option<(T, String)>>,
    /// Whose are which.
    numbers: HashMap<K, Vec<Number>>,
}

impl<K: std::hash::Hash + Eq, T> Shelf<K, T> {
    /// An empty shelf for texts that this side says.
    pub(super) fn new(matcher: &Matcher, said: Said) -> Self {
        Self { index: Index::new(&matcher.thesaurus), said, texts: Vec::new(), numbers: HashMap::new() }
    }

    /// Puts the texts of one owner, with what they say, in the place of those that are there.
    pub(super) fn put(&mut self, owner: K, texts: impl Iterator<Item = (T, String, Reading)>) {
        for number in self.numbers.remove(&owner).unwrap_or_default() {
            self.index.remove(number);
            if let Some(text) = usize::try_from(number).ok().and_then(|at| self.texts.get_mut(at)) {
                *text = None;
            }
        }
        let mut numbers = Vec::new();
        for (what, text, reading) in texts {
            numbers.push(self.index.insert(reading));
            self.texts.push(Some((what, text)));
        }
        if !numbers.is_empty() {
            self.numbers.insert(owner, numbers);
        }
    }

    /// What a number stands for, and its text.
    pub(super) fn text(&self, number: Number) -> Option<&(T, String)> {
        self.texts.get(usize::try_from(number).ok()?)?.as_ref()
    }

    /// The texts of this shelf that have to do with one of the other side, best first.
    pub(super) fn hits(&self, matcher: &Matcher, text: &str, sums: &mut Sums) -> Vec<Hit> {
        let other = if self.said == Said::ByNeed { Said::ByOffer } else { Said::ByNeed };
        let reading = read(text, other, &matcher.thesaurus);
        self.index.hits(&reading, &matcher.near, &matcher.thesaurus, sums)
    }
}
