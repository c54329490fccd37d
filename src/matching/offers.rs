//! What everybody offers, needs and taught me, found by what it means.

use super::Matcher;
use super::index::Number;
use super::reading::{Reading, read};
use super::shelf::Shelf;
use super::thesaurus::{Said, Thesaurus};
use super::weigh::{Hit, Sums};
use crate::domain::{Book, Key, Note, NoteId, Person, PersonId};

/// So many needs are looked at closely when it is asked whom an offer would serve.
const NEEDS_FOR_OFFER: usize = 24;
/// For everybody's best so many needs are looked at closely for each one that is asked for, and at most so many.
const LOOKED_AT: usize = 4;
const LOOKED_AT_MOST: usize = 4000;
/// For everybody's best so many offers for one need are looked at.
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
    /// How well it meets the need: from about 0.1 for a guess to about 1.4.
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
        offers.put(&Giver::Me, book.me(), Readings::of(book.me(), &matcher.thesaurus));
        let people: Vec<&Person> = book.people().map(AsRef::as_ref).collect();
        let read = |people: &[&Person]| -> Vec<Readings> {
            people.iter().map(|person| Readings::of(person, &matcher.thesaurus)).collect()
        };
        let (one, other) = people.split_at(people.len() / 2);
        let (mut readings, rest) = std::thread::scope(|scope| {
            let rest = scope.spawn(|| read(other));
            (read(one), rest.join().unwrap_or_default())
        });
        readings.extend(rest);
        for (person, readings) in people.into_iter().zip(readings) {
            offers.put(&Giver::Person(person.id.clone()), person, readings);
        }
        offers
    }

    /// Brings them in step with `book`, of which the records `keys` changed, came or went.
    pub fn update(&mut self, matcher: &Matcher, book: &Book, keys: &[Key]) {
        let nobody = Person::default();
        for key in keys {
            match key {
                Key::Me => self.put(&Giver::Me, book.me(), Readings::of(book.me(), &matcher.thesaurus)),
                Key::Person(id) => {
                    let person = book.person(id).map_or(&nobody, AsRef::as_ref);
                    let readings = Readings::of(person, &matcher.thesaurus);
                    self.put(&Giver::Person(id.clone()), person, readings);
                }
                Key::Event(_) | Key::Group(_) => {}
            }
        }
    }

    fn put(&mut self, whose: &Giver, person: &Person, readings: Readings) {
        let offers = person.offers.iter().zip(readings.offers);
        self.given.put(whose.clone(), offers.map(|(offer, reading)| (whose.clone(), offer.clone(), reading)));
        let Giver::Person(id) = whose else { return };
        let needs = person.needs.iter().zip(readings.needs);
        self.needs.put(id.clone(), needs.map(|(need, reading)| (id.clone(), need.clone(), reading)));
        let lessons = told(person).zip(readings.lessons);
        let lessons =
            lessons.map(|(note, reading)| ((id.clone(), note.id.clone()), note.text.clone(), reading));
        self.lessons.put(id.clone(), lessons);
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
        // Thousands may have what somebody needs: only of this one it is put into words.
        let is_it = |hit: &Hit| {
            let given = self.given.text(hit.offer);
            given.is_some_and(|(giver, text)| {
                text == offer && matches!(giver, Giver::Person(id) if id == person)
            })
        };
        let found = needs.filter_map(|(who, need)| {
            let wanted = read(need, Said::ByNeed, &matcher.thesaurus);
            let hits = self.given.index.hits(&wanted, &matcher.near, &matcher.thesaurus, &mut sums);
            let hit = hits.into_iter().find(is_it)?;
            self.meeting(matcher, who, need, &wanted, hit)
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
            let reason = matcher.reason((topic, &wanted), text);
            Some(Learned { from: from.clone(), note: note.clone(), score: hit.score, reason })
        });
        told.collect()
    }

    /// For each need of everybody the best offer that `fits`, the best matches first, at most so many.
    ///
    /// Needs come in the order of what the thesaurus promises; of those a few times as many as asked for are weighed.
    pub fn for_everyone(
        &self,
        matcher: &Matcher,
        most: usize,
        mut fits: impl FnMut(&Meeting) -> bool,
    ) -> Vec<Meeting> {
        let promise = self.given.index.promise(&self.needs.index, &matcher.near, &matcher.thesaurus);
        let needs = (0..).zip(promise).filter_map(|(number, promise): (Number, f32)| {
            let (person, need) = self.needs.text(number)?;
            Some((promise, person, need.as_str()))
        });
        let mut needs: Vec<(f32, &PersonId, &str)> = needs.collect();
        needs.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(other.1)));
        needs.truncate(LOOKED_AT_MOST.max(most));
        let mut sums = Sums::default();
        let mut meetings = Vec::new();
        for some in needs.chunks(most.saturating_mul(LOOKED_AT).max(1)) {
            if meetings.len() >= most {
                break;
            }
            for (_, person, need) in some {
                meetings.extend(
                    self.for_need_with(matcher, person, need, &mut sums)
                        .take(OFFERS_FOR_NEED)
                        .find(&mut fits),
                );
            }
        }
        sort(&mut meetings);
        meetings.truncate(most);
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
        let reason = matcher.reason((need, wanted), offer);
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

/// What one person says on each of the shelves.
struct Readings {
    offers: Vec<Reading>,
    needs: Vec<Reading>,
    lessons: Vec<Reading>,
}

impl Readings {
    fn of(person: &Person, thesaurus: &Thesaurus) -> Self {
        let list = |texts: &[String], said| texts.iter().map(|text| read(text, said, thesaurus)).collect();
        Self {
            offers: list(&person.offers, Said::ByOffer),
            needs: list(&person.needs, Said::ByNeed),
            lessons: told(person).map(|note| read(&note.text, Said::ByOffer, thesaurus)).collect(),
        }
    }
}

/// The lessons that may be told to others.
fn told(person: &Person) -> impl Iterator<Item = &Note> {
    person.notes.iter().filter(|note| note.is_proposed())
}

/// Best first; among equals in the order of people.
fn sort(meetings: &mut [Meeting]) {
    meetings
        .sort_by(|one, other| other.score.total_cmp(&one.score).then_with(|| one.person.cmp(&other.person)));
}
