//! `mingle import FILE...`: lists of people, or of an event's attendees, with a verdict and a reason for every row.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::context::{Context, Opened};
use super::fail::Fail;
use super::json::document;
use super::{pick, table};
use crate::domain::EventId;
use crate::exchange::{Import, Kind, MAX_BYTES, Options, Row, Verdict, import, report};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The files; `-` is standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Take the rows as attendees of this event; without it they become people.
    #[arg(long)]
    event: Option<String>,
    /// Say what would become of every row and keep nothing.
    #[arg(long)]
    dry_run: bool,
    /// What the file is, whatever it looks like.
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Kind::READ.iter().map(|(word, _)| *word)))]
    format: Option<String>,
    /// The encoding, such as `windows-1252`, where looking finds the wrong one.
    #[arg(long)]
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
    let mut opened = cx.open()?;
    let event = args.event.as_deref().map(|event| pick::event(&opened.book, event)).transpose()?;
    let event = event.map(|event| event.id.clone());
    let mut read = Vec::new();
    let mut failed = Ok(());
    for path in &args.files {
        let at = |fail: Fail| fail.after(&format!("{}: ", called(path)));
        let imported = match take(path, event.as_ref(), args, &mut opened, cx) {
            Ok(imported) => imported,
            Err(fail) => {
                failed = Err(at(fail));
                break;
            }
        };
        if !args.json {
            print(path, &imported, args.dry_run, cx)?;
        }
        let refused = imported.refused.clone();
        read.push((path, imported));
        if let Some(why) = refused {
            failed = Err(at(Fail::wrong(why)));
            break;
        }
    }
    // Files before one that fails are kept, so they are told of too.
    if args.json && !read.is_empty() {
        cx.out.json(&whole(&read, args.dry_run))?;
    }
    failed
}

/// A file as people call it.
fn called(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard input".to_owned() } else { path.display().to_string() }
}

/// Reads one file and keeps what is new: all of the file or nothing.
fn take(
    path: &Path,
    event: Option<&EventId>,
    args: &Args,
    opened: &mut Opened,
    cx: &Context,
) -> Result<Import, Fail> {
    let bytes = bytes(path)?;
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
    };
    let import = opened
        .fresh(
            |ids| import(&bytes, event, &opened.book, &options, ids),
            |read| read.as_ref().ok().map(|import| &import.change),
        )
        .map_err(|reason| Fail::wrong(reason.to_string()))?;
    if !args.dry_run && !import.change.is_idle() {
        opened.save(&import.change, cx)?;
    }
    Ok(import)
}

pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Fail> {
    let mut bytes = Vec::new();
    // One byte more than may be imported is enough for the refusal, which says how much that is.
    let read = if path.as_os_str() == "-" {
        std::io::stdin().lock().take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| {
            if file.metadata()?.is_dir() {
                return Err(ErrorKind::IsADirectory.into());
            }
            file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)
        })
    };
    read.map_err(|error| {
        Fail::wrong(match error.kind() {
            ErrorKind::NotFound => "there is no such file; look how it is called and where it is".to_owned(),
            ErrorKind::IsADirectory => "it is a folder; name the list inside it".to_owned(),
            ErrorKind::PermissionDenied => "you may not read it; `chmod u+r` on it lets you".to_owned(),
            _ => format!("cannot be read: {error}; copy it here and try again"),
        })
    })?;
    Ok(bytes)
}

fn print(path: &Path, import: &Import, dry_run: bool, cx: &mut Context) -> Result<(), Fail> {
    cx.out.heading(&called(path))?;
    // Why a whole file stays out is its failure and said there, once for all of its rows.
    let refused = import.refused.as_ref();
    for said in import.said.iter().chain(import.problems.iter().filter(|problem| Some(*problem) != refused)) {
        cx.out.line(said)?;
    }
    // What simply comes in, or was here already, is counted; what somebody should look at is shown.
    let look = |row: &&Row| refused.is_none() && !matches!(row.verdict, Verdict::New | Verdict::Same);
    let rows: Vec<Vec<String>> = import
        .rows
        .iter()
        .filter(look)
        .map(|row| {
            vec![row.row.to_string(), row.name.clone(), row.verdict.as_str().into(), row.reason.clone()]
        })
        .collect();
    if !rows.is_empty() {
        table::print(&mut cx.out, &["row", "name", "verdict", "reason"], &rows)?;
    }
    let kept = match (dry_run, import.change.is_idle()) {
        (true, _) => "; nothing was kept (dry run)",
        (false, true) => "; nothing has changed",
        (false, false) => "",
    };
    cx.out.line(&format!("{}{kept}", import.summary()))
}

/// The reports of all files in one document; each row says which file it is of.
fn whole(read: &[(&PathBuf, Import)], dry_run: bool) -> Value {
    let (mut records, mut events, mut said, mut problems) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (path, import) in read {
        let mut report = report(import);
        let mut part = |key: &str| match report.get_mut(key).map(Value::take) {
            Some(Value::Array(items)) => items,
            _ => Vec::new(),
        };
        for (key, all) in [("records", &mut records), ("events", &mut events)] {
            for mut record in part(key) {
                if let Value::Object(fields) = &mut record {
                    fields.insert("file".into(), json!(path.to_string_lossy()));
                }
                all.push(record);
            }
        }
        said.append(&mut part("said"));
        problems.append(&mut part("problems"));
    }
    document(
        json!({ "kept": !dry_run, "said": said, "records": records, "events": events, "problems": problems }),
    )
}
