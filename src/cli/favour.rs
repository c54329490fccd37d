//! `mingle favour ...`: the ledger by hand.

mod set;

use clap::Subcommand;
use clap::builder::PossibleValuesParser;
use serde_json::json;

use super::answer::Answer;
use super::context::{Context, Opened};
use super::fail::Fail;
use super::gate::{self, Gate};
use super::json::{document, of_person};
use super::show::favour_words;
use super::{pairs, pick};
use crate::domain::{
    Change, Day, Favour, FavourId, FavourKind, FavourState, Outcome, Person, PersonId, Side, Size,
};
use crate::ledger::Money;

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// I gave, or promise to give.
    Give(New),
    /// They gave, or promise to give.
    Receive(New),
    /// What was asked for is promised.
    Promise(One),
    /// It is done.
    Done(One),
    /// Thanks were said for it; said again, the newer day stands.
    Thank(One),
    /// The answer was no.
    Decline(One),
    /// Nobody needs it any more.
    Drop(One),
    /// A promise is due on another day.
    Snooze(Snooze),
    /// Open again: what was declined is asked, all else promised.
    Reopen(One),
    /// The two have met: what became of a referral.
    Met(Told),
    /// It became business.
    Won(Told),
    /// It came to nothing.
    Lost(Told),
    /// Any key by hand: `size=day`, `people+=tom`, `through=ana/f9zt`, `value="1200 EUR"`.
    Set(Set),
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
    /// When it was asked, promised or done, if not today: `yesterday`, `2026-05-12`.
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    /// Which favour it came through: `PERSON/FAVOUR`, a favour's id, or a person who did one.
    #[arg(long, value_name = "PERSON/FAVOUR")]
    through: Option<String>,
    /// What became of a referral.
    #[arg(long, value_parser = words(Outcome::ALL, Outcome::as_str))]
    outcome: Option<String>,
    /// What it is worth in money, such as "1200 EUR".
    #[arg(long, value_name = "MONEY")]
    value: Option<String>,
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
    #[command(flatten)]
    answer: Answer,
}

#[derive(Debug, clap::Args)]
pub(super) struct Snooze {
    #[command(flatten)]
    one: One,
    /// To when: `fri`, `in 2 weeks`, `3 dec`, `2026-12-03`.
    #[arg(required = true, value_name = "DATE")]
    to: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Told {
    #[command(flatten)]
    one: One,
    /// What it is worth in money, such as "1200 EUR".
    #[arg(long, value_name = "MONEY")]
    value: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Set {
    #[command(flatten)]
    one: One,
    /// `key=value` sets, `people+=NAME` and `people-=NAME` change the list; nothing after `=` empties.
    ///
    /// The keys are those of the files: side, state, kind, size, what, people, due, on, done, thanked, closed, event,
    /// through, outcome, `outcome_on`, value.
    #[arg(required = true)]
    pairs: Vec<String>,
}

/// The words that an option takes: those that the files use.
pub(super) fn words<T>(all: &'static [T], word: fn(&'static T) -> &'static str) -> PossibleValuesParser {
    all.iter().map(word).collect::<Vec<_>>().into()
}

impl Verb {
    pub(super) fn run(self, cx: &mut Context) -> Result<(), Fail> {
        match self {
            Self::Give(new) => add(&new, Side::Give, cx),
            Self::Receive(new) => add(&new, Side::Receive, cx),
            Self::Promise(one) => turn(&one, &Turn::To(FavourState::Promised), cx),
            Self::Done(one) => turn(&one, &Turn::To(FavourState::Done), cx),
            Self::Thank(one) => turn(&one, &Turn::To(FavourState::Thanked), cx),
            Self::Decline(one) => turn(&one, &Turn::To(FavourState::Declined), cx),
            Self::Drop(one) => turn(&one, &Turn::To(FavourState::Dropped), cx),
            Self::Reopen(one) => turn(&one, &Turn::Reopen, cx),
            Self::Met(told) => turn(&told.one, &Turn::Told(Outcome::Met, told.value), cx),
            Self::Won(told) => turn(&told.one, &Turn::Told(Outcome::Won, told.value), cx),
            Self::Lost(told) => turn(&told.one, &Turn::Told(Outcome::Lost, told.value), cx),
            Self::Set(set) => by_pairs(&set, cx),
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
    let on = new.on.as_deref().map(|text| set::day_said(text, today)).transpose()?.unwrap_or(today);
    favour.move_to(new.state.as_deref().map_or(usual, FavourState::from), on);
    if let Some(through) = &new.through {
        favour.through = set::through(through, None, &opened.book)?;
    }
    favour.tell(new.outcome.as_deref().map(Outcome::from), today);
    value(new.value.as_deref(), &mut favour, cx);
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

/// Keeps what it is worth, and says so when that is no amount that can be added up.
fn value(text: Option<&str>, favour: &mut Favour, cx: &Context) {
    let Some(text) = text else { return };
    text.trim().clone_into(&mut favour.value);
    if !favour.value.is_empty() && Money::parse(text).is_none() {
        cx.out.note(&format!("“{text}” is kept, but is no amount to add up; write 1200 EUR"));
    }
}

/// What happens to a favour.
enum Turn {
    To(FavourState),
    Reopen,
    Told(Outcome, Option<String>),
}

/// The favour that is meant, with its person.
fn find(id: &str, opened: &Opened) -> Result<(std::sync::Arc<Person>, Favour), Fail> {
    let all = opened.book.favours().map(|(person, favour)| (person, favour.id.as_str(), favour));
    let (person, favour) = pick::item(all, "favour", id)?;
    Ok((person.clone(), favour.clone()))
}

fn turn(one: &One, turn: &Turn, cx: &mut Context) -> Result<(), Fail> {
    one.answer.begin(cx);
    let mut opened = cx.open()?;
    let (person, mut favour) = find(&one.id, &opened)?;
    let before = favour.clone();
    let today = cx.now.today();
    let what = match turn {
        // Done is what it is already: thanks are never taken back by saying so.
        Turn::To(FavourState::Done) if before.state == FavourState::Thanked => {
            let on = before.thanked.map_or_else(String::new, |day| format!(" on {day}"));
            let id = format!("{}/{}", person.id, before.id);
            cx.out.line(&format!(
                "it was done already, and thanks were said{on}; `mingle favour set {id} state=done` takes the thanks back"
            ))?;
            return say(&person.id, &before.id, &opened, cx);
        }
        Turn::To(FavourState::Declined | FavourState::Dropped | FavourState::Promised) if before.counts() => {
            return Err(Fail::wrong(format!(
                "{} is done already; `mingle favour reopen {}/{}` opens it again",
                before.what, person.id, before.id
            )));
        }
        Turn::To(state) => {
            let again = *state == FavourState::Thanked;
            if again || *state != before.state {
                favour.move_to(state.clone(), today);
            }
            format!("{state}: {}", before.what)
        }
        Turn::Reopen => {
            if !before.is_open() {
                favour.reopen(today);
            }
            format!("reopened: {}", before.what)
        }
        Turn::Told(outcome, money) => {
            favour.tell(Some(outcome.clone()), today);
            value(money.as_deref(), &mut favour, cx);
            format!("{outcome}: {}", before.what)
        }
    };
    keep(&person, &favour, &what, &mut opened, cx)
}

fn by_pairs(set: &Set, cx: &mut Context) -> Result<(), Fail> {
    set.one.answer.begin(cx);
    let mut opened = cx.open()?;
    let (person, mut favour) = find(&set.one.id, &opened)?;
    let today = cx.now.today();
    for pair in &set.pairs {
        set::apply(&pairs::read(pair)?, &mut favour, &person.id, &opened.book, today)?;
    }
    let money = favour.value.clone();
    value(Some(&money), &mut favour, cx);
    let what = format!("favour with {}: {}", person.name, favour.what);
    keep(&person, &favour, &what, &mut opened, cx)
}

/// Saves a favour as it has become.
fn keep(
    person: &Person,
    after: &Favour,
    what: &str,
    opened: &mut Opened,
    cx: &mut Context,
) -> Result<(), Fail> {
    match opened.book.edit_favour(&person.id, &after.id, |favour| favour.clone_from(after)) {
        Some(edit) => opened.save(&Change::new(what).with(edit), cx)?,
        None => cx.out.line("it was so already")?,
    }
    say(&person.id, &after.id, opened, cx)
}

fn snooze(args: &Snooze, cx: &mut Context) -> Result<(), Fail> {
    args.one.answer.begin(cx);
    let mut opened = cx.open()?;
    let (person, mut favour) = find(&args.one.id, &opened)?;
    if favour.state != FavourState::Promised {
        let (what, state) = (&favour.what, &favour.state);
        return Err(Fail::wrong(format!("“{what}” is {state}; only a promise can be put off")));
    }
    let to = due(&args.to.join(" "), cx.now.today())?;
    favour.due = Some(to);
    let what = format!("put off to {to}: {}", favour.what);
    keep(&person, &favour, &what, &mut opened, cx)
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
    let words = crate::ledger::balance(person, &points).words(person, cx.now.today());
    cx.out.line(&words)
}
