//! Who led to whom to what: referrals and introductions as trees, with what came of them.
//!
//! A link is a favour, or an introduction that only a person's `via` knows of. It hangs below the favour that its `through`
//! names; a favour received without one hangs below the introduction through which I know its giver. Files are edited by
//! hand, so references may lead nowhere or in a circle: both are told, and nothing here recurses.

mod build;
mod thanks;
mod through;
mod words;

use std::collections::{BTreeMap, HashMap};

pub use thanks::{TellBack, tell_back};
pub use through::{leads_round, may_lead_to};

use super::money::{Money, Purse};
use crate::domain::{Book, Favour, FavourId, FavourState, Outcome, PersonId, Side};

/// What is wrong with the reference of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// `through` names no favour there is.
    Dangling(String),
    /// `through` leads round in a circle, which was cut here.
    Loop,
}

/// What came of a link and of all that it led to, as far as it has a value that can be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Brought {
    /// What I won by it.
    pub won: Purse,
    /// What is still open: passed on or met, or nothing was told yet. What was lost counts nowhere.
    pub open: Purse,
    /// What others won by what I passed on.
    pub for_others: Purse,
    /// How many values could not be read.
    pub unread: u32,
}

impl Brought {
    fn add(&mut self, other: &Self) {
        self.won.add_all(&other.won);
        self.open.add_all(&other.open);
        self.for_others.add_all(&other.for_others);
        self.unread = self.unread.saturating_add(other.unread);
    }

    /// Whether nothing has a value.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One link of a chain.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Whose favour it is; of an introduction, who introduced.
    pub person: PersonId,
    /// Which favour; `None` for an introduction that only `via` knows of.
    pub favour: Option<FavourId>,
    /// Whom an introduction that only `via` knows of was to.
    pub introduced: Option<PersonId>,
    /// The link that led here, by its place in [`Chains::links`], which is before this one.
    pub parent: Option<usize>,
    /// How many links led here.
    pub depth: usize,
    /// Whether it is the last that its parent led to.
    pub last: bool,
    /// What is wrong with its `through`.
    pub broken: Option<Broken>,
    /// What came of it and of all below.
    pub brought: Brought,
}

impl Link {
    /// The favour itself; `None` for an introduction that only `via` knows of.
    pub fn favour<'a>(&self, book: &'a Book) -> Option<&'a Favour> {
        let id = self.favour.as_ref()?;
        book.person(&self.person)?.favours.iter().find(|favour| favour.id == *id)
    }
}

/// Somebody who led me to something of value.
#[derive(Debug, Clone, PartialEq)]
pub struct Introducer {
    /// Who.
    pub person: PersonId,
    /// What came of all they led to, each value once.
    pub brought: Brought,
}

/// Every chain there is: a forest, each link before those it led to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chains {
    links: Vec<Link>,
}

impl Chains {
    /// Walks all favours and introductions of a book. The trees with the most links come first, then the oldest.
    pub fn of(book: &Book) -> Self {
        Self { links: build::links(book) }
    }

    /// Only the trees in which one of my people is the giver, the receiver or a third person.
    #[must_use]
    pub fn about(&self, person: &PersonId, book: &Book) -> Self {
        let names = |link: &Link| {
            link.person == *person
                || link.introduced.as_ref() == Some(person)
                || link.favour(book).is_some_and(|favour| favour.people.contains(person))
        };
        let mut links: Vec<Link> = Vec::new();
        let mut first = 0;
        for tree in self.trees() {
            if tree.iter().any(names) {
                let shift = first - links.len();
                let moved = |link: Link| Link { parent: link.parent.map(|at| at - shift), ..link };
                links.extend(tree.iter().cloned().map(moved));
            }
            first += tree.len();
        }
        Self { links }
    }

    /// The links in the order in which they are drawn.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Whether nothing led to anything.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// Each tree: its first link and all below.
    pub fn trees(&self) -> impl Iterator<Item = &[Link]> {
        self.links.chunk_by(|_, next| next.depth > 0)
    }

    /// The branches drawn before a link, in at most `most` steps of two cells; deeper links begin with `… `.
    pub fn branches(&self, at: usize, most: usize, ascii: bool) -> String {
        let (fork, end, cut) = if ascii { ("|-", "`-", "~ ") } else { ("├─", "└─", "… ") };
        let Some(link) = self.links.get(at).filter(|link| link.depth > 0) else { return String::new() };
        let (above, whole) = self.stems(link, most.saturating_sub(1), ascii);
        format!("{}{above}{} ", if whole { "" } else { cut }, if link.last { end } else { fork })
    }

    /// The branches that go on below a link, for the second line of its row.
    pub fn trunk(&self, at: usize, most: usize, ascii: bool) -> String {
        let Some(link) = self.links.get(at) else { return String::new() };
        let through = if ascii { "| " } else { "│ " };
        let (above, whole) = self.stems(link, most.saturating_sub(1), ascii);
        let leads = self.links.get(at + 1).is_some_and(|next| next.depth > link.depth);
        let own = match (link.depth, link.last) {
            (0, _) => "",
            (_, true) => "  ",
            (_, false) => through,
        };
        format!("{}{above}{own}{} ", if whole { "" } else { "  " }, if leads { through } else { "  " })
    }

    /// What is drawn for the links above a link, the root left out, and whether that is all of them.
    fn stems(&self, link: &Link, most: usize, ascii: bool) -> (String, bool) {
        let mut steps: Vec<&str> = Vec::new();
        let mut above = link.parent.and_then(|parent| self.links.get(parent));
        while let Some(here) = above.filter(|here| here.depth > 0) {
            if steps.len() == most {
                return (steps.into_iter().rev().collect(), false);
            }
            steps.push(match (here.last, ascii) {
                (true, _) => "  ",
                (false, true) => "| ",
                (false, false) => "│ ",
            });
            above = here.parent.and_then(|parent| self.links.get(parent));
        }
        (steps.into_iter().rev().collect(), true)
    }

    /// What each person led me to: their own links and all below, each value once. Whoever brought most in the commonest
    /// currency comes first.
    pub fn introducers(&self, book: &Book) -> Vec<Introducer> {
        let mut sums: BTreeMap<&PersonId, Brought> = BTreeMap::new();
        // Who leads to the link at hand, and how often: what they brought counts at their topmost link only.
        let mut path: Vec<Option<&PersonId>> = Vec::new();
        let mut on_path: HashMap<&PersonId, usize> = HashMap::new();
        for link in &self.links {
            for left in path.drain(link.depth.min(path.len())..).flatten() {
                on_path.entry(left).and_modify(|count| *count -= 1);
            }
            let gave = link.favour(book).is_none_or(|favour| favour.side == Side::Receive);
            let introducer = gave.then_some(&link.person);
            if let Some(person) = introducer {
                let count = on_path.entry(person).or_default();
                if *count == 0 && !link.brought.is_empty() {
                    sums.entry(person).or_default().add(&link.brought);
                }
                *count += 1;
            }
            path.push(introducer);
        }
        let mut found: Vec<Introducer> = sums
            .into_iter()
            .map(|(person, brought)| Introducer { person: person.clone(), brought })
            .collect();
        let commonest = commonest(&found);
        // Stable, so equals stay in the order of their ids.
        found.sort_by_cached_key(|one| {
            std::cmp::Reverse((one.brought.won.of(&commonest), one.brought.open.of(&commonest)))
        });
        found
    }
}

/// The currency in which most people brought something, of what was won if anything was.
fn commonest(found: &[Introducer]) -> String {
    let most = |purse: fn(&Brought) -> &Purse| {
        let mut used: BTreeMap<String, usize> = BTreeMap::new();
        for money in found.iter().flat_map(|one| purse(&one.brought).sums()) {
            *used.entry(money.currency).or_default() += 1;
        }
        used.into_iter().max_by_key(|(_, count)| *count).map(|(currency, _)| currency)
    };
    most(|brought| &brought.won).or_else(|| most(|brought| &brought.open)).unwrap_or_default()
}

/// What the value of one favour counts as.
fn worth(favour: &Favour) -> Brought {
    let mut brought = Brought::default();
    if favour.value.trim().is_empty() {
        return brought;
    }
    let Some(money) = Money::parse(&favour.value) else {
        brought.unread = 1;
        return brought;
    };
    let called_off = matches!(favour.state, FavourState::Declined | FavourState::Dropped);
    match (&favour.outcome, &favour.side) {
        (Some(Outcome::Lost), _) => {}
        _ if called_off => {}
        (Some(Outcome::Won), Side::Receive) => brought.won.add(&money),
        (Some(Outcome::Won), Side::Give) => brought.for_others.add(&money),
        (_, Side::Receive) => brought.open.add(&money),
        _ => {}
    }
    brought
}

#[cfg(test)]
mod tests;
