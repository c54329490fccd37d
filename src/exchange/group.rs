//! Rows of one file that are about the same person, put together before anybody looks at what is known already.
//!
//! Which rows belong together depends on the file alone, so the same file always makes the same groups; that is what makes a
//! second import idle.

use std::collections::{HashMap, HashSet};

use super::draft::{Draft, Fate};
use super::fold::{fold, fold_email};

/// How many of one name and company are looked through; keeps a list of 50,000 "Guest" linear.
const MAX_ALIKE: usize = 32;

/// One person of the file.
#[derive(Debug)]
pub(super) struct Group {
    /// The first row, filled in from the later ones.
    pub(super) draft: Draft,
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

impl Group {
    /// The first address as it compares.
    pub(super) fn email(&self) -> String {
        self.draft.emails.first().map(|email| fold_email(email)).unwrap_or_default()
    }

    /// Whether another row is about the same person.
    fn is(&self, draft: &Draft, name: &str, company: &str) -> bool {
        let common = |mine: &[String], theirs: &[String]| {
            let known: Vec<String> = mine.iter().map(|one| fold_email(one)).collect();
            theirs.iter().any(|one| known.contains(&fold_email(one)))
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

    /// Fills gaps from a later row and says what it added.
    fn fill(&mut self, later: &Draft) -> Vec<&'static str> {
        let mut added = Vec::new();
        let mine = &mut self.draft;
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
                if !old.iter().any(|there| fold_email(there) == fold_email(item)) {
                    old.push(item.clone());
                }
            }
            if old.len() > before {
                added.push(what);
            }
        }
        self.name = fold(&mine.name);
        self.company = fold(&mine.company);
        added
    }
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
pub(super) fn group(drafts: &[Draft]) -> (Vec<Group>, Vec<Place>) {
    let mut groups: Vec<Group> = Vec::new();
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
                let added = group.fill(draft);
                if !added.is_empty() {
                    index.add(at, group);
                }
                return Place::Again(at, added.join(", "));
            }
            let twin = index.name.get(&name).and_then(|at| groups.get(*at)).filter(|_| !name.is_empty());
            let emails = || draft.emails.iter().map(|email| fold_email(email));
            let neighbour = emails().find_map(|email| index.email.get(&email)).and_then(|at| groups.get(*at));
            let (twin, neighbour) =
                (twin.map(|group| group.draft.line), neighbour.map(|group| group.draft.line));
            let group = Group { draft: draft.clone(), name, company, shares: false, twin, neighbour };
            index.add(groups.len(), &group);
            groups.push(group);
            Place::First(groups.len() - 1)
        })
        .collect();
    mark_shared(&mut groups);
    (groups, places)
}

/// Groups by what their rows compare by.
#[derive(Default)]
struct Index {
    email_name: HashMap<(String, String), usize>,
    link_name: HashMap<(String, String), usize>,
    email: HashMap<String, usize>,
    full: HashMap<(String, String), Vec<usize>>,
    name: HashMap<String, usize>,
}

impl Index {
    fn add(&mut self, at: usize, group: &Group) {
        for link in group.draft.links.iter().filter(|_| !group.name.is_empty()) {
            self.link_name.entry((fold_email(link), group.name.clone())).or_insert(at);
        }
        for email in group.draft.emails.iter().map(|email| fold_email(email)) {
            self.email_name.entry((email.clone(), group.name.clone())).or_insert(at);
            self.email.entry(email).or_insert(at);
        }
        if !group.name.is_empty() {
            let alike = self.full.entry((group.name.clone(), group.company.clone())).or_default();
            if alike.len() < MAX_ALIKE && !alike.contains(&at) {
                alike.push(at);
            }
            self.name.entry(group.name.clone()).or_insert(at);
        }
    }

    fn find(&self, groups: &[Group], draft: &Draft, name: &str, company: &str) -> Option<usize> {
        let is = |at: &&usize| groups.get(**at).is_some_and(|group| group.is(draft, name, company));
        let by_email = draft.emails.iter().map(|email| fold_email(email)).find_map(|email| {
            let exact = self.email_name.get(&(email.clone(), name.to_owned())).filter(is);
            let nameless = || self.email_name.get(&(email.clone(), String::new())).filter(is);
            let any = || self.email.get(&email).filter(|_| name.is_empty()).filter(is);
            exact.or_else(nameless).or_else(any).copied()
        });
        let links = || draft.links.iter().map(|link| (fold_email(link), name.to_owned()));
        let by_page = || links().find_map(|key| self.link_name.get(&key).filter(is).copied());
        by_email
            .or_else(by_page)
            .or_else(|| self.full.get(&(name.to_owned(), company.to_owned()))?.iter().find(is).copied())
    }
}

/// A buyer's address stands with several people and is a sign of none of them.
fn mark_shared(groups: &mut [Group]) {
    let mut seen: HashSet<String> = HashSet::new();
    let mut shared: HashSet<String> = HashSet::new();
    for email in groups.iter().flat_map(|group| &group.draft.emails).map(|email| fold_email(email)) {
        if !seen.insert(email.clone()) {
            shared.insert(email);
        }
    }
    for group in groups {
        group.shares = group.draft.emails.iter().any(|email| shared.contains(&fold_email(email)));
    }
}
