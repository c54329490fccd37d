//! With whom to share a note: those who care first, then anyone.

use ratatui::layout::Rect;

use crate::domain::{IdMaker, Note, NoteId, Person, PersonId};
use crate::gifts::{against_telling, share, who_cares};
use crate::insight::topics_of;
use crate::search::matches;
use crate::settings::Meaning;
use crate::ui::canvas::{Canvas, below};
use crate::ui::command::{Command, Scope};
use crate::ui::msg::Notice;
use crate::ui::pane::picker::{Picked, Picker, ground, popup};
use crate::ui::shared::{Input, Pane, Shared, Step, close};

/// How many are named who may care.
const CARE: usize = 6;
/// How many others are listed; typing narrows them.
const OTHERS: usize = 100;

/// A row: who, and why them or what speaks against it.
#[derive(Debug, Clone)]
struct Choice {
    person: PersonId,
    why: String,
}

/// The chooser.
#[derive(Debug)]
pub(super) struct SharePane {
    from: PersonId,
    note: NoteId,
    words: String,
    private: bool,
    /// Who may care, found once: the note does not change while this is open.
    care: Vec<Choice>,
    choices: Vec<Choice>,
    picker: Picker,
}

impl SharePane {
    pub(super) fn new(shared: &Shared, from: &Person, note: &Note) -> Self {
        let found = shared.hand.found_in().map(|found_in| {
            let topics = topics_of(from, note);
            who_cares(&shared.book, found_in, (from, note), &topics, shared.now.today(), CARE)
        });
        let care = found.unwrap_or_default().into_iter();
        let mut pane = Self {
            from: from.id.clone(),
            note: note.id.clone(),
            words: note.words().trim().lines().next().unwrap_or_default().to_owned(),
            private: note.private,
            care: care.map(|cares| Choice { person: cares.person, why: cares.why }).collect(),
            choices: Vec::new(),
            picker: Picker::default(),
        };
        pane.narrow(shared);
        pane
    }

    /// Those who fit what is typed: who cares first, then the best of the others.
    fn narrow(&mut self, shared: &Shared) {
        let query = self.picker.query.text().trim();
        let fits = |id: &PersonId| matches(query, shared.book.name_of(id)).map(|(score, _)| score);
        let mut choices: Vec<Choice> =
            self.care.iter().filter(|choice| fits(&choice.person).is_some()).cloned().collect();
        let is_other =
            |id: &PersonId| *id != self.from && !self.care.iter().any(|choice| choice.person == *id);
        let mut others: Vec<(i64, &Person)> = shared
            .book
            .people()
            .filter(|person| is_other(&person.id))
            .filter_map(|person| Some((fits(&person.id)?, person.as_ref())))
            .collect();
        others.sort_by_cached_key(|(score, person)| (-score, person.name.to_lowercase(), person.id.clone()));
        let others = others.into_iter().take(OTHERS).map(|(_, person)| Choice {
            person: person.id.clone(),
            why: self.against(shared, person).unwrap_or_default(),
        });
        choices.extend(others);
        self.choices = choices;
    }

    /// What speaks against telling it to somebody who is not proposed.
    fn against(&self, shared: &Shared, person: &Person) -> Option<String> {
        let (matcher, _) = shared.hand.found_in()?;
        let from = shared.book.person(&self.from)?;
        let note = from.notes.iter().find(|note| note.id == self.note)?;
        against_telling(matcher, person, (from, note), shared.now.today())
    }

    fn chosen(&self, shared: &Shared, ids: &mut IdMaker, at: usize) -> Vec<Step> {
        let Some(choice) = self.choices.get(at) else { return Vec::new() };
        let here = (shared.now.today(), shared.event.as_ref());
        match share(&shared.book, ids, (&self.from, &self.note), &choice.person, here) {
            Ok(change) => {
                let said = format!("told {}: a gift · u undoes", shared.book.name_of(&choice.person));
                vec![Step::Close, Step::Commit(change), Step::Say(Notice::plain(said))]
            }
            Err(reason) => vec![Step::Close, Step::Say(Notice::plain(reason))],
        }
    }
}

impl Pane for SharePane {
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
            Picked::Chosen(at) => return Some(self.chosen(shared, ids, at)),
            Picked::Nothing => return None,
        }
        Some(Vec::new())
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let rows = u16::try_from(self.choices.len()).unwrap_or(u16::MAX).saturating_add(6).clamp(10, 22);
        let mut inner = ground(canvas, popup(screen, 76, rows), "Share with whom?");
        if inner.height > 3 {
            canvas.put(inner.x, inner.y, inner.width, &self.words, Meaning::Dim);
            inner = below(inner, 1);
        }
        // However small the window, a private note says so.
        if self.private {
            let text = "private: enter says you shared it; the ledger gets none of its words";
            canvas.put(inner.x, inner.y, inner.width, text, Meaning::Warning);
            inner = below(inner, 1);
        }
        self.picker.view(canvas, inner, "with: ", self.choices.len(), &mut |canvas, area, at, _| {
            let Some(choice) = self.choices.get(at) else { return };
            let name = shared.book.name_of(&choice.person);
            let half = if choice.why.is_empty() { area.width } else { area.width / 2 };
            let x = canvas.put(area.x, area.y, half, name, Meaning::Text);
            let room = area.right().saturating_sub(x + 2);
            canvas.put(x + 2, area.y, room, &choice.why, Meaning::Dim);
        });
        if self.choices.is_empty() && inner.height > 2 {
            canvas.put(inner.x, inner.y + 2, inner.width, "nobody of that name", Meaning::Dim);
        }
    }
}
