//! The same record in two states: what one says beyond the other comes in, what was done since counts, and nothing goes.
//!
//! Where both say something else, mine stays and is named, as no field of a file says when it was written. Favours carry
//! their days, so the younger state is known.

use super::draft::Draft;
use super::fold::fold;
use crate::domain::company::company;
use crate::domain::{
    Attendee, AttendeeStatus, Conflict, Event, FIELDS, Favour, FieldKind, FollowUp, GROUP_FIELDS, Group,
    Note, NoteKind, Person, Unknown,
};

/// What became of two states of one record.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// What came in.
    pub(super) added: Vec<&'static str>,
    /// What is said otherwise in mine, and stays so.
    pub(super) kept: Vec<&'static str>,
}

/// What stands before the fields that a list says otherwise.
pub(super) const STAYS: &str = "; yours stays: ";

impl Joined {
    fn add(&mut self, what: &'static str, came: bool) {
        if came && !self.added.contains(&what) {
            self.added.push(what);
        }
    }

    fn keep(&mut self, what: &'static str, differs: bool) {
        if differs && !self.kept.contains(&what) {
            self.kept.push(what);
        }
    }

    /// "; yours stays: company, role", or nothing.
    pub(super) fn stays(&self) -> String {
        if self.kept.is_empty() { String::new() } else { format!("{STAYS}{}", self.kept.join(", ")) }
    }

    /// What a row says otherwise than the record of somebody I know, whose fields are never written over.
    pub(super) fn of_row(person: &Person, draft: &Draft) -> Self {
        let mut joined = Self::default();
        for (what, mine, theirs) in
            [("company", &person.company, &draft.company), ("role", &person.role, &draft.role)]
        {
            joined.keep(what, is_otherwise(what, mine, theirs));
        }
        joined
    }

    /// Says of more fields that mine stay.
    pub(super) fn keeps(&mut self, more: &[&'static str]) {
        for what in more {
            self.keep(what, true);
        }
    }

    /// Takes a text that mine lacks; says when both have one.
    fn text(&mut self, what: &'static str, mine: &mut String, theirs: &str) {
        if mine.is_empty() && !theirs.is_empty() {
            theirs.clone_into(mine);
            self.add(what, true);
        } else {
            self.keep(what, !theirs.is_empty() && mine.as_str() != theirs);
        }
    }
}

/// Whether two texts of one field say something else, and both say something. Of a company its form by law says nothing.
pub(super) fn is_otherwise(what: &str, mine: &str, theirs: &str) -> bool {
    let fold = if what == "company" { company } else { fold };
    !mine.is_empty() && !theirs.is_empty() && fold(mine) != fold(theirs)
}

/// Brings the entries of `theirs` that mine has under the same id up to date, and takes them out of it. What is left is for
/// whoever brings in what mine lacks.
pub(super) fn person(mine: &mut Person, theirs: &mut Person) -> Joined {
    let mut joined = Joined::default();
    for field in FIELDS {
        if let FieldKind::Text(get, _) = field.kind {
            let (mine, theirs) = (get(mine), get(theirs));
            joined.keep(field.key, !mine.is_empty() && !theirs.is_empty() && mine != theirs);
        }
    }
    joined
        .keep("where you met", matches!((&mine.met, &theirs.met), (Some(one), Some(other)) if one != other));
    joined.keep(
        "who introduced you",
        ![&mine.via, &theirs.via].iter().any(|id| id.is_empty()) && mine.via != theirs.via,
    );
    for id in &theirs.not_same {
        let new = !mine.not_same.contains(id);
        if new {
            mine.not_same.push(id.clone());
        }
        joined.add("who they are not", new);
    }
    // Which lists came in tells nobody anything new.
    unite(&mut mine.imported, &theirs.imported);
    conflicts(&mut joined, &mut mine.conflicts, &theirs.conflicts);
    unknown(&mut joined, &mut mine.unknown, &theirs.unknown);
    theirs.notes.retain(|theirs| {
        let mine = mine.notes.iter_mut().find(|mine| mine.id == theirs.id && !mine.id.is_empty());
        mine.map(|mine| note(&mut joined, mine, theirs)).is_none()
    });
    theirs.favours.retain(|theirs| {
        let mine = mine.favours.iter_mut().find(|mine| mine.id == theirs.id && !mine.id.is_empty());
        mine.map(|mine| favour(&mut joined, mine, theirs)).is_none()
    });
    theirs.follow_ups.retain(|theirs| {
        let mine = mine.follow_ups.iter_mut().find(|mine| mine.id == theirs.id && !mine.id.is_empty());
        mine.map(|mine| follow_up(&mut joined, mine, theirs)).is_none()
    });
    joined
}

fn conflicts(joined: &mut Joined, mine: &mut Vec<Conflict>, theirs: &[Conflict]) {
    for conflict in theirs {
        let new =
            !mine.iter().any(|other| (&other.field, &other.value) == (&conflict.field, &conflict.value));
        if new {
            mine.push(conflict.clone());
        }
        joined.add("values to settle", new);
    }
}

/// Keys that this version does not know.
fn unknown(joined: &mut Joined, mine: &mut Unknown, theirs: &Unknown) {
    joined.keep("other keys", !mine.otherwise(theirs).is_empty());
    joined.add("other keys", mine.add(theirs));
}

/// Takes what mine lacks.
fn fill<T: Clone>(mine: &mut Option<T>, theirs: Option<&T>) {
    if mine.is_none() {
        *mine = theirs.cloned();
    }
}

fn unite<T: Clone + PartialEq>(mine: &mut Vec<T>, theirs: &[T]) {
    for one in theirs {
        if !mine.contains(one) {
            mine.push(one.clone());
        }
    }
}

fn note(joined: &mut Joined, mine: &mut Note, theirs: &Note) {
    let before = mine.clone();
    joined.keep("note", !mine.text.is_empty() && !theirs.text.is_empty() && mine.text != theirs.text);
    for (mine, theirs) in [(&mut mine.text, &theirs.text), (&mut mine.line, &theirs.line)] {
        if mine.is_empty() {
            theirs.clone_into(mine);
        }
    }
    if mine.event.is_empty() {
        mine.event = theirs.event.clone();
    }
    if mine.kind == NoteKind::default() {
        mine.kind = theirs.kind.clone();
    }
    fill(&mut mine.at, theirs.at.as_ref());
    fill(&mut mine.used, theirs.used.as_ref());
    unite(&mut mine.also, &theirs.also);
    // What was private anywhere leaves nowhere.
    mine.private |= theirs.private;
    joined.keep("note", !mine.unknown.otherwise(&theirs.unknown).is_empty());
    mine.unknown.add(&theirs.unknown);
    joined.add("note", *mine != before);
}

fn favour(joined: &mut Joined, mine: &mut Favour, theirs: &Favour) {
    let before = mine.clone();
    let moved = |favour: &Favour| [favour.done, favour.thanked, favour.closed].into_iter().max().flatten();
    if moved(theirs) > moved(mine) {
        mine.state = theirs.state.clone();
        (mine.done, mine.thanked, mine.closed) = (theirs.done, theirs.thanked, theirs.closed);
    }
    joined
        .keep("favour", mine.state != theirs.state || (!theirs.what.is_empty() && mine.what != theirs.what));
    if mine.outcome.is_none() || (theirs.outcome.is_some() && theirs.outcome_on > mine.outcome_on) {
        (mine.outcome, mine.outcome_on) = (theirs.outcome.clone(), theirs.outcome_on);
    }
    for (mine, theirs) in [
        (&mut mine.what, &theirs.what),
        (&mut mine.value, &theirs.value),
        (&mut mine.through, &theirs.through),
    ] {
        if mine.is_empty() {
            theirs.clone_into(mine);
        }
    }
    if mine.event.is_empty() {
        mine.event = theirs.event.clone();
    }
    fill(&mut mine.due, theirs.due.as_ref());
    fill(&mut mine.on, theirs.on.as_ref());
    unite(&mut mine.people, &theirs.people);
    joined.keep("favour", !mine.unknown.otherwise(&theirs.unknown).is_empty());
    mine.unknown.add(&theirs.unknown);
    joined.add("favour", *mine != before);
}

fn follow_up(joined: &mut Joined, mine: &mut FollowUp, theirs: &FollowUp) {
    let before = mine.clone();
    joined.keep("follow-up", !theirs.what.is_empty() && !mine.what.is_empty() && mine.what != theirs.what);
    if mine.what.is_empty() {
        mine.what.clone_from(&theirs.what);
    }
    fill(&mut mine.due, theirs.due.as_ref());
    fill(&mut mine.done, theirs.done.as_ref());
    joined.keep("follow-up", !mine.unknown.otherwise(&theirs.unknown).is_empty());
    mine.unknown.add(&theirs.unknown);
    joined.add("follow-up", *mine != before);
}

/// An event of mine, with what another state of it says beyond. `line` says where a guest of theirs stands in my list.
pub(super) fn event(mine: &mut Event, theirs: Event, line: impl Fn(&Attendee) -> Option<usize>) -> Joined {
    let mut joined = Joined::default();
    for (what, mine, theirs) in
        [("venue", &mut mine.venue, &theirs.venue), ("cost", &mut mine.cost, &theirs.cost)]
    {
        joined.text(what, mine, theirs);
    }
    joined.keep("name", fold(&mine.name) != fold(&theirs.name));
    let before = mine.clone();
    fill(&mut mine.date, theirs.date.as_ref());
    fill(&mut mine.start, theirs.start.as_ref());
    fill(&mut mine.end, theirs.end.as_ref());
    joined.add("when", (mine.date, mine.start, mine.end) != (before.date, before.start, before.end));
    joined.keep(
        "when",
        [(mine.start, theirs.start), (mine.end, theirs.end)]
            .iter()
            .any(|(mine, theirs)| theirs.is_some() && mine != theirs)
            || (theirs.date.is_some() && mine.date != theirs.date),
    );
    fill(&mut mine.hours, theirs.hours.as_ref());
    fill(&mut mine.mood, theirs.mood.as_ref());
    fill(&mut mine.room_known, theirs.room_known.as_ref());
    if mine.intents.is_empty() {
        mine.intents = theirs.intents;
    }
    if mine.group.is_empty() {
        mine.group = theirs.group;
    }
    for attendee in theirs.attendees {
        match line(&attendee).and_then(|at| mine.attendees.get_mut(at)) {
            Some(line) => guest(line, attendee),
            None => mine.attendees.push(attendee),
        }
    }
    for talk in theirs.talks {
        let same =
            |other: &&mut crate::domain::Talk| (&other.title, &other.speaker) == (&talk.title, &talk.speaker);
        match mine.talks.iter_mut().find(same) {
            Some(mine) => {
                unite(&mut mine.lessons, &talk.lessons);
                mine.unknown.add(&talk.unknown);
            }
            None => mine.talks.push(talk),
        }
    }
    joined.add("guest", mine.attendees != before.attendees);
    joined.add("talk", mine.talks != before.talks);
    unknown(&mut joined, &mut mine.unknown, &theirs.unknown);
    conflicts(&mut joined, &mut mine.conflicts, &theirs.conflicts);
    joined.add(
        "review",
        (mine.hours, mine.mood, mine.room_known) != (before.hours, before.mood, before.room_known),
    );
    fill(&mut mine.calendar, theirs.calendar.as_ref());
    joined.add("the calendar's id", mine.calendar != before.calendar);
    joined.add("intent", mine.intents != before.intents);
    joined.add("group", mine.group != before.group);
    joined
}

/// A line of a guest list: who was only expected was wanted, met or absent in the end.
fn guest(mine: &mut Attendee, theirs: Attendee) {
    for (mine, theirs) in [
        (&mut mine.name, theirs.name),
        (&mut mine.company, theirs.company),
        (&mut mine.role, theirs.role),
        (&mut mine.email, theirs.email),
        (&mut mine.why, theirs.why),
    ] {
        if mine.is_empty() {
            *mine = theirs;
        }
    }
    if mine.person.is_empty() {
        mine.person = theirs.person;
    }
    let ended = matches!(theirs.status, AttendeeStatus::Met | AttendeeStatus::Absent);
    if mine.status == AttendeeStatus::Expected || (mine.status == AttendeeStatus::Wanted && ended) {
        (mine.status, mine.was) = (theirs.status, theirs.was);
    }
    fill(&mut mine.at, theirs.at.as_ref());
    unite(&mut mine.formerly, &theirs.formerly);
    mine.unknown.add(&theirs.unknown);
}

/// A group of mine, with what another state of it says beyond.
pub(super) fn group(mine: &mut Group, theirs: &Group) -> Joined {
    let mut joined = Joined::default();
    for field in GROUP_FIELDS {
        let (own, other) = ((field.get)(mine), (field.get)(theirs));
        if own.is_empty() && !other.is_empty() {
            joined.add(field.key, (field.set)(mine, &other).is_ok());
        } else {
            joined.keep(field.key, !other.is_empty() && own != other);
        }
    }
    unknown(&mut joined, &mut mine.unknown, &theirs.unknown);
    conflicts(&mut joined, &mut mine.conflicts, &theirs.conflicts);
    joined
}
