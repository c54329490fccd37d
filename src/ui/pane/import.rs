//! Importing: which file, what was found in it, what each column is, and what would become of every row.

mod every;
mod file;
mod path;
mod pick;
mod read_as;
mod view;

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use self::file::{File, Row};
use self::path::{Paths, Way};
use self::pick::{Choice, Pick};
use self::read_as::Way as Reads;
use crate::domain::IdMaker;
use crate::exchange::{Kind, Options, column_uses};
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::{Effect, ListFile, LongList};
use crate::ui::hints::Hints;
use crate::ui::msg::{Notice, Outcome, Trouble};
use crate::ui::pane::chooser::ChooserPane;
use crate::ui::pane::listing::Listed;
use crate::ui::pane::picker::ground;
use crate::ui::reach::{MOVES, Takes};
use crate::ui::shared::{Input, Pane, Shared, Step};

/// The folder of the last import is kept under this name.
const FOLDER: &str = "import-folder";
/// How many rows that somebody should look at are shown; the verb shows all.
const LOOK_AT: usize = 200;
/// A list that brings more records than this is kept on the worker's thread, with its progress on the screen.
const AT_ONCE: usize = 500;

/// Below this many columns the heading has no room for keys.
const NARROW: u16 = 60;

/// The screen.
#[derive(Debug)]
pub(crate) struct ImportPane {
    paths: Paths,
    /// The file that was chosen.
    file: Option<File>,
    /// What the chosen row may be, while that is being chosen.
    pick: Option<ChooserPane<Pick>>,
    tickets: u64,
    /// Why the last one was not kept, which is said until the next begins.
    unkept: Option<Notice>,
}

impl ImportPane {
    pub(crate) fn new(shared: &Shared) -> Self {
        let folder = shared.seen.get(FOLDER).map_or("~/", String::as_str);
        Self { paths: Paths::in_folder(folder), file: None, pick: None, tickets: 0, unkept: None }
    }

    fn open(&mut self, shared: &Shared, ids: &IdMaker, path: String) -> Vec<Step> {
        let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        self.file = Some(File::at(path, shared.event.clone(), shared.revision));
        let mut steps = self.read(shared, ids);
        steps.extend(self.unkept.take().map(Step::Unsay));
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
        let columns = file.columns_to_say();
        let remembered: BTreeMap<String, String> = shared
            .seen
            .iter()
            .filter(|(what, _)| what.starts_with("columns-"))
            .map(|(what, answer)| (what.clone(), answer.clone()))
            .collect();
        let mut options = Options {
            columns,
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
            Input::Command(Command::Open | Command::Choose | Command::NextField | Command::PreviousField)
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
                let mut steps = vec![self.paths.ask()];
                if reading {
                    steps.insert(0, Step::Do(Effect::StopReading));
                    steps.push(Step::Say(Notice::plain("cancelled; nothing was kept")));
                }
                return Some(steps);
            }
            Input::Command(Command::Choose | Command::NextField | Command::PreviousField) if rows == 0 => {
                return Some(vec![Step::Say(Notice::plain("there is nothing to choose yet"))]);
            }
            Input::Command(Command::Choose) => return Some(self.choose(shared, ids)),
            // A click chooses a row, and another one what it is.
            Input::Item(at) if *at == file.listing.at && file.keeping.is_none() => {
                return Some(self.choose(shared, ids));
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

    /// Opens the list of what the chosen row may be; of two choices it takes the other.
    fn choose(&mut self, shared: &Shared, ids: &IdMaker) -> Vec<Step> {
        let Some(file) = &self.file else { return Vec::new() };
        let pick = match file.chosen_row(shared) {
            Row::Target => return self.turn(shared, ids, 1),
            Row::Column(at) => {
                let Some(column) = file.table().and_then(|table| table.columns.get(at)) else {
                    return Vec::new();
                };
                let field = file.columns.as_ref().and_then(|columns| columns.get(at)).copied();
                let now = Choice::Use(at, field.unwrap_or(column.field));
                Some((Pick::uses(at, column), now))
            }
            Row::Way(way) => {
                let now = match way {
                    Reads::Encoding => Choice::Encoding(file.read_as.encoding),
                    Reads::Delimiter => Choice::Delimiter(file.read_as.delimiter),
                    Reads::Header => Choice::Header(file.read_as.header),
                };
                Some((Pick::way(way, &file.read_as, file.table(), &file.sample), now))
            }
            Row::None => None,
        };
        self.pick = pick.map(|(pick, now)| {
            let at = pick.place_of(now);
            ChooserPane::typed(shared, pick, "").on(at)
        });
        Vec::new()
    }

    /// Takes a key of the list that is open; what is chosen there holds from then on.
    fn pick(&mut self, shared: &Shared, ids: &IdMaker, input: &Input) -> Option<Vec<Step>> {
        if matches!(input, Input::Command(Command::Close | Command::TextLeaveNow)) {
            self.pick = None;
            return Some(Vec::new());
        }
        let mut chosen = None;
        let steps = self.pick.as_mut()?.take(shared, input, |pick, _, at| {
            chosen = pick.choice(at);
            Some(Vec::new())
        });
        let Some(choice) = chosen else { return steps };
        self.pick = None;
        let file = self.file.as_mut()?;
        match choice {
            Choice::Use(at, field) => return Some(self.use_as(shared, ids, at, field)),
            Choice::Encoding(encoding) => file.read_as.encoding = encoding,
            Choice::Delimiter(delimiter) => file.read_as.delimiter = delimiter,
            Choice::Header(header) => file.read_as.header = header,
        }
        Some(self.read_anew(shared, ids))
    }

    /// Gives the chosen row its next choice (or the one before), and reads again.
    fn turn(&mut self, shared: &Shared, ids: &IdMaker, by: isize) -> Vec<Step> {
        let Some(file) = &mut self.file else { return Vec::new() };
        match file.chosen_row(shared) {
            Row::Target => {
                file.event = if file.event.is_some() { None } else { shared.event.clone() };
                file.event_chosen = true;
                self.read(shared, ids)
            }
            // There are too many to go through them one by one.
            Row::Way(Reads::Encoding) => self.choose(shared, ids),
            Row::Way(way) => {
                file.read_as.turn(way, by);
                self.read_anew(shared, ids)
            }
            Row::Column(column) => {
                let uses: Vec<&'static str> = column_uses().collect();
                // Whoever is faster than the reading goes on from what is chosen.
                let fields = file.columns.clone().unwrap_or_else(|| file.fields());
                let Some(field) = fields.get(column) else { return Vec::new() };
                let at = uses.iter().position(|word| word == field).unwrap_or(0);
                let next = (at.cast_signed() + by).rem_euclid(uses.len().max(1).cast_signed());
                let said = uses.get(next.cast_unsigned()).copied().unwrap_or(field);
                self.use_as(shared, ids, column, said)
            }
            Row::None => Vec::new(),
        }
    }

    /// Reads again with a column taken for what the user says.
    fn use_as(&mut self, shared: &Shared, ids: &IdMaker, column: usize, field: &'static str) -> Vec<Step> {
        let Some(file) = &mut self.file else { return Vec::new() };
        file.say(column, field);
        file.columns = file.as_said();
        self.read(shared, ids)
    }

    /// Reads again the way that the user says.
    fn read_anew(&mut self, shared: &Shared, ids: &IdMaker) -> Vec<Step> {
        let Some(file) = &mut self.file else { return Vec::new() };
        if let Row::Way(way) = file.chosen_row(shared) {
            file.way = Reads::ALL.iter().position(|other| *other == way);
        }
        // Other cells make other columns; what was said of those that stay comes back once they are read.
        file.columns = None;
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
        if import.to_save() > AT_ONCE {
            self.tickets += 1;
            (file.ticket, file.keeping) = (self.tickets, Some((0, import.to_save())));
            let (import, book) = (import.clone(), shared.book.clone());
            let keep = Step::Do(Effect::Keep(Box::new(LongList {
                ticket: file.ticket,
                import,
                book,
                file: file.path.clone(),
            })));
            return self.unkept.take().map(Step::Unsay).into_iter().chain([keep]).collect();
        }
        let mut steps = vec![Step::Close];
        if import.is_idle() {
            steps.push(Step::Say(Notice::plain(format!("{}; nothing has changed", file.told(import)))));
        } else {
            steps.push(Step::Commit(import.change_of(&file.path, &shared.book)));
            steps.push(Step::Say(Notice::plain(format!("{} · u takes it back", file.told(import)))));
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
            Err(why) => {
                let said = Notice::warning(why);
                self.unkept = Some(said.clone());
                vec![Step::Say(said)]
            }
            Ok(told) => {
                let said = Notice::plain(format!("{} · u takes it back", file.told(import)));
                let told = told.map(|told| Step::Say(Notice::warning(told)));
                [Step::Close, Step::Say(said)].into_iter().chain(told).chain(file.chosen()).collect()
            }
        }
    }
}

impl Pane for ImportPane {
    fn scopes(&self) -> &'static [Scope] {
        match (&self.file, &self.pick) {
            (Some(_), None) => &[Scope::Import, Scope::Lists],
            _ => &[Scope::Menu, Scope::Text],
        }
    }

    fn takes(&self) -> Takes {
        &[MOVES, &[Command::Open]]
    }

    fn hints(&self, _: &Shared) -> Option<Hints> {
        let file = self.file.as_ref().filter(|_| self.pick.is_none())?;
        let turns = file.ways() > 0 || file.columns() > 0;
        Some(match turns {
            _ if file.every.is_some() && file.comes_in() => &[
                (Command::Open, "bring it in"),
                (Command::NextField, "next verdict"),
                (Command::EveryRow, "the columns"),
                (Command::Back, "back"),
            ],
            _ if file.comes_in() => return None,
            _ if file.keeping.is_some() => &[(Command::Back, "cancel")],
            true if file.reading.is_some() => &[(Command::Choose, "change"), (Command::Back, "cancel")],
            false if file.reading.is_some() => &[(Command::Back, "cancel")],
            true => &[(Command::Choose, "change"), (Command::Back, "back")],
            false => &[(Command::Back, "back")],
        })
    }

    /// What goes on from the folder that it starts in.
    fn opened(&self, _: &Shared) -> Vec<Step> {
        vec![self.paths.ask()]
    }

    fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        if self.pick.is_some() {
            return self.pick(shared, ids, input);
        }
        if self.file.is_some() {
            return self.review(shared, ids, input);
        }
        Some(match self.paths.update(shared, input)? {
            Way::Steps(steps) => steps,
            Way::Take(path) => self.open(shared, ids, path),
        })
    }

    fn heard(&mut self, shared: &Shared, ids: &mut IdMaker, news: Outcome) -> Result<Vec<Step>, Outcome> {
        match (news, &mut self.file) {
            (Outcome::Paths { typed, found, whole }, None) => self.paths.heard(&typed, found, whole),
            (Outcome::Sampled { ticket, sample }, Some(file)) if ticket == file.ticket => {
                file.sample = sample;
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
                        if file.columns.is_some() {
                            // Of two columns for one thing the one that was said last counts, and the other shows it.
                            file.columns = Some(file.fields());
                        } else {
                            file.base = file.fields();
                            if let Some(said) = file.as_said() {
                                file.columns = Some(said);
                                return Ok(self.read(shared, ids));
                            }
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
                | Outcome::Sampled { .. }
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
        if let Some(pick) = &self.pick {
            pick.draw(shared, canvas, screen);
            return;
        }
        let title = match &self.file {
            // The footer has the keys, and two halves of a sentence help nobody.
            Some(_) if screen.width < NARROW => "Import",
            None if screen.width < NARROW => "Import a list",
            Some(file) if file.comes_in() => "Import · enter brings it in, esc goes back",
            Some(file) if file.keeping.is_some() || file.reading.is_some() => "Import · esc cancels",
            Some(_) => "Import · esc goes back",
            None => "Import a list · tab completes, esc closes",
        };
        let inner = ground(canvas, screen, title);
        match &self.file {
            Some(file) => file.view(shared, canvas, inner),
            None => self.paths.view(canvas, inner),
        }
    }
}
