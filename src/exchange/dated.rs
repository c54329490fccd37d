//! JSON read straight into records: where a record asks for a date as TOML has it, it gets the text that stands there.

use std::fmt;

use serde::de::value::MapDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

/// What `toml` calls a date when a record asks for one, and the one key in what it then gets.
const DATE: &str = "$__toml_private_Datetime";
const KEY: &str = "$__toml_private_datetime";

/// The record that `text`, one value of JSON, means.
///
/// # Errors
/// When it is no JSON, or no such record.
pub(super) fn record<'de, T: Deserialize<'de>>(text: &'de str) -> serde_json::Result<T> {
    T::deserialize(Dated(&mut serde_json::Deserializer::from_str(text)))
}

/// A part of a reader, or of what it hands over.
struct Dated<T>(T);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Dated<D> {
    type Error = D::Error;

    // JSON says itself what a value is.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(Dated(visitor))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_option(Dated(visitor))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        if name == DATE {
            return self.0.deserialize_str(Date(visitor));
        }
        self.0.deserialize_struct(name, fields, Dated(visitor))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_ignored_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Dated<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<V::Value, E> {
        self.0.visit_bool(yes)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<V::Value, E> {
        self.0.visit_i64(number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<V::Value, E> {
        self.0.visit_u64(number)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<V::Value, E> {
        self.0.visit_f64(number)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<V::Value, E> {
        self.0.visit_str(text)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<V::Value, E> {
        self.0.visit_borrowed_str(text)
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Dated(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Dated(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Dated(fields))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Dated<A> {
    type Error = A::Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, A::Error> {
        self.0.next_element_seed(Dated(seed))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Dated<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        self.0.next_value_seed(Dated(seed))
    }
}

impl<'de, T: DeserializeSeed<'de>> DeserializeSeed<'de> for Dated<T> {
    type Value = T::Value;

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<T::Value, D::Error> {
        self.0.deserialize(Dated(value))
    }
}

/// Takes a date's text, and hands it over as `toml` does.
struct Date<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Date<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date such as 2026-05-12")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<V::Value, E> {
        self.0.visit_map(MapDeserializer::new(std::iter::once((KEY, text))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Event, Person};

    #[test]
    fn dates_at_any_depth_and_nothing_else_are_read_as_such() {
        let text = r#"{ "name": "Ana \"A\" Ruíz", "met": { "event": "e", "on": "2026-05-12" }, "tags": ["2026-05-12"],
            "note": [{ "at": "2026-05-12T08:42:10+01:00", "text": "on 2026-05-12", "used": null }],
            "favour": [{ "outcome": "", "done": "2026-05-13", "size": "week" }], "new": { "at": [1.5, null] } }"#;
        let ana: Person = record(text).unwrap();
        assert_eq!((ana.name.as_str(), ana.tags[0].as_str()), ("Ana \"A\" Ruíz", "2026-05-12"));
        assert_eq!(ana.met.unwrap().on.unwrap().to_string(), "2026-05-12");
        assert_eq!(
            (ana.notes[0].at.unwrap().to_string(), ana.notes[0].used),
            ("2026-05-12T08:42:10+01:00".into(), None)
        );
        assert_eq!(
            (ana.favours[0].done.unwrap().to_string(), ana.favours[0].size.as_str()),
            ("2026-05-13".into(), "week")
        );
        let fair: Event =
            record(r#"{ "start": "07:30:00", "hours": 2, "mood": 4, "room_known": 0.3 }"#).unwrap();
        assert_eq!(
            (fair.start.unwrap().to_string(), fair.hours, fair.mood),
            ("07:30".into(), Some(2.0), Some(4))
        );
    }

    #[test]
    fn what_is_no_date_is_an_error_that_says_so() {
        for (value, says) in [
            ("\"soon\"", "invalid datetime"),
            ("\"\"", "invalid datetime"),
            ("7", "expected a date such as 2026-05-12"),
            ("{}", "expected a date such as 2026-05-12"),
            ("\"2026-02-30\"", ""),
        ] {
            let read = record::<Event>(&format!(r#"{{ "name": "Fair", "date": {value} }}"#));
            let error = read.map(|event| event.date).unwrap_err().to_string();
            assert!(error.contains(says), "{value}: {error}");
        }
    }
}
