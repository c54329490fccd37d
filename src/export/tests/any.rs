//! Records with every key that there is, as a file may have them.

use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::strategy::ValueTree as _;

use crate::domain::{
    Attendee, AttendeeStatus, Book, Clock, Conflict, Day, Event, EventId, FIELDS, Favour, FavourId,
    FavourKind, FavourState, FollowUp, FollowUpId, Group, GroupId, Intent, IntentWhy, Met, Note, NoteId,
    NoteKind, Outcome, Person, PersonId, Record, Side, Size, Stamp, Talk, Unknown,
};

/// A book of files: their folder, id and text.
pub(super) fn of(files: &[(&str, &str, &str)]) -> Book {
    let mut book = Book::default();
    for (folder, id, text) in files {
        match *folder {
            "me" => book.put(Record::Me(Arc::new(toml::from_str(text).unwrap()))),
            "people" => {
                let person: Person = toml::from_str(text).unwrap();
                book.put(Record::from(Person { id: PersonId::new(id), ..person }));
            }
            "events" => {
                let event: Event = toml::from_str(text).unwrap();
                book.put(Record::from(Event { id: EventId::new(id), ..event }));
            }
            "groups" => {
                let group: Group = toml::from_str(text).unwrap();
                book.put(Record::from(Group { id: GroupId::new(id), ..group }));
            }
            _ => {}
        }
    }
    book
}

/// Every text of somebody, with the ids of entries.
pub(super) fn texts(person: &Person) -> Vec<String> {
    let fields = FIELDS.iter().flat_map(|field| match &field.kind {
        crate::domain::FieldKind::Text(get, _) => vec![get(person).clone()],
        crate::domain::FieldKind::List(get, _) => get(person).clone(),
    });
    let notes =
        person.notes.iter().flat_map(|note| [note.id.to_string(), note.text.clone(), note.line.clone()]);
    let favours = person
        .favours
        .iter()
        .flat_map(|favour| [favour.id.to_string(), favour.what.clone(), favour.value.clone()]);
    let todos = person.follow_ups.iter().flat_map(|todo| [todo.id.to_string(), todo.what.clone()]);
    let knows = person.knows.iter().map(ToString::to_string);
    let conflicts = person.conflicts.iter().map(|conflict| conflict.value.clone());
    fields
        .chain(notes)
        .chain(favours)
        .chain(todos)
        .chain(knows)
        .chain(conflicts)
        .filter(|text| !text.is_empty())
        .collect()
}

/// With the letters that formats stumble over.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![2 => Just(String::new()), 3 => word()]
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-zé阮=+@,\"'\\\\:;#|<>\\[\\]-]{0,3}[a-zé阮]{1,6}",
        1 => select(ODD.to_vec()).prop_map(str::to_owned),
    ]
}

/// What people are called, and what stands in records, that programs stumble over.
const ODD: &[&str] = &[
    "محمد الأحمد",
    "דוד כהן",
    "Алексей Иванов",
    "田中 太郎",
    "👩‍🍳 Zoë O’Neil",
    "e\u{301}lan",
    "Ruiz, Ana María",
    "Dr. Ana Ruiz, PhD",
    "=SUM(A1)",
    "+1",
    "-",
    "@ana",
    "'quoted",
    "''=x",
    "=\"0049\"",
    "C:\\new\\n",
    "a\\;b\\,c",
    "Flour; rye",
    "sea, salt \"fine\"",
    "none",
    "null",
    "~",
    "2026-05-05",
    "private",
    "talk",
    "1. one",
    "- item",
    "---",
    "### three",
    "## Notes",
    "**b** `c` ~~d~~ $x$ %%y%% ^z {{t}}",
    "a lot of words, and then some more of them, so that a line is longer than seventy-five octets, 長長長長長長長長",
];

fn lines() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => Just(String::new()),
        24 => "[a-z;,\\\\\"' \n]{0,20}[a-z]",
        4 => select(ODD.to_vec()).prop_map(|line| format!("{line}\n\n### {line}\n---\nkey: {line}\r\n{line}")),
        1 => "[a-zé長👍 ,;]{1500}x",
    ]
}

fn list() -> impl Strategy<Value = Vec<String>> {
    prop::collection::btree_set(word(), 0..3).prop_map(|set| set.into_iter().collect())
}

fn day() -> impl Strategy<Value = Option<Day>> {
    prop::option::of(
        (2020_i16..2027, 1_i8..13, 1_i8..29).prop_map(|(year, month, day)| Day(date(year, month, day))),
    )
}

fn stamp() -> impl Strategy<Value = Option<Stamp>> {
    let at = (day(), 0_i8..24, select(vec![None, Some(7200), Some(-16200)]));
    at.prop_map(|(day, hour, offset)| day.map(|day| Stamp { at: day.0.at(hour, 30, 0, 0), offset }))
}

fn clock() -> impl Strategy<Value = Option<Clock>> {
    prop::option::of((0_i8..24).prop_map(|hour| Clock(jiff::civil::time(hour, 15, 0, 0))))
}

fn one_of<T: Clone + std::fmt::Debug + 'static>(all: &[T]) -> impl Strategy<Value = T> + use<T> {
    select(all.to_vec())
}

const PEOPLE: &[&str] = &["ana-1111", "bo-2222", "cy-3333", "di-4444", "ed-5555", "flo-6666"];
const EVENTS: &[&str] = &["fair-1111", "supper-2222"];
const GROUPS: &[&str] = &["guild-1111", "club-2222"];

fn people() -> impl Strategy<Value = Vec<PersonId>> {
    subsequence(PEOPLE.to_vec(), 0..3).prop_map(|ids| ids.into_iter().map(PersonId::new).collect())
}

fn event_id() -> impl Strategy<Value = EventId> {
    select(vec!["", EVENTS[0], EVENTS[1]]).prop_map(EventId::new)
}

fn note() -> impl Strategy<Value = Note> {
    let says = (stamp(), event_id(), one_of(NoteKind::ALL), lines(), lines(), people());
    (says, prop::bool::weighted(0.2), day()).prop_map(
        |((at, event, kind, text, line, also), private, used)| {
            // A note says something.
            let text = if text.is_empty() && line.is_empty() { "so".to_owned() } else { text };
            Note { at, event, kind, text, line, also, private, used, ..Note::default() }
        },
    )
}

fn favour() -> impl Strategy<Value = Favour> {
    let is = (one_of(Side::ALL), one_of(FavourState::ALL), one_of(FavourKind::ALL), one_of(Size::ALL));
    let days = (day(), day(), day(), day(), day(), day());
    let of = (word(), people(), event_id(), select(vec!["", "ana-1111/f0", "cy-3333/f1"]), text());
    (is, days, of, prop::option::of(one_of(Outcome::ALL))).prop_map(|(is, days, of, outcome)| {
        let ((side, state, kind, size), (due, on, done, thanked, closed, outcome_on)) = (is, days);
        let (what, people, event, through, value) = of;
        let id = FavourId::default();
        let through = through.to_owned();
        Favour {
            id,
            side,
            state,
            kind,
            size,
            what,
            people,
            due,
            on,
            done,
            thanked,
            closed,
            event,
            through,
            outcome,
            outcome_on,
            value,
            unknown: Unknown::default(),
        }
    })
}

fn conflicts() -> impl Strategy<Value = Vec<Conflict>> {
    let conflict = (select(vec!["company", "note.n0.text"]), word(), text(), stamp());
    let conflict = conflict.prop_map(|(field, value, place, when)| Conflict {
        field: field.to_owned(),
        value,
        place,
        when,
        unknown: Unknown::default(),
    });
    prop::collection::vec(conflict, 0..2)
}

fn person() -> impl Strategy<Value = Person> {
    let lines = (word(), text(), text(), text(), text(), select(vec!["", "3 months", "none"]));
    let lists = (list(), list(), list(), list(), list());
    let ways = (
        subsequence(vec!["a@x.example", "b@x.example", "Ana.C+d@exämple.example"], 0..3),
        subsequence(vec!["+44 20 7946 0018", "020 7946 0019 ext. 5", "(030) 12345,,6"], 0..3),
        subsequence(vec!["https://x.example/in/ana", "https://x.example/?a=1,2;3&b=c#d"], 0..3),
    );
    let marks = subsequence(vec!["row 00f1c2d3a4b5", "company 1a2b3c4d 5e6f7081"], 0..=2);
    let ties = (people(), people(), people(), prop::option::of((event_id(), day())), marks);
    let follow_up = (day(), word(), day()).prop_map(|(due, what, done)| FollowUp {
        due,
        what,
        done,
        ..FollowUp::default()
    });
    let entries = (
        prop::collection::vec(note(), 0..3),
        prop::collection::vec(favour(), 0..3),
        prop::collection::vec(follow_up, 0..3),
        conflicts(),
    );
    (lines, lists, ways, ties, entries).prop_map(|(lines, lists, ways, ties, entries)| {
        let (name, company, role, industry, face, cadence) = lines;
        let (needs, offers, steer_clear, tags, circles) = lists;
        let (knows, via, not_same, met, marks) = ties;
        let (mut notes, mut favours, mut follow_ups, conflicts) = entries;
        notes.iter_mut().enumerate().for_each(|(at, one)| one.id = NoteId::new(&format!("n{at}")));
        favours.iter_mut().enumerate().for_each(|(at, one)| one.id = FavourId::new(&format!("f{at}")));
        follow_ups.iter_mut().enumerate().for_each(|(at, one)| one.id = FollowUpId::new(&format!("u{at}")));
        let some = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect();
        Person {
            id: PersonId::default(),
            schema: 1,
            name,
            company,
            role,
            industry,
            circles,
            tags,
            emails: some(ways.0),
            phones: some(ways.1),
            links: some(ways.2),
            needs,
            offers,
            steer_clear,
            knows,
            via: via.into_iter().next().unwrap_or_default(),
            not_same,
            cadence: cadence.to_owned(),
            face,
            met: met.map(|(event, on)| Met { event, on, ..Met::default() }),
            goals: Vec::new(),
            notes,
            favours,
            follow_ups,
            imported: some(marks),
            conflicts,
            unknown: Unknown::default(),
        }
    })
}

fn event() -> impl Strategy<Value = Event> {
    let guest = (
        word(),
        (text(), text(), text()),
        select(vec!["", PEOPLE[0], PEOPLE[1]]),
        one_of(AttendeeStatus::ALL),
        stamp(),
    );
    let guest = guest.prop_map(|(name, (company, role, why), person, status, at)| Attendee {
        was: (status == AttendeeStatus::Absent).then_some(AttendeeStatus::Wanted),
        email: if person.is_empty() { format!("{name}@x.example") } else { String::new() },
        name,
        company,
        role,
        person: PersonId::new(person),
        status,
        formerly: if why.is_empty() { Vec::new() } else { vec![format!("{why}@old.example")] },
        why,
        at,
        unknown: Unknown::default(),
    });
    let guests = prop::collection::vec(guest, 0..4).prop_map(|mut guests| {
        let mut seen = std::collections::HashSet::new();
        guests.retain(|guest: &Attendee| seen.insert((guest.name.clone(), guest.person.clone())));
        let mut people = std::collections::HashSet::new();
        guests.retain(|guest| guest.person.is_empty() || people.insert(guest.person.clone()));
        guests
    });
    let intent = (one_of(IntentWhy::ALL), 0_u32..5, text()).prop_map(|(why, count, missed)| Intent {
        why,
        count,
        missed,
        unknown: Unknown::default(),
    });
    let talk = (word(), text(), list()).prop_map(|(title, speaker, lessons)| Talk {
        title,
        speaker,
        lessons,
        unknown: Unknown::default(),
    });
    let talks = prop::collection::vec(talk, 0..2);
    let says = (word(), text(), text(), select(vec!["", GROUPS[0]]), day(), clock(), clock());
    let felt = (prop::option::of(0_u8..20), prop::option::of(1_u8..6), prop::option::of(0_u8..=10));
    (says, felt, guests, prop::collection::vec(intent, 0..3), talks, conflicts()).prop_map(
        |(says, felt, attendees, intents, talks, conflicts)| {
            let (name, venue, cost, group, date, start, end) = says;
            let calendar = end.map(|_| crate::domain::Invitation {
                uid: format!("{name}@calendar.example"),
                sequence: Some(3),
                venue: cost.clone(),
                date,
                start,
                ..crate::domain::Invitation::default()
            });
            Event {
                id: EventId::default(),
                schema: 1,
                calendar,
                name,
                date,
                start,
                end,
                venue,
                group: GroupId::new(group),
                intents,
                cost,
                hours: felt.0.map(|quarters| f64::from(quarters) / 4.0),
                mood: felt.1,
                room_known: felt.2.map(|tenths| f64::from(tenths) / 10.0),
                attendees,
                talks,
                conflicts,
                unknown: Unknown::default(),
            }
        },
    )
}

fn group() -> impl Strategy<Value = Group> {
    let says =
        (word(), text(), select(vec!["", "250 EUR", "1200.50 GBP"]), select(vec!["", "year", "month"]));
    (says, day(), select(vec!["", "2 months"]), conflicts()).prop_map(|(says, renews, rhythm, conflicts)| {
        let (name, chapter, dues, per) = says;
        let (dues, per, rhythm) = (dues.to_owned(), per.to_owned(), rhythm.to_owned());
        Group {
            id: GroupId::default(),
            schema: 1,
            name,
            chapter,
            dues,
            per,
            renews,
            rhythm,
            conflicts,
            unknown: Unknown::default(),
        }
    })
}

/// So many people, all different as far as chance goes.
pub(super) fn crowd(count: usize) -> Book {
    let mut runner = proptest::test_runner::TestRunner::default();
    let mut book = Book::default();
    for at in 0..count {
        let made = person().new_tree(&mut runner).unwrap().current();
        let id = PEOPLE.get(at).map_or_else(|| format!("p{at:04}-aaaa"), |id| (*id).to_owned());
        book.put(Record::from(with_own_entries(made, &id)));
    }
    book
}

/// Keys that no version knows, as somebody writes them.
fn unknown() -> impl Strategy<Value = Unknown> {
    let keys = [
        "shoes = 38\nborn = 1980-02-03\n",
        "born = '1980-02-03'\nown_id = 'x'\nschema_of_mine = 2.5\nvip = false\n",
        "clock = 07:30:00\nlist = [1, 'x', 2026-05-12T08:42:10+01:00, ['2026-05-12']]\n",
        "[[pet]]\nname = 'Bo'\nborn = 2020-01-01\n[house]\n'$toml' = 'x'\nsize = -inf\n",
        "'key with blanks' = \"two\\nlines\"\n",
    ];
    prop_oneof![8 => Just(""), 2 => select(keys.to_vec())].prop_map(|text| toml::from_str(text).unwrap())
}

/// A person of that id; as chance makes them, ids of notes are of one person only.
fn with_own_entries(mut person: Person, id: &str) -> Person {
    person.id = PersonId::new(id);
    for note in &mut person.notes {
        note.id = NoteId::new(&format!("{}-{id}", note.id));
    }
    for follow_up in &mut person.follow_ups {
        follow_up.id = FollowUpId::new(&format!("{}-{id}", follow_up.id));
    }
    person
}

/// Some of the people, events and groups that there may be, and my card.
pub(super) fn book() -> impl Strategy<Value = Book> {
    let people =
        (prop::collection::vec(person(), PEOPLE.len()), subsequence(PEOPLE.to_vec(), 0..=PEOPLE.len()));
    let events =
        (prop::collection::vec(event(), EVENTS.len()), subsequence(EVENTS.to_vec(), 0..=EVENTS.len()));
    let groups =
        (prop::collection::vec(group(), GROUPS.len()), subsequence(GROUPS.to_vec(), 1..=GROUPS.len()));
    let me = prop::option::of((person(), list()));
    let unknown = prop::collection::vec(unknown(), 7);
    (people, events, groups, me, unknown).prop_map(|(people, mut events, mut groups, me, unknown)| {
        let mut book = Book::default();
        let mut unknown = unknown.into_iter().cycle();
        let mut put = |place: &mut Unknown| *place = unknown.next().unwrap_or_default();
        events.0.iter_mut().for_each(|one| one.unknowns_mut().for_each(&mut put));
        groups.0.iter_mut().for_each(|one| one.unknowns_mut().for_each(&mut put));
        for (mut person, id) in people.0.into_iter().zip(people.1) {
            person.unknowns_mut().for_each(&mut put);
            book.put(Record::from(with_own_entries(person, id)));
        }
        for (event, id) in events.0.into_iter().zip(events.1) {
            book.put(Record::from(Event { id: EventId::new(id), ..event }));
        }
        for (group, id) in groups.0.into_iter().zip(groups.1) {
            book.put(Record::from(Group { id: GroupId::new(id), ..group }));
        }
        if let Some((me, goals)) = me {
            book.put(Record::Me(Arc::new(Person { goals, ..me })));
        }
        book
    })
}
