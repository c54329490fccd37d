//! What a key is about is in sight, and what is said has room: somebody outside the list, drafts, long lines on a phone.

use super::*;

/// The breakfast, and Odile, who is not there.
fn with_odile(width: u16, height: u16) -> Driver {
    let odile = Person {
        role: "bookbinder".into(),
        follow_ups: vec![FollowUp {
            id: FollowUpId::new("u9"),
            due: Some(day("2026-05-13")),
            what: "writes back about the paper for the second edition".into(),
            ..FollowUp::default()
        }],
        ..Person::named(PersonId::new("odile-vasserot-b1b1"), "Odile Vasserot")
    };
    let mut records = breakfast();
    records.push(odile.into());
    Driver::with(width, height, records, Theme::default())
}

#[test]
fn somebody_who_is_not_here_is_seen_all_the_same() {
    for way in ["/odile<enter>", "gaj<enter>"] {
        let mut wide = with_odile(80, 24);
        wide.keys(way).shows("> Odile Vasserot").shows("not here").shows("bookbinder");
        let at = wide.app.shared().viewport.cursor.unwrap();
        let screen = wide.screen();
        assert!(screen.lines().nth(usize::from(at.y)).unwrap().contains("Odile Vasserot"), "{screen}");
        // Back in the list the row is gone.
        wide.keys("j");
        assert!(!wide.screen().contains("Odile"), "{}", wide.screen());
        let mut phone = with_odile(40, 20);
        phone.keys(way).shows("▌Odile Vasserot").shows("bookbinder");
        phone.keys("<esc>").shows("> Odile Vasserot").shows("not here");
        phone.keys("<enter>").shows("▌Odile Vasserot");
    }
}

#[test]
fn whom_the_filter_leaves_out_is_said_to_be_not_shown() {
    let mut driver = with_odile(80, 24);
    driver.keys("=/tom<enter>").shows("> Tom Berg").shows("not shown");
    // Nobody is left by the filter: the words about that stand below.
    driver.keys("==/odile<enter>").shows("> Odile Vasserot").shows("not here");
}

#[test]
fn on_a_phone_the_list_stays_while_who_is_chosen_has_a_row_in_it() {
    let mut driver = with_odile(40, 20);
    driver.keys("/tom<enter>").shows("▌People here 4").shows("> . Tom Berg");
    driver.keys("iAna; brought figs<enter>").shows("▌People here 4");
}

#[test]
fn a_draft_that_comes_back_says_that_it_is_one_and_how_to_drop_it() {
    for (width, height) in [(100, 30), (40, 20)] {
        let mut driver = Driver::breakfast(width, height);
        driver.keys("iPetra half typed li<esc>/tom<enter>i");
        driver.shows("your draft of 08:42").shows("ctrl-u drops it").shows("> Petra half typed li");
        driver.keys("<ctrl-u>Tom; needs a ladder");
        assert!(!driver.screen().contains("your draft"), "{}", driver.screen());
        driver.keys("<enter>");
        assert_eq!(driver.person("tom-berg-x2m8").needs, ["a ladder"]);
        assert_eq!(driver.app.shared().book.people().len(), 2, "no Petra");
        driver.keys("i");
        assert!(!driver.screen().contains("Petra"), "{}", driver.screen());
    }
    let mut driver = Driver::breakfast(100, 30);
    driver.keys("i");
    assert!(!driver.screen().contains("your draft"), "{}", driver.screen());
    // An empty line that is left takes the draft with it; the list of drafts says when each was left.
    driver.keys("Ana; half<esc>i<ctrl-u><esc>");
    assert!(driver.app.open_texts().is_empty());
    driver.keys("iAna; half<esc>:drafts<enter>").shows("capture 08:42  Ana; half");
}

#[test]
fn a_draft_of_several_lines_is_not_said_to_go_with_one_key() {
    let mut driver = Driver::breakfast(100, 30);
    driver.paste("Ana; a shop\nTom; a till");
    driver.keys("<esc>i").shows("your draft of 08:42").shows("2 lines to keep");
    assert!(!driver.screen().contains("drops it"), "{}", driver.screen());
}

#[test]
fn on_a_phone_the_matter_of_the_agenda_can_be_read() {
    let mut driver = with_odile(40, 20);
    driver.keys("ga");
    let all = driver.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        all.contains("Odile Vasserot tomorrow writes back about the paper for the second edition"),
        "{all}"
    );
    let mut wide = with_odile(120, 40);
    wide.keys("ga").shows("Odile Vasserot  writes back about the paper for the second edition");
}

#[test]
fn what_instructs_is_never_cut() {
    let whole = |driver: &Driver| driver.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    let mut driver = with_odile(40, 20);
    driver.keys("/odile<enter>i");
    assert!(
        whole(&driver).contains("a name, or ; for Odile Vasserot; then what you heard"),
        "{}",
        driver.screen()
    );
    driver.keys("; ");
    driver.keys("<ctrl-u>@");
    let mut empty = Driver::empty(40, 20);
    empty.keys("i; a shop");
    assert!(whole(&empty).contains("whom is it about? write the name and a ; first"), "{}", empty.screen());
    empty.keys("<ctrl-u><esc>n");
    let line = "a new one is a line: Breakfast fri 07:30-09:00 at The Heron; 3 expand, 1 supplier";
    assert!(whole(&empty).contains(line), "{}", empty.screen());
    let mut start = Driver::empty(80, 24);
    start.app.shared.data = "/home/somebody/with/a/long/name/.local/share/mingle".into();
    start.tell(Msg::Resize);
    start.draw();
    let said: String =
        start.screen().lines().map(|row| row.split('│').next().unwrap_or_default().trim()).collect();
    assert!(said.contains("/home/somebody/with/a/long/name/.local/share/mingle"), "{}", start.screen());
}

#[test]
fn several_mistakes_in_the_keys_are_counted() {
    let keys = [("jot", vec!["hyper-q"]), ("jto", vec!["x"])];
    let keys = keys.map(|(name, keys)| (name.to_owned(), keys.into_iter().map(str::to_owned).collect()));
    let settings = Settings { keys: keys.into_iter().collect(), ..Settings::default() };
    let driver = Driver::set((100, 30), Vec::new(), Theme::default(), settings);
    assert!(driver.app.shared().messages.iter().any(|said| said.text.ends_with("and 1 more: :messages")));
}

#[test]
fn no_line_goes_to_somebody_behind_what_is_on_the_screen() {
    let saves = |driver: &Driver| {
        driver.effects.iter().filter(|effect| matches!(effect, Effect::Save { .. })).count()
    };
    for pane in ["gd", "gi/tmp/list.csv<enter>", "gs", "go", "ge", "gk"] {
        for line in ["fghello", "fpa loaf", "frhelp", "rcall"] {
            let mut driver = Driver::breakfast(100, 30);
            driver.keys("/tom<enter>");
            assert!(driver.app.shared().person().is_some(), "somebody is selected behind it");
            driver
                .keys(pane)
                .keys(line)
                .shows("whom is it about?")
                .keys("<enter>")
                .shows("whom is it about?");
            assert_eq!(saves(&driver), 0, "{line} on {pane}");
        }
        let mut driver = Driver::breakfast(100, 30);
        driver
            .keys("/tom<enter>")
            .keys(pane)
            .paste("needs a van\nowes me a tea")
            .shows("whom is it about?")
            .keys("<enter>");
        assert_eq!(saves(&driver), 0, "pasted on {pane}");
        // Whoever is selected is offered by name, and stands in the line then.
        let mut driver = Driver::breakfast(100, 30);
        driver.keys("/tom<enter>").keys(pane);
        driver.keys("i").shows("; for Tom Berg").keys(";").shows("> Tom Berg;");
    }
}

#[test]
fn a_line_goes_to_whom_the_screen_shows_as_selected() {
    // Of the agenda it is the chosen row's, though the list behind it is on somebody else.
    let mut driver = with_odile(80, 24);
    driver.keys("ga").keys("jfga loaf<enter>");
    let odile = driver.app.shared().book.people().find(|person| person.name == "Odile Vasserot").unwrap();
    assert_eq!(odile.favours.last().map(|favour| favour.what.as_str()), Some("a loaf"));
    // The ledger with everyone and a card are about whoever is selected.
    for pane in ["gl", "/tom<enter><enter>"] {
        let mut driver = Driver::breakfast(40, 20);
        driver.keys(pane);
        let name = driver.app.shared().person().unwrap().name.clone();
        driver.keys("fga loaf<enter>");
        let saved =
            |edit: &crate::domain::Edit| matches!(&edit.after, Some(Record::Person(it)) if it.name == name);
        assert!(driver.saved().edits.iter().any(saved), "{pane}: {:?}", driver.saved());
    }
}
