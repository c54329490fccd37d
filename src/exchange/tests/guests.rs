//! What a guest list keeps, and what it says of lists that say otherwise.

use std::sync::Arc;

use super::*;

/// Takes a list in onto the event and says `row verdict name: reason`; the same list again changes nothing.
#[track_caller]
fn comes(book: &mut Book, text: &str, expected: &[&str]) {
    let said = |import: &Import| -> Vec<String> {
        let one = |row: Row| format!("{} {} {}: {}", row.row, row.verdict.as_str(), row.name, row.reason);
        import.rows().map(one).collect()
    };
    let before = book.clone();
    let import = import(text.as_bytes(), book);
    assert_eq!(said(&import), expected, "{text}");
    let change = import.change(book);
    book.apply(&change);
    let again = super::import(text.as_bytes(), book);
    assert!(again.is_idle(), "{:#?}", said(&again));
    let mut undone = book.clone();
    undone.apply(&change.invert());
    assert_eq!(undone, before);
}

#[test]
fn two_lists_that_say_otherwise_do_not_change_it_in_turn() {
    let mut book = book();
    let one = "Name,Company,Role,Email\nTom Berg,Berg Web,designer,tom@a.example\n";
    let other = "Name,Company,Role,Email\nTom Berg,Berg Web,developer,tom@b.example\n";
    comes(&mut book, one, &["2 new Tom Berg: not on the list yet"]);
    let news = "role now developer instead of designer; e-mail now tom@b.example instead of tom@a.example";
    comes(&mut book, other, &[&format!("2 updates Tom Berg: {news}")]);
    let stays = "stands on the list; yours stays: role developer (an earlier list says designer), \
                 e-mail tom@b.example (an earlier list says tom@a.example)";
    comes(&mut book, one, &[&format!("2 same Tom Berg: {stays}")]);
    comes(&mut book, other, &["2 same Tom Berg: stands on the list"]);
    let list = on_list(&book);
    assert_eq!((list[0].email.as_str(), list[0].formerly.len()), ("tom@b.example", 2));
    // What is new is still followed.
    comes(
        &mut book,
        "Name,Company,Role,Email\nTom Berg,Berg Web,chief,tom@a.example\n",
        &[
            "2 updates Tom Berg: role now chief instead of developer; yours stays: e-mail tom@b.example (an earlier list says tom@a.example)",
        ],
    );
    let text = toml::to_string(&on_list(&book)[0]).unwrap();
    assert!(text.contains("formerly = [\"designer\", \"tom@a.example\", \"developer\"]"), "{text}");
}

#[test]
fn who_comes_by_one_row_and_not_by_another_comes() {
    let mut book = book();
    // Nobody was there before.
    comes(
        &mut book,
        "Name,Email,Status\nTom Berg,tom@x.example,Cancelled\nTom Berg,tom@x.example,Attending\nUla Fox,ula@x.example,Cancelled\n",
        &[
            "2 skipped Tom Berg: Cancelled, but row 3 says that they come; that counts",
            "3 new Tom Berg: not on the list yet",
            "4 skipped Ula Fox: Cancelled, so not coming",
        ],
    );
    comes(
        &mut book,
        "Name,Email,Status\nTom Berg,tom@x.example,Attending\nTom Berg,tom@x.example,Cancelled\n",
        &[
            "2 same Tom Berg: stands on the list",
            "3 skipped Tom Berg: Cancelled, but row 2 says that they come; that counts",
        ],
    );
}

#[test]
fn the_same_of_somebody_i_know_under_two_names() {
    let mut book = book();
    comes(
        &mut book,
        "Name,Email\nAna M. Ruiz,ana@forno.example\n",
        &["2 new Ana M. Ruiz: you know Ana Ruiz (by e-mail, another form of the name)"],
    );
    let rows =
        "Name,Email,Status\nAna M. Ruiz,ana@forno.example,Cancelled\nAna Ruiz,ana@forno.example,Attending\n";
    let off = "2 skipped Ana M. Ruiz: Cancelled, but row 3 says that they come; that counts";
    comes(&mut book, rows, &[off, "3 same Ana Ruiz: stands on the list"]);
    // Who did not come before comes by one row now: one change, and the other row says so.
    comes(
        &mut book,
        "Name,Email,Status\nAna M. Ruiz,ana@forno.example,Cancelled\n",
        &["2 updates Ana M. Ruiz: no longer coming: Cancelled"],
    );
    let import = import(rows.as_bytes(), &book);
    let said: Vec<String> = import.rows().map(|row| row.reason).collect();
    assert_eq!(said, ["Cancelled, but row 3 says that they come; that counts", "coming after all"]);
    assert_eq!(import.changes(), 1);
    // Known by a page, under a name that the list does not tie to the other.
    let edit = book.edit_person(&PersonId::new("ana-ruiz-k3f9"), |ana| {
        ana.links.push("https://forno.example/ana".into());
    });
    book.apply(&Change::new("").with(edit.unwrap()));
    let rows = "Name,Email,Website,Status\nAna M. Ruiz,ana@forno.example,,Cancelled\nAna Ruiz,,https://forno.example/ana,Attending\n";
    comes(
        &mut book,
        rows,
        &[
            "2 same Ana M. Ruiz: stands on the list as not coming: Cancelled, but row 3 says that they come; that counts",
            "3 updates Ana Ruiz: coming after all",
        ],
    );
    comes(
        &mut book,
        rows,
        &[
            "2 same Ana M. Ruiz: no longer coming: Cancelled, but row 3 says that they come; that counts",
            "3 same Ana Ruiz: stands on the list as Ana M. Ruiz",
        ],
    );
}

#[test]
fn what_a_guest_list_has_no_place_for_is_said() {
    let said = |text: &str| import(text.as_bytes(), &book()).said;
    assert_eq!(
        said(
            "Name,Email,Tel,Website,Needs\nTom Berg,t@x.example,+44 20 7946 0000,https://x.example/tom,a website\n"
        )[1..],
        [
            "header in line 1",
            "name from Name; e-mail from Email",
            "not kept on a guest list: phone from Tel; page from Website; needs from Needs"
        ]
    );
    let card = "BEGIN:VCARD\nVERSION:3.0\nFN:Tom Berg\nTEL:+44 20 7946 0000\nEND:VCARD\n";
    let last = said(card).pop().unwrap();
    assert_eq!(
        last,
        "a guest list keeps neither numbers nor pages: those of this file only tell whom you know"
    );
    assert!(!said(&card.replace("TEL:+44 20 7946 0000\n", "")).contains(&last));
}

#[test]
fn who_is_in_the_trash_is_named() {
    let gone = Person { name: "Ula Fox".into(), id: PersonId::new("ula-fox-aaaa"), ..Person::default() };
    let options = Options { absent: vec![Absent::deleted(Arc::new(gone))], ..Options::default() };
    let why =
        "not on the list yet; Ula Fox is in the trash, and `mingle restore ula-fox-aaaa` brings them back";
    let list = "Name,Email\nUla Fox,ula@x.example\n";
    let import =
        super::super::import(list.as_bytes(), Some(&event()), &book(), &options, &mut IdMaker::new(1))
            .unwrap();
    assert_eq!(listed(&import)[0].reason, why);
    let calendar = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Fair\nDTSTART:20261130\nATTENDEE;CN=Ula Fox:mailto:ula@x.example\n\
                    END:VEVENT\nEND:VCALENDAR\n";
    let import = people(calendar.as_bytes(), &book(), &options, &mut IdMaker::new(1)).unwrap();
    assert_eq!(listed(&import)[0].reason, why);
}
