//! What has a day, and the thanks that have none: promises, follow-ups, renewals, events.

use std::collections::HashSet;

use super::away::back_since;
use super::{Heading, Item, Kind, Of, Tick};
use crate::domain::{Book, Day, Event, Favour, FavourState, FollowUp, Group, Person, Side};
use crate::ledger::{Chains, tell_back};
use crate::text::dates::ago;

/// Everything but this week's names, unsorted. What is due after `until` is left out.
pub(super) fn items(book: &Book, today: Day, until: Day) -> Vec<Item> {
    let days = Days { today, until, back: back_since(book, today) };
    let mut items = Vec::new();
    for person in book.people() {
        for favour in &person.favours {
            items.extend(days.favour(person, favour, book));
        }
        items.extend(person.follow_ups.iter().filter_map(|follow_up| days.follow_up(person, follow_up)));
    }
    let told: Vec<Item> = tell(book).collect();
    // What is to be told says thanks as well.
    let said: HashSet<&Of> = told.iter().map(|told| &told.of).collect();
    items.retain(|item| item.kind != Kind::Thanks || !said.contains(&item.of));
    items.extend(told.into_iter().filter(|told| !is_put_off(book, told)));
    items.extend(book.groups().filter_map(|group| days.renewal(group)));
    items.extend(book.events().filter_map(|event| days.event(event)));
    items
}

/// What came of referrals, and was not told yet to whoever stood at their beginning.
fn tell(book: &Book) -> impl Iterator<Item = Item> {
    tell_back(book, &Chains::of(book)).into_iter().filter_map(|told| {
        let person = book.person(&told.giver)?;
        let of = match (told.favour, told.introduced) {
            (Some(favour), _) => Of::Favour(told.giver, favour),
            (None, Some(introduced)) => Of::Introduction(told.giver, introduced),
            (None, None) => return None,
        };
        Some(Item {
            kind: Kind::Tell,
            heading: Heading::AnyDay,
            of,
            day: None,
            name: person.name.clone(),
            what: told.words,
            why: String::new(),
            tick: Tick::Open,
        })
    })
}

/// Whether a follow-up stands for it.
fn is_put_off(book: &Book, item: &Item) -> bool {
    let person = item.of.person().and_then(|id| book.person(id));
    person.is_some_and(|person| is_planned(person, &item.what))
}

/// Against which days things are held.
struct Days {
    today: Day,
    until: Day,
    back: Option<Day>,
}

impl Days {
    /// Under which heading something of that day stands; `None` when it is too far ahead.
    fn heading(&self, day: Option<Day>) -> Option<Heading> {
        let Some(day) = day else { return Some(Heading::AnyDay) };
        let away = (day.0 - self.today.0).get_days();
        match away {
            _ if self.back.is_some_and(|back| day < back && day < self.today) => Some(Heading::Older),
            ..=0 => Some(Heading::Today),
            1..=7 if day <= self.until => Some(Heading::Week),
            _ => (day <= self.until).then_some(Heading::Later),
        }
    }

    fn favour(&self, person: &Person, favour: &Favour, book: &Book) -> Option<Item> {
        let (kind, day) = match (&favour.side, &favour.state) {
            (Side::Give, FavourState::Promised) => (Kind::Mine, favour.due),
            (Side::Receive, FavourState::Promised) => (Kind::Theirs, favour.due),
            (Side::Receive, FavourState::Done) => (Kind::Thanks, None),
            _ => return None,
        };
        let mut why = Vec::new();
        if let (Kind::Thanks, Some(done)) = (kind, favour.done) {
            why.push(format!("received {}", ago(done.min(self.today), self.today)));
        }
        // The words of a thing put off as a follow-up stand there; here they would stand twice.
        if kind == Kind::Thanks && is_planned(person, &super::act::thanks_words(favour)) {
            return None;
        }
        let event = book.event(&favour.event).map(|event| format!("from {}", event.name));
        why.extend(event);
        Some(Item {
            kind,
            heading: self.heading(day)?,
            of: Of::Favour(person.id.clone(), favour.id.clone()),
            day,
            name: person.name.clone(),
            what: favour.what.trim().to_owned(),
            why: why.join("; "),
            tick: Tick::Open,
        })
    }

    fn follow_up(&self, person: &Person, follow_up: &FollowUp) -> Option<Item> {
        if follow_up.done.is_some() {
            return None;
        }
        Some(Item {
            kind: Kind::FollowUp,
            heading: self.heading(follow_up.due)?,
            of: Of::FollowUp(person.id.clone(), follow_up.id.clone()),
            day: follow_up.due,
            name: person.name.clone(),
            what: follow_up.what.trim().to_owned(),
            why: String::new(),
            tick: Tick::Open,
        })
    }

    fn renewal(&self, group: &Group) -> Option<Item> {
        let day = group.renews?;
        let per = if group.per.is_empty() { String::new() } else { format!(" a {}", group.per) };
        let dues = (!group.dues.is_empty()).then(|| format!("{}{per}", group.dues));
        Some(Item {
            kind: Kind::Renewal,
            heading: self.ahead(day)?,
            of: Of::Group(group.id.clone()),
            day: Some(day),
            name: group.name.clone(),
            what: group.chapter.clone(),
            why: dues.unwrap_or_default(),
            tick: Tick::Open,
        })
    }

    fn event(&self, event: &Event) -> Option<Item> {
        let day = event.date.filter(|day| *day >= self.today)?;
        let at = event.start.map(|start| start.to_string());
        let what: Vec<String> =
            at.into_iter().chain((!event.venue.is_empty()).then(|| event.venue.clone())).collect();
        Some(Item {
            kind: Kind::Event,
            heading: self.ahead(day)?,
            of: Of::Event(event.id.clone()),
            day: Some(day),
            name: event.name.clone(),
            what: what.join(", "),
            why: String::new(),
            tick: Tick::Open,
        })
    }

    /// What is to come has a heading of its own until its day is there.
    fn ahead(&self, day: Day) -> Option<Heading> {
        self.heading(Some(day)).map(|heading| match heading {
            Heading::Week | Heading::Later => Heading::Ahead,
            other => other,
        })
    }
}

/// Whether a follow-up with just these words is open.
pub(super) fn is_planned(person: &Person, words: &str) -> bool {
    person.follow_ups.iter().any(|follow_up| follow_up.done.is_none() && follow_up.what == words)
}
