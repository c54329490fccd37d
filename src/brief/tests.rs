//! Every reason by its rule, and the order of guests.

use std::sync::LazyLock;

use super::*;
use crate::domain::{Person, Record};
use crate::matching::Thesaurus;

/// A person from the TOML of a file.
fn person(id: &str, text: &str) -> Person {
    let mut person: Person = toml::from_str(text).unwrap();
    person.id = PersonId::new(id);
    person
}

/// A book with my card, some people (`id`, TOML) and other events.
fn book(me: &str, people: &[(&str, &str)]) -> Book {
    let mut book = Book::default();
    book.put(Record::Me(std::sync::Arc::new(person("me", me))));
    for (id, text) in people {
        book.put(person(id, text).into());
    }
    book
}

fn event(text: &str) -> Event {
    let mut event: Event = toml::from_str(text).unwrap();
    event.id = EventId::new("tonight");
    event
}

fn brief_of(event: &Event, book: &Book) -> Brief {
    static MATCHER: LazyLock<Matcher> = LazyLock::new(|| Matcher::new(Thesaurus::built_in()));
    let matcher: &Matcher = &MATCHER;
    let offers = Offers::build(matcher, book);
    let room = Room { book, matcher, offers: &offers, points: &Points::default(), today: TODAY };
    brief(event, &room)
}

const TODAY: Day = Day(jiff::civil::date(2026, 5, 12));
const TONIGHT: &str = "date = 2026-05-12\ngroup = 'guild'\n";
const OLD: &str = "met = { event = 'x', on = 2026-05-01 }\n";

/// The reasons of the only guest, each `kind: words`.
#[track_caller]
fn check(me: &str, people: &[(&str, &str)], guest: &str, expect: &[&str]) {
    let event = event(&format!("{TONIGHT}[[attendee]]\n{guest}"));
    let brief = brief_of(&event, &book(me, people));
    assert_eq!(brief.guests.len(), 1, "{:?}", brief.guests);
    let reasons = brief.guests[0].reasons.iter();
    let said: Vec<String> =
        reasons.map(|reason| format!("{}: {}", reason.kind.as_str(), reason.words)).collect();
    assert_eq!(said, expect, "{guest}");
}

#[test]
fn every_reason_has_its_rule() {
    let me = "name = 'Me'\n";
    check(
        me,
        &[],
        "name = 'June'\nstatus = 'wanted'\nwhy = 'knows hotels'",
        &["wanted: wanted: knows hotels"],
    );
    check(me, &[], "name = 'June'\nstatus = 'wanted'", &["wanted: you want to meet them"]);
    check(me, &[], "name = 'June'", &[]);
    let promise = format!("name = 'Ana'\n{OLD}[[favour]]\nid = 'f'\nwhat = 'the deck'\ndue = 2026-05-14");
    check(
        me,
        &[("ana", &promise)],
        "name = 'Ana'\nperson = 'ana'",
        &["owed: you promised: the deck (due Thu)"],
    );
    let web = "name = 'Me'\nneeds = ['a website']\n";
    check(
        web,
        &[("bo", "name = 'Bo'\nrole = 'web designer'")],
        "name = 'Tom'\nrole = 'web designer'",
        &["supplies: may have what you need: a website (website ~ web designer)"],
    );
    check(
        "name = 'Me'\noffers = ['bookkeeping']\n",
        &[("ana", &format!("name = 'Ana'\n{OLD}needs = ['a bookkeeper']"))],
        "name = 'Ana'\nperson = 'ana'",
        &["i-can: needs a bookkeeper; you offer bookkeeping"],
    );
    check(
        me,
        &[
            ("ana", &format!("name = 'Ana'\n{OLD}needs = ['a website']")),
            ("tom", &format!("name = 'Tom Berg'\n{OLD}offers = ['websites for small shops']")),
        ],
        "name = 'Ana'\nperson = 'ana'",
        &["someone-can: needs a website; Tom Berg offers websites for small shops"],
    );
    check(
        me,
        &[("ana", "name = 'Ana'\nneeds = ['a website']"), ("bo", "name = 'Bo'\nrole = 'web designer'")],
        "name = 'Tom'\nrole = 'web designer'",
        &["could-help: could help Ana: a website (website ~ web designer)"],
    );
    check(
        me,
        &[("ana", "name = 'Ana'\nrole = 'glazier'")],
        "name = 'Zed'\nrole = 'locksmith'",
        &["field: a field you know nobody in: locksmith"],
    );
    check(me, &[("ana", "name = 'Ana'\nrole = 'locksmith'")], "name = 'Zed'\nrole = 'locksmith'", &[]);
    check(
        me,
        &[("ana", "name = 'Ana'\nmet = { event = 'x', on = 2025-11-12 }")],
        "name = 'Ana'\nperson = 'ana'",
        &["long-ago: last talked 6 months ago"],
    );
}

#[test]
fn who_recommended_them_is_named() {
    let me = "name = 'Me'\n";
    let note = "name = 'Ana'\n[[note]]\nid='n'\nat=2026-05-01T10:00:00Z\ntext=\"said June Hale's talk is worth the fare\"\n";
    let guest = "name = 'June Hale'";
    check(
        me,
        &[("ana", note)],
        guest,
        &["recommended: Ana spoke of them: \u{201c}said June Hale's talk is worth the fare\u{201d}"],
    );
    let private = format!("{note}private = true\n");
    check(me, &[("ana", &private)], guest, &[]);
    check(me, &[("ana", note)], "name = 'June'", &[]);
    let listed = "name = 'June Hale'\nperson = 'june'";
    check(
        me,
        &[("june", "name = 'June Hale'\nvia = 'ana'\nmet = { event = 'tonight' }"), ("ana", "name = 'Ana'")],
        listed,
        &["recommended: recommended by Ana"],
    );
    let intro = "name = 'Ana'\n[[favour]]\nid='f'\nside='receive'\nkind='intro'\nstate='promised'\nwhat='intro June'\npeople=['june']";
    let new = "name = 'June Hale'\nmet = { event = 'tonight' }";
    check(me, &[("june", new), ("ana", intro)], listed, &["recommended: recommended by Ana"]);
    check(
        me,
        &[("june", new), ("ana", "name = 'Ana'\nknows = ['june']")],
        listed,
        &["known-to: Ana knows them"],
    );
}

#[test]
fn wanted_come_first_and_what_i_go_for_weighs_in() {
    let me = "name = 'Me'\nneeds = ['a website']\n";
    let people: &[(&str, &str)] = &[("bo", "name = 'Bo'\nrole = 'web designer'")];
    let list = "[[attendee]]\nname='Lock'\nrole='locksmith'\n[[attendee]]\nname='Web'\nrole='web designer'\n\
                [[attendee]]\nname='Wish'\nstatus='wanted'\n[[attendee]]\nname='Nil'\n";
    let order = |intents: &str| {
        let brief = brief_of(&event(&format!("{TONIGHT}{intents}{list}")), &book(me, people));
        let names: Vec<String> = brief.guests.iter().map(|guest| guest.name.clone()).collect();
        names.join(" ")
    };
    assert_eq!(order(""), "Wish Web Lock Nil");
    assert_eq!(order("intents = [{ why = 'supplier', count = 1 }]\n"), "Wish Web Lock Nil");
    let brief = brief_of(&event(&format!("{TONIGHT}{list}")), &book(me, people));
    assert_eq!(brief.first().len(), 3, "whom nothing speaks for is named on demand only");
    let weight = |intents: &str| {
        let brief = brief_of(&event(&format!("{TONIGHT}{intents}{list}")), &book(me, people));
        brief.guests.iter().find(|guest| guest.name == "Lock").unwrap().weight
    };
    assert!(weight("intents = [{ why = 'expand', count = 1 }]\n") > weight(""));
}

#[test]
fn i_am_no_guest_nor_are_those_met_absent_or_twice() {
    let me = "name = 'Me Myself'\nemails = ['me@home.example']\n";
    let list = "[[attendee]]\nname='me myself'\n[[attendee]]\nname='M'\nemail='ME@home.example'\n\
                [[attendee]]\nname='Gone'\nstatus='absent'\n[[attendee]]\nname='Ana'\nperson='ana'\nstatus='met'\n\
                [[attendee]]\nname='Ana R.'\nperson='ana'\n[[attendee]]\nname='Bo'\nperson='bo'\n[[attendee]]\nname='Bo'\nperson='bo'\n";
    let book = book(me, &[("ana", "name='Ana'"), ("bo", "name='Bo'")]);
    let brief = brief_of(&event(&format!("{TONIGHT}{list}")), &book);
    let names: Vec<&str> = brief.guests.iter().map(|guest| guest.name.as_str()).collect();
    assert_eq!((names, brief.met, brief.likely), (vec!["Bo"], 1, false));
}

#[test]
fn without_a_list_those_of_the_last_time_are_likely() {
    let mut book = book("name = 'Me'", &[("ana", "name='Ana'"), ("bo", "name='Bo'"), ("cy", "name='Cy'")]);
    for (id, date, who, status) in [
        ("a", "2026-03-12", "ana", "met"),
        ("b", "2026-01-12", "bo", "expected"),
        ("c", "2026-07-12", "cy", "met"),
    ] {
        let text = format!(
            "date = {date}\ngroup = 'guild'\n[[attendee]]\nname='x'\nperson='{who}'\nstatus='{status}'"
        );
        let mut event: Event = toml::from_str(&text).unwrap();
        event.id = EventId::new(id);
        book.put(event.into());
    }
    let brief = brief_of(&event(TONIGHT), &book);
    let names: Vec<&str> = brief.guests.iter().map(|guest| guest.name.as_str()).collect();
    assert_eq!((names, brief.likely), (vec!["Ana"], true));
    let wish = "[[attendee]]\nname='Eva'\nstatus='wanted'\n";
    let brief = brief_of(&event(&format!("{TONIGHT}{wish}")), &book);
    let names: Vec<&str> = brief.guests.iter().map(|guest| guest.name.as_str()).collect();
    assert_eq!((names, brief.likely), (vec!["Eva", "Ana"], true), "a wish of mine is no list");
    let brief = brief_of(&event(&format!("{TONIGHT}{wish}company='Forno'\n")), &book);
    assert_eq!((brief.guests.len(), brief.likely), (1, false), "what says more is one");
    let brief = brief_of(&event("date = 2026-05-12"), &book);
    assert!(brief.guests.is_empty() && !brief.likely, "no list, no group");
}

#[test]
fn the_talk_keeps_off_what_is_to_be_avoided() {
    let ana = "name='Ana'\nsteer_clear=['the flood']\nneeds=['a plan after the flood', 'a till']\n\
               [[note]]\nid='a'\nat=2026-04-01T10:00:00Z\ntext='looks at premises'\n\
               [[note]]\nid='b'\nat=2026-05-01T10:00:00Z\ntext='secret'\nprivate=true\n";
    let talk = Talk::with(&person("ana", ana));
    assert_eq!(
        talk.last.map(|(on, text)| (on.unwrap().to_string(), text)),
        Some(("2026-04-01".into(), "looks at premises".into()))
    );
    assert_eq!(talk.question, "did they find what they were looking for: a till?");
    assert_eq!(talk.avoid, ["the flood"]);
    let flood =
        "name='Bo'\nrole='artist'\nsteer_clear=['the flood']\n[[note]]\nid='a'\ntext='the flood took all'\n";
    assert_eq!(Talk::with(&person("bo", flood)).question, "how did they come to be an artist?");
    assert_eq!(Talk::with_stranger("", "Forno").question, "what is a good day at Forno?");
    assert_eq!(Talk::with_stranger(" ", "").question, "what brought them here?");
}

#[test]
fn lessons_come_back_on_a_topic_of_tonight_each_once_with_who_taught_it() {
    let teacher = |more: &str| {
        format!(
            "name='June Hale'\ntags=['pricing']\n\
             [[note]]\nid='a'\nkind='lesson'\nat=2026-04-01T10:00:00Z\ntext='charge for the box'\n{more}\
             [[note]]\nid='b'\nkind='lesson'\nat=2026-03-01T10:00:00Z\ntext='an older one #bread'\n{more}"
        )
    };
    let list = "[[attendee]]\nname='Ana'\nperson='ana'\nstatus='wanted'\n[[attendee]]\nname='Bo'\nperson='bo'\nstatus='wanted'\n\
                [[attendee]]\nname='Cy'\nrole='baker'\nstatus='wanted'\n[[attendee]]\nname='June'\nperson='june'\nstatus='wanted'\n";
    let check = |teacher: &str, expect: [Option<&str>; 4]| {
        let people = [
            ("june", teacher),
            ("ana", "name='Ana'\nindustry='Pricing'"),
            ("bo", "name='Bo'\ntags=['pricing']"),
        ];
        let brief = brief_of(&event(&format!("{TONIGHT}{list}")), &book("name = 'Me'\n", &people));
        let mut guests: Vec<&Guest> = brief.guests.iter().collect();
        guests.sort_by(|one, other| one.name.cmp(&other.name));
        let said: Vec<Option<String>> =
            guests.iter().map(|guest| guest.talk.lesson.as_ref().map(Lesson::words)).collect();
        let said: Vec<Option<&str>> = said.iter().map(Option::as_deref).collect();
        assert_eq!(said, expect, "{teacher}");
    };
    // Ana has it, so Bo does not; the baker hears of bread, or of nothing; June taught them herself.
    let pricing = Some("charge for the box (June Hale, on pricing)");
    check(&teacher(""), [pricing, None, Some("an older one #bread (June Hale, on bread)"), None]);
    check(&teacher("private = true\n"), [None; 4]);
    check(&teacher("used = 2026-05-01\n"), [None; 4]);
}

#[test]
fn a_lesson_that_two_need_is_told_with_the_first_and_both_have_it_as_a_reason() {
    let june = "name='June'\n[[note]]\nid='a'\nkind='lesson'\nat=2026-04-01T10:00:00Z\ntext='bookkeeping is half an hour a day'\n";
    let people = [
        ("june", june),
        ("ana", "name='Ana'\nneeds=['bookkeeping']"),
        ("bo", "name='Bo'\nneeds=['bookkeeping']"),
    ];
    let list = "[[attendee]]\nname='Ana'\nperson='ana'\n[[attendee]]\nname='Bo'\nperson='bo'\n";
    let brief = brief_of(&event(&format!("{TONIGHT}{list}")), &book("name = 'Me'\n", &people));
    let reason = "cares about bookkeeping; June taught you something on it";
    assert!(
        brief.guests.iter().all(|guest| guest.reasons.iter().any(|other| other.words == reason)),
        "{brief:?}"
    );
    let told = brief.guests.iter().filter_map(|guest| guest.talk.lesson.as_ref());
    let told: Vec<String> = told.map(Lesson::words).collect();
    assert_eq!(told, ["bookkeeping is half an hour a day (June, on bookkeeping)"]);
}

#[test]
fn odd_texts_do_no_harm() {
    let long = "x ".repeat(5000);
    let list = format!(
        "[[attendee]]\nname=''\n[[attendee]]\nname='\u{202e}evil'\nrole='{long}'\n[[attendee]]\nname='{long}'\nperson='gone'\n"
    );
    let brief = brief_of(&event(&format!("{TONIGHT}{list}")), &book("", &[]));
    assert_eq!(brief.guests.len(), 3);
}
