//! From favours and introductions to a forest, without recursion.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::{Broken, Link, worth};
use crate::domain::{Book, Day, Favour, FavourKind, FavourRef, Person, PersonId, Side};

/// A link before it has its place.
struct Node<'a> {
    person: &'a Person,
    favour: Option<&'a Favour>,
    introduced: Option<&'a Person>,
    parent: Option<usize>,
    broken: Option<Broken>,
}

impl Node<'_> {
    /// When it happened.
    fn day(&self) -> Option<Day> {
        match self.favour {
            Some(favour) => favour.done.or(favour.on),
            None => self.introduced.and_then(|person| person.met.as_ref()).and_then(|met| met.on),
        }
    }

    /// What I gave that came from nowhere and has no outcome: a gift, and no link unless it led to something.
    fn is_lone_gift(&self) -> bool {
        self.broken.is_none()
            && self.favour.is_some_and(|favour| {
                favour.side != Side::Receive && favour.outcome.is_none() && favour.value.trim().is_empty()
            })
    }
}

pub(super) fn links(book: &Book) -> Vec<Link> {
    let mut nodes = favours(book);
    find_parents(book, &mut nodes);
    cut_circles(&mut nodes);
    plant(&nodes)
}

/// Every favour that leads somewhere or came from somewhere: referrals and introductions done, and whatever has a
/// `through`, an outcome or a value, or is named by a `through`.
fn favours(book: &Book) -> Vec<Node<'_>> {
    let named: HashSet<FavourRef> = book.favours().filter_map(|(_, favour)| favour.came_through()).collect();
    let belongs = |person: &Person, favour: &Favour| {
        let leads = matches!(favour.kind, FavourKind::Intro | FavourKind::Referral) && favour.counts();
        leads
            || !favour.through.trim().is_empty()
            || favour.outcome.is_some()
            || (!favour.value.trim().is_empty() && favour.counts())
            || (!named.is_empty()
                && named.contains(&FavourRef { person: person.id.clone(), favour: favour.id.clone() }))
    };
    book.favours()
        .filter(|(person, favour)| belongs(person, favour))
        .map(|(person, favour)| Node {
            person,
            favour: Some(favour),
            introduced: None,
            parent: None,
            broken: None,
        })
        .collect()
}

/// Finds what led to each node; introductions that only `via` knows of become nodes when something hangs below them.
fn find_parents<'a>(book: &'a Book, nodes: &mut Vec<Node<'a>>) {
    let mut by_ref: HashMap<(&PersonId, &str), usize> = HashMap::new();
    let mut introductions: HashMap<&PersonId, Vec<usize>> = HashMap::new();
    for (at, node) in nodes.iter().enumerate() {
        let Some(favour) = node.favour else { continue };
        by_ref.entry((&node.person.id, favour.id.as_str())).or_insert(at);
        if favour.side == Side::Receive && favour.counts() {
            for person in favour.people.iter().filter(|person| **person != node.person.id) {
                introductions.entry(person).or_default().push(at);
            }
        }
    }
    let mut made: HashMap<&PersonId, usize> = HashMap::new();
    let mut at = 0;
    while let Some(node) = nodes.get(at) {
        // Whom I would have to be introduced to for this link to come about.
        let giver = match node.favour {
            Some(favour) if !favour.through.trim().is_empty() => {
                let found = favour
                    .came_through()
                    .and_then(|through| by_ref.get(&(&through.person, through.favour.as_str())).copied());
                let broken = found.is_none().then(|| Broken::Dangling(favour.through.trim().to_owned()));
                if let Some(node) = nodes.get_mut(at) {
                    node.parent = found;
                    node.broken = broken;
                }
                at += 1;
                continue;
            }
            Some(favour) if favour.side != Side::Receive => None,
            _ => Some(node.person),
        };
        if let Some(giver) = giver {
            let by_favour = known_introduction(giver, introductions.get(&giver.id), nodes);
            let by_via = book.person(&giver.via).map(AsRef::as_ref).filter(|via| via.id != giver.id);
            let parent = match (by_favour, made.get(&giver.id), by_via) {
                (Some(found), ..) => Some(found),
                (None, Some(found), _) => Some(*found),
                (None, None, Some(via)) => {
                    nodes.push(Node {
                        person: via,
                        favour: None,
                        introduced: Some(giver),
                        parent: None,
                        broken: None,
                    });
                    made.insert(&giver.id, nodes.len() - 1);
                    Some(nodes.len() - 1)
                }
                (None, None, None) => None,
            };
            if let Some(node) = nodes.get_mut(at) {
                node.parent = parent;
            }
        }
        at += 1;
    }
}

/// The favour by which I was introduced to `giver`: by the person their `via` names, or the earliest when it names none.
fn known_introduction(giver: &Person, found: Option<&Vec<usize>>, nodes: &[Node<'_>]) -> Option<usize> {
    let fits = found?
        .iter()
        .copied()
        .filter(|at| nodes.get(*at).is_some_and(|node| giver.via.is_empty() || node.person.id == giver.via));
    fits.min_by_key(|at| {
        (nodes.get(*at).and_then(Node::day).map_or((true, None), |day| (false, Some(day))), *at)
    })
}

/// Cuts every circle at its oldest link, which then begins a tree.
fn cut_circles(nodes: &mut [Node<'_>]) {
    // 0: not seen; n: seen on the n-th walk.
    let mut seen = vec![0_usize; nodes.len()];
    for start in 0..nodes.len() {
        let mut at = Some(start);
        while let Some(here) = at {
            match seen.get(here).copied() {
                Some(0) => {}
                Some(walk) if walk == start + 1 => {
                    cut(nodes, here);
                    break;
                }
                _ => break,
            }
            if let Some(mark) = seen.get_mut(here) {
                *mark = start + 1;
            }
            at = nodes.get(here).and_then(|node| node.parent);
        }
    }
}

/// Cuts the circle that `entry` lies on.
fn cut(nodes: &mut [Node<'_>], entry: usize) {
    let next = |at: &usize| nodes.get(*at).and_then(|node| node.parent).filter(|next| *next != entry);
    let circle = std::iter::successors(Some(entry), next);
    let oldest = circle.min_by_key(|at| {
        let day = nodes.get(*at).and_then(Node::day);
        (day.is_none(), day, *at)
    });
    if let Some(node) = oldest.and_then(|at| nodes.get_mut(at)) {
        node.parent = None;
        node.broken = Some(Broken::Loop);
    }
}

/// Puts the nodes in the order in which they are drawn, and sums what came of them.
fn plant(nodes: &[Node<'_>]) -> Vec<Link> {
    let by_age = |at: &usize| {
        let day = nodes.get(*at).and_then(Node::day);
        (day.is_none(), day, *at)
    };
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for (at, node) in nodes.iter().enumerate() {
        if let Some(list) = node.parent.and_then(|parent| below.get_mut(parent)) {
            list.push(at);
        }
    }
    for list in &mut below {
        list.sort_by_key(by_age);
    }
    let begins = |at: &usize| {
        let leads = below.get(*at).is_some_and(|list| !list.is_empty());
        nodes.get(*at).is_some_and(|node| node.parent.is_none() && (leads || !node.is_lone_gift()))
    };
    let roots: Vec<usize> = (0..nodes.len()).filter(begins).collect();
    let mut trees: Vec<Vec<Link>> = roots.iter().map(|root| tree(nodes, &below, *root)).collect();
    let mut order: Vec<usize> = (0..trees.len()).collect();
    order.sort_by_key(|at| (Reverse(trees.get(*at).map_or(0, Vec::len)), roots.get(*at).map(by_age)));
    let mut links = Vec::with_capacity(nodes.len());
    for at in order {
        let first = links.len();
        let tree = trees.get_mut(at).map(std::mem::take).unwrap_or_default();
        links.extend(
            tree.into_iter().map(|link| Link { parent: link.parent.map(|parent| parent + first), ..link }),
        );
    }
    links
}

/// One tree from its root, each link before those it led to.
fn tree(nodes: &[Node<'_>], below: &[Vec<usize>], root: usize) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut waiting = vec![(root, None, 0_usize, true)];
    while let Some((at, parent, depth, last)) = waiting.pop() {
        let Some(node) = nodes.get(at) else { continue };
        let place = links.len();
        links.push(Link {
            person: node.person.id.clone(),
            favour: node.favour.map(|favour| favour.id.clone()),
            introduced: node.introduced.map(|person| person.id.clone()),
            parent,
            depth,
            last,
            broken: node.broken.clone(),
            brought: node.favour.map(worth).unwrap_or_default(),
        });
        let led_to = below.get(at).map(Vec::as_slice).unwrap_or_default();
        let children = led_to.iter().rev().enumerate();
        waiting.extend(children.map(|(nth, child)| (*child, Some(place), depth + 1, nth == 0)));
    }
    // From the last to the first: each sum is whole before it goes into that of its parent.
    for at in (1..links.len()).rev() {
        let Some((parent, brought)) =
            links.get(at).and_then(|link| Some((link.parent?, link.brought.clone())))
        else {
            continue;
        };
        if let Some(parent) = links.get_mut(parent) {
            parent.brought.add(&brought);
        }
    }
    links
}
