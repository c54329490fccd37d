//! Gifts on the screen, key by key: under the ledger with a person, and over everybody.

use super::*;
use crate::gifts::{Half, Pair, pair};

/// The breakfast, where Lena makes tills, which Ana needs, and June is owed thanks.
fn driver(width: u16, height: u16) -> Driver {
    let mut records = breakfast();
    let lena = Person { offers: vec!["card tills for shops".into()], ..person("lena-b1b1", "Lena Bo") };
    let thanks = Favour {
        id: FavourId::new("f9"),
        side: Side::Receive,
        state: FavourState::Done,
        what: "the long table".into(),
        ..Favour::default()
    };
    let june = Person { favours: vec![thanks], ..person("june-c1c1", "June Hale") };
    records.extend([lena.into(), june.into()]);
    Driver::with(width, height, records, Theme::default()).matched()
}

fn person(id: &str, name: &str) -> Person {
    Person::named(PersonId::new(id), name)
}

fn state(driver: &Driver) -> Pair {
    pair(&driver.app.shared().book, &PersonId::new("ana-ruiz-k3f9"), &PersonId::new("lena-b1b1"))
}

#[test]
fn under_the_ledger_one_key_makes_a_gift_a_promise_and_undo_is_one_change() {
    for (width, height) in [(120, 40), (80, 24), (40, 20)] {
        let mut driver = driver(width, height);
        driver.keys("/ana<enter>3").shows("Gifts at hand").shows("introduce Lena Bo");
        driver.keys("p").shows(">introduce Lena Bo");
        driver.keys("p").shows("promised, due 19 May");
        let favour = driver.person("ana-ruiz-k3f9").favours.last().unwrap().clone();
        assert_eq!((favour.state, favour.due), (FavourState::Promised, Some(day("2026-05-19"))));
        assert_eq!(favour.event, EventId::new("breakfast-q7aa"), "where it was promised");
        assert_eq!(driver.saved().edits.len(), 1);
        assert!(!driver.screen().contains(">introduce Lena Bo"), "it is a promise now, not a gift at hand");
        let back = driver.saved().invert();
        driver.tell(Msg::Records(back.edits.into_iter().filter_map(|edit| edit.after).collect()));
        driver.draw();
        driver.shows("introduce Lena Bo");
    }
}

#[test]
fn enter_on_a_gift_turns_to_the_other() {
    let mut driver = driver(120, 40);
    driver.keys("/ana<enter>3pl<enter>");
    assert_eq!(driver.app.shared().person().unwrap().name, "Lena Bo");
    driver.keys("3").shows("introduce Ana Ruiz");
}

#[test]
fn what_was_left_out_opens_with_its_reason() {
    let mut driver = driver(120, 40);
    let knows = Person { knows: vec![PersonId::new("lena-b1b1")], ..driver.person("ana-ruiz-k3f9").clone() };
    driver.tell(Msg::Records(vec![knows.into()]));
    driver.keys("/ana<enter>3").shows("1 left out");
    driver.keys("G<enter>").shows("but they know each other");
    driver.keys("<esc>").shows("1 left out");
}

#[test]
fn over_everybody_each_step_of_an_introduction_is_one_key() {
    let mut driver = driver(120, 40);
    driver.keys("gf").shows("Ana Ruiz  introduce Lena Bo").shows("Lena offers card tills for shops");
    // The rows move as the introduction comes under way; the keys stay with it.
    let row = driver.screen().lines().position(|row| row.contains("introduce Lena Bo")).unwrap();
    for _ in 0..10 {
        if driver.app.shared().viewport.cursor.is_some_and(|at| usize::from(at.y) == row) {
            break;
        }
        driver.keys("j");
    }
    driver.keys("a").shows("Introductions under way").shows("Ana was asked, Lena not asked yet");
    assert_eq!(state(&driver), Pair::Open(Half::Asked, Half::Unasked));
    to_pair(&mut driver);
    driver.keys("x").shows("Lena was not asked yet");
    assert_eq!(state(&driver), Pair::Open(Half::Asked, Half::Unasked), "x alone does nothing yet");
    driver.keys("b").shows("both were asked");
    driver.keys("x");
    assert_eq!(state(&driver), Pair::Introduced);
    assert_eq!(driver.saved().edits.len(), 2, "in both files, and one undo takes it back");
    driver.keys("w");
    assert_eq!(state(&driver), Pair::Worked);
    assert!(!driver.screen().contains("Lena Bo"), "nothing more to do:\n{}", driver.screen());
}

/// Goes to the row of Ana and Lena.
fn to_pair(driver: &mut Driver) {
    driver.keys("g");
    driver.keys("g");
    for _ in 0..10 {
        let y = driver.app.shared().viewport.cursor.map_or(0, |at| usize::from(at.y));
        if driver.screen().lines().nth(y).is_some_and(|row| row.contains("Lena Bo")) {
            return;
        }
        driver.keys("j");
    }
    panic!("no row of Lena:\n{}", driver.screen());
}

#[test]
fn not_this_pair_is_for_good_and_both_there_may_be_introduced_at_once() {
    let mut declined = driver(120, 40);
    declined.keys("gf");
    to_pair(&mut declined);
    declined.keys("c").shows("not proposed again");
    assert_eq!(state(&declined), Pair::Declined);
    declined.keys("o").shows("declined before");
    let mut at_once = driver(80, 24);
    at_once.keys("gf");
    to_pair(&mut at_once);
    at_once.keys("xx");
    assert_eq!(state(&at_once), Pair::Introduced);
}

#[test]
fn a_promise_is_no_answer_of_theirs() {
    let mut driver = driver(120, 40);
    driver.keys("/ana<enter>3pp").shows("promised, due 19 May");
    assert_eq!(state(&driver), Pair::Open(Half::Promised, Half::Unasked));
    driver.keys("gf").shows("promised to Ana, Lena not asked yet · b when you asked Lena");
    to_pair(&mut driver);
    driver.keys("a").shows("promised to Ana, Lena not asked yet already");
}

#[test]
fn that_it_worked_is_asked_twice_of_those_who_were_not_introduced() {
    let mut driver = driver(120, 40);
    driver.keys("gf");
    to_pair(&mut driver);
    driver.keys("w").shows("were not introduced yet (x); w again if they met, and it worked");
    // Another step out of turn is not what was asked about.
    driver.keys("x").shows("was not asked yet");
    assert_eq!(state(&driver), Pair::Open(Half::Unasked, Half::Unasked));
    driver.keys("ww");
    assert_eq!(state(&driver), Pair::Worked);
}

#[test]
fn thanks_are_said_with_the_same_key() {
    let mut driver = driver(80, 24);
    driver.keys("/june h<enter>3p").shows("say thanks for the long table");
    driver.keys("p").shows("thanked");
    assert_eq!(driver.person("june-c1c1").favours[0].state, FavourState::Thanked);
}

#[test]
fn records_that_change_while_the_book_is_matched_are_followed() {
    let mut driver = Driver::breakfast(120, 40);
    driver.keys("gf").shows("still being read").keys("<esc>");
    let went_off = driver.app.shared().book.clone();
    let lena = Person { offers: vec!["card tills for shops".into()], ..person("lena-b1b1", "Lena Bo") };
    driver.tell(Msg::Records(vec![lena.into()]));
    driver.tell(Msg::Matched(Box::new(Matched::with(matcher(), &went_off))));
    driver.keys("/ana<enter>3").shows("introduce Lena Bo");
}
