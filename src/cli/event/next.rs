//! `mingle event next GROUP`: the next event of a group that meets regularly.

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::fail::Fail;
use super::super::pick;
use super::new::{in_words, made};
use crate::domain::{Change, Edit};
use crate::insight::next_event;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Whose: an id, a name or a part of it.
    group: String,
    /// Only say when it would be.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    answer: Answer,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    args.answer.begin(cx);
    let mut opened = cx.open()?;
    let today = cx.now.today();
    let group = pick::group(&opened.book, &args.group)?;
    let proposal = next_event(group, &opened.book, today)
        .map_err(|reason| Fail::nothing(format!("{}: {reason}", group.name)))?;
    if args.dry_run {
        return cx.out.line(&in_words(&proposal, today));
    }
    let change = opened.fresh_change(|ids| {
        let mut event = proposal.clone();
        event.id = ids.event(&event.name, event.date);
        Change::new(format!("event {}", event.name)).with(Edit::create(event))
    });
    opened.save(&change, cx)?;
    cx.out.note(&in_words(&proposal, today));
    made(&change, cx)
}
