//! What comes again: lists and invitations that were imported before and say something else now.

use super::*;

/// Imports onto the event's list, and says of each row `verdict name: reason`; once more changes nothing.
#[track_caller]
fn comes(book: &mut Book, text: &str, expected: &[&str]) -> Import {
    let import = taken_in(text.as_bytes(), book);
    let rows: Vec<String> =
        import.rows().map(|row| format!("{} {}: {}", row.verdict.as_str(), row.name, row.reason)).collect();
    assert_eq!(rows, expected, "{:?} {:?}", import.said, import.problems);
    import
}

/// `name status` of everybody on the list, and where they stood before a list said that they do not come.
fn stand(book: &Book) -> Vec<String> {
    let was = |one: &Attendee| one.was.as_ref().map_or(String::new(), |was| format!(" (was {was})"));
    on_list(book).iter().map(|one| format!("{} {}{}", one.name, one.status, was(one))).collect()
}

fn put(book: &mut Book, name: &str, change: impl FnOnce(&mut Attendee)) {
    let edit = book.edit_event(&event(), |event| {
        change(event.attendees.iter_mut().find(|one| one.name == name).unwrap());
    });
    book.apply(&Change::new("").with(edit.unwrap()));
}

#[test]
fn a_guest_who_cancels_is_no_longer_expected() {
    let mut book = book();
    let list = |status: &str| {
        format!(
            "Name,Email,Attendee Status\nUla Fox,ula@x.example,{status}\nTom Berg,tom@x.example,Attending\n"
        )
    };
    comes(
        &mut book,
        &list("Attending"),
        &["new Ula Fox: not on the list yet", "new Tom Berg: not on the list yet"],
    );
    let before = book.clone();
    let import = comes(
        &mut book,
        &list("Cancelled"),
        &["updates Ula Fox: no longer coming: Cancelled", "same Tom Berg: stands on the list"],
    );
    assert_eq!(stand(&book), ["Ula Fox absent (was expected)", "Tom Berg expected"]);
    assert_eq!(on_list(&book)[0].standing(), "not coming");
    let again = super::import(list("Cancelled").as_bytes(), &book);
    assert_eq!(listed(&again)[0].reason, "stands on the list as not coming: Cancelled");
    let mut undone = book.clone();
    undone.apply(&import.change(&before).invert());
    assert_eq!(undone, before);
    comes(
        &mut book,
        &list("Attending"),
        &["updates Ula Fox: coming after all", "same Tom Berg: stands on the list"],
    );
    assert_eq!(book, before);
}

#[test]
fn whom_i_wanted_or_met_stays_so() {
    let mut book = book();
    let list =
        "Name,Email,Status\nUla Fox,ula@x.example,ok\nTom Berg,tom@x.example,ok\nBo Lund,bo@x.example,ok\n";
    taken_in(list.as_bytes(), &mut book);
    put(&mut book, "Ula Fox", |one| one.status = AttendeeStatus::Met);
    put(&mut book, "Tom Berg", |one| one.want(true, "bread"));
    put(&mut book, "Bo Lund", |one| one.status = AttendeeStatus::Absent);
    comes(
        &mut book,
        &list.replace("ok", "storniert"),
        &[
            "same Ula Fox: storniert, but you met here; yours stays: met",
            "updates Tom Berg: no longer coming: storniert",
            "same Bo Lund: stands on the list as absent: storniert",
        ],
    );
    assert_eq!(stand(&book), ["Ula Fox met", "Tom Berg absent (was wanted)", "Bo Lund absent"]);
    comes(
        &mut book,
        list,
        &[
            "same Ula Fox: stands on the list",
            "updates Tom Berg: coming after all",
            "same Bo Lund: stands on the list; yours stays: absent",
        ],
    );
    assert_eq!(stand(&book), ["Ula Fox met", "Tom Berg wanted", "Bo Lund absent"]);
    // Whoever comes in spite of it was there.
    taken_in(list.replace("ok", "No").as_bytes(), &mut book);
    let at = "2026-11-20T19:00:00Z".parse::<toml::value::Datetime>().unwrap();
    let at: crate::domain::Stamp = serde::Deserialize::deserialize(toml::Value::Datetime(at)).unwrap();
    let edit =
        book.edit_event(&event(), |event| event.check_in(&PersonId::new("tom-berg-1"), "Tom Berg", at));
    book.apply(&Change::new("").with(edit.unwrap()));
    assert_eq!(stand(&book)[1], "Tom Berg met");
}

#[test]
fn who_comes_by_another_row_comes() {
    let mut book = book();
    let list = "Name,Email,Company,Status\nUla Fox,ula@x.example,Fox,ok\nUla Fox,ula@x.example,Fox,ok\nGuest of Ula,ula@x.example,,ok\n";
    taken_in(list.as_bytes(), &mut book);
    // One of her two orders is off, and her guest, who is on the list under her address.
    comes(
        &mut book,
        "Name,Email,Company,Status\nUla Fox,ula@x.example,Fox,Refunded\nUla Fox,ula@x.example,Fox,ok\n\
         Guest of Ula,ula@x.example,,Refunded\nNil Nobody,,,Refunded\n,,Fox,Refunded\n",
        &[
            "skipped Ula Fox: Refunded, but row 3 says that they come; that counts",
            "same Ula Fox: stands on the list",
            "updates Guest of Ula: no longer coming: Refunded",
            "skipped Nil Nobody: Refunded, so not coming",
            "skipped : Refunded, so not coming",
        ],
    );
    assert_eq!(stand(&book), ["Ula Fox expected", "Guest of Ula absent (was expected)"]);
}

#[test]
fn who_is_not_in_the_file_any_more_stays_and_is_named() {
    let mut book = book();
    let said = |import: &Import| import.said.last().unwrap().clone();
    let first = taken_in(b"Name,Company\nAnn A,X\nBo B,X\nCy C,X\nDee D,X\nEd E,X\nFay F,X\n", &mut book);
    assert!(!said(&first).contains("not in this file"), "{}", said(&first));
    put(&mut book, "Fay F", |one| one.status = AttendeeStatus::Met);
    let shorter = taken_in(b"Name,Company\nAnn A,X\nGil G,X\n", &mut book);
    assert_eq!(said(&shorter), "on the list and not in this file: Bo B, Cy C, Dee D and 1 more; they stay");
    // Of a list of others nothing is said.
    let others = taken_in(b"Name,Company\nHal H,X\n", &mut book);
    assert!(!said(&others).contains("not in this file"), "{}", said(&others));
    assert_eq!(on_list(&book).len(), 8);
}

#[test]
fn statuses_that_nobody_knows_are_said() {
    let mut book = book();
    let import = taken_in(
        b"Name,Status\nAnn A,Gold\nBo B,odrzucony\nCy C,rezygnacja\nDee D,Attending\nEd E,Silver\nFay F,Gold\n",
        &mut book,
    );
    let verdicts: Vec<&str> = import.verdicts().map(Verdict::as_str).collect();
    assert_eq!(verdicts, ["new", "skipped", "skipped", "new", "new", "new"]);
    assert_eq!(
        import.problems,
        ["status \"Gold\" (line 2), \"Silver\" (line 6) are not understood; nobody stays out for it"]
    );
}

#[test]
fn a_guest_of_an_invitation_declines() {
    let invitation = |ana: &str| {
        format!(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Mixer\nDTSTART:20261130T180000\n\
             ATTENDEE;PARTSTAT={ana};CN=Ana Bell:mailto:bell@x.example\nATTENDEE;CN=Tom Berg:mailto:tom@x.example\n\
             END:VEVENT\nEND:VCALENDAR\n"
        )
    };
    // Onto the list of an event that is named.
    let mut named = book();
    comes(
        &mut named,
        &invitation("ACCEPTED"),
        &["new Ana Bell: not on the list yet", "new Tom Berg: not on the list yet"],
    );
    let off = ["updates Ana Bell: no longer coming: declined", "same Tom Berg: stands on the list"];
    comes(&mut named, &invitation("DECLINED"), &off);
    comes(&mut named, &invitation("TENTATIVE"), &["updates Ana Bell: coming after all", off[1]]);
    // As an event of its own.
    let mut own = Book::default();
    for (answer, expect) in
        [("ACCEPTED", "expected"), ("DECLINED", "absent"), ("DELEGATED", "absent"), ("ACCEPTED", "expected")]
    {
        let import =
            people(invitation(answer).as_bytes(), &own, &Options::default(), &mut IdMaker::new(1)).unwrap();
        own.apply(&import.change(&own));
        let event = own.events().next().unwrap();
        assert_eq!(
            (event.attendees[0].status.as_str(), event.attendees.len()),
            (expect, 2),
            "{:?}",
            import.events
        );
    }
}

#[test]
fn a_row_is_known_again_whatever_another_of_its_list_made_of_the_record() {
    for lists in [
        ["Web,Ana,Tom Berg,\n", ",Ana,Bo,a@x.example\nWeb,,,a@x.example\nWeb,,Tom Berg,\n"],
        [
            "Tom Berg,,Ana,a@x.example\n",
            "Tom Berg,,Ana,\nTom Berg,Ana,Bo,b@x.example\nTom Berg,Ana,Bo,a@x.example\n",
        ],
    ] {
        let mut book = book();
        for rows in lists {
            let text = format!("Name,Company,Role,Email\n{rows}");
            let read = |book: &Book| {
                people(text.as_bytes(), book, &Options::default(), &mut IdMaker::new(3)).unwrap()
            };
            let import = read(&book);
            book.apply(&import.change(&book));
            let again = read(&book);
            assert!(again.is_idle(), "{:#?}{:#?}", listed(&import), listed(&again));
        }
    }
}
