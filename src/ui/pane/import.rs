//! Importing: which file, what was found in it, what each column is, and what would become of every row.

mod every;
mod read_as;
mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use ratatui::layout::Rect;

use self::every::Every;
use self::read_as::ReadAs;
use crate::domain::{EventId, IdMaker};
use crate::exchange::{Import, Kind, Options, column_uses};
use crate::settings::Meaning;
use crate::text::Edit;
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::{Effect, ListFile, LongList};
use crate::ui::hints::Hints;
use crate::ui::msg::{Notice, Outcome, Trouble};
use crate::ui::pane::listing::{Listed, Listing};
use crate::ui::pane::picker::{Picked, Picker, ground};
use crate::ui::reach::{MOVES, Takes};
use crate::ui::shared::{Input, Pane, Shared, Step, close};

/// The folder of the last import is kept under this name.
const FOLDER: &str = "import-folder";
/// How many rows that somebody should look at are shown; the verb shows all.
const LOOK_AT: usize = 200;
/// A list that brings more records than this is kept on the worker's thread, with its progress on the screen.
const AT_ONCE: usize = 500;

/// The screen.
#[derive(Debug)]
pub(crate) struct ImportPane {
    picker: Picker,
    /// What goes on from what is typed.
    found: Vec<String>,
    /// The file that was chosen.
    file: Option<File>,
    tickets: u64,
}

/// A file that is being read, or was.
#[derive(Debug)]
struct File {
    path: String,
    ticket: u64,
    /// Rows read, of so many; `None` when nothing is being read.
    reading: Option<(usize, usize)>,
    /// Records on disk, of so many; `None` when nothing is being kept.
    keeping: Option<(usize, usize)>,
    import: Option<Arc<Import>>,
    failed: Option<String>,
    /// Onto this event's list, else among my people.
    event: Option<EventId>,
    /// Whether the user said so.
    event_chosen: bool,
    /// What the user chose for each column, once they chose at all.
    columns: Option<Vec<&'static str>>,
    /// What the user said of the file itself.
    read_as: ReadAs,
    /// Which row of that was changed last: it stays the chosen one when it is read again.
    way: Option<usize>,
    listing: Listing,
    /// Every row is looked at, and not how the file was read.
    every: Option<Every>,
    /// The records that it was read against.
    revision: u64,
    /// Enter was pressed, and the records had changed since: it comes in once it is read again.
    wanted: bool,
}

/// The path that begins within `typed`: whoever types `/` or `~/` after the folder that stood there means another one.
fn begun_again(typed: &str) -> Option<&str> {
    let at = typed.rfind("//").or_else(|| typed.rfind("/~/"))?;
    typed.get(at + 1..)
}

impl ImportPane {
    pub(crate) fn new(shared: &Shared) -> Self {
        let mut pane = Self { picker: Picker::default(), found: Vec::new(), file: None, tickets: 0 };
        let folder = shared.seen.get(FOLDER).map_or("~/", String::as_str);
        pane.picker.query.set(folder);
        pane.picker.query.edit(&Edit::End, u16::MAX);
        pane
    }

    fn typed(&mut self, text: &str) -> Vec<Step> {
        self.picker.query.set(text);
        self.picker.query.edit(&Edit::End, u16::MAX);
        self.picker.at = 0;
        vec![Step::Do(Effect::Paths(text.to_owned()))]
    }

    /// What was found at `at`, if it goes on from what is typed: whoever types on is faster than the answer.
    fn found_at(&self, at: usize) -> Option<String> {
        let typed = self.picker.query.text().trim().to_lowercase();
        self.found.get(at).filter(|path| path.to_lowercase().starts_with(&typed)).cloned()
    }

    fn choose_path(&mut self, shared: &Shared, ids: &IdMaker, input: &Input) -> Option<Vec<Step>> {
        match input {
            Input::Command(Command::Close) => return close(),
            Input::Command(Command::Complete) => {
                let taken = self.found_at(self.picker.at);
                return Some(taken.map(|path| self.typed(&path)).unwrap_or_default());
            }
            _ => {}
        }
        match self.picker.update(shared, input, self.found.len()) {
            Picked::Query => {
                let typed = self.picker.query.text().to_owned();
                match begun_again(&typed) {
                    Some(path) => Some(self.typed(path)),
                    None => Some(vec![Step::Do(Effect::Paths(typed))]),
                }
            }
            Picked::Moved => Some(Vec::new()),
            Picked::Chosen(at) => {
                let typed = self.picker.query.text().trim();
                let path = self.found_at(at).unwrap_or_else(|| typed.to_owned());
                if path.is_empty() {
                    return Some(Vec::new());
                }
                if path.ends_with('/') {
                    return Some(self.typed(&path));
                }
                Some(self.open(shared, ids, path))
            }
            Picked::Nothing => None,
        }
    }

    fn open(&mut self, shared: &Shared, ids: &IdMaker, path: String) -> Vec<Step> {
        let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        self.file = Some(File {
            path,
            ticket: 0,
            reading: None,
            keeping: None,
            import: None,
            failed: None,
            event: shared.event.clone(),
            event_chosen: false,
            columns: None,
            read_as: ReadAs::default(),
            way: None,
            listing: Listing::default(),
            every: None,
            revision: shared.revision,
            wanted: false,
        });
        let mut steps = self.read(shared, ids);
        if shared.seen.get(FOLDER) != Some(&folder) {
            steps.push(Step::See(FOLDER.to_owned(), folder));
        }
        steps
    }

    /// Has the file read with what is chosen now.
    fn read(&mut self, shared: &Shared, ids: &IdMaker) -> Vec<Step> {
        self.tickets += 1;
        let Some(file) = &mut self.file else { return Vec::new() };
        (file.ticket, file.reading, file.revision) = (self.tickets, Some((0, 0)), shared.revision);
        file.failed = None;
        let columns = file.columns.iter().flatten().enumerate();
        let remembered: BTreeMap<String, String> = shared
            .seen
            .iter()
            .filter(|(what, _)| what.starts_with("columns-"))
            .map(|(what, answer)| (what.clone(), answer.clone()))
            .collect();
        let mut options = Options {
            columns: columns.map(|(at, field)| ((at + 1).to_string(), (*field).to_owned())).collect(),
            remembered,
            zone: Some(shared.now.zone().clone()),
            today: Some(shared.now.today()),
            absent: shared.troubles.iter().filter_map(Trouble::absent).collect(),
            ..Options::default()
        };
        file.read_as.put_into(&mut options);
        let list = ListFile {
            ticket: file.ticket,
            path: file.path.clone(),
            event: file.event.clone(),
            options,
            book: shared.book.clone(),
            ids: ids.clone(),
        };
        vec![Step::Do(Effect::ReadList(Box::new(list)))]
    }

    fn review(&mut self, shared: &Shared, ids: &IdMaker, input: &Input) -> Option<Vec<Step>> {
        let file = self.file.as_mut()?;
        let rows = file.rows(shared);
        match input {
            // Whether that comes in time is the worker's to say.
            Input::Command(Command::Back | Command::Quit) if file.keeping.is_some() => {
                return Some(vec![Step::Do(Effect::StopReading)]);
            }
            Input::Command(Command::Open | Command::NextField | Command::PreviousField)
                if file.keeping.is_some() => {}
            Input::Command(Command::Open) => return Some(self.bring_in(shared, ids)),
            Input::Command(Command::EveryRow) if !file.has_rows() => {
                return Some(vec![Step::Say(Notice::plain("there is no row to look at yet"))]);
            }
            Input::Command(Command::EveryRow) => file.turn_over(),
            Input::Command(Command::Back | Command::Quit) if file.every.is_some() => file.turn_over(),
            _ if let (Some(every), Some(import)) = (&mut file.every, &file.import) => {
                return every.update(shared, import, input).map(|()| Vec::new());
            }
            Input::Command(Command::Back | Command::Quit) => {
                let reading = file.reading.is_some();
                self.file = None;
                let typed = self.picker.query.text().to_owned();
                let mut steps = vec![Step::Do(Effect::Paths(typed))];
                if reading {
                    steps.insert(0, Step::Do(Effect::StopReading));
                    steps.push(Step::Say(Notice::plain("cancelled; nothing was kept")));
                }
                return Some(steps);
            }
            Input::Command(Command::NextField | Command::PreviousField) if rows == 0 => {
                return Some(vec![Step::Say(Notice::plain("there is nothing to choose yet"))]);
            }
            Input::Command(Command::NextField) => return Some(self.turn(shared, ids, 1)),
            Input::Command(Command::PreviousField) => return Some(self.turn(shared, ids, -1)),
            Input::Item(at) => file.listing.at = *at,
            _ => match file.listing.update(shared, input, rows) {
                Listed::Moved | Listed::Chosen(_) => {}
                Listed::Nothing => return None,
            },
        }
        Some(Vec::new())
    }

    /// Gives the chosen row its next use (or the one before), and reads again.
    fn turn(&mut self, shared: &Shared, ids: &IdMaker, by: isize) -> Vec<Step> {
        let Some(file) = &mut self.file else { return Vec::new() };
        let Some(column) = file.listing.at.checked_sub(file.targets(shared)) else {
            file.event = if file.event.is_some() { None } else { shared.event.clone() };
            file.event_chosen = true;
            return self.read(shared, ids);
        };
        if let Some(row) = column.checked_sub(file.columns()).filter(|row| *row < file.ways()) {
            file.read_as.turn(row, by);
            file.way = Some(row);
            // Other cells make other columns.
            file.columns = None;
            return self.read(shared, ids);
        }
        let Some(import) = &file.import else { return Vec::new() };
        let Some(table) = &import.table else { return Vec::new() };
        let uses: Vec<&'static str> = column_uses().collect();
        let mut fields: Vec<&'static str> = table.columns.iter().map(|column| column.field).collect();
        let Some(field) = fields.get_mut(column) else { return Vec::new() };
        let at = uses.iter().position(|word| word == field).unwrap_or(0);
        let next = (at.cast_signed() + by).rem_euclid(uses.len().max(1).cast_signed());
        *field = uses.get(next.cast_unsigned()).copied().unwrap_or(field);
        file.columns = Some(fields);
        self.read(shared, ids)
    }

    fn bring_in(&mut self, shared: &Shared, ids: &IdMaker) -> Vec<Step> {
        let Some(file) = &mut self.file else { return Vec::new() };
        if file.reading.is_some() {
            file.wanted = true;
            return vec![Step::Say(Notice::plain("it comes in once it is read"))];
        }
        let Some(import) = &file.import else { return Vec::new() };
        if let Some(why) = &import.refused {
            return vec![Step::Say(Notice::warning(why.clone()))];
        }
        if file.revision != shared.revision {
            // Something changed since it was read: what would come of it has to be seen anew first.
            file.wanted = true;
            return self.read(shared, ids);
        }
        if import.changes() > AT_ONCE {
            self.tickets += 1;
            (file.ticket, file.keeping) = (self.tickets, Some((0, import.changes())));
            let (import, book) = (import.clone(), shared.book.clone());
            return vec![Step::Do(Effect::Keep(Box::new(LongList {
                ticket: file.ticket,
                import,
                book,
                file: file.path.clone(),
            })))];
        }
        let mut steps = vec![Step::Close];
        if import.is_idle() {
            steps.push(Step::Say(Notice::plain(format!("{}; nothing has changed", import.summary()))));
        } else {
            steps.push(Step::Commit(import.change_of(&file.path, &shared.book)));
            steps.push(Step::Say(Notice::plain(format!("{} · u takes it back", import.summary()))));
        }
        steps.extend(file.chosen());
        steps
    }

    /// What a long list brought is on disk, or not.
    fn kept(&mut self, result: Result<Option<String>, String>) -> Vec<Step> {
        let Some(file) = &mut self.file else { return Vec::new() };
        file.keeping = None;
        let Some(import) = &file.import else { return Vec::new() };
        match result {
            // It can be tried again.
            Err(why) => vec![Step::Say(Notice::warning(why))],
            Ok(told) => {
                let said = Notice::plain(format!("{} · u takes it back", import.summary()));
                let told = told.map(|told| Step::Say(Notice::warning(told)));
                [Step::Close, Step::Say(said)].into_iter().chain(told).chain(file.chosen()).collect()
            }
        }
    }
}

impl File {
    /// Remembers what the user chose for the columns of such a table.
    fn chosen(&self) -> Option<Step> {
        let table = self.import.as_ref()?.table.as_ref()?;
        let columns = self.columns.as_ref()?.iter().enumerate();
        let said: Vec<String> = columns.map(|(at, field)| format!("{}={field}", at + 1)).collect();
        Some(Step::See(table.signature.clone(), said.join(" ")))
    }

    /// Shows every row, or how the file was read again.
    fn turn_over(&mut self) {
        self.every = if self.every.is_none() && self.has_rows() { Some(Every::default()) } else { None };
    }

    /// Whether Enter brings it in.
    fn comes_in(&self) -> bool {
        let waits = self.reading.is_some() || self.keeping.is_some();
        !waits && self.import.as_ref().is_some_and(|import| import.refused.is_none())
    }

    fn has_rows(&self) -> bool {
        self.import.as_ref().is_some_and(|import| import.len() + import.events.len() > 0)
    }

    /// Whether the user may choose between an event's list and their people.
    fn has_target(&self, shared: &Shared) -> bool {
        shared.event.is_some() || self.event.is_some()
    }

    /// How many rows say where the people go.
    fn targets(&self, shared: &Shared) -> usize {
        usize::from(self.import.is_some() && self.has_target(shared))
    }

    fn columns(&self) -> usize {
        let table = self.import.as_ref().and_then(|import| import.table.as_ref());
        table.map_or(0, |table| table.columns.len())
    }

    /// How many rows say how the file is read: all for a table, none for JSON. What could not be read is no table (a file that is
    /// not there, an archive), unless that came of what the user said.
    fn ways(&self) -> usize {
        match &self.import {
            Some(import) if import.table.is_some() => ReadAs::ROWS,
            Some(import) => usize::from(import.kind != Kind::Json),
            // While it is read again they stay, for whoever goes on turning.
            None => usize::from(self.read_as.is_said() || self.way.is_some()) * ReadAs::ROWS,
        }
    }

    fn rows(&self, shared: &Shared) -> usize {
        self.targets(shared) + self.columns() + self.ways()
    }
}

impl Pane for ImportPane {
    fn scopes(&self) -> &'static [Scope] {
        if self.file.is_some() { &[Scope::Import, Scope::Lists] } else { &[Scope::Menu, Scope::Text] }
    }

    fn takes(&self) -> Takes {
        &[MOVES, &[Command::Open]]
    }

    fn hints(&self, _: &Shared) -> Option<Hints> {
        let file = self.file.as_ref()?;
        let turns = file.ways() > 0 || file.columns() > 0;
        Some(match turns {
            _ if file.comes_in() => return None,
            _ if file.keeping.is_some() => &[(Command::Back, "cancel")],
            _ if file.reading.is_some() => {
                &[(Command::NextField, "another field"), (Command::Back, "cancel")]
            }
            true => &[(Command::NextField, "another field"), (Command::Back, "back")],
            false => &[(Command::Back, "back")],
        })
    }

    /// What goes on from the folder that it starts in.
    fn opened(&self, _: &Shared) -> Vec<Step> {
        vec![Step::Do(Effect::Paths(self.picker.query.text().to_owned()))]
    }

    fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        if self.file.is_some() {
            self.review(shared, ids, input)
        } else {
            self.choose_path(shared, ids, input)
        }
    }

    fn heard(&mut self, shared: &Shared, ids: &mut IdMaker, news: Outcome) -> Result<Vec<Step>, Outcome> {
        match (news, &mut self.file) {
            (Outcome::Paths { typed, found }, None) => {
                if typed == self.picker.query.text() {
                    self.found = found;
                    self.picker.at = self.picker.at.min(self.found.len().saturating_sub(1));
                }
            }
            (Outcome::Reading { ticket, done, all }, Some(file)) if ticket == file.ticket => {
                file.reading = Some((done, all));
            }
            (Outcome::List { ticket, result }, Some(file)) if ticket == file.ticket => {
                file.reading = None;
                match result {
                    Err(why) => {
                        (file.import, file.failed, file.wanted, file.every) = (None, Some(why), false, None);
                        file.listing.at = file.way.take().unwrap_or(0);
                    }
                    Ok(import) => {
                        // Guests come as a table; an address book, a calendar or a backup is about more than one evening.
                        let other = import.kind != Kind::Table && file.event.is_some() && !file.event_chosen;
                        file.import = Some(import);
                        if other {
                            file.event = None;
                            return Ok(self.read(shared, ids));
                        }
                        let before = file.targets(shared) + file.columns();
                        let at = file.way.take().map_or(file.listing.at, |row| before + row);
                        file.listing.at = at.min(file.rows(shared).saturating_sub(1));
                        if std::mem::take(&mut file.wanted) {
                            return Ok(self.bring_in(shared, ids));
                        }
                    }
                }
            }
            (Outcome::Keeping { ticket, done, all }, Some(file)) if ticket == file.ticket => {
                file.keeping = Some((done, all));
            }
            (Outcome::Kept { ticket, result }, Some(file)) if ticket == file.ticket => {
                return Ok(self.kept(result));
            }
            (
                Outcome::Paths { .. }
                | Outcome::Reading { .. }
                | Outcome::List { .. }
                | Outcome::Keeping { .. }
                | Outcome::Kept { .. },
                _,
            ) => {}
            (news, _) => return Err(news),
        }
        Ok(Vec::new())
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let title = match &self.file {
            Some(file) if file.comes_in() => "Import · enter brings it in, esc goes back",
            Some(file) if file.keeping.is_some() || file.reading.is_some() => "Import · esc cancels",
            Some(_) => "Import · esc goes back",
            None => "Import a list · tab completes, esc closes",
        };
        let inner = ground(canvas, screen, title);
        if let Some(file) = &self.file {
            file.view(shared, canvas, inner);
            return;
        }
        let found = &self.found;
        self.picker.view(canvas, inner, "file: ", found.len(), &mut |canvas, area, at, _| {
            let Some(path) = found.get(at) else { return };
            let (end, _) = path
                .char_indices()
                .rev()
                .find(|(at, ch)| *ch == '/' && at + 1 < path.len())
                .unwrap_or((0, '/'));
            let name = path.get(end..).unwrap_or(path).trim_start_matches('/');
            let meaning = if path.ends_with('/') { Meaning::Dim } else { Meaning::Text };
            canvas.put(area.x, area.y, area.width, name, meaning);
        });
        if found.is_empty() {
            let about = "CSV, vCard, iCalendar, Monica's JSON, mingle's own: the path of the file";
            canvas.put(inner.x, inner.y + 2.min(inner.height), inner.width, about, Meaning::Dim);
        }
    }
}
