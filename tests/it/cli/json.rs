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
