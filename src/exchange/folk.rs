//! The people of a JSON document, each read from its text when somebody asks: a long one is in memory once, as its text.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserializer, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{monica, own};
use crate::domain::{Person, PersonId};

/// The parts of a document of ours or of Monica's, as they stand in its text.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Document<'a> {
    #[serde(borrow)]
    pub(super) schema: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) me: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) people: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) events: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) groups: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) account: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) app_version: Option<&'a RawValue>,
}

/// Where a value stands in the text of its document, in bytes. No list is longer than 4 GiB.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Where `value`, a part of `text`, stands in it.
    pub(super) fn of(value: &RawValue, text: &str) -> Self {
        let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let start = value.get().as_ptr().addr().saturating_sub(text.as_ptr().addr());
        Self { start: small(start), end: small(start + value.get().len()) }
    }

    /// Where it begins.
    pub(super) fn start(self) -> usize {
        self.start as usize
    }

    /// What stands there.
    pub(super) fn text(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// Whose document it is, and what it takes besides to make a person of a part of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Whose {
    #[default]
    Mingle,
    Monica(Box<monica::Around>),
}

/// The people of a document.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Folk {
    /// The whole document.
    pub(super) text: String,
    pub(super) whose: Whose,
    spans: Vec<Span>,
    ids: Vec<PersonId>,
}

impl Folk {
    /// Adds somebody who stands in the text.
    pub(super) fn push(&mut self, id: PersonId, span: Span) {
        self.ids.push(id);
        self.spans.push(span);
    }

    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    /// What each is called in the file.
    pub(super) fn ids(&self) -> &[PersonId] {
        &self.ids
    }

    /// The person at `at`.
    pub(super) fn person(&self, at: usize) -> Person {
        let (Some(span), Some(id)) = (self.spans.get(at), self.ids.get(at)) else { return Person::default() };
        let text = span.text(&self.text);
        let person = match &self.whose {
            Whose::Mingle => own::person(text),
            Whose::Monica(around) => around.person(at, text, self),
        };
        // Whoever could not be read is not among them.
        Person { id: id.clone(), ..person.unwrap_or_default() }
    }
}

/// The ids of one list so far, to tell its records apart.
#[derive(Default)]
pub(super) struct Apart(HashSet<String>);

impl Apart {
    /// The id, or a name of its own for whatever has none or one that an earlier one has; that is no valid id, and so is not
    /// kept.
    pub(super) fn name(&mut self, id: &str) -> String {
        let name =
            if id.is_empty() || self.0.contains(id) { format!("#{}", self.0.len()) } else { id.to_owned() };
        self.0.insert(name.clone());
        name
    }
}

/// Hands over the values of a list one by one; false when it is none.
pub(super) fn each<'a>(list: &'a RawValue, take: impl FnMut(&'a RawValue)) -> bool {
    serde_json::Deserializer::from_str(list.get()).deserialize_seq(Each(take)).is_ok()
}

struct Each<F>(F);

impl<'a, F: FnMut(&'a RawValue)> Visitor<'a> for Each<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'a>>(mut self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element()? {
            (self.0)(item);
        }
        Ok(())
    }
}
