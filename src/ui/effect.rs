//! What the screen asks of the world: only `runtime` does these.

use std::any::Any;
use std::sync::Arc;

use crate::domain::{Book, Change, EventId, IdMaker, Key, NoteId, Now, PersonId};
use crate::exchange::{Import, Options};
use crate::export::Choice;
use crate::ui::work::Work;

/// Something only the runtime may do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Put a change on disk; answered by `Outcome::Saved` with the same number.
    Save {
        /// Counts up.
        ticket: u64,
        /// What to save.
        change: Change,
    },
    /// Fold a book for finding, off the screen's thread; answered by `Msg::Folded` and then by `Msg::Matched`.
    Fold(Box<Book>),
    /// Free what nobody needs any more, off the screen's thread: an index of 100,000 people takes as long as many frames.
    LetGo(Old),
    /// Look for doubles in a book, off the screen's thread; answered by `Msg::Doubles`.
    Doubles(Box<Book>),
    /// Find something out off the screen's thread; answered by `Msg::Worked`.
    WorkOut(Box<Work>),
    /// Take the last operation back; answered by `Outcome::Reverted`.
    Undo,
    /// Make it again.
    Redo,
    /// Try again what could not be saved.
    Retry,
    /// Look at the files again.
    Reload,
    /// Put text on the clipboard; answered by `Outcome::Copied`.
    Copy(String),
    /// Let the user change a text in their own editor; answered by `Outcome::Edited`.
    EditText {
        /// What becomes of it.
        of: TextOf,
        /// As it stands.
        text: String,
    },
    /// Let the user change a record's file in their own editor.
    EditRecord(Key),
    /// Bring the drafts on disk in step with the texts that are open, at once instead of in a second.
    KeepDrafts,
    /// Keep on this machine that something was seen, and with which answer, so that it is not said or asked again.
    See(String, String),
    /// Say which files and folders go on from what was typed; answered by `Outcome::Paths`.
    Paths(String),
    /// Read a list and plan what would become of it, off the screen's thread; answered by `Outcome::List`. One that is being
    /// read already is given up.
    ReadList(Box<ListFile>),
    /// Put all that a long list brings on disk, off the screen's thread; answered by `Outcome::Kept`, and then by the records.
    Keep(Box<LongList>),
    /// Give up the list that is being read, or kept.
    StopReading,
    /// Make an export and show how it begins, or write it, off the screen's thread; answered by `Outcome::Export`.
    Export(Box<ExportTo>),
    /// Take mouse reports or leave them to the terminal.
    Mouse(bool),
    /// Draw everything anew.
    Redraw,
    /// Back to the shell until `fg`.
    Suspend,
    /// End.
    Quit,
}

/// Something that is only to be freed.
#[derive(Clone)]
pub struct Old(Arc<dyn Any + Send + Sync>);

impl Old {
    /// Whatever it is.
    pub(crate) fn new(old: impl Any + Send + Sync) -> Self {
        Self(Arc::new(old))
    }
}

impl std::fmt::Debug for Old {
    fn fmt(&self, form: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        form.write_str("Old")
    }
}

impl PartialEq for Old {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// A list to read, and what it is read against.
#[derive(Debug, Clone, PartialEq)]
pub struct ListFile {
    /// Counts up, so that a late answer is known for one.
    pub ticket: u64,
    /// As typed; `~` is the user's home.
    pub path: String,
    /// Onto the list of this event, else among my people.
    pub event: Option<EventId>,
    /// What the user said about it.
    pub options: Options,
    /// The records as they are.
    pub book: Book,
    /// Makes the new ids.
    pub ids: IdMaker,
}

/// A list that is too long to be kept between two frames.
#[derive(Debug, Clone, PartialEq)]
pub struct LongList {
    /// Counts up, so that a late answer is known for one.
    pub ticket: u64,
    /// What it brings.
    pub import: Arc<Import>,
    /// What it was read against.
    pub book: Book,
    /// What the file is called, for the history.
    pub file: String,
}

/// An export to make.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportTo {
    /// Counts up, so that a late answer is known for one.
    pub ticket: u64,
    /// Of whom, in which format.
    pub choice: Choice,
    /// The records as they are.
    pub book: Book,
    /// What goes into calendars.
    pub now: Now,
    /// Where it is written; `None` only looks.
    pub to: Option<Target>,
}

/// Where an export goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// As typed; `~` is the user's home.
    pub path: String,
    /// Whether what stands there is written over.
    pub over: bool,
}

/// Which text is being changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextOf {
    /// The capture line.
    Capture,
    /// A note that stands.
    Note(PersonId, NoteId),
    /// A new note.
    NewNote(PersonId),
}
