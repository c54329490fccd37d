//! What keys do in the list of people.

use std::collections::HashSet;

use super::{Mixer, TWO};
use crate::domain::{Attendee, AttendeeStatus, Change, Edit, Event, IdMaker, Record};
use crate::search::Target;
use crate::ui::command::Command;
use crate::ui::msg::Notice;
use crate::ui::pane::capture::CapturePane;
use crate::ui::pane::form::FormPane;
use crate::ui::pane::people::face;
use crate::ui::shared::{Shared, Step};

impl Mixer {
    pub(super) fn people_keys(
        &mut self,
        shared: &Shared,
        ids: &mut IdMaker,
        command: Command,
    ) -> Option<Vec<Step>> {
        let target = shared.selected.as_ref();
        match command {
            Command::Open if shared.viewport.area.width < TWO => {
                self.focus = 1;
                Some(Vec::new())
            }
            Command::Add => Some(vec![Step::Open(Box::new(CapturePane::for_new(shared)))]),
            Command::Sort => {
                self.sort = self.sort.next();
                Some(vec![Step::Say(Notice::plain(format!("people {}", self.sort.word())))])
            }
            Command::Filter => {
                self.filter = self.filter.next();
                Some(Vec::new())
            }
            Command::Mark => {
                let target = target?.clone();
                self.last_mark = Some(self.at);
                if !self.marks.remove(&target) {
                    self.marks.insert(target);
                }
                self.motion(shared, Command::Down)
            }
            Command::Range => {
                let from = self.last_mark.unwrap_or(self.at);
                let range = from.min(self.at)..=from.max(self.at);
                let rows = self.list.rows.iter().enumerate().filter(|(at, _)| range.contains(at));
                self.marks.extend(rows.map(|(_, row)| row.target.clone()));
                Some(Vec::new())
            }
            Command::Met => Some(met(shared, ids, &self.chosen(shared))),
            Command::Wanted => Some(wanted(shared, &self.chosen(shared))),
            Command::Delete if !self.chosen(shared).is_empty() => Some(self.delete_people(shared)),
            Command::Edit | Command::Contact => {
                let person = shared.person()?;
                let at = if command == Command::Contact { "emails" } else { "name" };
                Some(vec![Step::Open(Box::new(FormPane::person(person, at)))])
            }
            _ => None,
        }
    }

    fn delete_people(&mut self, shared: &Shared) -> Vec<Step> {
        let mut change = Change::new("delete");
        let mut names = Vec::new();
        let mut off_list = HashSet::new();
        for target in self.chosen(shared) {
            match target {
                Target::Person(id) => {
                    if let Some(person) = shared.book.person(&id) {
                        names.push(person.name.clone());
                        change = change.with(Edit::remove(Record::Person(person.clone())));
                    }
                }
                Target::Attendee(_, at) => {
                    names.push(face(shared, &target).name.to_owned());
                    off_list.insert(at);
                }
            }
        }
        if let (Some(event), false) = (&shared.event, off_list.is_empty())
            && let Some(edit) = shared.book.edit_event(event, |event| {
                let mut at = 0;
                event.attendees.retain(|_| {
                    at += 1;
                    !off_list.contains(&(at - 1))
                });
            })
        {
            change = change.with(edit);
        }
        self.marks.clear();
        change.what = format!("delete {}", names.join(", "));
        let said = format!("{} in the trash · u undoes", names.join(", "));
        vec![Step::Commit(change), Step::Say(Notice::plain(said))]
    }
}

/// Checks in whom a key is about, at the event the user is at.
pub(crate) fn met(shared: &Shared, ids: &mut IdMaker, targets: &[Target]) -> Vec<Step> {
    let Some(event) = shared.event() else {
        return vec![Step::Say(Notice::plain("met where? n chooses the event first"))];
    };
    let at = shared.now.stamp();
    let mut change = Change::new("met");
    let mut after = Event::clone(event);
    let mut names = Vec::new();
    let mut already = Vec::new();
    let mut turn = None;
    for target in targets {
        let person = match target {
            Target::Person(id) => id.clone(),
            Target::Attendee(of, index) if *of == event.id => {
                let Some(attendee) = event.attendees.get(*index) else { continue };
                let id = shared.book.free_person_id(&attendee.name, ids);
                let person = attendee.to_person(id, &event.id, event.day_met(shared.now.today()));
                let id = person.id.clone();
                if let Some(attendee) = after.attendees.get_mut(*index) {
                    attendee.person = id.clone();
                }
                names.push(person.name.clone());
                change = change.with(Edit::create(person));
                after.check_in(&id, &attendee.name, at);
                turn = Some(Target::Person(id));
                continue;
            }
            Target::Attendee(..) => continue,
        };
        let name = shared.book.name_of(&person).to_owned();
        let is_met = |one: &Attendee| one.status == AttendeeStatus::Met && one.at.is_some();
        if after.attendee_of(&person).is_some_and(is_met) {
            already.push(name);
            continue;
        }
        after.check_in(&person, &name, at);
        names.push(name);
    }
    let already = (!already.is_empty()).then(|| format!("met already: {}", already.join(", ")));
    if names.is_empty() {
        return already.map(|said| Step::Say(Notice::plain(said))).into_iter().collect();
    }
    change.what = format!("met {}", names.join(", "));
    let already = already.map_or_else(String::new, |already| format!(" · {already}"));
    let said = format!("{} · u undoes{already}", change.what);
    let change = change.with(Edit::replace(Record::Event(std::sync::Arc::new(event.clone())), after));
    let mut steps = vec![Step::Commit(change), Step::Say(Notice::plain(said))];
    steps.extend(turn.map(Step::Select));
    steps
}

/// Marks whom a key is about as wanted and asks why, in one line; whoever is wanted already, not any more.
pub(crate) fn wanted(shared: &Shared, targets: &[Target]) -> Vec<Step> {
    let Some(event) = shared.event() else {
        return vec![Step::Say(Notice::plain("wanted where? n chooses the event first"))];
    };
    let meant = |at: usize, attendee: &Attendee| {
        targets.iter().any(|target| match target {
            Target::Person(id) => *id == attendee.person,
            Target::Attendee(of, index) => *of == event.id && *index == at,
        })
    };
    let lines: Vec<usize> = event
        .attendees
        .iter()
        .enumerate()
        .filter(|(at, attendee)| attendee.status != AttendeeStatus::Met && meant(*at, attendee))
        .map(|(at, _)| at)
        .collect();
    let is_wanted =
        |at: &usize| event.attendees.get(*at).is_some_and(|one| one.status == AttendeeStatus::Wanted);
    let no_more = lines.iter().all(is_wanted);
    let edit = shared.book.edit_event(&event.id, |event| {
        for at in &lines {
            if let Some(attendee) = event.attendees.get_mut(*at) {
                attendee.want(!no_more, "");
            }
        }
    });
    let Some(edit) = edit else {
        return vec![Step::Say(Notice::plain("met already, or not on this list"))];
    };
    let name = targets.first().map_or("", |target| face(shared, target).name);
    let what = if no_more { format!("not wanted: {name}") } else { format!("wanted: {name}") };
    let mut steps = vec![Step::Commit(Change::new(what.clone()).with(edit))];
    if no_more {
        steps.push(Step::Say(Notice::plain(format!("{what} · u undoes"))));
    } else {
        steps.push(Step::Open(Box::new(FormPane::why(event, lines))));
    }
    steps
}
