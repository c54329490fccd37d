//! The ledger with everyone: who owes whom what, and who to give to next.

use ratatui::layout::Rect;

use crate::domain::{Favour, FavourId, IdMaker, Person, PersonId, Side};
use crate::ledger::{Query, Shown, Sort, balance, entries, let_them_help, next_gifts, standings};
use crate::search::Target;
use crate::settings::Meaning;
use crate::text::dates::{ago, day_words};
use crate::text::wrapped;
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::hints::Hints;
use crate::ui::msg::Notice;
use crate::ui::pane::favour;
use crate::ui::pane::form::FormPane;
use crate::ui::pane::ledger::{due_meaning, due_words};
use crate::ui::pane::listing::{Listed, Listing, Part};
use crate::ui::pane::picker::ground;
use crate::ui::reach::{MOVES, Takes};
use crate::ui::shared::{Input, Pane, Shared, Step};

/// From how many cells a person stands on one line.
const WIDE: u16 = 88;
/// From how many cells a favour stands on one line.
const ONE_LINE: u16 = 56;
/// How wide the bar is drawn, and how wide with the points beside it.
const BAR: usize = 8;
const BAR_AND_POINTS: u16 = 14;
/// In how many lines the words of the chosen person may stand.
const MOST_LINES: usize = 4;
/// What is taken of the ledger's keys, on a person and on a favour.
const OF_PERSON: Takes = &[
    MOVES,
    &[Command::Open, Command::Edit, Command::Copy],
    &[Command::LedgerFilter, Command::Settle, Command::Thank, Command::CallOff, Command::Promised],
];
const OF_FAVOUR: Takes = &[
    MOVES,
    &[Command::Open, Command::Edit, Command::Copy, Command::Delete, Command::FavourKind],
    &[Command::LedgerFilter, Command::Settle, Command::Thank, Command::CallOff, Command::Promised],
];
/// What can be pressed where there is nobody.
const NO_ROWS: Hints = &[
    (Command::Gave, "favour"),
    (Command::LedgerFilter, "which"),
    (Command::GiveNext, "give next"),
    (Command::Back, "close"),
];

/// One row.
#[derive(Debug, Clone, PartialEq)]
enum Row {
    /// How things stand with somebody.
    Person(PersonId),
    /// One favour.
    Favour(PersonId, FavourId),
    /// Somebody to give to next, and how long ago I last gave them something.
    Next(PersonId, String),
    /// Somebody to let help me.
    Help(PersonId),
}

impl Row {
    fn person(&self) -> &PersonId {
        match self {
            Self::Person(id) | Self::Favour(id, _) | Self::Next(id, _) | Self::Help(id) => id,
        }
    }
}

/// What the rows are computed from.
#[derive(Debug, Clone, PartialEq)]
struct Asked {
    revision: u64,
    shown: Shown,
    sort: Sort,
    next: bool,
}

/// The ledger with everyone.
#[derive(Debug)]
pub(crate) struct SheetPane {
    listing: Listing,
    shown: Shown,
    /// Chosen by key; people stand by balance and favours by age unless it is.
    sort: Option<Sort>,
    /// Whether it shows who to give to next.
    next: bool,
    rows: Vec<Row>,
    built: Asked,
    /// Who was selected before, to turn back to.
    came_from: Option<Target>,
}

impl SheetPane {
    pub(crate) fn new(shared: &Shared) -> Self {
        let built = Asked { revision: shared.revision, shown: Shown::All, sort: Sort::Balance, next: false };
        let rows = rows(shared, &built);
        let at =
            shared.person_id().and_then(|id| rows.iter().position(|row| row.person() == id)).unwrap_or(0);
        Self {
            listing: Listing::on(at),
            shown: Shown::All,
            sort: None,
            next: false,
            rows,
            built,
            came_from: shared.selected.clone(),
        }
    }

    /// The order in force.
    fn order(&self) -> Sort {
        let usual = if self.shown == Shown::All { Sort::Balance } else { Sort::Age };
        self.sort.unwrap_or(usual)
    }

    fn asked(&self, shared: &Shared) -> Asked {
        Asked { revision: shared.revision, shown: self.shown, sort: self.order(), next: self.next }
    }

    /// What keys do to the row: to its favour, or to the one that the words about its person name first.
    fn row_keys(&self, shared: &Shared, command: Command) -> Option<Vec<Step>> {
        let row = self.rows.get(self.listing.at)?;
        let person = shared.book.person(row.person())?;
        let id = match row {
            Row::Favour(_, id) => Some(id.clone()),
            _ => named_first(person, command, shared),
        };
        match (command, row, id) {
            (Command::Edit, Row::Person(_) | Row::Next(..) | Row::Help(_), _) => {
                Some(vec![Step::Open(Box::new(FormPane::person(person, "name")))])
            }
            (Command::Copy, Row::Person(_), _) => {
                let words = balance(person, &shared.settings.points).words(person, shared.now.today());
                Some(vec![Step::Do(Effect::Copy(format!("{}: {words}", person.name)))])
            }
            (_, _, Some(id)) => {
                let favour = person.favours.iter().find(|favour| favour.id == id)?;
                favour::keys(shared, person, favour, command)
            }
            (Command::Settle | Command::Thank | Command::CallOff | Command::Promised, ..) => {
                let said = format!("nothing open with {} that this key is for", person.first_name());
                Some(vec![Step::Say(Notice::plain(said))])
            }
            _ => None,
        }
    }

    /// Turns to whom the row is about, so that jotting and the favour keys are about them.
    fn follow_row(&self) -> Vec<Step> {
        let person = self.rows.get(self.listing.at).map(Row::person);
        person.map(|id| Step::Select(Target::Person(id.clone()))).into_iter().collect()
    }

    fn title(&self, shared: &Shared) -> String {
        let count = |one: &str, many: &str| match self.rows.len() {
            1 => format!("1 {one}"),
            count => format!("{count} {many}"),
        };
        let what = match (self.next, self.shown) {
            (true, _) => "who to give to next".to_owned(),
            (false, Shown::All) => format!("{}, by {}", count("person", "people"), self.order().as_str()),
            (false, shown) => {
                format!("{} · {}, by {}", shown.words(), count("favour", "favours"), self.order().as_str())
            }
        };
        let close = if shared.viewport.area.width < 60 { "" } else { " · esc closes" };
        format!("Ledger · {what}{close}")
    }

    /// Headings and rows, for rows of `width` cells.
    fn parts(&self, shared: &Shared, width: u16) -> Vec<Part> {
        if self.rows.is_empty() {
            return vec![Part::Words(self.nothing().to_owned(), Meaning::Dim)];
        }
        let mut parts = Vec::with_capacity(self.rows.len() + 4);
        let mut helping = false;
        if self.next && matches!(self.rows.first(), Some(Row::Next(..))) {
            parts.push(Part::Heading(
                "They gave you more than you gave them, the longest since you gave".into(),
            ));
        }
        for (at, row) in self.rows.iter().enumerate() {
            if matches!(row, Row::Help(_)) && !helping {
                helping = true;
                if at > 0 {
                    parts.push(Part::Gap);
                }
                parts.push(Part::Heading("Let them help: you gave, and nothing came back yet".into()));
            }
            let lines = match row {
                Row::Favour(..) if width < ONE_LINE => 2,
                Row::Favour(..) => 1,
                _ if at == self.listing.at => chosen_lines(shared, row, width),
                _ if width >= WIDE => 1,
                _ => 2,
            };
            parts.push(Part::Row(lines));
        }
        parts
    }

    /// What is said where there are no rows.
    fn nothing(&self) -> &'static str {
        match (self.next, self.shown) {
            (true, _) => {
                "Nobody is ahead of you, and nobody gave you nothing back for long: give whom you like."
            }
            (false, Shown::All) => {
                "Nothing was given, promised or asked for yet. f g writes down what you gave, f p what you promised."
            }
            (false, Shown::IOwe) => "You owe nobody a promise.",
            (false, Shown::TheyOwe) => "Nobody owes you a promise.",
            (false, Shown::Asked) => "Nothing that was asked for waits for an answer.",
            (false, Shown::Given) => "You gave nothing yet. f g writes down what you gave.",
            (false, Shown::ThanksOwed) => "Thanks were said for all that you received.",
        }
    }
}

/// The rows for what is asked.
fn rows(shared: &Shared, asked: &Asked) -> Vec<Row> {
    let (book, points) = (&shared.book, &shared.settings.points);
    if asked.next {
        let today = shared.now.today();
        let next = next_gifts(book, points, today).into_iter().map(|gift| {
            let gave = gift.gave.map(|day| format!("last gave {}", ago(day.min(today), today)));
            Row::Next(gift.person, gave.unwrap_or_else(|| "never gave them anything".into()))
        });
        let help = let_them_help(book, points).into_iter().map(|one| Row::Help(one.person.id.clone()));
        return next.chain(help).collect();
    }
    if asked.shown == Shown::All {
        return standings(book, points, asked.sort)
            .iter()
            .map(|one| Row::Person(one.person.id.clone()))
            .collect();
    }
    let query = Query { shown: asked.shown, sort: Some(asked.sort), ..Query::default() };
    let found = entries(book, points, &query);
    found.iter().map(|entry| Row::Favour(entry.person.id.clone(), entry.favour.id.clone())).collect()
}

/// The favour of a person that a key is about when only the person is chosen: the one that the words name first.
fn named_first(person: &Person, command: Command, shared: &Shared) -> Option<FavourId> {
    let balance = balance(person, &shared.settings.points);
    let order: &[&Vec<FavourId>] = match command {
        Command::Settle => &[&balance.i_owe, &balance.they_owe],
        Command::Thank => &[&balance.thanks_owed],
        Command::CallOff => &[&balance.i_owe, &balance.they_owe, &balance.asked_of_me, &balance.asked],
        Command::Promised => &[&balance.asked_of_me, &balance.asked],
        _ => return None,
    };
    order.iter().find_map(|ids| ids.first()).cloned()
}

impl Pane for SheetPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Sheet, Scope::Ledger, Scope::Lists]
    }

    fn takes(&self) -> Takes {
        match self.rows.get(self.listing.at) {
            Some(Row::Favour(..)) => OF_FAVOUR,
            Some(_) => OF_PERSON,
            None => &[MOVES, &[Command::LedgerFilter]],
        }
    }

    fn hints(&self, _: &Shared) -> Option<Hints> {
        self.rows.is_empty().then_some(NO_ROWS)
    }

    fn about(&self, _: &Shared) -> Option<Target> {
        Some(Target::Person(self.rows.get(self.listing.at)?.person().clone()))
    }

    fn opened(&self, _: &Shared) -> Vec<Step> {
        self.follow_row()
    }

    fn update(&mut self, shared: &Shared, _: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        match self.listing.update(shared, input, self.rows.len()) {
            Listed::Moved => return Some(self.follow_row()),
            Listed::Chosen(at) => {
                let row = self.rows.get(at)?;
                let favour = match row {
                    Row::Favour(_, id) => Some(id.clone()),
                    _ => None,
                };
                return Some(vec![Step::Close, Step::Ledger(row.person().clone(), favour)]);
            }
            Listed::Nothing => {}
        }
        let Input::Command(command) = input else { return None };
        match command {
            Command::Back | Command::Quit | Command::PaneLeft => {
                let back = self.came_from.clone().map(Step::Select);
                return Some([Step::Close].into_iter().chain(back).collect());
            }
            Command::LedgerFilter => {
                self.shown = if self.next { self.shown } else { self.shown.next() };
                self.next = false;
                self.sort = None;
            }
            Command::SheetSort if self.next || self.rows.is_empty() => {
                return Some(vec![Step::Say(Notice::plain("nothing to sort here"))]);
            }
            Command::SheetSort => self.sort = Some(self.order().next()),
            Command::GiveNext => self.next = !self.next,
            Command::Everyone => return Some(Vec::new()),
            other => return self.row_keys(shared, *other),
        }
        self.refresh(shared);
        Some(self.follow_row())
    }

    /// The chosen row stays that of the same record, or of the same person where the records are other ones.
    fn refresh(&mut self, shared: &Shared) {
        let asked = self.asked(shared);
        if self.built == asked {
            return;
        }
        let rows = rows(shared, &asked);
        let on = self.rows.get(self.listing.at);
        if (self.built.shown, self.built.next) == (asked.shown, asked.next) {
            self.listing.follow(&rows, on);
        } else {
            let person = on.map(Row::person);
            self.listing.at = rows.iter().position(|row| Some(row.person()) == person).unwrap_or(0);
        }
        (self.rows, self.built) = (rows, asked);
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let inner = ground(canvas, screen, &self.title(shared));
        let parts = self.parts(shared, inner.width.saturating_sub(2));
        self.listing.view(canvas, inner, &parts, &mut |canvas, area, at, chosen| {
            let Some(row) = self.rows.get(at) else { return };
            let Some(person) = shared.book.person(row.person()) else { return };
            match row {
                Row::Favour(_, id) => {
                    if let Some(favour) = person.favours.iter().find(|favour| favour.id == *id) {
                        view_favour(shared, person, favour, canvas, area);
                    }
                }
                Row::Next(_, since) => view_person(shared, person, Some(since), chosen, canvas, area),
                Row::Person(_) | Row::Help(_) => view_person(shared, person, None, chosen, canvas, area),
            }
        });
    }
}

/// How many cells the name has in a row of `width` cells.
fn name_cells(width: u16) -> u16 {
    if width >= WIDE { 20 } else { width.saturating_sub(BAR_AND_POINTS + 1).clamp(1, 30) }
}

/// The words about a person, with `since` when I gave before them.
fn words(shared: &Shared, person: &Person, since: Option<&str>) -> String {
    let words = balance(person, &shared.settings.points).words(person, shared.now.today());
    since.map_or_else(|| words.clone(), |since| format!("{since}; {words}"))
}

/// Where the words begin in a row of `width` cells, and how many cells they have.
fn words_place(width: u16) -> (u16, u16) {
    let from = if width >= WIDE { name_cells(width) + 1 + BAR_AND_POINTS + 1 } else { 2 };
    (from, width.saturating_sub(from).max(1))
}

/// How high the chosen row is: as its words need, up to a few lines.
fn chosen_lines(shared: &Shared, row: &Row, width: u16) -> u16 {
    let since = match row {
        Row::Next(_, since) => Some(since.as_str()),
        _ => None,
    };
    let lines = shared.book.person(row.person()).map_or(1, |person| {
        let (_, cells) = words_place(width);
        wrapped(&words(shared, person, since), usize::from(cells)).len().clamp(1, MOST_LINES)
    });
    u16::try_from(lines).unwrap_or(1) + u16::from(width < WIDE)
}

/// Name, bar, points and words; the words below where there is no room beside.
fn view_person(
    shared: &Shared,
    person: &Person,
    since: Option<&str>,
    chosen: bool,
    canvas: &mut Canvas<'_>,
    area: Rect,
) {
    let sum = balance(person, &shared.settings.points);
    let wide = area.width >= WIDE;
    let cells = name_cells(area.width);
    canvas.put(area.x, area.y, cells, &person.name, Meaning::Text);
    let bar = sum.bar(BAR, shared.settings.ascii);
    let points =
        if sum.gave_points + sum.got_points > 0 { format!("{:+}", sum.net()) } else { String::new() };
    let points = format!("{points:>6}");
    let x = area.x + cells + 1;
    let room = area.right().saturating_sub(x);
    canvas.pieces(x, area.y, room, &[(&bar, Meaning::Accent), (&points, Meaning::Text)]);
    let words = words(shared, person, since);
    let (from, width) = words_place(area.width);
    let top = area.y + u16::from(!wide);
    let meaning = if chosen { Meaning::Text } else { Meaning::Dim };
    let rows = wrapped(&words, usize::from(width).max(1));
    let height = area.bottom().saturating_sub(top);
    if height <= 1 {
        if height == 1 {
            canvas.put(area.x + from, top, width, &words, meaning);
        }
        return;
    }
    let cut = rows.len() > usize::from(height);
    for (y, row) in (top..area.bottom()).zip(rows) {
        let more = if cut && y + 1 == area.bottom() { " ..." } else { "" };
        canvas.put(area.x + from, y, width, &format!("{}{more}", row.as_str().trim_end()), meaning);
    }
}

/// When, with whom, what, and how far; in two lines where it is narrow.
fn view_favour(shared: &Shared, person: &Person, favour: &Favour, canvas: &mut Canvas<'_>, area: Rect) {
    let today = shared.now.today();
    let (when, meaning) = if favour.is_open() {
        (due_words(favour.due, today), due_meaning(favour.due, today))
    } else {
        (favour.newest().map_or_else(String::new, |day| day_words(day, today)), Meaning::Dim)
    };
    let what = if favour.side == Side::Give { favour.what.clone() } else { format!("they: {}", favour.what) };
    let points = shared.settings.points.of(&favour.size);
    let facts = format!("{} {points}", favour.state);
    let when_cells = 13.min(area.width / 3);
    canvas.put(area.x, area.y, when_cells, &when, meaning);
    let x = area.x + when_cells + 1;
    if area.width < ONE_LINE {
        canvas.put(x, area.y, area.right().saturating_sub(x), &person.name, Meaning::Text);
        if area.height > 1 {
            canvas.put(area.x + 2, area.y + 1, area.width.saturating_sub(2), &what, Meaning::Dim);
        }
        return;
    }
    let name_cells = 20.min(area.width / 4);
    canvas.put(x, area.y, name_cells, &person.name, Meaning::Text);
    let x = x + name_cells + 1;
    let end = canvas.right(area, area.y, &facts, Meaning::Dim);
    canvas.put(x, area.y, end.saturating_sub(x + 1), &what, Meaning::Text);
}
