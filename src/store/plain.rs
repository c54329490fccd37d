//! The plain form of a file, which is how mingle writes: read straight into a record. Whatever is not plain is left to `toml`.
//!
//! `toml` reads a file into a document first and each date twice, which is four fifths of the time of a whole load. This
//! reader knows lines of `key = value`, comments, `[[lists]]` of tables, and values without rare spellings. It never judges: at
//! the first thing it does not know, or that a record cannot take, it gives up, and `toml` decides and says where and why.

mod scan;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use scan::{Scalar, Scan, Text};

/// What `toml` calls a moment when it hands one over; see `form::MOMENT` for the one key in it.
const MOMENT: &str = "$__toml_private_Datetime";

/// The record that `text` means; `None` when it is not plain, whether it is good or bad.
fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Option<T> {
    let mut scan = Scan::new(text);
    let record = T::deserialize(Table::new(&mut scan, Form::File)).ok()?;
    scan.is_at_end().then_some(record)
}

/// What `text` means. What is plain is read quickly; `toml` is the reader of everything else, and the one who says what is wrong.
pub(super) fn or_toml<T: DeserializeOwned>(text: &str) -> Result<T, toml::de::Error> {
    read(text).map_or_else(|| toml::from_str(text), Ok)
}

/// Something that this reader does not know, or a record does not take.
#[derive(Debug, PartialEq)]
struct NotPlain;

impl std::fmt::Display for NotPlain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not plain")
    }
}

impl std::error::Error for NotPlain {}

impl serde::de::Error for NotPlain {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// The lines of a file, and the lists after them.
    File,
    /// The lines below a `[[list]]`.
    Item,
    /// `{ key = value }`, the brace already taken.
    Inline,
}

/// A table whose keys are read one by one.
struct Table<'s, 'de> {
    scan: &'s mut Scan<'de>,
    form: Form,
    /// The list whose first header has just been read.
    header: Option<&'de str>,
}

impl<'s, 'de> Table<'s, 'de> {
    fn new(scan: &'s mut Scan<'de>, form: Form) -> Self {
        Self { scan, form, header: None }
    }

    fn next_key(&mut self) -> Result<Option<&'de str>, NotPlain> {
        if self.form == Form::Inline {
            return Ok(if self.scan.takes(b'}') { None } else { Some(self.scan.key()?) });
        }
        self.scan.blank_lines()?;
        match self.scan.peek() {
            None => Ok(None),
            Some(b'[') if self.form == Form::Item => Ok(None),
            Some(b'[') => {
                self.header = Some(self.scan.header()?);
                Ok(self.header)
            }
            Some(_) => self.scan.key().map(Some),
        }
    }

    fn end_value(&mut self) -> Result<(), NotPlain> {
        if self.form != Form::Inline {
            return self.scan.line_end();
        }
        self.scan.blanks();
        match self.scan.peek() {
            Some(b'}') => Ok(()),
            Some(b',') => {
                self.scan.next();
                self.scan.blanks();
                // A comma at the end is a rare spelling.
                if self.scan.peek() == Some(b'}') { Err(NotPlain) } else { Ok(()) }
            }
            _ => Err(NotPlain),
        }
    }
}

impl<'de> MapAccess<'de> for Table<'_, 'de> {
    type Error = NotPlain;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, NotPlain> {
        let Some(key) = self.next_key()? else { return Ok(None) };
        seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, NotPlain> {
        if let Some(name) = self.header.take() {
            return seed.deserialize(List { scan: self.scan, name, is_first: true });
        }
        let value = seed.deserialize(Value(self.scan))?;
        self.end_value()?;
        Ok(value)
    }
}

impl<'de> Deserializer<'de> for Table<'_, 'de> {
    type Error = NotPlain;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        visitor.visit_map(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// The tables of a `[[list]]` that follow one another.
struct List<'s, 'de> {
    scan: &'s mut Scan<'de>,
    name: &'de str,
    is_first: bool,
}

impl<'de> SeqAccess<'de> for List<'_, 'de> {
    type Error = NotPlain;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, NotPlain> {
        if !std::mem::take(&mut self.is_first) && !self.scan.takes_header(self.name)? {
            return Ok(None);
        }
        seed.deserialize(Table::new(self.scan, Form::Item)).map(Some)
    }
}

impl<'de> Deserializer<'de> for List<'_, 'de> {
    type Error = NotPlain;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, NotPlain> {
        Err(NotPlain)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        visitor.visit_seq(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// What stands after `key =`, or in an array.
struct Value<'s, 'de>(&'s mut Scan<'de>);

impl<'de> Deserializer<'de> for Value<'_, 'de> {
    type Error = NotPlain;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        // A key that no record has may have a list of scalars; what holds more is rare.
        if self.0.peek() == Some(b'[') {
            if std::mem::replace(&mut self.0.is_within, true) {
                return Err(NotPlain);
            }
            let read = Value(&mut *self.0).deserialize_seq(visitor);
            self.0.is_within = false;
            return read;
        }
        match self.0.scalar()? {
            Scalar::Text(Text::Plain(text)) => visitor.visit_borrowed_str(text),
            Scalar::Text(Text::Escaped(text)) => visitor.visit_string(text),
            Scalar::Bool(yes) => visitor.visit_bool(yes),
            Scalar::Integer(number) => visitor.visit_i64(number),
            Scalar::Float(number) => visitor.visit_f64(number),
            Scalar::Moment(text) => visitor.visit_map(Moment(Some(text))),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        if self.0.takes(b'[') { visitor.visit_seq(Items(self.0)) } else { Err(NotPlain) }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NotPlain> {
        if name == MOMENT {
            return match self.0.scalar()? {
                Scalar::Moment(text) => visitor.visit_map(Moment(Some(text))),
                _ => Err(NotPlain),
            };
        }
        self.deserialize_map(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        if !self.0.takes(b'{') {
            return Err(NotPlain);
        }
        self.0.blanks();
        visitor.visit_map(Table::new(self.0, Form::Inline))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        visitor.visit_some(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct enum identifier ignored_any
    }
}

/// The values of an array, its bracket already taken.
struct Items<'s, 'de>(&'s mut Scan<'de>);

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = NotPlain;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, NotPlain> {
        self.0.blank_lines()?;
        if self.0.takes(b']') {
            return Ok(None);
        }
        let item = seed.deserialize(Value(self.0))?;
        self.0.end_item()?;
        Ok(Some(item))
    }
}

/// A moment as `toml` hands it over: one key, with the text.
struct Moment<'de>(Option<&'de str>);

impl<'de> MapAccess<'de> for Moment<'de> {
    type Error = NotPlain;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, NotPlain> {
        if self.0.is_none() {
            return Ok(None);
        }
        seed.deserialize(BorrowedStrDeserializer::new(super::form::MOMENT)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, NotPlain> {
        seed.deserialize(BorrowedStrDeserializer::new(self.0.take().unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests;
