//! Lines that wait to be sorted, key by key.

use super::*;

/// The breakfast, a second Ana, and lines that came from a phone.
fn records(lines: &[&str]) -> Vec<Record> {
    let mut records = breakfast();
    records.push(Person::named(PersonId::new("ana-kim-0000"), "Ana Kim").into());
    let note = |(at, line): (usize, &&str)| Note {
        id: NoteId::new(&format!("w{at}")),
        at: Some(crate::domain::Stamp { at: "2026-05-11T18:00:00".parse().unwrap(), offset: Some(3600) }),
        text: (*line).to_owned(),
        line: (*line).to_owned(),
        ..Note::default()
    };
    let notes = lines.iter().enumerate().map(note).collect();
    records.push(Record::Me(Arc::new(Person { schema: 1, notes, ..Person::default() })));
    records
}

const LINES: &[&str] = &["- Ana; needs a van by fri", "Lunch with Tom", "; sells tea"];

fn driver(width: u16, height: u16) -> Driver {
    Driver::with(width, height, records(LINES), Theme::default())
}

#[test]
fn what_waits_is_found_and_goes_to_somebody_with_four_keys_and_comes_back_with_one() {
    for (width, height) in [(120, 40), (80, 24), (40, 20)] {
        let mut driver = driver(width, height);
        driver.shows("3 lines wait to be sorted · g s");
        driver.keys("gs").shows("Lines to sort · 3").shows("> - Ana; needs a van by fri").shows("Ana Kim?");
        driver.shows("Lunch with Tom").shows("Tom Berg?");
        driver
            .keys("<enter>")
            .shows("Whose is it?")
            .shows("> Ana Kim")
            .shows("  Ana Ruiz")
            .shows("somebody new: Ana");
        driver.keys("<down><enter>").shows("Lines to sort · 2").shows("it is with Ana Ruiz now");
        let ana = driver.person("ana-ruiz-k3f9");
        assert!(ana.needs.contains(&"a van by fri".to_owned()), "{:?}", ana.needs);
        let kept = ana.notes.last().unwrap();
        assert_eq!(
            (kept.line.as_str(), kept.at.unwrap().day()),
            ("Ana; needs a van by fri", day("2026-05-11"))
        );
        assert_eq!(driver.saved().edits.len(), 2, "one change, so that one undo takes it back");
        // A plain sentence is a note of whom it names.
        driver.keys("<enter><enter>").shows("Lines to sort · 1");
        assert_eq!(driver.person("tom-berg-x2m8").notes.last().unwrap().text, "Lunch with Tom");
        // Somebody who is typed is made.
        driver.keys("<enter>Zoe<enter>").shows("Lines to sort · 0").shows("nothing waits");
        assert!(driver.saved().edits.iter().any(|edit| matches!(&edit.after, Some(Record::Person(zoe))
            if zoe.name == "Zoe" && zoe.notes[0].text == "sells tea")));
        driver.keys("<esc>").shows("People");
    }
}

#[test]
fn one_that_is_nobodys_is_deleted_and_the_others_stay() {
    let mut driver = driver(80, 24);
    driver.keys("gsjd").shows("Lines to sort · 2").shows("deleted · u undoes").shows("sells tea");
    assert!(!driver.screen().contains("Lunch with Tom"));
    driver.keys("<esc>gk").shows("2 lines wait to be sorted");
    let mut none = Driver::breakfast(80, 24);
    none.keys("gsd<enter>y").shows("nothing waits");
}

#[test]
fn nobody_is_chosen_whose_name_is_not_in_the_line() {
    let lines = &["met tall baker, wants a website", "Zoe says hi"];
    let mut driver = Driver::with(80, 24, records(lines), Theme::default());
    let before = driver.app.shared().book.clone();
    driver.keys("gs<enter>").shows("Whose is it?").shows("  Ana Kim");
    assert!(!driver.screen().contains("somebody new"), "{}", driver.screen());
    driver.keys("<enter>").shows("Whose is it?").shows("type whose it is");
    assert_eq!(driver.app.shared().book, before);
    // The first arrow chooses the first, and what is typed the best of it.
    driver.keys("<down>").shows("> Ana Kim").keys("<down>").shows("> Ana Ruiz");
    driver.keys("tom").shows("> Tom Berg").keys("<ctrl-u><enter>").shows("type whose it is");
    driver.keys("tom<enter>").shows("it is with Tom Berg now");
    // Somebody new is offered under the name that stands in the line, and chosen by an arrow alone.
    driver.keys("<enter>").shows("  somebody new: Zoe\n".trim_end());
    driver
        .keys("<enter>")
        .shows("type whose it is")
        .keys("<down>")
        .shows("> somebody new: Zoe")
        .keys("<enter>");
    assert!(driver.saved().edits.iter().any(|edit| matches!(&edit.after, Some(Record::Person(zoe))
        if zoe.name == "Zoe" && zoe.notes[0].text == "Zoe says hi")));
}
