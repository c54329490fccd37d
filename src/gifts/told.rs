//! Notes that come back: marked used, thanked for, and told to somebody who cares, which is a gift.

use std::collections::{HashMap, HashSet};

use crate::domain::{
    Book, Change, Day, EventId, Favour, FavourKind, FavourState, IdMaker, Note, NoteId, NoteKind, Person,
    PersonId, Side, Stamp,
};
use crate::gifts::{against, words};
use crate::ledger::called;
use crate::matching::{Matcher, Offers};
use crate::text::dates::day_words;

/// So many needs that a note may meet are looked at closely.
const NEEDS: usize = 200;

/// Somebody whom a note may help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cares {
    /// Who.
    pub person: PersonId,
    /// Why, in words: "Bo needs a price list".
    pub why: String,
}

/// Whom to tell a note of `from`, at most `most`: whose needs it speaks of, then whose tags, then whose field. `topics` are
/// those of the note in small letters.
///
/// Nobody who said it, is in it, was told already, declined it or steers clear of it.
pub fn who_cares(
    book: &Book,
    (matcher, offers): (&Matcher, &Offers),
    (from, note): (&Person, &Note),
    topics: &[String],
    today: Day,
    most: usize,
) -> Vec<Cares> {
    let text = note.words();
    let may_hear = |person: &Person| {
        person.id != from.id
            && !note.also.contains(&person.id)
            && against_telling(matcher, person, (from, note), today).is_none()
    };
    let mut found: Vec<Cares> = Vec::new();
    let mut known: HashSet<&PersonId> = HashSet::new();
    for (person, need) in offers.needs_for(matcher, text).take(NEEDS) {
        let Some(person) = book.person(person).filter(|_| found.len() < most) else { continue };
        if !known.contains(&person.id) && matcher.speaks_of(need, text) && may_hear(person) {
            known.insert(&person.id);
            found.push(Cares {
                person: person.id.clone(),
                why: format!("{} needs {}", called(person), need.trim()),
            });
        }
    }
    // The same tag stands with many people; what it has to do with the note is asked once.
    let mut answers: HashMap<String, bool> = HashMap::new();
    let mut fits = |topic: &str| {
        let topic = topic.trim().to_lowercase();
        // A tag of several words, "first-account", says in none of them what somebody cares about.
        let is_word = !topic.contains(['-', '_']);
        let answer = |topic: &String| topics.contains(topic) || (is_word && matcher.speaks_of(topic, text));
        !topic.is_empty() && *answers.entry(topic.clone()).or_insert_with(|| answer(&topic))
    };
    let mut by_field = Vec::new();
    for person in book.people().filter(|person| !known.contains(&person.id)) {
        let why = match person.tags.iter().find(|tag| fits(tag)) {
            Some(tag) => format!("{} has the tag #{}", called(person), tag.trim()),
            None if fits(&person.industry) => {
                by_field.push(person);
                continue;
            }
            None => continue,
        };
        if found.len() < most && may_hear(person) {
            found.push(Cares { person: person.id.clone(), why });
        }
    }
    for person in by_field {
        if found.len() < most && may_hear(person) {
            let why = format!("{} works in {}", called(person), person.industry.trim());
            found.push(Cares { person: person.id.clone(), why });
        }
    }
    found
}

/// What speaks against telling `person` a note of `from`: "you gave it on 3 May", "Tom steers clear of falconry".
pub fn against_telling(
    matcher: &Matcher,
    person: &Person,
    (from, note): (&Person, &Note),
    today: Day,
) -> Option<String> {
    against::telling(matcher, person, &told(&from.id, note), &[note.words()], today)
}

/// The topic that `person` steers clear of and a note speaks of, in words.
pub fn keeps_off(matcher: &Matcher, person: &Person, note: &Note) -> Option<String> {
    against::steers_clear(matcher, person, &[note.words()])
}

/// The change by which a note was used on a day, or with `None` is to come back again; `None` when that is so already or it
/// is gone.
pub fn mark_used(book: &Book, (from, note): (&PersonId, &NoteId), used: Option<Day>) -> Option<Change> {
    let edit = book.edit_note(from, note, |note| note.used = used.and(note.used).or(used))?;
    let what = if used.is_some() { "used" } else { "not used any more" };
    Some(Change::new(format!("{what}: a note of {}", book.name_of(from))).with(edit))
}

/// The change by which whoever said a note was thanked for it today: a favour received. One that stands there already is
/// thanked for, not written down twice.
///
/// # Errors
/// Why there is nothing to do, in words.
pub fn thank(
    book: &Book,
    ids: &mut IdMaker,
    (from, note): (&PersonId, &NoteId),
    today: Day,
) -> Result<Change, String> {
    let (person, note) = find(book, from, note)?;
    if let Some(day) = thanked(person, note) {
        return Err(format!("{} was thanked for it {}", called(person), words::on(day, today)));
    }
    let known = received(person, note).map(|favour| favour.id.clone());
    let id = ids.favour(person.favours.iter().map(|favour| &favour.id));
    let edit = book.edit_person(from, |person| {
        if let Some(favour) = person.favours.iter_mut().find(|favour| Some(&favour.id) == known.as_ref()) {
            favour.move_to(FavourState::Thanked, today);
            return;
        }
        let said = note.at.map_or(today, Stamp::day).min(today);
        let mut favour = Favour {
            id,
            side: Side::Receive,
            kind: kind(note),
            what: title(from, note),
            event: note.event.clone(),
            ..Favour::default()
        };
        favour.move_to(FavourState::Done, said);
        favour.move_to(FavourState::Thanked, today);
        person.favours.push(favour);
    });
    let change = Change::new(format!("thanks to {}", person.name));
    edit.map(|edit| change.with(edit)).ok_or_else(gone)
}

/// The change by which a note was told to `to` today, at `event`: a favour given. What was promised is done, not written
/// down twice.
///
/// # Errors
/// Why there is nothing to do, in words.
pub fn share(
    book: &Book,
    ids: &mut IdMaker,
    (from, note): (&PersonId, &NoteId),
    to: &PersonId,
    (today, event): (Day, Option<&EventId>),
) -> Result<Change, String> {
    let (person, note) = find(book, from, note)?;
    let other = book.person(to).ok_or("that person is not there any more")?;
    if to == from {
        return Err(format!("{} said it; `thank` says thanks for it", called(person)));
    }
    let mine = |favour: &&Favour| favour.side == Side::Give && is_of(&favour.what, words::TELL, (from, note));
    if let Some(given) = other.favours.iter().filter(mine).find(|favour| favour.counts()) {
        let when = given.done.map_or_else(String::new, |day| format!(" {}", words::on(day, today)));
        return Err(format!("you told {} already{when}", called(other)));
    }
    let open = other.favours.iter().filter(mine).find(|favour| favour.is_open()).map(|favour| &favour.id);
    let id = ids.favour(other.favours.iter().map(|favour| &favour.id));
    let edit = book.edit_person(to, |other| {
        if let Some(favour) = other.favours.iter_mut().find(|favour| Some(&favour.id) == open) {
            favour.move_to(FavourState::Done, today);
            return;
        }
        let mut favour = Favour {
            id,
            side: Side::Give,
            kind: kind(note),
            what: told(from, note),
            event: event.cloned().unwrap_or_default(),
            ..Favour::default()
        };
        favour.move_to(FavourState::Done, today);
        other.favours.push(favour);
    });
    let change = Change::new(format!("told {}: {}", other.name, title(from, note)));
    edit.map(|edit| change.with(edit)).ok_or_else(gone)
}

/// When whoever said a note was thanked for it.
pub fn thanked(person: &Person, note: &Note) -> Option<Day> {
    received(person, note).and_then(|favour| favour.thanked)
}

/// What stands in the ledger with `with` because of a note of `person`: what was received with it, or that it was told.
pub fn favour_of<'a>(person: &Person, note: &Note, with: &'a Person) -> Option<&'a Favour> {
    if with.id == person.id {
        return received(with, note);
    }
    let tells =
        |favour: &&Favour| favour.side == Side::Give && is_of(&favour.what, words::TELL, (&person.id, note));
    with.favours.iter().rev().find(tells)
}

/// To whom notes were told, over the whole book.
#[derive(Debug, Default)]
pub struct Told(HashMap<String, Vec<PersonId>>);

impl Told {
    /// As the favours in `book` have it.
    pub fn of(book: &Book) -> Self {
        let mut told: HashMap<String, Vec<PersonId>> = HashMap::new();
        let given = |favour: &Favour| favour.side == Side::Give && favour.counts();
        for (person, favour) in book.favours().filter(|(_, favour)| given(favour)) {
            if let Some(what) = favour.what.trim().strip_prefix(words::TELL) {
                told.entry(what.trim().to_lowercase()).or_default().push(person.id.clone());
            }
        }
        Self(told)
    }

    /// Who was told a note of `from`.
    pub fn of_note(&self, from: &PersonId, note: &Note) -> impl Iterator<Item = &PersonId> {
        let mut titles = vec![plain(note).to_lowercase(), hidden(from, note).to_lowercase()];
        titles.dedup();
        titles.into_iter().filter_map(|title| self.0.get(&title)).flatten()
    }
}

/// Since when a note is used, thanked for and told to whom, in words: "used 3 Jun · thanked · Bo was told".
pub fn became(book: &Book, told: &Told, (person, note): (&Person, &Note), today: Day) -> String {
    let used = note.used.map(|day| format!("used {}", day_words(day, today)));
    let thanks = thanked(person, note).map(|_| format!("{} was thanked", called(person)));
    let who = told.of_note(&person.id, note).filter_map(|id| book.person(id));
    let names: Vec<&str> = who.map(|person| called(person)).collect();
    let told = match names.as_slice() {
        [] => None,
        [one] => Some(format!("{one} was told")),
        [first @ .., last] => Some(format!("{} and {last} were told", first.join(", "))),
    };
    [used, thanks, told].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn find<'a>(book: &'a Book, from: &PersonId, note: &NoteId) -> Result<(&'a Person, &'a Note), String> {
    let person = book.person(from).ok_or_else(gone)?;
    let note = person.notes.iter().find(|other| other.id == *note).ok_or_else(gone)?;
    Ok((person, note))
}

fn gone() -> String {
    "that note is not there any more".into()
}

fn kind(note: &Note) -> FavourKind {
    if note.kind == NoteKind::Opening { FavourKind::Resource } else { FavourKind::Advice }
}

/// What I received with a note, when it stands in the ledger.
fn received<'a>(person: &'a Person, note: &Note) -> Option<&'a Favour> {
    let of_it =
        |favour: &&Favour| favour.side == Side::Receive && is_of(&favour.what, "", (&person.id, note));
    // Of several the one that was thanked for answers.
    person.favours.iter().filter(of_it).max_by_key(|favour| favour.thanked)
}

/// How the ledger calls what a note says. The words of a private one stay in the note: favours go into exports.
fn title(from: &PersonId, note: &Note) -> String {
    let plain = plain(note);
    if note.private || plain.is_empty() { hidden(from, note) } else { plain.to_owned() }
}

fn plain(note: &Note) -> &str {
    words::first_line(note.words())
}

/// Where it stands, without a word of it: "note ana-ruiz-k3f9/n3".
fn hidden(from: &PersonId, note: &Note) -> String {
    format!("note {from}/{}", note.id)
}

/// How the ledger calls telling it; as a lesson that is a gift at hand, so that one is not proposed after the other.
fn told(from: &PersonId, note: &Note) -> String {
    format!("{}{}", words::TELL, title(from, note))
}

/// Whether `what` of a favour, after `before`, is a note's title, from before or after it became private.
fn is_of(what: &str, before: &str, (from, note): (&PersonId, &Note)) -> bool {
    let what = what.trim().strip_prefix(before).unwrap_or_default().trim().to_lowercase();
    !what.is_empty() && (what == plain(note).to_lowercase() || what == hidden(from, note).to_lowercase())
}

#[cfg(test)]
mod tests;
