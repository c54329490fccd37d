//! The user's own name on lists of others.

use super::*;

fn me() -> Book {
    let mut book = book();
    let me = Person {
        emails: vec!["tom@berg.example".into()],
        phones: vec!["+44 20 7946 0018".into()],
        links: vec!["linkedin.com/in/tomberg".into()],
        company: "Berg Web".into(),
        ..Person::named(PersonId::default(), "Tom Berg")
    };
    book.put(Record::Me(std::sync::Arc::new(me)));
    book
}

/// `verdict: reason` of a row among contacts and on an event's list, and how many people are there afterwards.
#[track_caller]
fn check(row: &str, expect: &str, people: usize) {
    let text = format!("Name,Email,Phone,Company,LinkedIn\n{row}\n");
    let mut book = me();
    let import = persons(text.as_bytes(), &mut book);
    let said: Vec<String> =
        import.rows().map(|row| format!("{}: {}", row.verdict.as_str(), row.reason)).collect();
    assert_eq!((said.join("; ").as_str(), book.people().len()), (expect, people), "{row}");
    let mut book = me();
    let import = taken_in(text.as_bytes(), &mut book);
    let skipped = expect.starts_with("skipped");
    assert_eq!(listed(&import)[0].verdict == Verdict::Skipped, skipped, "{row}: {:?}", listed(&import));
    assert_eq!(on_list(&book).is_empty(), skipped, "{row}");
}

#[test]
fn i_am_nobody_new() {
    check("Tom Berg,tom@berg.example,,,", "skipped: that is you (by e-mail)", 1);
    check("T. Berg,TOM@berg.example,,,", "skipped: that is you (by e-mail)", 1);
    check(",tom@berg.example,,,", "skipped: that is you (by e-mail)", 1);
    check("Thomas Berg,tom@berg.example,,,", "skipped: that is you (by e-mail)", 1);
    check("Tom Berg,other@x.example,020 7946 0018,,", "skipped: that is you (by number)", 1);
    check("Tom Berg,,,,linkedin.com/in/tomberg", "skipped: that is you (by page)", 1);
    check("tom berg,,,BERG WEB,", "skipped: that is you (by name and company)", 1);
}

#[test]
fn whoever_only_resembles_me_comes_in() {
    check("Tom Berg,,,,", "doubtful: your own name; delete it if that is you", 2);
    check("Tom Berg,,,Acme,", "doubtful: your own name; delete it if that is you", 2);
    // My guests, and my colleagues.
    check("Ida Moor,tom@berg.example,,,", "new: nobody you know yet", 2);
    check("Ida Moor,,+44 20 7946 0018,Berg Web,", "new: nobody you know yet", 2);
    check("Thomas Berg,,,Berg Web,", "new: nobody you know yet", 2);
    check("Tom,,,Berg Web,", "new: nobody you know yet", 2);
}

#[test]
fn of_ten_tickets_one_is_mine() {
    let text = "Name,Email\nTom Berg,tom@berg.example\nIda Moor,tom@berg.example\nKim Lee,tom@berg.example\n";
    let mut book = me();
    let import = persons(text.as_bytes(), &mut book);
    assert_eq!((import.count(Verdict::Skipped), import.count(Verdict::New)), (1, 2));
    // Somebody of mine whom I keep under my own name and address stays who they are.
    let mut book = me();
    let mut son = Person::named(PersonId::new("tom-berg-0000"), "Tom Berg");
    son.emails = vec!["tom@berg.example".into()];
    book.put(son.into());
    let import = persons(b"Name,Email,Company\nTom Berg,tom@berg.example,School\n", &mut book);
    assert_eq!(listed(&import)[0].verdict, Verdict::Updates);
}

#[test]
fn without_a_card_nobody_is_me() {
    let mut book = book();
    let import = persons(b"Name,Email\nTom Berg,tom@berg.example\n,a@b.example\n", &mut book);
    assert_eq!(import.count(Verdict::Skipped), 0);
}
