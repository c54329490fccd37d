//! References followed: whoever pointed to the record that goes, points to the one that stays.

use std::collections::HashMap;

use crate::domain::{Attendee, AttendeeStatus, Event, FavourId, FavourRef, Person, PersonId};

/// Which record goes into which.
pub(super) struct Refs<'a> {
    pub(super) keep: &'a PersonId,
    pub(super) other: &'a PersonId,
    /// Favours of the one that goes which had to be called anew.
    pub(super) favours: HashMap<FavourId, FavourId>,
}

impl Refs<'_> {
    /// Turns every reference in a person's record; nobody points to themselves afterwards on account of it.
    pub(super) fn follow(&self, person: &mut Person) {
        let owner = person.id.clone();
        self.list(&mut person.knows, &owner);
        self.list(&mut person.not_same, &owner);
        if person.via == *self.other {
            person.via = self.keep.clone();
        }
        if person.via == owner {
            person.via = PersonId::default();
        }
        for note in &mut person.notes {
            self.list(&mut note.also, &owner);
        }
        for favour in &mut person.favours {
            self.list(&mut favour.people, &owner);
            if let Some(led) = favour.came_through().filter(|led| led.person == *self.other) {
                let favour_id = self.favours.get(&led.favour).cloned().unwrap_or(led.favour);
                favour.through = FavourRef { person: self.keep.clone(), favour: favour_id }.to_string();
            }
        }
    }

    fn list(&self, list: &mut Vec<PersonId>, owner: &PersonId) {
        let turned = list.contains(self.other);
        for id in &mut *list {
            if id == self.other {
                *id = self.keep.clone();
            }
        }
        if turned {
            let mut kept: Vec<PersonId> = Vec::with_capacity(list.len());
            for id in list.drain(..) {
                if !kept.contains(&id) {
                    kept.push(id);
                }
            }
            *list = kept;
        }
        if owner == self.keep {
            list.retain(|id| id != owner);
        }
    }

    /// Turns the lines of an event's list. Where both stood on it, one line remains; what the other said differently comes
    /// back in words.
    pub(super) fn follow_list(&self, event: &mut Event) -> Option<String> {
        for attendee in &mut event.attendees {
            if attendee.person == *self.other {
                attendee.person = self.keep.clone();
            }
        }
        let first = event.attendees.iter().position(|attendee| attendee.person == *self.keep)?;
        let mut said = Vec::new();
        while let Some(next) = event
            .attendees
            .iter()
            .skip(first + 1)
            .position(|attendee| attendee.person == *self.keep)
            .map(|at| first + 1 + at)
        {
            let twin = event.attendees.remove(next);
            if let Some(line) = event.attendees.get_mut(first) {
                said.extend(join(line, twin));
            }
        }
        (!said.is_empty()).then(|| format!("on the list of {}: {}", event.name, said.join(", ")))
    }
}

/// One line of a list of two: the further status, the earlier time, and what only one says; answers what is left over.
fn join(line: &mut Attendee, twin: Attendee) -> Vec<String> {
    let rank = |status: &AttendeeStatus| match status {
        AttendeeStatus::Met => 4,
        AttendeeStatus::Wanted => 3,
        AttendeeStatus::Other(_) => 2,
        AttendeeStatus::Expected => 1,
        AttendeeStatus::Absent => 0,
    };
    let mut said = Vec::new();
    for (own, theirs) in [
        (&mut line.name, twin.name),
        (&mut line.company, twin.company),
        (&mut line.role, twin.role),
        (&mut line.email, twin.email),
        (&mut line.why, twin.why),
    ] {
        if own.is_empty() {
            *own = theirs;
        } else if !theirs.is_empty() && *own != theirs {
            said.push(theirs);
        }
    }
    if rank(&twin.status) > rank(&line.status) {
        (line.status, line.was) = (twin.status, twin.was);
    }
    line.at = match (line.at, twin.at) {
        (Some(own), Some(theirs)) => Some(own.min(theirs)),
        (own, theirs) => own.or(theirs),
    };
    said
}
