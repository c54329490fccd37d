//! The worker: owns the store, does one job after the other, and answers with messages.

mod long;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use crate::domain::{Change, Now};
use crate::runtime::event_loop::Event;
use crate::runtime::inbox::{AT_A_TIME, Arrived, TakeIn};
use crate::store::{Draft, Loaded, Problem, Store, StoreError};
use crate::ui::{DraftText, LongList, Msg, Notice, Outcome, Trouble};

/// Editors empty a file before they fill it, git removes it first: what broke or went counts after this long.
pub(crate) const DOUBT: Duration = Duration::from_secs(1);

/// How long nothing must have been asked for before what can wait is done.
const QUIET: Duration = Duration::from_millis(500);

/// So many records are told at once, so that frames come between.
const BATCH: usize = 256;

/// More than these are followed all together, not one by one.
const MANY: usize = 2_000;

/// What the worker is asked for.
pub(crate) enum Job {
    /// Read everything, now.
    Load(Now),
    /// Save a change, made at a time.
    Save(u64, Change, Now),
    /// Try again what could not be saved.
    Retry,
    /// Take the last operation back.
    Undo(Now),
    /// Make it again.
    Redo(Now),
    /// See what others wrote anywhere.
    Refresh,
    /// See what others wrote, if these files are not as we know them: our own saves are heard of as well.
    Look(BTreeSet<PathBuf>),
    /// Keep these texts, and (when nothing unsaved stands behind them) forget all others.
    Drafts {
        /// By field.
        texts: BTreeMap<String, String>,
        /// When.
        now: Now,
        /// Whether texts that are not among them may go.
        may_drop: bool,
    },
    /// Take in what lies in the inbox.
    Inbox(Now),
    /// Save all that a long list brings, unless it is stopped before.
    Keep(Box<LongList>, Arc<AtomicBool>, Now),
    /// Keep that something was seen, and with which answer.
    See(String, String),
    /// Answer when everything before is done.
    Barrier(Sender<()>),
}

impl Job {
    /// Whether it may change records otherwise than the inbox does, or find them changed.
    fn may_change_records(&self) -> bool {
        !matches!(
            self,
            Self::Inbox(_) | Self::Look(_) | Self::Drafts { .. } | Self::See(..) | Self::Barrier(_)
        )
    }
}

/// The worker's state.
struct Worker {
    store: Arc<Store>,
    inbox: Box<dyn TakeIn>,
    /// Why the inbox could not be taken in, as it was told: it is tried again and again, and said once.
    inbox_failed: Option<Notice>,
    events: Sender<Event>,
    /// What was asked for while something long was done, in its order.
    waiting: VecDeque<Job>,
    /// Changes that could not be saved yet, in their order.
    pending: VecDeque<(u64, Change, Now)>,
    /// Files that could not be read, by path.
    problems: Mutex<BTreeMap<PathBuf, Problem>>,
    /// What broke or went since it was last read, and when; not told yet, as somebody may be in the middle of a change.
    doubtful: BTreeMap<PathBuf, (Instant, Loaded)>,
    /// When the store was last changed or read, if there may be something left to do for that.
    unsettled: Option<Now>,
    /// Texts on disk.
    kept: BTreeMap<String, String>,
}

/// Starts the worker.
pub(crate) fn start(
    store: Arc<Store>,
    inbox: Box<dyn TakeIn>,
    events: Sender<Event>,
) -> std::io::Result<(Sender<Job>, ThreadId)> {
    let (jobs, todo) = channel();
    let worker = Worker::new(store, inbox, events);
    let thread = thread::Builder::new().name("worker".into()).spawn(move || worker.work(&todo))?;
    Ok((jobs, thread.thread().id()))
}

impl Worker {
    fn new(store: Arc<Store>, inbox: Box<dyn TakeIn>, events: Sender<Event>) -> Self {
        Self {
            store,
            inbox,
            inbox_failed: None,
            events,
            waiting: VecDeque::new(),
            pending: VecDeque::new(),
            problems: Mutex::default(),
            doubtful: BTreeMap::new(),
            unsettled: None,
            kept: BTreeMap::new(),
        }
    }

    fn work(mut self, todo: &Receiver<Job>) {
        loop {
            let job = match (self.waiting.pop_front(), &self.unsettled) {
                (Some(job), _) => Ok(job),
                (None, None) => todo.recv().map_err(|_| RecvTimeoutError::Disconnected),
                (None, Some(_)) => todo.recv_timeout(QUIET),
            };
            match job {
                Ok(job) => self.work_on(job, todo),
                Err(RecvTimeoutError::Timeout) => self.settle(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn work_on(&mut self, job: Job, todo: &Receiver<Job>) {
        if job.may_change_records() {
            self.inbox.forget();
        }
        match job {
            Job::Load(now) => {
                self.load();
                self.take_in(&now, todo);
                self.unsettled = Some(now);
            }
            Job::Save(ticket, change, now) => {
                self.pending.push_back((ticket, change, now));
                self.save();
            }
            Job::Retry => self.save(),
            Job::Undo(now) => self.undo(now, todo),
            Job::Redo(now) => self.turn(false, now, todo),
            Job::Refresh => self.refresh(),
            Job::Look(paths) if self.store.is_news(paths.iter().map(PathBuf::as_path)) => {
                self.inbox.forget();
                self.refresh();
            }
            Job::Look(_) => {}
            Job::Drafts { texts, now, may_drop } => self.drafts(&texts, &now, may_drop),
            Job::Inbox(now) => {
                self.take_in(&now, todo);
                self.unsettled = Some(now);
            }
            Job::Keep(list, stop, now) => self.keep(&list, &stop, now, todo),
            // Not kept, it is said or asked once more: nothing to trouble anybody with.
            Job::See(what, value) => drop(self.store.see(&what, &value)),
            Job::Barrier(done) => drop(done.send(())),
        }
    }

    /// Does what saves left for when nobody waits for anything.
    fn settle(&mut self) {
        if let Some(notice) = self.unsettled.take().and_then(|now| self.store.settle(&now)) {
            self.tell(Msg::Done(Outcome::Said(Notice::warning(notice))));
        }
    }

    fn tell(&self, msg: Msg) {
        drop(self.events.send(Event::Msg(msg)));
    }

    fn load(&mut self) {
        self.tell(Msg::Done(Outcome::Seen(self.store.seen())));
        let loaded = self.store.load(&|batch| self.pass_on(batch));
        self.troubles();
        if let Err(error) = loaded {
            self.tell(Msg::Done(Outcome::Said(Notice::warning(error.to_string()))));
        }
        // Whoever cannot keep anything learns that before they type.
        if let Some(why) = self.store.read_only() {
            let why = why.to_string();
            let why = why.strip_prefix("NOT SAVED: ").unwrap_or(&why);
            self.tell(Msg::Done(Outcome::Said(Notice::warning(format!("nothing can be saved: {why}")))));
        }
        self.tell(Msg::LoadEnd);
        let drafts = self.store.drafts().unwrap_or_default();
        self.kept = drafts.iter().map(|draft| (draft.field.clone(), draft.text.clone())).collect();
        let time = |when: &str| when.get(11..16).unwrap_or_default().to_owned();
        let texts = drafts.into_iter().map(|draft| DraftText {
            when: time(&draft.when),
            field: draft.field,
            text: draft.text,
        });
        self.tell(Msg::Done(Outcome::Drafts(texts.collect())));
    }

    /// Takes in the inbox, once nothing of the screen's waits to be saved: what it says may be about the same people.
    fn take_in(&mut self, now: &Now, todo: &Receiver<Job>) {
        if !self.pending.is_empty() {
            drop(self.events.send(Event::Inbox));
            return;
        }
        // Thousands of lines take minutes: nobody who saves something waits for that, and the screen hears of what came. What our
        // own lines changed on the disk can wait.
        let mut begun = None;
        let mut stop = || {
            self.waiting.extend(todo.try_iter());
            let can_wait = |job: &Job| matches!(job, Job::Look(_) | Job::Refresh | Job::Inbox(_));
            !self.waiting.iter().all(can_wait)
                || begun.get_or_insert_with(Instant::now).elapsed() >= AT_A_TIME
        };
        let arrived = self.inbox.take_in(&self.store, now, &mut stop);
        let Arrived { records, said, waiting, more, failed } = arrived;
        if more {
            self.waiting.push_back(Job::Inbox(now.clone()));
        }
        if !records.is_empty() {
            self.tell(Msg::Records(records));
        }
        let is_known = failed && said == self.inbox_failed;
        self.inbox_failed = said.clone().filter(|_| failed);
        if let Some(said) = said.filter(|_| !is_known) {
            self.tell(Msg::Done(Outcome::Said(said)));
        }
        if waiting {
            drop(self.events.send(Event::Inbox));
        } else if failed {
            drop(self.events.send(Event::InboxLater));
        }
    }

    /// Saves what waits, in order, until one fails.
    fn save(&mut self) {
        while let Some((ticket, change, now)) = self.pending.front() {
            let ticket = *ticket;
            match self.store.save(change, now) {
                Ok(saved) => {
                    self.unsettled = Some(now.clone());
                    self.pending.pop_front();
                    self.pass_on(saved.merged);
                    self.tell(Msg::Done(Outcome::Saved { ticket, result: Ok(saved.notice) }));
                }
                Err(error) => {
                    self.tell(Msg::Done(Outcome::Saved { ticket, result: Err(reason(&error)) }));
                    return;
                }
            }
        }
    }

    fn refresh(&mut self) {
        match self.store.refresh() {
            Ok(changed) => {
                let sure = self.without_doubtful(changed);
                self.pass_on(sure);
                if let Ok(mut problems) = self.problems.lock() {
                    problems.retain(|path, _| path.symlink_metadata().is_ok());
                }
                self.troubles();
            }
            Err(error) => self.tell(Msg::Done(Outcome::Said(Notice::warning(error.to_string())))),
        }
    }

    /// Gives what was read to the screen, and remembers which files could not be read.
    /// Takes out what may be in the middle of a change, and adds what has been doubtful long enough.
    fn without_doubtful(&mut self, changed: Vec<Loaded>) -> Vec<Loaded> {
        let now = Instant::now();
        let mut sure = Vec::new();
        for one in changed {
            let path = match &one {
                Loaded::Record(record) => self.store.path(&record.key()),
                Loaded::Gone(key) => self.store.path(key),
                Loaded::Problem(problem) => Some(problem.path.clone()),
            };
            match (one, path) {
                (one @ Loaded::Record(_), Some(path)) => {
                    self.doubtful.remove(&path);
                    sure.push(one);
                }
                (one, Some(path)) => {
                    let since = self.doubtful.get(&path).map_or(now, |(since, _)| *since);
                    self.doubtful.insert(path, (since, one));
                }
                (one, None) => sure.push(one),
            }
        }
        for (path, (since, one)) in std::mem::take(&mut self.doubtful) {
            if now.duration_since(since) >= DOUBT {
                sure.push(one);
            } else {
                self.doubtful.insert(path, (since, one));
            }
        }
        if !self.doubtful.is_empty() {
            drop(self.events.send(Event::Doubt));
        }
        sure
    }

    fn pass_on(&self, loaded: Vec<Loaded>) {
        let mut records = Vec::new();
        let mut gone = Vec::new();
        for one in loaded {
            let key = match &one {
                Loaded::Record(record) => Some(record.key()),
                Loaded::Gone(key) => Some(key.clone()),
                Loaded::Problem(_) => None,
            };
            if let Ok(mut problems) = self.problems.lock() {
                match (&one, key.and_then(|key| self.store.path(&key))) {
                    (Loaded::Problem(problem), _) => {
                        drop(problems.insert(problem.path.clone(), problem.clone()));
                    }
                    (_, Some(path)) => drop(problems.remove(&path)),
                    _ => {}
                }
            }
            match one {
                Loaded::Record(record) => records.push(record),
                Loaded::Gone(key) => gone.push(key),
                Loaded::Problem(_) => {}
            }
        }
        let many = gone.len() + records.len() > MANY;
        if many {
            self.tell(Msg::ManyBegin);
        }
        while !gone.is_empty() {
            let rest = gone.split_off(gone.len().min(BATCH));
            self.tell(Msg::Gone(std::mem::replace(&mut gone, rest)));
        }
        let mut records = records.into_iter().peekable();
        while records.peek().is_some() {
            self.tell(Msg::Records(records.by_ref().take(BATCH).collect()));
        }
        if many {
            self.tell(Msg::ManyEnd);
        }
    }

    fn troubles(&self) {
        let place = |problem: &Problem| {
            let path = problem.path.display();
            problem.at.map_or_else(|| path.to_string(), |(line, column)| format!("{path}:{line}:{column}"))
        };
        let Ok(problems) = self.problems.lock() else { return };
        let trouble = |problem: &Problem| {
            let Problem { reason, name, .. } = problem.clone();
            Trouble { place: place(problem), reason, name }
        };
        let troubles = problems.values().map(trouble);
        self.tell(Msg::Troubles(troubles.collect()));
    }

    fn drafts(&mut self, texts: &BTreeMap<String, String>, now: &Now, may_drop: bool) {
        for (field, text) in texts {
            if self.kept.get(field) != Some(text) {
                let draft = Draft { field: field.clone(), text: text.clone(), when: now.stamp().to_string() };
                if let Err(error) = self.store.keep_draft(&draft) {
                    let notice =
                        Notice::warning(format!("what you type is not kept as a draft: {}", reason(&error)));
                    self.tell(Msg::Done(Outcome::Said(notice)));
                    return;
                }
                self.kept.insert(field.clone(), text.clone());
            }
        }
        // A text goes only when the save that holds it is on disk.
        let saves = self.waiting.iter().any(|job| matches!(job, Job::Save(..)));
        if may_drop && !saves && self.pending.is_empty() {
            let gone: Vec<String> =
                self.kept.keys().filter(|field| !texts.contains_key(*field)).cloned().collect();
            for field in gone {
                if self.store.drop_draft(&field).is_ok() {
                    self.kept.remove(&field);
                }
            }
        }
    }
}

/// Why something was not saved, without the words for that it was not: the screen has its own.
fn reason(error: &StoreError) -> String {
    let text = error.to_string();
    text.strip_prefix("NOT SAVED: ").map_or(text.clone(), str::to_owned)
}
