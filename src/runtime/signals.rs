//! Signals on a thread of their own: the event loop is told, and if it cannot answer, the process ends all the same.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use rustix::process::{Signal, getpid, kill_process};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ};
use signal_hook::iterator::Signals;

use crate::runtime::event_loop::Event;
use crate::runtime::{rescue, terminal};
use crate::ui::Msg;

/// How long the event loop has to save drafts and leave by itself.
const PATIENCE: Duration = Duration::from_millis(500);

/// How long giving the terminal back may take, when it may be what is stuck.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// Whether the user's editor has the terminal. What is typed at it (Ctrl-C, Ctrl-Z) then goes to the whole group, and is meant for it.
static AWAY: AtomicBool = AtomicBool::new(false);

/// The terminal is the editor's, or ours again.
pub(crate) fn away(is_away: bool) {
    AWAY.store(is_away, Ordering::SeqCst);
}

/// Whether there is a shell that can bring us back: one that has put us in a group of our own.
pub(crate) fn has_shell() -> bool {
    rustix::process::getsid(None).is_ok_and(|session| session != rustix::process::getpgrp())
}

/// Starts listening.
pub(crate) fn start(events: Sender<Event>) -> std::io::Result<()> {
    // A file-size limit then shows as an error of the write, which the store answers, instead of ending us.
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    let listen = move || {
        for signal in signals.forever() {
            let event = match signal {
                SIGWINCH => Event::Msg(Msg::Resize),
                SIGCONT => Event::Continued,
                SIGINT | SIGQUIT if AWAY.load(Ordering::SeqCst) => continue,
                // The editor has stopped itself; with us still running, the shell would never come back.
                SIGTSTP if AWAY.load(Ordering::SeqCst) => {
                    if has_shell() {
                        let _ignored = kill_process(getpid(), Signal::STOP);
                    }
                    continue;
                }
                SIGTSTP => Event::Suspend,
                _ => {
                    drop(events.send(Event::Stop(128 + signal)));
                    thread::sleep(PATIENCE);
                    // The loop did not answer: it may be stuck writing to a terminal that takes nothing.
                    rescue::save();
                    drop(thread::Builder::new().spawn(terminal::leave));
                    thread::sleep(LAST_WORDS);
                    std::process::exit(128 + signal);
                }
            };
            if events.send(event).is_err() {
                return;
            }
        }
    };
    thread::Builder::new().name("signals".into()).spawn(listen).map(drop)
}
