//! `mingle ledger --chain [PERSON]`: who led to whom to what, as trees.

use serde_json::{Map, Value, json};

use crate::cli::context::Context;
use crate::cli::fail::Fail;
use crate::cli::json::{document, part};
use crate::domain::{Book, Person};
use crate::ledger::{Broken, Brought, Chains, Introducer, Link, Money, Purse, TellBack, tell_back};

/// How many branches are drawn before a link; what lies deeper says so.
const BRANCHES: usize = 20;

/// Prints the trees, what each person led me to, and whom to tell what came of it.
pub(super) fn run(book: &Book, person: Option<&Person>, as_json: bool, cx: &mut Context) -> Result<(), Fail> {
    let all = Chains::of(book);
    let chains = person.map_or_else(|| all.clone(), |person| all.about(&person.id, book));
    let introducers = chains.introducers(book);
    let tell = tell_back(book, &chains);
    if as_json {
        let links: Vec<Value> = chains.links().iter().map(|link| json_link(link, book)).collect();
        let introducers: Vec<Value> = introducers.iter().map(|one| json_introducer(one, book)).collect();
        let tell: Vec<Value> = tell.iter().map(|one| json_tell(one, book)).collect();
        return cx.out.json(&document(json!({ "links": links, "introducers": introducers, "tell": tell })));
    }
    if chains.is_empty() {
        return Err(Fail::nothing(
            "nothing led to anything yet; `mingle favour receive PERSON WHAT --kind referral --through PERSON/FAVOUR` ties a link",
        ));
    }
    for (at, link) in chains.links().iter().enumerate() {
        let facts = link.facts(book);
        let facts = if facts.is_empty() { String::new() } else { format!(" · {}", facts.join(" · ")) };
        let id = link.favour.as_ref().map_or_else(String::new, |id| format!("  ({}/{id})", link.person));
        let branches = chains.branches(at, BRANCHES, false);
        cx.out.line(&format!("{branches}{}{facts}{id}", link.words(book)))?;
    }
    if !introducers.is_empty() {
        cx.out.line("")?;
        cx.out.heading("What they led you to")?;
    }
    for one in &introducers {
        cx.out.line(&format!("  {}: {}", book.name_of(&one.person), one.brought.words()))?;
    }
    if !tell.is_empty() {
        cx.out.line("")?;
        cx.out.heading("Tell them")?;
    }
    tell.iter().try_for_each(|one| cx.out.line(&format!("  {}  ({})", one.words, settles(one))))
}

/// The verb that settles a suggestion.
fn settles(one: &TellBack) -> String {
    match (&one.favour, &one.introduced) {
        (Some(favour), _) => format!("mingle favour thank {}/{favour}", one.giver),
        (None, Some(whom)) => format!(
            "mingle favour receive {} introduced us --kind intro --with {whom} --state thanked",
            one.giver
        ),
        (None, None) => one.giver.to_string(),
    }
}

fn json_link(link: &Link, book: &Book) -> Value {
    let mut map = Map::new();
    map.insert("person".into(), json!(link.person.as_str()));
    map.insert("name".into(), json!(book.name_of(&link.person)));
    map.insert("introduced".into(), json!(link.introduced.as_ref().map(ToString::to_string)));
    map.insert("favour".into(), link.favour(book).map_or(Value::Null, part));
    // Flat, with the place of the parent: a chain may be deeper than a reader of nested documents stands.
    map.insert("parent".into(), json!(link.parent));
    map.insert("depth".into(), json!(link.depth));
    map.insert("words".into(), json!(link.words(book)));
    map.insert("brought".into(), json_brought(&link.brought));
    map.insert(
        "broken".into(),
        match &link.broken {
            None => Value::Null,
            Some(Broken::Dangling(_)) => json!("dangling"),
            Some(Broken::Loop) => json!("loop"),
        },
    );
    Value::Object(map)
}

fn json_introducer(one: &Introducer, book: &Book) -> Value {
    json!({
        "person": one.person.as_str(),
        "name": book.name_of(&one.person),
        "brought": json_brought(&one.brought),
        "words": one.brought.words(),
    })
}

fn json_brought(brought: &Brought) -> Value {
    let sums = |purse: &Purse| -> Vec<String> { purse.sums().map(|sum: Money| sum.to_string()).collect() };
    json!({
        "won": sums(&brought.won),
        "open": sums(&brought.open),
        "for_others": sums(&brought.for_others),
        "unread": brought.unread,
    })
}

fn json_tell(one: &TellBack, book: &Book) -> Value {
    json!({
        "person": one.giver.as_str(),
        "name": book.name_of(&one.giver),
        "favour": one.favour.as_ref().map(ToString::to_string),
        "introduced": one.introduced.as_ref().map(ToString::to_string),
        "led_to": format!("{}/{}", one.person, one.led_to),
        "outcome": one.outcome.as_str(),
        "on": one.on.map(|day| day.to_string()),
        "words": one.words,
    })
}
