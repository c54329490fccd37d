//! `mingle undo`, `mingle redo` and `mingle history`: across sessions.

use serde_json::{Value, json};

use super::answer::Answer;
use super::context::Context;
use super::fail::Fail;
use super::far::Far;
use super::json::document;
use super::table;
use crate::domain::Now;
use crate::store::{Entry, FarOf, Reverted, Store, StoreError};

/// [`Store::undo`] or [`Store::redo`].
type Turn = fn(&Store, &Now, &FarOf<'_>) -> Result<Option<Reverted>, StoreError>;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// How many.
    #[arg(default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    count: u32,
    #[command(flatten)]
    answer: Answer,
}

#[derive(Debug, clap::Args)]
pub(super) struct HistoryArgs {
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) fn undo(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    revert(args, ("undone", "taking back", "undo"), Store::undo, cx)
}

pub(super) fn redo(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    revert(args, ("done again", "doing again", "redo"), Store::redo, cx)
}

fn revert(args: &Args, words: (&str, &'static str, &str), turn: Turn, cx: &mut Context) -> Result<(), Fail> {
    let (said, doing, verb) = words;
    args.answer.begin(cx);
    let store = cx.store()?;
    for at in 0..args.count {
        let far = Far::new(doing, "records", cx);
        let turned = turn(&store, &cx.now, &|done, all| far.is(done, all))?;
        match turned {
            Some(reverted) => {
                cx.has_become(&reverted.records);
                match reverted.in_words() {
                    Ok(what) => cx.out.line(&format!("{said}: {what}"))?,
                    Err(why) => {
                        super::answer::end(false, cx)?;
                        return Err(Fail::nothing(format!("not {said}: {why}")));
                    }
                }
            }
            None if at == 0 => return Err(Fail::nothing(format!("there is nothing to {verb}"))),
            None => {
                // What was done is told all the same.
                super::answer::end(false, cx)?;
                return Err(Fail::nothing(format!("there was no more to {verb} after {at}")));
            }
        }
    }
    Ok(())
}

pub(super) fn history(args: &HistoryArgs, cx: &mut Context) -> Result<(), Fail> {
    let store = cx.store()?;
    let entries = store.history()?;
    if args.json {
        let history: Vec<Value> = entries
            .iter()
            .map(|entry| json!({ "id": entry.id, "when": entry.when, "what": entry.what, "undone": entry.undone, "redo": entry.redo }))
            .collect();
        return cx.out.json(&document(json!({ "history": history })));
    }
    if entries.is_empty() {
        return Err(Fail::nothing("nothing was done yet"));
    }
    // Of what was undone the oldest is the next to be done again.
    let next = entries.iter().rev().find(|entry| entry.redo).map(|entry| &entry.id);
    let undone = |entry: &Entry| match entry {
        entry if Some(&entry.id) == next => "undone; redo brings it back",
        entry if entry.undone => "undone",
        _ => "",
    };
    let rows: Vec<Vec<String>> = entries
        .iter()
        .map(|entry| vec![entry.when.clone(), entry.what.clone(), undone(entry).to_owned()])
        .collect();
    table::print(&mut cx.out, &["when", "what", ""], &rows)
}
