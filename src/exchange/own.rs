//! mingle's own JSON: a document with `people`, `events`, `groups` and `me`, in the names of the TOML files.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::whole::Records;
use crate::domain::{Event, EventId, Group, GroupId, Person, PersonId};

/// The newest form that is read.
const SCHEMA: u64 = 1;
/// Keys whose values are dates, times or moments.
const DATES: &[&str] = &[
    "on",
    "due",
    "done",
    "thanked",
    "closed",
    "outcome_on",
    "date",
    "start",
    "end",
    "at",
    "renews",
    "when",
    "used",
];
/// What `toml` calls a date's text when it speaks to other formats than its own.
const DATE: &str = "$__toml_private_datetime";

/// The records of a document that mingle exported; `None` when it is another document.
pub(super) fn read(document: &Value) -> Option<Records> {
    let map = document.as_object()?;
    let schema = map.get("schema")?.as_u64()?;
    let list = |key: &str| map.get(key).and_then(Value::as_array);
    let any = ["people", "events", "groups"].into_iter().any(|key| list(key).is_some());
    if !any {
        return None;
    }
    let mut records = Records { keep_ids: true, ..Records::default() };
    if schema > SCHEMA {
        records.problems.push(format!(
            "schema {schema} is newer than this mingle knows; what it does not know is left out"
        ));
    }
    let problems = &mut records.problems;
    for (id, person) in all::<Person>(list("people"), "person", problems) {
        records.people.push(Person { id: PersonId::new(&id), ..person });
    }
    for (id, event) in all::<Event>(list("events"), "event", problems) {
        records.events.push(Event { id: EventId::new(&id), ..event });
    }
    for (id, group) in all::<Group>(list("groups"), "group", problems) {
        records.groups.push(Group { id: GroupId::new(&id), ..group });
    }
    records.me = map.get("me").and_then(Value::as_object).and_then(|me| one::<Person>(me, "me", problems));
    records.said = vec![
        "mingle's own JSON, UTF-8".to_owned(),
        format!("{} people, {} events", records.people.len(), records.events.len()),
    ];
    Some(records)
}

/// The records of one list with their ids; what is none is named by its place in the list.
fn all<T: DeserializeOwned>(
    list: Option<&Vec<Value>>,
    what: &str,
    problems: &mut Vec<String>,
) -> Vec<(String, T)> {
    let mut records = Vec::new();
    for (at, value) in list.into_iter().flatten().enumerate() {
        let named =
            |key: &str| value.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        let called = format!("{what} {}", at + 1);
        let (Some(map), Some(_)) = (value.as_object(), named("name")) else {
            problems.push(format!("{called}: it has no name and is left out"));
            continue;
        };
        let id = named("id").unwrap_or_default().to_owned();
        records.extend(one::<T>(map, &called, problems).map(|record| (id, record)));
    }
    records
}

fn one<T: DeserializeOwned>(map: &Map<String, Value>, called: &str, problems: &mut Vec<String>) -> Option<T> {
    serde_json::from_value(dated(Value::Object(map.clone())))
        .map_err(|error| problems.push(format!("{called}: {error}; it is left out")))
        .ok()
}

/// Puts the wrapping round dates in which `toml`'s own type knows them again. No text field has the name of one.
fn dated(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(dated).collect(),
        Value::Object(map) => map
            .into_iter()
            .map(|(key, value)| match value {
                Value::String(text) if DATES.contains(&key.as_str()) => {
                    let value = json!({ DATE: text });
                    (key, value)
                }
                value => (key, dated(value)),
            })
            .collect(),
        other => other,
    }
}
