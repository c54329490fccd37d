//! A change: an edit as a value that knows its inverse.

use std::sync::Arc;

use super::{Event, EventId, Group, GroupId, Person, PersonId};

/// Which record, and so which file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// `me.toml`
    Me,
    /// `people/<id>.toml`
    Person(PersonId),
    /// `events/<id>.toml`
    Event(EventId),
    /// `groups/<id>.toml`
    Group(GroupId),
}

/// The content of one file.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    /// My own card.
    Me(Arc<Person>),
    /// A person with notes, favours and follow-ups.
    Person(Arc<Person>),
    /// An event with its list.
    Event(Arc<Event>),
    /// A group.
    Group(Arc<Group>),
}

impl Record {
    /// Which record this is.
    pub fn key(&self) -> Key {
        match self {
            Self::Me(_) => Key::Me,
            Self::Person(person) => Key::Person(person.id.clone()),
            Self::Event(event) => Key::Event(event.id.clone()),
            Self::Group(group) => Key::Group(group.id.clone()),
        }
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        match self {
            Self::Me(person) | Self::Person(person) => &person.name,
            Self::Event(event) => &event.name,
            Self::Group(group) => &group.name,
        }
    }
}

impl From<Person> for Record {
    fn from(person: Person) -> Self {
        Self::Person(Arc::new(person))
    }
}

impl From<Event> for Record {
    fn from(event: Event) -> Self {
        Self::Event(Arc::new(event))
    }
}

impl From<Arc<Event>> for Record {
    fn from(event: Arc<Event>) -> Self {
        Self::Event(event)
    }
}

impl From<Group> for Record {
    fn from(group: Group) -> Self {
        Self::Group(Arc::new(group))
    }
}

/// One record before and after; both sides have the same key, and at least one is there.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// Absent: the record is new.
    pub before: Option<Record>,
    /// Absent: the record goes to the trash.
    pub after: Option<Record>,
}

impl Edit {
    /// A record that was not there before.
    pub fn create(after: impl Into<Record>) -> Self {
        Self { before: None, after: Some(after.into()) }
    }

    /// A record that becomes another.
    pub fn replace(before: Record, after: impl Into<Record>) -> Self {
        Self { before: Some(before), after: Some(after.into()) }
    }

    /// A record that goes to the trash.
    pub fn remove(before: Record) -> Self {
        Self { before: Some(before), after: None }
    }

    /// Which record it is about.
    pub fn key(&self) -> Option<Key> {
        self.after.as_ref().or(self.before.as_ref()).map(Record::key)
    }

    /// Whether it changes nothing.
    pub fn is_idle(&self) -> bool {
        self.before == self.after
    }
}

/// One thing the user did, over one or several records: saved whole or not at all, undone whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// In words, for the toast, the history and undo: "note on Ana Ruiz".
    pub what: String,
    /// What becomes of which record.
    pub edits: Vec<Edit>,
}

impl Change {
    /// A change that does nothing yet.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), edits: Vec::new() }
    }

    /// Adds an edit, unless it changes nothing.
    #[must_use]
    pub fn with(mut self, edit: Edit) -> Self {
        if !edit.is_idle() {
            self.edits.push(edit);
        }
        self
    }

    /// This change and then `next`, which was made from what this one leaves, as one: taken back by one undo.
    #[must_use]
    pub fn then(mut self, next: Self) -> Self {
        for edit in next.edits {
            match self.edits.iter_mut().find(|earlier| earlier.key() == edit.key()) {
                Some(earlier) => earlier.after = edit.after,
                None => self.edits.push(edit),
            }
        }
        self.edits.retain(|edit| !edit.is_idle());
        self
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn invert(&self) -> Self {
        let swap = |edit: &Edit| Edit { before: edit.after.clone(), after: edit.before.clone() };
        Self { what: self.what.clone(), edits: self.edits.iter().rev().map(swap).collect() }
    }

    /// Whether it changes nothing.
    pub fn is_idle(&self) -> bool {
        self.edits.iter().all(Edit::is_idle)
    }
}
