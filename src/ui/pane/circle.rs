//! My circle: what the records say about how I meet people, drawn and in words, a page a question.

use ratatui::layout::Rect;

use crate::domain::{Book, EventId, IdMaker, PersonId};
use crate::insight::{Circle, Evening, MonthSum, STUDY, evenings_doubt, trend, undated};
use crate::search::Target;
use crate::settings::Meaning;
use crate::text::{show, width};
use crate::ui::canvas::{Canvas, below};
use crate::ui::chart::{Measure, columns, rows};
use crate::ui::command::{Command, Scope};
use crate::ui::pane::listing::{Listed, Listing, Part};
use crate::ui::pane::picker::ground;
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

/// Below this many columns a row takes two lines.
const NARROW: u16 = 110;

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
    /// How many cells the longest of the rows' names has.
    names: u16,
}

impl Sheet {
    /// Sentences: the first is what is known, the rest what is not.
    fn say(&mut self, sentences: impl IntoIterator<Item = Option<String>>) {
        let words = |(at, text)| Part::Words(text, if at == 0 { Meaning::Text } else { Meaning::Dim });
        self.parts.extend(sentences.into_iter().flatten().enumerate().map(words));
    }

    /// Rows of `lines` lines each under a heading; nothing when there are none.
    fn list(&mut self, lines: u16, heading: &str, rows: impl IntoIterator<Item = Row>) {
        let rows: Vec<Row> = rows.into_iter().collect();
        if !rows.is_empty() {
            self.parts.push(Part::Heading(heading.to_owned()));
            self.parts.extend(rows.iter().map(|_| Part::Row(lines)));
            self.rows.extend(rows);
        }
    }
}

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
    /// How many lines a row has: two where a name and what matters about it do not fit side by side.
    lines: u16,
    sheet: Sheet,
}

impl CirclePane {
    pub(crate) fn new(shared: &Shared) -> Self {
        let mut pane =
            Self { page: 0, listing: Listing::default(), of: None, lines: 1, sheet: Sheet::default() };
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
        let mut sheet = sheet(self.page(), circle, &shared.book, self.lines);
        let names = sheet.rows.iter().map(|row| width(show(&row.text).as_str())).max().unwrap_or(0);
        sheet.names = u16::try_from(names).unwrap_or(u16::MAX);
        self.sheet = sheet;
        self.listing.at = self.listing.at.min(self.sheet.rows.len().saturating_sub(1));
    }
}

impl Pane for CirclePane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Circle, Scope::Lists]
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
        let lines = if shared.viewport.area.width < NARROW { 2 } else { 1 };
        let of = shared.known(&Topic::Circle).map(|known| known.of);
        let changed = of != self.of;
        self.of = of;
        if changed || lines != self.lines {
            self.lines = lines;
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
        let names = self.sheet.names.min(list.width / 2);
        self.listing.view(canvas, list, &self.sheet.parts, &mut |canvas, area, at, _| {
            let Some(row) = self.sheet.rows.get(at) else { return };
            if self.lines > 1 {
                canvas.put(area.x, area.y, area.width, &row.text, Meaning::Text);
                if area.height > 1 {
                    let room = area.width.saturating_sub(2);
                    canvas.put(area.x + 2, area.y + 1, room, &row.detail, Meaning::Dim);
                }
                return;
            }
            let room = area.width.saturating_sub(names + 2);
            canvas.put(area.x, area.y, names, &row.text, Meaning::Text);
            canvas.put(area.x + names + 2, area.y, room, &row.detail, Meaning::Dim);
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

fn sheet(page: Page, circle: &Circle, book: &Book, lines: u16) -> Sheet {
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
            sheet.list(lines, "Events", circle.evenings.iter().rev().map(event));
        }
        Page::Giving => sheet.say(giving_words(circle, book)),
        Page::Fields => sheet.say([Some(circle.fields.words()), circle.fields.doubt()]),
        Page::Circles => sheet.say([circle.standing.words(), circle.standing.doubt()]),
        Page::Bridges => {
            sheet.say([Some(circle.shape.words()), circle.shape.doubt()]);
            let bridges = circle.bridges.iter().map(|bridge| person(&bridge.person, &bridge.words));
            sheet.list(lines, "Your only link to a field", bridges);
            let near = circle.near.iter().map(|near| person(&near.person, &near.words));
            sheet.list(lines, "Little overlap, and some: what is new comes from here", near);
        }
        Page::Origin => {
            let origin = &circle.origin;
            sheet.say([Some(origin.words()), origin.recurs(book), origin.doubt()]);
            let introducers =
                origin.introducers.iter().map(|(id, count)| person(id, &format!("introduced {count}")));
            sheet.list(lines, "Who introduced you", introducers);
        }
        Page::Lessons => lessons(&mut sheet, circle, book, lines),
    }
    sheet
}

fn event_name<'a>(book: &'a Book, evening: &Evening) -> &'a str {
    book.event(&evening.event).map_or("", |event| event.name.as_str())
}

fn giving_words(circle: &Circle, book: &Book) -> [Option<String>; 2] {
    let sum = |of: fn(&MonthSum) -> u32| circle.months.iter().map(of).sum::<u32>();
    let words = format!(
        "in a year you gave {} times ({} points) and received {} times ({}); you met {} people",
        sum(|month| month.gave),
        sum(|month| month.gave_points),
        sum(|month| month.got),
        sum(|month| month.got_points),
        sum(|month| month.met),
    );
    let (people, favours) = undated(book);
    let doubt = format!("without a day: {people} first meetings, {favours} favours");
    [Some(words), (people + favours > 0).then_some(doubt)]
}

fn lessons(sheet: &mut Sheet, circle: &Circle, book: &Book, lines: u16) {
    for topic in &circle.lessons {
        let notes = topic.notes.iter().filter_map(|kept| {
            let person = book.person(&kept.person)?;
            let note = person.notes.iter().find(|note| note.id == kept.note)?;
            Some(Row {
                way: Way::Person(person.id.clone()),
                text: note.words().lines().next().unwrap_or_default().to_owned(),
                detail: person.first_name().to_owned(),
            })
        });
        sheet.list(lines, if topic.name.is_empty() { "no topic" } else { &topic.name }, notes);
    }
    if sheet.rows.is_empty() {
        sheet.say([None, Some("no lessons yet: `lesson charge for the box` on a line keeps one".to_owned())]);
    }
}

// ---- drawings

/// Draws the page's figure on top of `area`, at most half of it; says how many lines it took.
fn draw(page: Page, circle: &Circle, book: &Book, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let room = (area.height / 2).max(area.height.min(4));
    let bars = |canvas: &mut Canvas<'_>, measures: &[Measure]| {
        let lines = u16::try_from(measures.len()).unwrap_or(u16::MAX).min(room);
        rows(canvas, Rect { height: lines, ..area }, measures);
        lines + u16::from(lines > 0)
    };
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
            measures.truncate(usize::from(room).saturating_sub(1));
            if !measures.is_empty() {
                measures.push(evening_bar("the study's mixer", STUDY));
            }
            bars(canvas, &measures)
        }
        Page::Giving => by_month(circle, canvas, Rect { height: area.height.saturating_sub(4), ..area }),
        Page::Fields => {
            let lines = Rect { height: area.height.saturating_sub(3), ..area };
            rows(canvas, lines, &counted(&circle.fields.shares));
            lines.height
        }
        Page::Circles => bars(canvas, &counted(&circle.standing.circles)),
        Page::Bridges => {
            let mut pieces: Vec<Measure> = Vec::new();
            for (at, size) in circle.islands.iter().take(3).enumerate() {
                pieces.push(Measure::count(
                    if at == 0 { "hang together" } else { "and apart from them" },
                    *size,
                ));
            }
            bars(canvas, &pieces)
        }
        Page::Origin => {
            let origin = &circle.origin;
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
        let words = usize::from(area.width) / shown.max(1) > 6;
        let measures: Vec<Measure> = months
            .iter()
            .map(|sum| {
                let label = sum.month.words();
                let label = if words { label } else { label.chars().take(2).collect() };
                Measure::count(label, usize::try_from(of(sum)).unwrap_or(usize::MAX))
            })
            .collect();
        columns(canvas, below(place, 1), &measures, u64::from(top));
        used += each;
    }
    used
}
