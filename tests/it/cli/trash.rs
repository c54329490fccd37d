//! Deleting, and how it comes back: undo, the trash, backups, and a store that is gone.

use super::Cli;

const ANA: &str = "schema = 1\nname = \"Ana Ruiz\"\n";

fn ana() -> Cli {
    let cli = Cli::new();
    cli.write("data/people/ana-ruiz-k3f9.toml", ANA);
    cli
}

#[test]
fn what_is_deleted_comes_back() {
    let cli = ana();
    cli.run(&["delete", "ana"]).ok().says("delete Ana Ruiz");
    cli.run(&["show", "ana"]).code(1);
    cli.run(&["undo"]).ok();
    assert_eq!(cli.only("people"), ANA);
    cli.run(&["delete", "ana-ruiz-k3f9"]).ok();
    cli.run(&["restore"]).ok().says("Ana Ruiz  ana-ruiz-k3f9");
    cli.run(&["restore", "bo"]).code(1).complains("there is no deleted record “bo”");
    cli.run(&["restore", "ana"]).ok().says("restored: Ana Ruiz");
    assert_eq!(cli.only("people"), ANA);
    cli.run(&["restore"]).code(1).complains("the trash is empty");
}

#[test]
fn who_is_there_again_is_not_restored_over() {
    let cli = ana();
    cli.run(&["delete", "ana"]).ok();
    cli.write("data/people/ana-ruiz-k3f9.toml", "schema = 1\nname = \"Ana Ruiz\"\nrole = \"baker\"\n");
    let ran = cli.run(&["restore", "ana-ruiz-k3f9"]).code(2).complains("ana-ruiz-k3f9 is there again");
    assert!(
        ran.stderr.contains("`mingle edit ana-ruiz-k3f9`") && ran.stderr.lines().count() == 1,
        "{}",
        ran.stderr
    );
    assert!(cli.only("people").contains("baker"));
    cli.run(&["restore"]).ok().says("ana-ruiz-k3f9");
}

#[test]
fn a_note_is_taken_out_of_its_person() {
    let cli = Cli::new();
    cli.run(&["jot", "Ana Ruiz; likes rye; needs website"]).ok();
    let list = cli.run(&["list", "notes", "--json"]).ok().json();
    let note = &list["notes"][0];
    let id = format!("{}/{}", note["person"].as_str().unwrap(), note["id"].as_str().unwrap());
    cli.run(&["delete", &id]).ok();
    cli.run(&["list", "notes"]).code(1);
    cli.run(&["show", "ana"]).ok().says("website");
}

#[test]
fn purging_is_for_good_and_asks() {
    let cli = ana();
    cli.run(&["purge"]).code(1).complains("the trash is empty");
    cli.run(&["delete", "ana"]).ok();
    cli.run(&["purge"]).code(2).complains("say --yes");
    cli.run(&["purge", "ana", "--yes"]).ok().says("1 gone for good");
    cli.run(&["restore"]).code(1);
    assert!(cli.run(&["undo"]).code.is_some_and(|code| code != 0), "there is nothing left to bring back");
    assert_eq!(cli.files("people"), Vec::<String>::new());
}

#[test]
fn a_day_is_gone_back_to() {
    let cli = ana();
    cli.run(&["restore", "--at", "2026-11-20"]).code(1).complains("there are: none yet");
    cli.run(&["edit", "ana", "role=baker"]).ok();
    cli.run(&["restore", "--at", "2026-11-20", "--dry-run"]).ok().says("Ana Ruiz\n1 would be restored");
    assert_ne!(cli.only("people"), ANA);
    cli.run(&["restore", "--at", "2026-11-20"]).ok().says("1 restored as of 2026-11-20");
    assert_eq!(cli.only("people"), ANA);
}

#[test]
fn a_store_that_is_gone_is_not_begun_again_unasked() {
    let cli = Cli::new();
    cli.run(&["jot", "Ana Ruiz; hello"]).ok();
    std::fs::remove_dir_all(cli.path("data")).unwrap();
    let ran = cli.run(&["jot", "Bo; hello"]).code(2);
    assert!(ran.stderr.contains("--init") && ran.stderr.contains("not kept: Bo; hello"), "{}", ran.stderr);
    cli.run(&["--init", "jot", "Bo; hello"]).ok();
    assert_eq!(cli.files("people").len(), 1);
}

#[test]
fn what_a_hand_edit_keeps_is_not_told_as_deleted() {
    let cli = Cli::new();
    cli.write("a.csv", "Name,Company\nAna Ruiz,Forno\nTom Berg,Berg Web\n");
    cli.run(&["import", cli.path("a.csv").to_str().unwrap()]).ok();
    let tom = cli.files("people").into_iter().find(|name| name.starts_with("tom")).unwrap();
    let tom = format!("data/people/{tom}");
    cli.run(&["delete", "tom"]).ok();
    cli.run(&["undo"]).ok().says("undone: delete Tom Berg");
    cli.write(&tom, cli.read(&tom).replace("Berg Web", "Berg Looms"));
    cli.run(&["redo"])
        .code(1)
        .complains("not done again: delete Tom Berg: changed elsewhere meanwhile, so not deleted");
    cli.run(&["show", "tom"]).ok().says("Berg Looms");
    // Of several the others go.
    cli.run(&["undo"]).ok();
    cli.run(&["undo"])
        .ok()
        .says("undone: import of a.csv: 2 new; changed elsewhere meanwhile, so not deleted");
    assert_eq!(cli.files("people").len(), 1);
}
