//! Lines from elsewhere.

use super::Cli;

#[test]
fn lines_are_taken_in_once_each_undoable_and_none_is_lost() {
    let cli = Cli::new();
    cli.run(&["jot", "--inbox"]).code(1).complains("the inbox is empty");
    cli.write("data/inbox/phone.txt", "Ana Ruiz; needs website\n\nbuy milk\nAna Ruiz; ask for a talk\r\n");
    cli.write("data/inbox/.phone.txt.tmp", "Bo; half a li");
    cli.run(&["jot", "--inbox"])
        .ok()
        .says("jotted: Ana Ruiz")
        .says("to sort: buy milk")
        .says("kept without the gate");
    assert_eq!(cli.files("people").len(), 1, "buy milk is nobody");
    let ana = cli.run(&["show", "ana", "--json"]).ok().json();
    assert_eq!(ana["needs"][0], "website");
    assert_eq!(ana["favour"][0]["state"], "asked", "asks are kept");
    assert_eq!(ana["note"][0]["line"], "Ana Ruiz; needs website");
    assert_eq!(cli.run(&["me", "--json"]).ok().json()["note"][0]["text"], "buy milk");
    assert_eq!((cli.files("inbox/done").len(), cli.files("inbox/taking").len()), (1, 0));
    cli.run(&["jot", "--inbox"]).code(1);

    cli.run(&["undo"]).ok();
    let ana = cli.run(&["show", "ana", "--json"]).ok().json();
    assert_eq!(ana["favour"].as_array().map(Vec::len), Some(0), "each line is undone by itself: {ana}");
    assert_eq!(ana["needs"][0], "website");

    cli.write("data/inbox/phone.txt", "Ana Ruiz; needs website\nAna Ruiz; again fri\n");
    let lines = cli.run(&["jot", "--inbox", "--json"]).ok().json();
    assert_eq!(lines["lines"].as_array().map(Vec::len), Some(1), "the file was written on: {lines}");
    assert_eq!((&lines["known"], &lines["waiting"]), (&1.into(), &false.into()));
    cli.write("data/inbox/phone.txt", "Ana Ruiz; needs website\nAna Ruiz; again fri\n");
    cli.run(&["jot", "--inbox"])
        .ok()
        .says("2 lines were taken in before and not again; inbox/done/ has the file");
}

#[test]
fn a_file_that_is_no_text_is_named_and_left() {
    let cli = Cli::new();
    cli.write("data/inbox/bytes.txt", b"\x7fELF\x02\x01\x01\0\0\0");
    cli.write("data/inbox/good.txt", "Bo Lee; needs tea\n");
    let ran = cli.run(&["jot", "--inbox"]).code(2);
    assert!(ran.stderr.contains("bytes.txt: is no text"), "{}", ran.stderr);
    assert!(ran.stdout.contains("jotted: Bo Lee"), "{}", ran.stdout);
    assert_eq!(cli.files("inbox"), ["bytes.txt", "done", "taking"]);
    cli.write("data/inbox/long.txt", "x".repeat((16 << 20) + 1).as_bytes());
    for ran in [cli.run(&["jot", "--inbox"]).code(2).stderr, cli.run(&["doctor"]).code(1).stdout] {
        assert!(ran.contains("bytes.txt: is no text"), "{ran}");
        assert!(ran.contains("long.txt: has more than 16 MiB"), "{ran}");
    }
    cli.run(&["jot"]).code(2);
    cli.run(&["jot", "--inbox", "Ana; hello"]).code(2);
}

#[test]
fn two_machines_that_share_the_folder_make_the_same_records_of_a_line() {
    const LINES: &str =
        "Ana Ruiz; needs website\nbuy milk\nTom Berg, smith @ Forge; I'll intro Ana Ruiz by fri\n";
    let arrive = |cli: &Cli| {
        cli.write("data/inbox/phone.txt", LINES);
        let file = std::fs::File::options().append(true).open(cli.path("data/inbox/phone.txt")).unwrap();
        file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000)).unwrap();
    };
    let machines = [Cli::new(), Cli::new()];
    let all = |cli: &Cli| {
        let people =
            cli.files("people").into_iter().map(|name| (cli.read(&format!("data/people/{name}")), name));
        (people.collect::<Vec<_>>(), cli.read("data/me.toml"))
    };
    // Both at once: what each writes is the same to the letter, and so merges into one.
    for cli in &machines {
        arrive(cli);
        cli.run(&["jot", "--inbox"]).ok().says("jotted: Ana Ruiz");
    }
    let [one, other] = &machines;
    assert_eq!(all(one), all(other));
    assert_eq!(one.files("people").len(), 2);
    // One after the other: what the first made is there before the second looks.
    let third = Cli::new();
    for name in one.files("people") {
        third.write(&format!("data/people/{name}"), one.read(&format!("data/people/{name}")));
    }
    third.write("data/me.toml", one.read("data/me.toml"));
    arrive(&third);
    third.run(&["jot", "--inbox"]).ok().says("3 lines were taken in before");
    assert_eq!(all(&third), all(one));
    assert_eq!((third.files("inbox/taking").len(), third.files("inbox/done").len()), (0, 1));
}

#[test]
fn lists_as_phones_write_them_and_files_that_are_no_lines() {
    let cli = Cli::new();
    cli.write("data/inbox/a.txt", "- Dan Fox; hi\n1. Eve Gray; needs tea\n[ ] Gus Hill; hello\n");
    cli.write("data/inbox/b.txt", "Cr One; hi\rCr Two; hi\r");
    cli.write("data/inbox/c.txt", "BEGIN:VCARD\nVERSION:3.0\nFN:Vic Card\nEND:VCARD\n");
    let ran = cli.run(&["jot", "--inbox"]).code(2);
    assert!(ran.stderr.contains("c.txt: holds contacts or a calendar"), "{}", ran.stderr);
    let mut names = Vec::new();
    let json = cli.run(&["list", "people", "--json"]).ok().json();
    names.extend(
        json["people"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()),
    );
    names.sort();
    assert_eq!(names, ["Cr One", "Cr Two", "Dan Fox", "Eve Gray", "Gus Hill"]);
    // What is to be sorted is found by the verbs too.
    cli.write("data/inbox/d.txt", "; needs orphan\n");
    cli.run(&["jot", "--inbox"]).code(2);
    cli.run(&["list", "notes"]).ok().says("needs orphan").says("me/");
    cli.run(&["me"]).ok().says("needs orphan");
}

#[test]
fn files_as_sync_programs_and_editors_leave_them() {
    let cli = Cli::new();
    let inbox = |name: &str| format!("data/inbox/{name}");
    let wide: Vec<u8> = "\u{feff}Wim Ode; needs tea\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    cli.write(&inbox("wide.txt"), &wide);
    cli.write(&inbox("LOUD.TXT"), "\u{feff}Lou Day; hi\r\n");
    cli.write(&inbox("part.txt.tmp"), "Half");
    cli.write(&inbox("~lock.txt"), "Lock");
    cli.write(&inbox("zero.txt"), "Zed\0Day; hi\n");
    cli.write(&inbox("folder.txt/inside.txt"), "In Side; hi\n");
    cli.write(&inbox(&format!("{}.txt", "n".repeat(220))), "Nan Long; hi\n");
    cli.write("elsewhere.txt", "Eve Sly; hi\n");
    std::os::unix::fs::symlink(cli.path("elsewhere.txt"), cli.path(&inbox("link.txt"))).unwrap();
    cli.write(&inbox("page.txt"), "# People met\n\n## At the fair\n#food\nPia Lund; needs tea\n");
    let ran = cli.run(&["jot", "--inbox"]).code(2);
    for complaint in [
        "folder.txt: is no plain file",
        "link.txt: is no plain file",
        "zero.txt: is no text",
        "n.txt: has too long a name",
    ] {
        assert!(ran.stderr.contains(complaint), "{complaint}: {}", ran.stderr);
    }
    let people = cli.run(&["list", "people", "--json"]).ok().json();
    let mut names: Vec<&str> =
        people["people"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Lou Day", "Pia Lund", "Wim Ode"]);
    // Headings are kept, to sort.
    cli.run(&["me"]).ok().says("# People met").says("## At the fair");
    // A second version of a file that was taken in already brings only what is new in it.
    cli.write(
        &inbox("page (Ana's conflicted copy 2026-11-20).txt"),
        "# People met\n## At the fair\n#food\nPia Lund; needs tea\nBo Ek; hi\n",
    );
    let lines = cli.run(&["jot", "--inbox", "--json"]).code(2).json();
    assert_eq!(lines["lines"].as_array().map(Vec::len), Some(1), "{lines}");
    assert_eq!(lines["known"], 4);
}

/// Goes on writing to a file that was taken in, as a program does that has held it open.
fn write_on(cli: &Cli, text: &str) {
    use std::io::Write as _;
    let name = cli.files("inbox/done").pop().unwrap();
    let path = cli.path(&format!("data/inbox/done/{name}"));
    std::fs::File::options().append(true).open(path).unwrap().write_all(text.as_bytes()).unwrap();
}

#[test]
fn what_a_slow_writer_adds_after_its_file_was_taken_is_taken_too() {
    let cli = Cli::new();
    cli.write("data/inbox/w.txt", "Ana Ruiz; needs tea\n");
    cli.run(&["jot", "--inbox"]).ok().says("jotted: Ana Ruiz");
    cli.run(&["jot", "--inbox"]).code(1).complains("the inbox is empty");
    write_on(&cli, "Bo Lee; needs flour\nCy Fox; needs string\n");
    let doctor = cli.run(&["doctor"]).code(1).stdout;
    assert!(doctor.contains("was written on after it was taken in and has 2 lines more"), "{doctor}");
    let lines = cli.run(&["jot", "--inbox", "--json"]).ok().json();
    assert_eq!((lines["lines"].as_array().map(Vec::len), &lines["known"]), (Some(2), &0.into()), "{lines}");
    assert_eq!(cli.files("people").len(), 3);
    assert!(!cli.run(&["doctor"]).stdout.contains("written on"));
    cli.run(&["undo"]).ok();
    cli.run(&["jot", "--inbox"]).code(1);
    assert_eq!(cli.files("people").len(), 2, "what was undone stays so");
}

#[test]
fn a_line_of_a_day_is_kept_on_that_day_and_what_names_nobody_waits_to_be_sorted() {
    let cli = Cli::new();
    cli.write(
        "data/inbox/w.txt",
        "2001-11-20 Nina Noe; hi\n[2001-11-21 18:30] Ole Ost; hi\n- 2001-11-22: Pia Pan; needs tea\n\
         2999-01-01 party\nWhat a strange evening it was, nobody spoke\n# Title\nde la Cruz; hi\n山田花子; hi\n",
    );
    let lines = cli.run(&["jot", "--inbox", "--json"]).ok().json();
    let to_sort: Vec<&str> = lines["lines"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["to_sort"] == true)
        .map(|line| line["line"].as_str().unwrap())
        .collect();
    assert_eq!(to_sort, ["2999-01-01 party", "What a strange evening it was, nobody spoke", "# Title"]);
    let nina = cli.run(&["show", "nina", "--json"]).ok().json();
    assert_eq!(nina["name"], "Nina Noe");
    assert_eq!(nina["note"][0]["line"], "2001-11-20 Nina Noe; hi");
    assert!(nina["note"][0]["at"].as_str().unwrap().starts_with("2001-11-20T12:00:00"), "{nina}");
    let ole = cli.run(&["show", "ole", "--json"]).ok().json();
    assert!(ole["note"][0]["at"].as_str().unwrap().starts_with("2001-11-21T18:30:00"), "{ole}");
    for name in ["Pia Pan", "de la Cruz", "山田花子"] {
        cli.run(&["show", name]).ok();
    }
}

#[test]
fn files_in_other_encodings_are_read_as_lists_are() {
    let cli = Cli::new();
    cli.write("data/inbox/a.txt", b"Zo\xeb Day; hi\nAna Ruiz; caf\xe9\n");
    cli.write("data/inbox/b.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let ran = cli.run(&["jot", "--inbox"]).code(2).says("a.txt was read as windows-1252");
    assert!(ran.stderr.contains("b.txt: is no text; move it away"), "{}", ran.stderr);
    cli.run(&["show", "Zoë Day"]).ok();
    assert_eq!(cli.files("inbox"), ["b.txt", "done", "taking"]);
}

#[test]
fn a_known_name_is_theirs_and_half_of_several_waits_with_their_names() {
    let cli = Cli::new();
    for line in ["Ana Ruiz, baker", "Bob Marsh", "Ida Voss; hi", "Ida Beck; hi"] {
        cli.run(&["jot", line]).ok();
    }
    cli.write(
        "data/inbox/phone.txt",
        "ana ruiz\nBob\nIda; wants tea\nIntroduce Bob to Ana\nTo Do\nKeynote by Jane Doe\n- Zoe, florist\n",
    );
    cli.run(&["jot", "--inbox"]).ok().says("to sort: Ida; wants tea (Ida Beck or Ida Voss?)");
    assert_eq!(cli.files("people").len(), 5, "nobody new but Zoe");
    for (name, line) in [("ana", "ana ruiz"), ("bob", "Bob")] {
        let person = cli.run(&["show", name, "--json"]).ok().json();
        assert_eq!(person["note"].as_array().unwrap().last().unwrap()["line"], line);
    }
    cli.run(&["show", "zoe"]).ok().says("florist");
    let me = cli.run(&["me", "--json"]).ok().json();
    let lines: Vec<&str> =
        me["note"].as_array().unwrap().iter().map(|note| note["line"].as_str().unwrap()).collect();
    assert_eq!(lines, ["Ida; wants tea", "Introduce Bob to Ana", "To Do", "Keynote by Jane Doe"]);
    // What waits goes where it belongs, with what it says.
    let id = me["note"][0]["id"].as_str().unwrap();
    cli.run(&["note", "move", &format!("me/{id}"), "ida voss"]).ok().says("moved to Ida Voss");
    let ida = cli.run(&["show", "ida voss", "--json"]).ok().json();
    assert_eq!(ida["needs"][0], "tea");
    cli.run(&["undo"]).ok();
    // The same file over another machine's folder brings nothing twice.
    std::fs::remove_dir_all(cli.path("state")).unwrap();
    let done = cli.files("inbox/done").remove(0);
    let path = cli.path("data/inbox/phone.txt");
    std::fs::rename(cli.path(&format!("data/inbox/done/{done}")), path).unwrap();
    cli.run(&["jot", "--inbox"]).ok().says("7 lines were taken in before");
    cli.run(&["jot", "--dry-run", "Lunch with Sam"]).ok().says("is that a name?");
    cli.run(&["jot", "--dry-run", "Sam Lunch"]).ok().says("new person");
}

#[test]
fn a_page_laid_there_by_mistake_is_kept_in_few_saves_each_line_once() {
    let cli = Cli::new();
    let lines: Vec<String> =
        (0..650).map(|at| format!("thing number {at} that nobody is called by\n")).collect();
    let page = lines.concat();
    cli.write("data/inbox/page.txt", format!("{page}{}\nAna Ruiz; hi\n", "x".repeat(1_100_000)));
    cli.write("data/inbox/z.txt", "Bo Lee; hi\n");
    let lines = cli.run(&["jot", "--inbox", "--json"]).ok().json();
    assert_eq!(lines["lines"].as_array().map(Vec::len), Some(653));
    let me = cli.run(&["me", "--json"]).ok().json();
    assert_eq!(me["note"].as_array().map(Vec::len), Some(651));
    assert!(me["note"][650]["text"].as_str().unwrap().ends_with("all of it is in inbox/done)"));
    assert!(cli.read("data/me.toml").len() < 200_000);
    assert_eq!((cli.files("people").len(), cli.files("inbox/done").len()), (2, 2));
    let history = cli.run(&["history"]).ok().stdout;
    assert!(history.lines().count() < 130, "{history}");
    // Another machine that shares the folder, or this one with an empty journal, takes nothing twice.
    std::fs::remove_dir_all(cli.path("state")).unwrap();
    let done = cli.files("inbox/done").remove(0);
    std::fs::rename(cli.path(&format!("data/inbox/done/{done}")), cli.path("data/inbox/page.txt")).unwrap();
    cli.run(&["jot", "--inbox"]).ok().says("652 lines were taken in before");
    assert_eq!(cli.run(&["me", "--json"]).ok().json()["note"].as_array().map(Vec::len), Some(651));
}
