//! Which offers meet a need, in words a person understands: "books ~ bookkeeping".
//!
//! A need and an offer seldom share a word, so both are read into concepts of a thesaurus of trades. An offer meets a
//! need by the share of the need that it explains; words nobody wrote into the thesaurus count when they are rare and
//! stand on both sides, or when both texts point the same way in a table of words as points.

use std::ops::Range;

mod index;
mod offers;
mod reading;
mod shelf;
mod texts;
mod thesaurus;
mod trades;
mod vectors;
mod weigh;
mod words;

use index::Index;
use reading::{CLEAR, Reading, Term, pointing, read};
use thesaurus::{Said, Sense};
use weigh::Sums;

pub use offers::{Giver, Learned, Meeting, Offers};
pub use texts::Texts;
pub use thesaurus::Thesaurus;

/// An offer that meets a need.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Which of the offers, from 0.
    pub offer: usize,
    /// How well it meets the need: from about 0.1 for a guess to about 1.4.
    pub score: f32,
    /// The need's own words and the offer's: "books ~ bookkeeping".
    pub reason: String,
}

/// So many offers are listed for one need.
const LISTED: usize = 10;
/// Words that the thesaurus links less than this are not what a person would give as the reason.
const LINKED: f32 = 0.2;

/// A word whose direction is known, and where it stands.
type Pointing = (vectors::Row, Range<usize>);

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

    /// For each need the offers that meet it, best first, at most ten.
    pub fn all(&self, needs: &[&str], offers: &[&str]) -> Vec<Vec<Match>> {
        let ranked = self.ranked(needs, offers);
        let told = needs.iter().zip(ranked).map(|(need, found)| {
            let reading = read(need, Said::ByNeed, &self.thesaurus);
            let told = found.into_iter().map(|(offer, score)| {
                let text = offers.get(offer).copied().unwrap_or_default();
                Match { offer, score, reason: self.reason((need, &reading), text) }
            });
            told.collect()
        });
        told.collect()
    }

    /// As [`Self::all`], without the reasons: the number of each offer and how much of the need it explains.
    pub fn ranked(&self, needs: &[&str], offers: &[&str]) -> Vec<Vec<(usize, f32)>> {
        let index = Index::build(offers.iter().copied(), &self.thesaurus);
        let rank = |needs: &[&str]| -> Vec<Vec<(usize, f32)>> {
            let mut sums = Sums::default();
            let meet = |need: &&str| {
                let reading = read(need, Said::ByNeed, &self.thesaurus);
                let hits = index.hits(&reading, &self.near, &self.thesaurus, &mut sums);
                let found = hits.into_iter().take(LISTED);
                found.filter_map(|hit| Some((usize::try_from(hit.offer).ok()?, hit.score))).collect()
            };
            needs.iter().map(meet).collect()
        };
        let (one, other) = needs.split_at(needs.len() / 2);
        let (mut ranked, rest) = std::thread::scope(|scope| {
            let rest = scope.spawn(|| rank(other));
            (rank(one), rest.join().unwrap_or_default())
        });
        ranked.extend(rest);
        ranked
    }

    /// The words of both sides that say most for the match.
    fn reason(&self, (need, wanted): (&str, &Reading), offer: &str) -> String {
        let offered = read(offer, Said::ByOffer, &self.thesaurus);
        let spans = self.linked(wanted, &offered).or_else(|| self.pulled(need, offer));
        let Some((one, other)) = spans else { return format!("{need} ~ {offer}") };
        let said = |text: &str, span: Range<usize>| text.get(span).unwrap_or(text).to_owned();
        let (one, other) = (said(need, one), said(offer, other));
        if one.to_lowercase() == other.to_lowercase() { one } else { format!("{one} ~ {other}") }
    }

    /// Where the two terms stand that the thesaurus links best.
    fn linked(&self, wanted: &Reading, offered: &Reading) -> Option<(Range<usize>, Range<usize>)> {
        let pairs = wanted.terms.iter().flat_map(|one| offered.terms.iter().map(move |other| (one, other)));
        let weighed = pairs.filter_map(|(one, other)| {
            let link = self.link(one, other);
            (link >= LINKED).then_some((link * one.matters * other.matters, one, other))
        });
        let (_, one, other) = weighed.max_by(|one, other| one.0.total_cmp(&other.0))?;
        Some((one.span.clone(), other.span.clone()))
    }

    /// Where the two words stand that pull the texts together most.
    fn pulled(&self, need: &str, offer: &str) -> Option<(Range<usize>, Range<usize>)> {
        let (needed, offered) = (pointing(need, &self.thesaurus), pointing(offer, &self.thesaurus));
        let pairs = needed.iter().flat_map(|one| offered.iter().map(move |other| (one, other)));
        let pull = |pair: &(&Pointing, &Pointing)| self.thesaurus.vectors.pull(pair.0.0, pair.1.0);
        let (one, other) = pairs.max_by_key(pull)?;
        Some((one.1.clone(), other.1.clone()))
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
