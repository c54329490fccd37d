//! What is owed after an evening: thanks to who helped and who introduced, and a day for every promise.

use super::{Act, Answer, Step, StepKind};
use crate::brief::Room;
use crate::domain::{Event, Favour, FavourKind, FavourState, Person, Side};
use crate::text::dates::full_day;

/// A promise without a day is proposed for so many days on.
const A_WEEK: i64 = 7;

pub(super) fn steps(event: &Event, here: &[&Person], room: &Room<'_>) -> Vec<Step> {
    let mut steps: Vec<Step> = here.iter().filter_map(|person| credit(event, person, room)).collect();
    for person in room.book.people() {
        let favours = person.favours.iter().filter(|favour| favour.event == event.id);
        steps.extend(
            favours.filter_map(|favour| thanks(person, favour).or_else(|| day(person, favour, room))),
        );
    }
    steps
}

/// Who introduced us here gave something, and it is not written down yet.
fn credit(event: &Event, person: &Person, room: &Room<'_>) -> Option<Step> {
    let here = person.met.as_ref().is_some_and(|met| met.event == event.id);
    let by = room.book.person(&person.via).filter(|by| here && by.id != person.id)?;
    let is_it = |favour: &Favour| {
        favour.side == Side::Receive && favour.kind == FavourKind::Intro && favour.people.contains(&person.id)
    };
    if by.favours.iter().any(is_it) {
        return None;
    }
    Some(Step {
        id: format!("credit/{}/{}", by.id, person.id),
        kind: StepKind::Credit,
        question: format!("{} introduced you to {}.", by.name, person.name),
        quote: Vec::new(),
        answers: vec![
            Answer {
                key: 'y',
                words: "write it down as a gift of theirs".into(),
                takes: None,
                act: Act::Credit { by: by.id.clone(), to: person.id.clone(), event: event.id.clone() },
            },
            Answer { key: 'n', words: "not needed".into(), takes: None, act: Act::Go },
        ],
    })
}

fn thanks(person: &Person, favour: &Favour) -> Option<Step> {
    let owed = favour.side == Side::Receive && favour.state == FavourState::Done;
    let planned = person.follow_ups.iter().any(|todo| todo.done.is_none() && todo.what == thanks_for(favour));
    (owed && !planned).then(|| Step {
        id: format!("thanks/{}/{}", person.id, favour.id),
        kind: StepKind::Thanks,
        question: format!("{} helped you: {}.", person.name, favour.what),
        quote: Vec::new(),
        answers: vec![
            Answer {
                key: 'y',
                words: "thanked already".into(),
                takes: None,
                act: Act::Thank(person.id.clone(), favour.id.clone()),
            },
            Answer {
                key: 't',
                words: "remind me to say thanks tomorrow".into(),
                takes: None,
                act: Act::FollowUpTomorrow(person.id.clone(), thanks_for(favour)),
            },
            Answer { key: 'n', words: "no thanks needed".into(), takes: None, act: Act::Go },
        ],
    })
}

/// What the reminder says.
pub(super) fn thanks_for(favour: &Favour) -> String {
    format!("say thanks: {}", favour.what)
}

fn day(person: &Person, favour: &Favour, room: &Room<'_>) -> Option<Step> {
    let open = favour.side == Side::Give && favour.state == FavourState::Promised && favour.due.is_none();
    let due = crate::domain::Day(room.today.0.checked_add(jiff::Span::new().try_days(A_WEEK).ok()?).ok()?);
    open.then(|| Step {
        id: format!("promise/{}/{}", person.id, favour.id),
        kind: StepKind::Promise,
        question: format!("You promised {}: {}. By when?", person.name, favour.what),
        quote: Vec::new(),
        answers: vec![
            Answer {
                key: 'y',
                words: format!("by {}", full_day(due, room.today)),
                takes: None,
                act: Act::Due(person.id.clone(), favour.id.clone(), due),
            },
            Answer {
                key: 'd',
                words: "another day".into(),
                takes: Some("a day, such as fri or 3 dec"),
                act: Act::DueOn(person.id.clone(), favour.id.clone()),
            },
            Answer { key: 'n', words: "no day".into(), takes: None, act: Act::Go },
        ],
    })
}
