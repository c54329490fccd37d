//! The capture line: one typed line, understood while it is typed and kept as it was typed.
//!
//! # The head
//! A line is a head and segments, split by `;` (`;;` is the letter). The head is `name[, role][ @ company][ #tag ...]`,
//! several with ` + `. Brackets behind the name hold a title, "Bob (CTO)", or by what somebody is recognised, "tom (tall)". The first
//! part is no head, and the line goes to the selected person, when it
//!
//! | first part | example |
//! |---|---|
//! | is missing | `; needs a till` |
//! | starts with `:` or a segment word | `needs a till`, `needs to think` |
//! | is an e-mail address, phone number, link or `#tag` | `+44 20 7946 0000` |
//! | says something: starts with a pronoun, a verb people say of others or a word in -n't; or has three words and `!`, `?` or a full stop at its end | `can't stand Mondays`, `she loves sailing` |
//! | is a heading of a page | `# People met` |
//! | is too long for a name: more than five words before the first comma, most in lower case, or more than 80 letters | `tall baker with the red glasses and the scar` |
//!
//! A name of somebody known, the address of somebody known, or `Can` before another capital (it is a name, too) is a head even
//! so. With nobody selected, an e-mail address is somebody called like the mailbox, what is only too long is somebody called by
//! its first five words (and the whole of it a note), and all else has no head: `heads` is empty, and the caller keeps the draft.
//!
//! A number or a page behind a name parts as `;` does, and a lone dash behind it as a comma: "Bea 020 7946 0018", "Ana - baker".
//!
//! # Fields and plain speech
//! A segment is a field when it starts with a segment word, unless it reads like plain speech; when in doubt it is a note.
//! A colon after the word (`needs: time`) says that it is meant, one before it (`: needs must`) that it is not.
//!
//! | word | becomes | but is plain speech when |
//! |---|---|---|
//! | `needs`, `wants`, `looking for` | need | a small word or pronoun follows ("wants out", "wants me to"), `to` and a verb other than hire, find, buy, rent, lease, recruit, borrow, source, meet, learn ("needs to think"); only time, a break, a drink ...; a question |
//! | `offers` | offer | a verb follows ("offers came in late", "offers dried up"); a question |
//! | `can` | offer | what anyone can follows (be, see, tell, wait, come ...), a pronoun, `not`; or the verb has `it`, `that` ... ("can do it"); a question |
//! | `I'll`, `I will`, `promise` | promise of mine | be, never, not, probably, miss ... follow; see, think, have, go ... without `by DATE`; "promise kept" |
//! | `they'll`, `she'll`, `he'll`, `... will` | promise to me | the same, and what befalls people (turn, move, retire ...) without `by DATE` or me |
//! | `gave`, `got` | favour done | an idiom follows ("gave up", "gave a talk", "got married", "got her degree"), or news ("got a new job") |
//! | `ask` | favour asked of them | it is about asking ("ask me later") or a question to put ("ask how it went") |
//! | `via` | who introduced us | what follows is neither known nor written like a name, or is a way of getting in touch ("via email") |
//! | `knows` | ties | a name is neither known nor written like one ("knows his stuff"), or all is one unknown word ("knows Excel") |
//! | `avoid` | steer clear | a small word follows ("avoid at all costs") |
//! | `lesson`, `opening`, `view`, `pitch`, `hello` | note of that kind | it is used otherwise ("opening hours", "view from the roof", "pitch black") |
//! | `again`, `follow up` | follow-up | no date follows ("again and again") |
//!
//! "Ill" is never "I'll". [`Choices::as_note`] turns a segment either way.
//!
//! # What goes to whom
//! With several heads the note is kept once, with the first, and addresses and numbers are the first's; everything else is said
//! of each. Somebody new in `via` or `knows` becomes a person; an unknown name in a promised introduction stays words.

mod asking;
mod change;
mod complete;
mod contact;
mod dates;
mod doubt;
mod event;
mod fields;
mod fit;
mod fold;
mod head;
mod names;
mod phrases;
mod read;
mod resolve;
mod segment;
mod speech;
mod split;
#[cfg(test)]
mod tests;
mod unasked;
mod unread;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::domain::{Book, Day, EventId, NoteKind, Now, PersonId, Side};

pub use complete::{Completion, complete};
pub use dates::{any_day, date};
pub use event::{EventLine, event};
pub use fields::{EVENT_FIELDS, EventField};
pub use names::Names;
pub use read::understand;
pub use unasked::{Unasked, called, candidates, dated, line_of, sorted, unasked, waits};

/// What a line is read against.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// Everyone I know.
    pub book: &'a Book,
    /// Everyone's names, kept beside the book for speed; without them they are gathered for every line that has a name.
    pub names: Option<&'a Names>,
    /// What "fri" is relative to.
    pub now: &'a Now,
    /// Where it is said: a first name that only one person here has is that person.
    pub event: Option<&'a EventId>,
    /// Whom a line without a head is about.
    pub selected: Option<&'a PersonId>,
}

/// What the user decided otherwise than the grammar, with keys in the preview.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choices {
    /// Who is meant by the n-th head.
    pub who: BTreeMap<usize, Who>,
    /// Segments (by index) turned from field to note (`true`) or from note to what their first word says (`false`).
    pub as_note: BTreeMap<usize, bool>,
}

/// Whom a name means.
#[derive(Debug, Clone, PartialEq)]
pub enum Who {
    /// One of my people.
    Known(PersonId),
    /// Somebody on an event's list (by index) who becomes one of my people with what stands there.
    Attendee(EventId, usize),
    /// Somebody new of that name.
    New(String),
}

impl Who {
    /// What to call them.
    pub fn name<'a>(&'a self, book: &'a Book) -> &'a str {
        match self {
            Self::Known(id) => book.name_of(id),
            Self::Attendee(event, at) => {
                let attendee = book.event(event).and_then(|event| event.attendees.get(*at));
                attendee.map_or("", |attendee| attendee.name.as_str())
            }
            Self::New(name) => name,
        }
    }
}

/// One person at the head of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Bytes of the line; empty when the line has no head and goes to the selected person.
    pub span: Range<usize>,
    /// The name as typed.
    pub name: String,
    /// Who that is.
    pub who: Who,
    /// Who else it could be, best first, for Tab; somebody new is always possible besides.
    pub others: Vec<Who>,
    /// After the comma.
    pub role: String,
    /// By what they are recognised, from brackets behind the name; empty when none is given.
    pub face: String,
    /// After the `@`.
    pub company: String,
    /// After each `#`.
    pub tags: Vec<String>,
    /// Addresses among the words of the head.
    pub emails: Vec<String>,
}

impl Head {
    /// Whether it says no more than a name.
    pub fn is_bare(&self) -> bool {
        let texts = [&self.role, &self.company, &self.face];
        texts.iter().all(|text| text.is_empty()) && self.tags.is_empty() && self.emails.is_empty()
    }
}

/// One part of the line between `;`.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// Bytes of the line, without the blanks around it.
    pub span: Range<usize>,
    /// What it becomes.
    pub meaning: Meaning,
}

/// What a segment becomes.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// `needs X`
    Need(String),
    /// `offers X`
    Offer(String),
    /// `I'll X by DATE`, `they'll X`; `people` are names in an intro ("intro Tom Berg").
    Promise {
        /// Who promises: `Give` is me.
        side: Side,
        /// Without the date.
        what: String,
        /// Never in the past.
        due: Option<Day>,
        /// Third parties.
        people: Vec<Who>,
    },
    /// `gave X`, `got X`
    Done {
        /// Who gave.
        side: Side,
        /// What.
        what: String,
        /// Third parties.
        people: Vec<Who>,
    },
    /// `ask X`
    Ask(String),
    /// `via NAME`
    Via(Who),
    /// `knows NAME, NAME`
    Knows(Vec<Who>),
    /// `avoid X`
    Avoid(String),
    /// Any note text, `lesson X`, `opening X`, `view X`, `pitch X`, `hello X`
    Note {
        /// What it is good for.
        kind: NoteKind,
        /// With `;;` read as `;`.
        text: String,
    },
    /// `again DATE`, `follow up on X DATE`
    FollowUp {
        /// What to do.
        what: String,
        /// When.
        due: Day,
    },
    /// By its shape.
    Email(String),
    /// By its shape.
    Phone(String),
    /// By its shape.
    Link(String),
    /// `#tag`
    Tag(String),
}

/// A line as it was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Understood {
    /// The line as typed, to the letter.
    pub line: String,
    /// Whom it is about; the first keeps the note. Empty when there is nobody to give it to.
    pub heads: Vec<Head>,
    /// The parts after the head.
    pub segments: Vec<Segment>,
}

/// One thing understood, in words, for the preview and for `jot`: `needs` `website`.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// Which segment it is of, for turning it into a note; `None` for a head.
    pub segment: Option<usize>,
    /// "needs", "I give", "note", "due", ...
    pub label: String,
    /// The value in words, dates as "Fri 27 Nov".
    pub text: String,
}
