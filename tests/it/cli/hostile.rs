//! Text, files and folders that mean harm, or are broken.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use super::Cli;

const NASTY: &str = "Ana\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}zzz";

/// Whether all of it may go to a terminal.
#[track_caller]
fn harmless(text: &str) {
    let text = text.replace("\r\n", "\n");
    let acts = |ch: char| (ch.is_control() && ch != '\n') || ('\u{202a}'..='\u{202e}').contains(&ch);
    assert!(!text.chars().any(acts), "{text:?}");
}

#[test]
fn no_text_of_a_file_acts_on_the_terminal() {
    let cli = Cli::new();
    let quoted =
        serde_json::to_string(NASTY).unwrap().replace('\u{9b}', "\\u009b").replace('\u{7f}', "\\u007f");
    cli.write("data/people/ana-k3f9.toml", format!("schema = 1\nname = {quoted}\nneeds = [{quoted}]\n"));
    for arguments in [
        &["list", "people"][..],
        &["list", "people", "--csv"],
        &["list", "people", "--json"],
        &["show", "ana-k3f9"],
        &["find", "owned"],
        &["ledger", "ana-k3f9"],
        &["edit", "ana-k3f9", "role=baker"],
        &["delete", "ana-k3f9"],
        &["history"],
    ] {
        let ran = cli.run(arguments).ok();
        harmless(&ran.stdout);
    }
    let raw = Cli::new();
    raw.write("data/people/ana-k3f9.toml", format!("schema = 1\nname = {quoted}\n"));
    raw.run(&["list", "people", "--raw"]).ok().says(NASTY);
    assert_eq!(raw.run(&["show", "ana-k3f9", "--json"]).ok().json()["name"], NASTY);
}

#[test]
fn no_argument_acts_on_the_terminal() {
    let cli = Cli::new();
    for arguments in [
        &["show", NASTY][..],
        &[NASTY],
        &["find", NASTY],
        &["import", NASTY, "--event", "x"],
        &["list", NASTY],
    ] {
        let ran = cli.run(arguments);
        harmless(&ran.stderr);
        assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
    }
}

#[test]
fn arguments_that_are_no_text_are_refused() {
    let cli = Cli::new();
    let output = cli.command(&["jot"]).arg(OsStr::from_bytes(b"Ana \xff")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8(output.stderr).unwrap().lines().count(), 1);
}

#[test]
fn a_broken_file_is_named_and_left_alone() {
    let cli = Cli::new();
    let broken = "schema = 1\nname = \"Tom\nrole = 3\n";
    cli.write("data/people/ana-k3f9.toml", "schema = 1\nname = \"Ana\"\n")
        .write("data/people/tom-k3f9.toml", broken);
    let ran = cli.run(&["list", "people"]).code(0).says("Ana").complains("tom-k3f9.toml:2:");
    assert!(ran.stderr.contains("mingle doctor"), "{}", ran.stderr);
    cli.run(&["doctor"]).code(1).says("tom-k3f9.toml:2:");
    let json = cli.run(&["doctor", "--json"]).code(1).json();
    assert_eq!(json["findings"][0]["line"], 2);
    assert_eq!(cli.read("data/people/tom-k3f9.toml"), broken);
}

#[test]
fn spreadsheets_run_nothing() {
    let cli = Cli::new();
    cli.write(
        "data/people/x-k3f9.toml",
        "schema = 1\nname = \"=cmd()\"\nphones = [\"+44 20\"]\nrole = \"a, \\\"b\\\"\"\n",
    );
    let ran = cli.run(&["list", "people", "--csv"]).ok();
    assert_eq!(
        ran.stdout,
        "name,role,company,tags,last contact,emails,phones,id\r\n'=cmd(),\"a, \"\"b\"\"\",,,,,'+44 20,x-k3f9\r\n"
    );
}
