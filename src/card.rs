//! My card for others to take along: what a phone keeps of it, and the code that its camera reads.

mod symbol;
mod vcard;

use crate::domain::Person;

pub use symbol::Symbol;
pub use vcard::vcard;

use vcard::{Entry, Form, entries, write};

/// Light modules around a code, as the standard has it (ISO/IEC 18004, 6.3.8).
pub const QUIET: usize = 4;
/// Light modules around a code that cameras still make do with, where there is no room for more.
pub const LEAST_QUIET: usize = 2;

/// A card as a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coded {
    /// What the code says: a vCard.
    pub vcard: String,
    /// What is in it besides the name, in words.
    pub holds: Vec<String>,
    /// What had no room, in words.
    pub left_out: Vec<String>,
    /// The code.
    pub symbol: Symbol,
}

/// Why there is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// The card has no name yet.
    Nameless,
    /// The name and one way to reach me need this many modules, quiet zone and all.
    NoRoom(usize),
}

/// As much of the card as fits into a square of `room` modules, quiet zone and all: the name, then in this order a phone number,
/// an e-mail address, the company, the role, a web address, and further ones of each. Nothing else of the card is ever in it.
pub fn within(me: &Person, room: usize) -> Result<Coded, Misfit> {
    if me.name.trim().is_empty() {
        return Err(Misfit::Nameless);
    }
    let all = entries(me);
    [Form::Usual, Form::Short].into_iter().find_map(|form| filled(me, &all, form, room)).ok_or_else(|| {
        let ways = all.iter().filter(|entry| entry.reaches());
        let sizes = ways.filter_map(|entry| Symbol::size_of(&write(me, &[entry], Form::Short)));
        let least = sizes.min().or_else(|| Symbol::size_of(&write(me, &[], Form::Short)));
        Misfit::NoRoom(least.unwrap_or(symbol::LARGEST) + 2 * LEAST_QUIET)
    })
}

/// The card in one form with all that there is room for, if that is of use to anybody.
fn filled(me: &Person, all: &[Entry], form: Form, room: usize) -> Option<Coded> {
    let fits = |size: usize| size + 2 * LEAST_QUIET <= room;
    let mut chosen: Vec<&Entry> = Vec::with_capacity(all.len());
    for entry in all {
        chosen.push(entry);
        if !Symbol::size_of(&write(me, &chosen, form)).is_some_and(fits) {
            chosen.pop();
        }
    }
    // A name alone is of use only where nothing more is known.
    if all.iter().any(Entry::reaches) && !chosen.iter().any(|entry| entry.reaches()) {
        return None;
    }
    let vcard = write(me, &chosen, form);
    let symbol = Symbol::of(&vcard).filter(|symbol| fits(symbol.size()))?;
    let words = |is_chosen: bool| {
        let of = all.iter().filter(|entry| chosen.contains(entry) == is_chosen);
        of.map(|entry| entry.words.clone()).collect()
    };
    Some(Coded { holds: words(true), left_out: words(false), vcard, symbol })
}

/// The whole card, however large its code becomes: for paper.
pub fn whole(me: &Person) -> Result<Coded, Misfit> {
    within(me, usize::MAX)
}

#[cfg(test)]
mod tests;
