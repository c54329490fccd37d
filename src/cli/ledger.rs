//! `mingle ledger [PERSON]`: balances in words and points, open promises both ways, and who to give to next.

use serde_json::{Map, Value, json};

use super::context::Context;
use super::fail::Fail;
use super::json::{document, part};
use super::show::favour_words;
use super::{pick, table};
use crate::domain::{Book, FavourId, Person};
use crate::ledger::{Balance, NextGift, Points, balance, for_show, next_gifts};
use crate::text::dates::ago;

/// How wide the bar is drawn.
const BAR: usize = 8;
/// How many are named as next.
const NEXT: usize = 5;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only with this person.
    person: Option<String>,
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let opened = cx.open()?;
    let points = cx.points();
    if let Some(person) = &args.person {
        return one(pick::person(&opened.book, person)?, &points, args.json, cx);
    }
    all(&opened.book, &points, args.json, cx)
}

fn one(person: &Person, points: &Points, as_json: bool, cx: &mut Context) -> Result<(), Fail> {
    let sum = balance(person, points);
    if as_json {
        return cx.out.json(&document(Value::Object(json_balance(person, &sum))));
    }
    cx.out.heading(&person.name)?;
    cx.out.line(&sum.words(person))?;
    if sum.gave_points + sum.got_points > 0 {
        let said =
            format!("given {}, received {} points  {}", sum.gave_points, sum.got_points, sum.bar(BAR, false));
        cx.out.line(&said)?;
    }
    for favour in for_show(person) {
        cx.out.labelled(favour.id.as_str(), 4, &favour_words(favour))?;
    }
    Ok(())
}

fn all(book: &Book, points: &Points, as_json: bool, cx: &mut Context) -> Result<(), Fail> {
    let mut sums: Vec<(&Person, Balance)> = book
        .people()
        .map(|person| (person.as_ref(), balance(person, points)))
        .filter(|(_, sum)| !sum.is_blank())
        .collect();
    // Those who are furthest ahead of me first: that is where giving is due.
    sums.sort_by_key(|(_, sum)| sum.net());
    let next = next_gifts(book, points, cx.now.today());
    if as_json {
        let people: Vec<Value> =
            sums.iter().map(|(person, sum)| Value::Object(json_balance(person, sum))).collect();
        let next: Vec<Value> = next.iter().map(|gift| json_next(gift, book)).collect();
        return cx.out.json(&document(json!({ "people": people, "next": next })));
    }
    if sums.is_empty() {
        return Err(Fail::nothing(
            "nothing was given or promised yet; `mingle favour give PERSON WHAT` starts it",
        ));
    }
    let row = |(person, sum): &(&Person, Balance)| {
        vec![person.name.clone(), format!("{:+}", sum.net()), sum.bar(BAR, false), sum.words(person)]
    };
    let rows: Vec<Vec<String>> = sums.iter().map(row).collect();
    table::print(&mut cx.out, &["name", "points", "me/them", "in words"], &rows)?;
    promises(cx, "My promises", &sums, |sum| &sum.i_owe)?;
    promises(cx, "Their promises", &sums, |sum| &sum.they_owe)?;
    if next.is_empty() {
        return Ok(());
    }
    cx.out.line("")?;
    cx.out.heading("Give to next")?;
    let today = cx.now.today();
    next.iter().take(NEXT).try_for_each(|gift| {
        let gave = gift.gave.map(|day| format!("last gave {}", ago(day.min(today), today)));
        let since = gave.unwrap_or_else(|| "never gave them anything".into());
        cx.out.line(&format!("  {} ({since})", book.name_of(&gift.person)))
    })
}

fn promises(
    cx: &mut Context,
    title: &str,
    sums: &[(&Person, Balance)],
    pick: fn(&Balance) -> &Vec<FavourId>,
) -> Result<(), Fail> {
    let mut open: Vec<_> = sums
        .iter()
        .flat_map(|(person, sum)| {
            person
                .favours
                .iter()
                .filter(|favour| pick(sum).contains(&favour.id))
                .map(move |favour| (person, favour))
        })
        .collect();
    if open.is_empty() {
        return Ok(());
    }
    open.sort_by_key(|(_, favour)| (favour.due.is_none(), favour.due));
    cx.out.line("")?;
    cx.out.heading(title)?;
    open.iter().try_for_each(|(person, favour)| {
        let due = favour.due.map_or_else(String::new, |due| format!(", due {due}"));
        cx.out.line(&format!("  {}: {}{due} ({}/{})", person.name, favour.what, person.id, favour.id))
    })
}

fn json_balance(person: &Person, sum: &Balance) -> Map<String, Value> {
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
        "words": sum.words(person),
        "let_them_help": sum.let_them_help(),
        "i_owe": favours(&sum.i_owe),
        "they_owe": favours(&sum.they_owe),
        "thanks_owed": favours(&sum.thanks_owed),
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
