//! The events of a calendar among mine: new ones with their guests, and what the calendar says of those I have.

use std::collections::HashMap;
use std::mem::take;

use super::attendees::{self, MAX_EVENT};
use super::calendar::{Calendar, Found};
use super::fold::fold;
use super::known::Known;
use super::rows::row;
use super::source::Source;
use super::{EventRow, NotAList, Row, Verdict, Watch};
use crate::domain::{
    Book, Cadence, Change, Clock, Day, Edit, Event, EventId, Group, GroupId, IdMaker, Record,
};

/// A calendar's events among mine.
pub(super) struct Merged {
    pub(super) change: Change,
    /// One for each event.
    pub(super) events: Vec<EventRow>,
    /// One for each guest, with the event they are invited to.
    pub(super) rows: Vec<Row>,
    /// What is wrong with any guest.
    pub(super) problems: Vec<String>,
    /// Why they do not fit.
    pub(super) refused: Option<String>,
}

/// What two events are the same by: title, day, and when it begins.
type Key = (String, Option<Day>, Option<Clock>);

/// Brings the events of a calendar in.
///
/// # Errors
/// When `watch` says to stop.
pub(super) fn merge(
    book: &Book,
    calendar: Calendar,
    ids: &mut IdMaker,
    today: Option<Day>,
    watch: &Watch<'_>,
) -> Result<Merged, NotAList> {
    let known = Known::new(book);
    let mut mine = Mine { today, ..Mine::new(book) };
    let (mut events, mut rows, mut problems, mut refused) = (Vec::new(), Vec::new(), Vec::new(), None);
    for found in calendar.events {
        let (line, name, written) = (found.line, title(&found), found.name.clone());
        let (day, start, end, venue) = (found.day, found.start, found.end, found.venue.clone());
        let taken = mine.take(found, &name, &known, ids, watch)?;
        problems.extend(taken.problems);
        refused = refused.or(taken.refused);
        let coming = taken.rows.iter().filter(|row| row.verdict != Verdict::Skipped).count();
        rows.extend(taken.rows.into_iter().map(|row| Row { event: name.clone(), ..row }));
        let (verdict, reason) = (taken.verdict, taken.reason);
        events.push(EventRow {
            row: line,
            name: written,
            day,
            start,
            end,
            venue,
            guests: coming,
            verdict,
            reason,
        });
    }
    Ok(Merged { change: mine.change(book), events, rows, problems, refused })
}

/// What an event is called that has no title.
fn title(found: &Found) -> String {
    match (found.name.is_empty(), found.day) {
        (false, _) => found.name.clone(),
        (true, Some(day)) => format!("Event on {day}"),
        (true, None) => String::new(),
    }
}

/// My events with those of the file.
struct Mine {
    events: Vec<Event>,
    /// How many of them stood there before.
    before: usize,
    by_key: HashMap<Key, usize>,
    /// Title and day, for an event whose hour was changed.
    by_day: HashMap<(String, Option<Day>), Vec<usize>>,
    /// The line of the file that each event came from.
    lines: HashMap<usize, usize>,
    /// My groups, and after them those that the file makes.
    groups: Vec<Group>,
    /// How many of them stood there before.
    groups_before: usize,
    today: Option<Day>,
}

/// What became of one event.
struct Taken {
    verdict: Verdict,
    reason: String,
    rows: Vec<Row>,
    problems: Vec<String>,
    refused: Option<String>,
}

impl Mine {
    fn new(book: &Book) -> Self {
        let mut mine = Self {
            events: Vec::new(),
            before: 0,
            by_key: HashMap::new(),
            by_day: HashMap::new(),
            lines: HashMap::new(),
            groups: book.groups().map(|group| Group::clone(group)).collect(),
            groups_before: book.groups().count(),
            today: None,
        };
        for event in book.events() {
            mine.put(Event::clone(event));
        }
        mine.before = mine.events.len();
        mine
    }

    fn put(&mut self, event: Event) -> usize {
        let at = self.events.len();
        let name = fold(&event.name);
        self.by_day.entry((name.clone(), event.date)).or_default().push(at);
        self.by_key.entry((name, event.date, event.start)).or_insert(at);
        self.events.push(event);
        at
    }

    /// The event that `found` is, if it is mine: the same title on the same day at the same hour; or on that day alone, when
    /// neither side has another.
    fn find(&self, found: &Found, name: &str) -> Option<usize> {
        let name = fold(name);
        let exact = self.by_key.get(&(name.clone(), found.day, found.start)).copied();
        exact.or_else(|| match self.by_day.get(&(name, found.day))?.as_slice() {
            [one] if *one < self.before && !self.lines.contains_key(one) => Some(*one),
            _ => None,
        })
    }

    fn take(
        &mut self,
        mut found: Found,
        name: &str,
        known: &Known<'_>,
        ids: &mut IdMaker,
        watch: &Watch<'_>,
    ) -> Result<Taken, NotAList> {
        let out = |reason: String, found: Found| {
            let skip = |draft| Row::new(draft, Verdict::Skipped, "the event stays out".to_owned());
            let rows = found.guests.into_iter().map(skip).collect();
            Ok(Taken { verdict: Verdict::Skipped, reason, rows, problems: Vec::new(), refused: None })
        };
        let there = self.find(&found, name);
        if found.is_of_own_agenda() {
            return out("a day of mingle's own agenda, no meeting".to_owned(), found);
        }
        if found.cancelled {
            let have = if there.is_some_and(|at| at < self.before) {
                "; you have it, and `mingle delete` takes it out"
            } else {
                ""
            };
            return out(format!("called off{have}"), found);
        }
        if let Some(line) = found.replaced {
            return out(format!("an older version of row {line}"), found);
        }
        if name.is_empty() {
            return out("neither a title nor a day".to_owned(), found);
        }
        if found.guests.is_empty()
            && let Some(line) = there.and_then(|at| self.lines.get(&at))
        {
            let reason = format!("as row {line}");
            return Ok(Taken {
                verdict: Verdict::Same,
                reason,
                rows: Vec::new(),
                problems: Vec::new(),
                refused: None,
            });
        }
        let new = there.is_none();
        let series = self.today.filter(|_| new).and_then(|today| found.rhythm(today));
        let group = series.as_ref().map(|rhythm| self.group_of(name, rhythm, ids));
        let at = there.unwrap_or_else(|| {
            let id = loop {
                let id = ids.event(name, found.day);
                if self.events.iter().all(|event| event.id != id) {
                    break id;
                }
            };
            let group = group.unwrap_or_default();
            self.put(Event {
                id,
                schema: 1,
                name: name.to_owned(),
                date: found.day,
                // It is found again by its hour, so it has one before anything else is looked up.
                start: found.start,
                group,
                ..Event::default()
            })
        });
        self.lines.entry(at).or_insert(found.line);
        let Some(event) = self.events.get_mut(at) else { return out(String::new(), found) };
        let mut changed = update(event, &found);
        let source = Source::of_drafts(take(&mut found.guests));
        let attendees::Merged { event: after, said, problems, missing, refused } =
            attendees::merge(event, &source, known, MAX_EVENT, watch)?;
        let rows = said.iter().enumerate().map(|(at, said)| row(&source, at, said)).collect();
        let came = after.attendees.len().saturating_sub(event.attendees.len());
        if came > 0 {
            changed.push(if came == 1 { "1 guest".to_owned() } else { format!("{came} guests") });
        } else if after.attendees != event.attendees {
            changed.push("guests".to_owned());
        }
        *event = after;
        let (verdict, mut reason) = verdict(&found, name, new, series.as_deref(), &changed);
        if !missing.is_empty() {
            reason.push_str("; on your list and not on this one: ");
            reason.push_str(&missing);
        }
        Ok(Taken { verdict, reason, rows, problems, refused })
    }

    /// The group of that name, which is mine, of this file, or made now with `rhythm`.
    fn group_of(&mut self, name: &str, rhythm: &str, ids: &mut IdMaker) -> GroupId {
        let folded = fold(name);
        if let Some(group) = self.groups.iter().find(|group| fold(&group.name) == folded) {
            return group.id.clone();
        }
        let id = loop {
            let id = ids.group(name);
            if self.groups.iter().all(|group| group.id != id) {
                break id;
            }
        };
        let group = Group {
            id: id.clone(),
            schema: 1,
            name: name.to_owned(),
            rhythm: rhythm.to_owned(),
            ..Group::default()
        };
        self.groups.push(group);
        id
    }

    fn change(self, book: &Book) -> Change {
        let change = self
            .groups
            .into_iter()
            .skip(self.groups_before)
            .fold(Change::new("import"), |change, group| change.with(Edit::create(group)));
        self.events.into_iter().fold(change, |change, event| match book.event(&event.id) {
            Some(before) => change.with(Edit::replace(Record::Event(before.clone()), event)),
            None => change.with(Edit::create(event)),
        })
    }
}

/// What becomes of an event, and why: of one that is new, or of one of mine in which so much changed.
fn verdict(
    found: &Found,
    name: &str,
    new: bool,
    series: Option<&str>,
    changed: &[String],
) -> (Verdict, String) {
    match (new, changed.is_empty()) {
        (true, _) if found.day.is_none() => (Verdict::Doubtful, "no day; give it one".to_owned()),
        (true, _) if found.name.is_empty() => (Verdict::Doubtful, format!("no title; it is called {name}")),
        (true, _) if let Some(rhythm) = series => (
            Verdict::New,
            format!(
                "it comes again {}: its first day comes in, with a group that proposes the next",
                Cadence::parse(rhythm).unwrap_or_default().words()
            ),
        ),
        (true, _) if found.repeats => {
            (Verdict::New, "it comes again; only its first day comes in".to_owned())
        }
        (true, _) => (Verdict::New, "none of yours yet".to_owned()),
        (false, true) => (Verdict::Same, "you have it".to_owned()),
        (false, false) => (Verdict::Updates, format!("new: {}", changed.join(", "))),
    }
}

/// Hours and place become the calendar's; what it does not say stays.
fn update(event: &mut Event, found: &Found) -> Vec<String> {
    let mut changed = Vec::new();
    if found.start.is_some() && event.start != found.start {
        event.start = found.start;
        event.end = found.end;
        changed.push("hours".to_owned());
    } else if found.end.is_some() && event.end != found.end {
        event.end = found.end;
        changed.push("end".to_owned());
    }
    if !found.venue.is_empty() && event.venue != found.venue {
        found.venue.clone_into(&mut event.venue);
        changed.push("place".to_owned());
    }
    changed
}

/// The events of a calendar onto the list of one of mine: all of their guests.
pub(super) fn guests(calendar: Calendar, event: &EventId, book: &Book) -> Vec<super::draft::Draft> {
    let live: Vec<Found> =
        calendar.events.into_iter().filter(|event| !event.cancelled && event.replaced.is_none()).collect();
    // Of several events the one that mine is; or all, when it is none of them.
    let is = |found: &&Found| {
        book.event(event).is_some_and(|mine| fold(&mine.name) == fold(&found.name) && mine.date == found.day)
    };
    let one = live.iter().position(|found| is(&found));
    live.into_iter()
        .enumerate()
        .filter(|(at, _)| one.is_none_or(|one| one == *at))
        .flat_map(|(_, found)| found.guests)
        .collect()
}
