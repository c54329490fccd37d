//! The people of a file into my people: new ones, and what they add to those I know.

use std::collections::{HashMap, HashSet};

use super::draft::{Draft, Fate};
use super::fold::{fold, fold_email};
use super::group::{Group, group};
use super::known::{Known, Tie};
use super::{Row, Verdict};
use crate::domain::{Book, Change, Edit, IdMaker, Note, Person, PersonId, Record};

/// How many namesakes are looked through.
const MAX_ALIKE: usize = 32;

/// A file's people among mine.
pub(super) struct Merged {
    pub(super) change: Change,
    /// One for each draft.
    pub(super) rows: Vec<Row>,
    /// Why they are too many.
    pub(super) refused: Option<String>,
}

/// Brings the drafts in, `most` new people at most.
///
/// With `only_plan` nobody new is made: what would become of each row is all that comes of it, and the memory is saved.
pub(super) fn merge(
    book: &Book,
    mut drafts: Vec<Draft>,
    ids: &mut IdMaker,
    most: usize,
    only_plan: bool,
) -> Merged {
    let mut lent = Vec::new();
    for (at, draft) in drafts.iter_mut().enumerate() {
        // A company with a number is worth a card in an address book, if not on a list of guests.
        let worth = draft.name.is_empty()
            && draft.emails.is_empty()
            && !draft.company.is_empty()
            && !draft.phones.is_empty();
        if worth && matches!(draft.fate, Fate::Out(_)) {
            draft.name.clone_from(&draft.company);
            lent.push(at);
            draft.fate = Fate::Doubt("no name; the company stands for it".to_owned());
        }
    }
    let (groups, places) = group(&drafts);
    let known = Known::new(book);
    let mut incoming = Incoming {
        book,
        known,
        taken: HashSet::new(),
        people: Vec::new(),
        by_id: HashMap::new(),
        created: 0,
        most,
        past: None,
        only_plan,
    };
    let ties = incoming.ties(&groups);
    let verdicts: Vec<(Verdict, String)> = groups
        .iter()
        .zip(ties)
        .map(|(group, tie)| match tie {
            Tie::One(person, how) => incoming.known_one(person, how, group, ids),
            tie => incoming.new_one(group, &tie, ids),
        })
        .collect();
    let refused = incoming.past.map(|line| {
        format!(
            "line {line}: more than {most} new people, so nothing of this file comes in; split it above that line"
        )
    });
    let lines: Vec<usize> = groups.iter().map(|group| group.draft.line).collect();
    drop(groups);
    let change = incoming.people.into_iter().fold(
        Change::new(format!("import {} people", incoming.created)),
        |change, person| {
            change.with(match book.person(&person.id) {
                Some(before) => Edit::replace(Record::Person(before.clone()), person),
                None => Edit::create(person),
            })
        },
    );
    // The row says nobody's name, and neither does its report.
    for at in lent {
        if let Some(draft) = drafts.get_mut(at) {
            draft.name.clear();
        }
    }
    Merged { change, rows: super::rows(drafts, &lines, places, verdicts), refused }
}

struct Incoming<'a> {
    book: &'a Book,
    known: Known<'a>,
    /// Who is somebody of the file already, by address.
    taken: HashSet<PersonId>,
    people: Vec<Person>,
    by_id: HashMap<PersonId, usize>,
    created: usize,
    most: usize,
    /// The line of the first who is too many.
    past: Option<usize>,
    only_plan: bool,
}

impl<'a> Incoming<'a> {
    /// Who is whom. Whoever would learn nothing comes first: then the same file again finds the same people, and all of them
    /// know it already. After that addresses count before names, so that a namesake takes nobody away.
    fn ties(&mut self, groups: &[Group<'_>]) -> Vec<Tie<'a>> {
        let by_address: Vec<Tie<'a>> = groups
            .iter()
            .map(|group| {
                let name = fold(&shown_name(&group.draft));
                let told =
                    self.known.candidates(group, &name).find(|person| adds_nothing(person, &group.draft));
                match told {
                    Some(person) => Tie::One(person, "nothing new"),
                    None => self.known.by_address(group, &name),
                }
            })
            .collect();
        self.taken = by_address.iter().filter_map(Tie::person).map(|person| person.id.clone()).collect();
        groups.iter().zip(by_address).map(|(group, tie)| self.or_by_name(group, tie)).collect()
    }

    /// By name and company, when no address said it.
    fn or_by_name(&mut self, group: &Group<'_>, tie: Tie<'a>) -> Tie<'a> {
        if !matches!(tie, Tie::None) {
            return tie;
        }
        let name = fold(&shown_name(&group.draft));
        let all = self.known.full(&name, &group.company).take(MAX_ALIKE);
        let mut free = all.filter(|person| !self.taken.contains(&person.id));
        match (free.next(), free.next()) {
            (Some(person), None) => {
                self.taken.insert(person.id.clone());
                Tie::One(person, "by name and company")
            }
            (Some(_), Some(_)) => Tie::Several("you know several of this name and company".to_owned()),
            (None, _) => Tie::None,
        }
    }

    fn known_one(
        &mut self,
        person: &Person,
        how: &str,
        group: &Group<'_>,
        ids: &mut IdMaker,
    ) -> (Verdict, String) {
        let at = *self.by_id.entry(person.id.clone()).or_insert_with(|| {
            self.people.push(person.clone());
            self.people.len() - 1
        });
        let Some(after) = self.people.get_mut(at) else { return (Verdict::Skipped, String::new()) };
        let added = fill(after, &group.draft, ids);
        if added.is_empty() {
            (Verdict::Same, format!("you know {} ({how})", person.name))
        } else {
            (Verdict::Updates, format!("{} ({how}): adds {}", person.name, added.join(", ")))
        }
    }

    fn new_one(&mut self, group: &Group<'_>, tie: &Tie<'_>, ids: &mut IdMaker) -> (Verdict, String) {
        if self.created >= self.most {
            self.past.get_or_insert(group.draft.line);
            return (Verdict::Skipped, super::WHOLE_FILE.to_owned());
        }
        self.created += 1;
        let name = shown_name(&group.draft);
        if !self.only_plan {
            let mut id = ids.person(&name);
            while self.book.person(&id).is_some() || self.by_id.contains_key(&id) {
                id = ids.person(&name);
            }
            let mut person = Person::named(id.clone(), &name);
            fill(&mut person, &group.draft, ids);
            self.by_id.insert(id, self.people.len());
            self.people.push(person);
        }
        if let Fate::Doubt(why) = &group.draft.fate {
            return (Verdict::Doubtful, why.clone());
        }
        match (tie, group.twin, self.known.namesake(&fold(&name))) {
            (Tie::Several(why), ..) => (Verdict::Doubtful, why.clone()),
            (_, Some(line), _) => {
                (Verdict::Doubtful, format!("same name as row {line}, but another company, address or page"))
            }
            (_, _, Some(other)) if other.company.is_empty() => {
                (Verdict::Doubtful, format!("perhaps {}, whom you know", other.name))
            }
            (_, _, Some(other)) => {
                (Verdict::Doubtful, format!("you know {} of {}", other.name, other.company))
            }
            _ => (Verdict::New, "nobody you know yet".to_owned()),
        }
    }
}

/// What a card is called when the row has no name: its address.
fn shown_name(draft: &Draft) -> String {
    let name = if draft.name.is_empty() { draft.emails.first() } else { Some(&draft.name) };
    name.cloned().unwrap_or_default()
}

/// Adds what the draft has and the person lacks; what the user wrote is never written over.
pub(super) fn fill(person: &mut Person, draft: &Draft, ids: &mut IdMaker) -> Vec<&'static str> {
    let mut added = Vec::new();
    for (what, old, new) in
        [("company", &mut person.company, &draft.company), ("role", &mut person.role, &draft.role)]
    {
        if old.is_empty() && !new.is_empty() {
            new.clone_into(old);
            added.push(what);
        }
    }
    for (what, old, new, key) in [
        ("e-mail", &mut person.emails, &draft.emails, fold_email as fn(&str) -> String),
        ("phone", &mut person.phones, &draft.phones, digits),
        ("page", &mut person.links, &draft.links, fold_email),
        ("tag", &mut person.tags, &draft.tags, fold),
    ] {
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
    if let Some(more) = &draft.more {
        let new = super::more::fill(person, more, ids);
        added.extend(new.into_iter().filter(|what| !added.contains(what)).collect::<Vec<_>>());
    }
    added
}

fn adds_nothing(person: &Person, draft: &Draft) -> bool {
    fill(&mut person.clone(), draft, &mut IdMaker::new(0)).is_empty()
}

/// A phone number as it compares: how it is spaced does not count.
fn digits(phone: &str) -> String {
    phone.chars().filter(|ch| ch.is_alphanumeric() || *ch == '+').collect()
}
