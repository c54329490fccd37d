//! Notes that come back: lessons, openings and views, each list by topic, person or event, and what was made of each.

mod share;

use ratatui::layout::Rect;

use crate::domain::{Day, IdMaker, Note, NoteKind, Person};
use crate::gifts::{Told, became, mark_used, thank};
use crate::insight::{By, Kept, Topic, listed};
use crate::search::Target;
use crate::settings::Meaning;
use crate::text::dates::day_words;
use crate::ui::canvas::{Canvas, below};
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::hints::Hints;
use crate::ui::msg::Notice;
use crate::ui::pane::listing::{Laid, Listed, Listing, Part, height, rows_of};
use crate::ui::pane::note::NotePane;
use crate::ui::pane::picker::ground;
use crate::ui::pane::returning::share::SharePane;
use crate::ui::reach::{MOVES, Takes};
use crate::ui::shared::{Input, Pane, Shared, Step, after, close};

/// The lists with their names, in the order of [`NoteKind::RETURNING`].
const NAMES: [&str; 3] = ["lessons", "openings", "views"];

/// What stands where there is nothing, by list.
const NONE: [&str; 3] = [
    "no lessons yet: a line such as “Tom; lesson charge for the box” keeps one, with who taught it",
    "no openings yet: a line such as “Tom; opening a stall is free in March” keeps what you heard of; o in the notes \
     makes a note one",
    "no views yet: o in the notes of a person makes a note a view, when it let you see something otherwise",
];

/// The revision of the records, which list, and how it is parted.
type Built = (u64, usize, By);

/// The screen.
#[derive(Debug)]
pub(crate) struct ReturningPane {
    /// Which of the lists.
    page: usize,
    by: By,
    listing: Listing,
    /// The headings, with what stands under each.
    groups: Vec<Topic>,
    /// The rows, as `groups` has them one after the other, each with its heading.
    rows: Vec<(String, Kept)>,
    /// How many notes each list has.
    counts: [usize; 3],
    told: Told,
    /// What it was computed from.
    built: Option<Built>,
    /// The list as high as it is drawn.
    laid: Laid<(Option<Built>, Day, usize)>,
}

impl ReturningPane {
    pub(crate) fn new(shared: &Shared) -> Self {
        let mut pane = Self {
            page: 0,
            by: By::default(),
            listing: Listing::default(),
            groups: Vec::new(),
            rows: Vec::new(),
            counts: [0; 3],
            told: Told::default(),
            built: None,
            laid: Laid::default(),
        };
        pane.refresh(shared);
        pane
    }

    fn turn(&mut self, shared: &Shared, page: usize) -> Vec<Step> {
        self.page = page % NAMES.len();
        self.listing.at = 0;
        self.rows.clear();
        self.refresh(shared);
        Vec::new()
    }

    fn parts(&self, shared: &Shared, cells: usize) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut rows = self.rows.iter();
        for group in &self.groups {
            let title = match (group.name.trim(), self.by) {
                ("", By::Topic) => "no topic",
                ("", By::Person) => "no name",
                ("", By::Event) => "at no event",
                (name, _) => name,
            };
            parts.push(Part::Heading(title.to_owned()));
            for (_, kept) in rows.by_ref().take(group.notes.len()) {
                let lines = self.lines(shared, kept, cells);
                parts.push(height(lines.map_or(1, |(said, below)| said.len() + below.len())));
            }
            parts.push(Part::Gap);
        }
        if self.groups.is_empty() {
            let none = NONE.get(self.page).copied().unwrap_or_default();
            parts.push(Part::Words(none.into(), Meaning::Dim));
        }
        parts
    }
}

/// So many rows a note takes in the list, and what stands under it.
const ROWS: usize = 3;

/// The record that a row stands for, when it is still there.
fn record<'a>(shared: &'a Shared, kept: &Kept) -> Option<(&'a Person, &'a Note)> {
    let person = shared.book.person(&kept.person)?;
    let note = person.notes.iter().find(|note| note.id == kept.note)?;
    Some((person, note))
}

/// What stands under a note: who said it, when and where, and what became of it.
fn detail(shared: &Shared, told: &Told, (person, note): (&Person, &Note), by: By, today: Day) -> String {
    let name = if by == By::Person { String::new() } else { person.name.clone() };
    let when = note.at.map_or_else(String::new, |at| day_words(at.day(), today));
    let event = shared.book.event(&note.event).filter(|_| by != By::Event);
    let event = event.map_or_else(String::new, |event| event.name.clone());
    let became = became(&shared.book, told, (person, note), today);
    // What became of it comes first: on a narrow screen the rest may be cut.
    let parts = [became, name, when, event].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

impl ReturningPane {
    /// The rows of a note, and of what stands under it.
    fn lines(&self, shared: &Shared, kept: &Kept, cells: usize) -> Option<(Vec<String>, Vec<String>)> {
        let (person, note) = record(shared, kept)?;
        let said = note.words().lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        let said = if note.private { format!("(private) {said}") } else { said.to_owned() };
        let below = detail(shared, &self.told, (person, note), self.by, shared.now.today());
        let below =
            if below.is_empty() { Vec::new() } else { rows_of(&below, cells.saturating_sub(4), ROWS) };
        Some((rows_of(&said, cells.saturating_sub(2), ROWS), below))
    }
}

impl Pane for ReturningPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Returning, Scope::Lists]
    }

    fn takes(&self) -> Takes {
        &[
            MOVES,
            &[Command::Open, Command::Edit, Command::Copy],
            &[Command::NextPane, Command::PreviousPane, Command::PaneLeft, Command::PaneRight],
        ]
    }

    fn hints(&self, _: &Shared) -> Option<Hints> {
        self.rows.is_empty().then_some(&[(Command::NextPane, "next list"), (Command::Back, "close")])
    }

    fn about(&self, _: &Shared) -> Option<Target> {
        let (_, kept) = self.rows.get(self.listing.at)?;
        Some(Target::Person(kept.person.clone()))
    }

    fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        match self.listing.update(shared, input, self.rows.len()) {
            Listed::Moved => return Some(Vec::new()),
            Listed::Chosen(at) => {
                let (_, kept) = self.rows.get(at)?;
                return Some(vec![Step::Close, Step::Select(Target::Person(kept.person.clone()))]);
            }
            Listed::Nothing => {}
        }
        let Input::Command(command) = input else { return None };
        match command {
            Command::Back | Command::Quit => return close(),
            Command::NextPane | Command::PaneRight => return Some(self.turn(shared, self.page + 1)),
            Command::PreviousPane | Command::PaneLeft => {
                return Some(self.turn(shared, self.page + NAMES.len() - 1));
            }
            Command::NotesBy => {
                self.by = after(&By::ALL, &self.by);
                self.refresh(shared);
                return Some(Vec::new());
            }
            _ => {}
        }
        let (_, kept) = self.rows.get(self.listing.at)?;
        let (person, note) = record(shared, kept)?;
        let today = shared.now.today();
        Some(match command {
            Command::NoteUsed => {
                let used = note.used.is_none().then_some(today);
                let said = if used.is_some() { "used: it comes last now" } else { "it comes back" };
                mark_used(&shared.book, (&person.id, &note.id), used)
                    .map(|change| said_of(change, said))
                    .unwrap_or_default()
            }
            Command::NoteThanked => match thank(&shared.book, ids, (&person.id, &note.id), today) {
                Ok(change) => {
                    let said = change.what.clone();
                    said_of(change, &said)
                }
                Err(reason) => vec![Step::Say(Notice::plain(reason))],
            },
            Command::NoteShare => vec![Step::Open(Box::new(SharePane::new(shared, person, note)))],
            Command::Edit => vec![Step::Open(Box::new(NotePane::new(shared, &person.id, Some(note))))],
            Command::Copy => vec![Step::Do(Effect::Copy(note.words().to_owned()))],
            _ => return None,
        })
    }

    fn refresh(&mut self, shared: &Shared) {
        let now = (shared.revision, self.page, self.by);
        if self.built == Some(now) {
            return;
        }
        self.built = Some(now);
        let says = |note: &Note| !note.words().trim().is_empty();
        self.counts = [0; 3];
        for (_, note) in shared.book.notes().filter(|(_, note)| says(note)) {
            let list = NoteKind::RETURNING.iter().position(|kind| *kind == note.kind);
            if let Some(count) = list.and_then(|list| self.counts.get_mut(list)) {
                *count += 1;
            }
        }
        let kind = NoteKind::RETURNING.get(self.page);
        self.groups = listed(&shared.book, self.by, |_, note| Some(&note.kind) == kind && says(note));
        self.told = Told::of(&shared.book);
        let on = self.rows.get(self.listing.at).cloned();
        let rows = self
            .groups
            .iter()
            .flat_map(|group| group.notes.iter().map(|kept| (group.name.clone(), kept.clone())));
        self.rows = rows.collect();
        // Under the same heading, else wherever the note stands now.
        let on = on.map(|on| match self.rows.iter().find(|row| row.1 == on.1) {
            Some(elsewhere) if !self.rows.contains(&on) => elsewhere.clone(),
            _ => on,
        });
        self.listing.follow(&self.rows, on.as_ref());
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let inner = ground(canvas, screen, &format!("Notes that come back · by {}", self.by.word()));
        tabs(canvas, Rect { height: 1.min(inner.height), ..inner }, self.page, &self.counts);
        let cells = usize::from(inner.width);
        let of = (self.built, shared.now.today(), cells);
        let parts = self.laid.parts(of, || self.parts(shared, cells));
        self.listing.view(canvas, below(inner, 2), &parts, &mut |canvas, area, at, _| {
            let Some((_, kept)) = self.rows.get(at) else { return };
            let Some((said, below)) = self.lines(shared, kept, cells) else { return };
            let used = record(shared, kept).is_some_and(|(_, note)| note.used.is_some());
            let meaning = if used { Meaning::Dim } else { Meaning::Text };
            let said = said.into_iter().map(|row| (0, row, meaning));
            let rows = said.chain(below.into_iter().map(|row| (2, row, Meaning::Dim)));
            for (y, (indent, row, meaning)) in (area.top()..area.bottom()).zip(rows) {
                canvas.put(area.x + indent, y, area.width.saturating_sub(indent), &row, meaning);
            }
        });
    }
}

/// The lists with how much is in each, the open one marked.
fn tabs(canvas: &mut Canvas<'_>, area: Rect, open: usize, counts: &[usize]) {
    let mut x = area.x;
    for (at, (name, count)) in NAMES.iter().zip(counts).enumerate() {
        if at > 0 {
            x = canvas.put(x, area.y, area.right().saturating_sub(x), " | ", Meaning::Dim);
        }
        let (sign, meaning) = if at == open { (">", Meaning::Focus) } else { ("", Meaning::Dim) };
        x = canvas.put(x, area.y, area.right().saturating_sub(x), &format!("{sign}{name} {count}"), meaning);
    }
}

/// A change, and what to say of it.
fn said_of(change: crate::domain::Change, said: &str) -> Vec<Step> {
    vec![Step::Commit(change), Step::Say(Notice::plain(format!("{said} · u undoes")))]
}
