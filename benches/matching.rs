//! Every need of 10,000 people against every offer of theirs, from the book to the list: `cargo bench --bench matching`.
#![expect(clippy::print_stdout, reason = "a bench prints")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use mingle::domain::{Book, Day, Key, Person, PersonId};
use mingle::gifts::{at_hand, for_everyone};
use mingle::ledger::Points;
use mingle::matching::{Matcher, Offers, Thesaurus};

const NEEDS: &[&str] = &[
    "someone to do my books",
    "a website for",
    "our laptops keep breaking",
    "a lease looked over",
    "flyers printed by",
    "a plumber who comes to",
    "help with Instagram",
    "a kitchen to rent",
    "somebody to walk the dog",
    "seed funding for",
    "a work permit for",
    "our roof leaks above",
    "headshots of",
    "a band for",
    "solar panels on",
    "a tutor for",
    "to get our story into",
    "customs papers for",
    "a first sales hire for",
    "the garden is a jungle at",
];
const OFFERS: &[&str] = &[
    "bookkeeping",
    "web design",
    "IT support for",
    "solicitor, commercial property",
    "printing shop",
    "plumber",
    "social media management",
    "commercial kitchen",
    "dog walker",
    "angel investor",
    "immigration lawyer",
    "roofing",
    "photography",
    "jazz trio",
    "solar installer",
    "GCSE tutor",
    "PR for",
    "customs broker",
    "recruiter",
    "landscaping",
];
const FOR: &[&str] = &[
    "bakeries",
    "schools",
    "the north side",
    "charities",
    "small hotels",
    "farms",
    "a theatre",
    "two shops",
    "weddings",
    "start-ups",
    "a brewery",
    "families",
    "museums",
    "market traders",
    "a clinic",
    "the old mill",
    "cyclists",
];

fn main() {
    let people = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(10_000);
    let pick = |words: &[&'static str], at: usize| words.get(at % words.len()).copied().unwrap_or_default();
    let mut book = Book::default();
    for number in 0..people {
        let mut person = Person::named(PersonId::new(&format!("person-{number:05}")), "Somebody");
        let line =
            |words: &[&'static str], at: usize| format!("{} {}", pick(words, at), pick(FOR, at / 7 + number));
        person.needs = vec![line(NEEDS, number), line(NEEDS, number / 3 + 11)];
        person.offers = vec![line(OFFERS, number * 7 + 3), line(OFFERS, number / 5 + 5)];
        book.put(person.into());
    }
    let read = fastest(Thesaurus::built_in);
    let matcher = Matcher::new(Thesaurus::built_in());
    let build = fastest(|| Offers::build(&matcher, &book));
    let offers = Offers::build(&matcher, &book);
    let all = fastest(|| offers.for_everyone(&matcher, 20, |_| true));
    let one = book.people().next().map_or(Duration::ZERO, |person| {
        fastest(|| offers.for_need(&matcher, &person.id, "a website for bakeries").count())
    });
    let (points, today) = (Points::default(), Day("2026-05-12".parse().unwrap_or_default()));
    let ids: Vec<PersonId> = book.people().step_by(people / 20 + 1).map(|person| person.id.clone()).collect();
    let hand = fastest(|| {
        let found = |id| at_hand(&book, &matcher, &offers, id, today, &points).gifts.len();
        ids.iter().map(found).sum::<usize>()
    });
    let hand = hand / u32::try_from(ids.len()).unwrap_or(1).max(1);
    let best = fastest(|| for_everyone(&book, &matcher, &offers, today, &points, 60));
    let mut followed = Offers::build(&matcher, &book);
    let keys: Vec<Key> = ids.iter().cloned().map(Key::Person).collect();
    let follow = fastest(|| followed.update(&matcher, &book, &keys)) / u32::try_from(keys.len()).unwrap_or(1);
    // The floor: one look at every letter of every need and offer.
    let floor = fastest(|| {
        let texts = book.people().flat_map(|person| person.needs.iter().chain(&person.offers));
        texts.flat_map(|text| text.bytes()).map(u64::from).sum::<u64>()
    });
    println!("{people} people, 2 needs and 2 offers each");
    for (what, took) in [
        ("read the thesaurus", read),
        ("index all offers", build),
        ("all needs against all offers", all),
        ("both together", build + all),
        ("one need", one),
        ("gifts for one person", hand),
        ("gifts over everybody", best),
        ("one record that changed", follow),
        ("one pass over all records", floor),
    ] {
        let ratio = took.as_secs_f64() / floor.as_secs_f64().max(f64::EPSILON);
        println!("{what:<30} {:8.2} ms {ratio:9.2}x", took.as_secs_f64() * 1000.0);
    }
}

fn fastest<T>(mut work: impl FnMut() -> T) -> Duration {
    let timed = (0..5).map(|_| {
        let start = Instant::now();
        drop(black_box(work()));
        start.elapsed()
    });
    timed.min().unwrap_or_default()
}
