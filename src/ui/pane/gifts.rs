//! Gifts over everybody: introductions under way, what I could give now and why, and what was left out.

use ratatui::layout::Rect;

use crate::domain::{IdMaker, Person, PersonId};
use crate::gifts::{AtHand, Gift, Half, Kind, LeftOut, Pair, Step as Move, UnderWay, pair, step, under_way};
use crate::ledger::called;
use crate::search::Target;
use crate::settings::Meaning;
use crate::text::dates::day_words;
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::msg::Notice;
use crate::ui::pane::lines::LinesPane;
use crate::ui::pane::listing::{Listed, Listing, Part};
use crate::ui::pane::picker::ground;
use crate::ui::shared::{Input, Pane, Shared, Step, close};

/// How many gifts are listed.
const MOST: usize = 60;
/// For how many days after an introduction it is asked whether it worked.
const ASKED_HOW: i32 = 90;

/// The rules, where one would ask about them.
const RULES: &str = "An introduction is a gift to both, so both are asked before they meet. Whom you introduced, or who \
    declined, is not proposed again; neither are people who know each other, topics somebody steers clear of, or people \
    whose answer to an ask of yours you wait for.";

/// Two people whom the user wants to introduce though not both were asked.
pub(crate) type Sure = (PersonId, PersonId);

/// One row of the list.
#[derive(Debug, Clone)]
enum Row {
    Pair(UnderWay),
    Gift(Gift),
    Left(LeftOut),
}

/// Whether it is about the same, whatever its reason is by now.
impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Pair(one), Self::Pair(other)) => (&one.one, &one.other) == (&other.one, &other.other),
            (Self::Gift(one), Self::Gift(other)) => same(one, other),
            (Self::Left(one), Self::Left(other)) => same(&one.gift, &other.gift),
            _ => false,
        }
    }
}

fn same(one: &Gift, other: &Gift) -> bool {
    (&one.to, &one.kind, &one.what) == (&other.to, &other.kind, &other.what)
}

/// The full-screen list.
#[derive(Debug)]
pub(crate) struct GiftsPane {
    listing: Listing,
    rows: Vec<Row>,
    /// How many were left out.
    left: usize,
    show_left: bool,
    /// Whether offers and needs are still being read.
    reading: bool,
    built: Option<(u64, bool)>,
    sure: Option<Sure>,
}

impl GiftsPane {
    pub(crate) fn new(shared: &Shared) -> Self {
        let mut pane = Self {
            listing: Listing::default(),
            rows: Vec::new(),
            left: 0,
            show_left: false,
            reading: true,
            built: None,
            sure: None,
        };
        pane.refresh(shared);
        pane
    }

    /// The rows with their headings.
    fn parts(&self) -> Vec<Part> {
        let count = |wanted: fn(&Row) -> bool| self.rows.iter().filter(|row| wanted(row)).count();
        let rows = |count: usize| std::iter::repeat_n(Part::Row(2), count);
        let pairs = count(|row| matches!(row, Row::Pair(_)));
        let gifts = count(|row| matches!(row, Row::Gift(_)));
        let mut parts = Vec::new();
        if pairs > 0 {
            parts.push(Part::Heading("Introductions under way".into()));
            parts.extend(rows(pairs));
            parts.push(Part::Gap);
        }
        parts.push(Part::Heading("At hand".into()));
        parts.extend(rows(gifts));
        let none = if self.reading {
            "offers and needs are still being read"
        } else {
            "nothing yet: what people need and offer makes gifts, and so do thanks you owe and what you promised"
        };
        if gifts == 0 {
            parts.push(Part::Words(none.into(), Meaning::Dim));
        }
        if self.left > 0 {
            parts.push(Part::Gap);
            let more = if self.show_left { "" } else { ": o says why" };
            parts.push(Part::Heading(format!("{} left out{more}", self.left)));
            parts.extend(rows(count(|row| matches!(row, Row::Left(_)))));
        }
        parts.extend([Part::Gap, Part::Words(RULES.into(), Meaning::Dim)]);
        parts
    }

    fn chosen(&mut self, shared: &Shared, ids: &mut IdMaker, command: Command) -> Option<Vec<Step>> {
        match self.rows.get(self.listing.at)? {
            Row::Gift(gift) => of_gift(shared, ids, gift, &mut self.sure, command),
            Row::Pair(known) => of_pair(shared, ids, (&known.one, &known.other), &mut self.sure, command),
            Row::Left(left) if command == Command::Copy => {
                Some(vec![Step::Do(Effect::Copy(format!("{}: {}", left.gift.what, left.why)))])
            }
            Row::Left(_) => None,
        }
    }
}

/// What a key does with a gift: here and under the ledger.
pub(crate) fn of_gift(
    shared: &Shared,
    ids: &mut IdMaker,
    gift: &Gift,
    sure: &mut Option<Sure>,
    command: Command,
) -> Option<Vec<Step>> {
    let today = shared.now.today();
    let change = match command {
        Command::GiftPromise => gift.promise(&shared.book, ids, today, shared.event.as_ref()),
        Command::NotThis => gift.decline(&shared.book, ids, today),
        Command::Copy => {
            return Some(vec![Step::Do(Effect::Copy(format!("{}: {}", gift.what, gift.reason)))]);
        }
        Command::AskFirst | Command::AskSecond | Command::Introduced | Command::Worked => {
            let Some(other) = gift.other() else {
                return Some(vec![Step::Say(Notice::plain(
                    "that is for introductions; p promises this gift",
                ))]);
            };
            return of_pair(shared, ids, (&gift.to, other), sure, command);
        }
        _ => return None,
    };
    let Some(change) = change else {
        return Some(vec![Step::Say(Notice::plain(
            "what is owed stands in the ledger; c there calls it off",
        ))]);
    };
    let said = match (&gift.kind, command) {
        (_, Command::NotThis) => "not proposed again".to_owned(),
        (Kind::Thanks { .. }, _) => "thanked".to_owned(),
        (Kind::Promise { .. }, _) => "done".to_owned(),
        _ => {
            let favours = |person: &Person| person.favours.iter().rev().find_map(|favour| favour.due);
            let due = change.edits.iter().find_map(|edit| match &edit.after {
                Some(crate::domain::Record::Person(person)) => favours(person),
                _ => None,
            });
            due.map_or_else(
                || "promised".to_owned(),
                |due| format!("promised, due {}", day_words(due, today)),
            )
        }
    };
    Some(vec![Step::Commit(change), Step::Say(Notice::plain(format!("{said} · u undoes")))])
}

/// What a key does with an introduction.
fn of_pair(
    shared: &Shared,
    ids: &mut IdMaker,
    (one, other): (&PersonId, &PersonId),
    sure: &mut Option<Sure>,
    command: Command,
) -> Option<Vec<Step>> {
    let say = |text: String| Some(vec![Step::Say(Notice::plain(text))]);
    let (first, second) = (shared.book.person(one)?, shared.book.person(other)?);
    let (first, second) = (called(first), called(second));
    let how = match command {
        Command::AskFirst => Move::Ask(one.clone()),
        Command::AskSecond => Move::Ask(other.clone()),
        Command::Introduced => Move::Introduce,
        Command::Worked => Move::Worked,
        Command::NotThis => Move::Decline,
        Command::GiftPromise => return say(format!("a {first} asked, b {second} asked, x introduced")),
        _ => return None,
    };
    let now = pair(&shared.book, one, other);
    if let (Move::Introduce, Pair::Open(asked, heard)) = (&how, now) {
        let two = (one.clone(), other.clone());
        let unasked = if asked == Half::Unasked { Some((first, "a")) } else { None };
        let unasked = unasked.or((heard == Half::Unasked).then_some((second, "b")));
        if let (Some((name, key)), true) = (unasked, sure.as_ref() != Some(&two)) {
            *sure = Some(two);
            return say(format!("{name} was not asked yet ({key}); x again if they both were there"));
        }
    }
    *sure = None;
    let Some(change) =
        step(&shared.book, ids, (one, other), &how, (shared.now.today(), shared.event.as_ref()))
    else {
        return say(format!("{first} and {second}: {} already", now.words(first, second)));
    };
    let said = match how {
        Move::Ask(who) => format!("asked {}", if who == *one { first } else { second }),
        Move::Introduce => format!("introduced {first} and {second}: w when it worked"),
        Move::Worked => format!("{first} and {second}: it worked"),
        Move::Decline => "not proposed again".to_owned(),
    };
    Some(vec![Step::Commit(change), Step::Say(Notice::plain(format!("{said} · u undoes")))])
}

impl Pane for GiftsPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Gifts, Scope::Lists]
    }

    fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        match self.listing.update(shared, input, self.rows.len()) {
            Listed::Moved => return Some(Vec::new()),
            Listed::Chosen(at) => {
                let to = match self.rows.get(at)? {
                    Row::Gift(gift) | Row::Left(LeftOut { gift, .. }) => gift.to.clone(),
                    Row::Pair(known) => known.one.clone(),
                };
                return Some(vec![Step::Close, Step::Select(Target::Person(to))]);
            }
            Listed::Nothing => {}
        }
        let Input::Command(command) = input else { return None };
        match command {
            Command::Back | Command::Quit | Command::PaneLeft => close(),
            Command::LeftOut => {
                self.show_left = !self.show_left;
                self.refresh(shared);
                Some(Vec::new())
            }
            _ => self.chosen(shared, ids, *command),
        }
    }

    fn refresh(&mut self, shared: &Shared) {
        let now = (shared.revision, self.show_left);
        if self.built == Some(now) {
            return;
        }
        self.built = Some(now);
        let found = shared.gifts_for_everyone(MOST);
        self.reading = found.is_none();
        let AtHand { gifts, left_out } = found.unwrap_or_default();
        let pairs = under_way(&shared.book, shared.now.today(), ASKED_HOW);
        self.left = left_out.len();
        let gifts = gifts.into_iter().filter(|gift| !is_under_way(shared, gift, &pairs)).map(Row::Gift);
        let left = left_out.into_iter().filter(|_| self.show_left).map(Row::Left);
        let on = self.rows.get(self.listing.at).cloned();
        let mut rows: Vec<Row> = pairs.iter().cloned().map(Row::Pair).collect();
        rows.extend(gifts.chain(left));
        self.rows = rows;
        self.listing.follow(&self.rows, on.as_ref());
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let inner = ground(canvas, screen, "Gifts · give before you ask");
        let today = shared.now.today();
        self.listing.view(canvas, inner, &self.parts(), &mut |canvas, area, at, _| {
            let name = |id: &PersonId| shared.book.name_of(id).to_owned();
            let (lead, what, state, below) = match self.rows.get(at) {
                Some(Row::Gift(gift)) => {
                    let due =
                        gift.due.map_or_else(String::new, |due| format!("due {}", day_words(due, today)));
                    (name(&gift.to), gift.what.clone(), due, gift.reason.clone())
                }
                Some(Row::Left(left)) => {
                    (name(&left.gift.to), left.gift.what.clone(), String::new(), left.why.clone())
                }
                Some(Row::Pair(known)) => {
                    let since = known.since.map_or_else(String::new, |day| day_words(day, today));
                    let both = format!("{} and {}", name(&known.one), name(&known.other));
                    (both, String::new(), since, pair_words(shared, known))
                }
                None => return,
            };
            let start = canvas.right(Rect { height: 1, ..area }, area.y, &state, Meaning::Owed);
            let cells = start.saturating_sub(area.x + u16::from(!state.is_empty()));
            let gap = if what.is_empty() { "" } else { "  " };
            let pieces =
                [(lead.as_str(), Meaning::Heading), (gap, Meaning::Text), (what.as_str(), Meaning::Text)];
            canvas.pieces(area.x, area.y, cells, &pieces);
            if area.height > 1 {
                canvas.put(area.x + 2, area.y + 1, area.width.saturating_sub(2), &below, Meaning::Dim);
            }
        });
    }
}

/// Whether a gift is an introduction that stands among those under way.
fn is_under_way(shared: &Shared, gift: &Gift, pairs: &[UnderWay]) -> bool {
    let promised = match &gift.kind {
        Kind::Promise { favour } => shared.book.person(&gift.to).and_then(|person| {
            let favour = person.favours.iter().find(|other| other.id == *favour)?;
            favour.people.first()
        }),
        _ => None,
    };
    gift.other().or(promised).is_some_and(|other| {
        pairs.iter().any(|known| {
            (&known.one, &known.other) == (&gift.to, other) || (&known.one, &known.other) == (other, &gift.to)
        })
    })
}

/// How far it has come, and which key comes next: "Ana wants it, Tom not asked yet · b: you asked Tom".
fn pair_words(shared: &Shared, known: &UnderWay) -> String {
    let name = |id: &PersonId| shared.book.person(id).map_or("?", |person| called(person));
    let (one, other) = (name(&known.one), name(&known.other));
    let next = match known.pair {
        Pair::Open(Half::Unasked, _) => format!("a when you asked {one}"),
        Pair::Open(_, Half::Unasked) => format!("b when you asked {other}"),
        Pair::Open(..) => "x when they were introduced".to_owned(),
        Pair::Introduced => "w if it worked".to_owned(),
        Pair::Worked | Pair::Declined => String::new(),
    };
    format!("{} · {next}", known.pair.words(one, other))
}

/// What was left out for whom the panes are about.
pub(crate) fn open_left_out(shared: &Shared) -> Vec<Step> {
    let left = shared.gifts().map_or(&[][..], |found| found.left_out.as_slice());
    vec![Step::Open(Box::new(LinesPane::left_out(shared, left)))]
}
