//! Exports that come back edited as chance has it: exactly what was edited comes in, nothing else, and once more nothing does.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;
use crate::domain::{Field, FieldKind, FollowUp, FollowUpId, Note, NoteId};

/// People of whom some cells are empty and others hold what tables, cards and pages have to escape.
fn mine() -> Book {
    let mut book = Book::default();
    let names = ["Ana Ruiz", "Tom O'Berg", "Kim Lee", "Žofie Nová", "Lu 田中"];
    for (at, name) in names.into_iter().enumerate() {
        let some = |texts: &[&str]| {
            texts.iter().skip(at % 2).map(|text| format!("{text}{at}")).collect::<Vec<String>>()
        };
        let person = Person {
            company: if at % 2 == 0 { format!("Bread, \"Butter\" & Co {at}") } else { String::new() },
            role: if at == 1 { String::new() } else { format!("=head; of {at}") },
            face: format!("red *scarf* #{at}"),
            emails: some(&["a@x.example", "b@y.example"]),
            phones: vec![format!("+44 20 7946 000{at}")],
            links: some(&["https://x.example/?a=1,2;3&b="]),
            tags: some(&["tag", "tag-b"]),
            needs: some(&["a till; a big one ", "web\\site "]),
            offers: some(&["- flour "]),
            notes: vec![
                Note {
                    id: NoteId::new(&format!("n{at}a")),
                    text: "she\n\n- [ ] said *so*".into(),
                    ..Note::default()
                },
                Note {
                    id: NoteId::new(&format!("n{at}b")),
                    text: format!("## tall {at}"),
                    ..Note::default()
                },
            ],
            follow_ups: vec![FollowUp {
                id: FollowUpId::new(&format!("u{at}")),
                what: format!("call (them) {at}"),
                ..FollowUp::default()
            }],
            ..Person::named(PersonId::new(&format!("p-{at}aaa")), name)
        };
        book.put(person.into());
    }
    book
}

/// The ids of the notes and follow-ups that came in are of chance.
fn plain(book: &Book) -> BTreeMap<PersonId, Person> {
    let before = mine();
    let known = |id: &str| {
        before.people().any(|one| {
            one.notes.iter().any(|note| note.id.as_str() == id)
                || one.follow_ups.iter().any(|one| one.id.as_str() == id)
        })
    };
    let mut all = BTreeMap::new();
    for person in book.people() {
        let mut person = Person::clone(person);
        // By its marks a row is known again; they say nothing of anybody.
        person.imported.clear();
        person
            .notes
            .iter_mut()
            .filter(|note| !known(note.id.as_str()))
            .for_each(|note| note.id = NoteId::default());
        person
            .follow_ups
            .iter_mut()
            .filter(|one| !known(one.id.as_str()))
            .for_each(|one| one.id = FollowUpId::default());
        let id =
            if before.person(&person.id).is_some() { person.id.clone() } else { PersonId::new(&person.name) };
        all.insert(id.clone(), Person { id, ..person });
    }
    all
}

/// What an import of `text` makes of my people; once more changes nothing.
fn after(text: &str) -> Result<Book, TestCaseError> {
    let mut book = mine();
    let options = Options { today: Some(Day("2026-11-22".parse().unwrap())), ..Options::default() };
    let read = |book: &Book, seed| people(text.as_bytes(), book, &options, &mut IdMaker::new(seed)).unwrap();
    let first = read(&book, 1);
    book.apply(&first.change(&book));
    let again = read(&book, 2);
    prop_assert!(again.is_idle(), "{}\n{:#?}\nthen {:#?}", text, listed(&first), listed(&again));
    Ok(book)
}

fn same(found: &Book, expect: &Book, text: &str) -> Result<(), TestCaseError> {
    let (found, expect) = (plain(found), plain(expect));
    prop_assert_eq!(found, expect, "{}", text);
    Ok(())
}

fn change(book: &mut Book, at: usize, change: impl FnOnce(&mut Person)) {
    let edit = book.edit_person(&PersonId::new(&format!("p-{at}aaa")), change);
    book.apply(&Change { what: String::new(), edits: edit.into_iter().collect() });
}

/// A value that nobody has yet.
fn word() -> impl Strategy<Value = String> {
    "[a-z]{3,8}( [a-z]{3,8})?".prop_map(|word| format!("new {word}"))
}

const CELLS: &[&str] = &["company", "role", "face", "needs", "offers", "tags", "circles"];

#[derive(Debug, Clone)]
enum Cell {
    Write(String),
    Empty,
}

fn cells() -> impl Strategy<Value = BTreeMap<(usize, usize), Cell>> {
    let cell = prop_oneof![2 => word().prop_map(Cell::Write), 1 => Just(Cell::Empty)];
    prop::collection::btree_map((0..5_usize, 0..CELLS.len()), cell, 0..6)
}

/// A cell as somebody edits it.
fn edited(cell: &str, edit: &Cell, is_list: bool) -> String {
    match edit {
        Cell::Empty => String::new(),
        Cell::Write(word) if !is_list || cell.is_empty() => word.clone(),
        Cell::Write(word) if cell.ends_with(" ::: ") => format!("{cell}{word}"),
        Cell::Write(word) if cell.contains(" ::: ") => format!("{cell} ::: {word}"),
        Cell::Write(word) => format!("{cell}; {word}"),
    }
}

/// The same edit of the record: what is emptied deletes nothing.
fn put(person: &mut Person, field: &Field, edit: &Cell) {
    if let Cell::Write(word) = edit {
        match &field.kind {
            FieldKind::Text(_, set) => word.clone_into(set(person)),
            FieldKind::List(_, set) => set(person).push(word.clone()),
        }
    }
}

/// The lines of a page that `keep` keeps.
fn kept(page: &str, keep: impl Fn(&str) -> bool) -> String {
    page.split_inclusive('\n').filter(|line| keep(line)).collect()
}

/// A property of a card as somebody edits it.
fn write(lines: &mut Vec<String>, key: &str, value: &str) {
    let line = format!("{key}:{value}");
    match lines.iter().position(|line| line.starts_with(&format!("{key}:"))) {
        Some(at) => lines[at] = line,
        None => lines.push(line),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_table(
        cells in cells(),
        gone in prop::option::of(0..5_usize),
        new in prop::option::of(word()),
        order in Just((0..15_usize).collect::<Vec<_>>()).prop_shuffle(),
        delimiter in select(vec![b',', b';', b'\t']),
        header in select(vec!["emails", "E-Mail-Adresse", "correo electrónico", "メールアドレス"]),
    ) {
        let table = write_people_csv(&mine());
        let mut rows: Vec<Vec<String>> = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(table.as_bytes())
            .records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect();
        let column = |key: &str| table.lines().next().unwrap().split(',').position(|name| name == key).unwrap();
        let mut expect = mine();
        for ((at, field), edit) in cells.iter().filter(|((at, _), _)| Some(*at) != gone) {
            let field = Field::of(CELLS[*field]).unwrap();
            let id = format!("p-{at}aaa");
            let row = rows.iter_mut().find(|row| row[column("id")] == id).unwrap();
            let cell = &mut row[column(field.key)];
            *cell = edited(cell, edit, matches!(field.kind, FieldKind::List(..)));
            change(&mut expect, *at, |person| put(person, field, edit));
        }
        rows.retain(|row| gone.is_none_or(|at| row[column("id")] != format!("p-{at}aaa")));
        if let Some(name) = new {
            let mut row = vec![String::new(); rows[0].len()];
            (row[column("name")], row[column("company")]) = (name.clone(), "Nova".into());
            rows.push(row);
            expect.put(Person { company: "Nova".into(), ..Person::named(PersonId::new("new-one"), &name) }.into());
        }
        let place = column("emails");
        rows[0][place] = header.to_owned();
        let mut out = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        for row in &rows {
            out.write_record(order.iter().filter_map(|at| row.get(*at))).unwrap();
        }
        let text = String::from_utf8(out.into_inner().unwrap()).unwrap();
        same(&after(&text)?, &expect, &text)?;
    }

    #[test]
    fn cards(
        at in 0..5_usize,
        edits in prop::collection::btree_map(0..6_usize, word(), 0..4),
        version in select(vec![CardVersion::Four, CardVersion::Three]),
    ) {
        let cards = write_vcards(&mine(), version).replace("\r\n ", "");
        let uid = format!("UID:p-{at}aaa@mingle\r\n");
        let mut blocks: Vec<String> = cards.split_inclusive("END:VCARD\r\n").map(str::to_owned).collect();
        let block = blocks.iter_mut().find(|block| block.contains(&uid)).unwrap();
        let mut lines: Vec<String> = block.lines().filter(|line| *line != "END:VCARD").map(str::to_owned).collect();
        let mut expect = mine();
        for (edit, word) in &edits {
            match edit {
                0 => {
                    write(&mut lines, "ORG", word);
                    change(&mut expect, at, |person| word.clone_into(&mut person.company));
                }
                1 => {
                    write(&mut lines, "TITLE", word);
                    change(&mut expect, at, |person| word.clone_into(&mut person.role));
                }
                2 => {
                    let name = expect.name_of(&PersonId::new(&format!("p-{at}aaa"))).to_owned() + " Jr";
                    write(&mut lines, "FN", &name);
                    change(&mut expect, at, |person| person.name = name);
                }
                3 => {
                    lines.push(format!("NOTE:{word}"));
                    let note = Note { text: word.clone(), ..Note::default() };
                    change(&mut expect, at, |person| person.notes.push(note));
                }
                4 => {
                    lines.push(format!("X-MINGLE-NEEDS:{word}"));
                    change(&mut expect, at, |person| person.needs.push(word.clone()));
                }
                _ => lines.retain(|line| !line.starts_with("CATEGORIES") && !line.starts_with("TEL")),
            }
        }
        lines.push("END:VCARD\r\n".to_owned());
        *block = lines.join("\r\n");
        let text = blocks.concat();
        same(&after(&text)?, &expect, &text)?;
    }

    #[test]
    fn pages(
        at in 0..5_usize,
        edits in prop::collection::btree_map(0..7_usize, word(), 0..4),
        marked in any::<bool>(),
    ) {
        let id = format!("p-{at}aaa.md");
        let (_, mut page) = markdown_pages(&mine()).into_iter().find(|(name, _)| *name == id).unwrap();
        if !marked {
            // As mingle wrote them before they said what it wrote.
            page = kept(&page, |line| !line.starts_with("mingle: "));
        }
        let mut expect = mine();
        let name = expect.name_of(&PersonId::new(&format!("p-{at}aaa"))).to_owned();
        for (edit, word) in &edits {
            let title = page.lines().find(|line| line.starts_with("# ")).unwrap().to_owned();
            match edit {
                0 => {
                    page = format!("{page}\n{word}\n");
                    let note = Note { text: word.clone(), ..Note::default() };
                    change(&mut expect, at, |person| person.notes.push(note));
                }
                1 => {
                    page = page.replace("- [ ] call", "- [x] call");
                    let day = Some(Day("2026-11-22".parse().unwrap()));
                    change(&mut expect, at, |person| person.follow_ups[0].done = day);
                }
                2 => {
                    page = page.replace(&title, &format!("{title} Jr"));
                    change(&mut expect, at, |person| person.name = format!("{name} Jr"));
                }
                3 => {
                    page = page.replace(&format!("{title}\n"), &format!("{title}\n\n- [ ] {word}\n"));
                    let todo = FollowUp { what: word.clone(), ..FollowUp::default() };
                    change(&mut expect, at, |person| person.follow_ups.push(todo));
                }
                4 => {
                    page = page.replace("\\#\\# tall", word);
                    change(&mut expect, at, |person| person.notes[1].text = format!("{word} {at}"));
                }
                5 => {
                    page = page.replace("## Offers\n\n", &format!("## Offers\n\n- {word}\n"));
                    if page.contains("## Offers") {
                        change(&mut expect, at, |person| person.offers.push(word.clone()));
                    }
                }
                // Lines that are taken out.
                _ => {
                    page = kept(&page, |line| {
                        !["- red", "role:", "To recognise"].iter().any(|start| line.starts_with(start))
                    });
                }
            }
        }
        same(&after(&page)?, &expect, &page)?;
    }

    #[test]
    fn a_document(cells in cells(), gone in any::<Index>()) {
        let mut records = Vec::new();
        let (mut whole, mut mixed) = (Book::default(), mine());
        let gone = gone.index(10);
        for (_, person) in mine().people().enumerate().filter(|(at, _)| *at != gone) {
            let mut person = Person::clone(person);
            let number: usize = person.id.as_str().trim_start_matches("p-").trim_end_matches("aaa").parse().unwrap();
            for ((_, field), edit) in cells.iter().filter(|((of, _), _)| *of == number) {
                let field = Field::of(CELLS[*field]).unwrap();
                match (edit, &field.kind) {
                    (Cell::Empty, FieldKind::Text(_, set)) => set(&mut person).clear(),
                    (Cell::Empty, FieldKind::List(_, set)) => set(&mut person).clear(),
                    _ => put(&mut person, field, edit),
                }
                // Of two states of one record neither is known to be the later one: mine stays, and what it lacks comes in.
                change(&mut mixed, number, |mine| match &field.kind {
                    FieldKind::Text(get, _) if !get(mine).is_empty() => {}
                    _ => put(mine, field, edit),
                });
            }
            let mut json = serde_json::to_value(&person).unwrap();
            json["id"] = json!(person.id.as_str());
            records.push(json);
            whole.put(person.into());
        }
        let text = json!({ "schema": 1, "people": records }).to_string();
        let mut empty = Book::default();
        let import = people(text.as_bytes(), &empty, &Options::default(), &mut IdMaker::new(1)).unwrap();
        empty.apply(&import.change(&empty));
        prop_assert_eq!(&empty, &whole, "{}", text);
        same(&after(&text)?, &mixed, &text)?;
    }
}
