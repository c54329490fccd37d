//! A favour: something given or received, from the ask to the thanks.

use serde::{Deserialize, Serialize};

use super::word::words;
use super::{Day, EventId, FavourId, PersonId};

words! {
    /// From whom it comes.
    #[derive(Default)]
    pub enum Side {
        /// From me to the person.
        #[default]
        Give = "give",
        /// From the person to me.
        Receive = "receive",
    }
}

words! {
    /// How far it has come: asked, promised, done, thanked; or declined, dropped.
    #[derive(Default)]
    pub enum FavourState {
        /// Somebody asked for it.
        Asked = "asked",
        /// Promised, not yet done: counts for nobody.
        #[default]
        Promised = "promised",
        /// Done: counts in the balance.
        Done = "done",
        /// Done, and thanks were said: counts in the balance.
        Thanked = "thanked",
        /// The answer was no.
        Declined = "declined",
        /// Nobody needs it any more.
        Dropped = "dropped",
    }
}

words! {
    /// What it is.
    #[derive(Default)]
    pub enum FavourKind {
        /// Two people brought together: a gift to both.
        Intro = "intro",
        /// Business sent on.
        Referral = "referral",
        /// Advice.
        Advice = "advice",
        /// A hand.
        Help = "help",
        /// Something lent, sent or handed over.
        Resource = "resource",
        /// A good word, in public.
        Endorsement = "endorsement",
        /// Anything else.
        #[default]
        Plain = "other",
    }
}

words! {
    /// How much it took.
    #[derive(Default)]
    pub enum Size {
        /// The five-minute favour.
        #[default]
        Quick = "quick",
        /// About an hour.
        Hour = "hour",
        /// About a day.
        Day = "day",
        /// More than a day.
        Big = "big",
    }
}

words! {
    /// What became of a referral.
    pub enum Outcome {
        /// Passed on.
        Passed = "passed",
        /// They met.
        Met = "met",
        /// It became business.
        Won = "won",
        /// It did not.
        Lost = "lost",
    }
}

/// Something given or received between me and the person in whose file it stands.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Favour {
    /// Unique within the person.
    pub id: FavourId,
    /// From whom it comes.
    pub side: Side,
    /// How far it has come.
    pub state: FavourState,
    /// What it is.
    pub kind: FavourKind,
    /// How much it took.
    pub size: Size,
    /// In the user's words: "intro Tom Berg".
    pub what: String,
    /// Third parties, such as whom to introduce.
    pub people: Vec<PersonId>,
    /// When a promise is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// When it was asked or promised (or done, if neither came first).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// When it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<Day>,
    /// When thanks were said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thanked: Option<Day>,
    /// When it was declined or dropped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<Day>,
    /// Where it came up.
    pub event: EventId,
    /// `<person id>/<favour id>` that led to this one.
    pub through: String,
    /// What became of a referral.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "empty_is_none")]
    pub outcome: Option<Outcome>,
    /// Money, as written: "1200 EUR".
    pub value: String,
}

impl Favour {
    /// Moves it to `state` on `day`, which becomes that state's own date. Going back clears the dates that no longer hold.
    pub fn move_to(&mut self, state: FavourState, day: Day) {
        match state {
            FavourState::Done => {
                self.done = self.done.or(Some(day));
                self.thanked = None;
                self.closed = None;
            }
            FavourState::Thanked => {
                self.done = self.done.or(Some(day));
                self.thanked = Some(day);
                self.closed = None;
            }
            FavourState::Declined | FavourState::Dropped => self.closed = Some(day),
            FavourState::Asked | FavourState::Promised | FavourState::Other(_) => {
                self.done = None;
                self.thanked = None;
                self.closed = None;
            }
        }
        self.on = self.on.or(Some(day));
        self.state = state;
    }

    /// Whether it still waits for somebody: asked or promised.
    pub fn is_open(&self) -> bool {
        matches!(self.state, FavourState::Asked | FavourState::Promised)
    }

    /// Whether it counts in a balance: done or thanked.
    pub fn counts(&self) -> bool {
        matches!(self.state, FavourState::Done | FavourState::Thanked)
    }
}

/// The contract writes `outcome = ""` for "none yet".
fn empty_is_none<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Outcome>, D::Error> {
    let word = String::deserialize(deserializer)?;
    Ok((!word.is_empty()).then(|| Outcome::from(word.as_str())))
}
