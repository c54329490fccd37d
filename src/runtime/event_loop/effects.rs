//! What the screen asks of the world, done: jobs for the worker, threads aside, the user's editor, the terminal.

use std::sync::mpsc::channel;
use std::time::Duration;

use super::{LAST_SAVES, Shell};
use crate::domain::Key as RecordKey;
use crate::runtime::worker::Job;
use crate::runtime::{aside, editor, exports, lists, signals, terminal};
use crate::ui::{Effect, Msg, Notice, Outcome};

impl Shell {
    /// Does one of them; what comes of it returns as a message.
    pub(super) fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Save { ticket, change } => self.ask(Job::Save(ticket, change, self.clock.now())),
            Effect::Fold(book) => {
                let begun = aside::fold(*book, self.config.clone(), self.matched, self.news.clone());
                self.begun(&begun);
            }
            Effect::LetGo(old) => self.begun(&aside::let_go(old)),
            Effect::WorkOut(work) => self.begun(&aside::work(*work, self.news.clone())),
            Effect::Doubles(book) => self.begun(&aside::doubles(*book, self.news.clone())),
            Effect::Undo => self.ask(Job::Undo(self.clock.now())),
            Effect::Redo => self.ask(Job::Redo(self.clock.now())),
            Effect::Retry => self.ask(Job::Retry),
            Effect::Reload => self.ask(Job::Refresh),
            Effect::See(what, value) => self.ask(Job::See(what, value)),
            Effect::Paths(typed) => self.begun(&lists::complete(typed, self.news.clone())),
            Effect::ReadList(list) => {
                let begun = self.reading.start(*list, self.store.clone(), self.news.clone());
                self.begun(&begun);
            }
            Effect::Keep(list) => {
                let stop = self.reading.keep();
                self.ask(Job::Keep(list, stop, self.clock.now()));
            }
            Effect::StopReading => self.reading.stop(),
            Effect::Export(asked) => {
                let data = self.store.data().to_owned();
                self.begun(&exports::start(*asked, data, self.news.clone()));
            }
            Effect::KeepDrafts => self.keep_drafts(),
            Effect::Copy(text) => {
                let begun = self.clipboard.copy(text, self.news.clone());
                self.begun(&begun);
            }
            Effect::EditText { of, text } => {
                let folder = self.store.state().join("edit");
                let result = self.away(|editor| editor::text(editor, &folder, &text));
                self.answer(Outcome::Edited { of, before: text, result });
            }
            Effect::EditRecord(key) => self.edit_record(&key),
            Effect::Mouse(on) => {
                self.mouse = on;
                drop(terminal::take_mouse(self.screen.backend_mut(), on));
            }
            Effect::Redraw => drop(terminal::wipe(&mut self.screen)),
            Effect::Suspend => self.suspend(),
            Effect::Quit => self.stop = Some(0),
        }
    }

    /// Tells the screen at once what came of one.
    pub(super) fn answer(&mut self, outcome: Outcome) {
        let effects = self.app.update(Msg::Done(outcome), self.clock.now());
        for effect in effects {
            self.perform(effect);
        }
    }

    /// Without threads there is no screen.
    fn begun(&mut self, thread: &std::io::Result<()>) {
        if thread.is_err() {
            self.stop = Some(1);
        }
    }

    fn edit_record(&mut self, key: &RecordKey) {
        let Some(path) = self.store.path(key) else { return };
        // What was just changed on the screen has to be in the file that the editor opens.
        self.settle(LAST_SAVES);
        if let Err(reason) = self.away(|editor| editor::run(editor, &path)) {
            self.answer(Outcome::Said(Notice::warning(reason)));
        }
        self.ask(Job::Refresh);
    }

    /// Gives the terminal to the user's editor and takes it back.
    fn away<T>(&mut self, work: impl FnOnce(&str) -> Result<T, String>) -> Result<T, String> {
        let Some(editor) = self.editor.clone() else {
            return Err("no editor is set: export EDITOR=nano, or whichever you like".to_owned());
        };
        self.keep_drafts();
        self.input.pause();
        signals::away(true);
        terminal::leave();
        let result = work(&editor);
        self.back();
        signals::away(false);
        self.input.resume();
        result
    }

    fn back(&mut self) {
        match terminal::enter(self.mouse) {
            Ok(screen) => self.screen = screen,
            Err(_) => self.stop = Some(129),
        }
        drop(terminal::wipe(&mut self.screen));
    }

    /// Stops like any program in the foreground, and comes back with a fresh screen.
    pub(super) fn suspend(&mut self) {
        if !signals::has_shell() {
            let notice = Notice::warning("there is no shell here that could bring mingle back after Ctrl-Z");
            self.answer(Outcome::Said(notice));
            return;
        }
        self.keep_drafts();
        self.settle(LAST_SAVES);
        self.input.pause();
        terminal::leave();
        let _ignored = rustix::process::kill_current_process_group(rustix::process::Signal::STOP);
        self.back();
        self.input.resume();
    }

    /// Waits until the worker has done everything so far, but no longer than this; false when it has not.
    pub(super) fn settle(&mut self, patience: Duration) -> bool {
        let (done, wait) = channel();
        self.ask(Job::Barrier(done));
        wait.recv_timeout(patience).is_ok()
    }
}
