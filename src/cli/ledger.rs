//! `mingle ledger [PERSON]`: balances in words and points, open promises both ways, who to give to next, and chains.

mod chain;

use serde_json::{Map, Value, json};

use super::context::Context;
use super::fail::Fail;
use super::favour::words;
use super::json::{document, of_person, part};
use super::show::favour_words;
use super::{pick, table};
use crate::domain::{Book, Day, Favour, FavourId, FavourState, Person, Side};
use crate::ledger::{
    Balance, Entry, NextGift, Points, Query, Shown, Sort, Standing, balance, entries, for_show,
    let_them_help, next_gifts, standings,
};
use crate::text::dates::{ago, late};

/// How wide the bar is drawn.
const BAR: usize = 8;
/// How many are named as next.
const NEXT: usize = 5;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only with this person.
    person: Option<String>,
    /// List favours: `all`, what you promised (`i-owe`), what they promised (`they-owe`), what was `asked`, what you
    /// gave (`given`), what you received without a thanks (`thanks-owed`).
    #[arg(long, value_name = "WHICH", value_parser = words(Shown::ALL, |shown| shown.as_str()))]
    show: Option<String>,
    /// List favours of this side.
    #[arg(long, value_parser = words(Side::ALL, Side::as_str))]
    side: Option<String>,
    /// List favours in this state.
    #[arg(long, value_parser = words(FavourState::ALL, FavourState::as_str))]
    state: Option<String>,
    /// By balance (who is furthest ahead of you first), by age (the oldest or earliest due first) or by name.
    #[arg(long, value_parser = words(Sort::ALL, |sort| sort.as_str()))]
    sort: Option<String>,
    /// Who led to whom to what: referrals and introductions as trees, and what each person led you to.
    #[arg(long, conflicts_with_all = ["show", "side", "state", "sort"])]
    chain: bool,
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

impl Args {
    /// What the filters ask for; `None` when there are none, and the sheet of people is meant.
    fn query(&self) -> Option<Query> {
        let filtered = self.show.is_some() || self.side.is_some() || self.state.is_some();
        let shown = |word: &str| Shown::ALL.iter().copied().find(|shown| shown.as_str() == word);
        filtered.then(|| Query {
            shown: self.show.as_deref().and_then(shown).unwrap_or_default(),
            side: self.side.as_deref().map(Side::from),
            state: self.state.as_deref().map(FavourState::from),
            sort: self.sort(),
        })
    }

    fn sort(&self) -> Option<Sort> {
        let word = self.sort.as_deref()?;
        Sort::ALL.iter().copied().find(|sort| sort.as_str() == word)
    }
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let opened = cx.open()?;
    let book = &opened.book;
    let points = cx.points();
    let person = args.person.as_deref().map(|name| pick::person(book, name)).transpose()?;
    if args.chain {
        return chain::run(book, person.map(AsRef::as_ref), args.json, cx);
    }
    match (args.query(), person) {
        (Some(query), person) => {
            let mut found = entries(book, &points, &query);
            found.retain(|entry| person.is_none_or(|person| person.id == entry.person.id));
            favours(&found, &points, args.json, cx)
        }
        (None, Some(person)) => one(person, &points, args.json, cx),
        (None, None) => {
            let people = standings(book, &points, args.sort().unwrap_or(Sort::Balance));
            all(book, &people, &points, args.json, cx)
        }
    }
}

/// The favours that the filters leave.
fn favours(found: &[Entry<'_>], points: &Points, as_json: bool, cx: &mut Context) -> Result<(), Fail> {
    let today = cx.now.today();
    if as_json {
        let favours: Vec<Value> = found
            .iter()
            .map(|entry| {
                let mut map = of_person(entry.person, entry.favour);
                map.insert("points".into(), json!(points.of(&entry.favour.size)));
                Value::Object(map)
            })
            .collect();
        cx.out.json(&document(json!({ "favours": favours })))?;
        return if found.is_empty() { Err(Fail::check()) } else { Ok(()) };
    }
    if found.is_empty() {
        return Err(Fail::nothing("there are no such favours; `mingle ledger --show all` lists every one"));
    }
    let row = |entry: &Entry<'_>| {
        vec![
            entry.person.name.clone(),
            favour_line(entry.favour, today),
            points.of(&entry.favour.size).to_string(),
            format!("{}/{}", entry.person.id, entry.favour.id),
        ]
    };
    let rows: Vec<Vec<String>> = found.iter().map(row).collect();
    table::print(&mut cx.out, &["name", "favour", "points", "id"], &rows)
}

/// "I promised: the deck, due 2026-05-15, 3 days late".
fn favour_line(favour: &Favour, today: Day) -> String {
    let late = favour.due.filter(|_| favour.is_open()).and_then(|due| late(due, today));
    late.map_or_else(|| favour_words(favour), |late| format!("{}, {late}", favour_words(favour)))
}

fn one(person: &Person, points: &Points, as_json: bool, cx: &mut Context) -> Result<(), Fail> {
    let sum = balance(person, points);
    let today = cx.now.today();
    if as_json {
        return cx.out.json(&document(Value::Object(json_balance(person, &sum, today))));
    }
    cx.out.heading(&person.name)?;
    cx.out.line(&sum.words(person, today))?;
    if sum.gave_points + sum.got_points > 0 {
        let said =
            format!("given {}, received {} points  {}", sum.gave_points, sum.got_points, sum.bar(BAR, false));
        cx.out.line(&said)?;
    }
    for favour in for_show(person) {
        cx.out.labelled(favour.id.as_str(), 4, &favour_line(favour, today))?;
    }
    Ok(())
}

fn all(
    book: &Book,
    people: &[Standing<'_>],
    points: &Points,
    as_json: bool,
    cx: &mut Context,
) -> Result<(), Fail> {
    let today = cx.now.today();
    let next = next_gifts(book, points, today);
    let help = let_them_help(book, points);
    if as_json {
        let rows = |people: &[Standing<'_>]| -> Vec<Value> {
            let row = |one: &Standing<'_>| Value::Object(json_balance(one.person, &one.balance, today));
            people.iter().map(row).collect()
        };
        let next: Vec<Value> = next.iter().map(|gift| json_next(gift, book)).collect();
        let help: Vec<&str> = help.iter().map(|one| one.person.id.as_str()).collect();
        let body = json!({ "people": rows(people), "next": next, "let_them_help": help });
        return cx.out.json(&document(body));
    }
    if people.is_empty() {
        return Err(Fail::nothing(
            "nothing was given or promised yet; `mingle favour give PERSON WHAT` starts it",
        ));
    }
    let row = |one: &Standing<'_>| {
        let sum = &one.balance;
        let points = format!("{:+}", sum.net());
        vec![one.person.name.clone(), points, sum.bar(BAR, false), sum.words(one.person, today)]
    };
    let rows: Vec<Vec<String>> = people.iter().map(row).collect();
    table::print(&mut cx.out, &["name", "points", "me/them", "in words"], &rows)?;
    promises(book, points, cx, ("My promises", Shown::IOwe))?;
    promises(book, points, cx, ("Their promises", Shown::TheyOwe))?;
    if !next.is_empty() {
        cx.out.line("")?;
        cx.out.heading("Give to next")?;
    }
    for gift in next.iter().take(NEXT) {
        let gave = gift.gave.map(|day| format!("last gave {}", ago(day.min(today), today)));
        let since = gave.unwrap_or_else(|| "never gave them anything".into());
        cx.out.line(&format!("  {} ({since})", book.name_of(&gift.person)))?;
    }
    if !help.is_empty() {
        cx.out.line("")?;
        cx.out.heading("Let them help")?;
    }
    help.iter().take(NEXT).try_for_each(|one| {
        let points = one.balance.gave_points;
        let points = format!("{points} point{} given", if points == 1 { "" } else { "s" });
        cx.out.line(&format!("  {} ({points}, nothing back yet)", one.person.name))
    })
}

/// The promises of one side, the earliest due first.
fn promises(
    book: &Book,
    points: &Points,
    cx: &mut Context,
    (title, shown): (&str, Shown),
) -> Result<(), Fail> {
    let open = entries(book, points, &Query { shown, ..Query::default() });
    if open.is_empty() {
        return Ok(());
    }
    let today = cx.now.today();
    cx.out.line("")?;
    cx.out.heading(title)?;
    open.iter().try_for_each(|Entry { person, favour }| {
        let due = favour.due.map_or_else(String::new, |due| format!(", due {due}"));
        let late =
            favour.due.and_then(|due| late(due, today)).map_or_else(String::new, |late| format!(", {late}"));
        cx.out.line(&format!("  {}: {}{due}{late} ({}/{})", person.name, favour.what, person.id, favour.id))
    })
}

fn json_balance(person: &Person, sum: &Balance, today: Day) -> Map<String, Value> {
    let favours = |ids: &[FavourId]| -> Vec<Value> {
        ids.iter().filter_map(|id| person.favours.iter().find(|favour| favour.id == *id)).map(part).collect()
    };
    let value = json!({
        "id": person.id.as_str(),
        "name": person.name,
        "gave": sum.gave,
        "got": sum.got,
        "gave_points": sum.gave_points,
        "got_points": sum.got_points,
        "net": sum.net(),
        "words": sum.words(person, today),
        "let_them_help": sum.let_them_help(),
        "i_owe": favours(&sum.i_owe),
        "they_owe": favours(&sum.they_owe),
        "thanks_owed": favours(&sum.thanks_owed),
        "asked": favours(&sum.asked),
        "asked_of_me": favours(&sum.asked_of_me),
        "declined": sum.declined,
        "i_declined": sum.i_declined,
    });
    if let Value::Object(map) = value { map } else { Map::new() }
}

fn json_next(gift: &NextGift, book: &Book) -> Value {
    json!({
        "id": gift.person.as_str(),
        "name": book.name_of(&gift.person),
        "net": gift.balance.net(),
        "gave_on": gift.gave.map(|day| day.to_string()),
        "days": gift.days,
    })
}
