//! `mingle circle`: what the records say about how I meet people, as text or JSON.

use serde_json::{Value, json};

use super::context::Context;
use super::fail::Fail;
use super::json::document;
use crate::domain::Book;
use crate::insight::{Circle, evenings_doubt, trend, undated_words, year_words};

/// How wide the longest bar is.
const BAR: usize = 24;
/// How many names, fields or topics are listed in the text; JSON has all of them.
const LISTED: usize = 8;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let opened = cx.open()?;
    let book = &opened.book;
    let circle = Circle::of(book, &cx.points(), cx.now.today());
    if args.json {
        return cx.out.json(&document(as_json(&circle, book)));
    }
    if book.people().len() == 0 {
        return Err(Fail::nothing("nobody is in your circle yet; `mingle jot \"NAME; ...\"` begins it"));
    }
    evenings(&circle, book, cx)?;
    months(&circle, book, cx)?;
    fields(&circle, cx)?;
    standing(&circle, cx)?;
    bridges(&circle, book, cx)?;
    origin(&circle, book, cx)?;
    lessons(&circle, book, cx)
}

fn evenings(circle: &Circle, book: &Book, cx: &mut Context) -> Result<(), Fail> {
    cx.out.heading("Meter over events (1.0 is chance, lower is further from whom you knew)")?;
    let values = circle.evenings.iter().filter_map(|evening| evening.meter.value());
    let top = values.fold(0.0, f64::max);
    for evening in circle.evenings.iter().rev().take(LISTED).rev() {
        let name = book.event(&evening.event).map_or("", |event| event.name.as_str());
        let bar = evening.meter.value().map_or_else(String::new, |value| bar(value / top));
        let words = evening.meter.words();
        cx.out.line(&format!("  {}  {bar:BAR$}  {words}  {name}", evening.date.0))?;
    }
    said(cx, trend(&circle.evenings).into_iter().chain(evenings_doubt(&circle.evenings)))
}

fn months(circle: &Circle, book: &Book, cx: &mut Context) -> Result<(), Fail> {
    cx.out.line("")?;
    cx.out.heading("Given, received, met, by month")?;
    for sum in &circle.months {
        let month = sum.month.words();
        let marks = |sign: &str, count: u32| sign.repeat(usize::try_from(count).unwrap_or(BAR).min(BAR));
        let drawn = [marks("+", sum.gave), marks("-", sum.got), marks("o", sum.met)].concat();
        let words = format!("gave {}, got {}, met {}", sum.gave, sum.got, sum.met);
        cx.out.line(&format!("  {month}  {words:24}  {drawn}"))?;
    }
    said(cx, std::iter::once(year_words(&circle.months)).chain(undated_words(book)))
}

fn fields(circle: &Circle, cx: &mut Context) -> Result<(), Fail> {
    cx.out.line("")?;
    cx.out.heading("Fields")?;
    let top = circle.fields.shares.first().map_or(1, |(_, count)| *count);
    for (name, count) in circle.fields.shares.iter().take(LISTED) {
        cx.out.line(&format!("  {name:20}  {:BAR$}  {count}", bar(ratio(*count, top))))?;
    }
    more(cx, circle.fields.shares.len())?;
    said(cx, std::iter::once(circle.fields.words()).chain(circle.fields.doubt()))
}

fn standing(circle: &Circle, cx: &mut Context) -> Result<(), Fail> {
    cx.out.line("")?;
    cx.out.heading("Mentors, peers and the rest")?;
    for (name, count) in circle.standing.circles.iter().take(LISTED) {
        cx.out.line(&format!("  {name:20}  {count}"))?;
    }
    said(cx, circle.standing.words().into_iter().chain(circle.standing.doubt()))
}

fn bridges(circle: &Circle, book: &Book, cx: &mut Context) -> Result<(), Fail> {
    cx.out.line("")?;
    cx.out.heading("Bridges")?;
    said(cx, std::iter::once(circle.shape.words()).chain(circle.shape.doubt()))?;
    for bridge in circle.bridges.iter().take(LISTED) {
        cx.out.line(&format!("  {}: {}", book.name_of(&bridge.person), bridge.words))?;
    }
    more(cx, circle.bridges.len())?;
    if !circle.near.is_empty() {
        cx.out.line("")?;
        cx.out.heading("Little overlap, and some: what is new comes from here")?;
    }
    for near in circle.near.iter().take(LISTED) {
        cx.out.line(&format!("  {}: {}", book.name_of(&near.person), near.words))?;
    }
    more(cx, circle.near.len())
}

fn origin(circle: &Circle, book: &Book, cx: &mut Context) -> Result<(), Fail> {
    cx.out.line("")?;
    cx.out.heading("How you met")?;
    for (id, count) in circle.origin.introducers.iter().take(LISTED) {
        cx.out.line(&format!("  {} introduced {count}", book.name_of(id)))?;
    }
    more(cx, circle.origin.introducers.len())?;
    said(cx, std::iter::once(circle.origin.words()).chain(circle.origin.doubt()))
}

fn lessons(circle: &Circle, book: &Book, cx: &mut Context) -> Result<(), Fail> {
    if circle.lessons.is_empty() {
        return Ok(());
    }
    cx.out.line("")?;
    cx.out.heading("Lessons")?;
    for topic in circle.lessons.iter().take(LISTED) {
        let name = if topic.name.is_empty() { "(no topic)" } else { &topic.name };
        cx.out.line(&format!("  {name}"))?;
        for kept in &topic.notes {
            let Some(person) = book.person(&kept.person) else { continue };
            let Some(note) = person.notes.iter().find(|note| note.id == kept.note) else { continue };
            cx.out.line(&format!("    {} ({})", note.words(), person.name))?;
        }
    }
    more(cx, circle.lessons.len())
}

/// Sentences under a figure.
fn said(cx: &mut Context, sentences: impl IntoIterator<Item = String>) -> Result<(), Fail> {
    sentences.into_iter().try_for_each(|sentence| cx.out.line(&format!("  {sentence}")))
}

fn more(cx: &mut Context, all: usize) -> Result<(), Fail> {
    match all.saturating_sub(LISTED) {
        0 => Ok(()),
        more => cx.out.line(&format!("  and {more} more; --json lists all")),
    }
}

fn ratio(count: usize, top: usize) -> f64 {
    let real = |count: usize| u32::try_from(count).map_or(f64::from(u32::MAX), f64::from);
    real(count) / real(top.max(1))
}

/// A bar of a share of the full width; anything at all has one sign.
fn bar(share: f64) -> String {
    let cells = (1..=BAR).filter(|cell| ratio(*cell, BAR) <= share + 1e-9).count();
    "#".repeat(cells.max(usize::from(share > 0.0)))
}

fn as_json(circle: &Circle, book: &Book) -> Value {
    let evenings = circle.evenings.iter().map(|evening| {
        json!({
            "event": evening.event.as_str(),
            "name": book.event(&evening.event).map_or("", |event| event.name.as_str()),
            "date": evening.date.0.to_string(),
            "new": evening.meter.new,
            "known": evening.meter.known,
            "room_known": evening.meter.room.map(rounded),
            "meter": evening.meter.value().map(rounded),
        })
    });
    let months = circle.months.iter().map(|sum| {
        json!({
            "month": format!("{:04}-{:02}", sum.month.year, sum.month.month),
            "gave": sum.gave, "gave_points": sum.gave_points,
            "got": sum.got, "got_points": sum.got_points,
            "met": sum.met,
        })
    });
    let counted = |list: &[(String, usize)]| -> Vec<Value> {
        list.iter().map(|(name, count)| json!({ "name": name, "people": count })).collect()
    };
    let bridges = circle.bridges.iter().map(|bridge| {
        json!({
            "id": bridge.person.as_str(), "name": book.name_of(&bridge.person),
            "knows": bridge.known, "only_link_to": bridge.only_link_to, "words": bridge.words,
        })
    });
    let near = circle.near.iter().map(
        |near| json!({ "id": near.person.as_str(), "name": book.name_of(&near.person), "words": near.words }),
    );
    let introducers = circle
        .origin
        .introducers
        .iter()
        .map(|(id, count)| json!({ "id": id.as_str(), "name": book.name_of(id), "introduced": count }));
    let lessons = circle.lessons.iter().map(|topic| {
        let notes = topic.notes.iter().filter_map(|kept| {
            let person = book.person(&kept.person)?;
            let note = person.notes.iter().find(|note| note.id == kept.note)?;
            Some(json!({
                "person": person.id.as_str(), "name": person.name, "id": note.id.as_str(), "text": note.words(),
                "private": note.private,
            }))
        });
        json!({ "topic": topic.name, "notes": notes.collect::<Vec<_>>() })
    });
    json!({
        "meter": { "events": evenings.collect::<Vec<_>>(), "study": crate::insight::STUDY,
            "words": trend(&circle.evenings), "unknown": evenings_doubt(&circle.evenings) },
        "months": months.collect::<Vec<_>>(),
        "fields": { "shares": counted(&circle.fields.shares), "blau": circle.fields.blau().map(rounded),
            "words": circle.fields.words(), "unknown": circle.fields.doubt() },
        "circles": { "shares": counted(&circle.standing.circles), "words": circle.standing.words(),
            "unknown": circle.standing.doubt() },
        "shape": { "people": circle.shape.people, "ties": circle.shape.ties,
            "constraint": circle.shape.constraint.map(rounded), "effective_size": circle.shape.effective_size.map(rounded),
            "pieces": circle.islands, "words": circle.shape.words(), "unknown": circle.shape.doubt() },
        "bridges": bridges.collect::<Vec<_>>(),
        "near": near.collect::<Vec<_>>(),
        "origin": { "introducers": introducers.collect::<Vec<_>>(), "introduced": circle.origin.introduced,
            "by_myself": circle.origin.by_myself, "unknown_people": circle.origin.unknown,
            "share_by_myself": circle.origin.share_by_myself().map(rounded), "words": circle.origin.words(),
            "unknown": circle.origin.doubt() },
        "lessons": lessons.collect::<Vec<_>>(),
    })
}

/// Four places are all that such a figure is worth.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
