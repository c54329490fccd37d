//! Which of my events one of a calendar is.

use std::sync::Arc;

use crate::domain::{AttendeeStatus, Day, Event, EventId, Invitation};
use crate::exchange::calendar::Found;
use crate::exchange::fold::fold;
use crate::exchange::group::{ByKey, Key, key, small};

/// How one of mine is known to be it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// By the calendar's own name for it.
    Uid,
    /// mingle itself wrote it.
    Own,
    /// By title and day, with nothing known of what a calendar said before.
    Name,
    /// By title, day and hour, and another calendar brought it.
    Other,
}

/// Places of events by the hash of a text. Hardly two share one, so the first is kept apart from those after it.
#[derive(Default)]
struct Places {
    first: ByKey<u32>,
    more: ByKey<Vec<u32>>,
}

impl Places {
    fn put(&mut self, key: Key, at: u32) {
        let first = *self.first.entry(key).or_insert(at);
        if first != at {
            let more = self.more.entry(key).or_default();
            if !more.contains(&at) {
                more.push(at);
            }
        }
    }

    /// Every place, in the order they came.
    fn of(&self, key: Key) -> impl Iterator<Item = usize> + Clone {
        let more = self.more.get(&key).into_iter().flatten();
        self.first.get(&key).into_iter().chain(more).map(|at| *at as usize)
    }
}

/// My events, by their place, with what they are found by. Whom a hash finds is compared in full.
#[derive(Default)]
pub(super) struct Index {
    id: Places,
    /// The calendar's name, and which time of a series.
    uid: Places,
    /// Title, day, and when it begins.
    key: Places,
    /// Title and day, for an event whose hour was changed.
    day: Places,
}

impl Index {
    /// Adds what the event at `at` is found by, now that it is as it is.
    pub(super) fn add(&mut self, at: usize, event: &Event) {
        let (at, name) = (small(at), fold(&event.name));
        self.day.put(key(&(&name, event.date)), at);
        self.key.put(key(&(&name, event.date, event.start)), at);
        if let Some(Invitation { uid, occurrence, .. }) =
            event.calendar.as_ref().filter(|known| !known.uid.is_empty())
        {
            self.uid.put(key(&(uid.as_str(), occurrence.as_str())), at);
        }
        self.id.put(key(event.id.as_str()), at);
    }

    /// Where the event of that id is.
    pub(super) fn of_id(&self, events: &[Arc<Event>], id: &EventId) -> Option<usize> {
        self.id.of(key(id.as_str())).find(|at| events.get(*at).is_some_and(|event| event.id == *id))
    }

    /// The event that `found` is, under the title `name`: the one that mingle wrote so; the one that the calendar calls so;
    /// else the same title on the same day at the same hour, or on that day alone where it is `lone` and has no calendar's id.
    pub(super) fn find(
        &self,
        events: &[Arc<Event>],
        found: &Found,
        name: &str,
        today: Option<Day>,
        lone: impl Fn(usize) -> bool,
    ) -> Option<(usize, How)> {
        if let Some(at) = found.own_event().and_then(|id| self.of_id(events, &EventId::new(id))) {
            return Some((at, How::Own));
        }
        let all = self.by_uid(events, found);
        let event = |at: &usize| events.get(*at);
        // Of several with one name those on that day; of one that took place the calendar means another evening now.
        let that_day = all.iter().find(|at| event(at).is_some_and(|event| event.date == found.day));
        let ahead = || all.iter().filter(|at| event(at).is_some_and(|event| !took_place(event, today)));
        if let Some(at) = that_day.or_else(|| ahead().max_by_key(|at| event(at).map(|event| event.date))) {
            return Some((*at, How::Uid));
        }
        self.by_name(events, found, name, lone)
    }

    /// The day of an event with the calendar's name for `found` that took place, whatever the calendar says now.
    pub(super) fn was_on(&self, events: &[Arc<Event>], found: &Found, today: Option<Day>) -> Option<Day> {
        let all = self.by_uid(events, found);
        let past = all.iter().filter_map(|at| events.get(*at)).filter(|event| took_place(event, today));
        past.filter_map(|event| event.date).max()
    }

    fn by_uid(&self, events: &[Arc<Event>], found: &Found) -> Vec<usize> {
        if found.uid.is_empty() {
            return Vec::new();
        }
        let is = |at: &usize, occurrence: &str| {
            let known = events.get(*at).and_then(|event| event.calendar.as_ref());
            known.is_some_and(|known| known.uid == found.uid && known.occurrence == occurrence)
        };
        let called = |occurrence: String| {
            let all = self.uid.of(key(&(found.uid.as_str(), occurrence.as_str())));
            all.filter(move |at| is(at, &occurrence))
        };
        // The first time of a series that is moved alone is the event that stands for the series.
        let begins = |at: &usize| {
            let known = events.get(*at).and_then(|event| event.calendar.as_ref());
            !found.occurrence.is_empty() && known.is_some_and(|known| known.begins_at(&found.occurrence))
        };
        called(found.occurrence.clone()).chain(called(String::new()).filter(begins)).collect()
    }

    fn by_name(
        &self,
        events: &[Arc<Event>],
        found: &Found,
        name: &str,
        lone: impl Fn(usize) -> bool,
    ) -> Option<(usize, How)> {
        let name = fold(name);
        // By the calendar's own word it is another time of a series.
        let apart = |event: &Event| {
            let known =
                event.calendar.as_ref().filter(|known| known.uid == found.uid && !known.uid.is_empty());
            known.is_some_and(|known| known.occurrence != found.occurrence)
        };
        // Whatever was moved since it was added is no longer found where it stood.
        let is = |event: &Event| event.date == found.day && fold(&event.name) == name && !apart(event);
        let still = |at: &usize| events.get(*at).is_some_and(|event| is(event));
        let at_hour = |at: &usize| events.get(*at).is_some_and(|event| event.start == found.start);
        let how = |at: usize| {
            let known = events.get(at).and_then(|event| event.calendar.as_ref());
            let other = known.is_some_and(|known| !known.uid.is_empty() && !found.uid.is_empty());
            (at, if other { How::Other } else { How::Name })
        };
        let mut exact = self.key.of(key(&(&name, found.day, found.start))).filter(still);
        if let Some(at) = exact.find(at_hour) {
            return Some(how(at));
        }
        let that_day = self.day.of(key(&(&name, found.day)));
        let all: Vec<usize> = that_day.filter(still).collect();
        match all.as_slice() {
            [one] if lone(*one) => Some(how(*one)).filter(|(_, how)| *how == How::Name),
            _ => None,
        }
    }
}

/// Whether an evening is over, or on, and I was there: its day is a fact then, whatever a calendar says.
pub(super) fn took_place(event: &Event, today: Option<Day>) -> bool {
    let met = || event.attendees.iter().any(|one| one.status == AttendeeStatus::Met);
    let begun = event.date.zip(today).is_some_and(|(day, today)| day <= today);
    begun && (event.mood.is_some() || event.hours.is_some() || met())
}
