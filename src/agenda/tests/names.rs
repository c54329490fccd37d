//! This week's names: who, why, and the same all week.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::domain::{IdMaker, Note, Stamp};

/// A person last noted on a day.
fn last(cadence: &str, on: &str) -> String {
    format!("cadence = '{cadence}'\n[[note]]\nid = 'n'\nat = {on}T08:00:00\n")
}

fn names(book: &Book, today: &str) -> Vec<String> {
    Agenda::of(book, day(today), 0).under(Heading::Touch).map(|item| item.name.clone()).collect()
}

/// Whether somebody alone is named on a day.
#[track_caller]
fn check(text: &str, today: &str, expect: bool) {
    let book = book(&[("ana", text)]);
    assert_eq!(!names(&book, today).is_empty(), expect, "{text} on {today}");
}

#[test]
fn a_cadence_counts_from_the_last_contact() {
    // Weeks: Monday 2026-11-16 to Sunday 22, 23 to 29, 30 to 6 December.
    check(&last("3 months", "2026-08-22"), "2026-11-15", false);
    check(&last("3 months", "2026-08-22"), "2026-11-16", true);
    check(&last("3 months", "2026-08-22"), "2026-11-22", true);
    check(&last("3 months", "2026-08-23"), "2026-11-22", false);
    check(&last("3 months", "2026-08-23"), "2026-11-23", true);
    check(&last("6 weeks", "2026-10-11"), "2026-11-20", true);
    check(&last("every six weeks", "2026-10-12"), "2026-11-20", false);
    check(&last("1 year", "2024-02-29"), "2025-02-23", false);
    check(&last("1 year", "2024-02-29"), "2025-02-24", true);
    check(&last("1 month", "2028-01-31"), "2028-02-27", false);
    check(&last("1 month", "2028-01-31"), "2028-02-28", true);
    check(&last("ambient", "2020-01-01"), "2026-11-20", false);
    check(&last("none", "2020-01-01"), "2026-11-20", false);
    check(&last("now and then", "2026-08-01"), "2026-11-20", false);
    check("cadence = '3 months'", "2026-11-20", true);
    check("name = 'nobody ever'", "2026-11-20", false);
    // The last week of one year and the first of the next are one week.
    check(&last("1 month", "2026-12-03"), "2026-12-31", true);
    check(&last("1 month", "2026-12-03"), "2027-01-03", true);
}

#[test]
fn any_real_contact_resets_it_and_plans_do_not() {
    let old = last("1 month", "2026-01-01");
    for (what, resets) in [
        ("[[favour]]\nid='f'\nside='give'\nstate='done'\non=2026-01-01\ndone=2026-11-10", true),
        ("[[favour]]\nid='f'\nside='receive'\nstate='thanked'\ndone=2026-01-02\nthanked=2026-11-10", true),
        ("[[favour]]\nid='f'\nside='give'\nstate='promised'\non=2026-11-10", false),
        ("[[favour]]\nid='f'\nside='receive'\nstate='asked'\non=2026-11-10", false),
        ("[[favour]]\nid='f'\nside='give'\nstate='dropped'\non=2026-11-10\nclosed=2026-11-10", false),
        ("[[follow_up]]\nid='u'\nwhat='call'\ndue=2026-11-10\ndone=2026-11-10", false),
        ("[[note]]\nid='m'\nkind='hello'\nat=2026-11-10T10:00:00", true),
        ("[[note]]\nid='m'\nat=2027-11-10T10:00:00", false),
    ] {
        check(&format!("{old}{what}"), "2026-11-20", !resets);
    }
    // A note that names her too, and being checked in at an event.
    let also = "cadence='none'\n[[note]]\nid='m'\nat=2026-11-10T10:00:00\nalso=['ana']";
    assert_eq!(names(&book(&[("ana", &old), ("bo", also)]), "2026-11-20"), [""; 0]);
    let mut met = book(&[("ana", &old)]);
    put_event(&mut met, "e", "date=2026-11-10\n[[attendee]]\nname='Ana'\nperson='ana'\nstatus='met'");
    assert_eq!(names(&met, "2026-11-20"), [""; 0]);
    put_event(&mut met, "e", "date=2026-11-10\n[[attendee]]\nname='Ana'\nperson='ana'\nstatus='wanted'");
    assert_eq!(names(&met, "2026-11-20"), ["ana"]);
}

#[test]
fn the_dormant_name_is_the_one_with_little_overlap_and_says_why() {
    let comfy = |id: &str| {
        let notes: Vec<String> =
            (1..=6).map(|at| format!("[[note]]\nid='n{at}'\nat=2025-0{at}-01T08:00:00\n")).collect();
        (id.to_owned(), format!("industry='food'\nknows=['b','c']\n{}", notes.concat()))
    };
    let mut people: Vec<(String, String)> = vec![comfy("a"), comfy("b"), comfy("c")];
    let far = "industry='timber'\n[[note]]\nid='n'\nat=2025-09-20T08:00:00\n";
    people.push(("far".into(), far.into()));
    let people: Vec<(&str, &str)> = people.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    let agenda = Agenda::of(&book(&people), day("2026-11-20"), 0);
    let (dormant, rest): (Vec<_>, Vec<_>) =
        agenda.items.iter().partition(|item| item.why.starts_with("dormant"));
    assert_eq!(rest.len(), 0, "without a cadence nobody else comes in");
    assert_eq!(dormant.len(), 1);
    let weeks: BTreeSet<String> = (0..60)
        .map(|week| day("2026-11-20").0.checked_add(jiff::Span::new().weeks(week)).unwrap())
        .flat_map(|day| names(&book(&people), &day.to_string()))
        .collect();
    assert!(weeks.contains("far") && weeks.len() <= 2, "the half with the least in common: {weeks:?}");
    let alone = Agenda::of(
        &book(&[("far", far), ("x", "industry='food'\nknows=['y']"), ("y", "")]),
        day("2026-11-20"),
        0,
    );
    assert_eq!(
        lines(&alone),
        ["out-of-touch out-of-touch - far:  | dormant: last 13 months ago; your only link to timber; \
          knows nobody else you know; you met once"]
    );
}

#[test]
fn two_who_wait_and_one_dormant() {
    let waiting: Vec<(String, String)> =
        (1..=5).map(|at| (format!("w{at}"), last("1 month", &format!("2026-08-0{at}")))).collect();
    let dormant: Vec<(String, String)> =
        (1..=3).map(|at| (format!("d{at}"), last("", &format!("2025-0{at}-01")))).collect();
    let all: Vec<(&str, &str)> =
        waiting.iter().chain(&dormant).map(|(id, text)| (id.as_str(), text.as_str())).collect();
    let mut second = BTreeSet::new();
    let mut third = BTreeSet::new();
    for week in 0..11 {
        let today = day("2026-11-16").0.checked_add(jiff::Span::new().weeks(week)).unwrap().to_string();
        let named = names(&book(&all), &today);
        assert_eq!(named.len(), 3);
        let waits: Vec<&String> = named.iter().filter(|name| name.starts_with('w')).collect();
        assert!(named.contains(&"w1".to_owned()), "who waits longest comes first: {named:?}");
        assert_eq!(waits.len(), 2);
        second.extend(waits.into_iter().cloned());
        third.extend(named.into_iter().filter(|name| name.starts_with('d')));
    }
    assert!(second.len() >= 4 && third.len() >= 2, "turns: {second:?} {third:?}");
}

fn crowd(people: &[(u8, u16, bool)]) -> Book {
    let mut book = Book::default();
    for (at, (cadence, ago, event)) in people.iter().enumerate() {
        let cadence = ["", "3 months", "6 weeks", "none", "ambient", "1 day"][usize::from(*cadence) % 6];
        let day = day("2026-11-18").0.checked_sub(jiff::Span::new().days(*ago)).unwrap();
        let mut person = Person::named(PersonId::new(&format!("p{at}")), &format!("p{at}"));
        cadence.clone_into(&mut person.cadence);
        if *event {
            person
                .notes
                .push(Note { at: Some(Stamp { at: day.at(9, 0, 0, 0), offset: None }), ..Note::default() });
        }
        book.put(person.into());
    }
    book
}

proptest! {
    #[test]
    fn never_more_than_three_and_the_same_all_week(
        people in prop::collection::vec((0_u8..6, 0_u16..900, any::<bool>()), 0..30),
        touched in 0_usize..3,
    ) {
        let mut book = crowd(&people);
        let monday = names(&book, "2026-11-16");
        prop_assert!(monday.len() <= 3);
        let unique: BTreeSet<&String> = monday.iter().collect();
        prop_assert_eq!(unique.len(), monday.len());
        for id in &monday {
            let person = book.person(&PersonId::new(id)).unwrap();
            prop_assert!(!["none", "ambient"].contains(&person.cadence.as_str()));
        }
        let all: BTreeSet<String> = names(&book, "2026-11-18").into_iter().collect();
        prop_assert_eq!(&all, &monday.iter().cloned().collect());
        // In touch with one of them on Wednesday: ticked on Sunday, and nobody in their place.
        let agenda = Agenda::of(&book, day("2026-11-18"), 0);
        let touch: Vec<Item> = agenda.under(Heading::Touch).filter(|item| item.tick == Tick::Open).cloned().collect();
        if let Some(item) = touch.get(touched) {
            book.apply(&done(&book, item, &morning("2026-11-18"), &mut IdMaker::new(1)).unwrap());
            let sunday = Agenda::of(&book, day("2026-11-22"), 0);
            let names: BTreeSet<String> = sunday.under(Heading::Touch).map(|item| item.name.clone()).collect();
            prop_assert_eq!(names, all);
            prop_assert!(sunday.under(Heading::Touch).any(|other| other.of == item.of && other.tick == Tick::Done));
        }
    }
}

#[test]
fn planned_and_dropped_names() {
    let mut book = book(&[("ana", &last("1 month", "2026-01-01"))]);
    let item = Agenda::of(&book, day("2026-11-20"), 0).items[0].clone();
    let mut planned = book.clone();
    planned.apply(&snooze(&book, &item, day("2026-11-26"), &mut IdMaker::new(1)).unwrap());
    assert_eq!(
        lines(&Agenda::of(&planned, day("2026-11-20"), 30)),
        [
            "week follow-up 2026-11-26 ana: get in touch | ",
            "out-of-touch out-of-touch - ana:  | planned for Thu [x]",
        ]
    );
    book.apply(&call_off(&book, &item, day("2026-11-20")).unwrap());
    assert_eq!(lines(&Agenda::of(&book, day("2026-11-20"), 30)), [""; 0]);
}
