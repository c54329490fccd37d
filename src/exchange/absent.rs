//! Who of a file may be somebody that is there and not among my people just now: deleted, or in a file that cannot be read.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::Verdict;
use super::draft::Draft;
use super::fold::{fold, fold_email};
use super::known::Known;
use super::rows::{Said, Why};
use super::source::Source;
use crate::domain::{Person, same_number};

/// Somebody who is on the disk and not among my people.
#[derive(Debug, Clone, PartialEq)]
pub struct Absent {
    /// What they are called.
    name: String,
    /// Where they are and what to do, as the end of a reason: "Ana Ruiz is in the trash, ...".
    why: String,
    /// Their record as it was, where it can be read.
    record: Option<Arc<Person>>,
}

impl Absent {
    /// Somebody whom the user deleted.
    pub fn deleted(person: Arc<Person>) -> Self {
        let Person { name, id, .. } = person.as_ref();
        let why = format!("{name} is in the trash, and `mingle restore {id}` brings them back");
        Self { name: name.clone(), why, record: Some(person) }
    }

    /// Somebody of that name whose file cannot be read.
    pub fn unread(name: &str, file: &str) -> Self {
        let why = format!("perhaps {name}, whose file {file} cannot be read: put it right first");
        Self { name: name.to_owned(), why, record: None }
    }

    fn emails(&self) -> impl Iterator<Item = String> {
        self.record.iter().flat_map(|record| &record.emails).map(|email| fold_email(email))
    }

    /// Whether a row of the same name may be about them: nothing says that it is another company.
    fn may_work_at(&self, company: &str) -> bool {
        let own = self.record.as_ref().map_or_else(String::new, |record| fold(&record.company));
        let other = fold(company);
        own.is_empty() || other.is_empty() || own == other
    }

    /// Whether `person`, who is or was called the same, has all of theirs, as after a merge: nobody is to bring them back then.
    fn is_part_of(&self, person: &Person) -> bool {
        self.record.as_ref().is_some_and(|gone| {
            let has_email = |email| person.emails.iter().any(|own| fold_email(own) == email);
            let mut phones = gone.phones.iter();
            let mut notes = gone.notes.iter();
            self.emails().all(has_email)
                && phones.all(|phone| person.phones.iter().any(|own| own == phone || same_number(own, phone)))
                && notes.all(|note| person.notes.iter().any(|own| own.text == note.text))
        })
    }
}

/// All of them, by what a row may name them by.
pub(super) struct Absentees<'a> {
    /// Not who became part of somebody I know.
    named: BTreeMap<String, Vec<&'a Absent>>,
    mailed: HashMap<String, &'a Absent>,
}

impl<'a> Absentees<'a> {
    pub(super) fn new(absent: &'a [Absent], known: &Known<'_>) -> Self {
        let mut named: BTreeMap<String, Vec<&Absent>> = BTreeMap::new();
        for one in absent {
            named.entry(fold(&one.name)).or_default().push(one);
        }
        for (name, ones) in &mut named {
            for person in known.namesakes(name) {
                ones.retain(|one| !one.is_part_of(&person));
            }
        }
        let all = named.values().flatten();
        let mailed = all.flat_map(|one| one.emails().map(|email| (email, *one))).collect();
        Self { named, mailed }
    }

    /// Who of them somebody may be.
    fn find(&self, draft: &Draft) -> Option<&'a Absent> {
        let by_email = draft.emails.iter().find_map(|email| self.mailed.get(&fold_email(email)).copied());
        let same = || self.named.get(&fold(&draft.name)).into_iter().flatten();
        by_email.or_else(|| same().find(|one| one.may_work_at(&draft.company)).copied())
    }

    /// Says so in the reason of every row that would make somebody new who may be one of them.
    pub(super) fn tell(&self, said: &mut [Said], source: &Source) {
        if self.named.is_empty() {
            return;
        }
        let makes_one = |one: &Said| matches!(one.verdict, Verdict::New | Verdict::Doubtful);
        for (at, one) in said.iter_mut().enumerate().filter(|(_, one)| makes_one(one)) {
            let draft = source.draft(at);
            if let Some(absent) = self.find(&draft) {
                one.why = Why::Absent(format!("{}; {}", one.reason(&draft), absent.why).into());
            }
        }
    }
}
