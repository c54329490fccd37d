//! What the user edited in a file of mingle's own. Its rows say which records they are of, so what was typed into them is the
//! user's last word: it replaces what stands in the record, and the reason says both. What was emptied deletes nothing.

use super::draft::Draft;
use super::fold::{fold, fold_email};
use super::forward::STAYS;
use super::marks::Marks;
use super::more::{self, same_words};
use crate::domain::{FIELDS, FieldKind, FollowUp, FollowUpId, IdMaker, Note, Person, Stamp, written};

/// How much of a value is shown in a reason, in letters.
const SHOWN: usize = 40;

/// What became of a record by what was edited.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Edited {
    /// "company now Berg & Son instead of Berg Web".
    changed: Vec<String>,
    added: Vec<&'static str>,
    /// What was taken out of the file and stays in the record.
    stays: Vec<&'static str>,
}

/// A row of a file of our own, beside the record that it is of.
pub(super) struct Row<'a> {
    /// What the row says.
    pub(super) draft: &'a Draft,
    /// The record as such a file would say it today.
    pub(super) seen: &'a Draft,
    /// The file has a place for every field, so what is not there was taken out.
    pub(super) whole: bool,
}

impl Edited {
    /// Whether nothing was.
    pub(super) fn is_idle(&self) -> bool {
        self.changed.is_empty() && self.added.is_empty()
    }

    /// What became of it, in words; empty when nothing did.
    pub(super) fn words(&self) -> String {
        let added = (!self.added.is_empty()).then(|| format!("adds {}", self.added.join(", ")));
        let said: Vec<String> = self.changed.iter().cloned().chain(added).collect();
        format!("{}{}", said.join("; "), self.stays())
    }

    /// "; yours stays: company (what is emptied in a file deletes nothing)".
    pub(super) fn stays(&self) -> String {
        if self.stays.is_empty() {
            return String::new();
        }
        format!("{STAYS}{} (what is emptied in a file deletes nothing)", self.stays.join(", "))
    }

    fn add(&mut self, what: &'static str) {
        if !self.added.contains(&what) {
            self.added.push(what);
        }
    }
}

/// Takes into the record what was edited in its row.
pub(super) fn take(person: &mut Person, row: &Row<'_>, ids: &mut IdMaker) -> Edited {
    let mut edited = Edited::default();
    let (said, seen) = (row.draft.person(), row.seen.person());
    let base = Base { marks: row.draft.marks.as_deref(), whole: row.whole || row.draft.marks.is_some() };
    for field in FIELDS {
        match &field.kind {
            FieldKind::Text(get, set) => {
                text(&mut edited, field.key, set(person), [get(&seen), get(&said)], &base);
            }
            FieldKind::List(get, set) => {
                list(&mut edited, field.key, set(person), [get(&seen), get(&said)], &base);
            }
        }
    }
    list(&mut edited, "goals", &mut person.goals, [&seen.goals, &said.goals], &base);
    met(&mut edited, person, &seen, &said, &base);
    notes(&mut edited, person, &seen, &said.notes, base.marks, ids);
    for text in &row.draft.notes {
        if !person.notes.iter().any(|note| same_words(&note.text, text)) {
            let id = ids.note(person.notes.iter().map(|note| &note.id));
            person.notes.push(Note { id, text: text.clone(), ..Note::default() });
            edited.add("note");
        }
    }
    tasks(&mut edited, person, &said.follow_ups, base.marks, ids);
    edited
}

/// What is known of what the file said when mingle wrote it.
struct Base<'a> {
    marks: Option<&'a Marks>,
    whole: bool,
}

impl Base<'_> {
    /// Whether a value stands there as mingle wrote it.
    fn wrote(&self, part: &str, value: &str) -> bool {
        self.marks.is_some_and(|marks| marks.has(part, value))
    }

    /// Whether a value of the record that is not in the file stood there once.
    fn stood(&self, part: &str, value: &str) -> bool {
        self.marks.is_none_or(|marks| marks.has(part, value))
    }

    /// Whether what is missing was taken out. Topics to steer clear of mostly stay home.
    fn tells(&self, part: &str) -> bool {
        self.whole && (self.marks.is_some() || part != "steer_clear")
    }
}

fn text(
    edited: &mut Edited,
    key: &'static str,
    mine: &mut String,
    [seen, said]: [&String; 2],
    base: &Base<'_>,
) {
    if said.is_empty() {
        if !seen.is_empty() && base.tells(key) && base.stood(key, seen) {
            edited.stays.push(word(key));
        }
    } else if said != seen && !base.wrote(key, said) {
        if mine.is_empty() {
            edited.add(word(key));
        } else {
            edited.changed.push(instead(key, said, mine));
        }
        said.clone_into(mine);
    }
}

/// New values take the place of those that are gone, in their order: whoever corrects an address does not want two.
fn list(
    edited: &mut Edited,
    key: &'static str,
    mine: &mut Vec<String>,
    [seen, said]: [&Vec<String>; 2],
    base: &Base<'_>,
) {
    let compared = compares(key);
    let among = |all: &[String], one: &String| all.iter().any(|other| compared(other) == compared(one));
    let new = said.iter().filter(|one| !among(seen, one) && !among(mine, one) && !base.wrote(key, one));
    let new: Vec<&String> = new.collect();
    let gone: Vec<&String> = seen.iter().filter(|one| !among(said, one) && base.stood(key, one)).collect();
    for (at, value) in new.iter().enumerate() {
        let old = gone.get(at).and_then(|old| mine.iter_mut().find(|one| fold(one) == fold(old)));
        if let Some(old) = old {
            edited.changed.push(instead(key, value, old));
            value.as_str().clone_into(old);
        } else {
            mine.push((*value).clone());
            edited.add(word(key));
        }
    }
    if gone.len() > new.len() && base.tells(key) {
        edited.stays.push(word(key));
    }
}

fn met(edited: &mut Edited, person: &mut Person, seen: &Person, said: &Person, base: &Base<'_>) {
    let day = |person: &Person| person.met.as_ref().and_then(|met| met.on);
    let Some(on) = day(said).filter(|on| day(seen) != Some(*on) && !base.wrote("met", &on.to_string()))
    else {
        return;
    };
    let met = person.met.get_or_insert_default();
    match met.on {
        Some(before) => edited.changed.push(format!("met on {on} instead of {before}")),
        None => edited.add("where you met"),
    }
    met.on = Some(on);
}

/// The notes of a page, by the ids of their blocks.
fn notes(
    edited: &mut Edited,
    person: &mut Person,
    seen: &Person,
    said: &[Note],
    marks: Option<&Marks>,
    ids: &mut IdMaker,
) {
    for note in said {
        let wrote = |part: &str, text: &str| {
            marks.is_some_and(|marks| marks.has(part, &format!("{} {text}", note.id)))
        };
        if wrote("note", &note.text) && !person.notes.iter().any(|mine| mine.id == note.id) {
            // Deleted in mingle since the page was written.
            continue;
        }
        let was = seen.notes.iter().find(|other| other.id == note.id && !note.id.is_empty());
        let Some((was, mine)) = was.zip(person.notes.iter_mut().find(|mine| mine.id == note.id)) else {
            let more = Person { notes: vec![note.clone()], ..Person::default() };
            if !more::fill(person, &more, ids).is_empty() {
                edited.add("note");
            }
            continue;
        };
        let before = mine.clone();
        if !same_words(&was.text, &note.text) && !wrote("note", &note.text) {
            note.text.clone_into(&mut mine.text);
        }
        // A heading is of mingle until somebody says another day or kind, or that it is private.
        if !marks.is_some_and(|marks| marks.has("kind", &format!("{} {}", note.id, note.kind.as_str()))) {
            mine.kind = note.kind.clone();
        }
        let day = |note: &Note| note.at.map(Stamp::day);
        if let (Some(at), false) = (note.at, day(note) == day(was))
            && !marks.is_some_and(|marks| marks.has("head", &at.day().to_string()))
        {
            mine.at = Some(at);
        }
        mine.private |= note.private;
        if *mine != before {
            let of = mine.at.map_or_else(String::new, |at| format!(" of {}", at.day()));
            let now =
                if mine.text == before.text { String::new() } else { format!(" now {}", shown(&mine.text)) };
            edited.changed.push(format!("note{of}{now}"));
        }
    }
}

/// Things to do: ticked ones are done, and corrected ones take the place of those that are gone.
fn tasks(
    edited: &mut Edited,
    person: &mut Person,
    said: &[FollowUp],
    marks: Option<&Marks>,
    ids: &mut IdMaker,
) {
    let wrote = |one: &FollowUp| marks.is_some_and(|marks| marks.has("to do", &task_mark(one)));
    let is_gone =
        |one: &FollowUp| one.done.is_none() && wrote(one) && !said.iter().any(|other| other.what == one.what);
    let gone: Vec<FollowUpId> =
        person.follow_ups.iter().filter(|one| is_gone(one)).map(|one| one.id.clone()).collect();
    let mut gone = gone.into_iter();
    for one in said {
        let what = shown(&one.what);
        let is = |other: &&mut FollowUp| other.what == one.what && other.done.is_none();
        if let Some(mine) = person.follow_ups.iter_mut().find(is) {
            if let Some(day) = one.done {
                mine.done = Some(day);
                edited.changed.push(format!("done: {what}"));
            } else if let Some(due) = one.due.filter(|due| mine.due != Some(*due) && !wrote(one)) {
                mine.due = Some(due);
                edited.changed.push(format!("{what}: due {due}"));
            }
            continue;
        }
        if wrote(one) || person.follow_ups.iter().any(|other| other.what == one.what) {
            continue;
        }
        let old = if one.done.is_none() { gone.next() } else { None };
        if let Some(mine) = old.and_then(|id| person.follow_ups.iter_mut().find(|mine| mine.id == id)) {
            edited.changed.push(format!("to do {what} instead of {}", shown(&mine.what)));
            mine.what.clone_from(&one.what);
            mine.due = one.due.or(mine.due);
        } else {
            let id = ids.follow_up(person.follow_ups.iter().map(|other| &other.id));
            person.follow_ups.push(FollowUp { id, ..one.clone() });
            edited.add("follow-up");
        }
    }
}

/// A follow-up as it is marked.
pub(super) fn task_mark(one: &FollowUp) -> String {
    format!("{} {}", one.due.map_or_else(String::new, |due| due.to_string()), one.what)
}

fn instead(key: &'static str, now: &str, before: &str) -> String {
    format!("{} now {} instead of {}", word(key), shown(now), shown(before))
}

/// The start of a value, on one line.
fn shown(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or(&text)),
        None => text,
    }
}

/// What people call a field.
fn word(key: &'static str) -> &'static str {
    match key {
        "emails" => "e-mail",
        "phones" => "phone",
        "links" => "page",
        "tags" => "tag",
        "goals" => "goal",
        other => other,
    }
}

/// How values of a field compare: others write addresses and numbers in ways of their own.
fn compares(key: &str) -> fn(&str) -> String {
    match key {
        "emails" | "links" => fold_email,
        "phones" => written,
        _ => str::to_owned,
    }
}
