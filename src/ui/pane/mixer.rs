//! The Mixer: people, notes and ledger side by side, about one selected person.

use std::collections::HashSet;

use ratatui::layout::Rect;

use crate::domain::{
    Attendee, AttendeeStatus, Change, Edit, Event, Favour, FavourKind, FavourState, IdMaker, NoteKind,
    Person, PersonId, Record, Side, Size,
};
use crate::search::Target;
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::msg::Notice;
use crate::ui::pane::card::CardPane;
use crate::ui::pane::form::FormPane;
use crate::ui::pane::ledger::{self, Item, LedgerView, Shown};
use crate::ui::pane::note::NotePane;
use crate::ui::pane::notes::{self, NotesView};
use crate::ui::pane::people::{self, Filter, PeopleView, Row, Sort, face};
use crate::ui::shared::{Input, Shared, Step};

/// From how many columns three panes stand side by side, and from how many two.
const THREE: u16 = 100;
const TWO: u16 = 60;

/// What the rows were computed from.
type Built = (u64, Option<crate::domain::EventId>, Sort, Filter);

impl PartialEq for Mixer {
    fn eq(&self, other: &Self) -> bool {
        self.focus == other.focus && self.rows == other.rows
    }
}

/// View state of the three panes.
#[derive(Debug, Default)]
pub(crate) struct Mixer {
    focus: usize,
    zoom: bool,
    sort: Sort,
    filter: Filter,
    rows: Vec<Row>,
    at: usize,
    built: Option<Built>,
    marks: HashSet<Target>,
    last_mark: Option<usize>,
    note: usize,
    scroll: usize,
    favour: usize,
    shown: Shown,
}

impl Mixer {
    pub(crate) fn scopes(&self) -> &'static [Scope] {
        match self.focus {
            0 => &[Scope::People, Scope::Lists],
            1 => &[Scope::Notes, Scope::Lists],
            _ => &[Scope::Ledger, Scope::Lists],
        }
    }

    pub(crate) fn focus_pane(&mut self, pane: usize) {
        self.focus = pane.min(2);
    }

    /// Brings the rows and the selection in step with the book, when something changed.
    pub(crate) fn refresh(&mut self, shared: &mut Shared) {
        let now: Built = (shared.revision, shared.event.clone(), self.sort, self.filter);
        if self.built.as_ref() != Some(&now) {
            self.rows = people::rows(shared, self.sort, self.filter);
            self.built = Some(now);
            self.follow_attendee(shared);
        }
        // The selection follows the person, not the row; a row that vanished leaves it where the row was.
        let found = shared
            .selected
            .as_ref()
            .and_then(|target| self.rows.iter().position(|row| row.target == *target));
        match found {
            Some(at) => self.at = at,
            // Somebody found by searching may stand outside the list: the panes are about them all the same.
            None if shared.selected.as_ref().is_some_and(|target| exists(shared, target)) => {
                self.at = usize::MAX
            }
            None => {
                self.at = self.at.min(self.rows.len().saturating_sub(1));
                let target = self.rows.get(self.at).map(|row| row.target.clone());
                self.turn_to(shared, target);
            }
        }
        if let Some(person) = shared.person() {
            self.note = self.note.min(person.notes.len().saturating_sub(1));
            self.favour = self.favour.min(ledger::items(person, self.shown).len().saturating_sub(1));
        }
    }

    /// An attendee who has become one of my people stays selected.
    fn follow_attendee(&self, shared: &mut Shared) {
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
            self.favour = 0;
        }
    }

    /// Turns to somebody, wherever they stand.
    pub(crate) fn select(&mut self, shared: &mut Shared, target: Target) {
        self.turn_to(shared, Some(target));
    }

    /// Chooses a row of the pane that has the keys.
    pub(crate) fn choose(&mut self, shared: &Shared, row: usize) -> Vec<Step> {
        match self.focus {
            0 => {
                let again = self.at == row;
                let Some(target) = self.rows.get(row).map(|row| row.target.clone()) else {
                    return Vec::new();
                };
                if again && shared.viewport.area.width < TWO {
                    self.focus = 1;
                }
                vec![Step::Select(target)]
            }
            1 => {
                self.note = row;
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
        match self.focus {
            0 => self.people(shared, ids, *command),
            1 => self.notes(shared, ids, *command),
            _ => self.ledger(shared, *command),
        }
        .or_else(|| self.anywhere(shared, *command))
    }

    fn motion(&mut self, shared: &Shared, command: Command) -> Option<Vec<Step>> {
        let page = shared.viewport.page.max(1);
        let len = self.len(shared);
        let at = self.position();
        // A selection outside the list comes back into it at its first row.
        let at = if at == usize::MAX { 0 } else { at };
        let to = match command {
            Command::Down if self.position() == usize::MAX => 0,
            Command::Down => at + 1,
            Command::Up => at.saturating_sub(1),
            Command::PageDown => at + page,
            Command::PageUp => at.saturating_sub(page),
            Command::Top => 0,
            Command::Bottom => len,
            _ => return self.move_focus(shared, command),
        };
        Some(self.choose_quietly(to.min(len.saturating_sub(1))))
    }

    fn choose_quietly(&mut self, row: usize) -> Vec<Step> {
        match self.focus {
            0 => self.rows.get(row).map(|row| Step::Select(row.target.clone())).into_iter().collect(),
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
            (0, _) => self.rows.len(),
            (1, Some(person)) => person.notes.len(),
            (2, Some(person)) => ledger::items(person, self.shown).len(),
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

    fn people(&mut self, shared: &Shared, ids: &mut IdMaker, command: Command) -> Option<Vec<Step>> {
        let target = shared.selected.as_ref();
        match command {
            Command::Open if shared.viewport.area.width < TWO => {
                self.focus = 1;
                Some(Vec::new())
            }
            Command::Add => {
                Some(vec![Step::Open(Box::new(crate::ui::pane::capture::CapturePane::for_new(shared)))])
            }
            Command::Sort => {
                self.sort = self.sort.next();
                Some(vec![Step::Say(Notice::plain(format!("people {}", self.sort.word())))])
            }
            Command::Filter => {
                self.filter = self.filter.next();
                Some(Vec::new())
            }
            Command::Mark => {
                let target = target?.clone();
                self.last_mark = Some(self.at);
                if !self.marks.remove(&target) {
                    self.marks.insert(target);
                }
                self.motion(shared, Command::Down)
            }
            Command::Range => {
                let from = self.last_mark.unwrap_or(self.at);
                let range = from.min(self.at)..=from.max(self.at);
                let rows = self.rows.iter().enumerate().filter(|(at, _)| range.contains(at));
                self.marks.extend(rows.map(|(_, row)| row.target.clone()));
                Some(Vec::new())
            }
            Command::Met => Some(self.met(shared, ids)),
            Command::Wanted => Some(self.wanted(shared)),
            Command::Delete => Some(self.delete_people(shared)),
            Command::Edit | Command::Contact => {
                let person = shared.person()?;
                let at = if command == Command::Contact { "emails" } else { "name" };
                Some(vec![Step::Open(Box::new(FormPane::person(person, at)))])
            }
            _ => None,
        }
    }

    fn met(&self, shared: &Shared, ids: &mut IdMaker) -> Vec<Step> {
        let Some(event) = shared.event() else {
            return vec![Step::Say(Notice::plain("met where? n chooses the event first"))];
        };
        let at = shared.now.stamp();
        let mut change = Change::new("met");
        let mut after = Event::clone(event);
        let mut names = Vec::new();
        let mut turn = None;
        for target in self.chosen(shared) {
            let person = match &target {
                Target::Person(id) => id.clone(),
                Target::Attendee(of, index) if *of == event.id => {
                    let Some(attendee) = event.attendees.get(*index) else { continue };
                    let person = person_of(attendee, event, shared, ids);
                    let id = person.id.clone();
                    if let Some(attendee) = after.attendees.get_mut(*index) {
                        attendee.person = id.clone();
                    }
                    names.push(person.name.clone());
                    change = change.with(Edit::create(person));
                    after.check_in(&id, &attendee.name, at);
                    turn = Some(Target::Person(id));
                    continue;
                }
                Target::Attendee(..) => continue,
            };
            let name = shared.book.name_of(&person).to_owned();
            after.check_in(&person, &name, at);
            names.push(name);
        }
        change.what = format!("met {}", names.join(", "));
        let said = format!("{} · u undoes", change.what);
        let change = change.with(Edit::replace(Record::Event(std::sync::Arc::new(event.clone())), after));
        let mut steps = vec![Step::Commit(change), Step::Say(Notice::plain(said))];
        steps.extend(turn.map(Step::Select));
        steps
    }

    fn wanted(&self, shared: &Shared) -> Vec<Step> {
        let Some(event) = shared.event() else {
            return vec![Step::Say(Notice::plain("wanted where? n chooses the event first"))];
        };
        let chosen = self.chosen(shared);
        let edit = shared.book.edit_event(&event.id, |event| {
            for (at, attendee) in event.attendees.iter_mut().enumerate() {
                let meant = |target: &Target| match target {
                    Target::Person(id) => *id == attendee.person,
                    Target::Attendee(_, index) => *index == at,
                };
                if chosen.iter().any(meant) {
                    attendee.status = match attendee.status {
                        AttendeeStatus::Wanted => AttendeeStatus::Expected,
                        AttendeeStatus::Met => AttendeeStatus::Met,
                        _ => AttendeeStatus::Wanted,
                    };
                }
            }
        });
        let name = shared.selected.as_ref().map_or("", |target| face(shared, target).name);
        match edit {
            Some(edit) => vec![Step::Commit(Change::new(format!("wanted: {name}")).with(edit))],
            None => vec![Step::Say(Notice::plain("met already, or not on this list"))],
        }
    }

    fn delete_people(&mut self, shared: &Shared) -> Vec<Step> {
        let mut change = Change::new("delete");
        let mut names = Vec::new();
        let mut off_list = HashSet::new();
        for target in self.chosen(shared) {
            match target {
                Target::Person(id) => {
                    if let Some(person) = shared.book.person(&id) {
                        names.push(person.name.clone());
                        change = change.with(Edit::remove(Record::Person(person.clone())));
                    }
                }
                Target::Attendee(_, at) => {
                    names.push(face(shared, &target).name.to_owned());
                    off_list.insert(at);
                }
            }
        }
        if let (Some(event), false) = (&shared.event, off_list.is_empty())
            && let Some(edit) = shared.book.edit_event(event, |event| {
                let mut at = 0;
                event.attendees.retain(|_| {
                    at += 1;
                    !off_list.contains(&(at - 1))
                });
            })
        {
            change = change.with(edit);
        }
        self.marks.clear();
        change.what = format!("delete {}", names.join(", "));
        let said = format!("{} in the trash · u undoes", names.join(", "));
        vec![Step::Commit(change), Step::Say(Notice::plain(said))]
    }

    fn notes(&mut self, shared: &Shared, ids: &mut IdMaker, command: Command) -> Option<Vec<Step>> {
        let person = shared.person()?;
        let note = notes::in_order(person).get(self.note).copied();
        match command {
            Command::Add => Some(vec![Step::Open(Box::new(NotePane::new(shared, &person.id, None)))]),
            Command::Open | Command::Edit => match note {
                Some(note) => Some(vec![Step::Open(Box::new(NotePane::new(shared, &person.id, Some(note))))]),
                None => Some(vec![Step::Open(Box::new(NotePane::new(shared, &person.id, None)))]),
            },
            Command::Editor => {
                let note = note?;
                let of = crate::ui::TextOf::Note(person.id.clone(), note.id.clone());
                Some(vec![Step::Do(Effect::EditText { of, text: note.text.clone() })])
            }
            Command::Delete => {
                let note = note?;
                let edit = shared
                    .book
                    .edit_person(&person.id, |person| person.notes.retain(|other| other.id != note.id));
                Some(commit(edit, &format!("delete a note on {}", person.name), "note deleted · u undoes"))
            }
            Command::NoteKind => {
                let note = note?;
                let kind = after(NoteKind::ALL, &note.kind);
                let said = format!("now a {kind}");
                let edit = shared.book.edit_note(&person.id, &note.id, |note| note.kind = kind);
                Some(commit(edit, &format!("kind of a note on {}", person.name), &said))
            }
            Command::NotePrivate => {
                let note = note?;
                let said =
                    if note.private { "no longer private" } else { "private: stays out of every export" };
                let edit = shared.book.edit_note(&person.id, &note.id, |note| note.private = !note.private);
                Some(commit(edit, &format!("privacy of a note on {}", person.name), said))
            }
            Command::FollowUpDone => {
                let today = shared.now.today();
                let next =
                    person.follow_ups.iter().filter(|todo| todo.done.is_none()).min_by_key(|todo| todo.due);
                let Some(id) = next.map(|todo| todo.id.clone()) else {
                    return Some(vec![Step::Say(Notice::plain("nothing to do about them; r reminds you"))]);
                };
                let edit = shared.book.edit_person(&person.id, |person| {
                    person
                        .follow_ups
                        .iter_mut()
                        .filter(|todo| todo.id == id)
                        .for_each(|todo| todo.done = Some(today));
                });
                Some(commit(edit, &format!("follow-up with {} done", person.name), "done · u undoes"))
            }
            Command::Copy => {
                let note = note?;
                let text = if note.text.is_empty() { &note.line } else { &note.text };
                Some(vec![Step::Do(Effect::Copy(text.clone()))])
            }
            _ => {
                let _ = ids;
                None
            }
        }
    }

    fn ledger(&mut self, shared: &Shared, command: Command) -> Option<Vec<Step>> {
        if command == Command::LedgerFilter {
            self.shown = self.shown.next();
            return Some(Vec::new());
        }
        let person = shared.person()?;
        if command == Command::Add {
            return Some(vec![Step::Run(Command::Gave)]);
        }
        let item = ledger::items(person, self.shown).get(self.favour).cloned();
        let today = shared.now.today();
        let id = match item? {
            Item::Favour(id) => id,
            Item::FollowUp(id) => return self.follow_up(shared, person, &id, command),
        };
        let favour = person.favours.iter().find(|favour| favour.id == id)?;
        let what = favour.what.clone();
        let edit = |change: &dyn Fn(&mut Favour)| shared.book.edit_favour(&person.id, &id, change);
        let name = person.first_name();
        match command {
            Command::Settle => {
                let to = if favour.counts() { FavourState::Promised } else { FavourState::Done };
                let said = if favour.counts() { "open again" } else { "done · t when thanks were said" };
                Some(commit(
                    edit(&|favour| favour.move_to(to.clone(), today)),
                    &format!("{what} ({name}): {to}"),
                    said,
                ))
            }
            Command::Thank => {
                let to = if favour.state == FavourState::Thanked {
                    FavourState::Done
                } else {
                    FavourState::Thanked
                };
                let said = if to == FavourState::Thanked { "thanked" } else { "thanks still owed" };
                Some(commit(
                    edit(&|favour| favour.move_to(to.clone(), today)),
                    &format!("{what} ({name}): {to}"),
                    said,
                ))
            }
            Command::CallOff => {
                // A promise of mine is dropped, what I asked for is declined; closed ones open again.
                let to = match (favour.is_open(), &favour.side, &favour.state) {
                    (false, _, _) => FavourState::Promised,
                    (true, Side::Receive, FavourState::Asked) => FavourState::Declined,
                    _ => FavourState::Dropped,
                };
                Some(commit(
                    edit(&|favour| favour.move_to(to.clone(), today)),
                    &format!("{what} ({name}): {to}"),
                    to.as_str(),
                ))
            }
            Command::FavourSize => {
                let size = after(Size::ALL, &favour.size);
                let said = format!("size: {size}, {} points", shared.settings.points.of(&size));
                Some(commit(
                    edit(&|favour| favour.size = size.clone()),
                    &format!("size of {what} ({name})"),
                    &said,
                ))
            }
            Command::FavourKind => {
                let kind = after(FavourKind::ALL, &favour.kind);
                let said = format!("kind: {kind}");
                Some(commit(
                    edit(&|favour| favour.kind = kind.clone()),
                    &format!("kind of {what} ({name})"),
                    &said,
                ))
            }
            Command::Open | Command::Edit => {
                Some(vec![Step::Open(Box::new(FormPane::favour(person, favour)))])
            }
            Command::Delete => {
                let edit = shared
                    .book
                    .edit_person(&person.id, |person| person.favours.retain(|other| other.id != id));
                Some(commit(edit, &format!("delete {what} ({name})"), "favour deleted · u undoes"))
            }
            Command::Copy => Some(vec![Step::Do(Effect::Copy(what))]),
            _ => None,
        }
    }

    fn follow_up(
        &self,
        shared: &Shared,
        person: &Person,
        id: &crate::domain::FollowUpId,
        command: Command,
    ) -> Option<Vec<Step>> {
        let today = shared.now.today();
        let todo = person.follow_ups.iter().find(|todo| todo.id == *id)?;
        match command {
            Command::Settle => {
                let edit = shared.book.edit_person(&person.id, |person| {
                    person
                        .follow_ups
                        .iter_mut()
                        .filter(|todo| todo.id == *id)
                        .for_each(|todo| todo.done = Some(today));
                });
                Some(commit(edit, &format!("follow-up with {} done", person.name), "done · u undoes"))
            }
            Command::Delete | Command::CallOff => {
                let edit = shared
                    .book
                    .edit_person(&person.id, |person| person.follow_ups.retain(|other| other.id != *id));
                Some(commit(edit, &format!("drop a follow-up with {}", person.name), "dropped · u undoes"))
            }
            Command::Open | Command::Edit => {
                Some(vec![Step::Open(Box::new(FormPane::follow_up(person, todo)))])
            }
            _ => None,
        }
    }

    fn anywhere(&self, shared: &Shared, command: Command) -> Option<Vec<Step>> {
        let target = shared.selected.as_ref()?;
        match (command, shared.person()) {
            (Command::Open, _) => Some(vec![Step::Open(Box::new(CardPane::default()))]),
            (Command::Edit | Command::Contact, None) => {
                Some(vec![Step::Say(Notice::plain("not one of your people yet; m met, i jot a line"))])
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
            rows: &self.rows,
            at: self.at,
            marks: &self.marks,
            filter: self.filter,
            focused: self.focus == 0,
        };
        let notes = NotesView { at: self.note, scroll: self.scroll, focused: self.focus == 1 };
        let ledger = LedgerView { at: self.favour, shown: self.shown, focused: self.focus == 2 };
        let columns = if self.zoom { 1 } else { columns(area.width) };
        let widths = match columns {
            3 => vec![(0, area.width * 32 / 100), (1, area.width * 36 / 100), (2, 0)],
            2 => vec![(0, area.width * 42 / 100), (if self.focus == 2 { 2 } else { 1 }, 0)],
            _ => vec![(self.focus, 0)],
        };
        let mut x = area.x;
        for (at, (pane, cells)) in widths.iter().enumerate() {
            let last = at + 1 == widths.len();
            let width = if last { area.right().saturating_sub(x) } else { *cells };
            let place = Rect { x, width: if last { width } else { width.saturating_sub(1) }, ..area };
            match pane {
                0 => people::view(&people, shared, canvas, place),
                1 => notes::view(&notes, shared, canvas, place),
                _ => ledger::view(&ledger, shared, canvas, place),
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
        self.rows.len()
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

/// The word after `word`, round and round.
fn after<T: Clone + PartialEq>(all: &[T], word: &T) -> T {
    let at = all.iter().position(|other| other == word).map_or(0, |at| (at + 1) % all.len());
    all.get(at).cloned().unwrap_or_else(|| word.clone())
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

/// The person that somebody on the list becomes.
fn person_of(attendee: &Attendee, event: &Event, shared: &Shared, ids: &mut IdMaker) -> Person {
    let mut id = ids.person(&attendee.name);
    while shared.book.person(&id).is_some() {
        id = ids.person(&attendee.name);
    }
    let mut person = Person::named(id, &attendee.name);
    person.company.clone_from(&attendee.company);
    person.role.clone_from(&attendee.role);
    person.emails = Some(attendee.email.clone()).filter(|email| !email.is_empty()).into_iter().collect();
    person.met = Some(crate::domain::Met { event: event.id.clone(), on: Some(shared.now.today()) });
    person
}

/// A change of one record, with what to say; nothing when nothing changes.
fn commit(edit: Option<Edit>, what: &str, said: &str) -> Vec<Step> {
    match edit {
        Some(edit) => vec![Step::Commit(Change::new(what).with(edit)), Step::Say(Notice::plain(said))],
        None => Vec::new(),
    }
}
