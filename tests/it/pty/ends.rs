//! Every way to end, and to stop for a while: the terminal as it was found, the text kept.

use rustix::process::Signal;

use super::{Setup, Terminal};

/// A started screen with text in the capture line.
fn typing() -> Terminal {
    let mut terminal = Setup::new().with("MINGLE_PANIC_KEY", "1").start();
    terminal.sees("Nobody yet").keys("iNora Kell, half a thou").sees("half a thou");
    terminal
}

#[track_caller]
fn keeps_the_text(terminal: &Terminal) {
    let drafts = terminal.drafts();
    assert!(drafts.iter().any(|draft| draft.contains("half a thou")), "{drafts:?}");
}

#[track_caller]
fn ends_by(signal: Signal, code: u32) {
    let mut terminal = typing();
    terminal.signal(signal).ends(code).restored();
    keeps_the_text(&terminal);
}

#[test]
fn a_signal_keeps_the_text_and_gives_the_terminal_back() {
    ends_by(Signal::TERM, 143);
    ends_by(Signal::HUP, 129);
    ends_by(Signal::INT, 130);
    ends_by(Signal::QUIT, 131);
}

#[test]
fn a_closed_window_ends_the_program_and_keeps_the_text() {
    let mut terminal = typing();
    terminal.close().ends(129);
    keeps_the_text(&terminal);
}

#[test]
fn a_bug_gives_the_terminal_back_and_keeps_the_text() {
    let mut terminal = typing();
    terminal.keys("\x1b[24~").ends(101).restored();
    assert!(terminal.text().contains("an error of its own"), "{}", terminal.text());
    keeps_the_text(&terminal);
}

#[test]
fn a_terminal_that_takes_nothing_does_not_hold_us() {
    let mut terminal = typing();
    // Nobody reads: the pty is full after some frames, and the next one is stuck.
    for turn in 0..400 {
        terminal.resize(if turn % 2 == 0 { 200 } else { 199 }, 60);
    }
    terminal.keys("ght").signal(Signal::TERM);
    let mut status = None;
    let end = std::time::Instant::now() + super::PATIENCE;
    while status.is_none() {
        assert!(std::time::Instant::now() < end, "does not end");
        std::thread::yield_now();
        status = terminal.child.try_wait().unwrap();
    }
    assert_eq!(status.map(|status| status.exit_code()), Some(143));
    keeps_the_text(&terminal);
}

#[test]
fn ctrl_z_goes_to_the_shell_and_fg_comes_back() {
    let mut terminal = Setup::new().program("/bin/sh", &["-i"]).with("PS1", "ready> ").start();
    terminal.sees("ready>");
    terminal.keys(concat!(env!("CARGO_BIN_EXE_mingle"), "\r")).sees("Nobody yet");
    terminal.keys("iNora Kell").sees("Nora Kell").keys("\x03").sees("kept as a draft").keys("\x1a");
    terminal.until("the shell's screen", |terminal| !terminal.parser.screen().alternate_screen());
    terminal.keys("echo $((6 * 7))\r").sees("42").restored_but_for_the_shell();
    assert!(terminal.drafts().iter().any(|draft| draft.contains("Nora Kell")), "kept before it stops");
    terminal.keys("fg\r");
    terminal.until("the screen again", |terminal| terminal.parser.screen().alternate_screen());
    terminal.keys("i").sees("Nora Kell").keys(", baker\r").sees("jotted");
    // The old prompt is on the screen as soon as ours is given back; the shell listens once it has written a new one.
    let prompts = |terminal: &Terminal| terminal.raw.windows(6).filter(|bytes| *bytes == b"ready>").count();
    let before = prompts(&terminal);
    terminal.keys("q").until("a new prompt", |terminal| prompts(terminal) > before);
    terminal.restored_but_for_the_shell().keys("exit\r").ends(0);
}

#[test]
fn ctrl_z_without_a_shell_to_go_to_does_not_freeze_the_window() {
    let mut terminal = Setup::new().start();
    terminal.sees("Nobody yet").keys("\x1a").sees("no shell").keys("q").ends(0).restored();
}

impl Terminal {
    /// Modes are off; the line discipline is the shell's own business.
    #[track_caller]
    fn restored_but_for_the_shell(&mut self) -> &mut Self {
        let on = super::modes(&self.raw);
        let left: Vec<u16> =
            super::OFF.into_iter().filter(|mode| *mode != 2004 && on.get(mode) == Some(&true)).collect();
        assert!(left.is_empty(), "modes left on: {left:?}");
        self
    }
}
