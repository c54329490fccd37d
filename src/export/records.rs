//! Records as JSON, whose keys are the names in the TOML files.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::domain::{Event, Group, Person, Unknown};

/// Any part of a record: the names it has in its file, dates and times as strings.
///
/// What cannot be written down (there is nothing such in the domain) is null.
pub fn part(part: &impl Serialize) -> Value {
    serde_json::to_value(part).map_or(Value::Null, plain)
}

/// Takes the wrapping off dates: to other formats than its own, `toml` gives them as an object of one private key.
fn plain(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(plain).collect(),
        Value::Object(mut map) => match map.remove("$__toml_private_datetime") {
            Some(when) => when,
            None => map.into_iter().map(|(key, value)| (key, plain(value))).collect(),
        },
        other => other,
    }
}

/// A record with its id, which in the files is the name of the file.
fn with_id(id: &str, record: &impl Serialize) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("schema".into(), json!(1));
    map.insert("id".into(), json!(id));
    if let Value::Object(fields) = part(record) {
        map.extend(fields.into_iter().filter(|(key, _)| !matches!(key.as_str(), "schema" | "id")));
    }
    map
}

macro_rules! whole {
    ($($(#[$meta:meta])* $name:ident: $record:ident),+ $(,)?) => {$(
        $(#[$meta])*
        pub fn $name($name: &$record) -> Map<String, Value> {
            let id = $name.id.as_str();
            if $name.unknowns().all(Unknown::is_empty) {
                return with_id(id, $name);
            }
            let mut spelt = $name.clone();
            spelt.unknowns_mut().for_each(Unknown::spell);
            with_id(id, &spelt)
        }
    )+};
}

whole! {
    /// A person whole, with the keys that this version does not know.
    person: Person,
    /// An event whole, with the keys that this version does not know.
    event: Event,
    /// A group whole, with the keys that this version does not know.
    group: Group,
}

/// A document: `"schema": 1` and what `body` has.
pub fn document(body: Value) -> Value {
    let mut map = Map::new();
    map.insert("schema".into(), json!(1));
    if let Value::Object(body) = body {
        map.extend(body);
    }
    Value::Object(map)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_file_and_dates_are_strings() {
        let text = "name = 'Ana'\nmet = { event = 'e', on = 2026-05-12 }\n[[note]]\nat = 2026-05-12T08:42:10+01:00\n";
        let mut ana: Person = toml::from_str(text).unwrap();
        ana.id = crate::domain::PersonId::new("ana-1");
        let json = Value::Object(person(&ana));
        assert_eq!(json["id"], "ana-1");
        assert_eq!(json["met"], json!({ "event": "e", "on": "2026-05-12" }));
        assert_eq!(json["note"][0]["at"], "2026-05-12T08:42:10+01:00");
    }
}
