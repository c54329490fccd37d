//! The people of a file into my people: new ones, and what they add to those I know.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::again::List;
use super::draft::Draft;
use super::edited;
use super::fold::{fold, fold_email, fold_page};
use super::forms::{Form, form};
use super::forward::Joined;
use super::group::{Group, Grouped, Groups, group, key};
use super::import::Listed;
use super::known::{How, Known, Somebody, Tie, is_called, namesake_words, nearest};
use super::mine::{Mine, YOUR_NAME, mine};
use super::more::same_words;
use super::near::Near;
use super::read::watched;
use super::rows::{Said, Why};
use super::source::Source;
use super::whose::{Whose, whose};
use super::{NotAList, Verdict, Watch};
use crate::domain::{Day, Edit, IdMaker, Note, Person, PersonId, Record, same_number, written};

/// How many namesakes are looked through.
const MAX_ALIKE: usize = 32;

/// A file's people among mine.
pub(super) struct Merged {
    /// What they add to those I know.
    pub(super) updates: Vec<Edit>,
    /// Everybody of the file, with those who are new marked.
    pub(super) groups: Groups,
    /// One for each row.
    pub(super) said: Vec<Said>,
    /// What is wrong with any row.
    pub(super) problems: Vec<String>,
}

/// Finds who of a file is new and what the others add; nobody new is made yet.
///
/// # Errors
/// When `watch` says to stop.
pub(super) fn merge(
    known: &Known<'_>,
    source: &Source,
    list: List,
    today: Option<Day>,
    ids: &mut IdMaker,
    watch: &Watch<'_>,
) -> Result<Merged, NotAList> {
    let Grouped { mut groups, mut said, problems, .. } = group(source, watch)?;
    let mut incoming = Incoming {
        source,
        known,
        list,
        today,
        taken: HashSet::new(),
        people: Vec::new(),
        learns: HashMap::new(),
    };
    let ties = incoming.ties(&groups, watch)?;
    // Of nobody known there is no tie.
    let mut ties = ties.into_iter().chain(std::iter::repeat_with(|| Tie::None));
    let mut met = Vec::new();
    for at in 0..groups.len() {
        let verdict = match ties.next() {
            Some(Tie::One(person, how)) => {
                met.push((at, person.at));
                incoming.known_one(&person, how, &groups, at, ids)
            }
            Some(Tie::Me(why)) => Said::new(Verdict::Skipped, why),
            Some(Tie::Mixed(why)) => Said::new(Verdict::Skipped, why),
            tie => {
                groups.is_new(at);
                incoming.new_one(&groups, at, &tie.unwrap_or(Tie::None))
            }
        };
        if let Some(row) = said.get_mut(groups.row(at)) {
            *row = verdict;
        }
    }
    incoming.mark(&met, &groups);
    let updates = incoming.people.into_iter().map(|learnt| {
        let Learnt { before, after } = learnt;
        Edit::replace(Record::Person(before), after)
    });
    Ok(Merged { updates: updates.collect(), groups, said, problems })
}

/// The people of a file who are new, each made when they are asked for, with an id that nobody has.
pub(super) fn new_people<'a>(listed: &'a Listed, source: &'a Source) -> impl Iterator<Item = Person> + 'a {
    let Listed { groups, ids, register, list } = listed;
    let mut ids = ids.clone();
    let mut taken = HashSet::new();
    groups.new_ones(source).map(move |group| {
        let name = shown_name(&group.draft);
        let mut free = |id: &PersonId| register.find(id).is_none() && taken.insert(key(id.as_str()));
        // A record of our own keeps its name, so that a second export is the first one again.
        let own = group.draft.record().filter(|id| free(id)).cloned();
        let id = own.unwrap_or_else(|| {
            loop {
                let id = ids.person(&name);
                if free(&id) {
                    break id;
                }
            }
        });
        let mut person = Person::named(id, &name);
        fill(&mut person, &group.draft, &mut ids);
        if group.draft.record().is_none() {
            list.remember(&mut person, None, &group.draft);
        }
        person
    })
}

/// Somebody I know who learns something.
struct Learnt {
    /// As they were when that was found, and not as they may be on the disk by now: the store takes in what others wrote
    /// since only if it can tell that from what is written here.
    before: Arc<Person>,
    after: Person,
}

struct Incoming<'a> {
    source: &'a Source,
    known: &'a Known<'a>,
    list: List,
    today: Option<Day>,
    /// Who is somebody of the file already, by address.
    taken: HashSet<u32>,
    /// Those I know who learn something, and where each of my people is among them.
    people: Vec<Learnt>,
    learns: HashMap<u32, usize>,
}

impl<'a> Incoming<'a> {
    /// Who is whom. Whoever would learn nothing comes first: then the same file again finds the same people, and all of them
    /// know it already. After that addresses count before names, so that a namesake takes nobody away.
    fn ties(&mut self, groups: &Groups, watch: &Watch<'_>) -> Result<Vec<Tie<'a>>, NotAList> {
        if self.known.is_empty() {
            return Ok(Vec::new());
        }
        // Whose record each person of the file is, by the id that stands with them.
        let whose = whose(self.known, groups, self.source);
        let mut ties = Vec::with_capacity(groups.len());
        // Who goes by a form of which name.
        let mut loose: HashMap<(u32, String), Vec<usize>> = HashMap::new();
        let mut before = HashSet::new();
        for (at, group) in groups.views(self.source).enumerate() {
            if at > 0 {
                watched(at, groups.len().max(at), watch)?;
            }
            let name = fold(&shown_name(&group.draft));
            let tie = if let Some(Whose::Of(person)) = whose.get(at) {
                Tie::One(self.known.person(*person), How::Record)
            } else {
                let row = || self.list.row(&group.draft);
                let known = group.draft.record().is_none().then(|| self.known.before(row, &mut before));
                let found = known.flatten().unwrap_or_else(|| self.told(&group, &name));
                match whose.get(at).and_then(|whose| whose.mixed(found.person(), self.known)) {
                    Some(why) => Tie::Mixed(why),
                    None => found,
                }
            };
            let named = matches!(tie, Tie::One(_, How::Record | How::Before))
                || tie.person().is_some_and(|person| group.name.is_empty() || is_called(person, &name));
            if let Some(person) = tie.person().filter(|_| !named)
                && let Some((called, _)) = nearest(person, &group.draft.name)
            {
                loose.entry((person.at, called.to_owned())).or_default().push(at);
            }
            ties.push(match mine(self.known.me, &group) {
                Some(Mine::Sure(why)) if !named => Tie::Me(why),
                Some(Mine::Perhaps) if tie.is_none() => Tie::Several(YOUR_NAME.to_owned()),
                _ => tie.at_rest(),
            });
        }
        self.tell_apart(&mut ties, &loose, groups);
        self.taken.extend(ties.iter().filter_map(Tie::person).map(|person| person.at));
        for (at, tie) in ties.iter_mut().enumerate().filter(|(_, tie)| tie.is_none()) {
            if let Some(group) = groups.view(self.source, at)
                && let Some(named) = self.by_name(&group)
            {
                *tie = named.at_rest();
            }
        }
        let mut near = Near::default();
        for (at, tie) in
            ties.iter_mut().enumerate().filter(|(_, tie)| matches!(tie, Tie::None | Tie::Guest(..)))
        {
            if self.namesake(groups, at).is_none()
                && let Some(group) = groups.view(self.source, at)
                && let Some(why) = near.doubt(self.known, &group.draft)
            {
                *tie = Tie::Several(why);
            }
        }
        for (tie, whose) in ties.iter_mut().zip(&whose) {
            if let (true, Some(why)) = (tie.is_none(), whose.doubt(self.known)) {
                *tie = Tie::Several(why);
            }
        }
        Ok(ties)
    }

    /// Somebody who has all that a row says, rather than one who has something else in its place; else whom an address names.
    fn told(&self, group: &Group<'_>, name: &str) -> Tie<'a> {
        let mut told = None;
        for person in self.known.candidates(group, name).filter(|person| adds_nothing(person, &group.draft)) {
            if Joined::of_row(&person, &group.draft).kept.is_empty() {
                return Tie::One(person, How::Nothing);
            }
            told = told.or(Some(person));
        }
        match told {
            Some(person) => {
                let how = self.known.how(&person, group, name);
                Tie::One(person, how)
            }
            None => self.known.by_address(group, name),
        }
    }

    /// J. Doe, whom I know, is not both Jane and John of one file: it cannot be said which.
    fn tell_apart(&self, ties: &mut [Tie<'a>], loose: &HashMap<(u32, String), Vec<usize>>, groups: &Groups) {
        for all in loose.values().filter(|all| all.len() > 1) {
            // Whoever has an address of each is both: they were put together, or said to be one.
            if self.is_each(all, ties, groups) {
                continue;
            }
            let names: Vec<String> = all
                .iter()
                .filter_map(|at| groups.view(self.source, *at))
                .map(|group| group.draft.name.clone())
                .collect();
            let one =
                names.iter().skip(1).zip(&names).all(|(one, other)| form(one, other) == Some(Form::Sure));
            for at in all.iter().filter(|_| !one) {
                if let Some(tie) = ties.get_mut(*at)
                    && let Some(person) = tie.person()
                {
                    let why =
                        format!("perhaps {}, whom you know, as another of the file may be", person.name);
                    *tie = Tie::Several(why);
                }
            }
        }
    }

    /// Whether somebody has the addresses of each of those rows, and no two rows have one in common.
    fn is_each(&self, all: &[usize], ties: &[Tie<'a>], groups: &Groups) -> bool {
        let mut seen = HashSet::new();
        all.iter().all(|at| {
            let Some(person) = ties.get(*at).and_then(Tie::person) else { return false };
            let Some(group) = groups.view(self.source, *at) else { return false };
            let theirs = |email: &str| person.emails.iter().any(|mine| fold_email(mine) == email);
            let mut emails = group.draft.emails.iter().map(|email| fold_email(email)).peekable();
            emails.peek().is_some() && emails.all(|email| theirs(&email) && seen.insert(email))
        })
    }

    /// By name and company, when no address said it.
    fn by_name(&mut self, group: &Group<'_>) -> Option<Tie<'a>> {
        let name = fold(&shown_name(&group.draft));
        let several = || Tie::Several("you know several of this name and company".to_owned());
        let found = {
            let all = self.known.full(&name, &group.company).take(MAX_ALIKE);
            // A name alone is not enough where both sides have an address and it is another.
            let apart = |person: &Person| {
                group.company.is_empty() && !person.emails.is_empty() && !group.draft.emails.is_empty()
            };
            let mut free = all.filter(|person| !self.taken.contains(&person.at) && !apart(person));
            (free.next(), free.next())
        };
        match found {
            (Some(person), None) => {
                self.taken.insert(person.at);
                Some(Tie::One(person, How::NameAndCompany))
            }
            (Some(_), Some(_)) => Some(several()),
            (None, _) => {
                let called = shown_name(&group.draft);
                let mut forms = self
                    .known
                    .forms_at(&called, &group.company)
                    .filter(|person| !self.taken.contains(&person.at));
                match (forms.next(), forms.next()) {
                    (Some(person), None) => {
                        self.taken.insert(person.at);
                        Some(Tie::One(person, How::FormAndCompany))
                    }
                    (Some(_), Some(_)) => Some(several()),
                    (None, _) => None,
                }
            }
        }
    }

    fn known_one(
        &mut self,
        person: &Somebody<'_>,
        how: How,
        groups: &Groups,
        at: usize,
        ids: &mut IdMaker,
    ) -> Said {
        let Some(group) = groups.view(self.source, at) else { return Said::new(Verdict::Same, "") };
        let same = |how, otherwise| {
            let row = groups.first_row(self.source, at);
            let row = row.as_deref().unwrap_or(&group.draft);
            Said::new(Verdict::Same, Why::known(person, how, otherwise, row))
        };
        if person.name.is_empty() {
            return Said::new(Verdict::Skipped, "their file went while this list was read; import it again");
        }
        // Who would learn nothing then learns nothing now.
        if how == How::Nothing {
            return same(how, false);
        }
        let joined = Joined::of_row(person, &group.draft);
        if how == How::Before {
            return same(how, !(joined.kept.is_empty() && adds_nothing(person, &group.draft)));
        }
        let mut after = self.now(person).clone();
        if how == How::Record {
            let edited = self.edited(person, after, &group, ids);
            return edited.unwrap_or_else(|| same(how, !joined.kept.is_empty()));
        }
        let added = fill(&mut after, &group.draft, ids);
        let otherwise = self.list.take(&mut after, person, &group.draft, ids, self.today);
        if added.is_empty() && otherwise.is_idle() {
            return same(how, !joined.kept.is_empty());
        }
        if group.draft.record().is_none() {
            self.list.remember(&mut after, Some(person), &group.draft);
        }
        self.becomes(person, after);
        let why = format!("{} ({}): {}", person.name, how.as_str(), otherwise.words(&added));
        Said::new(Verdict::Updates, why)
    }

    /// What the rows so far made of somebody I know.
    fn now<'s>(&'s self, person: &'s Somebody<'_>) -> &'s Person {
        let there = self.learns.get(&person.at).and_then(|at| self.people.get(*at));
        there.map_or(person, |learnt| &learnt.after)
    }

    /// Whoever learns something from one row of the list is known again by each of theirs: a row that said nothing new may
    /// say something else than what another of them made of the record.
    fn mark(&mut self, met: &[(usize, u32)], groups: &Groups) {
        for (at, person) in met {
            let there = self.learns.get(person).and_then(|at| self.people.get_mut(*at));
            if let Some(learnt) = there
                && let Some(group) = groups.view(self.source, *at)
                && group.draft.record().is_none()
            {
                self.list.mark(&mut learnt.after, &group.draft);
            }
        }
    }

    fn becomes(&mut self, person: &Somebody<'_>, after: Person) {
        let there = self.learns.get(&person.at).and_then(|at| self.people.get_mut(*at));
        if let Some(there) = there {
            there.after = after;
        } else {
            self.learns.insert(person.at, self.people.len());
            self.people.push(Learnt { before: person.record().clone(), after });
        }
    }

    /// A row that says whose record it is; `None` when nothing was edited in it.
    fn edited(
        &mut self,
        person: &Somebody<'_>,
        mut after: Person,
        group: &Group<'_>,
        ids: &mut IdMaker,
    ) -> Option<Said> {
        let seen = self.source.seen(&after)?;
        let row = edited::Row { draft: &group.draft, seen: &seen, whole: self.source.is_own_table() };
        let edited = edited::take(&mut after, &row, ids);
        let how = How::Record.as_str();
        if edited.is_idle() {
            let stays = edited.stays();
            let why = format!("you know {} ({how}){stays}", person.name);
            return (!stays.is_empty()).then(|| Said::new(Verdict::Same, why));
        }
        self.becomes(person, after);
        Some(Said::new(Verdict::Updates, format!("{} ({how}): {}", person.name, edited.words())))
    }

    fn new_one(&self, groups: &Groups, at: usize, tie: &Tie<'_>) -> Said {
        let by_itself = groups.by_itself(at);
        let doubted = by_itself.as_ref().is_some_and(|said| said.why == Why::Own);
        match (by_itself, tie.doubt()) {
            (Some(said), _) if doubted => said,
            (_, Some(why)) => Said::new(Verdict::Doubtful, why),
            (Some(said), _) => said,
            (None, None) => self.namesake(groups, at).map_or_else(
                || Said::new(Verdict::New, new_because(tie, groups.neighbour(at))),
                |why| Said::new(Verdict::Doubtful, why),
            ),
        }
    }

    /// Somebody I know of the same name, in words.
    fn namesake(&self, groups: &Groups, at: usize) -> Option<String> {
        if self.known.is_empty() {
            return None;
        }
        let group = groups.view(self.source, at)?;
        let name = shown_name(&group.draft);
        let other = self.known.namesakes(&fold(&name)).chain(self.known.forms(&name)).next()?;
        Some(namesake_words(&other))
    }
}

/// Why somebody is new: with an address that is somebody else's too, they are the guest of a buyer.
fn new_because(tie: &Tie<'_>, neighbour: Option<u32>) -> Why {
    match (tie.guest(), neighbour) {
        (Some(guest), _) => format!("nobody you know yet; {guest}").into(),
        (_, Some(line)) => Why::Shares(line),
        _ => "nobody you know yet".into(),
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
    // An address stood for the name until somebody said it.
    let nameless = person.emails.iter().any(|email| fold_email(email) == fold_email(&person.name));
    if nameless && !draft.name.is_empty() && !draft.emails.contains(&draft.name) {
        draft.name.clone_into(&mut person.name);
        added.push("name");
    }
    for (what, old, new) in
        [("company", &mut person.company, &draft.company), ("role", &mut person.role, &draft.role)]
    {
        if old.is_empty() && !new.is_empty() {
            new.clone_into(old);
            added.push(what);
        }
    }
    let known = person.phones.len();
    for (what, old, new, key) in [
        ("e-mail", &mut person.emails, &draft.emails, fold_email as fn(&str) -> String),
        ("phone", &mut person.phones, &draft.phones, written),
        ("page", &mut person.links, &draft.links, fold_page),
        ("tag", &mut person.tags, &draft.tags, fold),
    ] {
        let before = old.len();
        for item in new {
            // A number that I have is not added as others write it.
            let written = what == "phone" && old.iter().take(known).any(|there| same_number(there, item));
            if !written && !old.iter().any(|there| key(there) == key(item)) {
                old.push(item.clone());
            }
        }
        if old.len() > before {
            added.push(what);
        }
    }
    for text in &draft.notes {
        // A page or card says its blanks in its own way.
        if !person.notes.iter().any(|note| same_words(&note.text, text)) {
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

/// Whether somebody would learn nothing.
fn adds_nothing(person: &Person, draft: &Draft) -> bool {
    fill(&mut person.clone(), draft, &mut IdMaker::new(0)).is_empty()
}
