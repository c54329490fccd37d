//! A note in a field of several lines: Esc keeps it, no key loses it.

use ratatui::layout::Rect;

use crate::domain::{Change, Edit as RecordEdit, IdMaker, Note, NoteId, Person, PersonId};
use crate::settings::Meaning;
use crate::text::{Edit, Editor};
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::{Effect, TextOf};
use crate::ui::msg::Notice;
use crate::ui::pane::picker::{ground, popup};
use crate::ui::shared::{Input, Pane, Shared, Step};

/// The editor of one note.
#[derive(Debug)]
pub(crate) struct NotePane {
    person: PersonId,
    note: Option<NoteId>,
    title: String,
    before: String,
    editor: Editor,
}

impl NotePane {
    /// A note that stands, or a new one.
    pub(crate) fn new(shared: &Shared, person: &PersonId, note: Option<&Note>) -> Self {
        let text = note.map_or("", Note::words);
        let id = note.map(|note| note.id.clone());
        let parked = shared.parked_text(&field(person, id.as_ref()));
        let name = shared.book.name_of(person);
        Self {
            title: if id.is_some() { format!("Note on {name}") } else { format!("New note on {name}") },
            person: person.clone(),
            note: id,
            before: text.to_owned(),
            editor: Editor::block(parked.unwrap_or(text)),
        }
    }

    /// With a draft of an earlier run; `None` when the field is not a note's or the person is gone.
    pub(crate) fn draft(shared: &Shared, name: &str, text: &str) -> Option<Self> {
        let mut words = name.strip_prefix("note ")?.split(' ');
        let person = shared.book.person(&PersonId::new(words.next()?))?;
        let note = words.next().and_then(|id| person.notes.iter().find(|note| note.id.as_str() == id));
        Some(Self { editor: Editor::block(text), ..Self::new(shared, &person.id, note) })
    }

    /// What keeping `text` as a note changes, where `before` stood when it was opened.
    ///
    /// Somebody else may have written meanwhile. The change says what it was made from, so that the store sees it and keeps
    /// both; a note that is gone becomes a new one, and what was written on a person who is gone stays a draft.
    pub(crate) fn keep(
        shared: &Shared,
        ids: &mut IdMaker,
        of: &TextOf,
        (before, text): (&str, &str),
    ) -> Vec<Step> {
        let text = text.trim_end();
        let (id, note) = match of {
            TextOf::Note(person, note) => (person, Some(note)),
            TextOf::NewNote(person) => (person, None),
            TextOf::Capture => return Vec::new(),
        };
        if text == before || (text.is_empty() && note.is_none()) {
            return Vec::new();
        }
        let Some(person) = shared.book.person(id) else {
            let said = "that person was deleted elsewhere; what you wrote is kept: :drafts";
            return vec![
                Step::Park(format!("note {id} new"), text.to_owned()),
                Step::Say(Notice::warning(said)),
            ];
        };
        let (mut base, mut after) = (Person::clone(person), Person::clone(person));
        let found = note.and_then(|id| person.notes.iter().position(|note| note.id == *id));
        if let Some(at) = found {
            for (person, text) in [(&mut base, before), (&mut after, text)] {
                if let Some(note) = person.notes.get_mut(at)
                    && note.text != text
                    // A line that was all fields has no text of its own; what was opened is the line.
                    && !(note.text.is_empty() && note.line == text)
                {
                    text.clone_into(&mut note.text);
                }
            }
        } else {
            let (at, event) = (shared.now.stamp(), shared.event.clone().unwrap_or_default());
            let id = ids.note(person.notes.iter().map(|note| &note.id));
            after.notes.push(Note { id, at: Some(at), event, text: text.to_owned(), ..Note::default() });
        }
        let gone = note.is_some() && found.is_none();
        let said = if gone { "that note was deleted elsewhere; yours is a new one" } else { "note kept" };
        let edit = RecordEdit::replace(base.into(), after);
        vec![
            Step::Commit(Change::new(format!("note on {}", person.name)).with(edit)),
            Step::Say(Notice::plain(format!("{said} · u undoes"))),
        ]
    }

    fn of(&self) -> TextOf {
        match &self.note {
            Some(note) => TextOf::Note(self.person.clone(), note.clone()),
            None => TextOf::NewNote(self.person.clone()),
        }
    }

    fn done(&self, shared: &Shared, ids: &mut IdMaker) -> Vec<Step> {
        let mut steps = vec![Step::Park(field(&self.person, self.note.as_ref()), String::new())];
        steps.extend(Self::keep(shared, ids, &self.of(), (&self.before, self.editor.text())));
        steps.push(Step::Close);
        steps
    }
}

/// The name of the field, by which its draft goes.
fn field(person: &PersonId, note: Option<&NoteId>) -> String {
    format!("note {person} {}", note.map_or("new", NoteId::as_str))
}

impl Pane for NotePane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Text]
    }

    fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        let width = shared.viewport.field_width;
        let edit = match input {
            Input::Typed(ch) => Edit::Insert(ch.to_string()),
            Input::Paste(text) => Edit::Paste(text.clone()),
            Input::Item(_) => return None,
            Input::Command(command) => match command {
                Command::Close => return Some(self.done(shared, ids)),
                Command::TextLeaveNow => {
                    let field = field(&self.person, self.note.as_ref());
                    let text = self.editor.text();
                    let mut steps = vec![Step::Park(field, text.to_owned()), Step::Close];
                    if text != self.before && !text.trim().is_empty() {
                        steps.push(Step::Say(Notice::kept_as_draft()));
                    }
                    return Some(steps);
                }
                Command::TextEditor => {
                    let text = self.editor.text().to_owned();
                    return Some(vec![Step::Do(Effect::EditText { of: self.of(), text })]);
                }
                Command::Accept => Edit::Newline,
                Command::NextItem => Edit::Down,
                Command::PreviousItem => Edit::Up,
                Command::Complete => Edit::Insert("  ".into()),
                other => other.edit()?,
            },
        };
        self.editor.edit(&edit, width);
        Some(Vec::new())
    }

    fn view(&self, _: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let area = popup(screen, 100, screen.height.saturating_sub(1).max(3));
        let inner = ground(canvas, area, &format!("{} · esc keeps it", self.title));
        let cells = inner.width.max(1);
        canvas.viewport.field_width = cells;
        let (column, row) = self.editor.caret_cell(cells);
        let first = usize::from(row).saturating_sub(usize::from(inner.height.saturating_sub(1)));
        for (y, range) in (inner.top()..inner.bottom()).zip(self.editor.rows(cells).iter().skip(first)) {
            let text = self.editor.text().get(range.clone()).unwrap_or_default();
            canvas.put(inner.x, y, inner.width, text.trim_end_matches('\n'), Meaning::Text);
        }
        canvas.cursor(inner.x + column, inner.y + row.saturating_sub(u16::try_from(first).unwrap_or(0)));
    }

    fn draft(&self) -> Option<(String, String)> {
        let changed = self.editor.text() != self.before;
        changed.then(|| (field(&self.person, self.note.as_ref()), self.editor.text().to_owned()))
    }

    fn edited(&mut self, of: &TextOf, text: &str) -> bool {
        let mine = *of == self.of();
        if mine {
            self.editor = Editor::block(text.trim_end());
        }
        mine
    }
}
