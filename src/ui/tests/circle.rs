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
