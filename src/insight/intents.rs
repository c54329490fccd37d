//! Intents: how far I have come with what I went to an event for.

use super::known_before;
use crate::domain::{AttendeeStatus, Book, Event, FavourKind, FavourState, IntentWhy, Person};

/// How far I have come with one intent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// What for.
    pub why: IntentWhy,
    /// How many it was to be.
    pub wanted: u32,
    /// How many it has been; `None` when this version does not know how to count it.
    pub reached: Option<u32>,
    /// Why it came to less, in the user's words.
    pub missed: String,
}

/// How far I have come with each intent of `event`, in their order.
///
/// | intent | counts |
/// |---|---|
/// | `expand` | those met here whom I did not know before |
/// | `touch-base` | those met here whom I knew before |
/// | `supplier` | those met here who are in my circle `supplier`, or who offer what I need |
/// | `customer` | those met here who are in my circle `customer`, or who need what I offer |
/// | `referrals` | referrals that came up here, either way, unless declined or dropped |
///
/// `fits` says whether somebody offers what I need (for `supplier`) or needs what I offer (for `customer`); matching is
/// not this room's job.
pub fn intents(event: &Event, book: &Book, fits: &dyn Fn(&Person, &IntentWhy) -> bool) -> Vec<Progress> {
    let met = event.attendees.iter().filter(|attendee| attendee.status == AttendeeStatus::Met);
    let mut met: Vec<&Person> =
        met.filter_map(|attendee| book.person(&attendee.person)).map(AsRef::as_ref).collect();
    met.sort_by(|one, other| one.id.cmp(&other.id));
    met.dedup_by(|one, other| one.id == other.id);
    let count = |is: &dyn Fn(&Person) -> bool| {
        let found = met.iter().filter(|person| is(person)).count();
        u32::try_from(found).unwrap_or(u32::MAX)
    };
    let circle =
        |person: &Person, word: &str| person.circles.iter().any(|circle| circle.eq_ignore_ascii_case(word));
    let of = |why: &IntentWhy| match why {
        IntentWhy::Expand => Some(count(&|person| !known_before(person, event))),
        IntentWhy::TouchBase => Some(count(&|person| known_before(person, event))),
        IntentWhy::Supplier => Some(count(&|person| circle(person, "supplier") || fits(person, why))),
        IntentWhy::Customer => Some(count(&|person| circle(person, "customer") || fits(person, why))),
        IntentWhy::Referrals => Some(referrals(event, book)),
        IntentWhy::Other(_) => None,
    };
    let intents = event.intents.iter();
    intents
        .map(|intent| Progress {
            why: intent.why.clone(),
            wanted: intent.count,
            reached: of(&intent.why),
            missed: intent.missed.clone(),
        })
        .collect()
}

fn referrals(event: &Event, book: &Book) -> u32 {
    let here = book.favours().filter(|(_, favour)| {
        favour.kind == FavourKind::Referral
            && favour.event == event.id
            && !matches!(favour.state, FavourState::Declined | FavourState::Dropped)
    });
    u32::try_from(here.count()).unwrap_or(u32::MAX)
}

impl Progress {
    /// Whether it has come to as many as it was to be; never for what cannot be counted.
    pub fn is_reached(&self) -> bool {
        self.reached.is_some_and(|reached| reached >= self.wanted)
    }

    /// What I went for, in words: "3 strangers".
    pub fn goal(&self) -> String {
        format!("{} {}", self.wanted, self.name(self.wanted))
    }

    fn name(&self, count: u32) -> &str {
        let (one, many) = self.names();
        if count == 1 { one } else { many }
    }

    fn names(&self) -> (&str, &str) {
        match &self.why {
            IntentWhy::Expand => ("stranger", "strangers"),
            IntentWhy::TouchBase => ("familiar face", "familiar faces"),
            IntentWhy::Supplier => ("supplier", "suppliers"),
            IntentWhy::Customer => ("customer", "customers"),
            IntentWhy::Referrals => ("referral", "referrals"),
            IntentWhy::Other(word) => (word.as_ref(), word.as_ref()),
        }
    }

    /// In words: "2 of 3 strangers", "no supplier yet", "3 familiar faces".
    pub fn words(&self) -> String {
        match self.reached {
            None => self.goal(),
            Some(0) => format!("no {} yet", self.names().0),
            Some(reached) if reached >= self.wanted => format!("{reached} {}", self.name(reached)),
            Some(reached) => format!("{reached} of {}", self.goal()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Attendee, Day, EventId, Favour, Intent, Met, PersonId};

    const EVENT: &str = "e";

    /// An event with one intent and these people met, each `id`, a letter for when: o(ld) or n(ew), and a circle.
    fn book(met: &[(&str, char, &str)], why: &str, wanted: u32) -> (Book, Event) {
        let day = |text: &str| Some(Day(text.parse().unwrap()));
        let mut book = Book::default();
        let mut event = Event { id: EventId::new(EVENT), date: day("2026-05-12"), ..Event::default() };
        event.intents.push(Intent { why: why.into(), count: wanted, ..Intent::default() });
        for (id, when, circle) in met {
            let (at, on) = if *when == 'o' { ("x", "2026-01-01") } else { (EVENT, "2026-05-12") };
            let person = Person {
                met: Some(Met { event: EventId::new(at), on: day(on), ..Met::default() }),
                circles: vec![(*circle).to_owned()],
                ..Person::named(PersonId::new(id), id)
            };
            event.attendees.push(Attendee {
                person: person.id.clone(),
                status: AttendeeStatus::Met,
                ..Attendee::default()
            });
            book.put(person.into());
        }
        (book, event)
    }

    #[track_caller]
    fn check(met: &[(&str, char, &str)], why: &str, wanted: u32, expect: &str) {
        let (book, event) = book(met, why, wanted);
        let fits = |person: &Person, _: &IntentWhy| person.id.as_str().starts_with("fits");
        let all: Vec<String> = intents(&event, &book, &fits).iter().map(Progress::words).collect();
        assert_eq!(all, [expect]);
    }

    #[test]
    fn each_intent_is_counted_by_its_rule() {
        let room =
            [("ana", 'o', "friend"), ("bo", 'n', "Supplier"), ("fits-cy", 'n', ""), ("dee", 'n', "customer")];
        check(&room, "expand", 5, "3 of 5 strangers");
        check(&room, "expand", 3, "3 strangers");
        check(&room, "touch-base", 2, "1 of 2 familiar faces");
        check(&room, "touch-base", 1, "1 familiar face");
        check(&room, "supplier", 2, "2 suppliers");
        check(&room, "customer", 3, "2 of 3 customers");
        check(&room, "referrals", 1, "no referral yet");
        check(&room, "sing", 2, "2 sing");
        check(&[], "supplier", 1, "no supplier yet");
        check(&[("ana", 'o', ""), ("ana", 'o', "")], "touch-base", 2, "1 of 2 familiar faces");
    }

    #[test]
    fn referrals_that_came_up_here_count() {
        let (mut book, event) = book(&[("ana", 'o', "")], "referrals", 2);
        let referral = |at: &str, state: &str| Favour {
            kind: FavourKind::Referral,
            event: EventId::new(at),
            state: state.into(),
            ..Favour::default()
        };
        let mut ana = Person::clone(book.person(&PersonId::new("ana")).unwrap());
        ana.favours = vec![referral(EVENT, "promised"), referral(EVENT, "dropped"), referral("x", "done")];
        book.put(ana.into());
        let progress = &intents(&event, &book, &|_, _| false)[0];
        assert_eq!((progress.reached, progress.is_reached()), (Some(1), false));
        assert_eq!(progress.words(), "1 of 2 referrals");
    }
}
