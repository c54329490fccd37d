//! One of my people, read when somebody looks.

use std::cell::OnceCell;
use std::ops::Deref;
use std::sync::Arc;

use super::Known;
use crate::domain::Person;

/// One of my people: a number until something of them is asked for.
#[derive(Clone)]
pub(in crate::exchange) struct Somebody<'a> {
    /// Which of them, in the order of their ids.
    pub(in crate::exchange) at: u32,
    known: &'a Known<'a>,
    read: OnceCell<Arc<Person>>,
}

impl<'a> Somebody<'a> {
    pub(super) fn new(at: u32, known: &'a Known<'a>) -> Self {
        Self { at, known, read: OnceCell::new() }
    }

    /// The same, with nothing of them in memory.
    pub(super) fn at_rest(&self) -> Self {
        Self::new(self.at, self.known)
    }

    /// Their record.
    pub(in crate::exchange) fn record(&self) -> &Arc<Person> {
        self.read.get_or_init(|| self.known.read(self.at))
    }
}

impl Deref for Somebody<'_> {
    type Target = Person;

    fn deref(&self) -> &Person {
        self.record()
    }
}
