//! Texts that were being typed when mingle last ended: go on with them, or drop them.

use ratatui::layout::Rect;

use crate::domain::IdMaker;
use crate::settings::Meaning;
use crate::ui::app::arrivals::field_of;
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::pane::capture::CapturePane;
use crate::ui::pane::form::FormPane;
use crate::ui::pane::note::NotePane;
use crate::ui::pane::picker::{ground, popup};
use crate::ui::shared::{Input, Pane, Shared, Step, close};
use crate::ui::viewport::Hit;

/// The list of unsaved texts.
#[derive(Debug, Default)]
pub(crate) struct DraftsPane {
    at: usize,
}

/// Every text that waits: those of this run that were closed unfinished, then those of the last.
fn texts(shared: &Shared) -> Vec<(&str, &str, &str)> {
    let parked = shared.parked.iter().map(|(field, text)| (field.as_str(), text.as_str(), "now"));
    let old =
        shared.drafts.iter().map(|draft| (draft.field.as_str(), draft.text.as_str(), draft.when.as_str()));
    parked.chain(old).collect()
}

impl Pane for DraftsPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Drafts, Scope::Lists]
    }

    fn update(&mut self, shared: &Shared, _: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        let texts = texts(shared);
        let last = texts.len().saturating_sub(1);
        match input {
            Input::Item(at) => self.at = (*at).min(last),
            Input::Command(Command::Down) => self.at = (self.at + 1).min(last),
            Input::Command(Command::Up) => self.at = self.at.saturating_sub(1),
            Input::Command(Command::Back | Command::Quit) => return close(),
            Input::Command(Command::KeepDraft) => {
                let Some((field, text, _)) = texts.get(self.at.min(last)) else { return close() };
                let name = *field;
                let field = field_of(field);
                let pane: Box<dyn Pane> = if let Some(note) = NotePane::draft(shared, field, text) {
                    Box::new(note)
                } else if let Some(form) = FormPane::draft(shared, field, text) {
                    Box::new(form)
                } else {
                    // What the text was about may be gone; the text is not.
                    let field = if field.starts_with("capture") { field } else { "capture" };
                    Box::new(CapturePane::draft(shared, field, text))
                };
                return Some(vec![Step::Close, Step::Park(name.to_owned(), String::new()), Step::Open(pane)]);
            }
            Input::Command(Command::DropDraft) => {
                let Some((field, ..)) = texts.get(self.at.min(last)) else { return close() };
                let field = (*field).to_owned();
                self.at = self.at.saturating_sub(usize::from(self.at == last));
                let mut steps = vec![Step::Park(field, String::new()), Step::Do(Effect::KeepDrafts)];
                if texts.len() <= 1 {
                    steps.push(Step::Close);
                }
                return Some(steps);
            }
            _ => return None,
        }
        Some(Vec::new())
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let texts = texts(shared);
        let rows = u16::try_from(texts.len()).unwrap_or(u16::MAX).saturating_add(4);
        let title = match texts.len() {
            0 => "Every text was kept".to_owned(),
            1 => "1 text was not kept yet".to_owned(),
            count => format!("{count} texts were not kept yet"),
        };
        let inner = ground(canvas, popup(screen, 80, rows), &title);
        for (y, (at, (field, text, when))) in
            (inner.top()..inner.bottom().saturating_sub(1)).zip(texts.iter().enumerate())
        {
            let row = Rect { y, height: 1, ..inner };
            canvas.hit(row, Hit::Item(at));
            let what = field_of(field).split(' ').next().unwrap_or_default();
            canvas.pieces(
                row.x,
                y,
                row.width,
                &[
                    (if at == self.at { "> " } else { "  " }, Meaning::Text),
                    (what, Meaning::Dim),
                    (" ", Meaning::Dim),
                    (when, Meaning::Dim),
                    ("  ", Meaning::Dim),
                    (text, Meaning::Text),
                ],
            );
            if at == self.at {
                canvas.tint(row, Meaning::Selected);
                canvas.cursor(row.x, y);
            }
        }
        if texts.is_empty() {
            canvas.cursor(inner.x, inner.y);
        }
        let y = inner.bottom().saturating_sub(1);
        canvas.put(inner.x, y, inner.width, "enter goes on with it   d drops it   esc later", Meaning::Dim);
    }
}
