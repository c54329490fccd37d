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
