//! What is typed with an answer: one line, kept as a draft until it is given.

use crate::domain::{EventId, IdMaker};
use crate::review::Step as Question;
use crate::text::{Edit, Editor};
use crate::ui::command::Command;
use crate::ui::msg::Notice;
use crate::ui::pane::review::ReviewPane;
use crate::ui::shared::{Input, Shared, Step};

/// The field of an answer.
#[derive(Debug)]
pub(super) struct Typing {
    /// Which answer of the question.
    pub(super) answer: usize,
    pub(super) field: Editor,
    pub(super) wrong: Option<String>,
    /// The question that it answers.
    step: String,
    /// The name under which it is kept as a draft.
    name: String,
}

impl Typing {
    /// With the text that was left half typed in the same field.
    pub(super) fn new(shared: &Shared, event: &EventId, step: &Question, answer: usize) -> Self {
        let key = step.answers.get(answer).map_or(' ', |answer| answer.key);
        let name = format!("review {event} {key} {}", step.id);
        let text = shared.parked_text(&name).unwrap_or_default();
        Self { answer, field: Editor::line(text), wrong: None, step: step.id.clone(), name }
    }

    pub(super) fn draft(&self) -> Option<(String, String)> {
        let text = self.field.text();
        (!text.trim().is_empty()).then(|| (self.name.clone(), text.to_owned()))
    }
}

impl ReviewPane {
    /// With a draft of an earlier run; `None` when the field is not a review's, or what it answers is answered.
    pub(crate) fn resumed(shared: &Shared, name: &str, text: &str) -> Option<Self> {
        let mut words = name.strip_prefix("review ")?.splitn(3, ' ');
        let (event, key, id) = (EventId::new(words.next()?), words.next()?, words.next()?);
        let mut pane = Self::new(shared, event);
        // The draft is put back or left this very moment, so that this one time nobody waits for another thread.
        pane.review = shared.review_of(&pane.event);
        pane.asked = Some(id.to_owned());
        let step = pane.question().filter(|step| step.id == id)?;
        let answer = step.answers.iter().position(|answer| key.starts_with(answer.key))?;
        let mut typing = Typing::new(shared, &pane.event, step, answer);
        typing.field = Editor::line(text);
        (pane.at, pane.typing) = (answer, Some(typing));
        Some(pane)
    }

    /// Takes an input while something is typed.
    pub(super) fn type_in(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        let width = shared.viewport.field_width;
        let gone = self.question().map(|step| &step.id) != self.typing.as_ref().map(|typing| &typing.step);
        let typing = self.typing.as_mut()?;
        let edit = match input {
            Input::Typed(ch) => Edit::Insert(ch.to_string()),
            Input::Paste(text) => Edit::Paste(text.clone()),
            Input::Item(_) => return Some(Vec::new()),
            Input::Command(Command::Close | Command::TextLeaveNow) => return Some(self.leave(false)),
            // Somebody else answered it meanwhile, or took what it is about away.
            Input::Command(Command::Accept) if gone => return Some(self.leave(true)),
            Input::Command(Command::Accept) => return Some(self.keep(shared, ids)),
            Input::Command(command) => command.edit()?,
        };
        if typing.field.edit(&edit, width) {
            typing.wrong = None;
        }
        Some(Vec::new())
    }

    /// Gives the answer with what was typed, or says what is wrong with that.
    fn keep(&mut self, shared: &Shared, ids: &mut IdMaker) -> Vec<Step> {
        let Some(typing) = self.typing.take() else { return Vec::new() };
        let answer = self.question().and_then(|step| step.answers.get(typing.answer)).cloned();
        let Some(answer) = answer else { return Vec::new() };
        match self.give(shared, ids, &answer, typing.field.text()) {
            Ok(mut steps) => {
                steps.insert(0, Step::Park(typing.name, String::new()));
                steps
            }
            Err(wrong) => {
                self.typing = Some(Typing { wrong: Some(wrong), ..typing });
                Vec::new()
            }
        }
    }

    /// Closes the field; what stands in it waits as a draft.
    fn leave(&mut self, gone: bool) -> Vec<Step> {
        let Some(typing) = self.typing.take() else { return Vec::new() };
        let Some((name, text)) = typing.draft() else { return vec![Step::Park(typing.name, String::new())] };
        let said = if gone {
            "that question is answered already; what you typed is kept: :drafts"
        } else {
            "kept as a draft; the same answer brings it back"
        };
        vec![Step::Park(name, text), Step::Say(Notice::plain(said))]
    }
}
