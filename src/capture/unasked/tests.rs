//! What people jot on a phone, and what becomes of it where nobody looks.

use super::*;
use crate::domain::{EventId, Key, NoteId, PersonId};

fn known(name: &str, role: &str, company: &str) -> Person {
    let mut person = Person::named(PersonId::new(&name.to_lowercase().replace(' ', "-")), name);
    (person.role, person.company) = (role.into(), company.into());
    person
}

fn world() -> Book {
    let mut book = Book::default();
    let mut june = known("June Hale", "", "");
    june.emails.push("june@hale.example".into());
    let others =
        [("Ana Kim", ""), ("Bob Marsh", ""), ("Priya Shah", "")].map(|(name, role)| known(name, role, ""));
    let told =
        [known("Ana Ruiz", "pastry chef", "Forno Nero"), known("Tom Berg", "web designer", "Berg Web")];
    for person in others.into_iter().chain(told).chain([june]) {
        book.put(person.into());
    }
    book
}

fn now() -> Now {
    Now("2026-11-23T09:00:00+00:00[UTC]".parse().unwrap())
}

/// "S" to sort, "P Ana" somebody new, "K Ana Ruiz" somebody known; and the names that are asked about.
fn said(line: &str, event: Option<&EventId>, book: &Book) -> String {
    let now = now();
    let scene = Scene { book, names: None, now: &now, event, selected: None };
    let name = |who: &Who| who.name(book).to_owned();
    match unasked(unbulleted(line), &scene) {
        Unasked::ToSort(people) => {
            format!("S {}", people.iter().map(name).collect::<Vec<_>>().join(", ")).trim_end().to_owned()
        }
        Unasked::Kept(read) => {
            let is_new = read.heads.iter().any(|head| matches!(head.who, Who::New(_)));
            let names: Vec<String> = read.heads.iter().map(|head| name(&head.who)).collect();
            format!("{} {}", if is_new { "P" } else { "K" }, names.join(" + "))
        }
    }
}

#[test]
fn lines_as_they_are_jotted() {
    let book = world();
    let mut wrong = Vec::new();
    let rows: Vec<(&str, &str)> =
        include_str!("jotted.txt").lines().filter_map(|row| row.split_once(" | ")).collect();
    for (expect, line) in &rows {
        let found = said(line, None, &book);
        let is_right = if expect.trim() == "S" { found.starts_with('S') } else { found == expect.trim() };
        if !is_right {
            wrong.push(format!("{line:?}: {found:?}, not {expect:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), rows.len());
    assert!(rows.len() > 250);
}

#[test]
fn half_a_name_is_whoever_has_it_and_where_several_do_they_are_named() {
    let mut book = world();
    for (name, role) in [("Kim Lee", ""), ("Ida Voss", "florist"), ("Ida Beck", "smith")] {
        book.put(known(name, role, "").into());
    }
    let check = |line: &str, expect: &str| assert_eq!(said(line, None, &book), expect, "{line}");
    check("bob", "K Bob Marsh");
    check("Bob; wants his van back", "K Bob Marsh");
    check("Bob, plumber", "P Bob");
    check("Ana; hi", "S Ana Kim, Ana Ruiz");
    check("Ana, pastry chef; hi", "K Ana Ruiz");
    check("Ana @ Forno; hi", "K Ana Ruiz");
    check("Ana @ Bank; hi", "P Ana");
    check("Ida, florist", "K Ida Voss");
    check("Ida, smith; hi", "K Ida Beck");
    check("Kim; hi", "K Kim Lee");
    check("Marsh; hi", "S Bob Marsh");
    check("Ana + Bob; hi", "S Ana Kim, Ana Ruiz");
    check("Ana <ana@new.example>", "P Ana");
    check("Bobby; hi", "P Bobby");
}

#[test]
fn where_people_meet_half_a_name_may_be_that_of_somebody_new() {
    let mut book = world();
    let id = EventId::new("breakfast");
    let day = now().today();
    let attendee = |name: &str, person: &str| crate::domain::Attendee {
        name: name.into(),
        person: PersonId::new(person),
        ..Default::default()
    };
    let attendees =
        vec![attendee("Tom Berg", "tom-berg"), attendee("Lee Wong", ""), attendee("Lee Chan", "")];
    let event = crate::domain::Event { id: id.clone(), date: Some(day), attendees, ..Default::default() };
    book.put(event.into());
    let check = |line: &str, expect: &str| assert_eq!(said(line, Some(&id), &book), expect, "{line}");
    check("Tom; hi", "K Tom Berg");
    check("Bob; hi", "S Bob Marsh");
    check("Lee; hi", "S Lee Wong, Lee Chan");
    check("Bob, plumber", "P Bob");
}

#[test]
fn a_line_that_waited_becomes_what_it_says_of_whom_is_chosen() {
    let book = world();
    let now = now();
    let scene = Scene { book: &book, names: None, now: &now, event: None, selected: None };
    let sorted = |line: &str, who: Who| {
        let mut book = book.clone();
        let at = Some(now.stamp());
        let note = Note {
            id: NoteId::new("n1"),
            at,
            line: line.into(),
            text: format!("{line} (Ana?)"),
            ..Note::default()
        };
        let waits = book.edit_me(|me| me.notes.push(note.clone())).unwrap();
        book.apply(&Change::new("to sort").with(waits));
        let change = sorted(&book, None, (&note, &who), &now, &mut IdMaker::new(1)).unwrap();
        let before = book.clone();
        book.apply(&change);
        assert!(book.me().notes.is_empty(), "it waits no more");
        let person = match &change.edits[0].after {
            Some(Record::Person(person)) => person.clone(),
            other => panic!("{other:?}"),
        };
        let kept = person.notes.last().unwrap();
        assert_eq!((kept.line.as_str(), kept.at), (line.trim_start_matches("- "), at));
        assert_eq!(kept.id, note.id);
        book.apply(&change.invert());
        assert_eq!(book.record(&Key::Me), before.record(&Key::Me), "one undo takes it back");
        format!("{} | {} | {}", person.name, person.needs.join(","), kept.text)
    };
    let ana = || Who::Known(PersonId::new("ana-ruiz"));
    assert_eq!(sorted("Ana; needs a van", ana()), "Ana Ruiz | a van | ");
    assert_eq!(sorted("- Ana Ruiz; needs a van", ana()), "Ana Ruiz | a van | ");
    assert_eq!(sorted("; needs a van", ana()), "Ana Ruiz | a van | ");
    assert_eq!(sorted("needs a van", Who::New("Zoe".into())), "Zoe | a van | ");
    assert_eq!(sorted("Lunch with Sam", Who::New("Sam".into())), "Sam |  | Lunch with Sam");
    assert_eq!(sorted("Lunch with Ana; nice", ana()), "Ana Ruiz |  | Lunch with Ana; nice");
    assert_eq!(sorted("Ana Kim; hi", ana()), "Ana Ruiz |  | Ana Kim; hi");
    assert_eq!(sorted("Lunch lady; needs a van", Who::New("Lunch lady".into())), "Lunch lady | a van | ");
    let may_be = |line: &str| {
        let names: Vec<String> =
            candidates(line, &scene).iter().map(|who| who.name(&book).to_owned()).collect();
        names.join(", ")
    };
    assert_eq!(may_be("Lunch with Bob"), "Bob Marsh");
    assert_eq!(may_be("Introduce Bob to Ana"), "Bob Marsh, Ana Kim, Ana Ruiz");
    assert_eq!(may_be("Introduce Tom Berg to Ana Ruiz"), "Tom Berg, Ana Ruiz");
    assert_eq!(may_be("milk"), "");
}

#[test]
fn somebody_new_is_called_by_a_name_and_never_by_a_sentence() {
    let (book, now) = (Book::default(), now());
    let scene = Scene { book: &book, names: None, now: &now, event: None, selected: None };
    for (line, name) in [
        ("Ana says hi", "Ana"),
        ("Ana; needs a van", "Ana"),
        ("Ana Ruiz, florist; needs a van", "Ana Ruiz"),
        ("man with the dachshund; grows dahlias", "man with the dachshund"),
        ("Lunch with Zoe", "Zoe"),
        ("Zoe", "Zoe"),
        ("met tall baker, wants a website", ""),
        ("ana says hi", ""),
        ("needs a van by fri", ""),
        ("", ""),
    ] {
        assert_eq!(called(line, &scene), name, "{line}");
    }
}
