//! Whole records, with their notes, favours and references, brought in among mine: what mingle exported, and what comes near it.

mod around;
mod names;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use self::around::{Around, bring_me};
use self::names::Names;
use super::again::List;
use super::draft::Draft;
use super::fold::fold;
use super::folk::Folk;
use super::group::Group as Rows;
use super::known::{How, Known, Somebody, Tie, is_called};
use super::people::fill;
use super::read::watched;
use super::rows::{Said, Why};
use super::{EventRow, NotAList, Verdict, Watch, forward};
use crate::domain::company::company;
use crate::domain::{Book, Edit, Event, Group, IdMaker, Person, PersonId, Record};

/// A file of whole records.
#[derive(Debug, Default)]
pub(super) struct Records {
    /// My own card.
    pub(super) me: Option<Person>,
    pub(super) people: Folk,
    pub(super) events: Vec<Event>,
    pub(super) groups: Vec<Group>,
    /// The ids are mingle's own and stay; else they only tell the records of the file apart.
    pub(super) keep_ids: bool,
    pub(super) said: Vec<String>,
    pub(super) problems: Vec<String>,
}

impl Records {
    /// Whether there is nothing to bring in.
    pub(super) fn is_empty(&self) -> bool {
        self.people.len() == 0 && self.events.is_empty() && self.groups.is_empty() && self.me.is_none()
    }
}

/// A file's records among mine.
pub(super) struct Merged {
    /// What is made already: all but the people who are new.
    pub(super) edits: Vec<Edit>,
    pub(super) people: Folk,
    /// What became of each of them.
    pub(super) rows: Vec<Said>,
    pub(super) new: NewFolk,
    pub(super) events: Vec<EventRow>,
    /// What became of groups and of my card, in words.
    pub(super) said: Vec<String>,
}

/// Who of a file is new, each made when they are asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct NewFolk {
    /// Their places among the people of the file.
    at: Vec<u32>,
    names: Names,
    /// Whether they leave a mark: they have no id of mingle's.
    marks: bool,
}

impl NewFolk {
    pub(super) fn len(&self) -> usize {
        self.at.len()
    }

    /// Each as they come in.
    pub(super) fn people<'a>(&'a self, folk: &'a Folk) -> impl Iterator<Item = Person> + 'a {
        self.at.iter().map(|at| {
            let mut person = self.names.person_of(folk, *at as usize);
            if self.marks {
                list().remember(&mut person, None, &draft_of(folk.person(*at as usize), 0));
            }
            person
        })
    }
}

/// The kind of list that a document of others is.
fn list() -> List {
    List::of("document")
}

/// Brings the records in.
///
/// # Errors
/// When `watch` says to stop.
pub(super) fn merge(
    book: &Book,
    records: Records,
    ids: &mut IdMaker,
    watch: &Watch<'_>,
) -> Result<Merged, NotAList> {
    let Records { me, people: folk, events, groups, keep_ids, .. } = records;
    let known = &Known::new(book);
    let ties = ties(known, &folk, keep_ids, watch)?;
    let mut names = Names::default();
    names.people(book, &folk, &ties, keep_ids, ids);
    names.events(book, &events, keep_ids, ids);
    names.groups(book, &groups, keep_ids, ids);
    let mut brought =
        Brought { known, names, keep_ids, after: HashMap::new(), order: Vec::new(), new: Vec::new() };
    let mut rows = Vec::with_capacity(folk.len());
    let mut ties = ties.into_iter();
    for at in 0..folk.len() {
        watched(at, folk.len(), watch)?;
        rows.push(match ties.next() {
            Some(Tie::One(mine, how)) => brought.known_one(&mine, how, &folk, at, ids),
            tie => brought.new_one(&tie.unwrap_or(Tie::None), &folk, at),
        });
    }
    let Brought { names, mut after, order, new, .. } = brought;
    let mut edits: Vec<Edit> = order
        .into_iter()
        .filter_map(|mine| {
            let after = after.remove(&mine.id)?;
            Some(Edit::replace(Record::Person(mine), after))
        })
        .collect();
    let mut said = Vec::new();
    let mut around = Around::new(book);
    let events = around.events(events, &names);
    around.groups(groups, &names, &mut said);
    edits.extend(around.edits());
    if let Some(mut me) = me {
        names.put_into(&mut me);
        edits.push(bring_me(book, me, ids, &mut said));
    }
    edits.retain(|edit| !edit.is_idle());
    let new = NewFolk { at: new, names, marks: !keep_ids };
    Ok(Merged { edits, people: folk, rows, new, events, said })
}

/// The people of a file as they are brought in.
struct Brought<'a> {
    known: &'a Known<'a>,
    names: Names,
    keep_ids: bool,
    /// Those of mine whom the file knows, as they are then.
    after: HashMap<PersonId, Person>,
    /// The same as they were, in the order of the file.
    order: Vec<Arc<Person>>,
    /// Where in the file those stand who are new.
    new: Vec<u32>,
}

impl Brought<'_> {
    fn known_one(
        &mut self,
        mine: &Somebody<'_>,
        how: How,
        folk: &Folk,
        at: usize,
        ids: &mut IdMaker,
    ) -> Said {
        let draft = draft_of(self.names.person_of(folk, at), at + 1);
        if how == How::Before {
            return Said::new(
                Verdict::Same,
                Why::known(mine, how, false, &draft_of(folk.person(at), at + 1)),
            );
        }
        let target = self.after.get(&mine.id);
        let is_first = target.is_none();
        let mut target = target.map_or_else(|| Person::clone(mine), Person::clone);
        let mut joined = forward::Joined::default();
        let mut rest = draft;
        if let (How::Record, Some(theirs)) = (how, &mut rest.more) {
            joined = forward::person(&mut target, theirs);
        }
        let new = fill(&mut target, &rest, ids);
        joined.added.extend(new.into_iter().filter(|what| !joined.added.contains(what)).collect::<Vec<_>>());
        let stays = joined.stays();
        if joined.added.is_empty() {
            return Said::new(Verdict::Same, format!("you know {} ({}){stays}", mine.name, how.as_str()));
        }
        if !self.keep_ids {
            list().remember(&mut target, Some(mine), &draft_of(folk.person(at), 0));
        }
        if is_first {
            self.order.push(mine.record().clone());
        }
        self.after.insert(mine.id.clone(), target);
        let how = if how == How::Nothing { String::new() } else { format!(" ({})", how.as_str()) };
        Said::new(Verdict::Updates, format!("{}{how}: adds {}{stays}", mine.name, joined.added.join(", ")))
    }

    fn new_one(&mut self, tie: &Tie<'_>, folk: &Folk, at: usize) -> Said {
        self.new.extend(u32::try_from(at));
        if let Some(why) = tie.doubt() {
            return Said::new(Verdict::Doubtful, why);
        }
        if !self.keep_ids && !self.known.is_empty() {
            let name = folk.person(at).name;
            if self.known.namesakes(&fold(&name)).next().is_some() {
                return Said::new(Verdict::Doubtful, format!("perhaps {name}, whom you know"));
            }
        }
        Said::new(Verdict::New, "nobody you know yet")
    }
}

/// Who is whom: the same record, or somebody whom an address, or name and company, say. Of nobody known there is no tie.
fn ties<'a>(
    known: &'a Known<'a>,
    folk: &Folk,
    keep_ids: bool,
    watch: &Watch<'_>,
) -> Result<Vec<Tie<'a>>, NotAList> {
    if known.is_empty() {
        return Ok(Vec::new());
    }
    let mut taken: HashSet<u32> = HashSet::new();
    let mut ties: Vec<Tie<'a>> = Vec::with_capacity(folk.len());
    let (mut loose, mut twice) = (Vec::new(), HashSet::new());
    let mut before = HashSet::new();
    for (at, id) in folk.ids().iter().enumerate() {
        if at > 0 {
            watched(at, folk.len().max(at), watch)?;
        }
        let tie = if let Some(mine) = known.by_id(id).filter(|_| keep_ids) {
            Tie::One(mine, How::Record)
        } else {
            let person = folk.person(at);
            let name = fold(&person.name);
            let row = || list().row(&draft_of(person.clone(), 0));
            let tie = (!keep_ids).then(|| known.before(row, &mut before)).flatten();
            let tie = tie.unwrap_or_else(|| told(known, person));
            let named = matches!(tie, Tie::One(_, How::Before))
                || tie.person().is_none_or(|mine| is_called(mine, &name));
            loose.extend((!named).then_some(at));
            tie
        };
        // Of two records of a file only one is somebody of mine under another form of the name.
        if let Some(person) = tie.person()
            && !taken.insert(person.at)
        {
            twice.insert(person.at);
        }
        ties.push(tie);
    }
    for at in loose {
        let Some(tie) = ties.get_mut(at) else { continue };
        if let Some(person) = tie.person().filter(|person| twice.contains(&person.at)) {
            *tie = Tie::Several(format!(
                "perhaps {}, whom you know, as another of the file may be",
                person.name
            ));
        }
    }
    for (at, tie) in ties.iter_mut().enumerate().filter(|(_, tie)| tie.is_none()) {
        let person = folk.person(at);
        let (name, company) = (fold(&person.name), company(&person.company));
        // Who has no name yet is not whoever else has none.
        let mut free =
            known.full(&name, &company).filter(|mine| !name.is_empty() && !taken.contains(&mine.at));
        if let (Some(mine), None) = (free.next(), free.next()) {
            taken.insert(mine.at);
            *tie = Tie::One(mine, How::NameAndCompany);
        }
    }
    Ok(ties)
}

/// Somebody of mine who would learn nothing, else whom an address names.
fn told<'a>(known: &'a Known<'a>, mut person: Person) -> Tie<'a> {
    // References are to people who have no name among mine yet.
    (person.knows, person.via) = (Vec::new(), PersonId::default());
    let draft = draft_of(person, 0);
    let group = Rows::of(Cow::Borrowed(&draft));
    let nothing = |mine: &Somebody<'_>| {
        !group.name.is_empty() && fill(&mut Person::clone(mine), &draft, &mut IdMaker::new(0)).is_empty()
    };
    match known.candidates(&group, &group.name).find(nothing) {
        Some(mine) => Tie::One(mine, How::Nothing),
        None => known.by_address(&group, &group.name),
    }
}

/// A person as a draft, all of it.
pub(super) fn draft_of(person: Person, row: usize) -> Draft {
    Draft {
        line: row,
        name: person.name.clone(),
        emails: person.emails.clone(),
        phones: person.phones.clone(),
        company: person.company.clone(),
        role: person.role.clone(),
        links: person.links.clone(),
        tags: person.tags.clone(),
        more: Some(Box::new(person)),
        ..Draft::default()
    }
}
