//! mingle's own JSON: a document with `people`, `events`, `groups` and `me`, in the names of the TOML files.

mod mended;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use self::mended::{Bad, mended, plain};
use super::dated;
use super::folk::{Apart, Document, Folk, Span, each};
use super::whole::Records;
use crate::domain::{Event, EventId, Group, GroupId, Person, PersonId, Unknown};

/// The newest form that is read.
const SCHEMA: u32 = 1;
/// How many records that are none are named; the rest is counted.
const NAMED: usize = 1_000;

/// The records of a document that mingle exported, of which `text` is the whole; `None` when it is another document.
pub(super) fn read(document: &Document<'_>, text: &str) -> Option<Records> {
    let schema: u32 = serde_json::from_str(document.schema?.get()).ok()?;
    let mut records = Records { keep_ids: true, ..Records::default() };
    let mut problems = Problems { text, named: Vec::new(), more: 0 };
    if schema > SCHEMA {
        problems.named.push(format!(
            "schema {schema} is newer than this mingle knows; what it does not know is kept unread"
        ));
    }
    let mut folk = Folk::default();
    // Only whether each can be read is of interest now, and by which name.
    let people = all::<Person>(document.people, "person", &mut problems, |id, _, value| {
        folk.push(PersonId::new(&id), Span::of(value, text));
    });
    let events = all::<Event>(document.events, "event", &mut problems, |id, event, _| {
        records.events.push(Event { id: EventId::new(&id), ..event });
    });
    let groups = all::<Group>(document.groups, "group", &mut problems, |id, group, _| {
        records.groups.push(Group { id: GroupId::new(&id), ..group });
    });
    if !(people || events || groups) {
        return None;
    }
    records.people = folk;
    let me = document.me.filter(|me| is_object(me));
    records.me = me.and_then(|me| problems.record("me", me));
    records.problems = problems.all();
    records.said = vec![
        "mingle's own JSON, UTF-8".to_owned(),
        format!("{} people, {} events", records.people.len(), records.events.len()),
    ];
    Some(records)
}

/// The person that a part of such a document means.
pub(super) fn person(text: &str) -> Option<Person> {
    record(text).ok().or_else(|| mended(text).map(|(person, _)| Kept::kept(person)))
}

/// A record as it is kept.
fn record<T: Kept>(text: &str) -> serde_json::Result<T> {
    dated::record(text).map(Kept::kept)
}

/// A record of a document, and what is kept of it.
trait Kept: DeserializeOwned + Default + PartialEq {
    /// Without what only the document says, and in the form that this version writes: saying another would keep the record
    /// from being changed.
    fn kept(self) -> Self;

    /// Whether it says nothing.
    fn is_bare(&self) -> bool;
}

macro_rules! kept {
    ($($record:ty),+) => {$(
        impl Kept for $record {
            fn kept(mut self) -> Self {
                self.schema = self.schema.min(SCHEMA);
                self.unknown.remove("id");
                self.unknowns_mut().for_each(Unknown::unspell);
                self
            }

            fn is_bare(&self) -> bool {
                *self == Self { schema: self.schema, ..Self::default() }
            }
        }
    )+};
}

kept!(Person, Event, Group);

/// What every record has.
#[derive(Deserialize)]
struct Head<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    name: Option<&'a RawValue>,
}

/// Takes each record of one list with its id; what is none is named by its place in the list. False when there is no list.
fn all<'a, T: Kept>(
    list: Option<&'a RawValue>,
    what: &str,
    problems: &mut Problems<'a>,
    mut take: impl FnMut(String, T, &'a RawValue),
) -> bool {
    let (mut at, mut apart) = (0, Apart::default());
    list.is_some_and(|list| {
        each(list, |value| {
            at += 1;
            let called = format!("{what} {at}");
            let head: Option<Head<'_>> =
                is_object(value).then(|| serde_json::from_str(value.get()).ok()).flatten();
            let (id, name) = head.map_or((None, None), |head| (words(head.id), words(head.name)));
            // Who it is, so that they are found without counting.
            let called = match (&name, &id) {
                (Some(name), Some(id)) => format!("{called}, “{name}” ({id})"),
                (Some(name), None) => format!("{called}, “{name}”"),
                (None, Some(id)) => format!("{called} ({id})"),
                (None, None) => called,
            };
            // Whom I know by their looks has no name yet, and is somebody all the same.
            let has_id = id.as_deref().is_some_and(|id| PersonId::new(id).is_valid());
            if name.is_none() && !has_id {
                problems.add(|| format!("{called}: it has no name and is left out"));
            } else if let Some(record) = problems.record::<T>(&called, value) {
                if name.is_none() && record.is_bare() {
                    problems.add(|| format!("{called}: it has no name and is left out"));
                } else {
                    take(apart.name(&id.unwrap_or_default()), record, value);
                }
            }
        })
    })
}

/// A text that says anything.
fn words(value: Option<&RawValue>) -> Option<String> {
    let text: String = serde_json::from_str(value?.get()).ok()?;
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn is_object(value: &RawValue) -> bool {
    value.get().starts_with('{')
}

/// What is wrong with any record.
struct Problems<'a> {
    /// The whole document.
    text: &'a str,
    named: Vec<String>,
    more: usize,
}

impl<'a> Problems<'a> {
    fn add(&mut self, problem: impl FnOnce() -> String) {
        if self.named.len() < NAMED {
            self.named.push(problem());
        } else {
            self.more += 1;
        }
    }

    /// The record that `value` means, without what cannot be read of it; that is named with its line.
    fn record<T: Kept>(&mut self, called: &str, value: &'a RawValue) -> Option<T> {
        let error = match record(value.get()) {
            Ok(record) => return Some(record),
            Err(error) => error,
        };
        let text = self.text;
        let line = || {
            let before = text.get(..Span::of(value, text).start()).unwrap_or_default();
            before.matches('\n').count() + error.line().max(1)
        };
        let Some((record, bad)) = mended::<T>(value.get()) else {
            self.add(|| format!("{called}: {} (line {}); it is left out", plain(&error), line()));
            return None;
        };
        if bad.is_empty() {
            self.add(|| format!("{called}: {} (line {}); the last one counts", plain(&error), line()));
        }
        for (at, Bad { place, why }) in bad.into_iter().enumerate() {
            // The reader stopped at the first.
            self.add(|| {
                let line = if at == 0 { format!(" (line {})", line()) } else { String::new() };
                format!("{called}: {place}: {why}{line}; this is left out, the rest comes in; put it right and import again")
            });
        }
        Some(record.kept())
    }

    fn all(mut self) -> Vec<String> {
        if self.more > 0 {
            self.named.push(format!("{} more records are left out for such reasons", self.more));
        }
        self.named
    }
}
