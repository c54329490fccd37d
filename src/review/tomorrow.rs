//! The three things worth doing tomorrow.

use super::{Act, Answer, Step, StepKind};
use crate::brief::Room;
use crate::domain::{Day, Event, FavourState, Person, PersonId, Side};
use crate::gifts::{Gift, Kind, PROMISED, at_hand};
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

/// The three things most worth doing after `event`, one for each person: promises, thanks and gifts for those I met, a
/// line to somebody new, and what I promised to anybody until tomorrow.
pub fn tomorrow(event: &Event, room: &Room<'_>) -> Vec<Errand> {
    errands(event, &super::people(event, room.book), room)
}

fn errands(event: &Event, here: &[&Person], room: &Room<'_>) -> Vec<Errand> {
    let mut all: Vec<(f32, Errand)> = here.iter().filter_map(|person| errand(event, person, room)).collect();
    all.extend(waiting(here, room));
    all.sort_by(|one, other| other.0.total_cmp(&one.0));
    all.into_iter().take(THINGS).map(|(_, errand)| errand).collect()
}

/// What somebody who was not here waits for: what was promised for tomorrow or earlier, the oldest first.
fn waiting(here: &[&Person], room: &Room<'_>) -> Vec<(f32, Errand)> {
    let tomorrow = super::given::day_after(room.today);
    let elsewhere = room.book.people().filter(|person| here.iter().all(|one| one.id != person.id));
    let mut due: Vec<(Day, &Person)> = elsewhere
        .filter_map(|person| {
            let open = person
                .favours
                .iter()
                .filter(|favour| favour.side == Side::Give && favour.state == FavourState::Promised);
            let first = open.filter_map(|favour| favour.due).min()?;
            (first <= tomorrow).then_some((first, person.as_ref()))
        })
        .collect();
    due.sort_by_key(|(day, _)| *day);
    let promise = |person: &Person| {
        let gifts = at_hand(room.book, room.matcher, room.offers, &person.id, room.today, room.points).gifts;
        let is_due = |gift: &Gift| {
            matches!(gift.kind, Kind::Promise { .. }) && gift.due.is_some_and(|day| day <= tomorrow)
        };
        gifts.iter().find(|gift| is_due(gift)).map(|gift| of_gift(gift, person))
    };
    due.into_iter().take(THINGS).filter_map(|(_, person)| promise(person)).collect()
}

/// What to do with a gift, and how much it weighs.
fn of_gift(gift: &Gift, person: &Person) -> (f32, Errand) {
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
}

/// The best for one person.
fn errand(event: &Event, person: &Person, room: &Room<'_>) -> Option<(f32, Errand)> {
    let gifts = at_hand(room.book, room.matcher, room.offers, &person.id, room.today, room.points).gifts;
    let gift = gifts.into_iter().find(|gift| !matches!(gift.kind, Kind::Lesson { .. }));
    let gift = gift.map(|gift| of_gift(&gift, person));
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
