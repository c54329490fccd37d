//! What comes from outside: records that were read, and the answers to effects.

use super::App;
use crate::agenda::Agenda;
use crate::domain::{Key as RecordKey, Record};
use crate::search::Target;
use crate::ui::effect::{Effect, Old};
use crate::ui::msg::{DraftText, Exported, Folded, Notice, Outcome};
use crate::ui::pane::drafts::DraftsPane;
use crate::ui::pane::note::NotePane;
use crate::ui::pane::sorting::waiting_words;
use crate::ui::shared::Step;

impl App {
    pub(super) fn records(&mut self, records: Vec<Record>) {
        let keys = records.iter().map(Record::key).collect();
        for record in records {
            self.shared.book.put(record);
        }
        self.shared.follow(keys);
        self.choose_event();
    }

    pub(super) fn gone(&mut self, keys: Vec<RecordKey>) {
        for key in &keys {
            self.shared.book.take(key);
            if let (RecordKey::Person(id), Some(Target::Person(selected))) = (key, &self.shared.selected)
                && id == selected
            {
                self.shared.selected = None;
            }
        }
        self.shared.follow(keys);
    }

    /// What was folded is the book as it was when the load ended; what changed since follows.
    pub(super) fn folded(&mut self, folded: Folded, effects: &mut Vec<Effect>) {
        let old = std::mem::replace(&mut self.shared.folded, folded);
        effects.push(Effect::LetGo(Old::new(old)));
        if let Some(keys) = self.shared.unfolded.take() {
            self.shared.follow(keys);
        }
    }

    /// A great many records come (or go): finding and matching wait for them, and begin anew after the last.
    pub(super) fn many_begin(&mut self, effects: &mut Vec<Effect>) {
        self.shared.changes.coming = true;
        self.begin_anew(effects);
    }

    fn begin_anew(&mut self, effects: &mut Vec<Effect>) {
        self.shared.unfolded = Some(Vec::new());
        effects.extend(self.shared.begin_matching().map(|old| Effect::LetGo(Old::new(old))));
    }

    /// Has the whole book folded for finding and matching, off the screen's thread.
    pub(super) fn fold_anew(&mut self, effects: &mut Vec<Effect>) {
        self.shared.changes.coming = false;
        self.begin_anew(effects);
        effects.push(Effect::Fold(Box::new(self.shared.book.clone())));
    }

    pub(super) fn load_end(&mut self, effects: &mut Vec<Effect>) {
        self.shared.loading = false;
        self.fold_anew(effects);
        if let Some(event) = self.shared.event.clone().filter(|event| self.shared.book.event(event).is_none())
        {
            self.shared.event = None;
            self.say(Notice::warning(format!("no event {event}; n lists the events there are")));
        }
        self.choose_event();
        let troubles = self.shared.troubles.len();
        if troubles > 0 {
            let files = if troubles == 1 { "1 file was" } else { "some files were" };
            self.say(Notice::warning(format!("{files} not read and left as they are; :problems tells why")));
        }
        self.say_due_today(effects);
    }

    /// One quiet line about what I promised for today, or else about lines that wait to be sorted, each once a day: the next key
    /// takes it away.
    fn say_due_today(&mut self, effects: &mut Vec<Effect>) {
        /// Under which name it is kept that the line was said, and on which day.
        const SEEN: &str = "agenda-today";
        /// So much of it stands in one row of 80, with the key behind it.
        const CELLS: usize = 72;
        /// The same of the line that says how many lines wait to be sorted.
        const WAITING: &str = "sorting-today";
        let today = self.shared.now.today();
        let day = today.to_string();
        if self.notice.is_some() {
            return;
        }
        let is_new = |seen: &str| self.shared.seen.get(seen) != Some(&day);
        let due = || Agenda::of(&self.shared.book, today, 0).due_today(CELLS);
        let (seen, said) = if let Some(due) = Some(SEEN).filter(|seen| is_new(seen)).and_then(|_| due()) {
            (SEEN, format!("{due} · g a"))
        } else if let Some(waiting) = waiting_words(self.shared.book.me()).filter(|_| is_new(WAITING)) {
            (WAITING, waiting)
        } else {
            return;
        };
        self.say(Notice::plain(said));
        self.steps(vec![Step::See(seen.to_owned(), day)], effects);
    }

    /// Until the user says otherwise, the event is the one that is on today.
    pub(super) fn choose_event(&mut self) {
        if !self.event_chosen {
            self.shared.event =
                self.shared.book.event_on(&self.shared.now.stamp()).map(|event| event.id.clone());
        }
    }

    pub(super) fn done(&mut self, outcome: Outcome, effects: &mut Vec<Effect>) {
        match outcome {
            Outcome::Saved { ticket, result } => self.saved(ticket, result),
            Outcome::Reverting { undo, done, all } => self.reverting = Some(Reverting { undo, done, all }),
            Outcome::Reverted { undo, result } => self.reverted(undo, result),
            Outcome::Edited { of, before, result } => match result {
                Ok(text) => self.edited(&of, (&before, &text), effects),
                Err(reason) => self.say(Notice::warning(reason)),
            },
            Outcome::Copied(Ok(route)) => self.say(Notice::plain(format!("copied ({route})"))),
            Outcome::Copied(Err(reason)) => self.say(Notice::warning(format!("not copied: {reason}"))),
            Outcome::Drafts(drafts) => {
                if !drafts.is_empty() {
                    self.shared.drafts = set_aside(drafts);
                    self.open(Box::new(DraftsPane::default()), effects);
                }
            }
            Outcome::Seen(seen) => self.shared.seen.extend(seen),
            Outcome::Said(notice) => self.say(notice),
            news @ (Outcome::Paths { .. }
            | Outcome::Reading { .. }
            | Outcome::Sampled { .. }
            | Outcome::List { .. }
            | Outcome::Keeping { .. }
            | Outcome::Kept { .. }
            | Outcome::Export { .. }) => {
                let heard = self.over.iter_mut().rev().try_fold(news, |news, pane| {
                    match pane.heard(&self.shared, &mut self.ids, news) {
                        Ok(steps) => Err(steps),
                        Err(news) => Ok(news),
                    }
                });
                match heard {
                    Err(steps) => self.steps(steps, effects),
                    // The screen that asked is closed: what was written, or was not, is said all the same.
                    Ok(Outcome::Export { result: Ok(Exported::Written(said)), .. }) => {
                        self.say(Notice::plain(said));
                    }
                    Ok(Outcome::Export { result: Err(why) | Ok(Exported::Stands(why)), .. }) => {
                        self.say(Notice::warning(format!("not exported: {why}")));
                    }
                    Ok(_) => {}
                }
            }
        }
    }

    fn saved(&mut self, ticket: u64, result: Result<Option<String>, String>) {
        match result {
            Ok(told) => {
                if let Some(said) = self.unsaved.remove(&ticket).flatten() {
                    self.say(said);
                }
                self.slow &= !self.unsaved.is_empty();
                if self.unsaved.is_empty() && self.failing.take().is_some() {
                    self.say(Notice::plain("saved after all"));
                }
                if let Some(told) = told {
                    self.say(Notice::warning(told));
                }
            }
            Err(reason) => {
                if self.failing.as_ref() != Some(&reason) {
                    self.say(Notice::warning(format!("NOT SAVED: {reason}")));
                }
                self.failing = Some(reason);
            }
        }
    }

    fn reverted(&mut self, undo: bool, result: Result<Option<String>, String>) {
        self.reverting = None;
        self.say(match (result, undo) {
            (Ok(Some(what)), true) => Notice::plain(format!("undone: {what} · U makes it again")),
            (Ok(Some(what)), false) => Notice::plain(format!("made again: {what} · u takes it back")),
            (Ok(None), true) => Notice::plain("nothing to undo"),
            (Ok(None), false) => Notice::plain("nothing to make again"),
            (Err(reason), _) => Notice::warning(reason),
        });
    }

    fn edited(&mut self, of: &crate::ui::TextOf, (before, text): (&str, &str), effects: &mut Vec<Effect>) {
        if self.over.last_mut().is_some_and(|pane| pane.edited(of, text)) {
            return;
        }
        let steps = NotePane::keep(&self.shared, &mut self.ids, of, (before, text));
        self.steps(steps, effects);
    }
}

/// A great undo (or redo) that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reverting {
    pub(crate) undo: bool,
    /// Records, of so many; 0 while that is not known.
    pub(crate) done: usize,
    pub(crate) all: usize,
}

impl Reverting {
    /// "taking back 400 of 1000".
    pub(crate) fn words(self) -> String {
        let what = if self.undo { "taking back" } else { "making again" };
        if self.all == 0 { format!("{what} ...") } else { format!("{what} {} of {}", self.done, self.all) }
    }

    /// The same in few cells: "undo 40%".
    pub(crate) fn short(self) -> String {
        let what = if self.undo { "undo" } else { "redo" };
        (self.done * 100)
            .checked_div(self.all)
            .map_or_else(|| format!("{what} ..."), |part| format!("{what} {part}%"))
    }
}

/// Gives texts of an earlier run names of their own, so that typing anew in the same field does not take their place.
fn set_aside(drafts: Vec<DraftText>) -> Vec<DraftText> {
    let aside = |(at, draft): (usize, DraftText)| {
        let field = format!("kept-{}-{at} {}", draft.when, field_of(&draft.field));
        DraftText { field, ..draft }
    };
    drafts.into_iter().enumerate().map(aside).collect()
}

/// The field that a text set aside was typed in.
pub(crate) fn field_of(name: &str) -> &str {
    match name.split_once(' ') {
        Some((aside, field)) if aside.starts_with("kept-") => field,
        _ => name,
    }
}
