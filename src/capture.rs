//! The capture line: one typed line, understood while it is typed and kept as it was typed.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::domain::{Book, Change, Day, EventId, IdMaker, NoteKind, Now, PersonId, Side};

/// What a line is read against.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// Everyone I know.
    pub book: &'a Book,
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
    /// Somebody new of that name.
    New(String),
}

/// One person at the head of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Bytes of the line.
    pub span: Range<usize>,
    /// The name as typed.
    pub name: String,
    /// Who that is.
    pub who: Who,
    /// Who else it could be, best first, for Tab; somebody new is always possible besides.
    pub others: Vec<PersonId>,
    /// After the comma.
    pub role: String,
    /// After the `@`.
    pub company: String,
    /// After each `#`.
    pub tags: Vec<String>,
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

/// Reads a line. Never fails: what is not understood is a note.
pub fn understand(line: &str, scene: &Scene<'_>, choices: &Choices) -> Understood {
    let _ = (scene, choices);
    Understood { line: line.to_owned(), heads: Vec::new(), segments: Vec::new() }
}

impl Understood {
    /// What was understood, in words, heads first.
    pub fn phrases(&self, scene: &Scene<'_>) -> Vec<Phrase> {
        let _ = scene;
        Vec::new()
    }

    /// What keeping the line changes: people made or added to, the event's list; `None` when there is nobody it is about
    /// or nothing to keep.
    pub fn change(&self, scene: &Scene<'_>, ids: &mut IdMaker) -> Option<Change> {
        let _ = (scene, ids);
        None
    }
}

/// Reads a date as people say it: "fri", "next fri", "in 2 weeks", "3 dec", "2026-12-03", "end of month". Never in the past.
pub fn date(text: &str, today: Day) -> Option<Day> {
    let _ = (text, today);
    None
}
