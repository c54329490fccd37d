//! Insights: what the records say about how I meet people, one file a rule.

mod familiar;
mod intents;
mod meter;

pub use familiar::{FAMILIAR, familiar_flag, keeps_to_friends};
pub use intents::{Progress, intents};
pub use meter::{Meter, STUDY, known_before, meter, meters};
