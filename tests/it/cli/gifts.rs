//! Whose offer meets whose need.

use super::Cli;

fn three() -> Cli {
    let cli = Cli::new();
    cli.write(
        "data/people/ana-ruiz-k3f9.toml",
        "name = 'Ana Ruiz'\nneeds = ['someone to do my books', 'a harp']\n",
    );
    cli.write(
        "data/people/tom-berg-p2x1.toml",
        "name = 'Tom Berg'\noffers = ['chartered accountant', 'falconry']\n",
    );
    cli.write("data/people/june-hale-a1b2.toml", "name = 'June Hale'\nneeds = ['a falconry evening']\n");
    cli.write("data/me.toml", "name = 'Me'\noffers = ['bookkeeping on Fridays']\n");
    cli
}

#[test]
fn needs_meet_offers_with_a_reason() {
    let cli = three();
    cli.run(&["gifts", "ana"])
        .ok()
        .says("books ~ chartered accountant")
        .says("books ~ bookkeeping")
        .does_not_say("harp");
    let all = cli.run(&["gifts", "--json"]).ok().json();
    let june = all["gifts"].as_array().unwrap().iter().find(|gift| gift["name"] == "June Hale").unwrap();
    assert_eq!((june["from"].as_str(), june["reason"].as_str()), (Some("tom-berg-p2x1"), Some("falconry")));
    // An introduction is a gift to both: Tom is who can help.
    cli.run(&["gifts", "tom"]).ok().says("introduce June Hale").says("introduce Ana Ruiz");
    cli.write("data/people/bo-lee-b0b0.toml", "name = 'Bo Lee'\n");
    cli.run(&["gifts", "bo"]).code(1).complains("nothing at hand for Bo");
}

#[test]
fn who_was_introduced_knows_the_other_or_steers_clear_is_left_out() {
    for (owner, more) in [
        (
            "june-hale-a1b2",
            "[[favour]]\nid = 'f1'\nkind = 'intro'\nstate = 'declined'\npeople = ['tom-berg-p2x1']\n",
        ),
        (
            "tom-berg-p2x1",
            "[[favour]]\nid = 'f1'\nkind = 'intro'\nstate = 'done'\npeople = ['june-hale-a1b2']\n",
        ),
        ("june-hale-a1b2", "knows = ['tom-berg-p2x1']\n"),
        ("tom-berg-p2x1", "steer_clear = ['falconry']\n"),
    ] {
        let cli = three();
        let path = format!("data/people/{owner}.toml");
        let text = cli.read(&path);
        cli.write(&path, text + more);
        cli.run(&["gifts", "june"]).code(1);
    }
    let cli = three();
    let file = cli.read("data/people/june-hale-a1b2.toml");
    let dropped = "[[favour]]\nid = 'f1'\nkind = 'intro'\nstate = 'dropped'\npeople = ['tom-berg-p2x1']\n";
    cli.write("data/people/june-hale-a1b2.toml", file + dropped);
    cli.run(&["gifts", "june"]).ok().says("Tom Berg");
}

#[test]
fn two_lists_are_ranked_with_a_thesaurus_of_the_users_own_on_top() {
    let cli = Cli::new();
    cli.write("needs.txt", "a sprocket whisperer\n\nwebsite\n")
        .write("offers.txt", "gizmo care\nweb design\n");
    let (needs, offers) = (cli.path("needs.txt"), cli.path("offers.txt"));
    let list = ["gifts", "--needs", needs.to_str().unwrap(), "--offers", offers.to_str().unwrap(), "--json"];
    let before = cli.run(&list).ok().json();
    assert_eq!(before["a sprocket whisperer"].as_array().unwrap().len(), 0, "{before}");
    assert_eq!(before["website"][0][0], "web design");
    cli.write("thesaurus.toml", "[[concept]]\nname = 'gizmos'\nwords = ['gizmo', 'sprocket']\n");
    assert_eq!(cli.run(&list).ok().json()["a sprocket whisperer"][0][0], "gizmo care");
    cli.write("thesaurus.toml", "[[concept]]\nwords = ['gizmo']\n");
    cli.run(&list).code(0).complains("thesaurus.toml, line 1: a concept without a name");
    cli.run(&["config", "check"]).code(1).says("a concept without a name");
    cli.run(&["gifts", "--needs", needs.to_str().unwrap()]).code(2);
}

#[test]
fn an_introduction_goes_step_by_step_in_both_files() {
    let cli = three();
    cli.run(&["gifts", "introduce", "june", "tom"]).code(2).complains("June and Tom was not");
    cli.run(&["gifts", "worked", "june", "tom"]).code(2).complains("June and Tom were not introduced");
    cli.run(&["gifts", "ask", "june", "tom"]).ok().says("June was asked, Tom not asked yet");
    cli.run(&["gifts", "june", "--json"]).ok();
    let state = |cli: &Cli| {
        let all = cli.run(&["gifts", "june", "--json"]).ok().json();
        all["gifts"][0]["state"].as_str().map(str::to_owned)
    };
    assert_eq!(state(&cli).as_deref(), Some("asked one"));
    cli.run(&["gifts", "ask", "tom", "june"]).ok().says("both were asked");
    assert_eq!(state(&cli).as_deref(), Some("asked both"));
    cli.run(&["gifts", "introduce", "tom", "june"]).ok().says("introduced");
    cli.run(&["gifts", "worked", "june", "tom"]).ok().says("it worked");
    cli.run(&["gifts", "decline", "june", "tom"]).ok().says("nothing to move").says("it worked");
    for person in ["june", "tom"] {
        let sum = cli.run(&["ledger", person, "--json"]).ok().json();
        assert_eq!((sum["gave"].as_u64(), sum["net"].as_i64()), (Some(1), Some(1)), "{person}: {sum}");
    }
    cli.run(&["gifts", "june"]).code(1).complains("1 left out, --all says why");
    cli.run(&["gifts", "june", "--why"]).ok().says("you introduced them already");
    let left = cli.run(&["gifts", "june", "--all", "--json"]).ok().json();
    assert_eq!(left["left_out"][0]["left_out"], "you introduced them already");
    cli.run(&["undo", "4"]).ok();
    cli.run(&["gifts", "introduce", "june", "tom", "--yes"]).ok().says("introduced");
    cli.run(&["gifts", "ask", "june", "june"]).code(2).complains("takes two people");
}

#[test]
fn every_gift_has_the_same_keys_in_json() {
    let cli = three();
    let june = cli.read("data/people/june-hale-a1b2.toml");
    let owed = "[[favour]]\nid = 'f1'\nside = 'receive'\nstate = 'done'\nwhat = 'the table'\n\
                [[favour]]\nid = 'f2'\nside = 'give'\nstate = 'promised'\nwhat = 'the deck'\ndue = 2026-05-15\n";
    cli.write("data/people/june-hale-a1b2.toml", june + owed);
    let all = cli.run(&["gifts", "--json"]).ok().json();
    let gifts = all["gifts"].as_array().unwrap();
    for key in
        ["kind", "person", "name", "need", "from", "from_name", "offer", "score", "reason", "to", "to_name"]
    {
        assert!(gifts.iter().all(|gift| gift.get(key).is_some()), "{key}");
    }
    let of =
        |kind: &str| gifts.iter().find(|gift| gift["kind"] == kind).unwrap_or_else(|| panic!("no {kind}"));
    assert_eq!(of("promise")["due"], "2026-05-15");
    assert_eq!(
        (&of("thanks")["favour"], &of("thanks")["what"]),
        (&"f1".into(), &"say thanks for the table".into())
    );
    // Of what Tom offers to June, Tom's own list says it from his side: who needs and who offers stay the same.
    let toms = cli.run(&["gifts", "tom", "--json"]).ok().json();
    let mirror = toms["gifts"].as_array().unwrap().iter().find(|gift| gift["name"] == "June Hale").unwrap();
    assert_eq!((&mirror["to_name"], &mirror["from_name"]), (&"Tom Berg".into(), &"Tom Berg".into()));
    assert_eq!(mirror["reason"], "falconry");
}
