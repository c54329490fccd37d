//! Which two records are one person, and how they become one.

mod compare;
mod find;
mod merge;
mod profile;
mod refs;
mod rows;

pub use crate::search::Strength;
pub use compare::Double;
pub use find::{around, doubles, is_open, not_same};
pub use merge::{Wrong, merge};
pub use rows::{ONE_LINE, Row, Taken, rows};

#[cfg(test)]
mod tests;
