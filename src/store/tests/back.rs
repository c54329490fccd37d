//! What comes back out of the trash: moved as it lies there, so that a redo of a long import writes no file anew.

use std::os::unix::fs::MetadataExt;

use super::crash::{check_kills, hook_at, tree};
use super::*;

/// 40 people who came on a list, and one of mine whom it changed.
const LIST: usize = 40;
const IN_TRASH: &str = "trash/people/eve-0007.toml";
const AT: &str = "people/eve-0007.toml";

/// A list that came in and was taken back.
fn taken_back() -> Home {
    let home = Home::with(ANA_AT, ANA);
    let mut edits = vec![home.book.edit_person(&ana(), |ana| ana.role = "baker".into()).unwrap()];
    edits.extend((0..LIST).map(|at| Edit::create(person(&format!("eve-{at:04}"), "Eve"))));
    home.store.save_each("import", edits.into_iter(), &now(), &|_| true).unwrap();
    home.store.undo(&later(1), &|_, _| {}).unwrap().unwrap();
    home
}

fn inode(home: &Home, path: &str) -> u64 {
    std::fs::metadata(home.store.data().join(path)).unwrap().ino()
}

fn redo(store: &Store) -> Result<Option<Reverted>, StoreError> {
    store.redo(&later(2), &|_, _| {})
}

#[test]
fn a_redo_moves_what_lies_in_the_trash() {
    let mut home = taken_back();
    let lying = inode(&home, IN_TRASH);
    let text = home.text(IN_TRASH);
    let (hook, count) = hook_at(usize::MAX, || Ok(()));
    home.store.disk.hook = Some(hook);
    redo(&home.store).unwrap().unwrap();
    assert_eq!(inode(&home, AT), lying, "it is the very file");
    assert_eq!(home.text(AT), text);
    assert!(home.store.trash().unwrap().is_empty());
    // One move for each, and about a dozen steps for the journal, for the one that is written, and for the folders.
    let steps = count.load(std::sync::atomic::Ordering::Relaxed);
    assert!(steps < LIST + 30, "{steps} steps for {LIST} files");
    assert_eq!(home.store.refresh().unwrap(), [], "what just came back is no news");
    home.store.undo(&later(3), &|_, _| {}).unwrap().unwrap();
    assert_eq!(inode(&home, IN_TRASH), lying);
}

#[test]
fn what_is_no_longer_as_it_went_there_is_written_from_the_journal() {
    for change in [Some("name = \"Somebody else\"\n"), Some(""), None] {
        let home = taken_back();
        let text = home.text(IN_TRASH);
        match change {
            Some(other) => home.write(IN_TRASH, other),
            None => std::fs::remove_dir_all(home.store.data().join("trash")).unwrap(),
        }
        redo(&home.store).unwrap().unwrap();
        assert_eq!(home.text(AT), text, "{change:?}");
        // What somebody put into the trash is theirs.
        let left = std::fs::read_to_string(home.store.data().join(IN_TRASH)).ok();
        assert_eq!(left.as_deref(), change);
        assert_eq!(load(&home.store).0.people().len(), LIST + 1);
    }
}

#[test]
fn a_folder_of_people_that_went_is_made_again() {
    let mut home = Home::new();
    let edits = (0..LIST).map(|at| Edit::create(person(&format!("eve-{at:04}"), "Eve")));
    home.store.save_each("import", edits, &now(), &|_| true).unwrap();
    home.store.undo(&later(1), &|_, _| {}).unwrap().unwrap();
    std::fs::remove_dir(home.store.data().join("people")).unwrap();
    redo(&home.store).unwrap().unwrap();
    home.reopen();
    assert_eq!(home.book.people().len(), LIST);
}

#[test]
fn a_kill_between_any_two_steps_of_a_redo() {
    check_kills(taken_back, |store, _| redo(store).is_ok());
}

#[test]
fn a_kill_between_any_two_steps_of_a_restore() {
    let prepare = || {
        let mut home = Home::with(ANA_AT, ANA);
        home.write("people/tom-berg-x2m8.toml", "name = \"Tom\"\n");
        home.load();
        let tom = home.book.record(&Key::Person(PersonId::new("tom-berg-x2m8"))).unwrap();
        home.save(&Change::new("delete").with(Edit::remove(tom)));
        home
    };
    check_kills(prepare, |store, _| store.restore("tom-berg-x2m8", &later(1)).is_ok());
}

#[test]
fn a_disk_that_refuses_a_step_of_a_redo() {
    let mut refused = 0;
    for step in 0.. {
        let mut home = taken_back();
        let before = tree(&home);
        let (hook, count) = hook_at(step, || Err(rustix::io::Errno::IO.into()));
        home.store.disk.hook = Some(hook);
        let done = redo(&home.store);
        home.store.disk.hook = None;
        match done {
            Ok(_) | Err(StoreError::Halfway { .. } | StoreError::NotDurable { .. }) => {}
            Err(_) => {
                refused += 1;
                assert_eq!(tree(&home), before, "step {step}");
                redo(&home.store).unwrap().unwrap();
            }
        }
        home.reopen();
        assert_eq!(home.book.people().len(), LIST + 1, "step {step}");
        assert!(home.store.trash().unwrap().is_empty(), "step {step}");
        if count.load(std::sync::atomic::Ordering::Relaxed) <= step {
            break;
        }
    }
    assert!(refused >= 4, "{refused} of the steps were refused");
}

#[test]
fn what_left_the_trash_and_did_not_arrive_is_in_the_journal() {
    let mut home = Home::with(ANA_AT, ANA);
    let record = home.book.record(&Key::Person(ana())).unwrap();
    home.save(&Change::new("delete").with(Edit::remove(record)));
    // Killed as it is put in its place; then the power goes, on a disk that keeps the one folder and not yet the other.
    let hook = |step: &'static str, path: &Path| match step {
        "move" if path.ends_with(ANA_AT) => std::panic::resume_unwind(Box::new("killed")),
        _ => Ok(()),
    };
    home.store.disk.hook = Some(std::sync::Arc::new(hook));
    let restore = || home.store.restore("ana-ruiz-k3f9", &later(1));
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(restore)).is_err());
    std::fs::remove_file(home.store.data().join("trash").join(ANA_AT)).unwrap();
    home.reopen();
    assert_eq!(home.text(ANA_AT), ANA);
}
