//! What keys do in the notes of a person.

use super::Mixer;
use super::people::{met, wanted};
use crate::domain::{IdMaker, NoteKind};
use crate::ui::command::Command;
use crate::ui::effect::{Effect, TextOf};
use crate::ui::msg::Notice;
use crate::ui::pane::form::FormPane;
use crate::ui::pane::note::NotePane;
use crate::ui::pane::notes;
use crate::ui::shared::{Shared, Step, after, commit};

impl Mixer {
    pub(super) fn notes_keys(
        &mut self,
        shared: &Shared,
        ids: &mut IdMaker,
        command: Command,
    ) -> Option<Vec<Step>> {
        // On a phone the notes are where somebody is looked at, so they are met here too.
        match command {
            Command::Met => return Some(met(shared, ids, &[shared.selected.clone()?])),
            Command::Wanted => return Some(wanted(shared, &[shared.selected.clone()?])),
            Command::Contact => {
                let form = |person| Step::Open(Box::new(FormPane::person(person, "emails")));
                return shared.person().map(|person| vec![form(person)]);
            }
            _ => {}
        }
        let person = shared.person()?;
        let note = notes::in_order(person).get(self.note).copied();
        let open = |note| Some(vec![Step::Open(Box::new(NotePane::new(shared, &person.id, note)))]);
        match command {
            Command::Add => open(None),
            Command::Open | Command::Edit => open(note),
            Command::Editor => {
                let note = note?;
                let of = TextOf::Note(person.id.clone(), note.id.clone());
                Some(vec![Step::Do(Effect::EditText { of, text: note.text.clone() })])
            }
            Command::Delete => {
                let note = note?;
                let edit = shared
                    .book
                    .edit_person(&person.id, |person| person.notes.retain(|other| other.id != note.id));
                Some(commit(edit, &format!("delete a note on {}", person.name), "note deleted · u undoes"))
            }
            Command::NoteKind => {
                let note = note?;
                let kind = after(NoteKind::ALL, &note.kind);
                let said = format!("now a {kind}");
                let edit = shared.book.edit_note(&person.id, &note.id, |note| note.kind = kind);
                Some(commit(edit, &format!("kind of a note on {}", person.name), &said))
            }
            Command::NotePrivate => {
                let note = note?;
                let said =
                    if note.private { "no longer private" } else { "private: stays out of every export" };
                let edit = shared.book.edit_note(&person.id, &note.id, |note| note.private = !note.private);
                Some(commit(edit, &format!("privacy of a note on {}", person.name), said))
            }
            Command::FollowUpDone => {
                let today = shared.now.today();
                let next =
                    person.follow_ups.iter().filter(|todo| todo.done.is_none()).min_by_key(|todo| todo.due);
                let Some(id) = next.map(|todo| todo.id.clone()) else {
                    return Some(vec![Step::Say(Notice::plain("nothing to do about them; r reminds you"))]);
                };
                let edit = shared.book.edit_person(&person.id, |person| {
                    person
                        .follow_ups
                        .iter_mut()
                        .filter(|todo| todo.id == id)
                        .for_each(|todo| todo.done = Some(today));
                });
                Some(commit(edit, &format!("follow-up with {} done", person.name), "done · u undoes"))
            }
            Command::Copy => {
                let note = note?;
                let text = note.words();
                Some(vec![Step::Do(Effect::Copy(text.to_owned()))])
            }
            _ => None,
        }
    }
}
