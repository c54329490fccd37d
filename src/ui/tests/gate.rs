//! The gate: how things stand before an ask, and what can be done there.

use proptest::prelude::*;

use super::*;
use crate::domain::{Book, NoteKind};

/// At the breakfast, with Ana selected.
fn at_ana(width: u16, height: u16) -> Driver {
    let mut driver = Driver::breakfast(width, height).matched();
    driver.keys("/ana<enter>").shows("Ana Ruiz");
    driver
}

/// The asks that stand in the records.
fn asks(driver: &Driver) -> Vec<String> {
    let book = &driver.app.shared().book;
    let asked = book.favours().filter(|(_, favour)| favour.state == FavourState::Asked);
    asked.map(|(_, favour)| favour.what.clone()).collect()
}

fn saves(driver: &Driver) -> usize {
    driver.effects.iter().filter(|effect| matches!(effect, Effect::Save { .. })).count()
}

#[test]
fn an_ask_shows_how_things_stand_before_it_is_kept() {
    let mut driver = at_ana(120, 40);
    driver.keys("iAna; lovely chat; ask for an intro to her importer<enter>");
    driver
        .shows("Before you ask Ana for an intro to her importer")
        .shows("you gave  proofread her menu (21 Apr); last 3 weeks ago · Ana gave once")
        .shows("you owe   intro Tom Berg, due Fri")
        .shows("you owe   thanks: back room for a talk (25 Apr)")
        .shows("avoid     the flood")
        .shows("gifts at hand")
        .shows(">g  done: intro Tom Berg; you promised it, due Fri")
        .shows("y  ask anyway          esc  not now (kept as a draft)");
    assert_eq!((saves(&driver), asks(&driver).len()), (0, 0), "nothing is kept yet");
    let texts = driver.app.open_texts();
    assert_eq!(texts["capture"], "Ana; lovely chat; ask for an intro to her importer", "and nothing lost");
}

#[test]
fn y_asks_all_the_same_and_one_undo_takes_it_back() {
    let mut driver = at_ana(100, 30);
    driver.keys("fa").keys("for a stall<enter>").shows("Before you ask Ana for a stall");
    driver.keys("y").shows("jotted: Ana Ruiz · u undoes");
    assert_eq!((saves(&driver), asks(&driver)), (1, vec!["a stall".to_owned()]));
    assert!(driver.app.open_texts().is_empty());
    driver.shows("Ledger");
}

#[test]
fn esc_keeps_the_whole_line_as_a_draft() {
    let mut driver = at_ana(100, 30);
    driver.keys("i; lovely chat; ask for a stall<enter>").shows("Before you ask");
    driver.keys("<esc>").shows("kept as a draft; i brings it back");
    assert_eq!(saves(&driver), 0);
    assert_eq!(driver.app.open_texts()["capture"], "; lovely chat; ask for a stall");
    driver.keys("i").shows("> ; lovely chat; ask for a stall");
    driver.keys("<enter>").shows("Before you ask").keys("q").shows("kept as a draft");
}

#[test]
fn g_gives_instead_keeps_the_rest_and_leaves_the_ask_a_draft() {
    let mut driver = at_ana(120, 40);
    driver.keys("iAna; lovely chat; ask for a stall<enter>").shows("gifts at hand");
    // The second gift: thanks that are owed.
    driver.keys("j").shows(">g  say thanks: back room for a talk").keys("g");
    driver
        .shows("jotted: Ana Ruiz; thanks to Ana Ruiz")
        .shows("the ask stays a draft; f a brings it back")
        .shows("u undoes");
    assert_eq!((saves(&driver), asks(&driver).len()), (1, 0), "one change, so one undo");
    let ana = driver.person("ana-ruiz-k3f9");
    assert!(ana.notes.iter().any(|note| note.text == "lovely chat" && note.line == "Ana; lovely chat"));
    assert!(ana.favours.iter().any(|favour| favour.state == FavourState::Thanked));
    let texts = driver.app.open_texts();
    assert_eq!(
        texts.into_iter().collect::<Vec<_>>(),
        [("capture ask".into(), "Ana Ruiz; ask for a stall".into())]
    );
    driver.keys("fa").shows("> Ana Ruiz; ask for a stall");
}

#[test]
fn g_promises_with_a_day_even_to_somebody_new() {
    let mut records = breakfast();
    records.push(
        Person { offers: vec!["kilns".into()], ..Person::named(PersonId::new("mo-lee-a1b2"), "Mo Lee") }
            .into(),
    );
    let mut driver = Driver::with(120, 40, records, Theme::default()).matched();
    driver.keys("iMaya Lind, potter; needs a kiln; ask for a bowl<enter>");
    driver
        .shows("you gave  nothing yet, nor did Maya")
        .shows(">g  introduce Mo Lee: Mo offers kilns, Maya needs a kiln");
    driver.keys("g").shows("promise to Maya Lind: introduce Mo Lee");
    let maya = driver.app.shared().book.people().find(|person| person.name == "Maya Lind").unwrap().clone();
    let [promise] = maya.favours.as_slice() else { panic!("{:?}", maya.favours) };
    assert_eq!((&promise.state, promise.due), (&FavourState::Promised, Some(day("2026-05-19"))));
    assert_eq!(promise.people, [PersonId::new("mo-lee-a1b2")]);
    assert_eq!((maya.role.as_str(), maya.needs.as_slice()), ("potter", ["a kiln".to_owned()].as_slice()));
    assert_eq!(saves(&driver), 1);
    assert_eq!(driver.app.open_texts()["capture ask"], "Maya Lind; ask for a bowl");
}

#[test]
fn an_ask_that_waits_already_is_not_written_over() {
    let mut driver = at_ana(100, 30);
    driver
        .keys("iAna; ask for a stall<enter>jg")
        .keys("iAna; ask for a van<enter>")
        .shows("Before you ask")
        .keys("g");
    driver.shows("the ask stays a draft; :drafts has it");
    let texts: Vec<(String, String)> = driver.app.open_texts().into_iter().collect();
    assert_eq!(
        texts,
        [
            ("capture ask".into(), "Ana Ruiz; ask for a stall".into()),
            ("capture ask 2".into(), "Ana Ruiz; ask for a van".into())
        ]
    );
    driver.keys(":drafts<enter>").shows("Ana Ruiz; ask for a van");
    driver.keys("j<enter>").shows("> Ana Ruiz; ask for a van");
}

#[test]
fn the_gate_is_silent_when_i_gave_lately_and_owe_nothing() {
    let mut driver = at_ana(100, 30);
    driver.keys("iTom Berg; gave two customers<enter>").keys("iTom Berg; ask for a logo<enter>");
    driver.shows("jotted: Tom Berg · u undoes");
    assert_eq!(asks(&driver), ["a logo"]);
    driver.keys("iTom Berg; ask how it went; I'll ask around<enter>").shows("jotted: Tom Berg");
}

#[test]
fn keys_that_are_not_for_the_gate_do_nothing_there() {
    let mut driver = at_ana(100, 30);
    driver.keys("iAna; ask for a stall<enter>");
    driver.keys("imdxt/<enter><tab> ").shows("Before you ask Ana for a stall");
    driver.paste("some text").shows("first the gate: g, y or esc");
    assert_eq!((saves(&driver), driver.effects.len()), (0, 0));
    driver.keys("?").shows("ask all the same").shows("give what is chosen instead");
    driver.keys("<esc>").shows("Before you ask Ana");
    driver.keys("<ctrl-c>");
    assert_eq!(driver.effects, [Effect::Quit]);
    assert_eq!(driver.app.open_texts()["capture"], "Ana; ask for a stall", "leaving at once loses nothing");
}

#[test]
fn what_others_write_meanwhile_is_what_holds() {
    let mut driver = at_ana(100, 30);
    driver.keys("iTom Berg; ask for a logo<enter>").shows("nothing yet, nor did Tom");
    let mut tom = driver.person("tom-berg-x2m8").clone();
    tom.favours.push(Favour {
        id: FavourId::new("g1"),
        state: FavourState::Promised,
        what: "the deck".into(),
        ..Favour::default()
    });
    driver.tell(Msg::Records(vec![tom.clone().into()]));
    driver.keys("k").shows("you owe   the deck");
    tom.favours[0].move_to(FavourState::Done, day("2026-05-12"));
    driver.tell(Msg::Records(vec![tom.into()]));
    driver.keys("k").shows("nothing stands before the ask any more").shows("> Tom Berg; ask for a logo");
    driver.keys("<enter>").shows("jotted: Tom Berg");
    assert_eq!(driver.person("tom-berg-x2m8").favours.len(), 2, "nothing was written over");
}

#[test]
fn several_lines_go_on_after_the_gate() {
    let mut driver = at_ana(100, 30);
    driver
        .keys("IAna; ask for a stall<enter>y")
        .keys("Tom Berg; hello again<enter>")
        .shows("jotted: Tom Berg");
    assert_eq!(saves(&driver), 2);
}

#[test]
fn everything_is_in_sight_on_a_phone() {
    for (width, height) in [(40, 20), (80, 24)] {
        let mut driver = at_ana(width, height);
        driver.keys("iAna; ask for a stall<enter>");
        driver
            .shows("Before you ask Ana for a stall")
            .shows("proofread her menu")
            .shows("intro Tom Berg, due Fri");
        driver.shows("the flood").shows(">g  done: intro Tom Berg").shows("y  ask anyway ");
        let cursor = driver.app.shared().viewport.cursor.unwrap();
        let row = driver.screen().lines().nth(cursor.y.into()).unwrap().to_owned();
        assert!(row.contains(">g"), "{row}");
        driver.keys("G");
        driver.shows("\n>g  ").shows("y  ask anyway ");
    }
}

#[test]
fn a_third_ask_and_a_second_pitch_get_a_quiet_word_once() {
    let mut driver = at_ana(100, 30);
    driver.keys("iTom Berg; gave two customers<enter>");
    // The gift is of yesterday: what was asked since came after it.
    let mut tom = driver.person("tom-berg-x2m8").clone();
    tom.favours[0].done = Some(day("2026-05-11"));
    driver.tell(Msg::Records(vec![tom.into()]));
    for what in ["a logo", "a van"] {
        driver.keys(&format!("iTom Berg; ask for {what}<enter>"));
        assert!(!driver.screen().contains("in a row"));
    }
    driver
        .keys("iTom Berg; ask for a lift<enter>")
        .shows("asked Tom 3 times in a row; your last gift was yesterday");
    assert!(driver.effects.iter().any(|effect| matches!(effect, Effect::See(..))));
    driver.keys("iTom Berg; ask for a key<enter>");
    assert!(!driver.screen().contains("in a row"), "said once");
    assert!(!driver.person("tom-berg-x2m8").notes.iter().any(|note| note.kind == NoteKind::Pitch));
}

#[test]
fn gifts_that_were_still_being_read_come_by_themselves() {
    let mut driver = Driver::breakfast(100, 30);
    driver.keys("/ana<enter>iAna; ask for a stall<enter>").shows("gifts at hand: still being read");
    driver.keys("g").shows("no gift at hand: y asks anyway");
    let mut driver = driver.matched();
    driver.draw();
    driver.shows(">g  done: intro Tom Berg");
}

#[test]
fn the_rules_can_be_read() {
    for (width, height) in [(120, 40), (40, 20)] {
        let mut driver = at_ana(width, height);
        driver.keys("gh").shows("How it works").shows("The gate").shows(" 42");
        driver.keys("<esc>").keys(":how it works<enter>").shows("The gate");
    }
}

#[test]
fn what_the_gate_has_said_is_not_said_again() {
    let mut driver = at_ana(100, 30);
    driver.keys("iAna; ask for a van<enter>y").keys("iAna; ask for a loan<enter>y");
    driver.keys("iAna; ask for a key<enter>").shows("you asked").shows("twice in a row, no gift since");
    driver.keys("y").shows("jotted: Ana Ruiz");
    assert!(!driver.screen().contains("in a row"));
}

/// Every text of the records and of the drafts.
pub(super) fn everything(book: &Book, texts: impl IntoIterator<Item = String>) -> String {
    let mut all = String::new();
    for person in book.people() {
        let noted = person.notes.iter().flat_map(|note| [&note.text, &note.line]);
        for text in [&person.name, &person.role].into_iter().chain(noted) {
            all.push_str(text);
            all.push('\n');
        }
        all.push_str(
            &person.favours.iter().map(|favour| favour.what.as_str()).collect::<Vec<_>>().join("\n"),
        );
        all.push_str(&person.needs.join("\n"));
    }
    all.extend(texts);
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_is_kept_or_a_draft(
        head in prop::sample::select(vec!["", ";", "Ana;", "Tom Berg;", "Ana + Tom Berg;", "Maya Lind, potter;", "June Hale;"]),
        parts in prop::collection::vec(prop::sample::select(vec!["ask for", "needs", "", "I'll send", "ask:", "pitch", ":"]), 1..6),
        answers in prop::collection::vec(prop::sample::select(vec!["g", "y", "<esc>", "j", "k", "G", "<enter>", "q"]), 1..5),
    ) {
        let mut driver = at_ana(80, 24);
        let words: Vec<String> = (0..parts.len()).map(|at| format!("zork{at}")).collect();
        let line: Vec<String> = parts.iter().zip(&words).map(|(part, word)| format!("{part} {word}")).collect();
        driver.keys("i").paste(&format!("{head} {}", line.join("; "))).keys("<enter>");
        // Only while the gate is open: in a list the same keys are other commands.
        for answer in answers {
            if driver.screen().contains("ask anyway") {
                driver.keys(answer);
            }
        }
        let all = everything(&driver.app.shared().book, driver.app.open_texts().into_values());
        for word in &words {
            prop_assert!(all.contains(word.as_str()), "{word} of {head} {line:?} is gone\n{all}");
        }
    }
}
