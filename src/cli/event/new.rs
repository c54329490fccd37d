//! `mingle event new`: an event from a line, with flags for what the line does not say, or those of a calendar.

use std::path::{Path, PathBuf};

use super::super::context::Context;
use super::super::fail::Fail;
use super::super::pairs::day;
use super::super::{import, json, pick};
use crate::domain::{Change, Clock, Day, Edit, Event, Intent, Record};
use crate::exchange::EventRow;
use crate::text::counted;
use crate::text::dates::full_day;

/// What is said where nothing was kept.
const DRY: &str = "nothing was kept (dry run)";

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// What it is called, and if you like when and where: "Breakfast tomorrow 07:30-09:00 at Old Fire Station".
    ///
    /// After a `;` what you go for (`3 expand, 1 supplier`) and the cost (`15 EUR`). What an option below says is not
    /// looked for in the line.
    #[arg(required_unless_present = "ics", conflicts_with = "ics")]
    line: Vec<String>,
    /// The events of an iCalendar file instead, with their guests; `-` is standard input. What is there already stays as it
    /// is, or takes what the file says anew.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["date", "start", "end", "venue", "group", "cost", "intents"])]
    ics: Option<PathBuf>,
    /// Say what it would become and keep nothing.
    #[arg(long)]
    dry_run: bool,
    /// As one JSON document: the event, or of a file that of `mingle import`.
    #[arg(long)]
    json: bool,
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
    #[arg(long)]
    venue: Option<String>,
    /// Whose.
    #[arg(long)]
    group: Option<String>,
    /// What it costs, as `15 EUR`.
    #[arg(long)]
    cost: Option<String>,
    /// What I go for, as `3 expand, 1 supplier`.
    #[arg(long)]
    intents: Option<String>,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    if let Some(file) = &args.ics {
        return from_calendar(file, args, cx);
    }
    let mut opened = cx.open()?;
    let today = cx.now.today();
    let mut event = from_line(args, today)?;
    if let Some(group) = &args.group {
        event.group = pick::group(&opened.book, group)?.id.clone();
    }
    let change = opened.fresh_change(|ids| {
        let mut event = event.clone();
        event.id = ids.event(&event.name, event.date);
        Change::new(format!("event {}", event.name)).with(Edit::create(event))
    });
    if !args.dry_run {
        opened.save(&change, cx)?;
    }
    if args.json {
        let made = change.edits.iter().find_map(|edit| edit.after.as_ref());
        return made.map_or(Ok(()), |made| cx.out.json(&json::record(made)));
    }
    if args.dry_run {
        cx.out.note(&in_words(&event, today));
        cx.out.note(DRY);
        return Ok(());
    }
    // Beside the id, which is what scripts want.
    if event.name != args.line.join(" ").trim() {
        cx.out.note(&in_words(&event, today));
    }
    made(&change, cx)
}

/// The events of a calendar: the ids of those that are new on standard output, what became of each beside it.
fn from_calendar(file: &Path, args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let reading = import::Args::calendar(file, args.dry_run, args.json);
    if args.json {
        return import::run(&reading, cx);
    }
    let at = |fail: Fail| fail.after(&format!("{}: ", import::called(file)));
    let mut opened = cx.open()?;
    let read = import::take(file, None, &reading, &mut opened, true, cx).map_err(at)?;
    if let Some(why) = &read.refused {
        return Err(at(Fail::wrong(why.clone())));
    }
    for problem in &read.problems {
        cx.out.note(problem);
    }
    for row in &read.events {
        cx.out.note(&row_in_words(row, cx.now.today()));
    }
    if args.dry_run {
        cx.out.note(DRY);
        return Ok(());
    }
    for edit in read.edits(&opened.book).filter(|edit| edit.before.is_none()) {
        if let Some(Record::Event(event)) = &edit.after {
            cx.out.line(event.id.as_str())?;
        }
    }
    import::too_late(cx);
    Ok(())
}

/// An event of a calendar on one line: "Breakfast, Sat 21 Nov 07:30 to 09:00, The Heron, 12 guests: new (none of yours yet)".
fn row_in_words(row: &EventRow, today: Day) -> String {
    let event = Event {
        name: row.name.clone(),
        date: row.day,
        start: row.start,
        end: row.end,
        venue: row.venue.clone(),
        ..Event::default()
    };
    let guests =
        if row.guests == 0 { String::new() } else { format!(", {}", counted(row.guests, "guest", "guests")) };
    format!("{}{guests}: {} ({})", in_words(&event, today), row.verdict.as_str(), row.reason)
}

fn from_line(args: &Args, today: Day) -> Result<Event, Fail> {
    let line = args.line.join(" ");
    // Where options say when and where, a name such as "Supper at Eight" is left whole.
    let said = [&args.date, &args.start, &args.venue].into_iter().any(Option::is_some);
    let mut event = Event { schema: 1, date: Some(today), ..Event::default() };
    if said {
        line.trim().clone_into(&mut event.name);
    } else {
        let read = crate::capture::event(&line, today);
        if let Some(problem) = read.day_problem() {
            return Err(Fail::wrong(format!("{problem}, or give --date and the line is its name")));
        }
        event.name = read.name;
        event.date = read.date.or(event.date);
        (event.start, event.end) = (read.start, read.end);
        (event.venue, event.cost, event.intents) = (read.venue, read.cost, read.intents);
    }
    if let Some(text) = &args.date {
        // A day of the past is an event that was.
        event.date = Some(crate::capture::any_day(text, today).map_or_else(|| day(text), Ok)?);
    }
    event.start = args.start.as_deref().map(clock).transpose()?.or(event.start);
    event.end = args.end.as_deref().map(clock).transpose()?.or(event.end);
    event.venue = args.venue.clone().unwrap_or(event.venue);
    event.cost = args.cost.clone().unwrap_or(event.cost);
    if let Some(text) = &args.intents {
        event.intents = intents(text)?;
    }
    if event.name.trim().is_empty() {
        return Err(Fail::wrong("an event needs a name; write it before the day and the place"));
    }
    Ok(event)
}

/// What I go for, as typed.
pub(super) fn intents(text: &str) -> Result<Vec<Intent>, Fail> {
    Intent::read_all(text).ok_or_else(|| {
        Fail::wrong(format!(
            "“{text}” is nothing to go for; write numbers of referrals, expand, supplier, touch-base or customer, as in \"3 expand, 1 supplier\""
        ))
    })
}

fn clock(text: &str) -> Result<Clock, Fail> {
    text.parse().map(Clock).map_err(|_| Fail::wrong(format!("“{text}” is no time of day; write it as 07:30")))
}

/// What was understood, on one line: "Makers' Breakfast, Sat 21 Nov 07:30 to 09:00, Old Fire Station".
pub(super) fn in_words(event: &Event, today: Day) -> String {
    let day = event.date.map_or_else(String::new, |date| full_day(date, today));
    let start = event.start.map_or_else(String::new, |start| format!(" {start}"));
    let end = event.end.map_or_else(String::new, |end| format!(" to {end}"));
    let when = format!("{day}{start}{end}");
    let goes_for = Intent::line(&event.intents);
    let parts = [event.name.as_str(), &when, &event.venue, &event.cost, &goes_for];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Says the id of a record that was made.
pub(in crate::cli) fn made(change: &Change, cx: &mut Context) -> Result<(), Fail> {
    let made = change.edits.iter().find_map(|edit| edit.after.as_ref());
    let id = match made {
        Some(Record::Event(event)) => event.id.as_str(),
        Some(Record::Group(group)) => group.id.as_str(),
        _ => "",
    };
    cx.out.line(id)
}
