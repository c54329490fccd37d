//! Several names on one address: forms of one person's name are one person; the guests of a buyer stay guests.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Group, Groups, Key, Signs, key, small};
use crate::exchange::Verdict;
use crate::exchange::draft::Draft;
use crate::exchange::fold::fold_email;
use crate::exchange::forms::{Form, Name};
use crate::exchange::rows::{Said, Why};
use crate::exchange::source::Source;
use crate::search::NameWords;

/// An address with more names on it is a list's, and its names are not compared; keeps a buyer of 100,000 tickets linear.
const MAX_NAMES: usize = 64;

/// Puts those of one address together whose names are forms of one name, and marks those whose names are alike and who may
/// still be two. It depends on the file alone, and not on the order of its rows.
pub(super) fn join(groups: &mut Groups, said: &mut [Said], source: &Source) {
    let houses = houses(groups, source);
    if houses.is_empty() {
        return;
    }
    let near = Near::of(groups, &houses, source);
    let leaders = near.leaders();
    for (at, leader) in &leaders {
        tell(groups, said, source, *leader, *at);
    }
    let leader_of = |at: usize| leaders.get(&at).copied().unwrap_or(at);
    share(groups, &houses, leader_of);
    near.mark(groups, source, leader_of);
    let mut at = 0;
    groups.all.retain(|_| {
        at += 1;
        !leaders.contains_key(&(at - 1))
    });
}

/// Who has an address that others have too, by address.
fn houses(groups: &Groups, source: &Source) -> Vec<Vec<usize>> {
    let mut houses: HashMap<Key, Vec<usize>> = HashMap::new();
    let shares = |at: &usize| groups.all.get(*at).is_some_and(|slim| slim.is.has(Signs::SHARES));
    for at in (0..groups.len()).filter(shares) {
        let Some(group) = groups.view(source, at) else { continue };
        for email in &group.draft.emails {
            let house = houses.entry(key(fold_email(email).as_str())).or_default();
            if house.last() != Some(&at) {
                house.push(at);
            }
        }
    }
    let mut houses: Vec<_> = houses.into_values().filter(|house| house.len() > 1).collect();
    houses.sort_unstable();
    houses
}

/// How the names of those go together who share an address.
#[derive(Default)]
struct Near {
    /// Two of the file whose names are alike, the earlier first.
    pairs: BTreeSet<(usize, usize)>,
    /// Whose name is surely a form of whose, both ways.
    sure: BTreeMap<usize, BTreeSet<usize>>,
    /// Whose name may be short for several.
    short: BTreeSet<usize>,
}

impl Near {
    fn of(groups: &Groups, houses: &[Vec<usize>], source: &Source) -> Self {
        let mut near = Self::default();
        let mut words = NameWords::default();
        let mut names: HashMap<usize, (Name, Vec<String>)> = HashMap::new();
        for house in houses.iter().filter(|house| house.len() <= MAX_NAMES) {
            for at in house {
                // Two records of our own are two, whatever they are called.
                let tells = |group: &Group<'_>| !group.name.is_empty() && group.draft.record().is_none();
                let named = groups.view(source, *at).filter(tells);
                if let Some(group) = named.filter(|_| !names.contains_key(at)) {
                    names.insert(*at, (Name::of(&group.draft.name, &mut words), pages(&group.draft)));
                }
            }
            for (place, one) in house.iter().enumerate() {
                for other in house.iter().skip(place + 1) {
                    let Some(((name, mine), (second, theirs))) = names.get(one).zip(names.get(other)) else {
                        continue;
                    };
                    // Pages of their own tell two people apart, whatever they are called.
                    let apart = !mine.is_empty()
                        && !theirs.is_empty()
                        && !mine.iter().any(|page| theirs.contains(page));
                    if let Some(form) = name.form(second).filter(|_| !apart) {
                        near.add(*one, *other, form);
                    }
                }
            }
        }
        near.short = names.iter().filter(|(_, (name, _))| name.is_short()).map(|(at, _)| *at).collect();
        near
    }

    fn add(&mut self, one: usize, other: usize, form: Form) {
        self.pairs.insert((one, other));
        if form == Form::Sure {
            self.sure.entry(one).or_default().insert(other);
            self.sure.entry(other).or_default().insert(one);
        }
    }

    fn is_sure(&self, one: usize, other: usize) -> bool {
        self.sure.get(&one).is_some_and(|others| others.contains(&other))
    }

    /// The first of their person for everybody who is put to another. Names in full go together where each is a form of each;
    /// one that may be short for several goes to the only person it can be.
    fn leaders(&self) -> BTreeMap<usize, usize> {
        let (short, full): (Vec<usize>, Vec<usize>) =
            self.sure.keys().copied().partition(|at| self.short.contains(at));
        let mut clusters = self.clusters(&full);
        let place: HashMap<usize, usize> = clusters
            .iter()
            .enumerate()
            .flat_map(|(place, cluster)| cluster.iter().map(move |at| (*at, place)))
            .collect();
        let mut free = Vec::new();
        for at in short {
            let of: BTreeSet<usize> = self
                .sure
                .get(&at)
                .into_iter()
                .flatten()
                .filter_map(|other| place.get(other).copied())
                .collect();
            let only = if of.len() == 1 { of.first() } else { None };
            match only.and_then(|place| clusters.get_mut(*place)) {
                Some(cluster)
                    if cluster.iter().all(|other| self.short.contains(other) || self.is_sure(at, *other)) =>
                {
                    cluster.push(at);
                }
                _ if of.is_empty() => free.push(at),
                _ => {}
            }
        }
        clusters.extend(self.clusters(&free));
        let led = clusters.into_iter().flat_map(|cluster| {
            let leader = cluster.iter().copied().min().unwrap_or_default();
            cluster.into_iter().filter(move |at| *at != leader).map(move |at| (at, leader))
        });
        led.collect()
    }

    /// Those of `all` who hang together, where everybody's name is a form of everybody else's; the others each alone.
    fn clusters(&self, all: &[usize]) -> Vec<Vec<usize>> {
        let mut left: BTreeSet<usize> = all.iter().copied().collect();
        let mut found = Vec::new();
        while let Some(first) = left.pop_first() {
            let mut together = vec![first];
            let mut next = 0;
            while let Some(at) = together.get(next) {
                next += 1;
                let near = self.sure.get(at).into_iter().flatten();
                let near: Vec<usize> = near.copied().filter(|other| left.remove(other)).collect();
                together.extend(near);
            }
            let whole = together.iter().all(|at| {
                self.sure
                    .get(at)
                    .is_some_and(|others| together.iter().all(|other| other == at || others.contains(other)))
            });
            if whole {
                found.push(together);
            } else {
                found.extend(together.into_iter().map(|at| vec![at]));
            }
        }
        found
    }

    /// Marks those who were not put together although their names are alike.
    fn mark(&self, groups: &mut Groups, source: &Source, leader_of: impl Fn(usize) -> usize) {
        for (one, other) in &self.pairs {
            let (one, other) = (leader_of(*one), leader_of(*other));
            let (first, second) = (one.min(other), one.max(other));
            if first == second {
                continue;
            }
            let line = small(source.line(groups.row(first)));
            for at in [first, second] {
                let Some(slim) = groups.all.get_mut(at) else { continue };
                slim.is.set(Signs::LIKE, true);
                if at == second && slim.twin == 0 {
                    slim.twin = line;
                    slim.is.set(Signs::TWIN_IS_LIKE, true);
                }
            }
        }
    }
}

fn pages(draft: &Draft) -> Vec<String> {
    draft.links.iter().map(|link| fold_email(link)).collect()
}

/// Gives what the person at `at` has to the one at `leader`, and says so at their row.
fn tell(groups: &mut Groups, said: &mut [Said], source: &Source, leader: usize, at: usize) {
    let Some(draft) = groups.view(source, at).map(|group| group.draft.into_owned()) else { return };
    let (came, _) = groups.fill_in(leader, &draft, source);
    let line = small(source.line(groups.row(leader)));
    if let Some(said) = said.get_mut(groups.row(at)) {
        *said = Said::new(Verdict::Same, Why::FormOf(line, came.into()));
    }
    // Whoever was only an initial so far is called by the name in full.
    let Some(shown) = groups.view(source, leader).map(|group| group.draft) else { return };
    let mut words = NameWords::default();
    let mut is_short = |name: &str| Name::of(name, &mut words).is_short();
    if is_short(&shown.name) && !is_short(&draft.name) {
        let called = Draft { name: draft.name, ..shown.into_owned() };
        groups.keep(leader, called);
    }
}

/// Says anew who has an address that others have too.
fn share(groups: &mut Groups, houses: &[Vec<usize>], leader_of: impl Fn(usize) -> usize) {
    let houses: Vec<BTreeSet<usize>> =
        houses.iter().map(|house| house.iter().map(|at| leader_of(*at)).collect()).collect();
    for shares in [false, true] {
        for at in houses.iter().filter(|house| !shares || house.len() > 1).flatten() {
            if let Some(slim) = groups.all.get_mut(*at) {
                slim.is.set(Signs::SHARES, shares);
            }
        }
    }
}
