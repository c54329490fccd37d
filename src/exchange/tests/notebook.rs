//! Pages that mingle wrote and somebody edited in a notebook.

use super::*;
use crate::domain::{FollowUp, FollowUpId, Met, Note, NoteId, NoteKind, Stamp};

const TODAY: &str = "2026-11-22";

fn day(text: &str) -> Day {
    Day(text.parse().unwrap())
}

fn note(id: &str, on: &str, text: &str) -> Note {
    let at = Some(Stamp { at: day(on).0.at(19, 30, 0, 0), offset: Some(3600) });
    Note { id: NoteId::new(id), at, text: text.into(), ..Note::default() }
}

fn ana() -> Person {
    Person {
        role: "pastry chef".into(),
        company: "Forno Nero".into(),
        emails: vec!["ana@forno.example".into()],
        tags: vec!["food".into()],
        face: "red scarf".into(),
        needs: vec!["website".into(), "flour".into()],
        met: Some(Met { on: Some(day("2026-05-12")), ..Met::default() }),
        notes: vec![
            note("n4k2", "2026-05-12", "lost her first shop\n\nin the flood"),
            Note { kind: NoteKind::Lesson, ..note("n7aa", "2026-06-01", "charge for the box") },
        ],
        follow_ups: vec![FollowUp {
            id: FollowUpId::new("u2b7"),
            due: Some(day("2026-05-26")),
            what: "ask how it went".into(),
            done: None,
            ..FollowUp::default()
        }],
        ..Person::named(PersonId::new("ana-ruiz-k3f9"), "Ana Ruiz")
    }
}

fn book() -> Book {
    let mut book = Book::default();
    book.put(ana().into());
    book
}

fn page(book: &Book) -> String {
    markdown_pages(book).remove(0).1
}

fn read(page: &str, book: &Book) -> Import {
    let options = Options { today: Some(day(TODAY)), ..Options::default() };
    people(page.as_bytes(), book, &options, &mut IdMaker::new(7)).unwrap()
}

/// Edits Ana's page, imports it, and says what became of her; the second import is idle, and so is that of the next export.
#[track_caller]
fn edited(mut book: Book, page_before: &str, edit: impl Fn(&str) -> String) -> (Person, String) {
    let text = edit(page_before);
    assert_ne!(text, page_before, "the edit did nothing");
    let import = read(&text, &book);
    let row = import.rows().next().unwrap();
    book.apply(&import.change(&book));
    assert_eq!(book.people().len(), 1);
    let again = read(&text, &book);
    assert!(again.is_idle(), "{text}\n{again:?}");
    assert!(read(&page(&book), &book).is_idle());
    let ana = Person::clone(book.people().next().unwrap());
    (ana, format!("{}: {}", row.verdict.as_str(), row.reason))
}

#[track_caller]
fn check(edit: impl Fn(&str) -> String, expect: Person, said: &str) {
    let (ana, reason) = edited(book(), &page(&book()), edit);
    let named = |mut person: Person| {
        // New notes have ids of chance.
        person.notes.iter_mut().skip(2).for_each(|note| note.id = NoteId::default());
        person.follow_ups.iter_mut().skip(1).for_each(|one| one.id = FollowUpId::default());
        person
    };
    assert_eq!(named(ana), named(expect));
    assert_eq!(reason, said);
}

fn with_notes(texts: &[&str]) -> Person {
    let mut ana = ana();
    ana.notes.extend(texts.iter().map(|text| Note { text: (*text).into(), ..Note::default() }));
    ana
}

#[test]
fn what_mingle_wrote_is_nothing_new() {
    let text = page(&book());
    assert!(text.contains("\nin the flood ^n4k2\n") && text.contains("\nmingle: \""), "{text}");
    assert!(read(&text, &book()).is_idle());
    assert!(read(&text.replace('\n', "\r\n"), &book()).is_idle());
    // An older page takes nothing back.
    let mut newer = book();
    let ana = Person {
        company: "Bread & Co".into(),
        needs: vec!["oven".into()],
        notes: vec![note("n4k2", "2026-05-12", "lost her second shop")],
        ..ana()
    };
    newer.put(ana.into());
    let import = read(&text, &newer);
    assert!(import.is_idle(), "{import:?}");
}

#[test]
fn text_below_becomes_a_note() {
    let hates = with_notes(&["She hates cilantro.", "Ideas\n- a *shop* in `Soho`\n\n  with an oven"]);
    check(
        |page| format!("{page}\nShe hates cilantro.\n\n## Ideas\n\n- a *shop* in `Soho`\n\n  with an oven\n"),
        Person { notes: hates.notes.iter().map(squashed).collect(), ..hates.clone() },
        "updates: Ana Ruiz (the same record): adds note",
    );
    check(
        |page| page.replace("# Ana Ruiz\n", "# Ana Ruiz\n\nShe hates cilantro.\n---\nor: so she says\n"),
        with_notes(&["She hates cilantro.\n---\nor: so she says"]),
        "updates: Ana Ruiz (the same record): adds note",
    );
    check(
        |page| page.replace("- website\n", "- website\n\nNot the old one.\n\n"),
        with_notes(&["Not the old one."]),
        "updates: Ana Ruiz (the same record): adds note",
    );
    check(
        |page| format!("{page}\n```\n## no heading\n# nor this\n```\n"),
        with_notes(&["```\n## no heading\n# nor this\n```"]),
        "updates: Ana Ruiz (the same record): adds note",
    );
}

fn squashed(note: &Note) -> Note {
    Note { text: note.text.replace("Ideas\n- a", "Ideas\n\n- a"), ..note.clone() }
}

#[test]
fn a_corrected_note_stays_one_note() {
    let mut ana = ana();
    ana.notes[0].text = "lost her second shop\n\nin the flood".into();
    check(
        |page| page.replace("her first shop", "her second shop"),
        ana,
        "updates: Ana Ruiz (the same record): note of 2026-05-12 now lost her second shop in the flood",
    );
    let mut ana = self::ana();
    ana.notes[1].kind = NoteKind::Opening;
    ana.notes[1].private = true;
    check(
        |page| page.replace("2026-06-01, lesson", "2026-06-01, opening, private"),
        ana,
        "updates: Ana Ruiz (the same record): note of 2026-06-01",
    );
    let mut ana = self::ana();
    ana.notes[1].text = "Pricing\ncharge for the box".into();
    check(
        |page| page.replace("### 2026-06-01, lesson", "### Pricing"),
        ana,
        "updates: Ana Ruiz (the same record): note of 2026-06-01 now Pricing charge for the box",
    );
}

#[test]
fn a_note_of_ones_own_under_a_heading() {
    let mut ana = ana();
    ana.notes.push(Note {
        at: Some(Stamp { at: day("2026-11-20").0.at(0, 0, 0, 0), offset: None }),
        text: "Lunch\nshe sold 5 m ^2".into(),
        ..Note::default()
    });
    check(
        |page| page.replace("## Notes\n", "## Notes\n\n### 2026-11-20, Lunch\n\nshe sold 5 m ^2\n"),
        ana,
        "updates: Ana Ruiz (the same record): adds note",
    );
}

#[test]
fn fields_that_were_edited_are_what_counts() {
    check(
        |page| {
            page.replace("company: \"Forno Nero\"", "company: Bread & Co").replace("- website", "- webshop")
        },
        Person { company: "Bread & Co".into(), needs: vec!["webshop".into(), "flour".into()], ..ana() },
        "updates: Ana Ruiz (the same record): company now Bread & Co instead of Forno Nero; needs now webshop instead of website",
    );
    check(
        |page| page.replace("# Ana Ruiz\n", "# Bea Gomez\n").replace("scarf", "hat"),
        Person { name: "Bea Gomez".into(), face: "red hat".into(), ..ana() },
        "updates: Ana Ruiz (the same record): name now Bea Gomez instead of Ana Ruiz; face now red hat instead of red scarf",
    );
    check(
        |page| page.replace("  - \"ana@forno.example\"", "  - ana@forno.example\n  - ana@home.example"),
        Person { emails: vec!["ana@forno.example".into(), "ana@home.example".into()], ..ana() },
        "updates: Ana Ruiz (the same record): adds e-mail",
    );
    check(
        |page| page.replace("role: \"pastry chef\"\n", "").replace("- website\n", ""),
        ana(),
        "same: you know Ana Ruiz (the same record); yours stays: role, needs (what is emptied in a file deletes nothing)",
    );
}

#[test]
fn what_is_to_do_is_ticked_off_and_corrected() {
    let mut ana = ana();
    ana.follow_ups[0].done = Some(day(TODAY));
    check(
        |page| page.replace("- [ ] ask", "- [x] ask"),
        ana,
        "updates: Ana Ruiz (the same record): done: ask how it went",
    );
    let mut ana = self::ana();
    ana.follow_ups[0].due = Some(day("2026-12-01"));
    check(
        |page| page.replace("due 2026-05-26", "due 2026-12-01"),
        ana,
        "updates: Ana Ruiz (the same record): ask how it went: due 2026-12-01",
    );
    let mut ana = self::ana();
    ana.follow_ups[0].what = "ask how the fair went".into();
    ana.follow_ups.push(FollowUp { what: "send flour".into(), ..FollowUp::default() });
    check(
        |page| {
            page.replace(
                "ask how it went (due 2026-05-26)",
                "ask how the fair went (due 2026-05-26)\n- [ ] send flour",
            )
        },
        ana,
        "updates: Ana Ruiz (the same record): to do ask how the fair went instead of ask how it went; adds follow-up",
    );
}

#[test]
fn both_sides_changed_and_both_stay() {
    let mut newer = book();
    let mine = Person {
        company: "Bread & Co".into(),
        role: "owner".into(),
        needs: vec!["flour".into(), "oven".into()],
        notes: vec![
            note("n4k2", "2026-05-12", "lost her second shop"),
            Note { kind: NoteKind::Lesson, ..note("n7aa", "2026-06-01", "charge for the box") },
        ],
        ..ana()
    };
    newer.put(mine.clone().into());
    let (after, said) = edited(newer, &page(&book()), |page| {
        page.replace("role: \"pastry chef\"", "role: baker").replace("charge for", "never give away")
            + "\nSo.\n"
    });
    let mut expect = Person { role: "baker".into(), ..mine };
    expect.notes[1].text = "never give away the box".into();
    expect.notes.push(Note { id: after.notes[2].id.clone(), text: "So.".into(), ..Note::default() });
    assert_eq!(after, expect, "{said}");
}

#[test]
fn keys_that_are_not_mingles_are_named() {
    let text = page(&book()).replace("---\n\n", "birthday: 1980-02-03\ncssclasses: [wide]\n---\n\n");
    let import = read(&text, &book());
    assert!(import.is_idle(), "{import:?}");
    let said = "not used: birthday, cssclasses; an export to the same folder leaves them on the page";
    assert!(import.said.iter().any(|line| line == said), "{:?}", import.said);
}

#[test]
fn a_page_without_its_marks_is_read_too() {
    let plain = |page: &str| {
        let lines: Vec<&str> = page.lines().filter(|line| !line.starts_with("mingle: ")).collect();
        lines.join("\n") + "\n"
    };
    assert!(read(&plain(&page(&book())), &book()).is_idle(), "{:?}", read(&plain(&page(&book())), &book()));
    check(
        |page| plain(page).replace("her first", "her second") + "\nSo.\n",
        {
            let mut ana = with_notes(&["So."]);
            ana.notes[0].text = "lost her second shop\n\nin the flood".into();
            ana
        },
        "updates: Ana Ruiz (the same record): note of 2026-05-12 now lost her second shop in the flood; adds note",
    );
}

#[test]
fn the_text_of_other_notebooks_comes_along() {
    let text = "---\nemail: tom@berg.example\nbirthday: 1980-02-03\n---\n# Tom Berg\n\nMet at the *fair*.\n\n## Talks\n\n- bread\n";
    let mut book = Book::default();
    let import = persons(text.as_bytes(), &mut book);
    assert!(import.said.iter().any(|line| line == "not used: birthday"), "{:?}", import.said);
    let tom = book.people().next().unwrap();
    let notes: Vec<&str> = tom.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(notes, ["Met at the *fair*.", "Talks\n\n- bread"]);
    assert!(read(text, &book).is_idle());
}

/// A page as mingle wrote it before pages carried marks.
fn older(page: &str) -> String {
    let lines: Vec<&str> = page.lines().filter(|line| !line.starts_with("mingle: ")).collect();
    lines.join("\n") + "\n"
}

#[test]
fn an_older_page_is_read_against_what_mingle_would_write_today() {
    let mut done = ana();
    done.follow_ups[0].done = Some(day(TODAY));
    check(
        |page| older(page).replace("- [ ] ask", "- [x] ask"),
        done,
        "updates: Ana Ruiz (the same record): done: ask how it went",
    );
    check(
        |page| older(page).replace("# Ana Ruiz\n", "# Ana Gomez\n"),
        Person { name: "Ana Gomez".into(), ..ana() },
        "updates: Ana Ruiz (the same record): name now Ana Gomez instead of Ana Ruiz",
    );
    // Lines that begin as mingle's do, and are not.
    check(
        |page| older(page).replace("# Ana Ruiz\n", "# Ana Ruiz\n\nMet her twins too.\nKnows everybody.\n"),
        with_notes(&["Met her twins too.\nKnows everybody."]),
        "updates: Ana Ruiz (the same record): adds note",
    );
    check(
        |page| older(page).replace("### 2026-06-01, lesson", "### 2026-06-01, Pricing, lesson"),
        {
            let mut ana = ana();
            ana.notes[1].text = "Pricing\ncharge for the box".into();
            ana
        },
        "updates: Ana Ruiz (the same record): note of 2026-06-01 now Pricing charge for the box",
    );
    // What was done before is history, and what mingle changed since is its own.
    let mut newer = ana();
    newer.follow_ups[0].done = Some(day("2026-06-01"));
    newer.knows = vec![PersonId::new("gone-1")];
    let mut before = book();
    before.put(newer.clone().into());
    let ticked = older(&page(&before));
    assert!(ticked.contains("- [x] ask how it went") && ticked.contains("Knows somebody not found"));
    assert!(read(&ticked, &before).is_idle(), "{:?}", read(&ticked, &before));
    newer.knows.clear();
    before.put(newer.into());
    assert!(read(&ticked, &before).is_idle(), "{:?}", read(&ticked, &before));
}

#[test]
fn a_page_whose_id_was_taken_out_says_nothing_new() {
    for page in [page(&book()), older(&page(&book()))] {
        let bare = page.replace("id: \"ana-ruiz-k3f9\"\n", "");
        assert_ne!(bare, page);
        let mut mine = book();
        let import = persons(bare.as_bytes(), &mut mine);
        let ana = mine.person(&PersonId::new("ana-ruiz-k3f9")).unwrap();
        // Nobody can say any more that it is not somebody's own notebook that tells where they met.
        let told = if bare.contains("mingle: ") { vec![] } else { vec!["Met on 2026-05-12"] };
        let notes: Vec<&str> = ana.notes.iter().skip(2).map(|note| note.text.as_str()).collect();
        assert_eq!((mine.people().len(), notes), (1, told), "{:?}", listed(&import));
    }
}

#[test]
fn what_is_to_do_is_seen_wherever_it_stands() {
    let mut ana = ana();
    ana.follow_ups.push(FollowUp {
        what: "send (the) invoice".into(),
        due: Some(day("2026-12-01")),
        ..FollowUp::default()
    });
    for (place, with) in [
        ("# Ana Ruiz\n", "# Ana Ruiz\n\n- [ ] send (the) invoice (due 2026-12-01)\n"),
        ("# Ana Ruiz\n", "# Ana Ruiz\n\n- [ ] send (the) invoice 📅 2026-12-01\n"),
        ("- website\n", "- website\n* [ ] send (the) invoice (due 2026-12-01)\n"),
        ("lost her first", "- [ ] send (the) invoice (due 2026-12-01)\nlost her first"),
    ] {
        check(
            |page| page.replace(place, with),
            ana.clone(),
            "updates: Ana Ruiz (the same record): adds follow-up",
        );
    }
    let mut after = book();
    after.put(ana.clone().into());
    // Ticked there later, and text that is no task.
    let (done, said) =
        edited(after, &page(&book()), |page| format!("{page}\n- [x] send (the) invoice\n- [ ]\n"));
    assert_eq!(done.follow_ups[1].done, Some(day(TODAY)), "{said}");
    assert_eq!(done.notes[2].text, "- [ ]", "{said}");
    check(
        |page| page.replace("her first", "her [ ] - [x] first"),
        {
            let mut ana = self::ana();
            ana.notes[0].text = "lost her [ ] - [x] first shop\n\nin the flood".into();
            ana
        },
        "updates: Ana Ruiz (the same record): note of 2026-05-12 now lost her [ ] - [x] first shop in the flo...",
    );
    let others = "---\nemail: tom@berg.example\n---\n# Tom Berg\n\n## Plans\n\n- [ ] call him\n\n## Tasks\n\n- [ ] send it\n- [x] find him\n\n## Old\n\n- [x] met\n";
    let mut book = Book::default();
    let import = read(others, &book);
    book.apply(&import.change(&book));
    let tom = book.people().next().unwrap();
    let todo: Vec<(&str, bool)> =
        tom.follow_ups.iter().map(|one| (one.what.as_str(), one.done.is_some())).collect();
    assert_eq!(todo, [("call him", false), ("send it", false), ("find him", true)]);
    let notes: Vec<&str> = tom.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(notes, ["Old\n\n- [x] met"]);
    assert!(read(others, &book).is_idle());
    // Another list of things to do is not taken for the first one.
    let import = read(&others.replace("- [ ] call him\n", "- [ ] visit him\n"), &book);
    book.apply(&import.change(&book));
    assert_eq!(book.people().next().unwrap().follow_ups.len(), 4);
}

/// A word replaced on the whole page stands in the front matter and in the line below the name: one edit, and no note.
#[test]
fn a_word_replaced_on_the_whole_page_is_one_edit() {
    let company = ana().company;
    assert!(!company.is_empty());
    let (ana, _) = edited(book(), &page(&book()), |text| text.replace(&company, "Forno Bianco"));
    assert_eq!((ana.company.as_str(), ana.notes.len()), ("Forno Bianco", self::ana().notes.len()));
}
