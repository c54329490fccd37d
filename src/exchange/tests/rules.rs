//! What a row does to somebody I know already.

use super::*;

/// `verdict: reason` of each row of a list of contacts, which then comes in; a second time nothing changes.
#[track_caller]
fn check(csv: &str, book: &mut Book, expect: &[&str]) {
    let bring = |book: &Book| {
        super::super::import(csv.as_bytes(), None, book, &Options::default(), &mut IdMaker::new(1)).unwrap()
    };
    let import = bring(book);
    let rows: Vec<String> =
        import.rows().map(|row| format!("{}: {}", row.verdict.as_str(), row.reason)).collect();
    assert_eq!(rows, expect, "{csv}");
    book.apply(&import.change(&book.clone()));
    assert!(bring(book).is_idle(), "{csv}");
}

#[test]
fn what_a_row_says_otherwise_is_named_and_mine_stays() {
    let mut book = book();
    let known = "Name,Email,Company,Title\nAna Ruiz,ana@forno.example,Forno Nero,\n";
    check(known, &mut book, &["same: you know Ana Ruiz (nothing new)"]);
    let moved = "Name,Email,Company\nAna Ruiz,ana@forno.example,Beta\n";
    check(
        moved,
        &mut book,
        &["updates: Ana Ruiz (by e-mail): keeps in a note: company Beta; yours stays: company"],
    );
    check(moved, &mut book, &["same: you know Ana Ruiz (this row came in before); yours stays: company"]);
    assert_eq!(book.person(&PersonId::new("ana-ruiz-k3f9")).unwrap().company, "Forno Nero");
}

#[test]
fn a_name_alone_is_not_the_same_person_where_both_have_another_address() {
    let mut book = Book::default();
    check("Name,Email\nJohn Smith,js1@a.example\n", &mut book, &["new: nobody you know yet"]);
    let other = "Name,Email\nJohn Smith,js2@b.example\n";
    check(other, &mut book, &["doubtful: perhaps John Smith, whom you know"]);
    assert_eq!(book.people().len(), 2);
}

#[test]
fn what_a_later_row_of_the_file_says_otherwise_is_named() {
    let mut book = Book::default();
    let text = "Name,Email,Company,Title\nTom Berg,t@x.example,Web,cook\nTom Berg,t@x.example,Print,cook\nT. Berg,t@x.example,Oil,\n";
    check(
        text,
        &mut book,
        &[
            "new: nobody you know yet",
            "same: as row 2; what that row says stays: company",
            "same: as row 2, under another form of the name; what that row says stays: company",
        ],
    );
}
