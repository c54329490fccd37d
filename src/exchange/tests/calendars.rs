//! Calendars as mail programs, conferences and ticket shops write them.

use proptest::prelude::*;

use super::*;
use crate::domain::Clock;
use crate::domain::Now;

fn bring(text: &str, book: &Book) -> Import {
    let zone = Some(jiff::tz::TimeZone::fixed(jiff::tz::offset(2)));
    super::super::import(
        text.as_bytes(),
        None,
        book,
        &Options { zone, ..Options::default() },
        &mut IdMaker::new(1),
    )
    .unwrap()
}

fn calendar(events: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\n{}\nEND:VCALENDAR\n", events.trim()).replace('\n', "\r\n")
}

/// `row verdict date start-end name @ venue (guests)` of each event; importing again changes nothing.
#[track_caller]
fn check(text: &str, expected: &[&str]) -> (Import, Book) {
    let mut book = Book::default();
    let import = bring(text, &book);
    let shown = |clock: Option<Clock>| clock.map(|clock| clock.to_string()).unwrap_or_default();
    let rows: Vec<String> = import
        .events
        .iter()
        .map(|event| {
            let day = event.day.map_or("-".to_owned(), |day| day.to_string());
            let hours = format!("{}-{}", shown(event.start), shown(event.end));
            format!(
                "{} {} {day} {hours} {} @ {} ({})",
                event.row,
                event.verdict.as_str(),
                event.name,
                event.venue,
                event.guests
            )
        })
        .collect();
    assert_eq!(rows, expected, "{:?}", import.problems);
    book.apply(&import.change(&book));
    let again = bring(text, &book);
    assert!(again.is_idle(), "{again:#?}");
    (import, book)
}

#[test]
fn an_invitation() {
    let (import, book) = check(
        &calendar(
            "METHOD:REQUEST\nBEGIN:VEVENT\nDTSTART:20261005T090000Z\nDTEND:20261005T093000Z\nUID:1@x\nORGANIZER;CN=Maren Holt:mailto:maren@x.example\nATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;RSVP=TRUE\n ;CN=Maren Holt:mailto:maren@x.example\nATTENDEE;PARTSTAT=NEEDS-ACTION;CN=theo@x.example:mailto:theo@x.exa\n mple\nATTENDEE;CN=\"Adeyemi, Ngozi\":MAILTO:ngozi@x.example\nATTENDEE;CUTYPE=RESOURCE;CN=Room 4:mailto:room@resource.calendar.google.com\nATTENDEE;CUTYPE=GROUP;CN=all:mailto:all@x.example\nATTENDEE;PARTSTAT=DECLINED;CN=Tom Berg:mailto:tom@x.example\nATTENDEE;CN=Feed:mailto:calendar-invite@lu.ma\nATTENDEE;CN=Contacts:mailto:4dhm6ab@virtual\nSUMMARY:Kick\\, off\nLOCATION:Hall\\nMain St\nBEGIN:VALARM\nSUMMARY:Wake\nATTENDEE:mailto:me@x.example\nEND:VALARM\nEND:VEVENT",
        ),
        &["4 new 2026-10-05 11:00-11:30 Kick, off @ Hall Main St (3)"],
    );
    let rows: Vec<String> =
        import.rows().map(|row| format!("{} {} {}", row.verdict.as_str(), row.name, row.reason)).collect();
    assert_eq!(
        rows,
        [
            "new Maren Holt not on the list yet",
            "doubtful  no name; the e-mail address stands for it",
            "new Ngozi Adeyemi not on the list yet",
            "skipped Room 4 a room or a thing, nobody",
            "skipped all a group, nobody by name",
            "skipped Tom Berg declined, so not coming",
            "skipped Feed a calendar's or a program's own address, nobody",
            "skipped Contacts a calendar's or a program's own address, nobody",
        ]
    );
    assert!(import.rows().all(|row| row.event == "Kick, off"));
    let event = book.events().next().unwrap();
    assert_eq!(event.attendees.len(), 3);
    assert_eq!(import.summary(), "1 event: 1 new; 8 guests: 2 new, 1 doubtful, 5 skipped");
}

#[test]
fn addresses_that_are_none_are_kept_as_they_are() {
    let (import, _) = check(
        &calendar(
            "BEGIN:VEVENT\nSUMMARY:A\nDTSTART:20260512T190000\nATTENDEE:mailto:jo doe@x.example\nATTENDEE;CN=Uma:mailto:uma at@home\nATTENDEE;CUTYPE=ROOM;CN=Room 4@x.example:MAILTO:Room 4@x.example\nATTENDEE:mailto:\nATTENDEE:urn:uuid:1\nEND:VEVENT",
        ),
        &["3 new 2026-05-12 19:00- A @  (2)"],
    );
    let said: Vec<String> = import
        .rows()
        .map(|row| format!("{} {}<{}> {}", row.verdict.as_str(), row.name, row.emails.join(","), row.reason))
        .collect();
    assert_eq!(
        said,
        [
            "doubtful <jo doe@x.example> no name; the e-mail address stands for it",
            "new Uma<uma at@home> not on the list yet",
            "skipped <Room 4@x.example> a room, nobody",
            "skipped <> nobody named in it",
            "skipped <> nobody named in it",
        ]
    );
    assert_eq!(import.problems.len(), 2, "{:?}", import.problems);
    assert!(import.problems[0].starts_with("line 6: \"jo doe@x.example\" does not look like"));
}

#[test]
fn an_old_form_writes_names_before_addresses() {
    let (import, _) = check(
        &calendar(
            "BEGIN:VEVENT\nSUMMARY:A\nDTSTART:20260512T190000\nATTENDEE;ROLE=ATTENDEE:Ana Ruiz <ana@x.example>\nATTENDEE;CN=Tom:mailto:\"Berg, Tom\" <tom@x.example>\nEND:VEVENT",
        ),
        &["3 new 2026-05-12 19:00- A @  (2)"],
    );
    let said: Vec<String> =
        import.rows().map(|row| format!("{}<{}>", row.name, row.emails.join(","))).collect();
    assert_eq!(said, ["Ana Ruiz<ana@x.example>", "Tom<tom@x.example>"]);
}

#[test]
fn one_number_on_two_events_makes_neither_older() {
    check(
        &calendar(
            "BEGIN:VEVENT\nUID:1\nSUMMARY:A\nDTSTART:20260512\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\nSUMMARY:B\nDTSTART:20260612\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\nSUMMARY:A\nDTSTART:20260512\nEND:VEVENT",
        ),
        &["3 new 2026-05-12 - A @  (0)", "8 new 2026-06-12 - B @  (0)", "13 same 2026-05-12 - A @  (0)"],
    );
}

#[test]
fn days_hours_and_lengths() {
    check(
        &calendar(
            "BEGIN:VEVENT\nSUMMARY:All day\nDTSTART;VALUE=DATE:20260512\nDTEND;VALUE=DATE:20260513\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:There\nDTSTART;TZID=America/Vancouver:20260512T190000\nDURATION:PT2H30M\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Over midnight\nDTSTART:20260512T220000\nDTEND:20260513T010000\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Three days\nDTSTART:20260512T0900\nDTEND:20260514T170000\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Late in UTC\nDTSTART:20260512T230000Z\nEND:VEVENT",
        ),
        &[
            "3 new 2026-05-12 - All day @  (0)",
            "8 new 2026-05-12 19:00-21:30 There @  (0)",
            "13 new 2026-05-12 22:00-01:00 Over midnight @  (0)",
            "18 new 2026-05-12 09:00- Three days @  (0)",
            "23 new 2026-05-13 01:00- Late in UTC @  (0)",
        ],
    );
}

#[test]
fn what_stays_out_and_why() {
    let (import, _) = check(
        &calendar(
            "BEGIN:VEVENT\nUID:a\nSEQUENCE:1\nSUMMARY:Fair\nDTSTART:20260512T090000\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\nSEQUENCE:3\nSUMMARY:Fair\nDTSTART:20260513T090000\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Off\nSTATUS:CANCELLED\nDTSTART:20260514T090000\nATTENDEE;CN=Ana:mailto:a@x.example\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20260515T090000\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Some day\nDTSTART:soon\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Weekly\nRRULE:FREQ=WEEKLY\nDTSTART:20260516T090000\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Cut o",
        ),
        &[
            "3 skipped 2026-05-12 09:00- Fair @  (0)",
            "9 new 2026-05-13 09:00- Fair @  (0)",
            "15 skipped 2026-05-14 09:00- Off @  (0)",
            "21 doubtful 2026-05-15 09:00-  @  (0)",
            "24 doubtful - - Some day @  (0)",
            "28 skipped - -  @  (0)",
            "31 new 2026-05-16 09:00- Weekly @  (0)",
        ],
    );
    assert_eq!(import.problems.len(), 2, "{:?}", import.problems);
    assert!(import.problems[1].starts_with("line 36: the event that begins here never ends"));
    let said: Vec<&str> = import.events.iter().map(|event| event.reason.as_str()).collect();
    assert_eq!(said[0], "an older version of row 9");
    assert_eq!((said[2], listed(&import)[0].reason.as_str()), ("called off", "the event stays out"));
    assert_eq!(said[3], "no title; it is called Event on 2026-05-15");
    assert!(said[6].contains("only its first day"));
}

#[test]
fn an_event_of_mine_is_brought_in_step() {
    let first = calendar(
        "BEGIN:VEVENT\nSUMMARY:Fair\nDTSTART:20260512T090000\nDTEND:20260512T120000\nATTENDEE;CN=Ana Ruiz:mailto:ana@x.example\nEND:VEVENT",
    );
    let (_, mut book) = check(&first, &["3 new 2026-05-12 09:00-12:00 Fair @  (1)"]);
    let later = calendar(
        "BEGIN:VEVENT\nSUMMARY:FAIR\nDTSTART:20260512T100000\nDTEND:20260512T120000\nLOCATION:Hall 3\nATTENDEE;CN=Ana Ruiz:mailto:ana@x.example\nATTENDEE;CN=Tom Berg:mailto:tom@x.example\nEND:VEVENT",
    );
    let import = bring(&later, &book);
    assert_eq!(
        (import.events[0].verdict, import.events[0].reason.as_str()),
        (Verdict::Updates, "hours 10:00 to 12:00 (were 09:00 to 12:00); place Hall 3; 1 new guest")
    );
    book.apply(&import.change(&book));
    assert_eq!((book.events().len(), book.events().next().unwrap().attendees.len()), (1, 2));
    assert!(bring(&later, &book).is_idle());
    let off = calendar("METHOD:CANCEL\nBEGIN:VEVENT\nSUMMARY:Fair\nDTSTART:20260512T100000\nEND:VEVENT");
    let import = bring(&off, &book);
    assert!(import.is_idle() && import.events[0].reason.contains("mingle delete"), "{:?}", import.events);
}

#[test]
fn guests_go_to_an_event_that_is_named() {
    let mut book = book();
    let text = calendar(
        "BEGIN:VEVENT\nSUMMARY:Other name\nDTSTART:20260512\nATTENDEE;CN=Ana Ruiz:mailto:ana@forno.example\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Off\nSTATUS:CANCELLED\nATTENDEE;CN=Tom:mailto:t@x.example\nEND:VEVENT",
    );
    let import = taken_in(text.as_bytes(), &mut book);
    assert_eq!((import.len(), listed(&import)[0].reason.as_str()), (1, "you know Ana Ruiz (by e-mail)"));
    assert_eq!((book.events().len(), on_list(&book).len()), (1, 1));
}

#[test]
fn what_comes_again_makes_a_group_that_proposes_the_next() {
    let again = |title: &str, rule: &str| {
        format!(
            "BEGIN:VEVENT\nUID:{title}\nSUMMARY:{title}\nDTSTART:20260113T183000\nRRULE:{rule}\nEND:VEVENT\n"
        )
    };
    let text = calendar(
        &[
            again("Bakers", "FREQ=MONTHLY;BYDAY=2TU"),
            again("Walk", "FREQ=DAILY"),
            again("Over", "FREQ=WEEKLY;COUNT=3"),
        ]
        .concat(),
    );
    let mut book = Book::default();
    let options = Options { today: Some(Day("2026-11-22".parse().unwrap())), ..Options::default() };
    let import = people(text.as_bytes(), &book, &options, &mut IdMaker::new(1)).unwrap();
    let reasons: Vec<&str> = import.events.iter().map(|event| event.reason.as_str()).collect();
    let first = "it comes again; only its first day comes in";
    assert_eq!(
        reasons,
        [
            "it comes again every month: its first day comes in, with a group that proposes the next",
            first,
            first
        ]
    );
    let change = import.change(&book);
    book.apply(&change);
    let group = book.groups().next().unwrap();
    assert_eq!((group.name.as_str(), group.rhythm.as_str(), book.groups().count()), ("Bakers", "1 month", 1));
    assert_eq!(book.events().filter(|event| event.group == group.id).count(), 1);
    let second = people(text.as_bytes(), &book, &options, &mut IdMaker::new(2)).unwrap();
    assert!(second.is_idle(), "{:?}", second.events);
    book.apply(&change.invert());
    assert_eq!((book.groups().count(), book.events().count()), (0, 0));
}

#[test]
fn days_of_our_own_agenda_are_no_meetings() {
    let day = |uid: &str| {
        format!("BEGIN:VEVENT\nUID:{uid}@mingle\nSUMMARY:{uid}\nDTSTART;VALUE=DATE:20260113\nEND:VEVENT\n")
    };
    let own =
        ["event-a", "follow-up-ana-1", "favour-ana-2", "2026-w47-person-ana", "renewal-g", "introduction-a"]
            .map(day)
            .concat();
    let import =
        people(calendar(&own).as_bytes(), &Book::default(), &Options::default(), &mut IdMaker::new(1))
            .unwrap();
    let verdicts: Vec<Verdict> = import.events.iter().map(|event| event.verdict).collect();
    assert_eq!(
        verdicts.iter().filter(|verdict| **verdict == Verdict::Skipped).count(),
        5,
        "{:?}",
        import.events
    );
    assert_eq!(verdicts[0], Verdict::New);
}

#[test]
fn what_we_write_reads_the_same() {
    let day = Day(jiff::civil::date(2026, 5, 12));
    let clock = |hour, minute| Clock(jiff::civil::time(hour, minute, 0, 0));
    let when = crate::exchange::IcsWhen::At { day, start: clock(7, 30), end: Some(clock(9, 0)) };
    let event = crate::exchange::IcsEvent {
        uid: "1@mingle".into(),
        when,
        summary: "Breakfast; bread, butter".into(),
        description: String::new(),
        location: "Forno Nero".into(),
        categories: Vec::new(),
        busy: true,
        cancelled: false,
    };
    let now = Now("2026-05-01T08:00:00+02:00[+02:00]".parse().unwrap());
    let text = write_ics("mine", &[event], &now);
    check(&text, &["6 new 2026-05-12 07:30-09:00 Breakfast; bread, butter @ Forno Nero (0)"]);
}

#[test]
fn an_event_with_an_hour_and_one_without_on_the_same_day_are_two_and_stay_two() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260511T080000\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20260511\n\
                END:VEVENT\nEND:VCALENDAR\n";
    let mut book = Book::default();
    let bring = |book: &Book| {
        super::super::import(text.as_bytes(), None, book, &Options::default(), &mut IdMaker::new(1)).unwrap()
    };
    book.apply(&bring(&book.clone()).change(&book.clone()));
    assert_eq!(book.events().count(), 2);
    assert!(bring(&book).is_idle());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_looks_like_a_calendar_is_read_or_refused_and_twice_is_idle(
        lines in prop::collection::vec("(BEGIN:VEVENT|END:VEVENT|BEGIN:VALARM|END:VALARM|SUMMARY:(Fair|Talk|)|DTSTART:2026051[12](T0[89]0000Z?)?|DTSTART:2026|UID:[ab]|SEQUENCE:[12]|RRULE:x|ATTENDEE;CN=(Ana|Tom):mailto:(a|t)@x\\.example|DURATION:PT9999999999999999H|DTEND:00000000T000000)", 0..40),
    ) {
        let text = format!("BEGIN:VCALENDAR\n{}\n", lines.join("\n"));
        let mut book = Book::default();
        let bring = |book: &Book| super::super::import(text.as_bytes(), None, book, &Options::default(), &mut IdMaker::new(1));
        if let Ok(import) = bring(&book) {
            book.apply(&import.change(&book));
            let again = bring(&book).unwrap();
            prop_assert!(again.is_idle(), "{text}{:#?}{:#?}", import.events, again.events);
        }
    }
}

#[test]
fn twenty_years_come_in_and_more_says_how_to_cut_it() {
    let year = |events: usize| {
        let day = jiff::civil::date(2006, 1, 1);
        let one = |at: usize| {
            let day = day.saturating_add(jiff::Span::new().days(i64::try_from(at % 7_000).unwrap()));
            format!(
                "BEGIN:VEVENT\nUID:{at}\nSUMMARY:Day {at}\nDTSTART:{}\nEND:VEVENT\n",
                day.strftime("%Y%m%d")
            )
        };
        calendar(&(0..events).map(one).collect::<String>())
    };
    let book = Book::default();
    let import = bring(&year(6_001), &book);
    assert_eq!((import.events.len(), import.count(Verdict::New)), (6_001, 6_001));
    let mut after = book.clone();
    after.apply(&import.change(&book));
    assert!(bring(&year(6_001), &after).is_idle());
    // Whoever watches may stop it, and then nothing comes of it.
    let stopped = import_watched(
        year(6_001).into_bytes(),
        None,
        &book,
        &Options::default(),
        &mut IdMaker::new(1),
        &|done, all| done < all / 2,
    );
    assert_eq!(stopped.unwrap_err().to_string(), "cancelled; nothing was kept");
    let many = format!("BEGIN:VCALENDAR\n{}", "BEGIN:VEVENT\nEND:VEVENT\n".repeat(200_001));
    let why =
        people(many.as_bytes(), &book, &Options::default(), &mut IdMaker::new(1)).unwrap_err().to_string();
    assert!(
        why.contains("line 400003 it holds more than 200000 events") && why.contains("by years"),
        "{why}"
    );
}

#[test]
fn names_in_parameters_are_in_the_encoding_of_the_file() {
    let text = calendar(
        "BEGIN:VEVENT\nSUMMARY:Frühstück\nDTSTART:20261130T080000\nATTENDEE;CN=\"Müller, Jörg\":mailto:j@x.example\nEND:VEVENT",
    );
    let latin: Vec<u8> = text.chars().map(|ch| u8::try_from(u32::from(ch)).unwrap()).collect();
    for bytes in [latin, text.into_bytes()] {
        let import = people(&bytes, &Book::default(), &Options::default(), &mut IdMaker::new(1)).unwrap();
        assert_eq!(
            (import.events[0].name.as_str(), listed(&import)[0].name.as_str()),
            ("Frühstück", "Jörg Müller")
        );
    }
}
