//! A form: labelled one-line fields; Esc is done and saved.

mod event;
mod favour;
mod group;

use ratatui::layout::Rect;

use crate::capture::date;
use crate::domain::{
    Change, Edit as RecordEdit, EventId, FIELDS, FavourId, Field, FollowUp, FollowUpId, GroupId, IdMaker,
    Person, PersonId,
};
use crate::settings::Meaning;
use crate::text::{Edit, Editor};
use crate::ui::canvas::{Canvas, scrolled};
use crate::ui::command::{Command, Scope};
use crate::ui::hints::Hints;
use crate::ui::msg::Notice;
use crate::ui::pane::form::favour::Chooser;
use crate::ui::pane::picker::{Picked, ground, popup, view_line};
use crate::ui::shared::{Input, Pane, Shared, Step};
use crate::ui::viewport::Hit;

/// What the form is about.
#[derive(Debug, Clone, PartialEq)]
enum Subject {
    Person(PersonId),
    Me,
    Favour(PersonId, FavourId),
    FollowUp(PersonId, FollowUpId),
    Tag(Vec<PersonId>),
    /// A group, or one that is to be.
    Group(Option<GroupId>),
    Event(EventId),
    /// Why somebody is wanted: their lines of the list.
    Why(EventId, Vec<usize>),
}

/// One field.
#[derive(Debug)]
struct Entry {
    label: String,
    about: String,
    before: String,
    editor: Editor,
}

impl Entry {
    fn new(label: &str, about: &str, text: String) -> Self {
        Self { label: label.to_owned(), about: about.to_owned(), editor: Editor::line(&text), before: text }
    }

    fn changed(&self) -> bool {
        self.editor.text() != self.before
    }
}

/// The form.
#[derive(Debug)]
pub(crate) struct FormPane {
    subject: Subject,
    title: String,
    entries: Vec<Entry>,
    at: usize,
    /// What is wrong with the field, until it is changed.
    wrong: Option<String>,
    /// The list to choose the field's value from, while it is open.
    chooser: Option<Chooser>,
}

impl FormPane {
    /// A form about something, at its first field.
    fn of(subject: Subject, entries: Vec<Entry>) -> Self {
        Self { subject, title: String::new(), entries, at: 0, wrong: None, chooser: None }
    }

    /// A person's fields, beginning at the one called `at`.
    pub(crate) fn person(person: &Person, at: &str) -> Self {
        let entries: Vec<Entry> =
            FIELDS.iter().map(|field| Entry::new(field.key, field.about, field.text(person))).collect();
        let at = entries.iter().position(|entry| entry.label == at).unwrap_or(0);
        let title = format!("{} · esc keeps the changes", person.name);
        Self { title, at, ..Self::of(Subject::Person(person.id.clone()), entries) }
    }

    /// My own card.
    pub(crate) fn me(shared: &Shared) -> Self {
        let me = shared.book.me();
        let mut form = Self::person(me, "name");
        form.entries
            .retain(|entry| !matches!(entry.label.as_str(), "steer_clear" | "circles" | "cadence" | "face"));
        form.entries.push(Entry::new("goals", "what you are after", me.goals.join("; ")));
        Self { subject: Subject::Me, title: "My card · esc keeps the changes".into(), ..form }
    }

    /// A follow-up.
    pub(crate) fn follow_up(person: &Person, todo: &FollowUp) -> Self {
        let due = todo.due.map_or_else(String::new, |day| day.to_string());
        let entries = vec![
            Entry::new("what", "what to do", todo.what.clone()),
            Entry::new("due", "fri, in 2 weeks, 3 dec", due),
        ];
        let title = format!("Follow-up with {} · esc keeps the changes", person.first_name());
        Self { title, ..Self::of(Subject::FollowUp(person.id.clone(), todo.id.clone()), entries) }
    }

    /// One tag for several people.
    pub(crate) fn tag(people: Vec<PersonId>) -> Self {
        let title = match people.len() {
            1 => "Tag · esc keeps it".to_owned(),
            count => format!("Tag {count} people · esc keeps it"),
        };
        let entries = vec![Entry::new("tag", "a word; -word takes it off", String::new())];
        Self { title, ..Self::of(Subject::Tag(people), entries) }
    }

    /// With a draft of an earlier run; `None` when there is nothing left that it is about.
    pub(crate) fn draft(shared: &Shared, name: &str, text: &str) -> Option<Self> {
        let mut words = name.strip_prefix("form ")?.split(' ');
        let first = words.next()?;
        let mut form = if first == "me" {
            Self::me(shared)
        } else if first == "group" {
            match words.next().and_then(|id| shared.book.group(&GroupId::new(id))) {
                Some(group) => Self::group(group),
                None => Self::new_group(),
            }
        } else if let Some(event) = first.strip_prefix("event:") {
            let event = shared.book.event(&EventId::new(event))?;
            match words.next() {
                Some("why") => Self::why(event, words.filter_map(|line| line.parse().ok()).collect()),
                _ => Self::event(event, &shared.book),
            }
        } else {
            let person = shared.book.person(&PersonId::new(first))?;
            match words.next() {
                None => Self::person(person, "name"),
                Some(id) => {
                    let favour = person.favours.iter().find(|favour| favour.id.as_str() == id);
                    let todo = person.follow_ups.iter().find(|todo| todo.id.as_str() == id);
                    favour
                        .map(|favour| Self::favour(shared, person, favour))
                        .or_else(|| todo.map(|todo| Self::follow_up(person, todo)))?
                }
            }
        };
        for line in text.lines() {
            let Some((label, value)) = line.split_once(": ") else { continue };
            for entry in form.entries.iter_mut().filter(|entry| entry.label == label) {
                entry.editor = Editor::line(value);
            }
        }
        Some(form)
    }

    fn field(&self) -> Option<String> {
        match &self.subject {
            Subject::Me => Some("form me".to_owned()),
            Subject::Person(id) => Some(format!("form {id}")),
            Subject::Favour(id, favour) => Some(format!("form {id} {favour}")),
            Subject::FollowUp(id, todo) => Some(format!("form {id} {todo}")),
            Subject::Group(None) => Some("form group".to_owned()),
            Subject::Group(Some(id)) => Some(format!("form group {id}")),
            Subject::Event(id) => Some(format!("form event:{id}")),
            Subject::Why(id, lines) => {
                let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
                Some(format!("form event:{id} why {}", lines.join(" ")))
            }
            Subject::Tag(_) => None,
        }
    }

    fn value(&self, label: &str) -> &str {
        self.entries.iter().find(|entry| entry.label == label).map_or("", |entry| entry.editor.text().trim())
    }

    /// The edits that the form makes; what is wrong, with the field it is wrong in.
    fn edits(
        &self,
        shared: &Shared,
        ids: &mut IdMaker,
    ) -> Result<(String, Vec<RecordEdit>), (usize, String)> {
        let due = || {
            let text = self.value("due");
            let at = self.entries.iter().position(|entry| entry.label == "due").unwrap_or(0);
            let unchanged = self.entries.get(at).is_none_or(|entry| !entry.changed());
            match (text.is_empty() || unchanged, date(text, shared.now.today())) {
                (true, _) => Ok(text.parse().ok().map(crate::domain::Day)),
                (false, Some(day)) => Ok(Some(day)),
                (false, None) => {
                    Err((at, format!("no day: {text}; such as fri, in 2 weeks, 3 dec, 2027-01-31")))
                }
            }
        };
        if let Some(amiss) = self.amiss() {
            return Err(amiss);
        }
        let book = &shared.book;
        let (what, edits) = match &self.subject {
            Subject::Person(id) => {
                if self.value("name").is_empty() {
                    return Err((0, "a name is needed; half a name will do".to_owned()));
                }
                (
                    format!("change {}", book.name_of(id)),
                    vec![book.person(id).and_then(|person| self.person_edit(person))],
                )
            }
            Subject::Me => ("change my card".to_owned(), vec![book.edit_me(|me| self.fill(me))]),
            Subject::Favour(id, favour) => {
                let before = book
                    .person(id)
                    .and_then(|person| person.favours.iter().find(|other| other.id == *favour));
                let after = before.map(|before| self.changed_favour(shared, before)).transpose()?;
                let edit = after.and_then(|after| book.edit_favour(id, favour, |favour| *favour = after));
                (format!("change a favour with {}", book.name_of(id)), vec![edit])
            }
            Subject::FollowUp(id, todo) => {
                let due = due()?;
                let edit = book.edit_person(id, |person| {
                    for todo in person.follow_ups.iter_mut().filter(|other| other.id == *todo) {
                        self.value("what").clone_into(&mut todo.what);
                        todo.due = due;
                    }
                });
                (format!("change a follow-up with {}", book.name_of(id)), vec![edit])
            }
            Subject::Group(id) => {
                let (what, edit) = self.group_edit(shared, ids, id.as_ref())?;
                (what, vec![edit])
            }
            Subject::Event(id) => self.event_edit(id, shared)?,
            Subject::Why(id, lines) => self.why_edit(id, lines, book),
            Subject::Tag(people) => {
                let text = self.value("tag");
                let (off, word) = text.strip_prefix('-').map_or((false, text), |word| (true, word));
                let word = word.trim_start_matches('#').trim();
                let tagged = |id| {
                    book.edit_person(id, |person: &mut Person| {
                        person.tags.retain(|tag| !off || tag != word);
                        if !off && !word.is_empty() && !person.tags.iter().any(|tag| tag == word) {
                            person.tags.push(word.to_owned());
                        }
                    })
                };
                (format!("tag {text}"), people.iter().map(tagged).collect())
            }
        };
        Ok((what, edits.into_iter().flatten().collect()))
    }

    /// The first field of a person that holds what nothing reads, and why.
    fn amiss(&self) -> Option<(usize, String)> {
        let is_person = matches!(self.subject, Subject::Person(_) | Subject::Me);
        self.entries.iter().enumerate().filter(|_| is_person).find_map(|(at, entry)| {
            let field = Field::of(&entry.label).filter(|_| entry.changed())?;
            let why = entry.editor.text().split(';').find_map(|item| field.problem(item))?;
            Some((at, why.to_owned()))
        })
    }

    /// The edit says what stood there when the form was opened, so that the store sees what somebody else wrote meanwhile.
    fn person_edit(&self, person: &Person) -> Option<RecordEdit> {
        let (mut base, mut after) = (Person::clone(person), Person::clone(person));
        for entry in self.entries.iter().filter(|entry| entry.changed()) {
            if let Some(field) = Field::of(&entry.label)
                && field.text(person) != entry.before
            {
                field.set(&mut base, &entry.before);
            }
        }
        self.fill(&mut after);
        let edit = RecordEdit::replace(base.into(), after);
        (!edit.is_idle()).then_some(edit)
    }

    /// Whether what the form is about is no longer there.
    fn is_gone(&self, shared: &Shared) -> bool {
        let person = |id: &PersonId| shared.book.person(id);
        match &self.subject {
            Subject::Me | Subject::Tag(_) | Subject::Group(None) => false,
            Subject::Group(Some(id)) => shared.book.group(id).is_none(),
            Subject::Event(id) | Subject::Why(id, _) => shared.book.event(id).is_none(),
            Subject::Person(id) => person(id).is_none(),
            Subject::Favour(id, favour) => {
                person(id).is_none_or(|person| !person.favours.iter().any(|other| other.id == *favour))
            }
            Subject::FollowUp(id, todo) => {
                person(id).is_none_or(|person| !person.follow_ups.iter().any(|other| other.id == *todo))
            }
        }
    }

    /// Closes the form with what stands in it kept as a draft.
    fn leave(&self) -> Vec<Step> {
        let said = match self.draft() {
            Some((field, text)) => {
                vec![Step::Park(field, text), Step::Say(Notice::kept_as_draft())]
            }
            None if self.entries.iter().any(Entry::changed) => {
                vec![Step::Say(Notice::plain("closed; nothing of it was kept"))]
            }
            None => Vec::new(),
        };
        said.into_iter().chain([Step::Close]).collect()
    }

    fn fill(&self, person: &mut Person) {
        for entry in self.entries.iter().filter(|entry| entry.changed()) {
            match Field::of(&entry.label) {
                Some(field) => field.set(person, entry.editor.text()),
                None if entry.label == "goals" => {
                    let goals = entry.editor.text().split(';').map(str::trim).filter(|goal| !goal.is_empty());
                    person.goals = goals.map(str::to_owned).collect();
                }
                None => {}
            }
        }
    }

    fn done(&mut self, shared: &Shared, ids: &mut IdMaker) -> Vec<Step> {
        if !self.entries.iter().any(Entry::changed) {
            return vec![Step::Close];
        }
        if self.is_gone(shared) {
            let mut steps = self.leave();
            steps.push(Step::Say(Notice::warning(
                "that was deleted elsewhere; what you wrote is kept: :drafts",
            )));
            return steps;
        }
        match self.edits(shared, ids) {
            Err((at, wrong)) => {
                self.at = at;
                self.wrong = Some(wrong);
                Vec::new()
            }
            Ok((what, edits)) => {
                let said = format!("{what} · u undoes");
                let change = edits.into_iter().fold(Change::new(what), Change::with);
                let mut steps: Vec<Step> =
                    self.field().map(|field| Step::Park(field, String::new())).into_iter().collect();
                if !change.is_idle() {
                    steps.extend([Step::Commit(change), Step::Say(Notice::plain(said))]);
                }
                steps.push(Step::Close);
                steps
            }
        }
    }

    /// Opens the list to choose the field's value from, if it has one.
    fn open_chooser(&mut self, shared: &Shared) -> bool {
        self.chooser = self.chooser(shared);
        self.chooser.is_some()
    }

    /// Takes an input while the list is open: Enter puts the row into the field and goes on to the next, Esc closes it.
    fn choosing(&mut self, shared: &Shared, input: &Input) -> Vec<Step> {
        let Some(chooser) = &mut self.chooser else { return Vec::new() };
        match (input, chooser.picker.update(shared, input, chooser.rows.len())) {
            (Input::Command(Command::Close), _) => self.chooser = None,
            (Input::Command(Command::TextLeaveNow), _) => return self.leave(),
            (_, Picked::Query) => chooser.narrow(),
            (_, Picked::Chosen(at)) => {
                let value = chooser.rows.get(at).map(|(value, _)| value.clone());
                self.chooser = None;
                if let Some(value) = value {
                    self.choose(&value);
                    self.at = (self.at + 1).min(self.entries.len().saturating_sub(1));
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn edit(&mut self, edit: &Edit, width: u16) {
        if let Some(entry) = self.entries.get_mut(self.at)
            && entry.editor.edit(edit, width)
        {
            self.wrong = None;
        }
    }
}

impl Pane for FormPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Form, Scope::Text]
    }

    fn hints(&self, _: &Shared) -> Option<Hints> {
        let refused: Hints = &[
            (Command::NextItem, "next field"),
            (Command::Close, "try again"),
            (Command::TextLeaveNow, "leave as a draft"),
        ];
        self.wrong.as_ref().map(|_| refused)
    }

    fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        let width = shared.viewport.field_width;
        let last = self.entries.len().saturating_sub(1);
        if self.chooser.is_some() {
            return Some(self.choosing(shared, input));
        }
        match input {
            Input::Typed(ch) => self.edit(&Edit::Insert(ch.to_string()), width),
            Input::Paste(text) => self.edit(&Edit::Paste(text.clone()), width),
            Input::Item(at) => self.at = (*at).min(last),
            Input::Command(command) => match command {
                Command::Close => return Some(self.done(shared, ids)),
                Command::TextLeaveNow => return Some(self.leave()),
                Command::Accept if self.at == last => return Some(self.done(shared, ids)),
                Command::Complete if self.open_chooser(shared) => {}
                Command::Accept | Command::NextItem | Command::Complete => self.at = (self.at + 1).min(last),
                Command::PreviousItem | Command::FieldOrNote => self.at = self.at.saturating_sub(1),
                other => {
                    let edit = other.edit()?;
                    self.edit(&edit, width);
                }
            },
        }
        Some(Vec::new())
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        if let Some(chooser) = &self.chooser {
            let rows = u16::try_from(chooser.rows.len()).unwrap_or(u16::MAX).clamp(3, 20);
            let inner = ground(canvas, popup(screen, 76, rows.saturating_add(4)), chooser.title);
            chooser.picker.view(canvas, inner, "> ", chooser.rows.len(), &mut |canvas, area, at, _| {
                let said = chooser.rows.get(at).map_or("", |(_, said)| said.as_str());
                canvas.put(area.x, area.y, area.width, said, Meaning::Text);
            });
            return;
        }
        let rows = u16::try_from(self.entries.len()).unwrap_or(u16::MAX);
        let area = popup(screen, 76, rows.saturating_add(4));
        // What is refused is not kept, whatever key closes a form.
        let title = match self.title.rsplit_once(" · ").filter(|_| self.wrong.is_some()) {
            Some((about, _)) => format!("{about} · not kept yet"),
            None => self.title.clone(),
        };
        let inner = ground(canvas, area, &title);
        let label_cells = 13.min(inner.width / 3);
        let list = Rect { height: inner.height.saturating_sub(1), ..inner };
        let offset =
            scrolled(canvas.viewport.top_offset, self.at, usize::from(list.height), self.entries.len());
        canvas.viewport.top_offset = offset;
        for (y, (at, entry)) in (list.top()..list.bottom()).zip(self.entries.iter().enumerate().skip(offset))
        {
            let row = Rect { y, height: 1, ..list };
            canvas.hit(row, Hit::Item(at));
            let chosen = at == self.at;
            let label = entry.label.replace('_', " ");
            canvas.put(row.x, y, 1, if chosen { ">" } else { " " }, Meaning::Accent);
            canvas.put(row.x + 2, y, label_cells, &label, if chosen { Meaning::Focus } else { Meaning::Dim });
            let x = row.x + 2 + label_cells + 1;
            let field = Rect { x, width: row.right().saturating_sub(x), ..row };
            if chosen {
                view_line(canvas, field, &entry.editor);
            } else {
                canvas.put(field.x, y, field.width, entry.editor.text(), Meaning::Text);
            }
        }
        let about = self.about(shared);
        let (text, meaning) = match &self.wrong {
            Some(wrong) => (wrong.as_str(), Meaning::Warning),
            None => (about.as_str(), Meaning::Dim),
        };
        canvas.put(inner.x, inner.bottom().saturating_sub(1), inner.width, text, meaning);
    }

    fn draft(&self) -> Option<(String, String)> {
        let changed = self.entries.iter().filter(|entry| entry.changed());
        let lines: Vec<String> =
            changed.map(|entry| format!("{}: {}", entry.label, entry.editor.text())).collect();
        if lines.is_empty() { None } else { Some((self.field()?, lines.join("\n"))) }
    }
}
