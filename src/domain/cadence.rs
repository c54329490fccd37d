//! How often: "3 months", "every six weeks", "ambient", "none", as people write it down.

use jiff::{Span, civil::Date};

use super::Day;

/// How often to be in touch with a person, or how often a group meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cadence {
    /// Nothing was said about it.
    #[default]
    Unset,
    /// So many whole days.
    Days(u16),
    /// So many calendar months.
    Months(u16),
    /// We meet anyway; no need to be told.
    Ambient,
    /// Not to be told at all.
    Never,
}

impl Cadence {
    /// Reads it: a count in figures or words and days, weeks, fortnights, months, quarters or years, with or without
    /// `every`; `weekly`, `monthly`, `quarterly`, `yearly`; `ambient`; `none` or `never`. `None` when it says none of
    /// these, or more than a hundred years.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('.').to_lowercase();
        if text.starts_with('-') {
            return None;
        }
        let words: Vec<&str> = text.split([' ', '\t', '-']).filter(|word| !word.is_empty()).collect();
        let words = match words.as_slice() {
            ["once", rest @ ..] => rest,
            all => all,
        };
        match words {
            [] => Some(Self::Unset),
            ["none" | "never" | "no"] => Some(Self::Never),
            ["ambient"] => Some(Self::Ambient),
            ["daily"] => Some(Self::Days(1)),
            ["weekly"] => Some(Self::Days(7)),
            ["fortnightly" | "biweekly"] => Some(Self::Days(14)),
            ["monthly"] => Some(Self::Months(1)),
            ["quarterly"] => Some(Self::Months(3)),
            ["yearly" | "annually"] => Some(Self::Months(12)),
            ["every" | "each", "other", unit] | ["every", "second", unit] => Self::of(2, unit),
            ["half", "a", "year"] | ["every", "half", "year"] | ["half", "yearly"] => Some(Self::Months(6)),
            ["every" | "each", unit] => Self::of(1, unit),
            ["every", count, unit] | [count, unit] => Self::of(number(count)?, unit),
            // "3months", "6w"
            [joined] => {
                let unit = joined.trim_start_matches(|ch: char| ch.is_ascii_digit());
                Self::of(number(joined.strip_suffix(unit)?)?, unit)
            }
            _ => None,
        }
    }

    fn of(count: u16, unit: &str) -> Option<Self> {
        let (days, months) = match unit {
            "day" | "days" | "d" => (1, 0),
            "week" | "weeks" | "wk" | "wks" | "w" => (7, 0),
            "fortnight" | "fortnights" => (14, 0),
            "month" | "months" | "mo" | "m" => (0, 1),
            "quarter" | "quarters" => (0, 3),
            "year" | "years" | "yr" | "yrs" | "y" => (0, 12),
            _ => return None,
        };
        let (days, months) = (count.checked_mul(days)?, count.checked_mul(months)?);
        match (days, months) {
            (1..=36_525, 0) => Some(Self::Days(days)),
            (0, 1..=1200) => Some(Self::Months(months)),
            _ => None,
        }
    }

    /// In words: "every 6 weeks", "every year"; empty without a turn.
    pub fn words(self) -> String {
        let (count, unit) = match self {
            Self::Days(days) if days % 7 == 0 => (days / 7, "week"),
            Self::Days(days) => (days, "day"),
            Self::Months(months) if months % 12 == 0 => (months / 12, "year"),
            Self::Months(months) => (months, "month"),
            Self::Unset | Self::Ambient | Self::Never => return String::new(),
        };
        if count == 1 { format!("every {unit}") } else { format!("every {count} {unit}s") }
    }

    /// Whether it asks for contact now and then.
    pub fn is_regular(self) -> bool {
        matches!(self, Self::Days(_) | Self::Months(_))
    }

    /// The day that comes one turn after `last`: months keep the day of the month, and end with the month where that is
    /// shorter. `None` without a turn, and beyond the last day there is.
    pub fn after(self, last: Day) -> Option<Day> {
        Date::checked_add(last.0, self.span()?).ok().map(Day)
    }

    /// The day that comes one turn before `next`.
    pub fn before(self, next: Day) -> Option<Day> {
        Date::checked_sub(next.0, self.span()?).ok().map(Day)
    }

    fn span(self) -> Option<Span> {
        match self {
            Self::Days(days) => Span::new().try_days(days).ok(),
            Self::Months(months) => Span::new().try_months(months).ok(),
            Self::Unset | Self::Ambient | Self::Never => None,
        }
    }
}

fn number(word: &str) -> Option<u16> {
    const NUMBERS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    if let Some(at) = NUMBERS.iter().position(|number| *number == word) {
        return u16::try_from(at + 1).ok();
    }
    word.bytes().all(|byte| byte.is_ascii_digit()).then(|| word.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::Cadence::{Ambient, Days, Months, Never, Unset};
    use super::*;

    #[test]
    fn as_people_write_it() {
        for (text, expect) in [
            ("", Some(Unset)),
            ("  ", Some(Unset)),
            ("3 months", Some(Months(3))),
            ("6 weeks", Some(Days(42))),
            ("10 days", Some(Days(10))),
            ("2 years", Some(Months(24))),
            ("three months", Some(Months(3))),
            ("every six weeks", Some(Days(42))),
            ("Every 2 Months.", Some(Months(2))),
            ("a month", Some(Months(1))),
            ("every year", Some(Months(12))),
            ("every other week", Some(Days(14))),
            ("once a quarter", Some(Months(3))),
            ("a fortnight", Some(Days(14))),
            ("half a year", Some(Months(6))),
            ("half-yearly", Some(Months(6))),
            ("quarterly", Some(Months(3))),
            ("6w", Some(Days(42))),
            ("3months", Some(Months(3))),
            ("none", Some(Never)),
            ("Ambient", Some(Ambient)),
            ("now and then", None),
            ("0 weeks", None),
            ("-3 months", None),
            ("3", None),
            ("months", None),
            ("99999 years", None),
            ("65535 weeks", None),
            ("101 years", None),
            ("٣ months", None),
            ("1.5 months", None),
        ] {
            assert_eq!(Cadence::parse(text), expect, "{text}");
        }
    }

    #[test]
    fn in_words() {
        let words = |text| Cadence::parse(text).unwrap().words();
        assert_eq!(
            ["6 weeks", "monthly", "10 days", "2 years", "18 months", "a day", "none"].map(words),
            [
                "every 6 weeks",
                "every month",
                "every 10 days",
                "every 2 years",
                "every 18 months",
                "every day",
                ""
            ]
        );
    }

    #[test]
    fn a_turn_later() {
        #[track_caller]
        fn check(cadence: &str, last: &str, expect: &str) {
            let next = Cadence::parse(cadence).unwrap().after(Day(last.parse().unwrap()));
            assert_eq!(next.map_or(String::new(), |day| day.to_string()), expect);
        }
        check("1 month", "2027-01-31", "2027-02-28");
        check("1 month", "2028-01-31", "2028-02-29");
        check("1 year", "2028-02-29", "2029-02-28");
        check("4 years", "2024-02-29", "2028-02-29");
        check("3 months", "2026-11-30", "2027-02-28");
        check("6 weeks", "2026-12-01", "2027-01-12");
        check("1 day", "9999-12-31", "");
        check("ambient", "2026-12-01", "");
        check("none", "2026-12-01", "");
    }
}
