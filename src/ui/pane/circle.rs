//! My circle: what the records say about how I meet people, drawn and in words, a page a question.

use ratatui::layout::Rect;

use crate::domain::{Book, EventId, IdMaker, PersonId};
use crate::insight::{Circle, Evening, MonthSum, STUDY, evenings_doubt, trend, undated_words, year_words};
use crate::search::Target;
use crate::settings::Meaning;
use crate::text::{show, width};
use crate::ui::canvas::{Canvas, below};
use crate::ui::chart::{Measure, columns, rows};
use crate::ui::command::{Command, Scope};
use crate::ui::pane::listing::{Listed, Listing, Part, height, rows_of};
use crate::ui::pane::picker::ground;
use crate::ui::shared::{Input, Pane, Shared, Step, close};

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
/// So many lines a name or a note takes, and what matters about it.
const ROWS: usize = 3;

/// Where a row leads.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Way {
    Person(PersonId),
    Event(EventId),
}

/// A line under the drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    way: Way,
    text: String,
    detail: String,
}

/// What stands under the drawing of a page.
#[derive(Debug, Default)]
struct Sheet {
    parts: Vec<Part>,
    rows: Vec<Row>,
}

impl Sheet {
    /// Sentences: the first is what is known, the rest what is not.
    fn say(&mut self, sentences: impl IntoIterator<Item = Option<String>>) {
        let words = |(at, text)| Part::Words(text, if at == 0 { Meaning::Text } else { Meaning::Dim });
        self.parts.extend(sentences.into_iter().flatten().enumerate().map(words));
    }

    /// Rows under a heading; nothing when there are none.
    fn list(&mut self, heading: &str, rows: impl IntoIterator<Item = Row>) {
        let rows: Vec<Row> = rows.into_iter().collect();
        if !rows.is_empty() {
            self.parts.push(Part::Heading(heading.to_owned()));
            self.parts.extend(rows.iter().map(|_| Part::Row(1)));
            self.rows.extend(rows);
        }
    }

    /// The parts with each row as high as it is drawn.
    fn laid(&self, columns: Columns) -> Vec<Part> {
        let mut rows = self.rows.iter();
        let part = |part: &Part| match (part, matches!(part, Part::Row(_)).then(|| rows.next())) {
            (_, Some(Some(row))) => height(columns.lines(row).len()),
            (part, _) => part.clone(),
        };
        self.parts.iter().map(part).collect()
    }
}

/// How a row is laid out: side by side, or what matters under the name.
#[derive(Debug, Clone, Copy)]
struct Columns {
    width: usize,
    /// How wide names are; `None` stands for one under the other.
    names: Option<usize>,
}

impl Columns {
    /// The lines of a row, each with a piece on the left and one further right, and where that begins.
    fn lines(self, row: &Row) -> Vec<(String, u16, String)> {
        let Some(names) = self.names else {
            let text = rows_of(&row.text, self.width, ROWS).into_iter().map(|text| (text, 0, String::new()));
            let detail = rows_of(&row.detail, self.width.saturating_sub(2), ROWS);
            return text.chain(detail.into_iter().map(|detail| (String::new(), 2, detail))).collect();
        };
        let x = u16::try_from(names + 2).unwrap_or(u16::MAX);
        let detail = rows_of(&row.detail, self.width.saturating_sub(names + 2), ROWS);
        let text = std::iter::once(row.text.clone()).chain(std::iter::repeat(String::new()));
        detail.into_iter().zip(text).map(|(detail, text)| (text, x, detail)).collect()
    }
}

/// The screen.
#[derive(Debug)]
pub(crate) struct CirclePane {
    page: usize,
    listing: Listing,
    circle: Option<Circle>,
    /// What it was computed from.
    revision: Option<u64>,
    sheet: Sheet,
}

impl CirclePane {
    pub(crate) fn new(shared: &Shared) -> Self {
        let mut pane = Self {
            page: 0,
            listing: Listing::default(),
            circle: None,
            revision: None,
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
        let Some(circle) = &self.circle else { return };
        self.sheet = sheet(self.page(), circle, &shared.book);
        self.listing.at = self.listing.at.min(self.sheet.rows.len().saturating_sub(1));
    }
}

impl Pane for CirclePane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Circle, Scope::Lists]
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
        if self.revision != Some(shared.revision) {
            self.revision = Some(shared.revision);
            self.circle = Some(Circle::of(&shared.book, &shared.settings.points, shared.now.today()));
            self.lay_out(shared);
        }
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let inner = ground(canvas, screen, "Your circle · esc closes");
        tabs(canvas, Rect { height: 1.min(inner.height), ..inner }, self.page);
        let body = below(inner, 2);
        let Some(circle) = &self.circle else { return };
        let used = draw(self.page(), circle, &shared.book, canvas, body);
        let list = below(body, used);
        let names = self.sheet.rows.iter().map(|row| width(show(&row.text).as_str())).max().unwrap_or(0);
        let width = usize::from(list.width.saturating_sub(2));
        let stacked = list.width < NARROW || self.page() == Page::Lessons;
        let columns = Columns { width, names: (!stacked).then(|| names.min(width / 2)) };
        self.listing.view(canvas, list, &self.sheet.laid(columns), &mut |canvas, area, at, _| {
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

// ---- words

fn sheet(page: Page, circle: &Circle, book: &Book) -> Sheet {
    let mut sheet = Sheet::default();
    let person = |id: &PersonId, words: &str| Row {
        way: Way::Person(id.clone()),
        text: book.name_of(id).to_owned(),
        detail: words.to_owned(),
    };
    match page {
        Page::Meter => {
            sheet.say([trend(&circle.evenings), evenings_doubt(&circle.evenings)]);
            let event = |evening: &Evening| Row {
                way: Way::Event(evening.event.clone()),
                text: format!("{}  {}", evening.date.0, event_name(book, evening)),
                detail: evening.meter.words(),
            };
            sheet.list("Events", circle.evenings.iter().rev().map(event));
        }
        Page::Giving => sheet.say([Some(year_words(&circle.months)), undated_words(book)]),
        Page::Fields => sheet.say([Some(circle.fields.words()), circle.fields.doubt()]),
        Page::Circles => sheet.say([circle.standing.words(), circle.standing.doubt()]),
        Page::Bridges => {
            sheet.say([Some(circle.shape.words()), circle.shape.doubt()]);
            let bridges = circle.bridges.iter().map(|bridge| person(&bridge.person, &bridge.words));
            sheet.list("Your only link to a field", bridges);
            let near = circle.near.iter().map(|near| person(&near.person, &near.words));
            sheet.list("Little overlap, and some: what is new comes from here", near);
        }
        Page::Origin => {
            let origin = &circle.origin;
            sheet.say([Some(origin.words()), origin.recurs(book), origin.doubt()]);
            let introducers =
                origin.introducers.iter().map(|(id, count)| person(id, &format!("introduced {count}")));
            sheet.list("Who introduced you", introducers);
        }
        Page::Lessons => lessons(&mut sheet, circle, book),
    }
    sheet
}

fn event_name<'a>(book: &'a Book, evening: &Evening) -> &'a str {
    book.event(&evening.event).map_or("", |event| event.name.as_str())
}

fn lessons(sheet: &mut Sheet, circle: &Circle, book: &Book) {
    if !circle.lessons.is_empty() {
        sheet.say([None, Some("g n puts them to use, thanks for them and shares them".to_owned())]);
    }
    for topic in &circle.lessons {
        let notes = topic.notes.iter().filter_map(|kept| {
            let person = book.person(&kept.person)?;
            let note = person.notes.iter().find(|note| note.id == kept.note)?;
            Some(Row {
                way: Way::Person(person.id.clone()),
                text: note.words().lines().next().unwrap_or_default().to_owned(),
                detail: person.name.clone(),
            })
        });
        sheet.list(if topic.name.is_empty() { "no topic" } else { &topic.name }, notes);
    }
    if sheet.rows.is_empty() {
        sheet.say([None, Some("no lessons yet: `lesson charge for the box` on a line keeps one".to_owned())]);
    }
}

// ---- drawings

/// Draws the page's figure on top of `area`, at most half of it; says how many lines it took.
fn draw(page: Page, circle: &Circle, book: &Book, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let room = (area.height / 2).max(area.height.min(4));
    let bars = |canvas: &mut Canvas<'_>, measures: &[Measure]| most(canvas, area, room, measures);
    let counted = |list: &[(String, usize)]| -> Vec<Measure> {
        list.iter().map(|(name, count)| Measure::count(name.as_str(), *count)).collect()
    };
    match page {
        Page::Meter => {
            let mut measures: Vec<Measure> = circle
                .evenings
                .iter()
                .rev()
                .filter_map(|evening| Some(evening_bar(event_name(book, evening), evening.meter.value()?)))
                .collect();
            measures.truncate(usize::from(room).saturating_sub(2));
            if !measures.is_empty() {
                measures.push(evening_bar("the study's mixer", STUDY));
                measures.push(evening_bar("chance", 1.0));
            }
            bars(canvas, &measures)
        }
        Page::Giving if circle.months.iter().all(|sum| sum.gave + sum.got + sum.met == 0) => 0,
        Page::Giving => by_month(circle, canvas, Rect { height: area.height.saturating_sub(4), ..area }),
        Page::Fields => {
            let room = area.height.saturating_sub(4).max(area.height.min(2));
            most(canvas, area, room, &counted(&circle.fields.shares))
        }
        Page::Circles => bars(canvas, &counted(&circle.standing.circles)),
        Page::Bridges => {
            let piece = |(at, size): (usize, &usize)| {
                Measure::count(if at == 0 { "together" } else { "apart" }, *size)
            };
            let pieces: Vec<Measure> = circle.islands.iter().enumerate().map(piece).collect();
            let pieces = if circle.shape.people > 1 { pieces.as_slice() } else { &[] };
            most(canvas, area, room.min(ISLANDS), pieces)
        }
        Page::Origin => {
            let origin = &circle.origin;
            if origin.by_myself + origin.introduced == 0 {
                return 0;
            }
            let measures = [
                Measure::count("by yourself", origin.by_myself),
                Measure::count("introduced", origin.introduced),
                Measure::count("not known", origin.unknown),
            ];
            bars(canvas, &measures)
        }
        Page::Lessons => 0,
    }
}

/// How many of the pieces that only I hold together are drawn.
const ISLANDS: u16 = 4;

/// Bars in at most `room` lines, and an empty one; where not all have room, the last line says how many are left out.
fn most(canvas: &mut Canvas<'_>, area: Rect, room: u16, measures: &[Measure]) -> u16 {
    if measures.is_empty() {
        return 0;
    }
    let all = u16::try_from(measures.len()).unwrap_or(u16::MAX);
    let shown = if all > room { room.saturating_sub(1) } else { all };
    rows(canvas, Rect { height: shown, ..area }, measures);
    if all > room && room > 0 {
        let text = format!("and {} more", measures.len() - usize::from(shown));
        canvas.put(area.x, area.y + shown, area.width, &text, Meaning::Dim);
    }
    all.min(room) + 1
}

/// A meter as a bar: hundredths are finer than anybody sees.
fn evening_bar(label: &str, value: f64) -> Measure {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a meter is small and not negative"
    )]
    let hundredths = (value * 100.0).round().clamp(0.0, 1e6) as u64;
    Measure { label: label.to_owned(), value: hundredths, said: format!("{value:.1}") }
}

/// One figure of a month.
type Figure = fn(&MonthSum) -> u32;

/// Given, received and met under each other, a column a month.
fn by_month(circle: &Circle, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let figures: [(&str, Figure); 3] =
        [("Given", |sum| sum.gave), ("Received", |sum| sum.got), ("People met", |sum| sum.met)];
    // Months that do not fit go from the front, where they are oldest.
    let shown = usize::from(area.width / 3).clamp(1, circle.months.len().max(1));
    let months: Vec<&MonthSum> =
        circle.months.iter().skip(circle.months.len() - shown.min(circle.months.len())).collect();
    let each = area.height / 3;
    // What was given and received can be held against each other.
    let top = months.iter().map(|sum| sum.gave.max(sum.got).max(sum.met)).max().unwrap_or(0);
    let mut used = 0;
    for (name, of) in figures {
        let place = Rect { y: area.y + used, height: each, ..area };
        if each < 2 {
            break;
        }
        canvas.put(place.x, place.y, place.width, name, Meaning::Heading);
        let cells = usize::from(area.width) / shown.max(1);
        let measures: Vec<Measure> = months
            .iter()
            .map(|sum| {
                let label = sum.month.words();
                // "May 26", "May" or "Ma".
                let label = if cells > 6 {
                    label
                } else {
                    label.chars().take(if cells > 3 { 3 } else { 2 }).collect()
                };
                Measure::count(label, usize::try_from(of(sum)).unwrap_or(usize::MAX))
            })
            .collect();
        columns(canvas, below(place, 1), &measures, u64::from(top));
        used += each;
    }
    used
}
