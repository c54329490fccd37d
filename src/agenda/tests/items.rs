//! What is due when, where it stands, and what a key does to it.

use super::*;
use crate::domain::IdMaker;

const ANA: &str = r#"
name = "Ana Ruiz"
cadence = "ambient"
[[note]]
id = "n1"
at = 2026-11-19T08:00:00+01:00
text = "secret flood"
private = true
[[favour]]
id = "late"
side = "give"
state = "promised"
what = "the deck"
on = 2026-11-10
due = 2026-11-12
event = "breakfast"
[[favour]]
id = "soon"
side = "give"
state = "promised"
what = "intro Tom"
due = 2026-11-27
[[favour]]
id = "far"
side = "receive"
state = "promised"
what = "the menu"
due = 2026-12-20
[[favour]]
id = "too-far"
side = "give"
state = "promised"
what = "a review"
due = 2026-12-21
[[favour]]
id = "some-day"
side = "give"
state = "promised"
what = "a book"
[[favour]]
id = "thank"
side = "receive"
state = "done"
what = "the van"
done = 2026-11-06
[[favour]]
id = "asked"
side = "receive"
state = "asked"
what = "a talk"
[[follow_up]]
id = "u1"
due = 2026-11-20
what = "ask how the opening went"
[[follow_up]]
id = "u2"
due = 2026-11-18
what = "was done"
done = 2026-11-18
"#;

/// A Friday.
const TODAY: &str = "2026-11-20";

fn ana() -> Book {
    let mut book = book(&[("ana", ANA)]);
    put_event(&mut book, "breakfast", "name = 'Breakfast'\ndate = 2026-11-10");
    put_event(
        &mut book,
        "supper",
        "name = 'Supper'\ndate = 2026-11-20\nstart = 19:00:00\nvenue = 'Fire Station'",
    );
    put_event(&mut book, "fair", "name = 'Fair'\ndate = 2026-12-05");
    put_group(
        &mut book,
        "guild",
        "name = 'Guild'\nchapter = 'Soho'\ndues = '250 EUR'\nper = 'year'\nrenews = 2026-12-01",
    );
    book
}

#[test]
fn everything_has_its_day_its_words_and_its_place() {
    assert_eq!(
        lines(&Agenda::of(&ana(), day(TODAY), 30)),
        [
            "today promise 2026-11-12 Ana Ruiz: the deck | from Breakfast",
            "today follow-up 2026-11-20 Ana Ruiz: ask how the opening went | ",
            "today event 2026-11-20 Supper: 19:00, Fire Station | ",
            "week promise 2026-11-27 Ana Ruiz: intro Tom | ",
            "later their-promise 2026-12-20 Ana Ruiz: the menu | ",
            "any-day promise - Ana Ruiz: a book | ",
            "any-day thanks - Ana Ruiz: the van | received 2 weeks ago",
            "ahead renewal 2026-12-01 Guild: Soho | 250 EUR a year",
            "ahead event 2026-12-05 Fair:  | ",
        ]
    );
    assert_eq!(Agenda::of(&ana(), day(TODAY), 31).items.len(), 10, "the 21st is 31 days away");
    assert_eq!(Agenda::of(&ana(), day(TODAY), 0).items.len(), 5, "today, and what has no day");
    Agenda::of(&ana(), Day(jiff::civil::Date::MAX), u16::MAX);
    Agenda::of(&ana(), Day(jiff::civil::Date::MIN), u16::MAX);
}

#[test]
fn one_sentence_for_what_is_due_today() {
    assert_eq!(
        Agenda::of(&ana(), day(TODAY), 30).due_today(80).unwrap(),
        "due today: ask how the opening went (Ana)",
        "what is late was said on its own day"
    );
    assert_eq!(Agenda::of(&ana(), day("2026-11-21"), 30).due_today(80), None);
    let two = book(&[(
        "bo",
        "[[follow_up]]\nid='a'\ndue=2026-11-20\nwhat='call'\n[[favour]]\nid='b'\ndue=2026-11-20",
    )]);
    assert_eq!(Agenda::of(&two, day(TODAY), 0).due_today(80).unwrap(), "due today: call (bo) and 1 more");
    let long =
        book(&[("bo", &format!("[[follow_up]]\nid='a'\ndue=2026-11-20\nwhat='{}'", "call ".repeat(30)))]);
    let said = Agenda::of(&long, day(TODAY), 0).due_today(60).unwrap();
    assert!(said.ends_with("cal… (bo)") && crate::text::width(&said) <= 60, "{said}");
}

/// How many stand under "today" and how many under "older" on a day, with notes of mine on some days.
#[track_caller]
fn check_afresh(notes: &[&str], today: &str, expect: (usize, usize)) {
    let notes: Vec<String> = notes
        .iter()
        .enumerate()
        .map(|(at, day)| format!("[[note]]\nid = 'n{at}'\nat = {day}T08:00:00\n"))
        .collect();
    let due = ["2026-09-01", "2026-10-01", "2026-10-20"];
    let dues: Vec<String> = due
        .iter()
        .enumerate()
        .map(|(at, due)| format!("[[follow_up]]\nid = 'u{at}'\ndue = {due}\n"))
        .collect();
    let book = book(&[("ana", &format!("{}{}", notes.concat(), dues.concat()))]);
    let agenda = Agenda::of(&book, day(today), 0);
    let count = |heading| agenda.under(heading).filter(|item| item.kind == Kind::FollowUp).count();
    assert_eq!((count(Heading::Today), count(Heading::Older)), expect);
}

#[test]
fn after_a_fortnight_away_it_starts_afresh() {
    let busy = ["2026-10-05", "2026-10-15", "2026-10-25"];
    check_afresh(&busy, "2026-10-26", (3, 0));
    check_afresh(&busy, "2026-11-07", (3, 0));
    check_afresh(&busy, "2026-11-08", (0, 3));
    // Back on the 10th, and something was written down: the old ones do not come back with it.
    check_afresh(&["2026-10-05", "2026-10-15", "2026-10-25", "2026-11-10"], "2026-11-10", (0, 3));
    check_afresh(&["2026-10-05", "2026-10-15", "2026-10-25", "2026-11-10"], "2026-11-16", (0, 3));
    // A gap in summer does not hide what came after it.
    check_afresh(
        &["2026-07-01", "2026-09-10", "2026-09-20", "2026-09-30", "2026-10-12", "2026-10-20"],
        "2026-10-21",
        (2, 1),
    );
    check_afresh(&[], "2026-11-16", (3, 0));
    check_afresh(&["2027-01-01"], "2026-11-16", (3, 0));
}

#[test]
fn what_came_of_a_referral_is_told_to_whoever_began_it() {
    let ana = "name='Ana Ruiz'\n[[favour]]\nid='r'\nside='receive'\nkind='referral'\nstate='done'\nwhat='sent a client'\n\
               done=2026-06-01\noutcome='won'\npeople=['kim']";
    let kim = "name='Kim Lund'\nvia='bo'\n[[favour]]\nid='w'\nside='receive'\nkind='referral'\nstate='thanked'\n\
               thanked=2026-10-01\ndone=2026-10-01\noutcome='won'\npeople=['lee']";
    let mut book = book(&[("ana", ana), ("kim", kim), ("bo", "name='Bo Dahl'"), ("lee", "name='Lee'")]);
    let agenda = Agenda::of(&book, day(TODAY), 0);
    assert!(agenda.items.iter().all(|item| item.kind != Kind::Thanks), "said once: {:?}", lines(&agenda));
    let tell: Vec<Item> = agenda.items.into_iter().filter(|item| item.kind == Kind::Tell).collect();
    assert!(!tell.is_empty());
    for item in &tell {
        let mut ids = IdMaker::new(1);
        let mut later = book.clone();
        later.apply(&snooze(&book, item, day("2026-12-01"), &mut ids).unwrap());
        let left = Agenda::of(&later, day(TODAY), 30).items;
        assert!(!left.iter().any(|left| left.of == item.of && left.kind == Kind::Tell), "put off");
        assert!(left.iter().any(|left| left.kind == Kind::FollowUp && left.what == item.what));
        assert!(call_off(&book, item, day(TODAY)).is_err());
        book.apply(&done(&book, item, &morning(TODAY), &mut ids).unwrap());
        let left = Agenda::of(&book, day(TODAY), 0).items;
        assert!(!left.iter().any(|left| left.of == item.of && left.kind == Kind::Tell), "told: {item:?}");
    }
}

/// The item of that id.
#[track_caller]
fn item(book: &Book, id: &str) -> Item {
    let agenda = Agenda::of(book, day(TODAY), 30);
    agenda.items.into_iter().find(|item| item.of.id() == id).unwrap()
}

#[test]
fn done_put_off_and_dropped_are_one_change_each() {
    let book = ana();
    let now = morning(TODAY);
    let mut ids = IdMaker::new(1);
    for id in ["ana/late", "ana/soon", "ana/far", "ana/thank", "ana/u1", "guild"] {
        let before = item(&book, id);
        let change = done(&book, &before, &now, &mut ids).unwrap();
        let mut after = book.clone();
        after.apply(&change);
        let left = Agenda::of(&after, day(TODAY), 30);
        // A promise to me that was kept leaves thanks to say.
        let again = left.items.iter().find(|item| item.of.id() == id).map(|item| item.kind);
        assert_eq!(again, (before.kind == Kind::Theirs).then_some(Kind::Thanks), "{id}");
        after.apply(&change.invert());
        assert_eq!(after, book, "{id}");
    }
    for id in ["ana/late", "ana/soon", "ana/far", "ana/u1", "ana/some-day"] {
        let change = snooze(&book, &item(&book, id), day("2026-11-23"), &mut ids).unwrap();
        let mut after = book.clone();
        after.apply(&change);
        assert_eq!(item(&after, id).day, Some(day("2026-11-23")), "{id}");
        after.apply(&change.invert());
        assert_eq!(after, book, "{id}");
    }
    for id in ["ana/late", "ana/u1", "guild"] {
        let change = call_off(&book, &item(&book, id), day(TODAY)).unwrap();
        let mut after = book.clone();
        after.apply(&change);
        assert!(!Agenda::of(&after, day(TODAY), 30).items.iter().any(|item| item.of.id() == id), "{id}");
    }
    for id in ["supper", "ana/thank"] {
        assert!(call_off(&book, &item(&book, id), day(TODAY)).is_err(), "{id}");
    }
    assert!(done(&book, &item(&book, "fair"), &now, &mut ids).is_err());
    assert!(snooze(&book, &item(&book, "guild"), day(TODAY), &mut ids).is_err());
    assert!(
        snooze(&book, &item(&book, "ana/u1"), day(TODAY), &mut ids).is_err(),
        "it is on that day already"
    );
}

#[test]
fn thanks_put_off_stand_once() {
    let mut book = ana();
    let mut ids = IdMaker::new(1);
    let thanks = item(&book, "ana/thank");
    book.apply(&snooze(&book, &thanks, day("2026-11-24"), &mut ids).unwrap());
    let all = lines(&Agenda::of(&book, day(TODAY), 30));
    let van: Vec<_> = all.iter().filter(|line| line.contains("the van")).collect();
    assert_eq!(van, ["week follow-up 2026-11-24 Ana Ruiz: say thanks: the van | "]);
    let again = snooze(&book, &thanks, day("2026-11-25"), &mut ids).unwrap();
    book.apply(&again);
    assert_eq!(book.person(&PersonId::new("ana")).unwrap().follow_ups.len(), 3, "moved, not doubled");
}

#[test]
fn a_membership_is_renewed_into_the_future() {
    #[track_caller]
    fn check(renews: &str, per: &str, expect: &str) {
        let mut book = Book::default();
        put_group(&mut book, "guild", &format!("name = 'Guild'\nper = '{per}'\nrenews = {renews}"));
        let due = item(&book, "guild");
        book.apply(&done(&book, &due, &morning(TODAY), &mut IdMaker::new(1)).unwrap());
        assert_eq!(book.group(&GroupId::new("guild")).unwrap().renews, Some(day(expect)));
    }
    check("2026-12-01", "year", "2027-12-01");
    check("2026-11-20", "", "2027-11-20");
    check("2023-01-05", "year", "2027-01-05");
    check("2026-11-30", "quarter", "2027-02-28");
    check("2026-11-30", "6 months", "2027-05-30");
    check("2026-11-30", "blue moon", "2027-11-30");
}

#[test]
fn a_calendar_has_every_day_and_nothing_private() {
    let mut book = ana();
    let text = |book: &Book, today: &str| {
        let agenda = Agenda::of(book, day(today), 30);
        let events = calendar(book, &agenda, 30);
        crate::exchange::write_ics("mingle", &events, &morning(today)).replace("\r\n ", "")
    };
    let first = text(&book, TODAY);
    assert_eq!(first.matches("BEGIN:VEVENT").count(), 7, "{first}");
    for part in [
        "UID:favour-ana-late@mingle\r\n",
        "DTSTART;VALUE=DATE:20261112\r\n",
        "SUMMARY:the deck (promised to Ana Ruiz)\r\n",
        "SUMMARY:the menu (promised by Ana Ruiz)\r\n",
        "SUMMARY:Renew Guild\\, Soho\r\n",
        "DTSTART:20261120T180000Z\r\n",
        "LOCATION:Fire Station\r\n",
    ] {
        assert!(first.contains(part), "{part}\n{first}");
    }
    assert!(!first.contains("secret") && !first.contains("CANCELLED"), "{first}");

    book.apply(&done(&book, &item(&book, "ana/soon"), &morning(TODAY), &mut IdMaker::new(1)).unwrap());
    let second = text(&book, TODAY);
    let uids = |text: &str| {
        let mut uids: Vec<String> =
            text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect();
        uids.sort();
        uids
    };
    assert_eq!(uids(&first), uids(&second), "the same things, so the same ids");
    let off = second.split("UID:favour-ana-soon@mingle").nth(1).unwrap().split("END:VEVENT").next().unwrap();
    assert!(off.contains("STATUS:CANCELLED"), "what is done before its day is struck out");
}
