//! Whom to get in touch with this week: at most three names, one of them dormant.

use std::collections::{HashMap, HashSet};

use super::contact::Contacts;
use super::{Heading, Item, Kind, Of, Tick};
use crate::domain::fnv::Fnv;
use crate::domain::{Book, Cadence, Day, Person, PersonId};
use crate::text::dates::{ago, day_words};

/// No more names than this in a week.
const NAMES: usize = 3;
/// Silent for this many days is dormant.
const DORMANT: i32 = 183;

/// This week's names.
///
/// They are chosen from the contacts before this week's Monday alone, so they are the same whenever one looks: whom I was
/// in touch with since is ticked, not replaced. The first is who has waited longest past their cadence; the next is
/// whose turn it is this week among the others that wait; the last is a dormant tie, whether they have a cadence or not.
/// *Ambient* and *none* are never among them.
///
/// Dormant ties bring what is new: people whom one had lost touch with gave advice that was more novel than that of those
/// in touch, at less effort (Levin, Walter & Murnighan, "Dormant Ties: The Value of Reconnecting", Organization Science
/// 22(4), 2011). Left to choose, people turn to those they have spent much time with, who bring less of it (Walter, Levin
/// & Murnighan, "Reconnection Choices", Organization Science 26(5), 2015); so the dormant name comes from the half that I
/// share least with.
pub(super) fn items(book: &Book, today: Day) -> Vec<Item> {
    let week = Week::of(today);
    let contacts = Contacts::of(book, today);
    let silent: Vec<Silent<'_>> =
        book.people().filter_map(|person| Silent::of(person, &contacts, &week)).collect();
    let dormant = dormant(book, &silent, &contacts, &week);
    let mut waiting: Vec<&Silent<'_>> = silent.iter().filter(|silent| silent.waits).collect();
    waiting.retain(|silent| dormant.as_ref().is_none_or(|(id, _)| silent.person.id != **id));
    // Of whom nothing is known but the wish, nobody can say how long they wait.
    waiting.sort_by_key(|silent| (silent.due.is_none(), silent.due, &silent.person.id));
    if let Some((_, others)) = waiting.split_first_mut() {
        others.sort_by_key(|silent| week.lot(&silent.person.id));
    }
    let regular = waiting.iter().take(NAMES - usize::from(dormant.is_some()));
    let mut items: Vec<Item> =
        regular.map(|silent| silent.item(silent.regular_words(today), &contacts, &week, today)).collect();
    if let Some((id, why)) = dormant
        && let Some(silent) = silent.iter().find(|silent| silent.person.id == *id)
    {
        items.push(silent.item(why, &contacts, &week, today));
    }
    items
}

/// A calendar week, from Monday to Sunday (ISO 8601).
struct Week {
    monday: Day,
    sunday: Day,
}

impl Week {
    fn of(today: Day) -> Self {
        let since = i64::from(today.0.weekday().to_monday_zero_offset());
        let monday = today.0.saturating_sub(jiff::Span::new().days(since));
        Self { monday: Day(monday), sunday: Day(monday.saturating_add(jiff::Span::new().days(6))) }
    }

    /// A number drawn for somebody for this week: the lowest one has the turn. Others come and go without changing it
    /// (rendezvous hashing: Thaler & Ravishankar, 1998).
    fn lot(&self, person: &PersonId) -> u64 {
        let week = self.monday.to_string();
        // FNV-1a, then the finish of splitmix64, without which the last letters hardly count.
        let mut hash = Fnv::default();
        hash.add(week.bytes().chain(person.as_str().bytes()));
        let mut hash = hash.value();
        hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        hash ^ (hash >> 31)
    }
}

/// Somebody who might be named this week, as of its Monday.
struct Silent<'a> {
    person: &'a Person,
    cadence: Cadence,
    /// The last contact before this week.
    last: Option<Day>,
    /// When the next one was due.
    due: Option<Day>,
    /// Whether their cadence asks for contact by this Sunday.
    waits: bool,
    /// Whether they have been silent so long that it is a dormant tie.
    dormant: bool,
}

impl<'a> Silent<'a> {
    fn of(person: &'a Person, contacts: &Contacts<'_>, week: &Week) -> Option<Self> {
        // What cannot be read asks for nothing.
        let cadence = Cadence::parse(&person.cadence).unwrap_or_default();
        if matches!(cadence, Cadence::Ambient | Cadence::Never) {
            return None;
        }
        let days = contacts.days(&person.id);
        let last = days.iter().rev().find(|day| **day < week.monday).copied();
        // First met this week: there is nothing to be out of.
        if last.is_none() && person.met.as_ref().and_then(|met| met.on).is_some() {
            return None;
        }
        let due = last.and_then(|last| cadence.after(last));
        let waits = cadence.is_regular() && due.is_none_or(|due| due <= week.sunday);
        let long = last.is_some_and(|last| (week.monday.0 - last.0).get_days() >= DORMANT);
        let dormant = long && (waits || cadence == Cadence::Unset);
        (waits || dormant).then_some(Self { person, cadence, last, due, waits, dormant })
    }

    fn regular_words(&self, today: Day) -> String {
        let wish = self.cadence.words();
        match self.last {
            Some(last) => format!("{wish}; last {}", ago(last, today)),
            None => format!("{wish}; no contact written down yet"),
        }
    }

    fn item(&self, why: String, contacts: &Contacts<'_>, week: &Week, today: Day) -> Item {
        let since = contacts.days(&self.person.id).iter().rev().find(|day| **day >= week.monday);
        let planned = self.person.follow_ups.iter().filter(|follow_up| follow_up.done.is_none());
        let planned = planned.filter_map(|follow_up| follow_up.due).filter(|due| *due >= today).min();
        let (tick, seen_to) = match (since, planned) {
            (Some(day), _) => (Tick::Done, format!("in touch {}", ago(*day, today))),
            (None, Some(day)) => (Tick::Planned, format!("planned for {}", day_words(day, today))),
            (None, None) => (Tick::Open, why),
        };
        Item {
            kind: Kind::Touch,
            heading: Heading::Touch,
            of: Of::Person(self.person.id.clone()),
            day: None,
            name: self.person.name.clone(),
            what: String::new(),
            tick,
            why: seen_to,
        }
    }
}

/// What I share with people: who knows them, who else is in their field.
struct Circle<'a> {
    known_by: HashMap<&'a PersonId, u32>,
    fields: HashMap<String, u32>,
    everyone: HashSet<&'a PersonId>,
}

impl<'a> Circle<'a> {
    fn of(book: &'a Book) -> Self {
        let mut circle = Self {
            known_by: HashMap::new(),
            fields: HashMap::new(),
            everyone: book.people().map(|person| &person.id).collect(),
        };
        for person in book.people() {
            for other in &person.knows {
                *circle.known_by.entry(other).or_default() += 1;
            }
            if let Some(field) = field(person) {
                *circle.fields.entry(field).or_default() += 1;
            }
        }
        circle
    }

    /// Ties to others of mine, either way; one that is written down on both sides counts twice, and is twice as sure.
    fn ties(&self, person: &Person) -> u32 {
        let out = person.knows.iter().filter(|id| self.everyone.contains(*id)).count();
        let via = usize::from(self.everyone.contains(&person.via));
        let known_by = self.known_by.get(&person.id).copied().unwrap_or_default();
        u32::try_from(out + via).unwrap_or(u32::MAX).saturating_add(known_by)
    }

    /// How many others of mine are in their field; `None` where it is not written down.
    fn others_in_field(&self, person: &Person) -> Option<u32> {
        let others = self.fields.get(&field(person)?)?;
        Some(others.saturating_sub(1))
    }
}

fn field(person: &Person) -> Option<String> {
    let field = person.industry.trim().to_lowercase();
    (!field.is_empty()).then_some(field)
}

/// Who of the dormant has the turn, and why in words.
fn dormant<'a>(
    book: &'a Book,
    silent: &[Silent<'a>],
    contacts: &Contacts<'_>,
    week: &Week,
) -> Option<(&'a PersonId, String)> {
    let circle = Circle::of(book);
    let met = |person: &Person| contacts.days(&person.id).iter().filter(|day| **day < week.monday).count();
    let mut dormant: Vec<(u32, &Silent<'a>)> = silent
        .iter()
        .filter(|silent| silent.dormant)
        .map(|silent| {
            let often = u32::try_from(met(silent.person)).unwrap_or(u32::MAX);
            let field = circle.others_in_field(silent.person).unwrap_or_default();
            (circle.ties(silent.person).min(5) + field.min(5) + often.min(5), silent)
        })
        .collect();
    dormant.sort_by_key(|(shared, silent)| (*shared, week.lot(&silent.person.id)));
    dormant.truncate(dormant.len().div_ceil(2));
    let (_, chosen) = dormant.into_iter().min_by_key(|(_, silent)| week.lot(&silent.person.id))?;
    let person = chosen.person;
    let mut why = vec![format!("dormant: last {}", ago(chosen.last?, week.monday))];
    if circle.others_in_field(person) == Some(0) {
        why.push(format!("your only link to {}", person.industry.trim()));
    }
    // Where no ties are written down at all, that somebody has none says nothing.
    if !circle.known_by.is_empty() && circle.ties(person) == 0 {
        why.push("knows nobody else you know".into());
    }
    why.extend(match met(person) {
        1 => Some("you met once".to_owned()),
        2 => Some("you met twice".to_owned()),
        _ => None,
    });
    Some((&person.id, why.join("; ")))
}
