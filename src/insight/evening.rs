//! The meter over events: whether I stay with the people I know.

use super::few;
use super::meter::{Meter, meter};
use crate::domain::{Book, Day, EventId};
use crate::text::counted;

/// The meter of one event.
#[derive(Debug, Clone, PartialEq)]
pub struct Evening {
    /// Which event.
    pub event: EventId,
    /// When it was.
    pub date: Day,
    /// How it went.
    pub meter: Meter,
}

/// What Ingram and Morris measured: see [`Meter::value`].
pub const STUDY: f64 = 1.5;

/// The meters of all events up to `today` at which I talked to somebody, oldest first. Events without a date are left out.
pub fn evenings(book: &Book, today: Day) -> Vec<Evening> {
    let mut evenings: Vec<Evening> = book
        .events()
        .filter_map(|event| {
            let date = event.date.filter(|date| *date <= today)?;
            let meter = meter(event, book);
            (meter.talks() > 0).then(|| Evening { event: event.id.clone(), date, meter })
        })
        .collect();
    evenings.sort_by(|one, other| (one.date, &one.event).cmp(&(other.date, &other.event)));
    evenings
}

/// How the last evening compares with those before, in a sentence; `None` without two that have a value.
pub fn trend(evenings: &[Evening]) -> Option<String> {
    let values: Vec<f64> = evenings.iter().filter_map(|evening| evening.meter.value()).collect();
    let (last, before) = values.split_last().filter(|(_, before)| !before.is_empty())?;
    let mean = before.iter().sum::<f64>() / f64::from(u32::try_from(before.len()).ok()?);
    let against = match last - mean {
        less if less < -0.05 => "further from the people you knew than before",
        more if more > 0.05 => "closer to the people you knew than before",
        _ => "as before",
    };
    Some(format!(
        "last {last:.1}, before that {mean:.1} on average: {against}; the study's mixer had {STUDY}"
    ))
}

/// What the meters do not know, when that matters.
pub fn doubt(evenings: &[Evening]) -> Option<String> {
    if evenings.is_empty() {
        return Some(format!(
            "no talk at an event is written down yet: whoever is checked in there counts, and the meter says how much you \
             stay with those you know; chance is 1.0, the study's mixer had {STUDY}"
        ));
    }
    let undefined = evenings.iter().map(|evening| evening.meter).filter(|meter| meter.value().is_none());
    let (known, unknown): (Vec<Meter>, Vec<Meter>) = undefined.partition(|meter| meter.room.is_some());
    let said = |meters: &[Meter], why: &str| {
        let events = counted(meters.len(), "event with its", "events with their");
        (!meters.is_empty()).then(|| format!("{events} counts alone: {why}"))
    };
    let parts = [
        (evenings.len() < 3).then(|| few(evenings.len(), ("event", "events"))),
        said(&unknown, "who else was in the room is not known"),
        said(&known, "nobody in the room was known before"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evening(known: u32, new: u32, room: Option<f64>) -> Evening {
        let date = Day("2026-05-12".parse().unwrap());
        Evening { event: EventId::new("e"), date, meter: Meter { known, new, room } }
    }

    #[test]
    fn the_last_against_those_before() {
        let check = |last: Evening, expect: &str| {
            let evenings =
                [evening(7, 7, Some(1.0 / 3.0)), evening(1, 1, Some(0.5)), evening(1, 2, None), last];
            assert_eq!(trend(&evenings).unwrap(), expect);
        };
        check(
            evening(1, 3, Some(0.5)),
            "last 0.5, before that 1.2 on average: further from the people you knew than before; the study's mixer had 1.5",
        );
        check(
            evening(3, 1, Some(0.5)),
            "last 1.5, before that 1.2 on average: closer to the people you knew than before; the study's mixer had 1.5",
        );
        assert_eq!(trend(&[evening(1, 2, None), evening(1, 2, Some(0.5))]), None);
    }

    #[test]
    fn few_or_unknown_rooms_are_told() {
        assert!(doubt(&[]).unwrap().starts_with("no talk at an event is written down yet"));
        assert_eq!(doubt(&[evening(1, 1, Some(0.5))]).unwrap(), "1 event is too few to say more");
        let known = evening(1, 1, Some(0.5));
        assert_eq!(doubt(&[known.clone(), known.clone(), known.clone()]), None);
        let unknown = evening(1, 1, None);
        let nobody = evening(0, 1, Some(0.0));
        assert_eq!(
            doubt(&[known.clone(), unknown.clone(), unknown, nobody, known]).unwrap(),
            "2 events with their counts alone: who else was in the room is not known; 1 event with its counts alone: nobody in \
             the room was known before"
        );
    }
}
