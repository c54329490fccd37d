//! Giving: a gift becomes a promise with a date, or what is owed is done.

use crate::domain::{Book, Change, Day, EventId, Favour, FavourKind, FavourState, IdMaker, PersonId, Side};
use crate::gifts::{Gift, Kind, Step, step};

/// Within how many days what is promised is due.
const DUE: i64 = 7;

impl Gift {
    /// What giving it means for the records: an introduction, an offer of mine and a lesson become a promise that is due in a
    /// week; a promise is done, and thanks are said. `None` when that is so already or the person is gone.
    ///
    /// `event` is where it was promised.
    pub fn promise(
        &self,
        book: &Book,
        ids: &mut IdMaker,
        today: Day,
        event: Option<&EventId>,
    ) -> Option<Change> {
        let person = book.person(&self.to)?;
        let name = &person.name;
        let edit = match &self.kind {
            Kind::Thanks { favour } => {
                let edit =
                    book.edit_favour(&self.to, favour, |favour| favour.move_to(FavourState::Thanked, today));
                return edit.map(|edit| Change::new(format!("thanks to {name}")).with(edit));
            }
            Kind::Promise { favour } => {
                let found = person.favours.iter().find(|other| other.id == *favour)?;
                let change = Change::new(format!("{} ({}): done", found.what, person.first_name()));
                // An introduction is a gift to both.
                if let (FavourKind::Intro, [other]) = (&found.kind, found.people.as_slice())
                    && let Some(done) = step(book, ids, (&self.to, other), &Step::Introduce, (today, event))
                {
                    return Some(Change { what: change.what, ..done });
                }
                let edit =
                    book.edit_favour(&self.to, favour, |favour| favour.move_to(FavourState::Done, today));
                return edit.map(|edit| change.with(edit));
            }
            Kind::Intro { other } => {
                self.promised(book, ids, today, (FavourKind::Intro, &self.what, Some(other)), event)
            }
            Kind::Own => self.promised(book, ids, today, (FavourKind::Help, &self.offer, None), event),
            Kind::Lesson { .. } => {
                self.promised(book, ids, today, (FavourKind::Advice, &self.what, None), event)
            }
        };
        edit.map(|edit| Change::new(format!("promise to {name}: {}", self.what)).with(edit))
    }

    /// The change by which it is never proposed again: an introduction is declined for both, an offer of mine and a lesson
    /// for this person. `None` for what is owed.
    pub fn decline(&self, book: &Book, ids: &mut IdMaker, today: Day) -> Option<Change> {
        let (kind, what) = match &self.kind {
            Kind::Intro { other } => {
                return step(book, ids, (&self.to, other), &Step::Decline, (today, None));
            }
            Kind::Own => (FavourKind::Help, &self.offer),
            Kind::Lesson { .. } => (FavourKind::Advice, &self.what),
            Kind::Thanks { .. } | Kind::Promise { .. } => return None,
        };
        let person = book.person(&self.to)?;
        let id = ids.favour(person.favours.iter().map(|favour| &favour.id));
        let edit = book.edit_person(&self.to, |person| {
            let mut favour =
                Favour { id, side: Side::Give, kind, what: what.trim().to_owned(), ..Favour::default() };
            favour.move_to(FavourState::Declined, today);
            person.favours.push(favour);
        });
        edit.map(|edit| Change::new(format!("declined: {} ({})", self.what, person.name)).with(edit))
    }

    fn promised(
        &self,
        book: &Book,
        ids: &mut IdMaker,
        today: Day,
        (kind, what, other): (FavourKind, &str, Option<&PersonId>),
        event: Option<&EventId>,
    ) -> Option<crate::domain::Edit> {
        let person = book.person(&self.to)?;
        let due = today.0.checked_add(jiff::Span::new().days(DUE)).ok().map(Day);
        let id = ids.favour(person.favours.iter().map(|favour| &favour.id));
        book.edit_person(&self.to, |person| {
            // What they were asked about is not written down twice.
            let asked = person.favours.iter_mut().find(|favour| {
                favour.state == FavourState::Asked
                    && favour.side == Side::Give
                    && favour.kind == kind
                    && other.is_some_and(|other| favour.people.contains(other))
            });
            if let Some(favour) = asked {
                favour.move_to(FavourState::Promised, today);
                favour.due = favour.due.or(due);
                return;
            }
            person.favours.push(Favour {
                id,
                side: Side::Give,
                state: FavourState::Promised,
                kind,
                what: what.trim().to_owned(),
                people: other.cloned().into_iter().collect(),
                due,
                on: Some(today),
                event: event.cloned().unwrap_or_default(),
                ..Favour::default()
            });
        })
    }
}
