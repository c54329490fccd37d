//! `mingle note ...`: notes changed, moved and deleted; those that come back used, thanked for and told to somebody who cares.

mod edit;

use std::sync::Arc;

use clap::Subcommand;
use serde_json::{Value, json};

use super::context::{Context, Opened};
use super::fail::Fail;
use super::json::{document, of_person};
use super::{config, pick, table};
use crate::domain::{Change, Note, Person};
use crate::gifts::{Cares, favour_of, keeps_off, mark_used, share, thank, who_cares};
use crate::insight::topics_of;
use crate::matching::{Matcher, Offers};

/// How many are named who may care about a note.
const MOST: usize = 10;

/// The rules of notes that come back, for the help.
pub(super) const RULES: &str = "\
`mingle list notes --kind lesson --by topic` lists lessons; so it does openings and views, by topic, person or event.

A note that was used stays where it is, comes last in such lists and is not proposed as a gift any more. Thanks and
sharing stand in the ledger: a favour received, and one given. The words of a private note never get there.";

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Change a note: `text="opens in March"`, `kind=lesson`, `private=yes`; without pairs in $VISUAL or $EDITOR.
    Edit(edit::Args),
    /// Give a note to somebody else, such as one that the inbox left on your own card.
    Move(edit::Move),
    /// Take a note out.
    Delete(edit::One),
    /// I put it to use: it comes last, and is not proposed any more.
    Used(Used),
    /// I thanked whoever said it: a favour received, with thanks.
    Thank(One),
    /// I told it to somebody who cares: a favour given. Without a person: who may care, and why.
    Share(Share),
}

#[derive(Debug, clap::Args)]
pub(super) struct One {
    /// The note's id, or `person/id` where several have it.
    id: String,
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Used {
    #[command(flatten)]
    one: One,
    /// It is to come back again.
    #[arg(long)]
    not: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Share {
    /// The note's id, or `person/id` where several have it.
    id: String,
    /// With whom.
    person: Option<String>,
    /// Share it even though it is private.
    #[arg(long)]
    yes: bool,
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

impl Verb {
    pub(super) fn run(self, cx: &mut Context) -> Result<(), Fail> {
        match self {
            Self::Edit(args) => edit::edit(&args, cx),
            Self::Move(args) => edit::move_to(&args, cx),
            Self::Delete(args) => edit::delete(&args, cx),
            Self::Used(args) => used(&args, cx),
            Self::Thank(args) => thanks(&args, cx),
            Self::Share(args) => shared(&args, cx),
        }
    }
}

fn used(args: &Used, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    let (person, note) = one(&opened, &args.one.id)?;
    let day = (!args.not).then(|| cx.now.today());
    let change = mark_used(&opened.book, (&person.id, &note.id), day);
    let said = match (&change, args.not) {
        (None, _) => "it was so already".to_owned(),
        (Some(_), false) => format!("used: {}: {}", person.name, first_line(&note)),
        (Some(_), true) => format!("to come back: {}: {}", person.name, first_line(&note)),
    };
    if let Some(change) = &change {
        opened.save(change, cx)?;
    }
    answer(&opened, cx, (&person, &note), None, (args.one.json, &said))
}

fn thanks(args: &One, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    let (person, note) = one(&opened, &args.id)?;
    let said = match fresh(&opened, |ids| thank(&opened.book, ids, (&person.id, &note.id), cx.now.today())) {
        Ok(change) => {
            opened.save(&change, cx)?;
            format!("thanked: {}: {}", person.name, first_line(&note))
        }
        Err(reason) => reason,
    };
    answer(&opened, cx, (&person, &note), Some(&person), (args.json, &said))
}

fn shared(args: &Share, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    let (person, note) = one(&opened, &args.id)?;
    let (thesaurus, problems) = config::thesaurus(&cx.places.config);
    cx.note_problems(&problems);
    let matcher = Matcher::new(thesaurus);
    let Some(whom) = &args.person else {
        if note.private {
            cx.out.note("this note is private; sharing it needs --yes");
        }
        return suggest(&opened, &matcher, (&person, &note), args.json, cx);
    };
    let to = pick::person(&opened.book, whom)?.clone();
    if note.private && !args.yes {
        return Err(Fail::wrong(format!(
            "that note of {} is private; --yes says that you shared it anyway",
            person.name
        )));
    }
    let today = cx.now.today();
    let event = opened.book.event_on(&cx.now.stamp()).map(|event| event.id.clone());
    let done = fresh(&opened, |ids| {
        share(&opened.book, ids, (&person.id, &note.id), &to.id, (today, event.as_ref()))
    });
    let said = match done {
        Ok(change) => {
            if note.private {
                cx.out.note("this note is private; its words stay out of the ledger");
            }
            if let Some(why) = keeps_off(&matcher, &to, &note) {
                cx.out.note(&why);
            }
            opened.save(&change, cx)?;
            format!("told {}: {}", to.name, first_line(&note))
        }
        Err(reason) if to.id == person.id => return Err(Fail::wrong(reason)),
        Err(reason) => reason,
    };
    answer(&opened, cx, (&person, &note), Some(&to), (args.json, &said))
}

/// Names who may care about a note.
fn suggest(
    opened: &Opened,
    matcher: &Matcher,
    (person, note): (&Person, &Note),
    json: bool,
    cx: &mut Context,
) -> Result<(), Fail> {
    let book = &opened.book;
    let offers = Offers::build(matcher, book);
    let topics = topics_of(person, note);
    let found = who_cares(book, (matcher, &offers), (person, note), &topics, cx.now.today(), MOST);
    if json {
        let named = |cares: &Cares| json!({ "person": cares.person.as_str(), "name": book.name_of(&cares.person), "why": cares.why });
        let people: Vec<Value> = found.iter().map(named).collect();
        return cx.out.json(&document(json!({ "note": of_person(person, note), "people": people })));
    }
    if found.is_empty() {
        return Err(Fail::nothing(
            "nobody's needs, tags or field speak of it; name a person to share it with them",
        ));
    }
    let row = |cares: &Cares| {
        vec![book.name_of(&cares.person).to_owned(), cares.why.clone(), cares.person.to_string()]
    };
    let rows: Vec<Vec<String>> = found.iter().map(row).collect();
    table::print(&mut cx.out, &["share with", "because", "id"], &rows)
}

/// The note as it is now, and the favour that the verb made or found, which is the last one of `with`.
fn answer(
    opened: &Opened,
    cx: &mut Context,
    (person, note): (&Person, &Note),
    with: Option<&Person>,
    (json, said): (bool, &str),
) -> Result<(), Fail> {
    if !json {
        return cx.out.line(said);
    }
    let owner = opened.book.person(&person.id).ok_or_else(Fail::check)?;
    let now = owner.notes.iter().find(|other| other.id == note.id).unwrap_or(note);
    let favour = with
        .and_then(|with| opened.book.person(&with.id))
        .and_then(|with| favour_of(person, note, with).map(|favour| Value::Object(of_person(with, favour))));
    cx.out.json(&document(json!({ "note": of_person(owner, now), "favour": favour, "said": said })))
}

/// The note that `id` means, and whose it is.
fn one(opened: &Opened, id: &str) -> Result<(Arc<Person>, Note), Fail> {
    let all = opened.book.notes().map(|(person, note)| (person, note.id.as_str(), note));
    pick::item(all, "note", id).map(|(person, found)| (Arc::clone(person), found.clone()))
}

/// A change made with fresh ids, or why there is none.
fn fresh(
    opened: &Opened,
    make: impl Fn(&mut crate::domain::IdMaker) -> Result<Change, String>,
) -> Result<Change, String> {
    opened.fresh(make, |made| made.as_ref().ok())
}

fn first_line(note: &Note) -> &str {
    note.words().lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
}
