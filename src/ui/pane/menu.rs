//! Help and palette: one list made of the live key map; Enter runs what it lists.

use ratatui::layout::Rect;

use crate::domain::IdMaker;
use crate::search::matches;
use crate::settings::Meaning;
use crate::text::width;
use crate::ui::canvas::Canvas;
use crate::ui::command::{COMMANDS, Command, Scope};
use crate::ui::pane::picker::{Picked, Picker, ground};
use crate::ui::shared::{Input, Pane, Shared, Step, close};

#[derive(Debug, Clone)]
struct Row {
    command: Command,
    scope: Scope,
    keys: String,
    about: &'static str,
    name: &'static str,
}

/// A list of commands.
#[derive(Debug)]
pub(crate) struct MenuPane {
    title: &'static str,
    all: Vec<Row>,
    /// What the query left, by index into `all`, best first.
    shown: Vec<usize>,
    picker: Picker,
}

impl MenuPane {
    /// Every command, those used most first.
    pub(crate) fn palette(shared: &Shared) -> Self {
        let mut rows: Vec<Row> = COMMANDS
            .iter()
            .filter(|row| row.command.edit().is_none())
            .map(|row| row_of(shared, row))
            .collect();
        rows.retain(|row| !matches!(row.scope, Scope::Text | Scope::Drafts));
        rows.sort_by_key(|row| std::cmp::Reverse(shared.uses.get(&row.command).copied().unwrap_or(0)));
        Self::new("All commands", rows)
    }

    /// What can be done where `scopes` hold: their own commands first.
    pub(crate) fn help(shared: &Shared, scopes: &[Scope]) -> Self {
        let rank = |scope: Scope| scopes.iter().position(|other| *other == scope);
        let mut rows: Vec<(usize, Row)> = COMMANDS
            .iter()
            .filter_map(|row| Some((rank(row.scope)?, row_of(shared, row))))
            .filter(|(_, row)| !row.keys.is_empty())
            .collect();
        rows.sort_by_key(|(rank, _)| *rank);
        Self::new(
            "What you can do here · beside names: * wanted, + met here, . known",
            rows.into_iter().map(|(_, row)| row).collect(),
        )
    }

    fn new(title: &'static str, all: Vec<Row>) -> Self {
        Self { title, shown: (0..all.len()).collect(), all, picker: Picker::default() }
    }

    /// Whole words find what holds them all; only when nothing does, letters in order will do.
    fn narrow(&mut self) {
        let query = self.picker.query.text().trim().to_lowercase();
        let rows = || self.all.iter().enumerate();
        let is_key = |row: &Row| row.keys.split(", ").any(|key| key == self.picker.query.text().trim());
        let holds = |row: &Row| {
            query.split_whitespace().all(|word| row.about.contains(word) || row.name.contains(word))
        };
        let mut shown: Vec<usize> =
            rows().filter(|(_, row)| is_key(row) || holds(row)).map(|(at, _)| at).collect();
        shown.sort_by_key(|at| !query.is_empty() && !self.all.get(*at).is_some_and(is_key));
        if shown.is_empty() {
            let score = |row: &Row| matches(&query, row.name).or_else(|| matches(&query, row.about));
            let mut scored: Vec<_> = rows().filter_map(|(at, row)| Some((score(row)?.0, at))).collect();
            scored.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
            shown = scored.into_iter().map(|(_, at)| at).collect();
        }
        self.shown = shown;
    }
}

fn row_of(shared: &Shared, row: &crate::ui::command::CommandRow) -> Row {
    let keys = shared.keymap.keys_of(row.command).join(", ");
    Row { command: row.command, scope: row.scope, keys, about: row.about, name: row.name }
}

impl Pane for MenuPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Menu, Scope::Text]
    }

    fn update(&mut self, shared: &Shared, _: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        if matches!(input, Input::Command(Command::Close)) {
            return close();
        }
        match self.picker.update(shared, input, self.shown.len()) {
            Picked::Query => self.narrow(),
            Picked::Moved => {}
            Picked::Chosen(at) => {
                let command = self.shown.get(at).and_then(|row| self.all.get(*row)).map(|row| row.command)?;
                return Some(vec![Step::Close, Step::Run(command)]);
            }
            Picked::Nothing => return None,
        }
        Some(Vec::new())
    }

    fn view(&self, _: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let inner = ground(canvas, screen, self.title);
        let keys = self.all.iter().map(|row| width(first_key(row))).max().unwrap_or(0);
        let keys = u16::try_from(keys).unwrap_or(0).min(inner.width / 3);
        self.picker.view(canvas, inner, "type to filter: ", self.shown.len(), &mut |canvas, area, at, _| {
            let Some(row) = self.shown.get(at).and_then(|row| self.all.get(*row)) else { return };
            canvas.put(area.x, area.y, keys, first_key(row), Meaning::Accent);
            let x = area.x + keys + 2;
            let scope = if area.width > 60 && row.scope != Scope::Lists { row.scope.name() } else { "" };
            let start = canvas.right(area, area.y, scope, Meaning::Dim);
            canvas.put(x, area.y, start.saturating_sub(x + 1), row.about, Meaning::Text);
        });
        if self.shown.is_empty() {
            canvas.put(inner.x, inner.y + 2, inner.width, "no command says that", Meaning::Dim);
        }
    }
}

fn first_key(row: &Row) -> &str {
    row.keys.split(", ").next().unwrap_or_default()
}
