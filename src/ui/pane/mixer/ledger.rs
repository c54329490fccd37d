//! What keys do in the ledger with a person: every state is one key away, and one undo back.

use super::Mixer;
use crate::domain::{FollowUpId, IdMaker, Person};
use crate::search::Target;
use crate::ui::command::Command;
use crate::ui::msg::Notice;
use crate::ui::pane::favour;
use crate::ui::pane::form::FormPane;
use crate::ui::pane::gifts::{of_gift, open_left_out};
use crate::ui::pane::ledger::{self, Item, at_hand};
use crate::ui::shared::{Shared, Step, commit};

impl Mixer {
    pub(super) fn ledger_keys(
        &mut self,
        shared: &Shared,
        ids: &mut IdMaker,
        command: Command,
    ) -> Option<Vec<Step>> {
        match command {
            Command::LedgerFilter => {
                self.shown = self.shown.next();
                return Some(Vec::new());
            }
            Command::Add => return Some(vec![Step::Run(Command::Gave)]),
            _ => {}
        }
        let person = shared.person()?;
        if command == Command::FirstGift {
            return Some(self.choose_first_gift(shared, person));
        }
        match ledger::items(shared, person, self.shown).get(self.favour)? {
            Item::Favour(id) => {
                let favour = person.favours.iter().find(|favour| favour.id == *id)?;
                match command {
                    Command::Open => favour::keys(shared, person, favour, Command::Edit),
                    other => favour::keys(shared, person, favour, other),
                }
            }
            Item::FollowUp(id) => of_follow_up(shared, person, id, command),
            Item::LeftOut => {
                matches!(command, Command::Open | Command::LeftOut).then(|| open_left_out(shared))
            }
            Item::Gift(..) if command == Command::LeftOut => Some(open_left_out(shared)),
            item @ Item::Gift(..) => {
                let gift = at_hand::gift_of(shared, item)?;
                if let (Command::Open, Some(other)) = (command, gift.other()) {
                    return Some(vec![Step::Select(Target::Person(other.clone()))]);
                }
                of_gift(shared, ids, gift, &mut self.sure, command)
            }
        }
    }

    /// To the first of the gifts at hand.
    fn choose_first_gift(&mut self, shared: &Shared, person: &Person) -> Vec<Step> {
        let items = ledger::items(shared, person, self.shown);
        let Some(first) = items.iter().position(|item| matches!(item, Item::Gift(..))) else {
            let said =
                if shared.gifts().is_some() { "no gift at hand" } else { "needs are still being read" };
            return vec![Step::Say(Notice::plain(format!("{said}; g f lists gifts over everybody")))];
        };
        self.favour = first;
        Vec::new()
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
