//! The ledger: what was given and received, in words and points.

use crate::domain::{FavourId, Person, Size};

/// How much a favour of each size counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Points {
    /// The five-minute favour.
    pub quick: u32,
    /// About an hour.
    pub hour: u32,
    /// About a day.
    pub day: u32,
    /// More.
    pub big: u32,
}

impl Default for Points {
    fn default() -> Self {
        Self { quick: 1, hour: 3, day: 8, big: 20 }
    }
}

impl Points {
    /// What a favour of `size` counts; a size this version does not know counts as quick.
    pub fn of(&self, size: &Size) -> u32 {
        match size {
            Size::Quick | Size::Other(_) => self.quick,
            Size::Hour => self.hour,
            Size::Day => self.day,
            Size::Big => self.big,
        }
    }
}

/// How things stand with one person.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Balance {
    /// How often I gave (done or thanked).
    pub gave: u32,
    /// How often I received.
    pub got: u32,
    /// Points of what I gave.
    pub gave_points: u32,
    /// Points of what I received.
    pub got_points: u32,
    /// My open promises, the earliest due first.
    pub i_owe: Vec<FavourId>,
    /// Their open promises.
    pub they_owe: Vec<FavourId>,
    /// What I received and never said thanks for.
    pub thanks_owed: Vec<FavourId>,
}

/// How things stand with `person`.
pub fn balance(person: &Person, points: &Points) -> Balance {
    let _ = (person, points);
    Balance::default()
}

impl Balance {
    /// Points given less points received.
    pub fn net(&self) -> i64 {
        i64::from(self.gave_points) - i64::from(self.got_points)
    }

    /// In words: "you gave twice, she once; you still owe her the deck".
    pub fn words(&self, person: &Person) -> String {
        let _ = person;
        String::new()
    }
}
