//! Keys of a file that this version does not know, a user's own or a newer mingle's: they go wherever their record goes.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use toml::value::Datetime;
use toml::{Table, Value};

use super::{Event, Group, Person};

/// The one key of what stands for a value that a format without dates cannot say, or would read as another.
const AS_TOML: &str = "$toml";
/// The one key of what `toml` hands over for a date.
const MOMENT: &str = "$__toml_private_datetime";

/// The keys of one table that this version does not know, with their values.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Unknown(Option<Box<Table>>);

impl Unknown {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Each with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().flat_map(|table| table.iter()).map(|(key, value)| (key.as_str(), value))
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: &str) {
        self.retain(|other, _| other != key);
    }

    /// Keeps those that `keep` says.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &Value) -> bool) {
        if let Some(table) = &mut self.0 {
            table.retain(|key, value| keep(key, value));
            if table.is_empty() {
                self.0 = None;
            }
        }
    }

    /// Adds what `other` has under keys that are not here; says whether there was any.
    pub fn add(&mut self, other: &Self) -> bool {
        let mut came = false;
        for (key, value) in other.iter() {
            let table = self.0.get_or_insert_default();
            if !table.contains_key(key) {
                table.insert(key.to_owned(), value.clone());
                came = true;
            }
        }
        came
    }

    /// The keys that both have, with another value in `other`.
    pub fn otherwise(&self, other: &Self) -> Vec<(String, Value)> {
        let mine = |key: &str| self.0.as_ref().and_then(|table| table.get(key));
        let differs = |(key, value): &(&str, &Value)| mine(key).is_some_and(|mine| mine != *value);
        other.iter().filter(differs).map(|(key, value)| (key.to_owned(), value.clone())).collect()
    }

    /// Writes dates as their text, and whatever would be read back as something else as `{ "$toml": "its TOML" }`: for JSON,
    /// which has no dates. [`Self::unspell`] undoes it.
    pub fn spell(&mut self) {
        self.each(spelt);
    }

    /// Reads what [`Self::spell`] wrote.
    pub fn unspell(&mut self) {
        self.each(unspelt);
    }

    fn each(&mut self, change: fn(Value) -> Value) {
        if let Some(table) = &mut self.0 {
            **table = each_in(std::mem::take(&mut **table), change);
        }
    }
}

fn each_in(table: Table, change: fn(Value) -> Value) -> Table {
    table.into_iter().map(|(key, value)| (key, change(value))).collect()
}

/// Whether a text is a date, written as dates are.
fn is_date(text: &str) -> bool {
    text.starts_with(|ch: char| ch.is_ascii_digit())
        && text.parse::<Datetime>().is_ok_and(|date| date.to_string() == text)
}

fn as_toml(value: &Value) -> Value {
    Value::Table(Table::from_iter([(AS_TOML.to_owned(), Value::String(value.to_string()))]))
}

fn spelt(value: Value) -> Value {
    match value {
        Value::Datetime(date) => Value::String(date.to_string()),
        Value::String(text) if is_date(&text) => as_toml(&Value::String(text)),
        Value::Float(number) if !number.is_finite() => as_toml(&value),
        Value::Table(table) if table.len() == 1 && table.contains_key(AS_TOML) => {
            as_toml(&Value::Table(table))
        }
        Value::Table(table) => Value::Table(each_in(table, spelt)),
        Value::Array(items) => Value::Array(items.into_iter().map(spelt).collect()),
        other => other,
    }
}

fn unspelt(value: Value) -> Value {
    match value {
        Value::String(text) if is_date(&text) => text.parse().map_or(Value::String(text), Value::Datetime),
        Value::Table(table) => {
            let text = table.get(AS_TOML).filter(|_| table.len() == 1).and_then(Value::as_str);
            let read = |text| toml::from_str::<Table>(&format!("value = {text}")).ok()?.remove("value");
            match text.and_then(read) {
                Some(value) => value,
                None => Value::Table(each_in(table, unspelt)),
            }
        }
        Value::Array(items) => Value::Array(items.into_iter().map(unspelt).collect()),
        other => other,
    }
}

/// A value as it is kept: without what is null in JSON, and without what is not even equal to itself.
struct Kept(Option<Value>);

impl Kept {
    /// What a key says by it: as everywhere in the files, one that is empty says what one that is absent says.
    fn said(self) -> Option<Value> {
        self.0.filter(|value| match value {
            Value::String(text) => !text.is_empty(),
            Value::Array(items) => !items.is_empty(),
            Value::Table(table) => !table.is_empty(),
            _ => true,
        })
    }
}

impl<'de> Deserialize<'de> for Kept {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Kept;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<Kept, E> {
        Ok(Kept(None))
    }

    fn visit_none<E: Error>(self) -> Result<Kept, E> {
        Ok(Kept(None))
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<Kept, D::Error> {
        value.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<Kept, E> {
        Ok(Kept(Some(Value::Boolean(yes))))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Kept, E> {
        Ok(Kept(Some(Value::Integer(number))))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Kept, E> {
        let number = i64::try_from(number).map_err(|_| E::custom("a number too large for a file"))?;
        self.visit_i64(number)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Kept, E> {
        Ok(Kept((!number.is_nan()).then_some(Value::Float(number))))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Kept, E> {
        Ok(Kept(Some(Value::String(text.to_owned()))))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Kept, A::Error> {
        let mut kept = Vec::new();
        while let Some(Kept(item)) = items.next_element()? {
            kept.extend(item);
        }
        Ok(Kept(Some(Value::Array(kept))))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut keys: A) -> Result<Kept, A::Error> {
        let (mut table, mut seen) = (Table::new(), BTreeSet::new());
        while let Some(key) = keys.next_key::<String>()? {
            if key == MOMENT {
                let text = keys.next_value::<String>()?;
                return text.parse().map(|date| Kept(Some(Value::Datetime(date)))).map_err(A::Error::custom);
            }
            once(&mut seen, &key)?;
            if let Some(value) = keys.next_value::<Kept>()?.said() {
                table.insert(key, value);
            }
        }
        Ok(Kept(Some(Value::Table(table))))
    }
}

fn once<E: Error>(seen: &mut BTreeSet<String>, key: &str) -> Result<(), E> {
    if seen.insert(key.to_owned()) { Ok(()) } else { Err(E::custom(format!("the key {key} stands twice"))) }
}

impl Serialize for Unknown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Unknown {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;

        impl<'de> Visitor<'de> for Keys {
            type Value = Unknown;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("keys with their values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut keys: A) -> Result<Unknown, A::Error> {
                let (mut table, mut seen) = (None::<Box<Table>>, BTreeSet::new());
                while let Some(key) = keys.next_key::<String>()? {
                    once(&mut seen, &key)?;
                    if let Some(value) = keys.next_value::<Kept>()?.said() {
                        table.get_or_insert_default().insert(key, value);
                    }
                }
                Ok(Unknown(table))
            }
        }

        deserializer.deserialize_map(Keys)
    }
}

/// For a record: [`Unknown`] of itself and of each of its parts.
macro_rules! unknowns {
    ($($record:ident: $($part:ident),+;)+) => {$(
        impl $record {
            /// The unknown keys of every part of the record.
            pub fn unknowns(&self) -> impl Iterator<Item = &Unknown> {
                std::iter::once(&self.unknown)$(.chain(self.$part.iter().map(|part| &part.unknown)))+
            }

            /// The same to change.
            pub fn unknowns_mut(&mut self) -> impl Iterator<Item = &mut Unknown> {
                std::iter::once(&mut self.unknown)$(.chain(self.$part.iter_mut().map(|part| &mut part.unknown)))+
            }
        }
    )+};
}

unknowns! {
    Person: met, notes, favours, follow_ups, conflicts;
    Event: calendar, intents, attendees, talks, conflicts;
    Group: conflicts;
}

#[cfg(test)]
mod tests {
    use super::*;

    const ODD: &str = "a = 1\nb = 1980-02-03\nc = '1980-02-03'\nd = 07:30:00\ne = inf\nf = { '$toml' = '1' }\n\
        g = [1, 'x', 1980-02-03, '07:30:00', { x = 2026-05-12T08:42:10+01:00, y = -inf }]\nh = '2026-1-1'\ni = false\n\
        j = '2026-05-12 08:42:10'\nk = { '$toml' = { z = 1 } }\n";

    fn odd() -> Person {
        let text = format!("name = 'Ana'\n{ODD}[[note]]\ntext = 'x'\nb = 1980-02-03\n");
        toml::from_str(&text).unwrap()
    }

    #[test]
    fn keys_that_nobody_knows_are_kept_at_every_level() {
        let person = odd();
        assert_eq!(person.unknown.iter().map(|(key, _)| key).collect::<String>(), "abcdefghijk");
        assert_eq!(person.notes[0].unknown.iter().count(), 1);
        assert_eq!(person.unknowns().filter(|unknown| !unknown.is_empty()).count(), 2);
        let back: Person = toml::from_str(&toml::to_string(&person).unwrap()).unwrap();
        assert_eq!(back, person);
        // What is not equal to itself would make every record a changed one.
        let nan: Person = toml::from_str("a = nan\nb = [nan, 1.5]\nc = { d = nan }\n").unwrap();
        assert_eq!(nan, nan.clone());
    }

    #[test]
    fn what_is_empty_says_what_is_absent_says() {
        let text = "a = []\nb = ''\nc = { d = {} }\ne = [1, '', { f = [] }]\n";
        let person: Person = toml::from_str(&format!("name = 'Ana'\n{text}")).unwrap();
        let json: Person =
            serde_json::from_str(r#"{"name":"Ana","a":[],"b":"","c":{"d":{}},"e":[1,"",{"f":[]}]}"#).unwrap();
        assert_eq!(person, json);
        let kept: Vec<_> = person.unknown.iter().map(|(key, value)| format!("{key} = {value}")).collect();
        assert_eq!(kept, ["e = [1, \"\", {}]"]);
    }

    #[test]
    fn what_json_cannot_say_comes_back_from_it() {
        let mut spelt = odd();
        spelt.unknowns_mut().for_each(Unknown::spell);
        let json = serde_json::to_value(&spelt).unwrap();
        assert_eq!(json["b"], "1980-02-03");
        assert_eq!(json["c"], serde_json::json!({ "$toml": "\"1980-02-03\"" }));
        assert_eq!(json["note"][0]["b"], "1980-02-03");
        let mut back: Person = serde_json::from_value(json).unwrap();
        back.unknowns_mut().for_each(Unknown::unspell);
        assert_eq!(back.unknown, odd().unknown);
        assert_eq!(back.notes, odd().notes);
    }

    #[test]
    fn two_sets_of_them() {
        let of = |text: &str| toml::from_str::<Person>(text).unwrap().unknown;
        let (mut mine, theirs) = (of("a = 1\nb = 2\n"), of("b = 3\nc = 4\n"));
        assert_eq!(mine.otherwise(&theirs), [("b".to_owned(), Value::Integer(3))]);
        assert!(mine.add(&theirs) && !mine.add(&theirs));
        assert_eq!(mine, of("a = 1\nb = 2\nc = 4\n"));
        mine.remove("a");
        mine.retain(|_, value| value.as_integer() == Some(9));
        assert!(mine.is_empty() && mine == Unknown::default());
    }
}
