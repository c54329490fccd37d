//! `mingle edit PERSON`: fields by pairs, or the file in the user's editor.

use std::time::{Duration, Instant};

use super::answer::Answer;
use super::context::{Context, Opened};
use super::editor::Copy;
use super::fail::Fail;
use super::{pairs, pick};
use crate::domain::{Change, Edit, Key, Person, PersonId, Record};
use crate::store::{Loaded, StoreError};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// An id, a unique name or a unique part of it.
    person: String,
    /// `key=value` sets, `key+=value` adds to a list, `key-=value` takes from it; lists are split at `;`.
    ///
    /// Without any, the file opens in $VISUAL or $EDITOR.
    pairs: Vec<String>,
    #[command(flatten)]
    answer: Answer,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    args.answer.begin(cx);
    let mut opened = cx.open()?;
    let before = pick::person(&opened.book, &args.person)?.clone();
    if args.pairs.is_empty() {
        return by_editor(&before.id, &opened, cx);
    }
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

/// An editor that is back sooner with nothing changed has most likely only opened a window.
const AT_ONCE: Duration = Duration::from_secs(1);

/// The editor works on a copy, so that whatever it does the record is whole; the copy stays when it cannot be saved.
fn by_editor(id: &PersonId, opened: &Opened, cx: &mut Context) -> Result<(), Fail> {
    let key = Key::Person(id.clone());
    let before = opened.store.text(&key)?;
    let copy = Copy::make(opened.store.state(), id.as_str(), &before)?;
    let started = Instant::now();
    let after = copy.edit(cx)?;
    if after == before {
        if started.elapsed() < AT_ONCE {
            return Err(Fail::wrong(format!(
                "the editor came back at once with nothing changed; if it opens a window, let it wait (`code --wait`){}",
                copy.kept()
            )));
        }
        copy.remove();
        return cx.out.line("nothing was changed");
    }
    let saved = opened.store.save_text(&key, &before, &after, &cx.now).map_err(|error| match error {
        StoreError::Broken(problem) => {
            let at = problem
                .at
                .map_or_else(String::new, |(line, column)| format!("line {line}, column {column}: "));
            Fail::wrong(format!("{at}{}; nothing was saved{}", problem.reason, copy.kept()))
        }
        other => Fail::wrong(format!("{other}{}", copy.kept())),
    })?;
    copy.remove();
    if cx.out.collects()
        && let Some(now) = cx.open()?.book.record(&key)
    {
        cx.has_become(&[Loaded::Record(now)]);
    }
    if let Some(notice) = saved.notice {
        cx.out.note(&notice);
    }
    cx.out.line(&format!("saved: {}", opened.book.name_of(id)))
}
