//! What a list is read against: my card, my events and groups, and my people, each of whom is read when a row may be about them.

use std::sync::Arc;

use super::register::Register;
use crate::domain::{Book, Person, PersonId};

/// What a list is read against. With 100,000 people a book takes ten times the room of a list of them; so who is known is
/// found by a [`Register`], and read when a row may be about them.
pub trait Folder {
    /// My card, my events and my groups; whether my people are in it too is left open.
    fn book(&self) -> &Book;

    /// All my people by what they are recognised by.
    fn register(&self) -> Arc<Register>;

    /// One of my people as they are now; `None` for who is not there, or not any more.
    fn person(&self, id: &PersonId) -> Option<Arc<Person>>;

    /// The book with all my people in it, for what is no list: whole records and pages refer to one another.
    ///
    /// # Errors
    /// When they cannot be read, in words.
    fn whole(&self) -> Result<Book, String>;
}

impl Folder for Book {
    fn book(&self) -> &Book {
        self
    }

    fn register(&self) -> Arc<Register> {
        Arc::new(self.people().fold(Register::default(), Register::with).sorted())
    }

    fn person(&self, id: &PersonId) -> Option<Arc<Person>> {
        Self::person(self, id).cloned()
    }

    fn whole(&self) -> Result<Book, String> {
        Ok(self.clone())
    }
}
