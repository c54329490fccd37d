//! Notes that come back, key by key.

use super::*;
use crate::domain::NoteKind;

/// The breakfast, with lessons of Tom's and Ana's, an opening, and Bo who could use one of them.
fn records() -> Vec<Record> {
    let mut records = breakfast();
    let note = |id: &str, at: &str, kind: NoteKind, text: &str| Note {
        id: NoteId::new(id),
        at: Some(crate::domain::Stamp { at: at.parse().unwrap(), offset: Some(3600) }),
        event: EventId::new("breakfast-q7aa"),
        kind,
        text: text.into(),
        ..Note::default()
    };
    for record in &mut records {
        let Record::Person(person) = record else { continue };
        let person = Arc::make_mut(person);
        if person.name == "Tom Berg" {
            person.tags = vec!["pricing".into()];
            person.notes = vec![
                note("n1", "2026-05-02T10:00:00", NoteKind::Lesson, "charge for the box"),
                note("n2", "2026-05-01T10:00:00", NoteKind::Lesson, "a website needs one page #web"),
                Note {
                    private: true,
                    ..note("n3", "2026-05-03T10:00:00", NoteKind::Lesson, "his bank says no")
                },
                note("n4", "2026-05-04T10:00:00", NoteKind::Opening, "a stall is free in March"),
            ];
        }
    }
    let bo =
        Person { needs: vec!["website".into()], ..Person::named(PersonId::new("bo-lee-b0b0"), "Bo Lee") };
    records.push(bo.into());
    records
}

fn driver(width: u16, height: u16) -> Driver {
    Driver::with(width, height, records(), Theme::default()).matched()
}

const TOM: &str = "tom-berg-x2m8";

#[test]
fn three_lists_in_three_orders_at_three_sizes() {
    for (width, height) in [(120, 40), (80, 24), (40, 20)] {
        let mut driver = driver(width, height);
        driver.keys("gn").shows(">lessons 3 | openings 1 | views 0").shows("by topic");
        driver.shows(" pricing").shows(" web").shows("(private) his bank says no").shows("Tom Berg · 3 May");
        driver.keys("o").shows("by person").shows(" Tom Berg ─").keys("o").shows("by event");
        driver.shows(" Makers' Breakfast");
        driver.keys("<tab>").shows(">openings 1").shows("a stall is free in March");
        driver.keys("<tab>").shows("no views yet").keys("xtso<enter>ey").shows(">views 0");
        driver.keys("<tab>").shows(">lessons").keys("<esc>").shows("People");
    }
}

#[test]
fn used_is_one_key_comes_last_and_comes_back() {
    let mut driver = driver(120, 40);
    driver.keys("gn").shows("> (private) his bank says no").keys("jx").shows("used: it comes last now");
    assert_eq!(driver.person(TOM).notes[0].used, Some(day("2026-05-12")));
    assert_eq!(driver.saved().edits.len(), 1, "one undo");
    driver.shows("> charge for the box").shows("used today · Tom Berg");
    driver.keys("x").shows("it comes back");
    assert_eq!(driver.person(TOM).notes[0].used, None);
}

#[test]
fn thanks_and_sharing_stand_in_the_ledger() {
    let mut driver = driver(120, 40);
    driver.keys("gnjt").shows("thanks to Tom Berg · u undoes").shows("Tom was thanked");
    let favour = driver.person(TOM).favours[0].clone();
    assert_eq!((favour.side, favour.state), (Side::Receive, FavourState::Thanked));
    driver.keys("t").shows("Tom was thanked for it today");
    assert_eq!(driver.person(TOM).favours.len(), 1);
    driver
        .keys("js")
        .shows("Share with whom?")
        .shows("> Ana Ruiz  Ana needs website")
        .shows("Bo needs website");
    driver.keys("bo").shows("> Bo Lee").keys("<enter>").shows("told Bo Lee: a gift").shows("Bo was told");
    let favour = driver.person("bo-lee-b0b0").favours[0].clone();
    assert_eq!((favour.side, favour.state), (Side::Give, FavourState::Done));
    // Bo is not proposed again, and says why below.
    driver.keys("s").shows("> Ana Ruiz  Ana needs").shows("Bo Lee  you gave it today");
    driver.keys("ana<enter>").shows("Ana and Bo were told");
    assert_eq!(driver.saved().edits.len(), 1, "one undo");
}

#[test]
fn a_private_note_says_so_before_it_is_shared() {
    for (width, height) in [(120, 40), (40, 20), (40, 6)] {
        let mut driver = driver(width, height);
        driver.keys("gns").shows("private: enter says you shared it");
        driver.keys("bo lee<enter>");
        assert_eq!(driver.person("bo-lee-b0b0").favours[0].what, "tell them: note tom-berg-x2m8/n3");
    }
}

#[test]
fn a_row_opens_its_note_or_whose_it_is() {
    let mut driver = driver(120, 40);
    driver.keys("gne").shows("Note on Tom Berg").shows("his bank says no").keys("<esc>").shows(">lessons");
    driver.keys("jy");
    let copied = driver
        .effects
        .iter()
        .any(|effect| matches!(effect, Effect::Copy(text) if text == "charge for the box"));
    assert!(copied);
    driver.keys("<enter>");
    assert_eq!(driver.app.shared().person().unwrap().name, "Tom Berg");
}
