//! Copies that sync programs made: merged, undone, and never lost.

use super::*;

const COPY: &str = "people/ana-ruiz-k3f9.sync-conflict-20260512-084210-ABCDEFG.toml";
const LYING: &str = "trash/copies/people/ana-ruiz-k3f9.sync-conflict-20260512-084210-ABCDEFG.toml";

/// The other machine's version of what Ana's file was: another company, one note more.
fn theirs() -> String {
    ANA.replace("Forno Nero", "Forno Bianco") + "\n[[note]]\nid = \"m001\"\ntext = \"from the phone\"\n"
}

/// Ana was saved here and then changed on both machines.
fn home() -> Home {
    let mut home = Home::with(ANA_AT, ANA);
    home.edit(|ana| ana.role = "baker".into());
    home.write(COPY, theirs());
    home
}

fn merge(home: &mut Home) -> Saved {
    let [copy] = home.store.copies().try_into().unwrap();
    let saved = home.store.merge_copy(&copy, &now()).unwrap();
    assert_eq!(home.store.copies(), Vec::<PathBuf>::new());
    assert!(home.load().is_empty());
    assert_eq!(saved.merged, [Loaded::Record(home.book.record(&Key::Person(ana())).unwrap())]);
    saved
}

#[test]
fn what_either_machine_did_stands_in_one_file() {
    let mut home = home();
    let before = home.text(ANA_AT);
    assert_eq!(merge(&mut home).notice, None, "no value was changed on both");
    let person = home.book.person(&ana()).unwrap();
    assert_eq!((person.role.as_str(), person.company.as_str()), ("baker", "Forno Bianco"));
    assert_eq!(person.notes.len(), 2);
    assert_eq!(home.text(LYING), theirs());
    home.check_diff(
        ANA_AT,
        &before.replace("Forno Nero", "Forno Bianco"),
        "+[[note]]\n+id = \"m001\"\n+kind = \"talk\"\n+text = \"from the phone\"\n+\n",
    );
    // One operation, also back and forth again.
    let after = home.text(ANA_AT);
    assert_eq!(home.store.undo(&now(), &|_, _| {}).unwrap().unwrap().what, "merge a copy of Ana Ruiz");
    assert_eq!((home.text(ANA_AT), home.text(COPY)), (before, theirs()));
    assert!(!home.store.data().join(LYING).exists());
    home.store.redo(&now(), &|_, _| {}).unwrap().unwrap();
    assert_eq!((home.text(ANA_AT), home.text(LYING)), (after, theirs()));
    assert!(!home.store.data().join(COPY).exists());
}

#[test]
fn a_value_changed_on_both_is_a_conflict() {
    let mut home = home();
    home.edit(|ana| ana.company = "Forno Rosso".into());
    assert_eq!(
        merge(&mut home).notice.as_deref(),
        Some("one value changed elsewhere was kept as a conflict")
    );
    let person = home.book.person(&ana()).unwrap();
    assert_eq!((person.role.as_str(), person.company.as_str()), ("baker", "Forno Rosso"));
    let [conflict] = &person.conflicts[..] else { panic!("{:?}", person.conflicts) };
    assert_eq!((conflict.field.as_str(), conflict.value.as_str()), ("company", "\"Forno Bianco\""));
    assert_eq!(conflict.place, "copy");
}

#[test]
fn what_was_deleted_here_does_not_come_back_with_a_copy() {
    let mut home = Home::with(ANA_AT, ANA);
    home.edit(|ana| ana.notes.clear());
    home.edit(|ana| ana.tags = vec!["food".into()]);
    home.write(COPY, theirs());
    merge(&mut home);
    let person = home.book.person(&ana()).unwrap();
    assert_eq!(person.notes.iter().map(|note| note.id.as_str()).collect::<Vec<_>>(), ["m001"]);
    assert_eq!(person.tags, ["food"]);
}

#[test]
fn without_a_journal_all_that_either_has_is_kept() {
    let mut home = Home::with(ANA_AT, ANA.replace("peer", "friend"));
    home.write(COPY, theirs());
    merge(&mut home);
    let person = home.book.person(&ana()).unwrap();
    assert_eq!(person.notes.len(), 2);
    assert_eq!(person.circles, ["peer", "sauna", "friend"]);
    assert_eq!(person.company, "Forno Nero");
    assert_eq!(person.conflicts[0].value, "\"Forno Bianco\"");
}

#[test]
fn a_copy_that_says_nothing_new_only_goes() {
    let mut home = Home::with(ANA_AT, ANA);
    home.write("people/ana-ruiz-k3f9 (Ben's conflicted copy 2026-05-12).toml", ANA);
    let [copy] = home.store.copies().try_into().unwrap();
    home.store.merge_copy(&copy, &now()).unwrap();
    assert_eq!(home.text(ANA_AT), ANA);
    assert!(home.load().is_empty());
}

#[test]
fn a_copy_of_nothing_becomes_the_file() {
    let mut home = Home::new();
    home.write(COPY, theirs());
    merge(&mut home);
    assert_eq!(home.text(ANA_AT), theirs());
}

#[test]
fn what_is_no_copy_or_no_record_is_left_alone() {
    let home = Home::with(ANA_AT, ANA);
    home.write(COPY, "name = ");
    for path in
        [COPY, ANA_AT, "people/nobody.sync-conflict-1.toml", "../x.sync-conflict-1.toml", "/etc/passwd"]
    {
        home.store.merge_copy(Path::new(path), &now()).unwrap_err();
    }
    assert_eq!((home.text(ANA_AT).as_str(), home.text(COPY).as_str()), (ANA, "name = "));
    assert!(home.store.history().unwrap().is_empty());
}

#[test]
fn a_purge_takes_the_copy_as_well() {
    let mut home = home();
    merge(&mut home);
    for _ in 0..2 {
        home.write("people/ana-ruiz-k3f9 (conflicted copy 2026-05-12).toml", theirs());
        merge(&mut home);
        home.write("people/ana-ruiz-k3f9.toml.orig", theirs());
        merge(&mut home);
    }
    let record = home.book.record(&Key::Person(ana())).unwrap();
    home.save(&Change::new("delete").with(Edit::remove(record)));
    assert_eq!(home.store.purge(Some(&Key::Person(ana())), &now()).unwrap(), 6);
    let copies = std::fs::read_dir(home.store.data().join("trash/copies/people")).unwrap();
    assert_eq!(copies.count(), 0);
    let journal = home.store.state().join("undo");
    for entry in std::fs::read_dir(journal).unwrap().flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap();
        assert!(!text.contains("from the phone"), "{text}");
    }
}

#[test]
fn a_kill_between_any_two_steps_of_a_merge() {
    super::crash::check_kills(home, |store, _| store.merge_copy(Path::new(COPY), &now()).is_ok());
}
