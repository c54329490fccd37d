//! Merging: nothing is lost, nothing dangles, and undo gives both back.

use proptest::prelude::*;

use crate::domain::{
    Attendee, AttendeeStatus, Book, Change, Conflict, Day, Event, EventId, Favour, FavourId, FollowUp,
    FollowUpId, IdMaker, Met, Note, NoteId, Person, PersonId, Record,
};
use crate::doubles::{ONE_LINE, Wrong, merge};

fn id(text: &str) -> PersonId {
    PersonId::new(text)
}

fn day(text: &str) -> Day {
    Day(text.parse().unwrap())
}

/// Makes the two one, and applies it.
#[track_caller]
fn merged(book: &Book, take: &[&str]) -> (Book, Change) {
    let change = merge(book, &id("a"), &id("b"), take, (&mut IdMaker::new(1), day("2026-11-22"))).unwrap();
    let mut after = book.clone();
    after.apply(&change);
    (after, change)
}

fn two(a: Person, b: Person) -> Book {
    let mut book = Book::default();
    book.put(Person { id: id("a"), ..a }.into());
    book.put(Person { id: id("b"), ..b }.into());
    book
}

#[test]
fn of_one_line_fields_one_stays_and_the_other_is_kept_in_a_note() {
    let a = Person { name: "Ana Ruiz".into(), role: "baker".into(), ..Person::default() };
    let b = Person {
        name: "Anna Ruis".into(),
        role: "head baker".into(),
        company: "Forno".into(),
        ..Person::default()
    };
    let (book, change) = merged(&two(a, b), &["role"]);
    let ana = book.person(&id("a")).unwrap();
    assert_eq!(
        (ana.name.as_str(), ana.role.as_str(), ana.company.as_str()),
        ("Ana Ruiz", "head baker", "Forno")
    );
    assert_eq!(ana.notes.len(), 1);
    assert_eq!(
        ana.notes[0].text,
        "Until 2026-11-22 there was a second record (b). It said:\nname: Anna Ruis\nThis one said:\nrole: baker"
    );
    assert_eq!(ana.last_contact(), None, "writing that down was no contact");
    assert_eq!(change.what, "merge Anna Ruis into Ana Ruiz");
    assert!(book.person(&id("b")).is_none());
}

#[test]
fn lists_are_united_and_one_number_stands_once() {
    let list = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let a = Person {
        emails: list(&["ana@x.example"]),
        phones: list(&["020 7946 0018", "600 123 456"]),
        tags: list(&["bread"]),
        ..Person::default()
    };
    let b = Person {
        emails: list(&["ANA@x.example", "ruiz@y.example"]),
        phones: list(&["+44 20 7946 0018", "600 123 456 ext. 5", "555 010 1234"]),
        tags: list(&["Bread", "oven"]),
        ..Person::default()
    };
    let (book, _) = merged(&two(a, b), &[]);
    let ana = book.person(&id("a")).unwrap();
    assert_eq!(ana.emails, ["ana@x.example", "ruiz@y.example"]);
    assert_eq!(ana.phones, ["+44 20 7946 0018", "600 123 456", "600 123 456 ext. 5", "555 010 1234"]);
    assert_eq!(ana.tags, ["bread", "oven"]);
    assert!(ana.notes.is_empty(), "nothing gave way");
}

#[test]
fn entries_of_one_id_get_their_own_and_references_follow() {
    let favour = |what: &str, through: &str, people: &[&str]| Favour {
        id: FavourId::new("f1"),
        what: what.into(),
        through: through.into(),
        people: people.iter().map(|other| id(other)).collect(),
        ..Favour::default()
    };
    let note = |text: &str| Note { id: NoteId::new("n1"), text: text.into(), ..Note::default() };
    let a =
        Person { notes: vec![note("one")], favours: vec![favour("x", "", &["b", "c"])], ..Person::default() };
    let b = Person {
        notes: vec![note("two")],
        favours: vec![favour("y", "b/f1", &[])],
        conflicts: vec![Conflict { field: "favour.f1.what".into(), ..Conflict::default() }],
        knows: vec![id("a"), id("c")],
        via: id("a"),
        ..Person::default()
    };
    let mut book = two(a, b);
    let also = Note { id: NoteId::new("n"), also: vec![id("a"), id("b")], ..Note::default() };
    book.put(
        Person {
            knows: vec![id("b")],
            via: id("b"),
            notes: vec![also],
            favours: vec![favour("z", "b/f1", &["b"])],
            ..Person::named(id("c"), "C")
        }
        .into(),
    );
    let (book, _) = merged(&book, &[]);
    let (a, c) = (book.person(&id("a")).unwrap(), book.person(&id("c")).unwrap());
    assert_eq!(a.notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["one", "two"]);
    let new = &a.favours[1].id;
    assert_ne!(new.as_str(), "f1");
    assert_eq!(a.favours[0].people, [id("c")]);
    assert_eq!(a.favours[1].through, format!("a/{new}"));
    assert_eq!(a.conflicts[0].field, format!("favour.{new}.what"));
    assert_eq!((&a.knows, &a.via), (&vec![id("c")], &PersonId::default()));
    assert_eq!((&c.knows, &c.via, &c.notes[0].also), (&vec![id("a")], &id("a"), &vec![id("a")]));
    assert_eq!(
        (&c.favours[0].people, c.favours[0].through.as_str()),
        (&vec![id("a")], format!("a/{new}").as_str())
    );
}

#[test]
fn on_an_event_they_stand_once_with_the_further_status() {
    let mut book = two(
        Person { name: "Ana".into(), ..Person::default() },
        Person { name: "Ana".into(), ..Person::default() },
    );
    let line = |name: &str, person: &str, status| Attendee {
        name: name.into(),
        person: id(person),
        status,
        ..Attendee::default()
    };
    let attendees = vec![
        line("Ana", "a", AttendeeStatus::Expected),
        line("Tom", "", AttendeeStatus::Expected),
        line("A. Ruiz", "b", AttendeeStatus::Met),
    ];
    book.put(Event { id: EventId::new("fair"), name: "Fair".into(), attendees, ..Event::default() }.into());
    let (book, _) = merged(&book, &[]);
    let event = book.event(&EventId::new("fair")).unwrap();
    assert_eq!(event.attendees.len(), 2);
    assert_eq!(event.attendees[0].status, AttendeeStatus::Met);
    let ana = book.person(&id("a")).unwrap();
    assert!(ana.notes[0].text.ends_with("on the list of Fair: A. Ruiz"), "{}", ana.notes[0].text);
}

#[test]
fn what_cannot_be_merged_says_why() {
    let book = two(Person::default(), Person::default());
    let mut ids = IdMaker::new(1);
    let mut wrong = |keep: &str, other: &str, take: &[&str]| {
        merge(&book, &id(keep), &id(other), take, (&mut ids, day("2026-11-22"))).unwrap_err()
    };
    assert_eq!(wrong("a", "a", &[]), Wrong::One);
    assert_eq!(wrong("a", "x", &[]), Wrong::Nobody(id("x")));
    assert_eq!(wrong("a", "b", &["emails"]), Wrong::NoChoice("emails".into()));
}

// ---- whatever stands in the records

fn word() -> impl Strategy<Value = String> {
    prop_oneof![3 => Just(String::new()), 5 => "[a-cA-C]{1,3}", 1 => "[a-zé0-9 ,;:\"\n]{0,12}"]
}

fn words() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(word(), 0..3)
}

fn some_id() -> impl Strategy<Value = PersonId> {
    prop::sample::select(vec!["a", "b", "c", ""]).prop_map(PersonId::new)
}

fn some_ids() -> impl Strategy<Value = Vec<PersonId>> {
    prop::collection::vec(prop::sample::select(vec!["a", "b", "c"]).prop_map(PersonId::new), 0..3)
}

fn short_id() -> impl Strategy<Value = String> {
    "[a-c]"
}

fn note() -> impl Strategy<Value = Note> {
    (short_id(), word(), word(), some_ids()).prop_map(|(id, text, line, also)| Note {
        id: NoteId::new(&id),
        text,
        line,
        also,
        ..Note::default()
    })
}

fn favour() -> impl Strategy<Value = Favour> {
    (
        short_id(),
        word(),
        some_ids(),
        prop::sample::select(vec!["", "a/a", "b/a", "b/b", "c/a", "b/zz"]),
        word(),
    )
        .prop_map(|(id, what, people, through, value)| Favour {
            id: FavourId::new(&id),
            what,
            people,
            through: through.to_owned(),
            value,
            ..Favour::default()
        })
}

/// As a file gives them: each id once.
fn unique<T>(items: Vec<T>, id: impl Fn(&T) -> String) -> Vec<T> {
    let mut seen = std::collections::HashSet::new();
    items.into_iter().filter(|item| seen.insert(id(item))).collect()
}

fn any_person(name: &'static str) -> impl Strategy<Value = Person> {
    let lines = [word(), word(), word(), word(), word(), word()];
    let lists = [words(), words(), words(), words(), words()];
    let phones = prop::collection::vec(
        prop::sample::select(vec!["+44 20 7946 0018", "020 7946 0018", "020 7946 0018,5", "ask Tom", "12"]),
        0..3,
    );
    let entries = (
        prop::collection::vec(note(), 0..3),
        prop::collection::vec(favour(), 0..3),
        prop::collection::vec((short_id(), word()), 0..3),
    );
    (lines, lists, phones, entries, some_ids(), some_id(), prop::option::of(1_i8..28)).prop_map(
        move |(lines, lists, phones, (notes, favours, follow_ups), knows, via, met)| {
            let [own, company, role, industry, face, cadence] = lines;
            let [emails, needs, offers, tags, links] = lists;
            let follow_ups: Vec<FollowUp> = follow_ups
                .into_iter()
                .map(|(id, what)| FollowUp { id: FollowUpId::new(&id), what, ..FollowUp::default() })
                .collect();
            Person {
                id: id(name),
                schema: 1,
                name: own,
                company,
                role,
                industry,
                face,
                cadence,
                emails,
                needs,
                offers,
                tags,
                links,
                phones: phones.into_iter().map(str::to_owned).collect(),
                notes: unique(notes, |note| note.id.to_string()),
                favours: unique(favours, |favour| favour.id.to_string()),
                follow_ups: unique(follow_ups, |todo| todo.id.to_string()),
                knows,
                via,
                met: met.map(|on| Met {
                    event: EventId::new("fair"),
                    on: Some(Day(jiff::civil::date(2026, 5, on))),
                    ..Met::default()
                }),
                ..Person::default()
            }
        },
    )
}

fn any_event() -> impl Strategy<Value = Event> {
    let line = (word(), word(), some_id(), prop::bool::ANY).prop_map(|(name, why, person, met)| Attendee {
        name,
        why,
        person,
        status: if met { AttendeeStatus::Met } else { AttendeeStatus::Expected },
        ..Attendee::default()
    });
    prop::collection::vec(line, 0..5).prop_map(|attendees| Event {
        id: EventId::new("fair"),
        name: "Fair".into(),
        attendees,
        ..Event::default()
    })
}

/// Every text that a user may have written in a person's record.
fn texts(person: &Person) -> Vec<String> {
    let mut all = vec![];
    for field in crate::domain::FIELDS {
        match &field.kind {
            crate::domain::FieldKind::Text(get, _) => all.push(get(person).clone()),
            crate::domain::FieldKind::List(get, _) => all.extend(get(person).clone()),
        }
    }
    all.extend(person.notes.iter().flat_map(|note| [note.text.clone(), note.line.clone()]));
    all.extend(person.favours.iter().flat_map(|favour| [favour.what.clone(), favour.value.clone()]));
    all.extend(person.follow_ups.iter().map(|todo| todo.what.clone()));
    all.extend(person.met.iter().filter_map(|met| met.on).map(|on| on.to_string()));
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_nothing_dangles_and_undo_gives_both_back(
        a in any_person("a"),
        b in any_person("b"),
        c in any_person("c"),
        me in any_person(""),
        event in any_event(),
        take in prop::sample::subsequence(ONE_LINE.to_vec(), 0..ONE_LINE.len()),
    ) {
        let mut book = Book::default();
        let listed: Vec<String> = event
            .attendees
            .iter()
            .filter(|line| ["a", "b"].contains(&line.person.as_str()))
            .flat_map(|line| [line.name.clone(), line.why.clone()])
            .collect();
        for record in [Record::from(a.clone()), b.clone().into(), c.into(), event.into()] {
            book.put(record);
        }
        book.put(Record::Me(me.into()));
        let (after, change) = merged(&book, &take);
        let kept = after.person(&id("a")).unwrap();

        // All text is there still, to the letter but for case, and for one number written in two ways.
        let mut there: Vec<String> = texts(kept);
        let lines = after.events().flat_map(|event| &event.attendees);
        there.extend(lines.flat_map(|line| [line.name.clone(), line.why.clone()]));
        for text in texts(&a).into_iter().chain(texts(&b)).chain(listed) {
            let low = text.trim().to_lowercase();
            let found = there.iter().any(|kept| kept.to_lowercase().contains(&low))
                || (low == "020 7946 0018" && there.iter().any(|kept| kept.contains("20 7946 0018")));
            prop_assert!(found, "{text:?} is lost: {kept:?}");
        }
        for (what, had) in [
            ("notes", a.notes.iter().chain(&b.notes).filter(|note| !kept.notes.iter().any(|own| (&own.text, &own.line) == (&note.text, &note.line))).count()),
            ("favours", a.favours.iter().chain(&b.favours).filter(|favour| !kept.favours.iter().any(|own| own.what == favour.what)).count()),
        ] {
            prop_assert_eq!(had, 0, "{} lost", what);
        }

        // Each entry has an id of its own.
        let count = |ids: Vec<&str>| ids.len() == ids.iter().collect::<std::collections::HashSet<_>>().len();
        prop_assert!(count(kept.notes.iter().map(|note| note.id.as_str()).collect()));
        prop_assert!(count(kept.favours.iter().map(|favour| favour.id.as_str()).collect()));
        prop_assert!(count(kept.follow_ups.iter().map(|todo| todo.id.as_str()).collect()));

        // Nobody points to who is gone, and a favour that led on is found where it is now.
        let gone = id("b");
        for person in after.people().chain([after.me()]) {
            prop_assert!(!person.knows.contains(&gone) && person.via != gone && !person.not_same.contains(&gone));
            prop_assert!(person.notes.iter().all(|note| !note.also.contains(&gone)));
            for favour in &person.favours {
                prop_assert!(!favour.people.contains(&gone) && !favour.through.starts_with("b/"));
            }
        }
        prop_assert!(after.events().flat_map(|event| &event.attendees).all(|line| line.person != gone));
        prop_assert!(kept.via != kept.id && !kept.knows.contains(&kept.id));

        let mut undone = after.clone();
        undone.apply(&change.invert());
        prop_assert_eq!(undone, book);
    }
}
