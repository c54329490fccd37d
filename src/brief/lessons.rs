//! Lessons that come back: what somebody taught me on a topic of whom I meet tonight, each told once.

use std::collections::{HashMap, HashSet};

use super::{Guest, Lesson, REASONS, ReasonKind, Room};
use crate::domain::{Note, NoteKind, Person};
use crate::gifts::against_telling;
use crate::insight::topics_of;
use crate::matching::Matcher;

/// One of my lessons, and who taught it.
type Taught<'a> = (&'a Person, &'a Note);

/// Leaves each of `guests` a lesson that nobody before them has: the one on what they need, else the newest on one of their
/// topics, the rarest topic first, for what everybody has says the least.
pub(super) fn come_back(guests: &mut [Guest], room: &Room<'_>) {
    let lessons = ByTopic::of(room);
    let mut told = HashSet::new();
    for guest in guests {
        // What they need brings a lesson back where that is among the good reasons to meet them.
        let is_reason = guest.reasons.iter().take(REASONS).any(|reason| reason.kind == ReasonKind::Lesson);
        let own = guest.talk.lesson.take().filter(|_| is_reason);
        let own = own.filter(|lesson| told.insert((lesson.from.clone(), lesson.note.clone())));
        if own.is_some() {
            guest.talk.lesson = own;
            continue;
        }
        let person = guest.person.as_ref().and_then(|id| room.book.person(id)).map(AsRef::as_ref);
        let title = super::needs::title(&guest.role, &guest.company);
        let found = lessons.on(&topics(person), &room.matcher.trades(title)).find(|(_, (from, note))| {
            let own = guest.person.as_ref().is_some_and(|id| from.id == *id || note.also.contains(id));
            let against =
                person.and_then(|person| against_telling(room.matcher, person, (from, note), room.today));
            !own && against.is_none() && !told.contains(&(from.id.clone(), note.id.clone()))
        });
        let Some((topic, (from, note))) = found else { continue };
        let lesson = Lesson::new(topic, from, note);
        told.insert((lesson.from.clone(), lesson.note.clone()));
        guest.talk.lesson = Some(lesson);
    }
}

/// The topics of one of my people, in small letters: their tags, and their field.
fn topics(person: Option<&Person>) -> Vec<String> {
    let said = person.into_iter().flat_map(|person| person.tags.iter().chain([&person.industry]));
    said.map(|topic| topic.trim().to_lowercase()).filter(|topic| !topic.is_empty()).collect()
}

/// My lessons by topic.
struct ByTopic<'a> {
    by_topic: HashMap<String, Vec<Taught<'a>>>,
    /// The topics that speak of each trade.
    by_trade: HashMap<String, Vec<String>>,
}

impl<'a> ByTopic<'a> {
    /// Every lesson that may be read over a shoulder and was not used yet, the newest first.
    fn of(room: &Room<'a>) -> Self {
        let matcher: &Matcher = room.matcher;
        let is_told = |note: &Note| {
            note.kind == NoteKind::Lesson
                && note.used.is_none()
                && !note.private
                && !note.words().trim().is_empty()
        };
        let mut all: Vec<Taught<'a>> = room
            .book
            .notes()
            .filter(|(_, note)| is_told(note))
            .map(|(person, note)| (person.as_ref(), note))
            .collect();
        all.sort_by_key(|(_, note)| std::cmp::Reverse(note.at));
        let mut by_topic: HashMap<String, Vec<Taught<'a>>> = HashMap::new();
        for (person, note) in all {
            for topic in topics_of(person, note).into_iter().filter(|topic| !topic.is_empty()) {
                by_topic.entry(topic).or_default().push((person, note));
            }
        }
        let mut by_trade: HashMap<String, Vec<String>> = HashMap::new();
        for topic in by_topic.keys() {
            for trade in matcher.trades(topic) {
                by_trade.entry(trade.to_owned()).or_default().push(topic.clone());
            }
        }
        Self { by_topic, by_trade }
    }

    /// The lessons on any of these topics or trades, by topic: the rarest topic first.
    fn on(&self, topics: &[String], trades: &[&str]) -> impl Iterator<Item = (&str, Taught<'a>)> {
        let of_trades = trades.iter().filter_map(|trade| self.by_trade.get(*trade)).flatten();
        let mut found: Vec<(&String, &Vec<Taught<'a>>)> =
            topics.iter().chain(of_trades).filter_map(|topic| self.by_topic.get_key_value(topic)).collect();
        found.sort_by_key(|(topic, lessons)| (lessons.len(), (*topic).clone()));
        found.dedup_by_key(|(topic, _)| *topic);
        found
            .into_iter()
            .flat_map(|(topic, lessons)| lessons.iter().map(move |taught| (topic.as_str(), *taught)))
    }
}
