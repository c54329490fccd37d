//! The app: one state, one `update`, effects as data.

pub(crate) mod arrivals;
mod commands;
mod evening;
mod input;

use std::collections::{BTreeMap, HashMap, VecDeque};

use self::arrivals::Reverting;
use crate::domain::{Book, Change, IdMaker, Now};
use crate::ledger::pushes;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::key::Key;
use crate::ui::keymap::Keymap;
use crate::ui::msg::{Folded, Msg, Notice, Tone};
use crate::ui::pane::card::CardPane;
use crate::ui::pane::mixer::{Changes, Mixer};
use crate::ui::shared::{Pane, Parked, Shared, Start, Step};
use crate::ui::tonight::Tonight;
use crate::ui::viewport::Viewport;
use crate::ui::work::{Topic, Works};

/// A change of more records than this is not followed one by one: all is folded anew, off the screen's thread.
const MANY: usize = 500;
/// How many messages `:messages` keeps.
const MESSAGES: usize = 200;

/// Everything the screen knows.
#[derive(Debug)]
pub struct App {
    pub(crate) shared: Shared,
    pub(crate) mixer: Mixer,
    pub(crate) over: Vec<Box<dyn Pane>>,
    /// Keys of an unfinished sequence, and what may follow.
    pub(crate) prefix: Vec<Key>,
    pub(crate) which: Vec<(Key, Command)>,
    /// The keys that the command being run was given by; empty when it came from a list or a click.
    pressed: String,
    pub(crate) notice: Option<Notice>,
    ids: IdMaker,
    /// Whether the user chose the event, so that loading does not choose for them.
    event_chosen: bool,
    tickets: u64,
    /// What is to be said of changes that are not on disk yet, by ticket.
    pub(crate) unsaved: BTreeMap<u64, Option<Notice>>,
    /// Whether saving takes so long that the user should know.
    pub(crate) slow: bool,
    /// Whether something changed since what is computed from it was brought in step.
    stale: bool,
    /// Why saving fails, while it does.
    pub(crate) failing: Option<String>,
    /// How far a great undo (or redo) has come, while one is under way.
    pub(crate) reverting: Option<Reverting>,
}

impl App {
    /// The screen over an empty book; records arrive as messages.
    pub fn new(start: Start) -> Self {
        let (keymap, problems) = Keymap::new(start.settings.preset, &start.settings.keys);
        let shared = Shared {
            book: Book::default(),
            folded: Folded::default(),
            doubles: None,
            unfolded: Some(Vec::new()),
            hand: crate::ui::hand::Hand::default(),
            now: start.now,
            theme: start.theme,
            keymap,
            event: start.event.clone(),
            selected: None,
            viewport: Viewport::default(),
            parked: BTreeMap::new(),
            drafts: Vec::new(),
            troubles: Vec::new(),
            tonight: Tonight::default(),
            works: Works::default(),
            changes: Changes::default(),
            blank: false,
            seen: BTreeMap::new(),
            messages: VecDeque::new(),
            uses: HashMap::new(),
            revision: 0,
            loading: true,
            data: start.data,
            demo: start.demo,
            settings: start.settings,
        };
        let mut app = Self {
            event_chosen: start.event.is_some(),
            ids: IdMaker::new(start.seed),
            shared,
            mixer: Mixer::default(),
            over: Vec::new(),
            prefix: Vec::new(),
            which: Vec::new(),
            pressed: String::new(),
            notice: None,
            tickets: 0,
            unsaved: BTreeMap::new(),
            slow: false,
            stale: true,
            failing: None,
            reverting: None,
        };
        // Of no records there is nothing to find out.
        drop(app.settle());
        // The first is said last and stands on the screen; the others are among the messages.
        let more = problems.len().saturating_sub(1);
        for (at, problem) in problems.into_iter().enumerate().rev() {
            let more =
                if at == 0 && more > 0 { format!(" · and {more} more: :messages") } else { String::new() };
            app.say(Notice::warning(format!("config.toml: {problem}{more}")));
        }
        app
    }

    /// Everything the panes read.
    pub fn shared(&self) -> &Shared {
        &self.shared
    }

    /// Keeps what the last frame showed where.
    pub fn drawn(&mut self, viewport: Viewport) {
        self.shared.viewport = viewport;
    }

    /// Texts that would be lost if the program ended now, by field; the runtime keeps them on disk.
    pub fn open_texts(&self) -> BTreeMap<String, String> {
        let open = self.over.iter().filter_map(|pane| pane.draft());
        let parked = self.shared.parked.iter().map(|(field, parked)| (field.clone(), parked.text.clone()));
        let old = self.shared.drafts.iter().map(|draft| (draft.field.clone(), draft.text.clone()));
        old.chain(parked).chain(open).filter(|(_, text)| !text.trim().is_empty()).collect()
    }

    /// Whether something waits for a key or a moment: a save that failed.
    pub fn is_failing(&self) -> bool {
        self.failing.is_some()
    }

    /// Whether a save is under way.
    pub fn is_saving(&self) -> bool {
        !self.unsaved.is_empty() && self.failing.is_none()
    }

    /// Says that the save under way takes long.
    pub fn saving_is_slow(&mut self) {
        self.slow = self.is_saving();
    }

    /// Takes one message at time `now` and says what the world is to do.
    pub fn update(&mut self, msg: Msg, now: Now) -> Vec<Effect> {
        self.shared.now = now;
        let mut effects = Vec::new();
        let streams = matches!(msg, Msg::Records(_) | Msg::Gone(_) | Msg::Troubles(_));
        if !streams {
            effects.extend(self.settle());
        }
        match msg {
            // What brings the screen back does nothing else.
            Msg::Key(_) | Msg::Paste(_) | Msg::Click { .. } if std::mem::take(&mut self.shared.blank) => {}
            Msg::Wheel { .. } if self.shared.blank => {}
            Msg::Key(key) => self.key(key, &mut effects),
            Msg::Paste(text) => self.paste(text, &mut effects),
            Msg::Click { column, row } => self.click(column, row, &mut effects),
            Msg::Wheel { column, row, down } => self.wheel(column, row, down, &mut effects),
            Msg::Resize => {}
            Msg::Records(records) => self.records(records),
            Msg::Gone(keys) => self.gone(keys),
            Msg::ManyBegin => self.many_begin(&mut effects),
            Msg::ManyEnd => self.fold_anew(&mut effects),
            Msg::Troubles(troubles) => self.shared.troubles = troubles,
            Msg::LoadEnd => self.load_end(&mut effects),
            Msg::Folded(folded) => self.folded(*folded, &mut effects),
            Msg::Matched(matched) => self.shared.take_matched(*matched),
            Msg::Doubles(found) => {
                self.shared.doubles = Some(found);
                self.shared.revision += 1;
            }
            Msg::Worked(worked) => self.shared.take_worked(*worked),
            Msg::Done(outcome) => self.done(outcome, &mut effects),
        }
        self.stale = true;
        if !streams {
            effects.extend(self.settle());
        }
        effects
    }

    /// Brings what is computed from the records in step with them, and says what is to be found out elsewhere. Batches of
    /// records that stream in leave it to the next frame (or key), since it looks at every record.
    #[must_use]
    pub fn settle(&mut self) -> Vec<Effect> {
        if !std::mem::take(&mut self.stale) {
            return Vec::new();
        }
        self.shared.catch_up_matched();
        self.mixer.refresh(&mut self.shared);
        let shown: Vec<Topic> = self.over.iter().filter_map(|pane| pane.topic(&self.shared)).collect();
        self.shared.forget_works_but(&shown);
        let topics = shown.into_iter().chain(self.shared.tonight_topic()).chain(self.mixer.topic());
        let effects = topics.collect::<Vec<_>>().into_iter().filter_map(|topic| self.shared.work_out(topic));
        let effects = effects.collect();
        for pane in &mut self.over {
            pane.refresh(&self.shared);
        }
        effects
    }

    pub(super) fn steps(&mut self, steps: Vec<Step>, effects: &mut Vec<Effect>) {
        let saved_before = self.tickets;
        let talks_before = self.talks();
        let mut idle = false;
        for step in steps {
            match step {
                Step::Commit(change) => {
                    idle |= change.is_idle();
                    self.commit(change, effects);
                }
                // What a change would say of itself is not true of one that changes nothing, least of all that `u` undoes it.
                Step::Say(notice) if notice.tone == Tone::Plain && idle && self.tickets == saved_before => {
                    self.say(Notice::plain("nothing has changed: it is so already"));
                }
                // What a change says is said once it is on disk.
                Step::Say(notice) if notice.tone == Tone::Plain && self.tickets > saved_before => {
                    let told = self.unsaved.entry(self.tickets).or_default();
                    let quiet = told.take().map(|quiet| format!(" · {}", quiet.text)).unwrap_or_default();
                    *told = Some(Notice::plain(format!("{}{quiet}", notice.text)));
                }
                step => self.step(step, effects),
            }
        }
        let (event, talks) = self.talks();
        if event == talks_before.0 && talks > talks_before.1 {
            self.tell_of_friends(effects);
        }
    }

    fn step(&mut self, step: Step, effects: &mut Vec<Effect>) {
        match step {
            Step::Open(pane) => self.open(pane, effects),
            Step::Close => drop(self.over.pop()),
            Step::Commit(change) => self.commit(change, effects),
            Step::Say(notice) => self.say(notice),
            Step::Unsay(notice) => self.notice = self.notice.take().filter(|said| *said != notice),
            Step::Do(effect) => effects.push(effect),
            Step::Select(target) => self.mixer.select(&mut self.shared, target),
            Step::Show(target) => {
                self.mixer.select(&mut self.shared, target);
                let covered =
                    self.over.last().is_some_and(|pane| pane.scopes().first() != Some(&Scope::Card));
                if covered {
                    self.open(Box::new(CardPane::default()), effects);
                }
            }
            Step::Ledger(person, favour) => self.mixer.turn_to_ledger(&mut self.shared, person, favour),
            Step::Event(event) => self.be_at(event),
            Step::Run(command) => {
                self.pressed.clear();
                self.run(command, effects);
            }
            Step::See(what, value) => {
                self.shared.seen.insert(what.clone(), value.clone());
                effects.push(Effect::See(what, value));
            }
            Step::Park(field, text) => {
                self.shared.drafts.retain(|draft| draft.field != field);
                if text.trim().is_empty() {
                    self.shared.parked.remove(&field);
                } else {
                    // What comes back unchanged is as old as it was.
                    let same = self.shared.parked.get(&field).filter(|parked| parked.text == text);
                    let at = same.map_or(self.shared.now.stamp(), |parked| parked.at);
                    self.shared.parked.insert(field, Parked { text, at });
                }
            }
        }
    }

    fn commit(&mut self, change: Change, effects: &mut Vec<Effect>) {
        if change.is_idle() {
            return;
        }
        self.shared.book.apply(&change);
        if change.edits.len() > MANY {
            self.shared.revision += 1;
            self.shared.changes.all();
            self.shared.folded.made = false;
            self.fold_anew(effects);
        } else {
            self.shared.follow(change.edits.iter().filter_map(crate::domain::Edit::key).collect());
        }
        self.tickets += 1;
        let quiet = self.quiet_word(&change, effects);
        self.unsaved.insert(self.tickets, quiet);
        effects.push(Effect::Save { ticket: self.tickets, change });
    }

    /// The quiet words that a change gives cause for, each once.
    fn quiet_word(&mut self, change: &Change, effects: &mut Vec<Effect>) -> Option<Notice> {
        let (today, limits) = (self.shared.now.today(), self.shared.settings.gate);
        let mut words = pushes(&self.shared.book, change, today, limits);
        words.retain(|push| !self.shared.seen.contains_key(&push.about));
        for push in &words {
            self.step(Step::See(push.about.clone(), today.to_string()), effects);
        }
        let words: Vec<String> = words.into_iter().map(|push| push.text).collect();
        (!words.is_empty()).then(|| Notice::plain(words.join(" · ")))
    }

    fn be_at(&mut self, event: Option<crate::domain::EventId>) {
        self.event_chosen = true;
        self.shared.event = event;
        self.shared.revision += 1;
    }

    pub(super) fn say(&mut self, notice: Notice) {
        if self.shared.messages.len() == MESSAGES {
            self.shared.messages.pop_front();
        }
        self.shared.messages.push_back(notice.clone());
        self.notice = Some(notice);
    }
}
