//! The inbox: each line once, whatever is killed in between, and what may be half there is left alone.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::crash::killed_at;
use super::*;

fn arrival(home: &Home, name: &str, text: &str, age: i64) {
    home.write(&format!("inbox/{name}"), text);
    let written = now().0.timestamp().as_second() - age;
    let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(u64::try_from(written).unwrap());
    let file = std::fs::File::options().write(true).open(home.store.data().join("inbox").join(name)).unwrap();
    file.set_modified(time).unwrap();
}

fn files(home: &Home, folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(home.store.data().join(folder));
    let mut names: Vec<String> = entries
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.retain(|name| std::path::Path::new(name).extension().is_some());
    names.sort();
    names
}

/// Takes all lines in as notes with Ana, one change each.
fn take(store: &Store) -> Result<(), StoreError> {
    let (mut book, _) = load(store);
    for file in store.inbox(&now())?.files {
        for line in &file.lines {
            let id = NoteId::new(line.token.get(..8).unwrap());
            let note = Note { id, text: line.text.clone(), ..Note::default() };
            let edit = book.edit_person(&ana(), |ana| ana.notes.push(note)).unwrap();
            let change = Change::new("line").with(edit);
            if store.save_from_inbox(&change, std::slice::from_ref(line), &now())?.is_some() {
                book.apply(&change);
            }
        }
        assert!(store.inbox_done(&file, &now())?, "all of its lines are taken in");
    }
    Ok(())
}

fn said(home: &Home) -> Vec<String> {
    let lines = ["one", "two", "one", "three"];
    let ana = home.book.person(&ana()).unwrap();
    ana.notes.iter().map(|note| note.text.clone()).filter(|text| lines.contains(&text.as_str())).collect()
}

#[test]
fn each_line_once_with_a_kill_between_any_two_steps() {
    let all = ["one", "two", "one", "three"];
    for step in 0.. {
        let mut home = Home::with(ANA_AT, ANA);
        arrival(&home, "phone.txt", "one\n\ntwo\r\none\n  \nthree", 60);
        let count = killed_at(&mut home.store, step);
        let ended = catch_unwind(AssertUnwindSafe(|| take(&home.store)));
        home.reopen();
        let before = said(&home);
        assert_eq!(before, all[..before.len()], "killed at step {step}: lines come in order and once");
        take(&home.store).unwrap();
        home.reopen();
        assert_eq!(said(&home), all, "killed at step {step}");
        assert_eq!((files(&home, "inbox").len(), files(&home, "inbox/taking").len()), (0, 0), "step {step}");
        assert_eq!(files(&home, "inbox/done").len(), 1, "step {step}");
        if count.load(std::sync::atomic::Ordering::Relaxed) <= step {
            assert!(ended.is_ok() && step > 20, "there are steps to stop at");
            break;
        }
    }
}

#[test]
fn the_same_lines_in_another_file_are_other_lines_and_undone_ones_stay_undone() {
    let mut home = Home::with(ANA_AT, ANA);
    for name in ["phone.txt", "tablet.txt"] {
        arrival(&home, name, "one\n", 60);
        take(&home.store).unwrap();
    }
    home.reopen();
    assert_eq!(said(&home), ["one", "one"]);
    home.store.undo(&now(), &|_, _| {}).unwrap().unwrap();
    home.reopen();
    take(&home.store).unwrap();
    home.reopen();
    assert_eq!(said(&home), ["one"]);
    assert_eq!(files(&home, "inbox/done").len(), 2);
}

/// A file is taken in, and comes again so many hours later; what is taken in then.
#[track_caller]
fn check_again(first: &str, hours: i64, then: &str, expect: &[&str]) {
    let mut home = Home::with(ANA_AT, ANA);
    arrival(&home, "phone.txt", first, hours * 3600 + 60);
    take(&home.store).unwrap();
    let before = said(&home).len();
    home.reopen();
    let before = before.max(said(&home).len());
    arrival(&home, "phone.txt", then, 60);
    let found = home.store.inbox(&now()).unwrap().files;
    let lines = then.lines().filter(|line| !line.trim().is_empty()).count();
    assert_eq!(found[0].again + found[0].lines.len(), lines, "each line is known or taken");
    assert_eq!(found[0].called(), "phone.txt");
    take(&home.store).unwrap();
    home.reopen();
    assert_eq!(said(&home)[before..], *expect, "{first:?} {then:?}");
    assert_eq!((files(&home, "inbox/taking").len(), files(&home, "inbox/done").len()), (0, 2));
}

#[test]
fn a_file_that_is_saved_again_or_written_on_brings_what_is_new() {
    check_again("one\ntwo\n", 1, "one\ntwo\n", &[]);
    check_again("one\ntwo\n", 900, "one\r\n\r\ntwo\r\n", &[]);
    check_again("one\n", 900, "one\ntwo\n", &["two"]);
    check_again("one\ntwo\n", 900, "one\ntwo\none\n", &["one"]);
    check_again("one\ntwo\n", 1, "one\nthree\n", &["three"]);
    // Nothing says that it is the same file: rather twice than never.
    check_again("one\n", 900, "one\n", &["one"]);
    check_again("one\ntwo\n", 900, "one\nthree\n", &["one", "three"]);
    check_again("one\ntwo\n", 1, "two\none\n", &["two", "one"]);
    check_again("one\ntwo\n", 1, "three\none\ntwo\n", &["three", "one", "two"]);
}

#[test]
fn a_file_written_on_while_the_first_lies_half_taken_loses_nothing_and_brings_nothing_twice() {
    for step in 0..40 {
        let mut home = Home::with(ANA_AT, ANA);
        arrival(&home, "phone.txt", "one\ntwo\n", 60);
        let _count = killed_at(&mut home.store, step);
        drop(catch_unwind(AssertUnwindSafe(|| take(&home.store))));
        home.reopen();
        // Wherever it lies now, the phone saves the whole with a line more.
        arrival(&home, "phone.txt", "one\ntwo\nthree\n", 30);
        take(&home.store).unwrap();
        home.reopen();
        assert_eq!(said(&home), ["one", "two", "three"], "killed at step {step}");
    }
}

#[test]
fn two_machines_seed_a_line_alike() {
    let seeds = || {
        let home = Home::with(ANA_AT, ANA);
        arrival(&home, "phone.txt", "one\ntwo\none\n", 60);
        let file = home.store.inbox(&now()).unwrap().files.remove(0);
        file.lines.into_iter().map(|line| (line.seed, line.earlier)).collect::<Vec<_>>()
    };
    let (one, other) = (seeds(), seeds());
    assert_eq!(one, other);
    assert_eq!(one.iter().map(|(_, earlier)| *earlier).collect::<Vec<_>>(), [0, 0, 1]);
    assert!(one[0].0 != one[1].0 && one[0].0 != one[2].0);
}

#[test]
fn two_who_found_the_same_file_take_each_line_once() {
    let mut home = Home::with(ANA_AT, ANA);
    arrival(&home, "phone.txt", "one\ntwo\n", 60);
    let found = home.store.inbox(&now()).unwrap().files;
    let other = Store::open(&home.dir.path().join("data"), &home.dir.path().join("state")).unwrap();
    take(&other).unwrap();
    for line in &found[0].lines {
        let change =
            Change::new("again").with(home.book.edit_person(&ana(), |ana| ana.role = "x".into()).unwrap());
        assert_eq!(home.store.save_from_inbox(&change, std::slice::from_ref(line), &now()).unwrap(), None);
    }
    assert!(!home.store.inbox_done(&found[0], &now()).unwrap(), "it is done already");
    home.reopen();
    assert_eq!(said(&home), ["one", "two"]);
}

#[test]
fn what_may_be_half_there_is_left_until_it_is_quiet() {
    let home = Home::with(ANA_AT, ANA);
    assert_eq!(home.store.inbox(&now()).unwrap(), Inbox::default());
    arrival(&home, "fresh.txt", "one\n", 1);
    arrival(&home, ".syncthing.phone.txt.tmp", "one\n", 60);
    arrival(&home, "~syncthing~phone.txt", "one\n", 60);
    arrival(&home, "phone.tmp.txt", "one\n", 60);
    arrival(&home, "empty.txt", "", 60);
    arrival(&home, "picture.jpg", "one\n", 60);
    let before = files(&home, "inbox");
    let inbox = home.store.inbox(&now()).unwrap();
    assert!(inbox.waiting && inbox.files.is_empty() && inbox.problems.is_empty(), "{inbox:?}");
    assert_eq!(files(&home, "inbox"), before);
    let inbox = home.store.inbox(&later(1)).unwrap();
    assert_eq!((inbox.files.len(), inbox.waiting), (1, false));
    assert_eq!(inbox.files[0].lines[0].text, "one");
}

#[test]
fn what_is_no_text_is_named_and_left() {
    let home = Home::with(ANA_AT, ANA);
    arrival(&home, "long.txt", &"x".repeat((16 << 20) + 1), 60);
    std::fs::write(home.store.data().join("inbox/bytes.txt"), b"\x7fELF\x01\0\0\0").unwrap();
    std::os::unix::fs::symlink("/etc/passwd", home.store.data().join("inbox/link.txt")).unwrap();
    let inbox = home.store.inbox(&now()).unwrap();
    assert_eq!((inbox.files.len(), inbox.problems.len()), (0, 3), "{inbox:?}");
    assert_eq!(files(&home, "inbox").len(), 3);
}

/// Writes on a file that is in `done`, as a program does that has held it open.
fn write_on(home: &Home, text: &str, age: i64) {
    let done = home.store.data().join("inbox/done");
    let name = files(home, "inbox/done").pop().unwrap();
    let old = std::fs::read_to_string(done.join(&name)).unwrap();
    arrival(home, &format!("done/{name}"), &format!("{old}{text}"), age);
}

#[test]
fn what_is_written_on_after_a_file_is_done_is_taken_in_and_named_until_then() {
    let mut home = Home::with(ANA_AT, ANA);
    arrival(&home, "slow.txt", "one\n", 60);
    take(&home.store).unwrap();
    assert!(home.store.inbox(&now()).unwrap().files.is_empty());
    for (text, expect) in [
        ("two\n", ["one", "two"].as_slice()),
        ("\n  \n", &["one", "two"]),
        ("one\nthr", &["one", "two", "one"]),
        ("ee\n", &["one", "two", "one", "three"]),
    ] {
        home.reopen();
        write_on(&home, text, 30);
        let named = home.store.doctor().unwrap();
        let is_named = named.iter().any(|finding| finding.what.contains("was written on after it was taken"));
        assert_eq!(is_named, !text.trim().is_empty(), "{text:?} {named:?}");
        take(&home.store).unwrap();
        assert!(home.store.doctor().unwrap().iter().all(|finding| !finding.what.contains("written on")));
        assert!(home.store.inbox(&now()).unwrap().files.is_empty(), "nothing is left: {text:?}");
        home.reopen();
        assert_eq!(said(&home), expect, "{text:?}");
    }
    // Somebody writes all of it anew, with a line on top.
    let done = format!("done/{}", files(&home, "inbox/done")[0]);
    arrival(&home, &done, "two\none\ntwo\none\nthree\n", 25);
    take(&home.store).unwrap();
    home.reopen();
    assert_eq!(said(&home), ["one", "two", "one", "three", "two"]);
    assert_eq!(files(&home, "inbox/done").len(), 1);
    // What is not known to be from here is nobody's business of ours.
    arrival(&home, "done/other.txt", "two\n", 30);
    assert!(home.store.inbox(&now()).unwrap().files.is_empty());
}

#[test]
fn a_file_that_is_written_on_is_taken_once_with_a_kill_between_any_two_steps() {
    for step in 0.. {
        let mut home = Home::with(ANA_AT, ANA);
        arrival(&home, "slow.txt", "one\n", 60);
        take(&home.store).unwrap();
        home.reopen();
        write_on(&home, "two\none\n", 30);
        let count = killed_at(&mut home.store, step);
        drop(catch_unwind(AssertUnwindSafe(|| take(&home.store))));
        home.reopen();
        write_on(&home, "three\n", 20);
        take(&home.store).unwrap();
        home.reopen();
        assert_eq!(said(&home), ["one", "two", "one", "three"], "killed at step {step}");
        if count.load(std::sync::atomic::Ordering::Relaxed) <= step {
            assert!(step > 10, "there are steps to stop at");
            break;
        }
    }
}

#[test]
fn a_file_that_grows_while_it_is_taken_is_not_done_before_all_of_it_is() {
    let mut home = Home::with(ANA_AT, ANA);
    arrival(&home, "slow.txt", "one\n", 60);
    let found = home.store.inbox(&now()).unwrap().files;
    arrival(&home, &format!("taking/{}", found[0].name), "one\ntwo\n", 30);
    let change = Change::new("one").with(home.book.edit_person(&ana(), |ana| ana.role = "x".into()).unwrap());
    home.store.save_from_inbox(&change, &found[0].lines[..1], &now()).unwrap().unwrap();
    assert!(!home.store.inbox_done(&found[0], &now()).unwrap());
    take(&home.store).unwrap();
    home.reopen();
    assert_eq!(said(&home), ["two"]);
    assert_eq!((files(&home, "inbox/taking").len(), files(&home, "inbox/done").len()), (0, 1));
}

#[test]
fn a_line_without_an_end_is_waited_for_longer() {
    let home = Home::with(ANA_AT, ANA);
    arrival(&home, "slow.txt", "one\ntw", 5);
    let inbox = home.store.inbox(&now()).unwrap();
    assert!(inbox.waiting && inbox.files.is_empty(), "{inbox:?}");
    assert_eq!(home.store.inbox(&later(10)).unwrap().files.len(), 1);
}

/// Files that arrive one after the other, each with the age it has then; what is taken in all.
#[track_caller]
fn check_versions(arrivals: &[(&str, &str)], expect: &[&str]) {
    let mut home = Home::with(ANA_AT, ANA);
    for (name, text) in arrivals {
        arrival(&home, name, text, 60);
        take(&home.store).unwrap();
        home.reopen();
    }
    assert_eq!(said(&home), expect, "one after the other: {arrivals:?}");
    let mut home = Home::with(ANA_AT, ANA);
    for (name, text) in arrivals {
        arrival(&home, name, text, 60);
    }
    take(&home.store).unwrap();
    home.reopen();
    let (mut said, mut expect) = (said(&home), expect.to_vec());
    said.sort();
    expect.sort_unstable();
    assert_eq!(said, expect, "at once: {arrivals:?}");
}

#[test]
fn of_the_other_versions_of_a_file_only_what_is_new_in_them_is_taken() {
    const SYNCTHING: &str = "phone.sync-conflict-20261123-101010-ABCDEFG.txt";
    const DROPBOX: &str = "phone (In Konflikt stehende Kopie von Ana 2026-11-23).txt";
    check_versions(&[("phone.txt", "one\n"), (SYNCTHING, "one\n")], &["one"]);
    check_versions(&[("phone.txt", "one\n"), (SYNCTHING, "two\none\n")], &["one", "two"]);
    check_versions(&[(SYNCTHING, "one\ntwo\n"), ("phone.txt", "one\nthree\n")], &["one", "two", "three"]);
    check_versions(
        &[("phone.txt", "one\n"), (DROPBOX, "one\ntwo\n"), (SYNCTHING, "one\none\ntwo\nthree\n")],
        &["one", "two", "one", "three"],
    );
    check_versions(&[("phone.txt", "one\n"), ("phone (1).txt", "one\n")], &["one", "one"]);
    // Until the first is quiet nobody knows what is new in the other.
    let home = Home::with(ANA_AT, ANA);
    arrival(&home, "phone.txt", "one\n", 1);
    arrival(&home, SYNCTHING, "one\n", 60);
    let inbox = home.store.inbox(&now()).unwrap();
    assert!(inbox.waiting && inbox.files.is_empty(), "{inbox:?}");
}

#[test]
fn a_file_that_cannot_be_taken_in_keeps_no_other_out() {
    use std::os::unix::ffi::OsStrExt;
    let mut home = Home::with(ANA_AT, ANA);
    arrival(&home, "good.txt", "one\n", 60);
    arrival(&home, "b\u{e4}d \u{1f98a}\n.txt", "two\n", 60);
    let inbox = home.store.data().join("inbox");
    std::fs::create_dir(inbox.join("folder.txt")).unwrap();
    std::fs::write(inbox.join(std::ffi::OsStr::from_bytes(b"latin\xe9.txt")), "three\n").unwrap();
    std::fs::write(inbox.join(format!("{}.txt", "n".repeat(220))), "three\n").unwrap();
    let found = home.store.inbox(&now()).unwrap();
    assert_eq!((found.files.len(), found.problems.len()), (2, 3), "{found:?}");
    take(&home.store).unwrap();
    home.reopen();
    assert_eq!(said(&home).len(), 2);
}
