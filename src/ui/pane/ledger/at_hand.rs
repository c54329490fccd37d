//! The gifts at hand under the ledger: the three best for this person, and how many were left out.

use ratatui::layout::Rect;

use crate::gifts::{Gift, Kind};
use crate::settings::Meaning;
use crate::text::wrapped;
use crate::ui::canvas::Canvas;
use crate::ui::pane::ledger::Item;
use crate::ui::shared::Shared;
use crate::ui::viewport::Hit;

/// How many are shown.
const SHOWN: usize = 3;
/// From this height on each gift has its reason below it, in at most so many lines.
const ROOMY: u16 = 22;
const REASON: usize = 2;

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

/// The lines of one row, the first of them what to do; the reason where there is room for it.
fn lines(shared: &Shared, item: &Item, cells: u16, roomy: bool) -> Vec<String> {
    let Some(gift) = gift_of(shared, item) else {
        let count = shared.gifts().map_or(0, |found| found.left_out.len());
        return vec![format!("{count} left out: enter says why")];
    };
    if !roomy {
        let need = gift.need.trim();
        let about = if need.is_empty() { String::new() } else { format!("  ({need})") };
        return vec![format!("{}{about}", gift.what)];
    }
    let reason = wrapped(&gift.reason, usize::from(cells.saturating_sub(2)).max(1));
    let cut = reason.len() > REASON;
    let reason = reason.iter().take(REASON).enumerate().map(|(at, row)| {
        let more = if cut && at + 1 == REASON { " ..." } else { "" };
        format!("  {}{more}", row.as_str().trim_end())
    });
    std::iter::once(gift.what.clone()).chain(reason).collect()
}

/// How many lines they take at the foot of `area`.
pub(crate) fn height(shared: &Shared, items: &[Item], area: Rect) -> u16 {
    if items.is_empty() {
        return 0;
    }
    let cells = area.width.saturating_sub(1);
    let all: usize = items.iter().map(|item| lines(shared, item, cells, area.height >= ROOMY).len()).sum();
    u16::try_from(all + 1).unwrap_or(u16::MAX).min(area.height / 2)
}

/// Draws the heading and the rows at the foot of `area`; the first of them has the number `first`, and `at` is the chosen
/// one.
pub(crate) fn view(
    shared: &Shared,
    items: &[Item],
    canvas: &mut Canvas<'_>,
    area: Rect,
    (first, at): (usize, Option<usize>),
) {
    let height = height(shared, items, area);
    if height == 0 {
        return;
    }
    let foot = Rect { y: area.bottom() - height, height, ..area };
    canvas.heading(Rect { height: 1, ..foot }, "Gifts at hand", false);
    let list = Rect { y: foot.y + 1, height: foot.height - 1, ..foot };
    let cells = list.width.saturating_sub(1);
    let rows: Vec<Vec<String>> =
        items.iter().map(|item| lines(shared, item, cells, area.height >= ROOMY)).collect();
    let chosen = at.and_then(|at| at.checked_sub(first)).filter(|at| *at < items.len());
    // As few rows as needed go out of sight above the chosen one.
    let fits = |from: &usize| {
        let until = chosen.unwrap_or(0) + 1;
        rows.iter().take(until).skip(*from).map(Vec::len).sum::<usize>() <= usize::from(list.height)
    };
    let offset = (0..rows.len()).find(fits).unwrap_or(0);
    let mut y = list.y;
    for (number, lines) in rows.iter().enumerate().skip(offset) {
        if y >= list.bottom() {
            break;
        }
        let height = u16::try_from(lines.len()).unwrap_or(1).min(list.bottom() - y);
        let row = Rect { y, height, ..list };
        canvas.hit(row, Hit::Row(2, first + number));
        canvas.put(row.x, y, 1, if chosen == Some(number) { ">" } else { " " }, Meaning::Text);
        for (at, (y, line)) in (row.top()..row.bottom()).zip(lines).enumerate() {
            let is_gift = at == 0 && items.get(number) != Some(&Item::LeftOut);
            canvas.put(row.x + 1, y, cells, line, if is_gift { Meaning::Text } else { Meaning::Dim });
        }
        if chosen == Some(number) {
            canvas.tint(Rect { height: 1, ..row }, Meaning::Selected);
            canvas.cursor(row.x, y);
        }
        y += height;
    }
}
