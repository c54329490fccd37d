//! The foot of the screen: what can be pressed here, in as many rows as that takes where something lies on top.

use ratatui::layout::Rect;

use crate::settings::Meaning;
use crate::text::width;
use crate::ui::app::App;
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::hints::{Hints, hints};
use crate::ui::viewport::Hit;

/// From so many rows on the foot of what lies on top may have two.
const HIGH: u16 = 16;
/// Blanks between two hints, and where they stand close.
const GAP: usize = 3;
const CLOSE: usize = 2;

/// One hint as it is drawn.
#[derive(Debug, Clone)]
struct Hint {
    command: Command,
    text: String,
}

/// Hints of one row: those from the left, and those that end at the right edge.
#[derive(Debug, Default)]
struct Row {
    left: Vec<Hint>,
    right: Vec<Hint>,
    gap: usize,
}

/// What stands at the foot.
#[derive(Debug)]
pub(crate) struct Footer {
    rows: Vec<Row>,
}

impl Footer {
    /// The hints of what has the keys, on a screen of this size. Where not all have room, what can be pressed everywhere
    /// gives way first; the way out of what lies on top stays.
    pub(crate) fn of(app: &App, screen: Rect) -> Self {
        let place = app.place();
        let (own, last) = hints(place.scopes, app.shared.selected.is_some());
        let own = place.pane.and_then(|pane| pane.hints(&app.shared)).unwrap_or(own);
        let shown = |hints: Hints| -> Vec<Hint> {
            hints.iter().filter_map(|(command, word)| hint(app, *command, word)).collect()
        };
        let (mut own, last) = (shown(own), shown(last));
        // Over the Mixer nothing lies that could be closed.
        own.retain(|hint| place.pane.is_some() || hint.command != Command::Back);
        let general = general(app, place.scopes.contains(&Scope::Text), place.pane.is_some());
        let cells = usize::from(screen.width);
        let right: Vec<Hint> = general.iter().chain(&last).cloned().collect();
        if 1 + length(&own, GAP) + GAP + length(&right, GAP) <= cells {
            return Self { rows: vec![Row { left: own, right, gap: GAP }] };
        }
        own.retain(|hint| hint.command != Command::Palette);
        let most = if place.pane.is_some() && screen.height >= HIGH { 2 } else { 1 };
        let stays = last.len().max(usize::from(own.last().is_some_and(|hint| hint.command == Command::Back)));
        own.extend(last);
        let mut rows = filled(&own, cells);
        while rows.len() > most && own.len() > stays {
            own.remove(own.len() - stays - 1);
            rows = filled(&own, cells);
        }
        rows.truncate(most);
        if let Some(row) = rows.last_mut() {
            // Help before the rest.
            for hint in general {
                row.right.push(hint);
                if 1 + length(&row.left, CLOSE) + CLOSE + length(&row.right, CLOSE) > cells {
                    row.right.pop();
                }
            }
        }
        Self { rows }
    }

    /// How many rows it takes.
    pub(crate) fn height(&self) -> u16 {
        u16::try_from(self.rows.len()).unwrap_or(1).max(1)
    }

    /// Draws it from the top of `area` on.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, area: Rect) {
        for (y, row) in (area.top()..area.bottom()).zip(&self.rows) {
            let gap = u16::try_from(row.gap).unwrap_or(0);
            let right = u16::try_from(length(&row.right, row.gap)).unwrap_or(u16::MAX);
            let start = area.right().saturating_sub(right).max(area.x);
            for (x, hints) in [(area.x.saturating_add(1), &row.left), (start, &row.right)] {
                let mut x = x;
                for hint in hints {
                    let from = x;
                    x = canvas.put(x, y, area.right().saturating_sub(x), &hint.text, Meaning::Dim);
                    canvas.hit(Rect { x: from, y, width: x - from, height: 1 }, Hit::Hint(hint.command));
                    x = x.saturating_add(gap);
                }
            }
        }
    }
}

/// What can be pressed everywhere, what matters most first: help, and the way out of the program from where it leads there.
/// Where no key leaves it, the list of commands is what must be in sight.
fn general(app: &App, typing: bool, over: bool) -> Vec<Hint> {
    if typing {
        return Vec::new();
    }
    let quit = hint(app, Command::Quit, "quit").filter(|_| !over);
    let lost = app.shared.keymap.keys_of(Command::Quit).is_empty();
    let palette = hint(app, Command::Palette, "all commands").filter(|_| lost);
    [hint(app, Command::Help, "help"), quit, palette].into_iter().flatten().collect()
}

/// `enter open`; `None` for what has no key.
fn hint(app: &App, command: Command, word: &str) -> Option<Hint> {
    let keys = app.place().keys(&app.shared.keymap, command);
    let key = keys.first()?;
    // What follows it is told once it is pressed.
    let key = if command == Command::Gave { key.split(' ').next().unwrap_or_default() } else { key };
    Some(Hint { command, text: format!("{key} {word}") })
}

/// How many cells hints take beside each other.
fn length(hints: &[Hint], gap: usize) -> usize {
    let cells: usize = hints.iter().map(|hint| width(&hint.text)).sum();
    cells + gap * hints.len().saturating_sub(1)
}

/// The hints in rows of so many cells.
fn filled(hints: &[Hint], cells: usize) -> Vec<Row> {
    let mut rows = vec![Row { gap: CLOSE, ..Row::default() }];
    for hint in hints {
        let Some(row) = rows.last_mut() else { break };
        row.left.push(hint.clone());
        if row.left.len() > 1 && 1 + length(&row.left, CLOSE) > cells {
            let over = row.left.pop();
            rows.push(Row { left: over.into_iter().collect(), gap: CLOSE, ..Row::default() });
        }
    }
    rows
}
