//! Which offers meet a need, in words a person understands: "books ~ bookkeeping".
//!
//! A need and an offer seldom share a word, so both are read into concepts of a thesaurus of trades. An offer meets a
//! need by the share of the need that it explains; words nobody wrote into the thesaurus count when they are rare and
//! stand on both sides.

mod index;
mod offers;
mod reading;
mod shelf;
mod thesaurus;
mod trades;
mod words;

use index::{Index, Sums};
use reading::{CLEAR, Reading, Term, read};
use thesaurus::{Said, Sense};

pub use offers::{Giver, Learned, Meeting, Offers};
pub use thesaurus::Thesaurus;

/// An offer that meets a need.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Which of the offers, from 0.
    pub offer: usize,
    /// How much of the need it explains: from about 0.3 to about 1.3.
    pub score: f32,
    /// The need's own words and the offer's: "books ~ bookkeeping".
    pub reason: String,
}

/// Finds offers that meet needs.
#[derive(Debug)]
pub struct Matcher {
    thesaurus: Thesaurus,
    near: Vec<Vec<Sense>>,
}

impl Matcher {
    /// A matcher that knows the trades of `thesaurus`.
    pub fn new(thesaurus: Thesaurus) -> Self {
        let near = thesaurus.neighbours();
        Self { thesaurus, near }
    }

    /// The offers that meet `need`, best first; none when nobody does.
    pub fn offers_for(&self, need: &str, offers: &[&str]) -> Vec<Match> {
        self.all(&[need], offers).into_iter().next().unwrap_or_default()
    }

    /// For each need the offers that meet it, best first.
    pub fn all(&self, needs: &[&str], offers: &[&str]) -> Vec<Vec<Match>> {
        let index = Index::build(offers.iter().copied(), &self.thesaurus);
        let mut sums = Sums::default();
        let meet = |need: &&str| {
            let reading = read(need, Said::ByNeed, &self.thesaurus);
            let hits = index.hits(&reading, &self.near, &self.thesaurus, &mut sums);
            let told = hits.into_iter().map(|hit| {
                let offer = usize::try_from(hit.offer).unwrap_or(usize::MAX);
                let text = offers.get(offer).copied().unwrap_or_default();
                let reason = self.reason(need, &reading, text, index.reading(hit.offer));
                Match { offer, score: hit.score, reason }
            });
            told.collect()
        };
        needs.iter().map(meet).collect()
    }

    /// The words of both sides that say most for the match.
    fn reason(&self, need: &str, wanted: &Reading, offer: &str, offered: Option<&Reading>) -> String {
        let pairs = wanted.terms.iter().flat_map(|one| {
            offered.into_iter().flat_map(|offered| &offered.terms).map(move |other| (one, other))
        });
        let weighed = pairs.filter_map(|(one, other)| {
            let weight = self.link(one, other) * one.matters * other.matters;
            (weight > 0.0).then_some((weight, one, other))
        });
        let Some((_, one, other)) = weighed.max_by(|one, other| one.0.total_cmp(&other.0)) else {
            return format!("{need} ~ {offer}");
        };
        let said = |text: &str, term: &Term| text.get(term.span.clone()).unwrap_or(text).to_owned();
        let (one, other) = (said(need, one), said(offer, other));
        if one.to_lowercase() == other.to_lowercase() { one } else { format!("{one} ~ {other}") }
    }

    /// Whether `topic`, such as one to steer clear of, is what `text` speaks of, be it a need, an offer or a note.
    pub fn speaks_of(&self, topic: &str, text: &str) -> bool {
        [Said::ByNeed, Said::ByOffer].into_iter().any(|said| self.names(topic, text, said))
    }

    fn names(&self, topic: &str, text: &str, said: Said) -> bool {
        let (topic, text) = (read(topic, said, &self.thesaurus), read(text, said, &self.thesaurus));
        topic.terms.iter().any(|one| {
            // "it" and "two" stand in many lines and name nothing.
            let names = !one.senses.is_empty() || one.span.len() > 3;
            text.terms.iter().any(|other| {
                (names && one.root == other.root)
                    || one.senses.iter().any(|sense| {
                        let is_clear = |sense: &Sense| {
                            sense.weight >= CLEAR && !self.thesaurus.is_setting(sense.concept)
                        };
                        let same = |found: &Sense| found.concept == sense.concept && is_clear(found);
                        is_clear(sense) && other.senses.iter().any(same)
                    })
            })
        })
    }

    /// How much two terms have to do with each other.
    fn link(&self, one: &Term, other: &Term) -> f32 {
        let same = if one.root == other.root { 0.5 } else { 0.0 };
        let direct = |concept: u32| other.senses.iter().filter(move |sense| sense.concept == concept);
        let of = |sense: &Sense| {
            let near =
                usize::try_from(sense.concept).ok().and_then(|at| self.near.get(at)).into_iter().flatten();
            let own = direct(sense.concept).map(|found| found.weight);
            let beside = near.flat_map(|near| direct(near.concept).map(|found| found.weight * near.weight));
            sense.weight * own.chain(beside).fold(0.0, f32::max)
        };
        same + one.senses.iter().map(of).fold(0.0, f32::max)
    }
}

#[cfg(test)]
mod tests;
