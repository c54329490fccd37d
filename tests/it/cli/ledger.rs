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
