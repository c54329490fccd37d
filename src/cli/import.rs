//! `mingle import FILE...`: lists of people, or of an event's attendees, with a verdict and a reason for every row.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::context::{Context, Opened};
use super::fail::Fail;
use super::json::document;
use super::{pick, table};
use crate::domain::EventId;
use crate::exchange::{Import, Options, Row, Verdict, attendees, people, report};

/// The largest file that is looked at, in bytes.
const LARGEST: u64 = 64 << 20;

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
    /// The encoding, such as `windows-1252`, where looking finds the wrong one.
    #[arg(long)]
    encoding: Option<String>,
    /// The delimiter, one character or `tab`, where looking finds the wrong one.
    #[arg(long, value_parser = delimiter)]
    delimiter: Option<char>,
    /// The line of the header from 1, or 0 when there is none, where looking finds the wrong one.
    #[arg(long, value_name = "LINE")]
    header: Option<usize>,
    /// What a column is, counted from 1, as `email=3`; may be given several times.
    #[arg(long = "column", value_name = "WHAT=N", value_parser = column)]
    columns: Vec<(String, usize)>,
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

fn column(text: &str) -> Result<(String, usize), String> {
    let read = || {
        let (what, number) = text.split_once('=')?;
        let number: usize = number.trim().parse().ok()?;
        (number > 0).then(|| (what.trim().to_owned(), number))
    };
    read().ok_or_else(|| "write it as email=3, columns are counted from 1".into())
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    let event = args.event.as_deref().map(|event| pick::event(&opened.book, event)).transpose()?;
    let event = event.map(|event| event.id.clone());
    let mut read = Vec::new();
    for path in &args.files {
        let imported = import(path, event.as_ref(), args, &mut opened, cx)
            .map_err(|fail| fail.after(&format!("{}: ", path.display())))?;
        if !args.json {
            print(path, &imported, args.dry_run, cx)?;
        }
        read.push((path, imported));
    }
    if args.json { cx.out.json(&whole(&read, args.dry_run)) } else { Ok(()) }
}

/// Reads one file and keeps what is new: all of the file or nothing.
fn import(
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
        header: args.header,
        columns: args.columns.clone(),
    };
    let import = opened
        .fresh(
            |ids| match event {
                Some(event) => attendees(&bytes, event, &opened.book, &options, ids),
                None => people(&bytes, &opened.book, &options, ids),
            },
            |read| read.as_ref().ok().map(|import| &import.change),
        )
        .map_err(|reason| Fail::wrong(format!("{reason}; nothing was kept")))?;
    if !args.dry_run && !import.change.is_idle() {
        opened.save(&import.change, cx)?;
    }
    Ok(import)
}

fn bytes(path: &Path) -> Result<Vec<u8>, Fail> {
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| {
            if file.metadata()?.is_dir() {
                return Err(std::io::Error::from(std::io::ErrorKind::IsADirectory));
            }
            file.take(LARGEST + 1).read_to_end(&mut bytes)
        })
    };
    read.map_err(|error| Fail::wrong(format!("cannot be read: {error}; nothing was kept")))?;
    if bytes.len() as u64 > LARGEST {
        return Err(Fail::wrong("larger than 64 MiB; nothing was kept, split it"));
    }
    Ok(bytes)
}

fn print(path: &Path, import: &Import, dry_run: bool, cx: &mut Context) -> Result<(), Fail> {
    cx.out.heading(&path.display().to_string())?;
    for said in import.said.iter().chain(&import.problems) {
        cx.out.line(said)?;
    }
    // What simply comes in, or was here already, is counted; what somebody should look at is shown.
    let look = |row: &&Row| !matches!(row.verdict, Verdict::New | Verdict::Same);
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
    let kept = if dry_run { "; nothing was kept (dry run)" } else { "" };
    cx.out.line(&format!("{}{kept}", import.summary()))
}

/// The reports of all files in one document; each row says which file it is of.
fn whole(read: &[(&PathBuf, Import)], dry_run: bool) -> Value {
    let (mut records, mut said, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for (path, import) in read {
        let mut report = report(import);
        let mut part = |key: &str| match report.get_mut(key).map(Value::take) {
            Some(Value::Array(items)) => items,
            _ => Vec::new(),
        };
        for mut record in part("records") {
            if let Value::Object(fields) = &mut record {
                fields.insert("file".into(), json!(path.to_string_lossy()));
            }
            records.push(record);
        }
        said.append(&mut part("said"));
        problems.append(&mut part("problems"));
    }
    document(json!({ "kept": !dry_run, "said": said, "records": records, "problems": problems }))
}
