//! `mingle card`: my own card as a code for the camera of a phone, as a vCard, or as a drawing.

use std::path::PathBuf;

use serde_json::{Map, Value, json};

use super::context::Context;
use super::fail::Fail;
use super::json::document;
use crate::card::{Coded, Misfit, vcard, whole, within};
use crate::domain::Person;
use crate::store::{outside, write_out};

/// The rows of the window that the words below the code and the next prompt take.
const ROWS_BELOW: usize = 3;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Print the card as a vCard, for a file or a mail.
    #[arg(long, conflicts_with_all = ["svg", "json"])]
    vcf: bool,
    /// Write the code of the whole card to a file, as a drawing for paper or a web page.
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    svg: Option<PathBuf>,
    /// Draw the code light on dark, where the terminal is dark on light and shows no colours.
    #[arg(long)]
    invert: bool,
    /// The vCard, what had no room, and the code as rows of `#` and blanks, in one JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let opened = cx.open()?;
    let me = opened.book.me();
    if args.vcf {
        named(me)?;
        return cx.out.text(&vcard(me));
    }
    if let Some(file) = &args.svg {
        let coded = whole(me).map_err(|misfit| why(misfit, false))?;
        outside(opened.store.data(), file)?;
        write_out(file, coded.symbol.svg().as_bytes())
            .map_err(|error| Fail::wrong(format!("{}: not written: {error}", file.display())))?;
        return cx.out.line(&format!("written: {}{}", file.display(), missing(&coded)));
    }
    if args.json {
        let coded = whole(me).map_err(|misfit| why(misfit, false))?;
        return cx.out.json(&document(Value::Object(as_json(&coded))));
    }
    let ascii = cx.settings().ascii;
    let room = cx.out.window().map_or(usize::MAX, |(columns, rows)| {
        let rows = rows.saturating_sub(ROWS_BELOW);
        if ascii { rows.min(columns / 2) } else { columns.min(rows * 2) }
    });
    let coded = within(me, room).map_err(|misfit| why(misfit, ascii))?;
    let quiet = coded.symbol.quiet_in(room);
    if ascii {
        cx.out.squares(&coded.symbol.rows(quiet), args.invert)?;
    } else {
        cx.out.halves(&coded.symbol.halves(quiet), args.invert)?;
    }
    let holds: Vec<&str> = coded.holds.iter().map(String::as_str).collect();
    let holds = if holds.is_empty() { String::new() } else { format!(": {}", holds.join(", ")) };
    cx.out.line(&format!("{}{holds}{}", me.name.trim(), missing(&coded)))
}

fn named(me: &Person) -> Result<(), Fail> {
    if me.name.trim().is_empty() { Err(why(Misfit::Nameless, false)) } else { Ok(()) }
}

/// "; no room for: web address".
fn missing(coded: &Coded) -> String {
    match coded.left_out.len() {
        0 => String::new(),
        _ => format!("; no room for: {}", coded.left_out.join(", ")),
    }
}

/// What the code says, and the code.
fn as_json(coded: &Coded) -> Map<String, Value> {
    let row = |row: Vec<bool>| row.into_iter().map(|dark| if dark { '#' } else { ' ' }).collect::<String>();
    let rows: Vec<String> = coded.symbol.rows(0).into_iter().map(row).collect();
    let pairs = [("vcard", json!(coded.vcard)), ("left_out", json!(coded.left_out)), ("code", json!(rows))];
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn why(misfit: Misfit, ascii: bool) -> Fail {
    match misfit {
        Misfit::Nameless => {
            Fail::nothing("your card has no name yet; `mingle me name=... phones+=...` starts it")
        }
        Misfit::NoRoom(side) => {
            let (columns, rows) = if ascii { (side * 2, side) } else { (side, side.div_ceil(2)) };
            Fail::wrong(format!(
                "a code of your card takes a window of {columns} by {}; make the letters smaller, or use `mingle card --svg FILE`",
                rows + ROWS_BELOW
            ))
        }
    }
}
