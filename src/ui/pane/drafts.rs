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
use crate::ui::pane::listing::{Listed, Listing, Part};
use crate::ui::pane::note::NotePane;
use crate::ui::pane::picker::{ground, popup};
use crate::ui::pane::review::ReviewPane;
use crate::ui::pane::venue::{self, VenuePane};
use crate::ui::reach::{MOVES, Takes};
use crate::ui::shared::{Input, Pane, Shared, Step, close};

/// The list of unsaved texts.
#[derive(Debug, Default)]
pub(crate) struct DraftsPane {
    listing: Listing,
}

/// Every text that waits: those of this run that were closed unfinished, then those of the last.
fn texts(shared: &Shared) -> Vec<(&str, &str, String)> {
    let parked = shared.parked.iter();
    let parked = parked.map(|(field, one)| (field.as_str(), one.text.as_str(), shared.moment_words(one.at)));
    let old = shared.drafts.iter();
    let old = old.map(|draft| (draft.field.as_str(), draft.text.as_str(), draft.when.clone()));
    parked.chain(old).collect()
}

impl Pane for DraftsPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Drafts, Scope::Lists]
    }

    fn takes(&self) -> Takes {
        &[MOVES]
    }

    fn update(&mut self, shared: &Shared, _: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        let texts = texts(shared);
        let last = texts.len().saturating_sub(1);
        match self.listing.update(shared, input, texts.len()) {
            Listed::Moved => return Some(Vec::new()),
            Listed::Chosen(at) => return Some(go_on(shared, texts.get(at))),
            Listed::Nothing => {}
        }
        let chosen = texts.get(self.listing.at.min(last));
        match input {
            Input::Command(Command::Back | Command::Quit) => close(),
            Input::Command(Command::KeepDraft) => Some(go_on(shared, chosen)),
            Input::Command(Command::DropDraft) => {
                let Some((field, ..)) = chosen else { return close() };
                let field = (*field).to_owned();
                self.listing.at = self.listing.at.saturating_sub(usize::from(self.listing.at == last));
                let mut steps = vec![Step::Park(field, String::new()), Step::Do(Effect::KeepDrafts)];
                if texts.len() <= 1 {
                    steps.push(Step::Close);
                }
                Some(steps)
            }
            _ => None,
        }
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
        let list = Rect { height: inner.height.saturating_sub(1), ..inner };
        let parts = vec![Part::Row(1); texts.len()];
        self.listing.view(canvas, list, &parts, &mut |canvas, area, at, _| {
            let Some((field, text, when)) = texts.get(at) else { return };
            let what = field_of(field).split(' ').next().unwrap_or_default();
            let pieces = [
                (what, Meaning::Dim),
                (" ", Meaning::Dim),
                (when, Meaning::Dim),
                ("  ", Meaning::Dim),
                (*text, Meaning::Text),
            ];
            canvas.pieces(area.x, area.y, area.width, &pieces);
        });
        let y = inner.bottom().saturating_sub(1);
        canvas.put(inner.x, y, inner.width, "enter goes on with it   d drops it   esc later", Meaning::Dim);
    }
}

/// Opens the field that a text was typed in, with the text in it.
fn go_on(shared: &Shared, chosen: Option<&(&str, &str, String)>) -> Vec<Step> {
    let Some((name, text, _)) = chosen else { return vec![Step::Close] };
    let field = field_of(name);
    let pane: Box<dyn Pane> = if let Some(note) = NotePane::draft(shared, field, text) {
        Box::new(note)
    } else if let Some(form) = FormPane::draft(shared, field, text) {
        Box::new(form)
    } else if let Some(review) = ReviewPane::resumed(shared, field, text) {
        Box::new(review)
    } else if field == venue::FIELD {
        Box::new(VenuePane::with(shared, text))
    } else {
        // What the text was about may be gone; the text is not.
        let field = if field.starts_with("capture") { field } else { "capture" };
        Box::new(CapturePane::draft(shared, field, text))
    };
    vec![Step::Close, Step::Park((*name).to_owned(), String::new()), Step::Open(pane)]
}
