//! Days, times and moments as they stand in TOML files, and the clock as an argument.

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use toml::value::Datetime;

/// What time it is, handed in from outside (`MINGLE_NOW` fixes it); nothing below `runtime` asks a clock.
#[derive(Debug, Clone, PartialEq)]
pub struct Now(pub Zoned);

impl Now {
    /// Today where the user is.
    pub fn today(&self) -> Day {
        Day(self.0.date())
    }

    /// This moment, to the second, with the user's offset from UTC.
    pub fn stamp(&self) -> Stamp {
        let at = self.0.datetime();
        let at = at.with().subsec_nanosecond(0).build().unwrap_or(at);
        Stamp { at, offset: Some(self.0.offset().seconds()) }
    }

    /// The user's time zone, for stamps that carry no offset.
    pub fn zone(&self) -> &TimeZone {
        self.0.time_zone()
    }
}

/// A calendar day, `2026-05-12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub Date);

/// A time of day, `07:30:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock(pub Time);

/// A moment as its writer saw it: the wall clock and, where given, the offset from UTC.
///
/// A hand-written stamp may have no offset; it is then taken as UTC for ordering, which is at most a day off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// The wall clock where it was written.
    pub at: DateTime,
    /// Seconds east of UTC.
    pub offset: Option<i32>,
}

impl Stamp {
    /// The day on the writer's wall clock.
    pub fn day(self) -> Day {
        Day(self.at.date())
    }

    /// The point on the time line.
    pub fn instant(self) -> Timestamp {
        let offset =
            self.offset.and_then(|seconds| Offset::from_seconds(seconds).ok()).unwrap_or(Offset::UTC);
        offset.to_timestamp(self.at).unwrap_or(Timestamp::MIN)
    }
}

impl Ord for Stamp {
    fn cmp(&self, other: &Self) -> Ordering {
        self.instant().cmp(&other.instant()).then(self.offset.cmp(&other.offset)).then(self.at.cmp(&other.at))
    }
}

impl PartialOrd for Stamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        to_toml(Some(self.at.date()), Some(self.at.time()), self.offset).fmt(f)
    }
}

fn to_toml(date: Option<Date>, time: Option<Time>, offset: Option<i32>) -> Datetime {
    Datetime {
        date: date.map(|date| toml::value::Date {
            year: u16::try_from(date.year()).unwrap_or(0),
            month: date.month().unsigned_abs(),
            day: date.day().unsigned_abs(),
        }),
        time: time.map(|time| toml::value::Time {
            hour: time.hour().unsigned_abs(),
            minute: time.minute().unsigned_abs(),
            second: Some(time.second().unsigned_abs()),
            nanosecond: match time.subsec_nanosecond().unsigned_abs() {
                0 => None,
                nanos => Some(nanos),
            },
        }),
        offset: offset.map(|seconds| match i16::try_from(seconds / 60).unwrap_or(0) {
            0 => toml::value::Offset::Z,
            minutes => toml::value::Offset::Custom { minutes },
        }),
    }
}

fn date_of(date: toml::value::Date) -> Option<Date> {
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
        .ok()
}

fn time_of(time: toml::value::Time) -> Option<Time> {
    // A leap second (:60) is legal in TOML; jiff has none, so it becomes :59.
    let second = i8::try_from(time.second.unwrap_or(0)).ok()?.min(59);
    let nanos = i32::try_from(time.nanosecond.unwrap_or(0)).ok()?;
    Time::new(i8::try_from(time.hour).ok()?, i8::try_from(time.minute).ok()?, second, nanos).ok()
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        to_toml(Some(self.0), None, None).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Datetime::deserialize(deserializer)?;
        value
            .date
            .and_then(date_of)
            .map(Day)
            .ok_or_else(|| D::Error::custom("expected a date such as 2026-05-12"))
    }
}

impl Serialize for Clock {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        to_toml(None, Some(self.0), None).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Clock {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Datetime::deserialize(deserializer)?;
        value
            .time
            .and_then(time_of)
            .map(Clock)
            .ok_or_else(|| D::Error::custom("expected a time such as 07:30:00"))
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        to_toml(Some(self.at.date()), Some(self.at.time()), self.offset).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Datetime::deserialize(deserializer)?;
        let read = || {
            let date = date_of(value.date?)?;
            let time = value.time.map_or(Some(Time::midnight()), time_of)?;
            let offset = value.offset.map(|offset| match offset {
                toml::value::Offset::Z => 0,
                toml::value::Offset::Custom { minutes } => i32::from(minutes) * 60,
            });
            Some(Self { at: date.to_datetime(time), offset })
        };
        read().ok_or_else(|| D::Error::custom("expected a time such as 2026-05-12T08:42:10+01:00"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct All {
        day: Day,
        clock: Clock,
        at: Stamp,
        local: Stamp,
        only_day: Stamp,
    }

    #[test]
    fn toml_values_round_trip() {
        let text = "day = 2026-05-12\nclock = 07:30:00\nat = 2026-05-12T08:42:10+01:00\nlocal = 2026-05-12T08:42:10\nonly_day = 2026-05-12T00:00:00\n";
        let all: All = toml::from_str(text).unwrap();
        assert_eq!(all.at.day(), all.day);
        assert_eq!(all.at.instant().to_string(), "2026-05-12T07:42:10Z");
        assert_eq!(toml::to_string(&all).unwrap(), text);
    }

    #[test]
    fn a_date_that_is_none_is_an_error_not_a_panic() {
        for bad in ["day = 07:30:00", "day = 2026-02-30", "day = 'fri'", "day = 0000-01-01"] {
            #[derive(Debug, Deserialize)]
            struct One {
                #[expect(dead_code, reason = "only parsed")]
                day: Day,
            }
            let read = toml::from_str::<One>(bad);
            assert!(read.is_err() || bad.contains("0000"), "{bad} {read:?}");
        }
    }
}
