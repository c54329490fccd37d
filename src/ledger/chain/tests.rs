//! Chains walked, summed, and not walked for ever.

use super::*;
use crate::domain::{Day, FavourRef, Person};

fn day(text: &str) -> Day {
    Day(text.parse().unwrap())
}

/// A book of people with their favours, as files: `(id, TOML)`.
fn book(people: &[(&str, &str)]) -> Book {
    let mut book = Book::default();
    for (id, text) in people {
        let mut person: Person = toml::from_str(text).unwrap_or_else(|error| panic!("{id}: {error}"));
        person.id = PersonId::new(id);
        book.put(person.into());
    }
    book
}

/// A favour received, done on the first of May and thanked on the second, with further lines.
fn received(id: &str, kind: &str, more: &str) -> String {
    format!(
        "[[favour]]\nid='{id}'\nside='receive'\nstate='thanked'\nkind='{kind}'\nwhat='{id}'\ndone=2026-05-01\nthanked=2026-05-02\n{more}\n"
    )
}

/// The trees as they are drawn.
fn drawn(book: &Book) -> Vec<String> {
    let chains = Chains::of(book);
    let line = |(at, link): (usize, &Link)| {
        let facts = link.facts(book).join(", ");
        format!("{}{} ({facts})", chains.branches(at, 9, true), link.words(book))
    };
    chains.links().iter().enumerate().map(line).collect()
}

/// Ana introduced Tom, Tom sent Kim, Kim sent two more; what was passed on to Grace came through Tom's client.
fn from_ana() -> Book {
    let ana = format!("name='Ana Ruiz'\n{}", received("f1", "intro", "people=['tom-1']"));
    let tom = format!(
        "name='Tom Berg'\nvia='ana-1'\n{}",
        received(
            "f2",
            "referral",
            "people=['kim-1']\noutcome='won'\noutcome_on=2026-06-10\nvalue='1200 EUR'"
        )
    );
    let kim = format!(
        "name='Kim Oh'\n{}{}",
        received("f3", "referral", "through='tom-1/f2'\noutcome='passed'\nvalue='£300'"),
        received("f4", "referral", "through='tom-1/f2'\noutcome='lost'\nvalue='5000 EUR'"),
    );
    let grace = "name='Grace Obi'\n[[favour]]\nid='f5'\nside='give'\nstate='done'\nkind='referral'\nwhat='the choir'\nthrough='kim-1/f3'\noutcome='won'\nvalue='900 GBP'\ndone=2026-06-01\n";
    book(&[("ana-1", &ana), ("tom-1", &tom), ("kim-1", &kim), ("grace-1", grace)])
}

#[test]
fn a_chain_is_drawn_as_a_tree() {
    assert_eq!(
        drawn(&from_ana()),
        [
            "Ana Ruiz: f1 (thanked)",
            "`- Tom Berg: f2 (won, 1200 EUR, thanked)",
            "  |- Kim Oh: f3 (passed, £300, thanked)",
            "  | `- to Grace Obi: the choir (won, 900 GBP)",
            "  `- Kim Oh: f4 (lost, 5000 EUR, thanked)",
        ]
    );
}

#[test]
fn values_are_summed_for_each_introducer_by_hand() {
    let book = from_ana();
    let chains = Chains::of(&book);
    let sums: Vec<String> = chains
        .introducers(&book)
        .iter()
        .map(|one| format!("{}: {}", book.name_of(&one.person), one.brought.words()))
        .collect();
    assert_eq!(
        sums,
        [
            // All hangs below Ana's introduction: 1200 EUR won; 300 GBP passed on, so open; 5000 EUR lost, so nothing;
            // 900 GBP went to Grace, which is no sum of mine.
            "Ana Ruiz: won 1200 EUR, 300 GBP open, 900 GBP for others",
            // The same, since his favour is all that hers led to.
            "Tom Berg: won 1200 EUR, 300 GBP open, 900 GBP for others",
            // Both of hers, each once: 300 GBP open and what came of it for Grace; 5000 EUR lost.
            "Kim Oh: 300 GBP open, 900 GBP for others",
        ]
    );
}

#[test]
fn what_is_no_amount_is_listed_as_such() {
    let book = book(&[(
        "ana-1",
        &format!(
            "name='Ana'\n{}{}",
            received("f1", "referral", "outcome='won'\nvalue='a good year'"),
            received("f2", "referral", "outcome='won'\nvalue='50 EUR'"),
        ),
    )]);
    let sums = Chains::of(&book).introducers(&book);
    assert_eq!(sums[0].brought.words(), "won 50 EUR, 1 value is no amount");
    assert!(drawn(&book)[0].contains("a good year (no amount)"), "{:?}", drawn(&book));
}

#[test]
fn via_is_the_first_link_where_no_favour_says_more() {
    let tom = format!("name='Tom'\nvia='ana-1'\n{}", received("f2", "referral", ""));
    let ana = "name='Ana'\nvia='june-1'\n";
    let people = [("ana-1", ana), ("tom-1", tom.as_str()), ("june-1", "name='June'\nvia='june-1'")];
    assert_eq!(
        drawn(&book(&people)),
        ["June introduced Ana ()", "`- Ana introduced Tom ()", "  `- Tom: f2 (thanked)"]
    );
    // Whoever only knows others and led to nothing stays out.
    assert_eq!(drawn(&book(&[("ana-1", ana), ("june-1", "name='June'")])), [""; 0]);
}

#[test]
fn a_gift_that_led_nowhere_is_no_chain() {
    let gave = "name='Ana'\n[[favour]]\nid='g1'\nside='give'\nstate='done'\nkind='intro'\nwhat='Tom'\n";
    assert!(Chains::of(&book(&[("ana-1", gave)])).is_empty());
    let tom = format!("name='Tom'\n{}", received("f2", "referral", "through='ana-1/g1'"));
    assert_eq!(
        drawn(&book(&[("ana-1", gave), ("tom-1", &tom)])),
        ["to Ana: Tom ()", "`- Tom: f2 (thanked)"],
        "what came back through a gift of mine hangs below it"
    );
}

#[test]
fn references_that_lead_nowhere_or_round_are_told() {
    for (through, expect) in [
        ("nobody/f1", "came through nobody/f1, which is not there"),
        ("ana-1", "came through ana-1, which is not there"),
        ("ana-1/f1", "came through itself, in a circle"),
    ] {
        let ana = format!("name='Ana'\n{}", received("f1", "referral", &format!("through='{through}'")));
        assert_eq!(drawn(&book(&[("ana-1", &ana)])), [format!("Ana: f1 (thanked, {expect})")]);
    }
    // A circle of three with a tail: cut once, at the oldest, and nothing is lost.
    let link = |id: &str, through: &str, on: &str| {
        format!(
            "name='{id}'\n[[favour]]\nid='f'\nside='receive'\nstate='done'\nkind='referral'\nwhat='w'\nthrough='{through}/f'\ndone={on}\n"
        )
    };
    let people = [
        ("a", link("a", "c", "2026-01-03")),
        ("b", link("b", "a", "2026-01-01")),
        ("c", link("c", "b", "2026-01-02")),
        ("d", link("d", "a", "2026-01-04")),
    ];
    let people: Vec<(&str, &str)> = people.iter().map(|(id, text)| (*id, text.as_str())).collect();
    assert_eq!(
        drawn(&book(&people)),
        [
            "b: w (thanks owed, came through itself, in a circle)",
            "`- c: w (thanks owed)",
            "  `- a: w (thanks owed)",
            "    `- d: w (thanks owed)",
        ]
    );
    // People who introduced each other.
    let round = [
        (
            "a",
            "name='a'\nvia='b'\n[[favour]]\nid='f'\nside='receive'\nstate='done'\nkind='referral'\nwhat='w'\n",
        ),
        ("b", "name='b'\nvia='a'"),
    ];
    assert_eq!(
        drawn(&book(&round)),
        [
            "b introduced a (came through itself, in a circle)",
            "|- a: w (thanks owed)",
            "`- a introduced b ()"
        ]
    );
}

/// A chain of `len` people; the last leads back to the first when `closed`.
fn long(len: usize, closed: bool) -> Book {
    let mut book = Book::default();
    for at in 0..len {
        let through = match at {
            0 if closed => format!("p{}/f", len - 1),
            0 => String::new(),
            at => format!("p{}/f", at - 1),
        };
        let favour = Favour {
            id: FavourId::new("f"),
            side: Side::Receive,
            state: FavourState::Done,
            through,
            outcome: Some(Outcome::Won),
            value: "1 EUR".into(),
            done: Some(day("2026-05-01")),
            ..Favour::default()
        };
        let id = PersonId::new(&format!("p{at}"));
        book.put(Person { favours: vec![favour], ..Person::named(id, &format!("P{at}")) }.into());
    }
    book
}

#[test]
fn ten_thousand_links_in_a_row_or_in_a_circle_are_walked_without_recursion() {
    for closed in [false, true] {
        let book = long(10_000, closed);
        let chains = Chains::of(&book);
        assert_eq!(chains.links().len(), 10_000);
        assert_eq!(chains.links()[9_999].depth, 9_999);
        assert_eq!(chains.links()[0].brought.won.to_string(), "10000 EUR");
        assert_eq!(chains.introducers(&book).len(), 10_000);
        assert_eq!(tell_back(&book, &chains).len(), 1);
        assert_eq!(chains.branches(9_999, 3, false), "…     └─ ", "what lies deep is not drawn to the root");
    }
}

#[test]
fn only_the_trees_about_somebody() {
    let mut records = from_ana();
    for one in book(&[("zoe-1", &format!("name='Zoe'\n{}", received("z1", "referral", "")))]).people() {
        records.put(Person::clone(one).into());
    }
    let chains = Chains::of(&records);
    let about = |id: &str| chains.about(&PersonId::new(id), &records);
    assert_eq!((about("zoe-1").links().len(), about("grace-1").links().len()), (1, 5));
    assert_eq!(about("zoe-1").links()[0].person.as_str(), "zoe-1");
    assert!(about("nobody").is_empty());
    assert!(about("grace-1").links().iter().all(|link| link.parent.is_none_or(|at| at < 5)));
}

/// What is to be told, with whose favour settles it.
#[track_caller]
fn check_tell(people: &[(&str, &str)], expect: &[&str]) {
    let book = book(people);
    let told: Vec<String> = tell_back(&book, &Chains::of(&book))
        .into_iter()
        .map(|one| {
            let settled = one.favour.map(|favour| FavourRef { person: one.giver, favour }.to_string());
            format!("{} [{}]", one.words, settled.unwrap_or_else(|| "-".into()))
        })
        .collect();
    assert_eq!(told, expect);
}

#[test]
fn an_outcome_goes_back_to_the_first_giver() {
    let ana = |thanked: &str| {
        format!(
            "name='Ana Ruiz'\n[[favour]]\nid='f1'\nside='receive'\nstate='thanked'\nkind='intro'\npeople=['tom-1']\ndone=2026-05-01\nthanked={thanked}\n"
        )
    };
    let tom = |more: &str| format!("name='Tom Berg'\nvia='ana-1'\n{}", received("f2", "referral", more));
    let check = |ana: &str, tom: &str, expect: &[&str]| {
        check_tell(&[("ana-1", ana), ("tom-1", tom), ("kim-1", "name='Kim Oh'")], expect);
    };
    let won = "outcome='won'\noutcome_on=2026-06-10";
    check(&ana("2026-05-02"), &tom(won), &["tell Ana that the client Tom sent you signed [ana-1/f1]"]);
    check(&ana("2026-06-10"), &tom(won), &[]);
    check(&ana("2026-05-02"), &tom("outcome='passed'\noutcome_on=2026-06-10"), &[]);
    check(&ana("2026-05-02"), &tom("outcome='lost'\noutcome_on=2026-06-10"), &[]);
    let met = "outcome='met'\noutcome_on=2026-06-10";
    check(&ana("2026-05-02"), &tom(met), &["tell Ana that you met the client Tom sent you [ana-1/f1]"]);
    let kim = format!("{won}\npeople=['kim-1']");
    check(&ana("2026-05-02"), &tom(&kim), &["tell Ana that Kim Oh, whom Tom sent you, signed [ana-1/f1]"]);
    // An older file knows only when it was done: on the first of May, and Ana was thanked the day after.
    check(&ana("2026-05-02"), &tom("outcome='won'"), &[]);
    check(
        &ana("2026-04-30"),
        &tom("outcome='won'"),
        &["tell Ana that the client Tom sent you signed [ana-1/f1]"],
    );
}

#[test]
fn who_sent_the_client_hears_of_it_too() {
    let tom =
        format!("name='Tom Berg'\n{}", received("f2", "referral", "outcome='won'\noutcome_on=2026-06-10"));
    check_tell(&[("tom-1", &tom)], &["tell Tom that the client they sent you signed [tom-1/f2]"]);
}

#[test]
fn an_introduction_that_only_via_knows_of_can_be_thanked_for() {
    let tom = format!(
        "name='Tom'\nvia='ana-1'\n{}",
        received("f2", "referral", "outcome='won'\noutcome_on=2026-06-10")
    );
    check_tell(
        &[("ana-1", "name='Ana'"), ("tom-1", &tom)],
        &["tell Ana that the client Tom sent you signed [-]"],
    );
    let ana = "name='Ana'\n[[favour]]\nid='f1'\nside='receive'\nstate='thanked'\nkind='intro'\npeople=['tom-1']\nthanked=2026-06-11\n";
    check_tell(&[("ana-1", ana), ("tom-1", &tom)], &[]);
}

#[test]
fn what_i_began_is_told_to_nobody() {
    let ana = "name='Ana'\n[[favour]]\nid='g1'\nside='give'\nstate='done'\nkind='intro'\nwhat='Tom'\n";
    let tom = format!("name='Tom'\n{}", received("f2", "referral", "through='ana-1/g1'\noutcome='won'"));
    check_tell(&[("ana-1", ana), ("tom-1", &tom)], &[]);
}
