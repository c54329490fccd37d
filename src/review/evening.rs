//! The evening itself: the room, the hours, the mood, what I went for, and the meter.

use super::{Act, Answer, Step, StepKind};
use crate::brief::{Room, fits};
use crate::domain::Event;
use crate::insight::{STUDY, intents, meter, meters};

pub(super) fn steps(event: &Event, room: &Room<'_>) -> Vec<Step> {
    let mut steps: Vec<Step> = share(event, room).into_iter().collect();
    steps.extend(hours(event, room));
    steps.extend(mood(event));
    let progress = intents(event, room.book, &fits(room));
    for intent in progress.iter().filter(|intent| !intent.is_reached() && intent.missed.is_empty()) {
        let Some(reached) = intent.reached else { continue };
        steps.push(Step {
            id: format!("intent/{}", intent.why),
            kind: StepKind::Intent,
            question: format!("You went for {}; it came to {reached}. What was in the way?", intent.goal()),
            quote: Vec::new(),
            answers: vec![
                Answer { key: 'y', words: "leave it at that".into(), takes: None, act: Act::Go },
                Answer {
                    key: 'w',
                    words: "say why".into(),
                    takes: Some("what was in the way"),
                    act: Act::Missed(event.id.clone(), intent.why.clone()),
                },
            ],
        });
    }
    let meter = meter(event, room.book);
    if meter.talks() > 0 {
        let counts = format!("new {} known {}", meter.new, meter.known);
        let mut quote = vec![format!("{counts}: {}", meter.reading())];
        // Where it is undefined its counts stand alone, beside what the others were all the same.
        quote.extend(meter.value().map(|value| format!("{value:.1}  this event")));
        quote.extend(["1.0  chance".to_owned(), format!("{STUDY:.1}  the study's mixer")]);
        quote.extend(meters(room.book, event).iter().map(|(id, value)| {
            let name = room.book.event(id).map_or(id.as_str(), |event| event.name.as_str());
            format!("{value:.1}  {name}")
        }));
        let reached =
            progress.iter().filter(|intent| intent.is_reached()).map(crate::insight::Progress::words);
        let reached: Vec<String> = reached.collect();
        if !reached.is_empty() {
            quote.push(format!("What you went for: {}.", reached.join(", ")));
        }
        steps.push(Step {
            id: "meter".into(),
            kind: StepKind::Meter,
            question: "The evening beside chance, the study and your last events".into(),
            quote,
            answers: vec![Answer { key: 'y', words: "go on".into(), takes: None, act: Act::Go }],
        });
    }
    steps
}

/// How much of the room I knew, where no list says it.
fn share(event: &Event, room: &Room<'_>) -> Option<Step> {
    let meter = meter(event, room.book);
    if meter.talks() == 0 || meter.room.is_some() {
        return None;
    }
    let tenth = |tenths: u8| Answer {
        key: char::from(b'0' + tenths),
        words: format!("{tenths} in ten"),
        takes: None,
        act: Act::Share(event.id.clone(), tenths),
    };
    // First what the study found, then from few to many.
    let answers = [3, 1, 2, 4, 5, 6, 7, 8, 9].into_iter().map(tenth).collect();
    Some(Step {
        id: "room".into(),
        kind: StepKind::Room,
        question: "There was no list. How many of ten in the room did you know before?".into(),
        quote: vec![meter.words()],
        answers,
    })
}

fn hours(event: &Event, room: &Room<'_>) -> Option<Step> {
    if event.hours.is_some() {
        return None;
    }
    let typed = |key, words: &str| Answer {
        key,
        words: words.into(),
        takes: Some("hours, such as 2.5"),
        act: Act::HoursOf(event.id.clone()),
    };
    // Something to accept there is always: as planned, as the last time, or what most evenings take.
    let (hours, why) = match (planned(event), last_time(event, room)) {
        (Some(hours), _) => (hours, "from beginning to end"),
        (None, Some(hours)) => (hours, "as at your last event"),
        (None, None) => (USUAL, "or about that"),
    };
    let likely = Answer {
        key: 'y',
        words: format!("{hours}, {why}"),
        takes: None,
        act: Act::Hours(event.id.clone(), hours),
    };
    let answers = vec![likely, typed('h', "another number")];
    Some(Step {
        id: "hours".into(),
        kind: StepKind::Hours,
        question: "How many hours were you there?".into(),
        quote: Vec::new(),
        answers,
    })
}

/// How long most evenings take, in hours.
const USUAL: f64 = 2.0;

/// How long I was at the last event before this one of which that is written down.
fn last_time(event: &Event, room: &Room<'_>) -> Option<f64> {
    let before = room.book.events().filter(|other| other.id != event.id && other.date <= event.date);
    let last = before.filter(|other| other.hours.is_some()).max_by_key(|other| (other.date, other.start));
    last.and_then(|other| other.hours)
}

/// From its start to its end, over midnight too, in hours to a quarter.
fn planned(event: &Event) -> Option<f64> {
    let (start, end) = (event.start?.0, event.end?.0);
    let minutes = |time: jiff::civil::Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
    let span = (minutes(end) - minutes(start)).rem_euclid(24 * 60);
    (span > 0).then(|| f64::from((span + 7) / 15) / 4.0)
}

fn mood(event: &Event) -> Option<Step> {
    const MOODS: [(u8, &str); 5] = [
        (3, "so so"),
        (1, "I should have stayed at home"),
        (2, "not much"),
        (4, "good"),
        (5, "I would go again tomorrow"),
    ];
    event.mood.is_none().then(|| Step {
        id: "mood".into(),
        kind: StepKind::Mood,
        question: "How was it?".into(),
        quote: Vec::new(),
        answers: MOODS
            .into_iter()
            .map(|(mood, words)| Answer {
                key: char::from(b'0' + mood),
                words: words.into(),
                takes: None,
                act: Act::Mood(event.id.clone(), mood),
            })
            .collect(),
    })
}
