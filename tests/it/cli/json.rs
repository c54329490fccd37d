//! The JSON documents, pinned: the contract with scripts.

use super::Cli;

fn store() -> Cli {
    let cli = Cli::new();
    cli.write(
        "data/people/ana-ruiz-k3f9.toml",
        r#"schema = 1
name = "Ana Ruiz"
company = "Forno Nero"
tags = ["food"]
needs = ["website"]
met = { event = "fair-2026-11-20-q7aa", on = 2026-11-20 }

[[note]]
id = "n4k2"
at = 2026-11-20T08:42:10+01:00
event = "fair-2026-11-20-q7aa"
kind = "talk"
text = "lost her first shop in the flood"

[[favour]]
id = "f9zt"
side = "give"
state = "promised"
what = "intro Tom Berg"
due = 2026-11-27
on = 2026-11-20

[[follow_up]]
id = "u2b7"
due = 2026-12-04
what = "ask how the opening went"
"#,
    )
    .write(
        "data/events/fair-2026-11-20-q7aa.toml",
        "schema = 1\nname = \"Fair\"\ndate = 2026-11-20\nstart = 07:30:00\n[[attendee]]\nname = \"Tom Berg\"\n",
    )
    .write("data/groups/guild-p0s1.toml", "schema = 1\nname = \"Guild\"\nrenews = 2027-01-01\n");
    cli
}

#[test]
fn documents_have_the_names_of_the_files() {
    let cli = store();
    let json = |arguments: &[&str]| cli.run(arguments).ok().stdout;
    insta::assert_snapshot!("show", json(&["show", "ana", "--json"]));
    insta::assert_snapshot!("list people", json(&["list", "people", "--json"]));
    insta::assert_snapshot!("list notes", json(&["list", "notes", "--json"]));
    insta::assert_snapshot!("list favours", json(&["list", "favours", "--json"]));
    insta::assert_snapshot!("list follow-ups", json(&["list", "follow-ups", "--json"]));
    insta::assert_snapshot!("list events", json(&["list", "events", "--json"]));
    insta::assert_snapshot!("list groups", json(&["list", "groups", "--json"]));
    insta::assert_snapshot!("ledger", json(&["ledger", "--json"]));
}

/// Every verb that changes something and has no document of its own answers in one shape.
#[test]
fn verbs_that_change_something_answer_in_one_shape() {
    let cli = store();
    let answer = |arguments: &[&str]| {
        let mut arguments = arguments.to_vec();
        arguments.push("--json");
        let answer = cli.run(&arguments).ok().json();
        let keys: Vec<&str> = answer.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["schema", "kept", "said", "records", "deleted"], "{arguments:?}");
        assert!(answer["said"].as_array().is_some_and(|said| !said.is_empty()), "{arguments:?}");
        answer
    };
    let kept = |arguments: &[&str]| assert_eq!(answer(arguments)["kept"], true, "{arguments:?}");
    kept(&["edit", "ana", "role=baker"]);
    assert_eq!(answer(&["edit", "ana", "role=baker"])["kept"], false, "it was so already");
    assert_eq!(answer(&["undo"])["records"][0]["role"], "");
    kept(&["redo"]);
    kept(&["follow-up", "add", "ana", "ring", "--due", "fri"]);
    kept(&["follow-up", "snooze", "u2b7", "2027-01-01"]);
    kept(&["follow-up", "done", "u2b7"]);
    kept(&["follow-up", "drop", "u2b7"]);
    kept(&["favour", "snooze", "f9zt", "2027-01-01"]);
    kept(&["favour", "set", "f9zt", "size=day"]);
    kept(&["favour", "done", "f9zt"]);
    kept(&["favour", "thank", "f9zt"]);
    kept(&["favour", "reopen", "f9zt"]);
    kept(&["favour", "drop", "f9zt"]);
    kept(&["note", "move", "n4k2", "me"]);
    kept(&["group", "set", "guild", "chapter=north"]);
    assert_eq!(answer(&["group", "new", "Rowers"])["records"][0]["name"], "Rowers");
    kept(&["event", "check-in", "ana", "--event", "fair"]);
    kept(&["event", "want", "Tom Berg", "--event", "fair"]);
    cli.run(&["jot", "Anna Ruis @ Forno Nero"]).ok();
    kept(&["dupes", "--not-same", "Ana Ruiz", "Anna Ruis"]);
    let deleted = answer(&["delete", "ana-ruiz-k3f9"]);
    assert_eq!(deleted["deleted"][0]["id"], "ana-ruiz-k3f9");
    let trash = cli.run(&["restore", "--json"]).ok().json();
    assert_eq!(trash["trash"][0]["id"], "ana-ruiz-k3f9");
    assert_eq!(answer(&["restore", "ana-ruiz-k3f9"])["records"][0]["name"], "Ana Ruiz");
    cli.run(&["delete", "ana-ruiz-k3f9"]).ok();
    kept(&["purge", "--yes"]);
    // A verb that fails says why on stderr, in one line, as ever.
    cli.run(&["edit", "nobody", "role=x", "--json"]).code(1).complains("there is no person");
}
