//! Which person of a file is who on an event's list.

use std::collections::{HashMap, VecDeque};

use super::called::plain;
use super::fold::{fold, fold_email};
use super::forms::{Form, form};
use super::group::{Group, Groups};
use super::source::Source;
use crate::domain::Attendee;
use crate::domain::company::company as fold_company;

/// How many of one name are looked through before they count as strangers; keeps a list of 50,000 "Guest" linear.
const MAX_ALIKE: usize = 32;

/// Somebody on the list, and what they compare by.
pub(super) struct Entry {
    pub(super) attendee: Attendee,
    /// Empty where only an address was known, which then stands for the name.
    pub(super) name: String,
    company: String,
    role: String,
    email: String,
}

impl Entry {
    pub(super) fn of(attendee: Attendee) -> Self {
        let nameless = !attendee.email.is_empty() && attendee.name == attendee.email;
        let name = if nameless { String::new() } else { fold(&attendee.name) };
        let (company, role, email) =
            (fold_company(&attendee.company), fold(&attendee.role), fold_email(&attendee.email));
        Self { attendee, name, company, role, email }
    }
}

/// What somebody of the file compares by.
struct Keys {
    /// As it is written.
    shown: String,
    name: String,
    company: String,
    role: String,
    email: String,
    shares: bool,
    like: bool,
}

impl Keys {
    /// Whether they may be somebody with the same address.
    fn may_be(&self, entry: &Entry) -> bool {
        if self.name.is_empty() || entry.name.is_empty() || self.name == entry.name {
            return !self.shares;
        }
        match form(&entry.attendee.name, &self.shown) {
            Some(Form::Sure) => !self.like,
            Some(Form::Perhaps) => !self.shares,
            None => false,
        }
    }
}

/// How sure a tie between a person of the file and one on the list is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// Nothing about them differs.
    Exact,
    /// The list would learn nothing, and the name is theirs: a row with an address alone must not take their place.
    NothingNamed,
    /// The list would learn nothing.
    Nothing,
    /// The same name and address.
    NameAndEmail,
    /// The same name and company, and no other address.
    NameAndCompany,
    /// The same address, which nobody else has, under a name that may be theirs.
    Email,
    /// The same name and company with another address.
    OtherEmail,
    /// The same name, once in the file and once on the list, where one of them says no company.
    Name,
}

/// The surest first. `Exact` and the two of `Nothing` come before all others so that the same file again finds the same people.
const PASSES: [Pass; 8] = [
    Pass::Exact,
    Pass::NothingNamed,
    Pass::Nothing,
    Pass::NameAndEmail,
    Pass::NameAndCompany,
    Pass::Email,
    Pass::OtherEmail,
    Pass::Name,
];

impl Pass {
    /// Whether an address may be enough.
    fn by_address(self) -> bool {
        matches!(self, Self::Nothing | Self::Email)
    }

    fn ties(self, keys: &Keys, entry: &Entry) -> bool {
        let Keys { email, role, .. } = keys;
        let name = keys.name == entry.name;
        let named = name && !keys.name.is_empty();
        let company = keys.company == entry.company;
        let same_email = *email == entry.email && !email.is_empty();
        let email_fits = *email == entry.email || email.is_empty() || entry.email.is_empty();
        let by_email = same_email && keys.may_be(entry);
        match self {
            Self::Exact => name && company && *email == entry.email && *role == entry.role,
            Self::NothingNamed | Self::Nothing => {
                let learns = (entry.name.is_empty() && !keys.name.is_empty())
                    || (!company && !keys.company.is_empty())
                    || (*role != entry.role && !role.is_empty())
                    || (*email != entry.email && !email.is_empty());
                let by_name = name && (company || same_email);
                let told = if self == Self::NothingNamed { named && by_name } else { by_email || by_name };
                !learns && told
            }
            Self::NameAndEmail => name && same_email,
            Self::NameAndCompany => named && company && email_fits,
            Self::Email => by_email,
            Self::OtherEmail => named && company,
            Self::Name => named && email_fits && (keys.company.is_empty() || entry.company.is_empty()),
        }
    }
}

/// Who stands on the list, by what they compare by.
#[derive(Clone)]
pub(super) struct Index {
    email: HashMap<String, VecDeque<usize>>,
    full: HashMap<(String, String), VecDeque<usize>>,
    name: HashMap<String, VecDeque<usize>>,
    /// Of whoever has a form of address, a degree or an umlaut: the first without it.
    plain: HashMap<String, usize>,
}

impl Index {
    pub(super) fn new(entries: &[Entry]) -> Self {
        let mut index =
            Self { email: HashMap::new(), full: HashMap::new(), name: HashMap::new(), plain: HashMap::new() };
        for (at, entry) in entries.iter().enumerate() {
            if !entry.email.is_empty() {
                index.email.entry(entry.email.clone()).or_default().push_back(at);
            }
            if !entry.name.is_empty() {
                index.full.entry((entry.name.clone(), entry.company.clone())).or_default().push_back(at);
                index.name.entry(entry.name.clone()).or_default().push_back(at);
                let plain = plain(&entry.attendee.name);
                if plain != entry.name {
                    index.plain.entry(plain).or_insert(at);
                }
            }
        }
        index
    }

    /// The first of this name, or a form of it.
    pub(super) fn namesake(&self, group: &Group<'_>) -> Option<usize> {
        let first = |name: &String| self.name.get(name).and_then(VecDeque::front).copied();
        first(&group.name).or_else(|| first(&group.plain)).or_else(|| self.plain.get(&group.plain).copied())
    }

    /// The first with this address.
    pub(super) fn neighbour(&self, email: &str) -> Option<usize> {
        self.email.get(email).and_then(VecDeque::front).copied()
    }

    /// The first who may be meant and `fits`. Who is taken already leaves the front, so that nobody is passed twice.
    fn find(
        &mut self,
        keys: &Keys,
        taken: impl Fn(&usize) -> bool,
        fits: impl Fn(&usize) -> bool,
    ) -> Option<usize> {
        let full = (keys.name.clone(), keys.company.clone());
        let queues =
            [self.email.get_mut(&keys.email), self.full.get_mut(&full), self.name.get_mut(&keys.name)];
        queues.into_iter().flatten().find_map(|queue| {
            while queue.front().is_some_and(&taken) {
                queue.pop_front();
            }
            queue.iter().take(MAX_ALIKE).find(|at| !taken(at) && fits(at)).copied()
        })
    }
}

/// For each person of the file who they are on the list: the surest ties first, and everybody is tied once at most, and
/// nobody who is `taken` already.
pub(super) fn claims(
    entries: &[Entry],
    index: &Index,
    groups: &Groups,
    source: &Source,
    taken: &mut Vec<bool>,
) -> Vec<Option<usize>> {
    let mut claims = vec![None; groups.len()];
    if entries.is_empty() {
        return claims;
    }
    let keys: Vec<Keys> = groups
        .views(source)
        .map(|group| Keys {
            role: fold(&group.draft.role),
            email: group.email(),
            shares: group.shares,
            like: group.like,
            shown: group.draft.name.clone(),
            name: group.name,
            company: group.company,
        })
        .collect();
    let mut sharing: HashMap<&str, Vec<&Keys>> = HashMap::new();
    for keys in keys.iter().filter(|keys| keys.shares) {
        sharing.entry(&keys.email).or_default().push(keys);
    }
    // J. Doe on the list is not both Jane and John of one file: it cannot be said which.
    let rivals = |keys: &Keys, entry: &Entry| {
        let all = sharing.get(keys.email.as_str()).into_iter().flatten().take(MAX_ALIKE);
        all.filter(|other| other.name != entry.name && other.may_be(entry)).nth(1).is_some()
    };
    let mut namesakes: HashMap<&str, usize> = HashMap::new();
    for keys in &keys {
        *namesakes.entry(&keys.name).or_default() += 1;
    }
    let lone = |keys: &Keys| {
        namesakes.get(keys.name.as_str()) == Some(&1)
            && index.name.get(&keys.name).is_some_and(|queue| queue.len() == 1)
    };
    taken.resize(entries.len(), false);
    let mut free = index.clone();
    for pass in PASSES {
        for (keys, claim) in keys.iter().zip(&mut claims).filter(|(_, claim)| claim.is_none()) {
            if pass == Pass::Name && !lone(keys) {
                continue;
            }
            let is_taken = |at: &usize| taken.get(*at).copied().unwrap_or(true);
            let by_form = |entry: &Entry| pass.by_address() && keys.shares && keys.name != entry.name;
            let fits = |at: &usize| {
                let entry = entries.get(*at).filter(|entry| pass.ties(keys, entry));
                entry.is_some_and(|entry| !by_form(entry) || !rivals(keys, entry))
            };
            *claim = free.find(keys, is_taken, fits);
            if let Some(taken) = claim.and_then(|at| taken.get_mut(at)) {
                *taken = true;
            }
        }
    }
    claims
}
