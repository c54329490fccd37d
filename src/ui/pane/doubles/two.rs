//! Two records side by side: which value of each field stays, and then one record of both.

use ratatui::layout::Rect;

use super::{two_people, whom};
use crate::domain::{IdMaker, PersonId};
use crate::doubles::{Double, Row, Taken, is_open, merge, rows};
use crate::search::Target;
use crate::settings::Meaning;
use crate::text::wrapped;
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::hints::{CLOSE, Hints};
use crate::ui::msg::Notice;
use crate::ui::pane::listing::{Listed, Listing, Part};
use crate::ui::pane::picker::ground;
use crate::ui::reach::{MOVES, Takes};
use crate::ui::shared::{Input, Pane, Shared, Step, close};

/// Below this many columns the two values stand under each other.
const NARROW: u16 = 70;
/// The widest key, and a gap.
const LABEL: u16 = 13;
/// No value takes more lines.
const TALLEST: usize = 4;

/// The screen over one pair.
#[derive(Debug)]
pub(super) struct TwoPane {
    keep: PersonId,
    other: PersonId,
    why: String,
    /// Keys of the fields whose value of the other record stays.
    take: Vec<&'static str>,
    rows: Vec<Row>,
    listing: Listing,
    built: Option<u64>,
}

impl TwoPane {
    pub(super) fn new(shared: &Shared, pair: &Double) -> Self {
        let mut pane = Self {
            keep: pair.keep.clone(),
            other: pair.other.clone(),
            why: pair.why(),
            take: Vec::new(),
            rows: Vec::new(),
            listing: Listing::default(),
            built: None,
        };
        pane.refresh(shared);
        pane
    }

    fn lay_out(&mut self, shared: &Shared) {
        let both = shared.book.person(&self.keep).zip(shared.book.person(&self.other));
        self.rows = both.map_or_else(Vec::new, |(keep, other)| rows(&shared.book, keep, other, &self.take));
        // What is to be chosen comes first.
        self.rows.sort_by_key(|row| !row.is_choice());
        self.listing.at = self.listing.at.min(self.rows.len().saturating_sub(1));
    }

    /// Takes one value of the chosen field, or with `None` the one that does not stand now.
    fn choose(&mut self, shared: &Shared, right: Option<bool>) -> Vec<Step> {
        let Some(row) = self.rows.get(self.listing.at) else { return Vec::new() };
        if !row.is_choice() {
            return vec![Step::Say(Notice::plain("nothing to choose here: all of it stays"))];
        }
        let key = row.key;
        let right = right.unwrap_or(row.taken == Taken::Left);
        self.take.retain(|taken| *taken != key);
        if right {
            self.take.push(key);
        }
        self.lay_out(shared);
        Vec::new()
    }

    fn make_one(&self, shared: &Shared, ids: &mut IdMaker) -> Vec<Step> {
        let made = merge(&shared.book, &self.keep, &self.other, &self.take, (ids, shared.now.today()));
        match made {
            Ok(change) => {
                let said = format!("{}: one record now · u undoes", change.what);
                vec![
                    Step::Close,
                    Step::Commit(change),
                    Step::Select(Target::Person(self.keep.clone())),
                    Step::Say(Notice::plain(said)),
                ]
            }
            Err(wrong) => vec![Step::Close, Step::Say(Notice::warning(wrong.to_string()))],
        }
    }

    fn parts(&self, width: u16) -> Vec<Part> {
        let mut parts = vec![Part::Words(self.why.clone(), Meaning::Dim)];
        let choices = self.rows.iter().filter(|row| row.is_choice()).count();
        let row = |row: &Row| Part::Row(Cells::of(row, width).lines());
        if choices > 0 {
            parts.push(Part::Heading("Choose: a note keeps what gives way".into()));
            parts.extend(self.rows.iter().take(choices).map(row));
        }
        if self.rows.len() > choices {
            parts.push(Part::Heading("Stays, all of it".into()));
            parts.extend(self.rows.iter().skip(choices).map(row));
        }
        parts
    }
}

impl Pane for TwoPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Two, Scope::Doubles, Scope::Lists]
    }

    fn takes(&self) -> Takes {
        &[MOVES, &[Command::Open, Command::TwoPeople]]
    }

    fn hints(&self, shared: &Shared) -> Option<Hints> {
        (!is_open(&shared.book, &self.keep, &self.other)).then_some(CLOSE)
    }

    fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        match input {
            // A click only chooses: nothing becomes one by clicking twice.
            Input::Item(at) if *at == self.listing.at => return Some(self.choose(shared, None)),
            Input::Command(Command::Open) => return Some(self.make_one(shared, ids)),
            _ => {}
        }
        if self.listing.update(shared, input, self.rows.len()) != Listed::Nothing {
            return Some(Vec::new());
        }
        let Input::Command(command) = input else { return None };
        match command {
            Command::OtherValue => Some(self.choose(shared, None)),
            Command::ValueKept => Some(self.choose(shared, Some(false))),
            Command::ValueOther => Some(self.choose(shared, Some(true))),
            Command::SwapSides => {
                std::mem::swap(&mut self.keep, &mut self.other);
                self.take.clear();
                self.lay_out(shared);
                Some(Vec::new())
            }
            Command::TwoPeople => {
                let mut steps = vec![Step::Close];
                steps.extend(two_people(shared, &self.keep, &self.other));
                Some(steps)
            }
            Command::Back | Command::Quit => close(),
            _ => None,
        }
    }

    fn refresh(&mut self, shared: &Shared) {
        if self.built != Some(shared.revision) {
            self.built = Some(shared.revision);
            self.lay_out(shared);
        }
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let keys = if screen.width < NARROW { "" } else { " · enter makes them one, n says two" };
        let inner = ground(canvas, screen, &format!("One person or two?{keys}"));
        if !is_open(&shared.book, &self.keep, &self.other) {
            canvas.put(inner.x, inner.y, inner.width, "one of the two is not there any more", Meaning::Dim);
            canvas.cursor(inner.x, inner.y);
            return;
        }
        let said = |id: &PersonId| shared.book.person(id).map_or_else(String::new, |person| whom(person));
        let heads = [("stays:", said(&self.keep)), ("goes in:", said(&self.other))];
        for (y, (label, text)) in (inner.top()..inner.bottom()).zip(&heads) {
            canvas.put(inner.x, y, inner.width, label, Meaning::Dim);
            canvas.put(inner.x + 9, y, inner.width.saturating_sub(9), text, Meaning::Heading);
        }
        let list = crate::ui::canvas::below(inner, 2);
        let width = list.width.saturating_sub(2);
        self.listing.view(canvas, list, &self.parts(width), &mut |canvas, area, at, _| {
            if let Some(row) = self.rows.get(at) {
                Cells::of(row, width).view(canvas, area, row);
            }
        });
    }
}

/// Where the values of a row stand.
struct Cells {
    /// The widths of label, left and right value; without a label beside them when they stand under each other.
    column: u16,
    narrow: bool,
    left: Vec<String>,
    right: Vec<String>,
}

impl Cells {
    fn of(row: &Row, width: u16) -> Self {
        let narrow = width < NARROW;
        let column = if narrow { width } else { width.saturating_sub(LABEL) / 2 };
        let cells = usize::from(column.saturating_sub(3)).max(1);
        let lines = |text: &str| -> Vec<String> {
            let lines = wrapped(text, cells).into_iter().map(|line| line.as_str().trim_end().to_owned());
            lines.take(TALLEST).collect()
        };
        Self { column, narrow, left: lines(&row.left), right: lines(&row.right) }
    }

    fn lines(&self) -> u16 {
        let (left, right) = (self.left.len().max(1), self.right.len().max(1));
        let lines = if self.narrow { 1 + left + right } else { left.max(right) };
        u16::try_from(lines).unwrap_or(u16::MAX)
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect, row: &Row) {
        let label = row.key.replace('_', " ");
        canvas.put(area.x, area.y, if self.narrow { area.width } else { LABEL - 1 }, &label, Meaning::Dim);
        let (left, right) = if self.narrow {
            let left = crate::ui::canvas::below(area, 1);
            (left, crate::ui::canvas::below(left, u16::try_from(self.left.len().max(1)).unwrap_or(u16::MAX)))
        } else {
            let x = (area.x + LABEL).min(area.right());
            let left = Rect { x, width: self.column.min(area.right().saturating_sub(x)), ..area };
            let x = (left.x + self.column).min(area.right());
            (left, Rect { x, width: area.right().saturating_sub(x), ..area })
        };
        let stays = |side| row.taken == side || row.taken == Taken::Both;
        value(canvas, left, &self.left, stays(Taken::Left));
        value(canvas, right, &self.right, stays(Taken::Right));
    }
}

/// A value: with its mark and bold when it stays.
fn value(canvas: &mut Canvas<'_>, area: Rect, lines: &[String], stays: bool) {
    let meaning = if stays { Meaning::Focus } else { Meaning::Dim };
    if lines.iter().all(String::is_empty) {
        if area.height > 0 {
            canvas.put(area.x, area.y, area.width, "  -", Meaning::Dim);
        }
        return;
    }
    if stays && area.height > 0 {
        canvas.put(area.x, area.y, area.width, ">", meaning);
    }
    let width = area.width.saturating_sub(3);
    for (y, line) in (area.top()..area.bottom()).zip(lines) {
        canvas.put(area.x + 2, y, width, line, meaning);
    }
}
