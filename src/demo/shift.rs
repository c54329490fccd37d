//! Moves the days and times of a TOML text from the day they were written for to another.

use jiff::civil::{Date, DateTime, Time, date, time};
use jiff::{RoundMode, SignedDuration, Unit, Zoned, ZonedRound};
use toml_edit::visit_mut::VisitMut;
use toml_edit::{Datetime, DocumentMut, Formatted};

use crate::domain::{Now, Stamp};

/// The moment at which `assets/demo` stands: its today, an hour into the event of that day. `README.md` there says the same.
pub(super) const ANCHOR: DateTime = date(2026, 5, 12).at(18, 0, 0, 0);

/// The text with its days moved by the days between the anchor and `now`, and with everything else kept.
///
/// Of the anchor's own day the hours move too, so that its event runs whenever the demo is opened; none moves to the
/// day before. Moments get the offset that the user's zone has then. A text that is no TOML comes back as it is.
pub(super) fn shifted(text: &str, now: &Now) -> String {
    let Ok(mut doc) = text.parse::<DocumentMut>() else { return text.to_owned() };
    let day = doc.get("date").and_then(|item| item.as_datetime()).and_then(|when| date_of(*when));
    let mut shift = Shift { now, on_the_day: day == Some(ANCHOR.date()) };
    shift.visit_document_mut(&mut doc);
    doc.to_string()
}

struct Shift<'a> {
    now: &'a Now,
    /// Whether the file is an event of the anchor's day, so that its bare times are hours of that day.
    on_the_day: bool,
}

impl VisitMut for Shift<'_> {
    fn visit_datetime_mut(&mut self, node: &mut Formatted<Datetime>) {
        let moved = match (date_of(*node.value()), time_of(*node.value())) {
            (Some(date), None) => self.date(date).map(|date| date.to_string()),
            (None, Some(time)) if self.on_the_day => Some(self.time(time).to_string()),
            (Some(date), Some(time)) => self.moment(date.to_datetime(time)).map(|stamp| stamp.to_string()),
            _ => None,
        };
        if let Some(moved) = moved.and_then(|moved| moved.parse().ok()) {
            let decor = node.decor().clone();
            *node = Formatted::new(moved);
            *node.decor_mut() = decor;
        }
    }
}

impl Shift<'_> {
    /// A day, as far from today as it was from the anchor.
    fn date(&self, date: Date) -> Option<Date> {
        let days = self.now.today().0.duration_since(ANCHOR.date());
        date.checked_add(days).ok()
    }

    /// An hour of the running event, in quarters, kept within its day.
    fn time(&self, of_day: Time) -> Time {
        const LAST: Time = time(23, 59, 59, 0);
        let now = self.now.0.time();
        let past = SignedDuration::from_mins(i64::from(now.minute() % 15));
        let quarter = time(now.hour(), now.minute(), 0, 0).saturating_sub(past);
        quarter.saturating_add(of_day.duration_since(ANCHOR.time())).min(LAST)
    }

    /// A moment: at the same hour of a moved day, or as long ago today as it was at the anchor.
    fn moment(&self, at: DateTime) -> Option<Stamp> {
        if at.date() == ANCHOR.date() {
            let now =
                self.now.0.round(ZonedRound::new().smallest(Unit::Second).mode(RoundMode::Trunc)).ok()?;
            let moved = now.checked_add(at.duration_since(ANCHOR)).ok()?;
            let earliest = now.start_of_day().ok()?;
            return Some(stamp(&if moved.date() < now.date() { earliest } else { moved }));
        }
        let moved = self.date(at.date())?.to_datetime(at.time());
        Some(stamp(&moved.to_zoned(self.now.zone().clone()).ok()?))
    }
}

fn stamp(moment: &Zoned) -> Stamp {
    Stamp { at: moment.datetime(), offset: Some(moment.offset().seconds()) }
}

fn date_of(when: Datetime) -> Option<Date> {
    when.date?.to_string().parse().ok()
}

fn time_of(when: Datetime) -> Option<Time> {
    when.time?.to_string().parse().ok()
}
