//! Choosing where I am: an event there is, a new one by its name, or everyone.

use ratatui::layout::Rect;

use crate::domain::{Change, Day, Edit, Event, EventId, IdMaker, Intent};
use crate::search::matches;
use crate::settings::Meaning;
use crate::text::counted;
use crate::text::dates::day_words;
use crate::ui::canvas::Canvas;
use crate::ui::msg::Notice;
use crate::ui::pane::chooser::{Choices, ChooserPane, Chosen, window};
use crate::ui::shared::{Shared, Step};

/// Under which name the line of a new event is kept as a draft.
pub(crate) const FIELD: &str = "event";

#[derive(Debug, Clone, PartialEq)]
enum Choice {
    Everyone,
    Event(EventId),
    /// The one that is typed.
    New(Box<Event>),
    /// One is typed, but its day is none.
    NoDay(String),
}

/// The events there are, and the one that is typed.
#[derive(Debug, Default)]
pub(crate) struct Venues {
    choices: Vec<Choice>,
}

/// The chooser.
pub(crate) type VenuePane = ChooserPane<Venues>;

impl VenuePane {
    /// With the line that was left half typed, when there is one.
    pub(crate) fn new(shared: &Shared) -> Self {
        Self::with(shared, shared.parked_text(FIELD).unwrap_or_default())
    }

    /// With a line that was typed before.
    pub(crate) fn with(shared: &Shared, line: &str) -> Self {
        Self::typed(shared, Venues::default(), line)
    }
}

/// The event that is typed: a name, and if said, when, where and what for; `None` when it has no name.
fn read(shared: &Shared, typed: &str) -> Option<Choice> {
    let today = shared.now.today();
    let line = crate::capture::event(typed, today);
    if let Some(problem) = line.day_problem() {
        return Some(Choice::NoDay(problem));
    }
    let event = Event {
        schema: 1,
        name: line.name,
        date: line.date.or(Some(today)),
        start: line.start,
        end: line.end,
        venue: line.venue,
        cost: line.cost,
        intents: line.intents,
        ..Event::default()
    };
    (!event.name.is_empty()).then(|| Choice::New(Box::new(event)))
}

impl Choices for Venues {
    fn title(&self) -> String {
        "Where are you?".to_owned()
    }

    fn sign(&self) -> &'static str {
        "event: "
    }

    fn place(&self, screen: Rect) -> Rect {
        window(screen, self.choices.len(), 4)
    }

    /// Events, today's first, then those coming, then the past, newest first.
    fn narrow(&mut self, shared: &Shared, typed: &str) {
        let today = shared.now.today();
        let mut events: Vec<_> = shared
            .book
            .events()
            .filter(|event| {
                typed.is_empty()
                    || matches(typed, &event.name).is_some()
                    || matches(typed, &event.venue).is_some()
            })
            .collect();
        events.sort_by_key(|event| {
            let day = event.date;
            let past = day.is_none_or(|day| day < today);
            let distance = day.map(|day| (day.0 - today.0).get_days().abs());
            (past, distance, event.name.clone())
        });
        let mut choices: Vec<Choice> =
            events.into_iter().map(|event| Choice::Event(event.id.clone())).collect();
        if typed.is_empty() {
            choices.insert(usize::from(!choices.is_empty()), Choice::Everyone);
        } else {
            choices.extend(read(shared, typed));
        }
        self.choices = choices;
    }

    fn len(&self) -> usize {
        self.choices.len()
    }

    fn view_row(&self, shared: &Shared, canvas: &mut Canvas<'_>, area: Rect, at: usize) {
        let today = shared.now.today();
        match self.choices.get(at) {
            Some(Choice::Event(id)) => {
                let Some(event) = shared.book.event(id) else { return };
                let when = event.date.map_or_else(String::new, |day| day_words(day, today));
                let people = match event.attendees.len() {
                    0 => String::new(),
                    some => format!(" · {}", counted(some, "person", "people")),
                };
                let start = canvas.right(area, area.y, &format!("{when}{people}"), Meaning::Dim);
                canvas.put(area.x, area.y, start.saturating_sub(area.x + 1), &event.name, Meaning::Text);
            }
            Some(Choice::Everyone) => {
                canvas.put(area.x, area.y, area.width, "nowhere: show everyone", Meaning::Text);
            }
            Some(Choice::New(new)) => {
                let text = format!("a new event: {}", in_words(new, today));
                canvas.put(area.x, area.y, area.width, &text, Meaning::Accent);
            }
            Some(Choice::NoDay(problem)) => {
                canvas.put(area.x, area.y, area.width, problem, Meaning::Warning);
            }
            None => {}
        }
    }

    fn above(&self) -> Vec<(String, Meaning)> {
        let text = "a new one is a line: Breakfast fri 07:30-09:00 at The Heron; 3 expand, 1 supplier";
        vec![(text.to_owned(), Meaning::Dim)]
    }

    fn none(&self, _: &Shared, _: &str) -> String {
        "it needs a name: what is it called?".to_owned()
    }

    /// What fits an event is a search; what fits none is the line of a new one.
    fn draft(&self, typed: &str) -> Option<(&'static str, bool)> {
        let is_new = matches!(self.choices.as_slice(), [] | [Choice::New(_) | Choice::NoDay(_)]);
        Some((FIELD, is_new && !typed.is_empty()))
    }
}

impl Chosen for Venues {
    fn chosen(&self, shared: &Shared, ids: &mut IdMaker, _: &str, at: usize) -> Option<Vec<Step>> {
        match self.choices.get(at)? {
            Choice::Everyone => Some(vec![Step::Close, Step::Event(None)]),
            Choice::Event(id) => Some(vec![Step::Close, Step::Event(Some(id.clone()))]),
            Choice::NoDay(problem) => Some(vec![Step::Say(Notice::warning(problem.clone()))]),
            Choice::New(new) => {
                let today = shared.now.today();
                let mut event = Event::clone(new);
                event.id = shared.book.free_event_id(&event.name, event.date, ids);
                let id = event.id.clone();
                let is_today = event.date == Some(today);
                let said = format!("{} · u undoes", in_words(&event, today));
                let change = Change::new(format!("event {}", event.name)).with(Edit::create(event));
                // Nobody is at an event of another day yet.
                let there = is_today.then_some(Step::Event(Some(id)));
                let steps = [Step::Close, Step::Commit(change)].into_iter().chain(there);
                Some(steps.chain([Step::Say(Notice::plain(said))]).collect())
            }
        }
    }
}

/// An event on one line: "Makers' Breakfast · tomorrow 07:30 to 09:00 · Old Fire Station".
pub(crate) fn in_words(event: &Event, today: Day) -> String {
    let day = event.date.map_or_else(String::new, |day| day_words(day, today));
    let start = event.start.map_or_else(String::new, |start| format!(" {start}"));
    let end = event.end.map_or_else(String::new, |end| format!(" to {end}"));
    let parts = [event.name.clone(), format!("{day}{start}{end}"), event.venue.clone(), event.cost.clone()];
    let goes_for = Intent::line(&event.intents);
    let parts = parts.into_iter().chain([goes_for]).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}
