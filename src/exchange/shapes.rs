//! What a column holds, by the shape of its cells alone.

use super::cells::Records;
use super::fold::is_title;
use super::words::Role;
use crate::text::unbulleted;

/// How many rows are looked at.
const LOOK: usize = 200;

/// With fewer digits it is an extension, or a word beside a number.
pub(super) const NUMBER: usize = 5;

/// What most cells of a column look like. The order is kept between runs: add at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Email,
    /// `Ana Ruiz <ana@forno.example>`, as mail programs write it.
    NamedEmail,
    Link,
    Phone,
    /// Two to four words, such as people are called.
    FullName,
    /// One such word.
    Word,
    /// Other text.
    Text,
    /// Numbers and dates.
    Other,
    /// No cell holds anything.
    Nothing,
}

/// The shape of every column from record `first` on.
pub(super) fn of(records: &Records, first: usize) -> Vec<Shape> {
    let rows = (first..records.len()).take(LOOK);
    let width = rows.map(|row| records.width(row)).max().unwrap_or(0).min(512);
    (0..width).map(|column| of_column(records, first, column)).collect()
}

/// The shape of one column from record `first` on.
pub(super) fn of_column(records: &Records, first: usize, column: usize) -> Shape {
    let rows = (first..records.len()).take(LOOK);
    let cells: Vec<&str> =
        rows.map(|row| records.cell(row, column).trim()).filter(|cell| !cell.is_empty()).collect();
    let share =
        |fits: fn(&str) -> bool| cells.iter().filter(|cell| fits(cell)).count() * 10 >= cells.len() * 6;
    if cells.is_empty() {
        Shape::Nothing
    } else if share(is_email) {
        Shape::Email
    } else if share(|cell| named_email(cell).is_some()) {
        Shape::NamedEmail
    } else if share(is_link) {
        Shape::Link
    } else if share(is_phone) {
        Shape::Phone
    } else if share(is_full_name) && distinct(&cells) {
        Shape::FullName
    } else if share(is_word) && distinct(&cells) {
        Shape::Word
    } else if share(|cell| cell.chars().any(char::is_alphabetic)) {
        Shape::Text
    } else {
        Shape::Other
    }
}

/// Whether most cells of a column are as `fits` says.
pub(super) fn most(records: &Records, first: usize, column: usize, fits: impl Fn(&str) -> bool) -> bool {
    let cells = || {
        let cells = (first..records.len()).take(LOOK).map(|row| records.cell(row, column).trim());
        cells.filter(|cell| !cell.is_empty())
    };
    cells().filter(|cell| fits(cell)).count() * 10 >= cells().count() * 6
}

/// What the columns of a list without a header are. Without an e-mail column only full names make it a list of people, and not
/// when all that stands beside them are numbers: nobody can tell whether those are tickets, prizes or years.
pub(super) fn roles(shapes: &[Shape], records: &Records) -> Vec<(usize, Role)> {
    let first = |shape: Shape| shapes.iter().position(|other| *other == shape);
    let named = shapes.iter().filter(|shape| **shape == Shape::NamedEmail).count();
    // Several on one line are a line of recipients and no columns.
    if named > 1 {
        return Vec::new();
    }
    let email = first(Shape::Email).or(first(Shape::NamedEmail));
    let mut roles = Vec::new();
    let mut last = None;
    if let Some(name) = first(Shape::FullName) {
        roles.push((name, Role::Name));
        last = Some(name);
    } else if let (Some(given), Some(_)) = (first(Shape::Word), email) {
        if shapes.get(given + 1) == Some(&Shape::Word) {
            roles.extend([(given, Role::First), (given + 1, Role::Last)]);
            last = Some(given + 1);
        } else {
            roles.push((given, Role::Name));
            last = Some(given);
        }
    }
    // A single row of text is more likely a sentence than a list.
    if email.is_none() && (last.is_none() || records.len() < 2 || is_of_names_and_numbers(shapes)) {
        return Vec::new();
    }
    roles.extend(shapes.iter().enumerate().filter_map(|(column, shape)| match shape {
        Shape::Email | Shape::NamedEmail => Some((column, Role::Email)),
        Shape::Phone => Some((column, Role::Phone)),
        Shape::Link => Some((column, Role::Link)),
        _ => None,
    }));
    let after = last.map_or(0, |column| column + 1);
    let text =
        |column: &usize| matches!(shapes.get(*column), Some(Shape::Text | Shape::FullName | Shape::Word));
    roles.extend((after..shapes.len()).find(text).map(|column| (column, Role::Company)));
    roles
}

/// Whether names have nothing beside them but numbers, and not only the row's own before them.
pub(super) fn is_of_names_and_numbers(shapes: &[Shape]) -> bool {
    let Some(name) = shapes.iter().position(|shape| *shape == Shape::FullName) else { return false };
    let mut others = shapes.iter().enumerate().filter(|(at, _)| *at != name);
    let counted = shapes.iter().skip(name).any(|shape| *shape == Shape::Other);
    counted && others.all(|(_, shape)| matches!(shape, Shape::Other | Shape::Nothing))
}

/// `someone@somewhere`, and nothing else.
pub(super) fn is_email(cell: &str) -> bool {
    let Some((user, host)) = cell.rsplit_once('@') else { return false };
    let odd = |ch: char| {
        ch.is_whitespace() || ch.is_control() || matches!(ch, ',' | ';' | '<' | '>' | '"' | '(' | ')')
    };
    !user.is_empty()
        && !host.is_empty()
        && !cell.contains(odd)
        && !user.contains('@')
        && !host.starts_with('.')
        && !host.ends_with('.')
}

/// "Doe, Jane": a comma, and after it neither a degree nor nothing.
pub(super) fn is_family_comma(cell: &str) -> bool {
    let Some((family, given)) = cell.split_once(',') else { return false };
    let given = given.trim();
    let first = given.split([',', ' ']).next().unwrap_or("");
    let degree = is_title(first.trim_matches('.'))
        || (first.len() >= 2 && first.chars().all(|ch| ch.is_ascii_uppercase() || ch == '.'));
    !family.trim().is_empty()
        && !given.is_empty()
        && !degree
        && !given.contains(['&', '/'])
        && given.chars().any(char::is_alphabetic)
}

/// A page: `https://forno.example`.
pub(super) fn is_link(cell: &str) -> bool {
    ["http://", "https://", "www."]
        .iter()
        .any(|start| cell.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)))
}

/// A phone number, and no date.
pub(super) fn is_phone(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let clear = cell.starts_with(['+', '(', '0']) || cell.contains([' ', '-', '/']);
    let date = cell.len() == 10 && cell.matches(['-', '/', '.']).count() == 2;
    (7..=20).contains(&digits)
        && clear
        && !date
        && cell.chars().all(|ch| ch.is_ascii_digit() || " +-()/.".contains(ch))
}

/// The numbers of a cell that may hold several, each on a line or after a semicolon.
pub(super) fn phones(cell: &str) -> impl Iterator<Item = &str> {
    let between = [';', '\n', '\r'];
    let number = |part: &str| part.chars().filter(char::is_ascii_digit).count() >= NUMBER;
    let several = cell.split(between).all(|part| part.trim().is_empty() || number(part));
    cell.split(move |ch| several && between.contains(&ch)).map(|part| {
        // A `'` before a number makes a spreadsheet keep it as it is.
        let part = part.trim();
        part.strip_prefix('\'')
            .filter(|rest| rest.starts_with(|ch: char| ch.is_ascii_digit()))
            .unwrap_or(part)
    })
}

/// "3.46E+10": what a spreadsheet leaves of a phone number.
pub(super) fn is_spoiled_number(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    cell.split_once(['E', 'e']).is_some_and(|(number, power)| {
        digits(&number.replacen(['.', ','], "", 1)) && power.strip_prefix('+').is_some_and(digits)
    })
}

/// The name in `Ana Ruiz <ana@forno.example>`.
pub(super) fn named_email(cell: &str) -> Option<&str> {
    let (name, address) = cell.trim().strip_suffix('>')?.rsplit_once('<')?;
    let name = name.trim().trim_matches('"').trim();
    (is_email(address) && !name.is_empty() && !name.contains('@')).then_some(name)
}

/// Whether a cell looks like somebody's name.
pub(super) fn is_person(cell: &str) -> bool {
    is_full_name(cell) || is_word(cell)
}

/// Two to five words as people are called, or a few letters of a script that writes no blanks.
pub(super) fn is_full_name(cell: &str) -> bool {
    let cell = unbulleted(cell);
    // Columns of a text laid out with blanks are no names.
    if cell.contains("  ") {
        return false;
    }
    let words: Vec<&str> = cell.split_whitespace().collect();
    let wide = cell.chars().filter(|ch| *ch > '\u{2e80}').count();
    let all_wide = wide > 0
        && words.len() <= 2
        && (2..=8).contains(&wide)
        && cell.chars().all(|ch| ch > '\u{2e80}' || ch.is_whitespace());
    all_wide
        || ((2..=5).contains(&words.len())
            && words.first().is_some_and(|word| is_capital(word))
            && words.last().is_some_and(|word| is_capital(word))
            && is_named(cell))
}

fn is_word(cell: &str) -> bool {
    !cell.contains(char::is_whitespace) && is_capital(cell) && is_named(cell)
}

fn is_capital(word: &str) -> bool {
    word.trim_start_matches(['"', '(', '“', '„'])
        .chars()
        .next()
        .is_some_and(|ch| ch.is_alphabetic() && !ch.is_lowercase())
}

fn is_named(cell: &str) -> bool {
    cell.chars().count() <= 60
        && cell.chars().all(|ch| {
            ch.is_alphabetic()
                || ch.is_whitespace()
                || matches!(ch, '.' | ',' | '\'' | '’' | '-' | '(' | ')' | '"' | '\u{300}'..='\u{36f}')
        })
}

/// Names differ from row to row; countries and tickets do not.
fn distinct(cells: &[&str]) -> bool {
    let mut sorted = cells.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.len() * 10 >= cells.len() * 6
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::cells::split;

    #[track_caller]
    fn check(text: &str, expected: &[(usize, Role)]) {
        let records = split(text, b',');
        assert_eq!(roles(&of(&records, 0), &records), expected);
    }

    #[test]
    fn lists_without_a_header() {
        use Role::{Company, Email, First, Last, Link, Name, Phone};
        check(
            "Ana Ruiz,ana@x.example,Forno Nero\nTom Berg,,Web\n\"Ng, May\",m@x.example,\n",
            &[(0, Name), (1, Email), (2, Company)],
        );
        check("7,Ana,Ruiz,ana@x.example\n8,Tom,Berg,tom@x.example\n", &[(1, First), (2, Last), (3, Email)]);
        check(
            "Ana Ruiz,+44 20 7946 0000,https://a.example\nTom Berg,020 7946 0001,https://b.example\n",
            &[(0, Name), (1, Phone), (2, Link)],
        );
        check("山田 太郎,a@x.example\n佐藤 花子,b@x.example\n", &[(0, Name), (1, Email)]);
        check("Rome,RM,United States,9686\nParis,PA,United States,1\n", &[]);
        check("It was a dark and stormy night\nand nobody came to the party at all\n", &[]);
        check("one\ntwo\nthree\n", &[]);
        check("Hello World\n", &[]);
        check("Ana Ruiz,1987\nTom Berg,1984\nUma Vidal\n", &[]);
        check("Ana Ruiz,,\nTom Berg,,\n", &[(0, Name)]);
        check("1,Ana Ruiz\n2,Tom Berg\n", &[(1, Name)]);
        check("Name      Company\nAna Ruiz  Forno\nTom Berg  Web\n", &[]);
        check("- Ana Ruiz\n- Tom Berg\n", &[(0, Name)]);
        check("1. Ana Ruiz\n2. Tom Berg\n", &[(0, Name)]);
        check("Ana Ruiz <ana@x.example>\nTom Berg <tom@x.example>\n", &[(0, Email)]);
        check("Ana Ruiz <ana@x.example>, Tom Berg <tom@x.example>\n", &[]);
    }

    #[test]
    fn family_names_first() {
        for (cell, is) in [
            ("Doe, Jane", true),
            ("Smith, John, Jr.", true),
            ("Obi, PhD", false),
            ("Ng", false),
            ("Ruiz,", false),
            ("Adeyemi, PMP", false),
        ] {
            assert_eq!(is_family_comma(cell), is, "{cell}");
        }
    }

    #[test]
    fn addresses() {
        for (cell, is) in [
            ("a@b.example", true),
            ("a@localhost", true),
            ("@b", false),
            ("a@", false),
            ("a b@c", false),
            ("a@b@c", false),
            ("n/a", false),
        ] {
            assert_eq!(is_email(cell), is, "{cell}");
        }
    }
}
