//! The best that I could give, over everybody.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::domain::{Book, Day, PersonId};
use crate::gifts::one::{Topic, View, lean, owed};
use crate::gifts::{AtHand, Gift, LeftOut};
use crate::ledger::{Points, balance};
use crate::matching::{Giver, Matcher, Meeting, Offers};

/// How many of my last lessons are looked at.
const LESSONS: usize = 40;
/// To how many people one lesson is proposed.
const FOR_ONE_LESSON: usize = 2;

/// The best that I could give to anybody on the day `today`, at most `most`, and what was left out on the way.
///
/// For each need the best introduction or offer of mine, my last lessons against the needs of others, thanks I owe and
/// promises still open. A pair stands once, under the one whose need is met best.
pub fn for_everyone(
    book: &Book,
    matcher: &Matcher,
    offers: &Offers,
    today: Day,
    points: &Points,
    most: usize,
) -> AtHand {
    let view = View { book, matcher, offers, today };
    let mut found = AtHand::default();
    for person in book.people().filter(|person| !person.favours.is_empty()) {
        let (sum, from) = (balance(person, points), found.gifts.len());
        owed(person, &sum, today, &mut found);
        found.gifts.iter_mut().skip(from).for_each(|gift| gift.weight += lean(&sum));
    }
    let owed = found.gifts.len();
    let mut left: Vec<LeftOut> = Vec::new();
    let fits = |meeting: &Meeting| {
        let judged = book.person(&meeting.person).and_then(|to| view.gift(meeting, to, 1.0));
        match judged {
            Some((_, None)) => true,
            Some((gift, Some(why))) if left.len() < most => {
                left.push(LeftOut { gift, why });
                false
            }
            _ => false,
        }
    };
    let meetings = offers.for_everyone(matcher, most, fits);
    found.left_out.extend(left);
    let mut pairs: HashSet<(PersonId, PersonId)> = HashSet::new();
    for meeting in &meetings {
        let Some(to) = book.person(&meeting.person) else { continue };
        if let Giver::Person(other) = &meeting.giver {
            let pair = (to.id.clone().min(other.clone()), to.id.clone().max(other.clone()));
            if !pairs.insert(pair) {
                continue;
            }
        }
        found.gifts.extend(view.gift(meeting, to, 1.0).map(|(gift, _)| gift));
    }
    view.last_lessons(&mut found);
    for gift in found.gifts.iter_mut().skip(owed) {
        gift.weight += book.person(&gift.to).map_or(0.0, |person| lean(&balance(person, points)));
    }
    found.settle(most);
    found
}

impl View<'_> {
    /// My last lessons against the needs of everybody.
    fn last_lessons(&self, found: &mut AtHand) {
        let mut notes: Vec<_> = self.book.notes().filter(|(_, note)| note.is_proposed()).collect();
        notes.sort_by_key(|(_, note)| Reverse(note.at));
        for (from, note) in notes.into_iter().take(LESSONS) {
            let mut gifts: Vec<(Gift, Option<String>)> = Vec::new();
            for (person, need) in self.offers.needs_for(self.matcher, &note.text) {
                let Some(person) = self.book.person(person).filter(|_| gifts.len() < FOR_ONE_LESSON) else {
                    continue;
                };
                let learned = self
                    .offers
                    .lessons(self.matcher, need)
                    .into_iter()
                    .find(|learned| learned.note == note.id && learned.from == from.id);
                gifts.extend(learned.and_then(|learned| self.lesson(&learned, (Topic::Need, need), person)));
            }
            for (gift, against) in gifts {
                found.take(gift, against);
            }
        }
    }
}
