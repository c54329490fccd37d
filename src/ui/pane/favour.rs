//! What keys do to one favour: every state is one key away, and one undo back.

use crate::domain::{Edit, Favour, FavourKind, FavourState, Outcome, Person, Side, Size};
use crate::ui::command::Command;
use crate::ui::effect::Effect;
use crate::ui::msg::Notice;
use crate::ui::pane::form::FormPane;
use crate::ui::shared::{Shared, Step, after, commit};

/// What `command` does to a favour of `person`; `None` when it is not about a favour.
pub(crate) fn keys(shared: &Shared, person: &Person, favour: &Favour, command: Command) -> Option<Vec<Step>> {
    let what = format!("{} ({})", favour.what, person.first_name());
    let edit = |change: &dyn Fn(&mut Favour)| shared.book.edit_favour(&person.id, &favour.id, change);
    match command {
        Command::Settle | Command::Thank | Command::CallOff | Command::Promised => {
            Some(state(shared, person, favour, command))
        }
        Command::FavourSize => {
            let size = after(Size::ALL, &favour.size);
            let said = format!("size: {size}, {} points", shared.settings.points.of(&size));
            Some(commit(edit(&|favour| favour.size = size.clone()), &format!("size of {what}"), &said))
        }
        Command::FavourKind => {
            let kind = after(FavourKind::ALL, &favour.kind);
            let said = format!("kind: {kind}");
            Some(commit(edit(&|favour| favour.kind = kind.clone()), &format!("kind of {what}"), &said))
        }
        Command::FavourOutcome => {
            let outcome = next_outcome(favour.outcome.as_ref());
            let word = outcome.as_ref().map_or("not told yet", Outcome::as_str);
            let said = format!("what became of it: {word} · u undoes");
            let today = shared.now.today();
            let edit = edit(&|favour| favour.tell(outcome.clone(), today));
            Some(commit(edit, &format!("outcome of {what}"), &said))
        }
        Command::Edit => Some(vec![Step::Open(Box::new(FormPane::favour(shared, person, favour)))]),
        Command::Delete => {
            let id = &favour.id;
            let edit =
                shared.book.edit_person(&person.id, |person| person.favours.retain(|other| other.id != *id));
            Some(commit(edit, &format!("delete {what}"), "favour deleted · u undoes"))
        }
        Command::Copy => Some(vec![Step::Do(Effect::Copy(favour.what.clone()))]),
        _ => None,
    }
}

/// The next state that a key leads to, told with the favour's name.
fn state(shared: &Shared, person: &Person, favour: &Favour, command: Command) -> Vec<Step> {
    let name = format!("{}: {}", person.first_name(), favour.what);
    let to = |state: FavourState, said: &str| set(shared, person, favour, &state, said);
    let thanked = favour.state == FavourState::Thanked;
    match command {
        Command::Settle if thanked => reopen(shared, person, favour, "open again, the thanks taken back"),
        Command::Settle if favour.counts() => reopen(shared, person, favour, "open again"),
        Command::Settle => to(FavourState::Done, "done"),
        Command::Thank if thanked && favour.side == Side::Receive => {
            to(FavourState::Done, "thanks still owed")
        }
        Command::Thank if thanked => to(FavourState::Done, "not thanked for yet"),
        Command::Thank => to(FavourState::Thanked, "thanked"),
        Command::Promised if favour.state == FavourState::Asked => to(FavourState::Promised, "promised"),
        Command::Promised if favour.state == FavourState::Promised => {
            to(FavourState::Asked, "only asked, not promised")
        }
        Command::CallOff if favour.state == FavourState::Asked => to(FavourState::Declined, "declined"),
        Command::CallOff if favour.is_open() => to(FavourState::Dropped, "dropped"),
        Command::CallOff | Command::Promised if favour.counts() => {
            vec![Step::Say(Notice::plain(format!("{name}: done already; x opens it again")))]
        }
        _ => reopen(shared, person, favour, "open again"),
    }
}

fn reopen(shared: &Shared, person: &Person, favour: &Favour, said: &str) -> Vec<Step> {
    let today = shared.now.today();
    let edit = shared.book.edit_favour(&person.id, &favour.id, |favour| favour.reopen(today));
    said_of(edit, person, favour, said)
}

fn set(shared: &Shared, person: &Person, favour: &Favour, state: &FavourState, said: &str) -> Vec<Step> {
    let today = shared.now.today();
    let edit = shared.book.edit_favour(&person.id, &favour.id, |favour| favour.move_to(state.clone(), today));
    said_of(edit, person, favour, said)
}

/// The change, called by what it is about: a list of everyone shows several favours at once.
fn said_of(edit: Option<Edit>, person: &Person, favour: &Favour, said: &str) -> Vec<Step> {
    let name = person.first_name();
    let what = if favour.what.is_empty() { "a favour" } else { favour.what.as_str() };
    commit(edit, &format!("{what} ({name}): {said}"), &format!("{what} ({name}): {said} · u undoes"))
}

/// Says thanks today for what was thanked for before, as when an outcome is told back.
pub(crate) fn thank_anew(shared: &Shared, person: &Person, favour: &Favour) -> Vec<Step> {
    set(shared, person, favour, &FavourState::Thanked, "told, and thanked")
}

fn next_outcome(outcome: Option<&Outcome>) -> Option<Outcome> {
    let at = outcome.and_then(|outcome| Outcome::ALL.iter().position(|other| other == outcome));
    let next = match (outcome, at) {
        (None, _) => 0,
        (Some(_), Some(at)) => at + 1,
        // A word of a newer version: the round begins anew.
        (Some(_), None) => Outcome::ALL.len(),
    };
    Outcome::ALL.get(next).cloned()
}
