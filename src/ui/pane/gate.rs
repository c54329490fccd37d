//! The gate on the screen: how things stand before an ask, and what I could give instead.

use ratatui::layout::Rect;

use crate::capture::{Scene, Understood};
use crate::domain::{Book, Change, IdMaker, PersonId};
use crate::gifts::{Gift, heading};
use crate::ledger::gate::{Before, GateLine, before_asking};
use crate::settings::Meaning;
use crate::text::{width, wrapped};
use crate::ui::canvas::{Canvas, scrolled};
use crate::ui::command::Command;
use crate::ui::pane::notes::say;
use crate::ui::shared::{Input, Shared, Step};
use crate::ui::viewport::Hit;

/// How many gifts are shown for each person who is asked.
const SHOWN: usize = 3;
/// From how many cells on labels stand beside their text.
const BESIDE: u16 = 50;
/// What is said of a key that the gate does not know.
const FIRST_THE_GATE: &str = "first the gate: g, y or esc";

/// What is said of one of those who are asked.
#[derive(Debug)]
struct Part {
    before: Before,
    lines: Vec<GateLine>,
    /// `None` while needs and offers are still being read.
    gifts: Option<Vec<Gift>>,
}

impl Part {
    /// What stands over the gifts.
    fn over_gifts(&self) -> String {
        match &self.gifts {
            None => "gifts at hand: still being read".to_owned(),
            Some(gifts) => heading(gifts.len(), &self.before.called),
        }
    }
}

/// The best gifts for somebody, of records that hold what is not kept yet.
fn gifts_of(shared: &Shared, book: &Book, person: &PersonId) -> Option<Vec<Gift>> {
    Some(shared.at_hand_in(book, person)?.before_asking(SHOWN))
}

/// The gate, open over a line that asks. It holds what it says, so a frame computes nothing.
#[derive(Debug)]
pub(crate) struct GateView {
    parts: Vec<Part>,
    /// The records with everything of the line but the ask, which the gifts are of.
    book: Book,
    /// What the line says besides; `None` when that is nothing new.
    rest: Option<Change>,
    /// Of which revision of the records all this is.
    revision: u64,
    /// Which gift, counted over all parts.
    at: usize,
}

/// What the user decided.
#[derive(Debug)]
pub(crate) enum Answer {
    /// Nothing yet.
    Wait,
    /// Something was not for the gate.
    No,
    /// Give this instead: all that changes with it.
    Give(Box<Change>),
    /// Ask all the same.
    Ask,
    /// Not now.
    Later,
    /// Say this, and wait on.
    Say(&'static str),
}

impl GateView {
    /// What is shown before `line` is kept; `None` when it asks for nothing or the gate is open for all who are asked.
    pub(crate) fn before(
        shared: &Shared,
        line: &Understood,
        scene: &Scene<'_>,
        ids: &mut IdMaker,
    ) -> Option<Self> {
        let asks = line.asks();
        if asks.is_empty() {
            return None;
        }
        let (people, rest) = line.without_asks().change_of(scene, ids);
        let mut book = shared.book.clone();
        if let Some(rest) = &rest {
            book.apply(rest);
        }
        let today = shared.now.today();
        let part = |before: Before| {
            let gifts = gifts_of(shared, &book, &before.person);
            Part { lines: before.lines(today), gifts, before }
        };
        let before = |id| before_asking(&book, id, &asks, today, shared.settings.gate);
        let parts: Vec<Part> = people.iter().filter_map(before).map(part).collect();
        (!parts.is_empty()).then_some(Self { parts, book, rest, revision: shared.revision, at: 0 })
    }

    /// Brings the gifts that were still being read when the gate opened.
    pub(crate) fn refresh(&mut self, shared: &Shared) {
        for part in self.parts.iter_mut().filter(|part| part.gifts.is_none()) {
            part.gifts = gifts_of(shared, &self.book, &part.before.person);
        }
    }

    /// Takes an input.
    pub(crate) fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Answer {
        let last = self.gifts().count().saturating_sub(1);
        match input {
            Input::Item(at) => self.at = (*at).min(last),
            Input::Typed(_) | Input::Paste(_) => return Answer::Say(FIRST_THE_GATE),
            Input::Command(command) => match command {
                Command::Down | Command::NextItem => self.at = (self.at + 1).min(last),
                Command::Up | Command::PreviousItem => self.at = self.at.saturating_sub(1),
                Command::Top => self.at = 0,
                Command::Bottom => self.at = last,
                Command::GiveInstead => return self.give(shared, ids),
                Command::AskAnyway => return Answer::Ask,
                Command::Back | Command::Quit | Command::Close => return Answer::Later,
                command if Self::lets(*command) => return Answer::No,
                // Anything else would go on behind the gate with a line that waits for an answer.
                _ => return Answer::Say(FIRST_THE_GATE),
            },
        }
        Answer::Wait
    }

    /// What the whole screen does even now.
    pub(crate) fn lets(command: Command) -> bool {
        use Command as C;
        matches!(
            command,
            C::Help
                | C::Redraw
                | C::Suspend
                | C::LeaveNow
                | C::TextLeaveNow
                | C::Messages
                | C::Blank
                | C::TextBlank
                | C::Back
                | C::Quit
        )
    }

    /// Whether there is anything to give instead.
    pub(crate) fn has_gifts(&self) -> bool {
        self.gifts().next().is_some()
    }

    /// Whether the records have changed since the gate was made.
    pub(crate) fn is_old(&self, shared: &Shared) -> bool {
        self.revision != shared.revision
    }

    /// Turns to where `other`, made of older records, was.
    pub(crate) fn follow(&mut self, other: &Self) {
        let chosen = other.gifts().nth(other.at);
        let same =
            |gift: &&Gift| chosen.is_some_and(|other| (&gift.kind, &gift.what) == (&other.kind, &other.what));
        let at = self.gifts().position(|gift| same(&gift)).unwrap_or(0);
        self.at = at;
    }

    fn gifts(&self) -> impl Iterator<Item = &Gift> {
        self.parts.iter().flat_map(|part| part.gifts.iter().flatten())
    }

    /// The rest of the line and the chosen gift, as one change.
    fn give(&self, shared: &Shared, ids: &mut IdMaker) -> Answer {
        let Some(gift) = self.gifts().nth(self.at) else {
            return Answer::Say("no gift at hand: y asks anyway, esc keeps the line for later");
        };
        let Some(given) = gift.promise(&self.book, ids, shared.now.today(), shared.event.as_ref()) else {
            return Answer::Say("that was given meanwhile");
        };
        let what = given.what.clone();
        Answer::Give(Box::new(match &self.rest {
            None => given,
            Some(rest) => {
                let both = rest.clone().then(given);
                Change { what: format!("{}; {what}", rest.what), ..both }
            }
        }))
    }

    /// The words that need not be said again, since the gate has said them.
    pub(crate) fn said(&self, shared: &Shared) -> impl Iterator<Item = Step> {
        let today = shared.now.today().to_string();
        let limits = shared.settings.gate;
        let about: Vec<String> = self.parts.iter().filter_map(|part| part.before.about(limits)).collect();
        about.into_iter().map(move |about| Step::See(about, today.clone()))
    }

    // ---- view

    /// Draws it at the foot of `screen`: what is said, the gifts with the chosen one marked, and what the keys do.
    pub(crate) fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let cells = screen.width.saturating_sub(2).max(1);
        let rows = self.rows(&key_of(shared, Command::GiveInstead), cells);
        let height = u16::try_from(rows.len() + 2).unwrap_or(u16::MAX).min(screen.height);
        let area = Rect { y: screen.bottom() - height, height, ..screen };
        canvas.clear(area);
        // The keys stay in sight however little room there is.
        let keys = Rect { y: area.bottom().saturating_sub(1), height: 1.min(area.height), ..area };
        let (ask, later) = (key_of(shared, Command::AskAnyway), key_of(shared, Command::Back));
        let said = if cells >= BESIDE {
            format!("{ask}  ask anyway          {later}  not now (kept as a draft)")
        } else {
            format!("{ask}  ask anyway   {later} keeps a draft")
        };
        canvas.put(keys.x + 1, keys.y, keys.width.saturating_sub(1), &said, Meaning::Text);
        canvas.cursor(keys.x, keys.y);
        let body = Rect { height: area.height.saturating_sub(1), ..area };
        if body.height == 0 {
            return;
        }
        canvas.rule(Rect { height: 1, ..body });
        let list = Rect { y: body.y + 1, height: body.height - 1, ..body };
        let chosen = |row: &Row| row.gift == Some(self.at);
        // From the top, as far as the chosen gift with all its rows is in sight.
        let end = rows.iter().rposition(chosen).unwrap_or(0);
        let start = rows.iter().position(chosen).unwrap_or(0);
        let offset = scrolled(0, end, usize::from(list.height), rows.len()).min(start);
        for (y, row) in (list.top()..list.bottom()).zip(rows.iter().skip(offset)) {
            self.view_row(row, canvas, Rect { y, height: 1, ..list });
        }
        if rows.len() > offset + usize::from(list.height) && list.height > 0 {
            let sign = if canvas.ascii { " v" } else { " ↓" };
            canvas.right(list, list.bottom() - 1, sign, Meaning::Accent);
        }
    }

    fn view_row(&self, row: &Row, canvas: &mut Canvas<'_>, area: Rect) {
        let mut x = area.x + 1;
        for (text, meaning) in &row.pieces {
            x = canvas.put(x, area.y, area.right().saturating_sub(x), text, *meaning);
        }
        let Some(at) = row.gift else { return };
        canvas.hit(area, Hit::Item(at));
        if at == self.at {
            canvas.tint(area, Meaning::Selected);
            if row.is_first {
                canvas.put(area.x, area.y, 1, ">", Meaning::Selected);
                canvas.cursor(area.x, area.y);
            }
        }
    }

    fn rows(&self, key: &str, cells: u16) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut gift_at = 0;
        for part in &self.parts {
            let title = part.before.title();
            let title = wrapped(&title, usize::from(cells));
            rows.extend(title.into_iter().map(|row| Row::of(row.as_str().trim_end(), Meaning::Focus)));
            let labels = part.lines.iter().map(|line| width(&line.label)).max().unwrap_or(0);
            let mut lines = Vec::new();
            for line in &part.lines {
                // Where it is narrow, each label takes only its own room.
                let lead = if cells >= BESIDE { labels } else { width(&line.label) } + 2;
                let pad = " ".repeat(lead - width(&line.label));
                let meaning = match line.label.as_str() {
                    "you owe" => Meaning::Owed,
                    "avoid" => Meaning::Warning,
                    _ => Meaning::Text,
                };
                let label = format!("{}{pad}", line.label);
                say(&mut lines, usize::from(cells), &label, &line.text, meaning);
            }
            rows.extend(lines.into_iter().map(|line| Row {
                pieces: line.pieces,
                gift: None,
                is_first: false,
            }));
            rows.push(Row::of(&part.over_gifts(), Meaning::Heading));
            for gift in part.gifts.iter().flatten() {
                let words = gift.words();
                let lead = width(key) + 2;
                let text = wrapped(&words, usize::from(cells).saturating_sub(lead + 1).max(1));
                for (number, row) in text.into_iter().enumerate() {
                    let is_first = number == 0;
                    let lead = if is_first { format!("{key}  ") } else { " ".repeat(lead) };
                    let pieces =
                        vec![(lead, Meaning::Accent), (row.as_str().trim_end().to_owned(), Meaning::Text)];
                    rows.push(Row { pieces, gift: Some(gift_at), is_first });
                }
                gift_at += 1;
            }
        }
        rows
    }
}

/// One row of what is drawn.
struct Row {
    pieces: Vec<(String, Meaning)>,
    /// Which gift it is of.
    gift: Option<usize>,
    /// Whether it is the first row of that gift.
    is_first: bool,
}

impl Row {
    fn of(text: &str, meaning: Meaning) -> Self {
        Self { pieces: vec![(text.to_owned(), meaning)], gift: None, is_first: false }
    }
}

fn key_of(shared: &Shared, command: Command) -> String {
    shared.keymap.keys_of(command).into_iter().next().unwrap_or_default()
}
