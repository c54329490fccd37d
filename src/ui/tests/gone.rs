//! People who are gone: what still names them shows a name, never an id, and finds them again when they come back.

use super::*;
use crate::domain::Key as RecordKey;

const IDS: [&str; 2] = ["tom-berg-x2m8", "cy-lund-c0c0"];

/// Ana came by Tom, knows him and Cy, and has a favour and a note about both; of the two only Tom is on a list.
fn driver(width: u16, height: u16) -> Driver {
    let [tom, cy] = IDS.map(PersonId::new);
    let mut records = breakfast();
    for record in &mut records {
        let Record::Person(person) = record else { continue };
        if person.id.as_str() != "ana-ruiz-k3f9" {
            continue;
        }
        let mut ana = Person::clone(person);
        ana.knows = vec![tom.clone(), cy.clone()];
        ana.favours[0].people = vec![tom.clone(), cy.clone()];
        ana.notes[1].also = vec![tom.clone(), cy.clone()];
        *person = Arc::new(ana);
    }
    records.push(Person::named(PersonId::new("bo-lind-b0b0"), "Bo Lind").into());
    records.push(Person { via: tom, ..Person::named(cy, "Cy Lund") }.into());
    Driver::with(width, height, records, Theme::default()).matched()
}

fn gone(driver: &mut Driver) {
    driver.tell(Msg::Gone(IDS.map(|id| RecordKey::Person(PersonId::new(id))).to_vec()));
    driver.draw();
}

#[track_caller]
fn no_id(driver: &Driver, where_: &str) {
    let screen = driver.screen();
    assert!(IDS.iter().all(|id| !screen.contains(id)), "an id on the screen after {where_}:\n{screen}");
}

#[test]
fn no_screen_shows_the_id_of_somebody_deleted() {
    for (width, height) in [(120, 40), (80, 24)] {
        for keys in [
            "", "2", "3", "<enter>", "3e", "gl", "glo", "gt", "ga", "gc", "gf", "gb", "gn", "gd", "go", "gk",
            "/cy", "/tom",
        ] {
            let mut driver = driver(width, height);
            driver.keys("/ana<enter>");
            gone(&mut driver);
            driver.keys(keys);
            no_id(&driver, keys);
            driver.keys("jj<enter>");
            no_id(&driver, keys);
        }
    }
}

#[test]
fn a_name_is_taken_from_the_list_and_else_said_to_be_missing() {
    let mut driver = driver(160, 40);
    driver.keys("/ana<enter>").shows("via Tom Berg").shows("also about Tom Berg, Cy Lund");
    gone(&mut driver);
    driver.shows("via Tom Berg").shows("also about Tom Berg, somebody not found");
    assert!(driver.app.shared().book.person(&PersonId::new(IDS[1])).is_none());
    // They come back, as undo and the trash bring them: the ids were never taken out.
    let [tom, cy] = IDS.map(PersonId::new);
    driver.tell(Msg::Records(vec![
        Person::named(tom, "Tom Bergh").into(),
        Person::named(cy, "Cy Lund").into(),
    ]));
    driver.draw();
    driver.shows("via Tom Bergh").shows("also about Tom Bergh, Cy Lund");
}

#[test]
fn a_deletion_undone_brings_the_links_back() {
    let mut driver = driver(160, 40);
    driver.keys("/cy<enter>d").keys("/ana<enter>").shows("also about Tom Berg, somebody not found");
    let change = driver.saved().invert();
    driver.app.shared.book.apply(&change);
    driver.keys("<down><up>").shows("also about Tom Berg, Cy Lund");
}

#[test]
fn the_form_of_a_favour_keeps_whom_it_cannot_name() {
    let mut driver = driver(120, 40);
    driver.keys("/ana<enter>3");
    gone(&mut driver);
    driver.keys("e").shows("Tom Berg; somebody not found");
    // Another is added, and the two who are gone stay, each under their own id.
    driver.keys("<down><down><down><down><down><end>; Bo Lind").shows("not found; Bo Lind").keys("<esc>");
    let people: Vec<&str> =
        driver.person("ana-ruiz-k3f9").favours[0].people.iter().map(PersonId::as_str).collect();
    assert_eq!(people, [IDS[0], IDS[1], "bo-lind-b0b0"]);
}
