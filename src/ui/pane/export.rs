//! Exporting: whom, in which format, what stays home and where to, with the beginning of what would be written.

mod whom;

use ratatui::layout::Rect;

use crate::domain::IdMaker;
use crate::export::{Choice, Format};
use crate::settings::Meaning;
use crate::text::{Edit, Editor};
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::{Effect, ExportTo, Target};
use crate::ui::hints::{CLOSE, Hints};
use crate::ui::msg::{Exported, Glimpse, Notice, Outcome};
use crate::ui::pane::listing::{Listed, Listing, Part, height, rows_of};
use crate::ui::pane::picker::{ground, view_line};
use crate::ui::reach::{MOVES, Takes};
use crate::ui::shared::{Input, Pane, Shared, Step, after, before, close};

pub(crate) use whom::InList;
use whom::Whom;

/// The folder of the last export is kept under this name.
const FOLDER: &str = "export-folder";
/// How many ways on from a typed path are shown.
const WAYS: usize = 6;

/// The rows, from top to bottom.
const WHOM: usize = 0;
const FORMAT: usize = 1;
const PRIVATE: usize = 2;
const PATH: usize = 3;
/// How many cells the labels take.
const LABEL: u16 = 9;
const ROWS: usize = 4;

/// The full-screen form.
#[derive(Debug)]
pub(crate) struct ExportPane {
    choices: Vec<Whom>,
    whom: Whom,
    format: Format,
    private: bool,
    path: Editor,
    /// Whether the path is the user's own and no longer follows the choices.
    own_path: bool,
    /// While the path is typed: what it was before, and what goes on from it.
    typing: Option<(String, Vec<String>)>,
    listing: Listing,
    glimpse: Option<Glimpse>,
    tickets: u64,
    /// What is being made: the ticket, and whether it is written.
    waiting: Option<(u64, bool)>,
    /// What is being made is not what is chosen any more.
    stale: bool,
    /// What stands where it would be written, until that is settled.
    stands: Option<String>,
    failed: Option<String>,
}

impl ExportPane {
    /// `list` is what is marked and shown where it is opened from.
    pub(crate) fn new(shared: &Shared, list: InList) -> Self {
        let choices = Whom::all(shared, list);
        let whom = choices.first().cloned().unwrap_or(Whom::Everything);
        let mut pane = Self {
            choices,
            whom,
            format: Format::Vcard4,
            private: false,
            path: Editor::line(""),
            own_path: false,
            typing: None,
            listing: Listing::default(),
            glimpse: None,
            tickets: 0,
            waiting: None,
            stale: false,
            stands: None,
            failed: None,
        };
        pane.propose(shared);
        pane
    }

    /// Puts a good path where the user wrote none.
    fn propose(&mut self, shared: &Shared) {
        let folder = shared.seen.get(FOLDER).map_or("~/", String::as_str);
        let path = format!("{folder}{}{}", self.whom.file(shared), self.format.ending());
        self.set_path(&path);
    }

    fn set_path(&mut self, path: &str) {
        self.path.set(path);
        self.path.edit(&Edit::End, u16::MAX);
    }

    /// Has the chosen export made: written to `to`, or only looked at.
    fn ask(&mut self, shared: &Shared, to: Option<Target>) -> Vec<Step> {
        self.tickets += 1;
        (self.waiting, self.stale) = (Some((self.tickets, to.is_some())), false);
        let choice =
            Choice { format: self.format, keep: self.whom.keep(&shared.book), private: self.private };
        let asked =
            ExportTo { ticket: self.tickets, choice, book: shared.book.clone(), now: shared.now.clone(), to };
        vec![Step::Do(Effect::Export(Box::new(asked)))]
    }

    /// Looks at what is chosen now; one look after the other, however fast the keys come.
    fn look(&mut self, shared: &Shared) -> Vec<Step> {
        (self.stands, self.failed) = (None, None);
        self.stale = self.waiting.is_some();
        if self.stale { Vec::new() } else { self.ask(shared, None) }
    }

    fn write(&mut self, shared: &Shared, over: bool) -> Vec<Step> {
        let path = self.path.text().trim().to_owned();
        if path.is_empty() {
            return vec![Step::Say(Notice::warning("where to? e types the path of the file"))];
        }
        (self.stands, self.failed) = (None, None);
        let unseen = self.waiting.is_some();
        let steps = self.ask(shared, Some(Target { path, over }));
        self.stale = unseen;
        steps
    }

    /// The next (or the last) choice of the row.
    fn turn(&mut self, shared: &Shared, forwards: bool) -> Vec<Step> {
        fn turned<T: Clone + PartialEq>(all: &[T], one: &T, forwards: bool) -> T {
            if forwards { after(all, one) } else { before(all, one) }
        }
        let ending = self.format.ending();
        match self.listing.at {
            WHOM => self.whom = turned(&self.choices, &self.whom, forwards),
            FORMAT => self.format = turned(&Format::ALL, &self.format, forwards),
            PRIVATE => self.private = !self.private,
            _ => return self.type_path(),
        }
        if !self.own_path {
            self.propose(shared);
        } else if let Some(stem) = self.path.text().strip_suffix(ending) {
            let path = format!("{stem}{}", self.format.ending());
            self.set_path(&path);
        }
        self.look(shared)
    }

    fn type_path(&mut self) -> Vec<Step> {
        self.listing.at = PATH;
        self.stands = None;
        self.typing = Some((self.path.text().to_owned(), Vec::new()));
        self.ways()
    }

    /// Asks what goes on from the typed path.
    fn ways(&self) -> Vec<Step> {
        vec![Step::Do(Effect::Paths(self.path.text().to_owned()))]
    }

    fn typed(&mut self, input: &Input) -> Option<Vec<Step>> {
        let (old, found) = self.typing.as_ref()?;
        match input {
            Input::Command(Command::Accept) => {
                self.own_path |= self.path.text() != old;
                self.typing = None;
            }
            Input::Command(Command::Close) => {
                let old = old.clone();
                self.set_path(&old);
                self.typing = None;
            }
            Input::Command(Command::Complete) => {
                let way = found.first().cloned()?;
                self.set_path(&way);
                return Some(self.ways());
            }
            Input::Typed(ch) => {
                self.path.edit(&Edit::Insert(ch.to_string()), u16::MAX);
                return Some(self.ways());
            }
            Input::Paste(text) => {
                self.path.edit(&Edit::Paste(text.clone()), u16::MAX);
                return Some(self.ways());
            }
            Input::Command(command) => {
                let edit = command.edit()?;
                return Some(if self.path.edit(&edit, u16::MAX) { self.ways() } else { Vec::new() });
            }
            Input::Item(_) => {}
        }
        Some(Vec::new())
    }

    /// What stands in a list whose rows have so many cells.
    fn parts(&self, shared: &Shared, cells: u16) -> Vec<Part> {
        let words = |text: String, meaning| Part::Words(text, meaning);
        let mut parts: Vec<Part> =
            (0..ROWS).map(|row| height(self.lines_of(shared, row, cells).len())).collect();
        if let Some((_, found)) = &self.typing {
            let ways = found.iter().take(WAYS).map(|way| words(way.clone(), Meaning::Dim));
            parts.extend(ways);
        }
        parts.push(Part::Gap);
        if let Some(stands) = &self.stands {
            let ask =
                format!("{stands}: y writes over it, e says another place, nothing is written until then");
            parts.extend([words(ask, Meaning::Warning), Part::Gap]);
        }
        if let Some(why) = &self.failed {
            parts.extend([words(format!("not exported: {why}"), Meaning::Warning), Part::Gap]);
        }
        if matches!(self.waiting, Some((_, true))) {
            parts.extend([words("it is being written".to_owned(), Meaning::Accent), Part::Gap]);
        }
        parts.push(Part::Heading("What it writes".to_owned()));
        // What was looked at before says nothing of another choice.
        let looking = self.stale || matches!(self.waiting, Some((_, false)));
        let Some(glimpse) = self.glimpse.as_ref().filter(|_| !looking) else {
            parts.push(words("it is being looked at".to_owned(), Meaning::Dim));
            return parts;
        };
        parts.push(words(format!("{}, {}", glimpse.count, size(glimpse.size)), Meaning::Text));
        if let Some(home) = &glimpse.home {
            parts.push(words(format!("stays home: {home}"), Meaning::Text));
        }
        parts.push(Part::Gap);
        // Blank lines within are part of it; a part without words would stand nowhere.
        let line =
            |line: &String| if line.is_empty() { Part::Gap } else { words(line.clone(), Meaning::Dim) };
        parts.extend(glimpse.lines.iter().map(line));
        parts
    }

    /// What becomes of what is private, where the format has any of it.
    fn private_words(&self) -> String {
        let what = match (self.format.has_notes(), self.format.has_topics()) {
            (false, false) => return "nothing of it is in a calendar".to_owned(),
            (false, true) => "topics to steer clear of",
            (true, _) => "private notes, topics to steer clear of",
        };
        format!("{}: {what}", if self.private { "goes along" } else { "stays home" })
    }

    /// The choice of a row, in lines beside its label; a path is cut, as it is typed in one.
    fn lines_of(&self, shared: &Shared, row: usize, cells: u16) -> Vec<String> {
        let text = match row {
            WHOM => self.whom.words(shared),
            FORMAT => self.format.words().to_owned(),
            PRIVATE => self.private_words(),
            _ => return vec![self.path.text().to_owned()],
        };
        rows_of(&text, usize::from(cells.saturating_sub(LABEL)), 2)
    }

    fn view_row(&self, shared: &Shared, canvas: &mut Canvas<'_>, area: Rect, at: usize) {
        let label = ["Who", "Format", "Private", "Where"].get(at).copied().unwrap_or_default();
        let wide = LABEL.min(area.width);
        canvas.put(area.x, area.y, wide, label, Meaning::Dim);
        if at == PATH && self.typing.is_some() {
            return;
        }
        let lines = self.lines_of(shared, at, area.width);
        for (y, line) in (area.top()..area.bottom()).zip(&lines) {
            canvas.put(area.x + wide, y, area.width - wide, line, Meaning::Text);
        }
    }
}

/// "14.2 kB".
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{}.{} kB", bytes / 1_000, bytes % 1_000 / 100),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

impl Pane for ExportPane {
    fn scopes(&self) -> &'static [Scope] {
        if self.typing.is_some() { &[Scope::Path, Scope::Text] } else { &[Scope::Export, Scope::Lists] }
    }

    fn takes(&self) -> Takes {
        &[MOVES, &[Command::Open, Command::Edit]]
    }

    fn hints(&self, _: &Shared) -> Option<Hints> {
        if self.typing.is_some() {
            None
        } else if matches!(self.waiting, Some((_, true))) {
            Some(CLOSE)
        } else if self.stands.is_some() {
            let settles: Hints = &[
                (Command::WriteOver, "write over it"),
                (Command::Edit, "another place"),
                (Command::Back, "close"),
            ];
            Some(settles)
        } else {
            None
        }
    }

    fn opened(&self, shared: &Shared) -> Vec<Step> {
        let choice =
            Choice { format: self.format, keep: self.whom.keep(&shared.book), private: self.private };
        let (book, now) = (shared.book.clone(), shared.now.clone());
        vec![Step::Do(Effect::Export(Box::new(ExportTo { ticket: 0, choice, book, now, to: None })))]
    }

    fn update(&mut self, shared: &Shared, _: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        if self.typing.is_some() {
            return self.typed(input);
        }
        // What is being written is what was chosen.
        let writing = matches!(self.waiting, Some((_, true)));
        match input {
            Input::Command(Command::Back | Command::Quit) => return close(),
            Input::Command(
                Command::Edit
                | Command::NextChoice
                | Command::PreviousChoice
                | Command::WriteOver
                | Command::Open,
            )
            | Input::Item(_)
                if writing =>
            {
                return Some(Vec::new());
            }
            Input::Command(Command::Edit) => return Some(self.type_path()),
            Input::Command(Command::NextChoice) => return Some(self.turn(shared, true)),
            Input::Command(Command::PreviousChoice) => return Some(self.turn(shared, false)),
            Input::Command(Command::WriteOver) => {
                let none = || vec![Step::Say(Notice::plain("nothing stands there so far; enter writes it"))];
                return Some(if self.stands.is_some() { self.write(shared, true) } else { none() });
            }
            Input::Command(Command::Open) => return Some(self.write(shared, false)),
            // A click chooses, a second one changes: only Enter writes.
            Input::Item(at) if *at == self.listing.at => return Some(self.turn(shared, true)),
            _ => {}
        }
        match self.listing.update(shared, input, ROWS) {
            Listed::Moved | Listed::Chosen(_) => Some(Vec::new()),
            Listed::Nothing => None,
        }
    }

    fn heard(&mut self, shared: &Shared, _: &mut IdMaker, news: Outcome) -> Result<Vec<Step>, Outcome> {
        match news {
            Outcome::Paths { typed, found, .. } => {
                if let Some((_, ways)) = self.typing.as_mut().filter(|_| typed == self.path.text()) {
                    *ways = found;
                }
                Ok(Vec::new())
            }
            Outcome::Export { ticket, result } if self.waiting.map_or(0, |(ticket, _)| ticket) == ticket => {
                self.waiting = None;
                match result {
                    Ok(Exported::Written(said)) => {
                        let path = self.path.text();
                        let folder = path.trim_end_matches('/').rsplit_once('/').map(|(folder, _)| folder);
                        let folder = folder.map_or_else(String::new, |folder| format!("{folder}/"));
                        return Ok(vec![
                            Step::Close,
                            Step::See(FOLDER.to_owned(), folder),
                            Step::Say(Notice::plain(said)),
                        ]);
                    }
                    Ok(Exported::Seen(glimpse)) => self.glimpse = Some(glimpse),
                    Ok(Exported::Stands(stands)) => self.stands = Some(stands),
                    Err(why) => self.failed = Some(why),
                }
                // Something else was chosen meanwhile.
                Ok(if self.stale { self.ask(shared, None) } else { Vec::new() })
            }
            // A look that is out of date.
            Outcome::Export { result: Ok(Exported::Seen(_)), .. } => Ok(Vec::new()),
            news => Err(news),
        }
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let title = match self.typing {
            None => "Export · enter writes it, esc closes",
            Some(_) => "Export · where to: enter takes it, tab completes, esc leaves it",
        };
        let inner = ground(canvas, screen, title);
        let cells = inner.width.saturating_sub(2);
        self.listing.view(canvas, inner, &self.parts(shared, cells), &mut |canvas, area, at, _| {
            self.view_row(shared, canvas, area, at);
        });
        let above: usize = (0..PATH).map(|row| self.lines_of(shared, row, cells).len()).sum();
        let above = u16::try_from(above).unwrap_or(u16::MAX);
        if self.typing.is_some() && inner.height > above {
            let field = Rect { y: inner.y + above, height: 1, ..inner };
            let x = field.x + (LABEL + 2).min(field.width);
            view_line(canvas, Rect { x, width: field.right().saturating_sub(x), ..field }, &self.path);
        }
    }
}
