//! Keys, pastes, the user's own editor, and texts that are not finished.

use rustix::process::Signal;

use super::{Setup, Terminal};

/// A person whose notes can be edited.
const NORA: &str = "schema = 1\nname = \"Nora Kell\"\nrole = \"baker\"\n\n[[note]]\nid = \"n4k2\"\n\
                    at = 2026-11-20T08:42:10+01:00\nkind = \"talk\"\ntext = \"likes rye\"\n";

fn with_nora() -> Setup {
    Setup::new().file("data/people/nora-kell-k3f9.toml", NORA)
}

#[track_caller]
fn has(texts: &[String], part: &str) -> bool {
    texts.iter().any(|text| text.contains(part))
}

#[test]
fn a_line_is_on_the_disk_when_the_screen_says_so() {
    let mut terminal = Setup::new().start();
    terminal.sees("Nobody yet").keys("iNora Kell, baker").sees("Nora Kell, baker").keys("\r").sees("jotted");
    // The screen says so at once, and quitting waits for the disk.
    terminal.keys("q").ends(0).restored();
    assert!(has(&terminal.files("people"), "name = \"Nora Kell\""));
    assert_eq!(terminal.drafts(), Vec::<String>::new());
    let mut terminal = terminal.again();
    terminal.sees("Nora Kell");
}

#[test]
fn more_keys_than_one_reading_takes_all_arrive() {
    let mut terminal = Setup::new().start();
    let keys = format!("i{}the last", "more ".repeat(600));
    terminal.sees("Nobody yet").keys(&keys);
    terminal.until("the last key in a draft", |terminal| has(&terminal.drafts(), "the last"));
}

#[test]
fn a_paste_in_a_list_is_text_and_never_keys() {
    let mut terminal = with_nora().start();
    terminal.sees("Nora Kell").paste("q\rd\x1b[31mred\x07 u").sees("2 lines to keep").sees("> q");
    terminal.keys("\x03").sees("2 lines kept as one draft").keys("\x03").ends(0).restored();
    assert_eq!(terminal.files("people"), [NORA], "no key was run");
    assert!(has(&terminal.drafts(), "red"), "{:?}", terminal.drafts());
}

#[test]
fn what_was_typed_before_a_kill_is_offered_again() {
    let mut terminal = Setup::new().start();
    terminal.sees("Nobody yet").keys("iNora Kell, baker; likes rye").sees("likes rye");
    terminal.until("a draft on the disk", |terminal| has(&terminal.drafts(), "likes rye"));
    terminal.signal(Signal::KILL);
    let mut terminal = terminal.again();
    terminal
        .sees("not kept yet")
        .sees("likes rye")
        .keys("\r")
        .sees("keep as draft")
        .keys("\r")
        .sees("jotted");
    terminal.keys("q").ends(0);
    assert!(has(&terminal.files("people"), "likes rye"));
    assert_eq!(terminal.drafts(), Vec::<String>::new(), "kept now, and no draft any more");
}

/// The note of Nora, opened and given to an editor.
fn edited_by(editor: &str, script: &str) -> Terminal {
    let setup = with_nora().script("ed.sh", script);
    let editor = editor.replace("ED", setup.path("ed.sh").to_str().unwrap());
    let mut terminal = setup.with("EDITOR", &editor).start();
    terminal.sees("likes rye").keys("2E");
    terminal
}

#[test]
fn an_editor_of_ones_own_changes_a_note() {
    let script = "#!/bin/sh\n[ \"$1\" = -x ] && [ \"$2\" = 'two words' ] && printf 'likes oats' > \"$3\"\n";
    let mut terminal = edited_by("ED -x 'two words'", script);
    terminal.sees("likes oats").keys("q").ends(0).restored();
    assert!(has(&terminal.files("people"), "likes oats"));
}

#[test]
fn an_editor_that_fails_changes_nothing_and_says_where_the_text_is() {
    let mut terminal = edited_by("ED", "#!/bin/sh\nprintf 'likes oats' > \"$1\"\nexit 3\n");
    terminal.sees("nothing was changed").keys("\x03").ends(0).restored();
    assert_eq!(terminal.files("people"), [NORA]);
    let kept = super::read_all(&terminal.path("state/edit"));
    assert!(has(&kept, "likes oats"), "{kept:?}");
}

#[test]
fn without_an_editor_it_says_which_variable_to_set() {
    let mut terminal = with_nora().start();
    terminal.sees("likes rye").keys("2E").sees("EDITOR").keys("\x03").ends(0).restored();
}
