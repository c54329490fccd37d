//! The contract of the store, on a real folder.

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
        let dir = tempfile::tempdir().unwrap();
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
