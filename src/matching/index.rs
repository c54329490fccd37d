//! Offers by what they mean, so that a need looks only at those which may meet it.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use super::reading::{Reading, Term, read};
use super::thesaurus::{Said, Sense, Thesaurus};
use super::words::Key;

/// How much an unusual word that stands on both sides says, where the concept itself says 1.
const SAME_WORD: f32 = 0.8;
/// How much it says that both speak of the same setting: too little to meet.
const SAME_SETTING: f32 = 0.3;
/// What it adds that both sides say it in the same word.
const SAME_TERM: f32 = 0.12;
/// What it adds that both name the same one of several that exclude each other, and what is left when they do not.
const SAME_KIND: f32 = 0.15;
const OTHER_KIND: f32 = 0.35;
/// An offer that explains less of the need than this does not meet it.
const LEAST: f32 = 0.1;
/// No term explained at least so well: hints alone, or who it is for.
const LEAST_TERM: f32 = 0.29;
/// What explains less than this share of what the best one does is left out.
const BESIDE_BEST: f32 = 0.7;

/// Where even the best explains less than this, it is a guess, and only its equals stand beside it.
const GUESS: f32 = 0.35;
const BESIDE_GUESS: f32 = 0.9;

/// An offer by its number in the index.
pub(super) type Number = u32;

#[derive(Debug, Clone, Copy)]
struct Posting {
    offer: Number,
    weight: f32,
}

/// Offers, readable and findable by concept and by word.
#[derive(Debug, Default)]
pub(super) struct Index {
    readings: Vec<Reading>,
    by_concept: Vec<Vec<Posting>>,
    by_word: HashMap<Key, Vec<Number>>,
}

/// How well one offer meets a need.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Hit {
    pub(super) offer: Number,
    pub(super) score: f32,
}

/// What is added up while one need is looked at; kept between needs.
#[derive(Debug, Default)]
pub(super) struct Sums {
    /// By offer: the sum of the terms before, the best of this one, and the best of all.
    offers: Vec<Sum>,
    touched: Vec<Number>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Sum {
    score: f32,
    term: f32,
    best: f32,
    touched: bool,
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
            index.insert(read(text, Said::ByOffer, thesaurus));
        }
        index
    }

    /// Takes a text in, under the next number.
    pub(super) fn insert(&mut self, reading: Reading) -> Number {
        let offer = Number::try_from(self.readings.len()).unwrap_or(Number::MAX);
        for (concept, weight) in reading.concepts() {
            if let Some(list) = usize::try_from(concept).ok().and_then(|at| self.by_concept.get_mut(at)) {
                match list.last_mut().filter(|last| last.offer == offer) {
                    Some(last) => last.weight = last.weight.max(weight),
                    None => list.push(Posting { offer, weight }),
                }
            }
        }
        for term in &reading.terms {
            let list = self.by_word.entry(term.root).or_default();
            if list.last() != Some(&offer) {
                list.push(offer);
            }
        }
        self.readings.push(reading);
        offer
    }

    /// Takes a text out; its number is not given again.
    pub(super) fn remove(&mut self, offer: Number) {
        let Some(reading) = usize::try_from(offer).ok().and_then(|at| self.readings.get_mut(at)) else {
            return;
        };
        let reading = std::mem::take(reading);
        for (concept, _) in reading.concepts() {
            if let Some(list) = usize::try_from(concept).ok().and_then(|at| self.by_concept.get_mut(at)) {
                list.retain(|posting| posting.offer != offer);
            }
        }
        for term in &reading.terms {
            if let Some(list) = self.by_word.get_mut(&term.root) {
                list.retain(|other| *other != offer);
            }
        }
    }

    pub(super) fn reading(&self, offer: Number) -> Option<&Reading> {
        self.readings.get(usize::try_from(offer).ok()?)
    }

    /// The offers that meet a need, best first.
    pub(super) fn hits(
        &self,
        need: &Reading,
        near: &[Vec<Sense>],
        thesaurus: &Thesaurus,
        sums: &mut Sums,
    ) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.each(need, near, thesaurus, sums, |hit| hits.push(hit));
        hits.sort_unstable_by(|one, other| {
            other.score.total_cmp(&one.score).then(one.offer.cmp(&other.offer))
        });
        let best = hits.first().map_or(0.0, |hit| hit.score);
        let beside = if best < GUESS { BESIDE_GUESS } else { BESIDE_BEST };
        hits.retain(|hit| hit.score >= best * beside);
        hits
    }

    /// How well the best offer meets a need; `None` when none does.
    pub(super) fn best(
        &self,
        need: &Reading,
        near: &[Vec<Sense>],
        thesaurus: &Thesaurus,
        sums: &mut Sums,
    ) -> Option<f32> {
        let mut best: Option<f32> = None;
        self.each(need, near, thesaurus, sums, |hit| {
            best = Some(best.map_or(hit.score, |best| best.max(hit.score)));
        });
        best
    }

    /// A number that is the same for needs which the same offers meet equally well.
    pub(super) fn sameness(&self, need: &Reading) -> u64 {
        let mut hasher = std::hash::DefaultHasher::new();
        for term in need.terms.iter().filter(|term| !term.senses.is_empty() || self.is_rare(term.root)) {
            (term.root, term.matters.to_bits()).hash(&mut hasher);
            for sense in &term.senses {
                (sense.concept, sense.weight.to_bits()).hash(&mut hasher);
            }
        }
        // Words that lead nowhere only make the rest count for less.
        let idle: f32 = need.terms.iter().map(|term| self.matters(term)).sum();
        (idle.to_bits(), &need.apart).hash(&mut hasher);
        hasher.finish()
    }

    /// Hands over every offer that meets a need, in no order.
    fn each(
        &self,
        need: &Reading,
        near: &[Vec<Sense>],
        thesaurus: &Thesaurus,
        sums: &mut Sums,
        mut found: impl FnMut(Hit),
    ) {
        sums.offers.resize(self.readings.len(), Sum::default());
        let mut wanted = 0.0;
        for term in &need.terms {
            let matters = self.matters(term);
            wanted += matters;
            self.add_concepts(term, near, thesaurus, sums);
            self.add_words(term, sums);
            sums.end_term(matters);
        }
        let mut touched = std::mem::take(&mut sums.touched);
        for offer in touched.drain(..) {
            let Some(sum) = usize::try_from(offer).ok().and_then(|at| sums.offers.get_mut(at)) else {
                continue;
            };
            let sum = std::mem::take(sum);
            if sum.best < LEAST_TERM {
                continue;
            }
            let score = sum.score / wanted.max(0.5) * self.kind(need, offer);
            if score >= LEAST {
                found(Hit { offer, score });
            }
        }
        sums.touched = touched;
    }

    /// An unknown word matters when somebody offers just that, and hardly otherwise.
    fn matters(&self, term: &Term) -> f32 {
        let is_offered = term.senses.is_empty() && self.is_rare(term.root);
        if is_offered { term.matters * 3.0 } else { term.matters }
    }

    fn is_rare(&self, word: Key) -> bool {
        self.by_word.get(&word).is_some_and(|list| list.len() <= 3 + self.readings.len() / 100)
    }

    fn add_concepts(&self, term: &Term, near: &[Vec<Sense>], thesaurus: &Thesaurus, sums: &mut Sums) {
        for sense in &term.senses {
            let Ok(at) = usize::try_from(sense.concept) else { continue };
            let factor = if thesaurus.is_setting(sense.concept) { SAME_SETTING } else { 1.0 };
            self.add(Sense { weight: sense.weight * factor, ..*sense }, sums);
            for other in near.get(at).into_iter().flatten() {
                self.add(Sense { weight: other.weight * sense.weight, ..*other }, sums);
            }
        }
    }

    fn add(&self, sense: Sense, sums: &mut Sums) {
        let list = usize::try_from(sense.concept).ok().and_then(|at| self.by_concept.get(at));
        for posting in list.into_iter().flatten() {
            sums.raise(posting.offer, sense.weight * posting.weight);
        }
    }

    fn add_words(&self, term: &Term, sums: &mut Sums) {
        let Some(list) = self.by_word.get(&term.root) else { return };
        if term.senses.is_empty() {
            if self.is_rare(term.root) {
                for offer in list {
                    sums.raise(*offer, SAME_WORD);
                }
            }
        } else {
            for offer in list {
                sums.top_up(*offer, SAME_TERM);
            }
        }
    }

    /// How well those words agree that exclude each other, such as languages.
    fn kind(&self, need: &Reading, offer: Number) -> f32 {
        let Some(offer) = self.reading(offer).filter(|offer| !offer.apart.is_empty()) else { return 1.0 };
        let mut factor = 1.0;
        for (set, _) in &need.apart {
            if offer.apart.iter().any(|(other, _)| other == set) {
                let same = need.apart.iter().any(|kind| kind.0 == *set && offer.apart.contains(kind));
                factor *= if same { 1.0 + SAME_KIND } else { OTHER_KIND };
            }
        }
        factor
    }
}

impl Sums {
    fn at(&mut self, offer: Number) -> Option<&mut Sum> {
        let sum = self.offers.get_mut(usize::try_from(offer).ok()?)?;
        if !sum.touched {
            sum.touched = true;
            self.touched.push(offer);
        }
        Some(sum)
    }

    fn raise(&mut self, offer: Number, weight: f32) {
        if let Some(sum) = self.at(offer) {
            sum.term = sum.term.max(weight);
        }
    }

    /// Adds to what the term says already.
    fn top_up(&mut self, offer: Number, more: f32) {
        if let Some(sum) = self.at(offer).filter(|sum| sum.term > 0.0) {
            sum.term += more;
        }
    }

    /// Takes what the last term said into the sums.
    fn end_term(&mut self, matters: f32) {
        for offer in &self.touched {
            let Some(sum) = usize::try_from(*offer).ok().and_then(|at| self.offers.get_mut(at)) else {
                continue;
            };
            sum.score += sum.term * matters;
            sum.best = sum.best.max(sum.term);
            sum.term = 0.0;
        }
    }
}
