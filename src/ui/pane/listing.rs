//! A full-screen list under headings: what the ledger, agenda, circle and their like are drawn with.

use std::cell::RefCell;
use std::rc::Rc;

use ratatui::layout::Rect;

use crate::settings::Meaning;
use crate::text::{show, wrapped};
use crate::ui::canvas::{Canvas, scrolled};
use crate::ui::command::Command;
use crate::ui::shared::{Input, Shared};
use crate::ui::viewport::Hit;

/// One part of a list, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// A heading with a rule beside it; cannot be chosen.
    Heading(String),
    /// Words between rows, wrapped; cannot be chosen.
    Words(String, Meaning),
    /// The next row, this many lines high.
    Row(u16),
    /// An empty line.
    Gap,
}

/// How many lines one key scrolls what stands above the first row.
const LINES: usize = 3;

/// View state: which row is chosen, counted over rows alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Listing {
    pub(crate) at: usize,
    /// On the first row: how many lines further up the list is shown than the row needs, so that all that stands above it
    /// can be read. Before any key all of them.
    lift: usize,
}

impl Default for Listing {
    fn default() -> Self {
        Self { at: 0, lift: usize::MAX }
    }
}

/// What an input did to the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Listed {
    /// The choice moved, or stays at the end of the list.
    Moved,
    /// Enter, or a second click: this row is to open.
    Chosen(usize),
    /// Not for a list.
    Nothing,
}

/// Where a command that moves over a list leads from row `at`, with `page` rows in sight; that may lie below `last`. `None` for
/// what moves nothing.
pub(crate) fn moved(at: usize, command: Command, page: usize, last: usize) -> Option<usize> {
    Some(match command {
        Command::Down => at + 1,
        Command::Up => at.saturating_sub(1),
        Command::PageDown => at + page,
        Command::PageUp => at.saturating_sub(page),
        Command::Top => 0,
        Command::Bottom => last,
        _ => return None,
    })
}

impl Listing {
    /// On a row, with all that stands above the first in sight.
    pub(crate) fn on(at: usize) -> Self {
        Self { at, ..Self::default() }
    }

    /// Takes an input; `len` is the number of rows.
    pub(crate) fn update(&mut self, shared: &Shared, input: &Input, len: usize) -> Listed {
        let last = len.saturating_sub(1);
        let page = shared.viewport.page.max(1);
        if let Input::Command(command) = input
            && let Some(lift) = self.lifted(*command, shared, page)
        {
            self.lift = lift;
            return Listed::Moved;
        }
        self.at = match input {
            Input::Item(at) if *at == self.at => return Listed::Chosen(*at),
            Input::Item(at) => *at,
            Input::Command(Command::Open) if len > 0 => return Listed::Chosen(self.at.min(last)),
            Input::Command(command) => match moved(self.at, *command, page, last) {
                Some(at) => at,
                None => return Listed::Nothing,
            },
            _ => return Listed::Nothing,
        }
        .min(last);
        self.lift = if matches!(input, Input::Command(Command::Top)) { usize::MAX } else { 0 };
        Listed::Moved
    }

    /// How far up the list is shown after a key that scrolls over what stands above the first row; `None` for a key that
    /// moves the choice.
    fn lifted(self, command: Command, shared: &Shared, page: usize) -> Option<usize> {
        let most = shared.viewport.lifted + shared.viewport.top_offset;
        let (lift, lines) = (self.lift.min(most), LINES.min(page));
        match command {
            _ if self.at > 0 => None,
            Command::Down if lift > 0 => Some(lift.saturating_sub(lines)),
            Command::PageDown if lift > 0 => Some(lift.saturating_sub(page)),
            Command::Up => Some((lift + lines).min(most)),
            Command::PageUp => Some((lift + page).min(most)),
            _ => None,
        }
    }

    /// Keeps to the record it is on when the rows changed: to where `on` stands in `rows` now, else to the row that took
    /// its place.
    pub(crate) fn follow<Row: PartialEq>(&mut self, rows: &[Row], on: Option<&Row>) {
        let moved = on.and_then(|on| rows.iter().position(|row| row == on));
        self.at = moved.unwrap_or(self.at).min(rows.len().saturating_sub(1));
    }

    /// Draws the parts; `row` draws one row into its area. Scrolls by lines, as little as keeps the chosen row in sight,
    /// and the headings above the first row with it.
    pub(crate) fn view(
        self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        parts: &[Part],
        row: &mut dyn FnMut(&mut Canvas<'_>, Rect, usize, bool),
    ) {
        let cells = usize::from(area.width.saturating_sub(2)).max(1);
        let height = usize::from(area.height);
        canvas.viewport.page = height.max(1);
        let placed = placed(parts, cells);
        let lines = placed.last().map_or(0, |placed| placed.top + placed.lines);
        let chosen = placed.iter().find(|placed| placed.row == Some(self.at));
        // Without a row it is read to its end.
        let (top, bottom) =
            chosen.map_or((lines.saturating_sub(height), lines.saturating_sub(1)), |chosen| {
                // To the first row belongs all that stands above it, else the top of the list could not be seen.
                let top = if self.at == 0 { 0 } else { chosen.top };
                (top, chosen.top + chosen.lines.max(1) - 1)
            });
        let offset = scrolled(canvas.viewport.top_offset, bottom, height, lines);
        // What is taller than the window shows its beginning.
        let start =
            if bottom.saturating_sub(top) < height { top } else { chosen.map_or(top, |chosen| chosen.top) };
        let natural = offset.min(start);
        // On the first row (or where there is none) what stands above it can be read too.
        let lift = if self.at == 0 { self.lift.min(natural) } else { 0 };
        let offset = natural - lift;
        canvas.viewport.top_offset = offset;
        canvas.viewport.lifted = lift;
        canvas.cursor(area.x, area.y);
        for (part, placed) in parts.iter().zip(&placed) {
            let Some(place) = placed.seen(area, offset) else { continue };
            match part {
                Part::Heading(text) => canvas.heading(place, text, false),
                Part::Words(text, meaning) => {
                    let skipped = offset.saturating_sub(placed.top);
                    let rows = wrapped(text, cells).into_iter().skip(skipped);
                    for (y, words) in (place.top()..place.bottom()).zip(rows) {
                        canvas.put(place.x + 2, y, place.width, words.as_str().trim_end(), *meaning);
                    }
                }
                Part::Gap => {}
                Part::Row(_) => {
                    let Some(at) = placed.row else { continue };
                    // A row of which only the end is in sight is not drawn: its lines would stand in the wrong place.
                    if placed.top < offset {
                        continue;
                    }
                    let chosen = at == self.at;
                    canvas.hit(place, Hit::Item(at));
                    canvas.put(place.x, place.y, 1, if chosen { ">" } else { " " }, Meaning::Text);
                    let inner = Rect { x: place.x + 2, width: place.width.saturating_sub(2), ..place };
                    row(canvas, inner, at, chosen);
                    if chosen {
                        canvas.tint(Rect { height: 1, ..place }, Meaning::Selected);
                        canvas.cursor(place.x, place.y);
                    }
                }
            }
        }
        if lines > offset + height {
            let last = chosen.is_some_and(|chosen| chosen.top + 1 == offset + height);
            canvas.goes_on(area, last);
        }
    }
}

/// Text in rows of so many cells, at most so many of them; the last says that some was left out.
pub(crate) fn rows_of(text: &str, cells: usize, most: usize) -> Vec<String> {
    let cells = cells.max(1);
    let ranges = crate::text::wrap(text, cells);
    let mut rows: Vec<String> = ranges
        .iter()
        .take(most)
        .map(|row| show(text.get(row.clone()).unwrap_or_default()).as_str().trim_end().to_owned())
        .collect();
    if let (Some(over), Some(last)) = (ranges.get(most), rows.last_mut()) {
        let rest = ranges.get(most.saturating_sub(1)).map_or(over.start, |row| row.start);
        // Long enough to be cut where it is drawn.
        *last = text.get(rest..).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    }
    rows
}

/// Parts that are laid out once, and again when what they are made from or their width is another: with thousands of
/// rows that takes longer than a frame.
#[derive(Debug)]
pub(crate) struct Laid<Of> {
    kept: RefCell<Option<(Of, Rc<[Part]>)>>,
}

impl<Of> Default for Laid<Of> {
    fn default() -> Self {
        Self { kept: RefCell::new(None) }
    }
}

impl<Of: PartialEq> Laid<Of> {
    /// The parts made from `of`, which names all that they depend on.
    pub(crate) fn parts(&self, of: Of, make: impl FnOnce() -> Vec<Part>) -> Rc<[Part]> {
        let mut kept = self.kept.borrow_mut();
        match &*kept {
            Some((known, parts)) if *known == of => parts.clone(),
            _ => {
                let parts: Rc<[Part]> = make().into();
                *kept = Some((of, parts.clone()));
                parts
            }
        }
    }
}

/// The number of rows, for a [`Part::Row`].
pub(crate) fn height(rows: usize) -> Part {
    Part::Row(u16::try_from(rows).unwrap_or(u16::MAX))
}

/// How many lines the parts take in a list whose rows have so many cells.
pub(crate) fn lines_of(parts: &[Part], cells: usize) -> usize {
    placed(parts, cells).last().map_or(0, |placed| placed.top + placed.lines)
}

/// Where a part stands, in lines from the top of the list.
struct Placed {
    top: usize,
    lines: usize,
    /// Which row it is, when it is one.
    row: Option<usize>,
}

impl Placed {
    /// What of it lies in `area`, when the list is scrolled by `offset` lines.
    fn seen(&self, area: Rect, offset: usize) -> Option<Rect> {
        let from = self.top.max(offset);
        let to = (self.top + self.lines).min(offset + usize::from(area.height));
        let y = u16::try_from(from.checked_sub(offset)?).ok()?;
        let height = u16::try_from(to.checked_sub(from)?).ok()?;
        (height > 0).then_some(Rect { y: area.y + y, height, ..area })
    }
}

fn placed(parts: &[Part], cells: usize) -> Vec<Placed> {
    let (mut top, mut rows) = (0, 0);
    let place = |part: &Part| {
        let lines = match part {
            Part::Heading(_) | Part::Gap => 1,
            Part::Words(text, _) => wrapped(text, cells).len(),
            Part::Row(lines) => usize::from(*lines),
        };
        let row = matches!(part, Part::Row(_)).then_some(rows);
        rows += usize::from(row.is_some());
        top += lines;
        Placed { top: top - lines, lines, row }
    };
    parts.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::settings::Theme;
    use crate::ui::viewport::Viewport;

    /// The lines shown of `parts` in a window of 12 x `height`, with row `at` chosen, scrolled by `offset` before.
    fn shown(parts: &[Part], at: usize, height: u16, offset: usize) -> (Vec<String>, Viewport) {
        let area = Rect::new(0, 0, 12, height);
        let mut buffer = Buffer::empty(area);
        let last = Viewport { top_offset: offset, ..Viewport::default() };
        let theme = Theme::default();
        let mut canvas = Canvas::new(&mut buffer, &theme, true, &last);
        Listing { at, lift: 0 }.view(&mut canvas, area, parts, &mut |canvas, area, row, _| {
            for y in area.top()..area.bottom() {
                canvas.put(area.x, y, area.width, &format!("row {row}"), Meaning::Text);
            }
        });
        let viewport = canvas.viewport;
        let line = |y| (0..12).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        ((0..height).map(line).collect(), viewport)
    }

    fn parts() -> Vec<Part> {
        vec![
            Part::Heading("Today".into()),
            Part::Row(1),
            Part::Row(2),
            Part::Gap,
            Part::Heading("Later".into()),
            Part::Words("nothing that presses".into(), Meaning::Dim),
            Part::Row(1),
        ]
    }

    #[test]
    fn all_of_it_where_there_is_room() {
        let (lines, viewport) = shown(&parts(), 1, 9, 0);
        let expect = [
            " Today -----",
            "  row 0",
            "> row 1",
            "  row 1",
            "",
            " Later -----",
            "  nothing",
            "  that",
            "  presses  v",
        ];
        assert_eq!(lines.iter().map(String::as_str).collect::<Vec<_>>(), expect);
        assert_eq!(viewport.cursor.map(|at| (at.x, at.y)), Some((0, 2)));
        assert_eq!(viewport.hit(5, 3), Some(Hit::Item(1)));
        assert_eq!(viewport.hit(5, 0), None);
    }

    #[test]
    fn the_chosen_row_comes_into_sight_whole() {
        let (lines, viewport) = shown(&parts(), 2, 4, 0);
        assert_eq!(lines, ["  nothing", "  that", "  presses", "> row 2"]);
        let (lines, _) = shown(&parts(), 1, 4, viewport.top_offset);
        assert_eq!(lines[0], "> row 1");
        let (lines, _) = shown(&parts(), 0, 4, 5);
        assert_eq!(lines[0], " Today -----", "the first row brings the heading with it");
    }

    #[test]
    fn a_row_taller_than_the_window_shows_its_beginning() {
        let parts = [Part::Words("above".into(), Meaning::Dim), Part::Row(9), Part::Row(2)];
        assert_eq!(shown(&parts, 0, 4, 0).0, ["> row 0", "  row 0", "  row 0", "  row 0    v"]);
        assert_eq!(shown(&parts, 1, 4, 1).0[2..], ["> row 1", "  row 1"]);
        let tall = [Part::Words("one two three four".into(), Meaning::Dim), Part::Row(3)];
        assert_eq!(
            shown(&tall, 0, 4, 0).0[..2],
            ["  three four", "> row 0"],
            "what stands above it gives way"
        );
    }

    #[test]
    fn a_window_smaller_than_a_row_shows_its_end_without_a_panic() {
        for height in 0..4 {
            for at in 0..5 {
                shown(&parts(), at, height, 3);
            }
        }
        shown(&[], 0, 3, 7);
    }

    #[test]
    fn the_choice_stays_on_its_record() {
        let mut listing = Listing { at: 1, lift: 0 };
        listing.follow(&["b", "x", "a"], Some(&"b"));
        assert_eq!(listing.at, 0);
        listing.follow(&["x", "a"], Some(&"b"));
        assert_eq!(listing.at, 0);
        listing.at = 5;
        listing.follow(&["x", "a"], None);
        assert_eq!(listing.at, 1);
    }
}
