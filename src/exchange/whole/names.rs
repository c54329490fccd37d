//! What the records of a file are called among mine, and every reference put so.

use std::collections::{HashMap, HashSet};

use crate::domain::{Book, Day, Event, EventId, Group, GroupId, IdMaker, Person, PersonId};
use crate::exchange::fold::fold;
use crate::exchange::folk::Folk;
use crate::exchange::known::Tie;

/// What records of the file are called among mine, where that is another name.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Names {
    people: HashMap<PersonId, PersonId>,
    events: HashMap<EventId, EventId>,
    groups: HashMap<GroupId, GroupId>,
}

impl Names {
    /// Names the people of a file, each of whom is whom the tie says, or somebody new.
    pub(super) fn people(
        &mut self,
        book: &Book,
        folk: &Folk,
        ties: &[Tie<'_>],
        keep_ids: bool,
        ids: &mut IdMaker,
    ) {
        let mut used: HashSet<PersonId> = HashSet::with_capacity(folk.len());
        for (at, id) in folk.ids().iter().enumerate() {
            let called = match ties.get(at).and_then(Tie::person) {
                Some(mine) => mine.id.clone(),
                None if keep_ids && id.is_valid() && !used.contains(id) => id.clone(),
                None => {
                    let name = folk.person(at).name;
                    loop {
                        let id = ids.person(&name);
                        if book.person(&id).is_none() && !used.contains(&id) {
                            break id;
                        }
                    }
                }
            };
            if called != *id {
                self.people.insert(id.clone(), called.clone());
            }
            used.insert(called);
        }
    }

    /// Names the events of a file: as mine of the same id, or else of the same name and day where no other has its id.
    pub(super) fn events(&mut self, book: &Book, events: &[Event], keep_ids: bool, ids: &mut IdMaker) {
        let mut alike: HashMap<(Option<Day>, String), &EventId> = HashMap::new();
        let claimed: HashSet<&EventId> = events.iter().map(|event| &event.id).filter(|_| keep_ids).collect();
        for mine in book.events().filter(|mine| !events.is_empty() && !claimed.contains(&mine.id)) {
            alike.entry((mine.date, fold(&mine.name))).or_insert(&mine.id);
        }
        let mut used: HashSet<EventId> = HashSet::new();
        for event in events {
            let mine = Some(&event.id).filter(|id| keep_ids && book.event(id).is_some());
            let id = match mine.or_else(|| alike.get(&(event.date, fold(&event.name))).copied()) {
                Some(mine) => mine.clone(),
                None if keep_ids && event.id.is_valid() && !used.contains(&event.id) => event.id.clone(),
                None => loop {
                    let id = book.free_event_id(&event.name, event.date, ids);
                    if !used.contains(&id) {
                        break id;
                    }
                },
            };
            used.insert(id.clone());
            self.events.insert(event.id.clone(), id);
        }
    }

    /// Names the groups of a file: as mine of the same id, or else of the same name and chapter where no other has its id.
    pub(super) fn groups(&mut self, book: &Book, groups: &[Group], keep_ids: bool, ids: &mut IdMaker) {
        let named = |group: &Group| (fold(&group.name), fold(&group.chapter));
        let mut alike: HashMap<(String, String), &GroupId> = HashMap::new();
        let claimed: HashSet<&GroupId> = groups.iter().map(|group| &group.id).filter(|_| keep_ids).collect();
        for mine in book.groups().filter(|mine| !groups.is_empty() && !claimed.contains(&mine.id)) {
            alike.entry(named(mine)).or_insert(&mine.id);
        }
        let mut used: HashSet<GroupId> = HashSet::new();
        for group in groups {
            let mine = Some(&group.id).filter(|id| keep_ids && book.group(id).is_some());
            let id = match mine.or_else(|| alike.get(&named(group)).copied()) {
                Some(mine) => mine.clone(),
                None if keep_ids && group.id.is_valid() && !used.contains(&group.id) => group.id.clone(),
                None => loop {
                    let id = ids.group(&group.name);
                    if book.group(&id).is_none() && !used.contains(&id) {
                        break id;
                    }
                },
            };
            used.insert(id.clone());
            self.groups.insert(group.id.clone(), id);
        }
    }

    fn person(&self, id: &mut PersonId) {
        if let Some(new) = self.people.get(id) {
            *id = new.clone();
        }
    }

    fn event(&self, id: &mut EventId) {
        if let Some(new) = self.events.get(id) {
            *id = new.clone();
        }
    }

    /// The person at `at` of a file, under the names they and others have among mine.
    pub(super) fn person_of(&self, folk: &Folk, at: usize) -> Person {
        let mut person = folk.person(at);
        self.put_into(&mut person);
        person
    }

    /// The person's own name and every reference, as they are among mine.
    pub(super) fn put_into(&self, person: &mut Person) {
        self.person(&mut person.id);
        self.person(&mut person.via);
        person.knows.iter_mut().chain(&mut person.not_same).for_each(|id| self.person(id));
        if let Some(met) = &mut person.met {
            self.event(&mut met.event);
        }
        for note in &mut person.notes {
            self.event(&mut note.event);
            note.also.iter_mut().for_each(|id| self.person(id));
        }
        for favour in &mut person.favours {
            self.event(&mut favour.event);
            favour.people.iter_mut().for_each(|id| self.person(id));
            if let Some((owner, through)) = favour.through.split_once('/') {
                let mut id = PersonId::new(owner);
                self.person(&mut id);
                favour.through = format!("{id}/{through}");
            }
        }
    }

    /// The event's own name and every reference, as they are among mine.
    pub(super) fn put_into_event(&self, event: &mut Event) {
        self.event(&mut event.id);
        for attendee in &mut event.attendees {
            self.person(&mut attendee.person);
        }
        if let Some(group) = self.groups.get(&event.group) {
            event.group = group.clone();
        }
    }

    /// The group's own name, as it is among mine.
    pub(super) fn put_into_group(&self, group: &mut Group) {
        if let Some(id) = self.groups.get(&group.id) {
            group.id = id.clone();
        }
    }
}
