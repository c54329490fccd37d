//! What keys do in the ledger with a person: every state is one key away, and one undo back.

use super::Mixer;
use crate::domain::{FollowUpId, Person};
use crate::ui::command::Command;
use crate::ui::pane::favour;
use crate::ui::pane::form::FormPane;
use crate::ui::pane::ledger::{self, Item};
use crate::ui::shared::{Shared, Step, commit};

impl Mixer {
    pub(super) fn ledger_keys(&mut self, shared: &Shared, command: Command) -> Option<Vec<Step>> {
        match command {
            Command::LedgerFilter => {
                self.shown = self.shown.next();
                return Some(Vec::new());
            }
            Command::Add => return Some(vec![Step::Run(Command::Gave)]),
            _ => {}
        }
        let person = shared.person()?;
        match ledger::items(person, self.shown).get(self.favour)? {
            Item::Favour(id) => {
                let favour = person.favours.iter().find(|favour| favour.id == *id)?;
                match command {
                    Command::Open => favour::keys(shared, person, favour, Command::Edit),
                    other => favour::keys(shared, person, favour, other),
                }
            }
            Item::FollowUp(id) => of_follow_up(shared, person, id, command),
        }
    }
}

fn of_follow_up(shared: &Shared, person: &Person, id: &FollowUpId, command: Command) -> Option<Vec<Step>> {
    let today = shared.now.today();
    let todo = person.follow_ups.iter().find(|todo| todo.id == *id)?;
    match command {
        Command::Settle => {
            let edit = shared.book.edit_person(&person.id, |person| {
                person
                    .follow_ups
                    .iter_mut()
                    .filter(|todo| todo.id == *id)
                    .for_each(|todo| todo.done = Some(today));
            });
            Some(commit(edit, &format!("follow-up with {} done", person.name), "done · u undoes"))
        }
        Command::Delete | Command::CallOff => {
            let edit = shared
                .book
                .edit_person(&person.id, |person| person.follow_ups.retain(|other| other.id != *id));
            Some(commit(edit, &format!("drop a follow-up with {}", person.name), "dropped · u undoes"))
        }
        Command::Open | Command::Edit => Some(vec![Step::Open(Box::new(FormPane::follow_up(person, todo)))]),
        _ => None,
    }
}
