//! When the event loop cannot save any more (a bug, a terminal that takes nothing), what was typed and done is kept all the same.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::mpsc::{Sender, channel};
use std::thread::ThreadId;
use std::time::Duration;

use crate::domain::Now;
use crate::runtime::terminal;
use crate::runtime::worker::Job;

/// How long the worker may take for what it was asked already.
const PATIENCE: Duration = Duration::from_millis(600);

/// The way to the worker, and what is being typed.
struct Rescue {
    jobs: Sender<Job>,
    worker: ThreadId,
    typed: Option<(BTreeMap<String, String>, Now)>,
}

static RESCUE: Mutex<Option<Rescue>> = Mutex::new(None);

/// From now on there is a worker to turn to.
pub(crate) fn arm(jobs: Sender<Job>, worker: ThreadId) {
    if let Ok(mut rescue) = RESCUE.lock() {
        *rescue = Some(Rescue { jobs, worker, typed: None });
    }
}

/// The texts in open fields are these.
pub(crate) fn typed(texts: &BTreeMap<String, String>, now: Now) {
    if let Ok(mut rescue) = RESCUE.lock()
        && let Some(rescue) = rescue.as_mut()
    {
        rescue.typed = Some((texts.clone(), now));
    }
}

/// Has the worker finish its jobs and keep the texts. May be called from any thread, inside a panic too: it takes no lock that is
/// held and waits only a moment.
pub(crate) fn save() {
    let Ok(mut rescue) = RESCUE.try_lock() else { return };
    let Some(rescue) = rescue.take() else { return };
    if rescue.worker == std::thread::current().id() {
        return;
    }
    if let Some((texts, now)) = rescue.typed {
        drop(rescue.jobs.send(Job::Drafts { texts, now, may_drop: false }));
    }
    let (done, wait) = channel();
    if rescue.jobs.send(Job::Barrier(done)).is_ok() {
        let _ignored = wait.recv_timeout(PATIENCE);
    }
}

/// Whatever panics, wherever: the terminal is given back first, then what is not on disk yet is put there. What is printed says
/// nothing of the user's data.
pub(super) fn leave_on_panic() {
    std::panic::set_hook(Box::new(|panic| {
        terminal::leave();
        save();
        let place =
            panic.location().map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
        let line = format!(
            "mingle stopped on an error of its own{place}. Your data is saved; what you typed is kept as a draft.\n"
        );
        drop(std::io::Write::write_all(&mut std::io::stderr(), line.as_bytes()));
        std::process::exit(101);
    }));
}

/// Panics, as any part of the program might.
#[expect(clippy::panic, reason = "asked for, to check that the terminal survives")]
pub(crate) fn panic_for_check() {
    panic!("asked for by MINGLE_PANIC_KEY");
}
