//! Records that may be one person twice: the list of pairs, each with its reason.

mod two;

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use crate::domain::{IdMaker, Person, PersonId};
use crate::doubles::{Double, Strength, doubles, is_open, not_same};
use crate::settings::Meaning;
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::hints::{CLOSE, Hints};
use crate::ui::msg::Notice;
use crate::ui::pane::listing::{Listed, Listing, Part, height, rows_of};
use crate::ui::pane::picker::ground;
use crate::ui::reach::{MOVES, Takes};
use crate::ui::shared::{Input, Pane, Shared, Step, close};

use two::TwoPane;

/// Of more people than this, doubles are looked for off the screen's thread: it would take longer than a frame.
const AT_ONCE: usize = 1000;
/// So many rows the reason takes.
const REASON: usize = 3;

/// The rule of the house, where one would ask about it.
const RULE: &str =
    "Two of one name at two companies are two people, and nobody becomes one with another on their own.";
/// What to do about a pair.
const NEXT: &str = " Enter shows both side by side.";

/// The full-screen list.
#[derive(Debug)]
pub(crate) struct DoublesPane {
    listing: Listing,
    /// Of several records of one person as many pairs as join them, the surest first: the others follow from those.
    pairs: Vec<Double>,
    /// How many pairs were left out for that.
    follow: usize,
    built: Option<u64>,
    looking: bool,
    /// The pairs that were settled here, the last one last: one that is taken back is the chosen one again.
    settled: Vec<Double>,
}

impl DoublesPane {
    pub(crate) fn new(shared: &Shared) -> Self {
        let mut pane = Self {
            listing: Listing::default(),
            pairs: Vec::new(),
            follow: 0,
            built: None,
            looking: false,
            settled: Vec::new(),
        };
        pane.refresh(shared);
        pane
    }

    /// Keeps in mind the pair that was chosen and is settled now; one that is back since `before` is chosen again, so that the
    /// next key means it.
    fn follow_settled(&mut self, before: &[Double], on: Option<Double>) {
        let is_back = |pair: &Double| self.pairs.contains(pair) && !before.contains(pair);
        if let Some(at) = self.settled.iter().rposition(is_back) {
            let back = self.settled.remove(at);
            self.listing.follow(&self.pairs, Some(&back));
        }
        self.settled.extend(on.filter(|on| !self.pairs.contains(on)));
    }

    /// The rows in a list whose rows have so many cells, those of one person close together.
    fn parts(&self, cells: u16) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut under = None;
        let mut before: Option<&Double> = None;
        for pair in &self.pairs {
            let apart = before.is_some_and(|before| before.keep != pair.keep);
            if under != Some(pair.strength) {
                if under.is_some() {
                    parts.push(Part::Gap);
                }
                under = Some(pair.strength);
                parts.push(Part::Heading(heading(pair.strength).to_owned()));
            } else if apart {
                parts.push(Part::Gap);
            }
            parts.push(height(2 + reason(pair, cells).len()));
            before = Some(pair);
        }
        if self.follow > 0 {
            let more = if self.follow == 1 { "1 more pair" } else { "more pairs" };
            let said = format!("{more} of the same people: asked once these are settled");
            parts.extend([Part::Gap, Part::Words(said, Meaning::Dim)]);
        }
        if self.looking {
            parts.push(Part::Words("still looking".into(), Meaning::Dim));
        } else if self.pairs.is_empty() {
            parts.push(Part::Words("nobody stands here twice, as far as can be told".into(), Meaning::Dim));
        }
        let next = if self.pairs.is_empty() { "" } else { NEXT };
        parts.extend([Part::Gap, Part::Words(format!("{RULE}{next}"), Meaning::Dim)]);
        parts
    }
}

fn heading(strength: Strength) -> &'static str {
    match strength {
        Strength::Sure => "The same, as far as can be told",
        Strength::Likely => "Likely the same",
        Strength::Perhaps => "Perhaps the same",
    }
}

impl Pane for DoublesPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Doubles, Scope::Lists]
    }

    fn takes(&self) -> Takes {
        &[MOVES, &[Command::Open]]
    }

    fn hints(&self, _: &Shared) -> Option<Hints> {
        self.pairs.is_empty().then_some(CLOSE)
    }

    fn opened(&self, shared: &Shared) -> Vec<Step> {
        if shared.book.people().len() <= AT_ONCE {
            return Vec::new();
        }
        vec![Step::Do(Effect::Doubles(Box::new(shared.book.clone())))]
    }

    fn update(&mut self, shared: &Shared, _: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        match self.listing.update(shared, input, self.pairs.len()) {
            Listed::Moved => return Some(Vec::new()),
            Listed::Chosen(at) => {
                let open = self.pairs.get(at).map(|pair| Step::Open(Box::new(TwoPane::new(shared, pair))));
                return Some(open.into_iter().collect());
            }
            Listed::Nothing => {}
        }
        match input {
            Input::Command(Command::TwoPeople) => {
                self.pairs.get(self.listing.at).map(|pair| two_people(shared, &pair.keep, &pair.other))
            }
            Input::Command(Command::Back | Command::Quit | Command::PaneLeft) => close(),
            _ => None,
        }
    }

    fn refresh(&mut self, shared: &Shared) {
        if self.built == Some(shared.revision) {
            return;
        }
        self.built = Some(shared.revision);
        let before = std::mem::take(&mut self.pairs);
        let on = before.get(self.listing.at).cloned();
        if shared.book.people().len() <= AT_ONCE {
            self.pairs = doubles(&shared.book);
            self.looking = false;
        } else {
            // What was made one or told apart since is taken out; what else changed is seen when it opens again.
            let found = shared.doubles.as_deref().unwrap_or_default();
            let open = |pair: &&Double| is_open(&shared.book, &pair.keep, &pair.other);
            self.pairs = found.iter().filter(open).cloned().collect();
            self.looking = shared.doubles.is_none();
        }
        let all = self.pairs.len();
        self.pairs = joining(std::mem::take(&mut self.pairs));
        self.follow = all - self.pairs.len();
        self.listing.follow(&self.pairs, on.as_ref());
        self.follow_settled(&before, on);
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let title = match self.pairs.len() {
            0 => "Doubles · esc closes".to_owned(),
            count => format!("Doubles {count} · esc closes"),
        };
        let inner = ground(canvas, screen, &title);
        let parts = self.parts(inner.width.saturating_sub(2));
        self.listing.view(canvas, inner, &parts, &mut |canvas, area, at, _| {
            let Some(pair) = self.pairs.get(at) else { return };
            let whom =
                |id: &PersonId| shared.book.person(id).map_or_else(|| id.to_string(), |person| whom(person));
            let two = [&pair.keep, &pair.other].map(|id| (0, whom(id), Meaning::Text));
            let why = reason(pair, area.width).into_iter().map(|row| (2, row, Meaning::Dim));
            for (y, (indent, line, meaning)) in (area.top()..area.bottom()).zip(two.into_iter().chain(why)) {
                canvas.put(area.x + indent, y, area.width.saturating_sub(indent), &line, meaning);
            }
        });
    }
}

/// Why two may be one, in the rows below their names.
fn reason(pair: &Double, cells: u16) -> Vec<String> {
    rows_of(&pair.why(), usize::from(cells).saturating_sub(2), REASON)
}

/// As many of the pairs, which come with the surest first, as join all records that they are about: five records of one
/// person are four questions, not ten. Those that share a record stand together.
fn joining(pairs: Vec<Double>) -> Vec<Double> {
    // To which record each leads; one that leads nowhere is the first of those that are joined.
    let mut leads: BTreeMap<PersonId, PersonId> = BTreeMap::new();
    let first = |leads: &BTreeMap<PersonId, PersonId>, id: &PersonId| {
        let mut at = id.clone();
        while let Some(next) = leads.get(&at) {
            at = next.clone();
        }
        at
    };
    let mut joined: Vec<Double> = Vec::new();
    for pair in pairs {
        let (one, other) = (first(&leads, &pair.keep), first(&leads, &pair.other));
        if one != other {
            leads.insert(other, one);
            joined.push(pair);
        }
    }
    let mut order: BTreeMap<(Strength, PersonId), usize> = BTreeMap::new();
    for (at, pair) in joined.iter().enumerate() {
        order.entry((pair.strength, pair.keep.clone())).or_insert(at);
    }
    let headings: Vec<Strength> = joined.iter().map(|pair| pair.strength).collect();
    joined.sort_by_cached_key(|pair| {
        let heading = headings.iter().position(|strength| *strength == pair.strength);
        (heading, order.get(&(pair.strength, pair.keep.clone())).copied())
    });
    joined
}

/// Somebody as they are told from their double.
fn whom(person: &Person) -> String {
    let name = if person.name.is_empty() { "(no name)" } else { person.name.as_str() };
    let address = person.emails.first().or(person.phones.first()).map_or("", String::as_str);
    let parts = [name, &person.role, &person.company, address];
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(", ")
}

/// Remembers that two records are two people.
fn two_people(shared: &Shared, one: &PersonId, other: &PersonId) -> Vec<Step> {
    let said = Notice::plain("two people: not proposed again · u undoes");
    vec![Step::Commit(not_same(&shared.book, one, other)), Step::Say(said)]
}
