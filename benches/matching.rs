//! Every need of 10,000 people against every offer of theirs, from the book to the list: `cargo bench --bench matching`.
#![expect(clippy::print_stdout, reason = "a bench prints")]

use std::collections::HashMap;
use std::time::Duration;

use mingle::domain::{Book, Day, Key, Person, PersonId};
use mingle::gifts::{at_hand, for_everyone};
use mingle::ledger::Points;
use mingle::matching::{Matcher, Offers, Thesaurus};

mod timing;

use timing::fastest;

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

/// Names that no thesaurus has, so that no two texts are the same.
const PLACES: &[&str] = &[
    "Karndale", "Oster", "Wick", "Mirren", "Tolm", "Brae", "Sund", "Eskby", "Holt", "Farrow", "Quill",
    "Lund", "Ness", "Ardmore", "Skell", "Penrose", "Vane", "Birk", "Callow", "Dunmore", "Ferro", "Garve",
    "Inver", "Jarrow", "Kelby",
];

fn main() {
    let people = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(10_000);
    let read = fastest(5, Thesaurus::built_in);
    let matcher = Matcher::new(Thesaurus::built_in());
    println!("{:<34} {:8.2} ms", "read the thesaurus", ms(read));
    for different in [false, true] {
        let book = book(people, different);
        let texts = if different { "all texts different" } else { "a few hundred different texts" };
        println!("{people} people, 2 needs and 2 offers each, {texts}");
        let build = fastest(5, || Offers::build(&matcher, &book));
        let offers = Offers::build(&matcher, &book);
        let all = fastest(5, || offers.for_everyone(&matcher, 20, |_| true));
        let one = book.people().next().map_or(Duration::ZERO, |person| {
            fastest(5, || offers.for_need(&matcher, &person.id, "a website for bakeries").count())
        });
        let (points, today) = (Points::default(), Day("2026-05-12".parse().unwrap_or_default()));
        let ids: Vec<PersonId> =
            book.people().step_by(people / 20 + 1).map(|person| person.id.clone()).collect();
        let count = u32::try_from(ids.len()).unwrap_or(1).max(1);
        let hand = fastest(5, || {
            let found = |id| at_hand(&book, &matcher, &offers, id, today, &points).gifts.len();
            ids.iter().map(found).sum::<usize>()
        });
        let best = fastest(5, || for_everyone(&book, &matcher, &offers, today, &points, 60));
        let mut followed = Offers::build(&matcher, &book);
        let keys: Vec<Key> = ids.iter().cloned().map(Key::Person).collect();
        let follow = fastest(5, || followed.update(&matcher, &book, &keys));
        let peer = fastest(5, || overlap(&book));
        for (what, took) in [
            ("take in all needs and offers", build),
            ("everybody's best twenty", all),
            ("both together", build + all),
            ("one need", one),
            ("gifts for one person", hand / count),
            ("gifts over everybody", best),
            ("one record that changed", follow / count),
            ("the peer: shared words, both", peer),
        ] {
            println!("  {what:<32} {:8.2} ms {:7.2} of the peer", ms(took), ms(took) / ms(peer));
        }
    }
}

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

fn book(people: usize, different: bool) -> Book {
    let pick = |words: &[&'static str], at: usize| words.get(at % words.len()).copied().unwrap_or_default();
    let mut book = Book::default();
    for number in 0..people {
        let mut person = Person::named(PersonId::new(&format!("person-{number:05}")), "Somebody");
        let line = |words: &[&'static str], at: usize| {
            let plain = format!("{} {}", pick(words, at), pick(FOR, at / 7 + number));
            let (one, other) = (pick(PLACES, number), pick(PLACES, number / PLACES.len()));
            if different { format!("{plain}, {one} {other} {number} {at}") } else { plain }
        };
        person.needs = vec![line(NEEDS, number), line(NEEDS, number / 3 + 11)];
        person.offers = vec![line(OFFERS, number * 7 + 3), line(OFFERS, number / 5 + 5)];
        book.put(person.into());
    }
    book
}

/// What others do: for each need the offer with which it shares most words, by an index of words.
fn overlap(book: &Book) -> usize {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|ch: char| !ch.is_alphanumeric()).filter(|word| word.len() > 2);
        words.map(str::to_lowercase).collect()
    };
    let mut by_word: HashMap<String, Vec<u32>> = HashMap::new();
    let offers = book.people().flat_map(|person| &person.offers);
    for (number, offer) in (0..).zip(offers) {
        for word in words(offer) {
            by_word.entry(word).or_default().push(number);
        }
    }
    let mut counts: Vec<u8> = vec![0; book.people().map(|person| person.offers.len()).sum()];
    let mut met = 0;
    for need in book.people().flat_map(|person| &person.needs) {
        let mut touched = Vec::new();
        for number in words(need).iter().filter_map(|word| by_word.get(word)).flatten() {
            if let Some(count) = usize::try_from(*number).ok().and_then(|at| counts.get_mut(at)) {
                *count += 1;
                touched.push((*count, *number));
            }
        }
        met += usize::from(touched.iter().max().is_some());
        for (_, number) in touched {
            if let Some(count) = usize::try_from(number).ok().and_then(|at| counts.get_mut(at)) {
                *count = 0;
            }
        }
    }
    met
}
