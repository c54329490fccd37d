//! Whose a line is that nobody looks at while it is kept: somebody's, or nobody's, so that it waits to be sorted.
//!
//! Whoever types sees whom a half name means, and turns it with Tab. Without that, the rule is the stricter one of names inside
//! a line: half a name is the one person who has it, and where several do the line waits. What is told with it decides: "Ana,
//! florist" is the Ana who is a florist, or else a new one.

use std::sync::Arc;

use jiff::civil::{Date, Time};

use super::fit::companies_agree;
use super::fold::{fold, name_key};
use super::resolve::Resolver;
use super::{Choices, Head, Names, Scene, Understood, Who, fit, understand};
use crate::domain::{Book, Change, IdMaker, Note, Now, Person, Record};
use crate::text::unbulleted;

/// When something was on a day of which no more is said.
const NOON: Time = Time::constant(12, 0, 0, 0);

/// What becomes of a line that nobody looks at.
#[derive(Debug, Clone, PartialEq)]
pub enum Unasked {
    /// It is about these people.
    Kept(Understood),
    /// It names nobody, or half of one of these names.
    ToSort(Vec<Who>),
}

/// Reads a line that is kept without anybody looking at it.
pub fn unasked(line: &str, scene: &Scene<'_>) -> Unasked {
    let mut choices = Choices::default();
    let mut unsure = Vec::new();
    let read = understand(line, scene, &choices);
    let resolver = Resolver::new(scene);
    for (at, head) in read.heads.iter().enumerate().filter(|(_, head)| matches!(head.who, Who::New(_))) {
        match half(head, &resolver, scene) {
            Half::One(who) => drop(choices.who.insert(at, who)),
            Half::Several(people) => unsure.extend(people),
            Half::Nobody => unsure.extend(told_of(head, &resolver)),
        }
    }
    let read = if choices.who.is_empty() { read } else { understand(line, scene, &choices) };
    if read.heads.is_empty() || read.is_of_nobody() || !unsure.is_empty() {
        Unasked::ToSort(unsure)
    } else {
        Unasked::Kept(read)
    }
}

/// What a line says behind the day that it begins with, and that day: "2026-11-20 Nina Noe; hi", "[2026-11-20 18:30] Nina". A day
/// that is ahead of its file is none that it was written on.
pub fn dated<'a>(line: &'a str, written: &Now) -> (&'a str, Now) {
    let read = || {
        let (text, is_boxed) = line.strip_prefix('[').map_or((line, false), |text| (text, true));
        let (day, rest) = text.split_at_checked(10)?;
        let day: Date = day.parse().ok()?;
        let time = rest.strip_prefix([' ', 'T']).and_then(|rest| rest.split_at_checked(5));
        let time = time.and_then(|(time, rest)| Some((Time::strptime("%H:%M", time).ok()?, rest)));
        let (time, rest) = time.map_or((None, rest), |(time, rest)| (Some(time), rest));
        let rest = if is_boxed { rest.strip_prefix(']')? } else { rest };
        let said = rest.trim_start_matches([':', ',', ';', '-', '–']);
        let text = said.strip_prefix([' ', '\t'])?.trim_start().trim_start_matches(['-', '–', ' ']);
        let at = match time {
            None if day == written.0.date() => written.clone(),
            // Nothing says when; noon is no other day anywhere near.
            time => Now(day.to_datetime(time.unwrap_or(NOON)).to_zoned(written.zone().clone()).ok()?),
        };
        (!text.is_empty() && at.0 <= written.0).then_some((text, at))
    };
    read().unwrap_or_else(|| (line, written.clone()))
}

/// Whom a line that waits to be sorted may be about: those whose names it begins with or has in it, best first.
pub fn candidates(line: &str, scene: &Scene<'_>) -> Vec<Who> {
    let mut people = match unasked(line, scene) {
        Unasked::Kept(read) => read.heads.into_iter().map(|head| head.who).collect(),
        Unasked::ToSort(people) => people,
    };
    people.retain(|who| !matches!(who, Who::New(_)));
    let resolver = Resolver::new(scene);
    let words: Vec<&str> = line.split(|ch: char| !ch.is_alphanumeric() && ch != '-' && ch != '\'').collect();
    let capital = |word: &&str| word.starts_with(|ch: char| ch.is_alphabetic() && !ch.is_lowercase());
    for (at, word) in words.iter().enumerate().filter(|(_, word)| capital(word)).take(MOST_WORDS) {
        let both = words.get(at + 1).filter(|next| capital(next)).map(|next| format!("{word} {next}"));
        let found = both.into_iter().find_map(|name| resolver.somebody(&name));
        let found = found
            .map_or_else(|| resolver.halves(word).into_iter().next().unwrap_or_default(), |who| vec![who]);
        for who in found {
            if !people.contains(&who) {
                people.push(who);
            }
        }
    }
    people
}

/// What a line that waits to be sorted calls somebody, were they new: what stands before its `;`, or else the first words of it
/// with capitals; empty where it names nobody. "Lunch with Zoe" is about Zoe.
pub fn called(line: &str, scene: &Scene<'_>) -> String {
    let read = understand(line, scene, &Choices::default());
    let Some(head) = read.heads.first() else { return String::new() };
    let parted = line.get(head.span.end..).is_some_and(|rest| rest.trim_start().starts_with(';'));
    let words: Vec<&str> = head.name.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(|ch: char| ch.is_alphabetic() && !ch.is_lowercase());
    if parted || words.iter().all(capital) {
        return head.name.clone();
    }
    let run = |words: &[&str]| -> String {
        let run: Vec<&str> =
            words.iter().copied().skip_while(|word| !capital(word)).take_while(capital).collect();
        run.join(" ").trim_matches(|ch: char| !ch.is_alphanumeric()).to_owned()
    };
    let all: Vec<&str> = line.split_whitespace().collect();
    let behind = all.iter().position(|word| *word == "with").and_then(|at| all.get(at + 1..));
    let behind = behind.filter(|behind| behind.first().is_some_and(capital));
    behind.map_or_else(|| run(&words), run)
}

/// So many words of a line are looked up.
const MOST_WORDS: usize = 16;

/// What takes a line that waited to be sorted from my card to `who`, who was chosen for it, as of when it was written: what it
/// says becomes fields where it begins with their name, or with nobody's; else all of it is a note. `None` when nothing waits.
pub fn sorted(
    book: &Book,
    names: Option<&Names>,
    (note, who): (&Note, &Who),
    now: &Now,
    ids: &mut IdMaker,
) -> Option<Change> {
    let written = note.at.and_then(|at| at.at.to_zoned(now.zone().clone()).ok());
    let written = Now(written.filter(|at| *at < now.0).unwrap_or_else(|| now.0.clone()));
    let event = book.event_on(&written.stamp()).map(|event| event.id.clone());
    let scene = Scene { book, names, now: &written, event: event.as_ref(), selected: None };
    let read = for_whom(line_of(note, &written), who, &scene);
    let mut change = read.change_noted(&scene, ids)?;
    for edit in &mut change.edits {
        if let Some(Record::Person(person)) = &mut edit.after {
            keep_as(Arc::make_mut(person), &read.line, note);
        }
    }
    let waits = book.edit_me(|me| me.notes.retain(|other| other.id != note.id))?;
    let what = format!("sorted: {}", who.name(book));
    Some(change.edits.into_iter().fold(Change::new(what), Change::with).with(waits))
}

/// Has the note that a line became be the one that waited, where its id is free.
fn keep_as(person: &mut Person, line: &str, note: &Note) {
    let is_free = person.notes.iter().all(|other| other.id != note.id);
    if let Some(kept) = person.notes.last_mut().filter(|kept| kept.line == line) {
        kept.private |= note.private;
        if is_free {
            kept.id.clone_from(&note.id);
        }
    }
}

/// Whether a note on my card is a line that waits as it came: nobody has put it otherwise since, or moved it there.
pub fn waits(note: &Note) -> bool {
    let line = note.line.trim();
    !line.is_empty() && note.text.trim().starts_with(line)
}

/// What a note that waits says, as it was written: without the bullet and the day before it.
pub fn line_of<'a>(note: &'a Note, written: &Now) -> &'a str {
    let line = if waits(note) { &note.line } else { note.words() };
    dated(unbulleted(line.trim()), written).0
}

fn for_whom(line: &str, who: &Who, scene: &Scene<'_>) -> Understood {
    let read = understand(line, scene, &Choices::default());
    let name = who.name(scene.book);
    let is_theirs = |head: &Head| {
        let key = name_key(&head.name);
        let words: Vec<&str> = key.split(' ').collect();
        matches!(who, Who::New(name) if *name == head.name) || fit::quick_fit(&words, name).is_some()
    };
    let choices = Choices { who: [(0, who.clone())].into(), ..Choices::default() };
    let mut read = match read.heads.as_slice() {
        [] => understand(line, scene, &choices),
        [head] if is_theirs(head) => understand(line, scene, &choices),
        _ => understand(&format!(": {}", line.replace(';', ";;")), scene, &choices),
    };
    line.clone_into(&mut read.line);
    read
}

/// Whom the name of a head means that may be but half of theirs.
enum Half {
    One(Who),
    Several(Vec<Who>),
    /// Somebody new.
    Nobody,
}

fn half(head: &Head, resolver: &Resolver<'_>, scene: &Scene<'_>) -> Half {
    if !head.emails.is_empty() {
        return Half::Nobody;
    }
    let [leading, within] = resolver.halves(&head.name);
    let is_told = !(head.role.is_empty() && head.company.is_empty() && head.face.is_empty());
    if is_told {
        let told = leading.into_iter().chain(within).filter(|who| agrees(head, who, scene));
        let mut told: Vec<Who> = told.collect();
        return match told.len() {
            0 => Half::Nobody,
            1 => told.pop().map_or(Half::Nobody, Half::One),
            _ => Half::Several(told),
        };
    }
    // Where people meet, a first name is as soon that of somebody new as that of the one who is not there.
    match leading.as_slice() {
        [one] if scene.event.is_none() => Half::One(one.clone()),
        [] if within.is_empty() => Half::Nobody,
        [] => Half::Several(within),
        _ => Half::Several(leading),
    }
}

/// Whose name a sentence begins with: "Ana Ruiz owes me lunch" is nobody of that name, while "Ana Ruiz de la Vega" is.
fn told_of(head: &Head, resolver: &Resolver<'_>) -> Option<Who> {
    if !head.is_bare() || fit::looks_like_a_name(&head.name) {
        return None;
    }
    let words: Vec<&str> = head.name.split_whitespace().collect();
    let end = words.iter().position(|word| word.starts_with(char::is_lowercase)).filter(|end| *end > 1)?;
    resolver.somebody(&words.get(..end)?.join(" "))
}

/// Whether what a head tells of somebody is what is known of them.
fn agrees(head: &Head, who: &Who, scene: &Scene<'_>) -> bool {
    let (role, company, face) = match who {
        Who::Known(id) => match scene.book.person(id) {
            Some(person) => (&*person.role, &*person.company, &*person.face),
            None => return false,
        },
        Who::Attendee(event, at) => {
            match scene.book.event(event).and_then(|event| event.attendees.get(*at)) {
                Some(row) => (&*row.role, &*row.company, ""),
                None => return false,
            }
        }
        Who::New(_) => return false,
    };
    let same = |said: &str, known: &str| {
        let (said, known) = (fold(said), fold(known));
        !said.is_empty() && !known.is_empty() && (known.contains(&said) || said.contains(&known))
    };
    let (said, known) = (fold(&head.company), fold(company));
    let is_elsewhere = !said.is_empty() && !known.is_empty() && !companies_agree(&said, &known);
    !is_elsewhere
        && (same(&head.role, role)
            || same(&head.face, face)
            || !said.is_empty() && !known.is_empty() && companies_agree(&said, &known))
}

#[cfg(test)]
mod tests;
