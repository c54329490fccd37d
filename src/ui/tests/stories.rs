//! What a person does at an event, key by key.

use super::*;

#[test]
fn the_welcome_stands_in_the_empty_panes() {
    let mut driver = Driver::empty(100, 24);
    driver.shows("jot what you hear").shows("run: mingle demo").shows("/home/me/.local/share/mingle");
}

#[test]
fn the_mixer_shows_who_is_here_wanted_first() {
    let mut driver = Driver::breakfast(120, 20);
    driver.shows("Makers' Breakfast").shows("People here 4");
    let screen = driver.screen();
    let at = |name: &str| screen.lines().position(|row| row.contains(name)).unwrap();
    assert!(at("June Hale") < at("Tom Berg") && at("Tom Berg") < at("Ravi Patel"), "{screen}");
}

#[test]
fn a_line_is_understood_while_typed_and_kept_with_enter() {
    let mut driver = Driver::breakfast(100, 24);
    driver.keys("iMaya Lind, potter @ Clay; needs a kiln");
    driver.shows("needs a kiln").shows("new person");
    driver.keys("<enter>").shows("u undoes");
    let change = driver.saved().clone();
    let Some(Record::Person(maya)) = change.edits.iter().find_map(|edit| match &edit.after {
        Some(record @ Record::Person(_)) => Some(record),
        _ => None,
    }) else {
        panic!("{change:?}")
    };
    assert_eq!(
        (maya.name.as_str(), maya.role.as_str(), maya.company.as_str()),
        ("Maya Lind", "potter", "Clay")
    );
    assert_eq!(maya.needs, ["a kiln"]);
    assert!(maya.notes.iter().any(|note| note.line == "Maya Lind, potter @ Clay; needs a kiln"));
    driver.shows("▌People here 5").shows("Maya Lind");
}

#[test]
fn esc_keeps_the_unfinished_line_and_i_brings_it_back() {
    let mut driver = Driver::breakfast(100, 24);
    driver.keys("iMaya; needs<esc>").shows("kept as a draft; i brings it back");
    assert_eq!(driver.app.open_texts().get("capture").map(String::as_str), Some("Maya; needs"));
    driver.keys("i").shows("> Maya; needs");
    driver.keys(" a kiln<enter>");
    assert!(driver.app.open_texts().is_empty());
}

#[test]
fn pasted_text_in_a_list_is_text_never_keys() {
    let mut driver = Driver::breakfast(100, 24);
    driver.paste("dddq\nuu");
    driver.shows("2 lines to keep").shows("> dddq");
    assert_eq!(driver.effects, []);
}

#[test]
fn a_semicolon_goes_to_whom_is_selected_on_the_list() {
    let mut driver = Driver::breakfast(100, 24);
    driver.shows("▌People here 4").keys("i;needs a room<enter>");
    let june = driver.app.shared().person().unwrap();
    assert_eq!((june.name.as_str(), june.needs.as_slice()), ("June Hale", ["a room".to_owned()].as_slice()));
}

#[test]
fn met_checks_in_and_makes_an_attendee_a_person() {
    let mut driver = Driver::breakfast(100, 24);
    driver.shows("June Hale").keys("m");
    let event = driver.app.shared().event().unwrap();
    let june = event.attendees.iter().find(|attendee| attendee.name == "June Hale").unwrap();
    assert_eq!(june.status, AttendeeStatus::Met);
    assert_eq!(driver.person(june.person.as_str()).name, "June Hale");
    driver.shows("met June Hale");
}

#[test]
fn whom_i_met_here_is_not_among_the_known() {
    let mut driver = Driver::breakfast(100, 24);
    driver.shows("June Hale").keys("m===").shows("of 4 · known");
    assert!(!driver.screen().contains("+ June Hale"));
    driver.keys("=").shows("of 4 · new to you").shows("+ June Hale");
}

#[test]
fn the_ledger_goes_from_promised_to_thanked_key_by_key() {
    let mut driver = Driver::breakfast(120, 24);
    driver.keys("/ana<enter>3");
    driver.shows("intro Tom Berg");
    driver.keys("x");
    let favour = |driver: &Driver| driver.person("ana-ruiz-k3f9").favours[0].clone();
    assert_eq!((favour(&driver).state, favour(&driver).done), (FavourState::Done, Some(day("2026-05-12"))));
    // Done, it moves below what is open, and the keys stay with it.
    driver.keys("t");
    assert_eq!(favour(&driver).state, FavourState::Thanked);
    driver.keys("x");
    assert_eq!((favour(&driver).state, favour(&driver).done), (FavourState::Promised, None));
}

#[test]
fn f_and_a_letter_writes_a_favour_with_the_selected_person() {
    for (keys, side, state) in [
        ("fgtwo customers<enter>", Side::Give, FavourState::Done),
        ("fpsend the deck by fri<enter>", Side::Give, FavourState::Promised),
        ("fra table<enter>", Side::Receive, FavourState::Done),
        ("faan intro to the importer<enter>y", Side::Receive, FavourState::Asked),
    ] {
        let mut driver = Driver::breakfast(120, 24);
        driver.keys("/ana<enter>").keys(keys);
        let favour = driver.person("ana-ruiz-k3f9").favours.last().unwrap();
        assert_eq!((&favour.side, &favour.state), (&side, &state), "{keys}");
    }
}

#[test]
fn the_day_of_a_promise_can_be_read_on_a_phone() {
    let mut driver = Driver::breakfast(40, 20);
    driver.keys("/ana<enter>fplend her the long table by tomorrow<enter>3").shows("due tomorrow ");
}

#[test]
fn r_reminds_of_what_is_typed_on_the_day_that_is_typed() {
    for (keys, what, due) in [
        ("rcall her in 2 weeks<enter>", "call her", "2026-05-26"),
        ("rfri<enter>", "follow up", "2026-05-15"),
        ("ron the till 3 dec<enter>", "the till", "2026-12-03"),
    ] {
        let mut driver = Driver::breakfast(120, 24);
        driver.keys("/ana<enter>").keys(keys);
        let todo = driver.person("ana-ruiz-k3f9").follow_ups.last().unwrap();
        assert_eq!((todo.what.as_str(), todo.due), (what, Some(day(due))), "{keys}");
    }
}

#[test]
fn a_note_is_edited_in_place_and_esc_keeps_it() {
    let mut driver = Driver::breakfast(120, 24);
    driver.keys("/ana<enter>2e<end> in June<esc>");
    let note = &driver.person("ana-ruiz-k3f9").notes[1];
    assert!(note.text.ends_with("near the station in June"), "{}", note.text);
    driver.keys("aline one<enter>line two<esc>");
    assert_eq!(driver.person("ana-ruiz-k3f9").notes[2].text, "line one\nline two");
}

#[test]
fn keys_stay_with_the_note_they_were_on_when_a_newer_one_comes() {
    let mut driver = Driver::breakfast(120, 24);
    driver.keys("/ana<enter>2i;brought figs<enter>").shows("brought figs");
    driver.keys("d");
    let left: Vec<&str> =
        driver.person("ana-ruiz-k3f9").notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(left, ["looking at premises", "brought figs"]);
}

#[test]
fn a_field_is_changed_in_the_form() {
    let mut driver = Driver::breakfast(120, 24);
    driver.keys("/ana<enter>e<enter> Rossa<esc>");
    assert_eq!(driver.person("ana-ruiz-k3f9").company, "Forno Nero Rossa");
    driver.shows("change Ana Ruiz · u undoes");
}

#[test]
fn search_finds_by_what_was_said_and_no_hit_offers_to_add() {
    let mut driver = Driver::breakfast(100, 24);
    driver.keys("/flood station").shows("Ana Ruiz");
    driver.keys("<esc>/Zyx Qwv").shows("enter adds \"Zyx Qwv\"");
    driver.keys("<enter>").shows("> Zyx Qwv").shows("new person");
}

#[test]
fn help_runs_what_it_lists_and_knows_where_it_is() {
    let mut driver = Driver::breakfast(100, 40);
    driver.keys("3?").shows("thanks were said");
    driver.keys("find<enter>").shows("Find · everything");
}

#[test]
fn every_command_of_the_palette_runs_without_harm() {
    for row in COMMANDS {
        let mut driver = Driver::breakfast(100, 24);
        driver.keys(":").keys(row.name).keys("<enter>");
    }
}

#[test]
fn marks_take_tags_and_go_to_the_trash_together() {
    let mut driver = Driver::breakfast(100, 24);
    driver.keys("/ana<enter><space>/tom<enter><space>").shows("2 marked");
    driver.keys("tguild<esc>");
    assert_eq!(driver.person("tom-berg-x2m8").tags, ["guild"]);
    driver.keys("d").shows("in the trash · u undoes");
    assert_eq!(driver.app.shared().book.people().len(), 0);
}

#[test]
fn the_event_is_chosen_made_or_left() {
    let mut driver = Driver::breakfast(100, 24);
    driver.keys("n<down><enter>").shows("Everyone 2");
    driver.keys("nTrade Fair<enter>").shows("Trade Fair");
    assert_eq!(driver.app.shared().event().unwrap().date, Some(day("2026-05-12")));
}

#[test]
fn a_save_that_fails_says_so_keeps_the_change_and_warns_on_quit() {
    let mut driver = Driver::breakfast(100, 24);
    driver.disk = false;
    driver.keys("iMaya; needs a kiln<enter>");
    assert!(!driver.screen().contains("jotted"), "not before it is on disk");
    let why = "the disk is full (needs 3 kB)".to_owned();
    driver.tell(Msg::Done(Outcome::Saved { ticket: 1, result: Err(why) }));
    driver.draw();
    driver.shows("NOT SAVED: the disk is full");
    driver.effects.clear();
    driver.keys("q").shows("1 not saved");
    assert!(!driver.effects.contains(&Effect::Quit) && driver.effects.contains(&Effect::Retry));
    driver.tell(Msg::Done(Outcome::Saved { ticket: 1, result: Ok(None) }));
    driver.draw();
    driver.shows("saved after all");
    driver.keys("q");
    assert!(driver.effects.contains(&Effect::Quit));
}

#[test]
fn esc_never_quits() {
    let mut driver = Driver::breakfast(100, 24);
    driver.keys("<esc><esc><esc><esc>");
    assert_eq!(driver.effects, []);
}

#[test]
fn on_a_phone_enter_goes_in_and_left_comes_back() {
    let mut driver = Driver::breakfast(40, 20);
    driver.shows("People 4 | Notes | Ledger").keys("<enter>").shows("▌June Hale");
    driver.keys("<left>").shows("▌People here 4");
}

#[test]
fn drafts_of_the_last_run_are_offered() {
    let mut driver = Driver::breakfast(100, 24);
    let draft = DraftText { field: "capture".into(), text: "Maya; needs".into(), when: "21:14".into() };
    driver.tell(Msg::Done(Outcome::Drafts(vec![draft])));
    driver.draw();
    driver.shows("1 text was not kept yet").shows("21:14").keys("<enter>").shows("> Maya; needs");
}

/// A text of the last run and a new one in the same field are two texts.
#[test]
fn a_new_line_does_not_take_the_place_of_an_old_draft() {
    let mut driver = Driver::breakfast(100, 24);
    let draft = DraftText { field: "capture".into(), text: "Maya; needs".into(), when: "21:14".into() };
    driver.tell(Msg::Done(Outcome::Drafts(vec![draft])));
    driver.keys("<esc>iNoor; needs a room");
    let texts: Vec<String> = driver.app.open_texts().into_values().collect();
    assert!(
        texts.contains(&"Maya; needs".to_owned()) && texts.contains(&"Noor; needs a room".to_owned()),
        "{texts:?}"
    );
    driver.keys("<enter>").keys(":drafts<enter>").shows("Maya; needs").keys("<enter>").shows("> Maya; needs");
    driver.keys(" a kiln<enter>");
    assert!(driver.app.open_texts().is_empty());
}

#[test]
fn foreign_text_is_shown_safely() {
    let person = Person::named(PersonId::new("x-1"), "E\u{1b}[31mvil\u{202e}\u{7}");
    let mut driver = Driver::with(100, 24, vec![person.into()], Theme::default());
    let screen = driver.screen();
    assert!(
        !screen.contains('\u{1b}') && !screen.contains('\u{202e}') && !screen.contains('\u{7}'),
        "{screen}"
    );
    driver.shows("E␛[31mvil");
}

#[test]
fn no_color_keeps_the_selection_visible() {
    let driver = Driver::with(80, 24, breakfast(), Theme::built_in("plain").unwrap());
    let buffer = driver.terminal.backend().buffer();
    assert!(buffer.content().iter().all(|cell| cell.fg == ratatui::style::Color::Reset));
    let reversed = |cell: &&ratatui::buffer::Cell| cell.modifier.contains(ratatui::style::Modifier::REVERSED);
    assert!(buffer.content().iter().filter(reversed).count() > 10);
}

/// What somebody else wrote while a note was open: the change says what it was made from.
#[test]
fn a_note_changed_elsewhere_while_it_was_open_is_seen() {
    let mut driver = Driver::breakfast(120, 24);
    driver.keys("/ana<enter>2e<end> in June");
    let mut ana = driver.person("ana-ruiz-k3f9").clone();
    let opened = ana.notes[1].text.clone();
    ana.notes[1].text = "theirs".into();
    driver.tell(Msg::Records(vec![ana.into()]));
    driver.keys("<esc>");
    let edit = &driver.saved().edits[0];
    let (Some(Record::Person(before)), Some(Record::Person(after))) = (&edit.before, &edit.after) else {
        panic!()
    };
    assert_eq!((&before.notes[1].text, &after.notes[1].text), (&opened, &format!("{opened} in June")));
}

#[test]
fn a_field_changed_elsewhere_while_the_form_was_open_is_seen() {
    let mut driver = Driver::breakfast(120, 24);
    driver.keys("/ana<enter>e<enter> Rossa");
    let mut ana = driver.person("ana-ruiz-k3f9").clone();
    ana.company = "Theirs".into();
    driver.tell(Msg::Records(vec![ana.into()]));
    driver.keys("<esc>");
    let edit = &driver.saved().edits[0];
    let (Some(Record::Person(before)), Some(Record::Person(after))) = (&edit.before, &edit.after) else {
        panic!()
    };
    assert_eq!((before.company.as_str(), after.company.as_str()), ("Forno Nero", "Forno Nero Rossa"));
}

#[test]
fn what_was_written_on_somebody_who_is_gone_stays_a_draft() {
    for keys in ["/ana<enter>2e<end> in June", "/ana<enter>e Rossa"] {
        let mut driver = Driver::breakfast(120, 24);
        driver.keys(keys);
        driver.tell(Msg::Gone(vec![crate::domain::Key::Person(PersonId::new("ana-ruiz-k3f9"))]));
        driver.keys("<esc>").shows("deleted elsewhere");
        assert!(
            driver.app.open_texts().values().any(|text| text.contains("June") || text.contains("Rossa")),
            "{keys}"
        );
    }
}

#[test]
fn a_long_line_keeps_its_caret_in_sight() {
    let mut driver = Driver::breakfast(60, 24);
    driver.keys("iMaya; ").keys(&"word ".repeat(40)).keys("here");
    driver.shows("here");
    let at = driver.app.shared().viewport.cursor.unwrap();
    let screen = driver.screen();
    let row = screen.lines().nth(usize::from(at.y)).unwrap();
    assert!(row.contains("here"), "{screen}");
}

#[test]
fn that_something_is_not_saved_stays_in_sight() {
    let mut driver = Driver::breakfast(60, 24);
    driver.disk = false;
    driver.keys("iMaya; needs a kiln<enter>");
    let why = format!("{}: the disk is full; free 3 kB", "/a/long/path".repeat(6));
    driver.tell(Msg::Done(Outcome::Saved { ticket: 1, result: Err(why) }));
    driver.keys("iNoor; needs a room<enter>").shows("2 NOT SAVED").shows("free 3 kB");
    assert!(!driver.screen().contains("jotted"));
}

/// The book is folded on a thread of its own: until it is, names are looked up in the book itself.
#[test]
fn nobody_known_is_taken_for_new_before_the_book_is_folded() {
    let start = Start {
        now: now(),
        seed: 7,
        settings: Settings::default(),
        theme: Theme::default(),
        event: None,
        data: String::new(),
        demo: false,
    };
    let terminal = Terminal::new(TestBackend::new(100, 24)).unwrap();
    let mut driver = Driver { app: App::new(start), terminal, effects: Vec::new(), disk: true };
    driver.tell(Msg::Records(breakfast()));
    driver.keys("iTom Berg; likes rye<enter>").shows("still reading");
    driver.tell(Msg::LoadEnd);
    driver.keys("<enter>");
    assert_eq!(driver.app.shared().book.people().len(), 2);
    assert_eq!(driver.person("tom-berg-x2m8").notes.len(), 1);
    // What changed meanwhile is found once the book is folded.
    let folded = Folded::of(&crate::domain::Book::default());
    driver.tell(Msg::Folded(Box::new(folded)));
    driver.keys("/rye").shows("Tom Berg");
}

#[test]
fn on_a_phone_the_head_comes_before_the_notes() {
    let mut driver = Driver::breakfast(40, 12);
    driver.keys("/ana<enter>l").shows("pastry chef").shows("red glasses");
    driver.keys("j").shows("lost her first shop");
    driver.keys("j").shows("looking at premises");
}

#[test]
fn what_is_said_does_not_cover_the_line_that_is_typed() {
    let mut driver = Driver::breakfast(40, 20);
    driver.disk = false;
    driver.keys("iAna; a till<enter>");
    let full = "no space is left on the disk that holds your people and their notes".to_owned();
    driver.tell(Msg::Done(Outcome::Saved { ticket: 1, result: Err(full) }));
    driver.keys("iTom; a tent").shows("NOT SAVED").shows("> Tom; a tent");
    let at = driver.app.shared().viewport.cursor.unwrap();
    assert!(driver.screen().lines().nth(usize::from(at.y)).unwrap().contains("Tom; a tent"));
}

#[test]
fn whom_a_search_finds_over_a_full_screen_is_shown_as_their_card() {
    let mut driver = Driver::breakfast(120, 40);
    driver.keys("ga").keys("/").keys("Tom Berg<enter>").shows("Card").shows("TOM BERG");
    driver.keys("<esc>").shows("Agenda");
    // Over their card it is the card of whom is found, and in the Mixer the panes are about them.
    let mut driver = Driver::breakfast(120, 40);
    driver.keys("/Tom Berg<enter><enter>").shows("TOM BERG").keys("/Ana<enter>").shows("ANA RUIZ");
    driver.keys("<esc>").shows("Ledger with Ana");
}

#[test]
fn whom_nobody_fits_all_of_is_searched_for_by_the_rest() {
    let mut driver = Driver::breakfast(120, 40);
    driver.keys("/florist ana").shows("> add \"florist ana\" · nobody fits all of it");
    driver.shows("without florist").keys("<down><enter>").shows("Ledger with Ana");
    driver.keys("/zimtstern").shows("nobody; enter adds \"zimtstern\"");
}

#[test]
fn on_a_phone_somebody_is_met_wanted_and_reached_from_their_notes() {
    let mut driver = Driver::breakfast(40, 20);
    driver.keys("/Tom Berg<enter><enter>").keys("1<enter>").shows("m met");
    driver.keys("m").shows("met Tom Berg");
    driver.keys("c").shows("emails");
}

#[test]
fn a_form_that_is_refused_says_that_it_is_not_kept_and_ctrl_c_keeps_a_draft() {
    let mut driver = Driver::breakfast(100, 30);
    driver.keys("/Ana<enter>e<ctrl-u><esc>").shows("a name is needed").shows("not kept yet");
    assert!(!driver.screen().contains("esc keeps"), "{}", driver.screen());
    driver.shows("esc try again").keys("<ctrl-c>").shows("kept as a draft: :drafts");
    driver.keys(":drafts<enter>").shows("1 text was not kept yet");
}
