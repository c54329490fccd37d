//! A guild in figures that can be checked by hand.

use super::*;
use crate::domain::{
    Attendee, Favour, FavourId, FavourState, GroupId, Met, Note, NoteId, Person, PersonId, Size,
};

fn day(text: &str) -> Day {
    Day(text.parse().unwrap())
}

const TODAY: &str = "2026-05-12";

fn guild() -> Group {
    Group {
        id: GroupId::new("guild"),
        name: "Guild".into(),
        dues: "220 GBP".into(),
        per: "year".into(),
        renews: Some(day("2026-06-07")),
        ..Group::default()
    }
}

/// An evening of the guild: whom I met there, with hours, mood and a ticket when I wrote them down.
fn evening(id: &str, date: &str, met: &[&str], told: Option<(f64, u8)>, cost: &str) -> Event {
    let guest = |id: &&str| Attendee {
        person: PersonId::new(id),
        status: AttendeeStatus::Met,
        ..Attendee::default()
    };
    Event {
        id: EventId::new(id),
        date: Some(day(date)),
        group: GroupId::new("guild"),
        attendees: met.iter().map(guest).collect(),
        hours: told.map(|(hours, _)| hours),
        mood: told.map(|(_, mood)| mood),
        cost: cost.into(),
        ..Event::default()
    }
}

fn person(id: &str, field: &str, event: &str, on: &str) -> Person {
    let met = Met { event: EventId::new(event), on: Some(day(on)), ..Met::default() };
    Person { industry: field.into(), met: Some(met), ..Person::named(PersonId::new(id), id) }
}

fn favour(id: &str, side: Side, kind: FavourKind, size: Size, event: &str) -> Favour {
    Favour {
        id: FavourId::new(id),
        side,
        kind,
        size,
        state: FavourState::Done,
        event: EventId::new(event),
        ..Favour::default()
    }
}

/// Three evenings in the period (I was at two) and one before it.
fn book() -> Book {
    let mut book = Book::default();
    book.put(evening("before", "2025-05-01", &["old"], Some((2.0, 5)), "99 GBP").into());
    book.put(evening("first", "2025-09-01", &["old", "ana", "bea"], Some((2.0, 4)), "15 GBP").into());
    book.put(evening("missed", "2025-12-01", &[], None, "15 GBP").into());
    book.put(evening("last", "2026-03-01", &["ana"], Some((1.5, 3)), "10 EUR").into());
    book.put(evening("ahead", "2026-05-30", &["old"], None, "15 GBP").into());
    book.put(person("old", "food", "before", "2025-05-01").into());
    let mut ana = person("ana", "law", "first", "2025-09-01");
    let won = Favour {
        outcome: Some(Outcome::Won),
        value: "1,200 GBP".into(),
        ..favour("f1", Side::Receive, FavourKind::Referral, Size::Day, "last")
    };
    let asked =
        Favour { state: FavourState::Asked, ..favour("f3", Side::Give, FavourKind::Help, Size::Big, "last") };
    ana.favours = vec![won, favour("f2", Side::Give, FavourKind::Advice, Size::Hour, "first"), asked];
    ana.notes = vec![Note {
        id: NoteId::new("n1"),
        kind: NoteKind::Lesson,
        event: EventId::new("last"),
        ..Note::default()
    }];
    book.put(ana.into());
    book.put(person("bea", "Food", "first", "2025-09-01").into());
    book
}

#[test]
fn every_figure_is_the_sum_of_its_parts() {
    let sum = membership(&book(), &guild(), &Points::default(), day(TODAY));
    assert_eq!(sum.since, Some(day("2025-06-07")));
    assert_eq!((sum.held, sum.came), (3, 2));
    // New: Ana and Bea in September. Known: Old in September, Ana in March.
    assert_eq!((sum.met_new, sum.met_known), (2, 2));
    assert_eq!(sum.fields, ["law"], "food was open before");
    assert_eq!(sum.gave, (1, 3));
    assert_eq!(sum.got, (1, 8));
    assert_eq!(sum.referrals, (1, 1));
    assert_eq!(sum.value.to_string(), "1200 GBP");
    assert_eq!(sum.lessons, 1);
    assert_eq!(sum.mood, Some((3.5, 2)));
    assert_eq!(
        (sum.dues.to_string(), sum.tickets.to_string()),
        ("220 GBP".into(), "10 EUR and 15 GBP".into())
    );
    assert!((sum.hours - 3.5).abs() < 1e-9);
    assert_eq!(sum.nobody_new, 1);
    assert_eq!(cost_words(&sum), "220 GBP of dues, 10 EUR and 15 GBP of tickets and 3.5 hours");
    assert_eq!(sum.doubt().unwrap(), "2 evenings are too few to say more");
}

#[test]
fn the_period_starts_with_the_last_renewal() {
    let check = |renews: Option<&str>, per: &str, since: &str| {
        let group = Group { renews: renews.map(day), per: per.into(), ..guild() };
        assert_eq!(period(&group, day(TODAY)), Some(day(since)), "{renews:?} {per}");
    };
    check(Some("2026-06-07"), "year", "2025-06-07");
    check(Some("2026-06-07"), "6 months", "2025-12-07");
    check(Some("2026-06-30"), "quarter", "2026-03-30");
    check(Some("2026-05-01"), "year", "2026-05-01");
    check(None, "", "2025-05-12");
    check(None, "moon", "2025-05-12");
}

#[test]
fn the_case_is_made_of_the_figures() {
    let case = case(&membership(&book(), &guild(), &Points::default(), day(TODAY)));
    assert_eq!(
        case.renew,
        [
            "you met 2 new people in 2 evenings",
            "it opened law",
            "1 referral became business, worth 1200 GBP",
            "you gave once and received once there",
            "you learned 1 lesson",
            "you felt well there: 3.5 of 5",
        ]
    );
    assert_eq!(case.try_once_more, Vec::<String>::new());
    assert_eq!(case.leave, Vec::<String>::new());
}

#[test]
fn what_speaks_against_is_said_as_plainly() {
    let check = |sum: Membership, expect: &[&str]| {
        let case = case(&sum);
        let all: Vec<&String> = case.try_once_more.iter().chain(&case.leave).collect();
        assert_eq!(all, expect);
    };
    let mut dues = Purse::default();
    dues.add(&Money::parse("220 GBP").unwrap());
    check(
        Membership { held: 4, ..Membership::default() },
        &["you were at none of the 4 evenings it held: there is nothing to weigh yet"],
    );
    check(
        Membership {
            held: 6,
            came: 2,
            met_known: 5,
            meter: Some((1.8, 2)),
            mood: Some((2.0, 2)),
            nobody_new: 2,
            dues,
            ..Membership::default()
        },
        &[
            "you were at 2 of 6 evenings",
            "you stayed with people you knew (M 1.8): the room may hold more",
            "you have given nothing there yet",
            "the last 2 evenings brought nobody new",
            "no referral came of 220 GBP of dues",
            "nothing was given or received there",
            "you did not feel well there: 2.0 of 5",
        ],
    );
}

#[test]
fn money_that_cannot_be_read_is_told_and_not_guessed() {
    let group = Group { dues: "a pint each".into(), ..guild() };
    let sum = membership(&book(), &group, &Points::default(), day(TODAY));
    assert!(sum.dues.is_empty());
    assert!(sum.doubt().unwrap().ends_with("not read as money: a pint each"));
}

#[test]
fn a_renewal_is_near_from_some_weeks_before() {
    let check = |renews: Option<&str>, expect: Option<i32>| {
        let group = Group { renews: renews.map(day), ..guild() };
        assert_eq!(renewal_near(&group, day(TODAY)), expect);
    };
    check(Some("2026-06-07"), Some(26));
    check(Some("2026-06-26"), Some(45));
    check(Some("2026-06-27"), None);
    check(Some("2026-05-01"), Some(-11));
    check(None, None);
}
