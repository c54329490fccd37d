//! Pages of Markdown, ours and those of other notebooks.

use proptest::prelude::*;

use super::*;
use crate::domain::{Favour, FollowUp, FollowUpId, Met, Note, NoteId, NoteKind};

fn ana() -> Person {
    let day = |text: &str| Day(text.parse().unwrap());
    let note = |id: &str, at: &str, text: &str| Note {
        id: NoteId::new(id),
        at: Some(crate::domain::Stamp { at: at.parse().unwrap(), offset: Some(3600) }),
        text: text.into(),
        ..Note::default()
    };
    Person {
        role: "chef: \"the\" one".into(),
        company: "Forno # Nero".into(),
        emails: vec!["ana@forno.example".into(), "a@x.example".into()],
        phones: vec!["+34 600 111 222".into()],
        links: vec!["https://forno.example/[ana]".into()],
        tags: vec!["two words".into(), "baker".into()],
        industry: "food".into(),
        face: "red *scarf*".into(),
        needs: vec!["an oven; a big one".into(), "# flour".into()],
        offers: vec!["bread".into()],
        goals: vec!["a second shop".into()],
        circles: vec!["guild".into()],
        cadence: "3 months".into(),
        met: Some(Met { on: Some(day("2026-08-06")), ..Met::default() }),
        notes: vec![
            Note {
                kind: NoteKind::Lesson,
                ..note("n1", "2026-08-06T19:30:00", "one\n## two\n- three  _four_")
            },
            note("n2", "2026-08-07T08:00:00", "### 2026-01-01"),
            Note {
                text: String::new(),
                line: "*Ana offers bread".into(),
                ..note("n3", "2026-08-08T08:00:00", "")
            },
        ],
        follow_ups: vec![
            FollowUp {
                id: FollowUpId::new("u1"),
                what: "send (the) recipe".into(),
                due: Some(day("2026-12-01")),
                ..FollowUp::default()
            },
            FollowUp { id: FollowUpId::new("u2"), what: "call".into(), ..FollowUp::default() },
        ],
        favours: vec![Favour { what: "found a baker".into(), ..Favour::default() }],
        ..Person::named(PersonId::new("ana-ruiz-k3f9"), "Ana \"A\" Ruiz, PhD")
    }
}

#[test]
fn a_page_of_ours_brings_its_person_back() {
    let mut mine = Book::default();
    mine.put(ana().into());
    let (_, page) = markdown_pages(&mine).remove(0);
    // Among mine nothing is new.
    let again = people(page.as_bytes(), &mine, &Options::default(), &mut IdMaker::new(1)).unwrap();
    assert!(again.is_idle(), "{again:?}");
    let mut empty = Book::default();
    let import = persons(page.as_bytes(), &mut empty);
    assert_eq!((listed(&import)[0].verdict, import.problems.len()), (Verdict::New, 0), "{import:?}");
    let back = Person::clone(empty.people().next().unwrap());
    let words = |person: &Person| -> Vec<String> {
        let mut words: Vec<String> = person
            .notes
            .iter()
            .map(|note| {
                format!(
                    "{:?} {} {:?}",
                    note.at.map(crate::domain::Stamp::day),
                    note.kind.as_str(),
                    note.words().split_whitespace().collect::<Vec<_>>()
                )
            })
            .collect();
        words.sort();
        words
    };
    assert_eq!(words(&back), words(&ana()));
    let due = |person: &Person| -> Vec<_> {
        person.follow_ups.iter().map(|one| (one.what.clone(), one.due)).collect()
    };
    assert_eq!(due(&back), due(&ana()));
    // A page has no favours; a tag has no blanks there.
    let tags = vec!["two-words".to_owned(), "baker".to_owned()];
    let expect = Person {
        id: back.id.clone(),
        notes: back.notes.clone(),
        follow_ups: back.follow_ups.clone(),
        favours: Vec::new(),
        tags,
        ..ana()
    };
    assert_eq!(back, expect);
}

#[test]
fn pages_of_other_notebooks() {
    let check = |page: &str, expect: &[&str]| {
        let import = persons(page.as_bytes(), &mut Book::default());
        let rows: Vec<String> = import
            .rows()
            .map(|row| {
                let cells =
                    [&row.name, &row.company, &row.role, &row.emails.join(" "), &row.phones.join(" ")];
                format!("{} {} {}", row.row, row.verdict.as_str(), cells.map(String::as_str).join("|"))
            })
            .collect();
        assert_eq!(rows, expect, "{:?}", import.problems);
    };
    check(
        "---\ntags: [person, \"baker\"]\naliases: Ani\ncompany: \"[[Forno Nero]]\"\nemail: ana@forno.example # work\nphone:\n- '+34 600'\n---\n\n# Ana Ruiz\n\nMet at the fair.\n",
        &["1 new Ana Ruiz|Forno Nero||ana@forno.example|+34 600"],
    );
    check(
        "---\r\nName: Tom Berg\r\nFirma: Berg GmbH\r\nFunktion: Inhaber\r\n---\r\nText\r\n---\r\nname: Zoë\r\nemails: [z@x.example, y@x.example]\r\n---\r\n",
        &["1 new Tom Berg|Berg GmbH|Inhaber||", "7 new Zoë|||z@x.example y@x.example|"],
    );
    check("---\nemail: a@x.example\n---\n", &["1 doubtful |||a@x.example|"]);
}

#[test]
fn pages_about_nobody() {
    for page in [
        "---\ntitle: My first post\ndate: 2026-01-01\ntags: [bread]\n---\n\n# My first post\n\nHello.\n",
        "---\nkey: value\n---\n",
        "# Ana Ruiz\n\nBaker, Forno\n\n## Needs\n\n- flour\n\n---\n\n# Tom\n",
    ] {
        let why = people(page.as_bytes(), &Book::default(), &Options::default(), &mut IdMaker::new(1))
            .unwrap_err()
            .0;
        assert!(why.starts_with("nothing to import: ") && !why.contains('\n'), "{why}");
    }
}

proptest! {
    #[test]
    fn what_looks_like_a_page_is_read_or_refused_and_twice_is_idle(body in "(---\n|email: a@x\\.example\n|name: \"A\\\\\"\n|- \\[ \\] x \\(due 2026-01-01\\)\n|## (Notes|To do|Needs)\n|### 2026-01-01, talk\n|\\\\|# é\n|aliases:\n|  - b\n|id: x\n|\n){0,24}") {
        let mut book = Book::default();
        let page = format!("---\n{body}");
        if let Ok(import) = people(page.as_bytes(), &book, &Options::default(), &mut IdMaker::new(1)) {
            book.apply(&import.change(&book));
            let again = people(page.as_bytes(), &book, &Options::default(), &mut IdMaker::new(2)).unwrap();
            prop_assert!(again.is_idle(), "{page}\n{again:?}");
        }
    }
}
