//! The rules of the house that no compiler holds; each says how to mend what it finds.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A source file: its path from the root of the repository, with `/`, and its text.
struct Source {
    path: String,
    text: String,
}

/// A file may have this many lines, its tests left out.
const CAP: usize = 500;

/// Files over the cap, by path, each with the reason why it is not two.
const LONG: &[(&str, &str)] = &[];

/// What only few may do: how it is written, where it may stand, and why there.
const KEPT: &[(&[&str], &[&str], &str)] = &[
    (
        &["std::fs", "fs::File", "File::open(", "OpenOptions", "rustix::fs"],
        &[
            "src/store/",
            "src/store.rs",
            "src/demo.rs",
            "src/runtime/editor.rs",
            "src/runtime/exports.rs",
            "src/runtime/lists.rs",
            "src/cli/config.rs",
            "src/cli/demo.rs",
            "src/cli/editor.rs",
            "src/cli/places.rs",
            "src/cli/whole_file.rs",
        ],
        "files are the store's; besides it the settings, an import, an export, a file asked for, the editor's text and the demo's folder are files",
    ),
    (
        &["env::var", "env::args", "env::vars", "env::temp_dir", "env::current_dir"],
        &["src/cli.rs", "src/cli/places.rs", "src/cli/demo.rs"],
        "the environment is read once and handed down as an argument",
    ),
    (
        &["process::Command", "Command::new("],
        &["src/runtime/editor.rs", "src/runtime/clipboard.rs"],
        "the only programs that mingle starts are the user's editor and those that put text on the clipboard",
    ),
    (
        &["Zoned::now", "Timestamp::now", "SystemTime::now"],
        &["src/cli/places.rs", "src/runtime/clock.rs"],
        "the time comes in as an argument, so that every test has its own",
    ),
    (&["std::net", "TcpStream", "UdpSocket"], &[], "there is no network in mingle"),
];

#[test]
fn rooms_use_only_what_the_architecture_says() {
    let table = architecture();
    let mut wrong = Vec::new();
    let mut used: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for source in sources("src") {
        let Some((room, uses)) = table.iter().find(|(room, _)| room == room_of(&source.path)) else {
            continue;
        };
        for (line, text) in code(&source) {
            for other in paths_in(text) {
                if other != room && table.iter().any(|(known, _)| known == other) {
                    used.entry(room).or_default().insert(other.to_owned());
                    if !uses.contains(other) {
                        wrong.push(format!("{}:{line}: {room} uses {other}", source.path));
                    }
                }
            }
            if text.contains("crate::{") || text.contains("crate::*") {
                wrong.push(format!(
                    "{}:{line}: name each room of `crate::` on a line of its own",
                    source.path
                ));
            }
        }
    }
    for (room, uses) in &table {
        let none = BTreeSet::new();
        for unused in uses.difference(used.get(room.as_str()).unwrap_or(&none)) {
            wrong.push(format!("src/ARCHITECTURE.md: {room} does not use {unused} any more"));
        }
    }
    holds(
        &wrong,
        "hand it in as an argument, or move it to a lower room; the arrows are in src/ARCHITECTURE.md",
    );
}

#[test]
fn rooms_stand_in_reading_order() {
    let table = architecture();
    let lib = read("src/lib.rs");
    let order: Vec<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let rooms: Vec<&str> = table.iter().map(|(room, _)| room.as_str()).collect();
    assert_eq!(order, rooms, "src/lib.rs and the table of src/ARCHITECTURE.md list the rooms in one order");
    let mut above = BTreeSet::new();
    let mut wrong = Vec::new();
    for (room, uses) in &table {
        wrong.extend(uses.difference(&above).map(|other| format!("{room} stands above {other} and uses it")));
        above.insert(room.clone());
    }
    holds(
        &wrong,
        "an arrow that points down makes a circle sooner or later; move what is shared to a lower room",
    );
}

#[test]
fn every_file_says_its_job_first() {
    let all = ["src", "tests", "examples", "benches"].into_iter().flat_map(sources);
    // The front page of the crate is ARCHITECTURE.md.
    let silent = all.filter(|source| source.path != "src/lib.rs" && !source.text.starts_with("//! "));
    let silent: Vec<String> = silent.map(|source| source.path).collect();
    holds(&silent, "begin the file with one line `//! ...` that says what it is for");
}

#[test]
fn no_file_grows_past_the_cap() {
    let mut wrong = Vec::new();
    for source in sources("src").iter().filter(|source| !is_test(&source.path)) {
        let lines = without_tests(&source.text).lines().count();
        let is_long = LONG.iter().any(|(path, _)| *path == source.path);
        if lines > CAP && !is_long {
            wrong.push(format!("{} has {lines} lines without its tests", source.path));
        } else if lines <= CAP && is_long {
            wrong.push(format!("{} is short again: take it out of LONG", source.path));
        }
    }
    holds(&wrong, "part it into two jobs, each with a file");
}

#[test]
fn files_environment_programs_and_clocks_stay_where_they_belong() {
    let mut wrong = Vec::new();
    for source in sources("src").iter().filter(|source| !is_test(&source.path)) {
        for (signs, places, reason) in KEPT {
            let is_place = |place: &&str| {
                source.path == *place || (place.ends_with('/') && source.path.starts_with(place))
            };
            if places.iter().any(is_place) {
                continue;
            }
            for (line, text) in code(source) {
                if let Some(sign) = signs.iter().find(|sign| text.contains(**sign)) {
                    wrong.push(format!("{}:{line}: `{sign}`: {reason}", source.path));
                }
            }
        }
    }
    holds(
        &wrong,
        "ask for it through an argument or an effect; a new place is named in KEPT, with its reason",
    );
}

#[test]
fn no_story_is_forgotten() {
    let mut known = BTreeSet::new();
    let mut todo = vec!["tests/it/main.rs".to_owned()];
    while let Some(path) = todo.pop() {
        let text = read(&path);
        let folder = path.strip_suffix("/main.rs").or_else(|| path.strip_suffix(".rs")).unwrap();
        let named = text.lines().filter_map(|line| line.trim().strip_prefix("mod ")?.strip_suffix(';'));
        let files = named.map(|name| format!("{folder}/{name}.rs")).filter(|path| root().join(path).exists());
        todo.extend(files);
        known.insert(path);
    }
    let all = sources("tests").into_iter().map(|source| source.path);
    let lost: Vec<String> = all.filter(|path| !known.contains(path)).collect();
    holds(&lost, "a test file that no `mod` names never runs: name it in tests/it/main.rs or in its parent");
}

#[test]
fn every_command_does_something() {
    let ui = sources("src/ui");
    let words: BTreeSet<&str> = ui
        .iter()
        .filter(|source| !is_test(&source.path))
        .flat_map(code)
        .flat_map(|(_, text)| text.split(|ch: char| !(ch.is_alphanumeric() || ch == '_' || ch == ':')))
        .collect();
    let handled = |name: &str| {
        ["Command", "C", "Self"].iter().any(|of| words.contains(format!("{of}::{name}").as_str()))
    };
    let idle: Vec<String> = mingle::ui::COMMANDS
        .iter()
        .filter(|row| !handled(&format!("{:?}", row.command)))
        .map(|row| format!("{} ({:?})", row.name, row.command))
        .collect();
    holds(&idle, "no code in src/ui names the command: add its arm to the pane, or take its row out");
}

#[test]
fn every_crate_has_its_reason() {
    let manifest = read("Cargo.toml");
    let mut wrong = Vec::new();
    let mut section = "";
    let mut is_given = false;
    for line in manifest.lines() {
        match line.strip_prefix('[') {
            Some(name) => (section, is_given) = (name.trim_end_matches(']'), false),
            // The crates that mingle is built on stand first, under a comment of their own.
            None if line.starts_with('#') => is_given = line.contains("six"),
            None => {
                let is_crate = section.ends_with("dependencies") && line.contains('=');
                if is_crate && !is_given && !line.contains(" # ") {
                    wrong.push(line.to_owned());
                }
            }
        }
    }
    holds(&wrong, "say behind the crate, after `#`, what it does better than a few lines of our own");
}

#[test]
fn nothing_names_the_machine_it_was_written_on() {
    // Put together here, so that this file does not find itself.
    let signs =
        [["/ro", "ot/"], ["/wo", "rk/"], ["/Use", "rs/"], ["C:\\", "Users"], ["TO", "DO"], ["FIX", "ME"]];
    let mut wrong = Vec::new();
    for path in files(Path::new(""), &|_| true) {
        let Ok(text) = fs::read_to_string(root().join(&path)) else { continue };
        for (at, line) in text.lines().enumerate() {
            if let Some(sign) = signs.iter().map(|parts| parts.concat()).find(|sign| line.contains(sign)) {
                wrong.push(format!("{path}:{}: {sign}", at + 1));
            }
        }
    }
    holds(&wrong, "whoever clones this has another machine and other notes: take it out");
}

#[test]
fn no_test_is_left_out() {
    let signs = [["#[ign", "ore"], ["#[should", "_panic"]];
    let all = ["src", "tests"].into_iter().flat_map(sources);
    let found = all.filter(|source| signs.iter().any(|parts| source.text.contains(&parts.concat())));
    let found: Vec<String> = found.map(|source| source.path).collect();
    holds(&found, "a test runs always, and asserts what goes wrong instead of expecting a panic");
}

#[track_caller]
fn holds(wrong: &[String], mend: &str) {
    assert!(wrong.is_empty(), "{}\n=> {mend}", wrong.join("\n"));
}

/// The rooms in their order, and what each may use.
fn architecture() -> Vec<(String, BTreeSet<String>)> {
    let page = read("src/ARCHITECTURE.md");
    let rows = page.lines().skip_while(|line| !line.starts_with("| room |")).skip(2);
    let rooms: Vec<_> = rows
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let names =
                |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
            let room = names(cells.get(1).unwrap()).pop().expect("a room in each row");
            (room, names(cells.get(3).expect("three columns")).into_iter().collect())
        })
        .collect();
    assert!(rooms.len() > 5, "src/ARCHITECTURE.md has a table that begins with `| room |`");
    rooms
}

/// `ui` of `src/ui/pane/form.rs` and of `src/ui.rs`.
fn room_of(path: &str) -> &str {
    let path = path.strip_prefix("src/").unwrap_or(path);
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

/// The names after `crate::`.
fn paths_in(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|ch: char| !(ch.is_alphanumeric() || ch == '_')).unwrap_or(rest.len());
        rest.get(..end).unwrap_or(rest)
    })
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs")
}

/// The lines that are neither comment nor test, with their numbers.
fn code(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    let text = if is_test(&source.path) { "" } else { without_tests(&source.text) };
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn without_tests(text: &str) -> &str {
    text.split_once("#[cfg(test)]\nmod tests {").map_or(text, |(code, _)| code)
}

/// Every `.rs` file in a folder, by path.
fn sources(folder: &str) -> Vec<Source> {
    let paths = files(Path::new(folder), &|path| path.extension().is_some_and(|ending| ending == "rs"));
    paths.into_iter().map(|path| Source { text: read(&path), path }).collect()
}

/// Every file of ours in a folder: nothing that was built, nothing of git's.
fn files(folder: &Path, wanted: &dyn Fn(&Path) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    let mut todo = vec![folder.to_owned()];
    while let Some(folder) = todo.pop() {
        let Ok(entries) = fs::read_dir(root().join(&folder)) else { continue };
        for entry in entries.map(Result::unwrap) {
            let path = folder.join(entry.file_name());
            let is_ours = path != Path::new("target") && path != Path::new(".git");
            if is_ours && entry.file_type().unwrap().is_dir() {
                todo.push(path);
            } else if is_ours && wanted(&path) {
                found.push(path.to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

#[track_caller]
fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
