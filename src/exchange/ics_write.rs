//! iCalendar out: RFC 5545, in the plain form that khal, Thunderbird and Google Calendar all take.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::content_lines::{Lines, escaped};
use crate::domain::{Clock, Day, Now};

/// When something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IcsWhen {
    /// All day.
    Day(Day),
    /// From a time of day, in the user's zone; an end that is not later is on the next day.
    At {
        /// On which day it begins.
        day: Day,
        /// From.
        start: Clock,
        /// To.
        end: Option<Clock>,
    },
}

/// One event of a calendar. Texts are as people read them: escaping and folding are the writer's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IcsEvent {
    /// The same for the same thing in every export, so that a second import replaces the first.
    pub uid: String,
    /// When.
    pub when: IcsWhen,
    /// The one line that a calendar shows.
    pub summary: String,
    /// More about it; may be empty and may have several lines.
    pub description: String,
    /// Where; may be empty.
    pub location: String,
    /// Words to sort by.
    pub categories: Vec<String>,
    /// Whether it takes my time: a meeting does, the day on which a promise is due does not.
    pub busy: bool,
    /// Whether it is off: a calendar that had it strikes it out.
    pub cancelled: bool,
}

/// A calendar called `name`, exported at `now`.
///
/// Each day and time stands without a zone of its own: days as days, times as UTC, so that no reader needs a table of
/// zones. `SEQUENCE` counts the seconds since 2020, so that a later export always outranks an earlier one (RFC 5545,
/// 3.8.7.4: it only ever grows) although mingle keeps no count of exports.
pub fn write_ics(name: &str, events: &[IcsEvent], now: &Now) -> String {
    let mut out = Lines::default();
    out.raw("BEGIN", "VCALENDAR");
    out.raw("VERSION", "2.0");
    out.raw("PRODID", concat!("-//mingle//mingle ", env!("CARGO_PKG_VERSION"), "//EN"));
    out.raw("CALSCALE", "GREGORIAN");
    out.text("X-WR-CALNAME", name);
    let stamp = utc(now.0.timestamp());
    let sequence = sequence(now.0.timestamp());
    for event in events {
        out.raw("BEGIN", "VEVENT");
        out.text("UID", &event.uid);
        out.raw("DTSTAMP", &stamp);
        out.raw("LAST-MODIFIED", &stamp);
        out.raw("SEQUENCE", &sequence);
        out.when(event.when, now.zone());
        out.text("SUMMARY", &event.summary);
        for (key, value) in [("DESCRIPTION", &event.description), ("LOCATION", &event.location)] {
            if !value.trim().is_empty() {
                out.text(key, value);
            }
        }
        if !event.categories.is_empty() {
            let words: Vec<String> = event.categories.iter().map(|word| escaped(word)).collect();
            out.raw("CATEGORIES", &words.join(","));
        }
        out.raw("STATUS", if event.cancelled { "CANCELLED" } else { "CONFIRMED" });
        out.raw("TRANSP", if event.busy { "OPAQUE" } else { "TRANSPARENT" });
        out.raw("END", "VEVENT");
    }
    out.raw("END", "VCALENDAR");
    out.0
}

/// `20260512T064210Z`
fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Whole seconds since 2020, held within the 31 bits that readers have for it (until 2088).
fn sequence(at: Timestamp) -> String {
    /// 2020-01-01T00:00:00Z
    const FROM: i64 = 1_577_836_800;
    at.as_second().saturating_sub(FROM).clamp(0, i64::from(i32::MAX)).to_string()
}

impl Lines {
    fn when(&mut self, when: IcsWhen, zone: &TimeZone) {
        let (first, start, end) = match when {
            IcsWhen::Day(day) => (day, None, None),
            IcsWhen::At { day, start, end } => (day, Some(start), end),
        };
        let moment = |day: Day, time: Clock| {
            // A time that the change to summer time skips is taken an hour later, as clocks show it.
            day.0.to_datetime(time.0).to_zoned(zone.clone()).ok().map(|zoned| utc(zoned.timestamp()))
        };
        let Some(begins) = start.and_then(|start| moment(first, start)) else {
            self.raw("DTSTART;VALUE=DATE", &day(first));
            if let Ok(next) = first.0.tomorrow() {
                self.raw("DTEND;VALUE=DATE", &day(Day(next)));
            }
            return;
        };
        self.raw("DTSTART", &begins);
        let ends = end.zip(start).and_then(|(end, start)| {
            let last = if end > start { first } else { Day(first.0.tomorrow().ok()?) };
            moment(last, end)
        });
        if let Some(ends) = ends {
            self.raw("DTEND", &ends);
        }
    }
}

/// `20260512`
fn day(day: Day) -> String {
    let mut text = String::with_capacity(8);
    // Writing to a string cannot fail.
    let _ = write!(text, "{:04}{:02}{:02}", day.0.year(), day.0.month(), day.0.day());
    text
}

#[cfg(test)]
mod tests {
    use jiff::Zoned;
    use proptest::prelude::*;

    use super::*;

    fn now() -> Now {
        Now("2026-11-20T09:30:00+01:00[Europe/Berlin]".parse::<Zoned>().unwrap())
    }

    fn event(when: IcsWhen, summary: &str) -> IcsEvent {
        IcsEvent {
            uid: "favour-ana-k3f9-f9zt@mingle".into(),
            when,
            summary: summary.into(),
            description: String::new(),
            location: String::new(),
            categories: Vec::new(),
            busy: false,
            cancelled: false,
        }
    }

    fn on(text: &str) -> Day {
        Day(text.parse().unwrap())
    }

    fn clock(text: &str) -> Clock {
        Clock(text.parse().unwrap())
    }

    /// Lines as a reader has them, unfolded.
    fn lines(text: &str) -> Vec<String> {
        text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_calendar() {
        let mut dinner = event(
            IcsWhen::At { day: on("2026-11-22"), start: clock("19:00:00"), end: Some(clock("00:30:00")) },
            "Guild supper",
        );
        dinner.location = "Old Fire Station; 2nd floor, left".into();
        dinner.categories = vec!["mingle".into(), "a,b".into()];
        dinner.busy = true;
        let mut promise = event(IcsWhen::Day(on("2028-02-29")), "Ana: C:\\deck\nsoon");
        promise.cancelled = true;
        assert_eq!(
            write_ics("mingle", &[promise, dinner], &now()),
            format!(
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//mingle//mingle {}//EN\r\nCALSCALE:GREGORIAN\r\n\
                 X-WR-CALNAME:mingle\r\n\
                 BEGIN:VEVENT\r\nUID:favour-ana-k3f9-f9zt@mingle\r\nDTSTAMP:20261120T083000Z\r\n\
                 LAST-MODIFIED:20261120T083000Z\r\nSEQUENCE:217326600\r\n\
                 DTSTART;VALUE=DATE:20280229\r\nDTEND;VALUE=DATE:20280301\r\nSUMMARY:Ana: C:\\\\deck\\nsoon\r\n\
                 STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n\
                 BEGIN:VEVENT\r\nUID:favour-ana-k3f9-f9zt@mingle\r\nDTSTAMP:20261120T083000Z\r\n\
                 LAST-MODIFIED:20261120T083000Z\r\nSEQUENCE:217326600\r\n\
                 DTSTART:20261122T180000Z\r\nDTEND:20261122T233000Z\r\nSUMMARY:Guild supper\r\n\
                 LOCATION:Old Fire Station\\; 2nd floor\\, left\r\nCATEGORIES:mingle,a\\,b\r\n\
                 STATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
                env!("CARGO_PKG_VERSION")
            )
        );
    }

    #[test]
    fn times_are_told_in_utc() {
        #[track_caller]
        fn check(day: &str, start: &str, end: &str, expect: &[&str]) {
            let end = (!end.is_empty()).then(|| clock(end));
            let when = IcsWhen::At { day: on(day), start: clock(start), end };
            let text = write_ics("m", &[event(when, "x")], &now());
            let found: Vec<String> = lines(&text)
                .into_iter()
                .filter(|line| line.starts_with("DTSTART") || line.starts_with("DTEND"))
                .collect();
            assert_eq!(found, expect);
        }
        check("2026-07-01", "09:00:00", "10:00:00", &["DTSTART:20260701T070000Z", "DTEND:20260701T080000Z"]);
        check("2026-12-01", "00:30:00", "", &["DTSTART:20261130T233000Z"]);
        // The clock jumps from 02:00 to 03:00 on that night.
        check("2027-03-28", "02:30:00", "03:30:00", &["DTSTART:20270328T013000Z", "DTEND:20270328T013000Z"]);
        check("9999-12-31", "23:00:00", "01:00:00", &["DTSTART;VALUE=DATE:99991231"]);
    }

    #[test]
    fn a_later_export_outranks_an_earlier_one() {
        let at = |text: &str| sequence(text.parse().unwrap()).parse::<i32>().unwrap();
        assert!(at("2026-11-20T08:30:00Z") < at("2026-11-20T08:30:01Z"));
        assert_eq!(at("1999-01-01T00:00:00Z"), 0);
        assert_eq!(at("2150-01-01T00:00:00Z"), i32::MAX);
    }

    proptest! {
        #[test]
        fn no_text_breaks_a_line(text in any::<String>(), long in "[aé阮😀;,]{0,200}") {
            let written = write_ics("m", &[event(IcsWhen::Day(on("2026-05-12")), &format!("{text}{long}"))], &now());
            for line in written.split_terminator("\r\n") {
                prop_assert!(line.len() <= 75, "{line}");
                prop_assert!(!line.chars().any(|ch| ch.is_control() && ch != '\t'), "{line:?}");
            }
            prop_assert_eq!(lines(&written).len(), 17);
        }
    }
}
