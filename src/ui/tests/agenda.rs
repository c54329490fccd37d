//! The agenda on the screen, key by key.

use super::*;
use crate::domain::{Group, GroupId, NoteKind};

/// The breakfast, with something of each kind, and Lena silent for two years.
fn records() -> Vec<Record> {
    let mut records = breakfast();
    let lena = Person {
        industry: "timber".into(),
        notes: vec![Note {
            id: NoteId::new("n9"),
            at: Some(crate::domain::Stamp { at: "2024-05-01T10:00:00".parse().unwrap(), offset: None }),
            text: "hello".into(),
            ..Note::default()
        }],
        follow_ups: vec![FollowUp {
            id: FollowUpId::new("u9"),
            due: Some(day("2026-05-12")),
            what: "send the oak".into(),
            done: None,
            ..FollowUp::default()
        }],
        ..Person::named(PersonId::new("lena-b1b1"), "Lena Bo")
    };
    let guild = Group {
        name: "Guild".into(),
        renews: Some(day("2026-06-01")),
        dues: "250 EUR".into(),
        per: "year".into(),
        ..Group { id: GroupId::new("guild-p0s1"), schema: 1, ..Group::default() }
    };
    records.extend([lena.into(), guild.into()]);
    records
}

fn driver(width: u16, height: u16) -> Driver {
    Driver::with(width, height, records(), Theme::default())
}

#[test]
fn one_quiet_line_once_a_day() {
    let mut driver = driver(120, 40);
    driver.shows("due today: send the oak (Lena) · g a").keys("j");
    assert!(!driver.screen().contains("due today"), "the next key takes it away");
    driver.tell(Msg::LoadEnd);
    driver.draw();
    assert!(!driver.screen().contains("due today"), "not twice");
    assert_eq!(driver.app.shared().seen.get("agenda-today").map(String::as_str), Some("2026-05-12"));
    assert_eq!(Driver::breakfast(120, 40).app.shared().seen.get("agenda-today"), None, "nothing is due");
}

#[test]
fn headings_words_and_what_to_do_at_three_sizes() {
    for (width, height) in [(120, 40), (80, 24), (40, 20)] {
        let mut driver = driver(width, height);
        driver.keys("ga").shows("Today, and still open").shows("Lena Bo  send the oak").shows("follow up");
        driver.keys("j").shows("Within a week").shows("intro Tom Berg").shows("Fri");
        driver.keys("G").shows("Ahead").shows("Guild").shows("renew it, or let it go");
        driver.keys("<esc>").shows("People");
    }
    let mut records = records();
    if let Some(Record::Person(lena)) = records.iter_mut().find(|record| record.name() == "Lena Bo") {
        Arc::make_mut(lena).follow_ups.clear();
    }
    let mut driver = Driver::with(120, 40, records, Theme::default());
    driver.keys("ga").shows("get in touch · dormant: last 2 years ago; your only link to timber");
    driver.shows("renew it, or let it go · 250 EUR a year");
}

#[test]
fn done_is_one_key_and_the_choice_stays_where_it_was() {
    let mut driver = driver(120, 40);
    driver.keys("gax").shows("done: send the oak · u undoes").shows("> Makers' Breakfast");
    assert_eq!(driver.person("lena-b1b1").follow_ups[0].done, Some(day("2026-05-12")));
    assert_eq!(driver.saved().edits.len(), 1, "one undo");
    driver.keys("x").shows("an event comes by itself").keys("jx");
    assert_eq!(driver.person("ana-ruiz-k3f9").favours[0].state, FavourState::Done);
}

#[test]
fn put_off_by_the_words_of_the_capture_line() {
    let mut driver = driver(80, 24);
    driver
        .keys("gar")
        .shows("Until when? · Lena Bo")
        .keys("last week<enter>")
        .shows("no day ahead: last week");
    driver.keys("<ctrl-u>next fri").shows("22 May (2026-05-22)").keys("<enter>").shows("put off to 22 May");
    assert_eq!(driver.person("lena-b1b1").follow_ups[0].due, Some(day("2026-05-22")));
    driver.keys("gg<esc>gajr<esc>").shows("Agenda");
    driver.keys("ggr").shows("an event keeps its day");
    // Nothing typed is a week.
    driver.keys("jr<enter>").shows("put off to 19 May");
    assert_eq!(driver.person("ana-ruiz-k3f9").favours[0].due, Some(day("2026-05-19")));
}

#[test]
fn names_are_ticked_not_replaced_and_dropped_for_good() {
    let mut driver = driver(120, 40);
    let go = |driver: &mut Driver| {
        driver.keys("gagg");
        for _ in 0..9 {
            if driver.screen().contains("> Lena Bo\n") {
                return;
            }
            driver.keys("j");
        }
        panic!("Lena is not named:\n{}", driver.screen());
    };
    go(&mut driver);
    driver.shows("planned for today").keys("x").shows("in touch with Lena Bo").shows("in touch today");
    assert_eq!(driver.person("lena-b1b1").notes.last().unwrap().kind, NoteKind::Hello);
    let notes = driver.person("lena-b1b1").notes.len();
    go(&mut driver);
    driver.keys("x");
    assert_eq!(driver.person("lena-b1b1").notes.len(), notes, "not twice");
    driver.keys("c").shows("no more reminders of Lena Bo");
    assert_eq!(driver.person("lena-b1b1").cadence, "none");
    assert!(!driver.screen().contains("in touch today"));
}

#[test]
fn a_message_is_copied_and_enter_turns_to_the_person() {
    let mut driver = driver(120, 40);
    driver.keys("gay");
    let copied = driver.effects.iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.as_str()),
        _ => None,
    });
    assert_eq!(copied, Some("Hello Lena,\nI have had this in mind: send the oak.\nBest wishes"));
    driver.keys("<enter>");
    assert_eq!(driver.app.shared().person().unwrap().name, "Lena Bo");
    driver.keys("gaG<enter>").shows("x renewed").keys("x").shows("renewed: Guild");
    assert_eq!(
        driver.app.shared().book.group(&GroupId::new("guild-p0s1")).unwrap().renews,
        Some(day("2027-06-01"))
    );
}

#[test]
fn after_a_fortnight_away_older_things_are_one_line() {
    let mut records = breakfast();
    let mut lena = Person::named(PersonId::new("lena-b1b1"), "Lena Bo");
    for (at, due) in ["2026-04-01", "2026-04-02"].into_iter().enumerate() {
        let id = FollowUpId::new(&format!("u{at}"));
        lena.follow_ups.push(FollowUp {
            id,
            due: Some(day(due)),
            what: format!("thing {at}"),
            done: None,
            ..FollowUp::default()
        });
    }
    records.push(lena.into());
    let mut driver = Driver::with(120, 40, records, Theme::default());
    driver.keys("ga").shows("2 older things: o opens them");
    assert!(!driver.screen().contains("thing 0"));
    driver.keys("o").shows("thing 0").shows("was due 1 Apr").shows("2 older things");
    driver.keys("o");
    assert!(!driver.screen().contains("thing 0"));
}

#[test]
fn an_empty_agenda_says_how_things_come_onto_it() {
    let mut driver = Driver::empty(80, 24);
    driver.keys("ga").shows("nothing is due").keys("xrcyo<enter>").shows("Agenda");
}
