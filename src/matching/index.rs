//! Texts by what they mean, so that a need looks only at those offers which may meet it.
//!
//! Thousands of people say the same in other words, so texts of one meaning are one group, and only groups are weighed.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use super::reading::{Reading, Term};
use super::thesaurus::{Concept, Said, Sense, Thesaurus};
use super::vectors::Direction;
use super::words::{ByKey, Key};

/// A text by its number in the index.
pub(super) type Number = u32;
/// Texts of one meaning, by the number of their group.
pub(super) type GroupNumber = u32;

/// That a group speaks for a concept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posting {
    pub(super) group: GroupNumber,
    pub(super) weight: f32,
}

/// Texts that mean the same.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// What they mean; words that no concept has are left out.
    pub(super) reading: Reading,
    pub(super) members: Vec<Number>,
}

/// One text: its group, and its words that no concept has, with how much they matter.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) group: GroupNumber,
    pub(super) strange: Vec<(Key, f32)>,
}

/// Texts, findable by concept, by word and by direction.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    groups: Vec<Group>,
    /// By group; apart from it because all are looked through in a row.
    directions: Vec<Direction>,
    by_meaning: HashMap<u64, GroupNumber>,
    by_concept: Vec<Vec<Posting>>,
    /// Words that a concept has.
    by_word: ByKey<Vec<GroupNumber>>,
    /// Words that none has: names, and trades nobody thought of.
    by_strange: ByKey<Vec<Number>>,
    /// By number; `None` where a text was taken out.
    entries: Vec<Option<Entry>>,
    /// How many of them are there.
    live: usize,
}

impl Index {
    /// An index of nothing, for texts in the words of `thesaurus`.
    pub(super) fn new(thesaurus: &Thesaurus) -> Self {
        Self { by_concept: vec![Vec::new(); thesaurus.len()], ..Self::default() }
    }

    /// An index of offers, numbered as they come.
    pub(super) fn build<'a>(texts: impl Iterator<Item = &'a str>, thesaurus: &Thesaurus) -> Self {
        let mut index = Self::new(thesaurus);
        for text in texts {
            index.insert(super::reading::read(text, Said::ByOffer, thesaurus));
        }
        index
    }

    /// Takes a text in, under the next number.
    pub(super) fn insert(&mut self, mut reading: Reading) -> Number {
        let number = Number::try_from(self.entries.len()).unwrap_or(Number::MAX);
        let mut strange: Vec<(Key, f32)> = Vec::new();
        reading.terms.retain(|term| {
            if term.senses.is_empty() {
                strange.push((term.root, term.matters));
            }
            !term.senses.is_empty()
        });
        for (word, _) in &strange {
            let list = self.by_strange.entry(*word).or_default();
            if list.last() != Some(&number) {
                list.push(number);
            }
        }
        let group = self.group_of(reading);
        if let Some(group) = at_mut(&mut self.groups, group) {
            group.members.push(number);
        }
        self.entries.push(Some(Entry { group, strange }));
        self.live += 1;
        number
    }

    /// The group of all that means the same, new or known.
    fn group_of(&mut self, reading: Reading) -> GroupNumber {
        let next = GroupNumber::try_from(self.groups.len()).unwrap_or(GroupNumber::MAX);
        let group = *self.by_meaning.entry(meaning(&reading)).or_insert(next);
        if group < next {
            return group;
        }
        for (concept, weight) in reading.concepts() {
            if let Some(list) = at_mut(&mut self.by_concept, concept) {
                match list.last_mut().filter(|last| last.group == group) {
                    Some(last) => last.weight = last.weight.max(weight),
                    None => list.push(Posting { group, weight }),
                }
            }
        }
        for term in &reading.terms {
            let list = self.by_word.entry(term.root).or_default();
            if list.last() != Some(&group) {
                list.push(group);
            }
        }
        self.directions.push(reading.direction);
        self.groups.push(Group { reading, members: Vec::new() });
        group
    }

    /// Takes a text out; its number is not given again.
    pub(super) fn remove(&mut self, number: Number) {
        let Some(entry) = at_mut(&mut self.entries, number).and_then(Option::take) else { return };
        self.live = self.live.saturating_sub(1);
        // A group stays when its last member goes: most likely the same text comes back with a word changed.
        if let Some(group) = at_mut(&mut self.groups, entry.group) {
            group.members.retain(|other| *other != number);
        }
        for (word, _) in &entry.strange {
            if let Some(list) = self.by_strange.get_mut(word) {
                list.retain(|other| *other != number);
            }
        }
    }

    /// How many numbers were given.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Every group, by number.
    pub(super) fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Whether anybody still says what a group means.
    pub(super) fn is_said(&self, group: GroupNumber) -> bool {
        self.group(group).is_some_and(|group| !group.members.is_empty())
    }

    pub(super) fn group(&self, group: GroupNumber) -> Option<&Group> {
        self.groups.get(usize::try_from(group).ok()?)
    }

    /// Where the texts of each group point to.
    pub(super) fn directions(&self) -> &[Direction] {
        &self.directions
    }

    pub(super) fn entry(&self, number: Number) -> Option<&Entry> {
        self.entries.get(usize::try_from(number).ok()?)?.as_ref()
    }

    /// The groups that speak for a concept.
    pub(super) fn about(&self, concept: Concept) -> &[Posting] {
        usize::try_from(concept).ok().and_then(|at| self.by_concept.get(at)).map_or(&[], Vec::as_slice)
    }

    /// The groups that have a term with a meaning in just this word.
    pub(super) fn with_word(&self, word: Key) -> &[GroupNumber] {
        self.by_word.get(&word).map_or(&[], Vec::as_slice)
    }

    /// The texts that have a word which no concept has.
    pub(super) fn with_strange(&self, word: Key) -> &[Number] {
        self.by_strange.get(&word).map_or(&[], Vec::as_slice)
    }

    /// Whether a word that the need's side does not know is said by few here, so that it says much.
    pub(super) fn is_rare(&self, word: Key) -> bool {
        let known = self.with_word(word).iter().filter_map(|group| self.group(*group));
        let count = self.with_strange(word).len() + known.map(|group| group.members.len()).sum::<usize>();
        count > 0 && count <= 3 + self.live / 100
    }

    /// What a term of a need matters: an unknown word much when somebody offers just that, and hardly otherwise.
    pub(super) fn matters(&self, term: &Term) -> f32 {
        if term.senses.is_empty() { self.strange_matters(term.root, term.matters) } else { term.matters }
    }

    pub(super) fn strange_matters(&self, word: Key, matters: f32) -> f32 {
        if self.is_rare(word) { matters * 3.0 } else { matters }
    }
}

pub(super) fn at_mut<T>(list: &mut [T], at: u32) -> Option<&mut T> {
    list.get_mut(usize::try_from(at).ok()?)
}

/// A number that is the same for readings which meet and are met equally well.
fn meaning(reading: &Reading) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    for term in &reading.terms {
        (term.root, term.matters.to_bits()).hash(&mut hasher);
        for Sense { concept, weight } in &term.senses {
            (concept, weight.to_bits()).hash(&mut hasher);
        }
    }
    (reading.terms.len(), &reading.apart, reading.direction).hash(&mut hasher);
    hasher.finish()
}
