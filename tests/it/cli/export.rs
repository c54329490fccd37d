//! People out, and back in.

use serde_json::Value;

use super::Cli;

fn some() -> Cli {
    let cli = Cli::new();
    cli.run(&["jot", "Ana Ruiz, baker @ Forno #food; needs website; +44 20 7946 0000; ana@forno.example; avoid divorce; I'll send the list by fri; likes \"sea, salt\""]).ok();
    cli.run(&["jot", "Tom Berg; =1+1; offers web design; avoid her divorce"]).ok();
    cli.run(&["event", "new", "Makers' Breakfast", "--date", "2026-05-12", "--start", "08:00"]).ok();
    cli.run(&["me", "name=Jo Lund", "offers+=tea"]).ok();
    cli
}

#[test]
fn everything_comes_back_whole() {
    let cli = some();
    let file = cli.path("all.json");
    let file = file.to_str().unwrap();
    cli.run(&["export", "json", "--private", "--out", file])
        .ok()
        .says("2 people, 1 event, 0 groups written to ")
        .does_not_say("home");
    let other = Cli::new();
    other.run(&["import", file]).ok();
    let again = other.run(&["export", "json", "--private"]).ok().json();
    assert_eq!(again, serde_json::from_str::<Value>(&cli.read("all.json")).unwrap());
    assert_eq!(again["people"][0]["steer_clear"][0], "divorce");
}

#[test]
fn what_is_private_stays_home_and_that_is_said() {
    let cli = some();
    for format in ["json", "vcard", "csv", "markdown"] {
        let ran = cli.run(&["export", format]).code(0).does_not_say("divorce");
        assert!(ran.stderr.contains("steer clear") && ran.stderr.contains("--private"), "{}", ran.stderr);
    }
    // No calendar says anything of the kind, with --private or without.
    let ran = cli.run(&["export", "ics"]).code(0).does_not_say("divorce");
    assert_eq!(ran.stderr, "");
    cli.run(&["export", "vcard", "--private"]).ok().says("X-MINGLE-STEER-CLEAR:divorce\r\n");
    cli.run(&["export", "vcard", "--vcard3", "--private"]).ok().says("VERSION:3.0\r\n");
    cli.run(&["export", "csv", "--vcard3"]).code(2).complains("--vcard3");
}

#[test]
fn an_old_file_is_replaced_whole_and_a_folder_gets_a_page_each() {
    let cli = some();
    let (file, folder) = (cli.path("people.csv"), cli.path("pages/"));
    cli.write("people.csv", "old ".repeat(10_000));
    let args = ["export", "csv", "--out", file.to_str().unwrap(), "--tag", "food"];
    cli.run(&args).code(2).complains("people.csv is there already; --force writes over it");
    assert!(cli.read("people.csv").starts_with("old "), "nothing is written over unasked");
    cli.run(&[&args[..], &["--force"]].concat()).ok().says("1 person written to ").says("people.csv; ");
    cli.run(&args).ok().says("1 person");
    let text = cli.read("people.csv");
    assert!(
        text.starts_with("name,company,role,") && text.lines().count() == 2 && !text.contains("Tom"),
        "{text}"
    );
    assert!(text.contains("'+44 20 7946 0000"), "harmless in a spreadsheet: {text}");
    cli.run(&["export", "markdown", "--out", &format!("{}/", folder.display())]).ok().says("2 people");
    let mut pages: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|one| one.unwrap().file_name().into_string().unwrap())
        .collect();
    pages.sort();
    assert!(pages.len() == 2 && pages[0].starts_with("ana-ruiz-"), "{pages:?}");
    cli.run(&["export", "vcard", "--tag", "nobody"]).code(1).complains("nobody is left");
    cli.run(&["export", "vcard", "--out", "/dev/null", "--force"]).code(2).complains("no plain file");
    cli.run(&["export", "csv", "--out", folder.to_str().unwrap()]).code(2).complains("is a folder; say how");
    let gone = cli.path("gone/people.csv");
    cli.run(&["export", "csv", "--out", gone.to_str().unwrap()]).code(2).complains("there is no folder");
    cli.run(&["export", "markdown", "--out", &format!("{}/", file.display())])
        .code(2)
        .complains("pages need a folder");
}

#[test]
fn nothing_for_others_goes_among_the_records() {
    let cli = some();
    cli.write("data/me.toml", "schema = 1\nname = \"Mia Lang\"\n");
    std::os::unix::fs::symlink(cli.path("data"), cli.path("link")).unwrap();
    let before = (cli.read("data/me.toml"), cli.files("people"));
    let check = |args: &[&str], place: &str| {
        let place = format!("{}/{place}", cli.path("").display());
        let ran = cli.run(&[args, &[&place]].concat()).code(2).complains("is inside the data folder");
        assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
    };
    let csv = ["export", "csv", "--force", "--out"];
    for place in ["data/people/x.csv", "data/me.toml", "data/x.csv", "link/x.csv", "link/../data/none/x.csv"]
    {
        check(&csv, place);
    }
    for place in ["data/", "data/people/", "data/pages/"] {
        check(&["export", "markdown", "--out"], place);
    }
    check(&["agenda", "--ics"], "data/me.toml");
    check(&["card", "--svg"], "link/me.toml");
    assert_eq!((cli.read("data/me.toml"), cli.files("people")), before);
    assert!(!cli.path("data/pages").exists());
}

#[test]
fn the_calendar_has_what_is_due_and_what_was() {
    let cli = some();
    let text = cli.run(&["export", "ics", "--private"]).ok().stdout;
    assert!(
        text.contains("SUMMARY:Makers' Breakfast\r\n") && text.contains("DTSTART:20260512T070000Z"),
        "{text}"
    );
    assert!(text.contains("SUMMARY:send the list (promised to Ana Ruiz)"), "{text}");
}

#[test]
fn what_was_typed_on_a_page_comes_in_before_it_is_written_over() {
    let cli = some();
    let folder = cli.path("vault/");
    let folder = folder.to_str().unwrap();
    let export = || cli.run(&["export", "markdown", "--out", folder]);
    export().ok();
    let page = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.file_name().unwrap().to_str().unwrap().starts_with("ana"))
        .unwrap();
    let typed = std::fs::read_to_string(&page).unwrap() + "\nShe hates cilantro.\n";
    std::fs::write(&page, &typed).unwrap();
    let refused = export().code(2);
    assert!(
        refused.stderr.contains("says what mingle has not") && refused.stderr.contains("--force"),
        "{}",
        refused.stderr
    );
    assert_eq!(std::fs::read_to_string(&page).unwrap(), typed);
    cli.run(&["import", folder]).ok().says("(the same record): adds note").says("1 updates, 1 same");
    cli.run(&["import", folder]).ok().says("nothing has changed");
    export().ok();
    let written = std::fs::read_to_string(&page).unwrap();
    assert!(written.contains("\nShe hates cilantro. ^"), "{written}");
    cli.run(&["undo"]).ok().says("import of vault: 1 updated");
    cli.run(&["find", "cilantro"]).code(1);
}
