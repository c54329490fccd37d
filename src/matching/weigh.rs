//! How well offers meet a need: what the thesaurus says first, and where the words point to beside it.
//!
//! Every factor was chosen by measuring on lists of needs and offers; `assets/matching/README.md` tells how.

use super::index::{GroupNumber, Index, Number, at_mut};
use super::reading::{Reading, Term};
use super::thesaurus::{Sense, Thesaurus};
use super::vectors::Direction;

/// How much an unusual word that stands on both sides says, where the concept itself says 1.
const SAME_WORD: f32 = 0.8;
/// How much it says that both speak of the same setting: too little to meet.
const SAME_SETTING: f32 = 0.3;
/// What it adds that both sides say it in the same word.
const SAME_TERM: f32 = 0.12;
/// What it adds that both name the same one of several that exclude each other, and what is left when they do not.
const SAME_KIND: f32 = 0.15;
const OTHER_KIND: f32 = 0.35;
/// An offer of which the thesaurus explains less of the need than this is not known to it.
const LEAST: f32 = 0.1;
/// No term explained at least so well: hints alone, or who it is for.
const LEAST_TERM: f32 = 0.29;

/// What directions say, where the thesaurus says 1 for a need explained.
const POINTING: f32 = 1.5;
/// Directions farther apart than this say nothing: any two texts have something in common.
const APART: f32 = 0.1;
/// The thesaurus knows the need so well that only those offers count which it knows to meet it.
const SURE: f32 = 0.7;

/// An offer below this does not meet the need.
const FLOOR: f32 = 0.11;
/// The first few may say less than the best one by so much, the others by so much.
const FIRST: usize = 3;
const FIRST_BESIDE_BEST: f32 = 0.5;
const BESIDE_BEST: f32 = 0.8;

/// How well one offer meets a need.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Hit {
    pub(super) offer: Number,
    pub(super) score: f32,
}

/// What is added up while one need is looked at; kept between needs.
#[derive(Debug, Default)]
pub(super) struct Sums {
    /// By group: the sum of the terms before, the best of this one, and the best of all.
    groups: Vec<Sum>,
    touched: Vec<GroupNumber>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Sum {
    score: f32,
    term: f32,
    best: f32,
    touched: bool,
}

impl Index {
    /// The offers that meet a need, best first.
    pub(super) fn hits(
        &self,
        need: &Reading,
        near: &[Vec<Sense>],
        thesaurus: &Thesaurus,
        sums: &mut Sums,
    ) -> Vec<Hit> {
        let wanted = self.sum_up(need, near, thesaurus, sums);
        let named = self.named(need, wanted, sums);
        let mut known: Vec<(GroupNumber, f32)> = Vec::new();
        self.drain(need, sums, |group, sum| {
            let score = sum / wanted;
            // What nobody says any more stands in nobody's way.
            if score >= LEAST && self.is_said(group) {
                known.push((group, score));
            }
        });
        let best = known.iter().chain(&named).map(|found| found.1).fold(0.0, f32::max);
        let directions = self.directions();
        let pointing = |group: GroupNumber, direction: &Direction| {
            // What the thesaurus says of languages and the like holds here too, but sameness adds nothing more.
            POINTING * closeness(need.direction.cosine(direction)) * self.kind(need, group).min(1.0)
        };
        let of_group = |group: GroupNumber| {
            let at = usize::try_from(group).ok().and_then(|at| directions.get(at));
            at.map_or(0.0, |direction| pointing(group, direction))
        };
        for (group, score) in &mut known {
            *score = f32::midpoint(*score, of_group(*group));
        }
        if best < SURE && !need.direction.is_empty() {
            let mut is_known = vec![false; directions.len()];
            for (group, _) in &known {
                if let Some(known) = at_mut(&mut is_known, *group) {
                    *known = true;
                }
            }
            let strangers = (0..).zip(directions.iter().zip(is_known)).filter(|(_, (_, known))| !known);
            known.extend(strangers.filter_map(|(group, (direction, _))| {
                let score = pointing(group, direction) / 2.0;
                (score >= FLOOR).then_some((group, score))
            }));
        }
        let named: Vec<Hit> = named
            .into_iter()
            .map(|(offer, score)| {
                let group = self.entry(offer).map_or(GroupNumber::MAX, |entry| entry.group);
                Hit { offer, score: f32::midpoint(score, of_group(group)) }
            })
            .collect();
        self.list(&known, named)
    }

    /// The members of groups and those named one by one, best first, without what falls behind the best.
    fn list(&self, groups: &[(GroupNumber, f32)], named: Vec<Hit>) -> Vec<Hit> {
        let best = groups.iter().filter(|found| self.is_said(found.0)).map(|found| found.1);
        let best = best.chain(named.iter().map(|hit| hit.score)).fold(0.0, f32::max);
        let least = (best * FIRST_BESIDE_BEST).max(FLOOR);
        let mut hits = named;
        let by_name: Vec<Number> = hits.iter().map(|hit| hit.offer).collect();
        hits.retain(|hit| hit.score >= least);
        for (group, score) in groups.iter().filter(|found| found.1 >= least) {
            let members = self.group(*group).map_or(&[][..], |group| &group.members);
            let others = members.iter().filter(|offer| !by_name.contains(offer));
            hits.extend(others.map(|offer| Hit { offer: *offer, score: *score }));
        }
        hits.sort_unstable_by(|one, other| {
            other.score.total_cmp(&one.score).then(one.offer.cmp(&other.offer))
        });
        let close = hits.partition_point(|hit| hit.score >= best * BESIDE_BEST);
        hits.truncate(close.max(FIRST));
        hits
    }

    /// What the thesaurus says of the best offer for each text of `needs`, by number; 0 where it knows none.
    ///
    /// It orders needs so that the promising ones are looked at closely; [`Self::hits`] alone says what meets.
    pub(super) fn promise(&self, needs: &Self, near: &[Vec<Sense>], thesaurus: &Thesaurus) -> Vec<f32> {
        let groups = needs.groups();
        let best_of = |groups: &[super::index::Group]| -> Vec<(f32, f32)> {
            let mut sums = Sums::default();
            let best = groups.iter().map(|group| {
                if group.members.is_empty() {
                    return (0.0, 0.0);
                }
                let wanted = self.sum_up(&group.reading, near, thesaurus, &mut sums);
                let mut best: f32 = 0.0;
                self.drain(&group.reading, &mut sums, |_, sum| best = best.max(sum));
                (best, wanted)
            });
            best.collect()
        };
        let (one, other) = groups.split_at(groups.len() / 2);
        let (mut best, rest) = std::thread::scope(|scope| {
            let rest = scope.spawn(|| best_of(other));
            (best_of(one), rest.join().unwrap_or_default())
        });
        best.extend(rest);
        let promise = |number: usize| {
            let Some(entry) = Number::try_from(number).ok().and_then(|number| needs.entry(number)) else {
                return 0.0;
            };
            let (mut sum, mut wanted) =
                usize::try_from(entry.group).ok().and_then(|at| best.get(at)).copied().unwrap_or_default();
            for (word, matters) in &entry.strange {
                let matters = self.strange_matters(*word, *matters);
                wanted += matters;
                sum += if self.is_rare(*word) { SAME_WORD * matters } else { 0.0 };
            }
            sum / wanted.max(0.5)
        };
        (0..needs.len()).map(promise).collect()
    }

    /// Adds up what speaks for each group, and says how much there is to explain.
    fn sum_up(&self, need: &Reading, near: &[Vec<Sense>], thesaurus: &Thesaurus, sums: &mut Sums) -> f32 {
        sums.groups.resize(self.groups().len(), Sum::default());
        let mut wanted = 0.0;
        for term in &need.terms {
            let matters = self.matters(term);
            wanted += matters;
            self.add_concepts(term, near, thesaurus, sums);
            if term.senses.is_empty() {
                if self.is_rare(term.root) {
                    for group in self.with_word(term.root) {
                        sums.raise(*group, SAME_WORD);
                    }
                }
            } else {
                for group in self.with_word(term.root) {
                    sums.top_up(*group, SAME_TERM);
                }
            }
            sums.end_term(matters);
        }
        wanted.max(0.5)
    }

    fn add_concepts(&self, term: &Term, near: &[Vec<Sense>], thesaurus: &Thesaurus, sums: &mut Sums) {
        for sense in &term.senses {
            let Ok(at) = usize::try_from(sense.concept) else { continue };
            let factor = if thesaurus.is_setting(sense.concept) { SAME_SETTING } else { 1.0 };
            for posting in self.about(sense.concept) {
                sums.raise(posting.group, sense.weight * factor * posting.weight);
            }
            for other in near.get(at).into_iter().flatten() {
                for posting in self.about(other.concept) {
                    sums.raise(posting.group, sense.weight * other.weight * posting.weight);
                }
            }
        }
    }

    /// Hands over the sum of every group that has one, in no order, and leaves the sums empty.
    fn drain(&self, need: &Reading, sums: &mut Sums, mut found: impl FnMut(GroupNumber, f32)) {
        let mut touched = std::mem::take(&mut sums.touched);
        for group in touched.drain(..) {
            let Some(sum) = at_mut(&mut sums.groups, group) else { continue };
            let sum = std::mem::take(sum);
            if sum.best >= LEAST_TERM {
                found(group, sum.score * self.kind(need, group));
            }
        }
        sums.touched = touched;
    }

    /// The offers that share an unusual word with the need, each with how much of the need they explain.
    fn named(&self, need: &Reading, wanted: f32, sums: &Sums) -> Vec<(Number, f32)> {
        let mut named: Vec<(Number, f32)> = Vec::new();
        for term in need.terms.iter().filter(|term| term.senses.is_empty() && self.is_rare(term.root)) {
            let says = SAME_WORD * self.matters(term);
            for offer in self.with_strange(term.root) {
                match named.iter_mut().find(|named| named.0 == *offer) {
                    Some(named) => named.1 += says,
                    None => named.push((*offer, says)),
                }
            }
        }
        for (offer, score) in &mut named {
            let Some(entry) = self.entry(*offer) else { continue };
            let sum = usize::try_from(entry.group).ok().and_then(|at| sums.groups.get(at));
            *score += sum.map_or(0.0, |sum| sum.score);
            *score *= self.kind(need, entry.group) / wanted;
        }
        named.retain(|named| named.1 >= LEAST);
        named
    }

    /// How well those words agree that exclude each other, such as languages.
    fn kind(&self, need: &Reading, group: GroupNumber) -> f32 {
        if need.apart.is_empty() {
            return 1.0;
        }
        let Some(offer) = self.group(group).map(|group| &group.reading.apart) else { return 1.0 };
        let mut factor = 1.0;
        for (set, _) in &need.apart {
            if offer.iter().any(|(other, _)| other == set) {
                let same = need.apart.iter().any(|kind| kind.0 == *set && offer.contains(kind));
                factor *= if same { 1.0 + SAME_KIND } else { OTHER_KIND };
            }
        }
        factor
    }
}

/// From 0 for what has hardly to do with each other to 1 for the same.
fn closeness(cosine: f32) -> f32 {
    ((cosine - APART) / (1.0 - APART)).max(0.0)
}

impl Sums {
    fn at(&mut self, group: GroupNumber) -> Option<&mut Sum> {
        let sum = at_mut(&mut self.groups, group)?;
        if !sum.touched {
            sum.touched = true;
            self.touched.push(group);
        }
        Some(sum)
    }

    fn raise(&mut self, group: GroupNumber, weight: f32) {
        if let Some(sum) = self.at(group) {
            sum.term = sum.term.max(weight);
        }
    }

    /// Adds to what the term says already.
    fn top_up(&mut self, group: GroupNumber, more: f32) {
        if let Some(sum) = self.at(group).filter(|sum| sum.term > 0.0) {
            sum.term += more;
        }
    }

    /// Takes what the last term said into the sums.
    fn end_term(&mut self, matters: f32) {
        for group in &self.touched {
            let Some(sum) = at_mut(&mut self.groups, *group) else { continue };
            sum.score += sum.term * matters;
            sum.best = sum.best.max(sum.term);
            sum.term = 0.0;
        }
    }
}
