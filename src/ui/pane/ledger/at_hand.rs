//! The gifts at hand under the ledger: the three best for this person, and how many were left out.

use ratatui::layout::Rect;

use crate::gifts::{Gift, Kind};
use crate::settings::Meaning;
use crate::ui::canvas::{Canvas, scrolled};
use crate::ui::pane::ledger::Item;
use crate::ui::shared::Shared;
use crate::ui::viewport::Hit;

/// How many are shown.
const SHOWN: usize = 3;
/// From this height on each gift has its reason on a line of its own.
const ROOMY: u16 = 22;

/// The best gifts for whom the panes are about; promises stand in the ledger above.
pub(crate) fn best(shared: &Shared) -> impl Iterator<Item = &Gift> {
    let gifts = shared.gifts().map_or(&[][..], |found| found.gifts.as_slice());
    gifts.iter().filter(|gift| !matches!(gift.kind, Kind::Promise { .. })).take(SHOWN)
}

/// The gift that a row stands for.
pub(crate) fn gift_of<'a>(shared: &'a Shared, item: &Item) -> Option<&'a Gift> {
    let Item::Gift(kind, offer) = item else { return None };
    best(shared).find(|gift| gift.kind == *kind && gift.offer == *offer)
}

/// Their rows.
pub(crate) fn items(shared: &Shared) -> Vec<Item> {
    let mut items: Vec<Item> =
        best(shared).map(|gift| Item::Gift(gift.kind.clone(), gift.offer.clone())).collect();
    if shared.gifts().is_some_and(|found| !found.left_out.is_empty()) {
        items.push(Item::LeftOut);
    }
    items
}

/// How many lines they take at the foot of an area of this height.
pub(crate) fn height(items: usize, all: u16) -> u16 {
    if items == 0 {
        return 0;
    }
    let lines = if all >= ROOMY { items * 2 } else { items };
    u16::try_from(lines + 1).unwrap_or(u16::MAX).min(all / 2)
}

/// Draws the heading and the rows; the first of them has the number `first`, and `at` is the chosen one.
pub(crate) fn view(
    shared: &Shared,
    items: &[Item],
    canvas: &mut Canvas<'_>,
    area: Rect,
    (first, at): (usize, Option<usize>),
) {
    if area.height == 0 {
        return;
    }
    canvas.heading(Rect { height: 1, ..area }, "Gifts at hand", false);
    let list = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let lines = if usize::from(list.height) >= items.len() * 2 { 2 } else { 1 };
    let chosen = at.and_then(|at| at.checked_sub(first)).filter(|at| *at < items.len());
    let fit = usize::from(list.height) / usize::from(lines);
    let offset = scrolled(0, chosen.unwrap_or(0), fit, items.len());
    let mut y = list.y;
    for (number, item) in items.iter().enumerate().skip(offset) {
        if y + lines > list.bottom() {
            break;
        }
        let row = Rect { y, height: lines, ..list };
        canvas.hit(row, Hit::Row(2, first + number));
        canvas.put(row.x, y, 1, if chosen == Some(number) { ">" } else { " " }, Meaning::Text);
        let inner = Rect { x: row.x + 1, width: row.width.saturating_sub(1), ..row };
        match gift_of(shared, item) {
            Some(gift) => {
                let about =
                    if gift.need.is_empty() { String::new() } else { format!("  ({})", gift.need.trim()) };
                let about = if lines > 1 { "" } else { about.as_str() };
                let pieces = [(gift.what.as_str(), Meaning::Text), (about, Meaning::Dim)];
                canvas.pieces(inner.x, y, inner.width, &pieces);
                if lines > 1 {
                    canvas.put(inner.x + 2, y + 1, inner.width.saturating_sub(2), &gift.reason, Meaning::Dim);
                }
            }
            None => {
                let count = shared.gifts().map_or(0, |found| found.left_out.len());
                canvas.put(
                    inner.x,
                    y,
                    inner.width,
                    &format!("{count} left out: enter says why"),
                    Meaning::Dim,
                );
            }
        }
        if chosen == Some(number) {
            canvas.tint(Rect { height: 1, ..row }, Meaning::Selected);
            canvas.cursor(row.x, y);
        }
        y += lines;
    }
}
