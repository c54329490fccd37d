//! What is found out off the screen's thread: what is shown until it is there, when it comes late, and when it is of
//! before the last change.

use super::*;
use crate::domain::Key as RecordKey;

/// The breakfast, with so many other people.
fn crowded(width: u16, height: u16, others: usize) -> Driver {
    let mut records = breakfast();
    records.extend((0..others).map(|at| guest(at, "").into()));
    Driver::with(width, height, records, Theme::default())
}

fn guest(at: usize, need: &str) -> Person {
    let mut person = Person::named(PersonId::new(&format!("guest-{at:04}")), &format!("Guest{at} Long"));
    person.role = "printer".into();
    person.needs.extend((!need.is_empty()).then(|| need.to_owned()));
    person
}

/// The works asked for since the last look.
pub(super) fn asked(driver: &mut Driver) -> Vec<Work> {
    let is_work = |effect: &Effect| matches!(effect, Effect::WorkOut(_));
    let (works, rest) = std::mem::take(&mut driver.effects).into_iter().partition(is_work);
    driver.effects = rest;
    let work = |effect| match effect {
        Effect::WorkOut(work) => Some(*work),
        _ => None,
    };
    Vec::into_iter(works).filter_map(work).collect()
}

/// The one work asked for since the last look.
#[track_caller]
fn asked_one(driver: &mut Driver) -> Work {
    let mut works = asked(driver);
    assert_eq!(works.len(), 1, "{works:?}");
    works.remove(0)
}

fn answer(driver: &mut Driver, work: Work) {
    driver.tell(Msg::Worked(Box::new(work.done())));
    driver.draw();
}

fn puts(driver: &mut Driver, record: impl Into<Record>) {
    driver.tell(Msg::Records(vec![record.into()]));
    driver.draw();
}

#[test]
fn of_few_people_everything_is_there_at_once() {
    let mut driver = crowded(100, 30, 100);
    driver.keys("gc").shows("too few to say more");
    assert_eq!(asked(&mut driver), []);
}

#[test]
fn until_it_is_there_one_quiet_line_says_so_at_any_size() {
    for (width, height) in [(120, 40), (80, 24), (40, 20)] {
        let mut driver = crowded(width, height, 600);
        driver.keys("gc").shows("Your circle").shows("being worked out ...");
        assert!(driver.app.shared().viewport.cursor.is_some());
        let work = asked_one(&mut driver);
        driver.keys("<tab><tab>j<enter>").shows("being worked out ...");
        assert_eq!(asked(&mut driver), [], "it is asked for once");
        answer(&mut driver, work);
        assert!(!driver.screen().contains("being worked out"), "{}", driver.screen());
        driver.shows("no field of anybody");
    }
}

#[test]
fn what_comes_after_the_screen_was_closed_disturbs_nothing_and_is_there_when_it_opens_again() {
    let mut driver = crowded(100, 30, 600);
    driver.keys("gc");
    let work = asked_one(&mut driver);
    driver.keys("<esc>");
    let before = driver.screen();
    answer(&mut driver, work);
    assert_eq!(driver.screen(), before);
    driver.keys("gc");
    assert!(!driver.screen().contains("being worked out"));
    assert_eq!(asked(&mut driver), [], "nothing changed meanwhile");
}

#[test]
fn what_is_of_before_a_change_says_so_until_the_new_is_there() {
    let mut driver = crowded(100, 30, 600);
    driver.keys("gc<tab><tab>");
    let old = asked_one(&mut driver);
    // The book changes while it is being worked out.
    puts(&mut driver, Person { industry: "falconry".into(), ..guest(7, "") });
    assert_eq!(asked(&mut driver), [], "one at a time");
    answer(&mut driver, old);
    driver.shows("being worked out anew").shows("no field of anybody");
    let new = asked_one(&mut driver);
    answer(&mut driver, new);
    assert!(!driver.screen().contains("being worked out"));
    driver.shows("falconry");
    // And again under the open screen.
    puts(&mut driver, Person { industry: "archery".into(), ..guest(8, "") });
    driver.shows("falconry").shows("being worked out anew");
    let new = asked_one(&mut driver);
    answer(&mut driver, new);
    driver.shows("archery");
}

#[test]
fn whoever_comes_back_is_not_shown_what_was_before() {
    let mut driver = crowded(100, 30, 600);
    driver.keys("gc");
    let work = asked_one(&mut driver);
    answer(&mut driver, work);
    driver.keys("<esc>");
    puts(&mut driver, Person { industry: "falconry".into(), ..guest(7, "") });
    driver.keys("gc<tab><tab>").shows("being worked out ...");
    let work = asked_one(&mut driver);
    driver.keys("<esc>");
    puts(&mut driver, Person { industry: "archery".into(), ..guest(8, "") });
    answer(&mut driver, work);
    driver.keys("gc<tab><tab>");
    assert!(!driver.screen().contains("falconry"), "that answer came late:\n{}", driver.screen());
    driver.shows("being worked out ...");
}

// ---- beside everybody on the list

/// An evening to which many known people come whom I offer nothing yet.
fn fair(needs: &[&str], offers: &[&str]) -> Driver {
    let mut driver = crowded(180, 40, 0);
    let people = (0..400).map(|at| guest(at, &format!("bookkeeper {at}")).into());
    let list = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let me = Person { needs: list(needs), offers: list(offers), ..Person::named(PersonId::default(), "Me") };
    let mut event = event();
    event.name = "Fair".into();
    event.attendees = (0..400)
        .map(|at| Attendee {
            name: format!("Guest{at} Long"),
            person: guest(at, "").id,
            role: "printer".into(),
            ..Attendee::default()
        })
        .collect();
    driver.tell(Msg::Records(people.chain([event.into(), Record::Me(Arc::new(me))]).collect()));
    driver.tell(Msg::LoadEnd);
    driver.matched()
}

#[test]
fn a_long_list_is_read_elsewhere_and_then_kept_in_step_at_once() {
    let mut driver = fair(&[], &["bookkeeping"]);
    driver.shows("Guest0 Long");
    assert!(!driver.screen().contains("from you"), "{}", driver.screen());
    let work = asked_one(&mut driver);
    answer(&mut driver, work);
    driver.shows("from you: bookkeeper 0").shows("from you: bookkeeper 1");
    assert_eq!(asked(&mut driver), []);
    // A need that is struck out is gone with the same frame, and nobody else is read anew.
    puts(&mut driver, guest(0, ""));
    assert!(!driver.screen().contains("bookkeeper 0 "), "{}", driver.screen());
    driver.shows("from you: bookkeeper 1");
    puts(&mut driver, guest(1, "our books"));
    driver.shows("from you: our books");
    assert_eq!(asked(&mut driver), []);
}

#[test]
fn what_was_struck_out_while_the_list_was_read_is_not_shown() {
    let mut driver = fair(&[], &["bookkeeping"]);
    let work = asked_one(&mut driver);
    puts(&mut driver, guest(0, ""));
    driver.tell(Msg::Gone(vec![RecordKey::Person(guest(1, "").id)]));
    driver.draw();
    answer(&mut driver, work);
    driver.shows("from you: bookkeeper 2");
    for gone in ["bookkeeper 0 ", "bookkeeper 1 "] {
        assert!(!format!("{} ", driver.screen().replace('\n', " \n")).contains(gone), "{}", driver.screen());
    }
}

#[test]
fn my_own_card_counts_as_it_is_now() {
    let mut driver = fair(&["flyers"], &[]);
    let work = asked_one(&mut driver);
    answer(&mut driver, work);
    driver.shows("for you: flyers");
    let me = Person { needs: vec!["posters".into()], ..Person::named(PersonId::default(), "Me") };
    puts(&mut driver, Record::Me(Arc::new(me.clone())));
    assert!(!driver.screen().contains("flyers"), "{}", driver.screen());
    driver.shows("for you: posters");
    // What I offer is held against four hundred needs: elsewhere.
    puts(
        &mut driver,
        Record::Me(Arc::new(Person { offers: vec!["bookkeeping".into()], needs: Vec::new(), ..me })),
    );
    assert!(!driver.screen().contains("posters"));
    let work = asked_one(&mut driver);
    answer(&mut driver, work);
    driver.shows("from you: bookkeeper 0");
}

#[test]
fn a_list_read_for_an_event_that_i_left_shows_nowhere() {
    let mut driver = fair(&[], &["bookkeeping"]);
    let work = asked_one(&mut driver);
    driver.keys("n<down><enter>");
    answer(&mut driver, work);
    assert!(!driver.screen().contains("from you"), "{}", driver.screen());
    // Back again it was read already.
    driver.keys("n<enter>").shows("Fair");
    driver.shows("from you: bookkeeper 0");
}

#[test]
fn what_nobody_knows_yet_is_not_counted_as_none() {
    let mut driver = fair(&["flyers"], &[]);
    let mut event = Event::clone(driver.app.shared().event().unwrap());
    event.intents = crate::domain::Intent::read_all("2 supplier, 1 expand").unwrap();
    event.attendees[0].status = AttendeeStatus::Met;
    puts(&mut driver, event);
    driver.shows("2 suppliers, no stranger yet");
    let work = asked(&mut driver).remove(0);
    answer(&mut driver, work);
    driver.shows("1 of 2 suppliers, no stranger yet");
}
