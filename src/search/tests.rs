//! The search as a whole: what is found, in which order, and that no way to it changes the result.

mod crowd;
mod golden;
mod same;

use crowd::{crowd, day, stamp};

use super::*;
use crate::domain::{
    self, Attendee, Book, Change, Edit, Event, Group, GroupId, Key, Met, Note, NoteId, Person,
};

fn find(book: &Book, query: &str) -> Vec<Hit> {
    Finder::default().find(&Index::build(book), book, query, 50)
}

fn name_of(book: &Book, target: &Target) -> String {
    match target {
        Target::Person(id) => book.person(id).unwrap().name.clone(),
        Target::Attendee(id, at) => book.event(id).unwrap().attendees[*at].name.clone(),
    }
}

fn names(book: &Book, query: &str) -> Vec<String> {
    find(book, query).iter().map(|hit| name_of(book, &hit.target)).collect()
}

#[test]
fn where_nobody_fits_all_the_nearest_are_told_with_what_they_lack() {
    let book = book_of([
        person("maria", "María Lund", |maria| maria.role = "baker".into()),
        person("ida", "Ida Moor", |ida| ida.role = "florist".into()),
        person("tom", "Tom Berg", |tom| tom.notes.push(note("drinks with the florist"))),
    ]);
    let index = Index::build(&book);
    let check = |query: &str, expected: &[(&str, &[&str])]| {
        let near = Finder::default().nearest(&index, &book, query, 9);
        let near: Vec<(String, Vec<String>)> =
            near.into_iter().map(|near| (name_of(&book, &near.hit.target), near.lacks)).collect();
        let expected: Vec<(String, Vec<String>)> = expected
            .iter()
            .map(|(name, lacks)| ((*name).to_owned(), lacks.iter().map(|word| (*word).to_owned()).collect()))
            .collect();
        assert_eq!(near, expected, "{query}");
    };
    check("Zimtstern María", &[("María Lund", &["Zimtstern"])]);
    let both: [(&str, &[&str]); 3] =
        [("María Lund", &["florist"]), ("Ida Moor", &["maria"]), ("Tom Berg", &["maria"])];
    check("the florist maria", &both);
    // Who fits all is found; of one word there is nothing nearer; of three at most one may be missing.
    check("florist ida", &[]);
    check("zimtstern", &[]);
    check("zimtstern kraft maria", &[]);
    check("zimtstern maria baker", &[("María Lund", &["zimtstern"])]);
    check("", &[]);
}

/// A person with something set.
fn person(id: &str, name: &str, set: impl FnOnce(&mut Person)) -> Person {
    let mut person = Person::named(PersonId::new(id), name);
    set(&mut person);
    person
}

fn book_of(people: impl IntoIterator<Item = Person>) -> Book {
    let mut book = Book::default();
    people.into_iter().for_each(|person| book.put(person.into()));
    book
}

fn note(text: &str) -> Note {
    Note { id: NoteId::new("n"), text: text.into(), ..Note::default() }
}

/// The best reason of the best hit: its field, and its text with what matched in brackets.
#[track_caller]
fn check_shown(book: &Book, query: &str, shown: &str) {
    let hits = find(book, query);
    let Some(matched) = hits.first().and_then(|hit| hit.matched.first()) else {
        return assert_eq!("", shown);
    };
    assert_eq!(format!("{}: {}", matched.field, mark(&matched.text, &matched.spans)), shown);
}

/// The text with the spans in brackets.
pub(super) fn mark(text: &str, spans: &[Range<usize>]) -> String {
    let mut marked = String::new();
    let mut end = 0;
    for span in spans {
        let (before, within) = (text.get(end..span.start).unwrap(), text.get(span.clone()).unwrap());
        marked.extend([before, "[", within, "]"]);
        end = span.end;
    }
    marked + text.get(end..).unwrap()
}

/// Ana with something in every field, and some people and lists around her.
fn book_of_every_field() -> Book {
    let mut book = book_of([
        person("ana", "Ana Ruiz", |ana| {
            ana.company = "Forno Nero".into();
            ana.role = "pastry chef".into();
            ana.industry = "hospitality".into();
            ana.circles = vec!["mentor".into()];
            ana.tags = vec!["glutenfree".into()];
            ana.emails = vec!["kitchen@bakehouse.example".into()];
            ana.phones = vec!["+44 (0)20 7946-0000".into()];
            ana.links = vec!["https://www.sourdough.example/menu".into()];
            ana.needs = vec!["website".into()];
            ana.offers = vec!["catering".into()];
            ana.steer_clear = vec!["the divorce".into()];
            ana.face = "red glasses".into();
            ana.via = PersonId::new("tom");
            ana.knows = vec![PersonId::new("june")];
            ana.met = Some(Met { event: EventId::new("e"), on: Some(day(2025, 5, 13)), ..Met::default() });
            ana.notes =
                vec![Note { at: Some(stamp(day(2024, 2, 1))), ..note("lost her first shop in the flood") }];
            ana.follow_ups
                .push(domain::FollowUp { what: "send the zeppelin plans".into(), ..Default::default() });
            ana.favours.push(domain::Favour { what: "lent the gazebo".into(), ..Default::default() });
        }),
        person("tom", "Tómas Bergström", |tom| {
            tom.notes = vec![Note { also: vec![PersonId::new("ana")], ..note("quarrelled over marzipan") }];
        }),
        person("june", "Juniper Hale", |_| {}),
    ]);
    book.put(Group { id: GroupId::new("g"), name: "Makers' Guild".into(), ..Group::default() }.into());
    let listed = |name: &str, person: &str| Attendee {
        name: name.into(),
        role: "glazier".into(),
        why: "could mend the skylight".into(),
        person: PersonId::new(person),
        ..Attendee::default()
    };
    book.put(
        Event {
            id: EventId::new("e"),
            name: "Spring Breakfast".into(),
            venue: "Old Fire Station".into(),
            group: GroupId::new("g"),
            date: Some(day(2025, 5, 13)),
            attendees: vec![
                listed("Ana Ruiz", "ana"),
                listed("Zoltán Nagy", ""),
                listed("Gone Away", "gone"),
            ],
            ..Event::default()
        }
        .into(),
    );
    book
}

#[test]
fn every_field_is_searched_and_shown() {
    let book = book_of_every_field();
    for (query, shown) in [
        ("ruiz", "name: Ana [Ruiz]"),
        ("AR", "name: [A]na [R]uiz"),
        ("anar", "name: [Ana] [R]uiz"),
        ("aruiz", "name: [A]na [Ruiz]"),
        ("forno", "company: [Forno] Nero"),
        ("past", "role: [past]ry chef"),
        ("hospital", "industry: [hospital]ity"),
        ("mentors", "circle: [mentor]"),
        ("gluten", "tag: [gluten]free"),
        ("bakehouse", "email: kitchen@[bakehouse].example"),
        ("020 7946", "phone: +44 (0)[20 7946]-0000"),
        ("sourdough", "link: https://www.[sourdough].example/menu"),
        ("websites", "need: [website]"),
        ("catering", "offer: [catering]"),
        ("divorce", "steer clear: the [divorce]"),
        ("glasses", "face: red [glasses]"),
        ("flood", "note: lost her first shop in the [flood]"),
        ("marzipan", "note: quarrelled over [marzipan]"),
        ("february", "date: 1 [February] 2024"),
        ("gazebo", "favour: lent the [gazebo]"),
        ("zeppelin", "follow-up: send the [zeppelin] plans"),
        ("fire station", "event: Spring Breakfast, Old [Fire] [Station], Makers' Guild, 13 May 2025"),
        ("guild", "event: Spring Breakfast, Old Fire Station, Makers' [Guild], 13 May 2025"),
        ("chef may", "role: pastry [chef]"),
        ("introduced tomas", "via: [Tómas] Bergström"),
        ("juniper", "name: [Juniper] Hale"),
        ("bergstroem", "name: Tómas [Bergström]"),
        ("bergtsrom", "name: Tómas [Bergström]"),
        ("brgstrm", "name: Tómas [B]e[rgstr]ö[m]"),
        ("skylight", "why: could mend the [skylight]"),
        ("zoltan", "name: [Zoltán] Nagy"),
        ("gone", "name: [Gone] Away"),
        ("nobody", ""),
        ("", ""),
    ] {
        println!("{query}");
        check_shown(&book, query, shown);
    }
    let marzipan = names(&book, "marzipan");
    assert_eq!(marzipan.len(), 2, "a note about two people finds both: {marzipan:?}");
    assert_eq!(names(&book, "ruiz"), ["Ana Ruiz"], "who is one of my people is not found on the list again");
}

#[test]
fn a_long_note_is_cut_around_the_match() {
    let long =
        format!("{} the ñandú\nran away {}", "words before it ".repeat(20), "and words after ".repeat(20));
    let book = book_of([person("a", "Ana", |ana| ana.notes = vec![note(&long)])]);
    check_shown(
        &book,
        "nandu",
        "note: …it words before it  the [ñandú] ran away and words after and words after and words after and…",
    );
}

#[test]
fn names_come_first_then_exact_words_then_the_newest_contact() {
    let met = |id: &str, name: &str, year: i16| {
        person(id, name, |person| person.met = Some(Met { on: Some(day(year, 3, 1)), ..Met::default() }))
    };
    let book = book_of([
        met("1", "Rosa Blum", 2023),
        met("2", "Rosa Vidal", 2025),
        met("3", "Rosalind Hart", 2026),
        met("4", "Lena Rosa", 2026),
        met("5", "Primrosa Lee", 2026),
        person("6", "Ada", |ada| ada.notes = vec![note("rosa is a colour")]),
        met("7", "Roza Karimova", 2026),
    ]);
    let order =
        ["Rosa Vidal", "Rosa Blum", "Lena Rosa", "Rosalind Hart", "Primrosa Lee", "Ada", "Roza Karimova"];
    assert_eq!(names(&book, "rosa"), order);
}

#[test]
fn names_heard_wrong_are_found() {
    let meant = [
        ("jhon", "John Abernathy"),
        ("kathrin", "Katherine Osei"),
        ("shawn", "Sean Gallagher"),
        ("muller", "Jörg Müller"),
        ("mueller", "Jörg Müller"),
        ("cristoff", "Christophe Lambertin"),
        ("nguyen", "Nguyễn Thị Mai"),
        ("geoff", "Jeff Plimsoll"),
        ("stephen", "Steven Achterberg"),
        ("meyer", "Ruth Maier"),
        ("sofia", "Sophia Papadaki"),
        ("mohamed", "Muhammad Rahimi"),
        ("bob", "Robert Quill"),
        ("liz", "Elizabeth Fairweather"),
        ("müller", "Hans Mueller"),
    ];
    for (heard, name) in meant {
        // Alone, so that nothing but the way there is tested.
        assert_eq!(names(&book_of([person("x", name, |_| {})]), heard), [name], "{heard}");
    }
}

#[test]
fn a_change_is_followed_through_the_book() {
    let mut book = book_of([person("a", "Ana", |_| {}), person("b", "Bo", |bo| bo.via = PersonId::new("a"))]);
    let mut index = Index::build(&book);
    let mut finder = Finder::default();
    let edit = book.edit_person(&PersonId::new("a"), |ana| ana.name = "Zuleika".into()).unwrap();
    book.apply(&Change::new("rename").with(edit));
    assert_eq!(finder.find(&index, &book, "zuleika", 5), []);
    index.update(&book, &Key::Person(PersonId::new("a")));
    let found = finder.find(&index, &book, "zuleika", 5);
    assert_eq!(found.len(), 2, "herself and whom she introduced: {found:?}");
    let before = book.record(&Key::Person(PersonId::new("b"))).unwrap();
    book.apply(&Change::new("remove").with(Edit::remove(before)));
    assert_eq!(finder.find(&index, &book, "zuleika", 5).len(), 1, "an index behind the book finds no ghosts");
}

#[test]
fn an_index_can_be_built_on_a_worker() {
    fn check<T: Send>() {}
    check::<Index>();
    check::<Finder>();
}
