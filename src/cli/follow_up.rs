//! `mingle follow-up ...`: dated things to do about a person.

use std::sync::Arc;

use clap::Subcommand;

use super::answer::Answer;
use super::context::{Context, Opened};
use super::fail::Fail;
use super::favour::{due, said};
use super::pick;
use crate::domain::{Change, Edit, FollowUp, Person};

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Something to do, and when.
    Add(Add),
    /// It is done.
    Done(One),
    /// Put it off to another day.
    Snooze(Snooze),
    /// It is not to be done any more: takes it out.
    Drop(One),
}

#[derive(Debug, clap::Args)]
pub(super) struct Add {
    /// About whom.
    person: String,
    /// What to do.
    #[arg(required = true)]
    what: Vec<String>,
    /// When: `fri`, `in 2 weeks`, `3 dec`, `2026-12-03`.
    #[arg(long, value_name = "DATE")]
    due: String,
    #[command(flatten)]
    answer: Answer,
}

#[derive(Debug, clap::Args)]
pub(super) struct One {
    /// The follow-up's id, or `person/id` where several have it.
    id: String,
    #[command(flatten)]
    answer: Answer,
}

#[derive(Debug, clap::Args)]
pub(super) struct Snooze {
    /// The follow-up's id, or `person/id` where several have it.
    id: String,
    /// To when: `fri`, `in 2 weeks`, `3 dec`, `2026-12-03`.
    #[arg(required = true, value_name = "DATE")]
    to: Vec<String>,
    #[command(flatten)]
    answer: Answer,
}

impl Verb {
    pub(super) fn run(self, cx: &mut Context) -> Result<(), Fail> {
        match self {
            Self::Add(args) => add(&args, cx),
            Self::Done(args) => done(&args, cx),
            Self::Snooze(args) => snooze(&args, cx),
            Self::Drop(args) => take_out(&args, cx),
        }
    }
}

fn add(args: &Add, cx: &mut Context) -> Result<(), Fail> {
    args.answer.begin(cx);
    let mut opened = cx.open()?;
    let person = pick::person(&opened.book, &args.person)?.clone();
    let (what, due) = (said(&args.what, "what to do")?, due(&args.due, cx.now.today())?);
    let change = opened.fresh_change(|ids| {
        let id = ids.follow_up(person.follow_ups.iter().map(|other| &other.id));
        let follow_up = FollowUp { id, due: Some(due), what: what.clone(), ..FollowUp::default() };
        let edit = opened.book.edit_person(&person.id, |person| person.follow_ups.push(follow_up));
        edit.into_iter().fold(Change::new(format!("follow-up on {}", person.name)), Change::with)
    });
    opened.save(&change, cx)?;
    cx.out.line(&format!("kept: {} on {due}: {what}", person.name))
}

fn done(args: &One, cx: &mut Context) -> Result<(), Fail> {
    args.answer.begin(cx);
    let mut opened = cx.open()?;
    let (person, follow_up) = one(&opened, &args.id)?;
    let today = cx.now.today();
    let edit = edit(&opened, &person, &follow_up, |found| found.done = found.done.or(Some(today)));
    match edit {
        Some(edit) => opened.save(&Change::new(format!("done: {}", follow_up.what)).with(edit), cx)?,
        None => cx.out.line("it was so already")?,
    }
    cx.out.line(&format!("done: {}: {}", person.name, follow_up.what))
}

fn snooze(args: &Snooze, cx: &mut Context) -> Result<(), Fail> {
    args.answer.begin(cx);
    let mut opened = cx.open()?;
    let (person, follow_up) = one(&opened, &args.id)?;
    let to = due(&args.to.join(" "), cx.now.today())?;
    let edit = edit(&opened, &person, &follow_up, |found| (found.due, found.done) = (Some(to), None));
    match edit {
        Some(edit) => {
            opened.save(&Change::new(format!("put off to {to}: {}", follow_up.what)).with(edit), cx)?;
        }
        None => cx.out.line("it was so already")?,
    }
    cx.out.line(&format!("on {to}: {}: {}", person.name, follow_up.what))
}

fn take_out(args: &One, cx: &mut Context) -> Result<(), Fail> {
    args.answer.begin(cx);
    let mut opened = cx.open()?;
    let (person, follow_up) = one(&opened, &args.id)?;
    let edit = opened.book.edit_person(&person.id, |person| {
        person.follow_ups.retain(|other| other.id != follow_up.id);
    });
    if let Some(edit) = edit {
        opened.save(&Change::new(format!("dropped: {}", follow_up.what)).with(edit), cx)?;
    }
    cx.out.line(&format!("dropped: {}: {}; `mingle undo` brings it back", person.name, follow_up.what))
}

/// The follow-up that `id` means, and whose it is.
fn one(opened: &Opened, id: &str) -> Result<(Arc<Person>, FollowUp), Fail> {
    let all = opened.book.people().flat_map(|person| {
        person.follow_ups.iter().map(move |follow_up| (person, follow_up.id.as_str(), follow_up))
    });
    pick::item(all, "follow-up", id).map(|(person, found)| (Arc::clone(person), found.clone()))
}

fn edit(
    opened: &Opened,
    person: &Person,
    follow_up: &FollowUp,
    change: impl FnOnce(&mut FollowUp),
) -> Option<Edit> {
    opened.book.edit_person(&person.id, |person| {
        if let Some(found) = person.follow_ups.iter_mut().find(|other| other.id == follow_up.id) {
            change(found);
        }
    })
}
