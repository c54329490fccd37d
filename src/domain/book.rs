//! The book: every record in memory, found by id.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{
    Attendee, Change, Day, Edit, Event, EventId, Favour, FavourId, Group, GroupId, IdMaker, Key, Note,
    NoteId, Person, PersonId, Record, Stamp,
};

/// Every record. Records live here once; everything else keeps ids.
///
/// A clone costs nothing, whoever it is for and however many there are; the first record that is put in or taken out while it
/// is there costs one copy of the lists.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Book {
    me: Arc<Person>,
    people: Arc<BTreeMap<PersonId, Arc<Person>>>,
    events: Arc<BTreeMap<EventId, Arc<Event>>>,
    groups: Arc<BTreeMap<GroupId, Arc<Group>>>,
}

impl Book {
    /// What is shown for a reference to somebody whose name is not written down anywhere.
    pub const NOT_FOUND: &str = "somebody not found";

    /// My own card.
    pub fn me(&self) -> &Arc<Person> {
        &self.me
    }

    /// The person called `id`.
    pub fn person(&self, id: &PersonId) -> Option<&Arc<Person>> {
        self.people.get(id)
    }

    /// The event called `id`.
    pub fn event(&self, id: &EventId) -> Option<&Arc<Event>> {
        self.events.get(id)
    }

    /// The group called `id`.
    pub fn group(&self, id: &GroupId) -> Option<&Arc<Group>> {
        self.groups.get(id)
    }

    /// Everyone but me, by id.
    pub fn people(&self) -> impl ExactSizeIterator<Item = &Arc<Person>> + Clone {
        self.people.values()
    }

    /// Every event, by id.
    pub fn events(&self) -> impl ExactSizeIterator<Item = &Arc<Event>> + Clone {
        self.events.values()
    }

    /// Every group, by id.
    pub fn groups(&self) -> impl ExactSizeIterator<Item = &Arc<Group>> + Clone {
        self.groups.values()
    }

    /// Every note with the person it is kept with.
    pub fn notes(&self) -> impl Iterator<Item = (&Arc<Person>, &Note)> {
        self.people.values().flat_map(|person| person.notes.iter().map(move |note| (person, note)))
    }

    /// Every favour with the person it is between.
    pub fn favours(&self) -> impl Iterator<Item = (&Arc<Person>, &Favour)> {
        self.people.values().flat_map(|person| person.favours.iter().map(move |favour| (person, favour)))
    }

    /// The name to show for a reference, which is never an id: the person's, else the one an attendee list has for them.
    ///
    /// A reference outlives whom it names, so that who is brought back from the trash is found by it again; whoever it
    /// names may be deleted, in a file that cannot be read, or not read yet. Words that somebody wrote where an id belongs
    /// are shown as they are; no reference has no name.
    pub fn name_of<'a>(&'a self, id: &'a PersonId) -> &'a str {
        self.known_name(id).unwrap_or(if id.is_valid() { Self::NOT_FOUND } else { id.as_str() })
    }

    /// The name of whom a reference means, if it is written down anywhere.
    pub fn known_name(&self, id: &PersonId) -> Option<&str> {
        if let Some(person) = self.people.get(id) {
            return Some(&person.name);
        }
        let rows = || self.events.values().flat_map(|event| &event.attendees);
        let known = |row: &&Attendee| row.person == *id && !row.name.trim().is_empty();
        if id.is_empty() { None } else { rows().find(known).map(|row| row.name.as_str()) }
    }

    /// The event on `day`: the one that lasts now or comes next, when there are several.
    pub fn event_on(&self, now: &Stamp) -> Option<&Arc<Event>> {
        let today: Day = now.day();
        let mut events: Vec<_> = self.events.values().filter(|event| event.date == Some(today)).collect();
        events.sort_by_key(|event| (event.start, event.id.clone()));
        let ends = |event: &Event| event.end.or(event.start).map(|end| end.0);
        let running = events.iter().find(|event| ends(event).is_none_or(|end| end >= now.at.time()));
        running.or(events.last()).copied()
    }

    /// The record called `key`, if it is there. My card is always there, if only empty.
    pub fn record(&self, key: &Key) -> Option<Record> {
        match key {
            Key::Me => Some(Record::Me(self.me.clone())),
            Key::Person(id) => self.people.get(id).cloned().map(Record::Person),
            Key::Event(id) => self.events.get(id).cloned().map(Record::Event),
            Key::Group(id) => self.groups.get(id).cloned().map(Record::Group),
        }
    }

    /// Puts a record in, over the one of the same key.
    pub fn put(&mut self, record: Record) {
        match record {
            Record::Me(person) => self.me = person,
            Record::Person(person) => {
                Arc::make_mut(&mut self.people).insert(person.id.clone(), person);
            }
            Record::Event(event) => {
                Arc::make_mut(&mut self.events).insert(event.id.clone(), event);
            }
            Record::Group(group) => {
                Arc::make_mut(&mut self.groups).insert(group.id.clone(), group);
            }
        }
    }

    /// Takes a record out.
    pub fn take(&mut self, key: &Key) {
        match key {
            Key::Me => self.me = Arc::default(),
            Key::Person(id) => drop(Arc::make_mut(&mut self.people).remove(id)),
            Key::Event(id) => drop(Arc::make_mut(&mut self.events).remove(id)),
            Key::Group(id) => drop(Arc::make_mut(&mut self.groups).remove(id)),
        }
    }

    /// Makes a change: the only way in for what the user does.
    pub fn apply(&mut self, change: &Change) {
        for edit in &change.edits {
            match (&edit.before, &edit.after) {
                (_, Some(after)) => self.put(after.clone()),
                (Some(before), None) => self.take(&before.key()),
                (None, None) => {}
            }
        }
    }

    /// An id for a new person that nobody here has.
    pub fn free_person_id(&self, name: &str, ids: &mut IdMaker) -> PersonId {
        loop {
            let id = ids.person(name);
            if !self.people.contains_key(&id) {
                return id;
            }
        }
    }

    /// An id for a new event that none here has.
    pub fn free_event_id(&self, name: &str, date: Option<Day>, ids: &mut IdMaker) -> EventId {
        loop {
            let id = ids.event(name, date);
            if !self.events.contains_key(&id) {
                return id;
            }
        }
    }

    /// The edit that `change` makes of a person; `None` when there is no such person or nothing changes.
    pub fn edit_person(&self, id: &PersonId, change: impl FnOnce(&mut Person)) -> Option<Edit> {
        let before = self.person(id)?;
        let mut after = Person::clone(before);
        change(&mut after);
        let edit = Edit::replace(Record::Person(before.clone()), after);
        (!edit.is_idle()).then_some(edit)
    }

    /// The edit that `change` makes of my own card; `None` when nothing changes. An empty card has no file yet; a file of before
    /// there were schemas gets one, as everything that is written has.
    pub fn edit_me(&self, change: impl FnOnce(&mut Person)) -> Option<Edit> {
        let before = self.me();
        let mut after = Person::clone(before);
        change(&mut after);
        if after == **before {
            return None;
        }
        after.schema = after.schema.max(1);
        let after = Record::Me(Arc::new(after));
        let is_new = **before == Person::default();
        Some(if is_new { Edit::create(after) } else { Edit::replace(Record::Me(before.clone()), after) })
    }

    /// The edit that `change` makes of an event; `None` when there is no such event or nothing changes.
    pub fn edit_event(&self, id: &EventId, change: impl FnOnce(&mut Event)) -> Option<Edit> {
        let before = self.event(id)?;
        let mut after = Event::clone(before);
        change(&mut after);
        let edit = Edit::replace(Record::Event(before.clone()), after);
        (!edit.is_idle()).then_some(edit)
    }

    /// The edit that `change` makes of a favour.
    pub fn edit_favour(
        &self,
        id: &PersonId,
        favour: &FavourId,
        change: impl FnOnce(&mut Favour),
    ) -> Option<Edit> {
        self.edit_person(id, |person| {
            if let Some(found) = person.favours.iter_mut().find(|other| other.id == *favour) {
                change(found);
            }
        })
    }

    /// The edit that `change` makes of a note.
    pub fn edit_note(&self, id: &PersonId, note: &NoteId, change: impl FnOnce(&mut Note)) -> Option<Edit> {
        self.edit_person(id, |person| {
            if let Some(found) = person.notes.iter_mut().find(|other| other.id == *note) {
                change(found);
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_and_its_inverse_leave_the_book_as_it_was() {
        let mut book = Book::default();
        let ana = Person::named(PersonId::new("ana-1"), "Ana");
        let tom = Person::named(PersonId::new("tom-1"), "Tom");
        book.apply(&Change::new("add Ana").with(Edit::create(ana)));
        let before = book.clone();
        let id = PersonId::new("ana-1");
        let edit = book.edit_person(&id, |person| person.role = "baker".into()).unwrap();
        let change = Change::new("two things").with(edit).with(Edit::create(tom));
        book.apply(&change);
        assert_eq!(book.person(&id).unwrap().role, "baker");
        book.apply(&change.invert());
        assert_eq!(book, before);
    }

    #[test]
    fn one_change_after_the_other_is_one_change() {
        let mut book = Book::default();
        book.apply(&Change::new("add Ana").with(Edit::create(Person::named(PersonId::new("ana-1"), "Ana"))));
        let before = book.clone();
        let id = PersonId::new("ana-1");
        let tom = || Person::named(PersonId::new("tom-1"), "Tom");
        let edit = book.edit_person(&id, |person| person.role = "baker".into()).unwrap();
        let first = Change::new("first").with(edit).with(Edit::create(tom()));
        let mut between = book.clone();
        between.apply(&first);
        let edit = between.edit_person(&id, |person| person.company = "Forno".into()).unwrap();
        let both = first.then(Change::new("second").with(edit).with(Edit::remove(tom().into())));
        assert_eq!((both.what.as_str(), both.edits.len()), ("first", 1), "Tom came and went: nothing of him");
        book.apply(&both);
        assert_eq!((book.person(&id).unwrap().role.as_str(), book.people().len()), ("baker", 1));
        assert_eq!(book.person(&id).unwrap().company, "Forno");
        book.apply(&both.invert());
        assert_eq!(book, before);
    }

    #[test]
    fn a_reference_is_never_shown_as_an_id() {
        let mut book = Book::default();
        let (ana, tom) =
            (Person::named(PersonId::new("ana-1"), "Ana"), Person::named(PersonId::new("tom-1"), "Tom"));
        let [id, other, none, words] = ["ana-1", "tom-1", "", "my cousin Jo"].map(PersonId::new);
        let row = Attendee { name: "Ana Ruiz".into(), person: id.clone(), ..Attendee::default() };
        let event = Event { id: EventId::new("fair-1"), attendees: vec![row], ..Event::default() };
        book.apply(&Change::new("all").with(Edit::create(ana)).with(Edit::create(tom)));
        book.put(Record::Event(Arc::new(event)));
        assert_eq!([&id, &other].map(|id| book.name_of(id)), ["Ana", "Tom"]);
        let before = book.clone();
        let both = [&id, &other].map(|id| Record::Person(book.person(id).unwrap().clone()));
        let gone =
            both.into_iter().fold(Change::new("delete"), |change, record| change.with(Edit::remove(record)));
        book.apply(&gone);
        assert_eq!([&id, &other].map(|id| book.name_of(id)), ["Ana Ruiz", "somebody not found"]);
        assert_eq!([&id, &other, &none].map(|id| book.known_name(id)), [Some("Ana Ruiz"), None, None]);
        assert_eq!([&none, &words].map(|id| book.name_of(id)), ["", "my cousin Jo"]);
        book.apply(&gone.invert());
        assert_eq!(book, before);
        assert_eq!(book.name_of(&id), "Ana");
    }

    #[test]
    fn an_edit_that_changes_nothing_is_no_edit() {
        let mut book = Book::default();
        book.put(Person::named(PersonId::new("ana-1"), "Ana").into());
        assert!(book.edit_person(&PersonId::new("ana-1"), |_| {}).is_none());
        assert!(book.edit_person(&PersonId::new("nobody"), |person| person.name.clear()).is_none());
    }
}
