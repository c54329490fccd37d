//! `mingle event want`: somebody to meet, and why.

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::fail::Fail;
use super::check_in::{Who, who};
use super::coming;
use crate::domain::{Attendee, AttendeeStatus, Change};

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Who: an id, a name or a part of it; one of my people, or somebody on the list.
    person: String,
    /// Why: "could build Ana's website".
    why: Vec<String>,
    /// At which event, instead of the one of today or the next.
    #[arg(long)]
    event: Option<String>,
    /// Not any more.
    #[arg(long = "not", conflicts_with = "why")]
    no_more: bool,
    /// Put somebody on the list of whom only the name is known.
    #[arg(long)]
    new: bool,
    #[command(flatten)]
    answer: Answer,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    args.answer.begin(cx);
    let mut opened = cx.open()?;
    let id = coming(args.event.as_deref(), &opened, &cx.now)?;
    let event = opened.book.event(&id).cloned().unwrap_or_default();
    let who = who(&args.person, args.new, &event, &opened)?;
    let why = args.why.join(" ");
    let mut name = String::new();
    let mut met = false;
    let edit = opened.book.edit_event(&id, |event| {
        let line = match &who {
            Who::Known(person) => event.attendees.iter().position(|line| line.person == person.id),
            Who::Listed(picked) => event.attendees.iter().position(|line| *line == **picked),
            Who::New(_) => None,
        };
        let line = line.unwrap_or_else(|| {
            event.attendees.push(match &who {
                Who::Known(person) => Attendee {
                    name: person.name.clone(),
                    company: person.company.clone(),
                    role: person.role.clone(),
                    person: person.id.clone(),
                    ..Attendee::default()
                },
                Who::Listed(picked) => Attendee::clone(picked),
                Who::New(name) => Attendee { name: name.clone(), ..Attendee::default() },
            });
            event.attendees.len() - 1
        });
        let Some(line) = event.attendees.get_mut(line) else { return };
        name.clone_from(&line.name);
        met = line.status == AttendeeStatus::Met;
        line.want(!args.no_more, &why);
    });
    if met {
        return Err(Fail::wrong(format!("you met {name} there already")));
    }
    let Some(edit) = edit else { return cx.out.line("it was so already") };
    let what = if args.no_more { format!("not wanted: {name}") } else { format!("wanted: {name}") };
    opened.save(&Change::new(what.clone()).with(edit), cx)?;
    cx.out.line(&if why.is_empty() {
        format!("{what} ({})", event.name)
    } else {
        format!("{what} ({}): {why}", event.name)
    })
}
