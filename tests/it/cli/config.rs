//! `config check`, `config default` and `keys`: settings with mistakes, each named with its line.

use crate::cli::Cli;

const MISTAKES: &str = r#"version = 1
them = "plain"
theme = "mine"
mouse = 3
[points]
quick = 2000
[keys]
jto = ["x"]
quit = ["hyper-q"]
jot = ["n"]
event = ["n"]
"#;

#[test]
fn every_mistake_is_named_with_its_line() {
    let cli = Cli::new();
    cli.write("config.toml", MISTAKES);
    cli.write("themes/mine.toml", "accent = { fg = \"purpel\" }\n");
    let ran = cli.run(&["config", "check"]).code(1);
    let said: Vec<&str> =
        ran.stdout.lines().map(|line| line.rsplit_once("toml, ").map_or(line, |(_, said)| said)).collect();
    assert_eq!(
        said.split_last().unwrap().1,
        [
            "line 2: no key them; did you mean theme?",
            "line 4: mouse: expected true or false",
            "line 6: points.quick: expected a number from 0 to 1000",
            "line 8: keys.jto: no such command; did you mean jot?",
            "line 9: keys.quit: \"hyper-q\" is no key; such as \"q\", \"ctrl-u\", \"g g\"",
            "line 11: keys.event: \"n\" is taken by jot already",
        ]
    );
    assert!(said.last().unwrap().ends_with("themes/mine.toml: accent: no colour purpel"));
    // Any other verb names the first, and says how many more there are.
    cli.run(&["jot", "Ana; a shop"]).code(0);
    cli.run(&["ledger", "ana"]).complains("did you mean theme?, and 2 more: `mingle config check` names all");
    let json = cli.run(&["config", "check", "--json"]).code(1).json();
    assert_eq!((&json["ok"], json["problems"].as_array().unwrap().len()), (&false.into(), 7));
}

#[test]
fn the_default_is_good() {
    let cli = Cli::new();
    cli.run(&["config", "check"]).ok().says("not there, so all is at its default");
    let default = cli.run(&["config", "default"]).ok().stdout;
    cli.write("config.toml", default);
    cli.run(&["config", "check"]).ok().says("config.toml: good");
}

#[test]
fn keys_are_those_that_hold_now() {
    let cli = Cli::new();
    cli.run(&["keys"]).ok().says("ledger").says("f g");
    cli.write("config.toml", "[keys]\njot = ['n']\nundo = []\n");
    let json = cli.run(&["keys", "--json"]).ok().json();
    let keys = |name: &str| {
        let all = json["commands"].as_array().unwrap();
        let one = all.iter().find(|command| command["command"] == name).unwrap();
        (one["where"].clone(), one["keys"].clone())
    };
    assert_eq!(keys("jot"), ("anywhere".into(), ["n"].into()));
    assert_eq!(keys("event").1, serde_json::json!([]), "its key went to jot");
    assert_eq!(keys("undo").1, serde_json::json!([]));
    assert_eq!(keys("settle"), ("ledger".into(), ["x"].into()));
}
