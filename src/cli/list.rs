//! `mingle list ...`: tables of all that there is, for people, for scripts and for spreadsheets.

mod events;
mod favours;
mod follow_ups;
mod groups;
mod notes;
mod people;

use clap::ValueEnum;
use serde_json::{Map, Value};

use super::context::Context;
use super::fail::Fail;
use super::json::document;
use super::{pick, table};
use crate::domain::{Book, Day, EventId, FavourKind, FavourState, NoteKind, Person, Side, Stamp};
use crate::export::was_at;

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum What {
    /// Everyone I know.
    People,
    /// Every event, the newest first.
    Events,
    /// Every group.
    Groups,
    /// Every note, the newest first.
    Notes,
    /// Every favour, the newest first.
    Favours,
    /// Every follow-up by due date.
    FollowUps,
}

/// What notes are listed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Heading {
    /// What they are about: their #tags, else those of the person, else the field.
    Topic,
    /// Who said it.
    Person,
    /// Where it was said.
    Event,
}

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What to list.
    what: What,
    /// Of people with this tag.
    #[arg(long)]
    tag: Option<String>,
    /// Of this event.
    #[arg(long)]
    event: Option<String>,
    /// Favours in this state; follow-ups that are `open` or `done`.
    #[arg(long)]
    state: Option<String>,
    /// Favours of this side, `give` or `receive`.
    #[arg(long)]
    side: Option<String>,
    /// Notes or favours of this kind.
    #[arg(long)]
    kind: Option<String>,
    /// Notes under one heading each; a note of several topics stands under each of them.
    #[arg(long, value_enum)]
    by: Option<Heading>,
    /// Since a day, `2026-05-12`, or for so long, `"3 months"`.
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
    #[command(flatten)]
    plain: Plain,
}

/// How a list is printed.
#[derive(Debug, clap::Args)]
pub(super) struct Plain {
    /// As one JSON document.
    #[arg(long)]
    json: bool,
    /// As comma-separated values.
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

/// What rows are kept; a filter that a list has no use for is refused, not ignored.
#[derive(Debug, Default)]
pub(super) struct Filter {
    tag: Option<String>,
    event: Option<EventId>,
    state: Option<String>,
    side: Option<String>,
    kind: Option<String>,
    since: Option<Day>,
}

impl Filter {
    fn tag(&self, person: &Person) -> bool {
        self.tag.as_deref().is_none_or(|tag| person.tags.iter().any(|other| other.eq_ignore_ascii_case(tag)))
    }

    /// Of people: with the tag, in touch since the day, and whom I met, noted or gave something at the event or who is on
    /// its list.
    pub(super) fn person(&self, person: &Person, book: &Book) -> bool {
        let there = |wanted: &EventId| was_at(book, person, wanted);
        self.tag(person) && self.since(person.last_contact()) && self.event.as_ref().is_none_or(there)
    }

    /// The filters of people, as an option of the command line says each.
    pub(super) fn of_people(
        tag: Option<&str>,
        event: Option<&str>,
        past: Option<&str>,
        book: &Book,
        today: Day,
    ) -> Result<Self, Fail> {
        Ok(Self {
            tag: tag.map(|tag| tag.trim_start_matches('#').to_owned()),
            event: event.map(|event| pick::event(book, event)).transpose()?.map(|event| event.id.clone()),
            since: past.map(|text| since(text, today)).transpose()?,
            ..Self::default()
        })
    }

    fn event(&self, event: &EventId) -> bool {
        self.event.as_ref().is_none_or(|wanted| wanted == event)
    }

    fn since(&self, day: Option<Day>) -> bool {
        self.since.is_none_or(|since| day.is_some_and(|day| day >= since))
    }

    fn word(wanted: Option<&String>, word: &str) -> bool {
        wanted.is_none_or(|wanted| wanted == word)
    }
}

/// One line of a list: cells for people, and the record for scripts.
struct Row {
    cells: Vec<String>,
    json: Map<String, Value>,
}

/// A list: its columns and which filters it has a use for.
struct List {
    key: &'static str,
    head: &'static [&'static str],
    /// Columns that only a spreadsheet has room for.
    wide: &'static [&'static str],
    filters: &'static [&'static str],
    rows: fn(&Book, &Filter) -> Vec<Row>,
}

impl What {
    fn list(self) -> &'static List {
        match self {
            Self::People => &people::LIST,
            Self::Events => &events::LIST,
            Self::Groups => &groups::LIST,
            Self::Notes => &notes::LIST,
            Self::Favours => &favours::LIST,
            Self::FollowUps => &follow_ups::LIST,
        }
    }
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let list = args.by.filter(|_| args.what == What::Notes).map_or_else(|| args.what.list(), notes::by);
    let by = args.by.map(|_| String::new());
    let given = [
        ("by", &by),
        ("tag", &args.tag),
        ("event", &args.event),
        ("state", &args.state),
        ("side", &args.side),
        ("kind", &args.kind),
        ("since", &args.since),
    ];
    if let Some((name, _)) =
        given.iter().find(|(name, value)| value.is_some() && !list.filters.contains(name))
    {
        let have: Vec<String> = list.filters.iter().map(|name| format!("--{name}")).collect();
        let have = if have.is_empty() { "no filter".into() } else { have.join(", ") };
        return Err(Fail::wrong(format!("--{name} says nothing about {}; they take {have}", list.key)));
    }
    let opened = cx.open()?;
    check_words(args, &opened.book)?;
    let (tag, event, past) = (args.tag.as_deref(), args.event.as_deref(), args.since.as_deref());
    let filter = Filter {
        state: args.state.clone(),
        side: args.side.clone(),
        kind: args.kind.clone(),
        ..Filter::of_people(tag, event, past, &opened.book, cx.now.today())?
    };
    print(list, &(list.rows)(&opened.book, &filter), &args.plain, cx)
}

/// A word that neither mingle nor any of the files knows is a slip, not an empty list.
fn check_words(args: &Args, book: &Book) -> Result<(), Fail> {
    let favours = || book.favours().map(|(_, favour)| favour);
    let check = |name: &str,
                 given: &Option<String>,
                 known: Vec<&str>,
                 mut used: Box<dyn Iterator<Item = &str> + '_>| {
        match given {
            Some(word) if !known.contains(&word.as_str()) && !used.any(|other| other == word) => {
                let known = known.join(", ");
                Err(Fail::wrong(format!("{word} is no {name}; there are {known}")))
            }
            _ => Ok(()),
        }
    };
    match args.what {
        What::Favours => {
            let words = Side::ALL.iter().map(Side::as_str).collect();
            check("side", &args.side, words, Box::new(favours().map(|favour| favour.side.as_str())))?;
            let words = FavourState::ALL.iter().map(FavourState::as_str).collect();
            check("state", &args.state, words, Box::new(favours().map(|favour| favour.state.as_str())))?;
            let words = FavourKind::ALL.iter().map(FavourKind::as_str).collect();
            check("kind", &args.kind, words, Box::new(favours().map(|favour| favour.kind.as_str())))
        }
        What::Notes => {
            let words = NoteKind::ALL.iter().map(NoteKind::as_str).collect();
            check("kind", &args.kind, words, Box::new(book.notes().map(|(_, note)| note.kind.as_str())))
        }
        What::FollowUps => check("state", &args.state, vec!["open", "done"], Box::new(std::iter::empty())),
        What::People | What::Events | What::Groups => Ok(()),
    }
}

/// A list without filters, for `event list` and `group list`.
pub(super) fn plain(what: What, args: &Plain, cx: &mut Context) -> Result<(), Fail> {
    let opened = cx.open()?;
    let list = what.list();
    print(list, &(list.rows)(&opened.book, &Filter::default()), args, cx)
}

fn print(list: &List, rows: &[Row], args: &Plain, cx: &mut Context) -> Result<(), Fail> {
    if args.json {
        let records: Vec<Value> = rows.iter().map(|row| Value::Object(row.json.clone())).collect();
        let mut body = Map::new();
        body.insert(list.key.into(), Value::Array(records));
        cx.out.json(&document(Value::Object(body)))?;
    } else {
        let keep = |name: &str| args.csv || !list.wide.contains(&name);
        let head: Vec<&str> = list.head.iter().copied().filter(|name| keep(name)).collect();
        let kept = |row: &Row| {
            list.head
                .iter()
                .zip(&row.cells)
                .filter(|(name, _)| keep(name))
                .map(|(_, cell)| cell.clone())
                .collect()
        };
        let cells: Vec<Vec<String>> = rows.iter().map(kept).collect();
        if args.csv {
            cx.out.csv(&head, &cells)?;
        } else if !rows.is_empty() {
            table::print(&mut cx.out, &head, &cells)?;
        } else {
            return Err(Fail::nothing(format!("there are no {} to list", list.key.replace('_', "-"))));
        }
    }
    if rows.is_empty() { Err(Fail::check()) } else { Ok(()) }
}

/// A day of the past: a date, or a span back from today.
fn since(text: &str, today: Day) -> Result<Day, Fail> {
    let back = || {
        let span: jiff::Span = text.parse().ok()?;
        today.0.checked_sub(span.abs()).ok()
    };
    text.parse().ok().or_else(back).map(Day).ok_or_else(|| {
        Fail::wrong(format!("“{text}” is no day and no span; write 2026-05-12, or \"3 months\""))
    })
}

fn day(day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

fn stamp_day(stamp: Option<Stamp>) -> String {
    day(stamp.map(Stamp::day))
}
