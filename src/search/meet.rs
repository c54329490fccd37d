//! From a typed word to the words that stand somewhere: the same, its kin, and what it may have been meant for.

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::field::{Field, Fields, Quality, Worth};
use super::fold::letters;
use super::index::Index;
use super::names::variants;
use super::query;
use super::slip::{Sound, Typed, likeness};
use super::words::{Entry, Number, Vocabulary};

/// Same sound alone is not enough: `likeness` must be at least this.
const SOUND_LIKENESS: f64 = 0.65;
/// So alike by letters that it counts as two slips.
const ALIKE: f64 = 0.85;

/// What a typed word meets in one index.
#[derive(Debug)]
pub(super) struct Met {
    pub(super) word: query::Typed,
    pub(super) introduced: bool,
    pub(super) forgiving: bool,
    /// The words met, by number and then the best first.
    pub(super) matches: Vec<Match>,
    /// All words that contain the typed one, whether they count or not: a longer one can only be in these.
    pub(super) containing: Option<Vec<Number>>,
    pub(super) worth: Worth,
    /// For each doc its best match, 0 for none.
    pub(super) scores: Vec<u16>,
}

/// A word that was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    pub(super) word: Number,
    pub(super) quality: Quality,
    pub(super) fields: Fields,
}

impl Met {
    /// The matches with the word of that number.
    pub(super) fn with(&self, word: Number) -> impl Iterator<Item = &Match> {
        let from = self.matches.partition_point(|found| found.word < word);
        let rest = self.matches.get(from..).unwrap_or_default();
        rest.iter().take_while(move |found| found.word == word)
    }

    /// The typed word.
    pub(super) fn typed(&self) -> &query::Typed {
        &self.word
    }
}

/// Looks a typed word up. `within` are the words that contain a beginning of it, where they are known.
pub(super) fn meet(
    index: &Index,
    word: &query::Typed,
    introduced: bool,
    forgiving: bool,
    within: Option<&[Number]>,
) -> Met {
    let vocabulary = &index.vocabulary;
    let mut worth = Worth::new(word.chars, introduced);
    let mut matches = Vec::new();
    let mut containing = None;
    for text in [Some(&word.text), word.out.as_ref()].into_iter().flatten() {
        ordinary(vocabulary, text, &worth, &mut matches);
    }
    if may_be_inside(word) {
        let inside = inside(vocabulary, word, within);
        let fields = if word.chars >= 4 || !word.text.is_ascii() { Fields::EVERY } else { Fields::SINGLE };
        matches.extend(inside.iter().map(|number| Match { word: *number, quality: Quality::Inside, fields }));
        containing = Some(inside);
    }
    if forgiving {
        let stands = |found: &Match| {
            let entry = vocabulary.entry(found.word);
            entry.is_some_and(|entry| {
                entry
                    .postings
                    .iter()
                    .any(|posting| worth.of(found.quality, posting.fields.and(found.fields)) > 0)
            })
        };
        if matches.iter().any(stands) {
            worth.put_guesses_behind();
        }
        forgive(vocabulary, &word.text, word.chars, &mut matches);
    }
    matches.sort_unstable();
    let mut scores = vec![0; index.docs.len()];
    for found in &matches {
        let Some(entry) = vocabulary.entry(found.word) else { continue };
        for posting in &entry.postings {
            let worth = worth.of(found.quality, posting.fields.and(found.fields));
            if let Some(score) = scores.get_mut(posting.doc as usize)
                && *score < worth
            {
                *score = worth;
            }
        }
    }
    Met { word: word.clone(), introduced, forgiving, matches, containing, worth, scores }
}

/// The same word, its continuations, its plural or singular, and other words for the same name.
fn ordinary(vocabulary: &Vocabulary, text: &str, worth: &Worth, matches: &mut Vec<Match>) {
    let mut push = |word, quality, fields| matches.push(Match { word, quality, fields });
    if let Some(number) = vocabulary.number(text) {
        push(number, Quality::Exact, Fields::EVERY);
    }
    let allowed = worth.allowed(Quality::Start);
    for number in vocabulary.beginning_with(text) {
        let counts = |entry: &Entry| !entry.fields.and(allowed).is_empty() && *entry.text != *text;
        if vocabulary.entry(number).is_some_and(counts) {
            push(number, Quality::Start, Fields::EVERY);
        }
    }
    if text.len() >= 4 {
        for ending in ["s", "es"] {
            if let Some(number) = text.strip_suffix(ending).and_then(|stem| vocabulary.number(stem)) {
                push(number, Quality::Variant, Fields::EVERY);
            }
        }
    }
    for number in family(vocabulary, text) {
        push(number, Quality::Variant, Fields::EVERY);
    }
    for number in variants(text).filter_map(|other| vocabulary.number(other)) {
        push(number, Quality::Variant, Fields::NAMES.with(Field::Via.only()));
    }
}

/// How a word is built on a verb or noun.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Plain,
    Doer,
    Doing,
}

const ENDINGS: [(&str, Ending); 11] = [
    ("ings", Ending::Doing),
    ("ing", Ending::Doing),
    ("ed", Ending::Doing),
    ("ers", Ending::Doer),
    ("ors", Ending::Doer),
    ("er", Ending::Doer),
    ("or", Ending::Doer),
    ("es", Ending::Plain),
    ("e", Ending::Plain),
    ("s", Ending::Plain),
    ("", Ending::Plain),
];

/// Words of one family in English: gardening, gardener; building, builds; not Peter and pets.
fn family<'a>(vocabulary: &'a Vocabulary, text: &'a str) -> impl Iterator<Item = Number> + 'a {
    let built = ENDINGS.iter().filter(|(_, ending)| *ending != Ending::Plain);
    let stems = built.filter_map(|(end, ending)| Some((text.strip_suffix(end)?, *ending)));
    let stem = stems.filter(|(stem, _)| stem.len() >= 3).min_by_key(|(stem, _)| stem.len());
    stem.into_iter().flat_map(move |(stem, ending)| {
        vocabulary.beginning_with(stem).filter(move |number| {
            let rest = vocabulary.entry(*number).and_then(|entry| entry.text.strip_prefix(stem));
            let other = ENDINGS.iter().find(|(end, _)| rest == Some(end)).map(|(_, ending)| *ending);
            other.is_some_and(|other| other == Ending::Doing || ending == Ending::Doing || other == ending)
        })
    })
}

fn may_be_inside(word: &query::Typed) -> bool {
    word.chars >= 3 || !word.text.is_ascii()
}

fn inside(vocabulary: &Vocabulary, word: &query::Typed, within: Option<&[Number]>) -> Vec<Number> {
    let contains = |entry: &Entry| entry.text.contains(&*word.text);
    match within {
        Some(within) => {
            let contains = |number: &Number| vocabulary.entry(*number).is_some_and(contains);
            within.iter().copied().filter(contains).collect()
        }
        None => vocabulary
            .with_letters(letters(&word.text), 0)
            .filter(|(_, entry)| contains(entry))
            .map(|(number, _)| number)
            .collect(),
    }
}

/// Words the typed one may have been meant for: slips of the finger, letters left out, the same sound.
fn forgive(vocabulary: &Vocabulary, text: &str, chars: usize, matches: &mut Vec<Match>) {
    if chars < 3 {
        return;
    }
    let Some(typed) = Typed::new(text) else { return };
    let sound = Sound::of(text);
    let matcher = SkimMatcherV2::default();
    let initial = text.chars().next();
    let wanted = letters(text);
    // A word that stands somewhere is spelt right: only names are looked at further.
    let stands = vocabulary.number(text).and_then(|number| vocabulary.entry(number));
    let prose = stands.is_none_or(|entry| entry.postings.is_empty());
    let slip_fields = if prose { Fields::EVERY } else { Fields::NAMES };
    for (number, entry_letters, entry) in vocabulary.all() {
        let missing = (wanted & !entry_letters).count_ones();
        let is_name = !entry.fields.and(Fields::NAMES).is_empty();
        if missing > 2 && !is_name
            || entry.postings.is_empty()
            || entry.fields.and(slip_fields.with(Fields::LOOSE)).is_empty()
        {
            continue;
        }
        let mut push = |quality, fields| matches.push(Match { word: number, quality, fields });
        let begins_alike = entry.text.chars().next() == initial;
        let same_letters = missing == 0 && entry.chars == chars;
        let slips = if chars >= 8 || chars >= 6 && (is_name || same_letters) { 2 } else { 1 };
        let extra = (entry_letters & !wanted).count_ones();
        let near = missing.max(extra) <= slips && chars.abs_diff(entry.chars) <= slips as usize;
        let starts_near = chars >= 5 && begins_alike && missing <= 1 && entry.chars + 1 >= chars;
        if (near || starts_near)
            && let Some(distance) = typed.distance(&entry.text)
        {
            if distance.whole == 1 && (same_letters || chars >= 5 || chars == 4 && begins_alike) {
                push(Quality::Slip, slip_fields);
            } else if distance.whole == 2 && slips == 2 {
                let fields = if chars >= 8 || same_letters { slip_fields } else { Fields::NAMES };
                push(Quality::Slips, fields);
            }
            if starts_near && distance.whole > 1 && distance.beginning == 1 {
                push(Quality::StartSlip, slip_fields);
            }
        }
        if is_name && let (Some(sound), Some(other)) = (&sound, &entry.sound) {
            let alike = likeness(text, &entry.text);
            if sound.is_like(other) && alike >= SOUND_LIKENESS {
                push(Quality::Sound, Fields::NAMES);
            } else if chars >= 5 && alike >= ALIKE {
                push(Quality::Slips, Fields::NAMES);
            }
        }
        if missing == 0
            && begins_alike
            && chars * 2 >= entry.chars
            && !entry.fields.and(Fields::LOOSE).is_empty()
            && matcher.fuzzy_match(&entry.text, text).is_some()
        {
            push(Quality::Scattered, Fields::LOOSE);
        }
    }
}
