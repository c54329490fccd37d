//! Long lists that come and go: the list of people waits for what is made elsewhere, what is undone says how far it is, and
//! keys go on working meanwhile.

use super::work::asked;
use super::*;
use crate::domain::Key as RecordKey;

const MANY: usize = 4_000;

fn guest(at: usize) -> Record {
    Person::named(PersonId::new(&format!("guest-{at:04}")), &format!("Guest{at:04} Long")).into()
}

/// With everyone on show, among so many.
fn crowd(count: usize) -> Driver {
    let mut driver = Driver::with(100, 30, Vec::new(), Theme::default());
    driver.tell(Msg::Records((0..count).map(guest).collect()));
    driver.draw();
    assert!(!driver.screen().contains("Nobody yet"), "{}", driver.screen());
    listed(&mut driver);
    driver
}

/// What was asked for elsewhere is there.
fn listed(driver: &mut Driver) {
    for work in asked(driver) {
        driver.tell(Msg::Worked(Box::new(work.done())));
    }
    driver.draw();
}

#[test]
fn a_long_list_is_made_elsewhere_and_follows_single_changes_at_once() {
    let mut driver = crowd(MANY);
    driver.shows(&format!("Everyone {MANY}"));
    driver.tell(Msg::Gone(vec![RecordKey::Person(PersonId::new("guest-0000"))]));
    let ana = Person::named(PersonId::new("aa-1"), "Aa First");
    driver.tell(Msg::Records(vec![ana.into()]));
    driver.draw();
    driver.shows(&format!("Everyone {MANY}")).shows("Aa First");
    assert!(!driver.screen().contains("Guest0000"), "{}", driver.screen());
    assert_eq!(asked(&mut driver), [], "two changes are no reason to make all of it anew");
    // Another order is made elsewhere: until it is there the old one stays.
    driver.keys("s");
    let works = asked(&mut driver);
    assert_eq!(works.len(), 1);
    driver.tell(Msg::Gone(vec![RecordKey::Person(PersonId::new("guest-0001"))]));
    for work in works {
        driver.tell(Msg::Worked(Box::new(work.done())));
    }
    driver.draw();
    assert!(!driver.screen().contains("Guest0001"), "who went meanwhile is not there: {}", driver.screen());
    driver.shows(&format!("Everyone {}", MANY - 1));
}

#[test]
fn while_a_great_many_come_the_list_waits_and_is_made_once() {
    let mut driver = crowd(MANY);
    driver.tell(Msg::ManyBegin);
    for batch in (MANY..2 * MANY).map(guest).collect::<Vec<_>>().chunks(256) {
        driver.tell(Msg::Records(batch.to_vec()));
        driver.draw();
    }
    driver.keys("jj");
    assert_eq!(asked(&mut driver), []);
    driver.shows(&format!("Everyone {MANY}"));
    driver.tell(Msg::ManyEnd);
    driver.draw();
    assert_eq!(asked(&mut driver).len(), 1);
}

#[test]
fn who_is_gone_before_the_list_knows_is_nobody_to_do_anything_with() {
    let mut driver = crowd(MANY);
    driver.tell(Msg::ManyBegin);
    driver.tell(Msg::Gone(
        (0..MANY).map(|at| RecordKey::Person(PersonId::new(&format!("guest-{at:04}")))).collect(),
    ));
    driver.draw();
    assert!(!driver.screen().contains("(no name)"), "{}", driver.screen());
    driver.keys("jjkmeoxy<tab>jj<tab>jj<tab><enter><esc>");
    driver.tell(Msg::ManyEnd);
    driver.draw();
    listed(&mut driver);
    driver.shows("Nobody yet");
}

#[test]
fn a_great_undo_says_how_far_it_is_and_keys_go_on() {
    for (width, height, far, end) in [
        (120, 40, "taking back 2500 of 10000", "undone"),
        (80, 24, "taking back 2500 of 10000", "undone"),
        (40, 20, "undo 25%", "undone"),
    ] {
        let mut driver = Driver::with(width, height, (0..10).map(guest).collect(), Theme::default());
        driver.keys("u");
        assert_eq!(driver.effects.last(), Some(&Effect::Undo));
        driver.effects.clear();
        driver.tell(Msg::Done(Outcome::Reverting { undo: true, done: 0, all: 0 }));
        driver.draw();
        driver.shows(" ...");
        driver.tell(Msg::Done(Outcome::Reverting { undo: true, done: 2500, all: 10_000 }));
        driver.draw();
        driver.shows(far);
        // Pressed again it does not take back what was done before.
        driver.keys("u").shows("a moment: still taking back");
        driver.keys("U");
        assert_eq!(driver.effects, []);
        driver.keys("jiNew Person; needs tea<enter>");
        assert!(
            driver.effects.iter().any(|effect| matches!(effect, Effect::Save { .. })),
            "{:?}",
            driver.effects
        );
        driver.tell(Msg::Done(Outcome::Reverted { undo: true, result: Ok(Some("import".into())) }));
        driver.draw();
        driver.shows(end);
        assert!(!driver.screen().contains("taking back"), "{}", driver.screen());
        driver.keys("u");
        assert_eq!(driver.effects.last(), Some(&Effect::Undo));
    }
}
