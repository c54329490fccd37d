//! Signals on a thread of their own: the event loop is told, and if it cannot answer, the process ends all the same.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ};
use signal_hook::iterator::Signals;

use crate::runtime::event_loop::Event;
use crate::runtime::terminal;
use crate::ui::Msg;

/// How long the event loop has to save drafts and leave by itself.
const PATIENCE: Duration = Duration::from_millis(800);

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
                SIGTSTP => Event::Suspend,
                _ => {
                    drop(events.send(Event::Stop(128 + signal)));
                    thread::sleep(PATIENCE);
                    // The loop did not answer: it may be stuck writing to a terminal that takes nothing.
                    terminal::leave();
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
