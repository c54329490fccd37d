//! The form of a favour: every key it has in the files, and lists to choose from for those that name something.

use crate::capture::any_day;
use crate::domain::{
    Book, Day, EventId, Favour, FavourKind, FavourRef, FavourState, Outcome, Person, PersonId, Side, Size,
};
use crate::ledger::{leads_round, may_lead_to};
use crate::search::matches;
use crate::text::Editor;
use crate::text::dates::day_words;
use crate::ui::pane::form::{Entry, FormPane, Subject};
use crate::ui::pane::picker::Picker;
use crate::ui::shared::Shared;

/// How many rows a list to choose from has at most.
const MOST: usize = 200;

/// A list to choose from, for one field.
#[derive(Debug)]
pub(super) struct Chooser {
    pub(super) picker: Picker,
    pub(super) title: &'static str,
    /// What goes into the field, and what the row says; all there are.
    all: Vec<(String, String)>,
    /// Those that fit what is typed.
    pub(super) rows: Vec<(String, String)>,
}

impl Chooser {
    fn new(title: &'static str, query: &str, all: Vec<(String, String)>) -> Self {
        let picker = Picker { query: Editor::line(query), ..Picker::default() };
        let mut chooser = Self { picker, title, all, rows: Vec::new() };
        chooser.narrow();
        chooser
    }

    /// Keeps the rows that fit what is typed, the best first.
    pub(super) fn narrow(&mut self) {
        let query = self.picker.query.text().trim();
        let mut found: Vec<(i64, &(String, String))> = self
            .all
            .iter()
            .filter_map(|row| {
                if query.is_empty() { Some((0, row)) } else { Some((matches(query, &row.1)?.0, row)) }
            })
            .collect();
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        self.rows = found.into_iter().take(MOST).map(|(_, row)| row.clone()).collect();
    }
}

impl FormPane {
    /// A favour.
    pub(crate) fn favour(shared: &Shared, person: &Person, favour: &Favour) -> Self {
        let words = |all: Vec<&str>| all.join(", ");
        let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
        let people: Vec<String> = favour.people.iter().map(|id| called(shared, id)).collect();
        let when = "2026-12-03, yesterday, fri, in 2 weeks";
        let outcome = favour.outcome.as_ref().map_or("", Outcome::as_str).to_owned();
        let entries = vec![
            Entry::new("what", "in your words", favour.what.clone()),
            Entry::new("side", &words(Side::ALL.iter().map(Side::as_str).collect()), favour.side.to_string()),
            Entry::new(
                "state",
                &words(FavourState::ALL.iter().map(FavourState::as_str).collect()),
                favour.state.to_string(),
            ),
            Entry::new("size", &words(Size::ALL.iter().map(Size::as_str).collect()), favour.size.to_string()),
            Entry::new(
                "kind",
                &words(FavourKind::ALL.iter().map(FavourKind::as_str).collect()),
                favour.kind.to_string(),
            ),
            Entry::new("people", "whom it is about besides, split at ;  tab lists them", people.join("; ")),
            Entry::new("through", "which favour led to it; tab lists them", favour.through.clone()),
            Entry::new("outcome", &words(Outcome::ALL.iter().map(Outcome::as_str).collect()), outcome),
            Entry::new("value", "money, such as 1200 EUR", favour.value.clone()),
            Entry::new("due", "fri, in 2 weeks, 3 dec", day(favour.due)),
            Entry::new("event", "where it came up; tab lists them", event_called(shared, &favour.event)),
            Entry::new("on", when, day(favour.on)),
            Entry::new("done", when, day(favour.done)),
            Entry::new("thanked", when, day(favour.thanked)),
            Entry::new("closed", "when it was declined or dropped", day(favour.closed)),
            Entry::new("outcome_on", "when the outcome was told", day(favour.outcome_on)),
        ];
        Self {
            title: format!("Favour with {} · esc keeps the changes", person.first_name()),
            ..Self::of(Subject::Favour(person.id.clone(), favour.id.clone()), entries)
        }
    }

    /// The list to choose from for the field at hand; `None` when it names nothing.
    pub(super) fn chooser(&self, shared: &Shared) -> Option<Chooser> {
        let Subject::Favour(person, favour) = &self.subject else { return None };
        let entry = self.entries.get(self.at)?;
        let typed = entry.editor.text();
        // What is there already is no search; what was typed for one is.
        let query = if entry.changed() { typed.rsplit(';').next().unwrap_or_default().trim() } else { "" };
        let book = &shared.book;
        match entry.label.as_str() {
            "through" => {
                let of = FavourRef { person: person.clone(), favour: favour.clone() };
                let today = shared.now.today();
                let row = |entry: &crate::ledger::Entry<'_>| {
                    let when = entry.favour.newest().map_or_else(String::new, |day| day_words(day, today));
                    let to = if entry.favour.side == Side::Give { "you, for " } else { "" };
                    let said = format!(
                        "{to}{}: {} · {} {when}",
                        entry.person.name, entry.favour.what, entry.favour.kind
                    );
                    (entry.reference().to_string(), said)
                };
                let all = may_lead_to(book, Some(&of)).iter().map(row).collect();
                Some(Chooser::new("Which favour led to it · esc none of them", query, all))
            }
            "people" => {
                let others = book.people().filter(|other| other.id != *person);
                let row = |other: &std::sync::Arc<Person>| {
                    let detail = [other.role.as_str(), other.company.as_str()];
                    let detail: Vec<&str> = detail.into_iter().filter(|part| !part.is_empty()).collect();
                    let said = format!("{}  {}", other.name, detail.join(", "));
                    (called(shared, &other.id), said)
                };
                let mut all: Vec<(String, String)> = others.map(row).collect();
                all.sort_by_cached_key(|(_, said)| said.to_lowercase());
                Some(Chooser::new("Whom it is about besides · esc nobody", query, all))
            }
            "event" => {
                let mut events: Vec<_> = book.events().collect();
                events.sort_by_key(|event| std::cmp::Reverse(event.date));
                let row = |event: &&std::sync::Arc<crate::domain::Event>| {
                    let date = event.date.map_or_else(String::new, |date| date.to_string());
                    (event_called(shared, &event.id), format!("{}  {date}", event.name))
                };
                Some(Chooser::new("Where it came up · esc nowhere", query, events.iter().map(row).collect()))
            }
            _ => None,
        }
    }

    /// Puts what was chosen into the field at hand: of people, beside those that stand there.
    pub(super) fn choose(&mut self, value: &str) {
        let Some(entry) = self.entries.get_mut(self.at) else { return };
        let text = if entry.label == "people" {
            let typed = entry.editor.text();
            let kept =
                if entry.changed() { typed.rsplit_once(';').map_or("", |(kept, _)| kept) } else { typed };
            let kept = kept.trim().trim_end_matches(';').trim();
            if kept.is_empty() { value.to_owned() } else { format!("{kept}; {value}") }
        } else {
            value.to_owned()
        };
        entry.editor = Editor::line(&text);
        self.wrong = None;
    }

    /// The favour with the changed fields put in; what is wrong, with the field it is wrong in.
    pub(super) fn changed_favour(&self, shared: &Shared, before: &Favour) -> Result<Favour, (usize, String)> {
        let Subject::Favour(person, id) = &self.subject else { return Ok(before.clone()) };
        let today = shared.now.today();
        let mut favour = before.clone();
        for (at, entry) in self.entries.iter().enumerate().filter(|(_, entry)| entry.changed()) {
            let text = entry.editor.text().trim();
            let wrong = |said: String| (at, said);
            let day = |text: &str| match (text.is_empty(), any_day(text, today)) {
                (true, _) => Ok(None),
                (false, Some(day)) => Ok(Some(day)),
                (false, None) => Err(wrong(format!("no day: {text}; such as fri, yesterday, 2027-01-31"))),
            };
            match entry.label.as_str() {
                "what" => text.clone_into(&mut favour.what),
                "side" => favour.side = known(text, Side::ALL, Side::as_str).map_err(wrong)?,
                "size" => favour.size = known(text, Size::ALL, Size::as_str).map_err(wrong)?,
                "kind" => favour.kind = known(text, FavourKind::ALL, FavourKind::as_str).map_err(wrong)?,
                "state" => {
                    let state = known(text, FavourState::ALL, FavourState::as_str).map_err(wrong)?;
                    favour.move_to(state, today);
                }
                "people" => favour.people = people(shared, text, &favour.people).map_err(wrong)?,
                "through" => favour.through = through(shared, person, id, text).map_err(wrong)?,
                "outcome" if text.is_empty() => favour.tell(None, today),
                "outcome" => {
                    let outcome = known(text, Outcome::ALL, Outcome::as_str).map_err(wrong)?;
                    favour.tell(Some(outcome), today);
                }
                "value" => text.clone_into(&mut favour.value),
                "event" => favour.event = event(shared, text).map_err(wrong)?,
                "due" => favour.due = day(text)?,
                "on" => favour.on = day(text)?,
                "done" => favour.done = day(text)?,
                "thanked" => favour.thanked = day(text)?,
                "closed" => favour.closed = day(text)?,
                "outcome_on" => favour.outcome_on = day(text)?,
                _ => {}
            }
        }
        Ok(favour)
    }

    /// What the field at hand is for; of `through`, which favour it names.
    pub(super) fn about(&self, shared: &Shared) -> String {
        let Some(entry) = self.entries.get(self.at) else { return String::new() };
        let named = (entry.label == "through").then(|| FavourRef::parse(entry.editor.text())).flatten();
        let named = named.and_then(|named| {
            let person = shared.book.person(&named.person)?;
            let favour = person.favours.iter().find(|favour| favour.id == named.favour)?;
            Some(format!("{}: {}", person.name, favour.what))
        });
        named.unwrap_or_else(|| entry.about.clone())
    }
}

/// A word that the files use; the rest are slips.
fn known<T: Clone>(text: &str, all: &'static [T], name: fn(&'static T) -> &'static str) -> Result<T, String> {
    all.iter().find(|one| name(one).eq_ignore_ascii_case(text)).cloned().ok_or_else(|| {
        let all: Vec<&str> = all.iter().map(name).collect();
        format!("{text}: not one of {}", all.join(", "))
    })
}

/// A person's name where only one has it, else the id; whoever is gone has a name that nobody else has.
fn called(shared: &Shared, id: &PersonId) -> String {
    let name = shared.book.name_of(id);
    let named =
        shared.book.people().filter(|person| person.name.to_lowercase() == name.to_lowercase()).count();
    match (shared.book.person(id), named) {
        (Some(_), 1) | (None, 0) if !name.contains(';') => name.to_owned(),
        (Some(_), _) => id.to_string(),
        (None, _) => Book::NOT_FOUND.to_owned(),
    }
}

/// Whom the names in a field mean; those of `before` who are gone are called what [`called`] shows for them, and stay.
fn people(shared: &Shared, text: &str, before: &[PersonId]) -> Result<Vec<PersonId>, String> {
    let names = text.split(';').map(str::trim).filter(|name| !name.is_empty());
    let mut gone: Vec<&PersonId> = before.iter().filter(|id| shared.book.person(id).is_none()).collect();
    names
        .map(|name| {
            let id = PersonId::new(name);
            if shared.book.person(&id).is_some() {
                return Ok(id);
            }
            if let Some(at) = gone.iter().position(|id| called(shared, id) == name) {
                return Ok(gone.remove(at).clone());
            }
            let mut found =
                shared.book.people().filter(|person| person.name.to_lowercase() == name.to_lowercase());
            match (found.next(), found.next()) {
                (Some(one), None) => Ok(one.id.clone()),
                (Some(_), Some(_)) => Err(format!("several are called {name}; tab lists them")),
                (None, _) => Err(format!("nobody is called {name}; tab lists whom you know")),
            }
        })
        .collect()
}

fn event_called(shared: &Shared, id: &EventId) -> String {
    let Some(event) = shared.book.event(id) else { return id.to_string() };
    let alone = shared.book.events().filter(|other| other.name == event.name).count() == 1;
    if alone { event.name.clone() } else { id.to_string() }
}

fn event(shared: &Shared, text: &str) -> Result<EventId, String> {
    let id = EventId::new(text);
    if text.is_empty() || shared.book.event(&id).is_some() {
        return Ok(id);
    }
    let mut found = shared.book.events().filter(|event| event.name.to_lowercase() == text.to_lowercase());
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one.id.clone()),
        _ => Err(format!("no event is called {text}; tab lists them")),
    }
}

fn through(
    shared: &Shared,
    person: &PersonId,
    id: &crate::domain::FavourId,
    text: &str,
) -> Result<String, String> {
    if text.is_empty() {
        return Ok(String::new());
    }
    let there = |named: &FavourRef| {
        let person = shared.book.person(&named.person);
        person.is_some_and(|person| person.favours.iter().any(|favour| favour.id == named.favour))
    };
    let named = FavourRef::parse(text)
        .filter(there)
        .ok_or_else(|| format!("no favour is called {text}; tab lists them"))?;
    let of = FavourRef { person: person.clone(), favour: id.clone() };
    if leads_round(&shared.book, &of, &named) {
        return Err("that one came through this favour itself".to_owned());
    }
    Ok(named.to_string())
}
