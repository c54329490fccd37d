//! Search over everything: results narrow while typing, Enter turns to the person, no hit offers to add.

use ratatui::layout::Rect;

use crate::domain::{EventId, IdMaker, PersonId};
use crate::search::{Finder, Hit, Near, Target};
use crate::settings::Meaning;
use crate::ui::canvas::Canvas;
use crate::ui::pane::capture::CapturePane;
use crate::ui::pane::chooser::{Choices, ChooserPane, Chosen, window};
use crate::ui::pane::people::face;
use crate::ui::shared::{Shared, Step, close};

/// How many hits are worth a look, and how many of those who only come near.
const LIMIT: usize = 200;
const NEAREST: usize = 20;
/// What can be typed.
const REMEMBER: &str = "a name, half a name, a trade, a word they said, a month, who introduced them ...";

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

/// Whoever is found by what is remembered of them.
#[derive(Debug)]
pub(crate) struct Finding {
    finder: Finder,
    within: Within,
    hits: Vec<Hit>,
    /// Where nobody fits all that is typed: who comes nearest, below the row that adds somebody new.
    near: Vec<Near>,
    /// What is typed.
    typed: String,
    revision: u64,
}

/// The search.
pub(crate) type FindPane = ChooserPane<Finding>;

impl FindPane {
    pub(crate) fn new(shared: &Shared) -> Self {
        Self::typed(shared, Finding::new(shared), "")
    }
}

impl Finding {
    fn new(shared: &Shared) -> Self {
        Self {
            finder: Finder::default(),
            within: Within::All,
            hits: Vec::new(),
            near: Vec::new(),
            typed: String::new(),
            revision: shared.revision,
        }
    }

    /// Finds whoever fits all that is typed.
    fn find(&mut self, shared: &Shared, typed: &str) {
        if self.revision != shared.revision {
            self.finder = Finder::default();
            self.revision = shared.revision;
        }
        let mut hits = self.finder.find(&shared.folded.index, &shared.book, typed, LIMIT);
        hits.retain(|hit| self.is_within(hit));
        self.hits = hits;
    }

    fn is_within(&self, hit: &Hit) -> bool {
        self.within == Within::All || hit.matched.iter().any(|matched| self.within.holds(matched.field))
    }

    /// Who row `at` is, when it is somebody: the first of those who only come near is below the row that adds.
    fn at(&self, at: usize) -> Option<&Hit> {
        if self.near.is_empty() {
            return self.hits.get(at);
        }
        self.near.get(at.checked_sub(1)?).map(|near| &near.hit)
    }
}

impl Choices for Finding {
    fn title(&self) -> String {
        format!("Find · {} · tab elsewhere", self.within.word())
    }

    fn sign(&self) -> &'static str {
        "/ "
    }

    fn narrow(&mut self, shared: &Shared, typed: &str) {
        self.find(shared, typed);
        self.near.clear();
        typed.clone_into(&mut self.typed);
        if self.hits.is_empty() {
            let mut near = self.finder.nearest(&shared.folded.index, &shared.book, typed, NEAREST);
            near.retain(|near| self.is_within(&near.hit));
            self.near = near;
        }
    }

    fn len(&self) -> usize {
        if self.near.is_empty() { self.hits.len() } else { self.near.len() + 1 }
    }

    fn view_row(&self, shared: &Shared, canvas: &mut Canvas<'_>, area: Rect, at: usize) {
        let Some(hit) = self.at(at) else {
            let adds = format!("add \"{}\" · nobody fits all of it", self.typed);
            canvas.put(area.x, area.y, area.width, &adds, Meaning::Text);
            return;
        };
        let lacks = at.checked_sub(1).and_then(|at| self.near.get(at)).map(|near| near.lacks.join(", "));
        view_hit(shared, canvas, area, hit, lacks.as_deref());
    }

    fn none(&self, _: &Shared, typed: &str) -> String {
        if typed.is_empty() { REMEMBER.to_owned() } else { format!("nobody; enter adds \"{typed}\"") }
    }

    fn turn(&mut self) -> bool {
        self.within = self.within.next();
        true
    }
}

impl Chosen for Finding {
    fn chosen(&self, shared: &Shared, _: &mut IdMaker, typed: &str, at: usize) -> Option<Vec<Step>> {
        match self.at(at) {
            Some(hit) => {
                let mut steps = vec![Step::Close];
                // Somebody on another event's list is found there.
                if let Target::Attendee(event, _) = &hit.target
                    && shared.event.as_ref() != Some(event)
                {
                    steps.push(Step::Event(Some(event.clone())));
                }
                steps.push(Step::Show(hit.target.clone()));
                Some(steps)
            }
            None if typed.is_empty() => close(),
            None => Some(vec![Step::Close, Step::Open(Box::new(CapturePane::typed(shared, typed)))]),
        }
    }
}

/// Who somebody without a name is: anyone, by what is remembered of them.
#[derive(Debug)]
pub(crate) struct Whom {
    finding: Finding,
    /// Who has no name, and is nobody to choose.
    not: PersonId,
    /// Whose list they may stand on.
    event: EventId,
    said: String,
}

impl Whom {
    pub(super) fn new(shared: &Shared, not: &PersonId, event: &EventId) -> Self {
        let said = format!("Who is {}?", crate::review::said(shared.book.name_of(not)));
        Self { finding: Finding::new(shared), not: not.clone(), event: event.clone(), said }
    }

    /// Whom a row stands for.
    pub(super) fn target(&self, at: usize) -> Option<&Target> {
        self.finding.hits.get(at).map(|hit| &hit.target)
    }
}

impl Choices for Whom {
    fn title(&self) -> String {
        format!("{} · enter says so, esc closes", self.said)
    }

    fn sign(&self) -> &'static str {
        "/ "
    }

    fn place(&self, screen: Rect) -> Rect {
        window(screen, self.finding.hits.len(), 4)
    }

    fn narrow(&mut self, shared: &Shared, typed: &str) {
        self.finding.find(shared, typed);
        let (not, event) = (&self.not, &self.event);
        self.finding.hits.retain(|hit| match &hit.target {
            Target::Person(id) => id != not,
            Target::Attendee(of, _) => of == event,
        });
    }

    fn len(&self) -> usize {
        self.finding.hits.len()
    }

    fn view_row(&self, shared: &Shared, canvas: &mut Canvas<'_>, area: Rect, at: usize) {
        if let Some(hit) = self.finding.hits.get(at) {
            view_hit(shared, canvas, area, hit, None);
        }
    }

    fn none(&self, _: &Shared, typed: &str) -> String {
        if typed.is_empty() { REMEMBER.to_owned() } else { "nobody of whom that is remembered".to_owned() }
    }
}

/// Name, the words that nothing is known of, what they do, and the words that matched.
fn view_hit(shared: &Shared, canvas: &mut Canvas<'_>, area: Rect, hit: &Hit, lacks: Option<&str>) {
    let face = face(shared, &hit.target);
    let name_cells = (area.width * 2 / 5).clamp(8, 28).min(area.width);
    let name = hit.matched.iter().find(|matched| matched.field == "name" && matched.text == face.name);
    match name {
        Some(matched) => spans(canvas, Rect { width: name_cells, ..area }, &matched.text, &matched.spans),
        None => canvas.put(area.x, area.y, name_cells, face.name, Meaning::Text),
    };
    let mut x = area.x + name_cells + 1;
    if let Some(lacks) = lacks {
        let words = [("without ", Meaning::Dim), (lacks, Meaning::Warning), ("  ", Meaning::Dim)];
        x = canvas.pieces(x, area.y, area.right().saturating_sub(x), &words);
    }
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
