//! Rows of one file that are about the same person, put together before anybody looks at what is known already.
//!
//! Which rows belong together depends on the file alone, so the same file always makes the same groups; that is what makes a
//! second import idle.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Deref;

use super::draft::{Draft, Fate, MAX_VALUES};
use super::fold::{fold, fold_email};
use crate::domain::IdMaker;

/// How many of one name and company are looked through; keeps a list of 50,000 "Guest" linear.
const MAX_ALIKE: usize = 32;

/// A person's row, copied only when there is another row about them: most people have one.
#[derive(Debug)]
pub(super) enum Whole<'a> {
    Row(&'a Draft),
    Filled(Box<Draft>),
}

impl Whole<'_> {
    fn fill<T>(&mut self, with: impl FnOnce(&mut Draft) -> T) -> T {
        match self {
            Self::Filled(draft) => with(draft),
            Self::Row(draft) => {
                let mut draft = Box::new(draft.clone());
                let said = with(&mut draft);
                *self = Self::Filled(draft);
                said
            }
        }
    }
}

impl Deref for Whole<'_> {
    type Target = Draft;

    fn deref(&self) -> &Draft {
        match self {
            Self::Row(draft) => draft,
            Self::Filled(draft) => draft,
        }
    }
}

/// One person of the file.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// The first row, filled in from the later ones.
    pub(super) draft: Whole<'a>,
    /// What it compares by; empty without a name.
    pub(super) name: String,
    pub(super) company: String,
    /// Some other person of the file has the same address.
    pub(super) shares: bool,
    /// The line of an earlier person of the same name.
    pub(super) twin: Option<usize>,
    /// The line of an earlier person with the same address.
    pub(super) neighbour: Option<usize>,
}

impl Group<'_> {
    /// The first address as it compares.
    pub(super) fn email(&self) -> String {
        self.draft.emails.first().map(|email| fold_email(email)).unwrap_or_default()
    }

    /// Whether another row is about the same person.
    fn is(&self, draft: &Draft, name: &str, company: &str) -> bool {
        let common = |mine: &[String], theirs: &[String]| {
            let theirs: Vec<String> = theirs.iter().map(|one| fold_email(one)).collect();
            !theirs.is_empty() && mine.iter().any(|one| theirs.contains(&fold_email(one)))
        };
        let address = common(&self.draft.emails, &draft.emails);
        if name.is_empty() || self.name.is_empty() {
            return address;
        }
        let neither = self.draft.emails.is_empty() || draft.emails.is_empty();
        let page = common(&self.draft.links, &draft.links);
        let other_page = !page && !self.draft.links.is_empty() && !draft.links.is_empty();
        name == self.name && !other_page && (address || page || (neither && company == self.company))
    }

    /// Fills gaps from a later row and says what it added, and what there was no room for.
    fn fill(&mut self, later: &Draft) -> (Vec<&'static str>, Vec<&'static str>) {
        let (added, left) = self.draft.fill(|mine| fill(mine, later));
        if !added.is_empty() {
            self.name = fold(&self.draft.name);
            self.company = fold(&self.draft.company);
        }
        (added, left)
    }
}

fn fill(mine: &mut Draft, later: &Draft) -> (Vec<&'static str>, Vec<&'static str>) {
    let (mut added, mut left) = (Vec::new(), Vec::new());
    for (what, old, new) in [
        ("name", &mut mine.name, &later.name),
        ("company", &mut mine.company, &later.company),
        ("role", &mut mine.role, &later.role),
    ] {
        if old.is_empty() && !new.is_empty() {
            new.clone_into(old);
            added.push(what);
        }
    }
    for (what, old, new) in [
        ("e-mail", &mut mine.emails, &later.emails),
        ("phone", &mut mine.phones, &later.phones),
        ("page", &mut mine.links, &later.links),
        ("tag", &mut mine.tags, &later.tags),
        ("note", &mut mine.notes, &later.notes),
    ] {
        let before = old.len();
        for item in new {
            if old.iter().any(|there| there == item || fold_email(there) == fold_email(item)) {
                continue;
            }
            if old.len() < MAX_VALUES {
                old.push(item.clone());
            } else if !left.contains(&what) {
                left.push(what);
            }
        }
        if old.len() > before {
            added.push(what);
        }
    }
    if let Some(more) = &later.more {
        // The ids are only there to be told apart; they are made anew when somebody takes this in.
        let new = super::more::fill(mine.more(), more, &mut IdMaker::new(0));
        added.extend(new.into_iter().filter(|what| !added.contains(what)).collect::<Vec<_>>());
    }
    (added, left)
}

/// What a row is in its file.
#[derive(Debug)]
pub(super) enum Place {
    /// The first row about a person: which group.
    First(usize),
    /// A later row about one: which group, and what it adds.
    Again(usize, String),
    /// About nobody, for the reason given.
    Nobody(String),
}

/// Puts the rows of a file together by person: the same name with the same address or page, or with the same company and no
/// other address or page; and a row with nothing but an address goes to the first who has it.
pub(super) fn group(drafts: &[Draft]) -> (Vec<Group<'_>>, Vec<Place>) {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut index = Index::default();
    let places = drafts
        .iter()
        .map(|draft| {
            if let Fate::Out(why) = &draft.fate {
                return Place::Nobody(why.clone());
            }
            let (name, company) = (fold(&draft.name), fold(&draft.company));
            if let Some(at) = index.find(&groups, draft, &name, &company)
                && let Some(group) = groups.get_mut(at)
            {
                let (added, left) = group.fill(draft);
                if !added.is_empty() {
                    index.add(at, group);
                }
                return Place::Again(at, what_came(&added, &left));
            }
            let at = |at: Option<&usize>| at.and_then(|at| groups.get(*at)).map(|group| group.draft.line);
            let twin = at(index.name.get(&key(&name)).filter(|_| !name.is_empty()));
            let neighbour =
                at(draft.emails.iter().find_map(|email| index.email.get(&key(fold_email(email).as_str()))));
            let group = Group { draft: Whole::Row(draft), name, company, shares: false, twin, neighbour };
            index.add(groups.len(), &group);
            groups.push(group);
            Place::First(groups.len() - 1)
        })
        .collect();
    mark_shared(&mut groups);
    (groups, places)
}

fn what_came(added: &[&str], left: &[&str]) -> String {
    let came = if added.is_empty() { String::new() } else { format!("; adds {}", added.join(", ")) };
    if left.is_empty() {
        came
    } else {
        format!("{came}; {} left out, {MAX_VALUES} of one person are the most", left.join(", "))
    }
}

/// Groups by what their rows compare by, each text as its 64-bit hash: lists are long, and whom the index finds is compared
/// in full before rows are put together.
#[derive(Default)]
struct Index {
    email_name: HashMap<u64, usize>,
    link_name: HashMap<u64, usize>,
    email: HashMap<u64, usize>,
    full: HashMap<u64, Vec<usize>>,
    name: HashMap<u64, usize>,
}

/// The same in every run, so that the same file makes the same groups.
fn key<T: Hash + ?Sized>(text: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

impl Index {
    fn add(&mut self, at: usize, group: &Group<'_>) {
        let name = group.name.as_str();
        for link in group.draft.links.iter().filter(|_| !name.is_empty()) {
            self.link_name.entry(key(&(fold_email(link).as_str(), name))).or_insert(at);
        }
        for email in group.draft.emails.iter().map(|email| fold_email(email)) {
            self.email_name.entry(key(&(email.as_str(), name))).or_insert(at);
            self.email.entry(key(email.as_str())).or_insert(at);
        }
        if !name.is_empty() {
            let alike = self.full.entry(key(&(name, group.company.as_str()))).or_default();
            if alike.len() < MAX_ALIKE && !alike.contains(&at) {
                alike.push(at);
            }
            self.name.entry(key(name)).or_insert(at);
        }
    }

    fn find(&self, groups: &[Group<'_>], draft: &Draft, name: &str, company: &str) -> Option<usize> {
        let is = |at: &&usize| groups.get(**at).is_some_and(|group| group.is(draft, name, company));
        let by_email = draft.emails.iter().map(|email| fold_email(email)).find_map(|email| {
            let exact = self.email_name.get(&key(&(email.as_str(), name))).filter(is);
            let nameless = || self.email_name.get(&key(&(email.as_str(), ""))).filter(is);
            let any = || self.email.get(&key(email.as_str())).filter(|_| name.is_empty()).filter(is);
            exact.or_else(nameless).or_else(any).copied()
        });
        let links = || draft.links.iter().map(|link| key(&(fold_email(link).as_str(), name)));
        let by_page = || links().find_map(|key| self.link_name.get(&key).filter(is).copied());
        by_email.or_else(by_page).or_else(|| self.full.get(&key(&(name, company)))?.iter().find(is).copied())
    }
}

/// A buyer's address stands with several people and is a sign of none of them.
fn mark_shared(groups: &mut [Group<'_>]) {
    let hash = |email: &String| key(fold_email(email).as_str());
    let mut seen: HashSet<u64> = HashSet::new();
    let mut shared: HashSet<u64> = HashSet::new();
    for email in groups.iter().flat_map(|group| &group.draft.emails).map(hash) {
        if !seen.insert(email) {
            shared.insert(email);
        }
    }
    for group in groups {
        group.shares =
            !shared.is_empty() && group.draft.emails.iter().any(|email| shared.contains(&hash(email)));
    }
}
