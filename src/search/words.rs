//! The vocabulary: every word that stands anywhere, once, with everybody it leads to.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use super::field::Fields;
use super::fold::letters;
use super::slip::Sound;

/// Number of a word, or of somebody findable ("doc").
pub(super) type Number = u32;

/// One word standing somewhere in one doc's texts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posting {
    pub(super) doc: Number,
    /// Every field it stands in.
    pub(super) fields: Fields,
}

/// A word and where it leads.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) text: Arc<str>,
    /// In characters.
    pub(super) chars: usize,
    /// Where it ever stood: a filter only, the postings decide.
    pub(super) fields: Fields,
    /// Only names have one.
    pub(super) sound: Option<Sound>,
    /// By doc.
    pub(super) postings: Vec<Posting>,
}

/// Every word once.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    entries: Vec<Entry>,
    /// The letters of each entry, apart and close together: most words are told apart by them alone.
    letters: Vec<u64>,
    numbers: HashMap<Arc<str>, Number, BuildHasherDefault<Mixer>>,
    /// Numbers by text, but for those in `unsorted`.
    sorted: Vec<Number>,
    unsorted: Vec<Number>,
}

impl Vocabulary {
    /// The number of `word`, new or known.
    pub(super) fn intern(&mut self, word: &str) -> Number {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        // 2^32 words of 8 bytes do not fit in memory beside their entries.
        let number = Number::try_from(self.entries.len()).unwrap_or(Number::MAX);
        let text: Arc<str> = word.into();
        self.letters.push(letters(word));
        self.entries.push(Entry {
            text: text.clone(),
            chars: word.chars().count(),
            fields: Fields::default(),
            sound: None,
            postings: Vec::new(),
        });
        self.numbers.insert(text, number);
        self.unsorted.push(number);
        number
    }

    /// The number of `word` if it is known.
    pub(super) fn number(&self, word: &str) -> Option<Number> {
        self.numbers.get(word).copied()
    }

    /// The word of that number.
    pub(super) fn entry(&self, number: Number) -> Option<&Entry> {
        self.entries.get(number as usize)
    }

    /// Notes that `word` stands in `fields` of `doc`; says whether it is new there.
    pub(super) fn put(&mut self, word: Number, doc: Number, fields: Fields) -> bool {
        let Some(entry) = self.entries.get_mut(word as usize) else { return false };
        if entry.fields.and(Fields::NAMES).is_empty() && !fields.and(Fields::NAMES).is_empty() {
            entry.sound = Sound::of(&entry.text);
        }
        entry.fields = entry.fields.with(fields);
        match entry.postings.last_mut() {
            Some(last) if last.doc == doc => {
                last.fields = last.fields.with(fields);
                return false;
            }
            Some(last) if last.doc > doc => {}
            _ => {
                entry.postings.push(Posting { doc, fields });
                return true;
            }
        }
        match entry.postings.binary_search_by_key(&doc, |posting| posting.doc) {
            Ok(at) => {
                if let Some(posting) = entry.postings.get_mut(at) {
                    posting.fields = posting.fields.with(fields);
                }
                false
            }
            Err(at) => {
                entry.postings.insert(at, Posting { doc, fields });
                true
            }
        }
    }

    /// Forgets that `word` stands in `doc`.
    pub(super) fn take(&mut self, word: Number, doc: Number) {
        let Some(entry) = self.entries.get_mut(word as usize) else { return };
        if let Ok(at) = entry.postings.binary_search_by_key(&doc, |posting| posting.doc) {
            entry.postings.remove(at);
        }
    }

    /// Puts new words in their place; to be called before the next search.
    pub(super) fn settle(&mut self) {
        let Self { entries, sorted, unsorted, .. } = self;
        let text = |number: &Number| entries.get(*number as usize).map_or("", |entry| &*entry.text);
        if unsorted.len() > 64 {
            sorted.append(unsorted);
            // By their first eight bytes, and by all of them only where those are the same.
            let start = |number: &Number| {
                let mut bytes = [0; 8];
                bytes.iter_mut().zip(text(number).bytes()).for_each(|(to, from)| *to = from);
                u64::from_be_bytes(bytes)
            };
            let mut keyed: Vec<(u64, Number)> =
                sorted.iter().map(|number| (start(number), *number)).collect();
            keyed.sort_unstable_by(|one, other| {
                one.0.cmp(&other.0).then_with(|| text(&one.1).cmp(text(&other.1)))
            });
            *sorted = keyed.into_iter().map(|(_, number)| number).collect();
            return;
        }
        for number in unsorted.drain(..) {
            let at = sorted.partition_point(|other| text(other) < text(&number));
            sorted.insert(at, number);
        }
    }

    /// The words that begin with `start`.
    pub(super) fn beginning_with(&self, start: &str) -> impl Iterator<Item = Number> {
        let text = |number: &Number| self.entry(*number).map_or("", |entry| &*entry.text);
        let from = self.sorted.partition_point(|number| text(number) < start);
        let rest = self.sorted.get(from..).unwrap_or_default();
        let len = rest.partition_point(|number| text(number).starts_with(start));
        rest.iter().take(len).copied()
    }

    /// The words that have all but `missing` of the letters in `wanted`.
    pub(super) fn with_letters(&self, wanted: u64, missing: u32) -> impl Iterator<Item = (Number, &Entry)> {
        let numbers = 0..Number::MAX;
        let near = move |letters: &u64| (wanted & !letters).count_ones() <= missing;
        let near = self.letters.iter().zip(numbers).filter(move |(letters, _)| near(letters));
        near.filter_map(|(_, number)| Some((number, self.entry(number)?)))
    }

    /// Every word with its letters.
    pub(super) fn all(&self) -> impl Iterator<Item = (Number, u64, &Entry)> {
        let entries = self.entries.iter().zip(&self.letters);
        (0..Number::MAX).zip(entries).map(|(number, (entry, letters))| (number, *letters, entry))
    }
}

/// A quick hash for short words: they are the user's own and flood nothing.
#[derive(Debug, Default)]
pub(super) struct Mixer(u64);

impl Mixer {
    fn mix(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        let (chunks, rest) = bytes.as_chunks::<8>();
        for chunk in chunks {
            self.mix(u64::from_le_bytes(*chunk));
        }
        let mut last = [0; 8];
        last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        self.mix(u64::from_le_bytes(last));
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(byte.into());
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}
