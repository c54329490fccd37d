//! A long list of guests in one operation, written and read back a few at a time.

use std::collections::BTreeMap;

use super::crash::{check_kills, hook_at, tree};
use super::*;
use crate::domain::{Attendee, AttendeeStatus, GuestsEdit};

const FAIR_AT: &str = "events/fair-1.toml";
/// The last line of what is there already, which stays where it is.
const TALK: &str = "\n# who spoke\n[[talk]]\ntitle = \"Bread\"\n";

fn fair() -> EventId {
    EventId::new("fair-1")
}

fn home() -> Home {
    let guest = |at: usize| format!("\n[[attendee]]\nname = \"Guest {at}\"\nbadge = {at}\n");
    let guests = (0..40).map(guest).collect::<String>();
    let mut home = Home::with(ANA_AT, ANA);
    home.write(FAIR_AT, format!("# mine\nschema = 1\nname = \"Fair\"\n{guests}{TALK}"));
    home.load();
    home
}

/// 600 more guests, and one of those there was met.
fn save(store: &Store, book: &Book, far: &dyn Fn(usize) -> bool) -> Result<Option<Saved>, StoreError> {
    let before = book.event(&fair()).unwrap();
    let met = Attendee { status: AttendeeStatus::Met, ..before.attendees[7].clone() };
    let new = (0..600).map(|at| Attendee {
        name: format!("Éva \"{at}\"\nand \u{7f} another"),
        company: "Forno".into(),
        ..Attendee::default()
    });
    let edit = GuestsEdit { before, changed: &BTreeMap::from([(7, met)]), new, size: 60_000 };
    store.save_guests("import of guests.csv", edit, &now(), far)
}

fn event(home: &Home) -> &Event {
    home.book.event(&fair()).unwrap()
}

#[test]
fn they_are_there_and_one_undo_takes_them_back() {
    let mut home = home();
    let before = home.text(FAIR_AT);
    assert_eq!(save(&home.store, &home.book, &|_| true).unwrap(), Some(Saved::default()));
    assert_eq!(home.store.refresh().unwrap(), [], "what was just written is no news");
    let after = home.text(FAIR_AT);
    assert!(after.starts_with("# mine\nschema = 1\n") && after.ends_with(TALK), "{after:.300}");
    assert!(after.contains("badge = 39\n\n[[attendee]]\nname = \"\"\""), "{after:.300}");
    home.reopen();
    assert_eq!(
        (event(&home).attendees.len(), &event(&home).attendees[7].status),
        (640, &AttendeeStatus::Met)
    );
    assert_eq!(event(&home).attendees[639].name, "Éva \"599\"\nand \u{7f} another");
    home.store.undo(&later(1), &|_, _| {}).unwrap().unwrap();
    assert_eq!(home.text(FAIR_AT), before);
    home.store.redo(&later(2), &|_, _| {}).unwrap().unwrap();
    assert_eq!(home.text(FAIR_AT), after);
}

#[test]
fn whoever_watches_may_stop_it_and_nothing_is_kept() {
    let home = home();
    let before = tree(&home);
    assert_eq!(save(&home.store, &home.book, &|done| done < 500).unwrap(), None);
    assert_eq!((tree(&home), home.store.history().unwrap()), (before, Vec::new()));
    assert_eq!(std::fs::read_dir(home.store.data().join("events")).unwrap().count(), 1);
}

#[test]
fn what_others_wrote_meanwhile_is_merged() {
    let mut home = home();
    let text = home.text(FAIR_AT);
    home.write(FAIR_AT, text.replacen("name = \"Fair\"", "name = \"Fair\"\nvenue = \"Old Station\"", 1));
    let saved = save(&home.store, &home.book, &|_| true).unwrap().unwrap();
    assert_eq!(saved.merged.len(), 1);
    home.reopen();
    assert_eq!((event(&home).venue.as_str(), event(&home).attendees.len()), ("Old Station", 640));
}

#[test]
fn a_kill_between_any_two_steps() {
    check_kills(home, |store: &Store, book: &Book| save(store, book, &|_| true).is_ok());
}

#[test]
fn a_disk_that_refuses_a_step() {
    let mut refused = 0;
    for step in 0.. {
        let mut home = home();
        let before = tree(&home);
        let (hook, count) = hook_at(step, || Err(rustix::io::Errno::NOSPC.into()));
        home.store.disk.hook = Some(hook);
        let saved = save(&home.store, &home.book, &|_| true);
        home.store.disk.hook = None;
        match saved {
            Ok(_) => assert_ne!(tree(&home), before, "step {step}"),
            Err(StoreError::Halfway { .. } | StoreError::NotDurable { .. }) => {}
            Err(_) => {
                refused += 1;
                assert_eq!(tree(&home), before, "step {step}");
                let beside = std::fs::read_dir(home.store.data().join("events")).unwrap().count();
                assert_eq!(beside, 1, "step {step}: no temporary file stays");
            }
        }
        home.reopen();
        assert!(matches!(event(&home).attendees.len(), 40 | 640), "step {step}");
        if count.load(std::sync::atomic::Ordering::Relaxed) <= step {
            break;
        }
    }
    assert!(refused >= 5, "{refused} of the steps were refused");
}
