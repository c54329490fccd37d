//! The ledger with everyone, the trees of who led to whom, and the form of a favour, key by key.

use super::*;
use crate::domain::{FavourKind, Outcome};

/// Ana gave me an introduction to Tom, Tom a client who signed since I thanked Ana; I owe Ana a deck, Bo owes me a map.
fn records() -> Vec<Record> {
    let favour = |id: &str, side, state, what: &str, on: &str| {
        let mut favour = Favour { id: FavourId::new(id), side, what: what.into(), ..Favour::default() };
        favour.move_to(state, day(on));
        favour
    };
    let (give, receive) = (Side::Give, Side::Receive);
    let ana = vec![
        Favour {
            kind: FavourKind::Intro,
            people: vec![PersonId::new("tom-1")],
            ..favour("a1", receive.clone(), FavourState::Thanked, "introduced Tom", "2026-03-01")
        },
        Favour {
            due: Some(day("2026-05-09")),
            ..favour("a2", give.clone(), FavourState::Promised, "the deck", "2026-03-02")
        },
    ];
    let tom = vec![Favour {
        kind: FavourKind::Referral,
        through: "ana-1/a1".into(),
        outcome: Some(Outcome::Won),
        outcome_on: Some(day("2026-05-01")),
        value: "1200 EUR".into(),
        ..favour("t1", receive.clone(), FavourState::Done, "sent Kim", "2026-03-10")
    }];
    let bo = vec![
        favour("b1", give.clone(), FavourState::Done, "a day at the stall", "2026-02-01"),
        favour("b2", give.clone(), FavourState::Thanked, "two customers", "2026-02-02"),
        favour("b3", give, FavourState::Done, "a lift", "2026-02-03"),
        favour("b4", receive, FavourState::Asked, "a map", "2026-05-01"),
    ];
    [("ana-1", "Ana Ruiz", ana), ("tom-1", "Tom Berg", tom), ("bo-1", "Bo", bo), ("cy-1", "Cy", Vec::new())]
        .into_iter()
        .map(|(id, name, favours)| Person { favours, ..Person::named(PersonId::new(id), name) }.into())
        .collect()
}

fn driver(width: u16, height: u16) -> Driver {
    Driver::with(width, height, records(), Theme::default())
}

fn favour(driver: &Driver, person: &str, at: usize) -> Favour {
    driver.person(person).favours[at].clone()
}

#[test]
fn everyone_stands_with_bar_points_and_words() {
    let mut driver = driver(120, 24);
    driver.keys("gl").shows("Ledger · 3 people, by balance").shows("you still owe Ana the deck, 3 days late");
    let screen = driver.screen();
    let row = |name: &str| screen.lines().position(|line| line.contains(name)).unwrap();
    assert!(row("Ana Ruiz") < row("Tom Berg") && row("Tom Berg") < row("Bo  "), "{screen}");
    driver.keys("ss").shows("3 people, by name");
}

#[test]
fn what_is_owed_is_listed_by_due_date_and_settled_by_one_key() {
    let mut driver = driver(120, 24);
    driver.keys("glo").shows("you owe · 1 favour, by age").shows("was 9 May");
    driver.keys("x").shows("the deck (Ana): done · u undoes").shows("You owe nobody a promise.");
    let done = favour(&driver, "ana-1", 1);
    assert_eq!((done.state, done.done), (FavourState::Done, Some(day("2026-05-12"))));
    driver.keys("o").shows("Nobody owes you a promise.");
    driver.keys("o").shows("asked · 1 favour").keys("P");
    assert_eq!(favour(&driver, "bo-1", 3).state, FavourState::Promised);
    driver.keys("oo").shows("thanks owed · 1 favour").keys("t");
    assert_eq!(favour(&driver, "tom-1", 0).state, FavourState::Thanked);
    driver.shows("Thanks were said for all that you received.");
}

#[test]
fn on_a_person_a_key_is_for_what_their_words_name_first() {
    let mut driver = driver(120, 24);
    driver.keys("/cy<enter>glx").shows("the deck (Ana): done");
    assert_eq!(favour(&driver, "ana-1", 1).state, FavourState::Done);
    driver.keys("c").shows("nothing open with Ana that this key is for");
    driver.keys("G").keys("c").shows("a map (Bo): declined · u undoes");
    assert_eq!(favour(&driver, "bo-1", 3).state, FavourState::Declined);
}

#[test]
fn x_and_t_do_what_their_help_says() {
    let mut driver = driver(120, 24);
    driver.keys("/tom<enter>3t");
    assert_eq!(favour(&driver, "tom-1", 0).state, FavourState::Thanked);
    driver.keys("t").shows("thanks still owed");
    assert_eq!(favour(&driver, "tom-1", 0).state, FavourState::Done);
    driver.keys("tx").shows("open again, the thanks taken back · u undoes");
    let open = favour(&driver, "tom-1", 0);
    assert_eq!((open.state, open.done, open.thanked), (FavourState::Promised, None, None));
    driver.keys("xc").shows("done already; x opens it again");
    driver.keys("xc").shows("dropped");
    driver.keys("c").shows("open again").keys("Pc").shows("declined");
    driver.keys("c");
    assert_eq!(favour(&driver, "tom-1", 0).state, FavourState::Asked, "what was declined is asked again");
}

#[test]
fn who_to_give_to_next_and_whom_to_let_help() {
    let mut driver = driver(120, 24);
    driver
        .keys("glw")
        .shows("never gave them anything; Ana gave once")
        .shows("Let them help: you gave, and nothing");
    let screen = driver.screen();
    assert!(screen.lines().last().unwrap().contains("w give next"), "{screen}");
    driver.keys("w").shows("3 people, by balance");
}

#[test]
fn enter_turns_to_the_ledger_with_them_and_esc_turns_back() {
    let mut driver = driver(120, 24);
    driver.keys("/cy<enter>gl").keys("jj<esc>");
    assert_eq!(driver.app.shared().person().unwrap().name, "Cy");
    driver.keys("glooooo").shows("thanks owed").keys("<enter>").shows("▌Ledger with Tom");
    assert_eq!(driver.app.shared().person().unwrap().name, "Tom Berg");
    driver.keys("t");
    assert_eq!(favour(&driver, "tom-1", 0).state, FavourState::Thanked, "the keys are on that favour");
}

#[test]
fn a_favour_written_from_the_sheet_is_with_whom_the_row_is_about() {
    let mut driver = driver(120, 24);
    driver.keys("/cy<enter>gljfga basket<enter>");
    assert_eq!(driver.person("tom-1").favours.last().unwrap().what, "a basket");
    driver.shows("Ledger · 3 people");
}

#[test]
fn trees_are_drawn_and_whom_to_tell_stands_first() {
    let mut driver = driver(120, 24);
    driver
        .keys("gt")
        .shows("> tell Ana that the client Tom sent you signed")
        .shows("└─ Tom Berg: sent Kim")
        .shows("won · 1200 EUR · thanks owed")
        .shows("Ana Ruiz               won 1200 EUR");
    driver.keys("t").shows("told, and thanked · u undoes");
    assert_eq!(favour(&driver, "ana-1", 0).thanked, Some(day("2026-05-12")));
    assert!(!driver.screen().contains("tell Ana"), "{}", driver.screen());
}

#[test]
fn a_link_is_thanked_where_it_stands() {
    let mut driver = driver(60, 24);
    driver.keys("gtjj").shows("> └─ Tom Berg: sent Kim").keys("t");
    assert_eq!(favour(&driver, "tom-1", 0).state, FavourState::Thanked);
    // Lost, there is nothing to tell any more: the row above goes, and the choice stays on its link.
    driver.keys("w").shows("what became of it: lost").shows("> └─ Tom Berg: sent Kim");
    driver.keys("o").shows("Who led to whom · Tom Berg").keys("<enter>").shows("Ledger with Tom");
}

#[test]
fn an_introduction_that_only_via_knew_of_is_written_down_when_thanked() {
    let mut records = records();
    for record in &mut records {
        if let Record::Person(person) = record {
            let person = std::sync::Arc::make_mut(person);
            match person.id.as_str() {
                "ana-1" => person.favours.clear(),
                "tom-1" => {
                    person.via = PersonId::new("ana-1");
                    person.favours[0].through.clear();
                }
                _ => {}
            }
        }
    }
    let mut driver = Driver::with(120, 24, records, Theme::default());
    driver
        .keys("gt")
        .shows("Ana Ruiz introduced Tom Berg")
        .keys("t")
        .shows("thanked Ana for introducing Tom Berg");
    let made = favour(&driver, "ana-1", 0);
    assert_eq!((made.side, made.state, made.kind), (Side::Receive, FavourState::Thanked, FavourKind::Intro));
    driver.shows("Ana Ruiz: introduced Tom Berg");
    assert!(!driver.screen().contains("tell Ana"), "{}", driver.screen());
}

#[test]
fn which_favour_led_to_it_is_chosen_from_a_list_in_the_form() {
    let mut driver = driver(120, 30);
    driver.keys("/bo<enter>3e");
    driver
        .shows("Favour with Bo")
        .keys("<down><down><down><down><down><down>")
        .shows("which favour led to it");
    driver.keys("<tab>").shows("Which favour led to it · esc none of them").shows("Ana Ruiz: introduced Tom");
    driver.keys("sent<enter>");
    driver.keys("<up>").shows("tom-1/t1").shows("Tom Berg: sent Kim");
    driver.keys("<esc>");
    let led = driver.person("bo-1").favours.iter().find(|favour| favour.through == "tom-1/t1");
    assert!(led.is_some(), "{:?}", driver.person("bo-1").favours);
    driver.keys("gt").shows("└─ Bo: a map");
}

#[test]
fn every_key_of_a_favour_is_in_its_form_and_slips_are_told() {
    let mut driver = driver(120, 30);
    driver.keys("/tom<enter>3e").keys("<down><down><ctrl-u>thanked<down><ctrl-u>day<down><down>");
    driver.keys("<tab>").shows("Whom it is about besides").keys("ana<enter><up>").shows("Ana Ruiz");
    driver.keys("<down><down><ctrl-u>maybe<esc>").shows("maybe: not one of passed, met, won, lost");
    driver.keys("<ctrl-u>met<esc>");
    let changed = favour(&driver, "tom-1", 0);
    assert_eq!((changed.state, changed.thanked), (FavourState::Thanked, Some(day("2026-05-12"))));
    assert_eq!((changed.size.as_str(), changed.people), ("day", vec![PersonId::new("ana-1")]));
    assert_eq!((changed.outcome, changed.outcome_on), (Some(Outcome::Met), Some(day("2026-05-12"))));
}

#[test]
fn plain_ascii_has_branches_too() {
    let mut driver = driver(80, 24);
    driver.app.shared.settings.ascii = true;
    driver.keys("gt").shows("`- Tom Berg: sent Kim");
    assert!(!driver.screen().contains('└'), "{}", driver.screen());
}
