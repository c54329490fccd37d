//! Why to meet somebody, in words, and how much it weighs.

use std::collections::HashSet;

use super::guests::Line;
use super::needs::{Met, Whose, may_need, met_by, title};
use super::spoken::{Word, words};
use super::{Guest, Lesson, Room, Talk};
use crate::domain::{AttendeeStatus, Day, Event, Favour, FavourState, IntentWhy, Person, PersonId, Side};
use crate::gifts::{Gift, Kind, PROMISED, at_hand};
use crate::insight::known_before;
use crate::matching::{Giver, Meeting};
use crate::text::dates::ago;

/// After so many days without contact an old tie is worth a word.
const LONG_AGO: i32 = 60;
/// What serves an intent that is not reached yet counts so much more.
const INTENDED: f32 = 1.5;

/// What each reason counts beside the one before it.
const NEXT: f32 = 0.6;

/// What a reason is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    /// I learned something on a topic they care about.
    Lesson,
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
            Self::Lesson => "lesson",
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
            Self::Lesson | Self::KnownTo => 1.0,
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
pub(super) fn guests(
    event: &Event,
    room: &Room<'_>,
    lines: &[Line<'_>],
    open: &HashSet<IntentWhy>,
) -> Vec<Guest> {
    let spoken = words(room.book, lines);
    let met = met_by(room, lines);
    let customers = may_need(room, lines);
    let fields = fields(room);
    let closely = looked_at_closely(room, lines);
    let guest = |(at, line): (usize, &Line<'_>)| {
        let attendee = &line.attendee;
        let person = room.book.person(&attendee.person).map(AsRef::as_ref);
        let mut why = Reasons { open, all: Vec::new(), lesson: None };
        if attendee.status == AttendeeStatus::Wanted {
            let said = match attendee.why.as_str() {
                "" => "you want to meet them".to_owned(),
                why => format!("wanted: {why}"),
            };
            why.add(ReasonKind::Wanted, said, 1.0);
        }
        if let Some(person) = person {
            if closely.as_ref().is_none_or(|closely| closely.contains(&person.id)) {
                let gifts =
                    at_hand(room.book, room.matcher, room.offers, &person.id, room.today, room.points).gifts;
                why.gifts(&gifts, person, room);
            }
            why.long_ago(person, room.today);
        }
        let known = person.is_some_and(|person| known_before(person, event));
        why.spoken(spoken.get(&at).map_or(&[], Vec::as_slice), known);
        why.met(met.get(&at).map_or(&[], Vec::as_slice));
        if let Some((offer, because)) = customers.get(&at) {
            why.add(ReasonKind::MayNeed, format!("may need what you offer: {offer} ({because})"), 1.0);
        }
        if !known {
            why.field(room, &fields, title(&attendee.role, &attendee.company));
        }
        let (mut reasons, lesson) = (why.all, why.lesson);
        reasons.sort_by(|one, other| other.weight.total_cmp(&one.weight));
        let pick = |own: &str, listed: &str| if own.is_empty() { listed.to_owned() } else { own.to_owned() };
        Guest {
            line: line.at,
            person: person.map(|person| person.id.clone()),
            name: person.map_or_else(|| attendee.name.clone(), |person| pick(&person.name, &attendee.name)),
            role: person.map_or_else(|| attendee.role.clone(), |person| pick(&person.role, &attendee.role)),
            company: person
                .map_or_else(|| attendee.company.clone(), |person| pick(&person.company, &attendee.company)),
            known,
            wanted: attendee.status == AttendeeStatus::Wanted,
            weight: together(&reasons),
            reasons,
            talk: Talk {
                lesson,
                ..person.map_or_else(|| Talk::with_stranger(&attendee.role, &attendee.company), Talk::with)
            },
        }
    };
    lines.iter().enumerate().map(guest).collect()
}

/// So many of my people on a list have all their gifts at hand weighed; of a longer list those with most to expect of it.
const CLOSELY: usize = 80;

/// On a list with more of my people than that: whom I want to meet, whom I owe something, and whose needs and offers meet
/// best among everybody. `None` where all are looked at closely.
fn looked_at_closely(room: &Room<'_>, lines: &[Line<'_>]) -> Option<HashSet<PersonId>> {
    let mine = |line: &Line<'_>| room.book.person(&line.attendee.person).cloned();
    let people: Vec<_> = lines.iter().filter_map(|line| Some((mine(line)?, line))).collect();
    if people.len() <= CLOSELY {
        return None;
    }
    let listed: HashSet<&PersonId> = people.iter().map(|(person, _)| &person.id).collect();
    let wanted = people.iter().filter(|(_, line)| line.attendee.status == AttendeeStatus::Wanted);
    let owed = people.iter().filter(|(person, _)| person.favours.iter().any(is_owed));
    let mut closely: HashSet<PersonId> =
        wanted.chain(owed).map(|(person, _)| person.id.clone()).take(CLOSELY).collect();
    let sides = |meeting: &Meeting| {
        let giver = match &meeting.giver {
            Giver::Person(id) => Some(id.clone()),
            Giver::Me => None,
        };
        giver.into_iter().chain([meeting.person.clone()]).filter(|id| listed.contains(id)).collect::<Vec<_>>()
    };
    let best = room.offers.for_everyone(room.matcher, CLOSELY, |meeting| !sides(meeting).is_empty());
    for id in best.iter().flat_map(sides) {
        if closely.len() < CLOSELY {
            closely.insert(id);
        }
    }
    Some(closely)
}

/// A promise of mine, or thanks that were never said.
fn is_owed(favour: &Favour) -> bool {
    match favour.side {
        Side::Give => favour.state == FavourState::Promised,
        Side::Receive => favour.state == FavourState::Done,
        Side::Other(_) => false,
    }
}

/// The weights of reasons, the weightiest first, together: each counts less than the one before it, so that many small
/// reasons do not outweigh a good one.
fn together(reasons: &[Reason]) -> f32 {
    let share = std::iter::successors(Some(1.0), |share| Some(share * NEXT));
    reasons.iter().zip(share).map(|(reason, share)| reason.weight * share).sum()
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

/// "you promised: the deck (due Thu)"; that it was promised is said once.
fn promised(gift: &Gift) -> String {
    let when = gift.reason.strip_prefix(PROMISED).unwrap_or(&gift.reason).trim_start_matches([',', ' ']);
    let when = if when.is_empty() { String::new() } else { format!(" ({when})") };
    format!("you promised: {}{when}", gift.what)
}

/// Reasons as they come together.
struct Reasons<'a> {
    open: &'a HashSet<IntentWhy>,
    all: Vec<Reason>,
    /// What I learned on something they care about.
    lesson: Option<Lesson>,
}

impl Reasons<'_> {
    /// One more; `share` says how sure or how strong it is, 1 being plain.
    fn add(&mut self, kind: ReasonKind, words: String, share: f32) {
        let intended = if self.open.iter().any(|why| kind.serves(why)) { INTENDED } else { 1.0 };
        self.all.push(Reason { kind, words, weight: kind.weight() * share * intended });
    }

    /// What I could give them: the best gift of each kind.
    fn gifts(&mut self, gifts: &[Gift], person: &Person, room: &Room<'_>) {
        let mut kinds = HashSet::new();
        for gift in gifts {
            let theirs = gift.needs == person.id;
            let (kind, said) = match &gift.kind {
                Kind::Promise { .. } => (ReasonKind::Owed, promised(gift)),
                Kind::Thanks { .. } => (ReasonKind::Thanks, format!("{} ({})", gift.what, gift.reason)),
                Kind::Own => (ReasonKind::ICan, format!("needs {}; you offer {}", gift.need, gift.offer)),
                Kind::Lesson { .. } if gift.need.is_empty() => continue,
                Kind::Lesson { from, note } => {
                    let learned = room.book.person(from).and_then(|from| {
                        let note = from.notes.iter().find(|other| other.id == *note)?;
                        Some(Lesson::new(&gift.need, from, note))
                    });
                    let Some(learned) = learned else { continue };
                    let said =
                        format!("cares about {}; {} taught you something on it", gift.need, learned.by);
                    self.lesson.get_or_insert(learned);
                    (ReasonKind::Lesson, said)
                }
                Kind::Intro { other } if theirs => {
                    let other = room.book.name_of(other);
                    (ReasonKind::SomeoneCan, format!("needs {}; {other} offers {}", gift.need, gift.offer))
                }
                Kind::Intro { other } => {
                    let other = room.book.name_of(other);
                    (ReasonKind::CouldHelp, format!("offers {}; {other} needs {}", gift.offer, gift.need))
                }
            };
            if kinds.insert(kind) {
                self.add(kind, said, gift.weight.clamp(0.3, 1.0));
            }
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
                self.add(
                    ReasonKind::Recommended,
                    format!("{} spoke of them: \u{201c}{quote}\u{201d}", by.name),
                    0.8,
                );
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
                Whose::Of(person) => {
                    (ReasonKind::CouldHelp, format!("could help {}: {}", person.name, met.need))
                }
            };
            self.add(kind, format!("{said} ({})", met.because), met.score);
        }
    }

    /// A field that nobody I know is in.
    fn field(&mut self, room: &Room<'_>, fields: &HashSet<&str>, title: &str) {
        let trades = room.matcher.trades(title);
        if !trades.is_empty() && trades.iter().all(|trade| !fields.contains(trade)) {
            self.add(ReasonKind::Field, format!("a field you know nobody in: {title}"), 1.0);
        }
    }
}
