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
        ["Sitz,Lage\nAna Ruiz,Forno\n", "city,region\nRome,Lazio\n", "It was a dark night.\nNobody came.\n"]
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

/// Remembers what was said of `first`, and says whether that is used for `next`.
#[track_caller]
fn check_remembered(first: &str, said: &[(&str, &str)], next: &str, expect: bool) {
    let signature = read(first, &saying(said)).unwrap().table.unwrap().signature;
    let answer: Vec<String> = said.iter().map(|(column, field)| format!("{column}={field}")).collect();
    let remembered = BTreeMap::from([(signature, answer.join(" "))]);
    let import = read(next, &Options { remembered, ..Options::default() }).unwrap();
    let used = import.said.contains(&"columns as you chose them for such a list".to_owned());
    assert_eq!(used, expect, "{next}: {:?}", import.said);
}

#[test]
fn an_answer_holds_for_the_same_columns_and_for_no_others() {
    let header = "Wer,Wo,Mail\nAna Ruiz,Forno,a@x.example\nTom Berg,Web,t@x.example\n";
    let said = [("1", "name"), ("2", "company")];
    check_remembered(header, &said, header, true);
    check_remembered(header, &said, "wer, WO ,mail\nIda Moor,Acme,i@x.example\n", true);
    check_remembered(header, &said, "Wo,Wer,Mail\nForno,Ana Ruiz,a@x.example\n", false);
    check_remembered(header, &said, "Wer,Wo,Mail,Rang\nAna Ruiz,Forno,a@x.example,chef\n", false);
    // The same words over something else.
    check_remembered(header, &said, "Wer,Wo,Mail\na@x.example,Forno,b@x.example\n", false);
    // Without a header the cells say whether it is such a list.
    let bare = "Ana Ruiz,Forno Nero Due,a@x.example\nTom Berg,The Web and Co,t@x.example\n";
    check_remembered(bare, &said, "Ida Moor,One Two Three Four Five,i@x.example\n", true);
    check_remembered(bare, &said, "Ida Moor,https://x.example,i@x.example\n", false);
    check_remembered(bare, &said, "i@x.example,Ida Moor,Acme Due Nero\n", false);
}

#[test]
fn the_column_of_ids_is_one_that_may_be_said() {
    let text = "Ref,Name,Email\nana-ruiz-k3f9,Ana Ruiz,a@x.example\n";
    let uses = |options: &Options| -> Vec<&str> {
        read(text, options).unwrap().table.unwrap().columns.iter().map(|column| column.field).collect()
    };
    assert_eq!(uses(&Options::default()), ["ignore", "name", "email"]);
    assert_eq!(uses(&saying(&[("Ref", "id")])), ["id", "name", "email"]);
    let numbers = "Ref,Name\n17,Ana Ruiz\n";
    check_problems(numbers, &saying(&[("1", "id")]), &["Ref is taken for id, as you say, but holds numbers"]);
    let found = text.replace("Ref", "id");
    check_said(&found, &["header in line 1", "name from Name; e-mail from Email; id from id"]);
    let ignored = read(&found, &saying(&[("id", "ignore")])).unwrap().table.unwrap();
    assert_eq!(ignored.columns[0].field, "ignore");
    assert!(crate::exchange::column_uses().any(|word| word == "id"));
}

#[test]
fn of_two_titles_the_first_is_the_form_of_address() {
    for (text, from) in [
        (
            "Titre;Nom;Titre\nMme;Zoé Roux;Directrice\nM.;Luc Bon;Caviste\n",
            "role from Titre; form of address from Titre",
        ),
        ("Title,Name,Title\nDirector,Zoé Roux,Boss\n", "role from Title"),
    ] {
        let said = read(text, &Options::default()).unwrap().said.join(" | ");
        assert!(said.contains(from), "{said}");
    }
    let import = read("Titre;Nom;Titre\nMme;Zoé Roux;Directrice\n", &Options::default()).unwrap();
    assert_eq!((&*listed(&import)[0].name, &*listed(&import)[0].role), ("Zoé Roux", "Directrice"));
}

#[test]
fn what_somebody_is_at_a_meeting_is_no_job() {
    let text =
        "Name\tEmail\tRole\nRuth Engel\tr@x.example\tOrganizer\nChidi Eze (Guest)\tc@x.example\tPresenter\n";
    let import = read(text, &Options::default()).unwrap();
    let said: Vec<_> = listed(&import).iter().map(|row| (row.name.clone(), row.role.clone())).collect();
    assert_eq!(said, [("Ruth Engel".to_owned(), String::new()), ("Chidi Eze".to_owned(), String::new())]);
}

/// A header in words that nobody taught us, said by hand: what stands below it still tells.
#[test]
fn a_header_said_by_hand_leaves_columns_known_by_shape() {
    let check = |text: &str, expect: &[&str]| {
        let options = Options { header: Some(1), ..Options::default() };
        assert_eq!(read(text, &options).unwrap().said.get(1..).unwrap(), expect, "{text}");
    };
    check(
        "Wer da,Wo da,Wie oft\nAna Ruiz,Forno,4\nTom Berg,Berg Web,2\n",
        &["header in line 1", "name from Wer da; company from Wo da", "not used: Wie oft"],
    );
    check(
        "Ana Ruiz,ana@x.example\nTom Berg,tom@x.example\n",
        &["header in line 1", "name from Ana Ruiz; e-mail from ana@x.example"],
    );
    // What one of its words says stands, and nothing is guessed beside it but who it is.
    check(
        "Wer da,Firma\nAna Ruiz,Forno\nTom Berg,Berg Web\n",
        &["header in line 1", "company from Firma", "not used: Wer da"],
    );
}

#[test]
fn part_of_a_name_is_not_called_a_name() {
    let import = read("Wer,Wie oft\nAna,4\nTom,2\n", &saying(&[("1", "middle")])).unwrap();
    assert!(import.said.contains(&"part of a name from Wer".to_owned()), "{:?}", import.said);
    let why = "nothing to import: a title, a middle name or a suffix alone names nobody";
    assert_eq!(import.refused.as_deref(), Some(why));
}

/// Headers that people write for themselves: known by what stands below them, and by what they ask.
#[test]
fn headers_that_ask_and_headers_in_words_of_their_own() {
    let check = |text: &str, said: &str, rows: &[&str]| {
        let import = read(text, &Options::default()).unwrap();
        assert!(import.said.iter().any(|one| one == said), "{:?}", import.said);
        let found: Vec<String> = import
            .rows()
            .map(|row| {
                let cells = [row.name, row.company, row.role, row.emails.join(" "), row.phones.join(" ")];
                cells.join("|")
            })
            .collect();
        assert_eq!(found, rows);
        assert!(import.problems.is_empty(), "{:?}", import.problems);
    };
    let either = ["Ana Ruiz|Forno|Bäckerin|ana@x.example|", "Tom Berg|Web|Designer||+49 170 1234567"];
    for (header, said) in [
        ("Wer;Wo;Was macht er;Wie erreichbar", "role from Was macht er"),
        ("Who;Where;What;How to reach", "role from What"),
        ("Qui;Où;Que fait-il;Contact", "role from Que fait-il"),
        ("Chi;Dove;Cosa fa;Come contattare", "role from Cosa fa"),
        ("Kto;Gdzie;Co robi;Jak", "role from Co robi"),
    ] {
        let words: Vec<&str> = header.split(';').collect();
        check(
            &format!(
                "{header}\nAna Ruiz;Forno;Bäckerin;ana@x.example\nTom Berg;Web;Designer;+49 170 1234567\n"
            ),
            &format!(
                "name from {}; e-mail from {}; phone from {}; company from {}; {said}",
                words[0], words[3], words[3], words[1]
            ),
            &either,
        );
    }
    // No word of it is known; what stands below it is.
    check(
        "Mensch;Laden;Draht\nAna Ruiz;Forno;+49 170 1234567\nUma Fox;Oil;u@x.example, 0170 1234568\nTom Berg;Web;+49 170 1234569\n",
        "name from Mensch; e-mail from Draht; phone from Draht; company from Laden",
        &[
            "Ana Ruiz|Forno|||+49 170 1234567",
            "Uma Fox|Oil||u@x.example|0170 1234568",
            "Tom Berg|Web|||+49 170 1234569",
        ],
    );
    // The first of a list whose number is missing is no header.
    check(
        "Ana Ruiz;Forno;n/a\nTom Berg;Web;+49 170 1234567\nKim Lee;Oil;+49 170 1234568\nIda Moor;Acme;+49 170 1234569\n",
        "no header; columns by what stands in them",
        &[
            "Ana Ruiz|Forno|||",
            "Tom Berg|Web|||+49 170 1234567",
            "Kim Lee|Oil|||+49 170 1234568",
            "Ida Moor|Acme|||+49 170 1234569",
        ],
    );
}
