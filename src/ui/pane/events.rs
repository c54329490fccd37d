//! Events: today's, those to come, those that groups propose, and the past ones with what they were.

use std::collections::HashSet;

use ratatui::layout::Rect;

use crate::domain::{Change, Edit, Event, EventId, IdMaker, Intent, Record};
use crate::insight::{met_at, meter, next_events};
use crate::settings::Meaning;
use crate::text::dates::full_day;
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::hints::Hints;
use crate::ui::msg::Notice;
use crate::ui::pane::brief::BriefPane;
use crate::ui::pane::form::FormPane;
use crate::ui::pane::listing::{Listed, Listing, Part, height, rows_of};
use crate::ui::pane::picker::ground;
use crate::ui::pane::review::ReviewPane;
use crate::ui::pane::venue::{VenuePane, in_words};
use crate::ui::reach::{MOVES, Takes};
use crate::ui::shared::{Input, Pane, Shared, Step, close};

/// So many rows what stands under a name may take.
const ROWS: usize = 3;

/// One row: an event, or one that a group's rhythm proposes.
#[derive(Debug, Clone, PartialEq)]
enum Row {
    Event(EventId),
    Proposed(Box<Event>),
}

impl Row {
    fn id(&self) -> Option<&EventId> {
        match self {
            Self::Event(id) => Some(id),
            Self::Proposed(_) => None,
        }
    }

    fn event<'a>(&'a self, shared: &'a Shared) -> Option<&'a Event> {
        match self {
            Self::Event(id) => shared.book.event(id).map(AsRef::as_ref),
            Self::Proposed(event) => Some(event),
        }
    }
}

/// The full-screen list.
#[derive(Debug)]
pub(crate) struct EventsPane {
    listing: Listing,
    /// Under each heading its rows.
    sections: Vec<(&'static str, Vec<Row>)>,
    built: Option<u64>,
}

impl EventsPane {
    pub(crate) fn new(shared: &Shared) -> Self {
        let mut pane = Self { listing: Listing::default(), sections: Vec::new(), built: None };
        pane.refresh(shared);
        pane
    }

    fn rows(&self) -> impl Iterator<Item = &Row> {
        self.sections.iter().flat_map(|(_, rows)| rows)
    }

    fn row(&self, at: usize) -> Option<&Row> {
        self.rows().nth(at)
    }

    fn parts(&self, shared: &Shared, cells: usize) -> Vec<Part> {
        let mut parts = Vec::new();
        for (title, rows) in self.sections.iter().filter(|(_, rows)| !rows.is_empty()) {
            parts.push(Part::Heading((*title).to_owned()));
            let event =
                |row: &Row| row.event(shared).map_or(1, |event| 1 + detail(shared, event, cells).len());
            parts.extend(rows.iter().map(|row| height(event(row))));
            parts.push(Part::Gap);
        }
        if parts.is_empty() {
            let text = "No event yet. a makes one from a line: Makers' Breakfast fri 07:30-09:00 at Old Fire Station";
            parts.push(Part::Words(text.into(), Meaning::Dim));
            parts.push(Part::Gap);
            let text = "g i takes one in from a calendar (.ics), with its guests; g o makes a group, whose rhythm proposes the next.";
            parts.push(Part::Words(text.into(), Meaning::Dim));
        }
        parts
    }

    fn of_event(shared: &Shared, id: &EventId, command: Command) -> Option<Vec<Step>> {
        let event = shared.book.event(id)?;
        match command {
            Command::Brief => Some(vec![Step::Open(Box::new(BriefPane::new(shared, id.clone())))]),
            Command::Review => Some(vec![Step::Open(Box::new(ReviewPane::new(shared, id.clone())))]),
            Command::Edit => Some(vec![Step::Open(Box::new(FormPane::event(event, &shared.book)))]),
            Command::Editor => {
                Some(vec![Step::Do(Effect::EditRecord(crate::domain::Key::Event(id.clone())))])
            }
            Command::Copy => Some(vec![Step::Do(Effect::Copy(in_words(event, shared.now.today())))]),
            Command::Delete => {
                let what = format!("delete {}", event.name);
                let said = format!("{} in the trash · u undoes", event.name);
                let change = Change::new(what).with(Edit::remove(Record::Event(event.clone())));
                let leave = (shared.event.as_ref() == Some(id)).then_some(Step::Event(None));
                let steps = leave.into_iter().chain([Step::Commit(change), Step::Say(Notice::plain(said))]);
                Some(steps.collect())
            }
            _ => None,
        }
    }
}

/// Makes a proposed event.
fn make(shared: &Shared, ids: &mut IdMaker, proposed: &Event) -> Vec<Step> {
    let mut event = proposed.clone();
    event.id = shared.book.free_event_id(&event.name, event.date, ids);
    let said = format!("{} · u undoes", in_words(&event, shared.now.today()));
    let change = Change::new(format!("event {}", event.name)).with(Edit::create(event));
    vec![Step::Commit(change), Step::Say(Notice::plain(said))]
}

/// What stands to the right of a name: how many, and how it was.
fn counts(shared: &Shared, event: &Event, wide: bool) -> String {
    let mut parts = Vec::new();
    let (met, listed) = (met_at(event), event.attendees.len());
    if wide && listed > met {
        parts.push(format!("{listed} listed"));
    }
    let meter = meter(event, &shared.book);
    match meter.value() {
        Some(value) if !wide => parts.push(format!("M {value:.1}")),
        // Where the meter is undefined, these are its counts.
        _ if meter.talks() > 0 => parts.push(meter.words()),
        _ => {}
    }
    if let Some(mood) = event.mood {
        parts.push(format!("mood {mood}"));
    }
    parts.join(" · ")
}

/// What stands under a name: when, where and what for, in as few rows as it takes.
fn detail(shared: &Shared, event: &Event, cells: usize) -> Vec<String> {
    let day = event.date.map_or_else(String::new, |day| full_day(day, shared.now.today()));
    let time = event.start.map_or_else(String::new, |start| format!(" {start}"));
    let parts = [format!("{day}{time}"), event.venue.clone(), Intent::line(&event.intents)];
    let text: Vec<String> = parts.into_iter().filter(|part| !part.trim().is_empty()).collect();
    rows_of(&text.join(" · "), cells.saturating_sub(4), ROWS)
}

impl Pane for EventsPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Events, Scope::Lists]
    }

    fn takes(&self) -> Takes {
        &[
            MOVES,
            &[Command::Open, Command::Add, Command::Edit, Command::Editor, Command::Copy, Command::Delete],
        ]
    }

    fn hints(&self, _: &Shared) -> Option<Hints> {
        (self.rows().next().is_none()).then_some(&[
            (Command::Add, "new"),
            (Command::Import, "from a file"),
            (Command::Back, "close"),
        ])
    }

    fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        let len = self.rows().count();
        match self.listing.update(shared, input, len) {
            Listed::Moved => return Some(Vec::new()),
            Listed::Chosen(at) => {
                return Some(match self.row(at)? {
                    Row::Event(id) => vec![Step::Close, Step::Event(Some(id.clone()))],
                    Row::Proposed(event) => make(shared, ids, event),
                });
            }
            Listed::Nothing => {}
        }
        let Input::Command(command) = input else { return None };
        match command {
            Command::Back | Command::Quit | Command::PaneLeft => close(),
            Command::Add => Some(vec![Step::Open(Box::new(VenuePane::new(shared)))]),
            command => match self.row(self.listing.at)? {
                Row::Event(id) => Self::of_event(shared, id, *command),
                Row::Proposed(_)
                    if matches!(
                        command,
                        Command::Brief | Command::Review | Command::Edit | Command::Delete
                    ) =>
                {
                    Some(vec![Step::Say(Notice::plain("only proposed so far; enter makes it"))])
                }
                Row::Proposed(_) => None,
            },
        }
    }

    fn refresh(&mut self, shared: &Shared) {
        if self.built == Some(shared.revision) {
            return;
        }
        let first = self.built.replace(shared.revision).is_none();
        let today = shared.now.today();
        let had: HashSet<&EventId> = self.rows().filter_map(Row::id).collect();
        let made = shared.book.events().find(|event| !first && !had.contains(&event.id));
        // What was just made is what the next key is about.
        let on =
            made.map(|event| Row::Event(event.id.clone())).or_else(|| self.row(self.listing.at).cloned());
        let mut events: Vec<&Event> = shared.book.events().map(AsRef::as_ref).collect();
        events.sort_by_key(|event| (event.date, event.start, event.id.clone()));
        let pick = |wanted: &dyn Fn(&Event) -> bool| -> Vec<Row> {
            events.iter().filter(|event| wanted(event)).map(|event| Row::Event(event.id.clone())).collect()
        };
        let mut past = pick(&|event| event.date.is_some_and(|date| date < today));
        past.reverse();
        let proposed =
            next_events(&shared.book, today).into_iter().map(|event| Row::Proposed(Box::new(event)));
        self.sections = vec![
            ("Today", pick(&|event| event.date == Some(today))),
            ("To come", pick(&|event| event.date.is_some_and(|date| date > today))),
            ("Proposed by the rhythm of a group · enter makes it", proposed.collect()),
            ("Past", past),
            ("Without a day", pick(&|event| event.date.is_none())),
        ];
        let rows: Vec<Row> = self.rows().cloned().collect();
        self.listing.follow(&rows, on.as_ref());
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let inner = ground(canvas, screen, "Events · g b brief, g v review");
        let cells = usize::from(inner.width);
        self.listing.view(canvas, inner, &self.parts(shared, cells), &mut |canvas, area, at, _| {
            let Some(event) = self.row(at).and_then(|row| row.event(shared)) else { return };
            let right = counts(shared, event, area.width >= 60);
            let start = canvas.right(Rect { height: 1, ..area }, area.y, &right, Meaning::Dim);
            let here = if shared.event.as_ref() == Some(&event.id) { " (you are here)" } else { "" };
            let room = start.saturating_sub(area.x + u16::from(!right.is_empty()));
            canvas.pieces(area.x, area.y, room, &[(&event.name, Meaning::Heading), (here, Meaning::Accent)]);
            for (y, text) in (area.top() + 1..area.bottom()).zip(detail(shared, event, cells)) {
                canvas.put(area.x + 2, y, area.width.saturating_sub(2), &text, Meaning::Dim);
            }
        });
    }
}
