//! `mingle export`: people for other programs, and everything for another mingle.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde_json::{Value, json};

use super::context::Context;
use super::fail::Fail;
use super::json::{self, document};
use super::list::Filter;
use crate::agenda::{Agenda, calendar, meetings};
use crate::domain::{Book, Now, Person, PersonId};
use crate::exchange::{
    CardVersion, Outgoing, markdown_pages, markdown_whole, outgoing, write_ics, write_people_csv,
    write_vcards,
};
use crate::store::{write_out, write_out_all};
use crate::text::counted;

/// What `mingle help export` says besides the options.
pub(super) const CARRIES: &str = "\
What each format carries:
  json      everything; `mingle import` brings it back whole
  vcard     names, addresses, tags and notes as text; needs, offers, circles and the like in X-MINGLE- properties that
            mingle takes back; not when a note was made, no favours, follow-ups or ties
  csv       one row a person with every field; several values of a cell are parted by \" ::: \" or \"; \"; no notes,
            favours, follow-ups or ties (`mingle list notes --csv` has those)
  markdown  all that can be read; --out FOLDER/ writes one page a person, --out FILE.md one page in all
  ics       events, promises, follow-ups and names to get in touch with, as `mingle agenda --ics`, and past events

Private notes, topics to steer clear of, lines as typed that name them, and values in conflict stay home unless --private.";

/// Ten years: more than anybody plans.
const AHEAD: u16 = 3660;

/// In which format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Contacts for phones and mail programs.
    Vcard,
    /// One table for a spreadsheet.
    Csv,
    /// Everything, in the names of the files.
    Json,
    /// Pages to read, as Obsidian likes them.
    Markdown,
    /// A calendar.
    Ics,
}

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// In which format.
    format: Format,
    /// The file, or for Markdown a folder; without it, or with `-`, standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Also private notes and what to steer clear of.
    #[arg(long)]
    private: bool,
    /// vCard 3.0 instead of 4.0, for old phones.
    #[arg(long)]
    vcard3: bool,
    /// Only people with this tag.
    #[arg(long)]
    tag: Option<String>,
    /// Only whom I met, noted or gave something at this event, and who is on its list.
    #[arg(long)]
    event: Option<String>,
    /// Only whom I was in touch with since a day, `2026-05-12`, or for so long, `"3 months"`.
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
}

/// What is written, before it is.
enum Written {
    Text(String),
    Document(Value),
    Pages(Vec<(String, String)>),
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    if args.vcard3 && args.format != Format::Vcard {
        return Err(Fail::wrong("--vcard3 says nothing about other formats; leave it out, or export vcard"));
    }
    let opened = cx.open()?;
    let whose = [&args.tag, &args.event, &args.since];
    let (tag, event, since) = (args.tag.as_deref(), args.event.as_deref(), args.since.as_deref());
    let filter = Filter::of_people(tag, event, since, &opened.book, cx.now.today())?;
    let keep: Option<BTreeSet<PersonId>> = whose.iter().any(|said| said.is_some()).then(|| {
        let all = opened.book.people().filter(|person| filter.person(person, &opened.book));
        all.map(|person| person.id.clone()).collect()
    });
    if keep.as_ref().is_some_and(BTreeSet::is_empty) {
        return Err(Fail::nothing("nobody is left by these filters; `mingle list people` takes the same"));
    }
    let out = outgoing(&opened.book, keep.as_ref(), args.private);
    let path = args.out.as_deref().filter(|path| *path != Path::new("-"));
    let folder = path.filter(|path| path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/"));
    let (written, count) = write(args, &out.book, folder.is_some(), &cx.now);
    let Some(path) = path else {
        print(&written, cx)?;
        // Beside the answer, which is somebody else's to read.
        if let Some(home) = out.kept_home() {
            cx.out.note(&format!("{home} stayed home; --private takes that along"));
        }
        return Ok(());
    };
    match &written {
        Written::Text(text) => write_out(path, text.as_bytes())?,
        Written::Document(document) => write_out(path, format!("{document:#}\n").as_bytes())?,
        Written::Pages(pages) => write_out_all(path, pages)?,
    }
    said(path, &count, &out, cx)
}

/// The export, and what is in it in words.
fn write(args: &Args, book: &Book, pages: bool, now: &Now) -> (Written, String) {
    let people = counted(book.people().len(), "person", "people");
    let version = if args.vcard3 { CardVersion::Three } else { CardVersion::Four };
    match args.format {
        Format::Vcard => (Written::Text(write_vcards(book, version)), people),
        Format::Csv => (Written::Text(write_people_csv(book)), people),
        Format::Json => {
            let events = counted(book.events().len(), "event", "events");
            let groups = counted(book.groups().len(), "group", "groups");
            (Written::Document(whole(book)), format!("{people}, {events}, {groups}"))
        }
        Format::Markdown if pages => (Written::Pages(markdown_pages(book)), people),
        Format::Markdown => (Written::Text(markdown_whole(book)), people),
        Format::Ics => {
            let mut events = calendar(book, &Agenda::of(book, now.today(), AHEAD), AHEAD);
            let there: HashSet<String> = events.iter().map(|event| event.uid.clone()).collect();
            events.extend(meetings(book).into_iter().filter(|event| !there.contains(&event.uid)));
            let count = counted(events.len(), "entry", "entries");
            (Written::Text(write_ics("mingle", &events, now)), count)
        }
    }
}

/// Every record with the names it has in its file; my own card where it says anything.
fn whole(book: &Book) -> Value {
    let mut body = serde_json::Map::new();
    let me: &Person = book.me();
    if *me != (Person { schema: me.schema, ..Person::default() }) {
        let mut me = json::person(me);
        me.shift_remove("id");
        body.insert("me".into(), Value::Object(me));
    }
    body.insert("people".into(), book.people().map(|one| Value::Object(json::person(one))).collect());
    body.insert("events".into(), book.events().map(|one| Value::Object(json::event(one))).collect());
    body.insert("groups".into(), book.groups().map(|one| Value::Object(json::group(one))).collect());
    document(json!(body))
}

/// To standard output, through the door for foreign text.
fn print(written: &Written, cx: &mut Context) -> Result<(), Fail> {
    match written {
        Written::Document(document) => cx.out.json(document),
        Written::Text(text) => lines(text, cx),
        Written::Pages(pages) => pages.iter().try_for_each(|(_, text)| lines(text, cx)),
    }
}

/// Each line made safe, its end as it is.
fn lines(text: &str, cx: &mut Context) -> Result<(), Fail> {
    text.split_inclusive('\n').try_for_each(|line| {
        let bare = line.trim_end_matches(['\r', '\n']);
        let safe = cx.out.safe(bare);
        cx.out.text(&safe)?;
        cx.out.text(line.get(bare.len()..).unwrap_or_default())
    })
}

fn said(path: &Path, count: &str, out: &Outgoing, cx: &mut Context) -> Result<(), Fail> {
    let home = out.kept_home().map_or_else(String::new, |home| format!("; {home} stayed home"));
    cx.out.line(&format!("{}: {count}{home}", path.display()))
}

#[cfg(test)]
mod tests;
