//! Drafts onto an event's list: who stands there already, who is new, who is one of my people.

use std::collections::{HashMap, HashSet, VecDeque};

use super::draft::{Draft, Fate};
use super::fold::{alike, fold, fold_email};
use super::known::Known;
use super::{Row, Verdict};
use crate::domain::{Attendee, Event};

/// The longest event file that mingle would load again, in bytes, with room for what is added by hand.
const MAX_EVENT: usize = 3 << 20;
/// How many of one name are looked through before they count as strangers; keeps a list of 50,000 "Guest" linear.
const MAX_ALIKE: usize = 32;

/// Somebody on the list while it is being put together.
struct Entry {
    attendee: Attendee,
    name: String,
    company: String,
    email: String,
    links: Vec<String>,
    /// The line of the first row that is about them.
    line: Option<usize>,
}

impl Entry {
    fn of(attendee: Attendee) -> Self {
        // Where only an address was known, it stands for the name.
        let nameless = !attendee.email.is_empty() && attendee.name == attendee.email;
        let name = if nameless { String::new() } else { fold(&attendee.name) };
        let (company, email) = (fold(&attendee.company), fold_email(&attendee.email));
        Self { attendee, name, company, email, links: Vec::new(), line: None }
    }

    /// Whether `row` is about them, when both stand in one file.
    fn is(&self, row: &Keys, links: &[String]) -> bool {
        if row.name.is_empty() || self.name.is_empty() {
            return !row.email.is_empty() && row.email == self.email;
        }
        let other_link = !links.is_empty()
            && !self.links.is_empty()
            && !links.iter().any(|link| self.links.contains(link));
        row.name == self.name
            && !other_link
            && if row.email.is_empty() || self.email.is_empty() {
                row.company == self.company
            } else {
                row.email == self.email
            }
    }
}

/// What a row compares by.
struct Keys {
    name: String,
    company: String,
    email: String,
}

impl Keys {
    fn of(draft: &Draft) -> Self {
        Self { name: fold(&draft.name), company: fold(&draft.company), email: draft.email_key() }
    }
}

/// Entries by what they compare by.
#[derive(Default)]
struct Index {
    email_name: HashMap<(String, String), usize>,
    full: HashMap<(String, String), VecDeque<usize>>,
    email: HashMap<String, VecDeque<usize>>,
    name: HashMap<String, VecDeque<usize>>,
}

impl Index {
    fn add(&mut self, at: usize, entry: &Entry) {
        if !entry.email.is_empty() {
            self.email_name.entry((entry.email.clone(), entry.name.clone())).or_insert(at);
            self.email.entry(entry.email.clone()).or_default().push_back(at);
        }
        if !entry.name.is_empty() {
            self.full.entry((entry.name.clone(), entry.company.clone())).or_default().push_back(at);
            self.name.entry(entry.name.clone()).or_default().push_back(at);
        }
    }
}

/// The event with the drafts on its list, and a row for each draft.
pub(super) fn merge(
    event: &Event,
    drafts: Vec<Draft>,
    known: &Known,
    problems: &mut Vec<String>,
) -> (Event, Vec<Row>) {
    let mut list = List::new(event);
    let keys: Vec<Keys> = drafts.iter().map(Keys::of).collect();
    let claims = list.claims(&drafts, &keys);
    let shared = shared_emails(&drafts, &keys);
    let mut size = event.attendees.iter().map(size_of).sum::<usize>();
    let mut full = false;
    let rows = drafts
        .into_iter()
        .zip(keys)
        .zip(claims)
        .map(|((draft, keys), claim)| {
            let (verdict, reason) = match &draft.fate {
                Fate::Out(why) => (Verdict::Skipped, why.clone()),
                _ => match claim.or_else(|| list.same_row(&keys, &draft.links)) {
                    Some(at) => list.meets(at, &draft, known, &shared),
                    None => {
                        let attendee = attendee_of(&draft);
                        size += size_of(&attendee);
                        if size > MAX_EVENT {
                            if !full {
                                problems.push(format!("line {}: the event's file would grow past {} MiB and not load again; put the rest into a second event", draft.line, MAX_EVENT >> 20));
                            }
                            full = true;
                            (Verdict::Skipped, "the list is full".to_owned())
                        } else {
                            list.add(attendee, &draft, &keys, known, &shared)
                        }
                    }
                },
            };
            Row::new(draft, verdict, reason)
        })
        .collect();
    let attendees = list.entries.into_iter().map(|entry| entry.attendee).collect();
    (Event { attendees, ..event.clone() }, rows)
}

struct List {
    entries: Vec<Entry>,
    before: usize,
    index: Index,
}

impl List {
    fn new(event: &Event) -> Self {
        let entries: Vec<Entry> = event.attendees.iter().cloned().map(Entry::of).collect();
        let mut index = Index::default();
        entries.iter().enumerate().for_each(|(at, entry)| index.add(at, entry));
        Self { before: entries.len(), entries, index }
    }

    /// Which row is about whom on the list: the surest ties first, and everybody on the list has one row at most.
    fn claims(&mut self, drafts: &[Draft], keys: &[Keys]) -> Vec<Option<usize>> {
        let mut claims: Vec<Option<usize>> = vec![None; drafts.len()];
        if self.before == 0 {
            return claims;
        }
        let shared = shared_emails(drafts, keys);
        let mut names: HashMap<&str, usize> = HashMap::new();
        for (draft, keys) in drafts.iter().zip(keys) {
            if !matches!(draft.fate, Fate::Out(_)) {
                *names.entry(&keys.name).or_default() += 1;
            }
        }
        let mut free = self.index.full.clone();
        for pass in 0..5 {
            for ((draft, keys), claim) in drafts.iter().zip(keys).zip(&mut claims) {
                if claim.is_some() || matches!(draft.fate, Fate::Out(_)) {
                    continue;
                }
                let lone = names.get(keys.name.as_str()) == Some(&1);
                *claim = self.claim(pass, draft, keys, &mut free, &shared, lone);
                if let Some(entry) = claim.and_then(|at| self.entries.get_mut(at)) {
                    entry.line = Some(draft.line);
                    entry.links.extend(draft.links.iter().cloned());
                }
            }
        }
        claims
    }

    fn claim(
        &self,
        pass: u8,
        draft: &Draft,
        keys: &Keys,
        unclaimed: &mut HashMap<(String, String), VecDeque<usize>>,
        shared: &HashSet<String>,
        lone: bool,
    ) -> Option<usize> {
        let entries = &self.entries;
        let free = |at: &usize| entries.get(*at).is_some_and(|entry| entry.line.is_none());
        let email_fits =
            |entry: &Entry| keys.email.is_empty() || entry.email.is_empty() || keys.email == entry.email;
        match pass {
            // The same address and name.
            0 if !keys.email.is_empty() => {
                let at = self.index.email_name.get(&(keys.email.clone(), keys.name.clone())).copied();
                at.filter(free)
            }
            // The same name and company, and no other address; of several the one with the same role.
            1 | 3 if !keys.name.is_empty() => {
                let queue = unclaimed.get_mut(&(keys.name.clone(), keys.company.clone()))?;
                while queue.front().is_some_and(|at| !free(at)) {
                    queue.pop_front();
                }
                let fits = |at: &&usize| {
                    free(at) && entries.get(**at).is_some_and(|entry| pass == 3 || email_fits(entry))
                };
                let alike = || queue.iter().take(MAX_ALIKE).filter(fits);
                let same_role =
                    |at: &&usize| entries.get(**at).is_some_and(|entry| entry.attendee.role == draft.role);
                alike().find(same_role).or_else(|| alike().next()).copied()
            }
            // The same address under a name that may be theirs, when only one row has it.
            2 if !keys.email.is_empty() && !shared.contains(&keys.email) => {
                let queue = self.index.email.get(&keys.email)?;
                let fits = |at: &&usize| {
                    free(at)
                        && entries.get(**at).is_some_and(|entry| {
                            keys.name.is_empty() || entry.name.is_empty() || alike(&keys.name, &entry.name)
                        })
                };
                queue.iter().take(MAX_ALIKE).find(fits).copied()
            }
            // The same name, once in the file and once on the list, where one of them says no company.
            4 if lone && !keys.name.is_empty() => {
                let queue = self.index.name.get(&keys.name)?;
                let entry = (queue.len() == 1).then(|| queue.front()).flatten().filter(|at| free(at))?;
                let found = entries.get(*entry)?;
                ((found.company.is_empty() || keys.company.is_empty()) && email_fits(found)).then_some(*entry)
            }
            _ => None,
        }
    }

    /// An earlier row of the file, or one that claimed somebody, about the same.
    fn same_row(&self, keys: &Keys, links: &[String]) -> Option<usize> {
        let is = |at: &&usize| {
            self.entries.get(**at).is_some_and(|entry| entry.line.is_some() && entry.is(keys, links))
        };
        let full =
            self.index.full.get(&(keys.name.clone(), keys.company.clone())).filter(|_| !keys.name.is_empty());
        let exact = self
            .index
            .email_name
            .get(&(keys.email.clone(), keys.name.clone()))
            .filter(|_| !keys.email.is_empty());
        let nameless = || self.index.email_name.get(&(keys.email.clone(), String::new()));
        let any =
            || self.index.email.get(&keys.email).filter(|_| keys.name.is_empty()).and_then(VecDeque::front);
        exact
            .filter(is)
            .or_else(|| full.and_then(|queue| queue.iter().take(MAX_ALIKE).find(is)))
            .or_else(|| nameless().filter(is))
            .or_else(|| any().filter(is))
            .copied()
    }

    /// A row about somebody who stands there: fills and changes company, role and address, and keeps all else.
    fn meets(
        &mut self,
        at: usize,
        draft: &Draft,
        known: &Known,
        shared: &HashSet<String>,
    ) -> (Verdict, String) {
        let before = self.before;
        let Some(entry) = self.entries.get_mut(at) else { return (Verdict::Skipped, String::new()) };
        let first = entry.line == Some(draft.line);
        let mut changed = Vec::new();
        let new = [("company", &draft.company), ("role", &draft.role)];
        let old = [&mut entry.attendee.company, &mut entry.attendee.role];
        for ((what, new), old) in new.into_iter().zip(old) {
            // The first row about somebody decides; a later one only fills gaps, so that the same file says the same again.
            if !new.is_empty() && (old.is_empty() || first) && fold(new) != fold(old) {
                new.clone_into(old);
                changed.push(what);
            }
        }
        let email = draft.emails.first().map_or("", String::as_str);
        if !email.is_empty() && (entry.attendee.email.is_empty() || first) && fold_email(email) != entry.email
        {
            email.clone_into(&mut entry.attendee.email);
            entry.email = fold_email(email);
            changed.push("e-mail");
        }
        if entry.name.is_empty() && !draft.name.is_empty() {
            draft.name.clone_into(&mut entry.attendee.name);
            entry.name = fold(&draft.name);
            changed.push("name");
        }
        if entry.attendee.person.is_empty()
            && let Some(person) = known.of(draft, &draft.name, shared.contains(&entry.email)).person()
        {
            entry.attendee.person = person.id.clone();
            changed.push("who it is");
        }
        entry.company = fold(&entry.attendee.company);
        if !changed.is_empty() {
            let entry = &self.entries[at];
            self.index.add(at, entry);
        }
        let changed = changed.join(", ");
        match (self.entries.get(at).and_then(|entry| entry.line).filter(|_| !first), changed.is_empty()) {
            (Some(line), true) => (Verdict::Same, format!("as row {line}")),
            (Some(line), false) => (Verdict::Same, format!("as row {line}; adds {changed}")),
            (None, true) => (Verdict::Same, "stands on the list".to_owned()),
            (None, false) if at < before => (Verdict::Updates, format!("new: {changed}")),
            (None, false) => (Verdict::Same, format!("adds {changed}")),
        }
    }

    /// A row about somebody who is not there yet.
    fn add(
        &mut self,
        attendee: Attendee,
        draft: &Draft,
        keys: &Keys,
        known: &Known,
        shared: &HashSet<String>,
    ) -> (Verdict, String) {
        let mut entry = Entry { line: Some(draft.line), links: draft.links.clone(), ..Entry::of(attendee) };
        let tie = known.of(draft, &draft.name, shared.contains(&keys.email));
        if let Some(person) = tie.person() {
            entry.attendee.person = person.id.clone();
        }
        let twin =
            self.index.name.get(&keys.name).and_then(VecDeque::front).and_then(|at| self.entries.get(*at));
        let neighbour =
            self.index.email.get(&keys.email).and_then(VecDeque::front).and_then(|at| self.entries.get(*at));
        let place =
            |entry: &Entry| entry.line.map_or("on the list".to_owned(), |line| format!("in row {line}"));
        let said = match (&draft.fate, twin, neighbour, tie) {
            (Fate::Doubt(why), ..) => (Verdict::Doubtful, why.clone()),
            (_, Some(twin), ..) if twin.company == keys.company => (
                Verdict::Doubtful,
                format!("same name and company {}, but another address or page", place(twin)),
            ),
            (_, Some(twin), ..) => (Verdict::Doubtful, format!("same name {}, other company", place(twin))),
            (_, _, Some(other), _) if other.line.is_none() => (
                Verdict::Doubtful,
                format!("same e-mail address as {:?} on the list, other name", other.attendee.name),
            ),
            (_, _, _, super::known::Tie::Several(why)) => (Verdict::Doubtful, why),
            (_, _, Some(other), _) => {
                (Verdict::New, format!("shares the e-mail address of the one {}", place(other)))
            }
            (_, _, _, super::known::Tie::One(person, how)) => {
                (Verdict::New, format!("you know {} ({how})", person.name))
            }
            (_, _, _, super::known::Tie::None) => (Verdict::New, "not on the list yet".to_owned()),
        };
        self.index.add(self.entries.len(), &entry);
        self.entries.push(entry);
        said
    }
}

/// Addresses that stand in the file with several names: a buyer's, who is not all of them.
fn shared_emails(drafts: &[Draft], keys: &[Keys]) -> HashSet<String> {
    let mut names: HashMap<&str, &str> = HashMap::new();
    let mut shared = HashSet::new();
    for (_, keys) in drafts
        .iter()
        .zip(keys)
        .filter(|(draft, keys)| !matches!(draft.fate, Fate::Out(_)) && !keys.email.is_empty())
    {
        let first = names.entry(&keys.email).or_insert(&keys.name);
        if first.is_empty() {
            *first = &keys.name;
        } else if !keys.name.is_empty() && *first != keys.name {
            shared.insert(keys.email.clone());
        }
    }
    shared
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
