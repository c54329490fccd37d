//! Whole files in, verdicts out.

mod again;
mod calendars;
mod cards;
mod columns;
mod dialects;
mod documents;
mod edits;
mod encodings;
mod folder;
mod guests;
mod invitations;
mod lists;
mod marks;
mod merged;
mod mine;
mod nobody;
mod notebook;
mod odd_rows;
mod orders;
mod pages;
mod properties;
mod rules;
mod whom;

use serde_json::json;

use super::*;
use crate::domain::{Attendee, AttendeeStatus, Edit, Person, PersonId, Record};

fn event() -> EventId {
    EventId::new("makers-breakfast-q7aa")
}

fn book() -> Book {
    let mut book = Book::default();
    book.put(Event { id: event(), name: "Makers' Breakfast".into(), ..Event::default() }.into());
    let mut ana = Person::named(PersonId::new("ana-ruiz-k3f9"), "Ana Ruiz");
    ana.company = "Forno Nero".into();
    ana.emails = vec!["ana@forno.example".into()];
    book.put(ana.into());
    book
}

fn attendees(
    bytes: &[u8],
    event: &EventId,
    book: &Book,
    options: &Options,
    ids: &mut IdMaker,
) -> Result<Import, NotAList> {
    super::import(bytes, Some(event), book, options, ids)
}

fn people(bytes: &[u8], book: &Book, options: &Options, ids: &mut IdMaker) -> Result<Import, NotAList> {
    super::import(bytes, None, book, options, ids)
}

fn on_list(book: &Book) -> Vec<Attendee> {
    book.event(&event()).unwrap().attendees.clone()
}

fn import(bytes: &[u8], book: &Book) -> Import {
    attendees(bytes, &event(), book, &Options::default(), &mut IdMaker::new(1)).unwrap()
}

/// Every row.
fn listed(import: &Import) -> Vec<Row> {
    import.rows().collect()
}

/// Imports, takes the change in, and imports the same again: nothing may change.
#[track_caller]
fn taken_in(bytes: &[u8], book: &mut Book) -> Import {
    let first = import(bytes, book);
    book.apply(&first.change(book));
    let again = import(bytes, book);
    assert!(again.is_idle(), "{:#?}\nthen {:#?}", listed(&first), listed(&again));
    assert_eq!(
        again.count(Verdict::New) + again.count(Verdict::Updates) + again.count(Verdict::Doubtful),
        0,
        "{:#?}",
        listed(&again)
    );
    first
}

/// One line a row: `line verdict name | company | role | e-mails | phones`.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    check_bytes(text.as_bytes(), expected);
}

#[track_caller]
fn check_bytes(bytes: &[u8], expected: &[&str]) {
    let import = taken_in(bytes, &mut book());
    let rows: Vec<String> = import
        .rows()
        .map(|row| {
            let cells = [&row.name, &row.company, &row.role, &row.emails.join(" "), &row.phones.join(" ")];
            let cells = cells.map(String::as_str).join("|");
            format!("{} {} {}", row.row, row.verdict.as_str(), cells.trim_end_matches('|'))
        })
        .collect();
    assert_eq!(rows, expected, "{:?} {:?}", import.said, import.problems);
}

#[test]
fn addresses_that_are_none_are_named() {
    let text =
        format!("Name,Email\nAna,ana@@x.example\nTom,{}\nUma,u@x.example/v@x.example\n", "@".repeat(9_000));
    let import = import(text.as_bytes(), &book());
    let said: Vec<&str> = import.problems.iter().map(String::as_str).collect();
    assert!(said[0].starts_with("line 2: \"ana@@x.example\" is no e-mail address"), "{said:?}");
    assert!(said[1].starts_with("line 3: \"@@") && said[1].len() < 200, "{said:?}");
    assert_eq!((said.len(), listed(&import)[2].emails.len()), (2, 2));
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let import = import(b"Name,Email\nAna,nobody\nFay,\"f@x.example\nGus,g@x.example\n", &book());
    assert_eq!(import.len(), 3);
    assert!(
        import.problems.iter().any(|problem| problem.starts_with("line 3: a quote opens")),
        "{:?}",
        import.problems
    );
    assert!(
        import.problems.iter().any(|problem| problem.starts_with("line 2: \"nobody\"")),
        "{:?}",
        import.problems
    );
    let long = format!("Name,Company\nAna,{}\nTom,Web\n", "x".repeat(70_000));
    let import = taken_in(long.as_bytes(), &mut book());
    assert_eq!(
        (listed(&import)[0].verdict, listed(&import)[0].reason.as_str()),
        (Verdict::Skipped, "a cell of 68 KiB; 64 KiB is the most")
    );
    assert_eq!(listed(&import)[1].verdict, Verdict::New);
}

#[test]
fn what_is_no_list_gets_one_line() {
    let calls: [(&[u8], &str); 8] = [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (b"PK\x03\x04\0\0", "zip"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"BEGIN:VCAR\r\nVERSION:3.0\r\n", "vCard"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\n", "calendar"),
        (b"\x01\x02\x03\x00abc\x00\x00def\xff", "no text"),
        (b"[me]\nname = \"Ana Ruiz\"\n", "TOML"),
    ];
    for (bytes, word) in calls {
        let said =
            attendees(bytes, &event(), &book(), &Options::default(), &mut IdMaker::new(1)).unwrap_err().0;
        assert!(said.contains(word) && !said.contains('\n'), "{said}");
    }
    let said =
        attendees(b"Name\nAna\n", &EventId::new("gone"), &book(), &Options::default(), &mut IdMaker::new(1));
    assert!(said.unwrap_err().0.contains("no event is called gone"));
}

#[test]
fn known_people_are_linked_and_nobody_becomes_one() {
    let mut book = book();
    let import = taken_in(
        "Name,Company,Email\nana ruíz,FORNO NERO,\nAna M Ruiz,,ANA@forno.example\nAnn Other,,ana@forno.example\nAna Ruiz,Elsewhere,\n".as_bytes(),
        &mut book,
    );
    let people: Vec<String> = on_list(&book).iter().map(|attendee| attendee.person.to_string()).collect();
    assert_eq!(people, ["ana-ruiz-k3f9", "", "", ""], "{:#?}", listed(&import));
    assert_eq!(listed(&import)[0].reason, "you know Ana Ruiz (by name and company)");
    assert_eq!(listed(&import)[3].verdict, Verdict::Doubtful);
    assert_eq!(book.people().len(), 1);
    assert_eq!(import.changes(), 1);
    let mut book = super::tests::book();
    let import = taken_in(b"Name,Email\nAna Maria Ruiz,Ana@Forno.example\n", &mut book);
    assert_eq!(listed(&import)[0].reason, "you know Ana Ruiz (by e-mail, another form of the name)");
    assert_eq!(on_list(&book)[0].person, PersonId::new("ana-ruiz-k3f9"));
}

#[test]
fn a_list_that_comes_again_fills_and_changes_but_keeps_what_is_mine() {
    let mut book = book();
    taken_in(
        b"Name,Company,Role,Email\nTom Berg,Berg Web,designer,\nIda Moor,,,i@x.example\nKim Lee,,,\n",
        &mut book,
    );
    let edit = book.edit_event(&event(), |event| {
        let tom = &mut event.attendees[0];
        (tom.status, tom.why) = (AttendeeStatus::Wanted, "Ana's website".into());
    });
    book.apply(&Change::new("want").with(edit.unwrap()));
    let import = taken_in(b"Name,Company,Role,Email\nKim Lee,Acme,,\nIda Moor,Oil,chief,i@x.example\nTOM BERG,berg web,developer,tom@x.example\nNew One,,,\n", &mut book);
    let rows = listed(&import);
    let said: Vec<(Verdict, &str)> = rows.iter().map(|row| (row.verdict, row.reason.as_str())).collect();
    assert_eq!(
        said,
        [
            (Verdict::Updates, "new: company"),
            (Verdict::Updates, "new: company, role"),
            (Verdict::Updates, "new: e-mail; role now developer instead of designer"),
            (Verdict::New, "not on the list yet"),
        ]
    );
    let list = on_list(&book);
    let tom = &list[0];
    assert_eq!(
        (tom.name.as_str(), tom.company.as_str(), tom.role.as_str(), tom.email.as_str()),
        ("Tom Berg", "Berg Web", "developer", "tom@x.example")
    );
    assert_eq!((&tom.status, tom.why.as_str()), (&AttendeeStatus::Wanted, "Ana's website"));
    assert_eq!(list.len(), 4);
}

#[test]
fn the_same_twice_in_a_file_is_one() {
    let mut book = book();
    let import = taken_in(
        b"Project,Name,Company,GitHub,Email\nA,Kai Lund,Ex,kai,\n,Kai  LUND,ex,kai,k@x.example\nB,Kai Lund,Other,kai9,\n,Kai Lund,Ex,another,\n,,,,k@x.example\n",
        &mut book,
    );
    let rows = listed(&import);
    let said: Vec<(Verdict, &str)> = rows.iter().map(|row| (row.verdict, row.reason.as_str())).collect();
    assert_eq!(
        said,
        [
            (Verdict::New, "not on the list yet"),
            (Verdict::Same, "as row 2; adds e-mail"),
            (Verdict::Doubtful, "same name as row 2, but another company, address or page"),
            (Verdict::Doubtful, "same name as row 2, but another company, address or page"),
            (Verdict::Same, "as row 2"),
        ]
    );
    assert_eq!(on_list(&book).len(), 3);
}

#[test]
fn the_users_word_outranks_looking() {
    let options = Options {
        encoding: Some("windows-1251".into()),
        delimiter: Some(':'),
        header: Some(0),
        columns: vec![
            ("1".into(), "company".into()),
            ("2".into(), "name".into()),
            ("3".into(), "ignore".into()),
        ],
        ..Options::default()
    };
    let read = |options: &Options| {
        attendees(b"A:B\xfc:x@y.example\n", &event(), &book(), options, &mut IdMaker::new(1))
    };
    let row = listed(&read(&options).unwrap())[0].clone();
    assert_eq!((row.company.as_str(), row.name.as_str(), row.emails.len()), ("A", "Bь", 0));
    for (column, field, word) in [
        ("1", "boss", "no column can be"),
        ("0", "name", "no column is called"),
        ("Firm", "name", "no column is called"),
    ] {
        let columns = vec![(column.to_owned(), field.to_owned())];
        assert!(read(&Options { columns, ..options.clone() }).unwrap_err().0.contains(word));
    }
    assert!(read(&Options { header: Some(9), ..options }).unwrap_err().0.contains("line 9"));
}

#[test]
fn columns_by_their_header_and_as_they_were_chosen_before() {
    // A column of names needs no word for it, when another says who they are.
    let kim = people(
        "Kto,E-Mail\nKim Lee,k@x.example\nIda Moor,i@x.example\n".as_bytes(),
        &Book::default(),
        &Options::default(),
        &mut IdMaker::new(1),
    )
    .unwrap();
    assert_eq!(listed(&kim)[1].name, "Ida Moor");
    let text = b"Wer,Wo,Needs,Rang\nAna Ruiz,Forno,website; a till,baker\n";
    let read = |options: &Options| people(text, &Book::default(), options, &mut IdMaker::new(1)).unwrap();
    let chosen = Options {
        header: Some(1),
        columns: [("wer", "name"), ("Wo", "company"), ("4", "role")]
            .map(|(one, other)| (one.into(), other.into()))
            .into(),
        ..Options::default()
    };
    let first = read(&chosen);
    let row = &listed(&first)[0];
    assert_eq!((row.name.as_str(), row.company.as_str(), row.role.as_str()), ("Ana Ruiz", "Forno", "baker"));
    let table = first.table.clone().unwrap();
    let fields: Vec<&str> = table.columns.iter().map(|column| column.field).collect();
    assert_eq!(fields, ["name", "company", "needs", "role"]);
    assert_eq!(
        (table.columns[0].name.as_str(), &table.columns[0].samples[..]),
        ("Wer", &["Ana Ruiz".to_owned()][..])
    );
    let Some(Edit { after: Some(Record::Person(ana)), .. }) = first.edits(&Book::default()).next() else {
        panic!("a person")
    };
    assert_eq!(ana.needs, ["website", "a till"]);
    let remembered = BTreeMap::from([(table.signature, "1=name 2=company 4=role 9=boss".to_owned())]);
    let again = read(&Options { header: Some(1), remembered, ..Options::default() });
    assert_eq!(
        (&listed(&again), again.said.last().unwrap().as_str()),
        (&listed(&first), "columns as you chose them for such a list")
    );
}

#[test]
fn whoever_watches_may_stop_it() {
    let text = "Name\n".to_owned() + &"Ana Ruiz\n".repeat(2_000);
    let heard = std::cell::RefCell::new(Vec::new());
    let read = |most: usize| {
        let watch = |done: usize, all: usize| {
            heard.borrow_mut().push((done, all));
            done < most
        };
        import_watched(
            text.clone().into_bytes(),
            None,
            &Book::default(),
            &Options::default(),
            &mut IdMaker::new(1),
            &watch,
        )
    };
    assert_eq!(read(600).unwrap_err().0, "cancelled; nothing was kept");
    assert_eq!(heard.borrow().last(), Some(&(1024, 2000)));
    assert!(read(1_900).is_err(), "the last look is at the end");
    assert!(read(9_000).is_ok());
}

fn persons(bytes: &[u8], book: &mut Book) -> Import {
    let import = people(bytes, book, &Options::default(), &mut IdMaker::new(3)).unwrap();
    book.apply(&import.change(book));
    let again = people(bytes, book, &Options::default(), &mut IdMaker::new(3)).unwrap();
    assert!(again.is_idle(), "{:#?}\nthen {:#?}", listed(&import), listed(&again));
    import
}

#[test]
fn contacts_become_people_or_add_to_those_i_know() {
    let mut book = book();
    let import = persons(
        b"Name,Company,Job Title,Email,Phone,LinkedIn,Notes,Labels\nAna Ruiz,Other,baker,ana@forno.example,+44 20,,likes tea,Conf\nTom Berg,Web,,tom@x.example,,in/tom,,\nTom Berg,Web,dev,tom@x.example,,in/tom,,\nTom Berg,Print,,,,,,\n,Hotel,,,+43 1,,,\n,,,,,,x,\nA B,,,s@x.example,,,,\nC D,,,s@x.example,,,,\n",
        &mut book,
    );
    let rows = listed(&import);
    let said: Vec<(Verdict, &str)> = rows.iter().map(|row| (row.verdict, row.reason.as_str())).collect();
    assert_eq!(
        said,
        [
            (
                Verdict::Updates,
                "Ana Ruiz (by e-mail): adds role, phone, tag, note; keeps in a note: company Other; yours stays: company"
            ),
            (Verdict::New, "nobody you know yet"),
            (Verdict::Same, "as row 3; adds role"),
            (Verdict::Doubtful, "same name as row 3, but another company, address or page"),
            (Verdict::Doubtful, "no name; the company stands for it"),
            (Verdict::Skipped, "nobody named in it"),
            (Verdict::New, "nobody you know yet"),
            (Verdict::New, "nobody you know yet; shares the e-mail address of row 8"),
        ]
    );
    let ana = book.person(&PersonId::new("ana-ruiz-k3f9")).unwrap();
    assert_eq!(
        (ana.company.as_str(), ana.role.as_str(), ana.notes[0].text.as_str()),
        ("Forno Nero", "baker", "likes tea")
    );
    assert_eq!(book.people().len(), 6);
    assert_eq!(import.changes(), 6);
    assert_eq!(import.what("lists/guests.csv"), "import of guests.csv: 3 new, 1 updated, 2 doubtful");
    assert_eq!(import.what("lists/people/"), "import of people: 3 new, 1 updated, 2 doubtful");
}

#[test]
fn a_report_has_the_agreed_form() {
    let import = import(b"Name,Email\nTom Berg,tom@x.example\n", &book());
    assert_eq!(
        row_document(&listed(&import)[0]),
        json!({
            "name": "Tom Berg", "emails": ["tom@x.example"], "phones": [], "company": "", "role": "",
            "verdict": "new", "reason": "not on the list yet", "row": 2,
        })
    );
    assert!(import.problems.is_empty());
    assert_eq!(import.summary(), "1 new");
    assert_eq!(import.said, ["UTF-8, comma", "header in line 1", "name from Name; e-mail from Email"]);
}

#[test]
fn a_list_too_long_for_one_event_stays_out_whole() {
    let mut book = book();
    taken_in(b"Name,Role\nKim Lee,cook\n", &mut book);
    let merged = |text: &[u8], most: usize| {
        let on = book.event(&event()).unwrap();
        let Ok(Read::Rows { source, said, problems, .. }) =
            read(text.to_vec(), Kind::Table, &Options::default(), &|_| None)
        else {
            panic!("a table")
        };
        let known = known::Known::new(&book);
        let attendees::Merged { said: rows, refused, .. } =
            attendees::merge(on, &source, &known, most, &|_, _| true).unwrap();
        let change = Change::new("import");
        Import::new(Rows::Found(source, rows), said, problems, change.into()).unless(refused)
    };
    let import = merged(b"Name,Role\nKim Lee,cook\nIda Moor,\nTom Berg,\n", 200);
    let why = import.refused.as_ref().unwrap();
    assert!(why.starts_with("line 4: the list of Makers' Breakfast would grow past 1 MiB"), "{why}");
    assert_eq!((import.problems.last(), import.summary().as_str()), (Some(why), "1 same, 2 skipped"));
    assert!(listed(&import)[1..].iter().all(|row| row.reason == WHOLE_FILE));
    assert_eq!(merged(b"Name,Role\nKim Lee,cook\nIda Moor,\nTom Berg,\n", 300).refused, None);
    // Nor may somebody who stands there outgrow it; but a list that is too long already may stay as it is.
    let longer = format!("Name,Role\nKim Lee,{}\n", "x".repeat(200));
    assert!(merged(longer.as_bytes(), 200).refused.is_some());
    assert_eq!(merged(b"Name,Role\nKim Lee,cook\n", 10).refused, None);
}

#[test]
fn a_file_of_more_rows_than_are_read_is_refused() {
    let text = format!("Name\n{}", "a\n".repeat(cells::MAX_ROWS));
    let said = attendees(text.as_bytes(), &event(), &book(), &Options::default(), &mut IdMaker::new(1))
        .unwrap_err()
        .0;
    assert!(said.contains("line 200001 ") && said.contains("split it above that line"), "{said}");
}

#[test]
fn one_person_on_many_rows_keeps_so_many_values() {
    let rows: Vec<String> = (0..100).map(|at| format!("Tom Berg,t@x.example,+44 {at:03}")).collect();
    let mut book = book();
    let text = format!("Name,Email,Phone\n{}", rows.join("\n"));
    let import = people(text.as_bytes(), &book, &Options::default(), &mut IdMaker::new(1)).unwrap();
    assert_eq!(listed(&import)[1].reason, "as row 2; adds phone");
    assert_eq!(listed(&import)[99].reason, "as row 2; phone left out, 64 of one person are the most");
    book.apply(&import.change(&book));
    assert_eq!(book.people().find(|person| person.name == "Tom Berg").unwrap().phones.len(), 64);
    let again = people(text.as_bytes(), &book, &Options::default(), &mut IdMaker::new(2)).unwrap();
    assert!(again.is_idle());
}

#[test]
fn a_row_with_an_address_alone_takes_nobodys_place_the_second_time() {
    let first = "Name,Company,Role,Email\nIda Moor,,,\nTom Berg,Tom Berg,Tom Berg,ana@forno.example\nBo,,,ana@forno.example\n";
    let second = "Name,Company,Role,Email\nIda Moor,,,\n,Tom Berg,Ana Ruiz,ana@forno.example\nTom Berg,Tom Berg,Ana Ruiz,\n";
    let mut book = book();
    for text in [first, second] {
        let read = import(text.as_bytes(), &book);
        book.apply(&read.change(&book));
    }
    assert!(import(second.as_bytes(), &book).is_idle());
}
