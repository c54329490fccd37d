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
    assert_eq!(balance(&person, &Points::default()).words(&person, day("2026-05-12")), expect);
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

/// A dozen favours with one person: every side, state and size, so that each has to be told from the others.
const DOZEN: &[(&str, &str, &str, &str)] = &[
    ("a", "give", "done", "quick"),       // given: 1
    ("b", "give", "done", "hour"),        // given: 1 + 3 = 4
    ("c", "give", "thanked", "day"),      // given: 4 + 8 = 12
    ("d", "give", "promised", "big"),     // owed by me: counts for nobody
    ("e", "give", "asked", "hour"),       // asked of me: counts for nobody
    ("f", "give", "declined", "big"),     // I said no
    ("g", "give", "dropped", "day"),      // nobody waits for it
    ("h", "receive", "thanked", "big"),   // received: 20
    ("i", "receive", "done", "quick"),    // received: 20 + 1 = 21; thanks owed
    ("j", "receive", "promised", "day"),  // owed by them: counts for nobody
    ("k", "receive", "asked", "quick"),   // asked by me: counts for nobody
    ("l", "receive", "declined", "hour"), // they said no
];

#[test]
fn a_dozen_favours_added_up_by_hand() {
    let favours: Vec<(&str, &str, &str)> =
        DOZEN.iter().map(|(_, side, state, size)| (*side, *state, *size)).collect();
    let mut person = with("Ana", &favours);
    for (favour, (id, ..)) in person.favours.iter_mut().zip(DOZEN) {
        favour.id = FavourId::new(id);
    }
    let ids = |ids: &[FavourId]| ids.iter().map(FavourId::as_str).collect::<String>();
    let sum = balance(&person, &Points::default());
    assert_eq!((sum.gave, sum.gave_points), (3, 12), "a + b + c = 1 + 3 + 8");
    assert_eq!((sum.got, sum.got_points), (2, 21), "h + i = 20 + 1");
    assert_eq!(sum.net(), -9, "12 - 21");
    assert_eq!((ids(&sum.i_owe), ids(&sum.they_owe)), ("d".into(), "j".into()));
    assert_eq!(
        (ids(&sum.thanks_owed), ids(&sum.asked), ids(&sum.asked_of_me)),
        ("i".into(), "k".into(), "e".into())
    );
    assert_eq!((sum.declined, sum.i_declined), (1, 1), "l and f");
    // My share is 12 of 33 points: of 11 cells 4.
    assert_eq!(sum.bar(11, false), "████░░░░░░░");
    let dear = Points { quick: 2, hour: 5, day: 10, big: 100 };
    let sum = balance(&person, &dear);
    assert_eq!((sum.gave_points, sum.got_points), (2 + 5 + 10, 100 + 2));
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
        "you gave twice, Ana once; you still owe Ana: flour samples, 2 days late, and 1 more; thanks owed for the back \
         room; you asked Ana for a talk; you said no once",
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
fn words_count_none_one_two_and_many() {
    #[track_caller]
    fn check(favours: &[(&str, &str)], expect: &str) {
        let favours: Vec<(&str, &str, &str)> =
            favours.iter().map(|(side, state)| (*side, *state, "quick")).collect();
        let person = with("Ana Ruiz", &favours);
        assert_eq!(balance(&person, &Points::default()).words(&person, day("2026-05-12")), expect);
    }
    const NONE: &str = "nothing given yet, either way";
    let (given, got) = (("give", "done"), ("receive", "thanked"));
    check(&[], NONE);
    check(&[given], "you gave once, Ana nothing yet");
    check(&[given, given], "you gave twice, Ana nothing yet");
    check(&[got], "Ana gave once, you nothing yet");
    check(&[got, got, got], "Ana gave 3 times, you nothing yet");
    check(&[given, got, got], "you gave once, Ana twice");
    check(&[given, got, got, got, got], "you gave once, Ana 4 times");
    let more = |state: (&'static str, &'static str), count: usize| vec![state; count];
    for (state, said) in [
        (("give", "promised"), "you still owe Ana a map"),
        (("receive", "promised"), "Ana still owes you a map"),
        (("give", "asked"), "Ana asked you for a map"),
        (("receive", "asked"), "you asked Ana for a map"),
    ] {
        check(&more(state, 1), &format!("{NONE}; {said}"));
        check(&more(state, 2), &format!("{NONE}; {said}, and 1 more"));
        check(&more(state, 5), &format!("{NONE}; {said}, and 4 more"));
    }
    check(&more(("receive", "declined"), 1), &format!("{NONE}; Ana said no once"));
    check(&more(("receive", "declined"), 2), &format!("{NONE}; Ana said no twice"));
    check(&more(("give", "declined"), 3), &format!("{NONE}; you said no 3 times"));
    check(&more(("receive", "done"), 1), "Ana gave once, you nothing yet; thanks owed for a map");
    check(
        &more(("receive", "done"), 3),
        "Ana gave 3 times, you nothing yet; thanks owed for a map, and 2 more",
    );
}

#[test]
fn words_do_without_a_what_and_without_a_name() {
    let favour = |id: &str, side: &str, state: &str, more: &str| {
        format!("[[favour]]\nid='{id}'\nside='{side}'\nstate='{state}'\n{more}\n")
    };
    let late = "due=2026-05-11";
    let none = "nothing given yet, either way";
    for (favours, expect) in [
        (favour("a", "give", "promised", late), format!("{none}; you still owe them a promise, a day late")),
        (
            favour("a", "give", "promised", late) + &favour("b", "give", "promised", ""),
            format!("{none}; you still owe them 2 promises, one a day late"),
        ),
        (
            favour("a", "receive", "promised", "what='the deck'\ndue=2026-04-01"),
            format!("{none}; they still owe you the deck, 5 weeks late"),
        ),
        (favour("a", "give", "asked", ""), format!("{none}; they asked you for something")),
        (
            favour("a", "receive", "asked", "what='intro Bo'") + &favour("b", "receive", "declined", ""),
            format!("{none}; you asked them: intro Bo; they said no once"),
        ),
        (
            favour("a", "receive", "asked", "") + &favour("b", "receive", "asked", ""),
            format!("{none}; you asked them for 2 things"),
        ),
        (
            favour("a", "receive", "done", "") + &favour("b", "receive", "done", ""),
            "they gave twice, you nothing yet; thanks owed twice".to_owned(),
        ),
    ] {
        check_words(&format!("name='tall baker'\n{favours}"), &expect);
    }
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
        balance(&bo, &Points::default()).words(&bo, day("2026-05-12")),
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
fn whom_to_let_help_stands_by_how_much_was_given() {
    let mut book = Book::default();
    for (id, favours) in [
        ("little", [("give", "done", "quick")].as_slice()),
        ("much", &[("give", "done", "day")]),
        ("most", &[("give", "thanked", "big")]),
        ("back", &[("give", "done", "big"), ("receive", "done", "quick")]),
    ] {
        book.put(Person { id: PersonId::new(id), ..with(id, favours) }.into());
    }
    let names: Vec<_> =
        let_them_help(&book, &Points::default()).into_iter().map(|one| one.person.name.clone()).collect();
    assert_eq!(names, ["most", "much"]);
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
