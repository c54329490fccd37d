//! `mingle show PERSON`: everything about one person.

use serde_json::Value;

use super::context::Context;
use super::fail::Fail;
use super::out::Out;
use super::{json, pick};
use crate::domain::{Book, Day, FIELDS, Favour, FavourKind, FavourState, Outcome, Person, Side};
use crate::ledger::{Points, balance, for_show};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// An id, a unique name or a unique part of it.
    person: String,
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let opened = cx.open()?;
    let person = pick::person(&opened.book, &args.person)?;
    if args.json {
        return cx.out.json(&Value::Object(json::person(person)));
    }
    let points = cx.points();
    card(&mut cx.out, person, &opened.book)?;
    let today = cx.now.today();
    entries(&mut cx.out, person, &opened.book, &points, today)
}

/// The widest label, so that all values stand in one column.
const LABELS: usize = 11;

/// The fields that hold something.
pub(super) fn card(out: &mut Out, person: &Person, book: &Book) -> Result<(), Fail> {
    out.heading(if person.name.is_empty() && person.id.is_empty() { "me" } else { &person.name })?;
    for field in FIELDS.iter().filter(|field| field.key != "name") {
        field_line(out, field.key, &field.text(person))?;
    }
    field_line(out, "goals", &person.goals.join("; "))?;
    field_line(out, "via", book.name_of(&person.via))?;
    let knows: Vec<&str> = person.knows.iter().map(|id| book.name_of(id)).collect();
    field_line(out, "knows", &knows.join("; "))?;
    if let Some(met) = &person.met {
        let event = book.event(&met.event).map_or("", |event| event.name.as_str());
        let on = met.on.map(|on| on.to_string());
        let parts: Vec<&str> =
            [event, on.as_deref().unwrap_or_default()].into_iter().filter(|part| !part.is_empty()).collect();
        field_line(out, "met", &parts.join(", "))?;
    }
    if !person.id.is_empty() {
        field_line(out, "id", person.id.as_str())?;
    }
    person.conflicts.iter().try_for_each(|conflict| {
        field_line(out, "conflict", &format!("{} was also {}", conflict.field, conflict.value))
    })
}

fn field_line(out: &mut Out, label: &str, value: &str) -> Result<(), Fail> {
    if value.is_empty() { Ok(()) } else { out.labelled(label, LABELS, value) }
}

/// The ledger, the follow-ups and the notes, newest first.
fn entries(out: &mut Out, person: &Person, book: &Book, points: &Points, today: Day) -> Result<(), Fail> {
    out.line("")?;
    out.line(&balance(person, points).words(person, today))?;
    for favour in for_show(person) {
        out.labelled(favour.id.as_str(), LABELS, &favour_words(favour))?;
    }
    let mut follow_ups: Vec<_> =
        person.follow_ups.iter().filter(|follow_up| follow_up.done.is_none()).collect();
    follow_ups.sort_by_key(|follow_up| (follow_up.due.is_none(), follow_up.due));
    if !follow_ups.is_empty() {
        out.line("")?;
    }
    for follow_up in follow_ups {
        let due = follow_up.due.map_or_else(String::new, |due| format!("on {due}: "));
        out.labelled(follow_up.id.as_str(), LABELS, &format!("{due}{}", follow_up.what))?;
    }
    notes(out, person, book, "")
}

/// The notes, newest first, with a blank line before them, each with its id after `of`.
pub(super) fn notes(out: &mut Out, person: &Person, book: &Book, of: &str) -> Result<(), Fail> {
    let mut notes: Vec<_> = person.notes.iter().collect();
    notes.sort_by_key(|note| std::cmp::Reverse(note.at));
    if !notes.is_empty() {
        out.line("")?;
    }
    for note in notes {
        let at = note.at.map_or_else(String::new, |at| at.day().to_string());
        let event = book.event(&note.event).map_or_else(String::new, |event| format!(" ({})", event.name));
        // A line that was all fields has no text of its own; what was typed says it.
        let text =
            if note.text.is_empty() { note.line.clone() } else { format!("{}: {}", note.kind, note.text) };
        out.labelled(&at, LABELS, &format!("{text}{event} [{of}{}]", note.id))?;
    }
    Ok(())
}

/// "I promised: intro Tom Berg, due 2026-05-15".
pub(super) fn favour_words(favour: &Favour) -> String {
    let who = match &favour.side {
        Side::Give => "I",
        Side::Receive => "they",
        Side::Other(side) => side,
    };
    let state = match (&favour.side, &favour.state) {
        // Both are asked before they are introduced.
        (Side::Give, FavourState::Asked) if favour.kind == FavourKind::Intro && !favour.people.is_empty() => {
            "I asked them about".into()
        }
        (Side::Give, FavourState::Asked) => "they asked for".into(),
        (Side::Receive, FavourState::Asked) => "I asked for".into(),
        (Side::Receive, FavourState::Thanked) => "they gave (thanked)".into(),
        (_, FavourState::Done) => format!("{who} gave"),
        (_, FavourState::Thanked) => format!("{who} gave (thanked)"),
        (_, state) => format!("{who} {state}"),
    };
    let dated = |word: &str, day: Option<Day>| day.map_or_else(String::new, |day| format!(", {word}{day}"));
    let when =
        if favour.is_open() { dated("due ", favour.due) } else { dated("", favour.done.or(favour.on)) };
    let came = [favour.outcome.as_ref().map_or("", Outcome::as_str), favour.value.trim()];
    let came: Vec<&str> = came.into_iter().filter(|part| !part.is_empty()).collect();
    let came = if came.is_empty() { String::new() } else { format!(" ({})", came.join(", ")) };
    format!("{state}: {}{when}{came}", favour.what)
}
