//! Search over everything: results narrow while typing, Enter turns to the person, no hit offers to add.

use ratatui::layout::Rect;

use crate::domain::IdMaker;
use crate::search::{Finder, Hit, Target};
use crate::settings::Meaning;
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::pane::capture::CapturePane;
use crate::ui::pane::people::face;
use crate::ui::pane::picker::{Picked, Picker, ground};
use crate::ui::shared::{Input, Pane, Shared, Step, close};

/// How many hits are worth a look.
const LIMIT: usize = 200;

/// Where to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    All,
    People,
    Notes,
    Ledger,
}

impl Within {
    fn next(self) -> Self {
        match self {
            Self::All => Self::People,
            Self::People => Self::Notes,
            Self::Notes => Self::Ledger,
            Self::Ledger => Self::All,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::All => "everything",
            Self::People => "names and what they do",
            Self::Notes => "what was said",
            Self::Ledger => "favours",
        }
    }

    fn holds(self, field: &str) -> bool {
        match self {
            Self::All => true,
            Self::Notes => field == "note",
            Self::Ledger => field == "favour",
            Self::People => !matches!(field, "note" | "favour"),
        }
    }
}

/// The search.
#[derive(Debug)]
pub(crate) struct FindPane {
    picker: Picker,
    finder: Finder,
    within: Within,
    hits: Vec<Hit>,
    revision: u64,
}

impl FindPane {
    pub(crate) fn new(shared: &Shared) -> Self {
        Self {
            picker: Picker::default(),
            finder: Finder::default(),
            within: Within::All,
            hits: Vec::new(),
            revision: shared.revision,
        }
    }

    fn look(&mut self, shared: &Shared) {
        if self.revision != shared.revision {
            self.finder = Finder::default();
            self.revision = shared.revision;
        }
        let query = self.picker.query.text();
        let mut hits = self.finder.find(&shared.folded.index, &shared.book, query, LIMIT);
        let within = self.within;
        hits.retain(|hit| {
            within == Within::All || hit.matched.iter().any(|matched| within.holds(matched.field))
        });
        self.hits = hits;
    }

    fn chosen(&self, shared: &Shared, at: usize) -> Option<Vec<Step>> {
        let query = self.picker.query.text().trim();
        match self.hits.get(at) {
            Some(hit) => {
                let mut steps = vec![Step::Close];
                // Somebody on another event's list is found there.
                if let Target::Attendee(event, _) = &hit.target
                    && shared.event.as_ref() != Some(event)
                {
                    steps.push(Step::Event(Some(event.clone())));
                }
                steps.push(Step::Select(hit.target.clone()));
                Some(steps)
            }
            None if query.is_empty() => close(),
            None => Some(vec![Step::Close, Step::Open(Box::new(CapturePane::typed(shared, query)))]),
        }
    }
}

impl Pane for FindPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Menu, Scope::Text]
    }

    fn update(&mut self, shared: &Shared, _: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        match input {
            Input::Command(Command::Close) => return close(),
            Input::Command(Command::Complete) => {
                self.within = self.within.next();
                self.look(shared);
                return Some(Vec::new());
            }
            _ => {}
        }
        match self.picker.update(shared, input, self.hits.len()) {
            Picked::Query => self.look(shared),
            Picked::Moved => {}
            Picked::Chosen(at) => return self.chosen(shared, at),
            Picked::Nothing => return None,
        }
        Some(Vec::new())
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let title = format!("Find · {} · tab elsewhere", self.within.word());
        let inner = ground(canvas, screen, &title);
        self.picker.view(canvas, inner, "/ ", self.hits.len(), &mut |canvas, area, at, _| {
            if let Some(hit) = self.hits.get(at) {
                view_hit(shared, canvas, area, hit);
            }
        });
        let query = self.picker.query.text().trim();
        if self.hits.is_empty() && inner.height > 2 {
            let text = if query.is_empty() {
                "a name, half a name, a trade, a word they said, a month, who introduced them ...".to_owned()
            } else {
                format!("nobody; enter adds \"{query}\"")
            };
            canvas.put(inner.x, inner.y + 2, inner.width, &text, Meaning::Dim);
        }
    }
}

/// Name, what they do, and the words that matched.
fn view_hit(shared: &Shared, canvas: &mut Canvas<'_>, area: Rect, hit: &Hit) {
    let face = face(shared, &hit.target);
    let name_cells = (area.width * 2 / 5).clamp(8, 28).min(area.width);
    let name = hit.matched.iter().find(|matched| matched.field == "name" && matched.text == face.name);
    match name {
        Some(matched) => spans(canvas, Rect { width: name_cells, ..area }, &matched.text, &matched.spans),
        None => canvas.put(area.x, area.y, name_cells, face.name, Meaning::Text),
    };
    let mut x = area.x + name_cells + 1;
    let others = hit.matched.iter().filter(|matched| !(matched.field == "name" && matched.text == face.name));
    let mut shown = false;
    for matched in others {
        x = canvas.pieces(
            x,
            area.y,
            area.right().saturating_sub(x),
            &[(matched.field, Meaning::Dim), (" ", Meaning::Dim)],
        );
        let rest = Rect { x, width: area.right().saturating_sub(x), ..area };
        x = spans(canvas, rest, &matched.text, &matched.spans);
        x = canvas.put(x, area.y, area.right().saturating_sub(x), "  ", Meaning::Text);
        shown = true;
    }
    if !shown {
        let does = crate::ui::pane::notes::joined(&[face.role, face.company]);
        canvas.put(x, area.y, area.right().saturating_sub(x), &does, Meaning::Dim);
    }
}

/// Text with some of its bytes marked as matched.
fn spans(canvas: &mut Canvas<'_>, area: Rect, text: &str, spans: &[std::ops::Range<usize>]) -> u16 {
    let mut pieces = Vec::new();
    let mut from = 0;
    for span in spans {
        pieces.push((text.get(from..span.start).unwrap_or_default(), Meaning::Text));
        pieces.push((text.get(span.clone()).unwrap_or_default(), Meaning::Match));
        from = span.end.max(from);
    }
    pieces.push((text.get(from..).unwrap_or_default(), Meaning::Text));
    canvas.pieces(area.x, area.y, area.width, &pieces)
}
