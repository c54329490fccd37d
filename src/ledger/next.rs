//! Who to give to next.

use std::cmp::Reverse;

use super::{Balance, Points, Sort, Standing, balance, happened, standings};
use crate::domain::{Book, Day, Person, PersonId, Side};

/// Somebody who gave me more than I gave them.
#[derive(Debug, Clone, PartialEq)]
pub struct NextGift {
    /// Who.
    pub person: PersonId,
    /// How things stand with them.
    pub balance: Balance,
    /// When I last gave them something; `None` when I never did.
    pub gave: Option<Day>,
    /// Whole days since then.
    pub days: Option<i32>,
}

/// The people who gave me more points than I gave them: whom I never gave anything first, then the longest since I gave;
/// within one day, the more they are ahead the sooner.
pub fn next_gifts(book: &Book, points: &Points, today: Day) -> Vec<NextGift> {
    let mut next: Vec<NextGift> = book
        .people()
        .filter(|person| !person.favours.is_empty())
        .filter_map(|person| {
            let balance = balance(person, points);
            let gave = last_gift(person);
            // A gift dated tomorrow by a hand edit was given today at the latest.
            let days = gave.map(|day| (today.0 - day.0).get_days().max(0));
            (balance.net() < 0).then(|| NextGift { person: person.id.clone(), balance, gave, days })
        })
        .collect();
    next.sort_by_cached_key(|gift| (gift.days.map_or(Reverse(i32::MAX), Reverse), gift.balance.net()));
    next
}

/// The people with whom giving has long been one-sided (see [`Balance::let_them_help`]), to whom I gave most first.
pub fn let_them_help<'a>(book: &'a Book, points: &Points) -> Vec<Standing<'a>> {
    let mut people = standings(book, points, Sort::Balance);
    people.retain(|standing| standing.balance.let_them_help());
    people.reverse();
    people
}

/// When I last gave `person` something.
fn last_gift(person: &Person) -> Option<Day> {
    let mine = person.favours.iter().filter(|favour| favour.side == Side::Give && favour.counts());
    mine.filter_map(happened).max()
}
