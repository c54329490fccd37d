//! With whom to share a note: those who care first, then anyone.

use ratatui::layout::Rect;

use crate::domain::{IdMaker, Note, NoteId, Person, PersonId};
use crate::gifts::{against_telling, share, who_cares};
use crate::insight::topics_of;
use crate::search::matches;
use crate::settings::Meaning;
use crate::ui::canvas::Canvas;
use crate::ui::msg::Notice;
use crate::ui::pane::chooser::{Choices, ChooserPane, Chosen, window};
use crate::ui::shared::{Shared, Step};

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

/// Whom a note may be told.
#[derive(Debug)]
pub(crate) struct Sharing {
    from: PersonId,
    note: NoteId,
    words: String,
    private: bool,
    /// Who may care, found once: the note does not change while this is open.
    care: Vec<Choice>,
    choices: Vec<Choice>,
}

/// The chooser.
pub(super) type SharePane = ChooserPane<Sharing>;

impl SharePane {
    pub(super) fn new(shared: &Shared, from: &Person, note: &Note) -> Self {
        let found = shared.hand.found_in().map(|found_in| {
            let topics = topics_of(from, note);
            who_cares(&shared.book, found_in, (from, note), &topics, shared.now.today(), CARE)
        });
        let care = found.unwrap_or_default().into_iter();
        let sharing = Sharing {
            from: from.id.clone(),
            note: note.id.clone(),
            words: note.words().trim().lines().next().unwrap_or_default().to_owned(),
            private: note.private,
            care: care.map(|cares| Choice { person: cares.person, why: cares.why }).collect(),
            choices: Vec::new(),
        };
        Self::typed(shared, sharing, "")
    }
}

impl Sharing {
    /// What speaks against telling it to somebody who is not proposed.
    fn against(&self, shared: &Shared, person: &Person) -> Option<String> {
        let (matcher, _) = shared.hand.found_in()?;
        let from = shared.book.person(&self.from)?;
        let note = from.notes.iter().find(|note| note.id == self.note)?;
        against_telling(matcher, person, (from, note), shared.now.today())
    }
}

impl Choices for Sharing {
    fn title(&self) -> String {
        "Share with whom?".to_owned()
    }

    fn sign(&self) -> &'static str {
        "with: "
    }

    fn place(&self, screen: Rect) -> Rect {
        window(screen, self.choices.len(), 6)
    }

    /// Those who fit what is typed: who cares first, then the best of the others.
    fn narrow(&mut self, shared: &Shared, typed: &str) {
        let fits = |id: &PersonId| matches(typed, shared.book.name_of(id)).map(|(score, _)| score);
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

    fn len(&self) -> usize {
        self.choices.len()
    }

    fn view_row(&self, shared: &Shared, canvas: &mut Canvas<'_>, area: Rect, at: usize) {
        let Some(choice) = self.choices.get(at) else { return };
        let name = shared.book.name_of(&choice.person);
        let half = if choice.why.is_empty() { area.width } else { area.width / 2 };
        let x = canvas.put(area.x, area.y, half, name, Meaning::Text);
        let room = area.right().saturating_sub(x + 2);
        canvas.put(x + 2, area.y, room, &choice.why, Meaning::Dim);
    }

    fn above(&self) -> Vec<(String, Meaning)> {
        let mut lines = vec![(self.words.clone(), Meaning::Dim)];
        if self.private {
            // However small the window, a private note says so.
            let text = "private: enter says you shared it; the ledger gets none of its words";
            lines.insert(0, (text.to_owned(), Meaning::Warning));
        }
        lines
    }

    fn none(&self, _: &Shared, _: &str) -> String {
        "nobody of that name".to_owned()
    }
}

impl Chosen for Sharing {
    fn chosen(&self, shared: &Shared, ids: &mut IdMaker, _: &str, at: usize) -> Option<Vec<Step>> {
        let Some(choice) = self.choices.get(at) else { return Some(Vec::new()) };
        let here = (shared.now.today(), shared.event.as_ref());
        Some(match share(&shared.book, ids, (&self.from, &self.note), &choice.person, here) {
            Ok(change) => {
                let said = format!("told {}: a gift · u undoes", shared.book.name_of(&choice.person));
                vec![Step::Close, Step::Commit(change), Step::Say(Notice::plain(said))]
            }
            Err(reason) => vec![Step::Close, Step::Say(Notice::plain(reason))],
        })
    }
}
