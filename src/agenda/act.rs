//! What one key does to an item: done, put off to a day, dropped. Each is one change, so each is one undo.

use super::collect::is_planned;
use super::{Item, Kind, Of};
use crate::domain::{
    Book, Cadence, Change, Day, Edit, Favour, FavourKind, FavourState, FollowUp, Group, GroupId, IdMaker,
    Note, NoteKind, Now, PersonId, Record, Side,
};

/// Why nothing can be done with an item in this way, as a sentence.
type Reason = &'static str;

/// It is gone, or somebody else was quicker.
const GONE: Reason = "that is not there any more";

/// The change by which an item is done: a promise kept, thanks said, in touch (a `hello` note), a membership renewed.
///
/// # Errors
/// Why there is nothing to do.
pub fn done(book: &Book, item: &Item, now: &Now, ids: &mut IdMaker) -> Result<Change, Reason> {
    let today = now.today();
    let (what, edit) = match (&item.of, item.kind) {
        (Of::Favour(person, favour), kind) => {
            let is_thanks = matches!(kind, Kind::Thanks | Kind::Tell);
            let state = if is_thanks { FavourState::Thanked } else { FavourState::Done };
            let edit = book.edit_favour(person, favour, |favour| favour.move_to(state.clone(), today));
            (format!("{state}: {}", said(item)), edit)
        }
        (Of::FollowUp(person, id), _) => {
            let edit = edit_follow_up(book, person, id, |follow_up| follow_up.done = Some(today));
            (format!("done: {}", said(item)), edit)
        }
        (Of::Introduction(person, other), _) => {
            (format!("told: {}", item.name), introduced(book, person, other, today, ids))
        }
        (Of::Person(person), _) => (format!("in touch with {}", item.name), hello(book, person, now, ids)),
        (Of::Group(group), _) => (format!("renewed: {}", item.name), renewed(book, group, today)),
        (Of::Event(_), _) => return Err("an event comes by itself; enter turns to it"),
    };
    edit.map(|edit| Change::new(what).with(edit)).ok_or(GONE)
}

impl Item {
    /// Why it cannot be put off, if so.
    pub fn keeps_its_day(&self) -> Option<Reason> {
        match self.of {
            Of::Group(_) => Some("a renewal keeps its day; x renews for another term"),
            Of::Event(_) => Some("an event keeps its day"),
            _ => None,
        }
    }
}

/// The change that puts an item off to a day. What has no day of its own becomes a follow-up.
///
/// # Errors
/// Why it cannot be put off.
pub fn snooze(book: &Book, item: &Item, until: Day, ids: &mut IdMaker) -> Result<Change, Reason> {
    if let Some(why) = item.keeps_its_day() {
        return Err(why);
    }
    let edit = match (&item.of, item.kind) {
        (Of::Favour(person, _), Kind::Tell) | (Of::Introduction(person, _), _) => {
            plan(book, person, &item.what, until, ids)
        }
        (Of::Favour(person, favour), Kind::Thanks) => {
            let words = book
                .person(person)
                .and_then(|person| person.favours.iter().find(|other| other.id == *favour))
                .map(thanks_words);
            words.and_then(|words| plan(book, person, &words, until, ids))
        }
        (Of::Favour(person, favour), _) => {
            book.edit_favour(person, favour, |favour| favour.due = Some(until))
        }
        (Of::FollowUp(person, id), _) => {
            edit_follow_up(book, person, id, |follow_up| follow_up.due = Some(until))
        }
        (Of::Person(person), _) => plan(book, person, Kind::Touch.todo(), until, ids),
        (Of::Group(_) | Of::Event(_), _) => None,
    };
    let change = Change::new(format!("put off to {until}: {}", said(item)));
    edit.map(|edit| change.with(edit)).ok_or("it stands on that day already")
}

/// The change that takes an item off the agenda for good: a promise nobody needs any more, a follow-up that goes, a
/// cadence that becomes `none`, a membership that ends.
///
/// # Errors
/// Why it stays.
pub fn call_off(book: &Book, item: &Item, today: Day) -> Result<Change, Reason> {
    let (what, edit) = match (&item.of, item.kind) {
        (Of::Favour(..), Kind::Thanks | Kind::Tell) | (Of::Introduction(..), _) => {
            return Err("what was received stays in the ledger; x says that thanks were said");
        }
        (Of::Favour(person, favour), _) => {
            let edit = book.edit_favour(person, favour, |favour| favour.move_to(FavourState::Dropped, today));
            (format!("dropped: {}", said(item)), edit)
        }
        (Of::FollowUp(person, id), _) => {
            let edit = book.edit_person(person, |person| person.follow_ups.retain(|other| other.id != *id));
            (format!("dropped: {}", said(item)), edit)
        }
        (Of::Person(person), _) => {
            let edit = book.edit_person(person, |person| "none".clone_into(&mut person.cadence));
            (format!("no more reminders of {}", item.name), edit)
        }
        (Of::Group(group), _) => {
            (format!("not renewed: {}", item.name), edit_group(book, group, |group| group.renews = None))
        }
        (Of::Event(_), _) => return Err("an event goes by deleting it"),
    };
    edit.map(|edit| Change::new(what).with(edit)).ok_or(GONE)
}

/// The words of a follow-up that stands for thanks which were put off.
pub(super) fn thanks_words(favour: &Favour) -> String {
    format!("say thanks: {}", favour.what.trim())
}

/// What it is called in the history.
fn said(item: &Item) -> String {
    if item.what.is_empty() { format!("{} ({})", item.kind.todo(), item.name) } else { item.what.clone() }
}

fn edit_follow_up(
    book: &Book,
    person: &PersonId,
    id: &crate::domain::FollowUpId,
    change: impl FnOnce(&mut FollowUp),
) -> Option<Edit> {
    book.edit_person(person, |person| {
        if let Some(found) = person.follow_ups.iter_mut().find(|other| other.id == *id) {
            change(found);
        }
    })
}

fn edit_group(book: &Book, id: &GroupId, change: impl FnOnce(&mut Group)) -> Option<Edit> {
    let before = book.group(id)?;
    let mut after = Group::clone(before);
    change(&mut after);
    let edit = Edit::replace(Record::Group(before.clone()), after);
    (!edit.is_idle()).then_some(edit)
}

/// A follow-up on that day; one with the same words is moved there instead.
fn plan(book: &Book, person: &PersonId, words: &str, until: Day, ids: &mut IdMaker) -> Option<Edit> {
    let found = book.person(person)?;
    if is_planned(found, words) {
        return book.edit_person(person, |person| {
            let open = |other: &&mut FollowUp| other.done.is_none() && other.what == words;
            if let Some(found) = person.follow_ups.iter_mut().find(open) {
                found.due = Some(until);
            }
        });
    }
    let id = ids.follow_up(found.follow_ups.iter().map(|other| &other.id));
    let follow_up = FollowUp { id, due: Some(until), what: words.to_owned(), ..FollowUp::default() };
    book.edit_person(person, |person| person.follow_ups.push(follow_up))
}

/// An introduction that was received and thanked for, written down where only `via` knew of it.
fn introduced(
    book: &Book,
    person: &PersonId,
    other: &PersonId,
    today: Day,
    ids: &mut IdMaker,
) -> Option<Edit> {
    let found = book.person(person)?;
    let mut favour = Favour {
        id: ids.favour(found.favours.iter().map(|favour| &favour.id)),
        side: Side::Receive,
        kind: FavourKind::Intro,
        what: format!("intro {}", book.name_of(other)),
        people: vec![other.clone()],
        ..Favour::default()
    };
    favour.move_to(FavourState::Thanked, today);
    book.edit_person(person, |person| person.favours.push(favour))
}

/// A note of contact without any purpose, which resets the cadence.
fn hello(book: &Book, person: &PersonId, now: &Now, ids: &mut IdMaker) -> Option<Edit> {
    let found = book.person(person)?;
    let note = Note {
        id: ids.note(found.notes.iter().map(|other| &other.id)),
        at: Some(now.stamp()),
        kind: NoteKind::Hello,
        text: "in touch".into(),
        ..Note::default()
    };
    book.edit_person(person, |person| person.notes.push(note))
}

/// The next renewal: one term on, and further until it lies ahead.
fn renewed(book: &Book, group: &GroupId, today: Day) -> Option<Edit> {
    let found = book.group(group)?;
    let term = |text: &str| Cadence::parse(text).filter(|term| term.is_regular());
    // "year", "6 months"; without a term that can be read, a year.
    let per = found.per.trim();
    let term = term(&format!("a {per}")).or_else(|| term(per)).unwrap_or(Cadence::Months(12));
    let mut next = found.renews?;
    while next <= today || Some(next) == found.renews {
        next = term.after(next)?;
    }
    edit_group(book, group, |group| group.renews = Some(next))
}
