//! No way to a result changes it, and no text breaks the search.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

/// A small world in which random changes meet each other often.
#[derive(Debug, Clone)]
enum Step {
    Person { id: u8, name: u8, word: u8, via: u8, also: u8, event: u8 },
    NoPerson(u8),
    Event { id: u8, name: u8, group: u8, list: Vec<(u8, u8)> },
    NoEvent(u8),
    Group(u8, u8),
}

const WORLD: [&str; 8] = [
    "Ana Ruiz",
    "John Müller",
    "Jon Miller",
    "baker May",
    "Katherine",
    "Kathrin Böhm",
    "gardener",
    "Annabel",
];

fn word(number: u8) -> &'static str {
    WORLD[number as usize % WORLD.len()]
}

fn id_of(number: u8) -> PersonId {
    PersonId::new(&if number == 0 { String::new() } else { format!("p{number}") })
}

fn event_of(number: u8) -> EventId {
    EventId::new(&if number == 0 { String::new() } else { format!("e{number}") })
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (1..6u8, 0..8u8, 0..8u8, 0..6u8, 0..6u8, 0..4u8).prop_map(|(id, name, word, via, also, event)| {
            Step::Person { id, name, word, via, also, event }
        }),
        1 => (1..6u8).prop_map(Step::NoPerson),
        3 => (1..4u8, 0..8u8, 0..3u8, prop::collection::vec((0..6u8, 0..8u8), 0..4))
            .prop_map(|(id, name, group, list)| Step::Event { id, name, group, list }),
        1 => (1..4u8).prop_map(Step::NoEvent),
        1 => (1..3u8, 0..8u8).prop_map(|(id, name)| Step::Group(id, name)),
    ];
    prop::collection::vec(step, 1..25)
}

fn apply(book: &mut Book, step: &Step) -> Key {
    match step {
        Step::Person { id, name, word: other, via, also, event } => {
            let person = person(id_of(*id).as_str(), word(*name), |person| {
                person.role = word(*other).into();
                person.via = id_of(*via);
                let on = Some(stamp(day(2025, 1 + (other % 12).cast_signed(), 3)));
                let also = vec![id_of(*also)];
                person.notes =
                    vec![Note { at: on, also, event: event_of(*event), ..note(word(name + other)) }];
            });
            let key = Key::Person(person.id.clone());
            book.put(person.into());
            key
        }
        Step::NoPerson(id) => {
            let key = Key::Person(id_of(*id));
            book.take(&key);
            key
        }
        Step::Event { id, name, group, list } => {
            let line = |(person, name): &(u8, u8)| Attendee {
                name: word(*name).into(),
                person: id_of(*person),
                ..Attendee::default()
            };
            let event = Event {
                id: event_of(*id),
                name: format!("{} Fair", word(*name)),
                group: GroupId::new(&group.to_string()),
                date: Some(day(2025, 1 + name.cast_signed(), 2)),
                attendees: list.iter().map(line).collect(),
                ..Event::default()
            };
            let key = Key::Event(event.id.clone());
            book.put(event.into());
            key
        }
        Step::NoEvent(id) => {
            let key = Key::Event(event_of(*id));
            book.take(&key);
            key
        }
        Step::Group(id, name) => {
            let group =
                Group { id: GroupId::new(&id.to_string()), name: word(*name).into(), ..Group::default() };
            let key = Key::Group(group.id.clone());
            book.put(group.into());
            key
        }
    }
}

const ASKED: [&str; 16] = [
    "a",
    "an",
    "ana",
    "anna",
    "ar",
    "may",
    "baker may",
    "jhon",
    "muller",
    "mueller",
    "katrin",
    "gard",
    "fair",
    "2025",
    "ana introduced",
    "miler",
];

fn same_answers(book: &Book, one: &Index, other: &Index) -> Result<(), TestCaseError> {
    for query in ASKED {
        let answers = |index| Finder::default().find(index, book, query, 100);
        prop_assert_eq!(answers(one), answers(other), "{}", query);
    }
    Ok(())
}

static TYPED_OVER: LazyLock<(Book, Index)> = LazyLock::new(|| {
    let book = crowd(crowd::Size { people: 60, notes: 2, favours: 1 });
    let index = Index::build(&book);
    (book, index)
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn an_index_that_follows_is_one_built_anew(steps in steps(), batch in 1..4usize) {
        let mut book = Book::default();
        let (mut one_by_one, mut batched) = (Index::default(), Index::default());
        for steps in steps.chunks(batch) {
            let mut keys = Vec::new();
            for step in steps {
                let key = apply(&mut book, step);
                one_by_one.update(&book, &key);
                keys.push(key);
            }
            batched.update_all(&book, &keys);
        }
        let built = Index::build(&book);
        same_answers(&book, &one_by_one, &built)?;
        same_answers(&book, &batched, &built)?;
    }

    #[test]
    fn typing_and_taking_back_changes_no_answer(
        keys in prop::collection::vec(prop::sample::select("ana rjohnkthümilerby⌫⌫⌫⌫ ".chars().collect::<Vec<_>>()), 1..30),
    ) {
        let (book, index) = &*TYPED_OVER;
        let mut finder = Finder::default();
        let mut query = String::new();
        for key in keys {
            if key == '⌫' {
                query.pop();
            } else {
                query.push(key);
            }
            prop_assert_eq!(
                finder.find(index, book, &query, 10),
                Finder::default().find(index, book, &query, 10),
                "{}", query
            );
        }
    }

    #[test]
    fn no_text_and_no_query_breaks_it(
        name in "\\PC{0,12}",
        text in any::<String>(),
        phone in "[0-9+() \\PC]{0,12}",
        query in any::<String>(),
        odd in "[aàa\u{308}ßİﬁ'’\u{200d}\u{202e}한ﷺ0 -]{0,20}",
    ) {
        let book = book_of([person("x", &name, |x| {
            x.company = odd.clone();
            x.phones = vec![phone.clone()];
            x.emails = vec![text.clone()];
            x.notes = vec![note(&text), note(&odd.repeat(12))];
        })]);
        let index = Index::build(&book);
        let mut finder = Finder::default();
        let cut: String = odd.chars().skip(1).take(4).collect();
        for query in [&query, &text, &name, &odd, &phone, &cut, &odd.repeat(50)] {
            for hit in finder.find(&index, &book, query, 5) {
                for matched in &hit.matched {
                    let mut end = 0;
                    for span in &matched.spans {
                        prop_assert!(span.start >= end && span.start < span.end);
                        prop_assert!(matched.text.get(span.clone()).is_some(), "{:?}", matched);
                        end = span.end;
                    }
                }
            }
            for text in [&text, &odd, &name] {
                if let Some((_, spans)) = matches(query, text) {
                    prop_assert!(spans.iter().all(|span| text.get(span.clone()).is_some()));
                }
            }
        }
    }
}
