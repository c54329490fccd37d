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
    assert_eq!(lines["lines"].as_array().map(Vec::len), Some(2), "the next file of that name is another");
    assert_eq!(lines["waiting"], false);
}

#[test]
fn a_file_that_is_no_text_is_named_and_left() {
    let cli = Cli::new();
    cli.write("data/inbox/bytes.txt", b"Bo; \xff\n");
    cli.write("data/inbox/good.txt", "Bo Lee; needs tea\n");
    let ran = cli.run(&["jot", "--inbox"]).code(2);
    assert!(ran.stderr.contains("bytes.txt: is not UTF-8"), "{}", ran.stderr);
    assert!(ran.stdout.contains("jotted: Bo Lee"), "{}", ran.stdout);
    assert_eq!(cli.files("inbox"), ["bytes.txt", "done", "taking"]);
    cli.run(&["jot"]).code(2);
    cli.run(&["jot", "--inbox", "Ana; hello"]).code(2);
}
