//! Choosing where I am: an event there is, a new one by its name, or everyone.

use ratatui::layout::Rect;

use crate::domain::{Change, Day, Edit, Event, EventId, IdMaker, Intent};
use crate::search::matches;
use crate::settings::Meaning;
use crate::text::dates::day_words;
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::msg::Notice;
use crate::ui::pane::picker::{Picked, Picker, ground, popup};
use crate::ui::shared::{Input, Pane, Shared, Step, close};

#[derive(Debug, Clone, PartialEq)]
enum Choice {
    Everyone,
    Event(EventId),
    New,
}

/// The chooser.
#[derive(Debug)]
pub(crate) struct VenuePane {
    picker: Picker,
    choices: Vec<Choice>,
}

impl VenuePane {
    pub(crate) fn new(shared: &Shared) -> Self {
        let mut pane = Self { picker: Picker::default(), choices: Vec::new() };
        pane.narrow(shared);
        pane
    }

    /// Events, today's first, then those coming, then the past, newest first.
    fn narrow(&mut self, shared: &Shared) {
        let query = self.picker.query.text().trim();
        let today = shared.now.today();
        let mut events: Vec<_> = shared
            .book
            .events()
            .filter(|event| {
                query.is_empty()
                    || matches(query, &event.name).is_some()
                    || matches(query, &event.venue).is_some()
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
        if query.is_empty() {
            choices.insert(usize::from(!choices.is_empty()), Choice::Everyone);
        } else if !self.read(shared).name.is_empty() {
            choices.push(Choice::New);
        }
        self.choices = choices;
    }

    /// The event that is typed: a name, and if said, when, where and what for.
    fn read(&self, shared: &Shared) -> Event {
        let today = shared.now.today();
        let line = crate::capture::event(self.picker.query.text(), today);
        Event {
            schema: 1,
            name: line.name,
            date: line.date.or(Some(today)),
            start: line.start,
            end: line.end,
            venue: line.venue,
            cost: line.cost,
            intents: line.intents,
            ..Event::default()
        }
    }

    fn chosen(&self, shared: &Shared, ids: &mut IdMaker, at: usize) -> Option<Vec<Step>> {
        match self.choices.get(at)? {
            Choice::Everyone => Some(vec![Step::Close, Step::Event(None)]),
            Choice::Event(id) => Some(vec![Step::Close, Step::Event(Some(id.clone()))]),
            Choice::New => {
                let today = shared.now.today();
                let mut event = self.read(shared);
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

impl Pane for VenuePane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Menu, Scope::Text]
    }

    fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        if matches!(input, Input::Command(Command::Close)) {
            return close();
        }
        match self.picker.update(shared, input, self.choices.len()) {
            Picked::Query => self.narrow(shared),
            Picked::Moved => {}
            Picked::Chosen(at) => return self.chosen(shared, ids, at),
            Picked::Nothing => return None,
        }
        Some(Vec::new())
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let rows = u16::try_from(self.choices.len()).unwrap_or(u16::MAX).saturating_add(4).max(8);
        let inner = ground(canvas, popup(screen, 76, rows), "Where are you?");
        let today = shared.now.today();
        self.picker.view(canvas, inner, "event: ", self.choices.len(), &mut |canvas, area, at, _| match self
            .choices
            .get(at)
        {
            Some(Choice::Event(id)) => {
                let Some(event) = shared.book.event(id) else { return };
                let when = event.date.map_or_else(String::new, |day| day_words(day, today));
                let detail = format!("{when} · {} people", event.attendees.len());
                let start = canvas.right(area, area.y, &detail, Meaning::Dim);
                canvas.put(area.x, area.y, start.saturating_sub(area.x + 1), &event.name, Meaning::Text);
            }
            Some(Choice::Everyone) => {
                canvas.put(area.x, area.y, area.width, "nowhere: show everyone", Meaning::Text);
            }
            Some(Choice::New) => {
                let text = format!("a new event: {}", in_words(&self.read(shared), today));
                canvas.put(area.x, area.y, area.width, &text, Meaning::Accent);
            }
            None => {}
        });
        if shared.book.events().len() == 0 && self.picker.query.is_empty() {
            let text = "no events yet: type a name, and when and where if you like";
            canvas.put(inner.x, inner.y + 3, inner.width, text, Meaning::Dim);
        }
    }
}
