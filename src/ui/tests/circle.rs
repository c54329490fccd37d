//! The screen of my circle, page by page.

use super::*;

#[test]
fn every_page_has_its_figure_its_words_and_what_it_does_not_know() {
    let mut driver = Driver::breakfast(120, 40);
    driver.keys("gc").shows("Your circle").shows("too few to say more");
    for words in ["in a year you gave", "field", "nobody is marked as", "count", "yourself", "no lessons yet"]
    {
        driver.keys("<tab>");
        let screen = driver.screen();
        assert!(screen.contains(words), "{words:?} is not on\n{screen}");
    }
    driver.keys("<tab>").shows(">meter");
    driver.keys("<shift-tab>").shows(">lessons");
    driver.keys("<esc>").shows("People here");
}

#[test]
fn a_row_leads_to_whom_it_is_about() {
    let mut driver = Driver::breakfast(120, 40);
    let tom = Person { industry: "fishing".into(), ..driver.person("tom-berg-x2m8").clone() };
    driver.tell(Msg::Records(vec![tom.into()]));
    driver.draw();
    driver.keys("gc<tab><tab><tab><tab>").shows("your only link to fishing");
    driver.keys("<enter>").shows("Ledger with Tom");
}

#[test]
fn what_changes_underneath_is_drawn_anew() {
    let mut driver = Driver::breakfast(120, 40);
    driver.keys("gc<tab><tab>");
    assert!(!driver.screen().contains("falconry"));
    let tom = Person { industry: "falconry".into(), ..driver.person("tom-berg-x2m8").clone() };
    driver.tell(Msg::Records(vec![tom.into()]));
    driver.draw();
    driver.shows("falconry");
}

#[test]
fn what_does_not_fit_is_said_and_what_matters_is_never_cut() {
    let mut records = breakfast();
    for at in 0..30 {
        let person = Person {
            industry: format!("trade {at}"),
            ..Person::named(PersonId::new(&format!("p{at:02}-aaaa")), &format!("Person {at}"))
        };
        records.push(person.into());
    }
    let mut driver = Driver::with(40, 20, records, Theme::default());
    driver.keys("gc<tab><tab>").shows("more").shows("in 100 are in").shows("Blau's index");
    driver.keys("<tab><tab>");
    let screen = driver.screen();
    let words: Vec<&str> = screen.split_whitespace().collect();
    assert!(words.join(" ").contains("your only link to trade 0"), "{screen}");
}

#[test]
fn an_empty_page_says_how_it_is_filled() {
    let mut driver = Driver::with(40, 20, Vec::new(), Theme::default());
    driver.keys("gc<shift-tab>");
    for words in [
        "the study's mixer had 1.5",
        "nothing given, received",
        "no field of anybody",
        "nobody is marked",
        "nobody is in",
        "via NAME",
        "no lessons",
    ] {
        driver.keys("<tab>");
        let screen = driver.screen();
        assert!(
            screen.split_whitespace().collect::<Vec<_>>().join(" ").contains(words),
            "{words:?} is not on\n{screen}"
        );
        assert!(!screen.contains(" 0 "), "nothing is counted that is not there\n{screen}");
    }
}
