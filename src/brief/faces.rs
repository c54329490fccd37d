//! What everybody on a list has for me or I for them, in a few words each, kept in step as the records change.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::needs::{LEAST, kept, needs_any, supplies_any, title};
use crate::domain::{Attendee, AttendeeStatus, Book, Event, IntentWhy, Person, PersonId};
use crate::matching::{Matcher, Texts};

/// A list as far as it was read: who may have what I need, and who needs what I have.
///
/// Everything is kept by its text, so what is said of somebody follows from their record as it is now: of a need that was
/// struck out nothing is left to say.
#[derive(Debug)]
pub struct Faces {
    matcher: Arc<Matcher>,
    /// My needs and offers that the rest was read against.
    needs: Vec<String>,
    offers: Vec<String>,
    /// What everybody on the list offers, in their own words or by their title.
    theirs: Texts,
    /// Which of my needs a text of theirs meets best, by its place on my card.
    met: HashMap<String, usize>,
    /// What I offer.
    mine: Texts,
    /// Whether I have what a need of theirs asks for.
    wanted: HashMap<String, bool>,
    /// Whether somebody met counts as a supplier and as a customer, by their record as it was.
    counted: HashMap<PersonId, (Arc<Person>, bool, bool)>,
}

/// What stands on a list that has to be read.
struct Said<'a> {
    offers: HashSet<&'a str>,
    needs: HashSet<&'a str>,
    met: Vec<&'a Arc<Person>>,
}

impl<'a> Said<'a> {
    fn on(event: &'a Event, book: &'a Book) -> Self {
        let mut said = Self { offers: HashSet::new(), needs: HashSet::new(), met: Vec::new() };
        for attendee in event.attendees.iter().filter(|attendee| !attendee.is(book.me())) {
            let person = book.person(&attendee.person);
            said.offers.extend(offers_of(attendee, person));
            said.needs.extend(person.iter().flat_map(|person| needs_of(person)));
            said.met.extend(person.filter(|_| attendee.status == AttendeeStatus::Met));
        }
        said
    }
}

/// What somebody on a list may have: their own words for one of my people, and always title or company.
fn offers_of<'a>(attendee: &'a Attendee, person: Option<&'a Arc<Person>>) -> impl Iterator<Item = &'a str> {
    let own = person.into_iter().flat_map(|person| person.offers.iter().map(String::as_str));
    own.chain([title(&attendee.role, &attendee.company)]).filter(|text| !text.trim().is_empty())
}

fn needs_of(person: &Person) -> impl Iterator<Item = &str> {
    person.needs.iter().map(String::as_str).filter(|need| !need.trim().is_empty())
}

impl Faces {
    /// Of nobody yet.
    pub fn new(matcher: Arc<Matcher>) -> Self {
        Self {
            needs: Vec::new(),
            offers: Vec::new(),
            theirs: Texts::new(&matcher),
            met: HashMap::new(),
            mine: Texts::new(&matcher),
            wanted: HashMap::new(),
            counted: HashMap::new(),
            matcher,
        }
    }

    /// Of everybody on the list of an event.
    pub fn of(matcher: Arc<Matcher>, event: &Event, book: &Book) -> Self {
        let mut faces = Self::new(matcher);
        faces.follow(event, book, usize::MAX);
        faces
    }

    /// Whether it was read by this matcher.
    pub fn is_by(&self, matcher: &Arc<Matcher>) -> bool {
        Arc::ptr_eq(&self.matcher, matcher)
    }

    /// Brings it in step with the list and the records, unless more than `most` texts would have to be read for that; says
    /// whether it is. Some thousand texts are read in a moment that one would notice.
    ///
    /// Out of step it still says nothing wrong: who is new on the list has nothing beside them yet.
    pub fn follow(&mut self, event: &Event, book: &Book, most: usize) -> bool {
        let me = book.me();
        let mut anew = false;
        if self.needs != me.needs {
            self.needs.clone_from(&me.needs);
            anew = true;
            self.counted.clear();
        }
        if self.offers != me.offers {
            self.offers.clone_from(&me.offers);
            self.wanted.clear();
            self.counted.clear();
            self.mine = kept(&self.matcher, &self.offers);
        }
        let said = Said::on(event, book);
        let unread = self.theirs.missing(&said.offers)
            + said.needs.iter().filter(|need| !self.wanted.contains_key(**need)).count()
            + said.met.iter().filter(|person| !self.is_counted(person)).count();
        let in_step = unread <= most;
        if in_step {
            if !self.theirs.are(&said.offers) {
                self.theirs.keep(&self.matcher, &said.offers);
                anew = true;
            }
            // Needs come before those who were met: whether they are customers follows from them.
            self.wanted.retain(|need, _| said.needs.contains(need.as_str()));
            for need in said.needs {
                if !self.wanted.contains_key(need) {
                    self.wanted.insert(need.to_owned(), needs_any(&self.matcher, &self.mine, [need]));
                }
            }
            for person in said.met {
                if !self.is_counted(person) {
                    let supplier = supplies_any(&self.matcher, person, &self.needs);
                    let customer = needs_of(person).any(|need| self.wanted.get(need) == Some(&true));
                    self.counted.insert(person.id.clone(), (person.clone(), supplier, customer));
                }
            }
        }
        if anew {
            self.met.clear();
            for (at, need) in self.needs.iter().enumerate() {
                for (text, _) in
                    self.theirs.meeting(&self.matcher, need).iter().filter(|(_, score)| *score >= LEAST)
                {
                    self.met.entry((*text).to_owned()).or_insert(at);
                }
            }
        }
        in_step
    }

    fn is_counted(&self, person: &Arc<Person>) -> bool {
        self.counted.get(&person.id).is_some_and(|(known, ..)| Arc::ptr_eq(known, person))
    }

    /// What somebody on the list may have for me, else what I may have for them, in a few words: "for you: a website".
    pub fn words(&self, attendee: &Attendee, book: &Book) -> Option<String> {
        if attendee.is(book.me()) {
            return None;
        }
        let person = book.person(&attendee.person);
        // Whoever meets several of my needs is shown with the one that I wrote down first.
        let met = offers_of(attendee, person).filter_map(|text| self.met.get(text)).min();
        if let Some(need) = met.and_then(|at| self.needs.get(*at)) {
            return Some(format!("for you: {need}"));
        }
        let wanted = needs_of(person?).find(|need| self.wanted.get(*need) == Some(&true))?;
        Some(format!("from you: {wanted}"))
    }

    /// Whether somebody met offers what I need (`supplier`) or needs what I offer (`customer`), as [`super::fits`] says;
    /// `None` while that is still being read.
    pub fn fits(&self, person: &Person, why: &IntentWhy) -> Option<bool> {
        let (_, supplier, customer) = self.counted.get(&person.id)?;
        match why {
            IntentWhy::Supplier => Some(*supplier),
            IntentWhy::Customer => Some(*customer),
            _ => Some(false),
        }
    }
}

#[cfg(test)]
mod tests;
