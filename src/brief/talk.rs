//! What to talk about: the last note, one good question, and what to keep off.

use crate::domain::{Day, Note, NoteId, NoteKind, Person, PersonId, Stamp};

/// What to talk about with somebody.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Talk {
    /// What was said last, and when; private notes are left out.
    pub last: Option<(Option<Day>, String)>,
    /// One good question.
    pub question: String,
    /// What to keep off.
    pub avoid: Vec<String>,
    /// What I learned on a topic of theirs.
    pub lesson: Option<Lesson>,
}

/// A lesson that comes back.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    /// The topic that brings it back.
    pub topic: String,
    /// What was learned, the first line of it.
    pub text: String,
    /// With whom the note is kept: who taught it, as a rule.
    pub from: PersonId,
    /// What they are called.
    pub by: String,
    /// The note.
    pub note: NoteId,
}

impl Lesson {
    pub(super) fn new(topic: &str, from: &Person, note: &Note) -> Self {
        let text = note.words().lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        Self {
            topic: topic.trim().to_owned(),
            text: text.to_owned(),
            from: from.id.clone(),
            by: from.name.clone(),
            note: note.id.clone(),
        }
    }

    /// In words: "charge for the box (June Hale, on pricing)".
    pub fn words(&self) -> String {
        format!("{} ({}, on {})", self.text, self.by, self.topic)
    }
}

impl Talk {
    /// With one of my people.
    pub(super) fn with(person: &Person) -> Self {
        let last =
            last_note(person).map(|note| (note.at.map(Stamp::day), super::spoken::quote(note.words())));
        let known = question(person);
        let question = if known.is_empty() { first_question(&person.role, &person.company) } else { known };
        Self { last, question, avoid: person.steer_clear.clone(), lesson: None }
    }

    /// With somebody new.
    pub(super) fn with_stranger(role: &str, company: &str) -> Self {
        Self { question: first_question(role, company), ..Self::default() }
    }
}

/// One good question to one of my people, from what is open: a thing to follow up, a need, the last thing said. It keeps
/// off what they do not want to speak of; empty when there is nothing to ask about.
pub fn question(person: &Person) -> String {
    let todo = person
        .follow_ups
        .iter()
        .filter(|todo| todo.done.is_none())
        .min_by_key(|todo| (todo.due.is_none(), todo.due));
    if let Some(todo) = todo.filter(|todo| is_clear(person, &todo.what)) {
        return todo.what.clone();
    }
    if let Some(need) = person.needs.iter().find(|need| is_clear(person, need)) {
        return format!("did they find what they were looking for: {need}?");
    }
    last_note(person).filter(|note| is_clear(person, note.words())).map_or_else(String::new, |note| {
        format!("how did it go on: {}", note.words().lines().next().unwrap_or_default())
    })
}

/// The newest note that may be read over a shoulder and says something of theirs.
fn last_note(person: &Person) -> Option<&Note> {
    let said = person
        .notes
        .iter()
        .filter(|note| !note.private && !note.text.is_empty() && note.kind != NoteKind::Pitch);
    said.max_by_key(|note| note.at)
}

/// Whether a text keeps off what somebody does not want to speak of: none of the telling words of those topics is in it.
fn is_clear(person: &Person, text: &str) -> bool {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|ch: char| !ch.is_alphanumeric()).collect();
    !person.steer_clear.iter().any(|topic| {
        let topic = topic.to_lowercase();
        let telling = topic.split(|ch: char| !ch.is_alphanumeric()).filter(|word| word.chars().count() > 3);
        let mut telling = telling.peekable();
        telling.peek().is_some() && telling.all(|word| words.contains(&word))
    })
}

fn first_question(role: &str, company: &str) -> String {
    let (role, company) = (role.trim(), company.trim());
    match (role.is_empty(), company.is_empty()) {
        (false, _) => format!("how did they come to be {} {role}?", article(role)),
        (true, false) => format!("what is a good day at {company}?"),
        (true, true) => "what brought them here?".into(),
    }
}

/// "a" or "an", as the word is spoken: an undertaker, an HR manager, but a university lecturer, a UX designer.
fn article(role: &str) -> &'static str {
    let word = role.split(|ch: char| !ch.is_alphanumeric()).next().unwrap_or_default();
    let lower = word.to_lowercase();
    let begins = |starts: &[&str]| starts.iter().any(|start| lower.starts_with(start));
    let spelt_out = (2..=4).contains(&word.len()) && word.chars().all(|ch| ch.is_ascii_uppercase());
    let vowel = if spelt_out {
        // The name of its first letter: "aitch", "em".
        begins(&["a", "e", "f", "h", "i", "l", "m", "n", "o", "r", "s", "x"])
    } else if begins(&["a", "e", "i", "o", "u"]) {
        !begins(&["eu", "one", "uni", "use", "usa", "uti", "ute", "uro", "ukr", "ux"])
            || begins(&["unim", "unin"])
    } else {
        begins(&["hour", "honest", "honor", "honour", "heir"])
    };
    if vowel { "an" } else { "a" }
}

#[cfg(test)]
mod tests {
    use super::article;

    #[test]
    fn a_or_an_as_it_is_spoken() {
        for role in
            ["undertaker", "artist", "urban planner", "HR manager", "MP", "hourly hand", "IT lead", "umpire"]
        {
            assert_eq!(article(role), "an", "{role}");
        }
        for role in [
            "baker",
            "university lecturer",
            "UX designer",
            "UI designer",
            "euro trader",
            "one-man band",
            "user",
            "CEO",
            "hat maker",
            "",
            "ラ",
        ] {
            assert_eq!(article(role), "a", "{role}");
        }
    }
}
