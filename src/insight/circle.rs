//! All insights into my circle at once, for a screen or a text that shows them together.

use super::bridge::{Bridge, Shape, bridges, islands, shape};
use super::evening::{Evening, evenings};
use super::field::Fields;
use super::lesson::{Topic, by_topic};
use super::month::{MonthSum, months};
use super::origin::{Origin, origin};
use super::overlap::{Near, near};
use super::standing::{Standing, standing};
use super::ties::Ties;
use crate::domain::{Book, Day, NoteKind};
use crate::ledger::Points;

/// How many months giving, receiving and meeting are told for.
pub const MONTHS: usize = 12;

/// What the records say about my circle.
#[derive(Debug, Clone, PartialEq)]
pub struct Circle {
    /// The meter over events, oldest first.
    pub evenings: Vec<Evening>,
    /// The last months, oldest first.
    pub months: Vec<MonthSum>,
    /// The spread over fields.
    pub fields: Fields,
    /// Mentors, peers and the rest.
    pub standing: Standing,
    /// How closed it is.
    pub shape: Shape,
    /// How many people stand in each of the pieces that only I hold together, largest first.
    pub islands: Vec<usize>,
    /// My only links to a field.
    pub bridges: Vec<Bridge>,
    /// Who introduced whom.
    pub origin: Origin,
    /// People of little but some overlap.
    pub near: Vec<Near>,
    /// Lessons by topic.
    pub lessons: Vec<Topic>,
}

impl Circle {
    /// Computes all of it: some tens of milliseconds at 10,000 people.
    pub fn of(book: &Book, points: &Points, today: Day) -> Self {
        let ties = Ties::of(book);
        Self {
            evenings: evenings(book, today),
            months: months(book, points, today, MONTHS),
            fields: Fields::of(book),
            standing: standing(book),
            shape: shape(&ties),
            islands: islands(&ties),
            bridges: bridges(book, &ties),
            origin: origin(book),
            near: near(book, &ties),
            lessons: by_topic(book, &NoteKind::Lesson),
        }
    }
}
