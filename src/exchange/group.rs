//! Rows of one file that are about the same person, put together before anybody looks at what is known already.
//!
//! Which rows belong together depends on the file alone, so the same file always makes the same groups; that is what makes a
//! second import idle. Long lists are mostly of people who stand there once, so of each only a few numbers are kept.

mod gaps;
mod one_address;

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem::take;

use self::gaps::{fill, otherwise, what_came};
use super::called::plain_of;
use super::draft::{Draft, Fate};
use super::fold::{fold, fold_email, have_in_common};
use super::read::watched;
use super::rows::{Said, Why};
use super::source::Source;
use super::whose::one_record;
use super::{NotAList, Verdict, Watch};
use crate::domain::company::company;

/// How many of one name and company are looked through; keeps a list of 50,000 "Guest" linear.
const MAX_ALIKE: usize = 32;

/// One person of the file, read anew from it.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// The first row, filled in from the later ones.
    pub(super) draft: Cow<'a, Draft>,
    /// What it compares by; empty without a name.
    pub(super) name: String,
    /// The name without forms of address and degrees.
    pub(super) plain: String,
    pub(super) company: String,
    /// Some other person of the file has the same address.
    pub(super) shares: bool,
    /// Some of those may well be the same person.
    pub(super) like: bool,
    /// The line of an earlier person of the same name.
    pub(super) twin: Option<Twin>,
    /// The line of an earlier person with the same address.
    pub(super) neighbour: Option<u32>,
}

/// An earlier person of the file who may be the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Twin {
    /// Of the same name, in that line.
    Name(u32),
    /// With the same address and a name like it, in that line.
    Form(u32),
}

impl From<Twin> for Why {
    fn from(twin: Twin) -> Self {
        match twin {
            Twin::Name(line) => Self::Twin(line),
            Twin::Form(line) => Self::MayBe(line),
        }
    }
}

impl<'a> Group<'a> {
    /// Somebody who stands in the file once.
    pub(super) fn of(draft: Cow<'a, Draft>) -> Self {
        let (name, company) = (fold(&draft.name), company(&draft.company));
        let plain = plain_of(&draft.name, &name);
        Self { draft, name, plain, company, shares: false, like: false, twin: None, neighbour: None }
    }

    /// The first address as it compares.
    pub(super) fn email(&self) -> String {
        self.draft.emails.first().map(|email| fold_email(email)).unwrap_or_default()
    }

    /// Whether another row is about the same person.
    fn is(&self, other: &Group<'_>) -> bool {
        if let Some(one) = one_record(&self.draft, &other.draft) {
            return one;
        }
        let address = have_in_common(&self.draft.emails, &other.draft.emails);
        if other.name.is_empty() || self.name.is_empty() {
            return address;
        }
        let neither = self.draft.emails.is_empty() || other.draft.emails.is_empty();
        let page = have_in_common(&self.draft.links, &other.draft.links);
        let other_page = !page && !self.draft.links.is_empty() && !other.draft.links.is_empty();
        let colleague = neither && other.company == self.company;
        let form = colleague && !self.company.is_empty() && other.plain == self.plain;
        !other_page && (form || (other.name == self.name && (address || page || colleague)))
    }
}

/// What is kept of one person of the file.
#[derive(Debug, Clone, PartialEq)]
struct Slim {
    /// Their first row.
    at: u32,
    /// Lines of earlier people of the same name, and with the same address; 0 for none.
    twin: u32,
    neighbour: u32,
    /// Where among the filled ones they stand, if a later row added anything.
    filled: Option<u32>,
    is: Signs,
}

impl Slim {
    fn twin(&self) -> Option<Twin> {
        let twin = if self.is.has(Signs::TWIN_IS_LIKE) { Twin::Form } else { Twin::Name };
        (self.twin > 0).then(|| twin(self.twin))
    }
}

/// What is so of somebody, a bit for each: with a hundred thousand people, bytes count.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Signs(u8);

impl Signs {
    /// Some other person of the file has the same address.
    const SHARES: u8 = 1;
    const HAS_EMAIL: u8 = 2;
    const HAS_PAGE: u8 = 4;
    /// The row itself says to look at it.
    const DOUBT: u8 = 8;
    /// Nobody I know, so somebody new.
    const NEW: u8 = 16;
    /// Some other person of the file has the same address and a name like theirs.
    const LIKE: u8 = 32;
    /// Their twin is such a one.
    const TWIN_IS_LIKE: u8 = 64;
    /// The row says which record of mingle's it is.
    const RECORD: u8 = 128;

    fn of(draft: &Draft) -> Self {
        let mut signs = Self::default();
        signs.set(Self::DOUBT, matches!(draft.fate, Fate::Doubt(_)));
        signs.ways(draft);
        signs
    }

    /// By what somebody is found besides their name.
    fn ways(&mut self, draft: &Draft) {
        self.set(Self::RECORD, draft.record().is_some());
        self.set(Self::HAS_EMAIL, !draft.emails.is_empty());
        self.set(Self::HAS_PAGE, !draft.links.is_empty());
    }

    fn has(self, sign: u8) -> bool {
        self.0 & sign != 0
    }

    fn set(&mut self, sign: u8, on: bool) {
        self.0 = if on { self.0 | sign } else { self.0 & !sign };
    }
}

/// The people of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Groups {
    all: Vec<Slim>,
    filled: Vec<Draft>,
}

impl Groups {
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The person at `at`.
    pub(super) fn view<'a>(&'a self, source: &'a Source, at: usize) -> Option<Group<'a>> {
        let slim = self.all.get(at)?;
        let filled = slim.filled.and_then(|filled| self.filled.get(filled as usize));
        let draft = filled.map_or_else(|| source.draft(slim.at as usize), Cow::Borrowed);
        let line = |line: u32| (line > 0).then_some(line);
        let (shares, like) = (slim.is.has(Signs::SHARES), slim.is.has(Signs::LIKE));
        let (twin, neighbour) = (slim.twin(), line(slim.neighbour));
        Some(Group { shares, like, twin, neighbour, ..Group::of(draft) })
    }

    /// Everybody, one after the other.
    pub(super) fn views<'a>(&'a self, source: &'a Source) -> impl Iterator<Item = Group<'a>> {
        (0..self.all.len()).filter_map(move |at| self.view(source, at))
    }

    /// The person at `at`, where a row says which record of mingle's they are.
    pub(super) fn recorded<'a>(&'a self, source: &'a Source, at: usize) -> Option<Group<'a>> {
        self.all.get(at).filter(|slim| slim.is.has(Signs::RECORD)).and_then(|_| self.view(source, at))
    }

    /// The first row of the person at `at`.
    pub(super) fn row(&self, at: usize) -> usize {
        self.all.get(at).map_or(usize::MAX, |slim| slim.at as usize)
    }

    /// What the file alone says of somebody whom I do not know.
    pub(super) fn by_itself(&self, at: usize) -> Option<Said> {
        let slim = self.all.get(at)?;
        match (slim.is.has(Signs::DOUBT), slim.twin()) {
            (true, _) => Some(Said::new(Verdict::Doubtful, Why::Own)),
            (false, twin) => twin.map(|twin| Said::new(Verdict::Doubtful, twin)),
        }
    }

    /// The line of an earlier person with the same address.
    pub(super) fn neighbour(&self, at: usize) -> Option<u32> {
        self.all.get(at).map(|slim| slim.neighbour).filter(|line| *line > 0)
    }

    /// The person at `at` is somebody new.
    pub(super) fn is_new(&mut self, at: usize) {
        if let Some(slim) = self.all.get_mut(at) {
            slim.is.set(Signs::NEW, true);
        }
    }

    /// Everybody who is new.
    pub(super) fn new_ones<'a>(&'a self, source: &'a Source) -> impl Iterator<Item = Group<'a>> {
        let new = self.all.iter().enumerate().filter(|(_, slim)| slim.is.has(Signs::NEW));
        new.filter_map(move |(at, _)| self.view(source, at))
    }

    /// How many are new.
    pub(super) fn count_new(&self) -> usize {
        self.all.iter().filter(|slim| slim.is.has(Signs::NEW)).count()
    }

    /// Adds somebody with their first row.
    fn push(&mut self, row: usize, group: &Group<'_>, index: &mut Index, source: &Source) {
        let line = |at: Option<u32>| {
            at.and_then(|at| self.all.get(at as usize)).map_or(0, |slim| small(source.line(slim.at as usize)))
        };
        // Two records of our own are two, as they were where they come from.
        let tells = !group.name.is_empty() && group.draft.record().is_none();
        let twin = line(index.name.get(&key(&group.plain)).copied().filter(|_| tells));
        let emails = group.draft.emails.iter();
        let neighbour =
            line(emails.clone().find_map(|email| index.email.get(&key(fold_email(email).as_str())).copied()));
        let slim = Slim { at: small(row), twin, neighbour, filled: None, is: Signs::of(&group.draft) };
        self.all.push(slim);
        index.add(self.all.len() - 1, group, &mut self.all);
    }

    /// Fills gaps of the person at `at` from a later row, and says what that added.
    fn fill(&mut self, at: usize, later: &Draft, source: &Source, index: &mut Index) -> String {
        let (came, filled) = self.fill_in(at, later, source);
        if let Some(filled) = filled {
            index.add(at, &Group::of(Cow::Owned(filled)), &mut self.all);
        }
        came
    }

    /// As [`Self::fill`], with what became of them if that added anything.
    fn fill_in(&mut self, at: usize, later: &Draft, source: &Source) -> (String, Option<Draft>) {
        let Some(slim) = self.all.get_mut(at) else { return (String::new(), None) };
        let there = slim.filled.and_then(|filled| self.filled.get_mut(filled as usize));
        let is_filled = there.is_some();
        // Most rows that come again say nothing new, and then nothing of them is kept.
        let mut mine = there.map_or_else(|| source.draft(slim.at as usize).into_owned(), take);
        let kept = otherwise(&mine, later);
        let (added, left) = fill(&mut mine, later);
        let came = what_came(&added, &left, &kept);
        if is_filled || !added.is_empty() {
            self.keep(at, mine.clone());
        }
        if added.is_empty() {
            return (came, None);
        }
        (came, Some(mine))
    }

    /// Keeps what became of the person at `at`.
    fn keep(&mut self, at: usize, mine: Draft) {
        let Some(slim) = self.all.get_mut(at) else { return };
        slim.is.ways(&mine);
        let at = slim.filled.get_or_insert(small(self.filled.len()));
        match self.filled.get_mut(*at as usize) {
            Some(there) => *there = mine,
            None => self.filled.push(mine),
        }
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The people of a file, what is said of the rows that are about nobody or somebody again, and what is wrong with any row.
pub(super) struct Grouped {
    pub(super) groups: Groups,
    /// One for each row; that of a person's first row is still to be found.
    pub(super) said: Vec<Said>,
    pub(super) problems: Vec<String>,
    /// The rows about somebody who does not come.
    pub(super) off: Vec<usize>,
}

/// Puts the rows of a file together by person: the same name, or a form of it, with the same address; the same name with the
/// same page, or with the same company and no other address or page; and a row with nothing but an address goes to the first
/// who has it.
///
/// # Errors
/// When `watch` says to stop.
pub(super) fn group(source: &Source, watch: &Watch<'_>) -> Result<Grouped, NotAList> {
    let mut people = Gathering { source, groups: Groups::default(), index: Index::default() };
    let (mut problems, mut off) = (Vec::new(), Vec::new());
    let mut said = Vec::with_capacity(source.len());
    for row in 0..source.len() {
        watched(row, source.len(), watch)?;
        let draft = source.draft(row);
        problems.extend(draft.problems.iter().cloned());
        if let Fate::Out(_) | Fate::Off(_) = &draft.fate {
            said.push(Said::new(Verdict::Skipped, Why::Own));
            let named = !draft.name.is_empty() || !draft.emails.is_empty();
            if named && matches!(draft.fate, Fate::Off(_)) {
                off.push(row);
            }
            continue;
        }
        said.push(people.take(row, draft));
    }
    let mut groups = people.groups;
    one_address::join(&mut groups, &mut said, source);
    Ok(Grouped { groups, said, problems, off })
}

/// The people of some rows of a file.
pub(super) fn group_rows(source: &Source, rows: &[usize]) -> Groups {
    let mut people = Gathering { source, groups: Groups::default(), index: Index::default() };
    for row in rows {
        people.take(*row, source.draft(*row));
    }
    people.groups
}

/// The people of a file as their rows are read.
struct Gathering<'a> {
    source: &'a Source,
    groups: Groups,
    index: Index,
}

impl<'a> Gathering<'a> {
    /// Puts a row with the person it is about; what is said of it stays open for the first row of a person.
    fn take(&mut self, row: usize, draft: Cow<'a, Draft>) -> Said {
        let group = Group::of(draft);
        if let Some(at) = self.index.find(&self.groups, &group, self.source) {
            let line = small(self.source.line(self.groups.row(at)));
            let there = self.groups.view(self.source, at).map(|there| there.name);
            let form =
                there.is_some_and(|name| name != group.name && !name.is_empty() && !group.name.is_empty());
            let came = self.groups.fill(at, &group.draft, self.source, &mut self.index);
            let why = if form {
                Why::FormOf(line, came.into())
            } else if came.is_empty() {
                Why::As(line)
            } else {
                format!("as row {line}{came}").into()
            };
            return Said::new(Verdict::Same, why);
        }
        self.groups.push(row, &group, &mut self.index, self.source);
        Said::new(Verdict::Skipped, "")
    }
}

/// Groups by what their rows compare by, each text as its 64-bit hash: lists are long, and whom the index finds is compared
/// in full before rows are put together.
#[derive(Default)]
struct Index {
    record: HashMap<Key, u32>,
    email_name: HashMap<Key, u32>,
    page_name: HashMap<Key, u32>,
    email: HashMap<Key, u32>,
    name: HashMap<Key, u32>,
    /// The first of a name and company, and those after it.
    full: HashMap<Key, u32>,
    others: HashMap<Key, Vec<u32>>,
}

/// A hash in two halves, which take a third less room beside a number than whole.
pub(super) type Key = [u32; 2];

/// The same in every run, so that the same file makes the same groups.
pub(super) fn key<T: Hash + ?Sized>(text: &T) -> Key {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let hash = hasher.finish();
    [hash >> 32, hash & u64::from(u32::MAX)].map(|half| u32::try_from(half).unwrap_or(u32::MAX))
}

impl Index {
    /// Adds what the person at `at` is found by; a buyer's address that stands with several people is a sign of none of them.
    fn add(&mut self, at: usize, group: &Group<'_>, all: &mut [Slim]) {
        let (index, name) = (small(at), group.name.as_str());
        if let Some(record) = group.draft.record() {
            self.record.entry(key(record.as_str())).or_insert(index);
        }
        for link in group.draft.links.iter().filter(|_| !name.is_empty()) {
            self.page_name.entry(key(&(fold_email(link).as_str(), name))).or_insert(index);
        }
        for email in group.draft.emails.iter().map(|email| fold_email(email)) {
            self.email_name.entry(key(&(email.as_str(), name))).or_insert(index);
            let first = *self.email.entry(key(email.as_str())).or_insert(index);
            if first != index {
                for both in [first as usize, at] {
                    if let Some(slim) = all.get_mut(both) {
                        slim.is.set(Signs::SHARES, true);
                    }
                }
            }
        }
        if !name.is_empty() {
            let full = key(&(group.plain.as_str(), group.company.as_str()));
            let first = *self.full.entry(full).or_insert(index);
            if first != index {
                let others = self.others.entry(full).or_default();
                if others.len() + 1 < MAX_ALIKE && !others.contains(&index) {
                    others.push(index);
                }
            }
            self.name.entry(key(&group.plain)).or_insert(index);
        }
    }

    fn find(&self, groups: &Groups, group: &Group<'_>, source: &Source) -> Option<usize> {
        let (draft, name) = (&group.draft, group.name.as_str());
        let is = |at: &&u32| groups.view(source, **at as usize).is_some_and(|other| other.is(group));
        if let Some(record) = draft.record() {
            return self.record.get(&key(record.as_str())).filter(is).map(|at| *at as usize);
        }
        let by_email = draft.emails.iter().map(|email| fold_email(email)).find_map(|email| {
            let exact = self.email_name.get(&key(&(email.as_str(), name))).filter(is);
            let nameless = || self.email_name.get(&key(&(email.as_str(), ""))).filter(is);
            let any = || self.email.get(&key(email.as_str())).filter(|_| name.is_empty()).filter(is);
            exact.or_else(nameless).or_else(any)
        });
        let pages = || draft.links.iter().map(|link| key(&(fold_email(link).as_str(), name)));
        let by_page = || pages().find_map(|key| self.page_name.get(&key).filter(is));
        let by_name = || {
            let full = key(&(group.plain.as_str(), group.company.as_str()));
            // Two who both have addresses, or both pages, would have been found by them.
            let may_be = |at: &&u32| {
                groups.all.get(**at as usize).is_some_and(|slim| {
                    let both_emails = slim.is.has(Signs::HAS_EMAIL) && !draft.emails.is_empty();
                    let both_pages = slim.is.has(Signs::HAS_PAGE) && !draft.links.is_empty();
                    !both_emails && !both_pages
                })
            };
            let all = self.full.get(&full).into_iter().chain(self.others.get(&full).into_iter().flatten());
            all.filter(may_be).find(is)
        };
        by_email.or_else(by_page).or_else(by_name).map(|at| *at as usize)
    }
}
