//! What leaves in an export: whom it is about, and what stays home unless it is asked for.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::fold::fold;
use crate::domain::{Book, Event, Note, Person, PersonId, Record};

/// What is left of a book for others, and whether anything was held back.
#[derive(Debug, Clone, PartialEq)]
pub struct Outgoing {
    /// The records that leave.
    pub book: Book,
    /// How many private notes stayed home.
    pub notes: usize,
    /// How many notes stayed home because they name a topic to steer clear of.
    pub hushed: usize,
    /// Of how many people topics to steer clear of stayed home.
    pub topics: usize,
}

/// The part of `book` that is about the people whom `keep` names (all of it for `None`), for others to read.
///
/// Of a part, the events are those where one of these people was, with only them on the list, and my own card and the groups
/// stay out. Unless `private`, there stay home: private notes, topics to steer clear of, every line as it was typed and every
/// key of the user's own that says such a topic, and values that two writers changed at once, which may hold any of these.
pub fn outgoing(book: &Book, keep: Option<&BTreeSet<PersonId>>, private: bool) -> Outgoing {
    let mut out = Outgoing { book: Book::default(), notes: 0, hushed: 0, topics: 0 };
    let kept = |id: &PersonId| keep.is_none_or(|keep| keep.contains(id));
    let mut seen = HashSet::new();
    for person in book.people().filter(|person| kept(&person.id)) {
        let person = if private { Arc::clone(person) } else { out.discreet(person) };
        let met = person.met.iter().map(|met| &met.event);
        let said = person.notes.iter().map(|note| &note.event);
        seen.extend(met.chain(said).chain(person.favours.iter().map(|favour| &favour.event)).cloned());
        out.book.put(Record::Person(person));
    }
    for event in book.events() {
        let mut event = Event::clone(event);
        if keep.is_some() {
            event.attendees.retain(|attendee| !attendee.person.is_empty() && kept(&attendee.person));
            if event.attendees.is_empty() && !seen.contains(&event.id) {
                continue;
            }
        }
        if !private {
            event.conflicts.clear();
        }
        out.book.put(Record::from(event));
    }
    if keep.is_none() {
        for group in book.groups() {
            let mut group = crate::domain::Group::clone(group);
            if !private {
                group.conflicts.clear();
            }
            out.book.put(Record::from(group));
        }
        let me = if private { Arc::clone(book.me()) } else { out.discreet(book.me()) };
        out.book.put(Record::Me(me));
    }
    out
}

impl Outgoing {
    /// The person without what is nobody else's business; the same again where there is nothing such.
    fn discreet(&mut self, whole: &Arc<Person>) -> Arc<Person> {
        let mut person = Person::clone(whole);
        let topics: Vec<String> = person
            .steer_clear
            .drain(..)
            .map(|topic| fold(&topic))
            .filter(|topic| !topic.is_empty())
            .collect();
        self.topics += usize::from(!topics.is_empty());
        person.conflicts.clear();
        person.imported.clear();
        let before = person.notes.len();
        person.notes.retain(|note| !note.private);
        let open = person.notes.len();
        self.notes += before - open;
        for note in &mut person.notes {
            quieten(note, &topics);
        }
        person.notes.retain(|note| !note.words().trim().is_empty());
        self.hushed += open - person.notes.len();
        if !topics.is_empty() {
            for unknown in person.unknowns_mut() {
                unknown.retain(|key, value| !says(&format!("{key} {value}"), &topics));
            }
        }
        if person == **whole { Arc::clone(whole) } else { Arc::new(person) }
    }

    /// What stayed home, in words, of what a format could have taken along: notes, topics to steer clear of; `None` when
    /// that is nothing.
    pub fn kept_home(&self, notes: bool, topics: bool) -> Option<String> {
        let said = |may: bool, count: usize, one: &str, more: &str| match count {
            _ if !may => None,
            0 => None,
            1 => Some(one.to_owned()),
            count => Some(more.replace('#', &count.to_string())),
        };
        let said: Vec<String> = [
            said(notes, self.notes, "1 private note", "# private notes"),
            said(
                topics,
                self.topics,
                "what to steer clear of with 1 person",
                "what to steer clear of with # people",
            ),
            // Beside the topics, which every format that has notes may have too.
            said(notes, self.hushed, "1 note that names such a topic", "# notes that name such topics"),
        ]
        .into_iter()
        .flatten()
        .collect();
        match said.split_last() {
            None => None,
            Some((last, [])) => Some(last.clone()),
            Some((last, rest)) => Some(format!("{} and {last}", rest.join(", "))),
        }
    }
}

/// Whether a text names any of the topics.
fn says(text: &str, topics: &[String]) -> bool {
    let text = format!(" {} ", fold(text));
    // Not every script parts its words.
    let within = |topic: &String| {
        if topic.is_ascii() { text.contains(&format!(" {topic} ")) } else { text.contains(topic.as_str()) }
    };
    topics.iter().any(within)
}

/// Takes a topic out of what a note says: the line as typed names it where it was kept as one, or was a field at that time.
fn quieten(note: &mut Note, topics: &[String]) {
    // What was heard as plain speech, `avoid her divorce`, may well be meant as one.
    let avoids = |text: &str| {
        text.split([';', '\n']).any(|segment| {
            let word = segment.trim_start().split(|ch: char| !ch.is_alphabetic()).next().unwrap_or_default();
            word.eq_ignore_ascii_case("avoid")
        })
    };
    if avoids(&note.line) || says(&note.line, topics) {
        note.line.clear();
    }
    if avoids(&note.text) || says(&note.text, topics) {
        note.text.clear();
        note.line.clear();
    }
}

/// Everyone of a book by name, then by id.
pub(super) fn by_name(book: &Book) -> Vec<&Arc<Person>> {
    let mut people: Vec<&Arc<Person>> = book.people().collect();
    people.sort_by_cached_key(|person| (person.name.to_lowercase(), person.id.clone()));
    people
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Attendee, EventId, Met};

    fn note(text: &str, line: &str, private: bool) -> Note {
        Note { text: text.into(), line: line.into(), private, ..Note::default() }
    }

    fn book() -> Book {
        let mut book = Book::default();
        let event = EventId::new("fair-1");
        let ana = Person {
            steer_clear: vec!["her divorce".into()],
            met: Some(Met { event: event.clone(), on: None, ..Met::default() }),
            notes: vec![
                note("lovely bread", "Ana; lovely bread; avoid her divorce", false),
                note("", "Ana; avoid: the tax case", false),
                note("", "Ana; needs website", false),
                note("spoke of Her  Divorce!", "", false),
                note("secret", "Ana; secret", true),
            ],
            ..Person::named(PersonId::new("ana-1"), "Ana")
        };
        let bo = Person::named(PersonId::new("bo-1"), "Bo");
        let on = |person: &Person| Attendee {
            name: person.name.clone(),
            person: person.id.clone(),
            ..Attendee::default()
        };
        let list = vec![on(&ana), on(&bo), Attendee { name: "Cy".into(), ..Attendee::default() }];
        book.put(Record::from(Event { id: event, name: "Fair".into(), attendees: list, ..Event::default() }));
        book.put(Record::from(Event {
            id: EventId::new("other-1"),
            name: "Other".into(),
            ..Event::default()
        }));
        book.put(Record::Me(Arc::new(Person::named(PersonId::default(), "Me"))));
        book.put(Record::from(ana));
        book.put(Record::from(bo));
        book
    }

    #[test]
    fn what_is_private_stays_home_unless_asked_for() {
        let book = book();
        let out = outgoing(&book, None, false);
        let ana = out.book.person(&PersonId::new("ana-1")).unwrap();
        assert!(ana.steer_clear.is_empty());
        let said: Vec<&str> = ana.notes.iter().map(Note::words).collect();
        assert_eq!(said, ["lovely bread", "Ana; needs website"]);
        assert_eq!(ana.notes[0].line, "", "the line as typed says the topic");
        let all = format!("{:?}", out.book).to_lowercase();
        assert!(!all.contains("divorce") && !all.contains("tax") && !all.contains("secret"), "{all}");
        let home = out.kept_home(true, true).unwrap();
        assert_eq!(
            home,
            "1 private note, what to steer clear of with 1 person and 2 notes that name such topics"
        );
        assert_eq!(out.kept_home(false, true).unwrap(), "what to steer clear of with 1 person");
        assert_eq!(out.kept_home(false, false), None);
        let whole = outgoing(&book, None, true);
        assert_eq!((&whole.book, whole.kept_home(true, true)), (&book, None));
    }

    #[test]
    fn a_part_says_nothing_of_anybody_else() {
        let keep = BTreeSet::from([PersonId::new("ana-1")]);
        let out = outgoing(&book(), Some(&keep), true).book;
        assert_eq!((out.people().len(), out.events().len()), (1, 1));
        let event = out.event(&EventId::new("fair-1")).unwrap();
        assert_eq!(event.attendees.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Ana"]);
        assert!(out.me().name.is_empty());
    }
}
