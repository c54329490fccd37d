//! JSON: mingle's own and Monica's.

use proptest::prelude::*;

use super::*;
use crate::domain::{FavourState, Side};

fn bring(text: &str, book: &Book) -> Result<Import, NotAList> {
    let today = Some(Day(jiff::civil::date(2026, 5, 12)));
    let options = Options { today, ..Options::default() };
    super::super::import(text.as_bytes(), None, book, &options, &mut IdMaker::new(1))
}

/// `row verdict name: reason` of each person and event; importing again is idle.
#[track_caller]
fn check(text: &str, mut book: Book, expected: &[&str]) -> Book {
    let import = bring(text, &book).unwrap();
    let people = import.rows().map(|row| (row.row, row.verdict, row.name, row.reason));
    let events = import.events.iter().map(|row| (row.row, row.verdict, row.name.clone(), row.reason.clone()));
    let rows: Vec<String> = people
        .chain(events)
        .map(|(row, verdict, name, reason)| format!("{row} {} {name}: {reason}", verdict.as_str()))
        .collect();
    assert_eq!(rows, expected, "{:?} {:?}", import.said, import.problems);
    book.apply(&import.change(&book));
    let again = bring(text, &book).unwrap();
    assert!(again.is_idle(), "{again:#?}");
    book
}

const OWN: &str = r#"{
  "schema": 1,
  "me": {"schema": 1, "name": "Mia Moor", "emails": ["mia@x.example"], "goals": ["a till"]},
  "people": [
    {"schema": 1, "id": "ana-ruiz-k3f9", "name": "Ana Ruiz", "company": "Forno Nero", "needs": ["website"],
     "knows": ["tom-berg-77aa"], "met": {"event": "fair-q7aa", "on": "2026-05-12"},
     "note": [{"id": "n1", "at": "2026-05-12T08:42:10+01:00", "used": "2026-05-13", "event": "fair-q7aa", "kind": "talk", "text": "bread",
               "also": ["tom-berg-77aa"]}],
     "favour": [{"id": "f1", "side": "give", "state": "promised", "what": "intro Tom", "people": ["tom-berg-77aa"],
                 "on": "2026-05-12"},
                {"id": "f2", "side": "receive", "state": "done", "what": "advice", "through": "tom-berg-77aa/f9",
                 "done": "2026-05-13"}],
     "follow_up": [{"id": "u1", "due": "2026-05-20", "what": "write"}]},
    {"schema": 1, "id": "tom-berg-77aa", "name": "Tom Berg", "emails": ["tom@x.example"], "via": "ana-ruiz-k3f9"}
  ],
  "events": [{"schema": 1, "id": "fair-q7aa", "name": "Fair", "date": "2026-05-12", "start": "09:30:00",
     "group": "guild-1aaa", "hours": 2.5,
     "attendee": [{"name": "Tom Berg", "person": "tom-berg-77aa", "status": "met", "at": "2026-05-12T10:00:00Z"}]}],
  "groups": [{"schema": 1, "id": "guild-1aaa", "name": "Guild", "renews": "2027-01-01"}]
}"#;

#[test]
fn our_own_export_comes_back_as_it_was() {
    let book = check(
        OWN,
        Book::default(),
        &[
            "1 new Ana Ruiz: nobody you know yet",
            "2 new Tom Berg: nobody you know yet",
            "1 new Fair: none of yours yet",
        ],
    );
    let ana = book.person(&PersonId::new("ana-ruiz-k3f9")).unwrap();
    assert_eq!(ana.notes[0].at.unwrap().to_string(), "2026-05-12T08:42:10+01:00");
    assert_eq!(ana.notes[0].used.unwrap().to_string(), "2026-05-13");
    assert_eq!(ana.favours[1].through, "tom-berg-77aa/f9");
    assert_eq!(ana.follow_ups[0].due.unwrap().to_string(), "2026-05-20");
    assert_eq!(ana.met.as_ref().unwrap().event.as_str(), "fair-q7aa");
    let event = book.events().next().unwrap();
    assert_eq!((event.attendees[0].person.as_str(), event.hours), ("tom-berg-77aa", Some(2.5)));
    assert_eq!((event.group.as_str(), book.groups().len()), ("guild-1aaa", 1));
    assert_eq!((book.me().name.as_str(), &book.me().goals[..]), ("Mia Moor", &["a till".to_owned()][..]));
}

#[test]
fn references_follow_those_i_know_already() {
    let mut book = Book::default();
    let mut tom = Person::named(PersonId::new("thomas-0000"), "Tom Berg");
    tom.emails = vec!["TOM@x.example".into()];
    tom.role = "designer".into();
    book.put(tom.into());
    let date = Some(Day(jiff::civil::date(2026, 5, 12)));
    book.put(Event { id: EventId::new("mine-0000"), name: "fair".into(), date, ..Event::default() }.into());
    let book = check(
        OWN,
        book,
        &[
            "1 new Ana Ruiz: nobody you know yet",
            "2 updates Tom Berg: Tom Berg: adds who introduced you",
            "1 updates Fair: adds when, guest, review, group to the one you have",
        ],
    );
    let ana = book.person(&PersonId::new("ana-ruiz-k3f9")).unwrap();
    assert_eq!((ana.knows[0].as_str(), ana.notes[0].also[0].as_str()), ("thomas-0000", "thomas-0000"));
    assert_eq!(
        (ana.favours[1].through.as_str(), ana.notes[0].event.as_str()),
        ("thomas-0000/f9", "mine-0000")
    );
    let event = book.event(&EventId::new("mine-0000")).unwrap();
    assert_eq!(event.attendees[0].person.as_str(), "thomas-0000");
    assert_eq!((book.people().len(), book.events().len()), (2, 1));
    assert_eq!(book.person(&PersonId::new("thomas-0000")).unwrap().via.as_str(), "ana-ruiz-k3f9");
}

#[test]
fn what_is_broken_in_it_is_named() {
    let text = r#"{"schema": 9, "people": [{"name": "Ana"}, {"id": "x"}, 7, {"name": "Tom", "emails": 3}, {"name": "Ida", "met": {"on": "soon"}}]}"#;
    let import = bring(text, &Book::default()).unwrap();
    assert_eq!(import.len(), 3);
    assert_eq!(import.problems.len(), 5, "{:?}", import.problems);
    for (text, word) in [
        ("{\"a\": 1}", "neither mingle's own"),
        ("[{\"name\": \"Ana\"}]", "neither mingle's own"),
        ("{\"schema\": 1, \"people\": []}", "no record in it"),
        ("{\"schema\": 1,", "begins as JSON and is none"),
        ("{\"account\": {\"data\": []}}", "neither"),
    ] {
        let said = bring(text, &Book::default()).unwrap_err().0;
        assert!(said.contains(word) && !said.contains('\n'), "{text}: {said}");
    }
    assert!(bring(&"[".repeat(100_000), &Book::default()).is_err());
}

#[test]
fn the_line_of_a_broken_record_is_told_and_the_others_come_in() {
    let text = "{\"schema\": 1,\n\"people\": [\n{\"name\": \"Ana\",\n \"emails\": [\"a@x.example\"]},\n\
                {\"name\": \"Tom\",\n \"role\": 7},\n{\"name\": \"\\ud800\"},\n[1, 1, \"Ida\"],\n{\"name\": \"Bo\"}],\n\
                \"events\": [{\"name\": \"Fair\"}, {\"name\": \"Dinner\", \"date\": \"2026-13-01\"}, {\"name\": \"Talk\"}]}";
    let import = bring(text, &Book::default()).unwrap();
    let names: Vec<String> = import.rows().map(|row| row.name).collect();
    assert_eq!(names, ["Ana", "Tom", "Bo"]);
    let problems: Vec<&str> = import.problems.iter().map(String::as_str).collect();
    assert_eq!(
        problems,
        [
            "person 2, “Tom”: role: invalid type: integer `7`, expected a string (line 6); this is left out, the rest comes in; put it right and import again",
            "person 3: it has no name and is left out",
            "person 4: it has no name and is left out",
            "event 2, “Dinner”: date: invalid date, expected month between 01 and 12 (line 10); this is left out, the rest comes in; put it right and import again",
        ]
    );
    let mut book = Book::default();
    book.apply(&import.change(&book));
    let mut events: Vec<&str> = book.events().map(|event| event.name.as_str()).collect();
    events.sort_unstable();
    assert_eq!(
        (book.people().len(), events),
        (3, vec!["Dinner", "Fair", "Talk"]),
        "two without an id are two"
    );
    assert_eq!(import.summary(), "3 events: 3 new; 3 people: 3 new");
}

#[test]
fn a_value_that_was_put_right_comes_in_the_next_time() {
    let text = r#"{"schema": 1, "people": [{"id": "ana-1aaa", "name": "Ana", "note": [{"id": "n1", "text": "x", "at": "soon"}]},
        {"id": "face-1aaa", "name": "", "face": "tall baker"}, {"id": "face-2bbb", "face": "small baker"}, {"id": "none-1aaa"}]}"#;
    let mut book = Book::default();
    let import = bring(text, &book).unwrap();
    assert_eq!((import.len(), import.problems.len()), (3, 2), "{:?}", import.problems);
    book.apply(&import.change(&book));
    assert_eq!(book.people().filter(|one| one.name.is_empty()).count(), 2);
    assert!(bring(text, &book).unwrap().is_idle());
    let text = text.replace("soon", "2026-05-12T10:00:00Z");
    book.apply(&bring(&text, &book).unwrap().change(&book));
    assert!(book.person(&PersonId::new("ana-1aaa")).unwrap().notes[0].at.is_some());
}

#[test]
fn what_is_kept_of_a_newer_form_can_be_changed() {
    let text = r#"{"schema": 9, "me": {"schema": 9, "name": "Me"},
        "people": [{"id": "ana-1aaa", "schema": 9, "name": "Ana"}],
        "events": [{"id": "e-1aaa", "schema": 9, "name": "Fair"}], "groups": [{"id": "g-1aaa", "schema": 9, "name": "Guild"}]}"#;
    let mut book = Book::default();
    book.apply(&bring(text, &book).unwrap().change(&book));
    let schemas = book.people().map(|one| one.schema).chain(book.events().map(|one| one.schema));
    let schemas: Vec<u32> =
        schemas.chain(book.groups().map(|one| one.schema)).chain([book.me().schema]).collect();
    assert_eq!(schemas, [1; 4]);
}

#[test]
fn a_thousand_broken_records_are_named_and_the_rest_is_counted() {
    let text = format!(r#"{{"schema": 1, "people": [{}{{"name": "Ana"}}]}}"#, "1,".repeat(5_000));
    let import = bring(&text, &Book::default()).unwrap();
    assert_eq!((import.len(), import.problems.len()), (1, 1_001));
    assert_eq!(import.problems[1_000], "4000 more records are left out for such reasons");
}

#[test]
fn people_of_a_file_who_have_one_id_are_told_apart() {
    let text = r##"{"schema": 1, "people": [{"id": "ana-1aaa", "name": "Ana Ruiz", "knows": ["#1"]},
        {"id": "ana-1aaa", "name": "Ana Berg"}, {"id": "", "name": "Bo"}, {"id": "#1", "name": "Cy"}]}"##;
    let mut book = Book::default();
    book.apply(&bring(text, &book).unwrap().change(&book));
    let mut names: Vec<&str> = book.people().map(|person| person.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Ana Berg", "Ana Ruiz", "Bo", "Cy"]);
    assert!(book.people().all(|person| person.id.is_valid()));
    assert_eq!(book.person(&PersonId::new("ana-1aaa")).unwrap().name, "Ana Ruiz");
}

#[test]
fn the_people_of_a_document_go_onto_a_list_too() {
    let mut book = Book::default();
    let id = EventId::new("gala-1aaa");
    book.put(Event { id: id.clone(), name: "Gala".into(), ..Event::default() }.into());
    let import =
        super::super::import(OWN.as_bytes(), Some(&id), &book, &Options::default(), &mut IdMaker::new(1))
            .unwrap();
    book.apply(&import.change(&book));
    let names: Vec<&str> = book.event(&id).unwrap().attendees.iter().map(|one| one.name.as_str()).collect();
    assert_eq!((names, book.people().len()), (vec!["Ana Ruiz", "Tom Berg"], 0));
}

#[test]
fn a_long_document_can_be_given_up() {
    let people: Vec<String> = (0..2_000).map(|at| format!(r#"{{"name": "P{at}"}}"#)).collect();
    let text = format!(r#"{{"schema": 1, "people": [{}]}}"#, people.join(","));
    let bring = |watch: &Watch<'_>| {
        let mut ids = IdMaker::new(1);
        import_watched(
            text.clone().into_bytes(),
            None,
            &Book::default(),
            &Options::default(),
            &mut ids,
            watch,
        )
    };
    let seen = std::cell::RefCell::new(Vec::new());
    let all = bring(&|done, all| {
        seen.borrow_mut().push((done, all));
        true
    });
    assert_eq!(all.unwrap().len(), 2_000);
    assert!(seen.borrow().contains(&(1_024, 2_000)), "{seen:?}");
    assert!(bring(&|done, _| done < 1_024).unwrap_err().0.contains("nothing was kept"));
}

/// A value of Monica's lists, with what stands in it beside its properties.
fn value(uuid: &str, properties: &str, beside: &str) -> String {
    format!(
        r#"{{"uuid": "{uuid}", "created_at": "2024-04-01T10:00:00.000000Z", "updated_at": "2024-04-03T10:00:00.000000Z"{beside}, "properties": {{{properties}}}}}"#
    )
}

fn list(kind: &str, values: &[&str]) -> String {
    let values: Vec<String> = values.iter().map(|properties| value("u", properties, "")).collect();
    format!(r#"{{"count": {}, "type": "{kind}", "values": [{}]}}"#, values.len(), values.join(","))
}

fn monica() -> String {
    let data = [
        list(
            "contact_field",
            &[
                r#""data": "ana@x.example", "type": "te""#,
                r#""data": "+34 1", "type": "tp""#,
                r#""data": "https://x.example/ana", "type": "tx""#,
            ],
        ),
        list("note", &[r#""body": "Met at the fair.\n\nNice.""#]),
        list("call", &[r#""called_at": "2024-02-02", "content": "asked for Tom", "contact_called": true"#]),
        list(
            "debt",
            &[
                r#""amount": "25.00", "currency": "EUR", "status": "inprogress", "in_debt": true"#,
                r#""amount": 5, "status": "completed", "in_debt": "no", "reason": "lunch""#,
            ],
        ),
        list(
            "gift",
            &[
                r#""name": "a book", "status": "offered", "date": "2024-03-01""#,
                r#""name": "tea", "status": "idea""#,
            ],
        ),
        list(
            "reminder",
            &[
                r#""initial_date": "2020-06-01", "title": "birthday", "frequency_type": "year", "frequency_number": 1"#,
                r#""initial_date": "2024-05-01", "title": "write", "frequency_type": "one_time""#,
            ],
        ),
        list("task", &[r#""title": "send report", "completed": true"#]),
        list("pet", &[r#""name": "Rex""#]),
    ];
    let ana = r#""first_name": "Ana", "last_name": "Ruiz", "job": "Baker", "company": "Forno", "tags": ["bread"], "description": "tall""#;
    let contacts = [
        value("c-1", ana, &format!(r#", "data": [{}]"#, data.join(","))),
        value("c-2", r#""first_name": "Tom""#, r#", "data": []"#),
        value("c-3", r#""is_partial": true"#, ""),
    ];
    let types = [
        value("te", r#""type": "email""#, ""),
        value("tp", r#""protocol": "tel:""#, ""),
        value("tx", r#""name": "Mastodon""#, ""),
    ];
    format!(
        r#"{{"version": "1.0-preview.1", "app_version": "4.1.2", "account": {{"data": [{{"type": "contact", "values": [{}]}}, {}], "instance": {{"contact_field_types": [{}]}}}}}}"#,
        contacts.join(","),
        list("relationship", &[r#""contact_is": "c-1", "of_contact": "c-2""#]),
        types.join(",")
    )
}

#[test]
fn monicas_contacts_with_all_that_is_kept_of_them() {
    let book = check(
        &monica(),
        Book::default(),
        &["1 new Ana Ruiz: nobody you know yet", "2 new Tom: nobody you know yet"],
    );
    let ana = book.people().find(|person| person.name == "Ana Ruiz").unwrap();
    assert_eq!(
        [&ana.company, &ana.role, &ana.emails[0], &ana.phones[0], &ana.links[0], &ana.tags[0]],
        ["Forno", "Baker", "ana@x.example", "+34 1", "https://x.example/ana", "bread"]
    );
    let notes: Vec<&str> = ana.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(notes, ["tall", "Met at the fair.\n\nNice.", "They called: asked for Tom", "Gift idea: tea"]);
    assert_eq!(ana.notes[2].at.unwrap().day().to_string(), "2024-02-02");
    let favours: Vec<(Side, FavourState, &str, &str)> = ana
        .favours
        .iter()
        .map(|one| (one.side.clone(), one.state.clone(), one.what.as_str(), one.value.as_str()))
        .collect();
    assert_eq!(
        favours,
        [
            (Side::Receive, FavourState::Done, "lent 25.00 EUR", "25.00 EUR"),
            (Side::Give, FavourState::Thanked, "lunch", "5"),
            (Side::Give, FavourState::Done, "a book", ""),
        ]
    );
    let follow_ups: Vec<String> = ana
        .follow_ups
        .iter()
        .map(|one| format!("{} {:?} {}", one.what, one.due.map(|day| day.to_string()), one.done.is_some()))
        .collect();
    assert_eq!(
        follow_ups,
        [
            "birthday (every year) Some(\"2026-06-01\") false",
            "write Some(\"2024-05-01\") false",
            "send report None true"
        ]
    );
    let tom = book.people().find(|person| person.name == "Tom").unwrap();
    assert_eq!((&ana.knows[..], &tom.knows[..]), (&[tom.id.clone()][..], std::slice::from_ref(&ana.id)));
    assert!(ana.id.as_str().starts_with("ana-ruiz-"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn documents_twice_change_nothing(
        people in prop::collection::vec(("(Ana|Tom) ?(Ruiz|)", "(a@x\\.example|b@x\\.example|)", "(Forno|)", "(bread|tea|)"), 1..7),
        own in any::<bool>(),
    ) {
        let person = |(at, (name, email, company, note)): (usize, &(String, String, String, String))| {
            let note = if note.is_empty() { String::new() } else { format!(r#"{{"id": "n1", "text": "{note}"}}"#) };
            let id = if own { format!("p-{at}") } else { String::new() };
            format!(r#"{{"id": "{id}", "name": "{name}", "emails": ["{email}"], "company": "{company}", "note": [{note}]}}"#)
        };
        let people: Vec<String> = people.iter().enumerate().map(person).collect();
        let text = format!(r#"{{"schema": 1, "people": [{}]}}"#, people.join(","));
        let mut book = Book::default();
        let import = bring(&text, &book).unwrap();
        book.apply(&import.change(&book));
        let again = bring(&text, &book).unwrap();
        prop_assert!(again.is_idle(), "{text}\n{:#?}", listed(&again));
    }
}
