//! The app: one state, one `update`, effects as data.

pub(crate) mod arrivals;
mod evening;

use std::collections::{BTreeMap, HashMap, VecDeque};

use crate::domain::{Book, Change, IdMaker, Now};
use crate::ledger::pushes;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::key::Key;
use crate::ui::keymap::{Keymap, Resolved};
use crate::ui::msg::{Folded, Msg, Notice, Tone};
use crate::ui::pane::agenda::AgendaPane;
use crate::ui::pane::brief::BriefPane;
use crate::ui::pane::capture::CapturePane;
use crate::ui::pane::chain::ChainPane;
use crate::ui::pane::circle::CirclePane;
use crate::ui::pane::doubles::DoublesPane;
use crate::ui::pane::drafts::DraftsPane;
use crate::ui::pane::events::EventsPane;
use crate::ui::pane::find::FindPane;
use crate::ui::pane::form::FormPane;
use crate::ui::pane::gifts::GiftsPane;
use crate::ui::pane::groups::GroupsPane;
use crate::ui::pane::import::ImportPane;
use crate::ui::pane::lines::LinesPane;
use crate::ui::pane::menu::MenuPane;
use crate::ui::pane::mine::MinePane;
use crate::ui::pane::mixer::Mixer;
use crate::ui::pane::returning::ReturningPane;
use crate::ui::pane::review::ReviewPane;
use crate::ui::pane::sheet::SheetPane;
use crate::ui::pane::venue::VenuePane;
use crate::ui::shared::{Input, Pane, Shared, Start, Step};
use crate::ui::tonight::Tonight;
use crate::ui::viewport::{Hit, Viewport};

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
}

impl App {
    /// The screen over an empty book; records arrive as messages.
    pub fn new(start: Start) -> Self {
        let (keymap, problems) = Keymap::new(&start.settings.keys);
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
            notice: None,
            tickets: 0,
            unsaved: BTreeMap::new(),
            slow: false,
            stale: true,
            failing: None,
        };
        for problem in problems {
            app.say(Notice::warning(format!("config.toml: {problem}")));
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
        let parked = self.shared.parked.iter().map(|(field, text)| (field.clone(), text.clone()));
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
            self.settle();
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
            Msg::Gone(keys) => keys.iter().for_each(|key| self.gone(key)),
            Msg::Troubles(troubles) => self.shared.troubles = troubles,
            Msg::LoadEnd => self.load_end(&mut effects),
            Msg::Folded(folded) => self.folded(*folded),
            Msg::Matched(matched) => self.shared.take_matched(*matched),
            Msg::Doubles(found) => {
                self.shared.doubles = Some(found);
                self.shared.revision += 1;
            }
            Msg::Done(outcome) => self.done(outcome, &mut effects),
        }
        self.stale = true;
        if !streams {
            self.settle();
        }
        effects
    }

    /// Brings what is computed from the records in step with them. Batches of records that stream in leave it to the next
    /// frame (or key), since it looks at every record.
    pub fn settle(&mut self) {
        if std::mem::take(&mut self.stale) {
            self.mixer.refresh(&mut self.shared);
            for pane in &mut self.over {
                pane.refresh(&self.shared);
            }
        }
    }

    // ---- keys, text, mouse

    fn scopes(&self) -> &'static [Scope] {
        self.over.last().map_or_else(|| self.mixer.scopes(), |pane| pane.scopes())
    }

    fn key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        if self.failing.is_some() && !effects.contains(&Effect::Retry) {
            effects.push(Effect::Retry);
        }
        if self.notice.as_ref().is_some_and(|notice| notice.tone == Tone::Plain) {
            self.notice = None;
        }
        if !self.prefix.is_empty() && key == Key::plain(crossterm::event::KeyCode::Esc) {
            self.end_prefix();
            return;
        }
        let scopes = self.scopes();
        if self.prefix.is_empty()
            && scopes.contains(&Scope::Text)
            && let Some(ch) = key.typed()
        {
            self.input(&Input::Typed(ch), effects);
            return;
        }
        self.prefix.push(key);
        match self.shared.keymap.resolve(scopes, &self.prefix) {
            Resolved::Command(command) => {
                self.end_prefix();
                self.run(command, effects);
            }
            Resolved::Prefix(next) => self.which = next,
            Resolved::Nothing => {
                if self.prefix.len() > 1 {
                    self.say(Notice::plain("nothing on these keys; ? lists what there is"));
                }
                self.end_prefix();
            }
        }
    }

    fn end_prefix(&mut self) {
        self.prefix.clear();
        self.which.clear();
    }

    /// Pasted text is text: in a list it opens the capture line with the text in it.
    fn paste(&mut self, text: String, effects: &mut Vec<Effect>) {
        self.end_prefix();
        // At the gate a line waits for an answer; pasted text does not give one.
        let scopes = self.scopes();
        if !scopes.contains(&Scope::Text) && !scopes.contains(&Scope::Gate) {
            self.open_capture("", false);
        }
        self.input(&Input::Paste(text), effects);
    }

    fn click(&mut self, column: u16, row: u16, effects: &mut Vec<Effect>) {
        self.end_prefix();
        match self.shared.viewport.hit(column, row) {
            Some(Hit::Hint(command)) => self.run(command, effects),
            Some(Hit::Item(item)) => drop(self.input(&Input::Item(item), effects)),
            Some(Hit::Pane(pane)) if self.over.is_empty() => self.mixer.focus_pane(pane),
            Some(Hit::Row(pane, row)) if self.over.is_empty() => {
                self.mixer.focus_pane(pane);
                let steps = self.mixer.choose(&self.shared, row);
                self.steps(steps, effects);
            }
            _ => {}
        }
    }

    fn wheel(&mut self, column: u16, row: u16, down: bool, effects: &mut Vec<Effect>) {
        if let (true, Some(Hit::Pane(pane) | Hit::Row(pane, _))) =
            (self.over.is_empty(), self.shared.viewport.hit(column, row))
        {
            self.mixer.focus_pane(pane);
        }
        let command = match (self.scopes().contains(&Scope::Text), down) {
            (true, true) => Command::NextItem,
            (true, false) => Command::PreviousItem,
            (false, true) => Command::Down,
            (false, false) => Command::Up,
        };
        for _ in 0..3 {
            self.input(&Input::Command(command), effects);
        }
    }

    /// Gives an input to the top pane, else to the mixer; says whether one of them took it.
    fn input(&mut self, input: &Input, effects: &mut Vec<Effect>) -> bool {
        let steps = match self.over.last_mut() {
            Some(pane) => pane.update(&self.shared, &mut self.ids, input),
            None => self.mixer.update(&self.shared, &mut self.ids, input),
        };
        let taken = steps.is_some();
        self.steps(steps.unwrap_or_default(), effects);
        taken
    }

    // ---- commands

    /// Does what a command means: the top pane first, then what holds everywhere.
    fn run(&mut self, command: Command, effects: &mut Vec<Effect>) {
        *self.shared.uses.entry(command).or_default() += 1;
        if self.input(&Input::Command(command), effects) {
            return;
        }
        match command {
            Command::Jot | Command::JotMore => self.open_capture("", command == Command::JotMore),
            Command::Gave => self.open_capture("gave ", false),
            Command::Promise => self.open_capture("I'll ", false),
            Command::Received => self.open_capture("got ", false),
            Command::Ask => self.open_capture("ask ", false),
            Command::Remind => self.open_capture("follow up ", false),
            Command::Search => self.open(FindPane::new(&self.shared)),
            Command::Palette => self.open(MenuPane::palette(&self.shared)),
            Command::Help => self.open(MenuPane::help(&self.shared, self.scopes())),
            Command::Event => self.open(VenuePane::new(&self.shared)),
            Command::Events => self.open(EventsPane::new(&self.shared)),
            Command::Brief => self.open_of_event(BriefPane::for_here),
            Command::Review => self.open_of_event(ReviewPane::for_here),
            Command::Blank | Command::TextBlank => {
                self.shared.blank = true;
                self.end_prefix();
            }
            Command::Everyone => {
                let pane = SheetPane::new(&self.shared);
                let steps = pane.follow_row();
                self.open(pane);
                self.steps(steps, effects);
            }
            Command::Chains => {
                let pane = ChainPane::new(&self.shared);
                let steps = pane.follow_row();
                self.open(pane);
                self.steps(steps, effects);
            }
            Command::Gifts => self.open(GiftsPane::new(&self.shared)),
            Command::Groups => self.open(GroupsPane::new(&self.shared)),
            Command::Agenda => self.open(AgendaPane::new(&self.shared)),
            Command::Doubles => {
                self.open(DoublesPane::new(&self.shared));
                self.steps(DoublesPane::look(&self.shared), effects);
            }
            Command::Circle => self.open(CirclePane::new(&self.shared)),
            Command::Returning => self.open(ReturningPane::new(&self.shared)),
            Command::Import => {
                let (pane, effect) = ImportPane::new(&self.shared);
                self.open(pane);
                effects.push(effect);
            }
            Command::Me => self.open(FormPane::me(&self.shared)),
            Command::ShowMe => self.open(MinePane),
            Command::Rules => self.open(LinesPane::rules(&self.shared)),
            Command::Messages => self.open(LinesPane::messages(&self.shared)),
            Command::Problems => self.open(LinesPane::troubles(&self.shared)),
            Command::Drafts => self.open(DraftsPane::default()),
            Command::Undo => effects.push(Effect::Undo),
            Command::Redo => effects.push(Effect::Redo),
            Command::Reload => effects.extend([Effect::Retry, Effect::Reload]),
            Command::Redraw => effects.push(Effect::Redraw),
            Command::Suspend | Command::TextSuspend => effects.push(Effect::Suspend),
            Command::Mouse => {
                let mouse = !self.shared.settings.mouse;
                self.shared.settings.mouse = mouse;
                self.say(Notice::plain(if mouse {
                    "mouse on: click, wheel; M switches it off"
                } else {
                    "mouse off: the terminal selects text; M switches it on"
                }));
                effects.push(Effect::Mouse(mouse));
            }
            Command::Back => self.back(),
            Command::Quit => self.quit(effects),
            Command::QuitAnyway | Command::LeaveNow | Command::TextLeaveNow => effects.push(Effect::Quit),
            _ => {}
        }
    }

    fn back(&mut self) {
        if self.over.pop().is_none() {
            self.notice = None;
        }
    }

    fn quit(&mut self, effects: &mut Vec<Effect>) {
        if self.over.pop().is_some() {
            return;
        }
        match &self.failing {
            None => effects.push(Effect::Quit),
            Some(reason) => {
                let count = self.unsaved.len();
                let text = format!("{count} not saved: {reason}. R tries again, Q leaves without");
                self.say(Notice::warning(text));
            }
        }
    }

    pub(super) fn open(&mut self, pane: impl Pane + 'static) {
        self.over.push(Box::new(pane));
    }

    /// Opens the capture line, about whom is selected: as they are, or with `start` typed already.
    fn open_capture(&mut self, start: &str, more: bool) {
        let pane = CapturePane::new(&self.shared, start, more);
        self.open(pane);
    }

    // ---- steps

    pub(super) fn steps(&mut self, steps: Vec<Step>, effects: &mut Vec<Effect>) {
        let saved_before = self.tickets;
        let talks_before = self.talks();
        for step in steps {
            match step {
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
            Step::Open(pane) => self.over.push(pane),
            Step::Close => drop(self.over.pop()),
            Step::Commit(change) => self.commit(change, effects),
            Step::Say(notice) => self.say(notice),
            Step::Do(effect) => effects.push(effect),
            Step::Select(target) => self.mixer.select(&mut self.shared, target),
            Step::Ledger(person, favour) => self.mixer.turn_to_ledger(&mut self.shared, person, favour),
            Step::Event(event) => self.be_at(event),
            Step::Run(command) => self.run(command, effects),
            Step::See(what, value) => {
                self.shared.seen.insert(what.clone(), value.clone());
                effects.push(Effect::See(what, value));
            }
            Step::Park(field, text) => {
                self.shared.drafts.retain(|draft| draft.field != field);
                if text.trim().is_empty() {
                    self.shared.parked.remove(&field);
                } else {
                    self.shared.parked.insert(field, text);
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
