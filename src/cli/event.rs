//! `mingle event ...`: new, list, show and check-in.

use clap::Subcommand;
use serde_json::Value;

use super::context::{Context, Opened};
use super::fail::Fail;
use super::pairs::day;
use super::{json, list, pick, table};
use crate::domain::{Attendee, AttendeeStatus, Change, Clock, Edit, Event, EventId, IdMaker, Now, Person};

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Make an event.
    New(New),
    /// All events; the same as `mingle list events`.
    List(list::Plain),
    /// An event with its list.
    Show(Show),
    /// Mark somebody as met: one of my people, somebody on the list, or somebody new.
    CheckIn(CheckIn),
}

#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// What it is called.
    #[arg(required = true)]
    name: Vec<String>,
    /// The day, `2026-05-12` or as in `fri`; today unless said.
    #[arg(long)]
    date: Option<String>,
    /// From, as `07:30`.
    #[arg(long, value_name = "TIME")]
    start: Option<String>,
    /// To.
    #[arg(long, value_name = "TIME")]
    end: Option<String>,
    /// Where.
    #[arg(long, default_value = "")]
    venue: String,
    /// Whose.
    #[arg(long)]
    group: Option<String>,
    /// What it costs, as `15 EUR`.
    #[arg(long, default_value = "")]
    cost: String,
}

#[derive(Debug, clap::Args)]
pub(super) struct Show {
    /// An id, a name or a part of it.
    event: String,
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct CheckIn {
    /// Who: an id, a name or a part of it.
    person: String,
    /// Where, instead of at the event that runs today.
    #[arg(long)]
    event: Option<String>,
    /// Make a new person if nobody of that name is known or on the list.
    #[arg(long)]
    new: bool,
}

impl Verb {
    pub(super) fn run(self, cx: &mut Context) -> Result<(), Fail> {
        match self {
            Self::New(args) => new(&args, cx),
            Self::List(args) => list::plain(list::What::Events, &args, cx),
            Self::Show(args) => show(&args, cx),
            Self::CheckIn(args) => check_in(&args, cx),
        }
    }
}

fn new(args: &New, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    let date = match &args.date {
        // A day of the past is an event that was; only people's words for days look ahead.
        Some(text) => match crate::capture::date(text, cx.now.today()) {
            Some(ahead) => ahead,
            None => day(text)?,
        },
        None => cx.now.today(),
    };
    let mut event = Event {
        schema: 1,
        name: args.name.join(" "),
        date: Some(date),
        start: args.start.as_deref().map(clock).transpose()?,
        end: args.end.as_deref().map(clock).transpose()?,
        venue: args.venue.clone(),
        cost: args.cost.clone(),
        ..Event::default()
    };
    if event.name.trim().is_empty() {
        return Err(Fail::wrong("an event needs a name"));
    }
    if let Some(group) = &args.group {
        event.group = pick::group(&opened.book, group)?.id.clone();
    }
    let change = opened.fresh_change(|ids| {
        let mut event = event.clone();
        event.id = ids.event(&event.name, event.date);
        Change::new(format!("event {}", event.name)).with(Edit::create(event))
    });
    opened.save(&change, cx)?;
    made(&change, cx)
}

/// Says the id of a record that was made.
pub(super) fn made(change: &Change, cx: &mut Context) -> Result<(), Fail> {
    let made = change.edits.iter().find_map(|edit| edit.after.as_ref());
    let id = match made {
        Some(crate::domain::Record::Event(event)) => event.id.as_str(),
        Some(crate::domain::Record::Group(group)) => group.id.as_str(),
        _ => "",
    };
    cx.out.line(id)
}

fn clock(text: &str) -> Result<Clock, Fail> {
    text.parse().map(Clock).map_err(|_| Fail::wrong(format!("“{text}” is no time of day; write it as 07:30")))
}

fn show(args: &Show, cx: &mut Context) -> Result<(), Fail> {
    let opened = cx.open()?;
    let event = pick::event(&opened.book, &args.event)?;
    if args.json {
        return cx.out.json(&Value::Object(json::event(event)));
    }
    let group = opened.book.group(&event.group).map_or(event.group.as_str(), |group| group.name.as_str());
    let time = |time: Option<Clock>| time.map_or_else(String::new, |time| time.to_string());
    let hours = match (event.start, event.end) {
        (None, None) => String::new(),
        (start, end) => format!("{} to {}", time(start), time(end)),
    };
    cx.out.heading(&event.name)?;
    let rows = [
        ("date", event.date.map_or_else(String::new, |date| date.to_string())),
        ("time", hours),
        ("venue", event.venue.clone()),
        ("group", group.to_owned()),
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
            let known = if one.person.is_empty() { "" } else { "known" };
            [one.name.as_str(), one.company.as_str(), one.role.as_str(), one.status.as_str(), known]
                .map(str::to_owned)
                .to_vec()
        })
        .collect();
    table::print(&mut cx.out, &["name", "company", "role", "status", ""], &rows)
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

fn check_in(args: &CheckIn, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    let id = current(args.event.as_deref(), &opened, &cx.now)?;
    let event = opened.book.event(&id).cloned().unwrap_or_default();
    let who = who(args, &event, &opened)?;
    let now = cx.now.clone();
    let change = opened.fresh_change(|ids| {
        let (person, edit) = match &who {
            Who::Known(person) => (Person::clone(person), None),
            Who::Listed(attendee) => of_attendee(attendee, &event.id, &now, ids),
            Who::New(name) => {
                let attendee = Attendee { name: name.clone(), ..Attendee::default() };
                of_attendee(&attendee, &event.id, &now, ids)
            }
        };
        let met = opened.book.edit_event(&event.id, |event| {
            // The very line that was picked, even where two of one name are on the list.
            if let Who::Listed(picked) = &who
                && let Some(line) = event.attendees.iter_mut().find(|line| *line == picked)
            {
                line.person = person.id.clone();
            }
            event.check_in(&person.id, &person.name, now.stamp());
        });
        let change = Change::new(format!("met {} at {}", person.name, event.name));
        edit.into_iter().chain(met).fold(change, Change::with)
    });
    if change.is_idle() {
        return cx.out.line("it was so already");
    }
    opened.save(&change, cx)?;
    cx.out.line(&change.what)
}

/// Whom a check-in is about.
enum Who {
    Known(std::sync::Arc<Person>),
    Listed(Attendee),
    New(String),
}

/// One of my people or of those on the list; the two are looked through together, so that nobody is made twice.
fn who(args: &CheckIn, event: &Event, opened: &Opened) -> Result<Who, Fail> {
    enum Candidate<'a> {
        Known(&'a std::sync::Arc<Person>),
        Listed(&'a Attendee),
    }
    let known: Vec<Candidate<'_>> = opened.book.people().map(Candidate::Known).collect();
    let listed = event.attendees.iter().filter(|attendee| attendee.person.is_empty()).map(Candidate::Listed);
    let all: Vec<Candidate<'_>> = known.into_iter().chain(listed).collect();
    let rows: Vec<(&str, &str, &Candidate<'_>)> = all
        .iter()
        .map(|one| match one {
            Candidate::Known(person) => (person.id.as_str(), person.name.as_str(), one),
            Candidate::Listed(attendee) => (attendee.email.as_str(), attendee.name.as_str(), one),
        })
        .collect();
    let hint = "nor is one on the list; --new makes one";
    match pick::named(&rows, "person", hint, &args.person) {
        Ok(Candidate::Known(person)) => Ok(Who::Known((*person).clone())),
        Ok(Candidate::Listed(attendee)) => Ok(Who::Listed((*attendee).clone())),
        Err(fail) if fail.is_nothing() && args.new => Ok(Who::New(args.person.trim().to_owned())),
        Err(fail) => Err(fail),
    }
}

/// A new person made of what the list says.
fn of_attendee(attendee: &Attendee, event: &EventId, now: &Now, ids: &mut IdMaker) -> (Person, Option<Edit>) {
    let person = attendee.to_person(ids.person(&attendee.name), event, now.today());
    let edit = Edit::create(person.clone());
    (person, Some(edit))
}

/// Whether anybody was met there, for tables.
pub(super) fn met(event: &Event) -> usize {
    event.attendees.iter().filter(|attendee| attendee.status == AttendeeStatus::Met).count()
}
