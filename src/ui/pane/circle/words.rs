//! What the circle says in words: sentences under the figure of a page, and rows that lead on.

use super::Page;
use crate::domain::{Book, EventId, PersonId};
use crate::insight::{Circle, Evening, evenings_doubt, trend, undated_words, year_words};
use crate::settings::Meaning;
use crate::ui::pane::listing::{Part, height, rows_of};

/// So many lines a name or a note takes, and what matters about it.
const ROWS: usize = 3;

/// Where a row leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Way {
    Person(PersonId),
    Event(EventId),
}

/// A line under the drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) way: Way,
    pub(super) text: String,
    pub(super) detail: String,
}

/// What stands under the drawing of a page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    parts: Vec<Part>,
    pub(super) rows: Vec<Row>,
    /// How many cells the longest of the rows' names has.
    pub(super) names: usize,
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
    pub(super) fn laid(&self, columns: Columns) -> Vec<Part> {
        let mut rows = self.rows.iter();
        let part = |part: &Part| match (part, matches!(part, Part::Row(_)).then(|| rows.next())) {
            (_, Some(Some(row))) => height(columns.lines(row).len()),
            (part, _) => part.clone(),
        };
        self.parts.iter().map(part).collect()
    }
}

/// How a row is laid out: side by side, or what matters under the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) width: usize,
    /// How wide names are; `None` stands for one under the other.
    pub(super) names: Option<usize>,
}

impl Columns {
    /// The lines of a row, each with a piece on the left and one further right, and where that begins.
    pub(super) fn lines(self, row: &Row) -> Vec<(String, u16, String)> {
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

/// What is said of a page, and the rows that lead on from it.
pub(super) fn sheet(page: Page, circle: &Circle, book: &Book) -> Sheet {
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

pub(super) fn event_name<'a>(book: &'a Book, evening: &Evening) -> &'a str {
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
