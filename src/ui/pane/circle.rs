//! My circle: what the records say about how I meet people, drawn and in words, a page a question.

mod figure;
mod words;

use ratatui::layout::Rect;

use crate::domain::IdMaker;
use crate::insight::Circle;
use crate::search::Target;
use crate::settings::Meaning;
use crate::text::{show, width};
use crate::ui::canvas::{Canvas, below};
use crate::ui::command::{Command, Scope};
use crate::ui::pane::circle::figure::draw;
use crate::ui::pane::circle::words::{Columns, Sheet, Way, sheet};
use crate::ui::pane::listing::{Laid, Listed, Listing};
use crate::ui::pane::picker::ground;
use crate::ui::reach::{MOVES, TURNS, Takes};
use crate::ui::shared::{Input, Pane, Shared, Step, close};
use crate::ui::work::{Found, Known, Moment, Topic, WORKING, anew};

/// One question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Page {
    #[default]
    Meter,
    Giving,
    Fields,
    Circles,
    Bridges,
    Origin,
    Lessons,
}

const PAGES: [(Page, &str); 7] = [
    (Page::Meter, "meter"),
    (Page::Giving, "giving"),
    (Page::Fields, "fields"),
    (Page::Circles, "circles"),
    (Page::Bridges, "bridges"),
    (Page::Origin, "met how"),
    (Page::Lessons, "lessons"),
];

/// Below this many columns what matters about a row stands under it.
const NARROW: u16 = 110;

/// The figures, and whether they are those of the records as they are; `None` while there are none.
fn circle_of(shared: &Shared) -> Option<(&Circle, bool)> {
    match shared.known(&Topic::Circle)? {
        Known { found: Some(Found::Circle(circle)), fresh, .. } => Some((circle, fresh)),
        _ => None,
    }
}

/// The screen.
#[derive(Debug)]
pub(crate) struct CirclePane {
    page: usize,
    listing: Listing,
    /// Of which moment the figures are; `None` while there are none.
    of: Option<Moment>,
    /// The sheet as high as it is drawn.
    laid: Laid<(Option<Moment>, usize, Columns)>,
    sheet: Sheet,
}

impl CirclePane {
    pub(crate) fn new(shared: &Shared) -> Self {
        let mut pane = Self {
            page: 0,
            listing: Listing::default(),
            of: None,
            laid: Laid::default(),
            sheet: Sheet::default(),
        };
        pane.refresh(shared);
        pane
    }

    fn page(&self) -> Page {
        PAGES.get(self.page).map(|(page, _)| *page).unwrap_or_default()
    }

    fn turn(&mut self, shared: &Shared, page: usize) {
        self.page = page % PAGES.len();
        self.listing = Listing::default();
        self.lay_out(shared);
    }

    fn lay_out(&mut self, shared: &Shared) {
        let Some((circle, _)) = circle_of(shared) else { return };
        let mut sheet = sheet(self.page(), circle, &shared.book);
        sheet.names = sheet.rows.iter().map(|row| width(show(&row.text).as_str())).max().unwrap_or(0);
        self.sheet = sheet;
        self.listing.at = self.listing.at.min(self.sheet.rows.len().saturating_sub(1));
    }
}

impl Pane for CirclePane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Circle, Scope::Lists]
    }

    fn takes(&self) -> Takes {
        &[MOVES, TURNS, &[Command::Open]]
    }

    fn about(&self, _: &Shared) -> Option<Target> {
        match &self.sheet.rows.get(self.listing.at)?.way {
            Way::Person(id) => Some(Target::Person(id.clone())),
            Way::Event(_) => None,
        }
    }

    fn topic(&self, _: &Shared) -> Option<Topic> {
        Some(Topic::Circle)
    }

    fn update(&mut self, shared: &Shared, _: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        match self.listing.update(shared, input, self.sheet.rows.len()) {
            Listed::Moved => return Some(Vec::new()),
            Listed::Chosen(at) => {
                return Some(match self.sheet.rows.get(at).map(|row| row.way.clone()) {
                    Some(Way::Person(id)) => vec![Step::Close, Step::Select(Target::Person(id))],
                    Some(Way::Event(id)) => vec![Step::Close, Step::Event(Some(id))],
                    None => Vec::new(),
                });
            }
            Listed::Nothing => {}
        }
        let pages = PAGES.len();
        match input {
            Input::Command(Command::NextPane | Command::PaneRight) => self.turn(shared, self.page + 1),
            Input::Command(Command::PreviousPane | Command::PaneLeft) => {
                self.turn(shared, self.page + pages - 1);
            }
            Input::Command(Command::FirstPane) => self.turn(shared, 0),
            Input::Command(Command::SecondPane) => self.turn(shared, 1),
            Input::Command(Command::ThirdPane) => self.turn(shared, 2),
            Input::Command(Command::Back | Command::Quit) => return close(),
            _ => return None,
        }
        Some(Vec::new())
    }

    fn refresh(&mut self, shared: &Shared) {
        let of = shared.known(&Topic::Circle).map(|known| known.of);
        if of != self.of {
            self.of = of;
            self.lay_out(shared);
        }
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let circle = circle_of(shared);
        let late = circle.map_or("", |(_, fresh)| anew(fresh));
        let inner = ground(canvas, screen, &format!("Your circle{late} · esc closes"));
        tabs(canvas, Rect { height: 1.min(inner.height), ..inner }, self.page);
        let body = below(inner, 2);
        let Some((circle, _)) = circle else {
            canvas.put(body.x, body.y, body.width, WORKING, Meaning::Dim);
            canvas.cursor(body.x, body.y);
            return;
        };
        let used = draw(self.page(), circle, &shared.book, canvas, body);
        let list = below(body, used);
        let names = self.sheet.names;
        let width = usize::from(list.width.saturating_sub(2));
        let stacked = list.width < NARROW || self.page() == Page::Lessons;
        let columns = Columns { width, names: (!stacked).then(|| names.min(width / 2)) };
        let laid = self.laid.parts((self.of, self.page, columns), || self.sheet.laid(columns));
        self.listing.view(canvas, list, &laid, &mut |canvas, area, at, _| {
            let Some(row) = self.sheet.rows.get(at) else { return };
            for (y, (text, x, detail)) in (area.top()..area.bottom()).zip(columns.lines(row)) {
                let cells = if detail.is_empty() { area.width } else { x.saturating_sub(1) };
                canvas.put(area.x, y, cells, &text, Meaning::Text);
                canvas.put(area.x + x, y, area.width.saturating_sub(x), &detail, Meaning::Dim);
            }
        });
    }
}

/// The questions, the open one marked; where not all have room, those around it.
fn tabs(canvas: &mut Canvas<'_>, area: Rect, open: usize) {
    let wide: usize = PAGES.iter().map(|(_, name)| name.len() + 3).sum();
    let from = if wide > usize::from(area.width) { open.saturating_sub(1) } else { 0 };
    let mut x = area.x;
    for (at, (_, name)) in PAGES.iter().enumerate().skip(from) {
        if at > from {
            x = canvas.put(x, area.y, area.right().saturating_sub(x), " | ", Meaning::Dim);
        }
        let meaning = if at == open { Meaning::Focus } else { Meaning::Dim };
        let name = if at == open { format!(">{name}") } else { (*name).to_owned() };
        x = canvas.put(x, area.y, area.right().saturating_sub(x), &name, meaning);
    }
    canvas.right(area, area.y, if area.width > 70 { "tab: the next" } else { "" }, Meaning::Dim);
}
