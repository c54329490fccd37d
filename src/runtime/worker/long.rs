//! What takes the worker long: a long list is kept, a great operation is taken back. What is typed meanwhile is kept as a draft,
//! and what else is asked for waits its turn.

use std::cell::{Cell, RefCell};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;

use super::{BATCH, Job, Worker};
use crate::domain::{Edit, Now};
use crate::ui::{LongList, Msg, Outcome};

impl Worker {
    /// Looks at what was asked for meanwhile.
    fn look_up(&mut self, todo: &Receiver<Job>) {
        while let Ok(job) = todo.try_recv() {
            match job {
                Job::Drafts { texts, now, may_drop } => self.drafts(&texts, &now, may_drop),
                job => self.waiting.push_back(job),
            }
        }
    }

    /// Saves all that a long list brings.
    pub(super) fn keep(&mut self, list: &LongList, stop: &AtomicBool, now: Now, todo: &Receiver<Job>) {
        // In its order, after what waits.
        self.save();
        let LongList { ticket, import, book, file } = list;
        let ticket = *ticket;
        if !self.pending.is_empty() {
            let result = Err("earlier changes are not saved yet; try again when they are".to_owned());
            self.tell(Msg::Done(Outcome::Kept { ticket, result }));
            return;
        }
        let (store, all) = (self.store.clone(), import.changes());
        let (me, told) = (RefCell::new(&mut *self), Cell::new(0));
        let far = |done: usize| {
            let mut me = me.borrow_mut();
            me.look_up(todo);
            if let Some(done) = news(&told, done, all) {
                me.tell(Msg::Done(Outcome::Keeping { ticket, done, all }));
            }
            !stop.load(Ordering::Relaxed)
        };
        match store.save_each(&import.what(file), import.edits(book), &now, &far) {
            Ok(None) => {
                let result = Err("cancelled; nothing was kept".to_owned());
                self.tell(Msg::Done(Outcome::Kept { ticket, result }));
            }
            Err(error) => self.tell(Msg::Done(Outcome::Kept { ticket, result: Err(error.to_string()) })),
            Ok(Some(saved)) => {
                self.unsettled = Some(now);
                self.tell(Msg::Done(Outcome::Kept { ticket, result: Ok(saved.notice) }));
                self.tell(Msg::ManyBegin);
                let mut records = import.edits(book).filter_map(|edit| edit.after).peekable();
                while records.peek().is_some() {
                    self.tell(Msg::Records(records.by_ref().take(BATCH).collect()));
                }
                self.pass_on(saved.merged);
                self.tell(Msg::ManyEnd);
            }
        }
    }

    /// A change that never reached the disk is undone in memory; any other by the store.
    pub(super) fn undo(&mut self, now: Now, todo: &Receiver<Job>) {
        let Some((ticket, change, _)) = self.pending.pop_back() else {
            self.turn(true, now, todo);
            return;
        };
        let back = change.invert();
        let gone = back.edits.iter().filter(|edit| edit.after.is_none()).filter_map(Edit::key);
        self.tell(Msg::Gone(gone.collect()));
        self.tell(Msg::Records(back.edits.iter().filter_map(|edit| edit.after.clone()).collect()));
        self.tell(Msg::Done(Outcome::Saved { ticket, result: Ok(None) }));
        self.tell(Msg::Done(Outcome::Reverted { undo: true, result: Ok(Some(change.what)) }));
    }

    /// Takes the last operation back, or makes it again, and says how far that is.
    pub(super) fn turn(&mut self, undo: bool, now: Now, todo: &Receiver<Job>) {
        let store = self.store.clone();
        let (me, told) = (RefCell::new(&mut *self), Cell::new(0));
        let far = |done: usize, all: usize| {
            let mut me = me.borrow_mut();
            me.look_up(todo);
            if all == 0 || (all > BATCH && news(&told, done, all).is_some()) {
                me.tell(Msg::Done(Outcome::Reverting { undo, done, all }));
            }
        };
        let turned = if undo { store.undo(&now, &far) } else { store.redo(&now, &far) };
        let result = match turned {
            Ok(turned) => Ok(turned.map(|turned| {
                self.pass_on(turned.records);
                turned.what
            })),
            Err(error) => Err(error.to_string()),
        };
        self.tell(Msg::Done(Outcome::Reverted { undo, result }));
        self.unsettled = Some(now);
    }
}

/// So many of `all` are done: told in whole hundredths, each once.
fn news(told: &Cell<usize>, done: usize, all: usize) -> Option<usize> {
    let hundredths = (done * 100).checked_div(all).unwrap_or(0);
    (hundredths > told.replace(hundredths)).then_some(done)
}
