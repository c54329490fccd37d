//! A favour: something given or received, from the ask to the thanks.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::word::words;
use super::{Day, EventId, FavourId, PersonId, Unknown};

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

/// The keys of a favour, in the order of the files.
pub const FAVOUR_KEYS: &[&str] = &[
    "id",
    "side",
    "state",
    "kind",
    "size",
    "what",
    "people",
    "due",
    "on",
    "done",
    "thanked",
    "closed",
    "event",
    "through",
    "outcome",
    "outcome_on",
    "value",
];

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
    /// When that outcome was told, so that whoever stood at the beginning can hear of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome_on: Option<Day>,
    /// Money, as written: "1200 EUR".
    pub value: String,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
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

    /// Opens it again: what was declined is asked, all else promised. The dates that no longer hold go.
    pub fn reopen(&mut self, day: Day) {
        let state =
            if self.state == FavourState::Declined { FavourState::Asked } else { FavourState::Promised };
        self.move_to(state, day);
    }

    /// Keeps what became of it, told on `day`; `None` takes that back. The same outcome told again keeps its first day.
    pub fn tell(&mut self, outcome: Option<Outcome>, day: Day) {
        if self.outcome != outcome {
            self.outcome_on = outcome.as_ref().map(|_| day);
            self.outcome = outcome;
        }
    }

    /// The latest day on which something happened to it.
    pub fn newest(&self) -> Option<Day> {
        [self.thanked, self.done, self.closed, self.on, self.outcome_on].into_iter().max().flatten()
    }

    /// The favour that led to this one, when `through` has the form of a reference.
    pub fn came_through(&self) -> Option<FavourRef> {
        FavourRef::parse(&self.through)
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

/// Which favour of whom: `<person id>/<favour id>`, as `through` has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FavourRef {
    /// In whose file it stands.
    pub person: PersonId,
    /// Which of their favours.
    pub favour: FavourId,
}

impl FavourRef {
    /// Reads `<person id>/<favour id>`; `None` when one of the two is missing.
    pub fn parse(text: &str) -> Option<Self> {
        let (person, favour) = text.trim().split_once('/')?;
        let (person, favour) = (person.trim(), favour.trim());
        (!person.is_empty() && !favour.is_empty())
            .then(|| Self { person: PersonId::new(person), favour: FavourId::new(favour) })
    }
}

impl fmt::Display for FavourRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.person, self.favour)
    }
}

/// The contract writes `outcome = ""` for "none yet".
fn empty_is_none<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Outcome>, D::Error> {
    let word = String::deserialize(deserializer)?;
    Ok((!word.is_empty()).then(|| Outcome::from(word.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day(text.parse().unwrap())
    }

    /// Goes through `states` on the days of May from the first, and says which dates stand then.
    #[track_caller]
    fn check(states: &[FavourState], expect: &str) {
        let mut favour = Favour::default();
        for (at, state) in states.iter().enumerate() {
            favour.move_to(state.clone(), day(&format!("2026-05-0{}", at + 1)));
        }
        let dates = [favour.on, favour.done, favour.thanked, favour.closed];
        let dates: Vec<String> =
            dates.iter().map(|day| day.map_or_else(|| "-".into(), |day| day.0.day().to_string())).collect();
        assert_eq!(dates.join(" "), expect, "{states:?}: on, done, thanked, closed");
    }

    #[test]
    fn every_state_has_its_own_date() {
        use FavourState as S;
        check(&[S::Asked], "1 - - -");
        check(&[S::Asked, S::Promised, S::Done, S::Thanked], "1 3 4 -");
        check(&[S::Done], "1 1 - -");
        check(&[S::Promised, S::Thanked], "1 2 2 -");
        check(&[S::Done, S::Thanked, S::Done], "1 1 - -");
        check(&[S::Done, S::Promised], "1 - - -");
        check(&[S::Asked, S::Declined], "1 - - 2");
        check(&[S::Promised, S::Dropped, S::Done], "1 3 - -");
    }

    #[test]
    fn reopening_goes_back_to_what_it_was() {
        for (state, expect) in [
            (FavourState::Declined, FavourState::Asked),
            (FavourState::Dropped, FavourState::Promised),
            (FavourState::Thanked, FavourState::Promised),
        ] {
            let mut favour = Favour::default();
            favour.move_to(state, day("2026-05-01"));
            favour.reopen(day("2026-05-02"));
            assert_eq!((&favour.state, favour.done, favour.closed), (&expect, None, None));
        }
    }

    #[test]
    fn an_outcome_keeps_the_day_it_was_first_told() {
        let mut favour = Favour::default();
        favour.tell(Some(Outcome::Met), day("2026-05-01"));
        favour.tell(Some(Outcome::Met), day("2026-05-02"));
        assert_eq!(favour.outcome_on, Some(day("2026-05-01")));
        favour.tell(Some(Outcome::Won), day("2026-05-03"));
        assert_eq!((&favour.outcome, favour.newest()), (&Some(Outcome::Won), Some(day("2026-05-03"))));
        favour.tell(None, day("2026-05-04"));
        assert_eq!((favour.outcome, favour.outcome_on), (None, None));
    }

    #[test]
    fn a_reference_has_two_halves() {
        let read = |text: &str| FavourRef::parse(text).map(|found| found.to_string());
        assert_eq!(read(" ana-1 / f1 "), Some("ana-1/f1".into()));
        for text in ["", "ana-1", "ana-1/", "/f1", "/"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
