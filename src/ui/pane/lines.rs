//! Lines to read: the last messages, the files that could not be read.

use ratatui::layout::Rect;

use crate::domain::IdMaker;
use crate::settings::Meaning;
use crate::text::wrapped;
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::hints::Hints;
use crate::ui::msg::Tone;
use crate::ui::pane::listing::moved;
use crate::ui::pane::picker::ground;
use crate::ui::reach::{MOVES, Takes};
use crate::ui::rules::rules;
use crate::ui::shared::{Input, Pane, Shared, Step, close};

/// A text to read.
#[derive(Debug)]
pub(crate) struct LinesPane {
    title: &'static str,
    lines: Vec<(String, Meaning)>,
    first: usize,
}

impl LinesPane {
    /// The last messages, newest first.
    pub(crate) fn messages(shared: &Shared) -> Self {
        let line = |notice: &crate::ui::Notice| {
            (notice.text.clone(), if notice.tone == Tone::Warning { Meaning::Warning } else { Meaning::Text })
        };
        Self::new("Messages", shared.messages.iter().rev().map(line).collect(), "nothing was said yet")
    }

    /// Files that could not be read, and why.
    pub(crate) fn troubles(shared: &Shared) -> Self {
        let line = |trouble: &crate::ui::Trouble| {
            [(trouble.place.clone(), Meaning::Heading), (format!("  {}", trouble.reason), Meaning::Text)]
        };
        Self::new(
            "Files left as they are",
            shared.troubles.iter().flat_map(line).collect(),
            "every file was read",
        )
    }

    /// What was left out of the gifts at hand, and what speaks against each.
    pub(crate) fn left_out(shared: &Shared, left: &[crate::gifts::LeftOut]) -> Self {
        let line = |left: &crate::gifts::LeftOut| {
            let to = shared.book.name_of(&left.gift.to);
            [
                (format!("{to}: {}", left.gift.what), Meaning::Heading),
                (format!("  {}", left.gift.reason), Meaning::Dim),
                (format!("  but {}", left.why), Meaning::Text),
            ]
        };
        Self::new("Left out", left.iter().flat_map(line).collect(), "nothing was left out")
    }

    /// The rules that mingle goes by.
    pub(crate) fn rules(shared: &Shared) -> Self {
        let said = rules(shared.settings.gate).into_iter();
        let lines = said.flat_map(|(name, sentence)| {
            [(name.to_owned(), Meaning::Heading), (sentence, Meaning::Text), (String::new(), Meaning::Text)]
        });
        Self::new("How it works", lines.collect(), "")
    }

    fn new(title: &'static str, mut lines: Vec<(String, Meaning)>, none: &str) -> Self {
        if lines.is_empty() {
            lines.push((none.to_owned(), Meaning::Dim));
        }
        Self { title, lines, first: 0 }
    }
}

impl Pane for LinesPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Lists]
    }

    fn takes(&self) -> Takes {
        &[MOVES, &[Command::Copy]]
    }

    fn hints(&self, _: &Shared) -> Option<Hints> {
        Some(&[(Command::Down, "on"), (Command::Copy, "copy"), (Command::Back, "close")])
    }

    fn update(&mut self, shared: &Shared, _: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        let page = shared.viewport.page.max(1);
        let Input::Command(command) = input else { return None };
        match command {
            Command::Back | Command::Quit | Command::Open | Command::PaneLeft => return close(),
            Command::Copy => {
                let text: Vec<&str> = self.lines.iter().map(|(text, _)| text.as_str()).collect();
                return Some(vec![Step::Do(Effect::Copy(text.join("\n")))]);
            }
            _ => self.first = moved(self.first, *command, page, self.lines.len())?,
        }
        self.first = self.first.min(self.lines.len().saturating_sub(1));
        Some(Vec::new())
    }

    fn view(&self, _: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let inner = ground(canvas, screen, &format!("{} · esc closes, y copies", self.title));
        canvas.viewport.page = usize::from(inner.height).max(1);
        let cells = usize::from(inner.width).max(1);
        let rows = self
            .lines
            .iter()
            .skip(self.first)
            .flat_map(|(text, meaning)| wrapped(text, cells).into_iter().map(move |row| (row, *meaning)));
        for (y, (row, meaning)) in (inner.top()..inner.bottom()).zip(rows) {
            canvas.put(inner.x, y, inner.width, row.as_str().trim_end(), meaning);
        }
        canvas.cursor(inner.x, inner.y);
    }
}
