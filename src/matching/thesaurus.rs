//! The thesaurus: which words of needs and of offers mean the same trade, read from TOML.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::hash::BuildHasherDefault;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::vectors::Vectors;
use super::words::{AsItIs, ByKey, Key, Kind, Word, then, words};

/// The thesaurus that comes with mingle; its head says what the keys mean.
const BUILT_IN: &str = include_str!("../../assets/thesaurus.toml");

/// Number of a concept.
pub(super) type Concept = u32;

/// The longest phrase, in words.
pub(super) const LONGEST: usize = 5;

/// How much a word of `hints` says, where one of `words` says 1.
const HINT: f32 = 0.45;
/// How much a concept does for the needs of one that it is near to.
const NEAR: f32 = 0.45;

/// Who says a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// Whoever needs.
    ByNeed,
    /// Whoever offers.
    ByOffer,
}

/// A concept that a word speaks for, and how clearly, up to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sense {
    pub(super) concept: Concept,
    pub(super) weight: f32,
}

/// What the words of one side mean.
#[derive(Debug, Clone, Default)]
pub(super) struct Lexicon {
    /// By the phrase in the singular.
    pub(super) plain: ByKey<Vec<Sense>>,
    /// By the phrase without endings, for words that nobody wrote down in just this form.
    pub(super) roots: ByKey<Vec<Sense>>,
    /// Words that mean something only together, wherever they stand; by the root of the first.
    pub(super) together: ByKey<Vec<(Vec<Key>, Sense)>>,
}

/// What one concept is called, and what else helps.
#[derive(Debug, Clone, Default)]
struct Entry {
    name: String,
    near: Vec<String>,
    /// Whether it only says where or for whom.
    setting: bool,
}

/// Concepts with the words for them, as needs and offers say them.
#[derive(Debug, Clone, Default)]
pub struct Thesaurus {
    entries: Vec<Entry>,
    needs: Lexicon,
    offers: Lexicon,
    /// Words that say nothing of what is needed.
    idle: HashSet<Key, BuildHasherDefault<AsItIs>>,
    /// Words that exclude each other, such as languages: the set, and the number within it.
    apart: ByKey<(u32, u32)>,
    sets: u32,
    /// For what no concept is about.
    pub(super) vectors: Vectors,
}

impl Thesaurus {
    /// The one that comes with mingle.
    pub fn built_in() -> Self {
        Self { vectors: Vectors::built_in(), ..Self::parse(BUILT_IN).0 }
    }

    /// Reads a thesaurus. What is wrong is named with its line and left out; nothing stops the rest.
    pub fn parse(text: &str) -> (Self, Vec<String>) {
        let mut thesaurus = Self::default();
        let problems = thesaurus.add(text);
        (thesaurus, problems)
    }

    /// Puts the words of another thesaurus on top: those of a concept of the same name join it, others are new.
    ///
    /// What is wrong is named with its line and left out.
    #[must_use = "what is wrong in a hand-written file is to be said"]
    pub fn add(&mut self, text: &str) -> Vec<String> {
        let mut problems = Vec::new();
        let table = match DeTable::parse(text) {
            Ok(table) => table.into_inner(),
            Err(error) => {
                let line = error.span().map_or(1, |span| line_of(text, span.start));
                return vec![format!("line {line}: {}; nothing of it is used", error.message())];
            }
        };
        for (name, value) in &table {
            let line = line_of(text, name.span().start);
            match (name.get_ref().as_ref(), value.get_ref()) {
                ("version", DeValue::Integer(_)) => {}
                ("idle", value) => match texts(value) {
                    Some(list) => {
                        self.idle.extend(list.iter().flat_map(|word| words(word)).map(|word| word.plain));
                    }
                    None => problems.push(format!("line {line}: idle: expected a list of words")),
                },
                ("apart", DeValue::Array(sets)) => {
                    for set in sets {
                        let line = line_of(text, set.span().start);
                        match texts(set.get_ref()) {
                            Some(list) => self.keep_apart(&list),
                            None => problems.push(format!("line {line}: apart: expected lists of words")),
                        }
                    }
                }
                ("concept", DeValue::Array(concepts)) => {
                    for concept in concepts {
                        let at = concept.span().start;
                        match concept.get_ref() {
                            DeValue::Table(table) => self.concept(text, at, table, &mut problems),
                            _ => problems
                                .push(format!("line {}: concept: expected [[concept]]", line_of(text, at))),
                        }
                    }
                }
                ("apart", _) => problems.push(format!("line {line}: apart: expected a list of lists")),
                ("concept", _) => problems.push(format!("line {line}: concept: expected [[concept]]")),
                (other, _) => {
                    problems.push(format!("line {line}: no key {other}; there are concept, apart, idle"));
                }
            }
        }
        problems.extend(self.strangers());
        problems
    }

    /// How many concepts there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no concept.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What a concept is called.
    pub(super) fn name(&self, concept: Concept) -> &str {
        self.entry(concept).map_or("", |entry| entry.name.as_str())
    }

    /// Whether a concept only says where or for whom.
    pub(super) fn is_setting(&self, concept: Concept) -> bool {
        self.entry(concept).is_some_and(|entry| entry.setting)
    }

    pub(super) fn lexicon(&self, said: Said) -> &Lexicon {
        match said {
            Said::ByNeed => &self.needs,
            Said::ByOffer => &self.offers,
        }
    }

    /// Whether a word says nothing of what is needed.
    pub(super) fn is_idle(&self, word: Key) -> bool {
        self.idle.contains(&word)
    }

    /// Whether a word alone speaks for a concept.
    pub(super) fn knows(&self, word: &Word) -> bool {
        [&self.needs, &self.offers].into_iter().any(|lexicon| {
            lexicon.plain.contains_key(&word.plain)
                || word.root.is_some_and(|root| lexicon.roots.contains_key(&root))
        })
    }

    /// The set of words that exclude each other in which `word` stands, and its number there.
    pub(super) fn apart(&self, word: Key) -> Option<(u32, u32)> {
        self.apart.get(&word).copied()
    }

    /// For each concept those that help too, and how much.
    pub(super) fn neighbours(&self) -> Vec<Vec<Sense>> {
        let numbers: BTreeMap<&str, Concept> =
            (0..).zip(&self.entries).map(|(number, entry)| (entry.name.as_str(), number)).collect();
        let mut all: Vec<Vec<Sense>> = vec![Vec::new(); self.entries.len()];
        let mut join = |from: Concept, to: Concept| {
            let of = usize::try_from(from).ok().and_then(|at| all.get_mut(at));
            if let Some(of) = of.filter(|of| from != to && of.iter().all(|sense| sense.concept != to)) {
                of.push(Sense { concept: to, weight: NEAR });
            }
        };
        for (number, entry) in (0..).zip(&self.entries) {
            for other in entry.near.iter().filter_map(|name| numbers.get(name.as_str())) {
                join(number, *other);
                join(*other, number);
            }
        }
        all
    }

    fn entry(&self, concept: Concept) -> Option<&Entry> {
        self.entries.get(usize::try_from(concept).ok()?)
    }

    /// Names in `near` that no concept has.
    fn strangers(&self) -> Vec<String> {
        let known: HashSet<&str> = self.entries.iter().map(|entry| entry.name.as_str()).collect();
        let strange = |entry: &Entry| {
            let strange = entry.near.iter().filter(|name| !known.contains(name.as_str()));
            strange.map(|name| format!("{}: near: no concept {name}", entry.name)).collect::<Vec<_>>()
        };
        self.entries.iter().flat_map(strange).collect()
    }

    fn concept(&mut self, text: &str, at: usize, table: &DeTable<'_>, problems: &mut Vec<String>) {
        let name = match table.get("name").map(Spanned::get_ref) {
            Some(DeValue::String(name)) if !name.trim().is_empty() => name.trim().to_owned(),
            _ => {
                problems.push(format!("line {}: a concept without a name", line_of(text, at)));
                return;
            }
        };
        let number = self.number(&name);
        self.say(number, &name, 1.0, &[Said::ByNeed, Said::ByOffer]);
        for (key, value) in table {
            // Counting lines takes longer than all the rest, and is needed for a problem only.
            let line = || line_of(text, key.span().start);
            let (weight, said): (f32, &[Said]) = match key.get_ref().as_ref() {
                "name" => continue,
                "setting" => {
                    match (value.get_ref(), self.entry_mut(number)) {
                        (DeValue::Boolean(setting), Some(entry)) => entry.setting = *setting,
                        _ => {
                            problems
                                .push(format!("line {}: {name}: setting: expected true or false", line()));
                        }
                    }
                    continue;
                }
                "near" => (0.0, &[]),
                "words" => (1.0, &[Said::ByNeed, Said::ByOffer]),
                "needs" => (1.0, &[Said::ByNeed]),
                "offers" => (1.0, &[Said::ByOffer]),
                "hints" => (HINT, &[Said::ByNeed, Said::ByOffer]),
                other => {
                    problems.push(format!(
                        "line {}: {name}: no key {other}; there are name, words, needs, offers, hints, near, setting",
                        line()
                    ));
                    continue;
                }
            };
            let Some(list) = texts(value.get_ref()) else {
                problems.push(format!(
                    "line {}: {name}: {}: expected a list of words",
                    line(),
                    key.get_ref()
                ));
                continue;
            };
            if said.is_empty() {
                if let Some(entry) = self.entry_mut(number) {
                    entry.near.extend(list);
                }
                continue;
            }
            for phrase in list {
                if !self.say(number, &phrase, weight, said) {
                    problems.push(format!("line {}: {name}: “{phrase}” has no words, or too many", line()));
                }
            }
        }
    }

    fn entry_mut(&mut self, concept: Concept) -> Option<&mut Entry> {
        self.entries.get_mut(usize::try_from(concept).ok()?)
    }

    /// The number of the concept called `name`, new or known.
    fn number(&mut self, name: &str) -> Concept {
        let known = (0..).zip(&self.entries).find(|(_, entry)| entry.name == name);
        if let Some((number, _)) = known {
            return number;
        }
        self.entries.push(Entry { name: name.to_owned(), ..Entry::default() });
        Concept::try_from(self.entries.len() - 1).unwrap_or(Concept::MAX)
    }

    /// Has `phrase` speak for a concept. Words joined by `+` may stand anywhere.
    fn say(&mut self, concept: Concept, phrase: &str, weight: f32, said: &[Said]) -> bool {
        let sense = Sense { concept, weight };
        let list = words(phrase);
        if list.is_empty() || list.len() > LONGEST {
            return false;
        }
        let plain = list.iter().map(|word| word.plain).reduce(then);
        let roots = list.iter().map(|word| word.root.unwrap_or(word.plain)).reduce(then);
        // A single short word is known by its singular only: too many others share what is left of it.
        let has_root = list.len() > 1 || list.iter().all(|word| word.root.is_some());
        for side in said {
            let lexicon = match side {
                Said::ByNeed => &mut self.needs,
                Said::ByOffer => &mut self.offers,
            };
            if phrase.contains('+') {
                let mut keys = list.iter().map(|word| word.root.unwrap_or(word.plain));
                if let Some(first) = keys.next() {
                    lexicon.together.entry(first).or_default().push((keys.collect(), sense));
                }
                continue;
            }
            if let Some(plain) = plain {
                put(lexicon.plain.entry(plain).or_default(), sense);
            }
            if let Some(roots) = roots.filter(|_| has_root) {
                put(lexicon.roots.entry(roots).or_default(), sense);
            }
        }
        true
    }

    /// Words of one set exclude each other; those joined by `|` are one.
    fn keep_apart(&mut self, list: &[String]) {
        for (number, same) in (0..).zip(list) {
            for word in same.split('|').flat_map(words).filter(|word| word.kind == Kind::Plain) {
                self.apart.insert(word.plain, (self.sets, number));
            }
        }
        self.sets += 1;
    }
}

/// A concept once, at its clearest.
fn put(senses: &mut Vec<Sense>, sense: Sense) {
    match senses.iter_mut().find(|other| other.concept == sense.concept) {
        Some(other) => other.weight = other.weight.max(sense.weight),
        None => senses.push(sense),
    }
}

fn texts(value: &DeValue<'_>) -> Option<Vec<String>> {
    let DeValue::Array(list) = value else { return None };
    let text = |item: &Spanned<DeValue<'_>>| match item.get_ref() {
        DeValue::String(text) => Some(Cow::clone(text).into_owned()),
        _ => None,
    };
    list.iter().map(text).collect()
}

/// The line of a byte, from 1.
fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
}
