//! What the demo tells: enough of everything, and one story that holds at any time.

use super::*;

#[test]
fn notes_and_meetings_agree_with_their_events() {
    everywhere(|_, book| {
        for person in book.people() {
            let met = person.met.iter().map(|met| (&met.event, met.on));
            let notes = person.notes.iter().map(|note| (&note.event, note.at.map(Stamp::day)));
            for (id, day) in met.chain(notes).filter(|(id, _)| !id.is_empty()) {
                let event = book.event(id).unwrap();
                assert_eq!(day, event.date, "{} at {id}", person.name);
                let attendee = event.attendee_of(&person.id);
                let listed = attendee.is_some_and(|attendee| attendee.status == AttendeeStatus::Met);
                assert!(listed || event.attendees.is_empty(), "{} is not met at {id}", person.name);
            }
        }
    });
}

#[test]
fn there_is_enough_to_look_at() {
    let (_, book) = anchored();
    let favours: Vec<_> = book.favours().map(|(_, favour)| favour).collect();
    let count =
        |what: &str, found: usize, least: usize| assert!(found >= least, "{what}: {found} of {least}");
    count("people", book.people().len(), 45);
    count("notes", book.notes().count(), 180);
    count("lines", book.notes().filter(|(_, note)| !note.line.is_empty()).count(), 100);
    count("favours", favours.len(), 90);
    count("groups", book.groups().len(), 2);
    count("events with a list", book.events().filter(|event| event.attendees.len() >= 8).count(), 4);
    count(
        "lessons of talks",
        book.events().flat_map(|event| &event.talks).flat_map(|talk| &talk.lessons).count(),
        8,
    );
    for kind in NoteKind::ALL.iter().filter(|kind| **kind != NoteKind::Pitch) {
        count(kind.as_str(), book.notes().filter(|(_, note)| note.kind == *kind).count(), 10);
    }
    count("pitches", book.notes().filter(|(_, note)| note.kind == NoteKind::Pitch).count(), 1);
    count("private notes", book.notes().filter(|(_, note)| note.private).count(), 3);
    for side in Side::ALL {
        count(side.as_str(), favours.iter().filter(|favour| favour.side == *side).count(), 40);
        for state in FavourState::ALL {
            let found =
                favours.iter().filter(|favour| favour.side == *side && favour.state == *state).count();
            count(&format!("{side} {state}"), found, 1);
        }
    }
    for (kind, size) in FavourKind::ALL.iter().zip(Size::ALL.iter().cycle()) {
        count(kind.as_str(), favours.iter().filter(|favour| favour.kind == *kind).count(), 5);
        count(size.as_str(), favours.iter().filter(|favour| favour.size == *size).count(), 2);
    }
    for outcome in Outcome::ALL {
        count(
            outcome.as_str(),
            favours.iter().filter(|favour| favour.outcome.as_ref() == Some(outcome)).count(),
            1,
        );
    }
    let owed = |favour: &&&Favour| favour.side == Side::Receive && favour.state == FavourState::Done;
    count("thanks owed", favours.iter().filter(owed).count(), 10);
    count("chains", favours.iter().filter(|favour| !favour.through.is_empty()).count(), 4);
    count("values", favours.iter().filter(|favour| !favour.value.is_empty()).count(), 5);
}

#[test]
fn the_event_of_today_runs_now() {
    everywhere(|now, book| {
        let event = book.event_on(&now.stamp()).expect("an event today");
        assert_eq!((event.date, event.name.as_str()), (Some(now.today()), "The Long Table"));
        let (start, end) = (event.start.unwrap(), event.end.unwrap());
        assert!(start.0 <= now.0.time() && now.stamp().at.time() <= end.0, "{start} to {end}");
        for attendee in &event.attendees {
            let at = attendee.at.inspect(|at| {
                assert!(
                    at.instant() <= now.0.timestamp() && at.day() == now.today(),
                    "{} met {at}",
                    attendee.name
                );
            });
            assert_eq!(at.is_some(), attendee.status == AttendeeStatus::Met, "{}", attendee.name);
        }
        let linked = event.attendees.iter().filter(|attendee| !attendee.person.is_empty()).count();
        let wanted = event.attendees.iter().filter(|attendee| attendee.status == AttendeeStatus::Wanted);
        assert!(wanted.clone().count() >= 3 && wanted.clone().all(|attendee| !attendee.why.is_empty()));
        assert!(event.attendees.len() >= 38 && (12..=20).contains(&linked), "{linked}");
        let days = |event: &Event| event.date.unwrap().0.since(now.today().0).unwrap().get_days();
        assert!(book.events().any(|event| (8..=12).contains(&days(event))), "one coming up");
        let past = book.events().filter(|event| days(event) < 0).collect::<Vec<_>>();
        assert!(past.len() >= 3 && past.iter().all(|event| event.mood.is_some() && event.hours.is_some()));
    });
}

#[test]
fn nothing_has_happened_in_the_future() {
    everywhere(|now, book| {
        let today = now.today();
        for (person, note) in book.notes() {
            let at = note.at.expect("a time");
            assert!(at.instant() <= now.0.timestamp(), "{}: {at}", person.name);
            assert_eq!(
                at.offset,
                Some(now.zone().to_offset(at.instant()).seconds()),
                "{}: {at}",
                person.name
            );
        }
        for (person, favour) in book.favours() {
            let told = format!("{}: {}", person.name, favour.what);
            let dates = [favour.on, favour.done, favour.thanked].into_iter().flatten().collect::<Vec<_>>();
            assert!(dates.is_sorted() && dates.iter().all(|day| *day <= today), "{told}");
            assert!(favour.closed.is_none_or(|day| day <= today && favour.on <= Some(day)), "{told}");
            assert_eq!(favour.done.is_some(), favour.counts(), "{told}");
            assert_eq!(favour.thanked.is_some(), favour.state == FavourState::Thanked, "{told}");
            let closed = matches!(favour.state, FavourState::Declined | FavourState::Dropped);
            assert_eq!(favour.closed.is_some(), closed, "{told}");
        }
        for person in book.people() {
            assert!(person.follow_ups.iter().all(|one| one.due.is_some() && one.done <= Some(today)));
            assert!(person.last_contact().is_none_or(|day| day <= today), "{}", person.name);
            assert!(person.notes.is_sorted_by_key(|note| note.at), "{}", person.name);
        }
    });
}

#[test]
fn some_promises_are_late_and_others_to_come() {
    everywhere(|now, book| {
        let today = now.today();
        for side in Side::ALL {
            let due: Vec<Day> = book
                .favours()
                .filter(|(_, favour)| favour.is_open() && favour.side == *side)
                .filter_map(|(_, favour)| favour.due)
                .collect();
            assert!(due.iter().filter(|day| **day < today).count() >= 2, "{side}");
            assert!(due.iter().filter(|day| **day > today).count() >= 4, "{side}");
        }
        let open = |day: &dyn Fn(Day) -> bool| {
            let all = book.people().flat_map(|person| &person.follow_ups).filter(|one| one.done.is_none());
            all.filter(|one| one.due.is_some_and(day)).count()
        };
        assert!(
            open(&|day| day < today) >= 3 && open(&|day| day == today) >= 2 && open(&|day| day > today) >= 10
        );
        assert!(book.people().flat_map(|person| &person.follow_ups).any(|one| one.done.is_some()));
        assert!(book.groups().all(|group| group.renews > Some(today)));
        let half_a_year_ago = Day(today.0.checked_sub(jiff::Span::new().days(182)).unwrap());
        let dormant =
            book.people().filter(|person| person.last_contact().is_some_and(|day| day < half_a_year_ago));
        assert!(dormant.count() >= 3, "people out of touch");
    });
}

/// Weekdays, months and seasons would be wrong after the move, and nothing may be said twice.
#[test]
fn texts_are_of_no_season_and_none_is_repeated() {
    let (_, book) = anchored();
    let notes = book.notes().map(|(_, note)| note.text.as_str());
    let mut texts: Vec<_> = notes.chain(book.favours().map(|(_, favour)| favour.what.as_str())).collect();
    texts.extend(book.people().flat_map(|person| &person.follow_ups).map(|one| one.what.as_str()));
    let mut seen = HashSet::new();
    for text in texts {
        assert!(text.len() > 3 && seen.insert(text), "twice: {text}");
    }
    let seasonal = "monday tuesday wednesday thursday friday saturday sunday january february april june july august \
        september october november december spring summer autumn winter christmas easter";
    let seasonal: HashSet<_> = seasonal.split_whitespace().collect();
    for (path, text) in table::FILES {
        let text = text.to_lowercase();
        let found = text.split(|ch: char| !ch.is_alphabetic()).find(|word| seasonal.contains(word));
        assert_eq!(found, None, "{path}");
    }
}

#[test]
fn nobody_real_is_reachable() {
    let (_, book) = anchored();
    for person in book.people().chain([book.me()]) {
        for phone in &person.phones {
            let kept_for_fiction = ["+44 20 7946 0", "020 7946 0", "+1 555 01"];
            assert!(kept_for_fiction.iter().any(|range| phone.starts_with(range)), "{phone}");
        }
        assert!(person.emails.iter().all(|email| email.contains('@') && email.ends_with(".example")));
        assert!(person.links.iter().all(|link| link.starts_with("https://") && link.ends_with(".example")));
    }
    let attendees = book.events().flat_map(|event| &event.attendees);
    assert!(
        attendees.clone().all(|attendee| attendee.email.is_empty() || attendee.email.ends_with(".example"))
    );
}

#[test]
fn linked_attendees_are_who_they_say() {
    let (_, book) = anchored();
    for event in book.events() {
        let mut seen = BTreeSet::new();
        for attendee in &event.attendees {
            assert!(seen.insert(&attendee.name), "{} twice at {}", attendee.name, event.id);
            if let Some(person) = book.person(&attendee.person) {
                assert_eq!((&attendee.name, &attendee.company), (&person.name, &person.company));
            } else {
                // Whoever is wanted or met has become a person.
                let bare = [AttendeeStatus::Expected, AttendeeStatus::Absent].contains(&attendee.status);
                assert!(bare, "{} is {} at {}", attendee.name, attendee.status, event.id);
            }
        }
    }
}

#[test]
fn every_kind_of_gift_is_at_hand() {
    use crate::gifts::{Half, Pair, for_everyone, pair};
    use crate::ledger::Points;
    use crate::matching::{Matcher, Offers, Thesaurus};
    let (now, book) = anchored();
    let matcher = Matcher::new(Thesaurus::built_in());
    let offers = Offers::build(&matcher, &book);
    let found = for_everyone(&book, &matcher, &offers, now.today(), &Points::default(), 500);
    for kind in ["intro", "own", "lesson", "thanks", "promise"] {
        assert!(found.gifts.iter().any(|gift| gift.kind.word() == kind), "no {kind}");
    }
    for why in [
        "introduced them already",
        "declined before",
        "know each other",
        "steers clear",
        "wait for the answer",
    ] {
        assert!(found.left_out.iter().any(|left| left.why.contains(why)), "nothing left out because: {why}");
    }
    let pairs = || {
        book.favours()
            .filter(|(_, favour)| favour.kind == FavourKind::Intro && favour.side == Side::Give)
            .flat_map(|(person, favour)| favour.people.iter().map(|other| pair(&book, &person.id, other)))
    };
    for state in [
        Pair::Open(Half::Asked, Half::Unasked),
        Pair::Open(Half::Asked, Half::Asked),
        Pair::Introduced,
        Pair::Worked,
        Pair::Declined,
    ] {
        assert!(pairs().any(|found| found == state), "no pair is {state:?}");
    }
}

/// One pair for each heading of the screen of doubles, and two people who only share a telephone.
#[test]
fn some_stand_here_twice() {
    let (_, book) = anchored();
    let found = crate::doubles::doubles(&book);
    let pairs: Vec<_> = found.iter().map(|pair| (pair.strength.as_str(), pair.keep.as_str())).collect();
    let expected = [
        ("sure", "kieran-o-shea-35gx"),
        ("likely", "fatoumata-kouressy-x3m1"),
        ("perhaps", "mehmet-yildizcan-5ncb"),
    ];
    assert_eq!(pairs, expected);
}
