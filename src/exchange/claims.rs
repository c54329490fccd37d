//! Which person of a file is who on an event's list.

use std::collections::HashMap;
use std::ops::Range;

use super::called::plain;
use super::fold::{fold, fold_email};
use super::forms::{Form, form};
use super::group::{Group, Groups, Key, key};
use super::source::Source;
use crate::domain::Attendee;
use crate::domain::company::company as fold_company;

/// How many of one name are looked through before they count as strangers; keeps a list of 50,000 "Guest" linear.
const MAX_ALIKE: usize = 32;

/// A text as it compares, by its 64-bit hash: a list has some hundred thousand of them, and none is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Word(Option<Key>);

impl Word {
    /// Of a text that is folded.
    pub(super) fn of(folded: &str) -> Self {
        Self((!folded.is_empty()).then(|| key(folded)))
    }

    /// Of two at once; nothing without the first.
    fn both(self, other: Self) -> Self {
        Self(self.0.map(|one| key(&(one, other))))
    }

    pub(super) fn is_empty(self) -> bool {
        self.0.is_none()
    }
}

/// Somebody on the list, and what they compare by.
pub(super) struct Entry<'a> {
    pub(super) attendee: &'a Attendee,
    /// Empty where only an address was known, which then stands for the name.
    pub(super) name: Word,
    company: Word,
    role: Word,
    email: Word,
}

impl<'a> Entry<'a> {
    pub(super) fn of(attendee: &'a Attendee) -> Self {
        let nameless = !attendee.email.is_empty() && attendee.name == attendee.email;
        let name = if nameless { Word(None) } else { Word::of(&fold(&attendee.name)) };
        let (company, role) = (Word::of(&fold_company(&attendee.company)), Word::of(&fold(&attendee.role)));
        Self { attendee, name, company, role, email: Word::of(&fold_email(&attendee.email)) }
    }
}

/// What somebody of the file compares by.
struct Keys {
    /// Their place in the file.
    at: u32,
    name: Word,
    company: Word,
    role: Word,
    email: Word,
    shares: bool,
    like: bool,
}

impl Keys {
    /// Whether they may be somebody with the same address; `shown` is their name as it is written.
    fn may_be(&self, entry: &Entry<'_>, shown: impl Fn(&Self) -> String) -> bool {
        if self.name.is_empty() || entry.name.is_empty() || self.name == entry.name {
            return !self.shares;
        }
        match form(&entry.attendee.name, &shown(self)) {
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

    fn ties(self, keys: &Keys, entry: &Entry<'_>, shown: impl Fn(&Keys) -> String) -> bool {
        let Keys { email, role, .. } = keys;
        let name = keys.name == entry.name;
        let named = name && !keys.name.is_empty();
        let company = keys.company == entry.company;
        let same_email = *email == entry.email && !email.is_empty();
        let email_fits = *email == entry.email || email.is_empty() || entry.email.is_empty();
        let by_email = || same_email && keys.may_be(entry, &shown);
        match self {
            Self::Exact => name && company && *email == entry.email && *role == entry.role,
            Self::NothingNamed | Self::Nothing => {
                let learns = (entry.name.is_empty() && !keys.name.is_empty())
                    || (!company && !keys.company.is_empty())
                    || (*role != entry.role && !role.is_empty())
                    || (*email != entry.email && !email.is_empty());
                let by_name = name && (company || same_email);
                let told =
                    || if self == Self::NothingNamed { named && by_name } else { by_name || by_email() };
                !learns && told()
            }
            Self::NameAndEmail => name && same_email,
            Self::NameAndCompany => named && company && email_fits,
            Self::Email => by_email(),
            Self::OtherEmail => named && company,
            Self::Name => named && email_fits && (keys.company.is_empty() || entry.company.is_empty()),
        }
    }
}

/// Who stands on the list, by one of the words they compare by, in the order of the list.
struct Places(Vec<(Word, u32)>);

impl Places {
    fn of<'e>(entries: &'e [Entry<'_>], word: impl Fn(&'e Entry<'_>) -> Word) -> Self {
        let words = (0..).zip(entries).map(|(at, entry)| (word(entry), at));
        let mut places: Vec<(Word, u32)> = words.filter(|(word, _)| !word.is_empty()).collect();
        places.sort_unstable();
        Self(places)
    }

    /// Where among all of them those of a word are.
    fn range(&self, word: Word) -> Range<usize> {
        let start = self.0.partition_point(|(other, _)| *other < word);
        let rest = self.0.get(start..).unwrap_or_default();
        start..start + rest.partition_point(|(other, _)| *other == word)
    }

    fn first(&self, word: Word) -> Option<usize> {
        self.0.get(self.range(word)).and_then(<[_]>::first).map(|(_, at)| *at as usize)
    }
}

/// Who stands on the list, by all that they compare by.
pub(super) struct Index {
    email: Places,
    full: Places,
    name: Places,
    /// Of whoever has a form of address, a degree or an umlaut: the name without it.
    plain: Places,
}

impl Index {
    pub(super) fn new(entries: &[Entry<'_>]) -> Self {
        let bare = |entry: &Entry<'_>| {
            let plain = Word::of(&plain(&entry.attendee.name));
            if entry.name.is_empty() || plain == entry.name { Word(None) } else { plain }
        };
        Self {
            email: Places::of(entries, |entry| entry.email),
            full: Places::of(entries, |entry| entry.name.both(entry.company)),
            name: Places::of(entries, |entry| entry.name),
            plain: Places::of(entries, bare),
        }
    }

    /// The first of this name, or a form of it.
    pub(super) fn namesake(&self, group: &Group<'_>) -> Option<usize> {
        let (name, plain) = (Word::of(&group.name), Word::of(&group.plain));
        self.name.first(name).or_else(|| self.name.first(plain)).or_else(|| self.plain.first(plain))
    }

    /// The first with this address.
    pub(super) fn neighbour(&self, email: &str) -> Option<usize> {
        self.email.first(Word::of(email))
    }
}

/// Those of the index who are not taken yet. Who is leaves the front of each of their words, so that nobody is passed twice.
struct Free<'a> {
    index: &'a Index,
    /// How many are gone from the front of a word, by where its places begin.
    gone: [HashMap<usize, usize>; 3],
}

impl<'a> Free<'a> {
    fn of(index: &'a Index) -> Self {
        Self { index, gone: [(); 3].map(|()| HashMap::new()) }
    }

    /// The first who may be meant and `fits`.
    fn find(
        &mut self,
        keys: &Keys,
        taken: impl Fn(&usize) -> bool,
        fits: impl Fn(&usize) -> bool,
    ) -> Option<usize> {
        let Index { email, full, name, .. } = self.index;
        let words = [(email, keys.email), (full, keys.name.both(keys.company)), (name, keys.name)];
        words.into_iter().zip(&mut self.gone).find_map(|((places, word), gone)| {
            let range = places.range(word);
            let all = places.0.get(range.clone()).filter(|all| !all.is_empty())?;
            let past = gone.get(&range.start).copied().unwrap_or(0);
            let left = all.get(past..).unwrap_or_default().iter().map(|(_, at)| *at as usize);
            let now = past + left.clone().take_while(&taken).count();
            if now > past {
                gone.insert(range.start, now);
            }
            left.skip(now - past).take(MAX_ALIKE).find(|at| !taken(at) && fits(at))
        })
    }
}

/// For each person of the file who they are on the list: the surest ties first, and everybody is tied once at most, and
/// nobody who is `taken` already.
pub(super) fn claims(
    entries: &[Entry<'_>],
    index: &Index,
    groups: &Groups,
    source: &Source,
    taken: &mut Vec<bool>,
) -> Vec<Option<usize>> {
    let mut claims = vec![None; groups.len()];
    if entries.is_empty() {
        return claims;
    }
    let keys: Vec<Keys> = (0..)
        .zip(groups.views(source))
        .map(|(at, group)| Keys {
            at,
            name: Word::of(&group.name),
            company: Word::of(&group.company),
            role: Word::of(&fold(&group.draft.role)),
            email: Word::of(&group.email()),
            shares: group.shares,
            like: group.like,
        })
        .collect();
    let shown = |keys: &Keys| {
        let group = groups.view(source, keys.at as usize);
        group.map(|group| group.draft.name.clone()).unwrap_or_default()
    };
    let mut sharing: HashMap<Word, Vec<&Keys>> = HashMap::new();
    for keys in keys.iter().filter(|keys| keys.shares) {
        sharing.entry(keys.email).or_default().push(keys);
    }
    // J. Doe on the list is not both Jane and John of one file: it cannot be said which.
    let rivals = |keys: &Keys, entry: &Entry<'_>| {
        let all = sharing.get(&keys.email).into_iter().flatten().take(MAX_ALIKE);
        all.filter(|other| other.name != entry.name && other.may_be(entry, shown)).nth(1).is_some()
    };
    let mut namesakes: HashMap<Word, u32> = HashMap::new();
    for keys in &keys {
        *namesakes.entry(keys.name).or_default() += 1;
    }
    let lone = |keys: &Keys| namesakes.get(&keys.name) == Some(&1) && index.name.range(keys.name).len() == 1;
    taken.resize(entries.len(), false);
    let mut free = Free::of(index);
    for pass in PASSES {
        for (keys, claim) in keys.iter().zip(&mut claims).filter(|(_, claim)| claim.is_none()) {
            if pass == Pass::Name && !lone(keys) {
                continue;
            }
            let is_taken = |at: &usize| taken.get(*at).copied().unwrap_or(true);
            let by_form = |entry: &Entry| pass.by_address() && keys.shares && keys.name != entry.name;
            let fits = |at: &usize| {
                let entry = entries.get(*at).filter(|entry| pass.ties(keys, entry, shown));
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
