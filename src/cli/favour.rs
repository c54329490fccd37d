//! `mingle favour ...`: the ledger by hand.

use clap::Subcommand;
use clap::builder::PossibleValuesParser;
use serde_json::json;

use super::context::{Context, Opened};
use super::fail::Fail;
use super::gate::{self, Gate};
use super::json::{document, of_person};
use super::pick;
use super::show::favour_words;
use crate::domain::{Change, Day, Favour, FavourId, FavourKind, FavourState, PersonId, Side, Size};

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// I gave, or promise to give.
    Give(New),
    /// They gave, or promise to give.
    Receive(New),
    /// It is done.
    Done(One),
    /// Thanks were said for it.
    Thank(One),
    /// The answer was no.
    Decline(One),
    /// Nobody needs it any more.
    Drop(One),
    /// A promise is due on another day.
    Snooze(Snooze),
}

#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// With whom.
    person: String,
    /// What, in your words.
    #[arg(required = true)]
    what: Vec<String>,
    /// By when: makes it a promise. `fri`, `in 2 weeks`, `3 dec`, `2026-12-03`.
    #[arg(long, value_name = "DATE")]
    due: Option<String>,
    /// How much it took.
    #[arg(long, default_value = "quick", value_parser = words(Size::ALL, Size::as_str))]
    size: String,
    /// What kind of favour.
    #[arg(long, default_value = "other", value_parser = words(FavourKind::ALL, FavourKind::as_str))]
    kind: String,
    /// How far it has come; `done`, or `promised` when there is a date.
    #[arg(long, value_parser = words(FavourState::ALL, FavourState::as_str))]
    state: Option<String>,
    /// A third person, such as whom to introduce; may be given several times.
    #[arg(long = "with", value_name = "PERSON")]
    people: Vec<String>,
    /// Where it came up.
    #[arg(long)]
    event: Option<String>,
    /// Say what would be kept and keep nothing.
    #[arg(long)]
    dry_run: bool,
    /// Ask even where the gate shows how things stand first (exit code 3, and nothing is kept).
    #[arg(long)]
    yes: bool,
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct One {
    /// The favour's id, or `person/id` where several have it.
    id: String,
}

#[derive(Debug, clap::Args)]
pub(super) struct Snooze {
    /// The favour's id, or `person/id` where several have it.
    id: String,
    /// To when: `fri`, `in 2 weeks`, `3 dec`, `2026-12-03`.
    #[arg(required = true, value_name = "DATE")]
    to: Vec<String>,
}

/// The words that an option takes: those that the files use.
fn words<T>(all: &'static [T], word: fn(&'static T) -> &'static str) -> PossibleValuesParser {
    all.iter().map(word).collect::<Vec<_>>().into()
}

impl Verb {
    pub(super) fn run(self, cx: &mut Context) -> Result<(), Fail> {
        match self {
            Self::Give(new) => add(&new, Side::Give, cx),
            Self::Receive(new) => add(&new, Side::Receive, cx),
            Self::Done(one) => turn(&one, FavourState::Done, cx),
            Self::Thank(one) => turn(&one, FavourState::Thanked, cx),
            Self::Decline(one) => turn(&one, FavourState::Declined, cx),
            Self::Drop(one) => turn(&one, FavourState::Dropped, cx),
            Self::Snooze(args) => snooze(&args, cx),
        }
    }
}

fn add(new: &New, side: Side, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    let person = pick::person(&opened.book, &new.person)?.clone();
    let today = cx.now.today();
    let what = said(&new.what, "what it was")?;
    let due = new.due.as_deref().map(|text| due(text, today)).transpose()?;
    let usual = if due.is_some() { FavourState::Promised } else { FavourState::Done };
    let mut favour = Favour {
        side,
        kind: FavourKind::from(new.kind.as_str()),
        size: Size::from(new.size.as_str()),
        what,
        due,
        people: new
            .people
            .iter()
            .map(|name| pick::person(&opened.book, name).map(|found| found.id.clone()))
            .collect::<Result<_, Fail>>()?,
        ..Favour::default()
    };
    if let Some(event) = &new.event {
        favour.event = pick::event(&opened.book, event)?.id.clone();
    }
    favour.move_to(new.state.as_deref().map_or(usual, FavourState::from), today);
    let gate = Gate::default();
    if favour.side == Side::Receive && favour.state == FavourState::Asked && !new.yes {
        let asks = std::slice::from_ref(&favour.what);
        if let Some(stopped) = gate.stops(opened.book.clone(), std::slice::from_ref(&person.id), asks, cx) {
            if !new.dry_run {
                stopped.see(&opened);
            }
            if new.json {
                let gate = stopped.json(&opened.book);
                cx.out.json(&document(json!({ "kept": false, "gate": gate })))?;
            } else {
                stopped.print(cx)?;
            }
            return Err(gate::give_first());
        }
    }
    let change = opened.fresh_change(|ids| {
        let mut favour = favour.clone();
        favour.id = ids.favour(person.favours.iter().map(|other| &other.id));
        let edit = opened.book.edit_person(&person.id, |person| person.favours.push(favour));
        let change = Change::new(format!("favour with {}", person.name));
        edit.into_iter().fold(change, Change::with)
    });
    let mut words = Vec::new();
    if !new.dry_run {
        opened.save(&change, cx)?;
        words = gate.words(&opened, &change, cx);
    }
    if new.json {
        let kept = opened.book.person(&person.id).and_then(|person| person.favours.last());
        let favour = kept.filter(|_| !new.dry_run).unwrap_or(&favour);
        let said = json!({ "kept": !new.dry_run, "favour": of_person(&person, favour), "words": words });
        return cx.out.json(&document(said));
    }
    if new.dry_run {
        cx.out.line(&favour_words(&favour))?;
        return cx.out.line("not kept (dry run)");
    }
    say_last(&person.id, &opened, cx)?;
    words.iter().try_for_each(|word| cx.out.line(word))
}

/// The words of an argument in one line; blank words say nothing that could be kept.
pub(super) fn said(words: &[String], missing: &str) -> Result<String, Fail> {
    let joined = words.join(" ").trim().to_owned();
    if joined.is_empty() { Err(Fail::wrong(format!("say {missing}; it is empty"))) } else { Ok(joined) }
}

/// Reads a due date as people say it.
pub(super) fn due(text: &str, today: Day) -> Result<Day, Fail> {
    crate::capture::date(text, today).ok_or_else(|| {
        Fail::wrong(format!("“{text}” is no date ahead; write fri, in 2 weeks, 3 dec or 2026-12-03"))
    })
}

fn turn(one: &One, state: FavourState, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    let all = opened.book.favours().map(|(person, favour)| (person, favour.id.as_str(), favour));
    let (person, favour) = pick::item(all, "favour", &one.id)?;
    let (person, id) = (person.clone(), favour.id.clone());
    let what = format!("{state}: {}", favour.what);
    let today = cx.now.today();
    match opened.book.edit_favour(&person.id, &id, |favour| favour.move_to(state, today)) {
        Some(edit) => opened.save(&Change::new(what).with(edit), cx)?,
        None => cx.out.line("it was so already")?,
    }
    say(&person.id, &id, &opened, cx)
}

fn snooze(args: &Snooze, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    let all = opened.book.favours().map(|(person, favour)| (person, favour.id.as_str(), favour));
    let (person, favour) = pick::item(all, "favour", &args.id)?;
    let (person, id) = (person.clone(), favour.id.clone());
    if favour.state != FavourState::Promised {
        return Err(Fail::wrong(format!(
            "“{}” is {}; only a promise can be put off",
            favour.what, favour.state
        )));
    }
    let to = due(&args.to.join(" "), cx.now.today())?;
    let what = format!("put off to {to}: {}", favour.what);
    match opened.book.edit_favour(&person.id, &id, |favour| favour.due = Some(to)) {
        Some(edit) => opened.save(&Change::new(what).with(edit), cx)?,
        None => cx.out.line("it was so already")?,
    }
    say(&person.id, &id, &opened, cx)
}

fn say_last(person: &PersonId, opened: &Opened, cx: &mut Context) -> Result<(), Fail> {
    let last = opened.book.person(person).and_then(|person| person.favours.last());
    last.map_or(Ok(()), |favour| say(person, &favour.id.clone(), opened, cx))
}

/// The favour and how things stand now.
fn say(person: &PersonId, id: &FavourId, opened: &Opened, cx: &mut Context) -> Result<(), Fail> {
    let Some(person) = opened.book.person(person) else { return Ok(()) };
    if let Some(favour) = person.favours.iter().find(|favour| favour.id == *id) {
        cx.out.labelled(id.as_str(), 4, &favour_words(favour))?;
    }
    let points = cx.points();
    cx.out.line(&crate::ledger::balance(person, &points).words(person))
}
