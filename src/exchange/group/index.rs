//! The people of a file by what their rows compare by, to find whom a row is about.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

use super::slim::{Signs, Slim};
use super::{Group, Groups, small};
use crate::exchange::fold::fold_email;
use crate::exchange::source::Source;

/// How many of one name and company are looked through; keeps a list of 50,000 "Guest" linear.
const MAX_ALIKE: usize = 32;

/// Groups by what their rows compare by, each text as its 64-bit hash: lists are long, and whom the index finds is compared
/// in full before rows are put together.
#[derive(Default)]
pub(super) struct Index {
    pub(super) record: ByKey<u32>,
    pub(super) email_name: ByKey<u32>,
    pub(super) page_name: ByKey<u32>,
    pub(super) email: ByKey<u32>,
    pub(super) name: ByKey<u32>,
    /// The first of a name and company, and those after it.
    pub(super) full: ByKey<u32>,
    pub(super) others: ByKey<Vec<u32>>,
}

/// By such a key, which is a hash already.
pub(in crate::exchange) type ByKey<T> = HashMap<Key, T, BuildHasherDefault<AsItIs>>;

/// Takes the bytes of a [`Key`] for the hash that they are.
#[derive(Default)]
pub(in crate::exchange) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for bytes in bytes.chunks(8) {
            let mut word = [0; 8];
            word.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
            self.0 ^= u64::from_ne_bytes(word);
        }
    }
}

/// A hash in two halves, which take a third less room beside a number than whole.
pub(in crate::exchange) type Key = [u32; 2];

/// The same in every run, so that the same file makes the same groups.
pub(in crate::exchange) fn key<T: Hash + ?Sized>(text: &T) -> Key {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let hash = hasher.finish();
    [hash >> 32, hash & u64::from(u32::MAX)].map(|half| u32::try_from(half).unwrap_or(u32::MAX))
}

impl Index {
    /// For the people of so many rows: what grows leaves as much behind as it takes in the end.
    pub(super) fn of(rows: usize) -> Self {
        let [email_name, email, name, full] =
            [(); 4].map(|()| ByKey::with_capacity_and_hasher(rows, BuildHasherDefault::default()));
        Self { email_name, email, name, full, ..Self::default() }
    }

    /// Adds what the person at `at` is found by; a buyer's address that stands with several people is a sign of none of them.
    pub(super) fn add(&mut self, at: usize, group: &Group<'_>, all: &mut [Slim]) {
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

    pub(super) fn find(&self, groups: &Groups, group: &Group<'_>, source: &Source) -> Option<usize> {
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
