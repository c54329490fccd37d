//! `mingle gifts [PERSON]`: what I could give now and why, and how introductions come along; with `--needs` and `--offers`
//! the match of any two lists.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde_json::{Map, Value, json};

use super::context::{Context, Opened};
use super::fail::Fail;
use super::json::document;
use super::{config, import, pick, table};
use crate::domain::{Book, PersonId};
use crate::gifts::{AtHand, Gift, Half, Kind, Pair, Step, at_hand, for_everyone, pair, step};
use crate::ledger::called;
use crate::matching::{Matcher, Offers};

/// The rules of gifts, for the help.
pub(super) const RULES: &str = "\
An introduction is a gift to both, so both are asked before they meet:
  mingle gifts ask ANA TOM        I asked Ana whether she would like to meet Tom
  mingle gifts ask TOM ANA        I asked Tom
  mingle gifts introduce ANA TOM  I brought them together
  mingle gifts worked ANA TOM     something came of it
  mingle gifts decline ANA TOM    one of them would rather not: never proposed again

Left out are pairs that were introduced or declined, people who know each other or work at the same place, topics that
somebody steers clear of, and people whose answer to an ask of mine I wait for (six weeks at most). --all names them.";

/// How many are listed.
const MOST: usize = 20;

#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// Only what I could give this person.
    #[arg(conflicts_with_all = ["needs", "offers"])]
    person: Option<String>,
    /// Name what was left out too, and what speaks against each.
    #[arg(long, visible_alias = "why", conflicts_with_all = ["needs", "offers"])]
    all: bool,
    /// Match the needs in this file, one a line, with those of `--offers`; `-` is standard input.
    #[arg(long, value_name = "FILE", requires = "offers")]
    needs: Option<PathBuf>,
    /// The offers, one a line.
    #[arg(long, value_name = "FILE", requires = "needs")]
    offers: Option<PathBuf>,
    /// As one JSON document; of lists, each need with its offers and their scores, best first.
    #[arg(long)]
    json: bool,
}

/// How an introduction comes along: both are asked before they meet.
#[derive(Debug, Subcommand)]
enum Verb {
    /// I asked the first whether they would like to meet the second.
    Ask(Two),
    /// I brought the two together: a gift to both.
    Introduce(Two),
    /// Something came of their introduction.
    Worked(Two),
    /// One of them would rather not, or the two do not fit: never proposed again.
    Decline(Two),
}

#[derive(Debug, clap::Args)]
struct Two {
    /// One of the two.
    one: String,
    /// The other.
    other: String,
    /// Introduce them though one of them was not asked, or say that it worked though they were not introduced.
    #[arg(long)]
    yes: bool,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    if let Some(verb) = &args.verb {
        return moved(verb, cx);
    }
    let (thesaurus, problems) = config::thesaurus(&cx.places.config);
    cx.note_problems(&problems);
    let matcher = Matcher::new(thesaurus);
    if let (Some(needs), Some(offers)) = (&args.needs, &args.offers) {
        return lists(&matcher, &lines(needs)?, &lines(offers)?, args.json, cx);
    }
    let opened = cx.open()?;
    let book = &opened.book;
    let offers = Offers::build(&matcher, book);
    let (today, points) = (cx.now.today(), cx.points());
    let person = args.person.as_ref().map(|name| pick::person(book, name)).transpose()?;
    let mut found = match person {
        Some(person) => at_hand(book, &matcher, &offers, &person.id, today, &points),
        None => for_everyone(book, &matcher, &offers, today, &points, MOST),
    };
    found.gifts.truncate(MOST);
    if args.json {
        return cx.out.json(&as_json(&found, book, args.all));
    }
    let hidden = found.left_out.len();
    if found.gifts.is_empty() && (hidden == 0 || !args.all) {
        let whom = person.map_or("anybody", |person| called(person));
        let left = match hidden {
            0 => "`mingle jot \"NAME; needs ...; offers ...\"` adds what they need and offer".to_owned(),
            hidden => format!("{hidden} left out, --all says why"),
        };
        return Err(Fail::nothing(format!("nothing at hand for {whom}; {left}")));
    }
    if !found.gifts.is_empty() {
        let row = |gift: &Gift| vec![book.name_of(&gift.to).to_owned(), gift.what.clone(), because(gift)];
        let rows: Vec<Vec<String>> = found.gifts.iter().map(row).collect();
        table::print(&mut cx.out, &["to", "gift", "because"], &rows)?;
    }
    if args.all && hidden > 0 {
        cx.out.line("")?;
        let row = |left: &crate::gifts::LeftOut| {
            vec![book.name_of(&left.gift.to).to_owned(), left.gift.what.clone(), left.why.clone()]
        };
        let rows: Vec<Vec<String>> = found.left_out.iter().map(row).collect();
        return table::print(&mut cx.out, &["to", "left out", "because"], &rows);
    }
    if hidden > 0 { cx.out.line(&format!("{hidden} left out; --all says why")) } else { Ok(()) }
}

/// "Tom offers web design, Ana needs a website (website ~ web design)".
fn because(gift: &Gift) -> String {
    if gift.link.is_empty() { gift.reason.clone() } else { format!("{} ({})", gift.reason, gift.link) }
}

fn as_json(found: &AtHand, book: &Book, all: bool) -> Value {
    let gifts: Vec<Value> = found.gifts.iter().map(|gift| Value::Object(json_gift(gift, book))).collect();
    let left = found.left_out.iter().map(|left| {
        let mut map = json_gift(&left.gift, book);
        map.insert("left_out".into(), json!(left.why));
        Value::Object(map)
    });
    let left: Vec<Value> = left.collect();
    let mut body = json!({ "gifts": gifts, "left_out_count": left.len() });
    if let (true, Value::Object(body)) = (all, &mut body) {
        body.insert("left_out".into(), Value::Array(left));
    }
    document(body)
}

pub(super) fn json_gift(gift: &Gift, book: &Book) -> Map<String, Value> {
    let giver = match &gift.kind {
        Kind::Intro { other } if *other == gift.needs => Some(&gift.to),
        Kind::Intro { other } => Some(other),
        Kind::Lesson { from, .. } => Some(from),
        Kind::Own | Kind::Thanks { .. } | Kind::Promise { .. } => None,
    };
    let favour = match &gift.kind {
        Kind::Thanks { favour } | Kind::Promise { favour } => json!(favour.as_str()),
        _ => Value::Null,
    };
    let state = gift.other().map(|other| pair(book, &gift.to, other).word());
    let said = if gift.link.is_empty() { &gift.reason } else { &gift.link };
    let value = json!({
        "kind": gift.kind.word(),
        "person": gift.needs.as_str(),
        "name": book.name_of(&gift.needs),
        "need": gift.need,
        "from": giver.map(PersonId::as_str),
        "from_name": giver.map_or("me", |giver| book.name_of(giver)),
        "offer": gift.offer,
        "score": rounded(gift.weight),
        "reason": said,
        "to": gift.to.as_str(),
        "to_name": book.name_of(&gift.to),
        "what": gift.what,
        "why": gift.reason,
        "with": gift.other().map(PersonId::as_str),
        "state": state,
        "favour": favour,
        "due": gift.due.map(|due| due.to_string()),
    });
    if let Value::Object(map) = value { map } else { Map::new() }
}

/// Moves an introduction a step.
fn moved(verb: &Verb, cx: &mut Context) -> Result<(), Fail> {
    let mut opened = cx.open()?;
    let (Verb::Ask(two) | Verb::Introduce(two) | Verb::Worked(two) | Verb::Decline(two)) = verb;
    let one = pick::person(&opened.book, &two.one)?.clone();
    let other = pick::person(&opened.book, &two.other)?.clone();
    if one.id == other.id {
        return Err(Fail::wrong(format!("an introduction takes two people; both are {}", one.name)));
    }
    let now = pair(&opened.book, &one.id, &other.id);
    let how = match verb {
        Verb::Ask(_) => Step::Ask(one.id.clone()),
        Verb::Introduce(_) => Step::Introduce,
        Verb::Worked(_) => Step::Worked,
        Verb::Decline(_) => Step::Decline,
    };
    if let (Step::Worked, Pair::Open(..), false) = (&how, now, two.yes) {
        return Err(Fail::wrong(format!(
            "{} and {} were not introduced; `mingle gifts introduce` does that, --yes says that they met all the same",
            called(&one),
            called(&other)
        )));
    }
    if let (Step::Introduce, Pair::Open(first, second), false) = (&how, now, two.yes) {
        let asked = |half: Half, person: &str| (half == Half::Unasked).then(|| person.to_owned());
        let missing: Vec<String> =
            asked(first, called(&one)).into_iter().chain(asked(second, called(&other))).collect();
        if !missing.is_empty() {
            return Err(Fail::wrong(format!(
                "both are asked first, and {} was not; `mingle gifts ask` does that, --yes introduces them anyway",
                missing.join(" and ")
            )));
        }
    }
    let today = cx.now.today();
    let change = change(&opened, (&one.id, &other.id), &how, today);
    match change {
        Some(change) => opened.save(&change, cx)?,
        None => cx.out.line("nothing to move")?,
    }
    let now = pair(&opened.book, &one.id, &other.id);
    cx.out.line(&format!("{} and {}: {}", one.name, other.name, now.words(called(&one), called(&other))))
}

fn change(
    opened: &Opened,
    two: (&PersonId, &PersonId),
    how: &Step,
    today: crate::domain::Day,
) -> Option<crate::domain::Change> {
    opened.fresh(|ids| step(&opened.book, ids, two, how, (today, None)), Option::as_ref)
}

fn lists(
    matcher: &Matcher,
    needs: &[String],
    offers: &[String],
    as_json: bool,
    cx: &mut Context,
) -> Result<(), Fail> {
    let needs: Vec<&str> = needs.iter().map(String::as_str).collect();
    let offers: Vec<&str> = offers.iter().map(String::as_str).collect();
    let text = |at: usize| offers.get(at).copied().unwrap_or_default();
    if as_json {
        let all = matcher.ranked(&needs, &offers);
        let ranked = needs.iter().zip(&all).map(|(need, found)| {
            let found: Vec<Value> =
                found.iter().map(|(offer, score)| json!([text(*offer), rounded(*score)])).collect();
            ((*need).to_owned(), Value::Array(found))
        });
        return cx.out.json(&Value::Object(ranked.collect::<Map<_, _>>()));
    }
    let all = matcher.all(&needs, &offers);
    let rows: Vec<Vec<String>> = needs
        .iter()
        .zip(&all)
        .flat_map(|(need, found)| {
            found
                .iter()
                .map(|found| vec![(*need).to_owned(), text(found.offer).to_owned(), found.reason.clone()])
        })
        .collect();
    if rows.is_empty() {
        return Err(Fail::nothing("none of the offers meets any of the needs"));
    }
    table::print(&mut cx.out, &["need", "offer", "because"], &rows)
}

/// The lines of a file that are not blank.
fn lines(path: &Path) -> Result<Vec<String>, Fail> {
    let read = import::bytes(path).map_err(|fail| fail.after(&format!("{}: ", path.display())))?;
    let text = String::from_utf8_lossy(&read);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.map(|line| line.trim_start_matches('\u{feff}').to_owned()).collect())
}

/// Two places are all that a score is worth.
fn rounded(score: f32) -> f64 {
    (f64::from(score) * 100.0).round() / 100.0
}
