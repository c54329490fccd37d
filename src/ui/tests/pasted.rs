//! Several lines pasted into the capture line: one capture after the other, and nothing lost.

use proptest::prelude::*;

use super::gate::everything;
use super::*;

const THREE: &str = "Ana; brought bread\r\n\r\n  Maya Lind, potter; needs a kiln\r\nloves salt glaze\r\n";

fn saves(driver: &Driver) -> usize {
    driver.effects.iter().filter(|effect| matches!(effect, Effect::Save { .. })).count()
}

#[track_caller]
fn waits(driver: &Driver, text: Option<&str>) {
    let texts: Vec<String> = driver.app.open_texts().into_values().collect();
    assert_eq!(texts, text.into_iter().collect::<Vec<_>>());
}

#[test]
fn several_lines_are_several_captures() {
    let mut driver = Driver::breakfast(100, 24);
    driver
        .paste(THREE)
        .shows("3 lines to keep")
        .shows("enter keeps this one and goes on")
        .shows("> Ana; brought bread");
    assert_eq!(saves(&driver), 0, "nothing is kept before it was seen");
    driver.keys("<enter>").shows("2 lines to keep").shows("> Maya Lind, potter; needs a kiln");
    // A line without a name is about whoever the line before was about, and says so.
    driver.keys("<enter>").shows("> loves salt glaze").shows("Maya Lind");
    assert!(!driver.screen().contains("lines to keep"), "the last is a line like any other");
    driver.keys("<enter>");
    assert!(!driver.screen().contains("> loves"));
    assert_eq!(saves(&driver), 3, "each can be undone by itself");
    assert!(driver.person("ana-ruiz-k3f9").notes.iter().any(|note| note.words().contains("brought bread")));
    let book = &driver.app.shared().book;
    let maya = book.people().find(|person| person.name == "Maya Lind").unwrap();
    assert_eq!(maya.needs, ["a kiln"]);
    assert!(maya.notes.iter().any(|note| note.words().contains("loves salt glaze")));
    waits(&driver, None);
}

#[test]
fn esc_keeps_all_that_remain_and_they_come_back_as_lines() {
    let mut driver = Driver::breakfast(100, 24);
    driver.paste(THREE);
    // What a crash would leave.
    waits(&driver, Some("Ana; brought bread\nMaya Lind, potter; needs a kiln\nloves salt glaze"));
    driver.keys("<enter>!<esc>").shows("2 lines kept as one draft; i brings it back");
    waits(&driver, Some("Maya Lind, potter; needs a kiln!\nloves salt glaze"));
    driver.keys("i").shows("2 lines to keep").shows("> Maya Lind, potter; needs a kiln!");
    driver.keys("<enter><esc>").shows("kept as a draft; i brings it back");
    waits(&driver, Some("loves salt glaze"));
}

#[test]
fn lines_of_the_last_run_come_back_as_lines() {
    let mut driver = Driver::breakfast(100, 24);
    let draft =
        DraftText { field: "capture".into(), text: "Maya; a kiln\nTom; salt".into(), when: "21:14".into() };
    driver.tell(Msg::Done(Outcome::Drafts(vec![draft])));
    driver.draw();
    driver.shows("1 text was not kept yet").keys("<enter>").shows("2 lines to keep").shows("> Maya; a kiln");
    driver.keys("<enter>").shows("> Tom; salt").keys("<enter>");
    waits(&driver, None);
}

#[test]
fn what_was_typed_before_leads_the_first_line() {
    let mut driver = Driver::breakfast(100, 24);
    driver.keys("iTom; ").paste("a tent\nAna; a till").shows("> Tom; a tent");
    // Lines pasted while others wait come before them.
    driver.paste(", and\nJune; a bench").shows("3 lines to keep").shows("> Tom; a tent, and");
    driver.keys("<enter>").shows("> June; a bench").keys("<enter>").shows("> Ana; a till");
}

#[test]
fn an_empty_field_and_what_is_known_go_on_with_the_next() {
    let mut driver = Driver::breakfast(100, 24);
    driver.paste("Ana; needs website\nTom; a tent");
    driver.keys("<enter>");
    driver.keys("<esc>");
    driver.keys("i").shows("> Tom; a tent").paste("\n");
    driver.keys("<ctrl-u><enter>");
    waits(&driver, None);
    driver
        .keys("i")
        .paste("x\nTom; a tent")
        .keys("<ctrl-u>")
        .shows("2 lines to keep")
        .keys("<enter>")
        .shows("> Tom; a tent");
    assert!(!driver.screen().contains("lines to keep"));
}

#[test]
fn on_a_narrow_screen_it_is_said_in_rows() {
    let mut driver = Driver::breakfast(80, 24);
    driver
        .paste(THREE)
        .shows(" 3 lines to keep   enter keeps this one and goes on   esc keeps all as a draft\n");
    let mut driver = Driver::breakfast(40, 20);
    driver.paste(THREE);
    driver
        .shows("3 lines to keep")
        .shows("enter keeps this one and goes on")
        .shows("esc keeps all as a draft");
    driver.shows("> Ana; brought bread");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_pasted_is_kept_or_a_draft(
        heads in prop::collection::vec(prop::sample::select(vec!["", ";", "Ana;", "Tom Berg; ask for", "Maya Lind, potter;", "June Hale; needs", "\n", "ask"]), 1..6),
        breaks in prop::sample::select(vec!["\n", "\r\n", "\r", "\n\n \n"]),
        answers in prop::collection::vec(prop::sample::select(vec!["<enter>", "<enter>", "y", "g", "<esc>", "<tab>"]), 1..8),
    ) {
        let mut driver = Driver::breakfast(80, 24);
        // Tab completes a name, so the words are no slips of each other.
        let words = ["quince", "plover", "gannet", "thistle", "marrow"];
        let words = words.get(..heads.len()).unwrap_or_default();
        let lines: Vec<String> = heads.iter().zip(words).map(|(head, word)| format!("{head} {word}")).collect();
        driver.paste(&lines.join(breaks));
        for answer in answers {
            let (line, gate) = (driver.app.open_texts(), driver.screen().contains("ask anyway"));
            let letter = !answer.starts_with('<');
            if !line.is_empty() && gate == letter {
                driver.keys(answer);
            }
        }
        let all = everything(&driver.app.shared().book, driver.app.open_texts().into_values());
        for word in words {
            prop_assert!(all.contains(word), "{word} of {lines:?} is gone\n{all}");
        }
    }
}

#[test]
fn nobody_is_made_twice_because_their_file_cannot_be_read() {
    let mut driver = Driver::breakfast(100, 24);
    let trouble = Trouble {
        place: "/data/people/maya-lind-k3f9.toml:3:8".into(),
        reason: "invalid array; correct it in an editor".into(),
        name: "Maya Lind".into(),
    };
    driver.tell(Msg::Troubles(vec![trouble]));
    driver.keys("iMaya Lind; needs a kiln<enter>");
    driver.shows("Maya Lind has a file that cannot be read: put maya-lind-k3f9.toml:3:8 right");
    assert_eq!(saves(&driver), 0);
    driver.shows("> Maya Lind; needs a kiln").keys("!");
    // Another line is another question; the same one is an answer.
    driver.keys("<enter>").shows("has a file that cannot be read");
    assert_eq!(saves(&driver), 0);
    driver.keys("<enter>");
    assert_eq!(saves(&driver), 1);
    driver.keys("iTom Berg; owes me a tea<enter>");
    assert_eq!(saves(&driver), 2, "whoever is known is not in doubt");
}
