//! `mingle favour set ID key=value ...`: every key of a favour by pairs, as in `edit`.

use crate::cli::fail::Fail;
use crate::cli::pairs::{Pair, nearest, split};
use crate::cli::pick;
use crate::domain::{
    Book, Day, FAVOUR_KEYS, Favour, FavourId, FavourKind, FavourRef, FavourState, Outcome, Person, PersonId,
    Side, Size,
};
use crate::ledger::{leads_round, may_lead_to};

/// How many favours are named when several fit.
const NAMED: usize = 6;

/// Changes `favour` of `person` as a pair says; names are looked up in `book`. A new state and a new outcome are dated today.
pub(super) fn apply(
    pair: &Pair<'_>,
    favour: &mut Favour,
    person: &PersonId,
    book: &Book,
    today: Day,
) -> Result<(), Fail> {
    if pair.key() == "people" {
        let who = |name: &str| pick::person(book, name).map(|found| found.id.clone());
        let items = split(pair.value()).map(who).collect::<Result<Vec<_>, Fail>>()?;
        return pair.list(&mut favour.people, items, PersonId::as_str);
    }
    pair.only_set()?;
    let text = pair.value();
    let optional = |text: &str| if text.is_empty() { Ok(None) } else { day_said(text, today).map(Some) };
    match pair.key() {
        "side" => favour.side = word(text, "side", Side::ALL, Side::as_str)?,
        "state" => {
            let state = word(text, "state", FavourState::ALL, FavourState::as_str)?;
            if state != favour.state {
                favour.move_to(state, today);
            }
        }
        "kind" => favour.kind = word(text, "kind", FavourKind::ALL, FavourKind::as_str)?,
        "size" => favour.size = word(text, "size", Size::ALL, Size::as_str)?,
        "what" if text.is_empty() => {
            return Err(Fail::wrong("what cannot be empty; `mingle delete` takes a favour out"));
        }
        "what" => text.clone_into(&mut favour.what),
        "due" => favour.due = optional(text)?,
        "on" => favour.on = optional(text)?,
        "done" => favour.done = optional(text)?,
        "thanked" => favour.thanked = optional(text)?,
        "closed" => favour.closed = optional(text)?,
        "outcome_on" => favour.outcome_on = optional(text)?,
        "event" if text.is_empty() => favour.event = crate::domain::EventId::default(),
        "event" => favour.event = pick::event(book, text)?.id.clone(),
        "through" => {
            let of = FavourRef { person: person.clone(), favour: favour.id.clone() };
            favour.through = through(text, Some(&of), book)?;
        }
        "outcome" if text.is_empty() => favour.tell(None, today),
        "outcome" => {
            let outcome = word(text, "outcome", Outcome::ALL, Outcome::as_str)?;
            favour.tell(Some(outcome), today);
        }
        "value" => text.clone_into(&mut favour.value),
        key => {
            let near = nearest(key, FAVOUR_KEYS.iter().copied().filter(|key| *key != "id"));
            return Err(Fail::wrong(format!("a favour has no “{key}”; {near}")));
        }
    }
    Ok(())
}

/// A word that the files use; others are slips.
fn word<T: Clone>(
    text: &str,
    key: &str,
    all: &'static [T],
    name: fn(&'static T) -> &'static str,
) -> Result<T, Fail> {
    all.iter().find(|known| name(known) == text).cloned().ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(name).collect();
        Fail::wrong(format!("“{text}” is no {key}; there are {}", known.join(", ")))
    })
}

/// A day as in the files, yesterday, or one ahead as people say it.
pub(super) fn day_said(text: &str, today: Day) -> Result<Day, Fail> {
    crate::capture::any_day(text, today).ok_or_else(|| {
        Fail::wrong(format!("“{text}” is no day; write 2026-05-12, yesterday, fri or in 2 weeks"))
    })
}

/// What stands in `through`: `PERSON/FAVOUR`, a favour's id alone, or a person of whom only one favour can be meant.
pub(super) fn through(text: &str, of: Option<&FavourRef>, book: &Book) -> Result<String, Fail> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    let found = match text.rsplit_once('/') {
        Some((person, favour)) => {
            let person = pick::person(book, person)?;
            of_person(person, favour.trim()).ok_or_else(|| {
                let there = named(person.favours.iter());
                Fail::nothing(format!("{} has no favour “{}”; there is {there}", person.name, favour.trim()))
            })?
        }
        None => alone(text, of, book)?,
    };
    if of.is_some_and(|of| leads_round(book, of, &found)) {
        return Err(Fail::wrong(format!(
            "{found} came through this favour itself; a chain cannot be a circle"
        )));
    }
    Ok(found.to_string())
}

fn of_person(person: &Person, id: &str) -> Option<FavourRef> {
    let favour = person.favours.iter().find(|favour| favour.id.as_str() == id)?;
    Some(FavourRef { person: person.id.clone(), favour: favour.id.clone() })
}

/// A favour's id, else a person.
fn alone(text: &str, of: Option<&FavourRef>, book: &Book) -> Result<FavourRef, Fail> {
    if book.favours().any(|(_, favour)| favour.id == FavourId::new(text)) {
        let all = book.favours().map(|(person, favour)| (person, favour.id.as_str(), favour));
        let (person, favour) = pick::item(all, "favour", text)?;
        return Ok(FavourRef { person: person.id.clone(), favour: favour.id.clone() });
    }
    let person = pick::person(book, text)?;
    let own: Vec<_> =
        may_lead_to(book, of).into_iter().filter(|entry| entry.person.id == person.id).collect();
    let sent: Vec<_> = own
        .iter()
        .filter(|entry| matches!(entry.favour.kind, FavourKind::Intro | FavourKind::Referral))
        .collect();
    match (sent.as_slice(), own.as_slice()) {
        ([one], _) => Ok(one.reference()),
        (_, [one]) => Ok(one.reference()),
        (_, []) => Err(Fail::nothing(format!(
            "nothing that was done with {} could have led to it; write it down first: `mingle favour receive {} WHAT --kind intro`",
            person.name, person.id
        ))),
        _ => Err(Fail::wrong(format!(
            "{} did more than one favour: {}; say which as PERSON/FAVOUR",
            person.name,
            named(own.iter().map(|entry| entry.favour))
        ))),
    }
}

/// "f1 (the deck), f2 (a map) and 3 more"
fn named<'a>(favours: impl Iterator<Item = &'a Favour>) -> String {
    let all: Vec<String> = favours.map(|favour| format!("{} ({})", favour.id, favour.what)).collect();
    let more = all.len().saturating_sub(NAMED);
    let listed: Vec<String> = all.into_iter().take(NAMED).collect();
    match (listed.is_empty(), more) {
        (true, _) => "none".into(),
        (false, 0) => listed.join(", "),
        (false, more) => format!("{} and {more} more", listed.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::pairs::read;

    fn today() -> Day {
        Day("2026-11-20".parse().unwrap())
    }

    fn book() -> Book {
        let mut book = Book::default();
        for (id, name, favours) in [
            (
                "tom-1",
                "Tom Berg",
                "[[favour]]\nid='t1'\nside='receive'\nstate='done'\nkind='intro'\nwhat='met June'\n",
            ),
            (
                "ana-1",
                "Ana Ruiz",
                "[[favour]]\nid='a1'\nstate='done'\nwhat='a map'\n[[favour]]\nid='a2'\nstate='done'\nwhat='a key'\nthrough='bo-1/f1'\n",
            ),
            ("bo-1", "Bo", "[[favour]]\nid='f1'\n"),
            ("cy-1", "Cy", ""),
        ] {
            let mut person: Person = toml::from_str(&format!("name='{name}'\n{favours}")).unwrap();
            person.id = PersonId::new(id);
            book.put(person.into());
        }
        book
    }

    /// Applies pairs to Bo's favour and compares what became of it with `expect`, as TOML lines.
    #[track_caller]
    fn check(pairs: &[&str], expect: Result<&str, &str>) {
        let book = book();
        let bo = PersonId::new("bo-1");
        let mut favour = book.person(&bo).unwrap().favours[0].clone();
        let done: Result<Vec<()>, Fail> = pairs
            .iter()
            .map(|text| read(text).and_then(|pair| apply(&pair, &mut favour, &bo, &book, today())))
            .collect();
        match (done, expect) {
            (Ok(_), Ok(expect)) => {
                let text = toml::to_string(&favour).unwrap();
                assert!(expect.lines().all(|line| text.lines().any(|other| other == line.trim())), "{text}");
            }
            (Err(fail), Err(expect)) => assert!(format!("{fail:?}").contains(expect), "{fail:?}"),
            (done, expect) => panic!("{done:?} {expect:?}"),
        }
    }

    #[test]
    fn every_key_can_be_set() {
        check(
            &["side=receive", "kind=referral", "size=day", "what=sent June"],
            Ok("side = \"receive\"\nkind = \"referral\"\nsize = \"day\"\nwhat = \"sent June\""),
        );
        check(
            &["state=thanked"],
            Ok("state = \"thanked\"\non = 2026-11-20\ndone = 2026-11-20\nthanked = 2026-11-20"),
        );
        check(&["state=done", "done=yesterday", "on=2026-11-01"], Ok("done = 2026-11-19\non = 2026-11-01"));
        check(&["due=fri"], Ok("due = 2026-11-27"));
        check(&["people=tom; ana", "people-=ana"], Ok("people = [\"tom-1\"]"));
        check(
            &["outcome=won", "value=1200 EUR"],
            Ok("outcome = \"won\"\noutcome_on = 2026-11-20\nvalue = \"1200 EUR\""),
        );
        check(&["outcome=won", "outcome_on=2026-11-02"], Ok("outcome_on = 2026-11-02"));
        check(&["through=tom"], Ok("through = \"tom-1/t1\""));
        check(&["through=tom berg/t1"], Ok("through = \"tom-1/t1\""));
        check(&["through=t1"], Ok("through = \"tom-1/t1\""));
        check(&["through=t1", "through="], Ok("through = \"\""));
    }

    #[test]
    fn slips_are_told() {
        check(&["state=doing"], Err("“doing” is no state; there are asked, promised"));
        check(&["outcome=maybe"], Err("“maybe” is no outcome"));
        check(&["what="], Err("what cannot be empty"));
        check(&["due=soon"], Err("“soon” is no day"));
        check(&["valu=3"], Err("did you mean value?"));
        check(&["size+=day"], Err("size holds one value"));
        check(&["through=f1"], Err("came through this favour itself"));
        check(&["through=a2"], Err("came through this favour itself"));
        check(&["through=ana/x"], Err("Ana Ruiz has no favour “x”; there is a1 (a map), a2 (a key)"));
        check(&["through=cy"], Err("nothing that was done with Cy could have led to it"));
        check(&["through=nobody"], Err("there is no person “nobody”"));
        check(&["event=fair"], Err("there is no event"));
    }
}
