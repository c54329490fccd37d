//! Random changes, then all of them undone: the same bytes as at the start.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

/// One change, as numbers and a text that decide what it does.
fn change_of(book: &Book, step: usize, (what, at, text): &(u8, usize, String)) -> Change {
    let change = Change::new(format!("{what} {at}"));
    let people: Vec<PersonId> = book.people().map(|person| person.id.clone()).collect();
    let Some(id) = people.get(at % people.len().max(1)).cloned() else {
        return change.with(Edit::create(person(&format!("p-{step}"), text)));
    };
    let pick = |length: usize| at % length.max(1);
    let edit = |change: &dyn Fn(&mut Person)| book.edit_person(&id, |person| change(person));
    let made = match what % 9 {
        0 => Some(Edit::create(person(&format!("p-{step}"), text))),
        1 => Some(Edit::remove(book.record(&Key::Person(id.clone())).unwrap())),
        2 => edit(&|person| person.role.clone_from(text)),
        3 => edit(&|person| {
            person.notes.push(Note {
                id: NoteId::new(&format!("n{step}")),
                text: text.clone(),
                ..Note::default()
            });
        }),
        4 => edit(&|person| {
            let at = pick(person.notes.len());
            if let Some(note) = person.notes.get_mut(at) {
                note.text.clone_from(text);
                note.private = !note.private;
                note.used = note.private.then(|| now().today());
            }
        }),
        5 => edit(&|person| {
            if !person.notes.is_empty() {
                person.notes.remove(pick(person.notes.len()));
            }
        }),
        6 => edit(&|person| person.tags.insert(pick(person.tags.len() + 1), text.clone())),
        7 => edit(&|person| {
            if !person.tags.is_empty() {
                person.tags.remove(pick(person.tags.len()));
            }
        }),
        _ => edit(&|person| {
            person.favours.push(Favour {
                id: FavourId::new(&format!("f{step}")),
                what: text.clone(),
                on: Some(now().today()),
                ..Favour::default()
            });
        }),
    };
    made.map_or(change.clone(), |edit| change.with(edit))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn all_undone_is_as_at_the_start(
        steps in vec((any::<u8>(), any::<usize>(), "[\\PC\\n\\r\\t\"'#\\\\]{0,12}"), 1..12),
        crlf in any::<bool>(),
    ) {
        let text = if crlf { ANA.replace('\n', "\r\n") } else { ANA.to_owned() };
        let mut home = Home::with(ANA_AT, &text);
        home.write("people/tom.toml", "[[note]]\ntext = 'x'\n[[note]]\ntext = 'x'\n");
        home.load();
        let mut count = 0;
        for (at, step) in steps.iter().enumerate() {
            let change = change_of(&home.book, at, step);
            if !change.is_idle() {
                home.save(&change);
                count += 1;
            }
            let (read, problems) = super::load(&home.store);
            prop_assert!(problems.is_empty(), "{:?}", problems);
            prop_assert_eq!(&read, &home.book, "what is read again is what is in the book");
        }
        let mut undone = 0;
        while home.store.undo(&now(), &|_, _| {}).unwrap().is_some() {
            undone += 1;
        }
        prop_assert!(undone <= count);
        prop_assert_eq!(home.text(ANA_AT), text);
        prop_assert_eq!(home.text("people/tom.toml"), "[[note]]\ntext = 'x'\n[[note]]\ntext = 'x'\n");
        prop_assert_eq!(std::fs::read_dir(home.store.data().join("people")).unwrap().count(), 2);
        while home.store.redo(&now(), &|_, _| {}).unwrap().is_some() {}
        let (read, _) = super::load(&home.store);
        prop_assert_eq!(&read, &home.book);
    }
}
