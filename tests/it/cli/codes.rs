//! Exit codes and the one line of an error: the contract with scripts.

use std::process::Stdio;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::Cli;

const ANA: &str = "schema = 1\nname = \"Ana Ruiz\"\n";

/// A store with two Anas, an event and a group.
fn store() -> Cli {
    let cli = Cli::new();
    cli.write("data/people/ana-ruiz-k3f9.toml", ANA)
        .write("data/people/ana-soto-m2x8.toml", "schema = 1\nname = \"Ana Soto\"\n")
        .write("data/events/fair-2026-11-20-q7aa.toml", "schema = 1\nname = \"Fair\"\ndate = 2026-11-20\n")
        .write("data/groups/guild-p0s1.toml", "schema = 1\nname = \"Guild\"\n");
    cli
}

#[test]
fn every_way_to_end_has_its_code() {
    let cli = store();
    let table: &[(&[&str], i32, &str)] = &[
        (&["--help"], 0, ""),
        (&["--version"], 0, ""),
        (&["paths"], 0, ""),
        (&["list", "people"], 0, ""),
        (&["show", "ruiz"], 0, ""),
        (&["completions", "bash"], 0, ""),
        (&["completions", "fish"], 0, ""),
        (&["completions", "zsh"], 0, ""),
        (&["man"], 0, ""),
        (&["man", "jot"], 0, ""),
        (&["doctor"], 0, ""),
        (&["keys"], 0, ""),
        (&["config", "check"], 0, ""),
        (&["config", "default"], 0, ""),
        // Nothing found.
        (&["find", "xyzzy"], 1, "nobody fits “xyzzy”"),
        (&["show", "bo"], 1, "there is no person “bo”"),
        (&["list", "notes"], 1, "there are no notes"),
        (&["list", "favours", "--json"], 1, ""),
        (&["favour", "done", "zzzz"], 1, "there is no favour “zzzz”"),
        (&["follow-up", "done", "zzzz"], 1, "there is no follow-up “zzzz”"),
        (&["event", "show", "gala"], 1, "there is no event “gala”"),
        (&["group", "show", "club"], 1, "there is no group “club”"),
        (&["me"], 1, "your card is empty"),
        (&["undo"], 1, "there is nothing to undo"),
        (&["redo"], 1, "there is nothing to redo"),
        (&["history"], 1, "nothing was done yet"),
        (&["ledger"], 1, "nothing was given or promised yet"),
        (&["delete", "nobody"], 1, "there is no person, event or group"),
        (&["delete", "ana-ruiz-k3f9/zzzz"], 1, "there is no “zzzz”"),
        // Wrong use.
        (&[], 2, "the screen needs a terminal"),
        (&["--event", "fair"], 2, "the screen needs a terminal"),
        (&["find", "ana", "--limit", "0"], 2, "invalid value '0' for '--limit <N>'"),
        (&["favour", "give", "ruiz", " "], 2, "say what it was; it is empty"),
        (&["follow-up", "add", "ruiz", "", "--due", "fri"], 2, "say what to do; it is empty"),
        (&["list"], 2, "required arguments were not provided: <WHAT>; see `mingle help`"),
        (&["--event", "fair", "jot", "Bo; hi"], 2, "--event before a verb belongs to the screen"),
        (&["demo"], 2, "the screen needs a terminal"),
        (&["jott", "x"], 2, "unrecognized subcommand 'jott'"),
        (&["brief"], 2, "it is `mingle event brief`"),
        (&["done", "x"], 2, "it is `mingle favour done` or `mingle follow-up done`"),
        (&["jot"], 2, "required arguments"),
        (&["jot", ""], 2, "an empty line keeps nothing"),
        (
            &["jot", "Bo; hi", "--to", "ana"],
            2,
            "“ana” fits 2: Ana Ruiz (ana-ruiz-k3f9), Ana Soto (ana-soto-m2x8)",
        ),
        (&["show", "ana"], 2, "“ana” fits 2"),
        (&["list", "people", "--side", "give"], 2, "--side says nothing about people"),
        (&["list", "favours", "--side", "foo"], 2, "foo is no side; there are give, receive"),
        (&["list", "people", "--since", "soon"], 2, "“soon” is no day and no span"),
        (&["edit", "ruiz", "tag=x"], 2, "did you mean tags?"),
        (&["favour", "give", "ruiz", "x", "--due", "someday"], 2, "“someday” is no date ahead"),
        (&["favour", "give", "ruiz", "x", "--size", "vast"], 2, "invalid value 'vast'"),
        (&["import", "none.csv", "--event", "fair"], 2, "none.csv: there is no such file"),
        (&["import", ".", "--event", "fair"], 2, ".: nothing to import"),
        (&["undo", "0"], 2, "invalid value '0'"),
        (&["man", "jit"], 2, "did you mean jot?"),
    ];
    for (arguments, code, complaint) in table {
        let ran = cli.run(arguments).code(*code);
        match (complaint, code) {
            (&"", 0 | 1) => assert_eq!(ran.stderr, "", "{arguments:?}"),
            _ => drop(ran.complains(complaint)),
        }
    }
    assert_eq!(cli.read("data/people/ana-ruiz-k3f9.toml"), ANA, "nothing of this changed anything");
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let cli = Cli::new();
    // More than any pipe holds.
    let name = "Ana ".repeat(100_000);
    cli.write("data/people/ana-k3f9.toml", format!("schema = 1\nname = \"{name}\"\n"));
    for arguments in [&["list", "people"][..], &["list", "people", "--json"], &["list", "people", "--csv"]] {
        let mut child = cli.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    }
}

#[test]
fn an_interrupt_ends_with_130() {
    let cli = store();
    let interrupted = |patience: u64| {
        // It waits for lines on standard input.
        let mut child =
            cli.command(&["jot", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(patience));
        kill_process(Pid::from_child(&child), Signal::INT).unwrap();
        child.wait().unwrap().code()
    };
    // A signal that comes before the program has begun ends it the system's way; then the next try waits longer.
    assert!((4..12).any(|power| interrupted(1 << power) == Some(130)));
}
