//! mingle's own JSON: a document with `people`, `events`, `groups` and `me`, in the names of the TOML files.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::dated;
use super::folk::{Apart, Document, Folk, Span, each};
use super::whole::Records;
use crate::domain::{Event, EventId, Group, GroupId, Person, PersonId};

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
            "schema {schema} is newer than this mingle knows; what it does not know is left out"
        ));
    }
    let mut folk = Folk::default();
    // Only whether each can be read is of interest now, and by which name.
    let people = all::<Person>(document.people, "person", &mut problems, |id, _, value| {
        folk.push(PersonId::new(&id), Span::of(value, text));
    });
    let events = all::<Event>(document.events, "event", &mut problems, |id, event, _| {
        records.events.push(Event { id: EventId::new(&id), schema: known(event.schema), ..event });
    });
    let groups = all::<Group>(document.groups, "group", &mut problems, |id, group, _| {
        records.groups.push(Group { id: GroupId::new(&id), schema: known(group.schema), ..group });
    });
    if !(people || events || groups) {
        return None;
    }
    records.people = folk;
    let me = document.me.filter(|me| is_object(me));
    records.me = me.and_then(|me| problems.unless(dated::record(me.get()), "me", me)).map(of_known_form);
    records.problems = problems.all();
    records.said = vec![
        "mingle's own JSON, UTF-8".to_owned(),
        format!("{} people, {} events", records.people.len(), records.events.len()),
    ];
    Some(records)
}

/// The person that a part of such a document means.
pub(super) fn person(text: &str) -> Option<Person> {
    dated::record(text).ok().map(of_known_form)
}

/// What is kept of a newer form is all that this one knows: saying otherwise would keep the record from being changed.
fn of_known_form(person: Person) -> Person {
    Person { schema: known(person.schema), ..person }
}

fn known(schema: u32) -> u32 {
    schema.min(SCHEMA)
}

/// What every record has.
#[derive(Deserialize)]
struct Head<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    name: Option<&'a RawValue>,
}

/// Takes each record of one list with its id; what is none is named by its place in the list. False when there is no list.
fn all<'a, T: DeserializeOwned>(
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
            if name.is_none() {
                let id = id.map_or_else(String::new, |id| format!(" ({id})"));
                problems.add(|| format!("{called}{id}: it has no name and is left out"));
                return;
            }
            // Who it is, so that they are found without counting.
            let called = match (&name, &id) {
                (Some(name), Some(id)) => format!("{called}, “{name}” ({id})"),
                (Some(name), None) => format!("{called}, “{name}”"),
                _ => called,
            };
            if let Some(record) = problems.unless(dated::record(value.get()), &called, value) {
                take(apart.name(&id.unwrap_or_default()), record, value);
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

    /// What was read of `value`; why not is named with its line.
    fn unless<T>(&mut self, read: serde_json::Result<T>, called: &str, value: &'a RawValue) -> Option<T> {
        let text = self.text;
        read.map_err(|error| {
            self.add(|| {
                let before = text.get(..Span::of(value, text).start()).unwrap_or_default();
                let line = before.matches('\n').count() + error.line().max(1);
                let words = error.to_string();
                let place = format!(" at line {} column {}", error.line(), error.column());
                let why = words.strip_suffix(&place).unwrap_or(&words);
                format!("{called}: {why} (line {line}); it is left out")
            });
        })
        .ok()
    }

    fn all(mut self) -> Vec<String> {
        if self.more > 0 {
            self.named.push(format!("{} more records are left out for such reasons", self.more));
        }
        self.named
    }
}
