//! A note: what was said, with whom, where and when.

use serde::{Deserialize, Serialize};

use super::word::words;
use super::{Day, EventId, NoteId, PersonId, Stamp, Unknown};

words! {
    /// What a note is good for later.
    #[derive(Default)]
    pub enum NoteKind {
        /// Something said.
        #[default]
        Talk = "talk",
        /// Something learned.
        Lesson = "lesson",
        /// An opportunity.
        Opening = "opening",
        /// A new perspective.
        View = "view",
        /// I advertised myself; two in a row are one too many.
        Pitch = "pitch",
        /// Contact without any purpose.
        Hello = "hello",
    }
}

/// A time-stamped text about one or several people, kept with the first of them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Note {
    /// Unique within the person.
    pub id: NoteId,
    /// When it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Stamp>,
    /// Where it was said.
    pub event: EventId,
    /// What it is good for.
    pub kind: NoteKind,
    /// The text as it is read again; may have several lines.
    pub text: String,
    /// The capture line as typed, to the letter.
    pub line: String,
    /// Other people the note is about.
    pub also: Vec<PersonId>,
    /// Never leaves in an export unless asked for.
    pub private: bool,
    /// When it was put to use: it stays, but comes last and is not proposed any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub used: Option<Day>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl NoteKind {
    /// The kinds that are worth coming back to, each a list of its own.
    pub const RETURNING: [Self; 3] = [Self::Lesson, Self::Opening, Self::View];
}

impl Note {
    /// Whether it is a lesson that may be proposed as a gift: not a private one, and not used yet.
    pub fn is_proposed(&self) -> bool {
        self.kind == NoteKind::Lesson && !self.private && self.used.is_none()
    }

    /// What is read of it: the text, or of a line that was all fields, which has no text of its own, the line as typed.
    pub fn words(&self) -> &str {
        if self.text.is_empty() { &self.line } else { &self.text }
    }
}
