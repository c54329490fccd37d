//! Rows into drafts: who a row is about, cleaned and put together, and whether anybody is there at all.

mod cell_words;

use std::borrow::Cow;

use self::cell_words::{BLANKS, NO, OPEN, OUT, TOTALS};
use super::NotAList;
use super::cells::Records;
use super::columns::{Columns, header_score};
use super::fold::{among, fold, fold_email};
use super::shapes::{is_email, is_person, named_email, unbulleted};
use super::words::{Role, meaning};
use super::write::unguarded;

/// The longest cell, in bytes; nobody's name or note is longer, and a row that has one is named.
const MAX_CELL: usize = 64 << 10;
/// How many values of one kind a person of one file may have: nobody has more addresses, and it keeps long files linear.
pub(super) const MAX_VALUES: usize = 64;

/// What the row itself says about coming in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// It may.
    In,
    /// It may, but look at it.
    Doubt(String),
    /// It may not.
    Out(String),
}

/// Who a row is about.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    /// The line it begins in, from 1.
    pub(super) line: usize,
    pub(super) name: String,
    pub(super) emails: Vec<String>,
    pub(super) phones: Vec<String>,
    pub(super) company: String,
    pub(super) role: String,
    pub(super) links: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) notes: Vec<String>,
    pub(super) fate: Fate,
}

/// Every row below the header as a draft, but blank ones, which are counted.
pub(super) fn all(records: &Records, columns: &Columns, problems: &mut Vec<String>) -> (Vec<Draft>, usize) {
    let header: Option<Vec<&str>> = columns.header.map(|row| records.cells(row).map(str::trim).collect());
    let mut drafts = Vec::with_capacity(records.len());
    let mut blank = 0;
    for row in columns.first..records.len() {
        if records.cells(row).all(|cell| clean(cell).is_empty()) {
            blank += 1;
        } else {
            drafts.push(one(records, columns, row, header.as_deref(), problems));
        }
    }
    (drafts, blank)
}

/// Whether the rows name anybody at all; a text with a comma now and then and "name" in its first line does not.
///
/// # Errors
/// When there are rows and nobody in them.
pub(super) fn anybody(drafts: &[Draft]) -> Result<(), NotAList> {
    let somebody = |draft: &Draft| {
        let Draft { name, emails, phones, fate, .. } = draft;
        !(name.is_empty() && emails.is_empty() && phones.is_empty())
            || matches!(fate, Fate::Out(why) if why.starts_with(LONG_CELL))
    };
    match drafts.first() {
        Some(first) if !drafts.iter().any(somebody) => Err(NotAList(format!(
            "nothing to import: nobody is named in line {} or below it; say which column holds the names, or export the list again",
            first.line
        ))),
        _ => Ok(()),
    }
}

fn one(
    records: &Records,
    columns: &Columns,
    row: usize,
    header: Option<&[&str]>,
    problems: &mut Vec<String>,
) -> Draft {
    let line = records.line(row);
    let mut draft = Draft {
        line,
        name: String::new(),
        emails: Vec::new(),
        phones: Vec::new(),
        company: String::new(),
        role: String::new(),
        links: Vec::new(),
        tags: Vec::new(),
        notes: Vec::new(),
        fate: Fate::In,
    };
    if let Some(out) = not_a_row(records, row, header, columns) {
        draft.fate = Fate::Out(out);
        return draft;
    }
    let text = |role: Role| {
        columns.of(role).map(|column| value(records.cell(row, column))).find(|text| !text.is_empty())
    };
    draft.name = name(records, columns, row);
    if columns.header.is_none() {
        draft.name = value(unbulleted(&draft.name));
    }
    if draft.name.is_empty()
        && let Some(named) = columns.of(Role::Email).find_map(|column| named_email(records.cell(row, column)))
    {
        draft.name = turned(&value(named), true);
    }
    draft.company = text(Role::Company).unwrap_or_default();
    draft.role = text(Role::Job).unwrap_or_default();
    for column in columns.of(Role::Email) {
        add_emails(&mut draft.emails, records.cell(row, column), line, problems);
    }
    // A row that is longer than its header may still hold an address.
    for column in header.map_or(usize::MAX, <[&str]>::len)..records.width(row) {
        let cell = records.cell(row, column).trim();
        if is_email(cell) {
            add_emails(&mut draft.emails, cell, line, problems);
        }
    }
    let many = |role: Role| columns.of(role).flat_map(|column| parts(records.cell(row, column)));
    let mut room = true;
    many(Role::Phone).for_each(|phone| room &= add(&mut draft.phones, phone));
    many(Role::Link).for_each(|link| room &= add(&mut draft.links, link));
    for tag in
        columns.of(Role::Tags).flat_map(|column| records.cell(row, column).split([';', ',']).flat_map(parts))
    {
        // Google marks its own groups with a star; they say nothing about a person.
        if !tag.starts_with('*') && tag != "myContacts" && tag != "starred" {
            room &= add(&mut draft.tags, tag);
        }
    }
    for note in columns.of(Role::Note).map(|column| unguarded(records.cell(row, column)).trim()) {
        if !note.is_empty() {
            room &= add(&mut draft.notes, note.replace("\r\n", "\n"));
        }
    }
    if !room || draft.emails.len() >= MAX_VALUES {
        problems.push(format!(
            "line {line}: {MAX_VALUES} values of one kind are the most; what comes after them is left out"
        ));
    }
    draft.fate = fate(records, columns, row, &draft);
    draft
}

const LONG_CELL: &str = "a cell of";

/// Why a row is about nobody by its form: too long a cell, a total, the header again.
fn not_a_row(records: &Records, row: usize, header: Option<&[&str]>, columns: &Columns) -> Option<String> {
    if let Some(cell) = records.cells(row).find(|cell| cell.len() > MAX_CELL) {
        return Some(format!("{LONG_CELL} {} KiB; {} KiB is the most", cell.len() >> 10, MAX_CELL >> 10));
    }
    if header.is_some_and(|header| {
        header.len() > 1 && records.cells(row).map(str::trim).eq(header.iter().copied())
    }) {
        return Some("the header again".to_owned());
    }
    if columns.header.is_none()
        && records.cell(row, 0).starts_with('#')
        && records.cells(row).skip(1).all(str::is_empty)
    {
        return Some("a comment".to_owned());
    }
    let in_email = |column: usize| {
        let cell = records.cell(row, column);
        !cell.is_empty()
            && !cell.contains('@')
            && meaning(cell).is_some_and(|meaning| meaning.role == Role::Email)
    };
    if columns.header.is_some() && columns.of(Role::Email).any(in_email) && header_score(records, row) > 1 {
        return Some("another header".to_owned());
    }
    let bracketed =
        |cell: &str| cell.is_empty() || (cell.starts_with(['(', '[']) && cell.ends_with([')', ']']));
    if columns.header.is_some() && row == columns.first && records.cells(row).map(str::trim).all(bracketed) {
        return Some("what the columns hold, nobody".to_owned());
    }
    let mut cells = records.cells(row).map(clean).filter(|cell| !cell.is_empty()).peekable();
    let first = cells.next()?;
    if cells.peek().is_none()
        && records.width(row) > 1
        && meaning(&first).is_some_and(|meaning| !meaning.loose)
    {
        return Some("a title, nobody".to_owned());
    }
    let number =
        |cell: &str| cell.chars().any(|ch| ch.is_ascii_digit()) && !cell.chars().any(char::is_alphabetic);
    let label = first.trim_end_matches(':');
    let (text, amount) = label.split_once(':').unwrap_or((label, "0"));
    let total = among(TOTALS, &fold(text)) && number(amount);
    let no_address = columns.of(Role::Email).all(|column| !records.cell(row, column).contains('@'));
    (total && no_address && cells.all(|cell| number(&cell))).then(|| "a total, nobody".to_owned())
}

fn name(records: &Records, columns: &Columns, row: usize) -> String {
    let of = |role: Role| {
        columns.of(role).next().map(|column| value(records.cell(row, column))).unwrap_or_default()
    };
    let halves = if columns.family_first { [Role::Last, Role::First] } else { [Role::First, Role::Last] };
    let order = [Role::Prefix, halves[0], Role::Middle, halves[1], Role::Suffix];
    let given = of(Role::First) + &of(Role::Middle) + &of(Role::Last);
    let parts = if given.is_empty() {
        String::new()
    } else {
        order.map(of).into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let whole = [Role::Name, Role::Display].map(|role| (columns.of(role).next(), of(role)));
    // Whichever the list puts first is the one its maker means: the whole name or its parts.
    let parts_at = columns.of(Role::First).chain(columns.of(Role::Last)).min().unwrap_or(usize::MAX);
    let before = whole
        .iter()
        .find(|(column, name)| !name.is_empty() && column.is_some_and(|column| column < parts_at));
    let after = whole.iter().find(|(_, name)| !name.is_empty());
    let chosen = match (before, parts.is_empty(), after) {
        (Some((_, name)), _, _) | (None, true, Some((_, name))) => name.clone(),
        (None, _, _) => parts,
    };
    let salutation = of(Role::Salutation);
    let plain = chosen
        .strip_prefix(&salutation)
        .and_then(|rest| rest.strip_prefix(' '))
        .filter(|_| !salutation.is_empty());
    turned(plain.unwrap_or(&chosen), columns.family_comma)
}

/// "Doe, Jane" as "Jane Doe", and "Smith, John, Jr." as "John Smith, Jr.".
fn turned(name: &str, family_comma: bool) -> String {
    match name.split_once(',') {
        Some((family, given)) if family_comma && super::shapes::is_family_comma(name) => {
            match given.split_once(',') {
                Some((given, rest)) => format!("{} {}, {}", given.trim(), family.trim(), rest.trim()),
                None => format!("{} {}", given.trim(), family.trim()),
            }
        }
        _ => name.to_owned(),
    }
}

/// What the row's status, and who stands in it, say about coming in.
fn fate(records: &Records, columns: &Columns, row: usize, draft: &Draft) -> Fate {
    for column in columns.of(Role::Void) {
        let cell = clean(records.cell(row, column));
        if !cell.is_empty() && !among(NO, &fold(&cell)) {
            return Fate::Out(match columns.header.map(|header| clean(records.cell(header, column))) {
                Some(header) if !header.is_empty() => format!("{header}: {cell}"),
                _ => cell.into_owned(),
            });
        }
    }
    let mut doubt = None;
    for column in columns.of(Role::Status) {
        let cell = clean(records.cell(row, column));
        let word = fold(&cell);
        let first = word.split(' ').next().unwrap_or("");
        if among(OUT, &word) || among(OUT, first) {
            return Fate::Out(format!("{cell}, so not coming"));
        }
        if OPEN.split('|').any(|open| word.contains(open)) {
            doubt = Some(format!("{cell}: not sure to come"));
        }
    }
    // Without a header the shape of most cells made it the column of names; this cell may be something else.
    if columns.header.is_none() && draft.emails.is_empty() && doubt.is_none() && !is_person(&draft.name) {
        doubt = Some("no header, and it may be no name".to_owned());
    }
    // "Table 4" and "3. Activities" head a part of a list more often than they are somebody.
    if draft.emails.is_empty() && doubt.is_none() && numbered(&draft.name) {
        doubt = Some("a number in it, so it may be no name".to_owned());
    }
    match (draft.name.is_empty(), draft.emails.is_empty(), doubt) {
        (true, true, _) => Fate::Out(nobody(records, row, draft)),
        (true, false, _) => Fate::Doubt("no name; the e-mail address stands for it".to_owned()),
        (false, _, Some(doubt)) => Fate::Doubt(doubt),
        (false, _, None) => Fate::In,
    }
}

/// Whether a word of a name begins with a digit; handles such as "ana2000" only end with one.
fn numbered(name: &str) -> bool {
    name.split_whitespace().any(|word| word.starts_with(|ch: char| ch.is_ascii_digit()))
}

/// Why nobody is in a row without a name and an address.
fn nobody(records: &Records, row: usize, draft: &Draft) -> String {
    if !draft.company.is_empty() || !draft.phones.is_empty() {
        return "no name and no e-mail address".to_owned();
    }
    let mut filled = records.cells(row).filter(|cell| !clean(cell).is_empty());
    match (filled.next(), filled.next()) {
        (Some(only), None) if only.chars().any(|ch| ch.is_ascii_digit()) && only.len() <= 32 => {
            format!("only {:?}: a member who hides the profile", clean(only))
        }
        _ => "nobody named in it".to_owned(),
    }
}

/// A cell's text: blanks collapsed and trimmed, invisible ones too.
pub(super) fn clean(cell: &str) -> Cow<'_, str> {
    let blank = |ch: char| ch.is_whitespace() || matches!(ch, '\u{200b}' | '\u{feff}');
    let trimmed = cell.trim_matches(blank);
    let odd = |pair: &[u8]| matches!(pair, [b' ', b' ']) || matches!(pair, [b'\t' | b'\n' | b'\r', ..]);
    if trimmed.is_ascii() && !trimmed.as_bytes().windows(2).any(odd) {
        return Cow::Borrowed(trimmed);
    }
    Cow::Owned(trimmed.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}

/// A cell's text without the `'` that an export puts before a formula; empty when it only stands for nothing.
fn value(cell: &str) -> String {
    let text = clean(unguarded(cell));
    let line = text.chars().all(|ch| matches!(ch, '-' | '–' | '—' | '_' | '.' | ':'));
    if line || text.len() <= 16 && among(BLANKS, &text.to_lowercase()) {
        String::new()
    } else {
        text.into_owned()
    }
}

/// The values of a cell that may hold several, joined as Google joins them.
fn parts(cell: &str) -> impl Iterator<Item = String> {
    cell.split(" ::: ").map(value).filter(|part| !part.is_empty())
}

/// Whether there was room. Most lists hold one value, so they grow one by one.
fn add(list: &mut Vec<String>, item: String) -> bool {
    if list.contains(&item) {
        return true;
    }
    let room = list.len() < MAX_VALUES;
    if room {
        list.reserve_exact(1);
        list.push(item);
    }
    room
}

/// Addresses as people write them into a cell: bare, `mailto:`, `Ana <ana@x>`, several.
fn add_emails(emails: &mut Vec<String>, cell: &str, line: usize, problems: &mut Vec<String>) {
    for part in parts(cell) {
        let several = part.matches('@').count() > 1;
        for piece in
            part.split(move |ch| several && matches!(ch, ';' | ',' | ' ')).filter(|piece| !piece.is_empty())
        {
            let inside =
                piece.rsplit_once('<').and_then(|(_, rest)| rest.strip_suffix('>')).unwrap_or(piece).trim();
            let bare = match inside.get(..7) {
                Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => inside.get(7..).unwrap_or(""),
                _ => inside,
            };
            if is_email(bare) {
                if emails.len() < MAX_VALUES
                    && !emails.iter().any(|known| fold_email(known) == fold_email(bare))
                {
                    emails.reserve_exact(1);
                    emails.push(bare.to_owned());
                }
            } else if !several {
                problems.push(format!("line {line}: {piece:?} is no e-mail address and is left out"));
            }
        }
    }
}
