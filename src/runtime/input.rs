//! Keys on a thread of their own, which can be told to keep its hands off while an editor has the terminal.

use std::io::{PipeReader, PipeWriter, Read, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event as TermEvent, KeyEventKind, MouseButton, MouseEventKind};
use rustix::event::{PollFd, PollFlags, poll};

use crate::runtime::event_loop::Event;
use crate::ui::{Key, Msg};

/// How long to wait for what crossterm has read already. With no time at all it does not even look.
const AT_HAND: Duration = Duration::from_millis(1);

/// The hold on the input thread.
pub(crate) struct Input {
    wake: PipeWriter,
    resume: Sender<()>,
    paused: Receiver<()>,
}

impl Input {
    /// Starts reading. crossterm's own `poll` neither ends when the terminal is gone (crossterm#793) nor on an unfinished
    /// sequence, so this thread waits in poll(2) itself and asks crossterm only when there is something to read. That needs its
    /// feature `use-dev-tty`: the usual reader is told only of new bytes, so what is left of more than 1024 at once waits for
    /// the next key, and poll(2) here would spin meanwhile.
    pub(crate) fn start(events: Sender<Event>) -> std::io::Result<Self> {
        let (wake_reader, wake) = std::io::pipe()?;
        let (resume, resumed) = channel();
        let (pausing, paused) = channel();
        thread::Builder::new()
            .name("input".into())
            .spawn(move || read(&events, wake_reader, &pausing, &resumed))?;
        Ok(Self { wake, resume, paused })
    }

    /// Stops reading, so that another program gets the keys. Gives up waiting for a thread that sits in an unfinished sequence.
    pub(crate) fn pause(&mut self) {
        // An answer that came too late the last time is none for this time.
        while self.paused.try_recv().is_ok() {}
        if self.wake.write_all(b"p").is_ok() {
            let _ignored = self.paused.recv_timeout(Duration::from_millis(200));
        }
    }

    /// Goes on reading.
    pub(crate) fn resume(&self) {
        let _ignored = self.resume.send(());
    }
}

fn read(events: &Sender<Event>, mut wake: PipeReader, pausing: &Sender<()>, resumed: &Receiver<()>) {
    loop {
        let stdin = rustix::stdio::stdin();
        let mut fds = [PollFd::new(&stdin, PollFlags::IN), PollFd::new(&wake, PollFlags::IN)];
        if poll(&mut fds, None).is_err_and(|error| error != rustix::io::Errno::INTR) {
            return;
        }
        let [terminal, pipe] = fds.map(|fd| fd.revents());
        if pipe.contains(PollFlags::IN) {
            let mut byte = [0];
            if wake.read_exact(&mut byte).is_err() || pausing.send(()).is_err() || resumed.recv().is_err() {
                return;
            }
            continue;
        }
        if terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            drop(events.send(Event::Stop(129)));
            return;
        }
        if !terminal.contains(PollFlags::IN) {
            continue;
        }
        while event::poll(AT_HAND).unwrap_or(false) {
            let Ok(event) = event::read() else {
                drop(events.send(Event::Stop(129)));
                return;
            };
            if let Some(event) = translate(event)
                && events.send(event).is_err()
            {
                return;
            }
        }
    }
}

/// Watches for the terminal to go away while `read` may sit in crossterm; reads nothing, wakes up once.
pub(crate) fn watch_hang_up(events: Sender<Event>) -> std::io::Result<()> {
    let wait = move || {
        loop {
            let stdin = rustix::stdio::stdin();
            let mut fds = [PollFd::new(&stdin, PollFlags::empty())];
            match poll(&mut fds, None) {
                Err(rustix::io::Errno::INTR) => {}
                _ => break,
            }
        }
        drop(events.send(Event::Stop(129)));
    };
    thread::Builder::new().name("hang-up".into()).spawn(wait).map(drop)
}

fn translate(event: TermEvent) -> Option<Event> {
    let msg = match event {
        // Windows reports releases as well; a key counts once.
        TermEvent::Key(key) if key.kind == KeyEventKind::Release => return None,
        TermEvent::Key(key) => Msg::Key(Key::from(key)),
        TermEvent::Paste(text) => Msg::Paste(text),
        TermEvent::Resize(..) => Msg::Resize,
        TermEvent::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Msg::Click { column: mouse.column, row: mouse.row },
            MouseEventKind::ScrollDown => Msg::Wheel { column: mouse.column, row: mouse.row, down: true },
            MouseEventKind::ScrollUp => Msg::Wheel { column: mouse.column, row: mouse.row, down: false },
            _ => return None,
        },
        TermEvent::FocusGained => return Some(Event::Focus(true)),
        TermEvent::FocusLost => return Some(Event::Focus(false)),
    };
    Some(Event::Msg(msg))
}
