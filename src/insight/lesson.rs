//! Lessons, openings and views by topic, with who said them.

use std::collections::BTreeMap;

use crate::domain::{Book, Note, NoteId, NoteKind, Person, PersonId};

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

/// The notes of a kind by topic: topics with the most notes first, those without a topic last.
///
/// A note's topics are the `#tags` in its line; without one, the tags of the person; without these, the person's field.
pub fn by_topic(book: &Book, kind: &NoteKind) -> Vec<Topic> {
    let mut topics: BTreeMap<String, Vec<(&Person, &Note)>> = BTreeMap::new();
    for (person, note) in book.notes().filter(|(_, note)| note.kind == *kind) {
        for topic in topics_of(person, note) {
            topics.entry(topic).or_default().push((person, note));
        }
    }
    let mut topics: Vec<Topic> = topics
        .into_iter()
        .map(|(name, mut notes)| {
            notes.sort_by_key(|(_, note)| std::cmp::Reverse(note.at));
            let kept =
                |(person, note): (&Person, &Note)| Kept { person: person.id.clone(), note: note.id.clone() };
            Topic { name, notes: notes.into_iter().map(kept).collect() }
        })
        .collect();
    topics.sort_by(|one, other| {
        (one.name.is_empty(), std::cmp::Reverse(one.notes.len()), &one.name).cmp(&(
            other.name.is_empty(),
            std::cmp::Reverse(other.notes.len()),
            &other.name,
        ))
    });
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

/// Lessons that bear on somebody: on one of their topics (tags, field) or on something they need. The newest first.
pub fn lessons_for<'a>(book: &'a Book, about: &Person) -> Vec<(&'a Person, &'a Note)> {
    let mut topics: Vec<String> = about.tags.iter().map(|tag| tag.to_lowercase()).collect();
    topics.push(about.industry.trim().to_lowercase());
    topics.extend(about.needs.iter().flat_map(|need| words(need)));
    topics.retain(|topic| topic.chars().count() > 2);
    let mut lessons: Vec<(&Person, &Note)> = book
        .notes()
        .filter(|(person, note)| note.kind == NoteKind::Lesson && person.id != about.id)
        .filter(|(person, note)| {
            let text = words(note.words());
            topics_of(person, note).iter().any(|topic| topics.contains(topic))
                || topics.iter().any(|topic| text.contains(topic))
        })
        .map(|(person, note)| (person.as_ref(), note))
        .collect();
    lessons.sort_by_key(|(_, note)| std::cmp::Reverse(note.at));
    lessons
}

fn words(text: &str) -> Vec<String> {
    text.split(|ch: char| !ch.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
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
    fn lessons_come_back_when_somebody_has_the_topic() {
        let mut book = Book::default();
        book.put(person("teacher", &["pricing"], "", &["charge for the box"]).into());
        let check = |tags: &[&str], industry: &str, needs: &[&str], expect: usize| {
            let mut about = person("about", tags, industry, &[]);
            about.needs = needs.iter().map(|need| (*need).to_owned()).collect();
            assert_eq!(lessons_for(&book, &about).len(), expect, "{tags:?} {industry} {needs:?}");
        };
        check(&["Pricing"], "", &[], 1);
        check(&[], "pricing", &[], 1);
        check(&[], "", &["a box that keeps cakes"], 1);
        check(&["web"], "law", &["a website"], 0);
        check(&[], "", &["a"], 0);
    }
}
