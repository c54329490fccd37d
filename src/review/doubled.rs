//! Doubles: somebody who was met here and may stand in the records twice.

use super::named::described;
use super::{Act, Answer, Step, StepKind};
use crate::brief::Room;
use crate::domain::Event;
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
                quote: vec![described(keep), described(other), double.why()],
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
