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
//! | `24/12/2026`, `12/24/26`, `24.12.2026` | that day, where only one of the two can be the month |
//! | `by 24/12`, `on 24.12.` | the next such day, with `by` or `on` before it alone: "open 24/7" |
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

/// Reads a day past or ahead: as [`date`] does, or "yesterday", or any "2026-05-12" or "3 dec 2025".
pub fn any_day(text: &str, today: Day) -> Option<Day> {
    if text.trim().eq_ignore_ascii_case("yesterday") {
        return today.0.yesterday().ok().map(Day);
    }
    text.trim().parse().ok().or_else(|| said(text, today)).map(Day)
}

/// Reads a date as people say it: "fri", "next fri", "in 2 weeks", "3 dec", "2026-12-03", "end of month". Never in the past.
pub fn date(text: &str, today: Day) -> Option<Day> {
    said(text, today).filter(|date| *date >= today.0).map(Day)
}

/// Whether a text is said as a day of a month is, but there is no such day, or nobody can tell which: "31 feb", "2026-13-01",
/// "3/4/2026", and "fri 10" where the next 10th is no Friday.
pub(super) fn is_unclear(text: &str, today: Day) -> bool {
    let text = text.to_lowercase().replace(',', " ");
    let words: Vec<&str> = text.split_whitespace().map(|word| word.trim_end_matches('.')).collect();
    let read = read(&words, today.0);
    // Two figures at the most: "100 march" is a crowd.
    let is_day = |word: &str| {
        let ends = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
        let figures = ends.unwrap_or(word);
        (1..=2).contains(&figures.len()) && figures.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_year = |rest: &[&str]| match rest {
        [] => true,
        [year] => year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    };
    match words.as_slice() {
        [one] => read.is_none() && parts_of_figures(one).is_some(),
        [name, rest @ ..] if !rest.is_empty() && weekday(name).is_some() => {
            let other = read.is_some_and(|day| weekday(name) != Some(day.weekday()));
            // "fri 9-11" are hours.
            (other && rest.first().is_some_and(|word| word.starts_with(|ch: char| ch.is_ascii_digit())))
                || (rest.len() > 1 && is_unclear(&rest.join(" "), today))
        }
        [first, second, rest @ ..] => {
            let said =
                (is_day(first) && month(second).is_some()) || (month(first).is_some() && is_day(second));
            read.is_none() && said && is_year(rest)
        }
        [] => false,
    }
}

/// Reads a day as [`date`] does, also one that was.
fn said(text: &str, today: Day) -> Option<Date> {
    if text.len() > MAX_LEN {
        return None;
    }
    let text = text.to_lowercase().replace(',', " ");
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_end_matches(['.', '!', '\'', '’']))
        .filter(|word| *word != "the")
        .collect();
    match words.as_slice() {
        ["by" | "on", one] => read(&[*one], today.0).or_else(|| short_figures(one, today.0)),
        ["by" | "on", rest @ ..] => read(rest, today.0),
        all => read(all, today.0),
    }
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
        ["tomorrow" | "tmrw" | "tmr"] | ["tomorrow", "morning" | "afternoon" | "evening" | "night"] => {
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
        [name, one] if weekday(name).is_some() && parts_of_figures(one).is_some() => one_word(one, today),
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
    iso(word).or_else(|| in_figures(word))
}

/// `24/12/2026`, `12/24/2026`, `24.12.26`: only where one of the two cannot be the month, for else half the world reads
/// another day.
fn in_figures(word: &str) -> Option<Date> {
    // With the year in front the month always follows it.
    let year_last = word.find(|ch: char| !ch.is_ascii_digit()).is_some_and(|at| at < 4);
    let ([first, second], year) = parts_of_figures(word).filter(|_| year_last)?;
    let (day, month) = match (first > 12, second > 12) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        _ if first == second => (first, second),
        _ => return None,
    };
    Date::new(year, month, day).ok()
}

/// `24/12`, `24.12`: the next such day.
fn short_figures(word: &str, today: Date) -> Option<Date> {
    let sign = word.chars().find(|ch| !ch.is_ascii_digit()).filter(|ch| matches!(ch, '/' | '.'))?;
    let (year, next) = (today.year(), today.year().checked_add(1)?);
    let of = |year: i16| in_figures(&format!("{word}{sign}{year:04}"));
    of(year).filter(|date| *date >= today).or_else(|| of(next))
}

/// A day without a year, as it may stand in the line of an event: `24/12`, `24.12.` (with its last stop: `7.30` is a time).
/// Some of nothing is one that may be two days, or is none; `24/7`, halves and other fractions are no days.
#[expect(clippy::option_option, reason = "no day, and nothing like one, are two things here")]
pub(super) fn short_day(word: &str, today: Day) -> Option<Option<Day>> {
    let figures = word.strip_suffix('.').filter(|rest| rest.contains('.')).or_else(|| {
        (!matches!(word, "24/7" | "1/2" | "1/3" | "2/3" | "1/4" | "3/4"))
            .then_some(word)
            .filter(|word| word.contains('/'))
    })?;
    let (first, second) = figures.split_once(['/', '.'])?;
    let small = |part: &str| {
        let plain = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| part.parse::<u8>().ok()).flatten().filter(|number| (1..=31).contains(number))
    };
    let (first, second) = (small(first)?, small(second)?);
    // Neither can be the month: "30/31".
    (first <= 12 || second <= 12).then(|| short_figures(figures, today.0).map(Day))
}

/// Whether a text meant for a day is none, or may be two: "31 feb", "2/1", "2020-01-01", "12th".
pub(super) fn says_no_day(text: &str, today: Day) -> bool {
    let figures = |ch: char| ch.is_ascii_digit() || matches!(ch, '/' | '.' | '-');
    let short = text.chars().all(figures) && text.contains(['/', '.', '-']);
    date(&format!("on {text}"), today).is_none()
        && (short || is_unclear(text, today) || any_day(text, today).is_some())
}

/// Two numbers and a year with `/`, `.` or `-` between them, or the year first; 26 is 2026.
fn parts_of_figures(word: &str) -> Option<([i8; 2], i16)> {
    let sign = word.chars().find(|ch| !ch.is_ascii_digit()).filter(|ch| matches!(ch, '/' | '.' | '-'))?;
    let parts: Vec<&str> = word.split(sign).collect();
    let number = |part: &str, most: usize| {
        ((1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<i16>().ok())
            .flatten()
    };
    let small = |part: &str| i8::try_from(number(part, 2)?).ok();
    match parts.as_slice() {
        [year, first, second] if year.len() == 4 => Some(([small(first)?, small(second)?], number(year, 4)?)),
        [first, second, year] if year.len() == 4 => Some(([small(first)?, small(second)?], number(year, 4)?)),
        [first, second, year] if sign != '-' && year.len() == 2 => {
            Some(([small(first)?, small(second)?], number(year, 2)?.checked_add(2000)?))
        }
        _ => None,
    }
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
mod tests;
