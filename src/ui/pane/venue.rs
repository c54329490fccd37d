//! Choosing where I am: an event there is, a new one by its name, or everyone.

use ratatui::layout::Rect;

use crate::domain::{Change, Edit, Event, EventId, IdMaker};
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
        } else {
            choices.push(Choice::New);
        }
        self.choices = choices;
    }

    fn chosen(&self, shared: &Shared, ids: &mut IdMaker, at: usize) -> Option<Vec<Step>> {
        match self.choices.get(at)? {
            Choice::Everyone => Some(vec![Step::Close, Step::Event(None)]),
            Choice::Event(id) => Some(vec![Step::Close, Step::Event(Some(id.clone()))]),
            Choice::New => {
                let name = self.picker.query.text().trim();
                let today = shared.now.today();
                let id = shared.book.free_event_id(name, Some(today), ids);
                let event = Event {
                    id: id.clone(),
                    schema: 1,
                    name: name.to_owned(),
                    date: Some(today),
                    ..Event::default()
                };
                let said = format!("{name}, today · u undoes");
                let change = Change::new(format!("event {name}")).with(Edit::create(event));
                Some(vec![
                    Step::Close,
                    Step::Commit(change),
                    Step::Event(Some(id)),
                    Step::Say(Notice::plain(said)),
                ])
            }
        }
    }
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
                let text = format!("a new event today: {}", self.picker.query.text().trim());
                canvas.put(area.x, area.y, area.width, &text, Meaning::Accent);
            }
            None => {}
        });
        if shared.book.events().len() == 0 && self.picker.query.is_empty() {
            let text = "no events yet: type a name to make one";
            canvas.put(inner.x, inner.y + 3, inner.width, text, Meaning::Dim);
        }
    }
}
