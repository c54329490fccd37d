//! Choosing one of many: rows that follow what is typed, and what the choice of one does.

use ratatui::layout::Rect;

use crate::domain::IdMaker;
use crate::settings::Meaning;
use crate::text::{Editor, wrapped};
use crate::ui::canvas::{Canvas, below};
use crate::ui::command::{Command, Scope};
use crate::ui::pane::picker::{Picked, Picker, ground, popup};
use crate::ui::shared::{Input, Pane, Shared, Step};

/// What there is to choose from.
pub(crate) trait Choices: std::fmt::Debug {
    /// What is asked.
    fn title(&self) -> String;

    /// What stands before the field.
    fn sign(&self) -> &'static str;

    /// Where it lies on the screen: all of it, unless it says otherwise.
    fn place(&self, screen: Rect) -> Rect {
        screen
    }

    /// Finds the rows that fit what is typed.
    fn narrow(&mut self, shared: &Shared, typed: &str);

    /// Whether no row is the likely one, so that none is chosen before the user does.
    fn waits(&self, _typed: &str) -> bool {
        false
    }

    /// How many rows there are.
    fn len(&self) -> usize;

    /// Draws a row.
    fn view_row(&self, shared: &Shared, canvas: &mut Canvas<'_>, area: Rect, at: usize);

    /// The text of a row, when in a list so wide the row has no room for all of it.
    fn whole(&self, _at: usize, _width: u16) -> Option<String> {
        None
    }

    /// What is said above the field.
    fn above(&self) -> Vec<(String, Meaning)> {
        Vec::new()
    }

    /// What stands where there is no row.
    fn none(&self, shared: &Shared, typed: &str) -> String;

    /// Another list to choose from, on Tab; `false` when there is only one.
    fn turn(&mut self) -> bool {
        false
    }

    /// The name under which what is typed is kept as a draft, and whether this is worth keeping; `None` where nothing is.
    fn draft(&self, _typed: &str) -> Option<(&'static str, bool)> {
        None
    }
}

/// What the choice does, where the choices are a pane of their own.
pub(crate) trait Chosen: Choices {
    /// What choosing a row does, or Enter where there is none.
    fn chosen(&self, shared: &Shared, ids: &mut IdMaker, typed: &str, at: usize) -> Option<Vec<Step>>;
}

/// The chooser: a field, and the rows under it.
#[derive(Debug)]
pub(crate) struct ChooserPane<C> {
    picker: Picker,
    choices: C,
}

impl<C: Choices> ChooserPane<C> {
    /// With a text in the field.
    pub(super) fn typed(shared: &Shared, mut choices: C, typed: &str) -> Self {
        choices.narrow(shared, typed);
        let waits = choices.waits(typed);
        Self { picker: Picker { query: Editor::line(typed), at: 0, waits }, choices }
    }

    /// With the row at `at` chosen first.
    pub(super) fn on(mut self, at: usize) -> Self {
        self.picker.at = at.min(self.choices.len().saturating_sub(1));
        self
    }

    fn query(&self) -> &str {
        self.picker.query.text().trim()
    }

    /// Takes an input; `None` when it is not for a list. A row that is chosen goes to `choose`.
    pub(super) fn take(
        &mut self,
        shared: &Shared,
        input: &Input,
        choose: impl FnOnce(&C, &str, usize) -> Option<Vec<Step>>,
    ) -> Option<Vec<Step>> {
        if matches!(input, Input::Command(Command::Complete)) && self.choices.turn() {
            self.narrow(shared);
            return Some(Vec::new());
        }
        match self.picker.update(shared, input, self.choices.len()) {
            Picked::Query => self.narrow(shared),
            Picked::Moved => {}
            Picked::Chosen(at) => return choose(&self.choices, self.query(), at),
            Picked::Nothing => return None,
        }
        Some(Vec::new())
    }

    /// Draws the field and its rows.
    pub(super) fn draw(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let mut inner = ground(canvas, self.choices.place(screen), &self.choices.title());
        let cells = usize::from(inner.width.max(1));
        for (text, meaning) in self.choices.above() {
            // What is said above gives way to the field and a row.
            let rows = wrapped(&text, cells);
            for row in rows.into_iter().take(usize::from(inner.height.saturating_sub(2))) {
                canvas.put(inner.x, inner.y, inner.width, row.as_str().trim_end(), meaning);
                inner = below(inner, 1);
            }
        }
        let foot = self.foot(inner);
        inner.height -= foot;
        if foot > 0 {
            let text = self.choices.whole(self.picker.at, inner.width.saturating_sub(2)).unwrap_or_default();
            for (y, row) in (inner.bottom()..inner.bottom() + foot).zip(wrapped(&text, cells)) {
                canvas.put(inner.x, y, inner.width, row.as_str().trim_end(), Meaning::Text);
            }
        }
        let len = self.choices.len();
        self.picker.view(canvas, inner, self.choices.sign(), len, &mut |canvas, area, at, _| {
            self.choices.view_row(shared, canvas, area, at);
        });
        let none = if len == 0 { self.choices.none(shared, self.query()) } else { String::new() };
        let room = inner.bottom().saturating_sub(inner.y + 2);
        for (y, row) in (inner.y + 2..inner.y + 2 + room).zip(wrapped(&none, cells)) {
            canvas.put(inner.x, y, inner.width, row.as_str().trim_end(), Meaning::Dim);
        }
    }

    /// How many lines below the rows are for the whole text of the chosen one: as many as the longest takes, so that the rows
    /// stay where they are while the choice moves.
    fn foot(&self, inner: Rect) -> u16 {
        let rows =
            (0..self.choices.len()).filter_map(|at| self.choices.whole(at, inner.width.saturating_sub(2)));
        let longest = rows.map(|text| wrapped(&text, usize::from(inner.width.max(1))).len()).max();
        u16::try_from(longest.unwrap_or(0)).unwrap_or(0).min(inner.height / 3)
    }

    fn narrow(&mut self, shared: &Shared) {
        self.choices.narrow(shared, self.picker.query.text().trim());
        self.picker.at = self.picker.at.min(self.choices.len().saturating_sub(1));
        self.picker.waits = self.choices.waits(self.query());
    }
}

impl<C: Chosen> Pane for ChooserPane<C> {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Menu, Scope::Text]
    }

    fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        if matches!(input, Input::Command(Command::Close | Command::TextLeaveNow)) {
            let park = |(field, keeps): (&str, bool)| {
                Step::Park(field.to_owned(), if keeps { self.query().to_owned() } else { String::new() })
            };
            return Some(
                self.choices.draft(self.query()).map(park).into_iter().chain([Step::Close]).collect(),
            );
        }
        self.take(shared, input, |choices, typed, at| {
            let forget = choices.draft(typed).map(|(field, _)| Step::Park(field.to_owned(), String::new()));
            let steps = choices.chosen(shared, ids, typed, at)?;
            Some(forget.into_iter().chain(steps).collect())
        })
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        self.draw(shared, canvas, screen);
    }

    fn draft(&self) -> Option<(String, String)> {
        let (field, keeps) = self.choices.draft(self.query())?;
        keeps.then(|| (field.to_owned(), self.query().to_owned()))
    }
}

/// A window in the middle, as high as so many rows with what stands around them.
pub(super) fn window(screen: Rect, rows: usize, around: u16) -> Rect {
    let rows = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(around);
    popup(screen, 76, rows.clamp(8, 22))
}
