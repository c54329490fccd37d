//! All that can happen to the screen: a closed list.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::capture::Names;
use crate::domain::{Book, Key as RecordKey, Record};
use crate::doubles::Double;
use crate::exchange::{Absent, Import, Sample};
use crate::export::{Export, export};
use crate::search::Index;
use crate::ui::effect::{ExportTo, TextOf};
use crate::ui::hand::Matched;
use crate::ui::key::Key;
use crate::ui::work::Worked;

/// Something that happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted: text, never keys.
    Paste(String),
    /// A click on a cell.
    Click {
        /// From the left.
        column: u16,
        /// From the top.
        row: u16,
    },
    /// A turn of the wheel over a cell.
    Wheel {
        /// From the left.
        column: u16,
        /// From the top.
        row: u16,
        /// Towards the end.
        down: bool,
    },
    /// The window changed, or has to be drawn again.
    Resize,
    /// Records were read: at the start, or because somebody else wrote them.
    Records(Vec<Record>),
    /// Records are no longer there.
    Gone(Vec<RecordKey>),
    /// So many records come (or go) now that what is computed from all of them waits until they are there.
    ManyBegin,
    /// They are there.
    ManyEnd,
    /// Files that could not be read, all of them; replaces what was known before.
    Troubles(Vec<Trouble>),
    /// Everything has been read once.
    LoadEnd,
    /// The book as it was when the load ended, folded for finding.
    Folded(Box<Folded>),
    /// What everybody of that book offers and needs, found by what it means.
    Matched(Box<Matched>),
    /// Records of a book that may be one person twice.
    Doubles(Vec<Double>),
    /// What was to be found out.
    Worked(Box<Worked>),
    /// An effect was done.
    Done(Outcome),
}

impl Msg {
    /// The answer to `Effect::Doubles`; with 10,000 people it takes as long as several frames.
    pub fn doubles(book: &Book) -> Self {
        Self::Doubles(crate::doubles::doubles(book))
    }

    /// The answer to an `Effect::Export` that only looks.
    pub fn glimpse(asked: &ExportTo) -> Self {
        let made = export(&asked.book, &asked.choice, &asked.now);
        let result = Ok(Exported::Seen(Glimpse::of(made)));
        Self::Done(Outcome::Export { ticket: asked.ticket, result })
    }
}

/// What is computed from the whole book, for finding people and for reading capture lines.
#[derive(Debug, Default)]
pub struct Folded {
    /// For search.
    pub index: Index,
    /// For names in a capture line.
    pub names: Names,
    /// Whether it was made of a book, so that the names can be followed record by record.
    pub(crate) made: bool,
}

impl Folded {
    /// Folds a whole book.
    pub fn of(book: &Book) -> Self {
        Self { index: Index::build(book), names: Names::build(book), made: true }
    }
}

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Path, with line and column where known.
    pub place: String,
    /// Why, and what to do.
    pub reason: String,
    /// Whose record it is, where it is a person's; else empty.
    pub name: String,
}

impl Trouble {
    /// The file without its folders.
    pub(crate) fn file(&self) -> &str {
        self.place.rsplit('/').next().unwrap_or_default()
    }

    /// Whose record it is, where it is a person's.
    pub(crate) fn absent(&self) -> Option<Absent> {
        (!self.name.is_empty()).then(|| Absent::unread(&self.name, self.file()))
    }
}

/// A text that was being typed when the program ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftText {
    /// Which field.
    pub field: String,
    /// What stood there.
    pub text: String,
    /// When it was kept, in words.
    pub when: String,
}

/// What the files of a folder, and of those within it, may be as one list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// Markdown pages.
    Pages,
    /// vCards.
    Cards,
}

/// The answer to an effect.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// A change is on disk, or not.
    Saved {
        /// Which.
        ticket: u64,
        /// Something to tell, or one line that says why not and what to do.
        result: Result<Option<String>, String>,
    },
    /// How far a long undo (or redo) has come.
    Reverting {
        /// Undone rather than made again.
        undo: bool,
        /// Records.
        done: usize,
        /// Of so many; 0 while that is not known.
        all: usize,
    },
    /// An undo (or redo) is on disk.
    Reverted {
        /// Undone rather than made again.
        undo: bool,
        /// What it was, `None` when there was nothing; or why not.
        result: Result<Option<String>, String>,
    },
    /// The editor has closed.
    Edited {
        /// Which text.
        of: TextOf,
        /// What stood there when the editor opened.
        before: String,
        /// The text now, or why not.
        result: Result<String, String>,
    },
    /// Copied, by which way; or why not.
    Copied(Result<String, String>),
    /// Texts from the last time.
    Drafts(Vec<DraftText>),
    /// What was said or answered on this machine before, by what it was.
    Seen(BTreeMap<String, String>),
    /// What goes on from the typed start of a path; folders end in a slash.
    Paths {
        /// What was typed.
        typed: String,
        /// In the order to show.
        found: Vec<String>,
        /// What the folder that is typed holds as one list.
        whole: Option<Whole>,
    },
    /// How far the reading of a list has come.
    Reading {
        /// Which.
        ticket: u64,
        /// Rows.
        done: usize,
        /// Of so many.
        all: usize,
    },
    /// A few lines of a list that is being read, before what comes of it.
    Sampled {
        /// Which.
        ticket: u64,
        /// The lines.
        sample: Arc<Sample>,
    },
    /// A list was read, or not.
    List {
        /// Which.
        ticket: u64,
        /// What would become of it, or one line that says why not.
        result: Result<Arc<Import>, String>,
    },
    /// How far the keeping of a long list has come.
    Keeping {
        /// Which.
        ticket: u64,
        /// Records.
        done: usize,
        /// Of so many.
        all: usize,
    },
    /// A long list is on disk; its records follow.
    Kept {
        /// Which.
        ticket: u64,
        /// Something to tell, or one line that says why not.
        result: Result<Option<String>, String>,
    },
    /// An export was looked at or written, or not.
    Export {
        /// Which.
        ticket: u64,
        /// What came of it, or one line that says why nothing was written.
        result: Result<Exported, String>,
    },
    /// Something to tell.
    Said(Notice),
}

/// What came of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exported {
    /// What would be written.
    Seen(Glimpse),
    /// Nothing was written, as something stands there already: what, in words.
    Stands(String),
    /// It is on disk: how much and where, in words.
    Written(String),
}

/// The beginning of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glimpse {
    /// How much is in it, in words.
    pub count: String,
    /// What stays home, in words; `None` when nothing does.
    pub home: Option<String>,
    /// Of all it, in bytes.
    pub size: usize,
    /// How it begins.
    pub lines: Vec<String>,
}

impl Glimpse {
    /// As many lines as the largest window shows.
    const LINES: usize = 40;

    /// Of an export.
    pub fn of(made: Export) -> Self {
        let Export { written, count, home } = made;
        let text = written.into_text();
        let lines = text.lines().take(Self::LINES).map(str::to_owned).collect();
        Self { count, home, size: text.len(), lines }
    }
}

/// How much a notice matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Goes with the next key.
    Plain,
    /// Stays until dismissed with Esc.
    Warning,
}

/// One line for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub tone: Tone,
    /// What it says.
    pub text: String,
}

impl Notice {
    /// Something that went well.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { tone: Tone::Plain, text: text.into() }
    }

    /// What was typed is there to go on with.
    pub fn kept_as_draft() -> Self {
        Self::plain("kept as a draft: :drafts goes on with it")
    }

    /// Something to look at.
    pub fn warning(text: impl Into<String>) -> Self {
        Self { tone: Tone::Warning, text: text.into() }
    }
}
