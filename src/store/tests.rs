//! The contract of the store, on a real folder.
#![expect(
    clippy::disallowed_methods,
    clippy::format_push_string,
    clippy::items_after_statements,
    reason = "tests do by hand what users, editors and sync programs do"
)]

use crate::domain::{
    Book, Change, Edit, Event, EventId, Favour, FavourId, Key, Note, NoteId, Now, Person, PersonId, Record,
};

use super::*;

/// A store in a folder of its own.
struct Home {
    dir: tempfile::TempDir,
    store: Store,
    book: Book,
}

fn now() -> Now {
    Now("2026-05-12T08:42:10+01:00[Europe/London]".parse().unwrap())
}

fn later(minutes: i64) -> Now {
    Now(now().0.checked_add(jiff::Span::new().minutes(minutes)).unwrap())
}

fn ana() -> PersonId {
    PersonId::new("ana-ruiz-k3f9")
}

fn person(id: &str, name: &str) -> Person {
    Person::named(PersonId::new(id), name)
}

impl Home {
    fn new() -> Self {
        // Hundreds of synced saves: in memory, where there is such a folder, they take no time.
        let dir = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        let store = Store::open(&dir.path().join("data"), &dir.path().join("state")).unwrap();
        Self { dir, store, book: Book::default() }
    }

    /// A store with one file, loaded.
    fn with(path: &str, text: impl AsRef<[u8]>) -> Self {
        let mut home = Self::new();
        home.write(path, text);
        home.load();
        home
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.store.data().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8(std::fs::read(self.store.data().join(path)).unwrap()).unwrap()
    }

    fn reopen(&mut self) {
        self.store = Store::open(&self.dir.path().join("data"), &self.dir.path().join("state")).unwrap();
        self.load();
    }

    fn load(&mut self) -> Vec<Problem> {
        let (book, problems) = load(&self.store);
        self.book = book;
        problems
    }

    fn save(&mut self, change: &Change) -> Saved {
        let saved = self.store.save(change, &now()).unwrap();
        self.book.apply(change);
        for loaded in &saved.merged {
            if let Loaded::Record(record) = loaded {
                self.book.put(record.clone());
            }
        }
        saved
    }

    fn edit(&mut self, change: impl FnOnce(&mut Person)) -> Saved {
        let edit = self.book.edit_person(&ana(), change).unwrap();
        self.save(&Change::new("edit").with(edit))
    }

    /// The lines that went and came between `old` and what is on disk now.
    #[track_caller]
    fn check_diff(&self, path: &str, old: &str, diff: &str) {
        let new = self.text(path);
        let lines = |text: &str| text.split_inclusive('\n').map(str::to_owned).collect::<Vec<_>>();
        let (old, new) = (lines(old), lines(&new));
        let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let room = old.len().min(new.len()) - head;
        let tail = old.iter().rev().zip(new.iter().rev()).take(room).take_while(|(a, b)| a == b).count();
        let mut out = String::new();
        for line in &old[head..old.len() - tail] {
            out += &format!("-{line}");
        }
        for line in &new[head..new.len() - tail] {
            out += &format!("+{line}");
        }
        assert_eq!(out, diff);
    }
}

fn load(store: &Store) -> (Book, Vec<Problem>) {
    let all = Mutex::new(Vec::new());
    store.load(&|batch| all.lock().unwrap().extend(batch)).unwrap();
    let (mut book, mut problems) = (Book::default(), Vec::new());
    for loaded in all.into_inner().unwrap() {
        match loaded {
            Loaded::Record(record) => book.put(record),
            Loaded::Problem(problem) => problems.push(problem),
            Loaded::Gone(key) => book.take(&key),
        }
    }
    problems.sort_by(|a, b| a.path.cmp(&b.path));
    (book, problems)
}

const ANA: &str = r#"# My favourite baker.
schema = 1
name = "Ana Ruiz"
shoe_size = 38   # unknown to mingle
company = "Forno Nero" # since 2019
circles = ["peer", "sauna"]
emails = [
    "ana@forno.example", # work
    "ana@home.example",  # home
]
met = { event = "breakfast-q7aa", on = 2026-05-12 }

[[note]]
id = "n4k2" # first
at = 2026-05-12T08:42:10+01:00
kind = "gossip"
text = "lost her first shop in the flood"

# A promise.
[[favour]]
id = "f9zt"
side = "give"
state = "promised"
what = "intro Tom Berg"
colour = "blue"

[[follow_up]]
id = "u2b7"
due = 2026-05-26
what = "ask how the opening went"
"#;
const ANA_AT: &str = "people/ana-ruiz-k3f9.toml";

#[track_caller]
fn check_edit(change: impl FnOnce(&mut Person), diff: &str) {
    let mut home = Home::with(ANA_AT, ANA);
    home.edit(change);
    home.check_diff(ANA_AT, ANA, diff);
    let now = home.book.person(&ana()).cloned();
    home.reopen();
    assert_eq!(home.book.person(&ana()).cloned(), now, "what is read again is what was in the book");
}

#[test]
fn one_change_is_one_line() {
    check_edit(
        |ana| ana.company = "Forno Bianco".into(),
        "-company = \"Forno Nero\" # since 2019\n+company = \"Forno Bianco\" # since 2019\n",
    );
    check_edit(|ana| ana.role = "baker".into(), "+role = \"baker\"\n");
    check_edit(
        |ana| ana.company.clear(),
        "-company = \"Forno Nero\" # since 2019\n+company = \"\" # since 2019\n",
    );
    check_edit(
        |ana| ana.notes[0].text = "moved".into(),
        "-text = \"lost her first shop in the flood\"\n+text = \"moved\"\n",
    );
    check_edit(
        |ana| ana.favours[0].move_to(crate::domain::FavourState::Done, now().today()),
        "-state = \"promised\"\n-what = \"intro Tom Berg\"\n+state = \"done\"\n+what = \"intro Tom Berg\"\n+on = 2026-05-12\n+done = 2026-05-12\n",
    );
    check_edit(|ana| ana.emails.push("a@b.example".into()), "+    \"a@b.example\",\n");
    check_edit(
        |ana| drop(ana.circles.remove(0)),
        "-circles = [\"peer\", \"sauna\"]\n+circles = [\"sauna\"]\n",
    );
    check_edit(
        |ana| drop(ana.follow_ups.pop()),
        "-\n-[[follow_up]]\n-id = \"u2b7\"\n-due = 2026-05-26\n-what = \"ask how the opening went\"\n",
    );
    check_edit(
        |ana| ana.met.as_mut().unwrap().on = None,
        "-met = { event = \"breakfast-q7aa\", on = 2026-05-12 }\n+met = { event = \"breakfast-q7aa\" }\n",
    );
}

#[test]
fn a_new_note_stands_with_its_siblings() {
    check_edit(
        |ana| {
            ana.notes.push(Note {
                id: NoteId::new("zzzz"),
                at: Some(now().stamp()),
                text: "two\nlines".into(),
                ..Note::default()
            });
        },
        "+[[note]]\n+id = \"zzzz\"\n+at = 2026-05-12T08:42:10+01:00\n+kind = \"talk\"\n+text = \"\"\"\n+two\n+lines\"\"\"\n+\n",
    );
}

#[test]
fn a_save_without_a_change_writes_nothing() {
    let mut home = Home::with(ANA_AT, ANA);
    let before = std::fs::metadata(home.store.data().join(ANA_AT)).unwrap();
    let record = home.book.record(&Key::Person(ana())).unwrap();
    home.save(
        &Change::new("nothing").with(Edit::replace(record.clone(), person("ana-ruiz-k3f9", "x"))).with(
            Edit::replace(
                person("ana-ruiz-k3f9", "x").into(),
                Person::clone(home.book.person(&ana()).unwrap()),
            ),
        ),
    );
    use std::os::unix::fs::MetadataExt;
    assert_eq!(std::fs::metadata(home.store.data().join(ANA_AT)).unwrap().ino(), before.ino());
    assert!(home.store.history().unwrap().is_empty());
}

#[test]
fn line_ends_and_byte_order_mark_stay() {
    let old = ANA.replace('\n', "\r\n");
    let mut home = Home::with(ANA_AT, format!("\u{feff}{old}"));
    home.edit(|ana| {
        ana.role = "baker".into();
        ana.notes[0].text = "one\ntwo \"quoted\" \\ \u{7} é\r\n".into();
    });
    let text = home.text(ANA_AT);
    assert!(text.starts_with('\u{feff}'));
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    home.reopen();
    assert_eq!(home.book.person(&ana()).unwrap().notes[0].text, "one\ntwo \"quoted\" \\ \u{7} é\r\n");
    // Mixed ends: what is not touched stays as it is.
    let mixed = "schema = 1\r\nname = \"Ana\"\ncompany = \"Forno\"\r\n# end\n";
    let mut home = Home::with(ANA_AT, mixed);
    home.edit(|ana| ana.company = "Bianco".into());
    assert_eq!(home.text(ANA_AT), "schema = 1\r\nname = \"Ana\"\ncompany = \"Bianco\"\r\n# end\n");
}

#[test]
fn notes_without_an_id_get_one_when_they_change() {
    let text = "name = \"Ana\"\n\n[[note]]\ntext = \"same\"\n\n[[note]]\ntext = \"same\"\n\n[[note]]\nid = \"n1\"\ntext = \"a\"\n\n[[note]]\nid = \"n1\"\ntext = \"b\"\n";
    let mut home = Home::with(ANA_AT, text);
    let ids: Vec<_> = home.book.person(&ana()).unwrap().notes.iter().map(|note| note.id.clone()).collect();
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 4, "{ids:?}");
    assert_eq!(ids[2].as_str(), "n1");
    home.reopen();
    let again: Vec<_> = home.book.person(&ana()).unwrap().notes.iter().map(|note| note.id.clone()).collect();
    assert_eq!(again, ids, "they are the same at each load");
    home.edit(|ana| ana.notes[3].text = "c".into());
    home.check_diff(
        ANA_AT,
        text,
        &format!("-id = \"n1\"\n-text = \"b\"\n+id = \"{}\"\n+text = \"c\"\n", ids[3]),
    );
    home.edit(|ana| drop(ana.notes.remove(0)));
    home.reopen();
    let again: Vec<_> = home.book.person(&ana()).unwrap().notes.iter().map(|note| note.id.clone()).collect();
    assert_eq!(again, ids[1..]);
    assert_eq!(home.book.person(&ana()).unwrap().notes[2].text, "c");
}

#[test]
fn one_check_in_among_two_thousand_is_a_few_lines() {
    let mut text = "schema = 1\nname = \"Fair\"\n".to_owned();
    for number in 0..2000 {
        text += &format!("\n[[attendee]]\nname = \"Guest {number}\"\ncompany = \"Firm {}\"\n", number % 40);
    }
    let mut home = Home::with("events/fair-q7aa.toml", &text);
    let id = EventId::new("fair-q7aa");
    let edit =
        home.book.edit_event(&id, |event| event.check_in(&ana(), "Guest 1234", now().stamp())).unwrap();
    home.save(&Change::new("check in").with(edit));
    home.check_diff(
        "events/fair-q7aa.toml",
        &text,
        "+person = \"ana-ruiz-k3f9\"\n+status = \"met\"\n+at = 2026-05-12T08:42:10+01:00\n",
    );
    // A list that is sorted anew keeps every line of each attendee.
    let edit =
        home.book.edit_event(&id, |event| event.attendees.sort_by(|a, b| b.name.cmp(&a.name))).unwrap();
    home.save(&Change::new("sort").with(edit));
    let expected = home.book.event(&id).cloned();
    home.reopen();
    assert_eq!(home.book.event(&id).cloned(), expected);
}

#[test]
fn a_new_record_is_written_in_the_order_of_the_contract() {
    let mut home = Home::new();
    let mut new = Event { id: EventId::new("fair-q7aa"), schema: 1, name: "Fair".into(), ..Event::default() };
    new.date = Some(now().today());
    new.intents = vec![crate::domain::Intent { count: 2, ..Default::default() }];
    new.talks.push(crate::domain::Talk {
        title: "T".into(),
        lessons: vec!["a".into(), "b".into()],
        ..Default::default()
    });
    new.attendees.push(crate::domain::Attendee { name: "Tom".into(), ..Default::default() });
    new.mood = Some(4);
    new.hours = Some(2.5);
    home.save(&Change::new("new").with(Edit::create(new)));
    assert_eq!(
        home.text("events/fair-q7aa.toml"),
        "schema = 1\nname = \"Fair\"\ndate = 2026-05-12\nintents = [{ why = \"expand\", count = 2 }]\nhours = 2.5\nmood = 4\n\n[[attendee]]\nname = \"Tom\"\nstatus = \"expected\"\n\n[[talk]]\ntitle = \"T\"\nlessons = [\"a\", \"b\"]\n"
    );
    use std::os::unix::fs::PermissionsExt;
    let mode =
        |path: &str| std::fs::metadata(home.store.data().join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("events/fair-q7aa.toml"), mode("events"), mode("")), (0o600, 0o700, 0o700));
}

#[test]
fn what_two_writers_changed_is_merged() {
    let mut home = Home::with(ANA_AT, ANA);
    // By hand meanwhile: a comment, another role, the same company, a new note, a tag.
    let theirs = ANA
        .replace("Forno Nero", "Forno Rosso")
        .replace("shoe_size", "role = \"chef\" # new\nshoe_size")
        .replace("\"sauna\"]", "\"sauna\", \"friend\"]")
        .replace("# A promise.", "[[note]]\nid = \"hand\"\ntext = \"by hand\"\n\n# A promise.");
    home.write(ANA_AT, &theirs);
    let saved = home.edit(|ana| {
        ana.company = "Forno Bianco".into();
        ana.circles.push("mentor".into());
        ana.notes.push(Note { id: NoteId::new("mine"), text: "mine".into(), ..Note::default() });
    });
    assert_eq!(saved.notice.as_deref(), Some("one value changed elsewhere was kept as a conflict"));
    let merged = home.book.person(&ana()).unwrap();
    assert_eq!((merged.company.as_str(), merged.role.as_str()), ("Forno Bianco", "chef"));
    assert_eq!(merged.circles, ["peer", "sauna", "friend", "mentor"]);
    let ids: Vec<_> = merged.notes.iter().map(|note| note.id.as_str()).collect();
    assert_eq!(ids, ["n4k2", "hand", "mine"]);
    assert_eq!(merged.conflicts[0].field, "company");
    assert_eq!(merged.conflicts[0].value, "\"Forno Rosso\"");
    assert!(home.text(ANA_AT).contains("role = \"chef\" # new"));
    let expected = home.book.person(&ana()).cloned();
    home.reopen();
    assert_eq!(home.book.person(&ana()).cloned(), expected);
    // The merge is an operation: undone, the hand's work is as it was.
    home.store.undo(&now(), &|_, _| {}).unwrap().unwrap();
    assert_eq!(home.text(ANA_AT), theirs);
}

#[test]
fn changed_wins_over_deleted() {
    let mut home = Home::with(ANA_AT, ANA);
    std::fs::remove_file(home.store.data().join(ANA_AT)).unwrap();
    home.edit(|ana| ana.role = "baker".into());
    home.reopen();
    assert_eq!(home.book.person(&ana()).unwrap().role, "baker");
    assert_eq!(home.book.person(&ana()).unwrap().notes.len(), 1);
    let record = home.book.record(&Key::Person(ana())).unwrap();
    let text = home.text(ANA_AT).replace("baker", "chef");
    home.write(ANA_AT, text);
    let saved = home.store.save(&Change::new("delete").with(Edit::remove(record)), &now()).unwrap();
    assert!(matches!(&saved.merged[..], [Loaded::Record(Record::Person(ana))] if ana.role == "chef"));
    assert!(home.store.trash().unwrap().is_empty());
}

#[test]
fn what_is_deleted_comes_back() {
    let mut home = Home::with(ANA_AT, ANA);
    for _ in 0..2 {
        let record = home.book.record(&Key::Person(ana())).unwrap();
        home.save(&Change::new("delete").with(Edit::remove(record)));
        assert!(!home.store.data().join(ANA_AT).exists());
        assert_eq!(home.text("trash/people/ana-ruiz-k3f9.toml"), ANA);
        home.store.restore("ana-ruiz-k3f9", &now()).unwrap();
        assert_eq!(home.text(ANA_AT), ANA);
        assert!(home.store.trash().unwrap().is_empty());
        home.load();
    }
    assert!(matches!(home.store.restore("nobody", &now()), Err(StoreError::NotFound { .. })));
    let record = home.book.record(&Key::Person(ana())).unwrap();
    home.save(&Change::new("delete").with(Edit::remove(record)));
    assert_eq!(home.store.settle(&now()), None);
    assert_eq!(home.store.backups(), [now().today()]);
    home.store.purge(Some(&Key::Person(ana())), &now()).unwrap();
    assert!(home.store.trash().unwrap().is_empty());
    let grep = |dir: &str| {
        let files = std::fs::read_dir(home.store.state().join(dir)).unwrap().flatten();
        files
            .map(|file| std::fs::read(file.path()).unwrap())
            .any(|bytes| bytes.windows(5).any(|part| part == b"Forno"))
    };
    assert!(!grep("undo") && !grep("backup"), "the person's bytes are gone from here too");
}

#[test]
fn undo_and_redo_as_in_an_editor_and_after_a_restart() {
    let mut home = Home::with(ANA_AT, ANA);
    let mut texts = vec![ANA.to_owned()];
    for role in ["one", "two", "three"] {
        home.edit(|ana| ana.role = role.into());
        texts.push(home.text(ANA_AT));
    }
    let step = |home: &mut Home, redo: bool, expected: Option<usize>| {
        home.reopen();
        let done =
            if redo { home.store.redo(&now(), &|_, _| {}) } else { home.store.undo(&now(), &|_, _| {}) };
        assert_eq!(done.unwrap().is_some(), expected.is_some());
        if let Some(expected) = expected {
            assert_eq!(home.text(ANA_AT), texts[expected]);
        }
    };
    step(&mut home, true, None);
    step(&mut home, false, Some(2));
    step(&mut home, false, Some(1));
    step(&mut home, true, Some(2));
    step(&mut home, false, Some(1));
    step(&mut home, false, Some(0));
    step(&mut home, false, None);
    step(&mut home, true, Some(1));
    let undone: Vec<bool> = home.store.history().unwrap().iter().map(|entry| entry.undone).collect();
    assert_eq!(undone, [true, true, false]);
    // A new change ends the branch.
    home.load();
    home.edit(|ana| ana.role = "four".into());
    assert!(home.store.redo(&now(), &|_, _| {}).unwrap().is_none());
    home.store.undo(&later(1), &|_, _| {}).unwrap().unwrap();
    assert_eq!(home.text(ANA_AT), texts[1]);
}

#[test]
fn undo_keeps_what_others_changed_since() {
    let mut home = Home::with(ANA_AT, ANA);
    home.edit(|ana| ana.role = "baker".into());
    let text = home.text(ANA_AT).replace("Forno Nero", "Forno Rosso");
    home.write(ANA_AT, text);
    let undone = home.store.undo(&now(), &|_, _| {}).unwrap().unwrap();
    assert!(
        matches!(&undone.records[..], [Loaded::Record(Record::Person(ana))] if ana.role.is_empty() && ana.company == "Forno Rosso")
    );
    assert_eq!(home.text(ANA_AT), ANA.replace("Forno Nero", "Forno Rosso"));
}

#[test]
fn what_was_deleted_meanwhile_comes_back_and_is_told() {
    let mut home = Home::with(ANA_AT, ANA);
    std::fs::remove_file(home.store.data().join(ANA_AT)).unwrap();
    let edit = home.book.edit_person(&ana(), |ana| ana.role = "baker".into()).unwrap();
    let saved = home.store.save(&Change::new("role").with(edit), &now()).unwrap();
    // Whoever heard that she is gone has to hear of her again.
    assert!(
        matches!(&saved.merged[..], [Loaded::Record(Record::Person(ana))] if ana.role == "baker"),
        "{saved:?}"
    );
    home.load();
    assert_eq!(home.book.people().len(), 1);
}

mod back;
mod copies;
mod crash;
mod files;
mod guests;
mod inbox;
mod many;
mod random;
