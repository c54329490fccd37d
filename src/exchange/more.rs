//! What a list says of somebody beyond name, company and addresses, added to what is known of them.

use super::fold::fold;
use crate::domain::{FIELDS, Favour, FieldKind, FollowUp, IdMaker, Note, Person, Stamp};

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
    let same_note = |other: &Note, note: &Note| {
        other.text == note.text && other.line == note.line && (other.at == note.at || note.at.is_none())
            || note.line.is_empty()
                && note.event.is_empty()
                && (said_that_day(other, note) || note.at.is_none() && same_words(&other.text, &note.text))
    };
    let came = add(&mut person.notes, &more.notes, same_note, |note, there| {
        if note.id.is_empty() || there.iter().any(|other| other.id == note.id) {
            note.id = ids.note(there.iter().map(|other| &other.id));
        }
    });
    say("note", came);
    let same_favour = |other: &Favour, favour: &Favour| {
        (other.id == favour.id && !favour.id.is_empty())
            || (&other.side, &other.kind, &other.what, other.on, &other.value)
                == (&favour.side, &favour.kind, &favour.what, favour.on, &favour.value)
    };
    let came = add(&mut person.favours, &more.favours, same_favour, |favour, there| {
        if favour.id.is_empty() {
            favour.id = ids.favour(there.iter().map(|other| &other.id));
        }
    });
    say("favour", came);
    let same_todo = |other: &FollowUp, todo: &FollowUp| {
        (other.id == todo.id && !todo.id.is_empty())
            || (other.what == todo.what && (other.due == todo.due || other.done.is_none()))
    };
    let came = add(&mut person.follow_ups, &more.follow_ups, same_todo, |todo, there| {
        if todo.id.is_empty() {
            todo.id = ids.follow_up(there.iter().map(|other| &other.id));
        }
    });
    say("follow-up", came);
    added
}

/// Adds the entries that are not `there` yet, with ids that `name` gives them; says whether any came.
fn add<Entry: Clone>(
    own: &mut Vec<Entry>,
    more: &[Entry],
    there: impl Fn(&Entry, &Entry) -> bool,
    mut name: impl FnMut(&mut Entry, &[Entry]),
) -> bool {
    // Only what was there before: two that a list tells alike are two all the same.
    let before = own.len();
    for entry in more {
        if !own.iter().take(before).any(|other| there(other, entry)) {
            let mut entry = entry.clone();
            name(&mut entry, own);
            own.push(entry);
        }
    }
    own.len() > before
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
