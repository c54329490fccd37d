//! What a key does with a gift or an introduction, here and under the ledger.

use crate::domain::{IdMaker, Person, PersonId};
use crate::gifts::{Gift, Half, Kind, Pair, Step as Move, pair, step};
use crate::ledger::called;
use crate::text::dates::day_words;
use crate::ui::command::Command;
use crate::ui::effect::Effect;
use crate::ui::msg::Notice;
use crate::ui::pane::lines::LinesPane;
use crate::ui::shared::{Shared, Step};

/// A step out of turn that waits for the same key again: which, and for which two.
pub(crate) type Sure = (Command, PersonId, PersonId);

/// What a key does with a gift.
pub(crate) fn of_gift(
    shared: &Shared,
    ids: &mut IdMaker,
    gift: &Gift,
    sure: &mut Option<Sure>,
    command: Command,
) -> Option<Vec<Step>> {
    let today = shared.now.today();
    let change = match command {
        Command::GiftPromise => gift.promise(&shared.book, ids, today, shared.event.as_ref()),
        Command::NotThis => gift.decline(&shared.book, ids, today),
        Command::Copy => {
            return Some(vec![Step::Do(Effect::Copy(format!("{}: {}", gift.what, gift.reason)))]);
        }
        Command::AskFirst | Command::AskSecond | Command::Introduced | Command::Worked => {
            let Some(other) = gift.other() else {
                return Some(vec![Step::Say(Notice::plain(
                    "that is for introductions; p promises this gift",
                ))]);
            };
            return of_pair(shared, ids, (&gift.to, other), sure, command);
        }
        _ => return None,
    };
    let Some(change) = change else {
        return Some(vec![Step::Say(Notice::plain(
            "what is owed stands in the ledger; c there calls it off",
        ))]);
    };
    let said = match (&gift.kind, command) {
        (_, Command::NotThis) => "not proposed again".to_owned(),
        (Kind::Thanks { .. }, _) => "thanked".to_owned(),
        (Kind::Promise { .. }, _) => "done".to_owned(),
        _ => {
            let favours = |person: &Person| person.favours.iter().rev().find_map(|favour| favour.due);
            let due = change.edits.iter().find_map(|edit| match &edit.after {
                Some(crate::domain::Record::Person(person)) => favours(person),
                _ => None,
            });
            due.map_or_else(
                || "promised".to_owned(),
                |due| format!("promised, due {}", day_words(due, today)),
            )
        }
    };
    Some(vec![Step::Commit(change), Step::Say(Notice::plain(format!("{said} · u undoes")))])
}

/// What a key does with an introduction.
pub(super) fn of_pair(
    shared: &Shared,
    ids: &mut IdMaker,
    (one, other): (&PersonId, &PersonId),
    sure: &mut Option<Sure>,
    command: Command,
) -> Option<Vec<Step>> {
    let say = |text: String| Some(vec![Step::Say(Notice::plain(text))]);
    let (first, second) = (shared.book.person(one)?, shared.book.person(other)?);
    let (first, second) = (called(first), called(second));
    let how = match command {
        Command::AskFirst => Move::Ask(one.clone()),
        Command::AskSecond => Move::Ask(other.clone()),
        Command::Introduced => Move::Introduce,
        Command::Worked => Move::Worked,
        Command::NotThis => Move::Decline,
        Command::GiftPromise => return say(format!("a {first} asked, b {second} asked, x introduced")),
        _ => return None,
    };
    let now = pair(&shared.book, one, other);
    let out_of_turn = match (&how, now) {
        (Move::Introduce, Pair::Open(Half::Unasked, _)) => {
            Some(format!("{first} was not asked yet (a); x again if they both were there"))
        }
        (Move::Introduce, Pair::Open(_, Half::Unasked)) => {
            Some(format!("{second} was not asked yet (b); x again if they both were there"))
        }
        (Move::Worked, Pair::Open(..)) => Some(format!(
            "{first} and {second} were not introduced yet (x); w again if they met, and it worked"
        )),
        _ => None,
    };
    let asked = Some((command, one.clone(), other.clone()));
    if let Some(warning) = out_of_turn.filter(|_| *sure != asked) {
        *sure = asked;
        return say(warning);
    }
    *sure = None;
    let Some(change) =
        step(&shared.book, ids, (one, other), &how, (shared.now.today(), shared.event.as_ref()))
    else {
        return say(format!("{first} and {second}: {} already", now.words(first, second)));
    };
    let said = match how {
        Move::Ask(who) => format!("asked {}", if who == *one { first } else { second }),
        Move::Introduce => format!("introduced {first} and {second}: w when it worked"),
        Move::Worked => format!("{first} and {second}: it worked"),
        Move::Decline => "not proposed again".to_owned(),
    };
    Some(vec![Step::Commit(change), Step::Say(Notice::plain(format!("{said} · u undoes")))])
}

/// What was left out for whom the panes are about.
pub(crate) fn open_left_out(shared: &Shared) -> Vec<Step> {
    let left = shared.gifts().map_or(&[][..], |found| found.left_out.as_slice());
    vec![Step::Open(Box::new(LinesPane::left_out(shared, left)))]
}
