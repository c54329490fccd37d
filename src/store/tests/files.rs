//! Foreign files: broken, strange, changed behind our back.

use super::*;

#[track_caller]
fn check_problem(path: &str, bytes: impl AsRef<[u8]>, at: Option<(usize, usize)>, reason: &str) {
    let mut home = Home::with(ANA_AT, ANA);
    home.write(path, &bytes);
    let problems = home.load();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].path.ends_with(path));
    assert_eq!(problems[0].at, at, "{problems:?}");
    assert!(problems[0].reason.contains(reason), "{problems:?}");
    assert_eq!(home.book.people().len(), 1, "the rest is loaded");
    assert_eq!(std::fs::read(home.store.data().join(path)).unwrap(), bytes.as_ref(), "it is left alone");
    let findings = home.store.doctor().unwrap();
    assert!(findings.iter().any(|finding| finding.path.ends_with(path) && finding.severity > Severity::Hint));
}

#[test]
fn broken_files_are_named_and_the_rest_loads() {
    check_problem("people/tom.toml", "name = \"Tom\"\nrole = \n", Some((2, 8)), "");
    check_problem("people/tom.toml", "name = \"Tom\"\nname = \"Tim\"\n", Some((2, 1)), "duplicate key");
    check_problem(
        "people/tom.toml",
        "name = \"Tom\"\ntags = \"a secret\"\n",
        Some((2, 8)),
        "invalid type: string, expected",
    );
    check_problem("people/tom.toml", "", None, "is empty");
    check_problem("people/tom.toml", "\n \n", None, "is empty");
    check_problem("people/tom.toml", [0; 64], Some((1, 1)), "NUL");
    check_problem("people/tom.toml", b"name = \"T\xF6m\"\n", Some((1, 10)), "byte 10 is 0xF6");
    check_problem(
        "people/tom.toml",
        "name = \"Tom\"\n<<<<<<< HEAD\nrole = 1\n",
        Some((2, 1)),
        "conflict markers",
    );
    check_problem("people/Tom Berg.toml", "name = \"Tom\"\n", None, "no id");
    check_problem(
        "people/ana-ruiz-k3f9.sync-conflict-20260512-084210-ABCDEFG.toml",
        "name = 1",
        None,
        "copy",
    );
    check_problem("people/tom.toml", "# x\n".repeat(1_100_000), None, "of 4 MiB");
    check_problem("events/fair.toml", "# x\n".repeat(8_500_000), None, "of 32 MiB");
    check_problem(
        "people/tom.toml",
        format!("x = {}1{}\n", "[".repeat(3000), "]".repeat(3000)),
        Some((1, 85)),
        "recursion",
    );
}

#[test]
fn no_note_text_gets_into_a_message() {
    let mut home = Home::with(
        "people/tom.toml",
        "name = \"Tom\"\n[[note]]\ntext = [\"my, secret\"]\nat = \"a \\\"secret\\\", too\"\n",
    );
    let text = format!("{:?}", home.load());
    assert!(!text.contains("secret"), "{text}");
}

#[test]
fn links_and_pipes() {
    let mut home = Home::with(ANA_AT, ANA);
    let people = home.store.data().join("people");
    let outside = home.dir.path().join("outside.toml");
    std::fs::write(&outside, "name = \"Out\"\n").unwrap();
    std::os::unix::fs::symlink(&outside, people.join("out.toml")).unwrap();
    home.write("elsewhere.txt", "name = \"In\"\n");
    std::os::unix::fs::symlink("../elsewhere.txt", people.join("in.toml")).unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        people.join("fifo.toml"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::from_raw_mode(0o600),
        0,
    )
    .unwrap();
    std::fs::create_dir(people.join("folder.toml")).unwrap();
    let problems: Vec<_> = home.load().into_iter().map(|problem| problem.path).collect();
    assert_eq!(problems, ["fifo.toml", "folder.toml", "out.toml"].map(|name| people.join(name)));
    // A link that stays inside is read, and written where it leads.
    let id = PersonId::new("in");
    let edit = home.book.edit_person(&id, |person| person.role = "x".into()).unwrap();
    home.save(&Change::new("x").with(edit));
    assert_eq!(home.text("elsewhere.txt"), "name = \"In\"\nrole = \"x\"\n");
    assert!(people.join("in.toml").is_symlink());
    // Nothing is ever written through the others.
    for id in ["out", "fifo", "folder"] {
        let saved = home.store.save(&Change::new("x").with(Edit::create(person(id, "x"))), &now());
        assert!(matches!(saved, Err(StoreError::InTheWay { .. })), "{id} {saved:?}");
    }
    assert_eq!(std::fs::read_to_string(outside).unwrap(), "name = \"Out\"\n");
}

#[test]
fn what_a_newer_version_wrote_is_shown_and_not_written() {
    let text = ANA.replace("schema = 1", "schema = 2");
    let mut home = Home::with(ANA_AT, &text);
    let edit = home.book.edit_person(&ana(), |ana| ana.role = "x".into()).unwrap();
    let saved = home.store.save(&Change::new("x").with(edit), &now());
    assert!(matches!(saved, Err(StoreError::Newer { schema: 2, .. })), "{saved:?}");
    assert_eq!(home.text(ANA_AT), text);
    assert!(home.load().is_empty());
}

#[test]
fn a_file_that_broke_meanwhile_is_not_written() {
    let mut home = Home::with(ANA_AT, ANA);
    home.write(ANA_AT, "name = \n");
    let edit = home.book.edit_person(&ana(), |ana| ana.role = "x".into()).unwrap();
    let saved = home.store.save(&Change::new("x").with(edit), &now());
    assert!(matches!(&saved, Err(StoreError::Broken(problem)) if problem.at == Some((1, 8))), "{saved:?}");
    assert_eq!(home.text(ANA_AT), "name = \n");
    assert!(home.store.history().unwrap().is_empty());
    assert_eq!(home.load().len(), 1);
}

#[test]
fn ids_that_are_no_ids_make_no_paths() {
    let home = Home::new();
    for id in ["", "../x", "A", "a/b", &"x".repeat(65)] {
        let saved = home.store.save(&Change::new("x").with(Edit::create(person(id, "x"))), &now());
        assert!(matches!(saved, Err(StoreError::BadId(_))), "{id}");
    }
}

#[test]
fn a_new_record_never_replaces_a_file() {
    let mut home = Home::with(ANA_AT, ANA);
    let mut new = person("ana-ruiz-k3f9", "Ana Ruiz");
    new.role = "baker".into();
    new.company = "Else".into();
    home.save(&Change::new("again").with(Edit::create(new)));
    let merged = home.book.person(&ana()).unwrap();
    assert_eq!((merged.role.as_str(), merged.company.as_str(), merged.notes.len()), ("baker", "Else", 1));
    assert_eq!(merged.conflicts[0].value, "\"Forno Nero\"");
    assert!(home.text(ANA_AT).contains("shoe_size = 38"));
}

#[test]
fn what_changed_since_is_news_once() {
    let mut home = Home::with(ANA_AT, ANA);
    let news = |home: &Home| home.store.refresh().unwrap();
    assert_eq!(news(&home), []);
    home.edit(|ana| ana.role = "baker".into());
    assert_eq!(news(&home), [], "what we wrote is no news");
    let good = home.text(ANA_AT);
    home.write(ANA_AT, good.replace("baker", "chef!"));
    assert!(matches!(&news(&home)[..], [Loaded::Record(Record::Person(ana))] if ana.role == "chef!"));
    assert_eq!(news(&home), []);
    home.write(ANA_AT, good.replace("baker", "chefs"));
    assert!(
        matches!(&news(&home)[..], [Loaded::Record(Record::Person(ana))] if ana.role == "chefs"),
        "same size, same tick"
    );
    home.write(ANA_AT, "");
    assert!(matches!(&news(&home)[..], [Loaded::Problem(_)]));
    assert_eq!(news(&home), []);
    home.write(ANA_AT, &good);
    assert!(matches!(&news(&home)[..], [Loaded::Record(_)]));
    home.write("people/tom.toml", "name = \"Tom\"\n");
    assert!(matches!(&news(&home)[..], [Loaded::Record(Record::Person(tom))] if tom.name == "Tom"));
    std::fs::remove_file(home.store.data().join("people/tom.toml")).unwrap();
    assert_eq!(news(&home), [Loaded::Gone(Key::Person(PersonId::new("tom")))]);
    assert_eq!(news(&home), []);
}

#[test]
fn comments_in_lists_stay_with_their_line() {
    #[track_caller]
    fn check(list: &str, change: impl FnOnce(&mut Vec<String>), expected: &str) {
        let mut home = Home::with(ANA_AT, format!("name = \"Ana\"\ntags = {list}\n"));
        home.edit(|ana| change(&mut ana.tags));
        assert_eq!(home.text(ANA_AT), format!("name = \"Ana\"\ntags = {expected}\n"));
    }
    check("[\"a\", \"b\"]", |tags| tags.push("c".into()), "[\"a\", \"b\", \"c\"]");
    check("[ \"a\", \"b\" ]", |tags| tags.push("c".into()), "[ \"a\", \"b\", \"c\" ]");
    check("[ \"a\", \"b\" ]", |tags| drop(tags.pop()), "[ \"a\" ]");
    check("[\"a\", \"b\"]", |tags| drop(tags.remove(0)), "[\"b\"]");
    check("[\"a\"]", |tags| tags.insert(0, "c".into()), "[\"c\", \"a\"]");
    check("[]", |tags| tags.extend(["a".into(), "b".into()]), "[\"a\", \"b\"]");
    let long = "[ # all\n  \"a\", # one\n  \"b\", # two\n]";
    check(long, |tags| tags.push("c".into()), "[ # all\n  \"a\", # one\n  \"b\", # two\n  \"c\",\n]");
    check(long, |tags| drop(tags.remove(1)), "[ # all\n  \"a\", # one\n # two\n]");
    check(long, |tags| tags[0] = "z".into(), "[ # all\n  \"z\", # one\n  \"b\", # two\n]");
}

#[test]
fn inline_and_dotted_forms_are_kept() {
    let text = "name = \"Ana\"\nmet.event = \"x\" # there\nnote = [{ text = \"a\" }, { id = \"n2\", text = \"b\" }]\n";
    let mut home = Home::with(ANA_AT, text);
    home.edit(|ana| {
        ana.met.as_mut().unwrap().on = Some(now().today());
        ana.notes[1].text = "c".into();
    });
    home.check_diff(
        ANA_AT,
        text,
        "-note = [{ text = \"a\" }, { id = \"n2\", text = \"b\" }]\n+met.on = 2026-05-12\n+note = [{ text = \"a\" }, { id = \"n2\", text = \"c\" }]\n",
    );
}

#[test]
fn a_backup_is_the_tree_before_the_first_change_of_a_day() {
    let mut home = Home::with(ANA_AT, ANA);
    home.write("people/tom.toml", "broken");
    home.edit(|ana| ana.role = "one".into());
    home.edit(|ana| ana.role = "two".into());
    assert_eq!(home.store.settle(&now()), None);
    home.write("people/tom.toml", [0, 255, 3]);
    home.write("people/eve.toml", "name = \"Eve\"\n");
    let day = now().today();
    assert_eq!(home.store.backups(), [day]);
    assert_eq!(home.store.restore_at(day, true, &now()).unwrap().len(), 2);
    assert!(home.text(ANA_AT).contains("two"));
    home.store.restore_at(day, false, &now()).unwrap();
    assert_eq!(home.text(ANA_AT), ANA);
    assert_eq!(home.text("people/tom.toml"), "broken");
    assert_eq!(home.text("people/eve.toml"), "name = \"Eve\"\n");
    // It is an operation like any other, also where the bytes are no text.
    home.store.undo(&now(), &|_, _| {}).unwrap().unwrap();
    assert!(home.text(ANA_AT).contains("two"));
    assert_eq!(std::fs::read(home.store.data().join("people/tom.toml")).unwrap(), [0, 255, 3]);
}

/// What the archive of `day` holds of Ana: her role, or nothing.
#[track_caller]
fn role_in_backup(home: &Home, day: Day) -> Option<String> {
    let restored = home.store.restore_at(day, true, &now()).unwrap();
    restored.into_iter().find_map(|loaded| match loaded {
        Loaded::Record(Record::Person(person)) if person.id == ana() => Some(person.role.clone()),
        _ => None,
    })
}

#[test]
fn a_backup_that_was_cut_short_is_made_at_the_next_start() {
    let mut home = Home::with(ANA_AT, ANA);
    let days: Vec<Now> = (0..3).map(|day| later(day * 24 * 60)).collect();
    let save = |home: &mut Home, role: &str, now: &Now| {
        let edit = home.book.edit_person(&ana(), |ana| ana.role = role.into()).unwrap();
        let change = Change::new("edit").with(edit).with(Edit::create(person(&format!("{role}-x2m8"), role)));
        home.store.save(&change, now).unwrap();
        home.book.apply(&change);
    };
    for role in ["one", "two", "three"] {
        save(&mut home, role, &days[0]);
    }
    // Killed before it was settled, and started again the next day; killed again in the middle of the backup.
    save(&mut home, "four", &days[1]);
    let hook = |step: &'static str, path: &Path| match step {
        "fsync" if path.to_string_lossy().contains("backup") => panic!("killed"),
        _ => Ok(()),
    };
    home.store.disk.hook = Some(std::sync::Arc::new(hook));
    let killed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| home.store.settle(&days[1])));
    assert!(killed.is_err());
    home.reopen();
    assert_eq!(home.store.backups(), []);
    assert_eq!(home.store.settle(&days[2]), None);
    assert_eq!(home.store.backups(), [days[0].today(), days[1].today()]);
    assert_eq!(role_in_backup(&home, days[0].today()).as_deref(), Some(""));
    assert_eq!(role_in_backup(&home, days[1].today()).as_deref(), Some("three"));
    // What was made that day is not in it.
    assert_eq!(home.store.restore_at(days[0].today(), true, &now()).unwrap().len(), 1);
    // And it is made once.
    let made = home.store.archive(days[0].today()).metadata().unwrap().modified().unwrap();
    save(&mut home, "five", &days[2]);
    assert_eq!(home.store.settle(&days[2]), None);
    assert_eq!(home.store.archive(days[0].today()).metadata().unwrap().modified().unwrap(), made);
    assert_eq!(role_in_backup(&home, days[2].today()).as_deref(), Some("four"));
    assert!(home.store.state().join("backup").read_dir().unwrap().count() == 3, "no temporary file stays");
}

#[test]
fn the_first_day_keeps_what_there_was_first() {
    let mut home = Home::new();
    home.save(&Change::new("new").with(Edit::create(person("ana-ruiz-k3f9", "Ana"))));
    assert_eq!(home.store.settle(&now()), None);
    assert_eq!(home.store.backups(), [], "there was nothing before");
    home.edit(|ana| ana.role = "one".into());
    home.edit(|ana| ana.role = "two".into());
    assert_eq!(home.store.settle(&now()), None);
    assert_eq!(role_in_backup(&home, now().today()).as_deref(), Some(""));
}

#[test]
fn a_backup_that_cannot_be_made_is_told_and_tried_again() {
    let mut home = Home::with(ANA_AT, ANA);
    home.edit(|ana| ana.role = "one".into());
    home.store.disk.hook = Some(std::sync::Arc::new(|step, path| match step {
        "write" if path.to_string_lossy().contains("backup") => Err(rustix::io::Errno::NOSPC.into()),
        _ => Ok(()),
    }));
    assert!(home.store.settle(&now()).unwrap().starts_with("no backup of today was made ("));
    home.store.disk.hook = None;
    assert_eq!(home.store.settle(&now()), None);
    assert_eq!(home.store.backups(), [now().today()]);
}

#[test]
fn old_backups_go() {
    let mut home = Home::with(ANA_AT, ANA);
    for day in 0..120 {
        let record = home.book.edit_person(&ana(), |ana| ana.role = format!("{day}")).unwrap();
        let change = Change::new("x").with(record);
        home.store.save(&change, &later(day * 24 * 60)).unwrap();
        home.store.settle(&later(day * 24 * 60));
        home.book.apply(&change);
    }
    let days = home.store.backups();
    assert!((14 + 6..=14 + 8).contains(&days.len()), "{}", days.len());
    assert_eq!(days.last().unwrap().0, later(119 * 24 * 60).today().0);
}

#[test]
fn drafts() {
    let home = Home::new();
    let draft = |field: &str, text: &str| Draft {
        field: field.into(),
        text: text.into(),
        when: "2026-05-12T08:42:10+01:00".into(),
    };
    let all =
        [draft("../../etc", "x"), draft("capture", "Ana\n\"\u{1b}[31m\r\n"), draft("note ana n4k2", "")];
    assert_eq!(home.store.drafts().unwrap(), []);
    for one in &all {
        home.store.keep_draft(&draft(&one.field, "older")).unwrap();
        home.store.keep_draft(one).unwrap();
    }
    assert_eq!(home.store.drafts().unwrap(), all);
    home.store.drop_draft("capture").unwrap();
    home.store.drop_draft("capture").unwrap();
    assert_eq!(home.store.drafts().unwrap().len(), 2);
}

#[test]
fn the_doctor_finds_what_is_amiss() {
    let mut home = Home::with(ANA_AT, format!("knows = [\"nobody-1\"]\n{ANA}"));
    home.write("people/.tom.toml.tmp", "half");
    home.write("people/b.toml", "schema = 9\n");
    home.write("people/c.toml", "[[conflict]]\nfield = \"role\"\n");
    let findings = home.store.doctor().unwrap();
    let has = |path: &str, what: &str| {
        findings.iter().any(|finding| finding.path.ends_with(path) && finding.what.contains(what))
    };
    assert!(has(ANA_AT, "knows names nobody-1"), "{findings:#?}");
    assert!(has(ANA_AT, "event names breakfast-q7aa"));
    assert!(has("people/.tom.toml.tmp", "temporary"));
    assert!(has("people/b.toml", "schema 9"));
    assert!(has("people/c.toml", "[[conflict]]"));
    assert!(has("data", "other users"), "the test's files are wider than ours");
    assert_eq!(findings[0].severity, Severity::Failure);
    let clean = Home::new();
    assert_eq!(clean.store.doctor().unwrap(), []);
    home.load();
}

#[test]
fn where_anybody_could_swap_the_folder_nothing_is_written() {
    use std::os::unix::fs::PermissionsExt;
    let mut home = Home::with(ANA_AT, ANA);
    let set =
        |mode| std::fs::set_permissions(home.dir.path(), std::fs::Permissions::from_mode(mode)).unwrap();
    set(0o777);
    home.reopen();
    let edit = home.book.edit_person(&ana(), |ana| ana.role = "x".into()).unwrap();
    let change = Change::new("x").with(edit);
    let saved = home.store.save(&change, &now());
    assert!(matches!(saved, Err(StoreError::OpenToAll { .. })), "{saved:?}");
    let known = home.store.read_only();
    assert!(matches!(known, Some(StoreError::OpenToAll { .. })), "known before anything is saved: {known:?}");
    assert_eq!(home.text(ANA_AT), ANA);
    assert_eq!(home.store.doctor().unwrap()[0].severity, Severity::Failure);
    // With the sticky bit, as on /tmp, only the owner may move it.
    std::fs::set_permissions(home.dir.path(), std::fs::Permissions::from_mode(0o1777)).unwrap();
    home.reopen();
    home.store.save(&change, &now()).unwrap();
}

#[test]
fn what_is_no_number_is_in_nobodys_way() {
    let mut home = Home::with("events/e.toml", "name = \"E\"\nhours = nan\nroom_known = inf\n");
    let edit = home.book.edit_event(&EventId::new("e"), |event| event.venue = "x".into()).unwrap();
    home.save(&Change::new("x").with(edit));
    assert_eq!(home.text("events/e.toml"), "name = \"E\"\nvenue = \"x\"\nhours = nan\nroom_known = inf\n");
}

#[test]
fn writers_at_once_lose_nothing() {
    let home = Home::with(ANA_AT, ANA);
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let (data, state) = (home.dir.path().join("data"), home.dir.path().join("state"));
            scope.spawn(move || {
                let store = Store::open(&data, &state).unwrap();
                let (mut book, _) = super::load(&store);
                for number in 0..10 {
                    let id = NoteId::new(&format!("w{writer}-{number}"));
                    let note = Note { id, text: "x".into(), ..Note::default() };
                    let edit = book.edit_person(&ana(), |ana| ana.notes.push(note)).unwrap();
                    let change = Change::new("jot").with(edit);
                    let saved = store.save(&change, &now()).unwrap();
                    book.apply(&change);
                    for loaded in saved.merged {
                        if let Loaded::Record(record) = loaded {
                            book.put(record);
                        }
                    }
                }
            });
        }
    });
    let (book, problems) = super::load(&home.store);
    assert_eq!((book.person(&ana()).unwrap().notes.len(), problems.len()), (41, 0));
    assert_eq!(home.store.history().unwrap().len(), 40);
}
