//! What the records say, for the gate: gifts, promises, and asks and pitches in a row.

use std::sync::Arc;

use super::super::{called, for_show, happened};
use super::{Before, Facts, Why};
use crate::domain::{
    Book, Day, Favour, FavourKind, FavourState, Note, NoteKind, Person, PersonId, Side, Stamp,
};

/// Something given or asked for, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// In the user's words.
    pub what: String,
    /// The day, where one is known.
    pub on: Option<Day>,
}

impl Given {
    fn done(favour: &Favour) -> Self {
        Self { what: favour.what.trim().to_owned(), on: happened(favour) }
    }

    fn said(favour: &Favour) -> Self {
        Self { what: favour.what.trim().to_owned(), on: favour.on }
    }
}

/// Everything that the gate could say of `person`; `why` is left to the rule.
pub(super) fn gather(book: &Book, person: &Person, asks: &[String], today: Day) -> Before {
    let of = |side: Side, keep: fn(&Favour) -> bool| {
        person.favours.iter().filter(move |favour| favour.side == side && keep(favour))
    };
    let gave = gifts(book, person);
    let last = gave.iter().filter_map(|gift| gift.on).max();
    let mut got: Vec<Given> = of(Side::Receive, Favour::counts).map(Given::done).collect();
    newest_first(&mut got, |gift| gift.on);
    let thanks = |favour: &Favour| favour.state == FavourState::Done;
    let mut thanks_owed: Vec<Given> = of(Side::Receive, thanks).map(Given::done).collect();
    newest_first(&mut thanks_owed, |gift| gift.on);
    let is_owed = |favour: &&Favour| favour.side == Side::Give && favour.state == FavourState::Promised;
    let i_owe: Vec<Favour> = for_show(person).into_iter().filter(is_owed).cloned().collect();
    // An introduction that is asked was asked by me, whether they would like it.
    let asked_me = |favour: &Favour| favour.state == FavourState::Asked && favour.kind != FavourKind::Intro;
    let they_asked = of(Side::Give, asked_me).map(Given::said).collect();
    let mut in_a_row = asks_since(person, last);
    newest_first(&mut in_a_row, |favour| favour.on);
    let pitched = pitches(book, &person.id).into_iter().filter(|day| is_since(*day, last)).count();
    let facts = Facts {
        gave: count(gave.len()),
        // A gift dated tomorrow by a hand edit was given today at the latest.
        gave_days: last.map(|day| u32::try_from((today.0 - day.0).get_days()).unwrap_or(0)),
        got: count(got.len()),
        unanswered: thanks_owed.iter().any(|gift| gift.on.is_some() && gift.on > last),
        i_owe: count(i_owe.len()),
        asks: count(in_a_row.len()),
        pitches: count(pitched),
    };
    Before {
        person: person.id.clone(),
        name: person.name.clone(),
        called: called(person).to_owned(),
        asks: asks.to_vec(),
        why: Why::NeverGave,
        facts,
        gave,
        got,
        i_owe,
        thanks_owed,
        they_asked,
        asked: in_a_row.iter().map(|favour| Given::said(favour)).collect(),
        first_ask: in_a_row.last().map(|favour| favour.id.clone()),
        avoid: person.steer_clear.clone(),
    }
}

/// What I gave `person`, newest first, with the introductions that stand with the other one: they are a gift to both.
fn gifts(book: &Book, person: &Person) -> Vec<Given> {
    let is_mine = |favour: &&Favour| favour.side == Side::Give && favour.counts();
    let own = person.favours.iter().filter(is_mine);
    let mut gifts: Vec<Given> = own.clone().map(Given::done).collect();
    let is_told = |other: &PersonId| {
        own.clone().any(|favour| favour.kind == FavourKind::Intro && favour.people.contains(other))
    };
    let intros = book.favours().filter(|(owner, favour)| {
        favour.kind == FavourKind::Intro
            && is_mine(favour)
            && favour.people.contains(&person.id)
            && owner.id != person.id
            && !is_told(&owner.id)
    });
    gifts.extend(
        intros.map(|(owner, favour)| Given { what: format!("intro {}", owner.name), on: happened(favour) }),
    );
    newest_first(&mut gifts, |gift| gift.on);
    gifts
}

/// When I last gave `person` something.
pub(in crate::ledger) fn last_gift(book: &Book, person: &Person) -> Option<Day> {
    gifts(book, person).first().and_then(|gift| gift.on)
}

/// What I asked `person` for after the day `last`, as it stands in the file. An ask that led to something is a promise
/// or a gift of theirs by now, and no longer counted.
pub(in crate::ledger) fn asks_since(person: &Person, last: Option<Day>) -> Vec<&Favour> {
    let is_ask = |favour: &&Favour| {
        favour.side == Side::Receive && matches!(favour.state, FavourState::Asked | FavourState::Declined)
    };
    person.favours.iter().filter(is_ask).filter(|favour| is_since(favour.on, last)).collect()
}

/// The days of all pitches to a person, also of those that stand with somebody else who heard them.
fn pitches(book: &Book, person: &PersonId) -> Vec<Option<Day>> {
    let is_theirs = |(owner, note): &(&Arc<Person>, &Note)| {
        note.kind == NoteKind::Pitch && (owner.id == *person || note.also.contains(person))
    };
    book.notes().filter(is_theirs).map(|(_, note)| note.at.map(Stamp::day)).collect()
}

/// Whether something of the day `on` came after the gift of the day `last`. Of one day, and without a day, it is taken to have come before.
fn is_since(on: Option<Day>, last: Option<Day>) -> bool {
    last.is_none() || on > last
}

/// Of one day, what stands further down in the file is newer.
fn newest_first<T>(all: &mut [T], on: fn(&T) -> Option<Day>) {
    all.sort_by_key(on);
    all.reverse();
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
