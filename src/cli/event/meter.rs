//! `mingle event meter`: how much of an event I stayed with people I knew.

use serde_json::{Value, json};

use super::super::context::Context;
use super::super::fail::Fail;
use super::super::json::document;
use super::super::pick;
use super::last;
use crate::insight::{STUDY, meter, meters};

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Which event: an id, a name or a part of it; else the one of today or the last.
    event: Option<String>,
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let opened = cx.open()?;
    let id = last(args.event.as_deref(), &opened, &cx.now)?;
    let event = pick::event(&opened.book, id.as_str())?;
    let meter = meter(event, &opened.book);
    let before = meters(&opened.book, event);
    if args.json {
        let others: Vec<Value> = before
            .iter()
            .map(|(event, value)| json!({ "event": event.as_str(), "value": rounded(*value) }))
            .collect();
        return cx.out.json(&document(json!({
            "event": id.as_str(),
            "known": meter.known,
            "new": meter.new,
            "room_known": meter.room.map(rounded),
            "value": meter.value().map(rounded),
            "words": meter.words(),
            "study": STUDY,
            "before": others,
        })));
    }
    cx.out.heading(&event.name)?;
    cx.out.line(&meter.words())?;
    cx.out.line(&meter.reading())?;
    if !before.is_empty() {
        let said: Vec<String> = before.iter().map(|(_, value)| format!("{value:.1}")).collect();
        cx.out.line(&format!("your events before, the last first: {}", said.join(", ")))?;
    }
    Ok(())
}

/// Two places are all that so few talks are worth.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
