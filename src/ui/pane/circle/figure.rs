//! The figures of my circle, drawn with bars that say their value.

use ratatui::layout::Rect;

use super::Page;
use super::words::event_name;
use crate::domain::Book;
use crate::insight::{Circle, MonthSum, STUDY};
use crate::settings::Meaning;
use crate::ui::canvas::{Canvas, below};
use crate::ui::chart::{Measure, columns, rows};

/// Draws the page's figure on top of `area`, at most half of it; says how many lines it took.
pub(super) fn draw(page: Page, circle: &Circle, book: &Book, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
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
