//! Exporting on the screen, from the choices to what is written and what is asked first.

use super::*;
use crate::export::{Format, export};

impl Driver {
    /// The export that the screen asked for last.
    fn wanted(&self) -> ExportTo {
        let asked = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Export(asked) => Some(ExportTo::clone(asked)),
            _ => None,
        });
        asked.expect("an export was asked for")
    }

    /// Answers looks at it, until it is what is chosen.
    fn seen(&mut self) -> &mut Self {
        loop {
            let asked = self.wanted();
            assert_eq!(asked.to, None, "only a look");
            self.tell(Msg::glimpse(&asked));
            self.draw();
            if self.wanted().ticket == asked.ticket {
                return self;
            }
        }
    }

    /// Answers that it was written, or why not.
    fn comes(&mut self, result: Result<Exported, String>) -> &mut Self {
        let asked = self.wanted();
        assert!(asked.to.is_some(), "to be written");
        self.tell(Msg::Done(Outcome::Export { ticket: asked.ticket, result }));
        self.draw();
        self
    }

    fn to(&self) -> (String, bool) {
        self.wanted().to.map(|to| (to.path, to.over)).expect("to be written")
    }
}

#[test]
fn what_it_would_write_is_seen_and_follows_the_choices() {
    let mut driver = Driver::breakfast(100, 40);
    driver.keys("/ana<enter>gx").seen();
    driver
        .shows("Who      everything")
        .shows("vCard 4.0")
        .shows("stays home: private notes, topics to steer");
    driver.shows("~/mingle-2026-05-12.vcf").shows("2 people, ").shows("BEGIN:VCARD").shows("FN:Ana Ruiz");
    driver.shows("stays home: what to steer clear of with 1 person and 1 note that names such a topic");
    assert!(!driver.screen().contains("the flood"), "{}", driver.screen());
    // Everything but cards: the format, then the path with it.
    driver.keys("jll").seen().shows("~/mingle-2026-05-12.csv").shows("Ana Ruiz,");
    driver.keys("h").seen().shows("vCard 3.0").shows("VERSION:3.0");
    driver.keys("jl").seen().shows("goes along: private").shows("the flood");
    assert!(driver.wanted().choice.private);
    // Whom: everything, all people, who is selected, the events.
    driver.keys("kkll").seen().shows("1 person, ").shows("~/ana-ruiz-k3f9.vcf");
    driver.keys("l").seen().shows("your people at Makers' Breakfast, 2026-05-12").shows("2 people, ");
    assert_eq!(driver.wanted().choice.keep.map(|keep| keep.len()), Some(2));
    driver.keys("l").seen().shows("everything");
}

#[test]
fn keys_that_come_fast_make_one_look_after_the_other() {
    let mut driver = Driver::breakfast(100, 40);
    driver.keys("gx").seen();
    driver.effects.clear();
    driver.keys("jlllll");
    let looks = driver.effects.iter().filter(|effect| matches!(effect, Effect::Export(_))).count();
    assert_eq!(looks, 1);
    driver.seen();
    assert_eq!(driver.wanted().choice.format, Format::Pages);
    driver.shows("a page each").shows("aliases:").shows("~/mingle-2026-05-12/");
}

#[test]
fn enter_writes_and_says_how_many_and_where() {
    let mut driver = Driver::breakfast(100, 30);
    driver.keys("gx").seen().keys("<enter>").shows("it is being written");
    assert_eq!(driver.to(), ("~/mingle-2026-05-12.vcf".to_owned(), false));
    // Nothing else is begun while it is written.
    let before = driver.effects.len();
    driver.keys("<enter>lhye");
    assert_eq!(driver.effects.len(), before);
    driver.comes(Ok(Exported::Written("2 people written to ~/people.vcf".into())));
    driver.shows("2 people written to ~/people.vcf");
    assert!(!driver.screen().contains("What it writes"));
    assert!(driver.effects.contains(&Effect::See("export-folder".into(), "~/".into())));
}

#[test]
fn what_stands_there_is_asked_about_first() {
    let mut driver = Driver::breakfast(100, 30);
    driver.keys("gx").seen().keys("y<enter>");
    driver.comes(Ok(Exported::Stands("~/mingle-2026-05-12.vcf is there already".into())));
    driver.shows("is there already: y writes over it").shows("What it writes");
    // Enter asks again, another choice takes the question back, and only y writes over.
    driver.keys("<enter>");
    assert!(!driver.to().1);
    driver.comes(Ok(Exported::Stands("it is there already".into()))).keys("jl");
    assert!(!driver.screen().contains("there already"));
    driver.keys("y").seen().keys("h").seen().keys("<enter>");
    driver.comes(Ok(Exported::Stands("it is there already".into()))).keys("y");
    assert!(driver.to().1);
}

#[test]
fn what_goes_wrong_is_one_line_and_the_form_stays() {
    let mut driver = Driver::breakfast(80, 24);
    driver.keys("gx").seen().keys("jl").seen().keys("e<ctrl-u>/gone/people.vcf<enter><enter>");
    assert_eq!(driver.to().0, "/gone/people.vcf");
    driver.comes(Err("could not write /gone/people.vcf: no such folder".into()));
    driver.shows("not exported: could not write /gone/people.vcf").shows("vCard 3.0").shows("> Where");
    driver.keys("<enter>").comes(Ok(Exported::Written("done".into()))).shows("done");
    // Closed while it is written, it is said all the same.
    for (result, said) in [
        (Ok(Exported::Written("2 people written".into())), "2 people written"),
        (Err("the disk is full".into()), "not exported: the disk is full"),
        (Ok(Exported::Stands("~/x is there already".into())), "not exported: ~/x is there already"),
    ] {
        driver.keys("gx").seen().keys("<enter><esc>").comes(result).shows(said).keys("<esc>");
    }
}

#[test]
fn the_path_is_typed_completed_and_kept_when_the_format_changes() {
    let mut driver = Driver::breakfast(100, 30);
    driver.keys("gx").seen().keys("e<ctrl-u>~/do");
    assert!(driver.effects.contains(&Effect::Paths("~/do".into())));
    driver.tell(Msg::Done(Outcome::Paths {
        typed: "~/do".into(),
        found: vec!["~/docs/".into()],
        whole: None,
    }));
    driver.draw();
    driver.shows("~/docs/").keys("<tab>people.vcf<enter>").shows("Where    ~/docs/people.vcf");
    driver.keys("kkl").seen().keys("l").seen().shows("Where    ~/docs/people.csv");
    driver.keys("jje.bak<esc>").shows("Where    ~/docs/people.csv").keys("l.bak<enter><enter>");
    assert_eq!(driver.to().0, "~/docs/people.csv.bak");
    // Nothing typed is nowhere.
    driver.comes(Err("no".into())).keys("e<ctrl-u><enter><enter>").shows("where to?");
}

#[test]
fn those_who_are_marked_or_left_by_the_filter_come_first() {
    let mut driver = Driver::breakfast(100, 30);
    driver.keys("n").keys("<esc>");
    let tom = driver.app.shared().book.person(&PersonId::new("tom-berg-x2m8")).unwrap().id.clone();
    driver.keys("/tom<enter><space>gx").seen().shows("the one you marked").shows("1 person, ");
    let choice = driver.wanted().choice;
    assert!(choice.keep.as_ref().is_some_and(|keep| keep.contains(&tom) && keep.len() == 1));
    let made = export(&driver.app.shared().book, &choice, &now());
    assert!(made.written.into_text().contains("FN:Tom Berg"));
    driver.keys("<esc>==gx").seen().shows("the one you marked");
    driver.keys("l").seen().shows("the 1 in the list: met here").shows("FN:Ana Ruiz");
}
