//! Lines that wait on my own card to be sorted, because they came when nobody looked: whose is each?

mod whom;

use ratatui::layout::Rect;

use crate::capture::{Who, candidates, line_of, waits};
use crate::domain::{Change, IdMaker, Note, NoteId, Now, Person};
use crate::settings::Meaning;
use crate::text::dates::day_words;
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::hints::{CLOSE, Hints};
use crate::ui::msg::Notice;
use crate::ui::pane::listing::{Listed, Listing, Part, height, rows_of};
use crate::ui::pane::picker::ground;
use crate::ui::pane::sorting::whom::WhomPane;
use crate::ui::reach::{MOVES, Takes};
use crate::ui::shared::{Input, Pane, Shared, Step, close};

/// So many rows a line takes in the list.
const ROWS: usize = 3;
/// So many of those whom a line may be about are named under it.
const NAMED: usize = 3;

const NONE: &str =
    "nothing waits: lines from the inbox that name nobody, or half a name that several have, come here";

/// The screen.
#[derive(Debug)]
pub(crate) struct SortingPane {
    listing: Listing,
    /// Which notes, as they stand on the card.
    rows: Vec<Waiting>,
    built: Option<u64>,
}

/// A line that waits.
#[derive(Debug, PartialEq)]
struct Waiting {
    note: NoteId,
    /// Of when it is and whom it may be about.
    about: String,
}

/// The notes on my card, each a line that waits.
pub(crate) fn waiting(shared: &Shared) -> &[Note] {
    &shared.book.me().notes
}

/// How many lines wait on a card and the keys that show them: "3 lines wait to be sorted · g s".
pub(crate) fn waiting_words(me: &Person) -> Option<String> {
    match me.notes.len() {
        0 => None,
        1 => Some("1 line waits to be sorted · g s".to_owned()),
        more => Some(format!("{more} lines wait to be sorted · g s")),
    }
}

/// When a note was written, for what "fri" in it means.
fn written(shared: &Shared, note: &Note) -> Now {
    let at = note.at.and_then(|at| at.at.to_zoned(shared.now.zone().clone()).ok());
    at.map_or_else(|| shared.now.clone(), Now)
}

/// The line of a note, and whom it may be about.
fn line_and_people<'a>(shared: &Shared, note: &'a Note) -> (&'a str, Vec<Who>) {
    let written = written(shared, note);
    let line = line_of(note, &written);
    let scene = crate::capture::Scene { now: &written, event: None, ..shared.scene(None) };
    (line, candidates(line, &scene))
}

impl SortingPane {
    pub(crate) fn new(shared: &Shared) -> Self {
        let mut pane = Self { listing: Listing::default(), rows: Vec::new(), built: None };
        pane.refresh(shared);
        pane
    }

    fn note<'a>(&self, shared: &'a Shared) -> Option<&'a Note> {
        let row = self.rows.get(self.listing.at)?;
        waiting(shared).iter().find(|note| note.id == row.note)
    }

    fn lines(&self, shared: &Shared, at: usize, cells: usize) -> Vec<(u16, String, Meaning)> {
        let Some(row) = self.rows.get(at) else { return Vec::new() };
        let Some(note) = waiting(shared).iter().find(|note| note.id == row.note) else { return Vec::new() };
        let said = if waits(note) { &note.line } else { note.words() };
        let said = rows_of(said.trim(), cells.saturating_sub(2), ROWS).into_iter();
        let below = rows_of(&row.about, cells.saturating_sub(4), 1).into_iter();
        said.map(|row| (0, row, Meaning::Text)).chain(below.map(|row| (2, row, Meaning::Dim))).collect()
    }
}

impl Pane for SortingPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Sorting, Scope::Lists]
    }

    fn takes(&self) -> Takes {
        &[MOVES, &[Command::Open, Command::Delete, Command::Copy]]
    }

    fn hints(&self, _: &Shared) -> Option<Hints> {
        self.rows.is_empty().then_some(CLOSE)
    }

    fn update(&mut self, shared: &Shared, _: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        match self.listing.update(shared, input, self.rows.len()) {
            Listed::Moved => return Some(Vec::new()),
            Listed::Chosen(at) => {
                self.listing = Listing::on(at);
                let pane = WhomPane::new(shared, self.note(shared)?);
                return Some(vec![Step::Open(Box::new(pane))]);
            }
            Listed::Nothing => {}
        }
        let Input::Command(command) = input else { return None };
        if matches!(command, Command::Back | Command::Quit) {
            return close();
        }
        let note = self.note(shared)?;
        match command {
            Command::Delete => {
                let edit = shared.book.edit_me(|me| me.notes.retain(|other| other.id != note.id))?;
                let change = Change::new("delete a line that waited").with(edit);
                Some(vec![Step::Commit(change), Step::Say(Notice::plain("deleted · u undoes"))])
            }
            Command::Copy => Some(vec![Step::Do(Effect::Copy(note.words().to_owned()))]),
            _ => None,
        }
    }

    fn refresh(&mut self, shared: &Shared) {
        if self.built == Some(shared.revision) {
            return;
        }
        self.built = Some(shared.revision);
        let today = shared.now.today();
        let on = self.rows.get(self.listing.at).map(|row| row.note.clone());
        let row = |note: &Note| {
            let (_, people) = line_and_people(shared, note);
            let mut parts = vec![note.at.map_or_else(String::new, |at| day_words(at.day(), today))];
            parts.extend(people.iter().take(NAMED).map(|who| format!("{}?", who.name(&shared.book))));
            if people.len() > NAMED {
                parts.push(format!("{} more", people.len() - NAMED));
            }
            parts.retain(|part| !part.is_empty());
            Waiting { note: note.id.clone(), about: parts.join(" · ") }
        };
        self.rows = waiting(shared).iter().map(row).collect();
        let ids: Vec<&NoteId> = self.rows.iter().map(|row| &row.note).collect();
        self.listing.follow(&ids, on.as_ref().as_ref());
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let inner = ground(canvas, screen, &format!("Lines to sort · {}", self.rows.len()));
        let cells = usize::from(inner.width);
        let mut parts: Vec<Part> =
            (0..self.rows.len()).map(|at| height(self.lines(shared, at, cells).len())).collect();
        if self.rows.is_empty() {
            parts.push(Part::Words(NONE.into(), Meaning::Dim));
        }
        self.listing.view(canvas, inner, &parts, &mut |canvas, area, at, _| {
            for (y, (indent, row, meaning)) in (area.top()..area.bottom()).zip(self.lines(shared, at, cells))
            {
                canvas.put(area.x + indent, y, area.width.saturating_sub(indent), &row, meaning);
            }
        });
    }
}
