//! Where the data is, and what keeps two stores apart.

use super::Cli;

#[test]
fn paths_are_those_of_the_environment_and_of_flags() {
    let cli = Cli::new();
    insta::assert_snapshot!(cli.run(&["paths", "--json"]).ok().settled(), @r#"
    {
      "schema": 1,
      "data": "~/data",
      "config": "~/config.toml",
      "state": "~/state",
      "cache": "~/cache"
    }
    "#);
    let ran = cli.run(&["paths", "--data", "/elsewhere", "--config", "/c.toml"]).ok();
    ran.says("data    /elsewhere\nconfig  /c.toml\n");
    assert!(!cli.path("data").exists(), "asking where things are makes nothing");
}

#[test]
fn a_store_elsewhere_has_an_undo_of_its_own() {
    let cli = Cli::new();
    let (one, two) = (cli.path("one"), cli.path("two"));
    let (one, two) = (one.to_str().unwrap(), two.to_str().unwrap());
    let run = |arguments: &[&str]| {
        let output =
            cli.command(arguments).env_remove("MINGLE_STATE").env_remove("MINGLE_DATA").output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    assert_eq!(run(&["--data", one, "event", "new", "Fair"]).0, Some(0));
    assert_eq!(run(&["--data", two, "undo"]).0, Some(1), "nothing was done there");
    assert_eq!(run(&["--data", one, "undo"]).0, Some(0));
    let state = |data: &str| {
        let paths = run(&["--data", data, "paths"]).1;
        paths.lines().find_map(|line| line.strip_prefix("state ")).unwrap().trim().to_owned()
    };
    assert_ne!(state(one), state(two), "what `paths` says is where the journal is");
    let usual = run(&["paths"]).1;
    assert!(
        usual.contains("home/.local/share/mingle\n") && usual.contains("home/.local/state/mingle\n"),
        "{usual}"
    );
}

#[test]
fn a_folder_that_git_or_sync_made_has_its_first_change_undone() {
    let cli = Cli::new();
    cli.run(&["jot", "Bob Brown"]).ok();
    cli.write("clone/people/ana-k3f9.toml", "name = \"Ana\"\n");
    let clone = cli.path("clone");
    let clone = clone.to_str().unwrap();
    cli.run(&["--data", clone, "jot", "Cy Cole"]).ok();
    cli.run(&["--data", clone, "undo"]).ok().says("Cy Cole");
    cli.run(&["--data", clone, "list", "people"]).ok().says("Ana");
    cli.run(&["undo"]).ok().says("Bob Brown");
}

#[test]
fn a_wrong_clock_is_said() {
    Cli::new().with("MINGLE_NOW", "noon").run(&["paths"]).code(2).complains("MINGLE_NOW is no time: noon");
}

#[test]
fn copies_of_sync_programs_are_merged_when_asked() {
    let cli = Cli::new();
    let copy = "data/people/ana-k3f9.sync-conflict-20260512-084210-ABCDEFG.toml";
    cli.write("data/people/ana-k3f9.toml", "name = \"Ana\"\nneeds = [\"till\"]\n")
        .write(copy, "name = \"Ana\"\nneeds = [\"website\"]\n")
        .write("data/people/tom-x2m8.sync-conflict-1.toml", "name = ");
    cli.run(&["doctor"]).code(1).says("merge it with `mingle doctor --merge-copies`");
    let ran = cli.run(&["doctor", "--merge-copies"]).code(1);
    let ran = ran.says("merged: people/ana-k3f9.sync-conflict-20260512-084210-ABCDEFG.toml\n");
    ran.says("not merged: people/tom-x2m8.sync-conflict-1.toml: ");
    assert_eq!(cli.read("data/people/ana-k3f9.toml"), "name = \"Ana\"\nneeds = [\"website\", \"till\"]\n");
    assert!(!cli.path(copy).exists());
    cli.run(&["undo"]).ok().says("merge a copy of Ana");
    assert!(cli.path(copy).exists());
}
