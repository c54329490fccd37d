//! Whole records, with their notes, favours and references, brought in among mine: what mingle exported, and what comes near it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::draft::Draft;
use super::fold::fold;
use super::group::Group as Rows;
use super::known::{How, Known, Tie};
use super::people::fill;
use super::{EventRow, Row, Verdict, forward};
use crate::domain::{
    Attendee, Book, Change, Edit, Event, EventId, Group, GroupId, IdMaker, Person, PersonId, Record,
};

/// A file of whole records.
#[derive(Debug, Default)]
pub(super) struct Records {
    /// My own card.
    pub(super) me: Option<Person>,
    pub(super) people: Vec<Person>,
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
        self.people.is_empty() && self.events.is_empty() && self.groups.is_empty() && self.me.is_none()
    }
}

/// A file's records among mine.
pub(super) struct Merged {
    pub(super) change: Change,
    pub(super) rows: Vec<Row>,
    pub(super) events: Vec<EventRow>,
    /// What became of groups and of my card, in words.
    pub(super) said: Vec<String>,
}

/// Which record of mine each record of the file is, and what it is called among mine.
#[derive(Default)]
struct Names {
    people: HashMap<PersonId, PersonId>,
    events: HashMap<EventId, EventId>,
    groups: HashMap<GroupId, GroupId>,
}

/// Brings the records in.
pub(super) fn merge(book: &Book, records: Records, ids: &mut IdMaker) -> Merged {
    let Records { me, mut people, mut events, mut groups, keep_ids, .. } = records;
    let mut names = Names::default();
    tell_apart(&mut people);
    let ties = ties(book, &people, keep_ids);
    name_people(&mut names, book, &people, &ties, keep_ids, ids);
    name_events(&mut names, book, &events, keep_ids, ids);
    name_groups(&mut names, book, &groups, keep_ids, ids);
    for person in &mut people {
        names.put_into(person);
    }
    for event in &mut events {
        names.put_into_event(event);
    }
    for group in &mut groups {
        if let Some(id) = names.groups.get(&group.id) {
            group.id = id.clone();
        }
    }
    let People { mut change, rows } = bring_people(book, people, ties, keep_ids, ids);
    let mut said = Vec::new();
    let mut event_rows = Vec::new();
    // Two of the file may be one of mine: the second is brought to what the first left.
    let (mut now, mut around) = (book.clone(), Change::new(""));
    let mut take = |now: &mut Book, edit: Edit| {
        let one = Change::new("").with(edit);
        now.apply(&one);
        around = std::mem::replace(&mut around, Change::new("")).then(one);
    };
    for (at, event) in events.into_iter().enumerate() {
        let (edit, row) = bring_event(&now, event, at + 1);
        event_rows.push(row);
        if let Some(edit) = edit {
            take(&mut now, edit);
        }
    }
    let count = groups.len();
    let (mut came, mut filled) = (0, 0);
    for group in groups {
        match now.group(&group.id).cloned() {
            None => {
                came += 1;
                take(&mut now, Edit::create(group));
            }
            Some(mine) => {
                let mut after = Group::clone(&mine);
                let joined = forward::group(&mut after, &group);
                if !joined.kept.is_empty() {
                    said.push(format!("{}{}", mine.name, joined.stays()));
                }
                if !joined.added.is_empty() {
                    filled += 1;
                    take(&mut now, Edit::replace(Record::Group(mine), after));
                }
            }
        }
    }
    change.edits.extend(around.edits);
    if count > 0 {
        let same = count - came - filled;
        said.push(format!("groups: {came} new, {filled} updated, {same} same"));
    }
    if let Some(mut me) = me {
        names.put_into(&mut me);
        change = bring_me(book, me, change, ids, &mut said);
    }
    Merged { change, rows, events: event_rows, said }
}

/// The people of a file, and what became of each.
struct People {
    change: Change,
    rows: Vec<Row>,
}

fn bring_people(
    book: &Book,
    people: Vec<Person>,
    ties: Vec<Tie<'_>>,
    keep_ids: bool,
    ids: &mut IdMaker,
) -> People {
    let mut change = Change::new("import");
    let mut rows = Vec::with_capacity(people.len());
    let known_names: HashSet<String> = book.people().map(|person| fold(&person.name)).collect();
    let mut after: HashMap<PersonId, Person> = HashMap::new();
    let mut order = Vec::new();
    for (at, (person, tie)) in people.into_iter().zip(ties).enumerate() {
        let draft = draft_of(&person, at + 1);
        let (verdict, reason) = if let Tie::One(mine, how) = tie {
            let target = after.entry(mine.id.clone()).or_insert_with(|| {
                order.push(mine.id.clone());
                Person::clone(mine)
            });
            let mut joined = forward::Joined::default();
            let mut rest = draft.clone();
            if let (How::Record, Some(theirs)) = (how, &mut rest.more) {
                joined = forward::person(target, theirs);
            }
            let new = fill(target, &rest, ids);
            joined
                .added
                .extend(new.into_iter().filter(|what| !joined.added.contains(what)).collect::<Vec<_>>());
            let stays = joined.stays();
            if joined.added.is_empty() {
                (Verdict::Same, format!("you know {} ({}){stays}", mine.name, how.as_str()))
            } else {
                let how = if how == How::Nothing { String::new() } else { format!(" ({})", how.as_str()) };
                (Verdict::Updates, format!("{}{how}: adds {}{stays}", mine.name, joined.added.join(", ")))
            }
        } else {
            let verdict = match tie {
                Tie::Several(why) => (Verdict::Doubtful, why),
                _ if !keep_ids && known_names.contains(&fold(&person.name)) => {
                    (Verdict::Doubtful, format!("perhaps {}, whom you know", person.name))
                }
                _ => (Verdict::New, "nobody you know yet".to_owned()),
            };
            order.push(person.id.clone());
            after.insert(person.id.clone(), person);
            verdict
        };
        rows.push(Row::new(draft, verdict, reason));
    }
    for id in order {
        let Some(person) = after.remove(&id) else { continue };
        change = change.with(match book.person(&id) {
            Some(before) => Edit::replace(Record::Person(before.clone()), person),
            None => Edit::create(person),
        });
    }
    People { change, rows }
}

/// My own card: taken whole when I have none, else filled in.
fn bring_me(book: &Book, me: Person, change: Change, ids: &mut IdMaker, said: &mut Vec<String>) -> Change {
    let before = book.me();
    let mut mine = Person::clone(before);
    let mut stays = String::new();
    let added = if before.name.is_empty() && mine == (Person { schema: mine.schema, ..Person::default() }) {
        mine = Person { id: PersonId::default(), ..me };
        vec!["all of it"]
    } else {
        let mut me = Person { id: PersonId::default(), ..me };
        let mut joined = forward::person(&mut mine, &mut me);
        let draft = draft_of(&me, 0);
        if mine.name.is_empty() {
            mine.name.clone_from(&draft.name);
        }
        stays = joined.stays();
        let new = fill(&mut mine, &draft, ids);
        joined.added.extend(new.into_iter().filter(|what| !joined.added.contains(what)).collect::<Vec<_>>());
        joined.added
    };
    said.push(if added.is_empty() {
        format!("your own card: nothing new{stays}")
    } else {
        format!("your own card: adds {}{stays}", added.join(", "))
    });
    change.with(Edit {
        before: Some(Record::Me(before.clone())),
        after: Some(Record::Me(std::sync::Arc::new(mine))),
    })
}

/// Gives a name of its own to whoever has none, or one that an earlier one has; it is no valid id, and so is not kept.
fn tell_apart(people: &mut [Person]) {
    let mut seen: HashSet<PersonId> = HashSet::new();
    for (at, person) in people.iter_mut().enumerate() {
        if person.id.is_empty() || !seen.insert(person.id.clone()) {
            person.id = PersonId::new(&format!("#{at}"));
        }
    }
}

/// Who is whom: the same record, or somebody whom an address, or name and company, say.
fn ties<'a>(book: &'a Book, people: &[Person], keep_ids: bool) -> Vec<Tie<'a>> {
    let known = Known::new(book);
    let mut taken: HashSet<PersonId> = HashSet::new();
    let mut ties: Vec<Tie<'a>> = people
        .iter()
        .map(|person| {
            let tie = match book.person(&person.id).filter(|_| keep_ids) {
                Some(mine) => Tie::One(mine, How::Record),
                None => told(&known, person),
            };
            taken.extend(tie.person().map(|person| person.id.clone()));
            tie
        })
        .collect();
    for (person, tie) in people.iter().zip(&mut ties).filter(|(_, tie)| matches!(tie, Tie::None)) {
        let (name, company) = (fold(&person.name), fold(&person.company));
        let mut free = known.full(&name, &company).filter(|mine| !taken.contains(&mine.id));
        if let (Some(mine), None) = (free.next(), free.next()) {
            taken.insert(mine.id.clone());
            *tie = Tie::One(mine, How::NameAndCompany);
        }
    }
    ties
}

/// Somebody of mine who would learn nothing, else whom an address names.
fn told<'a>(known: &Known<'a>, person: &Person) -> Tie<'a> {
    let draft = draft_of(person, 0);
    let group = Rows::of(Cow::Borrowed(&draft));
    let nothing = |mine: &&std::sync::Arc<Person>| {
        let mut bare = draft.clone();
        // References are to people who have no name among mine yet.
        if let Some(more) = &mut bare.more {
            (more.knows, more.via) = (Vec::new(), PersonId::default());
        }
        fill(&mut Person::clone(mine), &bare, &mut IdMaker::new(0)).is_empty()
    };
    match known.candidates(&group, &group.name).find(nothing) {
        Some(mine) => Tie::One(mine, How::Nothing),
        None => known.by_address(&group, &group.name),
    }
}

/// A person as a draft, all of it.
fn draft_of(person: &Person, row: usize) -> Draft {
    Draft {
        line: row,
        name: person.name.clone(),
        emails: person.emails.clone(),
        phones: person.phones.clone(),
        company: person.company.clone(),
        role: person.role.clone(),
        links: person.links.clone(),
        tags: person.tags.clone(),
        more: Some(Box::new(person.clone())),
        ..Draft::default()
    }
}

/// The people of a file as drafts, for an event's list.
pub(super) fn drafts(records: &Records) -> Vec<Draft> {
    records.people.iter().enumerate().map(|(at, person)| draft_of(person, at + 1)).collect()
}

fn name_people(
    names: &mut Names,
    book: &Book,
    people: &[Person],
    ties: &[Tie<'_>],
    keep_ids: bool,
    ids: &mut IdMaker,
) {
    let mut used: HashSet<PersonId> = HashSet::new();
    for (person, tie) in people.iter().zip(ties) {
        let id = match tie.person() {
            Some(mine) => mine.id.clone(),
            None if keep_ids && person.id.is_valid() && !used.contains(&person.id) => person.id.clone(),
            None => loop {
                let id = ids.person(&person.name);
                if book.person(&id).is_none() && !used.contains(&id) {
                    break id;
                }
            },
        };
        used.insert(id.clone());
        names.people.insert(person.id.clone(), id);
    }
}

fn name_events(names: &mut Names, book: &Book, events: &[Event], keep_ids: bool, ids: &mut IdMaker) {
    let alike = |event: &Event| {
        let name = fold(&event.name);
        book.events().find(|mine| mine.date == event.date && fold(&mine.name) == name)
    };
    for event in events {
        let mine = book.event(&event.id).filter(|_| keep_ids).or_else(|| alike(event));
        let id = match mine {
            Some(mine) => mine.id.clone(),
            None if keep_ids && event.id.is_valid() => event.id.clone(),
            None => book.free_event_id(&event.name, event.date, ids),
        };
        names.events.insert(event.id.clone(), id);
    }
}

fn name_groups(names: &mut Names, book: &Book, groups: &[Group], keep_ids: bool, ids: &mut IdMaker) {
    for group in groups {
        let alike = || {
            book.groups().find(|mine| {
                fold(&mine.name) == fold(&group.name) && fold(&mine.chapter) == fold(&group.chapter)
            })
        };
        let id = match book.group(&group.id).filter(|_| keep_ids).or_else(alike) {
            Some(mine) => mine.id.clone(),
            None if keep_ids && group.id.is_valid() => group.id.clone(),
            None => loop {
                let id = ids.group(&group.name);
                if book.group(&id).is_none() {
                    break id;
                }
            },
        };
        names.groups.insert(group.id.clone(), id);
    }
}

impl Names {
    fn person(&self, id: &mut PersonId) {
        if let Some(new) = self.people.get(id) {
            *id = new.clone();
        }
    }

    fn event(&self, id: &mut EventId) {
        if let Some(new) = self.events.get(id) {
            *id = new.clone();
        }
    }

    /// The person's own name and every reference, as they are among mine.
    fn put_into(&self, person: &mut Person) {
        self.person(&mut person.id);
        self.person(&mut person.via);
        person.knows.iter_mut().chain(&mut person.not_same).for_each(|id| self.person(id));
        if let Some(met) = &mut person.met {
            self.event(&mut met.event);
        }
        for note in &mut person.notes {
            self.event(&mut note.event);
            note.also.iter_mut().for_each(|id| self.person(id));
        }
        for favour in &mut person.favours {
            self.event(&mut favour.event);
            favour.people.iter_mut().for_each(|id| self.person(id));
            if let Some((owner, through)) = favour.through.split_once('/') {
                let mut id = PersonId::new(owner);
                self.person(&mut id);
                favour.through = format!("{id}/{through}");
            }
        }
    }

    fn put_into_event(&self, event: &mut Event) {
        self.event(&mut event.id);
        for attendee in &mut event.attendees {
            self.person(&mut attendee.person);
        }
        if let Some(group) = self.groups.get(&event.group) {
            event.group = group.clone();
        }
    }
}

/// An event whole, or what it adds to the one I have.
fn bring_event(book: &Book, event: Event, row: usize) -> (Option<Edit>, EventRow) {
    let mut said = EventRow {
        row,
        name: event.name.clone(),
        day: event.date,
        start: event.start,
        end: event.end,
        venue: event.venue.clone(),
        guests: event.attendees.len(),
        verdict: Verdict::New,
        reason: "none of yours yet".to_owned(),
    };
    let Some(mine) = book.event(&event.id) else { return (Some(Edit::create(event)), said) };
    let lines = || mine.attendees.iter().enumerate();
    let named = |guest: &Attendee| (fold(&guest.name), guest.email.clone());
    let by_person: HashMap<&PersonId, usize> = lines().map(|(at, guest)| (&guest.person, at)).collect();
    let by_name: HashMap<(String, String), usize> = lines().map(|(at, guest)| (named(guest), at)).collect();
    let line = |guest: &Attendee| {
        let known = by_person.get(&guest.person).filter(|_| !guest.person.is_empty());
        known.or_else(|| by_name.get(&named(guest))).copied()
    };
    let mut joined = forward::Joined::default();
    let edit = book.edit_event(&mine.id, |mine| joined = forward::event(mine, event, line));
    let stays = joined.stays();
    (said.verdict, said.reason) = match edit {
        Some(_) => (Verdict::Updates, format!("adds {} to the one you have{stays}", joined.added.join(", "))),
        None => (Verdict::Same, format!("you have it{stays}")),
    };
    (edit, said)
}
