//! Every row of a file that is to come in, with its verdict and the reason for it.

use ratatui::layout::Rect;

use crate::exchange::{Import, Verdict};
use crate::settings::Meaning;
use crate::ui::canvas::{Canvas, scrolled};
use crate::ui::command::Command;
use crate::ui::pane::listing::{moved, rows_of};
use crate::ui::shared::{Input, Shared};
use crate::ui::viewport::Hit;

/// How many lines the chosen row takes at most where it is shown in full.
const DETAIL: usize = 4;

/// View state: which rows are shown, and which of them is chosen.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Every {
    /// Those with one verdict; `None` for all.
    only: Option<Verdict>,
    at: usize,
}

/// A row of the list: of an event, or of somebody.
#[derive(Debug, Clone, Copy)]
enum Entry {
    Event(usize),
    Row(usize),
}

/// A row as it is shown.
struct Told {
    row: usize,
    verdict: Verdict,
    name: String,
    reason: String,
    /// Addresses and company, which tell namesakes apart.
    more: String,
}

impl Every {
    fn entries(self, import: &Import) -> Vec<Entry> {
        let wanted = |verdict: &Verdict| self.only.is_none_or(|only| only == *verdict);
        let events = import.events.iter().enumerate().filter(|(_, event)| wanted(&event.verdict));
        let people = import.verdicts().enumerate().filter(|(_, verdict)| wanted(verdict));
        events.map(|(at, _)| Entry::Event(at)).chain(people.map(|(at, _)| Entry::Row(at))).collect()
    }

    /// Takes a key that moves or turns; `None` when it is none of the list's.
    pub(super) fn update(&mut self, shared: &Shared, import: &Import, input: &Input) -> Option<()> {
        let last = self.entries(import).len().saturating_sub(1);
        let page = shared.viewport.page.max(1);
        self.at = match input {
            Input::Item(at) => *at,
            Input::Command(command @ (Command::NextField | Command::PreviousField | Command::Choose)) => {
                self.turn(import, *command != Command::PreviousField);
                return Some(());
            }
            Input::Command(command) => moved(self.at, *command, page, last)?,
            _ => return None,
        }
        .min(last);
        Some(())
    }

    /// Shows those of the next verdict that any row has, or all.
    fn turn(&mut self, import: &Import, on: bool) {
        let there = Verdict::ALL.into_iter().filter(|verdict| import.count(*verdict) > 0);
        let turns: Vec<Option<Verdict>> = std::iter::once(None).chain(there.map(Some)).collect();
        let at = turns.iter().position(|turn| *turn == self.only).unwrap_or(0);
        let step = if on { 1 } else { turns.len() - 1 };
        let only = turns.get((at + step) % turns.len()).copied().flatten();
        *self = Self { only, at: 0 };
    }

    /// Which rows, the list of them, and below it the chosen one in full.
    pub(super) fn view(self, import: &Import, canvas: &mut Canvas<'_>, area: Rect) {
        let entries = self.entries(import);
        let which = self.only.map_or("every row", Verdict::as_str);
        let heading = format!("{which} · {} of {}", entries.len(), import.len() + import.events.len());
        canvas.heading(Rect { height: 1.min(area.height), ..area }, &heading, true);
        let at = self.at.min(entries.len().saturating_sub(1));
        let chosen = entries.get(at).and_then(|entry| told(import, *entry));
        let cells = usize::from(area.width);
        let detail = chosen.map(|told| rows_of(&told.whole(), cells, DETAIL)).unwrap_or_default();
        let below = u16::try_from(detail.len()).unwrap_or(0);
        // Where there is no room for both, the list is what moves.
        let below = if area.height > below + 5 { below + 1 } else { 0 };
        let list = Rect { y: area.y + 1, height: area.height.saturating_sub(1 + below), ..area };
        let height = usize::from(list.height);
        let offset = scrolled(canvas.viewport.top_offset, at, height, entries.len());
        canvas.viewport.top_offset = offset;
        canvas.viewport.page = height.max(1);
        canvas.cursor(list.x, list.y);
        for (y, place) in (list.top()..list.bottom()).zip(offset..entries.len()) {
            let Some(told) = entries.get(place).and_then(|entry| told(import, *entry)) else { continue };
            let line = Rect { y, height: 1, ..list };
            canvas.hit(line, Hit::Item(place));
            canvas.put(line.x, y, 1, if place == at { ">" } else { " " }, Meaning::Text);
            let inner = Rect { x: line.x + 2.min(line.width), width: line.width.saturating_sub(2), ..line };
            told.view(canvas, inner);
            if place == at {
                canvas.tint(line, Meaning::Selected);
                canvas.cursor(line.x, y);
            }
        }
        if entries.len() > offset + height {
            canvas.goes_on(list, at + 1 == offset + height);
        }
        if below > 0 {
            canvas.rule(Rect { y: list.bottom(), height: 1, ..area });
            for (y, text) in (list.bottom() + 1..area.bottom()).zip(&detail) {
                canvas.put(area.x, y, area.width, text, Meaning::Text);
            }
        }
    }
}

fn told(import: &Import, entry: Entry) -> Option<Told> {
    match entry {
        Entry::Event(at) => {
            let event = import.events.get(at)?;
            let day = event.day.map(|day| day.to_string()).unwrap_or_default();
            let (row, verdict) = (event.row, event.verdict);
            Some(Told { row, verdict, name: event.name.clone(), reason: event.reason.clone(), more: day })
        }
        Entry::Row(at) => {
            let row = import.row(at)?;
            let more = row.emails.into_iter().chain(row.phones).chain([row.company, row.event]);
            let more: Vec<String> = more.filter(|text| !text.is_empty()).collect();
            let more = more.join(", ");
            Some(Told { row: row.row, verdict: row.verdict, name: row.name, reason: row.reason, more })
        }
    }
}

impl Told {
    fn name(&self) -> &str {
        if self.name.is_empty() { "(no name)" } else { &self.name }
    }

    /// "12  doubtful  Ana Ruiz: perhaps ..."
    fn view(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let number = canvas.put(area.x, area.y, area.width, &format!("{:<5} ", self.row), Meaning::Dim);
        let rest = |x: u16| area.right().saturating_sub(x);
        let meaning = match self.verdict {
            Verdict::Doubtful => Meaning::Warning,
            Verdict::New | Verdict::Updates => Meaning::Accent,
            Verdict::Same | Verdict::Skipped => Meaning::Dim,
        };
        let x = canvas.put(number, area.y, rest(number), &format!("{:<9}", self.verdict.as_str()), meaning);
        let x = canvas.put(x, area.y, rest(x), self.name(), Meaning::Text);
        canvas.put(x, area.y, rest(x), &format!(": {}", self.reason), Meaning::Dim);
    }

    /// All of it: "row 12, doubtful: Ana Ruiz (ana@x.example): perhaps ..."
    fn whole(&self) -> String {
        let more = if self.more.is_empty() { String::new() } else { format!(" ({})", self.more) };
        format!("row {}, {}: {}{more}: {}", self.row, self.verdict.as_str(), self.name(), self.reason)
    }
}
