//! `mingle jot`: keeps capture lines and says what was understood.

use std::io::Read;

use serde_json::{Value, json};

use super::context::{Context, Opened, place};
use super::event::dry_word;
use super::fail::Fail;
use super::gate::{self, Gate, Stopped};
use super::inbox;
use super::json::{document, record};
use super::pick;
use crate::capture::{Choices, Head, Names, Phrase, Scene, Understood, Who, understand};
use crate::domain::{Change, Edit, EventId, PersonId};
use crate::insight::met_at;
use crate::store::{Draft, Problem};
use crate::text::width;

/// The longest line taken, in bytes; a person's file must stay loadable with it.
const LONGEST: usize = 1 << 20;

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct Args {
    /// The line, or `-` to read one per line from standard input.
    #[arg(allow_hyphen_values = true, required_unless_present = "inbox")]
    line: Option<String>,
    /// Take in the lines of `inbox/*.txt` in the data folder, as the screen does by itself. Each can be undone; a file goes
    /// to `inbox/done/` once all of it is kept. What says nothing about anybody becomes a note on your own card, to sort.
    #[arg(long, conflicts_with_all = ["line", "event", "to", "dry_run", "yes"])]
    inbox: bool,
    /// At this event instead of the one that runs today.
    #[arg(long)]
    event: Option<String>,
    /// To this person, for lines without a name at their start.
    #[arg(long, value_name = "PERSON")]
    to: Option<String>,
    /// Say what was understood and keep nothing.
    #[arg(long)]
    dry_run: bool,
    /// Keep an ask even where the gate shows how things stand first (exit code 3, and nothing is kept).
    #[arg(long)]
    yes: bool,
    /// As one JSON document, with the records as they are now.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let lines = match args.line.as_deref() {
        None => return inbox::run(args.json, cx),
        Some("-") => from_stdin()?,
        Some(line) => vec![line.to_owned()],
    };
    if lines.is_empty() {
        return Err(Fail::nothing("there was no line to keep"));
    }
    let mut opened = cx.open().inspect_err(|_| give_back(&lines, cx))?;
    let event = match &args.event {
        Some(event) => Some(pick::event(&opened.book, event)?.id.clone()),
        None => opened.book.event_on(&cx.now.stamp()).map(|event| event.id.clone()),
    };
    let selected = match &args.to {
        Some(person) => Some(pick::person(&opened.book, person)?.id.clone()),
        None => None,
    };
    let mut jots =
        Jots { args, event, selected, gate: Gate::default(), kept: Vec::new(), stopped: Vec::new() };
    let done = jots.all(&lines, &mut opened, cx);
    if args.json && (done.is_ok() || !jots.kept.is_empty()) {
        cx.out.json(&document(json!({ "lines": jots.kept })))?;
    }
    done?;
    match (jots.stopped.as_slice(), lines.len()) {
        ([], _) => Ok(()),
        (_, 1) => Err(gate::give_first()),
        (stopped, _) => {
            give_back(stopped, cx);
            let lines = if stopped.len() == 1 { "that line" } else { "those lines" };
            Err(Fail::gate(format!("give first? of {lines} nothing is kept; --yes asks anyway")))
        }
    }
}

/// What all lines of a run share, and what became of them.
struct Jots<'a> {
    args: &'a Args,
    event: Option<EventId>,
    selected: Option<PersonId>,
    gate: Gate,
    /// What is to be said as JSON.
    kept: Vec<Value>,
    /// Lines that the gate stopped.
    stopped: Vec<String>,
}

impl Jots<'_> {
    /// Keeps one line after the other and says so.
    fn all(&mut self, lines: &[String], opened: &mut Opened, cx: &mut Context) -> Result<(), Fail> {
        // For one line the few names it has are looked up; for many it pays to have all at hand.
        let mut names = (lines.len() > 1).then(|| Names::build(&opened.book));
        for (at, line) in lines.iter().enumerate() {
            // Those before it are on disk; this one and what follows is not.
            let rest = lines.get(at..).unwrap_or_default();
            let (event, selected) = (self.event.as_ref(), self.selected.as_ref());
            let scene = Scene { book: &opened.book, names: names.as_ref(), now: &cx.now, event, selected };
            let jotted = read(line, &scene, opened).inspect_err(|_| {
                if lines.len() > 1 {
                    give_back(rest, cx);
                }
            })?;
            if let Some(why) = may_be_unread(&jotted, opened) {
                give_back(rest, cx);
                if !self.args.dry_run {
                    keep_draft(opened, line, cx);
                }
                return Err(Fail::wrong(why));
            }
            let stopped = if self.args.yes { None } else { self.stops(&jotted, &scene, opened, cx) };
            if let Some(stopped) = stopped {
                self.stop(&jotted, &stopped, opened, cx)?;
                continue;
            }
            let mut words = Vec::new();
            if !self.args.dry_run {
                let before = self.met(opened);
                opened.save(&jotted.change, cx).inspect_err(|_| {
                    give_back(rest, cx);
                    keep_draft(opened, line, cx);
                })?;
                words = self.gate.words(opened, &jotted.change, cx);
                if let Some(event) = self.event.as_ref().filter(|_| self.met(opened) > before) {
                    words.extend(dry_word(event, opened)?.map(str::to_owned));
                }
            }
            if let Some(names) = &mut names {
                let keys = jotted.change.edits.iter().filter_map(Edit::key);
                keys.for_each(|key| names.update(&opened.book, &key));
            }
            if self.args.json {
                self.kept.push(jotted.json(!self.args.dry_run, opened, &words));
            } else {
                jotted.print(self.args.dry_run, cx)?;
                words.iter().try_for_each(|word| cx.out.line(word))?;
            }
        }
        Ok(())
    }

    /// How many were met where the lines are kept.
    fn met(&self, opened: &Opened) -> usize {
        self.event.as_ref().and_then(|event| opened.book.event(event)).map_or(0, |event| met_at(event))
    }

    /// What is shown before the line's ask is kept, with everything else that it says taken as kept: what is given in the
    /// same line is given.
    fn stops(&self, jotted: &Jotted, scene: &Scene<'_>, opened: &Opened, cx: &Context) -> Option<Stopped> {
        let asks = jotted.understood.asks();
        if asks.is_empty() {
            return None;
        }
        let rest = jotted.understood.without_asks();
        let (people, change) = opened.fresh(|ids| rest.change_of(scene, ids), |(_, change)| change.as_ref());
        let mut book = opened.book.clone();
        if let Some(change) = &change {
            book.apply(change);
        }
        self.gate.stops(book, &people, &asks, cx)
    }

    /// Shows the gate instead of keeping the line.
    fn stop(
        &mut self,
        jotted: &Jotted,
        stopped: &Stopped,
        opened: &Opened,
        cx: &mut Context,
    ) -> Result<(), Fail> {
        if !self.args.dry_run {
            stopped.see(opened);
        }
        self.stopped.push(jotted.line.clone());
        if self.args.json {
            self.kept.push(jotted.json_stopped(stopped, opened));
            return Ok(());
        }
        if self.args.dry_run {
            jotted.print_phrases(cx)?;
        }
        stopped.print(cx)
    }
}

/// A line that was understood.
struct Jotted {
    line: String,
    understood: Understood,
    phrases: Vec<Phrase>,
    change: Change,
}

fn read(line: &str, scene: &Scene<'_>, opened: &Opened) -> Result<Jotted, Fail> {
    if line.trim().is_empty() {
        return Err(Fail::wrong("an empty line keeps nothing; start it with a name"));
    }
    if line.len() > LONGEST {
        return Err(Fail::wrong(format!(
            "the line has {} bytes and a line may have {LONGEST}; not kept, shorten it",
            line.len()
        )));
    }
    let mut understood = understand(line, scene, &Choices::default());
    // Said to be about somebody, a few plain words are what was heard, not the name of somebody else.
    if scene.selected.is_some() && is_bare(&understood) {
        understood = understand(&format!("; {line}"), scene, &Choices::default());
    }
    let phrases = understood.phrases(scene);
    let change = opened.fresh(|ids| understood.change(scene, ids), Option::as_ref).ok_or_else(|| {
        Fail::wrong(
            "nobody to keep it with, or nothing to keep; start the line with a name or say --to PERSON",
        )
    })?;
    Ok(Jotted { line: line.to_owned(), understood, phrases, change })
}

/// Why a line makes nobody new: they may be in a file that cannot be read, and would be there twice.
fn may_be_unread(jotted: &Jotted, opened: &Opened) -> Option<String> {
    let may_be = |problem: &&Problem| !problem.name.is_empty() && jotted.understood.may_double(&problem.name);
    let problem = opened.problems.iter().find(may_be)?;
    // What is wrong with it was said when the store was read.
    let (place, name) = (place(problem), &problem.name);
    Some(format!("{place}: it may be that of {name}, so nobody new was made; mend it first"))
}

/// Whether a line is nothing but what could be the name of somebody new.
pub(super) fn is_bare(understood: &Understood) -> bool {
    understood.is_bare() && matches!(understood.heads.as_slice(), [Head { who: Who::New(_), .. }])
}

impl Jotted {
    fn print(&self, dry_run: bool, cx: &mut Context) -> Result<(), Fail> {
        self.print_phrases(cx)?;
        cx.out.line(if dry_run { "not kept (dry run)" } else { &self.change.what })
    }

    fn print_phrases(&self, cx: &mut Context) -> Result<(), Fail> {
        let labels = self.phrases.iter().map(|phrase| width(&phrase.label)).max().unwrap_or(0);
        for phrase in &self.phrases {
            cx.out.labelled(&phrase.label, labels, &phrase.text)?;
        }
        Ok(())
    }

    fn json_phrases(&self) -> Vec<Value> {
        let phrases = self.phrases.iter();
        phrases
            .map(|phrase| json!({ "label": phrase.label, "text": phrase.text, "segment": phrase.segment }))
            .collect()
    }

    /// The line that was not kept, and why.
    fn json_stopped(&self, stopped: &Stopped, opened: &Opened) -> Value {
        json!({
            "line": self.line,
            "kept": false,
            "understood": self.json_phrases(),
            "gate": stopped.json(&opened.book),
        })
    }

    fn json(&self, kept: bool, opened: &Opened, words: &[String]) -> Value {
        // After a save the book has what other writers brought in as well.
        let now = |edit: &Edit| {
            let key = edit.key()?;
            let there = if kept { opened.book.record(&key) } else { None };
            there.or_else(|| edit.after.clone())
        };
        let records: Vec<Value> = self.change.edits.iter().filter_map(now).map(|one| record(&one)).collect();
        json!({
            "line": self.line,
            "what": self.change.what,
            "kept": kept,
            "understood": self.json_phrases(),
            "records": records,
            "words": words,
        })
    }
}

/// The lines of standard input that are not blank; all of it is read before any is kept.
fn from_stdin() -> Result<Vec<String>, Fail> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| Fail::wrong(format!("standard input cannot be read: {error}; nothing was kept")))?;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        Fail::wrong(format!(
            "line {line} of standard input is not UTF-8; nothing was kept, convert it with iconv"
        ))
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Ok(text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect())
}

/// Prints what could not be kept, so that it is not lost.
fn give_back(lines: &[String], cx: &Context) {
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        cx.out.note(&format!("not kept: {line}"));
    }
}

/// Keeps the line as the draft of the screen's capture line, if that can be written and holds none yet.
fn keep_draft(opened: &Opened, line: &str, cx: &Context) {
    const FIELD: &str = "capture";
    let free = opened.store.drafts().is_ok_and(|drafts| drafts.iter().all(|draft| draft.field != FIELD));
    let draft = Draft { field: FIELD.into(), text: line.to_owned(), when: cx.now.stamp().to_string() };
    if free && !line.trim().is_empty() && opened.store.keep_draft(&draft).is_ok() {
        cx.out.note("it waits as a draft on the capture line of the screen");
    }
}
