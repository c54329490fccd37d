//! Whom an export is about: the choices, each in words, with the name of its file.

use std::collections::BTreeSet;

use crate::domain::{Book, Event, EventId, PersonId};
use crate::export::was_at;
use crate::search::Target;
use crate::ui::shared::Shared;

/// What is marked and shown in the list of people that the screen is opened from.
#[derive(Debug, Clone, Default)]
pub(crate) struct InList {
    pub(crate) marked: BTreeSet<PersonId>,
    /// Who is left by the filter, and what it is called; nobody without a filter.
    pub(crate) shown: BTreeSet<PersonId>,
    pub(crate) filter: &'static str,
}

/// Whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Whom {
    /// All records.
    Everything,
    /// All people, and what is theirs.
    People,
    Marked(BTreeSet<PersonId>),
    Shown(BTreeSet<PersonId>, &'static str),
    One(PersonId),
    At(EventId),
}

impl Whom {
    /// Every choice, the likeliest first: what is marked, else everything.
    pub(super) fn all(shared: &Shared, list: InList) -> Vec<Self> {
        let InList { marked, shown, filter } = list;
        let mut all = Vec::new();
        if !marked.is_empty() {
            all.push(Self::Marked(marked));
        }
        if !shown.is_empty() {
            all.push(Self::Shown(shown, filter));
        }
        all.extend([Self::Everything, Self::People]);
        if let Some(Target::Person(id)) = &shared.selected {
            all.push(Self::One(id.clone()));
        }
        let mut events: Vec<&Event> = shared.book.events().map(AsRef::as_ref).collect();
        // Where I am comes first, then the last before the first.
        events.sort_by_key(|event| (Some(&event.id) == shared.event.as_ref(), event.date, event.start));
        all.extend(events.into_iter().rev().map(|event| Self::At(event.id.clone())));
        all
    }

    /// Who of `book` that is; `None` for all records.
    pub(super) fn keep(&self, book: &Book) -> Option<BTreeSet<PersonId>> {
        Some(match self {
            Self::Everything => return None,
            Self::People => book.people().map(|person| person.id.clone()).collect(),
            Self::Marked(people) | Self::Shown(people, _) => people.clone(),
            Self::One(id) => BTreeSet::from([id.clone()]),
            Self::At(event) => {
                let there = book.people().filter(|person| was_at(book, person, event));
                there.map(|person| person.id.clone()).collect()
            }
        })
    }

    pub(super) fn words(&self, shared: &Shared) -> String {
        let book = &shared.book;
        match self {
            Self::Everything => "everything: people, events, groups, your own card".to_owned(),
            Self::People => "all your people, and of events only who of them was there".to_owned(),
            Self::Marked(people) if people.len() == 1 => "the one you marked".to_owned(),
            Self::Marked(people) => format!("the {} you marked", people.len()),
            Self::Shown(people, filter) => format!("the {} in the list: {filter}", people.len()),
            Self::One(id) => book.name_of(id).to_owned(),
            Self::At(event) => {
                let event = book.event(event);
                let day =
                    event.and_then(|event| event.date).map_or_else(String::new, |day| format!(", {day}"));
                format!("your people at {}{day}", event.map_or("", |event| event.name.as_str()))
            }
        }
    }

    /// What the file is called, without its ending.
    pub(super) fn file(&self, shared: &Shared) -> String {
        match self {
            Self::One(id) => id.to_string(),
            Self::At(event) => event.to_string(),
            _ => format!("mingle-{}", shared.now.today()),
        }
    }
}
