//! Everybody's offers, found by what they mean, and the introductions that follow from them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Matcher;
use super::index::{Hit, Index, Sums};
use super::reading::{Reading, read};
use super::thesaurus::Said;
use crate::domain::{Book, FavourKind, FavourState, Person, PersonId, Side};

/// Whose offer it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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

/// Every offer in a book, mine too.
#[derive(Debug)]
pub struct Offers {
    index: Index,
    /// By number of the offer: whose it is, and which of theirs.
    owners: Vec<(Option<Arc<Person>>, usize)>,
    me: Arc<Person>,
    /// Two people who know each other, or were brought together, or would not be: the lesser id first.
    settled: HashSet<(PersonId, PersonId)>,
}

impl Offers {
    /// The offers in `book`.
    pub fn build(matcher: &Matcher, book: &Book) -> Self {
        let mine = (0..book.me().offers.len()).map(|at| (None, at));
        let theirs = book
            .people()
            .flat_map(|person| (0..person.offers.len()).map(move |at| (Some(Arc::clone(person)), at)));
        let mut offers = Self {
            index: Index::default(),
            owners: mine.chain(theirs).collect(),
            me: Arc::clone(book.me()),
            settled: book.people().flat_map(|person| settled(person)).collect(),
        };
        let texts = (0..offers.owners.len()).map(|at| offers.text(at));
        offers.index = Index::build(texts, &matcher.thesaurus);
        offers
    }

    /// What meets the needs of `person`, best first: offers of mine, and of people whom they do not know yet.
    ///
    /// Left out are pairs between whom an introduction was asked for, promised, done or declined, what I give them
    /// already, and offers of people who do not want to hear of it.
    pub fn for_person(&self, matcher: &Matcher, person: &Person) -> Vec<Meeting> {
        let mut sums = Sums::default();
        let mut meetings: Vec<Meeting> = person
            .needs
            .iter()
            .flat_map(|need| self.meet(matcher, person, need, &mut sums, usize::MAX))
            .collect();
        sort(&mut meetings);
        meetings
    }

    /// For each need of everybody the offer that meets it best, the best matches first, at most so many.
    pub fn for_everyone(&self, matcher: &Matcher, book: &Book, most: usize) -> Vec<Meeting> {
        let mut sums = Sums::default();
        // Many people need the same, in words that differ where it does not matter.
        let mut known: HashMap<u64, Option<f32>> = HashMap::new();
        let mut best: Vec<(f32, &Person, &String)> = Vec::new();
        for person in book.people() {
            for need in &person.needs {
                let wanted = read(need, Said::ByNeed, &matcher.thesaurus);
                let score = *known.entry(self.index.sameness(&wanted)).or_insert_with(|| {
                    self.index.best(&wanted, &matcher.near, &matcher.thesaurus, &mut sums)
                });
                best.extend(score.map(|score| (score, person.as_ref(), need)));
            }
        }
        best.sort_by(|one, other| other.0.total_cmp(&one.0));
        let mut meetings = Vec::new();
        for (_, person, need) in best {
            if meetings.len() >= most {
                break;
            }
            meetings.extend(self.meet(matcher, person, need, &mut sums, 1));
        }
        sort(&mut meetings);
        meetings
    }

    fn meet(
        &self,
        matcher: &Matcher,
        person: &Person,
        need: &str,
        sums: &mut Sums,
        most: usize,
    ) -> Vec<Meeting> {
        let wanted = read(need, Said::ByNeed, &matcher.thesaurus);
        let hits = self.index.hits(&wanted, &matcher.near, &matcher.thesaurus, sums);
        let mut found = Vec::new();
        for hit in hits {
            if found.len() >= most {
                break;
            }
            found.extend(self.meeting(matcher, person, need, &wanted, hit));
        }
        found
    }

    /// The hit in words, unless something speaks against it.
    fn meeting(
        &self,
        matcher: &Matcher,
        person: &Person,
        need: &str,
        wanted: &Reading,
        hit: Hit,
    ) -> Option<Meeting> {
        let at = usize::try_from(hit.offer).ok()?;
        let (owner, _) = self.owners.get(at)?;
        let offer = self.text(at);
        let giver = match owner {
            None if gives(person, offer) => return None,
            None => Giver::Me,
            Some(owner) => {
                let unwanted = owner.id == person.id
                    || self.settled.contains(&pair(&owner.id, &person.id))
                    || owner.steer_clear.iter().any(|topic| {
                        matcher.names(topic, need, Said::ByNeed) || matcher.names(topic, offer, Said::ByOffer)
                    });
                if unwanted {
                    return None;
                }
                Giver::Person(owner.id.clone())
            }
        };
        let reason = matcher.reason(need, wanted, offer, self.index.reading(hit.offer));
        Some(Meeting {
            person: person.id.clone(),
            need: need.to_owned(),
            giver,
            offer: offer.to_owned(),
            score: hit.score,
            reason,
        })
    }

    fn text(&self, at: usize) -> &str {
        let Some((owner, which)) = self.owners.get(at) else { return "" };
        owner.as_ref().unwrap_or(&self.me).offers.get(*which).map_or("", String::as_str)
    }
}

/// Whether I give `person` this already, or it was turned down.
fn gives(person: &Person, offer: &str) -> bool {
    let mine = person.favours.iter().filter(|favour| favour.side == Side::Give);
    mine.filter(|favour| favour.state != FavourState::Dropped)
        .any(|favour| favour.what.trim().eq_ignore_ascii_case(offer.trim()))
}

/// The pairs with `person` that need no introduction: they know each other, or one is under way, done or declined.
fn settled(person: &Person) -> Vec<(PersonId, PersonId)> {
    let intros = person
        .favours
        .iter()
        .filter(|favour| favour.kind == FavourKind::Intro && favour.state != FavourState::Dropped);
    let others = intros.flat_map(|favour| &favour.people).chain(&person.knows);
    others.map(|other| pair(&person.id, other)).collect()
}

fn pair(one: &PersonId, other: &PersonId) -> (PersonId, PersonId) {
    let (less, more) = if one <= other { (one, other) } else { (other, one) };
    (less.clone(), more.clone())
}

/// Best first; among equals in the order of people.
fn sort(meetings: &mut [Meeting]) {
    meetings
        .sort_by(|one, other| other.score.total_cmp(&one.score).then_with(|| one.person.cmp(&other.person)));
}
