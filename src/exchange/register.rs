//! My people by what they are recognised by, as hashes and numbers: so many take little room, and nobody has to be in memory.

use super::again::row_of;
use super::called::{plain, stem};
use super::fold::fold_email;
use super::group::{Key, key};
use super::known::{called, own_pages, said_of};
use crate::domain::{Person, PersonId, Phone};

/// My people by what they are recognised by, each a number in the order of their ids.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Register {
    /// The ids one after the other, and where each ends.
    ids: String,
    ends: Vec<u32>,
    pub(super) email: Index,
    pub(super) page: Index,
    pub(super) phone: Index,
    /// By name and company.
    pub(super) full: Index,
    pub(super) name: Index,
    /// By the name without forms of address, degrees and generations.
    pub(super) plain: Index,
    /// By the marks of the rows that they were taken from.
    pub(super) row: Index,
}

/// People by the hash of a text; whom it finds is compared in full.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Index(Vec<(Key, u32)>);

impl Index {
    pub(super) fn add<T: std::hash::Hash + ?Sized>(&mut self, text: &T, at: u32) {
        self.add_key(key(text), at);
    }

    pub(super) fn add_key(&mut self, key: Key, at: u32) {
        self.0.push((key, at));
    }

    /// In the order of the ids.
    pub(super) fn get<'s, T: std::hash::Hash + ?Sized>(
        &'s self,
        text: &T,
    ) -> impl DoubleEndedIterator<Item = u32> + use<'s, T> {
        self.get_key(key(text))
    }

    pub(super) fn get_key(&self, wanted: Key) -> impl DoubleEndedIterator<Item = u32> {
        let start = self.0.partition_point(|(key, _)| *key < wanted);
        let rest = self.0.get(start..).unwrap_or(&[]);
        let end = rest.partition_point(|(key, _)| *key == wanted);
        rest.get(..end).unwrap_or(&[]).iter().map(|(_, at)| *at)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Sorts it for finding.
    pub(super) fn sort(&mut self) {
        self.0.sort_unstable();
        self.0.dedup();
        self.0.shrink_to_fit();
    }

    /// Takes in another, whose numbers begin after `first` others.
    fn append(&mut self, other: Self, first: u32) {
        self.0.extend(other.0.into_iter().map(|(key, at)| (key, at + first)));
    }

    /// Numbers them anew.
    fn renumber(&mut self, new: &[u32]) {
        for (_, at) in &mut self.0 {
            *at = new.get(*at as usize).copied().unwrap_or(*at);
        }
    }
}

impl Register {
    /// Adds somebody.
    #[must_use]
    pub fn with(mut self, person: impl AsRef<Person>) -> Self {
        self.add(person.as_ref());
        self
    }

    /// Adds somebody.
    pub fn add(&mut self, person: &Person) {
        let at = u32::try_from(self.len()).unwrap_or(u32::MAX);
        self.name_last(person.id.as_str());
        person.emails.iter().for_each(|one| self.email.add(fold_email(one).as_str(), at));
        own_pages(person).for_each(|one| self.page.add(one.as_str(), at));
        person.imported.iter().filter_map(|mark| row_of(mark)).for_each(|row| self.row.add_key(row, at));
        person.phones.iter().filter_map(|one| Phone::of(one)).for_each(|one| self.phone.add(one.tail(), at));
        called(person).for_each(|name| self.plain.add(stem(&plain(name)), at));
        let (names, companies) = said_of(person);
        for folded in &names {
            for company in &companies {
                self.full.add(&(folded.as_str(), company.as_str()), at);
            }
            self.name.add(folded.as_str(), at);
        }
    }

    fn name_last(&mut self, id: &str) {
        self.ids.push_str(id);
        self.ends.push(u32::try_from(self.ids.len()).unwrap_or(u32::MAX));
    }

    /// Takes in those of another, none of whom is here.
    pub fn append(&mut self, other: Self) {
        let first = u32::try_from(self.len()).unwrap_or(u32::MAX);
        for at in 0..other.len() {
            self.name_last(other.id_at(at));
        }
        let Self { email, page, phone, full, name, plain, row, .. } = other;
        let theirs = [email, page, phone, full, name, plain, row];
        self.indexes().into_iter().zip(theirs).for_each(|(index, theirs)| index.append(theirs, first));
    }

    fn indexes(&mut self) -> [&mut Index; 7] {
        let Self { email, page, phone, full, name, plain, row, .. } = self;
        [email, page, phone, full, name, plain, row]
    }

    /// Orders everybody by id, in whatever order they came, for finding.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        let mut order: Vec<u32> = (0..).take(self.len()).collect();
        order.sort_unstable_by_key(|at| self.id_at(*at as usize));
        let mut new = vec![0; order.len()];
        let mut sorted = Self::default();
        for (number, at) in (0..).zip(&order) {
            if let Some(place) = new.get_mut(*at as usize) {
                *place = number;
            }
            sorted.name_last(self.id_at(*at as usize));
        }
        (self.ids, self.ends) = (sorted.ids, sorted.ends);
        for index in self.indexes() {
            index.renumber(&new);
            index.sort();
        }
        self
    }

    /// How many people there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn id_at(&self, at: usize) -> &str {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = at.checked_sub(1).map_or(0, end);
        self.ids.get(start..end(at)).unwrap_or_default()
    }

    /// The id of a number.
    pub(super) fn id(&self, at: u32) -> PersonId {
        PersonId::new(self.id_at(at as usize))
    }

    /// The number of an id.
    pub(super) fn find(&self, id: &PersonId) -> Option<u32> {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from.midpoint(to);
            match self.id_at(middle).cmp(id.as_str()) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => to = middle,
                std::cmp::Ordering::Equal => return u32::try_from(middle).ok(),
            }
        }
        None
    }
}
