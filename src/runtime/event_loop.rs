//! The event loop: waits, updates, draws on change, does effects. At rest it does nothing at all.

mod effects;
mod later;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crate::domain::{Book, EventId};
use crate::runtime::clipboard::Clipboard;
use crate::runtime::clock::Clock;
use crate::runtime::inbox::TakeIn;
use crate::runtime::input::{Input, watch_hang_up};
use crate::runtime::terminal::{self, Screen};
use crate::runtime::watch::{self, Heard, Watch};
use crate::runtime::worker::{self, Job};
use crate::runtime::{clipboard, lists, rescue, signals};
use crate::settings::{Settings, Theme};
use crate::store::Store;
use crate::ui::{App, Key, Matched, Msg, Notice, Outcome, Start};

/// How long the last saves may take at the end, while the screen is still there.
const LAST_SAVES: Duration = Duration::from_secs(3);
/// And how long what is longer may take after it, such as a list of 100,000 that is taken back.
const LAST_WORK: Duration = Duration::from_secs(60);
/// At most this many events before the next frame.
const BURST: usize = 256;
/// And no longer than this, so that a flood of records leaves frames between.
const BURST_AT_MOST: Duration = Duration::from_millis(12);

/// What the screen is started with.
#[derive(Debug)]
pub struct Options {
    /// The store, opened.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// The user's settings.
    pub settings: Settings,
    /// How things look.
    pub theme: Theme,
    /// Finds out what everybody offers and needs by the user's own words on top of the built-in ones, and what is wrong with
    /// those: called once the records are read, on a thread of its own.
    pub matched: fn(&Path, &Book) -> (Matched, Vec<String>),
    /// Takes in what lies in the inbox, on the worker's thread.
    pub inbox: Box<dyn TakeIn>,
    /// Where the settings are, and those words.
    pub config: PathBuf,
    /// What was wrong with the settings.
    pub problems: Vec<String>,
    /// The event asked for.
    pub event: Option<EventId>,
    /// `$VISUAL` or `$EDITOR`.
    pub editor: Option<String>,
    /// The programs that copy on this machine.
    pub clipboard: Clipboard,
    /// Seeds new ids.
    pub seed: u64,
    /// Whether this is the demo.
    pub demo: bool,
    /// F12 panics, for checking that the terminal survives one.
    pub panic_key: bool,
}

/// What wakes the loop.
pub(crate) enum Event {
    /// For the screen.
    Msg(Msg),
    /// The window got or lost the focus.
    Focus(bool),
    /// Files changed: the watch says which.
    Disk,
    /// A file broke or went, and has to be looked at again.
    Doubt,
    /// Something lies in the inbox, or is still being written there.
    Inbox,
    /// Something in the inbox could not be taken in: there may be room for it later.
    InboxLater,
    /// A program put the text on the clipboard, or none did.
    Copied {
        /// What was to be copied.
        text: String,
        /// The program.
        by: Option<&'static str>,
    },
    /// End, with this exit code.
    Stop(i32),
    /// Asked to stop by the shell.
    Suspend,
    /// Running again after a stop.
    Continued,
}

struct Shell {
    app: App,
    screen: Screen,
    input: Input,
    jobs: Sender<Job>,
    events: Receiver<Event>,
    /// For threads that answer later.
    news: Sender<Event>,
    clock: Clock,
    store: Arc<Store>,
    config: PathBuf,
    matched: fn(&Path, &Book) -> (Matched, Vec<String>),
    editor: Option<String>,
    clipboard: Clipboard,
    panic_key: bool,
    watch: Watch,
    /// The texts in open fields after the last event.
    typed: BTreeMap<String, String>,
    /// The texts that the worker was last given.
    kept: BTreeMap<String, String>,
    draft_due: Option<Instant>,
    /// When to look at `changed`, and since when we put that off.
    disk_due: Option<(Instant, Instant)>,
    /// What we heard of; `None` for anything.
    changed: Option<BTreeSet<PathBuf>>,
    /// When to look again at what was doubtful.
    doubt_due: Option<Instant>,
    retry_due: Option<Instant>,
    /// When to look into the inbox, and since when there is reason to.
    inbox_due: Option<(Instant, Instant)>,
    /// When to say that a save takes long.
    slow_due: Option<Instant>,
    stop: Option<i32>,
    mouse: bool,
    /// The list of others that is being read.
    reading: lists::Reading,
}

/// Runs the screen until the user leaves; answers with the exit code.
///
/// # Errors
/// When there is no usable terminal, or threads cannot be started.
pub fn run(options: Options) -> anyhow::Result<i32> {
    rescue::leave_on_panic();
    let data = options.store.data().to_owned();
    let start = Start {
        now: options.clock.now(),
        seed: options.seed,
        theme: options.theme,
        event: options.event,
        data: data.display().to_string(),
        demo: options.demo,
        settings: options.settings,
    };
    let mouse = start.settings.mouse;
    let mut app = App::new(start);
    let mistakes = options.problems.len();
    let summary =
        format!("{mistakes} mistakes in the settings; :messages, or `mingle config check`, names them");
    // The status line holds one notice: of several mistakes it says how many.
    for problem in options.problems.into_iter().chain((mistakes > 1).then_some(summary)) {
        app.update(Msg::Done(Outcome::Said(Notice::warning(problem))), options.clock.now());
    }
    let (sender, events) = channel();
    // Before there is anything to give back, so that there is no moment in which a signal leaves the terminal changed.
    signals::start(sender.clone())?;
    let mut screen = terminal::enter(mouse)?;
    // The first frame comes before any file is read.
    terminal::draw(&mut screen, &mut app)?;
    watch_hang_up(sender.clone())?;
    let input = Input::start(sender.clone())?;
    let store = Arc::new(options.store);
    // Watching comes first: what changes while we read is read again.
    let watch = Watch::start(&data, sender.clone());
    let (jobs, worker) = worker::start(store.clone(), options.inbox, sender.clone())?;
    rescue::arm(jobs.clone(), worker);
    jobs.send(Job::Load(options.clock.now()))?;
    let mut shell = Shell {
        app,
        screen,
        input,
        jobs,
        events,
        news: sender,
        clock: options.clock,
        store,
        config: options.config,
        matched: options.matched,
        editor: options.editor,
        clipboard: options.clipboard,
        panic_key: options.panic_key,
        watch,
        typed: BTreeMap::new(),
        kept: BTreeMap::new(),
        draft_due: None,
        disk_due: None,
        changed: Some(BTreeSet::new()),
        doubt_due: None,
        retry_due: None,
        inbox_due: None,
        slow_due: None,
        stop: None,
        mouse,
        reading: lists::Reading::default(),
    };
    let code = shell.turn();
    shell.end();
    Ok(code)
}

impl Shell {
    /// Waits for events and answers them, until it is over.
    fn turn(&mut self) -> i32 {
        loop {
            let event = match self.due() {
                None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(at) => self.events.recv_timeout(at.saturating_duration_since(Instant::now())),
            };
            match event {
                Ok(event) => self.take(event),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return 1,
            }
            // Keys that came meanwhile share the next frame.
            let begun = Instant::now();
            for _ in 0..BURST {
                match self.events.try_recv() {
                    Ok(event) if self.stop.is_none() => self.take(event),
                    _ => break,
                }
                if begun.elapsed() > BURST_AT_MOST {
                    break;
                }
            }
            self.in_time();
            if let Some(code) = self.stop {
                return code;
            }
            for effect in self.app.settle() {
                self.perform(effect);
            }
            if terminal::draw(&mut self.screen, &mut self.app).is_err() {
                return 129;
            }
        }
    }

    fn ask(&mut self, job: Job) {
        if self.jobs.send(job).is_err() {
            self.stop = Some(1);
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Msg(Msg::Key(key)) if self.panic_key && Key::parse("f12") == Some(key) => {
                rescue::panic_for_check();
            }
            Event::Msg(msg) => {
                if matches!(msg, Msg::Resize) {
                    drop(self.screen.autoresize());
                }
                let effects = self.app.update(msg, self.clock.now());
                for effect in effects {
                    self.perform(effect);
                }
            }
            Event::Focus(true) => self.look_soon(None, Duration::ZERO),
            Event::Focus(false) => self.keep_drafts(),
            Event::Disk => {
                let Heard { paths, lost } = self.watch.heard();
                // A folder is new, and all that is in it.
                let all = lost || paths.iter().any(|path| !watch::is_record(path));
                if all {
                    self.watch.again();
                }
                self.look_soon((!all).then_some(paths), later::QUIET);
            }
            Event::Doubt => self.doubt_due = Some(Instant::now() + worker::DOUBT),
            Event::Inbox => self.look_into_inbox_soon(),
            Event::InboxLater => self.look_into_inbox_later(),
            Event::Copied { text, by } => {
                let terminal = || clipboard::through_terminal(self.screen.backend_mut(), &text);
                let copied = by.map_or_else(terminal, |program| Ok(program.to_owned()));
                self.answer(Outcome::Copied(copied));
            }
            Event::Stop(code) => self.stop = Some(code),
            Event::Suspend => self.suspend(),
            Event::Continued => {
                if terminal::again(&mut self.screen, self.mouse).is_err() {
                    self.stop = Some(129);
                }
                self.look_soon(None, Duration::ZERO);
            }
        }
    }

    /// The end: drafts first, then the terminal. A list that is still being kept is given up.
    fn end(&mut self) {
        self.reading.stop();
        self.keep_drafts();
        let done = self.settle(LAST_SAVES);
        terminal::leave();
        // Whoever quits waits for what they did; a signal does not.
        if !done && self.stop == Some(0) {
            let line = "mingle: what was done last is still being saved; Ctrl-C does not wait for it\n";
            drop(std::io::Write::write_all(&mut std::io::stderr(), line.as_bytes()));
            self.settle(LAST_WORK);
        }
    }
}
