//! The three things worth doing tomorrow.

use super::{Act, Answer, Step, StepKind};
use crate::brief::Room;
use crate::domain::{Event, Person, PersonId};
use crate::gifts::{Kind, PROMISED, at_hand};
use crate::insight::known_before;

/// How many things.
const THINGS: usize = 3;
/// How much it is worth to write to somebody new while they remember me, beside gifts.
const FRESH: f32 = 0.9;

/// Something worth doing.
#[derive(Debug, Clone, PartialEq)]
pub struct Errand {
    /// About whom.
    pub person: PersonId,
    /// What to do: "introduce Tom Berg".
    pub what: String,
    /// Why: "Tom offers web design, Ana needs a website".
    pub why: String,
}

/// The three things most worth doing after `event`, one for each person: promises, thanks and gifts for those I met, and
/// a line to somebody new.
pub fn tomorrow(event: &Event, room: &Room<'_>) -> Vec<Errand> {
    errands(event, &super::people(event, room.book), room)
}

fn errands(event: &Event, here: &[&Person], room: &Room<'_>) -> Vec<Errand> {
    let mut all: Vec<(f32, Errand)> = here.iter().filter_map(|person| errand(event, person, room)).collect();
    all.sort_by(|one, other| other.0.total_cmp(&one.0));
    all.into_iter().take(THINGS).map(|(_, errand)| errand).collect()
}

/// The best for one person.
fn errand(event: &Event, person: &Person, room: &Room<'_>) -> Option<(f32, Errand)> {
    let gifts = at_hand(room.book, room.matcher, room.offers, &person.id, room.today, room.points).gifts;
    let gift = gifts.into_iter().find(|gift| !matches!(gift.kind, Kind::Lesson { .. })).map(|gift| {
        let to = match &gift.kind {
            Kind::Intro { .. } => format!("{} to {}", gift.what, person.name),
            Kind::Own => format!("offer {}: {}", person.name, gift.what),
            Kind::Promise { .. } => format!("keep your word to {}: {}", person.name, gift.what),
            Kind::Thanks { .. } | Kind::Lesson { .. } => format!("{}: {}", person.name, gift.what),
        };
        // That it was promised is said already.
        let why = gift.reason.strip_prefix(PROMISED).map(|when| when.trim_start_matches([',', ' ']));
        let why = why.filter(|when| !when.is_empty()).unwrap_or(&gift.reason).to_owned();
        (gift.weight, Errand { person: person.id.clone(), what: to, why })
    });
    let is_new = !known_before(person, event);
    let reachable = !person.emails.is_empty() || !person.phones.is_empty() || !person.links.is_empty();
    let fresh = is_new.then(|| {
        let (what, why) = if reachable {
            (
                format!("write two lines to {}", person.name),
                "you met for the first time, and they still know your face",
            )
        } else {
            (
                format!("find out how to reach {}", person.name),
                "you met for the first time, and have no address",
            )
        };
        (FRESH, Errand { person: person.id.clone(), what, why: why.into() })
    });
    gift.into_iter().chain(fresh).max_by(|one, other| one.0.total_cmp(&other.0))
}

/// The end of the review.
pub(super) fn step(event: &Event, here: &[&Person], room: &Room<'_>) -> Option<Step> {
    let errands = errands(event, here, room);
    if errands.is_empty() {
        return None;
    }
    let line = |(at, errand): (usize, &Errand)| format!("{}. {} ({})", at + 1, errand.what, errand.why);
    Some(Step {
        id: "tomorrow".into(),
        kind: StepKind::Tomorrow,
        question: "Worth doing tomorrow".into(),
        quote: errands.iter().enumerate().map(line).collect(),
        answers: vec![
            Answer {
                key: 'y',
                words: "put it on the agenda for tomorrow".into(),
                takes: None,
                act: Act::Plan(errands.into_iter().map(|errand| (errand.person, errand.what)).collect()),
            },
            Answer { key: 'n', words: "only that I know".into(), takes: None, act: Act::Go },
        ],
    })
}
