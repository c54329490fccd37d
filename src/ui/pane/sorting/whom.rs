//! Whose a line is that waits: those whom it may be about first, somebody new, or anyone by typing.

use ratatui::layout::Rect;

use super::{line_and_people, waiting, written};
use crate::capture::{Scene, Who, called, sorted};
use crate::domain::{IdMaker, Note, NoteId, Person};
use crate::search::matches;
use crate::settings::Meaning;
use crate::ui::canvas::Canvas;
use crate::ui::msg::Notice;
use crate::ui::pane::chooser::{Choices, ChooserPane, Chosen, window};
use crate::ui::pane::notes::joined;
use crate::ui::shared::{Shared, Step};

/// How many others are listed; typing narrows them.
const OTHERS: usize = 100;

/// What to do where nobody is the likely one.
const NOBODY: &str = "type whose it is: somebody you know, or somebody new";

/// Whose a line may be.
#[derive(Debug)]
pub(crate) struct Whom {
    note: NoteId,
    line: String,
    /// Found once: the line does not change while this is open.
    may_be: Vec<Who>,
    /// What the line calls somebody, were they new.
    name: String,
    choices: Vec<Who>,
}

/// The chooser.
pub(super) type WhomPane = ChooserPane<Whom>;

impl WhomPane {
    pub(super) fn new(shared: &Shared, note: &Note) -> Self {
        let (line, may_be) = line_and_people(shared, note);
        let now = written(shared, note);
        let name = called(line, &Scene { now: &now, event: None, ..shared.scene(None) });
        let (note, line) = (note.id.clone(), line.to_owned());
        Self::typed(shared, Whom { note, line, may_be, name, choices: Vec::new() }, "")
    }
}

impl Choices for Whom {
    fn title(&self) -> String {
        "Whose is it?".to_owned()
    }

    fn sign(&self) -> &'static str {
        "whose: "
    }

    fn place(&self, screen: Rect) -> Rect {
        window(screen, self.choices.len(), 6)
    }

    /// Those who fit what is typed: whom it may be about, then somebody new, then the best of the others.
    fn narrow(&mut self, shared: &Shared, typed: &str) {
        let fits = |who: &Who| matches(typed, who.name(&shared.book)).map(|(score, _)| score);
        self.choices = self.may_be.iter().filter(|who| fits(who).is_some()).cloned().collect();
        let new = if typed.is_empty() { &self.name } else { typed };
        let mut others: Vec<(i64, &Person)> = shared
            .book
            .people()
            .map(|person| (Who::Known(person.id.clone()), person))
            .filter(|(who, _)| !self.may_be.contains(who))
            .filter_map(|(who, person)| Some((fits(&who)?, person.as_ref())))
            .collect();
        others.sort_by_cached_key(|(score, person)| (-score, person.name.to_lowercase(), person.id.clone()));
        let others = others.into_iter().take(OTHERS).map(|(_, person)| Who::Known(person.id.clone()));
        if !typed.is_empty() {
            self.choices.extend(others);
            self.choices.push(Who::New(new.to_owned()));
        } else if new.is_empty() {
            self.choices.extend(others);
        } else {
            self.choices.push(Who::New(new.to_owned()));
            self.choices.extend(others);
        }
    }

    /// Only somebody whose name stands in the line is likely.
    fn waits(&self, typed: &str) -> bool {
        typed.is_empty() && !self.choices.first().is_some_and(|who| self.may_be.contains(who))
    }

    fn len(&self) -> usize {
        self.choices.len()
    }

    fn view_row(&self, shared: &Shared, canvas: &mut Canvas<'_>, area: Rect, at: usize) {
        let Some(who) = self.choices.get(at) else { return };
        let name = who.name(&shared.book);
        let (name, meaning) = match who {
            Who::New(_) => (format!("somebody new: {name}"), Meaning::Accent),
            Who::Known(_) | Who::Attendee(..) => (name.to_owned(), Meaning::Text),
        };
        let x = canvas.put(area.x, area.y, area.width, &name, meaning);
        if let Who::Known(id) = who
            && let Some(person) = shared.book.person(id)
        {
            let what = joined(&[&person.role, &person.company]);
            canvas.put(x + 2, area.y, area.right().saturating_sub(x + 2), &what, Meaning::Dim);
        }
    }

    fn above(&self) -> Vec<(String, Meaning)> {
        vec![(self.line.clone(), Meaning::Dim)]
    }

    fn none(&self, _: &Shared, _: &str) -> String {
        NOBODY.to_owned()
    }
}

impl Chosen for Whom {
    fn chosen(&self, shared: &Shared, ids: &mut IdMaker, _: &str, at: usize) -> Option<Vec<Step>> {
        let Some(who) = self.choices.get(at) else { return Some(vec![Step::Say(Notice::plain(NOBODY))]) };
        let note = waiting(shared).iter().find(|note| note.id == self.note);
        let names = shared.folded.made.then_some(&shared.folded.names);
        let change = note.and_then(|note| sorted(&shared.book, names, (note, who), &shared.now, ids));
        Some(match change {
            Some(change) => {
                let said = format!("it is with {} now · u undoes", who.name(&shared.book));
                vec![Step::Close, Step::Commit(change), Step::Say(Notice::plain(said))]
            }
            None => vec![Step::Close, Step::Say(Notice::plain("it waits no more"))],
        })
    }
}
