//! `mingle dupes` and `mingle merge A B`: records that are one person, found and made one.

use serde_json::{Value, json};

use super::context::{Context, Opened};
use super::fail::Fail;
use super::{json, pick, table};
use crate::domain::{Book, Change, Person, Record};
use crate::doubles::{Double, Row, Taken, doubles, is_open, merge as merged, not_same, rows};

#[derive(Debug, clap::Args)]
pub(super) struct Dupes {
    /// These two are two people: never proposed again.
    #[arg(long, num_args = 2, value_names = ["A", "B"])]
    not_same: Option<Vec<String>>,
    /// As one JSON document.
    #[arg(long)]
    json: bool,
    /// List all pairs, however many.
    #[arg(long)]
    all: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Merge {
    /// Whose record is kept: an id, a unique name or a part of it.
    a: String,
    /// Whose record becomes part of it and goes to the trash.
    b: String,
    /// Fields of one line to take from B: name, company, role, industry, face, cadence, via, met. What gives way is kept in
    /// a note; lists are united whatever you say.
    #[arg(long, value_name = "FIELD", value_delimiter = ',', num_args = 1..)]
    take_from_b: Vec<String>,
    /// Say what would become of each field, and keep nothing.
    #[arg(long)]
    dry_run: bool,
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

/// How many pairs are listed; more are most often one mistake in an import, and no list to go through by hand.
const SHOWN: usize = 100;

pub(super) fn dupes(args: &Dupes, cx: &mut Context) -> Result<(), Fail> {
    if let Some([one, other]) = args.not_same.as_deref() {
        if args.json {
            cx.out.collect();
        }
        return two_people(one, other, cx);
    }
    let opened = cx.open()?;
    let found = doubles(&opened.book);
    if args.json {
        let pairs: Vec<Value> = found.iter().map(|double| as_json(double, &opened.book)).collect();
        return cx.out.json(&json::document(json!({ "pairs": pairs })));
    }
    if found.is_empty() {
        return cx.out.line("nobody stands in your records twice, as far as can be told");
    }
    let shown = if args.all { found.len() } else { SHOWN };
    for (at, double) in found.iter().enumerate().take(shown) {
        let said = |id| opened.book.person(id).map_or_else(String::new, |person| whom(person));
        cx.out.heading(&format!("{}. {}: {}", at + 1, double.strength.as_str(), double.why()))?;
        cx.out.line(&format!("   {}", said(&double.keep)))?;
        cx.out.line(&format!("   {}", said(&double.other)))?;
    }
    cx.out.line("")?;
    if let more @ 1.. = found.len().saturating_sub(shown) {
        let pairs = crate::text::counted(more, "more pair", "more pairs");
        cx.out.line(&format!("and {pairs}, the likeliest first; --all lists them, --json too"))?;
    }
    cx.out.line("`mingle merge A B` makes them one; `mingle dupes --not-same A B` says they are two")
}

/// Somebody as they are told from their double: name, what and where, id.
fn whom(person: &Person) -> String {
    let name = if person.name.is_empty() { "(no name)" } else { &person.name };
    let said: Vec<&str> =
        [name, &person.role, &person.company].into_iter().filter(|text| !text.is_empty()).collect();
    let notes = match person.notes.len() {
        0 => String::new(),
        1 => ", 1 note".to_owned(),
        count => format!(", {count} notes"),
    };
    format!("{}{notes} ({})", said.join(", "), person.id)
}

fn as_json(double: &Double, book: &Book) -> Value {
    json!({
        "keep": double.keep.as_str(),
        "keep_name": book.name_of(&double.keep),
        "other": double.other.as_str(),
        "other_name": book.name_of(&double.other),
        "strength": double.strength.as_str(),
        "reasons": double.reasons,
    })
}

fn two_people(one: &str, other: &str, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    let (one, other) = pair(&opened, one, other)?;
    if !is_open(&opened.book, &one.id, &other.id) {
        return cx.out.line("that was said before");
    }
    let change = not_same(&opened.book, &one.id, &other.id);
    opened.save(&change, cx)?;
    cx.out.line(&format!("remembered: {} and {} are two people", whom(&one), whom(&other)))
}

fn pair(opened: &Opened, one: &str, other: &str) -> Result<(Person, Person), Fail> {
    let found = |query| pick::person(&opened.book, query).map(|person| Person::clone(person));
    let (one, other) = (found(one)?, found(other)?);
    if one.id == other.id {
        return Err(Fail::wrong(format!("both are {}; say which two, by their ids", whom(&one))));
    }
    Ok((one, other))
}

pub(super) fn merge(args: &Merge, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    let (keep, other) = pair(&opened, &args.a, &args.b)?;
    let take: Vec<&str> = args.take_from_b.iter().map(|key| key.trim()).collect();
    let today = cx.now.today();
    let make = |ids: &mut _| merged(&opened.book, &keep.id, &other.id, &take, (ids, today));
    // Whether it can be done does not depend on the ids.
    make(&mut crate::domain::IdMaker::new(0)).map_err(|wrong| Fail::wrong(wrong.to_string()))?;
    let change = opened.fresh_change(|ids| make(ids).unwrap_or_else(|wrong| Change::new(wrong.to_string())));
    let side_by_side = rows(&opened.book, &keep, &other, &take);
    let turned = change.edits.len().saturating_sub(2);
    if !args.dry_run {
        opened.save(&change, cx)?;
    }
    if args.json {
        let after = change.edits.iter().find_map(|edit| match &edit.after {
            Some(Record::Person(person)) if person.id == keep.id => Some(json::person(person)),
            _ => None,
        });
        let fields: Vec<Value> = side_by_side.iter().map(row_json).collect();
        return cx.out.json(&json::document(json!({
            "dry_run": args.dry_run,
            "keep": keep.id.as_str(),
            "gone": other.id.as_str(),
            "fields": fields,
            "records_turned": turned,
            "person": after,
        })));
    }
    if args.dry_run {
        let table: Vec<Vec<String>> = side_by_side.iter().map(row_cells).collect();
        table::print(&mut cx.out, &["field", "A", "B", "what stays"], &table)?;
        let records =
            if turned == 1 { "1 other record".to_owned() } else { format!("{turned} other records") };
        return cx.out.line(&format!("{records} would point to A; nothing was kept of this dry run"));
    }
    cx.out.line(&format!("{}: one record now ({}); `mingle undo` makes them two again", change.what, keep.id))
}

fn row_cells(row: &Row) -> Vec<String> {
    let stays = match row.taken {
        Taken::Left if row.is_choice() => "A; B goes to a note",
        Taken::Right if row.is_choice() => "B; A goes to a note",
        Taken::Left => "A",
        Taken::Right => "B",
        Taken::Both => "both",
    };
    vec![row.key.to_owned(), row.left.clone(), row.right.clone(), stays.to_owned()]
}

fn row_json(row: &Row) -> Value {
    let stays = match row.taken {
        Taken::Left => "a",
        Taken::Right => "b",
        Taken::Both => "both",
    };
    json!({ "field": row.key, "a": row.left, "b": row.right, "stays": stays, "to_note": row.lost() })
}
