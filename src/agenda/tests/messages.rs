//! Messages: what a template becomes, and what is wrong with one.

use super::*;
use crate::domain::Record;

const ANA: &str = r#"
name = "Ana Ruiz"
company = "Forno Nero"
met = { event = "breakfast" }
[[favour]]
id = "intro"
kind = "intro"
state = "promised"
what = "intro Tom Berg"
[[favour]]
id = "deck"
state = "promised"
what = "the deck."
event = "breakfast"
due = 2026-11-27
[[favour]]
id = "van"
side = "receive"
state = "done"
what = "lent me\n a van"
"#;

#[track_caller]
fn check(messages: &Messages, id: &str, expect: &str) {
    let mut book = book(&[("ana", ANA)]);
    put_event(&mut book, "breakfast", "name = 'Breakfast'");
    let me: Person = toml::from_str("name = 'Mila Brandt'").unwrap();
    book.put(Record::Me(me.into()));
    let agenda = Agenda::of(&book, day("2026-11-20"), 30);
    let item = agenda.items.iter().find(|item| item.of.id() == id).unwrap();
    assert_eq!(draft(messages, &book, item, day("2026-11-20")), expect);
}

#[test]
fn the_usual_wording_reads_well() {
    let usual = Messages::default();
    check(
        &usual,
        "ana/deck",
        "Hello Ana,\nas promised: the deck.\nWe spoke of it at Breakfast.\nBest wishes\nMila",
    );
    check(
        &usual,
        "ana/intro",
        "Hello Ana,\nI would like you to meet Tom Berg.\nShall I put the two of you in touch?\nBest wishes\nMila",
    );
    check(
        &usual,
        "ana/van",
        "Hello Ana,\nthank you again (lent me a van). It helped me.\nIf I can do something for you, tell me.\n\
         Best wishes\nMila",
    );
}

#[test]
fn a_line_without_its_word_is_left_out() {
    let mut own = Messages::default();
    own.set("thanks", "{{{first}}}\nabout {third}\n{due}\n} bye, {name}").unwrap();
    check(&own, "ana/van", "{Ana}\n} bye, Ana Ruiz");
}

#[test]
fn what_is_no_placeholder_is_named_with_its_place() {
    let mut own = Messages::default();
    let wrong = own.set("thanks", "é {frist} {what}, { and {first\n}").unwrap_err();
    let wrong: Vec<_> = wrong.iter().map(|wrong| (wrong.at, wrong.text.as_str())).collect();
    assert_eq!(wrong, [(3, "{frist}"), (19, "{"), (25, "{")]);
    assert_eq!(own, Messages::default(), "the usual wording stays");
    assert_eq!(own.set("thank", "x"), Ok(false));
}

#[test]
fn every_kind_has_a_wording_of_known_words() {
    let mut own = Messages::default();
    for message in Messages::kinds() {
        assert_eq!(own.set(message.key, message.usual), Ok(true));
    }
    assert_eq!(own, Messages::default());
}
