//! `mingle delete ID`: to the trash, or out of a person's file; undo brings both back.

use super::answer::Answer;
use super::context::{Context, Opened};
use super::fail::Fail;
use super::pick;
use crate::domain::{Change, Edit, Key, Person, PersonId, Record};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A person, event or group (an id, a unique name or a part of it), or a note, favour or follow-up as `person/id`.
    id: String,
    #[command(flatten)]
    answer: Answer,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    args.answer.begin(cx);
    let mut opened = cx.open()?;
    let change = if let Some((person, entry)) = args.id.split_once('/') {
        entry_change(&opened, &PersonId::new(person), entry)?
    } else {
        let record = record(&opened, &args.id)?;
        Change::new(format!("delete {}", record.name())).with(Edit::remove(record))
    };
    opened.save(&change, cx)?;
    cx.out.line(&format!("{}; `mingle undo` brings it back", change.what))
}

fn record(opened: &Opened, query: &str) -> Result<Record, Fail> {
    let book = &opened.book;
    let keys: Vec<(Key, &str, &str)> = book
        .people()
        .map(|one| (Key::Person(one.id.clone()), one.id.as_str(), one.name.as_str()))
        .chain(book.events().map(|one| (Key::Event(one.id.clone()), one.id.as_str(), one.name.as_str())))
        .chain(book.groups().map(|one| (Key::Group(one.id.clone()), one.id.as_str(), one.name.as_str())))
        .collect();
    let rows: Vec<(&str, &str, &Key)> = keys.iter().map(|(key, id, name)| (*id, *name, key)).collect();
    let key = pick::named(&rows, "person, event or group", "`mingle list` shows all", query)?;
    book.record(key).ok_or_else(|| Fail::nothing(format!("“{query}” is gone")))
}

/// Takes a note, a favour or a follow-up out of its person.
fn entry_change(opened: &Opened, owner: &PersonId, entry: &str) -> Result<Change, Fail> {
    let drop_entry = |person: &mut Person| {
        person.notes.retain(|note| note.id.as_str() != entry);
        person.favours.retain(|favour| favour.id.as_str() != entry);
        person.follow_ups.retain(|follow_up| follow_up.id.as_str() != entry);
    };
    let name = opened.book.name_of(owner);
    let edit = opened.book.edit_person(owner, drop_entry).filter(|_| !entry.is_empty());
    edit.map(|edit| Change::new(format!("delete {entry} of {name}")).with(edit)).ok_or_else(|| {
        Fail::nothing(format!("there is no “{entry}” with {owner}; `mingle show {owner}` has the ids"))
    })
}
