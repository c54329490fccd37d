//! `mingle gifts [PERSON]`: whose offer meets whose need, and why; with `--needs` and `--offers` for any two lists.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::context::Context;
use super::fail::Fail;
use super::json::document;
use super::{config, import, pick, table};
use crate::domain::Book;
use crate::matching::{Giver, Matcher, Meeting, Offers};

/// How many are listed.
const MOST: usize = 20;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only what this person needs.
    #[arg(conflicts_with_all = ["needs", "offers"])]
    person: Option<String>,
    /// Match the needs in this file, one a line, with those of `--offers`; `-` is standard input.
    #[arg(long, value_name = "FILE", requires = "offers")]
    needs: Option<PathBuf>,
    /// The offers, one a line.
    #[arg(long, value_name = "FILE", requires = "needs")]
    offers: Option<PathBuf>,
    /// As one JSON document; of lists, each need with its offers and their scores, best first.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let (thesaurus, problems) = config::thesaurus(&cx.places.config);
    if let Some(first) = problems.first() {
        cx.out.note(&format!("{first}; `mingle config check` names all"));
    }
    let matcher = Matcher::new(thesaurus);
    if let (Some(needs), Some(offers)) = (&args.needs, &args.offers) {
        return lists(&matcher, &lines(needs)?, &lines(offers)?, args.json, cx);
    }
    let opened = cx.open()?;
    let book = &opened.book;
    let offers = Offers::build(&matcher, book);
    let mut meetings = match &args.person {
        Some(person) => offers.for_person(&matcher, pick::person(book, person)?),
        None => offers.for_everyone(&matcher, book, MOST),
    };
    meetings.truncate(MOST);
    if args.json {
        let gifts: Vec<Value> = meetings.iter().map(|meeting| json_meeting(meeting, book)).collect();
        return cx.out.json(&document(json!({ "gifts": gifts })));
    }
    if meetings.is_empty() {
        let whom = if args.person.is_some() { "that they need" } else { "that anybody needs" };
        return Err(Fail::nothing(format!(
            "nobody here offers anything {whom}; `mingle jot \"NAME; needs ...; offers ...\"` adds some"
        )));
    }
    let row = |meeting: &Meeting| {
        vec![
            book.name_of(&meeting.person).to_owned(),
            meeting.need.clone(),
            giver(meeting, book).to_owned(),
            meeting.offer.clone(),
            meeting.reason.clone(),
        ]
    };
    let rows: Vec<Vec<String>> = meetings.iter().map(row).collect();
    table::print(&mut cx.out, &["who", "needs", "from", "who offers", "because"], &rows)
}

fn giver<'a>(meeting: &'a Meeting, book: &'a Book) -> &'a str {
    match &meeting.giver {
        Giver::Me => "me",
        Giver::Person(id) => book.name_of(id),
    }
}

fn json_meeting(meeting: &Meeting, book: &Book) -> Value {
    let from = match &meeting.giver {
        Giver::Me => Value::Null,
        Giver::Person(id) => json!(id.as_str()),
    };
    json!({
        "kind": if meeting.giver == Giver::Me { "own" } else { "intro" },
        "person": meeting.person.as_str(),
        "name": book.name_of(&meeting.person),
        "need": meeting.need,
        "from": from,
        "from_name": giver(meeting, book),
        "offer": meeting.offer,
        "score": rounded(meeting.score),
        "reason": meeting.reason,
    })
}

fn lists(
    matcher: &Matcher,
    needs: &[String],
    offers: &[String],
    as_json: bool,
    cx: &mut Context,
) -> Result<(), Fail> {
    let needs: Vec<&str> = needs.iter().map(String::as_str).collect();
    let offers: Vec<&str> = offers.iter().map(String::as_str).collect();
    let all = matcher.all(&needs, &offers);
    let text = |at: usize| offers.get(at).copied().unwrap_or_default();
    if as_json {
        let ranked = needs.iter().zip(&all).map(|(need, found)| {
            let found: Vec<Value> =
                found.iter().map(|found| json!([text(found.offer), rounded(found.score)])).collect();
            ((*need).to_owned(), Value::Array(found))
        });
        return cx.out.json(&Value::Object(ranked.collect::<Map<_, _>>()));
    }
    let rows: Vec<Vec<String>> = needs
        .iter()
        .zip(&all)
        .flat_map(|(need, found)| {
            found
                .iter()
                .map(|found| vec![(*need).to_owned(), text(found.offer).to_owned(), found.reason.clone()])
        })
        .collect();
    if rows.is_empty() {
        return Err(Fail::nothing("none of the offers meets any of the needs"));
    }
    table::print(&mut cx.out, &["need", "offer", "because"], &rows)
}

/// The lines of a file that are not blank.
fn lines(path: &Path) -> Result<Vec<String>, Fail> {
    let read = import::bytes(path).map_err(|fail| fail.after(&format!("{}: ", path.display())))?;
    let text = String::from_utf8_lossy(&read);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.map(|line| line.trim_start_matches('\u{feff}').to_owned()).collect())
}

/// Two places are all that a score is worth.
fn rounded(score: f32) -> f64 {
    (f64::from(score) * 100.0).round() / 100.0
}
