//! Copying: by the system's own program where there is one, else by OSC 52, which reaches the clipboard of the terminal's
//! own machine, over ssh as well. Never read back.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

use crate::runtime::event_loop::Event;

/// Terminals drop longer sequences; 64 KiB is what most take.
const MOST: usize = 64 * 1024;
/// A program that takes longer does not answer any more.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often we look whether it has ended.
const LOOK: Duration = Duration::from_millis(10);

/// A program with its arguments; it reads what is to be copied.
type Program = &'static [&'static str];

/// The programs that put text on the clipboard of this machine, the best first.
#[derive(Debug, Clone, Default)]
pub struct Clipboard {
    programs: Vec<Program>,
}

impl Clipboard {
    /// Those that the environment speaks for; `said` answers whether a variable is set. Over ssh none does: the clipboard
    /// that is meant is that of the machine in front of the user.
    pub fn of(said: impl Fn(&str) -> bool, macos: bool) -> Self {
        let known: [(bool, Program); 5] = [
            (macos, &["pbcopy"]),
            (said("TERMUX_VERSION"), &["termux-clipboard-set"]),
            (said("WAYLAND_DISPLAY"), &["wl-copy"]),
            (said("DISPLAY"), &["xclip", "-selection", "clipboard"]),
            (said("DISPLAY"), &["xsel", "--clipboard", "--input"]),
        ];
        let far = said("SSH_CONNECTION") || said("SSH_TTY");
        Self {
            programs: known.into_iter().filter(|(here, _)| *here && !far).map(|(_, words)| words).collect(),
        }
    }

    /// The programs that are tried, the best first; after them comes the terminal, by OSC 52.
    pub fn programs(&self) -> impl Iterator<Item = &'static str> {
        self.programs.iter().filter_map(|words| words.first().copied())
    }

    /// Hands the text to the first program that takes it, on a thread of its own, which answers by `Event::Copied`.
    pub(crate) fn copy(&self, text: String, news: Sender<Event>) -> std::io::Result<()> {
        let programs = self.programs.clone();
        let copy = move || {
            let by = programs.into_iter().find(|words| takes(words, &text)).and_then(|words| words.first());
            // Nobody listens any more once the program ends.
            drop(news.send(Event::Copied { text, by: by.copied() }));
        };
        std::thread::Builder::new().name("copy".into()).spawn(copy).map(drop)
    }
}

/// Copies a text by OSC 52 and says by which way.
pub(crate) fn through_terminal(out: &mut impl Write, text: &str) -> Result<String, String> {
    if text.len() > MOST {
        return Err(format!("{} kB is more than a terminal takes (64 kB)", text.len() / 1024));
    }
    execute!(out, CopyToClipboard::to_clipboard_from(text)).map_err(|error| error.to_string())?;
    Ok("through the terminal, OSC 52".to_owned())
}

/// Whether a program took the text and ended well.
#[expect(clippy::disallowed_methods, reason = "this is where the system's programs for the clipboard run")]
fn takes(words: &[&str], text: &str) -> bool {
    let Some((program, arguments)) = words.split_first() else { return false };
    let mut command = Command::new(program);
    // Those for X11 and Wayland go on in the background with what they were given: they must not hold our terminal.
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return false };
    let written = child.stdin.take().is_some_and(|mut input| input.write_all(text.as_bytes()).is_ok());
    ends_well(&mut child) && written
}

fn ends_well(child: &mut Child) -> bool {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => std::thread::sleep(LOOK),
            Err(_) => return false,
        }
    }
    drop(child.kill());
    // So that it does not stay as a zombie.
    drop(child.wait());
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(set: &[&str], macos: bool, expect: &[&str]) {
        let clipboard = Clipboard::of(|name| set.contains(&name), macos);
        let names: Vec<&str> = clipboard.programs().collect();
        assert_eq!(names, expect, "{set:?}");
    }

    #[test]
    fn the_programs_are_those_of_the_machine_in_front_of_the_user() {
        check(&[], false, &[]);
        check(&[], true, &["pbcopy"]);
        check(&["WAYLAND_DISPLAY", "DISPLAY"], false, &["wl-copy", "xclip", "xsel"]);
        check(&["TERMUX_VERSION"], false, &["termux-clipboard-set"]);
        check(&["DISPLAY", "SSH_CONNECTION"], false, &[]);
        check(&["SSH_TTY"], true, &[]);
    }

    #[track_caller]
    fn copied_by(programs: Vec<Program>) -> Option<&'static str> {
        let (news, events) = std::sync::mpsc::channel();
        Clipboard { programs }.copy("Grüße".into(), news).unwrap();
        let Ok(Event::Copied { text, by }) = events.recv() else { panic!("no answer") };
        assert_eq!(text, "Grüße");
        by
    }

    #[test]
    fn the_first_that_takes_the_text_is_named_and_the_terminal_is_left_when_none_does() {
        let reads: Program = &["grep", "-q", "Grüße"];
        assert_eq!(copied_by(vec![&["no-such-program-here"], &["false"], reads]), Some("grep"));
        assert_eq!(copied_by(vec![&["false"]]), None);
        assert_eq!(copied_by(vec![]), None);
    }

    #[test]
    fn what_is_too_long_for_a_terminal_is_said() {
        let mut out = Vec::new();
        assert!(through_terminal(&mut out, &"x".repeat(MOST + 1)).is_err());
        assert!(through_terminal(&mut out, "x").is_ok());
        assert_eq!(out, b"\x1b]52;c;eA==\x1b\\");
    }
}
