//! The people of a file onto an event's list: who stands there already, who is new, who is one of my people.

use std::collections::{HashMap, HashSet, VecDeque};

use super::draft::{Draft, Fate};
use super::fold::{alike, fold, fold_email};
use super::group::{Group, group};
use super::known::{Known, Tie};
use super::{Row, Verdict};
use crate::domain::{Attendee, Event, PersonId};

/// How large an event's file may grow, in bytes: mingle loads 4 MiB, and what is added by hand needs room too.
const MAX_EVENT: usize = 3 << 20;
/// How many of one name are looked through before they count as strangers; keeps a list of 50,000 "Guest" linear.
const MAX_ALIKE: usize = 32;

/// The event with the drafts on its list, and a row for each draft.
pub(super) fn merge(
    event: &Event,
    drafts: Vec<Draft>,
    known: &Known<'_>,
    problems: &mut Vec<String>,
) -> (Event, Vec<Row>) {
    let (groups, places) = group(&drafts);
    let mut list = List::new(event);
    let claims = list.claims(&groups);
    let mut verdicts = Vec::with_capacity(groups.len());
    for (group, claim) in groups.iter().zip(claims) {
        let verdict = match claim {
            Some(at) => list.meets(at, group, known),
            None => list.add(group, known),
        };
        if list.full && !list.said_full {
            list.said_full = true;
            problems.push(format!(
                "line {}: the event's file would grow past {} MiB and not load again; put the rest into a second event",
                group.draft.line,
                MAX_EVENT >> 20
            ));
        }
        verdicts.push(verdict);
    }
    let rows = super::rows(drafts, &groups, places, &verdicts);
    let attendees = list.entries.into_iter().map(|entry| entry.attendee).collect();
    (Event { attendees, ..event.clone() }, rows)
}

/// Somebody on the list, and what they compare by.
struct Entry {
    attendee: Attendee,
    name: String,
    company: String,
    email: String,
}

impl Entry {
    fn of(attendee: Attendee) -> Self {
        // Where only an address was known, it stands for the name.
        let nameless = !attendee.email.is_empty() && attendee.name == attendee.email;
        let name = if nameless { String::new() } else { fold(&attendee.name) };
        let (company, email) = (fold(&attendee.company), fold_email(&attendee.email));
        Self { attendee, name, company, email }
    }
}

/// How sure a tie between a person of the file and one on the list is, the surest first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// Nothing about them differs.
    Exact,
    /// The same name, with the same address or company, and the list would learn nothing.
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

const PASSES: [Pass; 7] = [
    Pass::Exact,
    Pass::Nothing,
    Pass::NameAndEmail,
    Pass::NameAndCompany,
    Pass::Email,
    Pass::OtherEmail,
    Pass::Name,
];

impl Pass {
    fn ties(self, group: &Group, email: &str, entry: &Entry) -> bool {
        let name = group.name == entry.name;
        let company = group.company == entry.company;
        let same_email = email == entry.email;
        let email_fits = same_email || email.is_empty() || entry.email.is_empty();
        let role = group.draft.role == entry.attendee.role;
        match self {
            Self::Exact => name && company && same_email && role,
            Self::Nothing => {
                let nothing = (company || group.company.is_empty())
                    && (role || group.draft.role.is_empty())
                    && (same_email || email.is_empty());
                name && nothing && (company || (same_email && !email.is_empty()))
            }
            Self::NameAndEmail => name && same_email && !email.is_empty(),
            Self::NameAndCompany => name && company && email_fits && !group.name.is_empty(),
            Self::Email => {
                let may_be =
                    group.name.is_empty() || entry.name.is_empty() || alike(&group.name, &entry.name);
                same_email && !email.is_empty() && !group.shares && may_be
            }
            Self::OtherEmail => name && company && !group.name.is_empty(),
            Self::Name => name && email_fits && (group.company.is_empty() || entry.company.is_empty()),
        }
    }
}

struct List {
    entries: Vec<Entry>,
    by_name: HashMap<String, VecDeque<usize>>,
    by_email: HashMap<String, VecDeque<usize>>,
    /// My people who stand on the list: the same name again is not them a second time.
    linked: HashSet<PersonId>,
    size: usize,
    full: bool,
    said_full: bool,
}

impl List {
    fn new(event: &Event) -> Self {
        let entries: Vec<Entry> = event.attendees.iter().cloned().map(Entry::of).collect();
        let mut by_name: HashMap<String, VecDeque<usize>> = HashMap::new();
        let mut by_email: HashMap<String, VecDeque<usize>> = HashMap::new();
        for (at, entry) in entries.iter().enumerate() {
            by_name.entry(entry.name.clone()).or_default().push_back(at);
            if !entry.email.is_empty() {
                by_email.entry(entry.email.clone()).or_default().push_back(at);
            }
        }
        let linked = event.attendees.iter().map(|attendee| attendee.person.clone()).collect();
        let size = event.attendees.iter().map(size_of).sum();
        Self { entries, by_name, by_email, linked, size, full: false, said_full: false }
    }

    /// Which person of the file is who on the list: the surest ties first, and everybody is tied once at most.
    fn claims(&self, groups: &[Group]) -> Vec<Option<usize>> {
        let mut claims = vec![None; groups.len()];
        if self.entries.is_empty() {
            return claims;
        }
        let mut count: HashMap<&str, usize> = HashMap::new();
        for group in groups {
            *count.entry(&group.name).or_default() += 1;
        }
        let mut taken = vec![false; self.entries.len()];
        let (mut by_name, mut by_email) = (self.by_name.clone(), self.by_email.clone());
        for pass in PASSES {
            for (group, claim) in groups.iter().zip(&mut claims).filter(|(_, claim)| claim.is_none()) {
                let email = group.email();
                let all = |at: &usize| {
                    self.by_name.get(&group.name).map_or(0, VecDeque::len) == 1 && *at < taken.len()
                };
                let queue = match pass {
                    Pass::Name if group.name.is_empty() || count.get(group.name.as_str()) != Some(&1) => {
                        continue;
                    }
                    Pass::Email => by_email.get_mut(&email),
                    _ if group.name.is_empty() => by_email.get_mut(&email),
                    _ => by_name.get_mut(&group.name),
                };
                let Some(queue) = queue else { continue };
                let is_taken = |at: &usize| taken.get(*at).copied().unwrap_or(true);
                while queue.front().is_some_and(is_taken) {
                    queue.pop_front();
                }
                let ties = |at: &&usize| {
                    !is_taken(at)
                        && (pass != Pass::Name || all(at))
                        && self.entries.get(**at).is_some_and(|entry| pass.ties(group, &email, entry))
                };
                *claim = queue.iter().take(MAX_ALIKE).find(ties).copied();
                if let Some(taken) = claim.and_then(|at| taken.get_mut(at)) {
                    *taken = true;
                }
            }
        }
        claims
    }

    /// Somebody who stands there: company, role and address become the file's, and all else stays.
    fn meets(&mut self, at: usize, group: &Group, known: &Known<'_>) -> (Verdict, String) {
        let Some(entry) = self.entries.get_mut(at) else { return (Verdict::Skipped, String::new()) };
        let mut changed = Vec::new();
        let email = group.draft.emails.first().map_or("", String::as_str);
        let attendee = &mut entry.attendee;
        if entry.name.is_empty() && !group.draft.name.is_empty() {
            group.draft.name.clone_into(&mut attendee.name);
            changed.push("name");
        }
        for (what, old, new) in [
            ("company", &mut attendee.company, group.draft.company.as_str()),
            ("role", &mut attendee.role, group.draft.role.as_str()),
            ("e-mail", &mut attendee.email, email),
        ] {
            if !new.is_empty() && (old.is_empty() || fold(new) != fold(old)) {
                new.clone_into(old);
                changed.push(what);
            }
        }
        if attendee.person.is_empty()
            && let Some(person) = known.of(group, &group.draft.name, &self.linked).person()
        {
            attendee.person = person.id.clone();
            self.linked.insert(person.id.clone());
            changed.push("who it is");
        }
        if changed.is_empty() {
            (Verdict::Same, "stands on the list".to_owned())
        } else {
            (Verdict::Updates, format!("new: {}", changed.join(", ")))
        }
    }

    /// Somebody who is not there yet.
    fn add(&mut self, group: &Group, known: &Known<'_>) -> (Verdict, String) {
        let mut attendee = attendee_of(&group.draft);
        self.size += size_of(&attendee);
        if self.size > MAX_EVENT {
            self.full = true;
            return (Verdict::Skipped, "the list is full".to_owned());
        }
        let tie = known.of(group, &group.draft.name, &self.linked);
        if let Some(person) = tie.person() {
            attendee.person = person.id.clone();
            self.linked.insert(person.id.clone());
        }
        let said = self.why_new(group, tie);
        self.entries.push(Entry::of(attendee));
        said
    }

    fn why_new(&self, group: &Group, tie: Tie<'_>) -> (Verdict, String) {
        if let Fate::Doubt(why) = &group.draft.fate {
            return (Verdict::Doubtful, why.clone());
        }
        if let Some(line) = group.twin {
            return (
                Verdict::Doubtful,
                format!("same name as row {line}, but another company, address or page"),
            );
        }
        let first =
            |at: Option<&VecDeque<usize>>| at.and_then(VecDeque::front).and_then(|at| self.entries.get(*at));
        if let Some(other) = first(self.by_name.get(&group.name)).filter(|_| !group.name.is_empty()) {
            let company = &other.attendee.company;
            let of = if company.is_empty() { String::new() } else { format!(" of {company}") };
            return (Verdict::Doubtful, format!("{}{of} on the list has the same name", other.attendee.name));
        }
        if let Some(other) = first(self.by_email.get(&group.email())) {
            return (
                Verdict::Doubtful,
                format!("{} on the list has the same e-mail address", other.attendee.name),
            );
        }
        match (tie, group.neighbour) {
            (Tie::Several(why), _) => (Verdict::Doubtful, why),
            (Tie::One(person, how), _) => (Verdict::New, format!("you know {} ({how})", person.name)),
            (Tie::None, Some(line)) => (Verdict::New, format!("shares the e-mail address of row {line}")),
            (Tie::None, None) => (Verdict::New, "not on the list yet".to_owned()),
        }
    }
}

fn attendee_of(draft: &Draft) -> Attendee {
    let email = draft.emails.first().cloned().unwrap_or_default();
    let name = if draft.name.is_empty() { email.clone() } else { draft.name.clone() };
    Attendee { name, company: draft.company.clone(), role: draft.role.clone(), email, ..Attendee::default() }
}

/// About how many bytes an attendee takes in the event's file.
fn size_of(attendee: &Attendee) -> usize {
    let texts = [&attendee.name, &attendee.company, &attendee.role, &attendee.email, &attendee.why];
    40 + texts.iter().filter(|text| !text.is_empty()).map(|text| text.len() + 14).sum::<usize>()
}
