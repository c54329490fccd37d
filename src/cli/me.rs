//! `mingle me`: my own card.

use std::sync::Arc;

use serde_json::Value;

use super::context::Context;
use super::fail::Fail;
use super::{json, pairs, show};
use crate::domain::{Change, Edit, Person, Record};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// `key=value`, `key+=value` or `key-=value`, as in `mingle edit`; besides, `goals`.
    pairs: Vec<String>,
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    if !args.pairs.is_empty() {
        let before = opened.book.me().clone();
        let mut after = Person { schema: 1, ..Person::clone(&before) };
        for pair in &args.pairs {
            pairs::read(pair)?.apply(&mut after, &opened.book)?;
        }
        // An empty card is one that has no file yet.
        let edit = if *before == Person::default() {
            Edit::create(Record::Me(Arc::new(after)))
        } else {
            Edit::replace(Record::Me(before), Record::Me(Arc::new(after)))
        };
        let change = Change::new("my card").with(edit);
        if !change.is_idle() {
            opened.save(&change, cx)?;
        }
    }
    let me = opened.book.me();
    if args.json {
        return cx.out.json(&Value::Object(json::person(me)));
    }
    if **me == Person::default() {
        return Err(Fail::nothing("your card is empty; `mingle me name=... offers+=...` starts it"));
    }
    show::card(&mut cx.out, me, &opened.book)?;
    show::notes(&mut cx.out, me, &opened.book, "me/")
}
