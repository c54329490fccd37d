//! An event in one line: "Makers' Breakfast tomorrow 07:30-09:00 at Old Fire Station; 15 EUR; 3 expand".
//!
//! | said | becomes |
//! |---|---|
//! | a day as in a capture line, or any `2026-05-12` | the date |
//! | `07:30`, `7.30pm`, `7pm`, `19h30`; `07:30-09:00`, `7-9pm`, `from 7:30 to 9:00` | start, end |
//! | the last `at X` or `@ X` | the venue |
//! | after a `;`: `3 expand`, `1 supplier, 2 customers` | what I go for |
//! | after a `;`: `15 EUR`, `free` | the cost |
//! | all else | the name |

use std::ops::Range;

use jiff::civil::Time;

use super::dates::{ALSO_WORDS, any_day, is_unclear, short_day};
use super::split::{tidy, words};
use crate::domain::{Clock, Day, Intent};

/// The most words a date has: "by the end of the next month".
const MAX_WORDS: usize = 8;
/// Words that belong to the day or the time after them.
const BEFORE: &[&str] = &["at", "on", "from", "@", "by"];

/// What a line says about an event; what it does not say is empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EventLine {
    /// What is left when all else is taken out.
    pub name: String,
    /// When.
    pub date: Option<Day>,
    /// What is said as a day and is none, or may be two: "31 feb", "3/4/2026". It stays in the name.
    pub unclear: Option<String>,
    /// From.
    pub start: Option<Clock>,
    /// To.
    pub end: Option<Clock>,
    /// Where.
    pub venue: String,
    /// As written: "15 EUR".
    pub cost: String,
    /// What I go for.
    pub intents: Vec<Intent>,
}

/// Reads a line. Never fails: what is not understood stays in the name.
pub fn event(line: &str, today: Day) -> EventLine {
    let mut parts = line.split(';').map(str::trim);
    let mut event = EventLine::default();
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut rest = String::new();
    for part in parts.filter(|part| !part.is_empty()) {
        event.beside(part, &mut rest, today);
    }
    // What stands before the first `;` says when; a number after it ("2 strangrs") is no day of the month then.
    let is_named = text.chars().any(char::is_alphanumeric);
    for (text, is_beside) in [(&mut text, false), (&mut rest, is_named)] {
        if event.start.is_none()
            && let Some((span, start, end)) = times(text)
        {
            (event.start, event.end) = (Some(Clock(start)), end.map(Clock));
            take(text, &span);
        }
        if event.date.is_none() {
            // "fri 3 dec" of a year in which it is a Thursday holds the days "fri" and "3 dec".
            let amiss = unclear(text, today);
            let within = |span: &Range<usize>| {
                let said = text.get(span.clone());
                amiss.as_ref().is_some_and(|amiss| said.is_some_and(|said| amiss.contains(said)))
            };
            if let Some((span, day)) = day(text, is_beside, today).filter(|(span, _)| !within(span)) {
                event.date = Some(day);
                take(text, &span);
            } else {
                event.unclear = event.unclear.take().or(amiss);
            }
        }
    }
    event.unclear.take_if(|_| event.date.is_some());
    if !rest.is_empty() {
        text.push(' ');
        text.push_str(&rest);
    }
    let (name, venue) = venue(&text);
    event.name = trimmed(name);
    event.venue = trimmed(venue);
    if event.name.is_empty() {
        event.name = std::mem::take(&mut event.venue);
    }
    event
}

impl EventLine {
    /// What is wrong with the day that was said, and what to write instead; `None` when nothing is.
    pub fn day_problem(&self) -> Option<String> {
        let said = self.unclear.as_ref()?;
        Some(format!("“{said}” is no day, or might be two; write it as 3 dec, fri or 2026-12-03"))
    }

    /// Takes what a part after a `;` says of intents and cost, also where a place follows; all else goes to `rest`.
    fn beside(&mut self, part: &str, rest: &mut String, today: Day) {
        if let Some(intents) = Intent::read_all(part) {
            self.intents.extend(intents);
        } else if self.cost.is_empty() && is_cost(part) && any_day(part, today).is_none() {
            part.clone_into(&mut self.cost);
        } else if let Some((first, others)) = part.split_once(',') {
            self.beside(first.trim(), rest, today);
            self.beside(others.trim(), rest, today);
        } else if let Some((intents, at)) = words(part).find_map(|(at, word)| {
            let (before, place) = part.split_at_checked(at).filter(|_| matches!(word, "at" | "@"))?;
            Some((Intent::read_all(before.trim()).filter(|found| !found.is_empty())?, place))
        }) {
            self.intents.extend(intents);
            self.beside(at, rest, today);
        } else {
            rest.push_str(if rest.is_empty() { "" } else { " " });
            rest.push_str(part);
        }
    }
}

/// Takes a span out, with the `at`, `on` or `from` before it, and leaves `|`, which no venue crosses.
fn take(text: &mut String, span: &Range<usize>) {
    let before = text.get(..span.start).unwrap_or_default();
    let last = words(before).last().filter(|(_, word)| BEFORE.contains(&word.to_lowercase().as_str()));
    let start = last.map_or(span.start, |(at, _)| at);
    text.replace_range(start..span.end, "|");
}

/// Without what stood around days, times and places.
fn trimmed(text: &str) -> String {
    // The stop of "24.12." stands alone once the day is taken.
    tidy(&text.replace('|', " "))
        .replace(" . ", " ")
        .trim_end_matches(" .")
        .trim_matches([',', ':', '-', '–', ' ', '·'])
        .to_owned()
}

/// The name, and what stands behind the last `at` or `@`.
fn venue(text: &str) -> (&str, &str) {
    let at = |(_, word): &(usize, &str)| *word == "@" || word.eq_ignore_ascii_case("at");
    let is_place = |start: usize| {
        let rest = text.get(start..).unwrap_or_default();
        rest.split('|').next().is_some_and(|place| !place.trim().is_empty())
    };
    let all: Vec<(usize, &str)> = words(text).collect();
    let found = all.iter().rev().find(|found| at(found) && is_place(found.0 + found.1.len()));
    let Some((at, word)) = found else { return (text, "") };
    (text.get(..*at).unwrap_or_default(), text.get(at + word.len()..).unwrap_or_default())
}

// ---- times

/// The first time of day or range of times: where it stands, from and to.
fn times(text: &str) -> Option<(Range<usize>, Time, Option<Time>)> {
    let all: Vec<(usize, &str)> = words(text).collect();
    all.iter().enumerate().find_map(|(at, (start, word))| {
        let word = word.trim_end_matches([',', '.']);
        let day_before =
            || at.checked_sub(1).and_then(|at| all.get(at)).is_some_and(|(_, word)| is_one_day(word));
        if let Some((from, to)) = range(word).or_else(|| bare_range(word).filter(|_| day_before())) {
            return Some((*start..start + word.len(), from, Some(to)));
        }
        let next =
            |ahead: usize| all.get(at + ahead).map(|(at, word)| (*at, word.trim_end_matches([',', '.'])));
        let link = next(1).filter(|(_, word)| matches!(*word, "-" | "–" | "to" | "till" | "until"));
        if let (Some(_), Some((end, last))) = (link, next(2))
            && let Some((from, to)) = range(&format!("{word}-{last}"))
        {
            return Some((*start..end + last.len(), from, Some(to)));
        }
        // "7 pm"
        if let Some((end, half @ ("am" | "pm"))) = next(1)
            && let Some(from) = time(&format!("{word}{half}"))
        {
            return Some((*start..end + half.len(), from, None));
        }
        time(word).map(|from| (*start..start + word.len(), from, None))
    })
}

/// `07:30-09:00`, `7-9pm`; two bare numbers are no time ("rooms 7-9").
fn range(word: &str) -> Option<(Time, Time)> {
    let (from, to) = word.split_once(['-', '–'])?;
    if let (Some(from), Some(to)) = (time(from), time(to)) {
        return Some((from, to));
    }
    let lower = to.to_lowercase();
    let half = ["am", "pm"].into_iter().find(|half| lower.ends_with(half));
    let to_time = time(to);
    match (half, to_time, time(from)) {
        // "7-9pm" and "7:30-9pm": both in the evening; "11-1pm": the first before noon.
        (Some(half), Some(to), _) => {
            let same = time(&format!("{from}{half}"))?;
            let other = if half == "pm" { "am" } else { "pm" };
            let from = if same <= to { same } else { time(&format!("{from}{other}"))? };
            Some((from, to))
        }
        // "7:30-9" and "7-9:30": the bare one is a whole hour.
        (None, Some(to), None) => Some((whole(from)?, to)),
        (None, None, Some(from)) => Some((from, whole(to)?)),
        _ => None,
    }
}

/// `9-11` behind a day: two whole hours, the first before the other.
fn bare_range(word: &str) -> Option<(Time, Time)> {
    let (from, to) = word.split_once(['-', '–'])?;
    let (from, to) = (whole(from)?, whole(to)?);
    (from < to).then_some((from, to))
}

/// Whether one word alone says a day, such as "fri" or "tomorrow".
fn is_one_day(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && any_day(word, Day(jiff::civil::Date::ZERO)).is_some()
}

fn whole(word: &str) -> Option<Time> {
    let hour = word.parse().ok().filter(|_| word.len() <= 2)?;
    Time::new(hour, 0, 0, 0).ok()
}

/// `07:30`, `7.30pm`, `7pm`, `19h30`, `19h`, `noon`; a bare number is none.
fn time(word: &str) -> Option<Time> {
    let lower = word.to_lowercase();
    if lower == "noon" {
        return Time::new(12, 0, 0, 0).ok();
    }
    let (figures, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(rest), _) => (rest, Some(false)),
        (_, Some(rest)) => (rest, Some(true)),
        _ => (lower.as_str(), None),
    };
    let plain = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let (hour, minute) = match figures.split_once([':', '.', 'h']) {
        // "19h"; and "7.5" is no time, nor is "3.14".
        Some((hour, "")) if figures.ends_with('h') => (hour, "00"),
        Some((hour, minute)) if minute.len() == 2 && (half.is_some() || !figures.contains('.')) => {
            (hour, minute)
        }
        None if half.is_some() => (figures, "00"),
        _ => return None,
    };
    if !plain(hour) || !plain(minute) {
        return None;
    }
    let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(pm) => hour % 12 + if pm { 12 } else { 0 },
        None => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

// ---- days

/// The words that say the day: at the end of the line or beside a time or a place rather than amid the name, and there
/// the last; of one end the longest. A line that is nothing but a day is a name, unless it stands beside one.
fn day(text: &str, is_beside: bool, today: Day) -> Option<(Range<usize>, Day)> {
    let all: Vec<(usize, &str)> = words(text).collect();
    let windows =
        (0..all.len()).flat_map(|from| (from..all.len().min(from + MAX_WORDS)).map(move |to| (from, to)));
    let days = windows.filter_map(|(from, to)| {
        let ((start, _), (last, word)) = (all.get(from)?, all.get(to)?);
        let span = *start..last + word.trim_end_matches([',', ':', '.']).len();
        let said = text.get(span.clone()).filter(|said| !said.contains('|'))?;
        let firm = stands_apart(&all, from, to);
        let short = || short_day(word.trim_end_matches([',', ':']), today).flatten();
        let day = any_day(said, today)
            .filter(|_| !is_unclear(said, today))
            .or_else(|| if firm && from == to { short() } else { None })?;
        (!is_name(said, &all, from, firm)).then_some(((firm, to, to - from), span, day))
    });
    let (_, span, day) = days.max_by_key(|(rank, ..)| *rank)?;
    let rest = [text.get(..span.start), text.get(span.end..)];
    let named = rest.into_iter().flatten().any(|rest| rest.chars().any(char::is_alphanumeric));
    (named || is_beside).then_some((span, day))
}

/// The longest words that are said as a day and are none.
fn unclear(text: &str, today: Day) -> Option<String> {
    let all: Vec<(usize, &str)> = words(text).collect();
    // A weekday, a day, a month and a year.
    let windows = (0..all.len()).flat_map(|from| (from..all.len().min(from + 4)).map(move |to| (from, to)));
    let said = windows.filter_map(|(from, to)| {
        let ((start, _), (last, word)) = (all.get(from)?, all.get(to)?);
        let said = text.get(*start..last + word.trim_end_matches([',', ':', '.']).len())?;
        // Figures without a year are a day only where a day is looked for.
        let is_short = from == to
            && stands_apart(&all, from, to)
            && short_day(word.trim_end_matches([',', ':']), today) == Some(None);
        (is_short || is_unclear(said, today)).then_some(said)
    });
    said.max_by_key(|said| said.len()).map(str::to_owned)
}

/// Whether the words stand at the end of the line, beside a time or a place, or before a comma.
fn stands_apart(all: &[(usize, &str)], from: usize, to: usize) -> bool {
    let word = |at: usize| all.get(at).map(|(_, word)| *word);
    let after = word(to + 1)
        .is_none_or(|word| word == "@" || word.eq_ignore_ascii_case("at") || word.starts_with('|'));
    let before =
        from.checked_sub(1).and_then(word).is_some_and(|word| word == "|" || word.eq_ignore_ascii_case("on"));
    after || before || word(to).is_some_and(|word| word.ends_with([',', ':']))
}

/// Whether what reads as a day is part of a name: "music in the sun", "Friday Club".
fn is_name(said: &str, all: &[(usize, &str)], from: usize, firm: bool) -> bool {
    let lower = said.to_lowercase();
    let article = lower.strip_prefix("the ");
    let short = ALSO_WORDS.contains(&article.unwrap_or(&lower));
    let before = from
        .checked_sub(1)
        .and_then(|at| all.get(at))
        .is_some_and(|(_, word)| word.eq_ignore_ascii_case("the"));
    let weekday =
        said.chars().all(char::is_alphabetic) && !matches!(lower.as_str(), "today" | "tonight" | "tomorrow");
    before || (short && article.is_some()) || (!firm && (short || weekday))
}

/// `15 EUR`, `£15`, `15€`, `free`; a bare number is none.
fn is_cost(part: &str) -> bool {
    let figures = |word: &str| {
        word.starts_with(|ch: char| ch.is_ascii_digit())
            && word.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, '.' | ','))
    };
    // A currency: a sign or a short word.
    let unit = |word: &str| {
        (1..=5).contains(&word.chars().count()) && !word.chars().any(|ch| ch.is_ascii_digit() || ch == '-')
    };
    let all: Vec<&str> = part.split_whitespace().collect();
    match all.as_slice() {
        [word] if word.eq_ignore_ascii_case("free") => true,
        [word] => {
            let sum = word.trim_matches(|ch: char| !ch.is_ascii_digit());
            figures(sum) && unit(&word.replacen(sum, "", 1))
        }
        [one, other] => (figures(one) && unit(other)) || (figures(other) && unit(one)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::Date;

    /// Friday, 20 November 2026.
    const TODAY: Date = jiff::civil::date(2026, 11, 20);

    /// `name | date | start | end | venue`, empty where nothing was said.
    #[track_caller]
    fn check(line: &str, expect: &str) {
        let event = event(line, Day(TODAY));
        let day = event.date.map_or_else(String::new, |day| day.to_string());
        let time = |time: Option<Clock>| time.map_or_else(String::new, |time| time.to_string());
        let said = [event.name, day, time(event.start), time(event.end), event.venue].join("|");
        assert_eq!(said, expect, "{line}");
    }

    #[test]
    fn a_line_says_when_and_where() {
        check(
            "Makers' Breakfast tomorrow 07:30-09:00 at Old Fire Station",
            "Makers' Breakfast|2026-11-21|07:30|09:00|Old Fire Station",
        );
        check("Makers' Breakfast", "Makers' Breakfast||||");
        check("Fair; 3 dec", "Fair|2026-12-03|||");
        check("Fair; 0 expand; 3 dec 19:00", "Fair|2026-12-03|19:00||");
        check("Supper sat 19:00 @ The Heron", "Supper|2026-11-21|19:00||The Heron");
        check("Supper at The Heron, sat 19:00", "Supper|2026-11-21|19:00||The Heron");
        check("Supper at The Heron on 3 dec at 7pm", "Supper|2026-12-03|19:00||The Heron");
        check("Trade fair, fri 3 dec 2027, 10-17:00", "Trade fair|2027-12-03|10:00|17:00|");
        check("Drinks next fri 7-9pm", "Drinks|2026-11-27|19:00|21:00|");
        check("Lunch 11-1pm mon", "Lunch|2026-11-23|11:00|13:00|");
        check("Lunch from 12:00 to 13:30 tomorrow", "Lunch|2026-11-21|12:00|13:30|");
        check("Meetup 19h30 in 2 weeks", "Meetup|2026-12-04|19:30||");
        check("Open house 7 pm tonight at 12 Canal Street", "Open house|2026-11-20|19:00||12 Canal Street");
        check("Fair 2026-05-12 at Hall 3", "Fair|2026-05-12|||Hall 3");
        check("tomorrow: Breakfast at Tiffany's at Odeon", "Breakfast at Tiffany's|2026-11-21|||Odeon");
        check("Supper tomorrow with the guild", "Supper with the guild|2026-11-21|||");
    }

    #[test]
    fn a_day_of_any_year_is_read_and_one_that_is_none_is_said() {
        check("Fair 24/12/2026 at Hall 3", "Fair|2026-12-24|||Hall 3");
        check("Fair 24.12.", "Fair|2026-12-24|||");
        check("Fair 24/12 7pm at Hall 3", "Fair|2026-12-24|19:00||Hall 3");
        check("Fair on 3 nov 2025", "Fair|2025-11-03|||");
        check("Supper yesterday at The Heron", "Supper|2026-11-19|||The Heron");
        check("Talk fri 9-11", "Talk|2026-11-27|09:00|11:00|");
        check("Talk tomorrow 10-12 at The Heron", "Talk|2026-11-21|10:00|12:00|The Heron");
        check("Talk thu 10 at 7pm", "Talk|2026-12-10|19:00||");
        for (line, said) in [
            ("Talk 31 feb at 7pm", "31 feb"),
            ("Fair 3/4/2026", "3/4/2026"),
            ("Fair 2/1", "2/1"),
            ("Talk fri 10 at 7pm", "fri 10"),
            ("Talk fri 3 dec at The Heron", "fri 3 dec"),
            ("Talk on 31 feb 2027", "31 feb 2027"),
        ] {
            let read = event(line, Day(TODAY));
            assert_eq!((read.unclear.as_deref(), read.date), (Some(said), None), "{line}");
            assert!(read.name.contains(said) && read.day_problem().unwrap().contains(said), "{line}");
        }
        for line in [
            "Fair",
            "24/7 club",
            "Open 24/7",
            "Half price 1/2",
            "The 5/9 band",
            "Fair 31 feb tomorrow",
            "Room 31",
            "Rooms 9-11 fri",
            "10 march on",
        ] {
            assert_eq!(event(line, Day(TODAY)).unclear, None, "{line}");
        }
    }

    #[test]
    fn a_name_stays_a_name() {
        check("Friday Club", "Friday Club||||");
        check("Friday Club tomorrow", "Friday Club|2026-11-21|||");
        check("Music in the sun", "Music in the sun||||");
        check("Sun Festival at The Green", "Sun Festival||||The Green");
        check("Rooms 7-9 show", "Rooms 7-9 show||||");
        check("tomorrow", "tomorrow||||");
        check("19:00", "||19:00||");
        check("at Old Fire Station", "Old Fire Station||||");
        check("", "||||");
        check("Pi 3.14 day", "Pi 3.14 day||||");
    }

    #[test]
    fn parts_after_a_semicolon_say_what_for_and_how_much() {
        let read = event("Fair tomorrow; 3 expand, supplier; 15 EUR; bring cards", Day(TODAY));
        assert_eq!(read.name, "Fair bring cards");
        assert_eq!(Intent::line(&read.intents), "3 expand, 1 supplier");
        assert_eq!(read.cost, "15 EUR");
        // Intents stand before a place or beside a cost too, and what is misspelt is no day of the month.
        for (line, place, goes_for) in [
            ("Foo fri; 3 expand, 2 suppliers at Here", "Here", "3 expand, 2 suppliers"),
            ("Foo fri; 2 suppliers at Here", "Here", "2 suppliers"),
            ("Foo fri 7pm at Here; 20 EUR, 3 expand", "Here", "3 expand"),
            ("Foo fri; 3 expnd, 1 supplier", "", "1 supplier"),
        ] {
            let read = event(line, Day(TODAY));
            assert_eq!(
                (read.venue.as_str(), Intent::line(&read.intents).as_str()),
                (place, goes_for),
                "{line}"
            );
            assert_eq!(read.date, event("Foo fri", Day(TODAY)).date, "{line}");
        }
        for (part, cost) in [
            ("free", true),
            ("£15", true),
            ("15€", true),
            ("EUR 15", true),
            ("room 15 b", false),
            ("15", false),
        ] {
            assert_eq!(is_cost(part), cost, "{part}");
        }
    }

    #[test]
    fn odd_lines_do_not_panic() {
        for line in [
            "|",
            "at",
            "@ @",
            ";;;",
            "at | at",
            "– - –",
            "é 7pm é",
            "12:60",
            "25:00",
            "\u{202e}at 7pm",
            "7-",
            "-9pm",
            "h:h",
            "0pm",
            "13pm",
        ] {
            event(line, Day(TODAY));
        }
        event(&"at 7pm fri ".repeat(2000), Day(TODAY));
    }
}
