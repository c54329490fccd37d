//! A message to send about an item: templates with placeholders, from the settings or as they come.

use super::{Item, Kind, Of};
use crate::domain::{Book, Day, EventId, Favour, FavourKind, Person};
use crate::ledger::spoken;
use crate::text::dates::day_words;

/// What may stand between braces in a template, and what it becomes.
pub const PLACEHOLDERS: &[(&str, &str)] = &[
    ("first", "their first name"),
    ("name", "their whole name, or that of the group or event"),
    ("what", "what it is about, in your words"),
    ("event", "the event it is from, or where you met"),
    ("company", "their company"),
    ("third", "whom to introduce"),
    ("due", "when it is due: today, Fri, 12 Nov"),
    ("me", "your first name, from your own card"),
];

/// Which template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Promise,
    Introduction,
    TheirPromise,
    FollowUp,
    Thanks,
    Outcome,
    OutOfTouch,
    Renewal,
    Event,
}

/// One kind of message: its key in `[messages]`, when it is taken, and its wording unless the settings have another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Message {
    /// The key in the settings.
    pub key: &'static str,
    /// For which items.
    pub about: &'static str,
    /// The wording as it comes.
    pub usual: &'static str,
    slot: Slot,
}

/// Every kind of message.
const MESSAGES: &[Message] = &[
    Message {
        key: "promise",
        about: "a promise of yours",
        usual: "Hello {first},\nas promised: {what}.\nWe spoke of it at {event}.\nBest wishes\n{me}",
        slot: Slot::Promise,
    },
    Message {
        key: "introduction",
        about: "a promise to introduce somebody",
        usual: "Hello {first},\nI would like you to meet {third}.\nShall I put the two of you in touch?\nBest wishes\n{me}",
        slot: Slot::Introduction,
    },
    Message {
        key: "their-promise",
        about: "a promise to you",
        usual: "Hello {first},\nhow does it stand with this: {what}?\nNo hurry; tell me if I can make it easier.\nBest wishes\n{me}",
        slot: Slot::TheirPromise,
    },
    Message {
        key: "follow-up",
        about: "a follow-up",
        usual: "Hello {first},\nI have had this in mind: {what}.\nBest wishes\n{me}",
        slot: Slot::FollowUp,
    },
    Message {
        key: "thanks",
        about: "thanks that are owed",
        usual: "Hello {first},\nthank you again ({what}). It helped me.\nIf I can do something for you, tell me.\nBest wishes\n{me}",
        slot: Slot::Thanks,
    },
    Message {
        key: "outcome",
        about: "what came of a referral, told to whoever began it",
        usual: "Hello {first},\ngood came of what you did for me, and you should hear of it.\nIt began with {third}.\nThank you!\nBest wishes\n{me}",
        slot: Slot::Outcome,
    },
    Message {
        key: "out-of-touch",
        about: "one of this week's names",
        usual: "Hello {first},\nit has been a while since {event}.\nHow are things at {company}?\nI would like to hear how you are.\nBest wishes\n{me}",
        slot: Slot::OutOfTouch,
    },
    Message {
        key: "renewal",
        about: "a membership to be renewed",
        usual: "Hello,\nour membership in {name} ends {due}.\nBest wishes\n{me}",
        slot: Slot::Renewal,
    },
    Message {
        key: "event",
        about: "an event ahead",
        usual: "Hello,\nI am going to {name}, {due}, {what}. Will you be there?\nBest wishes\n{me}",
        slot: Slot::Event,
    },
];

/// The wording of every kind of message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Messages {
    /// By place in [`MESSAGES`]; `None` is the usual one.
    own: [Option<String>; MESSAGES.len()],
}

/// A placeholder that does not exist, or a brace that is never closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misplaced {
    /// Where it begins in the template, in bytes.
    pub at: usize,
    /// What stands there, braces and all.
    pub text: String,
}

impl Messages {
    /// Every kind of message, in the order of the sample settings.
    pub fn kinds() -> &'static [Message] {
        MESSAGES
    }

    /// Takes the user's wording for `key`, unless a placeholder in it is none. `false` when there is no such key.
    ///
    /// # Errors
    /// The placeholders that are none; the usual wording stays.
    pub fn set(&mut self, key: &str, wording: &str) -> Result<bool, Vec<Misplaced>> {
        let Some(slot) = MESSAGES.iter().position(|message| message.key == key) else { return Ok(false) };
        let wrong: Vec<Misplaced> = pieces(wording).filter_map(Piece::misplaced).collect();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        if let Some(own) = self.own.get_mut(slot) {
            // The same as usual is the usual.
            *own = (MESSAGES.get(slot).map(|message| message.usual) != Some(wording))
                .then(|| wording.to_owned());
        }
        Ok(true)
    }

    fn wording(&self, slot: Slot) -> &str {
        let at = MESSAGES.iter().position(|message| message.slot == slot).unwrap_or_default();
        let usual = MESSAGES.get(at).map_or("", |message| message.usual);
        self.own.get(at).and_then(Option::as_deref).unwrap_or(usual)
    }
}

/// The message to send about `item`, to be read over before it goes. A line in which a placeholder has nothing to say is
/// left out.
pub fn draft(messages: &Messages, book: &Book, item: &Item, today: Day) -> String {
    let person = item.of.person().and_then(|id| book.person(id)).map(AsRef::as_ref);
    let favour = match (&item.of, person) {
        (Of::Favour(_, id), Some(person)) => person.favours.iter().find(|favour| favour.id == *id),
        _ => None,
    };
    let values = Values { book, item, person, favour, today };
    let is_intro =
        favour.is_some_and(|favour| favour.kind == FavourKind::Intro) && !values.third().is_empty();
    let slot = match item.kind {
        Kind::Mine if is_intro => Slot::Introduction,
        Kind::Mine => Slot::Promise,
        Kind::Theirs => Slot::TheirPromise,
        Kind::FollowUp => Slot::FollowUp,
        Kind::Thanks => Slot::Thanks,
        Kind::Tell => Slot::Outcome,
        Kind::Touch => Slot::OutOfTouch,
        Kind::Renewal => Slot::Renewal,
        Kind::Event => Slot::Event,
    };
    let mut out = String::new();
    for line in messages.wording(slot).lines() {
        if let Some(line) = filled(line, &values) {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// A line with its placeholders filled in; `None` when one of them has nothing to say.
fn filled(line: &str, values: &Values<'_>) -> Option<String> {
    let mut out = String::new();
    for piece in pieces(line) {
        match piece {
            // "as promised: I'll send it.." reads badly.
            Piece::Text(text) if out.ends_with(['.', '!', '?']) => {
                out.push_str(text.strip_prefix(['.', '?']).unwrap_or(text));
            }
            Piece::Text(text) => out.push_str(text),
            Piece::Placeholder { name, .. } => {
                let value = values.of(name);
                if value.trim().is_empty() {
                    return None;
                }
                // A value with a line end of its own would break the message in two.
                let words: Vec<&str> = value.split_whitespace().collect();
                out.push_str(&words.join(" "));
            }
            Piece::Open { .. } => {}
        }
    }
    Some(out)
}

/// What the placeholders stand for.
struct Values<'a> {
    book: &'a Book,
    item: &'a Item,
    person: Option<&'a Person>,
    favour: Option<&'a Favour>,
    today: Day,
}

impl Values<'_> {
    fn of(&self, name: &str) -> String {
        match name {
            "first" => self.person.and_then(spoken).unwrap_or_default().to_owned(),
            "name" => self.item.name.clone(),
            "what" => self.item.what.clone(),
            "event" => self.event().unwrap_or_default(),
            "company" => self.person.map(|person| person.company.clone()).unwrap_or_default(),
            "third" => self.third(),
            "due" => self.item.day.map(|day| day_words(day, self.today)).unwrap_or_default(),
            "me" => spoken(self.book.me()).unwrap_or_default().to_owned(),
            _ => String::new(),
        }
    }

    fn event(&self) -> Option<String> {
        let named = |id: &EventId| self.book.event(id).map(|event| event.name.clone());
        let from = self.favour.and_then(|favour| named(&favour.event));
        from.or_else(|| named(&self.person?.met.as_ref()?.event))
    }

    fn third(&self) -> String {
        if let Of::Introduction(_, other) = &self.item.of {
            return self.book.name_of(other).to_owned();
        }
        let Some(favour) = self.favour else { return String::new() };
        let names: Vec<&str> = favour.people.iter().filter_map(|id| self.book.known_name(id)).collect();
        if !names.is_empty() {
            return names.join(" and ");
        }
        let (verb, whom) = favour.what.trim().split_once(' ').unwrap_or_default();
        if matches!(verb.to_lowercase().as_str(), "intro" | "introduce") {
            whom.to_owned()
        } else {
            String::new()
        }
    }
}

/// A part of a template.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Piece<'a> {
    Text(&'a str),
    /// `{first}`; `at` is where its brace is.
    Placeholder {
        name: &'a str,
        at: usize,
        known: bool,
    },
    /// A brace that is never closed.
    Open {
        at: usize,
    },
}

impl Piece<'_> {
    fn misplaced(self) -> Option<Misplaced> {
        match self {
            Self::Placeholder { name, at, known: false } => {
                Some(Misplaced { at, text: format!("{{{name}}}") })
            }
            Self::Open { at } => Some(Misplaced { at, text: "{".into() }),
            Self::Text(_) | Self::Placeholder { known: true, .. } => None,
        }
    }
}

/// Takes a template apart. `{{` and `}}` are the braces themselves.
fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = template.get(at..).filter(|rest| !rest.is_empty())?;
        let from = at;
        if rest.starts_with("{{") || rest.starts_with("}}") {
            at += 2;
            return rest.get(..1).map(Piece::Text);
        }
        if let Some(inner) = rest.strip_prefix('{') {
            let close = inner
                .find(['}', '{', '\n'])
                .filter(|end| inner.get(*end..).is_some_and(|end| end.starts_with('}')));
            let Some(name) = close.and_then(|end| inner.get(..end)) else {
                at += 1;
                return Some(Piece::Open { at: from });
            };
            at += name.len() + 2;
            let known = PLACEHOLDERS.iter().any(|(known, _)| *known == name);
            return Some(Piece::Placeholder { name, at: from, known });
        }
        // A lone closing brace is a letter like any other.
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let len =
            rest.get(first..).and_then(|after| after.find(['{', '}'])).map_or(rest.len(), |end| first + end);
        at += len;
        rest.get(..len).map(Piece::Text)
    })
}
