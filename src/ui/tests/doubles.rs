//! Doubles on the screen: the list, both side by side, one key each way, and one undo.

use super::*;

/// The breakfast, with Ana a second time.
fn twice(width: u16, height: u16) -> Driver {
    let mut driver = Driver::breakfast(width, height);
    let ana = driver.app.shared().book.people().find(|person| person.name == "Ana Ruiz").unwrap().clone();
    let twin = Person {
        company: ana.company.clone(),
        role: "head of ovens".into(),
        emails: vec!["ruiz@forno.example".into()],
        ..Person::named(PersonId::new("anna-ruis-t1w1"), "Anna Ruis")
    };
    driver.tell(Msg::Records(vec![twin.into()]));
    driver.draw();
    driver
}

fn twin(driver: &Driver) -> bool {
    driver.app.shared().book.person(&PersonId::new("anna-ruis-t1w1")).is_some()
}

#[test]
fn the_list_says_why_and_enter_shows_both() {
    let mut driver = twice(120, 40);
    driver.keys("gd").shows("Doubles 1").shows("sounds like").shows("Likely the same");
    driver
        .keys("<enter>")
        .shows("One person or two?")
        .shows("head of ovens")
        .shows("Choose: a note keeps what gives way");
    driver.keys("<esc>").shows("Doubles 1");
    driver.keys("<esc>").shows("People here");
}

#[test]
fn a_value_is_chosen_and_both_become_one() {
    let mut driver = twice(120, 40);
    driver.keys("gd<enter>").shows("> Ana Ruiz");
    driver.keys("<space>").shows("> Anna Ruis");
    driver.keys("<left>").shows("> Ana Ruiz");
    driver.keys("<right><enter>").shows("one record now");
    assert!(!twin(&driver));
    let kept = driver.app.shared().book.people().find(|person| person.name == "Anna Ruis").unwrap();
    assert!(kept.notes.iter().any(|note| note.text.contains("name: Ana Ruiz")));
    assert!(kept.emails.contains(&"ruiz@forno.example".to_owned()));
    let saves = driver.effects.iter().filter(|effect| matches!(effect, Effect::Save { .. })).count();
    assert_eq!(saves, 1, "one change, one undo");
    driver.shows("nobody stands here twice");
}

#[test]
fn help_and_footer_over_two_records_speak_of_values() {
    let mut driver = twice(120, 40);
    driver.keys("gd<enter>").shows("space other value");
    driver.keys("?").shows("let the other value of the field stay");
    assert!(!driver.screen().contains("mark or unmark"), "{}", driver.screen());
}

#[test]
fn the_other_record_can_be_the_one_that_stays() {
    let mut driver = twice(120, 40);
    driver.keys("gd<enter>s<enter>").shows("one record now");
    assert!(twin(&driver));
    assert!(!driver.app.shared().book.people().any(|person| person.name == "Ana Ruiz"));
}

#[test]
fn two_people_are_not_proposed_again() {
    for keys in ["gdn", "gd<enter>n"] {
        let mut driver = twice(120, 40);
        driver.keys(keys).shows("two people: not proposed again").shows("nobody stands here twice");
        assert!(twin(&driver));
    }
}

#[test]
fn on_a_narrow_screen_the_values_stand_under_each_other() {
    let mut driver = twice(40, 20);
    driver.keys("gd").shows("Doubles 1");
    driver.keys("<enter>").shows("> Ana Ruiz").shows("  Anna Ruis");
}

#[test]
fn clicking_twice_makes_nothing_one() {
    let mut driver = twice(120, 40);
    driver.keys("gd<enter>");
    let place = driver.app.shared().viewport.hits.iter().find(|(_, hit)| *hit == Hit::Item(0)).unwrap().0;
    for _ in 0..3 {
        driver.tell(Msg::Click { column: place.x + 3, row: place.y });
        driver.draw();
    }
    assert!(twin(&driver));
}

#[test]
fn of_many_people_the_search_runs_elsewhere_and_what_is_settled_goes() {
    let mut driver = twice(120, 40);
    let crowd = (0..1100)
        .map(|at| Person::named(PersonId::new(&format!("p-{at}")), &format!("Guest{at} X{at}")).into());
    driver.tell(Msg::Records(crowd.collect()));
    driver.draw();
    driver.keys("gd").shows("still looking");
    let book = driver.effects.iter().find_map(|effect| match effect {
        Effect::Doubles(book) => Some(book.clone()),
        _ => None,
    });
    driver.tell(Msg::doubles(&book.unwrap()));
    driver.draw();
    driver.shows("Doubles").shows("Anna Ruis");
    driver.keys("n");
    assert!(!driver.screen().contains("Anna Ruis"));
}

#[test]
fn several_records_of_one_person_are_as_many_questions_as_join_them() {
    let mut driver = twice(80, 24);
    let third = Person {
        company: "Forno Nero".into(),
        emails: vec!["ruiz@forno.example".into()],
        ..Person::named(PersonId::new("ana-r-t2w2"), "Ana Ruiz")
    };
    driver.tell(Msg::Records(vec![third.into()]));
    driver.draw();
    assert_eq!(crate::doubles::doubles(&driver.app.shared().book).len(), 3, "three records are three pairs");
    driver
        .keys("gd")
        .shows("Doubles 2")
        .shows("1 more pair of the same people: asked once these are settled");
    // Told apart, the two are joined by the pair that was left out.
    driver.keys("n").shows("Doubles 2");
    assert!(!driver.screen().contains("more pair"), "{}", driver.screen());
    driver.keys("n").shows("Doubles 1").keys("n").shows("nobody stands here twice");
}

#[test]
fn the_reason_stands_below_the_two_and_pairs_stand_apart() {
    let mut driver = twice(40, 20);
    let tom = Person {
        emails: vec!["tom@berg.example".into()],
        ..Person::named(PersonId::new("tom-berg-t3w3"), "Tom Berg")
    };
    let twin = Person { role: "web designer".into(), ..driver.person("tom-berg-x2m8").clone() };
    let twin = Person { emails: tom.emails.clone(), ..twin };
    driver.tell(Msg::Records(vec![tom.into(), twin.into()]));
    driver.draw();
    driver.keys("gd").shows("Doubles 2").shows("\n     ");
    let screen = driver.screen();
    let row = |text: &str| screen.lines().position(|row| row.contains(text)).unwrap();
    let next = screen.lines().skip(row("Ana Ruiz, pastry chef")).collect::<Vec<_>>();
    assert!(next[1].starts_with("   Anna Ruis") && next[2].starts_with("     "), "{screen}");
}

#[test]
fn a_pair_that_is_taken_back_is_the_chosen_one_again() {
    let mut driver = twice(80, 24);
    let tom = Person {
        emails: vec!["tom@berg.example".into()],
        ..Person::named(PersonId::new("tom-berg-t3w3"), "Tom Berg")
    };
    let other = Person { emails: tom.emails.clone(), ..driver.person("tom-berg-x2m8").clone() };
    driver.tell(Msg::Records(vec![tom.into(), other.into()]));
    driver.draw();
    driver.keys("gd").shows("Doubles 2");
    let chosen = |driver: &Driver| {
        let at = driver.app.shared().viewport.cursor.unwrap();
        driver.screen().lines().nth(usize::from(at.y)).unwrap().to_owned()
    };
    for settle in ["n", "<enter>n", "<enter><enter>"] {
        for row in ["<home>", "<end>"] {
            let before = driver.app.shared().book.clone();
            let pair = chosen(driver.keys(row));
            driver.keys(settle).shows("Doubles 1");
            assert_ne!(chosen(&driver), pair);
            // What the undo brings back comes as records.
            let records = before.people().map(|person| Record::from(Person::clone(person)));
            driver.tell(Msg::Records(records.collect()));
            driver.draw();
            driver.shows("Doubles 2");
            assert_eq!(chosen(&driver), pair, "{settle} on {row}");
        }
    }
}
