//! What should be told to whoever stood at the beginning of a chain.

use super::{Chains, Link};
use crate::domain::{Book, Day, FavourId, FavourKind, FavourState, Outcome, Person, PersonId, Side};
use crate::ledger::words::Who;

/// An outcome that its first giver has not heard of.
#[derive(Debug, Clone, PartialEq)]
pub struct TellBack {
    /// Whom to tell.
    pub giver: PersonId,
    /// Their favour at the beginning of the chain: moving it to `thanked` settles this. `None` for an introduction that
    /// only `via` knows of: a favour received from them, thanked for, that names the person they introduced settles it.
    pub favour: Option<FavourId>,
    /// Whom they introduced, where only `via` knows of it.
    pub introduced: Option<PersonId>,
    /// Whose favour had the outcome.
    pub person: PersonId,
    /// Which of their favours.
    pub led_to: FavourId,
    /// What became of it: met or won.
    pub outcome: Outcome,
    /// When that was told; older files know only when the favour was done.
    pub on: Option<Day>,
    /// "tell Ana that the client Tom sent you signed"
    pub words: String,
}

/// What I should tell whom: for each chain that somebody else began and that led to a meeting or to business, unless its
/// first giver was thanked since. One for each chain: won before met, mine before
/// what I passed on, and of equals the latest. The latest of all comes first.
///
/// Where the favour at the beginning was never thanked for at all, it is in `Balance::thanks_owed` too.
pub fn tell_back(book: &Book, chains: &Chains) -> Vec<TellBack> {
    let mut found: Vec<TellBack> = chains.trees().filter_map(|tree| of_tree(tree, book)).collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.on));
    found
}

fn of_tree(tree: &[Link], book: &Book) -> Option<TellBack> {
    let root = tree.first()?;
    let first = root.favour(book);
    if first.is_some_and(|favour| favour.side != Side::Receive || !favour.counts()) {
        return None;
    }
    let outcomes = tree.iter().filter_map(|link| {
        let favour = link.favour(book)?;
        let won = match favour.outcome {
            Some(Outcome::Won) => true,
            Some(Outcome::Met) => false,
            _ => return None,
        };
        let mine = favour.side == Side::Receive;
        let on = favour.outcome_on.or(favour.done).or(favour.on);
        Some(((won, mine, on), link, favour))
    });
    let ((.., on), link, favour) = outcomes.max_by_key(|(best, ..)| *best)?;
    let giver = book.person(&root.person)?;
    let heard = match first {
        // Thanked for on a day that nobody wrote down is thanked for.
        Some(first) => first.state == FavourState::Thanked && first.thanked.is_none_or(|day| Some(day) >= on),
        None => giver
            .favours
            .iter()
            .any(|favour| favour.side == Side::Receive && favour.thanked.is_some_and(|day| Some(day) >= on)),
    };
    if heard {
        return None;
    }
    let outcome = favour.outcome.clone()?;
    Some(TellBack {
        words: format!("tell {} that {}", Who::of(giver).object, happened(giver, link, &outcome, book)?),
        giver: root.person.clone(),
        favour: root.favour.clone(),
        introduced: root.introduced.clone(),
        person: link.person.clone(),
        led_to: favour.id.clone(),
        outcome,
        on,
    })
}

/// "the client Tom sent you signed", "you met Kim, whom Tom sent you".
fn happened(giver: &Person, link: &Link, outcome: &Outcome, book: &Book) -> Option<String> {
    let favour = link.favour(book)?;
    let person = book.person(&link.person)?;
    let won = *outcome == Outcome::Won;
    if favour.side != Side::Receive {
        let whom = Who::of(person).object;
        let came = if won { "became business" } else { "led to a meeting" };
        return Some(format!("what you passed on to {whom} {came}"));
    }
    let who = if person.id == giver.id { "they" } else { Who::of(person).subject };
    let verb = if favour.kind == FavourKind::Intro { "introduced" } else { "sent you" };
    let third: Vec<&str> =
        favour.people.iter().filter_map(|id| book.person(id)).map(|third| third.name.as_str()).collect();
    let (third, relative) = match third.as_slice() {
        [] => return Some(nameless(who, favour.kind == FavourKind::Intro, won)),
        [one] => ((*one).to_owned(), "whom"),
        [first, second] => (format!("{first} and {second}"), "whom"),
        [first, rest @ ..] => (format!("{first} and {} others", rest.len()), "whom"),
    };
    Some(if won {
        format!("{third}, {relative} {who} {verb}, signed")
    } else {
        format!("you met {third}, {relative} {who} {verb}")
    })
}

/// Where the files name nobody: a referral sends a client, an introduction is one.
fn nameless(who: &str, intro: bool, won: bool) -> String {
    match (intro, won) {
        (true, true) => format!("the introduction {who} made became business"),
        (true, false) => format!("you met whom {who} introduced"),
        (false, true) => format!("the client {who} sent you signed"),
        (false, false) => format!("you met the client {who} sent you"),
    }
}
