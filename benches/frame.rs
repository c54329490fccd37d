//! Frames and keys with 10,000 people: what the eye waits for.
//!
//! - `frame`: one whole frame into ratatui's test backend, beside its floor: the same number of cells written plainly.
//! - `key to frame`: a key of a search, from the message to the drawn frame (update, search, draw), beside nucleo-matcher
//!   only scoring one prepared haystack a person, for the same keys in the same run.
//!
//! `cargo bench --bench frame [PEOPLE]`.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench prints, and stops when it cannot go on"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use mingle::domain::{self, Book, Now, Record};
use mingle::matching::Thesaurus;
use mingle::settings::{Settings, Theme};
use mingle::ui::{App, Folded, Key, Matched, Msg, Start, Viewport, view};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str, Utf32String};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Style;

#[path = "../src/search/tests/crowd.rs"]
mod crowd;

const FRAMES: usize = 201;
const ROUNDS: usize = 5;
const QUERIES: &[&str] = &[
    "hernandez",
    "jurgen schafer",
    "kathrin lind",
    "wisniewsky",
    "acountant",
    "breakfast may",
    "projector",
    "restaurant owner",
    "photographer tall",
    "mukherjee tax",
    "bookkeeping",
    "nakamura carpenter",
];

fn main() {
    let people = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(10_000);
    let book = crowd::crowd(crowd::Size { people, notes: 5, favours: 3 });
    println!("{people} people, 5 notes and 3 favours each");
    for (width, height) in [(200, 50), (120, 40), (80, 24), (40, 20)] {
        frames(&book, width, height);
    }
    keys(&book);
}

fn now() -> Now {
    Now("2026-05-12T08:42:10+01:00[Europe/London]".parse().expect("a time"))
}

fn screen(book: &Book, width: u16, height: u16) -> (App, Terminal<TestBackend>) {
    let mut app = App::new(Start {
        now: now(),
        seed: 7,
        settings: Settings::default(),
        theme: Theme::default(),
        event: None,
        data: "/data".into(),
        demo: false,
    });
    let people = book.people().cloned().map(Record::Person);
    let events = book.events().cloned().map(Record::Event);
    app.update(Msg::Records(people.chain(events).collect()), now());
    app.update(Msg::LoadEnd, now());
    app.update(Msg::Folded(Box::new(Folded::of(book))), now());
    app.update(Msg::Matched(Box::new(Matched::of(book, Thesaurus::built_in()))), now());
    // Everyone, not the event of the day.
    for key in ["n", "down", "enter"] {
        press(&mut app, key);
    }
    (app, Terminal::new(TestBackend::new(width, height)).expect("a screen in memory"))
}

fn press(app: &mut App, key: &str) {
    app.update(Msg::Key(Key::parse(key).expect("a key")), now());
}

fn draw(app: &mut App, terminal: &mut Terminal<TestBackend>) {
    let mut viewport = Viewport::default();
    terminal
        .draw(|frame| {
            viewport = view(app, frame);
        })
        .expect("memory takes every frame");
    app.drawn(viewport);
}

fn frames(book: &Book, width: u16, height: u16) {
    let (mut app, mut terminal) = screen(book, width, height);
    let mut plain = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
    let row = "x".repeat(usize::from(width));
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    for at in 0..FRAMES {
        // Each frame moves down, so that it differs from the last.
        press(&mut app, if at % 40 == 39 { "g" } else { "pgdn" });
        let start = Instant::now();
        draw(&mut app, &mut terminal);
        ours.push(start.elapsed());
        let start = Instant::now();
        plain
            .draw(|frame| {
                for y in 0..height {
                    frame.buffer_mut().set_stringn(0, y, &row, usize::from(width), Style::new());
                }
            })
            .expect("memory takes every frame");
        floor.push(start.elapsed());
    }
    let (ours, floor) = (median(&mut ours), median(&mut floor));
    println!(
        "frame {width:>3}x{height:<2}  {ours:>8.1?}   plain cells {floor:>8.1?}   {:.1}x",
        ratio(ours, floor)
    );
}

fn keys(book: &Book) {
    let (mut app, mut terminal) = screen(book, 120, 40);
    let texts: Vec<Utf32String> = book.people().map(|person| text(person).as_str().into()).collect();
    let mut matcher = Matcher::new(Config::DEFAULT);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for query in QUERIES {
        let letters: Vec<char> = query.chars().collect();
        let mut own = vec![Duration::MAX; letters.len()];
        let mut peer = vec![Duration::MAX; letters.len()];
        // Round by round in turn, so that a noisy neighbour disturbs both; the fastest round of each key counts.
        for _ in 0..ROUNDS {
            press(&mut app, "/");
            for (letter, best) in letters.iter().zip(&mut own) {
                let key = Key::char(*letter);
                let start = Instant::now();
                app.update(Msg::Key(key), now());
                draw(&mut app, &mut terminal);
                *best = (*best).min(start.elapsed());
            }
            press(&mut app, "esc");
            for (at, best) in peer.iter_mut().enumerate() {
                let typed: String = letters.iter().take(at + 1).collect();
                let start = Instant::now();
                let pattern = Pattern::parse(&typed, CaseMatching::Ignore, Normalization::Smart);
                let mut scored: Vec<(u32, usize)> = Vec::new();
                for (at, haystack) in texts.iter().enumerate() {
                    let haystack: Utf32Str<'_> = haystack.slice(..);
                    scored.extend(pattern.score(haystack, &mut matcher).map(|score| (score, at)));
                }
                scored.sort_unstable_by(|a, b| b.cmp(a));
                black_box(scored);
                *best = (*best).min(start.elapsed());
            }
        }
        ours.extend(own);
        theirs.extend(peer);
    }
    let mean = |all: &[Duration]| all.iter().sum::<Duration>() / u32::try_from(all.len()).unwrap_or(1);
    let worst = |all: &[Duration]| all.iter().max().copied().unwrap_or_default();
    for (name, own, peer) in [("mean ", mean(&ours), mean(&theirs)), ("worst", worst(&ours), worst(&theirs))]
    {
        println!(
            "key to frame, {name}  {own:>8.1?}   nucleo-matcher scoring {peer:>8.1?}   {:.3}x",
            ratio(own, peer)
        );
    }
}

/// All that is known of a person, as one text.
fn text(person: &domain::Person) -> String {
    let lists = [&person.tags, &person.needs, &person.offers, &person.emails];
    let mut text =
        [&person.name, &person.company, &person.role, &person.industry].map(String::as_str).join(" ");
    for word in lists.into_iter().flatten() {
        text.push(' ');
        text.push_str(word);
    }
    for note in &person.notes {
        text.push(' ');
        text.push_str(&note.text);
    }
    for favour in &person.favours {
        text.push(' ');
        text.push_str(&favour.what);
    }
    text
}

fn median(all: &mut [Duration]) -> Duration {
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or_default()
}

fn ratio(own: Duration, other: Duration) -> f64 {
    own.as_secs_f64() / other.as_secs_f64().max(f64::EPSILON)
}
