//! Lessons, openings and views by topic, with who said them.

use std::collections::BTreeMap;

use crate::domain::{Book, Day, Note, NoteId, NoteKind, Person, PersonId};

/// A note that is worth coming back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Whose note it is: who taught it, as a rule.
    pub person: PersonId,
    /// Which of theirs.
    pub note: NoteId,
}

/// Notes of one topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// In small letters; empty for notes without any.
    pub name: String,
    /// The newest first.
    pub notes: Vec<Kept>,
}

/// What notes that come back are listed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// By topic: those with the most notes first, those without any last.
    #[default]
    Topic,
    /// By who said it, by name.
    Person,
    /// By where it was said: the newest event first, what was said elsewhere last.
    Event,
}

impl By {
    /// In the order in which people go through them.
    pub const ALL: [Self; 3] = [Self::Topic, Self::Person, Self::Event];

    /// The word for it on the command line and on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Person => "person",
            Self::Event => "event",
        }
    }
}

/// The notes of a kind by topic, as [`listed`] has them.
pub fn by_topic(book: &Book, kind: &NoteKind) -> Vec<Topic> {
    listed(book, By::Topic, |_, note| note.kind == *kind)
}

/// The notes that `keep` keeps, under headings; under each the newest first, and those that were used last.
///
/// A note's topics are the `#tags` in its line; without one, the tags of the person; without these, the person's field. A
/// note of several topics stands under each. By person and by event the name of a [`Topic`] is theirs.
pub fn listed(book: &Book, by: By, keep: impl Fn(&Person, &Note) -> bool) -> Vec<Topic> {
    // The key orders the headings and keeps those apart that only have the same name.
    type Key = (bool, std::cmp::Reverse<Option<Day>>, String, String);
    type Under<'a> = (String, Vec<(&'a Person, &'a Note)>);
    let mut all: BTreeMap<Key, Under<'_>> = BTreeMap::new();
    let mut put = |(last, day, id): (bool, Option<Day>, &str), name: &str, kept| {
        let key = (last, std::cmp::Reverse(day), name.to_lowercase(), id.to_owned());
        all.entry(key).or_insert_with(|| (name.to_owned(), Vec::new())).1.push(kept);
    };
    for (person, note) in book.notes().filter(|(person, note)| keep(person, note)) {
        let kept = (person.as_ref(), note);
        match by {
            By::Topic => topics_of(person, note)
                .iter()
                .for_each(|topic| put((topic.is_empty(), None, ""), topic, kept)),
            By::Person => put((false, None, person.id.as_str()), &person.name, kept),
            By::Event => {
                let event = book.event(&note.event);
                let name = event.map_or(note.event.as_str(), |event| event.name.as_str());
                let day = event.and_then(|event| event.date);
                put((note.event.is_empty(), day, note.event.as_str()), name, kept);
            }
        }
    }
    let mut topics: Vec<Topic> = all
        .into_values()
        .map(|(name, mut notes)| {
            notes.sort_by_key(|(_, note)| (note.used.is_some(), std::cmp::Reverse(note.at)));
            let kept =
                |(person, note): (&Person, &Note)| Kept { person: person.id.clone(), note: note.id.clone() };
            Topic { name, notes: notes.into_iter().map(kept).collect() }
        })
        .collect();
    if by == By::Topic {
        topics.sort_by_key(|topic| (topic.name.is_empty(), std::cmp::Reverse(topic.notes.len())));
    }
    topics
}

/// The topics of a note, in small letters, each once; one that is empty when it has none.
pub fn topics_of(person: &Person, note: &Note) -> Vec<String> {
    let said = if note.line.is_empty() { &note.text } else { &note.line };
    let tags = said.split_whitespace().filter_map(|word| word.strip_prefix('#'));
    let mut topics: Vec<String> =
        tags.map(|tag| tag.trim_end_matches(|ch: char| !ch.is_alphanumeric()).to_lowercase()).collect();
    if topics.iter().all(String::is_empty) {
        topics = person.tags.iter().map(|tag| tag.trim().to_lowercase()).collect();
    }
    if topics.iter().all(String::is_empty) {
        topics = vec![person.industry.trim().to_lowercase()];
    }
    topics.sort();
    topics.dedup();
    if topics.len() > 1 {
        topics.retain(|topic| !topic.is_empty());
    }
    topics
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(id: &str, tags: &[&str], industry: &str, lessons: &[&str]) -> Person {
        let lesson = |(at, line): (usize, &&str)| Note {
            id: NoteId::new(&format!("n{at}")),
            kind: NoteKind::Lesson,
            text: (*line).into(),
            ..Note::default()
        };
        Person {
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            industry: industry.into(),
            notes: lessons.iter().enumerate().map(lesson).collect(),
            ..Person::named(PersonId::new(id), id)
        }
    }

    #[test]
    fn topics_come_from_the_line_the_tags_the_field() {
        let topics = |tags: &[&str], industry: &str, line: &str| {
            let person = person("p", tags, industry, &[line]);
            topics_of(&person, &person.notes[0])
        };
        assert_eq!(topics(&["food"], "law", "charge for the box #Pricing, #pricing."), ["pricing"]);
        assert_eq!(topics(&["Food", "north"], "law", "charge for the box"), ["food", "north"]);
        assert_eq!(topics(&[], "Law", "charge for the box"), ["law"]);
        assert_eq!(topics(&[], "", "charge for the box"), [""]);
    }

    #[test]
    fn the_most_taught_first_and_the_rest_last() {
        let mut book = Book::default();
        book.put(person("a", &[], "", &["one #web", "two", "three #food"]).into());
        book.put(person("b", &["food"], "", &["four"]).into());
        let topics = by_topic(&book, &NoteKind::Lesson);
        let found: Vec<(&str, usize)> =
            topics.iter().map(|topic| (topic.name.as_str(), topic.notes.len())).collect();
        assert_eq!(found, [("food", 2), ("web", 1), ("", 1)]);
    }

    #[test]
    fn by_whom_and_where_and_what_was_used_comes_last() {
        let mut book = Book::default();
        let event = |id: &str, date: &str| crate::domain::Event {
            id: crate::domain::EventId::new(id),
            name: id.to_uppercase(),
            date: Some(Day(date.parse().unwrap())),
            ..crate::domain::Event::default()
        };
        book.put(event("old", "2026-01-02").into());
        book.put(event("new", "2026-03-04").into());
        let mut zoe = person("zoe", &[], "", &["one", "two", "three"]);
        zoe.notes[0].used = Some(Day("2026-05-01".parse().unwrap()));
        zoe.notes[0].event = crate::domain::EventId::new("old");
        zoe.notes[1].event = crate::domain::EventId::new("old");
        zoe.notes[2].event = crate::domain::EventId::new("new");
        book.put(zoe.into());
        book.put(person("abe", &[], "", &["four"]).into());
        let check = |by: By, expect: &str| {
            let said = |topic: &Topic| {
                let ids: Vec<&str> = topic.notes.iter().map(|kept| kept.note.as_str()).collect();
                format!("{}:{}", topic.name, ids.join(","))
            };
            let found: Vec<String> = listed(&book, by, |_, _| true).iter().map(said).collect();
            assert_eq!(found.join(" "), expect, "{by:?}");
        };
        check(By::Topic, ":n0,n1,n2,n0");
        check(By::Person, "abe:n0 zoe:n1,n2,n0");
        check(By::Event, "NEW:n2 OLD:n1,n0 :n0");
    }
}
