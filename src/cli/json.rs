//! JSON documents whose keys are the names in the TOML files.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::domain::{Person, Record};
use crate::text::is_unseen;

pub(super) use crate::export::records::{document, event, group, part, person};

/// A record as a row of a list: without the entries `what`, which become counts under the names `counts`.
pub(super) fn row(mut record: Map<String, Value>, counts: &[(&str, &str)]) -> Map<String, Value> {
    record.shift_remove("schema");
    for (what, name) in counts {
        let entries = record.shift_remove(*what);
        let count = entries.as_ref().and_then(Value::as_array).map_or(0, Vec::len);
        record.insert((*name).to_owned(), json!(count));
    }
    record
}

/// Something kept with a person, with whom it is.
pub(super) fn of_person(owner: &Person, entry: &impl Serialize) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("person".into(), json!(owner.id.as_str()));
    map.insert("name".into(), json!(owner.name));
    if let Value::Object(fields) = part(entry) {
        map.extend(fields);
    }
    map
}

/// A record whole, with the word for what it is.
pub(super) fn record(record: &Record) -> Value {
    let (word, mut map) = match record {
        Record::Me(me) => ("me", person(me)),
        Record::Person(one) => ("person", person(one)),
        Record::Event(one) => ("event", event(one)),
        Record::Group(one) => ("group", group(one)),
    };
    map.insert("record".into(), json!(word));
    Value::Object(map)
}

/// The document as text that is [`safe`].
pub(super) fn print(document: &Value) -> String {
    safe(format!("{document:#}"))
}

/// A document's text in which characters that could act on a terminal are written as `\u....`, which means the same in JSON.
pub(super) fn safe(text: String) -> String {
    if !text.chars().any(acts) {
        return text;
    }
    let mut safe = String::with_capacity(text.len() + 64);
    for ch in text.chars() {
        if acts(ch) {
            for unit in ch.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail. Such characters stand inside JSON strings only.
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(ch);
        }
    }
    safe
}

/// What a screen would not show either: controls, what turns the reading order, and what cannot be seen.
fn acts(ch: char) -> bool {
    (ch.is_control() && ch != '\n') || is_unseen(ch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_is_escaped_and_means_the_same() {
        let nasty = "a\u{1b}[31m\u{9b}b\u{202e}c\u{7f}\u{e0041}\u{3164}\u{34f}d\ne";
        let text = print(&json!({ "name": nasty }));
        assert!(text.chars().all(|ch| ch == '\n' || ch.is_ascii_graphic() || ch == ' '), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["name"], nasty);
    }
}
