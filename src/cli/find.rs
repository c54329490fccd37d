//! `mingle find QUERY`

use clap::builder::RangedU64ValueParser;
use serde_json::{Value, json};

use super::context::Context;
use super::fail::Fail;
use super::json::document;
use super::table;
use crate::domain::Book;
use crate::search::{Finder, Hit, Index, Near, Target};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Name, note, need, offer, company, event, introducer: any words, in any order. Where nobody fits all of them, those who
    /// come nearest are listed with the words they lack, and the exit code is 1.
    #[arg(required = true)]
    query: Vec<String>,
    /// At most so many.
    #[arg(long, default_value_t = 20, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..))]
    limit: usize,
    /// As one JSON document, with score and what matched.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let opened = cx.open()?;
    let query = args.query.join(" ");
    let index = Index::build(&opened.book);
    let mut finder = Finder::default();
    let hits = finder.find(&index, &opened.book, &query, args.limit);
    let near =
        if hits.is_empty() { finder.nearest(&index, &opened.book, &query, args.limit) } else { Vec::new() };
    if args.json {
        let none = hits.is_empty();
        let hits: Vec<Value> = hits.iter().map(|hit| json_hit(hit, &opened.book)).collect();
        let near: Vec<Value> = near.iter().map(|near| json_near(near, &opened.book)).collect();
        cx.out.json(&document(json!({ "query": query, "hits": hits, "nearest": near })))?;
        return if none { Err(Fail::check()) } else { Ok(()) };
    }
    let row = |hit: &Hit| vec![name(&hit.target, &opened.book).to_owned(), why(hit), id(&hit.target)];
    if !hits.is_empty() {
        let rows: Vec<Vec<String>> = hits.iter().map(row).collect();
        return table::print(&mut cx.out, &["name", "matched", "id"], &rows);
    }
    let add = "`mingle jot \"NAME; ...\"` adds somebody";
    if near.is_empty() {
        return Err(Fail::nothing(format!("nobody fits “{query}”; {add}")));
    }
    let rows: Vec<Vec<String>> = near
        .iter()
        .map(|near| {
            let mut row = row(&near.hit);
            row.insert(2, near.lacks.join(", "));
            row
        })
        .collect();
    table::print(&mut cx.out, &["name", "matched", "lacks", "id"], &rows)?;
    Err(Fail::nothing(format!("nobody fits all of “{query}”: those above come nearest; {add}")))
}

/// What of somebody matched, the best three.
fn why(hit: &Hit) -> String {
    let matched = hit.matched.iter().take(3).map(|matched| format!("{}: {}", matched.field, matched.text));
    matched.collect::<Vec<_>>().join("; ")
}

fn name<'a>(target: &'a Target, book: &'a Book) -> &'a str {
    match target {
        Target::Person(id) => book.name_of(id),
        Target::Attendee(event, at) => book
            .event(event)
            .and_then(|event| event.attendees.get(*at))
            .map_or("", |attendee| attendee.name.as_str()),
    }
}

/// A person's id; an attendee who is not one of my people stands on an event's list.
fn id(target: &Target) -> String {
    match target {
        Target::Person(id) => id.to_string(),
        Target::Attendee(event, _) => format!("on the list of {event}"),
    }
}

/// As a hit, with the words it lacks.
fn json_near(near: &Near, book: &Book) -> Value {
    let mut found = json_hit(&near.hit, book);
    if let Value::Object(fields) = &mut found {
        fields.insert("lacks".into(), json!(near.lacks));
    }
    found
}

fn json_hit(hit: &Hit, book: &Book) -> Value {
    let matched: Vec<Value> = hit
        .matched
        .iter()
        .map(|matched| {
            let spans: Vec<Value> = matched.spans.iter().map(|span| json!([span.start, span.end])).collect();
            json!({ "field": matched.field, "text": matched.text, "spans": spans })
        })
        .collect();
    let name = name(&hit.target, book);
    match &hit.target {
        Target::Person(id) => {
            json!({ "id": id.as_str(), "name": name, "score": hit.score, "matched": matched })
        }
        Target::Attendee(event, at) => json!({
            "event": event.as_str(), "attendee": at, "name": name, "score": hit.score, "matched": matched,
        }),
    }
}
