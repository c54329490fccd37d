//! What the README shows is what the program does: its tables, its examples, its pictures.

#[path = "../../examples/screens/pictures.rs"]
mod pictures;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use mingle::ui::{COMMANDS, Scope};

use crate::cli::Cli;

/// The README with what stands between `<!-- NAME -->` and `<!-- /NAME -->` made anew.
#[test]
fn the_readme_is_what_the_program_says() {
    let blocks = [("keys", keys()), ("typing", typing()), ("verbs", verbs()), ("capture", capture())];
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let fresh = blocks.iter().fold(readme.clone(), |text, (name, block)| replaced(&text, name, block));
    if std::env::var_os("MINGLE_REGENERATE").is_some() {
        fs::write(path, fresh).unwrap();
    } else {
        let differing = readme.lines().zip(fresh.lines()).find(|(old, new)| old != new);
        let lines =
            differing.map_or_else(String::new, |(old, new)| format!("\n  README: {old}\n  mingle: {new}"));
        assert!(readme == fresh, "README.md is behind: MINGLE_REGENERATE=1 cargo test --test it docs{lines}");
    }
}

#[test]
fn the_pictures_are_what_the_screen_draws() {
    let folder = root().join("assets/pictures");
    let mut names: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let mut behind = Vec::new();
    for (name, picture) in pictures::all().unwrap() {
        let path = folder.join(name).with_extension("svg");
        assert!(picture.len() < 40_000, "{name}.svg is too large for a page: {} bytes", picture.len());
        names.retain(|other| *other != path);
        if std::env::var_os("MINGLE_REGENERATE").is_some() {
            fs::write(path, picture).unwrap();
        } else if !fs::read_to_string(path).is_ok_and(|old| old == picture) {
            behind.push(name);
        }
    }
    assert_eq!(names, [] as [PathBuf; 0], "no picture of that name is drawn: remove the files");
    assert_eq!(behind, [""; 0], "pictures are behind: MINGLE_REGENERATE=1 cargo test --test it docs");
}

#[test]
fn what_the_readme_links_to_is_there() {
    for page in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let text = fs::read_to_string(root().join(page)).unwrap();
        let links = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        for link in links.filter(|link| !link.is_empty() && !link.contains("://")) {
            assert!(root().join(link).exists(), "{page} links to {link}, which is not there");
        }
    }
}

#[track_caller]
fn replaced(text: &str, name: &str, block: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let lacking = format!("README.md has {} and {close}", open.trim());
    let (head, rest) = text.split_once(&open).expect(&lacking);
    let (_, tail) = rest.split_once(&close).expect(&lacking);
    format!("{head}{open}{block}{close}{tail}")
}

/// Keys outside of fields, by where they hold.
fn keys() -> String {
    let is_field = |scope| matches!(scope, Scope::Text | Scope::Drafts);
    table(&|scope| !is_field(scope))
}

fn typing() -> String {
    table(&|scope| scope == Scope::Text)
}

fn table(wanted: &dyn Fn(Scope) -> bool) -> String {
    let mut out = String::from("| keys | what it does | name in the settings |\n|---|---|---|\n");
    let mut place = None;
    for row in COMMANDS.iter().filter(|row| wanted(row.scope)) {
        if place.replace(row.scope) != Some(row.scope) {
            writeln!(out, "| **{}** | | |", row.scope.name()).unwrap();
        }
        let keys: Vec<String> = row.keys.iter().map(|key| format!("`{key}`")).collect();
        let keys = if keys.is_empty() { "from `:`".to_owned() } else { keys.join(" ") };
        writeln!(out, "| {keys} | {} | `{}` |", row.about, row.name).unwrap();
    }
    out
}

fn verbs() -> String {
    let mut out = String::from("| verb | what it does |\n|---|---|\n");
    for verb in mingle::cli::command().get_subcommands() {
        let about = verb.get_about().expect("each verb says what it does").to_string();
        writeln!(out, "| `mingle {}` | {} |", verb.get_name(), about.trim_end_matches('.')).unwrap();
    }
    out
}

/// What the lines of the README are understood as by the real binary, one after the other, at an event.
fn capture() -> String {
    const LINES: &[&str] = &[
        "tall baker; red apron, laughs loudly",
        "Ana Ruiz, pastry chef @ Forno Nero #food; needs website; offers catering",
        "Tom Berg; tom@berg.example; +44 20 7946 0000; via Ana",
        "Ana; I'll intro Tom Berg by next fri; lost her first shop in the flood",
        "Ana; they'll send the menu by 3 dec; avoid the flood",
        "Ana; got a table for twelve; gave two customers",
        "Ana + Tom; thinking of a stall at the spring market",
        "Tom; lesson charge for the box; opening a stall is free in March",
        "Tom; ask a look at my prices; again in 2 weeks",
        "Tom; : needs must, he says;; twice",
    ];
    let cli = Cli::new();
    cli.run(&["event", "new", "Makers' Breakfast", "--date", "2026-11-20"]).ok();
    let mut out = String::from("```text\n");
    for line in LINES {
        writeln!(out, "> {line}").unwrap();
        let said = cli.run(&["jot", "--yes", line]).ok().stdout;
        for told in said.lines().filter(|told| !told.starts_with("jotted: ")) {
            writeln!(out, "  {told}").unwrap();
        }
    }
    out + "```\n"
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
