//! What I could give now, each with its reason in words.
//!
//! Gifts come from what others need against what everybody offers (an introduction, a gift to both) and against what I
//! offer myself, from lessons on a topic somebody cares about, from thanks I owe, and from promises of mine still open.
//! [`share`] tells somebody a note that comes back. [`pair`] says how far an introduction has come, and [`step`] moves it on; what speaks against a gift is in `against`.

mod against;
mod everyone;
mod one;
mod pair;
mod promise;
mod told;
mod words;

pub use everyone::for_everyone;
pub use one::at_hand;
pub use pair::{Half, Pair, Step, UnderWay, acquainted, pair, step, under_way};
pub use told::{
    Cares, Told, against_telling, became, favour_of, keeps_off, mark_used, share, thank, thanked, who_cares,
};
pub use words::PROMISED;

use std::collections::HashSet;

use crate::domain::{Day, FavourId, NoteId, PersonId};

/// What kind of gift it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Bring them together with somebody: one needs what the other offers.
    Intro {
        /// With whom.
        other: PersonId,
    },
    /// Something that I offer myself.
    Own,
    /// Something I learned, on a topic they care about.
    Lesson {
        /// With whom the note is kept.
        from: PersonId,
        /// The note.
        note: NoteId,
    },
    /// Thanks I owe.
    Thanks {
        /// For what they gave me.
        favour: FavourId,
    },
    /// A promise of mine still open.
    Promise {
        /// What I promised.
        favour: FavourId,
    },
}

impl Kind {
    /// The word for it in JSON and on the command line.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Intro { .. } => "intro",
            Self::Own => "own",
            Self::Lesson { .. } => "lesson",
            Self::Thanks { .. } => "thanks",
            Self::Promise { .. } => "promise",
        }
    }
}

/// Something I could give to somebody now.
#[derive(Debug, Clone, PartialEq)]
pub struct Gift {
    /// To whom.
    pub to: PersonId,
    /// What kind of gift.
    pub kind: Kind,
    /// What to do, in words: "introduce Tom Berg".
    pub what: String,
    /// Why, in words: "Tom offers web design, Ana needs a website".
    pub reason: String,
    /// Who needs it; of an introduction it may be either of the two.
    pub needs: PersonId,
    /// The need in their words, or the topic; empty for thanks and promises.
    pub need: String,
    /// What meets it, in the words of who offers it; of a lesson, the lesson.
    pub offer: String,
    /// The words of both sides that speak of the same: "books ~ bookkeeping"; empty for thanks and promises.
    pub link: String,
    /// When a promise is due.
    pub due: Option<Day>,
    /// How much it is worth giving now, the best about 2; only for comparing.
    pub weight: f32,
}

impl Gift {
    /// What to do and why, in one line; of a promise, that it is done now.
    pub fn words(&self) -> String {
        match &self.kind {
            Kind::Promise { .. } => format!("done: {}; {}", self.what, self.reason),
            _ => format!("{}: {}", self.what, self.reason),
        }
    }

    /// With whom an introduction is.
    pub fn other(&self) -> Option<&PersonId> {
        match &self.kind {
            Kind::Intro { other } => Some(other),
            _ => None,
        }
    }
}

/// A gift that something speaks against.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// What it would have been.
    pub gift: Gift,
    /// What speaks against it: "Tom steers clear of falconry".
    pub why: String,
}

/// What stands over `count` gifts for whom is `called` so.
pub fn heading(count: usize, called: &str) -> String {
    match count {
        0 => format!("no gift at hand yet; what would help {called}?"),
        1 => "a gift at hand".into(),
        _ => "gifts at hand".into(),
    }
}

/// What I could give, the best first, and what was left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AtHand {
    /// The best first.
    pub gifts: Vec<Gift>,
    /// What speaks for itself but something else speaks against.
    pub left_out: Vec<LeftOut>,
}

impl AtHand {
    /// Takes a gift in, or says why not.
    fn take(&mut self, gift: Gift, against: Option<String>) {
        match against {
            None => self.gifts.push(gift),
            Some(why) => self.left_out.push(LeftOut { gift, why }),
        }
    }

    /// The `most` best to show to somebody who is about to ask that person for something. Of my open promises only the best
    /// is among them: all of them are named beside.
    pub fn before_asking(self, most: usize) -> Vec<Gift> {
        let mut promised = false;
        let is_shown = |gift: &Gift| {
            let promise = matches!(gift.kind, Kind::Promise { .. });
            !promise || !std::mem::replace(&mut promised, true)
        };
        self.gifts.into_iter().filter(is_shown).take(most).collect()
    }

    /// Best first, each once, at most so many.
    fn settle(&mut self, most: usize) {
        self.gifts.sort_by(|one, other| other.weight.total_cmp(&one.weight));
        self.left_out.sort_by(|one, other| other.gift.weight.total_cmp(&one.gift.weight));
        // Of two ways to the same gift the better one says it.
        let mut seen: HashSet<(PersonId, Kind, String)> = HashSet::new();
        let mut is_new = |gift: &Gift| {
            let own = if gift.kind == Kind::Own { gift.offer.clone() } else { String::new() };
            seen.insert((gift.to.clone(), gift.kind.clone(), own))
        };
        let gifts = std::mem::take(&mut self.gifts).into_iter();
        self.gifts = gifts.filter(&mut is_new).take(most).collect();
        let left_out = std::mem::take(&mut self.left_out).into_iter();
        self.left_out = left_out.filter(|left| is_new(&left.gift)).take(most).collect();
    }
}

#[cfg(test)]
mod tests;
