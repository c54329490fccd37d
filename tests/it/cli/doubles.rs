//! `mingle dupes` and `mingle merge`: found with reasons, made one, and two again by one undo.

use super::Cli;

fn store() -> Cli {
    let cli = Cli::new();
    cli.write(
        "data/people/ana-ruiz-k3f9.toml",
        "schema = 1\nname = \"Ana Ruiz\"\ncompany = \"Forno\"\nrole = \"baker\"\nphones = [\"020 7946 0018\"]\n\
         [[note]]\nid = \"n1\"\ntext = \"the oven\"\n",
    )
    .write(
        "data/people/anna-ruis-p2q8.toml",
        "schema = 1\nname = \"Anna Ruis\"\nrole = \"head baker\"\nphones = [\"+44 20 7946 0018\"]\n\
         [[note]]\nid = \"n1\"\ntext = \"the lease\"\n",
    )
    .write(
        "data/people/tom-x2m8.toml",
        "schema = 1\nname = \"Tom\"\nknows = [\"anna-ruis-p2q8\"] # from school\n",
    )
    .write("data/people/ana-ruiz-z0z0.toml", "schema = 1\nname = \"Ana Ruiz\"\ncompany = \"Tidewater\"\n");
    cli
}

#[test]
fn doubles_are_named_with_their_reason() {
    let cli = store();
    let found = cli.run(&["dupes", "--json"]).ok().json();
    assert_eq!(found["pairs"].as_array().unwrap().len(), 1);
    assert_eq!(found["pairs"][0]["keep"], "ana-ruiz-k3f9");
    assert_eq!(found["pairs"][0]["other"], "anna-ruis-p2q8");
    assert_eq!(found["pairs"][0]["strength"], "sure");
    let ran = cli.run(&["dupes"]).ok();
    assert!(ran.settled().contains("1. sure: the same number"), "{}", ran.settled());
}

#[test]
fn what_is_not_the_same_is_never_proposed_again() {
    let cli = store();
    cli.run(&["dupes", "--not-same", "anna-ruis-p2q8", "ana-ruiz-k3f9"]).ok();
    assert_eq!(cli.run(&["dupes", "--json"]).ok().json()["pairs"], serde_json::json!([]));
    let file = std::fs::read_to_string(cli.path("data/people/anna-ruis-p2q8.toml")).unwrap();
    assert!(file.contains("not_same = [\"ana-ruiz-k3f9\"]"), "{file}");
    cli.run(&["undo"]).ok();
    assert_eq!(cli.run(&["dupes", "--json"]).ok().json()["pairs"].as_array().unwrap().len(), 1);
}

#[test]
fn merging_is_tried_done_and_undone() {
    let cli = store();
    let read = |name: &str| std::fs::read_to_string(cli.path(&format!("data/people/{name}.toml")));
    let before = [read("ana-ruiz-k3f9").unwrap(), read("anna-ruis-p2q8").unwrap(), read("tom-x2m8").unwrap()];
    let args = ["merge", "ana-ruiz-k3f9", "Anna Ruis", "--take-from-b", "role"];
    let tried = cli.run(&[&args[..], &["--dry-run", "--json"]].concat()).ok().json();
    assert_eq!(tried["records_turned"], 1);
    assert_eq!(tried["person"]["role"], "head baker");
    assert_eq!(read("anna-ruis-p2q8").unwrap(), before[1], "a dry run changes nothing");

    cli.run(&args).ok();
    assert!(read("anna-ruis-p2q8").is_err());
    let ana = read("ana-ruiz-k3f9").unwrap();
    for text in ["head baker", "the oven", "the lease", "name: Anna Ruis", "role: baker", "+44 20 7946 0018"]
    {
        assert!(ana.contains(text), "{text} is not in\n{ana}");
    }
    assert!(read("tom-x2m8").unwrap().contains("knows = [\"ana-ruiz-k3f9\"] # from school"));

    cli.run(&["undo"]).ok();
    let undone = [read("ana-ruiz-k3f9").unwrap(), read("anna-ruis-p2q8").unwrap(), read("tom-x2m8").unwrap()];
    assert_eq!(undone, before);
}

#[test]
fn wrong_use_is_told_in_a_line() {
    let cli = store();
    cli.run(&["merge", "ana-ruiz-k3f9", "ana-ruiz-k3f9"]).code(2).complains("both are Ana Ruiz");
    cli.run(&["merge", "ana-ruiz-k3f9", "nobody"]).code(1).complains("no person");
    cli.run(&["merge", "ana-ruiz-k3f9", "anna-ruis-p2q8", "--take-from-b", "emails"])
        .code(2)
        .complains("lists are united");
    Cli::new().run(&["dupes"]).ok();
}
