//! Insights: what the records say about how I meet people, one file a rule.

mod bridge;
mod circle;
mod evening;
mod familiar;
mod field;
mod intents;
mod lesson;
mod membership;
mod meter;
mod month;
mod next_event;
mod origin;
mod overlap;
mod standing;
mod ties;

pub use bridge::{Bridge, Shape, bridges, islands, shape};
pub use circle::{Circle, MONTHS};
pub use evening::{Evening, STUDY, doubt as evenings_doubt, evenings, trend};
pub use familiar::{FAMILIAR, familiar_flag, keeps_to_friends, met_at};
pub use field::Fields;
pub use intents::{Progress, intents};
pub use lesson::{By, Kept, Topic, by_topic, listed, topics_of};
pub use membership::{
    Case, Membership, RENEWAL_AHEAD, case, cost_words, figures, membership, memberships, renewal_near,
};
pub use meter::{Meter, known_before, meter, meters};
pub use month::{Month, MonthSum, months, undated_words, year_words};
pub use next_event::{next_event, next_events};
pub use origin::{INBRED, Origin, origin};
pub use overlap::{Near, near};
pub use standing::{Standing, standing};
pub use ties::Ties;

/// "1 person is too few to say more": what an insight says of itself when there is little to count.
fn few(count: usize, (one, many): (&str, &str)) -> String {
    let verb = if count == 1 { "is" } else { "are" };
    format!("{} {verb} too few to say more", crate::text::counted(count, one, many))
}
