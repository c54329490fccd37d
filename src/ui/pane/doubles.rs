//! Records that may be one person twice: the list of pairs, each with its reason.

mod two;

use ratatui::layout::Rect;

use crate::domain::{IdMaker, Person, PersonId};
use crate::doubles::{Double, Strength, doubles, is_open, not_same};
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

use two::TwoPane;

/// Of more people than this, doubles are looked for off the screen's thread: it would take longer than a frame.
const AT_ONCE: usize = 1000;

/// The rule of the house, where one would ask about it.
const RULE: &str = "Two of one name at two companies are two people, and nobody becomes one with another on their own. \
    Enter shows both side by side.";

/// The full-screen list.
#[derive(Debug)]
pub(crate) struct DoublesPane {
    listing: Listing,
    pairs: Vec<Double>,
    built: Option<u64>,
    looking: bool,
}

impl DoublesPane {
    pub(crate) fn new(shared: &Shared) -> Self {
        let mut pane = Self { listing: Listing::default(), pairs: Vec::new(), built: None, looking: false };
        pane.refresh(shared);
        pane
    }

    fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut under = None;
        for pair in &self.pairs {
            if under != Some(pair.strength) {
                under = Some(pair.strength);
                parts.push(Part::Heading(heading(pair.strength).to_owned()));
            }
            parts.push(Part::Row(3));
        }
        if self.looking {
            parts.push(Part::Words("still looking".into(), Meaning::Dim));
        } else if self.pairs.is_empty() {
            parts.push(Part::Words("nobody stands here twice, as far as can be told".into(), Meaning::Dim));
        }
        parts.extend([Part::Gap, Part::Words(RULE.into(), Meaning::Dim)]);
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
        let on = self.pairs.get(self.listing.at).cloned();
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
        self.listing.follow(&self.pairs, on.as_ref());
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let title = match self.pairs.len() {
            0 => "Doubles · esc closes".to_owned(),
            count => format!("Doubles {count} · esc closes"),
        };
        let inner = ground(canvas, screen, &title);
        self.listing.view(canvas, inner, &self.parts(), &mut |canvas, area, at, _| {
            let Some(pair) = self.pairs.get(at) else { return };
            let whom =
                |id: &PersonId| shared.book.person(id).map_or_else(|| id.to_string(), |person| whom(person));
            let why = pair.why();
            let lines =
                [(whom(&pair.keep), Meaning::Text), (whom(&pair.other), Meaning::Text), (why, Meaning::Dim)];
            for (y, (line, meaning)) in (area.top()..area.bottom()).zip(lines) {
                canvas.put(area.x, y, area.width, &line, meaning);
            }
        });
    }
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
