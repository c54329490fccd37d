//! Every need of 10,000 people against every offer of theirs, from the book to the list: `cargo bench --bench matching`.
#![expect(clippy::print_stdout, reason = "a bench prints")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use mingle::domain::{Book, Person, PersonId};
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
    println!("{people} people, 2 needs and 2 offers each");
    for (what, took) in [
        ("read the thesaurus", read),
        ("index all offers", build),
        ("all needs against all offers", all),
        ("both together", build + all),
        ("one person's needs", one),
    ] {
        println!("{what:<30} {:8.2} ms", took.as_secs_f64() * 1000.0);
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
