//! `mingle event intents`: what I go for, and how far I have come with it.

use serde_json::{Value, json};

use super::super::context::Context;
use super::super::fail::Fail;
use super::super::json::document;
use super::super::{config, pick};
use super::{coming, new};
use crate::brief::{Room, fits};
use crate::domain::Change;
use crate::insight::{Progress, intents};
use crate::matching::{Matcher, Offers};

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// What I go for: "3 expand, 1 supplier, 2 customers, 1 referral, 2 touch-base"; "" clears it; none shows it.
    intents: Option<String>,
    /// At which event, instead of the one of today or the next.
    #[arg(long)]
    event: Option<String>,
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    let id = coming(args.event.as_deref(), &opened, &cx.now)?;
    if let Some(text) = &args.intents {
        let wanted = new::intents(text)?;
        let edit = opened.book.edit_event(&id, |event| event.go_for(wanted));
        if let Some(edit) = edit {
            opened.save(&Change::new("what I go for").with(edit), cx)?;
        }
    }
    let (thesaurus, _) = config::thesaurus(&cx.places.config);
    let matcher = Matcher::new(thesaurus);
    let points = cx.points();
    let offers = Offers::build(&matcher, &opened.book);
    let room = Room {
        book: &opened.book,
        matcher: &matcher,
        offers: &offers,
        points: &points,
        today: cx.now.today(),
    };
    let event = pick::event(&opened.book, id.as_str())?;
    let all = intents(event, &opened.book, &fits(&room));
    if args.json {
        let intents: Vec<Value> = all.iter().map(progress).collect();
        return cx.out.json(&document(json!({ "event": id.as_str(), "intents": intents })));
    }
    if all.is_empty() {
        return cx.out.line(&format!(
            "{}: nothing said; `mingle event intents \"3 expand, 1 supplier\"` says it",
            event.name
        ));
    }
    cx.out.heading(&event.name)?;
    all.iter().try_for_each(|one| cx.out.labelled(one.why.as_str(), 10, &one.words()))
}

/// One intent as JSON.
pub(super) fn progress(progress: &Progress) -> Value {
    json!({
        "why": progress.why.as_str(),
        "count": progress.wanted,
        "reached": progress.reached,
        "missed": progress.missed,
        "words": progress.words(),
    })
}
