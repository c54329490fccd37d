//! `mingle event brief`: tonight's brief as text, as Markdown for a phone, and as JSON.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::super::context::Context;
use super::super::fail::Fail;
use super::super::json::document;
use super::super::{config, pick};
use super::intents::progress;
use super::{coming, new};
use crate::brief::{Brief, Guest, REASONS, Room, Talk, brief};
use crate::domain::{Day, Event};
use crate::matching::{Matcher, Offers};
use crate::text::dates::ago;
use crate::text::show;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Which event: an id, a name or a part of it; else the one of today or the next.
    event: Option<String>,
    /// Everybody on the list, not only the first ten.
    #[arg(long)]
    all: bool,
    /// As Markdown, to print or to send to a phone.
    #[arg(long, conflicts_with = "json")]
    markdown: bool,
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let opened = cx.open()?;
    let id = coming(args.event.as_deref(), &opened, &cx.now)?;
    let (thesaurus, problems) = config::thesaurus(&cx.places.config);
    cx.note_problems(&problems);
    let matcher = Matcher::new(thesaurus);
    let points = cx.points();
    let offers = Offers::build(&matcher, &opened.book);
    let today = cx.now.today();
    let event = pick::event(&opened.book, id.as_str())?;
    let brief = brief(
        event,
        &Room { book: &opened.book, matcher: &matcher, offers: &offers, points: &points, today },
    );
    let named = if args.all { brief.guests.as_slice() } else { brief.first() };
    if args.json {
        return cx.out.json(&json_brief(event, &brief, named, today));
    }
    if brief.guests.is_empty() {
        let hint = if brief.met > 0 { "everybody on the list is met" } else { "nobody is on the list" };
        return Err(Fail::nothing(format!(
            "{}: {hint}; `mingle import FILE --event {id}` takes a list in",
            event.name
        )));
    }
    if args.markdown {
        return cx.out.text(&markdown(event, &brief, named, today));
    }
    cx.out.heading(&new::in_words(event, today))?;
    for intent in &brief.intents {
        cx.out.line(&format!("  {}", intent.words()))?;
    }
    if brief.likely {
        cx.out.line("There is no list; whom you met where the same people met before may come.")?;
    }
    if named.is_empty() {
        cx.out.line("Nothing speaks for one more than for another; --all shows the list.")?;
    }
    for (number, guest) in named.iter().enumerate() {
        cx.out.line("")?;
        cx.out.heading(&format!("{}. {}", number + 1, who(guest)))?;
        for reason in guest.reasons.iter().take(REASONS) {
            cx.out.line(&format!("   {}", reason.words))?;
        }
        for (label, text) in talk(&guest.talk, today) {
            cx.out.line(&format!("   {label}: {text}"))?;
        }
    }
    match brief.guests.len() - named.len() {
        0 => Ok(()),
        rest => {
            cx.out.line("")?;
            cx.out.line(&format!("{rest} more on the list; --all shows them"))
        }
    }
}

/// "June Hale, speaker, Hale & Co (wanted, new)".
fn who(guest: &Guest) -> String {
    let parts = [guest.name.as_str(), &guest.role, &guest.company];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let known = if guest.known { "known" } else { "new" };
    let wanted = if guest.wanted { "wanted, " } else { "" };
    format!("{} ({wanted}{known})", parts.join(", "))
}

/// What to talk about, by label.
fn talk(talk: &Talk, today: Day) -> Vec<(&'static str, String)> {
    let mut said = Vec::new();
    if let Some((on, text)) = &talk.last {
        let when = on.map_or_else(String::new, |on| format!("{}, ", ago(on.min(today), today)));
        said.push(("last", format!("{when}{text}")));
    }
    if !talk.question.is_empty() {
        said.push(("ask", talk.question.clone()));
    }
    if let Some(lesson) = &talk.lesson {
        said.push(("lesson", lesson.words()));
    }
    if !talk.avoid.is_empty() {
        said.push(("avoid", talk.avoid.join("; ")));
    }
    said
}

/// The brief as Markdown. What others wrote cannot become markup, nor act on whatever shows it.
fn markdown(event: &Event, brief: &Brief, named: &[Guest], today: Day) -> String {
    let mut page = format!("# {}\n", plain(&new::in_words(event, today)));
    for intent in &brief.intents {
        let sign = if intent.is_reached() { "x" } else { " " };
        // Writing to a string cannot fail.
        let _ = writeln!(page, "- [{sign}] {}", plain(&intent.words()));
    }
    for (number, guest) in named.iter().enumerate() {
        let _ = write!(page, "\n## {}. {}\n", number + 1, plain(&who(guest)));
        for reason in guest.reasons.iter().take(REASONS) {
            let _ = writeln!(page, "- {}", plain(&reason.words));
        }
        for (label, text) in talk(&guest.talk, today) {
            let _ = writeln!(page, "- *{label}*: {}", plain(&text));
        }
    }
    page
}

/// Foreign text in one line, with what Markdown would act on escaped.
fn plain(text: &str) -> String {
    let safe = show(text);
    let mut plain = String::with_capacity(safe.as_str().len());
    for ch in safe.as_str().chars() {
        if matches!(ch, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '!' | '&') {
            plain.push('\\');
        }
        plain.push(ch);
    }
    plain
}

fn json_brief(event: &Event, brief: &Brief, named: &[Guest], today: Day) -> Value {
    let guests: Vec<Value> = named.iter().map(|guest| json_guest(guest, today)).collect();
    document(json!({
        "event": event.id.as_str(),
        "name": event.name,
        "date": event.date.map(|date| date.to_string()),
        "intents": brief.intents.iter().map(progress).collect::<Vec<_>>(),
        "likely": brief.likely,
        "met": brief.met,
        "open": brief.guests.len(),
        "guests": guests,
    }))
}

fn json_guest(guest: &Guest, today: Day) -> Value {
    let reasons: Vec<Value> = guest
        .reasons
        .iter()
        .map(|reason| json!({ "kind": reason.kind.as_str(), "words": reason.words, "weight": f64::from((reason.weight * 100.0).round()) / 100.0 }))
        .collect();
    let last = guest.talk.last.as_ref().map(|(on, text)| {
        json!({ "on": on.map(|on| on.to_string()), "ago": on.map(|on| ago(on.min(today), today)), "text": text })
    });
    let lesson = guest.talk.lesson.as_ref().map(|lesson| {
        json!({
            "topic": lesson.topic,
            "text": lesson.text,
            "by": lesson.by,
            "person": lesson.from.as_str(),
            "note": lesson.note.as_str(),
        })
    });
    json!({
        "line": guest.line,
        "person": guest.person.as_ref().map(crate::domain::PersonId::as_str),
        "name": guest.name,
        "role": guest.role,
        "company": guest.company,
        "known": guest.known,
        "wanted": guest.wanted,
        "reasons": reasons,
        "last": last,
        "ask": guest.talk.question,
        "lesson": lesson,
        "avoid": guest.talk.avoid,
    })
}
