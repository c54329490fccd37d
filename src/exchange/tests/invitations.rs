//! An invitation that comes again: moved, changed, called off, one time of a series; and what I changed myself.

use super::*;
use crate::domain::Stamp;

fn options(today: &str) -> Options {
    Options { today: Some(Day(today.parse().unwrap())), ..Options::default() }
}

fn calendar(events: &[&str]) -> String {
    let events: Vec<String> =
        events.iter().map(|event| format!("BEGIN:VEVENT\n{}\nEND:VEVENT\n", event.trim())).collect();
    format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", events.concat())
}

/// Brings a calendar in on a day, and says of each event `verdict: reason`; once more changes nothing.
#[track_caller]
fn brings_on(today: &str, book: &mut Book, text: &str, expected: &[&str]) -> Import {
    let take =
        |book: &Book, seed| people(text.as_bytes(), book, &options(today), &mut IdMaker::new(seed)).unwrap();
    let import = take(book, book.events().len() as u64 + 1);
    let said: Vec<String> =
        import.events.iter().map(|event| format!("{}: {}", event.verdict.as_str(), event.reason)).collect();
    assert_eq!(said, expected, "{:?}", import.problems);
    let before = book.clone();
    let change = import.change(book);
    book.apply(&change);
    let again = take(book, 99);
    assert!(again.is_idle(), "{:#?}", again.events);
    assert_eq!(again.count(Verdict::New) + again.count(Verdict::Updates), 0, "{:#?}", again.events);
    let mut undone = book.clone();
    undone.apply(&change.invert());
    assert_eq!(undone, before);
    import
}

#[track_caller]
fn brings(book: &mut Book, text: &str, expected: &[&str]) -> Import {
    brings_on("2026-11-20", book, text, expected)
}

/// `day start-end name @ venue: guest status, ...` of every event of mine.
fn mine(book: &Book) -> Vec<String> {
    let clock = |clock: Option<crate::domain::Clock>| clock.map_or(String::new(), |clock| clock.to_string());
    let one = |event: &std::sync::Arc<Event>| {
        let guests: Vec<String> =
            event.attendees.iter().map(|one| format!("{} {}", one.name, one.standing())).collect();
        let day = event.date.map_or(String::new(), |day| day.to_string());
        let hours = format!("{}-{}", clock(event.start), clock(event.end));
        format!("{day} {hours} {} @ {}: {}", event.name, event.venue, guests.join(", "))
    };
    let mut all: Vec<String> = book.events().map(one).collect();
    all.sort();
    all
}

fn edit(book: &mut Book, change: impl FnOnce(&mut Event)) {
    let id = book.events().next().unwrap().id.clone();
    let edit = book.edit_event(&id, change);
    book.apply(&Change::new("").with(edit.unwrap()));
}

fn meet(book: &mut Book, name: &str) {
    edit(book, |event| {
        event.attendees.iter_mut().find(|one| one.name == name).unwrap().status = AttendeeStatus::Met;
    });
}

const MIXER: &str = "UID:abc@google.com\nSEQUENCE:0\nDTSTAMP:20261101T090000Z\nSUMMARY:Mixer\nDTSTART:20261130T180000\n\
    DTEND:20261130T200000\nLOCATION:Old Fire Station\nATTENDEE;PARTSTAT=ACCEPTED;CN=Ana Bell:mailto:bell@x.example\n\
    ATTENDEE;CN=Tom Berg:mailto:tom@x.example";

fn moved() -> String {
    MIXER
        .replace("SEQUENCE:0", "SEQUENCE:1")
        .replace("20261101T", "20261110T")
        .replace("20261130T", "20261207T")
        .replace("Old Fire Station", "The Heron")
        .replace("ACCEPTED", "DECLINED")
}

/// Nobody of two guests comes in, for that reason.
#[track_caller]
fn guests_say(import: &Import, why: &str) {
    let said: Vec<(Verdict, String)> = import.rows().map(|row| (row.verdict, row.reason)).collect();
    assert_eq!(said, [(Verdict::Skipped, why.to_owned()), (Verdict::Skipped, why.to_owned())]);
}

#[test]
fn a_moved_invitation_is_the_same_event() {
    let mut book = Book::default();
    let first = brings(&mut book, &calendar(&[MIXER]), &["new: none of yours yet"]);
    assert_eq!(first.what("in/mixer.ics"), "import of mixer.ics: events: 1 new; guests: 2 new");
    let second = brings(
        &mut book,
        &calendar(&[&moved()]),
        &[
            "updates: moved from 30 Nov to 7 Dec; place The Heron (was Old Fire Station); 1 guest no longer coming",
        ],
    );
    // Who does not come any more is one line of the list, and nobody of mine.
    assert_eq!(second.what("mixer.ics"), "import of mixer.ics: events: 1 updated; guests: 1 updated");
    let now = ["2026-12-07 18:00-20:00 Mixer @ The Heron: Ana Bell not coming, Tom Berg expected"];
    assert_eq!(mine(&book), now);
    // The mail of the first version, opened once more.
    let import = brings(&mut book, &calendar(&[MIXER]), &["skipped: an older version than the one you have"]);
    guests_say(&import, "an older version of the event; nothing is taken from it");
    assert_eq!(mine(&book), now);
    // Under another title, with other hours, into another year.
    let third = moved()
        .replace("SEQUENCE:1", "SEQUENCE:2")
        .replace("20261207T18", "20270104T19")
        .replace("20261207T20", "20270104T21");
    brings(
        &mut book,
        &calendar(&[&third.replace("SUMMARY:Mixer", "SUMMARY:Winter mixer")]),
        &[
            "updates: called Winter mixer (was Mixer); moved from 7 Dec to 4 Jan 2027; hours 19:00 to 21:00 (were 18:00 to 20:00)",
        ],
    );
    assert_eq!(mine(&book).len(), 1);
    // Handed out anew it is the same, whatever number and time it carries.
    let again = third
        .replace("SUMMARY:Mixer", "SUMMARY:Winter mixer")
        .replace("SEQUENCE:2", "SEQUENCE:5")
        .replace("20261110T", "20261119T");
    brings(&mut book, &calendar(&[&again]), &["same: you have it"]);
}

#[test]
fn what_i_changed_is_mine() {
    let mut book = Book::default();
    brings(&mut book, &calendar(&[MIXER]), &["new: none of yours yet"]);
    edit(&mut book, |event| event.venue = "Old Fire Station, back door".into());
    // The calendar says nothing new of the place.
    let stays = "yours stays: place Old Fire Station, back door (the calendar says Old Fire Station)";
    brings(&mut book, &calendar(&[MIXER]), &[&format!("same: you have it; {stays}")]);
    let later = MIXER.replace("SEQUENCE:0", "SEQUENCE:1").replace("20261130T18", "20261130T17");
    brings(
        &mut book,
        &calendar(&[&later]),
        &[&format!("updates: hours 17:00 to 20:00 (were 18:00 to 20:00); {stays}")],
    );
    // Both changed it: mine stays, and what the calendar says is told.
    let heron = later.replace("SEQUENCE:1", "SEQUENCE:2").replace("Old Fire Station", "The Heron");
    let stays =
        "same: you have it; yours stays: place Old Fire Station, back door (the calendar says The Heron)";
    brings(&mut book, &calendar(&[&heron]), &[stays]);
    edit(&mut book, |event| event.venue = "The Heron".into());
    brings(&mut book, &calendar(&[&heron]), &["updates: the calendar says the same as yours now"]);
    // From here on it moves with the calendar again.
    let mill = heron.replace("SEQUENCE:2", "SEQUENCE:3").replace("The Heron", "The Mill");
    brings(&mut book, &calendar(&[&mill]), &["updates: place The Mill (was The Heron)"]);
}

#[test]
fn an_event_from_before_gains_the_calendars_id() {
    let mut book = Book::default();
    let bare = MIXER.replace("UID:abc@google.com\n", "");
    brings(&mut book, &calendar(&[&bare]), &["new: none of yours yet"]);
    assert!(book.events().all(|event| event.calendar.is_none()));
    brings(&mut book, &calendar(&[MIXER]), &["updates: found by its calendar's id from now on"]);
    brings(
        &mut book,
        &calendar(&[&moved()]),
        &[
            "updates: moved from 30 Nov to 7 Dec; place The Heron (was Old Fire Station); 1 guest no longer coming",
        ],
    );
    assert_eq!(mine(&book).len(), 1);
    // The same evening in another calendar is no second one, and nothing of the first gives way.
    let other = moved().replace("abc@google.com", "ticket-7@shop.example").replace("The Heron", "Heron Inn");
    brings(
        &mut book,
        &calendar(&[&other]),
        &["same: you have it; yours stays: place The Heron (the calendar says Heron Inn)"],
    );
}

#[test]
fn called_off_by_its_id() {
    let mut book = Book::default();
    brings(&mut book, &calendar(&[MIXER]), &["new: none of yours yet"]);
    let id = book.events().next().unwrap().id.clone();
    let off = format!("skipped: called off; you have it on 30 Nov, and `mingle delete {id}` takes it out");
    let cancelled = moved().replace("SUMMARY:Mixer", "SUMMARY:Canceled: Mixer");
    let by_method = calendar(&[&cancelled]).replace("BEGIN:VEVENT", "METHOD:CANCEL\nBEGIN:VEVENT");
    let import = brings(&mut book, &by_method, &[&off]);
    guests_say(&import, "the event is called off; nothing is taken from it");
    brings(&mut book, &calendar(&[&format!("{cancelled}\nSTATUS:CANCELLED")]), &[&off]);
    // A word from before the last version calls nothing off.
    brings_on(
        "2026-11-20",
        &mut book,
        &calendar(&[&moved()]),
        &[
            "updates: moved from 30 Nov to 7 Dec; place The Heron (was Old Fire Station); 1 guest no longer coming",
        ],
    );
    let old = calendar(&[MIXER]).replace("BEGIN:VEVENT", "METHOD:CANCEL\nBEGIN:VEVENT");
    brings(&mut book, &old, &["skipped: an older version than the one you have"]);
    // The word of one calendar of a file is not that of the next.
    let both = format!("{by_method}{}", calendar(&["UID:new\nSUMMARY:Fair\nDTSTART:20261212T100000"]));
    let import = people(both.as_bytes(), &book, &options("2026-11-20"), &mut IdMaker::new(7)).unwrap();
    let verdicts: Vec<Verdict> = import.events.iter().map(|event| event.verdict).collect();
    assert_eq!(verdicts, [Verdict::Skipped, Verdict::New]);
    // Of the same version what calls it off counts.
    let twice = format!("{}{}", calendar(&[&moved()]), by_method);
    let import = people(twice.as_bytes(), &book, &options("2026-11-20"), &mut IdMaker::new(7)).unwrap();
    assert!(import.events[0].reason.starts_with("an older version of row"), "{:?}", import.events);
    assert!(import.events[1].reason.starts_with("called off; you have it on 7 Dec"), "{:?}", import.events);
}

#[test]
fn an_evening_that_took_place_stays_where_it_was() {
    let mut book = Book::default();
    brings(&mut book, &calendar(&[MIXER]), &["new: none of yours yet"]);
    meet(&mut book, "Tom Berg");
    // Met beforehand: it moves, and whom I met stays met.
    let mut ahead = book.clone();
    brings_on(
        "2026-11-20",
        &mut ahead,
        &calendar(&[&moved()]),
        &[
            "updates: moved from 30 Nov to 7 Dec; place The Heron (was Old Fire Station); 1 guest no longer coming",
        ],
    );
    assert_eq!(mine(&ahead), ["2026-12-07 18:00-20:00 Mixer @ The Heron: Ana Bell not coming, Tom Berg met"]);
    // Met there: the calendar means another evening now.
    brings_on(
        "2026-12-01",
        &mut book,
        &calendar(&[&moved()]),
        &["new: another evening: the one on 30 Nov took place"],
    );
    assert_eq!(
        mine(&book),
        [
            "2026-11-30 18:00-20:00 Mixer @ Old Fire Station: Ana Bell expected, Tom Berg met",
            "2026-12-07 18:00-20:00 Mixer @ The Heron: Tom Berg expected",
        ]
    );
    let third = moved().replace("SEQUENCE:1", "SEQUENCE:2").replace("20261207T", "20261208T");
    brings_on("2026-12-01", &mut book, &calendar(&[&third]), &["updates: moved from 7 Dec to 8 Dec"]);
    assert_eq!(mine(&book).len(), 2);
}

#[test]
fn one_time_of_a_series() {
    let series = "UID:s1\nSUMMARY:Breakfast\nDTSTART:20261124T073000\nRRULE:FREQ=WEEKLY\nATTENDEE;CN=Ana Bell:mailto:bell@x.example";
    let one = |occurrence: &str, start: &str| {
        format!(
            "UID:s1\nRECURRENCE-ID:{occurrence}\nSUMMARY:Breakfast\nDTSTART:{start}\nATTENDEE;CN=Tom Berg:mailto:tom@x.example"
        )
    };
    let first = "new: it comes again every week: its first day comes in, with a group that proposes the next";
    let told = "skipped: the first day of row 2, where it is told";
    // The first time moved within the file is where the series stands; the second is an event of its own.
    let mut book = Book::default();
    let text = calendar(&[
        series,
        &one("20261124T073000", "20261125T080000"),
        &one("20261201T073000", "20261202T080000"),
    ]);
    brings(&mut book, &text, &[first, told, "new: none of yours yet"]);
    let guests = "08:00- Breakfast @ : Tom Berg expected";
    assert_eq!(mine(&book), [format!("2026-11-25 {guests}"), format!("2026-12-02 {guests}")]);
    // Moved by a mail of its own, and moved back.
    let mut book = Book::default();
    brings(&mut book, &calendar(&[series]), &[first]);
    brings(
        &mut book,
        &calendar(&[&one("20261124T073000", "20261126T080000")]),
        &["updates: moved from 24 Nov to 26 Nov; hours 08:00 (were 07:30); 1 new guest"],
    );
    brings(
        &mut book,
        &calendar(&[&one("20261124", "20261127T080000")]),
        &["updates: moved from 26 Nov to 27 Nov; on your list and not on this one: Ana Bell"],
    );
    brings(&mut book, &calendar(&[&one("20261208T073000", "20261209T080000")]), &["new: none of yours yet"]);
    brings(
        &mut book,
        &calendar(&[&one("20261208T073000", "20261210T080000")]),
        &["updates: moved from 9 Dec to 10 Dec"],
    );
    assert_eq!(mine(&book).len(), 2);
    let off = calendar(&[&format!("{}\nSTATUS:CANCELLED", one("20261208T073000", "20261210T080000"))]);
    let import = people(off.as_bytes(), &book, &options("2026-11-20"), &mut IdMaker::new(7)).unwrap();
    assert!(import.events[0].reason.starts_with("called off; you have it on 10 Dec"), "{:?}", import.events);
    let off = off.replace("20261208T", "20261222T");
    let import = people(off.as_bytes(), &book, &options("2026-11-20"), &mut IdMaker::new(7)).unwrap();
    assert_eq!(import.events[0].reason, "called off");
}

#[test]
fn an_answer_is_of_one_guest_and_a_proposal_of_none() {
    let mut book = Book::default();
    brings(&mut book, &calendar(&[&moved()]), &["new: none of yours yet"]);
    let answer = |method: &str, rest: &str| {
        calendar(&[&format!("UID:abc@google.com\nSEQUENCE:1\nDTSTAMP:20261101T090000Z\n{rest}")])
            .replace("BEGIN:VEVENT", &format!("METHOD:{method}\nBEGIN:VEVENT"))
    };
    brings(
        &mut book,
        &answer("REPLY", "ATTENDEE;PARTSTAT=DECLINED;CN=Tom Berg:mailto:tom@x.example"),
        &["updates: 1 guest no longer coming"],
    );
    assert_eq!(mine(&book), ["2026-12-07 18:00-20:00 Mixer @ The Heron: Tom Berg not coming"]);
    let counter = answer("COUNTER", "SUMMARY:Mixer\nDTSTART:20261209T180000");
    brings(&mut book, &counter, &["skipped: it proposes or asks, and nothing is decided"]);
}

#[test]
fn what_mingle_wrote_itself_is_known_by_its_own_id() {
    let mut book = book();
    edit(&mut book, |event| {
        (event.date, event.venue) = (Some(Day("2026-12-01".parse().unwrap())), "Forno".into());
    });
    let own = calendar(&["UID:event-makers-breakfast-q7aa@mingle\nSEQUENCE:9\nSUMMARY:Makers' Breakfast\n\
        DTSTART:20261130T080000\nLOCATION:Forno"]);
    brings(&mut book, &own, &["updates: hours 08:00; yours stays: day 1 Dec (the calendar says 30 Nov)"]);
    assert!(book.events().all(|event| event.calendar.is_none()));
}

#[test]
fn only_the_guests_for_a_list_that_is_named() {
    let book = book();
    let said = |text: &str| import(text.as_bytes(), &book).said.split_off(2);
    assert_eq!(
        said(&calendar(&[MIXER])),
        [
            "only the guests come in, onto the list of Makers' Breakfast; the calendar's own event stays out: Mixer on 30 Nov"
        ]
    );
    let fair = "UID:f\nSUMMARY:Fair\nDTSTART:20261212\nATTENDEE;CN=Bo Lund:mailto:bo@x.example";
    assert_eq!(
        said(&calendar(&[MIXER, fair, "SUMMARY:Off\nSTATUS:CANCELLED"])),
        [
            "only the guests come in, onto the list of Makers' Breakfast; the 2 events of the calendar stay out",
            "1 event is called off and out, with the guests",
        ]
    );
    assert_eq!(
        said(&calendar(&[
            "UID:event-makers-breakfast-q7aa@mingle\nSUMMARY:Old name\nATTENDEE;CN=Bo Lund:mailto:bo@x.example",
            fair
        ])),
        [
            "only the guests come in, onto the list of Makers' Breakfast; its day, hours and place stay as they are",
            "1 other event of the calendar stays out",
        ]
    );
}

#[test]
fn an_older_version_undoes_no_newer_one_that_told_of_its_guests_alone() {
    let mut book = Book::default();
    brings(&mut book, &calendar(&[MIXER]), &["new: none of yours yet"]);
    let third = MIXER
        .replace("SEQUENCE:0", "SEQUENCE:3")
        .replace("20261101T", "20261110T")
        .replace("ACCEPTED", "DECLINED");
    brings(&mut book, &calendar(&[&third]), &["updates: 1 guest no longer coming"]);
    let now = ["2026-11-30 18:00-20:00 Mixer @ Old Fire Station: Ana Bell not coming, Tom Berg expected"];
    assert_eq!(mine(&book), now);
    let stale = MIXER.replace("SEQUENCE:0", "SEQUENCE:2").replace("Old Fire Station", "The Heron");
    let older = ["skipped: an older version than the one you have"];
    brings(&mut book, &calendar(&[&stale]), &older);
    assert_eq!(mine(&book), now);
    // A later number alone is kept too, and so is a later stamp of one number that told of the guests.
    let fifth = third.replace("SEQUENCE:3", "SEQUENCE:5");
    brings(&mut book, &calendar(&[&fifth]), &["same: you have it"]);
    let fourth = stale.replace("SEQUENCE:2", "SEQUENCE:4");
    brings(&mut book, &calendar(&[&fourth]), &older);
    let back = fifth.replace("20261110T", "20261112T").replace("DECLINED", "ACCEPTED");
    brings(&mut book, &calendar(&[&back]), &["updates: 1 guest coming after all"]);
    brings(&mut book, &calendar(&[&fifth.replace("20261110T", "20261111T")]), &older);
    assert!(!mine(&book)[0].contains("not coming"), "{:?}", mine(&book));
}

#[test]
fn what_is_kept_of_a_calendar_reads_well() {
    let mut book = Book::default();
    brings(&mut book, &calendar(&[MIXER]), &["new: none of yours yet"]);
    let event = book.events().next().unwrap();
    let text = toml::to_string(event.calendar.as_ref().unwrap()).unwrap();
    assert_eq!(
        text,
        "uid = \"abc@google.com\"\nsequence = 0\nat = 2026-11-01T09:00:00Z\nname = \"Mixer\"\ndate = 2026-11-30\n\
         start = 18:00:00\nend = 20:00:00\nvenue = \"Old Fire Station\"\n"
    );
    let at = event.calendar.as_ref().and_then(|known| known.at);
    assert_eq!(at.map(Stamp::day), Some(Day("2026-11-01".parse().unwrap())));
}

#[test]
fn a_name_that_several_events_of_a_file_share_tells_none_of_them() {
    let mut book = Book::default();
    let text = calendar(&[
        "UID:x\nSUMMARY:Talk\nDTSTART:20261212T100000",
        "UID:x\nSUMMARY:Lunch\nDTSTART:20261212T120000",
        "UID:y\nSUMMARY:Fair\nDTSTART:20261213T120000",
        "UID:y\nSUMMARY:Fair\nDTSTART:20261213T120000",
    ]);
    let new = "new: none of yours yet";
    brings(&mut book, &text, &[new, new, new, "same: as row 12"]);
    let known: Vec<bool> = book.events().map(|event| event.calendar.is_some()).collect();
    assert_eq!(known.iter().filter(|known| **known).count(), 1);
}
