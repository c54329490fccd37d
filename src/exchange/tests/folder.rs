//! People who are read when a row may be about them are judged as those of a book in memory.

use std::cell::Cell;
use std::sync::Arc;

use super::*;
use crate::domain::Key;

/// A folder with nobody in memory, that counts whom it reads.
struct Elsewhere<'a> {
    book: Book,
    people: &'a Book,
    register: Arc<Register>,
    read: Cell<usize>,
}

impl<'a> Elsewhere<'a> {
    /// The people of a book, found in any order and by parts.
    fn of(people: &'a Book) -> Self {
        let mut book = people.clone();
        people.people().for_each(|person| book.take(&Key::Person(person.id.clone())));
        let all: Vec<&Arc<Person>> = people.people().collect();
        let mut register = Register::default();
        for part in all.chunks(3).rev() {
            let mut found = Register::default();
            part.iter().rev().for_each(|person| found.add(person));
            register.append(found);
        }
        Self { book, people, register: Arc::new(register.sorted()), read: Cell::new(0) }
    }
}

impl Folder for Elsewhere<'_> {
    fn book(&self) -> &Book {
        &self.book
    }

    fn register(&self) -> Arc<Register> {
        Arc::clone(&self.register)
    }

    fn person(&self, id: &PersonId) -> Option<Arc<Person>> {
        self.read.set(self.read.get() + 1);
        self.people.person(id).cloned()
    }

    fn whole(&self) -> Result<Book, String> {
        Ok(self.people.clone())
    }
}

/// Reads a list against both, and answers how many people were read for it.
#[track_caller]
fn check(text: &str, book: &Book) -> usize {
    let folder = Elsewhere::of(book);
    assert_eq!(folder.register, book.register());
    let read = |folder: &dyn Folder| {
        let (options, mut ids) = (Options::default(), IdMaker::new(7));
        import_watched(text.as_bytes().to_vec(), None, folder, &options, &mut ids, &|_, _| true).unwrap()
    };
    let (here, there) = (read(book), read(&folder));
    assert_eq!(here.rows().collect::<Vec<_>>(), there.rows().collect::<Vec<_>>());
    assert_eq!(here.change(book), there.change(&folder.book));
    assert_eq!(here, there);
    folder.read.get()
}

/// A hundred people, some of whom share a name, an address, a number or a company.
fn many() -> (String, Book) {
    let row = |at: usize| {
        let (name, company) = (at % 40, at % 7);
        format!("Ana Roe{name},a{at}@x.example,+44 20 70000{at:02},Co {company} Ltd,baker {at}\n")
    };
    let text = format!("Name,Email,Phone,Company,Role\n{}", (0..100).map(row).collect::<String>());
    let mut book = Book::default();
    let (options, mut ids) = (Options::default(), IdMaker::new(3));
    let import = super::super::import(text.as_bytes(), None, &book, &options, &mut ids).unwrap();
    book.apply(&import.change(&book));
    (text, book)
}

#[test]
fn the_same_list_again_reads_each_of_them_once() {
    let (text, book) = many();
    assert_eq!(check(&text, &book), book.people().len());
}

#[test]
fn another_list_of_them_is_judged_alike() {
    let (text, book) = many();
    // Others of the same names, addresses and numbers; a form of a name; a sound like one; nobody I know.
    let more = "Name,Email,Phone,Company,Role\nAna Roe1,a1@x.example,,Co 1 Ltd,cook\nDr Ana Roe2,a2@x.example,,,\n\
        Anna Roh3,,,Co 3 Ltd,\nAna Roe4,,,Co 4,\nTom Fox,a5@x.example,,,\nTom Fox,,+44 20 7000006,Co 6 Ltd,\nRoe9 Ana,,,,\n\
        Zoe Zed,z@x.example,,Co 1 Ltd,\n";
    check(more, &book);
    check(&text.replace("baker", "cook"), &book);
    check(&text.replace("Roe1", "Roe2"), &book);
    check(&write_people_csv(&book), &book);
    check(&write_people_csv(&book).replace("Ana Roe3", "Ana Roe5"), &book);
    check(&write_vcards(&book, CardVersion::Four), &book);
}

#[test]
fn who_is_gone_by_then_is_somebody_of_whom_nothing_is_known() {
    let (text, book) = many();
    let mut folder = Elsewhere::of(&book);
    let empty = Book::default();
    folder.people = &empty;
    let (options, mut ids) = (Options::default(), IdMaker::new(7));
    let import = import_watched(text.into_bytes(), None, &folder, &options, &mut ids, &|_, _| true).unwrap();
    assert!(import.change(&folder.book).edits.iter().all(|edit| edit.before.is_none()));
}

/// Somebody writes to every file as often as it is read.
struct Written(Elsewhere<'static>);

impl Folder for Written {
    fn book(&self) -> &Book {
        self.0.book()
    }

    fn register(&self) -> Arc<Register> {
        self.0.register()
    }

    fn person(&self, id: &PersonId) -> Option<Arc<Person>> {
        let mut person = Person::clone(&*self.0.person(id)?);
        person.needs = vec![format!("reading {}", self.0.read.get())];
        Some(Arc::new(person))
    }

    fn whole(&self) -> Result<Book, String> {
        self.0.whole()
    }
}

#[test]
fn what_others_write_while_a_list_is_read_is_not_taken_for_gone() {
    let (text, book) = many();
    let folder = Written(Elsewhere::of(Box::leak(Box::new(book))));
    // Each row brings everybody a page of their own.
    let rows = text.lines().enumerate().map(|(at, line)| match at {
        0 => format!("{line},Website\n"),
        _ => format!("{line},https://roe{at}.example\n"),
    });
    let text: String = rows.collect::<Vec<_>>().concat();
    let (options, mut ids) = (Options::default(), IdMaker::new(7));
    let import = import_watched(text.into_bytes(), None, &folder, &options, &mut ids, &|_, _| true).unwrap();
    let change = import.change(folder.book());
    assert!(change.edits.len() > 50);
    for edit in &change.edits {
        let (Some(Record::Person(before)), Some(Record::Person(after))) = (&edit.before, &edit.after) else {
            panic!("{edit:?}");
        };
        assert_eq!(before.needs, after.needs, "what is no part of the list is as it was read");
        assert_eq!(after.links.len(), before.links.len() + 1);
    }
}
