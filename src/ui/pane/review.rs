//! The review of an event: one question, its answers, and a key for each.

use ratatui::layout::Rect;

use crate::domain::{Event, EventId, IdMaker};
use crate::review::{Answer, LATER, Review, Step as Question, change, flag, settled};
use crate::settings::Meaning;
use crate::text::{Edit, Editor, wrapped};
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::msg::Notice;
use crate::ui::pane::picker::{ground, view_line};
use crate::ui::shared::{Input, Pane, Shared, Step, close};
use crate::ui::viewport::Hit;
use crate::ui::work::{Found, Moment, Topic, a_moment, anew};

/// An answer that was given, to be taken back.
#[derive(Debug)]
struct Given {
    step: String,
    /// Whether it changed a record.
    changed: bool,
}

/// What is typed with an answer.
#[derive(Debug)]
struct Typing {
    answer: usize,
    field: Editor,
    wrong: Option<String>,
}

/// The full-screen review.
#[derive(Debug)]
pub(crate) struct ReviewPane {
    event: EventId,
    review: Option<Review>,
    /// Which answer is chosen.
    at: usize,
    typing: Option<Typing>,
    given: Vec<Given>,
    /// Of which moment and of which answers it is; `None` while nothing is known.
    built: Option<(Moment, Topic)>,
}

/// The event that a key without one is about: where I am, else the last that was.
fn past(shared: &Shared) -> Option<&Event> {
    let today = shared.now.today();
    let was = shared.book.events().filter(|event| event.date.is_some_and(|date| date <= today));
    let last = || was.max_by_key(|event| (event.date, event.start)).map(AsRef::as_ref);
    shared.event().or_else(last)
}

impl ReviewPane {
    /// For where I am, or the last event.
    pub(crate) fn for_here(shared: &Shared) -> Option<Self> {
        Some(Self::new(shared, past(shared)?.id.clone()))
    }

    pub(crate) fn new(shared: &Shared, event: EventId) -> Self {
        let mut pane = Self { event, review: None, at: 0, typing: None, given: Vec::new(), built: None };
        pane.refresh(shared);
        pane
    }

    fn question(&self) -> Option<&Question> {
        self.review.as_ref()?.steps.first()
    }

    fn topic_of(&self, shared: &Shared) -> Topic {
        Topic::review(shared, &self.event)
    }

    /// Whether the question is the one that is open, as records and answers are now.
    fn is_fresh(&self, shared: &Shared) -> bool {
        shared.known(&self.topic_of(shared)).is_some_and(|known| known.fresh)
    }

    /// Chooses an answer: gives it, or asks for what is to be typed with it.
    fn choose(&mut self, shared: &Shared, ids: &mut IdMaker, at: usize) -> Vec<Step> {
        self.at = at;
        let Some(answer) = self.question().and_then(|step| step.answers.get(at)).cloned() else {
            return Vec::new();
        };
        if answer.takes.is_some() {
            self.typing = Some(Typing { answer: at, field: Editor::line(""), wrong: None });
            return Vec::new();
        }
        self.give(shared, ids, &answer, "").unwrap_or_default()
    }

    /// Gives an answer; what is wrong with what was typed.
    fn give(
        &mut self,
        shared: &Shared,
        ids: &mut IdMaker,
        answer: &Answer,
        typed: &str,
    ) -> Result<Vec<Step>, String> {
        let Some(step) = self.question().map(|step| step.id.clone()) else { return Ok(Vec::new()) };
        let made = change(&answer.act, &self.event, typed, &shared.book, &shared.now, ids);
        let made = made.map_err(|wrong| wrong.to_string())?;
        let word = flag(&self.event, &step);
        self.given.push(Given { step, changed: made.is_some() });
        self.at = 0;
        let mut steps = vec![Step::See(word, settled(&answer.act).to_owned())];
        if let Some(change) = made {
            let said = format!("{} · u undoes", change.what);
            steps.extend([Step::Commit(change), Step::Say(Notice::plain(said))]);
        }
        Ok(steps)
    }

    fn later(&mut self) -> Vec<Step> {
        let Some(step) = self.question().map(|step| step.id.clone()) else { return Vec::new() };
        let word = flag(&self.event, &step);
        self.given.push(Given { step, changed: false });
        self.at = 0;
        vec![Step::See(word, LATER.to_owned())]
    }

    /// Takes the last answer back.
    fn undo(&mut self) -> Vec<Step> {
        let Some(last) = self.given.pop() else {
            return vec![Step::Say(Notice::plain(
                "nothing was answered here yet; u in the lists undoes what was before",
            ))];
        };
        self.at = 0;
        let forget = Step::See(flag(&self.event, &last.step), String::new());
        std::iter::once(forget).chain(last.changed.then_some(Step::Do(Effect::Undo))).collect()
    }

    /// What was left for later is asked again.
    fn again(&self, shared: &Shared) -> Vec<Step> {
        let Topic::Review(_, flags) = self.topic_of(shared) else { return Vec::new() };
        let later = flags.into_iter().filter(|(_, value)| value == LATER);
        later.map(|(word, _)| Step::See(word, String::new())).collect()
    }

    fn letter(&mut self, shared: &Shared, ids: &mut IdMaker, ch: char) -> Option<Vec<Step>> {
        let found = self.question().and_then(|step| step.answers.iter().position(|answer| answer.key == ch));
        if let Some(at) = found {
            return Some(self.choose(shared, ids, at));
        }
        match ch {
            's' => Some(self.later()),
            'u' => Some(self.undo()),
            'q' => close(),
            'a' if self.question().is_none() => Some(self.again(shared)),
            'j' => self.moved(1),
            'k' => self.moved(-1),
            '?' => Some(vec![Step::Say(Notice::plain(
                "enter accepts, s later, u undoes, q stops and comes back here",
            ))]),
            _ => Some(Vec::new()),
        }
    }

    #[expect(clippy::unnecessary_wraps, reason = "it is the answer of `Pane::update`")]
    fn moved(&mut self, by: isize) -> Option<Vec<Step>> {
        let last = self.question().map_or(0, |step| step.answers.len().saturating_sub(1));
        self.at = self.at.saturating_add_signed(by).min(last);
        Some(Vec::new())
    }

    fn type_in(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        let width = shared.viewport.field_width;
        let typing = self.typing.as_mut()?;
        let edit = match input {
            Input::Typed(ch) => Edit::Insert(ch.to_string()),
            Input::Paste(text) => Edit::Paste(text.clone()),
            Input::Item(_) => return Some(Vec::new()),
            Input::Command(Command::Close) => {
                self.typing = None;
                return Some(Vec::new());
            }
            Input::Command(Command::Accept) => {
                let (at, typed) = (typing.answer, typing.field.text().to_owned());
                let answer = self.question()?.answers.get(at)?.clone();
                return Some(match self.give(shared, ids, &answer, &typed) {
                    Ok(steps) => {
                        self.typing = None;
                        steps
                    }
                    Err(wrong) => {
                        if let Some(typing) = &mut self.typing {
                            typing.wrong = Some(wrong);
                        }
                        Vec::new()
                    }
                });
            }
            Input::Command(command) => command.edit()?,
        };
        if typing.field.edit(&edit, width) {
            typing.wrong = None;
        }
        Some(Vec::new())
    }

    fn view_question(&self, step: &Question, canvas: &mut Canvas<'_>, inner: Rect) {
        let cells = usize::from(inner.width).max(1);
        let mut y = inner.y;
        let mut say = |canvas: &mut Canvas<'_>, x: u16, text: &str, meaning: Meaning| {
            for row in wrapped(text, cells.saturating_sub(usize::from(x)).max(1)) {
                if y < inner.bottom() {
                    canvas.put(
                        inner.x + x,
                        y,
                        inner.width.saturating_sub(x),
                        row.as_str().trim_end(),
                        meaning,
                    );
                }
                y = y.saturating_add(1);
            }
            y
        };
        for line in &step.quote {
            say(canvas, 0, line, Meaning::Dim);
        }
        say(canvas, 0, &step.question, Meaning::Heading);
        say(canvas, 0, "", Meaning::Text);
        for (at, answer) in step.answers.iter().enumerate() {
            let chosen = at == self.at && self.typing.is_none();
            let sign = if chosen { "> " } else { "  " };
            let top = say(canvas, 0, "", Meaning::Text).saturating_sub(1);
            let area = Rect { y: top, height: 1, ..inner }.intersection(inner);
            if area.height == 0 {
                break;
            }
            canvas.hit(area, Hit::Item(at));
            let key = answer.key.to_string();
            canvas.pieces(
                area.x,
                top,
                area.width,
                &[
                    (sign, Meaning::Text),
                    (&key, Meaning::Accent),
                    ("  ", Meaning::Text),
                    (&answer.words, Meaning::Text),
                ],
            );
            if chosen {
                canvas.tint(area, Meaning::Selected);
                canvas.cursor(area.x, top);
            }
        }
        if let Some(typing) = &self.typing {
            let takes = step.answers.get(typing.answer).and_then(|answer| answer.takes).unwrap_or_default();
            let top = say(canvas, 0, "", Meaning::Text).min(inner.bottom().saturating_sub(2)).max(inner.y);
            let row = Rect { y: top, height: 1, ..inner };
            canvas.clear(row);
            let x = canvas.put(row.x, top, row.width, &format!("{takes}: "), Meaning::Accent);
            view_line(canvas, Rect { x, width: row.right().saturating_sub(x), ..row }, &typing.field);
            if let (Some(wrong), true) = (&typing.wrong, top + 1 < inner.bottom()) {
                canvas.put(row.x, top + 1, row.width, wrong, Meaning::Warning);
            }
        }
    }
}

impl Pane for ReviewPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Review, Scope::Text]
    }

    fn topic(&self, shared: &Shared) -> Option<Topic> {
        Some(self.topic_of(shared))
    }

    fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        // An answer is to the question that is open, and given once.
        let answers = match input {
            Input::Typed(ch) => self.typing.is_none() && !matches!(ch, 'q' | 'j' | 'k' | '?'),
            Input::Item(_) | Input::Command(Command::Accept) => true,
            _ => false,
        };
        if answers && !self.is_fresh(shared) {
            return Some(a_moment());
        }
        if self.typing.is_some() {
            return self.type_in(shared, ids, input);
        }
        match input {
            Input::Typed(ch) => self.letter(shared, ids, *ch),
            Input::Item(at) => Some(self.choose(shared, ids, *at)),
            Input::Paste(_) => Some(Vec::new()),
            Input::Command(command) => match command {
                Command::Close | Command::TextLeaveNow => close(),
                Command::Accept if self.question().is_none() => close(),
                Command::Accept => Some(self.choose(shared, ids, self.at)),
                Command::NextItem => self.moved(1),
                Command::PreviousItem => self.moved(-1),
                _ => None,
            },
        }
    }

    fn refresh(&mut self, shared: &Shared) {
        let topic = self.topic_of(shared);
        let known = shared.known(&topic);
        let of = known.map(|known| (known.of, topic));
        // Until the next question is known, the last one stays in sight, with whatever is typed for it.
        if of.is_none() || self.built == of {
            return;
        }
        self.built = of;
        let before = self.question().map(|step| step.id.clone());
        self.review = match known.and_then(|known| known.found) {
            Some(Found::Review(review)) => Some(review.clone()),
            _ => None,
        };
        if self.question().map(|step| &step.id) != before.as_ref() {
            self.at = 0;
            self.typing = None;
        }
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let name = shared.book.event(&self.event).map_or("", |event| event.name.as_str());
        let stands = self.review.as_ref().filter(|review| !review.steps.is_empty());
        let step =
            stands.map_or_else(String::new, |review| format!(" · {} of {}", review.done + 1, review.total()));
        let late = if self.review.is_none() { "" } else { anew(self.is_fresh(shared)) };
        let inner = ground(canvas, screen, &format!("Review{late} · {name}{step}"));
        let hint = Rect { y: inner.bottom().saturating_sub(1), height: 1.min(inner.height), ..inner };
        let body = Rect { height: inner.height.saturating_sub(2), ..inner };
        canvas.cursor(inner.x, inner.y);
        let keys = match (&self.review, self.question()) {
            (None, _) => {
                canvas.put(body.x, body.y, body.width, shared.waiting(), Meaning::Dim);
                "q stops"
            }
            (Some(_), Some(step)) => {
                self.view_question(step, canvas, body);
                if self.typing.is_some() {
                    "enter keeps it   esc another answer"
                } else {
                    "enter accepts   s later   u undoes   q stops and comes back here"
                }
            }
            (Some(review), None) => {
                canvas.put(body.x, body.y, body.width, "That was the evening.", Meaning::Heading);
                let later = match review.later {
                    0 => "everything was answered".to_owned(),
                    count => format!("{count} left for later: a asks them now"),
                };
                canvas.put(body.x, body.y.saturating_add(1), body.width, &later, Meaning::Text);
                "enter closes   u undoes"
            }
        };
        if hint.y > body.y {
            canvas.put(hint.x, hint.y, hint.width, keys, Meaning::Dim);
        }
    }
}
