//! `mingle event check-in`: somebody was met, at an event, now.

use super::super::answer::Answer;
use super::super::context::{Context, Opened};
use super::super::fail::Fail;
use super::super::pick;
use super::current;
use crate::domain::{Attendee, Change, Edit, Event, EventId, IdMaker, Now, Person};
use crate::insight::{FAMILIAR, familiar_flag, keeps_to_friends};

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Who: an id, a name or a part of it.
    person: String,
    /// Where, instead of at the event that runs today.
    #[arg(long)]
    event: Option<String>,
    /// Make a new person if nobody of that name is known or on the list.
    #[arg(long)]
    new: bool,
    #[command(flatten)]
    answer: Answer,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    args.answer.begin(cx);
    let mut opened = cx.open()?;
    let id = current(args.event.as_deref(), &opened, &cx.now)?;
    let event = opened.book.event(&id).cloned().unwrap_or_default();
    let who = who(&args.person, args.new, &event, &opened)?;
    let now = cx.now.clone();
    let change = opened.fresh_change(|ids| {
        let (person, edit) = match &who {
            Who::Known(person) => (Person::clone(person), None),
            Who::Listed(attendee) => of_attendee(attendee, &event, &now, ids),
            Who::New(name) => {
                let attendee = Attendee { name: name.clone(), ..Attendee::default() };
                of_attendee(&attendee, &event, &now, ids)
            }
        };
        let met = opened.book.edit_event(&event.id, |event| {
            // The very line that was picked, even where two of one name are on the list.
            if let Who::Listed(picked) = &who
                && let Some(line) = event.attendees.iter_mut().find(|line| **line == **picked)
            {
                line.person = person.id.clone();
            }
            event.check_in(&person.id, &person.name, now.stamp());
        });
        let change = Change::new(format!("met {} at {}", person.name, event.name));
        edit.into_iter().chain(met).fold(change, Change::with)
    });
    if change.is_idle() {
        return cx.out.line("it was so already");
    }
    opened.save(&change, cx)?;
    cx.out.line(&change.what)?;
    dry_word(&event.id, &opened)?.map_or(Ok(()), |word| cx.out.line(word))
}

/// After three familiar faces in a row one dry line, once an event: `None` when it is not the time, or it was said.
pub(in crate::cli) fn dry_word(event: &EventId, opened: &Opened) -> Result<Option<&'static str>, Fail> {
    let flag = familiar_flag(event);
    let told = opened.store.seen().contains_key(&flag);
    if told || !opened.book.event(event).is_some_and(|event| keeps_to_friends(event, &opened.book)) {
        return Ok(None);
    }
    opened.store.see(&flag, "said")?;
    Ok(Some(FAMILIAR))
}

/// Whom a check-in is about.
pub(super) enum Who {
    Known(std::sync::Arc<Person>),
    Listed(Box<Attendee>),
    New(String),
}

/// One of my people or of those on the list; the two are looked through together, so that nobody is made twice.
pub(super) fn who(named: &str, make: bool, event: &Event, opened: &Opened) -> Result<Who, Fail> {
    enum Candidate<'a> {
        Known(&'a std::sync::Arc<Person>),
        Listed(&'a Attendee),
    }
    let known: Vec<Candidate<'_>> = opened.book.people().map(Candidate::Known).collect();
    let listed = event.attendees.iter().filter(|attendee| attendee.person.is_empty()).map(Candidate::Listed);
    let all: Vec<Candidate<'_>> = known.into_iter().chain(listed).collect();
    let rows: Vec<(&str, &str, &Candidate<'_>)> = all
        .iter()
        .map(|one| match one {
            Candidate::Known(person) => (person.id.as_str(), person.name.as_str(), one),
            Candidate::Listed(attendee) => (attendee.email.as_str(), attendee.name.as_str(), one),
        })
        .collect();
    let hint = "nor is one on the list; --new makes one";
    match pick::named(&rows, "person", hint, named) {
        Ok(Candidate::Known(person)) => Ok(Who::Known((*person).clone())),
        Ok(Candidate::Listed(attendee)) => Ok(Who::Listed(Box::new((*attendee).clone()))),
        Err(fail) if fail.is_nothing() && make => Ok(Who::New(named.trim().to_owned())),
        Err(fail) => Err(fail),
    }
}

/// A new person made of what the list says.
fn of_attendee(attendee: &Attendee, event: &Event, now: &Now, ids: &mut IdMaker) -> (Person, Option<Edit>) {
    let person = attendee.to_person(ids.person(&attendee.name), &event.id, event.day_met(now.today()));
    let edit = Edit::create(person.clone());
    (person, Some(edit))
}
