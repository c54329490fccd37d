//! Every step by its rule; what is answered, left for later or undone.

use std::sync::LazyLock;

use super::*;
use crate::domain::{Change, Day, IdMaker, Now, Record};
use crate::ledger::Points;
use crate::matching::{Matcher, Offers, Thesaurus};

static MATCHER: LazyLock<Matcher> = LazyLock::new(|| Matcher::new(Thesaurus::built_in()));

/// A review over records written as TOML, answered step by step.
struct Evening {
    book: Book,
    seen: BTreeMap<String, String>,
}

const EVENT: &str = "name = 'Supper'\ndate = 2026-05-12\nstart = 19:00:00\nend = 22:30:00\n";

impl Evening {
    fn new(event: &str, people: &[(&str, &str)]) -> Self {
        let mut book = Book::default();
        let mut supper: Event = toml::from_str(&format!("{EVENT}{event}")).unwrap();
        supper.id = EventId::new("e");
        book.put(supper.into());
        book.put(Record::Me(std::sync::Arc::new(Person {
            needs: vec!["a website".into()],
            ..Person::default()
        })));
        for (id, text) in people {
            let mut person: Person = toml::from_str(text).unwrap();
            person.id = crate::domain::PersonId::new(id);
            book.put(person.into());
        }
        Self { book, seen: BTreeMap::new() }
    }

    fn now() -> Now {
        Now("2026-05-13T08:00:00+01:00[Europe/London]".parse().unwrap())
    }

    fn review(&self) -> Review {
        let matcher: &Matcher = &MATCHER;
        let offers = Offers::build(matcher, &self.book);
        let points = Points::default();
        let today = Day("2026-05-13".parse().unwrap());
        let room = Room { book: &self.book, matcher, offers: &offers, points: &points, today };
        review(self.book.event(&EventId::new("e")).unwrap(), &room, &self.seen)
    }

    fn ids(&self) -> Vec<String> {
        self.review().steps.into_iter().map(|step| step.id).collect()
    }

    /// Answers a step with one of its keys; says what changed.
    #[track_caller]
    fn answer(&mut self, id: &str, key: char, typed: &str) -> Result<Option<Change>, Wrong> {
        let review = self.review();
        let step = review
            .steps
            .iter()
            .find(|step| step.id == id)
            .unwrap_or_else(|| panic!("no {id} in {:?}", self.ids()));
        let answer = step.answers.iter().find(|answer| answer.key == key).unwrap();
        let (now, mut ids) = (Self::now(), IdMaker::new(7));
        let mut given = Given { event: &review.event, typed, book: &self.book, now: &now, ids: &mut ids };
        let made = given.change(&answer.act)?;
        if let Some(change) = &made {
            self.book.apply(change);
        }
        self.seen.insert(flag(&review.event, id), settled(&answer.act).to_owned());
        Ok(made)
    }

    fn person(&self, id: &str) -> &Person {
        self.book.person(&crate::domain::PersonId::new(id)).unwrap()
    }
}

const MET: &str = "met = { event = 'e', on = 2026-05-12 }\n";
/// Nothing is asked of the evening itself.
const QUIET: &str = "hours = 2.5\nmood = 4\nroom_known = 0.3\n";

fn note(text: &str) -> String {
    format!("[[note]]\nid = 'n'\nevent = 'e'\nat = 2026-05-12T20:00:00Z\ntext = {text:?}\n")
}

/// The questions about one note of Ana's.
#[track_caller]
fn check_note(text: &str, expect: &[&str]) {
    let evening = Evening::new(
        QUIET,
        &[("ana", &format!("name = 'Ana Ruiz'\nemails = ['a@b.example']\n{}", note(text)))],
    );
    let review = evening.review();
    let notes = review.steps.iter().filter(|step| step.kind == StepKind::Note);
    let said: Vec<&str> = notes.map(|step| step.question.as_str()).collect();
    assert_eq!(said, expect, "{text}");
}

#[test]
fn loose_notes_are_read_as_the_capture_line_reads_them() {
    check_note(
        "she is looking for premises near the station",
        &["Ana Ruiz: a need: premises near the station?"],
    );
    check_note("Lost her shop. Ana needs a till, and soon", &["Ana Ruiz: a need: a till?"]);
    check_note(
        "I should send her the deck by fri",
        &["Ana Ruiz: a promise of yours: send her the deck, by Fri?"],
    );
    check_note("I owe her a map", &["Ana Ruiz: a promise of yours: bring her a map?"]);
    check_note(
        "will introduce me to her printer",
        &["Ana Ruiz: a promise of theirs: introduce me to her printer?"],
    );
    check_note("learned that rye keeps", &["Ana Ruiz: a lesson: rye keeps?"]);
    check_note("follow up on the oven in 2 weeks", &["Ana Ruiz: to follow up 26 May: the oven?"]);
    check_note("she needs to think about it", &[]);
    check_note("wants to go home", &[]);
    check_note("nice talk about dogs", &[]);
    check_note("I should be going", &[]);
    check_note("", &[]);
}

#[test]
fn what_is_noted_already_is_not_asked() {
    let ana = format!("name = 'Ana'\nneeds = ['Premises']\n{}", note("looking for premises"));
    assert!(!Evening::new(QUIET, &[("ana", &ana)]).ids().iter().any(|id| id.starts_with("note/")));
}

#[test]
fn an_answer_is_kept_and_undone_it_is_asked_again() {
    let ana = format!("name = 'Ana'\n{}", note("looking for premises"));
    let mut evening = Evening::new(QUIET, &[("ana", &ana)]);
    let before = evening.review();
    assert_eq!((before.done, before.steps[0].id.as_str()), (0, "note/ana/n/0-0"));
    let change = evening.answer("note/ana/n/0-0", 'y', "").unwrap().unwrap();
    assert_eq!(evening.person("ana").needs, ["premises"]);
    assert_eq!((evening.review().done, evening.review().total()), (1, before.total()));
    evening.book.apply(&change.invert());
    assert_eq!(evening.review().steps[0].id, "note/ana/n/0-0", "undone, so asked again");
    evening.answer("note/ana/n/0-0", 'n', "").unwrap();
    assert_eq!(
        (evening.review().done, evening.person("ana").needs.len()),
        (1, 0),
        "only a note: not asked again"
    );
}

#[test]
fn what_is_left_for_later_is_counted_and_comes_back() {
    let mut evening = Evening::new("", &[]);
    evening.seen.insert(flag(&EventId::new("e"), "mood"), LATER.into());
    evening.seen.insert(flag(&EventId::new("another"), "hours"), LATER.into());
    let review = evening.review();
    assert_eq!((review.done, review.later, review.total()), (1, 1, 2));
    assert_eq!(evening.ids(), ["hours"]);
    evening.seen.insert(flag(&EventId::new("e"), "mood"), String::new());
    assert_eq!((evening.ids(), evening.review().done), (vec!["hours".to_owned(), "mood".to_owned()], 0));
}

#[test]
fn somebody_without_a_name_is_found_on_the_list() {
    let list = format!(
        "{QUIET}[[attendee]]\nname='tall baker'\nperson='baker'\nstatus='met'\nat=2026-05-12T19:30:00Z\n\
         [[attendee]]\nname='Anselm Rook'\nrole='baker'\ncompany='Northgate Rye'\nemail='rook@rye.example'\n\
         [[attendee]]\nname='Tom'\nrole='welder'\n"
    );
    let mut evening = Evening::new(&list, &[("baker", &format!("name='tall baker'\n{MET}"))]);
    let step = evening.review().steps.into_iter().next().unwrap();
    assert_eq!(step.answers[0].words, "this is Anselm Rook, baker, Northgate Rye (on the list; baker)");
    let before = evening.book.clone();
    let change = evening.answer("name/baker", 'y', "").unwrap().unwrap();
    let baker = evening.person("baker");
    assert_eq!((baker.name.as_str(), baker.company.as_str()), ("Anselm Rook", "Northgate Rye"));
    assert_eq!(baker.emails, ["rook@rye.example"]);
    let event = evening.book.event(&EventId::new("e")).unwrap();
    let lines: Vec<_> =
        event.attendees.iter().map(|line| (line.name.as_str(), line.status.as_str())).collect();
    assert_eq!(lines, [("Anselm Rook", "met"), ("Tom", "expected")]);
    assert!(event.attendees[0].at.is_some(), "when they were met stays known");
    evening.book.apply(&change.invert());
    assert_eq!(evening.book, before);
    // Or it is somebody else, whose name is typed.
    assert_eq!(evening.answer("name/baker", 'n', " "), Err(Wrong::Empty));
    evening.answer("name/baker", 'n', "Kofi Mensah").unwrap();
    assert_eq!(evening.person("baker").name, "Kofi Mensah");
}

#[test]
fn two_who_fit_equally_are_not_guessed() {
    let list = format!("{QUIET}[[attendee]]\nname='A'\nrole='baker'\n[[attendee]]\nname='B'\nrole='baker'\n");
    let evening = Evening::new(&list, &[("baker", &format!("name='tall baker'\n{MET}"))]);
    let step = evening.review().steps.into_iter().next().unwrap();
    assert_eq!(step.answers.iter().map(|answer| answer.key).collect::<String>(), "nw");
}

#[test]
fn somebody_without_a_name_is_somebody_i_know() {
    let known = [
        ("baker", format!("name='tall baker'\nneeds=['a till']\n{MET}{}", note("second shop near the station"))),
        (
            "ana",
            "name='Ana Ruiz'\nrole='baker'\n[[note]]\nid='m'\nat=2026-03-02T10:00:00Z\ntext='opens near the station'".to_owned(),
        ),
        ("bo", "name='Bo Baker'\nrole='baker'".to_owned()),
    ];
    let people: Vec<(&str, &str)> = known.iter().map(|(id, text)| (*id, text.as_str())).collect();
    let list = format!(
        "{QUIET}[[attendee]]\nname='tall baker'\nperson='baker'\nstatus='met'\n[[attendee]]\nname='Dee Dee'\n"
    );
    let mut evening = Evening::new(&list, &people);
    let step = evening.review().steps.into_iter().next().unwrap();
    assert_eq!(step.answers[0].words, "this is Ana Ruiz, baker (you wrote of both: baker, station)");
    let before = evening.book.clone();
    let change = evening.answer("name/baker", 'y', "").unwrap().unwrap();
    assert_eq!(
        (evening.book.people().len(), evening.person("ana").needs.clone()),
        (2, vec!["a till".to_owned()])
    );
    assert_eq!(evening.book.event(&EventId::new("e")).unwrap().attendees[0].person.as_str(), "ana");
    evening.book.apply(&change.invert());
    assert_eq!(evening.book, before);
    // Or whoever is named: by id, by a whole name, by a part that only one has; on the list too.
    let refused = |evening: &mut Evening, typed: &str| {
        evening.answer("name/baker", 'w', typed).unwrap_err().to_string()
    };
    assert!(refused(&mut evening, "Zed").starts_with("nobody is called “Zed”"));
    assert!(
        refused(&mut evening, "e")
            .starts_with("several are called “e”: Bo Baker (bo), Dee Dee (on the list)")
    );
    assert_eq!(refused(&mut evening, " "), "nothing was typed");
    for typed in ["bo", "bo baker", "Bo B"] {
        let change = evening.answer("name/baker", 'w', typed).unwrap().unwrap();
        assert_eq!(evening.person("bo").needs, ["a till"], "{typed}");
        evening.book.apply(&change.invert());
    }
    evening.answer("name/baker", 'w', "dee").unwrap().unwrap();
    assert_eq!(evening.person("baker").name, "Dee Dee");
}

#[test]
fn nobody_is_guessed_from_common_words_or_when_met_here_too() {
    let baker = format!("name='tall baker'\n{MET}{}", note("second shop near the station"));
    let ana = "name='Ana'\nrole='baker'\n[[note]]\nid='m'\ntext='opens near the station'\n";
    let keys = |event: &str, people: &[(&str, &str)]| {
        let review = Evening::new(&format!("{QUIET}{event}"), people).review();
        review.steps[0].answers.iter().map(|answer| answer.key).collect::<String>()
    };
    assert_eq!(keys("", &[("baker", &baker), ("ana", ana)]), "ynw");
    assert_eq!(keys("", &[("baker", &baker), ("ana", ana), ("bo", ana)]), "nw", "two fit");
    let here = "[[attendee]]\nname='Ana'\nperson='ana'\nstatus='met'\n";
    assert_eq!(keys(here, &[("baker", &baker), ("ana", ana)]), "nw", "Ana was there herself");
    assert_eq!(
        keys("", &[("baker", &baker), ("ana", "name='Ana'\nrole='baker'")]),
        "nw",
        "one word is not enough"
    );
}

#[test]
fn doubles_are_made_one_or_said_to_be_two() {
    let alike = || {
        Evening::new(
            "",
            &[
                (
                    "ana",
                    "name = 'Ana Ruiz'\nemails = ['ana@forno.example']\nmet = { event = 'e', on = 2026-05-12 }",
                ),
                ("anna", "name = 'Anna Ruiz'\nemails = ['ana@forno.example']\nneeds = ['a till']"),
            ],
        )
    };
    let mut evening = alike();
    let step = evening.ids().into_iter().find(|id| id.starts_with("double/")).unwrap();
    let change = evening.answer(&step, 'y', "").unwrap().unwrap();
    let left: Vec<&str> = evening.book.people().map(|person| person.id.as_str()).collect();
    assert_eq!(left.len(), 1);
    assert_eq!(evening.book.people().next().unwrap().needs, ["a till"]);
    evening.book.apply(&change.invert());
    assert!(evening.ids().contains(&step), "undone, it is asked again");
    let mut evening = alike();
    evening.answer(&step, 'n', "").unwrap().unwrap();
    assert_eq!(evening.book.people().len(), 2);
    evening.seen.clear();
    assert!(!evening.ids().contains(&step), "that they are two stands in the records");
}

#[test]
fn who_helped_is_thanked_and_who_introduced_is_named() {
    let bo = "name='Bo'\nemails=['b@b.example']\n[[favour]]\nid='f'\nside='receive'\nstate='done'\nwhat='a lift'\nevent='e'\n";
    let cy = format!("name='Cy'\nvia='bo'\nemails=['c@c.example']\n{MET}");
    let mut evening = Evening::new(QUIET, &[("bo", bo), ("cy", &cy)]);
    assert_eq!(evening.ids(), ["credit/bo/cy", "thanks/bo/f", "tomorrow"]);
    evening.answer("credit/bo/cy", 'y', "").unwrap();
    let favour = &evening.person("bo").favours[1];
    assert_eq!(
        (favour.kind.as_str(), favour.state.as_str(), favour.what.as_str()),
        ("intro", "done", "introduced Cy")
    );
    assert_eq!(favour.done.map(|day| day.to_string()).as_deref(), Some("2026-05-12"));
    evening.answer("thanks/bo/f", 'y', "").unwrap();
    assert_eq!(evening.person("bo").favours[0].state.as_str(), "thanked");
    // The introduction is a gift, and thanks are owed for it too; a reminder will do.
    let thanks = evening.ids()[0].clone();
    evening.answer(&thanks, 't', "").unwrap();
    assert_eq!(evening.person("bo").follow_ups[0].what, "say thanks: introduced Cy");
    assert_eq!(evening.ids(), ["tomorrow"]);
}

#[test]
fn a_promise_gets_a_day() {
    let ana = "name='Ana'\n[[favour]]\nid='f'\nwhat='the deck'\nevent='e'\n";
    let mut evening = Evening::new(QUIET, &[("ana", ana)]);
    assert_eq!(evening.review().steps[0].answers[0].words, "by Wed 20 May");
    assert_eq!(evening.answer("promise/ana/f", 'd', "yesterday"), Err(Wrong::NoDay("yesterday".into())));
    evening.answer("promise/ana/f", 'd', "fri").unwrap();
    assert_eq!(
        evening.person("ana").favours[0].due.map(|day| day.to_string()).as_deref(),
        Some("2026-05-15")
    );
}

#[test]
fn tomorrow_has_what_others_wait_for() {
    let cy = format!("name='Cy'\nemails=['c@c.example']\n{MET}");
    let promised = |due: &str| format!("name='Dee'\n[[favour]]\nid='f'\nwhat='the deck'\n{due}");
    for (due, waits) in
        [("due=2026-05-01\n", true), ("due=2026-05-14\n", true), ("due=2026-05-15\n", false), ("", false)]
    {
        let evening = Evening::new(QUIET, &[("cy", &cy), ("dee", &promised(due))]);
        let quote = evening.review().steps.last().unwrap().quote.join("\n");
        assert_eq!(quote.contains("keep your word to Dee: the deck"), waits, "{due}: {quote}");
        assert!(quote.contains("Cy"), "{quote}");
    }
}

#[test]
fn the_evening_is_asked_for_what_is_not_known() {
    let met = "intents = [{ why = 'expand', count = 2 }, { why = 'touch-base', count = 1 }]\n\
               [[attendee]]\nname='Cy'\nperson='cy'\nstatus='met'\n";
    let mut evening = Evening::new(met, &[("cy", &format!("name='Cy'\nemails=['c@c.example']\n{MET}"))]);
    assert_eq!(
        evening.ids(),
        ["room", "hours", "mood", "intent/expand", "intent/touch-base", "meter", "tomorrow"]
    );
    evening.answer("room", '3', "").unwrap();
    evening.answer("hours", 'y', "").unwrap();
    evening.answer("mood", '5', "").unwrap();
    evening.answer("intent/expand", 'w', "came late").unwrap();
    evening.answer("intent/touch-base", 'y', "").unwrap();
    assert_eq!(evening.ids(), ["meter", "tomorrow"]);
    let event = evening.book.event(&EventId::new("e")).unwrap();
    assert_eq!((event.room_known, event.hours, event.mood), (Some(0.3), Some(3.5), Some(5)));
    assert_eq!(event.intents[0].missed, "came late");
    let quote = evening.review().steps[0].quote.join("\n");
    assert!(
        quote.starts_with("new 1 known 0: out of the comfort zone")
            && quote.contains("\n0.0  this event\n1.0  chance\n1.5  the study's mixer"),
        "{quote}"
    );
    evening.answer("meter", 'y', "").unwrap();
    evening.answer("tomorrow", 'y', "").unwrap();
    assert_eq!(
        evening.person("cy").follow_ups[0].due.map(|day| day.to_string()).as_deref(),
        Some("2026-05-14")
    );
    assert_eq!((evening.review().steps.len(), evening.review().done), (0, 7));
}

#[test]
fn hours_can_always_be_accepted_by_one_key() {
    let check = |event: &str, other: Option<&str>, expect: &str| {
        let mut evening = Evening::new("", &[]);
        let mut book = evening.book.clone();
        let mut supper: Event = toml::from_str(event).unwrap();
        supper.id = EventId::new("e");
        book.put(supper.into());
        if let Some(other) = other {
            let mut last: Event = toml::from_str(other).unwrap();
            last.id = EventId::new("last");
            book.put(last.into());
        }
        evening.book = book;
        let steps = evening.review().steps;
        let hours = steps.iter().find(|step| step.kind == StepKind::Hours).unwrap();
        assert_eq!((hours.answers[0].words.as_str(), hours.answers[0].takes), (expect, None), "{event}");
    };
    check("date = 2026-05-12\nstart = 19:00:00\nend = 22:30:00", None, "3.5, from beginning to end");
    check("date = 2026-05-12", Some("date = 2026-05-01\nhours = 1.5"), "1.5, as at your last event");
    check("date = 2026-05-12", Some("date = 2026-06-01\nhours = 1.5"), "2, or about that");
    check("date = 2026-05-12", None, "2, or about that");
}

#[test]
fn hours_are_a_number_of_a_day() {
    let mut evening = Evening::new("", &[]);
    for (typed, ok) in [
        ("2,5", true),
        ("3h", true),
        ("-1", false),
        ("25", false),
        ("NaN", false),
        ("inf", false),
        ("two", false),
        ("", false),
    ] {
        let answered = evening.answer("hours", 'h', typed);
        assert_eq!(answered.is_ok(), ok, "{typed}");
        if let Ok(Some(change)) = answered {
            evening.book.apply(&change.invert());
        }
    }
}

#[test]
fn it_ends_with_three_things_for_three_people() {
    let with = |name: &str, more: &str| format!("name='{name}'\nemails=['x@x.example']\n{MET}{more}");
    let promise = "[[favour]]\nid='f'\nwhat='the deck'\ndue=2026-05-12\n";
    let evening = Evening::new(
        QUIET,
        &[
            ("ana", &with("Ana", promise)),
            ("bo", &format!("name='Bo'\n{MET}needs=['a website']\n")),
            ("cy", &with("Cy", "offers=['web design']\n")),
            ("dee", &with("Dee", "")),
        ],
    );
    let step = evening.review().steps.pop().unwrap();
    assert_eq!((step.kind, step.quote.len()), (StepKind::Tomorrow, 3));
    assert!(step.quote[0].starts_with("1. keep your word to Ana: the deck"), "{:?}", step.quote);
    assert!(step.quote.iter().any(|line| line.contains("introduce")), "{:?}", step.quote);
}
