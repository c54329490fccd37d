//! No input whatever loses a character or panics, and long ones take no longer than their length.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::domain::IdMaker;

/// One world for all cases.
static WORLD: LazyLock<World> = LazyLock::new(World::new);

/// Text made of what the grammar looks at, and of anything else.
fn line() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
            Just(";".to_owned()),
            Just(";;".to_owned()),
            Just("; ".to_owned()),
            Just("\n".to_owned()),
            Just(" + ".to_owned()),
            Just(", ".to_owned()),
            Just(" @ ".to_owned()),
            Just(" #".to_owned()),
            Just(":".to_owned()),
            Just("’".to_owned()),
            Just("\u{0}\u{1b}[31m".to_owned()),
            Just("\u{202e}".to_owned()),
            Just("\u{301}".to_owned()),
            Just(" by fri".to_owned()),
            Just("+99999999999w".to_owned()),
            Just("@".to_owned()),
            Just(".".to_owned()),
            proptest::sample::select(super::super::segment::WORDS).prop_map(|(word, _)| format!("{word} ")),
            proptest::sample::select(
                &[
                    "Ana",
                    "Tom Berg",
                    "Lee Wong",
                    "ana@forno.example",
                    "+44 20 7946 0000",
                    "阮",
                    "👩‍👩‍👧",
                    "ß",
                    "İ"
                ][..]
            )
            .prop_map(str::to_owned),
            any::<String>(),
            "\\PC{0,12}",
        ];
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

fn check_spans(line: &str, understood: &Understood) {
    let heads = understood.heads.iter().map(|head| &head.span);
    let segments = understood.segments.iter().map(|segment| &segment.span);
    let mut spans: Vec<_> = heads.chain(segments).cloned().collect();
    for span in &spans {
        assert!(line.get(span.clone()).is_some(), "in bounds and on character boundaries");
    }
    assert!(spans.windows(2).all(|pair| pair[0].start <= pair[1].start), "in order");
    // Outside of the spans stand only blanks and what separates.
    spans.push(line.len()..line.len());
    let mut at = 0;
    for span in spans {
        if span.start > at {
            let between = line.get(at..span.start).unwrap();
            // A colon behind a name, and the word between two names, separate too.
            let is_sign = |word: &str| word.chars().all(|ch| ";+:&".contains(ch));
            assert!(
                between.split_whitespace().all(|word| is_sign(word) || word.eq_ignore_ascii_case("and")),
                "lost {between:?}"
            );
        }
        at = at.max(span.end);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_line_loses_a_character_or_panics(line in line(), choice in any::<Option<bool>>(), caret in 0usize..200) {
        let world = &*WORLD;
        for scene in [world.scene(), world.with_ana(), Scene { event: None, names: None, ..world.scene() }] {
            let as_note = choice.map(|choice| (0..9).map(|at| (at, choice)).collect()).unwrap_or_default();
            let understood = understand(&line, &scene, &Choices { as_note, ..Choices::default() });
            prop_assert_eq!(&understood.line, &line);
            check_spans(&line, &understood);
            let phrases = understood.phrases(&scene);
            prop_assert!(understood.segments.len() <= phrases.len());
            for found in complete(&line, caret, &scene) {
                prop_assert!(line.get(found.range).is_some());
            }
            let Some(change) = understood.change(&scene, &mut IdMaker::new(1)) else { continue };
            let mut book = world.book.clone();
            book.apply(&change);
            let kept = book.notes().any(|(_, note)| note.line == line);
            prop_assert!(kept || understood.segments.is_empty(), "the line is kept to the letter");
            book.apply(&change.invert());
            prop_assert_eq!(&book, &world.book);
        }
    }

    #[test]
    fn no_date_panics_or_lies_in_the_past(text in "\\PC{0,20}|(by |on |next |in )?([0-9]{1,4}|fri|dec|week|end of|a)( [0-9a-z]{1,9}){0,3}") {
        let today = day("2026-11-25").unwrap();
        prop_assert!(date(&text, today).is_none_or(|day| day >= today));
    }
}

/// Lines of a megabyte, each nasty in its own way.
fn megabytes() -> Vec<(&'static str, String)> {
    let fill = |piece: &str| piece.repeat((1 << 20) / piece.len());
    vec![
        ("one word", fill("x")),
        ("blanks", fill(" ")),
        ("separators", fill(";")),
        ("empty parts", fill("; ")),
        ("short parts", fill("a;")),
        ("heads", fill("Ana + ")),
        ("tags", format!("Ana; {}", fill("#a "))),
        ("needs", fill("; needs x")),
        ("introducers", fill("; via Tom")),
        ("introductions", format!("Ana; I'll intro {}", fill("Tom, "))),
        ("acquaintances", format!("Ana; knows {}", fill("Tom, "))),
        ("promises", fill("; I'll send it by fri")),
        ("one long promise", format!("Ana; I'll {}", fill("by fri "))),
        ("one long need", format!("Ana; needs {}", fill("é "))),
        ("marks", fill("\u{301}")),
        ("rows", fill("\n")),
        ("addresses", format!("Ana; {}", fill("a@b.example "))),
        ("dots", format!("Ana; {}", fill("a."))),
        ("follow-ups", fill("; again fri")),
    ]
}

#[test]
fn a_megabyte_is_read_and_kept() {
    let world = World::new();
    for (what, line) in megabytes() {
        let scene = world.with_ana();
        let start = std::time::Instant::now();
        let understood = understand(&line, &scene, &Choices::default());
        let read = start.elapsed();
        check_spans(&line, &understood);
        let start = std::time::Instant::now();
        let change = understood.change(&scene, &mut IdMaker::new(1));
        println!("{what}: read in {read:?}, made a change in {:?}", start.elapsed());
        if let Some(change) = change {
            let mut book = world.book.clone();
            book.apply(&change);
            let kept = book.notes().any(|(_, note)| note.line == line);
            assert!(kept || understood.segments.is_empty(), "{what}");
        }
    }
}

/// Ten thousand people, two thousand on the list: `cargo test --profile quick --lib capture -- keystroke --nocapture` says
/// how long a keystroke takes.
#[test]
fn a_keystroke_among_ten_thousand() {
    const FIRST: [&str; 25] = [
        "Ana", "Tom", "June", "Zoë", "Ravi", "Mira", "Sven", "Lee", "Priya", "Omar", "Ines", "Karl", "Mei",
        "Noah", "Olga", "Pia", "Quinn", "Rosa", "Sam", "Tara", "Uma", "Vera", "Will", "Yara", "Zed",
    ];
    let mut world = World::new();
    let mut event = Event::clone(world.book.event(&world.event).unwrap());
    for at in 0..10_000_usize {
        let name = format!("{} {}son{}", FIRST[at % 25], FIRST[(at / 25) % 25].to_lowercase(), at / 625);
        let id = PersonId::new(&format!("p{at}"));
        if at % 5 == 0 {
            let person = if at % 2 == 0 { id.clone() } else { PersonId::default() };
            event.attendees.push(Attendee { name: name.clone(), person, ..Attendee::default() });
        }
        let mut person = Person::named(id, &name);
        person.company = format!("Company {}", at % 700);
        person.tags = vec![format!("tag{}", at % 90)];
        world.book.put(person.into());
    }
    world.book.put(event.into());
    let start = std::time::Instant::now();
    world.names = Names::build(&world.book);
    println!("names gathered in {:?}", start.elapsed());
    let line = "Ana tomson3, pastry chef @ Company 12 #tag1; needs website; I'll intro Tom Berg by fri; knows Ravi miason2, June Hale; lost her shop";
    let scene = world.scene();
    let (mut worst, mut sum, mut worst_completion) = ((0, ""), 0, (0, ""));
    // Unoptimised, a few will do.
    let step = if cfg!(debug_assertions) { 16 } else { 1 };
    for caret in (1..=line.len()).step_by(step) {
        let typed = line.get(..caret).unwrap();
        // The best of a few: what else the machine does is no part of it.
        let read = (0..4).map(|_| {
            let start = std::time::Instant::now();
            assert!(!understand(typed, &scene, &Choices::default()).phrases(&scene).is_empty());
            start.elapsed().as_micros()
        });
        let completed = (0..4).map(|_| {
            let start = std::time::Instant::now();
            assert!(complete(typed, caret, &scene).len() <= 8);
            start.elapsed().as_micros()
        });
        let (read, completed) = (read.min().unwrap(), completed.min().unwrap());
        sum += read;
        worst = worst.max((read, typed));
        worst_completion = worst_completion.max((completed, typed));
    }
    let mean = sum * step as u128 / line.len() as u128;
    println!(
        "a keystroke takes {mean} µs, at worst {worst:?} µs, its completion at worst {worst_completion:?} µs"
    );
}
