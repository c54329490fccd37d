//! A person's file in the user's own editor.

use super::Cli;

const ANA: &str = "schema = 1\n# met at the fair\nname = \"Ana Ruiz\"\nx_own = 1\n";

/// A store whose editor appends `text` to whatever it is given.
fn appending(text: &str) -> Cli {
    let script = format!("sh -c 'printf \"%s\\n\" \"{}\" >> \"$1\"' --", text.replace('"', "\\\""));
    let cli = Cli::new().with("EDITOR", &script);
    cli.write("data/people/ana-ruiz-k3f9.toml", ANA);
    cli
}

#[test]
fn what_the_editor_saves_is_kept_byte_for_byte_and_undone_whole() {
    let cli = appending("role = \"baker\" # new");
    cli.run(&["edit", "ana"]).ok().says("saved: Ana Ruiz");
    assert_eq!(cli.only("people"), format!("{ANA}role = \"baker\" # new\n"));
    assert_eq!(std::fs::read_dir(cli.path("state/edit")).unwrap().count(), 0, "the copy is gone");
    cli.run(&["undo"]).ok().says("undone: edit Ana Ruiz");
    assert_eq!(cli.only("people"), ANA);
}

#[test]
fn what_does_not_parse_is_not_saved_and_not_lost() {
    let cli = appending("role = baker");
    cli.run(&["edit", "ana"]).code(2).complains("line 5, column 8");
    assert_eq!(cli.only("people"), ANA);
    assert_eq!(cli.read("state/edit/ana-ruiz-k3f9.toml"), format!("{ANA}role = baker\n"));
    cli.run(&["edit", "ana"]).code(2).complains("ana-ruiz-k3f9-2.toml");
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    for (editor, complaint) in [
        ("false", "false ended with exit status: 1"),
        ("no-such-editor", "no-such-editor did not start"),
        ("true", "let it wait"),
        ("'", "cannot be read"),
    ] {
        let cli = Cli::new().with("VISUAL", editor);
        cli.write("data/people/ana-ruiz-k3f9.toml", ANA);
        cli.run(&["edit", "ana"]).code(2).complains(complaint);
        assert_eq!(cli.only("people"), ANA);
    }
}

#[test]
fn a_value_that_nothing_reads_is_refused() {
    let cli = appending("");
    for (pair, why) in [
        ("cadence=whenever", "3 months"),
        ("emails+=notanemail", "has an @"),
        ("phones=ask Tom", "has figures"),
    ] {
        cli.run(&["edit", "ana", pair]).code(2).complains(why);
    }
    cli.run(&["edit", "ana", "cadence=3 months", "emails=a@b.example; c@d.example"]).ok();
    cli.run(&["group", "new", "Guild", "--rhythm", "at full moon"]).code(2).complains("2 months");
    cli.run(&["group", "new", "Guild", "--rhythm", "monthly"]).ok();
    cli.run(&["group", "set", "guild", "dues=lots"]).code(2).complains("250 EUR");
}

#[test]
fn of_two_with_one_name_it_is_said_which_one_is_meant() {
    let cli = Cli::new();
    cli.write(
        "list.csv",
        "Name,Company,Email\nJohn Smith,Acme,a@acme.example\nJohn Smith,Loom,b@loom.example\n",
    );
    let list = cli.path("list.csv");
    cli.run(&["import", list.to_str().unwrap()]).ok();
    let said = cli.run(&["jot", "John Smith; needs flour"]).ok();
    assert!(
        said.stdout.contains("the one at ") && said.stdout.contains("1 more of this name"),
        "{}",
        said.stdout
    );
    cli.run(&["jot", "John Smith @ Loom; needs tea"]).ok().says("the one at Loom");
}

#[test]
fn the_list_of_an_event_calls_my_people_what_they_are_called_now() {
    let cli = appending("");
    cli.run(&["event", "new", "Fair", "--start", "19:00"]).ok();
    cli.run(&["event", "check-in", "ana"]).ok();
    cli.run(&["edit", "ana-ruiz-k3f9", "name=Ana Kim", "company=Loom"]).ok();
    let shown = cli.run(&["event", "show", "fair"]).ok();
    assert!(shown.stdout.contains("Ana Kim") && shown.stdout.contains("Loom"), "{}", shown.stdout);
    assert!(shown.stdout.contains("19:00\n"), "no end, no word for it: {}", shown.stdout);
}
