//! Merging: two records become one, and nothing that either said is lost.

use std::collections::HashMap;

use super::refs::Refs;
use super::rows::{ONE_LINE, rows};
use crate::domain::{
    Book, Change, Day, Edit, FIELDS, FavourId, Field, FieldKind, IdMaker, Note, Person, PersonId, Phone,
    Record, left_over, same_number,
};

/// Why two records cannot become one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// The same record twice.
    #[error("that is one record already; name two")]
    One,
    /// A record that is not there.
    #[error("there is no person {0}")]
    Nobody(PersonId),
    /// A field that is no choice.
    #[error("“{0}” cannot be chosen: lists are united; choose among {choices}", choices = ONE_LINE.join(", "))]
    NoChoice(String),
}

/// The change that makes `other` part of `keep`, undone as one; `other`'s file goes to the trash.
///
/// Of fields of one line the value of `keep` stays, or that of `other` for the keys in `take`, or the only one there is; the
/// value that gave way is kept in a note without a time, so that it is no contact, of the day `today`. Lists are united.
/// Notes, favours and follow-ups are all kept, with ids of their own. Whoever pointed to `other` points to `keep`.
///
/// # Errors
/// When one of the two is not there, both are one, or a key of `take` is no choice.
pub fn merge(
    book: &Book,
    keep: &PersonId,
    other: &PersonId,
    take: &[&str],
    (ids, today): (&mut IdMaker, Day),
) -> Result<Change, Wrong> {
    if keep == other {
        return Err(Wrong::One);
    }
    if let Some(key) = take.iter().find(|key| !ONE_LINE.contains(key)) {
        return Err(Wrong::NoChoice((*key).to_owned()));
    }
    let there = |id: &PersonId| book.person(id).ok_or_else(|| Wrong::Nobody(id.clone()));
    let (before, gone) = (there(keep)?, there(other)?);
    let mut change = Change::new(format!("merge {} into {}", gone.name, before.name));

    let mut after = Person::clone(before);
    let Gave { mine, mut theirs } = fields(book, &mut after, gone, take);
    lists(&mut after, gone);
    let refs = Refs { keep, other, favours: entries(&mut after, gone, ids) };
    refs.follow(&mut after);

    let mut rest = Vec::new();
    for event in book.events() {
        let mut turned = event.as_ref().clone();
        theirs.extend(refs.follow_list(&mut turned));
        rest.push(Edit::replace(Record::Event(event.clone()), turned));
    }
    rest.extend(book.edit_me(|me| refs.follow(me)));
    for person in book.people().filter(|person| person.id != *keep && person.id != *other) {
        if points_to(person, other) {
            rest.extend(book.edit_person(&person.id, |person| refs.follow(person)));
        }
    }
    if !(mine.is_empty() && theirs.is_empty()) {
        let id = ids.note(after.notes.iter().map(|note| &note.id));
        let text = left_over(today, other, &theirs, &mine);
        after.notes.push(Note { id, text, private: true, ..Note::default() });
    }
    // What stays is written first; what goes, last.
    change = change.with(Edit::replace(Record::Person(before.clone()), after));
    for edit in rest {
        change = change.with(edit);
    }
    Ok(change.with(Edit::remove(Record::Person(gone.clone()))))
}

/// Whether anything in a record may point to `other`; spares most records a copy.
fn points_to(person: &Person, other: &PersonId) -> bool {
    person.via == *other
        || person.knows.contains(other)
        || person.not_same.contains(other)
        || person.notes.iter().any(|note| note.also.contains(other))
        || person.favours.iter().any(|favour| {
            favour.people.contains(other) || favour.came_through().is_some_and(|led| led.person == *other)
        })
}

/// What gave way, a line each: of the record that stays, and of the one that goes.
#[derive(Default)]
struct Gave {
    mine: Vec<String>,
    theirs: Vec<String>,
}

/// Settles the fields of one line.
fn fields(book: &Book, after: &mut Person, gone: &Person, take: &[&str]) -> Gave {
    let before = after.clone();
    let mut gave = Gave::default();
    for row in rows(book, &before, gone, take).iter().filter(|row| ONE_LINE.contains(&row.key)) {
        let whose = if row.taken == super::Taken::Right { &mut gave.mine } else { &mut gave.theirs };
        whose.extend(row.lost().map(|lost| format!("{}: {lost}", row.key)));
        if row.taken != super::Taken::Right {
            continue;
        }
        match row.key {
            "via" => after.via.clone_from(&gone.via),
            "met" => after.met.clone_from(&gone.met),
            key => {
                if let Some(FieldKind::Text(get, set)) = Field::of(key).map(|field| &field.kind) {
                    get(gone).clone_into(set(after));
                }
            }
        }
    }
    for (key, value) in after.unknown.otherwise(&gone.unknown) {
        gave.theirs.push(format!("{key}: {value}"));
    }
    after.unknown.add(&gone.unknown);
    after.schema = after.schema.max(gone.schema);
    gave
}

/// Unites the lists: what both have, in whatever case, stands once.
fn lists(after: &mut Person, gone: &Person) {
    let add = |own: &mut Vec<String>, theirs: &[String]| {
        for text in theirs {
            let known = |own: &String| own.trim().to_lowercase() == text.trim().to_lowercase();
            if !own.iter().any(known) {
                own.push(text.clone());
            }
        }
    };
    for field in FIELDS.iter().filter(|field| field.key != "phones") {
        if let FieldKind::List(get, set) = &field.kind {
            add(set(after), get(gone));
        }
    }
    add(&mut after.goals, &gone.goals);
    for text in &gone.phones {
        // A number with an extension or words beside it is one of its own: nothing of it may go.
        let same = after.phones.iter_mut().find(|own| own.trim() == text.trim() || same_number(own, text));
        match same {
            None => after.phones.push(text.clone()),
            // Of two ways to write one number the one that says the country can be dialled from anywhere.
            Some(own) if says_country(text) && !says_country(own) => own.clone_from(text),
            Some(_) => {}
        }
    }
    for id in &gone.knows {
        if !after.knows.contains(id) {
            after.knows.push(id.clone());
        }
    }
    for mark in &gone.imported {
        if !after.imported.contains(mark) {
            after.imported.push(mark.clone());
        }
    }
    for id in &gone.not_same {
        if !after.not_same.contains(id) {
            after.not_same.push(id.clone());
        }
    }
}

fn says_country(phone: &str) -> bool {
    Phone::of(phone).is_some_and(|phone| phone.says_country())
}

/// Brings notes, favours, follow-ups and conflicts together. What has an id that is taken by something else gets a new one,
/// and what both have to the letter stays once; answers which favours are called anew.
fn entries(after: &mut Person, gone: &Person, ids: &mut IdMaker) -> HashMap<FavourId, FavourId> {
    // Ids taken anew must not be those of entries that are still to come.
    let notes = unite(
        &mut after.notes,
        &gone.notes,
        |note| &mut note.id,
        |own, theirs| ids.note(own.iter().chain(theirs).map(|note| &note.id)),
    );
    let favours = unite(
        &mut after.favours,
        &gone.favours,
        |favour| &mut favour.id,
        |own, theirs| ids.favour(own.iter().chain(theirs).map(|favour| &favour.id)),
    );
    let todos = unite(
        &mut after.follow_ups,
        &gone.follow_ups,
        |todo| &mut todo.id,
        |own, theirs| ids.follow_up(own.iter().chain(theirs).map(|todo| &todo.id)),
    );
    let mut conflicts = gone.conflicts.clone();
    let mut rename = |list: &str, old: &str, new: &str| {
        for conflict in &mut conflicts {
            if let Some(rest) = conflict.field.strip_prefix(&format!("{list}.{old}")) {
                conflict.field = format!("{list}.{new}{rest}");
            }
        }
    };
    for (old, new) in &notes {
        rename("note", old.as_str(), new.as_str());
    }
    for (old, new) in &favours {
        rename("favour", old.as_str(), new.as_str());
    }
    for (old, new) in &todos {
        rename("follow_up", old.as_str(), new.as_str());
    }
    // Files hold the oldest first.
    after.notes.sort_by_key(|note| note.at);
    after.conflicts.extend(conflicts);
    favours.into_iter().collect()
}

/// Adds `theirs` to `own`, once what both have to the letter; answers which ids, as they were taken, became which others.
fn unite<Entry: Clone + PartialEq, Id: Clone + PartialEq>(
    own: &mut Vec<Entry>,
    theirs: &[Entry],
    id: fn(&mut Entry) -> &mut Id,
    mut anew: impl FnMut(&[Entry], &[Entry]) -> Id,
) -> Vec<(Id, Id)> {
    let mut renamed = Vec::new();
    for entry in theirs {
        if own.contains(entry) {
            continue;
        }
        let mut entry = entry.clone();
        let old = id(&mut entry).clone();
        if own.iter_mut().any(|other| *id(other) == old) {
            let new = anew(own, theirs);
            id(&mut entry).clone_from(&new);
            renamed.push((old, new));
        }
        own.push(entry);
    }
    renamed
}
