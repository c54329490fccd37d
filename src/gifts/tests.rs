//! The rules of gifts, as tables.

use super::*;
use crate::domain::{Book, FavourState, IdMaker, Key, Person};
use crate::ledger::{Points, balance};
use crate::matching::{Matcher, Offers, Thesaurus};

/// Reading the thesaurus takes longer than all the rest.
pub(super) fn matcher() -> &'static Matcher {
    static MATCHER: std::sync::LazyLock<Matcher> =
        std::sync::LazyLock::new(|| Matcher::new(Thesaurus::built_in()));
    &MATCHER
}

pub(super) fn day(text: &str) -> Day {
    Day(text.parse().unwrap())
}

fn today() -> Day {
    day("2026-05-12")
}

fn person(id: &str, toml: &str) -> Person {
    Person { id: PersonId::new(id), ..toml::from_str(toml).unwrap() }
}

/// Ana needs a website; Tom builds some and needs bread, which Ana bakes; June teaches.
fn book(more: &[(&str, &str)]) -> Book {
    let mut book = Book::default();
    let plain = [
        ("ana", "name = 'Ana Ruiz'\nneeds = ['website']\noffers = ['sourdough bread']\n"),
        ("tom", "name = 'Tom Berg'\noffers = ['web design']\n"),
        ("june", "name = 'June Hale'\n"),
    ];
    for (id, toml) in plain {
        let added: String = more.iter().filter(|(who, _)| *who == id).map(|(_, toml)| *toml).collect();
        book.put(person(id, &format!("{toml}{added}")).into());
    }
    if let Some((_, toml)) = more.iter().find(|(who, _)| *who == "me") {
        book.put(crate::domain::Record::Me(std::sync::Arc::new(toml::from_str(toml).unwrap())));
    }
    book
}

fn found(book: &Book, to: &str) -> AtHand {
    let matcher = matcher();
    let offers = Offers::build(matcher, book);
    at_hand(book, matcher, &offers, &PersonId::new(to), today(), &Points::default())
}

fn said(found: &AtHand) -> Vec<String> {
    found.gifts.iter().map(|gift| format!("{}: {} ({})", gift.kind.word(), gift.what, gift.reason)).collect()
}

#[test]
fn each_source_gives_with_its_reason() {
    #[track_caller]
    fn check(more: &[(&str, &str)], to: &str, expect: &[&str]) {
        assert_eq!(said(&found(&book(more), to)), expect);
    }
    let intro = "intro: introduce Tom Berg (Tom offers web design, Ana needs website)";
    check(&[], "ana", &[intro]);
    check(&[], "tom", &["intro: introduce Ana Ruiz (Tom offers web design, Ana needs website)"]);
    check(&[], "june", &[]);
    check(
        &[("me", "offers = ['building websites']\n")],
        "ana",
        &["own: offer: building websites (you offer building websites, Ana needs website)", intro],
    );
    check(
        &[(
            "june",
            "[[favour]]\nid = 'f1'\nside = 'receive'\nstate = 'done'\nwhat = 'the back room'\ndone = 2026-05-03\n",
        )],
        "june",
        &["thanks: say thanks for the back room (June gave it on 3 May, and no thanks were said)"],
    );
    check(
        &[(
            "june",
            "[[favour]]\nid = 'f1'\nside = 'give'\nstate = 'promised'\nwhat = 'the deck'\ndue = 2026-05-13\n",
        )],
        "june",
        &["promise: the deck (you promised it, due tomorrow)"],
    );
    check(
        &[("june", "[[note]]\nid = 'n1'\nkind = 'lesson'\ntext = 'a website needs three pages at most'\n")],
        "ana",
        &[
            intro,
            "lesson: tell them: a website needs three pages at most (Ana needs website; you have it from June)",
        ],
    );
}

/// An introduction in somebody's file.
fn intro(state: &str, with: &str) -> String {
    format!("[[favour]]\nid = 'f1'\nkind = 'intro'\n{state}\npeople = ['{with}']\n")
}

#[test]
fn the_state_of_a_pair_is_read_from_both_files() {
    #[track_caller]
    fn check(in_ana: Option<&str>, in_tom: Option<&str>, expect: Pair) {
        let in_ana = in_ana.map_or_else(String::new, |state| intro(state, "tom"));
        let in_tom = in_tom.map_or_else(String::new, |state| intro(state, "ana"));
        let book = book(&[("ana", &in_ana), ("tom", &in_tom)]);
        assert_eq!(pair(&book, &PersonId::new("ana"), &PersonId::new("tom")), expect);
    }
    use Half::{Asked, Promised, Unasked};
    let (asked, promised, done, thanked) = (
        Some("state = 'asked'"),
        Some("state = 'promised'"),
        Some("state = 'done'"),
        Some("state = 'thanked'"),
    );
    let (declined, dropped) = (Some("state = 'declined'"), Some("state = 'dropped'"));
    check(None, None, Pair::Open(Unasked, Unasked));
    check(asked, None, Pair::Open(Asked, Unasked));
    check(promised, None, Pair::Open(Promised, Unasked));
    check(None, asked, Pair::Open(Unasked, Asked));
    check(promised, asked, Pair::Open(Promised, Asked));
    check(dropped, None, Pair::Open(Unasked, Unasked));
    check(declined, None, Pair::Declined);
    check(promised, declined, Pair::Declined);
    check(done, None, Pair::Introduced);
    check(done, thanked, Pair::Introduced);
    check(done, asked, Pair::Introduced);
    check(Some("state = 'done'\noutcome = 'met'"), done, Pair::Worked);
    check(done, Some("state = 'thanked'\noutcome = 'won'"), Pair::Worked);
    check(Some("state = 'done'\noutcome = 'lost'"), done, Pair::Introduced);
    // What they did for me says nothing of what I did.
    check(Some("state = 'done'\nside = 'receive'"), None, Pair::Open(Unasked, Unasked));
    check(Some("state = 'strange'"), None, Pair::Open(Unasked, Unasked));
}

#[test]
fn steps_move_a_pair_and_count_once_with_each_of_the_two() {
    let mut book = book(&[]);
    let mut ids = IdMaker::new(7);
    let (ana, tom) = (PersonId::new("ana"), PersonId::new("tom"));
    let before = book.clone();
    let mut changes = Vec::new();
    for (how, expect) in [
        (Step::Ask(ana.clone()), Pair::Open(Half::Asked, Half::Unasked)),
        (Step::Ask(tom.clone()), Pair::Open(Half::Asked, Half::Asked)),
        (Step::Introduce, Pair::Introduced),
        (Step::Worked, Pair::Worked),
    ] {
        let change = step(&book, &mut ids, (&ana, &tom), &how, (today(), None)).unwrap();
        book.apply(&change);
        assert_eq!(pair(&book, &ana, &tom), expect, "{how:?}");
        assert_eq!(step(&book, &mut ids, (&tom, &ana), &how, (today(), None)), None, "{how:?} twice");
        changes.push(change);
    }
    for person in [&ana, &tom] {
        let person = book.person(person).unwrap();
        let sum = balance(person, &Points::default());
        assert_eq!((person.favours.len(), sum.gave, sum.gave_points), (1, 1, 1), "{}", person.name);
    }
    assert_eq!(step(&book, &mut ids, (&ana, &tom), &Step::Decline, (today(), None)), None);
    for change in changes.iter().rev() {
        book.apply(&change.invert());
    }
    assert_eq!(book, before);
    let change = step(&book, &mut ids, (&ana, &tom), &Step::Decline, (today(), None)).unwrap();
    book.apply(&change);
    assert_eq!(change.edits.len(), 1, "written down once");
    assert_eq!(pair(&book, &tom, &ana), Pair::Declined);
    assert_eq!(
        step(&book, &mut ids, (&tom, &ana), &Step::Ask(ana.clone()), (today(), None)),
        None,
        "for good"
    );
}

#[test]
fn a_promise_in_one_file_gets_its_mirror_when_it_is_kept() {
    let promised = intro("state = 'promised'\nwhat = 'intro Tom'\nsize = 'hour'", "tom");
    let mut book = book(&[("ana", &promised)]);
    let (ana, tom) = (PersonId::new("ana"), PersonId::new("tom"));
    let gift = found(&book, "ana").gifts.into_iter().next().unwrap();
    assert_eq!(gift.kind.word(), "promise");
    book.apply(&gift.promise(&book, &mut IdMaker::new(7), today(), None).unwrap());
    assert_eq!(pair(&book, &ana, &tom), Pair::Introduced);
    let kept = &book.person(&ana).unwrap().favours;
    assert_eq!(
        (kept.len(), kept[0].what.as_str(), kept[0].state.clone()),
        (1, "intro Tom", FavourState::Done)
    );
    assert_eq!(book.person(&tom).unwrap().favours[0].people, [ana]);
}

#[test]
fn what_speaks_against_a_gift_is_said() {
    #[track_caller]
    fn check(more: &[(&str, &str)], to: &str, expect: &str) {
        let found = found(&book(more), to);
        let why: Vec<&str> = found.left_out.iter().map(|left| left.why.as_str()).collect();
        assert_eq!((why.as_slice(), said(&found).len()), (&[expect][..], 0));
    }
    check(&[("ana", "knows = ['tom']\n")], "ana", "they know each other");
    check(&[("tom", "knows = ['ana']\n")], "ana", "they know each other");
    check(&[("tom", "via = 'ana'\n")], "tom", "they know each other");
    let received = intro("side = 'receive'\nstate = 'asked'", "tom");
    check(&[("ana", &received)], "ana", "they know each other");
    check(
        &[("ana", "company = 'Forno'\n"), ("tom", "company = ' FORNO '\n")],
        "ana",
        "they work at the same place",
    );
    check(&[("tom", "steer_clear = ['websites']\n")], "ana", "Tom steers clear of websites");
    let over = intro("state = 'done'", "tom");
    check(&[("ana", &over)], "ana", "you introduced them already");
    check(&[("ana", &over)], "tom", "you introduced them already");
    let declined = intro("state = 'declined'", "ana");
    check(&[("tom", &declined)], "ana", "declined before; it is not proposed again");
    check(
        &[(
            "tom",
            "[[favour]]\nid = 'f1'\nside = 'receive'\nstate = 'asked'\nwhat = 'a quote'\non = 2026-05-03\n",
        )],
        "ana",
        "you asked Tom for a quote on 3 May and wait for the answer",
    );
}

#[test]
fn an_ask_that_was_answered_or_is_old_speaks_against_nothing() {
    for ask in ["state = 'done'\non = 2026-05-03", "state = 'asked'\non = 2026-03-03", "state = 'declined'"] {
        let ask = format!("[[favour]]\nid = 'f1'\nside = 'receive'\n{ask}\n");
        assert!(found(&book(&[("tom", &ask)]), "ana").left_out.is_empty(), "{ask}");
    }
}

#[test]
fn a_gift_becomes_a_promise_with_a_date_and_is_not_proposed_again() {
    let mut book = book(&[("me", "offers = ['building websites']\n")]);
    let mut ids = IdMaker::new(7);
    for kind in ["own", "intro"] {
        let gift = found(&book, "ana").gifts.into_iter().find(|gift| gift.kind.word() == kind).unwrap();
        let change = gift.promise(&book, &mut ids, today(), None).unwrap();
        let before = book.clone();
        book.apply(&change);
        let favour = book.person(&PersonId::new("ana")).unwrap().favours.last().unwrap().clone();
        assert_eq!((favour.state, favour.due), (FavourState::Promised, Some(day("2026-05-19"))));
        let now = found(&book, "ana");
        assert!(!now.gifts.iter().any(|gift| gift.kind.word() == kind), "{:?}", said(&now));
        let mut undone = book.clone();
        undone.apply(&change.invert());
        assert_eq!(undone, before);
    }
}

#[test]
fn the_index_follows_the_records() {
    let matcher = matcher();
    let mut now = book(&[]);
    let mut offers = Offers::build(matcher, &now);
    let list = |book: &Book, offers: &Offers| {
        ["ana", "tom", "june"]
            .map(|to| said(&at_hand(book, matcher, offers, &PersonId::new(to), today(), &Points::default())))
    };
    for (id, toml) in [
        ("june", "name = 'June Hale'\nneeds = ['web design']\noffers = ['websites']\n"),
        ("tom", "name = 'Tom Berg'\noffers = ['accountant']\nneeds = ['bread']\n"),
        ("june", "name = 'June Hale'\n"),
    ] {
        now.put(person(id, toml).into());
        offers.update(matcher, &now, &[Key::Person(PersonId::new(id))]);
        assert_eq!(list(&now, &offers), list(&now, &Offers::build(matcher, &now)));
    }
    now.take(&Key::Person(PersonId::new("ana")));
    offers.update(matcher, &now, &[Key::Person(PersonId::new("ana"))]);
    assert_eq!(list(&now, &offers), list(&now, &Offers::build(matcher, &now)));
}

#[test]
fn over_everybody_a_pair_stands_once() {
    let matcher = matcher();
    let lesson = "[[note]]\nid = 'n1'\nkind = 'lesson'\ntext = 'a website needs three pages at most'\n";
    let book = book(&[("june", lesson)]);
    let offers = Offers::build(matcher, &book);
    let found = for_everyone(&book, matcher, &offers, today(), &Points::default(), 20);
    let kinds: Vec<&str> = found.gifts.iter().map(|gift| gift.kind.word()).collect();
    assert_eq!(kinds, ["intro", "lesson"], "{:?}", said(&found));
}

#[test]
fn hand_edited_data_hurts_nobody() {
    let itself = intro("state = 'promised'", "ana");
    let unknown = intro("state = 'asked'", "nobody");
    let odd = "[[favour]]\nkind = 'intro'\nside = 'sideways'\npeople = ['', 'tom', 'tom']\n";
    let more = [
        ("ana", "knows = ['ana', '', 'gone']\n".to_owned() + &itself),
        ("tom", unknown + odd),
        ("june", "company = ' '\nindustry = ' '\ntags = ['']\nsteer_clear = ['', 'it']\n".into()),
    ];
    let more: Vec<(&str, &str)> = more.iter().map(|(who, toml)| (*who, toml.as_str())).collect();
    let mut book = book(&more);
    book.put(
        person("blank", "needs = ['', ' ', 'website\\nwith a line break']\noffers = ['\u{202e}']\n").into(),
    );
    let (ana, tom) = (PersonId::new("ana"), PersonId::new("tom"));
    for to in ["ana", "tom", "june", "blank", "gone"] {
        found(&book, to);
    }
    let words = said(&found(&book, "blank"));
    assert!(words.iter().any(|line| line.contains("they needs website")), "{words:?}");
    assert_eq!(pair(&book, &ana, &ana), Pair::Open(Half::Promised, Half::Promised));
    let mut ids = IdMaker::new(7);
    for how in [Step::Ask(tom.clone()), Step::Introduce, Step::Worked, Step::Decline] {
        assert_eq!(step(&book, &mut ids, (&ana, &ana), &how, (today(), None)), None);
        assert_eq!(step(&book, &mut ids, (&ana, &PersonId::new("gone")), &how, (today(), None)), None);
    }
    assert_eq!(step(&book, &mut ids, (&ana, &tom), &Step::Ask(PersonId::new("june")), (today(), None)), None);
    let waiting = under_way(&book, today(), 60);
    assert!(waiting.iter().all(|known| known.one != known.other), "{waiting:?}");
}

#[test]
fn over_everybody_it_stays_quick_where_hardly_anything_fits() {
    let matcher = matcher();
    let mut book = Book::default();
    for number in 0..300 {
        let toml =
            format!("name = 'P{number}'\ncompany = 'One'\nneeds = ['website']\noffers = ['web design']\n");
        book.put(person(&format!("p{number}"), &toml).into());
    }
    let offers = Offers::build(matcher, &book);
    let found = for_everyone(&book, matcher, &offers, today(), &Points::default(), 20);
    assert_eq!((found.gifts.len(), found.left_out.len()), (0, 20));
}
