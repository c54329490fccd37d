//! The search while it is typed: from words to people, narrowing from key to key.

use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

use super::explain::Explainer;
use super::index::{Doc, Index};
use super::meet::{Met, meet};
use super::query::{self, Query};
use super::{Hit, Near, Target};
use crate::domain::Book;

/// With fewer ordinary hits than this, slips and sounds are looked for as well.
const FEW: usize = 10;
/// How many more than asked for are looked at closely before the best are chosen.
const SPARE: usize = 24;
/// Somebody on a list stands behind one of my people who matches as well.
const NOT_MINE: u32 = 30;
/// A search while it is typed: remembers enough of the last query to narrow instead of starting over.
#[derive(Debug, Default)]
pub struct Finder {
    stamp: u64,
    /// What the words of the last query met; words that stay as they are need not be looked up again.
    last: Vec<Arc<Met>>,
}

/// Somebody who matches every word, before a close look.
struct Candidate<'a> {
    score: u32,
    doc: &'a Doc,
}

impl Finder {
    /// The best `limit` hits, best first. An empty query finds nobody.
    ///
    /// Of a query the first 256 characters and of those the first 12 words are looked for. The time goes with
    /// `limit`: only hits that are returned (and a few more) are explained.
    pub fn find(&mut self, index: &Index, book: &Book, query: &str, limit: usize) -> Vec<Hit> {
        let query = Query::parse(query);
        if query.words.is_empty() || limit == 0 {
            return Vec::new();
        }
        self.keep_to(index);
        let mut met = self.look_up(index, &query, false);
        let mut kept = met.clone();
        let mut found = candidates(index, &met);
        if found.len() < FEW {
            met = self.look_up(index, &query, true);
            kept.extend(met.iter().cloned());
            found = candidates(index, &met);
        }
        self.last = kept;

        let order = |one: &Candidate<'_>, other: &Candidate<'_>| {
            Reverse(one.score).cmp(&Reverse(other.score)).then_with(|| newest_first(one.doc, other.doc))
        };
        let close = limit.saturating_add(SPARE).min(found.len());
        if close < found.len() {
            found.select_nth_unstable_by(close, order);
            found.truncate(close);
        }
        found.sort_unstable_by(order);

        let mut explainer = Explainer::new(index, book, &met);
        let looked_at = found.iter().filter_map(|candidate| {
            let (bonus, matched) = explainer.explain(&candidate.doc.target)?;
            Some((i64::from(candidate.score) + bonus, candidate.doc, matched))
        });
        let mut hits: Vec<_> = looked_at.collect();
        hits.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| newest_first(one.1, other.1)));
        hits.truncate(limit);
        let hit = |(score, doc, matched): (i64, &Doc, _)| Hit { target: doc.target.clone(), score, matched };
        hits.into_iter().map(hit).collect()
    }

    /// The best `limit` of those who come nearest to a query that nobody fits, best first: they lack as few of its words as
    /// anybody does, and at most half of them. Nobody where one word was typed, or where somebody fits all.
    pub fn nearest(&mut self, index: &Index, book: &Book, query: &str, limit: usize) -> Vec<Near> {
        let typed = query;
        let query = Query::parse(typed);
        self.keep_to(index);
        let met = self.look_up(index, &query, true);
        let needed: Vec<&Arc<Met>> = met.iter().filter(|met| !met.word.filler).collect();
        let lack = |at: usize| {
            needed.iter().filter(|met| met.scores.get(at).is_none_or(|score| *score == 0)).count()
        };
        // One word is there or not; nobody has to be looked at for that.
        if needed.len() < 2 {
            return Vec::new();
        }
        let docs = index.docs.iter().enumerate().filter_map(|(at, doc)| Some((at, doc.as_ref()?)));
        let all: Vec<(usize, usize, &Doc)> = docs.map(|(at, doc)| (lack(at), at, doc)).collect();
        let fewest = all.iter().map(|(lacks, ..)| *lacks).min().unwrap_or(0);
        if fewest == 0 || fewest * 2 > needed.len() {
            return Vec::new();
        }
        let mut found: Vec<(usize, Candidate<'_>)> = Vec::new();
        for (_, at, doc) in all.into_iter().filter(|(lacks, ..)| *lacks == fewest) {
            let score = |met: &&Arc<Met>| met.scores.get(at).map_or(0, |score| u32::from(*score));
            found.push((at, Candidate { score: needed.iter().map(score).sum(), doc }));
        }
        found.sort_unstable_by(|(_, one), (_, other)| {
            Reverse(one.score).cmp(&Reverse(other.score)).then_with(|| newest_first(one.doc, other.doc))
        });
        let mut explainer = Explainer::new(index, book, &met);
        let near = |(at, candidate): (usize, Candidate<'_>)| {
            let (_, matched) = explainer.explain(&candidate.doc.target)?;
            let hit =
                Hit { target: candidate.doc.target.clone(), score: i64::from(candidate.score), matched };
            let missing = query
                .words
                .iter()
                .zip(&met)
                .filter(|(word, met)| !word.filler && met.scores.get(at).is_none_or(|score| *score == 0));
            let lacks =
                missing.filter_map(|(word, _)| typed.get(word.at.clone())).map(str::to_owned).collect();
            Some(Near { hit, lacks })
        };
        found.into_iter().filter_map(near).take(limit).collect()
    }

    /// Forgets what was met in another index, or in this one before it changed.
    fn keep_to(&mut self, index: &Index) {
        if self.stamp != index.stamp {
            self.last.clear();
            self.stamp = index.stamp;
        }
    }

    fn look_up(&self, index: &Index, query: &Query, forgiving: bool) -> Vec<Arc<Met>> {
        let look_up = |word: &query::Typed| {
            let same = |met: &&Arc<Met>| {
                met.word.text == word.text
                    && met.word.out == word.out
                    && met.introduced == query.introduced
                    && met.forgiving == forgiving
                    && met.word.filler == word.filler
            };
            if let Some(known) = self.last.iter().find(same) {
                return known.clone();
            }
            let shorter = |met: &&Arc<Met>| {
                !met.forgiving && met.containing.is_some() && word.text.starts_with(&met.word.text)
            };
            let within = self.last.iter().filter(shorter).max_by_key(|met| met.word.text.len());
            let within = within.and_then(|met| met.containing.as_deref());
            Arc::new(meet(index, word, query.introduced, forgiving, within))
        };
        query.words.iter().map(look_up).collect()
    }
}

/// People before list lines among equals, then the newest contact, then by id.
fn newest_first(one: &Doc, other: &Doc) -> Ordering {
    let id = |one: &Target, other: &Target| match (one, other) {
        (Target::Person(one), Target::Person(other)) => one.cmp(other),
        (Target::Person(_), Target::Attendee(..)) => Ordering::Less,
        (Target::Attendee(..), Target::Person(_)) => Ordering::Greater,
        (Target::Attendee(one, at), Target::Attendee(other, other_at)) => {
            one.cmp(other).then(at.cmp(other_at))
        }
    };
    other.recency.cmp(&one.recency).then_with(|| id(&one.target, &other.target))
}

/// Everybody whom every word leads to.
fn candidates<'a>(index: &'a Index, met: &[Arc<Met>]) -> Vec<Candidate<'a>> {
    let needed: Vec<&[u16]> =
        met.iter().filter(|met| !met.word.filler).map(|met| met.scores.as_slice()).collect();
    let extra: Vec<&[u16]> =
        met.iter().filter(|met| met.word.filler).map(|met| met.scores.as_slice()).collect();
    let mut found = Vec::new();
    for (at, doc) in index.docs.iter().enumerate() {
        let score = |scores: &&[u16]| scores.get(at).map_or(0, |score| u32::from(*score));
        let mut total = 0;
        if !needed.iter().all(|scores| {
            total += score(scores);
            score(scores) > 0
        }) {
            continue;
        }
        let Some(doc) = doc else { continue };
        total += extra.iter().map(|scores| score(scores) / 8).sum::<u32>();
        if matches!(doc.target, Target::Attendee(..)) {
            total = total.saturating_sub(NOT_MINE).max(1);
        }
        found.push(Candidate { score: total, doc });
    }
    found
}
