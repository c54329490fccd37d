//! Moments and lengths of time as calendars write them.

use jiff::SignedDuration;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use crate::domain::Stamp;

/// A date, or a date and a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Moment {
    day: Date,
    time: Option<Time>,
    pub(super) utc: bool,
}

impl Moment {
    /// When something was written: with the offset of UTC where it says so. Without a time of day it is no moment.
    pub(super) fn stamp(self) -> Option<Stamp> {
        Some(Stamp { at: self.day.to_datetime(self.time?), offset: self.utc.then_some(0) })
    }

    /// As the clock shows it: where the user is, when it is in UTC.
    pub(super) fn told(self, zone: Option<&TimeZone>) -> (Date, Option<Time>) {
        let local = || {
            let at = self.day.to_datetime(self.time?).to_zoned(TimeZone::UTC).ok()?;
            let at = at.with_time_zone(zone?.clone()).datetime();
            Some((at.date(), Some(at.time())))
        };
        (if self.utc { local() } else { None }).unwrap_or((self.day, self.time))
    }
}

/// `20260512`, `20260512T073000`, `20260512T0730Z`, and the same with dashes and colons.
pub(super) fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    let (text, utc) = text.strip_suffix(['Z', 'z']).map_or((text, false), |text| (text, true));
    let (day, time) = text.split_once(['T', 't', ' ']).unwrap_or((text, ""));
    let digits = |text: &str| -> Option<Vec<i16>> {
        let plain: String = text.chars().filter(|ch| !matches!(ch, '-' | ':')).collect();
        let all = !plain.is_empty() && plain.len() <= 8 && plain.bytes().all(|byte| byte.is_ascii_digit());
        all.then(|| plain.bytes().map(|byte| i16::from(byte - b'0')).collect())
    };
    let number = |digits: &[i16]| {
        digits.iter().fold(0_i16, |number, digit| number.saturating_mul(10).saturating_add(*digit))
    };
    let small = |digits: &[i16]| i8::try_from(number(digits)).ok();
    let day = digits(day)?;
    let (year, month, date) = (day.get(..4)?, day.get(4..6)?, day.get(6..8)?);
    let day = Date::new(number(year), small(month)?, small(date)?).ok()?;
    if time.is_empty() {
        return Some(Moment { day, time: None, utc: false });
    }
    let time = digits(time)?;
    let part = |from: usize| time.get(from..from + 2).map_or(Some(0), small);
    let time = Time::new(part(0)?, part(2)?, part(4)?.min(59), 0).ok()?;
    Some(Moment { day, time: Some(time), utc })
}

/// `PT1H30M`, `P1D`; RFC 5545, 3.3.6.
pub(super) fn duration(text: &str) -> Option<SignedDuration> {
    let mut seconds: i64 = 0;
    let mut number: i64 = 0;
    for ch in text.trim().strip_prefix(['+']).unwrap_or(text.trim()).strip_prefix('P')?.chars() {
        let unit = match ch {
            '0'..='9' => {
                number = number.checked_mul(10)?.checked_add(i64::from(ch.to_digit(10)?))?;
                continue;
            }
            'T' => continue,
            'W' => 7 * 86_400,
            'D' => 86_400,
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.checked_mul(unit)?)?;
        number = 0;
    }
    Some(SignedDuration::from_secs(seconds))
}
