//! The form of an event, and the one line that asks why somebody is wanted.

use super::{Entry, FormPane, Subject};
use crate::capture::{EVENT_FIELDS, EventField};
use crate::domain::{Book, Edit, Event, EventId};
use crate::ui::shared::Shared;

/// What a form changes, in words, and the edits; or which field is wrong, and why.
type Edits = Result<(String, Vec<Option<Edit>>), (usize, String)>;

impl FormPane {
    /// An event's fields.
    pub(crate) fn event(event: &Event, book: &Book) -> Self {
        let entry = |field: &EventField| Entry::new(field.key, field.about, (field.get)(event, book));
        let entries = EVENT_FIELDS.iter().map(entry).collect();
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
        let Some(before) = shared.book.event(id) else { return Ok((String::new(), Vec::new())) };
        let mut after = Event::clone(before);
        for (at, (entry, field)) in self.entries.iter().zip(EVENT_FIELDS).enumerate() {
            if !entry.changed() {
                continue;
            }
            let text = entry.editor.text().trim();
            (field.set)(&mut after, text, &shared.book, shared.now.today())
                .map_err(|hint| (at, format!("{text}? {hint}")))?;
        }
        let edit = Edit::replace(before.clone().into(), after);
        Ok((format!("change {}", before.name), vec![(!edit.is_idle()).then_some(edit)]))
    }
}
