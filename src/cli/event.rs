//! `mingle event ...`: what there is about one event, before, during and after.

mod brief;
mod check_in;
mod intents;
mod meter;
mod new;
mod next;
mod review;
mod set;
mod want;

use clap::Subcommand;
use serde_json::Value;

use super::context::{Context, Opened};
use super::fail::Fail;
use super::{json, list, pick, table};
use crate::domain::{AttendeeStatus, Event, EventId, Intent, Now, Person};
use crate::insight::known_before;

pub(super) use check_in::dry_word;
pub(super) use new::made;

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Make an event: "Makers' Breakfast tomorrow 07:30-09:00 at Old Fire Station".
    New(new::Args),
    /// Make the next event of a group that meets regularly, as its last one was.
    Next(next::Args),
    /// All events; the same as `mingle list events`.
    List(list::Plain),
    /// An event with its list.
    Show(Show),
    /// Change an event: `venue="The Heron" date=fri start=19:00`.
    Set(set::Args),
    /// What I go for: "3 expand, 1 supplier".
    Intents(intents::Args),
    /// Whom to meet, why, and what to talk about.
    Brief(brief::Args),
    /// Mark somebody as wanted, and why.
    Want(want::Args),
    /// Mark somebody as met: one of my people, somebody on the list, or somebody new.
    CheckIn(check_in::Args),
    /// How much I stayed with people I knew: 1 is chance, below it is out of the comfort zone.
    Meter(meter::Args),
    /// After the event, one question at a time: names, loose notes, thanks, mood, and what is worth doing tomorrow.
    Review(review::Args),
}

#[derive(Debug, clap::Args)]
pub(super) struct Show {
    /// An id, a name or a part of it.
    event: String,
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

impl Verb {
    pub(super) fn run(self, cx: &mut Context) -> Result<(), Fail> {
        match self {
            Self::New(args) => new::run(&args, cx),
            Self::Next(args) => next::run(&args, cx),
            Self::List(args) => list::plain(list::What::Events, &args, cx),
            Self::Show(args) => show(&args, cx),
            Self::Set(args) => set::run(&args, cx),
            Self::Intents(args) => intents::run(&args, cx),
            Self::Brief(args) => brief::run(&args, cx),
            Self::Want(args) => want::run(&args, cx),
            Self::CheckIn(args) => check_in::run(&args, cx),
            Self::Meter(args) => meter::run(&args, cx),
            Self::Review(args) => review::run(&args, cx),
        }
    }
}

fn show(args: &Show, cx: &mut Context) -> Result<(), Fail> {
    let opened = cx.open()?;
    let event = pick::event(&opened.book, &args.event)?;
    if args.json {
        return cx.out.json(&Value::Object(json::event(event)));
    }
    let group = opened.book.group(&event.group).map_or(event.group.as_str(), |group| group.name.as_str());
    let hours = match (event.start, event.end) {
        (None, None) => String::new(),
        (Some(start), None) => start.to_string(),
        (None, Some(end)) => format!("until {end}"),
        (Some(start), Some(end)) => format!("{start} to {end}"),
    };
    cx.out.heading(&event.name)?;
    let rows = [
        ("date", event.date.map_or_else(String::new, |date| date.to_string())),
        ("time", hours),
        ("venue", event.venue.clone()),
        ("group", group.to_owned()),
        ("for", Intent::line(&event.intents)),
        ("cost", event.cost.clone()),
        ("id", event.id.to_string()),
    ];
    for (label, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        cx.out.labelled(label, 5, value)?;
    }
    if event.attendees.is_empty() {
        return Ok(());
    }
    cx.out.line("")?;
    let rows: Vec<Vec<String>> = event
        .attendees
        .iter()
        .map(|one| {
            // As in the meter: known before this evening.
            let person = opened.book.person(&one.person);
            let known = if person.is_some_and(|person| known_before(person, event)) { "known" } else { "" };
            // The list has what stood there then; of my own people I know what they are called and do now.
            let said = |listed: &str, of: fn(&Person) -> &String| {
                let mine = person.map(|person| of(person).clone()).filter(|mine| !mine.is_empty());
                mine.unwrap_or_else(|| listed.to_owned())
            };
            let name = said(&one.name, |person| &person.name);
            let company = said(&one.company, |person| &person.company);
            let role = said(&one.role, |person| &person.role);
            [name.as_str(), company.as_str(), role.as_str(), one.standing(), known]
                .map(str::to_owned)
                .to_vec()
        })
        .collect();
    table::print(&mut cx.out, &["name", "company", "role", "status", ""], &rows)
}

/// The event that was named, else the one that is on today, else the next to come.
pub(super) fn coming(named: Option<&str>, opened: &Opened, now: &Now) -> Result<EventId, Fail> {
    if named.is_some() || opened.book.event_on(&now.stamp()).is_some() {
        return current(named, opened, now);
    }
    let ahead = opened.book.events().filter(|event| event.date.is_some_and(|date| date > now.today()));
    let next = ahead.min_by_key(|event| (event.date, event.start)).map(|event| event.id.clone());
    next.ok_or_else(|| Fail::nothing("no event is to come; make one with `mingle event new`, or say which"))
}

/// The event that was named, else the one that is on today, else the last that was.
pub(super) fn last(named: Option<&str>, opened: &Opened, now: &Now) -> Result<EventId, Fail> {
    if named.is_some() || opened.book.event_on(&now.stamp()).is_some() {
        return current(named, opened, now);
    }
    let past = opened.book.events().filter(|event| event.date.is_some_and(|date| date < now.today()));
    let last = past.max_by_key(|event| (event.date, event.start)).map(|event| event.id.clone());
    last.ok_or_else(|| Fail::nothing("no event was yet; make one with `mingle event new`, or say which"))
}

/// The event that was named, else the one that runs today.
pub(super) fn current(named: Option<&str>, opened: &Opened, now: &Now) -> Result<EventId, Fail> {
    if let Some(named) = named {
        return Ok(pick::event(&opened.book, named)?.id.clone());
    }
    let today = opened.book.event_on(&now.stamp()).map(|event| event.id.clone());
    today.ok_or_else(|| {
        Fail::wrong("no event is on today; say which with --event, or make one with `mingle event new`")
    })
}

/// Whether anybody was met there, for tables.
pub(super) fn met(event: &Event) -> usize {
    event.attendees.iter().filter(|attendee| attendee.status == AttendeeStatus::Met).count()
}
