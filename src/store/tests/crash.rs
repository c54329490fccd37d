//! Stopped at every step, refused at every step: all or nothing, and what was acknowledged stays.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustix::io::Errno;

use super::super::disk::Hook;
use super::*;

/// Counts steps, and stops or fails at one.
pub(super) fn hook_at(step: usize, outcome: fn() -> io::Result<()>) -> (Hook, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = count.clone();
    let hook: Hook = Arc::new(move |_, _| match counted.fetch_add(1, Ordering::Relaxed) {
        at if at == step => outcome(),
        _ => Ok(()),
    });
    (hook, count)
}

/// A killed process runs nothing more; a panic that nobody catches in the store is the same.
fn kill() -> io::Result<()> {
    std::panic::resume_unwind(Box::new("killed"))
}

/// Has the store killed at a step of its work; the answer counts the steps.
pub(super) fn killed_at(store: &mut Store, step: usize) -> Arc<AtomicUsize> {
    let (hook, count) = hook_at(step, kill);
    store.disk.hook = Some(hook);
    count
}

/// Three files in one operation: one changed, one new, one deleted.
fn change(book: &Book) -> Change {
    let tom = book.record(&Key::Person(PersonId::new("tom-berg-x2m8"))).unwrap();
    Change::new("three files")
        .with(book.edit_person(&ana(), |ana| ana.role = "baker".into()).unwrap())
        .with(Edit::create(person("eve-1", "Eve")))
        .with(Edit::remove(tom))
}

fn home() -> Home {
    let mut home = Home::with(ANA_AT, ANA);
    home.write("people/tom-berg-x2m8.toml", "name = \"Tom\"\n");
    home.load();
    home
}

/// The visible files, with the trash, without anything of ours that begins with a dot.
pub(super) fn tree(home: &Home) -> Vec<(PathBuf, String)> {
    fn walk(dir: PathBuf, out: &mut Vec<(PathBuf, String)>) {
        for entry in std::fs::read_dir(dir).unwrap().flatten() {
            match entry.file_type().unwrap().is_dir() {
                true if entry.file_name() != ".mingle" => walk(entry.path(), out),
                true => {}
                false => out.push((entry.path(), std::fs::read_to_string(entry.path()).unwrap())),
            }
        }
    }
    let mut out = Vec::new();
    walk(home.store.data().to_owned(), &mut out);
    for (path, _) in &mut out {
        *path = path.strip_prefix(home.store.data()).unwrap().to_owned();
    }
    out.sort();
    out
}

/// Runs `work` with a kill at each of its steps, and wants the tree to be `before` or `after` once it is opened again.
#[track_caller]
pub(super) fn check_kills(prepare: impl Fn() -> Home, work: impl Fn(&Store, &Book) -> bool) {
    let mut whole = prepare();
    let before = tree(&whole);
    assert!(work(&whole.store, &whole.book));
    let after = tree(&whole);
    assert_ne!(before, after);
    whole.reopen();
    assert_eq!(tree(&whole), after);
    for step in 0.. {
        let mut home = prepare();
        let (hook, count) = hook_at(step, kill);
        home.store.disk.hook = Some(hook);
        let ended = catch_unwind(AssertUnwindSafe(|| work(&home.store, &home.book)));
        let acknowledged = ended.unwrap_or(false);
        home.reopen();
        let now = tree(&home);
        assert!(now == after || (now == before && !acknowledged), "killed at step {step}: {now:#?}");
        assert!(now == before || home.load().is_empty());
        if count.load(Ordering::Relaxed) <= step {
            assert!(step > 8, "there are steps to stop at");
            break;
        }
        // What was cut short leaves a store that works.
        home.edit(|ana| ana.company = "Bianco".into());
    }
}

#[test]
fn a_kill_between_any_two_steps_of_a_save() {
    check_kills(home, |store, book| store.save(&change(book), &now()).is_ok());
}

#[test]
fn a_kill_between_any_two_steps_of_an_undo() {
    let prepare = || {
        let mut home = home();
        let change = change(&home.book);
        home.save(&change);
        home
    };
    check_kills(prepare, |store, _| store.undo(&now(), &|_, _| {}).is_ok());
}

/// Refuses each step of a save in turn.
#[track_caller]
fn check_refusals(error: Errno, expected: fn(&StoreError) -> bool) {
    let mut seen = 0;
    for step in 0.. {
        let mut home = home();
        let before = tree(&home);
        let outcome: fn() -> io::Result<()> = match error {
            Errno::NOSPC => || Err(Errno::NOSPC.into()),
            Errno::ACCESS => || Err(Errno::ACCESS.into()),
            _ => || Err(Errno::IO.into()),
        };
        let (hook, count) = hook_at(step, outcome);
        home.store.disk.hook = Some(hook);
        let change = change(&home.book);
        let saved = home.store.save(&change, &now());
        let done = count.load(Ordering::Relaxed) <= step;
        home.store.disk.hook = None;
        match saved {
            Ok(_) => {}
            Err(error) => {
                seen += usize::from(expected(&error));
                let part = matches!(error, StoreError::Halfway { .. } | StoreError::NotDurable { .. });
                assert!(part || tree(&home) == before, "step {step}: {error}");
                // The same change again: it is saved now, and once.
                home.store.save(&change, &now()).unwrap();
            }
        }
        home.reopen();
        let book = &home.book;
        assert_eq!(book.person(&ana()).unwrap().role, "baker", "step {step}");
        assert!(book.person(&PersonId::new("eve-1")).is_some() && book.people().len() == 2, "step {step}");
        assert!(!tree(&home).iter().any(|(path, _)| path.to_string_lossy().ends_with(".tmp")), "step {step}");
        if done {
            break;
        }
    }
    assert!(seen > 0, "the failure was named at least once");
}

#[test]
fn a_full_disk() {
    check_refusals(Errno::NOSPC, |error| matches!(error, StoreError::DiskFull { .. }));
}

#[test]
fn a_failing_disk() {
    check_refusals(Errno::IO, |error| matches!(error, StoreError::DiskError { .. }));
    check_refusals(Errno::IO, |error| matches!(error, StoreError::NotDurable { .. }));
    check_refusals(Errno::IO, |error| matches!(error, StoreError::Halfway { .. }));
}

#[test]
fn a_folder_that_may_not_be_written() {
    check_refusals(Errno::ACCESS, |error| matches!(error, StoreError::ReadOnly { .. }));
}

#[test]
fn without_a_journal_it_is_saved_without_undo() {
    let mut home = home();
    let state = home.store.state().join("undo");
    std::fs::remove_dir_all(&state).ok();
    std::fs::write(&state, "in the way").unwrap();
    let change = change(&home.book);
    let saved = home.save(&change);
    assert_eq!(saved.notice.as_deref(), Some("saved, without undo"));
    home.reopen();
    assert_eq!(home.book.person(&ana()).unwrap().role, "baker");
}

#[test]
fn a_vanished_store_is_not_made_anew() {
    let mut home = home();
    let data = home.store.data().to_owned();
    let moved = home.dir.path().join("moved");
    std::fs::rename(&data, &moved).unwrap();
    let edit = home.book.edit_person(&ana(), |ana| ana.role = "x".into()).unwrap();
    let saved = home.store.save(&Change::new("x").with(edit), &now());
    assert!(matches!(saved, Err(StoreError::Vanished { .. })), "{saved:?}");
    let state = home.dir.path().join("state");
    assert!(matches!(Store::open(&data, &state), Err(StoreError::Vanished { .. })));
    // An empty mount point is no store either.
    std::fs::create_dir(&data).unwrap();
    assert!(matches!(Store::open(&data, &state), Err(StoreError::Vanished { .. })));
    std::fs::remove_dir(&data).unwrap();
    std::fs::rename(&moved, &data).unwrap();
    home.reopen();
    assert_eq!(home.book.people().len(), 2);
    std::fs::remove_dir_all(&data).unwrap();
    Store::init(&data, &state).unwrap();
    assert!(Store::open(&data, &state).is_ok());
}

#[test]
fn two_stores_of_one_state_keep_their_journals_apart() {
    let mut home = home();
    home.edit(|ana| ana.role = "baker".into());
    let other = Store::open(&home.dir.path().join("other"), &home.dir.path().join("state")).unwrap();
    assert!(other.undo(&now(), &|_, _| {}).unwrap().is_none());
    // The first store moves, and its journal is found again.
    let moved = home.dir.path().join("moved");
    std::fs::rename(home.store.data(), &moved).unwrap();
    let store = Store::open(&moved, &home.dir.path().join("state")).unwrap();
    assert!(store.undo(&now(), &|_, _| {}).unwrap().is_some());
}

#[test]
fn a_folder_that_git_or_sync_made_has_its_first_change_undone() {
    let home = home();
    let (other, state) = (home.dir.path().join("other"), home.dir.path().join("state"));
    std::fs::create_dir_all(other.join("people")).unwrap();
    let made = |store: &Store| store.state().strip_prefix(&state).unwrap().to_owned();

    // The state folder is another store's, and a name can not be written yet.
    let hook = |step: &'static str, path: &Path| match step {
        "mkdir" if path.ends_with(".mingle") => Err(std::io::Error::other("no")),
        _ => Ok(()),
    };
    let store = Store::open_on(&other, &state, Disk { hook: Some(std::sync::Arc::new(hook)) }).unwrap();
    let nameless = made(&store);
    assert!(!other.join(".mingle").exists() && nameless.starts_with("stores"));
    drop(store);

    // Now it can, and the journal goes with it.
    std::fs::write(state.join(&nameless).join("undo-is-here"), "").unwrap();
    let store = Store::open(&other, &state).unwrap();
    assert!(other.join(".mingle/name").exists() && store.state().join("undo-is-here").exists());
    assert_ne!(made(&store), nameless);
    let again = Store::open(&other, &state).unwrap();
    assert_eq!((again.state(), Store::state_of(&other, &state).as_path()), (store.state(), store.state()));
}

#[test]
fn the_state_of_early_versions_is_found_again() {
    let mut home = home();
    home.edit(|ana| ana.role = "baker".into());
    let (data, state) = (home.dir.path().join("data"), home.dir.path().join("all"));
    // Early versions kept the state of a store apart by its path.
    std::fs::create_dir(&state).unwrap();
    std::fs::rename(home.dir.path().join("state"), state.join("at-0123456789abcdef")).unwrap();
    std::fs::create_dir(state.join("at-fedcba9876543210")).unwrap();
    std::fs::write(state.join("at-fedcba9876543210/store"), "01ARZ3NDEKTSV4RRFFQ69G5FAV\n/elsewhere")
        .unwrap();
    assert_eq!(Store::state_of(&data, &state), state.join("at-0123456789abcdef"), "looked for, not moved");

    let hook = |step: &'static str, _: &Path| match step {
        "move" => Err(std::io::Error::other("no")),
        _ => Ok(()),
    };
    let store = Store::open_on(&data, &state, Disk { hook: Some(std::sync::Arc::new(hook)) }).unwrap();
    assert_eq!(store.history().unwrap().len(), 1, "where it cannot be moved it is used as it is");
    drop(store);

    let store = Store::open(&data, &state).unwrap();
    assert!(store.state().starts_with(state.join("stores")));
    assert!(!state.join("at-0123456789abcdef").exists());
    assert!(state.join("at-fedcba9876543210/store").exists(), "another's stays");
    assert_eq!(Store::state_of(&data, &state), store.state());
    assert!(store.undo(&now(), &|_, _| {}).unwrap().is_some());
    drop(store);
    assert!(Store::open(&data, &state).unwrap().redo(&now(), &|_, _| {}).unwrap().is_some(), "and again");

    std::fs::remove_dir_all(&data).unwrap();
    assert!(matches!(Store::open(&data, &state), Err(StoreError::Vanished { .. })));
}

#[test]
fn whoever_waits_for_the_lock_too_long_is_told_who_has_it() {
    let home = home();
    let held = Lock::take(home.store.data()).unwrap();
    let saved = home.store.save(&change(&home.book), &now());
    assert!(matches!(saved, Err(StoreError::Busy { .. })), "{saved:?}");
    drop(held);
    home.store.save(&change(&home.book), &now()).unwrap();
}
