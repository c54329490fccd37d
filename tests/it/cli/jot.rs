//! Jotting, from the first line to undo.

use super::Cli;

#[test]
fn a_line_is_understood_kept_found_and_taken_back() {
    let cli = Cli::new();
    let line = "Ana Ruiz, pastry chef @ Forno Nero #food; needs website; I'll intro Tom Berg by fri; lost her first shop in the flood";
    cli.run(&["jot", "--dry-run", line]).ok().says("needs").says("website").says("not kept");
    assert_eq!(cli.files("people"), Vec::<String>::new(), "a dry run keeps nothing");

    cli.run(&["jot", line]).ok().says("needs").says("website").says("jotted: Ana Ruiz");
    let file = cli.run(&["show", "ana", "--json"]).ok().json();
    assert_eq!(file["name"], "Ana Ruiz");
    assert_eq!(file["needs"][0], "website");
    assert_eq!(file["favour"][0]["due"], "2026-11-27", "today is a Friday, so the next one");
    assert_eq!(file["note"][0]["line"], line, "kept as typed");

    cli.run(&["find", "flood"]).ok().says("Ana Ruiz").says("flood");
    cli.run(&["ledger", "ana"]).ok().says("you still owe Ana");
    cli.run(&["undo"]).ok().says("undone:");
    cli.run(&["find", "flood"]).code(1);
    cli.run(&["redo"]).ok().says("done again:");
    cli.run(&["find", "flood"]).ok();
    cli.run(&["history"]).ok().says("Ana Ruiz");
}

#[test]
fn lines_come_from_a_pipe_and_go_to_whom_is_named() {
    let cli = Cli::new();
    cli.feed(
        &["jot", "-"],
        "\u{feff}Ana Ruiz; needs website\r\n\n  \nTom Berg; offers web design\n".as_bytes(),
    )
    .ok();
    assert_eq!(cli.files("people").len(), 2);
    cli.run(&["jot", "--to", "ana", "needs a till"]).ok();
    // What is said to be about Ana names nobody else, unless it says more of them than a name.
    assert!(cli.run(&["jot", "--to", "ana", "lovely chat"]).ok().stdout.contains("lovely chat"));
    assert!(cli.run(&["show", "ana"]).ok().stdout.contains("talk: lovely chat"));
    assert!(
        cli.run(&["jot", "--to", "ana", "--dry-run", "Mo Lee, potter"]).ok().stdout.contains("new person")
    );
    let needs = cli.run(&["show", "ana", "--json"]).ok().json()["needs"].clone();
    assert_eq!(needs, serde_json::json!(["website", "a till"]));
    cli.feed(&["jot", "-"], b"Bo; fine\nAna \xff; lost\n")
        .code(2)
        .complains("line 2 of standard input is not UTF-8");
    assert_eq!(cli.files("people").len(), 2, "all or nothing of a pipe that is no text");
}

#[test]
fn todays_event_is_where_it_was_said() {
    let cli = Cli::new();
    let event = cli.run(&["event", "new", "Makers' Breakfast", "--start", "08:00", "--end", "11:00"]).ok();
    let event = event.stdout.trim().to_owned();
    cli.run(&["jot", "Ana Ruiz; hello"]).ok();
    let ana = cli.run(&["show", "ana", "--json"]).ok().json();
    assert_eq!(ana["note"][0]["event"], event.as_str());
    let other = cli.run(&["event", "new", "Fair", "--date", "2026-05-12"]).ok().stdout.trim().to_owned();
    cli.run(&["jot", "--event", "fair", "Ana Ruiz; again here"]).ok();
    let ana = cli.run(&["show", "ana", "--json"]).ok().json();
    assert_eq!(ana["note"][1]["event"], other.as_str());
}

#[test]
fn a_line_that_cannot_be_saved_is_given_back() {
    let cli = Cli::new();
    cli.write("data", "a file where the folder should be");
    let ran = cli.run(&["jot", "Ana Ruiz; needs website"]).code(2);
    assert!(ran.stderr.contains("not kept: Ana Ruiz; needs website"), "{}", ran.stderr);
    let cli = Cli::new();
    cli.feed(&["jot", "-"], b"Ana Ruiz; hello\nask\nBo; hello\n").code(2);
    assert_eq!(cli.files("people").len(), 1, "what stands before is kept, what follows is given back");
    let huge = "x".repeat((1 << 20) + 1);
    Cli::new().feed(&["jot", "-"], huge.as_bytes()).code(2);
}

#[test]
fn a_line_of_a_megabyte_is_kept_whole() {
    let cli = Cli::new();
    let line = format!("Ana Ruiz; {}", "long story ".repeat(90_000));
    cli.feed(&["jot", "-"], line.as_bytes()).ok();
    let ana = cli.run(&["show", "ana", "--json"]).ok().json();
    assert_eq!(ana["note"][0]["line"].as_str().unwrap(), line);
}

/// Ana's file, which a slip of the hand broke.
const BROKEN: &str = "schema = 1\nname = \"Ana Ruiz\"\nneeds = [\"a till\"\n";

#[test]
fn nobody_is_made_twice_because_their_file_cannot_be_read() {
    let cli = Cli::new();
    cli.write("data/people/ana-ruiz-k3f9.toml", BROKEN);
    for line in ["Ana Ruiz; likes rye", "ana; likes rye"] {
        let ran = cli.run(&["jot", line]).code(2);
        let (_, why) = ran.stderr.trim().rsplit_once('\n').unwrap();
        assert!(why.contains("ana-ruiz-k3f9.toml:3:"), "{why}");
        assert!(ran.stderr.contains("it may be that of Ana Ruiz, so nobody new was made"), "{}", ran.stderr);
        assert!(ran.stderr.contains(&format!("not kept: {line}")), "{}", ran.stderr);
    }
    assert_eq!(cli.only("people"), BROKEN, "nobody else, and not a byte of hers");
    cli.feed(&["jot", "-"], b"Tom Berg; offers tea\nAna Ruiz; likes rye\n").code(2);
    cli.run(&["jot", "--dry-run", "Ana Ruiz; likes rye"]).code(2);
    cli.run(&["jot", "Anabel Ruiz; likes rye"]).code(0);
    assert_eq!(cli.files("people").len(), 3, "Tom and Anabel are somebody else");
    cli.write("data/people/ana-ruiz-k3f9.toml", BROKEN.replace("till\"", "till\"]"));
    cli.run(&["jot", "Ana Ruiz; likes rye"]).ok().says("jotted: Ana Ruiz");
    assert_eq!(cli.files("people").len(), 3);
}

#[test]
fn a_line_from_the_inbox_about_a_broken_file_is_left_to_be_sorted() {
    let cli = Cli::new();
    cli.write("data/people/ana-ruiz-k3f9.toml", BROKEN);
    cli.write("data/inbox/phone.txt", "Ana Ruiz; likes rye\nTom Berg; offers tea\n");
    cli.run(&["jot", "--inbox"]).code(0).says("to sort: Ana Ruiz; likes rye").says("jotted: Tom Berg");
    assert_eq!(cli.files("people").len(), 2);
}
