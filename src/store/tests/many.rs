//! Many records in one operation, made while they are saved.

use std::cell::{Cell, RefCell};

use super::crash::{check_kills, hook_at, killed_at, tree};
use super::*;

/// One of mine who changes, and `new` others.
fn edits(book: &Book, new: usize) -> Vec<Edit> {
    let mut edits = vec![book.edit_person(&ana(), |ana| ana.role = "baker".into()).unwrap()];
    edits.extend((0..new).map(|at| {
        let mut eve = person(&format!("eve-{at:04}"), "Eve");
        eve.face = "a \"line\"\n[[file]]\nand \u{7f} another".into();
        Edit::create(eve)
    }));
    edits
}

fn home() -> Home {
    Home::with(ANA_AT, ANA)
}

#[test]
fn they_are_there_and_one_undo_takes_them_back() {
    let mut home = home();
    let before = tree(&home);
    let saved =
        home.store.save_each("import 300 people", edits(&home.book, 300).into_iter(), &now(), &|_| true);
    assert_eq!(saved.unwrap(), Some(Saved::default()));
    assert_eq!(home.store.refresh().unwrap(), [], "what was just written is no news");
    let after = tree(&home);
    assert_eq!(after.len(), 301);
    home.reopen();
    assert_eq!(home.book.people().len(), 301);
    let undone = home.store.undo(&later(1), &|_, _| {}).unwrap().unwrap();
    assert_eq!((undone.what.as_str(), undone.records.len()), ("import 300 people", 301));
    let visible = |tree: Vec<(PathBuf, String)>| -> Vec<(PathBuf, String)> {
        tree.into_iter().filter(|(path, _)| !path.starts_with("trash")).collect()
    };
    assert_eq!(visible(tree(&home)), visible(before));
    home.store.redo(&later(2), &|_, _| {}).unwrap().unwrap();
    assert_eq!(visible(tree(&home)), visible(after));
    assert_eq!(home.store.settle(&later(3)), None, "a backup of the day is made from such a record too");
    assert_eq!(home.store.backups().len(), 1);
}

/// The names of the journal's records, oldest first.
fn records(home: &Home) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(home.store.state().join("undo")).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn an_undo_says_how_far_it_is_and_is_in_the_history_though_the_first_record_went() {
    let home = home();
    home.store.save_each("import of 600", edits(&home.book, 600).into_iter(), &now(), &|_| true).unwrap();
    let heard = RefCell::new(Vec::new());
    home.store.undo(&later(1), &|done, all| heard.borrow_mut().push((done, all))).unwrap().unwrap();
    let heard = heard.into_inner();
    assert!(heard.is_sorted() && heard.iter().all(|(_, all)| *all == 601 || *all == 0), "{heard:?}");
    assert_eq!((heard.first(), heard.last()), (Some(&(0, 601)), Some(&(601, 601))));
    // As when the two are more than the journal is to hold.
    let all = records(&home);
    assert_eq!(all.len(), 2);
    std::fs::remove_file(&all[0]).unwrap();
    let told = |home: &Home| {
        let history = home.store.history().unwrap();
        history
            .into_iter()
            .map(|entry| (entry.what, entry.when, entry.undone, entry.redo))
            .collect::<Vec<_>>()
    };
    let (what, when) = ("import of 600".to_owned(), now().stamp().to_string());
    assert_eq!(told(&home), [(what.clone(), when.clone(), true, true)]);
    home.store.redo(&later(2), &|_, _| {}).unwrap().unwrap();
    assert_eq!(told(&home), [(what, when, false, false)]);
    assert_eq!(tree(&home).len(), 601);
}

#[test]
fn whoever_watches_may_stop_it_and_nothing_is_kept() {
    for most in [0, 64, 128] {
        let mut home = home();
        let before = tree(&home);
        let heard = Cell::new(0);
        let far = |done: usize| {
            heard.set(done);
            done < most
        };
        let saved = home.store.save_each("import", edits(&home.book, 150).into_iter(), &now(), &far).unwrap();
        assert_eq!((saved, heard.get()), (None, most));
        assert_eq!((tree(&home), home.store.history().unwrap()), (before, Vec::new()));
        let hidden = std::fs::read_dir(home.store.data().join("people")).unwrap().count();
        assert_eq!(hidden, 1, "no temporary file stays");
        home.reopen();
        assert!(home.store.save_each("import", edits(&home.book, 3).into_iter(), &now(), &|_| true).is_ok());
    }
}

#[test]
fn nothing_to_do_leaves_no_trace() {
    let home = home();
    let saved = home.store.save_each("import", std::iter::empty(), &now(), &|_| true).unwrap();
    assert_eq!((saved, home.store.history().unwrap()), (Some(Saved::default()), Vec::new()));
}

#[test]
fn what_others_wrote_meanwhile_is_merged() {
    let home = home();
    let edits = edits(&home.book, 2);
    let text = home.text(ANA_AT);
    home.write(ANA_AT, text.replacen("name = ", "industry = \"food\"\nname = ", 1));
    let saved = home.store.save_each("import", edits.into_iter(), &now(), &|_| true).unwrap().unwrap();
    let [Loaded::Record(Record::Person(merged))] = saved.merged.as_slice() else { panic!("{saved:?}") };
    assert_eq!((merged.industry.as_str(), merged.role.as_str()), ("food", "baker"));
}

#[test]
fn a_kill_between_any_two_steps() {
    let save = |store: &Store, book: &Book| {
        store.save_each("import", edits(book, 4).into_iter(), &now(), &|_| true).is_ok()
    };
    check_kills(home, save);
}

#[test]
fn a_disk_that_refuses_a_step() {
    let mut refused = 0;
    for step in 0.. {
        let mut home = home();
        let before = tree(&home);
        let (hook, count) = hook_at(step, || Err(rustix::io::Errno::NOSPC.into()));
        home.store.disk.hook = Some(hook);
        let saved = home.store.save_each("import", edits(&home.book, 4).into_iter(), &now(), &|_| true);
        home.store.disk.hook = None;
        match saved {
            // Only the journal was refused, or the step was one that can be done without.
            Ok(_) => assert_eq!(tree(&home).len(), 5, "step {step}"),
            Err(StoreError::Halfway { .. } | StoreError::NotDurable { .. }) => {
                home.reopen();
                assert_eq!(home.book.people().len(), 5, "step {step}");
            }
            Err(_) => {
                refused += 1;
                assert_eq!(tree(&home), before, "step {step}");
            }
        }
        home.reopen();
        home.edit(|ana| ana.company = "Bianco".into());
        if count.load(std::sync::atomic::Ordering::Relaxed) <= step {
            break;
        }
    }
    assert!(refused >= 8, "{refused} of the steps were refused");
}

#[test]
fn one_that_was_killed_early_leaves_what_was_before_it_alone() {
    let mut home = home();
    let change =
        Change::new("two").with(edits(&home.book, 0).remove(0)).with(Edit::create(person("tom-1", "Tom")));
    home.save(&change);
    home.reopen();
    // By hand one of the two is as it was; that is no operation to be finished.
    home.write(ANA_AT, ANA);
    home.load();
    let before = tree(&home);
    killed_at(&mut home.store, 9);
    let all = edits(&home.book, 20);
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        home.store.save_each("import", all.into_iter(), &now(), &|_| true)
    }));
    assert!(ended.is_err());
    assert!(tree(&home).len() > before.len(), "temporary files lie there");
    home.reopen();
    assert_eq!(tree(&home), before);
}
