//! The Mixer: people, notes and ledger side by side, about one selected person.

mod ledger;
mod list;
mod motion;
mod notes;
pub(crate) mod people;
mod step;
mod view;

use std::collections::{BTreeSet, HashSet};

use crate::domain::{FavourId, IdMaker, NoteId, PersonId};
use crate::ledger::Shown;
use crate::search::Target;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::msg::Notice;
use crate::ui::pane::card::CardPane;
use crate::ui::pane::export::{ExportPane, InList};
use crate::ui::pane::form::FormPane;
use crate::ui::pane::gifts::Sure;
use crate::ui::pane::ledger::{Item, items};
use crate::ui::pane::people::{Filter, Sort, face};
use crate::ui::reach::{MOVES, TURNS, Takes};
use crate::ui::shared::{Input, Shared, Step};

pub(crate) use list::Changes;
use list::List;

/// From how many columns three panes stand side by side, and from how many two.
const THREE: u16 = 100;
const TWO: u16 = 60;

/// What is said of a key that is about one of my people, on somebody who is not.
pub(crate) const NOT_YET: &str = "not one of your people yet; m met, i jot a line";

impl PartialEq for Mixer {
    fn eq(&self, other: &Self) -> bool {
        self.focus == other.focus && self.list.rows == other.list.rows
    }
}

/// How far the user has come with the person that the panes are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Stage {
    /// Nobody was turned to yet: the first row is selected, also while rows stream in.
    #[default]
    Start,
    /// Turned to: the head comes first.
    Turned,
    /// Going through the notes.
    Reading,
}

/// View state of the three panes.
#[derive(Debug, Default)]
pub(crate) struct Mixer {
    focus: usize,
    zoom: bool,
    sort: Sort,
    filter: Filter,
    list: List,
    at: usize,
    /// Whether the panes are about somebody whom the list does not show, found by searching.
    outside: bool,
    /// Somebody was turned to since the last refresh: on a single pane they come into sight even when the list has no row
    /// for them.
    turned: bool,
    /// The revision that all this is in step with.
    revision: u64,
    marks: HashSet<Target>,
    last_mark: Option<usize>,
    note: usize,
    scroll: usize,
    favour: usize,
    /// What the rows of the notes and of the ledger are about, so that a change elsewhere in the list does not move the
    /// next key to another record.
    on_note: Option<NoteId>,
    on_item: Option<Item>,
    shown: Shown,
    /// Two people of whom one was not asked, and whom the user wants to introduce all the same.
    sure: Option<Sure>,
    stage: Stage,
}

impl Mixer {
    pub(crate) fn scopes(&self) -> &'static [Scope] {
        match self.focus {
            0 => &[Scope::People, Scope::Lists],
            1 => &[Scope::Notes, Scope::People, Scope::Lists],
            _ if matches!(self.on_item, Some(Item::Gift(..) | Item::LeftOut)) => {
                &[Scope::Gifts, Scope::Lists]
            }
            _ => &[Scope::Ledger, Scope::Lists],
        }
    }

    /// What it takes besides the keys of the pane that has them.
    pub(crate) fn takes(&self) -> Takes {
        const ALWAYS: &[Command] = &[
            Command::Open,
            Command::Editor,
            Command::Tag,
            Command::Copy,
            Command::Zoom,
            Command::ScrollDown,
            Command::ScrollUp,
        ];
        const OF_LIST: &[Command] =
            &[Command::Sort, Command::Filter, Command::Mark, Command::Range, Command::Edit, Command::Add];
        const OF_PERSON: &[Command] = &[Command::Met, Command::Wanted, Command::Contact];
        match (self.focus, &self.on_item) {
            (1, _) => &[ALWAYS, TURNS, MOVES, OF_PERSON, &[Command::Edit, Command::Add, Command::Delete]],
            (0, _) => &[ALWAYS, TURNS, MOVES, OF_LIST, &[Command::Delete]],
            (2, Some(Item::Gift(..) | Item::LeftOut)) => &[ALWAYS, TURNS, MOVES],
            _ => &[ALWAYS, TURNS, MOVES, &[Command::Edit, Command::Add, Command::Delete]],
        }
    }

    pub(crate) fn focus_pane(&mut self, pane: usize) {
        self.focus = pane.min(2);
    }

    /// Turns to somebody, wherever they stand.
    pub(crate) fn select(&mut self, shared: &mut Shared, target: Target) {
        self.stage = self.stage.max(Stage::Turned);
        self.turned = true;
        self.turn_to(shared, Some(target));
    }

    /// Turns to the ledger with somebody, at one of the favours.
    pub(crate) fn turn_to_ledger(&mut self, shared: &mut Shared, person: PersonId, favour: Option<FavourId>) {
        self.select(shared, Target::Person(person));
        self.focus = 2;
        self.zoom = false;
        if let (Some(favour), Some(person)) = (favour, shared.person()) {
            self.shown = Shown::All;
            let item = Item::Favour(favour);
            let items = items(shared, person, self.shown);
            self.favour = items.iter().position(|other| *other == item).unwrap_or_default();
            self.on_item = Some(item);
        }
    }

    /// Chooses a row of the pane that has the keys.
    pub(crate) fn choose(&mut self, shared: &Shared, row: usize) -> Vec<Step> {
        match self.focus {
            0 => {
                let again = self.at == row;
                let Some(target) = self.list.rows.get(row).map(|row| row.target.clone()) else {
                    return Vec::new();
                };
                if again && shared.viewport.area.width < TWO {
                    self.focus = 1;
                }
                vec![Step::Select(target)]
            }
            1 => {
                self.note = row;
                self.stage = Stage::Reading;
                Vec::new()
            }
            _ => {
                self.favour = row;
                Vec::new()
            }
        }
    }

    // ---- update

    pub(crate) fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        let Input::Command(command) = input else { return None };
        if let Some(steps) = self.motion(shared, *command) {
            return Some(steps);
        }
        let steps = match self.focus {
            0 => self.people_keys(shared, ids, *command),
            1 => self.notes_keys(shared, ids, *command),
            _ => self.ledger_keys(shared, ids, *command),
        }
        .or_else(|| self.anywhere(shared, *command))?;
        // Whom a key was about stays selected, wherever their row goes.
        if !matches!(command, Command::Sort | Command::Filter | Command::Export) {
            self.stage = self.stage.max(Stage::Turned);
        }
        Some(steps)
    }

    /// Whom a command is about: the marked, else the selected.
    fn chosen(&self, shared: &Shared) -> Vec<Target> {
        if self.marks.is_empty() {
            shared.selected.clone().into_iter().collect()
        } else {
            self.marks.iter().cloned().collect()
        }
    }

    /// What is marked and what the filter leaves, of those who are my people.
    fn in_list(&self) -> InList {
        fn people<'t>(targets: impl Iterator<Item = &'t Target>) -> BTreeSet<PersonId> {
            let person = |target: &Target| match target {
                Target::Person(id) => Some(id.clone()),
                Target::Attendee(..) => None,
            };
            targets.filter_map(person).collect()
        }
        let shown = if self.filter == Filter::All {
            BTreeSet::new()
        } else {
            people(self.list.rows.iter().map(|row| &row.target))
        };
        InList { marked: people(self.marks.iter()), shown, filter: self.filter.word() }
    }

    fn anywhere(&self, shared: &Shared, command: Command) -> Option<Vec<Step>> {
        if command == Command::Export {
            return Some(vec![Step::Open(Box::new(ExportPane::new(shared, self.in_list())))]);
        }
        let target = shared.selected.as_ref()?;
        match (command, shared.person()) {
            (Command::Open, _) => Some(vec![Step::Open(Box::new(CardPane::default()))]),
            (Command::Edit | Command::Contact | Command::Editor, None) => {
                Some(vec![Step::Say(Notice::plain(NOT_YET))])
            }
            (Command::Editor, Some(person)) => {
                Some(vec![Step::Do(Effect::EditRecord(crate::domain::Key::Person(person.id.clone())))])
            }
            (Command::Tag, _) => {
                let people: Vec<PersonId> = self
                    .chosen(shared)
                    .into_iter()
                    .filter_map(|target| match target {
                        Target::Person(id) => Some(id),
                        Target::Attendee(..) => None,
                    })
                    .collect();
                if people.is_empty() {
                    return Some(vec![Step::Say(Notice::plain(
                        "only your own people have tags; m makes them one",
                    ))]);
                }
                Some(vec![Step::Open(Box::new(FormPane::tag(people)))])
            }
            (Command::Copy, _) => {
                let face = face(shared, target);
                let text = [face.name, face.company, face.email];
                let text: Vec<&str> = text.into_iter().filter(|part| !part.is_empty()).collect();
                Some(vec![Step::Do(Effect::Copy(text.join(", ")))])
            }
            _ => None,
        }
    }

    /// Which pane has the keys, for the tabs of a narrow screen.
    pub(crate) fn focus(&self) -> usize {
        self.focus
    }

    /// How many people the list shows.
    pub(crate) fn count(&self) -> usize {
        self.list.rows.len()
    }
}

/// How many panes stand side by side.
pub(crate) fn columns(width: u16) -> usize {
    match width {
        THREE.. => 3,
        TWO.. => 2,
        _ => 1,
    }
}
