//! Files of mingle's own that come back with something edited: tables and cards.

use super::*;
use crate::domain::{Note, NoteId};

fn person(id: &str, name: &str) -> Person {
    Person::named(PersonId::new(id), name)
}

/// Three whom I typed in by name.
fn three() -> Book {
    let mut book = Book::default();
    for (id, name) in
        [("ana-ruiz-k3f9", "Ana Ruiz"), ("tom-berg-x2m8", "Tom Berg"), ("kim-lee-7pp2", "Kim Lee")]
    {
        book.put(person(id, name).into());
    }
    book
}

/// `name: verdict reason` of every row that is not simply the same, and the names afterwards.
#[track_caller]
fn check(mut book: Book, text: &str, said: &[&str], names: &[&str]) -> Book {
    let import = persons(text.as_bytes(), &mut book);
    let rows: Vec<String> = import
        .rows()
        .filter(|row| row.verdict != Verdict::Same || row.reason.contains("stays"))
        .map(|row| format!("{}: {} {}", row.name, row.verdict.as_str(), row.reason))
        .collect();
    assert_eq!(rows, said, "{text}");
    let mut all: Vec<&str> = book.people().map(|person| person.name.as_str()).collect();
    all.sort_unstable();
    assert_eq!(all, names);
    book
}

fn doubt(name: &str, of: &str) -> String {
    format!(
        "{name}: doubtful its id is that of {of}, whose name and addresses are others; `mingle merge` makes them one"
    )
}

#[test]
fn a_name_under_the_id_of_another() {
    let mut book = three();
    for (id, name, company, email) in [
        ("tom-berg-x2m8", "Tom Berg", "Berg & Son", "tom@berg.example"),
        ("bo-lund-77aa", "Bo Lund", "Lund", "bo@lund.example"),
        ("ida-moor-88bb", "Ida Moor", "Lund", ""),
    ] {
        let emails = if email.is_empty() { Vec::new() } else { vec![email.to_owned()] };
        book.put(Person { company: company.into(), emails, ..person(id, name) }.into());
    }
    let all = ["Ana Ruiz", "Bo Lund", "Ida Moor", "Kim Lee", "Tom Berg"];
    let sheet = |rows: &str| format!("name,company,emails,id\n{rows}");
    // Something else vouches: an address, a kindred name, the company among rows of mine.
    let renamed = |rows: &str, said: &str, names: &[&str]| {
        check(book.clone(), &sheet(rows), &[said], names);
    };
    renamed(
        "Zora Quist,,tom@berg.example,tom-berg-x2m8\n",
        "Zora Quist: updates Tom Berg (the same record): name now Zora Quist instead of Tom Berg",
        &["Ana Ruiz", "Bo Lund", "Ida Moor", "Kim Lee", "Zora Quist"],
    );
    renamed(
        "Ida Falk,Lund,,ida-moor-88bb\n",
        "Ida Falk: updates Ida Moor (the same record): name now Ida Falk instead of Ida Moor",
        &["Ana Ruiz", "Bo Lund", "Ida Falk", "Kim Lee", "Tom Berg"],
    );
    renamed(
        "Zora Quist,Lund,,ida-moor-88bb\nAna Ruiz,,,ana-ruiz-k3f9\n",
        "Zora Quist: updates Ida Moor (the same record): name now Zora Quist instead of Ida Moor",
        &["Ana Ruiz", "Bo Lund", "Kim Lee", "Tom Berg", "Zora Quist"],
    );
    check(
        book.clone(),
        &sheet("Zora Quist,Lund,,ida-moor-88bb\n"),
        &[&doubt("Zora Quist", "Ida Moor")],
        &["Ana Ruiz", "Bo Lund", "Ida Moor", "Kim Lee", "Tom Berg", "Zora Quist"],
    );
    // One column sorted without the others: nobody is renamed, and nobody made. What is a name alone is theirs who has it.
    let mixed = |name: &str, of: &str| {
        format!(
            "{name}: skipped its id is that of {of} and its name that of {name}; sort all columns together, or `mingle edit` the name"
        )
    };
    let before = book.clone();
    let after = check(
        book.clone(),
        &sheet(
            "Ana Ruiz,,,kim-lee-7pp2\nBo Lund,Berg & Son,tom@berg.example,tom-berg-x2m8\nIda Moor,,,ana-ruiz-k3f9\n\
             Kim Lee,Lund,,ida-moor-88bb\nTom Berg,Lund,bo@lund.example,bo-lund-77aa\n",
        ),
        &[&mixed("Bo Lund", "Tom Berg"), &mixed("Kim Lee", "Ida Moor"), &mixed("Tom Berg", "Bo Lund")],
        &all,
    );
    assert_eq!(after, before);
    // With an address of its own it goes to whom its name says.
    check(
        book,
        &sheet("Ana Ruiz,,other@x.example,kim-lee-7pp2\n"),
        &["Ana Ruiz: updates Ana Ruiz (by name and company): adds e-mail"],
        &all,
    );
}

#[test]
fn a_sheet_that_was_edited() {
    let sheet = write_people_csv(&three());
    let edited = sheet.replace("Tom Berg,,", "Tom Berg,Berg & Son,").replace("Ana Ruiz,", "Ana Gomez,");
    check(
        three(),
        &edited,
        &[
            "Ana Gomez: updates Ana Ruiz (the same record): name now Ana Gomez instead of Ana Ruiz",
            "Tom Berg: updates Tom Berg (the same record): adds company",
        ],
        &["Ana Gomez", "Kim Lee", "Tom Berg"],
    );
    // Of a name that is quite another nothing else says that it was given to her.
    check(
        three(),
        &sheet.replace("Kim Lee,", "Zora Quist,"),
        &[&doubt("Zora Quist", "Kim Lee")],
        &["Ana Ruiz", "Kim Lee", "Tom Berg", "Zora Quist"],
    );
    // Semicolons, and a column of the user's own.
    let own = sheet.replace("Tom Berg", "Tom Berger").replace(',', ";").replace("\r\n", ";Soho\r\n");
    check(
        three(),
        &own.replacen(";Soho", ";city", 1),
        &["Tom Berger: updates Tom Berg (the same record): name now Tom Berger instead of Tom Berg"],
        &["Ana Ruiz", "Kim Lee", "Tom Berger"],
    );
    check(
        three(),
        "name,company,id\nTom Berg,Berg & Son,tom-berg-x2m8\nAna Ruiz,,ana-ruiz-k3f9\n",
        &["Tom Berg: updates Tom Berg (the same record): adds company"],
        &["Ana Ruiz", "Kim Lee", "Tom Berg"],
    );
}

#[test]
fn what_changed_counts_and_what_was_emptied_stays() {
    let tom = |company: &str| Person {
        company: company.into(),
        emails: vec!["tom@berg.example".into()],
        phones: vec!["+44 20 7946 0018".into()],
        needs: vec!["website".into(), "till; a big one".into()],
        ..person("tom-berg-x2m8", "Tom Berg")
    };
    let book = || {
        let mut book = three();
        book.put(tom("Berg Web").into());
        book
    };
    let sheet = write_people_csv(&book());
    let after = check(
        book(),
        &sheet
            .replace("Berg Web", "Berg & Son")
            .replace("tom@berg", "tom@son")
            .replace("website", "web shop"),
        &[
            "Tom Berg: updates Tom Berg (the same record): company now Berg & Son instead of Berg Web; needs now web shop instead of website; e-mail now tom@son.example instead of tom@berg.example",
        ],
        &["Ana Ruiz", "Kim Lee", "Tom Berg"],
    );
    let after = after.person(&PersonId::new("tom-berg-x2m8")).unwrap();
    assert_eq!(after.needs, ["web shop", "till; a big one"]);
    check(
        book(),
        &sheet.replace("Berg Web", "").replace("tom@berg.example", ""),
        &[
            "Tom Berg: same you know Tom Berg (the same record); yours stays: company, e-mail (what is emptied in a file deletes nothing)",
        ],
        &["Ana Ruiz", "Kim Lee", "Tom Berg"],
    );
    // A spreadsheet takes a number for a number.
    check(
        book(),
        &sheet.replace("'+44 20 7946 0018", "442079460018"),
        &[],
        &["Ana Ruiz", "Kim Lee", "Tom Berg"],
    );
}

#[test]
fn an_id_alone_is_nobody() {
    // Somebody else's mingle, by chance; the last name could as well be a new one.
    check(
        three(),
        "name,steer_clear,id\nZora Quist,,ana-ruiz-k3f9\n",
        &[&doubt("Zora Quist", "Ana Ruiz")],
        &["Ana Ruiz", "Kim Lee", "Tom Berg", "Zora Quist"],
    );
    check(
        three(),
        "BEGIN:VCARD\nVERSION:4.0\nUID:tom-berg-x2m8@mingle\nFN:Zora Quist\nEND:VCARD\n",
        &[&doubt("Zora Quist", "Tom Berg")],
        &["Ana Ruiz", "Kim Lee", "Tom Berg", "Zora Quist"],
    );
    // A row that was copied for somebody else keeps its id.
    let sheet = write_people_csv(&three());
    let copied =
        sheet.lines().find(|line| line.starts_with("Ana")).unwrap().replace("Ana Ruiz", "Zora Quist");
    check(
        three(),
        &format!("{sheet}{copied}\r\n"),
        &[&doubt("Zora Quist", "Ana Ruiz")],
        &["Ana Ruiz", "Kim Lee", "Tom Berg", "Zora Quist"],
    );
    // A row that somebody else was typed over: their address is not that of Tom, who has none, and they share a company.
    let mut book = three();
    book.put(Person { company: "Berg & Son".into(), ..person("tom-berg-x2m8", "Tom Berg") }.into());
    for company in ["Other", "Berg & Son"] {
        let sheet = format!(
            "name,company,emails,id\nAna Ruiz,,,ana-ruiz-k3f9\nKim Lee,,,kim-lee-7pp2\nBruno Falk,{company},b@f.example,tom-berg-x2m8\n"
        );
        let after = check(
            book.clone(),
            &sheet,
            &[&doubt("Bruno Falk", "Tom Berg")],
            &["Ana Ruiz", "Bruno Falk", "Kim Lee", "Tom Berg"],
        );
        assert!(after.person(&PersonId::new("tom-berg-x2m8")).unwrap().emails.is_empty());
    }
    check(
        book,
        "name,company,id\nBruno Falk,Berg & Son,tom-berg-x2m8\n",
        &[&doubt("Bruno Falk", "Tom Berg")],
        &["Ana Ruiz", "Bruno Falk", "Kim Lee", "Tom Berg"],
    );
    // Numbers are of another program.
    let mut book = three();
    book.put(person("1", "Ida Moor").into());
    check(
        book,
        "id,name\n1,Zora Quist\n2,Bo\n",
        &["Zora Quist: new nobody you know yet", "Bo: new nobody you know yet"],
        &["Ana Ruiz", "Bo", "Ida Moor", "Kim Lee", "Tom Berg", "Zora Quist"],
    );
}

#[test]
fn two_of_one_name_stay_two() {
    let mut book = three();
    book.put(person("tom-berg-9999", "Tom Berg").into());
    let sheet = write_people_csv(&book);
    let second = sheet.lines().find(|line| line.ends_with("tom-berg-9999")).unwrap();
    let edited = sheet.replace(second, &second.replacen("Tom Berg,,", "Tom Berg,Print,", 1));
    let after = check(
        book,
        &edited,
        &["Tom Berg: updates Tom Berg (the same record): adds company"],
        &["Ana Ruiz", "Kim Lee", "Tom Berg", "Tom Berg"],
    );
    assert_eq!(after.person(&PersonId::new("tom-berg-9999")).unwrap().company, "Print");
    assert_eq!(after.person(&PersonId::new("tom-berg-x2m8")).unwrap().company, "");
}

#[test]
fn cards_that_were_edited() {
    let mut book = three();
    let note = Note { id: NoteId::new("n4k2"), text: "tall".into(), ..Note::default() };
    book.put(Person { notes: vec![note], ..person("tom-berg-x2m8", "Tom Berg") }.into());
    let cards = write_vcards(&book, CardVersion::Four);
    let after = check(
        book.clone(),
        &cards
            .replace("FN:Tom Berg", "FN:Thomas Berg\r\nORG:Berg & Son")
            .replace("NOTE:tall", "NOTE:tall\r\nNOTE:and loud"),
        &[
            "Thomas Berg: updates Tom Berg (the same record): name now Thomas Berg instead of Tom Berg; adds company, note",
        ],
        &["Ana Ruiz", "Kim Lee", "Thomas Berg"],
    );
    assert_eq!(after.people().map(|person| person.notes.len()).sum::<usize>(), 2);
    // Phones leave out what they do not know, and say nothing by it.
    let bare: Vec<&str> = cards.lines().filter(|line| !line.starts_with("NOTE")).collect();
    let bare = bare.join("\r\n");
    check(book, &bare, &[], &["Ana Ruiz", "Kim Lee", "Tom Berg"]);
}

#[test]
fn on_a_list_of_guests_too() {
    let mut book = three();
    let event = crate::domain::Event { id: event(), name: "Fair".into(), ..crate::domain::Event::default() };
    book.put(event.into());
    let sheet = write_people_csv(&book).replace("Tom Berg,", "Tom Q Berg,");
    taken_in(sheet.as_bytes(), &mut book);
    let guests = on_list(&book);
    assert!(guests.iter().any(|guest| guest.person.as_str() == "tom-berg-x2m8"), "{guests:?}");
}
