//! Key to hits while a query is typed, against nucleo-matcher over the same text in the same run, as ratios.
//!
//! Ours answers with ranked and explained hits over every field; nucleo scores one prepared haystack a person and
//! parses its pattern at each key, as its users do. `cargo bench --bench search [PEOPLE]`.
#![expect(
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a bench prints, and counts keys of queries that are ASCII"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use mingle::domain::{self, Book, Key};
use mingle::search::{Finder, Index};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str, Utf32String};

mod timing;

use timing::fastest;

#[path = "../src/search/tests/crowd.rs"]
mod crowd;

/// Typed key by key: names, misspelt ones, two words, notes, events.
const QUERIES: &[&str] = &[
    "hernandez",
    "thornton web",
    "jurgen schafer",
    "kathrin lind",
    "wisniewsky",
    "acountant",
    "breakfast may",
    "projector",
    "restaurant owner",
    "okonkwo lab",
    "photographer tall",
    "choir thursdays",
    "mukherjee tax",
    "bookkeeping",
    "zzyzxqwvk",
    "nakamura carpenter",
];
const ROUNDS: usize = 5;
const LIMIT: usize = 50;

fn main() {
    let people = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(10_000);
    let book = crowd::crowd(crowd::Size { people, notes: 5, favours: 3 });
    let built = fastest(3, || Index::build(&book));
    let index = Index::build(&book);
    let first = book.people().next().map(|person| Key::Person(person.id.clone()));
    let mut followed = Index::build(&book);
    let update = fastest(9, || first.iter().for_each(|key| followed.update(&book, key)));
    let texts: Vec<String> = book.people().map(|person| text(&book, person)).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let prepared =
        fastest(3, || texts.iter().map(|text| Utf32String::from(text.as_str())).collect::<Vec<_>>());
    let haystacks: Vec<Utf32String> = texts.iter().map(|text| text.as_str().into()).collect();

    println!("{people} people, {} bytes of text each", bytes / people.max(1));
    println!(
        "built in {built:.1?} (nucleo's haystacks: {prepared:.1?}); one record followed in {update:.1?}"
    );
    println!(
        "{:<20} {:>9} {:>9} {:>7}   {:>9} {:>9} {:>7}",
        "query", "mean", "nucleo", "ratio", "worst", "nucleo", "ratio"
    );
    let mut matcher = Matcher::new(Config::DEFAULT);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for query in QUERIES {
        let ends: Vec<usize> = query.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        let mut own = vec![Duration::MAX; ends.len()];
        let mut peer = vec![Duration::MAX; ends.len()];
        // Round by round in turn, so that a noisy neighbour disturbs both; the fastest round of each key counts.
        for _ in 0..ROUNDS {
            let mut finder = Finder::default();
            for (at, end) in ends.iter().enumerate() {
                let start = Instant::now();
                black_box(finder.find(&index, &book, &query[..*end], LIMIT));
                own[at] = own[at].min(start.elapsed());
            }
            for (at, end) in ends.iter().enumerate() {
                let start = Instant::now();
                black_box(nucleo(&mut matcher, &haystacks, &query[..*end]));
                peer[at] = peer[at].min(start.elapsed());
            }
        }
        row(query, &own, &peer);
        ours.extend(own);
        theirs.extend(peer);
    }
    row("all keys", &ours, &theirs);
}

fn row(name: &str, ours: &[Duration], theirs: &[Duration]) {
    let mean = |times: &[Duration]| times.iter().sum::<Duration>() / times.len().max(1) as u32;
    let worst = |times: &[Duration]| times.iter().max().copied().unwrap_or_default();
    let ratio = |ours: Duration, theirs: Duration| ours.as_secs_f64() / theirs.as_secs_f64();
    let (mean, their_mean) = (mean(ours), mean(theirs));
    let (worst, their_worst) = (worst(ours), worst(theirs));
    println!(
        "{name:<20} {:>9} {:>9} {:>7.3}   {:>9} {:>9} {:>7.3}",
        format!("{mean:.2?}"),
        format!("{their_mean:.2?}"),
        ratio(mean, their_mean),
        format!("{worst:.2?}"),
        format!("{their_worst:.2?}"),
        ratio(worst, their_worst),
    );
}

/// Everything said of somebody as one text.
fn text(book: &Book, person: &domain::Person) -> String {
    let mut text = String::new();
    let mut push = |part: &str| {
        text.push_str(part);
        text.push('\n');
    };
    for field in domain::FIELDS {
        push(&field.text(person));
    }
    push(book.name_of(&person.via));
    for note in &person.notes {
        push(&note.text);
        push(book.event(&note.event).map_or("", |event| event.name.as_str()));
    }
    for favour in &person.favours {
        push(&favour.what);
    }
    text
}

/// The best people by nucleo's score.
fn nucleo(matcher: &mut Matcher, haystacks: &[Utf32String], query: &str) -> Vec<(u32, usize)> {
    let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
    let score = |text: Utf32Str<'_>, matcher: &mut Matcher| pattern.score(text, matcher);
    let scored = haystacks.iter().enumerate();
    let mut found: Vec<_> =
        scored.filter_map(|(at, text)| Some((score(text.slice(..), matcher)?, at))).collect();
    found.sort_unstable_by(|one, other| other.cmp(one));
    found.truncate(LIMIT);
    found
}
