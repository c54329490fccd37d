//! One address under several names: the buyer's, forms of it, and those of their guests.

use super::*;

const ADDRESS: &str = "jon@x.example";

/// A book with somebody of these names, all on one address.
fn knowing(names: &[&str]) -> Book {
    let mut book = Book::default();
    book.put(Event { id: event(), name: "Makers' Breakfast".into(), ..Event::default() }.into());
    for (at, name) in names.iter().enumerate() {
        let mut person = Person::named(PersonId::new(&format!("p{at}-0000")), name);
        person.emails = vec![ADDRESS.into()];
        book.put(person.into());
    }
    book
}

fn list(names: &[&str]) -> String {
    let rows: Vec<String> = names.iter().map(|name| format!("{name},{ADDRESS}")).collect();
    format!("Name,Email\n{}\n", rows.join("\n"))
}

/// The verdict on each row of a file with `names` on one address, among contacts and on an event's list; who is there
/// afterwards; and that a second time nothing changes. The order of the rows changes nobody's count.
#[track_caller]
fn check(known: &[&str], names: &[&str], expect: &[&str], people: &[&str]) {
    let mut book = knowing(known);
    let import = persons(list(names).as_bytes(), &mut book);
    let said: Vec<String> =
        import.rows().map(|row| format!("{}: {}", row.verdict.as_str(), row.reason)).collect();
    assert_eq!(said, expect, "{known:?} then {names:?}");
    let mut all: Vec<&str> = book.people().map(|person| person.name.as_str()).collect();
    all.sort_unstable();
    assert_eq!(all, people, "{known:?} then {names:?}");
    let turned: Vec<&str> = names.iter().copied().rev().collect();
    let mut other = knowing(known);
    persons(list(&turned).as_bytes(), &mut other);
    assert_eq!(other.people().len(), book.people().len(), "{turned:?}");
    // A list of guests has as many.
    let mut guests = knowing(&[]);
    taken_in(list(known).as_bytes(), &mut guests);
    taken_in(list(names).as_bytes(), &mut guests);
    assert_eq!(on_list(&guests).len(), people.len(), "{known:?} then {names:?}: {:#?}", on_list(&guests));
    // Over two files, each with a part, it is the same people.
    for cut in 1..names.len() {
        let mut book = knowing(known);
        let (first, second) = names.split_at(cut);
        persons(list(first).as_bytes(), &mut book);
        persons(list(second).as_bytes(), &mut book);
        let again = super::people(list(names).as_bytes(), &book, &Options::default(), &mut IdMaker::new(5));
        assert_eq!(again.unwrap().count(Verdict::New), 0, "{names:?} cut at {cut}");
    }
}

#[test]
fn a_buyer_i_know() {
    let known = "same: you know Jonathan Doe (nothing new)";
    check(&["Jonathan Doe"], &["Jonathan Doe"], &[known], &["Jonathan Doe"]);
    check(&["Jonathan Doe"], &["Jon Doe"], &[known], &["Jonathan Doe"]);
    check(&["Robert Doe"], &["Bob Doe"], &["same: you know Robert Doe (nothing new)"], &["Robert Doe"]);
    let form = |line: u32| format!("same: as row {line}, under another form of the name");
    check(
        &["Jonathan Doe"],
        &["Jon Doe", "J. Doe", "Jonathan Doe"],
        &[known, &form(2), &form(2)],
        &["Jonathan Doe"],
    );
    check(
        &["Jonathan Doe"],
        &["Bea Ray", "Jon Doe", "Zoe Fox"],
        &[
            "new: nobody you know yet; has the e-mail address of Jonathan Doe",
            known,
            "new: nobody you know yet; has the e-mail address of Jonathan Doe",
        ],
        &["Bea Ray", "Jonathan Doe", "Zoe Fox"],
    );
    check(
        &["Jonathan Doe"],
        &["Bea Ray"],
        &["doubtful: Jonathan Doe has this e-mail address"],
        &["Bea Ray", "Jonathan Doe"],
    );
}

#[test]
fn a_buyer_i_do_not_know() {
    let new = "new: nobody you know yet";
    let form = |line: u32| format!("same: as row {line}, under another form of the name");
    check(&[], &["Jonathan Doe"], &[new], &["Jonathan Doe"]);
    check(&[], &["Jonathan Doe", "Jonathan Doe"], &[new, "same: as row 2"], &["Jonathan Doe"]);
    check(&[], &["J. Doe", "Jon Doe", "Jonathan Doe"], &[new, &form(2), &form(2)], &["Jon Doe"]);
    check(
        &[],
        &["Jonathan Doe", "Bea Ray", "J. Doe", "Zoe Fox"],
        &[
            new,
            "new: nobody you know yet; shares the e-mail address of row 2",
            &form(2),
            "new: nobody you know yet; shares the e-mail address of row 2",
        ],
        &["Bea Ray", "Jonathan Doe", "Zoe Fox"],
    );
}

#[test]
fn a_family_on_one_address() {
    let may_be = |line: u32| {
        format!("doubtful: may be who is in row {line}: the same e-mail address, and a name like it")
    };
    let new = "new: nobody you know yet";
    let shares = "new: nobody you know yet; shares the e-mail address of row 2";
    // J. may be Jane or John; Anna and Hannah may be sisters.
    check(
        &[],
        &["Jane Doe", "John Doe", "J. Doe"],
        &[new, shares, &may_be(2)],
        &["J. Doe", "Jane Doe", "John Doe"],
    );
    check(&[], &["Anna Berg", "Hannah Berg"], &[new, &may_be(2)], &["Anna Berg", "Hannah Berg"]);
    let like = "doubtful: perhaps Anna Berg, whom you know: the same e-mail address, and a name like it";
    check(
        &["Anna Berg"],
        &["Anna Berg", "Hannah Berg"],
        &["same: you know Anna Berg (nothing new)", like],
        &["Anna Berg", "Hannah Berg"],
    );
    check(
        &["Anna Berg"],
        &["Hannah Berg", "Zoe Fox"],
        &[like, "new: nobody you know yet; has the e-mail address of Anna Berg"],
        &["Anna Berg", "Hannah Berg", "Zoe Fox"],
    );
    let either = "doubtful: perhaps J. Doe, whom you know, as another of the file may be";
    check(&["J. Doe"], &["Jane Doe", "John Doe"], &[either, either], &["J. Doe", "Jane Doe", "John Doe"]);
    check(
        &["John Doe Sr."],
        &["John Doe Jr."],
        &["doubtful: John Doe Sr. has this e-mail address"],
        &["John Doe Jr.", "John Doe Sr."],
    );
}

#[test]
fn an_order_of_a_hundred_tickets_stays_a_hundred_guests() {
    let letters = || ('A'..='Z').chain('a'..='z');
    let names: Vec<String> = letters()
        .flat_map(|one| ['q', 'x'].map(|other| format!("{one}{other}{one} Guest{one}{other}{one}")))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut book = knowing(&[]);
    let import = persons(list(&names).as_bytes(), &mut book);
    // Two of them differ in nothing but capitals.
    let folded: std::collections::BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!((import.count(Verdict::New), book.people().len()), (folded.len(), folded.len()));
}
