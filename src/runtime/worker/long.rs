//! What takes the worker long: a long list is kept, a great operation is taken back. What is typed meanwhile is kept as a draft,
//! and what else is asked for waits its turn.

use std::cell::{Cell, RefCell};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;

use super::{BATCH, Job, Worker};
use crate::domain::{Edit, Now};
use crate::runtime::lists;
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
        let (store, all) = (self.store.clone(), import.to_save());
        let (me, told) = (RefCell::new(&mut *self), Cell::new(0));
        let far = |done: usize| {
            let mut me = me.borrow_mut();
            me.look_up(todo);
            if let Some(done) = news(&told, done, all) {
                me.tell(Msg::Done(Outcome::Keeping { ticket, done, all }));
            }
            !stop.load(Ordering::Relaxed)
        };
        match lists::save(&store, import, book, file, &now, &far) {
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
        let (me, told, begun) = (RefCell::new(&mut *self), Cell::new(0), Cell::new(false));
        let far = |done: usize, all: usize| {
            let mut me = me.borrow_mut();
            me.look_up(todo);
            let is_first = all == 0 && !begun.replace(true);
            if is_first || (all > BATCH && news(&told, done, all).is_some()) {
                me.tell(Msg::Done(Outcome::Reverting { undo, done, all }));
            }
        };
        let turned = if undo { store.undo(&now, &far) } else { store.redo(&now, &far) };
        let result = match turned {
            Ok(None) => Ok(None),
            Ok(Some(turned)) => {
                let not = if undo { "not undone" } else { "not made again" };
                let words = turned.in_words().map(Some).map_err(|why| format!("{not}: {why}"));
                self.pass_on(turned.records);
                words
            }
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;
    use std::sync::mpsc::channel;

    use super::*;
    use crate::domain::{Change, Key, Person, PersonId};
    use crate::runtime::event_loop::Event;
    use crate::store::Store;

    fn now() -> Now {
        Now("2026-05-12T08:42:10+01:00[Europe/London]".parse().unwrap())
    }

    fn guest(at: usize) -> Edit {
        Edit::create(Person::named(PersonId::new(&format!("guest-{at:04}")), "Guest"))
    }

    #[derive(Debug)]
    struct NoInbox;

    impl crate::runtime::TakeIn for NoInbox {
        fn take_in(&mut self, _: &Store, _: &Now, _: &mut dyn FnMut() -> bool) -> crate::runtime::Arrived {
            crate::runtime::Arrived::default()
        }

        fn forget(&mut self) {}
    }

    fn worker(dir: &std::path::Path) -> (Worker, std::sync::mpsc::Receiver<Event>) {
        let (events, told) = channel();
        let store = Arc::new(Store::open(&dir.join("data"), &dir.join("state")).unwrap());
        let worker = Worker::new(store, Box::new(NoInbox), events);
        (worker, told)
    }

    fn told(events: &std::sync::mpsc::Receiver<Event>) -> Vec<Msg> {
        let msg = |event| if let Event::Msg(msg) = event { Some(msg) } else { None };
        events.try_iter().filter_map(msg).collect()
    }

    #[test]
    fn a_long_undo_says_how_far_it_is_and_what_is_done_meanwhile_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let (mut worker, events) = worker(dir.path());
        let edits: Vec<Edit> = (0..600).map(guest).collect();
        let known = edits[7].after.clone();
        worker.store.save_each("import of guests.csv", edits.into_iter(), &now(), &|_| true).unwrap();
        // A line that was typed about one of them, whose draft lies on the disk, and that was kept while the undo was under way.
        let text: BTreeMap<String, String> = [("capture".to_owned(), "Guest; tea".to_owned())].into();
        worker.drafts(&text, &now(), true);
        let (jobs, todo) = channel();
        let mut book = crate::domain::Book::default();
        book.put(known.unwrap());
        let id = PersonId::new("guest-0007");
        let edit = book.edit_person(&id, |guest| guest.needs.push("tea".into())).unwrap();
        jobs.send(Job::Save(1, Change::new("tea").with(edit), now())).unwrap();
        jobs.send(Job::Drafts { texts: BTreeMap::new(), now: now(), may_drop: true }).unwrap();

        worker.turn(true, now(), &todo);
        assert_eq!(worker.store.drafts().unwrap().len(), 1, "its change is not on the disk yet");
        let said = told(&events);
        let far: Vec<usize> = said
            .iter()
            .filter_map(|msg| match msg {
                Msg::Done(Outcome::Reverting { undo: true, done, all: 600 }) => Some(*done),
                _ => None,
            })
            .collect();
        assert!(far.len() > 50 && far.is_sorted(), "{far:?}");
        assert!(
            said.iter().any(|msg| matches!(msg, Msg::Gone(keys) if keys.contains(&Key::Person(id.clone()))))
        );

        while let Some(job) = worker.waiting.pop_front() {
            worker.work_on(job, &todo);
        }
        worker.drafts(&BTreeMap::new(), &now(), true);
        assert_eq!(worker.store.drafts().unwrap(), []);
        // Whoever was taken back and then written to is there again, on the disk and on the screen.
        let back = |msg: &Msg| matches!(msg, Msg::Records(all) if all.iter().any(|one| one.key() == Key::Person(id.clone())));
        assert!(told(&events).iter().any(back));
        assert!(dir.path().join("data/people/guest-0007.toml").exists());
    }
}
