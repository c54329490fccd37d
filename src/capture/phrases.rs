//! What was understood, in words, for the preview and for `jot`.

use super::dates::says_no_day;
use super::fold::name_key;
use super::{Head, Meaning, Phrase, Scene, Understood, Who};
use crate::domain::{Day, NoteKind, Side};
use crate::text::dates::{full_day, short_day};

impl Understood {
    /// What was understood, in words, heads first.
    pub fn phrases(&self, scene: &Scene<'_>) -> Vec<Phrase> {
        let heads = self.heads.iter().flat_map(|head| head_phrases(head, self.is_doubtful(head), scene));
        let mut phrases: Vec<Phrase> = heads.collect();
        for (at, segment) in self.segments.iter().enumerate() {
            let (label, text) = words(&segment.meaning, scene);
            phrases.push(Phrase { segment: Some(at), label: label.to_owned(), text });
        }
        phrases
    }
}

fn head_phrases(head: &Head, is_doubtful: bool, scene: &Scene<'_>) -> Vec<Phrase> {
    let phrase = |label: &str, text: String| Phrase { segment: None, label: label.to_owned(), text };
    let mut standing = standing(&head.who, scene);
    if is_doubtful {
        standing.push_str("; is that a name?");
    }
    // A half name makes somebody new; who is known by a name like it is said, so that nobody is there twice.
    if matches!(head.who, Who::New(_))
        && let Some(Who::Known(other)) = head.others.iter().find(|who| matches!(who, Who::Known(_)))
        && let Some(other) = scene.book.person(other)
        && is_part_of(&head.name, &other.name)
    {
        standing = format!("{standing}; {} is known", other.name);
    }
    // Of several with one name it is said which one is meant.
    if let Who::Known(id) = &head.who {
        let key = name_key(scene.book.name_of(id));
        let namesakes = head.others.iter().filter(|who| {
            matches!(who, Who::Known(other) if other != id && name_key(scene.book.name_of(other)) == key)
        });
        let company = scene.book.person(id).map_or("", |person| person.company.as_str());
        match namesakes.count() {
            0 => {}
            count => {
                let of = if company.is_empty() { String::new() } else { format!(" at {company}") };
                standing = format!("the one{of}, {standing}; {count} more of this name");
            }
        }
    }
    let mut phrases = vec![phrase(head.who.name(scene.book), standing)];
    for (label, text) in [("role", &head.role), ("company", &head.company), ("know by", &head.face)] {
        if !text.is_empty() {
            phrases.push(phrase(label, text.clone()));
        }
    }
    phrases.extend(head.emails.iter().map(|email| phrase("e-mail", email.clone())));
    phrases.extend(head.tags.iter().map(|tag| phrase("tag", tag.clone())));
    phrases
}

/// Whether every word of `half` begins a word of `name`: "jo" or "berg jo" of Joanna Berg, but not "Ana" of Ama Berg.
fn is_part_of(half: &str, name: &str) -> bool {
    let (half, name) = (name_key(half), name_key(name));
    half.split(' ').all(|part| name.split(' ').any(|word| word.starts_with(part)))
}

/// "new person", "new person, on the list", "met here, 12 Nov", "known, last 3 Oct".
fn standing(who: &Who, scene: &Scene<'_>) -> String {
    let today = scene.now.today();
    let id = match who {
        Who::New(_) => return "new person".to_owned(),
        Who::Attendee(event, at) => {
            let attendee = scene.book.event(event).and_then(|event| event.attendees.get(*at));
            // Two of one name on a list are told apart by where they work.
            let company = attendee.map_or("", |attendee| attendee.company.as_str());
            let of = if company.is_empty() { String::new() } else { format!(", from {company}") };
            return format!("new person, on the list{of}");
        }
        Who::Known(id) => id,
    };
    let Some(person) = scene.book.person(id) else { return "unknown".to_owned() };
    let here = person.met.as_ref().filter(|met| !met.event.is_empty() && Some(&met.event) == scene.event);
    match (here.map(|met| met.on), person.last_contact()) {
        (Some(on), last) => {
            on.or(last).map_or("met here".to_owned(), |day| format!("met here, {}", short_day(day, today)))
        }
        (None, Some(last)) => format!("known, last {}", short_day(last, today)),
        (None, None) => "known".to_owned(),
    }
}

fn words(meaning: &Meaning, scene: &Scene<'_>) -> (&'static str, String) {
    let today = scene.now.today();
    match meaning {
        Meaning::Need(text) => ("needs", text.clone()),
        Meaning::Offer(text) => ("offers", text.clone()),
        Meaning::Promise { side, what, due, .. } => {
            let unread = || unread_day(what, today).map(|said| format!(" (no day read in “{said}”)"));
            let due =
                due.map(|due| format!(", due {}", full_day(due, today))).or_else(unread).unwrap_or_default();
            (if *side == Side::Give { "I give" } else { "they give" }, format!("{what}{due}"))
        }
        Meaning::Done { side, what, .. } => (if *side == Side::Give { "gave" } else { "got" }, what.clone()),
        Meaning::Ask(what) => ("ask", what.clone()),
        Meaning::Via(who) => ("via", name(who, scene)),
        Meaning::Knows(people) => {
            ("knows", people.iter().map(|who| name(who, scene)).collect::<Vec<_>>().join(", "))
        }
        Meaning::Avoid(topic) => ("avoid", topic.clone()),
        Meaning::Note { kind, text } => (note_label(kind), text.clone()),
        Meaning::FollowUp { what, due } if what == "follow up" => ("follow up", full_day(*due, today)),
        Meaning::FollowUp { what, due } => ("follow up", format!("{what}, {}", full_day(*due, today))),
        Meaning::Email(text) => ("e-mail", text.clone()),
        Meaning::Phone(text) => ("phone", text.clone()),
        Meaning::Link(text) => ("link", text.clone()),
        Meaning::Tag(text) => ("tag", text.clone()),
    }
}

/// The end of a promise that is meant for a day and cannot be read as one: "by 2/1", "by 31 feb".
fn unread_day(what: &str, today: Day) -> Option<&str> {
    let (at, _) = what.to_ascii_lowercase().rmatch_indices(" by ").next()?;
    let said = what.get(at + 1..)?;
    says_no_day(said.get(3..)?, today).then_some(said)
}

fn note_label(kind: &NoteKind) -> &'static str {
    match kind {
        NoteKind::Lesson => "lesson",
        NoteKind::Opening => "opening",
        NoteKind::View => "view",
        NoteKind::Pitch => "pitch",
        NoteKind::Hello => "hello",
        NoteKind::Talk | NoteKind::Other(_) => "note",
    }
}

fn name(who: &Who, scene: &Scene<'_>) -> String {
    let name = who.name(scene.book);
    if matches!(who, Who::Known(_)) { name.to_owned() } else { format!("{name} (new)") }
}
