//! What keeping a line changes: people made or added to, and the event's list.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use jiff::ToSpan;

use super::fold::fold;
use super::{Head, Meaning, Scene, Understood, Who};
use crate::domain::{
    AttendeeStatus, Book, Change, Day, Edit, Event, Favour, FavourKind, FavourState, FollowUp, IdMaker, Met,
    Note, NoteKind, Person, PersonId, Record, Side,
};

/// The hour until which the night of an event lasts.
const NIGHT_ENDS: i8 = 4;

impl Understood {
    /// What keeping the line changes: people made or added to, the event's list; `None` when there is nobody it is about
    /// or nothing to keep.
    ///
    /// Every line that says more than a name is kept to the letter in a note, even when all of it became fields. With an
    /// event whose day it is, everyone at the head is checked in there.
    pub fn change(&self, scene: &Scene<'_>, ids: &mut IdMaker) -> Option<Change> {
        self.change_of(scene, ids).1
    }

    /// As [`Self::change`], but a line that is nothing but names is kept in a note as well: whoever finds it again in a file
    /// must know that it was taken in, and somebody known was met once more.
    pub fn change_noted(&self, scene: &Scene<'_>, ids: &mut IdMaker) -> Option<Change> {
        self.drafted(scene, ids, true).1
    }

    /// As [`Self::change`], and the ids of those whom the line is about, the new ones as the change makes them.
    pub fn change_of(&self, scene: &Scene<'_>, ids: &mut IdMaker) -> (Vec<PersonId>, Option<Change>) {
        self.drafted(scene, ids, false)
    }

    fn drafted(&self, scene: &Scene<'_>, ids: &mut IdMaker, noted: bool) -> (Vec<PersonId>, Option<Change>) {
        let mut draft = Draft::new(scene, ids);
        let mut heads: Vec<PersonId> = Vec::new();
        for head in &self.heads {
            let Some(id) = draft.id_of(&head.who) else { continue };
            draft.introduce(&id, head);
            if !heads.contains(&id) {
                heads.push(id);
            }
        }
        let Some((first, also)) = heads.split_first() else { return (heads, None) };
        for (at, id) in heads.iter().enumerate() {
            draft.add_fields(id, self, at == 0);
        }
        if noted || !self.is_bare() {
            draft.add_notes(first, also, self);
        }
        for id in &heads {
            draft.meet(id);
        }
        let named: Vec<&str> = heads.iter().map(|id| draft.name_of(id)).collect();
        let what = format!("jotted: {}", named.join(", "));
        let change = draft.finish(what);
        (heads, change)
    }

    /// Whether the line says no more than who is there.
    pub fn is_bare(&self) -> bool {
        self.segments.is_empty() && self.heads.iter().all(Head::is_bare)
    }
}

/// The people and the event that a line changes, as they will be.
struct Draft<'a> {
    scene: &'a Scene<'a>,
    ids: &'a mut IdMaker,
    /// In the order in which they came up, the new ones and the changed.
    people: Vec<Person>,
    at: BTreeMap<PersonId, usize>,
    /// New people of this line by folded name, so that a name said twice is one person.
    new: BTreeMap<String, PersonId>,
    event: Option<(Arc<Event>, Event)>,
    today: Day,
}

impl<'a> Draft<'a> {
    fn new(scene: &'a Scene<'a>, ids: &'a mut IdMaker) -> Self {
        let event = scene.event.and_then(|id| scene.book.event(id));
        Self {
            scene,
            ids,
            people: Vec::new(),
            at: BTreeMap::new(),
            new: BTreeMap::new(),
            event: event.map(|event| (event.clone(), Event::clone(event))),
            today: scene.now.today(),
        }
    }

    /// The id of somebody, made now when they are new; `None` for an id that is not there.
    fn id_of(&mut self, who: &Who) -> Option<PersonId> {
        match who {
            Who::Known(id) => {
                let person = self.scene.book.person(id)?;
                if !self.at.contains_key(id) {
                    self.push(Person::clone(person));
                }
                Some(id.clone())
            }
            Who::New(name) => {
                let key = fold(name);
                if let Some(id) = self.new.get(&key) {
                    return Some(id.clone());
                }
                let id = self.make(name)?;
                self.new.insert(key, id.clone());
                Some(id)
            }
            Who::Attendee(event, at) => self.listed(event, *at),
        }
    }

    /// Makes one of my people of somebody on a list, who is that person from now on.
    fn listed(&mut self, event: &crate::domain::EventId, at: usize) -> Option<PersonId> {
        let of_scene = self.event.as_ref().filter(|(_, after)| after.id == *event);
        let attendee = match of_scene {
            Some((_, after)) => after.attendees.get(at)?.clone(),
            None => self.scene.book.event(event)?.attendees.get(at)?.clone(),
        };
        if self.at.contains_key(&attendee.person) {
            return Some(attendee.person);
        }
        // Somebody who was one of my people and is no longer there is made anew.
        if let Some(id) = self.id_of(&Who::Known(attendee.person)) {
            return Some(id);
        }
        let id = self.make(&attendee.name)?;
        if let Some(person) = self.person(&id) {
            person.company = attendee.company;
            person.role = attendee.role;
            person.emails.extend(Some(attendee.email).filter(|email| !email.is_empty()));
        }
        if let Some((_, after)) = self.event.as_mut().filter(|(_, after)| after.id == *event)
            && let Some(attendee) = after.attendees.get_mut(at)
        {
            attendee.person = id.clone();
        }
        Some(id)
    }

    /// A new person under an id that nobody has.
    fn make(&mut self, name: &str) -> Option<PersonId> {
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        let id = loop {
            let id = self.ids.person(name);
            if self.scene.book.person(&id).is_none() && !self.at.contains_key(&id) {
                break id;
            }
        };
        self.push(Person::named(id.clone(), name));
        Some(id)
    }

    fn push(&mut self, person: Person) {
        self.at.insert(person.id.clone(), self.people.len());
        self.people.push(person);
    }

    fn person(&mut self, id: &PersonId) -> Option<&mut Person> {
        let at = self.at.get(id)?;
        self.people.get_mut(*at)
    }

    fn name_of(&self, id: &PersonId) -> &str {
        self.at.get(id).and_then(|at| self.people.get(*at)).map_or("", |person| person.name.as_str())
    }

    /// What the head says of somebody; a role or company typed now wins over the one that stood there.
    fn introduce(&mut self, id: &PersonId, head: &Head) {
        let Some(person) = self.person(id) else { return };
        if !head.role.is_empty() {
            person.role.clone_from(&head.role);
        }
        if !head.company.is_empty() {
            person.company.clone_from(&head.company);
        }
        // What stood there is still true of them.
        if !head.face.is_empty() && !person.face.to_lowercase().contains(&head.face.to_lowercase()) {
            let before = if person.face.is_empty() { String::new() } else { format!("{}, ", person.face) };
            person.face = before + &head.face;
        }
        add(&mut person.tags, &head.tags);
        add(&mut person.emails, &head.emails);
    }

    /// What the segments say of somebody. Addresses and numbers are the first's only.
    fn add_fields(&mut self, id: &PersonId, line: &Understood, is_first: bool) {
        let mut fields = Fields::default();
        for segment in &line.segments {
            match &segment.meaning {
                Meaning::Need(need) => fields.needs.push(need),
                Meaning::Offer(offer) => fields.offers.push(offer),
                Meaning::Avoid(topic) => fields.steer_clear.push(topic),
                Meaning::Tag(tag) => fields.tags.push(tag),
                Meaning::Email(email) if is_first => fields.emails.push(email),
                Meaning::Phone(phone) if is_first => fields.phones.push(phone),
                Meaning::Link(link) if is_first => fields.links.push(link),
                Meaning::Email(_) | Meaning::Phone(_) | Meaning::Link(_) | Meaning::Note { .. } => {}
                Meaning::Via(who) => fields.via = self.id_of(who).filter(|via| via != id).or(fields.via),
                Meaning::Knows(people) => {
                    fields
                        .knows
                        .extend(people.iter().filter_map(|who| self.id_of(who)).filter(|known| known != id));
                }
                Meaning::FollowUp { what, due } => {
                    fields.follow_ups.push(FollowUp {
                        due: Some(*due),
                        what: what.clone(),
                        ..FollowUp::default()
                    });
                }
                Meaning::Promise { side, what, due, people } => {
                    let mut favour = self.favour(id, what, people, (side.clone(), FavourState::Promised));
                    favour.due = *due;
                    fields.favours.push(favour);
                }
                Meaning::Done { side, what, people } => {
                    fields.favours.push(self.favour(id, what, people, (side.clone(), FavourState::Done)));
                }
                Meaning::Ask(what) => {
                    fields.favours.push(self.favour(id, what, &[], (Side::Receive, FavourState::Asked)));
                }
            }
        }
        self.keep(id, fields);
    }

    fn keep(&mut self, id: &PersonId, fields: Fields<'_>) {
        let Some(at) = self.at.get(id) else { return };
        let Some(person) = self.people.get_mut(*at) else { return };
        add(&mut person.needs, fields.needs);
        add(&mut person.offers, fields.offers);
        add(&mut person.steer_clear, fields.steer_clear);
        add(&mut person.tags, fields.tags);
        add(&mut person.emails, fields.emails);
        add(&mut person.phones, fields.phones);
        add(&mut person.links, fields.links);
        for known in fields.knows {
            if !person.knows.contains(&known) {
                person.knows.push(known);
            }
        }
        if let Some(via) = fields.via {
            person.via = via;
        }
        for mut follow_up in fields.follow_ups {
            follow_up.id = self.ids.follow_up(person.follow_ups.iter().map(|other| &other.id));
            person.follow_ups.push(follow_up);
        }
        for mut favour in fields.favours {
            favour.id = self.ids.favour(person.favours.iter().map(|other| &other.id));
            person.favours.push(favour);
        }
    }

    fn favour(&mut self, id: &PersonId, what: &str, people: &[Who], stand: (Side, FavourState)) -> Favour {
        let (side, state) = stand;
        let mut favour = Favour {
            side,
            kind: kind(what),
            what: what.to_owned(),
            people: people.iter().filter_map(|who| self.id_of(who)).filter(|other| other != id).collect(),
            event: self.event.as_ref().map(|(event, _)| event.id.clone()).unwrap_or_default(),
            ..Favour::default()
        };
        favour.move_to(state, self.today);
        favour
    }

    /// One note of all that was said, or one of each kind, the first with the line as typed.
    fn add_notes(&mut self, id: &PersonId, also: &[PersonId], line: &Understood) {
        let mut texts: Vec<(NoteKind, String)> = Vec::new();
        for segment in &line.segments {
            let Meaning::Note { kind, text } = &segment.meaning else { continue };
            if let Some((_, joined)) = texts.iter_mut().find(|(other, _)| other == kind) {
                joined.push('\n');
                joined.push_str(text);
            } else {
                texts.push((kind.clone(), text.clone()));
            }
        }
        if texts.is_empty() {
            texts.push((NoteKind::default(), String::new()));
        }
        let at = Some(self.scene.now.stamp());
        let event = self.event.as_ref().map(|(event, _)| event.id.clone()).unwrap_or_default();
        let Some(person) = self.at.get(id).and_then(|at| self.people.get_mut(*at)) else { return };
        let mut verbatim = Some(line.line.clone());
        for (kind, text) in texts {
            person.notes.push(Note {
                id: self.ids.note(person.notes.iter().map(|note| &note.id)),
                at,
                event: event.clone(),
                kind,
                text,
                line: verbatim.take().unwrap_or_default(),
                also: also.to_vec(),
                ..Note::default()
            });
        }
    }

    /// Where and when I met somebody new, and the check-in when this is the day.
    fn meet(&mut self, id: &PersonId) {
        let (today, now) = (self.today, self.scene.now);
        let Some((_, event)) = &mut self.event else { return };
        let is_new = self.scene.book.person(id).is_none();
        let Some(person) = self.at.get(id).and_then(|at| self.people.get_mut(*at)) else { return };
        let last_night = event.date.and_then(|date| date.0.checked_add(1.day()).ok()) == Some(today.0)
            && now.0.time().hour() < NIGHT_ENDS;
        let is_on = event.date == Some(today) || last_night;
        // Days later a line is about somebody met there; before its day nobody was.
        let was_on = event.date.is_none_or(|date| date <= today);
        let is_wanted =
            event.attendee_of(id).is_some_and(|attendee| attendee.status == AttendeeStatus::Wanted);
        if person.met.is_none() && was_on && (is_new || (is_wanted && is_on)) {
            person.met = Some(Met { event: event.id.clone(), on: event.date, ..Met::default() });
        }
        if is_on {
            event.check_in(id, &person.name, now.stamp());
        }
    }

    fn finish(self, what: String) -> Option<Change> {
        let book: &Book = self.scene.book;
        let mut change = Change::new(what);
        for person in self.people {
            change = change.with(match book.person(&person.id) {
                Some(before) => Edit::replace(Record::Person(before.clone()), person),
                None => Edit::create(person),
            });
        }
        if let Some((before, after)) = self.event {
            change = change.with(Edit::replace(Record::Event(before), after));
        }
        (!change.is_idle()).then_some(change)
    }
}

/// What the segments of a line say of one person.
#[derive(Default)]
struct Fields<'a> {
    needs: Vec<&'a String>,
    offers: Vec<&'a String>,
    steer_clear: Vec<&'a String>,
    tags: Vec<&'a String>,
    emails: Vec<&'a String>,
    phones: Vec<&'a String>,
    links: Vec<&'a String>,
    via: Option<PersonId>,
    knows: Vec<PersonId>,
    follow_ups: Vec<FollowUp>,
    favours: Vec<Favour>,
}

/// Appends what is not there yet, whatever its case.
fn add<'a>(list: &mut Vec<String>, items: impl IntoIterator<Item = &'a String>) {
    let mut there: HashSet<String> = list.iter().map(|item| item.to_lowercase()).collect();
    for item in items {
        if there.insert(item.to_lowercase()) {
            list.push(item.clone());
        }
    }
}

/// What kind of favour a text is, by its first words.
fn kind(what: &str) -> FavourKind {
    for word in what.split_whitespace().take(4) {
        match word.to_ascii_lowercase().as_str() {
            "intro" | "intros" | "introduce" | "introduction" | "introduced" => return FavourKind::Intro,
            "refer" | "referral" | "referrals" | "referred" => return FavourKind::Referral,
            "advice" | "advise" => return FavourKind::Advice,
            "help" => return FavourKind::Help,
            "recommend" | "recommendation" | "endorse" | "endorsement" | "testimonial" => {
                return FavourKind::Endorsement;
            }
            "lend" | "send" | "share" => return FavourKind::Resource,
            _ => {}
        }
    }
    FavourKind::Plain
}
