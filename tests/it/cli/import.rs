//! Lists of others: what would become of each row, what became of it, and the way back.

use std::io::Read as _;
use std::process::Stdio;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use super::Cli;

const CARDS: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Ruiz\r\nORG:Forno Nero\r\nEMAIL:ana@forno.example\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nORG:Acme\r\nTEL:1\r\nEND:VCARD\r\n";
const CALENDAR: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Kick-off\r\nDTSTART:20261130T090000Z\r\nATTENDEE;CN=Ana Ruiz:mailto:ana@forno.example\r\nATTENDEE;CUTYPE=ROOM;CN=Room 4:mailto:room@x.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
const OWN: &str =
    r#"{"schema": 1, "people": [{"id": "tom-berg-77aa", "name": "Tom Berg", "needs": ["a till"]}]}"#;

/// `verdict name: reason` of every row of a document.
fn rows(document: &Value) -> Vec<String> {
    let text = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    ["events", "records"]
        .iter()
        .flat_map(|list| document[*list].as_array().unwrap())
        .map(|row| format!("{} {}: {}", text(row, "verdict"), text(row, "name"), text(row, "reason")))
        .collect()
}

#[test]
fn a_page_that_is_no_text_keeps_no_other_page_of_its_folder_out() {
    let cli = Cli::new();
    cli.write("pg/bin.md", b"\x01\x02\xfa\x10".repeat(75));
    let alone = cli.run(&["import", cli.path("pg").to_str().unwrap()]).code(2);
    alone.complains("bin.md: line 1 holds bytes that are no text");
    cli.write("pg/ana.md", "---\nemail: ana@forno.example\n---\n# Ana Ruiz\n");
    cli.write("pg/tom.md", "---\nemail: tom@x.example\n---\n# Tom Berg\n");
    let ran = cli.run(&["import", cli.path("pg").to_str().unwrap()]);
    let said = format!("{}{}", ran.stdout, ran.stderr);
    assert!(said.contains("bin.md: line 1 holds bytes that are no text; it stays out"), "{said}");
    assert_eq!(cli.files("people").len(), 2, "{said}");
}

#[test]
fn every_format_comes_in_once_and_goes_by_one_undo() {
    for (name, text, folder, count) in
        [("a.vcf", CARDS, "people", 2), ("b.ics", CALENDAR, "events", 1), ("c.json", OWN, "people", 1)]
    {
        let cli = Cli::new();
        cli.write(name, text);
        let file = cli.path(name);
        let file = file.to_str().unwrap();
        let dry = cli.run(&["import", "--dry-run", "--json", file]).ok().json();
        assert_eq!(cli.files(folder).len(), 0, "{name}: a dry run keeps nothing");
        let run = cli.run(&["import", "--json", file]).ok().json();
        assert_eq!((rows(&dry), dry["kept"].as_bool()), (rows(&run), Some(false)), "{name}");
        assert_eq!(cli.files(folder).len(), count, "{name}");
        let again = cli.run(&["import", "--json", file]).ok().json();
        for row in rows(&again) {
            assert!(row.starts_with("same") || row.starts_with("skipped"), "{name}: {row}");
        }
        cli.run(&["undo"]).ok();
        assert_eq!(cli.files(folder).len(), 0, "{name}: one undo takes all of it back");
    }
}

#[test]
fn a_calendar_says_what_becomes_of_its_events_and_guests() {
    let cli = Cli::new();
    cli.write("b.ics", CALENDAR);
    let file = cli.path("b.ics");
    let ran = cli.run(&["import", file.to_str().unwrap()]).ok();
    ran.says("Kick-off").says("a room, nobody").says("1 event: 1 new; 2 guests: 1 new, 1 skipped");
    // 09:00 in UTC is 10:00 where the user is.
    let event = cli.only("events");
    assert!(
        event.contains("start = 10:00:00") && event.contains("Ana Ruiz") && !event.contains("Room 4"),
        "{event}"
    );
}

#[test]
fn the_user_says_what_a_file_and_its_columns_are() {
    let cli = Cli::new();
    cli.write("a.csv", "Wer;Wo\nAna Ruiz;Forno\n");
    let file = cli.path("a.csv");
    let file = file.to_str().unwrap();
    let options = ["--format", "csv", "--delimiter", ";", "--header-row", "1", "--encoding", "utf-8"];
    let columns = ["--column", "Wer=name", "--column", "2=company", "--json", "--dry-run", file];
    let read = cli.run(&[&["import"][..], &options, &columns].concat()).ok().json();
    assert_eq!(
        (&read["records"][0]["name"], &read["records"][0]["company"]),
        (&"Ana Ruiz".into(), &"Forno".into())
    );
    cli.run(&["import", "--format", "vcard", file]).code(2).complains("no vCard begins");
    cli.run(&["import", "--column", "Wann=name", file]).code(2).complains("no column is called");
    cli.run(&["import", "--column", "name", file]).code(2).complains("NAME=FIELD");
}

#[test]
fn what_is_no_list_gets_one_line_and_an_empty_document() {
    let cli = Cli::new();
    for (name, bytes, word) in [
        ("a.html", &b"<!DOCTYPE html><html>"[..], "web page"),
        ("a.bin", b"\x00\x01\x02\xff\xfe\x03", "no text"),
        ("a.json", b"{\"a\": 1}", "neither mingle's own"),
        ("a.vcf", b"BEGIN:VCAR\n", "no vCard"),
        ("a.txt", b"", "empty"),
    ] {
        cli.write(name, bytes);
        let file = cli.path(name);
        let ran = cli.run(&["import", "--json", file.to_str().unwrap()]).code(2).complains(word);
        let document = ran.json();
        assert_eq!(document["records"].as_array().map(Vec::len), Some(0));
        assert!(document["problems"][0].as_str().unwrap().contains(word), "{document}");
    }
    assert!(cli.files("people").is_empty());
}

#[test]
fn ctrl_c_keeps_nothing() {
    let cli = Cli::new();
    let mut child = cli
        .command(&["import", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(300));
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(cli.files("people").is_empty());
}

#[test]
fn ctrl_c_while_it_is_saved_takes_it_back() {
    let cli = Cli::new();
    let list: String =
        (0..1_500).map(|at| format!("Guest Number{at},g{at}@x.example")).collect::<Vec<_>>().join("\n");
    cli.write("a.csv", format!("Name,Email\n{list}"));
    let file = cli.path("a.csv");
    let mut child = cli
        .command(&["import", file.to_str().unwrap()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Once the first file stands there, it is being saved.
    while cli.files("people").is_empty() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(2));
    }
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    let code = child.wait().unwrap().code();
    let kept = cli.files("people").len();
    // Pressed after the last file it came too late, and everything is there.
    assert!((code == Some(130) && kept == 0) || (code == Some(0) && kept == 1_500), "{code:?} {kept}");
}

#[test]
fn ctrl_c_while_what_was_kept_is_told_says_that_it_is_kept() {
    let cli = Cli::new();
    // So many rows are worth a look, each with a line, that telling of them waits for whoever reads it.
    let row = |at: usize| format!("Guest Number{},same@x.example,Company {at}", at % 2);
    let list: Vec<String> = (0..1_500).map(row).collect();
    cli.write("a.csv", format!("Name,Email,Company\n{}", list.join("\n")));
    let file = cli.path("a.csv");
    let mut child = cli
        .command(&["import", file.to_str().unwrap()])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = child.stdout.take().unwrap();
    // The first byte comes when all is kept.
    let mut first = [0];
    told.read_exact(&mut first).unwrap();
    let kept = cli.files("people").len();
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    let mut rest = String::new();
    told.read_to_string(&mut rest).unwrap();
    let output = child.wait_with_output().unwrap();
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), cli.files("people").len()), (Some(0), kept), "{complaint}");
    assert!(kept > 0 && rest.len() > 1 << 16, "{kept} {}", rest.len());
    assert_eq!(rest.lines().last(), Some("2 new, 1498 same"), "told to its end");
    assert!(complaint.contains("it is kept; `mingle undo` takes it back"), "{complaint}");
}

#[test]
fn a_dry_run_of_several_files_says_what_the_run_says() {
    let lists = [
        "Name,Email\nJonathan Doe,jon@x.example\nAna Ruiz,\n",
        "Name,Email,Company\nJon Doe,jon@x.example,Acme\nBea Ray,jon@x.example,\nAna Ruiz,ana@x.example,\n",
        "Name,Phone,Company\nJonathan Doe,+44 20 7946 0018,Acme\nBea Ray,,Oil\n",
    ];
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 1], [1, 2, 0]] {
        let cli = Cli::new();
        let files: Vec<String> = order
            .iter()
            .enumerate()
            .map(|(at, list)| {
                let name = format!("{at}.csv");
                cli.write(&name, lists[*list]);
                cli.path(&name).to_str().unwrap().to_owned()
            })
            .collect();
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let dry = cli.run(&[&["import", "--dry-run", "--json"][..], &files].concat()).ok().json();
        assert!(cli.files("people").is_empty());
        let run = cli.run(&[&["import", "--json"][..], &files].concat()).ok().json();
        for key in ["said", "columns", "records", "problems"] {
            assert_eq!(dry[key], run[key], "{order:?}");
        }
        let new =
            rows(&run).iter().filter(|row| row.starts_with("new") || row.starts_with("doubtful")).count();
        assert_eq!(cli.files("people").len(), new, "{order:?}: {run:#}");
        let again = cli.run(&[&["import", "--json"][..], &files].concat()).ok().json();
        assert!(rows(&again).iter().all(|row| row.starts_with("same")), "{order:?}: {again:#}");
    }
}

#[test]
fn a_table_that_nobody_understands_names_the_way_out() {
    let cli = Cli::new();
    cli.write("a.csv", "Qaz,Wsx,Platz\nAna Ruiz,Forno,4\n");
    let file = cli.path("a.csv");
    let file = file.to_str().unwrap();
    let ran = cli.run(&["import", file]).code(2).complains("--column 1=name").complains("--header-row 1");
    ran.says("not used: column 1, column 2, column 3");
    let way = ["import", "--json", "--header-row", "1", "--column", "1=name", file];
    let read = cli.run(&way).ok().json();
    let uses: Vec<&str> =
        read["columns"].as_array().unwrap().iter().map(|column| column["use"].as_str().unwrap()).collect();
    assert_eq!(uses, ["name", "company", "ignore"], "what the header does not say the cells do");
    assert_eq!(read["columns"][1]["name"], "Wsx");
    cli.run(&["import", "--header-row", "1", "--column", "9=email", file])
        .code(2)
        .complains("it has 3 columns");
}

#[test]
fn a_bad_file_among_several_and_those_after_it_stand_in_the_document() {
    let cli = Cli::new();
    cli.write("a.csv", "Name\nAna Ruiz\nTeam Forno\n");
    cli.write("b.zip", "PK\u{3}\u{4}");
    cli.write("c.csv", "Name\nTom Berg\n");
    let paths = ["a.csv", "b.zip", "c.csv"].map(|name| cli.path(name).to_str().unwrap().to_owned());
    let [a, b, c] = paths.each_ref().map(String::as_str);
    let dry = cli.run(&["import", "--dry-run", a]).ok();
    dry.says("nobody you know yet").says("becomes a new person; `g d` or `mingle dupes` joins");
    let read = cli.run(&["import", "--json", a, b, c]).code(2).json();
    let problems: Vec<&str> =
        read["problems"].as_array().unwrap().iter().map(|problem| problem.as_str().unwrap()).collect();
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[0].starts_with(&format!("{b}: ")), "{problems:?}");
    assert_eq!(problems[1], format!("{c}: not tried"));
    assert_eq!(read["kept"], true);
    cli.run(&["import", b, c]).code(2).says(&format!("{c}: not tried"));
    cli.run(&["import", "--help"]).ok().says("doubtful").says("mingle dupes");
}

#[test]
fn a_row_about_somebody_in_the_trash_or_in_a_broken_file_says_so() {
    let cli = Cli::new();
    cli.write(
        "list.csv",
        "Name,Email,Company\nAna Ruiz,,Forno\nBo Lee,bo@x.example,\nTom Berg,,\nKim Roe,,\n",
    );
    let list = cli.path("list.csv").display().to_string();
    cli.run(&["import", &list]).ok().says("4 new");
    cli.run(&["undo"]).ok();
    let new = cli.run(&["import", "--dry-run", &list]).ok();
    assert!(!new.stdout.contains("trash"), "what an undo took back was not deleted: {}", new.stdout);
    cli.run(&["redo"]).ok();
    for name in ["Ana Ruiz", "Bo Lee"] {
        cli.run(&["delete", name]).ok();
    }
    let tom = cli.files("people").into_iter().find(|file| file.starts_with("tom")).unwrap();
    cli.write(&format!("data/people/{tom}"), "name = \"Tom Berg\"\n[");
    cli.write(
        "list.csv",
        "Name,Email,Company\nAna Ruiz,,Till Bar\nAna Ruiz,,\nRobert Lee,BO@x.example,\nTom Berg,,\n",
    );
    cli.run(&["import", &list])
        .code(0)
        .says("Ana Ruiz is in the trash, and `mingle restore ana-ruiz-")
        .says("Bo Lee is in the trash, and `mingle restore bo-lee-")
        .says(&format!("perhaps Tom Berg, whose file {tom} cannot be read: put it right first"));
}

#[test]
fn whose_record_became_part_of_another_is_not_brought_back() {
    let cli = Cli::new();
    cli.write("list.csv", "Name,Email,Phone\nMaya Lind,m@x.example,+34600100200\nAna Ruiz,,\nTom Berg,,\n");
    let list = cli.path("list.csv").display().to_string();
    cli.run(&["import", &list]).ok().says("3 new");
    cli.run(&["jot", "Maya Lind; likes rye"]).ok();
    cli.run(&["merge", "Ana Ruiz", "Maya Lind"]).ok();
    cli.run(&["delete", "Tom Berg"]).ok();
    cli.write("list.csv", "Name,Company\nMaya Lind,Till\nTom Berg,Till\n");
    cli.run(&["import", &list])
        .ok()
        .says("Tom Berg is in the trash")
        .does_not_say("Maya Lind is in the trash");
}

#[test]
fn a_dry_run_says_how_many_rows_it_does_not_list() {
    let cli = Cli::new();
    let rows: Vec<String> = (0..30).map(|at| format!("Kim Lee {at},k{at}@acme.example")).collect();
    cli.write("list.csv", format!("Name,Email\n{}\n", rows.join("\n")));
    let file = cli.path("list.csv").display().to_string();
    cli.run(&["import", "--dry-run", &file])
        .ok()
        .says("30 rows need no look and are not listed; --all lists");
    cli.run(&["import", "--dry-run", "--all", &file]).ok().says("Kim Lee 29").does_not_say("not listed");
    assert_eq!(cli.files("people").len(), 0);
    // The cards of a folder are one list.
    for name in ["ana", "tom"] {
        let card = format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name} Vee\r\nEND:VCARD\r\n");
        cli.write(&format!("cards/{name}.vcf"), card);
    }
    cli.run(&["import", &cli.path("cards").display().to_string()]).ok().says("2 new");
    cli.run(&["undo"]).ok();
    assert_eq!(cli.files("people").len(), 0, "and one undo takes it back");
}
