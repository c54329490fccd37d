//! `mingle me`: my own card.

use serde_json::Value;

use super::context::Context;
use super::fail::Fail;
use super::{json, pairs, show};
use crate::domain::{Change, Person};

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
        let mut after = Person::clone(opened.book.me());
        for pair in &args.pairs {
            pairs::read(pair)?.apply(&mut after, &opened.book)?;
        }
        if let Some(edit) = opened.book.edit_me(|me| *me = after) {
            opened.save(&Change::new("my card").with(edit), cx)?;
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
