//! The ledger: what was given and received, in words and points; the gate before an ask; who led to whom to what.

mod chain;
pub mod gate;
mod money;
mod next;
mod order;
mod push;
mod sheet;
mod words;

pub use chain::{Broken, Brought, Chains, Introducer, Link, TellBack, leads_round, may_lead_to, tell_back};
pub use money::{Money, Purse};
pub use next::{NextGift, let_them_help, next_gifts};
pub use order::for_show;
pub use push::{Push, may_push, pushes};
pub use sheet::{Entry, Query, Shown, Sort, Standing, entries, standings};
pub use words::{called, is_thing, spoken, times};

use crate::domain::{Day, Favour, FavourId, FavourState, Person, Side, Size};

/// How much a favour of each size counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Points {
    /// The five-minute favour.
    pub quick: u32,
    /// About an hour.
    pub hour: u32,
    /// About a day.
    pub day: u32,
    /// More.
    pub big: u32,
}

impl Default for Points {
    fn default() -> Self {
        Self { quick: 1, hour: 3, day: 8, big: 20 }
    }
}

impl Points {
    /// What a favour of `size` counts; a size this version does not know counts as quick.
    pub fn of(&self, size: &Size) -> u32 {
        match size {
            Size::Quick | Size::Other(_) => self.quick,
            Size::Hour => self.hour,
            Size::Day => self.day,
            Size::Big => self.big,
        }
    }
}

/// How things stand with one person.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Balance {
    /// How often I gave (done or thanked).
    pub gave: u32,
    /// How often I received.
    pub got: u32,
    /// Points of what I gave.
    pub gave_points: u32,
    /// Points of what I received.
    pub got_points: u32,
    /// My open promises, the earliest due first.
    pub i_owe: Vec<FavourId>,
    /// Their open promises.
    pub they_owe: Vec<FavourId>,
    /// What I received and never said thanks for.
    pub thanks_owed: Vec<FavourId>,
    /// What I asked for and they did not answer yet.
    pub asked: Vec<FavourId>,
    /// What they asked for and I did not answer yet.
    pub asked_of_me: Vec<FavourId>,
    /// How often they said no to what I asked for.
    pub declined: u32,
    /// How often I said no to what they asked for.
    pub i_declined: u32,
}

/// How things stand with `person`.
///
/// Only `done` and `thanked` count; `promised` is owed by the side that promised; `asked` and `declined` are told and count
/// for nobody, and so does `dropped`; a side or a state that this version
/// does not know counts for nobody.
pub fn balance(person: &Person, points: &Points) -> Balance {
    let mut balance = Balance::default();
    for favour in for_show(person) {
        let worth = points.of(&favour.size);
        match (&favour.side, &favour.state) {
            (Side::Give, FavourState::Promised) => balance.i_owe.push(favour.id.clone()),
            (Side::Receive, FavourState::Promised) => balance.they_owe.push(favour.id.clone()),
            (Side::Give, FavourState::Asked) => balance.asked_of_me.push(favour.id.clone()),
            (Side::Receive, FavourState::Asked) => balance.asked.push(favour.id.clone()),
            (Side::Give, FavourState::Declined) => balance.i_declined = balance.i_declined.saturating_add(1),
            (Side::Receive, FavourState::Declined) => balance.declined = balance.declined.saturating_add(1),
            (Side::Give, _) if favour.counts() => {
                balance.gave = balance.gave.saturating_add(1);
                balance.gave_points = balance.gave_points.saturating_add(worth);
            }
            (Side::Receive, _) if favour.counts() => {
                balance.got = balance.got.saturating_add(1);
                balance.got_points = balance.got_points.saturating_add(worth);
                if favour.state == FavourState::Done {
                    balance.thanks_owed.push(favour.id.clone());
                }
            }
            _ => {}
        }
    }
    balance
}

impl Balance {
    /// Points given less points received.
    pub fn net(&self) -> i64 {
        i64::from(self.gave_points) - i64::from(self.got_points)
    }

    /// Whether nothing was ever given, promised, asked for or declined, either way.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    /// Whether I have given much and let nothing come back: giving that cannot be repaid is disliked too.
    ///
    /// Much is three gifts or a day's work (`MUCH` points, as sizes count unless configured otherwise); a promise of theirs already is something coming back.
    pub fn let_them_help(&self) -> bool {
        let much = self.gave >= 3 || self.gave_points >= MUCH;
        much && self.got == 0 && self.they_owe.is_empty()
    }

    /// A bar of `width` cells: `█` for my share of all points that changed hands, `░` for theirs (`=` and `.` where only
    /// ASCII is wanted), blank when none did.
    ///
    /// A side that gave at all has at least one cell, as far as the width allows.
    pub fn bar(&self, width: usize, ascii: bool) -> String {
        let all = u64::from(self.gave_points) + u64::from(self.got_points);
        if all == 0 || width == 0 {
            return " ".repeat(width);
        }
        let cells = u64::try_from(width).unwrap_or(u64::MAX);
        let mine = (u64::from(self.gave_points).saturating_mul(cells) + all / 2) / all;
        let least = u64::from(self.gave_points > 0);
        let most = cells.saturating_sub(u64::from(self.got_points > 0)).max(least);
        let mine = usize::try_from(mine.clamp(least, most)).unwrap_or(width).min(width);
        let (give, receive) = if ascii { ("=", ".") } else { ("█", "░") };
        give.repeat(mine) + &receive.repeat(width - mine)
    }
}

/// Points that are much, given one-sidedly: a day's work, as sizes count unless configured otherwise.
const MUCH: u32 = 8;

/// The favour of `person` called `id`.
fn favour<'a>(person: &'a Person, id: &FavourId) -> Option<&'a Favour> {
    person.favours.iter().find(|favour| favour.id == *id)
}

/// When a favour that counts was done, as well as is known.
fn happened(favour: &Favour) -> Option<Day> {
    favour.done.or(favour.thanked).or(favour.on)
}

#[cfg(test)]
mod tests;
