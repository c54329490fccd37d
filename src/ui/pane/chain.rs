//! Who led to whom to what, as trees, with whom to thank for it.

use ratatui::layout::Rect;

use crate::domain::{
    Change, Day, Favour, FavourId, FavourKind, FavourState, IdMaker, Person, PersonId, Side,
};
use crate::ledger::{Chains, Introducer, Link, TellBack, tell_back};
use crate::search::Target;
use crate::settings::Meaning;
use crate::text::{width, wrapped};
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::hints::{CLOSE, Hints};
use crate::ui::msg::Notice;
use crate::ui::pane::favour;
use crate::ui::pane::listing::{Listed, Listing, Part};
use crate::ui::pane::picker::ground;
use crate::ui::reach::{MOVES, Takes};
use crate::ui::shared::{Input, Pane, Shared, Step};

/// From how many cells a link stands on one line.
const WIDE: u16 = 76;
/// What is taken of the ledger's keys, where a favour stands behind a row and where none does.
const OF_FAVOUR: Takes = &[
    MOVES,
    &[Command::Open, Command::Edit, Command::Copy, Command::Delete, Command::Settle, Command::Thank],
    &[Command::CallOff, Command::Promised, Command::FavourSize, Command::FavourKind, Command::FavourOutcome],
];
const OF_LINK: Takes =
    &[MOVES, &[Command::Open, Command::Settle, Command::Thank, Command::CallOff], TO_WRITE];
const TO_WRITE: &[Command] = &[Command::Promised, Command::FavourOutcome];

/// All that is drawn, computed from the book.
#[derive(Debug, Clone, Default)]
struct Forest {
    tell: Vec<TellBack>,
    chains: Chains,
    introducers: Vec<Introducer>,
}

impl Forest {
    fn of(shared: &Shared, only: Option<&PersonId>) -> Self {
        let book = &shared.book;
        let all = Chains::of(book);
        let chains = only.map_or_else(|| all.clone(), |person| all.about(person, book));
        Self { tell: tell_back(book, &chains), introducers: chains.introducers(book), chains }
    }

    fn len(&self) -> usize {
        self.tell.len() + self.chains.links().len() + self.introducers.len()
    }

    fn row(&self, at: usize) -> Option<Row<'_>> {
        let (told, links) = (self.tell.len(), self.chains.links().len());
        match at {
            at if at < told => self.tell.get(at).map(Row::Tell),
            at if at < told + links => {
                self.chains.links().get(at - told).map(|link| Row::Link(at - told, link))
            }
            at => self.introducers.get(at - told - links).map(Row::Introducer),
        }
    }
}

/// One row.
#[derive(Debug, Clone, Copy)]
enum Row<'a> {
    Tell(&'a TellBack),
    Link(usize, &'a Link),
    Introducer(&'a Introducer),
}

/// What a row is about, to find it again when the rows changed.
type About = (u8, PersonId, Option<FavourId>);

impl Row<'_> {
    fn person(&self) -> &PersonId {
        match self {
            Self::Tell(tell) => &tell.giver,
            Self::Link(_, link) => &link.person,
            Self::Introducer(one) => &one.person,
        }
    }

    fn favour(&self) -> Option<&FavourId> {
        match self {
            Self::Tell(tell) => tell.favour.as_ref(),
            Self::Link(_, link) => link.favour.as_ref(),
            Self::Introducer(_) => None,
        }
    }

    fn about(&self) -> About {
        let kind = match self {
            Self::Tell(_) => 0,
            Self::Link(..) => 1,
            Self::Introducer(_) => 2,
        };
        (kind, self.person().clone(), self.favour().cloned())
    }
}

/// The trees.
#[derive(Debug)]
pub(crate) struct ChainPane {
    listing: Listing,
    /// Only the trees about somebody.
    only: Option<PersonId>,
    forest: Forest,
    built: (u64, Option<PersonId>),
    /// Who was selected before, to turn back to.
    came_from: Option<Target>,
}

impl ChainPane {
    pub(crate) fn new(shared: &Shared) -> Self {
        Self {
            listing: Listing::default(),
            only: None,
            forest: Forest::of(shared, None),
            built: (shared.revision, None),
            came_from: shared.selected.clone(),
        }
    }

    fn asked(&self, shared: &Shared) -> (u64, Option<PersonId>) {
        (shared.revision, self.only.clone())
    }

    /// Turns to whom the row is about.
    fn follow_row(&self) -> Vec<Step> {
        let row = self.forest.row(self.listing.at);
        row.map(|row| Step::Select(Target::Person(row.person().clone()))).into_iter().collect()
    }

    fn row_keys(&self, shared: &Shared, ids: &mut IdMaker, command: Command) -> Option<Vec<Step>> {
        let row = self.forest.row(self.listing.at)?;
        let person = shared.book.person(row.person())?;
        let found = row.favour().and_then(|id| person.favours.iter().find(|favour| favour.id == *id));
        let waits = |favour: &Favour| {
            self.forest
                .tell
                .iter()
                .any(|tell| tell.giver == person.id && tell.favour.as_ref() == Some(&favour.id))
        };
        match (command, row, found) {
            (Command::Copy, Row::Tell(tell), _) => Some(vec![Step::Do(Effect::Copy(tell.words.clone()))]),
            // Thanked long ago, but not since there is something to tell: thanks are said anew.
            (Command::Thank, _, Some(favour)) if waits(favour) => {
                Some(favour::thank_anew(shared, person, favour))
            }
            (_, _, Some(favour)) => favour::keys(shared, person, favour, command),
            (
                Command::Thank,
                Row::Tell(TellBack { introduced: Some(whom), .. })
                | Row::Link(_, Link { introduced: Some(whom), .. }),
                None,
            ) => Some(thank_for_introduction(shared, ids, person, whom)),
            (Command::Settle | Command::CallOff | Command::FavourOutcome | Command::Promised, ..) => {
                let said =
                    "no favour stands behind this row; t writes the introduction down and thanks for it";
                Some(vec![Step::Say(Notice::plain(said))])
            }
            _ => None,
        }
    }
}

/// An introduction that only `via` knew of becomes a favour received, done when I met them, and thanked today.
fn thank_for_introduction(shared: &Shared, ids: &mut IdMaker, person: &Person, whom: &PersonId) -> Vec<Step> {
    let today = shared.now.today();
    let met: Option<Day> = shared
        .book
        .person(whom)
        .and_then(|whom| whom.met.as_ref())
        .and_then(|met| met.on)
        .map(|on| on.min(today));
    let name = shared.book.name_of(whom);
    let mut favour = Favour {
        id: ids.favour(person.favours.iter().map(|other| &other.id)),
        side: Side::Receive,
        kind: FavourKind::Intro,
        what: format!("introduced {name}"),
        people: vec![whom.clone()],
        ..Favour::default()
    };
    favour.move_to(FavourState::Done, met.unwrap_or(today));
    favour.move_to(FavourState::Thanked, today);
    let edit = shared.book.edit_person(&person.id, |person| person.favours.push(favour));
    let first = person.first_name();
    let Some(edit) = edit else { return Vec::new() };
    vec![
        Step::Commit(Change::new(format!("thanks to {first} for introducing {name}")).with(edit)),
        Step::Say(Notice::plain(format!(
            "thanked {first} for introducing {name}; it stands in the ledger · u undoes"
        ))),
    ]
}

impl Pane for ChainPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Chains, Scope::Ledger, Scope::Lists]
    }

    fn takes(&self) -> Takes {
        match self.forest.row(self.listing.at) {
            Some(row) if row.favour().is_some() => OF_FAVOUR,
            Some(_) => OF_LINK,
            None => &[MOVES],
        }
    }

    fn hints(&self, _: &Shared) -> Option<Hints> {
        (self.forest.len() == 0).then_some(CLOSE)
    }

    fn about(&self, _: &Shared) -> Option<Target> {
        Some(Target::Person(self.forest.row(self.listing.at)?.person().clone()))
    }

    fn opened(&self, _: &Shared) -> Vec<Step> {
        self.follow_row()
    }

    fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        match self.listing.update(shared, input, self.forest.len()) {
            Listed::Moved => return Some(self.follow_row()),
            Listed::Chosen(at) => {
                let row = self.forest.row(at)?;
                return Some(vec![Step::Close, Step::Ledger(row.person().clone(), row.favour().cloned())]);
            }
            Listed::Nothing => {}
        }
        let Input::Command(command) = input else { return None };
        match command {
            Command::Back | Command::Quit | Command::PaneLeft => {
                let back = self.came_from.clone().map(Step::Select);
                Some([Step::Close].into_iter().chain(back).collect())
            }
            Command::ChainsOfOne if self.forest.len() == 0 && self.only.is_none() => {
                Some(vec![Step::Say(Notice::plain("there is no tree yet"))])
            }
            Command::ChainsOfOne => {
                self.only = match self.only {
                    Some(_) => None,
                    None => self.forest.row(self.listing.at).map(|row| row.person().clone()),
                };
                self.refresh(shared);
                Some(self.follow_row())
            }
            Command::Chains => Some(Vec::new()),
            other => self.row_keys(shared, ids, *other),
        }
    }

    fn refresh(&mut self, shared: &Shared) {
        let asked = self.asked(shared);
        if self.built == asked {
            return;
        }
        let forest = Forest::of(shared, self.only.as_ref());
        let on = self.forest.row(self.listing.at).map(|row| row.about());
        let rows: Vec<About> =
            (0..forest.len()).filter_map(|at| forest.row(at)).map(|row| row.about()).collect();
        self.listing.follow(&rows, on.as_ref());
        (self.forest, self.built) = (forest, asked);
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let forest = &self.forest;
        let only =
            self.only.as_ref().map_or_else(String::new, |id| format!(" · {}", shared.book.name_of(id)));
        let close = if screen.width < 60 { "" } else { " · esc closes" };
        let inner = ground(canvas, screen, &format!("Who led to whom{only}{close}"));
        let parts = parts(forest, inner.width.saturating_sub(2));
        self.listing.view(canvas, inner, &parts, &mut |canvas, area, at, _| match forest.row(at) {
            Some(Row::Tell(tell)) => {
                let rows = wrapped(&tell.words, usize::from(area.width).max(1));
                for (y, row) in (area.top()..area.bottom()).zip(rows) {
                    canvas.put(area.x, y, area.width, row.as_str().trim_end(), Meaning::Owed);
                }
            }
            Some(Row::Link(at, link)) => view_link(shared, &forest.chains, at, link, canvas, area),
            Some(Row::Introducer(one)) => {
                let name = shared.book.name_of(&one.person);
                let cells = 22.min(area.width * 2 / 5);
                canvas.put(area.x, area.y, cells, name, Meaning::Text);
                let x = area.x + cells + 1;
                canvas.put(x, area.y, area.right().saturating_sub(x), &one.brought.words(), Meaning::Dim);
            }
            None => {}
        });
    }
}

/// Headings and rows of `width` cells: first what is to be told, then the trees, then the sums.
fn parts(forest: &Forest, width: u16) -> Vec<Part> {
    if forest.len() == 0 {
        let none = "Nothing led to anything yet. A referral that you received, or a favour that came through another \
                    (e on a favour, field through), makes a branch here.";
        return vec![Part::Words(none.to_owned(), Meaning::Dim)];
    }
    let mut parts = Vec::with_capacity(forest.len() + 8);
    if !forest.tell.is_empty() {
        parts.push(Part::Heading("Tell them: t thanks".into()));
        let lines = |tell: &TellBack| wrapped(&tell.words, usize::from(width).max(1)).len().clamp(1, 3);
        parts.extend(forest.tell.iter().map(|tell| Part::Row(u16::try_from(lines(tell)).unwrap_or(1))));
        parts.push(Part::Gap);
        parts.push(Part::Heading("Who led to whom to what".into()));
    }
    let mut alone = true;
    for (at, tree) in forest.chains.trees().enumerate() {
        // Links that led nowhere yet stand together.
        if at > 0 && !(alone && tree.len() == 1) {
            parts.push(Part::Gap);
        }
        alone = tree.len() == 1;
        parts.extend(tree.iter().map(|_| Part::Row(if width >= WIDE { 1 } else { 2 })));
    }
    if !forest.introducers.is_empty() {
        parts.push(Part::Gap);
        parts.push(Part::Heading("What they led you to".into()));
        parts.extend(forest.introducers.iter().map(|_| Part::Row(1)));
    }
    parts
}

/// The branches, what happened, and what came of it: at the right, or below where it is narrow.
fn view_link(shared: &Shared, chains: &Chains, at: usize, link: &Link, canvas: &mut Canvas<'_>, area: Rect) {
    let book = &shared.book;
    // Half of the row at most is for branches.
    let most = usize::from(area.width / 4);
    let branches = chains.branches(at, most, canvas.ascii);
    let facts = link.facts(book).join(" · ");
    let owed = link
        .favour(book)
        .is_some_and(|favour| favour.side == Side::Receive && favour.state == FavourState::Done);
    let meaning = match (&link.broken, owed) {
        (Some(_), _) => Meaning::Warning,
        (None, true) => Meaning::Owed,
        (None, false) => Meaning::Dim,
    };
    let x = canvas.put(area.x, area.y, area.width, &branches, Meaning::Dim);
    if area.width < WIDE {
        canvas.put(x, area.y, area.right().saturating_sub(x), &link.words(book), Meaning::Text);
        if area.height < 2 {
            return;
        }
        let below = chains.trunk(at, most, canvas.ascii);
        let x = canvas.put(area.x, area.y + 1, area.width, &below, Meaning::Dim);
        canvas.put(x, area.y + 1, area.right().saturating_sub(x), &facts, meaning);
        return;
    }
    // The facts have what they need, up to half of the row.
    let cells = u16::try_from(width(&facts)).unwrap_or(u16::MAX).min(area.width / 2);
    let place = Rect { x: area.right().saturating_sub(cells), width: cells, ..area };
    canvas.put(x, area.y, place.x.saturating_sub(x + 1), &link.words(book), Meaning::Text);
    canvas.put(place.x, area.y, place.width, &facts, meaning);
}
