//! What a list says of somebody beyond name, company and addresses, added to what is known of them.

use super::fold::fold;
use crate::domain::{FIELDS, FieldKind, IdMaker, Note, Person, Stamp};

/// The fields that every list may have and that are filled in one by one elsewhere.
const PLAIN: &[&str] = &["name", "company", "role", "emails", "phones", "links", "tags"];

/// Adds what `more` has and `person` lacks, and names it. What the user wrote is never written over.
pub(super) fn fill(person: &mut Person, more: &Person, ids: &mut IdMaker) -> Vec<&'static str> {
    let mut added = fields(person, more);
    let mut say = |what: &'static str, came: bool| {
        if came && !added.contains(&what) {
            added.push(what);
        }
    };
    if person.met.is_none() && more.met.is_some() {
        person.met.clone_from(&more.met);
        say("where you met", true);
    }
    if person.via.is_empty() && !more.via.is_empty() {
        person.via = more.via.clone();
        say("who introduced you", true);
    }
    say("other keys", person.unknown.add(&more.unknown));
    for id in &more.knows {
        let new = !person.knows.contains(id);
        if new {
            person.knows.push(id.clone());
        }
        say("whom they know", new);
    }
    for goal in &more.goals {
        let new = !person.goals.contains(goal);
        if new {
            person.goals.push(goal.clone());
        }
        say("goal", new);
    }
    let before = person.notes.len();
    for note in &more.notes {
        // Only what was there before: two that a list tells alike are two all the same.
        let there = person.notes.iter().take(before).any(|other| {
            other.text == note.text && other.line == note.line && (other.at == note.at || note.at.is_none())
                || note.line.is_empty()
                    && note.event.is_empty()
                    && (said_that_day(other, note)
                        || note.at.is_none() && same_words(&other.text, &note.text))
        });
        if !there {
            let mut note = note.clone();
            if note.id.is_empty() || person.notes.iter().any(|other| other.id == note.id) {
                note.id = ids.note(person.notes.iter().map(|other| &other.id));
            }
            person.notes.push(note);
        }
        say("note", !there);
    }
    let before = person.favours.len();
    for favour in &more.favours {
        let there = person.favours.iter().take(before).any(|other| {
            (other.id == favour.id && !favour.id.is_empty())
                || (&other.side, &other.kind, &other.what, other.on, &other.value)
                    == (&favour.side, &favour.kind, &favour.what, favour.on, &favour.value)
        });
        if !there {
            let mut favour = favour.clone();
            if favour.id.is_empty() {
                favour.id = ids.favour(person.favours.iter().map(|other| &other.id));
            }
            person.favours.push(favour);
        }
        say("favour", !there);
    }
    let before = person.follow_ups.len();
    for follow_up in &more.follow_ups {
        let there = person.follow_ups.iter().take(before).any(|other| {
            (other.id == follow_up.id && !follow_up.id.is_empty())
                || (other.what == follow_up.what && (other.due == follow_up.due || other.done.is_none()))
        });
        if !there {
            let mut follow_up = follow_up.clone();
            if follow_up.id.is_empty() {
                follow_up.id = ids.follow_up(person.follow_ups.iter().map(|other| &other.id));
            }
            person.follow_ups.push(follow_up);
        }
        say("follow-up", !there);
    }
    added
}

/// Whether a note says what `page` says, which knows neither the hour nor the event, and blanks not to the letter.
fn said_that_day(note: &Note, page: &Note) -> bool {
    let midnight = page.at.is_none_or(|at| at.at.time() == jiff::civil::Time::midnight());
    let day = |note: &Note| note.at.map(Stamp::day);
    midnight && day(note) == day(page) && same_words(note.words(), &page.text)
}

/// Whether two texts differ in nothing but blanks.
pub(super) fn same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// The fields of text and of lists of texts.
fn fields(person: &mut Person, more: &Person) -> Vec<&'static str> {
    let mut added = Vec::new();
    for field in FIELDS.iter().filter(|field| !PLAIN.contains(&field.key)) {
        let came = match &field.kind {
            FieldKind::Text(get, set) => {
                let new = get(person).is_empty() && !get(more).is_empty();
                if new {
                    get(more).clone_into(set(person));
                }
                new
            }
            FieldKind::List(get, set) => {
                let new: Vec<String> = get(more)
                    .iter()
                    .filter(|item| !get(person).iter().any(|there| fold(there) == fold(item)))
                    .cloned()
                    .collect();
                let came = !new.is_empty();
                set(person).extend(new);
                came
            }
        };
        if came {
            added.push(field.key);
        }
    }
    added
}
