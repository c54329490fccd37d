//! Dates as people say them, and what is no date.

use super::*;

/// 2026-11-22, a Sunday.
const SUNDAY: Day = Day(Date::constant(2026, 11, 22));
/// 2026-11-25, a Wednesday.
const WEDNESDAY: Day = Day(Date::constant(2026, 11, 25));

#[track_caller]
fn check(today: Day, text: &str, expect: &str) {
    let found = date(text, today).map_or_else(String::new, |day| day.to_string());
    assert_eq!(found, expect, "{text}");
}

#[test]
fn a_day_that_was_can_be_said_too() {
    let read = |text: &str| any_day(text, Day("2026-11-20".parse().unwrap())).map(|day| day.to_string());
    for (text, expect) in [
        ("yesterday", Some("2026-11-19")),
        (" 2025-01-31 ", Some("2025-01-31")),
        ("fri", Some("2026-11-27")),
        ("3 nov 2025", Some("2025-11-03")),
        ("24/12/2025", Some("2025-12-24")),
        ("3/4/2025", None),
        ("soon", None),
        ("", None),
    ] {
        assert_eq!(read(text).as_deref(), expect, "{text}");
    }
}

#[test]
fn what_is_said_as_a_day_and_is_none() {
    for (text, expect) in [
        ("31 feb", true),
        ("feb 30th", true),
        ("31 feb 2027", true),
        ("2026-13-01", true),
        ("3/4/2026", true),
        ("32/13/2026", true),
        ("fri 10", true),
        ("fri 3 dec", true),
        ("fri 32 dec", true),
        ("thu 3 dec", false),
        ("thu 10", false),
        ("thu 24/12/2026", false),
        ("fri 24/12/2026", true),
        ("24/12/2026", false),
        ("24/7", false),
        ("3.14", false),
        ("fri", false),
        ("fri 9-11", false),
        ("fri evening", false),
        ("fri week", false),
        ("99 may", true),
        ("100 march", false),
        ("31 people", false),
        ("", false),
    ] {
        assert_eq!(is_unclear(text, WEDNESDAY), expect, "{text}");
    }
}

#[test]
fn from_a_wednesday() {
    for (text, expect) in [
        ("today", "2026-11-25"),
        ("Tonight", "2026-11-25"),
        ("tomorrow", "2026-11-26"),
        ("by tomorrow morning", "2026-11-26"),
        ("the day after tomorrow", "2026-11-27"),
        ("fri", "2026-11-27"),
        ("by Friday.", "2026-11-27"),
        ("on fri", "2026-11-27"),
        ("wed", "2026-12-02"),
        ("this wed", "2026-12-02"),
        ("mon", "2026-11-30"),
        ("next mon", "2026-11-30"),
        ("next fri", "2026-12-04"),
        ("next wed", "2026-12-02"),
        ("next sunday", "2026-12-06"),
        ("fri week", "2026-12-04"),
        ("next week", "2026-11-30"),
        ("this week", "2026-11-27"),
        ("end of the week", "2026-11-27"),
        ("end of next week", "2026-12-04"),
        ("this weekend", "2026-11-28"),
        ("next weekend", "2026-12-05"),
        ("next month", "2026-12-01"),
        ("next year", "2027-01-01"),
        ("end of month", "2026-11-30"),
        ("by the end of the month", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("end of march", "2027-03-31"),
        ("end of year", "2026-12-31"),
        ("in 2 weeks", "2026-12-09"),
        ("in two weeks' time", "2026-12-09"),
        ("in a fortnight", "2026-12-09"),
        ("in a couple of days", "2026-11-27"),
        ("3 days from now", "2026-11-28"),
        ("in 3 months", "2027-02-25"),
        ("in a year", "2027-11-25"),
        ("+2w", "2026-12-09"),
        ("+10d", "2026-12-05"),
        ("3 dec", "2026-12-03"),
        ("dec 3", "2026-12-03"),
        ("3rd of December", "2026-12-03"),
        ("Dec 3, 2026", "2026-12-03"),
        ("3 dec 2027", "2027-12-03"),
        ("fri 27 nov", "2026-11-27"),
        ("3 nov", "2027-11-03"),
        ("25 nov", "2026-11-25"),
        ("29 feb", "2028-02-29"),
        ("the 15th", "2026-12-15"),
        ("31st", "2026-12-31"),
        ("2026-12-03", "2026-12-03"),
        ("2026-11-25", "2026-11-25"),
        ("24/12/2026", "2026-12-24"),
        ("by 12/24/2026", "2026-12-24"),
        ("24.12.26", "2026-12-24"),
        ("12.12.2026", "2026-12-12"),
    ] {
        check(WEDNESDAY, text, expect);
    }
}

#[test]
fn from_a_sunday() {
    for (text, expect) in [
        ("sun", "2026-11-29"),
        ("mon", "2026-11-23"),
        ("next fri", "2026-11-27"),
        ("next week", "2026-11-23"),
        ("end of week", "2026-11-22"),
        ("weekend", "2026-11-22"),
        ("next sun", "2026-11-29"),
    ] {
        check(SUNDAY, text, expect);
    }
}

#[test]
fn no_date() {
    for text in [
        "",
        "by",
        "2020-01-01",
        "2026-11-24",
        "1 nov 2026",
        "2026-02-30",
        "31 feb",
        "0 dec",
        "32 dec",
        "+",
        "+2",
        "+2q",
        "+99999999999999999999w",
        "in 999999999 years",
        "in",
        "in 2",
        "next",
        "next next",
        "fri fri",
        "december",
        "+2w+",
        "3/12",
        "3.12.2026",
        "2026-1-2",
        "20260-01-01",
        "end of",
        "end of fri",
        "5",
        "dec",
        "1 2",
        "日曜日",
        "in -2 weeks",
        "٣ dec",
        "for the third time on the long road to the end of the month of december",
    ] {
        check(WEDNESDAY, text, "");
    }
}

#[test]
fn a_date_at_the_end_of_a_text() {
    for (text, what, due) in [
        ("intro Tom Berg by fri", "intro Tom Berg", "2026-11-27"),
        ("send the deck next fri", "send the deck", "2026-12-04"),
        ("send the deck, in two weeks", "send the deck", "2026-12-09"),
        ("paint the sun", "paint the sun", ""),
        ("paint by sun", "paint", "2026-11-29"),
        ("send it by 2020-01-01", "send it by 2020-01-01", ""),
        ("tomorrow", "", "2026-11-26"),
        ("", "", ""),
        ("fix the 15th door", "fix the 15th door", ""),
    ] {
        let (left, day) = split_end(text, WEDNESDAY);
        assert_eq!(
            (left.as_str(), day.map_or(String::new(), |day| day.to_string()).as_str()),
            (what, due),
            "{text}"
        );
    }
}

#[test]
fn the_end_of_time_is_no_panic() {
    let last = Day(Date::MAX);
    for text in
        ["tomorrow", "next week", "fri", "next fri", "next year", "15th", "3 dec", "end of march", "weekend"]
    {
        let _ = date(text, last);
    }
}
