//! Drafts into people: new ones, and what they add to those I know.

use std::collections::{HashMap, HashSet};

use super::draft::{Draft, Fate};
use super::fold::{fold, fold_email};
use super::known::{Known, Tie};
use super::{Row, Verdict};
use crate::domain::{Book, Change, Edit, IdMaker, Note, Person, PersonId, Record};

/// How many new people one file may bring.
const MAX_PEOPLE: usize = 50_000;

/// The change that brings the drafts in, and a row for each.
pub(super) fn merge(
    book: &Book,
    drafts: Vec<Draft>,
    ids: &mut IdMaker,
    problems: &mut Vec<String>,
) -> (Change, Vec<Row>) {
    let mut incoming = Incoming::new(book, &drafts);
    let rows: Vec<Row> = drafts
        .into_iter()
        .map(|draft| {
            let (verdict, reason) = incoming.take(&draft, ids, problems);
            Row::new(draft, verdict, reason)
        })
        .collect();
    let change = Change::new(format!("import {} people", incoming.created));
    let change = incoming.people.into_iter().fold(change, |change, coming| {
        change.with(match book.person(&coming.person.id) {
            Some(before) => Edit::replace(Record::Person(before.clone()), coming.person),
            None => Edit::create(coming.person),
        })
    });
    (change, rows)
}

/// Somebody a row was about, as they will be.
struct Coming {
    person: Person,
    /// The line of the first row about them.
    line: usize,
    links: Vec<String>,
}

struct Incoming<'a> {
    book: &'a Book,
    known: Known<'a>,
    shared: HashSet<String>,
    people: Vec<Coming>,
    by_id: HashMap<PersonId, usize>,
    by_email: HashMap<(String, String), usize>,
    by_full: HashMap<(String, String), usize>,
    by_name: HashMap<String, usize>,
    created: usize,
}

impl<'a> Incoming<'a> {
    fn new(book: &'a Book, drafts: &[Draft]) -> Self {
        Self {
            book,
            known: Known::new(book),
            shared: shared(drafts),
            people: Vec::new(),
            by_id: HashMap::new(),
            by_email: HashMap::new(),
            by_full: HashMap::new(),
            by_name: HashMap::new(),
            created: 0,
        }
    }

    fn take(&mut self, draft: &Draft, ids: &mut IdMaker, problems: &mut Vec<String>) -> (Verdict, String) {
        let fate = match &draft.fate {
            // A number or a company without a name is still worth a card in an address book.
            Fate::Out(_)
                if draft.name.is_empty()
                    && draft.emails.is_empty()
                    && !draft.company.is_empty()
                    && !draft.phones.is_empty() =>
            {
                Fate::Doubt("no name; the company stands for it".to_owned())
            }
            fate => fate.clone(),
        };
        if let Fate::Out(why) = fate {
            return (Verdict::Skipped, why);
        }
        let name = shown_name(draft);
        if let Some(at) = self.earlier(draft, &name) {
            return self.again(at, draft, ids);
        }
        let shared = draft.emails.iter().any(|email| self.shared.contains(&fold_email(email)));
        let tie = self.known.of(draft, &name, shared);
        if let Tie::One(person, how) = tie {
            let before = Person::clone(person);
            let mut after = before.clone();
            let added = fill(&mut after, draft, ids);
            let verdict = if added.is_empty() {
                (Verdict::Same, format!("you know {} ({how})", person.name))
            } else {
                (Verdict::Updates, format!("{} ({how}): adds {}", person.name, added.join(", ")))
            };
            self.put(after, draft, &name);
            return verdict;
        }
        if self.created >= MAX_PEOPLE {
            if self.created == MAX_PEOPLE {
                problems.push(format!(
                    "line {}: more than {MAX_PEOPLE} new people in one file; split it here",
                    draft.line
                ));
                self.created += 1;
            }
            return (Verdict::Skipped, format!("past the {MAX_PEOPLE} new people that one file may bring"));
        }
        let twin =
            self.by_name.get(&fold(&name)).and_then(|at| self.people.get(*at)).map(|coming| coming.line);
        let verdict = match (fate, twin, tie) {
            (Fate::Doubt(why), ..) => (Verdict::Doubtful, why),
            (_, _, Tie::Several(why)) => (Verdict::Doubtful, why),
            (_, Some(line), _) => {
                (Verdict::Doubtful, format!("same name in row {line}, but another company, address or page"))
            }
            _ => (Verdict::New, "nobody you know yet".to_owned()),
        };
        let mut id = ids.person(&name);
        while self.book.person(&id).is_some() || self.by_id.contains_key(&id) {
            id = ids.person(&name);
        }
        let mut person = Person::named(id, &name);
        fill(&mut person, draft, ids);
        self.put(person, draft, &name);
        self.created += 1;
        verdict
    }

    /// An earlier row about the same: the same address and name, or the same name and company and no other address.
    fn earlier(&self, draft: &Draft, name: &str) -> Option<usize> {
        let folded = fold(name);
        let by_email =
            draft.emails.iter().find_map(|email| self.by_email.get(&(fold_email(email), folded.clone())));
        by_email.copied().or_else(|| {
            let at = *self.by_full.get(&(folded, fold(&draft.company)))?;
            let coming = self.people.get(at)?;
            let other = |mine: &[String], theirs: &[String]| {
                !mine.is_empty()
                    && !theirs.is_empty()
                    && !mine.iter().any(|one| theirs.iter().any(|two| fold_email(one) == fold_email(two)))
            };
            (!other(&draft.emails, &coming.person.emails) && !other(&draft.links, &coming.links))
                .then_some(at)
        })
    }

    fn again(&mut self, at: usize, draft: &Draft, ids: &mut IdMaker) -> (Verdict, String) {
        let Some(coming) = self.people.get_mut(at) else { return (Verdict::Skipped, String::new()) };
        let added = fill(&mut coming.person, draft, ids);
        let line = coming.line;
        if added.is_empty() {
            (Verdict::Same, format!("as row {line}"))
        } else {
            (Verdict::Same, format!("as row {line}; adds {}", added.join(", ")))
        }
    }

    fn put(&mut self, person: Person, draft: &Draft, name: &str) {
        let at = *self.by_id.entry(person.id.clone()).or_insert(self.people.len());
        let folded = fold(name);
        for email in &draft.emails {
            self.by_email.entry((fold_email(email), folded.clone())).or_insert(at);
        }
        self.by_full.entry((folded.clone(), fold(&draft.company))).or_insert(at);
        self.by_name.entry(folded).or_insert(at);
        let coming = Coming { person, line: draft.line, links: draft.links.clone() };
        match self.people.get_mut(at) {
            Some(there) => there.person = coming.person,
            None => self.people.push(coming),
        }
    }
}

/// What a card is called when the row has no name: its address, else its company.
fn shown_name(draft: &Draft) -> String {
    let names = [&draft.name, draft.emails.first().unwrap_or(&draft.name), &draft.company];
    names.into_iter().find(|name| !name.is_empty()).cloned().unwrap_or_default()
}

/// Adds what the row has and the person lacks; what the user wrote is never written over.
fn fill(person: &mut Person, draft: &Draft, ids: &mut IdMaker) -> Vec<&'static str> {
    let mut added = Vec::new();
    let texts = [("company", &mut person.company, &draft.company), ("role", &mut person.role, &draft.role)];
    for (what, old, new) in texts {
        if old.is_empty() && !new.is_empty() {
            new.clone_into(old);
            added.push(what);
        }
    }
    let digits =
        |text: &str| text.chars().filter(|ch| ch.is_alphanumeric() || *ch == '+').collect::<String>();
    let lists: [(&str, &mut Vec<String>, &[String], &dyn Fn(&str) -> String); 4] = [
        ("e-mail", &mut person.emails, &draft.emails, &|text| fold_email(text)),
        ("phone", &mut person.phones, &draft.phones, &digits),
        ("link", &mut person.links, &draft.links, &|text| text.to_owned()),
        ("tag", &mut person.tags, &draft.tags, &|text| fold(text)),
    ];
    for (what, old, new, key) in lists {
        let before = old.len();
        for item in new {
            if !old.iter().any(|there| key(there) == key(item)) {
                old.push(item.clone());
            }
        }
        if old.len() > before {
            added.push(what);
        }
    }
    for text in &draft.notes {
        if !person.notes.iter().any(|note| note.text == *text) {
            let id = ids.note(person.notes.iter().map(|note| &note.id));
            person.notes.push(Note { id, text: text.clone(), ..Note::default() });
            added.push("note");
        }
    }
    added
}

/// Addresses that stand in the file with several names.
fn shared(drafts: &[Draft]) -> HashSet<String> {
    let mut names: HashMap<String, String> = HashMap::new();
    let mut shared = HashSet::new();
    for draft in drafts.iter().filter(|draft| !draft.name.is_empty()) {
        let name = fold(&draft.name);
        for email in draft.emails.iter().map(|email| fold_email(email)) {
            if *names.entry(email.clone()).or_insert_with(|| name.clone()) != name {
                shared.insert(email);
            }
        }
    }
    shared
}
