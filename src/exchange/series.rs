//! How an event of a calendar comes again (RFC 5545, 3.3.10), as far as a group may meet so.

use jiff::Span;
use jiff::civil::Date;

use crate::domain::Day;

/// Every so many weeks, or on the same weekday of every so many months.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Series {
    weeks: bool,
    every: u16,
    /// How often in all.
    count: Option<i64>,
    /// Until which day.
    until: Option<Date>,
}

impl Series {
    /// Reads a rule; `None` for one by which no group meets, such as every day or on three days a week.
    pub(super) fn of(rule: &str) -> Option<Self> {
        let part = |key: &str| {
            rule.split(';')
                .filter_map(|part| part.split_once('='))
                .find(|(name, _)| name.trim().eq_ignore_ascii_case(key))
                .map(|(_, value)| value.trim().to_ascii_uppercase())
        };
        let days = part("BYDAY").unwrap_or_default();
        let weeks = match part("FREQ")?.as_str() {
            "WEEKLY" if !days.contains(',') => true,
            // The second Tuesday: only that stays what it is when months turn.
            "MONTHLY" if days.starts_with(['1', '2', '3', '4']) && !days.contains(',') => false,
            _ => return None,
        };
        let date = |text: String| {
            let digits = text.get(..8)?;
            Date::strptime("%Y%m%d", digits).ok()
        };
        Some(Self {
            weeks,
            every: part("INTERVAL").and_then(|every| every.parse().ok()).unwrap_or(1),
            count: part("COUNT").and_then(|count| count.parse().ok()),
            until: part("UNTIL").and_then(date),
        })
    }

    /// "2 weeks", "1 month"; `None` when no time of it is left after `today`.
    pub(super) fn rhythm(&self, first: Day, today: Day) -> Option<String> {
        let by_count = match self.count {
            Some(count) => {
                let turns = count.checked_sub(1)?.checked_mul(i64::from(self.every))?;
                let span =
                    if self.weeks { Span::new().try_weeks(turns) } else { Span::new().try_months(turns) };
                // Beyond the calendar is not over.
                span.ok().and_then(|span| first.0.checked_add(span).ok())
            }
            None => None,
        };
        let over = by_count.into_iter().chain(self.until).any(|last| last < today.0);
        if over || self.every == 0 {
            return None;
        }
        let unit = if self.weeks { "week" } else { "month" };
        Some(format!("{} {unit}{}", self.every, if self.every == 1 { "" } else { "s" }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rhythm of a rule on 22 November 2026, for what began on 13 January 2026.
    #[track_caller]
    fn check(rule: &str, expect: Option<&str>) {
        let day = |text: &str| Day(text.parse().unwrap());
        let rhythm = Series::of(rule).and_then(|series| series.rhythm(day("2026-01-13"), day("2026-11-22")));
        assert_eq!(rhythm.as_deref(), expect, "{rule}");
    }

    #[test]
    fn rules_by_which_groups_meet() {
        check("FREQ=WEEKLY", Some("1 week"));
        check("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=MO", Some("2 weeks"));
        check("freq=monthly;byday=2TU", Some("1 month"));
        check("FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU;UNTIL=20270101T000000Z", Some("2 months"));
        check("FREQ=WEEKLY;COUNT=52", Some("1 week"));
    }

    #[test]
    fn rules_by_which_none_does() {
        check("FREQ=DAILY", None);
        check("FREQ=YEARLY", None);
        check("FREQ=WEEKLY;BYDAY=MO,WE,FR", None);
        check("FREQ=MONTHLY;BYMONTHDAY=15", None);
        check("FREQ=MONTHLY;BYDAY=-1FR", None);
        check("FREQ=WEEKLY;UNTIL=20260301", None);
        check("FREQ=WEEKLY;COUNT=10", None);
        check("FREQ=WEEKLY;COUNT=9223372036854775807;INTERVAL=9", None);
        check("FREQ=WEEKLY;INTERVAL=0", None);
        check("", None);
    }
}
