//! Pages that stand where an export is to go: what somebody typed on them is not written over, and keys of their own stay.

use super::edited::{self, Row};
use super::markdown::{markdown_pages, marked, marks_today, quoted};
use super::page::{self, RULE};
use super::sniff::{Kind, sniff};
use super::{Options, Page, decode, marks};
use crate::domain::{Book, Day, IdMaker, PersonId, Record};

/// What becomes of pages where others stand already.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settled {
    /// Those to write, with the keys that somebody gave the pages that stand there.
    pub write: Vec<Page>,
    /// The files that hold what mingle has not.
    pub kept: Vec<String>,
}

/// Finds which of the pages of `book` may be written over those that are `there`, as bytes by the names of their files. With
/// `over` all may.
///
/// A page may give way when mingle wrote all of it, or when all that was typed on it is in `book`; else it is to be imported
/// first.
pub fn settle(
    pages: Vec<Page>,
    book: &Book,
    today: Day,
    over: bool,
    there: impl Fn(&str) -> Option<Vec<u8>>,
) -> Settled {
    let mut settled = Settled::default();
    for (name, text) in pages {
        let Some(bytes) = there(&name).filter(|bytes| bytes != text.as_bytes()) else {
            settled.write.push((name, text));
            continue;
        };
        let held = decode::decode(&bytes, None).ok().map(|decoded| decoded.text);
        let page = held.as_deref().filter(|_| sniff(&bytes) == Kind::Page);
        let gives_way = page.is_some_and(|_| gives_way(&name, &bytes, book, today));
        match page {
            Some(held) if over || gives_way => {
                let text = carried(&text, held);
                settled.write.push((name, text));
            }
            None if over => settled.write.push((name, text)),
            _ => settled.kept.push(name),
        }
    }
    settled
}

/// Whether nothing would be lost with a page.
fn gives_way(name: &str, bytes: &[u8], book: &Book, today: Day) -> bool {
    let options = Options { today: Some(today), ..Options::default() };
    // The only one of the file.
    let read = |bytes: &[u8]| {
        let mut drafts = page::read(bytes, &options, &|id| marks_today(book, id)).ok()?.drafts;
        drafts.pop().filter(|_| drafts.is_empty())
    };
    let Some(draft) = read(bytes) else { return false };
    let id = PersonId::new(name.trim_end_matches(".md"));
    // The name of the file says whose it is where somebody took the id out.
    let named = draft.record().map_or(draft.marks.is_some(), |record| *record == id);
    let Some(person) = book.person(&id).filter(|_| named && draft.problems.is_empty()) else { return false };
    let mut alone = Book::default();
    alone.put(Record::Person(person.clone()));
    let today = markdown_pages(&alone).pop().and_then(|(_, text)| read(text.as_bytes()));
    today.is_some_and(|seen| {
        let row = Row { draft: &draft, seen: &seen, whole: false };
        edited::take(&mut person.as_ref().clone(), &row, &mut IdMaker::new(0)).is_idle()
    })
}

/// A page with the keys and other names that somebody gave the one that stands there.
fn carried(page: &str, there: &str) -> String {
    let (mut keys, mut names) = (String::new(), Vec::new());
    let (mut key, mut marked_there) = ("", false);
    for line in there.lines().skip(1).map(str::trim_end).take_while(|line| *line != RULE) {
        let value = match page::key_of(line) {
            Some((found, value)) => {
                key = found;
                value.trim()
            }
            None => line.trim(),
        };
        marked_there |= key == marks::KEY;
        if page::is_strange(key) {
            keys.push_str(line);
            keys.push('\n');
        } else if key.eq_ignore_ascii_case("aliases") {
            names.extend(page::values(value));
        }
    }
    // The first is the name that mingle wrote, unless somebody wrote over it on a page that cannot say so.
    let heading = || there.lines().find_map(|line| line.strip_prefix("# ")).map(page::unescaped);
    let is_theirs = |name: &String| {
        !marked_there && heading().is_some_and(|heading| heading != *name) && !page.contains(&quoted(name))
    };
    if names.first().is_some_and(|first| !is_theirs(first)) {
        names.remove(0);
    }
    if keys.is_empty() && names.is_empty() {
        return page.to_owned();
    }
    let mut out = String::with_capacity(page.len() + keys.len());
    let mut open = true;
    for (at, line) in page.lines().enumerate() {
        if open
            && line.starts_with(marks::KEY)
            && line.get(marks::KEY.len()..).is_some_and(|rest| rest.starts_with(':'))
        {
            continue;
        }
        if open && at > 0 && line == RULE {
            out.push_str(&keys);
            open = false;
        }
        out.push_str(line);
        out.push('\n');
        // Below the name that mingle knows them by.
        if at == 2 {
            for name in &names {
                out.push_str("  - ");
                out.push_str(&quoted(name));
                out.push('\n');
            }
        }
    }
    marked(&out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Note, NoteId, Person};

    fn ana() -> Person {
        Person {
            company: "Forno".into(),
            notes: vec![Note { id: NoteId::new("n4k2"), text: "tall".into(), ..Note::default() }],
            ..Person::named(PersonId::new("ana-ruiz-k3f9"), "Ana Ruiz")
        }
    }

    fn book(person: Person) -> Book {
        let mut book = Book::default();
        book.put(person.into());
        book
    }

    fn page(person: Person) -> String {
        markdown_pages(&book(person)).remove(0).1
    }

    /// What an export of `mine` makes of a page that stands there; nothing when it stays as it is.
    fn over(mine: Person, there: &str, over: bool) -> Option<String> {
        let book = book(mine);
        let today = Day("2026-11-22".parse().unwrap());
        let Settled { write, kept } =
            settle(markdown_pages(&book), &book, today, over, |_| Some(there.as_bytes().to_vec()));
        assert_eq!(write.len() + kept.len(), 1);
        write.into_iter().next().map(|(_, text)| text)
    }

    #[test]
    fn what_mingle_wrote_gives_way() {
        let newer = Person { company: "Bread & Co".into(), ..ana() };
        let (old, new) = (page(ana()), page(newer.clone()));
        assert_eq!(over(newer.clone(), &old, false).as_ref(), Some(&new));
        assert_eq!(over(newer.clone(), &old.replace('\n', "\r\n"), false).as_ref(), Some(&new));
        // Of a page of before there were marks all that stands on it is in mingle.
        let older = |page: &str| {
            let lines: Vec<&str> = page.lines().filter(|line| !line.starts_with("mingle: ")).collect();
            lines.join("\n") + "\n"
        };
        assert_eq!(over(ana(), &older(&old), false), Some(page(ana())));
        for (written, typed) in [
            ("# Ana Ruiz", "# Ana Gomez"),
            ("tall", "small"),
            ("\n## Notes", "\n- [x] call her\n\n## Notes"),
            ("\n## Notes", "\nMet her again.\n\n## Notes"),
            ("- \"Forno", "- \"Fornax"),
        ] {
            let typed = older(&old).replace(written, typed);
            assert!(typed == older(&old) || over(ana(), &typed, false).is_none(), "{typed}");
        }
        let alias = older(&old).replace("  - \"Ana Ruiz\"", "  - Ani");
        let kept = over(ana(), &alias, false).unwrap();
        assert!(kept.starts_with("---\naliases:\n  - \"Ana Ruiz\"\n  - \"Ani\"\n"), "{kept}");
        // Whose a page is that lost its id, the name of its file says.
        let bare = old.replace("id: \"ana-ruiz-k3f9\"\n", "");
        assert_eq!(over(ana(), &bare, false), Some(page(ana())));
        assert_eq!(over(ana(), &(bare + "\nSo.\n"), false), None);
        // What somebody took out of the page is in mingle.
        assert_eq!(over(newer, &old.replace("company: \"Forno\"\n", ""), false), Some(new));
    }

    #[test]
    fn what_somebody_typed_stays_until_mingle_has_it() {
        let typed = page(ana()) + "\nShe hates cilantro.\n";
        assert_eq!(over(ana(), &typed, false), None);
        assert_eq!(over(ana(), &typed, true), Some(page(ana())));
        let mut knows = ana();
        knows.notes.push(Note {
            id: NoteId::new("n7aa"),
            text: "She hates cilantro.".into(),
            ..Note::default()
        });
        assert_eq!(over(knows.clone(), &typed, false), Some(page(knows)));
        for typed in [
            page(ana()).replace("tall", "small"),
            page(ana()).replace("Forno", "Fornax"),
            format!("Above.\n{}", page(ana())),
            page(ana()).replace("id: \"ana", "id: \"bea"),
            "Only text.\n".to_owned(),
            String::from_utf8_lossy(&[0xff; 64]).into_owned(),
        ] {
            assert_eq!(over(ana(), &typed, false), None, "{typed}");
            assert!(over(ana(), &typed, true).is_some());
        }
    }

    #[test]
    fn keys_of_ones_own_stay() {
        let theirs = page(ana())
            .replace("company:", "birthday: 1980-02-03\nrelated:\n  - \"[[Bo]]\"\n\ncompany:")
            .replace("  - \"Ana Ruiz\"\n", "  - \"Ana Ruiz\"\n  - Ani\n");
        let after = over(Person { company: "Bread".into(), ..ana() }, &theirs, false).unwrap();
        assert!(after.contains("birthday: 1980-02-03\nrelated:\n  - \"[[Bo]]\"\n"), "{after}");
        assert!(after.starts_with("---\naliases:\n  - \"Ana Ruiz\"\n  - \"Ani\"\n"), "{after}");
        assert!(
            after.contains("company: \"Bread\"\n") && after.matches("\nmingle: ").count() == 1,
            "{after}"
        );
        // And once more changes nothing.
        assert_eq!(over(Person { company: "Bread".into(), ..ana() }, &after, false), Some(after));
    }
}
