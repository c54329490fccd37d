//! What a key waits for at 10,000 people, 50,000 notes and 30,000 favours: a line that is kept, and every screen that
//! reads all records, as it opens and after a change under it. `cargo bench --bench panes [PEOPLE]`.
//!
//! Each figure is that of the slowest key, from the message to the drawn frame; the fastest round of each key counts, in
//! time of the processor where the system tells it, so that a noisy neighbour does not. What is found out off the
//! screen's thread is timed apart. The floor is one look at
//! every note, favour and guest of the same book in the same run; what takes longer than a frame of 60 a second is marked.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench prints, and stops when it cannot go on"
)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use mingle::domain::{
    self, Attendee, AttendeeStatus, Book, Day, Event, EventId, FavourKind, FavourState, FollowUp, FollowUpId,
    Group, GroupId, Intent, IntentWhy, Met, NoteKind, Now, Person, PersonId, Record, Side, Stamp,
};
use mingle::matching::Thesaurus;
use mingle::settings::{Settings, Theme};
use mingle::ui::{App, Effect, Folded, Key, Matched, Msg, Outcome, Start, Viewport, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

#[path = "../src/search/tests/crowd.rs"]
mod crowd;

const ROUNDS: usize = 5;
/// A frame of 60 a second.
const FRAME: Duration = Duration::from_millis(16);
/// How many stand on tonight's list; half of them are known.
const GUESTS: usize = 2_000;
/// How many stand on a long list that comes in, and how many of them at once.
const LIST: usize = 100_000;
const BATCH: usize = 256;

const PANES: &[(&str, &[&str])] = &[
    ("circle", &["g", "c"]),
    ("groups", &["g", "o"]),
    ("events", &["g", "e"]),
    ("notes that come back", &["g", "n"]),
    ("ledger", &["g", "l"]),
    ("who led to whom", &["g", "t"]),
    ("agenda", &["g", "a"]),
    ("gifts", &["g", "f"]),
    ("brief", &["g", "b"]),
    ("review", &["g", "v"]),
    ("doubles", &["g", "d"]),
];

fn main() {
    let people = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(10_000);
    let book = lived_in(people);
    let floor = (0..ROUNDS).map(|_| timed(|| look(&book))).min().unwrap_or_default();
    println!(
        "{people} people, {} notes, {} favours; {GUESTS} guests, half of them known",
        book.notes().count(),
        book.favours().count()
    );
    println!("{:<42} {:>9}", "floor: every record looked at once", shown(floor));
    let line = |what: &str, took: &Took| {
        let own = took.worst();
        let sign = if own > FRAME { "  OVER A FRAME" } else { "" };
        let aside = match took.aside {
            Duration::ZERO => String::new(),
            aside => format!("  (and {} elsewhere)", shown(aside)),
        };
        let ratio = own.as_secs_f64() / floor.as_secs_f64();
        println!("{what:<42} {:>9}  {ratio:>6.1} x floor{sign}{aside}", shown(own));
    };
    let rounds = |screen: &mut Screen, act: &mut dyn FnMut(&mut Screen, usize) -> Took| {
        let mut best = Took::default();
        for round in 0..ROUNDS {
            best.keep_fastest(act(screen, round));
            screen.clear();
        }
        best
    };
    let matched = || Matched::of(&book, Thesaurus::built_in());
    let mut screen = Screen::new(&book, matched(), Some("summit"));
    line(
        "coming to the event",
        &rounds(&mut Screen::new(&book, matched(), None), &mut |screen, _| {
            screen.keys(&["n", "S", "u", "m", "m", "enter"])
        }),
    );
    for (what, text) in [
        ("a line is kept, with a need", "Grace Thornton; needs a website for the shop"),
        ("a line is kept, with a plain note", "Pilar; moved here last year"),
        ("a line is kept, about somebody new", "Zuzka Quill, glazier; needs a bookkeeper"),
    ] {
        line(what, &rounds(&mut screen, &mut |screen, _| screen.jot(text)));
    }
    line("a guest is checked in", &rounds(&mut screen, &mut |screen, _| screen.keys(&["j", "m"])));
    let told = |screen: &mut Screen, round| screen.told(&book, round);
    line(
        "a need of somebody comes from a file",
        &rounds(&mut screen, &mut |screen, round| told(screen, round)),
    );
    line("my own needs come from a file", &rounds(&mut screen, &mut Screen::mine));
    long_list(&book, &line);
    let mut everyone = Screen::new(&book, matched(), None);
    line(
        "with everyone: a line is kept",
        &rounds(&mut everyone, &mut |screen, _| screen.jot("Grace; needs a website")),
    );
    for (what, keys) in PANES {
        line(&format!("{what}: opens"), &rounds(&mut screen, &mut |screen, _| screen.keys(keys)));
        let under = &mut |screen: &mut Screen, round| {
            screen.keys(keys);
            told(screen, round)
        };
        line(&format!("{what}: a change under it"), &rounds(&mut screen, under));
        let down = &mut |screen: &mut Screen, _| {
            screen.keys(keys);
            screen.keys(&["j", "j", "pgdn"])
        };
        line(&format!("{what}: steps down"), &rounds(&mut screen, down));
    }
}

/// A long list comes in, stands there and is taken back: the longest single step of each.
fn long_list(book: &Book, line: &dyn Fn(&str, &Took)) {
    let list: Vec<Record> = (0..LIST).map(guest).collect();
    let mut screen = Screen::new(book, Matched::of(book, Thesaurus::built_in()), None);
    let mut took: [Took; 5] = Default::default();
    for _ in 0..2 {
        let batches = |batches: &mut dyn FnMut(&[Record]) -> Msg| list.chunks(BATCH).map(batches).collect();
        let round = [
            screen.many(batches(&mut |batch| Msg::Records(batch.to_vec()))),
            screen.jot("Pilar; moved here last year"),
            screen.keys(&["s", "s", "s", "j", "k"]),
            screen.keys(&["/", "r", "o", "e", "9", "esc", "esc"]),
            screen.many(batches(&mut |batch| Msg::Gone(batch.iter().map(Record::key).collect()))),
        ];
        for (best, round) in took.iter_mut().zip(round) {
            best.keep_fastest(round);
        }
    }
    let [comes, jot, sorted, found, back] = &took;
    line(&format!("a list of {LIST} comes in"), comes);
    line("with it there: a line is kept", jot);
    line("with it there: sorted anew, steps", sorted);
    line("with it there: found by a name", found);
    line(&format!("a list of {LIST} is taken back"), back);
}

fn guest(number: usize) -> Record {
    let person = Person {
        company: format!("Company {number} Ltd"),
        role: format!("head of {number}"),
        emails: vec![format!("guest.roe{number}@mail.example")],
        ..Person::named(PersonId::new(&format!("guest-roe{number}-k3f9")), &format!("Guest Roe{number}"))
    };
    person.into()
}

/// How long each key took, and what was found out elsewhere.
#[derive(Default)]
struct Took {
    keys: Vec<Duration>,
    aside: Duration,
}

impl Took {
    fn worst(&self) -> Duration {
        self.keys.iter().max().copied().unwrap_or_default()
    }

    /// Takes the fastest round of each key.
    fn keep_fastest(&mut self, round: Self) {
        if self.keys.len() != round.keys.len() {
            *self = round;
            return;
        }
        for (best, took) in self.keys.iter_mut().zip(round.keys) {
            *best = (*best).min(took);
        }
        self.aside = self.aside.min(round.aside);
    }

    fn add(&mut self, other: Self) {
        self.keys.extend(other.keys);
        self.aside = self.aside.max(other.aside);
    }
}

/// The time that this thread has had of a processor, else the time of day.
enum Clock {
    Own(Duration),
    Day(Instant),
}

impl Clock {
    fn now() -> Self {
        own_time().map_or_else(|| Self::Day(Instant::now()), Self::Own)
    }

    fn elapsed(&self) -> Duration {
        match self {
            Self::Own(start) => own_time().unwrap_or_default().saturating_sub(*start),
            Self::Day(start) => start.elapsed(),
        }
    }
}

/// What Linux tells of the thread that asks: nanoseconds on a processor come first.
#[expect(clippy::disallowed_methods, reason = "a bench asks the system itself")]
fn own_time() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

struct Screen {
    app: App,
    terminal: Terminal<TestBackend>,
}

impl Screen {
    fn new(book: &Book, matched: Matched, event: Option<&str>) -> Self {
        let mut app = App::new(Start {
            now: now(),
            seed: 7,
            settings: Settings::default(),
            theme: Theme::default(),
            event: event.map(EventId::new),
            data: "/data".into(),
            demo: false,
        });
        let people = book.people().cloned().map(Record::Person);
        let events = book.events().cloned().map(Record::Event);
        let groups = book.groups().cloned().map(Record::Group);
        let all = [Record::Me(book.me().clone())].into_iter().chain(people).chain(events).chain(groups);
        app.update(Msg::Records(all.collect()), now());
        app.update(Msg::LoadEnd, now());
        app.update(Msg::Folded(Box::new(Folded::of(book))), now());
        app.update(Msg::Matched(Box::new(matched)), now());
        let mut screen =
            Self { app, terminal: Terminal::new(TestBackend::new(120, 40)).expect("a screen in memory") };
        screen.clear();
        if event.is_none() {
            screen.keys(&["n", "down", "enter"]);
        }
        screen
    }

    /// Takes a message and draws. What comes back from elsewhere is a message of its own.
    fn tell(&mut self, msg: Msg) -> Took {
        let start = Clock::now();
        let mut effects = self.app.update(msg, now());
        effects.extend(self.draw());
        let mut took = Took { keys: vec![start.elapsed()], aside: Duration::ZERO };
        for effect in effects {
            let start = Clock::now();
            let (msg, then) = match effect {
                Effect::Save { ticket, .. } => (Msg::Done(Outcome::Saved { ticket, result: Ok(None) }), None),
                Effect::Doubles(book) => (Msg::doubles(&book), None),
                Effect::WorkOut(work) => (Msg::Worked(Box::new(work.done())), None),
                Effect::Fold(book) => {
                    let matched = Msg::Matched(Box::new(Matched::of(&book, Thesaurus::built_in())));
                    (Msg::Folded(Box::new(Folded::of(&book))), Some(matched))
                }
                _ => continue,
            };
            let aside = start.elapsed();
            for msg in [Some(msg), then].into_iter().flatten() {
                took.add(self.tell(msg));
            }
            took.aside = if aside > Duration::from_millis(1) { took.aside.max(aside) } else { took.aside };
        }
        took
    }

    fn draw(&mut self) -> Vec<Effect> {
        let effects = self.app.settle();
        let mut viewport = Viewport::default();
        self.terminal.draw(|frame| viewport = view(&self.app, frame)).expect("memory takes every frame");
        self.app.drawn(viewport);
        effects
    }

    /// A great many records come or go.
    fn many(&mut self, batches: Vec<Msg>) -> Took {
        let mut took = Took::default();
        let all = [Msg::ManyBegin].into_iter().chain(batches).chain([Msg::ManyEnd]);
        all.for_each(|msg| took.add(self.tell(msg)));
        took
    }

    fn keys(&mut self, keys: &[&str]) -> Took {
        let mut took = Took::default();
        for key in keys {
            took.add(self.tell(Msg::Key(Key::parse(key).expect("a key"))));
        }
        took
    }

    /// A whole line, typed and kept.
    fn jot(&mut self, text: &str) -> Took {
        let mut took = self.keys(&["i"]);
        for ch in text.chars() {
            took.add(self.tell(Msg::Key(Key::char(ch))));
        }
        took.add(self.keys(&["enter"]));
        took
    }

    /// Everything that lies on top goes.
    fn clear(&mut self) {
        self.keys(&["esc", "esc", "esc"]);
    }

    /// Somebody's file was written by another program.
    fn told(&mut self, book: &Book, round: usize) -> Took {
        let id = PersonId::new(&format!("p-{}", round * 10));
        let mut person = Person::clone(book.person(&id).expect("there are so many"));
        person.needs.push(format!("a van for round {round}"));
        self.tell(Msg::Records(vec![person.into()]))
    }

    fn mine(&mut self, round: usize) -> Took {
        let me = Person { needs: vec![format!("a baker number {round}"), "a website".into()], ..me() };
        self.tell(Msg::Records(vec![Record::Me(Arc::new(me))]))
    }
}

fn now() -> Now {
    Now("2026-05-12T08:42:10+01:00[Europe/London]".parse().expect("a time"))
}

fn me() -> Person {
    Person {
        needs: vec!["a bookkeeper".into(), "product photos".into()],
        offers: vec!["websites for small shops".into(), "a logo".into()],
        role: "web designer".into(),
        ..Person::named(PersonId::default(), "Me Myself")
    }
}

/// A crowd that has lived: who knows whom, cadences, lessons, referrals, dues, and a great event today.
fn lived_in(people: usize) -> Book {
    let mut book = crowd::crowd(crowd::Size { people, notes: 5, favours: 3 });
    let mut dice = crowd::Dice(11);
    book.put(Record::Me(Arc::new(me())));
    let old: Vec<Arc<Person>> = book.people().cloned().collect();
    for (number, person) in old.iter().enumerate() {
        let mut person = Person::clone(person);
        person.cadence = ["", "3 months", "6 weeks", "none", "1 year"][number % 5].into();
        person.knows = (0..number % 3).map(|_| PersonId::new(&format!("p-{}", dice.below(people)))).collect();
        person.circles = vec![["peer", "customer", "mentor", "friend", "supplier"][dice.below(5)].into()];
        for (at, note) in person.notes.iter_mut().enumerate() {
            note.kind = match (number + at) % 10 {
                0 => NoteKind::Lesson,
                1 => NoteKind::Opening,
                2 => NoteKind::View,
                _ => NoteKind::Talk,
            };
        }
        let through = (number > 0).then(|| PersonId::new(&format!("p-{}", dice.below(number.max(1)))));
        for (at, favour) in person.favours.iter_mut().enumerate() {
            let on = crowd::day(2025, 1 + i8::try_from(dice.below(12)).unwrap_or(0), 11);
            favour.on = Some(on);
            favour.state =
                [FavourState::Done, FavourState::Promised, FavourState::Thanked, FavourState::Asked]
                    [dice.below(4)]
                .clone();
            favour.done = matches!(favour.state, FavourState::Done | FavourState::Thanked).then_some(on);
            favour.due = (favour.state == FavourState::Promised)
                .then(|| crowd::day(2026, 5, 1 + i8::try_from(dice.below(28)).unwrap_or(0)));
            favour.event = EventId::new(&format!("event-{}", dice.below(36)));
            if at == 0 && number % 20 == 0 {
                favour.kind = FavourKind::Referral;
                favour.side = Side::Receive;
                favour.people = through.iter().cloned().collect();
            }
        }
        person.follow_ups.push(FollowUp {
            id: FollowUpId::new("u"),
            due: Some(crowd::day(2026, 1 + i8::try_from(dice.below(12)).unwrap_or(0), 3)),
            what: "ask how it went".into(),
            ..FollowUp::default()
        });
        book.put(person.into());
    }
    for number in 0..6 {
        let group = Group {
            id: GroupId::new(&format!("group-{number}")),
            name: format!("Group {number}"),
            dues: "220 GBP".into(),
            rhythm: "2 weeks".into(),
            renews: Some(crowd::day(2026, 9, 1)),
            ..Group::default()
        };
        book.put(group.into());
    }
    let events: Vec<Arc<Event>> = book.events().cloned().collect();
    for (number, event) in events.iter().enumerate() {
        let mut event = Event::clone(event);
        event.group = GroupId::new(&format!("group-{}", number % 6));
        event.mood = Some(4);
        event.attendees.extend((0..60).map(|_| known(&book, dice.below(people), AttendeeStatus::Met)));
        book.put(event.into());
    }
    book.put(tonight(&book, people).into());
    book
}

fn known(book: &Book, number: usize, status: AttendeeStatus) -> Attendee {
    let person = book.person(&PersonId::new(&format!("p-{number}"))).expect("there are so many");
    Attendee {
        name: person.name.clone(),
        role: person.role.clone(),
        company: person.company.clone(),
        person: person.id.clone(),
        at: (status == AttendeeStatus::Met).then(|| crowd::stamp(crowd::day(2026, 5, 12))),
        status,
        ..Attendee::default()
    }
}

fn tonight(book: &Book, people: usize) -> Event {
    let intent = |why| Intent { why, count: 3, ..Intent::default() };
    let strangers: Vec<Attendee> =
        book.events().flat_map(|event| event.attendees.clone()).filter(|one| one.person.is_empty()).collect();
    let mut event = Event {
        id: EventId::new("summit"),
        schema: 1,
        name: "Summit".into(),
        date: Some(crowd::day(2026, 5, 12)),
        intents: [IntentWhy::Supplier, IntentWhy::Customer, IntentWhy::Expand, IntentWhy::Referrals]
            .map(intent)
            .into(),
        ..Event::default()
    };
    for at in 0..GUESTS {
        event.attendees.push(if at % 2 == 0 {
            let status = if at % 40 == 0 { AttendeeStatus::Met } else { AttendeeStatus::Expected };
            known(book, (at / 2 * 10) % people, status)
        } else {
            let stranger = &strangers[at % strangers.len()];
            Attendee { email: format!("guest{at}@list.example"), ..stranger.clone() }
        });
    }
    event
}

/// Every day and length of text of every record.
fn look(book: &Book) -> (usize, Option<Day>) {
    let mut letters = 0;
    let mut last = None;
    for person in book.people() {
        letters += person.name.len();
        last = last.max(person.met.as_ref().and_then(|met: &Met| met.on));
        for note in &person.notes {
            letters += note.text.len();
            last = last.max(note.at.map(Stamp::day));
        }
        for favour in &person.favours {
            letters += favour.what.len();
            last = last.max(favour.on).max(favour.done);
        }
    }
    for event in book.events() {
        letters += event.attendees.iter().map(|guest: &domain::Attendee| guest.name.len()).sum::<usize>();
    }
    (letters, last)
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Clock::now();
    black_box(work());
    start.elapsed()
}

fn shown(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}
