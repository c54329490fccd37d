//! The form of an event, and the one line that asks why somebody is wanted.

use super::{Entry, FormPane, Subject};
use crate::capture::{EventLine, any_day, event as read_line};
use crate::domain::{Book, Clock, Day, Edit, Event, EventId, GroupId, Intent};
use crate::ui::shared::Shared;

/// What a form changes, in words, and the edits; or which field is wrong, and why.
type Edits = Result<(String, Vec<Option<Edit>>), (usize, String)>;

impl FormPane {
    /// An event's fields.
    pub(crate) fn event(event: &Event, book: &Book) -> Self {
        let day = event.date.map_or_else(String::new, |date| date.to_string());
        let time = |time: Option<Clock>| time.map_or_else(String::new, |time| time.to_string());
        let number = |number: Option<f64>| number.map_or_else(String::new, |number| number.to_string());
        let group = book.group(&event.group).map_or(event.group.as_str(), |group| group.name.as_str());
        let mood = event.mood.map_or_else(String::new, |mood| mood.to_string());
        let entries = vec![
            Entry::new("name", "what it is called", event.name.clone()),
            Entry::new("date", "fri, 3 dec, 2026-12-03", day),
            Entry::new("start", "07:30", time(event.start)),
            Entry::new("end", "09:00", time(event.end)),
            Entry::new("venue", "where", event.venue.clone()),
            Entry::new("group", "whose: the name of a group", group.to_owned()),
            Entry::new(
                "intents",
                "3 expand, 1 supplier; also referrals, touch-base, customer",
                Intent::line(&event.intents),
            ),
            Entry::new("cost", "15 EUR", event.cost.clone()),
            Entry::new(
                "room_known",
                "share of the room you knew, without a list: 0 to 1",
                number(event.room_known),
            ),
            Entry::new("hours", "how long you were there: 2.5", number(event.hours)),
            Entry::new("mood", "how it was, 1 to 5", mood),
        ];
        let title = format!("{} · esc keeps the changes", event.name);
        Self { subject: Subject::Event(event.id.clone()), title, entries, at: 0, chooser: None, wrong: None }
    }

    /// Why those on these lines are wanted.
    pub(crate) fn why(event: &Event, lines: Vec<usize>) -> Self {
        let first = lines.first().and_then(|at| event.attendees.get(*at));
        let (name, why) = first.map_or(("", ""), |attendee| (attendee.name.as_str(), attendee.why.as_str()));
        let title = match lines.len() {
            0 | 1 => format!("{name} is wanted · enter keeps why"),
            count => format!("{count} are wanted · enter keeps why"),
        };
        let entries = vec![Entry::new("why", "what for, in one line; empty is fine", why.to_owned())];
        Self {
            subject: Subject::Why(event.id.clone(), lines),
            title,
            entries,
            at: 0,
            chooser: None,
            wrong: None,
        }
    }

    pub(super) fn why_edit(&self, id: &EventId, lines: &[usize], book: &Book) -> (String, Vec<Option<Edit>>) {
        let edit = book.edit_event(id, |event| {
            for at in lines {
                if let Some(attendee) = event.attendees.get_mut(*at) {
                    attendee.want(true, self.value("why"));
                }
            }
        });
        (format!("wanted: {}", self.value("why")), vec![edit])
    }

    /// Only fields that were changed are read, so that one nobody touched cannot be wrong.
    pub(super) fn event_edit(&self, id: &EventId, shared: &Shared) -> Edits {
        let today = shared.now.today();
        let at = |label: &str| self.entries.iter().position(|entry| entry.label == label).unwrap_or(0);
        let changed = |label: &str| self.entries.get(at(label)).is_some_and(Entry::changed);
        let wrong = |label: &str, hint: &str| Err((at(label), format!("{}? {hint}", self.value(label))));
        if self.value("name").is_empty() {
            return Err((0, "a name is needed".to_owned()));
        }
        let Some(before) = shared.book.event(id) else { return Ok((String::new(), Vec::new())) };
        let mut after = Event::clone(before);
        for label in ["name", "venue", "cost"].into_iter().filter(|label| changed(label)) {
            let field = match label {
                "name" => &mut after.name,
                "venue" => &mut after.venue,
                _ => &mut after.cost,
            };
            self.value(label).clone_into(field);
        }
        if changed("date") {
            after.date = match (self.value("date"), any_day(self.value("date"), today)) {
                ("", _) => None,
                (_, None) => return wrong("date", "a day such as fri, 3 dec or 2026-12-03"),
                (_, some) => some,
            };
        }
        for label in ["start", "end"].into_iter().filter(|label| changed(label)) {
            let time = match (self.value(label), time(self.value(label), today)) {
                ("", _) => None,
                (_, None) => return wrong(label, "a time such as 07:30 or 7pm"),
                (_, some) => some,
            };
            *(if label == "start" { &mut after.start } else { &mut after.end }) = time;
        }
        if changed("group") {
            after.group = match (self.value("group"), group(self.value("group"), &shared.book)) {
                ("", _) => GroupId::default(),
                (_, None) => return wrong("group", "no one group is called that; g o lists them"),
                (_, Some(id)) => id,
            };
        }
        if changed("intents") {
            let Some(intents) = Intent::read_all(self.value("intents")) else {
                return wrong("intents", "numbers of referrals, expand, supplier, touch-base, customer");
            };
            after.intents = intents;
        }
        for (label, most) in [("room_known", 1.0), ("hours", 24.0), ("mood", 5.0)] {
            if !changed(label) {
                continue;
            }
            let text = self.value(label).replace(',', ".");
            let number = text.parse::<f64>().ok().filter(|number| (0.0..=most).contains(number));
            let number = match (text.as_str(), number) {
                ("", _) => None,
                (_, None) => return wrong(label, &format!("a number from 0 to {most}")),
                (_, some) => some,
            };
            match label {
                "room_known" => after.room_known = number,
                "hours" => after.hours = number,
                _ => {
                    after.mood = match self.value(label).parse() {
                        Ok(mood @ 1..=5) => Some(mood),
                        _ if number.is_none() => None,
                        _ => return wrong(label, "1, 2, 3, 4 or 5"),
                    };
                }
            }
        }
        let edit = Edit::replace(before.clone().into(), after);
        Ok((format!("change {}", before.name), vec![(!edit.is_idle()).then_some(edit)]))
    }
}

/// A time as in the line of an event.
fn time(text: &str, today: Day) -> Option<Clock> {
    let EventLine { start, end: None, name, .. } = read_line(text, today) else { return None };
    start.filter(|_| name.is_empty())
}

/// The one group called that, in whatever capitals, or whose name alone begins so.
fn group(text: &str, book: &Book) -> Option<GroupId> {
    let folded = text.trim().to_lowercase();
    let called = |whole: bool| {
        let mut fits = book.groups().filter(|group| {
            let name = group.name.to_lowercase();
            if whole { name == folded } else { name.starts_with(&folded) }
        });
        fits.next().filter(|_| fits.next().is_none()).map(|group| group.id.clone())
    };
    called(true).or_else(|| called(false))
}
