//! What I could give one person.

use std::cmp::Reverse;

use crate::domain::{Book, Day, FavourKind, Note, NoteKind, Person, PersonId, Side};
use crate::gifts::pair::{Pair, pair};
use crate::gifts::{AtHand, Gift, Kind, against, words};
use crate::ledger::{Balance, Points, balance};
use crate::matching::{Giver, Learned, Matcher, Meeting, Offers};

/// So many gifts for one need or offer; who is further down is hardly better than none.
const FOR_ONE_NEED: usize = 4;
/// A match that explains less of the need is a guess, and nobody is troubled for a guess. Of the matches of five sets of
/// needs and offers by topic (some 250 needs) 95 of 100 are right from here on, and 65 of 100 just below; 4 of 5 needs keep
/// a right one.
const LEAST: f32 = 0.5;
/// So many matches of one need are looked at.
const LOOKED_AT: usize = 200;
/// How many are kept for one person.
const MOST: usize = 40;
/// The second for the same need is worth so much of what it would be alone.
const AGAIN: f32 = 0.8;
/// How much a lesson is worth beside a match of needs that explains as much.
const LESSON: f32 = 0.6;
/// A lesson that explains less of the topic has little to do with it; of what they talked of many words are by the way.
const LESSON_LEAST: f32 = 0.45;
/// How many lessons are listed.
const LESSONS: usize = 3;
/// How many of the last talks are looked at for topics.
const TALKS: usize = 3;
/// What thanks that are owed are worth.
const THANKS: f32 = 0.6;
/// What a promise is worth that is due within a week, what more when it is due now, and what when it has time.
const PROMISE: f32 = 1.2;
const LATE: f32 = 0.6;
const WITH_TIME: f32 = 0.6;
const WEEK: i32 = 7;
/// My own offer costs nobody else anything.
const OWN: f32 = 0.1;
/// What it adds that they gave me more than I gave them.
const BEHIND: f32 = 0.1;

/// What I could give `person` on the day `today`, the best first, and what was left out and why.
///
/// `offers` are those of the same book; `points` say how much favours count. Nothing for somebody not in the book.
pub fn at_hand(
    book: &Book,
    matcher: &Matcher,
    offers: &Offers,
    person: &PersonId,
    today: Day,
    points: &Points,
) -> AtHand {
    let mut found = AtHand::default();
    let Some(person) = book.person(person) else { return found };
    let view = View { book, matcher, offers, today };
    let sum = balance(person, points);
    owed(person, &sum, today, &mut found);
    view.needs(person, &mut found);
    view.offers(person, &mut found);
    view.asked(person, &mut found);
    view.lessons(person, &mut found);
    let lean = lean(&sum);
    found.gifts.iter_mut().for_each(|gift| gift.weight += lean);
    found.settle(MOST);
    found
}

/// Who is ahead of me comes sooner.
pub(super) fn lean(balance: &Balance) -> f32 {
    if balance.net() < 0 { BEHIND } else { 0.0 }
}

/// What gifts are found in.
pub(super) struct View<'a> {
    pub(super) book: &'a Book,
    pub(super) matcher: &'a Matcher,
    pub(super) offers: &'a Offers,
    pub(super) today: Day,
}

/// Promises of mine, and thanks.
pub(super) fn owed(person: &Person, sum: &Balance, today: Day, found: &mut AtHand) {
    for favour in &person.favours {
        let plain = |kind: Kind, what: String, reason: String, weight: f32| Gift {
            to: person.id.clone(),
            kind,
            what,
            reason,
            needs: person.id.clone(),
            need: String::new(),
            offer: String::new(),
            link: String::new(),
            due: favour.due,
            weight,
        };
        if sum.i_owe.contains(&favour.id) {
            let days = favour.due.map(|due| (due.0 - today.0).get_days());
            let weight = match days {
                Some(..=0) => PROMISE + LATE,
                Some(..=WEEK) => PROMISE,
                _ => WITH_TIME,
            };
            let kind = Kind::Promise { favour: favour.id.clone() };
            let what = if favour.what.trim().is_empty() { "a promise".into() } else { favour.what.clone() };
            found.gifts.push(plain(kind, what, words::promised(favour, today), weight));
        } else if sum.thanks_owed.contains(&favour.id) {
            let kind = Kind::Thanks { favour: favour.id.clone() };
            let reason = words::owed_thanks(favour, person, today);
            let gift = plain(kind, words::thanks(favour), reason, THANKS);
            found.gifts.push(Gift { due: None, ..gift });
        }
    }
}

impl View<'_> {
    /// Their needs against everybody's offers, and mine.
    fn needs(&self, person: &Person, found: &mut AtHand) {
        for need in &person.needs {
            let mut listed = 0;
            let mut factor = 1.0;
            for meeting in self.offers.for_need(self.matcher, &person.id, need).take(LOOKED_AT) {
                if listed == FOR_ONE_NEED {
                    break;
                }
                if let Some((gift, against)) = self.gift(&meeting, person, factor) {
                    if against.is_none() {
                        listed += 1;
                        factor *= AGAIN;
                    }
                    found.take(gift, against);
                }
            }
        }
    }

    /// What they offer against the needs of others.
    fn offers(&self, person: &Person, found: &mut AtHand) {
        for offer in &person.offers {
            let mut factor = 1.0;
            let all = self.offers.for_offer(self.matcher, &person.id, offer);
            for meeting in all.into_iter().take(FOR_ONE_NEED) {
                if let Some((gift, against)) = self.gift(&meeting, person, factor) {
                    factor *= if against.is_none() { AGAIN } else { 1.0 };
                    found.take(gift, against);
                }
            }
        }
    }

    /// The gift to `to` that a match makes, and what speaks against it; `None` for what is promised already, since that
    /// stands there as a promise.
    pub(super) fn gift(&self, meeting: &Meeting, to: &Person, factor: f32) -> Option<(Gift, Option<String>)> {
        if meeting.score < LEAST {
            return None;
        }
        let needs = self.book.person(&meeting.person)?;
        let texts = (meeting.need.as_str(), meeting.offer.as_str());
        let offers = match &meeting.giver {
            Giver::Me => None,
            Giver::Person(id) => Some(self.book.person(id)?),
        };
        let (kind, what, against, more) = match offers {
            None => {
                let against = against::telling(self.matcher, to, texts.1, &[texts.0, texts.1], self.today);
                (Kind::Own, format!("offer: {}", meeting.offer.trim()), against, OWN)
            }
            Some(offers) => {
                let other = if offers.id == to.id { needs } else { offers };
                if matches!(pair(self.book, &to.id, &other.id), Pair::Open(crate::gifts::Half::Promised, _)) {
                    return None;
                }
                let against = against::intro((self.book, self.matcher), (to, other), texts, self.today);
                (Kind::Intro { other: other.id.clone() }, words::introduce(other), against, 0.0)
            }
        };
        let gift = Gift {
            to: to.id.clone(),
            kind,
            what,
            reason: words::meeting(meeting, needs, offers.map(AsRef::as_ref)),
            needs: needs.id.clone(),
            need: meeting.need.clone(),
            offer: meeting.offer.clone(),
            link: meeting.reason.clone(),
            due: None,
            weight: (meeting.score + more) * factor,
        };
        Some((gift, against))
    }

    /// Introductions that somebody was asked about, whatever they are for.
    fn asked(&self, person: &Person, found: &mut AtHand) {
        let intros = person.favours.iter().filter(|favour| {
            favour.kind == FavourKind::Intro && favour.side == Side::Give && favour.is_open()
        });
        let others = intros.flat_map(|favour| &favour.people).filter(|id| **id != person.id);
        for other in others.filter_map(|id| self.book.person(id)) {
            let state = pair(self.book, &person.id, &other.id);
            let listed = found.gifts.iter().any(|gift| gift.other() == Some(&other.id));
            if listed || !matches!(state, Pair::Open(crate::gifts::Half::Asked, _)) {
                continue;
            }
            found.gifts.push(Gift {
                to: person.id.clone(),
                kind: Kind::Intro { other: other.id.clone() },
                what: words::introduce(other),
                reason: state.words(crate::ledger::called(person), crate::ledger::called(other)),
                needs: person.id.clone(),
                need: String::new(),
                offer: String::new(),
                link: String::new(),
                due: None,
                weight: PROMISE,
            });
        }
    }

    /// Lessons on what they need, what they do, and what they talked of last.
    fn lessons(&self, person: &Person, found: &mut AtHand) {
        let mut talks: Vec<&Note> = person
            .notes
            .iter()
            .filter(|note| matches!(note.kind, NoteKind::Talk | NoteKind::Opening))
            .collect();
        talks.sort_by_key(|note| Reverse(note.at));
        let talked = talks.into_iter().take(TALKS).map(|note| (Topic::Talk, note.words()));
        let needs = person.needs.iter().map(|need| (Topic::Need, need.as_str()));
        let tags = person.tags.iter().map(|tag| (Topic::Tag, tag.as_str()));
        let field = (Topic::Field, person.industry.as_str());
        let topics =
            needs.chain(tags).chain([field]).chain(talked).filter(|(_, text)| !text.trim().is_empty());
        let mut lessons: Vec<(Gift, Option<String>)> = Vec::new();
        for (topic, text) in topics {
            for learned in self.offers.lessons(self.matcher, text) {
                lessons.extend(self.lesson(&learned, (topic, text), person));
            }
        }
        lessons.sort_by(|one, other| other.0.weight.total_cmp(&one.0.weight));
        let mut listed = 0;
        for (gift, against) in lessons {
            let known = found.gifts.iter().any(|other| other.kind == gift.kind);
            if !known && listed < LESSONS {
                listed += usize::from(against.is_none());
                found.take(gift, against);
            }
        }
    }

    /// The gift that a lesson makes; `None` for what they taught me themselves, what is about them, and what has little to
    /// do with the topic.
    pub(super) fn lesson(
        &self,
        learned: &Learned,
        (topic, text): (Topic, &str),
        person: &Person,
    ) -> Option<(Gift, Option<String>)> {
        let from = self.book.person(&learned.from)?;
        let note = from.notes.iter().find(|note| note.id == learned.note)?;
        if learned.score < LESSON_LEAST || from.id == person.id || note.also.contains(&person.id) {
            return None;
        }
        let what = words::tell(note);
        let against = against::telling(self.matcher, person, &what, &[note.text.as_str()], self.today);
        let (they, source) = (crate::ledger::called(person), crate::ledger::called(from));
        let cares = match topic {
            Topic::Need => format!("{they} needs {}", text.trim()),
            Topic::Tag => format!("{they} has the tag #{}", text.trim()),
            Topic::Field => format!("{they} works in {}", text.trim()),
            Topic::Talk => format!("{they} talked of it"),
        };
        let gift = Gift {
            to: person.id.clone(),
            kind: Kind::Lesson { from: from.id.clone(), note: note.id.clone() },
            what,
            reason: format!("{cares}; you have it from {source}"),
            needs: person.id.clone(),
            need: if topic == Topic::Talk { String::new() } else { text.to_owned() },
            offer: words::first_line(&note.text).to_owned(),
            link: learned.reason.clone(),
            due: None,
            weight: learned.score * LESSON,
        };
        Some((gift, against))
    }
}

/// Why somebody cares about a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    Need,
    Tag,
    Field,
    Talk,
}
