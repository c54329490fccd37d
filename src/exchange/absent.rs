//! Who of a file may be somebody that is there and not among my people just now: deleted, or in a file that cannot be read.

use std::collections::HashMap;

use super::Verdict;
use super::draft::Draft;
use super::fold::{fold, fold_email};
use super::rows::{Said, Why};
use super::source::Source;
use crate::domain::Person;

/// Somebody who is on the disk and not among my people.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Absent {
    /// What they are called.
    pub name: String,
    /// Their e-mail addresses.
    pub emails: Vec<String>,
    /// Their company.
    pub company: String,
    /// Where they are and what to do, as the end of a reason: "Ana Ruiz is in the trash; ...".
    pub why: String,
}

impl Absent {
    /// Somebody whom the user deleted.
    pub fn deleted(person: &Person) -> Self {
        Self {
            name: person.name.clone(),
            emails: person.emails.clone(),
            company: person.company.clone(),
            why: format!(
                "{} is in the trash, and `mingle restore {}` brings them back",
                person.name, person.id
            ),
        }
    }

    /// Somebody of that name whose file cannot be read.
    pub fn unread(name: &str, file: &str) -> Self {
        let why = format!("perhaps {name}, whose file {file} cannot be read: put it right first");
        Self { name: name.to_owned(), why, ..Self::default() }
    }

    /// Whether a row of the same name may be about them: nothing says that it is another company.
    fn may_work_at(&self, company: &str) -> bool {
        let (own, other) = (fold(&self.company), fold(company));
        own.is_empty() || other.is_empty() || own == other
    }
}

/// Says so in the reason of every row that would make somebody new who may be one of `absent`.
pub(super) fn tell(said: &mut [Said], source: &Source, absent: &[Absent]) {
    if absent.is_empty() {
        return;
    }
    let mut named: HashMap<String, Vec<&Absent>> = HashMap::new();
    let mut mailed: HashMap<String, &Absent> = HashMap::new();
    for one in absent {
        named.entry(fold(&one.name)).or_default().push(one);
        mailed.extend(one.emails.iter().map(|email| (fold_email(email), one)));
    }
    let find = |draft: &Draft| {
        let by_email = draft.emails.iter().find_map(|email| mailed.get(&fold_email(email)).copied());
        let same = || named.get(&fold(&draft.name)).into_iter().flatten();
        by_email.or_else(|| same().find(|one| one.may_work_at(&draft.company)).copied())
    };
    let makes_one = |one: &Said| matches!(one.verdict, Verdict::New | Verdict::Doubtful);
    for (at, one) in said.iter_mut().enumerate().filter(|(_, one)| makes_one(one)) {
        let draft = source.draft(at);
        if let Some(absent) = find(&draft) {
            one.why = Why::Absent(format!("{}; {}", one.reason(&draft), absent.why).into());
        }
    }
}
