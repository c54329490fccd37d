//! What every pane may read: the records, the day, the settings, what is selected.

use std::collections::{BTreeMap, HashMap, VecDeque};

use crate::domain::{Book, Change, Edit, Event, EventId, FavourId, IdMaker, Now, Person, PersonId, Stamp};
use crate::doubles::Double;
use crate::search::Target;
use crate::settings::{Settings, Theme};
use crate::text::dates::day_words;
use crate::ui::command::Command;
use crate::ui::hand::Hand;
use crate::ui::hints::Hints;
use crate::ui::keymap::Keymap;
use crate::ui::msg::{DraftText, Folded, Notice, Trouble};
use crate::ui::pane::mixer::Changes;
use crate::ui::reach::Takes;
use crate::ui::tonight::Tonight;
use crate::ui::viewport::Viewport;
use crate::ui::work::{Topic, Works};

/// What the screen starts with.
#[derive(Debug, Clone)]
pub struct Start {
    /// What time it is.
    pub now: Now,
    /// Seeds new ids.
    pub seed: u64,
    /// The user's settings.
    pub settings: Settings,
    /// How things look.
    pub theme: Theme,
    /// The event asked for on the command line.
    pub event: Option<EventId>,
    /// Where the data is, for the welcome.
    pub data: String,
    /// Whether this is the demo.
    pub demo: bool,
}

/// A text that was closed unfinished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parked {
    /// What stood in the field.
    pub text: String,
    /// When the field was closed.
    pub at: Stamp,
}

/// What every pane may read.
#[derive(Debug)]
pub struct Shared {
    /// Every record.
    pub book: Book,
    /// The book, folded for finding.
    pub folded: Folded,
    /// Records that changed while the book was being folded; `None` when it is folded and followed record by record.
    pub(crate) unfolded: Option<Vec<crate::domain::Key>>,
    /// Records that may be one person twice, as they were found last; `None` before anybody looked.
    pub(crate) doubles: Option<Vec<Double>>,
    /// What gifts are found in.
    pub(crate) hand: Hand,
    /// What was computed of the event.
    pub(crate) tonight: Tonight,
    /// What takes longer than a frame to find out.
    pub(crate) works: Works,
    /// Which records changed since the list of people was brought in step.
    pub(crate) changes: Changes,
    /// Whether nothing is shown, because somebody is looking.
    pub blank: bool,
    /// What time it is.
    pub now: Now,
    /// The user's settings.
    pub settings: Settings,
    /// How things look.
    pub theme: Theme,
    /// Which keys mean what.
    pub keymap: Keymap,
    /// The event the user is at; `None` shows everyone.
    pub event: Option<EventId>,
    /// Whom the panes are about.
    pub selected: Option<Target>,
    /// Facts of the last frame.
    pub viewport: Viewport,
    /// Texts that were closed unfinished, by field.
    pub parked: BTreeMap<String, Parked>,
    /// Texts from the last time that nobody has looked at yet.
    pub drafts: Vec<DraftText>,
    /// Files that could not be read.
    pub troubles: Vec<Trouble>,
    /// What was said or answered on this machine before, by what it was: nothing is said twice.
    pub seen: BTreeMap<String, String>,
    /// The last messages, oldest first.
    pub messages: VecDeque<Notice>,
    /// How often each command was run, for the palette.
    pub uses: HashMap<Command, u32>,
    /// Counts up whenever the book changes, so that what is computed from it can be kept.
    pub revision: u64,
    /// Whether files are still being read.
    pub loading: bool,
    /// Where the data is.
    pub data: String,
    /// Whether this is the demo.
    pub demo: bool,
}

impl Shared {
    /// The person the panes are about, when it is one of mine.
    pub fn person(&self) -> Option<&Person> {
        self.book.person(self.person_id()?).map(AsRef::as_ref)
    }

    /// The id of the person the panes are about.
    pub fn person_id(&self) -> Option<&PersonId> {
        match self.selected.as_ref()? {
            Target::Person(id) => Some(id),
            Target::Attendee(..) => None,
        }
    }

    /// The event the user is at.
    pub fn event(&self) -> Option<&Event> {
        self.book.event(self.event.as_ref()?).map(AsRef::as_ref)
    }

    /// Brings what is computed from the book in step with some records of it.
    pub(crate) fn follow(&mut self, keys: Vec<crate::domain::Key>) {
        self.revision += 1;
        // Names are wanted at every key of a capture line, so they never wait.
        if self.folded.made {
            for key in &keys {
                self.folded.names.update(&self.book, key);
            }
        }
        if self.changes.coming {
            self.changes.all();
            return;
        }
        self.changes.extend(&keys);
        self.follow_matched(&keys);
        if let Some(unfolded) = &mut self.unfolded {
            unfolded.extend(keys);
            return;
        }
        self.folded.index.update_all(&self.book, &keys);
    }

    /// The text that was left in a field.
    pub(crate) fn parked_text(&self, field: &str) -> Option<&str> {
        self.parked.get(field).map(|parked| parked.text.as_str())
    }

    /// When something was, for a line that says so: "08:42", of another day "yesterday".
    pub(crate) fn moment_words(&self, at: Stamp) -> String {
        let today = self.now.today();
        if at.day() == today {
            format!("{:02}:{:02}", at.at.hour(), at.at.minute())
        } else {
            day_words(at.day(), today)
        }
    }

    /// What a capture line is read against, about `person`.
    pub fn scene<'a>(&'a self, person: Option<&'a PersonId>) -> crate::capture::Scene<'a> {
        crate::capture::Scene {
            book: &self.book,
            // Not folded yet: names are looked up in the book itself, so that nobody known is taken for somebody new.
            names: self.folded.made.then_some(&self.folded.names),
            now: &self.now,
            event: self.event.as_ref(),
            selected: person,
        }
    }
}

/// What a pane asks of the app.
pub(crate) enum Step {
    /// Put a pane on top.
    Open(Box<dyn Pane>),
    /// Take the top pane away.
    Close,
    /// Change the book, and save that.
    Commit(Change),
    /// Tell something.
    Say(Notice),
    /// Take a message away that holds no longer, if it still stands on the screen.
    Unsay(Notice),
    /// Ask the runtime.
    Do(crate::ui::Effect),
    /// Turn to somebody.
    Select(Target),
    /// Turn to somebody and show them: over what lies on the Mixer, as their card.
    Show(Target),
    /// Turn to the ledger with somebody, at one of the favours.
    Ledger(PersonId, Option<FavourId>),
    /// Be at an event, or see everyone.
    Event(Option<EventId>),
    /// Do what a command means where the top pane does not lie.
    Run(Command),
    /// Keep on this machine that something was seen, and with which answer.
    See(String, String),
    /// Keep the text of a field that was closed unfinished; empty forgets it.
    Park(String, String),
}

/// What reaches a pane.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Input {
    /// A command, by key, palette or click.
    Command(Command),
    /// A typed character.
    Typed(char),
    /// Pasted text.
    Paste(String),
    /// A click on one of the pane's items.
    Item(usize),
}

/// Something on the screen that has the keys. Panes hold view state only; records live in the book.
pub(crate) trait Pane: std::fmt::Debug {
    /// Which scopes hold here, innermost first.
    fn scopes(&self) -> &'static [crate::ui::command::Scope];

    /// What it takes of the commands that are not those of its own scope; help lists no others.
    fn takes(&self) -> Takes {
        &[]
    }

    /// Whether a letter is a key of its own here, such as that of an answer.
    fn letter(&self, _ch: char) -> bool {
        false
    }

    /// Whether the whole screen answers to a command while this lies on top.
    fn lets(&self, _command: Command) -> bool {
        true
    }

    /// What can be pressed, for the footer, where its scope alone does not say.
    fn hints(&self, _shared: &Shared) -> Option<Hints> {
        None
    }

    /// What is said with a key that does nothing here, before the way to help.
    fn instead(&self) -> Option<String> {
        None
    }

    /// Whom it shows as selected: a line that begins here is about them unless it names somebody. Where it shows nobody, no
    /// line goes to whoever is selected behind it.
    fn about(&self, _shared: &Shared) -> Option<Target> {
        None
    }

    /// What starts when it opens.
    fn opened(&self, _shared: &Shared) -> Vec<Step> {
        Vec::new()
    }

    /// What it shows that takes longer than a frame to find out.
    fn topic(&self, _shared: &Shared) -> Option<Topic> {
        None
    }

    /// Takes one input; `None` when it is not for this pane.
    fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>>;

    /// Brings what it computed from the records in step with them; called before each frame in which they may have
    /// changed, so a pane looks at `Shared::revision` first.
    fn refresh(&mut self, _shared: &Shared) {}

    /// Draws itself on top of `screen`.
    fn view(
        &self,
        shared: &Shared,
        canvas: &mut crate::ui::canvas::Canvas<'_>,
        screen: ratatui::layout::Rect,
    );

    /// The text that would be lost if the program ended now, and the name of its field.
    fn draft(&self) -> Option<(String, String)> {
        None
    }

    /// Hears what a pane asked the runtime for about files; what is not for it goes on to the pane below.
    ///
    /// # Errors
    /// The news itself, when this pane did not ask.
    fn heard(
        &mut self,
        _shared: &Shared,
        _ids: &mut IdMaker,
        news: crate::ui::Outcome,
    ) -> Result<Vec<Step>, crate::ui::Outcome> {
        Err(news)
    }

    /// Takes back a text that the user changed in their own editor.
    fn edited(&mut self, _of: &crate::ui::TextOf, _text: &str) -> bool {
        false
    }
}

/// The answer of a pane that only closes.
#[expect(clippy::unnecessary_wraps, reason = "it is the answer of `Pane::update`")]
pub(crate) fn close() -> Option<Vec<Step>> {
    Some(vec![Step::Close])
}

/// A change of one record, with what to say of it.
pub(crate) fn commit(edit: Option<Edit>, what: &str, said: &str) -> Vec<Step> {
    let change = edit.into_iter().fold(Change::new(what), Change::with);
    vec![Step::Commit(change), Step::Say(Notice::plain(said))]
}

/// The word after `word`, round and round.
pub(crate) fn after<T: Clone + PartialEq>(all: &[T], word: &T) -> T {
    let at = all.iter().position(|other| other == word).map_or(0, |at| (at + 1) % all.len());
    all.get(at).cloned().unwrap_or_else(|| word.clone())
}

/// The word before `word`, round and round.
pub(crate) fn before<T: Clone + PartialEq>(all: &[T], word: &T) -> T {
    let at = all.iter().position(|other| other == word).map_or(0, |at| (at + all.len() - 1) % all.len());
    all.get(at).cloned().unwrap_or_else(|| word.clone())
}
