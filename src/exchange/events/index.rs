//! Which of my events one of a calendar is.

use std::collections::HashMap;

use crate::domain::{AttendeeStatus, Clock, Day, Event, EventId, Invitation};
use crate::exchange::calendar::Found;
use crate::exchange::fold::fold;

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

/// What two events are the same by where no id says it: title, day, and when it begins.
type Key = (String, Option<Day>, Option<Clock>);

/// My events, by their place, with what they are found by.
#[derive(Default)]
pub(super) struct Index {
    id: HashMap<EventId, usize>,
    /// The calendar's name, and which time of a series.
    uid: HashMap<(String, String), Vec<usize>>,
    key: HashMap<Key, Vec<usize>>,
    /// Title and day, for an event whose hour was changed.
    day: HashMap<(String, Option<Day>), Vec<usize>>,
}

impl Index {
    /// Adds what the event at `at` is found by, now that it is as it is.
    pub(super) fn add(&mut self, at: usize, event: &Event) {
        let name = fold(&event.name);
        put(self.day.entry((name.clone(), event.date)).or_default(), at);
        put(self.key.entry((name, event.date, event.start)).or_default(), at);
        if let Some(Invitation { uid, occurrence, .. }) =
            event.calendar.as_ref().filter(|known| !known.uid.is_empty())
        {
            put(self.uid.entry((uid.clone(), occurrence.clone())).or_default(), at);
        }
        self.id.insert(event.id.clone(), at);
    }

    /// Whether one is called so already.
    pub(super) fn has(&self, id: &EventId) -> bool {
        self.id.contains_key(id)
    }

    /// The event that `found` is, under the title `name`: the one that mingle wrote so; the one that the calendar calls so;
    /// else the same title on the same day at the same hour, or on that day alone where it is `lone` and has no calendar's id.
    pub(super) fn find(
        &self,
        events: &[Event],
        found: &Found,
        name: &str,
        today: Option<Day>,
        lone: impl Fn(usize) -> bool,
    ) -> Option<(usize, How)> {
        if let Some(at) = found.own_event().and_then(|id| self.id.get(&EventId::new(id))) {
            return Some((*at, How::Own));
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
    pub(super) fn was_on(&self, events: &[Event], found: &Found, today: Option<Day>) -> Option<Day> {
        let all = self.by_uid(events, found);
        let past = all.iter().filter_map(|at| events.get(*at)).filter(|event| took_place(event, today));
        past.filter_map(|event| event.date).max()
    }

    fn by_uid(&self, events: &[Event], found: &Found) -> Vec<usize> {
        let called = |occurrence: &str| {
            let key = (found.uid.clone(), occurrence.to_owned());
            self.uid.get(&key).filter(|_| !found.uid.is_empty()).map_or(&[][..], Vec::as_slice)
        };
        // The first time of a series that is moved alone is the event that stands for the series.
        let begins = |at: &&usize| {
            let known = events.get(**at).and_then(|event| event.calendar.as_ref());
            !found.occurrence.is_empty() && known.is_some_and(|known| known.begins_at(&found.occurrence))
        };
        called(&found.occurrence).iter().chain(called("").iter().filter(begins)).copied().collect()
    }

    fn by_name(
        &self,
        events: &[Event],
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
        let still = |at: &&usize| events.get(**at).is_some_and(is);
        let at_hour = |at: &&usize| events.get(**at).is_some_and(|event| event.start == found.start);
        let how = |at: usize| {
            let known = events.get(at).and_then(|event| event.calendar.as_ref());
            let other = known.is_some_and(|known| !known.uid.is_empty() && !found.uid.is_empty());
            (at, if other { How::Other } else { How::Name })
        };
        let exact = self.key.get(&(name.clone(), found.day, found.start)).into_iter().flatten();
        if let Some(at) = exact.filter(still).find(at_hour) {
            return Some(how(*at));
        }
        let that_day = self.day.get(&(name.clone(), found.day))?;
        let all: Vec<usize> = that_day.iter().filter(still).copied().collect();
        match all.as_slice() {
            [one] if lone(*one) => Some(how(*one)).filter(|(_, how)| *how == How::Name),
            _ => None,
        }
    }
}

fn put(list: &mut Vec<usize>, at: usize) {
    if !list.contains(&at) {
        list.push(at);
    }
}

/// Whether an evening is over, or on, and I was there: its day is a fact then, whatever a calendar says.
pub(super) fn took_place(event: &Event, today: Option<Day>) -> bool {
    let met = || event.attendees.iter().any(|one| one.status == AttendeeStatus::Met);
    let begun = event.date.zip(today).is_some_and(|(day, today)| day <= today);
    begun && (event.mood.is_some() || event.hours.is_some() || met())
}
