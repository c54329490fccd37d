//! Doubles: somebody who was met here and may stand in the records twice.

use super::{Act, Answer, Step, StepKind};
use crate::brief::Room;
use crate::domain::{Event, Person};
use crate::doubles::around;

/// So many are asked about after one evening; the screen of doubles has the rest.
const MOST: usize = 5;

pub(super) fn steps(event: &Event, room: &Room<'_>) -> Vec<Step> {
    let found = around(room.book, &event.id).into_iter().take(MOST);
    found
        .filter_map(|double| {
            let (keep, other) = (room.book.person(&double.keep)?, room.book.person(&double.other)?);
            Some(Step {
                id: format!("double/{}/{}", keep.id, other.id),
                kind: StepKind::Double,
                question: "Are they one person?".to_owned(),
                quote: vec![known(keep), known(other), double.why()],
                answers: vec![
                    Answer {
                        key: 'y',
                        words: format!("one person: {}, with all that either says", keep.name),
                        takes: None,
                        act: Act::Merge { keep: keep.id.clone(), other: other.id.clone() },
                    },
                    Answer {
                        key: 'n',
                        words: "two people".to_owned(),
                        takes: None,
                        act: Act::Two(keep.id.clone(), other.id.clone()),
                    },
                ],
            })
        })
        .collect()
}

/// "Ana Ruiz, pastry chef, Forno Nero".
fn known(person: &Person) -> String {
    let parts = [&person.name, &person.role, &person.company];
    parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
}
