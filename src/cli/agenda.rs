//! `mingle agenda`: what is due, who is out of touch, what lies ahead; as a calendar, and as messages to send.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::context::Context;
use super::fail::Fail;
use super::json::document;
use super::table;
use crate::agenda::{Agenda, Heading, Item, Messages, Tick, calendar, draft};
use crate::domain::Book;
use crate::exchange::write_ics;
use crate::store::{outside, write_out};
use crate::text::dates::day_words;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// How many days to look ahead.
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u16).range(..=3660))]
    days: u16,
    /// Also what was due before you were away for a fortnight.
    #[arg(long)]
    older: bool,
    /// Print the drafted message for the item of that number.
    #[arg(long, value_name = "N", conflicts_with_all = ["json", "ics"])]
    message: Option<usize>,
    /// Write a calendar that khal, Thunderbird and Google Calendar take; `-` is standard output. Imported again, it
    /// brings theirs up to date.
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    ics: Option<PathBuf>,
    /// As one JSON document, with what is older and every message.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let opened = cx.open()?;
    let book = &opened.book;
    let agenda = Agenda::of(book, cx.now.today(), args.days);
    if let Some(path) = &args.ics {
        if path != Path::new("-") {
            outside(opened.store.data(), path)?;
        }
        return ics(book, &agenda, args.days, path, cx);
    }
    let messages = cx.settings().messages;
    if args.json {
        return cx.out.json(&as_json(book, &agenda, args.days, &messages));
    }
    if let Some(number) = args.message {
        let item = number.checked_sub(1).and_then(|at| agenda.items.get(at)).ok_or_else(|| {
            let count = agenda.items.len();
            Fail::nothing(format!("there is no item {number}; `mingle agenda` numbers {count}, with --older"))
        })?;
        let text = draft(&messages, book, item, agenda.today);
        return text.lines().try_for_each(|line| cx.out.line(line));
    }
    print(&agenda, args, cx)
}

fn print(agenda: &Agenda, args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let older = agenda.under(Heading::Older).count();
    let groups: Vec<(&str, Vec<Vec<String>>)> = Heading::ALL
        .into_iter()
        .filter(|heading| args.older || *heading != Heading::Older)
        .map(|heading| (heading.title(), rows(agenda, heading)))
        .filter(|(_, rows)| !rows.is_empty())
        .collect();
    if groups.is_empty() && older == 0 {
        return Err(Fail::nothing(format!(
            "nothing is due in the next {} days; --days looks further",
            args.days
        )));
    }
    table::grouped(&mut cx.out, &["n", "when", "who", "what", "to do", "id"], &groups)?;
    if older > 0 && !args.older {
        if !groups.is_empty() {
            cx.out.line("")?;
        }
        let things = if older == 1 { "thing" } else { "things" };
        cx.out.line(&format!("{older} older {things}; `mingle agenda --older` lists them"))?;
    }
    Ok(())
}

fn rows(agenda: &Agenda, heading: Heading) -> Vec<Vec<String>> {
    let numbered = (1_usize..).zip(&agenda.items).filter(|(_, item)| item.heading == heading);
    numbered
        .map(|(number, item)| {
            vec![
                format!("{number:>3}"),
                item.day.map_or_else(String::new, |day| day_words(day, agenda.today)),
                item.name.clone(),
                words(item),
                todo(item).to_owned(),
                item.of.id(),
            ]
        })
        .collect()
}

/// What it is about, and more.
fn words(item: &Item) -> String {
    let parts = [item.what.as_str(), item.why.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// What to do; nothing with what is seen to.
fn todo(item: &Item) -> &'static str {
    match item.tick {
        Tick::Open => item.kind.todo(),
        Tick::Planned => "planned",
        Tick::Done => "done",
    }
}

fn as_json(book: &Book, agenda: &Agenda, days: u16, messages: &Messages) -> Value {
    let item = |(number, item): (usize, &Item)| {
        json!({
            "number": number,
            "kind": item.kind.as_str(),
            "heading": item.heading.as_str(),
            "day": item.day.map(|day| day.to_string()),
            "id": item.of.id(),
            "person": item.of.person().map(|person| person.as_str().to_owned()),
            "name": item.name,
            "what": item.what,
            "why": item.why,
            "todo": item.kind.todo(),
            "planned": item.tick == Tick::Planned,
            "done": item.tick == Tick::Done,
            "message": draft(messages, book, item, agenda.today),
        })
    };
    let items: Vec<Value> = (1_usize..).zip(&agenda.items).map(item).collect();
    document(json!({ "today": agenda.today.to_string(), "days": days, "items": items }))
}

fn ics(book: &Book, agenda: &Agenda, days: u16, path: &Path, cx: &mut Context) -> Result<(), Fail> {
    let events = calendar(book, agenda, days);
    let text = write_ics("mingle", &events, &cx.now);
    if path == Path::new("-") {
        return cx.out.text(&text);
    }
    write_out(path, text.as_bytes())?;
    let (count, entries) = (events.len(), if events.len() == 1 { "entry" } else { "entries" });
    cx.out.line(&format!("{}: {count} {entries}", path.display()))
}
