//! Why somebody was found: the texts that matched, cut and marked, and what a close look adds to the score.

use std::ops::Range;
use std::sync::Arc;

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::field::{Field, Quality};
use super::fold::{Splitter, push_span, source_of};
use super::index::Index;
use super::meet::{Match, Met};
use super::pieces::{self, Piece};
use super::writer::{ADDRESS_NOISE, Made};
use super::{Matched, Target, query};
use crate::domain::Book;

/// Longest text shown whole, in characters; a longer one is cut around the match.
const LONGEST: usize = 96;
/// Characters shown before the match in a text that is cut.
const BEFORE: usize = 24;
/// For each further word of the query found in the same text.
const TOGETHER: i64 = 80;
/// For words that follow each other there as they do in the query.
const IN_ORDER: i64 = 40;
/// The whole name was typed.
const WHOLE_NAME: i64 = 120;

/// Explains the hits of one query.
pub(super) struct Explainer<'a> {
    index: &'a Index,
    book: &'a Book,
    met: &'a [Arc<Met>],
    matcher: SkimMatcherV2,
    splitter: Splitter,
    /// The texts of the hit at hand that something was found in.
    found: Vec<Found>,
}

/// A text something was found in.
struct Found {
    field: Field,
    text: String,
    parts: Vec<Part>,
}

/// A typed word found in a text.
#[derive(Debug, Clone)]
struct Part {
    /// Which word of the query.
    typed: usize,
    /// Which word of the text.
    place: usize,
    worth: u16,
    /// How fuzzy-matcher ranks the word found.
    rank: i64,
    span: Range<usize>,
    /// Further spans, of letters that stand apart.
    more: Vec<Range<usize>>,
}

impl<'a> Explainer<'a> {
    pub(super) fn new(index: &'a Index, book: &'a Book, met: &'a [Arc<Met>]) -> Self {
        let (matcher, splitter) = (SkimMatcherV2::default(), Splitter::default());
        Self { index, book, met, matcher, splitter, found: Vec::new() }
    }

    /// What to add to the score, and what matched; `None` when nobody of that id is there any more.
    pub(super) fn explain(&mut self, target: &Target) -> Option<(i64, Vec<Matched>)> {
        self.found.clear();
        let (index, book) = (self.index, self.book);
        match target {
            Target::Person(id) => {
                let person = book.person(id)?;
                let about = index.about(book, id);
                pieces::of_person(book, person, about, index.lists(id), &mut |piece| self.look(piece));
            }
            Target::Attendee(id, at) => {
                let attendee = book.event(id)?.attendees.get(*at)?;
                pieces::of_attendee(id, attendee, &mut |piece| self.look(piece));
            }
        }
        let bonus = self.bonus();
        Some((bonus, self.matched()))
    }

    fn look(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Text(Field::First, text) => self.look_at_name(text),
            Piece::Text(Field::Phone, text) => self.look_at_phone(text),
            Piece::Text(field, text) => self.look_at(field, text),
            Piece::Event(id) => {
                if let Some(event) = self.book.event(id) {
                    let mut text = String::new();
                    pieces::write_event(&mut text, self.book, event);
                    self.look_at(Field::Event, &text);
                }
            }
            Piece::Day(day) => {
                let mut text = String::new();
                pieces::write_day(&mut text, day);
                self.look_at(Field::Day, &text);
            }
        }
    }

    fn look_at(&mut self, field: Field, text: &str) {
        let address = matches!(field, Field::Email | Field::Link);
        let mut parts = Vec::new();
        let mut place = 0;
        let mut splitter = std::mem::take(&mut self.splitter);
        splitter.each_word(text, |word| {
            place += 1;
            if address && ADDRESS_NOISE.contains(&word.text) {
                return;
            }
            let range = word.start..word.end;
            self.meet(&mut parts, field, place, word.text, text, range.clone());
            if let Some(out) = word.out {
                self.meet(&mut parts, field, place, out, text, range);
            }
        });
        self.splitter = splitter;
        self.keep(field, text, parts);
    }

    fn look_at_name(&mut self, text: &str) {
        let mut parts = Vec::new();
        let mut made = Made::default();
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut splitter = std::mem::take(&mut self.splitter);
        splitter.each_word(text, |word| {
            let field = if ranges.is_empty() { Field::First } else { Field::Rest };
            let range = word.start..word.end;
            made.push(word.text);
            ranges.push(range.clone());
            self.meet(&mut parts, field, ranges.len(), word.text, text, range.clone());
            if let Some(out) = word.out {
                self.meet(&mut parts, field, ranges.len(), out, text, range);
            }
        });
        self.splitter = splitter;
        for (word, field) in made.words() {
            let known = parts.len();
            self.meet(&mut parts, field, 0, word, text, 0..0);
            for part in parts.iter_mut().skip(known) {
                let chars = self.met.get(part.typed).map_or(0, |met| met.typed().chars);
                let mut spans = made_spans(text, &ranges, field, *word == made.together, chars).into_iter();
                part.span = spans.next().unwrap_or_default();
                part.more = spans.collect();
            }
        }
        self.keep(Field::First, text, parts);
    }

    fn look_at_phone(&mut self, text: &str) {
        let digits: String = query::digits(text).collect();
        let mut parts = Vec::new();
        self.meet(&mut parts, Field::Phone, 1, &digits, text, 0..0);
        for part in &mut parts {
            let Some(typed) = self.met.get(part.typed).map(|met| met.typed()) else { continue };
            let from = digits.find(&typed.text).unwrap_or(0);
            // The digits left out by `digits` stand before or between; the span covers all from first to last.
            let places: Vec<usize> = digit_places(text).collect();
            let start = places.get(from).copied().unwrap_or(0);
            let end = places.get(from + typed.chars.saturating_sub(1)).map_or(text.len(), |at| at + 1);
            part.span = start..end.max(start);
        }
        self.keep(Field::Phone, text, parts);
    }

    /// Notes which words of the query meet `word`, which stands at `range` of `text`.
    fn meet(
        &self,
        parts: &mut Vec<Part>,
        field: Field,
        place: usize,
        word: &str,
        text: &str,
        range: Range<usize>,
    ) {
        let Some(number) = self.index.vocabulary.number(word) else { return };
        for (typed, met) in self.met.iter().enumerate() {
            let worth = |found: &Match| met.worth.of(found.quality, field.only().and(found.fields));
            let best = met.with(number).map(|found| (worth(found), found.quality)).max_by_key(|best| best.0);
            let Some((worth, quality)) = best.filter(|best| best.0 > 0) else { continue };
            let source = text.get(range.clone()).unwrap_or_default();
            let of = |chars: Range<usize>| {
                let span = source_of(source, chars);
                range.start + span.start..range.start + span.end
            };
            let typed_word = met.typed();
            let mut more = Vec::new();
            let span = match quality {
                Quality::Start | Quality::StartSlip => of(0..typed_word.chars),
                Quality::Inside => {
                    let before =
                        word.find(&typed_word.text).and_then(|at| word.get(..at)).unwrap_or_default();
                    let from = before.chars().count();
                    of(from..from + typed_word.chars)
                }
                Quality::Scattered => {
                    let indices = self.matcher.fuzzy_indices(word, &typed_word.text);
                    for at in indices.map(|(_, indices)| indices).unwrap_or_default() {
                        push_span(&mut more, of(at..at + 1));
                    }
                    if more.is_empty() { range.clone() } else { more.remove(0) }
                }
                _ => range.clone(),
            };
            let rank = self.matcher.fuzzy_match(word, &typed_word.text).unwrap_or_else(|| {
                // Not in order, as after a slip: the nearer the better.
                #[expect(clippy::cast_possible_truncation, reason = "between 0 and 40")]
                let alike = (super::slip::likeness(word, &typed_word.text) * 40.0) as i64;
                alike
            });
            parts.push(Part { typed, place, worth, rank, span, more });
        }
    }

    fn keep(&mut self, field: Field, text: &str, parts: Vec<Part>) {
        if !parts.is_empty() {
            self.found.push(Found { field, text: text.to_owned(), parts });
        }
    }

    /// The best text for each typed word: worth most, then with most other words in it, then the first.
    fn best(&self, typed: usize) -> Option<(usize, &Part)> {
        let parts = self.found.iter().enumerate().flat_map(|(at, found)| {
            let others = distinct(&found.parts);
            found.parts.iter().filter(move |part| part.typed == typed).map(move |part| (at, others, part))
        });
        let best = parts.max_by(|one, other| {
            (one.2.worth, one.1, one.2.rank)
                .cmp(&(other.2.worth, other.1, other.2.rank))
                .then(other.0.cmp(&one.0))
        });
        best.map(|(at, _, part)| (at, part))
    }

    fn bonus(&self) -> i64 {
        let rank: i64 =
            (0..self.met.len()).filter_map(|typed| self.best(typed)).map(|(_, part)| part.rank / 4).sum();
        let together = self.found.iter().map(|found| {
            let words = i64::try_from(distinct(&found.parts)).unwrap_or(0);
            let follows = |one: &Part, other: &Part| {
                other.typed == one.typed + 1 && other.place == one.place + 1 && one.place > 0
            };
            let in_order =
                found.parts.iter().filter(|one| found.parts.iter().any(|other| follows(one, other)));
            let in_order = i64::try_from(in_order.count().min(self.met.len())).unwrap_or(0);
            (words - 1) * TOGETHER + in_order * IN_ORDER
        });
        rank + together.max().unwrap_or(0) + self.whole_name()
    }

    fn whole_name(&self) -> i64 {
        let Some(name) = self.found.first().filter(|found| found.field == Field::First) else { return 0 };
        let mut words = 0;
        Splitter::default().each_word(&name.text, |_| words += 1);
        let exact = |part: &&Part| part.worth >= 900 && part.place > 0;
        let all = self.met.len() > 1 && name.parts.iter().filter(exact).count() >= words;
        if all { WHOLE_NAME } else { 0 }
    }

    fn matched(&self) -> Vec<Matched> {
        let mut chosen: Vec<(u16, usize)> = Vec::new();
        for typed in 0..self.met.len() {
            if let Some((at, part)) = self.best(typed)
                && !chosen.iter().any(|(_, other)| *other == at)
            {
                chosen.push((part.worth, at));
            }
        }
        chosen.sort_by_key(|(worth, at)| (std::cmp::Reverse(*worth), *at));
        let texts = chosen.into_iter().filter_map(|(_, at)| self.found.get(at));
        texts.map(|found| cut(found.field.name(), &found.text, spans(&found.parts))).collect()
    }
}

/// How many different words of the query are among `parts`.
fn distinct(parts: &[Part]) -> usize {
    let mut seen = 0u32;
    for part in parts {
        seen |= 1u32.checked_shl(u32::try_from(part.typed).unwrap_or(u32::MAX)).unwrap_or(0);
    }
    seen.count_ones() as usize
}

/// Where the query's words stand: of each only its best matches in this text.
fn spans(parts: &[Part]) -> Vec<Range<usize>> {
    let best = |typed: usize| parts.iter().filter(|part| part.typed == typed).map(|part| part.worth).max();
    let parts = parts.iter().filter(|part| Some(part.worth) >= best(part.typed));
    let mut all: Vec<Range<usize>> = parts
        .flat_map(|part| part.more.iter().chain([&part.span]))
        .filter(|span| !span.is_empty())
        .cloned()
        .collect();
    all.sort_by_key(|span| (span.start, span.end));
    let mut joined = Vec::new();
    for span in all {
        push_span(&mut joined, span);
    }
    joined
}

/// Where the letters of a word made of a name stand in it.
fn made_spans(
    name: &str,
    words: &[Range<usize>],
    field: Field,
    together: bool,
    mut chars: usize,
) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let source = name.get(word.clone()).unwrap_or_default();
        let mut len = 0;
        Splitter::default().each_word(source, |word| len += word.text.chars().count());
        let only_initial = field == Field::Initials || !together && at == 0;
        let take = if only_initial { 1 } else { len }.min(chars);
        let span = source_of(source, 0..take);
        if !span.is_empty() {
            push_span(&mut spans, word.start + span.start..word.start + span.end);
        }
        chars -= take;
        if chars == 0 {
            break;
        }
    }
    spans
}

/// Where the digits that [`query::digits`] gives stand.
fn digit_places(text: &str) -> impl Iterator<Item = usize> {
    let skipped: Vec<usize> = text.match_indices("(0)").map(|(at, _)| at + 1).collect();
    text.char_indices().filter(move |(at, c)| c.is_ascii_digit() && !skipped.contains(at)).map(|(at, _)| at)
}

/// Cuts a long text around its first span, at words, and puts it on one line.
fn cut(field: &'static str, text: &str, spans: Vec<Range<usize>>) -> Matched {
    let one_line = |text: &str| text.replace(['\n', '\r', '\t'], " ");
    if text.chars().nth(LONGEST).is_none() {
        return Matched { field, text: one_line(text), spans };
    }
    let first = spans.first().map_or(0, |span| span.start);
    let head = text.get(..first).unwrap_or_default();
    let start = match head.char_indices().rev().nth(BEFORE) {
        None => 0,
        Some((at, _)) => {
            let near = head.get(at..).unwrap_or_default();
            near.find(char::is_whitespace).map_or(at, |space| at + space + 1)
        }
    };
    let start = if text.is_char_boundary(start) { start } else { first };
    let rest = text.get(start..).unwrap_or_default();
    let end = match rest.char_indices().nth(LONGEST) {
        None => text.len(),
        Some((at, _)) => {
            let near = rest.get(..at).unwrap_or_default();
            let least = spans.first().map_or(0, |span| span.end.saturating_sub(start));
            let space = near.rfind(char::is_whitespace).filter(|space| *space >= least);
            start + space.unwrap_or(at)
        }
    };
    let before = if start > 0 { "…" } else { "" };
    let after = if end < text.len() { "…" } else { "" };
    let shown = text.get(start..end).unwrap_or_default();
    let shift = |at: usize| at.clamp(start, end) - start + before.len();
    let spans = spans.into_iter().map(|span| shift(span.start)..shift(span.end));
    let spans = spans.filter(|span| !span.is_empty()).collect();
    Matched { field, text: format!("{before}{}{after}", one_line(shown)), spans }
}
