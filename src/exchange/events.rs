//! The events of a calendar among mine: new ones with their guests, and what the calendar says of those I have.

mod bring;
mod index;
mod onto;

use std::collections::HashMap;
use std::mem::take;
use std::sync::Arc;

use self::bring::{Brought, advance, bring, day};
use self::index::{How, Index};
pub(super) use self::onto::guests;

use super::absent::Absentees;
use super::attendees::{self, MAX_EVENT};
use super::calendar::{Calendar, Found, Invitee, Method};
use super::draft::{Draft, Fate};
use super::fold::fold;
use super::forward::STAYS;
use super::known::Known;
use super::read::watched;
use super::rows::{Said, Told};
use super::source::Source;
use super::{EventRow, NotAList, Options, Verdict, Watch};
use crate::domain::{
    Attendee, AttendeeStatus, Book, Cadence, Change, Day, Edit, Event, Group, GroupId, IdMaker, Invitation,
    Record,
};

/// What is said of the guests of an event that does not come in.
const OUT: &str = "the event stays out";
/// The same where another version of it is in.
const OLDER: &str = "an older version of the event; nothing is taken from it";
/// The same where mine stays until I take it out.
const OFF: &str = "the event is called off; nothing is taken from it";
/// The same where mine stays as it is.
const PROPOSED: &str = "the event is only proposed so; nothing is taken from it";

/// A calendar's events among mine.
pub(super) struct Merged {
    pub(super) change: Change,
    /// One for each event.
    pub(super) events: Vec<EventRow>,
    /// One for each guest, with the event they are invited to.
    pub(super) rows: Vec<Told>,
    /// What is wrong with any guest.
    pub(super) problems: Vec<String>,
    /// Why they do not fit.
    pub(super) refused: Option<String>,
}

/// Brings the events of a calendar in.
///
/// # Errors
/// When `watch` says to stop.
pub(super) fn merge(
    known: &Known<'_>,
    calendar: Calendar,
    ids: &mut IdMaker,
    options: &Options,
    watch: &Watch<'_>,
) -> Result<Merged, NotAList> {
    let book = known.book();
    let absent = Absentees::new(&options.absent, known);
    let mut mine = Mine { today: options.today, ..Mine::new(book) };
    let all = calendar.events.len();
    let mut events = Vec::with_capacity(all);
    let (mut rows, mut problems, mut refused) = (Vec::new(), Vec::new(), None);
    for (at, found) in calendar.events.into_iter().enumerate() {
        watched(at, all, watch)?;
        let (line, name, written) = (found.line, title(&found), found.name.clone());
        let (day, start, end, venue) = (found.day, found.start, found.end, found.venue.clone());
        let taken = mine.take(*found, &name, (known, &absent), ids)?;
        problems.extend(taken.problems);
        refused = refused.or(taken.refused);
        rows.extend(taken.rows);
        let (verdict, reason) = (taken.verdict, taken.reason);
        events.push(EventRow {
            row: line,
            name: written,
            day,
            start,
            end,
            venue,
            guests: taken.guests,
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
    events: Vec<Arc<Event>>,
    /// How many of them stood there before.
    before: usize,
    index: Index,
    /// The line of the file that each event came from.
    lines: HashMap<usize, usize>,
    /// My groups, and after them those that the file makes.
    groups: Vec<Group>,
    /// How many of them stood there before.
    groups_before: usize,
    /// The places of the groups, by the names as they compare.
    groups_by_name: HashMap<String, usize>,
    today: Option<Day>,
}

/// What became of one event.
struct Taken {
    verdict: Verdict,
    reason: String,
    /// How many are said to come.
    guests: usize,
    rows: Vec<Told>,
    problems: Vec<String>,
    refused: Option<String>,
}

impl Taken {
    fn of(verdict: Verdict, reason: String) -> Self {
        Self { verdict, reason, guests: 0, rows: Vec::new(), problems: Vec::new(), refused: None }
    }
}

impl Mine {
    fn new(book: &Book) -> Self {
        let mut mine = Self {
            events: Vec::new(),
            before: 0,
            index: Index::default(),
            lines: HashMap::new(),
            groups: book.groups().map(|group| Group::clone(group)).collect(),
            groups_before: book.groups().count(),
            groups_by_name: HashMap::new(),
            today: None,
        };
        for (at, group) in mine.groups.iter().enumerate() {
            mine.groups_by_name.entry(fold(&group.name)).or_insert(at);
        }
        for event in book.events() {
            mine.put(Arc::clone(event));
        }
        mine.before = mine.events.len();
        mine
    }

    fn put(&mut self, event: Arc<Event>) -> usize {
        let at = self.events.len();
        self.index.add(at, &event);
        self.events.push(event);
        at
    }

    /// The event of mine that `found` is.
    fn find(&self, found: &Found, name: &str) -> Option<(usize, How)> {
        let lone = |at: usize| at < self.before && !self.lines.contains_key(&at);
        self.index.find(&self.events, found, name, self.today, lone)
    }

    /// Why an event stays out, if it does, and what is said of its guests then: `there` is the one of mine that it is.
    fn stays_out(
        &self,
        found: &Found,
        name: &str,
        there: Option<(usize, How)>,
    ) -> Option<(String, &'static str)> {
        if found.is_of_own_agenda() {
            return Some(("a day of mingle's own agenda, no meeting".to_owned(), OUT));
        }
        if let Some(line) = found.replaced {
            return Some((format!("an older version of row {line}"), OLDER));
        }
        if let Some(line) = found.first_of {
            return Some((format!("the first day of row {line}, where it is told"), OUT));
        }
        let mine = there.and_then(|(at, how)| Some((at, how, self.events.get(at)?)));
        if let Some((.., How::Uid, event)) = mine
            && let Some(known) = &event.calendar
        {
            let invitation = found.invitation();
            // An answer is written later than what it answers, and is of its version.
            let stamp = invitation.at.filter(|_| found.method == Method::Version);
            if known.outranks(&Invitation { at: stamp, ..invitation }) {
                return Some(("an older version than the one you have".to_owned(), OLDER));
            }
        }
        if found.method == Method::Proposal && mine.is_some() {
            return Some(("it proposes or asks, and nothing is decided".to_owned(), PROPOSED));
        }
        if found.cancelled {
            return Some(match mine {
                Some((at, _, event)) if at < self.before => {
                    let on =
                        event.date.map_or_else(String::new, |date| format!(" on {}", day(date, self.today)));
                    let why =
                        format!("called off; you have it{on}, and `mingle delete {}` takes it out", event.id);
                    (why, OFF)
                }
                Some((at, ..)) if let Some(line) = self.lines.get(&at) => {
                    (format!("called off; row {line} brings it"), OFF)
                }
                _ => ("called off".to_owned(), OUT),
            });
        }
        (name.is_empty() && mine.is_none()).then(|| ("neither a title nor a day".to_owned(), OUT))
    }

    fn take(
        &mut self,
        mut found: Found,
        name: &str,
        (known, absent): (&Known<'_>, &Absentees<'_>),
        ids: &mut IdMaker,
    ) -> Result<Taken, NotAList> {
        let there = self.find(&found, name);
        if let Some((reason, guests)) = self.stays_out(&found, name, there) {
            let on: Arc<str> = found.name.as_str().into();
            let skip = |guest: Invitee| Told::new(guest.into(), Said::new(Verdict::Skipped, guests), &on);
            return Ok(Taken {
                rows: found.guests.into_iter().map(skip).collect(),
                ..Taken::of(Verdict::Skipped, reason)
            });
        }
        if found.guests.is_empty()
            && let Some(line) = there.and_then(|(at, _)| self.lines.get(&at))
        {
            return Ok(Taken::of(Verdict::Same, format!("as row {line}")));
        }
        let new = there.is_none();
        let series = self.today.filter(|_| new).and_then(|today| found.rhythm(today));
        let group = series.as_ref().map(|rhythm| self.group_of(name, rhythm, ids));
        let was_on = self.index.was_on(&self.events, &found, self.today).filter(|_| new);
        let (at, how) = there.unwrap_or_else(|| {
            let id = loop {
                let id = ids.event(name, found.day);
                if self.index.of_id(&self.events, &id).is_none() {
                    break id;
                }
            };
            let group = group.unwrap_or_default();
            let at = self.put(Arc::new(Event {
                id,
                schema: 1,
                name: name.to_owned(),
                date: found.day,
                start: found.start,
                end: found.end,
                venue: found.venue.clone(),
                group,
                calendar: Some(found.invitation()).filter(|known| !known.uid.is_empty()),
                ..Event::default()
            }));
            (at, How::Uid)
        });
        self.lines.entry(at).or_insert(found.line);
        let Some(event) = self.events.get_mut(at) else {
            return Ok(Taken::of(Verdict::Skipped, String::new()));
        };
        let event = Arc::make_mut(event);
        let mut brought = bring(event, &found, how, self.today);
        let source = Source::of_drafts(take(&mut found.guests).into_iter().map(Draft::from).collect());
        let attendees::Merged { guests: taken, mut said, problems, missing, refused } =
            attendees::merge(event, &source, known, MAX_EVENT, &|_, _| true)?;
        absent.tell(&mut said, &source);
        let comes = |at: &usize| !matches!(source.draft(*at).fate, Fate::Off(_) | Fate::Out(_));
        let guests = (0..source.len()).filter(comes).count();
        let after = taken.onto(&event.attendees, &source);
        let told = guests_in_words(&event.attendees, &after);
        event.attendees = after;
        event.attendees.shrink_to_fit();
        advance(event, &found, how, !told.is_empty());
        brought.changed.extend(told);
        self.index.add(at, event);
        let (verdict, mut reason) = match was_on {
            Some(was) => {
                (Verdict::New, format!("another evening: the one on {} took place", day(was, self.today)))
            }
            None => verdict(&found, name, new, series.as_deref(), &brought),
        };
        // An answer is of one guest alone.
        if !missing.is_empty() && found.method == Method::Version {
            reason.push_str("; on your list and not on this one: ");
            reason.push_str(&missing);
        }
        let on: Arc<str> = found.name.as_str().into();
        let drafts = source.into_drafts().into_iter().zip(said);
        let rows = drafts.map(|(draft, said)| Told::new(draft, said, &on)).collect();
        Ok(Taken { verdict, reason, guests, rows, problems, refused })
    }

    /// The group of that name, which is mine, of this file, or made now with `rhythm`.
    fn group_of(&mut self, name: &str, rhythm: &str, ids: &mut IdMaker) -> GroupId {
        let folded = fold(name);
        if let Some(group) = self.groups_by_name.get(&folded).and_then(|at| self.groups.get(*at)) {
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
        self.groups_by_name.insert(folded, self.groups.len());
        self.groups.push(group);
        id
    }

    /// What of it is not as it was. What only helped to find events is freed first.
    fn change(self, book: &Book) -> Change {
        let Self { events, groups, groups_before, index, .. } = self;
        drop(index);
        let groups = groups.into_iter().skip(groups_before).map(Edit::create);
        let is = |event: &Arc<Event>| book.event(&event.id).is_some_and(|mine| Arc::ptr_eq(mine, event));
        let events = events.into_iter().filter(|event| !is(event));
        let events = events.map(|event| match book.event(&event.id) {
            Some(before) => Edit::replace(Record::Event(Arc::clone(before)), event),
            None => Edit::create(event),
        });
        Change { what: "import".to_owned(), edits: groups.chain(events).collect() }
    }
}

/// What becomes of an event, and why: of one that is new, or of one of mine in which so much changed.
fn verdict(
    found: &Found,
    name: &str,
    new: bool,
    series: Option<&str>,
    brought: &Brought,
) -> (Verdict, String) {
    let Brought { changed, kept } = brought;
    let stays = if kept.is_empty() { String::new() } else { format!("{STAYS}{}", kept.join(", ")) };
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
        (false, true) => (Verdict::Same, format!("you have it{stays}")),
        (false, false) => (Verdict::Updates, format!("{}{stays}", changed.join("; "))),
    }
}

/// What became of the list: who came, who does not come any more, who comes after all.
fn guests_in_words(before: &[Attendee], after: &[Attendee]) -> Vec<String> {
    let absent = |one: &Attendee| one.status == AttendeeStatus::Absent;
    let pairs = || before.iter().zip(after);
    let count =
        |of: &dyn Fn(&Attendee, &Attendee) -> bool| pairs().filter(|(one, other)| of(one, other)).count();
    let guests = |count: usize| if count == 1 { "guest" } else { "guests" };
    let new = after.len().saturating_sub(before.len());
    let off = count(&|one, other| !absent(one) && absent(other));
    let back = count(&|one, other| absent(one) && !absent(other));
    let told = count(&|one, other| one != other && absent(one) == absent(other));
    let said = [
        (new, format!("{new} new {}", guests(new))),
        (off, format!("{off} {} no longer coming", guests(off))),
        (back, format!("{back} {} coming after all", guests(back))),
        (told, format!("{told} {} told anew", guests(told))),
    ];
    said.into_iter().filter(|(count, _)| *count > 0).map(|(_, said)| said).collect()
}
