//! The review of an event: one question, its answers, and a key for each.

mod typing;
mod view;

use ratatui::layout::Rect;

use crate::domain::{Event, EventId, IdMaker};
use crate::review::{Act, Answer, Given, LATER, Review, Step as Question, flag, settled};
use crate::search::Target;
use crate::settings::Meaning;
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::hints::Hints;
use crate::ui::msg::Notice;
use crate::ui::pane::chooser::ChooserPane;
use crate::ui::pane::find::Whom;
use crate::ui::pane::picker::ground;
use crate::ui::pane::review::typing::Typing;
use crate::ui::reach::Takes;
use crate::ui::shared::{Input, Pane, Shared, Step, close};
use crate::ui::work::{Found, Moment, Topic, a_moment, anew};

/// An answer that was given, to be taken back.
#[derive(Debug)]
struct Past {
    step: String,
    /// Whether it changed a record.
    changed: bool,
}

/// The full-screen review.
#[derive(Debug)]
pub(crate) struct ReviewPane {
    event: EventId,
    review: Option<Review>,
    /// The step that is asked instead of the first: the one that a draft is about.
    asked: Option<String>,
    /// Which answer is chosen.
    at: usize,
    typing: Option<Typing>,
    /// Who somebody is, while that is being looked for.
    whom: Option<ChooserPane<Whom>>,
    past: Vec<Past>,
    /// Of which moment and of which answers it is; `None` while nothing is known.
    built: Option<(Moment, Topic)>,
}

/// The event that a key without one is about: where I am, else the last that was.
fn last(shared: &Shared) -> Option<&Event> {
    let today = shared.now.today();
    let was = shared.book.events().filter(|event| event.date.is_some_and(|date| date <= today));
    let last = || was.max_by_key(|event| (event.date, event.start)).map(AsRef::as_ref);
    shared.event().or_else(last)
}

impl ReviewPane {
    /// For where I am, or the last event.
    pub(crate) fn for_here(shared: &Shared) -> Option<Self> {
        Some(Self::new(shared, last(shared)?.id.clone()))
    }

    pub(crate) fn new(shared: &Shared, event: EventId) -> Self {
        let mut pane = Self {
            event,
            review: None,
            asked: None,
            at: 0,
            typing: None,
            whom: None,
            past: Vec::new(),
            built: None,
        };
        pane.refresh(shared);
        pane
    }

    fn question(&self) -> Option<&Question> {
        let steps = &self.review.as_ref()?.steps;
        let asked = steps.iter().find(|step| Some(&step.id) == self.asked.as_ref());
        asked.or_else(|| steps.first())
    }

    fn topic_of(&self, shared: &Shared) -> Topic {
        Topic::review(shared, &self.event)
    }

    /// Whether the question is the one that is open, as records and answers are now.
    fn is_fresh(&self, shared: &Shared) -> bool {
        shared.known(&self.topic_of(shared)).is_some_and(|known| known.fresh)
    }

    /// Chooses an answer: gives it, or asks for what is to be said with it.
    fn choose(&mut self, shared: &Shared, ids: &mut IdMaker, at: usize) -> Vec<Step> {
        if !self.is_fresh(shared) {
            return a_moment();
        }
        self.at = at;
        let Some(step) = self.question() else { return Vec::new() };
        let Some(answer) = step.answers.get(at).cloned() else { return Vec::new() };
        if let Act::Known(person) = &answer.act {
            self.whom = Some(ChooserPane::typed(shared, Whom::new(shared, person, &self.event), ""));
        } else if answer.takes.is_some() {
            self.typing = Some(Typing::new(shared, &self.event, step, at));
        } else {
            return self.give(shared, ids, &answer, "").unwrap_or_default();
        }
        Vec::new()
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
        let mut given = Given { event: &self.event, typed, book: &shared.book, now: &shared.now, ids };
        let made = given.change(&answer.act).map_err(|wrong| wrong.to_string())?;
        // What changes nothing is nothing that `u` could take back.
        let made = made.filter(|change| !change.is_idle());
        let word = flag(&self.event, &step);
        self.went_on(step, made.is_some());
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
        self.went_on(step, false);
        vec![Step::See(word, LATER.to_owned())]
    }

    fn went_on(&mut self, step: String, changed: bool) {
        self.past.push(Past { step, changed });
        (self.at, self.asked) = (0, None);
    }

    /// Takes the last answer back.
    fn undo(&mut self) -> Vec<Step> {
        let Some(last) = self.past.pop() else {
            return vec![Step::Say(Notice::plain(
                "nothing was answered here yet; u in the lists undoes what was before",
            ))];
        };
        (self.at, self.asked) = (0, None);
        let forget = Step::See(flag(&self.event, &last.step), String::new());
        std::iter::once(forget).chain(last.changed.then_some(Step::Do(Effect::Undo))).collect()
    }

    /// What was left for later is asked again.
    fn again(&self, shared: &Shared) -> Vec<Step> {
        let Topic::Review(_, flags) = self.topic_of(shared) else { return Vec::new() };
        let later = flags.into_iter().filter(|(_, value)| value == LATER);
        let steps: Vec<Step> = later.map(|(word, _)| Step::See(word, String::new())).collect();
        if steps.is_empty() { vec![Step::Say(Notice::plain("nothing was left for later"))] } else { steps }
    }

    /// Which answer has a letter as its key.
    fn answer_of(&self, ch: char) -> Option<usize> {
        self.question()?.answers.iter().position(|answer| answer.key == ch)
    }

    fn moved(&mut self, by: isize) -> Vec<Step> {
        let last = self.question().map_or(0, |step| step.answers.len().saturating_sub(1));
        self.at = self.at.saturating_add_signed(by).min(last);
        Vec::new()
    }

    fn command(&mut self, shared: &Shared, ids: &mut IdMaker, command: Command) -> Option<Vec<Step>> {
        // An answer is to the question that is open, and given once.
        let answers = [Command::Open, Command::ReviewLater, Command::ReviewAgain, Command::Undo];
        if answers.contains(&command) && !self.is_fresh(shared) {
            return Some(a_moment());
        }
        Some(match command {
            Command::Back | Command::Quit => return close(),
            Command::Open if self.question().is_none() => return close(),
            Command::Open => self.choose(shared, ids, self.at),
            Command::Down => self.moved(1),
            Command::Up => self.moved(-1),
            Command::Top => self.moved(isize::MIN),
            Command::Bottom => self.moved(isize::MAX),
            Command::ReviewLater => self.later(),
            Command::ReviewAgain => self.again(shared),
            Command::Undo => self.undo(),
            // A line, a search and the like open over the question, which waits.
            _ => return None,
        })
    }

    /// Somebody was looked for: whoever is chosen is who it is.
    fn looking(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Vec<Step> {
        let Some(whom) = &mut self.whom else { return Vec::new() };
        if matches!(input, Input::Command(Command::Close | Command::TextLeaveNow)) {
            self.whom = None;
            return Vec::new();
        }
        let mut chosen = None;
        whom.take(shared, input, |whom, _, at| {
            chosen = whom.target(at).cloned();
            None
        });
        let asked = self.question().and_then(|step| Some(step.answers.get(self.at)?.clone()));
        let (Some(target), Some(answer)) = (chosen, asked) else { return Vec::new() };
        let Act::Known(other) = answer.act.clone() else { return Vec::new() };
        let act = match target {
            Target::Person(keep) => Act::Merge { keep, other },
            Target::Attendee(_, line) => Act::Become { person: other, line },
        };
        self.whom = None;
        self.give(shared, ids, &Answer { act, ..answer }, "").unwrap_or_default()
    }
}

impl Pane for ReviewPane {
    fn scopes(&self) -> &'static [Scope] {
        match (&self.typing, &self.whom) {
            (Some(_), _) => &[Scope::Answer, Scope::Text],
            (_, Some(_)) => &[Scope::Menu, Scope::Text],
            _ => &[Scope::Review, Scope::Lists],
        }
    }

    fn takes(&self) -> Takes {
        &[&[Command::Open, Command::Down, Command::Up, Command::Top, Command::Bottom]]
    }

    fn letter(&self, ch: char) -> bool {
        self.typing.is_none() && self.whom.is_none() && self.answer_of(ch).is_some()
    }

    fn hints(&self, _: &Shared) -> Option<Hints> {
        let ends: Hints = &[(Command::ReviewAgain, "what was left"), (Command::Open, "close")];
        (self.review.is_some() && self.question().is_none()).then_some(ends)
    }

    fn instead(&self) -> Option<String> {
        let step = self.question().filter(|_| self.typing.is_none() && self.whom.is_none())?;
        let keys: Vec<String> = step.answers.iter().map(|answer| answer.key.to_string()).collect();
        Some(format!("the answers are {}", keys.join(", ")))
    }

    fn topic(&self, shared: &Shared) -> Option<Topic> {
        Some(self.topic_of(shared))
    }

    fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        let gives = matches!(input, Input::Command(Command::Accept) | Input::Item(_));
        if gives && !self.is_fresh(shared) {
            return Some(a_moment());
        }
        if self.typing.is_some() {
            return self.type_in(shared, ids, input);
        }
        if self.whom.is_some() {
            return Some(self.looking(shared, ids, input));
        }
        match input {
            Input::Typed(ch) => self.answer_of(*ch).map(|at| self.choose(shared, ids, at)),
            Input::Item(at) => Some(self.choose(shared, ids, *at)),
            Input::Paste(_) => Some(Vec::new()),
            Input::Command(command) => self.command(shared, ids, *command),
        }
    }

    fn refresh(&mut self, shared: &Shared) {
        let topic = self.topic_of(shared);
        let known = shared.known(&topic);
        let of = known.map(|known| (known.of, topic.clone()));
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
            (self.at, self.whom) = (0, None);
        }
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let name = shared.book.event(&self.event).map_or("", |event| event.name.as_str());
        let stands = self.review.as_ref().filter(|review| !review.steps.is_empty());
        let step =
            stands.map_or_else(String::new, |review| format!("{} of {} · ", review.done + 1, review.total()));
        let late = if self.review.is_none() { "" } else { anew(self.is_fresh(shared)) };
        let body = ground(canvas, screen, &format!("Review{late} · {step}{name}"));
        canvas.cursor(body.x, body.y);
        match (&self.review, self.question()) {
            (None, _) => {
                canvas.put(body.x, body.y, body.width, shared.waiting(), Meaning::Dim);
            }
            (Some(_), Some(step)) => self.view_question(step, canvas, body),
            (Some(review), None) => {
                canvas.put(body.x, body.y, body.width, "That was the evening.", Meaning::Heading);
                let later = match review.later {
                    0 => "everything was answered".to_owned(),
                    count => format!("{count} left for later: a asks them now"),
                };
                canvas.put(body.x, body.y.saturating_add(1), body.width, &later, Meaning::Text);
            }
        }
        if let Some(whom) = &self.whom {
            whom.draw(shared, canvas, screen);
        }
    }

    fn draft(&self) -> Option<(String, String)> {
        self.typing.as_ref()?.draft()
    }
}
