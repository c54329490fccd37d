//! What was given and received between me and one person: the right pane.

pub(crate) mod at_hand;

use std::cmp::Reverse;

use ratatui::layout::Rect;

use crate::domain::{Day, Favour, FavourId, FavourState, FollowUpId, Person, Side};
use crate::gifts::Kind;
use crate::ledger::{Shown, balance};
use crate::settings::Meaning;
use crate::text::dates::day_words;
use crate::text::wrapped;
use crate::ui::canvas::{Canvas, below, scrolled};
use crate::ui::shared::Shared;
use crate::ui::viewport::Hit;

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    FollowUp(FollowUpId),
    Favour(FavourId),
    /// A gift at hand: its kind, and of several of a kind the offer.
    Gift(Kind, String),
    /// What was left out of the gifts.
    LeftOut,
}

/// All rows: the ledger's, and below them the gifts at hand.
pub(crate) fn items(shared: &Shared, person: &Person, shown: Shown) -> Vec<Item> {
    let mut items = entries(person, shown);
    items.extend(at_hand::items(shared));
    items
}

/// The rows of the ledger: what is open by due date first, then the rest, newest first.
fn entries(person: &Person, shown: Shown) -> Vec<Item> {
    let mut open: Vec<(Option<Day>, Item)> = Vec::new();
    if matches!(shown, Shown::All | Shown::IOwe) {
        let todo = person.follow_ups.iter().filter(|todo| todo.done.is_none());
        open.extend(todo.map(|todo| (todo.due, Item::FollowUp(todo.id.clone()))));
    }
    let (waiting, over): (Vec<&Favour>, Vec<&Favour>) =
        person.favours.iter().filter(|favour| shown.shows(favour)).partition(|favour| favour.is_open());
    open.extend(waiting.into_iter().map(|favour| (favour.due, Item::Favour(favour.id.clone()))));
    open.sort_by_key(|(due, _)| (due.is_none(), *due));
    let mut over = over;
    over.sort_by_key(|favour| Reverse(favour.newest()));
    open.into_iter()
        .map(|(_, item)| item)
        .chain(over.into_iter().map(|favour| Item::Favour(favour.id.clone())))
        .collect()
}

/// What the pane shows.
pub(crate) struct LedgerView {
    pub(crate) at: usize,
    pub(crate) shown: Shown,
    pub(crate) focused: bool,
}

/// Draws the pane.
pub(crate) fn view(ledger: &LedgerView, shared: &Shared, canvas: &mut Canvas<'_>, area: Rect) {
    canvas.hit(area, Hit::Pane(2));
    let person = shared.person();
    let title =
        person.map_or_else(|| "Ledger".to_owned(), |person| format!("Ledger with {}", person.first_name()));
    let title =
        if ledger.shown == Shown::All { title } else { format!("{title} · {}", ledger.shown.words()) };
    canvas.heading(area, &title, ledger.focused);
    let body = Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..below(area, 1) };
    let Some(person) = person else {
        let rows = wrapped("What you give and receive stands here.", usize::from(body.width).max(1));
        for (y, row) in (body.top() + 1..body.bottom()).zip(rows) {
            canvas.put(body.x, y, body.width, row.as_str().trim_end(), Meaning::Dim);
        }
        if ledger.focused {
            canvas.cursor(area.x, body.y);
        }
        return;
    };
    let used = view_balance(shared, person, canvas, body);
    let list = Rect { x: area.x, width: area.width, ..below(body, used) };
    let items = entries(person, ledger.shown);
    let gifts = at_hand::items(shared);
    let below = list;
    let list = Rect { height: list.height - at_hand::height(shared, &gifts, list), ..list };
    let at = (ledger.focused && ledger.at >= items.len()).then_some(ledger.at);
    if items.is_empty() {
        let rows = wrapped("f g gave · f p promise · f r received", usize::from(body.width).max(1));
        for (y, row) in (list.top()..list.bottom()).zip(rows) {
            canvas.put(body.x, y, body.width, row.as_str().trim_end(), Meaning::Dim);
        }
        if ledger.focused {
            canvas.cursor(area.x, list.y);
        }
    }
    at_hand::view(shared, &gifts, canvas, below, (items.len(), at));
    view_items(ledger, shared, person, &items, canvas, list);
}

/// The rows: each in as many lines, up to four, as all of them have room for.
fn view_items(
    ledger: &LedgerView,
    shared: &Shared,
    person: &Person,
    items: &[Item],
    canvas: &mut Canvas<'_>,
    list: Rect,
) {
    let today = shared.now.today();
    let described: Vec<Described<'_>> =
        items.iter().filter_map(|item| described(person, item, today)).collect();
    let height = usize::from(list.height);
    let lines = |item: &Described<'_>| wrapped(&item.what, usize::from(item.cells(list))).len().max(1);
    let fit = |most: &usize| described.iter().map(|item| lines(item).min(*most)).sum::<usize>() <= height;
    let most = (2..=4).rev().find(fit).unwrap_or(1);
    let offset = canvas.viewport.offsets.get(2).copied().unwrap_or(0);
    let offset = if most > 1 { 0 } else { scrolled(offset, ledger.at, height, items.len()) };
    if let Some(slot) = canvas.viewport.offsets.get_mut(2) {
        *slot = offset;
    }
    let mut y = list.y;
    for (at, item) in described.iter().enumerate().skip(offset) {
        if y >= list.bottom() {
            break;
        }
        let height = u16::try_from(lines(item).min(most)).unwrap_or(1);
        let row = Rect { y, height, ..list };
        canvas.hit(row, Hit::Row(2, at));
        let selected = ledger.focused && at == ledger.at;
        canvas.put(row.x, y, 1, if selected { ">" } else { " " }, Meaning::Text);
        item.view(canvas, row);
        if selected {
            canvas.tint(row, Meaning::Selected);
            canvas.cursor(row.x, y);
        }
        y += row.height;
    }
}

/// The balance in words, with the points and a bar; says how many rows it took.
fn view_balance(shared: &Shared, person: &Person, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let balance = balance(person, &shared.settings.points);
    let mut y = area.y;
    let words = balance.words(person, shared.now.today());
    let rows = wrapped(&words, usize::from(area.width).max(1));
    let most = usize::from(area.height / 2).clamp(1, 6);
    for (at, row) in rows.iter().enumerate().take(most) {
        let more = if at + 1 == most && rows.len() > most { " ..." } else { "" };
        canvas.put(area.x, y, area.width, &format!("{}{more}", row.as_str().trim_end()), Meaning::Text);
        y += 1;
    }
    if balance.gave_points + balance.got_points > 0 {
        let bar = balance.bar(10, shared.settings.ascii);
        let points = format!(" {:+}", balance.net());
        canvas.pieces(
            area.x,
            y,
            area.width,
            &[(&bar, Meaning::Accent), (&points, Meaning::Text), (" points", Meaning::Dim)],
        );
        y += 1;
    }
    (y + 1).saturating_sub(area.y)
}

/// A row in words.
struct Described<'a> {
    when: String,
    what: String,
    /// Empty where the day says it.
    state: &'a str,
    meaning: Meaning,
}

impl Described<'_> {
    /// How many cells there are for what it is.
    fn cells(&self, area: Rect) -> u16 {
        let state = if area.width >= 30 && !self.state.is_empty() { self.state.len() + 1 } else { 0 };
        area.width.saturating_sub(Self::lead(area) + u16::try_from(state).unwrap_or(0)).max(1)
    }

    /// How many cells stand before it: the mark and the day, of which "was yesterday" is the longest usual one.
    fn lead(area: Rect) -> u16 {
        1 + 13.min(area.width * 2 / 5) + 1
    }

    fn view(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let lead = Self::lead(area);
        canvas.put(area.x + 1, area.y, lead.saturating_sub(2), &self.when, self.meaning);
        let cells = self.cells(area);
        if area.height == 1 {
            canvas.put(area.x + lead, area.y, cells, &self.what, Meaning::Text);
        } else {
            let rows = wrapped(&self.what, usize::from(cells));
            let cut = rows.len() > usize::from(area.height);
            for (y, row) in (area.top()..area.bottom()).zip(rows) {
                let more = if cut && y + 1 == area.bottom() { " ..." } else { "" };
                let text = format!("{}{more}", row.as_str().trim_end());
                canvas.put(area.x + lead, y, cells, &text, Meaning::Text);
            }
        }
        if area.width >= 30 {
            canvas.right(Rect { height: 1, ..area }, area.y, self.state, Meaning::Dim);
        }
    }
}

/// When, what, state and what it means, for a row.
fn described<'a>(person: &'a Person, item: &Item, today: Day) -> Option<Described<'a>> {
    match item {
        Item::Gift(..) | Item::LeftOut => None,
        Item::FollowUp(id) => {
            let todo = person.follow_ups.iter().find(|todo| todo.id == *id)?;
            let when = due_words(todo.due, today);
            Some(Described {
                when,
                what: todo.what.clone(),
                state: "",
                meaning: due_meaning(todo.due, today),
            })
        }
        Item::Favour(id) => {
            let favour = person.favours.iter().find(|favour| favour.id == *id)?;
            let mine = favour.side == Side::Give;
            let what = if mine { favour.what.clone() } else { format!("they: {}", favour.what) };
            let (when, meaning) = if favour.is_open() {
                (due_words(favour.due, today), due_meaning(favour.due, today))
            } else {
                (favour.newest().map_or_else(String::new, |day| day_words(day, today)), Meaning::Dim)
            };
            // What is due is promised: the state is said only where the day does not say it.
            let due = favour.due.is_some() && favour.state == FavourState::Promised;
            Some(Described { when, what, state: if due { "" } else { favour.state.as_str() }, meaning })
        }
    }
}

/// When something open is due: `due Fri`, `was 3 May`; `open` without a day.
pub(crate) fn due_words(due: Option<Day>, today: Day) -> String {
    match due {
        None => "open".to_owned(),
        Some(due) if due < today => format!("was {}", day_words(due, today)),
        Some(due) => format!("due {}", day_words(due, today)),
    }
}

/// Late, or owed.
pub(crate) fn due_meaning(due: Option<Day>, today: Day) -> Meaning {
    if due.is_some_and(|due| due < today) { Meaning::Warning } else { Meaning::Owed }
}
