//! Why to meet somebody, in words, and how much it weighs.

use std::collections::HashSet;

use super::guests::Line;
use super::needs::{Met, Whose, may_need, met_by, title};
use super::spoken::{Word, words};
use super::{Guest, Room, Talk};
use crate::domain::{AttendeeStatus, Day, Event, Favour, FavourState, IntentWhy, Person, Side};
use crate::insight::known_before;
use crate::matching::{Giver, Meeting};
use crate::text::dates::{ago, day_words};

/// After so many days without contact an old tie is worth a word.
const LONG_AGO: i32 = 60;
/// What serves an intent that is not reached yet counts so much more.
const INTENDED: f32 = 1.5;

/// What a reason is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReasonKind {
    /// I want to meet them.
    Wanted,
    /// I promised them something.
    Owed,
    /// Thanks are owed.
    Thanks,
    /// Somebody recommended them.
    Recommended,
    /// They may have what I need.
    Supplies,
    /// They serve one of my goals.
    Goal,
    /// I have what they need.
    ICan,
    /// Somebody I know has what they need.
    SomeoneCan,
    /// They may have what somebody I know needs.
    CouldHelp,
    /// They may need what I offer.
    MayNeed,
    /// I know nobody in their field.
    Field,
    /// Somebody I know knows them.
    KnownTo,
    /// It is long since we talked.
    LongAgo,
}

impl ReasonKind {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Wanted => "wanted",
            Self::Owed => "owed",
            Self::Thanks => "thanks",
            Self::Recommended => "recommended",
            Self::Supplies => "supplies",
            Self::Goal => "goal",
            Self::ICan => "i-can",
            Self::SomeoneCan => "someone-can",
            Self::CouldHelp => "could-help",
            Self::MayNeed => "may-need",
            Self::Field => "field",
            Self::KnownTo => "known-to",
            Self::LongAgo => "long-ago",
        }
    }

    /// How much it weighs when it is sure.
    fn weight(self) -> f32 {
        match self {
            // Whoever is wanted comes before everybody else, whatever speaks for those.
            Self::Wanted => 100.0,
            Self::Owed => 4.0,
            Self::Recommended => 3.5,
            Self::Supplies | Self::ICan => 3.0,
            Self::Thanks | Self::Goal | Self::SomeoneCan => 2.5,
            Self::CouldHelp | Self::MayNeed => 2.0,
            Self::Field => 1.5,
            Self::KnownTo => 1.0,
            Self::LongAgo => 0.8,
        }
    }

    /// The intent it serves.
    fn serves(self, why: &IntentWhy) -> bool {
        matches!(
            (self, why),
            (Self::Supplies, IntentWhy::Supplier)
                | (Self::ICan | Self::MayNeed | Self::Goal, IntentWhy::Customer)
                | (Self::Field, IntentWhy::Expand)
                | (Self::LongAgo | Self::Thanks | Self::Owed, IntentWhy::TouchBase)
                | (Self::SomeoneCan | Self::CouldHelp | Self::Recommended, IntentWhy::Referrals)
        )
    }
}

/// One reason to meet somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// What it is about.
    pub kind: ReasonKind,
    /// In words: "needs a website: Tom Berg offers sites for small shops".
    pub words: String,
    /// How much it weighs, with what I go for.
    pub weight: f32,
}

/// Every line with its reasons and what to talk about.
pub(super) fn guests(event: &Event, room: &Room<'_>, lines: &[Line<'_>], open: &HashSet<IntentWhy>) -> Vec<Guest> {
    let spoken = words(room.book, lines);
    let met = met_by(room, lines);
    let customers = may_need(room, lines);
    let fields = fields(room);
    let guest = |(at, line): (usize, &Line<'_>)| {
        let attendee = &line.attendee;
        let person = room.book.person(&attendee.person).map(AsRef::as_ref);
        let mut why = Reasons { open, all: Vec::new() };
        if attendee.status == AttendeeStatus::Wanted {
            let said = if attendee.why.is_empty() { "you want to meet them".into() } else { attendee.why.clone() };
            why.add(ReasonKind::Wanted, said, 1.0);
        }
        if let Some(person) = person {
            why.owing(person, room.today);
            why.gifts(&room.offers.for_person(room.matcher, person), room);
            why.long_ago(person, room.today);
        }
        let known = person.is_some_and(|person| known_before(person, event));
        why.spoken(spoken.get(&at).map_or(&[], Vec::as_slice), known);
        why.met(met.get(&at).map_or(&[], Vec::as_slice));
        if let Some((offer, because)) = customers.get(&at) {
            why.add(ReasonKind::MayNeed, format!("may need what you offer: {offer} ({because})"), 1.0);
        }
        if !known {
            why.field(room, &fields, &title(&attendee.role, &attendee.company));
        }
        let mut reasons = why.all;
        reasons.sort_by(|one, other| other.weight.total_cmp(&one.weight));
        let pick = |own: &str, listed: &str| if own.is_empty() { listed.to_owned() } else { own.to_owned() };
        Guest {
            line: line.at,
            person: person.map(|person| person.id.clone()),
            name: person.map_or_else(|| attendee.name.clone(), |person| pick(&person.name, &attendee.name)),
            role: person.map_or_else(|| attendee.role.clone(), |person| pick(&person.role, &attendee.role)),
            company: person.map_or_else(|| attendee.company.clone(), |person| pick(&person.company, &attendee.company)),
            known,
            wanted: attendee.status == AttendeeStatus::Wanted,
            weight: reasons.iter().map(|reason| reason.weight).sum(),
            reasons,
            talk: person.map_or_else(|| Talk::with_stranger(&attendee.role, &attendee.company), Talk::with),
        }
    };
    lines.iter().enumerate().map(guest).collect()
}

/// The fields in which I know somebody, or am myself.
fn fields<'a>(room: &Room<'a>) -> HashSet<&'a str> {
    let of = |person: &Person| {
        let texts = [&person.role, &person.industry, &person.company].into_iter().chain(&person.offers);
        texts.flat_map(|text| room.matcher.trades(text)).collect::<Vec<_>>()
    };
    let me = of(room.book.me());
    room.book.people().flat_map(|person| of(person)).chain(me).collect()
}

/// Reasons as they come together.
struct Reasons<'a> {
    open: &'a HashSet<IntentWhy>,
    all: Vec<Reason>,
}

impl Reasons<'_> {
    /// One more; `share` says how sure or how strong it is, 1 being plain.
    fn add(&mut self, kind: ReasonKind, words: String, share: f32) {
        let intended = if self.open.iter().any(|why| kind.serves(why)) { INTENDED } else { 1.0 };
        self.all.push(Reason { kind, words, weight: kind.weight() * share * intended });
    }

    /// Promises of mine that are open, and thanks that are owed.
    fn owing(&mut self, person: &Person, today: Day) {
        let mine = person.favours.iter().filter(|favour| favour.side == Side::Give && favour.state == FavourState::Promised);
        if let Some(favour) = mine.min_by_key(|favour| (favour.due.is_none(), favour.due)) {
            let due = favour.due.map_or_else(String::new, |due| {
                let late = if due < today { "was due" } else { "due" };
                format!(" ({late} {})", day_words(due, today))
            });
            self.add(ReasonKind::Owed, format!("you promised them: {}{due}", favour.what), 1.0);
        }
        let thanks = |favour: &&Favour| favour.side == Side::Receive && favour.state == FavourState::Done;
        if let Some(favour) = person.favours.iter().filter(thanks).max_by_key(|favour| favour.done) {
            self.add(ReasonKind::Thanks, format!("thanks are owed: {}", favour.what), 1.0);
        }
    }

    /// Their needs against my offers and those of everybody I know: the best of each.
    fn gifts(&mut self, meetings: &[Meeting], room: &Room<'_>) {
        if let Some(own) = meetings.iter().find(|meeting| meeting.giver == Giver::Me) {
            let said = format!("needs {}: you offer {}", own.need, own.offer);
            self.add(ReasonKind::ICan, said, own.score.min(1.0));
        }
        let other = meetings.iter().find_map(|meeting| match &meeting.giver {
            Giver::Person(id) => Some((meeting, id)),
            Giver::Me => None,
        });
        if let Some((meeting, id)) = other {
            let said = format!("needs {}: {} offers {}", meeting.need, room.book.name_of(id), meeting.offer);
            self.add(ReasonKind::SomeoneCan, said, meeting.score.min(1.0));
        }
    }

    fn long_ago(&mut self, person: &Person, today: Day) {
        let Some(last) = person.last_contact() else { return };
        if (today.0 - last.0).get_days() >= LONG_AGO {
            self.add(ReasonKind::LongAgo, format!("last talked {}", ago(last, today)), 1.0);
        }
    }

    /// Who spoke for them. To somebody I know nobody needs to recommend them.
    fn spoken(&mut self, words: &[Word<'_>], known: bool) {
        if known {
            return;
        }
        match words.first() {
            Some(Word::Introduces(by)) => {
                self.add(ReasonKind::Recommended, format!("recommended by {}", by.name), 1.0);
            }
            Some(Word::Spoke(by, quote)) => {
                self.add(ReasonKind::Recommended, format!("{} spoke of them: \u{201c}{quote}\u{201d}", by.name), 0.8);
            }
            Some(Word::Knows(by)) => self.add(ReasonKind::KnownTo, format!("{} knows them", by.name), 1.0),
            None => {}
        }
    }

    /// What of mine they could meet.
    fn met(&mut self, all: &[Met<'_>]) {
        for met in all {
            let (kind, said) = match met.whose {
                Whose::Mine => (ReasonKind::Supplies, format!("may have what you need: {}", met.need)),
                Whose::Goal => (ReasonKind::Goal, format!("a step to your goal: {}", met.need)),
                Whose::Of(person) => (ReasonKind::CouldHelp, format!("could help {}: {}", person.name, met.need)),
            };
            self.add(kind, format!("{said} ({})", met.because), met.score);
        }
    }

    /// A field that nobody I know is in.
    fn field(&mut self, room: &Room<'_>, fields: &HashSet<&str>, title: &str) {
        if let Some(trade) = room.matcher.trades(title).into_iter().find(|trade| !fields.contains(trade)) {
            self.add(ReasonKind::Field, format!("you know nobody in {trade}"), 1.0);
        }
    }
}
