//! What keeping a line changes in the book.

use super::*;
use crate::domain::{AttendeeStatus, Change, Favour, FavourKind, FavourState, IdMaker};

fn keep(world: &mut World, line: &str) -> Option<Change> {
    let scene = world.scene();
    let change = understand(line, &scene, &Choices::default()).change(&scene, &mut IdMaker::new(3))?;
    assert!(!change.is_idle());
    let before = world.book.clone();
    let mut book = before.clone();
    book.apply(&change);
    let after = book.clone();
    book.apply(&change.invert());
    assert_eq!(book, before, "taken back, nothing is left of it");
    world.book = after;
    world.names = Names::build(&world.book);
    Some(change)
}

fn person<'a>(world: &'a World, name: &str) -> &'a Person {
    world.book.people().find(|person| person.name == name).unwrap()
}

#[test]
fn a_new_person_with_everything() {
    let mut world = World::new();
    let line = "Sven Lund, carpenter @ Holz #wood; needs website; offers tables; I'll intro Tom Berg by fri; \
                avoid politics; knows June Hale; via Zoë Müller; sven@holz.example; again fri; built the bar himself";
    let change = keep(&mut world, line).unwrap();
    assert_eq!(change.what, "jotted: Sven Lund");
    assert_eq!(change.edits.len(), 2, "the person and the event");
    let sven = person(&world, "Sven Lund");
    assert!(sven.id.is_valid());
    assert_eq!((sven.role.as_str(), sven.company.as_str()), ("carpenter", "Holz"));
    assert_eq!(
        (&sven.tags[0], &sven.needs[0], &sven.offers[0]),
        (&"wood".into(), &"website".into(), &"tables".into())
    );
    assert_eq!((&sven.steer_clear[0], &sven.emails[0]), (&"politics".into(), &"sven@holz.example".into()));
    assert_eq!(sven.knows, [PersonId::new("june-hale")]);
    assert_eq!(sven.via, PersonId::new("zoe-muller"));
    assert_eq!(sven.met, Some(Met { event: world.event.clone(), on: day("2026-11-25"), ..Met::default() }));
    let [note] = sven.notes.as_slice() else { panic!() };
    assert_eq!((note.text.as_str(), note.line.as_str()), ("built the bar himself", line));
    assert_eq!((note.at, &note.event, &note.kind), (Some(world.now.stamp()), &world.event, &NoteKind::Talk));
    let [favour] = sven.favours.as_slice() else { panic!() };
    let expect = Favour {
        id: favour.id.clone(),
        side: Side::Give,
        state: FavourState::Promised,
        kind: FavourKind::Intro,
        what: "intro Tom Berg".into(),
        people: vec![PersonId::new("tom-berg")],
        due: day("2026-11-27"),
        on: day("2026-11-25"),
        event: world.event.clone(),
        ..Favour::default()
    };
    assert_eq!(*favour, expect);
    assert_eq!(sven.follow_ups[0].due, day("2026-11-27"));
    let listed = world.book.event(&world.event).unwrap().attendee_of(&sven.id).unwrap();
    assert_eq!((&listed.status, listed.at), (&AttendeeStatus::Met, Some(world.now.stamp())));
}

#[test]
fn a_known_person_is_added_to_and_nothing_stands_twice() {
    let mut world = World::new();
    keep(
        &mut world,
        "Ana Ruiz, baker @ Forno Bianco #food #FOOD; needs a till; needs A TILL; gave her two customers; got a lift",
    );
    let ana = person(&world, "Ana Ruiz");
    assert_eq!(
        (ana.role.as_str(), ana.company.as_str()),
        ("baker", "Forno Bianco"),
        "what is typed now wins"
    );
    assert_eq!(ana.tags, ["Food"]);
    assert_eq!(ana.needs, ["a till"]);
    let states: Vec<_> =
        ana.favours.iter().map(|favour| (&favour.side, &favour.state, favour.done)).collect();
    let today = day("2026-11-25");
    assert_eq!(
        states,
        [(&Side::Give, &FavourState::Done, today), (&Side::Receive, &FavourState::Done, today)]
    );
    assert_eq!(ana.met.as_ref().unwrap().on, day("2026-11-12"), "how we met stays");
    keep(&mut world, "Ana; ask her for the back room");
    let asked = person(&world, "Ana Ruiz").favours.last().unwrap();
    assert_eq!(
        (&asked.side, &asked.state, asked.what.as_str()),
        (&Side::Receive, &FavourState::Asked, "the back room")
    );
}

#[test]
fn somebody_on_the_list_becomes_a_person() {
    let mut world = World::new();
    keep(&mut world, "Priya; needs yarn");
    let priya = person(&world, "Priya Shah");
    assert_eq!((priya.company.as_str(), priya.role.as_str()), ("Loom", "weaver"));
    assert_eq!(priya.emails, ["priya@loom.example"]);
    let event = world.book.event(&world.event).unwrap();
    assert_eq!(event.attendees.len(), 5, "no second line for her");
    assert_eq!((&event.attendees[2].person, &event.attendees[2].status), (&priya.id, &AttendeeStatus::Met));
    let people = world.book.people().len();
    keep(&mut world, "Priya; offers scarves");
    assert_eq!(world.book.people().len(), people);
}

#[test]
fn a_line_about_two() {
    let mut world = World::new();
    keep(&mut world, "Ana + Sven, carpenter; needs timber; x@y.example; I'll send the deck; met at the bar");
    let (ana, sven) = (person(&world, "Ana Ruiz"), person(&world, "Sven"));
    assert_eq!(ana.notes[0].also, std::slice::from_ref(&sven.id));
    assert_eq!(sven.notes, []);
    assert_eq!((&ana.needs, ana.role.as_str(), sven.role.as_str()), (&sven.needs, "", "carpenter"));
    assert_eq!((ana.emails.len(), sven.emails.len()), (1, 0));
    assert_eq!((ana.favours.len(), sven.favours.len()), (1, 1));
    let people = world.book.people().len();
    keep(&mut world, "Kim + KIM; hello");
    assert_eq!(world.book.people().len(), people + 1, "a name said twice is one person");
}

#[test]
fn one_note_of_each_kind() {
    let mut world = World::new();
    let line = "Ana; a;;b; lesson charge; c; lesson box; view: d";
    keep(&mut world, line);
    let notes = &person(&world, "Ana Ruiz").notes;
    let read: Vec<_> =
        notes.iter().map(|note| (note.kind.as_str(), note.text.as_str(), note.line.as_str())).collect();
    assert_eq!(read, [("talk", "a;b\nc", line), ("lesson", "charge\nbox", ""), ("view", "d", "")]);
}

#[test]
fn a_line_of_fields_keeps_its_words_in_a_note() {
    let mut world = World::new();
    keep(&mut world, "Ana; needs a till");
    let note = &person(&world, "Ana Ruiz").notes[0];
    assert_eq!((note.text.as_str(), note.line.as_str()), ("", "Ana; needs a till"));
}

#[test]
fn a_bare_name_checks_in_and_is_no_note() {
    let mut world = World::new();
    keep(&mut world, "Ana").unwrap();
    assert!(person(&world, "Ana Ruiz").notes.is_empty());
    let status = |world: &World| world.book.event(&world.event).unwrap().attendees[0].status.clone();
    assert_eq!(status(&world), AttendeeStatus::Met);
    assert_eq!(keep(&mut world, "Ana"), None, "nothing left to keep");
    keep(&mut world, "Sven").unwrap();
    assert!(person(&world, "Sven").met.is_some());
}

#[test]
fn nobody_and_nothing() {
    let mut world = World::new();
    for line in ["", ";", "needs a till", "can't stand Mondays", ": x", "#food"] {
        assert_eq!(keep(&mut world, line), None, "{line}");
    }
}

#[test]
fn days_later_nobody_is_checked_in() {
    let mut world = World::new();
    for (now, checked_in, met) in [
        ("2026-11-26T03:59:00+00:00[UTC]", true, true),
        ("2026-11-26T04:00:00+00:00[UTC]", false, true),
        ("2026-12-24T12:00:00+00:00[UTC]", false, true),
        ("2026-11-24T12:00:00+00:00[UTC]", false, false),
    ] {
        world.now = Now(now.parse().unwrap());
        let scene = world.scene();
        let change = understand("Priya + Sven; hello", &scene, &Choices::default())
            .change(&scene, &mut IdMaker::new(1));
        let mut book = world.book.clone();
        book.apply(&change.unwrap());
        let event = book.event(&world.event).unwrap();
        assert_eq!(event.attendees[2].status == AttendeeStatus::Met, checked_in, "{now}");
        assert!(!event.attendees[2].person.is_empty(), "she is one of my people now");
        assert_eq!(event.attendees.len(), if checked_in { 6 } else { 5 });
        let sven = book.people().find(|person| person.name == "Sven").unwrap();
        assert_eq!(sven.met.as_ref().and_then(|met| met.on), day("2026-11-25").filter(|_| met), "{now}");
    }
}

#[test]
fn an_unknown_name_in_a_promise_stays_words() {
    let mut world = World::new();
    keep(&mut world, "Ana; I'll intro Kim Unknown and Tom Berg by fri; knows Mira Novak");
    let ana = person(&world, "Ana Ruiz").clone();
    assert_eq!(ana.favours[0].what, "intro Kim Unknown and Tom Berg");
    assert_eq!(ana.favours[0].people, [PersonId::new("tom-berg")]);
    let mira = person(&world, "Mira Novak");
    assert_eq!(ana.knows, std::slice::from_ref(&mira.id));
    assert!(mira.met.is_none() && world.book.event(&world.event).unwrap().attendee_of(&mira.id).is_none());
}

#[test]
fn nobody_is_their_own_introducer_or_acquaintance() {
    let mut world = World::new();
    keep(&mut world, "Ana; via Ana; knows Ana, Tom; I'll intro Ana to Tom");
    let ana = person(&world, "Ana Ruiz");
    assert!(ana.via.is_empty());
    assert_eq!(ana.knows, [PersonId::new("tom-berg")]);
    assert_eq!(ana.favours[0].people, [PersonId::new("tom-berg")]);
}

#[test]
fn ids_are_nobody_elses() {
    let mut world = World::new();
    let taken = IdMaker::new(3).person("Sven");
    world.book.put(Person::named(taken.clone(), "Somebody").into());
    keep(&mut world, "Sven; hello; x");
    assert_eq!(world.book.person(&taken).unwrap().name, "Somebody");
    assert_ne!(person(&world, "Sven").id, taken);
}

#[test]
fn somebody_wanted_is_met_and_somebody_gone_is_made_anew() {
    let mut world = World::new();
    let mut event = Event::clone(world.book.event(&world.event).unwrap());
    event.attendees[1].status = AttendeeStatus::Wanted;
    event.attendees[2].person = PersonId::new("gone");
    world.book.put(event.into());
    keep(&mut world, "Tom; hello").unwrap();
    assert_eq!(person(&world, "Tom Berg").met.as_ref().unwrap().event, world.event);
    let at = Who::Attendee(world.event.clone(), 2);
    let choices = Choices { who: [(0, at.clone()), (1, at)].into(), ..Choices::default() };
    let scene = world.scene();
    let change =
        understand("Priya + Priya S; hello", &scene, &choices).change(&scene, &mut IdMaker::new(1)).unwrap();
    assert_eq!(change.what, "jotted: Priya Shah");
    let mut book = world.book.clone();
    book.apply(&change);
    let priya = book.people().find(|person| person.name == "Priya Shah").unwrap();
    assert_eq!(priya.notes[0].line, "Priya + Priya S; hello");
    assert!(book.event(&world.event).unwrap().attendee_of(&priya.id).is_some());
}
