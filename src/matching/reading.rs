//! What one need or offer speaks of: its terms, each with what it may mean and how much it matters.

use std::borrow::Cow;
use std::ops::Range;

use super::thesaurus::{Concept, LONGEST, Lexicon, Said, Sense, Thesaurus};
use super::vectors::{Direction, Row};
use super::words::{Key, Kind, Word, then, words};

/// How much what follows "for", "who", "like" matters once the matter itself was named.
const AFTERTHOUGHT: f32 = 0.5;
/// How much a word before the head matters: English names the matter last, "horse transport".
const BEFORE_HEAD: f32 = 0.6;
/// How much it matters where or for whom.
const SETTING: f32 = 0.3;
/// How much a word that the thesaurus does not know matters.
const UNKNOWN: f32 = 0.15;
/// From here on a word names the matter, and does not only hint at it.
pub(super) const CLEAR: f32 = 0.7;

/// A word or phrase that means something.
#[derive(Debug, Clone)]
pub(super) struct Term {
    /// What it may mean; nothing when the thesaurus does not know it.
    pub(super) senses: Vec<Sense>,
    /// How much it matters in its line, up to 1.
    pub(super) matters: f32,
    /// Whether it only says where or for whom.
    pub(super) setting: bool,
    /// The words themselves.
    pub(super) root: Key,
    /// Where it stands, from its first to its last word.
    pub(super) span: Range<usize>,
}

impl Term {
    fn is_clear(&self) -> bool {
        !self.setting && self.senses.iter().any(|sense| sense.weight >= CLEAR)
    }
}

/// A line understood.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    pub(super) terms: Vec<Term>,
    /// Words that exclude others: the set, and the number in it.
    pub(super) apart: Vec<(u32, u32)>,
    /// Where its words point to together.
    pub(super) direction: Direction,
}

impl Reading {
    /// How clearly it speaks for each concept; a concept comes once for each term that does.
    pub(super) fn concepts(&self) -> impl Iterator<Item = (Concept, f32)> {
        self.terms.iter().flat_map(|term| {
            term.senses.iter().map(move |sense| (sense.concept, sense.weight * term.matters))
        })
    }
}

/// Reads a line of one side.
pub(super) fn read(text: &str, said: Said, thesaurus: &Thesaurus) -> Reading {
    let line = words(text);
    let lexicon = thesaurus.lexicon(said);
    let rows = carrying(&line, thesaurus).filter_map(|word| thesaurus.vectors.row(word));
    let direction = thesaurus.vectors.direction(rows);
    let mut reading = Reading { direction, ..Reading::default() };
    reading.apart.extend(line.iter().filter_map(|word| thesaurus.apart(word.plain)));
    reading.terms.extend(together(&line, lexicon, thesaurus));
    // Whether the matter was named in this part of the line, and since when a link follows it.
    let mut segment = reading.terms.len();
    let mut factor = 1.0;
    let mut place = false;
    let mut at = 0;
    while let Some(word) = line.get(at) {
        if word.begins {
            (segment, factor, place) = (end_segment(&mut reading, segment), 1.0, false);
        }
        let rest = line.get(at..).unwrap_or_default();
        if let Some((senses, length)) = longest(rest, lexicon, thesaurus) {
            let taken = rest.get(..length).unwrap_or_default();
            let senses = with_own(senses, taken, lexicon, thesaurus);
            reading.terms.push(term(&senses, taken, factor, thesaurus));
            at += length;
            place = false;
            continue;
        }
        match word.kind {
            Kind::Plain if !place && !thesaurus.is_idle(word.plain) => {
                let unknown = Term {
                    senses: Vec::new(),
                    matters: UNKNOWN * factor,
                    setting: false,
                    root: word.root.unwrap_or(word.plain),
                    span: word.span.clone(),
                };
                reading.terms.push(unknown);
            }
            Kind::Plain => {}
            Kind::Link | Kind::Place => {
                place = word.kind == Kind::Place;
                let from = end_segment(&mut reading, segment);
                if reading.terms.get(segment..).is_some_and(|terms| terms.iter().any(Term::is_clear)) {
                    factor = AFTERTHOUGHT;
                }
                segment = from;
            }
        }
        at += 1;
    }
    end_segment(&mut reading, segment);
    reading
}

/// The words of a line that say what it is about: not where, unless the thesaurus knows the place.
fn carrying<'a>(line: &'a [Word], thesaurus: &'a Thesaurus) -> impl Iterator<Item = &'a Word> {
    let before = std::iter::once(None).chain(line.iter().map(Some));
    let said = line.iter().zip(before).filter(|(word, before)| {
        let is_place = before.is_some_and(|before| before.kind == Kind::Place && !word.begins);
        let says_what = !is_place || thesaurus.knows(word);
        word.kind == Kind::Plain && !thesaurus.is_idle(word.plain) && says_what
    });
    said.map(|(word, _)| word)
}

/// The words of a line whose directions are known, and where they stand.
pub(super) fn pointing(text: &str, thesaurus: &Thesaurus) -> Vec<(Row, Range<usize>)> {
    let line = words(text);
    let rows = carrying(&line, thesaurus)
        .filter_map(|word| thesaurus.vectors.row(word).map(|row| (row, word.span.clone())));
    rows.collect()
}

/// Within one part of a line the last clear term is the head; what stands before it matters less.
fn end_segment(reading: &mut Reading, from: usize) -> usize {
    let all = reading.terms.len();
    if let Some(terms) = reading.terms.get_mut(from..)
        && let Some(head) = terms.iter().rposition(Term::is_clear)
    {
        terms.iter_mut().take(head).for_each(|term| term.matters *= BEFORE_HEAD);
    }
    all
}

/// The longest phrase at the start of `line` that is known, and how many words it has.
fn longest<'a>(line: &[Word], lexicon: &'a Lexicon, thesaurus: &Thesaurus) -> Option<(&'a [Sense], usize)> {
    let (mut plain, mut root) = (None, None);
    let mut best = None;
    for (length, word) in (1..=LONGEST).zip(line) {
        if length > 1 && word.begins {
            break;
        }
        let of = word.root.unwrap_or(word.plain);
        plain = Some(plain.map_or(word.plain, |phrase| then(phrase, word.plain)));
        root = Some(root.map_or(of, |phrase| then(phrase, of)));
        let found = plain.and_then(|key| lexicon.plain.get(&key)).or_else(|| {
            let usable = length > 1
                || (word.root.is_some() && word.kind == Kind::Plain && !thesaurus.is_idle(word.plain));
            root.filter(|_| usable).and_then(|key| lexicon.roots.get(&key))
        });
        if let Some(senses) = found {
            best = Some((senses.as_slice(), length));
        }
    }
    best
}

/// What a phrase means; where all but one of its words are small ones ("portraits of"), what that one means too.
fn with_own<'a>(
    senses: &'a [Sense],
    taken: &[Word],
    lexicon: &'a Lexicon,
    thesaurus: &Thesaurus,
) -> Cow<'a, [Sense]> {
    let mut carrying = taken.iter().filter(|word| word.kind == Kind::Plain && !thesaurus.is_idle(word.plain));
    let (Some(word), None, true) = (carrying.next(), carrying.next(), taken.len() > 1) else {
        return Cow::Borrowed(senses);
    };
    let mut all = senses.to_vec();
    for sense in longest(std::slice::from_ref(word), lexicon, thesaurus).map_or(&[][..], |found| found.0) {
        if all.iter().all(|other| other.concept != sense.concept) {
            all.push(*sense);
        }
    }
    Cow::Owned(all)
}

fn term(senses: &[Sense], taken: &[Word], factor: f32, thesaurus: &Thesaurus) -> Term {
    // Words that mean many things say less of each.
    let clear = senses.iter().filter(|sense| sense.weight >= CLEAR).count().max(1);
    let share = [1.0, 1.0, 0.85, 0.7].get(clear).copied().unwrap_or(0.6);
    let setting = senses.iter().all(|sense| thesaurus.is_setting(sense.concept));
    let strongest = senses.iter().map(|sense| sense.weight).fold(0.0, f32::max);
    let root = taken.iter().map(|word| word.root.unwrap_or(word.plain)).reduce(then);
    let start = taken.first().map_or(0, |word| word.span.start);
    let end = taken.last().map_or(start, |word| word.span.end);
    Term {
        senses: senses.iter().map(|sense| Sense { weight: sense.weight * share, ..*sense }).collect(),
        matters: factor * if setting { SETTING } else { strongest.max(0.5) },
        setting,
        root: root.unwrap_or_default(),
        span: start..end,
    }
}

/// Terms of words that mean something only together.
fn together(line: &[Word], lexicon: &Lexicon, thesaurus: &Thesaurus) -> Vec<Term> {
    let place = |key: Key| line.iter().find(|word| word.root == Some(key) || word.plain == key);
    let mut found = Vec::new();
    for word in line {
        let keys = [word.root, Some(word.plain)].into_iter().flatten();
        let all = keys.filter_map(|key| lexicon.together.get(&key)).flatten();
        for (others, sense) in all {
            let others: Option<Vec<&Word>> = others.iter().map(|key| place(*key)).collect();
            let Some(others) = others else { continue };
            let mut span = word.span.clone();
            for other in others {
                span = span.start.min(other.span.start)..span.end.max(other.span.end);
            }
            let senses = std::slice::from_ref(sense);
            let whole = Term { span, ..term(senses, std::slice::from_ref(word), 1.0, thesaurus) };
            if !found.iter().any(|other: &Term| other.senses == whole.senses) {
                found.push(whole);
            }
        }
    }
    found
}
