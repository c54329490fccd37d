//! `mingle follow-up ...`: dated things to do about a person.

use clap::Subcommand;

use super::context::Context;
use super::fail::Fail;
use super::favour::{due, said};
use super::pick;
use crate::domain::{Change, FollowUp};

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Something to do, and when.
    Add(Add),
    /// It is done.
    Done(Done),
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
}

#[derive(Debug, clap::Args)]
pub(super) struct Done {
    /// The follow-up's id, or `person/id` where several have it.
    id: String,
}

impl Verb {
    pub(super) fn run(self, cx: &mut Context) -> Result<(), Fail> {
        match self {
            Self::Add(args) => add(&args, cx),
            Self::Done(args) => done(&args, cx),
        }
    }
}

fn add(args: &Add, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    let person = pick::person(&opened.book, &args.person)?.clone();
    let (what, due) = (said(&args.what, "what to do")?, due(&args.due, cx.now.today())?);
    let change = opened.fresh_change(|ids| {
        let id = ids.follow_up(person.follow_ups.iter().map(|other| &other.id));
        let follow_up = FollowUp { id, due: Some(due), what: what.clone(), done: None };
        let edit = opened.book.edit_person(&person.id, |person| person.follow_ups.push(follow_up));
        edit.into_iter().fold(Change::new(format!("follow-up on {}", person.name)), Change::with)
    });
    opened.save(&change, cx)?;
    cx.out.line(&format!("kept: {} on {due}: {what}", person.name))
}

fn done(args: &Done, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    let all = opened.book.people().flat_map(|person| {
        person.follow_ups.iter().map(move |follow_up| (person, follow_up.id.as_str(), follow_up))
    });
    let (person, follow_up) = pick::item(all, "follow-up", &args.id)?;
    let (person, id, what) = (person.clone(), follow_up.id.clone(), follow_up.what.clone());
    let today = cx.now.today();
    let edit = opened.book.edit_person(&person.id, |person| {
        if let Some(found) = person.follow_ups.iter_mut().find(|other| other.id == id) {
            found.done = found.done.or(Some(today));
        }
    });
    match edit {
        Some(edit) => opened.save(&Change::new(format!("done: {what}")).with(edit), cx)?,
        None => cx.out.line("it was so already")?,
    }
    cx.out.line(&format!("done: {}: {what}", person.name))
}
