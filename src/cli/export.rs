//! `mingle export`: people for other programs, and everything for another mingle.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::context::Context;
use super::fail::Fail;
use super::json;
use super::list::Filter;
use crate::domain::PersonId;
use crate::export::{Choice, Format, Written, export};
use crate::runtime::{Place, write_export};
use crate::ui::Exported;

/// What `mingle help export` says besides the options.
pub(super) const CARRIES: &str = "\
What each format carries:
  json      everything; `mingle import` brings it back whole, to the letter
  vcard     every field of a person and notes as text; what vCard has no property for (needs, offers, circles and the
            like) stands in X-MINGLE- properties that mingle takes back. Not: when and where a note was made, where you
            met, favours, follow-ups, ties
  csv       one row a person with every field; several values of a cell are parted by \"; \" or \" ::: \". Not: notes,
            where you met, favours, follow-ups, ties (`mingle list notes --csv` has the notes). A ' stands before what a
            spreadsheet would run, and a file with letters beyond ASCII begins with a mark, for Excel; import takes
            both off, and --raw leaves both out
  markdown  all that can be read. --out FOLDER/ writes one page a person; what comes back of them
            (`cat FOLDER/*.md | mingle import -`) is every field, tags with - for signs that Obsidian takes in none, notes
            with their day and kind, what is still to do, and the day you met. --out FILE.md writes one page in all, to
            read; it does not come back
  ics       events, promises, follow-ups and names to get in touch with, as `mingle agenda --ics`, and past events

Each record of json, vcard, csv and pages says which it is, so that it comes back as itself, and two people of one name as
two. But for json, blanks of every kind come back as plain ones, and a value that holds \" ::: \" comes back from csv as two.

Private notes, topics to steer clear of, lines as typed that name them, and values in conflict stay home unless --private.";

/// In which format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
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
    format: Form,
    /// The file, or for Markdown a folder; without it, or with `-`, standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write over what stands there already with another text.
    #[arg(long, requires = "out")]
    force: bool,
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

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    if args.vcard3 && args.format != Form::Vcard {
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
    let path = args.out.as_deref().filter(|path| *path != Path::new("-"));
    let folder = path.filter(|path| path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/"));
    let choice =
        Choice { format: args.format(folder.is_some(), cx.out.is_raw()), keep, private: args.private };
    let made = export(&opened.book, &choice, &cx.now);
    let Some(path) = path else {
        print(made.written, cx)?;
        // Beside the answer, which is somebody else's to read.
        if let Some(home) = made.home {
            cx.out.note(&format!("{home} stayed home; --private takes that along"));
        }
        return Ok(());
    };
    let (shown, data) = (path.display().to_string(), opened.store.data());
    let place = Place { path, shown: &shown, over: args.force, data };
    match write_export(made, &opened.book, cx.now.today(), &place).map_err(Fail::wrong)? {
        Exported::Written(said) => cx.out.line(&said),
        Exported::Stands(said) => {
            Err(Fail::wrong(format!("{said}; --force writes over it, or say another place")))
        }
        Exported::Seen(_) => Ok(()),
    }
}

impl Args {
    /// The format, where `folder` is whether a folder is to be written to, and `raw` whether a table is to be to the letter.
    fn format(&self, folder: bool, raw: bool) -> Format {
        match self.format {
            Form::Vcard if self.vcard3 => Format::Vcard3,
            Form::Vcard => Format::Vcard4,
            Form::Csv if raw => Format::CsvRaw,
            Form::Csv => Format::Csv,
            Form::Json => Format::Json,
            Form::Markdown if folder => Format::Pages,
            Form::Markdown => Format::Markdown,
            Form::Ics => Format::Ics,
        }
    }
}

/// To standard output, through the door for foreign text.
fn print(written: Written, cx: &mut Context) -> Result<(), Fail> {
    match written {
        Written::Json(text) => cx.out.text(&json::safe(text)),
        text => lines(&text.into_text(), cx),
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
