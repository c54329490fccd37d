//! Help and palette: one list made of the live key map; Enter runs what it lists.

use ratatui::layout::Rect;

use crate::domain::IdMaker;
use crate::search::matches;
use crate::settings::Meaning;
use crate::text::width;
use crate::ui::canvas::Canvas;
use crate::ui::command::{COMMANDS, Command, Scope};
use crate::ui::pane::chooser::{Choices, ChooserPane, Chosen};
use crate::ui::shared::{Shared, Step};

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
pub(crate) struct Menu {
    title: &'static str,
    all: Vec<Row>,
    /// What the query left, by index into `all`, best first.
    shown: Vec<usize>,
}

/// The chooser.
pub(crate) type MenuPane = ChooserPane<Menu>;

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
        Self::of(shared, "All commands", rows)
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
        Self::of(
            shared,
            "What you can do here · beside names: * wanted, + met here, . known",
            rows.into_iter().map(|(_, row)| row).collect(),
        )
    }

    fn of(shared: &Shared, title: &'static str, all: Vec<Row>) -> Self {
        Self::typed(shared, Menu { title, shown: Vec::new(), all }, "")
    }
}

fn row_of(shared: &Shared, row: &crate::ui::command::CommandRow) -> Row {
    let keys = shared.keymap.keys_of(row.command).join(", ");
    Row { command: row.command, scope: row.scope, keys, about: row.about, name: row.name }
}

impl Choices for Menu {
    fn title(&self) -> String {
        self.title.to_owned()
    }

    fn sign(&self) -> &'static str {
        "type to filter: "
    }

    /// Whole words find what holds them all; only when nothing does, letters in order will do.
    fn narrow(&mut self, _: &Shared, typed: &str) {
        let query = typed.to_lowercase();
        let rows = || self.all.iter().enumerate();
        let is_key = |row: &Row| row.keys.split(", ").any(|key| key == typed);
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

    fn len(&self) -> usize {
        self.shown.len()
    }

    fn view_row(&self, _: &Shared, canvas: &mut Canvas<'_>, area: Rect, at: usize) {
        let Some(row) = self.shown.get(at).and_then(|row| self.all.get(*row)) else { return };
        let keys = self.all.iter().map(|row| width(first_key(row))).max().unwrap_or(0);
        let keys = u16::try_from(keys).unwrap_or(0).min(area.width / 3);
        canvas.put(area.x, area.y, keys, first_key(row), Meaning::Accent);
        let x = area.x + keys + 2;
        let scope = if area.width > 60 && row.scope != Scope::Lists { row.scope.name() } else { "" };
        let start = canvas.right(area, area.y, scope, Meaning::Dim);
        canvas.put(x, area.y, start.saturating_sub(x + 1), row.about, Meaning::Text);
    }

    fn none(&self, _: &Shared, _: &str) -> String {
        "no command says that".to_owned()
    }
}

impl Chosen for Menu {
    fn chosen(&self, _: &Shared, _: &mut IdMaker, _: &str, at: usize) -> Option<Vec<Step>> {
        let command = self.shown.get(at).and_then(|row| self.all.get(*row)).map(|row| row.command)?;
        Some(vec![Step::Close, Step::Run(command)])
    }
}

fn first_key(row: &Row) -> &str {
    row.keys.split(", ").next().unwrap_or_default()
}
