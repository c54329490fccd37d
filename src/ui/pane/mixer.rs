//! The Mixer: people, notes and ledger side by side, about one selected person.

mod ledger;
mod list;
mod notes;
pub(crate) mod people;

use std::collections::{BTreeSet, HashSet};

use ratatui::layout::Rect;

use crate::domain::{FavourId, IdMaker, NoteId, Person, PersonId};
use crate::ledger::Shown;
use crate::search::Target;
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::msg::Notice;
use crate::ui::pane::card::CardPane;
use crate::ui::pane::export::{ExportPane, InList};
use crate::ui::pane::form::FormPane;
use crate::ui::pane::gifts::Sure;
use crate::ui::pane::ledger::{Item, LedgerView, items, view as view_ledger};
use crate::ui::pane::notes::{NotesView, in_order, view as view_notes};
use crate::ui::pane::people::{Filter, PeopleView, Row, Sort, Wanted, face, view as view_people};
use crate::ui::reach::{MOVES, TURNS, Takes};
use crate::ui::shared::{Input, Shared, Step};
use crate::ui::work::Topic;

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
            1 => &[Scope::Notes, Scope::Lists],
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
        match (self.focus, &self.on_item) {
            (0, _) => &[ALWAYS, TURNS, MOVES, OF_LIST, &[Command::Delete]],
            (2, Some(Item::Gift(..) | Item::LeftOut)) => &[ALWAYS, TURNS, MOVES],
            _ => &[ALWAYS, TURNS, MOVES, &[Command::Edit, Command::Add, Command::Delete]],
        }
    }

    pub(crate) fn focus_pane(&mut self, pane: usize) {
        self.focus = pane.min(2);
    }

    /// Brings the rows and the selection in step with the book, when something changed.
    pub(crate) fn refresh(&mut self, shared: &mut Shared) {
        let wanted = Wanted { event: shared.event.clone(), sort: self.sort, filter: self.filter };
        let others = self.list.refresh(shared, wanted);
        let changed = others || self.revision != shared.revision;
        self.revision = shared.revision;
        if changed {
            Self::follow_attendee(shared);
        }
        if self.stage == Stage::Start {
            shared.selected = None;
        }
        // The selection follows the person, not the row; a row that vanished leaves it where the row was.
        let found = shared.selected.as_ref().and_then(|target| self.row_of(target));
        self.outside = false;
        match found {
            Some(at) => self.at = at,
            // Somebody found by searching may stand outside the list: the panes are about them all the same.
            None if shared.selected.as_ref().is_some_and(|target| exists(shared, target)) => {
                self.outside = true;
                let single = shared.viewport.area.width < TWO;
                if self.turned && self.focus == 0 && single && self.list.is_in_step() {
                    self.focus = 1;
                }
            }
            None => {
                self.at = self.at.min(self.list.rows.len().saturating_sub(1));
                let target = self.list.rows.get(self.at).map(|row| row.target.clone());
                self.turn_to(shared, target);
            }
        }
        self.turned &= !self.list.is_in_step();
        shared.keep_hand();
        shared.keep_tonight();
        if let Some(person) = shared.person() {
            self.refresh_records(shared, person, changed);
        }
    }

    /// Where somebody stands in the list, which is most often where they stood.
    fn row_of(&self, target: &Target) -> Option<usize> {
        let rows = &self.list.rows;
        let is = |row: &Row| row.target == *target;
        let here = rows.get(self.at).is_some_and(is);
        if here { Some(self.at) } else { rows.iter().position(is) }
    }

    /// What of the list is to be found out elsewhere.
    pub(crate) fn topic(&mut self) -> Option<Topic> {
        self.list.topic()
    }

    /// The pane that has the keys stays on its record wherever the record moves; the others keep their row.
    fn refresh_records(&mut self, shared: &Shared, person: &Person, changed: bool) {
        let notes = in_order(person);
        let followed = notes.iter().position(|note| Some(&note.id) == self.on_note.as_ref());
        self.note = followed
            .filter(|_| changed && self.focus == 1)
            .unwrap_or(self.note)
            .min(notes.len().saturating_sub(1));
        self.on_note = notes.get(self.note).map(|note| note.id.clone());
        let mut items = items(shared, person, self.shown);
        let followed = items.iter().position(|item| Some(item) == self.on_item.as_ref());
        self.favour = followed
            .filter(|_| changed && self.focus == 2)
            .unwrap_or(self.favour)
            .min(items.len().saturating_sub(1));
        self.on_item = (self.favour < items.len()).then(|| items.swap_remove(self.favour));
    }

    /// An attendee who has become one of my people stays selected.
    fn follow_attendee(shared: &mut Shared) {
        if let Some(Target::Attendee(event, at)) = &shared.selected
            && let Some(attendee) = shared.book.event(event).and_then(|event| event.attendees.get(*at))
            && shared.book.person(&attendee.person).is_some()
        {
            shared.selected = Some(Target::Person(attendee.person.clone()));
        }
    }

    fn turn_to(&mut self, shared: &mut Shared, target: Option<Target>) {
        if shared.selected != target {
            shared.selected = target;
            self.note = 0;
            self.scroll = 0;
            self.stage = self.stage.min(Stage::Turned);
            self.favour = 0;
        }
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
            1 => self.notes_keys(shared, *command),
            _ => self.ledger_keys(shared, ids, *command),
        }
        .or_else(|| self.anywhere(shared, *command))?;
        // Whom a key was about stays selected, wherever their row goes.
        if !matches!(command, Command::Sort | Command::Filter | Command::Export) {
            self.stage = self.stage.max(Stage::Turned);
        }
        Some(steps)
    }

    fn motion(&mut self, shared: &Shared, command: Command) -> Option<Vec<Step>> {
        let page = shared.viewport.page.max(1);
        let len = self.len(shared);
        let at = self.position();
        let arrived = self.focus == 1 && self.stage != Stage::Reading;
        let to = match command {
            // The first note comes into view before it is left.
            Command::Down if arrived && shared.viewport.note_hidden => at,
            // From outside the list back to where the list was.
            Command::Down | Command::Up if self.outside && self.focus == 0 => at,
            Command::Down => at + 1,
            Command::Up => at.saturating_sub(1),
            Command::PageDown => at + page,
            Command::PageUp => at.saturating_sub(page),
            Command::Top => 0,
            Command::Bottom => len,
            _ => return self.move_focus(shared, command),
        };
        if self.focus == 1 {
            self.stage = Stage::Reading;
        }
        Some(self.choose_quietly(to.min(len.saturating_sub(1))))
    }

    fn choose_quietly(&mut self, row: usize) -> Vec<Step> {
        match self.focus {
            0 => self.list.rows.get(row).map(|row| Step::Select(row.target.clone())).into_iter().collect(),
            1 => {
                self.note = row;
                self.scroll = 0;
                Vec::new()
            }
            _ => {
                self.favour = row;
                Vec::new()
            }
        }
    }

    fn move_focus(&mut self, shared: &Shared, command: Command) -> Option<Vec<Step>> {
        let narrow = shared.viewport.area.width < TWO;
        match command {
            Command::NextPane => self.focus = (self.focus + 1) % 3,
            Command::PreviousPane => self.focus = (self.focus + 2) % 3,
            Command::PaneRight => self.focus = (self.focus + 1).min(2),
            Command::PaneLeft => self.focus = self.focus.saturating_sub(1),
            Command::FirstPane => self.focus = 0,
            Command::SecondPane => self.focus = 1,
            Command::ThirdPane => self.focus = 2,
            Command::Zoom => self.zoom = !self.zoom,
            Command::ScrollDown => self.scroll += 3,
            Command::ScrollUp => self.scroll = self.scroll.saturating_sub(3),
            // One step back: marks, then filter, then (where panes lie behind each other) the list.
            Command::Back if !self.marks.is_empty() => self.marks.clear(),
            Command::Back if self.filter != Filter::All => self.filter = Filter::All,
            Command::Back if self.zoom => self.zoom = false,
            Command::Back if self.focus > 0 && narrow => self.focus = 0,
            _ => return None,
        }
        Some(Vec::new())
    }

    fn len(&self, shared: &Shared) -> usize {
        match (self.focus, shared.person()) {
            (0, _) => self.list.rows.len(),
            (1, Some(person)) => person.notes.len(),
            (2, Some(person)) => items(shared, person, self.shown).len(),
            _ => 0,
        }
    }

    fn position(&self) -> usize {
        match self.focus {
            0 => self.at,
            1 => self.note,
            _ => self.favour,
        }
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

    // ---- view

    pub(crate) fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, area: Rect) {
        let people = PeopleView {
            rows: &self.list.rows,
            at: (!self.outside).then_some(self.at),
            outside: shared.selected.as_ref().filter(|_| self.outside && self.list.is_in_step()),
            marks: &self.marks,
            filter: self.filter,
            focused: self.focus == 0,
        };
        let notes = NotesView {
            at: self.note,
            scroll: self.scroll,
            focused: self.focus == 1,
            arrived: self.stage != Stage::Reading,
        };
        let ledger = LedgerView { at: self.favour, shown: self.shown, focused: self.focus == 2 };
        let columns = if self.zoom { 1 } else { columns(area.width) };
        let widths = match columns {
            3 => vec![(0, area.width * 36 / 100), (1, area.width * 34 / 100), (2, 0)],
            2 => vec![(0, area.width * 42 / 100), (if self.focus == 2 { 2 } else { 1 }, 0)],
            _ => vec![(self.focus, 0)],
        };
        let mut x = area.x;
        for (at, (pane, cells)) in widths.iter().enumerate() {
            let last = at + 1 == widths.len();
            let width = if last { area.right().saturating_sub(x) } else { *cells };
            let place = Rect { x, width: if last { width } else { width.saturating_sub(1) }, ..area };
            match pane {
                0 => view_people(&people, shared, canvas, place),
                1 => view_notes(&notes, shared, canvas, place),
                _ => view_ledger(&ledger, shared, canvas, place),
            }
            if !last {
                canvas.divider(Rect { x: x + width.saturating_sub(1), width: 1, ..area });
            }
            x += width;
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

fn exists(shared: &Shared, target: &Target) -> bool {
    match target {
        Target::Person(id) => shared.book.person(id).is_some(),
        Target::Attendee(event, at) => {
            shared.event.as_ref() == Some(event)
                && shared.book.event(event).is_some_and(|event| *at < event.attendees.len())
        }
    }
}
