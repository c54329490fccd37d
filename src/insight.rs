//! Insights: what the records say about how I meet people, one file a rule.

mod meter;

pub use meter::{Meter, known_before, meter};
