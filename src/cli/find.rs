//! `mingle find QUERY`

use clap::builder::RangedU64ValueParser;
use serde_json::{Value, json};

use super::context::Context;
use super::fail::Fail;
use super::json::document;
use super::table;
use crate::domain::Book;
use crate::search::{Finder, Hit, Index, Target};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Name, note, need, offer, company, event, introducer: any words, in any order.
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
    let hits = Finder::default().find(&index, &opened.book, &query, args.limit);
    if args.json {
        let hits: Vec<Value> = hits.iter().map(|hit| json_hit(hit, &opened.book)).collect();
        let none = hits.is_empty();
        cx.out.json(&document(json!({ "query": query, "hits": hits })))?;
        return if none { Err(Fail::check()) } else { Ok(()) };
    }
    if hits.is_empty() {
        return Err(Fail::nothing(format!(
            "nobody fits “{query}”; `mingle jot \"NAME; ...\"` adds somebody"
        )));
    }
    let row = |hit: &Hit| {
        let why: Vec<String> = hit
            .matched
            .iter()
            .take(3)
            .map(|matched| format!("{}: {}", matched.field, matched.text))
            .collect();
        vec![name(&hit.target, &opened.book).to_owned(), why.join("; "), id(&hit.target)]
    };
    let rows: Vec<Vec<String>> = hits.iter().map(row).collect();
    table::print(&mut cx.out, &["name", "matched", "id"], &rows)
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
