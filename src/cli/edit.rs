//! `mingle edit PERSON key=value...`

use super::context::Context;
use super::fail::Fail;
use super::{pairs, pick};
use crate::domain::{Change, Edit, Person, Record};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// An id, a unique name or a unique part of it.
    person: String,
    /// `key=value` sets, `key+=value` adds to a list, `key-=value` takes from it; lists are split at `;`.
    pairs: Vec<String>,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    let before = pick::person(&opened.book, &args.person)?.clone();
    let mut after = Person::clone(&before);
    for pair in &args.pairs {
        pairs::read(pair)?.apply(&mut after, &opened.book)?;
    }
    let name = after.name.clone();
    let change = Change::new(format!("edit {name}")).with(Edit::replace(Record::Person(before), after));
    if change.is_idle() {
        return cx.out.line("it was so already");
    }
    opened.save(&change, cx)?;
    cx.out.line(&format!("saved: {name}"))
}
