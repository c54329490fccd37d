//! The brief over 2,000 attendees, against only reading every title once, in the same run: `cargo bench --bench brief [N]`.
//!
//! Half of the list are people I know, with two needs and two offers each; of the others only name, title, company and
//! address are known. The floor is what nobody can do without: every title read into its trades.
#![expect(clippy::print_stdout, reason = "a bench prints")]

use std::time::Duration;

use mingle::brief::{Room, brief};
use mingle::domain::{
    Attendee, Book, Day, Event, EventId, Favour, FavourId, Intent, IntentWhy, Met, Note, NoteId, Person,
    PersonId, Record, Stamp,
};
use mingle::ledger::Points;
use mingle::matching::{Matcher, Offers, Thesaurus};

mod timing;

use timing::fastest;

const ROLES: &[&str] = &[
    "bookkeeper",
    "web designer",
    "IT support",
    "solicitor",
    "printer",
    "plumber",
    "social media manager",
    "caterer",
    "dog walker",
    "angel investor",
    "immigration lawyer",
    "roofer",
    "photographer",
    "jazz pianist",
    "solar installer",
    "tutor",
    "press officer",
    "customs broker",
    "recruiter",
    "landscape gardener",
    "glazier",
    "potter",
    "head of sales",
];
const NEEDS: &[&str] = &[
    "someone to do my books",
    "a website",
    "our laptops keep breaking",
    "a lease looked over",
    "flyers",
    "a plumber",
    "help with Instagram",
    "a kitchen to rent",
    "seed funding",
    "a work permit",
    "our roof leaks",
    "headshots",
    "a band",
    "solar panels",
    "a tutor",
    "our story told",
    "customs papers",
    "a first sales hire",
    "the garden is a jungle",
];
const FOR: &[&str] = &[
    "bakeries",
    "schools",
    "charities",
    "small hotels",
    "farms",
    "a theatre",
    "weddings",
    "museums",
    "a clinic",
];
const ROUNDS: usize = 5;

fn main() {
    let count = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(2_000);
    let (book, event) = crowd(count);
    let matcher = Matcher::new(Thesaurus::built_in());
    let points = Points::default();
    let today = Day(jiff::civil::date(2026, 5, 12));
    let floor =
        fastest(ROUNDS, || event.attendees.iter().map(|one| matcher.trades(&one.role).len()).sum::<usize>());
    let index = fastest(ROUNDS, || Offers::build(&matcher, &book));
    let offers = Offers::build(&matcher, &book);
    let room = Room { book: &book, matcher: &matcher, offers: &offers, points: &points, today };
    let whole = fastest(ROUNDS, || brief(&event, &room));
    println!("{count} attendees, {} of them known", book.people().len());
    println!("{:<28} {:>9}", "floor: every title read", shown(floor));
    println!("{:<28} {:>9}", "everybody's offers read", shown(index));
    println!(
        "{:<28} {:>9} {:>7.1} x floor",
        "brief",
        shown(whole),
        whole.as_secs_f64() / floor.as_secs_f64()
    );
    println!("{:<28} {:>9}   (to stay under 150 ms)", "both", shown(index + whole));
}

fn crowd(count: usize) -> (Book, Event) {
    let pick = |words: &[&'static str], at: usize| words.get(at % words.len()).copied().unwrap_or_default();
    let day = Some(Day(jiff::civil::date(2026, 1, 10)));
    let mut book = Book::default();
    book.put(Record::Me(std::sync::Arc::new(Person {
        needs: vec!["a deck oven".into(), "a website".into(), "a van driver".into()],
        offers: vec!["sourdough for cafés".into(), "bookkeeping".into()],
        goals: vec!["twelve wholesale accounts".into()],
        role: "baker".into(),
        ..Person::default()
    })));
    let intent = |why| Intent { why, count: 2, ..Intent::default() };
    let mut event = Event {
        id: EventId::new("summit"),
        date: Some(Day(jiff::civil::date(2026, 5, 12))),
        intents: vec![intent(IntentWhy::Supplier), intent(IntentWhy::Expand)],
        ..Event::default()
    };
    for number in 0..count {
        let role = format!("{} for {}", pick(ROLES, number * 7), pick(FOR, number / 3));
        let mut line = Attendee {
            name: format!("First{number} Last{}", number * 31 % 977),
            company: format!("{} & Co {number}", pick(FOR, number)),
            email: format!("p{number}@list.example"),
            role: role.clone(),
            ..Attendee::default()
        };
        if number % 2 == 0 {
            let id = PersonId::new(&format!("person-{number:05}"));
            let at = Some(Stamp { at: jiff::civil::date(2026, 1, 10).at(19, 0, 0, 0), offset: None });
            let person = Person {
                role,
                needs: vec![
                    pick(NEEDS, number).into(),
                    format!("{} for {}", pick(NEEDS, number / 3), pick(FOR, number)),
                ],
                offers: vec![pick(ROLES, number * 5).into(), pick(ROLES, number / 7).into()],
                met: Some(Met { event: EventId::new("before"), on: day, ..Met::default() }),
                notes: vec![Note {
                    id: NoteId::new("n"),
                    at,
                    text: format!(
                        "spoke of First{} Last{} and of the price of flour",
                        number + 1,
                        (number + 1) * 31 % 977
                    ),
                    ..Note::default()
                }],
                favours: vec![Favour {
                    id: FavourId::new("f"),
                    what: "a map".into(),
                    on: day,
                    ..Favour::default()
                }],
                ..Person::named(id.clone(), &line.name)
            };
            line.person = id;
            book.put(person.into());
        }
        event.attendees.push(line);
    }
    book.put(event.clone().into());
    (book, event)
}

fn shown(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}
