//! Importing on the screen, from the path to what is kept.

use super::*;
use crate::exchange::{Content, Import, Sample, import};

const LIST: &str = "Wer,Firma,Mail\nKim Lee,Acme,kim@acme.example\nIda Moor,Oil,\n";

/// Nobody can tell who that is.
const CODES: &str = "x1,y2\nz3,w4\n";

/// Written by an old Mac.
const OLD: &[u8] = b"Wer,Firma,Mail\nKim L\x8ae,Acme,kim@acme.example\n";

impl Driver {
    /// The list that the screen asked for last.
    fn asked(&self) -> ListFile {
        let asked = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::ReadList(list) => Some(ListFile::clone(list)),
            _ => None,
        });
        asked.expect("a list was asked for")
    }

    /// Answers it with what stands in `text`.
    fn answered(&mut self, text: impl Into<Vec<u8>>) -> &mut Self {
        let ListFile { ticket, event, options, book, mut ids, .. } = self.asked();
        let text = text.into();
        let sample = Arc::new(Sample::of(&Content::File(text.clone())));
        self.tell(Msg::Done(Outcome::Sampled { ticket, sample }));
        let result = import(text.as_slice(), event.as_ref(), &book, &options, &mut ids);
        let result = result.map(Arc::new).map_err(|why| why.0);
        self.tell(Msg::Done(Outcome::List { ticket, result }));
        self.draw();
        self
    }

    fn at_list(text: &str) -> Self {
        let mut driver = Self::empty(100, 30);
        driver.keys("gi").keys("list.csv<enter>").answered(text);
        driver
    }
}

#[test]
fn a_path_is_completed_and_read() {
    let mut driver = Driver::breakfast(100, 30);
    driver.keys("gi");
    assert!(driver.effects.contains(&Effect::Paths("~/".into())));
    let found = vec!["~/docs/".to_owned(), "~/list.csv".to_owned()];
    driver.tell(Msg::Done(Outcome::Paths { typed: "~/".into(), found, whole: None }));
    driver.keys("<tab>");
    assert!(driver.effects.contains(&Effect::Paths("~/docs/".into())));
    // An answer to what is typed no longer changes nothing.
    driver.tell(Msg::Done(Outcome::Paths { typed: "~/".into(), found: vec!["~/old".into()], whole: None }));
    driver.tell(Msg::Done(Outcome::Paths {
        typed: "~/docs/".into(),
        found: vec!["~/docs/list.csv".into()],
        whole: None,
    }));
    driver.keys("<enter>");
    assert_eq!(driver.asked().path, "~/docs/list.csv");
    assert!(driver.effects.contains(&Effect::See("import-folder".into(), "~/docs/".into())));
}

#[test]
fn a_path_that_is_typed_faster_than_it_is_found_is_the_one_that_opens() {
    let mut driver = Driver::breakfast(100, 30);
    driver.keys("gi");
    let found = vec!["~/first.csv".to_owned(), "~/second.csv".to_owned()];
    driver.tell(Msg::Done(Outcome::Paths { typed: "~/".into(), found, whole: None }));
    driver.keys("second.csv<enter>");
    assert_eq!(driver.asked().path, "~/second.csv");
}

#[test]
fn a_path_from_the_root_begins_again() {
    let mut driver = Driver::breakfast(100, 30);
    driver.keys("gi/tmp/~/b");
    assert!(driver.effects.contains(&Effect::Paths("/tmp".into())));
    assert!(driver.effects.contains(&Effect::Paths("~/b".into())));
}

#[test]
fn a_quoted_path_that_is_typed_is_the_path() {
    for (typed, asked, path) in [
        ("'/tmp/two cards.vcf'", "/tmp/two cards.vcf", "/tmp/two cards.vcf"),
        ("\"/tmp/two cards.vcf\"", "/tmp/two cards.vcf", "/tmp/two cards.vcf"),
        ("'~/two cards.vcf'", "~/two cards.vcf", "~/two cards.vcf"),
        // The last quote may be missing, and one inside a name is part of it.
        ("'/tmp/two cards.vcf", "/tmp/two", "/tmp/two cards.vcf"),
        ("/tmp/ana's.vcf'", "/tmp/ana's.vcf", "/tmp/ana's.vcf'"),
    ] {
        let mut driver = Driver::breakfast(100, 30);
        driver.keys("gi").keys(typed);
        assert!(driver.effects.contains(&Effect::Paths(asked.into())), "{typed}: {:?}", driver.effects);
        let found = vec!["/tmp/two cards.vcf.old".to_owned()];
        let closed = typed.ends_with(['\'', '"']);
        if closed {
            driver.tell(Msg::Done(Outcome::Paths { typed: path.into(), found, whole: None }));
        }
        driver.keys("<enter>");
        assert_eq!(driver.asked().path, path, "{typed}");
    }
}

#[test]
fn what_was_found_is_seen_changed_and_brought_in() {
    let mut driver = Driver::at_list(LIST);
    let shown = driver.screen();
    assert!(shown.contains("2 new"), "{shown}");
    for line in ["Firma", "company", "kim@acme.example"] {
        assert!(shown.contains(line), "{line} in {shown}");
    }
    // The third column becomes something else.
    driver.keys("jj").keys("l");
    let chosen = driver.asked().options.columns;
    assert_eq!(chosen.len(), 3);
    assert_ne!(chosen[2].1, "email");
    driver.answered(LIST);
    driver.effects.clear();
    driver.keys("<enter>");
    let names: Vec<&str> = driver.app.shared().book.people().map(|person| person.name.as_str()).collect();
    assert!(names.contains(&"Kim Lee") && names.contains(&"Ida Moor"), "{names:?}");
    assert!(matches!(driver.effects.first(), Some(Effect::Save { .. })), "{:?}", driver.effects);
    assert!(matches!(driver.effects.get(1), Some(Effect::See(what, _)) if what.starts_with("columns-")));
    assert!(driver.screen().contains("u takes it back"), "{}", driver.screen());
}

#[test]
fn a_folder_of_pages_or_cards_comes_in_as_one() {
    let mut driver = Driver::empty(100, 30);
    driver.keys("gi");
    let folders = vec!["~/cards/".to_owned()];
    driver.tell(Msg::Done(Outcome::Paths { typed: "~/".into(), found: folders, whole: None }));
    driver.keys("<enter>");
    let found = vec!["~/cards/ana.vcf".to_owned(), "~/cards/tom.vcf".to_owned()];
    let whole = Some(Whole::Cards);
    driver.tell(Msg::Done(Outcome::Paths { typed: "~/cards/".into(), found, whole }));
    driver.draw();
    driver.shows("> all vCards here, as one list").shows("  ana.vcf");
    driver.keys("<enter>");
    assert_eq!(driver.asked().path, "~/cards/");
    // Tab goes on from what is typed, and that is no longer the folder.
    driver.keys("<esc>").keys("<tab>").shows("file: ~/cards/ana.vcf").keys("<enter>");
    assert_eq!(driver.asked().path, "~/cards/ana.vcf");
    // A folder of nothing known is tried all the same, and says what it lacks.
    let mut driver = Driver::empty(100, 30);
    driver.keys("gi").keys("x/<enter>");
    assert_eq!(driver.asked().path, "~/x/");
}

#[test]
fn what_is_passed_over_on_the_way_to_a_choice_is_given_back() {
    const LIST: &str = "Name,Firma,Was\nKim Lee,Acme,baker\nIda Moor,Oil,cook\n";
    let mut driver = Driver::at_list(LIST);
    let read = |driver: &Driver| -> Vec<String> {
        let ListFile { options, book, mut ids, .. } = driver.asked();
        let columns =
            import(LIST.as_bytes(), None, &book, &options, &mut ids).unwrap().table.unwrap().columns;
        columns.iter().map(|column| column.field.to_owned()).collect()
    };
    let before = read(&driver);
    driver.keys("jj");
    let mut seen = Vec::new();
    for _ in 0..60 {
        driver.keys("l").answered(LIST);
        let now = read(&driver);
        seen.push(now[2].clone());
        // Only what the third column is now, no other is.
        // Beside a first name a name is the last, as everywhere.
        let stolen = |at: usize| !["ignore", "last", "first", &before[at]].contains(&now[at].as_str());
        assert!(!stolen(0) && !stolen(1), "{now:?}");
        assert_eq!(now[0] == "ignore", now[2] == "name", "{now:?}");
        assert_eq!(now[1] == "ignore", now[2] == "company", "{now:?}");
        if now == before {
            break;
        }
    }
    assert_eq!(read(&driver), before, "once round is as it was");
    assert!(seen.contains(&"name".to_owned()) && seen.contains(&"company".to_owned()), "{seen:?}");
    assert_eq!(driver.asked().options.columns, [], "and nothing is left to remember");
}

#[test]
fn what_is_said_of_a_column_stays_when_the_file_is_read_another_way() {
    const TWO: &str = "Name,Firma,Wo\nKim Lee,Acme,Oil\n";
    let mut driver = Driver::at_list(TWO);
    let company = |driver: &Driver| -> Vec<String> {
        let table = |import: Import| import.table.unwrap().columns;
        let ListFile { options, book, mut ids, .. } = driver.asked();
        let columns = table(import(TWO.as_bytes(), None, &book, &options, &mut ids).unwrap());
        columns.iter().map(|column| column.field.to_owned()).collect()
    };
    assert_eq!(company(&driver), ["name", "company", "ignore"]);
    driver.keys("jj");
    for _ in 0..30 {
        driver.keys("h").answered(TWO);
        if company(&driver)[2] == "company" {
            break;
        }
    }
    // Two columns cannot both be the company: the one that was said counts, and the screen shows so.
    assert_eq!(company(&driver), ["name", "ignore", "company"]);
    // Another encoding, another sign between cells: the column is still called so.
    driver.keys("j<space>").keys("utf-8<enter>").answered(TWO).answered(TWO);
    assert_eq!(company(&driver)[2], "company", "{}", driver.screen());
    driver.keys("j").keys("l").answered(TWO).answered(TWO);
    assert_eq!(company(&driver)[2], "company", "{}", driver.screen());
    driver.keys("h").answered(TWO).answered(TWO);
    // Without a header none is called so; with it again it is.
    driver.keys("j").keys("l").answered(TWO);
    assert_eq!((driver.asked().options.header, driver.asked().options.columns), (Some(0), vec![]));
    driver.keys("l").answered(TWO).answered(TWO);
    assert_eq!(driver.asked().options.header, Some(1));
    assert_eq!(company(&driver), ["name", "ignore", "company"]);
}

#[test]
fn guests_go_onto_the_list_of_the_event() {
    let mut driver = Driver::breakfast(100, 30);
    driver.keys("gi").keys("list.csv<enter>").answered(LIST);
    let event = driver.app.shared().event.clone().expect("the breakfast is today");
    assert_eq!(driver.asked().event, Some(event.clone()));
    driver.keys("l").answered(LIST);
    assert_eq!(driver.asked().event, None);
    driver.keys("l").answered(LIST).keys("<enter>");
    let book = &driver.app.shared().book;
    assert!(book.event(&event).unwrap().attendees.iter().any(|guest| guest.name == "Ida Moor"));
    assert!(!book.people().any(|person| person.name == "Ida Moor"));
    // An address book is about more than one evening.
    driver.keys("gi").keys("cards.vcf<enter>");
    driver.answered("BEGIN:VCARD\nFN:Uma Vidal\nEND:VCARD\n");
    assert_eq!(driver.asked().event, None);
}

#[test]
fn where_a_calendar_goes_is_said() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:Fair\nDTSTART:20261130T180000\n\
                ATTENDEE;CN=Uma Vidal:mailto:uma@x.example\nEND:VEVENT\nEND:VCALENDAR\n";
    let mut driver = Driver::breakfast(100, 30);
    driver.keys("gi").keys("fair.ics<enter>").answered(text).answered(text);
    let shown = driver.screen();
    assert!(shown.contains("as an event with its guests; nobody becomes one of your people"), "{shown}");
    driver.keys("l").answered(text);
    let shown = driver.screen();
    assert!(shown.contains("the calendar's own event stays out:"), "{shown}");
    driver.keys("l").answered(text).keys("<enter>");
    let book = &driver.app.shared().book;
    assert!(book.events().any(|event| event.name == "Fair" && event.attendees.len() == 1));
    assert!(!book.people().any(|person| person.name == "Uma Vidal"));
}

#[test]
fn while_it_is_read_the_screen_goes_on_and_esc_gives_it_up() {
    let mut driver = Driver::breakfast(100, 30);
    driver.keys("gi").keys("list.csv<enter>");
    let ticket = driver.asked().ticket;
    driver.tell(Msg::Done(Outcome::Reading { ticket, done: 40, all: 90 }));
    driver.draw();
    assert!(driver.screen().contains("40 of 90 rows"), "{}", driver.screen());
    driver.shows(&format!("{}{}", "█".repeat(22), "░".repeat(28)));
    driver.keys("<esc>");
    assert!(driver.effects.contains(&Effect::StopReading));
    // What comes of it all the same comes too late.
    let before = driver.app.shared().book.clone();
    driver.answered(LIST).keys("<enter>");
    assert_eq!(driver.app.shared().book, before);
}

#[test]
fn what_changed_meanwhile_is_read_again_before_it_comes_in() {
    let mut driver = Driver::at_list(LIST);
    let first = driver.asked().ticket;
    let mut kim = Person::named(PersonId::new("kim-0000"), "Kim Lee");
    kim.company = "Acme".into();
    driver.tell(Msg::Records(vec![kim.into()]));
    driver.keys("<enter>");
    assert_ne!(driver.asked().ticket, first);
    driver.answered(LIST);
    let people = driver.app.shared().book.people().filter(|person| person.name == "Kim Lee").count();
    assert_eq!(people, 1, "{}", driver.screen());
}

#[test]
fn what_cannot_be_read_is_said_and_its_columns_may_be_chosen() {
    let mut driver = Driver::at_list("Qaz,Wsx\nAna Ruiz,Forno\n");
    driver.shows("no column is known to hold names").shows("column 1").shows("Say below what each column is");
    driver.keys("<enter>");
    assert_eq!(driver.app.shared().book.people().len(), 0);
    // The header is in line 1, and what the columns are shows then.
    driver.keys("jjjj").keys("ll").answered("Qaz,Wsx\nAna Ruiz,Forno\n");
    assert_eq!(driver.asked().options.header, Some(1));
    driver.shows("1 new").shows("line 1      as you say").keys("<enter>");
    assert!(driver.app.shared().book.people().any(|person| person.name == "Ana Ruiz"));
    // Where that does not show, it is chosen.
    let mut driver = Driver::at_list(CODES);
    driver.keys("<space>").shows("What is column 1?").shows("it holds x1, z3").shows("> ignore");
    driver.keys("whole").shows("> name").keys("<enter>").answered(CODES).shows("2 doubtful");
    assert_eq!(
        driver.asked().options.columns,
        [("2".to_owned(), "ignore".to_owned()), ("1".into(), "name".into())]
    );
    // Esc leaves it as it is, and a click opens it too.
    driver.keys("<space><esc>").shows("2 doubtful");
    let place = driver.app.shared().viewport.hits.iter().find(|(_, hit)| *hit == Hit::Item(0)).unwrap().0;
    driver.tell(Msg::Click { column: place.x + 3, row: place.y });
    driver.draw();
    driver.shows("What is column 1?");
}

#[test]
fn every_row_is_seen_with_its_verdict_and_reason() {
    let list = "Name,Email,Status\nKim Lee,kim@acme.example,\nIda Moor,,refunded\nKim Lee,kim@oil.example,\n";
    let mut driver = Driver::at_list(list);
    driver.keys("v").shows("every row · 3 of 3").shows("2     new      Kim Lee: nobody you know yet");
    driver.shows("3     skipped  Ida Moor: refunded, so not coming");
    // Below it stands the whole of the chosen row.
    driver.shows("row 2, new: Kim Lee (kim@acme.example)");
    driver.keys("G").shows("row 4, doubtful: Kim Lee (kim@oil.example)");
    driver.shows("l next verdict").shows("v the columns");
    driver.keys("l").shows("new · 1 of 3");
    driver.keys("ll").shows("skipped · 1 of 3");
    driver.keys("l").shows("every row · 3 of 3");
    driver.keys("<esc>").shows("Columns");
    driver.keys("v").keys("<enter>");
    assert_eq!(driver.app.shared().book.people().len(), 2);
}

#[test]
fn rows_that_say_something_otherwise_are_to_look_at() {
    let mut driver = Driver::at_list(LIST);
    driver.keys("<enter>");
    driver.keys("gi").keys("list.csv<enter>").answered("Name,Company,Email\nKim Lee,Beta,kim@acme.example\n");
    driver.shows("To look at").shows("yours stays: company");
}

#[test]
fn how_a_file_is_read_is_said_on_the_screen() {
    // Where nobody is found the rows for it are all there is; here the header is in the third line.
    let mut driver = Driver::at_list("city,region\nRome,Lazio\n");
    driver.shows("UTF-8       as found");
    driver.keys("jjjj").keys("lll").answered("city,region\nRome,Lazio\n");
    assert_eq!(driver.asked().options.header, Some(2));
    driver.keys("k").keys("l");
    assert_eq!(driver.asked().options.delimiter, Some(','));
    // Below the columns of a table, where the row that was changed stays chosen.
    let mut driver = Driver::at_list(LIST);
    driver.answered(OLD).keys("jjj").keys("l").shows("Which encoding?").shows("> by looking");
    // A word as it should read finds those in which it does.
    driver.keys("Läe").shows("> macintosh").keys("<enter>").answered(OLD);
    assert_eq!(driver.asked().options.encoding.as_deref(), Some("macintosh"));
    driver.shows("> encoding").shows("macintosh   as you say").shows("Kim Läe");
    driver.keys("<space>").shows("> macintosh").keys("<up><up><up><up><up><up><enter>").answered(OLD);
    assert_eq!(driver.asked().options.encoding, None);
    // What stands between the cells, and which line the header is, by what the lines are then.
    driver.keys("j<space>").shows("3 cells").shows("Wer · Firma · Mail").keys("semi<enter>").answered(OLD);
    assert_eq!(driver.asked().options.delimiter, Some(';'));
    driver.keys("j<space>").shows("Which line is the header?").shows("line 1").keys("<esc>");
    // Cards have no cells.
    let mut driver = Driver::at_list("BEGIN:VCARD\nFN:Uma Vidal\nEND:VCARD\n");
    assert!(
        driver.screen().contains("encoding") && !driver.screen().contains("between cells"),
        "{}",
        driver.screen()
    );
    driver.keys("l").shows("plain: nearly all encodings read it alike").keys("utf-8<enter>");
    assert_eq!(driver.asked().options.encoding.as_deref(), Some("utf-8"));
}

#[test]
fn a_long_list_is_kept_while_the_screen_goes_on() {
    let rows: Vec<String> = (0..600).map(|at| format!("Kim Lee {at},k{at}@acme.example")).collect();
    let mut driver = Driver::at_list(&format!("Name,Email\n{}\n", rows.join("\n")));
    driver.keys("<enter>");
    let asked = |driver: &Driver| -> LongList {
        let kept = driver.effects.iter().rev().find_map(|effect| match effect {
            Effect::Keep(list) => Some(LongList::clone(list)),
            _ => None,
        });
        kept.expect("it was asked to be kept")
    };
    let LongList { ticket, .. } = asked(&driver);
    assert_eq!(driver.app.shared().book.people().len(), 0, "nothing is there before it is on disk");
    driver.tell(Msg::Done(Outcome::Keeping { ticket, done: 256, all: 600 }));
    driver.draw();
    assert!(driver.screen().contains("saving: 256 of 600"), "{}", driver.screen());
    // Enter again asks for nothing more, and whether esc comes in time is said by the answer.
    driver.effects.clear();
    driver.keys("<enter><esc>");
    assert_eq!(driver.effects, [Effect::StopReading]);
    let result = Err("cancelled; nothing was kept".to_owned());
    driver.tell(Msg::Done(Outcome::Kept { ticket, result }));
    driver.draw();
    assert!(driver.screen().contains("cancelled; nothing was kept"), "{}", driver.screen());
    driver.keys("<enter>");
    assert!(!driver.screen().contains("cancelled"), "the next has begun: {}", driver.screen());
    let LongList { ticket, import, book, .. } = asked(&driver);
    driver.tell(Msg::Done(Outcome::Kept { ticket, result: Ok(None) }));
    driver.tell(Msg::ManyBegin);
    driver.tell(Msg::Records(import.edits(&book).filter_map(|edit| edit.after).collect()));
    driver.tell(Msg::ManyEnd);
    driver.draw();
    assert_eq!(driver.app.shared().book.people().len(), 600);
    assert!(matches!(driver.effects.last(), Some(Effect::Fold(book)) if book.people().len() == 600));
    assert!(driver.screen().contains("600 new · u takes it back"), "{}", driver.screen());
}
