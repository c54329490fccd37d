//! The arithmetic, written out.

use super::*;
use crate::domain::{Book, PersonId};

const ANA: &str = r#"
name = "Ana Ruiz"
[[favour]]
id = "g1"
side = "give"
state = "done"
size = "hour"
what = "read her lease"
done = 2026-03-01
[[favour]]
id = "g2"
side = "give"
state = "thanked"
size = "quick"
what = "intro Tom Berg"
done = 2026-04-01
thanked = 2026-04-02
[[favour]]
id = "g3"
side = "give"
state = "promised"
size = "big"
what = "the deck"
due = 2026-05-15
[[favour]]
id = "g4"
side = "give"
state = "declined"
size = "big"
what = "a loan"
[[favour]]
id = "r1"
side = "receive"
state = "done"
size = "day"
what = "the back room"
done = 2026-05-01
[[favour]]
id = "r2"
side = "receive"
state = "asked"
size = "day"
what = "a talk"
[[favour]]
id = "g5"
side = "give"
state = "promised"
what = "flour samples"
due = 2026-05-10
"#;

fn person(text: &str) -> Person {
    let mut person: Person = toml::from_str(text).unwrap();
    person.id = PersonId::new("p-1");
    person
}

fn day(text: &str) -> Day {
    Day(text.parse().unwrap())
}

#[track_caller]
fn check_words(text: &str, expect: &str) {
    let person = person(text);
    assert_eq!(balance(&person, &Points::default()).words(&person), expect);
}

/// A person with a favour of each `(side, state, size)`.
fn with(name: &str, favours: &[(&str, &str, &str)]) -> Person {
    let favour = |(at, (side, state, size)): (usize, &(&str, &str, &str))| Favour {
        id: FavourId::new(&format!("f{at}")),
        side: Side::from(*side),
        state: FavourState::from(*state),
        size: Size::from(*size),
        what: "a map".into(),
        ..Favour::default()
    };
    Person {
        favours: favours.iter().enumerate().map(favour).collect(),
        ..Person::named(PersonId::new("p-1"), name)
    }
}

#[test]
fn totals_can_be_checked_by_hand() {
    let ana = person(ANA);
    let sum = balance(&ana, &Points::default());
    assert_eq!(sum.gave, 2, "g1 done, g2 thanked; g3 and g5 are promises, g4 was declined");
    assert_eq!(sum.gave_points, 3 + 1, "an hour and a quick one");
    assert_eq!(sum.got, 1, "r1 done; r2 is only asked");
    assert_eq!(sum.got_points, 8, "a day");
    assert_eq!(sum.net(), 4 - 8);
    assert_eq!(sum.i_owe, [FavourId::new("g5"), FavourId::new("g3")], "the earlier due first");
    assert_eq!(sum.they_owe, []);
    assert_eq!(sum.thanks_owed, [FavourId::new("r1")]);

    let dear = Points { quick: 10, hour: 30, day: 80, big: 200 };
    assert_eq!(balance(&ana, &dear).net(), 40 - 80);
}

#[test]
fn a_balance_is_said_in_words() {
    check_words("name = 'Ana'", "nothing given yet, either way");
    check_words(
        ANA,
        "you gave twice, Ana once; you still owe Ana: flour samples, and 1 more; thanks owed for the back room",
    );
    check_words(
        "name='Ana Ruiz'\n[[favour]]\nid='a'\nstate='promised'\nwhat='the deck'",
        "nothing given yet, either way; you still owe Ana the deck",
    );
    check_words(
        "name='tall baker'\n[[favour]]\nid='a'\nside='receive'\nstate='promised'\nwhat='the deck'",
        "nothing given yet, either way; they still owe you the deck",
    );
    check_words(
        "name='Dr Lee'\n[[favour]]\nid='a'\nside='receive'\nstate='done'\n[[favour]]\nid='b'\nside='give'\nstate='promised'",
        "Dr Lee gave once, you nothing yet; you still owe Dr Lee a promise; thanks owed",
    );
    check_words(
        "name='J. Hale'\n[[favour]]\nid='a'\nside='receive'\nstate='done'\nwhat='lent me a van'",
        "J. Hale gave once, you nothing yet; thanks owed: lent me a van",
    );
    check_words(
        "[[favour]]\nid='a'\nside='receive'\nstate='promised'\nwhat='intro Bo'",
        "nothing given yet, either way; they still owe you: intro Bo",
    );
}

#[test]
fn one_sided_giving_is_told() {
    let help =
        |favours: &[(&str, &str, &str)]| balance(&with("Bo", favours), &Points::default()).let_them_help();
    let quick = ("give", "done", "quick");
    assert!(!help(&[quick, quick]), "two small gifts are not much");
    assert!(help(&[quick, quick, quick]));
    assert!(help(&[("give", "done", "day")]));
    assert!(!help(&[quick, quick, quick, ("receive", "done", "quick")]), "something came back");
    assert!(!help(&[quick, quick, quick, ("receive", "promised", "quick")]), "something is to come back");
    assert!(help(&[quick, quick, quick, ("receive", "declined", "quick")]));
    let bo = with("Bo", &[quick, quick, quick]);
    assert_eq!(
        balance(&bo, &Points::default()).words(&bo),
        "you gave 3 times, Bo nothing yet; let them help"
    );
}

#[test]
fn unknown_words_count_for_nobody_or_as_quick() {
    let odd = with("Bo", &[("lend", "done", "big"), ("give", "brewing", "big"), ("give", "done", "epic")]);
    let sum = balance(&odd, &Points::default());
    assert_eq!((sum.gave, sum.gave_points, sum.got), (1, 1, 0));
    assert!(sum.i_owe.is_empty() && sum.they_owe.is_empty());
}

#[test]
fn the_bar_shows_who_gave_more() {
    let bar = |gave_points, got_points, width| {
        Balance { gave_points, got_points, ..Balance::default() }.bar(width, false)
    };
    assert_eq!(bar(0, 0, 4), "    ");
    assert_eq!(bar(4, 8, 6), "██░░░░");
    assert_eq!(bar(8, 0, 4), "████");
    assert_eq!(bar(0, 8, 4), "░░░░");
    assert_eq!(bar(1000, 1, 4), "███░", "whoever gave has a cell");
    assert_eq!(bar(1, 1000, 4), "█░░░");
    assert_eq!(bar(1, 1, 1), "█");
    assert_eq!(bar(u32::MAX, u32::MAX, 2), "█░");
    assert_eq!(bar(5, 5, 0), "");
    let plain = Balance { gave_points: 4, got_points: 8, ..Balance::default() }.bar(6, true);
    assert_eq!(plain, "==....");
}

#[test]
fn open_promises_come_first_then_the_newest() {
    let ana = person(ANA);
    let order: Vec<_> = for_show(&ana).iter().map(|favour| favour.id.as_str()).collect();
    assert_eq!(order, ["g5", "g3", "r1", "g2", "g1", "g4", "r2"]);
}

#[test]
fn next_is_whom_i_owe_the_longest() {
    let mut book = Book::default();
    let mut add = |id: &str, text: &str| {
        let mut person = person(text);
        person.id = PersonId::new(id);
        book.put(person.into());
    };
    let got = "[[favour]]\nid='r'\nside='receive'\nstate='thanked'\nsize='day'\n";
    let gave = |on: &str| format!("[[favour]]\nid='g'\nside='give'\nstate='done'\ndone={on}\n");
    add("even", "[[favour]]\nid='r'\nside='receive'\nstate='done'\n[[favour]]\nid='g'\nstate='done'\n");
    add("march", &format!("{got}{}", gave("2026-03-01")));
    add("never", got);
    add("january", &format!("{got}{}", gave("2026-01-01")));
    add("tomorrow", &format!("{got}{}", gave("2026-03-12")));
    let next = next_gifts(&book, &Points::default(), day("2026-03-11"));
    let order: Vec<_> = next.iter().map(|gift| (gift.person.as_str(), gift.days)).collect();
    assert_eq!(order, [("never", None), ("january", Some(69)), ("march", Some(10)), ("tomorrow", Some(0))]);
}
