//! `mingle event set`: an event's fields, one `key=value` each.

use super::super::context::Context;
use super::super::fail::Fail;
use super::super::pairs::{key_value, nearest};
use super::super::{json, pick};
use crate::capture::EVENT_FIELDS;
use crate::domain::{Change, Edit, Event};

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// An id, a name or a part of it.
    event: String,
    /// `key=value`, of name, date, start, end, venue, group, intents, cost, `room_known`, hours and mood; `key=` empties it.
    #[arg(required = true)]
    pairs: Vec<String>,
    /// As one JSON document: the event as it is now.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    let before = pick::event(&opened.book, &args.event)?.clone();
    let mut after = Event::clone(&before);
    for pair in &args.pairs {
        let (key, value) = key_value(pair)?;
        let field = EVENT_FIELDS.iter().find(|field| field.key == key).ok_or_else(|| {
            let keys = EVENT_FIELDS.iter().map(|field| field.key);
            Fail::wrong(format!("an event has no “{key}”; {}", nearest(key, keys)))
        })?;
        (field.set)(&mut after, value, &opened.book, cx.now.today())
            .map_err(|hint| Fail::wrong(format!("{key}: “{value}” is not it; write {hint}")))?;
    }
    let (id, name) = (after.id.clone(), after.name.clone());
    let change = Change::new(format!("event {name}")).with(Edit::replace(before.into(), after));
    let idle = change.is_idle();
    if !idle {
        opened.save(&change, cx)?;
    }
    if args.json {
        let event = pick::event(&opened.book, id.as_str())?;
        return cx.out.json(&serde_json::Value::Object(json::event(event)));
    }
    cx.out.line(&if idle { "it was so already".to_owned() } else { format!("saved: {name}") })
}
