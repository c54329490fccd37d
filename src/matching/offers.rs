//! What everybody offers, needs and taught me, found by what it means.

use std::collections::HashMap;

use super::Matcher;
use super::index::{Hit, Sums};
use super::reading::{Reading, read};
use super::shelf::Shelf;
use super::thesaurus::Said;
use crate::domain::{Book, Key, NoteId, NoteKind, Person, PersonId};

/// So many needs are looked at closely when it is asked whom an offer would serve.
const NEEDS_FOR_OFFER: usize = 24;

/// So many offers for one need are looked at, over everybody.
const OFFERS_FOR_NEED: usize = 50;

/// Whose offer it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Giver {
    /// Mine: what I could give myself.
    Me,
    /// Somebody's whom I could introduce.
    Person(PersonId),
}

/// An offer that meets somebody's need.
#[derive(Debug, Clone, PartialEq)]
pub struct Meeting {
    /// Who needs it.
    pub person: PersonId,
    /// The need in their words.
    pub need: String,
    /// Who has it.
    pub giver: Giver,
    /// The offer in their words.
    pub offer: String,
    /// How much of the need it explains: from about 0.2 to about 1.3.
    pub score: f32,
    /// The words of both that speak of the same: "books ~ bookkeeping".
    pub reason: String,
}

/// Something I learned that has to do with a topic.
#[derive(Debug, Clone, PartialEq)]
pub struct Learned {
    /// With whom the note is kept.
    pub from: PersonId,
    /// Which note.
    pub note: NoteId,
    /// How much of the topic it explains, as [`Meeting::score`].
    pub score: f32,
    /// The words of both that speak of the same.
    pub reason: String,
}

/// Every offer in a book, mine too, every need, and every lesson that may be told.
///
/// Only what means the same is found here; whether a gift follows from it is for the caller to judge.
#[derive(Debug)]
pub struct Offers {
    given: Shelf<Giver, Giver>,
    needs: Shelf<PersonId, PersonId>,
    lessons: Shelf<PersonId, (PersonId, NoteId)>,
}

impl Offers {
    /// Those of `book`.
    pub fn build(matcher: &Matcher, book: &Book) -> Self {
        let mut offers = Self {
            given: Shelf::new(matcher, Said::ByOffer),
            needs: Shelf::new(matcher, Said::ByNeed),
            lessons: Shelf::new(matcher, Said::ByOffer),
        };
        offers.put(matcher, &Giver::Me, book.me());
        for person in book.people() {
            offers.put(matcher, &Giver::Person(person.id.clone()), person);
        }
        offers
    }

    /// Brings them in step with `book`, of which the records `keys` changed, came or went.
    pub fn update(&mut self, matcher: &Matcher, book: &Book, keys: &[Key]) {
        let nobody = Person::default();
        for key in keys {
            match key {
                Key::Me => self.put(matcher, &Giver::Me, book.me()),
                Key::Person(id) => {
                    let person = book.person(id).map_or(&nobody, AsRef::as_ref);
                    self.put(matcher, &Giver::Person(id.clone()), person);
                }
                Key::Event(_) | Key::Group(_) => {}
            }
        }
    }

    fn put(&mut self, matcher: &Matcher, whose: &Giver, person: &Person) {
        let offers = person.offers.iter().map(|offer| (whose.clone(), offer.clone()));
        self.given.put(matcher, whose.clone(), offers);
        let Giver::Person(id) = whose else { return };
        self.needs.put(matcher, id.clone(), person.needs.iter().map(|need| (id.clone(), need.clone())));
        let told = person.notes.iter().filter(|note| note.kind == NoteKind::Lesson && !note.private);
        let lessons = told.map(|note| ((id.clone(), note.id.clone()), note.text.clone()));
        self.lessons.put(matcher, id.clone(), lessons);
    }

    /// The offers that meet a need of `person`, best first: mine, and those of everybody else.
    pub fn for_need<'a>(
        &'a self,
        matcher: &'a Matcher,
        person: &'a PersonId,
        need: &'a str,
    ) -> impl Iterator<Item = Meeting> + use<'a> {
        self.for_need_with(matcher, person, need, &mut Sums::default())
    }

    fn for_need_with<'a>(
        &'a self,
        matcher: &'a Matcher,
        person: &'a PersonId,
        need: &'a str,
        sums: &mut Sums,
    ) -> impl Iterator<Item = Meeting> + use<'a> {
        let wanted = read(need, Said::ByNeed, &matcher.thesaurus);
        let hits = self.given.index.hits(&wanted, &matcher.near, &matcher.thesaurus, sums);
        hits.into_iter().filter_map(move |hit| self.meeting(matcher, person, need, &wanted, hit))
    }

    /// The needs of others that an offer of `person` meets, best first.
    ///
    /// An offer is proposed for a need exactly when it is among [`Self::for_need`] of that need.
    pub fn for_offer(&self, matcher: &Matcher, person: &PersonId, offer: &str) -> Vec<Meeting> {
        let mut sums = Sums::default();
        let needs = self.needs_for(matcher, offer).filter(|(who, _)| *who != person).take(NEEDS_FOR_OFFER);
        let found = needs.filter_map(|(who, need)| {
            let mut meetings = self.for_need_with(matcher, who, need, &mut sums);
            meetings.find(|found| {
                found.offer == offer && matches!(&found.giver, Giver::Person(id) if id == person)
            })
        });
        let mut found: Vec<Meeting> = found.collect();
        sort(&mut found);
        found
    }

    /// The needs that a text meets, such as a lesson, and whose they are, best first.
    pub fn needs_for<'a>(
        &'a self,
        matcher: &Matcher,
        text: &str,
    ) -> impl Iterator<Item = (&'a PersonId, &'a str)> + use<'a> {
        let hits = self.needs.hits(matcher, text, &mut Sums::default());
        hits.into_iter().filter_map(|hit| self.needs.text(hit.offer)).map(|(who, need)| (who, need.as_str()))
    }

    /// The lessons that have to do with a topic, best first.
    pub fn lessons(&self, matcher: &Matcher, topic: &str) -> Vec<Learned> {
        let wanted = read(topic, Said::ByNeed, &matcher.thesaurus);
        let mut sums = Sums::default();
        let hits = self.lessons.index.hits(&wanted, &matcher.near, &matcher.thesaurus, &mut sums);
        let told = hits.into_iter().filter_map(|hit| {
            let ((from, note), text) = self.lessons.text(hit.offer)?;
            let reason = matcher.reason(topic, &wanted, text, self.lessons.index.reading(hit.offer));
            Some(Learned { from: from.clone(), note: note.clone(), score: hit.score, reason })
        });
        told.collect()
    }

    /// For each need of everybody the best offer that `fits`, the best matches first, at most so many, none that explains
    /// less than `least`.
    ///
    /// Where hardly anything fits, it ends after ten times as many needs.
    pub fn for_everyone(
        &self,
        matcher: &Matcher,
        most: usize,
        least: f32,
        mut fits: impl FnMut(&Meeting) -> bool,
    ) -> Vec<Meeting> {
        let mut sums = Sums::default();
        // Many people need the same, in words that differ where it does not matter.
        let mut known: HashMap<u64, Option<f32>> = HashMap::new();
        let mut best: Vec<(f32, &PersonId, &str)> = Vec::new();
        for (person, need) in self.needs.texts() {
            let wanted = read(need, Said::ByNeed, &matcher.thesaurus);
            let index = &self.given.index;
            let score = *known
                .entry(index.sameness(&wanted))
                .or_insert_with(|| index.best(&wanted, &matcher.near, &matcher.thesaurus, &mut sums));
            let score = score.filter(|score| *score >= least);
            best.extend(score.map(|score| (score, person, need.as_str())));
        }
        best.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(other.1)));
        let mut meetings = Vec::new();
        for (_, person, need) in best.into_iter().take(most.saturating_mul(10)) {
            if meetings.len() >= most {
                break;
            }
            let mut found = self.for_need_with(matcher, person, need, &mut sums).take(OFFERS_FOR_NEED);
            meetings.extend(found.find(|meeting| meeting.score >= least && fits(meeting)));
        }
        sort(&mut meetings);
        meetings
    }

    /// The hit in words; `None` for an offer of their own.
    fn meeting(
        &self,
        matcher: &Matcher,
        person: &PersonId,
        need: &str,
        wanted: &Reading,
        hit: Hit,
    ) -> Option<Meeting> {
        let (giver, offer) = self.given.text(hit.offer)?;
        if matches!(giver, Giver::Person(id) if id == person) {
            return None;
        }
        let reason = matcher.reason(need, wanted, offer, self.given.index.reading(hit.offer));
        Some(Meeting {
            person: person.clone(),
            need: need.to_owned(),
            giver: giver.clone(),
            offer: offer.clone(),
            score: hit.score,
            reason,
        })
    }
}

/// Best first; among equals in the order of people.
fn sort(meetings: &mut [Meeting]) {
    meetings
        .sort_by(|one, other| other.score.total_cmp(&one.score).then_with(|| one.person.cmp(&other.person)));
}
