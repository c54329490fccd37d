//! The capture line on the screen: what was understood stands above it while it is typed.

use std::collections::VecDeque;

use ratatui::layout::Rect;

use crate::capture::{Choices, Completion, Understood, Who, complete, understand};
use crate::domain::{Change, IdMaker, Key, PersonId, Stamp};
use crate::search::Target;
use crate::text::{Edit, Editor};
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::{Effect, TextOf};
use crate::ui::hints::Hints;
use crate::ui::msg::Notice;
use crate::ui::pane::gate::{Answer, GateView};
use crate::ui::pane::people::face;
use crate::ui::reach::{MOVES, Takes};
use crate::ui::shared::{Input, Pane, Parked, Shared, Step};

mod lines;
mod view;

/// The field of the line that `i` opens; drafts go by it.
const FIELD: &str = "capture";

/// The capture line.
#[derive(Debug)]
pub(crate) struct CapturePane {
    editor: Editor,
    /// The lines that were pasted below the one in the field: each is a capture of its own, in its turn.
    waiting: VecDeque<String>,
    /// Whom a line without a head is about.
    about: Option<PersonId>,
    /// Whose name a `;` at the very start writes out: somebody on a list, who has no record yet that a line without a head
    /// could go to, or whoever is selected where the screen does not show it.
    offered: Option<Target>,
    choices: Choices,
    understood: Understood,
    completions: Vec<Completion>,
    /// Which completion Tab takes; `None` until one was chosen.
    completion: Option<usize>,
    /// Stays open after Enter.
    more: bool,
    field: String,
    /// How things stand, while the line waits for an answer to that.
    gate: Option<GateView>,
    /// Whether it was said that the line may be about somebody whose file cannot be read.
    doubted: bool,
    /// Whether the line came in before what it is about was in the book, so that it has to be read once more.
    unread: bool,
    /// When the text was left as a draft, while it stands in the field again.
    left: Option<Stamp>,
}

impl CapturePane {
    /// About whom the screen shows as selected, with the words of a key such as `f g` typed already, or the draft that was
    /// left. Whoever is selected behind what is on the screen is only offered: no line goes to somebody unseen.
    pub(crate) fn new(shared: &Shared, shown: Option<Target>, start: &str, more: bool) -> Self {
        let (about, offered, head) = match shown {
            Some(Target::Person(id)) => (Some(id), None, String::new()),
            Some(guest) => {
                let name = face(shared, &guest).name;
                let head =
                    if name.is_empty() || start.is_empty() { String::new() } else { format!("{name}; ") };
                (None, Some(guest), head)
            }
            None => (None, shared.selected.clone(), String::new()),
        };
        let field = if start.is_empty() { FIELD.to_owned() } else { format!("{FIELD} {}", start.trim()) };
        let line = match shared.parked.get(&field) {
            Some(parked) => Self::again(shared, about, parked, field, more),
            None => Self::with(shared, about, &format!("{head}{start}"), field, more),
        };
        Self { offered, ..line }
    }

    /// About somebody new.
    pub(crate) fn for_new(shared: &Shared) -> Self {
        match shared.parked.get(FIELD) {
            Some(parked) => Self::again(shared, None, parked, FIELD.to_owned(), false),
            None => Self::with(shared, None, "", FIELD.to_owned(), false),
        }
    }

    /// With the draft that was left, which says that it is one: whoever opened the line for something new may not want it.
    fn again(shared: &Shared, about: Option<PersonId>, parked: &Parked, field: String, more: bool) -> Self {
        Self { left: Some(parked.at), ..Self::with(shared, about, &parked.text, field, more) }
    }

    /// With a text that was typed elsewhere, as somebody new.
    pub(crate) fn typed(shared: &Shared, text: &str) -> Self {
        Self::with(shared, None, text, FIELD.to_owned(), false)
    }

    /// With a draft of an earlier run, which whoever is selected now has nothing to do with.
    pub(crate) fn draft(shared: &Shared, field: &str, text: &str) -> Self {
        let offered = shared.selected.clone();
        Self { offered, ..Self::with(shared, None, text, field.to_owned(), false) }
    }

    fn with(shared: &Shared, about: Option<PersonId>, text: &str, field: String, more: bool) -> Self {
        let choices = Choices::default();
        let (line, waiting) = lines::first(text);
        let understood = understand(&line, &shared.scene(about.as_ref()), &choices);
        Self {
            editor: Editor::block(&line),
            waiting,
            about,
            offered: None,
            choices,
            understood,
            completions: Vec::new(),
            completion: None,
            more,
            field,
            gate: None,
            doubted: false,
            unread: false,
            left: None,
        }
    }

    /// Everything that is not kept yet: the line in the field and those that wait.
    fn remaining(&self) -> String {
        lines::together(self.editor.text(), &self.waiting)
    }

    /// Whom the line is about first, when I know them.
    fn known(&self) -> Option<PersonId> {
        match &self.understood.heads.first()?.who {
            Who::Known(id) => Some(id.clone()),
            _ => None,
        }
    }

    /// Goes on with the line that waits next, which is about the same person unless it names another.
    fn go_on(&mut self, shared: &Shared, about: Option<PersonId>) {
        let text = lines::together("", &std::mem::take(&mut self.waiting));
        let offered = self.offered.take().filter(|_| about.is_none());
        let next = Self::with(shared, about, &text, self.field.clone(), self.more);
        *self = Self { unread: true, offered, ..next };
    }

    /// Several pasted lines are several captures: the first goes to the caret, the others wait before those that wait already.
    fn paste(&mut self, shared: &Shared, text: &str) {
        let (line, mut waiting) = lines::first(text);
        waiting.append(&mut self.waiting);
        self.waiting = waiting;
        self.typed_text(shared, &Edit::Paste(line));
    }

    fn read(&mut self, shared: &Shared) {
        let scene = shared.scene(self.about.as_ref());
        self.understood = understand(self.editor.text(), &scene, &self.choices);
    }

    /// The name of whoever is offered.
    fn offered<'a>(&'a self, shared: &'a Shared) -> Option<&'a str> {
        let name = face(shared, self.offered.as_ref()?).name;
        (!name.is_empty()).then_some(name)
    }

    /// Types; a `;` at the very start writes out the name of whoever is offered.
    fn typed_text(&mut self, shared: &Shared, edit: &Edit) {
        if self.editor.is_empty()
            && *edit == Edit::Insert(";".to_owned())
            && let Some(name) = self.offered(shared)
        {
            let head = format!("{name}; ");
            self.editor.edit(&Edit::Insert(head), shared.viewport.field_width);
            self.read(shared);
            return;
        }
        if self.editor.edit(edit, shared.viewport.field_width) {
            self.choices = Choices::default();
            self.doubted = false;
            self.left = self.left.filter(|_| !self.editor.text().trim().is_empty());
            self.read(shared);
            let scene = shared.scene(self.about.as_ref());
            let adds = matches!(edit, Edit::Insert(_));
            self.completions =
                if adds { complete(self.editor.text(), self.editor.caret(), &scene) } else { Vec::new() };
        } else {
            self.completions.clear();
        }
        self.completion = None;
    }

    /// Tab: the suggestion when there is one, else the next person who could be meant.
    fn tab(&mut self, shared: &Shared) {
        let chosen = self.completion.or(if self.completions.is_empty() { None } else { Some(0) });
        if let Some(completion) = chosen.and_then(|at| self.completions.get(at).cloned()) {
            self.editor.replace(completion.range, &completion.text);
            self.completions.clear();
            self.completion = None;
            self.read(shared);
            return;
        }
        let caret = self.editor.caret();
        let heads = &self.understood.heads;
        let at =
            heads.iter().position(|head| head.span.end >= caret).unwrap_or(heads.len().saturating_sub(1));
        let Some(head) = heads.get(at) else { return };
        // Round and round: everyone it could be, then somebody new.
        let mut turn: Vec<Who> = head.others.clone();
        if !turn.contains(&head.who) {
            turn.insert(0, head.who.clone());
        }
        let new = Who::New(head.name.clone());
        if !turn.contains(&new) {
            turn.push(new);
        }
        let now = turn.iter().position(|who| *who == head.who).unwrap_or(0);
        if let Some(next) = turn.get((now + 1) % turn.len()) {
            self.choices.who.insert(at, next.clone());
        }
        self.read(shared);
    }

    /// Shift-Tab: the segment under the caret becomes plain text, or what its first word says.
    fn turn_segment(&mut self, shared: &Shared) {
        let caret = self.editor.caret();
        let under = self.understood.segments.iter().position(|segment| segment.span.end >= caret);
        let Some(at) = under.or_else(|| self.understood.segments.len().checked_sub(1)) else { return };
        let is_note = self
            .understood
            .segments
            .get(at)
            .is_some_and(|segment| matches!(segment.meaning, crate::capture::Meaning::Note { .. }));
        self.choices.as_note.insert(at, !is_note);
        self.read(shared);
    }

    fn keep(&mut self, shared: &Shared, ids: &mut IdMaker) -> Vec<Step> {
        if self.editor.text().trim().is_empty() {
            if self.waiting.is_empty() {
                return vec![Step::Park(self.field.clone(), String::new()), Step::Close];
            }
            self.go_on(shared, self.about.clone());
            return Vec::new();
        }
        if shared.loading {
            // Whom the line is about may not have been read yet.
            return vec![Step::Say(Notice::plain("still reading your people: enter again in a moment"))];
        }
        // Somebody else may have written since the last letter: what counts is who is known now.
        self.read(shared);
        if let Some(doubt) = self.doubt(shared).filter(|_| !std::mem::replace(&mut self.doubted, true)) {
            return vec![Step::Say(Notice::warning(doubt))];
        }
        let scene = shared.scene(self.about.as_ref());
        self.gate = GateView::before(shared, &self.understood, &scene, ids);
        if self.gate.is_some() { Vec::new() } else { self.commit(shared, ids) }
    }

    /// That somebody new of the line may be one whose file is there and cannot be read.
    fn doubt(&self, shared: &Shared) -> Option<String> {
        let mut troubles = shared.troubles.iter();
        let of =
            troubles.find(|trouble| !trouble.name.is_empty() && self.understood.may_double(&trouble.name))?;
        let (name, file) = (&of.name, of.file());
        Some(format!(
            "{name} has a file that cannot be read: put {file} right, or enter again for somebody new"
        ))
    }

    /// Keeps the line as it was understood last.
    fn commit(&mut self, shared: &Shared, ids: &mut IdMaker) -> Vec<Step> {
        let scene = shared.scene(self.about.as_ref());
        let Some(change) = self.understood.change(&scene, ids) else {
            let text = if self.understood.heads.is_empty() {
                "whom is it about? write the name and a ; before it"
            } else if self.waiting.is_empty() {
                "that is known already: nothing to keep"
            } else {
                self.go_on(shared, self.known());
                "that was known already: nothing to keep"
            };
            return vec![Step::Say(Notice::plain(text))];
        };
        self.committed(shared, change, None)
    }

    /// The steps that keep `change` and end with the line; `asks` stay a draft.
    fn committed(&mut self, shared: &Shared, change: Change, asks: Option<String>) -> Vec<Step> {
        let about = change.edits.iter().filter_map(crate::domain::Edit::key).find_map(|key| match key {
            Key::Person(id) => Some(Target::Person(id)),
            _ => None,
        });
        let first = self.known().map(Target::Person);
        let mut said = format!("{} · u undoes", change.what);
        let mut steps = vec![Step::Park(self.field.clone(), String::new())];
        if let Some(asks) = asks {
            let field = free_field(shared, &format!("{FIELD} ask"), &self.field);
            said = format!("{said} · the ask stays a draft{}", back_by(&field));
            steps.push(Step::Park(field, asks));
        }
        steps.push(Step::Commit(change));
        let about = first.or(about);
        steps.extend(about.clone().map(Step::Select));
        steps.push(Step::Say(Notice::plain(said)));
        if !self.waiting.is_empty() {
            let person = match about {
                Some(Target::Person(id)) => Some(id),
                _ => None,
            };
            self.go_on(shared, person);
        } else if self.more {
            *self = Self::with(shared, None, "", self.field.clone(), true);
        } else {
            steps.push(Step::Close);
        }
        steps
    }

    /// Closes the line and keeps it as a draft.
    fn leave(&self) -> Vec<Step> {
        let text = self.remaining();
        let said = match lines::count(&text) {
            0 => None,
            1 => Some("kept as a draft".to_owned()),
            count => Some(format!("{count} lines kept as one draft")),
        };
        let mut steps = vec![Step::Park(self.field.clone(), text), Step::Close];
        let back = back_by(&self.field);
        steps.extend(said.map(|said| Step::Say(Notice::plain(format!("{said}{back}")))));
        steps
    }

    /// What an input means at the gate, which opens again unless it was answered.
    fn at_gate(
        &mut self,
        shared: &Shared,
        ids: &mut IdMaker,
        input: &Input,
        mut gate: GateView,
    ) -> Option<Vec<Step>> {
        if gate.is_old(shared) {
            // Somebody else has written meanwhile: what is shown and given is what holds now.
            self.read(shared);
            let scene = shared.scene(self.about.as_ref());
            let Some(mut now) = GateView::before(shared, &self.understood, &scene, ids) else {
                let asks = matches!(input, Input::Command(Command::AskAnyway));
                let said = "nothing stands before the ask any more: enter keeps the line";
                let wait = || vec![Step::Say(Notice::plain(said))];
                return Some(if asks { self.commit(shared, ids) } else { wait() });
            };
            now.follow(&gate);
            gate = now;
        }
        let answer = gate.update(shared, ids, input);
        match answer {
            Answer::Ask => {
                let said: Vec<Step> = gate.said(shared).collect();
                return Some(said.into_iter().chain(self.commit(shared, ids)).collect());
            }
            Answer::Give(change) => {
                let asks = self.understood.asks_alone(&shared.book);
                return Some(self.committed(shared, *change, Some(asks)));
            }
            Answer::Later => return Some(self.leave()),
            Answer::Wait | Answer::No | Answer::Say(_) => self.gate = Some(gate),
        }
        match answer {
            Answer::No => None,
            Answer::Say(text) => Some(vec![Step::Say(Notice::plain(text))]),
            _ => Some(Vec::new()),
        }
    }
}

impl Pane for CapturePane {
    fn scopes(&self) -> &'static [Scope] {
        if self.gate.is_some() { &[Scope::Gate, Scope::Lists] } else { &[Scope::Capture, Scope::Text] }
    }

    fn takes(&self) -> Takes {
        &[MOVES]
    }

    fn lets(&self, command: Command) -> bool {
        self.gate.is_none() || GateView::lets(command)
    }

    fn hints(&self, _: &Shared) -> Option<Hints> {
        let empty = self.gate.as_ref().is_some_and(|gate| !gate.has_gifts());
        empty.then_some(&[(Command::AskAnyway, "ask anyway")])
    }

    fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        if let Some(gate) = self.gate.take() {
            return self.at_gate(shared, ids, input, gate);
        }
        match input {
            Input::Typed(ch) => self.typed_text(shared, &Edit::Insert(ch.to_string())),
            Input::Paste(text) => self.paste(shared, text),
            Input::Item(at) => {
                self.completion = Some(*at);
                self.tab(shared);
            }
            Input::Command(command) => match command {
                Command::Accept => return Some(self.keep(shared, ids)),
                Command::Close | Command::TextLeaveNow => return Some(self.leave()),
                Command::Complete => self.tab(shared),
                Command::FieldOrNote => self.turn_segment(shared),
                Command::NextItem | Command::PreviousItem => {
                    let len = self.completions.len();
                    let step = if *command == Command::NextItem { 1 } else { len.saturating_sub(1) };
                    if len > 0 {
                        self.completion = Some(self.completion.map_or(0, |at| (at + step) % len));
                    }
                }
                Command::TextEditor => {
                    let text = self.remaining();
                    return Some(vec![Step::Do(Effect::EditText { of: TextOf::Capture, text })]);
                }
                other => self.typed_text(shared, &other.edit()?),
            },
        }
        Some(Vec::new())
    }

    fn refresh(&mut self, shared: &Shared) {
        if let Some(gate) = &mut self.gate {
            gate.refresh(shared);
        }
        if std::mem::take(&mut self.unread) {
            self.read(shared);
        }
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        if let Some(gate) = &self.gate {
            gate.view(shared, canvas, screen);
            return;
        }
        self.view_line(shared, canvas, screen);
    }

    fn draft(&self) -> Option<(String, String)> {
        Some((self.field.clone(), self.remaining()))
    }

    fn edited(&mut self, of: &TextOf, text: &str) -> bool {
        if *of == TextOf::Capture {
            let (line, waiting) = lines::first(text);
            self.editor = Editor::block(&line);
            self.waiting = waiting;
            self.unread = true;
        }
        *of == TextOf::Capture
    }
}

/// The field `wanted`, or the next of its name that holds no other text; `own` is about to be free.
fn free_field(shared: &Shared, wanted: &str, own: &str) -> String {
    let is_free = |field: &String| {
        let old = shared.drafts.iter().any(|draft| draft.field == *field);
        field == own || !(old || shared.parked.contains_key(field))
    };
    let numbered = (2..).map(|number| format!("{wanted} {number}"));
    std::iter::once(wanted.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

/// Which key brings a draft back.
fn back_by(field: &str) -> &'static str {
    match field {
        FIELD => "; i brings it back",
        "capture ask" => "; f a brings it back",
        _ => "; :drafts has it",
    }
}
