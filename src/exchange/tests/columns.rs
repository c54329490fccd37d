//! Every column and every cell of a table is accounted for, and the user may say what it is.

use super::*;

fn read(text: &str, options: &Options) -> Result<Import, NotAList> {
    people(text.as_bytes(), &Book::default(), options, &mut IdMaker::new(1))
}

fn saying(columns: &[(&str, &str)]) -> Options {
    let columns = columns.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect();
    Options { columns, ..Options::default() }
}

#[track_caller]
fn check_said(text: &str, expect: &[&str]) {
    assert_eq!(read(text, &Options::default()).unwrap().said.get(1..).unwrap(), expect, "{text}");
}

#[test]
fn every_column_is_used_or_said_not_to_be() {
    check_said(
        "Name,Email,Notes,Labels,LinkedIn,Needs,Seat,Table,Fax\nAna Ruiz,a@x.example,tall,food,in/ana,a till,4,2,\n",
        &[
            "header in line 1",
            "name from Name; e-mail from Email; page from LinkedIn; tag from Labels; note from Notes; needs from Needs",
            "not used: Seat, Table; empty: Fax",
        ],
    );
    check_said(
        "Mr,Name,Comment,Remarks,Seat\nDr,Ana Ruiz,tall,late,\n",
        &["header in line 1", "name from Name; note from Comment, Remarks", "not used: Mr; empty: Seat"],
    );
    check_said(
        "Ana Ruiz,a@x.example,4\nTom Berg,t@x.example,2\n",
        &[
            "no header; columns by what stands in them",
            "name from column 1; e-mail from column 2",
            "not used: column 3",
        ],
    );
    // A table of all kinds of columns: each is named once.
    let many: Vec<String> = (0..40).map(|at| format!("Question {at}")).collect();
    let text = format!("Name,{}\nAna,{}\n", many.join(","), many.join(","));
    let said = read(&text, &Options::default()).unwrap().said.join("; ");
    for question in &many {
        assert_eq!(
            said.matches(&format!("{question},")).count() + usize::from(said.ends_with(question.as_str())),
            1,
            "{question}: {said}"
        );
    }
}

/// What is said to be wrong.
#[track_caller]
fn check_problems(text: &str, options: &Options, expect: &[&str]) {
    assert_eq!(read(text, options).unwrap().problems, expect, "{text}");
}

#[test]
fn what_stands_beyond_the_header_is_named() {
    let none = Options::default();
    check_problems(
        "Name,Email\nAna,a@x.example,,\nTom,t@x.example,tall,\"sits, late\"\n",
        &none,
        &["line 3: the header has 2 columns; what stands beyond is left out: \"tall\", \"sits, late\""],
    );
    // An address is one wherever it stands.
    let import = read("Name,Company\nAna,Forno,a@x.example\n", &none).unwrap();
    assert_eq!((listed(&import)[0].emails.len(), import.problems.len()), (1, 0));
    let wide = format!("Name\nAna{}\n", ",\u{1F680}long".repeat(30));
    let problem = read(&wide, &none).unwrap().problems.remove(0);
    assert!(
        problem.ends_with("20 more") && problem.starts_with("line 2: the header has 1 column;"),
        "{problem}"
    );
    // Whoever says what such a column is has it.
    let import = read("Name,Email\nAna,a@x.example,Forno\n", &saying(&[("3", "company")])).unwrap();
    assert_eq!((listed(&import)[0].company.as_str(), import.problems.len()), ("Forno", 0));
}

#[test]
fn a_column_that_is_not_there_or_holds_something_else() {
    let text = "Name,Email,Seat\nAna Ruiz,a@x.example,4\nTom Berg,t@x.example,2\n";
    let why = |column: &str| read(text, &saying(&[(column, "email")])).unwrap_err().0;
    let expect = "it has 3 columns, named by their header or counted from 1";
    for column in ["9", "0", "4", "Boss"] {
        assert_eq!(why(column), format!("no column is called {column:?}; {expect}"));
    }
    let said = |column: &str, field: &str| read(text, &saying(&[(column, field)])).unwrap().problems;
    assert_eq!(
        said("Email", "phone")[..1],
        ["Email is taken for phone, as you say, but holds e-mail addresses"]
    );
    assert_eq!(
        said("2", "company")[..1],
        ["Email is taken for company, as you say, but holds e-mail addresses"]
    );
    assert_eq!(said("1", "phone")[..1], ["Name is taken for phone, as you say, but holds words"]);
    for (column, field) in
        [("1", "name"), ("1", "company"), ("2", "email"), ("2", "note"), ("3", "note"), ("3", "ignore")]
    {
        assert_eq!(said(column, field), Vec::<String>::new(), "{column} {field}");
    }
}

#[test]
fn a_table_that_nobody_understands_is_shown_with_its_columns() {
    for text in
        ["Wer,Wo\nAna Ruiz,Forno\n", "city,region\nRome,Lazio\n", "It was a dark night.\nNobody came.\n"]
    {
        let import = read(text, &Options::default()).unwrap();
        let why = import.refused.clone().unwrap();
        assert!(why.contains("no column is known to hold names") && !why.contains('\n'), "{why}");
        assert!(import.wants_columns() && import.is_idle() && import.is_empty());
        assert!(!import.table.unwrap().columns.is_empty());
    }
    let counted = read("Ana Ruiz;1987\n# the next is a guess\nTom Berg;1984\n", &Options::default()).unwrap();
    assert!(counted.wants_columns() && counted.refused.unwrap().contains("only numbers stand beside"));
    let import = read("email\nit was a dark night\nand nobody came\n", &Options::default()).unwrap();
    assert!(import.wants_columns() && import.refused.unwrap().contains("nobody is named in line 2"));
    let kim = read("Wer,Adresse\nKim Lee,kim@acme.example\n", &Options::default()).unwrap();
    assert_eq!((listed(&kim)[0].name.as_str(), kim.len()), ("Kim Lee", 1));
}

#[test]
fn what_was_said_of_a_header_holds_for_the_next_list_below_it() {
    let first = "Wer,Wo\nAna Ruiz,Forno\n";
    let chosen = Options { header: Some(1), ..saying(&[("1", "name"), ("2", "company")]) };
    let import = read(first, &chosen).unwrap();
    let signature = import.table.unwrap().signature;
    let remembered = BTreeMap::from([(signature, "1=name 2=company".to_owned())]);
    let options = Options { remembered, ..Options::default() };
    for text in [first, "A list of ours\nWer,Wo\nTom Berg,Web\n", "WER ,Wo\nIda Moor,\nKim Lee,Acme\n"] {
        let again = read(text, &options).unwrap();
        assert_eq!(again.refused, None, "{text}");
        assert!(
            again.said.contains(&"columns as you chose them for such a list".to_owned()),
            "{:?}",
            again.said
        );
        assert!(listed(&again).iter().all(|row| row.name != "Wer"));
    }
}
