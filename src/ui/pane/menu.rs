//! Help and palette: one list made of the live key map; Enter runs what it lists.

use ratatui::layout::Rect;

use crate::domain::IdMaker;
use crate::search::matches;
use crate::settings::Meaning;
use crate::ui::canvas::Canvas;
use crate::ui::command::{COMMANDS, Command, CommandRow, Scope};
use crate::ui::pane::chooser::{Choices, ChooserPane, Chosen};
use crate::ui::reach::{Near, Place};
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
    /// Whether it says what the signs beside names mean.
    signs: bool,
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
        Self::typed(shared, Menu::new("All commands", rows), "")
    }

    /// What can be done at a place: its own keys first, then what works everywhere.
    pub(crate) fn help(shared: &Shared, place: Place<'_>) -> Self {
        let row = |row: &CommandRow| {
            let near = place.near(row.command)?;
            let keys = place.keys(&shared.keymap, row.command);
            // In the Mixer all that works everywhere is its own too.
            let near = if place.pane.is_none() && near == Near::Everywhere { Near::Taken } else { near };
            (!keys.is_empty()).then(|| (near, Row { keys: keys.join(", "), ..row_of(shared, row) }))
        };
        let mut rows: Vec<(Near, Row)> = COMMANDS.iter().filter_map(row).collect();
        rows.sort_by_key(|(near, _)| *near);
        let signs = place.scopes.first() == Some(&Scope::People);
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        let menu = Menu { signs, ..Menu::new("What you can do here", rows) };
        Self::typed(shared, menu, "")
    }
}

impl Menu {
    fn new(title: &'static str, all: Vec<Row>) -> Self {
        Self { title, signs: false, shown: Vec::new(), all }
    }

    fn row(&self, at: usize) -> Option<&Row> {
        self.shown.get(at).and_then(|row| self.all.get(*row))
    }

    /// How many cells the first keys take.
    fn key_cells(&self, width: u16) -> u16 {
        let keys = self.all.iter().map(|row| crate::text::width(first_key(row))).max().unwrap_or(0);
        u16::try_from(keys).unwrap_or(0).min(width / 3)
    }

    /// The name of a row's place, where there is room for one.
    fn place_of(row: &Row, width: u16) -> &'static str {
        if width > 60 && row.scope != Scope::Lists { row.scope.name() } else { "" }
    }
}

fn row_of(shared: &Shared, row: &CommandRow) -> Row {
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
        let Some(row) = self.row(at) else { return };
        let keys = self.key_cells(area.width);
        canvas.put(area.x, area.y, keys, first_key(row), Meaning::Accent);
        let x = area.x + keys + 2;
        let start = canvas.right(area, area.y, Self::place_of(row, area.width), Meaning::Dim);
        canvas.put(x, area.y, start.saturating_sub(x + 1), row.about, Meaning::Text);
    }

    fn above(&self) -> Vec<(String, Meaning)> {
        let signs = "beside names: * wanted, + met here, . known";
        self.signs.then(|| (signs.to_owned(), Meaning::Dim)).into_iter().collect()
    }

    /// What a row has no room for.
    fn whole(&self, at: usize, width: u16) -> Option<String> {
        let row = self.row(at)?;
        let place = crate::text::width(Self::place_of(row, width));
        let room = usize::from(width).saturating_sub(usize::from(self.key_cells(width)) + 3 + place);
        (crate::text::width(row.about) > room).then(|| row.about.to_owned())
    }

    fn none(&self, _: &Shared, _: &str) -> String {
        "no command says that".to_owned()
    }
}

impl Chosen for Menu {
    fn chosen(&self, _: &Shared, _: &mut IdMaker, _: &str, at: usize) -> Option<Vec<Step>> {
        let command = self.row(at)?.command;
        Some(vec![Step::Close, Step::Run(command)])
    }
}

fn first_key(row: &Row) -> &str {
    row.keys.split(", ").next().unwrap_or_default()
}
