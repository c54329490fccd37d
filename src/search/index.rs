//! The index: who is found by which words, kept in step with the book record by record.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher as _};
use std::sync::atomic::{AtomicU64, Ordering};

use super::Target;
use super::field::Field;
use super::pieces::{self, Piece};
use super::words::{Mixer, Number, Vocabulary};
use super::writer::Writer;
use crate::domain::{Attendee, Book, Day, Event, EventId, Key, Person, PersonId};

/// Stamps of all indexes come from one counter, so that a finder cannot take one index for another.
static STAMPS: AtomicU64 = AtomicU64::new(1);

/// Everyone's text, folded for searching. Kept in step with the book record by record.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) vocabulary: Vocabulary,
    pub(super) docs: Vec<Option<Doc>>,
    free: Vec<Number>,
    people: Nodes<PersonId, PersonNode>,
    events: Nodes<EventId, EventNode>,
    writer: Writer,
    /// Another one after every change, unlike that of any other index.
    pub(super) stamp: u64,
}

/// Somebody findable.
#[derive(Debug)]
pub(super) struct Doc {
    pub(super) target: Target,
    /// The day of the last contact as a number that grows with time; 0 when there was none.
    pub(super) recency: i32,
    words: Box<[Number]>,
}

/// What the index must know about a person to follow others' changes.
#[derive(Debug, Default)]
struct PersonNode {
    id: PersonId,
    doc: Option<Number>,
    name: Option<Box<str>>,
    /// Whom this one names (`via`, `knows`), and by whom it is named.
    names: Vec<Number>,
    named_by: Vec<Number>,
    /// Who this one's notes are about as well, and whose notes are about this one.
    also: Vec<Number>,
    also_by: Vec<Number>,
    /// The events of the record itself, and those on whose list it stands.
    reads: Vec<Number>,
    lists: Vec<Number>,
    dirty: bool,
}

/// What the index must know about an event to follow its changes.
#[derive(Debug, Default)]
struct EventNode {
    id: EventId,
    head: String,
    words: Vec<Number>,
    read_by: Vec<Number>,
    listed: Vec<Number>,
    /// For each line of the list a hash of what it is found by, and its doc unless it is one of my people.
    lines: Vec<(u64, Option<Number>)>,
    head_changed: bool,
    dirty: bool,
}

/// Records by number, so that links are cheap.
#[derive(Debug)]
struct Nodes<I, N> {
    numbers: HashMap<I, Number, BuildHasherDefault<Mixer>>,
    nodes: Vec<N>,
}

impl<I, N> Default for Nodes<I, N> {
    fn default() -> Self {
        Self { numbers: HashMap::default(), nodes: Vec::new() }
    }
}

impl<I: Clone + Eq + Hash, N> Nodes<I, N> {
    fn number(&mut self, id: &I, new: impl FnOnce(I) -> N) -> Number {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        let number = Number::try_from(self.nodes.len()).unwrap_or(Number::MAX);
        self.nodes.push(new(id.clone()));
        self.numbers.insert(id.clone(), number);
        number
    }

    fn known(&self, id: &I) -> Option<&N> {
        self.get(*self.numbers.get(id)?)
    }

    fn get(&self, number: Number) -> Option<&N> {
        self.nodes.get(number as usize)
    }

    fn get_mut(&mut self, number: Number) -> Option<&mut N> {
        self.nodes.get_mut(number as usize)
    }

    /// Moves `number` out of the lists of `old` nodes and into those of `new` ones; both are sorted.
    fn relink(
        &mut self,
        old: &[Number],
        new: &[Number],
        number: Number,
        list: fn(&mut N) -> &mut Vec<Number>,
    ) {
        for other in old.iter().filter(|other| new.binary_search(other).is_err()) {
            if let Some(node) = self.get_mut(*other) {
                list(node).retain(|linked| *linked != number);
            }
        }
        for other in new.iter().filter(|other| old.binary_search(other).is_err()) {
            if let Some(node) = self.get_mut(*other) {
                list(node).push(number);
            }
        }
    }
}

impl Nodes<PersonId, PersonNode> {
    fn person(&mut self, id: &PersonId) -> Number {
        self.number(id, |id| PersonNode { id, ..PersonNode::default() })
    }
}

impl Nodes<EventId, EventNode> {
    fn event(&mut self, id: &EventId) -> Number {
        self.number(id, |id| EventNode { id, ..EventNode::default() })
    }
}

/// What a round of changes has left to be written anew.
#[derive(Debug, Default)]
struct Work {
    people: Vec<Number>,
    events: Vec<Number>,
}

impl Index {
    /// The index of a whole book.
    pub fn build(book: &Book) -> Self {
        let mut index = Self::default();
        let events = book.events().map(|event| Key::Event(event.id.clone()));
        let people = book.people().map(|person| Key::Person(person.id.clone()));
        index.follow(book, events.chain(people));
        index
    }

    /// Follows one record's change (put, replaced or taken out). `book` is as it is after the change.
    pub fn update(&mut self, book: &Book, key: &Key) {
        self.follow(book, [key.clone()]);
    }

    /// Follows many records' changes at once: for rows that stream in, cheaper than one by one.
    pub fn update_all(&mut self, book: &Book, keys: &[Key]) {
        self.follow(book, keys.iter().cloned());
    }

    fn follow(&mut self, book: &Book, keys: impl IntoIterator<Item = Key>) {
        let mut work = Work::default();
        for key in keys {
            match key {
                Key::Me => {}
                Key::Person(id) => self.link_person(book, &id, &mut work),
                Key::Event(id) => self.link_event(book, &id, &mut work),
                Key::Group(id) => {
                    for event in book.events().filter(|event| event.group == id) {
                        self.link_event(book, &event.id, &mut work);
                    }
                }
            }
        }
        for number in work.people {
            self.write_person(book, number);
        }
        for number in work.events {
            self.write_list(book, number);
        }
        self.vocabulary.settle();
        self.stamp = STAMPS.fetch_add(1, Ordering::Relaxed);
    }

    /// Whose notes are about `person` as well, by id.
    pub(super) fn about<'a>(&self, book: &'a Book, person: &PersonId) -> impl Iterator<Item = &'a Person> {
        let by = self.people.known(person).map(|node| node.also_by.as_slice()).unwrap_or_default();
        let people = by.iter().filter_map(|number| book.person(&self.people.get(*number)?.id));
        let mut people: Vec<&Person> = people.map(AsRef::as_ref).collect();
        people.sort_unstable_by(|one, other| one.id.cmp(&other.id));
        people.into_iter()
    }

    /// On which events' lists `person` stands, by id.
    pub(super) fn lists(&self, person: &PersonId) -> impl Iterator<Item = &EventId> {
        let lists = self.people.known(person).map(|node| node.lists.as_slice()).unwrap_or_default();
        let mut events: Vec<&EventId> =
            lists.iter().filter_map(|number| self.events.get(*number).map(|node| &node.id)).collect();
        events.sort_unstable();
        events.into_iter()
    }

    fn mark_person(people: &mut Nodes<PersonId, PersonNode>, number: Number, work: &mut Work) {
        if let Some(node) = people.get_mut(number)
            && !std::mem::replace(&mut node.dirty, true)
        {
            work.people.push(number);
        }
    }

    fn mark_event(&mut self, number: Number, work: &mut Work) {
        if let Some(node) = self.events.get_mut(number)
            && !std::mem::replace(&mut node.dirty, true)
        {
            work.events.push(number);
        }
    }

    /// Takes over whom and what a person's record refers to, and marks everybody whose text changes with it.
    fn link_person(&mut self, book: &Book, id: &PersonId, work: &mut Work) {
        let number = self.people.person(id);
        let record = book.person(id);
        let mut names = Vec::new();
        let mut also = Vec::new();
        let mut reads = Vec::new();
        if let Some(person) = record {
            names.extend(pieces::named(person).map(|id| self.people.person(id)));
            also.extend(person.notes.iter().flat_map(|note| &note.also).map(|id| self.people.person(id)));
            let met = person.met.iter().map(|met| &met.event);
            let noted = person.notes.iter().map(|note| &note.event);
            let favoured = person.favours.iter().map(|favour| &favour.event);
            let events = met.chain(noted).chain(favoured).filter(|id| !id.is_empty());
            reads.extend(events.map(|id| self.events.event(id)));
        }
        for list in [&mut names, &mut also, &mut reads] {
            list.sort_unstable();
            list.dedup();
        }
        let name = record.map(|person| person.name.as_str());
        let Some(node) = self.people.get_mut(number) else { return };
        let name_changed = node.name.as_deref() != name;
        let existence_changed = node.name.is_some() != name.is_some();
        node.name = name.map(Into::into);
        let old_names = std::mem::replace(&mut node.names, names.clone());
        let old_also = std::mem::replace(&mut node.also, also.clone());
        let old_reads = std::mem::replace(&mut node.reads, reads.clone());
        let named_by = if name_changed { node.named_by.clone() } else { Vec::new() };
        let lists = if existence_changed { node.lists.clone() } else { Vec::new() };

        self.people.relink(&old_names, &names, number, |node| &mut node.named_by);
        self.people.relink(&old_also, &also, number, |node| &mut node.also_by);
        self.events.relink(&old_reads, &reads, number, |node| &mut node.read_by);

        for other in [number].iter().chain(&named_by).chain(&old_also).chain(&also) {
            Self::mark_person(&mut self.people, *other, work);
        }
        for event in lists {
            self.mark_event(event, work);
        }
    }

    /// Takes over an event's name, venue, group, day and list, and marks everybody whose text changes with it.
    fn link_event(&mut self, book: &Book, id: &EventId, work: &mut Work) {
        let number = self.events.event(id);
        let record = book.event(id);
        let mut head = String::new();
        let mut listed = Vec::new();
        if let Some(event) = record {
            pieces::write_event(&mut head, book, event);
            let known = event.attendees.iter().filter(|attendee| !attendee.person.is_empty());
            listed.extend(known.map(|attendee| self.people.person(&attendee.person)));
            listed.sort_unstable();
            listed.dedup();
        }
        let Some(node) = self.events.get_mut(number) else { return };
        let old_listed = std::mem::replace(&mut node.listed, listed.clone());
        let mut touched: Vec<Number> = Vec::new();
        if node.head != head {
            node.head_changed = true;
            node.words.clear();
            let words = &mut node.words;
            self.writer.splitter.each_word(&head, |word| {
                words.push(self.vocabulary.intern(word.text));
                words.extend(word.out.map(|out| self.vocabulary.intern(out)));
            });
            node.head = head;
            touched.extend(node.read_by.iter().chain(&listed));
            for reader in &node.read_by {
                touched.extend(self.people.get(*reader).into_iter().flat_map(|reader| &reader.also));
            }
        }
        touched.extend(old_listed.iter().filter(|other| listed.binary_search(other).is_err()));
        touched.extend(listed.iter().filter(|other| old_listed.binary_search(other).is_err()));
        self.people.relink(&old_listed, &listed, number, |node| &mut node.lists);
        for other in touched {
            Self::mark_person(&mut self.people, other, work);
        }
        self.mark_event(number, work);
    }

    fn write_person(&mut self, book: &Book, number: Number) {
        let Some(node) = self.people.get_mut(number) else { return };
        node.dirty = false;
        let id = node.id.clone();
        let doc = node.doc.take();
        let Some(person) = book.person(&id) else {
            self.erase(doc);
            return;
        };
        let mut writer = std::mem::take(&mut self.writer);
        let mut vocabulary = std::mem::take(&mut self.vocabulary);
        let mut recency = person.last_contact().map_or(0, days);
        pieces::of_person(book, person, self.about(book, &id), self.lists(&id), &mut |piece| match piece {
            Piece::Text(field, text) => writer.text(&mut vocabulary, field, text),
            Piece::Day(day) => {
                recency = recency.max(days(day));
                writer.day(&mut vocabulary, day);
            }
            Piece::Event(id) => {
                let words = self.events.known(id).map(|node| node.words.as_slice()).unwrap_or_default();
                writer.words.extend(words.iter().map(|word| (*word, Field::Event.only())));
            }
        });
        self.writer = writer;
        self.vocabulary = vocabulary;
        let doc = self.write(doc, Target::Person(id), recency);
        if let Some(node) = self.people.get_mut(number) {
            node.doc = Some(doc);
        }
    }

    /// Writes those lines of an event's list that changed; a check-in changes one of thousands.
    fn write_list(&mut self, book: &Book, number: Number) {
        let Some(node) = self.events.get_mut(number) else { return };
        node.dirty = false;
        let anew = std::mem::take(&mut node.head_changed);
        let id = node.id.clone();
        let old = std::mem::take(&mut node.lines);
        let none = Event::default();
        let event = book.event(&id).map_or(&none, AsRef::as_ref);
        let recency = event.date.map_or(0, days);
        let mut lines = Vec::with_capacity(event.attendees.len());
        for (at, attendee) in event.attendees.iter().enumerate() {
            let mine = !attendee.person.is_empty() && book.person(&attendee.person).is_some();
            let hash = if mine { 0 } else { hash(attendee) };
            let (old_hash, doc) = old.get(at).copied().unwrap_or_default();
            if mine {
                self.erase(doc);
                lines.push((hash, None));
            } else if hash == old_hash && doc.is_some() && !anew {
                lines.push((hash, doc));
            } else {
                pieces::of_attendee(&id, attendee, &mut |piece| match piece {
                    Piece::Text(field, text) => self.writer.text(&mut self.vocabulary, field, text),
                    Piece::Day(day) => self.writer.day(&mut self.vocabulary, day),
                    Piece::Event(id) => {
                        let words = self.events.known(id).map(|node| node.words.as_slice());
                        let words = words.unwrap_or_default().iter();
                        self.writer.words.extend(words.map(|word| (*word, Field::Event.only())));
                    }
                });
                let doc = self.write(doc, Target::Attendee(id.clone(), at), recency);
                lines.push((hash, Some(doc)));
            }
        }
        for (_, doc) in old.iter().skip(lines.len()) {
            self.erase(*doc);
        }
        if let Some(node) = self.events.get_mut(number) {
            node.lines = lines;
        }
    }

    /// Puts down the words the writer has gathered, over those of `doc` if there is one.
    fn write(&mut self, doc: Option<Number>, target: Target, recency: i32) -> Number {
        self.erase(doc);
        let number = self.free.pop().unwrap_or_else(|| {
            self.docs.push(None);
            Number::try_from(self.docs.len() - 1).unwrap_or(Number::MAX)
        });
        let mut words = Vec::with_capacity(self.writer.words.len());
        for (word, fields) in self.writer.words.drain(..) {
            if self.vocabulary.put(word, number, fields) {
                words.push(word);
            }
        }
        if let Some(slot) = self.docs.get_mut(number as usize) {
            *slot = Some(Doc { target, recency, words: words.into() });
        }
        number
    }

    fn erase(&mut self, doc: Option<Number>) {
        let Some(number) = doc else { return };
        let Some(doc) = self.docs.get_mut(number as usize).and_then(Option::take) else { return };
        for word in doc.words {
            self.vocabulary.take(word, number);
        }
        self.free.push(number);
    }
}

/// A number that grows with the day; differences mean nothing.
fn days(day: Day) -> i32 {
    (i32::from(day.0.year()) * 12 + i32::from(day.0.month())) * 31 + i32::from(day.0.day())
}

fn hash(attendee: &Attendee) -> u64 {
    let mut hasher = DefaultHasher::new();
    (&attendee.name, &attendee.company, &attendee.role, &attendee.email, &attendee.why).hash(&mut hasher);
    hasher.finish()
}
