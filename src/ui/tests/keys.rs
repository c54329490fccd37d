//! Keys keep their word: help and the footer list what works, what does nothing says so, and nothing claims a change that
//! it does not make.

use super::*;
use crate::domain::{Group, GroupId, NoteKind};
use crate::ui::reach::{MOVES, Near, TURNS};

/// The breakfast with something on every screen.
fn rich(width: u16, height: u16) -> Driver {
    let mut records = breakfast();
    let lena = Person {
        offers: vec!["card tills for shops".into()],
        ..Person::named(PersonId::new("lena-b1b1"), "Lena Bo")
    };
    let twin = Person {
        company: "Forno Nero".into(),
        role: "head of ovens".into(),
        ..Person::named(PersonId::new("anna-ruis-t1w1"), "Anna Ruis")
    };
    for record in &mut records {
        if let Record::Person(person) = record
            && person.id.as_str() == "tom-berg-x2m8"
        {
            let mut tom = Person::clone(person);
            tom.notes = vec![Note {
                id: NoteId::new("n1"),
                kind: NoteKind::Lesson,
                text: "charge for the box".into(),
                ..Note::default()
            }];
            *person = Arc::new(tom);
        }
    }
    let group = Group {
        id: GroupId::new("guild-g1"),
        schema: 1,
        name: "Guild".into(),
        rhythm: "every 2 weeks".into(),
        ..Group::default()
    };
    let supper = Event {
        id: EventId::new("supper-x1aa"),
        schema: 1,
        name: "Supper".into(),
        group: GroupId::new("guild-g1"),
        date: Some(day("2025-11-03")),
        ..Event::default()
    };
    records.extend([lena.into(), twin.into(), Record::Group(Arc::new(group)), supper.into()]);
    Driver::with(width, height, records, Theme::default()).matched()
}

/// Ways to every place that has keys of its own, from the list of people.
const PLACES: &[&str] = &[
    "",
    "/ana<enter>2",
    "/ana<enter>3",
    "/ana<enter>3p",
    "/ana<enter><enter>",
    "<enter>",
    "gl",
    "glo",
    "glw",
    "gt",
    "gf",
    "gb",
    "ge",
    "gv",
    "ga",
    "gk",
    "go",
    "go<enter>",
    "gc",
    "gd",
    "gd<enter>",
    "gn",
    "gh",
    "gx",
    "gilist.csv<enter>",
    "iAna; half<esc>:drafts<enter>",
    "iAna; ask for a stall<enter>",
];

fn press(driver: &mut Driver, keys: &str) {
    for key in Key::parse_all(keys).unwrap() {
        driver.tell(Msg::Key(key));
    }
    driver.draw();
}

fn said(driver: &Driver) -> String {
    driver.app.notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
}

#[test]
fn what_help_lists_works_and_what_it_does_not_list_says_that_it_does_not() {
    // Where the end of the way is reached already, nothing moves.
    let may_rest = |command: Command| {
        MOVES.contains(&command)
            || TURNS.contains(&command)
            || matches!(command, Command::Back | Command::ScrollUp | Command::ScrollDown)
    };
    let mut wrong = Vec::new();
    for way in PLACES {
        let mut still = rich(100, 40);
        still.keys(way);
        let scopes = still.app.place().scopes;
        for row in COMMANDS.iter().filter(|row| scopes.contains(&row.scope)) {
            let place = still.app.place();
            let near = place.near(row.command);
            let Some(keys) = place.keys(&still.app.shared().keymap, row.command).into_iter().next() else {
                continue;
            };
            let what = || format!("{} ({keys}) after {way:?}", row.name);
            if near.is_none() {
                let (effects, open) = (still.effects.len(), still.app.over.len());
                press(&mut still, &keys);
                // Enter and the way to the left may close what lies on top; help does not speak of that.
                if matches!(row.command, Command::PaneLeft | Command::Open) && still.app.over.len() < open {
                    still = rich(100, 40);
                    still.keys(way);
                } else if (still.effects.len(), still.app.over.len()) != (effects, open) {
                    wrong.push(format!("works and is not listed: {}", what()));
                    still = rich(100, 40);
                    still.keys(way);
                } else if said(&still).is_empty() && row.command != Command::PaneLeft {
                    wrong.push(format!("silent and not listed: {}", what()));
                }
            } else if !may_rest(row.command) && (near != Some(Near::Everywhere) || *way == "ga") {
                let mut driver = rich(100, 40);
                driver.keys(way);
                let (before, effects) = (driver.screen(), driver.effects.len());
                press(&mut driver, &keys);
                if said(&driver).starts_with("nothing on") {
                    wrong.push(format!("listed: {}: {}", what(), said(&driver)));
                }
                // The agenda over the agenda looks the same, and so does a value that is chosen already.
                let same = matches!(row.command, Command::Agenda | Command::ValueKept);
                if driver.screen() == before && driver.effects.len() == effects && !same {
                    wrong.push(format!("listed and silent: {}", what()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_footer_lists_what_works() {
    for way in PLACES {
        let mut driver = rich(200, 40);
        driver.keys(way).keys("<f12>");
        // What was said covers the footer.
        driver.app.notice = None;
        driver.draw();
        let hints: Vec<Command> = driver
            .app
            .shared()
            .viewport
            .hits
            .iter()
            .filter_map(|(_, hit)| match hit {
                Hit::Hint(command) => Some(*command),
                _ => None,
            })
            .collect();
        assert!(!hints.is_empty(), "{way}");
        for command in hints {
            assert!(driver.app.place().near(command).is_some(), "{command:?} after {way:?}");
        }
    }
}

#[test]
fn what_changes_nothing_says_so_and_never_that_u_undoes_it() {
    let mut driver = Driver::breakfast(100, 30);
    driver.keys("iVera; needs a lamp<enter>").shows("u undoes");
    let saves = driver.effects.len();
    driver.keys("m").shows("met already: Vera");
    assert!(!driver.screen().contains("u undoes"), "{}", driver.screen());
    assert_eq!(driver.effects.len(), saves);
    // The card and the brief go by the same.
    driver.keys("<enter>m").shows("met already: Vera");
    // Several: only who was not met yet.
    driver
        .keys("<esc>/tom<enter><space>/vera<enter><space>m")
        .shows("met Tom Berg · u undoes · met already: Vera");
}

#[test]
fn a_change_that_turns_out_idle_is_not_claimed() {
    let mut driver = Driver::breakfast(100, 30);
    let ana = driver.person("ana-ruiz-k3f9").clone();
    let same = Change::new("nothing").with(crate::domain::Edit::replace(ana.clone().into(), ana));
    let mut effects = Vec::new();
    let said = Notice::plain("done · u undoes");
    driver.app.steps(vec![shared::Step::Commit(same), shared::Step::Say(said)], &mut effects);
    assert_eq!(effects, []);
    assert_eq!(driver.app.notice.unwrap().text, "nothing has changed: it is so already");
}

#[test]
fn keys_of_the_card_reach_the_panes_below_it() {
    for (width, height) in [(120, 40), (80, 24)] {
        let mut driver = Driver::breakfast(width, height).matched();
        driver.keys("/ana<enter><enter>").shows("ANA RUIZ").keys("3").shows("▌Ledger with Ana");
        driver.keys("1<enter>2").shows("▌Ana Ruiz").keys("1<enter>1").shows("▌People here");
        driver.keys("<enter>c").shows("> emails").keys("<esc>tguild<esc>");
        assert_eq!(driver.person("ana-ruiz-k3f9").tags, ["guild"]);
        driver.keys("x").shows("nothing on x here; ? lists what there is");
    }
    let mut driver = Driver::breakfast(100, 30);
    driver.keys("<enter>c").shows("not one of your people yet").keys("w").shows("not wanted: June Hale");
    driver.keys("m").shows("met June Hale · u undoes").shows("JUNE HALE");
}

#[test]
fn a_key_that_is_free_says_so_everywhere() {
    let mut driver = rich(80, 24);
    driver.keys("ga").keys("a").shows("nothing on a here; ? lists what there is");
    driver.keys("<esc>g").keys("z").shows("nothing on g z here");
    driver.keys("/ana<enter>3pd").shows("nothing on d here");
    driver.keys("1:size<enter>").shows("nothing on size here");
}

#[test]
fn help_has_the_keys_of_the_place_first_and_no_others() {
    let mut driver = rich(100, 40);
    driver.keys("gilist.csv<enter>?");
    let screen = driver.screen();
    let at = |text: &str| screen.lines().position(|row| row.contains(text));
    let own = at("the next choice: what a column is").unwrap();
    assert!(own < at("open what is selected").unwrap(), "{screen}");
    assert!(at("open what is selected").unwrap() < at("jot a line").unwrap(), "{screen}");
    for absent in ["mark or unmark", "sort the people", "tag whom", "move what is selected to the trash"] {
        assert_eq!(at(absent), None, "{screen}");
    }
}

#[test]
fn on_a_phone_help_says_all_of_the_chosen_line() {
    for open in ["?", ":"] {
        let mut driver = Driver::breakfast(40, 20);
        driver.keys(open).keys("case for renewing");
        let all = driver.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(all.contains("your groups: what each costs and brings, and the case for renewing"), "{all}");
    }
}

#[test]
fn narrow_footers_keep_the_keys_of_the_place_and_drop_the_general_ones_first() {
    for (way, keys) in [
        ("gilist.csv<enter>", &["esc cancel"][..]),
        ("gx", &["enter write it", "l next choice", "e where to", "esc close"]),
        ("gd", &["enter side by side", "n two people", "esc close"]),
        ("gd<enter>", &["enter one person", "space other value", "s swap", "n two people", "esc back"]),
        ("ga", &["x done", "r put off", "c drop", "y copy message", "enter turn to", "esc back"]),
    ] {
        let mut driver = rich(40, 20);
        driver.keys(way);
        for key in keys {
            driver.shows(key);
        }
        assert!(!driver.screen().contains("q quit"), "{}", driver.screen());
    }
    let mut driver = Driver::breakfast(40, 20);
    driver.shows("i jot").shows("/ find").shows("m met").shows("f favour");
}

#[test]
fn footers_fit_what_is_there() {
    let mut driver = Driver::breakfast(100, 30).matched();
    driver.keys("go").shows("a new   esc back");
    assert!(!driver.screen().contains("e edit"));
    driver.keys("<esc>gd").shows("esc close");
    assert!(!driver.screen().contains("side by side   "), "{}", driver.screen());
    let mut gate = Driver::breakfast(100, 30).matched();
    gate.keys("iVera, cook; ask for a pan<enter>").shows("y ask anyway");
    assert!(!gate.screen().contains("g give that instead"), "{}", gate.screen());
    gate.keys("g").shows("no gift at hand");
}

/// A review whose first question is the name of somebody.
fn nameless() -> Driver {
    let mut driver = Driver::breakfast(80, 24).matched();
    driver.keys("iman with the dachshund; grows dahlias<enter>gv").shows("dachshund");
    driver
}

#[test]
fn in_the_review_lines_and_searches_open_over_the_question() {
    let mut driver = nameless();
    driver.keys("iGrace; an intro to Kieran's choir<enter>").shows("Review ·");
    let people: Vec<String> = driver.app.shared().book.people().map(|person| person.name.clone()).collect();
    assert!(people.contains(&"Grace".to_owned()) && people.contains(&"man with the dachshund".to_owned()));
    driver.keys("/").shows("Find ·").keys("<esc>").shows("Review ·");
    driver.keys("ga").shows("Agenda").keys("<esc>").shows("Review ·");
    driver.paste("Otto; mends clocks").shows("> Otto; mends clocks").keys("<esc>");
    // An answer's own letter comes before what it means in lists.
    driver.keys("n").shows("their name:");
}

#[test]
fn in_the_review_a_letter_that_is_no_answer_says_which_are() {
    let mut driver = nameless();
    driver.keys("z").shows("nothing on z here; the answers are");
    let effects = driver.effects.len();
    driver.keys("d").shows("nothing on d here");
    assert_eq!(driver.effects.len(), effects);
}

#[test]
fn what_cannot_come_in_is_not_offered() {
    let mut driver = Driver::breakfast(80, 24);
    driver.keys("gi<ctrl-u>none.zip<enter>").shows("Import · esc cancels");
    let ticket = driver.effects.iter().rev().find_map(|effect| match effect {
        Effect::ReadList(list) => Some(list.ticket),
        _ => None,
    });
    let result = Err("there is no such file".to_owned());
    driver.tell(Msg::Done(Outcome::List { ticket: ticket.unwrap(), result }));
    driver.draw();
    driver.shows("there is no such file").shows("Import · esc goes back").shows("esc back");
    for absent in ["enter bring", "encoding", "another field"] {
        assert!(!driver.screen().contains(absent), "{absent}:\n{}", driver.screen());
    }
}
