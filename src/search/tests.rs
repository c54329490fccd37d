//! The search as a whole: what is found, in which order, and that no way to it changes the result.

mod crowd;
mod golden;

use crowd::{crowd, day, stamp};
use proptest::prelude::*;

use super::*;
use crate::domain::{
    self, Attendee, Book, Change, Edit, Event, Group, GroupId, Key, Met, Note, NoteId, Person,
};

fn find(book: &Book, query: &str) -> Vec<Hit> {
    Finder::default().find(&Index::build(book), book, query, 50)
}

fn name_of(book: &Book, target: &Target) -> String {
    match target {
        Target::Person(id) => book.person(id).unwrap().name.clone(),
        Target::Attendee(id, at) => book.event(id).unwrap().attendees[*at].name.clone(),
    }
}
