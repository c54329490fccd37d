//! The gate, the quiet word after a push, and topics to avoid, on the command line.

use super::Cli;

fn ana() -> Cli {
    let cli = Cli::new();
    cli.write(
        "data/people/ana-ruiz-k3f9.toml",
        "schema = 1\nname = \"Ana Ruiz\"\nneeds = [\"website\"]\nsteer_clear = [\"the flood\"]\n",
    );
    cli.write(
        "data/people/tom-berg-x2m8.toml",
        "schema = 1\nname = \"Tom Berg\"\noffers = [\"web design\"]\n",
    );
    cli
}

/// Every file of the store and its text.
fn all(cli: &Cli) -> Vec<(String, String)> {
    let people = cli.files("people").into_iter();
    people.map(|name| (name.clone(), cli.read(&format!("data/people/{name}")))).collect()
}

#[test]
fn an_ask_stops_at_the_gate_and_nothing_of_it_is_kept() {
    let cli = ana();
    let before = all(&cli);
    cli.run(&["jot", "Ana Ruiz; lovely chat; ask for an intro to her importer"])
        .code(3)
        .complains("--yes")
        .says("Before you ask Ana for an intro to her importer")
        .says("you gave  nothing yet, nor did Ana")
        .says("avoid     the flood")
        .says("a gift at hand\n    introduce Tom Berg: Tom offers web design, Ana needs website");
    assert_eq!(all(&cli), before);
    cli.run(&["history"]).code(1);
    let dry = cli.run(&["jot", "--dry-run", "Ana Ruiz; ask for an intro"]).code(3);
    dry.says("ask").says("Before you ask Ana for an intro");
    assert_eq!(all(&cli), before);

    let gate = cli.run(&["jot", "--json", "Ana Ruiz; lovely chat; ask for an intro"]).code(3).json();
    assert_eq!(gate["schema"], 1);
    let line = &gate["lines"][0];
    assert_eq!((&line["kept"], &line["gate"]["why"]), (&false.into(), &"never-gave".into()));
    assert_eq!(line["gate"]["person"], "ana-ruiz-k3f9");
    assert_eq!(line["gate"]["ask"], serde_json::json!(["an intro"]));
    assert_eq!(line["gate"]["gifts"][0]["with"], "tom-berg-x2m8");
    assert_eq!(line["gate"]["steer_clear"], serde_json::json!(["the flood"]));
    assert_eq!(all(&cli), before);

    cli.run(&["jot", "--yes", "Ana Ruiz; lovely chat; ask for an intro"]).ok().says("jotted: Ana Ruiz");
    cli.run(&["list", "favours", "--state", "asked"]).ok().says("an intro");
    cli.run(&["undo"]).ok();
    cli.run(&["list", "favours", "--state", "asked"]).code(1);
    cli.run(&["redo"]).ok();
    cli.run(&["list", "favours", "--state", "asked"]).ok();
}

#[test]
fn it_is_silent_for_whom_i_gave_lately_and_owe_nothing() {
    let cli = ana();
    cli.run(&["favour", "give", "ana", "two customers"]).ok();
    cli.run(&["jot", "Ana Ruiz; ask for an intro"]).ok().says("jotted: Ana Ruiz");
    cli.run(&["favour", "give", "ana", "the deck", "--due", "fri"]).ok();
    cli.run(&["jot", "Ana Ruiz; ask for a van"])
        .code(3)
        .says("you gave  two customers (today) · Ana nothing yet")
        .says("you owe   the deck, due 27 Nov");
    cli.write("config.toml", "[gate]\nfresh_days = 0\n");
    cli.run(&["undo"]).ok();
    cli.run(&["jot", "Ana Ruiz; ask for a van"]).ok();
    let tomorrow = Cli::new().with("MINGLE_NOW", "2026-11-21T09:30:00+01:00");
    for file in ["tom-berg-x2m8.toml", "ana-ruiz-k3f9.toml"] {
        tomorrow.write(&format!("data/people/{file}"), cli.read(&format!("data/people/{file}")));
    }
    tomorrow.run(&["jot", "Ana Ruiz; ask for a van"]).ok();
    tomorrow.write("config.toml", "[gate]\nfresh_days = 0\n");
    tomorrow.run(&["jot", "Ana Ruiz; ask for a van"]).code(3).says("two customers (yesterday)");
}

#[test]
fn what_is_given_in_the_same_line_is_given() {
    let cli = ana();
    cli.run(&["jot", "Ana Ruiz; gave her two customers; ask for an intro"]).ok();
    cli.run(&["jot", "Tom Berg; I'll send the deck by fri; ask for a logo"])
        .code(3)
        .says("you owe   send the deck, due 27 Nov");
}

#[test]
fn somebody_new_is_asked_like_anybody_else() {
    let cli = ana();
    let gate = cli.run(&["jot", "Mo Lee, banker; needs website; ask for a loan", "--json"]).code(3).json();
    let gate = &gate["lines"][0]["gate"];
    assert_eq!((&gate["person"], &gate["name"]), (&serde_json::Value::Null, &"Mo Lee".into()));
    assert_eq!(cli.files("people").len(), 2, "and stays unknown");
    cli.run(&["jot", "Mo Lee, banker; ask for a loan", "--yes"]).ok();
    assert_eq!(cli.files("people").len(), 3);
}

#[test]
fn of_several_people_those_are_shown_whom_i_gave_nothing() {
    let cli = ana();
    cli.run(&["favour", "give", "ana", "two customers"]).ok();
    cli.run(&["jot", "Ana Ruiz + Tom Berg; ask for a stall"])
        .code(3)
        .says("Before you ask Tom for a stall")
        .does_not_say("Before you ask Ana");
    let gate = cli.run(&["jot", "Mo Lee + Tom Berg; ask for a stall", "--json"]).code(3).json();
    assert_eq!(gate["lines"][0]["gate"]["name"], "Mo Lee");
    assert_eq!(gate["lines"][0]["gate"]["also"][0]["name"], "Tom Berg");
    cli.run(&["favour", "give", "tom", "a lift"]).ok();
    cli.run(&["jot", "Ana Ruiz + Tom Berg; ask for a stall"]).ok();
}

#[test]
fn of_many_lines_those_that_do_not_ask_are_kept() {
    let cli = ana();
    let lines = "Ana Ruiz; needs a till\nTom Berg; ask for a logo\nTom Berg; offers logos\n";
    let ran = cli.feed(&["jot", "-"], lines.as_bytes()).code(3).says("Before you ask Tom for a logo");
    assert!(ran.stderr.contains("not kept: Tom Berg; ask for a logo"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("not kept: Tom Berg; offers"), "{}", ran.stderr);
    cli.run(&["show", "ana"]).ok().says("a till");
    cli.run(&["show", "tom"]).ok().says("logos").does_not_say("a logo");
    let lines = cli.feed(&["jot", "-", "--json"], lines.as_bytes()).code(3).json();
    let kept: Vec<_> = lines["lines"].as_array().unwrap().iter().map(|line| line["kept"].clone()).collect();
    assert_eq!(kept, [true, false, true]);
}

#[test]
fn an_ask_by_hand_goes_through_the_gate_and_a_gift_does_not() {
    let cli = ana();
    let ask = ["favour", "receive", "ana", "a stall", "--state", "asked"];
    let before = all(&cli);
    cli.run(&ask).code(3).complains("--yes").says("Before you ask Ana for a stall");
    let gate = cli.run(&[&ask[..], &["--json"]].concat()).code(3).json();
    assert_eq!((&gate["kept"], &gate["gate"]["ask"][0]), (&false.into(), &"a stall".into()));
    cli.run(&[&ask[..], &["--dry-run"]].concat()).code(3).says("Before you ask Ana");
    assert_eq!(all(&cli), before);
    cli.run(&[&ask[..], &["--yes", "--dry-run"]].concat()).ok().says("not kept (dry run)");
    assert_eq!(all(&cli), before);
    let kept = cli.run(&[&ask[..], &["--yes", "--json"]].concat()).ok().json();
    assert_eq!((&kept["kept"], &kept["favour"]["state"]), (&true.into(), &"asked".into()));
    cli.run(&["favour", "give", "tom", "a stall", "--state", "asked"]).ok();
    cli.run(&["favour", "receive", "tom", "a stall"]).ok();
    cli.run(&["favour", "receive", "tom", "a stall", "--due", "fri"]).ok();
}

#[test]
fn an_ask_from_elsewhere_is_not_stopped() {
    let cli = ana();
    let ana = cli.read("data/people/ana-ruiz-k3f9.toml");
    let ask = "[[favour]]\nid = \"f111\"\nside = \"receive\"\nstate = \"asked\"\nwhat = \"a van\"\n";
    cli.write("data/people/ana-ruiz-k3f9.toml", format!("{ana}{ask}"));
    cli.run(&["edit", "ana", "role=baker"]).ok();
    cli.run(&["jot", "Ana Ruiz; offers cakes"]).ok();
    cli.run(&["list", "favours", "--state", "asked"]).ok().says("a van");
}

#[test]
fn a_third_ask_in_a_row_gets_a_quiet_word_once() {
    let cli = ana();
    let ask =
        |what: &str, more: &[&str]| cli.run(&[&["jot", &format!("Ana Ruiz; ask for {what}")], more].concat());
    ask("a van", &["--yes"]).ok().does_not_say("in a row");
    ask("a loan", &["--yes"]).ok().does_not_say("in a row");
    let third = ask("a stall", &["--yes", "--json"]).ok().json();
    assert_eq!(third["lines"][0]["words"][0], "asked Ana 3 times in a row; no gift of yours yet");
    ask("a lift", &["--yes"]).ok().does_not_say("in a row");
    cli.run(&["favour", "give", "ana", "two customers"]).ok();
    let tomorrow = ana_tomorrow(&cli);
    for what in ["a van", "a loan"] {
        tomorrow.run(&["jot", &format!("Ana Ruiz; ask for {what}")]).ok().does_not_say("in a row");
    }
    tomorrow
        .run(&["favour", "receive", "ana", "a key", "--state", "asked"])
        .ok()
        .says("asked Ana 3 times in a row; your last gift was yesterday");
}

/// The same store and state, a day later.
fn ana_tomorrow(cli: &Cli) -> Cli {
    let tomorrow = Cli::new().with("MINGLE_NOW", "2026-11-21T09:30:00+01:00");
    for (name, text) in all(cli) {
        tomorrow.write(&format!("data/people/{name}"), text);
    }
    tomorrow.write("state/seen.toml", cli.read("state/seen.toml"));
    tomorrow
}

#[test]
fn what_the_gate_said_of_asks_in_a_row_is_not_said_again() {
    let cli = ana();
    cli.run(&["jot", "Ana Ruiz; ask for a van", "--yes"]).ok();
    cli.run(&["jot", "Ana Ruiz; ask for a loan", "--yes"]).ok();
    cli.run(&["jot", "Ana Ruiz; ask for a stall"])
        .code(3)
        .says("you asked  twice in a row, no gift since: a loan (today), a van (today)");
    cli.run(&["jot", "Ana Ruiz; ask for a stall", "--yes"]).ok().does_not_say("in a row");
}

#[test]
fn two_pitches_in_a_row_get_a_quiet_word_once() {
    let cli = ana();
    cli.run(&["jot", "Ana Ruiz; pitch my cakes"]).ok().does_not_say("in a row");
    let later = |now: &str, line: &str| {
        let cli = cli.command(&["jot", line]).env("MINGLE_NOW", now).output().unwrap();
        String::from_utf8(cli.stdout).unwrap()
    };
    let said = later("2026-11-21T09:30:00+01:00", "Ana Ruiz; pitch my cakes again");
    assert!(said.contains("2 pitches in a row to Ana since yesterday"), "{said}");
    let said = later("2026-11-22T09:30:00+01:00", "Ana Ruiz; pitch my cakes again and again");
    assert!(!said.contains("in a row"), "{said}");
    later("2026-11-23T09:30:00+01:00", "Ana Ruiz; hello");
    later("2026-11-24T09:30:00+01:00", "Ana Ruiz; pitch bread");
    let said = later("2026-11-25T09:30:00+01:00", "Ana Ruiz; pitch buns");
    assert!(said.contains("2 pitches in a row"), "a new row: {said}");
}

#[test]
fn foreign_text_does_not_act_on_the_terminal_at_the_gate() {
    let cli = Cli::new();
    cli.write(
        "data/people/eve-k3f9.toml",
        "name = \"Eve\\u001b[31m Red\"\nsteer_clear = [\"\\u001b]0;x\\u0007\"]\n[[favour]]\nid='f1'\nstate='promised'\nwhat=\"\\u202edeck\"\n",
    );
    let ran = cli.run(&["jot", "--to", "eve", "ask for a \u{1b}[2J van"]).code(3);
    for text in [&ran.stdout, &ran.stderr] {
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text:?}");
    }
}

#[test]
fn topics_to_avoid_stand_where_i_look_and_in_no_table() {
    let cli = ana();
    cli.run(&["show", "ana"]).ok().says("the flood");
    assert_eq!(cli.run(&["show", "ana", "--json"]).ok().json()["steer_clear"][0], "the flood");
    cli.run(&["list", "people"]).ok().says("Ana Ruiz").does_not_say("the flood");
    cli.run(&["list", "people", "--csv"]).ok().says("Ana Ruiz").does_not_say("the flood");
}
