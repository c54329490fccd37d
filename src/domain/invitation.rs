//! What a calendar said of an event last: by it the event is found again when it moves, and what I changed is told from what
//! the calendar did.

use serde::{Deserialize, Serialize};

use super::{Clock, Day, Stamp, Unknown};

/// What a calendar said of an event last (RFC 5545).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Invitation {
    /// The calendar's own name for it (`UID`), the same in every version.
    pub uid: String,
    /// Which time of a series it is (`RECURRENCE-ID`), as written; empty for an event by itself and for a series.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub occurrence: String,
    /// When a series begins, as written: its first day goes by that name when it is moved alone.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub first: String,
    /// Which version it is (`SEQUENCE`); it counts up when the event moves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sequence: Option<u32>,
    /// When that version was written (`DTSTAMP`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Stamp>,
    /// Its title.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// On which day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// From.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<Clock>,
    /// To.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Clock>,
    /// Where.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub venue: String,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Invitation {
    /// Whether this is a later version than `other`: by its number, else by when it was written.
    pub fn outranks(&self, other: &Self) -> bool {
        match (self.sequence, other.sequence) {
            (Some(mine), Some(theirs)) if mine != theirs => mine > theirs,
            _ => self.at.zip(other.at).is_some_and(|(mine, theirs)| mine > theirs),
        }
    }

    /// Whether two versions say the same: calendars number and stamp anew what they hand out again.
    pub fn says_as(&self, other: &Self) -> bool {
        let Self { uid, occurrence, name, date, start, end, venue, .. } = other;
        (&self.uid, &self.occurrence, &self.name, &self.venue) == (uid, occurrence, name, venue)
            && (&self.date, &self.start, &self.end) == (date, start, end)
    }

    /// Whether `occurrence` is the first time of the series: the moment at which it begins, or its day alone.
    pub fn begins_at(&self, occurrence: &str) -> bool {
        begins_at(&self.first, occurrence)
    }
}

/// Whether a series that begins at `first` has `occurrence` as its first time.
pub fn begins_at(first: &str, occurrence: &str) -> bool {
    !first.is_empty() && (first == occurrence || (occurrence.len() == 8 && first.starts_with(occurrence)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_version_is_the_later_one() {
        #[track_caller]
        fn check(known: &Invitation, found: &Invitation, older: bool) {
            assert_eq!(known.outranks(found), older, "{known:?} {found:?}");
        }
        let of = |sequence: Option<u32>, hour: i8| Invitation {
            sequence,
            at: (hour > 0)
                .then(|| Stamp { at: jiff::civil::date(2026, 11, 20).at(hour, 0, 0, 0), offset: Some(0) }),
            ..Invitation::default()
        };
        check(&of(Some(1), 9), &of(Some(0), 10), true);
        check(&of(Some(0), 10), &of(Some(1), 9), false);
        check(&of(Some(1), 10), &of(Some(1), 9), true);
        check(&of(Some(1), 9), &of(Some(1), 9), false);
        // Many programs hand out events without a number, or without a time.
        check(&of(Some(1), 10), &of(None, 9), true);
        check(&of(Some(1), 9), &of(None, 10), false);
        check(&of(Some(1), 9), &of(None, 0), false);
    }

    #[test]
    fn the_first_time_of_a_series() {
        assert!(begins_at("20261130T183000", "20261130T183000"));
        assert!(begins_at("20261130T183000", "20261130"));
        assert!(!begins_at("20261130T183000", "20261207T183000"));
        assert!(!begins_at("", ""));
    }
}
