//! A record of which some value cannot be read: taken without it, and each such value named by where it stands in the record.

use std::fmt::{self, Formatter, Write as _};

use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use crate::exchange::dated;

/// A value that was left out.
#[derive(Debug, PartialEq)]
pub(super) struct Bad {
    /// Where in the record: `note 2, at`.
    pub(super) place: String,
    /// Why, in words.
    pub(super) why: String,
}

/// The record that `text` means without what cannot be read of it; `None` when nothing of it is a record.
pub(super) fn mended<T: DeserializeOwned>(text: &str) -> Option<(T, Vec<Bad>)> {
    let mut mending = Mending { tries: tries::<T>, steps: Vec::new(), bad: Vec::new() };
    let mut value = mending.read(serde_json::from_str(text).ok()?);
    mending.keeps(&mut value).then_some(())?;
    let record = dated::record(&value.to_string()).ok()?;
    Some((record, mending.bad))
}

/// Why a record cannot be read.
fn tries<T: DeserializeOwned>(text: &str) -> Option<String> {
    dated::record::<T>(text).err().map(|error| plain(&error))
}

/// What is wrong, without where in the text: that is told apart.
pub(super) fn plain(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    words.strip_suffix(&place).unwrap_or(&words).to_owned()
}

/// The parts of an object in their order, none of them read.
struct Fields<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Fields<'de>;

            fn expecting(&self, to: &mut Formatter<'_>) -> fmt::Result {
                to.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Each)
    }
}

enum Step {
    Key(String),
    Item(usize),
}

struct Mending {
    tries: fn(&str) -> Option<String>,
    /// From the record to the value that is looked at.
    steps: Vec<Step>,
    bad: Vec<Bad>,
}

impl Mending {
    /// A value without the numbers that are past any range, each of which would keep all of it from being read.
    fn read(&mut self, raw: &RawValue) -> Value {
        let error = match serde_json::from_str(raw.get()) {
            Ok(value) => return value,
            Err(error) => error,
        };
        if let Ok(Fields(fields)) = serde_json::from_str(raw.get()) {
            let read = |(key, value): (String, &RawValue)| {
                self.steps.push(Step::Key(key.clone()));
                let value = self.read(value);
                self.steps.pop();
                (key, value)
            };
            return Value::Object(fields.into_iter().map(read).collect());
        }
        if let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(raw.get()) {
            let read = |(at, value): (usize, &RawValue)| {
                self.steps.push(Step::Item(at));
                let value = self.read(value);
                self.steps.pop();
                value
            };
            return Value::Array(items.into_iter().enumerate().map(read).collect());
        }
        self.bad.push(Bad { place: self.place(), why: plain(&error) });
        Value::Null
    }

    /// Takes out of a value what cannot be read; false when that is all of it.
    ///
    /// Whether a value can be read is tried by a record that holds nothing else: every field of a record may be missing.
    fn keeps(&mut self, value: &mut Value) -> bool {
        let Some(why) = self.try_alone(value) else { return true };
        let before = self.bad.len();
        match value {
            Value::Object(fields) => {
                let all = std::mem::take(fields);
                for (key, mut value) in all {
                    self.steps.push(Step::Key(key.clone()));
                    if self.keeps(&mut value) {
                        fields.insert(key, value);
                    }
                    self.steps.pop();
                }
            }
            Value::Array(items) => {
                let all = std::mem::take(items);
                for (at, mut value) in all.into_iter().enumerate() {
                    self.steps.push(Step::Item(at));
                    if self.keeps(&mut value) {
                        items.push(value);
                    }
                    self.steps.pop();
                }
            }
            _ => {}
        }
        // What is wrong as a whole is named as a whole.
        if self.bad.len() == before || self.try_alone(value).is_some() {
            self.bad.truncate(before);
            self.bad.push(Bad { place: self.place(), why });
            return false;
        }
        true
    }

    fn try_alone(&self, value: &Value) -> Option<String> {
        let whole = self.steps.iter().rev().fold(value.clone(), |inner, step| match step {
            Step::Key(key) => Value::Object(Map::from_iter([(key.clone(), inner)])),
            Step::Item(_) => json!([inner]),
        });
        (self.tries)(&whole.to_string())
    }

    fn place(&self) -> String {
        let mut place = String::new();
        for step in &self.steps {
            let _ = match step {
                Step::Key(key) if place.is_empty() => write!(place, "{key}"),
                Step::Key(key) => write!(place, ", {key}"),
                Step::Item(at) => write!(place, " {}", at + 1),
            };
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Event, Person};

    /// `place: why` of what is left out, and the record without it.
    #[track_caller]
    fn check<T: DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str, without: &str, bad: &[&str]) {
        let (record, found) = mended::<T>(text).unwrap();
        assert_eq!(record, dated::record::<T>(without).unwrap(), "{text}");
        let found: Vec<String> = found.iter().map(|bad| format!("{}: {}", bad.place, bad.why)).collect();
        assert_eq!(found, bad, "{text}");
    }

    #[test]
    fn only_what_cannot_be_read_goes() {
        check::<Person>(
            r#"{"name": "Ana", "role": 7, "tags": ["a", 1, "b"], "shoes": {"size": 38}}"#,
            r#"{"name": "Ana", "tags": ["a", "b"], "shoes": {"size": 38}}"#,
            &[
                "role: invalid type: integer `7`, expected a string",
                "tags 2: invalid type: integer `1`, expected a string",
            ],
        );
        check::<Person>(
            r#"{"name": "Ana", "note": [{"text": "x"}, {"text": "y", "at": "soon", "private": "no"}, 7], "met": "fair"}"#,
            r#"{"name": "Ana", "note": [{"text": "x"}, {"text": "y"}]}"#,
            &[
                "note 2, at: invalid datetime, expected year or hour",
                "note 2, private: invalid type: string \"no\", expected a boolean",
                "note 3: invalid type: integer `7`, expected struct Note",
                "met: invalid type: string \"fair\", expected struct Met",
            ],
        );
        check::<Event>(
            r#"{"name": {"text": "Fair"}, "attendee": [{"name": "Bo", "at": {"x": 1}}], "mood": 900}"#,
            r#"{"attendee": [{"name": "Bo"}]}"#,
            &[
                "name: invalid type: map, expected a string",
                "attendee 1, at: invalid type: map, expected a date such as 2026-05-12",
                "mood: invalid value: integer `900`, expected u8",
            ],
        );
        check::<Person>(
            r#"{"name": "Ana", "extra": [1, null, 18446744073709551615]}"#,
            r#"{"name": "Ana", "extra": [1]}"#,
            &["extra 3: a number too large for a file"],
        );
        check::<Person>(
            r#"{"name": "Ana", "score": 1e999, "more": {"b": [1, -1e999], "a": 2}}"#,
            r#"{"name": "Ana", "more": {"b": [1], "a": 2}}"#,
            &["score: number out of range", "more, b 2: number out of range"],
        );
        assert!(mended::<Person>("[1]").is_none() && mended::<Person>("7").is_none());
    }
}
