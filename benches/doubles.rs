//! Doubles among 10,000 people and how the time grows, beside merely folding every name once: `cargo bench --bench doubles`.
#![expect(clippy::print_stdout, reason = "a bench prints")]

use mingle::domain::{Book, Person, PersonId, fold};
use mingle::doubles::doubles;

mod names;
mod timing;

use names::{FIRST, LAST};
use timing::fastest;

fn of<'a>(words: &[&'a str], at: usize) -> &'a str {
    words.get(at % words.len()).copied().unwrap_or_default()
}

/// Somebody of one of `houses` companies; every fiftieth is one of those before, written otherwise.
fn person(number: usize, houses: usize) -> Person {
    let twin = number % 50 == 49;
    let source = if twin { number - 7 } else { number };
    // Steps without a common divisor with the lists, so that names and houses mix.
    let (first, last) = (of(FIRST, source * 7), of(LAST, source * 11 + source / 26));
    let name = if twin { format!("{last} {first}") } else { format!("{first} {last}") };
    let mut person = Person::named(PersonId::new(&format!("person-{number:06}")), &name);
    person.company = format!("House{} Trading Ltd", source % houses);
    person.emails = vec![format!("{}.{source}@house{}.example", first.to_lowercase(), source % houses)];
    person.phones = vec![if twin {
        format!("0{}", 600_000_000 + source)
    } else {
        format!("+44 {}", 600_000_000 + source)
    }];
    person
}

fn book(people: usize, houses: usize) -> Book {
    let mut book = Book::default();
    for number in 0..people {
        book.put(person(number, houses).into());
    }
    book
}

/// The least that has to be done: to fold every name and address once.
fn floor(book: &Book) -> usize {
    let texts = book.people().flat_map(|person| {
        [&person.name, &person.company].into_iter().chain(&person.emails).chain(&person.phones)
    });
    texts.map(|text| fold::bare(text).collect::<String>().len()).sum()
}

fn main() {
    for (people, houses, what) in [
        (5_000, 1_500, "5,000 people"),
        (10_000, 3_000, "10,000 people"),
        (20_000, 6_000, "20,000 people"),
        (40_000, 12_000, "40,000 people"),
        (10_000, 1, "10,000 people of one company"),
        (20_000, 1, "20,000 people of one company"),
    ] {
        let book = book(people, houses);
        let least = fastest(5, || floor(&book));
        let took = fastest(5, || doubles(&book));
        let times = took.as_secs_f64() / least.as_secs_f64();
        println!(
            "{what:<30} {:6} pairs {:9.1} ms  {times:6.1} times folding every name ({:.1} ms)",
            doubles(&book).len(),
            took.as_secs_f64() * 1000.0,
            least.as_secs_f64() * 1000.0
        );
    }
}
