//! Until when: one field for the day to which something is put off.

use ratatui::layout::Rect;

use crate::agenda::{Item, snooze};
use crate::capture::date;
use crate::domain::IdMaker;
use crate::settings::Meaning;
use crate::text::dates::day_words;
use crate::text::{Edit, Editor};
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::msg::Notice;
use crate::ui::pane::picker::{ground, popup, view_line};
use crate::ui::shared::{Input, Pane, Shared, Step, close};

/// The day as it is typed, and what it is for.
#[derive(Debug)]
pub(crate) struct UntilPane {
    item: Item,
    editor: Editor,
    /// Why it was not kept, until something is typed.
    wrong: Option<String>,
}

impl UntilPane {
    pub(crate) fn new(item: Item) -> Self {
        Self { item, editor: Editor::line(""), wrong: None }
    }

    fn keep(&mut self, shared: &Shared, ids: &mut IdMaker) -> Vec<Step> {
        let text = self.editor.text().trim();
        let today = shared.now.today();
        // A week is what people mean most; it stands below the empty field.
        let Some(day) = date(if text.is_empty() { USUAL } else { text }, today) else {
            self.wrong = Some(format!("no day ahead: {text}; such as fri, in 2 weeks, 3 dec, 2027-01-31"));
            return Vec::new();
        };
        match snooze(&shared.book, &self.item, day, ids) {
            Ok(change) => {
                let said = format!("put off to {} · u undoes", day_words(day, today));
                vec![Step::Close, Step::Commit(change), Step::Say(Notice::plain(said))]
            }
            Err(reason) => vec![Step::Close, Step::Say(Notice::plain(reason))],
        }
    }

    fn edit(&mut self, edit: &Edit, width: u16) {
        if self.editor.edit(edit, width) {
            self.wrong = None;
        }
    }
}

/// What an empty field stands for.
const USUAL: &str = "in 1 week";

impl Pane for UntilPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Until, Scope::Text]
    }

    fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        let width = shared.viewport.field_width;
        match input {
            Input::Typed(ch) => self.edit(&Edit::Insert(ch.to_string()), width),
            Input::Paste(text) => self.edit(&Edit::Paste(text.clone()), width),
            Input::Item(_) => {}
            Input::Command(Command::Accept) => return Some(self.keep(shared, ids)),
            Input::Command(Command::Close | Command::TextLeaveNow) => return close(),
            Input::Command(other) => self.edit(&other.edit()?, width),
        }
        Some(Vec::new())
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let area = popup(screen, 60, 5);
        let inner = ground(canvas, area, &format!("Until when? · {}", self.item.name));
        let x = canvas.put(inner.x, inner.y, inner.width, "> ", Meaning::Accent);
        let field = Rect { x, width: inner.right().saturating_sub(x), height: 1, ..inner };
        view_line(canvas, field, &self.editor);
        let text = self.editor.text().trim();
        let today = shared.now.today();
        let (below, meaning) = match (&self.wrong, date(text, today)) {
            (Some(wrong), _) => (wrong.clone(), Meaning::Warning),
            (None, Some(day)) => (format!("{} ({day})", day_words(day, today)), Meaning::Text),
            (None, None) if text.is_empty() => {
                (format!("fri, in 2 weeks, 3 dec; enter alone: {USUAL}"), Meaning::Dim)
            }
            (None, None) => (String::new(), Meaning::Dim),
        };
        if inner.height > 1 {
            canvas.put(inner.x, inner.y + 1, inner.width, &below, meaning);
        }
    }
}
