//! How a file that is to come in is shown.

use ratatui::layout::Rect;

use super::read_as::{AS_SAID, Way};
use super::{File, LOOK_AT};
use crate::exchange::{EventRow, Import, Kind, Verdict};
use crate::settings::Meaning;
use crate::text::progress_bar;
use crate::ui::canvas::{Canvas, below};
use crate::ui::pane::listing::{Part, height, rows_of};
use crate::ui::shared::Shared;

/// The longest word for what a column is.
const FIELD: u16 = 11;
/// How many cells the bar has at most that says how far it is.
const BAR: usize = 50;

/// Where what a row is stands, beside what it is about: "between cells" has room.
fn value_at(area: Rect) -> u16 {
    (area.width / 3).clamp(14, 28)
}

impl File {
    fn parts(&self, shared: &Shared, cells: u16) -> Vec<Part> {
        let mut parts = Vec::new();
        let words = |text: String, meaning| Part::Words(text, meaning);
        // Beside the marker's column, and no wider than the eye takes in at once.
        let room = usize::from(cells.saturating_sub(4)).min(BAR);
        let bar = |parts: &mut Vec<Part>, (done, all): (usize, usize)| {
            let bar = progress_bar(done, all, room, shared.settings.ascii);
            parts.extend((!bar.is_empty()).then(|| words(bar, Meaning::Accent)));
        };
        if let Some((done, all)) = self.reading {
            let far = match (all, &self.import) {
                (0, None) => "it is being read".to_owned(),
                (0, Some(_)) => "it is being read again".to_owned(),
                _ => format!("{done} of {all} rows"),
            };
            bar(&mut parts, (done, all));
            parts.push(words(format!("reading: {far} · esc cancels"), Meaning::Accent));
        }
        if let Some((done, all)) = self.keeping {
            let cancel =
                if done < all { " · esc cancels, and nothing is kept" } else { ": put in its place" };
            bar(&mut parts, (done, all));
            let far = format!("saving: {done} of {all}{cancel}");
            parts.push(words(far, Meaning::Accent));
        }
        if let Some(why) = &self.failed {
            parts.push(words(why.clone(), Meaning::Warning));
        }
        let ways = |parts: &mut Vec<Part>| {
            if self.ways() > 0 {
                parts.push(Part::Heading("Read as".to_owned()));
                parts.extend((0..self.ways()).map(|_| Part::Row(1)));
            }
        };
        let Some(import) = &self.import else {
            ways(&mut parts);
            return parts;
        };
        // While it is read again the line of that stands in its place, so that the rows stay where they are.
        if self.reading.is_none() {
            parts.push(words(import.summary(), Meaning::Text));
        }
        parts.extend(import.doubts().map(|doubts| words(doubts.to_owned(), Meaning::Text)));
        // What is said of a table that its columns below do not show.
        let said = import.table.as_ref().map_or(&import.said, |table| &table.besides);
        parts.extend(said.iter().map(|said| words(said.clone(), Meaning::Dim)));
        let shown = import.problems.iter().take(8);
        // It may not be true any more.
        let meaning = if self.reading.is_some() { Meaning::Dim } else { Meaning::Warning };
        parts.extend(shown.map(|problem| words(problem.clone(), meaning)));
        if import.wants_columns() {
            let way = "Say below what each column is, and in which line the header stands: space opens the choices.";
            parts.push(words(way.to_owned(), Meaning::Text));
        }
        if import.problems.len() > 8 {
            let more = format!("and {} more; `mingle import --dry-run` says all", import.problems.len() - 8);
            parts.push(words(more, Meaning::Dim));
        }
        if self.has_target(shared) {
            parts.push(Part::Heading("Where they go".to_owned()));
            parts.push(height(self.place(shared, cells.saturating_sub(2)).len()));
        }
        if let Some(table) = &import.table {
            parts.push(Part::Heading("Columns".to_owned()));
            parts.extend(table.columns.iter().map(|_| Part::Row(1)));
        }
        ways(&mut parts);
        Self::verdicts(import, &mut parts);
        parts
    }

    /// What somebody should look at: what is not simply new, or there already and says nothing else.
    fn verdicts(import: &Import, parts: &mut Vec<Part>) {
        let events = Self::events_to_look_at(import);
        let events = events.map(|event| (event.row, event.verdict, event.name.clone(), event.reason.clone()));
        let people = import.worth_a_look().map(|row| (row.row, row.verdict, row.name, row.reason));
        let mut all = events.chain(people).take(LOOK_AT + 1).peekable();
        if all.peek().is_none() || import.refused.is_some() {
            return;
        }
        parts.push(Part::Heading("To look at".to_owned()));
        for (at, (row, verdict, name, reason)) in all.enumerate() {
            if at == LOOK_AT {
                parts.push(Part::Words("and more: see every row".to_owned(), Meaning::Dim));
                break;
            }
            let name = if name.is_empty() { "(no name)" } else { &name };
            let text = format!("{row}  {}  {name}: {reason}", verdict.as_str());
            parts.push(Part::Words(text, Meaning::Dim));
        }
    }

    fn events_to_look_at(import: &Import) -> impl Iterator<Item = &EventRow> {
        import.events.iter().filter(|event| event.verdict != Verdict::New && event.worth_a_look())
    }

    /// Where people and events of the file go when they go onto no list.
    fn own_place(&self) -> &'static str {
        match &self.import {
            Some(import) if import.kind == Kind::Calendar && import.events.len() == 1 => {
                "as an event with its guests; nobody becomes one of your people"
            }
            Some(import) if import.kind == Kind::Calendar => {
                "as events with their guests; nobody becomes one of your people"
            }
            Some(import) if import.kind == Kind::Json => "all of it among yours: people, events, groups",
            _ => "among your people",
        }
    }

    /// Where they go, in rows of so many cells.
    fn place(&self, shared: &Shared, cells: u16) -> Vec<String> {
        let event = self.event.as_ref().and_then(|event| shared.book.event(event));
        let text = event.map_or_else(
            || self.own_place().to_owned(),
            |event| format!("onto the list of {}; nobody becomes one of your people", event.name),
        );
        rows_of(&text, usize::from(cells), 2)
    }

    /// The file, what was found in it, and the rows that may be changed.
    pub(super) fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, area: Rect) {
        canvas.put(area.x, area.y, area.width, &self.path, Meaning::Text);
        if let (Some(every), Some(import), None, None) =
            (self.every, &self.import, self.reading, self.keeping)
        {
            every.view(import, canvas, below(area, 1));
            return;
        }
        let target = self.targets(shared);
        let parts = self.parts(shared, area.width);
        self.listing.view(canvas, below(area, 2), &parts, &mut |canvas, area, at, _| {
            if let Some(column) = at.checked_sub(target) {
                match column.checked_sub(self.columns()) {
                    Some(row) => self.view_way(canvas, area, row),
                    None => self.view_column(canvas, area, column),
                }
                return;
            }
            for (y, line) in (area.top()..area.bottom()).zip(self.place(shared, area.width)) {
                canvas.put(area.x, y, area.width, &line, Meaning::Text);
            }
        });
    }

    /// "encoding   windows-1252   as found"
    fn view_way(&self, canvas: &mut Canvas<'_>, area: Rect, row: usize) {
        let Some(way) = Way::in_row(row) else { return };
        let (answer, whose) = self.read_as.answer(way, self.table());
        let at = value_at(area);
        canvas.put(area.x, area.y, at.saturating_sub(1), way.label(), Meaning::Text);
        let x = area.x + at;
        let meaning = if whose == AS_SAID { Meaning::Accent } else { Meaning::Text };
        let x = canvas.put(x, area.y, area.right().saturating_sub(x), &answer, meaning).max(x + FIELD);
        canvas.put(x + 1, area.y, area.right().saturating_sub(x + 1), whose, Meaning::Dim);
    }

    /// "Email Address   email   ana@x, tom@y"
    fn view_column(&self, canvas: &mut Canvas<'_>, area: Rect, at: usize) {
        let table = self.import.as_ref().and_then(|import| import.table.as_ref());
        let Some(column) = table.and_then(|table| table.columns.get(at)) else { return };
        let chosen = self.columns.as_ref().and_then(|columns| columns.get(at)).copied();
        let field = chosen.unwrap_or(column.field);
        let name = if column.name.is_empty() { format!("column {}", at + 1) } else { column.name.clone() };
        let meaning = if field == "ignore" { Meaning::Dim } else { Meaning::Accent };
        let field_at = value_at(area);
        canvas.put(area.x, area.y, field_at.saturating_sub(1), &name, Meaning::Text);
        let x = area.x + field_at;
        canvas.put(x, area.y, area.right().saturating_sub(x).min(FIELD), field, meaning);
        let x = x.saturating_add(FIELD + 1);
        canvas.put(x, area.y, area.right().saturating_sub(x), &column.samples.join(", "), Meaning::Dim);
    }
}
