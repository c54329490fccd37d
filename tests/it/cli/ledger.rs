//! The ledger by hand, people by hand, and the trash.

use super::Cli;

fn ana() -> Cli {
    let cli = Cli::new();
    cli.write(
        "data/people/ana-ruiz-k3f9.toml",
        "schema = 1\n# met at the fair\nname = \"Ana Ruiz\" # twice\nx_own = 1\n",
    );
    cli
}

/// The id of the only favour there is.
fn favour(cli: &Cli) -> String {
    cli.run(&["show", "ana", "--json"]).ok().json()["favour"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_promise_is_made_kept_and_thanked_for() {
    let cli = ana();
    cli.run(&["favour", "give", "ana", "the", "deck", "--due", "fri", "--size", "day"])
        .ok()
        .says("I promised: the deck, due 2026-11-27")
        .says("nothing given yet, either way; you still owe Ana the deck");
    let id = favour(&cli);
    cli.run(&["ledger"]).ok().says("My promises\n  Ana Ruiz: the deck, due 2026-11-27");
    cli.run(&["favour", "done", &id]).ok().says("you gave once, Ana nothing yet; let them help");
    cli.run(&["favour", "done", &id]).ok().says("it was so already");
    cli.run(&["favour", "thank", &format!("ana-ruiz-k3f9/{id}")]).ok().says("I gave (thanked): the deck");
    cli.run(&["undo", "2"]).ok();
    cli.run(&["ledger", "ana"]).ok().says("you still owe Ana the deck");
    cli.run(&["favour", "receive", "ana", "the back room", "--size", "big"])
        .ok()
        .says("thanks owed for the back room");
    cli.run(&["ledger"]).ok().says("Give to next\n  Ana Ruiz (never gave them anything)");
    cli.run(&["list", "favours", "--side", "receive"]).ok().says("the back room").does_not_say("the deck");
    cli.run(&["list", "favours", "--state", "promised", "--json"]).ok().says("the deck");
}

#[test]
fn saying_done_never_takes_thanks_back() {
    let cli = ana();
    cli.run(&["favour", "receive", "ana", "the back room"]).ok();
    let id = favour(&cli);
    cli.run(&["favour", "thank", &id]).ok().says("they gave (thanked): the back room");
    cli.run(&["favour", "done", &id])
        .ok()
        .says("it was done already, and thanks were said on 2026-11-20")
        .says("they gave (thanked)");
    assert!(cli.only("people").contains("state = \"thanked\""));
    for verb in ["decline", "drop", "promise"] {
        cli.run(&["favour", verb, &id]).code(2).complains("is done already; `mingle favour reopen");
    }
    cli.run(&["favour", "reopen", &id]).ok().says("they promised: the back room");
    cli.run(&["favour", "drop", &id]).ok().says("they dropped: the back room");
    cli.run(&["favour", "reopen", &id]).ok().says("they promised: the back room");
    cli.run(&["undo"]).ok();
    cli.run(&["ledger", "ana"]).ok().says("they dropped: the back room");
}

#[test]
fn every_key_of_a_favour_is_set_by_verb() {
    let cli = ana();
    cli.write("data/people/tom-berg-x2m8.toml", "schema = 1\nname = \"Tom Berg\"\n");
    let event = cli.run(&["event", "new", "Fair"]).ok().stdout.trim().to_owned();
    cli.run(&[
        "favour",
        "receive",
        "ana",
        "introduced",
        "Tom",
        "--kind",
        "intro",
        "--with",
        "tom",
        "--on",
        "2026-05-01",
        "--event",
        "fair",
        "--size",
        "hour",
    ])
    .ok();
    let id = favour(&cli);
    cli.run(&[
        "favour",
        "receive",
        "tom",
        "sent",
        "a",
        "client",
        "--kind",
        "referral",
        "--through",
        &format!("ana/{id}"),
        "--outcome",
        "passed",
        "--value",
        "about a lot",
    ])
    .code(0);
    let tom = |cli: &Cli| cli.run(&["show", "tom", "--json"]).ok().json()["favour"][0].clone();
    let (sent, first) = (tom(&cli)["id"].as_str().unwrap().to_owned(), tom(&cli));
    assert_eq!(first["through"], format!("ana-ruiz-k3f9/{id}"));
    assert_eq!((&first["outcome"], &first["value"]), (&"passed".into(), &"about a lot".into()));
    cli.run(&["favour", "won", &sent, "--value", "1200 EUR"]).ok().says("(won, 1200 EUR)");
    cli.run(&[
        "favour",
        "set",
        &sent,
        "size=day",
        "people+=ana",
        "due=",
        "thanked=2026-11-01",
        "state=thanked",
    ])
    .ok();
    let last = tom(&cli);
    assert_eq!(last["outcome_on"], "2026-11-20");
    assert_eq!((&last["size"], &last["people"][0]), (&"day".into(), &"ana-ruiz-k3f9".into()));
    let ana = cli.run(&["show", "ana", "--json"]).ok().json()["favour"][0].clone();
    assert_eq!(
        (&ana["on"], &ana["done"], &ana["event"]),
        (&"2026-05-01".into(), &"2026-05-01".into(), &event.into())
    );
    cli.run(&["favour", "set", &id, &format!("through=tom/{sent}")])
        .code(2)
        .complains("a chain cannot be a circle");
    cli.run(&["favour", "set", &id, "colour=red"]).code(2).complains("a favour has no “colour”");
    cli.run(&["favour", "set", "zzzz", "size=day"]).code(1).complains("there is no favour “zzzz”");
}

/// Favours of three people: promises, thanks owed, and a chain of three links.
fn chained() -> Cli {
    let cli = Cli::new();
    let favour = |id: &str, side: &str, state: &str, what: &str, more: &str| {
        format!(
            "[[favour]]\nid = \"{id}\"\nside = \"{side}\"\nstate = \"{state}\"\nwhat = \"{what}\"\n{more}\n"
        )
    };
    let file =
        |name: &str, favours: &[String]| format!("schema = 1\nname = \"{name}\"\n{}", favours.concat());
    let intro = "kind = \"intro\"\npeople = [\"tom-1\"]\ndone = 2026-10-01\nthanked = 2026-10-02";
    let sent = "kind = \"referral\"\nthrough = \"ana-1/f1\"\ndone = 2026-10-10\noutcome = \"won\"\noutcome_on = 2026-11-10\nvalue = \"£1,200\"";
    let next = "kind = \"referral\"\nthrough = \"tom-1/f2\"\ndone = 2026-11-01\nvalue = \"300 EUR\"";
    cli.write(
        "data/people/ana-1.toml",
        file(
            "Ana Ruiz",
            &[
                favour("f1", "receive", "thanked", "introduced Tom", intro),
                favour("f4", "give", "promised", "the deck", "due = 2026-11-17\nsize = \"big\""),
            ],
        ),
    );
    cli.write(
        "data/people/tom-1.toml",
        file("Tom Berg", &[favour("f2", "receive", "done", "sent Kim", sent)]),
    );
    cli.write(
        "data/people/kim-1.toml",
        file(
            "Kim Oh",
            &[
                favour("f3", "receive", "done", "sent her sister", next),
                favour("f5", "receive", "promised", "a table", "due = 2026-12-01"),
            ],
        ),
    );
    cli
}

#[test]
fn the_ledger_is_filtered_and_sorted_by_verb() {
    let cli = chained();
    cli.run(&["ledger", "--show", "i-owe"])
        .ok()
        .says("I promised: the deck, due 2026-11-17, 3 days late")
        .does_not_say("table");
    cli.run(&["ledger", "--show", "they-owe"]).ok().says("they promised: a table").does_not_say("deck");
    cli.run(&["ledger", "kim", "--show", "thanks-owed"])
        .ok()
        .says("sent her sister")
        .does_not_say("sent Kim");
    cli.run(&["ledger", "--show", "given"]).code(1).complains("there are no such favours");
    let ids = |arguments: &[&str]| {
        let favours = cli.run(arguments).ok().json()["favours"].clone();
        favours
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["id"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(
        ids(&["ledger", "--show", "thanks-owed", "--json"]),
        "f3 f2",
        "the longest owed first: told on 10 Nov"
    );
    assert_eq!(ids(&["ledger", "--side", "receive", "--state", "promised", "--json"]), "f5");
    assert_eq!(ids(&["ledger", "--show", "all", "--sort", "name", "--json"]), "f4 f1 f5 f3 f2");
    cli.run(&["ledger", "--sort", "name"]).ok().says("you still owe Ana the deck, 3 days late");
    cli.run(&["ledger", "--show", "owed"]).code(2);
    cli.run(&["ledger", "--chain", "--sort", "age"]).code(2);
}

#[test]
fn chains_are_drawn_summed_and_told_back() {
    let cli = chained();
    let text = cli.run(&["ledger", "--chain"]).ok().stdout;
    assert_eq!(
        text,
        "\
Ana Ruiz: introduced Tom · thanked  (ana-1/f1)
└─ Tom Berg: sent Kim · won · £1,200 · thanks owed  (tom-1/f2)
  └─ Kim Oh: sent her sister · 300 EUR · thanks owed  (kim-1/f3)

What they led you to
  Ana Ruiz: won 1200 GBP, 300 EUR open
  Tom Berg: won 1200 GBP, 300 EUR open
  Kim Oh: 300 EUR open

Tell them
  tell Ana that the client Tom sent you signed  (mingle favour thank ana-1/f1)
"
    );
    let json = cli.run(&["ledger", "kim", "--chain", "--json"]).ok().json();
    assert_eq!(json["links"][2]["parent"], 1);
    assert_eq!(json["links"][0]["brought"]["won"][0], "1200 GBP");
    assert_eq!(json["tell"][0]["led_to"], "tom-1/f2");
    cli.run(&["favour", "thank", "ana-1/f1"]).ok();
    cli.run(&["ledger", "--chain"]).ok().does_not_say("Tell them");
    let empty = ana();
    empty.run(&["ledger", "--chain"]).code(1).complains("nothing led to anything yet");
}

#[test]
fn a_person_is_edited_and_the_file_stays_the_users() {
    let cli = ana();
    cli.run(&["edit", "ana", "role=pastry chef", "needs+=website; a till", "needs-=a till"])
        .ok()
        .says("saved: Ana Ruiz");
    let file = cli.only("people");
    for kept in
        ["# met at the fair", "# twice", "x_own = 1", "role = \"pastry chef\"", "needs = [\"website\"]"]
    {
        assert!(file.contains(kept), "{kept}\n{file}");
    }
    cli.run(&["edit", "ana", "role=pastry chef"]).ok().says("it was so already");
    assert_eq!(cli.only("people"), file);
}

#[test]
fn follow_ups_come_and_go() {
    let cli = ana();
    cli.run(&["follow-up", "add", "ana", "ask", "how", "it", "went", "--due", "in 2 weeks"])
        .ok()
        .says("2026-12-04");
    let list = cli.run(&["list", "follow-ups", "--state", "open", "--json"]).ok().json();
    let id = list["follow_ups"][0]["id"].as_str().unwrap().to_owned();
    cli.run(&["follow-up", "done", &id]).ok().says("done: Ana Ruiz: ask how it went");
    cli.run(&["list", "follow-ups", "--state", "open"]).code(1);
}

#[test]
fn people_on_the_list_are_checked_in() {
    let cli = ana();
    let event = cli.run(&["event", "new", "Fair"]).ok().stdout.trim().to_owned();
    cli.write(
        "list.csv",
        "Name,Email,Company\nTom Berg,tom@berg.example,Berg Web\nAna Ruiz,ana@forno.example,Forno\n",
    );
    let list = cli.path("list.csv");
    let list = list.to_str().unwrap();
    cli.run(&["import", list, "--event", "fair", "--dry-run"]).ok().says("nothing was kept");
    cli.run(&["import", list, "--event", "fair"]).ok();
    let same = cli.run(&["import", list, "--event", "fair", "--json"]).ok().json();
    assert!(same["records"].as_array().unwrap().iter().all(|row| row["verdict"] == "same"), "{same}");
    cli.run(&["event", "check-in", "tom"]).ok().says("met Tom Berg at Fair");
    cli.run(&["event", "check-in", "tom"]).ok().says("it was so already");
    let tom = cli.run(&["show", "tom", "--json"]).ok().json();
    assert_eq!(tom["emails"][0], "tom@berg.example");
    assert_eq!(tom["met"]["event"], event.as_str());
    cli.run(&["event", "check-in", "nobody"]).code(1).complains("--new makes one");
    cli.run(&["event", "check-in", "June Hale", "--new"]).ok();
    cli.run(&["event", "show", "fair"]).ok().says("June Hale").says("met");
    cli.run(&["list", "people", "--event", "fair"]).ok().says("June Hale").says("Tom Berg");
}

#[test]
fn my_card_is_made_and_changed() {
    let cli = ana();
    cli.run(&["me", "name=June Hale", "offers+=pricing advice", "goals+=ten customers"])
        .ok()
        .says("pricing advice");
    assert!(cli.read("data/me.toml").contains("goals = [\"ten customers\"]"));
    cli.run(&["me", "goals-=ten customers"]).ok().does_not_say("ten customers");
}
