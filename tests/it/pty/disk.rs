//! Others write while the screen is open.

use std::fs;
use std::path::PathBuf;

use super::{Setup, Terminal};

const FILE: &str = "data/people/nora-kell-k3f9.toml";

fn nora(role: &str) -> String {
    format!("schema = 1\nname = \"Nora Kell\"\nrole = \"{role}\"\n")
}

fn open() -> (Terminal, PathBuf) {
    let mut terminal = Setup::new().file(FILE, &nora("baker")).start();
    terminal.sees("baker");
    let path = terminal.path(FILE);
    (terminal, path)
}

#[test]
fn hand_edits_show_however_they_are_made() {
    let (mut terminal, path) = open();
    fs::write(&path, nora("miller")).unwrap();
    terminal.sees("miller");
    let other = path.with_extension("new");
    fs::write(&other, nora("farmer")).unwrap();
    fs::rename(&other, &path).unwrap();
    terminal.sees("farmer");
    fs::remove_file(&path).unwrap();
    fs::write(&path, nora("potter")).unwrap();
    terminal.sees("potter");
    fs::remove_file(&path).unwrap();
    terminal.no_longer_sees("Nora Kell");
    fs::write(&path, nora("weaver")).unwrap();
    terminal.sees("weaver").keys("q").ends(0).restored();
}

#[test]
fn a_file_that_broke_keeps_its_last_good_record_and_is_told() {
    let (mut terminal, path) = open();
    fs::write(&path, "name = \"Nora").unwrap();
    terminal.sees("1 file not read");
    assert!(terminal.text().contains("baker"), "{}", terminal.text());
    fs::write(&path, nora("miller")).unwrap();
    terminal.sees("miller").no_longer_sees("not read");
    assert_eq!(fs::read_to_string(&path).unwrap(), nora("miller"));
}

#[test]
fn a_folder_made_anew_is_watched_again() {
    let (mut terminal, path) = open();
    let folder = path.parent().unwrap();
    fs::remove_dir_all(folder).unwrap();
    fs::create_dir(folder).unwrap();
    fs::write(&path, nora("miller")).unwrap();
    terminal.sees("miller");
    fs::write(&path, nora("farmer")).unwrap();
    terminal.sees("farmer");
}

#[test]
fn both_sides_of_a_change_are_kept() {
    let (mut terminal, path) = open();
    terminal.keys("iNora Kell; likes rye").sees("likes rye");
    fs::write(&path, format!("{}face = \"red glasses\"\n", nora("baker"))).unwrap();
    terminal.keys("\r").sees("jotted").sees("red glasses").keys("q").ends(0);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("red glasses") && text.contains("likes rye"), "{text}");
}
