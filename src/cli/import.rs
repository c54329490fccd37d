//! `mingle import FILE... --event EVENT`: attendee lists, with a verdict and a reason for every row.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::context::{Context, Opened};
use super::fail::Fail;
use super::json::document;
use super::{pick, table};
use crate::domain::EventId;
use crate::exchange::{Import, Options, Row, Verdict, attendees};

/// The largest file that is looked at, in bytes.
const LARGEST: u64 = 64 << 20;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The files; `-` is standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Whose attendees these are.
    #[arg(long)]
    event: String,
    /// Say what would become of every row and keep nothing.
    #[arg(long)]
    dry_run: bool,
    /// The encoding, such as `windows-1252`, where looking finds the wrong one.
    #[arg(long)]
    encoding: Option<String>,
    /// The delimiter, one character or `tab`, where looking finds the wrong one.
    #[arg(long, value_parser = delimiter)]
    delimiter: Option<char>,
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

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    let event = pick::event(&opened.book, &args.event)?.id.clone();
    let mut read = Vec::new();
    for path in &args.files {
        let imported = import(path, &event, args, &mut opened, cx)
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
    event: &EventId,
    args: &Args,
    opened: &mut Opened,
    cx: &Context,
) -> Result<Import, Fail> {
    let bytes = bytes(path)?;
    let options =
        Options { encoding: args.encoding.clone(), delimiter: args.delimiter, ..Options::default() };
    let import = opened
        .fresh(
            |ids| attendees(&bytes, event, &opened.book, &options, ids),
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
        .map(|row| vec![row.row.to_string(), row.name.clone(), word(row.verdict).into(), row.reason.clone()])
        .collect();
    if !rows.is_empty() {
        table::print(&mut cx.out, &["row", "name", "verdict", "reason"], &rows)?;
    }
    let count = |verdict: Verdict| import.rows.iter().filter(|row| row.verdict == verdict).count();
    let counts: Vec<String> = VERDICTS
        .iter()
        .filter(|verdict| count(**verdict) > 0)
        .map(|verdict| format!("{} {}", count(*verdict), word(*verdict)))
        .collect();
    let counts = if counts.is_empty() { "no rows".into() } else { counts.join(", ") };
    let kept = if dry_run { "; nothing was kept (dry run)" } else { "" };
    cx.out.line(&format!("{counts}{kept}"))
}

const VERDICTS: &[Verdict] =
    &[Verdict::New, Verdict::Updates, Verdict::Same, Verdict::Doubtful, Verdict::Skipped];

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::New => "new",
        Verdict::Same => "same",
        Verdict::Updates => "updates",
        Verdict::Doubtful => "doubtful",
        Verdict::Skipped => "skipped",
    }
}

fn whole(read: &[(&PathBuf, Import)], dry_run: bool) -> Value {
    let mut records = Vec::new();
    let mut problems = Vec::new();
    let mut said = Vec::new();
    for (path, import) in read {
        let file = path.to_string_lossy();
        records.extend(import.rows.iter().map(|row| {
            json!({
                "file": file,
                "row": row.row,
                "name": row.name,
                "emails": row.emails,
                "phones": row.phones,
                "company": row.company,
                "role": row.role,
                "verdict": word(row.verdict),
                "reason": row.reason,
            })
        }));
        problems.extend(import.problems.iter().map(|problem| json!({ "file": file, "problem": problem })));
        said.extend(import.said.iter().map(|said| json!({ "file": file, "said": said })));
    }
    document(json!({ "kept": !dry_run, "records": records, "problems": problems, "said": said }))
}
