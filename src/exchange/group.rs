//! Rows of one file that are about the same person, put together before anybody looks at what is known already.
//!
//! Which rows belong together depends on the file alone, so the same file always makes the same groups; that is what makes a
//! second import idle. Long lists are mostly of people who stand there once, so of each only a few numbers are kept.

mod gaps;
mod index;
mod one_address;
mod slim;

use std::borrow::Cow;
use std::mem::take;

use self::gaps::{fill, otherwise, what_came};
use self::index::Index;
pub(super) use self::index::{ByKey, Key, key};
use self::slim::{Signs, Slim};
use super::called::plain_of;
use super::draft::{Draft, Fate};
use super::fold::{fold, fold_email, have_in_common};
use super::read::watched;
use super::rows::{Said, Why};
use super::source::Source;
use super::whose::one_record;
use super::{NotAList, Verdict, Watch};
use crate::domain::company::company;

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
    pub(super) fn is(&self, other: &Group<'_>) -> bool {
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

    /// The first row of the person at `at` as it stands in the file, where a later one filled it in.
    pub(super) fn first_row<'a>(&self, source: &'a Source, at: usize) -> Option<Cow<'a, Draft>> {
        let slim = self.all.get(at).filter(|slim| slim.filled.is_some())?;
        Some(source.draft(slim.at as usize))
    }

    /// What the file alone says of somebody whom I do not know.
    pub(super) fn by_itself(&self, at: usize) -> Option<Said> {
        let slim = self.all.get(at)?;
        match (slim.is.has(Signs::DOUBT), slim.twin()) {
            (true, _) => Some(Said::new(Verdict::Doubtful, Why::Own)),
            (false, twin) => twin.map(|twin| Said::new(Verdict::Doubtful, twin)),
        }
    }

    /// What becomes of somebody on an empty list, when I know nobody; `None` when their row has to be read for that.
    pub(super) fn says(&self, at: usize) -> Option<(Verdict, Why)> {
        match (self.by_itself(at), self.neighbour(at)) {
            (Some(Said { why: Why::Own, .. }), _) => None,
            (Some(Said { verdict, why }), _) => Some((verdict, why)),
            (None, Some(line)) => {
                Some((Verdict::New, format!("shares the e-mail address of row {line}").into()))
            }
            (None, None) => Some((Verdict::New, "not on the list yet".into())),
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

/// Of a number of rows, which no file has more of than fit.
pub(super) fn small(number: usize) -> u32 {
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
    let mut people = Gathering::of(source, source.len());
    let (mut problems, mut off) = (Vec::new(), Vec::new());
    let mut said = Vec::with_capacity(source.len());
    let mut nameless = Vec::new();
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
        let is_nameless = draft.name.is_empty();
        said.push(people.take(row, draft));
        if is_nameless && let Some(at) = people.last {
            nameless.push((row, at));
        }
    }
    let Gathering { mut groups, index, .. } = people;
    drop(index);
    // Whose address it is, is known only now.
    for (row, at) in nameless {
        let theirs = groups.all.get(at).is_some_and(|slim| slim.is.has(Signs::SHARES));
        if let Some(said) = said.get_mut(row).filter(|said| theirs && said.verdict == Verdict::Same) {
            let line = source.line(groups.row(at));
            *said = Said::new(
                Verdict::Skipped,
                format!("no name, and several here have its e-mail address, the first in row {line}"),
            );
        }
    }
    one_address::join(&mut groups, &mut said, source);
    Ok(Grouped { groups, said, problems, off })
}

/// The people of some rows of a file.
pub(super) fn group_rows(source: &Source, rows: &[usize]) -> Groups {
    let mut people = Gathering::of(source, rows.len());
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
    /// To whom the row before was put, when it was put to anybody.
    last: Option<usize>,
}

impl<'a> Gathering<'a> {
    /// For so many rows of a file.
    fn of(source: &'a Source, rows: usize) -> Self {
        let groups = Groups { all: Vec::with_capacity(rows), filled: Vec::new() };
        Self { source, groups, index: Index::of(rows), last: None }
    }

    /// Puts a row with the person it is about; what is said of it stays open for the first row of a person.
    fn take(&mut self, row: usize, draft: Cow<'a, Draft>) -> Said {
        let group = Group::of(draft);
        self.last = self.index.find(&self.groups, &group, self.source);
        if let Some(at) = self.last {
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
