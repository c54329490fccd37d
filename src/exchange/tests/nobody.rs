//! Who of an invitation is nobody, as calendars of each make write it: rooms, lists, the calendar itself.

use super::*;

/// `verdict name <addresses and numbers> reason` of everybody whom a calendar of one event invites.
fn said(head: &str, event: &str, book: &Book) -> Vec<String> {
    let text = format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\n{}\nBEGIN:VEVENT\nUID:1\nSUMMARY:Mixer\nDTSTART:20261130T180000\n{}\nEND:VEVENT\nEND:VCALENDAR\n",
        head.trim(),
        event.trim()
    );
    let import = people(text.as_bytes(), book, &Options::default(), &mut IdMaker::new(1)).unwrap();
    let mut after = book.clone();
    after.apply(&import.change(book));
    let again = people(text.as_bytes(), &after, &Options::default(), &mut IdMaker::new(2)).unwrap();
    assert!(again.is_idle(), "{:#?}", again.events);
    let one = |row: Row| {
        let reached = [row.emails, row.phones].concat().join(", ");
        format!("{} {} <{reached}> {}", row.verdict.as_str(), row.name, row.reason)
    };
    import.rows().map(one).collect()
}

#[track_caller]
fn check(head: &str, event: &str, expected: &[&str]) {
    assert_eq!(said(head, event, &Book::default()), expected);
}

#[test]
fn an_exchange_invitation_with_rooms_and_lists() {
    check(
        "METHOD:REQUEST\nPRODID:Microsoft Exchange Server 2010",
        "ORGANIZER;CN=Ida Moor:mailto:ida.moor@x.example\nLOCATION:Amundsen\\; Konferenzraum 2.OG
ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=\"Berg, Tom\":mailto:tom.berg@x.example
ATTENDEE;ROLE=NON-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Amundsen:mailto:x123@x.example
ATTENDEE;ROLE=NON-PARTICIPANT;PARTSTAT=DECLINED;CN=Konferenzraum 2.OG:mailto:kr2@x.example
ATTENDEE;ROLE=REQ-PARTICIPANT;CN=DL-Vertrieb:mailto:dl-vertrieb@x.example
ATTENDEE;ROLE=OPT-PARTICIPANT;CN=Marketing Team:invalid:nomail
ATTENDEE;ROLE=REQ-PARTICIPANT;CN=Monroe Hall:mailto:monroe.hall@x.example
ATTENDEE;ROLE=NON-PARTICIPANT;CN=Uma Vidal:mailto:uma@x.example",
        &[
            "new Tom Berg <tom.berg@x.example> not on the list yet",
            "skipped Amundsen <x123@x.example> a room or a thing, nobody",
            "skipped Konferenzraum 2.OG <kr2@x.example> a room or a thing, nobody",
            "skipped DL-Vertrieb <dl-vertrieb@x.example> a group or a mailing list, nobody by name",
            "skipped Marketing Team <> a group or a mailing list, nobody by name",
            "new Monroe Hall <monroe.hall@x.example> not on the list yet",
            "doubtful Uma Vidal <uma@x.example> only told of it",
        ],
    );
}

#[test]
fn apple_nextcloud_and_zimbra() {
    check(
        "PRODID:-//Apple Inc.//macOS 14.0//EN\nX-WR-CALNAME:Work",
        "ATTENDEE;CN=\"Ana Ruiz\";CUTYPE=INDIVIDUAL;EMAIL=\"ana@x.example\":/aMTIz/principal/
ATTENDEE;CN=\"Salle 12\";CUTYPE=ROOM:urn:uuid:4F2A
ATTENDEE;CN=\"Salle Monet\";EMAIL=\"salle-monet@x.example\":/bNDU2/principal/
ATTENDEE;CN=\"+44 20 7946 0123\":tel:+442079460123",
        &[
            "new Ana Ruiz <ana@x.example> not on the list yet",
            "skipped Salle 12 <> a room, nobody",
            "skipped Salle Monet <salle-monet@x.example> a room or a thing, nobody",
            "skipped  <+442079460123> no name and no e-mail address",
        ],
    );
    check(
        "PRODID:-//IDN nextcloud.com//Calendar app 4.7//EN\nX-WR-CALNAME:ida@cloud.example",
        "ORGANIZER;CN=Ida Moor:mailto:ida@cloud.example
ATTENDEE;CN=bakers;CUTYPE=GROUP:mailto:bakers@group.cloud.example
ATTENDEE;CN=Ida Moor:mailto:ida@cloud.example
ATTENDEE:mailto:IDA@cloud.example
ATTENDEE;CN=room-3:mailto:room-3@cloud.example",
        &[
            "skipped bakers <bakers@group.cloud.example> a group, nobody by name",
            "doubtful Ida Moor <ida@cloud.example> the calendar is called so: you, or whose calendar it is",
            "skipped  <IDA@cloud.example> the calendar's own address: nobody, or whose calendar it is",
            "skipped room-3 <room-3@cloud.example> a room or a thing, nobody",
        ],
    );
    check(
        "PRODID:Zimbra-Calendar-Provider\nX-WR-CALNAME:Calendar\nX-WR-CALID:7c:10\nX-ORIGINAL-URL:https://mail.x.example/home/events%40x.example/Calendar.ics",
        "ATTENDEE;CN=Sala de reuniones B;CUTYPE=RESOURCE:mailto:sala.b@x.example
ATTENDEE;CN=events@x.example:mailto:events@x.example
ATTENDEE;CN=Calendar:mailto:calendar@x.example
ATTENDEE;CN=Todos:mailto:todos@x.example",
        &[
            "skipped Sala de reuniones B <sala.b@x.example> a room or a thing, nobody",
            "skipped  <events@x.example> the calendar's own address: nobody, or whose calendar it is",
            "skipped Calendar <calendar@x.example> a calendar's or a program's own address, nobody",
            "skipped Todos <todos@x.example> a group or a mailing list, nobody by name",
        ],
    );
}

#[test]
fn feeds_of_shops_and_clubs() {
    check(
        "PRODID:-//Meetup//Meetup Calendar 1.0//EN\nX-WR-CALNAME:Bakers of Leeds\nMETHOD:PUBLISH",
        "ORGANIZER;CN=Bakers of Leeds:mailto:leeds@x.example
ATTENDEE;CN=Bakers of Leeds:mailto:leeds@x.example
ATTENDEE:mailto:leeds@x.example
ATTENDEE;CN=Rust Berlin:mailto:info@meetup.com
ATTENDEE;CN=Tom Berg:mailto:info@berg.example
ATTENDEE:mailto:info@berg.example
ATTENDEE;CN=Eventbrite:mailto:noreply@order.eventbrite.com
ATTENDEE;CN=Luma:mailto:calendar-invite@luma-mail.com
ATTENDEE;CN=Leeds bakers:mailto:leeds-bakers@googlegroups.com",
        &[
            "doubtful Bakers of Leeds <leeds@x.example> the calendar is called so: you, or whose calendar it is",
            "skipped  <leeds@x.example> the calendar's own address: nobody, or whose calendar it is",
            "skipped Rust Berlin <info@meetup.com> a calendar's or a program's own address, nobody",
            "new Tom Berg <info@berg.example> not on the list yet",
            "skipped  <info@berg.example> a mailbox that several share, nobody by name",
            "skipped Eventbrite <noreply@order.eventbrite.com> a calendar's or a program's own address, nobody",
            "skipped Luma <calendar-invite@luma-mail.com> a calendar's or a program's own address, nobody",
            "skipped Leeds bakers <leeds-bakers@googlegroups.com> a group or a mailing list, nobody by name",
        ],
    );
}

#[test]
fn the_calendars_own_address_may_be_mine() {
    let mut book = Book::default();
    book.put(Record::Me(
        Person { emails: vec!["ana@x.example".into(), "info@x.example".into()], ..Person::default() }.into(),
    ));
    let event = "ATTENDEE;CN=ana@x.example:mailto:ana@x.example\nATTENDEE:mailto:info@x.example\nATTENDEE;CN=Tom Berg:mailto:tom@x.example";
    assert_eq!(
        said("X-WR-CALNAME:ana@x.example", event, &book),
        [
            "skipped  <ana@x.example> that is you (by e-mail)",
            "skipped  <info@x.example> that is you (by e-mail)",
            "new Tom Berg <tom@x.example> not on the list yet"
        ]
    );
    assert_eq!(
        said("X-WR-CALNAME:ana@x.example", event, &Book::default())[0],
        "skipped  <ana@x.example> the calendar's own address: nobody, or whose calendar it is"
    );
}

#[test]
fn of_several_calendars_each_is_its_own() {
    // What stands below the events counts too.
    let one = |name: &str| {
        format!(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:{name}\nSUMMARY:{name}\nDTSTART:20261130\nATTENDEE:mailto:a@x.example\n\
             END:VEVENT\nX-WR-CALNAME:{name}\nEND:VCALENDAR\n"
        )
    };
    let text = one("a@x.example") + &one("b@x.example");
    let import =
        people(text.as_bytes(), &Book::default(), &Options::default(), &mut IdMaker::new(1)).unwrap();
    let verdicts: Vec<Verdict> = import.rows().map(|row| row.verdict).collect();
    assert_eq!(verdicts, [Verdict::Skipped, Verdict::Doubtful]);
}

#[test]
fn numbers_are_no_names() {
    check(
        "",
        "ATTENDEE;CN=Ana Ruiz:tel:+44-20-7946-0000;ext=3
ATTENDEE:tel:+44-20-7946-0001
ATTENDEE;CN=020 7946 0002:tel:020%207946%200002
ATTENDEE;CN=\"+44 20 7946 0003\":mailto:tom@x.example
ATTENDEE;CN=???:mailto:uma@x.example
ATTENDEE;CN=Bo Lund:sip:bo@x.example",
        &[
            "new Ana Ruiz <+44-20-7946-0000 ext. 3> not on the list yet",
            "skipped  <+44-20-7946-0001> no name and no e-mail address",
            "skipped  <020 7946 0002> no name and no e-mail address",
            "doubtful  <tom@x.example, +44 20 7946 0003> no name; the e-mail address stands for it",
            "doubtful ??? <uma@x.example> it may be no name",
            "new Bo Lund <> not on the list yet",
        ],
    );
}

#[test]
fn who_sends_another_and_who_writes_for_another() {
    check(
        "",
        "ATTENDEE;DELEGATED-TO=\"mailto:tom@x.example\";CN=\"Bell; Ana\":mailto:ana@x.example
ATTENDEE;DELEGATED-FROM=\"mailto:ana@x.example\";PARTSTAT=ACCEPTED;CN=Tom Berg:mailto:tom@x.example
ATTENDEE;SENT-BY=\"mailto:office@x.example\";CN=\"Moor, Ida, Dr.\":mailto:ida@x.example
ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:a@x.example\",\"mailto:b@x.example\";CN=Bo Lund:mailto:bo@x.example",
        &[
            "skipped Bell; Ana <ana@x.example> sends somebody else, so not coming",
            "new Tom Berg <tom@x.example> not on the list yet",
            "new Ida Moor, Dr. <ida@x.example> not on the list yet",
            "skipped Bo Lund <bo@x.example> sends somebody else, so not coming",
        ],
    );
}
