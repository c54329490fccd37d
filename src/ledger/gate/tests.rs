//! The rule as a table of cases, and the words as they are shown.

use super::*;
use crate::domain::{Person, Record};

/// `(promises open, last gift theirs and unanswered, gifts, days since the last)`, what the rule says, and why that is right.
type Case = (u32, bool, u32, Option<u32>, Gate, &'static str);

const CASES: &[Case] = &[
    (0, false, 0, None, Gate::Ask(Why::NeverGave), "somebody new: nothing given yet"),
    (0, true, 0, None, Gate::Ask(Why::Unanswered), "they gave, I neither thanked nor gave"),
    (1, false, 0, None, Gate::Ask(Why::Promised), "promised is not given"),
    (0, false, 1, Some(0), Gate::Open, "given today"),
    (0, false, 1, Some(1), Gate::Open, "given yesterday"),
    (0, false, 9, Some(1), Gate::Open, "however often"),
    (0, false, 1, Some(41), Gate::Open, "given nearly six weeks ago"),
    (0, false, 1, Some(42), Gate::Open, "the last day on which a gift is fresh"),
    (0, false, 1, Some(43), Gate::Ask(Why::LongAgo), "the first on which it is not"),
    (0, false, 20, Some(400), Gate::Ask(Why::LongAgo), "many gifts, all of them old"),
    (0, false, 2, None, Gate::Ask(Why::LongAgo), "gifts that nobody dated are not fresh"),
    (1, false, 1, Some(0), Gate::Ask(Why::Promised), "given today, and a promise open"),
    (3, true, 5, Some(2), Gate::Ask(Why::Promised), "a promise comes before thanks"),
    (0, true, 5, Some(2), Gate::Ask(Why::Unanswered), "given lately, but they gave since and got no thanks"),
    (1, true, 0, None, Gate::Ask(Why::Promised), "everything at once: the promise first"),
    (0, false, 1, Some(u32::MAX), Gate::Ask(Why::LongAgo), "a gift of a nonsense year"),
    (u32::MAX, false, 1, Some(0), Gate::Ask(Why::Promised), "more promises than anybody can keep"),
];

#[test]
fn the_rule() {
    for (i_owe, unanswered, gave, gave_days, expect, reason) in CASES {
        // How often I asked is shown, and decides nothing: one gift need not pay for one ask.
        for asks in [0, 1, 5] {
            let facts = Facts {
                gave: *gave,
                gave_days: *gave_days,
                got: u32::from(*unanswered),
                unanswered: *unanswered,
                i_owe: *i_owe,
                asks,
                pitches: asks,
            };
            assert_eq!(rule(&facts, Limits::default()), *expect, "{reason}");
        }
    }
}

#[test]
fn how_long_a_gift_is_fresh_can_be_set() {
    let facts = |gave_days| Facts { gave: 1, gave_days: Some(gave_days), ..Facts::default() };
    let week = Limits { fresh_days: 7, ..Limits::default() };
    assert_eq!(rule(&facts(7), week), Gate::Open);
    assert_eq!(rule(&facts(8), week), Gate::Ask(Why::LongAgo));
    assert_eq!(rule(&facts(0), Limits { fresh_days: 0, ..week }), Gate::Open);
}

fn day(text: &str) -> Day {
    Day(text.parse().unwrap())
}

/// People of a book, each as the text of their file, with the id `p-1`, `p-2` and so on.
fn book(people: &[&str]) -> Book {
    let mut book = Book::default();
    for (at, text) in people.iter().enumerate() {
        let mut person: Person = toml::from_str(text).unwrap();
        person.id = PersonId::new(&format!("p-{}", at + 1));
        book.put(Record::from(person));
    }
    book
}

/// Before I ask the first of `people` for `ask` on 25 November 2026.
fn before(people: &[&str], ask: &str) -> Option<Before> {
    before_asking(
        &book(people),
        &PersonId::new("p-1"),
        &[ask.to_owned()],
        day("2026-11-25"),
        Limits::default(),
    )
}

#[track_caller]
fn check(people: &[&str], expect: &str) {
    let before = before(people, "a talk").expect("the gate should not be open");
    let lines = before.lines(day("2026-11-25"));
    let lines: Vec<String> = lines.iter().map(|line| format!("{}: {}", line.label, line.text)).collect();
    assert_eq!(lines.join("\n"), expect);
}

const GAVE: &str = "[[favour]]\nid='g'\nstate='done'\ndone=2026-11-12\nwhat='menu proofread'\n";

#[test]
fn how_things_stand_is_said_in_lines() {
    check(&["name='Ana Ruiz'"], "you gave: nothing yet, nor did Ana");
    check(&["name='tall baker'"], "you gave: nothing yet, nor did tall baker");
    let ana = format!(
        "name='Ana Ruiz'\nsteer_clear=['the flood','politics']\n{GAVE}
        [[favour]]\nid='h'\nstate='thanked'\ndone=2026-11-03\nthanked=2026-11-04\nwhat='two customers'
        [[favour]]\nid='i'\nstate='promised'\nwhat='intro to Tom Berg'\ndue=2026-11-26
        [[favour]]\nid='j'\nstate='promised'\nwhat='the deck'\ndue=2026-11-20
        [[favour]]\nid='k'\nside='receive'\nstate='done'\nwhat='the back room'\ndone=2026-10-20
        [[favour]]\nid='l'\nside='receive'\nstate='asked'\nwhat='a loan'\non=2026-11-14
        [[favour]]\nid='m'\nside='receive'\nstate='declined'\nwhat='a van'\non=2026-11-13
        [[favour]]\nid='n'\nside='receive'\nstate='asked'\nwhat='before the gift'\non=2026-11-12
        [[favour]]\nid='o'\nstate='asked'\nwhat='flour samples'\non=2026-11-01
        [[favour]]\nid='q'\nstate='asked'\nkind='intro'\nwhat='introduce Tom'\npeople=['p-2']\non=2026-11-02
        [[note]]\nid='p'\nkind='pitch'\nat=2026-11-13T10:00:00Z\ntext='my cakes'\n"
    );
    check(
        &[&ana],
        "you gave: menu proofread (12 Nov), two customers (3 Nov); last 13 days ago · Ana gave once\n\
         you owe: the deck, was due 20 Nov\n\
         you owe: intro to Tom Berg, due tomorrow\n\
         you owe: thanks for the back room (20 Oct)\n\
         you asked: twice in a row, no gift since: a loan (14 Nov), a van (13 Nov)\n\
         you pitched: once, no gift since\n\
         Ana asked: you for flour samples (1 Nov)\n\
         avoid: the flood, politics",
    );
}

#[test]
fn the_gate_is_silent_for_whom_i_gave_lately_and_owe_nothing() {
    let open = |people: &[&str]| before(people, "a talk").is_none();
    let ana = format!("name='Ana'\n{GAVE}");
    assert!(open(&[&ana]));
    let got = |done: &str, state: &str| {
        format!("{ana}[[favour]]\nid='r'\nside='receive'\nstate='{state}'\nwhat='a van'\ndone={done}\n")
    };
    assert!(open(&[&got("2026-11-11", "done")]), "my gift came after theirs");
    assert!(open(&[&got("2026-11-12", "done")]), "of one day, mine answers");
    assert!(!open(&[&got("2026-11-13", "done")]), "theirs came after mine");
    assert!(open(&[&got("2026-11-13", "thanked")]), "thanks were said");
    assert!(
        open(&[&ana.replace("2026-11-12", "2027-01-01")]),
        "a gift of tomorrow was given today at the latest"
    );
    assert!(!open(&[&ana.replace("done=2026-11-12\n", "")]), "no day, not fresh");
    assert!(!open(&[&ana.replace("state='done'", "state='declined'")]), "what was declined was not given");
    assert!(!open(&[&ana.replace("state='done'", "state='brewing'")]), "a word this version does not know");
    assert!(open(&[&ana, "name='Tom'"]));
    let nobody = before_asking(&book(&[]), &PersonId::new("p-1"), &[], day("2026-11-25"), Limits::default());
    assert_eq!(nobody, None);
}

#[test]
fn an_introduction_is_a_gift_to_both_and_counts_once() {
    let tom = "name='Tom Berg'\n[[favour]]\nid='g'\nkind='intro'\nstate='done'\ndone=2026-08-20\nwhat='intro Ana'\npeople=['p-1']\n";
    let lines = "you gave: intro Tom Berg (20 Aug); last 3 months ago · Ana nothing yet";
    check(&["name='Ana'", tom], lines);
    let both = "name='Ana'\n[[favour]]\nid='g'\nkind='intro'\nstate='done'\ndone=2026-08-20\nwhat='intro Tom Berg'\npeople=['p-2']\n";
    check(&[both, tom], lines);
    assert!(before(&["name='Ana'", &tom.replace("08-20", "11-20")], "a talk").is_none());
    check(&["name='Ana'", &tom.replace("'done'", "'promised'")], "you gave: nothing yet, nor did Ana");
    check(&["name='Ana'", &tom.replace("'intro'", "'help'")], "you gave: nothing yet, nor did Ana");
}

#[test]
fn a_pitch_that_stands_with_somebody_else_was_heard_too() {
    let tom = "name='Tom'\n[[note]]\nid='n'\nkind='pitch'\nat=2026-11-13T10:00:00Z\nalso=['p-1']\n";
    check(&["name='Ana'", tom], "you gave: nothing yet, nor did Ana\nyou pitched: once, no gift since");
}

#[test]
fn the_title_reads_as_one_would_say_it() {
    let title = |ask: &str| before(&["name='Ana Ruiz'"], ask).unwrap().title();
    assert_eq!(title("an intro to her importer"), "Before you ask Ana for an intro to her importer");
    assert_eq!(title("to speak at our meetup"), "Before you ask Ana to speak at our meetup");
    assert_eq!(title("About flour"), "Before you ask Ana About flour");
    let book = book(&["name='tall baker'"]);
    let asks = ["a talk".to_owned(), "a van".to_owned()];
    let two = before_asking(&book, &PersonId::new("p-1"), &asks, day("2026-11-25"), Limits::default());
    assert_eq!(two.unwrap().title(), "Before you ask tall baker for a talk and for a van");
}

#[test]
fn long_lists_are_cut_and_say_so() {
    let favour = |at: usize, rest: &str| format!("[[favour]]\nid='f{at}'\nwhat='w{at}'\n{rest}\n");
    let gave: String = (1..=5).map(|at| favour(at, &format!("state='done'\ndone=2026-01-0{at}"))).collect();
    let owed: String = (6..=9).map(|at| favour(at, "state='promised'")).collect();
    check(
        &[&format!("name='Ana'\n{gave}{owed}")],
        "you gave: w5 (5 Jan), w4 (4 Jan), w3 (3 Jan), and 2 more; last 10 months ago · Ana nothing yet\n\
         you owe: w6\nyou owe: w7\nyou owe: w8\nyou owe: 1 more",
    );
    check(
        &[
            "name='Ana'\n[[favour]]\nid='a'\nstate='promised'\n[[favour]]\nid='b'\nside='receive'\nstate='done'\n",
        ],
        "you gave: nothing yet · Ana gave once\nyou owe: a promise\nyou owe: thanks",
    );
}
