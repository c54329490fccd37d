//! Dates as people say them, relative to today and never in the past.
//!
//! | said | day |
//! |---|---|
//! | `today`, `tonight`, `this evening` | today |
//! | `tomorrow`, `day after tomorrow` | one or two days on |
//! | `fri`, `this fri`, `friday` | the next Friday after today |
//! | `next fri` | the Friday of the next calendar week; weeks start on Monday |
//! | `fri week` | the Friday a week after the next one |
//! | `next week`, `next month`, `next year` | its first day |
//! | `this week`, `end of week`, `end of next week` | its Friday (its Sunday once Friday is over) |
//! | `weekend`, `next weekend` | its Saturday |
//! | `end of month`, `end of march`, `end of year` | its last day |
//! | `in 2 weeks`, `in a fortnight`, `2 weeks from now`, `+2w` | that much on |
//! | `3 dec`, `dec 3`, `3rd of december`, `fri 3 dec`, `15th` | the next such day, today included |
//! | `3 dec 2026`, `2026-12-03` | that day |
//!
//! `by` or `on` may stand before each of them, and `the` anywhere.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::split::{tidy, words};
use crate::domain::Day;

/// Longer than any way of saying a date, so that a long text is given up at once.
const MAX_LEN: usize = 60;
/// The most words a date has: "by the end of the next month".
const MAX_WORDS: usize = 8;
/// Short for weekdays, but words of their own: at the end of a sentence only with `by` or `on` ("paint the sun").
pub(super) const ALSO_WORDS: &[&str] = &["sun", "sat", "wed", "mon", "tues"];

/// Reads a day past or ahead: as [`date`] does, or "yesterday", or any "2026-05-12".
pub fn any_day(text: &str, today: Day) -> Option<Day> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("yesterday") {
        return today.0.yesterday().ok().map(Day);
    }
    text.parse().ok().map(Day).or_else(|| date(text, today))
}

/// Reads a date as people say it: "fri", "next fri", "in 2 weeks", "3 dec", "2026-12-03", "end of month". Never in the past.
pub fn date(text: &str, today: Day) -> Option<Day> {
    if text.len() > MAX_LEN {
        return None;
    }
    let text = text.to_lowercase().replace(',', " ");
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_end_matches(['.', '!', '\'', '’']))
        .filter(|word| *word != "the")
        .collect();
    let words = match words.as_slice() {
        ["by" | "on", rest @ ..] => rest,
        all => all,
    };
    read(words, today.0).filter(|date| *date >= today.0).map(Day)
}

/// Takes the date off the end of a text, with the `by` or `on` before it: what is left, and the date.
pub(super) fn split_end(text: &str, today: Day) -> (String, Option<Day>) {
    let starts: Vec<usize> = last_words(text);
    for start in starts {
        let (Some(before), Some(end)) = (text.get(..start), text.get(start..)) else { continue };
        let bare = end.trim_end_matches(['.', '!']).to_lowercase();
        if ALSO_WORDS.contains(&bare.strip_prefix("the ").unwrap_or(&bare)) {
            continue;
        }
        if let Some(day) = date(end, today) {
            return (tidy(before.trim_end().trim_end_matches(',')), Some(day));
        }
    }
    (tidy(text), None)
}

/// Takes the date off the start of a text: the date, and what is left.
pub(super) fn split_start(text: &str, today: Day) -> Option<(Day, &str)> {
    let ends: Vec<usize> = words(text).take(MAX_WORDS).map(|(at, word)| at + word.len()).collect();
    ends.into_iter().rev().find_map(|end| Some((date(text.get(..end)?, today)?, text.get(end..)?)))
}

/// Whether a text ends with `by DATE`.
pub(super) fn ends_with_by(text: &str, today: Day) -> bool {
    last_words(text).into_iter().any(|start| {
        let end = text.get(start..).unwrap_or_default();
        let by = end.get(..2).is_some_and(|by| by.eq_ignore_ascii_case("by"));
        by && date(end, today).is_some()
    })
}

/// Where the last words start, the longest ending first.
fn last_words(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut end = text.trim_end();
    while starts.len() < MAX_WORDS && text.len() - end.len() <= MAX_LEN && !end.is_empty() {
        let start = end.rfind(char::is_whitespace).map_or(0, |at| {
            at + end.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        });
        starts.push(start);
        end = end.get(..start).unwrap_or_default().trim_end();
    }
    starts.reverse();
    starts
}

fn read(words: &[&str], today: Date) -> Option<Date> {
    match words {
        ["today" | "tonight"] | ["this", "morning" | "afternoon" | "evening"] => Some(today),
        ["tomorrow"] | ["tomorrow", "morning" | "afternoon" | "evening" | "night"] => {
            after(today, Span::new().days(1))
        }
        ["day", "after", "tomorrow"] => after(today, Span::new().days(2)),
        ["weekend"] | ["this", "weekend"] => {
            after(weekday_of_week(today, Weekday::Saturday, 0)?, Span::new())
                .map(|saturday| saturday.max(today))
        }
        ["next", "weekend"] => weekday_of_week(today, Weekday::Saturday, 1),
        ["this", "week"] => end_of("week", today),
        ["next", "week"] => weekday_of_week(today, Weekday::Monday, 1),
        ["next", "month"] => after(today.first_of_month(), Span::new().months(1)),
        ["next", "year"] => after(today.first_of_year(), Span::new().years(1)),
        ["eom"] => Some(today.last_of_month()),
        ["end", "of", "this", unit] | ["end", "of", unit] => end_of(unit, today),
        ["end", "of", "next", "week"] => weekday_of_week(today, Weekday::Friday, 1),
        ["end", "of", "next", "month"] => {
            after(today.first_of_month(), Span::new().months(1)).map(Date::last_of_month)
        }
        ["in", rest @ ..] | [rest @ .., "from", "now" | "today"] => in_a_while(rest, today),
        [one] => one_word(one, today),
        ["this" | "coming", name] => next_weekday(weekday(name)?, today),
        ["next", name] => weekday_of_week(today, weekday(name)?, 1),
        [name, "week"] => after(next_weekday(weekday(name)?, today)?, Span::new().weeks(1)),
        [name, rest @ ..] if weekday(name).is_some() => day_and_month(rest, today),
        all => day_and_month(all, today),
    }
}

fn after(date: Date, span: Span) -> Option<Date> {
    date.checked_add(span).ok()
}

fn one_word(word: &str, today: Date) -> Option<Date> {
    if let Some(weekday) = weekday(word) {
        return next_weekday(weekday, today);
    }
    if let Some(ahead) = word.strip_prefix('+') {
        let unit = ahead.trim_start_matches(|ch: char| ch.is_ascii_digit());
        return in_a_while(&[ahead.strip_suffix(unit)?, unit], today);
    }
    if word.ends_with(|ch: char| ch.is_ascii_alphabetic()) {
        return next_day_of_month(day_number(word)?, today);
    }
    iso(word)
}

/// `2026-12-03`: the only form in figures that everyone reads alike.
pub(super) fn iso(word: &str) -> Option<Date> {
    let mut parts = word.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = |part: &str, len: usize| part.len() == len && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || !plain(year, 4) || !plain(month, 2) || !plain(day, 2) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "mon" | "monday" => Weekday::Monday,
        "tue" | "tues" | "tuesday" => Weekday::Tuesday,
        "wed" | "weds" | "wednesday" => Weekday::Wednesday,
        "thu" | "thur" | "thurs" | "thursday" => Weekday::Thursday,
        "fri" | "friday" => Weekday::Friday,
        "sat" | "saturday" => Weekday::Saturday,
        "sun" | "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

fn next_weekday(weekday: Weekday, today: Date) -> Option<Date> {
    today.nth_weekday(1, weekday).ok()
}

/// That weekday of this calendar week (0) or a later one.
fn weekday_of_week(today: Date, weekday: Weekday, weeks: i64) -> Option<Date> {
    let days =
        i64::from(weekday.to_monday_zero_offset()) - i64::from(today.weekday().to_monday_zero_offset());
    after(today, Span::new().days(days + 7 * weeks))
}

fn end_of(unit: &str, today: Date) -> Option<Date> {
    match unit {
        "week" => {
            let friday = weekday_of_week(today, Weekday::Friday, 0)?;
            if friday >= today { Some(friday) } else { weekday_of_week(today, Weekday::Sunday, 0) }
        }
        "month" => Some(today.last_of_month()),
        "year" => Some(today.last_of_year()),
        name => {
            let month = month(name)?;
            let year = if month < today.month() { today.year().checked_add(1)? } else { today.year() };
            Some(Date::new(year, month, 1).ok()?.last_of_month())
        }
    }
}

/// `2 weeks`, `a fortnight`, `a couple of days`.
fn in_a_while(words: &[&str], today: Date) -> Option<Date> {
    let words = words.strip_suffix(&["time"]).unwrap_or(words);
    let (count, unit) = match words {
        ["a", "couple", "of", unit] | ["a", "couple", unit] => (2, *unit),
        [count, unit] => (number(count)?, *unit),
        _ => return None,
    };
    let span = match unit {
        "day" | "days" | "d" => Span::new().try_days(count),
        "week" | "weeks" | "w" | "wk" | "wks" => Span::new().try_weeks(count),
        "fortnight" | "fortnights" => Span::new().try_weeks(count.checked_mul(2)?),
        "month" | "months" | "m" => Span::new().try_months(count),
        "year" | "years" | "y" => Span::new().try_years(count),
        _ => return None,
    };
    after(today, span.ok()?)
}

fn number(word: &str) -> Option<i64> {
    const NUMBERS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    if let Some(at) = NUMBERS.iter().position(|number| *number == word) {
        return i64::try_from(at + 1).ok();
    }
    word.bytes().all(|byte| byte.is_ascii_digit()).then(|| word.parse().ok()).flatten()
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let fits =
        |name: &str| name == word || name.get(..3) == Some(word) || (word == "sept" && name == "september");
    i8::try_from(MONTHS.iter().position(|name| fits(name))? + 1).ok()
}

/// `3`, `3rd`.
fn day_number(word: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten().filter(|day| (1..=31).contains(day))
}

/// `3 dec`, `dec 3`, `3rd of december`, each with or without a year.
fn day_and_month(words: &[&str], today: Date) -> Option<Date> {
    let (day, month, year) = match words {
        [day, "of", name, rest @ ..] => (day_number(day)?, month(name)?, rest),
        [first, second, rest @ ..] => match (day_number(first), month(second)) {
            (Some(day), Some(month)) => (day, month, rest),
            _ => (day_number(second)?, month(first)?, rest),
        },
        [day] => return next_day_of_month(day_number(day)?, today),
        [] => return None,
    };
    match year {
        // Eight years hold a 29 February, also around 2100.
        [] => (0..=8)
            .filter_map(|ahead| Date::new(today.year().checked_add(ahead)?, month, day).ok())
            .find(|date| *date >= today),
        [year] if year.len() == 4 => Date::new(year.parse().ok()?, month, day).ok(),
        _ => None,
    }
}

fn next_day_of_month(day: i8, today: Date) -> Option<Date> {
    (0..=12)
        .filter_map(|ahead| after(today.first_of_month(), Span::new().months(ahead)))
        .filter_map(|month| Date::new(month.year(), month.month(), day).ok())
        .find(|date| *date >= today)
}

#[cfg(test)]
mod tests {
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
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(read(text).as_deref(), expect, "{text}");
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
        for text in [
            "tomorrow",
            "next week",
            "fri",
            "next fri",
            "next year",
            "15th",
            "3 dec",
            "end of march",
            "weekend",
        ] {
            let _ = date(text, last);
        }
    }
}
