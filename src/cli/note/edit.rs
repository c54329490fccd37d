//! `mingle note edit`, `delete` and `move`: a note as the screen changes it, each one change that undo takes back.

use std::sync::Arc;

use crate::capture::{Who, sorted, waits};
use crate::cli::answer::Answer;
use crate::cli::context::{Context, Opened};
use crate::cli::editor::Copy;
use crate::cli::fail::Fail;
use crate::cli::pairs::{self, Pair, nearest};
use crate::cli::pick;
use crate::domain::{Book, Change, Edit, EventId, IdMaker, Note, NoteKind, Person, PersonId};

/// What stands before the id of a note on my own card.
const MINE: &str = "me";
const KEYS: &[&str] = &["text", "kind", "private", "event", "also"];

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The note's id, or `person/id` where several have it; `me/id` for one on your own card.
    id: String,
    /// `text=...`, `kind=lesson`, `private=yes`, `event=fair`, `also+=tom`; without any, the text opens in $VISUAL or $EDITOR.
    pairs: Vec<String>,
    #[command(flatten)]
    answer: Answer,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct One {
    /// The note's id, or `person/id` where several have it; `me/id` for one on your own card.
    id: String,
    #[command(flatten)]
    answer: Answer,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Move {
    /// The note's id, or `person/id` where several have it; `me/id` for one on your own card. What a line that waits to be
    /// sorted says becomes fields of whom it goes to.
    id: String,
    /// To whom; `me` for your own card.
    person: String,
    #[command(flatten)]
    answer: Answer,
}

/// Whose a note is.
#[derive(Debug, Clone)]
enum Owner {
    Me(Arc<Person>),
    Person(Arc<Person>),
}

impl Owner {
    fn person(&self) -> &Arc<Person> {
        match self {
            Self::Me(person) | Self::Person(person) => person,
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Me(_) => "your own card",
            Self::Person(person) => &person.name,
        }
    }

    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Me(_), Self::Me(_)) => true,
            (Self::Person(one), Self::Person(other)) => one.id == other.id,
            _ => false,
        }
    }

    /// The edit that `change` makes of them.
    fn edit(&self, book: &Book, change: impl FnOnce(&mut Person)) -> Option<Edit> {
        match self {
            Self::Me(_) => book.edit_me(change),
            Self::Person(person) => book.edit_person(&person.id, change),
        }
    }
}

pub(super) fn edit(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    args.answer.begin(cx);
    let mut opened = cx.open()?;
    let (owner, note) = find(&opened, &args.id)?;
    let mut after = note.clone();
    for pair in &args.pairs {
        apply(&pairs::read(pair)?, &mut after, owner.person(), &opened)?;
    }
    let mut copy = None;
    if args.pairs.is_empty() {
        let text = Copy::make(opened.store.state(), &format!("note-{}", note.id), note.words())?;
        // A line that was all fields has no text of its own; what was opened is the line.
        let edited = text.edit(cx)?;
        if edited.trim_end() != note.words() {
            edited.trim_end().clone_into(&mut after.text);
        }
        if after.text.trim().is_empty() {
            return Err(Fail::wrong(format!("{}{}", empty(&args.id), text.kept())));
        }
        copy = Some(text);
    }
    let edit = owner.edit(&opened.book, |person| {
        for found in person.notes.iter_mut().filter(|other| other.id == note.id) {
            found.clone_from(&after);
        }
    });
    let change = edit.into_iter().fold(Change::new(format!("note on {}", owner.name())), Change::with);
    let said = if change.is_idle() {
        "it was so already".to_owned()
    } else {
        opened.save(&change, cx).map_err(|fail| match &copy {
            Some(copy) => Fail::wrong(format!("{}{}", fail.message(), copy.kept())),
            None => fail,
        })?;
        format!("saved: {}: {}", owner.name(), super::first_line(&after))
    };
    if let Some(copy) = copy {
        copy.remove();
    }
    cx.out.line(&said)
}

pub(super) fn delete(args: &One, cx: &mut Context) -> Result<(), Fail> {
    args.answer.begin(cx);
    let mut opened = cx.open()?;
    let (owner, note) = find(&opened, &args.id)?;
    let edit = owner.edit(&opened.book, |person| person.notes.retain(|other| other.id != note.id));
    let change = Change::new(format!("delete a note on {}", owner.name()));
    opened.save(&edit.into_iter().fold(change, Change::with), cx)?;
    cx.out.line(&format!(
        "deleted: {}: {}; `mingle undo` brings it back",
        owner.name(),
        super::first_line(&note)
    ))
}

pub(super) fn move_to(args: &Move, cx: &mut Context) -> Result<(), Fail> {
    args.answer.begin(cx);
    let mut opened = cx.open()?;
    let (owner, note) = find(&opened, &args.id)?;
    let to = match args.person.trim() {
        MINE => Owner::Me(opened.book.me().clone()),
        person => Owner::Person(pick::person(&opened.book, person)?.clone()),
    };
    if owner.is(&to) {
        return cx.out.line("it was so already");
    }
    let moved = |ids: &mut IdMaker| {
        let mut moved = note.clone();
        let taken = &to.person().notes;
        if taken.iter().any(|other| other.id == moved.id) {
            moved.id = ids.note(taken.iter().map(|other| &other.id));
        }
        moved.also.retain(|other| *other != to.person().id);
        let out = owner.edit(&opened.book, |person| person.notes.retain(|other| other.id != note.id));
        let into = to.edit(&opened.book, |person| person.notes.push(moved));
        let change = Change::new(format!("move a note from {} to {}", owner.name(), to.name()));
        out.into_iter().chain(into).fold(change, Change::with)
    };
    // A line that waited to be sorted is read for whom it goes to, as the screen does.
    let read = |ids: &mut IdMaker| match &to {
        Owner::Person(person) if matches!(owner, Owner::Me(_)) && waits(&note) => {
            sorted(&opened.book, None, (&note, &Who::Known(person.id.clone())), &cx.now, ids)
        }
        _ => None,
    };
    let change = opened.fresh_change(|ids| read(ids).unwrap_or_else(|| moved(ids)));
    opened.save(&change, cx)?;
    cx.out.line(&format!("moved to {}: {}", to.name(), super::first_line(&note)))
}

fn empty(id: &str) -> String {
    format!("a note cannot be empty; `mingle note delete {id}` takes it out")
}

/// The note that `id` means, and whose it is: people's first, so that mine are called `me/id` where ids are the same.
fn find(opened: &Opened, id: &str) -> Result<(Owner, Note), Fail> {
    let me = opened.book.me();
    let mine = |id: &str| {
        let note = me.notes.iter().find(|note| note.id.as_str() == id)?;
        Some((Owner::Me(me.clone()), note.clone()))
    };
    if let Some(own) = id.trim().strip_prefix(MINE).and_then(|rest| rest.strip_prefix('/')) {
        return mine(own).ok_or_else(|| {
            Fail::nothing(format!(
                "there is no note “{own}” on your own card; `mingle me` shows those there are"
            ))
        });
    }
    match super::one(opened, id) {
        Ok((person, note)) => Ok((Owner::Person(person), note)),
        Err(fail) if fail.is_nothing() => mine(id.trim()).ok_or(fail),
        Err(fail) => Err(fail),
    }
}

/// Changes a note as a pair says; names are looked up.
fn apply(pair: &Pair<'_>, note: &mut Note, owner: &Person, opened: &Opened) -> Result<(), Fail> {
    let text = pair.value();
    if pair.key() == "also" {
        let who = |name: &str| pick::person(&opened.book, name).map(|found| found.id.clone());
        let people = pairs::split(text).map(who).collect::<Result<Vec<PersonId>, Fail>>()?;
        pair.list(&mut note.also, people, PersonId::as_str)?;
        note.also.retain(|other| *other != owner.id);
        return Ok(());
    }
    pair.only_set()?;
    match pair.key() {
        "text" if text.is_empty() => return Err(Fail::wrong(empty(note.id.as_str()))),
        "text" => text.clone_into(&mut note.text),
        "kind" => {
            let found = NoteKind::ALL.iter().find(|kind| kind.as_str() == text).ok_or_else(|| {
                Fail::wrong(format!(
                    "“{text}” is no kind of note; {}",
                    nearest(text, NoteKind::ALL.iter().map(NoteKind::as_str))
                ))
            })?;
            note.kind = found.clone();
        }
        "private" => {
            note.private = match text {
                "yes" | "true" => true,
                "no" | "false" | "" => false,
                _ => return Err(Fail::wrong(format!("private: “{text}” is not it; write yes or no"))),
            };
        }
        "event" if text.is_empty() => note.event = EventId::default(),
        "event" => note.event = pick::event(&opened.book, text)?.id.clone(),
        key => {
            return Err(Fail::wrong(format!(
                "a note has no “{key}” to change; {}",
                nearest(key, KEYS.iter().copied())
            )));
        }
    }
    Ok(())
}
