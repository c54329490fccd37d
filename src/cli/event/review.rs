//! `mingle event review`: the steps of a review as text and JSON, answered one by one.

use serde_json::{Value, json};

use super::super::context::{Context, Opened};
use super::super::fail::Fail;
use super::super::json::document;
use super::super::{config, pick};
use super::last;
use crate::brief::Room;
use crate::domain::EventId;
use crate::ledger::Points;
use crate::matching::{Matcher, Offers};
use crate::review::{Given, LATER, Review, Step, flag, review, settled};

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Which event: an id, a name or a part of it; else the one of today or the last.
    event: Option<String>,
    /// Answer this step; without `--answer` as its first answer says.
    #[arg(long, value_name = "STEP")]
    accept: Option<String>,
    /// With which answer, by its letter.
    #[arg(long, value_name = "KEY", requires = "accept")]
    answer: Option<char>,
    /// What is typed with the answer: a name, a day, a reason.
    #[arg(long, value_name = "TEXT", requires = "accept", default_value = "")]
    say: String,
    /// Leave this step for later.
    #[arg(long, value_name = "STEP", conflicts_with = "accept")]
    skip: Option<String>,
    /// Ask again what was left for later.
    #[arg(long)]
    again: bool,
    /// As one JSON document: all steps that are open.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    let id = last(args.event.as_deref(), &opened, &cx.now)?;
    let (thesaurus, _) = config::thesaurus(&cx.places.config);
    let matcher = Matcher::new(thesaurus);
    let points = cx.points();
    let mut stands = look(&id, &opened, &matcher, &points, cx)?;
    if args.again {
        let later = opened.store.seen().into_iter().filter(|(_, value)| value == LATER);
        for (word, _) in later.filter(|(word, _)| word.starts_with(&flag(&id, ""))) {
            opened.store.see(&word, "")?;
        }
    }
    let mut said = None;
    if let Some(step) = args.accept.as_deref() {
        said = Some(accept(step, args, &stands, &mut opened, cx)?);
    } else if let Some(step) = args.skip.as_deref() {
        let step = named(step, &stands)?;
        opened.store.see(&flag(&id, &step.id), LATER)?;
        said = Some("left for later".to_owned());
    }
    if said.is_some() || args.again {
        stands = look(&id, &opened, &matcher, &points, cx)?;
    }
    if args.json {
        return cx.out.json(&json_review(&stands, said.as_deref()));
    }
    if let Some(said) = said {
        cx.out.line(&said)?;
        cx.out.line("")?;
    }
    print(&stands, &opened, cx)
}

/// How the review stands now.
fn look(
    id: &EventId,
    opened: &Opened,
    matcher: &Matcher,
    points: &Points,
    cx: &Context,
) -> Result<Review, Fail> {
    let offers = Offers::build(matcher, &opened.book);
    let room = Room { book: &opened.book, matcher, offers: &offers, points, today: cx.now.today() };
    let event = pick::event(&opened.book, id.as_str())?;
    Ok(review(event, &room, &opened.store.seen()))
}

fn named<'a>(id: &str, stands: &'a Review) -> Result<&'a Step, Fail> {
    stands.steps.iter().find(|step| step.id == id).ok_or_else(|| {
        Fail::nothing(format!(
            "there is no open step “{id}”; `mingle event review {} --json` lists them",
            stands.event
        ))
    })
}

/// Answers a step; says what was done.
fn accept(id: &str, args: &Args, stands: &Review, opened: &mut Opened, cx: &Context) -> Result<String, Fail> {
    let step = named(id, stands)?;
    let answer = match args.answer {
        None => step.answers.first(),
        Some(key) => step.answers.iter().find(|answer| answer.key == key),
    };
    let answer = answer.ok_or_else(|| {
        let keys: Vec<String> =
            step.answers.iter().map(|answer| format!("{} {}", answer.key, answer.words)).collect();
        Fail::wrong(format!("{id} has no such answer; it has: {}", keys.join(", ")))
    })?;
    let made = opened.fresh(
        |ids| {
            let (event, typed) = (&stands.event, args.say.as_str());
            Given { event, typed, book: &opened.book, now: &cx.now, ids }.change(&answer.act)
        },
        |made| made.as_ref().ok().and_then(Option::as_ref),
    );
    let made = made.map_err(|wrong| match answer.takes {
        Some(takes) => Fail::wrong(format!("{wrong}; --say takes {takes}")),
        None => Fail::wrong(wrong.to_string()),
    })?;
    if let Some(change) = &made {
        opened.save(change, cx)?;
    }
    opened.store.see(&flag(&stands.event, &step.id), settled(&answer.act))?;
    Ok(made.map_or_else(|| answer.words.clone(), |change| change.what))
}

fn print(stands: &Review, opened: &Opened, cx: &mut Context) -> Result<(), Fail> {
    let name = opened.book.event(&stands.event).map_or(stands.event.as_str(), |event| event.name.as_str());
    let Some(first) = stands.steps.first() else {
        let later = match stands.later {
            0 => String::new(),
            later => format!("; {later} left for later, --again asks them"),
        };
        return cx.out.line(&format!("{name}: the review is done{later}"));
    };
    cx.out.heading(&format!("Review · {name} · {} of {}", stands.done + 1, stands.total()))?;
    for step in &stands.steps {
        cx.out.line("")?;
        cx.out.line(&step.question)?;
        for line in &step.quote {
            cx.out.line(&format!("  {line}"))?;
        }
        for (at, answer) in step.answers.iter().enumerate() {
            let sign = if at == 0 { ">" } else { " " };
            cx.out.line(&format!("  {sign} {}  {}", answer.key, answer.words))?;
        }
        cx.out.line(&format!("  step {}", step.id))?;
    }
    cx.out.line("")?;
    cx.out.line(&format!(
        "`mingle event review {} --accept {}` answers the first as marked",
        stands.event, first.id
    ))
}

fn json_review(stands: &Review, said: Option<&str>) -> Value {
    let steps: Vec<Value> = stands
        .steps
        .iter()
        .map(|step| {
            let answers: Vec<Value> = step
                .answers
                .iter()
                .map(|answer| json!({ "key": answer.key, "words": answer.words, "takes": answer.takes }))
                .collect();
            json!({
                "id": step.id,
                "kind": step.kind.as_str(),
                "question": step.question,
                "quote": step.quote,
                "answers": answers,
            })
        })
        .collect();
    document(json!({
        "event": stands.event.as_str(),
        "said": said,
        "done": stands.done,
        "later": stands.later,
        "total": stands.total(),
        "steps": steps,
    }))
}
