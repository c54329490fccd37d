//! An event before, during and after on the screen, key by key.

use super::*;
use crate::domain::{Group, GroupId, Intent, Key as RecordKey};

/// The breakfast with what I go for, a web designer on the list whom I need, and needs and offers read.
fn driver(width: u16, height: u16) -> Driver {
    let records = breakfast().into_iter().map(|record| match record {
        Record::Event(event) => {
            let mut event = Event::clone(&event);
            event.intents = Intent::read_all("1 supplier, 2 expand").unwrap();
            event.attendees[0].role = "web designer".into();
            Record::from(event)
        }
        other => other,
    });
    let me = Person { needs: vec!["a website".into()], ..Person::named(PersonId::default(), "Me") };
    let mut records: Vec<Record> = records.collect();
    records.push(Record::Me(std::sync::Arc::new(me)));
    Driver::with(width, height, records, Theme::default()).matched()
}

fn breakfast_event(driver: &Driver) -> Event {
    Event::clone(driver.app.shared().book.event(&EventId::new("breakfast-q7aa")).unwrap())
}

#[test]
fn the_brief_names_whom_to_meet_at_any_width() {
    for (width, height) in [(120, 40), (80, 24), (40, 20)] {
        let mut driver = driver(width, height);
        driver
            .keys("gb")
            .shows("Brief · Makers' Breakfast")
            .shows("1. June Hale")
            .shows("you want to meet them");
        driver.keys("j").shows("> 2. Ravi Patel").shows("may have what you need");
        driver.keys("<enter>").shows("Ravi Patel");
        assert!(driver.app.over.is_empty());
        assert_eq!(
            driver.app.shared().selected,
            Some(crate::search::Target::Attendee(EventId::new("breakfast-q7aa"), 0))
        );
    }
}

#[test]
fn the_rest_is_named_on_demand_and_the_met_leave_the_brief() {
    let mut driver = driver(100, 40);
    driver.keys("gb");
    assert!(!driver.screen().contains("Ana Ruiz  pastry chef"), "met already");
    driver.keys("m").shows("met June Hale");
    driver.shows("1. Ravi Patel").keys("o").keys("<esc>").shows("1 of 2 strangers");
}

#[test]
fn wanted_asks_why_in_one_line() {
    let mut driver = driver(120, 30);
    driver.keys("/ravi<enter>w").shows("Ravi Patel is wanted").keys("builds sites<enter>");
    let ravi = &breakfast_event(&driver).attendees[0];
    assert_eq!((ravi.status.as_str(), ravi.why.as_str()), ("wanted", "builds sites"));
    driver.keys("w").shows("not wanted: Ravi Patel");
    let ravi = &breakfast_event(&driver).attendees[0];
    assert_eq!((ravi.status.as_str(), ravi.why.as_str()), ("expected", ""));
    driver.keys("w<esc>");
    assert_eq!(breakfast_event(&driver).attendees[0].status.as_str(), "wanted", "without a why");
}

#[test]
fn the_status_says_how_far_i_have_come() {
    let mut driver = driver(140, 24);
    driver.shows("no supplier yet, no stranger yet").shows("for you: a website");
    driver.keys("/ravi<enter>m").shows("1 supplier, 1 of 2 strangers");
}

#[test]
fn a_blank_screen_shows_nothing_and_any_key_only_brings_it_back() {
    let mut driver = driver(100, 24);
    let before = driver.screen();
    driver.keys("b");
    assert_eq!(driver.screen().trim(), "");
    driver.keys("d");
    assert_eq!((driver.screen(), driver.effects.len()), (before.clone(), 0), "d did nothing else");
    driver.keys("iAna; needs<ctrl-g>");
    assert_eq!(driver.screen().trim(), "");
    driver.keys("x").shows("> Ana; needs");
    assert_eq!(driver.app.open_texts().get("capture").map(String::as_str), Some("Ana; needs"));
    driver.keys("<esc>b").paste("dd");
    assert!(driver.screen().contains("People here"), "pasted text only brings it back, too");
    driver.keys("b");
    driver.tell(Msg::Click { column: 3, row: 3 });
    driver.draw();
    driver.shows("People here");
}

#[test]
fn three_familiar_faces_are_told_once_and_behind_what_is_said_anyway() {
    let mut records = breakfast();
    let met = Some(Met { event: EventId::new("supper-x1aa"), on: Some(day("2025-11-03")), ..Met::default() });
    for name in ["Bo", "Cy", "Dee"] {
        let id = PersonId::new(&format!("{}-1", name.to_lowercase()));
        records.push(Person { met: met.clone(), ..Person::named(id, name) }.into());
    }
    let mut driver = Driver::with(120, 24, records, Theme::default());
    // Ana was met before; Tom is the second, Bo the third.
    driver.keys("/tom<enter>m").shows("met Tom Berg");
    assert!(!driver.screen().contains("familiar faces in a row"));
    driver.keys("/bo<enter>m").shows("met Bo · u undoes · three familiar faces in a row");
    let told =
        |driver: &Driver| driver.effects.iter().filter(|effect| matches!(effect, Effect::See(..))).count();
    assert_eq!(told(&driver), 1);
    driver.keys("/cy<enter>m");
    assert!(!driver.screen().contains("in a row"), "never a second: {}", driver.screen());
    driver.keys("iDee; hello again<enter>");
    assert_eq!(told(&driver), 1);
}

#[test]
fn an_event_is_made_from_a_line_where_one_chooses_it() {
    let mut driver = driver(100, 30);
    driver
        .keys("nSupper fri 19:00-22:00 at The Heron; 2 expand")
        .shows("a new event: Supper · Fri 19:00 to 22:00 · The Heron");
    driver.keys("<enter>").shows("Makers' Breakfast");
    let Some(Record::Event(event)) = driver.saved().edits[0].after.clone() else { panic!() };
    assert_eq!((event.name.as_str(), event.venue.as_str()), ("Supper", "The Heron"));
    assert_eq!(event.date, Some(day("2026-05-15")));
    assert_eq!(driver.app.shared().event, Some(EventId::new("breakfast-q7aa")), "nobody is there yet");
    // A day that is none is said, and the line stays.
    driver.keys("nTalk 31 feb").shows("“31 feb” is no day").keys("<enter>").shows("event: Talk 31 feb");
    driver.keys("<ctrl-u>Drinks<enter>").shows("Drinks");
    assert_ne!(driver.app.shared().event, Some(EventId::new("breakfast-q7aa")), "today: that is where I am");
}

#[test]
fn the_list_of_events_proposes_the_next_of_a_group_and_edits_one() {
    let mut records = breakfast();
    let group = GroupId::new("guild-g0g0");
    records.push(
        Group { id: group.clone(), name: "Guild".into(), rhythm: "2 weeks".into(), ..Group::default() }
            .into(),
    );
    let past = Event {
        id: EventId::new("past-p0p0"),
        schema: 1,
        name: "Guild Supper".into(),
        date: Some(day("2026-05-05")),
        group,
        mood: Some(4),
        ..Event::default()
    };
    records.push(past.into());
    for (width, height) in [(120, 40), (80, 24), (40, 20)] {
        let mut driver = Driver::with(width, height, records.clone(), Theme::default()).matched();
        driver.keys("ge").shows("Today").shows("> Makers' Breakfast").shows("Proposed").shows("mood 4");
        driver.keys("j<enter>");
        let Some(Record::Event(made)) = driver.saved().edits[0].after.clone() else { panic!() };
        assert_eq!((made.name.as_str(), made.date), ("Guild Supper", Some(day("2026-05-19"))));
        driver.shows("To come");
        driver.keys("gge").shows("Makers' Breakfast · esc keeps the");
        driver
            .keys("<down><ctrl-u>tomorrow<down><ctrl-u>7pm<down><down><down>gui<down><ctrl-u>3 expand<esc>");
        let event = breakfast_event(&driver);
        assert_eq!(
            (event.date, event.start.map(|time| time.to_string())),
            (Some(day("2026-05-13")), Some("19:00".into()))
        );
        assert_eq!((event.group.as_str(), Intent::line(&event.intents).as_str()), ("guild-g0g0", "3 expand"));
    }
}

#[test]
fn a_form_names_what_is_wrong_and_keeps_it() {
    let mut driver = driver(100, 30);
    driver.keys("gee<down><ctrl-u>never<esc>").shows("never? a day such as fri");
    driver.keys("<ctrl-u>fri<down><down><down><down><down><ctrl-u>cake<esc>").shows("cake? numbers of");
    driver.keys("<ctrl-u><down><down><ctrl-u>2<esc>").shows("2? a number from 0 to 1");
    driver.keys("<ctrl-u><down><down>9<esc>").shows("9? 1, 2, 3, 4 or 5");
    driver.keys("<ctrl-u>5<esc>");
    assert_eq!(
        (breakfast_event(&driver).mood, breakfast_event(&driver).date),
        (Some(5), Some(day("2026-05-15")))
    );
    driver.keys("<esc>ged").shows("in the trash");
    assert_eq!(driver.saved().edits[0].key(), Some(RecordKey::Event(EventId::new("breakfast-q7aa"))));
}

#[test]
fn the_review_asks_one_question_at_a_time_and_comes_back_where_it_stopped() {
    for (width, height) in [(120, 40), (80, 24), (40, 20)] {
        let mut driver = driver(width, height);
        driver
            .keys("gv")
            .shows("Review · 1 of")
            .shows("Makers' Breakfast")
            .shows("How many hours were you there?")
            .shows("> y  2, from");
        driver.keys("<enter>").shows("How was it?").shows("2 of");
        assert_eq!(breakfast_event(&driver).hours, Some(2.0));
        driver.keys("q");
        assert!(driver.app.over.is_empty());
        driver.keys("gv").shows("How was it?").shows("2 of");
        driver.keys("5").shows("You went for 1 supplier; it came to 0");
        assert_eq!(breakfast_event(&driver).mood, Some(5));
        driver.keys("w").shows("what was in the way:").keys("<enter>").shows("nothing was typed");
        driver.keys("came<esc>").shows("> w  say why").shows("kept as a draft");
        driver.keys("w").shows("what was in the way: came").keys(" late<enter>");
        assert_eq!(breakfast_event(&driver).intents[0].missed, "came late");
        driver
            .shows("You went for 2 strangers")
            .keys("s")
            .shows("beside chance")
            .keys("<enter>")
            .shows("Worth doing tomorrow");
        driver
            .shows("keep your word to Ana Ruiz")
            .keys("<enter>")
            .shows("That was the evening")
            .shows("1 left for later");
        assert!(
            driver.person("ana-ruiz-k3f9").follow_ups.iter().any(|todo| todo.due == Some(day("2026-05-13")))
        );
        driver.keys("a").shows("You went for 2 strangers").keys("y").shows("everything was answered");
    }
}

#[test]
fn an_answer_is_taken_back_with_its_change() {
    let mut driver = driver(100, 30);
    driver
        .keys("gvs")
        .shows("How was it?")
        .keys("u")
        .shows("How many hours")
        .keys("u")
        .shows("nothing was answered here yet");
    driver.keys("y").shows("How was it?").keys("u");
    assert!(driver.effects.contains(&Effect::Undo), "the store takes the change back");
    let word = crate::review::flag(&EventId::new("breakfast-q7aa"), "hours");
    assert!(driver.effects.contains(&Effect::See(word, String::new())));
}

#[test]
fn without_any_event_the_keys_say_so() {
    let mut driver = Driver::empty(100, 24).matched();
    driver.keys("gb").shows("no event to speak of yet").keys("gv").shows("no event to speak of yet");
    driver.keys("ge").shows("a makes one from a line").keys("a").shows("Where are you?");
}

/// What was typed and not kept when the program ended, as the next start reads it.
fn started_again(driver: &Driver, records: Vec<Record>) -> Driver {
    let texts = driver.app.open_texts().into_iter();
    let drafts = texts.map(|(field, text)| DraftText { field, text, when: "now".into() }).collect();
    let mut again = Driver::with(100, 30, records, Theme::default()).matched();
    again.tell(Msg::Done(Outcome::Drafts(drafts)));
    again.draw();
    again
}

#[test]
fn what_is_typed_in_a_review_comes_back_after_esc_after_quitting_and_after_a_crash() {
    let records = || {
        let nameless = Person {
            met: Some(Met {
                event: EventId::new("breakfast-q7aa"),
                on: Some(day("2026-05-12")),
                ..Met::default()
            }),
            ..Person::named(PersonId::new("tall-baker-k8y9"), "tall baker")
        };
        breakfast().into_iter().chain([nameless.into()]).collect::<Vec<Record>>()
    };
    let mut driver = Driver::with(100, 30, records(), Theme::default()).matched();
    driver.keys("gv").shows("What is the tall baker called?").keys("nAnselm R");
    // Killed while the field is open.
    let mut again = started_again(&driver, records());
    again.shows("1 text was not kept yet").shows("Anselm R").keys("<enter>");
    again.shows("What is the tall baker called?").shows("their name: Anselm R").keys("ook<enter>");
    assert_eq!(again.person("tall-baker-k8y9").name, "Anselm Rook");
    assert!(again.app.open_texts().is_empty(), "what was kept is no draft");
    // Closed with Esc, and the review left.
    driver
        .keys("<esc>")
        .shows("kept as a draft; the same answer brings it back")
        .keys("qgvn")
        .shows("their name: Anselm R");
    driver.keys("<ctrl-c>q");
    let mut again = started_again(&driver, records());
    again.keys("<enter>").shows("their name: Anselm R").keys("<esc>");
    // What it was about is gone: the text is not.
    let mut gone = started_again(&driver, breakfast());
    gone.keys("<enter>").shows("> Anselm R");
}

#[test]
fn the_line_of_an_event_and_a_why_are_kept_as_drafts_and_a_search_is_not() {
    let mut driver = driver(100, 30);
    driver.keys("nSupper fri 19:00<esc>");
    assert_eq!(driver.app.open_texts().get("event").map(String::as_str), Some("Supper fri 19:00"));
    driver.keys("n").shows("a new event: Supper · Fri 19:00").keys("<esc>");
    let mut again = started_again(&driver, breakfast());
    again.shows("Supper fri 19:00").keys("<enter>").shows("a new event: Supper").keys("<enter>");
    assert!(again.app.open_texts().is_empty());
    driver.keys("n<ctrl-u>break<esc>");
    assert!(
        driver.app.open_texts().is_empty(),
        "what fits an event is a search: {:?}",
        driver.app.open_texts()
    );
    driver.keys("/ravi<enter>wbuilds sites");
    let again = started_again(&driver, breakfast());
    assert!(again.screen().contains("why: builds sites"), "{}", again.screen());
    let mut again = again;
    again.keys("<enter>").shows("Ravi Patel is wanted").keys("<enter>");
    assert_eq!(breakfast_event(&again).attendees[0].why, "builds sites");
}

#[test]
fn somebody_without_a_name_is_found_among_those_i_know_and_on_the_list() {
    for (width, height) in [(120, 40), (80, 24), (40, 20)] {
        let mut records = breakfast();
        let nameless = Person {
            needs: vec!["a map".into()],
            met: Some(Met {
                event: EventId::new("breakfast-q7aa"),
                on: Some(day("2026-05-12")),
                ..Met::default()
            }),
            ..Person::named(PersonId::new("tall-one-k8y9"), "the tall one")
        };
        records.push(nameless.into());
        let mut driver = Driver::with(width, height, records, Theme::default()).matched();
        driver.keys("gv").shows("> n  type the name").keys("w").shows("Who is the tall one?");
        // By whatever is remembered of them: the trade.
        driver.keys("web").shows("Tom Berg").keys("<esc>").shows("> w  somebody you know");
        driver.keys("wweb<enter>");
        assert_eq!(driver.person("tom-berg-x2m8").needs, ["a map"]);
        assert!(driver.app.shared().book.person(&PersonId::new("tall-one-k8y9")).is_none());
        driver.keys("u");
        assert!(driver.effects.contains(&Effect::Undo));
    }
}

#[test]
fn a_review_can_be_blanked_and_helped_and_left_by_any_key_that_leaves() {
    let mut driver = driver(100, 30);
    driver.keys("gvb");
    assert_eq!(driver.screen().trim(), "", "somebody is looking");
    driver.keys("x").shows("How many hours").keys("?").shows("leave the question for later").keys("<esc>");
    driver.keys(":later<enter>").shows("How was it?").keys("<esc>");
    assert!(driver.app.over.is_empty());
}

#[test]
fn on_a_phone_the_evening_has_a_row_below_the_tabs() {
    let mut driver = Driver::breakfast(40, 20);
    driver.shows("Makers' Breakfast");
    let heading = |driver: &Driver| driver.screen().lines().nth(1).map(str::to_owned).unwrap_or_default();
    assert!(heading(&driver).contains("Makers' Breakfast"), "{}", driver.screen());
    // A low screen keeps its rows for people.
    let low = Driver::breakfast(40, 12);
    assert!(heading(&low).contains("People here"), "{}", low.screen());
}
