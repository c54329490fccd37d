//! The events, groups and own card of a file among mine.

use std::collections::{BTreeSet, HashMap};

use super::draft_of;
use super::names::Names;
use crate::domain::{Attendee, Book, Edit, Event, Group, IdMaker, Key, Person, PersonId, Record};
use crate::exchange::fold::fold;
use crate::exchange::people::fill;
use crate::exchange::{EventRow, Verdict, forward};

/// What is around the people of a file, brought in among mine one by one: two of the file may be one of mine, and the second
/// is brought to what the first left.
pub(super) struct Around<'a> {
    book: &'a Book,
    now: Book,
    touched: BTreeSet<Key>,
}

impl<'a> Around<'a> {
    pub(super) fn new(book: &'a Book) -> Self {
        Self { book, now: book.clone(), touched: BTreeSet::new() }
    }

    fn take(&mut self, record: Record) {
        self.touched.insert(record.key());
        self.now.put(record);
    }

    /// What it comes to, each record once.
    pub(super) fn edits(self) -> impl Iterator<Item = Edit> {
        let Self { book, now, touched } = self;
        let edits =
            touched.into_iter().map(move |key| Edit { before: book.record(&key), after: now.record(&key) });
        edits.filter(|edit| !edit.is_idle())
    }

    /// Events whole, or what each adds to the one I have.
    pub(super) fn events(&mut self, events: Vec<Event>, names: &Names) -> Vec<EventRow> {
        let mut rows = Vec::with_capacity(events.len());
        for (at, mut event) in events.into_iter().enumerate() {
            names.put_into_event(&mut event);
            let (after, row) = bring_event(&self.now, event, at + 1);
            rows.push(row);
            if let Some(after) = after {
                self.take(after);
            }
        }
        rows
    }

    /// Groups whole, or what each adds to the one I have.
    pub(super) fn groups(&mut self, groups: Vec<Group>, names: &Names, said: &mut Vec<String>) {
        let count = groups.len();
        let (mut came, mut filled) = (0, 0);
        for mut group in groups {
            names.put_into_group(&mut group);
            let Some(mine) = self.now.group(&group.id).cloned() else {
                came += 1;
                self.take(group.into());
                continue;
            };
            let mut after = Group::clone(&mine);
            let joined = forward::group(&mut after, &group);
            if !joined.kept.is_empty() {
                said.push(format!("{}{}", mine.name, joined.stays()));
            }
            if !joined.added.is_empty() {
                filled += 1;
                self.take(after.into());
            }
        }
        if count > 0 {
            let same = count - came - filled;
            said.push(format!("groups: {came} new, {filled} updated, {same} same"));
        }
    }
}

/// My own card: taken whole when I have none, else filled in.
pub(super) fn bring_me(book: &Book, me: Person, ids: &mut IdMaker, said: &mut Vec<String>) -> Edit {
    let before = book.me();
    let mut mine = Person::clone(before);
    let mut stays = String::new();
    let added = if before.name.is_empty() && mine == (Person { schema: mine.schema, ..Person::default() }) {
        mine = Person { id: PersonId::default(), ..me };
        vec!["all of it"]
    } else {
        let mut me = Person { id: PersonId::default(), ..me };
        let mut joined = forward::person(&mut mine, &mut me);
        let draft = draft_of(me, 0);
        if mine.name.is_empty() {
            mine.name.clone_from(&draft.name);
        }
        stays = joined.stays();
        let new = fill(&mut mine, &draft, ids);
        joined.added.extend(new.into_iter().filter(|what| !joined.added.contains(what)).collect::<Vec<_>>());
        joined.added
    };
    said.push(if added.is_empty() {
        format!("your own card: nothing new{stays}")
    } else {
        format!("your own card: adds {}{stays}", added.join(", "))
    });
    Edit { before: Some(Record::Me(before.clone())), after: Some(Record::Me(std::sync::Arc::new(mine))) }
}

/// An event whole, or what it adds to the one I have.
fn bring_event(book: &Book, event: Event, row: usize) -> (Option<Record>, EventRow) {
    let mut said = EventRow {
        row,
        name: event.name.clone(),
        day: event.date,
        start: event.start,
        end: event.end,
        venue: event.venue.clone(),
        guests: event.attendees.len(),
        verdict: Verdict::New,
        reason: "none of yours yet".to_owned(),
    };
    let Some(mine) = book.event(&event.id) else { return (Some(event.into()), said) };
    let lines = || mine.attendees.iter().enumerate();
    let named = |guest: &Attendee| (fold(&guest.name), guest.email.clone());
    let by_person: HashMap<&PersonId, usize> = lines().map(|(at, guest)| (&guest.person, at)).collect();
    let by_name: HashMap<(String, String), usize> = lines().map(|(at, guest)| (named(guest), at)).collect();
    let line = |guest: &Attendee| {
        let known = by_person.get(&guest.person).filter(|_| !guest.person.is_empty());
        known.or_else(|| by_name.get(&named(guest))).copied()
    };
    let mut joined = forward::Joined::default();
    let edit = book.edit_event(&mine.id, |mine| joined = forward::event(mine, event, line));
    let stays = joined.stays();
    (said.verdict, said.reason) = match edit {
        Some(_) => (Verdict::Updates, format!("adds {} to the one you have{stays}", joined.added.join(", "))),
        None => (Verdict::Same, format!("you have it{stays}")),
    };
    (edit.and_then(|edit| edit.after), said)
}
