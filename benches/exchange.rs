//! Lists read and planned, against the csv crate reading the same bytes into records and against only looking at them as
//! UTF-8, in the same run, as ratios; vCards against calcard, and our own JSON against its text as values.
//!
//! Ours decodes, finds the header, cleans every cell, tells people apart and plans what becomes of each; "made" is that and
//! every new person as a record besides. The csv crate splits cells, and calcard reads properties.
//! The odd lists stay linear only by care: one name or one address on every row. `cargo bench --bench exchange [ROWS]`.

#![expect(
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a bench prints its table; a remainder is inside"
)]

use std::hint::black_box;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use mingle::domain::{Book, Event, EventId, Favour, FavourId, IdMaker, Note, NoteId, Now, Person, PersonId};
use mingle::exchange::{Options, import};
use mingle::export::{Choice, Format, export};

mod timing;

use timing::fastest;

/// A list of so many rows.
type List = fn(usize) -> String;

const ROUNDS: usize = 3;
/// As large as a public list of maintainers.
const MIDDLING: usize = 2_161;

fn main() {
    let rows = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(100_000);
    let id = EventId::new("summit-2026-05-12-q7aa");
    let mut book = Book::default();
    book.put(Event { id: id.clone(), name: "Summit".into(), ..Event::default() }.into());
    println!(
        "{:<28} {:>8} {:>9} {:>9} {:>9} {:>7} {:>9} {:>7} {:>9}",
        "list", "bytes", "utf-8", "csv", "guests", "x csv", "people", "x csv", "of half"
    );
    let lists: [(&str, usize, List); 8] = [
        ("contacts", rows, contacts),
        ("ticket shop", MIDDLING, shop),
        ("ticket shop", rows, shop),
        ("one name, other addresses", rows, guests),
        ("one name, other pages", rows, pages),
        ("one address, other names", rows, buyer),
        ("one person, other phones", rows, phones),
        ("one name and company", rows, alike),
    ];
    for (name, rows, list) in lists {
        let (text, half) = (list(rows), list(rows / 2));
        let plan = |text: &str| {
            import(text.as_bytes(), Some(&id), &book, &Options::default(), &mut IdMaker::new(1)).is_ok()
        };
        let floor = fastest(ROUNDS, || std::str::from_utf8(text.as_bytes()).map(str::len));
        let peer = fastest(ROUNDS, || records(&text));
        let guests = fastest(ROUNDS, || plan(&text));
        let halved = fastest(ROUNDS, || plan(&half));
        let persons = fastest(ROUNDS, || {
            import(text.as_bytes(), None, &book, &Options::default(), &mut IdMaker::new(1)).is_ok()
        });
        println!(
            "{:<28} {:>8} {:>9} {:>9} {:>9} {:>7.1} {:>9} {:>7.1} {:>9.1}",
            format!("{rows} {name}"),
            text.len(),
            shown(floor),
            shown(peer),
            shown(guests),
            guests.as_secs_f64() / peer.as_secs_f64(),
            shown(persons),
            persons.as_secs_f64() / peer.as_secs_f64(),
            guests.as_secs_f64() / halved.as_secs_f64(),
        );
    }
    cards(&book);
    documents();
}

/// Our own export read and planned, against its text becoming `serde_json::Value`s, which is where a reader of all at once
/// begins; among people who are new, and among the same.
fn documents() {
    let people = 10_000;
    let mine = book(people);
    let choice = Choice { format: Format::Json, keep: None, private: true };
    let now = Now(Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC));
    let text = export(&mine, &choice, &now).written.into_text();
    let floor = fastest(ROUNDS, || serde_json::from_str::<serde_json::Value>(&text).is_ok());
    let read = |book: &Book| {
        fastest(ROUNDS, || {
            let import = import(text.as_bytes(), None, book, &Options::default(), &mut IdMaker::new(1));
            import.map_or(0, |import| {
                import.edits(book).map(|edit| usize::from(black_box(edit).after.is_some())).sum()
            })
        })
    };
    let (new, same) = (read(&Book::default()), read(&mine));
    println!(
        "\n{people} people of an own export, {} bytes: values {}; made {}, x values {:.1}; the same {}, x values {:.1}",
        text.len(),
        shown(floor),
        shown(new),
        new.as_secs_f64() / floor.as_secs_f64(),
        shown(same),
        same.as_secs_f64() / floor.as_secs_f64()
    );
}

/// People with notes and favours.
fn book(people: usize) -> Book {
    let mut book = Book::default();
    for at in 0..people {
        let (first, last) = name(at);
        let note = |id: &str| Note {
            id: NoteId::new(id),
            text: "met at the fair and talked of bread".into(),
            line: format!("{first} {last}; met at the fair and talked of bread"),
            ..Note::default()
        };
        let favour = Favour { id: FavourId::new("f1"), what: "sent the recipe".into(), ..Favour::default() };
        let person = Person {
            emails: vec![format!("{at}@mail.example")],
            company: format!("Works {}", at % 500),
            notes: vec![note("n1"), note("n2")],
            favours: vec![favour],
            ..Person::named(PersonId::new(&format!("p-{at}")), &format!("{first} {last}"))
        };
        book.put(person.into());
    }
    book
}

/// Cards read and planned, against calcard reading the same text into properties.
fn cards(book: &Book) {
    let cards = 10_000;
    let text: String = (0..cards).map(card).collect();
    let peer = fastest(ROUNDS, || {
        let mut parser = calcard::Parser::new(&text);
        let mut read = 0;
        while let calcard::Entry::VCard(card) = parser.entry() {
            read += black_box(card).entries.len();
        }
        read
    });
    let people = fastest(ROUNDS, || {
        import(text.as_bytes(), None, book, &Options::default(), &mut IdMaker::new(1)).is_ok()
    });
    let made = fastest(ROUNDS, || {
        let import = import(text.as_bytes(), None, book, &Options::default(), &mut IdMaker::new(1));
        import.map_or(0, |import| {
            import.edits(book).map(|edit| usize::from(black_box(edit).after.is_some())).sum()
        })
    });
    println!(
        "\n{cards} vCards, {} bytes: calcard {}, people {}, x calcard {:.1}; made {}, x calcard {:.1}",
        text.len(),
        shown(peer),
        shown(people),
        people.as_secs_f64() / peer.as_secs_f64(),
        shown(made),
        made.as_secs_f64() / peer.as_secs_f64()
    );
}

/// As people keep them in a spreadsheet: all of them different.
fn contacts(rows: usize) -> String {
    list("Name,Email,Phone,Company,Job Title,Notes", rows, |at| {
        let (first, last) = name(at);
        format!(
            "{first} {last},{at}@mail.example,+44 20 {:04} {:04},\"Works {}, Ltd\",engineer,met at the fair and talked of bread",
            at / 10_000,
            at % 10_000,
            at % 500
        )
    })
}

/// Each tenth with a picture, and each third with a long note, folded.
fn card(at: usize) -> String {
    let (first, last) = name(at);
    let picture = if at.is_multiple_of(10) {
        format!("PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n{}", format!(" {}\r\n", "A".repeat(74)).repeat(40))
    } else {
        String::new()
    };
    let note = if at.is_multiple_of(3) {
        "NOTE:he said that the oven was\r\n  too small for the br\r\n ead\r\n"
    } else {
        ""
    };
    format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:{last};{first};;;\r\nFN:{first} {last}\r\nORG:Works {}\\, Ltd;Sales\r\n\
         TITLE:engineer\r\nEMAIL;type=INTERNET;type=WORK:guest{at}@mail.example\r\nTEL;type=CELL:+44 20 7946 {at:05}\r\n\
         ADR;type=WORK:;;{at} Main Street;London;;N1;UK\r\nURL:https://works.example/{at}\r\n\
         {picture}{note}NOTE:met at the fair\\, talked of bread\\nand of flour\r\nCATEGORIES:friends,fair\r\nEND:VCARD\r\n",
        at % 500
    )
}

fn shown(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

/// The peer: every record kept, as ours keeps them.
fn records(text: &str) -> usize {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    reader.records().filter_map(Result::ok).collect::<Vec<csv::StringRecord>>().len()
}

fn list(header: &str, rows: usize, row: impl Fn(usize) -> String) -> String {
    std::iter::once(format!("{header}\r\n")).chain((0..rows).map(|at| row(at) + "\r\n")).collect()
}

fn name(at: usize) -> (String, String) {
    const FIRST: [&str; 10] = ["Ana", "Tom", "Ida", "Kim", "Jörg", "Léa", "Zoë", "Bo", "Luz", "Yuki"];
    const LAST: [&str; 10] =
        ["Ruiz", "Berg", "Moor", "Lee", "Müller", "Durand", "Lind", "Gil", "Wei", "Mori"];
    let digit = |place: u32| at / 10_usize.pow(place) % 10;
    (
        format!("{}{}", FIRST[digit(0)], FIRST[digit(4)].to_lowercase()),
        format!("{}{}-{}", LAST[digit(1)], LAST[digit(2)].to_lowercase(), LAST[digit(3)]),
    )
}

fn shop(rows: usize) -> String {
    list("Order #,First Name,Last Name,Email,Company,Job Title,Attendee Status,Ticket Type", rows, |at| {
        let (first, last) = name(at);
        let order = 10_000 + at / 2;
        format!(
            "{order},{first},{last},guest{at}@mail.example,\"Works {}, Ltd\",engineer,Attending,Standard",
            at % 500
        )
    })
}

fn guests(rows: usize) -> String {
    list("Name,Email", rows, |at| format!("Guest,guest{at}@mail.example"))
}

fn pages(rows: usize) -> String {
    list("Name,LinkedIn", rows, |at| format!("Guest,https://pages.example/{at}"))
}

fn buyer(rows: usize) -> String {
    list("Name,Email", rows, |at| {
        let (first, last) = name(at);
        format!("{first} {last},buyer@mail.example")
    })
}

fn phones(rows: usize) -> String {
    list("Name,Email,Phone", rows, |at| format!("Ana Ruiz,ana@mail.example,+44 {at}"))
}

fn alike(rows: usize) -> String {
    list("Name,Company,Email", rows, |at| {
        format!(
            "Guest,Forno Nero,{}",
            if at % 2 == 0 { String::new() } else { format!("g{at}@mail.example") }
        )
    })
}
