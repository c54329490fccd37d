//! The verbs: everything the screen does to data, without a terminal, and the way into the screen.

mod answer;
mod context;
mod fail;
mod far;
mod gate;
mod json;
mod out;
mod pairs;
mod pick;
mod places;
mod table;

mod agenda;
mod card;
mod circle;
mod completions;
mod config;
mod delete;
mod demo;
mod doctor;
mod doubles;
mod edit;
mod editor;
mod event;
mod export;
mod favour;
mod find;
mod follow_up;
mod gifts;
mod group;
mod import;
mod inbox;
mod jot;
mod keys;
mod ledger;
mod list;
mod man;
mod me;
mod note;
mod paths;
mod screen;
mod show;
mod trash;
mod undo;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use context::Context;
use fail::Fail;
use out::Colour;

use crate::store::Store;

/// A terminal companion for people who meet people: jot, find, and give before you ask.
///
/// Alone it opens the screen. Everything the screen does to data has a verb.
#[derive(Debug, Parser)]
#[command(name = "mingle", version, after_long_help = CODES)]
struct Cli {
    #[command(flatten)]
    globals: Globals,
    /// Open the screen at this event (an id, a name or a part of it).
    #[arg(long, value_name = "EVENT")]
    event: Option<String>,
    #[command(subcommand)]
    verb: Option<Verb>,
}

const CODES: &str = "\
Exit codes:
  0    done
  1    nothing found, or a check failed
  2    wrong use, or it could not be done
  3    the gate said \"give first\" and --yes was not given
  130  interrupted

A PERSON is an id, a unique name or a unique part of it.

--json prints one document. Verbs that read have documents of their own. Those that change
something and name no other answer with \"kept\" (whether anything was), \"said\" (the lines
they would have printed), \"records\" (those that changed, whole, as they are now) and
\"deleted\" (what is gone).";

/// What every verb takes.
#[derive(Debug, clap::Args)]
struct Globals {
    /// Where your data is, instead of `MINGLE_DATA` or the usual folder.
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The settings file, instead of `MINGLE_CONFIG` or the usual one.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Begin a new, empty store where one was before and is gone.
    #[arg(long, global = true)]
    init: bool,
    /// When to use colour.
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    color: Colour,
    /// Draw with nothing but ASCII, as `ascii = true` in the settings does.
    #[arg(long, global = true)]
    ascii: bool,
    /// Print text as it is on disk, with whatever control characters it holds.
    #[arg(long, global = true)]
    raw: bool,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Open the screen over a throw-away copy of invented data.
    Demo,
    /// Keep one capture line: "Ana Ruiz, baker @ Forno; needs website".
    Jot(jot::Args),
    /// Find people by whatever you remember of them.
    Find(find::Args),
    /// Everything about one person.
    Show(show::Args),
    /// Tables of people, events, groups, notes, favours and follow-ups.
    List(list::Args),
    /// What was given and received, what is promised, and who to give to next.
    Ledger(ledger::Args),
    /// What I could give now, to whom and why: introductions, offers of mine, lessons, thanks, promises.
    #[command(after_long_help = gifts::RULES)]
    Gifts(gifts::Args),
    /// What is due, who is out of touch, what lies ahead; also as a calendar.
    ///
    /// Promises, follow-ups, thanks owed, renewals and events, by day. Each week at most three names to get in touch
    /// with, the same all week: a cadence (`mingle edit ana cadence="3 months"`) counts from the last real contact, a
    /// note, a favour done or a meeting; one name is somebody you have lost touch with and share little with, because
    /// such ties bring what is new. Whom you call `ambient` or `none` is never named.
    ///
    /// After a fortnight without a record of yours it starts afresh: what was due before is one line, and --older
    /// lists it. `mingle follow-up done|snooze|drop ID` and `mingle favour done|snooze|drop|thank ID` take things off.
    ///
    /// The wording of messages is `[messages]` in the settings. A calendar imported again brings the first import up to
    /// date; private notes and topics to steer clear of are never in it.
    Agenda(agenda::Args),
    /// What the records say about your circle: meter, giving, fields, bridges, introducers, lessons.
    Circle(circle::Args),
    /// An evening before, during and after: new, intents, brief, check-in, meter, review.
    #[command(subcommand)]
    Event(event::Verb),
    /// Groups: new, list, show, set; what a membership cost and brought.
    #[command(subcommand)]
    Group(group::Verb),
    /// Take in a list: guests of an event, contacts, a calendar, pages of a notebook, Monica's or mingle's own JSON.
    #[command(after_long_help = import::verdicts())]
    Import(import::Args),
    /// Records that may be one person twice, and why.
    Dupes(doubles::Dupes),
    /// Make two records of one person one: field by field, with all notes and favours of both.
    Merge(doubles::Merge),
    /// People for phones, spreadsheets, calendars and notebooks; everything for another mingle.
    #[command(after_long_help = export::CARRIES)]
    Export(export::Args),
    /// Change a person: `needs+="a till"`, `role=baker`; without pairs in $VISUAL or $EDITOR.
    Edit(edit::Args),
    /// My own card: shown, or changed with pairs as in `edit`.
    Me(me::Args),
    /// My own card as a code that the camera of a phone reads off the screen; for paper, or as a vCard.
    Card(card::Args),
    /// The ledger by hand.
    #[command(subcommand)]
    Favour(favour::Verb),
    /// Dated things to do about a person.
    #[command(subcommand, name = "follow-up")]
    FollowUp(follow_up::Verb),
    /// Notes: edited, moved, deleted; used, thanked for, shared with somebody who cares.
    #[command(subcommand, after_long_help = note::RULES)]
    Note(note::Verb),
    /// Move a person, event or group to the trash, or take a note, favour or follow-up out.
    Delete(delete::Args),
    /// Bring back what was deleted, or everything as it was on a day; alone, list the trash.
    Restore(trash::Restore),
    /// Remove what was deleted for good.
    Purge(trash::Purge),
    /// Take back the last changes.
    Undo(undo::Args),
    /// Do again what was taken back.
    Redo(undo::Args),
    /// What was done, newest first.
    History(undo::HistoryArgs),
    /// Look for what is wrong with the data, the folders and the terminal.
    Doctor(doctor::Args),
    /// Where everything is kept.
    Paths(paths::Args),
    /// Every command of the screen and the keys it is on.
    Keys(keys::Args),
    /// The settings file: check, default.
    #[command(subcommand)]
    Config(config::Verb),
    /// The completion script of a shell.
    Completions(completions::Args),
    /// The manual page, of mingle or of one verb.
    Man(man::Args),
}

/// Runs the program on the process's own arguments and says how it ended; errors are one line on stderr.
pub fn main() -> ExitCode {
    run(std::env::args_os()).unwrap_or_else(|fail| fail.report())
}

/// Every verb and option as clap has them, for the manual page, the completions and the README.
pub fn command() -> clap::Command {
    <Cli as clap::CommandFactory>::command()
}

fn run(args: impl Iterator<Item = OsString>) -> Result<ExitCode, Fail> {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => return fail::usage(&error),
    };
    let mut cx = Context::new(&cli.globals)?;
    let raw = cli.globals.raw;
    if cli.globals.init {
        drop(Store::init(&cx.places.data, &cx.places.state)?);
    }
    let ended = match cli.verb {
        None => screen::open(&mut cx, cli.event.as_deref()),
        Some(Verb::Demo) => demo::run(&mut cx),
        Some(verb) => verb_alone(verb, cli.event.as_deref(), &mut cx).map(|()| 0),
    };
    ended
        .map(|code| ExitCode::from(u8::try_from(code).unwrap_or(1)))
        .or_else(|fail| Ok(fail.raw(raw).report()))
}

/// Runs a verb that needs no screen.
fn verb_alone(verb: Verb, event: Option<&str>, cx: &mut Context) -> Result<(), Fail> {
    if event.is_some() {
        return Err(Fail::wrong("--event before a verb belongs to the screen; give it after the verb"));
    }
    cx.end_on_interrupt()?;
    let done = verb.run(cx).and_then(|()| answer::end(false, cx));
    let flushed = cx.out.finish();
    cx.settle();
    done.and(flushed)
}

impl Verb {
    fn run(self, cx: &mut Context) -> Result<(), Fail> {
        match self {
            // Opened before any verb runs: it is the screen.
            Self::Demo => Ok(()),
            Self::Jot(args) => jot::run(&args, cx),
            Self::Find(args) => find::run(&args, cx),
            Self::Show(args) => show::run(&args, cx),
            Self::List(args) => list::run(&args, cx),
            Self::Ledger(args) => ledger::run(&args, cx),
            Self::Gifts(args) => gifts::run(&args, cx),
            Self::Agenda(args) => agenda::run(&args, cx),
            Self::Circle(args) => circle::run(&args, cx),
            Self::Event(verb) => verb.run(cx),
            Self::Group(verb) => verb.run(cx),
            Self::Import(args) => import::run(&args, cx),
            Self::Dupes(args) => doubles::dupes(&args, cx),
            Self::Merge(args) => doubles::merge(&args, cx),
            Self::Export(args) => export::run(&args, cx),
            Self::Edit(args) => edit::run(&args, cx),
            Self::Me(args) => me::run(&args, cx),
            Self::Card(args) => card::run(&args, cx),
            Self::Favour(verb) => verb.run(cx),
            Self::FollowUp(verb) => verb.run(cx),
            Self::Note(verb) => verb.run(cx),
            Self::Delete(args) => delete::run(&args, cx),
            Self::Restore(args) => trash::restore(&args, cx),
            Self::Purge(args) => trash::purge(&args, cx),
            Self::Undo(args) => undo::undo(&args, cx),
            Self::Redo(args) => undo::redo(&args, cx),
            Self::History(args) => undo::history(&args, cx),
            Self::Doctor(args) => doctor::run(&args, cx),
            Self::Paths(args) => paths::run(&args, cx),
            Self::Keys(args) => keys::run(&args, cx),
            Self::Config(verb) => verb.run(cx),
            Self::Completions(args) => completions::run(&args, cx),
            Self::Man(args) => man::run(&args, cx),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_arguments_hold_together() {
        super::command().debug_assert();
    }
}
