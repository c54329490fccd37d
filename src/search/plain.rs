//! The same match for short lists: commands, help, pickers.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::{Folded, push_span};

/// Characters of a text, and of a query, that are looked at.
const LIMIT: usize = 512;
/// For a word of the query that stands in the text in one piece, begins a word there, and is that word.
const PIECE: i64 = 20;
const START: i64 = 20;
const WHOLE: i64 = 20;

/// Whether every word of `query` is found in `text` (its letters in their order, accents and case aside): how well,
/// comparable within one query, and which bytes of `text` matched. An empty query matches everything with 0.
///
/// Of both the first 512 characters are looked at.
pub fn matches(query: &str, text: &str) -> Option<(i64, Vec<Range<usize>>)> {
    let query = Folded::new(query, LIMIT);
    let folded = Folded::new(text, LIMIT);
    let matcher = SkimMatcherV2::default();
    let mut score = 0;
    let mut places: Vec<usize> = Vec::new();
    for word in query.text.split_whitespace() {
        if let Some((points, at)) = in_one_piece(&folded.text, word) {
            score += matcher.fuzzy_match(&folded.text, word)? + points;
            places.extend(at..at + word.chars().count());
        } else {
            let (points, indices) = matcher.fuzzy_indices(&folded.text, word)?;
            score += points;
            places.extend(indices);
        }
    }
    places.sort_unstable();
    let mut spans = Vec::new();
    for range in places.into_iter().filter_map(|at| folded.source.get(at)) {
        push_span(&mut spans, range.clone());
    }
    Some((score, spans))
}

/// Where `word` stands in `text` in one piece, in characters, and what that is worth.
fn in_one_piece(text: &str, word: &str) -> Option<(i64, usize)> {
    let is_free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let pieces = text.match_indices(word).map(|(at, _)| {
        let starts = is_free(text.get(..at).and_then(|before| before.chars().next_back()));
        let ends = is_free(text.get(at + word.len()..).and_then(|after| after.chars().next()));
        (PIECE + if starts { START + if ends { WHOLE } else { 0 } } else { 0 }, at)
    });
    let (points, at) = pieces.max_by_key(|(points, at)| (*points, std::cmp::Reverse(*at)))?;
    Some((points, text.get(..at)?.chars().count()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::mark;
    use super::*;

    /// The text with what matched in brackets; empty when nothing did.
    #[track_caller]
    fn check(query: &str, text: &str, marked: &str) {
        let shown = matches(query, text).map(|(_, spans)| mark(text, &spans)).unwrap_or_default();
        assert_eq!(shown, marked);
    }

    #[test]
    fn words_in_any_order_accents_aside() {
        check("", "Undo", "Undo");
        check("undo", "Undo", "[Undo]");
        check("fav give", "Give a favour", "[Give] a [fav]our");
        check("muller", "Jörg Müller", "Jörg [Müller]");
        check("strasse", "Straße", "[Straße]");
        check("nwe", "New event", "[N]e[w] [e]vent");
        check("nev", "New event", "[N]ew [ev]ent");
        check("xyz", "New event", "");
        check("nguyen", "Nguye\u{302}\u{303}n", "[Nguye\u{302}\u{303}n]");
    }

    #[test]
    fn a_word_start_ranks_over_the_middle() {
        let score = |text| matches("note", text).unwrap().0;
        assert!(score("note") >= score("notes"));
        assert!(score("add a note") > score("footnote"));
        assert!(score("footnote") > score("no one there"));
    }
}
