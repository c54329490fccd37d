//! Groups on the screen: listed, opened, changed, made.

use super::*;
use crate::domain::{Group, GroupId};

fn driver() -> Driver {
    let group = Group {
        id: GroupId::new("guild-p0s1"),
        schema: 1,
        name: "Makers' Guild".into(),
        dues: "220 GBP".into(),
        per: "year".into(),
        renews: Some(day("2026-06-01")),
        ..Group::default()
    };
    let mut driver = Driver::breakfast(100, 36);
    let mut event = Event::clone(driver.app.shared().book.event(&EventId::new("breakfast-q7aa")).unwrap());
    event.group = group.id.clone();
    driver.tell(Msg::Records(vec![group.into(), event.into()]));
    driver.draw();
    driver
}

#[test]
fn a_group_says_what_it_cost_and_brought() {
    let mut driver = driver();
    driver.keys("go").shows("Groups 1").shows("1 is to be renewed soon").shows("cost 220 GBP of dues");
    driver
        .keys("<enter>")
        .shows("What it cost and brought")
        .shows("you were at 1 of 1")
        .shows("To try once more");
    driver.keys("<esc>").shows("Groups 1").keys("<esc>").shows("People here");
}

#[test]
fn its_event_is_one_key_away() {
    let mut driver = driver();
    driver.keys("n").keys("<esc>");
    driver.keys("go<enter><enter>").shows("Makers' Breakfast").shows("People here");
}

#[test]
fn a_field_is_changed_in_a_form() {
    let mut driver = driver();
    driver.keys("goe<down><down><ctrl-u>260 GBP<esc>").shows("260 GBP of dues");
    let change = driver.saved();
    assert_eq!(change.what, "group Makers' Guild");
    driver.keys("e<down><down><down><down><ctrl-u>never<esc>").shows("no day such as");
}

#[test]
fn a_new_one_is_made_once_it_has_a_name() {
    let mut driver = driver();
    driver.keys("goa<down>East<esc>").shows("a name is needed");
    driver.keys("<up>Chamber<esc>").shows("Groups 2").shows("Chamber");
    let Some(Record::Group(group)) = driver.saved().edits.iter().find_map(|edit| edit.after.clone()) else {
        panic!("{:?}", driver.saved());
    };
    assert_eq!((group.name.as_str(), group.chapter.as_str(), group.schema), ("Chamber", "East", 1));
    assert!(group.id.as_str().starts_with("chamber-"));
}

#[test]
fn to_the_trash_and_nothing_else() {
    let mut driver = driver();
    driver.keys("god").shows("no groups yet").shows("u undoes");
    assert!(driver.saved().edits.iter().all(|edit| edit.after.is_none()));
}

#[test]
fn the_figures_of_a_group_can_be_read_from_their_beginning_on_a_phone() {
    let group = Group {
        id: GroupId::new("guild-g0g0"),
        name: "Guild".into(),
        dues: "250 EUR".into(),
        per: "year".into(),
        renews: Some(day("2026-05-30")),
        ..Group::default()
    };
    let mut records = breakfast();
    for record in &mut records {
        if let Record::Event(event) = record {
            Arc::make_mut(event).group = group.id.clone();
        }
    }
    records.push(group.into());
    let mut driver = Driver::with(40, 12, records, Theme::default());
    driver.keys("go<enter>").shows("250 EUR a year").shows("What it cost");
    // Down scrolls to what can be chosen, up back to the beginning.
    driver.keys("jjj");
    assert!(!driver.screen().contains("250 EUR a year"), "{}", driver.screen());
    driver.keys("jjjjjj").shows("> 2026-05-12");
    driver.keys("kkkkkkkk").shows("250 EUR a year");
    driver.keys("G").shows("> 2026-05-12");
    driver.keys("gg").shows("250 EUR a year");
}
