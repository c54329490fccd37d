//! Gifts over everybody: introductions under way, what I could give now and why, and what was left out.

mod keys;
mod words;

use ratatui::layout::Rect;

use self::keys::of_pair;
pub(crate) use self::keys::{Sure, of_gift, open_left_out};
use self::words::{lines, state};
use crate::domain::IdMaker;
use crate::gifts::{AtHand, Gift, Kind, LeftOut, UnderWay, under_way};
use crate::search::Target;
use crate::settings::Meaning;
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::hints::{CLOSE, Hints};
use crate::ui::msg::Notice;
use crate::ui::pane::listing::{Listed, Listing, Part};
use crate::ui::pane::picker::ground;
use crate::ui::reach::{MOVES, Takes};
use crate::ui::shared::{Input, Pane, Shared, Step, close};
use crate::ui::work::{Found, Moment, Topic, a_moment, anew};

/// How many gifts are listed.
const MOST: usize = 60;
const TOPIC: Topic = Topic::Gifts(MOST);
/// For how many days after an introduction it is asked whether it worked, and of how many.
const ASKED_HOW: i32 = 60;
const ASKED_OF: usize = 8;
/// The rules, where one would ask about them.
const RULES: &str = "An introduction is a gift to both, so both are asked before they meet. Whom you introduced, or who \
    declined, is not proposed again; neither are people who know each other, topics somebody steers clear of, or people \
    whose answer to an ask of yours you wait for.";

/// One row of the list.
#[derive(Debug, Clone)]
enum Row {
    Pair(UnderWay),
    Gift(Gift),
    /// They were introduced: did it work?
    Made(UnderWay),
    Left(LeftOut),
}

/// Whether it is about the same, whatever its reason is by now.
impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            // Once it is made, an introduction stands in another place and is the same.
            (Self::Pair(one) | Self::Made(one), Self::Pair(other) | Self::Made(other)) => {
                (&one.one, &one.other) == (&other.one, &other.other)
            }
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
    /// Of which moment the gifts are, and of which revision what else is shown.
    built: Option<(Option<Moment>, u64, bool)>,
    sure: Option<Sure>,
}

impl GiftsPane {
    pub(crate) fn new(shared: &Shared) -> Self {
        let mut pane = Self {
            listing: Listing::default(),
            rows: Vec::new(),
            left: 0,
            show_left: false,
            built: None,
            sure: None,
        };
        pane.refresh(shared);
        pane
    }

    /// The rows with their headings, in a list so many cells wide.
    fn parts(&self, shared: &Shared, cells: u16) -> Vec<Part> {
        let rows = |wanted: fn(&Row) -> bool| {
            let rows = self.rows.iter().filter(move |row| wanted(row));
            rows.map(|row| Part::Row(u16::try_from(lines(shared, row, cells).len()).unwrap_or(1)))
                .collect::<Vec<_>>()
        };
        let mut parts = Vec::new();
        let section = |parts: &mut Vec<Part>, title: &str, rows: Vec<Part>| {
            if !rows.is_empty() {
                parts.push(Part::Heading(title.to_owned()));
                parts.extend(rows);
                parts.push(Part::Gap);
            }
        };
        section(&mut parts, "Introductions under way", rows(|row| matches!(row, Row::Pair(_))));
        let gifts = rows(|row| matches!(row, Row::Gift(_)));
        if gifts.is_empty() {
            let none = if shared.known(&TOPIC).is_none() {
                shared.waiting()
            } else {
                "nothing yet: what people need and offer makes gifts, and so do thanks you owe and what you promised"
            };
            parts.extend([
                Part::Heading("At hand".into()),
                Part::Words(none.into(), Meaning::Dim),
                Part::Gap,
            ]);
        }
        section(&mut parts, "At hand", gifts);
        section(&mut parts, "Introduced: did it work?", rows(|row| matches!(row, Row::Made(_))));
        if self.left > 0 {
            let more = if self.show_left { "" } else { ": o says why" };
            parts.push(Part::Heading(format!("{} left out{more}", self.left)));
            parts.extend(rows(|row| matches!(row, Row::Left(_))));
            parts.push(Part::Gap);
        }
        parts.push(Part::Words(RULES.into(), Meaning::Dim));
        parts
    }

    fn chosen(&mut self, shared: &Shared, ids: &mut IdMaker, command: Command) -> Option<Vec<Step>> {
        let late = shared.known(&TOPIC).is_some_and(|known| !known.fresh);
        let changes = [
            Command::GiftPromise,
            Command::NotThis,
            Command::AskFirst,
            Command::AskSecond,
            Command::Introduced,
            Command::Worked,
        ];
        if late && changes.contains(&command) && matches!(self.rows.get(self.listing.at)?, Row::Gift(_)) {
            return Some(a_moment());
        }
        match self.rows.get(self.listing.at)? {
            Row::Gift(gift) => of_gift(shared, ids, gift, &mut self.sure, command),
            Row::Pair(known) | Row::Made(known) => {
                of_pair(shared, ids, (&known.one, &known.other), &mut self.sure, command)
            }
            Row::Left(left) if command == Command::Copy => {
                Some(vec![Step::Do(Effect::Copy(format!("{}: {}", left.gift.what, left.why)))])
            }
            Row::Left(_) => None,
        }
    }
}

impl Pane for GiftsPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Gifts, Scope::Lists]
    }

    fn takes(&self) -> Takes {
        &[MOVES, &[Command::Open, Command::Copy]]
    }

    fn hints(&self, _: &Shared) -> Option<Hints> {
        self.rows.is_empty().then_some(if self.left > 0 {
            &[(Command::LeftOut, "left out"), (Command::Back, "close")]
        } else {
            CLOSE
        })
    }

    fn about(&self, _: &Shared) -> Option<Target> {
        match self.rows.get(self.listing.at)? {
            Row::Gift(gift) | Row::Left(LeftOut { gift, .. }) => Some(Target::Person(gift.to.clone())),
            // It shows two.
            Row::Pair(_) | Row::Made(_) => None,
        }
    }

    fn topic(&self, _: &Shared) -> Option<Topic> {
        Some(TOPIC)
    }

    fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        match self.listing.update(shared, input, self.rows.len()) {
            Listed::Moved => return Some(Vec::new()),
            Listed::Chosen(at) => {
                let to = match self.rows.get(at)? {
                    Row::Gift(gift) | Row::Left(LeftOut { gift, .. }) => gift.to.clone(),
                    Row::Pair(known) | Row::Made(known) => known.one.clone(),
                };
                return Some(vec![Step::Close, Step::Select(Target::Person(to))]);
            }
            Listed::Nothing => {}
        }
        let Input::Command(command) = input else { return None };
        match command {
            Command::Back | Command::Quit | Command::PaneLeft => close(),
            Command::LeftOut if self.left == 0 => {
                Some(vec![Step::Say(Notice::plain("nothing was left out"))])
            }
            Command::LeftOut => {
                self.show_left = !self.show_left;
                self.refresh(shared);
                Some(Vec::new())
            }
            _ => self.chosen(shared, ids, *command),
        }
    }

    fn refresh(&mut self, shared: &Shared) {
        let known = shared.known(&TOPIC);
        let now = (known.map(|known| known.of), shared.revision, self.show_left);
        if self.built == Some(now) {
            return;
        }
        self.built = Some(now);
        let AtHand { gifts, left_out } = match known.and_then(|known| known.found) {
            Some(Found::Gifts(found)) => found.clone(),
            _ => AtHand::default(),
        };
        let pairs = under_way(&shared.book, shared.now.today(), ASKED_HOW);
        self.left = left_out.len();
        let gifts = gifts.into_iter().filter(|gift| !is_under_way(shared, gift, &pairs)).map(Row::Gift);
        let left = left_out.into_iter().filter(|_| self.show_left).map(Row::Left);
        let on = self.rows.get(self.listing.at).cloned();
        let (open, made): (Vec<&UnderWay>, Vec<&UnderWay>) =
            pairs.iter().partition(|known| known.pair.is_under_way());
        let made = made.into_iter().rev().take(ASKED_OF).cloned().map(Row::Made);
        self.rows = open.into_iter().cloned().map(Row::Pair).chain(gifts).chain(made).chain(left).collect();
        self.listing.follow(&self.rows, on.as_ref());
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let late = shared.known(&TOPIC).map_or("", |known| anew(known.fresh));
        let inner = ground(canvas, screen, &format!("Gifts{late} · give before you ask"));
        let parts = self.parts(shared, inner.width.saturating_sub(2));
        self.listing.view(canvas, inner, &parts, &mut |canvas, area, at, _| {
            let Some(row) = self.rows.get(at) else { return };
            let state = state(shared, row);
            let start = canvas.right(Rect { height: 1, ..area }, area.y, &state, Meaning::Owed);
            for (y, pieces) in (area.top()..area.bottom()).zip(lines(shared, row, area.width)) {
                let end =
                    if y == area.y && !state.is_empty() { start.saturating_sub(1) } else { area.right() };
                let pieces: Vec<(&str, Meaning)> =
                    pieces.iter().map(|(text, meaning)| (text.as_str(), *meaning)).collect();
                canvas.pieces(area.x, y, end.saturating_sub(area.x), &pieces);
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
