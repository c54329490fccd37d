//! `mingle import FILE...`: lists of people, or of an event's attendees, with a verdict and a reason for every row.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::context::{Context, Opened, random};
use super::fail::Fail;
use super::far::Far;
use super::json::{self, document};
use super::{pick, table};
use crate::domain::{EventId, IdMaker};
use crate::exchange::{
    Absent, Content, EventRow, Import, Kind, Options, Verdict, encodings, event_document, import_watched,
    row_document,
};
use crate::runtime::lists;
use crate::store::Saved;
use crate::text::counted;

/// What to do about a table of which nobody can tell which column says who.
const WAY_OUT: &str = "say which does, such as --column 1=name, and --header-row 1 if line 1 is their header";

/// What is said when Ctrl-C comes while what was kept is being told.
const TOO_LATE: &str = "Ctrl-C came too late: it is kept; `mingle undo` takes it back";

/// A dry run of so few rows shows them all.
const FEW: usize = 20;

/// What each verdict means, for the help.
pub(super) fn verdicts() -> String {
    let lines =
        Verdict::ALL.iter().map(|verdict| format!("\n  {:<10}{}", verdict.as_str(), verdict.meaning()));
    let after = "`mingle dupes`, or `g d` on the screen, shows who may be one person twice and joins them.";
    format!("Every row gets a verdict and a reason:{}\n\n{after}", lines.collect::<String>())
}

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The files, or a folder of Markdown pages or of vCards, which come in as one; `-` is standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Take the rows as attendees of this event; without it they become people.
    #[arg(long)]
    event: Option<String>,
    /// Say what would become of the rows and keep nothing.
    #[arg(long)]
    dry_run: bool,
    /// List every row; without it a long list names only those that somebody should look at.
    #[arg(long)]
    all: bool,
    /// What the file is, whatever it looks like.
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Kind::READ.iter().map(|(word, _)| *word)))]
    format: Option<String>,
    /// The encoding, such as `windows-1252` or `cp850`, where looking finds the wrong one.
    #[arg(long, long_help = encodings_help())]
    encoding: Option<String>,
    /// The delimiter, one character or `tab`, where looking finds the wrong one.
    #[arg(long, value_parser = delimiter)]
    delimiter: Option<char>,
    /// The line of the header from 1, or 0 when there is none, where looking finds the wrong one.
    #[arg(long, value_name = "LINE", alias = "header")]
    header_row: Option<usize>,
    /// What a column is, by its header or its number from 1: `"Wo?=company"`, `3=email`, `4=ignore`; may be given several times.
    #[arg(long = "column", value_name = "NAME=FIELD", value_parser = column)]
    columns: Vec<(String, String)>,
    /// As one JSON document with all rows.
    #[arg(long)]
    json: bool,
}

impl Args {
    /// For the events of one calendar, and whatever else the file may look like.
    pub(super) fn calendar(file: &Path, dry_run: bool, json: bool) -> Self {
        Self {
            files: vec![file.to_owned()],
            event: None,
            dry_run,
            all: false,
            format: Kind::READ
                .iter()
                .find(|(_, kind)| *kind == Kind::Calendar)
                .map(|(word, _)| (*word).to_owned()),
            encoding: None,
            delimiter: None,
            header_row: None,
            columns: Vec::new(),
            json,
        }
    }
}

fn delimiter(text: &str) -> Result<char, String> {
    let mut letters = text.chars();
    match (text, letters.next(), letters.next()) {
        ("tab" | "\\t", _, _) => Ok('\t'),
        (_, Some(one), None) => Ok(one),
        _ => Err("one character, or tab".into()),
    }
}

fn column(text: &str) -> Result<(String, String), String> {
    let (column, field) = text
        .rsplit_once('=')
        .filter(|(column, field)| !column.trim().is_empty() && !field.trim().is_empty())
        .ok_or("write it as NAME=FIELD, such as 3=email")?;
    let (column, field) = (column.trim().to_owned(), field.trim().to_owned());
    // `email=3` says the same the other way round.
    let turned = field.parse::<usize>().is_ok() && column.parse::<usize>().is_err();
    Ok(if turned { (field, column) } else { (column, field) })
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    // What a file brings is known to the next, so of several all people are in memory.
    let mut opened = if args.files.len() == 1 { cx.open_for_lists() } else { cx.open() }?;
    let event = args.event.as_deref().map(|event| pick::event(&opened.book, event)).transpose()?;
    let event = event.map(|event| event.id.clone());
    let mut read = Vec::new();
    let mut failed = Ok(());
    let mut problems = Vec::new();
    for (at, path) in args.files.iter().enumerate() {
        let last = at + 1 == args.files.len();
        let at = |fail: Fail| fail.after(&format!("{}: ", called(path)));
        let imported = match take(path, event.as_ref(), args, &mut opened, last, cx) {
            Ok(imported) => imported,
            Err(fail) => {
                problems.push(format!("{}: {}", called(path), fail.message()));
                failed = Err(at(fail));
                break;
            }
        };
        if !args.json {
            print(path, &imported, args, cx)?;
            cx.told();
        }
        let refused = imported
            .refused
            .clone()
            .map(|why| if imported.wants_columns() { format!("{why}; {WAY_OUT}") } else { why });
        read.push((path, imported));
        if let Some(why) = refused {
            failed = Err(at(Fail::wrong(why)));
            break;
        }
        if cx.is_stopped() && !last {
            failed =
                Err(Fail::interrupted("cancelled; what stands above is kept, `mingle undo` takes it back"));
            break;
        }
    }
    let tried = read.len() + problems.len();
    let untried = args.files.iter().skip(tried).map(|path| format!("{}: not tried", called(path)));
    problems.extend(untried.clone());
    // Files before one that fails are kept, so they are told of too; without any, a script finds an empty document.
    if args.json && read.is_empty() {
        cx.out.json(&document(json!({
            "kept": false,
            "said": [],
            "columns": [],
            "records": [],
            "events": [],
            "problems": problems,
        })))?;
    } else if args.json {
        print_document(&read, &problems, args.dry_run, cx)?;
    } else {
        untried.into_iter().try_for_each(|line| cx.out.line(&line))?;
    }
    if failed.is_ok() {
        too_late(cx);
    }
    failed
}

/// Says that it is kept although Ctrl-C was pressed.
pub(super) fn too_late(cx: &Context) {
    if cx.is_stopped() {
        cx.out.note(TOO_LATE);
    }
}

/// A file as people call it.
pub(super) fn called(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard input".to_owned() } else { path.display().to_string() }
}

/// Reads one file and keeps what is new: all of the file or nothing. What follows it is read against the book with it, in a
/// dry run too, unless it is the `last`.
pub(super) fn take(
    path: &Path,
    event: Option<&EventId>,
    args: &Args,
    opened: &mut Opened,
    last: bool,
    cx: &Context,
) -> Result<Import, Fail> {
    let content = content(path)?;
    let options = Options {
        encoding: args.encoding.clone(),
        delimiter: args.delimiter,
        header: args.header_row,
        columns: args.columns.clone(),
        remembered: opened.store.seen(),
        kind: args
            .format
            .as_deref()
            .and_then(|said| Kind::READ.iter().find(|(word, _)| *word == said))
            .map(|(_, kind)| *kind),
        zone: Some(cx.now.zone().clone()),
        today: Some(cx.now.today()),
        absent: absent(opened),
        ..Options::default()
    };
    let far = Far::new("reading", "rows", cx);
    let mut ids = IdMaker::new(random());
    let import = import_watched(content, event, opened, &options, &mut ids, &|done, all| {
        far.is(done, all);
        !cx.is_stopped()
    })
    .map_err(|reason| {
        let fail = if cx.is_stopped() { Fail::interrupted } else { Fail::wrong };
        fail(reason.to_string())
    })?;
    if import.is_idle() {
        return Ok(import);
    }
    let saved = if args.dry_run { None } else { Some(save(&import, path, opened, cx)?) };
    if !last {
        let change = import.change(&opened.book);
        opened.book.apply(&change);
    }
    if let Some(saved) = saved {
        opened.saved(saved, cx);
    }
    Ok(import)
}

/// Who may be on a list and is not among my people: deleted, or in a file that cannot be read.
fn absent(opened: &Opened) -> Vec<Absent> {
    let unread = opened.problems.iter().filter(|problem| !problem.name.is_empty());
    let file = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let unread = unread.map(|problem| Absent::unread(&problem.name, &file(&problem.path)));
    lists::deleted(&opened.store).chain(unread).collect()
}

/// Keeps what a file brings, unless Ctrl-C is pressed before all of it is written.
fn save(import: &Import, path: &Path, opened: &Opened, cx: &Context) -> Result<Saved, Fail> {
    let all = import.to_save();
    let of = match import.guests(&opened.book) {
        Some(_) => "guests; Ctrl-C keeps none of them",
        None => "records; Ctrl-C keeps nothing of them",
    };
    let far = Far::new("saving", of, cx);
    let Opened { store, book, .. } = opened;
    // Ctrl-C ends nothing from here on, until it is told what was kept.
    cx.until_told();
    let far = |done| {
        far.is(done, all);
        !cx.is_stopped()
    };
    let saved = lists::save(store, import, book, &called(path), &cx.now, &far)?;
    saved.ok_or_else(|| Fail::interrupted("cancelled; nothing was kept"))
}

/// The file, standard input, or the pages or cards of a folder.
fn content(path: &Path) -> Result<Content, Fail> {
    if path.as_os_str() == "-" {
        return bytes(path).map(Content::File);
    }
    lists::content(path).map_err(Fail::wrong)
}

pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Fail> {
    let read = if path.as_os_str() == "-" {
        lists::limited(std::io::stdin().lock()).map_err(|error| lists::why(&error))
    } else {
        lists::bytes(path)
    };
    read.map_err(Fail::wrong)
}

/// What `--encoding` may be: every encoding with whose it is, a line each.
fn encodings_help() -> String {
    let lines: Vec<String> =
        encodings().iter().map(|known| format!("  {:<15} {}", known.name, known.what)).collect();
    format!(
        "The encoding, where looking finds the wrong one, by any of its usual names (cp1252, latin-1, dos, sjis, the number of a code page):\n{}",
        lines.join("\n")
    )
}

fn print(path: &Path, import: &Import, args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let dry_run = args.dry_run;
    cx.out.heading(&called(path))?;
    // Why a whole file stays out is its failure and said there, once for all of its rows.
    let refused = import.refused.as_ref();
    for said in import.said.iter().chain(import.problems.iter().filter(|problem| Some(*problem) != refused)) {
        cx.out.line(said)?;
    }
    // What simply comes in, or was here already, is counted; what somebody should look at is shown, and of a short list that
    // is only tried every row.
    let all = args.all || dry_run && import.len() <= FEW;
    let rows = (0..import.len()).filter(|at| refused.is_none() && (all || import.is_worth_a_look(*at)));
    let left_out = if refused.is_none() { import.len() - rows.clone().count() } else { 0 };
    let rows = rows
        .filter_map(|at| import.row(at))
        .map(|row| vec![row.row.to_string(), row.name, row.verdict.as_str().to_owned(), row.reason]);
    // A short calendar shows what comes; a long one what somebody should look at.
    let plain = |event: &EventRow| event.verdict == Verdict::New && import.events.len() > FEW && !args.all;
    let events: Vec<Vec<String>> = import
        .events
        .iter()
        .filter(|event| refused.is_none() && event.worth_a_look() && !plain(event))
        .map(|event| {
            let day = event.day.map_or_else(String::new, |day| day.to_string());
            let verdict = event.verdict.as_str().to_owned();
            vec![event.row.to_string(), day, event.name.clone(), verdict, event.reason.clone()]
        })
        .collect();
    if !events.is_empty() {
        table::print(&mut cx.out, &["row", "day", "event", "verdict", "reason"], &events)?;
    }
    if rows.clone().next().is_some() {
        table::one_by_one(&mut cx.out, &["row", "name", "verdict", "reason"], rows)?;
    }
    let unlisted = import.events.iter().filter(|event| refused.is_none() && plain(event)).count();
    if unlisted > 0 {
        let are = if unlisted == 1 { "is" } else { "are" };
        let events = counted(unlisted, "new event", "new events");
        cx.out.line(&format!("{events} {are} not listed; --all lists every one"))?;
    }
    if dry_run && left_out > 0 {
        let rows = counted(left_out, "row needs", "rows need");
        cx.out.line(&format!(
            "{rows} no look and {} not listed; --all lists every row",
            if left_out == 1 { "is" } else { "are" }
        ))?;
    }
    let kept = match (dry_run, import.is_idle()) {
        (true, _) => "; nothing was kept (dry run)",
        (false, true) => "; nothing has changed",
        (false, false) => "",
    };
    let doubts = import.doubts().map_or_else(String::new, |doubts| format!("; {doubts}"));
    cx.out.line(&format!("{}{kept}{doubts}", import.summary()))
}

/// The reports of all files in one document; each row says which file it is of. Long lists have many rows, so each is
/// written as it is made.
fn print_document(
    read: &[(&PathBuf, Import)],
    failed: &[String],
    dry_run: bool,
    cx: &mut Context,
) -> Result<(), Fail> {
    let all = |part: fn(&Import) -> &Vec<String>| {
        read.iter().flat_map(move |(_, import)| part(import)).map(|text| json!(text))
    };
    let of = |path: &Path, mut record: Value| {
        if let Value::Object(fields) = &mut record {
            fields.insert("file".into(), json!(path.to_string_lossy()));
        }
        json::print(&record)
    };
    let said = json::print(&all(|import| &import.said).collect::<Value>());
    let kept = !dry_run && read.iter().any(|(_, import)| !import.is_idle());
    cx.out.text(&format!("{{\n\"schema\": 1,\n\"kept\": {kept},\n\"said\": {said},\n\"columns\": ["))?;
    let columns = read.iter().flat_map(|(path, import)| {
        let columns = import.table.iter().flat_map(|table| &table.columns);
        (1..).zip(columns).map(move |(number, column)| {
            let column = json!({ "column": number, "name": column.name, "use": column.field });
            (path, column)
        })
    });
    for (at, (path, column)) in columns.enumerate() {
        cx.out.text(if at > 0 { ",\n" } else { "\n" })?;
        cx.out.text(&of(path, column))?;
    }
    cx.out.text("],\n\"records\": [")?;
    let rows = read.iter().flat_map(|(path, import)| import.rows().map(move |row| (path, row)));
    for (at, (path, row)) in rows.enumerate() {
        cx.out.text(if at > 0 { ",\n" } else { "\n" })?;
        cx.out.text(&of(path, row_document(&row)))?;
    }
    cx.out.text("],\n\"events\": [")?;
    let events = read.iter().flat_map(|(path, import)| import.events.iter().map(move |event| (path, event)));
    for (at, (path, event)) in events.enumerate() {
        cx.out.text(if at > 0 { ",\n" } else { "\n" })?;
        cx.out.text(&of(path, event_document(event)))?;
    }
    let problems = all(|import| &import.problems).chain(failed.iter().map(|text| json!(text)));
    let problems = json::print(&problems.collect::<Value>());
    cx.out.text(&format!("],\n\"problems\": {problems}\n}}\n"))
}
