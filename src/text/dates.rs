//! How days read for people.

use jiff::civil::Weekday;

use crate::domain::Day;

/// A day nearer than this is told without its year.
const ELEVEN_MONTHS: i32 = 334;

/// A day as people say it: `today`, `tomorrow`, `yesterday`, `Fri` within the coming six days, else `12 Nov`, and
/// `12 Nov 2025` in another year or more than eleven months away.
pub fn day_words(day: Day, today: Day) -> String {
    let away = days_between(today, day);
    let date = day.0;
    match away {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        2..=6 => weekday(date.weekday()).to_owned(),
        _ => {
            let words = format!("{} {}", date.day(), month(date.month()));
            if date.year() == today.0.year() && away.abs() <= ELEVEN_MONTHS {
                words
            } else {
                format!("{words} {}", date.year())
            }
        }
    }
}

/// A day by its weekday and its date, `Fri 27 Nov`, as it is repeated to whoever just named it; the year as in [`short_day`].
pub fn full_day(day: Day, today: Day) -> String {
    format!("{} {}", weekday(day.0.weekday()), short_day(day, today))
}

/// A day by its date alone, `27 Nov`; `27 Nov 2028` when it is more than eleven months of the calendar from `today`.
pub fn short_day(day: Day, today: Day) -> String {
    let months = |day: Day| i32::from(day.0.year()) * 12 + i32::from(day.0.month());
    let words = format!("{} {}", day.0.day(), month(day.0.month()));
    if (months(day) - months(today)).abs() <= 11 { words } else { format!("{words} {}", day.0.year()) }
}

/// How far a day is: `yesterday`, `3 days ago`, `2 weeks ago`, `in 5 days`, `5 months ago`, `2 years ago`.
///
/// Days up to 13, whole weeks up to 8, whole calendar months up to 23, then whole years.
pub fn ago(day: Day, today: Day) -> String {
    match days_between(today, day) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        ..0 => format!("{} ago", span(day, today)),
        _ => format!("in {}", span(day, today)),
    }
}

/// By how much what was due on `due` is late: `a day late`, `3 days late`, `2 weeks late`, counted as in [`ago`]; `None`
/// while it is not.
pub fn late(due: Day, today: Day) -> Option<String> {
    match days_between(due, today) {
        ..=0 => None,
        1 => Some("a day late".to_owned()),
        _ => Some(format!("{} late", span(due, today))),
    }
}

/// The days between two days, in the largest unit that still says enough.
fn span(day: Day, today: Day) -> String {
    let days = days_between(today, day).unsigned_abs();
    let months = months_between(day.min(today), day.max(today));
    let (count, unit) = match (days, months) {
        (..14, _) => (days, "day"),
        (..63, _) => (days / 7, "week"),
        (_, ..24) => (months, "month"),
        _ => (months / 12, "year"),
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

fn days_between(from: Day, to: Day) -> i32 {
    from.0
        .duration_until(to.0)
        .as_hours()
        .checked_div(24)
        .and_then(|days| i32::try_from(days).ok())
        .unwrap_or(0)
}

fn months_between(from: Day, to: Day) -> u32 {
    let months = |day: Day| i32::from(day.0.year()) * 12 + i32::from(day.0.month());
    // From the 31st to the last day of a shorter month is a whole month.
    let whole = to.0.day() >= from.0.day() || to.0.day() == to.0.days_in_month();
    (months(to) - months(from) - i32::from(!whole)).max(0).unsigned_abs()
}

const fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

fn month(number: i8) -> &'static str {
    const NAMES: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    usize::try_from(number - 1).ok().and_then(|at| NAMES.get(at)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn day(text: &str) -> Day {
        Day(text.parse().unwrap())
    }

    #[test]
    fn days_read_as_people_say_them() {
        #[track_caller]
        fn check(text: &str, expect: &str) {
            assert_eq!(day_words(day(text), Day(date(2026, 5, 12))), expect);
        }
        check("2026-05-12", "today");
        check("2026-05-13", "tomorrow");
        check("2026-05-11", "yesterday");
        check("2026-05-14", "Thu");
        check("2026-05-18", "Mon");
        check("2026-05-19", "19 May");
        check("2026-05-10", "10 May");
        check("2026-12-31", "31 Dec");
        check("2026-01-01", "1 Jan");
        check("2025-11-12", "12 Nov 2025");
        check("2027-01-03", "3 Jan 2027");
        assert_eq!(day_words(day("2026-12-31"), day("2026-01-01")), "31 Dec 2026");
        assert_eq!(day_words(day("2026-11-30"), day("2026-01-01")), "30 Nov");
        assert_eq!(day_words(day("2027-01-02"), day("2026-12-31")), "Sat", "the coming days need no year");
        assert_eq!(day_words(day("-009999-01-01"), day("9999-12-31")), "1 Jan -9999");
    }

    #[test]
    fn a_day_that_was_named_is_repeated_whole() {
        #[track_caller]
        fn check(text: &str, full: &str, short: &str) {
            let today = Day(date(2026, 11, 25));
            assert_eq!(
                (full_day(day(text), today).as_str(), short_day(day(text), today).as_str()),
                (full, short)
            );
        }
        check("2026-11-25", "Wed 25 Nov", "25 Nov");
        check("2026-11-27", "Fri 27 Nov", "27 Nov");
        check("2027-10-01", "Fri 1 Oct", "1 Oct");
        check("2027-11-25", "Thu 25 Nov 2027", "25 Nov 2027");
        check("2025-11-25", "Tue 25 Nov 2025", "25 Nov 2025");
        check("-009999-01-01", "Mon 1 Jan -9999", "1 Jan -9999");
    }

    #[test]
    fn distances_read_as_people_say_them() {
        #[track_caller]
        fn check(text: &str, expect: &str) {
            assert_eq!(ago(day(text), Day(date(2026, 5, 31))), expect);
        }
        check("2026-05-31", "today");
        check("2026-05-30", "yesterday");
        check("2026-06-01", "tomorrow");
        check("2026-05-28", "3 days ago");
        check("2026-06-05", "in 5 days");
        check("2026-05-18", "13 days ago");
        check("2026-05-17", "2 weeks ago");
        check("2026-06-20", "in 2 weeks");
        check("2026-03-30", "8 weeks ago");
        check("2026-03-29", "2 months ago");
        check("2025-12-31", "5 months ago");
        check("2025-05-31", "12 months ago");
        check("2025-06-01", "11 months ago");
        check("2024-06-01", "23 months ago");
        check("2024-05-31", "2 years ago");
        check("2028-06-01", "in 2 years");
        check("2016-05-31", "10 years ago");
        assert_eq!(ago(day("2026-01-31"), day("2026-04-30")), "3 months ago");
        let late = |due: &str| late(day(due), day("2026-05-31"));
        assert_eq!((late("2026-06-01"), late("2026-05-31")), (None, None));
        assert_eq!(late("2026-05-30").as_deref(), Some("a day late"));
        assert_eq!(late("2026-05-28").as_deref(), Some("3 days late"));
        assert_eq!(late("2026-03-29").as_deref(), Some("2 months late"));
        assert_eq!(ago(day("-009999-01-01"), day("9999-12-31")), "19998 years ago");
    }
}
