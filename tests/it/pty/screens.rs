//! The first look, sizes, colours.

use super::Setup;
use crate::cli::Cli;

#[test]
fn an_empty_store_opens_with_the_first_steps_and_where_the_files_are() {
    let mut terminal = Setup::new().start();
    terminal.sees("Nobody yet").sees("mingle demo").sees("Your files are here").keys("q").ends(0).restored();
}

#[test]
fn the_demo_opens_and_leaves_nothing_behind() {
    let mut terminal = Setup::new().arguments(&["demo"]).start();
    terminal.sees("mingle demo").sees("People here").keys("q").ends(0).restored();
    let left = std::fs::read_dir(terminal.path("")).unwrap().map(|entry| entry.unwrap().file_name());
    let left: Vec<_> = left.filter(|name| name.to_string_lossy().starts_with("mingle-demo")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn every_size_down_to_one_cell_is_drawn() {
    let mut terminal = Setup::new().arguments(&["demo"]).size(1, 1).start();
    terminal.until("a frame of one cell", |terminal| terminal.raw().ends_with(b"\x1b[?2026l"));
    terminal.resize(40, 20).sees("People");
    for size in 1..60 {
        terminal.resize(61 - size, size);
    }
    terminal.resize(1, 1).resize(200, 60).sees("People here").keys("q").ends(0).restored();
}

#[test]
fn without_colours_the_selection_is_still_reversed() {
    let mut terminal = Setup::new().arguments(&["demo"]).with("NO_COLOR", "1").start();
    terminal.sees("People here").keys("?").sees("jot").keys("\x03\x03").ends(0).restored();
    let raw = String::from_utf8_lossy(terminal.raw()).into_owned();
    let styles: Vec<&str> = raw
        .split("\x1b[")
        .skip(1)
        .filter_map(|part| {
            let end = part.find(|ch: char| !ch.is_ascii_digit() && ch != ';' && ch != ':')?;
            let (style, rest) = part.split_at(end);
            rest.starts_with('m').then_some(style)
        })
        .collect();
    assert!(styles.contains(&"7"), "nothing is reversed: {styles:?}");
    let is_colour = |style: &&&str| {
        let code = style.split([';', ':']).next().and_then(|code| code.parse::<u8>().ok()).unwrap_or(0);
        matches!(code, 30..=38 | 40..=48 | 90..=97 | 100..=107)
    };
    assert_eq!(styles.iter().find(is_colour), None, "a colour");
    // crossterm's own answer to NO_COLOR: a reset right after reverse.
    assert!(!raw.contains("\x1b[7m\x1b[;m") && !raw.contains("\x1b[7m\x1b[0m"), "reverse is taken back");
}

#[test]
fn without_a_terminal_there_is_one_line_of_advice() {
    Cli::new().run(&[]).code(2).complains("needs a terminal");
}

#[test]
fn a_terminal_that_can_nothing_is_told_of_the_verbs() {
    let mut terminal = Setup::new().with("TERM", "dumb").start();
    terminal.sees("TERM=dumb").ends(2);
    assert!(!terminal.raw().contains(&0x1b));
}
