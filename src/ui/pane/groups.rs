//! My groups: what each membership costs and what it brought, with the case for renewing it.

use ratatui::layout::Rect;

use crate::domain::{Change, Edit, EventId, Group, GroupId, IdMaker};
use crate::insight::{Membership, case, figures, memberships, meter, renewal_near};
use crate::settings::Meaning;
use crate::text::dates::{ago, day_words};
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::hints::Hints;
use crate::ui::pane::form::FormPane;
use crate::ui::pane::listing::{Listed, Listing, Part, height, rows_of};
use crate::ui::pane::picker::ground;
use crate::ui::reach::{MOVES, Takes};
use crate::ui::shared::{Input, Pane, Shared, Step, close};

/// So many rows what stands under a group may take.
const ROWS: usize = 4;

/// The list of groups, or one of them.
#[derive(Debug, Default)]
pub(crate) struct GroupsPane {
    listing: Listing,
    /// Every group by name, with what it cost and brought.
    groups: Vec<(GroupId, Membership)>,
    /// The group that is open.
    open: Option<GroupId>,
    /// Its events, the newest first.
    events: Vec<EventId>,
    parts: Vec<Part>,
    revision: Option<u64>,
}

impl GroupsPane {
    pub(crate) fn new(shared: &Shared) -> Self {
        let mut pane = Self::default();
        pane.refresh(shared);
        pane
    }

    fn len(&self) -> usize {
        if self.open.is_some() { self.events.len() } else { self.groups.len() }
    }

    fn chosen(&self) -> Option<&GroupId> {
        self.open.as_ref().or_else(|| self.groups.get(self.listing.at).map(|(id, _)| id))
    }

    fn lay_out(&mut self, shared: &Shared) {
        self.parts = if let Some(group) = self.open.as_ref().and_then(|id| shared.book.group(id)) {
            let sum = self.groups.iter().find(|(id, _)| *id == group.id).map(|(_, sum)| sum.clone());
            self.events = events(shared, &group.id);
            one(shared, group, &sum.unwrap_or_default(), self.events.len())
        } else {
            // All of them depend on how wide the window is, which drawing knows.
            self.open = None;
            Vec::new()
        };
        self.listing.at = self.listing.at.min(self.len().saturating_sub(1));
    }

    fn turn_to(&mut self, shared: &Shared, group: Option<GroupId>) {
        self.listing = Listing::on(match (&group, &self.open) {
            (None, Some(open)) => self.groups.iter().position(|(id, _)| id == open).unwrap_or(0),
            _ => 0,
        });
        self.open = group;
        self.lay_out(shared);
    }
}

impl Pane for GroupsPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Groups, Scope::Lists]
    }

    fn takes(&self) -> Takes {
        &[MOVES, &[Command::Open, Command::Edit, Command::Editor, Command::Add, Command::Delete]]
    }

    fn hints(&self, _: &Shared) -> Option<Hints> {
        match (&self.open, self.len()) {
            (None, 0) => Some(&[(Command::Add, "new"), (Command::Back, "back")]),
            (None, _) => None,
            (Some(_), 0) => Some(&[(Command::Edit, "edit"), (Command::Back, "back")]),
            (Some(_), _) => {
                Some(&[(Command::Open, "to the event"), (Command::Edit, "edit"), (Command::Back, "back")])
            }
        }
    }

    fn update(&mut self, shared: &Shared, _: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        match self.listing.update(shared, input, self.len()) {
            Listed::Moved => return Some(Vec::new()),
            Listed::Chosen(at) if self.open.is_some() => {
                let event = self.events.get(at).cloned();
                return Some(event.map_or_else(Vec::new, |id| vec![Step::Close, Step::Event(Some(id))]));
            }
            Listed::Chosen(at) => {
                let group = self.groups.get(at).map(|(id, _)| id.clone());
                self.turn_to(shared, group);
                return Some(Vec::new());
            }
            Listed::Nothing => {}
        }
        match input {
            Input::Command(Command::Back | Command::Quit | Command::PaneLeft) if self.open.is_some() => {
                self.turn_to(shared, None);
                Some(Vec::new())
            }
            Input::Command(Command::Back | Command::Quit) => close(),
            Input::Command(Command::Edit) => {
                let group = self.chosen().and_then(|id| shared.book.group(id))?;
                Some(vec![Step::Open(Box::new(FormPane::group(group)))])
            }
            Input::Command(Command::Editor) => {
                let key = crate::domain::Key::Group(self.chosen()?.clone());
                Some(vec![Step::Do(crate::ui::Effect::EditRecord(key))])
            }
            Input::Command(Command::Add) => Some(vec![Step::Open(Box::new(FormPane::new_group()))]),
            Input::Command(Command::Delete) => {
                let group = self.chosen().and_then(|id| shared.book.group(id))?.clone();
                let said = format!("{} is in the trash · u undoes", group.name);
                let change = Change::new(format!("delete {}", group.name))
                    .with(Edit::remove(crate::domain::Record::Group(group)));
                Some(vec![Step::Commit(change), Step::Say(crate::ui::Notice::plain(said))])
            }
            _ => None,
        }
    }

    fn refresh(&mut self, shared: &Shared) {
        if self.revision == Some(shared.revision) {
            return;
        }
        self.revision = Some(shared.revision);
        let on = self.groups.get(self.listing.at).map(|(id, _)| id.clone());
        let (points, today) = (&shared.settings.points, shared.now.today());
        let mut groups: Vec<_> = shared.book.groups().collect();
        groups.sort_by(|one, other| one.name.cmp(&other.name));
        let sums = memberships(&shared.book, groups.iter().map(AsRef::as_ref), points, today);
        self.groups = groups.iter().map(|group| group.id.clone()).zip(sums).collect();
        if self.open.is_none() {
            let rows: Vec<GroupId> = self.groups.iter().map(|(id, _)| id.clone()).collect();
            self.listing.follow(&rows, on.as_ref());
        }
        self.lay_out(shared);
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let group = self.open.as_ref().and_then(|id| shared.book.group(id));
        let title = group.map_or_else(
            || format!("Groups {} · esc closes", self.groups.len()),
            |group| format!("{} · esc back to all", group.name),
        );
        let inner = ground(canvas, screen, &title);
        let cells = usize::from(inner.width);
        let all = group.is_none().then(|| all(shared, &self.groups, cells));
        let parts = all.as_ref().unwrap_or(&self.parts);
        self.listing.view(canvas, inner, parts, &mut |canvas, area, at, _| {
            if group.is_some() {
                if let Some(event) = self.events.get(at).and_then(|id| shared.book.event(id)) {
                    let meter = meter(event, &shared.book);
                    let words = if meter.talks() > 0 { meter.words() } else { String::new() };
                    let start = canvas.right(area, area.y, &words, Meaning::Dim);
                    let date = event.date.map_or_else(String::new, |date| format!("{date}  "));
                    let room = start.saturating_sub(area.x + 1);
                    canvas.pieces(
                        area.x,
                        area.y,
                        room,
                        &[(&date, Meaning::Dim), (&event.name, Meaning::Text)],
                    );
                }
            } else if let Some((id, sum)) = self.groups.get(at) {
                let Some(group) = shared.book.group(id) else { return };
                let start = canvas.right(area, area.y, &renewal(group, shared), Meaning::Owed);
                canvas.put(area.x, area.y, start.saturating_sub(area.x + 1), &group.name, Meaning::Text);
                for (y, row) in (area.top() + 1..area.bottom()).zip(brought(sum, cells)) {
                    canvas.put(area.x + 2, y, area.width.saturating_sub(2), &row, Meaning::Dim);
                }
            }
        });
    }
}

fn events(shared: &Shared, group: &GroupId) -> Vec<EventId> {
    let mut events: Vec<_> = shared.book.events().filter(|event| event.group == *group).collect();
    events.sort_by_key(|event| std::cmp::Reverse(event.date));
    events.into_iter().map(|event| event.id.clone()).collect()
}

/// "renews in 3 weeks", once that is near.
fn renewal(group: &Group, shared: &Shared) -> String {
    let today = shared.now.today();
    match (group.renews, renewal_near(group, today)) {
        (Some(day), Some(_)) => format!("to renew {}", ago(day, today)),
        _ => String::new(),
    }
}

/// What a group cost and brought, in as few rows as it takes.
fn brought(sum: &Membership, cells: usize) -> Vec<String> {
    let figures = figures(sum).into_iter();
    let words = figures.filter(|(label, _)| matches!(*label, "cost" | "met" | "received"));
    let words: Vec<String> = words.map(|(label, value)| format!("{label} {value}")).collect();
    rows_of(&words.join(" · "), cells.saturating_sub(4), ROWS)
}

fn all(shared: &Shared, groups: &[(GroupId, Membership)], cells: usize) -> Vec<Part> {
    if groups.is_empty() {
        let words = "no groups yet: a makes one, with its dues and when it is to be renewed. Say with e on an event whose it is: \
                     the people you met there, what was given and learned then stand here against what it cost, and before it is \
                     to be renewed, the case for it and against it.";
        return vec![Part::Words(words.to_owned(), Meaning::Dim)];
    }
    let near = |id: &GroupId| shared.book.group(id).is_some_and(|group| !renewal(group, shared).is_empty());
    let soon = groups.iter().filter(|(id, _)| near(id)).count();
    let mut parts = Vec::new();
    if soon > 0 {
        let words = match soon {
            1 => "1 is to be renewed soon; enter shows the case for it and against it".to_owned(),
            soon => format!("{soon} are to be renewed soon; enter shows the case for each and against it"),
        };
        parts.push(Part::Words(words, Meaning::Text));
    }
    parts.extend(groups.iter().map(|(_, sum)| height(1 + brought(sum, cells).len())));
    parts
}

fn one(shared: &Shared, group: &Group, sum: &Membership, events: usize) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut say = |text: String, meaning| parts.push(Part::Words(text, meaning));
    let today = shared.now.today();
    let near = renewal(group, shared);
    let renews = group.renews.map_or_else(String::new, |day| format!("renews {}", day_words(day, today)));
    let dues = [group.dues.as_str(), group.per.as_str()].join(" a ");
    let rhythm = match group.rhythm.trim() {
        "" => String::new(),
        // "every 2 weeks" and "weekly" say it themselves.
        said if said.to_lowercase().starts_with("every ") || said.ends_with("ly") => said.to_owned(),
        said => format!("every {said}"),
    };
    let facts = [group.chapter.as_str(), dues.trim_end_matches(" a "), &rhythm, &renews];
    let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    say(facts.join(" · "), Meaning::Text);
    if !near.is_empty() {
        say(near, Meaning::Owed);
    }
    let since = sum.since.map_or_else(String::new, |since| format!(" since {}", day_words(since, today)));
    parts.push(Part::Heading(format!("What it cost and brought{since}")));
    for (label, value) in figures(sum) {
        parts.push(Part::Words(format!("{label:10} {value}"), Meaning::Text));
    }
    if let Some(doubt) = sum.doubt() {
        parts.push(Part::Words(format!("{:10} {doubt}", "not known"), Meaning::Dim));
    }
    let case = case(sum);
    for (heading, sentences) in
        [("To renew", case.renew), ("To try once more", case.try_once_more), ("To leave", case.leave)]
    {
        if !sentences.is_empty() {
            parts.push(Part::Heading(heading.to_owned()));
        }
        parts.extend(sentences.into_iter().map(|sentence| Part::Words(sentence, Meaning::Text)));
    }
    if events > 0 {
        parts.push(Part::Heading("Events".to_owned()));
    }
    parts.extend(std::iter::repeat_n(Part::Row(1), events));
    parts
}
