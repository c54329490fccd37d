//! The agenda: what is due, this week's names and what lies ahead, each seen to with one key.

pub(crate) mod until;

use ratatui::layout::Rect;

use crate::agenda::{Agenda, Heading, Item, Kind, Of, Tick, call_off, done, draft};
use crate::domain::{Day, IdMaker};
use crate::search::Target;
use crate::settings::Meaning;
use crate::text::dates::day_words;
use crate::text::width;
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::hints::{CLOSE, Hints};
use crate::ui::msg::Notice;
use crate::ui::pane::agenda::until::UntilPane;
use crate::ui::pane::listing::{Laid, Listed, Listing, Part, height, rows_of};
use crate::ui::pane::picker::ground;
use crate::ui::reach::{MOVES, Takes};
use crate::ui::rules::IN_TOUCH;
use crate::ui::shared::{Input, Pane, Shared, Step, close};
use crate::ui::work::{Found, Known, Moment, Topic, WORKING, a_moment, anew};

/// How far ahead the screen looks, in days: a year, so that nothing promised is out of sight.
const AHEAD: u16 = 366;
const TOPIC: Topic = Topic::Agenda(AHEAD);
/// So many lines the matter takes where it has lines of its own, and what to do about it.
const WHAT: usize = 3;
const WHY: usize = 2;

/// The full-screen list.
#[derive(Debug)]
pub(crate) struct AgendaPane {
    listing: Listing,
    items: Vec<Item>,
    /// How many are older than the last fortnight away.
    older: usize,
    show_older: bool,
    /// Of which moment the items are; `None` while there are none.
    built: Option<Built>,
    /// The items as high as they are drawn.
    laid: Laid<(Option<Built>, Day, u16)>,
}

/// The moment that the items are of, and whether the older ones are shown.
type Built = (Moment, bool);

impl AgendaPane {
    pub(crate) fn new(shared: &Shared) -> Self {
        let mut pane = Self {
            listing: Listing::default(),
            items: Vec::new(),
            older: 0,
            show_older: false,
            built: None,
            laid: Laid::default(),
        };
        pane.refresh(shared);
        pane
    }

    /// The rows with their headings, in a list whose rows have so many cells.
    fn parts(&self, today: Day, cells: u16) -> Vec<Part> {
        let mut parts = Vec::new();
        for heading in Heading::ALL {
            let rows = self.items.iter().filter(|item| item.heading == heading).count();
            let title = match (heading, self.older) {
                (Heading::Older, 0) => continue,
                (Heading::Older, older) => {
                    let things = if older == 1 { "thing" } else { "things" };
                    let opens = if self.show_older { "" } else { ": o opens them" };
                    format!("{older} older {things}{opens}")
                }
                _ if rows == 0 => continue,
                _ => heading.title().to_owned(),
            };
            parts.push(Part::Heading(title));
            let items = self.items.iter().filter(|item| item.heading == heading);
            parts.extend(items.map(|item| height(lines(item, today, cells).len())));
            parts.push(Part::Gap);
        }
        if self.built.is_none() {
            parts.extend([Part::Words(WORKING.into(), Meaning::Dim), Part::Gap]);
        } else if self.items.is_empty() {
            let free =
                "nothing is due: promises (f p), reminders (r) and cadences (e) come here by themselves";
            parts.extend([Part::Words(free.into(), Meaning::Dim), Part::Gap]);
        }
        parts.push(Part::Words(IN_TOUCH.into(), Meaning::Dim));
        parts
    }

    /// Turns to whom or what an item is about.
    fn open(item: &Item) -> Vec<Step> {
        match &item.of {
            Of::Event(event) => vec![Step::Close, Step::Event(Some(event.clone()))],
            Of::Group(_) => vec![Step::Say(Notice::plain(
                "x renewed for another term, c not renewed: it is not said again",
            ))],
            of => match of.person() {
                Some(person) => vec![Step::Close, Step::Select(Target::Person(person.clone()))],
                None => Vec::new(),
            },
        }
    }
}

/// The agenda as it was worked out last; `None` while it never was.
fn agenda_of(shared: &Shared) -> Option<(&Agenda, Known<'_>)> {
    match shared.known(&TOPIC)? {
        known @ Known { found: Some(Found::Agenda(agenda)), .. } => Some((agenda, known)),
        _ => None,
    }
}

/// A change with what to say of it, or why there is none.
fn steps(change: Result<crate::domain::Change, &'static str>) -> Vec<Step> {
    match change {
        Ok(change) => {
            let said = format!("{} · u undoes", change.what);
            vec![Step::Commit(change), Step::Say(Notice::plain(said))]
        }
        Err(reason) => vec![Step::Say(Notice::plain(reason))],
    }
}

impl Pane for AgendaPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Agenda, Scope::Lists]
    }

    fn takes(&self) -> Takes {
        &[MOVES, &[Command::Open, Command::Copy]]
    }

    fn hints(&self, _: &Shared) -> Option<Hints> {
        (self.items.is_empty() && self.older == 0).then_some(CLOSE)
    }

    fn about(&self, _: &Shared) -> Option<Target> {
        Some(Target::Person(self.items.get(self.listing.at)?.of.person()?.clone()))
    }

    fn topic(&self, _: &Shared) -> Option<Topic> {
        Some(TOPIC)
    }

    fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        match self.listing.update(shared, input, self.items.len()) {
            Listed::Moved => return Some(Vec::new()),
            Listed::Chosen(at) => return self.items.get(at).map(Self::open),
            Listed::Nothing => {}
        }
        let Input::Command(command) = input else { return None };
        match command {
            Command::Back | Command::Quit | Command::PaneLeft => return close(),
            Command::Older if self.older == 0 => {
                return Some(vec![Step::Say(Notice::plain("nothing is older than that"))]);
            }
            Command::Older => {
                self.show_older = !self.show_older;
                self.refresh(shared);
                return Some(Vec::new());
            }
            _ => {}
        }
        let item = self.items.get(self.listing.at)?;
        let changes = matches!(command, Command::SeenTo | Command::PutOff | Command::DropIt);
        if changes && !agenda_of(shared).is_some_and(|(_, known)| known.fresh) {
            return Some(a_moment());
        }
        let (book, today) = (&shared.book, shared.now.today());
        Some(match command {
            Command::SeenTo if item.tick == Tick::Done => {
                vec![Step::Say(Notice::plain(format!("{}: {}", item.name, item.why)))]
            }
            Command::SeenTo => steps(done(book, item, &shared.now, ids)),
            Command::PutOff if item.keeps_its_day().is_some() => {
                item.keeps_its_day().map(|why| Step::Say(Notice::plain(why))).into_iter().collect()
            }
            Command::PutOff => vec![Step::Open(Box::new(UntilPane::new(item.clone())))],
            Command::DropIt => steps(call_off(book, item, today)),
            Command::Copy => {
                let text = draft(&shared.settings.messages, book, item, today);
                vec![Step::Do(Effect::Copy(text))]
            }
            _ => return None,
        })
    }

    fn refresh(&mut self, shared: &Shared) {
        let Some((agenda, Known { of, .. })) = agenda_of(shared) else {
            self.built = None;
            return;
        };
        let now = Some((of, self.show_older));
        if self.built == now {
            return;
        }
        self.built = now;
        let on = self.items.get(self.listing.at).map(|item| (item.kind, item.of.clone()));
        self.older = agenda.under(Heading::Older).count();
        let shown = |item: &&Item| self.show_older || item.heading != Heading::Older;
        self.items = agenda.items.iter().filter(shown).cloned().collect();
        let rows: Vec<(Kind, Of)> = self.items.iter().map(|item| (item.kind, item.of.clone())).collect();
        self.listing.follow(&rows, on.as_ref());
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let late = agenda_of(shared).map_or("", |(_, known)| anew(known.fresh));
        let inner = ground(canvas, screen, &format!("Agenda{late}"));
        let today = shared.now.today();
        let cells = inner.width.saturating_sub(2);
        let parts = self.laid.parts((self.built, today, cells), || self.parts(today, cells));
        self.listing.view(canvas, inner, &parts, &mut |canvas, area, at, _| {
            let Some(item) = self.items.get(at) else { return };
            let when = when(item, today);
            let start = canvas.right(Rect { height: 1, ..area }, area.y, &when, Meaning::Owed);
            for (y, pieces) in (area.top()..area.bottom()).zip(lines(item, today, cells)) {
                let end = if y == area.y {
                    start.saturating_sub(u16::from(!when.is_empty()))
                } else {
                    area.right()
                };
                let pieces: Vec<(&str, Meaning)> =
                    pieces.iter().map(|(text, meaning)| (text.as_str(), *meaning)).collect();
                canvas.pieces(area.x, y, end.saturating_sub(area.x), &pieces);
            }
        });
    }
}

/// When it is due, for the end of its first line.
fn when(item: &Item, today: Day) -> String {
    match item.day {
        Some(day) if day < today => format!("was due {}", day_words(day, today)),
        Some(day) => day_words(day, today),
        None => String::new(),
    }
}

/// A row in words: whom it is about and what on one line where both fit beside the day, else the matter on lines of its own;
/// below, what to do and why.
fn lines(item: &Item, today: Day, cells: u16) -> Vec<Vec<(String, Meaning)>> {
    let beside = width(&item.name) + 2 + width(&item.what) + 1 + width(&when(item, today));
    let name = (item.name.clone(), Meaning::Heading);
    let indented = |text: &str, most: usize, meaning: Meaning| {
        let rows = rows_of(text, usize::from(cells).saturating_sub(2), most).into_iter();
        rows.map(|row| vec![(format!("  {row}"), meaning)]).collect::<Vec<_>>()
    };
    let mut lines = if item.what.is_empty() {
        vec![vec![name]]
    } else if beside <= usize::from(cells) {
        vec![vec![name, (format!("  {}", item.what), Meaning::Text)]]
    } else {
        let mut lines = vec![vec![name]];
        lines.extend(indented(&item.what, WHAT, Meaning::Text));
        lines
    };
    let below = if item.tick != Tick::Open {
        item.why.clone()
    } else if item.why.is_empty() {
        item.kind.todo().to_owned()
    } else {
        format!("{} · {}", item.kind.todo(), item.why)
    };
    lines.extend(indented(&below, WHY, Meaning::Dim));
    lines
}
